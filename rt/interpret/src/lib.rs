//! Runs MIR without LLVM: what a body means, in the plainest words, over the native runtime.
//!
//! The second oracle: a program that is wrong compiled and right here was lowered wrongly to LLVM; one that is right here
//! before a pass and wrong behind it was broken by that pass. Bodies are run after the refcount pass, so references are
//! explicit; which optional passes ran before is the caller's choice.
//!
//! Everything a program needs at run time is what compiled code hands to the runtime, made here in memory that lives as
//! long as the process ([`program`]); the runtime gets in through two functions that find out what they stand for
//! ([`entry`]); the rows of the table are called by address ([`rows`]); the rest is one `match` ([`machine`]).
//!
//! Values are words of 64 bits, whatever their representation.

#![allow(unsafe_code, reason = "the runtime is called by address, and frames are shared with it")]
#![allow(clippy::multiple_unsafe_ops_per_block, reason = "words of one frame or array are read or written together")]
#![allow(clippy::wildcard_enum_match_arm, reason = "operators of one representation have arms of their own")]

mod arithmetic;
mod entry;
mod machine;
mod program;
mod rows;

use naja_codegen::mir::Mir;
use naja_frontend::source::Sources;
use std::ffi::{CString, c_char};

// The rows are called by symbol.
use naja_rt_native as _;

unsafe extern "C" {
    fn naja_main(modules: *const program::ModuleAddress, count: usize, argc: i32, argv: *const *const c_char) -> i32;
}

/// Runs a program, the first module as `__main__`, with these arguments; its exit status. Each N-th test of a guard fails
/// for `stress_exits`.
///
/// # Panics
/// As a bug, if a body is not what the verifier proves; and if called twice.
#[must_use]
pub fn run(mir: Mir, sources: Sources, arguments: &[String], stress_exits: Option<u32>) -> i32 {
    let modules = program::install(mir, sources, stress_exits);
    let arguments: Vec<CString> =
        arguments.iter().map(|argument| CString::new(argument.as_str()).unwrap_or_default()).collect();
    let argv: Vec<*const c_char> = arguments.iter().map(|argument| argument.as_ptr()).collect();
    let argc = i32::try_from(argv.len()).unwrap_or(i32::MAX);
    // SAFETY: descriptors live for ever, the arguments until this returns.
    unsafe { naja_main(modules.as_ptr(), modules.len(), argc, argv.as_ptr()) }
}
