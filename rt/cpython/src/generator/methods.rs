//! What Python sees of generators: `send`, `throw`, `close`, attributes, and the end of their lives.

use super::resume::{Outcome, Sent, kind_name, resume, resume_in};
use super::{Generator, Kind};
use crate::api::{
    _PyGen_SetStopIterationValue, Cx, Obj, fail, ffi, is_raised, new_none, optional_attr, own, set_raised, take_raised,
};
use crate::names::Known;
use core::ffi::{CStr, c_void};
use core::ptr;
use naja_rt_abi::layout::Frame;

/// `next(g)`.
pub(super) unsafe extern "C" fn iternext(this: Obj) -> Obj {
    finish_call(Generator::of(this), resume(Generator::of(this), Sent::Next), true)
}

/// The next item of one of our generators, for `for`: null at its end, without an exception.
pub(crate) unsafe fn next(cx: *mut Cx, this: Obj) -> Obj {
    match resume_in(cx, Generator::of(this), Sent::Next) {
        Outcome::Yielded(value) => return value,
        Outcome::Returned(value) => ffi::Py_DECREF(value),
        Outcome::Exhausted | Outcome::Raised => {}
    }
    ptr::null_mut()
}

/// `g.send(value)`.
pub(super) unsafe extern "C" fn send(this: Obj, value: Obj) -> Obj {
    finish_call(Generator::of(this), resume(Generator::of(this), Sent::Value(own(value))), false)
}

/// The slot behind `yield from` and `await`.
pub(super) unsafe extern "C" fn am_send(this: Obj, value: Obj, result: *mut Obj) -> ffi::PySendResult {
    let (state, value) = match resume(Generator::of(this), Sent::Value(own(value))) {
        Outcome::Yielded(value) => (ffi::PySendResult::PYGEN_NEXT, value),
        Outcome::Returned(value) => (ffi::PySendResult::PYGEN_RETURN, value),
        Outcome::Exhausted => (ffi::PySendResult::PYGEN_RETURN, new_none()),
        Outcome::Raised => (ffi::PySendResult::PYGEN_ERROR, ptr::null_mut()),
    };
    result.write(value);
    state
}

/// The result of a method: a value, or null with StopIteration. The slot `tp_iternext` may leave out a bare one.
pub(super) unsafe fn finish_call(this: *mut Generator, outcome: Outcome, is_slot: bool) -> Obj {
    match outcome {
        Outcome::Yielded(value) => return value,
        Outcome::Returned(value) if value != ffi::Py_None() => {
            _PyGen_SetStopIterationValue(value);
            ffi::Py_DECREF(value);
        }
        Outcome::Returned(none) => {
            ffi::Py_DECREF(none);
            raise_end(this, is_slot);
        }
        Outcome::Exhausted => raise_end(this, is_slot),
        Outcome::Raised => {}
    }
    ptr::null_mut()
}

unsafe fn raise_end(this: *mut Generator, is_slot: bool) {
    if Generator::kind(this) == Kind::AsyncGenerator {
        ffi::PyErr_SetNone(ffi::PyExc_StopAsyncIteration);
    } else if !is_slot {
        ffi::PyErr_SetNone(ffi::PyExc_StopIteration);
    }
}

/// `g.throw(exception)`, or the older `g.throw(class, value, traceback)`.
pub(super) unsafe extern "C" fn throw(this: Obj, args: *mut Obj, count: isize) -> Obj {
    let text = c"the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.";
    if (count > 1 && !warn_of_triple(text)) || !raise_args(args, count) {
        return ptr::null_mut();
    }
    finish_call(Generator::of(this), resume(Generator::of(this), Sent::Raised), false)
}

/// From 3.12 on, an exception should be thrown as one; false if the warning was made an exception.
pub(super) unsafe fn warn_of_triple(text: &CStr) -> bool {
    cfg!(feature = "py311") || ffi::PyErr_WarnEx(ffi::PyExc_DeprecationWarning, text.as_ptr(), 1) == 0
}

/// Raises what the arguments of `throw` say; false if they are wrong.
pub(super) unsafe fn raise_args(args: *mut Obj, count: isize) -> bool {
    if !(1..=3).contains(&count) {
        let (side, bound) = if count < 1 { (c"at least", 1) } else { (c"at most", 3) };
        let (text, plural) = (c"throw expected %s %d argument%s, got %zd", if bound == 1 { c"" } else { c"s" });
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), side.as_ptr(), bound, plural.as_ptr(), count);
        return false;
    }
    let arg = |index: isize| if index < count { args.offset(index).read() } else { ptr::null_mut() };
    raise_triple(arg(0), arg(1), arg(2))
}

unsafe fn raise_triple(class: Obj, value: Obj, traceback: Obj) -> bool {
    let given = |object: Obj| if object == ffi::Py_None() { ptr::null_mut() } else { object };
    let (value, traceback) = (given(value), given(traceback));
    if !traceback.is_null() && ffi::PyTraceBack_Check(traceback) == 0 {
        fail(ffi::PyExc_TypeError, c"throw() third argument must be a traceback object");
        return false;
    }
    if ffi::PyExceptionClass_Check(class) != 0 {
        ffi::Py_INCREF(class);
        ffi::Py_XINCREF(value);
        ffi::Py_XINCREF(traceback);
        raise_parts(class, value, traceback);
    } else if ffi::PyExceptionInstance_Check(class) != 0 {
        if !value.is_null() {
            fail(ffi::PyExc_TypeError, c"instance exception may not have a separate value");
            return false;
        }
        let value = own(class);
        let traceback = if traceback.is_null() { ffi::PyException_GetTraceback(value) } else { own(traceback) };
        raise_parts(own(ffi::Py_TYPE(value).cast()), value, traceback);
    } else {
        let text = c"exceptions must be classes or instances deriving from BaseException, not %s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), crate::api::type_name(class));
        return false;
    }
    true
}

/// Raises the exception that class, value and traceback make, and takes them.
#[allow(deprecated, reason = "only these functions make an exception of its parts, in every version")]
unsafe fn raise_parts(mut class: Obj, mut value: Obj, mut traceback: Obj) {
    ffi::PyErr_NormalizeException(&mut class, &mut value, &mut traceback);
    ffi::PyErr_Restore(class, value, traceback);
}

/// `g.close()`.
pub(super) unsafe extern "C" fn close(this: Obj, _: Obj) -> Obj {
    let this = Generator::of(this);
    if Generator::is_finished(this) {
        return new_none();
    }
    if (*this).frame.entry == 0 {
        Generator::finish(this);
        return new_none();
    }
    ffi::PyErr_SetNone(ffi::PyExc_GeneratorExit);
    match resume(this, Sent::Closing) {
        Outcome::Yielded(value) => {
            ffi::Py_DECREF(value);
            let text = c"%s ignored GeneratorExit";
            ffi::PyErr_Format(ffi::PyExc_RuntimeError, text.as_ptr(), kind_name(this).as_ptr());
            ptr::null_mut()
        }
        Outcome::Returned(value) if cfg!(feature = "py313") => value,
        Outcome::Returned(value) => {
            ffi::Py_DECREF(value);
            new_none()
        }
        Outcome::Exhausted => new_none(),
        Outcome::Raised => {
            if ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) == 0
                && ffi::PyErr_ExceptionMatches(ffi::PyExc_GeneratorExit) == 0
            {
                return ptr::null_mut();
            }
            ffi::PyErr_Clear();
            new_none()
        }
    }
}

/// `gi_running` and its kin.
pub(super) unsafe extern "C" fn running(this: Obj, _: *mut c_void) -> Obj {
    ffi::PyBool_FromLong(Generator::is_running(Generator::of(this)).into())
}

/// `gi_suspended` and its kin.
pub(super) unsafe extern "C" fn suspended(this: Obj, _: *mut c_void) -> Obj {
    let entry = (*Generator::of(this)).frame.entry;
    ffi::PyBool_FromLong((!matches!(entry, 0 | Frame::RUNNING | Frame::FINISHED)).into())
}

/// `gi_code` and its kin.
pub(super) unsafe extern "C" fn code(this: Obj, _: *mut c_void) -> Obj {
    let code = (*(*Generator::of(this)).frame.desc).code.read();
    if code.is_null() { new_none() } else { own(code.cast()) }
}

/// `gi_yieldfrom` and its kin.
pub(super) unsafe extern "C" fn delegate(this: Obj, _: *mut c_void) -> Obj {
    let this = Generator::of(this);
    let delegate = (*this).frame.delegate;
    if delegate.is_null() || Generator::is_running(this) { new_none() } else { own(delegate.cast()) }
}

/// `tp_traverse`.
pub(super) unsafe extern "C" fn traverse(this: Obj, visit: ffi::visitproc, arg: *mut c_void) -> i32 {
    let this = Generator::of(this);
    let head = &(*this).head;
    let fixed = [
        (*this).function,
        (*this).picture,
        head.name.cast(),
        head.qualname.cast(),
        head.exc_state.value.cast(),
        head.origin_or_finalizer.cast(),
        (*this).frame.sent.cast(),
    ];
    for object in fixed.into_iter().chain(Generator::boxed_words(this).map(|word| word.read())) {
        if !object.is_null() {
            let result = visit(object, arg);
            if result != 0 {
                return result;
            }
        }
    }
    0
}

/// `tp_finalize`: an unfinished generator is closed, so that its `finally` clauses run.
pub(super) unsafe extern "C" fn finalize(object: Obj) {
    let this = Generator::of(object);
    if Generator::is_finished(this) {
        return;
    }
    let raised = if is_raised() { take_raised() } else { ptr::null_mut() };
    let kind = Generator::kind(this);
    let hooked = kind == Kind::AsyncGenerator && super::async_gen::finalize(this);
    if !hooked {
        if kind == Kind::Coroutine && (*this).frame.entry == 0 {
            warn_unawaited(object);
        }
        let closed = close(object, ptr::null_mut());
        if closed.is_null() {
            if is_raised() {
                ffi::PyErr_WriteUnraisable(object);
            }
        } else {
            ffi::Py_DECREF(closed);
        }
    }
    if !raised.is_null() {
        set_raised(raised);
    }
}

/// "coroutine … was never awaited": in the words of the module `warnings`, and where it has none, or they fail, in our own.
unsafe fn warn_unawaited(coroutine: Obj) {
    let module = ffi::PyImport_ImportModule(c"warnings".as_ptr());
    let words = if module.is_null() { module } else { optional_attr(module, Known::WarnUnawaited.get()) };
    let warned = if words.is_null() { words } else { ffi::PyObject_CallOneArg(words, coroutine) };
    let mut is_warned = !warned.is_null();
    if is_raised() {
        is_warned = ffi::PyErr_ExceptionMatches(ffi::PyExc_RuntimeWarning) != 0;
        ffi::PyErr_WriteUnraisable(coroutine);
    }
    if !is_warned && !warn_plainly(coroutine) {
        ffi::PyErr_WriteUnraisable(coroutine);
    }
    for object in [module, words, warned] {
        ffi::Py_XDECREF(object);
    }
}

/// The warning without its origin; false if it was made an exception.
unsafe fn warn_plainly(coroutine: Obj) -> bool {
    let module = ffi::PyImport_ImportModule(c"_warnings".as_ptr());
    if module.is_null() {
        return false;
    }
    let name = (*Generator::of(coroutine)).head.qualname;
    let text = ffi::PyUnicode_FromFormat(c"coroutine '%S' was never awaited".as_ptr(), name);
    let (method, format) = (c"warn".as_ptr(), c"NOiO".as_ptr());
    let warned = ffi::PyObject_CallMethod(module, method, format, text, ffi::PyExc_RuntimeWarning, 1, coroutine);
    ffi::Py_DECREF(module);
    ffi::Py_XDECREF(warned);
    !warned.is_null()
}

/// `tp_dealloc`.
pub(super) unsafe extern "C" fn dealloc(object: Obj) {
    let this = Generator::of(object);
    ffi::PyObject_GC_UnTrack(object.cast());
    if !(*this).head.weakrefs.is_null() {
        ffi::PyObject_ClearWeakRefs(object);
    }
    ffi::PyObject_GC_Track(object.cast());
    if ffi::PyObject_CallFinalizerFromDealloc(object) != 0 {
        return;
    }
    ffi::PyObject_GC_UnTrack(object.cast());
    Generator::finish(this);
    let head = &raw mut (*this).head;
    for field in [
        (&raw mut (*head).name).cast::<Obj>(),
        (&raw mut (*head).qualname).cast(),
        (&raw mut (*head).exc_state.value).cast(),
        (&raw mut (*head).origin_or_finalizer).cast(),
        (&raw mut (*this).frame.sent).cast(),
        &raw mut (*this).function,
        &raw mut (*this).picture,
    ] {
        crate::api::clear(field);
    }
    #[cfg(feature = "py311")]
    crate::api::clear((&raw mut (*head).code).cast());
    ffi::PyObject_GC_Del(object.cast());
}
