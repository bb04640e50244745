//! `with`, `await`, `async for` and `super()`.

use crate::api::{_PyErr_FormatFromCause, Cx, Obj, fail, ffi, is_raised, own, special, type_name};
use crate::generator::{is_awaited, is_coroutine, is_iterable_coroutine};
use crate::names::Known;
use core::ffi::CStr;
use core::ptr;

pub(crate) unsafe fn with_method(_: *mut Cx, manager: Obj, which: i64) -> Obj {
    let (name, missing): (_, &CStr) = match which {
        0 => (Known::Enter, c"'%.200s' object does not support the context manager protocol"),
        1 => (Known::Exit, c"'%.200s' object does not support the context manager protocol (missed __exit__ method)"),
        2 => (Known::Aenter, c"'%.200s' object does not support the asynchronous context manager protocol"),
        _ => (
            Known::Aexit,
            c"'%.200s' object does not support the asynchronous context manager protocol (missed __aexit__ method)",
        ),
    };
    let method = special(manager, name.get());
    if method.is_null() && !is_raised() {
        ffi::PyErr_Format(ffi::PyExc_TypeError, missing.as_ptr(), type_name(manager));
    }
    method
}

/// The functions behind a type's `await` and `async for`, if it has any.
unsafe fn slots(object: Obj) -> Option<&'static ffi::PyAsyncMethods> {
    (*ffi::Py_TYPE(object)).tp_as_async.as_ref()
}

pub(crate) unsafe fn await_iter(_: *mut Cx, object: Obj, place: i64) -> Obj {
    let unusable: Option<&CStr> = match place {
        1 => Some(c"'async with' received an object from __aenter__ that does not implement __await__: %.100s"),
        2 => Some(c"'async with' received an object from __aexit__ that does not implement __await__: %.100s"),
        _ => None,
    };
    if let (Some(text), None) = (unusable, slots(object).and_then(|slots| slots.am_await)) {
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(object));
        return ptr::null_mut();
    }
    let iterator = awaitable_iter(object);
    if !iterator.is_null() && is_coroutine(iterator) && is_awaited(iterator) {
        ffi::Py_DECREF(iterator);
        fail(ffi::PyExc_RuntimeError, c"coroutine is being awaited already");
        return ptr::null_mut();
    }
    iterator
}

/// `object` if it is a coroutine, or else what its `__await__` gives.
unsafe fn awaitable_iter(object: Obj) -> Obj {
    if is_coroutine(object) || is_iterable_coroutine(object) {
        return own(object);
    }
    let Some(get) = slots(object).and_then(|slots| slots.am_await) else {
        let text = c"object %.100s can't be used in 'await' expression";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(object));
        return ptr::null_mut();
    };
    let iterator = get(object);
    if iterator.is_null() {
        return iterator;
    }
    if is_coroutine(iterator) || is_iterable_coroutine(iterator) {
        fail(ffi::PyExc_TypeError, c"__await__() returned a coroutine");
    } else if ffi::PyIter_Check(iterator) == 0 {
        let text = c"__await__() returned non-iterator of type '%.100s'";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(iterator));
    } else {
        return iterator;
    }
    ffi::Py_DECREF(iterator);
    ptr::null_mut()
}

pub(crate) unsafe fn async_iter(_: *mut Cx, object: Obj) -> Obj {
    let Some(get) = slots(object).and_then(|slots| slots.am_aiter) else {
        let text = c"'async for' requires an object with __aiter__ method, got %.100s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(object));
        return ptr::null_mut();
    };
    let iterator = get(object);
    if iterator.is_null() || slots(iterator).is_some_and(|slots| slots.am_anext.is_some()) {
        return iterator;
    }
    let text = c"'async for' received an object from __aiter__ that does not implement __anext__: %.100s";
    ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(iterator));
    ffi::Py_DECREF(iterator);
    ptr::null_mut()
}

pub(crate) unsafe fn async_next(_: *mut Cx, iterator: Obj) -> Obj {
    let Some(get) = slots(iterator).and_then(|slots| slots.am_anext) else {
        let text = c"'async for' requires an iterator with __anext__ method, got %.100s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), type_name(iterator));
        return ptr::null_mut();
    };
    let next = get(iterator);
    if next.is_null() {
        return next;
    }
    let awaited = awaitable_iter(next);
    if awaited.is_null() {
        let text = c"'async for' received an invalid object from __anext__: %.100s";
        _PyErr_FormatFromCause(ffi::PyExc_TypeError, text.as_ptr(), type_name(next));
    }
    ffi::Py_DECREF(next);
    awaited
}

pub(crate) unsafe fn is_async_end(_: *mut Cx, exc: Obj) -> i32 {
    ffi::PyErr_GivenExceptionMatches(exc, ffi::PyExc_StopAsyncIteration)
}

pub(crate) unsafe fn super_new(_: *mut Cx, callee: Obj, class: Obj, object: Obj) -> Obj {
    if callee != (&raw mut ffi::PySuper_Type).cast() {
        return ffi::PyObject_CallNoArgs(callee);
    }
    if object.is_null() {
        fail(ffi::PyExc_RuntimeError, c"super(): arg[0] deleted");
        return ptr::null_mut();
    }
    if class.is_null() {
        fail(ffi::PyExc_RuntimeError, c"super(): empty __class__ cell");
        return ptr::null_mut();
    }
    if ffi::PyType_Check(class) == 0 {
        let text = c"super(): __class__ is not a type (%s)";
        ffi::PyErr_Format(ffi::PyExc_RuntimeError, text.as_ptr(), type_name(class));
        return ptr::null_mut();
    }
    ffi::PyObject_CallFunctionObjArgs(callee, class, object, ptr::null_mut::<ffi::PyObject>())
}

pub(crate) unsafe fn make_generic(_: *mut Cx, text: Obj, args: Obj, globals: Obj) -> Obj {
    let name = ffi::PyDict_GetItemString(globals, c"__name__".as_ptr());
    let make = crate::interpreted::definition_in(ffi::PyUnicode_AsUTF8(text), c"make", name);
    if make.is_null() {
        return ptr::null_mut();
    }
    let made = ffi::PyObject_CallObject(make, args);
    ffi::Py_DECREF(make);
    made
}
