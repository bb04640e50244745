//! How a value is held.

use std::fmt;

/// The representation of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repr {
    /// A word of the world: `PyObject*`, or a word of the native runtime.
    Boxed,
    /// A machine integer: an exact `int` that fits.
    I64,
    /// A machine float: an exact `float`.
    F64,
    /// A machine truth value.
    Bool,
}

impl fmt::Display for Repr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Repr::Boxed => "boxed",
            Repr::I64 => "i64",
            Repr::F64 => "f64",
            Repr::Bool => "bool",
        })
    }
}
