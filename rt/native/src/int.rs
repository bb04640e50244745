//! `int`: immediates of 63 bits, boxed 64-bit numbers, and big ones.

use crate::args::{Args, Def, class_method, function, method};
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::descriptor::GetSetRow;
use crate::instance::payload;
use crate::object::{Body, BodyKind, Kind, Own, Tuple, Value};
use crate::types::TypeId;
use core::cmp::Ordering;
use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};

/// An int that is no immediate. Compiled code reads `small`, if the header's `aux` is 1.
#[repr(C)]
pub(crate) struct BigInt {
    small: i64,
    big: IBig,
}

impl Body for BigInt {
    const KIND: Kind = <BigInt as BodyKind>::OF;
}

/// Digits that `str(int)` and `int(str)` convert at most.
const MOST_DIGITS: usize = 4300;

/// An int object of a number that is no immediate.
#[cold]
pub(crate) fn boxed(value: i64) -> Own {
    Own::with_aux(BigInt { small: value, big: IBig::from(value) }, 1)
}

/// An int of a big number.
pub(crate) fn from_big(big: IBig) -> Own {
    match i64::try_from(&big) {
        Ok(small) => Own::int(small),
        Err(_) => Own::with_aux(BigInt { small: 0, big }, 0),
    }
}

/// An int of 128 bits.
pub(crate) fn from_i128(value: i128) -> Own {
    match i64::try_from(value) {
        Ok(small) => Own::int(small),
        Err(_) => from_big(IBig::from(value)),
    }
}

/// The digits of a decimal number that is known to be one.
pub(crate) fn parse_decimal(digits: &str) -> Own {
    from_big(IBig::from_str_radix(digits, 10).expect("the pool holds decimal digits"))
}

/// An int or bool as a number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number<'a> {
    /// It fits in 64 bits.
    Small(i64),
    /// It does not.
    Big(&'a IBig),
}

impl Number<'_> {
    pub(crate) fn to_big(self) -> IBig {
        match self {
            Number::Small(value) => IBig::from(value),
            Number::Big(big) => big.clone(),
        }
    }

    pub(crate) fn is_negative(self) -> bool {
        match self {
            Number::Small(value) => value < 0,
            Number::Big(big) => big.sign() == Sign::Negative,
        }
    }

    pub(crate) fn is_zero(self) -> bool {
        matches!(self, Number::Small(0))
    }
}

/// The number of an int, a bool, or an instance of a class below.
#[inline]
pub(crate) fn number(value: Value<'_>) -> Option<Number<'_>> {
    if let Some(small) = value.small_int() {
        return Some(Number::Small(small));
    }
    if let Some(truth) = value.bool() {
        return Some(Number::Small(truth.into()));
    }
    let value = payload(value);
    if let Some(small) = value.small_int() {
        return Some(Number::Small(small));
    }
    let body = value.get::<BigInt>()?;
    Some(if value.aux() != 0 { Number::Small(body.small) } else { Number::Big(&body.big) })
}

/// The value of an int that fits in 64 bits.
#[inline]
pub(crate) fn to_i64(value: Value<'_>) -> Option<i64> {
    match number(value)? {
        Number::Small(value) => Some(value),
        Number::Big(_) => None,
    }
}

pub(crate) fn is_int(value: Value<'_>) -> bool {
    number(value).is_some()
}

pub(crate) fn hash(value: Value<'_>) -> i64 {
    match number(value) {
        Some(Number::Small(small)) => crate::hash::int(small),
        Some(Number::Big(big)) => {
            let (sign, magnitude) = big.clone().into_parts();
            let rest = magnitude % UBig::from(crate::hash::MODULUS);
            let hash = i64::try_from(&rest).unwrap_or(0);
            crate::hash::fix(if sign == Sign::Negative { -hash } else { hash })
        }
        None => 0,
    }
}

/// `int.__index__`: the number of anything that stands for an int.
pub(crate) fn index<'a>(cx: &Cx, value: Value<'a>) -> Res<Own> {
    if is_int(value) {
        return Ok(payload(value).own());
    }
    match class::special(cx, value, &cx.names.__index__, &[]) {
        Some(result) => {
            let result = result?;
            if is_int(result.r()) {
                return Ok(result);
            }
            let found = class::type_name(cx, result.r());
            Err(cx.type_error(format!("__index__ returned non-int (type {found})")))
        }
        None => {
            let found = class::type_name(cx, value);
            Err(cx.type_error(format!("'{found}' object cannot be interpreted as an integer")))
        }
    }
}

/// An argument that must be an int of 64 bits.
pub(crate) fn argument(cx: &Cx, value: Value<'_>) -> Res<i64> {
    if let Some(small) = value.small_int() {
        return Ok(small);
    }
    let value = index(cx, value)?;
    to_i64(value.r()).ok_or_else(|| cx.overflow_error("Python int too large to convert to C ssize_t"))
}

/// As `argument`, but what is too large counts as the largest.
pub(crate) fn clamped(cx: &Cx, value: Value<'_>) -> Res<i64> {
    if let Some(small) = value.small_int() {
        return Ok(small);
    }
    let value = index(cx, value)?;
    Ok(match number(value.r()) {
        Some(Number::Small(small)) => small,
        Some(big) if big.is_negative() => i64::MIN,
        _ => i64::MAX,
    })
}

// Arithmetic

macro_rules! overflowing {
    ($name:ident, $checked:ident, $op:tt) => {
        pub(crate) fn $name(a: Number<'_>, b: Number<'_>) -> Own {
            if let (Number::Small(a), Number::Small(b)) = (a, b)
                && let Some(result) = a.$checked(b)
            {
                return Own::int(result);
            }
            from_big(a.to_big() $op b.to_big())
        }
    };
}
overflowing!(add, checked_add, +);
overflowing!(sub, checked_sub, -);
overflowing!(mul, checked_mul, *);

macro_rules! bitwise {
    ($name:ident, $op:tt) => {
        pub(crate) fn $name(a: Number<'_>, b: Number<'_>) -> Own {
            match (a, b) {
                (Number::Small(a), Number::Small(b)) => Own::int(a $op b),
                _ => from_big(a.to_big() $op b.to_big()),
            }
        }
    };
}
bitwise!(and, &);
bitwise!(or, |);
bitwise!(xor, ^);

/// Quotient and remainder, rounded down; `b` is not zero.
pub(crate) fn divmod(a: Number<'_>, b: Number<'_>) -> (Own, Own) {
    if let (Number::Small(x), Number::Small(y)) = (a, b)
        && !(x == i64::MIN && y == -1)
    {
        let (q, r) = (x / y, x % y);
        let down = r != 0 && (r < 0) != (y < 0);
        return if down { (Own::int(q - 1), Own::int(r + y)) } else { (Own::int(q), Own::int(r)) };
    }
    let (q, r) = divmod_big(a.to_big(), &b.to_big());
    (from_big(q), from_big(r))
}

fn divmod_big(a: IBig, b: &IBig) -> (IBig, IBig) {
    let (q, r) = a.div_rem(b);
    let down = !r.is_zero() && (r.sign() == Sign::Negative) != (b.sign() == Sign::Negative);
    if down { (q - IBig::ONE, r + b) } else { (q, r) }
}

pub(crate) fn floordiv(cx: &Cx, a: Number<'_>, b: Number<'_>) -> Res {
    if b.is_zero() {
        return Err(cx.raise(TypeId::ZeroDivisionError, "integer division or modulo by zero"));
    }
    Ok(divmod(a, b).0)
}

pub(crate) fn modulo(cx: &Cx, a: Number<'_>, b: Number<'_>) -> Res {
    if b.is_zero() {
        return Err(cx.raise(TypeId::ZeroDivisionError, "integer modulo by zero"));
    }
    Ok(divmod(a, b).1)
}

/// `a / b`, correctly rounded.
pub(crate) fn truediv(cx: &Cx, a: Number<'_>, b: Number<'_>) -> Res {
    const EXACT: u64 = 1 << 53;
    if b.is_zero() {
        return Err(cx.raise(TypeId::ZeroDivisionError, "division by zero"));
    }
    if let (Number::Small(a), Number::Small(b)) = (a, b)
        && a.unsigned_abs() <= EXACT
        && b.unsigned_abs() <= EXACT
    {
        return Ok(Own::float(a as f64 / b as f64));
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.to_big().into_parts().1, b.to_big().into_parts().1);
    let result = quotient(a, b).ok_or_else(|| cx.overflow_error("integer division result too large for a float"))?;
    Ok(Own::float(if negative { -result } else { result }))
}

/// The float nearest to `a / b`.
fn quotient(a: UBig, b: UBig) -> Option<f64> {
    if a.is_zero() {
        return Some(0.0);
    }
    // Scale so that the integer quotient has 66 or 67 bits, more than a float holds; what is left of the remainder
    // only matters as being zero or not. Results that are subnormal need fewer bits, and lose them before rounding.
    let shift = 66 - (a.bit_len() as i64 - b.bit_len() as i64);
    let shift = shift.min(1074 + 2);
    let (a, b) = if shift >= 0 { (a << shift as usize, b) } else { (a, b << (-shift) as usize) };
    let (q, r) = a.div_rem(&b);
    let bits = u128::try_from(&q).ok()?;
    let sticky = u128::from(!r.is_zero());
    let result = scale(bits << 1 | sticky, -shift - 1);
    result.is_finite().then_some(result)
}

/// `bits * 2**exponent`, rounded once, to nearest even.
fn scale(bits: u128, exponent: i64) -> f64 {
    if bits == 0 {
        return 0.0;
    }
    let length = 128 - i64::from(bits.leading_zeros());
    // The weight of the last bit that the result can have.
    let last = (length - 53).max(-1074 - exponent).max(0);
    if last > 127 {
        return 0.0;
    }
    let kept = bits >> last;
    let dropped = bits & ((1 << last) - 1);
    let half = if last == 0 { 1 } else { 1 << (last - 1) };
    let up = last > 0 && (dropped > half || (dropped == half && kept & 1 == 1));
    let mantissa = (kept + u128::from(up)) as f64;
    let exponent = exponent + last;
    if exponent > 1023 {
        return f64::INFINITY;
    }
    // Two exact steps, so that subnormal results are not rounded twice: the mantissa has the bits they hold already.
    let first = exponent.max(-1000);
    mantissa * power_of_two(first) * power_of_two(exponent - first)
}

fn power_of_two(exponent: i64) -> f64 {
    if exponent >= -1022 {
        f64::from_bits(((exponent + 1023) as u64) << 52)
    } else {
        f64::from_bits(1 << (exponent + 1074).max(0))
    }
}

/// The float nearest to a number, or OverflowError.
pub(crate) fn to_f64(cx: &Cx, number: Number<'_>) -> Res<f64> {
    match number {
        Number::Small(value) => Ok(value as f64),
        Number::Big(big) => {
            let value = big.to_f64().value();
            if value.is_finite() { Ok(value) } else { Err(cx.overflow_error("int too large to convert to float")) }
        }
    }
}

/// The int a finite float is, rounded towards zero.
pub(crate) fn from_f64(cx: &Cx, value: f64) -> Res {
    if value.is_nan() {
        return Err(cx.value_error("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(cx.overflow_error("cannot convert float infinity to integer"));
    }
    Ok(truncated(value))
}

/// The int a finite float is, rounded towards zero.
pub(crate) fn truncated(value: f64) -> Own {
    if value.abs() < 9e18 {
        return Own::int(value as i64);
    }
    from_big(big_of(value.trunc()))
}

fn big_of(value: f64) -> IBig {
    let (mantissa, exponent) = crate::float::decompose(value);
    let magnitude = if exponent >= 0 {
        UBig::from(mantissa) << exponent as usize
    } else {
        UBig::from(mantissa) >> (-exponent) as usize
    };
    IBig::from_parts(if value < 0.0 { Sign::Negative } else { Sign::Positive }, magnitude)
}

/// Compares exactly; `None` for NaN.
pub(crate) fn compare_f64(number: Number<'_>, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    if let Number::Small(value) = number
        && value.unsigned_abs() <= 1 << 53
    {
        return (value as f64).partial_cmp(&float);
    }
    let whole = number.to_big().cmp(&big_of(float.trunc()));
    let fraction = float - float.trunc();
    Some(whole.then(0.0f64.partial_cmp(&fraction).unwrap_or(Ordering::Equal)))
}

pub(crate) fn compare(a: Number<'_>, b: Number<'_>) -> Ordering {
    match (a, b) {
        (Number::Small(a), Number::Small(b)) => a.cmp(&b),
        (Number::Big(a), Number::Big(b)) => a.cmp(b),
        (Number::Big(a), Number::Small(_)) => {
            if a.sign() == Sign::Negative {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        (Number::Small(_), Number::Big(b)) => {
            if b.sign() == Sign::Negative {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
    }
}

/// `a ** b`; a float for negative exponents.
pub(crate) fn pow(cx: &Cx, a: Number<'_>, b: Number<'_>) -> Res {
    if b.is_negative() {
        let (a, b) = (to_f64(cx, a)?, to_f64(cx, b)?);
        return crate::float::pow(cx, a, b);
    }
    match (a, b) {
        (_, Number::Small(0)) | (Number::Small(1), _) => Ok(Own::int(1)),
        (Number::Small(0), _) => Ok(Own::int(0)),
        (Number::Small(-1), b) => {
            let even = match b {
                Number::Small(b) => b & 1 == 0,
                Number::Big(b) => b.as_sign_words().1.first().is_none_or(|word| word & 1 == 0),
            };
            Ok(Own::int(if even { 1 } else { -1 }))
        }
        (a, Number::Small(b)) => {
            if let (Number::Small(a), Ok(exponent)) = (a, u32::try_from(b))
                && let Some(result) = a.checked_pow(exponent)
            {
                return Ok(Own::int(result));
            }
            if b > 1 << 32 {
                return Err(cx.raise_args(TypeId::MemoryError, vec![]));
            }
            Ok(from_big(a.to_big().pow(b as usize)))
        }
        (_, Number::Big(_)) => Err(cx.raise_args(TypeId::MemoryError, vec![])),
    }
}

/// `pow(a, b, m)`.
pub(crate) fn pow_mod(cx: &Cx, a: Number<'_>, b: Number<'_>, m: Number<'_>) -> Res {
    if m.is_zero() {
        return Err(cx.value_error("pow() 3rd argument cannot be 0"));
    }
    let modulus = m.to_big();
    let mut base = divmod_big(a.to_big(), &modulus).1;
    let mut exponent = b.to_big();
    if b.is_negative() {
        base = invert(base, &modulus).ok_or_else(|| cx.value_error("base is not invertible for the given modulus"))?;
        exponent = -exponent;
    }
    let exponent = exponent.into_parts().1;
    let mut result = divmod_big(IBig::ONE, &modulus).1;
    for bit in (0..exponent.bit_len()).rev() {
        result = divmod_big(&result * &result, &modulus).1;
        if exponent.bit(bit) {
            result = divmod_big(result * &base, &modulus).1;
        }
    }
    Ok(from_big(result))
}

/// The inverse modulo `modulus`, if there is one.
fn invert(value: IBig, modulus: &IBig) -> Option<IBig> {
    let (mut a, mut b) = (modulus.clone(), value);
    let (mut x, mut y) = (IBig::ZERO, IBig::ONE);
    while !b.is_zero() {
        let (q, r) = divmod_big(a, &b);
        let next = x - &q * &y;
        (a, b) = (b, r);
        (x, y) = (y, next);
    }
    let unit = a == IBig::ONE || a == IBig::NEG_ONE;
    unit.then(|| divmod_big(x * a, modulus).1)
}

/// `a << b`.
pub(crate) fn lshift(cx: &Cx, a: Number<'_>, b: Number<'_>) -> Res {
    if b.is_negative() {
        return Err(cx.value_error("negative shift count"));
    }
    match (a, b) {
        (Number::Small(0), _) => Ok(Own::int(0)),
        (Number::Small(value), Number::Small(count))
            if count < 63 && value.unsigned_abs().leading_zeros() as i64 > count + 1 =>
        {
            Ok(Own::int(value << count))
        }
        (a, Number::Small(count)) if count < 1 << 36 && crate::object::has_room(count as usize / 8) => {
            Ok(from_big(a.to_big() << count as usize))
        }
        _ => Err(cx.overflow_error("too many digits in integer")),
    }
}

/// `a >> b`.
pub(crate) fn rshift(cx: &Cx, a: Number<'_>, b: Number<'_>) -> Res {
    if b.is_negative() {
        return Err(cx.value_error("negative shift count"));
    }
    let all = Own::int(if a.is_negative() { -1 } else { 0 });
    Ok(match (a, b) {
        (Number::Small(value), Number::Small(count)) => Own::int(value >> count.min(63)),
        (Number::Big(big), Number::Small(count)) if (count as u64) < 1 << 40 => {
            let divisor_bits = count as usize;
            if divisor_bits > big.bit_len() { all } else { from_big(floor_shift(big, divisor_bits)) }
        }
        _ => all,
    })
}

fn floor_shift(big: &IBig, count: usize) -> IBig {
    // -(x+1) complements the bits, so that a shift of the magnitude rounds down for both signs.
    if big.sign() == Sign::Negative { -((-big - IBig::ONE) >> count) - IBig::ONE } else { big >> count }
}

pub(crate) fn neg(a: Number<'_>) -> Own {
    match a {
        Number::Small(value) => value.checked_neg().map_or_else(|| from_big(-IBig::from(value)), Own::int),
        Number::Big(big) => from_big(-big.clone()),
    }
}

pub(crate) fn invert_bits(a: Number<'_>) -> Own {
    match a {
        Number::Small(value) => Own::int(!value),
        Number::Big(big) => from_big(-big.clone() - IBig::ONE),
    }
}

pub(crate) fn abs(a: Number<'_>) -> Own {
    if a.is_negative() { neg(a) } else { from_number(a) }
}

pub(crate) fn from_number(a: Number<'_>) -> Own {
    match a {
        Number::Small(value) => Own::int(value),
        Number::Big(big) => from_big(big.clone()),
    }
}

// Text

/// The digits of a number in a base, after a `-`.
pub(crate) fn digits(number: Number<'_>, radix: u32) -> String {
    match (number, radix) {
        (Number::Small(value), 10) => value.to_string(),
        (Number::Big(big), _) => big.in_radix(radix).to_string(),
        (Number::Small(value), _) => IBig::from(value).in_radix(radix).to_string(),
    }
}

/// `str(int)`, or ValueError if it is too long.
pub(crate) fn decimal(cx: &Cx, number: Number<'_>) -> Res<String> {
    if let Number::Big(big) = number
        && big.bit_len() > MOST_DIGITS * 10 / 3
    {
        let text = digits(number, 10);
        if text.trim_start_matches('-').len() > MOST_DIGITS {
            return Err(cx.value_error(format!(
                "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        return Ok(text);
    }
    Ok(digits(number, 10))
}

/// The number a literal in `base` (0: as its prefix says) stands for.
fn parse(cx: &Cx, text: &str, base: i64, shown: &dyn Fn(&Cx) -> String) -> Res {
    let invalid = || cx.value_error(format!("invalid literal for int() with base {base}: {}", shown(cx)));
    let trimmed = text.trim_matches(crate::str::is_space_char);
    let (negative, rest) = match trimmed.as_bytes().first() {
        Some(b'-') => (true, &trimmed[1..]),
        Some(b'+') => (false, &trimmed[1..]),
        _ => (false, trimmed),
    };
    let prefixed = |prefix: char| {
        let mut chars = rest.chars();
        chars.next() == Some('0') && chars.next().is_some_and(|c| c.eq_ignore_ascii_case(&prefix))
    };
    let (radix, mut body) = match base {
        0 | 16 if prefixed('x') => (16, &rest[2..]),
        0 | 8 if prefixed('o') => (8, &rest[2..]),
        0 | 2 if prefixed('b') => (2, &rest[2..]),
        0 => (10, rest),
        base => (base as u32, rest),
    };
    if body.len() < rest.len() {
        body = body.strip_prefix('_').unwrap_or(body);
    }
    let mut digits = String::with_capacity(body.len());
    let mut previous = '_';
    for c in body.chars() {
        if c == '_' {
            if previous == '_' {
                return Err(invalid());
            }
        } else {
            let value = crate::str::digit_value(c).filter(|value| *value < radix).ok_or_else(invalid)?;
            digits.push(char::from_digit(value, radix).expect("the value is below the radix"));
        }
        previous = c;
    }
    let leading_zero = base == 0 && radix == 10 && digits.len() > 1 && digits.starts_with('0');
    if previous == '_' || digits.is_empty() || (leading_zero && digits.bytes().any(|b| b != b'0')) {
        return Err(invalid());
    }
    if digits.len() > MOST_DIGITS && !radix.is_power_of_two() {
        let count = digits.len();
        return Err(cx.value_error(format!(
            "Exceeds the limit ({MOST_DIGITS} digits) for integer string conversion: value has {count} digits; use sys.set_int_max_str_digits() to increase the limit"
        )));
    }
    if digits.len() <= 18 && radix == 10 {
        let value: i64 = digits.parse().map_err(|_| invalid())?;
        return Ok(Own::int(if negative { -value } else { value }));
    }
    let value = IBig::from_str_radix(&digits, radix).map_err(|_| invalid())?;
    Ok(from_big(if negative { -value } else { value }))
}

/// `int(x, base)`.
fn int_new(cx: &Cx, args: &Args<'_>) -> Res {
    let made = match (args.opt(1), args.opt(2)) {
        (None, None) => Own::int(0),
        (None, Some(_)) => return Err(cx.type_error("int() missing string argument")),
        (Some(value), None) => convert(cx, value)?,
        (Some(value), Some(base)) => with_base(cx, value, base)?,
    };
    Ok(class::wrap(cx, args.get(0), made))
}

fn with_base(cx: &Cx, value: Value<'_>, base: Value<'_>) -> Res {
    let base = clamped(cx, base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(cx.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match text_argument(value) {
        Some(text) => parse(cx, &text, base, &|cx| crate::repr::repr_text(cx, value).unwrap_or_default()),
        None => Err(cx.type_error("int() can't convert non-string with explicit base")),
    }
}

/// The text of a str, bytes or bytearray.
fn text_argument(value: Value<'_>) -> Option<String> {
    let value = payload(value);
    match value.str() {
        Some(text) => Some(crate::str::text(text).into_owned()),
        None => crate::bytes::contents(value).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// `int(x)`.
pub(crate) fn convert(cx: &Cx, value: Value<'_>) -> Res {
    if let Some(float) = crate::float::value(value) {
        return from_f64(cx, float);
    }
    if class::is_custom(value) {
        for name in [&cx.names.__int__, &cx.names.__index__, &cx.names.__trunc__] {
            if let Some(found) = class::custom(cx, value, name) {
                // The method of `int` itself: the number is there.
                if found.r().kind() == Some(Kind::Builtin) {
                    break;
                }
                let result = class::call_bound(cx, found, value, &[])?;
                return match number(result.r()) {
                    Some(number) => Ok(from_number(number)),
                    None => {
                        let found = class::type_name(cx, result.r());
                        Err(cx.type_error(format!("__int__ returned non-int (type {found})")))
                    }
                };
            }
        }
    }
    if let Some(number) = number(value) {
        return Ok(from_number(number));
    }
    match text_argument(value) {
        Some(text) => parse(cx, &text, 10, &|cx| crate::repr::repr_text(cx, value).unwrap_or_default()),
        None => {
            let found = class::type_name(cx, value);
            Err(cx.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{found}'"
            )))
        }
    }
}

fn this<'a>(cx: &Cx, args: &Args<'a>, method: &str) -> Res<Number<'a>> {
    number(args.get(0)).ok_or_else(|| {
        let found = class::type_name(cx, args.get(0));
        cx.type_error(format!("descriptor '{method}' for 'int' objects doesn't apply to a '{found}' object"))
    })
}

pub(crate) fn bit_length(number: Number<'_>) -> usize {
    match number {
        Number::Small(value) => 64 - value.unsigned_abs().leading_zeros() as usize,
        Number::Big(big) => big.clone().into_parts().1.bit_len(),
    }
}

fn to_bytes(cx: &Cx, args: &Args<'_>) -> Res {
    let value = this(cx, args, "to_bytes")?;
    let length = args.opt(1).map_or(Ok(1), |length| argument(cx, length))?;
    let little = is_little(cx, args.opt(2))?;
    let signed = args.opt(3).map_or(Ok(false), |signed| crate::operator::truth(cx, signed))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(cx.value_error("length argument must be non-negative"));
    };
    if value.is_negative() && !signed {
        return Err(cx.overflow_error("can't convert negative int to unsigned"));
    }
    let bits = match value.is_negative() {
        true => bit_length(number(invert_bits(value).r()).expect("an int")) + 1,
        false => bit_length(value) + usize::from(signed),
    };
    if bits > length * 8 {
        return Err(cx.overflow_error("int too big to convert"));
    }
    let modulus = IBig::ONE << (length * 8);
    let value = value.to_big();
    let value = if value.sign() == Sign::Negative { value + modulus } else { value };
    let mut bytes = value.into_parts().1.to_le_bytes().to_vec();
    bytes.resize(length, 0);
    if !little {
        bytes.reverse();
    }
    Ok(crate::bytes::object(bytes))
}

fn is_little(cx: &Cx, order: Option<Value<'_>>) -> Res<bool> {
    match order.map(crate::str::text_of).as_deref() {
        None | Some("big") => Ok(false),
        Some("little") => Ok(true),
        Some(_) => Err(cx.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn from_bytes(cx: &Cx, args: &Args<'_>) -> Res {
    let mut bytes = crate::bytes::convert(cx, args.get(1))?;
    let little = is_little(cx, args.opt(2))?;
    let signed = args.opt(3).map_or(Ok(false), |signed| crate::operator::truth(cx, signed))?;
    if !little {
        bytes.reverse();
    }
    let negative = signed && bytes.last().is_some_and(|byte| byte & 0x80 != 0);
    let mut value = IBig::from(UBig::from_le_bytes(&bytes));
    if negative {
        value -= IBig::ONE << (bytes.len() * 8);
    }
    let made = from_big(value);
    if args.get(0).is(cx.ty(TypeId::Int)) { Ok(made) } else { crate::call::invoke(cx, args.get(0), &[made.r()], None) }
}

fn bit_count(cx: &Cx, args: &Args<'_>) -> Res {
    Ok(match this(cx, args, "bit_count")? {
        Number::Small(value) => Own::int(value.unsigned_abs().count_ones().into()),
        Number::Big(big) => Own::len(big.clone().into_parts().1.count_ones()),
    })
}

fn round(cx: &Cx, args: &Args<'_>) -> Res {
    let value = this(cx, args, "__round__")?;
    let digits = match args.some(1) {
        None => 0,
        Some(digits) => argument(cx, digits)?,
    };
    Ok(round_to(value, digits))
}

/// `round(value, digits)`: to a multiple of a power of ten, half to even.
pub(crate) fn round_to(value: Number<'_>, digits: i64) -> Own {
    if digits >= 0 {
        return from_number(value);
    }
    let unit = IBig::from(10).pow(digits.unsigned_abs().min(100_000) as usize);
    let (q, r) = divmod_big(value.to_big(), &unit);
    let twice = &r + &r;
    let up = match twice.cmp(&unit) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => q.bit(0),
    };
    from_big((if up { q + IBig::ONE } else { q }) * unit)
}

/// Methods of `int`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls x? / base?", int_new),
    method("bit_length", "self", |cx, args| Ok(Own::len(bit_length(this(cx, args, "bit_length")?)))),
    method("bit_count", "self", bit_count),
    method("conjugate", "self", |cx, args| Ok(from_number(this(cx, args, "conjugate")?))),
    method("is_integer", "self", |_, _| Ok(Own::bool(true))),
    method("as_integer_ratio", "self", |cx, args| {
        let value = from_number(this(cx, args, "as_integer_ratio")?);
        Ok(Tuple::object([value, Own::int(1)].into_iter()))
    }),
    method("to_bytes", "self / length? byteorder? * signed?", to_bytes),
    class_method("from_bytes", "cls / bytes byteorder? * signed?", from_bytes),
    method("__round__", "self ndigits?", round),
    method("__trunc__", "self", |cx, args| Ok(from_number(this(cx, args, "__trunc__")?))),
    method("__floor__", "self", |cx, args| Ok(from_number(this(cx, args, "__floor__")?))),
    method("__ceil__", "self", |cx, args| Ok(from_number(this(cx, args, "__ceil__")?))),
    method("__index__", "self", |cx, args| Ok(from_number(this(cx, args, "__index__")?))),
    method("__int__", "self", |cx, args| Ok(from_number(this(cx, args, "__int__")?))),
    method("__float__", "self", |cx, args| Ok(Own::float(to_f64(cx, this(cx, args, "__float__")?)?))),
];

/// Attributes of `int`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("real", |_, value| Ok(number(value).map_or_else(Own::none, from_number))),
    GetSetRow::ro("imag", |_, _| Ok(Own::int(0))),
    GetSetRow::ro("numerator", |_, value| Ok(number(value).map_or_else(Own::none, from_number))),
    GetSetRow::ro("denominator", |_, _| Ok(Own::int(1))),
];

/// `bool(x)`.
fn bool_new(cx: &Cx, args: &Args<'_>) -> Res {
    args.opt(1).map_or(Ok(Own::bool(false)), |value| crate::operator::truth(cx, value).map(Own::bool))
}

/// Methods of `bool`.
pub(crate) static BOOL_METHODS: &[Def] = &[function("__new__", "cls x?", bool_new)];

/// A repeat count or index as `usize`, negative counting as zero.
pub(crate) fn count(cx: &Cx, value: Value<'_>) -> Res<i64> {
    let value = index(cx, value)?;
    to_i64(value.r()).ok_or_else(|| overflow_index(cx))
}

#[cold]
fn overflow_index(cx: &Cx) -> Raised {
    cx.overflow_error("cannot fit 'int' into an index-sized integer")
}
