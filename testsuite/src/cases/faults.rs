//! `faults/`: the suite notices when the compiler is broken.
//!
//! `# fault: name` at the top of a program names a fault that `NAJA_FAULT=name` switches on in a compiler built for
//! tests. The program passes without it, and fails with it in at least one mode.

use super::run::{Program, compiler_of};
use super::{Case, case, name};
use crate::compiler::MODES;
use crate::{Context, Verdict, python_files};
use std::path::Path;
use std::sync::Arc;

/// One case for each file.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return Vec::new();
    }
    let root = context.root.join("faults");
    let files = python_files(&root);
    let judged = |file: &std::path::PathBuf| {
        let path = root.join(file);
        case(context, name("faults", file, ""), move |context| caught(context, &path))
    };
    files.iter().map(judged).collect()
}

fn caught(context: &Context, path: &Path) -> Verdict {
    let program = Program::load(path)?;
    let fault = program.header.fault.as_deref().ok_or("no `# fault:` at the top")?;
    let compiler = compiler_of(context)?;
    let python = program.pythons(context).into_iter().next().ok_or("no CPython to compare with was found")?;
    let expected = program.expected(context, &python)?;
    for mode in MODES {
        program.compare(&expected, &mut program.command(compiler, &python, mode))?;
    }
    let notices = |mode| {
        let mut command = program.command(compiler, &python, mode);
        program.compare(&expected, command.env("NAJA_FAULT", fault)).is_err()
    };
    if MODES.into_iter().any(notices) { Ok(()) } else { Err(format!("the fault `{fault}` changes nothing")) }
}
