//! Frame objects: for frame records that are asked for one, and for tracebacks.

use crate::api::{Array, Cx, Obj, PyTraceBack_Type, as_obj, clear, ffi, is_raised, own, set_raised, take_raised};
use core::ptr;
use naja_rt_abi::layout::{Activation, FunctionDesc, Site, flags};
use naja_rt_inline::cpython::rows::{
    activation_record, callers_link, frame_at, frame_hand_over, frame_pop, frame_push, instructions, record_of,
};
use naja_rt_inline::layout::{Code, FrameObject, FrameRecord, OWNED_BY_FRAME_OBJECT, ThreadState};

/// Ends an unlinked frame record: moves what it owns into its frame object, which may outlive it, or gives it up.
///
/// A record owns its namespace and its locals, as the interpreter may set both; the rest it borrowed.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_frame_detach(cx: *mut Cx, record: *mut FrameRecord) {
    let raised = if is_raised() { take_raised() } else { ptr::null_mut() };
    let frame = ptr::replace(&raw mut (*record).frame_obj, ptr::null_mut());
    if !frame.is_null() && ffi::Py_REFCNT(as_obj(frame)) > 1 {
        take_over(cx, frame, record);
    } else {
        frame_locals_clear(cx, record);
        clear((&raw mut (*record).namespace).cast());
    }
    ffi::Py_XDECREF(as_obj(frame));
    if !raised.is_null() {
        set_raised(raised);
    }
}

/// Keeps the frame object and the namespace of an unlinked record for the version that goes on.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_frame_keep(cx: *mut Cx, record: *mut FrameRecord) {
    frame_locals_clear(cx, record);
    (*cx).handed_frame = ptr::replace(&raw mut (*record).frame_obj, ptr::null_mut()).cast();
    (*cx).handed_namespace = ptr::replace(&raw mut (*record).namespace, ptr::null_mut()).cast();
}

/// Gives a record what was handed over. The namespace of a body is in both records.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_frame_regain(cx: *mut Cx, record: *mut FrameRecord) {
    let frame = ptr::replace(&raw mut (*cx).handed_frame, ptr::null_mut()).cast::<FrameObject>();
    if !frame.is_null() {
        (*frame).frame = record;
        (*record).frame_obj = frame;
    }
    let namespace = ptr::replace(&raw mut (*cx).handed_namespace, ptr::null_mut());
    if (*record).namespace.is_null() {
        (*record).namespace = namespace.cast();
    } else {
        ffi::Py_XDECREF(namespace.cast());
    }
}

/// Gives up what was handed over: nobody goes on.
pub(crate) unsafe fn forget_handed(cx: *mut Cx) {
    clear((&raw mut (*cx).handed_namespace).cast());
    let frame = ptr::replace(&raw mut (*cx).handed_frame, ptr::null_mut()).cast::<FrameObject>();
    if frame.is_null() {
        return;
    }
    // Its record is gone: the frame keeps one of its own, without variables.
    let data = &raw mut (*frame).data;
    data.write((*frame).frame.read());
    (*data).stacktop = 0;
    (*data).frame_obj = ptr::null_mut();
    take_over(cx, frame, data);
    ffi::Py_DECREF(as_obj(frame));
}

/// Links the records of an activation that is not linked, and of those that called it, the outermost first.
pub(crate) unsafe fn activation_link(cx: *mut Cx, activation: *mut Activation) {
    // On the way up each activation is told who it was called for, on the way back who called it.
    let mut inner: *mut Activation = ptr::null_mut();
    let mut at = activation;
    while !at.is_null() && (*at).callers & Activation::LINKED == 0 {
        let outer = ptr::with_exposed_provenance_mut((*at).callers);
        (*at).callers = inner.expose_provenance();
        inner = at;
        at = outer;
    }
    // It is linked, perhaps since an earlier call.
    callers_link(cx, at);
    while !inner.is_null() {
        let next = ptr::with_exposed_provenance_mut((*inner).callers);
        (*inner).callers = at.expose_provenance() | Activation::LINKED;
        let desc = (*inner).desc.cast_mut();
        let globals = (*(*desc).module).globals.read().cast();
        frame_push(cx, record_of(inner), desc, globals, ptr::null_mut(), ptr::null_mut());
        callers_link(cx, inner);
        at = inner;
        inner = next;
    }
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_activation_pop(cx: *mut Cx, record: *mut FrameRecord) {
    frame_pop(cx, record);
}

pub(crate) unsafe fn activation_hand_over(cx: *mut Cx, activation: *mut Activation) {
    let record = activation_record(cx, activation);
    if record.is_null() {
        activation_link(cx, ptr::with_exposed_provenance_mut((*activation).callers));
    } else {
        frame_hand_over(cx, record);
    }
}

pub(crate) unsafe fn frame_locals(cx: *mut Cx, record: *mut FrameRecord, values: Array) {
    let locals = FrameRecord::locals(record).cast::<Obj>();
    for index in 0..values.len() {
        let value = values.as_ptr().add(index).read();
        ffi::Py_XINCREF(value);
        // A free variable always has a cell here: see `Cx::empty_cell`.
        let old = locals.add(index).read();
        locals.add(index).write(value);
        if old != (*cx).empty_cell.cast() {
            ffi::Py_XDECREF(old);
        }
    }
}

pub(crate) unsafe fn frame_locals_clear(cx: *mut Cx, record: *mut FrameRecord) {
    let locals = FrameRecord::locals(record).cast::<Obj>();
    let empty = (*cx).empty_cell.cast();
    let len = (*record).stacktop as usize;
    let first_free = len.saturating_sub((*(*record).code).nfreevars as usize);
    for index in 0..len {
        let unset = if index < first_free { ptr::null_mut() } else { empty };
        let old = locals.add(index).read();
        locals.add(index).write(unset);
        if old != empty {
            ffi::Py_XDECREF(old);
        }
    }
}

unsafe fn take_over(cx: *mut Cx, frame: *mut FrameObject, record: *mut FrameRecord) {
    let data = &raw mut (*frame).data;
    data.write(record.read());
    let len = (*record).stacktop as usize;
    FrameRecord::locals(data).copy_from_nonoverlapping(FrameRecord::locals(record), len);
    let locals = FrameRecord::locals(data).cast::<Obj>();
    for index in 0..len {
        if locals.add(index).read() == (*cx).empty_cell.cast() {
            ffi::Py_INCREF((*cx).empty_cell.cast());
        }
    }
    ffi::Py_INCREF(as_obj((*data).code));
    (*data).function = if (*data).function.is_null() {
        // A module body, or a fast version that never saw its function object: the frame needs some function.
        ffi::PyFunction_New(as_obj((*data).code), as_obj((*data).globals)).cast()
    } else {
        own(as_obj((*data).function)).cast()
    };
    (*data).previous = ptr::null_mut();
    (*data).frame_obj = ptr::null_mut();
    (*data).owner = OWNED_BY_FRAME_OBJECT;
    (*frame).frame = data;
    // The record is unlinked, so the innermost frame is the caller's.
    (*frame).back = ffi::PyThreadState_GetFrame((*cx).thread.cast()).cast();
    if ffi::PyObject_GC_IsTracked(as_obj(frame)) == 0 {
        ffi::PyObject_GC_Track(frame.cast());
    }
}

/// Adds a place to the traceback of the raised exception.
pub(crate) unsafe fn add_traceback(
    cx: *mut Cx,
    desc: *mut FunctionDesc,
    site: *mut Site,
    globals: Obj,
    record: *mut FrameRecord,
) {
    let code = (*desc).code.read().cast::<Code>();
    if code.is_null() {
        return;
    }
    let lasti = i64::from((*site).lasti);
    let exc = take_raised();
    let frame = if record.is_null() {
        let namespace = if (*desc).flags & flags::MODULE_BODY != 0 { globals } else { ptr::null_mut() };
        new_frame(cx, code, lasti, globals, namespace)
    } else {
        if lasti >= 0 {
            frame_at(cx, record, lasti);
        }
        ffi::PyThreadState_GetFrame((*cx).thread.cast()).cast()
    };
    if frame.is_null() {
        // Out of memory: the exception without this place is better than none.
        ffi::PyErr_Clear();
        set_raised(exc);
        return;
    }
    if lasti >= 0 {
        set_raised(exc);
        ffi::PyTraceBack_Here(frame.cast());
    } else {
        add_line(exc, frame, (*site).line);
        set_raised(exc);
    }
    ffi::Py_DECREF(as_obj(frame));
}

/// Where the innermost frame is; -1 if there is none.
pub(crate) unsafe fn place_of_innermost(cx: *mut Cx) -> i64 {
    let record = *ThreadState::current_frame((*cx).thread);
    if record.is_null() { -1 } else { (*record).instruction.byte_offset_from(instructions((*record).code)) as i64 }
}

/// Puts the frame that an exception was raised in where it was then, if it is the innermost one.
pub(crate) unsafe fn go_back(cx: *mut Cx, exc: Obj, place: i64) {
    let traceback = ffi::PyException_GetTraceback(exc).cast::<ffi::PyTracebackObject>();
    let record = *ThreadState::current_frame((*cx).thread);
    if traceback.is_null() {
        return;
    }
    if !record.is_null() && (*traceback).tb_frame.cast() == (*record).frame_obj {
        frame_at(cx, record, place);
    }
    ffi::Py_DECREF(traceback.cast());
}

/// A frame object of its own, as if the function had been at `lasti`.
pub(crate) unsafe fn new_frame(
    cx: *mut Cx,
    code: *mut Code,
    lasti: i64,
    globals: Obj,
    namespace: Obj,
) -> *mut FrameObject {
    let frame = ffi::PyFrame_New((*cx).thread.cast(), code.cast(), globals, namespace).cast::<FrameObject>();
    if !frame.is_null() {
        let record = (*frame).frame;
        place(record, code, lasti);
        let locals = FrameRecord::locals(record).cast::<Obj>();
        for index in (*code).nlocalsplus - (*code).nfreevars..(*code).nlocalsplus {
            locals.add(index as usize).write(own((*cx).empty_cell.cast()));
        }
        (*frame).back = ffi::PyThreadState_GetFrame((*cx).thread.cast()).cast();
    }
    frame
}

/// Sets the instruction that a frame without a running function is at.
pub(crate) unsafe fn place(record: *mut FrameRecord, code: *mut Code, lasti: i64) {
    let start = if lasti >= 0 { lasti } else { 2 * i64::from((*code).first_traceable) };
    (*record).instruction = instructions(code).offset(start as isize);
}

/// Adds a place that has a line but no instruction.
unsafe fn add_line(exc: Obj, frame: *mut FrameObject, line: u32) {
    let mut next = ffi::PyException_GetTraceback(exc);
    if next.is_null() {
        next = own(ffi::Py_None());
    }
    let class = &raw mut PyTraceBack_Type;
    let entry = ffi::PyObject_CallFunction(class.cast(), c"OOii".as_ptr(), next, frame, -1, line as core::ffi::c_int);
    ffi::Py_DECREF(next);
    if entry.is_null() {
        ffi::PyErr_Clear();
        return;
    }
    ffi::PyException_SetTraceback(exc, entry);
    ffi::Py_DECREF(entry);
}
