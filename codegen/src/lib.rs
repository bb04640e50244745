//! HIR and types to an artifact: MIR, its passes, LLVM, objects, linking.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "an analysis or pass looks at the few kinds of instruction that it is about; `map_uses` and the printer list all"
)]

pub mod analysis;
mod bug;
pub use bug::Bug;
pub use error::Error;
pub mod code_objects;
mod error;
pub mod fault;
pub mod hints;
pub mod link;
pub mod llvm;
pub mod lower;
pub mod mir;
pub mod object;
pub mod passes;
pub mod report;
pub mod repr;
pub mod timings;

pub use naja_rt_abi::{NATIVE_MODULES, NOT_NATIVE_BUILTINS};

/// What the compiled code runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// An extension module of this CPython, `(3, 11)` say.
    Cpython(u8, u8),
    /// An executable of its own.
    Native,
}
