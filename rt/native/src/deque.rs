//! `collections.deque`.

use crate::args::{Args, Def, function, method};
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::descriptor::GetSetRow;
use crate::instance::{payload, receiver};
use crate::int;
use crate::iter;
use crate::object::{Body, BodyKind, Kind, Own, Payload, Value};
use crate::sequence::{self, Indexed, position};
use core::cell::Cell;
use std::collections::VecDeque;

/// A deque.
pub(crate) struct Deque {
    items: Payload<VecDeque<Own>>,
    /// `maxlen`.
    most: Cell<Option<usize>>,
}

impl Body for Deque {
    const KIND: Kind = <Deque as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.items.read(|items| items.iter().for_each(|item| visit(item.r())));
    }
    fn clear(&self, out: &mut Vec<Own>) {
        out.extend(self.items.take());
    }
}

impl Indexed for Deque {
    fn at(&self, index: usize) -> Option<Own> {
        self.items.read(|items| items.get(index).cloned())
    }
    fn count(&self) -> usize {
        self.len()
    }
}

impl Deque {
    fn object(items: VecDeque<Own>, most: Option<usize>) -> Own {
        Own::new(Deque { items: Payload::new(items), most: Cell::new(most) })
    }

    pub(crate) fn len(&self) -> usize {
        self.items.read(VecDeque::len)
    }

    /// Adds an item at an end; what `maxlen` drives out at the other is dropped.
    fn push(&self, item: Own, left: bool) {
        let full = self.most.get().is_some_and(|most| self.len() >= most);
        let old = self.items.write(|items| {
            if left {
                items.push_front(item);
                if full { items.pop_back() } else { None }
            } else {
                items.push_back(item);
                if full { items.pop_front() } else { None }
            }
        });
        drop(old);
    }

    fn extend(&self, cx: &Cx, items: Value<'_>, left: bool) -> Res<()> {
        if payload(items).get::<Deque>().is_some_and(|other| core::ptr::eq(other, self)) {
            for item in iter::collect(cx, items)? {
                self.push(item, left);
            }
            return Ok(());
        }
        let iterator = iter::iter(cx, items)?;
        while let Some(item) = iter::iter_next(cx, iterator.r())? {
            self.push(item, left);
        }
        Ok(())
    }

    fn copy(&self) -> VecDeque<Own> {
        self.items.read(VecDeque::clone)
    }
}

fn this<'a>(cx: &Cx, args: &Args<'a>, name: &str) -> Res<&'a Deque> {
    receiver(cx, args.get(0), name, "collections.deque")
}

fn most_of(cx: &Cx, value: Option<Value<'_>>) -> Res<Option<usize>> {
    let Some(value) = value else { return Ok(None) };
    if !int::is_int(value) {
        return Err(cx.type_error("an integer is required"));
    }
    let most = int::argument(cx, value)?;
    usize::try_from(most).map(Some).map_err(|_| cx.value_error("maxlen must be non-negative"))
}

fn init(cx: &Cx, args: &Args<'_>) -> Res {
    let deque = this(cx, args, "__init__")?;
    deque.most.set(most_of(cx, args.some(2))?);
    drop(deque.items.take());
    if let Some(items) = args.opt(1) {
        deque.extend(cx, items, false)?;
    }
    Ok(Own::none())
}

fn pop(cx: &Cx, args: &Args<'_>, left: bool) -> Res {
    let deque = this(cx, args, "pop")?;
    let item = deque.items.write(|items| if left { items.pop_front() } else { items.pop_back() });
    item.ok_or_else(|| cx.index_error("pop from an empty deque"))
}

fn rotate(cx: &Cx, args: &Args<'_>) -> Res {
    let deque = this(cx, args, "rotate")?;
    let by = args.opt(1).map_or(Ok(1), |by| int::argument(cx, by))?;
    deque.items.write(|items| {
        if !items.is_empty() {
            let by = by.rem_euclid(items.len() as i64) as usize;
            items.rotate_right(by);
        }
    });
    Ok(Own::none())
}

fn remove(cx: &Cx, args: &Args<'_>) -> Res {
    let deque = this(cx, args, "remove")?;
    match sequence::find(cx, deque, args.get(1), 0, usize::MAX)? {
        Some(at) => {
            drop(deque.items.write(|items| items.remove(at)));
            Ok(Own::none())
        }
        None => Err(cx.value_error("deque.remove(x): x not in deque")),
    }
}

fn insert(cx: &Cx, args: &Args<'_>) -> Res {
    let deque = this(cx, args, "insert")?;
    if deque.most.get().is_some_and(|most| deque.len() >= most) {
        return Err(cx.index_error("deque already at its maximum size"));
    }
    let at = int::clamped(cx, args.get(1))?;
    let len = deque.len() as i64;
    let at = if at < 0 { at.saturating_add(len).max(0) } else { at.min(len) };
    deque.items.write(|items| items.insert(at as usize, args.get(2).own()));
    Ok(Own::none())
}

fn index(cx: &Cx, args: &Args<'_>) -> Res {
    let deque = this(cx, args, "index")?;
    let start = sequence::clamp(cx, args.opt(2), 0, deque.len())?;
    let stop = sequence::clamp(cx, args.opt(3), usize::MAX, deque.len())?;
    match sequence::find(cx, deque, args.get(1), start, stop)? {
        Some(at) => Ok(Own::len(at)),
        None => Err(not_in(cx, args.get(1))),
    }
}

fn not_in(cx: &Cx, item: Value<'_>) -> Raised {
    match crate::repr::repr_text(cx, item) {
        Ok(shown) => cx.value_error(format!("{shown} is not in deque")),
        Err(Raised) => Raised,
    }
}

fn place(cx: &Cx, deque: &Deque, key: Value<'_>) -> Res<usize> {
    if !int::is_int(key) && class::custom(cx, key, &cx.names.__index__).is_none() {
        let found = class::type_name(cx, key);
        return Err(cx.type_error(format!("sequence index must be integer, not '{found}'")));
    }
    let at = int::clamped(cx, key)?;
    position(at, deque.len()).ok_or_else(|| cx.index_error("deque index out of range"))
}

/// `deque[key]`.
pub(crate) fn item(cx: &Cx, deque: &Deque, key: Value<'_>) -> Res {
    let at = place(cx, deque, key)?;
    deque.at(at).ok_or_else(|| cx.index_error("deque index out of range"))
}

/// `deque[key] = value`, or `del deque[key]` without a value.
pub(crate) fn set_item(cx: &Cx, deque: &Deque, key: Value<'_>, value: Option<Value<'_>>) -> Res<()> {
    let at = place(cx, deque, key)?;
    let old = deque.items.write(|items| match value {
        Some(value) => items.get_mut(at).map(|place| core::mem::replace(place, value.own())),
        None => items.remove(at),
    });
    drop(old);
    Ok(())
}

/// `repr(deque)`, between its brackets what `items` says.
pub(crate) fn ending(deque: &Deque) -> String {
    deque.most.get().map_or_else(|| ")".to_owned(), |most| format!(", maxlen={most})"))
}

/// `a + b`, `a += b`.
pub(crate) fn concat(cx: &Cx, a: &Deque, b: Value<'_>) -> Option<Res> {
    let b = b.get::<Deque>()?;
    let made = Deque::object(a.copy(), a.most.get());
    let body = made.r().expect::<Deque>();
    b.copy().into_iter().for_each(|item| body.push(item, false));
    let _ = cx;
    Some(Ok(made))
}

/// `a += b`.
pub(crate) fn extend(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res {
    a.expect::<Deque>().extend(cx, b, false)?;
    Ok(a.own())
}

/// `deque * count`.
pub(crate) fn repeat(cx: &Cx, deque: &Deque, count: i64) -> Res {
    let items: Vec<Own> = deque.copy().into();
    let made = Deque::object(VecDeque::new(), deque.most.get());
    let body = made.r().expect::<Deque>();
    sequence::repeat(cx, &items, count)?.into_iter().for_each(|item| body.push(item, false));
    Ok(made)
}

/// Methods of `deque`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", |cx, args| {
        Ok(class::wrap(cx, args.get(0), Deque::object(VecDeque::new(), None)))
    }),
    method("__init__", "self / iterable? maxlen?", init),
    method("append", "self item", |cx, args| {
        this(cx, args, "append")?.push(args.get(1).own(), false);
        Ok(Own::none())
    }),
    method("appendleft", "self item", |cx, args| {
        this(cx, args, "appendleft")?.push(args.get(1).own(), true);
        Ok(Own::none())
    }),
    method("extend", "self iterable", |cx, args| {
        this(cx, args, "extend")?.extend(cx, args.get(1), false).map(|()| Own::none())
    }),
    method("extendleft", "self iterable", |cx, args| {
        this(cx, args, "extendleft")?.extend(cx, args.get(1), true).map(|()| Own::none())
    }),
    method("pop", "self", |cx, args| pop(cx, args, false)),
    method("popleft", "self", |cx, args| pop(cx, args, true)),
    method("rotate", "self n?", rotate),
    method("remove", "self value", remove),
    method("insert", "self index object", insert),
    method("index", "self value start? stop?", index),
    method("count", "self value", |cx, args| sequence::occurrences(cx, this(cx, args, "count")?, args.get(1))),
    method("clear", "self", |cx, args| {
        drop(this(cx, args, "clear")?.items.take());
        Ok(Own::none())
    }),
    method("copy", "self", |cx, args| {
        let deque = this(cx, args, "copy")?;
        let made = Deque::object(deque.copy(), deque.most.get());
        if class::is_custom(args.get(0)) {
            return crate::call::invoke(cx, class::type_of(cx, args.get(0)), &[made.r()], None);
        }
        Ok(made)
    }),
    method("reverse", "self", |cx, args| {
        this(cx, args, "reverse")?.items.write(|items| items.make_contiguous().reverse());
        Ok(Own::none())
    }),
    method("__reversed__", "self", |cx, args| {
        let mut items: Vec<Own> = this(cx, args, "__reversed__")?.copy().into();
        items.reverse();
        Ok(iter::Iter::list(crate::object::List::object(items)))
    }),
];

/// Attributes of `deque`.
pub(crate) static GETSETS: &[GetSetRow] = &[GetSetRow::ro("maxlen", |_, value| {
    Ok(payload(value).expect::<Deque>().most.get().map_or_else(Own::none, Own::len))
})];
