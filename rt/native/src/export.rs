//! The exported functions: a wrapper for each row of the table, around the safe function of its name in `rows`.
//!
//! A row marked `(here)` without such a function does not compile, nor does one whose parameters or result are not of
//! the row's modes: [`FromWord`] and [`IntoWord`] have an implementation only for what fits.

#![allow(unsafe_code, reason = "words become references here")]
#![allow(clippy::multiple_unsafe_ops_per_block, reason = "each parameter of a row is taken by one operation")]
#![allow(unreachable_pub, reason = "exported to compiled code by symbol")]

use crate::context::{Cx, Raised, Res};
use crate::object::{Bound, Cache, Exit, Frame, List, Own, Str, Tuple, Value, WeakWord};
use core::ffi::c_void;
use naja_rt_abi::layout::{ExitDesc, FunctionDesc, ModuleDesc, Site};

/// How a parameter is passed, as a type.
mod passed {
    /// A borrowed value.
    pub(super) struct Borrow;
    /// A borrowed value or null.
    pub(super) struct BorrowNullable;
    /// An exact `str`.
    pub(super) struct Str;
    /// An exact `list`.
    pub(super) struct List;
    /// An exact `tuple`.
    pub(super) struct Tuple;
    /// No value.
    pub(super) struct Data;
}

/// What a word that is passed in a way can be taken as.
trait FromWord<How> {
    /// # Safety
    /// The word is as the row says, and lives as long as the result is used.
    unsafe fn from_word(word: *mut c_void) -> Self;
}

impl FromWord<passed::Borrow> for Value<'_> {
    unsafe fn from_word(word: *mut c_void) -> Self {
        // SAFETY: as the caller says.
        unsafe { Value::from_word(word.cast()) }.expect("the table's contract: a value is not null")
    }
}

impl FromWord<passed::BorrowNullable> for Option<Value<'_>> {
    unsafe fn from_word(word: *mut c_void) -> Self {
        // SAFETY: as the caller says.
        unsafe { Value::from_word(word.cast()) }
    }
}

macro_rules! exact {
    ($($ty:ident)*) => {$(
        impl FromWord<passed::$ty> for &$ty {
            unsafe fn from_word(word: *mut c_void) -> Self {
                // SAFETY: as the caller says.
                unsafe { <Value<'_> as FromWord<passed::Borrow>>::from_word(word) }.expect()
            }
        }
        impl FromWord<passed::$ty> for Value<'_> {
            unsafe fn from_word(word: *mut c_void) -> Self {
                // SAFETY: as the caller says.
                unsafe { FromWord::<passed::Borrow>::from_word(word) }
            }
        }
    )*};
}
exact!(Str List Tuple);

macro_rules! data {
    ($($ty:ty)*) => {$(
        impl FromWord<passed::Data> for &'static $ty {
            unsafe fn from_word(word: *mut c_void) -> Self {
                // SAFETY: as the caller says.
                unsafe { &*word.cast() }
            }
        }
        impl FromWord<passed::Data> for Option<&'static $ty> {
            unsafe fn from_word(word: *mut c_void) -> Self {
                // SAFETY: as the caller says, or null.
                unsafe { word.cast::<$ty>().as_ref() }
            }
        }
    )*};
}
data!(FunctionDesc ModuleDesc Site Cache ExitDesc);

impl FromWord<passed::Data> for Bound {
    unsafe fn from_word(word: *mut c_void) -> Self {
        // SAFETY: as the caller says.
        unsafe { Bound::new(word) }
    }
}

impl FromWord<passed::Data> for Frame<'_> {
    unsafe fn from_word(word: *mut c_void) -> Self {
        // SAFETY: as the caller says.
        unsafe { Frame::new(word) }
    }
}

/// How a result becomes a word.
trait IntoWord<Word> {
    fn into_word(self) -> Word;
}

impl IntoWord<*mut c_void> for Res {
    fn into_word(self) -> *mut c_void {
        self.map_or(core::ptr::null_mut(), |own| own.into_word().cast())
    }
}

impl IntoWord<*mut c_void> for Res<Option<Own>> {
    fn into_word(self) -> *mut c_void {
        self.ok().flatten().map_or(core::ptr::null_mut(), |own| own.into_word().cast())
    }
}

impl IntoWord<*mut c_void> for Option<Own> {
    fn into_word(self) -> *mut c_void {
        self.map_or(core::ptr::null_mut(), |own| own.into_word().cast())
    }
}

impl IntoWord<*mut c_void> for Own {
    fn into_word(self) -> *mut c_void {
        Own::into_word(self).cast()
    }
}

impl IntoWord<i32> for Res<bool> {
    fn into_word(self) -> i32 {
        self.map_or(-1, i32::from)
    }
}

impl IntoWord<i32> for Res<()> {
    fn into_word(self) -> i32 {
        self.map_or(-1, |()| 0)
    }
}

impl IntoWord<()> for Raised {
    fn into_word(self) {}
}

impl IntoWord<()> for () {
    fn into_word(self) {}
}

unsafe fn context<'a>(cx: *mut c_void) -> &'a Cx {
    // SAFETY: compiled code passes the context on that `naja_main` made.
    unsafe { &*cx.cast::<Cx>() }
}

macro_rules! export {
    ($(
        $(#[$doc:meta])*
        $name:ident($($param:ident: $mode:ident $ty:ident),* $(,)?) -> $rmode:ident $rty:ident
        { $(py: [$($py:literal),*],)? raises: $raises:ident, effect: $effect:ident $(($region:ident))?,
          cpython: $cpython:tt, native: ($place:ident) };
    )*) => {$(
        export_row! { $place $name ($($param: $mode $ty,)*) $raises $rty }
    )*};
}

macro_rules! export_row {
    (here exit $($rest:tt)*) => {};
    (here exit_frame $($rest:tt)*) => {};
    (here $name:ident ($($params:tt)*) $raises:ident $rty:ident) => {
        wrapper! { $name ($($params)*) () () $raises $rty }
    };
    ($place:ident $($rest:tt)*) => {};
}

macro_rules! wrapper {
    ($name:ident ($param:ident: borrow Array, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void, len: usize,)
            ($($pass)* unsafe { Bound::new($param) }.values(len),) $($result)* }
    };
    ($name:ident ($param:ident: borrow Nullable, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { FromWord::<passed::BorrowNullable>::from_word($param) },) $($result)* }
    };
    ($name:ident ($param:ident: consume $ty:ident, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { Own::from_word($param.cast()) }.expect("not null"),) $($result)* }
    };
    ($name:ident ($param:ident: borrow Str, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { FromWord::<passed::Str>::from_word($param) },) $($result)* }
    };
    ($name:ident ($param:ident: borrow List, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { FromWord::<passed::List>::from_word($param) },) $($result)* }
    };
    ($name:ident ($param:ident: borrow Tuple, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { FromWord::<passed::Tuple>::from_word($param) },) $($result)* }
    };
    ($name:ident ($param:ident: borrow $ty:ident, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { FromWord::<passed::Borrow>::from_word($param) },) $($result)* }
    };
    ($name:ident ($param:ident: plain I64, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: i64,) ($($pass)* $param,) $($result)* }
    };
    ($name:ident ($param:ident: plain F64, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: f64,) ($($pass)* $param,) $($result)* }
    };
    ($name:ident ($param:ident: plain Data, $($rest:tt)*) ($($sig:tt)*) ($($pass:tt)*) $($result:tt)*) => {
        wrapper! { $name ($($rest)*) ($($sig)* $param: *mut c_void,)
            ($($pass)* unsafe { FromWord::<passed::Data>::from_word($param) },) $($result)* }
    };
    ($name:ident () $sig:tt $pass:tt never Unit) => { emit! { $name $sig $pass () } };
    ($name:ident () $sig:tt $pass:tt always Unit) => { emit! { $name $sig $pass () } };
    ($name:ident () $sig:tt $pass:tt $raises:ident Unit) => { emit! { $name $sig $pass i32 } };
    ($name:ident () $sig:tt $pass:tt $raises:ident I64) => { emit! { $name $sig $pass i64 } };
    ($name:ident () $sig:tt $pass:tt $raises:ident F64) => { emit! { $name $sig $pass f64 } };
    ($name:ident () $sig:tt $pass:tt $raises:ident Bool) => { emit! { $name $sig $pass i32 } };
    ($name:ident () $sig:tt $pass:tt $raises:ident $rty:ident) => { emit! { $name $sig $pass *mut c_void } };
}

macro_rules! emit {
    ($name:ident ($($sig:tt)*) ($($pass:tt)*) $result:ty) => {
        const _: () = {
            /// The wrapper of the row.
            ///
            /// # Safety
            /// The arguments are as the row says.
            #[unsafe(export_name = concat!("naja_", stringify!($name)))]
            unsafe extern "C" fn wrapper(cx: *mut c_void, $($sig)*) -> $result {
                // SAFETY: the caller is compiled code that follows the row.
                let cx = unsafe { context(cx) };
                IntoWord::<$result>::into_word(crate::rows::$name(cx, $($pass)*))
            }
        };
    };
}

#[allow(clippy::undocumented_unsafe_blocks, reason = "what each word is stands in the row")]
mod wrappers {
    use super::*;
    naja_rt_abi::for_each_row!(export);
}

/// Row `exit`: its two parameters belong together.
///
/// # Safety
/// `words` is an array as `desc` says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn naja_exit(cx: *mut c_void, desc: *const ExitDesc, words: *const u64) -> *mut c_void {
    // SAFETY: the caller is compiled code that follows the row.
    let (cx, desc) = unsafe { (context(cx), &*desc) };
    IntoWord::<*mut c_void>::into_word(crate::rows::exit(cx, Exit { desc, words }))
}

/// Row `exit_frame`, likewise.
///
/// # Safety
/// `frame` is one of the function that `desc` is of, and `words` an array as it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn naja_exit_frame(
    _cx: *mut c_void,
    frame: *mut c_void,
    desc: *const ExitDesc,
    words: *const u64,
) -> i32 {
    // SAFETY: the caller is compiled code that follows the row.
    let (frame, desc) = unsafe { (Frame::new(frame), &*desc) };
    Exit { desc, words }.fill_frame(&frame);
    0
}

/// The descriptor of a function of the program.
///
/// # Safety
/// `function` is one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn naja_function_desc(function: *mut c_void) -> *const FunctionDesc {
    // SAFETY: as the caller says.
    let function: Value<'_> = unsafe { FromWord::<passed::Borrow>::from_word(function) };
    function.expect::<crate::function::Function>().desc
}

impl IntoWord<*mut c_void> for Option<WeakWord> {
    fn into_word(self) -> *mut c_void {
        self.map_or(core::ptr::null_mut(), |value| value.word().cast())
    }
}

impl IntoWord<i64> for i64 {
    fn into_word(self) -> i64 {
        self
    }
}

impl IntoWord<f64> for f64 {
    fn into_word(self) -> f64 {
        self
    }
}

impl IntoWord<i32> for bool {
    fn into_word(self) -> i32 {
        self.into()
    }
}
