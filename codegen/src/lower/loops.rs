//! Loops.
//!
//! The iterator of a `for` cannot be named by the program, so it is loop state. Over a `range` of machine integers it is
//! a counter, over an exact list the list and an index; over anything else an iterator object. Which of them is decided
//! once, before the loop; the state that is not used is null, and a version that knows so has a plain loop.

use super::{Lowering, Scope};
use crate::mir::{Block, Hint, IntOp, Operand, Order, Slot, Value};
use crate::repr::Repr;
use naja_frontend::hir::{Argument, Expr, ExprKind, FunctionKind, IntValue, Name, Stmt, UnaryOp, Variable};
use naja_rt_abi::table as rt;

/// Where a loop takes its items from.
struct Items {
    /// The iterator object; null in the other cases.
    iterator: Slot,
    /// Of a list: the list and the next index. The list is null when there is an iterator.
    list: Option<(Slot, Slot)>,
    /// Of a range: the next item, the end, the step.
    range: Option<(Slot, Slot, Step)>,
    /// Whether the iterator is one of `async for`.
    is_async: bool,
}

/// The step of a range.
#[derive(Clone, Copy)]
enum Step {
    Known(i64),
    /// Positive.
    Slot(Slot),
}

impl<'a, 'm> Lowering<'a, 'm> {
    pub(super) fn while_(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) {
        let [header, inside, finished, latch, end] = std::array::from_fn(|_| self.b.new_block());
        self.b.jump(header);
        self.b.body.blocks[header].is_loop_header = true;
        self.b.switch_to(header);
        self.condition(test, inside, finished);
        let after_test = self.bound.clone();
        self.b.switch_to(inside);
        self.scopes.push(Scope::Loop { end, next: latch, iterator: None });
        self.block(body);
        self.scopes.pop();
        if !self.b.is_terminated() {
            self.b.jump(latch);
        }
        self.latch(latch, header);
        self.bound = after_test;
        self.b.switch_to(finished);
        self.else_of_loop(orelse, end);
    }

    /// The `else` of a loop, and its end. What the `else` binds is not certain after a `break`.
    fn else_of_loop(&mut self, orelse: &[Stmt], end: Block) {
        let before = self.bound.clone();
        self.block(orelse);
        if !self.b.is_terminated() {
            self.b.jump(end);
        }
        self.bound = before;
        self.b.switch_to(end);
    }

    /// The way back: here signals, thread switches and collections have their turn.
    fn latch(&mut self, latch: Block, header: Block) {
        let poll = self.b.new_block();
        self.b.switch_to(latch);
        let pending = self.b.rt(&rt::poll_pending, vec![], Hint::Bool);
        self.b.branch(pending, poll, header);
        self.b.switch_to(poll);
        self.b.rt(&rt::poll, vec![], Hint::Any);
        self.b.jump(header);
    }

    /// `for`: `bind` takes each item, `body` is what runs with it.
    pub(super) fn for_(
        &mut self,
        iter: &Expr,
        is_async: bool,
        bind: &mut dyn FnMut(&mut Self, Value),
        body: &mut dyn FnMut(&mut Self),
        orelse: &[Stmt],
    ) {
        if self.is_given_iterator(iter) {
            let iterator = self.expr(iter);
            return self.for_iterator(iterator, is_async, bind, body, orelse);
        }
        if is_async {
            let object = self.expr(iter);
            let row = &rt::async_iter;
            let iterator = self.at(iter.span, |this| this.b.rt(row, vec![Operand::Value(object)], Hint::Any));
            return self.for_iterator(iterator, is_async, bind, body, orelse);
        }
        let hint = self.cx.hints.element(iter);
        let items = self.items(iter);
        self.loop_over(&items, hint, bind, body, orelse);
    }

    /// Whether `iter` is the iterator that a generator expression was given: `iter` is not called on it.
    fn is_given_iterator(&self, iter: &Expr) -> bool {
        let ExprKind::Variable(Variable::Local(local)) = &iter.kind else { return false };
        let is_param = self.function.params.first().is_some_and(|param| param.local == *local);
        is_param && self.function.kind == FunctionKind::GeneratorExpression
    }

    /// A loop over what `iterator`, already an iterator, gives.
    fn for_iterator(
        &mut self,
        iterator: Value,
        is_async: bool,
        bind: &mut dyn FnMut(&mut Self, Value),
        body: &mut dyn FnMut(&mut Self),
        orelse: &[Stmt],
    ) {
        let slot = self.b.temp("iterator");
        self.b.set(slot, iterator);
        self.loop_over(&Items { iterator: slot, list: None, range: None, is_async }, Hint::Any, bind, body, orelse);
    }

    fn loop_over(
        &mut self,
        items: &Items,
        hint: Hint,
        bind: &mut dyn FnMut(&mut Self, Value),
        body: &mut dyn FnMut(&mut Self),
        orelse: &[Stmt],
    ) {
        let [header, given, finished, latch, end] = std::array::from_fn(|_| self.b.new_block());
        let item = self.b.slot(".item", Repr::Boxed, hint);
        self.b.jump(header);
        self.b.body.blocks[header].is_loop_header = true;
        self.b.switch_to(header);
        self.next_item(items, item, given, finished);
        let before = self.bound.clone();
        self.b.switch_to(given);
        let value = self.b.get(item);
        self.b.unset(item);
        bind(self, value);
        self.scopes.push(Scope::Loop { end, next: latch, iterator: Some(items.iterator) });
        body(self);
        self.scopes.pop();
        if !self.b.is_terminated() {
            self.b.jump(latch);
        }
        self.latch(latch, header);
        self.bound = before;
        self.b.switch_to(finished);
        self.b.drop_slot(items.iterator);
        self.else_of_loop(orelse, end);
    }

    /// Sets `item` and goes to `given`, or to `finished`.
    fn next_item(&mut self, items: &Items, item: Slot, given: Block, finished: Block) {
        if let Some((list, index)) = items.list {
            let [counted, other] = [self.b.new_block(), self.b.new_block()];
            self.when_null(items.iterator, counted, other);
            self.b.switch_to(counted);
            self.next_of_list(list, index, item, given, finished);
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

    fn when_null(&mut self, slot: Slot, then: Block, otherwise: Block) {
        let value = self.b.get_nullable(slot);
        let is_null = self.b.is_null(value);
        self.b.branch(is_null, then, otherwise);
    }

    fn next_of_list(&mut self, list: Slot, index: Slot, item: Slot, given: Block, finished: Block) {
        let more = self.b.new_block();
        let list = self.b.get(list);
        let position = self.b.get(index);
        let len = self.b.rt(&rt::list_len, vec![Operand::Value(list)], Hint::Int);
        let in_bounds = self.b.int_compare(Order::Lt, position, len);
        self.b.branch(in_bounds, more, finished);
        self.b.switch_to(more);
        let hint = self.b.body.slots[item].hint.clone();
        let value = self.b.rt(&rt::list_item, vec![Operand::Value(list), Operand::Value(position)], hint.clone());
        self.b.promise(value, hint);
        self.b.set(item, value);
        let one = self.b.i64(1);
        let next = self.b.int(IntOp::Add, position, one);
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

    /// Evaluates what a loop runs over, and sets its state up.
    fn items(&mut self, iter: &Expr) -> Items {
        let iterator = self.b.temp("iterator");
        if let Some(arguments) = range_arguments(iter) {
            return self.at(iter.span, |this| this.range_items(iter, arguments, iterator));
        }
        let list = self.b.temp("list");
        let index = self.b.slot(".index", Repr::I64, Hint::Int);
        let object = self.expr(iter);
        self.at(iter.span, |this| {
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
        Items { iterator, list: Some((list, index)), range: None, is_async: false }
    }

    fn range_items(&mut self, iter: &Expr, arguments: &[Argument], iterator: Slot) -> Items {
        let ExprKind::Call { callee, .. } = &iter.kind else { crate::bug!("a range that is no call") };
        let callee = self.expr(callee);
        let args: Vec<Value> = arguments.iter().map(|argument| self.expr(positional(argument))).collect();
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        self.b.body.blocks[other].is_rare = true;
        let is_range = self.b.rt(&rt::is_range_type, vec![Operand::Value(callee)], Hint::Bool);
        self.else_to(is_range, other);
        let [next, stop] = [".next", ".stop"].map(|name| self.b.slot(name, Repr::I64, Hint::Int));
        let zero = self.b.i64(0);
        for slot in [next, stop] {
            self.b.set(slot, zero);
        }
        let step = self.counted_range(&args, arguments, next, stop, other);
        self.b.unset(iterator);
        self.b.jump(ready);

        self.b.switch_to(other);
        let names = self.null();
        let range = self.b.rt(&rt::call, vec![Operand::Value(callee), Operand::Array(args), names], Hint::Any);
        let value = self.b.rt(&rt::iter, vec![Operand::Value(range)], Hint::Any);
        self.b.set(iterator, value);
        for slot in [next, stop] {
            let zero = self.b.i64(0);
            self.b.set(slot, zero);
        }
        if let Step::Slot(slot) = step {
            let one = self.b.i64(1);
            self.b.set(slot, one);
        }
        self.b.jump(ready);
        self.b.switch_to(ready);
        Items { iterator, list: None, range: Some((next, stop, step)), is_async: false }
    }

    /// Sets the counters of a range, or goes to `other` when an argument is no machine integer.
    fn counted_range(&mut self, args: &[Value], arguments: &[Argument], next: Slot, stop: Slot, other: Block) -> Step {
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
        let known = match arguments.get(2) {
            None => Some(1),
            Some(argument) => {
                literal_int(positional(argument)).filter(|step| *step != 0 && step.unsigned_abs() < 1 << 62)
            }
        };
        let step = match (known, step) {
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
    fn else_to(&mut self, holds: Value, other: Block) {
        let next = self.b.new_block();
        self.b.branch(holds, next, other);
        self.b.switch_to(next);
    }
}

/// The arguments of a `range(…)` that may become a counter.
fn range_arguments(iter: &Expr) -> Option<&[Argument]> {
    let ExprKind::Call { callee, arguments } = &iter.kind else { return None };
    let ExprKind::Variable(Variable::Global(name)) = &callee.kind else { return None };
    let plain = arguments.iter().all(|argument| matches!(argument, Argument::Positional(_)));
    (*name == Name::from("range") && plain && (1..=3).contains(&arguments.len())).then_some(arguments)
}

fn positional(argument: &Argument) -> &Expr {
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
