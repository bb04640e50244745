//! Comprehensions: loops in place, whose variables are locals of this function under names of their own.

use super::Lowering;
use crate::mir::{Hint, Operand, Value};
use naja_frontend::hir::{Clause, ComprehensionKind, Expr, Storage, Target, TargetKind, Variable};
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    pub(super) fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        clauses: &[Clause],
        element: &Expr,
        value: Option<&Expr>,
    ) -> Value {
        let new = match kind {
            ComprehensionKind::List => &rt::list_new,
            ComprehensionKind::Set => &rt::set_new,
            ComprehensionKind::Dict => &rt::dict_new,
        };
        for clause in clauses {
            self.begin_target(&clause.target);
        }
        // The items of the first clause are evaluated before the collection exists, but nothing can see which is first.
        let collection = self.b.rt(new, vec![Operand::Array(vec![])], Hint::Any);
        let outer = self.b.unwind;
        let failed = self.b.new_block();
        self.b.unwind = failed;
        self.clauses(clauses, &mut |this| match (kind, value) {
            (ComprehensionKind::Dict, Some(value)) => {
                let key = this.expr(element);
                let value = this.expr(value);
                let operands = [collection, key, value].map(Operand::Value).to_vec();
                this.b.rt(&rt::dict_set, operands, Hint::Any);
            }
            (ComprehensionKind::Set, _) => {
                let item = this.expr(element);
                this.rt2(&rt::set_add, collection, item);
            }
            (ComprehensionKind::List | ComprehensionKind::Dict, _) => {
                let item = this.expr(element);
                this.rt2(&rt::list_append, collection, item);
            }
        });
        self.b.unwind = outer;
        clauses.iter().for_each(|clause| self.forget_target(&clause.target));
        let here = self.b.block();
        self.b.switch_to(failed);
        clauses.iter().for_each(|clause| self.forget_target(&clause.target));
        self.b.jump(outer);
        self.b.switch_to(here);
        collection
    }

    fn clauses(&mut self, clauses: &[Clause], innermost: &mut dyn FnMut(&mut Self)) {
        let Some((clause, rest)) = clauses.split_first() else { return innermost(self) };
        self.for_(
            &clause.target,
            &clause.iter,
            clause.is_async,
            &mut |this| {
                this.comprehensions += 1;
                let skip = this.b.new_block();
                for condition in &clause.conditions {
                    let holds = this.b.new_block();
                    this.condition(condition, holds, skip);
                    this.b.switch_to(holds);
                }
                this.clauses(rest, innermost);
                this.comprehensions -= 1;
                this.b.jump(skip);
                this.b.switch_to(skip);
            },
            &[],
        );
    }

    /// Whether the cursor is where CPython has another function than here: before 3.12, in a comprehension behind what the
    /// first clause runs over.
    pub(super) fn is_inner(&self) -> bool {
        self.comprehensions > 0 && !self.since(3, 12)
    }

    /// The variables of a comprehension that inner functions capture get new cells each time.
    fn begin_target(&mut self, target: &Target) {
        match &target.kind {
            TargetKind::Variable(Variable::Local(local)) => {
                if self.function.locals[*local].storage == Storage::Cell {
                    self.new_cell(*local, false);
                }
            }
            TargetKind::Unpack(targets) => targets.iter().for_each(|target| self.begin_target(target)),
            TargetKind::Star(target) => self.begin_target(target),
            TargetKind::Variable(_) | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } => {}
        }
    }

    /// The variables of a comprehension die with it.
    fn forget_target(&mut self, target: &Target) {
        match &target.kind {
            TargetKind::Variable(Variable::Local(local)) => {
                if self.function.locals[*local].storage == Storage::Register {
                    self.b.drop_slot(self.locals[*local]);
                }
                self.bound.remove(local);
            }
            TargetKind::Unpack(targets) => targets.iter().for_each(|target| self.forget_target(target)),
            TargetKind::Star(target) => self.forget_target(target),
            TargetKind::Variable(_) | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } => {}
        }
    }
}
