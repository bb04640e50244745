//! Facts about a body; nothing is changed here.

mod arithmetic;
pub mod attribute;
mod call;
pub mod cycles;
pub mod dominators;
pub mod kinds;
pub mod liveness;
pub mod method;
pub mod ownership;
pub mod plan;
pub mod slice;
pub mod unknown;
