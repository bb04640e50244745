//! `ext/`: modules built with `naja build --ext` and imported by an interpreted `main.py`.
//!
//! The compiled modules lie in a folder without their sources, so they are what is imported. They are built into another
//! folder with `-o`, and once, as `-beside`, to where their sources lay. A line of the output that
//! must differ from CPython's is what `# expect:` at the end of `main.py` is for. Where that says `# strict` at
//! its top, the modules are built with `--strict`.

use super::run::{compiler_of, same};
use super::{Case, case, is_sampled};
use crate::compiler::{self, MODES, Mode};
use crate::expect::{Header, expected_dump};
use crate::oracle::{Python, Question};
use crate::process::{self, End, Finished};
use crate::{Context, Verdict, python_files, read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// One case for each folder, CPython and mode.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in folders(&context.root.join("ext")) {
        let label = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for python in &context.oracle.pythons {
            let (python, folder) = (python.clone(), folder.clone());
            let name = format!("ext/{label}@3.{}-oracle", python.minor);
            cases.push(case(context, name, move |context| expected(context, &folder, &python).map(drop)));
        }
        if context.compiler.is_none() {
            continue;
        }
        for (index, python) in context.oracle.pythons.iter().enumerate() {
            if index == 0 {
                let name = format!("ext/{label}@3.{}-beside", python.minor);
                let (python, folder) = (python.clone(), folder.clone());
                cases.push(case(context, name, move |context| imported_from_beside(context, &folder, &python)));
            }
            for mode in MODES {
                let name = format!("ext/{label}@3.{}-{}", python.minor, mode.name);
                // The plain mode is for all versions: how a module is imported depends on the version most of all.
                if index == 0 || context.full || mode.flags.is_empty() || is_sampled(&name) {
                    let (python, folder) = (python.clone(), folder.clone());
                    cases.push(case(context, name, move |context| imported(context, &folder, &python, mode)));
                }
            }
        }
    }
    cases
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("main.py").exists()).collect();
    folders.sort();
    folders
}

/// What `main.py` prints with the modules interpreted, or what its `# expect:` block says.
fn expected(context: &Context, folder: &Path, python: &Python) -> Result<Finished, String> {
    let main = folder.join("main.py");
    let mut content = String::new();
    for file in python_files(folder) {
        content += &read(&folder.join(file))?;
    }
    let question = Question { file: &main, args: &[], content: &content };
    let mut finished = context.oracle.ask(python, question)?;
    if finished.end != End::Exit(0) {
        return Err(format!("{} under CPython itself", finished.end));
    }
    if let Some(block) = expected_dump(&read(&main)?) {
        finished.stdout = block.into_bytes();
    }
    Ok(finished)
}

fn imported(context: &Context, folder: &Path, python: &Python, mode: Mode) -> Verdict {
    let compiler = compiler_of(context)?;
    let built = compiler.folder()?;
    for module in modules(folder) {
        let mut build = compiler.build_extension(&folder.join(module), built.path(), python, mode);
        compiler::succeed(build.args(strict(folder)?))?;
    }
    imports(context, folder, python, built.path())
}

/// As [`imported`], where the libraries lie in the place of their sources.
fn imported_from_beside(context: &Context, folder: &Path, python: &Python) -> Verdict {
    let compiler = compiler_of(context)?;
    let built = compiler.folder()?;
    let copies: Vec<PathBuf> = modules(folder).iter().map(|module| built.path().join(module)).collect();
    for (module, copy) in modules(folder).iter().zip(&copies) {
        std::fs::create_dir_all(copy.parent().unwrap_or(built.path())).map_err(|error| error.to_string())?;
        std::fs::copy(folder.join(module), copy).map_err(|error| error.to_string())?;
    }
    compiler::succeed(compiler.build_extensions_beside(&copies, python).args(strict(folder)?))?;
    for copy in copies {
        std::fs::remove_file(copy).map_err(|error| error.to_string())?;
    }
    imports(context, folder, python, built.path())
}

/// The option that the modules of `folder` are built with, if any.
fn strict(folder: &Path) -> Result<Option<&'static str>, String> {
    Ok(Header::parse(&read(&folder.join("main.py"))?)?.strict.then_some("--strict"))
}

/// The files of `folder` that are compiled.
fn modules(folder: &Path) -> Vec<PathBuf> {
    python_files(folder).into_iter().filter(|file| file != Path::new("main.py")).collect()
}

/// Runs `main.py` with the libraries in `built`.
fn imports(context: &Context, folder: &Path, python: &Python, built: &Path) -> Verdict {
    let expected = expected(context, folder, python)?;
    let main = built.join("main.py");
    std::fs::copy(folder.join("main.py"), &main).map_err(|error| error.to_string())?;
    let actual = process::run(Command::new(&python.path).arg(&main))?;
    same(&expected, &actual).map_err(|text| format!("{text}\nstderr:\n{}", compiler::tail(&actual.stderr)))
}
