//! What becomes of one instruction in a fast version, given the kinds of its operands.
//!
//! Pure: analysis and rewriting ask it alike, and so always agree.

#![allow(missing_docs, reason = "a variant's doc names its fields")]

use super::attribute::{self, Access};
use super::kinds::{Class, Context, Kind, Kinds};
use super::method::{self, Construction, MethodCall};
use super::slice::{self, Slice};
use super::{arithmetic, call};
use crate::mir::{
    Block, Body, Bound, FloatOp, Hint, Inst, InstKind, IntOp, Operand, Order, Part, PoolEntry, Target, Terminator,
    Value,
};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;
use naja_rt_abi::layout::MethodsOf;
use naja_rt_abi::math::MathFunction;
use naja_rt_abi::{Ty, table as rt};

/// Operators of complex numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComplexOp {
    Add,
    Sub,
    Mul,
    Div,
}

/// What becomes of an instruction.
#[derive(Debug, Clone)]
pub enum Plan {
    /// Stays. The result is of this kind, which a guard establishes if the instruction itself does not.
    Keep(Kind),
    /// The result is this value, in whatever representation.
    Alias(Value),
    /// A truth value that is known.
    Known(bool),
    /// Integer arithmetic.
    Int(IntOp, Value, Value),
    /// `/` of integers.
    IntDiv(Value, Value),
    /// Float arithmetic.
    Float(FloatOp, Value, Value),
    /// Comparison of integers.
    IntCompare(Order, Value, Value),
    /// Comparison of floats, or of a float and an integer.
    FloatCompare(Order, Value, Value),
    /// `bool` of a number.
    Truth(Value),
    /// `-x`.
    NegateInt(Value),
    /// `-x`.
    NegateFloat(Value),
    /// Complex arithmetic.
    Complex(ComplexOp, Value, Value),
    /// `z ** n` for a small positive integer.
    ComplexPower(Value, u32),
    /// `==` with a complex number, or `!=`.
    ComplexEqual { is_equal: bool, left: Value, right: Value },
    /// `-z`.
    NegateComplex(Value),
    /// `z.conjugate()`.
    Conjugate(Value),
    /// `abs(z)`.
    AbsComplex(Value),
    /// `z.real` or `z.imag`.
    Part(Part, Value),
    /// `complex(real, imag)`; zero without the second.
    MakeComplex(Value, Option<Value>),
    /// `~x`.
    Invert(Value),
    /// `abs(x)`.
    AbsInt(Value),
    /// `abs(x)`.
    AbsFloat(Value),
    /// `float(x)`.
    IntToFloat(Value),
    /// `int(x)`.
    FloatToInt(Value),
    /// `min(left, right)` or `max`: `right` if it is `order` to `left`.
    Extreme { order: Order, left: Value, right: Value },
    /// A function of `math`, if that is what is called.
    Math { callee: Value, function: MathFunction, args: Vec<Value> },
    /// `len` of a list.
    ListLen(Value),
    /// `len` of a str.
    StrLen(Value),
    /// `reversed(list)`.
    Reversed(Value),
    /// `list[index]`.
    ListItem { list: Value, index: Value },
    /// `list[index] = value`.
    ListSet { list: Value, index: Value, value: Value },
    /// `list.append(value)`.
    ListAppend { list: Value, value: Value },
    /// `list.pop()`, or of an index; the result is of this kind, which a guard establishes.
    ListPop { list: Value, index: Option<Value>, kind: Kind },
    /// `list.insert(index, value)`.
    ListInsert { list: Value, index: Value, value: Value },
    /// A slice of an exact sequence.
    Slice(Slice),
    /// The same of an exact list, set to a value.
    SetSlice(Slice, Value),
    /// Unpacking of a tuple or a list, which is given back if it has so many items.
    Unpack { items: Value, count: i64, class: Class },
    /// Another row, which does the same for what is known of the operands.
    Row(&'static naja_rt_abi::RtFn),
    /// A global that is there.
    GlobalValue,
    /// An attribute that is a variable of a module.
    ModuleValue,
    /// A method that every exact instance of a type has.
    TypeMethod(MethodsOf),
    /// A known integer.
    Integer(i64),
    /// A global that is what it was when the program was compiled.
    Global(Class),
    /// A call of a fast version, what that returns, and what its parameters are given.
    CallFast(FuncId, Repr, Vec<Bound>),
    /// An attribute in line, or the row.
    Attribute(Access),
    /// A call of a method's fast version, or the row.
    Method(MethodCall),
    /// An instance made and initialised by a fast version, or the row.
    Construct(Construction),
    /// A truth value that is false unless something rare is going on, for which fast code leaves.
    Rare,
    /// What was sent into a generator, of this kind if a guard finds it so; fast code leaves if a poll is due.
    Sent(Kind),
    /// Nothing is left to do.
    Remove,
}

impl Plan {
    /// Whether fast code does this much faster than the general version: machine arithmetic, elements and attributes that are
    /// numbers, direct calls. A loop without any of it is not worth a version of its own.
    #[must_use]
    pub fn gains(&self) -> bool {
        match self {
            Plan::Int(..)
            | Plan::IntDiv(..)
            | Plan::Float(..)
            | Plan::IntCompare(..)
            | Plan::FloatCompare(..)
            | Plan::NegateInt(_)
            | Plan::NegateFloat(_)
            | Plan::Complex(..)
            | Plan::ComplexPower(..)
            | Plan::ComplexEqual { .. }
            | Plan::NegateComplex(_)
            | Plan::Conjugate(_)
            | Plan::AbsComplex(_)
            | Plan::Part(..)
            | Plan::MakeComplex(..)
            | Plan::Invert(_)
            | Plan::AbsInt(_)
            | Plan::AbsFloat(_)
            | Plan::IntToFloat(_)
            | Plan::FloatToInt(_)
            | Plan::Extreme { .. }
            | Plan::Math { .. }
            | Plan::ListItem { .. }
            | Plan::ListSet { .. }
            | Plan::CallFast(..) => true,
            Plan::Attribute(access) => access.kind.is_unboxed(),
            Plan::Method(call) => call.kind.is_unboxed(),
            Plan::Keep(_)
            | Plan::Alias(_)
            | Plan::Known(_)
            | Plan::Truth(_)
            | Plan::ListLen(_)
            | Plan::StrLen(_)
            | Plan::Reversed(_)
            | Plan::ListAppend { .. }
            | Plan::ListPop { .. }
            | Plan::ListInsert { .. }
            | Plan::Slice(_)
            | Plan::SetSlice(..)
            | Plan::Unpack { .. }
            | Plan::Row(_)
            | Plan::GlobalValue
            | Plan::ModuleValue
            | Plan::TypeMethod(_)
            | Plan::Integer(_)
            | Plan::Global(_)
            | Plan::Construct(_)
            | Plan::Sent(_)
            | Plan::Rare
            | Plan::Remove => false,
        }
    }

    /// Whether nothing comes of it but a value, and a guard perhaps: what was an effect is none any more.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        let writes = matches!(self, Plan::ListSet { .. } | Plan::ListPop { .. } | Plan::Sent(_) | Plan::Rare);
        !self.may_raise() && !writes
    }

    /// Whether a function that has one is worth a fast version: this is faster at least than what inline caches do.
    #[must_use]
    pub fn is_worth_a_version(&self) -> bool {
        let is_quicker = matches!(
            self,
            Plan::Attribute(_)
                | Plan::Method(_)
                | Plan::Construct(_)
                | Plan::Truth(_)
                | Plan::ListLen(_)
                | Plan::StrLen(_)
                | Plan::Reversed(_)
                | Plan::ListAppend { .. }
                | Plan::ListPop { .. }
                | Plan::ListInsert { .. }
                | Plan::Slice(_)
                | Plan::SetSlice(..)
                | Plan::Unpack { .. }
        );
        is_quicker || self.gains()
    }

    /// Whether the instruction it makes may raise.
    #[must_use]
    pub fn may_raise(&self) -> bool {
        matches!(
            self,
            Plan::Keep(_)
                | Plan::CallFast(..)
                | Plan::Attribute(_)
                | Plan::Method(_)
                | Plan::Construct(_)
                | Plan::Reversed(_)
                | Plan::ListAppend { .. }
                | Plan::ListInsert { .. }
                | Plan::Slice(_)
                | Plan::SetSlice(..)
        )
    }
}

/// Whether an exception that comes to `block` leaves the function there, whose frame object then shows its variables: each
/// way there is an exit of its own, since what meets in `block` are variables of many kinds.
#[must_use]
pub fn is_way_out(body: &Body, block: Block) -> bool {
    let data = &body.blocks[block];
    let shows =
        matches!(data.insts.last(), Some(Inst { kind: InstKind::Rt(row, _), .. }) if row.name == "frame_is_seen");
    let leads_out = |target: &Target| matches!(body.blocks[target.block].terminator, Terminator::Unwind);
    shows && matches!(&data.terminator, Terminator::Branch { otherwise, .. } if leads_out(otherwise))
}

/// Which side of a branch, if any, is left for instead of taken.
#[must_use]
pub fn rare_side(body: &Body, then: &Target, otherwise: &Target) -> Option<bool> {
    match (body.blocks[then.block].is_rare, body.blocks[otherwise.block].is_rare) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The plan for `inst`.
#[must_use]
pub fn of(body: &Body, inst: &Inst, kinds: &Kinds, cx: Context<'_>) -> Plan {
    let kind = |value: Value| kinds.get(value);
    match &inst.kind {
        InstKind::Boxed(constant) => Plan::Keep(match &cx.pool.entries()[*constant] {
            PoolEntry::Int(_) => Kind::I64,
            PoolEntry::Float(_) => Kind::F64,
            PoolEntry::Imaginary(_) => Kind::C128,
            PoolEntry::Bool(value) => Kind::Bool(Some(*value)),
            PoolEntry::None => Kind::Object(Class::None),
            PoolEntry::Str(_) | PoolEntry::Name(_) => Kind::Object(Class::Str),
            _ => Kind::Object(Class::Any),
        }),
        InstKind::Null => Plan::Keep(Kind::Null),
        InstKind::I64(_) | InstKind::Int { .. } => Plan::Keep(Kind::I64),
        InstKind::F64(_) | InstKind::Float { .. } => Plan::Keep(Kind::F64),
        InstKind::Complex { .. } => Plan::Keep(Kind::C128),
        InstKind::Part(..) => Plan::Keep(Kind::F64),
        InstKind::Bool(value) => Plan::Known(*value),
        InstKind::Own(value) => match kind(*value) {
            Kind::Object(class) => keep_promised(body, inst, class.clone()),
            Kind::Unreached => Plan::Keep(Kind::Unreached),
            _ => Plan::Alias(*value),
        },
        InstKind::Drop(value) => match kind(*value) {
            Kind::Object(Class::None) | Kind::Junk | Kind::Null => Plan::Remove,
            kind if kind.is_unboxed() => Plan::Remove,
            _ => Plan::Keep(Kind::Null),
        },
        InstKind::IsNull(value) => match kind(*value) {
            Kind::Null => Plan::Known(true),
            Kind::Object(_) if body.values[*value].nullable => Plan::Keep(Kind::Bool(None)),
            Kind::Unreached => Plan::Keep(Kind::Unreached),
            _ => Plan::Known(false),
        },
        InstKind::Not(value) => match kind(*value) {
            Kind::Bool(Some(value)) => Plan::Known(!value),
            _ => Plan::Keep(Kind::Bool(None)),
        },
        InstKind::IntCompare(..) | InstKind::FloatCompare(..) | InstKind::IntFits { .. } => {
            Plan::Keep(Kind::Bool(None))
        }
        InstKind::IntToFloat(_) => Plan::Keep(Kind::F64),
        InstKind::BoolToInt(_) => Plan::Keep(Kind::I64),
        InstKind::Select { then, .. } => Plan::Keep(kind(*then).clone()),
        InstKind::Rt(row, operands) => of_row(body, inst, row, operands, kinds, cx),
        _ => Plan::Keep(Kind::Object(Class::Any)),
    }
}

/// Stays, and is guarded to be what its hint promises.
fn keep_promised(body: &Body, inst: &Inst, class: Class) -> Plan {
    Plan::Keep(promised(body, inst, class))
}

/// What the hint of a result promises; an object of `class` without one.
pub(super) fn promised(body: &Body, inst: &Inst, class: Class) -> Kind {
    let Some(result) = inst.result else { return Kind::Null };
    let data = &body.values[result];
    let promised = if data.nullable { None } else { Kind::promised(&data.hint) };
    promised.unwrap_or(Kind::Object(class))
}

fn of_row(
    body: &Body,
    inst: &Inst,
    row: &'static naja_rt_abi::RtFn,
    operands: &[Operand],
    kinds: &Kinds,
    cx: Context<'_>,
) -> Plan {
    let value = |index: usize| match operands.get(index) {
        Some(Operand::Value(value)) => Some(*value),
        _ => None,
    };
    let unreached = operands.iter().any(|operand| match operand {
        Operand::Value(value) => *kinds.get(*value) == Kind::Unreached,
        Operand::Array(values) => values.iter().any(|value| *kinds.get(*value) == Kind::Unreached),
        _ => false,
    });
    if unreached {
        return Plan::Keep(Kind::Unreached);
    }
    let special = match (row.name, value(0), value(1)) {
        ("poll_pending" | "frame_is_seen", _, _) => Some(Plan::Rare),
        ("generator_sent", _, _) => Some(Plan::Sent(promised(body, inst, Class::Any))),
        ("item_get", Some(list), Some(index)) => list_item(kinds, list, index),
        ("item_set", Some(list), Some(index)) => value(2).and_then(|value| list_set(kinds, list, index, value)),
        ("slice_get", _, _) => slice::get(body, operands, kinds, cx),
        ("slice_set", _, _) => slice::set(body, operands, kinds, cx),
        ("attr_get", Some(number), Some(name)) if kinds.get(number).is_complex() => {
            arithmetic::part(body, number, name, cx)
        }
        ("attr_get", _, _) => attribute::load(body, operands, kinds, cx, promised(body, inst, Class::Any)),
        ("attr_set", _, _) => attribute::store(body, operands, kinds, cx),
        ("global_get", _, _) => call::global(body, inst, operands, cx),
        ("is_builtin", Some(object), Some(name)) => call::is_builtin(body, object, name, kinds, cx),
        ("call", Some(callee), _) => {
            call::call(body, operands, callee, kinds, cx).or_else(|| method::construction(body, operands, kinds, cx))
        }
        ("method_get", Some(receiver), Some(name)) => call::method_get(body, inst, receiver, name, kinds, cx),
        ("method_is_unbound", Some(method), _) => call::is_unbound(body, method, kinds, cx),
        ("call_method", Some(callee), _) => call::type_method(body, inst, operands, callee, kinds, cx)
            .or_else(|| call::math_method(body, operands, callee, kinds, cx))
            .or_else(|| method::call(body, inst, operands, kinds, cx)),
        ("binary_pow" | "inplace_pow", Some(base), Some(exponent)) if kinds.get(base).is_complex() => {
            let power = arithmetic::power(body, base, exponent, cx);
            power.or_else(|| arithmetic::binary(arithmetic::Arithmetic::Pow, base, exponent, kinds))
        }
        (name, Some(left), Some(right)) if arithmetic::operator(name).is_some() => {
            arithmetic::operator(name).and_then(|op| arithmetic::binary(op, left, right, kinds))
        }
        ("compare" | "compare_truth" | "outside_compare", Some(left), Some(right)) => {
            arithmetic::comparison(operands, left, right, kinds)
        }
        ("unpack", Some(items), _) => unpack(body, operands, items, kinds),
        ("unpacked_item", Some(items), _) => match kinds.get(items) {
            Kind::Object(Class::List) => Some(Plan::Row(&rt::list_item)),
            Kind::Object(Class::Tuple) => Some(Plan::Row(&rt::tuple_item)),
            _ => None,
        },
        ("is_same", Some(left), Some(right)) => arithmetic::same(left, right, kinds),
        (name, Some(operand), _) => arithmetic::unary(name, operand, kinds),
        _ => None,
    };
    special.unwrap_or_else(|| match row.result.ty {
        Ty::I64 => Plan::Keep(Kind::I64),
        Ty::F64 => Plan::Keep(Kind::F64),
        Ty::Bool => Plan::Keep(Kind::Bool(None)),
        _ => keep_promised(body, inst, made_by(row.name, operands, cx)),
    })
}

/// The class of what some rows make.
fn made_by(row: &str, operands: &[Operand], cx: Context<'_>) -> Class {
    match (row, operands.first()) {
        ("list_new", _) => Class::List,
        ("str_concat", _) => Class::Str,
        ("function_new" | "fold_function", Some(Operand::Desc(function))) if cx.signatures.contains_key(function) => {
            Class::Function(*function)
        }
        _ => Class::Any,
    }
}

fn unpack(body: &Body, operands: &[Operand], items: Value, kinds: &Kinds) -> Option<Plan> {
    let Some(Operand::Imm(count)) = operands.get(1) else { return None };
    let class = match (kinds.get(items), &body.values[items].hint) {
        (Kind::Object(Class::List), _) => Class::List,
        (Kind::Object(Class::Tuple), _) | (Kind::Object(Class::Any), Hint::Tuple(_)) => Class::Tuple,
        _ => return None,
    };
    Some(Plan::Unpack { items, count: *count, class })
}

fn list_item(kinds: &Kinds, list: Value, index: Value) -> Option<Plan> {
    let fits = *kinds.get(list) == Kind::Object(Class::List) && *kinds.get(index) == Kind::I64;
    fits.then_some(Plan::ListItem { list, index })
}

fn list_set(kinds: &Kinds, list: Value, index: Value, value: Value) -> Option<Plan> {
    let fits = *kinds.get(list) == Kind::Object(Class::List) && *kinds.get(index) == Kind::I64;
    fits.then_some(Plan::ListSet { list, index, value })
}
