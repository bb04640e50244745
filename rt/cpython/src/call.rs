//! Calls.

use crate::api::{ARGUMENTS_OFFSET, Array, Cx, Obj, _PyObject_FunctionStr, _PyObject_GetMethod, ffi, is_exact, tuple_len, type_name};
use core::ffi::c_void;
use core::ptr;

pub(crate) unsafe fn call(_: *mut Cx, callee: Obj, args: Array, names: Obj) -> Obj {
    let count = args.len() - tuple_len(names);
    ffi::PyObject_Vectorcall(callee, args.as_ptr(), count | ARGUMENTS_OFFSET, names)
}

pub(crate) unsafe fn method_get(cx: *mut Cx, object: Obj, name: Obj, _cache: *mut c_void) -> Obj {
    let mut method = ptr::null_mut();
    let unbound = _PyObject_GetMethod(object, name, &mut method);
    (*cx).method_is_unbound = i64::from(unbound);
    method
}

pub(crate) unsafe fn call_method(_: *mut Cx, method: Obj, args: Array, names: Obj, unbound: i64) -> Obj {
    // The place of an object that is no argument may be overwritten.
    let skipped = usize::from(unbound == 0);
    let count = args.len() - skipped - tuple_len(names);
    ffi::PyObject_Vectorcall(method, args.as_ptr().add(skipped), count | ARGUMENTS_OFFSET, names)
}

pub(crate) unsafe fn call_unpacked(_: *mut Cx, callee: Obj, args: Obj, kwargs: Obj) -> Obj {
    if is_exact(args, &raw mut ffi::PyTuple_Type) {
        return ffi::PyObject_Call(callee, args, kwargs);
    }
    if (*ffi::Py_TYPE(args)).tp_iter.is_none() && ffi::PySequence_Check(args) == 0 {
        return not_iterable(callee, args);
    }
    let tuple = ffi::PySequence_Tuple(args);
    if tuple.is_null() {
        return tuple;
    }
    let result = ffi::PyObject_Call(callee, tuple, kwargs);
    ffi::Py_DECREF(tuple);
    result
}

unsafe fn not_iterable(callee: Obj, args: Obj) -> Obj {
    let function = _PyObject_FunctionStr(callee);
    if !function.is_null() {
        let text = c"%U argument after * must be an iterable, not %.200s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), function, type_name(args));
        ffi::Py_DECREF(function);
    }
    ptr::null_mut()
}
