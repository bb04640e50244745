//! Where a function suspends: `yield`, `yield from`, `await`, and the steps of `async for`.

use super::Lowering;
use crate::mir::{Block, Hint, Operand, Slot, Terminator, Value};
use naja_frontend::hir::{Expr, Flavour};
use naja_rt_abi::table as rt;

/// What is awaited: errors say so. Numbered as in the row `await_iter`.
#[derive(Debug, Clone, Copy)]
pub(super) enum AwaitPlace {
    Elsewhere,
    Enter,
    Exit,
}

impl Lowering<'_, '_> {
    pub(super) fn yield_(&mut self, value: Option<&Expr>) -> Value {
        let value = match value {
            Some(value) => self.expr(value),
            None => self.none(),
        };
        if self.function.flavour == Flavour::AsyncGenerator {
            self.b.rt(&rt::generator_yields, vec![Operand::Frame], Hint::Any);
        }
        self.suspend(value);
        self.b.rt(&rt::generator_sent, vec![Operand::Frame], Hint::Any)
    }

    /// Hands `value` out; goes on when resumed.
    fn suspend(&mut self, value: Value) {
        let resume = self.b.new_block();
        self.b.terminate(Terminator::Yield { value, resume, state: None, span: self.b.span });
        self.b.switch_to(resume);
    }

    pub(super) fn yield_from(&mut self, value: &Expr) -> Value {
        let value = self.expr(value);
        let operands = vec![Operand::Desc(self.id), Operand::Value(value)];
        let iterator = self.b.rt(&rt::yield_from_iter, operands, Hint::Any);
        self.delegate(iterator)
    }

    /// The result of awaiting `object`.
    pub(super) fn await_(&mut self, object: Value, place: AwaitPlace) -> Value {
        let operands = vec![Operand::Value(object), Operand::Imm(place as i64)];
        let iterator = self.b.rt(&rt::await_iter, operands, Hint::Any);
        self.delegate(iterator)
    }

    /// Sets `item` to the next item of an asynchronous iterator and goes to `given`, or to `finished`.
    pub(super) fn next_of_async(&mut self, iterator: Slot, item: Slot, given: Block, finished: Block) {
        let outer = self.b.unwind;
        let failed = self.b.new_block();
        self.b.unwind = failed;
        let value = self.b.get(iterator);
        let awaited = self.b.rt(&rt::async_next, vec![Operand::Value(value)], Hint::Any);
        let value = self.delegate(awaited);
        self.b.unwind = outer;
        self.b.set(item, value);
        self.b.jump(given);

        self.b.switch_to(failed);
        let exc = self.b.rt(&rt::exc_fetch, vec![], Hint::Any);
        let is_end = self.b.rt(&rt::is_async_end, vec![Operand::Value(exc)], Hint::Bool);
        let [raise, end] = [self.b.new_block(), self.b.new_block()];
        self.b.branch(is_end, end, raise);
        self.b.switch_to(raise);
        self.reraise(exc);
        self.b.switch_to(end);
        self.b.drop(exc);
        self.b.jump(finished);
    }

    /// The result of `iterator`, all that it gives handed out.
    fn delegate(&mut self, iterator: Value) -> Value {
        let item = self.b.temp("item");
        let none = self.none();
        self.send_on(iterator, none, item);
        let [head, given, end] = [self.b.new_block(), self.b.new_block(), self.b.new_block()];
        self.b.jump(head);

        self.b.switch_to(head);
        let current = self.b.get_nullable(item);
        let is_end = self.b.is_null(current);
        self.b.branch(is_end, end, given);

        self.b.switch_to(given);
        let current = self.b.get(item);
        self.b.unset(item);
        self.suspend(current);
        self.resume_delegate(iterator, item, head);

        self.b.switch_to(end);
        self.b.rt(&rt::generator_result, vec![], Hint::Any)
    }

    fn send_on(&mut self, iterator: Value, value: Value, item: Slot) {
        let operands = vec![Operand::Frame, Operand::Value(iterator), Operand::Value(value)];
        let next = self.b.rt(&rt::yield_from, operands, Hint::Any);
        self.b.set(item, next);
    }

    /// Behind a suspension in `yield from`: what was sent is sent on, what was thrown in is thrown on.
    fn resume_delegate(&mut self, iterator: Value, item: Slot, head: Block) {
        let outer = self.b.unwind;
        let thrown = self.b.new_block();
        self.b.unwind = thrown;
        let sent = self.b.rt(&rt::generator_sent, vec![Operand::Frame], Hint::Any);
        self.b.unwind = outer;
        self.send_on(iterator, sent, item);
        self.b.jump(head);
        self.b.switch_to(thrown);
        let operands = vec![Operand::Frame, Operand::Value(iterator)];
        let next = self.b.rt(&rt::yield_from_throw, operands, Hint::Any);
        self.b.set(item, next);
        self.b.jump(head);
    }
}
