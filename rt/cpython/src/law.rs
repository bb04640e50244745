//! What strict modules demand of values from untyped code: see `naja_rt_abi::law`.
//!
//! A law is broken only by a value that is certainly none of what it names. A class of the module is what the module's
//! variable holds now, or what has its qualified name: patched classes and their originals are both let in.

use crate::api::{Cx, Obj, ffi, tuple_items};
use crate::names::Known;
use naja_rt_abi::law::BUILTINS;

pub(crate) unsafe fn law_check(_: *mut Cx, globals: Obj, what: Obj, value: Obj, law: Obj) -> i32 {
    for demand in tuple_items(law).skip(1) {
        match holds(globals, value, demand) {
            0 => {}
            1 => return 0,
            _ => return -1,
        }
    }
    let shown = ffi::PyTuple_GET_ITEM(law, 0);
    let found = if value == ffi::Py_None() { c"None".as_ptr() } else { crate::api::type_name(value) };
    ffi::PyErr_Format(ffi::PyExc_TypeError, c"%U must be %U, not %.200s".as_ptr(), what, shown, found);
    -1
}

pub(crate) unsafe fn law_check_each(cx: *mut Cx, globals: Obj, what: Obj, values: Obj, law: Obj) -> i32 {
    if ffi::PyTuple_Check(values) != 0 {
        for value in tuple_items(values) {
            if law_check(cx, globals, what, value, law) < 0 {
                return -1;
            }
        }
        return 0;
    }
    // A list of the values: what is asked of them may run Python.
    let list = ffi::PyDict_Values(values);
    if list.is_null() {
        return -1;
    }
    let mut status = 0;
    for index in 0..ffi::PyList_GET_SIZE(list) {
        status = law_check(cx, globals, what, ffi::PyList_GET_ITEM(list, index), law);
        if status < 0 {
            break;
        }
    }
    ffi::Py_DECREF(list);
    status
}

/// Whether a value is an instance of what a law names; -1 after an exception.
unsafe fn holds(globals: Obj, value: Obj, demand: Obj) -> i32 {
    if ffi::PyLong_Check(demand) == 0 {
        return is_of_module(globals, value, demand);
    }
    let class = usize::try_from(ffi::PyLong_AsLong(demand)).ok().and_then(|index| builtin(BUILTINS.get(index)?));
    class.map_or(0, |class| ffi::PyObject_TypeCheck(value, class))
}

fn builtin(class: &str) -> Option<*mut ffi::PyTypeObject> {
    Some(match class {
        // SAFETY: `None` lives as long as the interpreter.
        "NoneType" => unsafe { ffi::Py_TYPE(ffi::Py_None()) },
        "int" => &raw mut ffi::PyLong_Type,
        "float" => &raw mut ffi::PyFloat_Type,
        "complex" => &raw mut ffi::PyComplex_Type,
        "bool" => &raw mut ffi::PyBool_Type,
        "str" => &raw mut ffi::PyUnicode_Type,
        "bytes" => &raw mut ffi::PyBytes_Type,
        "list" => &raw mut ffi::PyList_Type,
        "dict" => &raw mut ffi::PyDict_Type,
        "set" => &raw mut ffi::PySet_Type,
        "frozenset" => &raw mut ffi::PyFrozenSet_Type,
        "tuple" => &raw mut ffi::PyTuple_Type,
        _ => return None,
    })
}

/// Whether a value is an instance of the class that the module calls `class`. What is no class, or not there yet, has all
/// instances.
unsafe fn is_of_module(globals: Obj, value: Obj, class: Obj) -> i32 {
    let known = ffi::PyDict_GetItemWithError(globals, class);
    if known.is_null() {
        return if crate::api::is_raised() { -1 } else { 1 };
    }
    if ffi::PyType_Check(known) == 0 || ffi::PyObject_TypeCheck(value, known.cast()) != 0 {
        return 1;
    }
    ffi::Py_INCREF(known);
    let is_instance = ffi::PyObject_IsInstance(value, known);
    ffi::Py_DECREF(known);
    if is_instance == 0 { is_named(globals, value, class) } else { is_instance }
}

/// Whether a class of a value is one of this module with this qualified name; -1 after an exception.
unsafe fn is_named(globals: Obj, value: Obj, class: Obj) -> i32 {
    let module = ffi::PyDict_GetItemWithError(globals, Known::Name.get());
    if module.is_null() {
        return if crate::api::is_raised() { -1 } else { 0 };
    }
    let order = (*ffi::Py_TYPE(value)).tp_mro;
    for base in tuple_items(order) {
        let mut same = 1;
        for (attribute, wanted) in [(Known::Qualname, class), (Known::Module, module)] {
            if same != 1 {
                break;
            }
            let found = ffi::PyObject_GetAttr(base, attribute.get());
            if found.is_null() {
                return -1;
            }
            same = ffi::PyObject_RichCompareBool(found, wanted, ffi::Py_EQ);
            ffi::Py_DECREF(found);
        }
        if same != 0 {
            return same;
        }
    }
    0
}
