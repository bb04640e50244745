//! Predicates of exception groups, in 3.11: `group.split(f)` and `group.subgroup(f)` demand that `f` is exactly a function,
//! which ours are not there (see `function.rs`). They are handed a plain function with the same compiled code behind it.

use crate::api::{_PyType_Lookup, Obj, ffi, own, tuple_len};
use crate::function;
use crate::global::Global;
use core::ptr;
use naja_rt_inline::layout::Function;

unsafe extern "C" {
    static mut PyExc_BaseExceptionGroup: Obj;
}

/// A method of a builtin type, as the interpreter lays it out.
#[repr(C)]
struct Method {
    _head: [usize; 5],
    def: *mut ffi::PyMethodDef,
}

type Original = Global<Option<ffi::PyCFunction>>;
static SPLIT: Original = Global::new(None);
static SUBGROUP: Original = Global::new(None);

/// Replaces the two methods: 0 or -1.
pub(crate) unsafe fn init() -> i32 {
    let methods: [(_, ffi::PyCFunction, _); 2] = [(c"split", split, &SPLIT), (c"subgroup", subgroup, &SUBGROUP)];
    for (name, replacement, original) in methods {
        let name = ffi::PyUnicode_InternFromString(name.as_ptr());
        if name.is_null() {
            return -1;
        }
        let found = _PyType_Lookup(PyExc_BaseExceptionGroup.cast(), name);
        ffi::Py_DECREF(name);
        if found.is_null() || ffi::Py_TYPE(found) != &raw mut ffi::PyMethodDescr_Type {
            continue;
        }
        let def = (*found.cast::<Method>()).def;
        if (*def).ml_flags == ffi::METH_VARARGS {
            original.set(Some((*def).ml_meth.PyCFunction));
            (*def).ml_meth.PyCFunction = replacement;
        }
    }
    0
}

unsafe extern "C" fn split(group: Obj, args: Obj) -> Obj {
    call(&SPLIT, group, args)
}

unsafe extern "C" fn subgroup(group: Obj, args: Obj) -> Obj {
    call(&SUBGROUP, group, args)
}

unsafe fn call(original: &Original, group: Obj, args: Obj) -> Obj {
    let args = plain_args(args);
    let result = match original.get() {
        Some(original) if !args.is_null() => original(group, args),
        _ => ptr::null_mut(),
    };
    ffi::Py_XDECREF(args);
    result
}

unsafe fn plain_args(args: Obj) -> Obj {
    if tuple_len(args) != 1 || !function::is_ours(ffi::PyTuple_GET_ITEM(args, 0)) {
        return own(args);
    }
    let plain = plain_function(ffi::PyTuple_GET_ITEM(args, 0).cast());
    if plain.is_null() {
        return plain;
    }
    let packed = ffi::PyTuple_Pack(1, plain);
    ffi::Py_DECREF(plain);
    packed
}

/// A copy that is exactly a function. Whoever calls it from C looks at its vectorcall.
unsafe fn plain_function(function: *mut Function) -> Obj {
    let made = ffi::PyFunction_New((*function).code.cast(), (*function).globals.cast());
    if made.is_null() {
        return made;
    }
    let copy = made.cast::<Function>();
    for (field, value) in [
        (&raw mut (*copy).closure, (*function).closure),
        (&raw mut (*copy).defaults, (*function).defaults),
        (&raw mut (*copy).kwdefaults, (*function).kwdefaults),
    ] {
        ffi::Py_XINCREF(value.cast());
        field.write(value);
    }
    (*copy).vectorcall = (*function).vectorcall;
    made
}
