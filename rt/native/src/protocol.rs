//! Statements that follow a protocol of their own: `with`, `await`, `match`, `super()`, `except*`.

use crate::attribute;
use crate::call;
use crate::class::{self, Type, is_subclass, lookup, type_of};
use crate::context::{Cx, Res};
use crate::dict::{self, Dict};
use crate::exception::{self, Exception};
use crate::instance::payload;
use crate::object::{Kind, List, Own, Tuple, Value};
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

/// Row `match_sequence_len`.
pub(crate) fn match_sequence_len(cx: &Cx, subject: Value<'_>, count: i64, star: i64) -> Res<bool> {
    if !matches!(payload(subject).kind(), Some(Kind::List | Kind::Tuple | Kind::Range)) {
        return Ok(false);
    }
    let len = crate::operator::len(cx, subject)? as i64;
    Ok(if star == 0 { len == count } else { len >= count })
}

/// Row `sequence_index`.
pub(crate) fn sequence_index(cx: &Cx, subject: Value<'_>, from_end: i64) -> Res {
    Ok(Own::len(crate::operator::len(cx, subject)? - from_end as usize))
}

/// Row `match_sequence`.
pub(crate) fn match_sequence(cx: &Cx, subject: Value<'_>, before: i64, after: i64) -> Res<Option<Own>> {
    if !matches!(payload(subject).kind(), Some(Kind::List | Kind::Tuple | Kind::Range)) {
        return Ok(None);
    }
    let len = crate::operator::len(cx, subject)?;
    let (before, star) = (before as usize, usize::try_from(after).ok());
    let fits = star.map_or(len == before, |after| len >= before + after);
    if !fits {
        return Ok(None);
    }
    let mut items = crate::iter::collect(cx, subject)?;
    if let Some(after) = star {
        let last = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        items.push(List::object(middle));
        items.extend(last);
    }
    Ok(Some(Tuple::to_own(items)))
}

/// Row `match_mapping`.
pub(crate) fn match_mapping(cx: &Cx, subject: Value<'_>, keys: &Tuple, rest: i64) -> Res<Option<Own>> {
    let Some(dict) = payload(subject).get::<Dict>() else { return Ok(None) };
    let mut values = Vec::with_capacity(keys.len() + 1);
    for (index, key) in keys.items().iter().enumerate() {
        if crate::sequence::contains_in(cx, &keys.items()[..index], key.r())? {
            let shown = crate::repr::repr_text(cx, key.r())?;
            return Err(cx.value_error(format!("mapping pattern checks duplicate key ({shown})")));
        }
        match dict::get(cx, dict, key.r())? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    if rest != 0 {
        let others = dict.copy();
        for key in keys.items() {
            dict::delete(cx, others.r().expect(), key.r())?;
        }
        values.push(others);
    }
    Ok(Some(Tuple::to_own(values)))
}

/// Row `match_class`.
pub(crate) fn match_class(
    cx: &Cx,
    subject: Value<'_>,
    class: Value<'_>,
    count: i64,
    names: &Tuple,
) -> Res<Option<Own>> {
    if class.get::<Type>().is_none() {
        return Err(cx.type_error("called match pattern must be a class"));
    }
    if !is_subclass(type_of(cx, subject), class) {
        return Ok(None);
    }
    let Some(positional) = positional_names(cx, class, count as usize)? else {
        let mut values = vec![subject.own()];
        return Ok(match attributes(cx, subject, names.items())? {
            Some(named) => {
                values.extend(named);
                Some(Tuple::to_own(values))
            }
            None => None,
        });
    };
    let all: Vec<Own> = positional.into_iter().chain(names.items().iter().cloned()).collect();
    for (index, name) in all.iter().enumerate() {
        if all[..index].iter().any(|other| other.r().is(name.r())) {
            let (class, name) = (class.expect::<Type>().name(), crate::str::text_of(name.r()));
            return Err(cx.type_error(format!("{class}() got multiple sub-patterns for attribute '{name}'")));
        }
    }
    Ok(attributes(cx, subject, &all)?.map(Tuple::to_own))
}

/// The attributes that positional subpatterns look at; `None` if the one there is looks at the subject itself.
fn positional_names(cx: &Cx, class: Value<'_>, count: usize) -> Res<Option<Vec<Own>>> {
    const THEMSELVES: [TypeId; 10] = [
        TypeId::Int,
        TypeId::Float,
        TypeId::Str,
        TypeId::Bytes,
        TypeId::ByteArray,
        TypeId::List,
        TypeId::Tuple,
        TypeId::Dict,
        TypeId::Set,
        TypeId::FrozenSet,
    ];
    if count == 0 {
        return Ok(Some(Vec::new()));
    }
    let known = attribute::get_or_none(cx, class, cx.names.__match_args__.r())?;
    let name = class.expect::<Type>().name();
    let most = match &known {
        Some(known) => match known.r().get::<Tuple>() {
            Some(known) => known.len(),
            None => {
                let found = class::type_name(cx, known.r());
                return Err(cx.type_error(format!("{name}.__match_args__ must be a tuple (got {found})")));
            }
        },
        None if THEMSELVES.iter().any(|id| is_subclass(class, cx.ty(*id))) => 1,
        None => 0,
    };
    if count > most {
        let plural = crate::args::plural(most);
        return Err(cx.type_error(format!("{name}() accepts {most} positional sub-pattern{plural} ({count} given)")));
    }
    let Some(known) = known else { return Ok(None) };
    let mut names = Vec::with_capacity(count);
    for item in &known.r().expect::<Tuple>().items()[..count] {
        let Some(text) = item.r().str() else {
            let found = class::type_name(cx, item.r());
            return Err(cx.type_error(format!("__match_args__ elements must be strings (got {found})")));
        };
        names.push(cx.interned(text));
    }
    Ok(Some(names))
}

fn attributes(cx: &Cx, subject: Value<'_>, names: &[Own]) -> Res<Option<Vec<Own>>> {
    let mut values = Vec::with_capacity(names.len());
    for name in names {
        match attribute::get_or_none(cx, subject, cx.interned(name.r().expect()).r())? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}

/// Row `exc_split`.
pub(crate) fn exc_split(cx: &Cx, exc: Value<'_>, class: Value<'_>) -> Res {
    let matches = exception::exc_match(cx, exc, class)?;
    let pair = |caught: Own, rest: Own| Ok(crate::operator::pair(caught, rest));
    if !exception::is_instance(cx, exc, TypeId::BaseExceptionGroup) {
        if !matches {
            return pair(Own::none(), exc.own());
        }
        let inner = Tuple::of(&[exc]);
        let group = cx.ty(TypeId::ExceptionGroup);
        return pair(call::invoke(cx, group, &[crate::str::new("").r(), inner.r()], None)?, Own::none());
    }
    if matches {
        return pair(exc.own(), Own::none());
    }
    let (mut caught, mut rest) = (Vec::new(), Vec::new());
    for part in members(cx, exc)? {
        let split = exc_split_member(cx, part.r(), class)?;
        let items = split.r().expect::<Tuple>().items().to_vec();
        let [yes, no] = <[Own; 2]>::try_from(items).expect("a pair");
        caught.extend((!yes.r().is_none()).then_some(yes));
        rest.extend((!no.r().is_none()).then_some(no));
    }
    pair(regrouped(cx, exc, caught)?, regrouped(cx, exc, rest)?)
}

fn exc_split_member(cx: &Cx, part: Value<'_>, class: Value<'_>) -> Res {
    if exception::is_instance(cx, part, TypeId::BaseExceptionGroup) {
        return exc_split(cx, part, class);
    }
    let matches = exception::exc_match(cx, part, class)?;
    Ok(if matches {
        crate::operator::pair(part.own(), Own::none())
    } else {
        crate::operator::pair(Own::none(), part.own())
    })
}

fn members(cx: &Cx, group: Value<'_>) -> Res<Vec<Own>> {
    let members = attribute::get(cx, group, cx.intern("exceptions").r())?;
    crate::iter::collect(cx, members.r())
}

/// A group like another with these members; None for none.
fn regrouped(cx: &Cx, like: Value<'_>, members: Vec<Own>) -> Res {
    if members.is_empty() {
        return Ok(Own::none());
    }
    let message = attribute::get(cx, like, cx.intern("message").r())?;
    let members = Tuple::to_own(members);
    let made = call::invoke(cx, type_of(cx, like), &[message.r(), members.r()], None)?;
    if let (Some(from), Some(to)) = (like.get::<Exception>(), made.r().get::<Exception>()) {
        to.cause.set(from.cause.get());
        to.context.set(from.context.get());
        to.suppress.set(from.suppress.get());
        let entries = from.traceback.read(Clone::clone);
        drop(to.traceback.replace(entries));
    }
    Ok(made)
}

/// Row `exc_regroup`.
pub(crate) fn exc_regroup(cx: &Cx, exc: Value<'_>, raised: &List) -> Res {
    let raised: Vec<Own> = raised.to_vec().into_iter().filter(|one| !one.r().is_none()).collect();
    match raised.as_slice() {
        [] => Ok(Own::none()),
        [one] => Ok(one.clone()),
        _ if exception::is_instance(cx, exc, TypeId::BaseExceptionGroup) => regrouped(cx, exc, raised),
        _ => {
            let members = Tuple::to_own(raised);
            call::invoke(cx, cx.ty(TypeId::ExceptionGroup), &[crate::str::new("").r(), members.r()], None)
        }
    }
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
