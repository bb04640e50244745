//! Calls, exits and polls.

#[macro_export]
#[doc(hidden)]
macro_rules! call_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `callee(*args)`: the last `len(names)` arguments are passed by these names; `names` is null when there are none. The word before the array may be overwritten.
            call(callee: borrow Object, args: borrow Array, names: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `args[0].name(*args[1:])` without a bound method between.
            call_method(name: borrow Str, args: borrow Array, names: borrow Nullable, cache: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `callee(*args, **kwargs)`; `args` is any iterable if it is the only positional argument, and `kwargs` may be null.
            call_unpacked(callee: borrow Object, args: borrow Object, kwargs: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// Puts the arguments of a call in their places: fills `out` with one word for each parameter, owned; returns -1 after the TypeError that CPython raises.
            bind(function: borrow Object, desc: plain Data, args: plain Data, nargs: plain I64, names: borrow Nullable, out: plain Data) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Whether a function object still has the code and the module variables that `desc` was compiled for: asked by entries.
            function_is_original(function: borrow Object, desc: plain Data) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// What an entry does when `function_is_original` says no: the interpreter runs the function's code. Takes what entries take.
            call_interpreted(function: borrow Object, args: plain Data, nargs: plain I64, names: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// Leaves a fast version: boxes `words` as `desc` (an `ExitDesc`) says, and goes on in the generic version.
            exit(desc: plain Data, words: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// Runs pending signals, thread switches and collections.
            poll() -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Counts a call; raises RecursionError when the limit is reached or the stack is nearly used up.
            recursion_enter() -> plain Unit
                { raises: minus_one, effect: writes(Exception), cpython: (inline), native: (inline) };
            /// Undoes a `recursion_enter` that did not fail.
            recursion_leave() -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (inline) };
            /// Links a frame record for `desc` (a `FunctionDesc`) into the chain of frames; `record` is `FRAME_RECORD_SIZE` bytes of stack and a word for each local. `namespace` is what `f_locals` is in a class body, else null. The frame borrows all three until `frame_pop`.
            frame_push(record: plain Data, desc: plain Data, globals: borrow Object, function: borrow Nullable, namespace: borrow Nullable) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Sets the place a frame record is at: the `lasti` of a `Site`.
            frame_at(record: plain Data, lasti: plain I64) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Takes a frame record out of the chain.
            frame_pop(record: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
        }
    };
}
