//! What all sequences share: indices, slices, comparing, repeating.

use crate::class;
use crate::context::{Cx, Res};
use crate::object::{Own, Value};
use crate::range::Slice;
use core::cmp::Ordering;

/// Indices that a slice picks: start, step, count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picked {
    pub(crate) start: i64,
    pub(crate) step: i64,
    pub(crate) count: usize,
}

impl Picked {
    pub(crate) fn indices(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |k| (self.start + k as i64 * self.step) as usize)
    }
}

/// The indices that `slice` picks from a sequence of `len` items.
pub(crate) fn pick(cx: &Cx, slice: &Slice, len: usize) -> Res<Picked> {
    let step = match &slice.step {
        step if step.r().is_none() => 1,
        step => bound(cx, step.r())?,
    };
    if step == 0 {
        return Err(cx.value_error("slice step cannot be zero"));
    }
    let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (i64::MIN, i64::MAX) };
    let bound = |value: &Own, missing| if value.r().is_none() { Ok(missing) } else { bound(cx, value.r()) };
    Ok(pick_between(bound(&slice.start, first)?, bound(&slice.stop, last)?, step, len))
}

/// The indices between two bounds that a step other than 0 picks from `len` items.
pub(crate) fn pick_between(start: i64, stop: i64, step: i64, len: usize) -> Picked {
    let step = step.max(-i64::MAX);
    let len = len as i64;
    let (least, most) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let place = |at: i64| if at < 0 { at.saturating_add(len) } else { at }.clamp(least, most);
    let (start, stop) = (place(start), place(stop));
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    Picked { start, step, count: count as usize }
}

fn bound(cx: &Cx, value: Value<'_>) -> Res<i64> {
    if crate::int::is_int(value) || class::custom(cx, value, &cx.names.__index__).is_some() {
        return crate::int::clamped(cx, value);
    }
    Err(cx.type_error("slice indices must be integers or None or have an __index__ method"))
}

/// What a subscript is.
pub(crate) enum Index<'a> {
    /// A position.
    At(i64),
    /// A slice.
    Slice(&'a Slice),
}

/// Reads a subscript of a `name`.
#[inline]
pub(crate) fn index<'a>(cx: &Cx, value: Value<'a>, name: &str) -> Res<Index<'a>> {
    if let Some(small) = value.small_int() {
        return Ok(Index::At(small));
    }
    if let Some(slice) = value.get::<Slice>() {
        return Ok(Index::Slice(slice));
    }
    if crate::int::is_int(value) || class::custom(cx, value, &cx.names.__index__).is_some() {
        let index = crate::int::index(cx, value)?;
        return match crate::int::to_i64(index.r()) {
            Some(at) => Ok(Index::At(at)),
            None => Err(cx.index_error("cannot fit 'int' into an index-sized integer")),
        };
    }
    let found = class::type_name(cx, value);
    Err(cx.type_error(match name {
        "string" => format!("string indices must be integers, not '{found}'"),
        "byte" => format!("byte indices must be integers or slices, not {found}"),
        _ => format!("{name} indices must be integers or slices, not {found}"),
    }))
}

/// The position among `len` that an index means.
#[inline]
pub(crate) fn position(at: i64, len: usize) -> Option<usize> {
    let at = if at < 0 { at + len as i64 } else { at };
    usize::try_from(at).ok().filter(|at| *at < len)
}

/// A start or stop argument of `find`, `index`, `count`: clamped into `0..=len`.
pub(crate) fn clamp(cx: &Cx, value: Option<Value<'_>>, default: usize, len: usize) -> Res<usize> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(default) };
    let at = bound(cx, value)?;
    let at = if at < 0 { at.saturating_add(len as i64).max(0) } else { at };
    Ok(at as usize)
}

/// Whether an item is among others.
pub(crate) fn contains_in(cx: &Cx, items: &[Own], item: Value<'_>) -> Res<bool> {
    for other in items {
        if other.r().is(item) || crate::operator::equal(cx, other.r(), item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Items that can be read one by one while Python runs between.
pub(crate) trait Indexed {
    /// The item at an index, if there is one now.
    fn at(&self, index: usize) -> Option<Own>;
    /// How many there are now.
    fn count(&self) -> usize;
}

impl Indexed for crate::object::List {
    fn at(&self, index: usize) -> Option<Own> {
        self.item(index)
    }
    fn count(&self) -> usize {
        self.len()
    }
}

impl Indexed for crate::object::Tuple {
    fn at(&self, index: usize) -> Option<Own> {
        self.items().get(index).cloned()
    }
    fn count(&self) -> usize {
        self.len()
    }
}

/// `a op b` on sequences: by the first items that differ, then by length. `op` counts as in the row `compare`.
pub(crate) fn compare(cx: &Cx, a: &impl Indexed, b: &impl Indexed, op: i64) -> Res {
    if a.count() != b.count() && (op == 2 || op == 3) {
        return Ok(Own::bool(op == 3));
    }
    let mut index = 0;
    while let (Some(x), Some(y)) = (a.at(index), b.at(index)) {
        if !x.r().is(y.r()) && !crate::operator::equal(cx, x.r(), y.r())? {
            return match op {
                2 => Ok(Own::bool(false)),
                3 => Ok(Own::bool(true)),
                _ => crate::operator::compare(cx, x.r(), y.r(), op),
            };
        }
        index += 1;
    }
    Ok(Own::bool(holds(op, a.count().cmp(&b.count()))))
}

/// Whether an ordering satisfies an operator, counted as in the row `compare`.
#[inline]
pub(crate) fn holds(op: i64, ordering: Ordering) -> bool {
    match op {
        0 => ordering.is_lt(),
        1 => ordering.is_le(),
        2 => ordering.is_eq(),
        3 => ordering.is_ne(),
        4 => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}

/// `items * count`.
pub(crate) fn repeat(cx: &Cx, items: &[Own], count: i64) -> Res<Vec<Own>> {
    let count = usize::try_from(count).unwrap_or(0);
    let Some(len) = items.len().checked_mul(count).filter(|len| *len < 1 << 40) else {
        return Err(cx.raise_args(crate::types::TypeId::MemoryError, vec![]));
    };
    let mut out = Vec::new();
    if out.try_reserve_exact(len).is_err() {
        return Err(cx.raise_args(crate::types::TypeId::MemoryError, vec![]));
    }
    for _ in 0..count {
        out.extend_from_slice(items);
    }
    Ok(out)
}

/// Where an item first is, between two bounds.
pub(crate) fn find(cx: &Cx, items: &impl Indexed, item: Value<'_>, start: usize, stop: usize) -> Res<Option<usize>> {
    let mut index = start;
    while index < stop {
        let Some(other) = items.at(index) else { break };
        if other.r().is(item) || crate::operator::equal(cx, other.r(), item)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

/// How often an item occurs.
pub(crate) fn occurrences(cx: &Cx, items: &impl Indexed, item: Value<'_>) -> Res {
    let (mut count, mut index) = (0, 0);
    while let Some(other) = items.at(index) {
        if other.r().is(item) || crate::operator::equal(cx, other.r(), item)? {
            count += 1;
        }
        index += 1;
    }
    Ok(Own::int(count))
}
