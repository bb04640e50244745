//! What CPython 3.11 has of its own.

use super::{ExceptionItem, Function, Obj, Object, VarObject};
use core::mem::offset_of;

/// `sys.version` starts with this.
pub const VERSION: &core::ffi::CStr = c"3.11.";

/// What is tested for pending work.
pub type Breaker = i32;
/// The bits that say there is some.
pub const BREAKER_MASK: Breaker = -1;
/// Where the breaker is in the interpreter state.
pub const BREAKER_OFFSET: usize = 100;

/// An `int`: the sign is the sign of the size.
#[repr(C)]
#[derive(Debug)]
pub struct Long {
    /// The head, with the signed number of digits.
    pub head: VarObject,
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
        unsafe { (*long).head.size.unsigned_abs() }
    }

    /// Makes `long`, of one digit, this number.
    ///
    /// # Safety
    /// `long` points to an int of one digit that nobody else looks at.
    pub unsafe fn set_digit(long: *mut Long, digit: u32, negative: bool) {
        // SAFETY: the caller's.
        unsafe {
            (*long).head.size = if negative { -1 } else { 1 };
            (&raw mut (*long).digits).cast::<u32>().write(digit);
        }
    }

    /// Whether `long` is below zero.
    ///
    /// # Safety
    /// `long` points to an int.
    pub unsafe fn is_negative(long: *const Long) -> bool {
        // SAFETY: the caller's.
        unsafe { (*long).head.size < 0 }
    }

    /// Sets the number of digits, which is not zero, and the sign.
    ///
    /// # Safety
    /// `long` points to an int with room for the digits, which nobody else knows of.
    pub unsafe fn set_len(long: *mut Long, len: usize, is_negative: bool) {
        let sign = if is_negative { -1 } else { 1 };
        // SAFETY: the caller's.
        unsafe { (*long).head.size = sign * len as isize };
    }
}

/// The eval loop's own record on the C stack.
#[repr(C)]
#[derive(Debug)]
pub struct CFrame {
    _use_tracing: u8,
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
    _init: [i32; 2],
    /// How many calls are left.
    pub recursion_remaining: i32,
    /// `sys.getrecursionlimit()`.
    pub recursion_limit: i32,
    /// Set while a RecursionError is made.
    pub recursion_headroom: i32,
    _tracing: [i32; 2],
    cframe: *mut CFrame,
    _profile: [usize; 4],
    /// The raised exception, or zero.
    pub current_exception: [usize; 3],
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
    /// The function object.
    pub function: *mut Function,
    /// `f_globals`.
    pub globals: Obj,
    /// `f_builtins`.
    pub builtins: Obj,
    /// `f_locals` of a class body, or null.
    pub namespace: Obj,
    /// The code object.
    pub code: *mut Code,
    /// The frame object, if one was asked for.
    pub frame_obj: *mut FrameObject,
    /// The caller's frame.
    pub previous: *mut FrameRecord,
    /// The instruction that runs.
    pub instruction: *mut u8,
    /// How many words behind the record are in use.
    pub stacktop: i32,
    /// Whether the C function of the eval loop returns with this frame.
    pub is_entry: u8,
    /// Who owns the memory.
    pub owner: u8,
    _padding: [u8; 2],
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
    _head: [u8; 76],
    /// Number of locals, cells and free variables.
    pub nlocalsplus: i32,
    _counts: [i32; 3],
    /// Number of free variables, the last of them.
    pub nfreevars: i32,
    _names: [u8; 72],
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
    /// The code object.
    pub code: *mut Code,
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
pub const ASCII_TEXT: usize = 48;
/// Where the text of another compact string begins.
pub const COMPACT_TEXT: usize = 72;
/// Where the pointer to the text of a string that is not compact is.
pub const TEXT_POINTER: usize = 72;

/// Where the keys that all instances of a heap type share are.
pub const CACHED_KEYS: usize = 872;
/// Whether instances of a type may keep attributes in an array.
pub const INLINE_VALUES_FLAG: usize = 1 << 4;

/// The array of attribute values of `object`, whose type has the flag; null if they are in a dict.
///
/// # Safety
/// `object` is an instance of a type with [`INLINE_VALUES_FLAG`].
pub unsafe fn inline_values(object: Obj) -> *mut Obj {
    // SAFETY: the pointer stands four words before such an object.
    unsafe { object.cast::<*mut Obj>().sub(4).read() }
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
    // SAFETY: the pointer stands three words before such an object.
    unsafe { object.cast::<Obj>().sub(3).read() }
}

const _: () = {
    assert!(offset_of!(Function, vectorcall) == 120);
    assert!(offset_of!(ThreadState, recursion_remaining) == 32);
    assert!(offset_of!(ThreadState, cframe) == 56);
    assert!(offset_of!(ThreadState, exc_info) == 120);
    assert!(offset_of!(ThreadState, coroutine_origin_depth) == 200);
    assert!(offset_of!(ThreadState, id) == 240);
    assert!(offset_of!(FrameRecord, owner) == 69);
    assert!(offset_of!(FrameObject, data) == 48);
    assert!(offset_of!(Code, first_traceable) == 168);
    assert!(offset_of!(Code, instructions) == 184);
    assert!(offset_of!(GeneratorHead, frame) == 80);
};
