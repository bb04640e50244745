//! `with`: `__enter__` and `__exit__`, looked up on the type as the interpreter does; and namespaces' annotations.

use crate::api::{_PyType_Lookup, Cx, Obj, ffi, is_raised, own, type_name};
use core::ffi::CStr;
use core::ptr;

/// The method `name` of the type of `object`, bound; null, without an exception, if there is none.
unsafe fn special(object: Obj, name: &CStr) -> Obj {
    let name = ffi::PyUnicode_InternFromString(name.as_ptr());
    if name.is_null() {
        return name;
    }
    let class = ffi::Py_TYPE(object);
    let found = _PyType_Lookup(class, name);
    ffi::Py_DECREF(name);
    if found.is_null() {
        return found;
    }
    match (*ffi::Py_TYPE(found)).tp_descr_get {
        Some(get) => get(found, object, class.cast()),
        None => own(found),
    }
}

unsafe fn no_protocol(object: Obj, text: &CStr) -> Obj {
    if !is_raised() {
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(object));
    }
    ptr::null_mut()
}

pub(crate) unsafe fn context_exit_method(_: *mut Cx, manager: Obj) -> Obj {
    let enter = special(manager, c"__enter__");
    if enter.is_null() {
        return no_protocol(manager, c"'%.200s' object does not support the context manager protocol");
    }
    ffi::Py_DECREF(enter);
    let exit = special(manager, c"__exit__");
    if exit.is_null() {
        let text = c"'%.200s' object does not support the context manager protocol (missed __exit__ method)";
        return no_protocol(manager, text);
    }
    exit
}

pub(crate) unsafe fn context_enter(_: *mut Cx, manager: Obj) -> Obj {
    let enter = special(manager, c"__enter__");
    if enter.is_null() {
        return no_protocol(manager, c"'%.200s' object does not support the context manager protocol");
    }
    let result = ffi::PyObject_CallNoArgs(enter);
    ffi::Py_DECREF(enter);
    result
}

pub(crate) unsafe fn context_exit(_: *mut Cx, exit: Obj, exc: Obj) -> i32 {
    let traceback = ffi::PyException_GetTraceback(exc);
    let shown = if traceback.is_null() { ffi::Py_None() } else { traceback };
    let args = [ffi::Py_TYPE(exc).cast(), exc, shown];
    let result = ffi::PyObject_Vectorcall(exit, args.as_ptr(), args.len(), ptr::null_mut());
    ffi::Py_XDECREF(traceback);
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
