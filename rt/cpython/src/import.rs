//! Import statements.
//!
//! `from module import name` that fails, and `from module import *`, are left to a line of bytecode: the wording of these
//! errors and the rules of `__all__` differ between versions.

use crate::api::{Cx, Obj, ffi, is_exact, own};
use crate::interpreted;
use crate::names::Known;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

pub(crate) unsafe fn import(_: *mut Cx, globals: Obj, name: Obj, fromlist: Obj, level: i64) -> Obj {
    let builtins = ffi::PyEval_GetBuiltins();
    let function = ffi::PyDict_GetItemWithError(builtins, Known::Import.get());
    if function.is_null() {
        if !crate::api::is_raised() {
            crate::api::fail(ffi::PyExc_ImportError, c"__import__ not found");
        }
        return ptr::null_mut();
    }
    let none = ffi::Py_None();
    if is_original(function) {
        return ffi::PyImport_ImportModuleLevelObject(name, globals, none, fromlist, level as c_int);
    }
    own(function);
    let module = ffi::PyObject_CallFunction(function, c"OOOOL".as_ptr(), name, globals, none, fromlist, level);
    ffi::Py_DECREF(function);
    module
}

/// Whether a function is the `__import__` that builtins came with.
unsafe fn is_original(function: Obj) -> bool {
    is_exact(function, &raw mut ffi::PyCFunction_Type)
        && CStr::from_ptr((*(*function.cast::<ffi::PyCFunctionObject>()).m_ml).ml_name) == c"__import__"
}

pub(crate) unsafe fn import_from(_: *mut Cx, module: Obj, name: Obj) -> Obj {
    let found = crate::api::optional_attr(module, name);
    if !found.is_null() || crate::api::is_raised() {
        return found;
    }
    // Perhaps a submodule that is still being imported; else the interpreter says what is wrong.
    let namespace = ffi::PyDict_New();
    if namespace.is_null() {
        return namespace;
    }
    let source = ffi::PyUnicode_FromFormat(c"from module import %U".as_ptr(), name);
    let mut found = ptr::null_mut();
    if !source.is_null() {
        let text: *const c_char = ffi::PyUnicode_AsUTF8(source);
        if !text.is_null() && interpreted::run_import(CStr::from_ptr(text), module, namespace) == 0 {
            found = ffi::PyDict_GetItemWithError(namespace, name);
            ffi::Py_XINCREF(found);
        }
        ffi::Py_DECREF(source);
    }
    ffi::Py_DECREF(namespace);
    found
}

pub(crate) unsafe fn import_star(_: *mut Cx, module: Obj, globals: Obj) -> i32 {
    interpreted::run_import(c"from module import *", module, globals)
}
