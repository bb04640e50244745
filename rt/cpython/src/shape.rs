//! Fills shapes: what compiled code knows of where a class's instances keep their attributes.
//!
//! Only types are learnt whose attribute access is `object`'s, in both directions; only attributes that are in the array of
//! values, or in a slot, as they are. Everything else stays unknown, and the rows find it.

use crate::api::{_PyType_Lookup, Cx, Obj, ffi};
use crate::cache::{class_of, find_key, is_quiet, shared_keys, slot_offset, version_of};
use crate::compact;
use crate::names::Known;
use core::ptr;
use naja_rt_abi::layout::{FARTHEST, FunctionDesc};
use naja_rt_inline::cpython::cache::{Cache, Kind as CacheKind};
use naja_rt_inline::cpython::rows;
use naja_rt_inline::cpython::shape::{Kind, Shape, compact_version};
use naja_rt_inline::layout::{INLINE_VALUES_FLAG, MANAGED_DICT_FLAG, SPLIT_KEYS, Type};

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

pub(crate) unsafe fn compact_get_apart(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    cache: *mut Cache,
    shape: *mut Shape,
    numbers: Obj,
) -> Obj {
    let value: Obj = rows::attr_get(cx, object.cast(), name.cast(), cache).cast();
    if !value.is_null() {
        learn_compact(object, shape, numbers);
    }
    value
}

pub(crate) unsafe fn compact_set_apart(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    value: Obj,
    cache: *mut Cache,
    shape: *mut Shape,
    numbers: Obj,
) -> i32 {
    let status = rows::attr_set(cx, object.cast(), name.cast(), value.cast(), cache);
    if status >= 0 {
        learn_compact(object, shape, numbers);
    }
    status
}

/// Learns whether instances of `object`'s type have compact slots where they are looked for.
unsafe fn learn_compact(object: Obj, shape: *mut Shape, numbers: Obj) {
    let class = class_of(object);
    if (*shape).compact != compact_version(version_of(class)) && may_fill(shape) {
        compact::learn(class.cast(), shape, numbers);
    }
}

/// Whether it is time to fill a shape.
unsafe fn may_fill(shape: *mut Shape) -> bool {
    (*shape).fills = (*shape).fills.wrapping_add(1);
    (*shape).fills <= PATIENCE || (*shape).fills.is_multiple_of(64)
}

/// Learns where the attribute `name` of instances of `object`'s type is.
unsafe fn learn(object: Obj, shape: *mut Shape, count: i64, index: i64, name: Obj) {
    let class = class_of(object);
    let is_same = (*shape).kind != Kind::None && (*shape).version == version_of(class);
    if is_same && *Shape::place(shape, index) != 0 {
        return;
    }
    if may_fill(shape) {
        fill(class, shape, count, index, name);
    }
}

pub(crate) unsafe fn instance_new(_: *mut Cx, class: Obj, init: *const FunctionDesc, cache: *mut Cache) -> Obj {
    if ffi::Py_TYPE(class) != &raw mut ffi::PyType_Type {
        return ptr::null_mut();
    }
    let of = class.cast::<ffi::PyTypeObject>();
    let is_known = (*cache).kind == CacheKind::Class && (*cache).version == version_of(of.cast());
    if !is_known && !learn_init(of, cache) {
        return ptr::null_mut();
    }
    if crate::function::is_of((*cache).value.cast(), init) { allocated(of) } else { ptr::null_mut() }
}

/// What is left of `object.__new__` for a class that has no abstract methods.
pub(crate) unsafe fn allocated(class: *mut ffi::PyTypeObject) -> Obj {
    // Before 3.13, it is not the allocation that makes the array of values.
    let is_whole = cfg!(feature = "py313") || (*class).tp_flags as usize & MANAGED_DICT_FLAG == 0;
    match ((*class).tp_alloc, (*class).tp_new) {
        (Some(alloc), _) if is_whole => alloc(class, 0),
        (_, Some(new)) => {
            let none = ffi::PyTuple_New(0);
            if none.is_null() {
                return none;
            }
            let instance = new(class, none, ptr::null_mut());
            ffi::Py_DECREF(none);
            instance
        }
        (_, None) => ptr::null_mut(),
    }
}

/// Keeps the `__init__` of a class that `object.__new__` makes the instances of; whether it is one.
unsafe fn learn_init(class: *mut ffi::PyTypeObject, cache: *mut Cache) -> bool {
    (*cache).kind = CacheKind::Empty;
    if !is_quiet(class) {
        return false;
    }
    let found = _PyType_Lookup(class, Known::Init.get());
    let address = |new: ffi::newfunc| new as *const ();
    let is_plain = (*class).tp_new.map(address) == ffi::PyBaseObject_Type.tp_new.map(address)
        && (*class).tp_flags & ffi::Py_TPFLAGS_IS_ABSTRACT == 0
        && !found.is_null();
    if is_plain {
        (*cache).version = version_of(class.cast());
        (*cache).value = found.cast();
        // A type without a version is looked into each time.
        (*cache).kind = if (*cache).version == 0 { CacheKind::Empty } else { CacheKind::Class };
    }
    is_plain
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
