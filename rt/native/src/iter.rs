//! Iterators: making one, stepping it, and those of the builtin types.

use crate::args::{Args, Def, function, method};
use crate::call;
use crate::class::{self, type_of};
use crate::context::{Cx, Raised, Res};
use crate::dict::{Dict, View, ViewKind};
use crate::instance::payload;
use crate::long_range::{LongRange, Steps};
use crate::object::{Body, BodyKind, Kind, List, ListLike, Own, Payload, Str, Tuple, Value};
use crate::range::Range;
use crate::types::TypeId;

/// An iterator of a builtin type.
pub(crate) struct Iter {
    type_id: TypeId,
    state: Payload<State>,
}

/// What it goes through and where it stands.
#[derive(Clone)]
enum State {
    Done,
    /// A list, tuple, str, bytes: its next index.
    Indexed(Own, usize),
    /// Backwards: how many are left.
    Backwards(Own, usize),
    /// The next number, the step, how many are left.
    Range(i64, i64, u64),
    LongRange(Box<Steps>),
    /// A dict, its size at the start, the next position.
    Dict(Own, usize, usize, ViewKind),
    /// A dict backwards: the position behind the next.
    DictBackwards(Own, usize),
    /// A set, its size at the start, the next place.
    Set(Own, usize, usize),
    /// A deque, its length at the start, the next index.
    Deque(Own, usize, usize),
    /// `__getitem__` with rising indices.
    Sequence(Own, i64),
    /// A callable and the value that ends it.
    Callable(Own, Own),
    Enumerate(Own, Own),
    /// Iterators, and whether they must have the same length.
    Zip(Vec<Own>, bool),
    Map(Own, Vec<Own>),
    Filter(Own, Own),
}

impl Body for Iter {
    const KIND: Kind = <Iter as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.state.read(|state| match state {
            State::Done | State::Range(..) | State::LongRange(_) => {}
            State::Indexed(a, _) | State::Backwards(a, _) | State::Dict(a, ..) | State::DictBackwards(a, _) => {
                visit(a.r())
            }
            State::Set(a, ..) | State::Sequence(a, _) | State::Deque(a, ..) => visit(a.r()),
            State::Callable(a, b) | State::Enumerate(a, b) | State::Filter(a, b) => {
                visit(a.r());
                visit(b.r());
            }
            State::Zip(all, _) => all.iter().for_each(|one| visit(one.r())),
            State::Map(a, all) => {
                visit(a.r());
                all.iter().for_each(|one| visit(one.r()));
            }
        });
    }
}

impl Iter {
    fn object(type_id: TypeId, state: State) -> Own {
        Own::new(Iter { type_id, state: Payload::new(state) })
    }

    pub(crate) fn type_id(&self) -> TypeId {
        self.type_id
    }

    /// Through a list.
    pub(crate) fn list(list: Own) -> Own {
        Iter::object(TypeId::ListIterator, State::Indexed(list, 0))
    }

    pub(crate) fn list_reversed(list: Own, len: usize) -> Own {
        Iter::object(TypeId::ListReverseIterator, State::Backwards(list, len))
    }

    pub(crate) fn dict_reversed(dict: Own) -> Own {
        Iter::object(TypeId::ReverseKeyIterator, State::DictBackwards(dict, usize::MAX))
    }

    fn range(range: &Range) -> Own {
        Iter::object(TypeId::RangeIterator, State::Range(range.start, range.step, range.len()))
    }

    fn long_range(steps: Steps) -> Own {
        Iter::object(TypeId::LongRangeIterator, State::LongRange(Box::new(steps)))
    }

    pub(crate) fn range_reversed(range: Value<'_>) -> Own {
        if let Some(range) = range.get::<LongRange>() {
            return Iter::long_range(range.steps_backwards());
        }
        let range = range.expect::<Range>();
        let len = range.len();
        let last = range.at(len.wrapping_sub(1));
        Iter::object(TypeId::RangeIterator, State::Range(last, range.step.wrapping_neg(), len))
    }

    fn dict(dict: Own, kind: ViewKind) -> Own {
        let type_id = match kind {
            ViewKind::Keys => TypeId::KeyIterator,
            ViewKind::Values => TypeId::ValueIterator,
            ViewKind::Items => TypeId::ItemIterator,
        };
        let len = dict.r().expect::<Dict>().len();
        Iter::object(type_id, State::Dict(dict, len, 0, kind))
    }
}

/// Row `iter`.
pub(crate) fn iter(cx: &Cx, object: Value<'_>) -> Res {
    if class::is_custom(object) || object.kind() == Some(Kind::Type) {
        return iter_custom(cx, object);
    }
    builtin_iter(cx, object).ok_or_else(|| not_iterable(cx, object))
}

/// The iterator of an object of a builtin type.
fn builtin_iter(_cx: &Cx, object: Value<'_>) -> Option<Own> {
    Some(match object.kind()? {
        Kind::List => Iter::list(object.own()),
        Kind::Tuple => Iter::object(TypeId::TupleIterator, State::Indexed(object.own(), 0)),
        Kind::Str => Iter::object(TypeId::StrIterator, State::Indexed(object.own(), 0)),
        Kind::Bytes | Kind::ByteArray => Iter::object(TypeId::BytesIterator, State::Indexed(object.own(), 0)),
        Kind::Range => Iter::range(object.expect()),
        Kind::LongRange => Iter::long_range(object.expect::<LongRange>().steps()),
        Kind::Deque => {
            let len = object.expect::<crate::deque::Deque>().len();
            Iter::object(TypeId::DequeIterator, State::Deque(object.own(), len, 0))
        }
        Kind::Dict => Iter::dict(object.own(), ViewKind::Keys),
        Kind::DictView => {
            let view = object.expect::<View>();
            Iter::dict(view.dict.clone(), view.kind)
        }
        Kind::Set | Kind::FrozenSet => {
            let len = crate::set::table(object)?.len();
            Iter::object(TypeId::SetIterator, State::Set(object.own(), len, 0))
        }
        Kind::Generator if crate::generator::is_coroutine(object) => return None,
        Kind::Iter | Kind::Generator | Kind::File => object.own(),
        _ => return None,
    })
}

#[cold]
fn not_iterable(cx: &Cx, object: Value<'_>) -> Raised {
    cx.type_error(format!("'{}' object is not iterable", class::type_name(cx, object)))
}

fn iter_custom(cx: &Cx, object: Value<'_>) -> Res {
    let class = type_of(cx, object);
    if let Some(found) = class::lookup(cx, class, cx.names.__iter__.r()) {
        if found.r().is_none() {
            return Err(not_iterable(cx, object));
        }
        let made = class::call_bound(cx, found, object, &[])?;
        let is_iterator = match made.r().kind() {
            Some(Kind::Iter | Kind::Generator | Kind::File) => true,
            _ => class::lookup(cx, type_of(cx, made.r()), cx.names.__next__.r()).is_some(),
        };
        if !is_iterator {
            let found = class::type_name(cx, made.r());
            return Err(cx.type_error(format!("iter() returned non-iterator of type '{found}'")));
        }
        return Ok(made);
    }
    if class::lookup(cx, class, cx.names.__getitem__.r()).is_some() {
        return Ok(Iter::object(TypeId::SequenceIterator, State::Sequence(object.own(), 0)));
    }
    Err(not_iterable(cx, object))
}

/// Whether `iter(object)` gives something; nothing runs.
pub(crate) fn is_iterable(cx: &Cx, object: Value<'_>) -> bool {
    if class::is_custom(object) || object.kind() == Some(Kind::Type) {
        let class = type_of(cx, object);
        let iter = class::lookup(cx, class, cx.names.__iter__.r());
        return iter.is_some_and(|iter| !iter.r().is_none())
            || class::lookup(cx, class, cx.names.__getitem__.r()).is_some();
    }
    builtin_iter(cx, object).is_some()
}

/// Row `iter_next`.
pub(crate) fn iter_next(cx: &Cx, iterator: Value<'_>) -> Res<Option<Own>> {
    match iterator.kind() {
        Some(Kind::Iter) => next(cx, iterator.expect()),
        Some(Kind::Generator) => crate::generator::next(cx, iterator),
        Some(Kind::File) => crate::modules::sys::next_line(cx, iterator),
        _ => match class::custom(cx, iterator, &cx.names.__next__) {
            Some(found) => match class::call_bound(cx, found, iterator, &[]) {
                Ok(item) => Ok(Some(item)),
                Err(Raised) => match cx.catch(TypeId::StopIteration) {
                    Some(stop) => {
                        cx.returned.set(Some(crate::exception::stop_value(stop.r())));
                        Ok(None)
                    }
                    None => Err(Raised),
                },
            },
            None => Err(cx.type_error(format!("'{}' object is not an iterator", class::type_name(cx, iterator)))),
        },
    }
}

fn next(cx: &Cx, iterator: &Iter) -> Res<Option<Own>> {
    // The common ones advance in place.
    let quick = iterator.state.write(|state| match state {
        State::Range(at, step, left) => Some((*left > 0).then(|| {
            let item = Own::int(*at);
            *at = at.wrapping_add(*step);
            *left -= 1;
            item
        })),
        State::LongRange(steps) => Some(steps.next()),
        State::Indexed(sequence, index) => {
            let item = item_at(sequence.r(), *index);
            *index += 1;
            item.map(Some)
        }
        _ => None,
    });
    if let Some(item) = quick {
        return Ok(item);
    }
    let state = iterator.state.read(State::clone);
    let set = |state: State| drop(iterator.state.replace(state));
    let item = match state {
        State::Done | State::Range(..) | State::LongRange(_) | State::Indexed(..) => None,
        State::Backwards(sequence, left) => left.checked_sub(1).and_then(|at| {
            set(State::Backwards(sequence.clone(), at));
            item_at(sequence.r(), at)
        }),
        State::Dict(dict, len, position, kind) => next_of_dict(cx, iterator, dict, len, position, kind)?,
        State::DictBackwards(dict, position) => {
            dict.r().expect::<Dict>().previous_entry(position).map(|(at, key, _)| {
                set(State::DictBackwards(dict.clone(), at));
                key
            })
        }
        State::Set(object, len, place) => {
            let table = crate::set::table(object.r()).expect("the iterator of a set");
            if table.len() != len {
                return Err(cx.raise(TypeId::RuntimeError, "Set changed size during iteration"));
            }
            table.next_item(place).map(|(at, item)| {
                set(State::Set(object.clone(), len, at + 1));
                item
            })
        }
        State::Deque(object, len, index) => {
            let deque = object.r().expect::<crate::deque::Deque>();
            if deque.len() != len {
                return Err(cx.raise(TypeId::RuntimeError, "deque mutated during iteration"));
            }
            set(State::Deque(object.clone(), len, index + 1));
            crate::sequence::Indexed::at(deque, index)
        }
        State::Sequence(object, index) => {
            set(State::Sequence(object.clone(), index + 1));
            next_of_sequence(cx, object.r(), index)?
        }
        State::Callable(callable, sentinel) => {
            let item = match call::invoke(cx, callable.r(), &[], None) {
                Ok(item) => item,
                Err(Raised) => match cx.catch(TypeId::StopIteration) {
                    Some(_) => sentinel.clone(),
                    None => return Err(Raised),
                },
            };
            (!crate::operator::equal(cx, item.r(), sentinel.r())?).then_some(item)
        }
        State::Enumerate(inner, count) => match iter_next(cx, inner.r())? {
            Some(item) => {
                let next = crate::operator::binary_add(cx, count.r(), Own::int(1).r())?;
                set(State::Enumerate(inner, next));
                return Ok(Some(Tuple::object([count, item].into_iter())));
            }
            None => return Ok(None),
        },
        State::Zip(inner, strict) => return next_of_zip(cx, &inner, strict),
        State::Map(function, inner) => {
            let mut args = Vec::with_capacity(inner.len());
            for one in &inner {
                match iter_next(cx, one.r())? {
                    Some(item) => args.push(item),
                    None => return Ok(None),
                }
            }
            let args: Vec<Value<'_>> = args.iter().map(Own::r).collect();
            return call::invoke(cx, function.r(), &args, None).map(Some);
        }
        State::Filter(function, inner) => {
            while let Some(item) = iter_next(cx, inner.r())? {
                let keep = if function.r().is_none() {
                    crate::operator::truth(cx, item.r())?
                } else {
                    let kept = call::invoke(cx, function.r(), &[item.r()], None)?;
                    crate::operator::truth(cx, kept.r())?
                };
                if keep {
                    return Ok(Some(item));
                }
            }
            return Ok(None);
        }
    };
    if item.is_none() {
        set(State::Done);
    }
    Ok(item)
}

/// The item of a builtin sequence.
fn item_at(sequence: Value<'_>, index: usize) -> Option<Own> {
    match sequence.kind()? {
        Kind::List => sequence.expect::<List>().item(index),
        Kind::Tuple => sequence.expect::<Tuple>().items().get(index).cloned(),
        Kind::Str => {
            let text = sequence.expect::<Str>();
            (index < text.len()).then(|| crate::str::from_code(text.chars().at(index)))
        }
        _ => crate::bytes::byte_at(sequence, index).map(|byte| Own::int(byte.into())),
    }
}

fn next_of_dict(cx: &Cx, iterator: &Iter, dict: Own, len: usize, position: usize, kind: ViewKind) -> Res<Option<Own>> {
    let body = dict.r().expect::<Dict>();
    if body.len() != len {
        return Err(cx.raise(TypeId::RuntimeError, "dictionary changed size during iteration"));
    }
    Ok(body.next_entry(position).map(|(at, key, value)| {
        drop(iterator.state.replace(State::Dict(dict.clone(), len, at + 1, kind)));
        kind.pick(key, value)
    }))
}

fn next_of_sequence(cx: &Cx, object: Value<'_>, index: i64) -> Res<Option<Own>> {
    match crate::operator::item_get(cx, object, Own::int(index).r()) {
        Ok(item) => Ok(Some(item)),
        Err(Raised) => match cx.catch(TypeId::IndexError).or_else(|| cx.catch(TypeId::StopIteration)) {
            Some(_) => Ok(None),
            None => Err(Raised),
        },
    }
}

fn next_of_zip(cx: &Cx, inner: &[Own], strict: bool) -> Res<Option<Own>> {
    let mut items = Vec::with_capacity(inner.len());
    for (index, one) in inner.iter().enumerate() {
        match iter_next(cx, one.r())? {
            Some(item) => items.push(item),
            None if !strict => return Ok(None),
            None if index > 0 => return Err(zip_length(cx, index, "shorter")),
            None => {
                for (index, other) in inner.iter().enumerate().skip(1) {
                    if iter_next(cx, other.r())?.is_some() {
                        return Err(zip_length(cx, index, "longer"));
                    }
                }
                return Ok(None);
            }
        }
    }
    Ok((!items.is_empty()).then(|| Tuple::object(items.into_iter())))
}

fn zip_length(cx: &Cx, index: usize, how: &str) -> Raised {
    let others = if index == 1 { " 1".to_owned() } else { format!("s 1-{index}") };
    cx.value_error(format!("zip() argument {} is {how} than argument{others}", index + 1))
}

/// All items of an iterable.
pub(crate) fn collect(cx: &Cx, object: Value<'_>) -> Res<Vec<Own>> {
    match object.kind() {
        Some(Kind::List) => return Ok(object.expect::<List>().to_vec()),
        Some(Kind::Tuple) => return Ok(object.expect::<Tuple>().items().to_vec()),
        _ => {}
    }
    let iterator = iter(cx, object)?;
    let mut items = Vec::new();
    while let Some(item) = iter_next(cx, iterator.r())? {
        items.push(item);
    }
    Ok(items)
}

// Constructors and methods

fn zip_new(cx: &Cx, args: &Args<'_>) -> Res {
    let strict = args.opt(1).map_or(Ok(false), |strict| crate::operator::truth(cx, strict))?;
    let inner = args.rest.iter().map(|one| iter(cx, *one)).collect::<Res<Vec<_>>>()?;
    Ok(Iter::object(TypeId::Zip, State::Zip(inner, strict)))
}

fn map_new(cx: &Cx, args: &Args<'_>) -> Res {
    let [function, rest @ ..] = args.rest else {
        return Err(cx.type_error("map() must have at least two arguments."));
    };
    if rest.is_empty() {
        return Err(cx.type_error("map() must have at least two arguments."));
    }
    let inner = rest.iter().map(|one| iter(cx, *one)).collect::<Res<Vec<_>>>()?;
    Ok(Iter::object(TypeId::Map, State::Map(function.own(), inner)))
}

fn enumerate_new(cx: &Cx, args: &Args<'_>) -> Res {
    let start = args.opt(2).map_or(Ok(Own::int(0)), |start| crate::int::index(cx, start))?;
    Ok(Iter::object(TypeId::Enumerate, State::Enumerate(iter(cx, args.get(1))?, start)))
}

/// `reversed(sequence)`.
fn reversed_new(cx: &Cx, args: &Args<'_>) -> Res {
    let object = args.get(1);
    if let Some(found) = class::lookup(cx, type_of(cx, object), cx.names.__reversed__.r())
        && !found.r().is_none()
    {
        return class::call_bound(cx, found, object, &[]);
    }
    let bare = payload(object);
    let len = match bare.kind() {
        Some(Kind::Tuple) => bare.expect::<Tuple>().len(),
        Some(Kind::Str) => bare.expect::<Str>().len(),
        Some(Kind::Bytes | Kind::ByteArray) => crate::bytes::contents(bare).map_or(0, |bytes| bytes.len()),
        _ => return reversed_custom(cx, object),
    };
    Ok(Iter::object(TypeId::Reversed, State::Backwards(bare.own(), len)))
}

fn reversed_custom(cx: &Cx, object: Value<'_>) -> Res {
    let has = |name| class::custom(cx, object, name).is_some();
    if !has(&cx.names.__getitem__) || !has(&cx.names.__len__) {
        return Err(cx.type_error(format!("'{}' object is not reversible", class::type_name(cx, object))));
    }
    let len = crate::operator::len(cx, object)?;
    let mut items = Vec::with_capacity(len);
    for index in (0..len).rev() {
        items.push(crate::operator::item_get(cx, object, Own::len(index).r())?);
    }
    Ok(Iter::object(TypeId::Reversed, State::Indexed(List::object(items), 0)))
}

/// `iter(callable, sentinel)`.
pub(crate) fn until(callable: Value<'_>, sentinel: Value<'_>) -> Own {
    Iter::object(TypeId::CallableIterator, State::Callable(callable.own(), sentinel.own()))
}

/// How many items are left, if that is known.
fn length_hint(_cx: &Cx, args: &Args<'_>) -> Res {
    let iterator = args.get(0).expect::<Iter>();
    let many = iterator.state.read(|state| match state {
        State::LongRange(steps) => Some(steps.left()),
        _ => None,
    });
    if let Some(many) = many {
        return Ok(many);
    }
    let left = iterator.state.read(|state| match state {
        State::Range(_, _, left) => *left as usize,
        State::Indexed(sequence, index) => {
            let len = match sequence.r().kind() {
                Some(Kind::List) => sequence.r().expect::<List>().read(<[Own]>::len),
                Some(Kind::Tuple) => sequence.r().expect::<Tuple>().len(),
                Some(Kind::Str) => sequence.r().expect::<Str>().len(),
                _ => 0,
            };
            len.saturating_sub(*index)
        }
        State::Backwards(_, left) => *left,
        _ => 0,
    });
    Ok(Own::len(left))
}

/// Methods of all iterators.
pub(crate) static METHODS: &[Def] = &[
    method("__iter__", "self", |_, args| Ok(args.get(0).own())),
    method("__next__", "self", |cx, args| match iter_next(cx, args.get(0))? {
        Some(item) => Ok(item),
        None => Err(crate::generator::stop_iteration(cx, Own::none())),
    }),
    method("__length_hint__", "self", length_hint),
];

macro_rules! constructor {
    ($name:ident, $signature:literal, $new:expr) => {
        /// Methods of the type.
        pub(crate) static $name: &[Def] = &[
            function("__new__", $signature, $new),
            method("__iter__", "self", |_, args| Ok(args.get(0).own())),
            method("__next__", "self", |cx, args| match iter_next(cx, args.get(0))? {
                Some(item) => Ok(item),
                None => Err(crate::generator::stop_iteration(cx, Own::none())),
            }),
        ];
    };
}
constructor!(ZIP, "cls *iterables strict?", zip_new);
constructor!(MAP, "cls *args", map_new);
constructor!(FILTER, "cls function iterable", |cx, args| {
    Ok(Iter::object(TypeId::Filter, State::Filter(args.get(1).own(), iter(cx, args.get(2))?)))
});
constructor!(ENUMERATE, "cls / iterable start?", enumerate_new);
constructor!(REVERSED, "cls sequence", reversed_new);
