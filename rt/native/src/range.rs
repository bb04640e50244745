//! `range` and `slice`.

use crate::args::{Args, Def, function, method};
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::int::{self, Number};
use crate::long_range::{self, LongRange};
use crate::object::{Body, BodyKind, Kind, Own, Tuple, Value};
use crate::sequence::{self, Index};

/// `slice(start, stop, step)`.
pub(crate) struct Slice {
    pub(crate) start: Own,
    pub(crate) stop: Own,
    pub(crate) step: Own,
}

impl Body for Slice {
    const KIND: Kind = <Slice as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        [&self.start, &self.stop, &self.step].into_iter().for_each(|part| visit(part.r()));
    }
}

fn slice_new(_cx: &Cx, args: &Args<'_>) -> Res {
    let part = |index| args.opt(index).map_or_else(Own::none, Value::own);
    Ok(Own::new(match args.opt(2) {
        None => Slice { start: Own::none(), stop: part(1), step: Own::none() },
        Some(_) => Slice { start: part(1), stop: part(2), step: part(3) },
    }))
}

fn slice_indices(cx: &Cx, args: &Args<'_>) -> Res {
    let len = int::argument(cx, args.get(1))?;
    let Ok(len) = usize::try_from(len) else {
        return Err(cx.value_error("length should not be negative"));
    };
    let slice = args.get(0).expect::<Slice>();
    let picked = sequence::pick(cx, slice, len)?;
    let edge = |value: &Own, default: i64| -> Res<i64> {
        if value.r().is_none() {
            return Ok(default);
        }
        let at = int::clamped(cx, value.r())?;
        let at = if at < 0 { at.saturating_add(len as i64) } else { at };
        let (least, most) = if picked.step < 0 { (-1, len as i64 - 1) } else { (0, len as i64) };
        Ok(at.clamp(least, most))
    };
    let stop = edge(&slice.stop, if picked.step < 0 { -1 } else { len as i64 })?;
    Ok(Tuple::object([picked.start, stop, picked.step].into_iter().map(Own::int).collect::<Vec<_>>().into_iter()))
}

/// Methods of `slice`.
pub(crate) static SLICE_METHODS: &[Def] =
    &[function("__new__", "cls start stop? step?", slice_new), method("indices", "self length", slice_indices)];

/// Attributes of `slice`.
pub(crate) static SLICE_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("start", |_, v| Ok(v.expect::<Slice>().start.clone())),
    GetSetRow::ro("stop", |_, v| Ok(v.expect::<Slice>().stop.clone())),
    GetSetRow::ro("step", |_, v| Ok(v.expect::<Slice>().step.clone())),
];

/// `range(start, stop, step)`, of 64-bit numbers; of others it is a [`LongRange`].
#[derive(Clone, Copy)]
pub(crate) struct Range {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
}

impl Body for Range {
    const KIND: Kind = <Range as BodyKind>::OF;
}

impl Range {
    /// How many numbers it has.
    pub(crate) fn len(&self) -> u64 {
        let (low, high) = if self.step > 0 { (self.start, self.stop) } else { (self.stop, self.start) };
        if low >= high { 0 } else { (high.wrapping_sub(low) as u64 - 1) / self.step.unsigned_abs() + 1 }
    }

    pub(crate) fn at(&self, index: u64) -> i64 {
        self.start.wrapping_add((index as i64).wrapping_mul(self.step))
    }

    /// The index of a number that it has.
    pub(crate) fn find(&self, value: i64) -> Option<u64> {
        let inside = if self.step > 0 {
            (self.start..self.stop).contains(&value)
        } else {
            value <= self.start && value > self.stop
        };
        let distance = value.wrapping_sub(self.start);
        (inside && (i128::from(value) - i128::from(self.start)) % i128::from(self.step) == 0)
            .then(|| (i128::from(value) - i128::from(self.start)).unsigned_abs() as u64 / self.step.unsigned_abs())
            .filter(|_| distance != i64::MIN)
    }
}

fn range_new(cx: &Cx, args: &Args<'_>) -> Res {
    let part = |index: usize| -> Res { int::index(cx, args.get(index)) };
    let [start, stop, step] = match args.opt(2) {
        None => [Own::int(0), part(1)?, Own::int(1)],
        Some(_) => [part(1)?, part(2)?, args.opt(3).map_or(Ok(Own::int(1)), |_| part(3))?],
    };
    if step.r().small_int() == Some(0) {
        return Err(cx.value_error("range() arg 3 must not be zero"));
    }
    let short = [&start, &stop, &step].map(|number| int::to_i64(number.r()));
    if let [Some(start), Some(stop), Some(step)] = short {
        let range = Range { start, stop, step };
        if i64::try_from(range.len()).is_ok() {
            return Ok(Own::new(range));
        }
    }
    let [start, stop, step] = [start, stop, step].map(|number| {
        let number = int::number(number.r());
        number.unwrap_or(Number::Small(0)).to_big()
    });
    Ok(long_range::object(start, stop, step))
}

/// `range[index]`.
pub(crate) fn item(cx: &Cx, range: &Range, key: Value<'_>) -> Res {
    match sequence::index(cx, key, "range")? {
        Index::At(at) => {
            let len = range.len();
            let at = if at < 0 { i128::from(at) + i128::from(len) } else { i128::from(at) };
            match u64::try_from(at) {
                Ok(at) if at < len => Ok(Own::int(range.at(at))),
                _ => Err(cx.index_error("range object index out of range")),
            }
        }
        Index::Slice(slice) => {
            let picked = sequence::pick(cx, slice, range.len() as usize)?;
            let start = range.start.wrapping_add(picked.start.wrapping_mul(range.step));
            let step = range.step.wrapping_mul(picked.step);
            let stop = if picked.count == 0 && picked.step > 0 {
                start
            } else {
                start.wrapping_add((picked.count as i64).wrapping_mul(step))
            };
            Ok(Own::new(Range { start, stop, step }))
        }
    }
}

/// `value in range`.
pub(crate) fn contains(cx: &Cx, range: &Range, value: Value<'_>) -> Res<bool> {
    match int::number(value) {
        Some(Number::Small(value)) => Ok(range.find(value).is_some()),
        Some(Number::Big(_)) => Ok(false),
        None => {
            for index in 0..range.len() {
                if crate::operator::equal(cx, Own::int(range.at(index)).r(), value)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// Whether ranges of either kind have the same numbers.
pub(crate) fn equal(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res<bool> {
    crate::operator::equal(cx, long_range::key(a).r(), long_range::key(b).r())
}

/// The hash of a range of either kind.
pub(crate) fn hash(cx: &Cx, range: Value<'_>) -> Res<i64> {
    crate::hash::hash(cx, long_range::key(range).r())
}

fn find(range: Value<'_>, value: Value<'_>) -> Option<Own> {
    match range.get::<LongRange>() {
        Some(range) => range.find(value),
        None => {
            let index = range.expect::<Range>().find(int::to_i64(value)?)?;
            Some(Own::int(index as i64))
        }
    }
}

/// Methods of `range`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls start stop? step?", range_new),
    method("index", "self value", |cx, args| match find(args.get(0), args.get(1)) {
        Some(index) => Ok(index),
        None => Err(cx.value_error(format!("{} is not in range", crate::repr::repr_text(cx, args.get(1))?))),
    }),
    method("count", "self value", |cx, args| {
        let found = crate::operator::contains(cx, args.get(0), args.get(1))?;
        Ok(Own::int(found.into()))
    }),
    method("__reversed__", "self", |_, args| Ok(crate::iter::Iter::range_reversed(args.get(0)))),
];

fn part(range: Value<'_>, index: usize) -> Own {
    long_range::parts(range)[index].clone()
}

/// Attributes of `range`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("start", |_, v| Ok(part(v, 0))),
    GetSetRow::ro("stop", |_, v| Ok(part(v, 1))),
    GetSetRow::ro("step", |_, v| Ok(part(v, 2))),
];
