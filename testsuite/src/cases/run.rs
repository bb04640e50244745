//! `run/`: a compiled program does what CPython does.

use super::{Case, case, is_sampled, name};
use crate::compiler::{self, Compiler, MODES, Mode};
use crate::expect::{Header, World};
use crate::oracle::{Python, Question};
use crate::process::{self, End, Finished};
use crate::{Context, Verdict, python_files, read};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// Each file: that every CPython agrees on it, and then in each world and mode.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    let root = context.root.join("run");
    python_files(&root).iter().flat_map(|file| of_file(context, &root.join(file), file)).collect()
}

fn of_file(context: &Arc<Context>, path: &Path, file: &Path) -> Vec<Case> {
    let program = match Program::load(path) {
        Ok(program) => Arc::new(program),
        Err(error) => return vec![case(context, name("run", file, ""), |_| Err(error))],
    };
    let oracle = Arc::clone(&program);
    let mut cases = vec![case(context, name("run", file, "oracle"), move |context| oracle.versions_agree(context))];
    if context.compiler.is_some() {
        cases.extend(in_cpython(context, &program, file));
        cases.extend(native(context, &program, file));
        cases.extend(as_mir(context, &program, file));
    }
    cases
}

/// Under each CPython in each mode: of the modes without stress, of those beyond the first CPython a sample; the rest when
/// everything is asked for.
fn in_cpython(context: &Arc<Context>, program: &Arc<Program>, file: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    let pythons = if program.header.is_for(World::CPython) { program.pythons(context) } else { Vec::new() };
    for (index, python) in pythons.iter().enumerate() {
        for mode in MODES {
            let name = name("run", file, &format!("3.{}-{}", python.minor, mode.name));
            let is_usual = !mode.is_stressed() && (index == 0 || is_sampled(&name));
            if context.full || is_usual {
                let (program, python) = (Arc::clone(program), python.clone());
                cases.push(case(context, name, move |context| program.in_cpython(context, &python, mode)));
            }
        }
    }
    cases
}

/// As an executable: of the modes without stress a sample; the rest when everything is asked for.
fn native(context: &Arc<Context>, program: &Arc<Program>, file: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for mode in MODES.into_iter().filter(|_| program.header.is_for(World::Native)) {
        let name = name("run", file, &format!("native-{}", mode.name));
        if context.full || (!mode.is_stressed() && is_sampled(&name)) {
            let program = Arc::clone(program);
            cases.push(case(context, name, move |context| program.as_executable(context, mode)));
        }
    }
    cases
}

/// Interpreted, without LLVM, as it is behind some passes: a sample as lowering made it and behind all passes, everything
/// behind each pass when everything is asked for. What is right as an executable too is wrong in neither.
fn as_mir(context: &Arc<Context>, program: &Arc<Program>, file: &Path) -> Vec<Case> {
    const PASSES: [&str; 4] = ["lower", "simplify", "specialize", "refcount"];
    let is_wanted =
        |pass: &str| context.full || (is_sampled(&name("mir", file, "")) && ["lower", "refcount"].contains(&pass));
    let mut cases = Vec::new();
    for pass in PASSES.into_iter().filter(|pass| program.header.is_for(World::Native) && is_wanted(pass)) {
        let program = Arc::clone(program);
        let name = name("run", file, &format!("mir-{pass}"));
        cases.push(case(context, name, move |context| program.as_mir(context, pass)));
    }
    cases
}

/// A test program.
pub(super) struct Program {
    pub(super) path: PathBuf,
    pub(super) header: Header,
    text: String,
}

impl Program {
    pub(super) fn load(path: &Path) -> Result<Program, String> {
        let text = read(path)?;
        let header = Header::parse(&text)?;
        Ok(Program { path: path.to_path_buf(), header, text })
    }

    /// The interpreters that can run it.
    pub(super) fn pythons(&self, context: &Context) -> Vec<Python> {
        context.oracle.pythons.iter().filter(|python| python.minor >= self.header.python).cloned().collect()
    }

    /// What CPython makes of it.
    pub(super) fn expected(&self, context: &Context, python: &Python) -> Result<Finished, String> {
        let question = Question { file: &self.path, args: &self.header.args, content: &self.text };
        let expected = context.oracle.ask(python, question)?;
        if expected.end == End::Exit(self.header.exits) {
            return Ok(expected);
        }
        Err(format!("{} under CPython 3.{} itself; `# exits:` says {}", expected.end, python.minor, self.header.exits))
    }

    fn versions_agree(&self, context: &Context) -> Verdict {
        let pythons = self.pythons(context);
        let first = pythons.first().ok_or("no CPython that can run this was found")?;
        let expected = self.expected(context, first)?;
        for python in &pythons[1..] {
            same(&expected, &self.expected(context, python)?)
                .map_err(|text| format!("CPython 3.{} differs from 3.{}: {text}", python.minor, first.minor))?;
        }
        Ok(())
    }

    fn in_cpython(&self, context: &Context, python: &Python, mode: Mode) -> Verdict {
        let expected = self.expected(context, python)?;
        self.compare(&expected, &mut self.command(compiler_of(context)?, python, mode))
    }

    /// The command that compiles and runs it under `python`.
    pub(super) fn command(&self, compiler: &Compiler, python: &Python, mode: Mode) -> Command {
        let flags = self.header.strict.then_some("--strict");
        compiler.run(&self.path, &self.header.args, python, mode, flags)
    }

    fn as_executable(&self, context: &Context, mode: Mode) -> Verdict {
        let compiler = compiler_of(context)?;
        let pythons = self.pythons(context);
        let python = pythons.first().ok_or("no CPython to compare with was found")?;
        let expected = self.expected(context, python)?;
        let folder = compiler.folder()?;
        let executable = folder.path().join("program");
        let mut build = compiler.build_executable(&self.path, &executable, python, mode);
        compiler::succeed(build.args(self.header.strict.then_some("--strict")))?;
        self.compare(&expected, Command::new(&executable).args(&self.header.args))
    }

    fn as_mir(&self, context: &Context, pass: &str) -> Verdict {
        let pythons = self.pythons(context);
        let expected = self.expected(context, pythons.first().ok_or("no CPython to compare with was found")?)?;
        let mut command = compiler_of(context)?.command("run");
        self.compare(&expected, command.arg(format!("--interpret={pass}")).arg(&self.path).args(&self.header.args))
    }

    /// Runs `command` and compares.
    pub(super) fn compare(&self, expected: &Finished, command: &mut Command) -> Verdict {
        let actual = process::run(command)?;
        same(expected, &actual).map_err(|text| {
            format!("{text}\ncommand: {}\nstderr:\n{}", process::shown(command), compiler::tail(&actual.stderr))
        })
    }
}

/// The compiler of a case that exists only if there is one.
pub(super) fn compiler_of(context: &Context) -> Result<&Compiler, String> {
    context.compiler.as_ref().ok_or_else(|| "there is no compiler".to_owned())
}

/// Compares what was printed and how it ended.
pub(super) fn same(expected: &Finished, actual: &Finished) -> Verdict {
    if expected.stdout == actual.stdout && expected.end == actual.end {
        return Ok(());
    }
    let mut text = String::new();
    if expected.end != actual.end {
        writeln!(text, "expected {}, got {}", expected.end, actual.end).expect("writing to a string");
    }
    text += &first_difference(&String::from_utf8_lossy(&expected.stdout), &String::from_utf8_lossy(&actual.stdout));
    Err(text)
}

/// The first line in which two texts differ, with its number.
fn first_difference(expected: &str, actual: &str) -> String {
    let count = expected.lines().count().max(actual.lines().count());
    let mut pairs = (0..count).map(|index| (index, expected.lines().nth(index), actual.lines().nth(index)));
    match pairs.find(|(_, expected, actual)| expected != actual) {
        Some((index, expected, actual)) => {
            let shown = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
            format!("line {} of the output:\n  expected: {}\n       got: {}", index + 1, shown(expected), shown(actual))
        }
        None if expected == actual => String::new(),
        None => "the outputs differ in how the last line ends".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    fn check(expected: &str, actual: &str, part: &str) {
        let difference = first_difference(expected, actual);
        assert!(difference.contains(part), "{difference}");
    }

    #[test]
    fn differences_are_located() {
        check("a\nb\n", "a\nc\n", "line 2 of the output:\n  expected: b\n       got: c");
        check("a\nb\n", "a\n", "got: (the end)");
        check("a\n", "a", "how the last line ends");
    }
}
