//! Syntax errors: CPython's words, in CPython's place, and several a run.

use naja_frontend::diagnostic::Diagnostics;
use naja_frontend::render::{Format, render};
use naja_frontend::source::{File, Sources};
use naja_frontend::unsupported::Abilities;

/// Compares `line:column: message`, one for each error.
fn check(text: &str, expected: &[&str]) {
    let mut sources = Sources::default();
    sources.add(File::new("a.py".into(), "a".into(), false, text.into()));
    let mut diagnostics = Diagnostics::default();
    let hir = naja_frontend::lower(&sources, &mut diagnostics);
    let abilities = Abilities { asynchronous: true, type_params: false };
    naja_frontend::on_deep_stack(|| naja_frontend::unsupported::report(&hir, abilities, &mut diagnostics));
    let shown = render(&diagnostics.sorted(), &sources, Format::Concise);
    let shown: Vec<_> = shown
        .lines()
        .map(|line| line.strip_prefix("a.py:").and_then(|line| line.rsplit_once(" [")).expect("a concise line").0)
        .map(|line| line.replace(" error:", ""))
        .collect();
    assert_eq!(shown, expected, "{text}");
}

fn in_function(statement: &str, column: usize, message: &str) {
    check(&format!("def f():\n    {statement}\n"), &[&format!("2:{column}: {message}")]);
}

#[test]
fn targets() {
    check("f() = 1", &["1:1: cannot assign to function call here. Maybe you meant '==' instead of '='?"]);
    check("x = f() = 1", &["1:5: cannot assign to function call"]);
    check("a, 1 = b", &["1:4: cannot assign to literal here. Maybe you meant '==' instead of '='?"]);
    check("[a, 1] = b", &["1:5: cannot assign to literal"]);
    check("None = 1", &["1:1: cannot assign to None"]);
    check("a if b else c = 1", &["1:1: cannot assign to conditional expression"]);
    check("for f() in x: pass", &["1:5: cannot assign to function call"]);
    check("with x as 1: pass", &["1:11: cannot assign to literal"]);
    check("(a, b) += 1", &["1:1: 'tuple' is an illegal expression for augmented assignment"]);
    check("f(): int", &["1:1: illegal target for annotation"]);
    check("(a, b): int", &["1:1: only single target (not tuple) can be annotated"]);
    check("(f() := 1)", &["1:2: cannot use assignment expressions with function call"]);
    check("del a, f()", &["1:8: cannot delete function call"]);
    check("yield = 1", &["1:1: assignment to yield expression not possible"]);
    check("*a = b", &["1:1: starred assignment target must be in a list or tuple"]);
    check("*a, *b = c", &["1:1: multiple starred expressions in assignment"]);
    check("__debug__ = 1", &["1:1: cannot assign to __debug__"]);
    check("if x = 1: pass", &["1:4: invalid syntax. Maybe you meant '==' or ':=' instead of '='?"]);
}

#[test]
fn places() {
    check("return", &["1:1: 'return' outside function"]);
    check("class A:\n  yield", &["2:3: 'yield' outside function"]);
    check("await x", &["1:1: 'await' outside function"]);
    in_function("await x", 5, "'await' outside async function");
    in_function("[await x for x in y]", 5, "asynchronous comprehension outside of an asynchronous function");
    in_function("async with x: pass", 5, "'async with' outside async function");
    in_function("async for x in y: pass", 5, "'async for' outside async function");
    in_function("[(yield) for x in y]", 7, "'yield' inside list comprehension");
    in_function("from x import *", 19, "import * only allowed at module level");
    in_function("break", 5, "'break' outside loop");
    check("while x: continue\nelse: continue", &["2:7: 'continue' not properly in loop"]);
    check("async def f():\n yield 1\n return 2", &["3:2: 'return' with value in async generator"]);
    check("async def f():\n yield from x", &["2:2: 'yield from' inside async function"]);
    let handler = "for x in y:\n try: pass\n except* A:\n  for z in y: break\n  break";
    check(handler, &["5:3: 'break', 'continue' and 'return' cannot appear in an except* block"]);
    check("try: pass\nexcept: pass\nexcept A: pass", &["2:1: default 'except:' must be last"]);
    check(
        "x = 1\nfrom __future__ import annotations",
        &["2:1: from __future__ imports must occur at the beginning of the file"],
    );
    check(
        "from __future__ import braces, nothing",
        &["1:1: not a chance", "1:1: future feature nothing is not defined"],
    );
    let loops: String = (0..21).map(|depth| format!("{}while x:\n", " ".repeat(depth))).collect();
    check(&format!("{loops}{}pass", " ".repeat(21)), &["21:21: too many statically nested blocks"]);
}

#[test]
fn parameters_and_arguments() {
    check("def f(a=1, b): pass", &["1:12: parameter without a default follows parameter with a default"]);
    check("def f(a, a): pass", &["1:10: duplicate argument 'a' in function definition"]);
    check("def f(*): pass", &["1:7: named arguments must follow bare *"]);
    check("def f(*a=1): pass", &["1:9: var-positional argument cannot have default value"]);
    check("def f(**k, a): pass", &["1:12: arguments cannot follow var-keyword argument"]);
    check("f(a=1, a=2)", &["1:8: keyword argument repeated: a"]);
    check("f(a=1, 2)", &["1:8: positional argument follows keyword argument"]);
    check("f(x for x in y, 1)", &["1:3: Generator expression must be parenthesized"]);
    check("f(True=1)", &["1:3: cannot assign to True"]);
    check("f(a.b=1)", &["1:3: expression cannot contain assignment, perhaps you meant \"==\"?"]);
}

#[test]
fn patterns() {
    let case =
        |pattern: &str, expected: &str| check(&format!("match x:\n case {pattern}: pass\n case 1: pass"), &[expected]);
    case("y", "2:7: name capture 'y' makes remaining patterns unreachable");
    case("_", "2:7: wildcard makes remaining patterns unreachable");
    case("1 | a", "2:7: alternative patterns bind different names");
    case("[a, a]", "2:11: multiple assignments to name 'a' in pattern");
    case("[*a, *b]", "2:7: multiple starred names in sequence pattern");
    case("A(b=1, b=2)", "2:14: attribute name repeated in class pattern: b");
    case("{1: a, 1: b}", "2:7: mapping pattern checks duplicate key (1)");
    case("1 as _", "2:12: cannot use '_' as a target");
}

#[test]
fn brackets_and_strings() {
    check("x = (1,\ny = 2\n", &["1:5: '(' was never closed"]);
    check("x = 1)", &["1:6: unmatched ')'"]);
    check("x = (\n1]", &["2:2: closing parenthesis ']' does not match opening parenthesis '(' on line 1"]);
    check("x = 'abc", &["1:5: unterminated string literal (detected at line 1)"]);
    check("x = '''abc\n\n", &["1:5: unterminated triple-quoted string literal (detected at line 1)"]);
    check("f'{a'", &["1:5: f-string: expecting '}'"]);
    check("f'}'", &["1:3: f-string: single '}' is not allowed"]);
    check("b'é'", &["1:1: bytes can only contain ASCII literal characters"]);
    check("[a b]", &["1:2: invalid syntax. Perhaps you forgot a comma?"]);
    check("print 1", &["1:1: Missing parentheses in call to 'print'. Did you mean print(...)?"]);
    check("import a from b", &["1:1: Did you mean to use 'from ... import ...' instead?"]);
}

#[test]
fn blocks() {
    check("if x\n  pass", &["1:5: expected ':'"]);
    check("if x:\npass", &["2:1: expected an indented block after 'if' statement on line 1"]);
    check("def f():\npass", &["2:1: expected an indented block after function definition on line 1"]);
    check("  x", &["1:1: unexpected indent"]);
    check("if x:\n    a\n  b", &["3:1: unindent does not match any outer indentation level"]);
    check("if x:\n\ta\n        b", &["3:1: inconsistent use of tabs and spaces in indentation"]);
    check("try: pass\nx", &["2:1: expected 'except' or 'finally' block"]);
}

#[test]
fn one_run_shows_several() {
    check(
        "x = = 1\ny = 2\ndef f(a, b)\n    pass\nz = 1 +\n",
        &[
            "1:5: invalid syntax: expected an expression",
            "3:12: expected ':'",
            "5:8: invalid syntax: expected an expression",
        ],
    );
    check("return 1\nbreak\n", &["1:1: 'return' outside function", "2:1: 'break' outside loop"]);
}

#[test]
fn nesting_has_limits() {
    check(&format!("{}{}", "(".repeat(10_000), ")".repeat(10_000)), &["1:1: too many nested parentheses"]);
    check(&format!("x\n{}x", "-".repeat(10_000)), &["2:1: the nesting is too deep"]);
    check(&format!("{}x", "-".repeat(5_000)), &[]);
    check(&format!("x{}", ".x".repeat(5_000)), &[]);
}

#[test]
fn what_is_valid_passes() {
    check("def f():\n    try: x\n    except: raise; y\n    z = (yield), 1\n", &[]);
    check("\u{fb01}x = fix = ﬁx\nªb: int\n", &[]);
    check("x = '\\ud800' f'\\udfff{x}'\n", &[]);
}

#[test]
fn what_is_not_supported_says_so() {
    check("def f[T](x: T): pass", &["1:7: a type parameter list cannot be compiled yet"]);
    check("type X = int", &["1:1: a type alias statement cannot be compiled yet"]);
}

#[test]
fn tabs_and_spaces() {
    check("if x:\n\ty\n\tz\nif x:\n        y\n", &[]);
    check("if x:\n        y\n\tz\n", &["3:1: inconsistent use of tabs and spaces in indentation"]);
    check("if x:\n\t    if y:\n        z\n", &["3:1: unindent does not match any outer indentation level"]);
}

#[test]
fn refused_constructs_may_hold_functions() {
    check("def f(*args: *(lambda: 1)): pass", &[]);
    check("*(lambda: 1)", &["1:1: can't use starred expression here"]);
    check("def f[T: (lambda: 1)](): pass", &["1:7: a type parameter list cannot be compiled yet"]);
    check("type X[T] = [lambda: x for x in T]", &["1:1: a type alias statement cannot be compiled yet"]);
}
