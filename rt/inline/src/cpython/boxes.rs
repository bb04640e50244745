//! Boxes, and tests of the exact type.

use crate::context::{Cx, naja_cpy_library_hypot, naja_cpy_library_pow};
use crate::cpython::refcount;
use crate::layout::{Complex, DIGIT_BITS, Float, Long, Obj, Object, Type};
use core::hint::cold_path;

unsafe extern "C" {
    fn PyLong_FromLongLong(value: i64) -> Obj;
    fn PyFloat_FromDouble(value: f64) -> Obj;
    fn PyComplex_FromDoubles(real: f64, imag: f64) -> Obj;
    static mut PyLong_Type: Type;
    static mut PyFloat_Type: Type;
    static mut PyComplex_Type: Type;
    static mut PyBool_Type: Type;
    static mut PyUnicode_Type: Type;
    static mut PyList_Type: Type;
    static mut PyTuple_Type: Type;
    static mut PyDict_Type: Type;
    static mut PySet_Type: Type;
    static mut PyRange_Type: Object;
    static mut PyEnum_Type: Object;
    static mut PyReversed_Type: Object;
    static mut PyZip_Type: Object;
    static mut _Py_NoneStruct: Object;
    static mut _Py_TrueStruct: Object;
    static mut _Py_FalseStruct: Object;
}

/// The distance between the interpreter's small ints, which lie in an array.
pub const SMALL_INT_SIZE: isize = 32;
/// The least of them.
pub const SMALL_INT_MIN: i64 = -5;
/// The greatest of them.
pub const SMALL_INT_MAX: i64 = 256;

pub unsafe fn box_bool(_: *mut Cx, value: i32) -> Obj {
    if value != 0 { &raw mut _Py_TrueStruct } else { &raw mut _Py_FalseStruct }
}

pub unsafe fn box_i64(cx: *mut Cx, value: i64) -> Obj {
    if (SMALL_INT_MIN..=SMALL_INT_MAX).contains(&value) {
        let small = (*cx).small_zero.byte_offset(value as isize * SMALL_INT_SIZE);
        refcount::incref(cx, small);
        small
    } else {
        PyLong_FromLongLong(value)
    }
}

pub unsafe fn box_f64(_: *mut Cx, value: f64) -> Obj {
    PyFloat_FromDouble(value)
}

pub unsafe fn box_complex(_: *mut Cx, real: f64, imag: f64) -> Obj {
    PyComplex_FromDoubles(real, imag)
}

pub unsafe fn is_int(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyLong_Type) as i32
}

pub unsafe fn is_float(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyFloat_Type) as i32
}

pub unsafe fn is_complex(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyComplex_Type) as i32
}

pub unsafe fn is_bool(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyBool_Type) as i32
}

pub unsafe fn is_str(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyUnicode_Type) as i32
}

pub unsafe fn is_list(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyList_Type) as i32
}

pub unsafe fn is_tuple(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyTuple_Type) as i32
}

pub unsafe fn is_dict(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PyDict_Type) as i32
}

pub unsafe fn is_set(_: *mut Cx, a: Obj) -> i32 {
    ((*a).class == &raw mut PySet_Type) as i32
}

/// Two digits always fit; of a third one, bits 60 to 62 may be set, or bit 63 alone for the least number.
pub unsafe fn int_fits(_: *mut Cx, a: Obj) -> i32 {
    let long = a.cast::<Long>();
    let digits = (&raw const (*long).digits).cast::<u32>();
    let fits = match Long::len(long) {
        0..=2 => true,
        3 => {
            cold_path();
            let top = digits.add(2).read();
            let rest = digits.read() | digits.add(1).read();
            top < 8 || (top == 8 && rest == 0 && Long::is_negative(long))
        }
        _ => {
            cold_path();
            false
        }
    };
    fits as i32
}

pub unsafe fn unbox_i64(_: *mut Cx, a: Obj) -> i64 {
    let long = a.cast::<Long>();
    let digits = (&raw const (*long).digits).cast::<u32>();
    let digit = |index: usize| u64::from(digits.add(index).read());
    let magnitude = match Long::len(long) {
        0 => 0,
        1 => digit(0),
        2 => digit(0) | digit(1) << DIGIT_BITS,
        _ => {
            cold_path();
            digit(0) | digit(1) << DIGIT_BITS | digit(2) << (2 * DIGIT_BITS)
        }
    };
    let value = magnitude as i64;
    if Long::is_negative(long) { value.wrapping_neg() } else { value }
}

pub unsafe fn unbox_f64(_: *mut Cx, a: Obj) -> f64 {
    (*a.cast::<Float>()).value
}

pub unsafe fn complex_real(_: *mut Cx, a: Obj) -> f64 {
    (*a.cast::<Complex>()).real
}

pub unsafe fn complex_imag(_: *mut Cx, a: Obj) -> f64 {
    (*a.cast::<Complex>()).imag
}

pub unsafe fn unbox_bool(_: *mut Cx, a: Obj) -> i32 {
    (a == &raw mut _Py_TrueStruct) as i32
}

pub unsafe fn number_fits(cx: *mut Cx, a: Obj) -> i32 {
    if is_float(cx, a) != 0 { 1 } else { int_fits(cx, a) }
}

pub unsafe fn number_as_f64(cx: *mut Cx, a: Obj) -> f64 {
    if is_float(cx, a) != 0 { unbox_f64(cx, a) } else { unbox_i64(cx, a) as f64 }
}

pub unsafe fn dies_unseen(_: *mut Cx, a: Obj) -> i32 {
    let class = (*a).class;
    let real = class == &raw mut PyFloat_Type || class == &raw mut PyLong_Type || class == &raw mut PyBool_Type;
    let number = real || class == &raw mut PyComplex_Type;
    (number || a == &raw mut _Py_NoneStruct || class == &raw mut PyUnicode_Type) as i32
}

pub unsafe fn f64_pow(_: *mut Cx, a: f64, b: f64) -> f64 {
    crate::power::pow(a, b, |a, b| naja_cpy_library_pow(a, b))
}

pub unsafe fn f64_hypot(_: *mut Cx, a: f64, b: f64) -> f64 {
    naja_cpy_library_hypot(a, b)
}

pub unsafe fn f64_hypot_beyond(_: *mut Cx, a: f64, b: f64, limit: f64) -> f64 {
    crate::power::hypot_beyond(a, b, limit, |a, b| naja_cpy_library_hypot(a, b))
}

/// Makes a box hold another float, if it is a float that only one place refers to; whether it was.
pub unsafe fn reuse_f64(old: Obj, value: f64) -> bool {
    (*old).class == &raw mut PyFloat_Type && overwrite_f64(old, value)
}

/// As `reuse_f64`, for a complex number.
pub unsafe fn reuse_complex(cx: *mut Cx, old: Obj, real: f64, imag: f64) -> bool {
    let is_own = is_complex(cx, old) != 0 && (*old).refcount == 1;
    if is_own {
        (*old.cast::<Complex>()).real = real;
        (*old.cast::<Complex>()).imag = imag;
    }
    is_own
}

/// As `reuse_f64`, of what is known to be a float.
pub unsafe fn overwrite_f64(old: Obj, value: f64) -> bool {
    let is_own = (*old).refcount == 1;
    if is_own {
        (*old.cast::<Float>()).value = value;
    }
    is_own
}

/// Makes a box hold another int of one digit, if it is such an int that only one place refers to; whether it was. Small
/// ints keep their identity.
pub unsafe fn reuse_i64(old: Obj, value: i64) -> bool {
    let long = old.cast::<Long>();
    let magnitude = value.unsigned_abs();
    let fits = magnitude > SMALL_INT_MAX as u64
        && magnitude < 1 << DIGIT_BITS
        && (*old).class == &raw mut PyLong_Type
        && (*old).refcount == 1
        && Long::len(long) == 1;
    if fits {
        Long::set_digit(long, magnitude as u32, value < 0);
    }
    fits
}

pub unsafe fn is_enumerate_type(_: *mut Cx, a: Obj) -> i32 {
    (a == &raw mut PyEnum_Type) as i32
}

pub unsafe fn is_zip_type(_: *mut Cx, a: Obj) -> i32 {
    (a == &raw mut PyZip_Type) as i32
}

pub unsafe fn is_reversed_type(_: *mut Cx, a: Obj) -> i32 {
    (a == &raw mut PyReversed_Type) as i32
}

pub unsafe fn is_range_type(_: *mut Cx, a: Obj) -> i32 {
    (a == &raw mut PyRange_Type) as i32
}
