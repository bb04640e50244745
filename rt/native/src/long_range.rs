//! A `range` with a number beyond 64 bits, or with more numbers than an `i64` counts.

use crate::context::{Cx, Res};
use crate::int::{self, Number};
use crate::object::{Body, BodyKind, Kind, Own, Tuple, Value};
use crate::range::{Range, Slice};
use dashu_int::{IBig, Sign};

/// `range(start, stop, step)` of any numbers.
pub(crate) struct LongRange {
    start: IBig,
    stop: IBig,
    step: IBig,
    /// How many numbers it has.
    len: IBig,
}

impl Body for LongRange {
    const KIND: Kind = <LongRange as BodyKind>::OF;
}

fn is_negative(number: &IBig) -> bool {
    number.sign() == Sign::Negative
}

fn count(start: &IBig, stop: &IBig, step: &IBig) -> IBig {
    let (low, high, step) = if is_negative(step) { (stop, start, -step.clone()) } else { (start, stop, step.clone()) };
    if low >= high { IBig::ZERO } else { (high - low - IBig::ONE) / step + IBig::ONE }
}

/// A range of these numbers: a short one if they fit. The step is not 0.
pub(crate) fn object(start: IBig, stop: IBig, step: IBig) -> Own {
    let len = count(&start, &stop, &step);
    let all = [&start, &stop, &step, &len].map(|number| i64::try_from(number).ok());
    match all {
        [Some(start), Some(stop), Some(step), Some(_)] => Own::new(Range { start, stop, step }),
        _ => Own::new(LongRange { start, stop, step, len }),
    }
}

/// Start, stop and step of a range of either kind.
pub(crate) fn parts(range: Value<'_>) -> [Own; 3] {
    match range.get::<LongRange>() {
        Some(range) => [&range.start, &range.stop, &range.step].map(|number| int::from_big(number.clone())),
        None => {
            let range = range.expect::<Range>();
            [range.start, range.stop, range.step].map(Own::int)
        }
    }
}

/// What decides equality of ranges of either kind: the numbers, not how they were written.
pub(crate) fn key(range: Value<'_>) -> Own {
    let len = match range.get::<LongRange>() {
        Some(range) => int::from_big(range.len.clone()),
        None => Own::int(range.expect::<Range>().len() as i64),
    };
    let [start, _, step] = parts(range);
    let is = |number: i64| len.r().small_int() == Some(number);
    let start = if is(0) { Own::none() } else { start };
    let step = if is(0) || is(1) { Own::none() } else { step };
    Tuple::object([len, start, step].into_iter())
}

impl LongRange {
    /// `len(range)`, if it fits.
    pub(crate) fn len(&self) -> Option<usize> {
        i64::try_from(&self.len).ok().map(|len| len as usize)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == IBig::ZERO
    }

    fn at(&self, index: &IBig) -> IBig {
        &self.start + index * &self.step
    }

    /// The index of a number that it has.
    pub(crate) fn find(&self, value: Value<'_>) -> Option<Own> {
        let distance = int::number(value)?.to_big() - &self.start;
        let index = &distance / &self.step;
        let is_in = &index * &self.step == distance && !is_negative(&index) && index < self.len;
        is_in.then(|| int::from_big(index))
    }

    /// `value in range`.
    pub(crate) fn contains(&self, cx: &Cx, value: Value<'_>) -> Res<bool> {
        if int::number(value).is_some() {
            return Ok(self.find(value).is_some());
        }
        let mut steps = self.steps();
        while let Some(item) = steps.next() {
            if crate::operator::equal(cx, item.r(), value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `range[index]`.
    pub(crate) fn item(&self, cx: &Cx, index: Value<'_>) -> Res {
        if let Some(slice) = index.get::<Slice>() {
            return self.slice(cx, slice);
        }
        if int::number(index).is_none() && crate::class::custom(cx, index, &cx.names.__index__).is_none() {
            let found = crate::class::type_name(cx, index);
            return Err(cx.type_error(format!("range indices must be integers or slices, not {found}")));
        }
        let index = int::index(cx, index)?;
        let index = int::number(index.r()).unwrap_or(Number::Small(0)).to_big();
        let index = if is_negative(&index) { index + &self.len } else { index };
        if is_negative(&index) || index >= self.len {
            return Err(cx.index_error("range object index out of range"));
        }
        Ok(int::from_big(self.at(&index)))
    }

    fn slice(&self, cx: &Cx, slice: &Slice) -> Res {
        let given = |value: &Own| -> Res<Option<IBig>> {
            if value.r().is_none() {
                return Ok(None);
            }
            let value = int::index(cx, value.r())?;
            Ok(int::number(value.r()).map(Number::to_big))
        };
        let step = given(&slice.step)?.unwrap_or(IBig::ONE);
        if step == IBig::ZERO {
            return Err(cx.value_error("slice step cannot be zero"));
        }
        let backwards = is_negative(&step);
        let (least, most) =
            if backwards { (-IBig::ONE, &self.len - IBig::ONE) } else { (IBig::ZERO, self.len.clone()) };
        let place = |value: Option<IBig>, default: &IBig| match value {
            None => default.clone(),
            Some(at) => {
                let at = if is_negative(&at) { at + &self.len } else { at };
                at.clamp(least.clone(), most.clone())
            }
        };
        let start = place(given(&slice.start)?, if backwards { &most } else { &least });
        let stop = place(given(&slice.stop)?, if backwards { &least } else { &most });
        Ok(object(self.at(&start), self.at(&stop), &self.step * step))
    }

    /// Its numbers, one by one.
    pub(crate) fn steps(&self) -> Steps {
        Steps { next: self.start.clone(), step: self.step.clone(), left: self.len.clone() }
    }

    pub(crate) fn steps_backwards(&self) -> Steps {
        let last = self.at(&(&self.len - IBig::ONE));
        Steps { next: last, step: -self.step.clone(), left: self.len.clone() }
    }
}

/// Where an iterator through a long range stands.
#[derive(Clone)]
pub(crate) struct Steps {
    next: IBig,
    step: IBig,
    left: IBig,
}

impl Steps {
    pub(crate) fn next(&mut self) -> Option<Own> {
        if self.left == IBig::ZERO {
            return None;
        }
        self.left -= IBig::ONE;
        let after = &self.next + &self.step;
        Some(int::from_big(core::mem::replace(&mut self.next, after)))
    }

    /// How many are left.
    pub(crate) fn left(&self) -> Own {
        int::from_big(self.left.clone())
    }
}
