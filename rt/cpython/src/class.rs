//! Class statements: what `__build_class__` does, with a compiled body.

use crate::api::{
    Cx, Obj, clear, fail, ffi, is_builtin, is_exact, is_raised, optional_attr, own, tuple_items, tuple_len,
};
use crate::compact;
use crate::exception::raise_name_error;
use crate::names::Known;
use crate::variable::namespace_set;
use core::ptr;
use naja_rt_abi::layout::FunctionDesc;

pub(crate) unsafe fn class_begin(cx: *mut Cx, namespace: Obj, desc: *mut FunctionDesc, globals: Obj) -> i32 {
    let module = ffi::PyDict_GetItemWithError(globals, Known::Name.get());
    if module.is_null() {
        if !is_raised() {
            raise_name_error(c"name '%U' is not defined", Known::Name.get());
        }
        return -1;
    }
    let consts = (*(*desc).module).consts.cast::<Obj>();
    if namespace_set(cx, namespace, Known::Module.get(), module) < 0
        || namespace_set(cx, namespace, Known::Qualname.get(), consts.add((*desc).qualname as usize).read()) < 0
    {
        return -1;
    }
    #[cfg(feature = "py313")]
    if set_first_line(cx, namespace, (*desc).first_line) < 0 {
        return -1;
    }
    if (*desc).doc == u32::MAX {
        return 0;
    }
    namespace_set(cx, namespace, Known::Doc.get(), consts.add((*desc).doc as usize).read())
}

#[cfg(feature = "py313")]
unsafe fn set_first_line(cx: *mut Cx, namespace: Obj, line: u32) -> i32 {
    let line = ffi::PyLong_FromUnsignedLong(line.into());
    if line.is_null() {
        return -1;
    }
    let result = namespace_set(cx, namespace, Known::FirstLine.get(), line);
    ffi::Py_DECREF(line);
    result
}

/// What a class statement works with; all but bases, keywords and metaclass are borrowed.
struct Class {
    body: Obj,
    name: Obj,
    original_bases: Obj,
    /// After `__mro_entries__`.
    bases: Obj,
    /// Without `metaclass`.
    keywords: Obj,
    meta: Obj,
    /// Which slots may be compact, or null.
    numbers: Obj,
}

pub(crate) unsafe fn class_new(cx: *mut Cx, body: Obj, name: Obj, bases: Obj, keywords: Obj) -> Obj {
    class_new_compact(cx, body, name, bases, keywords, ptr::null_mut())
}

pub(crate) unsafe fn class_new_compact(
    _: *mut Cx,
    body: Obj,
    name: Obj,
    bases: Obj,
    keywords: Obj,
    numbers: Obj,
) -> Obj {
    if let Some(replaced) = replaced_builder() {
        return call_builder(replaced, body, name, bases, keywords);
    }
    let null = ptr::null_mut();
    let mut class = Class { body, name, original_bases: bases, bases: null, keywords: null, meta: null, numbers };
    let made = if class.prepare(keywords) { class.make() } else { null };
    for owned in [&mut class.bases, &mut class.keywords, &mut class.meta] {
        clear(owned);
    }
    made
}

/// `builtins.__build_class__`, borrowed, if the program has put another there.
unsafe fn replaced_builder() -> Option<Obj> {
    let builder = ffi::PyDict_GetItemWithError(ffi::PyEval_GetBuiltins(), Known::Build.get());
    let is_original = builder.is_null() || is_builtin(builder, c"__build_class__");
    (!is_original).then_some(builder)
}

unsafe fn call_builder(builder: Obj, body: Obj, name: Obj, bases: Obj, keywords: Obj) -> Obj {
    let args = ffi::PyTuple_New(2 + tuple_len(bases) as isize);
    if args.is_null() {
        return args;
    }
    for (index, arg) in [body, name].into_iter().chain(tuple_items(bases)).enumerate() {
        ffi::PyTuple_SET_ITEM(args, index as isize, own(arg));
    }
    let made = ffi::PyObject_Call(builder, args, keywords);
    ffi::Py_DECREF(args);
    made
}

impl Class {
    /// Finds bases, keywords and metaclass; false after an exception.
    unsafe fn prepare(&mut self, keywords: Obj) -> bool {
        self.bases = resolve_bases(self.original_bases);
        if self.bases.is_null() {
            return false;
        }
        self.keywords = if keywords.is_null() { ffi::PyDict_New() } else { ffi::PyDict_Copy(keywords) };
        if self.keywords.is_null() || !self.find_meta() {
            return false;
        }
        if ffi::PyType_Check(self.meta) != 0 {
            let winner = most_derived(self.meta, self.bases);
            if winner.is_null() {
                return false;
            }
            ffi::Py_DECREF(core::mem::replace(&mut self.meta, own(winner)));
        }
        true
    }

    /// The metaclass that was asked for, or else the first base's.
    unsafe fn find_meta(&mut self) -> bool {
        let given = ffi::PyDict_GetItemWithError(self.keywords, Known::Metaclass.get());
        if !given.is_null() {
            self.meta = own(given);
            return ffi::PyDict_DelItem(self.keywords, Known::Metaclass.get()) == 0;
        }
        let first = tuple_items(self.bases).next();
        let class = first.map_or(&raw mut ffi::PyType_Type, |base| ffi::Py_TYPE(base));
        self.meta = own(class.cast());
        !is_raised()
    }

    unsafe fn make(&self) -> Obj {
        let namespace = self.namespace();
        if namespace.is_null() {
            return namespace;
        }
        let mut args = [ptr::null_mut(), namespace];
        let body_args = args.as_mut_ptr().add(1);
        let cell = ffi::PyObject_Vectorcall(self.body, body_args, 1 | crate::api::ARGUMENTS_OFFSET, ptr::null_mut());
        let mut class = ptr::null_mut();
        if !cell.is_null() {
            class = self.call_meta(namespace);
            if !class.is_null() && !self.cell_is_set(cell, class) {
                clear(&mut class);
            }
            ffi::Py_DECREF(cell);
        }
        ffi::Py_DECREF(namespace);
        class
    }

    /// What the metaclass prepares for the body to fill.
    unsafe fn namespace(&self) -> Obj {
        let prepare = optional_attr(self.meta, Known::Prepare.get());
        if prepare.is_null() {
            return if is_raised() { prepare } else { ffi::PyDict_New() };
        }
        let mut args = [self.name, self.bases];
        let namespace = ffi::PyObject_VectorcallDict(prepare, args.as_mut_ptr(), args.len(), self.keywords);
        ffi::Py_DECREF(prepare);
        if namespace.is_null() || ffi::PyMapping_Check(namespace) != 0 {
            return namespace;
        }
        let is_class = ffi::PyType_Check(self.meta) != 0;
        let meta_name =
            if is_class { (*self.meta.cast::<ffi::PyTypeObject>()).tp_name } else { c"<metaclass>".as_ptr() };
        let text = c"%.200s.__prepare__() must return a mapping, not %.200s";
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), meta_name, crate::api::type_name(namespace));
        ffi::Py_DECREF(namespace);
        ptr::null_mut()
    }

    unsafe fn call_meta(&self, namespace: Obj) -> Obj {
        if self.bases != self.original_bases
            && ffi::PyObject_SetItem(namespace, Known::OrigBases.get(), self.original_bases) < 0
        {
            return ptr::null_mut();
        }
        #[cfg(feature = "py311")]
        if self.meta == (&raw mut ffi::PyType_Type).cast() && wrapped_methods::in_namespace(namespace) < 0 {
            return ptr::null_mut();
        }
        let is_compact =
            !self.numbers.is_null() && compact::may_convert(self.meta, self.bases, self.keywords, namespace);
        let mut args = [self.name, self.bases, namespace];
        let mut class = ffi::PyObject_VectorcallDict(self.meta, args.as_mut_ptr(), args.len(), self.keywords);
        if is_compact {
            class = compact::converted(class, self.numbers);
        }
        #[cfg(feature = "py311")]
        let class = wrapped_methods::in_class(class);
        class
    }

    /// Whether the metaclass has put the class into the body's `__class__` cell.
    unsafe fn cell_is_set(&self, cell: Obj, class: Obj) -> bool {
        if ffi::PyType_Check(class) == 0 || !is_exact(cell, &raw mut ffi::PyCell_Type) {
            return true;
        }
        let found = ffi::PyCell_Get(cell);
        if found == class {
            ffi::Py_DECREF(found);
            return true;
        }
        if found.is_null() {
            let text = c"__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?";
            ffi::PyErr_Format(ffi::PyExc_RuntimeError, text.as_ptr(), self.name, class);
        } else {
            let text = c"__class__ set to %.200R defining %.200R as %.200R";
            ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), found, self.name, class);
            ffi::Py_DECREF(found);
        }
        false
    }
}

/// The bases with what their `__mro_entries__` gives in their place: the same tuple if there are none. A new reference.
unsafe fn resolve_bases(bases: Obj) -> Obj {
    if tuple_items(bases).all(|base| ffi::PyType_Check(base) != 0) {
        return own(bases);
    }
    let list = ffi::PyList_New(0);
    if list.is_null() {
        return list;
    }
    let mut changed = false;
    for base in tuple_items(bases) {
        if !add_base(list, base, bases, &mut changed) {
            ffi::Py_DECREF(list);
            return ptr::null_mut();
        }
    }
    let resolved = if changed { ffi::PyList_AsTuple(list) } else { own(bases) };
    ffi::Py_DECREF(list);
    resolved
}

/// Adds what stands for one base.
unsafe fn add_base(list: Obj, base: Obj, bases: Obj, changed: &mut bool) -> bool {
    if ffi::PyType_Check(base) != 0 {
        return ffi::PyList_Append(list, base) == 0;
    }
    let method = optional_attr(base, Known::MroEntries.get());
    if method.is_null() {
        return !is_raised() && ffi::PyList_Append(list, base) == 0;
    }
    let mut args = [bases];
    let entries = ffi::PyObject_VectorcallDict(method, args.as_mut_ptr(), 1, ptr::null_mut());
    ffi::Py_DECREF(method);
    if entries.is_null() {
        return false;
    }
    *changed = true;
    let is_tuple = ffi::PyTuple_Check(entries) != 0;
    if !is_tuple {
        fail(ffi::PyExc_TypeError, c"__mro_entries__ must return a tuple");
    }
    let added = is_tuple && tuple_items(entries).all(|entry| ffi::PyList_Append(list, entry) == 0);
    ffi::Py_DECREF(entries);
    added
}

/// The most derived of `meta` and the types of `bases`, borrowed.
unsafe fn most_derived(meta: Obj, bases: Obj) -> Obj {
    let mut winner = meta.cast::<ffi::PyTypeObject>();
    for base in tuple_items(bases) {
        let class = ffi::Py_TYPE(base);
        if ffi::PyType_IsSubtype(winner, class) != 0 {
            continue;
        }
        if ffi::PyType_IsSubtype(class, winner) == 0 {
            let text = c"metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases";
            fail(ffi::PyExc_TypeError, text);
            return ptr::null_mut();
        }
        winner = class;
    }
    winner.cast()
}

#[cfg(feature = "py311")]
mod wrapped_methods {
    //! Functions of some names become static or class methods when a class is made, if their type is `function` itself:
    //! 3.11's test is exact, and our functions are of a subtype.

    use crate::api::{Obj, clear, ffi, is_exact, is_raised};
    use crate::function;
    use crate::names::Known;
    use core::ffi::c_int;
    use core::ptr;

    /// Before the metaclass `type` takes the namespace, which nothing sees in between.
    pub(super) unsafe fn in_namespace(namespace: Obj) -> c_int {
        if is_exact(namespace, &raw mut ffi::PyDict_Type) { wrap(namespace) } else { 0 }
    }

    /// After another metaclass, which may have looked at its namespace, has made `class`; null after an exception.
    pub(super) unsafe fn in_class(mut class: Obj) -> Obj {
        if !class.is_null() && ffi::PyType_Check(class) != 0 {
            if wrap((*class.cast::<ffi::PyTypeObject>()).tp_dict) < 0 {
                clear(&mut class);
                return ptr::null_mut();
            }
            ffi::PyType_Modified(class.cast());
        }
        class
    }

    unsafe fn wrap(dict: Obj) -> c_int {
        unsafe extern "C" {
            fn PyStaticMethod_New(function: Obj) -> Obj;
            fn PyClassMethod_New(function: Obj) -> Obj;
        }
        let kinds: [(Known, unsafe extern "C" fn(Obj) -> Obj); 3] = [
            (Known::New, PyStaticMethod_New),
            (Known::InitSubclass, PyClassMethod_New),
            (Known::ClassGetitem, PyClassMethod_New),
        ];
        for (name, wrapper) in kinds {
            let found = ffi::PyDict_GetItemWithError(dict, name.get());
            if found.is_null() && is_raised() {
                return -1;
            }
            if found.is_null() || !function::is_ours(found) {
                continue;
            }
            let wrapped = wrapper(found);
            if wrapped.is_null() {
                return -1;
            }
            let result = ffi::PyDict_SetItem(dict, name.get(), wrapped);
            ffi::Py_DECREF(wrapped);
            if result < 0 {
                return -1;
            }
        }
        0
    }
}
