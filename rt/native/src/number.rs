//! Operators on numbers: which function an operator is for which types.

use crate::complex::{self, mul};
use crate::context::{Cx, Res};
use crate::int::{self, Number};
use crate::object::{Own, Value};
use crate::operator::Op;
use crate::{float, operator};

/// `a op b` on numbers: `None` if an operand is none or the operator is not theirs.
pub(crate) fn binary(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Option<Res> {
    if let (Some(x), Some(y)) = (int::number(a), int::number(b)) {
        let both_bools = a.bool().zip(b.bool());
        return on_ints(cx, op, x, y).map(|result| match (op, both_bools) {
            (Op::And, Some((a, b))) => Ok(Own::bool(a & b)),
            (Op::Or, Some((a, b))) => Ok(Own::bool(a | b)),
            (Op::Xor, Some((a, b))) => Ok(Own::bool(a ^ b)),
            _ => result,
        });
    }
    match (real(cx, a), real(cx, b)) {
        (Some(Ok(x)), Some(Ok(y))) => return on_floats(cx, op, x, y),
        (Some(Err(raised)), Some(_)) | (Some(_), Some(Err(raised))) => {
            return is_arithmetic(op).then_some(Err(raised));
        }
        _ => {}
    }
    if complex::value(a).is_none() && complex::value(b).is_none() {
        return None;
    }
    let (x, y) = (complex::operand(cx, a)?, complex::operand(cx, b)?);
    on_complex(cx, op, x, y)
}

/// A float, or an int as one.
fn real(cx: &Cx, value: Value<'_>) -> Option<Res<f64>> {
    float::value(value).map(Ok).or_else(|| int::number(value).map(|number| int::to_f64(cx, number)))
}

fn is_arithmetic(op: Op) -> bool {
    matches!(op, Op::Add | Op::Sub | Op::Mul | Op::TrueDiv | Op::FloorDiv | Op::Mod | Op::Pow | Op::DivMod)
}

fn on_ints(cx: &Cx, op: Op, a: Number<'_>, b: Number<'_>) -> Option<Res> {
    Some(match op {
        Op::Add => Ok(int::add(a, b)),
        Op::Sub => Ok(int::sub(a, b)),
        Op::Mul => Ok(int::mul(a, b)),
        Op::TrueDiv => int::truediv(cx, a, b),
        Op::FloorDiv => int::floordiv(cx, a, b),
        Op::Mod => int::modulo(cx, a, b),
        Op::Pow => int::pow(cx, a, b),
        Op::LShift => int::lshift(cx, a, b),
        Op::RShift => int::rshift(cx, a, b),
        Op::And => Ok(int::and(a, b)),
        Op::Or => Ok(int::or(a, b)),
        Op::Xor => Ok(int::xor(a, b)),
        Op::DivMod => int::floordiv(cx, a, b).map(|_| {
            let (q, r) = int::divmod(a, b);
            operator::pair(q, r)
        }),
        Op::MatMul => return None,
    })
}

fn on_floats(cx: &Cx, op: Op, a: f64, b: f64) -> Option<Res> {
    Some(match op {
        Op::Add => Ok(Own::float(a + b)),
        Op::Sub => Ok(Own::float(a - b)),
        Op::Mul => Ok(Own::float(a * b)),
        Op::TrueDiv => float::truediv(cx, a, b),
        Op::FloorDiv => float::floordiv(cx, a, b),
        Op::Mod => float::modulo(cx, a, b),
        Op::Pow => float::pow(cx, a, b),
        Op::DivMod => float::divmod_objects(cx, a, b),
        Op::MatMul | Op::LShift | Op::RShift | Op::And | Op::Or | Op::Xor => return None,
    })
}

fn on_complex(cx: &Cx, op: Op, a: Res<(f64, f64)>, b: Res<(f64, f64)>) -> Option<Res> {
    let (a, b) = match (a, b) {
        (Ok(a), Ok(b)) => (a, b),
        _ => return Some(Err(crate::context::Raised)),
    };
    let made = |(real, imaginary)| complex::object(real, imaginary);
    Some(match op {
        Op::Add => Ok(made((a.0 + b.0, a.1 + b.1))),
        Op::Sub => Ok(made((a.0 - b.0, a.1 - b.1))),
        Op::Mul => Ok(made(mul(a, b))),
        Op::TrueDiv => complex::div(cx, a, b).map(made),
        Op::Pow => complex::pow(cx, a, b),
        Op::FloorDiv | Op::Mod | Op::DivMod | Op::MatMul | Op::LShift | Op::RShift | Op::And | Op::Or | Op::Xor => {
            return None;
        }
    })
}

/// `a op b` on numbers, `op` counted as in the row `compare`: `None` if an operand is no number.
pub(crate) fn compare(a: Value<'_>, b: Value<'_>, op: i64) -> Option<bool> {
    use crate::sequence::holds;
    if let (Some(x), Some(y)) = (int::number(a), int::number(b)) {
        return Some(holds(op, int::compare(x, y)));
    }
    let ordering = match (float::value(a), float::value(b)) {
        (Some(x), Some(y)) => x.partial_cmp(&y),
        (None, Some(y)) => match int::number(a) {
            Some(x) => int::compare_f64(x, y),
            None => return compare_complex(a, b, op),
        },
        (Some(x), None) => match int::number(b) {
            Some(y) => int::compare_f64(y, x).map(core::cmp::Ordering::reverse),
            None => return compare_complex(a, b, op),
        },
        (None, None) => return compare_complex(a, b, op),
    };
    Some(ordering.map_or(op == 3, |ordering| holds(op, ordering)))
}

/// Whether the left operand leaves a comparison to the right one, as real numbers do to complex ones.
pub(crate) fn is_left_to(left: Value<'_>, right: Value<'_>) -> bool {
    complex::value(left).is_none() && complex::value(right).is_some()
}

fn compare_complex(a: Value<'_>, b: Value<'_>, op: i64) -> Option<bool> {
    if op != 2 && op != 3 {
        return None;
    }
    let same = match (complex::value(a), complex::value(b)) {
        (Some(x), Some(y)) => x == y,
        (Some(x), None) => x.1 == 0.0 && compare(Own::float(x.0).r(), b, 2)?,
        (None, Some(y)) => y.1 == 0.0 && compare(a, Own::float(y.0).r(), 2)?,
        (None, None) => return None,
    };
    Some(same == (op == 2))
}
