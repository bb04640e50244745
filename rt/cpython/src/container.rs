//! Displays and unpacking.

use crate::api::{
    _PyDict_MergeEx, _PyList_Extend, _PyObject_FunctionStr, _PySet_Update, _PyUnicode_JoinArray, Array, Cx, Obj, ffi,
    is_exact, own, set_raised, take_raised, tuple_items, tuple_len, type_name,
};
use crate::bind;
use core::ptr;

pub(crate) unsafe fn str_concat(_: *mut Cx, parts: Array) -> Obj {
    let empty = ffi::PyUnicode_New(0, 0);
    let joined = _PyUnicode_JoinArray(empty, parts.as_ptr(), parts.len() as isize);
    ffi::Py_DECREF(empty);
    joined
}

pub(crate) unsafe fn tuple_new(_: *mut Cx, items: Array) -> Obj {
    bind::tuple_from(items.as_ptr(), items.len())
}

pub(crate) unsafe fn list_new(_: *mut Cx, items: Array) -> Obj {
    let list = ffi::PyList_New(items.len() as isize);
    if !list.is_null() {
        for (index, item) in items.words().enumerate() {
            ffi::PyList_SET_ITEM(list, index as isize, own(item));
        }
    }
    list
}

pub(crate) unsafe fn set_new(_: *mut Cx, items: Array) -> Obj {
    let set = ffi::PySet_New(ptr::null_mut());
    if !set.is_null() && items.words().any(|item| ffi::PySet_Add(set, item) < 0) {
        ffi::Py_DECREF(set);
        return ptr::null_mut();
    }
    set
}

pub(crate) unsafe fn dict_new(_: *mut Cx, items: Array) -> Obj {
    let dict = ffi::PyDict_New();
    let pair = |index: usize| (items.as_ptr().add(2 * index).read(), items.as_ptr().add(2 * index + 1).read());
    let set = |(key, value)| ffi::PyDict_SetItem(dict, key, value);
    if !dict.is_null() && (0..items.len() / 2).any(|index| set(pair(index)) < 0) {
        ffi::Py_DECREF(dict);
        return ptr::null_mut();
    }
    dict
}

pub(crate) unsafe fn list_extend(_: *mut Cx, list: Obj, items: Obj) -> i32 {
    let none = _PyList_Extend(list, items);
    if !none.is_null() {
        ffi::Py_DECREF(none);
        return 0;
    }
    let no_iterable = !is_iterable(items);
    if no_iterable && ffi::PyErr_ExceptionMatches(ffi::PyExc_TypeError) != 0 {
        ffi::PyErr_Clear();
        let text = c"Value after * must be an iterable, not %.200s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(items));
    }
    -1
}

pub(crate) unsafe fn set_update(_: *mut Cx, set: Obj, items: Obj) -> i32 {
    _PySet_Update(set, items)
}

pub(crate) unsafe fn dict_update(_: *mut Cx, dict: Obj, items: Obj) -> i32 {
    let result = ffi::PyDict_Update(dict, items);
    if result < 0 && ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
        let text = c"'%.200s' object is not a mapping";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(items));
    }
    result
}

pub(crate) unsafe fn dict_merge(_: *mut Cx, dict: Obj, items: Obj, callee: Obj) -> i32 {
    if _PyDict_MergeEx(dict, items, 2) == 0 {
        return 0;
    }
    if ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
        // No `keys`: not a mapping.
        ffi::PyErr_Clear();
        let function = _PyObject_FunctionStr(callee);
        if !function.is_null() {
            let text = c"%U argument after ** must be a mapping, not %.200s";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), function, type_name(items));
            ffi::Py_DECREF(function);
        }
    } else if ffi::PyErr_ExceptionMatches(ffi::PyExc_KeyError) != 0 {
        repeated_keyword(callee);
    }
    -1
}

/// Turns the KeyError about a repeated key into the callee's TypeError.
unsafe fn repeated_keyword(callee: Obj) {
    let error = take_raised();
    let args = ffi::PyObject_GetAttrString(error, c"args".as_ptr());
    let is_pair = !args.is_null() && is_exact(args, &raw mut ffi::PyTuple_Type) && tuple_len(args) == 1;
    if !is_pair {
        ffi::Py_XDECREF(args);
        set_raised(error);
        return;
    }
    let function = _PyObject_FunctionStr(callee);
    if let (Some(key), false) = (tuple_items(args).next(), function.is_null()) {
        if ffi::PyUnicode_Check(key) != 0 {
            let text = c"%U got multiple values for keyword argument '%S'";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), function, key);
        } else {
            let text = c"%U keywords must be strings";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), function);
        }
    }
    ffi::Py_XDECREF(function);
    ffi::Py_DECREF(args);
    ffi::Py_DECREF(error);
}

pub(crate) unsafe fn unpack(_: *mut Cx, value: Obj, count: i64) -> Obj {
    if is_exact(value, &raw mut ffi::PyList_Type) && ffi::PyList_GET_SIZE(value) as i64 == count {
        return own(value);
    }
    unpack_tuple(value, count)
}

/// Exactly `count` items of `value`, as a tuple, whatever becomes of `value`.
pub(crate) unsafe fn unpack_tuple(value: Obj, count: i64) -> Obj {
    if is_exact(value, &raw mut ffi::PyTuple_Type) && tuple_len(value) as i64 == count {
        return own(value);
    }
    let iterator = unpack_iter(value);
    if iterator.is_null() {
        return iterator;
    }
    let items = take_items(iterator, count as usize, c"not enough values to unpack (expected %zd, got %zd)", count);
    if items.is_null() {
        ffi::Py_DECREF(iterator);
        return items;
    }
    let more = ffi::PyIter_Next(iterator);
    ffi::Py_DECREF(iterator);
    if more.is_null() && !crate::api::is_raised() {
        return items;
    }
    if !more.is_null() {
        ffi::Py_DECREF(more);
        too_many(value, count);
    }
    ffi::Py_DECREF(items);
    ptr::null_mut()
}

unsafe fn too_many(_value: Obj, count: i64) {
    let text = c"too many values to unpack (expected %zd)";
    ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), count);
}

/// `iter(value)`, with the message of unpacking.
unsafe fn unpack_iter(value: Obj) -> Obj {
    let iterator = ffi::PyObject_GetIter(value);
    let is_none = !is_iterable(value);
    if iterator.is_null() && is_none && ffi::PyErr_ExceptionMatches(ffi::PyExc_TypeError) != 0 {
        let text = c"cannot unpack non-iterable %.200s object";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(value));
    }
    iterator
}

/// The next `count` items as a tuple; `text` says that there are only so many of `expected`.
unsafe fn take_items(iterator: Obj, count: usize, text: &core::ffi::CStr, expected: i64) -> Obj {
    let items = ffi::PyTuple_New(count as isize);
    if items.is_null() {
        return items;
    }
    for index in 0..count {
        let item = ffi::PyIter_Next(iterator);
        if item.is_null() {
            if !crate::api::is_raised() {
                ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), expected, index as i64);
            }
            ffi::Py_DECREF(items);
            return ptr::null_mut();
        }
        ffi::PyTuple_SET_ITEM(items, index as isize, item);
    }
    items
}

pub(crate) unsafe fn unpack_star(_: *mut Cx, value: Obj, before: i64, after: i64) -> Obj {
    let iterator = unpack_iter(value);
    if iterator.is_null() {
        return iterator;
    }
    let text = c"not enough values to unpack (expected at least %zd, got %zd)";
    let head = take_items(iterator, before as usize, text, before + after);
    let rest = if head.is_null() { ptr::null_mut() } else { ffi::PySequence_List(iterator) };
    ffi::Py_DECREF(iterator);
    let result = if rest.is_null() { ptr::null_mut() } else { join_star(head, rest, after) };
    ffi::Py_XDECREF(head);
    ffi::Py_XDECREF(rest);
    result
}

/// `(*head, rest[:-after], *rest[-after:])`; `rest` loses its end.
unsafe fn join_star(head: Obj, rest: Obj, after: i64) -> Obj {
    let (before, len) = (tuple_len(head) as isize, ffi::PyList_GET_SIZE(rest));
    let middle = len - after as isize;
    if middle < 0 {
        let text = c"not enough values to unpack (expected at least %zd, got %zd)";
        ffi::PyErr_Format(ffi::PyExc_ValueError, text.as_ptr(), before + after as isize, before + len);
        return ptr::null_mut();
    }
    let result = ffi::PyTuple_New(before + 1 + after as isize);
    if result.is_null() {
        return result;
    }
    for (index, item) in tuple_items(head).enumerate() {
        ffi::PyTuple_SET_ITEM(result, index as isize, own(item));
    }
    for index in 0..after as isize {
        ffi::PyTuple_SET_ITEM(result, before + 1 + index, own(ffi::PyList_GET_ITEM(rest, middle + index)));
    }
    if ffi::PyList_SetSlice(rest, middle, len, ptr::null_mut()) < 0 {
        ffi::PyTuple_SET_ITEM(result, before, crate::api::new_none());
        ffi::Py_DECREF(result);
        return ptr::null_mut();
    }
    ffi::PyTuple_SET_ITEM(result, before, own(rest));
    result
}

/// Whether the interpreter would try to iterate over an object. Our coroutines have a slot for that, but are not iterable.
pub(crate) unsafe fn is_iterable(object: Obj) -> bool {
    let has_slot = (*ffi::Py_TYPE(object)).tp_iter.is_some() || ffi::PySequence_Check(object) != 0;
    has_slot && ffi::PyObject_TypeCheck(object, &raw mut ffi::PyCoro_Type) == 0
}
