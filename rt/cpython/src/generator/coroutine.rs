//! Awaiting our coroutines: the iterator that `__await__` gives.

use super::{Generator, methods, types};
use crate::api::{EMPTY_TYPE, METHODS_END, MethodDef, Obj, ffi, method_fast, method_noargs, method_one, own};
use crate::global::Global;
use core::ffi::{c_int, c_void};
use core::ptr;

/// An iterator over a coroutine.
#[repr(C)]
struct Wrapper {
    head: ffi::PyObject,
    coroutine: Obj,
}

static METHODS: Global<[MethodDef; 4]> =
    Global::new([method_one(c"send", send), method_fast(c"throw", throw), method_noargs(c"close", close), METHODS_END]);

static SLOTS: Global<ffi::PyAsyncMethods> =
    Global::new(ffi::PyAsyncMethods { am_await: None, am_aiter: None, am_anext: None, am_send: Some(am_send) });

static TYPE: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
    tp_name: c"coroutine_wrapper".as_ptr(),
    tp_basicsize: size_of::<Wrapper>() as isize,
    tp_dealloc: Some(dealloc),
    tp_traverse: Some(traverse),
    tp_iter: Some(ffi::PyObject_SelfIter),
    tp_iternext: Some(iternext),
    tp_as_async: SLOTS.as_ptr(),
    tp_methods: METHODS.as_ptr().cast(),
    tp_flags: ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_HAVE_GC,
    ..EMPTY_TYPE
});

pub(super) unsafe fn init() -> c_int {
    types::ready(TYPE.as_ptr(), ptr::null_mut())
}

/// `coroutine.__await__()`.
pub(super) unsafe extern "C" fn await_slot(coroutine: Obj) -> Obj {
    let made = ffi::PyObject_GC_New::<Wrapper>(TYPE.as_ptr());
    if !made.is_null() {
        (*made).coroutine = own(coroutine);
        ffi::PyObject_GC_Track(made.cast());
    }
    made.cast()
}

unsafe fn coroutine(this: Obj) -> Obj {
    (*this.cast::<Wrapper>()).coroutine
}

unsafe extern "C" fn iternext(this: Obj) -> Obj {
    methods::iternext(coroutine(this))
}

unsafe extern "C" fn am_send(this: Obj, value: Obj, result: *mut Obj) -> ffi::PySendResult {
    methods::am_send(coroutine(this), value, result)
}

unsafe extern "C" fn send(this: Obj, value: Obj) -> Obj {
    methods::send(coroutine(this), value)
}

unsafe extern "C" fn throw(this: Obj, args: *mut Obj, count: isize) -> Obj {
    methods::throw(coroutine(this), args, count)
}

unsafe extern "C" fn close(this: Obj, none: Obj) -> Obj {
    methods::close(coroutine(this), none)
}

unsafe extern "C" fn traverse(this: Obj, visit: ffi::visitproc, arg: *mut c_void) -> c_int {
    visit(coroutine(this), arg)
}

unsafe extern "C" fn dealloc(this: Obj) {
    ffi::PyObject_GC_UnTrack(this.cast());
    crate::api::clear(&raw mut (*this.cast::<Wrapper>()).coroutine);
    ffi::PyObject_GC_Del(this.cast());
}

/// Whether a coroutine is in the middle of being awaited by someone else.
pub(crate) unsafe fn is_awaited(coroutine: Obj) -> bool {
    if types::is_our_coroutine(coroutine) {
        return !(*Generator::of(coroutine)).frame.delegate.is_null();
    }
    let delegate = ffi::PyObject_GetAttrString(coroutine, c"cr_await".as_ptr());
    if delegate.is_null() {
        ffi::PyErr_Clear();
        return false;
    }
    ffi::Py_DECREF(delegate);
    delegate != ffi::Py_None()
}
