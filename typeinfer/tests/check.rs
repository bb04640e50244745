//! Runs the checker over every program in `testsuite/check` and compares with the comments in it.
//!
//! `# error: [N0203] "part of the message"` stands on the line of the error, either part may be left out, several may
//! follow each other. `# revealed: int` stands where `reveal_type` is called. `# strict` among the first comments asks for
//! strict mode. An error that is expected and missing fails, and so does one that nobody expected.

use naja_frontend::diagnostic::{Code, Diagnostics, Severity};
use naja_frontend::source::Sources;
use naja_typeinfer::{Strictness, Stubs, check, infer};
use std::path::{Path, PathBuf};

/// An expected or a reported error: line, code, message.
#[derive(Debug, Clone, PartialEq)]
struct Report {
    line: u32,
    code: Option<String>,
    message: String,
}

#[test]
fn programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testsuite/check");
    let files = python_files(&root);
    assert!(files.len() >= 190, "only {} programs below {}", files.len(), root.display());
    let failures: Vec<String> = files.iter().flat_map(|file| failures(file)).collect();
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

/// Every program has a neighbour that does the same thing right.
#[test]
fn pairs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testsuite/check");
    for file in python_files(&root) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("names are UTF-8");
        let has_errors = read(&file).contains("# error:");
        if let Some(stem) = stem.strip_suffix("_right") {
            assert!(!has_errors, "{} must have no errors", file.display());
            assert!(file.with_file_name(format!("{stem}.py")).exists(), "{} has no neighbour", file.display());
        } else if has_errors {
            assert!(file.with_file_name(format!("{stem}_right.py")).exists(), "{} has no neighbour", file.display());
        }
    }
}

/// Each example of `docs/checks.md` is wrong in the way that its heading says, and in no other.
#[test]
fn documentation() {
    let page = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/checks.md"));
    let folder = tempfile::tempdir().expect("a folder for the examples");
    for section in page.split("\n### ").skip(1) {
        let (code, rest) = section.split_once(": ").expect("a heading is a code and its summary");
        let known = Code::ALL.iter().find(|known| known.number() == code).expect("the code exists");
        assert!(rest.starts_with(known.summary()), "{code} is described as `{}`", known.summary());
        let Some((_, example)) = rest.split_once("```python\n") else { continue };
        let (program, _) = example.split_once("```").expect("the example ends");
        let file = folder.path().join(format!("{}.py", code.to_lowercase()));
        std::fs::write(&file, program).expect("the example can be written");
        let found = reports(&file, true);
        let wanted = if *known == Code::RevealedType { "revealed" } else { code };
        assert!(!found.is_empty(), "the example of {code} is not wrong");
        assert!(found.iter().all(|report| report.code.as_deref() == Some(wanted)), "{code}: {found:?}");
    }
}

/// Whether a program asks for strict mode.
fn is_strict(text: &str) -> bool {
    text.lines().take_while(|line| line.starts_with('#')).any(|line| line == "# strict")
}

fn failures(file: &Path) -> Vec<String> {
    let text = read(file);
    let expected = expectations(&text);
    let reported = reports(file, is_strict(&text));
    let matches = |wanted: &Report, found: &Report| {
        wanted.line == found.line
            && wanted.code.as_ref().is_none_or(|code| found.code.as_ref() == Some(code))
            && found.message.contains(&wanted.message)
    };
    let mut left = reported;
    let mut failures = Vec::new();
    for wanted in expected {
        match left.iter().position(|found| matches(&wanted, found)) {
            Some(at) => drop(left.remove(at)),
            None => failures.push(format!(
                "{}:{}: missing {:?} {:?}",
                file.display(),
                wanted.line,
                wanted.code,
                wanted.message
            )),
        }
    }
    for found in left {
        let code = found.code.unwrap_or_default();
        failures.push(format!("{}:{}: unexpected [{code}] {}", file.display(), found.line, found.message));
    }
    failures
}

/// What the checker says.
fn reports(file: &Path, strict: bool) -> Vec<Report> {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::load(&[file], &mut diagnostics).expect("the program can be read");
    let hir = naja_frontend::lower(&sources, &mut diagnostics);
    let types = infer(&hir, Stubs::bundled());
    let strictness = if strict { Strictness::Strict } else { Strictness::Hints(Severity::Error) };
    check(&hir, &types, &sources, strictness, &mut diagnostics);
    let report = |diagnostic: &naja_frontend::diagnostic::Diagnostic| Report {
        line: sources.start(diagnostic.span).line,
        code: Some(if diagnostic.code == Code::RevealedType {
            "revealed".into()
        } else {
            diagnostic.code.number().into()
        }),
        message: diagnostic.message.clone(),
    };
    diagnostics.sorted().into_iter().map(report).collect()
}

/// What the comments say.
fn expectations(text: &str) -> Vec<Report> {
    let mut expected = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for comment in line.split("# error:").skip(1) {
            let comment = comment.trim();
            let (code, rest) = match comment.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                Some((code, rest)) => (Some(code.to_owned()), rest.trim()),
                None => (None, comment),
            };
            let message =
                rest.strip_prefix('"').and_then(|rest| rest.split_once('"')).map_or("", |(message, _)| message);
            assert!(code.is_some() || !message.is_empty(), "line {number} expects nothing: {comment}");
            expected.push(Report { line: number, code, message: message.to_owned() });
        }
        if let Some((_, revealed)) = line.split_once("# revealed:") {
            expected.push(Report { line: number, code: Some("revealed".into()), message: revealed.trim().to_owned() });
        }
    }
    expected
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).expect("the program can be read")
}

fn python_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder exists") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            files.extend(python_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
    files.sort();
    files
}
