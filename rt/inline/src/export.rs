//! Turns rows of the table into exported functions.
//!
//! A row `add(a: borrow Object) -> own Object` that this crate implements becomes `naja_cpy_add`, which calls
//! `crate::rows::add(cx, a)`. The wrapper knows pointers only as [`Word`]s and casts them to what the implementation
//! takes, so a row without an implementation, or with one of another arity, does not compile.

use core::ffi::c_void;

/// A pointer as it crosses the boundary.
pub type Word = *mut c_void;

/// An array parameter: a pointer and a length.
#[derive(Debug, Clone, Copy)]
pub struct Array<T> {
    pointer: *mut T,
    len: usize,
}

impl<T> Array<T> {
    /// The array of `len` words at `pointer`.
    pub fn new(pointer: Word, len: usize) -> Self {
        Array { pointer: pointer.cast(), len }
    }

    /// Its first word.
    pub fn as_ptr(self) -> *mut T {
        self.pointer
    }

    /// Its length.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether it is empty; its pointer may be null then.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

impl<T: Copy> Array<T> {
    /// Its words, read one by one.
    ///
    /// # Safety
    /// The array is as the row says, for as long as the iterator is used.
    pub unsafe fn words(self) -> impl ExactSizeIterator<Item = T> {
        // SAFETY: `index < len`, and the caller guarantees `len` words.
        (0..self.len).map(move |index| unsafe { self.pointer.add(index).read() })
    }
}

/// Emits wrappers for the rows marked `cpython: (inline)`.
#[macro_export]
macro_rules! export_cpython_inline {
    ($($rows:tt)*) => { $crate::export_rows! { inline $($rows)* } };
}

/// Emits wrappers for the rows marked `cpython: (here)`.
#[macro_export]
macro_rules! export_cpython_here {
    ($($rows:tt)*) => { $crate::export_rows! { here $($rows)* } };
}

/// Emits wrappers for the rows that stand at a place.
#[macro_export]
#[doc(hidden)]
macro_rules! export_rows {
    ($place:ident $(
        $(#[$doc:meta])*
        $name:ident($($param:ident: $mode:ident $ty:ident),* $(,)?) -> $rmode:ident $rty:ident
        { $(py: [$($py:literal),*],)? raises: $raises:ident, effect: $effect:ident $(($region:ident))?,
          cpython: ($at:ident $($symbol:ident)?), native: $native:tt };
    )*) => {$(
        $crate::export_row! { $place $at $name [$($param: $ty,)*] $raises $rty }
    )*};
}

/// Emits a wrapper if the row's place is the one asked for.
#[macro_export]
#[doc(hidden)]
macro_rules! export_row {
    (inline inline $($row:tt)*) => { $crate::export_wrapper! { () () $($row)* } };
    (here here $($row:tt)*) => { $crate::export_wrapper! { () () $($row)* } };
    ($place:ident $at:ident $($row:tt)*) => {};
}

/// Collects the signature and the arguments of a wrapper, parameter by parameter, then emits it.
#[macro_export]
#[doc(hidden)]
#[expect(clippy::crate_in_macro_def, reason = "the rows are those of the crate that asks for wrappers")]
macro_rules! export_wrapper {
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [$param:ident: Array, $($rest:tt)*] $raises:ident $rty:ident) => {
        $crate::export_wrapper! {
            ($($sig)* $param: $crate::export::Word, len: usize,)
            ($($pass)* $crate::export::Array::new($param, len),)
            $name [$($rest)*] $raises $rty
        }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [$param:ident: I64, $($rest:tt)*] $raises:ident $rty:ident) => {
        $crate::export_wrapper! { ($($sig)* $param: i64,) ($($pass)* $param,) $name [$($rest)*] $raises $rty }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [$param:ident: F64, $($rest:tt)*] $raises:ident $rty:ident) => {
        $crate::export_wrapper! { ($($sig)* $param: f64,) ($($pass)* $param,) $name [$($rest)*] $raises $rty }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [$param:ident: Bool, $($rest:tt)*] $raises:ident $rty:ident) => {
        $crate::export_wrapper! { ($($sig)* $param: i32,) ($($pass)* $param,) $name [$($rest)*] $raises $rty }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [$param:ident: $ty:ident, $($rest:tt)*] $raises:ident $rty:ident) => {
        $crate::export_wrapper! {
            ($($sig)* $param: $crate::export::Word,) ($($pass)* $param.cast(),) $name [$($rest)*] $raises $rty
        }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] never Unit) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, (), |result| result }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] always Unit) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, (), |result| result }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] $raises:ident Unit) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, i32, |result| result }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] $raises:ident Bool) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, i32, |result| result }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] $raises:ident I64) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, i64, |result| result }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] $raises:ident F64) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, f64, |result| result }
    };
    (($($sig:tt)*) ($($pass:tt)*) $name:ident [] $raises:ident $rty:ident) => {
        $crate::export_wrapper! { @emit ($($sig)*) ($($pass)*) $name, $crate::export::Word, |result| result.cast() }
    };
    (@emit ($($sig:tt)*) ($($pass:tt)*) $name:ident, $result:ty, |$value:ident| $cast:expr) => {
        const _: () = {
            #[unsafe(export_name = concat!("naja_cpy_", stringify!($name)))]
            unsafe extern "C" fn wrapper(cx: *mut $crate::context::Cx, $($sig)*) -> $result {
                // SAFETY: the caller is compiled code that follows the row, and holds the GIL.
                let $value = unsafe { crate::rows::$name(cx, $($pass)*) };
                $cast
            }
        };
    };
}
