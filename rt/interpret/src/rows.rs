//! The rows of the table, called by address.
//!
//! Words are passed as the C convention of all our targets passes them: integers and pointers in one row of registers,
//! floats in another, so that only their numbers matter.

use naja_rt_abi::{RtFn, Ty};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A word of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word {
    /// An integer, a truth value or a pointer.
    Int(u64),
    /// A float.
    Float(f64),
}

/// Calls `row`; the context comes first among the words.
pub(crate) fn call(row: &'static RtFn, words: &[Word]) -> u64 {
    let address = *ADDRESSES.get(row.name).unwrap_or_else(|| naja_codegen::bug!("row `{}` has no address", row.name));
    let mut ints = vec![];
    let mut floats = vec![];
    for word in words {
        match word {
            Word::Int(int) => ints.push(*int),
            Word::Float(float) => floats.push(*float),
        }
    }
    // SAFETY: the address is that of the row's function, and the words are as many and of the kinds that it says.
    let raw = unsafe { dispatch(address, &ints, &floats, row.result.ty == Ty::F64) };
    match row.result.ty {
        // The upper half of the register is not the function's.
        Ty::Bool | Ty::Unit => i64::from(raw as i32).cast_unsigned(),
        _ => raw,
    }
}

macro_rules! as_function {
    ($address:expr, ($($arg:expr => $ty:ty),*) -> $result:ty) => {
        std::mem::transmute::<usize, unsafe extern "C" fn($($ty),*) -> $result>($address)($($arg),*)
    };
}

unsafe fn dispatch(address: usize, a: &[u64], f: &[f64], gives_float: bool) -> u64 {
    // SAFETY: as the caller says.
    unsafe {
        match (a.len(), f.len(), gives_float) {
            (1, 2, true) => as_function!(address, (a[0] => u64, f[0] => f64, f[1] => f64) -> f64).to_bits(),
            (2, 2, true) => {
                as_function!(address, (a[0] => u64, a[1] => u64, f[0] => f64, f[1] => f64) -> f64).to_bits()
            }
            (1, 3, true) => {
                as_function!(address, (a[0] => u64, f[0] => f64, f[1] => f64, f[2] => f64) -> f64).to_bits()
            }
            (2, 0, true) => as_function!(address, (a[0] => u64, a[1] => u64) -> f64).to_bits(),
            (1, 2, false) => as_function!(address, (a[0] => u64, f[0] => f64, f[1] => f64) -> u64),
            (3, 2, false) => {
                as_function!(address, (a[0] => u64, a[1] => u64, a[2] => u64, f[0] => f64, f[1] => f64) -> u64)
            }
            (1, 1, false) => as_function!(address, (a[0] => u64, f[0] => f64) -> u64),
            (3, 1, false) => {
                as_function!(address, (a[0] => u64, a[1] => u64, a[2] => u64, f[0] => f64) -> u64)
            }
            (1, 0, false) => as_function!(address, (a[0] => u64) -> u64),
            (2, 0, false) => as_function!(address, (a[0] => u64, a[1] => u64) -> u64),
            (3, 0, false) => as_function!(address, (a[0] => u64, a[1] => u64, a[2] => u64) -> u64),
            (4, 0, false) => as_function!(address, (a[0] => u64, a[1] => u64, a[2] => u64, a[3] => u64) -> u64),
            (5, 0, false) => as_function!(
                address,
                (a[0] => u64, a[1] => u64, a[2] => u64, a[3] => u64, a[4] => u64) -> u64
            ),
            (6, 0, false) => as_function!(
                address,
                (a[0] => u64, a[1] => u64, a[2] => u64, a[3] => u64, a[4] => u64, a[5] => u64) -> u64
            ),
            (7, 0, false) => as_function!(
                address,
                (a[0] => u64, a[1] => u64, a[2] => u64, a[3] => u64, a[4] => u64, a[5] => u64, a[6] => u64) -> u64
            ),
            (8, 0, false) => as_function!(
                address,
                (a[0] => u64, a[1] => u64, a[2] => u64, a[3] => u64, a[4] => u64, a[5] => u64, a[6] => u64,
                 a[7] => u64) -> u64
            ),
            (ints, floats, _) => naja_codegen::bug!("a row with {ints} integers and {floats} floats"),
        }
    }
}

static ADDRESSES: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut addresses = HashMap::new();
    macro_rules! note {
        ($(
            $(#[$doc:meta])*
            $name:ident($($params:tt)*) -> $rmode:ident $rty:ident
            { $(py: [$($py:literal),*],)? raises: $raises:ident, effect: $effect:ident $(($region:ident))?,
              cpython: $cpython:tt, native: ($place:ident) };
        )*) => {$(
            note_row! { $place $name }
        )*};
    }
    macro_rules! note_row {
        (absent $name:ident) => {};
        ($place:ident $name:ident) => {{
            unsafe extern "C" {
                #[link_name = concat!("naja_", stringify!($name))]
                fn row();
            }
            addresses.insert(stringify!($name), row as *const () as usize);
        }};
    }
    naja_rt_abi::for_each_row!(note);
    addresses
});
