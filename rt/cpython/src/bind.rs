//! Binding arguments to parameters.
//!
//! Only bindings that succeed are made here. As soon as one cannot, the interpreter is asked to call the same function
//! with the same arguments: it fails in the same way, before it runs any of the function's code, with its own words.

use crate::api::{Cx, Obj, clear, ffi, is_exact, own, tuple_items, tuple_len};
use crate::function;
use core::ptr;
use naja_rt_abi::layout::{FunctionDesc, flags};
use naja_rt_inline::layout::{Function, INTERNED, Str};

/// The parameters of a function and the words they are bound to, in the order of `FunctionDesc::params`.
struct Binding {
    out: *mut Obj,
    names: Obj,
    positional_only: usize,
    positional: usize,
    /// Number of parameters that are not starred.
    plain: usize,
    /// Where `*args` and `**kwargs` go, if there are any.
    var_args: Option<usize>,
    kw_args: Option<usize>,
    /// Number of all parameters.
    len: usize,
}

/// Why a binding ended.
enum Failure {
    /// The arguments do not fit.
    Mismatch,
    /// An exception was raised.
    Raised,
}

pub(crate) unsafe fn bind(
    _: *mut Cx,
    function: Obj,
    desc: *mut FunctionDesc,
    args: *mut Obj,
    nargs: i64,
    names: Obj,
    out: *mut Obj,
) -> i32 {
    let binding = Binding::new(desc, out);
    let count = ffi::PyVectorcall_NARGS(nargs as usize) as usize;
    let Err(failure) = binding.fill(function, args, count, names) else { return 0 };
    for index in 0..binding.len {
        clear(out.add(index));
    }
    if let Failure::Mismatch = failure {
        let result = function::call_original(function, args, nargs as usize, names);
        if !result.is_null() {
            // Only possible if the function was changed by a comparison of keywords.
            ffi::Py_DECREF(result);
            ffi::PyErr_SetString(ffi::PyExc_SystemError, c"naja: arguments changed while they were bound".as_ptr());
        }
    }
    -1
}

impl Binding {
    unsafe fn new(desc: *mut FunctionDesc, out: *mut Obj) -> Binding {
        let desc = &*desc;
        let plain = (desc.positional + desc.keyword_only) as usize;
        let has_args = desc.flags & flags::VAR_ARGS != 0;
        let has_kwargs = desc.flags & flags::KW_ARGS != 0;
        let len = plain + usize::from(has_args) + usize::from(has_kwargs);
        out.write_bytes(0, len);
        Binding {
            out,
            names: (*desc.module).consts.add(desc.params as usize).read().cast(),
            positional_only: desc.positional_only as usize,
            positional: desc.positional as usize,
            plain,
            var_args: has_args.then_some(plain),
            kw_args: has_kwargs.then_some(len - 1),
            len,
        }
    }

    unsafe fn fill(&self, function: Obj, args: *mut Obj, count: usize, names: Obj) -> Result<(), Failure> {
        for index in 0..count.min(self.positional) {
            self.set(index, own(args.add(index).read()));
        }
        if let Some(index) = self.var_args {
            let rest = count.saturating_sub(self.positional);
            self.set(index, new_tuple(args.add(count - rest), rest)?);
        } else if count > self.positional {
            return Err(Failure::Mismatch);
        }
        if let Some(index) = self.kw_args {
            let dict = ffi::PyDict_New();
            if dict.is_null() {
                return Err(Failure::Raised);
            }
            self.set(index, dict);
        }
        for (index, name) in tuple_items(names).enumerate() {
            self.keyword(name, args.add(count + index).read())?;
        }
        self.defaults(function.cast())
    }

    unsafe fn set(&self, index: usize, value: Obj) {
        self.out.add(index).write(value);
    }

    unsafe fn is_set(&self, index: usize) -> bool {
        !self.out.add(index).read().is_null()
    }

    /// Binds `name=value`.
    unsafe fn keyword(&self, name: Obj, value: Obj) -> Result<(), Failure> {
        if !is_exact(name, &raw mut ffi::PyUnicode_Type) {
            return Err(Failure::Mismatch);
        }
        match self.find(name)? {
            Some(index) if self.is_set(index) => Err(Failure::Mismatch),
            Some(index) => {
                self.set(index, own(value));
                Ok(())
            }
            None => match self.kw_args {
                Some(index) if ffi::PyDict_SetItem(self.out.add(index).read(), name, value) == 0 => Ok(()),
                Some(_) => Err(Failure::Raised),
                None => Err(Failure::Mismatch),
            },
        }
    }

    /// The parameter that may be passed as `name`.
    unsafe fn find(&self, name: Obj) -> Result<Option<usize>, Failure> {
        let candidates = || tuple_items(self.names).enumerate().take(self.plain).skip(self.positional_only);
        // Keywords of calls are nearly always interned.
        if let Some((index, _)) = candidates().find(|(_, candidate)| *candidate == name) {
            return Ok(Some(index));
        }
        // Two interned strings that are equal are the same, and the names of parameters are interned.
        if (*name.cast::<Str>()).state & INTERNED != 0 {
            return Ok(None);
        }
        for (index, candidate) in candidates() {
            match ffi::PyUnicode_Compare(candidate, name) {
                0 => return Ok(Some(index)),
                -1 if crate::api::is_raised() => return Err(Failure::Raised),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Fills what is left with the function's current defaults.
    unsafe fn defaults(&self, function: *mut Function) -> Result<(), Failure> {
        let defaults = (*function).defaults.cast::<ffi::PyObject>();
        let first = self.positional as isize - tuple_len(defaults) as isize;
        for index in (0..self.positional).filter(|&index| !self.is_set(index)) {
            let position = index as isize - first;
            if position < 0 {
                return Err(Failure::Mismatch);
            }
            self.set(index, own(ffi::PyTuple_GET_ITEM(defaults, position)));
        }
        let kwdefaults = (*function).kwdefaults.cast::<ffi::PyObject>();
        for index in (self.positional..self.plain).filter(|&index| !self.is_set(index)) {
            if kwdefaults.is_null() {
                return Err(Failure::Mismatch);
            }
            let value = ffi::PyDict_GetItemWithError(kwdefaults, ffi::PyTuple_GET_ITEM(self.names, index as isize));
            if value.is_null() {
                return Err(if crate::api::is_raised() { Failure::Raised } else { Failure::Mismatch });
            }
            self.set(index, own(value));
        }
        Ok(())
    }
}

/// A tuple of `len` words at `items`.
unsafe fn new_tuple(items: *mut Obj, len: usize) -> Result<Obj, Failure> {
    let tuple = ffi::PyTuple_New(len as isize);
    if tuple.is_null() {
        return Err(Failure::Raised);
    }
    for index in 0..len {
        ffi::PyTuple_SET_ITEM(tuple, index as isize, own(items.add(index).read()));
    }
    Ok(tuple)
}

/// A tuple of `len` words at `items`, null after an exception.
pub(crate) unsafe fn tuple_from(items: *mut Obj, len: usize) -> Obj {
    new_tuple(items, len).unwrap_or(ptr::null_mut())
}
