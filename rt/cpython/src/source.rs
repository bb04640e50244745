//! Where the source of a module is: what `__file__` and the file names of its code objects say.
//!
//! A library shows the path that its source had when it was compiled. If its source lies beside it, as it does in wheels and after
//! `naja build --ext`, that is the source to show, wherever the two were moved. `__file__` is then the source too, as it is where
//! the interpreter runs it: `inspect`, and programs that look for files beside `__file__` by its name, rely on it.

use crate::api::{Obj, ffi};
use core::ffi::{c_char, c_int};
use core::ptr;

unsafe extern "C" {
    fn access(path: *const c_char, mode: c_int) -> c_int;
}

/// The mode of `access` that asks whether there is a file.
const EXISTS: c_int = 0;

/// Longer paths are no files.
const LONGEST: usize = 4096;

/// Lets the module of these variables and code objects show its source, if that is found; -1 with an exception.
pub(crate) unsafe fn place(globals: Obj, codes: Obj) -> c_int {
    // Not the name that the process keeps: this may be another interpreter.
    let name = ffi::PyUnicode_FromString(c"__file__".as_ptr());
    if name.is_null() {
        return -1;
    }
    let result = place_by(globals, name, codes);
    ffi::Py_DECREF(name);
    result
}

/// The same, where `name` is `__file__`.
unsafe fn place_by(globals: Obj, name: Obj, codes: Obj) -> c_int {
    let file = ffi::PyDict_GetItemWithError(globals, name);
    if file.is_null() || ffi::PyUnicode_Check(file) == 0 {
        return if ffi::PyErr_Occurred().is_null() { 0 } else { -1 };
    }
    let source = source_of(file);
    if source.is_null() {
        return if ffi::PyErr_Occurred().is_null() { 0 } else { -1 };
    }
    let mut result = ffi::PyDict_SetItem(globals, name, source);
    if result == 0 {
        result = rename(codes, source);
    }
    ffi::Py_DECREF(source);
    result
}

/// The path of the source of the module whose `__file__` is given, as a new reference; null if there is none.
unsafe fn source_of(file: Obj) -> Obj {
    let bytes = ffi::PyUnicode_EncodeFSDefault(file);
    if bytes.is_null() {
        return bytes;
    }
    let text = ffi::PyBytes_AS_STRING(bytes).cast::<u8>();
    let path = core::slice::from_raw_parts(text, ffi::PyBytes_Size(bytes) as usize);
    let mut buffer = [0; LONGEST];
    let length = spell(path, &mut buffer);
    ffi::Py_DECREF(bytes);
    if length == 0 || access(buffer.as_ptr().cast(), EXISTS) != 0 {
        return ptr::null_mut();
    }
    ffi::PyUnicode_DecodeFSDefaultAndSize(buffer.as_ptr().cast(), length as isize)
}

/// Writes the path of the source of a library, or of a source itself, with a NUL behind it; returns its length, 0 for none.
fn spell(file: &[u8], buffer: &mut [u8; LONGEST]) -> usize {
    let name = file.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    let end = if file.ends_with(b".so") {
        // `area.cpython-311-x86_64-linux-gnu.so`: no module has a dot in its name.
        file.iter().skip(name).position(|byte| *byte == b'.').map_or(0, |dot| name + dot)
    } else if file.ends_with(b".py") {
        file.len() - b".py".len()
    } else {
        0
    };
    let length = end + b".py".len();
    if end == 0 || length >= LONGEST {
        return 0;
    }
    for (to, from) in buffer.iter_mut().zip(file.iter().take(end).chain(b".py\0")) {
        *to = *from;
    }
    length
}

/// Gives code objects, and those that are constants of theirs, another file name.
unsafe fn rename(codes: Obj, source: Obj) -> c_int {
    let name = ffi::PyUnicode_FromString(c"_imp".as_ptr());
    if name.is_null() {
        return -1;
    }
    // Always there; not imported, because programs may watch imports.
    let module = ffi::PyImport_GetModule(name);
    ffi::Py_DECREF(name);
    if module.is_null() {
        return if ffi::PyErr_Occurred().is_null() { 0 } else { -1 };
    }
    let mut result = 0;
    for index in 0..ffi::PyList_GET_SIZE(codes) {
        let code = ffi::PyList_GET_ITEM(codes, index);
        if result == 0 && code != ffi::Py_None() {
            let done = ffi::PyObject_CallMethod(module, c"_fix_co_filename".as_ptr(), c"OO".as_ptr(), code, source);
            result = if done.is_null() { -1 } else { 0 };
            ffi::Py_XDECREF(done);
        }
    }
    ffi::Py_DECREF(module);
    result
}
