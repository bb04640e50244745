//! Statements that follow a protocol of their own: `with`, `await`, `async for`, `match`, `super()`, `except*`.

#[macro_export]
#[doc(hidden)]
macro_rules! protocol_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// A method that `with` calls, found on the type and bound: `which` counts `__enter__`, `__exit__`, `__aenter__`, `__aexit__` from 0.
            with_method(manager: borrow Object, which: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The iterator that `await object` goes through; `place` is 1 for what `__aenter__` gave, 2 for `__aexit__`, else 0.
            await_iter(object: borrow Object, place: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The iterator of `async for`.
            async_iter(object: borrow Object) -> own Object
                { py: ["aiter"], raises: null, effect: python, cpython: (here), native: (here) };
            /// The iterator that awaiting the next item of `async for` goes through.
            async_next(iterator: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `super()` in a method: `callee` is what the name `super` means; `class` is in the `__class__` cell, `object` is the first argument, both null if unset.
            super_new(callee: borrow Object, class: borrow Nullable, object: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// Whether a sequence pattern may match.
            match_sequence(subject: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// Whether a mapping pattern may match.
            match_mapping(subject: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// The values of the keys of a mapping pattern, as a tuple; null if one is missing.
            match_keys(subject: borrow Object, keys: borrow Tuple) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// `**rest` of a mapping pattern.
            match_rest(subject: borrow Object, keys: borrow Tuple) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The attributes that a class pattern with `count` positional and some named subpatterns looks at, as a tuple; null if it does not match.
            match_class(subject: borrow Object, class: borrow Object, count: plain I64, names: borrow Tuple) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// `except* class`: a tuple of the part of `exc` that is caught and of the rest, `None` for nothing.
            exc_split(exc: borrow Object, class: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// What is raised after the `except*` clauses of a `try` that caught `exc`, `None` for nothing: `raised` lists what the clauses raised and what none caught.
            exc_regroup(exc: borrow Object, raised: borrow List) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The `__annotations__` of a namespace, made if there are none.
            annotations_get(namespace: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
        }
    };
}
