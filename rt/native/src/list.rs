//! `list`: subscripts, methods, sorting.

use crate::args::{Args, Def, function, method};
use crate::call;
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::instance::{payload, receiver};
use crate::iter::Iter;
use crate::object::{List, ListLike, Own, Value, release_backwards};
use crate::sequence::{self, Index, Picked, position};
use crate::types::TypeId;

/// `list[index]`.
#[inline]
pub(crate) fn item(cx: &Cx, list: &List, key: Value<'_>) -> Res {
    match sequence::index(cx, key, "list")? {
        Index::At(at) => position(at, list.len())
            .and_then(|at| list.item(at))
            .ok_or_else(|| cx.index_error("list index out of range")),
        Index::Slice(slice) => {
            let picked = sequence::pick(cx, slice, list.len())?;
            Ok(part(list, picked))
        }
    }
}

/// The part of a list that a slice picks.
pub(crate) fn part(list: &List, picked: Picked) -> Own {
    List::object(list.read(|items| picked.indices().map(|at| items[at].clone()).collect()))
}

/// `list[index] = value`.
pub(crate) fn set_item(cx: &Cx, list: &List, key: Value<'_>, value: Value<'_>) -> Res<()> {
    match sequence::index(cx, key, "list")? {
        Index::At(at) => match position(at, list.len()) {
            Some(at) => {
                let old = list.write(|items| core::mem::replace(&mut items[at], value.own()));
                drop(old);
                Ok(())
            }
            None => Err(cx.index_error("list assignment index out of range")),
        },
        Index::Slice(slice) => {
            if !crate::iter::is_iterable(cx, value) {
                let message = if slice.step.r().is_none() {
                    "can only assign an iterable"
                } else {
                    "must assign iterable to extended slice"
                };
                return Err(cx.type_error(message));
            }
            let new = crate::iter::collect(cx, value)?;
            let picked = sequence::pick(cx, slice, list.len())?;
            if picked.step == 1 {
                let start = picked.start as usize;
                let old: Vec<Own> = list.write(|items| items.splice(start..start + picked.count, new).collect());
                release_backwards(old);
                return Ok(());
            }
            if new.len() != picked.count {
                return Err(cx.value_error(format!(
                    "attempt to assign sequence of size {} to extended slice of size {}",
                    new.len(),
                    picked.count
                )));
            }
            let old: Vec<Own> = list.write(|items| {
                picked.indices().zip(new).map(|(at, value)| core::mem::replace(&mut items[at], value)).collect()
            });
            drop(old);
            Ok(())
        }
    }
}

/// `del list[index]`.
pub(crate) fn delete_item(cx: &Cx, list: &List, key: Value<'_>) -> Res<()> {
    match sequence::index(cx, key, "list")? {
        Index::At(at) => match position(at, list.len()) {
            Some(at) => {
                drop(list.write(|items| items.remove(at)));
                Ok(())
            }
            None => Err(cx.index_error("list assignment index out of range")),
        },
        Index::Slice(slice) => {
            let picked = sequence::pick(cx, slice, list.len())?;
            let mut indices: Vec<usize> = picked.indices().collect();
            indices.sort_unstable();
            let old: Vec<Own> = list.write(|items| {
                if picked.step == 1 {
                    let start = picked.start as usize;
                    return items.drain(start..start + picked.count).collect();
                }
                let mut old = Vec::with_capacity(indices.len());
                let mut wanted = indices.iter().copied().peekable();
                let mut kept = Vec::with_capacity(items.len() - indices.len());
                for (at, item) in core::mem::take(items).into_iter().enumerate() {
                    if wanted.next_if_eq(&at).is_some() { old.push(item) } else { kept.push(item) }
                }
                *items = kept;
                old
            });
            if picked.step == 1 {
                release_backwards(old);
            }
            Ok(())
        }
    }
}

/// Appends all items of an iterable.
pub(crate) fn extend(cx: &Cx, list: &List, items: Value<'_>) -> Res<()> {
    let bare = payload(items);
    if !class::is_custom(items) || bare.is(items) {
        if let Some(other) = bare.get::<List>() {
            let mut new = other.to_vec();
            list.write(|items| items.append(&mut new));
            return Ok(());
        }
        if let Some(other) = bare.get::<crate::object::Tuple>() {
            list.write(|items| items.extend_from_slice(other.items()));
            return Ok(());
        }
    }
    let iterator = crate::iter::iter(cx, items)?;
    while let Some(item) = crate::iter::iter_next(cx, iterator.r())? {
        list.push(item);
    }
    Ok(())
}

/// The stable order of items by `less`, which may fail.
fn merge_sort<T: Clone>(items: &[T], less: &mut impl FnMut(&T, &T) -> Res<bool>) -> Res<Vec<T>> {
    const RUN: usize = 16;
    if items.len() <= RUN {
        return insertion_sort(items, less);
    }
    // An ordered or strictly descending sequence costs one pass, as in CPython.
    let mut rising = 1;
    while rising < items.len() && !less(&items[rising], &items[rising - 1])? {
        rising += 1;
    }
    if rising == items.len() {
        return Ok(items.to_vec());
    }
    let middle = if rising > RUN && rising < items.len() { rising } else { items.len() / 2 };
    let left = if middle == rising { items[..middle].to_vec() } else { merge_sort(&items[..middle], less)? };
    let right = merge_sort(&items[middle..], less)?;
    let mut merged = Vec::with_capacity(items.len());
    let (mut a, mut b) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let from_right = less(y, x)?;
        merged.extend(if from_right { b.next() } else { a.next() });
    }
    merged.extend(a);
    merged.extend(b);
    Ok(merged)
}

fn insertion_sort<T: Clone>(items: &[T], less: &mut impl FnMut(&T, &T) -> Res<bool>) -> Res<Vec<T>> {
    let mut sorted: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        let (mut low, mut high) = (0, sorted.len());
        // Mostly ordered input is found at the end at once.
        if high > 0 && !less(item, &sorted[high - 1])? {
            low = high;
        }
        while low < high {
            let middle = (low + high) / 2;
            if less(item, &sorted[middle])? { high = middle } else { low = middle + 1 }
        }
        sorted.insert(low, item.clone());
    }
    Ok(sorted)
}

/// The items in order.
pub(crate) fn sorted(cx: &Cx, items: Vec<Own>, key: Option<Value<'_>>, reverse: bool) -> Res<Vec<Own>> {
    let keys: Vec<Own> = match key {
        None => items.clone(),
        Some(key) => items.iter().map(|item| call::invoke(cx, key, &[item.r()], None)).collect::<Res<_>>()?,
    };
    if let Some(sorted) = sorted_quickly(&items, &keys, reverse) {
        return Ok(sorted);
    }
    let mut pairs: Vec<(Own, Own)> = keys.into_iter().zip(items).collect();
    // Reversed before and after, so that equal items keep their order.
    if reverse {
        pairs.reverse();
    }
    let mut less = |a: &(Own, Own), b: &(Own, Own)| crate::operator::compare_truth(cx, a.0.r(), b.0.r(), 0);
    let mut pairs = merge_sort(&pairs, &mut less)?;
    if reverse {
        pairs.reverse();
    }
    Ok(pairs.into_iter().map(|(_, item)| item).collect())
}

/// Sorts by keys that are all small ints, all floats or all strings: no comparison can run Python.
fn sorted_quickly(items: &[Own], keys: &[Own], reverse: bool) -> Option<Vec<Own>> {
    fn by<K>(
        items: &[Own],
        keys: Option<Vec<K>>,
        reverse: bool,
        compare: impl Fn(&K, &K) -> core::cmp::Ordering,
    ) -> Option<Vec<Own>> {
        let keys = keys?;
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|a, b| {
            let ordering = compare(&keys[*a], &keys[*b]);
            if reverse { ordering.reverse() } else { ordering }
        });
        Some(order.into_iter().map(|index| items[index].clone()).collect())
    }
    let first = keys.first()?.r();
    if first.small_int().is_some() {
        return by(items, keys.iter().map(|key| key.r().small_int()).collect(), reverse, i64::cmp);
    }
    if first.str().is_some() {
        let keys = keys.iter().map(|key| key.r().str()).collect();
        return by(items, keys, reverse, |a, b| crate::str::compare(a, b));
    }
    first.float()?;
    let keys: Option<Vec<f64>> = keys.iter().map(|key| key.r().float().filter(|value| !value.is_nan())).collect();
    by(items, keys, reverse, |a, b| a.partial_cmp(b).unwrap_or(core::cmp::Ordering::Equal))
}

// Methods

fn this<'a>(cx: &Cx, args: &Args<'a>, method: &str) -> Res<&'a List> {
    receiver(cx, args.get(0), method, "list")
}

fn list_new(cx: &Cx, args: &Args<'_>) -> Res {
    let items = match args.opt(1) {
        Some(items) if args.get(0).is(cx.ty(TypeId::List)) => crate::iter::collect(cx, items)?,
        _ => Vec::new(),
    };
    Ok(class::wrap(cx, args.get(0), List::object(items)))
}

fn init(cx: &Cx, args: &Args<'_>) -> Res {
    if class::is_custom(args.get(0)) {
        let list = this(cx, args, "__init__")?;
        let items = args.opt(1).map_or(Ok(Vec::new()), |items| crate::iter::collect(cx, items))?;
        drop(list.write(|old| core::mem::replace(old, items)));
    }
    Ok(Own::none())
}

fn insert(cx: &Cx, args: &Args<'_>) -> Res {
    let list = this(cx, args, "insert")?;
    let at = crate::int::clamped(cx, args.get(1))?;
    let len = list.len() as i64;
    let at = if at < 0 { (at.saturating_add(len)).max(0) } else { at.min(len) };
    list.write(|items| items.insert(at as usize, args.get(2).own()));
    Ok(Own::none())
}

fn pop(cx: &Cx, args: &Args<'_>) -> Res {
    let list = this(cx, args, "pop")?;
    if list.len() == 0 {
        return Err(cx.index_error("pop from empty list"));
    }
    let at = args.opt(1).map_or(Ok(-1), |at| crate::int::count(cx, at))?;
    match position(at, list.len()) {
        Some(at) => Ok(list.write(|items| items.remove(at))),
        None => Err(cx.index_error("pop index out of range")),
    }
}

fn remove(cx: &Cx, args: &Args<'_>) -> Res {
    let list = this(cx, args, "remove")?;
    match sequence::find(cx, list, args.get(1), 0, usize::MAX)? {
        Some(at) if at < list.len() => {
            drop(list.write(|items| items.remove(at)));
            Ok(Own::none())
        }
        _ => Err(cx.value_error("list.remove(x): x not in list")),
    }
}

fn index(cx: &Cx, args: &Args<'_>) -> Res {
    let list = this(cx, args, "index")?;
    let start = sequence::clamp(cx, args.opt(2), 0, list.len())?;
    let stop = sequence::clamp(cx, args.opt(3), usize::MAX, list.len())?;
    match sequence::find(cx, list, args.get(1), start, stop)? {
        Some(at) => Ok(Own::len(at)),
        None => Err(not_in(cx, args.get(1), "list")),
    }
}

fn not_in(cx: &Cx, item: Value<'_>, what: &str) -> Raised {
    match crate::repr::repr_text(cx, item) {
        Ok(shown) => cx.value_error(format!("{shown} is not in {what}")),
        Err(Raised) => Raised,
    }
}

fn sort(cx: &Cx, args: &Args<'_>) -> Res {
    let list = this(cx, args, "sort")?;
    let reverse = args.opt(2).map_or(Ok(false), |reverse| crate::operator::truth(cx, reverse))?;
    // Empty while it sorts, so that what runs meanwhile sees no half-sorted list.
    let items = list.write(core::mem::take);
    let result = sorted(cx, items.clone(), args.some(1), reverse);
    let (items, outcome) = match result {
        Ok(sorted) => (sorted, Ok(Own::none())),
        Err(Raised) => (items, Err(Raised)),
    };
    let meanwhile = list.write(|place| core::mem::replace(place, items));
    if !meanwhile.is_empty() && outcome.is_ok() {
        return Err(cx.value_error("list modified during sort"));
    }
    outcome
}

/// Methods of `list`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls iterable?", list_new),
    method("__init__", "self iterable?", init),
    method("append", "self object", |cx, args| {
        this(cx, args, "append")?.push(args.get(1).own());
        Ok(Own::none())
    }),
    method("extend", "self iterable", |cx, args| {
        extend(cx, this(cx, args, "extend")?, args.get(1)).map(|()| Own::none())
    }),
    method("insert", "self index object", insert),
    method("pop", "self index?", pop),
    method("remove", "self value", remove),
    method("index", "self value start? stop?", index),
    method("count", "self value", |cx, args| sequence::occurrences(cx, this(cx, args, "count")?, args.get(1))),
    method("clear", "self", |cx, args| {
        release_backwards(this(cx, args, "clear")?.write(core::mem::take));
        Ok(Own::none())
    }),
    method("copy", "self", |cx, args| Ok(List::object(this(cx, args, "copy")?.to_vec()))),
    method("reverse", "self", |cx, args| {
        this(cx, args, "reverse")?.write(|items| items.reverse());
        Ok(Own::none())
    }),
    method("sort", "self * key? reverse?", sort),
    method("__reversed__", "self", |cx, args| {
        let len = this(cx, args, "__reversed__")?.len();
        Ok(Iter::list_reversed(payload(args.get(0)).own(), len))
    }),
];
