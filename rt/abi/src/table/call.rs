//! Calls, exits and polls.

#[macro_export]
#[doc(hidden)]
macro_rules! call_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `callee(*args)`: the last `len(names)` arguments are passed by these names; `names` is null when there are none. The word before the array may be overwritten.
            call(callee: borrow Object, args: borrow Array, names: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// What `object.name(...)` calls, without a bound method between: a method of the type as it is, for which `method_is_unbound` then says 1; or what the attribute is.
            method_get(object: borrow Object, name: borrow Str, cache: plain Data) -> own Object
                { raises: null, effect: python, cpython: (inline), native: (here) };
            /// Whether what `object.name(...)` calls is seen at once to be the method `desc` (a `FunctionDesc`) of the type; `found` is the cache of a `method_get`, which is asked instead if not.
            method_ready(object: borrow Object, desc: plain Data, found: plain Data, cache: plain Data) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// Whether the last `method_get` gave, in `method`, a method that takes its object as the first argument: 1 or 0; asked right behind it.
            method_is_unbound(method: borrow Nullable) -> plain I64
                { raises: never, effect: reads(Exception), cpython: (inline), native: (inline) };
            /// `method(*args)` of a `method_get`; without `args[0]`, the object, unless `unbound` is 1.
            call_method(method: borrow Object, args: borrow Array, names: borrow Nullable, unbound: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `callee(*args, **kwargs)`; `args` is any iterable if it is the only positional argument, and `kwargs` may be null.
            call_unpacked(callee: borrow Object, args: borrow Object, kwargs: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// Puts the arguments of a call in their places: fills `out` with one word for each parameter, owned; returns -1 after the TypeError that CPython raises.
            bind(function: borrow Object, desc: plain Data, args: plain Data, nargs: plain I64, names: borrow Nullable, out: plain Data) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// TypeError unless `value` is what `law` demands (see `naja_rt_abi::law`); `what` is the place it is for, and `globals` has the classes of the module.
            law_check(globals: borrow Object, what: borrow Str, value: borrow Object, law: borrow Tuple) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// As `law_check`, for each element of the tuple of a `*args`, or each value of the dict of a `**kwargs`.
            law_check_each(globals: borrow Object, what: borrow Str, values: borrow Object, law: borrow Tuple) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Whether a function object still has the code and the module variables that `desc` was compiled for: asked by entries.
            function_is_original(function: borrow Object, desc: plain Data) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// Whether an object is a function with the code and the module variables that `desc` was compiled for.
            function_is_of(object: borrow Object, desc: plain Data) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (here) };
            /// How many defaults a function has for its positional parameters.
            function_defaults(function: borrow Object) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (here) };
            /// One of them, of those there are.
            function_default(function: borrow Object, index: plain I64) -> borrow Object
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (here) };
            /// The default of a keyword-only parameter, or null.
            function_keyword_default(function: borrow Object, name: borrow Object) -> borrow Nullable
                { raises: never, effect: reads(Attribute), cpython: (here), native: (here) };
            /// What an entry does when `function_is_original` says no: the interpreter runs the function's code. Takes what entries take.
            call_interpreted(function: borrow Object, args: plain Data, nargs: plain I64, names: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// Leaves a fast version: boxes `words` as `desc` (an `ExitDesc`) says, and goes on in the generic version.
            exit(desc: plain Data, words: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// As `exit`, from the version of a loop: the words go into the `frame` of the generic version that called it, which then goes on at the entry stored there.
            exit_frame(frame: plain Data, desc: plain Data, words: plain Data) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Whether the head of a loop in a generic version should try the fast one again: with growing distance.
            loop_due(cache: plain Data) -> plain Bool
                { raises: never, effect: writes(Fresh), cpython: (inline), native: (inline) };
            /// Runs pending signals, thread switches and collections.
            poll() -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// As `poll`, and runs Python, switches threads and collects even if nothing of it is due: what `--stress-polls` calls instead.
            poll_stressed() -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Counts a call; raises RecursionError when the limit is reached or the stack is nearly used up.
            recursion_enter() -> plain Unit
                { raises: minus_one, effect: writes(Exception), cpython: (inline), native: (inline) };
            /// Undoes a `recursion_enter` that did not fail.
            recursion_leave() -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (inline) };
            /// Adds to how many calls are left: fast versions count in a register, and tell before they may run unknown code.
            recursion_shift(by: plain I64) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (inline) };
            /// Raises RecursionError when no more calls are left than the `untold` that are only counted in a register, or the stack is nearly used up.
            recursion_check(untold: plain I64) -> plain Unit
                { raises: minus_one, effect: writes(Exception), cpython: (inline), native: (inline) };
            /// Gives up what the frame of a version that was refused owns: of its `words`, those that the bits of its entry say, each with `size` words of `masks`.
            frame_refused(words: plain Data, masks: plain Data, size: plain I64, entry: plain I64) -> plain Unit
                { raises: never, effect: python, cpython: (inline), native: (inline) };
            /// Links a frame record for `desc` (a `FunctionDesc`) into the chain of frames; `record` is `FRAME_RECORD_SIZE` bytes of stack and a word for each local. `namespace` is what `f_locals` is in a class body, else null. A null `function` is replaced by one that says only which module it is of. The frame borrows `globals` and `function` until `frame_pop`.
            frame_push(record: plain Data, desc: plain Data, globals: borrow Object, function: borrow Nullable, namespace: borrow Nullable) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Sets the place a frame record is at: the `lasti` of a `Site`.
            frame_at(record: plain Data, lasti: plain I64) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Makes `activation` (an `Activation`) that of `desc` (a `FunctionDesc`), called by the activation `callers` if not null. None of its frame is in the chain yet.
            activation_begin(activation: plain Data, callers: plain Data, desc: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Links the frame records of an activation and of those that called it, as far as they are not in the chain, and tells the activation's where it is. Nothing for null.
            activation_link(activation: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (here), native: (absent) };
            /// As `activation_link`, for one that usually is null or linked.
            callers_link(activation: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// The frame record of an activation if it is linked, else null.
            activation_record(activation: plain Data) -> plain Data
                { raises: never, effect: reads(Exception), cpython: (inline), native: (absent) };
            /// Takes the frame record of an activation out of the chain if it is linked.
            activation_end(activation: plain Data) -> plain Unit
                { raises: never, effect: python, cpython: (inline), native: (absent) };
            /// The same for another version of the activation to go on, behind whose callers it is to be linked.
            activation_hand_over(activation: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (here), native: (absent) };
            /// Whether the frame object of a frame record is known to somebody, who may look at it when the activation is over; no for a null `record`.
            frame_is_seen(record: plain Data) -> plain Bool
                { raises: never, effect: reads(Exception), cpython: (inline), native: (absent) };
            /// Makes `values` (null: unset) the locals, cells and free variables of a frame record, one for each of `co_nlocalsplus`: when its frame is seen and the activation ends, and before calls that may look at them, such as `locals()`, to be undone by `frame_locals_clear` then.
            frame_locals(record: plain Data, values: borrow Array) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (here), native: (absent) };
            /// Unsets all variables of a frame record that `frame_locals` has set.
            frame_locals_clear(record: plain Data) -> plain Unit
                { raises: never, effect: python, cpython: (here), native: (absent) };
            /// Takes a frame record out of the chain, but keeps its frame object for another version of the same activation.
            frame_hand_over(record: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Gives the frame object that was handed over, if there is one, to the record that goes on.
            frame_take_over(record: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (inline), native: (absent) };
            /// Takes a frame record out of the chain.
            frame_pop(record: plain Data) -> plain Unit
                { raises: never, effect: python, cpython: (inline), native: (absent) };
        }
    };
}
