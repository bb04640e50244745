//! Raising, catching and tracebacks.

#[macro_export]
#[doc(hidden)]
macro_rules! exception_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `raise exc from cause`; a null `exc` raises the handled exception again, a null `cause` means no `from`.
            raise(exc: borrow Nullable, cause: borrow Nullable) -> plain Unit
                { raises: always, effect: python, cpython: (here), native: (here) };
            /// Where the innermost frame is, as the `lasti` of a `Site`.
            frame_place() -> plain I64
                { raises: never, effect: reads(Exception), cpython: (here), native: (absent) };
            /// Raises an exception that was caught, with its traceback as it is. Its frame then is `back` at that place, or here if it is -1.
            reraise(exc: borrow Object, back: plain I64) -> plain Unit
                { raises: always, effect: python, cpython: (here), native: (here) };
            /// Adds the place `site` (a `Site`) of `desc` to the traceback of the raised exception: after every row that failed, but `reraise`. `record` is the frame record of this activation, null if it has none.
            traceback_add(desc: plain Data, site: plain Data, globals: borrow Object, record: plain Data) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (here), native: (here) };
            /// Takes the raised exception out of the context.
            exc_fetch() -> own Object
                { raises: never, effect: writes(Exception), cpython: (here), native: (here) };
            /// Makes `exc` the handled exception; returns the one before, null for none.
            exc_enter(exc: borrow Object) -> own Nullable
                { raises: never, effect: writes(Exception), cpython: (here), native: (here) };
            /// Makes `previous` the handled exception again.
            exc_leave(previous: borrow Nullable) -> plain Unit
                { raises: never, effect: python, cpython: (here), native: (here) };
            /// `except class`: whether `exc` is caught.
            exc_match(exc: borrow Object, class: borrow Object) -> plain Bool
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// UnboundLocalError, or NameError for the variable of an outer function.
            raise_unbound(name: borrow Str, free: plain I64) -> plain Unit
                { raises: always, effect: writes(Exception), cpython: (here), native: (here) };
            /// AssertionError; `message` may be null.
            raise_assertion(message: borrow Nullable) -> plain Unit
                { raises: always, effect: python, cpython: (here), native: (here) };
            /// Whether an exception is raised: asked after a row that returned null or -1 both as a result and as a failure.
            exc_is_set() -> plain Bool
                { raises: never, effect: reads(Exception), cpython: (inline), native: (inline) };
            /// Writes the raised exception as unraisable, as in `__del__`.
            exc_unraisable(context: borrow Nullable) -> plain Unit
                { raises: never, effect: python, cpython: (here), native: (here) };
            /// Calls `exit(type(exc), exc, traceback)`: what `async with` awaits.
            context_exit_call(exit: borrow Object, exc: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// Calls `exit(type(exc), exc, traceback)`: whether it swallows the exception.
            context_exit(exit: borrow Object, exc: borrow Object) -> plain Bool
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
        }
    };
}
