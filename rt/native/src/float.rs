//! `float`: arithmetic as CPython has it, and shortest texts.

use crate::args::{Args, Def, class_method, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::instance::payload;
use crate::int::{self, Number};
use crate::object::{Body, BodyKind, Kind, Own, Tuple, Value};
use crate::types::TypeId;

/// A float that is no immediate. Compiled code reads it.
#[repr(C)]
pub(crate) struct Float(pub(crate) f64);

impl Body for Float {
    const KIND: Kind = <Float as BodyKind>::OF;
}

/// The value of a float or an instance of a class below.
#[inline]
pub(crate) fn value(value: Value<'_>) -> Option<f64> {
    value.float().or_else(|| payload(value).float())
}

/// Mantissa and exponent of a finite number: `|value| == mantissa * 2**exponent`.
pub(crate) fn decompose(value: f64) -> (u64, i64) {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

/// Any real number as a float, for arguments of mathematical functions.
pub(crate) fn argument(cx: &Cx, object: Value<'_>) -> Res<f64> {
    if let Some(float) = value(object) {
        return Ok(float);
    }
    if let Some(number) = int::number(object) {
        return int::to_f64(cx, number);
    }
    if class::is_custom(object) {
        if let Some(result) = class::special(cx, object, &cx.names.__float__, &[]) {
            let result = result?;
            let found = class::type_name(cx, result.r());
            let class = class::type_name(cx, object);
            return value(result.r())
                .ok_or_else(|| cx.type_error(format!("{class}.__float__ returned non-float (type {found})")));
        }
        if class::custom(cx, object, &cx.names.__index__).is_some() {
            let index = int::index(cx, object)?;
            return int::to_f64(cx, int::number(index.r()).expect("`index` gives an int"));
        }
    }
    Err(cx.type_error(format!("must be real number, not {}", class::type_name(cx, object))))
}

// Arithmetic

fn zero_division(cx: &Cx, message: &str) -> crate::context::Raised {
    cx.raise(TypeId::ZeroDivisionError, message)
}

pub(crate) fn truediv(cx: &Cx, a: f64, b: f64) -> Res {
    if b == 0.0 {
        return Err(zero_division(cx, "float division by zero"));
    }
    Ok(Own::float(a / b))
}

/// Quotient and remainder, rounded down; `b` is not zero.
pub(crate) fn divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    (floor, rest)
}

pub(crate) fn floordiv(cx: &Cx, a: f64, b: f64) -> Res {
    if b == 0.0 {
        return Err(zero_division(cx, "float floor division by zero"));
    }
    Ok(Own::float(divmod(a, b).0))
}

pub(crate) fn modulo(cx: &Cx, a: f64, b: f64) -> Res {
    if b == 0.0 {
        return Err(zero_division(cx, "float modulo"));
    }
    Ok(Own::float(divmod(a, b).1))
}

/// `divmod(a, b)` as a pair of objects.
pub(crate) fn divmod_objects(cx: &Cx, a: f64, b: f64) -> Res {
    if b == 0.0 {
        return Err(zero_division(cx, "float divmod()"));
    }
    let (q, r) = divmod(a, b);
    Ok(Tuple::object([Own::float(q), Own::float(r)].into_iter()))
}

/// `a ** b`: complex for a negative base and a fractional exponent.
pub(crate) fn pow(cx: &Cx, a: f64, b: f64) -> Res {
    if b == 0.0 || a == 1.0 {
        return Ok(Own::float(1.0));
    }
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(zero_division(cx, "0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return crate::complex::pow(cx, (a, 0.0), (b, 0.0));
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        let message = [crate::int::from_i128(34), crate::str::new("Numerical result out of range")];
        return Err(cx.raise_args(TypeId::OverflowError, message.to_vec()));
    }
    Ok(Own::float(result))
}

// Text

/// `repr(float)`: the shortest text that reads back as the same number.
pub(crate) fn repr(value: f64) -> String {
    if let Some(text) = special(value) {
        return text.to_owned();
    }
    let (negative, digits, exponent) = shortest(value);
    let mut text = String::from(if negative { "-" } else { "" });
    if (-4..16).contains(&exponent) {
        place_point(&mut text, &digits, exponent);
        if digits.len() as i32 <= exponent + 1 {
            text.push_str(".0");
        }
    } else {
        push_scientific(&mut text, &digits, exponent);
    }
    text
}

/// What is no finite number.
pub(crate) fn special(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        return Some("nan");
    }
    value.is_infinite().then_some(if value > 0.0 { "inf" } else { "-inf" })
}

/// Sign, digits without trailing zeros, and the exponent of the first digit: of the shortest texts the one that is closest to
/// the number, or, if it lies in the middle between two, the even one.
pub(crate) fn shortest(value: f64) -> (bool, String, i32) {
    // With fewer digits than this, no two texts are the same number, and none is a middle.
    const MIDDLE: usize = 16;
    let mut text = format!("{:e}", value.abs());
    let len = text.find('e').map_or(0, |end| end.saturating_sub(1));
    if len >= MIDDLE {
        let even = format!("{:.*e}", len - 1, value.abs());
        if even.parse() == Ok(value.abs()) {
            text = even;
        }
    }
    let (mantissa, exponent) = text.split_once('e').expect("the format has an exponent");
    (value.is_sign_negative(), mantissa.replace('.', ""), exponent.parse().expect("an exponent is a number"))
}

/// Digits with the point after digit `exponent`, padded with zeros.
pub(crate) fn place_point(text: &mut String, digits: &str, exponent: i32) {
    if exponent < 0 {
        text.push_str("0.");
        text.extend(core::iter::repeat_n('0', (-exponent - 1) as usize));
        text.push_str(digits);
        return;
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        text.push_str(digits);
        text.extend(core::iter::repeat_n('0', whole - digits.len()));
    } else {
        text.push_str(&digits[..whole]);
        text.push('.');
        text.push_str(&digits[whole..]);
    }
}

pub(crate) fn push_scientific(text: &mut String, digits: &str, exponent: i32) {
    text.push_str(&digits[..1]);
    if digits.len() > 1 {
        text.push('.');
        text.push_str(&digits[1..]);
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    text.push_str(&format!("e{sign}{:02}", exponent.abs()));
}

/// The number a text stands for.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(crate::str::is_space_char);
    let mut plain = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        if c == '_' {
            if !previous.is_ascii_digit() {
                return None;
            }
        } else {
            if previous == '_' && !c.is_ascii_digit() {
                return None;
            }
            plain.push(match crate::str::decimal_value(c) {
                Some(digit) => char::from_digit(digit, 10)?,
                None => c,
            });
        }
        previous = c;
    }
    if previous == '_' {
        return None;
    }
    let unsigned = plain.trim_start_matches(['+', '-']);
    if plain.len() - unsigned.len() > 1 {
        return None;
    }
    let lower = unsigned.to_ascii_lowercase();
    let value = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ if lower.starts_with(|c: char| c.is_ascii_digit() || c == '.') => lower.parse().ok()?,
        _ => return None,
    };
    Some(if plain.starts_with('-') { -value } else { value })
}

/// `float(x)`.
pub(crate) fn convert(cx: &Cx, object: Value<'_>) -> Res<f64> {
    let bare = payload(object);
    let text = match bare.str() {
        Some(text) => Some(crate::str::text(text).into_owned()),
        None => crate::bytes::contents(bare).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    };
    if let Some(text) = text {
        return parse(&text).ok_or_else(|| {
            let shown = crate::repr::repr_text(cx, object).unwrap_or_default();
            cx.value_error(format!("could not convert string to float: {shown}"))
        });
    }
    let real = value(object).is_some() || int::is_int(object) || class::is_custom(object);
    let known = |name| class::custom(cx, object, name).is_some();
    if real
        && (!class::is_custom(object)
            || value(object).is_some()
            || known(&cx.names.__float__)
            || known(&cx.names.__index__))
    {
        return argument(cx, object);
    }
    let found = class::type_name(cx, object);
    Err(cx.type_error(format!("float() argument must be a string or a real number, not '{found}'")))
}

fn float_new(cx: &Cx, args: &Args<'_>) -> Res {
    let made = args.opt(1).map_or(Ok(0.0), |object| convert(cx, object))?;
    Ok(class::wrap(cx, args.get(0), Own::float(made)))
}

fn this(cx: &Cx, args: &Args<'_>) -> Res<f64> {
    value(args.get(0)).ok_or_else(|| {
        let found = class::type_name(cx, args.get(0));
        cx.type_error(format!("descriptor requires a 'float' object but received a '{found}'"))
    })
}

/// `round(value)` and `round(value, digits)`.
fn round(cx: &Cx, args: &Args<'_>) -> Res {
    let value = this(cx, args)?;
    match args.some(1) {
        None => int::from_f64(cx, value.round_ties_even()),
        Some(digits) => {
            let digits = int::clamped(cx, int::index(cx, digits)?.r())?;
            Ok(Own::float(round_to(value, digits)))
        }
    }
}

/// Rounded to so many decimal digits, exactly: through the decimal text.
pub(crate) fn round_to(value: f64, digits: i64) -> f64 {
    if !value.is_finite() || digits > 323 {
        return value;
    }
    if digits < -308 {
        return 0.0f64.copysign(value);
    }
    if digits >= 0 {
        return format!("{value:.*}", digits as usize).parse().unwrap_or(value);
    }
    // All digits before the point are exact in this format.
    let whole = format!("{:.0}", value.trunc());
    let number = dashu_int::IBig::from_str_radix(&whole, 10).unwrap_or_default();
    let fraction = value.fract() != 0.0;
    let rounded =
        int::round_to(Number::Big(&(number.clone() * 10 + i32::from(fraction) * value.signum() as i32)), digits - 1);
    let rounded = int::number(rounded.r()).expect("an int").to_big() / dashu_int::IBig::from(10);
    let result = rounded.to_f64().value();
    if result == 0.0 { 0.0f64.copysign(value) } else { result }
}

fn as_integer_ratio(cx: &Cx, args: &Args<'_>) -> Res {
    use dashu_int::{IBig, UBig};
    let value = this(cx, args)?;
    if value.is_nan() {
        return Err(cx.value_error("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(cx.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (mut mantissa, mut exponent) = decompose(value);
    while mantissa != 0 && mantissa % 2 == 0 && exponent < 0 {
        mantissa /= 2;
        exponent += 1;
    }
    if mantissa == 0 {
        exponent = 0;
    }
    let (top, bottom) = if exponent >= 0 {
        (UBig::from(mantissa) << exponent as usize, UBig::ONE)
    } else {
        (UBig::from(mantissa), UBig::ONE << (-exponent) as usize)
    };
    let top = if value < 0.0 { -IBig::from(top) } else { IBig::from(top) };
    Ok(Tuple::object([int::from_big(top), int::from_big(bottom.into())].into_iter()))
}

/// `float.hex()`.
fn hex(value: f64) -> String {
    if let Some(text) = special(value) {
        return text.to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7FF) as i64, bits & ((1 << 52) - 1));
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

fn from_hex(cx: &Cx, args: &Args<'_>) -> Res {
    let text = crate::str::text_of(args.get(1));
    let invalid = || cx.value_error("invalid hexadecimal floating-point string");
    let text = text.trim().to_ascii_lowercase();
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    if let Some(value) = match rest {
        "inf" | "infinity" => Some(f64::INFINITY),
        "nan" => Some(f64::NAN),
        _ => None,
    } {
        return Ok(Own::float(if negative { -value } else { value }));
    }
    let rest = rest.strip_prefix("0x").unwrap_or(rest);
    let (mantissa, exponent) = rest.split_once('p').unwrap_or((rest, "0"));
    let exponent: i64 = exponent.parse().map_err(|_| invalid())?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.len() > 30 {
        return Err(invalid());
    }
    let bits = u128::from_str_radix(&digits, 16).map_err(|_| invalid())?;
    let value = bits as f64 * 2f64.powi((exponent - 4 * fraction.len() as i64) as i32);
    Ok(Own::float(if negative { -value } else { value }))
}

/// Methods of `float`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls x?", float_new),
    method("is_integer", "self", |cx, args| {
        let value = this(cx, args)?;
        Ok(Own::bool(value.is_finite() && value.fract() == 0.0))
    }),
    method("as_integer_ratio", "self", as_integer_ratio),
    method("hex", "self", |cx, args| Ok(crate::str::new(&hex(this(cx, args)?)))),
    class_method("fromhex", "cls string", from_hex),
    method("conjugate", "self", |cx, args| Ok(Own::float(this(cx, args)?))),
    method("__round__", "self ndigits?", round),
    method("__trunc__", "self", |cx, args| int::from_f64(cx, this(cx, args)?)),
    method("__int__", "self", |cx, args| int::from_f64(cx, this(cx, args)?)),
    method("__floor__", "self", |cx, args| int::from_f64(cx, this(cx, args)?.floor())),
    method("__ceil__", "self", |cx, args| int::from_f64(cx, this(cx, args)?.ceil())),
    method("__float__", "self", |cx, args| Ok(Own::float(this(cx, args)?))),
];

/// Attributes of `float`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("real", |_, v| Ok(Own::float(value(v).unwrap_or(0.0)))),
    GetSetRow::ro("imag", |_, _| Ok(Own::float(0.0))),
];
