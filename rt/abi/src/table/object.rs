//! Operations on any object.

#[macro_export]
#[doc(hidden)]
macro_rules! object_rows {
    ($($emit:tt)+) => {
        $($emit)+! {
            /// `a + b`.
            binary_add(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.add"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a += b`.
            inplace_add(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.iadd"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a + b` of strs, for a variable that has given up `a` to be set to the sum: a string that nobody else holds grows in place.
            str_append(a: consume Str, b: borrow Str) -> own Object
                { raises: null, effect: writes(Fresh), cpython: (here), native: (here) };
            /// `a - b`.
            binary_sub(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.sub"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a -= b`.
            inplace_sub(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.isub"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a * b`.
            binary_mul(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.mul"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a *= b`.
            inplace_mul(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.imul"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a @ b`.
            binary_matmul(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.matmul"], raises: null, effect: python, cpython: (api PyNumber_MatrixMultiply), native: (here) };
            /// `a @= b`.
            inplace_matmul(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.imatmul"], raises: null, effect: python, cpython: (api PyNumber_InPlaceMatrixMultiply), native: (here) };
            /// `a / b`.
            binary_truediv(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.truediv"], raises: null, effect: python, cpython: (api PyNumber_TrueDivide), native: (here) };
            /// `a /= b`.
            inplace_truediv(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.itruediv"], raises: null, effect: python, cpython: (api PyNumber_InPlaceTrueDivide), native: (here) };
            /// `a // b`.
            binary_floordiv(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.floordiv"], raises: null, effect: python, cpython: (api PyNumber_FloorDivide), native: (here) };
            /// `a //= b`.
            inplace_floordiv(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.ifloordiv"], raises: null, effect: python, cpython: (api PyNumber_InPlaceFloorDivide), native: (here) };
            /// `a % b`.
            binary_mod(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.mod"], raises: null, effect: python, cpython: (api PyNumber_Remainder), native: (here) };
            /// `a %= b`.
            inplace_mod(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.imod"], raises: null, effect: python, cpython: (api PyNumber_InPlaceRemainder), native: (here) };
            /// `a << b`.
            binary_lshift(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.lshift"], raises: null, effect: python, cpython: (api PyNumber_Lshift), native: (here) };
            /// `a <<= b`.
            inplace_lshift(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.ilshift"], raises: null, effect: python, cpython: (api PyNumber_InPlaceLshift), native: (here) };
            /// `a >> b`.
            binary_rshift(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.rshift"], raises: null, effect: python, cpython: (api PyNumber_Rshift), native: (here) };
            /// `a >>= b`.
            inplace_rshift(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.irshift"], raises: null, effect: python, cpython: (api PyNumber_InPlaceRshift), native: (here) };
            /// `a & b`.
            binary_and(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.and_"], raises: null, effect: python, cpython: (api PyNumber_And), native: (here) };
            /// `a &= b`.
            inplace_and(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.iand"], raises: null, effect: python, cpython: (api PyNumber_InPlaceAnd), native: (here) };
            /// `a | b`.
            binary_or(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.or_"], raises: null, effect: python, cpython: (api PyNumber_Or), native: (here) };
            /// `a |= b`.
            inplace_or(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.ior"], raises: null, effect: python, cpython: (api PyNumber_InPlaceOr), native: (here) };
            /// `a ^ b`.
            binary_xor(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.xor"], raises: null, effect: python, cpython: (api PyNumber_Xor), native: (here) };
            /// `a ^= b`.
            inplace_xor(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.ixor"], raises: null, effect: python, cpython: (api PyNumber_InPlaceXor), native: (here) };
            /// `a ** b`.
            binary_pow(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.pow"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `a **= b`.
            inplace_pow(a: borrow Object, b: borrow Object) -> own Object
                { py: ["operator.ipow"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `-a`.
            unary_neg(a: borrow Object) -> own Object
                { py: ["operator.neg"], raises: null, effect: python, cpython: (api PyNumber_Negative), native: (here) };
            /// `+a`.
            unary_pos(a: borrow Object) -> own Object
                { py: ["operator.pos"], raises: null, effect: python, cpython: (api PyNumber_Positive), native: (here) };
            /// `~a`.
            unary_invert(a: borrow Object) -> own Object
                { py: ["operator.invert"], raises: null, effect: python, cpython: (api PyNumber_Invert), native: (here) };
            /// `a < b` and the like; `op` counts `<`, `<=`, `==`, `!=`, `>`, `>=` from 0.
            compare(a: borrow Object, b: borrow Object, op: plain I64) -> own Object
                { raises: null, effect: python, cpython: (here), native: (here) };
            /// `bool(a < b)` and the like, without the object between.
            compare_truth(a: borrow Object, b: borrow Object, op: plain I64) -> plain Bool
                { raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `bool(a)`.
            truth(a: borrow Object) -> plain Bool
                { py: ["bool"], raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `item in container`.
            contains(container: borrow Object, item: borrow Object) -> plain Bool
                { py: ["operator.contains"], raises: minus_one, effect: python, cpython: (api PySequence_Contains), native: (here) };
            /// `object.name`.
            attr_get(object: borrow Object, name: borrow Str, cache: plain Data) -> own Object
                { py: ["getattr"], raises: null, effect: python, cpython: (inline), native: (here) };
            /// `object.name = value`.
            attr_set(object: borrow Object, name: borrow Str, value: borrow Object, cache: plain Data) -> plain Unit
                { py: ["setattr"], raises: minus_one, effect: python, cpython: (inline), native: (here) };
            /// `del object.name`.
            attr_del(object: borrow Object, name: borrow Str) -> plain Unit
                { py: ["delattr"], raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `object[index]`.
            item_get(object: borrow Object, index: borrow Object) -> own Object
                { py: ["operator.getitem"], raises: null, effect: python, cpython: (here), native: (here) };
            /// `object[index] = value`.
            item_set(object: borrow Object, index: borrow Object, value: borrow Object) -> plain Unit
                { py: ["operator.setitem"], raises: minus_one, effect: python, cpython: (here), native: (here) };
            /// `del object[index]`.
            item_del(object: borrow Object, index: borrow Object) -> plain Unit
                { py: ["operator.delitem"], raises: minus_one, effect: python, cpython: (api PyObject_DelItem), native: (here) };
            /// `slice(lower, upper, step)`.
            slice_new(lower: borrow Object, upper: borrow Object, step: borrow Object) -> own Object
                { py: ["slice"], raises: null, effect: pure, cpython: (api PySlice_New), native: (here) };
            /// `iter(object)`.
            iter(object: borrow Object) -> own Object
                { py: ["iter"], raises: null, effect: python, cpython: (api PyObject_GetIter), native: (here) };
            /// `next(iterator)`: null when it is exhausted.
            iter_next(iterator: borrow Object) -> own Nullable
                { py: ["next"], raises: null_if_set, effect: python, cpython: (here), native: (here) };
            /// `str(a)`.
            str_of(a: borrow Object) -> own Object
                { py: ["str"], raises: null, effect: python, cpython: (api PyObject_Str), native: (here) };
            /// `repr(a)`.
            repr_of(a: borrow Object) -> own Object
                { py: ["repr"], raises: null, effect: python, cpython: (api PyObject_Repr), native: (here) };
            /// `ascii(a)`.
            ascii_of(a: borrow Object) -> own Object
                { py: ["ascii"], raises: null, effect: python, cpython: (api PyObject_ASCII), native: (here) };
            /// `format(a, spec)`.
            format_value(a: borrow Object, spec: borrow Object) -> own Object
                { py: ["format"], raises: null, effect: python, cpython: (api PyObject_Format), native: (here) };
        }
    };
}
