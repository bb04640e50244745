//! Loops over `reversed(…)` of a range or a list: the counters and indices of [`super::items`], the other way.

use super::Lowering;
use super::items::{Items, Step, builtin_call, known_step, range_arguments};
use crate::mir::{Block, Hint, IntOp, Operand, Order, Slot};
use crate::repr::Repr;
use naja_frontend::hir::{Argument, Expr, ExprKind};
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    /// Evaluates what a loop runs over and sets its state up, if that is a `reversed(…)`.
    pub(super) fn backwards(&mut self, iter: &Expr) -> Option<Items> {
        let (callee, [Argument::Positional(of)]) = builtin_call(iter, "reversed")? else { return None };
        let is_turned = |arguments: &&[Argument]| matches!(known_step(arguments), Some(1 | -1));
        Some(self.at(iter.span, |this| match (&of.kind, range_arguments(of).filter(is_turned)) {
            (ExprKind::Call { callee: range, .. }, Some(arguments)) => {
                this.range_items(&[(callee, &rt::is_reversed_type), (range, &rt::is_range_type)], arguments, true)
            }
            _ => this.list_backwards(callee, of),
        }))
    }

    /// Turns the counters of a range of the step 1 or -1: from one step before the end to one step before the start; goes to
    /// `other` if these do not fit.
    pub(super) fn turn(&mut self, [next, stop]: [Slot; 2], step: Step, other: Block) -> Step {
        let Step::Known(step) = step else { crate::bug!("a range is turned whose step is not known") };
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
        Step::Known(-step)
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
        self.make_iterator(&[callee], vec![object], iterator);
        self.b.unset(list);
        self.reset([index]);
        self.b.jump(ready);
        self.b.switch_to(ready);
        Items { list: Some((list, index)), is_backwards: true, hint, ..Items::of(iterator) }
    }
}
