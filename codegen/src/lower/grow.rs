//! Strings that grow: `x += y` and `x = x + y`, for a local variable `x`.
//!
//! A str that only the variable holds grows in place, as in CPython: else a loop that collects a text would copy all of it in
//! each round. The variable gives up its reference before the sum is made, so it must be sure that nothing raises which the
//! program could survive with the variable still set: both are exact strs, and only memory can fail. Then the variable is
//! unset, in CPython as here.

use super::Lowering;
use crate::mir::{Hint, Operand};
use naja_frontend::hir::{BinaryOp, Expr, ExprKind, LocalId, Storage, Target, TargetKind, Variable};
use naja_frontend::source::Span;
use naja_rt_abi::{RtFn, table as rt};

impl Lowering<'_, '_> {
    /// The local that `target = value` adds to, where that is read, and what is added, if it may be a str.
    pub(super) fn grown<'e>(&self, target: &Target, value: &'e Expr) -> Option<(LocalId, Span, &'e Expr)> {
        let TargetKind::Variable(Variable::Local(local)) = target.kind else { return None };
        let ExprKind::Binary { op: BinaryOp::Add, left, right } = &value.kind else { return None };
        let is_same = matches!(left.kind, ExprKind::Variable(Variable::Local(left)) if left == local);
        // What the law demands of the sum is checked where it is assigned.
        let is_free = self.cx.hints.target_law(self.id, target, value).is_none();
        (is_same && is_free && self.may_grow(local)).then_some((local, left.span, right))
    }

    /// Whether a local may hold a str that can grow in place.
    pub(super) fn may_grow(&self, local: LocalId) -> bool {
        self.function.locals[local].storage == Storage::Register
            && matches!(self.cx.hints.local(self.id, local), Hint::Any | Hint::Str)
    }

    /// Adds `value` to a local that is read `at` a place, by `row` unless both are strs; the sum is promised to be as `hint` says.
    pub(super) fn grow(&mut self, (local, at): (LocalId, Span), value: &Expr, row: &'static RtFn, hint: Hint) {
        let variable = Variable::Local(local);
        let slot = self.locals[local];
        let old = self.at(at, |this| this.read(&variable));
        let value = self.expr(value);
        let [other, done] = [self.b.new_block(), self.b.new_block()];
        // What is added may have set the variable.
        let now = self.b.get(slot);
        let is_same = self.rt2(&rt::is_same, now, old);
        let tests = [(&rt::is_str, old), (&rt::is_str, value)];
        self.go_on_if(is_same, other);
        for (test, text) in tests {
            let holds = self.b.rt(test, vec![Operand::Value(text)], Hint::Bool);
            self.go_on_if(holds, other);
        }
        self.b.unset(slot);
        let sum = self.rt2(&rt::str_append, old, value);
        self.b.promise(sum, Hint::Str);
        self.b.set(slot, sum);
        self.b.jump(done);
        self.b.switch_to(other);
        let sum = self.rt2(row, old, value);
        self.b.promise(sum, hint);
        self.assign(&variable, sum);
        self.b.jump(done);
        self.b.switch_to(done);
    }

    /// Goes on in a new block if `holds`, else to `other`.
    fn go_on_if(&mut self, holds: crate::mir::Value, other: crate::mir::Block) {
        let next = self.b.new_block();
        self.b.branch(holds, next, other);
        self.b.switch_to(next);
    }
}
