//! The C API as the other files use it: pyo3-ffi, what it leaves out, and a few shorthands.

pub(crate) use pyo3_ffi as ffi;

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr;
pub(crate) use naja_rt_inline::context::Cx;
use naja_rt_inline::export;

/// A boxed value.
pub(crate) type Obj = *mut ffi::PyObject;
/// An array parameter.
pub(crate) type Array = export::Array<Obj>;
/// What calls call.
pub(crate) type Vectorcall = unsafe extern "C" fn(Obj, *const Obj, usize, Obj) -> Obj;

/// Set in the count of arguments if the callee may overwrite the word before them.
pub(crate) const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

unsafe extern "C" {
    // pyo3's wraps it in code that unwinds.
    pub(crate) fn PyEval_RestoreThread(thread: *mut ffi::PyThreadState);
    pub(crate) fn _PyType_Lookup(class: *mut ffi::PyTypeObject, name: Obj) -> Obj;
    pub(crate) fn _PyList_Extend(list: Obj, items: Obj) -> Obj;
    pub(crate) fn _PySet_Update(set: Obj, items: Obj) -> c_int;
    pub(crate) fn _PyDict_MergeEx(dict: Obj, other: Obj, mode: c_int) -> c_int;
    pub(crate) fn _PyUnicode_JoinArray(separator: Obj, items: *const Obj, len: isize) -> Obj;
    pub(crate) fn _PyErr_FormatFromCause(class: Obj, format: *const c_char, ...) -> Obj;
    pub(crate) fn _PyGen_SetStopIterationValue(value: Obj) -> c_int;
    pub(crate) fn _PyGen_FetchStopIterationValue(value: *mut Obj) -> c_int;
    pub(crate) fn _PyObject_FunctionStr(function: Obj) -> Obj;
    pub(crate) fn _PyObject_GetMethod(object: Obj, name: Obj, method: *mut Obj) -> c_int;
    pub(crate) fn PyMethod_New(function: Obj, object: Obj) -> Obj;
    pub(crate) static mut PyMethod_Type: ffi::PyTypeObject;
    pub(crate) static mut PyTraceBack_Type: ffi::PyTypeObject;
}

/// A new reference to `object`, which is not null.
pub(crate) unsafe fn own(object: Obj) -> Obj {
    ffi::Py_INCREF(object);
    object
}

/// `object` becomes null and its reference is given up.
pub(crate) unsafe fn clear(object: *mut Obj) {
    let old = ptr::replace(object, ptr::null_mut());
    ffi::Py_XDECREF(old);
}

/// `None`, as a new reference.
pub(crate) unsafe fn new_none() -> Obj {
    own(ffi::Py_None())
}

/// Whether an exception is raised.
pub(crate) unsafe fn is_raised() -> bool {
    !ffi::PyErr_Occurred().is_null()
}

/// Takes the raised exception, with its traceback in it; null if there is none.
#[cfg(feature = "py311")]
pub(crate) unsafe fn take_raised() -> Obj {
    let (mut class, mut value, mut traceback) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    ffi::PyErr_Fetch(&mut class, &mut value, &mut traceback);
    if class.is_null() {
        return ptr::null_mut();
    }
    ffi::PyErr_NormalizeException(&mut class, &mut value, &mut traceback);
    if !traceback.is_null() {
        ffi::PyException_SetTraceback(value, traceback);
    }
    ffi::Py_XDECREF(class);
    ffi::Py_XDECREF(traceback);
    value
}

/// Takes the raised exception; null if there is none.
#[cfg(not(feature = "py311"))]
pub(crate) unsafe fn take_raised() -> Obj {
    ffi::PyErr_GetRaisedException()
}

/// Raises `exc`, whose reference it takes, as it is: no context is set, its traceback stays.
#[cfg(feature = "py311")]
pub(crate) unsafe fn set_raised(exc: Obj) {
    if exc.is_null() {
        ffi::PyErr_Clear();
    } else {
        let class = ffi::Py_TYPE(exc).cast::<ffi::PyObject>();
        ffi::PyErr_Restore(own(class), exc, ffi::PyException_GetTraceback(exc));
    }
}

/// Raises `exc`, whose reference it takes, as it is: no context is set, its traceback stays.
#[cfg(not(feature = "py311"))]
pub(crate) unsafe fn set_raised(exc: Obj) {
    ffi::PyErr_SetRaisedException(exc);
}

/// Raises `class` with a fixed message.
pub(crate) unsafe fn fail(class: Obj, message: &CStr) {
    ffi::PyErr_SetString(class, message.as_ptr());
}

/// The attribute, null without an exception if there is none.
pub(crate) unsafe fn optional_attr(object: Obj, name: Obj) -> Obj {
    let value = ffi::PyObject_GetAttr(object, name);
    if value.is_null() && ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) != 0 {
        ffi::PyErr_Clear();
    }
    value
}

/// The method `name` of the type of `object`, bound; null without an exception if there is none.
pub(crate) unsafe fn special(object: Obj, name: Obj) -> Obj {
    let class = ffi::Py_TYPE(object);
    let found = _PyType_Lookup(class, name);
    if found.is_null() {
        return found;
    }
    match (*ffi::Py_TYPE(found)).tp_descr_get {
        Some(get) => get(found, object, class.cast()),
        None => own(found),
    }
}

/// `tp_name` of the type of `object`.
pub(crate) unsafe fn type_name(object: Obj) -> *const c_char {
    (*ffi::Py_TYPE(object)).tp_name
}

/// Whether the type of `object` is exactly `class`.
pub(crate) unsafe fn is_exact(object: Obj, class: *mut ffi::PyTypeObject) -> bool {
    ffi::Py_TYPE(object) == class
}

/// Whether `function` is the built-in one that was defined as `name`, and not what a program has put in its place.
pub(crate) unsafe fn is_builtin(function: Obj, name: &CStr) -> bool {
    is_exact(function, &raw mut ffi::PyCFunction_Type)
        && CStr::from_ptr((*(*function.cast::<ffi::PyCFunctionObject>()).m_ml).ml_name) == name
}

/// The number of items of an exact tuple, 0 for null.
pub(crate) unsafe fn tuple_len(tuple: Obj) -> usize {
    if tuple.is_null() { 0 } else { ffi::PyTuple_GET_SIZE(tuple) as usize }
}

/// The items of an exact tuple, borrowed; none for null.
pub(crate) unsafe fn tuple_items(tuple: Obj) -> impl ExactSizeIterator<Item = Obj> {
    (0..tuple_len(tuple)).map(move |index| unsafe { ffi::PyTuple_GET_ITEM(tuple, index as isize) })
}

/// A pointer to our view of an object, as the interpreter's.
pub(crate) fn as_obj<T>(pointer: *mut T) -> Obj {
    pointer.cast()
}

/// A method table entry's function, of whatever signature.
pub(crate) type MethodDef = ffi::PyMethodDef;

/// A method without arguments.
pub(crate) const fn method_noargs(name: &'static CStr, f: unsafe extern "C" fn(Obj, Obj) -> Obj) -> MethodDef {
    method(name, ffi::PyMethodDefPointer { PyCFunction: f }, ffi::METH_NOARGS)
}

/// A method with one argument.
pub(crate) const fn method_one(name: &'static CStr, f: unsafe extern "C" fn(Obj, Obj) -> Obj) -> MethodDef {
    method(name, ffi::PyMethodDefPointer { PyCFunction: f }, ffi::METH_O)
}

/// A method with positional arguments.
pub(crate) const fn method_fast(
    name: &'static CStr,
    f: unsafe extern "C" fn(Obj, *mut Obj, isize) -> Obj,
) -> MethodDef {
    method(name, ffi::PyMethodDefPointer { PyCFunctionFast: f }, ffi::METH_FASTCALL)
}

const fn method(name: &'static CStr, function: ffi::PyMethodDefPointer, flags: c_int) -> MethodDef {
    MethodDef { ml_name: name.as_ptr(), ml_meth: function, ml_flags: flags, ml_doc: ptr::null() }
}

/// The end of a table of methods.
pub(crate) const METHODS_END: MethodDef = MethodDef::zeroed();

/// A computed attribute that cannot be set.
pub(crate) const fn getter(name: &'static CStr, f: unsafe extern "C" fn(Obj, *mut c_void) -> Obj) -> ffi::PyGetSetDef {
    ffi::PyGetSetDef { name: name.as_ptr(), get: Some(f), set: None, doc: ptr::null(), closure: ptr::null_mut() }
}

/// The end of a table of computed attributes.
pub(crate) const GETTERS_END: ffi::PyGetSetDef =
    ffi::PyGetSetDef { name: ptr::null(), get: None, set: None, doc: ptr::null(), closure: ptr::null_mut() };

/// A static type with nothing in it, to be filled with `..EMPTY_TYPE`.
pub(crate) const EMPTY_TYPE: ffi::PyTypeObject = {
    // SAFETY: all fields are integers, pointers and optional functions.
    unsafe { core::mem::zeroed() }
};
