//! `check/`: what `naja check` reports is what the comments say, and nothing else.

use super::run::compiler_of;
use super::{Case, case, name};
use crate::expect::{Header, Remark, remarks};
use crate::process::{self, End};
use crate::{Context, Verdict, compiler, python_files, read};
use regex::Regex;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// `path:line:col: severity: message [code]`
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^.*?:(?<line>\d+):\d+: (?<severity>error|warning|note): (?<message>.*) \[(?<code>N\d{4})\]$")
        .expect("a valid pattern")
});

/// One case for each file.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return Vec::new();
    }
    let root = context.root.join("check");
    let files = python_files(&root);
    let judged = |file: &std::path::PathBuf| {
        let path = root.join(file);
        case(context, name("check", file, ""), move |context| checked(context, &path))
    };
    files.iter().map(judged).collect()
}

fn checked(context: &Context, path: &Path) -> Verdict {
    let text = read(path)?;
    let mut command = compiler_of(context)?.command("check");
    command.args(["--output-format", "concise"]);
    command.args(Header::parse(&text)?.strict.then_some("--strict")).arg(path);
    let finished = process::run(&mut command)?;
    let output = [finished.stdout, finished.stderr].concat();
    let reports: Vec<Report> = String::from_utf8_lossy(&output).lines().filter_map(Report::parse).collect();
    let expected = remarks(&text)?;
    compare(&expected, &reports)?;
    let status = i32::from(expected.iter().any(|remark| remark.severity == "error"));
    if finished.end == End::Exit(status) {
        return Ok(());
    }
    Err(format!("expected exit status {status}: {}\n{}", finished.end, compiler::tail(&output)))
}

/// A line of the compiler's output.
#[derive(Debug, PartialEq, Eq)]
struct Report {
    line: usize,
    severity: String,
    code: String,
    message: String,
}

impl Report {
    fn parse(line: &str) -> Option<Report> {
        let parts = REPORT.captures(line)?;
        Some(Report {
            line: parts["line"].parse().ok()?,
            severity: parts["severity"].to_owned(),
            code: parts["code"].to_owned(),
            message: parts["message"].to_owned(),
        })
    }

    fn fulfils(&self, remark: &Remark) -> bool {
        self.line == remark.line
            && self.severity == remark.severity
            && remark.code.as_ref().is_none_or(|code| *code == self.code)
            && remark.message.as_ref().is_none_or(|part| self.message.contains(part.as_str()))
    }
}

/// Pairs them off: what is left on either side is a failure.
fn compare(expected: &[Remark], reports: &[Report]) -> Verdict {
    let mut left: Vec<&Report> = reports.iter().collect();
    let mut failures = Vec::new();
    for remark in expected {
        match left.iter().position(|report| report.fulfils(remark)) {
            Some(index) => drop(left.remove(index)),
            None => failures.push(format!("missing: {remark:?}")),
        }
    }
    failures.extend(left.iter().map(|report| format!("not expected: {report:?}")));
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::{Report, compare};
    use crate::expect::remarks;

    fn check(program: &str, output: &str, passes: bool) {
        let reports: Vec<Report> = output.lines().filter_map(Report::parse).collect();
        assert_eq!(compare(&remarks(program).unwrap(), &reports).is_ok(), passes, "{program}{output}");
    }

    #[test]
    fn both_directions_count() {
        let program = "x = 1\nf(1)  # error: [N0203] \"found `int`\"\n";
        let report = "a/b.py:2:3: error: expected `str`, found `int` [N0203]\n";
        check(program, report, true);
        check(program, "", false);
        check("x = 1\n", report, false);
        check(program, &report.replace(":2:", ":1:"), false);
        check(program, &report.replace("N0203", "N0201"), false);
        check(program, &(report.to_owned() + report), false);
        check(program, &report.replace("error:", "warning:"), false);
    }
}
