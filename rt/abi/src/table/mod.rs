//! The rows, by the kind of object or operation they serve.
//!
//! Each file declares its rows as a macro that hands them to an emitter; [`for_each_row!`] runs one emitter over all of
//! them. `describe!` below is the emitter that makes [`RtFn`](crate::RtFn) values: `table::binary_add` is the row of that name.

mod call;
mod container;
mod exception;
mod fold;
mod function;
mod inline;
mod object;
mod protocol;
mod shape;
mod slice;

/// Runs an emitter macro over every file of rows.
#[macro_export]
macro_rules! for_each_row {
    ($($emit:tt)+) => {
        $crate::object_rows!($($emit)+);
        $crate::container_rows!($($emit)+);
        $crate::call_rows!($($emit)+);
        $crate::function_rows!($($emit)+);
        $crate::exception_rows!($($emit)+);
        $crate::fold_rows!($($emit)+);
        $crate::protocol_rows!($($emit)+);
        $crate::inline_rows!($($emit)+);
        $crate::shape_rows!($($emit)+);
        $crate::slice_rows!($($emit)+);
    };
}

macro_rules! slot {
    (borrow $ty:ident) => {
        $crate::Slot { mode: $crate::Mode::Borrow, ty: $crate::Ty::$ty }
    };
    (consume $ty:ident) => {
        $crate::Slot { mode: $crate::Mode::Consume, ty: $crate::Ty::$ty }
    };
    (own $ty:ident) => {
        $crate::Slot { mode: $crate::Mode::Own, ty: $crate::Ty::$ty }
    };
    (plain $ty:ident) => {
        $crate::Slot { mode: $crate::Mode::Plain, ty: $crate::Ty::$ty }
    };
}

macro_rules! raises {
    (never) => {
        $crate::Raises::Never
    };
    (null) => {
        $crate::Raises::Null
    };
    (null_if_set) => {
        $crate::Raises::NullIfSet
    };
    (minus_one) => {
        $crate::Raises::MinusOne
    };
    (minus_one_if_set) => {
        $crate::Raises::MinusOneIfSet
    };
    (always) => {
        $crate::Raises::Always
    };
}

macro_rules! effect {
    (pure) => {
        $crate::Effect::Pure
    };
    (python) => {
        $crate::Effect::Python
    };
    (reads $region:ident) => {
        $crate::Effect::Reads($crate::Region::$region)
    };
    (writes $region:ident) => {
        $crate::Effect::Writes($crate::Region::$region)
    };
}

macro_rules! place {
    (api $symbol:ident) => {
        $crate::Place::Api(stringify!($symbol))
    };
    (here) => {
        $crate::Place::Here
    };
    (inline) => {
        $crate::Place::Inline
    };
    (absent) => {
        $crate::Place::Absent
    };
}

macro_rules! describe {
    ($(
        $(#[$doc:meta])*
        $name:ident($($param:ident: $mode:ident $ty:ident),* $(,)?) -> $rmode:ident $rty:ident
        { $(py: [$($py:literal),*],)? raises: $raises:ident, effect: $effect:ident $(($region:ident))?,
          cpython: ($($cpython:tt)*), native: ($($native:tt)*) };
    )*) => {$(
        $(#[$doc])*
        #[allow(non_upper_case_globals, reason = "a row is named as the function it describes")]
        pub static $name: $crate::RtFn = {
            const ROW: $crate::RtFn = $crate::RtFn {
                name: stringify!($name),
                params: &[$($crate::Param { name: stringify!($param), slot: slot!($mode $ty) }),*],
                result: slot!($rmode $rty),
                raises: raises!($raises),
                effect: effect!($effect $($region)?),
                py: &[$($($py),*)?],
                cpython: place!($($cpython)*),
                native: place!($($native)*),
            };
            const { ROW.check() };
            ROW
        };
    )*};
}

for_each_row!(describe);

macro_rules! list {
    ($(
        $(#[$doc:meta])*
        $name:ident($($param:ident: $mode:ident $ty:ident),* $(,)?) -> $rmode:ident $rty:ident { $($rest:tt)* };
    )*) => { &[$(&$name),*] };
}

/// Every row, in files of the table.
pub static TABLES: [&[&crate::RtFn]; 10] = [
    crate::object_rows!(list),
    crate::container_rows!(list),
    crate::call_rows!(list),
    crate::function_rows!(list),
    crate::exception_rows!(list),
    crate::fold_rows!(list),
    crate::protocol_rows!(list),
    crate::inline_rows!(list),
    crate::shape_rows!(list),
    crate::slice_rows!(list),
];

/// Every row.
pub fn rows() -> impl Iterator<Item = &'static crate::RtFn> {
    TABLES.into_iter().flatten().copied()
}
