//! Signals, thread switches, pending calls and collections.
//!
//! What the eval loop does when its breaker is set is not exported by every version, but every version does it when a
//! function starts: so an empty interpreted function is called.
//!
//! Under `--stress-polls` every poll does all of that, whether it is due or not. No program can tell: Python says nothing
//! of when it happens.

use crate::api::{Cx, Obj, PyEval_RestoreThread, ffi};
use crate::function;
use crate::global::Global;
use crate::interpreted;
use core::ptr;
use naja_rt_inline::cpython::rows::poll_pending;

/// How many polls there were under `--stress-polls`.
static POLLS: Global<u64> = Global::new(0);
static EMPTY: Global<Obj> = Global::new(ptr::null_mut());

pub(crate) unsafe fn poll(cx: *mut Cx) -> i32 {
    if poll_pending(cx) == 0 {
        return 0;
    }
    // First the signals, so that handlers see the compiled function's frame and not the empty one's.
    if ffi::PyErr_CheckSignals() < 0 {
        return -1;
    }
    if poll_pending(cx) == 0 {
        return 0;
    }
    run_python()
}

/// Has the interpreter start and end a function; returns 0 or -1.
unsafe fn run_python() -> i32 {
    if EMPTY.get().is_null() {
        let made = interpreted::function(c"None");
        if made.is_null() {
            return -1;
        }
        EMPTY.set(made);
    }
    let result = function::call_original(EMPTY.get(), ptr::null(), 0, ptr::null_mut());
    if result.is_null() {
        interpreted::cut_innermost();
        return -1;
    }
    ffi::Py_DECREF(result);
    0
}

pub(crate) unsafe fn poll_stressed(cx: *mut Cx) -> i32 {
    if poll(cx) < 0 {
        return -1;
    }
    let thread = ffi::PyEval_SaveThread();
    PyEval_RestoreThread(thread);
    let polls = POLLS.get() + 1;
    POLLS.set(polls);
    // A whole collection takes a thousand times as long as the rest: ever less often.
    if polls.is_power_of_two() && ffi::PyGC_IsEnabled() != 0 {
        ffi::PyGC_Collect();
    }
    run_python()
}
