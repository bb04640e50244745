//! `cr_origin`: the frames that a coroutine was created in, as many as `sys.set_coroutine_origin_tracking_depth` says.

use super::Generator;
use crate::api::{Obj, ffi, own};
use core::ptr;

/// Notes where a coroutine is created; false after an exception.
pub(super) unsafe fn note(coroutine: *mut Generator, depth: i32) -> bool {
    let frames = ffi::PyList_New(0);
    let filled = !frames.is_null() && fill(frames, depth);
    let origin = if filled { ffi::PyList_AsTuple(frames) } else { ptr::null_mut() };
    ffi::Py_XDECREF(frames);
    (*coroutine).head.origin_or_finalizer = origin.cast();
    !origin.is_null()
}

/// Appends `(file, line, name)` of the innermost frames; false after an exception.
unsafe fn fill(frames: Obj, depth: i32) -> bool {
    let innermost = ffi::PyEval_GetFrame();
    let mut frame = if innermost.is_null() { innermost } else { own(innermost.cast()).cast() };
    let mut left = depth;
    while !frame.is_null() && left > 0 {
        let code = ffi::PyFrame_GetCode(frame).cast::<ffi::PyObject>();
        let [file, name] = [c"co_filename", c"co_name"].map(|of| ffi::PyObject_GetAttrString(code, of.as_ptr()));
        ffi::Py_DECREF(code);
        // Takes both, and fails if one of them is null.
        let entry = ffi::Py_BuildValue(c"NiN".as_ptr(), file, ffi::PyFrame_GetLineNumber(frame), name);
        let appended = !entry.is_null() && ffi::PyList_Append(frames, entry) == 0;
        ffi::Py_XDECREF(entry);
        let back = ffi::PyFrame_GetBack(frame);
        ffi::Py_DECREF(frame.cast());
        if !appended {
            ffi::Py_XDECREF(back.cast());
            return false;
        }
        frame = back;
        left -= 1;
    }
    ffi::Py_XDECREF(frame.cast());
    true
}
