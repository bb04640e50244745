//! Facts about a body; nothing is changed here.

pub mod dominators;
pub mod liveness;
