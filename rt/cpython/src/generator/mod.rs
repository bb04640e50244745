//! Generators and coroutines: objects that end with a resume frame.
//!
//! Our types are static subtypes of the interpreter's, so `isinstance(g, types.GeneratorType)` and the ABCs hold. The
//! interpreter's own frame inside the object stays empty and marked as cleared: code that insists on the base type's
//! methods sees a finished generator and touches nothing. What suspends and resumes is the [`Frame`] behind it.

mod async_gen;
mod coroutine;
mod delegate;
mod methods;
mod origin;
mod picture;
mod resume;
mod settle;
mod types;

use crate::api::{Cx, Obj, ffi, own};
use crate::exit;
use core::ptr;
use naja_rt_abi::layout::{Frame, FunctionDesc, Word, flags};
use naja_rt_inline::layout::{FRAME_CLEARED, Function, GeneratorHead, OWNED_BY_FRAME_OBJECT};

pub(crate) use coroutine::is_awaited;
pub(crate) use delegate::is_iterable_coroutine;
pub(crate) use methods::next;
pub(crate) use types::{init, is_coroutine, is_ours};

/// The implementations of this folder's rows.
pub(crate) mod rows {
    pub(crate) use super::delegate::{generator_result, yield_from, yield_from_iter, yield_from_throw};
    pub(crate) use super::generator_new;
    pub(crate) use super::resume::generator_sent;
}

/// A generator, coroutine or asynchronous generator; the frame's words follow it.
#[repr(C)]
pub(crate) struct Generator {
    head: GeneratorHead,
    /// The function it is a call of.
    function: Obj,
    /// What `gi_frame` last gave, or null: kept, so that it gives the same again.
    picture: Obj,
    /// Where it stands.
    frame: Frame,
}

/// Which of the three a generator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `yield` in a `def`.
    Generator,
    /// `async def`.
    Coroutine,
    /// `yield` in an `async def`.
    AsyncGenerator,
}

impl Kind {
    fn of_flags(bits: u32) -> Kind {
        match bits & flags::ASYNC_GENERATOR {
            flags::COROUTINE => Kind::Coroutine,
            flags::ASYNC_GENERATOR => Kind::AsyncGenerator,
            _ => Kind::Generator,
        }
    }
}

impl Generator {
    /// The generator that an object is: one of our types, checked by whoever got it as `self`.
    fn of(object: Obj) -> *mut Generator {
        object.cast()
    }

    unsafe fn kind(this: *mut Generator) -> Kind {
        Kind::of_flags((*(*this).frame.desc).flags)
    }

    unsafe fn is_finished(this: *mut Generator) -> bool {
        (*this).frame.entry == Frame::FINISHED
    }

    unsafe fn is_running(this: *mut Generator) -> bool {
        (*this).frame.entry == Frame::RUNNING
    }

    unsafe fn words(this: *mut Generator) -> *mut Word {
        (&raw mut (*this).frame.words).cast()
    }

    /// The boxed words that the frame owns just now: none while it runs, and none when it has finished.
    unsafe fn boxed_words(this: *mut Generator) -> impl Iterator<Item = *mut Obj> {
        let suspended = !Self::is_finished(this) && !Self::is_running(this);
        let kept = settle::kept(&raw mut (*this).frame);
        let len = match suspended {
            false => 0,
            true if kept.is_null() => (*(*this).frame.desc).frame_len as usize,
            true => (*kept).len as usize,
        };
        let is_reference = move |index: &usize| unsafe { kept.is_null() || exit::tag(kept, *index).is_reference() };
        let words = Self::words(this);
        (0..len).filter(is_reference).map(move |index| unsafe { words.add(index).cast::<Obj>() })
    }

    /// Finishes it without running it: the frame gives up what it owns.
    unsafe fn finish(this: *mut Generator) {
        let words = Self::boxed_words(this);
        (*this).frame.entry = Frame::FINISHED;
        (*this).frame.delegate = ptr::null_mut();
        crate::api::clear(&raw mut (*this).picture);
        for word in words {
            crate::api::clear(word);
        }
    }
}

pub(crate) unsafe fn generator_new(
    cx: *mut Cx,
    function: Obj,
    desc: *mut FunctionDesc,
    args: *mut Word,
    nargs: i64,
) -> Obj {
    let kind = Kind::of_flags((*desc).flags);
    let words = (*desc).frame_len as usize + (*desc).raw_len as usize;
    let made = ffi::PyObject_GC_NewVar::<Generator>(types::of(kind), words as isize);
    if made.is_null() {
        for index in 0..nargs as usize {
            ffi::Py_XDECREF(args.add(index).read().cast());
        }
        return ptr::null_mut();
    }
    // All but the head is ours to fill; the count of items that was just written is no field of these types.
    let body = size_of::<ffi::PyObject>();
    made.cast::<u8>().add(body).write_bytes(0, size_of::<Generator>() - body + words * size_of::<Word>());
    let names = function.cast::<Function>();
    (*made).head.name = own((*names).name.cast()).cast();
    (*made).head.qualname = own((*names).qualname.cast()).cast();
    (*made).head.frame_state = FRAME_CLEARED;
    (*made).head.frame.code = (*desc).code.read().cast();
    (*made).head.frame.owner = OWNED_BY_FRAME_OBJECT;
    #[cfg(feature = "py311")]
    {
        (*made).head.code = own((*desc).code.read().cast()).cast();
    }
    (*made).function = own(function);
    (*made).frame.desc = desc;
    (*made).frame.lasti = -1;
    Generator::words(made).copy_from_nonoverlapping(args, nargs as usize);
    ffi::PyObject_GC_Track(made.cast());
    let depth = (*(*cx).thread).coroutine_origin_depth;
    if kind == Kind::Coroutine && depth > 0 && !origin::note(made, depth) {
        ffi::Py_DECREF(made.cast());
        return ptr::null_mut();
    }
    made.cast()
}
