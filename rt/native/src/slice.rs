//! Slices of anything, and of lists, tuples and strings without a slice object. Bounds that are missing are the least or the
//! greatest integer.

use crate::context::{Cx, Res};
use crate::iter::Iter;
use crate::object::{List, Own, Str, Tuple, Value, release_backwards};
use crate::range::Slice;
use crate::sequence::pick_between;
use crate::{list, operator, str, tuple};

/// Row `slice_new`.
pub(crate) fn slice_new(_cx: &Cx, lower: Value<'_>, upper: Value<'_>, step: Value<'_>) -> Res {
    Ok(Own::new(Slice { start: lower.own(), stop: upper.own(), step: step.own() }))
}

/// Row `slice_get`.
pub(crate) fn slice_get(cx: &Cx, object: Value<'_>, lower: Value<'_>, upper: Value<'_>, step: Value<'_>) -> Res {
    let slice = slice_new(cx, lower, upper, step)?;
    operator::item_get(cx, object, slice.r())
}

/// Row `slice_set`.
pub(crate) fn slice_set(
    cx: &Cx,
    object: Value<'_>,
    lower: Value<'_>,
    upper: Value<'_>,
    step: Value<'_>,
    value: Own,
) -> Res<()> {
    let slice = slice_new(cx, lower, upper, step)?;
    operator::item_set(cx, object, slice.r(), value.r())
}

/// Row `list_slice`.
pub(crate) fn list_slice(_cx: &Cx, list: &List, start: i64, stop: i64, step: i64) -> Res {
    Ok(list::part(list, pick_between(start, stop, step, list.len())))
}

/// Row `tuple_slice`.
pub(crate) fn tuple_slice(_cx: &Cx, tuple: &Tuple, start: i64, stop: i64, step: i64) -> Res {
    Ok(tuple::part(tuple, pick_between(start, stop, step, tuple.len())))
}

/// Row `str_slice`.
pub(crate) fn str_slice(_cx: &Cx, text: &Str, start: i64, stop: i64, step: i64) -> Res {
    Ok(str::part(text, pick_between(start, stop, step, text.chars().len())))
}

/// Row `list_slice_set`.
pub(crate) fn list_slice_set(cx: &Cx, list: &List, start: i64, stop: i64, items: Own) -> Res<()> {
    if !crate::iter::is_iterable(cx, items.r()) {
        return Err(cx.type_error("can only assign an iterable"));
    }
    let new = crate::iter::collect(cx, items.r())?;
    let picked = pick_between(start, stop, 1, list.len());
    let first = picked.start as usize;
    let old = list.write(|items| items.splice(first..first + picked.count, new).collect());
    release_backwards(old);
    Ok(())
}

/// Row `list_reversed`.
pub(crate) fn list_reversed(_cx: &Cx, list: Value<'_>) -> Res {
    let len = list.expect::<List>().len();
    Ok(Iter::list_reversed(list.own(), len))
}

/// Row `list_insert`.
pub(crate) fn list_insert(_cx: &Cx, list: &List, index: i64, item: Value<'_>) -> Res<()> {
    let len = list.len() as i64;
    let at = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    list.write(|items| items.insert(at as usize, item.own()));
    Ok(())
}

/// Row `list_take`: compiled code has asked for the length.
pub(crate) fn list_take(_cx: &Cx, list: &List, index: i64) -> Own {
    list.write(|items| items.remove(index as usize))
}
