//! The types: static subtypes of the interpreter's, with methods of their own.

use super::{Generator, Kind, async_gen, coroutine, methods, picture};
use crate::api::{
    EMPTY_TYPE, GETTERS_END, METHODS_END, MethodDef, Obj, ffi, getter, method_fast, method_noargs, method_one,
};
use crate::global::Global;
use crate::stand_in;
use core::ffi::{CStr, c_int};
use core::mem::offset_of;
use naja_rt_abi::layout::Word;
use naja_rt_inline::layout::GeneratorHead;

/// The methods of generators and coroutines.
static METHODS: Global<[MethodDef; 4]> = Global::new([
    method_one(c"send", methods::send),
    method_fast(c"throw", methods::throw),
    method_noargs(c"close", methods::close),
    METHODS_END,
]);

/// The attributes, which differ only in their prefix.
macro_rules! getters {
    ($is_running:path, $running:literal, $suspended:literal, $frame:literal, $code:literal, $delegate:literal) => {
        Global::new([
            getter($running, $is_running),
            getter($suspended, methods::suspended),
            getter($frame, picture::frame_of),
            getter($code, methods::code),
            getter($delegate, methods::delegate),
            stand_in::CLASS,
            GETTERS_END,
        ])
    };
}

type Getters = Global<[ffi::PyGetSetDef; 7]>;

static GENERATOR_GETTERS: Getters =
    getters!(methods::running, c"gi_running", c"gi_suspended", c"gi_frame", c"gi_code", c"gi_yieldfrom");
static COROUTINE_GETTERS: Getters =
    getters!(methods::running, c"cr_running", c"cr_suspended", c"cr_frame", c"cr_code", c"cr_await");
static ASYNC_GETTERS: Getters =
    getters!(async_gen::running, c"ag_running", c"ag_suspended", c"ag_frame", c"ag_code", c"ag_await");

static GENERATOR_SLOTS: Global<ffi::PyAsyncMethods> = Global::new(ffi::PyAsyncMethods {
    am_await: None,
    am_aiter: None,
    am_anext: None,
    am_send: Some(methods::am_send),
});
static COROUTINE_SLOTS: Global<ffi::PyAsyncMethods> = Global::new(ffi::PyAsyncMethods {
    am_await: Some(coroutine::await_slot),
    am_aiter: None,
    am_anext: None,
    am_send: Some(methods::am_send),
});
static ASYNC_SLOTS: Global<ffi::PyAsyncMethods> = Global::new(ffi::PyAsyncMethods {
    am_await: None,
    am_aiter: Some(ffi::PyObject_SelfIter),
    am_anext: Some(async_gen::anext),
    am_send: Some(methods::am_send),
});

const fn subtype(name: &'static CStr) -> ffi::PyTypeObject {
    ffi::PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<Generator>() as isize,
        tp_itemsize: size_of::<Word>() as isize,
        tp_dealloc: Some(methods::dealloc),
        tp_traverse: Some(methods::traverse),
        tp_finalize: Some(methods::finalize),
        tp_weaklistoffset: offset_of!(GeneratorHead, weakrefs) as isize,
        tp_flags: ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_HAVE_GC,
        ..EMPTY_TYPE
    }
}

static GENERATOR: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
    tp_iter: Some(ffi::PyObject_SelfIter),
    tp_iternext: Some(methods::iternext),
    tp_as_async: GENERATOR_SLOTS.as_ptr(),
    tp_methods: METHODS.as_ptr().cast(),
    tp_getset: GENERATOR_GETTERS.as_ptr().cast(),
    ..subtype(c"generator")
});

static COROUTINE: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
    tp_iter: Some(coroutine::iter_slot),
    tp_as_async: COROUTINE_SLOTS.as_ptr(),
    tp_methods: METHODS.as_ptr().cast(),
    tp_getset: COROUTINE_GETTERS.as_ptr().cast(),
    ..subtype(c"coroutine")
});

static ASYNC_GENERATOR: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
    tp_as_async: ASYNC_SLOTS.as_ptr(),
    tp_methods: async_gen::METHODS.as_ptr().cast(),
    tp_getset: ASYNC_GETTERS.as_ptr().cast(),
    ..subtype(c"async_generator")
});

/// The type of generators of a kind.
pub(super) fn of(kind: Kind) -> *mut ffi::PyTypeObject {
    match kind {
        Kind::Generator => GENERATOR.as_ptr(),
        Kind::Coroutine => COROUTINE.as_ptr(),
        Kind::AsyncGenerator => ASYNC_GENERATOR.as_ptr(),
    }
}

/// Whether an object is a plain generator, ours or the interpreter's.
pub(super) unsafe fn is_generator(object: Obj) -> bool {
    let class = ffi::Py_TYPE(object);
    class == GENERATOR.as_ptr() || class == &raw mut ffi::PyGen_Type
}

/// Whether an object is one of our plain generators.
pub(crate) unsafe fn is_ours(object: Obj) -> bool {
    ffi::Py_TYPE(object) == GENERATOR.as_ptr()
}

/// Whether an object is a coroutine, ours or the interpreter's.
pub(crate) unsafe fn is_coroutine(object: Obj) -> bool {
    let class = ffi::Py_TYPE(object);
    class == COROUTINE.as_ptr() || class == &raw mut ffi::PyCoro_Type
}

/// Whether an object is one of our coroutines.
pub(super) unsafe fn is_our_coroutine(object: Obj) -> bool {
    ffi::Py_TYPE(object) == COROUTINE.as_ptr()
}

/// Readies a static type under its base.
pub(super) unsafe fn ready(class: *mut ffi::PyTypeObject, base: *mut ffi::PyTypeObject) -> c_int {
    if (*class).tp_flags & ffi::Py_TPFLAGS_READY != 0 {
        return 0;
    }
    (*class).ob_base.ob_base = ffi::PyObject_HEAD_INIT;
    (*class).tp_base = base;
    ffi::PyType_Ready(class)
}

/// Readies the types.
pub(crate) unsafe fn init() -> c_int {
    if ready(GENERATOR.as_ptr(), &raw mut ffi::PyGen_Type) < 0
        || ready(COROUTINE.as_ptr(), &raw mut ffi::PyCoro_Type) < 0
        || coroutine::hide_iter(COROUTINE.as_ptr()) < 0
        || ready(ASYNC_GENERATOR.as_ptr(), &raw mut ffi::PyAsyncGen_Type) < 0
        || coroutine::init() < 0
    {
        return -1;
    }
    async_gen::init()
}
