//! `packages/`, `cpython/`, `bench/leaks.py` and `fuzz/`: samples of what is too long to be run as a whole by each `./test`.

use super::run::compiler_of;
use super::{Case, case, is_sampled, name};
use crate::expect::Header;
use crate::{Context, compiler, python_files};
use std::path::Path;
use std::sync::Arc;

/// Modules of the standard library whose own tests are short, and need no other module to be compiled.
const MODULES: [&str; 5] = ["bisect", "colorsys", "graphlib", "heapq", "keyword"];

/// CPython's own tests of the language that are compiled: short files, and one that has its tests in another.
const LANGUAGE: [&str; 6] =
    ["test_decorators", "test_global", "test_raise", "test_scope", "test_userlist", "test_with"];

/// The programs made by chance that are compared: few and short ones, with optional passes and stressed.
const FUZZED: [(&str, &str); 2] =
    [("fast", "--flags=--optimize=0"), ("stress", "--flags=--optimize=0 --stress-exits --stress-polls")];

/// One case for each sampled module and file of tests, for some programs made by chance, and for each sampled program that is watched for leaks.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return vec![];
    }
    let mut cases: Vec<Case> = MODULES
        .map(|module| {
            case(context, format!("packages/{module}"), move |context| {
                script(context, 0, "packages/run.py", &["--flags=--optimize=0", module])
            })
        })
        .into();
    cases.extend(LANGUAGE.map(|file| {
        case(context, format!("cpython/{file}"), move |context| {
            script(context, 0, "cpython/run.py", &["--flags=--optimize=0", file])
        })
    }));
    cases.extend(FUZZED.map(|(mode, flags)| {
        let fuzz = move |context: &Context| {
            let args = ["--seed=190", "--count=4", flags, "--jobs=1", "--reduce=0"];
            script(context, 0, "fuzz/run.py", &args)
        };
        case(context, format!("fuzz/programs@{mode}"), fuzz)
    }));
    for file in python_files(&context.root.join("run")) {
        let name = name("leaks", &file, "");
        if is_sampled(&name) {
            let file = context.root.join("run").join(&file);
            let judge = move |context: &Context| {
                let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
                let least = Header::parse(&text)?.python;
                script(context, least, "bench/leaks.py", &[&file.to_string_lossy()])
            };
            cases.push(case(context, name, judge));
        }
    }
    cases
}

/// Runs a command of the test suite with the first CPython of 3.`least` or later and the compiler; it must succeed.
pub(super) fn script(context: &Context, least: u32, script: &str, args: &[&str]) -> crate::Verdict {
    let compiler = compiler_of(context)?;
    let Some(python) = context.oracle.pythons.iter().find(|python| python.minor >= least) else { return Ok(()) };
    let folder = compiler.folder()?;
    let cache: &Path = folder.path();
    let mut command = compiler.script(python, &context.root.join(script));
    command.env("NAJA_PACKAGES", cache).args(args);
    compiler::succeed(&mut command).map(drop)
}
