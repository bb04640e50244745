//! `faults/`: the suite notices when the compiler is broken.
//!
//! `# fault: name` at the top of a program names a fault that `NAJA_FAULT=name` switches on in a compiler built for
//! tests. The program passes without it, and fails with it in at least one mode. `# proved` says that the proofs on MIR
//! find the fault too: then that is enough, for what the fault breaks may go well by chance.

use super::run::{Program, compiler_of};
use super::{Case, case, name};
use crate::compiler::{MODES, Mode};
use crate::process::{self, End};
use crate::{Context, Verdict, python_files};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Everything that is known about a right body is proved, faults or not.
const PROVED: Mode = Mode { name: "proved", flags: &["--verify"] };

/// The exit status of a compiler that found itself wrong.
const BUG: End = End::Exit(101);

/// One case for each file. Compilers that are built for speed have no faults.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() || !cfg!(debug_assertions) {
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
    let faulty = |mode: Mode| -> Command {
        let mut command = program.command(compiler, &python, mode);
        command.env("NAJA_FAULT", fault);
        command
    };
    if program.header.proved {
        let finished = process::run(&mut faulty(PROVED))?;
        let is_found = finished.end == BUG;
        return if is_found { Ok(()) } else { Err(format!("the proofs on MIR accept the fault `{fault}`")) };
    }
    let notices = |mode| program.compare(&expected, &mut faulty(mode)).is_err();
    if MODES.into_iter().any(notices) { Ok(()) } else { Err(format!("the fault `{fault}` changes nothing")) }
}
