//! Patterns of `match` that take a subject apart.

use crate::api::{Cx, Obj, ffi, is_raised, own, tuple_items, tuple_len, type_name};
use crate::container::{unpack_star, unpack_tuple};
use core::ffi::c_ulong;
use core::ptr;

/// Types whose one positional pattern is the subject itself.
const MATCH_SELF: c_ulong = 1 << 22;

unsafe fn has_flag(object: Obj, flag: c_ulong) -> bool {
    ffi::PyType_GetFlags(ffi::Py_TYPE(object)) & flag != 0
}

pub(crate) unsafe fn match_sequence_len(_: *mut Cx, subject: Obj, count: i64, star: i64) -> i32 {
    if !has_flag(subject, ffi::Py_TPFLAGS_SEQUENCE) {
        return 0;
    }
    if star != 0 && count == 0 {
        return 1;
    }
    let len = ffi::PyObject_Size(subject) as i64;
    if len < 0 { -1 } else { i32::from(if star != 0 { len >= count } else { len == count }) }
}

pub(crate) unsafe fn sequence_index(_: *mut Cx, subject: Obj, from_end: i64) -> Obj {
    let len = ffi::PyObject_Size(subject) as i64;
    if len < 0 { ptr::null_mut() } else { ffi::PyLong_FromLongLong(len - from_end) }
}

pub(crate) unsafe fn match_sequence(cx: *mut Cx, subject: Obj, before: i64, after: i64) -> Obj {
    if !has_flag(subject, ffi::Py_TPFLAGS_SEQUENCE) {
        return ptr::null_mut();
    }
    let len = ffi::PyObject_Size(subject) as i64;
    let fits = if after < 0 { len == before } else { len >= before + after };
    if len < 0 || !fits {
        return ptr::null_mut();
    }
    if after < 0 { unpack_tuple(subject, before) } else { unpack_star(cx, subject, before, after) }
}

pub(crate) unsafe fn match_mapping(_: *mut Cx, subject: Obj, keys: Obj, rest: i64) -> Obj {
    if !has_flag(subject, ffi::Py_TPFLAGS_MAPPING) {
        return ptr::null_mut();
    }
    let count = tuple_len(keys);
    if count > 0 && (ffi::PyObject_Size(subject) as i64) < count as i64 {
        return ptr::null_mut();
    }
    let result = ffi::PyTuple_New(count as isize + rest as isize);
    if result.is_null() {
        return result;
    }
    if !fill_values(subject, keys, result) || (rest != 0 && !fill_rest(subject, keys, result)) {
        ffi::Py_DECREF(result);
        return ptr::null_mut();
    }
    result
}

/// Puts the values of `keys` into `result`; false if one is missing, or after an exception.
unsafe fn fill_values(subject: Obj, keys: Obj, result: Obj) -> bool {
    if tuple_len(keys) == 0 {
        return true;
    }
    let seen = ffi::PySet_New(ptr::null_mut());
    let get = ffi::PyObject_GetAttrString(subject, c"get".as_ptr());
    // An object of our own, which no mapping holds.
    let missing = ffi::PyList_New(0);
    let mut all = !seen.is_null() && !get.is_null() && !missing.is_null();
    for (index, key) in tuple_items(keys).enumerate() {
        all = all && fill_value(get, seen, missing, key, result, index as isize);
    }
    ffi::Py_XDECREF(missing);
    ffi::Py_XDECREF(get);
    ffi::Py_XDECREF(seen);
    all
}

unsafe fn fill_value(get: Obj, seen: Obj, missing: Obj, key: Obj, result: Obj, index: isize) -> bool {
    match ffi::PySet_Contains(seen, key) {
        0 => {}
        1 => {
            let text = c"mapping pattern checks duplicate key (%R)";
            ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), key);
            return false;
        }
        _ => return false,
    }
    if ffi::PySet_Add(seen, key) < 0 {
        return false;
    }
    let args = [key, missing];
    let value = ffi::PyObject_Vectorcall(get, args.as_ptr(), args.len(), ptr::null_mut());
    if value.is_null() || value == missing {
        ffi::Py_XDECREF(value);
        return false;
    }
    ffi::PyTuple_SET_ITEM(result, index, value);
    true
}

/// Puts a dict of what `keys` leave behind the values.
unsafe fn fill_rest(subject: Obj, keys: Obj, result: Obj) -> bool {
    let dict = ffi::PyDict_New();
    if dict.is_null() {
        return false;
    }
    ffi::PyTuple_SET_ITEM(result, tuple_len(keys) as isize, dict);
    ffi::PyDict_Update(dict, subject) == 0 && tuple_items(keys).all(|key| ffi::PyDict_DelItem(dict, key) == 0)
}

pub(crate) unsafe fn match_class(_: *mut Cx, subject: Obj, class: Obj, positional: i64, names: Obj) -> Obj {
    if ffi::PyType_Check(class) == 0 {
        let text = if cfg!(feature = "py311") {
            c"called match pattern must be a type"
        } else {
            c"called match pattern must be a class"
        };
        ffi::PyErr_SetString(ffi::PyExc_TypeError, text.as_ptr());
        return ptr::null_mut();
    }
    if ffi::PyObject_IsInstance(subject, class) <= 0 {
        return ptr::null_mut();
    }
    let result = ffi::PyTuple_New(positional as isize + tuple_len(names) as isize);
    let seen = ffi::PySet_New(ptr::null_mut());
    let done = !result.is_null()
        && !seen.is_null()
        && (positional == 0 || fill_positional(subject, class, positional as isize, seen, result))
        && tuple_items(names).enumerate().all(|(index, name)| {
            fill_attribute(subject, class, name, seen, result, positional as isize + index as isize)
        });
    ffi::Py_XDECREF(seen);
    if !done {
        ffi::Py_XDECREF(result);
        return ptr::null_mut();
    }
    result
}

unsafe fn fill_positional(subject: Obj, class: Obj, count: isize, seen: Obj, result: Obj) -> bool {
    let mut match_args = ffi::PyObject_GetAttrString(class, c"__match_args__".as_ptr());
    let mut match_self = false;
    if match_args.is_null() {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) == 0 {
            return false;
        }
        ffi::PyErr_Clear();
        match_self = ffi::PyType_GetFlags(class.cast()) & MATCH_SELF != 0;
        match_args = ffi::PyTuple_New(0);
    }
    let done = fill_from_names(subject, class, count, (match_args, match_self), seen, result);
    ffi::Py_XDECREF(match_args);
    done
}

unsafe fn fill_from_names(
    subject: Obj,
    class: Obj,
    count: isize,
    (match_args, match_self): (Obj, bool),
    seen: Obj,
    result: Obj,
) -> bool {
    let class_name = (*class.cast::<ffi::PyTypeObject>()).tp_name;
    if match_args.is_null() || ffi::PyTuple_CheckExact(match_args) == 0 {
        if !is_raised() {
            let text = c"%s.__match_args__ must be a tuple (got %s)";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), class_name, type_name(match_args));
        }
        return false;
    }
    let allowed = if match_self { 1 } else { tuple_len(match_args) as isize };
    if allowed < count {
        let plural = if allowed == 1 { c"" } else { c"s" };
        let text = c"%s() accepts %zd positional sub-pattern%s (%zd given)";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), class_name, allowed, plural.as_ptr(), count);
        return false;
    }
    if match_self {
        ffi::PyTuple_SET_ITEM(result, 0, own(subject));
        return true;
    }
    for index in 0..count {
        let name = ffi::PyTuple_GET_ITEM(match_args, index);
        if ffi::PyUnicode_CheckExact(name) == 0 {
            let text = c"__match_args__ elements must be strings (got %s)";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(name));
            return false;
        }
        if !fill_attribute(subject, class, name, seen, result, index) {
            return false;
        }
    }
    true
}

/// Puts an attribute into `result`; false if the subject lacks it, or after an exception.
unsafe fn fill_attribute(subject: Obj, class: Obj, name: Obj, seen: Obj, result: Obj, index: isize) -> bool {
    match ffi::PySet_Contains(seen, name) {
        0 => {}
        1 => {
            let text = c"%s() got multiple sub-patterns for attribute %R";
            let class_name = (*class.cast::<ffi::PyTypeObject>()).tp_name;
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), class_name, name);
            return false;
        }
        _ => return false,
    }
    if ffi::PySet_Add(seen, name) < 0 {
        return false;
    }
    let value = ffi::PyObject_GetAttr(subject, name);
    if value.is_null() {
        if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
            ffi::PyErr_Clear();
        }
        return false;
    }
    ffi::PyTuple_SET_ITEM(result, index, value);
    true
}
