//! Facts about a body; nothing is changed here.

pub mod dominators;
pub mod kinds;
pub mod liveness;
pub mod plan;
