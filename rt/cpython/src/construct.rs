//! Calls of classes, step by step: a new instance, then its `__init__`.
//!
//! `type.__call__` makes a tuple of the arguments, which `__new__` and `__init__` in Python then take apart again. Here they
//! are handed on as they came. What a class is made by is learnt once for each version of it, for all modules and sites
//! of a library; classes that are made otherwise, and those of metaclasses, are called as the interpreter does.

use crate::api::{_PyType_Lookup, Cx, Obj, ffi, own, tuple_items};
use crate::bind::tuple_from;
use crate::cache::{is_quiet, object_init, version_of};
use crate::call::call_behind;
use crate::descriptor::{is_function, is_static_method, static_callable};
use crate::global::Global;
use crate::names::Known;
use crate::shape::{allocated, init_returned};
use core::ptr;

/// How instances of a class come to be.
#[derive(Clone, Copy)]
struct Making {
    class: *mut ffi::PyTypeObject,
    version: u64,
    new: New,
    /// The function that is its `__init__`; null if that is `object`'s.
    init: Obj,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum New {
    /// In a way of its own.
    Unknown,
    /// By `object.__new__`.
    Plain,
    /// By the function of a static method `__new__`.
    Function(Obj),
    /// By the `__new__` of a builtin type.
    Builtin,
}

const UNKNOWN: Making = Making { class: ptr::null_mut(), version: 0, new: New::Unknown, init: ptr::null_mut() };

static KNOWN: [Global<Making>; 256] = [const { Global::new(UNKNOWN) }; 256];

/// The arguments of a call by the vectorcall protocol; the word before them may be overwritten.
#[derive(Clone, Copy)]
struct Arguments {
    words: *mut Obj,
    count: usize,
    names: Obj,
}

impl Arguments {
    /// Calls `callee` with `first` before these.
    unsafe fn call(self, cx: *mut Cx, callee: Obj, first: Obj) -> Obj {
        // The class may lose it meanwhile.
        let callee = own(callee);
        let result = call_behind(cx, callee, first, self.words, self.count, self.names);
        ffi::Py_DECREF(callee);
        result
    }

    fn are_none(self) -> bool {
        self.count == 0 && self.names.is_null()
    }
}

/// Calls a class whose metaclass is `type`; `None` if that is best left to the interpreter.
pub(crate) unsafe fn construct(
    cx: *mut Cx,
    class: *mut ffi::PyTypeObject,
    args: *const Obj,
    count: usize,
    names: Obj,
) -> Option<Obj> {
    let args = Arguments { words: args.cast_mut(), count, names };
    let making = making(class);
    match making.new {
        New::Unknown => None,
        New::Plain if making.init.is_null() && !args.are_none() => None,
        New::Builtin if making.init.is_null() || !names.is_null() => None,
        New::Plain => Some(initialised(cx, allocated(class), making, args)),
        New::Function(method) => {
            let function = static_callable(method);
            Some(initialised(cx, args.call(cx, function, class.cast()), making, args))
        }
        New::Builtin => Some(initialised(cx, made_by_builtin(class, args), making, args)),
    }
}

unsafe fn made_by_builtin(class: *mut ffi::PyTypeObject, args: Arguments) -> Obj {
    let (Some(new), tuple) = ((*class).tp_new, tuple_from(args.words, args.count)) else { return ptr::null_mut() };
    if tuple.is_null() {
        return tuple;
    }
    let made = new(class, tuple, ptr::null_mut());
    ffi::Py_DECREF(tuple);
    made
}

/// Initialises what `__new__` gave, if it is an instance of the class.
unsafe fn initialised(cx: *mut Cx, made: Obj, making: Making, args: Arguments) -> Obj {
    if made.is_null() {
        return made;
    }
    let class = making.class;
    let is_same = making.version != 0 && version_of(class.cast()) == making.version;
    let making = match ffi::Py_TYPE(made) == class {
        true if is_same => making,
        true => learn(class),
        false => UNKNOWN,
    };
    if making.new == New::Unknown {
        return initialised_otherwise(made, class, args);
    }
    if making.init.is_null() {
        return made;
    }
    let result = args.call(cx, making.init, made);
    if result == ffi::Py_None() {
        ffi::Py_DECREF(result);
        return made;
    }
    if !result.is_null() {
        init_returned(cx, result);
        ffi::Py_DECREF(result);
    }
    ffi::Py_DECREF(made);
    ptr::null_mut()
}

/// What is left of `type.__call__` where `__new__` gave something else, or changed the class.
unsafe fn initialised_otherwise(made: Obj, class: *mut ffi::PyTypeObject, args: Arguments) -> Obj {
    if ffi::PyObject_TypeCheck(made, class) == 0 {
        return made;
    }
    let Some(init) = (*ffi::Py_TYPE(made)).tp_init else { return made };
    let tuple = tuple_from(args.words, args.count);
    let keywords = keywords(args);
    let is_ready = !tuple.is_null() && (args.names.is_null() || !keywords.is_null());
    let status = if is_ready { init(made, tuple, keywords) } else { -1 };
    ffi::Py_XDECREF(tuple);
    ffi::Py_XDECREF(keywords);
    if status < 0 {
        ffi::Py_DECREF(made);
        return ptr::null_mut();
    }
    made
}

/// The keyword arguments as a dict; null if there are none, or after an exception.
unsafe fn keywords(args: Arguments) -> Obj {
    if args.names.is_null() {
        return ptr::null_mut();
    }
    let dict = ffi::PyDict_New();
    for (index, name) in tuple_items(args.names).enumerate() {
        if !dict.is_null() && ffi::PyDict_SetItem(dict, name, args.words.add(args.count + index).read()) < 0 {
            ffi::Py_DECREF(dict);
            return ptr::null_mut();
        }
    }
    dict
}

/// How instances of a class come to be.
unsafe fn making(class: *mut ffi::PyTypeObject) -> Making {
    let place = &KNOWN[(class.addr() >> 5 ^ class.addr() >> 12) % KNOWN.len()];
    let known = place.get();
    if known.class == class && known.version == version_of(class.cast()) && known.version != 0 {
        return known;
    }
    let learnt = learn(class);
    place.set(learnt);
    learnt
}

unsafe fn learn(class: *mut ffi::PyTypeObject) -> Making {
    // `type(x)` is a call of another kind.
    if class == &raw mut ffi::PyType_Type || !is_quiet(class) {
        return UNKNOWN;
    }
    let init = _PyType_Lookup(class, Known::Init.get());
    let init = match init {
        _ if init == object_init() => ptr::null_mut(),
        _ if !init.is_null() && is_function(init) => init,
        _ => return UNKNOWN,
    };
    let new = new_of(class);
    Making { class, version: version_of(class.cast()), new, init }
}

unsafe fn new_of(class: *mut ffi::PyTypeObject) -> New {
    let address = |new: ffi::newfunc| new as *const ();
    let own = (*class).tp_new.map(address);
    let is_abstract = (*class).tp_flags & ffi::Py_TPFLAGS_IS_ABSTRACT != 0;
    if own.is_none() || own == ffi::PyBaseObject_Type.tp_new.map(address) {
        return if own.is_none() || is_abstract { New::Unknown } else { New::Plain };
    }
    let found = _PyType_Lookup(class, Known::New.get());
    match () {
        () if found.is_null() => New::Unknown,
        () if is_static_method(found) => {
            let function = static_callable(found);
            if !function.is_null() && is_function(function) { New::Function(found) } else { New::Unknown }
        }
        () if ffi::PyCFunction_CheckExact(found) != 0 => New::Builtin,
        () => New::Unknown,
    }
}
