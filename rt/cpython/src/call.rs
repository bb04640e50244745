//! Calls.

use crate::api::{_PyObject_FunctionStr, ARGUMENTS_OFFSET, Array, Cx, Obj, ffi, is_exact, tuple_len, type_name};
use crate::construct::construct;
use crate::descriptor::bound_method;
use crate::stand_in;
use core::ptr;
use naja_rt_inline::layout::Function;

pub(crate) unsafe fn call(cx: *mut Cx, callee: Obj, args: Array, names: Obj) -> Obj {
    if ffi::Py_TYPE(callee) == &raw mut ffi::PyType_Type && args.len() == 1 && names.is_null() {
        let made = converted(callee, args.as_ptr().read());
        if let Some(made) = made {
            return made;
        }
    }
    let count = args.len() - tuple_len(names);
    vectorcall(cx, callee, args.as_ptr(), count | ARGUMENTS_OFFSET, names)
}

/// What a class of the interpreter makes of one object; `None` for those classes that are called like others. For these few the
/// interpreter would make a tuple of the argument.
unsafe fn converted(class: Obj, object: Obj) -> Option<Obj> {
    let is = |other: *mut ffi::PyTypeObject| class == other.cast();
    match () {
        () if is(&raw mut ffi::PyType_Type) => Some(stand_in::type_of(object)),
        () if is(&raw mut ffi::PyUnicode_Type) => Some(ffi::PyObject_Str(object)),
        () if is(&raw mut ffi::PyTuple_Type) => Some(ffi::PySequence_Tuple(object)),
        () => None,
    }
}

/// A call by the vectorcall protocol. Functions that keep to it without fail are called without the interpreter looking on;
/// bound methods and classes are taken apart, if there is room for one more argument.
pub(crate) unsafe fn vectorcall(cx: *mut Cx, callee: Obj, args: *const Obj, nargs: usize, names: Obj) -> Obj {
    let class = ffi::Py_TYPE(callee);
    if class.cast() == (*cx).function_class {
        let entry = (*callee.cast::<Function>()).vectorcall;
        let entry = core::mem::transmute::<*mut u8, ffi::vectorcallfunc>(entry);
        return entry(callee, args, nargs, names);
    }
    if nargs & ARGUMENTS_OFFSET != 0 {
        let count = nargs & !ARGUMENTS_OFFSET;
        if let Some((function, object)) = bound_method(callee) {
            return call_behind(cx, function, object, args, count, names);
        }
        if class == &raw mut ffi::PyType_Type
            && let Some(made) = construct(cx, callee.cast(), args, count, names)
        {
            return made;
        }
    }
    ffi::PyObject_Vectorcall(callee, args, nargs, names)
}

/// Calls `callee` with `first` and then `count` arguments and keywords, before which there is room for a word.
pub(crate) unsafe fn call_behind(
    cx: *mut Cx,
    callee: Obj,
    first: Obj,
    args: *const Obj,
    count: usize,
    names: Obj,
) -> Obj {
    let args = args.cast_mut().sub(1);
    let before = args.replace(first);
    let result = vectorcall(cx, callee, args, count + 1, names);
    args.write(before);
    result
}

pub(crate) unsafe fn call_unpacked(_: *mut Cx, callee: Obj, args: Obj, kwargs: Obj) -> Obj {
    if is_exact(args, &raw mut ffi::PyTuple_Type) {
        return ffi::PyObject_Call(callee, args, kwargs);
    }
    if !crate::container::is_iterable(args) {
        return not_iterable(callee, args);
    }
    let tuple = ffi::PySequence_Tuple(args);
    if tuple.is_null() {
        return tuple;
    }
    let result = ffi::PyObject_Call(callee, tuple, kwargs);
    ffi::Py_DECREF(tuple);
    result
}

unsafe fn not_iterable(callee: Obj, args: Obj) -> Obj {
    let function = _PyObject_FunctionStr(callee);
    if !function.is_null() {
        let text = c"%U argument after * must be an iterable, not %.200s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), function, type_name(args));
        ffi::Py_DECREF(function);
    }
    ptr::null_mut()
}
