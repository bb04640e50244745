//! Awaiting our coroutines: the iterator that `__await__` gives.

use super::{Generator, delegate, methods, types};
use crate::api::{EMPTY_TYPE, METHODS_END, MethodDef, Obj, fail, ffi, method_fast, method_noargs, method_one, own};
use crate::global::Global;
use core::ffi::{CStr, c_int, c_void};
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

/// What the interpreter asks for in a `yield from`, as it passes on without `iter` only coroutines of its own. In a generator
/// that may delegate to coroutines there is an answer; elsewhere coroutines are as little iterable as without this slot, and have
/// no `__iter__`.
pub(super) unsafe extern "C" fn iter_slot(coroutine: Obj) -> Obj {
    let mut text = c"'coroutine' object is not iterable";
    let frame = ffi::PyEval_GetFrame();
    if !frame.is_null() {
        let code = ffi::PyFrame_GetCode(frame).cast::<ffi::PyObject>();
        let may_delegate = delegate::code_flags(code) & (ffi::CO_COROUTINE | ffi::CO_ITERABLE_COROUTINE) != 0;
        for (instruction, refusal) in REFUSALS {
            if is_at(frame, code, instruction) {
                text = refusal;
            }
        }
        ffi::Py_DECREF(code);
        if may_delegate && text == REFUSALS[0].1 {
            return await_slot(coroutine);
        }
    }
    fail(ffi::PyExc_TypeError, text);
    ptr::null_mut()
}

/// What the interpreter says of coroutines in instructions that go through an iterable; the first one may delegate to them.
const REFUSALS: [(&CStr, &CStr); 4] = [
    (c"GET_YIELD_FROM_ITER", c"cannot 'yield from' a coroutine object in a non-coroutine generator"),
    (c"UNPACK_SEQUENCE", c"cannot unpack non-iterable coroutine object"),
    (c"UNPACK_EX", c"cannot unpack non-iterable coroutine object"),
    (c"LIST_EXTEND", c"Value after * must be an iterable, not coroutine"),
];

/// Whether a frame is at an instruction of that name.
unsafe fn is_at(frame: *mut ffi::PyFrameObject, code: Obj, name: &CStr) -> bool {
    let bytes = ffi::PyObject_GetAttrString(code, c"co_code".as_ptr());
    let lasti = ffi::PyFrame_GetLasti(frame) as isize;
    let mut is_there = false;
    if !bytes.is_null() && (0..ffi::PyBytes_Size(bytes)).contains(&lasti) {
        let opcode = ffi::PyBytes_AsString(bytes).cast::<u8>().offset(lasti).read();
        is_there = number_of(name) == Some(opcode.into());
    }
    ffi::Py_XDECREF(bytes);
    ffi::PyErr_Clear();
    is_there
}

/// The number of an instruction, which differs by version.
unsafe fn number_of(name: &CStr) -> Option<i64> {
    let module = ffi::PyImport_ImportModule(c"opcode".as_ptr());
    let numbers = if module.is_null() { module } else { ffi::PyObject_GetAttrString(module, c"opmap".as_ptr()) };
    let number = if numbers.is_null() { numbers } else { ffi::PyMapping_GetItemString(numbers, name.as_ptr()) };
    let found = if number.is_null() { None } else { Some(ffi::PyLong_AsLong(number).into()) };
    for object in [module, numbers, number] {
        ffi::Py_XDECREF(object);
    }
    found
}

/// Takes `__iter__`, which readying made for the slot, out of the type.
pub(super) unsafe fn hide_iter(class: *mut ffi::PyTypeObject) -> c_int {
    let namespace = (*class).tp_dict;
    if ffi::PyDict_GetItemString(namespace, c"__iter__".as_ptr()).is_null() {
        return 0;
    }
    let status = ffi::PyDict_DelItemString(namespace, c"__iter__".as_ptr());
    ffi::PyType_Modified(class);
    status
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
