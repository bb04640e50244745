//! Displays and unpacking.

use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::dict::{self, Dict};
use crate::object::{List, Own, Str, Tuple, Value};
use crate::{iter, list, set};

/// Row `str_concat`.
pub(crate) fn str_concat(_cx: &Cx, parts: &[Value<'_>]) -> Res {
    let mut out = crate::str::Builder::with_capacity(parts.iter().map(|part| part.expect::<Str>().len()).sum());
    parts.iter().for_each(|part| out.push_value(part.expect()));
    Ok(out.finish())
}

/// Row `str_append`.
pub(crate) fn str_append(_cx: &Cx, a: Own, b: &Str) -> Res {
    Ok(Str::append(a, b))
}

/// Row `tuple_new`.
pub(crate) fn tuple_new(_cx: &Cx, items: &[Value<'_>]) -> Res {
    Ok(Tuple::of(items))
}

/// Row `list_new`.
pub(crate) fn list_new(_cx: &Cx, items: &[Value<'_>]) -> Res {
    Ok(List::object(items.iter().map(|item| item.own()).collect()))
}

/// Row `set_new`.
pub(crate) fn set_new(cx: &Cx, items: &[Value<'_>]) -> Res {
    let made = set::object();
    for item in items {
        set::add(cx, set::table(made.r()).expect("a set"), *item)?;
    }
    Ok(made)
}

/// Row `dict_new`.
pub(crate) fn dict_new(cx: &Cx, items: &[Value<'_>]) -> Res {
    let made = Dict::object();
    for pair in items.chunks_exact(2) {
        dict::set(cx, made.r().expect(), pair[0], pair[1].own())?;
    }
    Ok(made)
}

/// Row `list_append`.
pub(crate) fn list_append(_cx: &Cx, list: &List, item: Value<'_>) -> Res<()> {
    list.push(item.own());
    Ok(())
}

/// Row `list_pop`: compiled code has asked for the length.
pub(crate) fn list_pop(_cx: &Cx, list: &List) -> Own {
    list.write(Vec::pop).expect("the list is not empty")
}

/// Row `list_extend`.
pub(crate) fn list_extend(cx: &Cx, list: &List, items: Value<'_>) -> Res<()> {
    if !iter::is_iterable(cx, items) {
        let found = class::type_name(cx, items);
        return Err(cx.type_error(format!("Value after * must be an iterable, not {found}")));
    }
    list::extend(cx, list, items)
}

/// Row `list_to_tuple`.
pub(crate) fn list_to_tuple(_cx: &Cx, list: &List) -> Res {
    Ok(Tuple::to_own(list.to_vec()))
}

/// Row `set_add`.
pub(crate) fn set_add(cx: &Cx, set: Value<'_>, item: Value<'_>) -> Res<()> {
    set::add(cx, set::table(set).expect("the table says a set"), item).map(drop)
}

/// Row `set_update`.
pub(crate) fn set_update(cx: &Cx, set: Value<'_>, items: Value<'_>) -> Res<()> {
    set::update(cx, set::table(set).expect("the table says a set"), items)
}

/// Row `dict_set`.
pub(crate) fn dict_set(cx: &Cx, dict: Value<'_>, key: Value<'_>, value: Value<'_>) -> Res<()> {
    dict::set(cx, dict.expect(), key, value.own())
}

/// Row `dict_update`.
pub(crate) fn dict_update(cx: &Cx, dict: Value<'_>, items: Value<'_>) -> Res<()> {
    let mapping = crate::instance::payload(items).get::<Dict>().is_some()
        || crate::attribute::get_or_none(cx, items, cx.names.keys.r())?.is_some();
    if !mapping {
        return Err(cx.type_error(format!("'{}' object is not a mapping", class::type_name(cx, items))));
    }
    dict::update(cx, dict.expect(), items)
}

/// Row `dict_merge`.
pub(crate) fn dict_merge(cx: &Cx, dict: Value<'_>, items: Value<'_>, callee: Value<'_>) -> Res<()> {
    dict::merge(cx, dict.expect(), items, callee)
}

/// Row `unpack`.
pub(crate) fn unpack(cx: &Cx, value: Value<'_>, count: i64) -> Res {
    if let Some(list) = value.get::<List>()
        && list.len() == count as usize
    {
        return Ok(value.own());
    }
    unpack_tuple(cx, value, count)
}

/// Exactly `count` items of `value`, as a tuple, whatever becomes of `value`.
pub(crate) fn unpack_tuple(cx: &Cx, value: Value<'_>, count: i64) -> Res {
    let count = count as usize;
    if let Some(tuple) = value.get::<Tuple>()
        && tuple.len() == count
    {
        return Ok(value.own());
    }
    let iterator = start(cx, value)?;
    let mut items = Vec::with_capacity(count);
    while let Some(item) = iter::iter_next(cx, iterator.r())? {
        if items.len() == count {
            return Err(cx.value_error(format!("too many values to unpack (expected {count})")));
        }
        items.push(item);
    }
    if items.len() < count {
        let got = items.len();
        return Err(cx.value_error(format!("not enough values to unpack (expected {count}, got {got})")));
    }
    Ok(Tuple::to_own(items))
}

/// Row `unpack_star`.
pub(crate) fn unpack_star(cx: &Cx, value: Value<'_>, before: i64, after: i64) -> Res {
    let iterator = start(cx, value)?;
    let mut items = iter::collect(cx, iterator.r())?;
    let (before, after) = (before as usize, after as usize);
    if items.len() < before + after {
        let (least, got) = (before + after, items.len());
        return Err(cx.value_error(format!("not enough values to unpack (expected at least {least}, got {got})")));
    }
    let last = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    items.push(List::object(middle));
    items.extend(last);
    Ok(Tuple::to_own(items))
}

fn start(cx: &Cx, value: Value<'_>) -> Res<Own> {
    if !iter::is_iterable(cx, value) {
        return Err::<Own, Raised>(
            cx.type_error(format!("cannot unpack non-iterable {} object", class::type_name(cx, value))),
        );
    }
    iter::iter(cx, value)
}
