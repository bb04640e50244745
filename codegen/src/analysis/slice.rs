//! Slices of exact lists, tuples and strings by machine integers.

use super::call::constant;
use super::kinds::{Class, Context, Kind, Kinds};
use super::plan::Plan;
use crate::mir::{Body, InstKind, Operand, PoolEntry, Value};
use naja_rt_abi::{RtFn, table as rt};

/// Where a slice starts or stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// At the end of the sequence that this integer is beyond.
    Missing(i64),
    /// There.
    At(Value),
}

/// A slice of an exact sequence.
#[derive(Debug, Clone)]
pub struct Slice {
    /// What does it.
    pub row: &'static RtFn,
    /// The sequence.
    pub object: Value,
    /// Its class.
    pub class: Class,
    /// From where, and up to where.
    pub bounds: [Bound; 2],
    /// By which step; it is not 0.
    pub step: i64,
}

/// The plan for a `slice_get`.
pub(super) fn get(body: &Body, operands: &[Operand], kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let [Operand::Value(object), bounds @ ..] = operands else { return None };
    let (row, class) = match kinds.get(*object) {
        Kind::Object(Class::List) => (&rt::list_slice, Class::List),
        Kind::Object(Class::Tuple) => (&rt::tuple_slice, Class::Tuple),
        Kind::Object(Class::Str) => (&rt::str_slice, Class::Str),
        _ => return None,
    };
    let (bounds, step) = bounds_of(body, bounds, kinds, cx)?;
    Some(Plan::Slice(Slice { row, object: *object, class, bounds, step }))
}

/// The plan for a `slice_set`.
pub(super) fn set(body: &Body, operands: &[Operand], kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let [Operand::Value(object), bounds @ .., Operand::Value(value)] = operands else { return None };
    let (bounds, step) = bounds_of(body, bounds, kinds, cx)?;
    let fits = *kinds.get(*object) == Kind::Object(Class::List) && step == 1;
    let slice = Slice { row: &rt::list_slice_set, object: *object, class: Class::List, bounds, step };
    fits.then_some(Plan::SetSlice(slice, *value))
}

fn bounds_of(body: &Body, operands: &[Operand], kinds: &Kinds, cx: Context<'_>) -> Option<([Bound; 2], i64)> {
    let [Operand::Value(lower), Operand::Value(upper), Operand::Value(step)] = operands else { return None };
    let is_none = |value: Value| *kinds.get(value) == Kind::Object(Class::None);
    let step = if is_none(*step) { 1 } else { integer(body, *step, cx)? };
    let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (i64::MIN, i64::MAX) };
    let bound = |value: Value, beyond: i64| match kinds.get(value) {
        Kind::I64 => Some(Bound::At(value)),
        _ => is_none(value).then_some(Bound::Missing(beyond)),
    };
    (step != 0).then_some(([bound(*lower, first)?, bound(*upper, last)?], step))
}

/// The integer that a value is written as.
fn integer(body: &Body, value: Value, cx: Context<'_>) -> Option<i64> {
    if let InstKind::Rt(row, operands) = &cx.definition(body, value)?.kind {
        let [Operand::Value(operand)] = operands[..] else { return None };
        let negated = integer(body, operand, cx).filter(|_| row.name == "unary_neg")?;
        return negated.checked_neg();
    }
    match constant(body, value, cx)? {
        PoolEntry::Int(step) => Some(*step),
        _ => None,
    }
}
