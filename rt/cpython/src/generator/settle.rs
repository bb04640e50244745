//! The two forms of a suspended frame: as the generic version wants it, and as the fast version keeps it.
//!
//! In the second, words are machine numbers where [`FunctionDesc::kept`] says so. Whoever throws an exception in or looks
//! at the variables has them boxed first. The way back is tried now and then, at growing distances, when a generator is
//! resumed that the fast version has left: as at the heads of loops, one odd value must not cost the rest of a run.
//!
//! [`FunctionDesc::kept`]: naja_rt_abi::layout::FunctionDesc::kept

use crate::api::{Cx, Obj, ffi, is_exact};
use crate::exit;
use core::ptr;
use naja_rt_abi::layout::{ExitDesc, ExitTag, Frame, Word};
use naja_rt_inline::cpython::rows::{int_fits, unbox_bool, unbox_f64, unbox_i64};

/// The greatest distance between tries.
const FARTHEST: u32 = 4096;

/// What a frame holds that waits for its fast version; null for the other form, and for the arguments that every version
/// begins with.
pub(super) unsafe fn kept(frame: *mut Frame) -> *const ExitDesc {
    match (*frame).entry {
        entry if Frame::is_fast(entry) && entry != Frame::FAST => (*(*frame).desc).kept.add(Frame::kept_index(entry)),
        _ => ptr::null(),
    }
}

unsafe fn words(frame: *mut Frame) -> *mut Word {
    (&raw mut (*frame).words).cast()
}

/// Boxes the words of a frame that waits for its fast version: it waits for the generic one then.
pub(super) unsafe fn settle(cx: *mut Cx, frame: *mut Frame) {
    let desc = kept(frame);
    if desc.is_null() {
        return;
    }
    let len = (*desc).len as usize;
    for index in 0..len {
        let word = words(frame).add(index);
        word.write(exit::boxed(cx, exit::tag(desc, index), word).unwrap_or(ptr::null_mut()));
    }
    for index in len..(*(*frame).desc).frame_len as usize {
        words(frame).add(index).write(ptr::null_mut());
    }
    (*frame).entry = (*desc).entry;
}

/// Where to resume a frame that waits for the generic version: in the fast one, if that is due and possible.
pub(super) unsafe fn unsettle_if_due(cx: *mut Cx, frame: *mut Frame) -> u32 {
    if (*frame).wait > 0 {
        (*frame).wait -= 1;
        return (*frame).entry;
    }
    (*frame).wait = (*frame).distance;
    (*frame).distance = (2 * (*frame).distance).clamp(1, FARTHEST);
    unsettle(cx, frame)
}

/// Unboxes the words of a frame that waits for the generic version, if they are what the fast one wants; where it is
/// resumed then.
pub(super) unsafe fn unsettle(cx: *mut Cx, frame: *mut Frame) -> u32 {
    let (entry, desc) = ((*frame).entry, &*(*frame).desc);
    let row = (0..desc.kept_len).find(|index| (*desc.kept.add(*index)).entry == entry);
    let Some(row) = row else { return entry };
    let kept = desc.kept.add(row);
    let len = (*kept).len as usize;
    if !(0..len).all(|index| fits(cx, exit::tag(kept, index), words(frame).add(index).read().cast())) {
        return entry;
    }
    for index in 0..len {
        unbox(cx, exit::tag(kept, index), words(frame).add(index));
    }
    Frame::FAST | (row as u32 + 1)
}

unsafe fn fits(cx: *mut Cx, tag: ExitTag, word: Obj) -> bool {
    let is = |class: *mut ffi::PyTypeObject| !word.is_null() && is_exact(word, class);
    let is_int = || is(&raw mut ffi::PyLong_Type);
    let is_complex = || is(&raw mut ffi::PyComplex_Type);
    let is_number = || is_int() || is(&raw mut ffi::PyFloat_Type) || is(&raw mut ffi::PyBool_Type) || is_complex();
    match tag {
        ExitTag::Owned | ExitTag::Borrowed | ExitTag::Raw => true,
        ExitTag::Bound => !word.is_null(),
        ExitTag::List => is(&raw mut ffi::PyList_Type),
        ExitTag::Complex => is_complex(),
        ExitTag::I64 => is_int() && int_fits(cx, word.cast()) != 0,
        ExitTag::F64 => is(&raw mut ffi::PyFloat_Type),
        ExitTag::Bool => is(&raw mut ffi::PyBool_Type),
        ExitTag::Unset => word.is_null(),
        ExitTag::Lost => word.is_null() || is_number(),
    }
}

unsafe fn unbox(cx: *mut Cx, tag: ExitTag, word: *mut Word) {
    let boxed: Obj = word.read().cast();
    match tag {
        ExitTag::Owned
        | ExitTag::Borrowed
        | ExitTag::Raw
        | ExitTag::Bound
        | ExitTag::List
        | ExitTag::Complex
        | ExitTag::Unset => return,
        ExitTag::I64 => word.cast::<i64>().write(unbox_i64(cx, boxed.cast())),
        ExitTag::F64 => word.cast::<f64>().write(unbox_f64(cx, boxed.cast())),
        ExitTag::Bool => word.cast::<i64>().write(i64::from(unbox_bool(cx, boxed.cast()))),
        ExitTag::Lost => word.write(ptr::null_mut()),
    }
    ffi::Py_XDECREF(boxed);
}
