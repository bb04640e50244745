//! Fills shapes: what compiled code knows of where a class's instances keep their attributes.
//!
//! Only types are learnt whose attribute access is `object`'s, in both directions; only attributes that are in the array of
//! values, or in a slot, as they are. Everything else stays unknown, and the rows find it.

use crate::api::{_PyType_Lookup, Cx, Obj, ffi};
use crate::cache::{class_of, find_key, is_quiet, shared_keys, slot_offset, version_of};
use crate::names::Known;
use core::ptr;
use naja_rt_abi::layout::FunctionDesc;
use naja_rt_inline::cpython::cache::Cache;
use naja_rt_inline::cpython::rows;
use naja_rt_inline::cpython::shape::{FARTHEST, Kind, Shape};
use naja_rt_inline::layout::{INLINE_VALUES_FLAG, SPLIT_KEYS, Type};

/// After so many changes, a shape is one that sees many types: it is filled only now and then.
const PATIENCE: u32 = 16;

pub(crate) unsafe fn attr_get_apart(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    cache: *mut Cache,
    shape: *mut Shape,
    count: i64,
    index: i64,
) -> Obj {
    let value: Obj = rows::attr_get(cx, object.cast(), name.cast(), cache).cast();
    if !value.is_null() {
        learn(object, shape, count, index, name);
    }
    value
}

pub(crate) unsafe fn attr_set_apart(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    value: Obj,
    cache: *mut Cache,
    shape: *mut Shape,
    count: i64,
    index: i64,
) -> i32 {
    let status = rows::attr_set(cx, object.cast(), name.cast(), value.cast(), cache);
    if status >= 0 {
        learn(object, shape, count, index, name);
    }
    status
}

/// Learns where the attribute `name` of instances of `object`'s type is.
unsafe fn learn(object: Obj, shape: *mut Shape, count: i64, index: i64, name: Obj) {
    let class = class_of(object);
    let is_same = (*shape).kind != Kind::None && (*shape).version == version_of(class);
    if is_same && *Shape::place(shape, index) != 0 {
        return;
    }
    (*shape).fills = (*shape).fills.wrapping_add(1);
    if (*shape).fills <= PATIENCE || (*shape).fills.is_multiple_of(64) {
        fill(class, shape, count, index, name);
    }
}

pub(crate) unsafe fn instance_new(_: *mut Cx, class: Obj, init: *const FunctionDesc) -> Obj {
    if ffi::Py_TYPE(class) != &raw mut ffi::PyType_Type {
        return ptr::null_mut();
    }
    let of = class.cast::<ffi::PyTypeObject>();
    if !is_quiet(of) {
        return ptr::null_mut();
    }
    let found = _PyType_Lookup(of, Known::Init.get());
    let address = |new: ffi::newfunc| new as *const ();
    let is_plain = (*of).tp_new.map(address) == ffi::PyBaseObject_Type.tp_new.map(address)
        && (*of).tp_flags & ffi::Py_TPFLAGS_IS_ABSTRACT == 0
        && !found.is_null()
        && crate::function::is_of(found, init);
    let Some(new) = (*of).tp_new.filter(|_| is_plain) else { return ptr::null_mut() };
    let none = ffi::PyTuple_New(0);
    if none.is_null() {
        return none;
    }
    let instance = new(of, none, ptr::null_mut());
    ffi::Py_DECREF(none);
    instance
}

pub(crate) unsafe fn init_returned(_: *mut Cx, result: Obj) {
    let text = c"__init__() should return None, not '%.200s'";
    ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), crate::api::type_name(result));
}

unsafe fn fill(class: *mut Type, shape: *mut Shape, count: i64, index: i64, name: Obj) {
    if !is_quiet(class.cast()) {
        (*shape).kind = Kind::None;
        return;
    }
    // Looking up gives the type a version if it has none.
    let found = _PyType_Lookup(class.cast(), name);
    if (*shape).kind == Kind::None || (*shape).version != version_of(class) {
        (*shape).version = version_of(class);
        (*shape).kind = kind_of(class);
        Shape::place(shape, 0).write_bytes(0, count as usize);
    }
    let is_data = !found.is_null() && (*ffi::Py_TYPE(found)).tp_descr_set.is_some();
    let place = match (*shape).kind {
        Kind::Slots if is_data => slot_offset(found, class),
        Kind::Values if !is_data => {
            // The base is a word below the array.
            find_key(shared_keys(class), SPLIT_KEYS, name).map(|key| (key + 1) * size_of::<Obj>() as u32)
        }
        Kind::None | Kind::Slots | Kind::Values => None,
    };
    let is_near = |place: &u32| *place <= FARTHEST - size_of::<Obj>() as u32;
    Shape::place(shape, index).write(place.filter(is_near).unwrap_or(0));
}

unsafe fn kind_of(class: *mut Type) -> Kind {
    let is_plain = (*class).getattro == ffi::PyObject_GenericGetAttr as *mut u8
        && (*class).setattro == ffi::PyObject_GenericSetAttr as *mut u8;
    match () {
        () if !is_plain || version_of(class) == 0 => Kind::None,
        () if (*class).flags & INLINE_VALUES_FLAG != 0 => Kind::Values,
        () => Kind::Slots,
    }
}
