//! What the printers make of a small report.

use super::{concise, full, html, json};
use naja_codegen::report::{Advice, Function, Level, Line, Module, Remark, Report};
use naja_frontend::source::{File, FileId, Sources, Span};

const TEXT: &str = "def f(x):\n    return x < 1\n";

fn remark(file: FileId) -> Remark {
    let span = Span { file, start: 21, end: 26 };
    let advice = Advice { why: "not known".into(), help: Some("annotate it".into()) };
    Remark { span, subject: None, level: Level::Generic, code: "unknown-type", advice }
}

fn module(sources: &mut Sources, name: &str) -> Module {
    let file = sources.add(File::new(format!("{name}.py").into(), name.into(), false, TEXT.into()));
    let line = Line { number: 2, level: Level::Generic, depth: 1, remarks: vec![remark(file)] };
    let obstacle = Some(Advice { why: "dull".into(), help: None });
    let function = Function { qualname: "f".into(), line: 1, versions: vec!["generic"], obstacle, lines: vec![line] };
    Module { name: name.into(), file, functions: vec![function] }
}

fn report(names: &[&str]) -> (Report, Sources) {
    let mut sources = Sources::default();
    let modules = names.iter().map(|name| module(&mut sources, name)).collect();
    (Report { modules }, sources)
}

#[test]
fn lists_lines() {
    let (report, sources) = report(&["a"]);
    let expected = "\
a.py: 1 line: 1 generic
  look at line 2, in a loop: not known: annotate it

f, line 1: 1 line: 1 generic; versions: generic
no fast version: dull
!     2 |     return x < 1
        |            ^^^^^ not known
        |                  help: annotate it

marks: ` ` fast, `-` rare, `~` guarded, `!` generic
";
    assert_eq!(full(&report, &sources, false), expected);
    assert!(full(&report, &sources, true).contains("\x1b[1;31m!     2 |     return x < 1\x1b[0m\n"));
}

#[test]
fn sums_modules_up() {
    let (report, sources) = report(&["a", "b"]);
    let expected = "\
module    lines     fast     rare  guarded  generic in loops
a             1        0        0        0        1        1
b             1        0        0        0        1        1
all           2        0        0        0        2        2
";
    assert!(full(&report, &sources, false).ends_with(expected));
}

#[test]
fn is_concise() {
    let (report, sources) = report(&["a"]);
    assert_eq!(concise(&report, &sources), "a.py:2:12: generic: not known: annotate it [unknown-type]\n");
}

#[test]
fn writes_json() {
    let (report, sources) = report(&["a"]);
    let text = json(&report, &sources);
    assert!(text.contains(r#""depth":1,"level":"generic","line":2"#), "{text}");
    assert!(text.contains(r#""code":"unknown-type","column":12,"end_line":2,"help":"annotate it""#), "{text}");
}

#[test]
fn writes_a_page() {
    let (report, sources) = report(&["a"]);
    let page = html(&report, &sources);
    assert!(
        page.contains("<summary class=\"hot\"><span class=\"n\">    2 </span>    return x &lt; 1</summary>"),
        "{page}"
    );
    assert!(page.contains("<li>`x &lt; 1`: not known: annotate it"), "{page}");
    assert!(page.contains("no fast version: dull"), "{page}");
}
