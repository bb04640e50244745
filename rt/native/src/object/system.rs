//! Calls of the C library: signals, clocks and local time.

use crate::context::Cx;
use core::ffi::{c_int, c_long};
use core::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const SIGINT: c_int = 2;
const SIGPIPE: c_int = 13;
const SIG_DFL: usize = 0;
const SIG_IGN: usize = 1;
/// The clock of the processor time that the process used.
const CLOCK_PROCESS: c_int = 2;

#[repr(C)]
struct TimeSpec {
    seconds: i64,
    nanoseconds: c_long,
}

/// A point in time as calendars have it; the fields of C's `struct tm`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    pub(crate) second: c_int,
    pub(crate) minute: c_int,
    pub(crate) hour: c_int,
    pub(crate) day: c_int,
    /// From 0.
    pub(crate) month: c_int,
    /// Since 1900.
    pub(crate) year: c_int,
    /// From Sunday, 0.
    pub(crate) weekday: c_int,
    /// From 0.
    pub(crate) day_of_year: c_int,
    pub(crate) is_dst: c_int,
    /// Seconds east of Greenwich.
    pub(crate) offset: c_long,
    zone: *const core::ffi::c_char,
}

unsafe extern "C" {
    fn signal(number: c_int, handler: usize) -> usize;
    fn raise(number: c_int) -> c_int;
    fn clock_gettime(clock: c_int, time: *mut TimeSpec) -> c_int;
    fn localtime_r(time: *const i64, out: *mut Calendar) -> *mut Calendar;
    fn gmtime_r(time: *const i64, out: *mut Calendar) -> *mut Calendar;
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Notes that the user wants the program to stop; the next poll raises.
extern "C" fn on_interrupt(_: c_int) {
    INTERRUPTED.store(true, Ordering::Relaxed);
    if let Some(cx) = Cx::current() {
        cx.head.poll.set(1);
    }
}

/// Sets signals up as CPython does: an interrupt becomes an exception, writing to a closed pipe an error.
pub(crate) fn start_signals() {
    // SAFETY: the handler stores to an atomic and a cell, which is what a handler may do.
    unsafe { signal(SIGINT, on_interrupt as extern "C" fn(c_int) as usize) };
    // SAFETY: no handler runs.
    unsafe { signal(SIGPIPE, SIG_IGN) };
}

/// Whether the user interrupted the program since this was asked last.
pub(crate) fn was_interrupted() -> bool {
    INTERRUPTED.swap(false, Ordering::Relaxed)
}

/// Ends the process as an interrupt does that nobody handles.
pub(crate) fn die_of_interrupt() {
    // SAFETY: the default is no handler of ours.
    unsafe { signal(SIGINT, SIG_DFL) };
    // SAFETY: ends the process.
    unsafe { raise(SIGINT) };
}

/// The processor time that the process used.
pub(crate) fn processor_time() -> Duration {
    let mut time = TimeSpec { seconds: 0, nanoseconds: 0 };
    // SAFETY: the clock exists on Linux, and `time` is laid out as it is there.
    unsafe { clock_gettime(CLOCK_PROCESS, &raw mut time) };
    Duration::new(time.seconds.unsigned_abs(), time.nanoseconds as u32)
}

/// A moment, in seconds of the epoch, in the local time zone or in UTC.
pub(crate) fn calendar(seconds: i64, local: bool) -> Option<Calendar> {
    let mut found = core::mem::MaybeUninit::<Calendar>::uninit();
    // SAFETY: both fill the structure, or return null.
    let done = unsafe {
        if local {
            localtime_r(&raw const seconds, found.as_mut_ptr())
        } else {
            gmtime_r(&raw const seconds, found.as_mut_ptr())
        }
    };
    // SAFETY: it was filled.
    (!done.is_null()).then(|| unsafe { found.assume_init() })
}
