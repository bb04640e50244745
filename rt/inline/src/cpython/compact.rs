//! Compact slots: numbers that objects keep unboxed, in classes whose `__slots__` the static types say hold numbers.
//!
//! Such a slot has two words. Its own, where the interpreter looks for a reference, stays what and where it was: so the
//! collector and the death of the object need not know. Its *raw word* is behind all that the interpreter has put into the object.
//! Zero says that no number is there, as the memory of a new object does; else it is the number's bits, made different
//! from zero by a *key*, and then the slot's own word is null. Whatever is no number of the kind, or the key itself, is an
//! object in the slot's own word.
//!
//! The runtime library makes such classes and the descriptors that the interpreter reads and writes the slots by
//! (`rt/cpython`, `compact.rs`). Here are the words, and what compiled code does in line: the base is that of a slot.

use crate::context::Cx;
use crate::cpython::shape::{Kind, Shape};
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

/// Where a compact slot is in an object, as one number, which is not zero: how far its two words are from the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub u32);

impl Place {
    /// The place of a slot whose words are less than 2**16 bytes from the object.
    #[must_use]
    pub fn new(slot: u32, raw: u32) -> Place {
        Place(raw << 16 | slot)
    }

    /// The slot's own word in the object at `base`.
    ///
    /// # Safety
    /// `base` is an object with such a slot, or null bytes.
    #[must_use]
    pub unsafe fn slot(self, base: *mut u8) -> *mut Obj {
        // SAFETY: the caller's.
        unsafe { base.add((self.0 & 0xffff) as usize).cast() }
    }

    /// The raw word.
    ///
    /// # Safety
    /// As of `slot`.
    #[must_use]
    pub unsafe fn raw(self, base: *mut u8) -> *mut u64 {
        // SAFETY: the caller's.
        unsafe { base.add((self.0 >> 16) as usize).cast() }
    }
}

/// The object, if the shape is that of its type; else null bytes.
///
/// # Safety
/// `object` points to an object, `shape` to a shape.
pub unsafe fn base(cx: *mut Cx, object: Obj, shape: *mut Shape) -> i64 {
    // SAFETY: the caller's.
    unsafe {
        let is_same = u64::from((*(*object).class).version_tag) == (*shape).version && (*shape).kind != Kind::None;
        let base = if is_same { object.cast::<u8>() } else { (*cx).nothing };
        base.expose_provenance() as i64
    }
}

/// The rows for compact slots.
pub mod rows {
    use super::{Place, Shape, base, float_of_word, int_of_word, word_of_float, word_of_int};
    use crate::context::Cx;
    use crate::layout::Obj;
    use core::ptr;

    pub unsafe fn compact_base(cx: *mut Cx, object: Obj, shape: *mut Shape) -> i64 {
        base(cx, object, shape)
    }

    fn address(base: i64) -> *mut u8 {
        ptr::with_exposed_provenance_mut(base as usize)
    }

    pub unsafe fn compact_word(_: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> i64 {
        match *Shape::place(shape, index) {
            0 => 0,
            place => Place(place).raw(address(base)).read() as i64,
        }
    }

    pub unsafe fn compact_float(_: *mut Cx, word: i64) -> f64 {
        float_of_word(word as u64)
    }

    pub unsafe fn compact_int(_: *mut Cx, word: i64) -> i64 {
        int_of_word(word as u64)
    }

    pub unsafe fn compact_put_float(
        cx: *mut Cx,
        _: Obj,
        base: i64,
        shape: *mut Shape,
        index: i64,
        value: f64,
    ) -> i32 {
        put(cx, base, shape, index, word_of_float(value))
    }

    pub unsafe fn compact_put_int(cx: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64, value: i64) -> i32 {
        put(cx, base, shape, index, word_of_int(value))
    }

    unsafe fn put(cx: *mut Cx, base: i64, shape: *mut Shape, index: i64, word: u64) -> i32 {
        let place = Place(*Shape::place(shape, index));
        let base = address(base);
        let may_put = place.0 != 0 && word != 0 && base != (*cx).nothing && place.slot(base).read().is_null();
        if may_put {
            place.raw(base).write(word);
        }
        may_put as i32
    }
}
