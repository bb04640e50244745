//! The context: what the program as a whole has, and every function of the runtime is given.

#![allow(unreachable_pub, reason = "exported to compiled code by symbol")]

use crate::exception;
use crate::inline::{self, CxHead};
use crate::object::{List, Own, Payload, Slot, Str, Value, WeakWord};
use crate::str::chars_hash;
use crate::types::{Names, TypeId};
use core::cell::{Cell, OnceCell};
use core::sync::atomic::{AtomicPtr, Ordering};
use naja_rt_abi::layout::ModuleDesc;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// An exception was raised: it is in the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Raised;

/// A result of a function that may raise.
pub(crate) type Res<T = Own> = Result<T, Raised>;

/// The context of the program.
#[repr(C)]
pub struct Cx {
    /// What compiled code reads by itself.
    pub(crate) head: CxHead,
    /// The raised exception: compiled code reads it as a part of the head.
    pub(crate) raised: Slot,
    /// The type `range`, likewise.
    range_type: Cell<inline::Word>,
    /// Whether the last `method_get` gave a function that takes its object as the first argument, likewise.
    pub(crate) method_is_unbound: Cell<i64>,
    /// The exception that a bare `raise` has just raised again: its traceback knows the place.
    pub(crate) reraised: Cell<WeakWord>,
    /// The exception that is being handled.
    pub(crate) handled: Slot,
    /// The result of the iterator that `yield_from` exhausted.
    pub(crate) returned: Slot,
    /// What `globals()` gives: the variables of the module that calls it.
    pub(crate) globals: Slot,
    /// The builtin types, by [`TypeId`].
    pub(crate) types: Vec<Own>,
    /// Names that the runtime itself uses.
    pub(crate) names: Names,
    /// Every interned str.
    interned: Payload<HashMap<u64, Vec<Own>, BuildHasherDefault<Identity>>>,
    /// Counts the changes of classes: what inline caches found is valid in one epoch.
    pub(crate) epoch: Cell<u64>,
    /// Recent look-ups in classes.
    pub(crate) lookups: Box<[Cell<Lookup>]>,
    /// The dict of the module `builtins`.
    pub(crate) builtins: OnceCell<Own>,
    /// `sys.modules`.
    pub(crate) modules: OnceCell<Own>,
    /// The modules of the program, by name.
    pub(crate) program: Payload<HashMap<String, &'static ModuleDesc>>,
    /// What was written to `sys.stdout` and not yet handed on.
    pub(crate) output: Payload<Vec<u8>>,
    /// The program's arguments.
    pub(crate) argv: Payload<Vec<String>>,
    /// What is called when the program ends.
    pub(crate) at_exit: Slot,
    /// The weak references to an object, by its address.
    pub(crate) watchers: Payload<HashMap<usize, Vec<WeakWord>>>,
    /// The code objects that were asked for, by the addresses of their descriptors.
    pub(crate) codes: Payload<HashMap<usize, Own>>,
    /// How many reprs are nested: which objects are being shown.
    pub(crate) showing: Payload<Vec<WeakWord>>,
    /// Objects that were made before the collector runs again.
    pub(crate) threshold: Cell<usize>,
}

const _: () = {
    use core::mem::offset_of;
    assert!(offset_of!(Cx, head) == 0);
    assert!(offset_of!(Cx, raised) == offset_of!(inline::CxPrefix, raised));
    assert!(offset_of!(Cx, range_type) == offset_of!(inline::CxPrefix, range_type));
    assert!(offset_of!(Cx, method_is_unbound) == offset_of!(inline::CxPrefix, method_is_unbound));
};

/// A look-up in a class, remembered.
#[derive(Clone, Copy)]
pub(crate) struct Lookup {
    /// The class.
    pub(crate) class: WeakWord,
    /// The name.
    pub(crate) name: WeakWord,
    /// When.
    pub(crate) epoch: u64,
    /// What was found: null for nothing.
    pub(crate) found: WeakWord,
}

impl Lookup {
    pub(crate) const EMPTY: Lookup =
        Lookup { class: WeakWord::NULL, name: WeakWord::NULL, epoch: 0, found: WeakWord::NULL };
}

/// Hashes a number that is a hash already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

static CURRENT: AtomicPtr<Cx> = AtomicPtr::new(core::ptr::null_mut());

/// How deep calls may nest before RecursionError.
const RECURSION_LIMIT: u32 = 1000;

impl Cx {
    /// Makes the context of the program, with its builtin types and modules.
    pub fn new() -> &'static Cx {
        let mut cx = Box::new(Cx {
            head: CxHead {
                poll: Cell::new(0),
                depth: Cell::new(0),
                depth_limit: Cell::new(RECURSION_LIMIT),
                stack_limit: Cell::new(0),
            },
            raised: Slot::new(None),
            range_type: Cell::new(core::ptr::null_mut()),
            method_is_unbound: Cell::new(0),
            reraised: Cell::new(WeakWord::NULL),
            handled: Slot::new(None),
            returned: Slot::new(None),
            globals: Slot::new(None),
            types: Vec::new(),
            names: Names::new(),
            interned: Payload::new(HashMap::default()),
            epoch: Cell::new(1),
            lookups: vec![Cell::new(Lookup::EMPTY); 1024].into_boxed_slice(),
            builtins: OnceCell::new(),
            modules: OnceCell::new(),
            program: Payload::new(HashMap::new()),
            output: Payload::new(Vec::new()),
            argv: Payload::new(Vec::new()),
            at_exit: Slot::new(None),
            watchers: Payload::new(HashMap::new()),
            codes: Payload::new(HashMap::new()),
            showing: Payload::new(Vec::new()),
            threshold: Cell::new(crate::object::cycles::FIRST_THRESHOLD),
        });
        for name in cx.names.all() {
            cx.intern_own(name.clone());
        }
        cx.types = crate::class::builtin_types(&cx);
        cx.range_type.set(cx.ty(TypeId::Range).word());
        let cx: &'static Cx = Box::leak(cx);
        CURRENT.store(core::ptr::from_ref(cx).cast_mut(), Ordering::Relaxed);
        crate::class::fill_builtin_types(cx);
        crate::module::start(cx);
        cx
    }

    /// The context of the running program.
    #[allow(unsafe_code, reason = "the pointer was stored by `new`")]
    pub(crate) fn current() -> Option<&'static Cx> {
        // SAFETY: null, or leaked by `new` and never freed.
        unsafe { CURRENT.load(Ordering::Relaxed).as_ref() }
    }

    /// A builtin type.
    #[inline]
    pub(crate) fn ty(&self, id: TypeId) -> Value<'_> {
        self.types[id as usize].r()
    }

    /// The one str for this text.
    pub(crate) fn intern(&self, text: &str) -> Own {
        self.intern_own(crate::str::new(text))
    }

    /// The one str with this str's text.
    pub(crate) fn interned(&self, name: &Str) -> Own {
        if name.is_interned() { name.value().own() } else { self.intern_own(name.value().own()) }
    }

    fn intern_own(&self, name: Own) -> Own {
        self.interned.write(|table| {
            let text = name.r().expect::<Str>();
            let same_hash = table.entry(text.hash_or(chars_hash)).or_default();
            if let Some(known) = same_hash.iter().find(|known| known.r().expect::<Str>().chars() == text.chars()) {
                return known.clone();
            }
            text.set_interned();
            same_hash.push(name.clone());
            name.clone()
        })
    }

    /// Raises an exception of a builtin class with this message.
    #[cold]
    pub(crate) fn raise(&self, class: TypeId, message: impl AsRef<str>) -> Raised {
        let message = crate::str::new(message.as_ref());
        self.raise_args(class, vec![message])
    }

    /// Raises an exception of a builtin class with these arguments.
    #[cold]
    pub(crate) fn raise_args(&self, class: TypeId, args: Vec<Own>) -> Raised {
        let exc = exception::new(self, self.ty(class).own(), args);
        exception::set_raised(self, exc)
    }

    #[cold]
    pub(crate) fn type_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(TypeId::TypeError, message)
    }

    #[cold]
    pub(crate) fn value_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(TypeId::ValueError, message)
    }

    #[cold]
    pub(crate) fn index_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(TypeId::IndexError, message)
    }

    #[cold]
    pub(crate) fn overflow_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(TypeId::OverflowError, message)
    }

    /// KeyError with the key itself as its argument.
    #[cold]
    pub(crate) fn key_error(&self, key: Value<'_>) -> Raised {
        self.raise_args(TypeId::KeyError, vec![key.own()])
    }

    /// Runs `body` one call deeper, or raises RecursionError.
    #[allow(unsafe_code, reason = "the accessors take pointers")]
    pub(crate) fn deeper<T>(&self, body: impl FnOnce() -> Res<T>) -> Res<T> {
        let head = core::ptr::from_ref(&self.head).cast_mut();
        // SAFETY: the head is only read and written through its cells.
        if unsafe { inline::recursion_enter(head) } < 0 {
            return Err(Raised);
        }
        let result = body();
        // SAFETY: as above.
        unsafe { inline::recursion_leave(head) };
        result
    }

    /// Takes the raised exception if it is of this builtin class (or one below it).
    pub(crate) fn catch(&self, class: TypeId) -> Option<Own> {
        let exc = self.raised.get()?;
        if !exception::is_instance(self, exc.r(), class) {
            return None;
        }
        self.raised.take()
    }

    /// A list of strings.
    pub(crate) fn str_list(&self, items: impl Iterator<Item = String>) -> Own {
        List::object(items.map(|item| crate::str::new(&item)).collect())
    }

    /// Hands the written output on; what fails is for the end of the program to tell.
    pub(crate) fn flush(&self) {
        let _ = self.try_flush();
    }

    /// Hands the written output on; what could not be written stays.
    pub(crate) fn try_flush(&self) -> std::io::Result<()> {
        use std::io::Write;
        let bytes = self.output.take();
        if bytes.is_empty() {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        let result = out.write_all(&bytes).and_then(|()| out.flush());
        if result.is_err() {
            drop(self.output.replace(bytes));
        }
        result
    }
}

/// The context, for entries: they are not given it.
#[allow(unsafe_code, reason = "called by compiled code")]
#[unsafe(no_mangle)]
pub extern "C" fn naja_context() -> *mut core::ffi::c_void {
    CURRENT.load(Ordering::Relaxed).cast()
}

/// Raises RecursionError: what `recursion_enter` calls.
///
/// # Safety
/// `cx` is the context.
#[allow(unsafe_code, reason = "called by accessors")]
#[unsafe(no_mangle)]
#[cold]
pub unsafe extern "C" fn naja_recursion_error(cx: *mut core::ffi::c_void) {
    // SAFETY: as the caller says.
    let cx = unsafe { &*cx.cast::<Cx>() };
    // Room for what handles the error, as CPython leaves some.
    let limit = cx.head.depth_limit.get();
    cx.head.depth_limit.set(limit.saturating_add(50));
    cx.raise(TypeId::RecursionError, "maximum recursion depth exceeded");
    cx.head.depth_limit.set(limit);
}
