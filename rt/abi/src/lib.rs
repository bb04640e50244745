//! The table of runtime functions: what compiled code may call, declared once for both worlds.
//!
//! A row says how arguments are passed (borrowed, consumed or plain), what comes back, how failure shows, which effects
//! the optimiser must respect, which Python operation it serves, and where each world implements it. Codegen reads the
//! rows as [`RtFn`] values; each runtime turns them into exported wrappers through [`for_each_row!`]. A row without an
//! implementation therefore does not compile, and the error points at the row.
//!
//! The calling convention is the same everywhere: a context pointer first (except for functions of the C API, which know
//! none), then words: `i64`, `f64`, truth values as `i32`, and pointers. An array parameter is two words, a pointer and a
//! length. At most one word is returned; a `Unit` that may fail is returned as an `i32`.

#![no_std]
#![forbid(unsafe_code)]

pub mod constant;
pub mod law;
pub mod layout;
pub mod math;
pub mod table;
pub mod work;

/// The modules of the standard library that the `native` world has.
pub const NATIVE_MODULES: [&str; 10] =
    ["_collections", "_os", "_random", "_regex", "_runtime", "_time", "_weakref", "builtins", "math", "sys"];

/// The builtin functions and types of CPython that the `native` world does not have.
pub const NOT_NATIVE_BUILTINS: [&str; 12] = [
    "aiter",
    "anext",
    "breakpoint",
    "compile",
    "copyright",
    "credits",
    "eval",
    "exec",
    "help",
    "license",
    "locals",
    "memoryview",
];

/// A row of the table.
#[derive(Debug)]
pub struct RtFn {
    /// Its name in dumps; the symbol is `naja_<name>` or `naja_cpy_<name>`.
    pub name: &'static str,
    /// Its parameters, without the context.
    pub params: &'static [Param],
    /// What it returns.
    pub result: Slot,
    /// How failure shows.
    pub raises: Raises,
    /// What else it does.
    pub effect: Effect,
    /// The Python operations it serves, dotted: `str.find`.
    pub py: &'static [&'static str],
    /// Where the `cpython` world implements it.
    pub cpython: Place,
    /// Where the `native` world implements it.
    pub native: Place,
}

/// A parameter of a row.
#[derive(Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// How it is passed.
    pub slot: Slot,
}

/// A word that crosses the boundary: what it is and who owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Who owns a boxed word.
    pub mode: Mode,
    /// What the word is.
    pub ty: Ty,
}

/// Who owns a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The caller keeps its reference and guarantees it for the call; as a result, something else keeps it alive.
    Borrow,
    /// The callee takes the caller's reference over, also when it fails.
    Consume,
    /// The caller receives a reference of its own.
    Own,
    /// Not a reference.
    Plain,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ty {
    /// Any boxed value.
    Object,
    /// A boxed value or null: an unset variable, an absent argument, an exhausted iterator.
    Nullable,
    /// A boxed value known to be an exact `int`.
    Int,
    /// A boxed value known to be an exact `float`.
    Float,
    /// A boxed value known to be an exact `str`.
    Str,
    /// A boxed value known to be an exact `list`.
    List,
    /// A boxed value known to be an exact `tuple`.
    Tuple,
    /// A boxed value known to be an exact `dict`.
    Dict,
    /// A boxed value known to be an exact `set`.
    Set,
    /// A pointer to an array of boxed values, followed by its length as another word.
    Array,
    /// A pointer to static or stack data that is no boxed value: a cache, a descriptor, a frame.
    Data,
    /// A machine integer.
    I64,
    /// A machine float.
    F64,
    /// A machine truth value; failure, where it may fail, is shown as any value below zero, hence 32 bits.
    Bool,
    /// No result.
    Unit,
}

/// How failure shows in the result; the exception itself is in the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raises {
    /// It cannot fail.
    Never,
    /// It returns null.
    Null,
    /// It returns null both when it fails and when it has nothing to give; the context tells which.
    NullIfSet,
    /// It returns a negative number.
    MinusOne,
    /// It returns -1 both as a value and when it fails; the context tells which.
    MinusOneIfSet,
    /// It does nothing else.
    Always,
}

/// What the optimiser must know about a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but its result: may be repeated, moved and removed (it may still allocate).
    Pure,
    /// Reads a region: may be repeated and removed, but not moved over a write to it.
    Reads(Region),
    /// Writes a region, without running Python.
    Writes(Region),
    /// May run any Python code.
    Python,
}

/// Kinds of places in memory, told apart by effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// The lengths of lists, and with them their elements.
    List,
    /// The elements of lists.
    ListItem,
    /// The entries of dicts and sets.
    Dict,
    /// Attributes of objects.
    Attribute,
    /// Module variables.
    Global,
    /// Cells of closures.
    Cell,
    /// Resume frames of generators and exits.
    Frame,
    /// The raised and handled exceptions of the thread.
    Exception,
    /// Objects that nothing else can see yet.
    Fresh,
}

impl Region {
    /// How many there are.
    pub const COUNT: usize = Region::ALL.len();

    /// All, in order.
    pub const ALL: [Region; 9] = [
        Region::List,
        Region::ListItem,
        Region::Dict,
        Region::Attribute,
        Region::Global,
        Region::Cell,
        Region::Frame,
        Region::Exception,
        Region::Fresh,
    ];

    /// Whether a write to this region may change what `other` holds.
    #[must_use]
    pub fn covers(self, other: Region) -> bool {
        self == other || (self == Region::List && other == Region::ListItem)
    }
}

/// Where a world implements a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A function of the C API with this symbol, called without a context.
    Api(&'static str),
    /// A function of the world's runtime library.
    Here,
    /// A function of `rt/inline`: bitcode that is inlined, or the same function from the library.
    Inline,
    /// Nowhere: lowering never asks for it in this world.
    Absent,
}

impl RtFn {
    /// Whether a failure must be tested for after the call.
    #[must_use]
    pub fn may_raise(&self) -> bool {
        !matches!(self.raises, Raises::Never)
    }

    /// Checks what no truthful row breaks; a table that fails does not compile.
    ///
    /// # Panics
    /// When a row contradicts itself.
    pub const fn check(&self) {
        let boxed = matches!(self.result.mode, Mode::Own | Mode::Borrow);
        let word = matches!(self.result.ty, Ty::I64 | Ty::F64 | Ty::Bool | Ty::Data | Ty::Unit);
        assert!(boxed != word, "a result is either boxed and owned or borrowed, or plain");
        assert!(!matches!(self.raises, Raises::Null | Raises::NullIfSet) || boxed, "only a boxed result can be null");
        assert!(
            !matches!(self.raises, Raises::MinusOne | Raises::MinusOneIfSet)
                || matches!(self.result.ty, Ty::Bool | Ty::I64 | Ty::Unit),
            "only an integer result can be -1"
        );
        assert!(
            !matches!(self.raises, Raises::NullIfSet) || matches!(self.result.ty, Ty::Nullable),
            "a result that may be null without failure is Nullable"
        );
        let mut i = 0;
        while i < self.params.len() {
            let slot = self.params[i].slot;
            let plain = matches!(slot.ty, Ty::I64 | Ty::F64 | Ty::Bool | Ty::Data);
            assert!(plain == matches!(slot.mode, Mode::Plain), "a parameter is plain exactly if it is no reference");
            i += 1;
        }
    }
}
