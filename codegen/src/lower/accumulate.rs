//! What becomes of the items of a fold, by the builtin that it stands for.
//!
//! An accumulator begins, takes an item at a time, and ends; all of it is what the interpreter's C function does, down to
//! the order of additions. Numbers are added in machine words. What may run Python, the `+` of other objects and their
//! truth, runs as if the fold were not there: see the rows whose names begin with `outside_`.

use super::Lowering;
use super::fold::{Fold, Start};
use crate::World;
use crate::mir::{Block, FloatOp, Hint, IntOp, Operand, Order, PoolEntry, Slot, Value};
use crate::repr::Repr;
use naja_rt_abi::{RtFn, table as rt};

/// A builtin that consumes a generator expression where it is made.
pub(super) struct Accumulator {
    /// Its name.
    pub(super) name: &'static str,
    /// Whether it takes what it starts with.
    pub(super) takes_start: bool,
    /// What is promised of its result, given what is promised of the items.
    pub(super) returns: fn(&Hint, Option<Start>) -> Hint,
    /// Sets up what it keeps.
    pub(super) begin: fn(&mut Lowering<'_, '_>, &Fold) -> Kept,
    /// Takes an item.
    pub(super) step: fn(&mut Lowering<'_, '_>, &Kept, Value),
    /// Its result.
    pub(super) end: fn(&mut Lowering<'_, '_>, &Kept) -> Value,
}

static ACCUMULATORS: [Accumulator; 8] = [
    Accumulator {
        name: "all",
        takes_start: false,
        returns: |_, _| Hint::Bool,
        begin: |_, _| Kept::Nothing,
        step: |this, _, item| this.decide(item, false),
        end: |this, _| this.constant(PoolEntry::Bool(true), Hint::Bool),
    },
    Accumulator {
        name: "any",
        takes_start: false,
        returns: |_, _| Hint::Bool,
        begin: |_, _| Kept::Nothing,
        step: |this, _, item| this.decide(item, true),
        end: |this, _| this.constant(PoolEntry::Bool(false), Hint::Bool),
    },
    Accumulator {
        name: "list",
        takes_start: false,
        returns: |item, _| Hint::List(Box::new(item.clone())),
        begin: |this, _| this.begin_collection(&rt::list_new),
        step: |this, kept, item| this.append(kept, item),
        end: |this, kept| this.b.get(kept.collection()),
    },
    Accumulator {
        name: "max",
        takes_start: false,
        returns: |item, _| item.clone(),
        begin: |this, fold| this.begin_extreme(fold),
        step: |this, kept, item| this.choose(kept, item, 4),
        end: |this, kept| this.chosen(kept, "max"),
    },
    Accumulator {
        name: "min",
        takes_start: false,
        returns: |item, _| item.clone(),
        begin: |this, fold| this.begin_extreme(fold),
        step: |this, kept, item| this.choose(kept, item, 0),
        end: |this, kept| this.chosen(kept, "min"),
    },
    Accumulator {
        name: "set",
        takes_start: false,
        returns: |_, _| Hint::Any,
        begin: |this, _| this.begin_collection(&rt::set_new),
        step: |this, kept, item| this.add_to_set(kept, item),
        end: |this, kept| this.b.get(kept.collection()),
    },
    Accumulator {
        name: "sum",
        takes_start: true,
        returns: sum_of,
        begin: |this, fold| Kept::Sum(this.begin_sum(fold)),
        step: |this, kept, item| this.add(kept.sum(), item),
        end: |this, kept| this.total(kept.sum()),
    },
    Accumulator {
        name: "tuple",
        takes_start: false,
        returns: |_, _| Hint::TUPLE,
        begin: |this, _| this.begin_collection(&rt::list_new),
        step: |this, kept, item| this.append(kept, item),
        end: |this, kept| {
            let list = this.b.get(kept.collection());
            this.b.rt(&rt::list_to_tuple, vec![Operand::Value(list)], Hint::TUPLE)
        },
    },
];

/// The accumulator of a builtin.
pub(super) fn accumulator(name: &str) -> Option<&'static Accumulator> {
    ACCUMULATORS.iter().find(|row| row.name == name)
}

/// Whether calls of a builtin may become folds.
#[must_use]
pub fn has_fold(name: &str) -> bool {
    accumulator(name).is_some()
}

/// What an accumulator keeps between items.
#[derive(Clone)]
pub(super) enum Kept {
    Nothing,
    Sum(Sum),
    /// The collection so far.
    Collection(Slot),
    /// The least or greatest item so far, and whether there is one.
    Extreme {
        best: Slot,
        is_some: Slot,
    },
}

impl Kept {
    fn sum(&self) -> &Sum {
        match self {
            Kept::Sum(sum) => sum,
            Kept::Nothing | Kept::Collection(_) | Kept::Extreme { .. } => crate::bug!("a sum that keeps no total"),
        }
    }

    fn collection(&self) -> Slot {
        match self {
            Kept::Collection(slot) => *slot,
            Kept::Nothing | Kept::Sum(_) | Kept::Extreme { .. } => crate::bug!("a collection that keeps nothing"),
        }
    }

    fn extreme(&self) -> (Slot, Slot) {
        match self {
            Kept::Extreme { best, is_some } => (*best, *is_some),
            Kept::Nothing | Kept::Sum(_) | Kept::Collection(_) => crate::bug!("an extreme that keeps no item"),
        }
    }
}

/// The total of `sum`.
///
/// It is an int that fits until a float comes, then a float; all else is added as objects from then on.
#[derive(Clone)]
pub(super) struct Sum {
    /// The total as long as it is an int that fits.
    int: Slot,
    /// The total as long as it is a float.
    float: Slot,
    /// From 3.12 on, what `float` has lost.
    lost: Option<Slot>,
    /// Whether the total is `float`.
    is_float: Slot,
    /// The total when it is any object, else null.
    object: Slot,
    /// Whether the items are promised to be floats: then a total that is no float is that of no items.
    is_of_floats: bool,
}

fn sum_of(item: &Hint, start: Option<Start>) -> Hint {
    match (item, start) {
        (Hint::Float, _) | (Hint::Int | Hint::Bool, Some(Start::Float(_))) => Hint::Float,
        (Hint::Int | Hint::Bool, _) => Hint::Int,
        _ => Hint::Any,
    }
}

impl Lowering<'_, '_> {
    /// `any` and `all`: the first item whose truth is `decisive` is the last.
    fn decide(&mut self, item: Value, decisive: bool) {
        let truth = self.b.rt(&rt::outside_truth, vec![Operand::Value(item), Operand::Record], Hint::Bool);
        let [decided, open] = [self.b.new_block(), self.b.new_block()];
        let (then, otherwise) = if decisive { (decided, open) } else { (open, decided) };
        self.b.branch(truth, then, otherwise);
        self.b.switch_to(decided);
        let result = self.constant(PoolEntry::Bool(decisive), Hint::Bool);
        self.b.set(self.result, result);
        self.leave(0);
        self.b.jump(self.end);
        self.b.switch_to(open);
    }

    fn begin_collection(&mut self, new: &'static RtFn) -> Kept {
        let slot = self.b.temp("collection");
        let collection = self.b.rt(new, vec![Operand::Array(vec![])], Hint::Any);
        self.b.set(slot, collection);
        Kept::Collection(slot)
    }

    fn append(&mut self, kept: &Kept, item: Value) {
        let list = self.b.get(kept.collection());
        self.rt2(&rt::list_append, list, item);
    }

    fn add_to_set(&mut self, kept: &Kept, item: Value) {
        let set = self.b.get(kept.collection());
        let operands = vec![Operand::Value(set), Operand::Value(item), Operand::Record];
        self.b.rt(&rt::outside_set_add, operands, Hint::Any);
    }

    /// A number stands in for the item that there is not yet, so that it needs no box.
    fn begin_extreme(&mut self, fold: &Fold) -> Kept {
        let best = self.b.slot(".best", Repr::Boxed, fold.item.clone());
        let is_some = self.b.slot(".is_some", Repr::Boxed, Hint::Bool);
        let stand_in = match fold.item {
            Hint::Int => PoolEntry::Int(0),
            Hint::Float => PoolEntry::Float(0.0),
            Hint::Bool => PoolEntry::Bool(false),
            _ => PoolEntry::None,
        };
        let stand_in = self.constant(stand_in, Hint::Any);
        self.b.set(best, stand_in);
        self.set_not_yet(is_some);
        Kept::Extreme { best, is_some }
    }

    /// Takes the item if it is the first, or is `op` to the best.
    fn choose(&mut self, kept: &Kept, item: Value, op: i64) {
        let (best, is_some) = kept.extreme();
        let [compare, better, done] = std::array::from_fn(|_| self.b.new_block());
        let some = self.b.get(is_some);
        self.test(&rt::unbox_bool, some, compare, better);
        self.b.switch_to(compare);
        let before = self.b.get(best);
        let operands = vec![Operand::Value(item), Operand::Value(before), Operand::Imm(op), Operand::Record];
        let is_better = self.b.rt(&rt::outside_compare, operands, Hint::Bool);
        self.b.branch(is_better, better, done);
        self.b.switch_to(better);
        let before = self.b.get(best);
        self.b.set(best, item);
        self.set_bool(is_some, true);
        self.b.drop(before);
        self.b.jump(done);
        self.b.switch_to(done);
    }

    fn chosen(&mut self, kept: &Kept, name: &str) -> Value {
        let (best, is_some) = kept.extreme();
        let [found, empty] = [self.b.new_block(), self.b.new_block()];
        let some = self.b.get(is_some);
        self.test(&rt::unbox_bool, some, found, empty);
        self.b.switch_to(empty);
        let name = self.name_of(name);
        self.b.rt(&rt::raise_empty, vec![name], Hint::Any);
        self.b.switch_to(found);
        self.b.get(best)
    }

    fn begin_sum(&mut self, fold: &Fold) -> Sum {
        // As the interpreter has it from 3.12 on; the native runtime adds as 3.11 does.
        let is_exact = matches!(self.cx.world, World::Cpython(major, minor) if (major, minor) >= (3, 12));
        let int = self.b.slot(".int", Repr::I64, Hint::Int);
        let float = self.b.slot(".float", Repr::Boxed, Hint::Float);
        let lost = is_exact.then(|| self.b.slot(".lost", Repr::Boxed, Hint::Float));
        let is_float = self.b.slot(".is_float", Repr::Boxed, Hint::Bool);
        let object = self.b.temp("total");
        let (first_int, first_float) = match fold.start {
            Some(Start::Int(start)) => (start, 0.0),
            Some(Start::Float(start)) => (0, start),
            None => (0, 0.0),
        };
        let start = self.b.i64(first_int);
        self.b.set(int, start);
        let start = self.constant(PoolEntry::Float(first_float), Hint::Float);
        self.b.set(float, start);
        if let Some(lost) = lost {
            let zero = self.constant(PoolEntry::Float(0.0), Hint::Float);
            self.b.set(lost, zero);
        }
        let begins_as_float = matches!(fold.start, Some(Start::Float(_)));
        let is_of_floats = fold.item == Hint::Float;
        if is_of_floats && !begins_as_float {
            self.set_not_yet(is_float);
        } else {
            self.set_bool(is_float, begins_as_float);
        }
        self.b.unset(object);
        Sum { int, float, lost, is_float, object, is_of_floats }
    }

    fn add(&mut self, sum: &Sum, item: Value) {
        let [number, general, done] = std::array::from_fn(|_| self.b.new_block());
        self.when_null(sum.object, number, general);
        self.b.switch_to(general);
        let total = self.b.get(sum.object);
        let total = self.outside_add(total, item);
        self.b.set(sum.object, total);
        self.b.jump(done);

        self.b.switch_to(number);
        let [float, no_float, int, fits, no_int, bool, other] = std::array::from_fn(|_| self.b.new_block());
        self.test(&rt::is_float, item, float, no_float);
        self.b.switch_to(float);
        self.add_float(sum, item);
        self.b.jump(done);
        self.b.switch_to(no_float);
        self.test(&rt::is_int, item, int, no_int);
        self.b.switch_to(int);
        self.test(&rt::int_fits, item, fits, other);
        self.b.switch_to(fits);
        let value = self.b.rt(&rt::unbox_i64, vec![Operand::Value(item)], Hint::Int);
        self.add_int(sum, item, value);
        self.b.jump(done);
        self.b.switch_to(no_int);
        self.test(&rt::is_bool, item, bool, other);
        self.b.switch_to(bool);
        let truth = self.b.rt(&rt::unbox_bool, vec![Operand::Value(item)], Hint::Bool);
        let value = self.b.bool_to_int(truth);
        self.add_int(sum, item, value);
        self.b.jump(done);

        self.b.switch_to(other);
        self.add_other(sum, item);
        self.b.jump(done);
        self.b.switch_to(done);
    }

    /// The first float is added to an int, and loses what that does; those that follow are compensated for.
    fn add_float(&mut self, sum: &Sum, item: Value) {
        let [more, first, done] = std::array::from_fn(|_| self.b.new_block());
        let value = self.b.rt(&rt::unbox_f64, vec![Operand::Value(item)], Hint::Float);
        self.when_float(sum, more, first);
        self.b.switch_to(first);
        let int = self.b.get(sum.int);
        let total = self.b.int_to_float(int);
        let total = self.b.float(FloatOp::Add, total, value);
        self.set_float(sum.float, total);
        self.set_bool(sum.is_float, true);
        self.b.jump(done);
        self.b.switch_to(more);
        let before = self.float(sum.float);
        let total = self.b.float(FloatOp::Add, before, value);
        self.set_float(sum.float, total);
        if let Some(lost) = sum.lost {
            self.compensate(lost, before, value, total);
        }
        self.b.jump(done);
        self.b.switch_to(done);
    }

    /// Adds to `lost` what `total` lacks of `a + b`, by the algorithm of Neumaier, as the interpreter does.
    fn compensate(&mut self, lost: Slot, a: Value, b: Value, total: Value) {
        let [size_a, size_b] = [a, b].map(|value| self.b.float(FloatOp::Abs, value, value));
        let a_is_larger = self.b.float_compare(Order::Ge, size_a, size_b);
        let larger = self.b.select(a_is_larger, a, b);
        let smaller = self.b.select(a_is_larger, b, a);
        let rest = self.b.float(FloatOp::Sub, larger, total);
        let rest = self.b.float(FloatOp::Add, rest, smaller);
        let before = self.float(lost);
        let now = self.b.float(FloatOp::Add, before, rest);
        self.set_float(lost, now);
    }

    /// Adds an int, `value`, that fits.
    fn add_int(&mut self, sum: &Sum, item: Value, value: Value) {
        let [float, int, fits, large, done] = std::array::from_fn(|_| self.b.new_block());
        self.when_float(sum, float, int);
        self.b.switch_to(float);
        self.add_int_to_float(sum, value);
        self.b.jump(done);

        self.b.switch_to(int);
        let before = self.b.get(sum.int);
        let is_small = self.b.int_fits(IntOp::Add, before, value);
        self.b.body.blocks[large].is_rare = true;
        self.b.branch(is_small, fits, large);
        self.b.switch_to(fits);
        let total = self.b.int(IntOp::Add, before, value);
        self.b.set(sum.int, total);
        self.b.jump(done);
        self.b.switch_to(large);
        let before = self.b.rt(&rt::box_i64, vec![Operand::Value(before)], Hint::Int);
        let total = self.outside_add(before, item);
        self.b.set(sum.object, total);
        self.b.jump(done);
        self.b.switch_to(done);
    }

    fn add_int_to_float(&mut self, sum: &Sum, value: Value) {
        let value = self.b.int_to_float(value);
        let before = self.float(sum.float);
        let total = self.b.float(FloatOp::Add, before, value);
        self.set_float(sum.float, total);
    }

    /// Adds any object.
    fn add_other(&mut self, sum: &Sum, item: Value) {
        let [float, int, object, done] = std::array::from_fn(|_| self.b.new_block());
        self.when_float(sum, float, int);
        self.b.switch_to(float);
        if sum.lost.is_some() {
            self.add_subclass(sum, item, done);
        }
        let before = self.whole_float(sum);
        let total = self.outside_add(before, item);
        self.b.set(sum.object, total);
        self.b.jump(done);

        self.b.switch_to(int);
        let before = self.b.get(sum.int);
        let before = self.b.rt(&rt::box_i64, vec![Operand::Value(before)], Hint::Int);
        let total = self.outside_add(before, item);
        let float = self.b.new_block();
        self.test(&rt::is_float, total, float, object);
        self.b.switch_to(float);
        self.b.set(sum.float, total);
        self.set_bool(sum.is_float, true);
        self.b.jump(done);
        self.b.switch_to(object);
        self.b.set(sum.object, total);
        self.b.jump(done);
        self.b.switch_to(done);
    }

    /// Adds an instance of a subclass of `int` that fits, and goes to `done`; goes on with others.
    fn add_subclass(&mut self, sum: &Sum, item: Value, done: Block) {
        let [int, fits, other] = std::array::from_fn(|_| self.b.new_block());
        self.test(&rt::is_int_instance, item, int, other);
        self.b.switch_to(int);
        self.test(&rt::int_fits, item, fits, other);
        self.b.switch_to(fits);
        let value = self.b.rt(&rt::unbox_i64, vec![Operand::Value(item)], Hint::Int);
        self.add_int_to_float(sum, value);
        self.b.jump(done);
        self.b.switch_to(other);
    }

    fn total(&mut self, sum: &Sum) -> Value {
        let result = self.b.temp("result");
        let [number, object, float, int, done] = std::array::from_fn(|_| self.b.new_block());
        self.when_null(sum.object, number, object);
        self.b.switch_to(object);
        let total = self.b.get(sum.object);
        self.b.set(result, total);
        self.b.jump(done);
        self.b.switch_to(number);
        self.when_float(sum, float, int);
        self.b.switch_to(float);
        let total = self.whole_float(sum);
        self.b.set(result, total);
        self.b.jump(done);
        self.b.body.blocks[int].is_rare = sum.is_of_floats;
        self.b.switch_to(int);
        let total = self.b.get(sum.int);
        let total = self.b.rt(&rt::box_i64, vec![Operand::Value(total)], Hint::Int);
        self.b.set(result, total);
        self.b.jump(done);
        self.b.switch_to(done);
        self.b.get(result)
    }

    /// The float total with what it has lost.
    fn whole_float(&mut self, sum: &Sum) -> Value {
        let mut total = self.float(sum.float);
        if let Some(lost) = sum.lost {
            let lost = self.float(lost);
            let zero = self.b.f64(0.0);
            // Neither an infinity nor a NaN minus itself is zero.
            let nothing = self.b.float(FloatOp::Sub, lost, lost);
            let is_finite = self.b.float_compare(Order::Eq, nothing, zero);
            let is_some = self.b.float_compare(Order::Ne, lost, zero);
            let whole = self.b.float(FloatOp::Add, total, lost);
            let whole = self.b.select(is_finite, whole, total);
            // Else a negative zero would lose its sign.
            total = self.b.select(is_some, whole, total);
        }
        self.b.rt(&rt::box_f64, vec![Operand::Value(total)], Hint::Float)
    }

    fn outside_add(&mut self, left: Value, right: Value) -> Value {
        let operands = vec![Operand::Value(left), Operand::Value(right), Operand::Record];
        self.b.rt(&rt::outside_add, operands, Hint::Any)
    }

    fn test(&mut self, row: &'static RtFn, value: Value, then: Block, otherwise: Block) {
        let holds = self.b.rt(row, vec![Operand::Value(value)], Hint::Bool);
        self.b.branch(holds, then, otherwise);
    }

    fn when_float(&mut self, sum: &Sum, then: Block, otherwise: Block) {
        let value = self.b.get(sum.is_float);
        self.test(&rt::unbox_bool, value, then, otherwise);
    }

    fn float(&mut self, slot: Slot) -> Value {
        let value = self.b.get(slot);
        self.b.rt(&rt::unbox_f64, vec![Operand::Value(value)], Hint::Float)
    }

    fn set_float(&mut self, slot: Slot, value: Value) {
        let value = self.b.rt(&rt::box_f64, vec![Operand::Value(value)], Hint::Float);
        self.b.set(slot, value);
    }

    fn set_bool(&mut self, slot: Slot, value: bool) {
        let value = self.constant(PoolEntry::Bool(value), Hint::Bool);
        self.b.set(slot, value);
    }

    /// Makes it false, but not known to be: it will not stay so, and what is known too early is taken for good.
    fn set_not_yet(&mut self, slot: Slot) {
        let zero = self.b.i64(0);
        let no = self.b.int_compare(Order::Lt, zero, zero);
        let no = self.b.rt(&rt::box_bool, vec![Operand::Value(no)], Hint::Bool);
        self.b.set(slot, no);
    }
}
