//! Against self-deception: under a profile hook, CPython interprets no frame of a compiled file.
//!
//! Every program of `run/` is built as an extension module and imported with the hook in place. What it prints does not
//! matter here.

use super::run::{Program, compiler_of};
use super::{Case, case, name};
use crate::compiler::{self, MODES};
use crate::expect::World;
use crate::oracle::Python;
use crate::{Context, Verdict, process, python_files};
use std::process::Command;
use std::sync::Arc;

/// Imports the module named by its first argument, and writes the frames that were interpreted to its second.
const DRIVER: &str = include_str!("interpreted.py");

/// Each file under the first CPython; under all of them in a full run.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return Vec::new();
    }
    let root = context.root.join("run");
    let mut cases = Vec::new();
    for file in python_files(&root) {
        // A header that is not understood is reported by the file's other tests.
        let Ok(program) = Program::load(&root.join(&file)) else { continue };
        if program.header.interpreted.is_some() || !program.header.is_for(World::CPython) {
            continue;
        }
        let program = Arc::new(program);
        let count = if context.full { usize::MAX } else { 1 };
        for python in program.pythons(context).into_iter().take(count) {
            let program = Arc::clone(&program);
            let name = name("interpreted", &file, &format!("3.{}", python.minor));
            cases.push(case(context, name, move |context| nothing_interpreted(context, &program, &python)));
        }
    }
    cases
}

fn nothing_interpreted(context: &Context, program: &Program, python: &Python) -> Verdict {
    let compiler = compiler_of(context)?;
    let folder = compiler.folder()?;
    compiler::succeed(&mut compiler.build_extension(&program.path, folder.path(), python, MODES[0]))?;
    let driver = folder.path().join("naja_suite_driver.py");
    let report = folder.path().join("report");
    std::fs::write(&driver, DRIVER).map_err(|error| error.to_string())?;
    let module = program.path.file_stem().unwrap_or_default();
    let mut command = Command::new(&python.path);
    let finished = process::run(command.arg(&driver).arg(module).arg(&report).args(&program.header.args))?;
    match std::fs::read_to_string(&report) {
        Ok(frames) if frames.is_empty() => Ok(()),
        Ok(frames) => Err(format!("CPython interpreted:\n{frames}")),
        Err(_) => Err(format!("{}: {}", finished.end, compiler::tail(&finished.stderr))),
    }
}
