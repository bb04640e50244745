//! `a ** b` of floats, as CPython has it from the C library, often without calling it.
//!
//! Python promises no more than what `pow` of the C library gives, which is not always the float closest to the true power:
//! it may err by a little more than half a unit in the last place (ulp). So a square or a root that is rounded correctly is
//! what `pow` gives only if the true result is not close to the middle between two floats. How far it is from the rounded
//! one is computed exactly (Dekker, "A floating-point technique for extending the available precision", 1971), and near
//! the middle the library is asked. Of the libraries, glibc since 2.28 and musl since 1.2 compute the same: they err by 0.509
//! ulp and by what the logarithm of the result adds, which is 0.031 at the ends of all floats and 0.005 for results within
//! [`USUAL`]. Glibc before rounded correctly.

/// In ulps, how far from the rounded result the true one may be for a library to give the same.
const NEAR: f64 = 0.48;
/// Squares and roots of these, and powers that lie here, are numbers whose logarithm makes a library err little, and lose no
/// bits of their errors to underflow.
const USUAL: core::ops::Range<f64> = 1e-40..1e40;

/// A number that is to 0.0 as `hypot(a, b)` is to `limit`, where `library` is the C library's `hypot`.
///
/// Far from the limit the sum of the squares tells. Its relative error is at most 2**-51, so if it differs from the square
/// of the limit by more than [`MARGIN`] times that, `hypot`, which errs by less than an ulp, is on the same side. Near it, and
/// where squares are too large or too small to be right, the library is asked.
#[inline(always)]
pub fn hypot_beyond(a: f64, b: f64, limit: f64, library: impl Fn(f64, f64) -> f64) -> f64 {
    const MARGIN: f64 = 1e-12;
    const SMALLEST: f64 = 1e-280;
    const LARGEST: f64 = 1e280;
    let (sum, square) = (a * a + b * b, limit * limit);
    if sum < LARGEST && limit >= 0.0 {
        if sum > square * (1.0 + MARGIN) && sum > SMALLEST {
            return 1.0;
        }
        if sum < square * (1.0 - MARGIN) && square > SMALLEST {
            return -1.0;
        }
    }
    compared(library(a, b), limit)
}

/// -1.0, 0.0, 1.0, or NaN: how two numbers compare, infinite ones too.
#[inline(always)]
fn compared(left: f64, right: f64) -> f64 {
    if left < right {
        -1.0
    } else if left > right {
        1.0
    } else if left == right {
        0.0
    } else {
        f64::NAN
    }
}

/// `a ** b`, where `library` is the C library's `pow`; NaN where Python would do more than call it.
#[inline(always)]
pub fn pow(a: f64, b: f64, library: impl Fn(f64, f64) -> f64) -> f64 {
    if b == 2.0
        && let Some(square) = square(a)
    {
        return square;
    }
    if b == 0.5
        && let Some(root) = root(a)
    {
        return root;
    }
    if a > 0.0 { pow_of_positive(a, b, library) } else { pow_of_others(a, b, library) }
}

/// `a ** b` for positive numbers and exponents other than 2.
#[inline(never)]
fn pow_of_positive(a: f64, b: f64, library: impl Fn(f64, f64) -> f64) -> f64 {
    match power_of_root(a, b * 2.0).and_then(Long::rounded) {
        Some(power) => power,
        None => library(a, b),
    }
}

/// `a ** b` for zeros, negative numbers and NaN.
fn pow_of_others(a: f64, b: f64, library: impl Fn(f64, f64) -> f64) -> f64 {
    // Beyond this all floats are even integers.
    const LARGE: f64 = 9_007_199_254_740_992.0;
    if b == 0.0 {
        return 1.0;
    }
    let is_large = b >= LARGE || b <= -LARGE;
    let whole = b as i64;
    let is_whole = is_large || whole as f64 == b;
    let is_odd = !is_large && whole & 1 == 1;
    if a == 0.0 && b > 0.0 {
        return if is_odd && is_whole { a } else { 0.0 };
    }
    let is_finite = (f64::MIN..0.0).contains(&a) && (f64::MIN..=f64::MAX).contains(&b);
    if !is_finite || !is_whole {
        return f64::NAN;
    }
    let size = library(-a, b);
    if is_odd { -size } else { size }
}

/// The upper half of the bits of a number, and the rest.
#[inline(always)]
fn halves(number: f64) -> (f64, f64) {
    let upper = f64::from_bits(number.to_bits() & 0xFFFF_FFFF_F800_0000);
    (upper, number - upper)
}

/// The ulp of a number in the range, or of those just below it in size.
#[inline(always)]
fn ulp(number: f64) -> f64 {
    f64::from_bits((number.to_bits() - 1) & 0x7FF0_0000_0000_0000) * f64::EPSILON
}

/// The size of a number.
#[inline(always)]
fn size(number: f64) -> f64 {
    f64::from_bits(number.to_bits() & !(1 << 63))
}

#[inline(always)]
fn square(a: f64) -> Option<f64> {
    let square = a * a;
    let (upper, lower) = halves(a);
    let error = ((upper * upper - square) + 2.0 * upper * lower) + lower * lower;
    (USUAL.contains(&square) && size(error) <= NEAR * ulp(square)).then_some(square)
}

#[inline(always)]
fn root(a: f64) -> Option<f64> {
    if !USUAL.contains(&a) {
        return None;
    }
    let root = sqrt(a);
    let (upper, lower) = halves(root);
    // `a` is `(root + error)**2`, of which the last term is too small to matter.
    let error = ((a - upper * upper) - 2.0 * upper * lower) - lower * lower;
    (size(error) <= 2.0 * NEAR * root * ulp(root)).then_some(root)
}

/// A number as the sum of a float and of what is missing, which is much smaller: together about twice as many bits, all of them
/// right but for the last few.
#[derive(Debug, Clone, Copy)]
struct Long {
    head: f64,
    tail: f64,
}

impl Long {
    fn times(self, factor: f64) -> Long {
        let head = self.head * factor;
        Long { head, tail: product_error(self.head, factor, head) + self.tail * factor }
    }

    fn inverse(self) -> Long {
        let head = 1.0 / self.head;
        let error = -product_error(self.head, head, 1.0) - head * self.tail;
        Long { head, tail: head * error }
    }

    /// The nearest float, unless another is almost as near.
    fn rounded(self) -> Option<f64> {
        let sum = self.head + self.tail;
        let error = (self.head - sum) + self.tail;
        (USUAL.contains(&sum) && size(error) <= NEAR * ulp(sum)).then_some(sum)
    }
}

/// The square root of `a` to the power of a small integer: what distances and forces are made of.
#[inline(always)]
fn power_of_root(a: f64, exponent: f64) -> Option<Long> {
    // No power of these overflows or loses bits of its error.
    const RANGE: core::ops::Range<f64> = 1e-40..1e40;
    if !RANGE.contains(&a) {
        return None;
    }
    let whole = Long { head: a, tail: 0.0 };
    let power = match size(exponent) {
        // The root itself was asked for before.
        1.0 if exponent < 0.0 => root_of(a),
        2.0 => whole,
        3.0 => cubed_root_of(a),
        4.0 => whole.times(a),
        5.0 => cubed_root_of(a).times(a),
        6.0 => whole.times(a).times(a),
        _ => return None,
    };
    Some(if exponent < 0.0 { power.inverse() } else { power })
}

#[inline(always)]
fn root_of(a: f64) -> Long {
    let head = sqrt(a);
    // `a` is `(head + tail)**2`, of which the last term is too small to matter.
    Long { head, tail: -product_error(head, head, a) * 0.5 / head }
}

/// The same to the third power: since `a / head` is `head` but for an error that is too small to matter, without a division.
#[inline(always)]
fn cubed_root_of(a: f64) -> Long {
    let root = sqrt(a);
    let head = a * root;
    Long { head, tail: product_error(a, root, head) - product_error(root, root, a) * 0.5 * root }
}

/// What `a * b` is more than a number close to it.
#[inline(always)]
fn product_error(a: f64, b: f64, product: f64) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (halves(a), halves(b));
    ((a * b - product) + (a * b_rest + a_rest * b)) + a_rest * b_rest
}

/// The square root of a positive number.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub fn sqrt(number: f64) -> f64 {
    use core::arch::x86_64::{_mm_cvtsd_f64, _mm_set_sd, _mm_sqrt_sd};
    // SAFETY: every x86-64 processor has SSE2.
    unsafe {
        let number = _mm_set_sd(number);
        _mm_cvtsd_f64(_mm_sqrt_sd(number, number))
    }
}

/// The square root of a positive number.
#[cfg(target_arch = "aarch64")]
#[inline(always)]
pub fn sqrt(number: f64) -> f64 {
    use core::arch::aarch64::{vdup_n_f64, vget_lane_f64, vsqrt_f64};
    // SAFETY: every AArch64 processor has these.
    unsafe { vget_lane_f64::<0>(vsqrt_f64(vdup_n_f64(number))) }
}
