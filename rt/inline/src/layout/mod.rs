//! The interpreter's structs, as far as the runtime reads them.
//!
//! One file per version holds what differs; what all versions share is here. Offsets are checked at compile time, and at
//! the first import against live objects (`rt/cpython`, `selftest`).

#[cfg(feature = "py311")]
mod v311;
#[cfg(feature = "py312")]
mod v312;
#[cfg(feature = "py313")]
mod v313;

#[cfg(feature = "py311")]
pub use v311::*;
#[cfg(feature = "py312")]
pub use v312::*;
#[cfg(feature = "py313")]
pub use v313::*;

use core::mem::offset_of;

/// The head of every object.
#[repr(C)]
#[derive(Debug)]
pub struct Object {
    /// The count of references; from 3.12 on, its lower half is negative if the object is immortal.
    pub refcount: isize,
    /// The type.
    pub class: *mut Type,
}

/// A boxed value.
pub type Obj = *mut Object;

/// The head of an object of variable size.
#[repr(C)]
#[derive(Debug)]
pub struct VarObject {
    /// The head.
    pub head: Object,
    /// The number of items.
    pub size: isize,
}

/// A type, as far as it is read: up to its version.
#[repr(C)]
#[derive(Debug)]
pub struct Type {
    /// The head.
    pub head: VarObject,
    _name: [usize; 15],
    /// Slots for attribute access.
    pub getattro: *mut u8,
    /// As above, to set.
    pub setattro: *mut u8,
    _buffer: usize,
    /// The flags.
    pub flags: usize,
    _slots: [usize; 14],
    /// Where the `__dict__` pointer is, if not managed.
    pub dictoffset: isize,
    _rest: [usize; 11],
    /// Changes when the type or a base changes; 0 if none is assigned.
    pub version_tag: u32,
}

/// A `float`.
#[repr(C)]
#[derive(Debug)]
pub struct Float {
    /// The head.
    pub head: Object,
    /// The value.
    pub value: f64,
}

/// A `complex`.
#[repr(C)]
#[derive(Debug)]
pub struct Complex {
    /// The head.
    pub head: Object,
    /// The real part.
    pub real: f64,
    /// The imaginary part.
    pub imag: f64,
}

/// A `list`.
#[repr(C)]
#[derive(Debug)]
pub struct List {
    /// The head, with the length.
    pub head: VarObject,
    /// The items.
    pub items: *mut Obj,
    /// How many there is room for.
    pub allocated: isize,
}

/// A `tuple`.
#[repr(C)]
#[derive(Debug)]
pub struct Tuple {
    /// The head, with the length.
    pub head: VarObject,
    /// The items.
    pub items: [Obj; 0],
}

/// A cell.
#[repr(C)]
#[derive(Debug)]
pub struct Cell {
    /// The head.
    pub head: Object,
    /// The value, null if unset.
    pub value: Obj,
}

/// A function object.
#[repr(C)]
#[derive(Debug)]
pub struct Function {
    /// The head.
    pub head: Object,
    /// The module's dictionary.
    pub globals: Obj,
    /// The dictionary of the builtins it sees.
    pub builtins: Obj,
    /// `__name__`.
    pub name: Obj,
    /// `__qualname__`.
    pub qualname: Obj,
    /// `__code__`.
    pub code: *mut Code,
    /// `__defaults__`, or null.
    pub defaults: Obj,
    /// `__kwdefaults__`, or null.
    pub kwdefaults: Obj,
    /// `__closure__`, or null.
    pub closure: Obj,
    /// `__doc__`.
    pub doc: Obj,
    /// `__dict__`, or null.
    pub dict: Obj,
    _weakrefs: usize,
    /// `__module__`.
    pub module: Obj,
    /// `__annotations__`: null, a dict, or a flat tuple.
    pub annotations: Obj,
    /// 3.12+: `__type_params__`.
    #[cfg(not(feature = "py311"))]
    pub type_params: Obj,
    /// What a call calls.
    pub vectorcall: *mut u8,
    /// Known to the interpreter's specialised calls; 0 if none is assigned.
    pub version: u32,
}

/// An entry of the stack of handled exceptions.
#[repr(C)]
#[derive(Debug)]
pub struct ExceptionItem {
    /// The handled exception; null or `None` for none.
    pub value: Obj,
    /// The entry below.
    pub previous: *mut ExceptionItem,
}

/// A `str`, as far as it is read.
#[repr(C)]
#[derive(Debug)]
pub struct Str {
    /// The head.
    pub head: Object,
    /// The number of code points.
    pub length: isize,
    /// The hash, or -1.
    pub hash: isize,
    /// Bits: 0..2 [`INTERNED`], 2..5 the kind (bytes per code point), 5 compact, 6 ASCII.
    pub state: u32,
}

/// The bits of [`Str::state`] that are not all zero in an interned string.
pub const INTERNED: u32 = 3;

/// A `dict`.
#[repr(C)]
#[derive(Debug)]
pub struct Dict {
    /// The head.
    pub head: Object,
    /// The number of entries.
    pub used: isize,
    /// A number that no other state of any dict has had; its lower eight bits belong to watchers.
    pub version: u64,
    /// The keys.
    pub keys: *mut Keys,
    /// The values, if the keys are shared.
    pub values: *mut Obj,
}

/// A module object, as far as it matters here.
#[repr(C)]
#[derive(Debug)]
pub struct Module {
    /// The head.
    pub head: Object,
    /// Its variables.
    pub dict: Obj,
}

/// The keys of a dict, and the values unless the keys are shared.
#[repr(C)]
#[derive(Debug)]
pub struct Keys {
    _refcount: isize,
    _log2_size: u8,
    /// The logarithm of the size of the index.
    pub log2_index_bytes: u8,
    /// What the entries are: [`UNICODE_KEYS`], [`SPLIT_KEYS`] or general.
    pub kind: u8,
    _version: u32,
    _usable: isize,
    /// The number of entries, deleted ones included: it only grows.
    pub len: isize,
    /// The index; the entries follow it.
    pub index: [u8; 0],
}

/// An entry whose key is a string.
#[repr(C)]
#[derive(Debug)]
pub struct Entry {
    /// The key, null if it was deleted.
    pub key: Obj,
    /// The value, null if it was deleted or the keys are shared.
    pub value: Obj,
}

/// [`Keys::kind`]: all keys are strings.
pub const UNICODE_KEYS: u8 = 1;
/// [`Keys::kind`]: all keys are strings, and shared by the instances of a class.
pub const SPLIT_KEYS: u8 = 2;
/// The attributes of instances are kept by the interpreter, before or after the object.
pub const MANAGED_DICT_FLAG: usize = 1 << 4;

/// Bits of a digit of an int.
pub const DIGIT_BITS: u32 = 30;

impl Keys {
    /// The entries of keys that are strings.
    ///
    /// # Safety
    /// `keys` points to keys of the kinds [`UNICODE_KEYS`] or [`SPLIT_KEYS`].
    pub unsafe fn entries(keys: *mut Keys) -> *mut Entry {
        // SAFETY: the caller's.
        unsafe { (&raw mut (*keys).index).cast::<u8>().add(1 << (*keys).log2_index_bytes).cast() }
    }
}

impl Long {
    /// Makes `long` the number `value`, if that has no more digits; whether it did.
    ///
    /// # Safety
    /// `long` points to an int that nobody else knows of; `value` is not one of the small ints.
    pub unsafe fn overwrite(long: *mut Long, value: i64) -> bool {
        let magnitude = value.unsigned_abs();
        let len = (u64::BITS - magnitude.leading_zeros()).div_ceil(DIGIT_BITS) as usize;
        // SAFETY: the caller's; `len` digits were there before.
        unsafe {
            if len > Long::len(long) {
                return false;
            }
            let digits = (&raw mut (*long).digits).cast::<u32>();
            for index in 0..len {
                let digit = magnitude >> (DIGIT_BITS as usize * index);
                digits.add(index).write(digit as u32 & ((1 << DIGIT_BITS) - 1));
            }
            Long::set_len(long, len, value < 0);
        }
        true
    }
}

/// [`FrameRecord::owner`] of a frame that is on the C stack or the interpreter's.
pub const OWNED_BY_THREAD: u8 = 0;
/// [`FrameRecord::owner`] of a frame that its frame object owns.
pub const OWNED_BY_FRAME_OBJECT: u8 = 2;
/// `gi_frame_state` of a generator whose own interpreter frame is gone.
pub const FRAME_CLEARED: i8 = 4;

impl FrameRecord {
    /// The words behind the record: locals, cells and free variables.
    ///
    /// # Safety
    /// `record` points to a frame record.
    pub unsafe fn locals(record: *mut FrameRecord) -> *mut Obj {
        // SAFETY: the locals begin where the record ends.
        unsafe { record.cast::<u8>().add(naja_rt_abi::layout::FRAME_RECORD_SIZE).cast() }
    }
}

const _: () = {
    assert!(offset_of!(Type, getattro) == 144);
    assert!(offset_of!(Type, flags) == 168);
    assert!(offset_of!(Type, dictoffset) == 288);
    assert!(offset_of!(Type, version_tag) == 384);
    assert!(offset_of!(Function, annotations) == 112);
    assert!(offset_of!(Str, state) == 32);
    assert!(offset_of!(Dict, keys) == 32);
    assert!(offset_of!(Keys, len) == 24);
    assert!(offset_of!(Keys, index) == 32);
    assert!(size_of::<FrameRecord>() == naja_rt_abi::layout::FRAME_RECORD_SIZE);
    assert!(offset_of!(FrameRecord, stacktop) == 64);
};
