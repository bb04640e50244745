//! Variables that are not registers, functions, classes, generators and imports.

#[macro_export]
#[doc(hidden)]
macro_rules! function_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `name` of the module `desc` (a `ModuleDesc`), or else of builtins.
            global_get(desc: plain Data, globals: borrow Object, name: borrow Str, cache: plain Data) -> own Object
                { raises: null, effect: python, cpython: (inline), native: (here) };
            /// `name` of the module, if it is still the function that `function` (a `FunctionDesc`) describes, with its own code; else null.
            global_function(globals: borrow Object, name: borrow Str, function: plain Data, cache: plain Data) -> borrow Nullable
                { raises: never, effect: reads(Global), cpython: (inline), native: (here) };
            /// `name` of builtins, if the module does not hide it and it is the genuine builtin of that name; else null.
            global_builtin(desc: plain Data, globals: borrow Object, name: borrow Str, cache: plain Data) -> borrow Nullable
                { raises: never, effect: reads(Global), cpython: (inline), native: (here) };
            /// `name` of the module; null if it has none, or where that is not known in line.
            global_value(globals: borrow Object, name: borrow Str, cache: plain Data) -> borrow Nullable
                { raises: never, effect: reads(Global), cpython: (inline), native: (here) };
            /// The variable `name` of what is a module, as an attribute; null for other objects, and where there is none.
            module_value(module: borrow Object, name: borrow Str, cache: plain Data) -> borrow Nullable
                { raises: never, effect: reads(Global), cpython: (inline), native: (here) };
            /// Whether an object is that function of `math` (a `MathFunction` by number).
            math_is(function: borrow Object, number: plain I64, cache: plain Data) -> plain Bool
                { raises: never, effect: pure, cpython: (inline), native: (here) };
            /// `name = value` at module level or after `global name`.
            global_set(globals: borrow Object, name: borrow Str, value: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `del name` of a module variable.
            global_del(globals: borrow Object, name: borrow Str) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Says whose variables the call of `globals` that follows is to give.
            globals_note(globals: borrow Object) -> plain Unit
                { raises: never, effect: writes(Exception), cpython: (absent), native: (here) };
            /// A name in a class body: of the namespace; null when it has none.
            namespace_get(namespace: borrow Object, name: borrow Str) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// `name = value` in a class body.
            namespace_set(namespace: borrow Object, name: borrow Str, value: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `del name` in a class body.
            namespace_del(namespace: borrow Object, name: borrow Str) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// A function object of `desc`; `closure` is a tuple of cells or null, `defaults` a tuple or null, `kwdefaults` and `annotations` a dict or null (annotations may be a flat tuple).
            function_new(desc: plain Data, globals: borrow Object, closure: borrow Nullable, defaults: borrow Nullable, kwdefaults: borrow Nullable, annotations: borrow Nullable) -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// The tuple of cells of a function object.
            function_closure(function: borrow Object) -> borrow Object
                { raises: never, effect: pure, cpython: (inline), native: (inline) };
            /// A class statement: `body` is a function object that fills the namespace given to it; `keywords` is a dict or null.
            class_new(body: borrow Object, name: borrow Str, bases: borrow Tuple, keywords: borrow Nullable) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// As `class_new`; instances keep the numbers unboxed that are in the slots which `numbers` names, by pairs of a name and a number of that type, if nothing can tell.
            class_new_compact(body: borrow Object, name: borrow Str, bases: borrow Tuple, keywords: borrow Nullable, numbers: borrow Tuple) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// What every class body starts with: `__module__`, `__qualname__`, `__doc__` and what else the version sets.
            class_begin(namespace: borrow Object, desc: plain Data, globals: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// A new cell; `value` may be null.
            cell_new(value: borrow Nullable) -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// The value in a cell, null when it is unset.
            cell_get(cell: borrow Object) -> own Nullable
                { raises: never, effect: reads(Cell), cpython: (inline), native: (inline) };
            /// Sets or, with null, unsets the value in a cell.
            cell_set(cell: borrow Object, value: borrow Nullable) -> plain Unit
                { raises: never, effect: python, cpython: (inline), native: (inline) };
            /// A generator, coroutine or asynchronous generator that will resume at entry 0 of `function`; the words of `args` (owned) become its first frame words.
            generator_new(function: borrow Object, desc: plain Data, args: plain Data, nargs: plain I64) -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// The value sent into a generator that was just resumed, or the exception thrown into it.
            generator_sent(frame: plain Data) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// The value sent into a generator that was resumed in its fast version.
            generator_take(frame: plain Data) -> own Object
                { raises: never, effect: writes(Frame), cpython: (inline), native: (inline) };
            /// Tells whoever resumed an asynchronous generator that it suspends in a `yield`, not in an `await`: right before it does.
            generator_yields(frame: plain Data) -> plain Unit
                { raises: never, effect: writes(Frame), cpython: (inline), native: (absent) };
            /// The iterator that `yield from object` goes through.
            yield_from_iter(desc: plain Data, object: borrow Object) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// One step of `yield from` or `await`: sends `value` into `iterator`; null when it has returned, its result then in `generator_result`.
            yield_from(frame: plain Data, iterator: borrow Object, value: borrow Object) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// When `generator_sent` failed in a `yield from`: throws that exception into `iterator`; the result is as of `yield_from`.
            yield_from_throw(frame: plain Data, iterator: borrow Object) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// The result of the sub-iterator that `yield_from` found exhausted.
            generator_result() -> own Object
                { raises: null, effect: pure, cpython: (here), native: (here) };
            /// `import name`: the top package, or with `fromlist` the module itself.
            import(globals: borrow Object, name: borrow Str, fromlist: borrow Object, level: plain I64) -> own Object
                { py: ["__import__"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `from module import name`.
            import_from(module: borrow Object, name: borrow Str) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `from module import *`.
            import_star(module: borrow Object, globals: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// Makes sure that a namespace has `__annotations__`.
            annotations_setup(namespace: borrow Object) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
        }
    };
}
