//! Calls, exits and polls.

#[macro_export]
#[doc(hidden)]
macro_rules! call_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `callee(*args)`: the last `len(names)` arguments are passed by these names; `names` is null when there are none.
            call(callee: borrow Object, args: borrow Array, names: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `args[0].name(*args[1:])` without a bound method between.
            call_method(name: borrow Str, args: borrow Array, names: borrow Nullable, cache: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `callee(*args, **kwargs)`; `kwargs` may be null.
            call_unpacked(callee: borrow Object, args: borrow Tuple, kwargs: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// Puts the arguments of a call in their places: fills `out` with one word for each parameter, owned; returns -1 after the TypeError that CPython raises.
            bind(function: borrow Object, desc: plain Data, args: plain Data, nargs: plain I64, names: borrow Nullable, out: plain Data) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Leaves a fast version: boxes `words` as `desc` (an `ExitDesc`) says, and goes on in the generic version.
            exit(desc: plain Data, words: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// Runs pending signals, thread switches and collections.
            poll() -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Raises RecursionError when the stack is nearly used up.
            recursion_enter() -> plain Unit
                { raises: minus_one, effect: pure, cpython: (inline), native: (inline) };
            /// Undoes `recursion_enter`.
            recursion_leave() -> plain Unit
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// Links a frame record for `desc` (a `FunctionDesc`) into the chain of frames; `record` is `FRAME_RECORD_SIZE` bytes of stack.
            frame_push(record: plain Data, desc: plain Data, globals: borrow Object, function: borrow Nullable) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Sets the place (a `Site`) the innermost frame record is at.
            frame_at(record: plain Data, lasti: plain I64) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Takes a frame record out of the chain.
            frame_pop(record: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
        }
    };
}
