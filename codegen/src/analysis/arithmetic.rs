//! What becomes of operators, comparisons and tests, if their operands are numbers.

use super::kinds::{Class, Kind, Kinds};
use super::plan::Plan;
use crate::mir::{FloatOp, IntOp, Operand, Order, Value};

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
    if let (Kind::F64, Kind::Object(Class::Number)) | (Kind::Object(Class::Number), Kind::F64) = (a, b) {
        return match op {
            Arithmetic::Both(_, op) => Some(Plan::Float(op, left, right)),
            Arithmetic::Div => Some(Plan::Float(FloatOp::Div, left, right)),
            Arithmetic::Int(_) | Arithmetic::Pow => None,
        };
    }
    if !a.is_unboxed() || !b.is_unboxed() {
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
    if !a.is_unboxed() || !b.is_unboxed() {
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
            ("is_int" | "is_float" | "is_bool", Class::List | Class::Str | Class::None) => Some(Plan::Known(false)),
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
        "is_float" => Some(Plan::Known(*kind == Kind::F64)),
        "is_bool" => Some(Plan::Known(matches!(kind, Kind::Bool(_)))),
        "is_list" | "is_str" | "is_tuple" | "is_dict" | "is_set" | "is_range_type" => Some(Plan::Known(false)),
        "truth" | "outside_truth" => Some(match kind {
            Kind::Bool(Some(value)) => Plan::Known(*value),
            Kind::Bool(None) => Plan::Alias(operand),
            _ => Plan::Truth(operand),
        }),
        "unary_neg" if is_integer(kind) => Some(Plan::NegateInt(operand)),
        "unary_neg" => Some(Plan::NegateFloat(operand)),
        "unary_pos" if !matches!(kind, Kind::Bool(_)) => Some(Plan::Alias(operand)),
        "unary_invert" if *kind == Kind::I64 => Some(Plan::Invert(operand)),
        _ => None,
    }
}
