//! How a value is held.

use naja_rt_abi::{RtFn, table as rt};
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

impl Repr {
    /// The rows that say, all of them, whether a word can be held so; each may ask what those before it have found.
    #[must_use]
    pub fn tests(self) -> &'static [&'static RtFn] {
        static INT: [&RtFn; 2] = [&rt::is_int, &rt::int_fits];
        static FLOAT: [&RtFn; 1] = [&rt::is_float];
        static BOOL: [&RtFn; 1] = [&rt::is_bool];
        match self {
            Repr::Boxed => &[],
            Repr::I64 => &INT,
            Repr::F64 => &FLOAT,
            Repr::Bool => &BOOL,
        }
    }

    /// The row that takes the value out of such a word.
    #[must_use]
    pub fn unbox(self) -> Option<&'static RtFn> {
        match self {
            Repr::Boxed => None,
            Repr::I64 => Some(&rt::unbox_i64),
            Repr::F64 => Some(&rt::unbox_f64),
            Repr::Bool => Some(&rt::unbox_bool),
        }
    }
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
