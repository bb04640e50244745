//! `report/`: `naja report` marks each line as its comment says, and gives the reasons that it names.
//!
//! A line ends in `# fast`, `# rare`, `# guarded` or `# generic`, perhaps with `: [code] "part of the reason"`; where a function
//! begins, `# no fast version: "part of the reason"`. Lines without a comment are not reported.

use super::run::compiler_of;
use super::{Case, case, name};
use crate::expect::{Header, code_and_message};
use crate::{Context, Verdict, compiler, python_files, read};
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// A comment on a line.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"# (?<what>fast|rare|guarded|generic|no fast version)(?:: (?<reason>.*))?$").expect("a valid pattern")
});

/// The levels, in the order in which the worse of two counts.
const LEVELS: [&str; 4] = ["fast", "rare", "guarded", "generic"];

/// What functions without a fast version are.
const NO_FAST_VERSION: &str = "no fast version";

/// One case for each file.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return Vec::new();
    }
    let root = context.root.join("report");
    let judged = |file: &std::path::PathBuf| {
        let path = root.join(file);
        case(context, name("report", file, ""), move |context| reported(context, &path))
    };
    python_files(&root).iter().map(judged).collect()
}

fn reported(context: &Context, path: &Path) -> Verdict {
    let text = read(path)?;
    let mut command = compiler_of(context)?.command("report");
    command.args(["--output-format", "json"]).args(Header::parse(&text)?.strict.then_some("--strict")).arg(path);
    let finished = compiler::succeed(&mut command)?;
    compare(&marks(&text)?, &lines(&String::from_utf8_lossy(&finished.stdout))?)
}

/// What is said of a line.
#[derive(Debug, Default)]
struct Said {
    /// The level, or that a function has no fast version.
    what: Vec<String>,
    /// Codes and reasons.
    reasons: Vec<(String, String)>,
}

/// A comment: what it says a line is, and a reason.
#[derive(Debug)]
struct Mark {
    what: String,
    code: Option<String>,
    message: Option<String>,
}

fn marks(text: &str) -> Result<BTreeMap<u64, Mark>, String> {
    let mut marks = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some(parts) = MARK.captures(line) else { continue };
        let (code, message) = parts.name("reason").map_or((None, None), |reason| code_and_message(reason.as_str()));
        if parts.name("reason").is_some() && code.is_none() && message.is_none() {
            return Err(format!("line {number}: neither a [code] nor a \"message\""));
        }
        marks.insert(number, Mark { what: parts["what"].to_owned(), code, message });
    }
    Ok(marks)
}

/// What a report in JSON says of each line.
fn lines(report: &str) -> Result<BTreeMap<u64, Said>, String> {
    let mut lines: BTreeMap<u64, Said> = BTreeMap::new();
    for function in report.lines() {
        let function: Value = serde_json::from_str(function).map_err(|error| format!("{error}: {function}"))?;
        let shown = function["lines"].as_array().ok_or("a function without lines")?;
        if let (Some(advice), false) = (function["no_fast_version"].as_object(), shown.is_empty()) {
            let said = lines.entry(number(&function)?).or_default();
            said.what.push(NO_FAST_VERSION.to_owned());
            said.reasons.push((String::new(), sentence(&Value::Object(advice.clone()))));
        }
        for line in shown {
            let said = lines.entry(number(line)?).or_default();
            said.what.push(line["level"].as_str().unwrap_or_default().to_owned());
            let remarks = line["remarks"].as_array().into_iter().flatten();
            said.reasons.extend(remarks.map(|it| (it["code"].as_str().unwrap_or_default().to_owned(), sentence(it))));
        }
    }
    Ok(lines)
}

fn number(value: &Value) -> Result<u64, String> {
    value["line"].as_u64().ok_or_else(|| format!("no line: {value}"))
}

/// `why: help`
fn sentence(value: &Value) -> String {
    let message = value["message"].as_str().unwrap_or_default();
    value["help"].as_str().map_or_else(|| message.to_owned(), |help| format!("{message}: {help}"))
}

/// Every line is what its comment says, and none is said to be anything without one.
fn compare(marks: &BTreeMap<u64, Mark>, lines: &BTreeMap<u64, Said>) -> Verdict {
    let mut failures = Vec::new();
    for (number, mark) in marks {
        if !lines.get(number).is_some_and(|said| fulfils(said, mark)) {
            failures.push(format!("line {number}: expected {mark:?}, found {:?}", lines.get(number)));
        }
    }
    let unmarked = lines.iter().filter(|(number, _)| !marks.contains_key(number));
    failures.extend(unmarked.map(|(number, said)| format!("line {number}: not expected: {said:?}")));
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

fn fulfils(said: &Said, mark: &Mark) -> bool {
    let rank = |what: &String| LEVELS.iter().position(|level| level == what);
    let worst = said.what.iter().max_by_key(|what| rank(what));
    let is_so = if mark.what == NO_FAST_VERSION { said.what.contains(&mark.what) } else { worst == Some(&mark.what) };
    let has_reason = (mark.code.is_none() && mark.message.is_none())
        || said.reasons.iter().any(|(code, reason)| {
            mark.code.as_ref().is_none_or(|wanted| wanted == code)
                && mark.message.as_ref().is_none_or(|part| reason.contains(part.as_str()))
        });
    is_so && has_reason
}

#[cfg(test)]
mod tests {
    use super::{compare, lines, marks};

    fn check(program: &str, report: &str, passes: bool) {
        assert_eq!(compare(&marks(program).unwrap(), &lines(report).unwrap()).is_ok(), passes, "{program}{report}");
    }

    #[test]
    fn both_directions_count() {
        let line = r#"{"line":2,"level":"generic","remarks":[{"code":"call","message":"call of `f`","help":null}]}"#;
        let report = format!(r#"{{"line":1,"no_fast_version":null,"lines":[{line}]}}"#);
        check("def g():\n    f()  # generic: [call] \"of `f`\"\n", &report, true);
        check("def g():\n    f()  # generic\n", &report, true);
        check("def g():\n    f()\n", &report, false);
        check("def g():\n    f()  # fast\n", &report, false);
        check("def g():\n    f()  # generic: [box]\n", &report, false);
        check("def g():  # no fast version: \"dull\"\n    f()  # generic\n", &report, false);
        check("def g():\n    f()  # generic\n    g()  # fast\n", &report, false);
    }

    #[test]
    fn a_comment_that_says_nothing_is_a_mistake() {
        assert!(marks("f()  # generic: because\n").is_err());
    }
}
