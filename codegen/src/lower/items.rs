//! Where the items of a loop come from.
//!
//! Over a `range` of machine integers a loop has a counter, over an exact list the list and an index; over anything else
//! an iterator object. Which of them is decided once, before the loop; the state that is not used is null, and a version
//! that knows so has a plain loop. Over `enumerate` and `zip` it has the states of what these are given, and makes no
//! tuples, as long as the names are the builtins': else everything is left to an iterator object, which is rare.

use super::Lowering;
use crate::mir::{Block, Hint, IntOp, Operand, Order, Slot, Value};
use crate::repr::Repr;
use naja_frontend::hir::{Argument, Expr, ExprKind, IntValue, Target, TargetKind, UnaryOp, Variable};
use naja_frontend::source::Span;
use naja_rt_abi::RtFn;
use naja_rt_abi::table as rt;

/// Where a loop takes its items from.
pub(super) struct Items {
    /// The iterator object; null in the other cases.
    pub(super) iterator: Slot,
    /// Of a list: the list and the next index. The list is null when there is an iterator.
    pub(super) list: Option<(Slot, Slot)>,
    /// Of a range: the next item, the end, the step.
    pub(super) range: Option<(Slot, Slot, Step)>,
    /// Whether the index of the list goes down.
    pub(super) is_backwards: bool,
    /// Whether the iterator is one of `async for`.
    pub(super) is_async: bool,
    /// What is promised of the items.
    pub(super) hint: Hint,
}

impl Items {
    /// What an iterator gives.
    pub(super) fn of(iterator: Slot) -> Items {
        Items { iterator, list: None, range: None, is_backwards: false, is_async: false, hint: Hint::Any }
    }
}

/// The step of a range.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Known(i64),
    /// Positive.
    Slot(Slot),
}

/// What a loop runs over.
pub(super) enum Source {
    /// Items.
    One(Items),
    /// Items of several, together.
    Many(Many),
}

/// What `enumerate` and `zip` give.
pub(super) struct Many {
    /// Of an `enumerate`: the next number.
    pub(super) counter: Option<Slot>,
    /// Of a `zip`: what it is given. Else the one thing that is enumerated.
    pub(super) parts: Vec<Items>,
    pub(super) is_zip: bool,
    /// An iterator instead of all this, or null.
    pub(super) whole: Slot,
}

/// A value for a target, or those of a tuple that need not be made.
enum Given {
    One(Value),
    Many(Vec<Given>),
}

impl Source {
    /// The iterators that end with the loop, in the order in which they die: those of a `zip` as the items of a tuple do.
    pub(super) fn iterators(&self) -> Vec<Slot> {
        match self {
            Source::One(items) => vec![items.iterator],
            Source::Many(many) => {
                many.parts.iter().rev().map(|part| part.iterator).chain(std::iter::once(many.whole)).collect()
            }
        }
    }
}

impl Lowering<'_, '_> {
    /// Evaluates what a loop runs over, and sets its state up.
    pub(super) fn source(&mut self, iter: &Expr) -> Source {
        if let Some((callee, arguments)) = builtin_call(iter, "enumerate")
            && let [Argument::Positional(enumerated)] = arguments
        {
            return Source::Many(self.at(iter.span, |this| this.enumerate(callee, enumerated)));
        }
        if let Some((callee, arguments)) = builtin_call(iter, "zip") {
            return Source::Many(self.at(iter.span, |this| this.zip(callee, arguments)));
        }
        Source::One(self.items(iter))
    }

    fn enumerate(&mut self, callee: &Expr, enumerated: &Expr) -> Many {
        let callee = self.expr(callee);
        let counter = self.b.slot(".counter", Repr::I64, Hint::Int);
        let (mut callees, mut parts, mut is_zip) = (vec![(callee, &rt::is_enumerate_type)], vec![enumerated], false);
        if let Some((zip, arguments)) = builtin_call(enumerated, "zip") {
            callees.push((self.expr(zip), &rt::is_zip_type));
            parts = arguments.iter().map(positional).collect();
            is_zip = true;
        }
        let mut many = self.many(&callees, &parts, is_zip);
        let zero = self.b.i64(0);
        self.b.set(counter, zero);
        many.counter = Some(counter);
        many
    }

    fn zip(&mut self, callee: &Expr, arguments: &[Argument]) -> Many {
        let callee = self.expr(callee);
        let parts: Vec<&Expr> = arguments.iter().map(positional).collect();
        self.many(&[(callee, &rt::is_zip_type)], &parts, true)
    }

    /// The state for calls of `callees`, each of the next, the last of the values of `parts`.
    fn many(&mut self, callees: &[(Value, &'static RtFn)], parts: &[&Expr], is_zip: bool) -> Many {
        let values: Vec<Value> = parts.iter().map(|part| self.expr(part)).collect();
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        self.b.body.blocks[other].is_rare = true;
        for (callee, test) in callees {
            let is_builtin = self.b.rt(test, vec![Operand::Value(*callee)], Hint::Bool);
            self.else_to(is_builtin, other);
        }
        let whole = self.b.temp("iterator");
        let items: Vec<Items> =
            parts.iter().zip(&values).map(|(part, value)| self.items_of(part, *value, part.span)).collect();
        self.b.unset(whole);
        self.b.jump(ready);

        self.b.switch_to(other);
        let callees: Vec<Value> = callees.iter().map(|(callee, _)| *callee).collect();
        self.make_iterator(&callees, values, whole);
        for part in &items {
            self.b.unset(part.iterator);
            if let Some((list, index)) = part.list {
                self.b.unset(list);
                let zero = self.b.i64(0);
                self.b.set(index, zero);
            }
        }
        self.b.jump(ready);
        self.b.switch_to(ready);
        Many { counter: None, parts: items, is_zip, whole }
    }

    /// Binds the target to the next item and goes to `inside`, or to `finished`.
    pub(super) fn bind_next(&mut self, source: &Source, target: &Target, inside: Block, finished: Block) {
        match source {
            Source::One(items) => {
                let value = self.take_next(items, finished);
                self.store(target, value);
                self.b.jump(inside);
            }
            Source::Many(many) => self.bind_many(many, target, inside, finished),
        }
    }

    fn bind_many(&mut self, many: &Many, target: &Target, inside: Block, finished: Block) {
        let [together, whole] = [self.b.new_block(), self.b.new_block()];
        self.when_null(many.whole, together, whole);

        self.b.switch_to(whole);
        let items = Items::of(many.whole);
        let value = self.take_next(&items, finished);
        self.store(target, value);
        self.b.jump(inside);

        self.b.switch_to(together);
        let mut parts: Vec<Given> = many.parts.iter().map(|part| Given::One(self.take_next(part, finished))).collect();
        let rest = match parts.pop() {
            Some(part) if !many.is_zip => part,
            part => Given::Many(parts.into_iter().chain(part).collect()),
        };
        let given = match many.counter {
            None => rest,
            Some(counter) => {
                let current = self.b.get(counter);
                let one = self.b.i64(1);
                // No iterator gives 2**63 items.
                let next = self.b.int(IntOp::Add, current, one);
                self.b.set(counter, next);
                let number = self.b.rt(&rt::box_i64, vec![Operand::Value(current)], Hint::Int);
                Given::Many(vec![Given::One(number), rest])
            }
        };
        self.bind(target, given);
        self.b.jump(inside);
    }

    fn bind(&mut self, target: &Target, given: Given) {
        match (&target.kind, given) {
            (TargetKind::Unpack(targets), Given::Many(given))
                if targets.len() == given.len()
                    && targets.iter().all(|target| !matches!(target.kind, TargetKind::Star(_))) =>
            {
                targets.iter().zip(given).for_each(|(target, given)| self.bind(target, given));
            }
            (_, given) => {
                let value = self.made(given);
                self.store(target, value);
            }
        }
    }

    /// A value, or the tuple of several.
    fn made(&mut self, given: Given) -> Value {
        match given {
            Given::One(value) => value,
            Given::Many(given) => {
                let values = given.into_iter().map(|given| self.made(given)).collect();
                self.b.rt(&rt::tuple_new, vec![Operand::Array(values)], Hint::TUPLE)
            }
        }
    }

    /// The next item; goes to `finished` if there is none.
    fn take_next(&mut self, items: &Items, finished: Block) -> Value {
        let given = self.b.new_block();
        let item = self.b.slot(".item", Repr::Boxed, items.hint.clone());
        self.next_item(items, item, given, finished);
        self.b.switch_to(given);
        let value = self.b.get(item);
        self.b.unset(item);
        value
    }

    /// Sets `item` and goes to `given`, or to `finished`.
    fn next_item(&mut self, items: &Items, item: Slot, given: Block, finished: Block) {
        if let Some((list, index)) = items.list {
            let [counted, other] = [self.b.new_block(), self.b.new_block()];
            self.when_null(items.iterator, counted, other);
            self.b.switch_to(counted);
            self.next_of_list((list, index, items.is_backwards), item, given, finished);
            self.b.switch_to(other);
        }
        if let Some((next, stop, step)) = items.range {
            let [counted, other] = [self.b.new_block(), self.b.new_block()];
            self.when_null(items.iterator, counted, other);
            self.b.switch_to(counted);
            self.next_of_range(next, stop, step, item, given, finished);
            self.b.switch_to(other);
        }
        if items.is_async {
            return self.next_of_async(items.iterator, item, given, finished);
        }
        let iterator = self.b.get(items.iterator);
        let value = self.b.rt(&rt::iter_next, vec![Operand::Value(iterator)], Hint::Any);
        self.b.set(item, value);
        let is_end = self.b.is_null(value);
        self.b.branch(is_end, finished, given);
    }

    pub(super) fn when_null(&mut self, slot: Slot, then: Block, otherwise: Block) {
        let value = self.b.get_nullable(slot);
        let is_null = self.b.is_null(value);
        self.b.branch(is_null, then, otherwise);
    }

    fn next_of_list(
        &mut self,
        (list, index, is_backwards): (Slot, Slot, bool),
        item: Slot,
        given: Block,
        finished: Block,
    ) {
        let more = self.b.new_block();
        let list = self.b.get(list);
        let position = self.b.get(index);
        let len = self.b.rt(&rt::list_len, vec![Operand::Value(list)], Hint::Int);
        // Backwards, the index in front of the first one is beyond all of them.
        let (order, step) = if is_backwards { (Order::Below, IntOp::Sub) } else { (Order::Lt, IntOp::Add) };
        let in_bounds = self.b.int_compare(order, position, len);
        self.b.branch(in_bounds, more, finished);
        self.b.switch_to(more);
        let hint = self.b.body.slots[item].hint.clone();
        let value = self.b.rt(&rt::list_item, vec![Operand::Value(list), Operand::Value(position)], hint.clone());
        self.b.promise(value, hint);
        self.b.set(item, value);
        let one = self.b.i64(1);
        let next = self.b.int(step, position, one);
        self.b.set(index, next);
        self.b.jump(given);
    }

    fn next_of_range(&mut self, next: Slot, stop: Slot, step: Step, item: Slot, given: Block, finished: Block) {
        let more = self.b.new_block();
        let current = self.b.get(next);
        let end = self.b.get(stop);
        let order = if matches!(step, Step::Known(step) if step < 0) { Order::Gt } else { Order::Lt };
        let goes_on = self.b.int_compare(order, current, end);
        self.b.branch(goes_on, more, finished);
        self.b.switch_to(more);
        let step = match step {
            Step::Known(step) => self.b.i64(step),
            Step::Slot(slot) => self.b.get(slot),
        };
        // Cannot overflow: `counted_range` checked that one step beyond the end fits.
        let following = self.b.int(IntOp::Add, current, step);
        self.b.set(next, following);
        let value = self.b.rt(&rt::box_i64, vec![Operand::Value(current)], Hint::Int);
        self.b.set(item, value);
        self.b.jump(given);
    }

    /// Sets `iterator` to that of what the last callee gives for `args`, and those before it for that.
    pub(super) fn make_iterator(&mut self, callees: &[Value], mut args: Vec<Value>, iterator: Slot) {
        for callee in callees.iter().rev() {
            let operands = vec![Operand::Value(*callee), Operand::Array(std::mem::take(&mut args)), self.null()];
            args = vec![self.b.rt(&rt::call, operands, Hint::Any)];
        }
        let value = self.b.rt(&rt::iter, vec![Operand::Value(args[0])], Hint::Any);
        self.b.set(iterator, value);
    }

    /// Evaluates what a loop runs over, and sets its state up.
    fn items(&mut self, iter: &Expr) -> Items {
        if let Some(items) = self.backwards(iter) {
            return items;
        }
        if let (ExprKind::Call { callee, .. }, Some(arguments)) = (&iter.kind, range_arguments(iter)) {
            let callees = [(&**callee, &rt::is_range_type)];
            return self.at(iter.span, |this| this.range_items(&callees, arguments, false));
        }
        let object = self.expr(iter);
        let place = self.place_of_iteration(iter);
        self.items_of(iter, object, place)
    }

    /// Sets up the state of a loop over `object`, the value of `iter`, whose iterator is asked for at `place`.
    fn items_of(&mut self, iter: &Expr, object: Value, place: Span) -> Items {
        let hint = self.cx.hints.element(iter);
        let iterator = self.b.temp("iterator");
        let list = self.b.temp("list");
        let index = self.b.slot(".index", Repr::I64, Hint::Int);
        self.at(place, |this| {
            let zero = this.b.i64(0);
            this.b.set(index, zero);
            this.b.unset(iterator);
            this.b.unset(list);
            let [counted, other, ready] = std::array::from_fn(|_| this.b.new_block());
            let is_list = this.b.rt(&rt::is_list, vec![Operand::Value(object)], Hint::Bool);
            this.b.branch(is_list, counted, other);
            this.b.switch_to(counted);
            this.b.set(list, object);
            this.b.jump(ready);
            this.b.switch_to(other);
            let value = this.b.rt(&rt::iter, vec![Operand::Value(object)], Hint::Any);
            this.b.set(iterator, value);
            this.b.jump(ready);
            this.b.switch_to(ready);
        });
        Items { list: Some((list, index)), hint, ..Items::of(iterator) }
    }

    /// The state of a loop over what the last callee, if it passes its test, and those before it give: a range, which is gone
    /// through backwards if it `turns`; its step is known then.
    pub(super) fn range_items(
        &mut self,
        callees: &[(&Expr, &'static RtFn)],
        arguments: &[Argument],
        turns: bool,
    ) -> Items {
        let callees: Vec<_> = callees.iter().map(|(callee, test)| (self.expr(callee), *test)).collect();
        let args: Vec<Value> = arguments.iter().map(|argument| self.expr(positional(argument))).collect();
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        self.b.body.blocks[other].is_rare = true;
        for (callee, test) in &callees {
            let is_builtin = self.b.rt(test, vec![Operand::Value(*callee)], Hint::Bool);
            self.else_to(is_builtin, other);
        }
        let iterator = self.b.temp("iterator");
        let counters = [".next", ".stop"].map(|name| self.b.slot(name, Repr::I64, Hint::Int));
        self.reset(counters);
        let mut step = self.counted_range(&args, arguments, counters[0], counters[1], other);
        if turns {
            step = self.turn(counters, step, other);
        }
        self.b.unset(iterator);
        self.b.jump(ready);

        self.b.switch_to(other);
        let callees: Vec<Value> = callees.iter().map(|(callee, _)| *callee).collect();
        self.make_iterator(&callees, args, iterator);
        self.reset(counters);
        if let Step::Slot(slot) = step {
            let one = self.b.i64(1);
            self.b.set(slot, one);
        }
        self.b.jump(ready);
        self.b.switch_to(ready);
        Items { range: Some((counters[0], counters[1], step)), hint: Hint::Int, ..Items::of(iterator) }
    }

    pub(super) fn reset<const N: usize>(&mut self, counters: [Slot; N]) {
        for slot in counters {
            let zero = self.b.i64(0);
            self.b.set(slot, zero);
        }
    }

    /// Sets the counters of a range, or goes to `other` when an argument is no machine integer.
    pub(super) fn counted_range(
        &mut self,
        args: &[Value],
        arguments: &[Argument],
        next: Slot,
        stop: Slot,
        other: Block,
    ) -> Step {
        let (first, last, step) = match *args {
            [last] => (None, last, None),
            [first, last] => (Some(first), last, None),
            [first, last, step] => (Some(first), last, Some(step)),
            _ => crate::bug!("a range with other than one to three arguments"),
        };
        let first = match first {
            Some(first) => self.machine_int(first, other),
            None => self.b.i64(0),
        };
        let last = self.machine_int(last, other);
        let step = match (known_step(arguments), step) {
            (Some(step), _) => Step::Known(step),
            (None, Some(step)) => {
                let step = self.machine_int(step, other);
                let zero = self.b.i64(0);
                let positive = self.b.int_compare(Order::Gt, step, zero);
                self.else_to(positive, other);
                let slot = self.b.slot(".step", Repr::I64, Hint::Int);
                self.b.set(slot, step);
                Step::Slot(slot)
            }
            (None, None) => crate::bug!("a range without step has the step 1"),
        };
        self.room_for_one_step(last, step, other);
        self.b.set(next, first);
        self.b.set(stop, last);
        step
    }

    /// Goes to `other` unless an item before `last`, plus one step, fits.
    fn room_for_one_step(&mut self, last: Value, step: Step, other: Block) {
        let fits = match step {
            Step::Known(1 | -1) => return,
            Step::Known(step) if step > 0 => {
                let limit = self.b.i64(i64::MAX - step + 1);
                self.b.int_compare(Order::Le, last, limit)
            }
            Step::Known(step) => {
                let limit = self.b.i64(i64::MIN - step - 1);
                self.b.int_compare(Order::Ge, last, limit)
            }
            Step::Slot(slot) => {
                let max = self.b.i64(i64::MAX);
                let step = self.b.get(slot);
                let limit = self.b.int(IntOp::Sub, max, step);
                self.b.int_compare(Order::Le, last, limit)
            }
        };
        self.else_to(fits, other);
    }

    /// The value of an exact `int` that fits, or goes to `other`.
    fn machine_int(&mut self, value: Value, other: Block) -> Value {
        let is_int = self.b.rt(&rt::is_int, vec![Operand::Value(value)], Hint::Bool);
        self.else_to(is_int, other);
        let fits = self.b.rt(&rt::int_fits, vec![Operand::Value(value)], Hint::Bool);
        self.else_to(fits, other);
        self.b.rt(&rt::unbox_i64, vec![Operand::Value(value)], Hint::Int)
    }

    /// Goes on if `holds`, else to `other`.
    pub(super) fn else_to(&mut self, holds: Value, other: Block) {
        let next = self.b.new_block();
        self.b.branch(holds, next, other);
        self.b.switch_to(next);
    }
}

/// A call of what the global variable `name` holds, with positional arguments only, at least one.
pub(super) fn builtin_call<'e>(iter: &'e Expr, name: &str) -> Option<(&'e Expr, &'e [Argument])> {
    let ExprKind::Call { callee, arguments } = &iter.kind else { return None };
    let ExprKind::Variable(Variable::Global(found)) = &callee.kind else { return None };
    let plain = arguments.iter().all(|argument| matches!(argument, Argument::Positional(_)));
    (found.as_str() == name && plain && !arguments.is_empty()).then_some((callee, arguments))
}

/// The arguments of a `range(…)` that may become a counter.
pub(super) fn range_arguments(iter: &Expr) -> Option<&[Argument]> {
    let (_, arguments) = builtin_call(iter, "range")?;
    (arguments.len() <= 3).then_some(arguments)
}

/// The step of a range, if it is written there.
pub(super) fn known_step(arguments: &[Argument]) -> Option<i64> {
    match arguments.get(2) {
        None => Some(1),
        Some(argument) => literal_int(positional(argument)).filter(|step| *step != 0 && step.unsigned_abs() < 1 << 62),
    }
}

pub(super) fn positional(argument: &Argument) -> &Expr {
    match argument {
        Argument::Positional(expr) | Argument::Star(expr) | Argument::Keyword(_, expr) | Argument::DoubleStar(expr) => {
            expr
        }
    }
}

fn literal_int(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Int(IntValue::Small(value)) => Some(*value),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => literal_int(operand)?.checked_neg(),
        _ => None,
    }
}
