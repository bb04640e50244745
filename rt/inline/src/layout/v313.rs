//! What CPython 3.13 has of its own.

use super::{ExceptionItem, Function, Obj, Object};
use core::mem::offset_of;

/// `sys.version` starts with this.
pub const VERSION: &core::ffi::CStr = c"3.13.";

/// What is tested for pending work.
pub type Breaker = usize;
/// The bits that say there is some.
pub const BREAKER_MASK: Breaker = 0xff;
/// Where the breaker is in the thread state.
pub const BREAKER_OFFSET: usize = 24;

/// An `int`.
#[repr(C)]
#[derive(Debug)]
pub struct Long {
    /// The head.
    pub head: Object,
    /// Bits 0 and 1: 0 positive, 1 zero, 2 negative; from bit 3 on the number of digits.
    pub tag: usize,
    /// Digits of 30 bits.
    pub digits: [u32; 0],
}

impl Long {
    /// The number of digits of `long`.
    ///
    /// # Safety
    /// `long` points to an int.
    pub unsafe fn len(long: *const Long) -> usize {
        // SAFETY: the caller's.
        unsafe { (*long).tag >> 3 }
    }

    /// Makes `long`, of one digit, this number.
    ///
    /// # Safety
    /// `long` points to an int of one digit that nobody else looks at.
    pub unsafe fn set_digit(long: *mut Long, digit: u32, negative: bool) {
        // SAFETY: the caller's.
        unsafe {
            (*long).tag = 1 << 3 | if negative { 2 } else { 0 };
            (&raw mut (*long).digits).cast::<u32>().write(digit);
        }
    }

    /// Whether `long` is below zero.
    ///
    /// # Safety
    /// `long` points to an int.
    pub unsafe fn is_negative(long: *const Long) -> bool {
        // SAFETY: the caller's.
        unsafe { (*long).tag & 3 == 2 }
    }

    /// Sets the number of digits, which is not zero, and the sign.
    ///
    /// # Safety
    /// `long` points to an int with room for the digits, which nobody else knows of.
    pub unsafe fn set_len(long: *mut Long, len: usize, is_negative: bool) {
        // SAFETY: the caller's.
        unsafe { (*long).tag = len << 3 | if is_negative { 2 } else { 0 } };
    }
}

/// A thread state.
#[repr(C)]
#[derive(Debug)]
pub struct ThreadState {
    _links: [usize; 2],
    /// The interpreter.
    pub interp: *mut u8,
    _breaker: usize,
    _status: [u32; 3],
    /// How many calls are left.
    pub recursion_remaining: i32,
    /// `sys.getrecursionlimit()`.
    pub recursion_limit: i32,
    /// How many calls of C functions are left.
    pub c_recursion_remaining: i32,
    /// Set while a RecursionError is made.
    pub recursion_headroom: i32,
    _tracing: [i32; 2],
    current_frame: *mut FrameRecord,
    _profile: [usize; 4],
    /// The raised exception, or zero.
    pub current_exception: usize,
    /// The top of the stack of handled exceptions.
    pub exc_info: *mut ExceptionItem,
    _dict: [usize; 7],
    /// How many frames of where it was created a new coroutine keeps.
    pub coroutine_origin_depth: i32,
    _hooks: [usize; 4],
    /// A number of its own.
    pub id: u64,
}

impl ThreadState {
    /// The variable that holds the innermost frame.
    ///
    /// # Safety
    /// `thread` is a live thread state.
    pub unsafe fn current_frame(thread: *mut ThreadState) -> *mut *mut FrameRecord {
        // SAFETY: the caller's.
        unsafe { &raw mut (*thread).current_frame }
    }
}

/// The interpreter's frame.
#[repr(C)]
#[derive(Debug)]
pub struct FrameRecord {
    /// The code object.
    pub code: *mut Code,
    /// The caller's frame.
    pub previous: *mut FrameRecord,
    /// The function object.
    pub function: *mut Function,
    /// `f_globals`.
    pub globals: Obj,
    /// `f_builtins`.
    pub builtins: Obj,
    /// `f_locals` of a class body, or null.
    pub namespace: Obj,
    /// The frame object, if one was asked for.
    pub frame_obj: *mut FrameObject,
    /// The instruction that runs.
    pub instruction: *mut u8,
    /// How many words behind the record are in use.
    pub stacktop: i32,
    /// Where a return goes on in the caller: not for our frames.
    pub return_offset: u16,
    /// Who owns the memory.
    pub owner: u8,
    _padding: u8,
}

/// A frame object.
#[repr(C)]
#[derive(Debug)]
pub struct FrameObject {
    /// The head.
    pub head: Object,
    /// `f_back`, if the frame is no longer linked.
    pub back: *mut FrameObject,
    /// The frame.
    pub frame: *mut FrameRecord,
    _trace: [usize; 4],
    /// Room for the frame once it is no longer linked.
    pub data: FrameRecord,
}

/// A code object, as far as it is read.
#[repr(C)]
#[derive(Debug)]
pub struct Code {
    _head: [u8; 72],
    /// Number of locals, cells and free variables.
    pub nlocalsplus: i32,
    _counts: [i32; 3],
    /// Number of free variables, the last of them.
    pub nfreevars: i32,
    _names: [u8; 92],
    /// The index of the instruction at which the function really starts.
    pub first_traceable: i32,
    _extra: [u8; 12],
    /// The instructions.
    pub instructions: [u16; 0],
}

/// What a generator object begins with.
#[repr(C)]
#[derive(Debug)]
pub struct GeneratorHead {
    /// The head.
    pub head: Object,
    /// Weak references to it.
    pub weakrefs: Obj,
    /// `__name__`.
    pub name: Obj,
    /// `__qualname__`.
    pub qualname: Obj,
    /// The exceptions it handles.
    pub exc_state: ExceptionItem,
    /// `cr_origin`, or the finaliser hook of an asynchronous generator.
    pub origin_or_finalizer: Obj,
    /// Whether the hooks were called.
    pub hooks_inited: u8,
    /// Whether an asynchronous generator was closed.
    pub closed: u8,
    /// Whether an asynchronous generator runs.
    pub running_async: u8,
    /// The state of the frame.
    pub frame_state: i8,
    _padding: [u8; 4],
    /// The frame.
    pub frame: FrameRecord,
}

/// Where the text of a compact ASCII string begins.
pub const ASCII_TEXT: usize = 40;
/// Where the text of another compact string begins.
pub const COMPACT_TEXT: usize = 56;
/// Where the pointer to the text of a string that is not compact is.
pub const TEXT_POINTER: usize = 56;

/// Where the keys that all instances of a heap type share are.
pub const CACHED_KEYS: usize = 880;
/// Whether instances of a type may keep attributes in an array.
pub const INLINE_VALUES_FLAG: usize = 1 << 2;

/// The array of attribute values of `object`, whose type has the flag; null if they are in a dict.
///
/// # Safety
/// `object` is an instance of a type with [`INLINE_VALUES_FLAG`].
pub unsafe fn inline_values(object: Obj) -> *mut Obj {
    // SAFETY: the values follow the head of such an object: four bytes, the last of which says whether they are in use,
    // and after eight bytes the array.
    unsafe {
        let values = object.cast::<u8>().add(size_of::<Object>());
        if values.add(3).read() == 0 { core::ptr::null_mut() } else { values.add(8).cast() }
    }
}

/// Notes that the value at `index`, which was unset, is now set: dicts are in the order in which attributes were.
///
/// # Safety
/// `object` has an array of values.
pub unsafe fn add_first_value(object: Obj, index: u8) {
    // SAFETY: the caller's; eight bytes before the array is how long it is, then how many are set; behind it is which.
    unsafe {
        let values = inline_values(object);
        let [capacity, count] = [8, 7].map(|distance| values.cast::<u8>().sub(distance));
        values.add(*capacity as usize).cast::<u8>().add(*count as usize).write(index);
        *count += 1;
    }
}

/// The dict of attributes of `object`; null if there is none yet, or the values are in an array that it does not know.
///
/// # Safety
/// `object` is an instance of a type with [`super::MANAGED_DICT_FLAG`].
pub unsafe fn managed_dict(object: Obj) -> Obj {
    // SAFETY: the pointer stands three words before such an object.
    unsafe { object.cast::<Obj>().sub(3).read() }
}

const _: () = {
    assert!(offset_of!(Function, vectorcall) == 128);
    assert!(offset_of!(ThreadState, recursion_remaining) == 44);
    assert!(offset_of!(ThreadState, current_frame) == 72);
    assert!(offset_of!(ThreadState, exc_info) == 120);
    assert!(offset_of!(ThreadState, coroutine_origin_depth) == 184);
    assert!(offset_of!(ThreadState, id) == 224);
    assert!(offset_of!(FrameRecord, owner) == 70);
    assert!(offset_of!(FrameObject, data) == 64);
    assert!(offset_of!(Code, first_traceable) == 184);
    assert!(offset_of!(Code, instructions) == 200);
    assert!(offset_of!(GeneratorHead, frame) == 72);
};
