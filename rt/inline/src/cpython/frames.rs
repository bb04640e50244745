//! Frame records, the count of calls, and the poll flag.

use crate::context::{
    Cx, naja_cpy_activation_link, naja_cpy_activation_pop, naja_cpy_frame_detach, naja_cpy_frame_keep,
    naja_cpy_frame_regain, naja_cpy_recursion_overflow, naja_cpy_recursion_refuse,
};
use crate::cpython::{containers, refcount};
use crate::layout::{BREAKER_MASK, Code, FrameRecord, Function, OWNED_BY_THREAD, Obj, ThreadState, VarObject};
use core::ptr;
use naja_rt_abi::layout::{Activation, Frame, FunctionDesc};

pub unsafe fn recursion_enter(cx: *mut Cx) -> i32 {
    // The address of a local stands for the stack pointer: nothing portable tells more.
    let here = 0_u8;
    let thread = (*cx).thread;
    let left = (*thread).recursion_remaining;
    (*thread).recursion_remaining = left - 1;
    if left <= 0 || (&raw const here).addr() < (*cx).stack_limit { naja_cpy_recursion_overflow(cx) } else { 0 }
}

pub unsafe fn recursion_leave(cx: *mut Cx) {
    (*(*cx).thread).recursion_remaining += 1;
}

pub unsafe fn recursion_shift(cx: *mut Cx, by: i64) {
    (*(*cx).thread).recursion_remaining += by as i32;
}

pub unsafe fn recursion_check(cx: *mut Cx, untold: i64) -> i32 {
    let here = 0_u8;
    let left = (*(*cx).thread).recursion_remaining - untold as i32;
    let is_refused = left <= 0 || (&raw const here).addr() < (*cx).stack_limit;
    if is_refused { naja_cpy_recursion_refuse(cx, i64::from(left)) } else { 0 }
}

pub unsafe fn frame_refused(cx: *mut Cx, words: *mut Obj, masks: *const u64, size: i64, entry: i64) {
    for index in 0..size * 64 {
        if masks.offset((entry * size + index / 64) as isize).read() >> (index % 64) & 1 != 0 {
            refcount::decref_nullable(cx, words.offset(index as isize).read());
        }
    }
}

pub unsafe fn function_is_original(_: *mut Cx, function: Obj, desc: *mut FunctionDesc) -> i32 {
    let function = function.cast::<Function>();
    let same_code = (*function).code == (*desc).code.read().cast();
    let same_module = (*function).globals == (*(*desc).module).globals.read().cast();
    (same_code & same_module) as i32
}

pub unsafe fn function_is_of(cx: *mut Cx, object: Obj, desc: *mut FunctionDesc) -> i32 {
    if (*object).class == (*cx).function_class { function_is_original(cx, object, desc) } else { 0 }
}

pub unsafe fn function_defaults(_: *mut Cx, function: Obj) -> i64 {
    let defaults = (*function.cast::<Function>()).defaults;
    if defaults.is_null() { 0 } else { (*defaults.cast::<VarObject>()).size as i64 }
}

pub unsafe fn function_default(cx: *mut Cx, function: Obj, index: i64) -> Obj {
    containers::tuple_item(cx, (*function.cast::<Function>()).defaults, index)
}

pub unsafe fn frame_push(
    cx: *mut Cx,
    record: *mut FrameRecord,
    desc: *mut FunctionDesc,
    globals: Obj,
    function: Obj,
    namespace: Obj,
) {
    let code = (*desc).code.read().cast::<Code>();
    let innermost = ThreadState::current_frame((*cx).thread);
    let spokesman = (*(*desc).module).state.read().cast::<Obj>();
    (*record).code = code;
    (*record).function = if function.is_null() { spokesman.read() } else { function }.cast();
    (*record).globals = globals;
    (*record).builtins = (*(*desc).module).builtins.read().cast();
    refcount::incref_nullable(cx, namespace);
    (*record).namespace = namespace;
    (*record).frame_obj = ptr::null_mut();
    (*record).previous = *innermost;
    // The interpreter hides frames that have not come to their first real instruction.
    (*record).instruction = instructions(code).offset(2 * (*code).first_traceable as isize);
    (*record).stacktop = (*desc).locals_len as i32;
    #[cfg(feature = "py311")]
    {
        (*record).is_entry = 1;
    }
    #[cfg(not(feature = "py311"))]
    {
        (*record).return_offset = 0;
    }
    (*record).owner = OWNED_BY_THREAD;
    let locals = FrameRecord::locals(record);
    let (len, free) = ((*desc).locals_len as usize, (*desc).free_len as usize);
    locals.write_bytes(0, len);
    // The interpreter relies on free variables being cells.
    for index in len.saturating_sub(free)..len {
        locals.add(index).write((*cx).empty_cell);
    }
    *innermost = record;
}

pub unsafe fn frame_at(_: *mut Cx, record: *mut FrameRecord, lasti: i64) {
    (*record).instruction = instructions((*record).code).offset(lasti as isize);
}

pub unsafe fn frame_pop(cx: *mut Cx, record: *mut FrameRecord) {
    *ThreadState::current_frame((*cx).thread) = (*record).previous;
    // Somebody has asked for the frame object, or the interpreter has made a dict of the locals.
    if !(*record).frame_obj.is_null() || !(*record).namespace.is_null() {
        naja_cpy_frame_detach(cx, record);
    }
}

pub unsafe fn frame_hand_over(cx: *mut Cx, record: *mut FrameRecord) {
    *ThreadState::current_frame((*cx).thread) = (*record).previous;
    if !(*record).frame_obj.is_null() || !(*record).namespace.is_null() {
        naja_cpy_frame_keep(cx, record);
    }
}

pub unsafe fn frame_take_over(cx: *mut Cx, record: *mut FrameRecord) {
    if !(*cx).handed_frame.is_null() || !(*cx).handed_namespace.is_null() {
        naja_cpy_frame_regain(cx, record);
    }
}

pub unsafe fn activation_begin(
    _: *mut Cx,
    activation: *mut Activation,
    callers: *mut Activation,
    desc: *mut FunctionDesc,
) {
    (*activation).callers = callers.expose_provenance();
    (*activation).desc = desc;
}

pub unsafe fn callers_link(cx: *mut Cx, activation: *mut Activation) {
    if activation.is_null() {
        return;
    }
    let record = activation_record(cx, activation);
    if record.is_null() {
        naja_cpy_activation_link(cx, activation);
    } else if (*activation).lasti >= 0 {
        frame_at(cx, record, (*activation).lasti);
    }
}

pub unsafe fn activation_record(_: *mut Cx, activation: *mut Activation) -> *mut FrameRecord {
    let is_linked = (*activation).callers & Activation::LINKED != 0;
    if is_linked { record_of(activation) } else { ptr::null_mut() }
}

pub unsafe fn activation_end(cx: *mut Cx, activation: *mut Activation) {
    let record = activation_record(cx, activation);
    if !record.is_null() {
        naja_cpy_activation_pop(cx, record);
    }
}

/// Where the record of an activation is.
///
/// # Safety
/// `activation` points to an activation.
pub unsafe fn record_of(activation: *mut Activation) -> *mut FrameRecord {
    (&raw mut (*activation).record).cast()
}

pub unsafe fn method_is_unbound(cx: *mut Cx, _: Obj) -> i64 {
    (*cx).method_is_unbound
}

pub unsafe fn frame_is_seen(_: *mut Cx, record: *mut FrameRecord) -> i32 {
    let frame = if record.is_null() { ptr::null_mut() } else { (*record).frame_obj };
    (!frame.is_null() && (*frame).head.refcount > 1) as i32
}

pub unsafe fn generator_take(_: *mut Cx, frame: *mut Frame) -> Obj {
    ptr::replace(&raw mut (*frame).sent, ptr::null_mut()).cast()
}

pub unsafe fn generator_yields(_: *mut Cx, frame: *mut Frame) {
    (*frame).is_yield = 1;
}

pub unsafe fn poll_pending(cx: *mut Cx) -> i32 {
    ((*cx).breaker.read_volatile() & BREAKER_MASK != 0) as i32
}

/// Where the instructions of a code object begin.
pub unsafe fn instructions(code: *mut Code) -> *mut u8 {
    (&raw mut (*code).instructions).cast()
}

#[cfg(feature = "py311")]
pub unsafe fn exc_is_set(cx: *mut Cx) -> i32 {
    ((*(*cx).thread).current_exception[0] != 0) as i32
}

#[cfg(not(feature = "py311"))]
pub unsafe fn exc_is_set(cx: *mut Cx) -> i32 {
    ((*(*cx).thread).current_exception != 0) as i32
}

/// What a loop's cache holds: iterations until the next try, and the distance between tries.
#[repr(C)]
pub struct Tries {
    left: u64,
    distance: u64,
}

/// The first distance between tries.
const NEAREST: u64 = 16;
/// The last.
const FARTHEST: u64 = 4096;

pub unsafe fn loop_due(_: *mut Cx, cache: *mut Tries) -> i32 {
    if (*cache).left > 0 {
        (*cache).left -= 1;
        return 0;
    }
    let distance = ((*cache).distance * 2).clamp(NEAREST, FARTHEST);
    (*cache).distance = distance;
    (*cache).left = distance;
    1
}
