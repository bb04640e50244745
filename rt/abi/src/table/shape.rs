//! Attributes in line, by the shape of a class: `shape` is a run of cache memory that the module has for the class, `index`
//! the attribute's number in it, and `base` what `shape_base` (or `compact_base`) gave for the object, no longer ago than the last
//! effect. `slot` and `raw` are how far the words of a compact slot are from the object.

#[macro_export]
#[doc(hidden)]
macro_rules! shape_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// What the places of the attributes of `object` count from; where all are unset if the shape is not that of its type.
            shape_base(object: borrow Object, shape: plain Data) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// Whether the shape knows where the attribute is, and it is set.
            shape_has(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// As `shape_has`, and the attribute is an exact `int` that fits in 64 bits.
            shape_has_int(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// As `shape_has`, and the attribute is a `bool`.
            shape_has_bool(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// The attribute, which `shape_has` has found.
            shape_read(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64) -> borrow Object
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// The box of the attribute if that is an exact `float`; else zero. Holds until the next effect, as the base does.
            shape_box(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// The address of the attribute, or zero if it is not found. The object is alive until the next effect.
            shape_object(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// As `shape_base`, of the object at an address that `shape_object` gave for `root` or for an object that it leads to;
            /// of zero, where all attributes are unset.
            shape_base_at(root: borrow Object, address: plain I64, shape: plain Data) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// As `compact_base`, likewise.
            compact_base_at(root: borrow Object, address: plain I64, shape: plain Data) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// The object of `keeper`, or that at the address, which `root` keeps alive.
            lent_object(root: borrow Object, keeper: borrow Nullable, address: plain I64) -> borrow Object
                { raises: never, effect: pure, cpython: (inline), native: (absent) };
            /// The float in a box of an attribute of `object`.
            shape_box_read(object: borrow Object, box_: plain I64) -> plain F64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// Overwrites the float in a box of an attribute of `object` if nothing else holds the box; whether it did, which for zero is no.
            shape_box_write(object: borrow Object, box_: plain I64, value: plain F64) -> plain Bool
                { raises: never, effect: writes(Attribute), cpython: (inline), native: (absent) };
            /// Sets an attribute that is an exact `int` to another, if the shape knows where it is; whether it did.
            shape_put_int(object: borrow Object, base: plain I64, shape: plain Data, index: plain I64, value: plain I64) -> plain Bool
                { raises: never, effect: writes(Attribute), cpython: (inline), native: (absent) };
            /// What the places of the numbers in compact slots of `object` count from; where there are none if the shape is not that of its type.
            compact_base(object: borrow Object, shape: plain Data) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// The raw word of a number in a compact slot; zero if there is none.
            compact_word(object: borrow Object, base: plain I64, raw: plain I64) -> plain I64
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// The float that a raw word stands for.
            compact_float(word: plain I64) -> plain F64
                { raises: never, effect: pure, cpython: (inline), native: (absent) };
            /// The int that a raw word stands for.
            compact_int(word: plain I64) -> plain I64
                { raises: never, effect: pure, cpython: (inline), native: (absent) };
            /// Puts a float into a compact slot, if there is one with no object in it; whether it did.
            compact_put_float(object: borrow Object, base: plain I64, slot: plain I64, raw: plain I64, value: plain F64) -> plain Bool
                { raises: never, effect: writes(Attribute), cpython: (inline), native: (absent) };
            /// Puts an int into a compact slot in the same way.
            compact_put_int(object: borrow Object, base: plain I64, slot: plain I64, raw: plain I64, value: plain I64) -> plain Bool
                { raises: never, effect: writes(Attribute), cpython: (inline), native: (absent) };
            /// `attr_get` where no number was found in a compact slot: the shape learns whether the slots are where `numbers` says, by pairs
            /// of a name and the code of a `CompactSlot`.
            compact_get_apart(object: borrow Object, name: borrow Str, cache: plain Data, shape: plain Data, numbers: borrow Tuple) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// `attr_set` in the same way.
            compact_set_apart(object: borrow Object, name: borrow Str, value: borrow Object, cache: plain Data, shape: plain Data, numbers: borrow Tuple) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (absent) };
            /// `attr_get` where a shape did not know the attribute: it learns where number `index` of its `count` attributes is.
            attr_get_apart(object: borrow Object, name: borrow Str, cache: plain Data, shape: plain Data, count: plain I64, index: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (absent) };
            /// `attr_set` in the same way.
            attr_set_apart(object: borrow Object, name: borrow Str, value: borrow Object, cache: plain Data, shape: plain Data, count: plain I64, index: plain I64) -> plain Unit
                { raises: minus_one, effect: python, cpython: (here), native: (absent) };
            /// Whether what a `method_get` gave, in the cache that it used, is the function made from `function` (a `FunctionDesc`), unchanged, and takes its object as the first argument.
            method_is(method: borrow Object, unbound: plain I64, function: plain Data, cache: plain Data) -> plain Bool
                { raises: never, effect: reads(Attribute), cpython: (inline), native: (absent) };
            /// A new instance of `class`, to be initialised by the function made from `init` (a `FunctionDesc`); null if that is not all that calling the class would do.
            instance_new(class: borrow Object, init: plain Data, cache: plain Data) -> own Nullable
                { raises: null_if_set, effect: python, cpython: (here), native: (absent) };
            /// TypeError for an `__init__` that returned `result`.
            init_returned(result: borrow Object) -> plain Unit
                { raises: always, effect: python, cpython: (here), native: (absent) };
        }
    };
}
