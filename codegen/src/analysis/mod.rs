//! Facts about a body; nothing is changed here.

pub mod attribute;
pub mod dominators;
pub mod kinds;
pub mod liveness;
pub mod method;
pub mod plan;
