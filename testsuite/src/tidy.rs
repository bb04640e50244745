//! Rules on the repository itself, each an absence or a completeness that no compiler or lint checks.
//!
//! A rule about a part that does not exist (yet) holds.

use crate::expect::Header;
use crate::files_below;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One rule.
pub struct Rule {
    /// As shown in the test's name.
    pub name: &'static str,
    /// Says what breaks it; nothing if it holds.
    pub check: fn(&Repository) -> Vec<String>,
}

/// Every rule.
pub static RULES: &[Rule] = &[
    Rule { name: "only_the_front_end_names_the_parser", check: parser_is_behind_one_door },
    Rule { name: "only_llvm_names_inkwell", check: inkwell_is_behind_one_door },
    Rule { name: "only_rt_cpython_names_pyo3", check: pyo3_is_behind_one_door },
    Rule { name: "stages_do_no_io", check: stages_do_no_io },
    Rule { name: "files_are_short", check: files_are_short },
    Rule { name: "rust_files_say_what_they_are", check: rust_files_say_what_they_are },
    Rule { name: "every_pass_has_a_test", check: every_pass_has_a_test },
    Rule { name: "every_fault_is_caught", check: every_fault_is_caught },
    Rule { name: "every_strict_rule_has_a_test", check: every_strict_rule_has_a_test },
    Rule { name: "test_programs_are_well_formed", check: test_programs_are_well_formed },
    Rule { name: "scripts_stop_at_errors", check: scripts_stop_at_errors },
];

/// The text files of the repository.
pub struct Repository {
    root: PathBuf,
    files: Vec<PathBuf>,
}

impl Repository {
    /// Lists what is below `root`.
    #[must_use]
    pub fn load(root: &Path) -> Repository {
        Repository { root: root.to_path_buf(), files: files_below(root) }
    }

    fn read(&self, file: &Path) -> String {
        std::fs::read_to_string(self.root.join(file)).unwrap_or_default()
    }

    /// The files with this ending below any of `folders` (all, if there are none).
    fn with_ending<'a>(&'a self, ending: &'a str, folders: &'a [&str]) -> impl Iterator<Item = &'a Path> {
        let wanted = move |file: &&PathBuf| {
            file.extension().is_some_and(|extension| extension == ending)
                && (folders.is_empty() || folders.iter().any(|folder| file.starts_with(folder)))
        };
        self.files.iter().filter(wanted).map(PathBuf::as_path)
    }

    /// Where code matches `pattern` in Rust files below `folders`, but not in `allowed`.
    fn mentions(&self, pattern: &str, folders: &[&str], allowed: &[&str]) -> Vec<String> {
        let pattern = Regex::new(pattern).expect("a valid pattern");
        let mut found = Vec::new();
        for file in self.with_ending("rs", folders).filter(|file| !allowed.iter().any(|path| file.starts_with(path))) {
            for (index, line) in self.read(file).lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                if pattern.is_match(code) {
                    found.push(format!("{}:{}: {}", file.display(), index + 1, line.trim()));
                }
            }
        }
        found
    }
}

/// The crates whose stages are functions from value to value.
const STAGES: &[&str] = &["frontend/src", "typeinfer/src", "codegen/src"];

fn parser_is_behind_one_door(repository: &Repository) -> Vec<String> {
    let allowed = ["frontend/src/parse.rs", "frontend/src/parse", "frontend/src/lower"];
    repository.mentions(r"\brustpython_(parser|ast|text_size)\b", &["frontend", "codegen", "naja"], &allowed)
}

fn inkwell_is_behind_one_door(repository: &Repository) -> Vec<String> {
    repository.mentions(r"\b(inkwell|llvm_sys)\b", STAGES, &["codegen/src/llvm", "codegen/src/object.rs"])
}

fn pyo3_is_behind_one_door(repository: &Repository) -> Vec<String> {
    let others = ["frontend", "typeinfer", "codegen", "naja", "rt/abi", "rt/inline", "rt/native"];
    repository.mentions(r"\bpyo3_ffi\b", &others, &[])
}

fn stages_do_no_io(repository: &Repository) -> Vec<String> {
    let allowed = ["frontend/src/source.rs", "frontend/src/source", "codegen/src/object.rs", "codegen/src/link.rs"];
    repository.mentions(r"\b(std::fs|std::process::Command|std::net|fs::(read|write|File))\b", STAGES, &allowed)
}

fn files_are_short(repository: &Repository) -> Vec<String> {
    const LIMIT: usize = 900;
    let sources = ["rs", "py", "c"].into_iter().flat_map(|ending| repository.with_ending(ending, &[]));
    let length = |file: &Path| repository.read(file).lines().count();
    sources
        .map(|file| (file, length(file)))
        .filter(|(_, lines)| *lines > LIMIT)
        .map(|(file, lines)| format!("{}: {lines} lines; split it by meaning", file.display()))
        .collect()
}

fn rust_files_say_what_they_are(repository: &Repository) -> Vec<String> {
    let silent = |file: &&Path| !repository.read(file).trim_start().starts_with("//!");
    repository
        .with_ending("rs", &[])
        .filter(silent)
        .map(|file| format!("{}: opens without `//!`", file.display()))
        .collect()
}

/// Each pass that `codegen/src/passes/mod.rs` calls as `pass::run` has a folder of tests.
fn every_pass_has_a_test(repository: &Repository) -> Vec<String> {
    static PASS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b([a-z_]+)::run\b").expect("a valid pattern"));
    let pipeline = repository.read(Path::new("codegen/src/passes/mod.rs"));
    let untested = |pass: &&str| !repository.files.iter().any(|file| file.starts_with(format!("testsuite/mir/{pass}")));
    PASS.captures_iter(&pipeline)
        .filter_map(|parts| parts.get(1).map(|name| name.as_str()))
        .filter(untested)
        .map(|pass| format!("no testsuite/mir/{pass}/"))
        .collect()
}

/// Each row of the table of seeded faults has a program of its name, and each program a row.
fn every_fault_is_caught(repository: &Repository) -> Vec<String> {
    static ROW: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?m)^    \w+ = "([a-z_]+)";$"#).expect("a valid pattern"));
    let table = repository.read(Path::new("codegen/src/fault.rs"));
    let faults: BTreeSet<&str> =
        ROW.captures_iter(&table).filter_map(|row| row.get(1)).map(|name| name.as_str()).collect();
    let programs: BTreeSet<String> = repository
        .with_ending("py", &["testsuite/faults"])
        .filter_map(|file| Header::parse(&repository.read(file)).ok()?.fault)
        .collect();
    let uncaught = faults.iter().filter(|fault| !programs.contains(**fault));
    let unknown = programs.iter().filter(|program| !faults.contains(program.as_str()));
    uncaught
        .map(|fault| format!("no program in testsuite/faults catches `{fault}`"))
        .chain(unknown.map(|program| format!("testsuite/faults: there is no fault `{program}`")))
        .collect()
}

fn every_strict_rule_has_a_test(repository: &Repository) -> Vec<String> {
    let rules = repository.with_ending("rs", &["typeinfer/src/rules"]).filter_map(|file| file.file_stem());
    rules
        .filter(|rule| *rule != "mod" && *rule != "tests")
        .map(|rule| Path::new("testsuite/check").join(rule))
        .filter(|folder| !repository.files.iter().any(|file| file.starts_with(folder)))
        .map(|folder| format!("no programs in {}", folder.display()))
        .collect()
}

/// A title, keys that are understood, plain ASCII unless said otherwise.
fn test_programs_are_well_formed(repository: &Repository) -> Vec<String> {
    let mut offences = Vec::new();
    for file in repository.with_ending("py", &["testsuite/run", "testsuite/faults"]) {
        let text = repository.read(file);
        let mut offend = |what: &str| offences.push(format!("{}: {what}", file.display()));
        match Header::parse(&text) {
            Err(error) => offend(&error),
            Ok(header) if header.non_ascii.is_none() && !text.is_ascii() => offend("not ASCII, without `# non-ascii:`"),
            Ok(_) => {}
        }
        if !text.lines().next().is_some_and(|line| line.starts_with("# ") && line.ends_with('.')) {
            offend("the first line is not a comment that says what is tested");
        }
        if !text.contains("print(") {
            offend("prints nothing, so nothing is compared");
        }
    }
    offences
}

fn scripts_stop_at_errors(repository: &Repository) -> Vec<String> {
    let mut offences = Vec::new();
    for name in ["setup", "demo", "test", ".ci/run"] {
        let text = repository.read(Path::new(name));
        let careful = text.starts_with("#!/usr/bin/env bash\n") && text.contains("\nset -euo pipefail\n");
        if !text.is_empty() && !careful {
            offences.push(format!("{name}: not bash with `set -euo pipefail`"));
        }
    }
    offences
}
