//! Operators with a short way for the types that programs mostly use them on.
//!
//! The short ways cover exact types only, whose behaviour no program can change; everything else is one call of the C API.

use crate::api::{Cx, Obj, ffi, is_exact, own};
use core::ffi::c_int;
use naja_rt_inline::cpython::rows::{box_f64, box_i64, unbox_f64, unbox_i64};
use naja_rt_inline::layout::Long;

/// The value of an exact int of at most one digit, that is, of 30 bits.
#[inline(always)]
pub(crate) unsafe fn small_int(cx: *mut Cx, object: Obj) -> Option<i64> {
    (is_exact(object, &raw mut ffi::PyLong_Type) && Long::len(object.cast()) <= 1).then(|| unbox_i64(cx, object.cast()))
}

/// The value of an exact float.
#[inline(always)]
unsafe fn float(cx: *mut Cx, object: Obj) -> Option<f64> {
    is_exact(object, &raw mut ffi::PyFloat_Type).then(|| unbox_f64(cx, object.cast()))
}

/// `a op b` for small ints, whose result fits in 64 bits, and for floats; else `general`.
#[inline(always)]
unsafe fn arithmetic(
    cx: *mut Cx,
    (a, b): (Obj, Obj),
    ints: fn(i64, i64) -> i64,
    floats: fn(f64, f64) -> f64,
    general: unsafe extern "C" fn(Obj, Obj) -> Obj,
) -> Obj {
    if let (Some(a), Some(b)) = (small_int(cx, a), small_int(cx, b)) {
        return box_i64(cx, ints(a, b)).cast();
    }
    if let (Some(a), Some(b)) = (float(cx, a), float(cx, b)) {
        return box_f64(cx, floats(a, b)).cast();
    }
    general(a, b)
}

macro_rules! operators {
    ($($name:ident = $ints:expr, $floats:expr, $general:ident;)*) => {$(
        pub(crate) unsafe fn $name(cx: *mut Cx, a: Obj, b: Obj) -> Obj {
            arithmetic(cx, (a, b), $ints, $floats, ffi::$general)
        }
    )*};
}

operators! {
    binary_add = |a, b| a + b, |a, b| a + b, PyNumber_Add;
    inplace_add = |a, b| a + b, |a, b| a + b, PyNumber_InPlaceAdd;
    binary_sub = |a, b| a - b, |a, b| a - b, PyNumber_Subtract;
    inplace_sub = |a, b| a - b, |a, b| a - b, PyNumber_InPlaceSubtract;
    binary_mul = |a, b| a * b, |a, b| a * b, PyNumber_Multiply;
    inplace_mul = |a, b| a * b, |a, b| a * b, PyNumber_InPlaceMultiply;
}

pub(crate) unsafe fn str_append(_: *mut Cx, a: Obj, b: Obj) -> Obj {
    let mut text = a;
    ffi::PyUnicode_Append(&mut text, b);
    text
}

/// Whether `a op b` for `op` as in the row `compare`.
#[inline(always)]
fn holds<T: PartialOrd>(a: &T, b: &T, op: i64) -> bool {
    match op {
        0 => a < b,
        1 => a <= b,
        2 => a == b,
        3 => a != b,
        4 => a > b,
        _ => a >= b,
    }
}

/// The truth of `a op b` for small ints and floats.
#[inline(always)]
unsafe fn compare_numbers(cx: *mut Cx, a: Obj, b: Obj, op: i64) -> Option<bool> {
    if let (Some(a), Some(b)) = (small_int(cx, a), small_int(cx, b)) {
        return Some(holds(&a, &b, op));
    }
    match (float(cx, a), float(cx, b)) {
        (Some(a), Some(b)) => Some(holds(&a, &b, op)),
        _ => None,
    }
}

pub(crate) unsafe fn compare(cx: *mut Cx, a: Obj, b: Obj, op: i64) -> Obj {
    match compare_numbers(cx, a, b, op) {
        Some(truth) => own(if truth { ffi::Py_True() } else { ffi::Py_False() }),
        None => ffi::PyObject_RichCompare(a, b, op as c_int),
    }
}

/// Not `PyObject_RichCompareBool`, which says without asking that an object equals itself.
pub(crate) unsafe fn compare_truth(cx: *mut Cx, a: Obj, b: Obj, op: i64) -> i32 {
    if let Some(truth) = compare_numbers(cx, a, b, op) {
        return truth.into();
    }
    let result = ffi::PyObject_RichCompare(a, b, op as c_int);
    if result.is_null() {
        return -1;
    }
    let truth = truth(cx, result);
    ffi::Py_DECREF(result);
    truth
}

pub(crate) unsafe fn truth(_: *mut Cx, a: Obj) -> i32 {
    if a == ffi::Py_True() {
        1
    } else if a == ffi::Py_False() || a == ffi::Py_None() {
        0
    } else {
        ffi::PyObject_IsTrue(a)
    }
}

/// Where a small int points to in a sequence of `len` items.
#[inline(always)]
unsafe fn position(cx: *mut Cx, index: Obj, len: isize) -> Option<isize> {
    let index = small_int(cx, index)? as isize;
    let index = if index < 0 { index + len } else { index };
    (0..len).contains(&index).then_some(index)
}

pub(crate) unsafe fn item_get(cx: *mut Cx, object: Obj, index: Obj) -> Obj {
    let class = ffi::Py_TYPE(object);
    if class == &raw mut ffi::PyList_Type {
        if let Some(index) = position(cx, index, ffi::PyList_GET_SIZE(object)) {
            return own(ffi::PyList_GET_ITEM(object, index));
        }
    } else if class == &raw mut ffi::PyTuple_Type
        && let Some(index) = position(cx, index, ffi::PyTuple_GET_SIZE(object))
    {
        return own(ffi::PyTuple_GET_ITEM(object, index));
    }
    ffi::PyObject_GetItem(object, index)
}

pub(crate) unsafe fn item_set(cx: *mut Cx, object: Obj, index: Obj, value: Obj) -> i32 {
    let class = ffi::Py_TYPE(object);
    if class == &raw mut ffi::PyDict_Type {
        return ffi::PyDict_SetItem(object, index, value);
    }
    if class == &raw mut ffi::PyList_Type
        && let Some(index) = position(cx, index, ffi::PyList_GET_SIZE(object))
    {
        let old = ffi::PyList_GET_ITEM(object, index);
        ffi::PyList_SET_ITEM(object, index, own(value));
        ffi::Py_DECREF(old);
        return 0;
    }
    ffi::PyObject_SetItem(object, index, value)
}
