//! Statements.

use super::{Lowering, Scope};
use crate::World;
use crate::mir::{Hint, Operand, PoolEntry};
use naja_frontend::hir::{
    Expr, ExprKind, FunctionKind, ImportedName, LocalId, Name, Stmt, StmtKind, Target, TargetKind, UnaryOp, Variable,
};
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;
use std::collections::BTreeSet;

impl Lowering<'_, '_> {
    /// Lowers statements up to one that does not end.
    pub(super) fn block(&mut self, block: &[Stmt]) {
        for stmt in block {
            if self.b.is_terminated() {
                return;
            }
            self.at(stmt.span, |this| this.stmt(stmt));
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(expr) => {
                let value = self.expr(expr);
                self.b.drop(value);
            }
            StmtKind::Assign { targets, value } => match &targets[..] {
                [target] => self.assign_to(target, value),
                targets => {
                    let given = self.expr(value);
                    for target in targets {
                        self.check_target(target, value, given);
                        self.store(target, given);
                    }
                }
            },
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, value.as_ref(), *simple);
            }
            StmtKind::AugAssign { target, op, value } => {
                let hint = self.cx.hints.target(self.id, target);
                self.augmented(target, *op, value, hint);
            }
            StmtKind::Delete(target) => self.delete(target),
            StmtKind::Return(value) => self.return_(value.as_ref()),
            StmtKind::Raise { exc, cause } => {
                let exc = self.optional(exc.as_ref());
                let cause = self.optional(cause.as_ref());
                self.b.rt(&rt::raise, vec![exc, cause], Hint::Any);
            }
            StmtKind::Assert { test, message } => self.assert(test, message.as_ref()),
            StmtKind::If { test, body, orelse } => self.if_(test, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_(test, body, orelse),
            StmtKind::For { target, iter, body, orelse, is_async } => {
                self.for_(target, iter, *is_async, &mut |this| this.block(body), orelse);
            }
            StmtKind::Break => self.leave_loop(true),
            StmtKind::Continue => self.leave_loop(false),
            StmtKind::Try { body, handlers, orelse, finally, is_star } => {
                self.try_(body, handlers, *is_star, orelse, finally);
            }
            StmtKind::With { context, target, body, is_async } => {
                self.with(context, target.as_ref(), body, *is_async);
            }
            StmtKind::Def { function, decorators, target } => self.def(*function, decorators, target),
            StmtKind::Class { class, decorators, bases, target } => self.class(*class, decorators, bases, target),
            StmtKind::Import { module, target, is_alias } => self.import(module, target, *is_alias),
            StmtKind::ImportFrom { module, level, names } => self.import_from(module.as_ref(), *level, names),
            StmtKind::ImportStar { module, level } => self.import_star(module.as_ref(), *level),
            StmtKind::Match { subject, cases } => self.match_(subject, cases),
        }
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Operand {
        match expr {
            Some(expr) => Operand::Value(self.expr(expr)),
            None => self.null(),
        }
    }

    fn annotated(&mut self, target: &Target, annotation: &Expr, value: Option<&Expr>, simple: bool) {
        if let Some(value) = value {
            let given = self.expr(value);
            self.check_target(target, value, given);
            self.store(target, given);
        }
        if self.function.kind == FunctionKind::Module || matches!(self.function.kind, FunctionKind::Class(_)) {
            match &target.kind {
                TargetKind::Variable(Variable::Global(name) | Variable::Class { name, .. }) if simple => {
                    self.record_annotation(name, annotation);
                }
                _ if !self.cx.hir.modules[self.cx.module].future_annotations => {
                    let value = self.expr(annotation);
                    self.b.drop(value);
                }
                _ => {}
            }
        }
    }

    /// `__annotations__[name] = annotation`.
    fn record_annotation(&mut self, name: &Name, annotation: &Expr) {
        let value = self.annotation(annotation);
        let annotations = self.read_annotations();
        let operands = vec![Operand::Value(annotations), self.name(name), Operand::Value(value)];
        self.b.rt(&rt::item_set, operands, Hint::Any);
    }

    fn return_(&mut self, value: Option<&Expr>) {
        let value = match value {
            Some(value) => {
                let given = self.expr(value);
                self.check_result(value, given);
                given
            }
            None => self.none(),
        };
        self.b.set(self.result, value);
        self.leave(0);
        self.b.jump(self.end);
    }

    fn assert(&mut self, test: &Expr, message: Option<&Expr>) {
        let [holds, fails] = [self.b.new_block(), self.b.new_block()];
        self.condition(test, holds, fails);
        self.b.switch_to(fails);
        let bound = self.bound.clone();
        let message = self.optional(message);
        let span = self.span_of_assertion(test);
        self.at(span, |this| this.b.rt(&rt::raise_assertion, vec![message], Hint::Any));
        self.bound = bound;
        self.b.switch_to(holds);
    }

    /// What a traceback underlines of an `assert`: the test since 3.13; in 3.11 the comparison that was compiled last, if there
    /// is one; else the statement, which is to say nothing.
    fn span_of_assertion(&self, test: &Expr) -> Span {
        match self.cx.world {
            World::Cpython(3, 11) => last_comparison(test).unwrap_or(self.b.span),
            World::Cpython(3, 12) => self.b.span,
            World::Cpython(..) | World::Native => test.span,
        }
    }

    fn if_(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) {
        let [then, otherwise, end] = [self.b.new_block(), self.b.new_block(), self.b.new_block()];
        self.condition(test, then, otherwise);
        let before = self.bound.clone();
        self.b.switch_to(then);
        self.block(body);
        let then_ends = self.b.is_terminated();
        if !then_ends {
            self.b.jump(end);
        }
        let after_then = std::mem::replace(&mut self.bound, before);
        self.b.switch_to(otherwise);
        self.block(orelse);
        let otherwise_ends = self.b.is_terminated();
        if !otherwise_ends {
            self.b.jump(end);
        }
        self.merge_bound(then_ends.then_some(()).map_or(Some(after_then), |()| None), otherwise_ends);
        self.b.switch_to(end);
        if then_ends && otherwise_ends {
            super::assign::unreachable(&mut self.b);
        }
    }

    /// What is bound after two paths: `first` if it goes on, and the one at the cursor unless `ended`.
    pub(super) fn merge_bound(&mut self, first: Option<BTreeSet<LocalId>>, ended: bool) {
        match first {
            Some(first) if ended => self.bound = first,
            Some(first) => self.meet_bound(&first),
            None => {}
        }
    }

    fn leave_loop(&mut self, is_break: bool) {
        let Some(depth) = self.scopes.iter().rposition(|scope| matches!(scope, Scope::Loop { .. })) else {
            crate::bug!("`break` outside a loop was not refused")
        };
        self.leave(depth + 1);
        let Scope::Loop { end, next, iterators } = self.scopes[depth].clone() else { unreachable!("found above") };
        if is_break {
            for iterator in iterators {
                self.b.drop_slot(iterator);
            }
            self.b.jump(end);
        } else {
            self.b.jump(next);
        }
    }

    fn import(&mut self, module: &Name, target: &Variable, is_alias: bool) {
        let none = self.none();
        let mut value = self.import_module(module.as_str(), none, 0);
        if is_alias {
            for part in module.as_str().split('.').skip(1) {
                let operands = vec![Operand::Value(value), self.name_of(part)];
                value = self.b.rt(&rt::import_from, operands, Hint::Any);
            }
        }
        self.assign(target, value);
    }

    fn import_module(&mut self, module: &str, names: crate::mir::Value, level: u32) -> crate::mir::Value {
        let operands =
            vec![self.globals(), self.name_of(module), Operand::Value(names), Operand::Imm(i64::from(level))];
        self.b.rt(&rt::import, operands, Hint::Any)
    }

    fn import_from(&mut self, module: Option<&Name>, level: u32, names: &[ImportedName]) {
        let entries = names.iter().map(|name| self.cx.pool.add(PoolEntry::Name(name.name.clone()))).collect();
        let list = self.constant(PoolEntry::Tuple(entries), Hint::TUPLE);
        let module = self.import_module(module.map_or("", Name::as_str), list, level);
        for name in names {
            let operands = vec![Operand::Value(module), self.name(&name.name)];
            let value = self.b.rt(&rt::import_from, operands, Hint::Any);
            self.assign(&name.target, value);
        }
    }

    fn import_star(&mut self, module: Option<&Name>, level: u32) {
        let star = self.cx.pool.add(PoolEntry::Name(Name::from("*")));
        let list = self.constant(PoolEntry::Tuple(vec![star]), Hint::TUPLE);
        let module = self.import_module(module.map_or("", Name::as_str), list, level);
        let namespace = match self.namespace {
            Some(_) => Operand::Value(self.namespace()),
            None => self.globals(),
        };
        self.b.rt(&rt::import_star, vec![Operand::Value(module), namespace], Hint::Any);
    }
}

/// Collects the locals that some `del` or `except … as` unbinds.
pub(super) fn unbound_anywhere(block: &[Stmt], out: &mut BTreeSet<LocalId>) {
    for stmt in block {
        match &stmt.kind {
            StmtKind::Delete(target) => unbound_by_delete(target, out),
            StmtKind::If { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::For { body, orelse, .. } => {
                unbound_anywhere(body, out);
                unbound_anywhere(orelse, out);
            }
            StmtKind::With { body, .. } => unbound_anywhere(body, out),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|case| unbound_anywhere(&case.body, out)),
            StmtKind::Try { body, handlers, orelse, finally, .. } => {
                for block in [body, orelse, finally] {
                    unbound_anywhere(block, out);
                }
                for handler in handlers {
                    if let Some(Variable::Local(local)) = &handler.target {
                        out.insert(*local);
                    }
                    unbound_anywhere(&handler.body, out);
                }
            }
            StmtKind::Expr(_)
            | StmtKind::Assign { .. }
            | StmtKind::AnnAssign { .. }
            | StmtKind::AugAssign { .. }
            | StmtKind::Return(_)
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Def { .. }
            | StmtKind::Class { .. }
            | StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::ImportStar { .. } => {}
        }
    }
}

fn unbound_by_delete(target: &Target, out: &mut BTreeSet<LocalId>) {
    match &target.kind {
        TargetKind::Variable(Variable::Local(local)) => {
            out.insert(*local);
        }
        TargetKind::Unpack(targets) => targets.iter().for_each(|target| unbound_by_delete(target, out)),
        TargetKind::Variable(_) | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } | TargetKind::Star(_) => {
        }
    }
}

/// Of a condition, the comparison that is compiled last.
fn last_comparison(test: &Expr) -> Option<Span> {
    match &test.kind {
        ExprKind::Compare { .. } => Some(test.span),
        ExprKind::Unary { op: UnaryOp::Not, operand } => last_comparison(operand),
        ExprKind::BoolOp { values, .. } => values.iter().rev().find_map(last_comparison),
        ExprKind::Conditional { test, body, orelse } => {
            [orelse, body, test].into_iter().find_map(|it| last_comparison(it))
        }
        _ => None,
    }
}
