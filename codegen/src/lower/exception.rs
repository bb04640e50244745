//! `try` and `with`: exceptions are edges, `finally` is lowered once and told where to go on.

use super::suspend::AwaitPlace;
use super::{Lowering, Scope};
use crate::mir::{Block, Hint, Operand, Order, Slot, Value};
use crate::repr::Repr;
use naja_frontend::hir::{Expr, Handler, Stmt, Target};
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;

/// A `finally` block that jumps out of its `try` must pass. The selector tells its end where to go on: 0 goes on behind
/// the statement, 1 raises again, 2 and up are jumps, each recorded when it is met.
#[derive(Clone)]
pub(super) struct Finally {
    selector: Slot,
    block: Block,
    /// Shared by all clones of the scope: where selector `2 + k` goes on.
    exits: std::rc::Rc<std::cell::RefCell<Vec<Block>>>,
}

/// From where an exception goes on behind a cleanup, as frames tell.
#[derive(Clone, Copy)]
enum Onward {
    /// From here.
    From(Span),
    /// From where it was when it came there, which this slot holds.
    Back(Slot),
}

impl Lowering<'_, '_> {
    /// Leaves all scopes from the innermost down to number `depth`; the jump itself follows.
    pub(super) fn leave(&mut self, depth: usize) {
        let unwind = self.b.unwind;
        let scopes = self.scopes.clone();
        while self.scopes.len() > depth {
            match self.scopes.pop().expect("longer than depth") {
                Scope::Loop { iterators, .. } => {
                    for iterator in iterators {
                        self.b.drop_slot(iterator);
                    }
                }
                Scope::Handling { previous } => self.stop_handling(previous),
                Scope::PerhapsHandling { exc, previous } => self.end_handling_if_any(exc, previous),
                Scope::Finally(finally) => self.pass_through(&finally),
            }
        }
        self.scopes = scopes;
        self.b.unwind = unwind;
    }

    /// Runs a `finally` block on the way of a jump, and goes on behind it.
    fn pass_through(&mut self, finally: &Finally) {
        let after = self.b.new_block();
        let number = {
            let mut exits = finally.exits.borrow_mut();
            exits.push(after);
            i64::try_from(exits.len() + 1).expect("few exits")
        };
        let selector = self.b.i64(number);
        self.b.set(finally.selector, selector);
        self.b.jump(finally.block);
        self.b.switch_to(after);
    }

    fn stop_handling(&mut self, previous: Slot) {
        let value = self.b.get_nullable(previous);
        self.b.rt(&rt::exc_leave, vec![Operand::Value(value)], Hint::Any);
    }

    /// Stops handling `exc` unless it is null.
    fn end_handling_if_any(&mut self, exc: Slot, previous: Slot) {
        let [handling, done] = [self.b.new_block(), self.b.new_block()];
        let value = self.b.get_nullable(exc);
        let is_null = self.b.is_null(value);
        self.b.branch(is_null, done, handling);
        self.b.switch_to(handling);
        self.stop_handling(previous);
        self.b.jump(done);
        self.b.switch_to(done);
    }

    /// In a block that exceptions go to: takes the exception, and makes it the handled one.
    fn start_handling(&mut self) -> (Slot, Slot) {
        let exc = self.b.temp("exc");
        let previous = self.b.temp("previous");
        let value = self.b.rt(&rt::exc_fetch, vec![], Hint::Any);
        self.b.set(exc, value);
        let before = self.b.rt(&rt::exc_enter, vec![Operand::Value(value)], Hint::Any);
        self.b.set(previous, before);
        (exc, previous)
    }

    /// Raises an exception that was caught, from the cursor's place.
    pub(super) fn reraise(&mut self, exc: Value) {
        self.b.rt(&rt::reraise, vec![Operand::Value(exc), Operand::Imm(-1)], Hint::Any);
    }

    /// Raises an exception that was caught, from the place that `place` holds.
    fn reraise_from(&mut self, exc: Value, place: Slot) {
        let place = self.b.get(place);
        self.b.rt(&rt::reraise, vec![Operand::Value(exc), Operand::Value(place)], Hint::Any);
    }

    /// A new slot that holds no place yet.
    fn no_place(&mut self) -> Slot {
        let place = self.b.slot(".place", Repr::I64, Hint::Int);
        let none = self.b.i64(-1);
        self.b.set(place, none);
        place
    }

    /// In a block that exceptions go to: keeps where the frame is.
    fn keep_place(&mut self, place: Slot) {
        if self.cx.world == crate::World::Native {
            return;
        }
        let here = self.b.rt(&rt::frame_place, vec![], Hint::Int);
        self.b.set(place, here);
    }

    /// Lowers `inside` so that an exception in it ends the handling of another, and goes on to the current handler.
    fn while_handling(&mut self, previous: Slot, inside: impl FnOnce(&mut Self)) {
        let outer = self.b.unwind;
        let cleanup = self.b.new_block();
        self.b.unwind = cleanup;
        self.scopes.push(Scope::Handling { previous });
        inside(self);
        self.scopes.pop();
        self.b.unwind = outer;
        let here = self.b.block();
        self.b.switch_to(cleanup);
        self.stop_handling(previous);
        self.b.jump(outer);
        self.b.switch_to(here);
    }

    pub(super) fn try_(
        &mut self,
        body: &[Stmt],
        handlers: &[Handler],
        is_star: bool,
        orelse: &[Stmt],
        finally: &[Stmt],
    ) {
        if finally.is_empty() {
            return self.try_except(body, handlers, is_star, orelse);
        }
        self.try_finally(finally, |this| {
            if handlers.is_empty() {
                this.block(body);
            } else {
                this.try_except(body, handlers, is_star, orelse);
            }
        });
    }

    fn try_except(&mut self, body: &[Stmt], handlers: &[Handler], is_star: bool, orelse: &[Stmt]) {
        let outer = self.b.unwind;
        let [handler, end] = [self.b.new_block(), self.b.new_block()];
        let before = self.bound.clone();
        self.b.boundary();
        self.b.unwind = handler;
        self.block(body);
        self.b.unwind = outer;
        if !self.b.is_terminated() {
            self.block(orelse);
        }
        let mut after: Option<std::collections::BTreeSet<_>> = None;
        if !self.b.is_terminated() {
            self.b.jump(end);
            after = Some(self.bound.clone());
        }
        self.bound = before;
        self.b.switch_to(handler);
        let (exc, previous) = self.start_handling();
        let mut paths = vec![];
        self.while_handling(previous, |this| {
            if is_star {
                this.star_handlers(handlers, exc);
                this.stop_handling(previous);
                this.b.drop_slot(exc);
                this.b.jump(end);
                paths.push(this.bound.clone());
                return;
            }
            for clause in handlers {
                this.at(clause.span, |this| this.handler(clause, exc, previous, end, &mut paths));
            }
            if !this.b.is_terminated() {
                let value = this.b.get(exc);
                let place = handlers.last().map_or(this.b.span.end_of(), |clause| clause.span);
                this.at(place, |this| this.reraise(value));
            }
        });
        for path in paths {
            match &mut after {
                Some(after) => *after = after.intersection(&path).copied().collect(),
                None => after = Some(path),
            }
        }
        self.b.switch_to(end);
        match after {
            Some(after) => self.bound = after,
            None => super::assign::unreachable(&mut self.b),
        }
    }

    /// One `except` clause; the cursor is then where the next one is tried.
    fn handler(
        &mut self,
        clause: &Handler,
        exc: Slot,
        previous: Slot,
        end: Block,
        paths: &mut Vec<std::collections::BTreeSet<naja_frontend::hir::LocalId>>,
    ) {
        if self.b.is_terminated() {
            return;
        }
        let before = self.bound.clone();
        let next = self.b.new_block();
        if let Some(class) = &clause.class {
            let class = self.expr(class);
            let value = self.b.get(exc);
            let matches = self.rt2(&rt::exc_match, value, class);
            let taken = self.b.new_block();
            self.b.branch(matches, taken, next);
            self.b.switch_to(taken);
        }
        match &clause.target {
            Some(target) => self.named_handler(clause, target, exc),
            None => {
                self.b.drop_slot(exc);
                self.block(&clause.body);
            }
        }
        if !self.b.is_terminated() {
            self.stop_handling(previous);
            self.b.jump(end);
            paths.push(self.bound.clone());
        }
        self.bound = before;
        self.b.switch_to(next);
        if clause.class.is_none() {
            super::assign::unreachable(&mut self.b);
        }
    }

    /// The clauses of `except*`, which all have their turn; what they raise and leave over is raised behind them.
    fn star_handlers(&mut self, handlers: &[Handler], exc: Slot) {
        let rest = self.b.temp("rest");
        let group = self.b.get(exc);
        self.b.set(rest, group);
        let raised = self.b.rt(&rt::list_new, vec![Operand::Array(vec![])], Hint::Any);
        for clause in handlers {
            self.at(clause.span, |this| this.star_handler(clause, rest, raised));
        }
        let left = self.b.get(rest);
        self.b.unset(rest);
        self.rt2(&rt::list_append, raised, left);
        let group = self.b.get(exc);
        let result = self.rt2(&rt::exc_regroup, group, raised);
        let [raise, done] = [self.b.new_block(), self.b.new_block()];
        self.branch_on_none(result, done, raise);
        self.b.switch_to(raise);
        self.reraise(result);
        self.b.switch_to(done);
    }

    fn star_handler(&mut self, clause: &Handler, rest: Slot, raised: Value) {
        let Some(class) = &clause.class else { crate::bug!("`except*` without a class was not refused") };
        let class = self.expr(class);
        let group = self.b.get(rest);
        let parts = self.rt2(&rt::exc_split, group, class);
        let [matched, others] =
            [0, 1].map(|index| self.b.rt(&rt::tuple_item, vec![Operand::Value(parts), Operand::Imm(index)], Hint::Any));
        self.b.set(rest, others);
        let [taken, next, failed] = std::array::from_fn(|_| self.b.new_block());
        self.branch_on_none(matched, next, taken);
        self.b.switch_to(taken);
        let before = self.bound.clone();
        let group = self.b.temp("group");
        let handled = self.b.rt(&rt::exc_enter, vec![Operand::Value(matched)], Hint::Any);
        self.b.set(group, handled);
        let outer = self.b.unwind;
        self.b.unwind = failed;
        let caught = self.b.temp("exc");
        self.b.set(caught, matched);
        match &clause.target {
            Some(target) => self.named_handler(clause, target, caught),
            None => self.block(&clause.body),
        }
        self.b.unwind = outer;
        self.stop_handling(group);
        self.b.jump(next);
        self.b.switch_to(failed);
        let exc = self.b.rt(&rt::exc_fetch, vec![], Hint::Any);
        self.stop_handling(group);
        self.rt2(&rt::list_append, raised, exc);
        self.b.jump(next);
        self.bound = before;
        self.b.switch_to(next);
    }

    fn branch_on_none(&mut self, value: Value, none: Block, other: Block) {
        let expected = self.none();
        let is_none = self.rt2(&rt::is_same, value, expected);
        self.b.branch(is_none, none, other);
    }

    /// The body of `except … as target`: the target is unbound however it is left.
    fn named_handler(&mut self, clause: &Handler, target: &naja_frontend::hir::Variable, exc: Slot) {
        let value = self.b.get(exc);
        self.b.unset(exc);
        self.assign(target, value);
        self.guarded(|this| this.block(&clause.body), |this| this.forget(target), None);
    }

    fn try_finally(&mut self, finally: &[Stmt], inside: impl FnOnce(&mut Self)) {
        let end = last_place(finally, self.b.span);
        self.guarded(inside, |this| this.block(finally), Some(end));
    }

    /// Runs `cleanup` after `inside`, however that is left; then goes on where that was going. An exception goes on from where
    /// the cleanup ends, if that is a place of the source.
    fn guarded(&mut self, inside: impl FnOnce(&mut Self), cleanup: impl FnOnce(&mut Self), cleanup_ends: Option<Span>) {
        let outer = self.b.unwind;
        let [handler, block, end] = std::array::from_fn(|_| self.b.new_block());
        let selector = self.b.slot(".selector", Repr::I64, Hint::Int);
        let [exc, previous] = ["exc", "previous"].map(|name| self.b.temp(name));
        self.b.unset(exc);
        self.b.unset(previous);
        let onward = cleanup_ends.map_or_else(|| Onward::Back(self.no_place()), Onward::From);
        let before = self.bound.clone();
        let finally = Finally { selector, block, exits: std::rc::Rc::default() };
        self.b.boundary();
        self.b.unwind = handler;
        self.scopes.push(Scope::Finally(finally.clone()));
        inside(self);
        self.scopes.pop();
        self.b.unwind = outer;
        let mut after = None;
        if !self.b.is_terminated() {
            let zero = self.b.i64(0);
            self.b.set(selector, zero);
            self.b.jump(block);
            after = Some(self.bound.clone());
        }
        self.b.switch_to(handler);
        if let Onward::Back(place) = onward {
            self.keep_place(place);
        }
        let (caught, handled) = self.start_handling();
        for (to, from) in [(exc, caught), (previous, handled)] {
            let value = self.b.get_nullable(from);
            self.b.unset(from);
            self.b.set(to, value);
        }
        let one = self.b.i64(1);
        self.b.set(selector, one);
        self.b.jump(block);

        self.bound = before.clone();
        self.b.switch_to(block);
        self.run_finally(exc, previous, cleanup);
        let bound_by_cleanup: Vec<_> = self.bound.difference(&before).copied().collect();
        if !self.b.is_terminated() {
            self.dispatch(&finally, exc, previous, end, onward);
        }
        self.b.switch_to(end);
        match after {
            Some(after) => {
                self.bound = after;
                self.bound.extend(bound_by_cleanup);
            }
            None => super::assign::unreachable(&mut self.b),
        }
    }

    /// The `finally` block itself. It may run while an exception is handled, which a jump out of it ends.
    fn run_finally(&mut self, exc: Slot, previous: Slot, cleanup: impl FnOnce(&mut Self)) {
        let outer = self.b.unwind;
        let broken = self.b.new_block();
        self.b.unwind = broken;
        self.scopes.push(Scope::PerhapsHandling { exc, previous });
        cleanup(self);
        self.scopes.pop();
        self.b.unwind = outer;
        let here = self.b.block();
        self.b.switch_to(broken);
        self.end_handling_if_any(exc, previous);
        self.b.jump(outer);
        self.b.switch_to(here);
    }

    /// Behind the `finally` block: goes on where the selector says.
    fn dispatch(&mut self, finally: &Finally, exc: Slot, previous: Slot, end: Block, onward: Onward) {
        self.branch_on(finally.selector, 0, end);
        let raise = self.b.new_block();
        self.branch_on(finally.selector, 1, raise);
        for (index, block) in finally.exits.borrow().iter().enumerate() {
            self.branch_on(finally.selector, i64::try_from(index).expect("few exits") + 2, *block);
        }
        super::assign::unreachable(&mut self.b);
        self.b.switch_to(raise);
        let value = self.b.get(exc);
        self.stop_handling(previous);
        match onward {
            Onward::From(place) => self.at(place, |this| this.reraise(value)),
            Onward::Back(place) => self.reraise_from(value, place),
        }
    }

    fn branch_on(&mut self, selector: Slot, number: i64, block: Block) {
        let value = self.b.get(selector);
        let number = self.b.i64(number);
        let equal = self.b.int_compare(Order::Eq, value, number);
        let next = self.b.new_block();
        self.b.branch(equal, block, next);
        self.b.switch_to(next);
    }

    pub(super) fn with(&mut self, context: &Expr, target: Option<&Target>, body: &[Stmt], is_async: bool) {
        let manager = self.expr(context);
        let [enter, exit] = [0, 1].map(|which| {
            let operands = vec![Operand::Value(manager), Operand::Imm(which + 2 * i64::from(is_async))];
            self.at(context.span, |this| this.b.rt(&rt::with_method, operands, Hint::Any))
        });
        let entered = self.at(context.span, |this| {
            let operands = vec![Operand::Value(enter), Operand::Array(vec![]), this.null()];
            let entered = this.b.rt(&rt::call, operands, Hint::Any);
            if is_async { this.await_(entered, AwaitPlace::Enter) } else { entered }
        });
        let outer = self.b.unwind;
        let [handler, leave, end] = std::array::from_fn(|_| self.b.new_block());
        let selector = self.b.slot(".selector", Repr::I64, Hint::Int);
        let finally = Finally { selector, block: leave, exits: std::rc::Rc::default() };
        self.b.boundary();
        let before = self.bound.clone();
        self.b.unwind = handler;
        self.scopes.push(Scope::Finally(finally.clone()));
        if let Some(target) = target {
            self.store(target, entered);
        } else {
            self.b.drop(entered);
        }
        self.block(body);
        self.scopes.pop();
        self.b.unwind = outer;
        if !self.b.is_terminated() {
            let zero = self.b.i64(0);
            self.b.set(selector, zero);
            self.b.jump(leave);
        }
        self.b.switch_to(leave);
        self.at(context.span, |this| {
            let none = this.none();
            let names = this.null();
            let operands = vec![Operand::Value(exit), Operand::Array(vec![none; 3]), names];
            let result = this.b.rt(&rt::call, operands, Hint::Any);
            let result = if is_async { this.await_(result, AwaitPlace::Exit) } else { result };
            this.b.drop(result);
        });
        self.branch_on(selector, 0, end);
        for (index, block) in finally.exits.borrow().iter().enumerate() {
            self.branch_on(selector, i64::try_from(index).expect("few exits") + 2, *block);
        }
        super::assign::unreachable(&mut self.b);
        self.with_handler(context, exit, is_async, handler, end);
        // The body may have been cut short by an exception that `__exit__` swallowed.
        self.bound = before;
        self.b.switch_to(end);
    }

    /// An exception in the body: `__exit__` decides whether it ends here.
    fn with_handler(&mut self, context: &Expr, exit: Value, is_async: bool, handler: Block, end: Block) {
        self.b.switch_to(handler);
        let place = self.no_place();
        self.keep_place(place);
        let (exc, previous) = self.start_handling();
        self.while_handling(previous, |this| {
            let value = this.b.get(exc);
            let swallowed = this.at(context.span, |this| {
                if !is_async {
                    return this.rt2(&rt::context_exit, exit, value);
                }
                let awaited = this.rt2(&rt::context_exit_call, exit, value);
                let result = this.await_(awaited, AwaitPlace::Exit);
                this.b.rt(&rt::truth, vec![Operand::Value(result)], Hint::Bool)
            });
            let [swallow, raise] = [this.b.new_block(), this.b.new_block()];
            this.b.branch(swallowed, swallow, raise);
            this.b.switch_to(raise);
            let value = this.b.get(exc);
            this.reraise_from(value, place);
            this.b.switch_to(swallow);
        });
        self.stop_handling(previous);
        self.b.drop_slot(exc);
        self.b.jump(end);
    }
}

/// Where control is at the end of a `finally` block, the last in the statement at `span`: in its last statement, which may have been
/// a `pass` of which nothing is left.
fn last_place(finally: &[Stmt], span: Span) -> Span {
    let end = span.end_of();
    finally.last().map(|last| last.span).filter(|last| last.end == end.end).unwrap_or(end)
}
