//! Module variables, names in class bodies, and cells.

use crate::api::{Cx, Obj, ffi, is_exact};
use crate::exception::raise_name_error;
use core::ffi::CStr;
use core::ptr;

const NOT_DEFINED: &CStr = c"name '%U' is not defined";

pub(crate) unsafe fn global_set(_: *mut Cx, globals: Obj, name: Obj, value: Obj) -> i32 {
    ffi::PyDict_SetItem(globals, name, value)
}

pub(crate) unsafe fn global_del(_: *mut Cx, globals: Obj, name: Obj) -> i32 {
    let result = ffi::PyDict_DelItem(globals, name);
    if result < 0 && ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyError) != 0 {
        ffi::PyErr_Clear();
        raise_name_error(NOT_DEFINED, name);
    }
    result
}

pub(crate) unsafe fn namespace_get(_: *mut Cx, namespace: Obj, name: Obj) -> Obj {
    namespace_lookup(namespace, name)
}

/// A new reference to what a dict or other mapping has under `name`; null, perhaps without an exception.
pub(crate) unsafe fn namespace_lookup(namespace: Obj, name: Obj) -> Obj {
    if is_exact(namespace, &raw mut ffi::PyDict_Type) {
        let found = ffi::PyDict_GetItemWithError(namespace, name);
        ffi::Py_XINCREF(found);
        return found;
    }
    let found = ffi::PyObject_GetItem(namespace, name);
    if found.is_null() && ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyError) != 0 {
        ffi::PyErr_Clear();
    }
    found
}

pub(crate) unsafe fn namespace_set(_: *mut Cx, namespace: Obj, name: Obj, value: Obj) -> i32 {
    if is_exact(namespace, &raw mut ffi::PyDict_Type) {
        ffi::PyDict_SetItem(namespace, name, value)
    } else {
        ffi::PyObject_SetItem(namespace, name, value)
    }
}

pub(crate) unsafe fn namespace_del(_: *mut Cx, namespace: Obj, name: Obj) -> i32 {
    let result = ffi::PyObject_DelItem(namespace, name);
    if result < 0 {
        // Whatever went wrong: so it is in the interpreter.
        ffi::PyErr_Clear();
        raise_name_error(NOT_DEFINED, name);
    }
    result
}

pub(crate) unsafe fn cell_new(_: *mut Cx, value: Obj) -> Obj {
    if value.is_null() { ffi::PyCell_New(ptr::null_mut()) } else { ffi::PyCell_New(value) }
}
