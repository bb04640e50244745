//! Function objects: the interpreter's own, with compiled code behind their calls.
//!
//! From 3.12 on, a function's vectorcall may be set; the interpreter of 3.11 calls its functions' bytecode without
//! looking at it, unless the type is another: there, our functions are of a static subtype.

use crate::api::{Cx, Obj, Vectorcall, ffi};
use crate::global::Global;
use core::ffi::c_void;
use core::ptr;
use naja_rt_abi::layout::FunctionDesc;
use naja_rt_inline::layout::Function;

/// What plain functions call: runs bytecode. Not exported by every version, so taken from a function.
static ORIGINAL: Global<Option<Vectorcall>> = Global::new(None);

/// Prepares for making functions; `code` is any code object.
pub(crate) unsafe fn init(code: Obj, globals: Obj) -> i32 {
    if ORIGINAL.get().is_some() {
        return 0;
    }
    let plain = ffi::PyFunction_New(code, globals);
    if plain.is_null() {
        return -1;
    }
    let original = (*plain.cast::<Function>()).vectorcall;
    ORIGINAL.set(core::mem::transmute::<*mut u8, Option<Vectorcall>>(original));
    ffi::Py_DECREF(plain);
    #[cfg(feature = "py311")]
    if subtype::init() < 0 {
        return -1;
    }
    0
}

/// Whether `object` is a function object made from `desc` that nothing was replaced in.
pub(crate) unsafe fn is_of(object: Obj, desc: *const FunctionDesc) -> bool {
    if ffi::PyObject_TypeCheck(object, &raw mut ffi::PyFunction_Type) == 0 {
        return false;
    }
    let function = object.cast::<Function>();
    (*function).vectorcall.cast_const().cast::<c_void>() == (*desc).entry
        && (*function).code == (*desc).code.read().cast()
        && (*function).globals == (*(*desc).module).globals.read().cast()
}

/// Runs the bytecode of a function object.
pub(crate) unsafe fn call_original(function: Obj, args: *const Obj, nargs: usize, names: Obj) -> Obj {
    match ORIGINAL.get() {
        Some(original) => original(function, args, nargs, names),
        None => ptr::null_mut(),
    }
}

pub(crate) unsafe fn call_interpreted(_: *mut Cx, function: Obj, args: *mut Obj, nargs: i64, names: Obj) -> Obj {
    call_original(function, args, nargs as usize, names)
}

pub(crate) unsafe fn function_new(
    _: *mut Cx,
    desc: *mut FunctionDesc,
    globals: Obj,
    closure: Obj,
    defaults: Obj,
    kwdefaults: Obj,
    annotations: Obj,
) -> Obj {
    let code = (*desc).code.read().cast();
    let qualname = (*(*desc).module).consts.add((*desc).qualname as usize).read().cast();
    let made = ffi::PyFunction_NewWithQualName(code, globals, qualname);
    if made.is_null() {
        return made;
    }
    let function = made.cast::<Function>();
    for (field, value) in [
        (&raw mut (*function).closure, closure),
        (&raw mut (*function).defaults, defaults),
        (&raw mut (*function).kwdefaults, kwdefaults),
        (&raw mut (*function).annotations, annotations),
    ] {
        ffi::Py_XINCREF(value);
        field.write(value.cast());
    }
    set_entry(made, (*desc).entry);
    made
}

/// Makes calls of a new function go to `entry`, a vectorcall function.
#[cfg(not(feature = "py311"))]
unsafe fn set_entry(function: Obj, entry: *const c_void) {
    unsafe extern "C" {
        fn PyFunction_SetVectorcall(function: Obj, entry: *const c_void);
    }
    PyFunction_SetVectorcall(function, entry);
}

/// Makes calls of a new function go to `entry`, a vectorcall function.
#[cfg(feature = "py311")]
unsafe fn set_entry(function: Obj, entry: *const c_void) {
    (*function.cast::<Function>()).vectorcall = entry.cast::<u8>().cast_mut();
    (*function).ob_type = subtype::get();
}

/// The type of our functions.
pub(crate) fn class() -> *mut ffi::PyTypeObject {
    #[cfg(feature = "py311")]
    return subtype::get();
    #[cfg(not(feature = "py311"))]
    return &raw mut ffi::PyFunction_Type;
}

pub(crate) unsafe fn function_keyword_default(_: *mut Cx, function: Obj, name: Obj) -> Obj {
    let defaults = (*function.cast::<Function>()).kwdefaults;
    if defaults.is_null() { ptr::null_mut() } else { ffi::PyDict_GetItem(defaults.cast(), name) }
}

/// Whether an object is one of our functions.
#[cfg(feature = "py311")]
pub(crate) unsafe fn is_ours(object: Obj) -> bool {
    ffi::Py_TYPE(object) == subtype::get()
}

#[cfg(feature = "py311")]
mod subtype {
    //! The type of our functions in 3.11.

    use crate::api::{EMPTY_TYPE, GETTERS_END, METHODS_END, MethodDef, Obj, ffi, method_noargs};
    use crate::global::Global;
    use crate::stand_in;
    use core::mem::offset_of;
    use core::ptr;
    use naja_rt_inline::layout::Function;

    static METHODS: Global<[MethodDef; 2]> = Global::new([method_noargs(c"__reduce__", reduce), METHODS_END]);

    static GETTERS: Global<[ffi::PyGetSetDef; 2]> = Global::new([stand_in::CLASS, GETTERS_END]);

    static TYPE: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
        tp_name: c"function".as_ptr(),
        tp_basicsize: size_of::<Function>() as isize,
        tp_vectorcall_offset: offset_of!(Function, vectorcall) as isize,
        // Without the flag of collected types: it is inherited together with the functions that it needs.
        tp_flags: ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_METHOD_DESCRIPTOR | ffi::Py_TPFLAGS_HAVE_VECTORCALL,
        tp_call: Some(ffi::PyVectorcall_Call),
        tp_methods: METHODS.as_ptr().cast(),
        tp_getset: GETTERS.as_ptr().cast(),
        ..EMPTY_TYPE
    });

    /// Readies the type.
    pub(super) unsafe fn init() -> i32 {
        stand_in::ready(TYPE.as_ptr(), &raw mut ffi::PyFunction_Type)
    }

    pub(super) fn get() -> *mut ffi::PyTypeObject {
        TYPE.as_ptr()
    }

    /// `__reduce__`: by name, as pickle and copy treat functions of the plain type.
    unsafe extern "C" fn reduce(function: Obj, _: Obj) -> Obj {
        let qualname = (*function.cast::<Function>()).qualname.cast::<ffi::PyObject>();
        if qualname.is_null() {
            return ptr::null_mut();
        }
        crate::api::own(qualname)
    }
}
