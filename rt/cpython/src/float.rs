//! Float operations that the machine does not have with Python's rounding.

use crate::api::Cx;

unsafe extern "C" {
    fn floor(value: f64) -> f64;
    fn pow(base: f64, exponent: f64) -> f64;
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
