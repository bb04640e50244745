//! Operations on any object that are not one call of the C API.

use crate::api::{Cx, Obj, ffi};
use crate::generator;
use core::ptr;

pub(crate) unsafe fn binary_pow(_: *mut Cx, a: Obj, b: Obj) -> Obj {
    ffi::PyNumber_Power(a, b, ffi::Py_None())
}

pub(crate) unsafe fn inplace_pow(_: *mut Cx, a: Obj, b: Obj) -> Obj {
    ffi::PyNumber_InPlacePower(a, b, ffi::Py_None())
}

pub(crate) unsafe fn attr_del(_: *mut Cx, object: Obj, name: Obj) -> i32 {
    ffi::PyObject_SetAttr(object, name, ptr::null_mut())
}

/// `for` takes StopIteration for the end, and asks the type's slot as the interpreter does.
pub(crate) unsafe fn iter_next(cx: *mut Cx, iterator: Obj) -> Obj {
    if generator::is_ours(iterator) {
        return generator::next(cx, iterator);
    }
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
