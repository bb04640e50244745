//! Calls.

use crate::api::{_PyObject_FunctionStr, ARGUMENTS_OFFSET, Array, Cx, Obj, ffi, is_exact, tuple_len, type_name};
use crate::stand_in;
use core::ptr;

pub(crate) unsafe fn call(_: *mut Cx, callee: Obj, args: Array, names: Obj) -> Obj {
    let count = args.len() - tuple_len(names);
    if callee == (&raw mut ffi::PyType_Type).cast() && args.len() == 1 && names.is_null() {
        return stand_in::type_of(args.as_ptr().read());
    }
    ffi::PyObject_Vectorcall(callee, args.as_ptr(), count | ARGUMENTS_OFFSET, names)
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
