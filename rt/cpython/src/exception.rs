//! Raising, catching, and the handled-exception stack.

use crate::api::{Cx, Obj, ffi, is_raised, own, set_raised, take_raised};
use crate::api::{fail, tuple_items};
use crate::frame;
use core::ptr;
use naja_rt_abi::layout::{FunctionDesc, Site};
use naja_rt_inline::layout::FrameRecord;

pub(crate) unsafe fn raise(cx: *mut Cx, exc: Obj, cause: Obj) {
    if exc.is_null() {
        raise_again(cx);
        return;
    }
    let value = instance(exc, c"exceptions must derive from BaseException");
    if value.is_null() {
        return;
    }
    if !cause.is_null() && !set_cause(value, cause) {
        ffi::Py_DECREF(value);
        return;
    }
    ffi::PyErr_SetObject(ffi::Py_TYPE(value).cast(), value);
    ffi::Py_DECREF(value);
}

/// A bare `raise`.
unsafe fn raise_again(cx: *mut Cx) {
    let handled = ffi::PyErr_GetHandledException();
    if handled.is_null() || handled == ffi::Py_None() {
        ffi::Py_XDECREF(handled);
        fail(ffi::PyExc_RuntimeError, c"No active exception to reraise");
        return;
    }
    (*cx).reraised = handled.cast();
    set_raised(handled);
}

/// The exception that `raise exc` raises: `exc`, or what calling it gives. A new reference.
unsafe fn instance(exc: Obj, otherwise: &core::ffi::CStr) -> Obj {
    if ffi::PyExceptionClass_Check(exc) == 0 {
        if ffi::PyExceptionInstance_Check(exc) == 0 {
            fail(ffi::PyExc_TypeError, otherwise);
            return ptr::null_mut();
        }
        return own(exc);
    }
    let value = ffi::PyObject_CallNoArgs(exc);
    if !value.is_null() && ffi::PyExceptionInstance_Check(value) == 0 {
        let text = c"calling %R should have returned an instance of BaseException, not %R";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), exc, ffi::Py_TYPE(value));
        ffi::Py_DECREF(value);
        return ptr::null_mut();
    }
    value
}

/// `raise value from cause`; false if that raised something else.
unsafe fn set_cause(value: Obj, cause: Obj) -> bool {
    let fixed = if cause == ffi::Py_None() {
        ptr::null_mut()
    } else {
        let fixed = instance(cause, c"exception causes must derive from BaseException");
        if fixed.is_null() {
            return false;
        }
        fixed
    };
    ffi::PyException_SetCause(value, fixed);
    true
}

pub(crate) unsafe fn frame_place(cx: *mut Cx) -> i64 {
    frame::place_of_innermost(cx)
}

pub(crate) unsafe fn reraise(cx: *mut Cx, exc: Obj, back: i64) {
    if back >= 0 {
        frame::go_back(cx, exc, back);
    }
    set_raised(own(exc));
}

pub(crate) unsafe fn traceback_add(
    cx: *mut Cx,
    desc: *mut FunctionDesc,
    site: *mut Site,
    globals: Obj,
    record: *mut FrameRecord,
) {
    let reraised = ptr::replace(&raw mut (*cx).reraised, ptr::null_mut());
    if !reraised.is_null() {
        let exc = take_raised();
        set_raised(exc);
        if exc == reraised.cast() {
            return;
        }
    }
    frame::add_traceback(cx, desc, site, globals, record);
}

pub(crate) unsafe fn exc_fetch(cx: *mut Cx) -> Obj {
    (*cx).reraised = ptr::null_mut();
    take_raised()
}

pub(crate) unsafe fn exc_enter(cx: *mut Cx, exc: Obj) -> Obj {
    let top = (*(*cx).thread).exc_info;
    ptr::replace(&raw mut (*top).value, own(exc).cast()).cast()
}

pub(crate) unsafe fn exc_leave(cx: *mut Cx, previous: Obj) {
    ffi::Py_XINCREF(previous);
    let top = (*(*cx).thread).exc_info;
    let left = ptr::replace(&raw mut (*top).value, previous.cast());
    ffi::Py_XDECREF(left.cast());
}

pub(crate) unsafe fn exc_match(_: *mut Cx, exc: Obj, class: Obj) -> i32 {
    let valid = if ffi::PyTuple_Check(class) != 0 {
        tuple_items(class).all(|item| ffi::PyExceptionClass_Check(item) != 0)
    } else {
        ffi::PyExceptionClass_Check(class) != 0
    };
    if !valid {
        let text = c"catching classes that do not inherit from BaseException is not allowed";
        fail(ffi::PyExc_TypeError, text);
        return -1;
    }
    ffi::PyErr_GivenExceptionMatches(exc, class)
}

pub(crate) unsafe fn raise_unbound(_: *mut Cx, name: Obj, free: i64) {
    if free == 0 {
        let text = c"cannot access local variable '%U' where it is not associated with a value";
        ffi::PyErr_Format(ffi::PyExc_UnboundLocalError, text.as_ptr(), name);
        return;
    }
    let text = c"cannot access free variable '%U' where it is not associated with a value in enclosing scope";
    raise_name_error(text, name);
}

/// Raises a NameError that knows the name; `text` has one `%U` for it.
pub(crate) unsafe fn raise_name_error(text: &core::ffi::CStr, name: Obj) {
    ffi::PyErr_Format(ffi::PyExc_NameError, text.as_ptr(), name);
    let exc = take_raised();
    // Only suggestions use the attribute: an exception without it is no less one.
    if ffi::PyErr_GivenExceptionMatches(exc, ffi::PyExc_NameError) != 0
        && ffi::PyObject_SetAttr(exc, crate::names::Known::NameOf.get(), name) < 0
    {
        ffi::PyErr_Clear();
    }
    set_raised(exc);
}

pub(crate) unsafe fn raise_assertion(_: *mut Cx, message: Obj) {
    let value = if message.is_null() {
        ffi::PyObject_CallNoArgs(ffi::PyExc_AssertionError)
    } else {
        ffi::PyObject_CallFunctionObjArgs(ffi::PyExc_AssertionError, message, ptr::null_mut::<ffi::PyObject>())
    };
    if !value.is_null() {
        ffi::PyErr_SetObject(ffi::PyExc_AssertionError, value);
        ffi::Py_DECREF(value);
    }
}

pub(crate) unsafe fn exc_unraisable(_: *mut Cx, context: Obj) {
    if is_raised() {
        ffi::PyErr_WriteUnraisable(context);
    }
}
