//! The layouts that compiled code reads by itself, and the accessors that read them.
//!
//! A value is one word. Its low bits say what it is: `…1` an int of 63 bits; `…10` a float whose exponent is not extreme
//! (its bits rotated and offset, see [`box_f64`]); `…100` one of the constants below; `…000` the address of a [`Header`].
//! Everything here is `no_std`, cannot panic, and has no state of its own: it is a module of the runtime library, by path, and
//! compiled to bitcode.

#![allow(unsafe_code, reason = "layouts are read here")]
#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "reading through a pointer and using what is there is one step"
)]
#![allow(unreachable_pub, reason = "the file is also part of the crate of accessors")]
#![allow(
    clippy::missing_safety_doc,
    reason = "every function relies on the table's contract: words are alive and of the type the row says"
)]

#[path = "power.rs"]
pub mod power;

use core::cell::Cell;
use core::ffi::c_void;
use core::ptr::without_provenance_mut;

/// A value as compiled code holds it.
pub type Word = *mut Header;

/// What every object in memory begins with.
#[repr(C)]
#[derive(Debug)]
pub struct Header {
    /// The number of references; with the sign bit set the object is immortal.
    pub refs: Cell<u32>,
    /// What the object is: a `Kind`.
    pub kind: Cell<u8>,
    /// Used by the cycle collector.
    pub mark: Cell<u8>,
    /// For the kind to use: the width of a str's characters, whether an int fits in 64 bits.
    pub aux: Cell<u16>,
}

/// The part of the context that accessors use; the context begins with it.
#[repr(C)]
#[derive(Debug)]
pub struct CxPrefix {
    /// Counters and limits.
    pub head: CxHead,
    /// The raised exception, null for none.
    pub raised: Cell<Word>,
    /// The type `range`.
    pub range_type: Cell<Word>,
    /// What the row of this name says.
    pub method_is_unbound: Cell<i64>,
}

/// What polls and calls test.
#[repr(C)]
#[derive(Debug)]
pub struct CxHead {
    /// Not zero: `poll` has something to do.
    pub poll: Cell<u32>,
    /// How many calls are active.
    pub depth: Cell<u32>,
    /// How many there may be.
    pub depth_limit: Cell<u32>,
    /// Where the native stack must not grow beyond.
    pub stack_limit: Cell<usize>,
}

/// The kinds that accessors test for: the values of `Kind`.
pub mod kind {
    #![allow(missing_docs, reason = "named as the types are")]
    pub const INT: u8 = 1;
    pub const FLOAT: u8 = 2;
    pub const STR: u8 = 3;
    pub const LIST: u8 = 4;
    pub const TUPLE: u8 = 5;
    pub const DICT: u8 = 6;
    pub const SET: u8 = 7;
    pub const CELL: u8 = 8;
    pub const FUNCTION: u8 = 9;
    pub const COMPLEX: u8 = 31;
}

/// Immediate constants.
pub mod constant {
    #![allow(missing_docs, reason = "named as in Python")]
    pub const NONE: usize = 0o4;
    pub const FALSE: usize = 0o14;
    pub const TRUE: usize = 0o24;
    pub const ELLIPSIS: usize = 0o34;
    pub const NOT_IMPLEMENTED: usize = 0o44;
}

/// The body of an int that is no immediate.
#[repr(C)]
#[derive(Debug)]
pub struct IntHead {
    header: Header,
    /// Its value if `header.aux` is not zero.
    pub small: i64,
}

#[repr(C)]
struct FloatLayout {
    header: Header,
    value: f64,
}

/// The body of a complex number.
#[repr(C)]
#[derive(Debug)]
pub struct ComplexLayout {
    header: Header,
    real: f64,
    imag: f64,
}

#[repr(C)]
struct ListLayout {
    header: Header,
    items: *mut Word,
    len: usize,
}

/// A tuple: its items follow.
#[repr(C)]
struct TupleLayout {
    header: Header,
    len: usize,
}

/// A str: its characters follow, each of `header.aux & WIDTH` bytes.
#[repr(C)]
struct StrLayout {
    header: Header,
    len: usize,
    hash: u64,
}

#[repr(C)]
struct CellLayout {
    header: Header,
    value: Word,
}

#[repr(C)]
struct FunctionLayout {
    header: Header,
    closure: Word,
}

/// Bits of a str's `aux` that hold the bytes of a character: 1, 2 or 4.
pub const WIDTH: u16 = 7;

unsafe extern "C" {
    /// Frees an object whose last reference went.
    fn naja_release(object: Word);
    /// A float outside of the immediate range.
    fn naja_float_new(value: f64) -> Word;
    /// A complex number.
    fn naja_complex_new(real: f64, imag: f64) -> Word;
    /// An int outside of the immediate range.
    fn naja_int_new(value: i64) -> Word;
    /// The C library's `pow`.
    fn naja_library_pow(a: f64, b: f64) -> f64;
    /// The C library's `hypot`.
    fn naja_library_hypot(a: f64, b: f64) -> f64;
    /// Raises RecursionError.
    fn naja_recursion_error(cx: *mut c_void);
}

/// Whether `word` is the address of an object.
#[inline(always)]
pub fn is_pointer(word: Word) -> bool {
    word.addr() & 7 == 0
}

/// Whether `word` is the address of an object of this kind.
#[inline(always)]
unsafe fn has_kind(word: Word, kind: u8) -> bool {
    // SAFETY: a word whose low bits are clear is the address of an object.
    is_pointer(word) && unsafe { (*word).kind.get() } == kind
}

/// The constant with these bits.
#[inline(always)]
pub fn immediate(bits: usize) -> Word {
    without_provenance_mut(bits)
}

/// Row `incref`.
#[inline(always)]
pub unsafe fn incref(a: Word) {
    if is_pointer(a) {
        // SAFETY: see `has_kind`.
        let refs = unsafe { &(*a).refs };
        let count = refs.get();
        if (count as i32) >= 0 {
            refs.set(count + 1);
        }
    }
}

/// Row `incref_nullable`.
#[inline(always)]
pub unsafe fn incref_nullable(a: Word) {
    if !a.is_null() {
        // SAFETY: not null, so a value.
        unsafe { incref(a) }
    }
}

/// Row `decref`.
#[inline(always)]
pub unsafe fn decref(a: Word) {
    if is_pointer(a) {
        // SAFETY: see `has_kind`.
        let refs = unsafe { &(*a).refs };
        let count = refs.get();
        if (count as i32) >= 0 {
            refs.set(count - 1);
            if count == 1 {
                // SAFETY: that was the last reference.
                unsafe { naja_release(a) }
            }
        }
    }
}

/// Row `decref_nullable`.
#[inline(always)]
pub unsafe fn decref_nullable(a: Word) {
    if !a.is_null() {
        // SAFETY: not null, so a value.
        unsafe { decref(a) }
    }
}

/// Row `none`.
#[inline(always)]
pub fn none() -> Word {
    immediate(constant::NONE)
}

/// Row `box_bool`.
#[inline(always)]
pub fn box_bool(value: i32) -> Word {
    immediate(if value != 0 { constant::TRUE } else { constant::FALSE })
}

/// Row `box_i64`.
#[inline(always)]
pub fn box_i64(value: i64) -> Word {
    let shifted = value << 1;
    if shifted >> 1 == value {
        immediate(shifted as usize | 1)
    } else {
        // SAFETY: takes any number.
        unsafe { naja_int_new(value) }
    }
}

/// The least rotated bits of an immediate float: those whose exponent has the top bits 011 or 100 are immediate.
const FLOAT_BASE: u64 = 0b011 << 61;

/// Row `box_f64`: numbers from 2**-255 to below 2**257 in magnitude, and 0.0, are immediate.
///
/// Rotating left by one puts the exponent on top, the sign at the bottom. Subtracting the base then clears the two top
/// bits of exactly those numbers, which makes room for the tag. 0.0 takes the word of 2**-255, which is boxed instead.
#[inline(always)]
pub fn box_f64(value: f64) -> Word {
    let bits = value.to_bits();
    let offset = bits.rotate_left(1).wrapping_sub(FLOAT_BASE);
    if offset >> 62 == 0 && offset != 0 {
        immediate((offset as usize) << 2 | 2)
    } else if bits == 0 {
        immediate(2)
    } else {
        // SAFETY: takes any number.
        unsafe { naja_float_new(value) }
    }
}

/// Row `box_complex`.
#[inline(always)]
pub fn box_complex(real: f64, imag: f64) -> Word {
    // SAFETY: takes any two numbers.
    unsafe { naja_complex_new(real, imag) }
}

/// Row `is_int`.
#[inline(always)]
pub unsafe fn is_int(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(a.addr() & 1 != 0 || unsafe { has_kind(a, kind::INT) })
}

/// Row `is_float`.
#[inline(always)]
pub unsafe fn is_float(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(a.addr() & 3 == 2 || unsafe { has_kind(a, kind::FLOAT) })
}

/// Row `is_complex`.
#[inline(always)]
pub unsafe fn is_complex(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(unsafe { has_kind(a, kind::COMPLEX) })
}

/// Row `complex_real`.
#[inline(always)]
pub unsafe fn complex_real(a: Word) -> f64 {
    // SAFETY: `a` is a complex number, which is an object of this layout.
    unsafe { (*a.cast::<ComplexLayout>()).real }
}

/// Row `complex_imag`.
#[inline(always)]
pub unsafe fn complex_imag(a: Word) -> f64 {
    // SAFETY: `a` is a complex number, which is an object of this layout.
    unsafe { (*a.cast::<ComplexLayout>()).imag }
}

/// Row `is_bool`.
#[inline(always)]
pub fn is_bool(a: Word) -> i32 {
    i32::from(a.addr() == constant::TRUE || a.addr() == constant::FALSE)
}

/// Row `is_str`.
#[inline(always)]
pub unsafe fn is_str(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(unsafe { has_kind(a, kind::STR) })
}

/// Row `is_list`.
#[inline(always)]
pub unsafe fn is_list(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(unsafe { has_kind(a, kind::LIST) })
}

/// Row `is_tuple`.
#[inline(always)]
pub unsafe fn is_tuple(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(unsafe { has_kind(a, kind::TUPLE) })
}

/// Row `is_dict`.
#[inline(always)]
pub unsafe fn is_dict(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(unsafe { has_kind(a, kind::DICT) })
}

/// Row `is_set`.
#[inline(always)]
pub unsafe fn is_set(a: Word) -> i32 {
    // SAFETY: `a` is a value.
    i32::from(unsafe { has_kind(a, kind::SET) })
}

/// Row `int_fits`.
#[inline(always)]
pub unsafe fn int_fits(a: Word) -> i32 {
    // SAFETY: an int that is no immediate is an object.
    i32::from(a.addr() & 1 != 0 || unsafe { (*a).aux.get() } != 0)
}

/// Row `unbox_i64`.
#[inline(always)]
pub unsafe fn unbox_i64(a: Word) -> i64 {
    if a.addr() & 1 != 0 {
        a.addr() as i64 >> 1
    } else {
        // SAFETY: an int that is no immediate is an object of this layout.
        unsafe { (*a.cast::<IntHead>()).small }
    }
}

/// Row `unbox_f64`.
#[inline(always)]
pub unsafe fn unbox_f64(a: Word) -> f64 {
    let bits = a.addr() as u64;
    if bits & 3 == 2 {
        let value = ((bits >> 2).wrapping_add(FLOAT_BASE)).rotate_right(1);
        f64::from_bits(if bits == 2 { 0 } else { value })
    } else {
        // SAFETY: a float that is no immediate is an object of this layout.
        unsafe { (*a.cast::<FloatLayout>()).value }
    }
}

/// Row `unbox_bool`.
#[inline(always)]
pub fn unbox_bool(a: Word) -> i32 {
    i32::from(a.addr() == constant::TRUE)
}

/// Row `list_len`.
#[inline(always)]
pub unsafe fn list_len(a: Word) -> i64 {
    // SAFETY: `a` is a list.
    unsafe { (*a.cast::<ListLayout>()).len as i64 }
}

/// Row `list_item`.
#[inline(always)]
pub unsafe fn list_item(a: Word, index: i64) -> Word {
    // SAFETY: `a` is a list.
    let items = unsafe { (*a.cast::<ListLayout>()).items };
    // SAFETY: the caller keeps `index` within the list.
    unsafe { *items.add(index as usize) }
}

/// Row `unpacked_item`.
#[inline(always)]
pub unsafe fn unpacked_item(items: Word, index: i64) -> Word {
    // SAFETY: `items` is a list or a tuple, long enough.
    unsafe { if is_list(items) != 0 { list_item(items, index) } else { tuple_item(items, index) } }
}

/// Row `list_replace`.
#[inline(always)]
pub unsafe fn list_replace(a: Word, index: i64, value: Word) -> Word {
    // SAFETY: `a` is a list.
    let items = unsafe { (*a.cast::<ListLayout>()).items };
    // SAFETY: the caller keeps `index` within the list.
    unsafe { items.add(index as usize).replace(value) }
}

/// Row `number_fits`.
#[inline(always)]
pub unsafe fn number_fits(a: Word) -> i32 {
    // SAFETY: `a` is an int or a float.
    if unsafe { is_float(a) } != 0 { 1 } else { unsafe { int_fits(a) } }
}

/// Row `f64_pow`.
#[inline(always)]
pub unsafe fn f64_pow(a: f64, b: f64) -> f64 {
    // SAFETY: it takes any two numbers.
    power::pow(a, b, |a, b| unsafe { naja_library_pow(a, b) })
}

/// Row `f64_hypot`.
#[inline(always)]
pub unsafe fn f64_hypot(a: f64, b: f64) -> f64 {
    // SAFETY: it takes any two numbers.
    unsafe { naja_library_hypot(a, b) }
}

/// Row `f64_hypot_beyond`.
#[inline(always)]
pub unsafe fn f64_hypot_beyond(a: f64, b: f64, limit: f64) -> f64 {
    // SAFETY: it takes any two numbers.
    power::hypot_beyond(a, b, limit, |a, b| unsafe { naja_library_hypot(a, b) })
}

/// Row `number_as_f64`.
#[inline(always)]
pub unsafe fn number_as_f64(a: Word) -> f64 {
    // SAFETY: `a` is a float, or an int that fits.
    if unsafe { is_float(a) } != 0 { unsafe { unbox_f64(a) } } else { unsafe { unbox_i64(a) as f64 } }
}

/// Row `dies_unseen`.
#[inline(always)]
pub unsafe fn dies_unseen(a: Word) -> i32 {
    // SAFETY: `a` is a word.
    let is_number = unsafe { is_int(a) != 0 || is_float(a) != 0 || is_bool(a) != 0 || is_complex(a) != 0 };
    // SAFETY: as above.
    i32::from(is_number || a == none() || unsafe { is_str(a) != 0 })
}

/// Row `list_store_i64`.
#[inline(always)]
pub unsafe fn list_store_i64(a: Word, index: i64, value: i64) {
    // SAFETY: the caller's, and the list's reference is given up.
    unsafe { decref(list_replace(a, index, box_i64(value))) }
}

/// Row `list_store_f64`.
#[inline(always)]
pub unsafe fn list_store_f64(a: Word, index: i64, value: f64) {
    // SAFETY: as above.
    unsafe { decref(list_replace(a, index, box_f64(value))) }
}

/// Row `list_store_complex`.
#[inline(always)]
pub unsafe fn list_store_complex(a: Word, index: i64, real: f64, imag: f64) {
    // SAFETY: as above.
    unsafe { decref(list_replace(a, index, box_complex(real, imag))) }
}

/// Row `list_store_bool`.
#[inline(always)]
pub unsafe fn list_store_bool(a: Word, index: i64, value: i32) {
    // SAFETY: as above; truth values are not counted.
    unsafe { decref(list_replace(a, index, box_bool(value))) }
}

/// Row `tuple_len`.
#[inline(always)]
pub unsafe fn tuple_len(a: Word) -> i64 {
    // SAFETY: `a` is a tuple.
    unsafe { (*a.cast::<TupleLayout>()).len as i64 }
}

/// Row `tuple_item`.
#[inline(always)]
pub unsafe fn tuple_item(tuple: Word, index: i64) -> Word {
    // SAFETY: the items follow the head.
    let items = unsafe { tuple.cast::<TupleLayout>().add(1) }.cast::<Word>();
    // SAFETY: the caller keeps `index` within the tuple.
    unsafe { *items.add(index as usize) }
}

/// Row `str_len`.
#[inline(always)]
pub unsafe fn str_len(a: Word) -> i64 {
    // SAFETY: `a` is a str.
    unsafe { (*a.cast::<StrLayout>()).len as i64 }
}

/// Row `str_code_at`.
#[inline(always)]
pub unsafe fn str_code_at(a: Word, index: i64) -> i64 {
    // SAFETY: the characters follow the head.
    let data = unsafe { a.cast::<StrLayout>().add(1) };
    // SAFETY: `a` is a str.
    let width = unsafe { (*a).aux.get() } & WIDTH;
    let index = index as usize;
    match width {
        // SAFETY: the caller keeps `index` within the str, whose characters have this width.
        1 => i64::from(unsafe { *data.cast::<u8>().add(index) }),
        // SAFETY: as above.
        2 => i64::from(unsafe { *data.cast::<u16>().add(index) }),
        // SAFETY: as above.
        _ => i64::from(unsafe { *data.cast::<u32>().add(index) }),
    }
}

/// Row `cell_get`.
#[inline(always)]
pub unsafe fn cell_get(cell: Word) -> Word {
    // SAFETY: `cell` is a cell.
    let value = unsafe { (*cell.cast::<CellLayout>()).value };
    // SAFETY: the cell holds a value or null.
    unsafe { incref_nullable(value) };
    value
}

/// Row `cell_set`.
#[inline(always)]
pub unsafe fn cell_set(cell: Word, value: Word) {
    // SAFETY: the caller guarantees a value or null.
    unsafe { incref_nullable(value) };
    // SAFETY: `cell` is a cell.
    let slot = unsafe { &raw mut (*cell.cast::<CellLayout>()).value };
    // SAFETY: nothing else refers to the slot.
    let old = unsafe { slot.replace(value) };
    // SAFETY: the cell owned what it held.
    unsafe { decref_nullable(old) };
}

/// Row `function_closure`.
#[inline(always)]
pub unsafe fn function_closure(function: Word) -> Word {
    // SAFETY: `function` is a function.
    unsafe { (*function.cast::<FunctionLayout>()).closure }
}

/// Row `poll_pending`.
#[inline(always)]
pub unsafe fn poll_pending(cx: *mut CxHead) -> i32 {
    // SAFETY: the context lives as long as the program.
    i32::from(unsafe { (*cx).poll.get() != 0 })
}

/// Row `exc_is_set`.
#[inline(always)]
pub unsafe fn exc_is_set(cx: *mut CxPrefix) -> i32 {
    // SAFETY: the context lives as long as the program.
    i32::from(unsafe { !(*cx).raised.get().is_null() })
}

/// Row `is_range_type`.
#[inline(always)]
pub unsafe fn is_range_type(cx: *mut CxPrefix, a: Word) -> i32 {
    // SAFETY: the context lives as long as the program.
    i32::from(unsafe { (*cx).range_type.get() == a })
}

/// Row `method_is_unbound`.
#[inline(always)]
pub unsafe fn method_is_unbound(cx: *mut CxPrefix, _: Word) -> i64 {
    // SAFETY: the context lives as long as the program.
    unsafe { (*cx).method_is_unbound.get() }
}

/// What a loop's cache holds: iterations until the next try, and the distance between tries.
#[repr(C)]
#[derive(Debug)]
pub struct Tries {
    left: Cell<u64>,
    distance: Cell<u64>,
}

/// The first distance between tries.
const NEAREST: u64 = 16;
/// The last.
const FARTHEST: u64 = 4096;

/// Row `loop_due`.
#[inline(always)]
pub unsafe fn loop_due(cache: *mut c_void) -> i32 {
    // SAFETY: the cache is static data of compiled code, zeroed at start.
    let tries = unsafe { &*cache.cast::<Tries>() };
    let left = tries.left.get();
    if left > 0 {
        tries.left.set(left - 1);
        return 0;
    }
    let distance = (tries.distance.get() * 2).clamp(NEAREST, FARTHEST);
    tries.distance.set(distance);
    tries.left.set(distance);
    1
}

/// Row `recursion_enter`.
#[inline(always)]
pub unsafe fn recursion_enter(cx: *mut CxHead) -> i32 {
    // SAFETY: the context lives as long as the program.
    let head = unsafe { &*cx };
    let here = 0u8;
    let depth = head.depth.get() + 1;
    if depth > head.depth_limit.get() || (&raw const here).addr() < head.stack_limit.get() {
        // SAFETY: as above.
        unsafe { naja_recursion_error(cx.cast()) };
        return -1;
    }
    head.depth.set(depth);
    0
}

/// Row `recursion_leave`.
#[inline(always)]
pub unsafe fn recursion_leave(cx: *mut CxHead) {
    // SAFETY: the context lives as long as the program.
    let depth = unsafe { &(*cx).depth };
    depth.set(depth.get().wrapping_sub(1));
}

/// Row `recursion_shift`.
#[inline(always)]
pub unsafe fn recursion_shift(cx: *mut CxHead, by: i64) {
    // SAFETY: the context lives as long as the program.
    let depth = unsafe { &(*cx).depth };
    depth.set(depth.get().wrapping_sub(by as _));
}

/// Row `frame_refused`.
#[inline(always)]
pub unsafe fn frame_refused(words: *const Word, masks: *const u64, size: i64, entry: i64) {
    for index in 0..size * 64 {
        // SAFETY: there are so many masks, and a frame has the words that they name.
        unsafe {
            if masks.offset((entry * size + index / 64) as isize).read() >> (index % 64) & 1 != 0 {
                decref_nullable(words.offset(index as isize).read());
            }
        }
    }
}

/// Row `recursion_check`.
#[inline(always)]
pub unsafe fn recursion_check(cx: *mut CxHead, untold: i64) -> i32 {
    let here = 0u8;
    // SAFETY: the context lives as long as the program.
    let head = unsafe { &*cx };
    let left = head.depth_limit.get() as i64 - head.depth.get() as i64;
    if left <= untold || (&raw const here).addr() < head.stack_limit.get() {
        // SAFETY: as above.
        unsafe { naja_recursion_error(cx.cast()) };
        return -1;
    }
    0
}

/// Row `generator_take`.
#[inline(always)]
pub unsafe fn generator_take(frame: *mut c_void) -> Word {
    // SAFETY: the frame of a generator that runs.
    let sent = unsafe { &raw mut (*frame.cast::<naja_rt_abi::layout::Frame>()).sent };
    // SAFETY: as above.
    unsafe { sent.replace(core::ptr::null_mut()) }.cast()
}

/// Row `is_same`.
#[inline(always)]
pub fn is_same(a: Word, b: Word) -> i32 {
    i32::from(a == b)
}

/// The rows as functions: what compiled code links, and what it calls where it does not link them.
mod exports {
    use super::Word;
    use core::ffi::c_void;

    /// Exports accessors under the names of their rows.
    macro_rules! inlined {
        ($($name:ident($($param:ident: $ty:ty),*) $(-> $result:ty)?;)*) => {$(
            const _: () = {
                /// The row of this name.
                ///
                /// # Safety
                /// The arguments are as the row says.
                #[unsafe(export_name = concat!("naja_", stringify!($name)))]
                unsafe extern "C" fn wrapper(_cx: *mut c_void, $($param: $ty),*) $(-> $result)? {
                    #[allow(unused_unsafe, reason = "some accessors are safe")]
                    // SAFETY: the caller is compiled code that follows the row.
                    unsafe { super::$name($($param),*) }
                }
            };
        )*};
    }

    inlined! {
        incref(a: Word);
        incref_nullable(a: Word);
        decref(a: Word);
        decref_nullable(a: Word);
        none() -> Word;
        box_bool(value: i32) -> Word;
        box_i64(value: i64) -> Word;
        box_f64(value: f64) -> Word;
        box_complex(real: f64, imag: f64) -> Word;
        is_int(a: Word) -> i32;
        is_float(a: Word) -> i32;
        is_complex(a: Word) -> i32;
        is_bool(a: Word) -> i32;
        is_str(a: Word) -> i32;
        is_list(a: Word) -> i32;
        is_tuple(a: Word) -> i32;
        is_dict(a: Word) -> i32;
        is_set(a: Word) -> i32;
        int_fits(a: Word) -> i32;
        unbox_i64(a: Word) -> i64;
        unbox_f64(a: Word) -> f64;
        complex_real(a: Word) -> f64;
        complex_imag(a: Word) -> f64;
        unbox_bool(a: Word) -> i32;
        list_len(a: Word) -> i64;
        list_item(a: Word, index: i64) -> Word;
        list_replace(a: Word, index: i64, value: Word) -> Word;
        number_fits(a: Word) -> i32;
        number_as_f64(a: Word) -> f64;
        f64_pow(a: f64, b: f64) -> f64;
        f64_hypot(a: f64, b: f64) -> f64;
        f64_hypot_beyond(a: f64, b: f64, limit: f64) -> f64;
        dies_unseen(a: Word) -> i32;
        list_store_i64(a: Word, index: i64, value: i64);
        list_store_f64(a: Word, index: i64, value: f64);
        list_store_complex(a: Word, index: i64, real: f64, imag: f64);
        list_store_bool(a: Word, index: i64, value: i32);
        tuple_len(a: Word) -> i64;
        tuple_item(a: Word, index: i64) -> Word;
        unpacked_item(a: Word, index: i64) -> Word;
        str_len(a: Word) -> i64;
        str_code_at(a: Word, index: i64) -> i64;
        cell_get(cell: Word) -> Word;
        cell_set(cell: Word, value: Word);
        function_closure(function: Word) -> Word;
        is_same(a: Word, b: Word) -> i32;
        loop_due(cache: *mut c_void) -> i32;
        generator_take(frame: *mut c_void) -> Word;
        frame_refused(words: *const Word, masks: *const u64, size: i64, entry: i64);
    }

    /// As `inlined`, for accessors that take the context.
    macro_rules! inlined_with_context {
        ($($name:ident($($param:ident: $ty:ty),*) $(-> $result:ty)?;)*) => {$(
            const _: () = {
                /// The row of this name.
                ///
                /// # Safety
                /// `cx` is the context.
                #[unsafe(export_name = concat!("naja_", stringify!($name)))]
                unsafe extern "C" fn wrapper(cx: *mut c_void, $($param: $ty),*) $(-> $result)? {
                    // SAFETY: the context begins with what accessors know of it.
                    unsafe { super::$name(cx.cast(), $($param),*) }
                }
            };
        )*};
    }

    inlined_with_context! {
        poll_pending() -> i32;
        recursion_enter() -> i32;
        recursion_leave();
        recursion_shift(by: i64);
        recursion_check(untold: i64) -> i32;
        exc_is_set() -> i32;
        is_range_type(a: Word) -> i32;
        method_is_unbound(method: Word) -> i64;
    }
}
