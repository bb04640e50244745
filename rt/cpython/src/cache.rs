//! Filling inline caches, and the answers that are not given in line.
//!
//! Everything a cache may be filled with is a special case of what `PyObject_GetAttr` does; whatever is not one of them
//! goes there. Filling asks what the program did not ask, so it runs no Python: a namespace with a key that is no string, whose
//! `__eq__` may do anything, is not looked into.

use crate::api::{_PyObject_GetMethod, _PyType_Lookup, Array, Cx, Obj, PyMethod_New, ffi, own, tuple_len};
use crate::api::{ARGUMENTS_OFFSET, is_raised};
use crate::call::{call_behind, vectorcall};
use crate::compact;
use crate::descriptor;
use crate::exception::raise_name_error;
use crate::global::Global;
use crate::names::Known;
use crate::variable::namespace_lookup;
use core::ffi::CStr;
use core::ptr;
use naja_rt_abi::layout::{FunctionDesc, MethodsOf, ModuleDesc};
use naja_rt_abi::math::MathFunction;
use naja_rt_inline::cpython::cache::{self, Cache, FunctionCache, IS_FUNCTION, Kind, entry_value};
use naja_rt_inline::cpython::rows;
use naja_rt_inline::layout::{
    CACHED_KEYS, Dict, INLINE_VALUES_FLAG, Keys, MANAGED_DICT_FLAG, SPLIT_KEYS, Type, UNICODE_KEYS, inline_values,
    managed_dict,
};

/// After so many fills, a site is one that sees many types: it is filled only now and then.
const PATIENCE: u32 = 16;

/// `PyMemberDescrObject`, as far as it is read.
#[repr(C)]
struct MemberDescriptor {
    _common: [usize; 5],
    member: *const ffi::PyMemberDef,
}

/// The type of `object`, as we see it.
pub(crate) unsafe fn class_of(object: Obj) -> *mut Type {
    ffi::Py_TYPE(object).cast()
}

pub(crate) unsafe fn version_of(class: *mut Type) -> u64 {
    u64::from((*class).version_tag)
}

/// Whether looking for a string in a dict runs no Python.
unsafe fn is_plain_dict(dict: Obj) -> bool {
    matches!((*(*dict.cast::<Dict>()).keys).kind, UNICODE_KEYS | SPLIT_KEYS)
}

/// Whether `_PyType_Lookup` runs no Python.
pub(crate) unsafe fn is_quiet(class: *mut ffi::PyTypeObject) -> bool {
    let bases = (*class).tp_mro;
    !bases.is_null()
        && (0..tuple_len(bases) as isize).all(|index| {
            // Builtin types of later versions have their dicts elsewhere; nothing odd gets into them.
            let dict = (*ffi::PyTuple_GET_ITEM(bases, index).cast::<ffi::PyTypeObject>()).tp_dict;
            dict.is_null() || is_plain_dict(dict)
        })
}

/// Whether it is time to fill a cache.
pub(crate) unsafe fn may_fill(cache: *mut Cache) -> bool {
    (*cache).fills = (*cache).fills.wrapping_add(1);
    (*cache).fills <= PATIENCE || (*cache).fills.is_multiple_of(64)
}

pub(crate) unsafe fn set(cache: *mut Cache, kind: Kind, version: u64, index: u32) {
    (*cache).kind = if version == 0 { Kind::Empty } else { kind };
    (*cache).version = version;
    (*cache).index = index;
}

/// The index of the entry of `name` in keys that are strings.
pub(crate) unsafe fn find_key(keys: *mut Keys, kind: u8, name: Obj) -> Option<u32> {
    if keys.is_null() || (*keys).kind != kind {
        return None;
    }
    let entries = Keys::entries(keys);
    (0..(*keys).len as u32).find(|&index| (*entries.add(index as usize)).key == name.cast())
}

/// The keys that instances of a class share; null if they do not.
pub(crate) unsafe fn shared_keys(class: *mut Type) -> *mut Keys {
    if (*class).flags & INLINE_VALUES_FLAG == 0 {
        return ptr::null_mut();
    }
    class.cast::<u8>().add(CACHED_KEYS).cast::<*mut Keys>().read()
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_attr_get_uncached(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    cache: *mut Cache,
) -> Obj {
    if let Some(value) = answer(cx, object, name, cache) {
        return value;
    }
    if may_fill(cache) {
        fill(object, name, cache);
    }
    ffi::PyObject_GetAttr(object, name)
}

/// What the cache knows that is not asked for in line, null if that raised an exception; `None` if it knows nothing.
unsafe fn answer(cx: *mut Cx, object: Obj, name: Obj, cache: *mut Cache) -> Option<Obj> {
    if !holds(object, name, cache) {
        return None;
    }
    let value: Obj = (*cache).value.cast();
    let found = match (*cache).kind {
        Kind::Property => return descriptor::property_get(cx, value, object),
        Kind::Compact => {
            let number = compact::cached(object, (*cache).version, value);
            return (!number.is_null() || is_raised()).then_some(number);
        }
        Kind::Method if (*cache).index == IS_FUNCTION => return Some(PyMethod_New(value, object)),
        Kind::ClassMethod | Kind::TypeMethod => {
            let function = descriptor::class_function(value);
            let class = if (*cache).kind == Kind::ClassMethod { object } else { ffi::Py_TYPE(object).cast() };
            return (!function.is_null()).then(|| PyMethod_New(function, class));
        }
        Kind::Class | Kind::OfClass => value,
        Kind::StaticMethod | Kind::StaticOfClass => descriptor::static_callable(value),
        Kind::Field => descriptor::field(value, object),
        Kind::Module => module_entry(object, name, cache),
        Kind::Method | Kind::Empty | Kind::Value | Kind::Slot | Kind::Global | Kind::Builtin => ptr::null_mut(),
    };
    (!found.is_null()).then(|| own(found))
}

/// Whether what the cache knows besides values and slots is about this object.
unsafe fn holds(object: Obj, name: Obj, cache: *mut Cache) -> bool {
    match (*cache).kind {
        Kind::Compact | Kind::Property | Kind::Field => version_of(class_of(object)) == (*cache).version,
        Kind::Class | Kind::Method | Kind::StaticMethod | Kind::TypeMethod => {
            version_of(class_of(object)) == (*cache).version && lacks(object, name, cache)
        }
        Kind::OfClass | Kind::ClassMethod | Kind::StaticOfClass => rows::is_cached_class(object.cast(), cache),
        Kind::Module => true,
        // Asked for in line, with other rows, or nothing known.
        Kind::Empty | Kind::Value | Kind::Slot | Kind::Global | Kind::Builtin => false,
    }
}

unsafe fn module_entry(object: Obj, name: Obj, cache: *mut Cache) -> Obj {
    if ffi::Py_TYPE(object) != &raw mut ffi::PyModule_Type {
        return ptr::null_mut();
    }
    entry_value(ffi::PyModule_GetDict(object).cast(), (*cache).index, name.cast()).cast()
}

/// Whether an instance of the cached type has no attribute `name` of its own.
unsafe fn lacks(object: Obj, name: Obj, cache: *mut Cache) -> bool {
    let class = class_of(object);
    if (*class).flags & MANAGED_DICT_FLAG == 0 {
        return (*class).dictoffset == 0;
    }
    let has_values = (*class).flags & INLINE_VALUES_FLAG != 0 && !inline_values(object.cast()).is_null();
    if has_values {
        let keys = shared_keys(class);
        return !keys.is_null() && (*keys).len == (*cache).keys_len as isize;
    }
    let dict = managed_dict(object.cast()).cast::<ffi::PyObject>();
    if dict.is_null() {
        return true;
    }
    is_plain_dict(dict) && ffi::PyDict_Contains(dict, name) == 0
}

/// Fills the cache of an attribute that is read.
unsafe fn fill(object: Obj, name: Obj, cache: *mut Cache) {
    set(cache, Kind::Empty, 0, 0);
    let class = class_of(object);
    if !is_quiet(class.cast()) {
        return;
    }
    let found = _PyType_Lookup(class.cast(), name);
    let is_data = !found.is_null() && (*ffi::Py_TYPE(found)).tp_descr_set.is_some();
    let getattro = (*class).getattro;
    if ffi::Py_TYPE(object) == &raw mut ffi::PyModule_Type && !is_data {
        let keys = (*ffi::PyModule_GetDict(object).cast::<Dict>()).keys;
        if let Some(index) = find_key(keys, UNICODE_KEYS, name) {
            set(cache, Kind::Module, 1, index);
        }
    } else if ffi::PyType_Check(object) != 0 && !is_data {
        if getattro.cast_const().cast() == ffi::PyType_Type.tp_getattro.map_or(ptr::null(), |get| get as *const ()) {
            fill_of_class(object, name, cache);
        }
    } else if getattro == ffi::PyObject_GenericGetAttr as *mut u8 {
        if is_data {
            fill_data(found, class, cache);
        } else {
            fill_instance(found, class, name, cache);
        }
    }
}

/// The attribute of an instance, or of its type.
unsafe fn fill_instance(found: Obj, class: *mut Type, name: Obj, cache: *mut Cache) {
    let keys = shared_keys(class);
    if let Some(index) = find_key(keys, SPLIT_KEYS, name) {
        set(cache, Kind::Value, version_of(class), index);
    } else if !found.is_null() {
        let index = if descriptor::is_function(found) { IS_FUNCTION } else { 0 };
        set(cache, kind_of_found(found), version_of(class), index);
        remember(found, keys, cache);
    }
}

/// How an attribute of a type is kept that is not one of its instances' own.
unsafe fn kind_of_found(found: Obj) -> Kind {
    let class = ffi::Py_TYPE(found);
    match () {
        () if (*class).tp_descr_get.is_none() => Kind::Class,
        () if (*class).tp_flags & ffi::Py_TPFLAGS_METHOD_DESCRIPTOR != 0 => Kind::Method,
        () if descriptor::is_static_method(found) => Kind::StaticMethod,
        () if descriptor::is_class_method(found) => Kind::TypeMethod,
        () => Kind::Empty,
    }
}

unsafe fn remember(found: Obj, keys: *mut Keys, cache: *mut Cache) {
    (*cache).value = found.cast();
    (*cache).keys_len = if keys.is_null() { 0 } else { (*keys).len as u32 };
}

/// An attribute that a descriptor of the type reads and writes.
unsafe fn fill_data(descriptor: Obj, class: *mut Type, cache: *mut Cache) {
    if let Some(offset) = slot_offset(descriptor, class) {
        set(cache, Kind::Slot, version_of(class), offset);
        return;
    }
    let kind = match () {
        () if descriptor::is_property(descriptor) => Kind::Property,
        () if descriptor::is_field(descriptor) => Kind::Field,
        () if compact::is_of(descriptor, class.cast()) => Kind::Compact,
        () => Kind::Empty,
    };
    set(cache, kind, version_of(class), 0);
    remember(descriptor, ptr::null_mut(), cache);
}

/// Where instances of `class` have the member of `__slots__` that `descriptor` is for, if it is for one.
pub(crate) unsafe fn slot_offset(descriptor: Obj, class: *mut Type) -> Option<u32> {
    if ffi::Py_TYPE(descriptor) != &raw mut ffi::PyMemberDescr_Type {
        return None;
    }
    let member = (*descriptor.cast::<MemberDescriptor>()).member;
    let is_plain = (*member).type_code == ffi::Py_T_OBJECT_EX && (*member).flags == 0;
    // A descriptor may be another class's, put here by assignment.
    let owner = descriptor.cast::<*mut ffi::PyTypeObject>().add(2).read();
    let fits = is_plain && ffi::PyType_IsSubtype(class.cast(), owner) != 0 && (*member).offset > 0;
    fits.then_some((*member).offset as u32)
}

/// An attribute of a class whose metaclass looks for attributes as `type` does, and has none of this name that goes before.
unsafe fn fill_of_class(object: Obj, name: Obj, cache: *mut Cache) {
    if !is_quiet(object.cast()) {
        return;
    }
    let found = _PyType_Lookup(object.cast(), name);
    let of_class = version_of(class_of(object));
    if found.is_null() || of_class == 0 {
        return;
    }
    let kind = match () {
        // Functions, too, are given as they are.
        () if (*ffi::Py_TYPE(found)).tp_descr_get.is_none() || descriptor::is_function(found) => Kind::OfClass,
        () if descriptor::is_class_method(found) => Kind::ClassMethod,
        () if descriptor::is_static_method(found) => Kind::StaticOfClass,
        () => return,
    };
    set(cache, kind, version_of(object.cast()), 0);
    remember(found, ptr::null_mut(), cache);
    (*cache).keys_len = of_class as u32;
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_attr_set_uncached(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    value: Obj,
    cache: *mut Cache,
) -> i32 {
    if (*cache).kind == Kind::Compact && compact::set_cached(object, (*cache).version, (*cache).value.cast(), value) {
        return 0;
    }
    if (*cache).kind == Kind::Property
        && version_of(class_of(object)) == (*cache).version
        && let Some(status) = descriptor::property_set(cx, (*cache).value.cast(), object, value)
    {
        return status;
    }
    if may_fill(cache) {
        set(cache, Kind::Empty, 0, 0);
        let class = class_of(object);
        if (*class).setattro == ffi::PyObject_GenericSetAttr as *mut u8 && is_quiet(class.cast()) {
            let found = _PyType_Lookup(class.cast(), name);
            if !found.is_null() && (*ffi::Py_TYPE(found)).tp_descr_set.is_some() {
                fill_data(found, class, cache);
            } else if let Some(index) = find_key(shared_keys(class), SPLIT_KEYS, name) {
                set(cache, Kind::Value, version_of(class), index);
            }
        }
    }
    ffi::PyObject_SetAttr(object, name, value)
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_global_get_uncached(
    _: *mut Cx,
    desc: *const ModuleDesc,
    globals: Obj,
    name: Obj,
    cache: *mut Cache,
) -> Obj {
    let found = ffi::PyDict_GetItemWithError(globals, name);
    if !found.is_null() {
        fill_entry(cache, Kind::Global, 1, globals, name);
        return own(found);
    }
    if is_raised() {
        return found;
    }
    let builtins = (*desc).builtins.read().cast::<ffi::PyObject>();
    let found = namespace_lookup(builtins, name);
    if found.is_null() {
        if !is_raised() {
            raise_name_error(c"name '%U' is not defined", name);
        }
    } else if ffi::Py_TYPE(builtins) == &raw mut ffi::PyDict_Type {
        fill_entry(cache, Kind::Builtin, (*globals.cast::<Dict>()).version, builtins, name);
    }
    found
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_global_function_uncached(
    _: *mut Cx,
    globals: Obj,
    name: Obj,
    function: *const FunctionDesc,
    cache: *mut Cache,
) -> Obj {
    if !is_plain_dict(globals) {
        return ptr::null_mut();
    }
    let version = (*globals.cast::<Dict>()).version;
    let cache = cache.cast::<FunctionCache>();
    let known = (*cache).function.cast::<ffi::PyObject>();
    // Most often it was another variable that changed.
    let entry = entry_value(globals.cast(), (*cache).index, name.cast()).cast::<ffi::PyObject>();
    let is_same = !known.is_null() && entry == known;
    let found = if is_same { known } else { ffi::PyDict_GetItemWithError(globals, name) };
    if found.is_null() {
        ffi::PyErr_Clear();
        return found;
    }
    if !crate::function::is_of(found, function) {
        return ptr::null_mut();
    }
    if !is_same {
        (*cache).index = find_key((*globals.cast::<Dict>()).keys, UNICODE_KEYS, name).unwrap_or(u32::MAX);
        let old = ptr::replace(&raw mut (*cache).function, own(found).cast());
        (*cache).code = (*function).code.read().cast();
        ffi::Py_XDECREF(old.cast());
    }
    (*cache).version = version;
    found
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_global_value_uncached(
    _: *mut Cx,
    globals: Obj,
    name: Obj,
    cache: *mut Cache,
) -> Obj {
    let found = ffi::PyDict_GetItemWithError(globals, name);
    if found.is_null() {
        ffi::PyErr_Clear();
    } else if let Some(index) = find_key((*globals.cast::<Dict>()).keys, UNICODE_KEYS, name) {
        (*cache).index = index;
    }
    found
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_math_is_uncached(
    _: *mut Cx,
    function: Obj,
    number: i64,
    cache: *mut Cache,
) -> i32 {
    let is_genuine = match MathFunction::at(number) {
        Some(expected) => is_function_of(function, c"math", |name| name.to_bytes() == expected.name().as_bytes()),
        None => false,
    };
    if is_genuine {
        hold(cache, function);
    }
    is_genuine as i32
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_type_method_uncached(
    _: *mut Cx,
    of: i64,
    name: Obj,
    cache: *mut Cache,
) -> Obj {
    let is_list = of == MethodsOf::List as i64;
    let class = if is_list { &raw mut ffi::PyList_Type } else { &raw mut ffi::PyComplex_Type };
    let method = _PyType_Lookup(class, name);
    hold(cache, method);
    method
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_global_builtin_uncached(
    _: *mut Cx,
    desc: *const ModuleDesc,
    globals: Obj,
    name: Obj,
    cache: *mut Cache,
) -> Obj {
    if !is_plain_dict(globals) || !ffi::PyDict_GetItemWithError(globals, name).is_null() {
        return ptr::null_mut();
    }
    let builtins = (*desc).builtins.read().cast::<ffi::PyObject>();
    if ffi::Py_TYPE(builtins) != &raw mut ffi::PyDict_Type || !is_plain_dict(builtins) {
        return ptr::null_mut();
    }
    let found = ffi::PyDict_GetItemWithError(builtins, name);
    ffi::PyErr_Clear();
    if found.is_null() || !is_genuine(found, name) {
        return ptr::null_mut();
    }
    fill_entry(cache, Kind::Builtin, (*globals.cast::<Dict>()).version, builtins, name);
    hold(cache, found);
    found
}

/// Keeps the expected value alive, so that no other object takes its address.
pub(crate) unsafe fn hold(cache: *mut Cache, value: Obj) {
    let old = ptr::replace(&raw mut (*cache).value, own(value).cast());
    ffi::Py_XDECREF(old.cast());
}

/// Whether `object` is what the interpreter itself puts into `builtins` under `name`.
pub(crate) unsafe fn is_genuine(object: Obj, name: Obj) -> bool {
    if ffi::PyType_Check(object) != 0 {
        let class = object.cast::<ffi::PyTypeObject>();
        // Types of the interpreter are static; a class statement's are not.
        return (*class).tp_flags & ffi::Py_TPFLAGS_HEAPTYPE == 0
            && ffi::PyUnicode_CompareWithASCIIString(name, (*class).tp_name) == 0;
    }
    is_function_of(object, c"builtins", |found| ffi::PyUnicode_CompareWithASCIIString(name, found.as_ptr()) == 0)
}

/// Whether `object` is a function that the interpreter's `module` has under a name.
unsafe fn is_function_of(object: Obj, module: &CStr, is_name: impl Fn(&CStr) -> bool) -> bool {
    if ffi::PyCFunction_CheckExact(object) == 0 {
        return false;
    }
    let owner = ffi::PyCFunction_GetSelf(object);
    let is_ours = !owner.is_null() && ffi::PyModule_Check(owner) != 0 && {
        let name = ffi::PyModule_GetName(owner);
        !name.is_null() && CStr::from_ptr(name) == module
    };
    ffi::PyErr_Clear();
    let method = object.cast::<ffi::PyCFunctionObject>();
    is_ours && is_name(CStr::from_ptr((*(*method).m_ml).ml_name))
}

unsafe fn fill_entry(cache: *mut Cache, kind: Kind, version: u64, dict: Obj, name: Obj) {
    if !may_fill(cache) {
        return;
    }
    match find_key((*dict.cast::<Dict>()).keys, UNICODE_KEYS, name) {
        Some(index) => set(cache, kind, version, index),
        None => set(cache, Kind::Empty, 0, 0),
    }
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_method_get_uncached(
    cx: *mut Cx,
    object: Obj,
    name: Obj,
    cache: *mut Cache,
) -> Obj {
    if let Some((method, unbound)) = method(object, name, cache) {
        (*cx).method_is_unbound = unbound;
        return own(method);
    }
    if let Some(value) = answer(cx, object, name, cache) {
        (*cx).method_is_unbound = 0;
        return value;
    }
    if may_fill(cache) {
        fill(object, name, cache);
    }
    let mut method = ptr::null_mut();
    let unbound = _PyObject_GetMethod(object, name, &mut method);
    (*cx).method_is_unbound = i64::from(unbound);
    method
}

/// What the cache knows that is called without a bound method or property between, borrowed, and what `method_is_unbound`
/// says of it.
unsafe fn method(object: Obj, name: Obj, cache: *mut Cache) -> Option<(Obj, i64)> {
    let value: Obj = (*cache).value.cast();
    let (method, unbound) = match (*cache).kind {
        Kind::Method if holds(object, name, cache) => (value, 1),
        Kind::ClassMethod if holds(object, name, cache) => (descriptor::class_function(value), 1),
        Kind::TypeMethod if holds(object, name, cache) => (descriptor::class_function(value), OF_TYPE),
        Kind::Value | Kind::Slot => (rows::kept(object.cast(), cache).cast(), 0),
        _ => return None,
    };
    (!method.is_null()).then_some((method, unbound))
}

/// What `method_is_unbound` says of a method that takes the type of the object as its first argument.
const OF_TYPE: i64 = 2;

pub(crate) unsafe fn call_method(cx: *mut Cx, method: Obj, args: Array, names: Obj, unbound: i64) -> Obj {
    let (object, rest) = (args.as_ptr().read(), args.as_ptr().add(1));
    let count = args.len() - 1 - tuple_len(names);
    match unbound {
        0 => vectorcall(cx, method, rest, count | ARGUMENTS_OFFSET, names),
        OF_TYPE => call_behind(cx, method, ffi::Py_TYPE(object).cast(), rest, count, names),
        _ => {
            if names.is_null()
                && let Some(result) = descriptor::init_call(method, object, rest, count)
            {
                return result;
            }
            vectorcall(cx, method, args.as_ptr(), (count + 1) | ARGUMENTS_OFFSET, names)
        }
    }
}

#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_method_ready_uncached(
    _: *mut Cx,
    object: Obj,
    function: *const FunctionDesc,
    found: *mut Cache,
    cache: *mut Cache,
) -> i32 {
    i32::from(cache::rows::fill_ready(object.cast(), function, found, cache.cast()))
}

/// `object.__init__`, borrowed.
pub(crate) unsafe fn object_init() -> Obj {
    static FOUND: Global<Obj> = Global::new(ptr::null_mut());
    if FOUND.get().is_null() {
        FOUND.set(_PyType_Lookup(&raw mut ffi::PyBaseObject_Type, Known::Init.get()));
    }
    FOUND.get()
}
