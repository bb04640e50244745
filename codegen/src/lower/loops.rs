//! Loops.
//!
//! The iterator of a `for` cannot be named by the program, so it is loop state: [`super::items`] says what it is.

use super::items::{Items, Source};
use super::{Lowering, Scope};
use crate::mir::{Block, Hint, Operand, Value};
use naja_frontend::hir::{Expr, ExprKind, FunctionKind, Stmt, Target, Variable};
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    pub(super) fn while_(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) {
        let [header, inside, finished, latch, end] = std::array::from_fn(|_| self.b.new_block());
        self.b.jump(header);
        self.b.body.blocks[header].is_loop_header = true;
        self.b.switch_to(header);
        self.condition(test, inside, finished);
        let after_test = self.bound.clone();
        self.b.switch_to(inside);
        self.scopes.push(Scope::Loop { end, next: latch, iterators: vec![] });
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

    /// `for target in iter`: `body` is what runs with each item.
    pub(super) fn for_(
        &mut self,
        target: &Target,
        iter: &Expr,
        is_async: bool,
        body: &mut dyn FnMut(&mut Self),
        orelse: &[Stmt],
    ) {
        let source = if let Some(source) = self.given_source(iter) {
            source
        } else if self.is_given_iterator(iter) {
            let iterator = self.expr(iter);
            self.iterator_source(iterator, is_async)
        } else if is_async {
            let object = self.expr(iter);
            let row = &rt::async_iter;
            let iterator = self.at(iter.span, |this| this.b.rt(row, vec![Operand::Value(object)], Hint::Any));
            self.iterator_source(iterator, is_async)
        } else {
            self.source(iter)
        };
        let place = if is_async { self.b.span } else { self.place_of_iteration(iter) };
        self.loop_over(&source, (place, target), body, orelse);
    }

    /// Where the interpreter says that it asks for an iterator and for items: since 3.13 what is gone through, before the whole
    /// statement or comprehension.
    pub(super) fn place_of_iteration(&self, iter: &Expr) -> Span {
        if self.since(3, 13) { iter.span } else { self.b.span }
    }

    /// Whether `iter` is the iterator that a generator expression was given: `iter` is not called on it.
    pub(super) fn is_given_iterator(&self, iter: &Expr) -> bool {
        let ExprKind::Variable(Variable::Local(local)) = &iter.kind else { return false };
        let is_param = self.function.params.first().is_some_and(|param| param.local == *local);
        is_param && self.function.kind == FunctionKind::GeneratorExpression
    }

    /// What `iterator`, already an iterator, gives.
    fn iterator_source(&mut self, iterator: Value, is_async: bool) -> Source {
        let slot = self.b.temp("iterator");
        self.b.set(slot, iterator);
        Source::One(Items { is_async, ..Items::of(slot) })
    }

    fn loop_over(
        &mut self,
        source: &Source,
        (place, target): (Span, &Target),
        body: &mut dyn FnMut(&mut Self),
        orelse: &[Stmt],
    ) {
        let [header, inside, finished, latch, end] = std::array::from_fn(|_| self.b.new_block());
        self.b.jump(header);
        self.b.body.blocks[header].is_loop_header = true;
        self.b.switch_to(header);
        let before = self.bound.clone();
        self.at(place, |this| this.bind_next(source, target, inside, finished));
        self.b.switch_to(inside);
        self.scopes.push(Scope::Loop { end, next: latch, iterators: source.iterators() });
        body(self);
        self.scopes.pop();
        if !self.b.is_terminated() {
            self.b.jump(latch);
        }
        self.latch(latch, header);
        self.bound = before;
        self.b.switch_to(finished);
        for iterator in source.iterators() {
            self.b.drop_slot(iterator);
        }
        self.else_of_loop(orelse, end);
    }
}
