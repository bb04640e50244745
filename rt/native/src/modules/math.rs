//! `math`.

use crate::args::{Args, Def, function};
use crate::class;
use crate::context::{Cx, Res};
use crate::float;
use crate::int::{self, Number};
use crate::object::{Own, Tuple};
use dashu_int::ops::Gcd;
use dashu_int::{IBig, UBig};

/// A function of one float: NaN from a number is a domain error, infinity from a finite number a range error.
fn one(cx: &Cx, args: &Args<'_>, apply: fn(f64) -> f64) -> Res {
    let x = float::argument(cx, args.get(0))?;
    checked(cx, apply(x), x.is_nan(), x.is_infinite())
}

fn checked(cx: &Cx, result: f64, any_nan: bool, any_infinite: bool) -> Res {
    if result.is_nan() && !any_nan {
        return Err(cx.value_error("math domain error"));
    }
    if result.is_infinite() && !any_infinite {
        return Err(cx.overflow_error("math range error"));
    }
    Ok(Own::float(result))
}

fn two(cx: &Cx, args: &Args<'_>, apply: fn(f64, f64) -> f64) -> Res {
    let (x, y) = (float::argument(cx, args.get(0))?, float::argument(cx, args.get(1))?);
    checked(cx, apply(x, y), x.is_nan() || y.is_nan(), x.is_infinite() || y.is_infinite())
}

/// A logarithm, also of ints that are no floats.
fn logarithm(cx: &Cx, args: &Args<'_>, index: usize, of: fn(f64) -> f64) -> Res<f64> {
    let value = args.get(index);
    if let Some(Number::Big(big)) = int::number(value) {
        let negative = Number::Big(big).is_negative();
        let bits = int::bit_length(Number::Big(big));
        if !negative {
            let shift = bits.saturating_sub(64);
            let top = (big >> shift).to_f64().value();
            // As CPython has it: a fraction below one, and the power of two.
            let all = (shift + 64) as f64;
            return Ok(of(top / 2f64.powi(64)) + of(2.0) * all);
        }
    }
    let x = float::argument(cx, value)?;
    if x <= 0.0 {
        return Err(cx.value_error("math domain error"));
    }
    Ok(of(x))
}

fn log(cx: &Cx, args: &Args<'_>) -> Res {
    let top = logarithm(cx, args, 0, f64::ln)?;
    if args.opt(1).is_none() {
        return Ok(Own::float(top));
    }
    let bottom = logarithm(cx, args, 1, f64::ln)?;
    float::truediv(cx, top, bottom)
}

fn integer<'a>(cx: &Cx, args: &Args<'a>, index: usize) -> Res<IBig> {
    let value = int::index(cx, args.get(index))?;
    Ok(int::number(value.r()).expect("`index` gives an int").to_big())
}

fn natural(cx: &Cx, args: &Args<'_>, index: usize, message: &str) -> Res<UBig> {
    let (sign, magnitude) = integer(cx, args, index)?.into_parts();
    if sign == dashu_int::Sign::Negative && !magnitude.is_zero() {
        return Err(cx.value_error(message));
    }
    Ok(magnitude)
}

fn to_int(cx: &Cx, args: &Args<'_>, name: &Own, round: fn(f64) -> f64) -> Res {
    let value = args.get(0);
    if let Some(float) = float::value(value) {
        return int::from_f64(cx, round(float));
    }
    match class::special(cx, value, name, &[]) {
        Some(result) => result,
        None => int::from_f64(cx, round(float::argument(cx, value)?)),
    }
}

fn factorial(cx: &Cx, args: &Args<'_>) -> Res {
    if float::value(args.get(0)).is_some() {
        return Err(cx.type_error("'float' object cannot be interpreted as an integer"));
    }
    let n = natural(cx, args, 0, "factorial() not defined for negative values")?;
    let n = u64::try_from(&n)
        .map_err(|_| cx.overflow_error("factorial() argument should not exceed 9223372036854775807"))?;
    Ok(int::from_big(product(2, n).into()))
}

/// The product of a range of numbers, by halves: the factors stay of equal size.
fn product(low: u64, high: u64) -> UBig {
    if low > high {
        return UBig::ONE;
    }
    if high - low < 8 {
        return (low..=high).fold(UBig::ONE, |product, factor| product * factor);
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

fn comb(cx: &Cx, args: &Args<'_>) -> Res {
    let n = natural(cx, args, 0, "n must be a non-negative integer")?;
    let k = natural(cx, args, 1, "k must be a non-negative integer")?;
    if k > n {
        return Ok(Own::int(0));
    }
    let other = &n - &k;
    let k = u64::try_from(if other < k { &other } else { &k })
        .map_err(|_| cx.overflow_error("comb() argument is too large"))?;
    let mut result = UBig::ONE;
    for i in 0..k {
        result = result * (&n - i) / (i + 1);
    }
    Ok(int::from_big(result.into()))
}

fn perm(cx: &Cx, args: &Args<'_>) -> Res {
    let n = natural(cx, args, 0, "n must be a non-negative integer")?;
    let k = if args.some(1).is_some() { natural(cx, args, 1, "k must be a non-negative integer")? } else { n.clone() };
    if k > n {
        return Ok(Own::int(0));
    }
    let k = u64::try_from(&k).map_err(|_| cx.overflow_error("perm() argument is too large"))?;
    let result = (0..k).fold(UBig::ONE, |product, i| product * (&n - i));
    Ok(int::from_big(result.into()))
}

fn gcd(cx: &Cx, args: &Args<'_>) -> Res {
    let mut result = UBig::ZERO;
    for value in args.rest {
        let value = int::index(cx, *value)?;
        let next = int::number(value.r()).expect("`index` gives an int").to_big().into_parts().1;
        result = if result.is_zero() {
            next
        } else if next.is_zero() {
            result
        } else {
            result.gcd(next)
        };
    }
    Ok(int::from_big(result.into()))
}

fn lcm(cx: &Cx, args: &Args<'_>) -> Res {
    let mut result = UBig::ONE;
    for value in args.rest {
        let value = int::index(cx, *value)?;
        let next = int::number(value.r()).expect("`index` gives an int").to_big().into_parts().1;
        if next.is_zero() {
            return Ok(Own::int(0));
        }
        let common = (&result).gcd(&next);
        result = result / common * next;
    }
    Ok(int::from_big(result.into()))
}

fn isqrt(cx: &Cx, args: &Args<'_>) -> Res {
    let n = natural(cx, args, 0, "isqrt() argument must be nonnegative")?;
    if n.is_zero() {
        return Ok(Own::int(0));
    }
    // Newton's method from above: it falls until it is there.
    let bits = int::bit_length(Number::Big(&IBig::from(n.clone())));
    let mut root = UBig::ONE << bits.div_ceil(2);
    loop {
        let next = (&root + &n / &root) >> 1;
        if next >= root {
            return Ok(int::from_big(root.into()));
        }
        root = next;
    }
}

/// Adds without loss: the exact sum of the parts is that of the items.
fn fsum(cx: &Cx, args: &Args<'_>) -> Res {
    let mut parts: Vec<f64> = Vec::new();
    let mut special = 0.0;
    for item in crate::iter::collect(cx, args.get(0))? {
        let mut x = float::argument(cx, item.r())?;
        if !x.is_finite() {
            special += x;
            continue;
        }
        let mut kept = Vec::with_capacity(parts.len() + 1);
        for mut y in parts {
            if x.abs() < y.abs() {
                core::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                kept.push(low);
            }
            x = high;
        }
        kept.push(x);
        parts = kept;
    }
    if special != 0.0 || special.is_nan() {
        return Ok(Own::float(special));
    }
    let Some(mut high) = parts.pop() else { return Ok(Own::float(0.0)) };
    let mut low = 0.0;
    while let Some(y) = parts.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Halfway cases are decided by what is still left.
    if let Some(next) = parts.last()
        && (low < 0.0 && *next < 0.0 || low > 0.0 && *next > 0.0)
    {
        let double = low * 2.0;
        let x = high + double;
        if double == x - high {
            high = x;
        }
    }
    Ok(Own::float(high))
}

fn isclose(cx: &Cx, args: &Args<'_>) -> Res {
    let (a, b) = (float::argument(cx, args.get(0))?, float::argument(cx, args.get(1))?);
    let relative = args.opt(2).map_or(Ok(1e-9), |value| float::argument(cx, value))?;
    let absolute = args.opt(3).map_or(Ok(0.0), |value| float::argument(cx, value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(cx.value_error("tolerances must be non-negative"));
    }
    let near = a == b
        || a.is_finite() && b.is_finite() && {
            let difference = (b - a).abs();
            difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute
        };
    Ok(Own::bool(near))
}

fn hypot(cx: &Cx, args: &Args<'_>) -> Res {
    let values = args.rest.iter().map(|value| float::argument(cx, *value)).collect::<Res<Vec<f64>>>()?;
    Ok(Own::float(values.into_iter().fold(0.0, f64::hypot)))
}

fn prod(cx: &Cx, args: &Args<'_>) -> Res {
    let mut total = args.opt(1).map_or_else(|| Own::int(1), |start| start.own());
    for item in crate::iter::collect(cx, args.get(0))? {
        total = crate::operator::binary_mul(cx, total.r(), item.r())?;
    }
    Ok(total)
}

fn frexp(value: f64) -> (f64, i64) {
    if value == 0.0 || !value.is_finite() {
        return (value, 0);
    }
    let (mantissa, exponent) = float::decompose(value);
    let length = 64 - i64::from(mantissa.leading_zeros());
    ((mantissa as f64 / 2f64.powi(length as i32)).copysign(value), exponent + length)
}

fn ldexp(cx: &Cx, args: &Args<'_>) -> Res {
    let x = float::argument(cx, args.get(0))?;
    let exponent = int::clamped(cx, args.get(1))?.clamp(-4000, 4000) as i32;
    let half = exponent / 2;
    checked(cx, x * 2f64.powi(half) * 2f64.powi(exponent - half), x.is_nan(), x.is_infinite())
}

fn pow(cx: &Cx, args: &Args<'_>) -> Res {
    let (x, y) = (float::argument(cx, args.get(0))?, float::argument(cx, args.get(1))?);
    let result = x.powf(y);
    if x == 0.0 && y < 0.0 {
        return Err(cx.value_error("math domain error"));
    }
    checked(cx, result, x.is_nan() || y.is_nan(), x.is_infinite() || y.is_infinite())
}

/// The functions of `math`.
pub(crate) static FUNCTIONS: &[Def] = &[
    function("sqrt", "x", |cx, args| one(cx, args, f64::sqrt)),
    function("cbrt", "x", |cx, args| one(cx, args, f64::cbrt)),
    function("exp", "x", |cx, args| one(cx, args, f64::exp)),
    function("exp2", "x", |cx, args| one(cx, args, f64::exp2)),
    function("expm1", "x", |cx, args| one(cx, args, f64::exp_m1)),
    function("log1p", "x", |cx, args| {
        let x = float::argument(cx, args.get(0))?;
        if x <= -1.0 { Err(cx.value_error("math domain error")) } else { Ok(Own::float(x.ln_1p())) }
    }),
    function("sin", "x", |cx, args| one(cx, args, f64::sin)),
    function("cos", "x", |cx, args| one(cx, args, f64::cos)),
    function("tan", "x", |cx, args| one(cx, args, f64::tan)),
    function("asin", "x", |cx, args| one(cx, args, f64::asin)),
    function("acos", "x", |cx, args| one(cx, args, f64::acos)),
    function("atan", "x", |cx, args| one(cx, args, f64::atan)),
    function("sinh", "x", |cx, args| one(cx, args, f64::sinh)),
    function("cosh", "x", |cx, args| one(cx, args, f64::cosh)),
    function("tanh", "x", |cx, args| one(cx, args, f64::tanh)),
    function("asinh", "x", |cx, args| one(cx, args, f64::asinh)),
    function("acosh", "x", |cx, args| one(cx, args, f64::acosh)),
    function("atanh", "x", |cx, args| one(cx, args, f64::atanh)),
    function("fabs", "x", |cx, args| one(cx, args, f64::abs)),
    function("degrees", "x", |cx, args| one(cx, args, |x| x * (180.0 / core::f64::consts::PI))),
    function("radians", "x", |cx, args| one(cx, args, |x| x * (core::f64::consts::PI / 180.0))),
    function("atan2", "y x", |cx, args| two(cx, args, f64::atan2)),
    function("fmod", "x y", |cx, args| two(cx, args, |x, y| x % y)),
    function("copysign", "x y", |cx, args| two(cx, args, f64::copysign)),
    function("pow", "x y", pow),
    function("hypot", "*coordinates", hypot),
    function("log", "x base?", log),
    function("log2", "x", |cx, args| logarithm(cx, args, 0, f64::log2).map(Own::float)),
    function("log10", "x", |cx, args| logarithm(cx, args, 0, f64::log10).map(Own::float)),
    function("floor", "x", |cx, args| to_int(cx, args, &cx.names.__floor__, f64::floor)),
    function("ceil", "x", |cx, args| to_int(cx, args, &cx.names.__ceil__, f64::ceil)),
    function("trunc", "x", |cx, args| to_int(cx, args, &cx.names.__trunc__, f64::trunc)),
    function("factorial", "n", factorial),
    function("comb", "n k", comb),
    function("perm", "n k?", perm),
    function("gcd", "*integers", gcd),
    function("lcm", "*integers", lcm),
    function("isqrt", "n", isqrt),
    function("fsum", "seq", fsum),
    function("prod", "iterable / * start?", prod),
    function("isclose", "/ a b * rel_tol? abs_tol?", isclose),
    function("isnan", "x", |cx, args| Ok(Own::bool(float::argument(cx, args.get(0))?.is_nan()))),
    function("isinf", "x", |cx, args| Ok(Own::bool(float::argument(cx, args.get(0))?.is_infinite()))),
    function("isfinite", "x", |cx, args| Ok(Own::bool(float::argument(cx, args.get(0))?.is_finite()))),
    function("frexp", "x", |cx, args| {
        let (mantissa, exponent) = frexp(float::argument(cx, args.get(0))?);
        Ok(Tuple::object([Own::float(mantissa), Own::int(exponent)].into_iter()))
    }),
    function("ldexp", "x i", ldexp),
    function("modf", "x", |cx, args| {
        let x = float::argument(cx, args.get(0))?;
        let fraction = if x.is_infinite() { 0.0f64.copysign(x) } else { x.fract().copysign(x) };
        Ok(Tuple::object([Own::float(fraction), Own::float(x.trunc())].into_iter()))
    }),
    function("dist", "p q", |cx, args| {
        let (p, q) = (crate::iter::collect(cx, args.get(0))?, crate::iter::collect(cx, args.get(1))?);
        if p.len() != q.len() {
            return Err(cx.value_error("both points must have the same number of dimensions"));
        }
        let mut sum = 0.0f64;
        for (a, b) in p.iter().zip(&q) {
            sum = sum.hypot(float::argument(cx, a.r())? - float::argument(cx, b.r())?);
        }
        Ok(Own::float(sum))
    }),
];

/// The constants of `math`.
pub(super) fn constants(_cx: &Cx) -> Vec<(&'static str, Own)> {
    use core::f64::consts::{E, PI, TAU};
    let all = [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)];
    all.into_iter().map(|(name, value)| (name, Own::float(value))).collect()
}
