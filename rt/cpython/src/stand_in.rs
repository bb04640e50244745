//! Types that stand in for the interpreter's own: our generators, coroutines, descriptors of compact slots and (on 3.11)
//! functions are instances of static subtypes, which say that they are the base.
//!
//! Each library has such subtypes of its own, so they are told by what they are: the bases cannot be subclassed from Python.

use crate::api::{_PyType_Lookup, Obj, ffi, own};
use crate::names::Known;
use core::ffi::{c_int, c_void};

/// What `type(object)` says.
pub(crate) unsafe fn type_of(object: Obj) -> Obj {
    let class = ffi::Py_TYPE(object);
    let shown = if is_stand_in(class) { (*class).tp_base } else { class };
    own(shown.cast())
}

unsafe fn is_stand_in(class: *mut ffi::PyTypeObject) -> bool {
    let bases = [
        &raw mut ffi::PyFunction_Type,
        &raw mut ffi::PyGen_Type,
        &raw mut ffi::PyCoro_Type,
        &raw mut ffi::PyAsyncGen_Type,
        &raw mut ffi::PyMemberDescr_Type,
        &raw mut ffi::PyMethodDescr_Type,
    ];
    (*class).tp_flags & ffi::Py_TPFLAGS_HEAPTYPE == 0 && bases.contains(&(*class).tp_base)
}

/// Readies a static type that stands in for `base`.
pub(crate) unsafe fn ready(class: *mut ffi::PyTypeObject, base: *mut ffi::PyTypeObject) -> c_int {
    if (*class).tp_flags & ffi::Py_TPFLAGS_READY != 0 {
        return 0;
    }
    (*class).tp_base = base;
    (*class).ob_base.ob_base = ffi::PyObject_HEAD_INIT;
    // A type without a docstring is given the attribute `__doc__`, which would hide that of each instance.
    if ffi::PyType_Ready(class) < 0 || ffi::PyDict_DelItemString((*class).tp_dict, c"__doc__".as_ptr()) < 0 {
        return -1;
    }
    ffi::PyType_Modified(class);
    0
}

/// The attribute `__class__` of a stand-in.
pub(crate) const CLASS: ffi::PyGetSetDef = ffi::PyGetSetDef {
    name: c"__class__".as_ptr(),
    get: Some(class),
    set: Some(set_class),
    doc: core::ptr::null(),
    closure: core::ptr::null_mut(),
};

unsafe extern "C" fn class(object: Obj, _: *mut c_void) -> Obj {
    type_of(object)
}

/// As for any object: fails in the interpreter's words.
unsafe extern "C" fn set_class(object: Obj, value: Obj, _: *mut c_void) -> c_int {
    let descriptor = _PyType_Lookup(&raw mut ffi::PyBaseObject_Type, Known::Class.get());
    match (*ffi::Py_TYPE(descriptor)).tp_descr_set {
        Some(set) => set(descriptor, object, value),
        None => -1,
    }
}
