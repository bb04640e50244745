//! What the folds of generator expressions do on behalf of the builtin that they stand for.
//!
//! `sum` adds in the frame of its caller, not in that of the generator expression: rows that take a `record` unlink it
//! while they may run Python, and where they raise, the fold adds no place to the traceback.

#[macro_export]
#[doc(hidden)]
macro_rules! fold_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// Whether `a` is the genuine builtin `name`.
            is_builtin(a: borrow Object, name: borrow Str) -> plain Bool
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// The function object of a fold: without closure and defaults, so that one is enough.
            fold_function(desc: plain Data, globals: borrow Object, cache: plain Data) -> own Object
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// `a + b`, outside the activation of `record`.
            outside_add(a: borrow Object, b: borrow Object, record: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `bool(a)`, outside the activation of `record`.
            outside_truth(a: borrow Object, record: plain Data) -> plain Bool
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Whether `a op b` (0..6: `<` `<=` `==` `!=` `>` `>=`), outside the activation of `record`.
            outside_compare(a: borrow Object, b: borrow Object, op: plain I64, record: plain Data) -> plain Bool
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `set.add(item)`, outside the activation of `record`.
            outside_set_add(set: borrow Object, item: borrow Object, record: plain Data) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// ValueError for `min` or `max`, which is the `name`, of nothing.
            raise_empty(name: borrow Str) -> plain Unit
                { raises: always, effect: python, cpython: (here), native: (here) };
            /// Whether `a` is an `int` of whatever class.
            is_int_instance(a: borrow Object) -> plain Bool
                { raises: never, effect: pure, cpython: (here), native: (here) };
            /// What becomes of an exception that leaves a generator's body: of StopIteration, a RuntimeError.
            generator_stopped() -> plain Unit
                { raises: always, effect: python, cpython: (here), native: (here) };
        }
    };
}
