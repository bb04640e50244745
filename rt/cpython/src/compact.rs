//! Classes with compact slots: instances keep numbers unboxed (see `rt/inline`, `compact.rs`, for the words).
//!
//! A class statement names the slots of its `__slots__` that the static types say hold numbers. When the metaclass has made
//! the class, and before anyone has seen it, its instances are made longer by the raw words, and the descriptors of those
//! slots replaced by *ours*: instances of a static subtype that know both words. From then on the class is as good as
//! any: the interpreter, subclasses and `object.__setattr__` read and write the slots by the descriptors. This is done only
//! where nothing can have made an instance or a subclass on the way (`may_convert`).
//!
//! Three things of the interpreter look at how long instances are. `__sizeof__` tells it; `__class__` may be assigned where slots
//! are the same, for which the raw words are named among them, so that the kinds must be the same too; and pickling refuses
//! what is longer than its slots, so such classes have a `__getstate__`, which is `object`'s, asked for in another way.

use crate::api::{_PyType_Lookup, EMPTY_TYPE, GETTERS_END, Obj, ffi, is_exact, own, tuple_items, tuple_len};
use crate::cache::{class_of, is_quiet, version_of};
use crate::global::Global;
use crate::names::Known;
use crate::stand_in;
use core::ffi::{CStr, c_int};
use core::ptr;
use naja_rt_abi::layout::{CompactSlot, FARTHEST};
use naja_rt_inline::cpython::compact::{float_of_word, int_of_word, word_of_float, word_of_int};
use naja_rt_inline::cpython::rows;
use naja_rt_inline::cpython::shape::{Shape, compact_version};

/// `PyMemberDescrObject`.
#[repr(C)]
struct MemberDescriptor {
    head: ffi::PyObject,
    owner: *mut ffi::PyTypeObject,
    name: Obj,
    qualname: Obj,
    member: *const ffi::PyMemberDef,
}

/// The descriptor of a compact slot.
#[repr(C)]
struct Descriptor {
    member: MemberDescriptor,
    mark: u64,
    /// How far the slot's own word is from the object.
    slot: u32,
    /// How far its raw word is.
    raw: u32,
    kind: Number,
}

impl Descriptor {
    unsafe fn slot(this: *const Descriptor, object: Obj) -> *mut Obj {
        object.byte_add((*this).slot as usize).cast()
    }

    unsafe fn raw(this: *const Descriptor, object: Obj) -> *mut u64 {
        object.byte_add((*this).raw as usize).cast()
    }
}

/// Tells our descriptors from others: libraries have types of their own, and use each other's classes. Changes with
/// `Descriptor` and the meaning of the words.
const MARK: u64 = 0x6e61_6a61_0000_0001;

/// What is kept unboxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Number {
    Int = 1,
    Float,
}

impl Number {
    /// The kind that `example` is of.
    unsafe fn of(example: Obj) -> Number {
        if is_exact(example, &raw mut ffi::PyFloat_Type) { Number::Float } else { Number::Int }
    }

    /// The raw word for a value; zero if it is to be an object.
    unsafe fn word(self, value: Obj) -> u64 {
        let (none, value) = (ptr::null_mut(), value.cast());
        match self {
            Number::Float if rows::is_float(none, value) != 0 => word_of_float(rows::unbox_f64(none, value)),
            Number::Int if rows::is_int(none, value) != 0 && rows::int_fits(none, value) != 0 => {
                word_of_int(rows::unbox_i64(none, value))
            }
            Number::Int | Number::Float => 0,
        }
    }

    /// What a raw word stands for, in a new box.
    unsafe fn value(self, word: u64) -> Obj {
        match self {
            Number::Int => ffi::PyLong_FromLongLong(int_of_word(word)),
            Number::Float => ffi::PyFloat_FromDouble(float_of_word(word)),
        }
    }

    /// What stands for the raw word of a slot among the names of slots.
    unsafe fn word_name(self, slot: Obj) -> Obj {
        let format = match self {
            Number::Int => c"%U: int",
            Number::Float => c"%U: float",
        };
        ffi::PyUnicode_FromFormat(format.as_ptr(), slot)
    }
}

static GETTERS: Global<[ffi::PyGetSetDef; 2]> = Global::new([stand_in::CLASS, GETTERS_END]);

/// The type of the descriptors.
static MEMBER: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
    tp_name: c"member_descriptor".as_ptr(),
    tp_basicsize: size_of::<Descriptor>() as isize,
    tp_flags: ffi::Py_TPFLAGS_DEFAULT,
    tp_getset: GETTERS.as_ptr().cast(),
    tp_descr_get: Some(get),
    tp_descr_set: Some(set),
    ..EMPTY_TYPE
});

/// The type of `__getstate__`.
static STATE: Global<ffi::PyTypeObject> = Global::new(ffi::PyTypeObject {
    tp_name: c"method_descriptor".as_ptr(),
    tp_flags: ffi::Py_TPFLAGS_DEFAULT,
    tp_getset: GETTERS.as_ptr().cast(),
    tp_descr_get: Some(get_state_getter),
    ..EMPTY_TYPE
});

/// `__getstate__`, one for all classes.
static STATE_GETTER: Global<Obj> = Global::new(ptr::null_mut());

static GET_STATE: Global<ffi::PyMethodDef> = Global::new(crate::api::method_noargs(c"__getstate__", get_state));

/// Readies the types: once, at the first import.
pub(crate) unsafe fn init() -> i32 {
    if !STATE_GETTER.get().is_null() {
        return 0;
    }
    let state = STATE.as_ptr();
    (*state).tp_basicsize = ffi::PyMethodDescr_Type.tp_basicsize;
    let types = [(MEMBER.as_ptr(), &raw mut ffi::PyMemberDescr_Type), (state, &raw mut ffi::PyMethodDescr_Type)];
    if types.into_iter().any(|(class, base)| stand_in::ready(class, base) < 0) {
        return -1;
    }
    let getter = copy_of(object_state_getter(), state);
    STATE_GETTER.set(getter);
    if getter.is_null() { -1 } else { 0 }
}

/// A descriptor of type `class` with all that `original` has.
unsafe fn copy_of(original: Obj, class: *mut ffi::PyTypeObject) -> Obj {
    let made = ffi::PyType_GenericAlloc(class, 0);
    if made.is_null() {
        return made;
    }
    let size = (*ffi::Py_TYPE(original)).tp_basicsize as usize - size_of::<ffi::PyObject>();
    ptr::copy_nonoverlapping(original.add(1).cast::<u8>(), made.add(1).cast::<u8>(), size);
    let fields = made.cast::<MemberDescriptor>();
    for held in [(*fields).owner.cast(), (*fields).name, (*fields).qualname] {
        ffi::Py_XINCREF(held);
    }
    made
}

unsafe fn lookup(class: *mut ffi::PyTypeObject, name: Known) -> Obj {
    _PyType_Lookup(class, name.get())
}

/// `object.__getstate__`, borrowed.
unsafe fn object_state_getter() -> Obj {
    lookup(&raw mut ffi::PyBaseObject_Type, Known::Getstate)
}

/// Whether a class made by the metaclass `meta` of these parts has no instance and no subclass before it is returned.
pub(crate) unsafe fn may_convert(meta: Obj, bases: Obj, keywords: Obj, namespace: Obj) -> bool {
    let is_plain = meta == (&raw mut ffi::PyType_Type).cast()
        && ffi::PyDict_Size(keywords) == 0
        && is_exact(namespace, &raw mut ffi::PyDict_Type);
    let hook = lookup(&raw mut ffi::PyBaseObject_Type, Known::InitSubclass);
    is_plain
        && tuple_items(bases).all(|base| {
            ffi::PyType_Check(base) != 0 && is_quiet(base.cast()) && lookup(base.cast(), Known::InitSubclass) == hook
        })
        && values_are_quiet(namespace)
}

/// Whether no Python function wants to know the names of the values of a namespace.
unsafe fn values_are_quiet(namespace: Obj) -> bool {
    let (mut position, mut value) = (0, ptr::null_mut());
    while ffi::PyDict_Next(namespace, &mut position, ptr::null_mut(), &mut value) != 0 {
        let class = ffi::Py_TYPE(value);
        if !is_quiet(class) {
            return false;
        }
        let hook = lookup(class, Known::SetName);
        if !hook.is_null() && !is_exact(hook, &raw mut ffi::PyMethodDescr_Type) {
            return false;
        }
    }
    true
}

/// Makes slots of a new class compact, as far as they are slots: `numbers` are pairs of a name and a number of the kind. Takes
/// the class, and gives it back or null after an exception.
pub(crate) unsafe fn converted(mut class: Obj, numbers: Obj) -> Obj {
    if !class.is_null() && can_be_longer(class.cast()) && convert(class.cast(), numbers) < 0 {
        crate::api::clear(&mut class);
    }
    class
}

/// Whether instances have nothing whose place is counted from their end.
unsafe fn can_be_longer(class: *mut ffi::PyTypeObject) -> bool {
    (*class).tp_dictoffset == 0 && (*class).tp_itemsize == 0
}

unsafe fn convert(class: *mut ffi::PyTypeObject, numbers: Obj) -> c_int {
    let before = (*class).tp_basicsize;
    for index in (0..tuple_len(numbers)).step_by(2) {
        let item = |index: usize| ffi::PyTuple_GET_ITEM(numbers, index as isize);
        if convert_slot(class, item(index), Number::of(item(index + 1))) < 0 {
            return -1;
        }
    }
    if (*class).tp_basicsize == before {
        return 0;
    }
    ffi::PyType_Modified(class);
    if lookup(class, Known::Getstate) != object_state_getter() {
        return 0;
    }
    let status = ffi::PyDict_SetItem((*class).tp_dict, Known::Getstate.get(), STATE_GETTER.get());
    ffi::PyType_Modified(class);
    status
}

/// For the selftest: whether `class` has these slots, where and as we expect them.
pub(crate) unsafe fn are_slots(class: *mut ffi::PyTypeObject, names: [&CStr; 2]) -> bool {
    let slots = (*class.cast::<ffi::PyHeapTypeObject>()).ht_slots;
    let first = size_of::<ffi::PyObject>() as isize;
    let is_slot = |(index, name): (usize, &CStr)| {
        let descriptor = ffi::PyDict_GetItemString((*class).tp_dict, name.as_ptr()).cast::<MemberDescriptor>();
        !descriptor.is_null()
            && (*descriptor).owner == class
            && (*(*descriptor).member).offset == first + (index * size_of::<Obj>()) as isize
            && ffi::PyUnicode_Compare((*descriptor).name, ffi::PyTuple_GET_ITEM(slots, index as isize)) == 0
            && CStr::from_ptr((*(*descriptor).member).name) == name
    };
    ffi::PyMemberDescr_Type.tp_basicsize == size_of::<MemberDescriptor>() as isize
        && (*class).tp_basicsize == first + (names.len() * size_of::<Obj>()) as isize
        && ffi::PyTuple_CheckExact(slots) != 0
        && tuple_len(slots) == names.len()
        && names.into_iter().enumerate().all(is_slot)
}

/// Makes one slot compact, if it is one and not too far away.
unsafe fn convert_slot(class: *mut ffi::PyTypeObject, name: Obj, kind: Number) -> c_int {
    let original = ffi::PyDict_GetItemWithError((*class).tp_dict, name);
    if original.is_null() || !is_exact(original, &raw mut ffi::PyMemberDescr_Type) {
        return if crate::api::is_raised() { -1 } else { 0 };
    }
    let fields = original.cast::<MemberDescriptor>();
    let member = (*fields).member;
    let raw = (*class).tp_basicsize;
    let is_slot = (*fields).owner == class && (*member).type_code == ffi::Py_T_OBJECT_EX && (*member).flags == 0;
    if !is_slot || raw as u32 > FARTHEST - size_of::<u64>() as u32 {
        return 0;
    }
    let descriptor = copy_of(original, MEMBER.as_ptr());
    if descriptor.is_null() {
        return -1;
    }
    let ours = descriptor.cast::<Descriptor>();
    (*ours).mark = MARK;
    (*ours).slot = (*member).offset as u32;
    (*ours).raw = raw as u32;
    (*ours).kind = kind;
    let mut status = name_word(class, kind, name);
    if status == 0 {
        // Instances are longer from here on, whether the class is used or not.
        (*class).tp_basicsize += size_of::<u64>() as isize;
        status = ffi::PyDict_SetItem((*class).tp_dict, name, descriptor);
    }
    ffi::Py_DECREF(descriptor);
    status
}

/// Names the raw word of a slot among the slots that are compared when `__class__` is assigned.
unsafe fn name_word(class: *mut ffi::PyTypeObject, kind: Number, slot: Obj) -> c_int {
    let slots = &raw mut (*class.cast::<ffi::PyHeapTypeObject>()).ht_slots;
    let word = kind.word_name(slot);
    if word.is_null() {
        return -1;
    }
    let len = tuple_len(*slots);
    let longer = ffi::PyTuple_New(len as isize + 1);
    if longer.is_null() {
        ffi::Py_DECREF(word);
        return -1;
    }
    for (index, item) in tuple_items(*slots).enumerate() {
        ffi::PyTuple_SET_ITEM(longer, index as isize, own(item));
    }
    ffi::PyTuple_SET_ITEM(longer, len as isize, word);
    ffi::Py_XDECREF(slots.replace(longer));
    0
}

/// Our descriptor, or that of another library, if `object` is one.
unsafe fn as_ours(object: Obj) -> Option<*mut Descriptor> {
    let class = ffi::Py_TYPE(object);
    let is_ours = (*class).tp_base == &raw mut ffi::PyMemberDescr_Type
        && (*class).tp_flags & ffi::Py_TPFLAGS_HEAPTYPE == 0
        && (*class).tp_basicsize == size_of::<Descriptor>() as isize
        && (*object.cast::<Descriptor>()).mark == MARK;
    is_ours.then_some(object.cast())
}

/// Whether `descriptor` is for a compact slot of instances of `class`.
pub(crate) unsafe fn is_of(descriptor: Obj, class: *mut ffi::PyTypeObject) -> bool {
    as_ours(descriptor).is_some_and(|ours| ffi::PyType_IsSubtype(class, (*ours).member.owner) != 0)
}

/// Notes in a shape whether instances of `class` have all their compact slots where `numbers` says.
pub(crate) unsafe fn learn(class: *mut ffi::PyTypeObject, shape: *mut Shape, numbers: Obj) {
    let is_plain = is_quiet(class)
        && (*class).tp_getattro.map(|get| get as usize) == Some(ffi::PyObject_GenericGetAttr as usize)
        && (*class).tp_setattro.map(|set| set as usize) == Some(ffi::PyObject_GenericSetAttr as usize);
    let has_all = is_plain
        && (0..tuple_len(numbers) as isize).step_by(2).all(|index| {
            let expected = ffi::PyLong_AsLongLong(ffi::PyTuple_GET_ITEM(numbers, index + 1));
            let found = _PyType_Lookup(class, ffi::PyTuple_GET_ITEM(numbers, index));
            !found.is_null() && is_of(found, class) && code(found.cast()) == expected
        });
    let version = version_of(class.cast());
    (*shape).compact = if has_all && version != 0 { compact_version(version) } else { 0 };
}

unsafe fn code(descriptor: *const Descriptor) -> i64 {
    let Descriptor { slot, raw, kind, .. } = *descriptor;
    CompactSlot { slot, raw, is_float: kind == Number::Float }.code()
}

/// The attribute of `object` that a cache has found to be in the slot of `descriptor`, for types of this version; null without an
/// exception if the type is another, or nothing is there.
pub(crate) unsafe fn cached(object: Obj, version: u64, descriptor: Obj) -> Obj {
    if version_of(class_of(object)) != version {
        return ptr::null_mut();
    }
    let ours = descriptor.cast::<Descriptor>();
    let word = Descriptor::raw(ours, object).read();
    if word != 0 {
        return (*ours).kind.value(word);
    }
    let value = Descriptor::slot(ours, object).read();
    ffi::Py_XINCREF(value);
    value
}

/// Sets it in the same way; whether it was done.
pub(crate) unsafe fn set_cached(object: Obj, version: u64, descriptor: Obj, value: Obj) -> bool {
    let is_same = version_of(class_of(object)) == version;
    if is_same {
        put(descriptor.cast(), object, value);
    }
    is_same
}

/// Puts a value into a slot: as a number, if it is one.
unsafe fn put(descriptor: *mut Descriptor, object: Obj, value: Obj) {
    let word = (*descriptor).kind.word(value);
    Descriptor::raw(descriptor, object).write(word);
    let kept = if word == 0 { own(value) } else { ptr::null_mut() };
    let old = Descriptor::slot(descriptor, object).replace(kept);
    // Last, since it may run Python.
    ffi::Py_XDECREF(old);
}

/// Whether `object` has the slot of a descriptor.
unsafe fn has_slot(descriptor: *mut Descriptor, object: Obj) -> bool {
    !object.is_null() && ffi::PyObject_TypeCheck(object, (*descriptor).member.owner) != 0
}

unsafe extern "C" fn get(descriptor: Obj, object: Obj, class: Obj) -> Obj {
    let ours = descriptor.cast::<Descriptor>();
    if has_slot(ours, object) {
        let word = Descriptor::raw(ours, object).read();
        if word != 0 {
            return (*ours).kind.value(word);
        }
    }
    match ffi::PyMemberDescr_Type.tp_descr_get {
        Some(get) => get(descriptor, object, class),
        None => ptr::null_mut(),
    }
}

unsafe extern "C" fn set(descriptor: Obj, object: Obj, value: Obj) -> c_int {
    let ours = descriptor.cast::<Descriptor>();
    if has_slot(ours, object) {
        if !value.is_null() {
            put(ours, object, value);
            return 0;
        }
        if Descriptor::raw(ours, object).replace(0) != 0 {
            return 0;
        }
    }
    match ffi::PyMemberDescr_Type.tp_descr_set {
        Some(set) => set(descriptor, object, value),
        None => -1,
    }
}

/// What `__getstate__` of an object, or of its class, is: what it would be if ours were not there. Only `object`'s is asked in
/// a way in which it does not look at how long the object is.
unsafe extern "C" fn get_state_getter(descriptor: Obj, object: Obj, class: Obj) -> Obj {
    let object = if is_none(object) { ptr::null_mut() } else { object };
    let class = if is_none(class) { ffi::Py_TYPE(object) } else { class.cast() };
    let found = next_state_getter(descriptor, class);
    if !object.is_null() && found == object_state_getter() {
        return ffi::PyCFunction_NewEx(GET_STATE.as_ptr(), object, ptr::null_mut());
    }
    match (*ffi::Py_TYPE(found)).tp_descr_get {
        Some(get) => get(found, object, class.cast()),
        None => own(found),
    }
}

unsafe fn is_none(object: Obj) -> bool {
    object.is_null() || object == ffi::Py_None()
}

/// The `__getstate__` behind ours in the order of bases, borrowed.
unsafe fn next_state_getter(ours: Obj, class: *mut ffi::PyTypeObject) -> Obj {
    let mut is_behind = false;
    for base in tuple_items((*class).tp_mro) {
        let dict = (*base.cast::<ffi::PyTypeObject>()).tp_dict;
        let found = if dict.is_null() { dict } else { ffi::PyDict_GetItem(dict, Known::Getstate.get()) };
        if found == ours {
            is_behind = true;
        } else if is_behind && !found.is_null() {
            return found;
        }
    }
    object_state_getter()
}

unsafe extern "C" fn get_state(object: Obj, _: Obj) -> Obj {
    ffi::PyObject_CallOneArg(object_state_getter(), object)
}
