//! `gi_frame`: a picture of where a suspended generator stands, with its variables.
//!
//! The frame of a generator is a [`Frame`], of which the interpreter knows nothing; asked for, a frame object is filled with
//! what the words of that hold. While it is held by anyone, it is given again. It holds the variables as long as the
//! generator does: when that runs on, the picture is emptied.
//!
//! [`Frame`]: naja_rt_abi::layout::Frame

use super::{Generator, settle};
use crate::api::{Cx, Obj, as_obj, clear, ffi, new_none, own};
use crate::context;
use crate::frame::{new_frame, place};
use core::ffi::c_void;
use core::ptr;
use naja_rt_abi::layout::FunctionDesc;
use naja_rt_inline::layout::{Code, FrameObject, FrameRecord, Function};

/// `gi_frame` and its kin.
pub(super) unsafe extern "C" fn frame_of(this: Obj, _: *mut c_void) -> Obj {
    let this = Generator::of(this);
    let code = (*(*this).frame.desc).code.read().cast::<Code>();
    if Generator::is_finished(this) || code.is_null() {
        return new_none();
    }
    let cx = context::naja_cpy_context();
    if cx.is_null() {
        return ptr::null_mut();
    }
    if Generator::is_running(this) {
        return new(cx, this, code).cast();
    }
    settle::settle(cx, &raw mut (*this).frame);
    if (*this).picture.is_null() {
        let frame = new(cx, this, code);
        if frame.is_null() {
            return frame.cast();
        }
        clear((&raw mut (*frame).back).cast());
        (*this).picture = frame.cast();
    }
    let frame = (*this).picture.cast::<FrameObject>();
    place((*frame).frame, code, (*this).frame.lasti);
    fill(this, code, (*frame).frame);
    own(as_obj(frame))
}

unsafe fn new(cx: *mut Cx, this: *mut Generator, code: *mut Code) -> *mut FrameObject {
    let globals = (*(*this).function.cast::<Function>()).globals.cast();
    new_frame(cx, code, (*this).frame.lasti, globals, ptr::null_mut())
}

/// Makes the variables of the suspended generator those of the picture.
unsafe fn fill(this: *mut Generator, code: *mut Code, record: *mut FrameRecord) {
    let desc = &*(*this).frame.desc;
    let start = (*this).frame.entry as usize * desc.frame_len as usize;
    if 2 * (start + desc.frame_len as usize) > desc.shown_len as usize {
        return;
    }
    for index in 0..desc.frame_len as usize {
        let bytes = desc.shown.add(2 * (start + index)).cast::<[u8; 2]>().read();
        let local = u16::from_le_bytes(bytes);
        let value: Obj = Generator::words(this).add(index).read().cast();
        if local == FunctionDesc::NOT_SHOWN {
            continue;
        }
        if local & FunctionDesc::NO_CELL_YET != 0 {
            let cell = ffi::PyCell_New(value);
            set(record, usize::from(local & !FunctionDesc::NO_CELL_YET), cell);
            ffi::Py_XDECREF(cell);
        } else {
            set(record, usize::from(local), value);
        }
    }
    let closure = (*(*this).function.cast::<Function>()).closure.cast::<ffi::PyObject>();
    let free = (*code).nfreevars as usize;
    if !closure.is_null() {
        for index in 0..free {
            let cell = ffi::PyTuple_GET_ITEM(closure, index as isize);
            set(record, (*code).nlocalsplus as usize - free + index, cell);
        }
    }
}

unsafe fn set(record: *mut FrameRecord, local: usize, value: Obj) {
    let place = FrameRecord::locals(record).cast::<Obj>().add(local);
    ffi::Py_XINCREF(value);
    let old = ptr::replace(place, value);
    ffi::Py_XDECREF(old);
}

/// Before the generator runs on: the variables are its own again, and no picture need be kept that nobody else holds.
pub(super) unsafe fn empty(this: *mut Generator) {
    let picture = (*this).picture;
    if picture.is_null() {
        return;
    }
    if ffi::Py_REFCNT(picture) == 1 {
        clear(&raw mut (*this).picture);
        return;
    }
    let code = (*(*this).frame.desc).code.read().cast::<Code>();
    // Free variables always have a cell.
    let own_variables = (*code).nlocalsplus - (*code).nfreevars;
    for local in 0..own_variables as usize {
        set((*picture.cast::<FrameObject>()).frame, local, ptr::null_mut());
    }
}
