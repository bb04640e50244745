//! The runtime of executables that carry no CPython: Python's objects and operations, in Rust.
//!
//! Compiled code calls the rows of the table (`rt/abi`) through the wrappers that `export.rs` makes; each wrapper calls
//! the safe function of the row's name in the module that [`rows`] names. Objects are in `object/`; every other module
//! is one kind of object or one group of operations, with the table of its methods.
//!
//! Invariants: one thread at a time runs; no borrow into an object's payload is held while Python code may run;
//! an exception is raised exactly if a function returns [`Raised`](context::Raised).

#![allow(clippy::wildcard_enum_match_arm, reason = "an operation is for a few of the many kinds of object")]

mod alias;
mod args;
mod attribute;
mod builtins;
mod bytes;
mod call;
mod class;
mod complex;
mod container;
mod context;
mod deque;
mod descriptor;
mod dict;
mod exception;
mod export;
mod float;
mod fold;
mod format;
mod frame;
mod function;
mod generator;
mod group;
mod hash;
#[path = "../../inline/src/native.rs"]
mod inline;
mod instance;
mod int;
mod iter;
mod law;
mod list;
mod long_range;
mod module;
mod modules;
mod number;
mod object;
mod operator;
mod pattern;
mod percent;
mod protocol;
mod range;
mod repr;
mod sequence;
mod set;
mod slice;
mod start;
mod str;
mod synthetic;
mod traceback;
mod tuple;
mod types;
mod weak;

pub use context::Cx;

#[cfg(test)]
mod tests;

/// Where the functions of the rows are.
mod rows {
    pub(crate) use crate::attribute::{attr_del, attr_get, attr_set};
    pub(crate) use crate::call::{bind, call, call_method, call_unpacked, method_get};
    pub(crate) use crate::class::{class_begin, class_new};
    pub(crate) use crate::container::*;
    pub(crate) use crate::exception::{
        exc_enter, exc_fetch, exc_leave, exc_match, exc_unraisable, raise, raise_assertion, raise_unbound, reraise,
        traceback_add,
    };
    pub(crate) use crate::fold::*;
    pub(crate) use crate::function::{
        cell_new, exit, function_default, function_defaults, function_is_of, function_keyword_default, function_new,
        poll, poll_stressed,
    };
    pub(crate) use crate::generator::{
        generator_new, generator_result, generator_sent, yield_from, yield_from_iter, yield_from_throw,
    };
    pub(crate) use crate::group::{exc_regroup, exc_split};
    pub(crate) use crate::iter::{iter, iter_next};
    pub(crate) use crate::law::{law_check, law_check_each};
    pub(crate) use crate::module::{
        global_builtin, global_del, global_function, global_get, global_set, global_value, globals_note, import,
        import_from, import_star, is_enumerate_type, is_reversed_type, is_zip_type, math_is, module_value,
        namespace_del, namespace_get, namespace_set, type_method,
    };
    pub(crate) use crate::operator::*;
    pub(crate) use crate::pattern::{match_class, match_mapping, match_sequence, match_sequence_len, sequence_index};
    pub(crate) use crate::protocol::*;
    pub(crate) use crate::repr::{ascii_of, format_value, repr_of, str_of};
    pub(crate) use crate::slice::*;
}
