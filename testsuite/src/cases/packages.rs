//! `packages/` and `bench/leaks.py`: samples of what is too long to be run as a whole by each `./test`.

use super::run::compiler_of;
use super::{Case, case, is_sampled, name};
use crate::{Context, compiler, python_files};
use std::path::Path;
use std::sync::Arc;

/// Modules of the standard library whose own tests are short, and need no other module to be compiled.
const MODULES: [&str; 5] = ["bisect", "colorsys", "graphlib", "heapq", "keyword"];

/// One case for each sampled module, and for each sampled program that is watched for leaks.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return vec![];
    }
    let mut cases: Vec<Case> = MODULES
        .map(|module| {
            case(context, format!("packages/{module}"), move |context| {
                script(context, "packages/run.py", &["--flags=--optimize=0", module])
            })
        })
        .into();
    for file in python_files(&context.root.join("run")) {
        let name = name("leaks", &file, "");
        if is_sampled(&name) {
            let file = context.root.join("run").join(&file);
            let judge = move |context: &Context| script(context, "bench/leaks.py", &[&file.to_string_lossy()]);
            cases.push(case(context, name, judge));
        }
    }
    cases
}

/// Runs a command of the test suite with the first CPython and the compiler; it must succeed.
fn script(context: &Context, script: &str, args: &[&str]) -> crate::Verdict {
    let compiler = compiler_of(context)?;
    let python = context.oracle.pythons.first().ok_or("no CPython was found")?;
    let folder = compiler.folder()?;
    let cache: &Path = folder.path();
    let mut command = compiler.script(python, &context.root.join(script));
    command.env("NAJA_PACKAGES", cache).args(args);
    compiler::succeed(&mut command).map(drop)
}
