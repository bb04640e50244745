//! Items of lists and tuples, code points of strings, values of cells.

use crate::context::Cx;
use crate::cpython::{boxes, refcount};
use crate::layout::{ASCII_TEXT, COMPACT_TEXT, Cell, Function, List, Obj, Str, TEXT_POINTER, Tuple, VarObject};
use core::hint::cold_path;

pub unsafe fn list_len(_: *mut Cx, a: Obj) -> i64 {
    (*a.cast::<VarObject>()).size as i64
}

pub unsafe fn list_item(_: *mut Cx, a: Obj, index: i64) -> Obj {
    (*a.cast::<List>()).items.offset(index as isize).read()
}

pub unsafe fn unpacked_item(cx: *mut Cx, items: Obj, index: i64) -> Obj {
    if super::boxes::is_list(cx, items) != 0 { list_item(cx, items, index) } else { tuple_item(cx, items, index) }
}

pub unsafe fn list_replace(_: *mut Cx, a: Obj, index: i64, value: Obj) -> Obj {
    (*a.cast::<List>()).items.offset(index as isize).replace(value)
}

unsafe extern "C" {
    fn PyList_Append(list: Obj, item: Obj) -> i32;
    fn PyList_SetSlice(list: Obj, low: isize, high: isize, items: Obj) -> i32;
}

pub unsafe fn list_append(cx: *mut Cx, list: Obj, item: Obj) -> i32 {
    let data = list.cast::<List>();
    let len = (*data).head.size;
    if len >= (*data).allocated {
        cold_path();
        return PyList_Append(list, item);
    }
    refcount::incref(cx, item);
    (*data).items.offset(len).write(item);
    (*data).head.size = len + 1;
    0
}

pub unsafe fn list_pop(cx: *mut Cx, list: Obj) -> Obj {
    let data = list.cast::<List>();
    let last = (*data).head.size - 1;
    let item = (*data).items.offset(last).read();
    if last >= (*data).allocated >> 1 {
        (*data).head.size = last;
    } else {
        cold_path();
        // The interpreter gives memory back; that cannot fail, since the list only shrinks.
        refcount::incref(cx, item);
        PyList_SetSlice(list, last, last + 1, core::ptr::null_mut());
    }
    item
}

pub unsafe fn list_store_i64(cx: *mut Cx, a: Obj, index: i64, value: i64) {
    let place = (*a.cast::<List>()).items.offset(index as isize);
    if !boxes::reuse_i64(*place, value) {
        refcount::decref(cx, place.replace(boxes::box_i64(cx, value)));
    }
}

pub unsafe fn list_store_f64(cx: *mut Cx, a: Obj, index: i64, value: f64) {
    let place = (*a.cast::<List>()).items.offset(index as isize);
    if !boxes::reuse_f64(*place, value) {
        refcount::decref(cx, place.replace(boxes::box_f64(cx, value)));
    }
}

pub unsafe fn list_store_complex(cx: *mut Cx, a: Obj, index: i64, real: f64, imag: f64) {
    let place = (*a.cast::<List>()).items.offset(index as isize);
    if !boxes::reuse_complex(cx, *place, real, imag) {
        refcount::decref(cx, place.replace(boxes::box_complex(cx, real, imag)));
    }
}

pub unsafe fn list_store_bool(cx: *mut Cx, a: Obj, index: i64, value: i32) {
    let place = (*a.cast::<List>()).items.offset(index as isize);
    let truth = boxes::box_bool(cx, value);
    refcount::incref(cx, truth);
    let old = place.replace(truth);
    if boxes::is_bool(cx, old) != 0 {
        refcount::decref_shared(old);
    } else {
        refcount::decref(cx, old);
    }
}

pub unsafe fn tuple_len(_: *mut Cx, a: Obj) -> i64 {
    (*a.cast::<VarObject>()).size as i64
}

pub unsafe fn tuple_item(_: *mut Cx, tuple: Obj, index: i64) -> Obj {
    (&raw mut (*tuple.cast::<Tuple>()).items).cast::<Obj>().offset(index as isize).read()
}

pub unsafe fn str_len(_: *mut Cx, a: Obj) -> i64 {
    (*a.cast::<Str>()).length as i64
}

pub unsafe fn str_code_at(_: *mut Cx, a: Obj, index: i64) -> i64 {
    let state = (*a.cast::<Str>()).state;
    let (compact, ascii) = (state & 1 << 5 != 0, state & 1 << 6 != 0);
    let text = a.cast::<u8>();
    let text = match (compact, ascii) {
        (true, true) => text.add(ASCII_TEXT),
        (true, false) => text.add(COMPACT_TEXT),
        (false, _) => {
            cold_path();
            text.add(TEXT_POINTER).cast::<*mut u8>().read()
        }
    };
    let index = index as usize;
    match state >> 2 & 7 {
        1 => i64::from(text.add(index).read()),
        2 => i64::from(text.cast::<u16>().add(index).read()),
        _ => i64::from(text.cast::<u32>().add(index).read()),
    }
}

pub unsafe fn cell_get(cx: *mut Cx, cell: Obj) -> Obj {
    let value = (*cell.cast::<Cell>()).value;
    refcount::incref_nullable(cx, value);
    value
}

pub unsafe fn cell_set(cx: *mut Cx, cell: Obj, value: Obj) {
    refcount::incref_nullable(cx, value);
    let old = core::mem::replace(&mut (*cell.cast::<Cell>()).value, value);
    refcount::decref_nullable(cx, old);
}

pub unsafe fn function_closure(_: *mut Cx, function: Obj) -> Obj {
    (*function.cast::<Function>()).closure
}
