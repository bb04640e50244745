//! The inlined rows of the `cpython` world, over the interpreter's layouts.

#![allow(
    missing_docs,
    clippy::missing_safety_doc,
    unsafe_op_in_unsafe_fn,
    clippy::undocumented_unsafe_blocks,
    reason = "a row's meaning and contract are in the table; each function is one access that its row allows"
)]

mod boxes;
pub mod cache;
pub mod compact;
mod containers;
mod frames;
mod refcount;
pub mod shape;

/// The implementations that the exported wrappers call, by row name.
pub mod rows {
    pub use super::boxes::*;
    pub use super::cache::rows::*;
    pub use super::compact::rows::*;
    pub use super::containers::*;
    pub use super::frames::*;
    pub use super::refcount::*;
    pub use super::shape::rows::*;
}
