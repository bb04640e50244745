//! The interpreter's descriptors, as far as caches look into them: properties, class methods, static methods, fields of named
//! tuples.
//!
//! What a descriptor holds may be changed by calling its `__init__` again, so caches keep the descriptor and read it each time.

use crate::api::{ARGUMENTS_OFFSET, Cx, Obj, PyMethod_New, PyMethod_Type, ffi, own};
use crate::call::vectorcall;
use core::ffi::CStr;
use core::ptr;

/// `property`.
#[repr(C)]
struct Property {
    head: ffi::PyObject,
    get: Obj,
    set: Obj,
}

/// `classmethod` and `staticmethod`.
#[repr(C)]
struct Wrapper {
    head: ffi::PyObject,
    callable: Obj,
}

/// A bound method.
#[repr(C)]
struct Method {
    head: ffi::PyObject,
    function: Obj,
    object: Obj,
}

/// What fields of named tuples are.
#[repr(C)]
struct Field {
    head: ffi::PyObject,
    index: isize,
}

/// A method of a builtin type that stands for a function in its slots.
#[repr(C)]
struct SlotMethod {
    head: ffi::PyObject,
    class: *mut ffi::PyTypeObject,
    _names: [Obj; 2],
    /// The slot it is for.
    slot: *const u8,
    function: *const u8,
}

/// What a bound method calls, and with what first: both borrowed.
pub(crate) unsafe fn bound_method(object: Obj) -> Option<(Obj, Obj)> {
    let method = object.cast::<Method>();
    (ffi::Py_TYPE(object) == &raw mut PyMethod_Type).then(|| ((*method).function, (*method).object))
}

pub(crate) unsafe fn is_property(object: Obj) -> bool {
    ffi::Py_TYPE(object) == &raw mut ffi::PyProperty_Type
}

pub(crate) unsafe fn is_class_method(object: Obj) -> bool {
    ffi::Py_TYPE(object) == &raw mut ffi::PyClassMethod_Type
}

pub(crate) unsafe fn is_static_method(object: Obj) -> bool {
    ffi::Py_TYPE(object) == &raw mut ffi::PyStaticMethod_Type
}

/// Whether an object is a Python function, of ours or not.
pub(crate) unsafe fn is_function(object: Obj) -> bool {
    ffi::PyObject_TypeCheck(object, &raw mut ffi::PyFunction_Type) != 0
}

/// Whether an object is a field of a named tuple, made by `collections`.
pub(crate) unsafe fn is_field(object: Obj) -> bool {
    let class = ffi::Py_TYPE(object);
    (*class).tp_flags & (ffi::Py_TPFLAGS_HEAPTYPE | ffi::Py_TPFLAGS_BASETYPE) == 0
        && CStr::from_ptr((*class).tp_name) == c"_collections._tuplegetter"
}

/// The item of a tuple that a field is, borrowed; null if it has none.
pub(crate) unsafe fn field(field: Obj, tuple: Obj) -> Obj {
    let index = (*field.cast::<Field>()).index;
    let has_item = ffi::PyTuple_Check(tuple) != 0 && (0..ffi::PyTuple_GET_SIZE(tuple)).contains(&index);
    if has_item { ffi::PyTuple_GET_ITEM(tuple, index) } else { ptr::null_mut() }
}

/// What a property gives for an object; `None` if it has no getter.
pub(crate) unsafe fn property_get(cx: *mut Cx, property: Obj, object: Obj) -> Option<Obj> {
    let getter = (*property.cast::<Property>()).get;
    (!getter.is_null()).then(|| call_held(cx, getter, &mut [ptr::null_mut(), object]))
}

/// Sets a property of an object; `None` if it has no setter.
pub(crate) unsafe fn property_set(cx: *mut Cx, property: Obj, object: Obj, value: Obj) -> Option<i32> {
    let setter = (*property.cast::<Property>()).set;
    if setter.is_null() {
        return None;
    }
    let result = call_held(cx, setter, &mut [ptr::null_mut(), object, value]);
    ffi::Py_XDECREF(result);
    Some(if result.is_null() { -1 } else { 0 })
}

/// Calls what a descriptor holds with all but the first of the words, which the callee may overwrite.
unsafe fn call_held<const WORDS: usize>(cx: *mut Cx, callee: Obj, words: &mut [Obj; WORDS]) -> Obj {
    // The descriptor may be gone before the call returns.
    let callee = own(callee);
    let result = vectorcall(cx, callee, words.as_mut_ptr().add(1), (WORDS - 1) | ARGUMENTS_OFFSET, ptr::null_mut());
    ffi::Py_DECREF(callee);
    result
}

/// The function that a class method calls, borrowed; null if it is something else that is called.
pub(crate) unsafe fn class_function(method: Obj) -> Obj {
    let callable = (*method.cast::<Wrapper>()).callable;
    if !callable.is_null() && is_function(callable) { callable } else { ptr::null_mut() }
}

/// What a static method is of, borrowed; null if nothing.
pub(crate) unsafe fn static_callable(method: Obj) -> Obj {
    (*method.cast::<Wrapper>()).callable
}

/// The function behind the `__init__` of a builtin type, if `method` is one that fits `object`.
unsafe fn init_slot(method: Obj, object: Obj) -> Option<ffi::initproc> {
    if ffi::Py_TYPE(method) != &raw mut ffi::PyWrapperDescr_Type {
        return None;
    }
    let root = crate::cache::object_init().cast::<SlotMethod>();
    let method = method.cast::<SlotMethod>();
    let fits = (*method).slot == (*root).slot && ffi::PyType_IsSubtype(ffi::Py_TYPE(object), (*method).class) != 0;
    fits.then(|| core::mem::transmute::<*const u8, ffi::initproc>((*method).function))
}

/// `method(object, *args)` for the `__init__` of a builtin type; `None` if it is not one, or not for such an object.
///
/// The interpreter would make a tuple with the object first, and then another one without it.
pub(crate) unsafe fn init_call(method: Obj, object: Obj, args: *mut Obj, count: usize) -> Option<Obj> {
    let init = init_slot(method, object)?;
    // That of `object` does nothing then.
    if count == 0 && method == crate::cache::object_init() {
        return Some(crate::api::new_none());
    }
    let args = crate::bind::tuple_from(args, count);
    if args.is_null() {
        return Some(args);
    }
    let status = init(object, args, ptr::null_mut());
    ffi::Py_DECREF(args);
    Some(if status < 0 { ptr::null_mut() } else { crate::api::new_none() })
}

/// Whether the interpreter lays these objects out as we do.
pub(crate) unsafe fn selftest(function: Obj) -> bool {
    let of = |class: *mut ffi::PyTypeObject| ffi::PyObject_CallOneArg(class.cast(), function);
    let property = of(&raw mut ffi::PyProperty_Type);
    let wrappers = [&raw mut ffi::PyClassMethod_Type, &raw mut ffi::PyStaticMethod_Type].map(|class| of(class));
    let same = !property.is_null()
        && (*property.cast::<Property>()).get == function
        && (*property.cast::<Property>()).set.is_null()
        && wrappers.iter().all(|wrapper| !wrapper.is_null() && static_callable(*wrapper) == function);
    let bound = PyMethod_New(function, ffi::Py_None());
    let same = same && !bound.is_null() && bound_method(bound) == Some((function, ffi::Py_None()));
    ffi::Py_XDECREF(bound);
    ffi::Py_XDECREF(property);
    wrappers.into_iter().for_each(|wrapper| ffi::Py_XDECREF(wrapper));
    let root = crate::cache::object_init().cast::<SlotMethod>();
    same && (*root).class == &raw mut ffi::PyBaseObject_Type
        && ffi::PyBaseObject_Type.tp_init.is_some_and(|init| (*root).function == init as *const u8)
}
