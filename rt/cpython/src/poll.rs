//! Signals, thread switches, pending calls and collections.
//!
//! What the eval loop does when its breaker is set is not exported by every version, but every version does it when a
//! function starts: so an empty interpreted function is called.

use crate::api::{Cx, Obj, ffi};
use crate::function;
use crate::global::Global;
use crate::interpreted;
use core::ptr;
use naja_rt_inline::cpython::rows::poll_pending;

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
