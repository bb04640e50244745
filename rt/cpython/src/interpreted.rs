//! Small pieces of bytecode that the runtime has the interpreter run.
//!
//! Some things only the eval loop does (answering its breaker), and some error messages only it words. They are had by
//! running a line of Python on the objects in question, with everything that line can see under our control.

use crate::api::{Obj, clear, ffi, method_noargs, own};
use crate::global::Global;
use core::ffi::CStr;
use core::ptr;

/// What tracebacks would call the file, were these frames not cut out of them.
const FILE: &CStr = c"<naja>";

/// Runs `source`, whose imports all give `module`, storing into `namespace`; returns 0 or -1.
pub(crate) unsafe fn run_import(source: &CStr, module: Obj, namespace: Obj) -> i32 {
    static GIVE: Global<ffi::PyMethodDef> = Global::new(method_noargs(c"__import__", give));
    unsafe extern "C" fn give(module: Obj, _: Obj) -> Obj {
        own(module)
    }
    // `__import__` is called with five arguments.
    let define = GIVE.as_ptr();
    (*define).ml_flags = ffi::METH_VARARGS;
    let mut import = ffi::PyCFunction_NewEx(define, module, ptr::null_mut());
    let mut builtins = ffi::PyDict_New();
    let mut globals = ffi::PyDict_New();
    let mut code = ffi::Py_CompileString(source.as_ptr(), FILE.as_ptr(), ffi::Py_file_input);
    let mut result = ptr::null_mut();
    if !import.is_null()
        && !builtins.is_null()
        && !globals.is_null()
        && !code.is_null()
        && ffi::PyDict_SetItemString(builtins, c"__import__".as_ptr(), import) == 0
        && ffi::PyDict_SetItemString(globals, c"__builtins__".as_ptr(), builtins) == 0
    {
        result = ffi::PyEval_EvalCode(code, globals, namespace);
        if result.is_null() {
            cut_innermost();
        }
    }
    for temporary in [&mut import, &mut builtins, &mut globals, &mut code] {
        clear(temporary);
    }
    if result.is_null() {
        return -1;
    }
    ffi::Py_DECREF(result);
    0
}

/// A function without parameters whose code is `source`, an expression.
pub(crate) unsafe fn function(source: &CStr) -> Obj {
    let code = ffi::Py_CompileString(source.as_ptr(), FILE.as_ptr(), ffi::Py_eval_input);
    let globals = ffi::PyDict_New();
    let made = if code.is_null() || globals.is_null() { ptr::null_mut() } else { ffi::PyFunction_New(code, globals) };
    ffi::Py_XDECREF(code);
    ffi::Py_XDECREF(globals);
    made
}

/// What `source` defines as `name`; it sees the builtins.
pub(crate) unsafe fn definition(source: &CStr, name: &CStr) -> Obj {
    definition_in(source.as_ptr(), name, ptr::null_mut())
}

/// As [`definition`], in a module of the given name, if there is one; `source` may be null with an exception raised.
pub(crate) unsafe fn definition_in(source: *const core::ffi::c_char, name: &CStr, module: Obj) -> Obj {
    if source.is_null() {
        return ptr::null_mut();
    }
    let code = ffi::Py_CompileString(source, FILE.as_ptr(), ffi::Py_file_input);
    let globals = ffi::PyDict_New();
    let mut made = ptr::null_mut();
    // Imports that C code makes while the piece runs look for the builtins there.
    let is_named = |globals| {
        module.is_null()
            || (ffi::PyDict_SetItemString(globals, c"__name__".as_ptr(), module) == 0
                && ffi::PyDict_SetItemString(globals, c"__builtins__".as_ptr(), ffi::PyEval_GetBuiltins()) == 0)
    };
    if !code.is_null() && !globals.is_null() && is_named(globals) {
        let result = ffi::PyEval_EvalCode(code, globals, globals);
        if !result.is_null() {
            made = ffi::PyDict_GetItemString(globals, name.as_ptr());
            ffi::Py_XINCREF(made);
            ffi::Py_DECREF(result);
        }
    }
    ffi::Py_XDECREF(code);
    ffi::Py_XDECREF(globals);
    made
}

/// Takes the first place, which is our own piece's, out of the traceback of the raised exception.
pub(crate) unsafe fn cut_innermost() {
    let exc = crate::api::take_raised();
    let traceback = ffi::PyException_GetTraceback(exc);
    if !traceback.is_null() {
        let next = ffi::PyObject_GetAttrString(traceback, c"tb_next".as_ptr());
        if next.is_null() || ffi::PyException_SetTraceback(exc, next) < 0 {
            ffi::PyErr_Clear();
        }
        ffi::Py_XDECREF(next);
        ffi::Py_DECREF(traceback);
    }
    crate::api::set_raised(exc);
}
