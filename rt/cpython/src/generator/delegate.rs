//! `yield from` and `await`: passing on what is sent and thrown.

use super::resume::{self, Outcome, Sent};
use super::{Generator, types};
use crate::api::{
    _PyGen_FetchStopIterationValue, Cx, Obj, fail, ffi, is_raised, new_none, optional_attr, own, set_raised,
    take_raised,
};
use crate::names::Known;
use core::ffi::c_int;
use core::ptr;
use naja_rt_abi::layout::{Frame, FunctionDesc, flags};

/// Whether a generator object was made by a function under `types.coroutine`.
pub(crate) unsafe fn is_iterable_coroutine(object: Obj) -> bool {
    if ffi::PyObject_TypeCheck(object, &raw mut ffi::PyGen_Type) == 0 {
        return false;
    }
    let code = ffi::PyObject_GetAttrString(object, c"gi_code".as_ptr());
    if code.is_null() {
        ffi::PyErr_Clear();
        return false;
    }
    let is_set = code_flags(code) & ffi::CO_ITERABLE_COROUTINE != 0;
    ffi::Py_DECREF(code);
    is_set
}

/// `code.co_flags`.
pub(super) unsafe fn code_flags(code: Obj) -> c_int {
    let bits = ffi::PyObject_GetAttrString(code, c"co_flags".as_ptr());
    if bits.is_null() {
        ffi::PyErr_Clear();
        return 0;
    }
    let flags = ffi::PyLong_AsLong(bits) as c_int;
    ffi::Py_DECREF(bits);
    flags
}

pub(crate) unsafe fn yield_from_iter(_: *mut Cx, desc: *mut FunctionDesc, object: Obj) -> Obj {
    if ffi::PyObject_TypeCheck(object, &raw mut ffi::PyCoro_Type) != 0 {
        // `types.coroutine`, which allows it, replaces `__code__`, so that compiled code is not run.
        if (*desc).flags & flags::COROUTINE == 0 {
            let text = c"cannot 'yield from' a coroutine object in a non-coroutine generator";
            fail(ffi::PyExc_TypeError, text);
            return ptr::null_mut();
        }
        return own(object);
    }
    if types::is_generator(object) {
        return own(object);
    }
    ffi::PyObject_GetIter(object)
}

pub(crate) unsafe fn yield_from(cx: *mut Cx, frame: *mut Frame, iterator: Obj, value: Obj) -> Obj {
    (*frame).delegate = iterator.cast();
    if types::is_ours(iterator) {
        match resume::resume_in(cx, Generator::of(iterator), Sent::Value(own(value))) {
            Outcome::Yielded(value) => return value,
            Outcome::Returned(value) => set_result(cx, value),
            Outcome::Exhausted => set_result(cx, new_none()),
            Outcome::Raised => {}
        }
        (*frame).delegate = ptr::null_mut();
        return ptr::null_mut();
    }
    let mut result = ptr::null_mut();
    match ffi::PyIter_Send(iterator, value, &mut result) {
        ffi::PySendResult::PYGEN_NEXT => return result,
        ffi::PySendResult::PYGEN_RETURN => set_result(cx, result),
        ffi::PySendResult::PYGEN_ERROR => {}
    }
    (*frame).delegate = ptr::null_mut();
    ptr::null_mut()
}

unsafe fn set_result(cx: *mut Cx, result: Obj) {
    let old = ptr::replace(&raw mut (*cx).result, result.cast());
    ffi::Py_XDECREF(old.cast());
}

pub(crate) unsafe fn generator_result(cx: *mut Cx) -> Obj {
    ptr::replace(&raw mut (*cx).result, ptr::null_mut()).cast()
}

pub(crate) unsafe fn yield_from_throw(cx: *mut Cx, frame: *mut Frame, iterator: Obj) -> Obj {
    // Whatever happens, the iterator is asked only once to take the exception.
    (*frame).delegate = iterator.cast();
    let exc = take_raised();
    let result = if ffi::PyErr_GivenExceptionMatches(exc, ffi::PyExc_GeneratorExit) != 0 {
        if close_iterator(iterator) {
            set_raised(own(exc));
        }
        ptr::null_mut()
    } else {
        throw_into(cx, iterator, exc)
    };
    ffi::Py_DECREF(exc);
    if result.is_null() {
        (*frame).delegate = ptr::null_mut();
    }
    result
}

/// Calls `iterator.close()`, if there is one; false if that raised.
unsafe fn close_iterator(iterator: Obj) -> bool {
    let method = optional_attr(iterator, Known::Close.get());
    if method.is_null() {
        if is_raised() {
            ffi::PyErr_WriteUnraisable(iterator);
        }
        return true;
    }
    let closed = ffi::PyObject_CallNoArgs(method);
    ffi::Py_DECREF(method);
    ffi::Py_XDECREF(closed);
    !closed.is_null()
}

unsafe fn throw_into(cx: *mut Cx, iterator: Obj, exc: Obj) -> Obj {
    let method = optional_attr(iterator, Known::Throw.get());
    if method.is_null() {
        if !is_raised() {
            set_raised(own(exc));
        }
        return method;
    }
    let end = ptr::null_mut::<ffi::PyObject>();
    let result = ffi::PyObject_CallFunctionObjArgs(method, exc, end);
    ffi::Py_DECREF(method);
    if result.is_null() {
        let mut value = ptr::null_mut();
        if _PyGen_FetchStopIterationValue(&mut value) == 0 {
            set_result(cx, value);
        }
    }
    result
}
