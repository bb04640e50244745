//! Float operations that the machine does not have with Python's rounding.

use crate::api::Cx;
use naja_rt_abi::math::MathFunction;

unsafe extern "C" {
    fn pow(base: f64, exponent: f64) -> f64;
    safe fn hypot(a: f64, b: f64) -> f64;
    safe fn acos(value: f64) -> f64;
    safe fn asin(value: f64) -> f64;
    safe fn atan(value: f64) -> f64;
    safe fn atan2(y: f64, x: f64) -> f64;
    safe fn ceil(value: f64) -> f64;
    safe fn cos(value: f64) -> f64;
    safe fn cosh(value: f64) -> f64;
    safe fn exp(value: f64) -> f64;
    safe fn fabs(value: f64) -> f64;
    safe fn floor(value: f64) -> f64;
    safe fn log(value: f64) -> f64;
    safe fn log10(value: f64) -> f64;
    safe fn log2(value: f64) -> f64;
    safe fn sin(value: f64) -> f64;
    safe fn sinh(value: f64) -> f64;
    safe fn sqrt(value: f64) -> f64;
    safe fn tan(value: f64) -> f64;
    safe fn tanh(value: f64) -> f64;
    safe fn trunc(value: f64) -> f64;
}

/// The remainder with the sign of `b`, and the exact multiple of `b` below `a`, over `b`.
fn divide(a: f64, b: f64) -> (f64, f64) {
    let remainder = a % b;
    let quotient = (a - remainder) / b;
    if remainder == 0.0 {
        (0.0_f64.copysign(b), quotient)
    } else if (b < 0.0) != (remainder < 0.0) {
        (remainder + b, quotient - 1.0)
    } else {
        (remainder, quotient)
    }
}

pub(crate) unsafe fn f64_mod(_: *mut Cx, a: f64, b: f64) -> f64 {
    divide(a, b).0
}

pub(crate) unsafe fn f64_floordiv(_: *mut Cx, a: f64, b: f64) -> f64 {
    let (_, quotient) = divide(a, b);
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    // The division above may have rounded to either side of an integer.
    let below = floor(quotient);
    if quotient - below > 0.5 { below + 1.0 } else { below }
}

/// The C library's function, under a name by which LLVM does not know what it does.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_library_pow(a: f64, b: f64) -> f64 {
    pow(a, b)
}

/// The same of `hypot`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_library_hypot(a: f64, b: f64) -> f64 {
    hypot(a, b)
}

pub(crate) unsafe fn math_call(_: *mut Cx, number: i64, a: f64, b: f64) -> f64 {
    let Some(function) = MathFunction::at(number) else { return f64::NAN };
    match function {
        MathFunction::Sqrt => sqrt(a),
        MathFunction::Fabs => fabs(a),
        MathFunction::Floor => floor(a),
        MathFunction::Ceil => ceil(a),
        MathFunction::Trunc => trunc(a),
        MathFunction::Sin => sin(a),
        MathFunction::Cos => cos(a),
        MathFunction::Tan => tan(a),
        MathFunction::Asin => asin(a),
        MathFunction::Acos => acos(a),
        MathFunction::Atan => atan(a),
        MathFunction::Sinh => sinh(a),
        MathFunction::Cosh => cosh(a),
        MathFunction::Tanh => tanh(a),
        MathFunction::Exp => exp(a),
        MathFunction::Log => log(a),
        MathFunction::Log2 => log2(a),
        MathFunction::Log10 => log10(a),
        MathFunction::Atan2 => atan2(a, b),
    }
}
