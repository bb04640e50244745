//! Displays, unpacking, and the containers that lowering builds itself.

#[macro_export]
#[doc(hidden)]
macro_rules! container_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// The strings one after the other: what an f-string ends with.
            str_concat(parts: borrow Array) -> own Object
                { py: ["str.join"], raises: null, effect: pure, cpython: (here), native: (here) };
            /// `(a, b, …)`.
            tuple_new(items: borrow Array) -> own Object
                { py: ["tuple"], raises: null, effect: pure, cpython: (here), native: (here) };
            /// `[a, b, …]`.
            list_new(items: borrow Array) -> own Object
                { py: ["list"], raises: null, effect: pure, cpython: (here), native: (here) };
            /// `{a, b, …}`.
            set_new(items: borrow Array) -> own Object
                { py: ["set"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `{k: v, …}`: keys and values in turn.
            dict_new(items: borrow Array) -> own Object
                { py: ["dict"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `list.append(item)` of an exact list.
            list_append(list: borrow List, item: borrow Object) -> plain Unit
                { py: ["list.append"], raises: minus_one, effect: writes(List), cpython: (inline), native: (here) };
            /// `list.pop()` of an exact list that is not empty.
            list_pop(list: borrow List) -> own Object
                { py: ["list.pop"], raises: never, effect: writes(List), cpython: (inline), native: (here) };
            /// `[*list, *items]` in place, for displays.
            list_extend(list: borrow List, items: borrow Object) -> plain Unit
                { py: ["list.extend"], raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `tuple(list)` for displays and star-arguments.
            list_to_tuple(list: borrow List) -> own Object
                { raises: null, effect: pure, cpython: (api PyList_AsTuple), native: (here) };
            /// Adds to a set that lowering made.
            set_add(set: borrow Set, item: borrow Object) -> plain Unit
                { py: ["set.add"], raises: minus_one, effect: python, cpython: (api PySet_Add), native: (here) };
            /// `{*set, *items}` in place.
            set_update(set: borrow Set, items: borrow Object) -> plain Unit
                { py: ["set.update"], raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Sets an entry of a dict that lowering made.
            dict_set(dict: borrow Dict, key: borrow Object, value: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (api PyDict_SetItem), native: (here) };
            /// `{**dict, **items}` in place.
            dict_update(dict: borrow Dict, items: borrow Object) -> plain Unit
                { py: ["dict.update"], raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `**items` of a call: as `dict_update`, but a repeated key is the callee's TypeError.
            dict_merge(dict: borrow Dict, items: borrow Object, callee: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `a, b = value`: exactly `count` items, as a tuple or in a list of this length; see `unpacked_item`.
            unpack(value: borrow Object, count: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `a, *b, c = value`: `before` items, a list of the rest, `after` items, as a tuple.
            unpack_star(value: borrow Object, before: plain I64, after: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// An item of a tuple that lowering made; the tuple keeps it alive.
            tuple_item(tuple: borrow Tuple, index: plain I64) -> borrow Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// An item of what was unpacked, as long as nothing else happened.
            unpacked_item(items: borrow Object, index: plain I64) -> borrow Object
                { raises: never, effect: reads(ListItem), cpython: (inline), native: (inline) };
            /// Whether a pattern may look at a sequence by its indices, because its `*_` or its `_` alone name nothing: `count` items, or with `star` at least so many.
            match_sequence_len(subject: borrow Object, count: plain I64, star: plain I64) -> plain Bool
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// The index, counted from the start, of the item that such a pattern counts from the end of a sequence.
            sequence_index(subject: borrow Object, from_end: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The items of a sequence that a pattern takes apart: `before` of them, with `after >= 0` a list of the rest and `after` more; null when it does not match.
            match_sequence(subject: borrow Object, before: plain I64, after: plain I64) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// The values of a mapping under `keys`, followed by a dict of the rest if wanted; null when it does not match.
            match_mapping(subject: borrow Object, keys: borrow Tuple, rest: plain I64) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// The attributes of an instance of `class`: `positional` of `__match_args__`, then `names`; null when it does not match.
            match_class(subject: borrow Object, class: borrow Object, positional: plain I64, names: borrow Tuple) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
        }
    };
}
