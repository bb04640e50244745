//! Inline caches: what a site in compiled code learnt the last time.
//!
//! A cache never answers wrongly, it only answers or not. Attributes are found again by the version of the object's type,
//! which changes with the type and its bases; module variables by asking the dict's entry of the last time whether it is
//! still that of the name. Answers are borrowed from the type or dict and need not be kept alive. The runtime library
//! fills caches (`rt/cpython`, `cache.rs`); what is here is what is asked in line.

use crate::layout::{Dict, Keys, Obj, UNICODE_KEYS};

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
    /// The attribute is the type's, unless the instance has one.
    Class,
    /// The attribute is a method of the type, unless the instance has one.
    Method,
    /// The object is a module, and the attribute in its dict's entry at the index.
    Module,
    /// The object is a class, and the attribute its own or a base's; the version is that of the object.
    OfClass,
    /// The module variable is in the dict's entry at the index.
    Global,
    /// There is no module variable in this version of the dict; the builtin is in its dict's entry at the index.
    Builtin,
}

/// The value of the entry at `index` if its key is still `name`, borrowed; else null.
///
/// # Safety
/// `dict` points to a dict.
pub unsafe fn entry_value(dict: *mut Dict, index: u32, name: Obj) -> Obj {
    // SAFETY: entries below `len` exist, and are of this shape in keys of this kind.
    unsafe {
        let keys = (*dict).keys;
        if (*keys).kind != UNICODE_KEYS || index as isize >= (*keys).len {
            return core::ptr::null_mut();
        }
        let entry = Keys::entries(keys).add(index as usize);
        if (*entry).key == name { (*entry).value } else { core::ptr::null_mut() }
    }
}

/// The rows that ask caches in line.
pub mod rows {
    use super::{Cache, Kind, entry_value};
    use crate::context::{
        Cx, naja_cpy_attr_get_uncached, naja_cpy_attr_set_uncached, naja_cpy_global_builtin_uncached,
        naja_cpy_global_function_uncached, naja_cpy_global_get_uncached,
    };
    use crate::cpython::refcount::{decref, incref};
    use crate::layout::{Dict, Function, INLINE_VALUES_FLAG, Obj, inline_values, managed_dict};
    use naja_rt_abi::layout::{FunctionDesc, ModuleDesc};

    /// Where the cache says that the attribute is; null if it does not say.
    unsafe fn place(object: Obj, cache: *mut Cache) -> *mut Obj {
        let null = core::ptr::null_mut();
        if u64::from((*(*object).class).version_tag) != (*cache).version {
            return null;
        }
        match (*cache).kind {
            Kind::Value => {
                let values = inline_values(object);
                if values.is_null() { null } else { values.add((*cache).index as usize) }
            }
            Kind::Slot => object.byte_add((*cache).index as usize).cast(),
            _ => null,
        }
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
        naja_cpy_attr_get_uncached(cx, object, name, cache)
    }

    /// Only replaces: the first value of an attribute makes it known to the instance's dict.
    pub unsafe fn attr_set(cx: *mut Cx, object: Obj, name: Obj, value: Obj, cache: *mut Cache) -> i32 {
        let place = place(object, cache);
        if !place.is_null() && !place.read().is_null() && has_no_dict(object) {
            incref(cx, value);
            decref(cx, place.replace(value));
            return 0;
        }
        naja_cpy_attr_set_uncached(cx, object, name, value, cache)
    }

    /// Whether no dict must be told of a changed value: from 3.13 on an array of values may be a dict's, too.
    unsafe fn has_no_dict(object: Obj) -> bool {
        cfg!(not(feature = "py313"))
            || (*(*object).class).flags & INLINE_VALUES_FLAG == 0
            || managed_dict(object).is_null()
    }

    pub unsafe fn global_get(cx: *mut Cx, desc: *const ModuleDesc, globals: Obj, name: Obj, cache: *mut Cache) -> Obj {
        let dict = globals.cast::<Dict>();
        let value = match (*cache).kind {
            Kind::Global => entry_value(dict, (*cache).index, name),
            Kind::Builtin if (*dict).version == (*cache).version => {
                entry_value((*desc).builtins.read().cast(), (*cache).index, name)
            }
            _ => core::ptr::null_mut(),
        };
        if value.is_null() {
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
        if (*globals.cast::<Dict>()).version == (*cache).version {
            let value = (*cache).value;
            if (*value.cast::<Function>()).code == (*function).code.read().cast() {
                return value;
            }
        }
        naja_cpy_global_function_uncached(cx, globals, name, function, cache)
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
        naja_cpy_global_builtin_uncached(cx, desc, globals, name, cache)
    }
}
