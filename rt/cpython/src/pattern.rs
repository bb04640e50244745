//! `match`: what patterns ask of their subject.

use crate::api::{Cx, Obj, fail, ffi, is_exact, is_raised, optional_attr, own, tuple_items, tuple_len, type_name};
use crate::names::Known;
use core::ptr;

/// A class pattern's single positional subpattern is the subject itself: set for `int`, `str` and the like.
const MATCH_SELF: core::ffi::c_ulong = 1 << 22;

unsafe fn has_flag(object: Obj, flag: core::ffi::c_ulong) -> i32 {
    i32::from((*ffi::Py_TYPE(object)).tp_flags & flag != 0)
}

pub(crate) unsafe fn match_sequence(_: *mut Cx, subject: Obj) -> i32 {
    has_flag(subject, ffi::Py_TPFLAGS_SEQUENCE)
}

pub(crate) unsafe fn match_mapping(_: *mut Cx, subject: Obj) -> i32 {
    has_flag(subject, ffi::Py_TPFLAGS_MAPPING)
}

/// A set to find repetitions with: adds `item`, and says whether it was new; `None` after an exception.
unsafe fn add_new(seen: Obj, item: Obj) -> Option<bool> {
    match ffi::PySet_Contains(seen, item) {
        1 => Some(false),
        0 if ffi::PySet_Add(seen, item) == 0 => Some(true),
        _ => None,
    }
}

pub(crate) unsafe fn match_keys(_: *mut Cx, subject: Obj, keys: Obj) -> Obj {
    let values = ffi::PyTuple_New(tuple_len(keys) as isize);
    if values.is_null() || tuple_len(keys) == 0 {
        return values;
    }
    // What `get` gives for a missing key: an object that nobody else has.
    let missing = ffi::PyList_New(0);
    let seen = ffi::PySet_New(ptr::null_mut());
    let get = ffi::PyObject_GetAttr(subject, Known::Get.get());
    let mut complete = !missing.is_null() && !seen.is_null() && !get.is_null();
    for (index, key) in tuple_items(keys).enumerate() {
        complete = complete && put_value(values, index as isize, get, key, seen, missing);
    }
    for temporary in [missing, seen, get] {
        ffi::Py_XDECREF(temporary);
    }
    if complete {
        return values;
    }
    ffi::Py_DECREF(values);
    ptr::null_mut()
}

/// Puts the value of `key` into the tuple; false if there is none, or after an exception.
unsafe fn put_value(values: Obj, index: isize, get: Obj, key: Obj, seen: Obj, missing: Obj) -> bool {
    match add_new(seen, key) {
        Some(true) => {}
        Some(false) => {
            ffi::PyErr_Format(ffi::PyExc_ValueError, c"mapping pattern checks duplicate key (%R)".as_ptr(), key);
            return false;
        }
        None => return false,
    }
    let value = ffi::PyObject_CallFunctionObjArgs(get, key, missing, ptr::null_mut::<ffi::PyObject>());
    if value.is_null() || value == missing {
        ffi::Py_XDECREF(value);
        return false;
    }
    ffi::PyTuple_SET_ITEM(values, index, value);
    true
}

pub(crate) unsafe fn match_rest(_: *mut Cx, subject: Obj, keys: Obj) -> Obj {
    let rest = ffi::PyDict_New();
    if rest.is_null() {
        return rest;
    }
    if ffi::PyDict_Update(rest, subject) < 0 || tuple_items(keys).any(|key| ffi::PyDict_DelItem(rest, key) < 0) {
        ffi::Py_DECREF(rest);
        return ptr::null_mut();
    }
    rest
}

pub(crate) unsafe fn match_class(_: *mut Cx, subject: Obj, class: Obj, count: i64, names: Obj) -> Obj {
    if ffi::PyType_Check(class) == 0 {
        let text = if cfg!(feature = "py311") {
            c"called match pattern must be a type"
        } else {
            c"called match pattern must be a class"
        };
        fail(ffi::PyExc_TypeError, text);
        return ptr::null_mut();
    }
    if ffi::PyObject_IsInstance(subject, class) <= 0 {
        return ptr::null_mut();
    }
    let attributes = ffi::PyList_New(0);
    let seen = ffi::PySet_New(ptr::null_mut());
    let mut matched = ptr::null_mut();
    if !attributes.is_null()
        && !seen.is_null()
        && (count == 0 || positional(subject, class, count, seen, attributes))
        && tuple_items(names).all(|name| attribute(subject, class, name, seen, attributes))
    {
        matched = ffi::PyList_AsTuple(attributes);
    }
    ffi::Py_XDECREF(attributes);
    ffi::Py_XDECREF(seen);
    matched
}

/// Collects what the positional subpatterns look at; false if something is missing, or after an exception.
unsafe fn positional(subject: Obj, class: Obj, count: i64, seen: Obj, attributes: Obj) -> bool {
    let mut args = optional_attr(class, Known::MatchArgs.get());
    let mut matches_self = false;
    if args.is_null() {
        if is_raised() {
            return false;
        }
        matches_self = (*class.cast::<ffi::PyTypeObject>()).tp_flags & MATCH_SELF != 0;
        args = ffi::PyTuple_New(0);
    } else if !is_exact(args, &raw mut ffi::PyTuple_Type) {
        let text = c"%s.__match_args__ must be a tuple (got %s)";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), class_name(class), type_name(args));
        ffi::Py_DECREF(args);
        return false;
    }
    let allowed = if matches_self { 1 } else { tuple_len(args) as i64 };
    let collected = if allowed < count {
        let text = c"%s() accepts %d positional sub-pattern%s (%d given)";
        let plural = if allowed == 1 { c"" } else { c"s" };
        let (name, allowed, count) = (class_name(class), allowed as i32, count as i32);
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), name, allowed, plural.as_ptr(), count);
        false
    } else if matches_self {
        ffi::PyList_Append(attributes, subject) == 0
    } else {
        tuple_items(args)
            .take(count as usize)
            .all(|name| is_name(name) && attribute(subject, class, name, seen, attributes))
    };
    ffi::Py_DECREF(args);
    collected
}

unsafe fn class_name(class: Obj) -> *const core::ffi::c_char {
    (*class.cast::<ffi::PyTypeObject>()).tp_name
}

unsafe fn is_name(name: Obj) -> bool {
    let is_str = is_exact(name, &raw mut ffi::PyUnicode_Type);
    if !is_str {
        let text = c"__match_args__ elements must be strings (got %s)";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(name));
    }
    is_str
}

/// Collects one attribute.
unsafe fn attribute(subject: Obj, class: Obj, name: Obj, seen: Obj, attributes: Obj) -> bool {
    match add_new(seen, name) {
        Some(true) => {}
        Some(false) => {
            let text = c"%s() got multiple sub-patterns for attribute %R";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), class_name(class), name);
            return false;
        }
        None => return false,
    }
    let value = optional_attr(subject, name);
    if value.is_null() {
        return false;
    }
    let added = ffi::PyList_Append(attributes, value) == 0;
    ffi::Py_DECREF(value);
    added
}

pub(crate) unsafe fn annotations_get(cx: *mut Cx, namespace: Obj) -> Obj {
    let name = Known::Annotations.get();
    let found = crate::variable::namespace_get(cx, namespace, name);
    if !found.is_null() || is_raised() {
        return found;
    }
    let made = ffi::PyDict_New();
    if !made.is_null() && crate::variable::namespace_set(cx, namespace, name, made) < 0 {
        ffi::Py_DECREF(made);
        return ptr::null_mut();
    }
    made
}

/// A pair of new references, `None` for null.
pub(crate) unsafe fn pair(first: Obj, second: Obj) -> Obj {
    let or_none = |object: Obj| if object.is_null() { ffi::Py_None() } else { object };
    let pair = ffi::PyTuple_New(2);
    if !pair.is_null() {
        ffi::PyTuple_SET_ITEM(pair, 0, own(or_none(first)));
        ffi::PyTuple_SET_ITEM(pair, 1, own(or_none(second)));
    }
    pair
}
