//! Slices. Of exact lists, tuples and strings no slice object is made.
//!
//! A bound that is missing is the least or the greatest integer, which means the same.

use crate::api::{Cx, Obj, ffi, is_exact, own};
use crate::fast::small_int;
use core::ffi::CStr;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

/// What a slice picks of a sequence: the first index, and how many.
unsafe fn pick(len: isize, start: i64, stop: i64, step: i64) -> (isize, isize) {
    let (mut start, mut stop) = (start as isize, stop as isize);
    let count = ffi::PySlice_AdjustIndices(len, &mut start, &mut stop, step as isize);
    (start, count)
}

/// The bounds of a slice without step, if they are missing or small ints.
#[inline(always)]
unsafe fn bounds(cx: *mut Cx, lower: Obj, upper: Obj, step: Obj) -> Option<(i64, i64)> {
    let bound = |bound: Obj, missing: i64| if bound == ffi::Py_None() { Some(missing) } else { small_int(cx, bound) };
    if step != ffi::Py_None() {
        return None;
    }
    Some((bound(lower, i64::MIN)?, bound(upper, i64::MAX)?))
}

/// `slice(start, stop, step)` of machine integers.
unsafe fn slice_of(start: i64, stop: i64, step: i64) -> Obj {
    let parts = [start, stop, step].map(|part| ffi::PyLong_FromLongLong(part));
    let slice = if parts.iter().any(|part| part.is_null()) {
        ptr::null_mut()
    } else {
        ffi::PySlice_New(parts[0], parts[1], parts[2])
    };
    parts.iter().for_each(|part| ffi::Py_XDECREF(*part));
    slice
}

/// `object[slice]`; the slice is consumed, and null if it could not be made.
unsafe fn get_by(object: Obj, slice: Obj) -> Obj {
    if slice.is_null() {
        return slice;
    }
    let part = ffi::PyObject_GetItem(object, slice);
    ffi::Py_DECREF(slice);
    part
}

/// `object[slice] = value`, likewise.
unsafe fn set_by(object: Obj, slice: Obj, value: Obj) -> i32 {
    if slice.is_null() {
        return -1;
    }
    let status = ffi::PyObject_SetItem(object, slice, value);
    ffi::Py_DECREF(slice);
    status
}

pub(crate) unsafe fn slice_get(cx: *mut Cx, object: Obj, lower: Obj, upper: Obj, step: Obj) -> Obj {
    if let Some((start, stop)) = bounds(cx, lower, upper, step) {
        let class = ffi::Py_TYPE(object);
        if class == &raw mut ffi::PyList_Type {
            return list_slice(cx, object, start, stop, 1);
        } else if class == &raw mut ffi::PyUnicode_Type {
            return str_slice(cx, object, start, stop, 1);
        } else if class == &raw mut ffi::PyTuple_Type {
            return tuple_slice(cx, object, start, stop, 1);
        }
    }
    get_by(object, ffi::PySlice_New(lower, upper, step))
}

pub(crate) unsafe fn slice_set(cx: *mut Cx, object: Obj, lower: Obj, upper: Obj, step: Obj, value: Obj) -> i32 {
    if is_exact(object, &raw mut ffi::PyList_Type)
        && let Some((start, stop)) = bounds(cx, lower, upper, step)
    {
        return list_slice_set(cx, object, start, stop, value);
    }
    let status = set_by(object, ffi::PySlice_New(lower, upper, step), value);
    ffi::Py_DECREF(value);
    status
}

pub(crate) unsafe fn list_slice(_: *mut Cx, list: Obj, start: i64, stop: i64, step: i64) -> Obj {
    let (start, count) = pick(ffi::PyList_GET_SIZE(list), start, stop, step);
    let part = ffi::PyList_New(count);
    if !part.is_null() {
        for index in 0..count {
            let item = ffi::PyList_GET_ITEM(list, start + index * step as isize);
            ffi::PyList_SET_ITEM(part, index, own(item));
        }
    }
    part
}

pub(crate) unsafe fn tuple_slice(_: *mut Cx, tuple: Obj, start: i64, stop: i64, step: i64) -> Obj {
    let (start, count) = pick(ffi::PyTuple_GET_SIZE(tuple), start, stop, step);
    if step == 1 {
        // All of a tuple is the tuple.
        return ffi::PyTuple_GetSlice(tuple, start, start + count);
    }
    let part = ffi::PyTuple_New(count);
    if !part.is_null() {
        for index in 0..count {
            let item = ffi::PyTuple_GET_ITEM(tuple, start + index * step as isize);
            ffi::PyTuple_SET_ITEM(part, index, own(item));
        }
    }
    part
}

pub(crate) unsafe fn str_slice(_: *mut Cx, text: Obj, start: i64, stop: i64, step: i64) -> Obj {
    if step != 1 {
        return get_by(text, slice_of(start, stop, step));
    }
    let (start, count) = pick(ffi::PyUnicode_GET_LENGTH(text), start, stop, 1);
    ffi::PyUnicode_Substring(text, start, start + count)
}

pub(crate) unsafe fn list_slice_set(_: *mut Cx, list: Obj, start: i64, stop: i64, items: Obj) -> i32 {
    let is_list = is_exact(items, &raw mut ffi::PyList_Type);
    let status = if is_list || is_quiet(items) {
        let (low, count) = pick(ffi::PyList_GET_SIZE(list), start, stop, 1);
        let fresh = if is_list { alone(items, count) } else { reversed(items, count) };
        if !fresh.is_null() {
            exchange(list, low, fresh);
            0
        } else {
            ffi::PyList_SetSlice(list, low, low + count, items)
        }
    } else {
        // What iterates may change the list: the interpreter knows when it asks for its length.
        set_by(list, slice_of(start, stop, 1), items)
    };
    ffi::Py_DECREF(items);
    status
}

/// Whether iterating over an object runs no Python.
unsafe fn is_quiet(items: Obj) -> bool {
    let quiet = [
        &raw mut ffi::PyTuple_Type,
        &raw mut ffi::PyListRevIter_Type,
        &raw mut ffi::PyRange_Type,
        &raw mut ffi::PyUnicode_Type,
    ];
    quiet.contains(&ffi::Py_TYPE(items))
}

/// A list of `count` items, if nobody else has it; else null.
unsafe fn alone(list: Obj, count: isize) -> Obj {
    let fits = ffi::Py_REFCNT(list) == 1 && ffi::PyList_GET_SIZE(list) == count;
    if fits { list } else { ptr::null_mut() }
}

/// `reversed(list)`, as the interpreter has it.
#[repr(C)]
struct ReversedList {
    head: ffi::PyObject,
    index: isize,
    list: Obj,
}

/// The list of `count` items that `reversed(list)` goes through, the other way round, if nobody else has either; else null.
unsafe fn reversed(items: Obj, count: isize) -> Obj {
    let iterator = items.cast::<ReversedList>();
    if ffi::Py_TYPE(items) != &raw mut ffi::PyListRevIter_Type || ffi::Py_REFCNT(items) != 1 {
        return ptr::null_mut();
    }
    let list = (*iterator).list;
    let is_list = !list.is_null() && is_exact(list, &raw mut ffi::PyList_Type) && (*iterator).index + 1 == count;
    let list = if is_list { alone(list, count) } else { ptr::null_mut() };
    if list.is_null() || ffi::PyList_Reverse(list) < 0 {
        return ptr::null_mut();
    }
    list
}

/// Exchanges items of `list` with those of `others`, which nobody else has: they die as its items, the last one first, as
/// the interpreter lets go of items that are replaced.
unsafe fn exchange(list: Obj, low: isize, others: Obj) {
    for index in 0..ffi::PyList_GET_SIZE(others) {
        let (new, old) = (ffi::PyList_GET_ITEM(others, index), ffi::PyList_GET_ITEM(list, low + index));
        ffi::PyList_SET_ITEM(list, low + index, new);
        ffi::PyList_SET_ITEM(others, index, old);
    }
}

pub(crate) unsafe fn list_reversed(_: *mut Cx, list: Obj) -> Obj {
    // The method itself, since looking for it costs more than it does.
    static METHOD: AtomicPtr<ffi::PyMethodDef> = AtomicPtr::new(ptr::null_mut());
    let mut method = METHOD.load(Ordering::Relaxed);
    if method.is_null() {
        method = (*(&raw mut ffi::PyList_Type)).tp_methods;
        while CStr::from_ptr((*method).ml_name) != c"__reversed__" {
            method = method.add(1);
        }
        METHOD.store(method, Ordering::Relaxed);
    }
    ((*method).ml_meth.PyCFunction)(list, ptr::null_mut())
}

pub(crate) unsafe fn list_insert(_: *mut Cx, list: Obj, index: i64, item: Obj) -> i32 {
    ffi::PyList_Insert(list, adjusted(ffi::PyList_GET_SIZE(list), index), item)
}

/// An index of `list.insert`, counted from the start.
fn adjusted(len: isize, index: i64) -> isize {
    let index = index as isize;
    if index < 0 { (index + len).max(0) } else { index.min(len) }
}

pub(crate) unsafe fn list_take(_: *mut Cx, list: Obj, index: i64) -> Obj {
    let item = own(ffi::PyList_GET_ITEM(list, index as isize));
    // A list that shrinks needs no memory.
    ffi::PyList_SetSlice(list, index as isize, index as isize + 1, ptr::null_mut());
    item
}
