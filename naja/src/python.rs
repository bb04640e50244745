//! The target interpreter: which it is, and what its compiler makes of the sources.

use crate::cache;
use crate::error::Error;
use crate::runtime::{RUNTIMES, Runtime};
use naja_codegen::code_objects::{CodeFacts, CodeObjects};
use naja_frontend::hir::{FuncId, Hir, Module};
use naja_frontend::source::Sources;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the interpreter runs for us.
const SCRIPT: &str = include_str!("python.py");

/// An interpreter that naja can build for.
#[derive(Debug)]
pub(crate) struct Python {
    /// How it is called.
    pub path: PathBuf,
    /// The suffix of extension modules: `.cpython-311-x86_64-linux-gnu.so`.
    pub suffix: String,
    /// What wheels for it are called: `cp311-cp311-linux_x86_64`.
    pub tag: String,
    /// The folder of its standard library.
    pub library: PathBuf,
    /// The runtime of its version.
    pub runtime: &'static Runtime,
}

#[derive(Deserialize)]
struct About {
    implementation: String,
    version: (u8, u8),
    free_threaded: bool,
    suffix: String,
    tag: String,
    library: PathBuf,
}

#[derive(Serialize)]
struct Request<'a> {
    path: String,
    text: &'a str,
    functions: Vec<FunctionRequest<'a>>,
}

#[derive(Serialize)]
struct FunctionRequest<'a> {
    name: &'a str,
    line: u32,
    /// Line and column of the start, of the end.
    span: [u32; 4],
    parent: Option<usize>,
}

#[derive(Deserialize)]
struct Answer {
    marshalled: String,
    functions: Vec<Option<FunctionAnswer>>,
}

#[derive(Deserialize)]
struct FunctionAnswer {
    locals: Vec<String>,
    free: u32,
    positions: Vec<(i32, u32, u32, u32, u32)>,
}

impl Python {
    /// The interpreter at `path`, or else `$NAJA_PYTHON`, or else of the active virtual environment, or else `python3`.
    pub(crate) fn find(path: Option<&Path>) -> Result<Python, Error> {
        let environment = || std::env::var_os("VIRTUAL_ENV").map(|folder| Path::new(&folder).join("bin/python"));
        let named = || std::env::var_os("NAJA_PYTHON").map(PathBuf::from);
        let path = path.map(PathBuf::from).or_else(named).or_else(environment).unwrap_or_else(|| "python3".into());
        let answer = cache::remember(&path, || answer(&path, "about", &()))?;
        let shown = path.display();
        let about: About = parse(&path, &answer)?;
        let (major, minor) = about.version;
        if about.implementation != "cpython" || about.free_threaded {
            let what = if about.free_threaded { "free-threaded" } else { about.implementation.as_str() };
            return Err(Error::Python(format!(
                "`{shown}` is {what} {major}.{minor}: naja builds for CPython with a GIL"
            )));
        }
        let runtime = RUNTIMES.iter().find(|runtime| runtime.version == about.version).ok_or_else(|| {
            let versions: Vec<String> = RUNTIMES.iter().map(|r| format!("{}.{}", r.version.0, r.version.1)).collect();
            let versions = versions.join(", ");
            Error::Python(format!("`{shown}` is CPython {major}.{minor}: naja builds for {versions}; use `--python`"))
        })?;
        Ok(Python { path, suffix: about.suffix, tag: about.tag, library: about.library, runtime })
    }

    /// The string that a module's `__version__` is set to, if it is one that stands there.
    pub(crate) fn version_in(&self, text: &str) -> Result<Option<String>, Error> {
        parse(&self.path, &answer(&self.path, "version", &text)?)
    }

    /// The code objects of each module of `hir`.
    pub(crate) fn code_objects(&self, hir: &Hir, sources: &Sources) -> Result<Vec<CodeObjects>, Error> {
        let requests: Vec<Request<'_>> =
            hir.modules.iter_enumerated().map(|(id, module)| request(hir, sources, id, module)).collect();
        let answer = answer(&self.path, "compile", &requests)?;
        let answers: Vec<Answer> = parse(&self.path, &answer)?;
        answers.into_iter().map(code_objects).collect()
    }
}

fn request<'a>(hir: &'a Hir, sources: &'a Sources, id: naja_frontend::hir::ModuleId, module: &Module) -> Request<'a> {
    let file = sources.file(module.file);
    let functions: Vec<(FuncId, &naja_frontend::hir::Function)> =
        hir.functions.iter_enumerated().filter(|(_, function)| function.module == id).collect();
    let index: HashMap<FuncId, usize> = functions.iter().enumerate().map(|(index, (func, _))| (*func, index)).collect();
    let span = |span| {
        let (start, end) = (sources.start(span), sources.end(span));
        [start.line, start.column, end.line, end.column]
    };
    let one = |(_, function): &(FuncId, &'a naja_frontend::hir::Function)| FunctionRequest {
        name: function.name.as_str(),
        line: function.first_line,
        span: span(function.span),
        parent: function.parent.and_then(|parent| index.get(&parent).copied()),
    };
    Request {
        path: crate::compile::shown_path(file).display().to_string(),
        text: &file.text,
        functions: functions.iter().map(one).collect(),
    }
}

fn code_objects(answer: Answer) -> Result<CodeObjects, Error> {
    let digits = answer.marshalled.as_bytes();
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let marshalled: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    let marshalled = marshalled.ok_or_else(|| Error::Python("the interpreter's answer is garbled".into()))?;
    let functions = answer.functions.into_iter().map(|function| function.map(facts)).collect();
    Ok(CodeObjects { marshalled, functions })
}

fn facts(answer: FunctionAnswer) -> CodeFacts {
    let mut facts = CodeFacts { locals: answer.locals, free: answer.free, ..CodeFacts::default() };
    for (offset, line, column, end_line, end_column) in answer.positions {
        facts.positions.entry((line, column, end_line, end_column)).or_insert(offset);
        facts.lines.entry(line).or_insert(offset);
    }
    facts
}

fn cannot_run(python: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Python(format!("cannot run `{}`: {error}", python.display()))
}

/// What our script answers.
fn parse<'a, A: Deserialize<'a>>(python: &Path, answer: &'a [u8]) -> Result<A, Error> {
    serde_json::from_slice(answer).map_err(|error| cannot_run(python, &error))
}

/// Runs our script, with `question` on its standard input.
fn answer<Q: Serialize>(python: &Path, what: &str, question: &Q) -> Result<Vec<u8>, Error> {
    let cannot = |error: &dyn std::fmt::Display| cannot_run(python, error);
    let mut child = Command::new(python)
        .args(["-I", "-S", "-c", SCRIPT, what])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot(&error))?;
    let question = serde_json::to_vec(question).map_err(|error| cannot(&error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // An interpreter that fails at once does not read; its exit status says so.
        let _ = stdin.write_all(&question);
    }
    let output = child.wait_with_output().map_err(|error| cannot(&error))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let last = message.lines().last().unwrap_or("no message").to_owned();
        return Err(cannot(&format!("{} ({last})", output.status)));
    }
    Ok(output.stdout)
}
