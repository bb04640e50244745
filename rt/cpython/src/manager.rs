//! The end of a `with` by an exception, and namespaces' annotations.

use crate::api::{Cx, Obj, ffi};
use core::ptr;

pub(crate) unsafe fn context_exit_call(_: *mut Cx, exit: Obj, exc: Obj) -> Obj {
    let traceback = ffi::PyException_GetTraceback(exc);
    let shown = if traceback.is_null() { ffi::Py_None() } else { traceback };
    let args = [ffi::Py_TYPE(exc).cast(), exc, shown];
    let result = ffi::PyObject_Vectorcall(exit, args.as_ptr(), args.len(), ptr::null_mut());
    ffi::Py_XDECREF(traceback);
    result
}

pub(crate) unsafe fn context_exit(cx: *mut Cx, exit: Obj, exc: Obj) -> i32 {
    let result = context_exit_call(cx, exit, exc);
    if result.is_null() {
        return -1;
    }
    let truth = ffi::PyObject_IsTrue(result);
    ffi::Py_DECREF(result);
    truth
}

pub(crate) unsafe fn annotations_setup(_: *mut Cx, namespace: Obj) -> i32 {
    let name = ffi::PyUnicode_InternFromString(c"__annotations__".as_ptr());
    if name.is_null() {
        return -1;
    }
    let present = ffi::PySequence_Contains(namespace, name);
    let mut result = present.min(0);
    if present == 0 {
        let annotations = ffi::PyDict_New();
        result = if annotations.is_null() { -1 } else { ffi::PyObject_SetItem(namespace, name, annotations) };
        ffi::Py_XDECREF(annotations);
    }
    ffi::Py_DECREF(name);
    result
}
