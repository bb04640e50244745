//! Slices: of anything, and of exact sequences by machine integers.
//!
//! Of the latter, a bound that is missing is the least or the greatest integer, which means the same.

#[macro_export]
#[doc(hidden)]
macro_rules! slice_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `object[lower:upper:step]`.
            slice_get(object: borrow Object, lower: borrow Object, upper: borrow Object, step: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `object[lower:upper:step] = value`.
            slice_set(object: borrow Object, lower: borrow Object, upper: borrow Object, step: borrow Object, value: consume Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `list[start:stop:step]` of an exact list; the step is not 0.
            list_slice(list: borrow List, start: plain I64, stop: plain I64, step: plain I64) -> own Object
                { raises: null, effect: reads(ListItem), cpython: (here), native: (here) };
            /// `tuple[start:stop:step]` of an exact tuple; the step is not 0.
            tuple_slice(tuple: borrow Tuple, start: plain I64, stop: plain I64, step: plain I64) -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// `str[start:stop:step]` of an exact str; the step is not 0.
            str_slice(text: borrow Str, start: plain I64, stop: plain I64, step: plain I64) -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// `list[start:stop] = items` of an exact list.
            list_slice_set(list: borrow List, start: plain I64, stop: plain I64, items: consume Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `reversed(list)` of an exact list.
            list_reversed(list: borrow Object) -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// `list.insert(index, item)` of an exact list.
            list_insert(list: borrow List, index: plain I64, item: borrow Object) -> plain Unit
                { py: ["list.insert"], raises: minus_one, effect: writes(List), cpython: (here), native: (here) };
            /// `list.pop(index)` of an exact list, `0 <= index < len(list)`.
            list_take(list: borrow List, index: plain I64) -> own Object
                { raises: never, effect: writes(List), cpython: (here), native: (here) };
        }
    };
}
