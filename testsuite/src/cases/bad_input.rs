//! What users do wrong, and odd files that are right: a clear answer each, no panic, nothing half-written.

use super::run::compiler_of;
use super::{Case, case};
use crate::process::{self, End};
use crate::{Context, Verdict, compiler};
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

/// One row.
struct Input {
    name: &'static str,
    /// Written to `input.py`, unless empty.
    source: fn() -> Vec<u8>,
    /// The command line; `OUT` stands for a place to write to, `DIR` for the folder of `input.py`.
    args: &'static [&'static str],
    /// The exit statuses that are right.
    statuses: &'static [i32],
    /// What is said.
    says: &'static [&'static str],
}

const BUILD: &[&str] = &["build", "--ext", "DIR/input.py", "-o", "OUT"];
const CHECK: &[&str] = &["check", "DIR/input.py"];
const CLEAN: &[i32] = &[0];
const USER: &[i32] = &[1];
const USAGE: &[i32] = &[2];
/// For what some limit may or may not refuse.
const EITHER: &[i32] = &[0, 1];
const DEPTH: usize = 10_000;

static INPUTS: &[Input] = &[
    // Texts that are no Python.
    input(
        "several_syntax_errors",
        || b"x = = 1\ny = 2\nfor in z: pass\n".into(),
        BUILD,
        USER,
        &[":1:", ":3:", "N0101"],
    ),
    input("unclosed_bracket", || b"def f():\n    return (1,\n\nx = 2\n".into(), BUILD, USER, &["N0101", "("]),
    input("return_outside", || b"x = 1\nreturn x\n".into(), BUILD, USER, &[":2:1:", "N0101"]),
    input("bad_indentation", || b"if 1:\nx = 1\n".into(), BUILD, USER, &[":2:", "N0101"]),
    input("not_utf8", || b"x = '\xff'\n".into(), BUILD, USER, &["N0102"]),
    input("unknown_cookie", || b"# -*- coding: nonsense -*-\n".into(), BUILD, USER, &["N0102", "nonsense"]),
    input("null_byte", || b"x = 1\0\n".into(), BUILD, USER, &["error"]),
    // Odd texts that are.
    input("latin1_cookie", || b"# -*- coding: latin-1 -*-\nprint('\xe9')\n".into(), CHECK, CLEAN, &[]),
    input("byte_order_mark", || b"\xef\xbb\xbfprint(1)\n".into(), CHECK, CLEAN, &[]),
    input("carriage_returns", || b"if 1:\r\n    print(1)\r\nprint(2)".into(), CHECK, CLEAN, &[]),
    input("form_feed_and_tabs", || b"\x0cif 1:\n\tx = 1\n\ty = 2\n".into(), CHECK, CLEAN, &[]),
    input("only_a_comment", || b"# nothing".into(), BUILD, CLEAN, &[]),
    // Depth.
    input("deep_brackets", || around("x = ", "(", "1", ")"), BUILD, USER, &["error"]),
    input("deep_lists", || around("x = ", "[", "", "]"), BUILD, USER, &["error"]),
    input("deep_unary", || around("x = ", "-", "1", ""), BUILD, EITHER, &[]),
    input("deep_power", || around("x = ", "2**", "1", ""), BUILD, EITHER, &[]),
    input("deep_sum", || around("x = ", "1 + ", "1", ""), BUILD, EITHER, &[]),
    input("deep_attributes", || around("x = y", ".z", "", ""), BUILD, EITHER, &[]),
    input("deep_calls", || around("x = f", "()", "", ""), BUILD, EITHER, &[]),
    input("deep_lambdas", || around("x = ", "lambda: ", "1", ""), BUILD, EITHER, &[]),
    input("deep_conditionals", || around("x = ", "1 if y else ", "1", ""), BUILD, EITHER, &[]),
    input("deep_elif", || around("if 0: pass\n", "elif 0: pass\n", "", ""), BUILD, EITHER, &[]),
    input("deep_blocks", blocks, BUILD, USER, &["error"]),
    input("long_body", || around("", "x = 1\n", "", ""), BUILD, CLEAN, &[]),
    // Files and commands.
    input("missing_file", Vec::new, &["build", "--ext", "DIR/nothing.py", "-o", "OUT"], USER, &["nothing.py"]),
    input("folder_as_file", Vec::new, &["build", "--ext", "DIR", "-o", "OUT"], USER, &["DIR"]),
    input(
        "unwritable_output",
        || b"x = 1\n".into(),
        &["build", "DIR/input.py", "-o", "/dev/null/x"],
        USER,
        &["/dev/null/x"],
    ),
    input(
        "unknown_python",
        || b"x = 1\n".into(),
        &["build", "--ext", "DIR/input.py", "-o", "OUT", "--python", "/nowhere/python3"],
        &[1, 2],
        &["/nowhere/python3"],
    ),
    input(
        "python_that_is_none",
        || b"x = 1\n".into(),
        &["build", "--ext", "DIR/input.py", "-o", "OUT", "--python", "/bin/true"],
        &[1, 2],
        &["/bin/true"],
    ),
    input("report_missing_file", Vec::new, &["report", "DIR/nothing.py"], USER, &["nothing.py"]),
    input("report_empty_folder", Vec::new, &["report", "DIR"], USER, &["no Python files"]),
    input(
        "report_folder",
        || b"def f(x): return x + 1\n".into(),
        &["report", "DIR"],
        CLEAN,
        &["input.py:1:18: generic:"],
    ),
    input("report_syntax_error", || b"def f(:\n".into(), &["report", "DIR/input.py"], USER, &[":1:", "N0101"]),
    input("report_no_function", || b"x = 1\n".into(), &["report", "--function", "f", "DIR/input.py"], USAGE, &["`f`"]),
    input(
        "report_unwritable_page",
        || b"x = 1\n".into(),
        &["report", "--html", "/dev/null/x", "DIR/input.py"],
        USER,
        &["/dev/null/x"],
    ),
    input(
        "report_page",
        || b"def f(x): return x < 1\n".into(),
        &["report", "--html", "/dev/stdout", "DIR/input.py"],
        CLEAN,
        &["x &lt; 1", "annotate"],
    ),
    input("no_command", Vec::new, &[], USAGE, &["Usage"]),
    input("unknown_command", Vec::new, &["frobnicate"], USAGE, &["frobnicate"]),
    input("unknown_option", Vec::new, &["build", "--frobnicate", "x.py"], USAGE, &["--frobnicate"]),
    input("no_file", Vec::new, &["build"], USAGE, &["Usage"]),
    input("unknown_stage", || b"x = 1\n".into(), &["emit", "soup", "DIR/input.py"], USAGE, &["soup"]),
];

const fn input(
    name: &'static str,
    source: fn() -> Vec<u8>,
    args: &'static [&'static str],
    statuses: &'static [i32],
    says: &'static [&'static str],
) -> Input {
    Input { name, source, args, statuses, says }
}

/// `start`, then `middle` between many `open` and as many `close`.
fn around(start: &str, open: &str, middle: &str, close: &str) -> Vec<u8> {
    format!("{start}{}{middle}{}\n", open.repeat(DEPTH), close.repeat(DEPTH)).into_bytes()
}

/// Blocks in blocks; each line is as long as it is deep, so not quite as many.
fn blocks() -> Vec<u8> {
    let lines = (0..DEPTH / 5).map(|depth| format!("{}if 1:\n", " ".repeat(depth)));
    lines.chain([format!("{}pass\n", " ".repeat(DEPTH / 5))]).collect::<String>().into_bytes()
}

/// One case for each row.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    let rows = if context.compiler.is_some() { INPUTS } else { &[] };
    rows.iter()
        .map(|input| case(context, format!("bad_input/{}", input.name), |context| judge(context, input)))
        .collect()
}

fn judge(context: &Context, input: &Input) -> Verdict {
    let compiler = compiler_of(context)?;
    let folder = compiler.folder()?;
    let source = (input.source)();
    if !source.is_empty() {
        std::fs::write(folder.path().join("input.py"), source).map_err(|error| error.to_string())?;
    }
    let out = folder.path().join("out");
    let place = |text: &str| {
        let text = text.replace("DIR", &folder.path().to_string_lossy());
        text.replace("OUT", &out.to_string_lossy())
    };
    let mut command = compiler.bare();
    command.args(input.args.iter().map(|arg| OsString::from(place(arg))));
    let finished = process::run(&mut command)?;
    let said = String::from_utf8_lossy(&[finished.stdout, finished.stderr].concat()).into_owned();
    let mut offences = Vec::new();
    if !input.statuses.iter().any(|status| finished.end == End::Exit(*status)) {
        offences.push(format!("{}, not one of {:?}", finished.end, input.statuses));
    }
    if said.contains("panicked") {
        offences.push("it panicked".to_owned());
    }
    offences.extend(
        input.says.iter().filter(|part| !said.contains(&place(part))).map(|part| format!("does not say `{part}`")),
    );
    if finished.end != End::Exit(0) && !is_untouched(&out) {
        offences.push("it failed, and left something where the output was to be".to_owned());
    }
    if offences.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}", offences.join("\n"), compiler::tail(said.as_bytes())))
    }
}

/// Whether nothing was written: an empty folder counts as nothing.
fn is_untouched(out: &Path) -> bool {
    !out.exists() || crate::files_below(out).is_empty() && out.is_dir()
}
