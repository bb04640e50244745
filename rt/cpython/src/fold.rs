//! Folds: generator expressions that are consumed where they are made. See the table's file of the same name.

use crate::api::{_PyErr_FormatFromCause, Cx, Obj, ffi, own};
use crate::cache::{hold, is_genuine};
use crate::fast;
use core::ptr;
use naja_rt_abi::layout::FunctionDesc;
use naja_rt_inline::cpython::cache::Cache;
use naja_rt_inline::layout::{FrameRecord, ThreadState};

pub(crate) unsafe fn is_builtin(_: *mut Cx, a: Obj, name: Obj) -> i32 {
    is_genuine(a, name) as i32
}

pub(crate) unsafe fn fold_function(cx: *mut Cx, desc: *mut FunctionDesc, globals: Obj, cache: *mut Cache) -> Obj {
    let known: Obj = (*cache).value.cast();
    if !known.is_null() {
        return own(known);
    }
    let null = ptr::null_mut();
    let function = crate::function::function_new(cx, desc, globals, null, null, null, null);
    if function.is_null() {
        ffi::Py_FatalError(c"no memory for the function of a generator expression".as_ptr());
    }
    // No part of the program has to do with it.
    ffi::PyObject_GC_UnTrack(function.cast());
    hold(cache, function);
    function
}

pub(crate) unsafe fn outside_add(cx: *mut Cx, a: Obj, b: Obj, record: *mut FrameRecord) -> Obj {
    outside(cx, record, || fast::binary_add(cx, a, b))
}

pub(crate) unsafe fn outside_truth(cx: *mut Cx, a: Obj, record: *mut FrameRecord) -> i32 {
    outside(cx, record, || fast::truth(cx, a))
}

pub(crate) unsafe fn outside_compare(cx: *mut Cx, a: Obj, b: Obj, op: i64, record: *mut FrameRecord) -> i32 {
    outside(cx, record, || fast::compare_truth(cx, a, b, op))
}

pub(crate) unsafe fn outside_set_add(cx: *mut Cx, set: Obj, item: Obj, record: *mut FrameRecord) -> i32 {
    outside(cx, record, || ffi::PySet_Add(set, item))
}

pub(crate) unsafe fn raise_empty(_: *mut Cx, name: Obj) {
    #[cfg(feature = "py311")]
    let text = c"%U() arg is an empty sequence";
    #[cfg(not(feature = "py311"))]
    let text = c"%U() iterable argument is empty";
    ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), name);
}

pub(crate) unsafe fn is_int_instance(_: *mut Cx, a: Obj) -> i32 {
    ffi::PyLong_Check(a)
}

pub(crate) unsafe fn generator_stopped(_: *mut Cx) {
    if ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) != 0 {
        _PyErr_FormatFromCause(ffi::PyExc_RuntimeError, c"generator raised StopIteration".as_ptr());
    }
}

/// Runs something while a frame record, the innermost one, is not in the chain of frames.
unsafe fn outside<T>(cx: *mut Cx, record: *mut FrameRecord, run: impl FnOnce() -> T) -> T {
    if record.is_null() {
        return run();
    }
    *ThreadState::current_frame((*cx).thread) = (*record).previous;
    let result = run();
    *ThreadState::current_frame((*cx).thread) = record;
    result
}
