//! Objects in memory: handles, references, kinds, and what becomes of an object that nothing refers to any more.
//!
//! [`Value`] is a word that somebody else keeps alive, [`Own`] one that holds a reference. A value in memory has a
//! [`Kind`], which fixes the Rust type of its body. What may change in a body stands in a [`Payload`] or a [`Slot`].
//!
//! All `unsafe` of the runtime is here and in `export.rs`. It rests on: one thread at a time runs; a word of kind `K` is
//! the address of an `Object<T>` with `T::KIND == K`; no code between the borrow and the release of a payload runs Python.

#![allow(unreachable_pub, reason = "exported to compiled code by symbol")]
#![allow(unsafe_code, reason = "objects are managed here")]
#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "reading through a pointer and using what is there is one step"
)]

pub(crate) use body::{Cache, ClassSlot, Frame, List, ListLike, Payload, Slot, Tuple, WeakWord, release_backwards};
pub(crate) use compiled::{
    Bound, Exit, OwnFrame, Synthetic, arguments_at, bytes_at, call_entry, constant, module_body, module_name,
    module_of, module_path, modules_at, resume, resume_suspended, set_constants, set_globals, synthetic_desc,
};
pub(crate) use text::{Chars, Str};

use crate::inline::{self, Header, Word, constant, immediate, is_pointer, kind};
use core::cell::Cell;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ptr::NonNull;

/// A value that is kept alive for `'a` by somebody else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub(crate) struct Value<'a>(NonNull<Header>, PhantomData<&'a Header>);

/// A value with a reference of its own.
#[derive(Debug)]
#[repr(transparent)]
pub(crate) struct Own(NonNull<Header>);

/// The Rust type that the objects of a kind have.
pub(crate) trait Body: 'static {
    /// The kind.
    const KIND: Kind;
    /// Calls `visit` with every value the body refers to: for the cycle collector.
    fn visit(&self, _visit: &mut dyn FnMut(Value<'_>)) {}
    /// Lets go of what could be part of a cycle, into `out`.
    fn clear(&self, _out: &mut Vec<Own>) {}
}

/// An object: its header and its body.
#[repr(C)]
pub(crate) struct Object<T> {
    header: Header,
    body: T,
}

macro_rules! kinds {
    ($($name:ident: $body:ty = $number:expr;)*) => {
        /// What an object is: fixes the type of its body.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub(crate) enum Kind { $($name = $number),* }

        $(impl BodyKind for $body { const OF: Kind = Kind::$name; })*

        /// Calls the generic function with the body type of a kind.
        macro_rules! with_body_of {
            ($kind:expr, $function:ident($arg:expr)) => {
                match $kind { $($crate::object::Kind::$name => $function::<$body>($arg)),* }
            };
        }
    };
}

/// Ties a body type to its kind: each kind has one.
pub(crate) trait BodyKind {
    /// The kind.
    const OF: Kind;
}

kinds! {
    Int: crate::int::BigInt = kind::INT;
    Float: crate::float::Float = kind::FLOAT;
    Str: crate::object::Str = kind::STR;
    List: crate::object::List = kind::LIST;
    Tuple: crate::object::Tuple = kind::TUPLE;
    Dict: crate::dict::Dict = kind::DICT;
    Set: crate::set::Set = kind::SET;
    Cell: crate::function::CellBody = kind::CELL;
    Function: crate::function::Function = kind::FUNCTION;
    FrozenSet: crate::set::FrozenSet = 10;
    Bytes: crate::bytes::Bytes = 11;
    Range: crate::range::Range = 12;
    Slice: crate::range::Slice = 13;
    Type: crate::class::Type = 14;
    Instance: crate::instance::Instance = 15;
    Exception: crate::exception::Exception = 16;
    Builtin: crate::call::Builtin = 17;
    Method: crate::function::Method = 18;
    Property: crate::descriptor::Property = 19;
    StaticMethod: crate::descriptor::StaticMethod = 20;
    ClassMethod: crate::descriptor::ClassMethod = 21;
    Super: crate::descriptor::Super = 22;
    GetSet: crate::descriptor::GetSet = 23;
    Module: crate::module::Module = 24;
    Iter: crate::iter::Iter = 25;
    DictView: crate::dict::View = 26;
    Generator: crate::generator::Generator = 27;
    File: crate::modules::sys::File = 28;
    Member: crate::descriptor::Member = 29;
    ByteArray: crate::bytes::ByteArray = 30;
    Complex: crate::complex::Complex = kind::COMPLEX;
    Alias: crate::alias::Alias = 32;
    Deque: crate::deque::Deque = 33;
    Random: crate::modules::random::Random = 34;
    Regex: crate::modules::regex::Regex = 35;
    Traceback: crate::traceback::TracebackObject = 36;
    Code: crate::frame::Code = 37;
    Frame: crate::frame::Frame = 38;
    LongRange: crate::long_range::LongRange = 39;
    WeakRef: crate::weak::WeakRef = 40;
}

// After the macro that they use.
mod alloc;
mod body;
mod compiled;
pub(crate) mod cycles;
mod release;
pub(crate) mod system;
mod text;

impl<'a> Value<'a> {
    pub(crate) const NONE: Value<'static> = Value::constant(constant::NONE);
    pub(crate) const TRUE: Value<'static> = Value::constant(constant::TRUE);
    pub(crate) const FALSE: Value<'static> = Value::constant(constant::FALSE);
    pub(crate) const ELLIPSIS: Value<'static> = Value::constant(constant::ELLIPSIS);
    pub(crate) const NOT_IMPLEMENTED: Value<'static> = Value::constant(constant::NOT_IMPLEMENTED);

    const fn constant(bits: usize) -> Value<'static> {
        match core::num::NonZeroUsize::new(bits) {
            Some(bits) => Value(NonNull::without_provenance(bits), PhantomData),
            None => unreachable!(),
        }
    }

    /// The value of a word that is not null.
    ///
    /// # Safety
    /// `word` is null or a value that lives for `'a`.
    #[inline]
    pub(crate) unsafe fn from_word(word: Word) -> Option<Value<'a>> {
        NonNull::new(word).map(|word| Value(word, PhantomData))
    }

    /// The word.
    #[inline]
    pub(crate) fn word(self) -> Word {
        self.0.as_ptr()
    }

    /// A number that no other living object has.
    #[inline]
    pub(crate) fn address(self) -> usize {
        self.0.addr().get()
    }

    /// A reference of one's own.
    #[inline]
    pub(crate) fn own(self) -> Own {
        // SAFETY: `self` is a living value.
        unsafe { inline::incref(self.word()) };
        Own(self.0)
    }

    /// Whether both are the same object.
    #[inline]
    pub(crate) fn is(self, other: Value<'_>) -> bool {
        self.0 == other.0
    }

    #[inline]
    pub(crate) fn is_none(self) -> bool {
        self.is(Value::NONE)
    }

    /// Its kind, `None` for immediates.
    #[inline]
    pub(crate) fn kind(self) -> Option<Kind> {
        is_pointer(self.word()).then(|| {
            // SAFETY: the word is the address of an object, whose kind was set when it was made.
            unsafe { core::mem::transmute::<u8, Kind>((*self.word()).kind.get()) }
        })
    }

    /// The body, if the value is an object of this type's kind.
    #[inline]
    pub(crate) fn get<T: Body>(self) -> Option<&'a T> {
        (self.kind() == Some(T::KIND)).then(|| {
            // SAFETY: the kind says so.
            unsafe { &(*self.word().cast::<Object<T>>()).body }
        })
    }

    /// The body of a value that the table says is of this type.
    #[inline]
    #[track_caller]
    pub(crate) fn expect<T: Body>(self) -> &'a T {
        self.get::<T>().unwrap_or_else(|| self.is_not(T::KIND))
    }

    #[cold]
    #[track_caller]
    fn is_not(self, wanted: Kind) -> ! {
        panic!("the table's contract: {:?} came where {wanted:?} was declared", self.kind())
    }

    /// The value as `int` immediate.
    #[inline]
    pub(crate) fn small_int(self) -> Option<i64> {
        let bits = self.address();
        (bits & 1 != 0).then_some(bits as i64 >> 1)
    }

    /// An exact `float`.
    #[inline]
    pub(crate) fn float(self) -> Option<f64> {
        // SAFETY: `self` is a living value; `unbox_f64` is called for floats only.
        unsafe { (inline::is_float(self.word()) != 0).then(|| inline::unbox_f64(self.word())) }
    }

    /// A `bool`.
    #[inline]
    pub(crate) fn bool(self) -> Option<bool> {
        match self.address() {
            constant::TRUE => Some(true),
            constant::FALSE => Some(false),
            _ => None,
        }
    }

    /// An exact `str`.
    #[inline]
    pub(crate) fn str(self) -> Option<&'a Str> {
        self.get::<Str>()
    }

    /// The bits of the header that the kind may use; 0 for immediates.
    #[inline]
    pub(crate) fn aux(self) -> u16 {
        // SAFETY: a pointer is the address of a header.
        if is_pointer(self.word()) { unsafe { (*self.word()).aux.get() } } else { 0 }
    }

    /// How many references there are.
    pub(crate) fn refs(self) -> u32 {
        // SAFETY: a pointer is the address of a header.
        if is_pointer(self.word()) { unsafe { (*self.word()).refs.get() } } else { u32::MAX }
    }

    /// Marks the object as finalised; false if it was before.
    pub(crate) fn mark_finalized(self) -> bool {
        if !is_pointer(self.word()) {
            return false;
        }
        // SAFETY: a pointer is the address of a header.
        let mark = unsafe { &(*self.word()).mark };
        mark.replace(mark.get() | FINALIZED) & FINALIZED == 0
    }

    /// Marks the object as one that weak references refer to.
    pub(crate) fn mark_watched(self) {
        if is_pointer(self.word()) {
            // SAFETY: a pointer is the address of a header.
            let mark = unsafe { &(*self.word()).mark };
            mark.set(mark.get() | WATCHED);
        }
    }

    /// Whether weak references refer to the object, or did.
    pub(crate) fn is_watched(self) -> bool {
        // SAFETY: a pointer is the address of a header.
        is_pointer(self.word()) && unsafe { (*self.word()).mark.get() } & WATCHED != 0
    }

    /// Makes the object immortal.
    pub(crate) fn immortalize(self) -> Value<'static> {
        if is_pointer(self.word()) {
            // SAFETY: a pointer is the address of a header.
            unsafe { (*self.word()).refs.set(1 << 31) };
        }
        Value(self.0, PhantomData)
    }
}

/// Whether the system would give so many bytes: what is asked for in one piece is tried first.
pub(crate) fn has_room(len: usize) -> bool {
    const SMALL: usize = 1 << 24;
    len < SMALL || Vec::<u8>::new().try_reserve_exact(len).is_ok()
}

/// Bit of `mark`: the finaliser ran.
const FINALIZED: u8 = 128;
/// Bit of `mark`: there are weak references.
const WATCHED: u8 = 64;

impl Own {
    /// A new object.
    pub(crate) fn new<T: Body>(body: T) -> Own {
        Own::with_aux(body, 0)
    }

    /// A new object with these header bits.
    pub(crate) fn with_aux<T: Body>(body: T, aux: u16) -> Own {
        let memory = alloc::allocate(size_of::<Object<T>>(), T::KIND as u8);
        release::count_allocation();
        // SAFETY: the memory is as large as the object, aligned to 16 bytes, and ours.
        unsafe { memory.cast::<Object<T>>().write(Object { header: new_header(T::KIND, aux), body }) };
        Own(NonNull::new(memory).expect("the allocator never returns null"))
    }

    /// Takes a reference over.
    ///
    /// # Safety
    /// `word` is null or a value, and the caller gives a reference to it up.
    #[inline]
    pub(crate) unsafe fn from_word(word: Word) -> Option<Own> {
        NonNull::new(word).map(Own)
    }

    /// Gives the reference to the caller as a word.
    #[inline]
    pub(crate) fn into_word(self) -> Word {
        ManuallyDrop::new(self).0.as_ptr()
    }

    /// The value, for as long as this reference is held.
    #[inline]
    pub(crate) fn r(&self) -> Value<'_> {
        Value(self.0, PhantomData)
    }

    #[inline]
    pub(crate) fn none() -> Own {
        Value::NONE.own()
    }

    #[inline]
    pub(crate) fn bool(value: bool) -> Own {
        if value { Value::TRUE.own() } else { Value::FALSE.own() }
    }

    /// An int.
    #[inline]
    pub(crate) fn int(value: i64) -> Own {
        let shifted = value << 1;
        if shifted >> 1 == value {
            return Own::immediate(shifted as usize | 1);
        }
        crate::int::boxed(value)
    }

    /// A length or index.
    #[inline]
    pub(crate) fn len(value: usize) -> Own {
        Own::int(value as i64)
    }

    /// A float.
    #[inline]
    pub(crate) fn float(value: f64) -> Own {
        let word = inline::box_f64(value);
        Own(NonNull::new(word).expect("a value is never null"))
    }

    fn immediate(bits: usize) -> Own {
        Own(NonNull::new(immediate(bits)).expect("an immediate has a tag"))
    }
}

fn new_header(kind: Kind, aux: u16) -> Header {
    Header { refs: Cell::new(1), kind: Cell::new(kind as u8), mark: Cell::new(0), aux: Cell::new(aux) }
}

impl Clone for Own {
    #[inline]
    fn clone(&self) -> Own {
        self.r().own()
    }
}

impl Drop for Own {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this handle owned one reference.
        unsafe { inline::decref(self.0.as_ptr()) }
    }
}

impl<'a> From<Value<'a>> for Own {
    fn from(value: Value<'a>) -> Own {
        value.own()
    }
}

/// The C library's function, under a name by which LLVM does not know what it does.
#[unsafe(no_mangle)]
pub extern "C" fn naja_library_pow(a: f64, b: f64) -> f64 {
    a.powf(b)
}

/// The same of `hypot`.
#[unsafe(no_mangle)]
pub extern "C" fn naja_library_hypot(a: f64, b: f64) -> f64 {
    a.hypot(b)
}

/// A float that does not fit a word: what `box_f64` calls.
#[unsafe(no_mangle)]
pub extern "C" fn naja_float_new(value: f64) -> Word {
    Own::new(crate::float::Float(value)).into_word()
}

/// A complex number: what `box_complex` calls.
#[unsafe(no_mangle)]
pub extern "C" fn naja_complex_new(real: f64, imag: f64) -> Word {
    crate::complex::object(real, imag).into_word()
}

/// An int that does not fit a word: what `box_i64` calls.
#[unsafe(no_mangle)]
pub extern "C" fn naja_int_new(value: i64) -> Word {
    crate::int::boxed(value).into_word()
}
