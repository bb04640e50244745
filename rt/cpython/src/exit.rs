//! Exits: from a fast version's raw words to a frame of the generic version.

use crate::api::{Cx, Obj, ffi, own};
use crate::frame::forget_handed;
use core::ptr;
use naja_rt_abi::layout::{ExitDesc, ExitTag, Frame, Word};
use naja_rt_inline::cpython::rows::{box_bool, box_f64, box_i64};

/// How many words a frame may have to be put on the stack.
const ON_STACK: usize = 48;

/// A frame with room for its words.
#[repr(C)]
struct RoomyFrame {
    frame: Frame,
    words: [Word; ON_STACK],
}

/// The generic version of a function.
type Generic = unsafe extern "C" fn(*mut Cx, *mut Frame, u32) -> Obj;

pub(crate) unsafe fn exit(cx: *mut Cx, desc: *mut ExitDesc, words: *mut Word) -> Obj {
    let len = ((*desc).len as usize).max((*desc).room as usize);
    if len <= ON_STACK {
        let mut room = core::mem::MaybeUninit::<RoomyFrame>::uninit();
        return resume(cx, init(room.as_mut_ptr().cast()), desc, words);
    }
    let frame = ffi::PyMem_Malloc(size_of::<Frame>() + len * size_of::<Word>()).cast::<Frame>();
    if frame.is_null() {
        ffi::PyErr_NoMemory();
        release(desc, words, 0);
        forget_handed(cx);
        return ptr::null_mut();
    }
    let result = resume(cx, init(frame), desc, words);
    ffi::PyMem_Free(frame.cast());
    result
}

/// An empty frame.
unsafe fn init(frame: *mut Frame) -> *mut Frame {
    let null = ptr::null_mut();
    frame.write(Frame {
        entry: Frame::RUNNING,
        is_yield: 0,
        desc: ptr::null(),
        sent: null,
        delegate: null,
        lasti: -1,
        wait: 0,
        distance: 0,
        words: [],
    });
    frame
}

pub(crate) unsafe fn exit_frame(cx: *mut Cx, frame: *mut Frame, desc: *mut ExitDesc, words: *mut Word) -> i32 {
    if !fill(cx, frame, desc, words) {
        return -1;
    }
    (*frame).entry = (*desc).entry;
    0
}

unsafe fn resume(cx: *mut Cx, frame: *mut Frame, desc: *mut ExitDesc, words: *mut Word) -> Obj {
    if !fill(cx, frame, desc, words) {
        (*frame).entry = Frame::FINISHED;
        forget_handed(cx);
        return ptr::null_mut();
    }
    let generic = core::mem::transmute::<*const core::ffi::c_void, Generic>((*desc).generic);
    generic(cx, frame, (*desc).entry)
}

/// Puts the words into the frame, boxed as it wants them; false after an exception, with nothing left to release.
unsafe fn fill(cx: *mut Cx, frame: *mut Frame, desc: *mut ExitDesc, words: *mut Word) -> bool {
    let slots = (&raw mut (*frame).words).cast::<Word>();
    for index in 0..(*desc).len as usize {
        match boxed(cx, tag(desc, index), words.add(index)) {
            Some(word) => slots.add(index).write(word),
            None => {
                release(desc, words, index);
                for made in 0..index {
                    if tag(desc, made) != ExitTag::Raw {
                        ffi::Py_XDECREF(slots.add(made).read().cast());
                    }
                }
                return false;
            }
        }
    }
    true
}

/// The tag of word `index`.
pub(crate) unsafe fn tag(desc: *const ExitDesc, index: usize) -> ExitTag {
    (*desc).tags.add(index).cast::<ExitTag>().read()
}

/// The frame's word for a raw one; `None` after an exception.
pub(crate) unsafe fn boxed(cx: *mut Cx, tag: ExitTag, word: *mut Word) -> Option<Word> {
    let made = match tag {
        ExitTag::Owned | ExitTag::Raw | ExitTag::Bound | ExitTag::List | ExitTag::Complex | ExitTag::Lost => {
            return Some(word.read());
        }
        ExitTag::Unset => return Some(ptr::null_mut()),
        ExitTag::Borrowed => {
            ffi::Py_XINCREF(word.read().cast());
            return Some(word.read());
        }
        ExitTag::I64 => box_i64(cx, word.cast::<i64>().read()).cast::<ffi::PyObject>(),
        ExitTag::F64 => box_f64(cx, word.cast::<f64>().read()).cast(),
        ExitTag::Bool => own(box_bool(cx, i32::from(word.cast::<u8>().read() != 0)).cast()),
    };
    (!made.is_null()).then_some(made.cast())
}

/// Gives up the owned words from `first` on.
unsafe fn release(desc: *mut ExitDesc, words: *mut Word, first: usize) {
    for index in first..(*desc).len as usize {
        if tag(desc, index) == ExitTag::Owned {
            ffi::Py_XDECREF(words.add(index).read().cast());
        }
    }
}
