//! Contexts: one for each thread, found by its thread state.
//!
//! A context lives in a capsule in the thread state's dictionary, so it dies with the thread. The one used last is kept
//! at hand; it is known again by the thread state and its number, because thread states are reused.

use crate::api::{Cx, Obj, ffi};
use crate::global::Global;
use core::ffi::{CStr, c_void};
use core::ptr;
use naja_rt_abi::layout::FARTHEST;
use naja_rt_inline::layout::{self, ThreadState};

/// What the capsule is called, and with our address what it is found by.
const CAPSULE: &CStr = c"naja.context";
/// How much of the stack is left to calls that do not check, and to making an exception.
const STACK_RESERVE: usize = 256 * 1024;

/// See [`Cx::nothing`]; of words, so that it is aligned as they are.
static NOTHING: [usize; FARTHEST as usize / size_of::<usize>()] = [0; _];

static LAST: Global<*mut Cx> = Global::new(ptr::null_mut());

/// The context of the running thread: the first thing that an entry asks for. Null with an exception if memory is out.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_context() -> *mut Cx {
    let thread = ffi::PyThreadState_Get().cast::<ThreadState>();
    let last = LAST.get();
    if !last.is_null() && (*last).thread == thread && (*last).id == (*thread).id {
        return last;
    }
    let found = find(thread);
    if !found.is_null() {
        LAST.set(found);
    }
    found
}

/// The context in the thread's dictionary, made if there is none.
unsafe fn find(thread: *mut ThreadState) -> *mut Cx {
    let dict = ffi::PyThreadState_GetDict();
    let key = ffi::PyLong_FromVoidPtr(LAST.as_ptr().cast());
    if dict.is_null() || key.is_null() {
        ffi::Py_XDECREF(key);
        return ffi::PyErr_NoMemory().cast();
    }
    let capsule = ffi::PyDict_GetItemWithError(dict, key);
    let found = if !capsule.is_null() {
        ffi::PyCapsule_GetPointer(capsule, CAPSULE.as_ptr()).cast()
    } else if ffi::PyErr_Occurred().is_null() {
        make(thread, dict, key)
    } else {
        ptr::null_mut()
    };
    ffi::Py_DECREF(key);
    found
}

unsafe fn make(thread: *mut ThreadState, dict: Obj, key: Obj) -> *mut Cx {
    let cx = ffi::PyMem_Malloc(size_of::<Cx>()).cast::<Cx>();
    if cx.is_null() {
        return ffi::PyErr_NoMemory().cast();
    }
    let cell = ffi::PyCell_New(ptr::null_mut());
    if cell.is_null() {
        ffi::PyMem_Free(cx.cast());
        return ptr::null_mut();
    }
    // Small ints are immortal, in 3.11 in all but name.
    let small_zero = ffi::PyLong_FromLong(0);
    ffi::Py_DECREF(small_zero);
    cx.write(Cx {
        thread,
        id: (*thread).id,
        stack_limit: stack_limit(),
        breaker: breaker(thread),
        small_zero: small_zero.cast(),
        reraised: ptr::null_mut(),
        result: ptr::null_mut(),
        method_is_unbound: 0,
        empty_cell: cell.cast(),
        function_class: crate::function::class().cast(),
        nothing: NOTHING.as_ptr().cast_mut().cast(),
        handed_frame: ptr::null_mut(),
        handed_namespace: ptr::null_mut(),
    });
    let capsule = ffi::PyCapsule_New(cx.cast(), CAPSULE.as_ptr(), Some(free));
    if capsule.is_null() || ffi::PyDict_SetItem(dict, key, capsule) < 0 {
        if capsule.is_null() {
            ffi::PyMem_Free(cx.cast());
        }
        ffi::Py_XDECREF(capsule);
        return ptr::null_mut();
    }
    ffi::Py_DECREF(capsule);
    cx
}

/// The capsule's destructor.
unsafe extern "C" fn free(capsule: Obj) {
    let cx = ffi::PyCapsule_GetPointer(capsule, CAPSULE.as_ptr()).cast::<Cx>();
    if cx == LAST.get() {
        LAST.set(ptr::null_mut());
    }
    if !cx.is_null() {
        ffi::Py_XDECREF((*cx).result.cast());
        ffi::Py_DECREF((*cx).empty_cell.cast());
        ffi::PyMem_Free(cx.cast());
    }
}

#[cfg(feature = "py313")]
unsafe fn breaker(thread: *mut ThreadState) -> *const layout::Breaker {
    thread.cast::<u8>().add(layout::BREAKER_OFFSET).cast()
}

#[cfg(not(feature = "py313"))]
unsafe fn breaker(thread: *mut ThreadState) -> *const layout::Breaker {
    (*thread).interp.add(layout::BREAKER_OFFSET).cast()
}

/// The lowest address that the running thread's stack pointer may have when it calls.
#[cfg(target_os = "linux")]
unsafe fn stack_limit() -> usize {
    /// What the C library describes a thread by: bigger than on any target.
    type Attributes = [usize; 16];
    unsafe extern "C" {
        fn pthread_self() -> *mut c_void;
        fn pthread_getattr_np(thread: *mut c_void, attributes: *mut Attributes) -> i32;
        fn pthread_attr_getstack(attributes: *const Attributes, low: *mut *mut c_void, size: *mut usize) -> i32;
        fn pthread_attr_destroy(attributes: *mut Attributes) -> i32;
    }
    let (mut attributes, mut low, mut size) = ([0; 16], ptr::null_mut(), 0);
    if pthread_getattr_np(pthread_self(), &mut attributes) != 0 {
        return 0;
    }
    let failed = pthread_attr_getstack(&attributes, &mut low, &mut size) != 0;
    pthread_attr_destroy(&mut attributes);
    if failed || size <= 2 * STACK_RESERVE { 0 } else { low.addr() + STACK_RESERVE }
}

/// The lowest address that the running thread's stack pointer may have when it calls.
#[cfg(target_os = "macos")]
unsafe fn stack_limit() -> usize {
    unsafe extern "C" {
        fn pthread_self() -> *mut c_void;
        fn pthread_get_stackaddr_np(thread: *mut c_void) -> *mut c_void;
        fn pthread_get_stacksize_np(thread: *mut c_void) -> usize;
    }
    let (high, size) = (pthread_get_stackaddr_np(pthread_self()), pthread_get_stacksize_np(pthread_self()));
    if size <= 2 * STACK_RESERVE { 0 } else { high.addr() - size + STACK_RESERVE }
}

/// Unknown: the count of calls alone limits recursion.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
unsafe fn stack_limit() -> usize {
    0
}

/// Raises RecursionError after `recursion_enter` has found too little room; or says, with 0, that it may go on.
///
/// As in the interpreter, calls below the limit are granted while a RecursionError is being made.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_recursion_overflow(cx: *mut Cx) -> i32 {
    let thread = (*cx).thread;
    let status = naja_cpy_recursion_refuse(cx, i64::from((*thread).recursion_remaining) + 1);
    if status < 0 {
        (*thread).recursion_remaining += 1;
    }
    status
}

/// Raises RecursionError where `left` calls were left; or says, with 0, that one may be made.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_recursion_refuse(cx: *mut Cx, left: i64) -> i32 {
    let thread = (*cx).thread;
    let here = 0_u8;
    let out_of_stack = (&raw const here).addr() < (*cx).stack_limit;
    if (*thread).recursion_headroom != 0 && !out_of_stack {
        if left < -50 {
            ffi::Py_FatalError(c"Cannot recover from stack overflow.".as_ptr());
        }
        return 0;
    }
    crate::frame::forget_handed(cx);
    (*thread).recursion_headroom += 1;
    ffi::PyErr_SetString(ffi::PyExc_RecursionError, c"maximum recursion depth exceeded".as_ptr());
    (*thread).recursion_headroom -= 1;
    -1
}
