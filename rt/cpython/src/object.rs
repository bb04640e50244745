//! Operations on any object that are not one call of the C API.

use crate::api::{Cx, Obj, ffi};
use core::ffi::c_int;
use core::ptr;

pub(crate) unsafe fn binary_pow(_: *mut Cx, a: Obj, b: Obj) -> Obj {
    ffi::PyNumber_Power(a, b, ffi::Py_None())
}

pub(crate) unsafe fn inplace_pow(_: *mut Cx, a: Obj, b: Obj) -> Obj {
    ffi::PyNumber_InPlacePower(a, b, ffi::Py_None())
}

pub(crate) unsafe fn compare(_: *mut Cx, a: Obj, b: Obj, op: i64) -> Obj {
    ffi::PyObject_RichCompare(a, b, op as c_int)
}

/// Not `PyObject_RichCompareBool`, which says without asking that an object equals itself.
pub(crate) unsafe fn compare_truth(_: *mut Cx, a: Obj, b: Obj, op: i64) -> i32 {
    let result = ffi::PyObject_RichCompare(a, b, op as c_int);
    if result.is_null() {
        return -1;
    }
    let truth = ffi::PyObject_IsTrue(result);
    ffi::Py_DECREF(result);
    truth
}

pub(crate) unsafe fn attr_del(_: *mut Cx, object: Obj, name: Obj) -> i32 {
    ffi::PyObject_SetAttr(object, name, ptr::null_mut())
}

/// `for` takes StopIteration for the end, and asks the type's slot as the interpreter does.
pub(crate) unsafe fn iter_next(_: *mut Cx, iterator: Obj) -> Obj {
    let Some(next) = (*ffi::Py_TYPE(iterator)).tp_iternext else {
        let text = c"'%.200s' object is not an iterator";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), crate::api::type_name(iterator));
        return ptr::null_mut();
    };
    let item = next(iterator);
    if item.is_null() && crate::api::is_raised() && ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) != 0 {
        ffi::PyErr_Clear();
    }
    item
}
