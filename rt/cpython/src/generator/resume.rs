//! Running a generator until it suspends, returns or raises.

use super::{Generator, Kind, settle};
use crate::api::{_PyErr_FormatFromCause, Cx, Obj, clear, ffi, set_raised, take_raised};
use crate::context;
use crate::frame;
use core::ffi::{CStr, c_void};
use core::ptr;
use naja_rt_abi::layout::{Frame, Site};
use naja_rt_inline::layout::{ExceptionItem, Function};

/// What a generator is resumed with.
pub(super) enum Sent {
    /// The result of its `yield`; owned.
    Value(Obj),
    /// Nothing, by `next`: as `Value(None)`, but no TypeError at the start.
    Next,
    /// The raised exception.
    Raised,
    /// GeneratorExit, raised: of `close`, which a finished coroutine does not mind.
    Closing,
}

impl Sent {
    fn is_thrown(&self) -> bool {
        matches!(self, Sent::Raised | Sent::Closing)
    }
}

/// How it left off.
pub(super) enum Outcome {
    /// It suspended, and gave this.
    Yielded(Obj),
    /// It returned this.
    Returned(Obj),
    /// It was finished before; asked by `next`, that is no news.
    Exhausted,
    /// It raised.
    Raised,
}

/// A version that runs from a frame.
type Version = unsafe extern "C" fn(*mut Cx, *mut Frame, u32) -> Obj;

/// As in the interpreter, a generator that goes on behind a `yield` looks for signals first, but not in a `yield from`.
pub(crate) unsafe fn generator_sent(cx: *mut Cx, frame: *mut Frame) -> Obj {
    let mut sent: Obj = ptr::replace(&raw mut (*frame).sent, ptr::null_mut()).cast();
    if !sent.is_null() && (*frame).delegate.is_null() && crate::poll::poll(cx) < 0 {
        clear(&mut sent);
    }
    sent
}

/// Resumes `this`.
pub(super) unsafe fn resume(this: *mut Generator, sent: Sent) -> Outcome {
    let cx = context::naja_cpy_context();
    if cx.is_null() {
        drop_sent(&sent);
        return Outcome::Raised;
    }
    resume_in(cx, this, sent)
}

/// The same, where the context is at hand.
#[inline]
pub(super) unsafe fn resume_in(cx: *mut Cx, this: *mut Generator, sent: Sent) -> Outcome {
    match (*this).frame.entry {
        Frame::RUNNING => {
            drop_sent(&sent);
            fail_running(this)
        }
        Frame::FINISHED => resume_finished(this, sent),
        0 => start(cx, this, sent),
        _ => run(cx, this, sent),
    }
}

unsafe fn drop_sent(sent: &Sent) {
    if let Sent::Value(value) = sent {
        ffi::Py_DECREF(*value);
    }
}

/// The words of messages that name the kind.
pub(super) unsafe fn kind_name(this: *mut Generator) -> &'static CStr {
    match Generator::kind(this) {
        Kind::Generator => c"generator",
        Kind::Coroutine => c"coroutine",
        Kind::AsyncGenerator => c"async generator",
    }
}

unsafe fn fail_running(this: *mut Generator) -> Outcome {
    let text = c"%s already executing";
    ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), kind_name(this).as_ptr());
    Outcome::Raised
}

unsafe fn resume_finished(this: *mut Generator, sent: Sent) -> Outcome {
    let is_coroutine = Generator::kind(this) == Kind::Coroutine;
    drop_sent(&sent);
    match sent {
        Sent::Closing => Outcome::Raised,
        _ if is_coroutine => {
            let text = c"cannot reuse already awaited coroutine";
            crate::api::fail(ffi::PyExc_RuntimeError, text);
            Outcome::Raised
        }
        Sent::Value(_) | Sent::Next => Outcome::Exhausted,
        Sent::Raised => Outcome::Raised,
    }
}

/// Entry 0: there is no `yield` yet that could give a value or raise.
unsafe fn start(cx: *mut Cx, this: *mut Generator, sent: Sent) -> Outcome {
    match sent {
        Sent::Value(value) if value != ffi::Py_None() => {
            ffi::Py_DECREF(value);
            let text = c"can't send non-None value to a just-started %s";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), kind_name(this).as_ptr());
            Outcome::Raised
        }
        Sent::Value(_) | Sent::Next => run(cx, this, sent),
        Sent::Raised | Sent::Closing => {
            let raised = take_raised();
            Generator::finish(this);
            set_raised(raised);
            add_first_line(cx, this);
            Outcome::Raised
        }
    }
}

/// The traceback of an exception thrown in before the start shows the `def`.
unsafe fn add_first_line(cx: *mut Cx, this: *mut Generator) {
    let desc = (*this).frame.desc.cast_mut();
    let line = (*desc).first_line;
    let mut site = Site { line, column: 0, end_line: line, end_column: 0, lasti: -1 };
    let globals = (*(*this).function.cast::<Function>()).globals.cast();
    frame::add_traceback(cx, desc, &mut site, globals, ptr::null_mut());
}

#[inline]
unsafe fn run(cx: *mut Cx, this: *mut Generator, sent: Sent) -> Outcome {
    let frame = &raw mut (*this).frame;
    let entry = match (sent.is_thrown(), (*frame).entry) {
        // Only the generic version has exceptions thrown in.
        (true, _) => {
            settle::settle(cx, frame);
            (*frame).entry
        }
        (false, 0) if !(*(*frame).desc).fast.is_null() => Frame::FAST,
        (false, entry) if Frame::is_fast(entry) => entry,
        (false, _) => settle::unsettle_if_due(cx, frame),
    };
    ffi::Py_INCREF(this.cast());
    super::picture::empty(this);
    let state = &raw mut (*this).head.exc_state;
    let thread = (*cx).thread;
    (*state).previous = (*thread).exc_info;
    (*thread).exc_info = state;
    (*frame).sent = match sent {
        Sent::Value(value) => value.cast(),
        Sent::Next => crate::api::new_none().cast(),
        Sent::Raised | Sent::Closing => {
            chain_context(state);
            ptr::null_mut()
        }
    };
    if entry & !Frame::FAST == 0 {
        // Nothing takes what only starts it.
        clear((&raw mut (*frame).sent).cast());
    }
    (*frame).is_yield = 0;
    let result = run_versions(cx, frame, entry);
    (*thread).exc_info = (*state).previous;
    (*state).previous = ptr::null_mut();
    let outcome = leave(this, result);
    ffi::Py_DECREF(this.cast());
    outcome
}

/// Runs the version that the frame waits for, the generic one where the fast one leaves, and that again where the generic
/// one pauses and the words fit.
unsafe fn run_versions(cx: *mut Cx, frame: *mut Frame, mut entry: u32) -> Obj {
    loop {
        let desc = &*(*frame).desc;
        let version = if Frame::is_fast(entry) { desc.fast } else { desc.generic };
        let version = core::mem::transmute::<*const c_void, Version>(version);
        (*frame).entry = Frame::RUNNING;
        let result = version(cx, frame, entry & !Frame::FAST);
        if result != frame.cast() {
            if result.is_null() {
                (*frame).entry = Frame::FINISHED;
            }
            return result;
        }
        entry = if Frame::is_fast(entry) { (*frame).entry } else { settle::unsettle(cx, frame) };
    }
}

/// An exception thrown in has the exception that the generator handles as its context.
unsafe fn chain_context(state: *mut ExceptionItem) {
    let handled = (*state).value.cast::<ffi::PyObject>();
    if handled.is_null() || handled == ffi::Py_None() {
        return;
    }
    let raised = take_raised();
    ffi::PyErr_SetObject(ffi::Py_TYPE(raised).cast(), raised);
    ffi::Py_DECREF(raised);
}

unsafe fn leave(this: *mut Generator, result: Obj) -> Outcome {
    if (*this).frame.entry != Frame::FINISHED {
        return Outcome::Yielded(result);
    }
    let raised = if result.is_null() { take_raised() } else { ptr::null_mut() };
    clear((&raw mut (*this).frame.sent).cast());
    clear((&raw mut (*this).head.exc_state.value).cast());
    if !result.is_null() {
        return Outcome::Returned(result);
    }
    set_raised(raised);
    replace_stop_iteration(this);
    Outcome::Raised
}

/// A StopIteration that leaves a generator's body would look like its end.
unsafe fn replace_stop_iteration(this: *mut Generator) {
    let stop = ffi::PyErr_ExceptionMatches(ffi::PyExc_StopIteration) != 0;
    let stop_async = Generator::kind(this) == Kind::AsyncGenerator
        && ffi::PyErr_ExceptionMatches(ffi::PyExc_StopAsyncIteration) != 0;
    if stop || stop_async {
        let text = if stop { c"%s raised StopIteration" } else { c"%s raised StopAsyncIteration" };
        _PyErr_FormatFromCause(ffi::PyExc_RuntimeError, text.as_ptr(), kind_name(this).as_ptr());
    }
}
