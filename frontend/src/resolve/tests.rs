//! What names mean, function by function.

use crate::diagnostic::Diagnostics;
use crate::hir::{Function, Storage};
use crate::source::{File, Sources};

/// Lowers `text` and compares the locals of its functions: `name: a b& c^`, where `&` is a cell and `^` a free variable.
fn check(text: &str, expected: &[&str]) {
    let mut sources = Sources::default();
    sources.add(File::new("a.py".into(), "a".into(), false, text.into()));
    let mut diagnostics = Diagnostics::default();
    let hir = crate::lower(&sources, &mut diagnostics);
    let messages: Vec<_> = diagnostics.sorted().into_iter().map(|item| item.message.clone()).collect();
    let functions = hir.functions.iter().skip(1).map(describe);
    assert_eq!(messages.into_iter().chain(functions).collect::<Vec<_>>(), expected, "{text}");
}

fn describe(function: &Function) -> String {
    let locals = function.locals.iter().map(|local| match local.storage {
        Storage::Register => format!(" {}", local.name),
        Storage::Cell => format!(" {}&", local.name),
        Storage::Free(_) => format!(" {}^", local.name),
    });
    format!("{}:{}", function.qualname, locals.collect::<String>())
}

#[test]
fn functions_capture() {
    let nested = "def f(a, b):\n    c = b\n    def g(): return a, c\n    return lambda: g\n";
    check(nested, &["f: a& b c& g&", "f.<locals>.g: a^ c^", "f.<locals>.<lambda>: g^"]);
    check(
        "def f():\n    x = 1\n    def g():\n        def h(): return x\n",
        &["f: x& g", "f.<locals>.g: h x^", "f.<locals>.g.<locals>.h: x^"],
    );
    check("def f():\n    def g():\n        nonlocal x\n        x = 1\n    x = 0\n", &["f: g x&", "f.<locals>.g: x^"]);
}

#[test]
fn global_declarations_reach_inner_functions() {
    check(
        "def f(x):\n    def g():\n        global x\n        def h(): return x\n",
        &["f: x g", "f.<locals>.g: h", "f.<locals>.g.<locals>.h:"],
    );
    check("def f():\n    global g\n    def g(): pass\n", &["f:", "g:"]);
}

#[test]
fn class_scopes_are_skipped() {
    check(
        "def f(x):\n    class C:\n        x = 1\n        def m(self): return x, y\n        y = x\n",
        &["f: x& C", "f.<locals>.C: x^", "f.<locals>.C.m: self x^"],
    );
    check("class C:\n    n = 1\n    xs = [n for i in range(n)]\n", &["C: i"]);
}

#[test]
fn super_needs_the_class() {
    check("class C:\n    def m(self): super().m()\n", &["C: __class__&", "C.m: self __class__^"]);
    check(
        "class C:\n    def m(self): return [__class__ for x in self]\n",
        &["C: __class__&", "C.m: self x __class__^"],
    );
    check(
        "class C:\n    def m(self): return (super(C, self) for x in self)\n",
        &["C: __class__&", "C.m: self& __class__^", "C.m.<locals>.<genexpr>: .0 x __class__^ self^"],
    );
    check("class C:\n    super\ndef f(): super\n", &["C:", "f:"]);
}

#[test]
fn comprehensions_are_part_of_the_function() {
    check("def f(x): return [x for x in x if x], {y: x for y in x}\n", &["f: x x y"]);
    check("def f(): return [lambda: i for i in []]\n", &["f: i&", "f.<locals>.<lambda>: i^"]);
    check("def f(): return (i for i in j for j in i)\n", &["f:", "f.<locals>.<genexpr>: .0 i j"]);
}

#[test]
fn walrus_binds_around_comprehensions() {
    check("def f(): return [y := x for x in []], y\n", &["f: x y"]);
    check("def f(): return any((y := x) for x in []), y\n", &["f: y&", "f.<locals>.<genexpr>: .0 x y^"]);
    check("[y := x for x in []]\ng = (z := x for x in [])\n", &["<genexpr>: .0 x"]);
    check("[x := 1 for x in []]", &["assignment expression cannot rebind comprehension iteration variable 'x'"]);
    check(
        "class C: [x := 1 for y in []]",
        &["assignment expression within a comprehension cannot be used in a class body", "C: y"],
    );
}

#[test]
fn private_names_are_mangled() {
    check("class C:\n    def m(__a): global __b; __b = __a; __c = 1\n", &["C:", "C.m: _C__a _C__c"]);
}

#[test]
fn postponed_annotations_capture_nothing() {
    let text = "def f():\n    T = int\n    def g(x: T): y: T = x\n";
    check(text, &["f: T& g", "f.<locals>.g: x y T^"]);
    check(&format!("from __future__ import annotations\n{text}"), &["f: T g", "f.<locals>.g: x y"]);
}

#[test]
fn declarations_are_checked() {
    check("def f():\n    x = 1\n    global x\n", &["name 'x' is assigned to before global declaration", "f:"]);
    check(
        "def f():\n    print(x)\n    nonlocal x\n",
        &["name 'x' is used prior to nonlocal declaration", "no binding for nonlocal 'x' found", "f:"],
    );
    check("nonlocal x", &["nonlocal declaration not allowed at module level"]);
    check(
        "def f(x, x): global y; y: int\n",
        &["duplicate argument 'x' in function definition", "annotated name 'y' can't be global", "f: x"],
    );
}
