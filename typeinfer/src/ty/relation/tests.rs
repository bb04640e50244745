//! Types are written as annotations, in a module without names of its own.

use crate::db::Db;
use crate::stubs::Stubs;
use crate::ty::{FuncRef, Type, UnitId};
use naja_frontend::diagnostic::Diagnostics;
use naja_frontend::hir::{Hir, Id as _, ModuleId};
use naja_frontend::source::{File, Sources};

/// A program that imports what the tests name.
fn program() -> Hir {
    let text = "from typing import *\nfrom collections.abc import Iterable, Mapping, Sequence\n\
        T = TypeVar('T')\nclass A: ...\nclass B(A): ...\nclass Sized2(Protocol):\n    def __len__(self) -> int: ...\n";
    let mut sources = Sources::default();
    sources.add(File::new("types.py".into(), "types_of_tests".into(), false, text.into()));
    naja_frontend::lower(&sources, &mut Diagnostics::default())
}

fn with_db(test: impl FnOnce(&mut Db<'_>, FuncRef)) {
    let hir = program();
    let body = hir.modules[ModuleId::from_index(0)].body;
    test(&mut Db::new(&hir, Stubs::bundled()), FuncRef { unit: UnitId::PROGRAM, id: body });
}

fn parse(db: &mut Db<'_>, scope: FuncRef, text: &str) -> Type {
    db.ann(scope, &crate::annotation::Ann::Text(text.into()))
}

/// Whether a value of the first type may be assigned to the second.
fn check(from: &str, to: &str, expected: bool) {
    with_db(|db, scope| {
        let (from_type, to_type) = (parse(db, scope, from), parse(db, scope, to));
        assert_ne!(from_type, Type::Unknown, "`{from}` is no type");
        assert_ne!(to_type, Type::Unknown, "`{to}` is no type");
        assert_eq!(db.assignable(&from_type, &to_type), expected, "{from_type} to {to_type}");
    });
}

/// What is left of the first type where the value is a second, and where it is not.
fn check_narrowing(ty: &str, to: &str, holds: &str, fails: &str) {
    with_db(|db, scope| {
        let (ty, to) = (parse(db, scope, ty), parse(db, scope, to));
        assert_eq!(db.narrow_to(&ty, &to).to_string(), holds, "{ty} narrowed to {to}");
        assert_eq!(db.exclude(&ty, &to).to_string(), fails, "{ty} without {to}");
    });
}

#[test]
fn numbers_are_promoted() {
    check("int", "float", true);
    check("bool", "int", true);
    check("bool", "complex", true);
    check("float", "int", false);
    check("float", "complex", true);
    check("str", "float", false);
}

#[test]
fn unions() {
    check("int", "int | None", true);
    check("None", "Optional[int]", true);
    check("int | None", "int", false);
    check("int | str", "object", true);
    check("int | str", "str | int | bytes", true);
    check("bool", "Literal[True, False]", true);
}

#[test]
fn literals() {
    check("Literal['a']", "str", true);
    check("str", "Literal['a']", false);
    check("Literal['a']", "Literal['a', 'b']", true);
    check("Literal[1]", "Literal[2]", false);
    check("Literal[1]", "float", true);
}

#[test]
fn mutable_containers_are_invariant() {
    check("list[int]", "list[float]", false);
    check("list[int]", "Sequence[float]", true);
    check("list[Any]", "list[int]", true);
    check("dict[str, int]", "Mapping[str, float]", true);
    check("dict[str, int]", "dict[str, float]", false);
    check("List[int]", "list[int]", true);
}

#[test]
fn tuples() {
    check("tuple[int, str]", "tuple[int, str]", true);
    check("tuple[int, str]", "tuple[int]", false);
    check("tuple[int, int]", "tuple[int, ...]", true);
    check("tuple[int, str]", "Sequence[int | str]", true);
    check("tuple[int, str]", "Iterable[int]", false);
}

#[test]
fn classes_and_protocols() {
    check("B", "A", true);
    check("A", "B", false);
    check("type[B]", "type[A]", true);
    check("list[int]", "Sized2", true);
    check("int", "Sized2", false);
    check("list[int]", "Hashable", false);
    check("tuple[int]", "Hashable", true);
}

#[test]
fn callables() {
    check("Callable[[float], int]", "Callable[[int], float]", true);
    check("Callable[[int], int]", "Callable[[float], int]", false);
    check("Callable[[int], int]", "Callable[..., int]", true);
    check("Callable[[int, int], int]", "Callable[[int], int]", false);
    check("type[A]", "Callable[[], A]", true);
}

#[test]
fn narrowing() {
    check_narrowing("int | str | None", "int", "int", "str | None");
    check_narrowing("object", "str", "str", "object");
    check_narrowing("A", "B", "B", "A");
    check_narrowing("Sequence[int] | str", "list", "list[int]", "Sequence[int] | str");
    check_narrowing("float | str", "float", "float", "str");
    check_narrowing("bool", "Literal[True]", "Literal[True]", "Literal[False]");
}
