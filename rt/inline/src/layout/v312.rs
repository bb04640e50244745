//! What CPython 3.12 has of its own.

use super::{ExceptionItem, Function, Obj, Object};
use core::mem::offset_of;

/// `sys.version` starts with this.
pub const VERSION: &core::ffi::CStr = c"3.12.";

/// What is tested for pending work.
pub type Breaker = i32;
/// The bits that say there is some.
pub const BREAKER_MASK: Breaker = -1;
/// Where the breaker is in the interpreter state.
pub const BREAKER_OFFSET: usize = 368;

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

/// The eval loop's own record on the C stack.
#[repr(C)]
#[derive(Debug)]
pub struct CFrame {
    /// The innermost frame.
    pub current_frame: *mut FrameRecord,
}

/// A thread state.
#[repr(C)]
#[derive(Debug)]
pub struct ThreadState {
    _links: [usize; 2],
    /// The interpreter.
    pub interp: *mut u8,
    _status: u32,
    /// How many calls are left.
    pub recursion_remaining: i32,
    /// `sys.getrecursionlimit()`.
    pub recursion_limit: i32,
    /// How many calls of C functions are left.
    pub c_recursion_remaining: i32,
    /// Set while a RecursionError is made.
    pub recursion_headroom: i32,
    _tracing: [i32; 2],
    cframe: *mut CFrame,
    _profile: [usize; 4],
    /// The raised exception, or zero.
    pub current_exception: usize,
    /// The top of the stack of handled exceptions.
    pub exc_info: *mut ExceptionItem,
    _dict: [usize; 9],
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
        // SAFETY: the caller's; `cframe` is never null.
        unsafe { &raw mut (*(*thread).cframe).current_frame }
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
    _trace: [usize; 2],
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
    _names: [u8; 84],
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
pub const INLINE_VALUES_FLAG: usize = 1 << 4;

/// The array of attribute values of `object`, whose type has the flag; null if they are in a dict.
///
/// # Safety
/// `object` is an instance of a type with [`INLINE_VALUES_FLAG`].
pub unsafe fn inline_values(object: Obj) -> *mut Obj {
    // SAFETY: three words before such an object is a pointer to its dict, or with bit 0 set one to below its values.
    let word = unsafe { object.cast::<*mut u8>().sub(3).read() };
    if word.addr() & 1 == 0 { core::ptr::null_mut() } else { word.wrapping_add(1).cast() }
}

/// Notes that the value at `index`, which was unset, is now set: dicts are in the order in which attributes were.
///
/// # Safety
/// `object` has an array of values.
pub unsafe fn add_first_value(object: Obj, index: u8) {
    // SAFETY: the caller's; two bytes before the array is how many are set, before that which, the first next to it.
    unsafe {
        let count = inline_values(object).cast::<u8>().sub(2);
        *count += 1;
        count.sub(*count as usize).write(index);
    }
}

/// The dict of attributes of `object`; null if there is none yet, or the values are in an array that it does not know.
///
/// # Safety
/// `object` is an instance of a type with [`super::MANAGED_DICT_FLAG`].
pub unsafe fn managed_dict(object: Obj) -> Obj {
    // SAFETY: as for the values.
    let word = unsafe { object.cast::<*mut u8>().sub(3).read() };
    if word.addr() & 1 == 0 { word.cast() } else { core::ptr::null_mut() }
}

const _: () = {
    assert!(offset_of!(Function, vectorcall) == 128);
    assert!(offset_of!(ThreadState, recursion_remaining) == 28);
    assert!(offset_of!(ThreadState, cframe) == 56);
    assert!(offset_of!(ThreadState, exc_info) == 104);
    assert!(offset_of!(ThreadState, coroutine_origin_depth) == 184);
    assert!(offset_of!(ThreadState, id) == 224);
    assert!(offset_of!(FrameRecord, owner) == 70);
    assert!(offset_of!(FrameObject, data) == 48);
    assert!(offset_of!(Code, first_traceable) == 176);
    assert!(offset_of!(Code, instructions) == 192);
    assert!(offset_of!(GeneratorHead, frame) == 72);
};
