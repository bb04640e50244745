//! Statements that follow a protocol of their own: `with`, `await`, `async for`, `super()`, `except*`.

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
            /// Whether an exception ends an `async for`.
            is_async_end(exc: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (here), native: (absent) };
            /// `super()` in a method: `callee` is what the name `super` means; `class` is in the `__class__` cell, `object` is the first argument, both null if unset.
            super_new(callee: borrow Object, class: borrow Nullable, object: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The call in `super().name` or, if `spelled_out`, in `super(class, object).name`, of what the name `super` means: null if that is
            /// the builtin and no object need be made, for `super_attr` or `super_method`, with the same operands, then find the
            /// attribute by themselves; else what the call gave. `class` and `object` are as for `super_new`.
            super_begin(callee: borrow Object, class: borrow Nullable, object: borrow Nullable, spelled_out: plain I64, cache: plain Data) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (inline), native: (here) };
            /// The attribute in `super().name`; `made` is what `super_begin` gave.
            super_attr(made: borrow Nullable, class: borrow Nullable, object: borrow Nullable, name: borrow Str, cache: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// What `super().name(...)` calls, as `method_get` gives it: if `method_is_unbound` says 1, `object` is the first argument.
            super_method(made: borrow Nullable, class: borrow Nullable, object: borrow Nullable, name: borrow Str, cache: plain Data) -> own Object
                { raises: null, effect: python, cpython: (inline), native: (here) };
            /// What the function `make`, which `text` defines, returns for `args`: type parameters, `Generic` of them, an alias.
            make_generic(text: borrow Str, args: borrow Tuple, globals: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// `except* class`: a tuple of the part of `exc` that is caught and of the rest, `None` for nothing.
            exc_split(exc: borrow Object, class: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// What is raised after the `except*` clauses of a `try` that caught `exc`, `None` for nothing: `raised` lists what the clauses raised and what none caught.
            exc_regroup(exc: borrow Object, raised: borrow List) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
        }
    };
}
