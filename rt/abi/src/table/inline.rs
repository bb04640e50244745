//! Accessors: small functions that are inlined into compiled code, so that layouts are known in `rt/` only.

#[macro_export]
#[doc(hidden)]
macro_rules! inline_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// Takes a reference.
            incref(a: borrow Object) -> plain Unit
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Takes a reference unless `a` is null.
            incref_nullable(a: borrow Nullable) -> plain Unit
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Gives a reference up.
            decref(a: consume Object) -> plain Unit
                { raises: never, effect: python, cpython: (inline), native: (inline) };
            /// Gives a reference up unless `a` is null.
            decref_nullable(a: consume Nullable) -> plain Unit
                { raises: never, effect: python, cpython: (inline), native: (inline) };
            /// `None`.
            none() -> borrow Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// `True` or `False`.
            box_bool(value: plain Bool) -> borrow Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// An `int`.
            box_i64(value: plain I64) -> own Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// A `float`.
            box_f64(value: plain F64) -> own Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// A `complex`.
            box_complex(real: plain F64, imag: plain F64) -> own Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `int`.
            is_int(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `float`.
            is_float(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `complex`.
            is_complex(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is a `bool`.
            is_bool(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `str`.
            is_str(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `list`.
            is_list(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `tuple`.
            is_tuple(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `dict`.
            is_dict(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is an exact `set`.
            is_set(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether an exact `int` fits in 64 bits.
            int_fits(a: borrow Int) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// The value of an exact `int` that fits.
            unbox_i64(a: borrow Int) -> plain I64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// The value of an exact `float`.
            unbox_f64(a: borrow Float) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// The real part of an exact `complex`.
            complex_real(a: borrow Object) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// The imaginary part of an exact `complex`.
            complex_imag(a: borrow Object) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is `True`.
            unbox_bool(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether an exact `int` or `float` is a float or an int that fits.
            number_fits(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// The value of such a number as a float, as arithmetic with floats takes it.
            number_as_f64(a: borrow Object) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// `len(list)`.
            list_len(a: borrow List) -> plain I64
                { py: ["list.__len__"], raises: never, effect: reads(List), cpython: (inline), native: (inline) };
            /// `list[index]`, `0 <= index < len(list)`; the list keeps it alive until it changes.
            list_item(a: borrow List, index: plain I64) -> borrow Object
                { raises: never, effect: reads(ListItem), cpython: (inline), native: (inline) };
            /// Replaces `list[index]`, `0 <= index < len(list)`; returns what was there.
            list_replace(a: borrow List, index: plain I64, value: consume Object) -> own Object
                { raises: never, effect: writes(ListItem), cpython: (inline), native: (inline) };
            /// Whether nobody can see `a` die: an exact number or str, or None.
            dies_unseen(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Makes `list[index]`, `0 <= index < len(list)`, an int; what was there dies unseen. Its box is used again if the list alone has it.
            list_store_i64(a: borrow List, index: plain I64, value: plain I64) -> plain Unit
                { raises: never, effect: writes(ListItem), cpython: (inline), native: (inline) };
            /// As `list_store_i64`, for a float.
            list_store_f64(a: borrow List, index: plain I64, value: plain F64) -> plain Unit
                { raises: never, effect: writes(ListItem), cpython: (inline), native: (inline) };
            /// As `list_store_i64`, for a complex.
            list_store_complex(a: borrow List, index: plain I64, real: plain F64, imag: plain F64) -> plain Unit
                { raises: never, effect: writes(ListItem), cpython: (inline), native: (inline) };
            /// As `list_store_i64`, for a bool.
            list_store_bool(a: borrow List, index: plain I64, value: plain Bool) -> plain Unit
                { raises: never, effect: writes(ListItem), cpython: (inline), native: (inline) };
            /// `len(tuple)`.
            tuple_len(a: borrow Tuple) -> plain I64
                { py: ["tuple.__len__"], raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// `len(str)`.
            str_len(a: borrow Str) -> plain I64
                { py: ["str.__len__"], raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// The code point at `index`, `0 <= index < len(str)`.
            str_code_at(a: borrow Str, index: plain I64) -> plain I64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether signals, thread switches or collections are due.
            poll_pending() -> plain Bool
                { raises: never, effect: reads(Exception), cpython: (inline), native: (inline) };
            /// Whether two words are the same object.
            is_same(a: borrow Nullable, b: borrow Nullable) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is the type `range`.
            is_range_type(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Whether `a` is the type `enumerate`.
            is_enumerate_type(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (here) };
            /// Whether `a` is the type `zip`.
            is_zip_type(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (here) };
            /// Whether `a` is the type `reversed`.
            is_reversed_type(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (here) };
            /// A function of `math` (a `MathFunction` by number) by the C library; `b` is for those of two arguments.
            math_call(number: plain I64, a: plain F64, b: plain F64) -> plain F64
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// The method `name` of every exact instance of a type (a `MethodsOf` by number).
            type_method(of: plain I64, name: borrow Str, cache: plain Data) -> own Object
                { raises: never, effect: pure, cpython: (inline), native: (here) };
            /// `a // b` of floats, `b` not zero.
            f64_floordiv(a: plain F64, b: plain F64) -> plain F64
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// `a % b` of floats, `b` not zero.
            f64_mod(a: plain F64, b: plain F64) -> plain F64
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// `a ** b` of floats by the C library, which Python uses too; NaN where Python would do more than call it.
            f64_pow(a: plain F64, b: plain F64) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// `hypot(a, b)` by the C library, as `abs` of a complex number has it.
            f64_hypot(a: plain F64, b: plain F64) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// A float that is to 0.0 as `f64_hypot(a, b)` is to `limit`.
            f64_hypot_beyond(a: plain F64, b: plain F64, limit: plain F64) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
        }
    };
}
