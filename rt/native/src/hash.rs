//! `hash()`: CPython's values for numbers, tuples and frozensets; our own for text.

use crate::class;
use crate::context::{Cx, Res};
use crate::object::{Kind, Str, Tuple, Value};
use crate::str::chars_hash;

/// The prime that hashes of numbers are taken modulo: equal numbers of all types have equal hashes.
pub(crate) const MODULUS: u64 = (1 << 61) - 1;
const INFINITY: i64 = 314_159;

/// `hash(value)`.
pub(crate) fn hash(cx: &Cx, value: Value<'_>) -> Res<i64> {
    if let Some(hash) = quick(value) {
        return Ok(hash);
    }
    match value.kind() {
        Some(Kind::Tuple) => cx.deeper(|| tuple(cx, value.expect::<Tuple>())),
        Some(Kind::FrozenSet) => Ok(crate::set::frozen_hash(value.expect())),
        Some(Kind::Int) => Ok(crate::int::hash(value)),
        Some(Kind::Bytes) => Ok(chars_hash(crate::object::Chars::One(&value.expect::<crate::bytes::Bytes>().0)) as i64),
        Some(Kind::Complex) => Ok(crate::complex::hash(value.expect())),
        Some(Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray) => Err(unhashable(cx, value)),
        Some(Kind::Slice) => Err(unhashable(cx, value)),
        Some(Kind::Range | Kind::LongRange) => crate::range::hash(cx, value),
        Some(Kind::Method) => {
            let method = value.expect::<crate::function::Method>();
            Ok(identity(method.receiver.r()) ^ identity(method.function.r()))
        }
        Some(Kind::WeakRef) => crate::weak::hash(cx, value.expect()),
        Some(Kind::Alias) => crate::alias::hash(cx, value.expect()),
        Some(Kind::DictView) => Ok(identity(value)),
        Some(Kind::Instance | Kind::Exception | Kind::Type) => of_object(cx, value),
        _ => Ok(identity(value)),
    }
}

/// The hash of what hashes at once: strings, small ints, floats, constants.
#[inline]
pub(crate) fn quick(value: Value<'_>) -> Option<i64> {
    if let Some(text) = value.str() {
        return Some(text.hash_or(chars_hash) as i64);
    }
    if let Some(small) = value.small_int() {
        return Some(int(small));
    }
    if let Some(float) = value.float() {
        return Some(self::float(float, value));
    }
    match value.bool() {
        Some(truth) => Some(truth.into()),
        None if value.is_none() => Some(0xFCA8_6420),
        None => None,
    }
}

/// The hash of a machine integer.
pub(crate) fn int(value: i64) -> i64 {
    let hash = (value.unsigned_abs() % MODULUS) as i64;
    fix(if value < 0 { -hash } else { hash })
}

/// -1 is no hash.
pub(crate) fn fix(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// The hash of a float; that of a NaN is its identity.
pub(crate) fn float(value: f64, object: Value<'_>) -> i64 {
    if value.is_nan() {
        return identity(object);
    }
    if value.is_infinite() {
        return if value > 0.0 { INFINITY } else { -INFINITY };
    }
    let (mantissa, exponent) = crate::float::decompose(value);
    // 2**61 is 1 modulo the prime, so multiplying by a power of two rotates 61 bits.
    let shift = exponent.rem_euclid(61) as u32;
    let hash = mantissa % MODULUS;
    let hash = (hash << shift & MODULUS) | hash >> (61 - shift);
    let hash = (hash % MODULUS) as i64;
    fix(if value < 0.0 { -hash } else { hash })
}

/// The hash of an object that compares by identity.
pub(crate) fn identity(value: Value<'_>) -> i64 {
    fix((value.address() >> 4) as i64)
}

fn tuple(cx: &Cx, tuple: &Tuple) -> Res<i64> {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut hash = P5;
    for item in tuple.items() {
        let lane = self::hash(cx, item.r())? as u64;
        hash = hash.wrapping_add(lane.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    hash = hash.wrapping_add(tuple.len() as u64 ^ (P5 ^ 3_527_539));
    Ok(if hash == u64::MAX { 1_546_275_796 } else { hash as i64 })
}

fn of_object(cx: &Cx, value: Value<'_>) -> Res<i64> {
    let Some(found) = class::lookup(cx, class::type_of(cx, value), cx.names.__hash__.r()) else {
        return Ok(identity(value));
    };
    if found.r().is_none() {
        return Err(unhashable(cx, value));
    }
    if class::is_builtin_named(found.r(), crate::types::TypeId::Object) {
        return Ok(identity(value));
    }
    let result = class::call_bound(cx, found, value, &[])?;
    match crate::int::to_i64(result.r()) {
        Some(hash) => Ok(fix(hash)),
        None if crate::int::is_int(result.r()) => Ok(crate::int::hash(crate::instance::payload(result.r()))),
        None => Err(cx.type_error("__hash__ method should return an integer")),
    }
}

/// The TypeError of what has no hash.
#[cold]
pub(crate) fn unhashable(cx: &Cx, value: Value<'_>) -> crate::context::Raised {
    cx.type_error(format!("unhashable type: '{}'", class::type_name(cx, value)))
}

/// The hash of a str's text.
pub(crate) fn str(text: &Str) -> i64 {
    text.hash_or(chars_hash) as i64
}
