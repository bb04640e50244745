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
    /// Two machine floats: an exact `complex`.
    C128,
    /// A machine truth value.
    Bool,
}

impl Repr {
    /// The rows that say, all of them, whether a word can be held so; each may ask what those before it have found.
    #[must_use]
    pub fn tests(self) -> &'static [&'static RtFn] {
        static INT: [&RtFn; 2] = [&rt::is_int, &rt::int_fits];
        static FLOAT: [&RtFn; 1] = [&rt::is_float];
        static COMPLEX: [&RtFn; 1] = [&rt::is_complex];
        static BOOL: [&RtFn; 1] = [&rt::is_bool];
        match self {
            Repr::Boxed => &[],
            Repr::I64 => &INT,
            Repr::F64 => &FLOAT,
            Repr::C128 => &COMPLEX,
            Repr::Bool => &BOOL,
        }
    }

    /// The rows that take the value out of such a word: each gives a part of it, the real one of a complex number first.
    #[must_use]
    pub fn unbox(self) -> &'static [&'static RtFn] {
        static INT: [&RtFn; 1] = [&rt::unbox_i64];
        static FLOAT: [&RtFn; 1] = [&rt::unbox_f64];
        static COMPLEX: [&RtFn; 2] = [&rt::complex_real, &rt::complex_imag];
        static BOOL: [&RtFn; 1] = [&rt::unbox_bool];
        match self {
            Repr::Boxed => &[],
            Repr::I64 => &INT,
            Repr::F64 => &FLOAT,
            Repr::C128 => &COMPLEX,
            Repr::Bool => &BOOL,
        }
    }

    /// The row that makes an object of the parts; `None` for what is one.
    #[must_use]
    pub fn boxing(self) -> Option<&'static RtFn> {
        match self {
            Repr::Boxed => None,
            Repr::I64 => Some(&rt::box_i64),
            Repr::F64 => Some(&rt::box_f64),
            Repr::C128 => Some(&rt::box_complex),
            Repr::Bool => Some(&rt::box_bool),
        }
    }
}

impl fmt::Display for Repr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Repr::Boxed => "boxed",
            Repr::I64 => "i64",
            Repr::F64 => "f64",
            Repr::C128 => "c128",
            Repr::Bool => "bool",
        })
    }
}
