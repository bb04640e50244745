//! Operators: what `+`, `<`, `[]`, `in` and the like do for each pair of operands.
//!
//! A binary operator tries what the builtin types know, and for instances of classes their special methods, in the order
//! that CPython has: the right operand's reflected method first if its class derives from the left one's.

use crate::args::{Args, Def, method};
use crate::call;
use crate::class::{self, is_custom, is_subclass, lookup, type_of};
use crate::context::{Cx, Raised, Res};
use crate::deque::{self, Deque};
use crate::dict::{self, Dict};
use crate::instance::payload;
use crate::long_range::LongRange;
use crate::object::{Kind, List, ListLike, Own, Str, Tuple, Value};
use crate::range::{Range, Slice};
use crate::sequence::{self, Index};
use crate::types::TypeId;
use crate::{bytes, int, list, number, range, set, str, tuple};

macro_rules! operators {
    ($($op:ident $symbol:literal $method:ident $reflected:ident $inplace:ident $assign:literal;)*) => {
        /// A binary operator.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Op { $($op),* }

        impl Op {
            const fn symbol(self) -> &'static str {
                match self { $(Op::$op => $symbol),* }
            }
            const fn assign_symbol(self) -> &'static str {
                match self { $(Op::$op => $assign),* }
            }
            fn method(self, cx: &Cx) -> &Own {
                match self { $(Op::$op => &cx.names.$method),* }
            }
            fn reflected(self, cx: &Cx) -> &Own {
                match self { $(Op::$op => &cx.names.$reflected),* }
            }
            fn inplace_method(self, cx: &Cx) -> &Own {
                match self { $(Op::$op => &cx.names.$inplace),* }
            }
        }

        /// The special methods of binary operators on builtin types.
        static BINARY_METHODS: &[(&str, Def)] = &[$(
            (stringify!($method), method(stringify!($method), "self value", |cx, args| forward(cx, Op::$op, args))),
            (stringify!($reflected), method(stringify!($reflected), "self value", |cx, args| backward(cx, Op::$op, args))),
            (stringify!($inplace), method(stringify!($inplace), "self value", |cx, args| {
                on_builtins_inplace(cx, Op::$op, payload(args.get(0)), args.get(1)).unwrap_or_else(|| Ok(Value::NOT_IMPLEMENTED.own()))
            })),
        )*];
    };
}

operators! {
    Add "+" __add__ __radd__ __iadd__ "+=";
    Sub "-" __sub__ __rsub__ __isub__ "-=";
    Mul "*" __mul__ __rmul__ __imul__ "*=";
    MatMul "@" __matmul__ __rmatmul__ __imatmul__ "@=";
    TrueDiv "/" __truediv__ __rtruediv__ __itruediv__ "/=";
    FloorDiv "//" __floordiv__ __rfloordiv__ __ifloordiv__ "//=";
    Mod "%" __mod__ __rmod__ __imod__ "%=";
    Pow "** or pow()" __pow__ __rpow__ __ipow__ "**=";
    LShift "<<" __lshift__ __rlshift__ __ilshift__ "<<=";
    RShift ">>" __rshift__ __rrshift__ __irshift__ ">>=";
    And "&" __and__ __rand__ __iand__ "&=";
    Or "|" __or__ __ror__ __ior__ "|=";
    Xor "^" __xor__ __rxor__ __ixor__ "^=";
    DivMod "divmod()" __divmod__ __rdivmod__ __divmod__ "divmod()";
}

fn forward(cx: &Cx, op: Op, args: &Args<'_>) -> Res {
    on_builtins(cx, op, payload(args.get(0)), args.get(1)).unwrap_or_else(|| Ok(Value::NOT_IMPLEMENTED.own()))
}

fn backward(cx: &Cx, op: Op, args: &Args<'_>) -> Res {
    on_builtins(cx, op, args.get(1), payload(args.get(0))).unwrap_or_else(|| Ok(Value::NOT_IMPLEMENTED.own()))
}

macro_rules! rows {
    ($($binary:ident $inplace:ident $op:ident;)*) => {$(
        #[doc = concat!("Row `", stringify!($binary), "`.")]
        #[inline]
        pub(crate) fn $binary(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
            quick(Op::$op, a, b).map_or_else(|| binary(cx, Op::$op, a, b), Ok)
        }
        #[doc = concat!("Row `", stringify!($inplace), "`.")]
        #[inline]
        pub(crate) fn $inplace(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
            quick(Op::$op, a, b).map_or_else(|| inplace(cx, Op::$op, a, b), Ok)
        }
    )*};
}

rows! {
    binary_add inplace_add Add;
    binary_sub inplace_sub Sub;
    binary_mul inplace_mul Mul;
    binary_matmul inplace_matmul MatMul;
    binary_truediv inplace_truediv TrueDiv;
    binary_floordiv inplace_floordiv FloorDiv;
    binary_mod inplace_mod Mod;
    binary_lshift inplace_lshift LShift;
    binary_rshift inplace_rshift RShift;
    binary_and inplace_and And;
    binary_or inplace_or Or;
    binary_xor inplace_xor Xor;
    binary_pow inplace_pow Pow;
}

/// `a op b` of small ints and of floats, which need nothing else; `None` for all others, and where there is more to it.
#[inline(always)]
fn quick(op: Op, a: Value<'_>, b: Value<'_>) -> Option<Own> {
    if let (Some(x), Some(y)) = (a.small_int(), b.small_int()) {
        return match op {
            Op::Add => Some(Own::int(x + y)),
            Op::Sub => Some(Own::int(x - y)),
            Op::And => Some(Own::int(x & y)),
            _ => None,
        };
    }
    let (x, y) = (a.float()?, b.float()?);
    match op {
        Op::Add => Some(Own::float(x + y)),
        Op::Sub => Some(Own::float(x - y)),
        Op::Mul => Some(Own::float(x * y)),
        Op::TrueDiv if y != 0.0 => Some(Own::float(x / y)),
        _ => None,
    }
}

/// `a op b`.
pub(crate) fn binary(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Res {
    if !is_custom(a) && !is_custom(b) && !is_type(a) && !is_type(b) {
        return match on_builtins(cx, op, a, b) {
            Some(result) => result,
            None => Err(unsupported(cx, op, a, b)),
        };
    }
    match with_methods(cx, op, a, b)? {
        Some(result) => Ok(result),
        None => Err(unsupported(cx, op, a, b)),
    }
}

fn is_type(value: Value<'_>) -> bool {
    value.kind() == Some(Kind::Type)
}

/// Through special methods; `None` if none knows what to do.
fn with_methods(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Res<Option<Own>> {
    let (class_a, class_b) = (type_of(cx, a), type_of(cx, b));
    let reflected = || if class_a.is(class_b) { None } else { special(cx, b, op.reflected(cx)) };
    let first =
        !class_a.is(class_b) && is_subclass(class_b, class_a) && !same_method(cx, class_a, class_b, op.reflected(cx));
    if first
        && let Some(found) = reflected()
        && let Some(result) = implemented(class::call_bound(cx, found, b, &[a]))?
    {
        return Ok(Some(result));
    }
    let forward = match special(cx, a, op.method(cx)) {
        Some(found) => implemented(class::call_bound(cx, found, a, &[b]))?,
        None => on_builtins(cx, op, payload(a), b).map(implemented).transpose()?.flatten(),
    };
    if forward.is_some() || first {
        return Ok(forward);
    }
    match reflected() {
        Some(found) => implemented(class::call_bound(cx, found, b, &[a])),
        None => Ok(None),
    }
}

fn same_method(cx: &Cx, a: Value<'_>, b: Value<'_>, name: &Own) -> bool {
    match (lookup(cx, a, name.r()), lookup(cx, b, name.r())) {
        (Some(a), Some(b)) => a.r().is(b.r()),
        (None, None) => true,
        _ => false,
    }
}

/// The special method of an operand, if it is an instance of a class or a class itself.
fn special(cx: &Cx, value: Value<'_>, name: &Own) -> Option<Own> {
    if is_custom(value) || is_type(value) { lookup(cx, type_of(cx, value), name.r()) } else { None }
}

fn implemented(result: Res) -> Res<Option<Own>> {
    result.map(|value| (!value.r().is(Value::NOT_IMPLEMENTED)).then_some(value))
}

#[cold]
fn unsupported(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Raised {
    if let Some(message) = sequence_message(cx, op, a, b) {
        return cx.type_error(message);
    }
    unsupported_symbol(cx, op.symbol(), a, b)
}

fn unsupported_symbol(cx: &Cx, symbol: &str, a: Value<'_>, b: Value<'_>) -> Raised {
    let (left, right) = (class::type_name(cx, a), class::type_name(cx, b));
    cx.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
}

/// Sequences have messages of their own for `+` and `*`.
fn sequence_message(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Option<String> {
    let kind = |value: Value<'_>| {
        matches!(payload(value).kind(), Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
    };
    match op {
        Op::Add if kind(a) => {
            let other = class::type_name(cx, b);
            Some(match payload(a).kind()? {
                Kind::Str => format!("can only concatenate str (not \"{other}\") to str"),
                Kind::List => format!("can only concatenate list (not \"{other}\") to list"),
                Kind::Tuple => format!("can only concatenate tuple (not \"{other}\") to tuple"),
                _ => format!("can't concat {other} to {}", class::type_name(cx, a)),
            })
        }
        Op::Mul if kind(a) || kind(b) => {
            let other = class::type_name(cx, if kind(a) { b } else { a });
            Some(format!("can't multiply sequence by non-int of type '{other}'"))
        }
        _ => None,
    }
}

/// `a op b` as the builtin types know it; `None` if they do not.
fn on_builtins(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Option<Res> {
    if let Some(result) = number::binary(cx, op, a, b) {
        return Some(result);
    }
    let (a, bare) = (payload(a), payload(b));
    match op {
        Op::Add => concat(cx, a, bare),
        Op::Mul => match (int::number(a), int::number(bare)) {
            (Some(_), None) => repeat(cx, bare, a),
            (None, Some(_)) => repeat(cx, a, bare),
            (None, None) if class::custom(cx, b, &cx.names.__index__).is_some() => repeat(cx, a, b),
            _ => None,
        },
        Op::Mod => match a.kind()? {
            Kind::Str => Some(crate::percent::format(cx, a.expect(), b)),
            Kind::Bytes => Some(crate::percent::format_bytes(cx, a, b)),
            _ => None,
        },
        Op::Or if a.kind() == Some(Kind::Dict) && bare.kind() == Some(Kind::Dict) => {
            let made = a.expect::<Dict>().copy();
            Some(dict::update(cx, made.r().expect(), bare).map(|()| made))
        }
        Op::Or
            if matches!(a.kind(), Some(Kind::Type | Kind::Alias))
                || matches!(bare.kind(), Some(Kind::Type | Kind::Alias)) =>
        {
            crate::alias::union(cx, a, bare).transpose()
        }
        Op::Or | Op::And | Op::Sub | Op::Xor => set::operator(cx, op.symbol(), a, bare),
        Op::MatMul | Op::TrueDiv | Op::FloorDiv | Op::Pow | Op::LShift | Op::RShift | Op::DivMod => None,
    }
}

fn concat(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Option<Res> {
    match a.kind()? {
        Kind::Str => Some(Ok(str::concat(a.expect(), b.str()?))),
        Kind::List => {
            let (a, b) = (a.expect::<List>(), b.get::<List>()?);
            let mut items = a.to_vec();
            b.read(|more| items.extend_from_slice(more));
            Some(Ok(List::object(items)))
        }
        Kind::Tuple => {
            let (a, b) = (a.expect::<Tuple>(), b.get::<Tuple>()?);
            let items: Vec<Own> = a.items().iter().chain(b.items()).cloned().collect();
            Some(Ok(Tuple::to_own(items)))
        }
        Kind::Bytes | Kind::ByteArray => bytes::concat(a, b).map(Ok),
        Kind::Deque => deque::concat(cx, a.expect(), b),
        _ => None,
    }
}

fn repeat(cx: &Cx, sequence: Value<'_>, count: Value<'_>) -> Option<Res> {
    match sequence.kind()? {
        Kind::Str => Some(int::count(cx, count).and_then(|count| str::repeat(cx, sequence.expect(), count))),
        Kind::List => Some(int::count(cx, count).and_then(|count| {
            let items = sequence.expect::<List>().to_vec();
            sequence::repeat(cx, &items, count).map(List::object)
        })),
        Kind::Tuple => Some(
            int::count(cx, count)
                .and_then(|count| sequence::repeat(cx, sequence.expect::<Tuple>().items(), count).map(Tuple::to_own)),
        ),
        Kind::Bytes | Kind::ByteArray => {
            Some(int::count(cx, count).and_then(|count| bytes::repeat(cx, sequence, count)))
        }
        Kind::Deque => Some(int::count(cx, count).and_then(|count| deque::repeat(cx, sequence.expect(), count))),
        _ => None,
    }
}

/// `a op= b`.
fn inplace(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Res {
    if !is_custom(a) {
        if let Some(result) = on_builtins_inplace(cx, op, a, b) {
            return result;
        }
    } else if let Some(found) = lookup(cx, type_of(cx, a), op.inplace_method(cx).r())
        && let Some(result) = implemented(class::call_bound(cx, found, a, &[b]))?
    {
        return Ok(if payload(a).is(result.r()) { a.own() } else { result });
    }
    let plain = !is_custom(a) && !is_custom(b) && !is_type(a) && !is_type(b);
    let result = if plain { on_builtins(cx, op, a, b).transpose()? } else { with_methods(cx, op, a, b)? };
    match result {
        Some(result) => Ok(result),
        None if sequence_message(cx, op, a, b).is_some() => Err(unsupported(cx, op, a, b)),
        None => Err(unsupported_symbol(cx, op.assign_symbol(), a, b)),
    }
}

/// What builtin types do in place; `None` if nothing.
fn on_builtins_inplace(cx: &Cx, op: Op, a: Value<'_>, b: Value<'_>) -> Option<Res> {
    match (a.kind()?, op) {
        (Kind::List, Op::Add) => Some(list::extend(cx, a.expect(), b).map(|()| a.own())),
        (Kind::List, Op::Mul) if int::is_int(b) => Some(int::count(cx, b).and_then(|count| {
            let list = a.expect::<List>();
            let items = sequence::repeat(cx, &list.to_vec(), count)?;
            drop(list.write(|old| core::mem::replace(old, items)));
            Ok(a.own())
        })),
        (Kind::Dict, Op::Or) => Some(dict::update(cx, a.expect(), b).map(|()| a.own())),
        (Kind::Set, Op::Or | Op::And | Op::Sub | Op::Xor) => set::inplace(cx, op.symbol(), a, b),
        (Kind::Deque, Op::Add) => Some(deque::extend(cx, a, b)),
        (Kind::ByteArray, Op::Add) => Some(bytes::extend(cx, a, b).map(|()| a.own())),
        _ => None,
    }
}

/// A tuple of two.
pub(crate) fn pair(a: Own, b: Own) -> Own {
    Tuple::object([a, b].into_iter())
}

// Unary

fn unary(cx: &Cx, a: Value<'_>, name: &Own, symbol: &str, on_number: fn(&Cx, Value<'_>) -> Option<Own>) -> Res {
    if is_custom(a)
        && let Some(result) = class::special(cx, a, name, &[])
    {
        return result;
    }
    on_number(cx, payload(a))
        .ok_or_else(|| cx.type_error(format!("bad operand type for {symbol}: '{}'", class::type_name(cx, a))))
}

fn negated(_cx: &Cx, a: Value<'_>) -> Option<Own> {
    if let Some(float) = a.float() {
        return Some(Own::float(-float));
    }
    if let Some((real, imaginary)) = crate::complex::value(a) {
        return Some(crate::complex::object(-real, -imaginary));
    }
    int::number(a).map(int::neg)
}

fn same_number(_cx: &Cx, a: Value<'_>) -> Option<Own> {
    if a.float().is_some() || crate::complex::value(a).is_some() {
        Some(a.own())
    } else {
        int::number(a).map(int::from_number)
    }
}

fn absolute(_cx: &Cx, a: Value<'_>) -> Option<Own> {
    if let Some(float) = a.float() {
        return Some(Own::float(float.abs()));
    }
    if let Some((real, imaginary)) = crate::complex::value(a) {
        return Some(Own::float(real.hypot(imaginary)));
    }
    int::number(a).map(int::abs)
}

/// Row `unary_neg`.
pub(crate) fn unary_neg(cx: &Cx, a: Value<'_>) -> Res {
    unary(cx, a, &cx.names.__neg__, "unary -", negated)
}

/// Row `unary_pos`.
pub(crate) fn unary_pos(cx: &Cx, a: Value<'_>) -> Res {
    unary(cx, a, &cx.names.__pos__, "unary +", same_number)
}

/// Row `unary_invert`.
pub(crate) fn unary_invert(cx: &Cx, a: Value<'_>) -> Res {
    unary(cx, a, &cx.names.__invert__, "unary ~", |_, a| int::number(a).map(int::invert_bits))
}

/// `abs(a)`.
pub(crate) fn abs(cx: &Cx, a: Value<'_>) -> Res {
    crate::complex::check_size(cx, a)?;
    unary(cx, a, &cx.names.__abs__, "abs()", absolute)
}

// Comparing

const SYMBOLS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];
/// The operator with its operands exchanged.
const SWAPPED: [i64; 6] = [4, 5, 2, 3, 0, 1];

fn compare_name(cx: &Cx, op: i64) -> &Own {
    let names = &cx.names;
    [&names.__lt__, &names.__le__, &names.__eq__, &names.__ne__, &names.__gt__, &names.__ge__][op as usize]
}

/// Row `compare`.
pub(crate) fn compare(cx: &Cx, a: Value<'_>, b: Value<'_>, op: i64) -> Res {
    if let (Some(x), Some(y)) = (a.small_int(), b.small_int()) {
        return Ok(Own::bool(sequence::holds(op, x.cmp(&y))));
    }
    if let (Some(x), Some(y)) = (a.float(), b.float()) {
        return Ok(Own::bool(match op {
            0 => x < y,
            1 => x <= y,
            2 => x == y,
            3 => x != y,
            4 => x > y,
            _ => x >= y,
        }));
    }
    let custom = |value: Value<'_>| is_custom(value) || is_type(value);
    let result = if custom(a) || custom(b) {
        compare_with_methods(cx, a, b, op)?
    } else {
        compare_builtins(cx, a, b, op).transpose()?
    };
    match result {
        Some(result) => Ok(result),
        None if op == 2 => Ok(Own::bool(a.is(b))),
        None if op == 3 => Ok(Own::bool(!a.is(b))),
        None => {
            let (left, right) = (class::type_name(cx, a), class::type_name(cx, b));
            let symbol = SYMBOLS[op as usize];
            Err(cx.type_error(format!("'{symbol}' not supported between instances of '{left}' and '{right}'")))
        }
    }
}

fn compare_with_methods(cx: &Cx, a: Value<'_>, b: Value<'_>, op: i64) -> Res<Option<Own>> {
    let (class_a, class_b) = (type_of(cx, a), type_of(cx, b));
    let backward = SWAPPED[op as usize];
    let first = !class_a.is(class_b) && is_subclass(class_b, class_a);
    if first && let Some(result) = compare_one(cx, b, a, backward)? {
        return Ok(Some(result));
    }
    if let Some(result) = compare_one(cx, a, b, op)? {
        return Ok(Some(result));
    }
    if first { Ok(None) } else { compare_one(cx, b, a, backward) }
}

/// What the left operand says.
fn compare_one(cx: &Cx, a: Value<'_>, b: Value<'_>, op: i64) -> Res<Option<Own>> {
    if let Some(found) = special(cx, a, compare_name(cx, op))
        && !class::is_builtin_named(found.r(), TypeId::Object)
    {
        return implemented(class::call_bound(cx, found, a, &[b]));
    }
    // `!=` is the inverse of `==` where it is not defined.
    if op == 3
        && is_custom(a)
        && let Some(found) = special(cx, a, &cx.names.__eq__)
        && !class::is_builtin_named(found.r(), TypeId::Object)
    {
        return match implemented(class::call_bound(cx, found, a, &[b]))? {
            Some(result) => Ok(Some(Own::bool(!truth(cx, result.r())?))),
            None => Ok(None),
        };
    }
    let (left, right) = (payload(a), payload(b));
    if number::is_left_to(left, right) { Ok(None) } else { compare_builtins(cx, left, right, op).transpose() }
}

/// `a op b` as the builtin types know it; `None` if they do not.
fn compare_builtins(cx: &Cx, a: Value<'_>, b: Value<'_>, op: i64) -> Option<Res> {
    if let Some(result) = number::compare(a, b, op) {
        return Some(Ok(Own::bool(result)));
    }
    let equality = op == 2 || op == 3;
    match (a.kind()?, b.kind()?) {
        (Kind::Str, Kind::Str) => {
            let (a, b) = (a.expect::<Str>(), b.expect::<Str>());
            let result = if equality { str::equal(a, b) == (op == 2) } else { sequence::holds(op, str::compare(a, b)) };
            Some(Ok(Own::bool(result)))
        }
        (Kind::List, Kind::List) => {
            Some(cx.deeper(|| sequence::compare(cx, a.expect::<List>(), b.expect::<List>(), op)))
        }
        (Kind::Tuple, Kind::Tuple) => {
            Some(cx.deeper(|| sequence::compare(cx, a.expect::<Tuple>(), b.expect::<Tuple>(), op)))
        }
        (Kind::Deque, Kind::Deque) => {
            Some(cx.deeper(|| sequence::compare(cx, a.expect::<Deque>(), b.expect::<Deque>(), op)))
        }
        (Kind::Dict, Kind::Dict) if equality => {
            Some(cx.deeper(|| dict::equal(cx, a.expect(), b.expect())).map(|same| Own::bool(same == (op == 2))))
        }
        (Kind::Bytes | Kind::ByteArray, Kind::Bytes | Kind::ByteArray) => {
            let (a, b) = (bytes::contents(a)?, bytes::contents(b)?);
            Some(Ok(Own::bool(sequence::holds(op, a.cmp(&b)))))
        }
        (Kind::Set | Kind::FrozenSet, Kind::Set | Kind::FrozenSet) => Some(compare_sets(cx, a, b, op)),
        (Kind::DictView, Kind::DictView | Kind::Set | Kind::FrozenSet)
        | (Kind::Set | Kind::FrozenSet, Kind::DictView) => {
            let as_set = |value| {
                let made = set::object();
                set::update(cx, set::table(made.r()).expect("a set"), value).map(|()| made)
            };
            Some(as_set(a).and_then(|a| as_set(b).and_then(|b| compare_sets(cx, a.r(), b.r(), op))))
        }
        (Kind::Range | Kind::LongRange, Kind::Range | Kind::LongRange) if equality => {
            Some(range::equal(cx, a, b).map(|same| Own::bool(same == (op == 2))))
        }
        (Kind::Slice, Kind::Slice) => {
            let parts = |slice: &Slice| {
                Tuple::object(
                    [&slice.start, &slice.stop, &slice.step].into_iter().cloned().collect::<Vec<_>>().into_iter(),
                )
            };
            Some(compare(cx, parts(a.expect()).r(), parts(b.expect()).r(), op))
        }
        (Kind::Method, Kind::Method) if equality => {
            let (a, b) = (a.expect::<crate::function::Method>(), b.expect::<crate::function::Method>());
            let same = a.function.r().is(b.function.r()) && a.receiver.r().is(b.receiver.r());
            Some(Ok(Own::bool(same == (op == 2))))
        }
        (Kind::WeakRef, Kind::WeakRef) if equality => {
            Some(crate::weak::equal(cx, a, b).map(|same| Own::bool(same == (op == 2))))
        }
        (Kind::Alias, Kind::Alias) if equality => {
            Some(crate::alias::equal(cx, a.expect(), b.expect()).map(|same| Own::bool(same == (op == 2))))
        }
        (Kind::Builtin, Kind::Builtin) if equality => {
            let (a, b) = (a.expect::<call::Builtin>(), b.expect::<call::Builtin>());
            let receivers = match (&a.receiver, &b.receiver) {
                (Some(a), Some(b)) => a.r().is(b.r()),
                (None, None) => true,
                _ => false,
            };
            Some(Ok(Own::bool((core::ptr::eq(a.def, b.def) && receivers) == (op == 2))))
        }
        _ => None,
    }
}

fn compare_sets(cx: &Cx, a: Value<'_>, b: Value<'_>, op: i64) -> Res {
    let (a, b) = (set::table(a).expect("a set"), set::table(b).expect("a set"));
    let same_size = a.len() == b.len();
    Ok(Own::bool(match op {
        0 => a.len() < b.len() && set::is_subset(cx, a, b)?,
        1 => set::is_subset(cx, a, b)?,
        2 => same_size && set::is_subset(cx, a, b)?,
        3 => !(same_size && set::is_subset(cx, a, b)?),
        4 => b.len() < a.len() && set::is_subset(cx, b, a)?,
        _ => set::is_subset(cx, b, a)?,
    }))
}

/// Row `compare_truth`.
#[inline]
pub(crate) fn compare_truth(cx: &Cx, a: Value<'_>, b: Value<'_>, op: i64) -> Res<bool> {
    let result = compare(cx, a, b, op)?;
    truth(cx, result.r())
}

/// `a is b or a == b`.
pub(crate) fn equal(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res<bool> {
    if a.is(b) {
        return Ok(true);
    }
    compare_truth(cx, a, b, 2)
}

/// Row `truth`.
#[inline]
pub(crate) fn truth(cx: &Cx, a: Value<'_>) -> Res<bool> {
    if let Some(truth) = a.bool() {
        return Ok(truth);
    }
    if a.is_none() {
        return Ok(false);
    }
    if let Some(small) = a.small_int() {
        return Ok(small != 0);
    }
    truth_of_object(cx, a)
}

fn truth_of_object(cx: &Cx, a: Value<'_>) -> Res<bool> {
    if let Some(float) = a.float() {
        return Ok(float != 0.0);
    }
    if is_custom(a) || is_type(a) {
        if let Some(found) = special(cx, a, &cx.names.__bool__) {
            let result = class::call_bound(cx, found, a, &[])?;
            return result.r().bool().ok_or_else(|| {
                let found = class::type_name(cx, result.r());
                cx.type_error(format!("__bool__ should return bool, returned {found}"))
            });
        }
        if special(cx, a, &cx.names.__len__).is_some() {
            return len(cx, a).map(|len| len != 0);
        }
        let bare = payload(a);
        return if bare.is(a) { Ok(true) } else { truth(cx, bare) };
    }
    if let Some(range) = a.get::<LongRange>() {
        return Ok(!range.is_empty());
    }
    Ok(match builtin_len(a) {
        Some(len) => len != 0,
        None => crate::complex::value(a).is_none_or(|value| value != (0.0, 0.0)),
    })
}

/// The length of an object of a builtin type.
fn builtin_len(a: Value<'_>) -> Option<usize> {
    Some(match a.kind()? {
        Kind::Str => a.expect::<Str>().len(),
        Kind::List => a.expect::<List>().len(),
        Kind::Tuple => a.expect::<Tuple>().len(),
        Kind::Dict => a.expect::<Dict>().len(),
        Kind::Set | Kind::FrozenSet => set::table(a)?.len(),
        Kind::Bytes | Kind::ByteArray => bytes::contents(a)?.len(),
        Kind::Range => a.expect::<Range>().len() as usize,
        Kind::DictView => a.expect::<dict::View>().dict().len(),
        Kind::Deque => a.expect::<Deque>().len(),
        _ => return None,
    })
}

/// `len(a)`.
pub(crate) fn len(cx: &Cx, a: Value<'_>) -> Res<usize> {
    if is_custom(a) || is_type(a) {
        let Some(found) = special(cx, a, &cx.names.__len__) else { return Err(no_len(cx, a)) };
        let result = class::call_bound(cx, found, a, &[])?;
        let len = int::argument(cx, result.r())?;
        return usize::try_from(len).map_err(|_| cx.value_error("__len__() should return >= 0"));
    }
    if let Some(range) = a.get::<LongRange>() {
        return range.len().ok_or_else(|| cx.overflow_error("Python int too large to convert to C ssize_t"));
    }
    builtin_len(a).ok_or_else(|| no_len(cx, a))
}

fn no_len(cx: &Cx, a: Value<'_>) -> Raised {
    cx.type_error(format!("object of type '{}' has no len()", class::type_name(cx, a)))
}

/// Row `contains`.
pub(crate) fn contains(cx: &Cx, container: Value<'_>, item: Value<'_>) -> Res<bool> {
    if is_custom(container) || is_type(container) {
        if let Some(found) = special(cx, container, &cx.names.__contains__) {
            if found.r().is_none() {
                return Err(not_a_container(cx, container));
            }
            let result = class::call_bound(cx, found, container, &[item])?;
            return truth(cx, result.r());
        }
        return contains_by_iteration(cx, container, item);
    }
    contains_builtin(cx, container, item)
}

fn contains_builtin(cx: &Cx, container: Value<'_>, item: Value<'_>) -> Res<bool> {
    match container.kind() {
        Some(Kind::Str) => match payload(item).str() {
            Some(part) => Ok(str::find(container.expect::<Str>().chars(), part.chars(), 0).is_some()),
            None => {
                let found = class::type_name(cx, item);
                Err(cx.type_error(format!("'in <string>' requires string as left operand, not {found}")))
            }
        },
        Some(Kind::List) => Ok(sequence::find(cx, container.expect::<List>(), item, 0, usize::MAX)?.is_some()),
        Some(Kind::Tuple) => Ok(sequence::find(cx, container.expect::<Tuple>(), item, 0, usize::MAX)?.is_some()),
        Some(Kind::Dict) => Ok(dict::get(cx, container.expect(), item)?.is_some()),
        Some(Kind::Set | Kind::FrozenSet) => set::contains(cx, set::table(container).expect("a set"), item),
        Some(Kind::Range) => range::contains(cx, container.expect(), item),
        Some(Kind::LongRange) => container.expect::<LongRange>().contains(cx, item),
        Some(Kind::Bytes | Kind::ByteArray) => bytes::contains(cx, container, item),
        Some(Kind::DictView) => container.expect::<dict::View>().contains(cx, item),
        _ => contains_by_iteration(cx, container, item),
    }
}

fn not_a_container(cx: &Cx, container: Value<'_>) -> Raised {
    cx.type_error(format!("argument of type '{}' is not iterable", class::type_name(cx, container)))
}

fn contains_by_iteration(cx: &Cx, container: Value<'_>, item: Value<'_>) -> Res<bool> {
    if !crate::iter::is_iterable(cx, container) {
        return Err(not_a_container(cx, container));
    }
    let iterator = crate::iter::iter(cx, container)?;
    while let Some(other) = crate::iter::iter_next(cx, iterator.r())? {
        if equal(cx, other.r(), item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

// Subscripts

/// Row `item_get`.
pub(crate) fn item_get(cx: &Cx, object: Value<'_>, index: Value<'_>) -> Res {
    match object.kind() {
        Some(Kind::List) => list::item(cx, object.expect(), index),
        Some(Kind::Dict) => dict::item(cx, object, index),
        Some(Kind::Instance | Kind::Exception) => match special(cx, object, &cx.names.__getitem__) {
            Some(found) => class::call_bound(cx, found, object, &[index]),
            None => Err(not_subscriptable(cx, object)),
        },
        Some(Kind::Type) => item_of_class(cx, object, index),
        _ => item_builtin(cx, object, index),
    }
}

fn item_builtin(cx: &Cx, object: Value<'_>, index: Value<'_>) -> Res {
    match object.kind() {
        Some(Kind::List) => list::item(cx, object.expect(), index),
        Some(Kind::Dict) => dict::item(cx, object, index),
        Some(Kind::Tuple) => tuple::item(cx, object.expect(), index),
        Some(Kind::Str) => item_of_str(cx, object.expect(), index),
        Some(Kind::Deque) => deque::item(cx, object.expect(), index),
        Some(Kind::Range) => range::item(cx, object.expect(), index),
        Some(Kind::LongRange) => object.expect::<LongRange>().item(cx, index),
        Some(Kind::Alias) if crate::alias::base(object).is_some() => crate::alias::item(cx, object.expect(), index),
        Some(Kind::Bytes | Kind::ByteArray) => bytes::item(cx, object, index),
        _ => Err(not_subscriptable(cx, object)),
    }
}

fn not_subscriptable(cx: &Cx, object: Value<'_>) -> Raised {
    cx.type_error(format!("'{}' object is not subscriptable", class::type_name(cx, object)))
}

fn item_of_str(cx: &Cx, text: &Str, index: Value<'_>) -> Res {
    let chars = text.chars();
    match sequence::index(cx, index, "string")? {
        Index::At(at) => sequence::position(at, chars.len())
            .map(|at| str::from_code(chars.at(at)))
            .ok_or_else(|| cx.index_error("string index out of range")),
        Index::Slice(slice) => {
            let picked = sequence::pick(cx, slice, chars.len())?;
            Ok(str::part(text, picked))
        }
    }
}

/// `Class[item]`: `__class_getitem__`, or the class itself for generic builtins.
fn item_of_class(cx: &Cx, object: Value<'_>, index: Value<'_>) -> Res {
    if let Some(found) = lookup(cx, type_of(cx, object), cx.names.__getitem__.r()) {
        return class::call_bound(cx, found, object, &[index]);
    }
    if let Some(found) = lookup(cx, object, cx.names.__class_getitem__.r()) {
        let bound = crate::descriptor::bind(cx, found, None, object)?;
        return call::invoke(cx, bound.r(), &[index], None);
    }
    if let Some(alias) = crate::alias::subscript(cx, object, index) {
        return Ok(alias);
    }
    let name = object.expect::<class::Type>().name();
    Err(cx.type_error(format!("type '{name}' is not subscriptable")))
}

/// Row `item_set`.
pub(crate) fn item_set(cx: &Cx, object: Value<'_>, index: Value<'_>, value: Value<'_>) -> Res<()> {
    if is_custom(object)
        && let Some(found) = special(cx, object, &cx.names.__setitem__)
    {
        return class::call_bound(cx, found, object, &[index, value]).map(drop);
    }
    match object.kind() {
        Some(Kind::List) => list::set_item(cx, object.expect(), index, value),
        Some(Kind::Dict) => dict::set(cx, object.expect(), index, value.own()),
        Some(Kind::ByteArray) => bytes::set_item(cx, object, index, value),
        Some(Kind::Deque) => deque::set_item(cx, object.expect(), index, Some(value)),
        _ => {
            let found = class::type_name(cx, object);
            Err(cx.type_error(format!("'{found}' object does not support item assignment")))
        }
    }
}

/// Row `item_del`.
pub(crate) fn item_del(cx: &Cx, object: Value<'_>, index: Value<'_>) -> Res<()> {
    if is_custom(object)
        && let Some(found) = special(cx, object, &cx.names.__delitem__)
    {
        return class::call_bound(cx, found, object, &[index]).map(drop);
    }
    match object.kind() {
        Some(Kind::List) => list::delete_item(cx, object.expect(), index),
        Some(Kind::Dict) => dict::delete(cx, object.expect(), index),
        Some(Kind::Deque) => deque::set_item(cx, object.expect(), index, None),
        _ => {
            let found = class::type_name(cx, object);
            let verb = if matches!(object.kind(), Some(Kind::Tuple | Kind::Str | Kind::Bytes)) {
                "doesn't"
            } else {
                "does not"
            };
            Err(cx.type_error(format!("'{found}' object {verb} support item deletion")))
        }
    }
}

// Special methods of builtin types, as attributes

macro_rules! comparison {
    ($name:literal, $op:literal) => {
        (
            $name,
            method($name, "self value", |cx, args| {
                compare_builtins(cx, payload(args.get(0)), payload(args.get(1)), $op)
                    .unwrap_or_else(|| Ok(Value::NOT_IMPLEMENTED.own()))
            }),
        )
    };
}

static OTHER_METHODS: &[(&str, Def)] = &[
    comparison!("__lt__", 0),
    comparison!("__le__", 1),
    comparison!("__eq__", 2),
    comparison!("__ne__", 3),
    comparison!("__gt__", 4),
    comparison!("__ge__", 5),
    ("__neg__", method("__neg__", "self", |cx, args| unary_neg(cx, payload(args.get(0))))),
    ("__pos__", method("__pos__", "self", |cx, args| unary_pos(cx, payload(args.get(0))))),
    ("__invert__", method("__invert__", "self", |cx, args| unary_invert(cx, payload(args.get(0))))),
    ("__abs__", method("__abs__", "self", |cx, args| abs(cx, payload(args.get(0))))),
    ("__bool__", method("__bool__", "self", |cx, args| truth(cx, payload(args.get(0))).map(Own::bool))),
    ("__len__", method("__len__", "self", |cx, args| len(cx, payload(args.get(0))).map(Own::len))),
    (
        "__contains__",
        method("__contains__", "self item", |cx, args| {
            contains_builtin(cx, payload(args.get(0)), args.get(1)).map(Own::bool)
        }),
    ),
    (
        "__getitem__",
        method("__getitem__", "self key", |cx, args| {
            let object = args.get(0);
            if payload(object).kind() == Some(Kind::Dict) {
                return dict::item(cx, object, args.get(1));
            }
            item_builtin(cx, payload(object), args.get(1))
        }),
    ),
    (
        "__setitem__",
        method("__setitem__", "self key value", |cx, args| {
            item_set(cx, payload(args.get(0)), args.get(1), args.get(2)).map(|()| Own::none())
        }),
    ),
    (
        "__delitem__",
        method("__delitem__", "self key", |cx, args| {
            item_del(cx, payload(args.get(0)), args.get(1)).map(|()| Own::none())
        }),
    ),
    ("__iter__", method("__iter__", "self", |cx, args| crate::iter::iter(cx, payload(args.get(0))))),
    ("__repr__", method("__repr__", "self", |cx, args| crate::repr::builtin_repr(cx, args.get(0)))),
    ("__str__", method("__str__", "self", |cx, args| crate::repr::str_of(cx, payload(args.get(0))))),
    (
        "__format__",
        method("__format__", "self spec", |cx, args| {
            crate::format::format_builtin(cx, payload(args.get(0)), args.get(1))
        }),
    ),
    ("__hash__", method("__hash__", "self", |cx, args| crate::hash::hash(cx, payload(args.get(0))).map(Own::int))),
];

/// The rows for the names in a list: what a builtin type has of the special methods.
pub(crate) fn dunder_methods(names: &'static str) -> impl Iterator<Item = &'static Def> {
    let wanted = move |name: &str| names.split_ascii_whitespace().any(|one| one == name);
    BINARY_METHODS.iter().chain(OTHER_METHODS).filter(move |(name, _)| wanted(name)).map(|(_, def)| def)
}
