//! `tuple`: subscripts and methods.

use crate::args::{Args, Def, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::instance::receiver;
use crate::object::{Kind, Own, Tuple, Value};
use crate::sequence::{self, Index, Picked, position};
use crate::types::TypeId;

/// `tuple[index]`.
pub(crate) fn item(cx: &Cx, tuple: &Tuple, key: Value<'_>) -> Res {
    match sequence::index(cx, key, "tuple")? {
        Index::At(at) => position(at, tuple.len())
            .map(|at| tuple.items()[at].clone())
            .ok_or_else(|| cx.index_error("tuple index out of range")),
        Index::Slice(slice) => {
            let picked = sequence::pick(cx, slice, tuple.len())?;
            Ok(part(tuple, picked))
        }
    }
}

/// The part of a tuple that a slice picks.
pub(crate) fn part(tuple: &Tuple, picked: Picked) -> Own {
    Tuple::object(picked.indices().map(|at| tuple.items()[at].clone()))
}

impl Tuple {
    /// The object this is the body of.
    pub(crate) fn to_own(items: Vec<Own>) -> Own {
        Tuple::object(items.into_iter())
    }
}

fn this<'a>(cx: &Cx, args: &Args<'a>, method: &str) -> Res<&'a Tuple> {
    receiver(cx, args.get(0), method, "tuple")
}

fn tuple_new(cx: &Cx, args: &Args<'_>) -> Res {
    let made = match args.opt(1) {
        Some(items) if items.kind() == Some(Kind::Tuple) => items.own(),
        Some(items) => Tuple::to_own(crate::iter::collect(cx, items)?),
        None => Tuple::of(&[]),
    };
    Ok(if args.get(0).is(cx.ty(TypeId::Tuple)) { made } else { class::wrap(cx, args.get(0), made) })
}

fn index(cx: &Cx, args: &Args<'_>) -> Res {
    let tuple = this(cx, args, "index")?;
    let start = sequence::clamp(cx, args.opt(2), 0, tuple.len())?;
    let stop = sequence::clamp(cx, args.opt(3), usize::MAX, tuple.len())?;
    let found = sequence::find(cx, tuple, args.get(1), start, stop)?;
    found.map(Own::len).ok_or_else(|| cx.value_error("tuple.index(x): x not in tuple"))
}

/// Methods of `tuple`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls iterable?", tuple_new),
    method("index", "self value start? stop?", index),
    method("count", "self value", |cx, args| sequence::occurrences(cx, this(cx, args, "count")?, args.get(1))),
];
