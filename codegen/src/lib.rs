//! HIR and types to an artifact: MIR, its passes, LLVM, objects, linking.

pub mod analysis;
mod bug;
pub use bug::Bug;
pub mod code_objects;
pub mod hints;
pub mod llvm;
pub mod lower;
pub mod mir;
pub mod passes;
pub mod repr;

/// What the compiled code runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// An extension module of this CPython, `(3, 11)` say.
    Cpython(u8, u8),
    /// An executable of its own.
    Native,
}
