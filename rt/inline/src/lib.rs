//! The rows of the table that are inlined into compiled code: reference counts, type tests, boxes, items, frame records.
//!
//! The crate is compiled twice by `rt/build`: to LLVM bitcode, which codegen links into each module before it optimises,
//! and into the runtime library of its world. A feature says for which world, and for which version of CPython.
//!
//! Invariants, because the bitcode is copied into every module: no panics, no statics of its own, nothing but `core`;
//! what is rare is a call of the runtime library, and the way to it begins with `cold_path`, or LLVM thinks it as likely as the
//! other and spills what is in registers where code is fast.

#![no_std]
#![allow(
    clippy::missing_safety_doc,
    reason = "the contract of a row is in the table: modes and types of its parameters"
)]

#[cfg(all(feature = "world_cpython", not(any(feature = "py311", feature = "py312", feature = "py313"))))]
compile_error!("the version of CPython is chosen by a feature: py311, py312 or py313");

pub mod export;

#[cfg(feature = "world_cpython")]
pub mod context;
#[cfg(feature = "world_cpython")]
pub mod cpython;
#[cfg(feature = "world_cpython")]
pub mod layout;
#[cfg(feature = "world_cpython")]
pub mod power;

#[cfg(feature = "world_native")]
pub mod native;

#[cfg(feature = "world_cpython")]
use cpython::rows;

#[cfg(feature = "world_cpython")]
naja_rt_abi::for_each_row!(export_cpython_inline);
