//! Inline caches: what a site in compiled code learnt the last time.
//!
//! A cache never answers wrongly, it only answers or not. Attributes are found again by the version of the object's type,
//! which changes with the type and its bases; module variables by asking the dict's entry of the last time whether it is
//! still that of the name. Answers are borrowed from the type or dict and need not be kept alive. The runtime library
//! fills caches (`rt/cpython`, `cache.rs`); what is here is what is asked in line.

use crate::layout::{Code, Dict, Function, Keys, Obj, UNICODE_KEYS};
use core::hint::cold_path;

/// A cache: less than [`naja_rt_abi::layout::CACHE_SIZE`] bytes, all zero at start.
#[repr(C)]
#[derive(Debug)]
pub struct Cache {
    /// The version of the type, or of the module's dict, that the answer holds for.
    pub version: u64,
    /// What is known.
    pub kind: Kind,
    /// The index or offset that the kind speaks of.
    pub index: u32,
    /// How many shared keys the type had: no more, and no instance has got an attribute that shadows the type's.
    pub keys_len: u32,
    /// How often it was filled.
    pub fills: u32,
    /// The attribute of the type.
    pub value: Obj,
}

/// The cache of a function that fast code calls directly: `version` is zero, which no dict has, as long as it is empty.
#[repr(C)]
#[derive(Debug)]
pub struct FunctionCache {
    /// The version of the module's dict in which it was found.
    pub version: u64,
    /// The function object, kept alive by the cache.
    pub function: Obj,
    /// The code object that compiled code stands for.
    pub code: *mut Code,
    /// The entry of the dict it was found in.
    pub index: u32,
}

/// The cache of a method that fast code calls directly.
#[repr(C)]
#[derive(Debug)]
pub struct MethodCache {
    /// The version of the type, with a bit that none has: zero is no version.
    pub version: u64,
    /// The method of the type.
    pub function: *mut Function,
    /// The code object that compiled code stands for.
    pub code: *mut Code,
    /// The shared keys of the type's instances, null if they have no dict.
    pub keys: *mut Keys,
    /// How many there were: no more, and no instance has got an attribute that shadows the method.
    pub keys_len: isize,
}

/// The cache of a site of `super().name`.
#[repr(C)]
#[derive(Debug)]
pub struct InheritedCache {
    /// What was found. Of a kind that is about classes if the object is a class below `class`, as in class methods.
    pub found: Cache,
    /// The class behind which it was found; alive as long as it is in the resolution order that `found` holds for.
    pub class: Obj,
}

impl MethodCache {
    /// What the cache of an object of this one's type has for a version.
    ///
    /// # Safety
    /// `object` points to an object.
    pub unsafe fn version_of(object: Obj) -> u64 {
        // SAFETY: the caller's.
        unsafe { 1 << 32 | u64::from((*(*object).class).version_tag) }
    }
}

/// What a cache knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// Nothing.
    Empty = 0,
    /// The attribute is in the instance's array of values, at the index.
    Value,
    /// The attribute is in a slot, at the index as an offset.
    Slot,
    /// The attribute is in a compact slot, whose descriptor is the value.
    Compact,
    /// The attribute is the type's, unless the instance has one.
    Class,
    /// The attribute is a method of the type, unless the instance has one.
    Method,
    /// The object is a module, and the attribute in its dict's entry at the index.
    Module,
    /// The attribute is a property of the type.
    Property,
    /// The attribute is a static method of the type, unless the instance has one.
    StaticMethod,
    /// The attribute is a class method of the type, unless the instance has one.
    TypeMethod,
    /// The attribute is a field of a named tuple, which is the value.
    Field,
    /// The object is a class, and the attribute its own or a base's; the version is that of the object, and that of its
    /// class is in `keys_len`.
    OfClass,
    /// The same, and the attribute is a class method.
    ClassMethod,
    /// The same, and the attribute is a static method.
    StaticOfClass,
    /// The module variable is in the dict's entry at the index.
    Global,
    /// There is no module variable in this version of the dict; the builtin is in its dict's entry at the index.
    Builtin,
}

/// [`Cache::index`] of a method that is a Python function, as ours are.
pub const IS_FUNCTION: u32 = 1;

/// The value of the entry at `index` if its key is still `name`, borrowed; else null.
///
/// # Safety
/// `dict` points to a dict.
pub unsafe fn entry_value(dict: *mut Dict, index: u32, name: Obj) -> Obj {
    // SAFETY: entries below `len` exist, and are of this shape in keys of this kind.
    unsafe {
        let keys = (*dict).keys;
        if (*keys).kind != UNICODE_KEYS || index as isize >= (*keys).len {
            cold_path();
            return core::ptr::null_mut();
        }
        let entry = Keys::entries(keys).add(index as usize);
        if (*entry).key != name {
            cold_path();
            return core::ptr::null_mut();
        }
        (*entry).value
    }
}

/// The rows that ask caches in line.
pub mod rows {
    use super::{Cache, FunctionCache, IS_FUNCTION, InheritedCache, Keys, Kind, MethodCache, entry_value};
    use crate::context::{
        Cx, naja_cpy_attr_get_uncached, naja_cpy_attr_set_uncached, naja_cpy_global_builtin_uncached,
        naja_cpy_global_function_uncached, naja_cpy_global_get_uncached, naja_cpy_global_value_uncached,
        naja_cpy_math_is_uncached, naja_cpy_method_get_uncached, naja_cpy_method_ready_uncached,
        naja_cpy_super_begin_uncached, naja_cpy_super_method_uncached, naja_cpy_type_method_uncached,
    };
    use crate::cpython::refcount::{decref, incref};
    use crate::layout::{
        CACHED_KEYS, Dict, Function, INLINE_VALUES_FLAG, MANAGED_DICT_FLAG, Module, Obj, Type, add_first_value,
        inline_values, managed_dict,
    };
    use core::hint::cold_path;
    use naja_rt_abi::layout::{FunctionDesc, ModuleDesc};

    unsafe extern "C" {
        static mut PyModule_Type: Type;
        static mut PySuper_Type: Type;
    }

    /// Where the cache says that the attribute is; null if it does not say.
    unsafe fn place(object: Obj, cache: *mut Cache) -> *mut Obj {
        let null = core::ptr::null_mut();
        if u64::from((*(*object).class).version_tag) != (*cache).version {
            cold_path();
            return null;
        }
        match (*cache).kind {
            Kind::Value => {
                let values = inline_values(object);
                if values.is_null() {
                    cold_path();
                    return null;
                }
                values.add((*cache).index as usize)
            }
            Kind::Slot => object.byte_add((*cache).index as usize).cast(),
            _ => null,
        }
    }

    /// The value of the attribute where the cache says that it is, borrowed; null if it does not say, or if it is unset.
    ///
    /// # Safety
    /// As for the rows.
    pub unsafe fn kept(object: Obj, cache: *mut Cache) -> Obj {
        let place = place(object, cache);
        if place.is_null() { place.cast() } else { place.read() }
    }

    pub unsafe fn attr_get(cx: *mut Cx, object: Obj, name: Obj, cache: *mut Cache) -> Obj {
        let place = place(object, cache);
        if !place.is_null() {
            let value = place.read();
            if !value.is_null() {
                incref(cx, value);
                return value;
            }
        }
        cold_path();
        naja_cpy_attr_get_uncached(cx, object, name, cache)
    }

    pub unsafe fn attr_set(cx: *mut Cx, object: Obj, name: Obj, value: Obj, cache: *mut Cache) -> i32 {
        let place = place(object, cache);
        if !place.is_null() && has_no_dict(object) {
            incref(cx, value);
            let old = place.replace(value);
            if !old.is_null() {
                decref(cx, old);
            } else if matches!((*cache).kind, Kind::Value) {
                add_first_value(object, (*cache).index as u8);
            }
            return 0;
        }
        cold_path();
        naja_cpy_attr_set_uncached(cx, object, name, value, cache)
    }

    /// Whether no dict must be told of a changed value: from 3.13 on an array of values may be a dict's, too.
    pub(crate) unsafe fn has_no_dict(object: Obj) -> bool {
        cfg!(not(feature = "py313"))
            || (*(*object).class).flags & INLINE_VALUES_FLAG == 0
            || managed_dict(object).is_null()
    }

    pub unsafe fn method_get(cx: *mut Cx, object: Obj, name: Obj, cache: *mut Cache) -> Obj {
        let is_known = matches!((*cache).kind, Kind::Method)
            && u64::from((*(*object).class).version_tag) == (*cache).version
            && has_no_more(object, cache);
        if !is_known {
            cold_path();
            return naja_cpy_method_get_uncached(cx, object, name, cache);
        }
        (*cx).method_is_unbound = 1;
        incref(cx, (*cache).value);
        (*cache).value
    }

    /// Whether a cache knows what is behind `class` for `object`; both may be null.
    ///
    /// # Safety
    /// As for the rows.
    pub unsafe fn is_inherited(class: Obj, object: Obj, cache: *mut InheritedCache) -> bool {
        if class.is_null() || class != (*cache).class || object.is_null() {
            return false;
        }
        let found = &raw mut (*cache).found;
        match (*found).kind {
            Kind::Class | Kind::Method | Kind::Property => {
                u64::from((*(*object).class).version_tag) == (*found).version
            }
            Kind::OfClass | Kind::ClassMethod => is_cached_class(object, found),
            _ => false,
        }
    }

    pub unsafe fn super_begin(
        cx: *mut Cx,
        callee: Obj,
        class: Obj,
        object: Obj,
        spelled_out: i64,
        cache: *mut Cache,
    ) -> Obj {
        if callee == (&raw mut PySuper_Type).cast() && is_inherited(class, object, cache.cast()) {
            return core::ptr::null_mut();
        }
        cold_path();
        naja_cpy_super_begin_uncached(cx, callee, class, object, spelled_out)
    }

    pub unsafe fn super_method(cx: *mut Cx, made: Obj, class: Obj, object: Obj, name: Obj, cache: *mut Cache) -> Obj {
        if made.is_null() && is_inherited(class, object, cache.cast()) {
            let is_unbound = matches!((*cache).kind, Kind::Method);
            if is_unbound || matches!((*cache).kind, Kind::Class | Kind::OfClass) {
                (*cx).method_is_unbound = is_unbound as i64;
                incref(cx, (*cache).value);
                return (*cache).value;
            }
        }
        cold_path();
        naja_cpy_super_method_uncached(cx, made, class, object, name, cache)
    }

    /// Whether `object` is the class that the cache is about: a class with the metaclass that it was filled for.
    ///
    /// # Safety
    /// As for the rows.
    pub unsafe fn is_cached_class(object: Obj, cache: *mut Cache) -> bool {
        (*(*object).class).version_tag == (*cache).keys_len
            && u64::from((*object.cast::<Type>()).version_tag) == (*cache).version
    }

    /// Whether it is seen at once that an instance of the cached type has no attribute that the type's instances did not
    /// have when the cache was filled.
    unsafe fn has_no_more(object: Obj, cache: *mut Cache) -> bool {
        let class = (*object).class;
        if (*class).flags & MANAGED_DICT_FLAG == 0 {
            return (*class).dictoffset == 0;
        }
        if (*class).flags & INLINE_VALUES_FLAG == 0 || inline_values(object).is_null() {
            return false;
        }
        let keys = class.byte_add(CACHED_KEYS).cast::<*mut Keys>().read();
        !keys.is_null() && (*keys).len == (*cache).keys_len as isize
    }

    pub unsafe fn method_ready(
        cx: *mut Cx,
        object: Obj,
        function: *const FunctionDesc,
        found: *mut Cache,
        cache: *mut Cache,
    ) -> i32 {
        let known = cache.cast::<MethodCache>();
        let is_known = MethodCache::version_of(object) == (*known).version
            && (*(*known).function).code == (*known).code
            && ((*known).keys.is_null()
                || (!inline_values(object).is_null() && (*(*known).keys).len == (*known).keys_len));
        if is_known {
            return 1;
        }
        cold_path();
        naja_cpy_method_ready_uncached(cx, object, function, found, cache)
    }

    /// Whether `method_get` has found a method of ours, which the type says, and fills the cache of `method_ready`.
    ///
    /// # Safety
    /// As for the row.
    pub unsafe fn fill_ready(
        object: Obj,
        function: *const FunctionDesc,
        found: *mut Cache,
        known: *mut MethodCache,
    ) -> bool {
        let class = (*object).class;
        let is_method = matches!((*found).kind, Kind::Method)
            && (*found).index == IS_FUNCTION
            && u64::from((*class).version_tag) == (*found).version
            && has_no_more(object, found)
            && is_of((*found).value, function);
        if !is_method {
            return false;
        }
        (*known).version = MethodCache::version_of(object);
        (*known).function = (*found).value.cast();
        (*known).code = (*(*known).function).code;
        (*known).keys = match (*class).flags & MANAGED_DICT_FLAG {
            0 => core::ptr::null_mut(),
            _ => class.byte_add(CACHED_KEYS).cast::<*mut Keys>().read(),
        };
        (*known).keys_len = (*found).keys_len as isize;
        true
    }

    /// Whether a function object still has the code and the module variables of a function of ours.
    unsafe fn is_of(object: Obj, function: *const FunctionDesc) -> bool {
        let fields = object.cast::<Function>();
        (*fields).code == (*function).code.read().cast()
            && (*fields).globals == (*(*function).module).globals.read().cast()
    }

    pub unsafe fn method_is(
        _: *mut Cx,
        method: Obj,
        unbound: i64,
        function: *const FunctionDesc,
        cache: *mut Cache,
    ) -> i32 {
        let is_function = unbound == 1
            && matches!((*cache).kind, Kind::Method)
            && (*cache).value == method
            && (*cache).index == IS_FUNCTION;
        (is_function && is_of(method, function)) as i32
    }

    pub unsafe fn global_get(cx: *mut Cx, desc: *const ModuleDesc, globals: Obj, name: Obj, cache: *mut Cache) -> Obj {
        let dict = globals.cast::<Dict>();
        let value = match (*cache).kind {
            Kind::Global => entry_value(dict, (*cache).index, name),
            Kind::Builtin if (*dict).version == (*cache).version => {
                entry_value((*desc).builtins.read().cast(), (*cache).index, name)
            }
            _ => {
                cold_path();
                core::ptr::null_mut()
            }
        };
        if value.is_null() {
            cold_path();
            return naja_cpy_global_get_uncached(cx, desc, globals, name, cache);
        }
        incref(cx, value);
        value
    }

    pub unsafe fn global_function(
        cx: *mut Cx,
        globals: Obj,
        name: Obj,
        function: *const FunctionDesc,
        cache: *mut Cache,
    ) -> Obj {
        // The dict is as it was when the function was last found there, by which the cache holds it alive.
        let known = cache.cast::<FunctionCache>();
        if (*globals.cast::<Dict>()).version == (*known).version {
            let value = (*known).function;
            if (*value.cast::<Function>()).code == (*known).code {
                return value;
            }
        }
        cold_path();
        naja_cpy_global_function_uncached(cx, globals, name, function, cache)
    }

    pub unsafe fn global_value(cx: *mut Cx, globals: Obj, name: Obj, cache: *mut Cache) -> Obj {
        let value = entry_value(globals.cast(), (*cache).index, name);
        if !value.is_null() {
            return value;
        }
        cold_path();
        naja_cpy_global_value_uncached(cx, globals, name, cache)
    }

    pub unsafe fn module_value(cx: *mut Cx, module: Obj, name: Obj, cache: *mut Cache) -> Obj {
        if (*module).class != &raw mut PyModule_Type {
            return core::ptr::null_mut();
        }
        global_value(cx, (*module.cast::<Module>()).dict, name, cache)
    }

    pub unsafe fn math_is(cx: *mut Cx, function: Obj, number: i64, cache: *mut Cache) -> i32 {
        // A function of the interpreter never changes, and the cache keeps it alive.
        if (*cache).value == function {
            return 1;
        }
        cold_path();
        naja_cpy_math_is_uncached(cx, function, number, cache)
    }

    pub unsafe fn type_method(cx: *mut Cx, of: i64, name: Obj, cache: *mut Cache) -> Obj {
        let mut method = (*cache).value;
        if method.is_null() {
            cold_path();
            method = naja_cpy_type_method_uncached(cx, of, name, cache);
        }
        incref(cx, method);
        method
    }

    pub unsafe fn global_builtin(
        cx: *mut Cx,
        desc: *const ModuleDesc,
        globals: Obj,
        name: Obj,
        cache: *mut Cache,
    ) -> Obj {
        let is_known = matches!((*cache).kind, Kind::Builtin) && (*globals.cast::<Dict>()).version == (*cache).version;
        if is_known {
            let value = entry_value((*desc).builtins.read().cast(), (*cache).index, name);
            if value == (*cache).value {
                return value;
            }
        }
        cold_path();
        naja_cpy_global_builtin_uncached(cx, desc, globals, name, cache)
    }
}
