//! Compact slots: numbers that objects keep unboxed, in classes whose `__slots__` the static types say hold numbers.
//!
//! Such a slot has two words. Its own, where the interpreter looks for a reference, stays what and where it was: so the
//! collector and the death of the object need not know. Its *raw word* is behind all that the interpreter has put into the
//! object. Zero says that no number is there, as the memory of a new object does; else it is the number's bits, made
//! different from zero by a *key*, and then the slot's own word is null. Whatever is no number of the kind, or the key
//! itself, is an object in the slot's own word.
//!
//! The runtime library makes such classes and the descriptors that the interpreter reads and writes the slots by
//! (`rt/cpython`, `compact.rs`). Here are the words, and what compiled code does in line: the base is that of a slot.

use crate::context::Cx;
use crate::cpython::shape::{Shape, compact_version};
use crate::layout::Obj;

/// The key of floats: a signalling NaN, which no arithmetic gives.
const FLOAT_KEY: u64 = 0x7ff4_6e61_6a61_0001;
/// The key of ints.
const INT_KEY: u64 = 1 << 63;

/// The raw word for a float; zero if it cannot be one.
#[must_use]
pub fn word_of_float(value: f64) -> u64 {
    value.to_bits() ^ FLOAT_KEY
}

/// The raw word for an int; zero if it cannot be one.
#[must_use]
pub fn word_of_int(value: i64) -> u64 {
    value as u64 ^ INT_KEY
}

/// The float that a raw word stands for.
#[must_use]
pub fn float_of_word(word: u64) -> f64 {
    f64::from_bits(word ^ FLOAT_KEY)
}

/// The int that a raw word stands for.
#[must_use]
pub fn int_of_word(word: u64) -> i64 {
    (word ^ INT_KEY) as i64
}

/// The object, if its type has all compact slots where they are looked for; else null bytes.
///
/// # Safety
/// `object` points to an object, `shape` to a shape.
pub unsafe fn base(cx: *mut Cx, object: Obj, shape: *mut Shape) -> i64 {
    // SAFETY: the caller's.
    unsafe {
        let is_known = compact_version(u64::from((*(*object).class).version_tag)) == (*shape).compact;
        let base = if is_known { object.cast::<u8>() } else { (*cx).nothing };
        base.expose_provenance() as i64
    }
}

/// The rows for compact slots.
pub mod rows {
    use super::{Shape, base, float_of_word, int_of_word, word_of_float, word_of_int};
    use crate::context::Cx;
    use crate::layout::Obj;
    use core::ptr;

    pub unsafe fn compact_base(cx: *mut Cx, object: Obj, shape: *mut Shape) -> i64 {
        base(cx, object, shape)
    }

    pub unsafe fn compact_base_at(cx: *mut Cx, _: Obj, address: i64, shape: *mut Shape) -> i64 {
        match address {
            0 => (*cx).nothing.expose_provenance() as i64,
            _ => base(cx, ptr::with_exposed_provenance_mut(address as usize), shape),
        }
    }

    unsafe fn at<T>(base: i64, distance: i64) -> *mut T {
        ptr::with_exposed_provenance_mut::<u8>(base as usize).offset(distance as isize).cast()
    }

    pub unsafe fn compact_word(_: *mut Cx, _: Obj, base: i64, raw: i64) -> i64 {
        at::<i64>(base, raw).read()
    }

    pub unsafe fn compact_float(_: *mut Cx, word: i64) -> f64 {
        float_of_word(word as u64)
    }

    pub unsafe fn compact_int(_: *mut Cx, word: i64) -> i64 {
        int_of_word(word as u64)
    }

    pub unsafe fn compact_put_float(cx: *mut Cx, _: Obj, base: i64, slot: i64, raw: i64, value: f64) -> i32 {
        put(cx, base, slot, raw, word_of_float(value))
    }

    pub unsafe fn compact_put_int(cx: *mut Cx, _: Obj, base: i64, slot: i64, raw: i64, value: i64) -> i32 {
        put(cx, base, slot, raw, word_of_int(value))
    }

    unsafe fn put(cx: *mut Cx, base: i64, slot: i64, raw: i64, word: u64) -> i32 {
        let has_slot = at::<u8>(base, 0) != (*cx).nothing;
        let may_put = has_slot && word != 0 && at::<Obj>(base, slot).read().is_null();
        if may_put {
            at::<u64>(base, raw).write(word);
        }
        may_put as i32
    }
}
