//! The runtime of the `cpython` world: what compiled extension modules call, over the importing interpreter's C API.
//!
//! One file per kind of row; the name of a function is the name of its row (`rt/abi`), and `export.rs` makes the exported
//! wrappers. A boxed value is a `PyObject*`. Where the interpreter words an error, it is made to word it itself: the
//! failing call is repeated through bytecode rather than its message copied (`bind.rs`, `import.rs`).
//!
//! Invariants: the GIL is held in every function; nothing panics; all state is either in the interpreter or in a
//! [`global::Global`], which the GIL guards; modules that compiled code does not belong to never see a type of ours that
//! is not also one of the interpreter's.

#![allow(
    unsafe_op_in_unsafe_fn,
    clippy::missing_safety_doc,
    reason = "every function speaks the C API: its contract is its row's, and that the GIL is held"
)]

mod api;
mod bind;
mod cache;
mod call;
mod class;
mod compact;
mod constants;
mod construct;
mod container;
mod context;
mod descriptor;
mod exception;
mod exit;
mod export;
mod fast;
mod float;
mod fold;
mod frame;
mod function;
mod generator;
mod global;
mod group;
mod import;
mod inherited;
mod interpreted;
mod law;
mod manager;
mod module;
mod names;
mod object;
mod pattern;
mod poll;
#[cfg(feature = "py311")]
mod predicate;
mod protocol;
mod selftest;
mod shape;
mod slice;
mod source;
mod stand_in;
mod variable;

/// The implementations of rows, found by name by the wrappers of `export.rs`.
mod rows {
    pub(crate) use crate::bind::bind;
    pub(crate) use crate::cache::call_method;
    pub(crate) use crate::call::*;
    pub(crate) use crate::class::{class_begin, class_new, class_new_compact};
    pub(crate) use crate::container::*;
    pub(crate) use crate::exception::*;
    pub(crate) use crate::exit::{exit, exit_frame};
    pub(crate) use crate::fast::*;
    pub(crate) use crate::float::*;
    pub(crate) use crate::fold::*;
    pub(crate) use crate::frame::{activation_hand_over, activation_link, frame_locals, frame_locals_clear};
    pub(crate) use crate::function::{call_interpreted, function_keyword_default, function_new};
    pub(crate) use crate::generator::rows::*;
    pub(crate) use crate::group::{exc_regroup, exc_split};
    pub(crate) use crate::import::{import, import_from, import_star};
    pub(crate) use crate::inherited::super_attr;
    pub(crate) use crate::law::*;
    pub(crate) use crate::manager::*;
    pub(crate) use crate::object::*;
    pub(crate) use crate::pattern::*;
    pub(crate) use crate::poll::{poll, poll_stressed};
    pub(crate) use crate::protocol::*;
    pub(crate) use crate::shape::*;
    pub(crate) use crate::slice::*;
    pub(crate) use crate::variable::*;
}

/// What a panic does: it would be a bug of ours, and the interpreter has a way to end for those. `rt/build` puts it in
/// the place of the standard library's handler.
#[unsafe(no_mangle)]
extern "C" fn naja_cpy_panic() -> ! {
    // SAFETY: the text is a C string; the function does not return.
    unsafe { api::ffi::Py_FatalError(c"a bug in the runtime of a module compiled by naja".as_ptr()) }
}
