//! Text to HIR: decoding, parsing, the checks of CPython's compiler, name resolution, and the removal of sugar.

#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod hir;
pub mod source;
