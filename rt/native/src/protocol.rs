//! Statements that follow a protocol of their own: `with`, `await`, `super()`.

use crate::attribute;
use crate::call;
use crate::class::{self, lookup, type_of};
use crate::context::{Cx, Res};
use crate::descriptor;
use crate::dict::Dict;
use crate::object::{Cache, Own, Str, Value};
use crate::types::TypeId;
use naja_rt_abi::math::MathFunction;

/// The methods of a context manager, with what CPython calls the protocol.
const WITH_METHODS: [(&str, &str); 4] = [
    ("__enter__", "the context manager protocol"),
    ("__exit__", "the context manager protocol"),
    ("__aenter__", "the asynchronous context manager protocol"),
    ("__aexit__", "the asynchronous context manager protocol"),
];

/// Row `with_method`.
pub(crate) fn with_method(cx: &Cx, manager: Value<'_>, which: i64) -> Res {
    let (name, protocol) = WITH_METHODS[which as usize];
    let class = type_of(cx, manager);
    match lookup(cx, class, cx.intern(name).r()) {
        Some(found) => crate::descriptor::bind(cx, found, Some(manager), class),
        None => {
            let class = class::type_name(cx, manager);
            let missed = if name.ends_with("exit__") { format!(" (missed {name} method)") } else { String::new() };
            Err(cx.type_error(format!("'{class}' object does not support {protocol}{missed}")))
        }
    }
}

/// Row `await_iter`.
pub(crate) fn await_iter(cx: &Cx, object: Value<'_>, place: i64) -> Res {
    if crate::generator::is_coroutine(object) {
        return Ok(object.own());
    }
    let class = type_of(cx, object);
    match lookup(cx, class, cx.intern("__await__").r()) {
        Some(found) => class::call_bound(cx, found, object, &[]),
        None => {
            let class = class::type_name(cx, object);
            Err(cx.type_error(match place {
                1 => format!(
                    "'async with' received an object from __aenter__ that does not implement __await__: {class}"
                ),
                2 => {
                    format!("'async with' received an object from __aexit__ that does not implement __await__: {class}")
                }
                _ => format!("object {class} can't be used in 'await' expression"),
            }))
        }
    }
}

/// Row `async_iter`.
pub(crate) fn async_iter(cx: &Cx, object: Value<'_>) -> Res {
    match lookup(cx, type_of(cx, object), cx.intern("__aiter__").r()) {
        Some(found) => class::call_bound(cx, found, object, &[]),
        None => {
            let class = class::type_name(cx, object);
            Err(cx.type_error(format!("'async for' requires an object with __aiter__ method, got {class}")))
        }
    }
}

/// Row `async_next`.
pub(crate) fn async_next(cx: &Cx, iterator: Value<'_>) -> Res {
    match lookup(cx, type_of(cx, iterator), cx.intern("__anext__").r()) {
        Some(found) => {
            let awaitable = class::call_bound(cx, found, iterator, &[])?;
            await_iter(cx, awaitable.r(), 0)
        }
        None => {
            let class = class::type_name(cx, iterator);
            Err(cx.type_error(format!("'async for' requires an iterator with __anext__ method, got {class}")))
        }
    }
}

/// Row `super_new`.
pub(crate) fn super_new(cx: &Cx, callee: Value<'_>, class: Option<Value<'_>>, object: Option<Value<'_>>) -> Res {
    if !callee.is(cx.ty(TypeId::Super)) {
        return call::invoke(cx, callee, &[], None);
    }
    match (class, object) {
        (Some(class), Some(object)) => call::invoke(cx, callee, &[class, object], None),
        (None, Some(_)) => Err(cx.raise(TypeId::RuntimeError, "super(): empty __class__ cell")),
        (_, None) => Err(cx.raise(TypeId::RuntimeError, "super(): arg[0] deleted")),
    }
}

/// Row `super_begin`.
pub(crate) fn super_begin(
    cx: &Cx,
    callee: Value<'_>,
    class: Option<Value<'_>>,
    object: Option<Value<'_>>,
    spelled_out: i64,
    _: &Cache,
) -> Res<Option<Own>> {
    let made = match (class, object) {
        (Some(class), Some(object)) => {
            if callee.is(cx.ty(TypeId::Super)) && descriptor::super_start(cx, class, object).is_some() {
                return Ok(None);
            }
            if spelled_out == 1 {
                call::invoke(cx, callee, &[class, object], None)
            } else {
                super_new(cx, callee, Some(class), Some(object))
            }
        }
        _ => super_new(cx, callee, class, object),
    };
    made.map(Some)
}

/// Row `super_attr`.
pub(crate) fn super_attr(
    cx: &Cx,
    made: Option<Value<'_>>,
    class: Option<Value<'_>>,
    object: Option<Value<'_>>,
    name: &Str,
    _: &Cache,
) -> Res {
    let name = cx.interned(name);
    if let (None, Some(class), Some(object)) = (made, class, object) {
        if let Some(found) = descriptor::inherited(cx, class, object, name.r()) {
            return found.bound(cx);
        }
        let made = call::invoke(cx, cx.ty(TypeId::Super), &[class, object], None)?;
        return attribute::get(cx, made.r(), name.r());
    }
    attribute::get(cx, made.expect("a super object, if there is no class and object"), name.r())
}

/// Row `super_method`.
pub(crate) fn super_method(
    cx: &Cx,
    made: Option<Value<'_>>,
    class: Option<Value<'_>>,
    object: Option<Value<'_>>,
    name: &Str,
    cache: &Cache,
) -> Res {
    if let (None, Some(class), Some(object)) = (made, class, object)
        && let Some(found) = descriptor::inherited(cx, class, object, cx.interned(name).r())
        && found.takes_receiver()
    {
        cx.method_is_unbound.set(1);
        return Ok(found.value);
    }
    let method = super_attr(cx, made, class, object, name, cache)?;
    cx.method_is_unbound.set(0);
    Ok(method)
}

/// Row `annotations_setup`.
pub(crate) fn annotations_setup(cx: &Cx, namespace: Value<'_>) -> Res<()> {
    let name = &cx.names.__annotations__;
    if crate::module::namespace_get(cx, namespace, name.r().expect())?.is_none() {
        crate::module::namespace_set(cx, namespace, name.r().expect(), Dict::object().r())?;
    }
    Ok(())
}

/// Row `context_exit`.
pub(crate) fn context_exit(cx: &Cx, exit: Value<'_>, exc: Value<'_>) -> Res<bool> {
    let result = call::invoke(cx, exit, &[type_of(cx, exc), exc, Value::NONE], None)?;
    crate::operator::truth(cx, result.r())
}

/// Row `f64_floordiv`.
pub(crate) fn f64_floordiv(_cx: &Cx, a: f64, b: f64) -> f64 {
    crate::float::divmod(a, b).0
}

/// Row `f64_mod`.
pub(crate) fn f64_mod(_cx: &Cx, a: f64, b: f64) -> f64 {
    crate::float::divmod(a, b).1
}

/// Row `math_call`.
pub(crate) fn math_call(_cx: &Cx, number: i64, a: f64, b: f64) -> f64 {
    let Some(function) = MathFunction::at(number) else { return f64::NAN };
    match function {
        MathFunction::Sqrt => a.sqrt(),
        MathFunction::Fabs => a.abs(),
        MathFunction::Floor => a.floor(),
        MathFunction::Ceil => a.ceil(),
        MathFunction::Trunc => a.trunc(),
        MathFunction::Sin => a.sin(),
        MathFunction::Cos => a.cos(),
        MathFunction::Tan => a.tan(),
        MathFunction::Asin => a.asin(),
        MathFunction::Acos => a.acos(),
        MathFunction::Atan => a.atan(),
        MathFunction::Sinh => a.sinh(),
        MathFunction::Cosh => a.cosh(),
        MathFunction::Tanh => a.tanh(),
        MathFunction::Exp => a.exp(),
        MathFunction::Log => a.ln(),
        MathFunction::Log2 => a.log2(),
        MathFunction::Log10 => a.log10(),
        MathFunction::Atan2 => a.atan2(b),
    }
}
