//! `super().name`, without a super object: what is behind a class in the resolution order of an object's type.
//!
//! What was found is kept by the version of that type, which changes with it and its bases. Everything odd is left to a super
//! object: proxies, which say of what class they are; methods of metaclasses; descriptors that programs write; and what
//! is not there, for the words of the error.

use crate::api::{_PyType_Lookup, Cx, Obj, PyMethod_New, ffi, own, tuple_items};
use crate::cache::{class_of, is_quiet, may_fill, set, version_of};
use crate::descriptor::{class_function, is_class_method, is_function, is_property, property_get};
use crate::protocol::super_new;
use core::ptr;
use naja_rt_inline::cpython::cache::{Cache, IS_FUNCTION, InheritedCache, Kind};
use naja_rt_inline::cpython::rows;

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_super_begin_uncached(
    cx: *mut Cx,
    callee: Obj,
    class: Obj,
    object: Obj,
    spelled_out: i64,
) -> Obj {
    let is_plain = callee == (&raw mut ffi::PySuper_Type).cast()
        && !class.is_null()
        && !object.is_null()
        && ffi::PyType_Check(class) != 0
        && object != ffi::Py_None()
        && !start(class.cast(), object).is_null();
    if is_plain {
        return ptr::null_mut();
    }
    if spelled_out != 0 {
        return ffi::PyObject_CallFunctionObjArgs(callee, class, object, ptr::null_mut::<ffi::PyObject>());
    }
    super_new(cx, callee, class, object)
}

/// The type in whose resolution order `super(class, object)` looks: the object itself if it is a class below; null if there
/// is none.
unsafe fn start(class: *mut ffi::PyTypeObject, object: Obj) -> *mut ffi::PyTypeObject {
    if ffi::PyType_Check(object) != 0 && ffi::PyType_IsSubtype(object.cast(), class) != 0 {
        return object.cast();
    }
    let of = ffi::Py_TYPE(object);
    if ffi::PyType_IsSubtype(of, class) != 0 { of } else { ptr::null_mut() }
}

pub(crate) unsafe fn super_attr(
    cx: *mut Cx,
    made: Obj,
    class: Obj,
    object: Obj,
    name: Obj,
    cache: *mut InheritedCache,
) -> Obj {
    if !made.is_null() {
        return ffi::PyObject_GetAttr(made, name);
    }
    if !is_known(class, object, cache) {
        learn(class, object, name, cache);
    }
    if is_known(class, object, cache)
        && let Some(value) = bound(cx, object, &raw mut (*cache).found)
    {
        return value;
    }
    let made = ffi::PyObject_CallFunctionObjArgs(
        (&raw mut ffi::PySuper_Type).cast(),
        class,
        object,
        ptr::null_mut::<ffi::PyObject>(),
    );
    if made.is_null() {
        return made;
    }
    let value = ffi::PyObject_GetAttr(made, name);
    ffi::Py_DECREF(made);
    value
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_super_method_uncached(
    cx: *mut Cx,
    made: Obj,
    class: Obj,
    object: Obj,
    name: Obj,
    cache: *mut InheritedCache,
) -> Obj {
    if made.is_null() {
        if !is_known(class, object, cache) {
            learn(class, object, name, cache);
        }
        let method = if is_known(class, object, cache) { unbound(&raw mut (*cache).found) } else { ptr::null_mut() };
        if !method.is_null() {
            (*cx).method_is_unbound = 1;
            return own(method);
        }
    }
    let method = super_attr(cx, made, class, object, name, cache);
    (*cx).method_is_unbound = 0;
    method
}

unsafe fn is_known(class: Obj, object: Obj, cache: *mut InheritedCache) -> bool {
    rows::is_inherited(class.cast(), object.cast(), cache)
}

/// The function that takes the object as its first argument, borrowed; null if what is known is not one.
unsafe fn unbound(found: *mut Cache) -> Obj {
    match (*found).kind {
        Kind::Method => (*found).value.cast(),
        Kind::ClassMethod => class_function((*found).value.cast()),
        _ => ptr::null_mut(),
    }
}

/// The attribute that a cache knows; `None` if it does not know what it is for this object.
unsafe fn bound(cx: *mut Cx, object: Obj, found: *mut Cache) -> Option<Obj> {
    let value: Obj = (*found).value.cast();
    match (*found).kind {
        Kind::Class | Kind::OfClass => Some(own(value)),
        Kind::Property => property_get(cx, value, object),
        Kind::Method | Kind::ClassMethod => {
            let function = unbound(found);
            (!function.is_null() && is_function(function)).then(|| PyMethod_New(function, object))
        }
        _ => None,
    }
}

/// Fills the cache if it is time to, and if it is something plain that is behind `class`.
unsafe fn learn(class: Obj, object: Obj, name: Obj, cache: *mut InheritedCache) {
    let found = &raw mut (*cache).found;
    if !may_fill(found) {
        return;
    }
    set(found, Kind::Empty, 0, 0);
    let start = start(class.cast(), object);
    if start.is_null() || !is_quiet(start) {
        return;
    }
    let value = behind(start, class, name);
    if value.is_null() {
        return;
    }
    // Looking up gives a type a version if it has none.
    _PyType_Lookup(start, name);
    if start.cast() == object {
        _PyType_Lookup(ffi::Py_TYPE(object), name);
        let of_class = version_of(class_of(object));
        let kind = if of_class == 0 { Kind::Empty } else { kind_of_class(value) };
        set(found, kind, version_of(start.cast()), 0);
        (*found).keys_len = of_class as u32;
    } else if ffi::PyType_Check(object) == 0 {
        let index = if is_function(value) { IS_FUNCTION } else { 0 };
        set(found, kind_of_instance(value), version_of(start.cast()), index);
    }
    (*found).value = value.cast();
    (*cache).class = class.cast();
}

/// How an attribute is kept that is looked for with an instance.
unsafe fn kind_of_instance(value: Obj) -> Kind {
    let class = ffi::Py_TYPE(value);
    match () {
        () if (*class).tp_descr_get.is_none() => Kind::Class,
        () if (*class).tp_flags & ffi::Py_TPFLAGS_METHOD_DESCRIPTOR != 0 => Kind::Method,
        () if is_property(value) => Kind::Property,
        () => Kind::Empty,
    }
}

/// How an attribute is kept that is looked for with a class.
unsafe fn kind_of_class(value: Obj) -> Kind {
    match () {
        () if (*ffi::Py_TYPE(value)).tp_descr_get.is_none() || is_function(value) => Kind::OfClass,
        () if is_class_method(value) => Kind::ClassMethod,
        () => Kind::Empty,
    }
}

/// What the classes behind `class` in the resolution order of `start` have under a name, borrowed; null if nothing.
unsafe fn behind(start: *mut ffi::PyTypeObject, class: Obj, name: Obj) -> Obj {
    for base in tuple_items((*start).tp_mro).skip_while(|base| *base != class).skip(1) {
        let found = own_attribute(base.cast(), name);
        if !found.is_null() {
            return found;
        }
    }
    ptr::null_mut()
}

/// What a class itself has under a name, borrowed.
#[cfg(feature = "py311")]
unsafe fn own_attribute(class: *mut ffi::PyTypeObject, name: Obj) -> Obj {
    ffi::PyDict_GetItemWithError((*class).tp_dict, name)
}

/// What a class itself has under a name, borrowed.
#[cfg(not(feature = "py311"))]
unsafe fn own_attribute(class: *mut ffi::PyTypeObject, name: Obj) -> Obj {
    let dict = ffi::PyType_GetDict(class);
    let found = ffi::PyDict_GetItemWithError(dict, name);
    ffi::Py_DECREF(dict);
    found
}
