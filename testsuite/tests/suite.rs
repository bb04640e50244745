//! Lists every test to the test harness: one per file and configuration, and the checks of the repository itself.
//!
//! Which: `NAJA_TEST_FULL=1` for every configuration; `NAJA_TEST_PYTHONS=a:b` for these interpreters; `NAJA=path` for
//! this compiler; `BLESS=1` to accept dumps. A word on the command line filters by name: `cargo test -- int/shifts`.

use libtest_mimic::{Arguments, Failed, Trial};
use naja_testsuite::compiler::Compiler;
use naja_testsuite::oracle::{MINORS, Oracle};
use naja_testsuite::{Context, cases, tidy};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = root.parent().expect("testsuite/ lies in the workspace");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut trials = tidy_trials(workspace);

    let compiler = Compiler::find(workspace, scratch.join("work"));
    trials.extend(compiler.as_ref().err().map(|error| failing("the compiler builds", error.clone())));
    let oracle = Oracle::find(scratch.join("oracle"));
    if oracle.pythons.is_empty() {
        trials.push(failing("a CPython is found", format!("none of 3.{MINORS:?} is in pyenv or on PATH")));
    }
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let context = Arc::new(Context {
        root: root.to_path_buf(),
        oracle,
        compiler: compiler.ok().flatten(),
        full: set("NAJA_TEST_FULL"),
        bless: set("BLESS"),
    });
    let known = known(root);
    trials.extend(cases::all(&context).into_iter().map(|case| {
        let run = case.run;
        let is_known = known.iter().any(|name| case.name.starts_with(name.as_str()));
        Trial::test(case.name, move || run().map_err(Failed::from)).with_ignored_flag(is_known)
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The tests that are known to fail, by the beginnings of their names: `known.txt`, which says why.
fn known(root: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(root.join("known.txt")).unwrap_or_default();
    let names = text.lines().filter(|line| !line.starts_with('#'));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn tidy_trials(workspace: &Path) -> Vec<Trial> {
    let trial = |rule: &'static tidy::Rule| {
        let workspace = workspace.to_path_buf();
        Trial::test(format!("tidy/{}", rule.name), move || {
            let offences = (rule.check)(&tidy::Repository::load(&workspace));
            if offences.is_empty() { Ok(()) } else { Err(Failed::from(offences.join("\n"))) }
        })
    };
    tidy::RULES.iter().map(trial).collect()
}

fn failing(name: &str, error: String) -> Trial {
    Trial::test(name, move || Err(Failed::from(error)))
}
