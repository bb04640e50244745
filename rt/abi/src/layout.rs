//! Layouts that compiled code and the runtimes share: descriptors that codegen emits as static data, and frames.
//!
//! All are `repr(C)`, made of words, and the same in both worlds. Codegen emits them field by field in this order.

use core::ffi::c_void;

/// A pointer to something of the world: a boxed value, a function.
pub type Word = *mut c_void;

/// What a module's library hands to the runtime: one static per module.
#[repr(C)]
#[derive(Debug)]
pub struct ModuleDesc {
    /// The dotted name, UTF-8.
    pub name: *const u8,
    /// Its length.
    pub name_len: usize,
    /// The constant pool (see [`crate::constant`]).
    pub pool: *const u8,
    /// Its length in bytes.
    pub pool_len: usize,
    /// The array that constants are put into, null before import.
    pub consts: *mut Word,
    /// Its length.
    pub consts_len: usize,
    /// `cpython`: the marshalled list of code objects, the body's first; empty in `native`.
    pub code: *const u8,
    /// Its length in bytes.
    pub code_len: usize,
    /// The functions of the module; element 0 is the module body.
    pub functions: *const *const FunctionDesc,
    /// Their number.
    pub functions_len: usize,
    /// The module's dictionary, null before import: a word that compiled code reads, kept alive by its functions.
    pub globals: *mut Word,
    /// The dictionary of the builtins this module sees, null before import.
    pub builtins: *mut Word,
    /// A word for the runtime, null at start. `cpython`: points to a word with the function object of [`frame_push`].
    ///
    /// [`frame_push`]: crate::table::frame_push
    pub state: *mut Word,
    /// The path of the source as diagnostics and tracebacks show it, UTF-8.
    pub path: *const u8,
    /// Its length.
    pub path_len: usize,
}

/// A function as compiled: one static per function.
#[repr(C)]
#[derive(Debug)]
pub struct FunctionDesc {
    /// Its module.
    pub module: *const ModuleDesc,
    /// Its index in [`ModuleDesc::functions`].
    pub index: u32,
    /// `cpython`: the number of its code object in [`ModuleDesc::code`].
    pub code_number: u32,
    /// Bits of [`flags`].
    pub flags: u32,
    /// Number of positional-only parameters.
    pub positional_only: u32,
    /// Number of positional parameters, positional-only ones included.
    pub positional: u32,
    /// Number of keyword-only parameters.
    pub keyword_only: u32,
    /// The line of the `def`, one-based.
    pub first_line: u32,
    /// `cpython`: the vectorcall function, see [`entry`]; `native`: the same shape, see `call`.
    pub entry: *const c_void,
    /// The generic version: runs from a frame. For a generator this is what `next` calls.
    pub generic: *const c_void,
    /// The constant that holds `__name__`.
    pub name: u32,
    /// The constant that holds `__qualname__`.
    pub qualname: u32,
    /// The constant that holds the tuple of parameter names: positional, keyword-only, `*args`, `**kwargs`.
    pub params: u32,
    /// How many boxed words its [`Frame`] has.
    pub frame_len: u32,
    /// How many raw words follow them: machine numbers of loop states, which the collector does not look at.
    pub raw_len: u32,
    /// `cpython`: `co_nlocalsplus` of the code object, the number of words behind a frame record.
    pub locals_len: u32,
    /// `cpython`: how many of them, the last, are free variables.
    pub free_len: u32,
    /// The code object (`cpython`), null before import.
    pub code: *mut Word,
    /// The constant that holds the docstring, or `u32::MAX`.
    pub doc: u32,
    /// How many bytes `shown` has.
    pub shown_len: u32,
    /// `cpython`: what `gi_frame` shows of a function that suspends. For each entry, for each boxed word of a frame that is
    /// resumed there, two bytes: the local it is, of `co_nlocalsplus`, perhaps with [`Self::NO_CELL_YET`]; or
    /// [`Self::NOT_SHOWN`].
    pub shown: *const u8,
    /// The fast version of a function that suspends, or null: runs from a frame too, which it leaves in its own form
    /// (see [`Frame::FAST`]).
    pub fast: *const c_void,
    /// What a frame holds that waits for each of its entries, from 1 on, and the entry of the generic version that
    /// resumes there: how to box the words, and what of them the collector looks at.
    pub kept: *const ExitDesc,
    /// The number of these entries.
    pub kept_len: usize,
}

impl FunctionDesc {
    /// The local is a cell, which has yet to be made of the word.
    pub const NO_CELL_YET: u16 = 0x8000;
    /// No local: a temporary.
    pub const NOT_SHOWN: u16 = u16::MAX;
}

pub mod entry {
    //! What Python calls, in the `cpython` world: `entry(function, args, nargs, names) -> object`, a vectorcall function.
    //!
    //! An entry asks `naja_cpy_context()` for its context (null after an exception), then `function_is_original`; if that
    //! says no, it returns what `call_interpreted` gives for the same arguments. Then it binds: the row `bind` always
    //! does, and where `names` is null, the count is that of the parameters and none of them is starred or
    //! keyword-only, the arguments are already in place. `nargs` may have its highest bit set: the word before `args`
    //! may then be overwritten.
    //!
    //! The body of a module is called like this without arguments, as a function object that the runtime makes, and
    //! returns `None`. The body of a class is called with one argument, the namespace, and returns the cell of
    //! `__class__` or `None`; it begins with the row `class_begin`. A generator's entry returns `generator_new`.
    //!
    //! `PyInit_<name>` is a function that returns `naja_cpy_module_init(&desc)`. Both symbols are exported by the runtime
    //! library like rows, but take no context.
}

/// Bits of [`FunctionDesc::flags`].
pub mod flags {
    /// Has `*args`.
    pub const VAR_ARGS: u32 = 1;
    /// Has `**kwargs`.
    pub const KW_ARGS: u32 = 2;
    /// Calling it makes a generator.
    pub const GENERATOR: u32 = 4;
    /// Calling it makes a coroutine.
    pub const COROUTINE: u32 = 8;
    /// Both: calling it makes an asynchronous generator.
    pub const ASYNC_GENERATOR: u32 = GENERATOR | COROUTINE;
    /// Is a class body.
    pub const CLASS_BODY: u32 = 16;
    /// Is a module body.
    pub const MODULE_BODY: u32 = 32;
}

/// A place in a function that may raise.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Site {
    /// One-based line.
    pub line: u32,
    /// Zero-based column in UTF-8 bytes.
    pub column: u32,
    /// One-based line of the end.
    pub end_line: u32,
    /// Zero-based column of the end.
    pub end_column: u32,
    /// `cpython`: the offset in bytes of the instruction in the code object that has this position, or -1.
    pub lasti: i32,
}

/// How an exit hands a raw value over.
#[repr(u8)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitTag {
    /// An owned boxed value, or null for an unset variable: moved.
    Owned = 0,
    /// A borrowed boxed value, or null: the exit takes a new reference.
    Borrowed = 1,
    /// A machine integer: boxed by the exit.
    I64 = 2,
    /// A machine float.
    F64 = 3,
    /// A machine truth value.
    Bool = 4,
    /// A machine word that stays one: a raw word of the frame.
    Raw = 5,
    /// In a frame that waits for a fast version: an owned boxed value, never null.
    Bound = 6,
    /// Likewise: an owned exact list.
    List = 7,
    /// Null, an unset variable: in an exit, whatever the word is.
    Unset = 8,
    /// In a frame that waits: null, in the place of a number that nobody reads again.
    Lost = 9,
    /// Likewise: an owned exact complex.
    Complex = 10,
}

/// The types whose methods compiled code takes from the type, since they cannot be changed: what `type_method` is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodsOf {
    /// `list`.
    List = 0,
    /// `complex`.
    Complex = 1,
}

impl ExitTag {
    /// Whether the word is a reference, or null.
    #[must_use]
    pub const fn is_reference(self) -> bool {
        matches!(
            self,
            ExitTag::Owned | ExitTag::Bound | ExitTag::List | ExitTag::Complex | ExitTag::Unset | ExitTag::Lost
        )
    }
}

/// What an exit must do: one static per exit, handed to the row `exit` together with the raw words.
#[repr(C)]
#[derive(Debug)]
pub struct ExitDesc {
    /// The generic version to go on in.
    pub generic: *const c_void,
    /// Its entry.
    pub entry: u32,
    /// Number of words.
    pub len: u32,
    /// One [`ExitTag`] for each word; word `k` becomes word `k` of the frame.
    pub tags: *const u8,
    /// For how many words a frame of the function needs room: an `exit_frame` may want more than this exit.
    pub room: u64,
}

/// Where a function stands while it does not run: what `generic(cx, frame, entry)` goes on from.
///
/// A generator object ends with one; an exit, or an entry that calls the generic version, makes one on the stack.
/// The protocol:
/// - The caller fills the words that `entry` wants (all others null) and calls `generic(cx, frame, entry)`.
/// - The generic version moves the words out at once: until it stores them again, the frame owns nothing. The runtime
///   has set `entry` to [`Frame::RUNNING`], so the collector looks at no word of it.
/// - To suspend, it stores every word (the boxed ones live or null), sets `entry` to where it wants to be resumed, and
///   returns the yielded value. An asynchronous generator sets `is_yield` to 1 first if this is a `yield`, not an `await`.
/// - When it returns or raises, it sets `entry` to [`Frame::FINISHED`] and returns the result or null.
/// - Resumed at any entry but 0, it first calls the row `generator_sent`, which fails if an exception was thrown in.
/// - A function with a fast version begins in that, which suspends with [`Frame::FAST`] set in `entry`, and is resumed by
///   values only: to throw, or to look at the variables, the runtime first gives the frame the form that the generic
///   version wants. Where the fast version leaves, it fills the frame, sets `entry`, and returns the frame's address:
///   whoever called it calls the generic version. That does so too where it pauses at the head of a loop: whoever called it
///   then looks whether the words are what the fast version has there.
#[repr(C)]
#[derive(Debug)]
pub struct Frame {
    /// Where to resume.
    pub entry: u32,
    /// Whether an asynchronous generator suspended in a `yield`; the runtime clears it before it resumes.
    pub is_yield: u32,
    /// The function.
    pub desc: *const FunctionDesc,
    /// The value sent in, owned; null if an exception was thrown in instead. For the runtime.
    pub sent: Word,
    /// The iterator that `yield from` or `await` waits for, owned by a word; null if there is none. For the runtime.
    pub delegate: Word,
    /// The `lasti` of the [`Site`] it is suspended at, stored by compiled code for `gi_frame.f_lineno`.
    pub lasti: i64,
    /// How often it is resumed in the generic version before the fast one is tried again. For the runtime.
    pub wait: u32,
    /// The distance between tries. For the runtime.
    pub distance: u32,
    /// [`FunctionDesc::frame_len`] boxed words, then [`FunctionDesc::raw_len`] raw ones.
    pub words: [Word; 0],
}

impl Frame {
    /// The `entry` of a function that has returned or raised.
    pub const FINISHED: u32 = u32::MAX;
    /// The `entry` of a function that runs.
    pub const RUNNING: u32 = u32::MAX - 1;
    /// Set in the `entry` of a function that waits for its fast version: the words are as [`FunctionDesc::kept`] says.
    pub const FAST: u32 = 1 << 30;

    /// Whether an `entry` is one of the fast version.
    #[must_use]
    pub const fn is_fast(entry: u32) -> bool {
        entry & Self::FAST != 0 && entry < Self::RUNNING
    }

    /// Where in [`FunctionDesc::kept`] an `entry` of the fast version is, which is not its first.
    #[must_use]
    pub const fn kept_index(entry: u32) -> usize {
        (entry & !Self::FAST) as usize - 1
    }
}

/// `cpython`: bytes of a frame record without its locals; [`FunctionDesc::locals_len`] words follow it. Aligned as a word.
pub const FRAME_RECORD_SIZE: usize = 72;

/// `cpython`: an activation whose frame record is put into the chain of frames when somebody may look, if ever. The record and
/// its locals follow.
///
/// Fast code hands the address to the fast code that it calls. Whoever links a record links those of all callers before, from
/// the outermost on, so that an activation whose record is linked has linked callers.
#[repr(C)]
#[derive(Debug)]
pub struct Activation {
    /// The address of the activation that called it, or zero if that is in the chain for itself; plus [`Self::LINKED`].
    pub callers: usize,
    /// The function.
    pub desc: *const FunctionDesc,
    /// Where it calls: the `lasti` of a [`Site`], or less than zero. The record is told when somebody may look.
    pub lasti: i64,
    /// The record.
    pub record: [Word; 0],
}

impl Activation {
    /// Set in `callers` while the record is in the chain.
    pub const LINKED: usize = 1;
}

/// Bytes of an inline cache, zeroed at start, aligned as a word, one for each site; the world decides what is in it.
pub const CACHE_SIZE: usize = 64;

/// `cpython`: bytes of what a shape begins with; one `u32` follows for each attribute. A shape takes the place of as many
/// caches as it needs.
pub const SHAPE_HEAD_SIZE: usize = 24;

/// No attribute that is accessed in line is as far from its base as this.
pub const FARTHEST: u32 = 1024;

/// Where a compact slot is, and of what: what compiled code takes for granted of all that a shape says are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompactSlot {
    /// How far the slot's own word is from the object.
    pub slot: u32,
    /// How far its raw word is.
    pub raw: u32,
    /// Whether it is for floats, rather than ints.
    pub is_float: bool,
}

impl CompactSlot {
    /// As one number.
    #[must_use]
    pub const fn code(self) -> i64 {
        self.slot as i64 | (self.raw as i64) << 16 | (self.is_float as i64) << 32
    }
}

/// What [`FunctionDesc::entry`] is in the `native` world: `(function, args, nargs, names)`, as in CPython's vectorcall: the
/// values of the keywords `names` (a tuple or null) follow the `nargs` positional arguments. All are borrowed; the result
/// is owned, null after an exception. An entry asks `naja_context` for the context. The body of a module takes no
/// arguments, that of a class its namespace.
pub type NativeEntry = unsafe extern "C" fn(Word, *const Word, i64, Word) -> Word;

/// What [`FunctionDesc::generic`] is in the `native` world: `(cx, frame, entry)`; see [`Frame`].
pub type NativeGeneric = unsafe extern "C" fn(Word, *mut Frame, u32) -> Word;
