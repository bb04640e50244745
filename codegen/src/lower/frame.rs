//! What frame objects show of a function's variables.
//!
//! Variables are values here, and behind a frame record they are written only when somebody may look: when the function
//! ends and its frame object is known (to a traceback, say, which keeps them alive), and around calls of `locals()` and
//! the like.

use super::Lowering;
use crate::fault::Fault;
use crate::mir::{Hint, Operand, Value};
use naja_frontend::hir::visit::{self, Visitor};
use naja_frontend::hir::{Expr, ExprKind, Function, Hir, LocalId, Target, TargetKind, Variable};
use naja_rt_abi::table as rt;
use std::collections::BTreeSet;

impl Lowering<'_, '_> {
    /// The locals that stand behind a frame record of function number `index` of the module.
    pub(super) fn locals_of_frame(&self, index: usize) -> Vec<Option<LocalId>> {
        let facts = self.cx.code.and_then(|code| code.function(index));
        let names = facts.map_or(&[][..], |facts| &facts.locals);
        let locals = &self.function.locals;
        // The variables of comprehensions may have the same names.
        let find = |name: &String| {
            let same = || locals.ids().filter(|local| locals[*local].name.as_str() == name);
            same().find(|local| !self.inner.contains(local)).or_else(|| same().next())
        };
        let found: Vec<Option<LocalId>> = names.iter().map(find).collect();
        if found.iter().any(Option::is_some) { found } else { vec![] }
    }

    /// Hands the variables over to the frame object, if it may outlive the activation that ends here.
    pub(super) fn leave_frame(&mut self) {
        if self.frame_locals.is_empty() || Fault::EarlyDeath.is_on() {
            return;
        }
        let [seen, done] = [self.b.new_block(), self.b.new_block()];
        let is_seen = self.b.rt(&rt::frame_is_seen, vec![Operand::Record], Hint::Bool);
        self.b.branch(is_seen, seen, done);
        self.b.switch_to(seen);
        self.show_locals();
        self.b.jump(done);
        self.b.switch_to(done);
    }

    fn show_locals(&mut self) {
        let mut values = vec![];
        for local in self.frame_locals.clone() {
            values.push(match local {
                Some(local) => self.b.get_nullable(self.locals[local]),
                None => self.b.null(),
            });
        }
        self.b.rt(&rt::frame_locals, vec![Operand::Record, Operand::Array(values)], Hint::Any);
    }

    /// Lowers a call of something that may be `locals()` or the like: it sees the variables of the caller's frame.
    pub(super) fn showing_locals(&mut self, call: impl FnOnce(&mut Self) -> Value) -> Value {
        if self.frame_locals.is_empty() {
            return call(self);
        }
        self.show_locals();
        let outer = self.b.unwind;
        let failed = self.b.new_block();
        self.b.unwind = failed;
        let result = call(self);
        self.b.unwind = outer;
        self.b.rt(&rt::frame_locals_clear, vec![Operand::Record], Hint::Any);
        let here = self.b.block();
        self.b.switch_to(failed);
        self.b.rt(&rt::frame_locals_clear, vec![Operand::Record], Hint::Any);
        self.b.jump(outer);
        self.b.switch_to(here);
        result
    }
}

/// The variables of the comprehensions in a function.
pub(super) fn comprehension_variables(hir: &Hir, function: &Function) -> BTreeSet<LocalId> {
    struct Comprehensions(BTreeSet<LocalId>);
    impl Comprehensions {
        fn bind(&mut self, target: &Target) {
            match &target.kind {
                TargetKind::Variable(Variable::Local(local)) => {
                    self.0.insert(*local);
                }
                TargetKind::Unpack(targets) => targets.iter().for_each(|target| self.bind(target)),
                TargetKind::Star(target) => self.bind(target),
                TargetKind::Variable(_) | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } => {}
            }
        }
    }
    impl Visitor for Comprehensions {
        fn expr(&mut self, expr: &Expr) {
            if let ExprKind::Comprehension { clauses, .. } = &expr.kind {
                clauses.iter().for_each(|clause| self.bind(&clause.target));
            }
        }
    }
    let mut found = Comprehensions(BTreeSet::new());
    visit::walk(function, |id| &hir.functions[id], &mut found);
    found.0
}
