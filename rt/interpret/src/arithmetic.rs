//! Arithmetic on machine numbers: `None` where Python's result does not fit or Python would raise.

use naja_codegen::mir::{IntOp, Order};
use std::sync::{Mutex, PoisonError};

/// `left op right`.
pub(crate) fn int(op: IntOp, left: i64, right: i64) -> Option<i64> {
    match op {
        IntOp::Add => left.checked_add(right),
        IntOp::Sub => left.checked_sub(right),
        IntOp::Mul => left.checked_mul(right),
        IntOp::FloorDiv => {
            let quotient = left.checked_div(right)?;
            Some(quotient - i64::from(rounds_down(left, right)))
        }
        IntOp::Mod => {
            let remainder = left.checked_rem(right)?;
            Some(if rounds_down(left, right) { remainder + right } else { remainder })
        }
        IntOp::LShift => {
            let count = u32::try_from(right).ok().filter(|count| *count < 63)?;
            let shifted = left << count;
            (shifted >> count == left).then_some(shifted)
        }
        IntOp::RShift => (right >= 0).then(|| left >> right.min(63)),
        IntOp::And => Some(left & right),
        IntOp::Or => Some(left | right),
        IntOp::Xor => Some(left ^ right),
    }
}

/// Whether Python's quotient is below the one that is rounded to zero.
fn rounds_down(left: i64, right: i64) -> bool {
    left % right != 0 && (left < 0) != (right < 0)
}

/// Whether `left order right`.
pub(crate) fn compare_ints(order: Order, left: i64, right: i64) -> bool {
    match order {
        Order::Below => left.cast_unsigned() < right.cast_unsigned(),
        order => order.holds(&left, &right),
    }
}

/// `int(value)`.
pub(crate) fn truncate(value: f64) -> Option<i64> {
    // 2**63: every float below it in size fits.
    (value.abs() < 9_223_372_036_854_775_808.0).then_some(value as i64)
}

/// The complex numbers that there were: two floats are no word, so a word says which of these.
static COMPLEX: Mutex<Vec<[u64; 2]>> = Mutex::new(vec![]);

/// The word of a complex number with these parts, bit for bit.
pub(crate) fn complex(parts: [u64; 2]) -> u64 {
    let mut all = COMPLEX.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(parts);
    all.len() as u64 - 1
}

/// The parts of the complex number of a word.
pub(crate) fn parts(word: u64) -> [u64; 2] {
    COMPLEX.lock().unwrap_or_else(PoisonError::into_inner)[word as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(op: IntOp, left: i64, right: i64, expected: Option<i64>) {
        assert_eq!(int(op, left, right), expected, "{left} {op:?} {right}");
    }

    #[test]
    fn integers_are_pythons() {
        check(IntOp::FloorDiv, -7, 2, Some(-4));
        check(IntOp::FloorDiv, 7, -2, Some(-4));
        check(IntOp::FloorDiv, -6, 3, Some(-2));
        check(IntOp::FloorDiv, i64::MIN, -1, None);
        check(IntOp::FloorDiv, 1, 0, None);
        check(IntOp::Mod, -7, 3, Some(2));
        check(IntOp::Mod, 7, -3, Some(-2));
        check(IntOp::Mod, 6, -3, Some(0));
        check(IntOp::LShift, 1, 62, Some(1 << 62));
        check(IntOp::LShift, 2, 62, None);
        check(IntOp::LShift, 1, -1, None);
        check(IntOp::RShift, -5, 100, Some(-1));
        check(IntOp::RShift, 1, -1, None);
        check(IntOp::Add, i64::MAX, 1, None);
    }

    #[test]
    fn truncation_leaves_where_it_does_not_fit() {
        assert_eq!(truncate(-2.9), Some(-2));
        assert_eq!(truncate(9.3e18), None);
        assert_eq!(truncate(f64::NAN), None);
    }
}
