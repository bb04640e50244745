//! `complex`: pairs of floats.

use crate::args::{Args, Def, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::instance::payload;
use crate::object::{Body, BodyKind, Kind, Own, Value};
use crate::types::TypeId;

/// A complex number: what [`crate::inline::ComplexLayout`] describes to accessors.
#[repr(C)]
pub(crate) struct Complex(f64, f64);

impl Body for Complex {
    const KIND: Kind = <Complex as BodyKind>::OF;
}

type Pair = (f64, f64);

pub(crate) fn object(real: f64, imaginary: f64) -> Own {
    Own::new(Complex(real, imaginary))
}

pub(crate) fn value(value: Value<'_>) -> Option<Pair> {
    payload(value).get::<Complex>().map(|c| (c.0, c.1))
}

/// A complex, float or int as a pair.
pub(crate) fn operand(cx: &Cx, object: Value<'_>) -> Option<Res<Pair>> {
    if let Some(pair) = value(object) {
        return Some(Ok(pair));
    }
    if let Some(float) = crate::float::value(object) {
        return Some(Ok((float, 0.0)));
    }
    crate::int::number(object).map(|number| Ok((crate::int::to_f64(cx, number)?, 0.0)))
}

pub(crate) fn hash(c: &Complex) -> i64 {
    let part = |value: f64| crate::hash::float(value, Value::NONE) as u64;
    crate::hash::fix(part(c.0).wrapping_add(part(c.1).wrapping_mul(1_000_003)) as i64)
}

/// Raises if a number is an exact complex and has an absolute value that is too large.
pub(crate) fn check_size(cx: &Cx, number: Value<'_>) -> Res<()> {
    match number.get::<Complex>() {
        Some(Complex(a, b)) if a.is_finite() && b.is_finite() && a.hypot(*b).is_infinite() => {
            Err(cx.overflow_error("absolute value too large"))
        }
        _ => Ok(()),
    }
}

pub(crate) fn mul(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `a / b`, by Smith's method.
pub(crate) fn div(cx: &Cx, a: Pair, b: Pair) -> Res<Pair> {
    if b == (0.0, 0.0) {
        return Err(cx.raise(TypeId::ZeroDivisionError, "complex division by zero"));
    }
    Ok(if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let bottom = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / bottom, (a.1 - a.0 * ratio) / bottom)
    } else {
        let ratio = b.0 / b.1;
        let bottom = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / bottom, (a.1 * ratio - a.0) / bottom)
    })
}

pub(crate) fn pow(cx: &Cx, a: Pair, b: Pair) -> Res {
    if b == (0.0, 0.0) {
        return Ok(object(1.0, 0.0));
    }
    let is_zero = a == (0.0, 0.0);
    if is_zero && (b.1 != 0.0 || b.0 < 0.0) {
        return Err(cx.raise(TypeId::ZeroDivisionError, "0.0 to a negative or complex power"));
    }
    // Small integers are multiplied out, which keeps the signs of zeros.
    let is_small_int = b.1 == 0.0 && b.0.fract() == 0.0 && b.0.abs() <= 100.0;
    let result = match () {
        () if is_small_int => pow_int(cx, a, b.0 as i64)?,
        () if is_zero => (0.0, 0.0),
        () => pow_polar(a, b),
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(cx.raise(TypeId::OverflowError, "complex exponentiation"));
    }
    Ok(object(result.0, result.1))
}

fn pow_polar(a: Pair, b: Pair) -> Pair {
    let (length, angle) = (a.0.hypot(a.1), a.1.atan2(a.0));
    let mut size = length.powf(b.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        size *= (-angle * b.1).exp();
        phase += b.1 * length.ln();
    }
    (size * phase.cos(), size * phase.sin())
}

fn pow_int(cx: &Cx, a: Pair, n: i64) -> Res<Pair> {
    let (mut result, mut base, mut left) = ((1.0, 0.0), a, n.unsigned_abs());
    while left > 0 {
        if left & 1 == 1 {
            result = mul(result, base);
        }
        base = mul(base, base);
        left >>= 1;
    }
    if n < 0 { div(cx, (1.0, 0.0), result) } else { Ok(result) }
}

/// `repr(complex)`.
pub(crate) fn repr(c: Pair) -> String {
    let part = |value: f64| {
        let text = crate::float::repr(value);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    if c.0 == 0.0 && c.0.is_sign_positive() {
        return format!("{}j", part(c.1));
    }
    let imaginary = part(c.1);
    let sign = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imaginary}j)", part(c.0))
}

/// The number a text stands for.
fn parse(text: &str) -> Option<Pair> {
    let text = text.trim();
    let text = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text).trim();
    let Some(rest) = text.strip_suffix(['j', 'J']) else { return crate::float::parse(text).map(|real| (real, 0.0)) };
    let bytes = rest.as_bytes();
    let split =
        (1..bytes.len()).rev().find(|&at| matches!(bytes[at], b'+' | b'-') && !matches!(bytes[at - 1], b'e' | b'E'));
    let (real, imaginary) = split.map_or(("0", rest), |at| rest.split_at(at));
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        text => crate::float::parse(text)?,
    };
    Some((crate::float::parse(real)?, imaginary))
}

fn complex_new(cx: &Cx, args: &Args<'_>) -> Res {
    let part = |index| match args.opt(index) {
        None => Ok((0.0, 0.0)),
        Some(given) => match operand(cx, given) {
            Some(pair) => pair,
            None => Ok((crate::float::argument(cx, given)?, 0.0)),
        },
    };
    if let Some(text) = args.opt(1).and_then(|given| given.str()) {
        let parsed = parse(&crate::str::text(text));
        let (real, imaginary) = parsed.ok_or_else(|| cx.value_error("complex() arg is a malformed string"))?;
        return Ok(class::wrap(cx, args.get(0), object(real, imaginary)));
    }
    let is_complex = |index| args.opt(index).is_some_and(|given| value(given).is_some());
    let (real, imaginary) = (part(1)?, part(2)?);
    // What is not there is not added: zeros keep their signs.
    let made = match (is_complex(1), is_complex(2)) {
        (true, _) if args.opt(2).is_none() => real,
        (false, false) => (real.0, imaginary.0),
        (true, false) => (real.0, real.1 + imaginary.0),
        (false, true) => (real.0 - imaginary.1, imaginary.0),
        (true, true) => (real.0 - imaginary.1, real.1 + imaginary.0),
    };
    Ok(class::wrap(cx, args.get(0), object(made.0, made.1)))
}

/// Methods of `complex`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls / real? imag?", complex_new),
    method("conjugate", "self", |_, args| {
        let (real, imaginary) = value(args.get(0)).unwrap_or_default();
        Ok(object(real, -imaginary))
    }),
];

/// Attributes of `complex`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("real", |_, v| Ok(Own::float(value(v).unwrap_or_default().0))),
    GetSetRow::ro("imag", |_, v| Ok(Own::float(value(v).unwrap_or_default().1))),
];
