//! What becomes of operators, comparisons and tests, if their operands are numbers.

use super::kinds::Context;
use super::kinds::{Class, Kind, Kinds};
use super::plan::{ComplexOp, Plan};
use crate::mir::{Body, FloatOp, InstKind, IntOp, Operand, Order, Part, PoolEntry, Value};

/// An operator on numbers.
pub(super) enum Arithmetic {
    Both(IntOp, FloatOp),
    Int(IntOp),
    Div,
    Pow,
}

/// The operator that a row is, if both operands are numbers.
pub(super) fn operator(row: &str) -> Option<Arithmetic> {
    let name = row.strip_prefix("binary_").or_else(|| row.strip_prefix("inplace_"))?;
    Some(match name {
        "add" => Arithmetic::Both(IntOp::Add, FloatOp::Add),
        "sub" => Arithmetic::Both(IntOp::Sub, FloatOp::Sub),
        "mul" => Arithmetic::Both(IntOp::Mul, FloatOp::Mul),
        "floordiv" => Arithmetic::Both(IntOp::FloorDiv, FloatOp::FloorDiv),
        "mod" => Arithmetic::Both(IntOp::Mod, FloatOp::Mod),
        "lshift" => Arithmetic::Int(IntOp::LShift),
        "rshift" => Arithmetic::Int(IntOp::RShift),
        "and" => Arithmetic::Int(IntOp::And),
        "or" => Arithmetic::Int(IntOp::Or),
        "xor" => Arithmetic::Int(IntOp::Xor),
        "truediv" => Arithmetic::Div,
        "pow" => Arithmetic::Pow,
        _ => return None,
    })
}

fn is_integer(kind: &Kind) -> bool {
    matches!(kind, Kind::I64 | Kind::Bool(_))
}

/// An operator on numbers.
pub(super) fn binary(op: Arithmetic, left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    let (a, b) = (kinds.get(left), kinds.get(right));
    if let Some(plan) = complex(&op, left, right, kinds) {
        return Some(plan);
    }
    if let (Kind::F64, Kind::Object(Class::Number)) | (Kind::Object(Class::Number), Kind::F64) = (a, b) {
        return match op {
            Arithmetic::Both(_, op) => Some(Plan::Float(op, left, right)),
            Arithmetic::Div => Some(Plan::Float(FloatOp::Div, left, right)),
            Arithmetic::Int(_) | Arithmetic::Pow => None,
        };
    }
    if !a.is_real() || !b.is_real() {
        return None;
    }
    let both_bool = matches!((a, b), (Kind::Bool(_), Kind::Bool(_)));
    match (op, is_integer(a) && is_integer(b)) {
        (Arithmetic::Both(op, _), true) => Some(Plan::Int(op, left, right)),
        (Arithmetic::Both(_, op), false) => Some(Plan::Float(op, left, right)),
        // `&`, `|` and `^` of two truth values give one.
        (Arithmetic::Int(IntOp::And | IntOp::Or | IntOp::Xor), true) if both_bool => None,
        (Arithmetic::Int(op), true) => Some(Plan::Int(op, left, right)),
        (Arithmetic::Div, true) => Some(Plan::IntDiv(left, right)),
        (Arithmetic::Div, false) => Some(Plan::Float(FloatOp::Div, left, right)),
        (Arithmetic::Pow, false) => Some(Plan::Float(FloatOp::Pow, left, right)),
        (Arithmetic::Int(_), false) | (Arithmetic::Pow, true) => None,
    }
}

/// An operator on numbers of which one is complex, or may be.
fn complex(op: &Arithmetic, left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    let (a, b) = (kinds.get(left), kinds.get(right));
    let is_operand = |kind: &Kind| kind.is_scalar() || kind.is_real();
    let one_is = |test: fn(&Kind) -> bool| test(a) || test(b);
    if !is_operand(a) || !is_operand(b) {
        return None;
    }
    let op = match op {
        Arithmetic::Both(_, FloatOp::Add) => Some(ComplexOp::Add),
        Arithmetic::Both(_, FloatOp::Sub) => Some(ComplexOp::Sub),
        Arithmetic::Both(_, FloatOp::Mul) => Some(ComplexOp::Mul),
        Arithmetic::Div => Some(ComplexOp::Div),
        Arithmetic::Pow => None,
        Arithmetic::Both(..) | Arithmetic::Int(_) => return None,
    };
    match op {
        Some(op) if one_is(Kind::is_complex) => Some(Plan::Complex(op, left, right)),
        // The row gives such a number, or raises.
        None if one_is(Kind::is_complex) => Some(Plan::Keep(Kind::Object(Class::Complex))),
        _ if one_is(|kind| *kind == Kind::Object(Class::Scalar)) => Some(Plan::Keep(Kind::Object(Class::Scalar))),
        _ => None,
    }
}

/// `z ** n` for a constant `n` that takes few products.
pub(super) fn power(body: &Body, base: Value, exponent: Value, cx: Context<'_>) -> Option<Plan> {
    const MOST: i64 = 4;
    let InstKind::Boxed(constant) = cx.definition(body, exponent)?.kind else { return None };
    match cx.pool.entries()[constant] {
        PoolEntry::Int(count @ 1..=MOST) => Some(Plan::ComplexPower(base, u32::try_from(count).ok()?)),
        _ => None,
    }
}

/// `z.real` and `z.imag`.
pub(super) fn part(body: &Body, number: Value, name: Value, cx: Context<'_>) -> Option<Plan> {
    let InstKind::Boxed(constant) = cx.definition(body, name)?.kind else { return None };
    let PoolEntry::Name(name) = &cx.pool.entries()[constant] else { return None };
    match name.as_str() {
        "real" => Some(Plan::Part(Part::Real, number)),
        "imag" => Some(Plan::Part(Part::Imag, number)),
        _ => None,
    }
}

/// A comparison of numbers.
pub(super) fn comparison(operands: &[Operand], left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    let order = match operands.get(2) {
        Some(Operand::Imm(0)) => Order::Lt,
        Some(Operand::Imm(1)) => Order::Le,
        Some(Operand::Imm(2)) => Order::Eq,
        Some(Operand::Imm(3)) => Order::Ne,
        Some(Operand::Imm(4)) => Order::Gt,
        Some(Operand::Imm(5)) => Order::Ge,
        _ => return None,
    };
    let (a, b) = (kinds.get(left), kinds.get(right));
    if a.is_complex() || b.is_complex() {
        let are_operands = [a, b].into_iter().all(|kind| kind.is_complex() || kind.is_real());
        let is_equal = order == Order::Eq;
        let fits = are_operands && matches!(order, Order::Eq | Order::Ne);
        return fits.then_some(Plan::ComplexEqual { is_equal, left, right });
    }
    if !a.is_real() || !b.is_real() {
        return None;
    }
    let integers = is_integer(a) && is_integer(b);
    Some(if integers { Plan::IntCompare(order, left, right) } else { Plan::FloatCompare(order, left, right) })
}

/// `is`: a number is never `None`, and never the null word.
pub(super) fn same(left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    match (kinds.get(left), kinds.get(right)) {
        (Kind::Object(Class::None), Kind::Object(Class::None)) => Some(Plan::Known(true)),
        (Kind::Object(Class::None), kind) | (kind, Kind::Object(Class::None)) => {
            let differs = kind.is_unboxed() || matches!(kind, Kind::Object(Class::List | Class::Str));
            differs.then_some(Plan::Known(false))
        }
        _ => None,
    }
}

/// Tests, conversions and operators of one operand.
pub(super) fn unary(row: &str, operand: Value, kinds: &Kinds) -> Option<Plan> {
    let kind = kinds.get(operand);
    if let Kind::Object(class) = kind {
        return match (row, class) {
            ("is_list", Class::List) => Some(Plan::Known(true)),
            ("is_str", Class::Str) => Some(Plan::Known(true)),
            ("is_range_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "range")),
            ("is_enumerate_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "enumerate")),
            ("is_zip_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "zip")),
            ("is_reversed_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "reversed")),
            ("is_int" | "is_float" | "is_bool", Class::List | Class::Str | Class::None) => Some(Plan::Known(false)),
            ("truth", Class::Complex) => Some(Plan::Truth(operand)),
            ("unary_neg", Class::Complex) => Some(Plan::NegateComplex(operand)),
            ("unary_pos", Class::Complex) => Some(Plan::Alias(operand)),
            ("is_complex", Class::Complex) => Some(Plan::Known(true)),
            ("is_int" | "is_int_instance" | "is_float", Class::Complex) => Some(Plan::Known(false)),
            ("is_bool" | "is_list" | "is_str", Class::Complex | Class::Scalar) => Some(Plan::Known(false)),
            ("is_bool" | "is_list" | "is_str", Class::Number) => Some(Plan::Known(false)),
            ("truth" | "outside_truth", Class::None) => Some(Plan::Known(false)),
            _ => None,
        };
    }
    if !kind.is_unboxed() {
        return None;
    }
    match row {
        "box_i64" | "box_f64" | "box_bool" | "unbox_i64" | "unbox_f64" | "unbox_bool" => Some(Plan::Alias(operand)),
        "is_int" => Some(Plan::Known(*kind == Kind::I64)),
        "int_fits" => Some(Plan::Known(true)),
        "is_int_instance" => Some(Plan::Known(is_integer(kind))),
        "is_float" => Some(Plan::Known(*kind == Kind::F64)),
        "is_complex" => Some(Plan::Known(*kind == Kind::C128)),
        "is_bool" => Some(Plan::Known(matches!(kind, Kind::Bool(_)))),
        "is_list" | "is_str" | "is_tuple" | "is_dict" | "is_set" | "is_range_type" => Some(Plan::Known(false)),
        "truth" | "outside_truth" => Some(match kind {
            Kind::Bool(Some(value)) => Plan::Known(*value),
            Kind::Bool(None) => Plan::Alias(operand),
            _ => Plan::Truth(operand),
        }),
        "unary_neg" if is_integer(kind) => Some(Plan::NegateInt(operand)),
        "unary_neg" if *kind == Kind::C128 => Some(Plan::NegateComplex(operand)),
        "unary_neg" => Some(Plan::NegateFloat(operand)),
        "unary_pos" if !matches!(kind, Kind::Bool(_)) => Some(Plan::Alias(operand)),
        "unary_invert" if *kind == Kind::I64 => Some(Plan::Invert(operand)),
        _ => None,
    }
}
