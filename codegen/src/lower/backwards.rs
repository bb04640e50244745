//! Loops over `reversed(…)` of a range or a list: the counters and indices of [`super::items`], the other way.

use super::Lowering;
use super::items::{Items, Step, builtin_call, known_step, positional, range_arguments};
use crate::mir::{Block, Hint, IntOp, Operand, Order, Slot, Value};
use crate::repr::Repr;
use naja_frontend::hir::{Argument, Expr, ExprKind};
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    /// Evaluates what a loop runs over and sets its state up, if that is a `reversed(…)`.
    pub(super) fn backwards(&mut self, iter: &Expr) -> Option<Items> {
        let (callee, [Argument::Positional(of)]) = builtin_call(iter, "reversed")? else { return None };
        let step = |arguments| known_step(arguments).filter(|step| matches!(step, 1 | -1));
        let range = range_arguments(of).and_then(|arguments| Some((arguments, step(arguments)?)));
        Some(self.at(iter.span, |this| match range {
            Some((arguments, step)) => this.range_backwards(callee, of, arguments, step),
            None => this.list_backwards(callee, of),
        }))
    }

    fn range_backwards(&mut self, callee: &Expr, of: &Expr, arguments: &[Argument], step: i64) -> Items {
        let ExprKind::Call { callee: range, .. } = &of.kind else { crate::bug!("a range that is no call") };
        let [callee, range] = [callee, range].map(|callee| self.expr(callee));
        let args: Vec<Value> = arguments.iter().map(|argument| self.expr(positional(argument))).collect();
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        self.b.body.blocks[other].is_rare = true;
        for (callee, test) in [(callee, &rt::is_reversed_type), (range, &rt::is_range_type)] {
            let is_builtin = self.b.rt(test, vec![Operand::Value(callee)], Hint::Bool);
            self.else_to(is_builtin, other);
        }
        let iterator = self.b.temp("iterator");
        let counters = [".next", ".stop"].map(|name| self.b.slot(name, Repr::I64, Hint::Int));
        self.reset(counters);
        self.counted_range(&args, arguments, counters[0], counters[1], other);
        self.turn(counters, step, other);
        self.b.unset(iterator);
        self.b.jump(ready);

        self.b.switch_to(other);
        let range = self.called(range, args);
        self.reversed_iterator(callee, range, iterator);
        self.reset(counters);
        self.b.jump(ready);
        self.b.switch_to(ready);
        let range = Some((counters[0], counters[1], Step::Known(-step)));
        Items { range, hint: Hint::Int, ..Items::of(iterator) }
    }

    /// From one step before the end to one step before the start; goes to `other` if these do not fit.
    fn turn(&mut self, [next, stop]: [Slot; 2], step: i64, other: Block) {
        let [first, last] = [next, stop].map(|slot| self.b.get(slot));
        let one = self.b.i64(step);
        let limit = self.b.i64(if step > 0 { i64::MIN } else { i64::MAX });
        for bound in [first, last] {
            let has_room = self.b.int_compare(Order::Ne, bound, limit);
            self.else_to(has_room, other);
        }
        for (slot, bound) in [(next, last), (stop, first)] {
            let before = self.b.int(IntOp::Sub, bound, one);
            self.b.set(slot, before);
        }
    }

    fn list_backwards(&mut self, callee: &Expr, of: &Expr) -> Items {
        let hint = self.cx.hints.element(of);
        let [callee, object] = [callee, of].map(|part| self.expr(part));
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        self.b.body.blocks[other].is_rare = matches!(self.cx.hints.expr(of.id), Hint::List(_));
        let iterator = self.b.temp("iterator");
        let list = self.b.temp("list");
        let index = self.b.slot(".index", Repr::I64, Hint::Int);
        for (object, test) in [(callee, &rt::is_reversed_type), (object, &rt::is_list)] {
            let holds = self.b.rt(test, vec![Operand::Value(object)], Hint::Bool);
            self.else_to(holds, other);
        }
        let len = self.b.rt(&rt::list_len, vec![Operand::Value(object)], Hint::Int);
        let one = self.b.i64(1);
        let last = self.b.int(IntOp::Sub, len, one);
        self.b.set(index, last);
        self.b.set(list, object);
        self.b.unset(iterator);
        self.b.jump(ready);

        self.b.switch_to(other);
        self.reversed_iterator(callee, object, iterator);
        self.b.unset(list);
        self.reset([index]);
        self.b.jump(ready);
        self.b.switch_to(ready);
        Items { list: Some((list, index)), is_backwards: true, hint, ..Items::of(iterator) }
    }

    /// Sets `iterator` to what `callee`, perhaps not the builtin, gives for an object.
    fn reversed_iterator(&mut self, callee: Value, object: Value, iterator: Slot) {
        let reversed = self.called(callee, vec![object]);
        let value = self.b.rt(&rt::iter, vec![Operand::Value(reversed)], Hint::Any);
        self.b.set(iterator, value);
    }

    fn called(&mut self, callee: Value, args: Vec<Value>) -> Value {
        let names = self.null();
        self.b.rt(&rt::call, vec![Operand::Value(callee), Operand::Array(args), names], Hint::Any)
    }

    fn reset<const N: usize>(&mut self, counters: [Slot; N]) {
        for slot in counters {
            let zero = self.b.i64(0);
            self.b.set(slot, zero);
        }
    }
}
