//! Variables and targets: reading, binding, unbinding.

use super::Lowering;
use crate::mir::{Builder, Hint, Operand, Terminator, Value};
use naja_frontend::hir::{BinaryOp, Expr, LocalId, Name, Storage, Target, TargetKind, Variable};
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    /// The value of a variable.
    pub(super) fn read(&mut self, variable: &Variable) -> Value {
        match variable {
            Variable::Local(local) => self.read_local(*local),
            Variable::Global(name) => self.read_global(name),
            Variable::Class { name, outer } => self.read_class(name, *outer),
        }
    }

    pub(super) fn read_local(&mut self, local: LocalId) -> Value {
        let slot = self.locals[local];
        match self.function.locals[local].storage {
            Storage::Register if self.bound.contains(&local) => self.b.get(slot),
            Storage::Register => {
                let value = self.b.get_nullable(slot);
                self.or_unbound(value, local);
                self.mark_bound(local);
                self.b.get(slot)
            }
            Storage::Cell | Storage::Free(_) => {
                if let Some(value) = self.constant_slot(local) {
                    return self.b.get(value);
                }
                let cell = self.b.get(slot);
                let value = self.b.rt(&rt::cell_get, vec![Operand::Value(cell)], Hint::Any);
                self.or_unbound(value, local);
                self.b.own(value)
            }
        }
    }

    /// The value of a local, or null.
    pub(super) fn read_nullable(&mut self, local: LocalId) -> Value {
        let slot = self.locals[local];
        match self.function.locals[local].storage {
            Storage::Register => self.b.get_nullable(slot),
            Storage::Cell | Storage::Free(_) => {
                let cell = self.b.get(slot);
                self.b.rt(&rt::cell_get, vec![Operand::Value(cell)], Hint::Any)
            }
        }
    }

    /// Raises if `value` is null: the variable is not bound.
    fn or_unbound(&mut self, value: Value, local: LocalId) {
        let [bound, unbound] = [self.b.new_block(), self.b.new_block()];
        let is_null = self.b.is_null(value);
        self.b.branch(is_null, unbound, bound);
        self.b.switch_to(unbound);
        let data = &self.function.locals[local];
        let is_free = matches!(data.storage, Storage::Free(_)) || (self.is_inner() && !self.inner.contains(&local));
        let operands = vec![self.name(&data.name), Operand::Imm(i64::from(is_free))];
        self.b.rt(&rt::raise_unbound, operands, Hint::Any);
        self.b.switch_to(bound);
    }

    pub(super) fn read_global(&mut self, name: &Name) -> Value {
        let operands = vec![Operand::Module, self.globals(), self.name(name), self.cache()];
        self.b.rt(&rt::global_get, operands, Hint::Any)
    }

    fn read_class(&mut self, name: &Name, outer: Option<LocalId>) -> Value {
        let namespace = self.namespace();
        let operands = vec![Operand::Value(namespace), self.name(name)];
        let value = self.b.rt(&rt::namespace_get, operands, Hint::Any);
        let result = self.b.temp("name");
        let [missing, found, end] = [self.b.new_block(), self.b.new_block(), self.b.new_block()];
        let is_null = self.b.is_null(value);
        self.b.branch(is_null, missing, found);
        self.b.switch_to(found);
        let value = self.b.own(value);
        self.b.set(result, value);
        self.b.jump(end);
        self.b.switch_to(missing);
        let value = match outer {
            Some(local) => self.read_local(local),
            None => self.read_global(name),
        };
        self.finish(result, value, end)
    }

    /// The namespace of the class body being lowered.
    pub(super) fn namespace(&mut self) -> Value {
        let Some(slot) = self.namespace else { crate::bug!("a class variable outside a class body") };
        self.b.get(slot)
    }

    /// Binds a variable; what it held before may die after that.
    pub(super) fn assign(&mut self, variable: &Variable, value: Value) {
        match variable {
            Variable::Local(local) => self.assign_local(*local, value),
            Variable::Global(name) => {
                let operands = vec![self.globals(), self.name(name), Operand::Value(value)];
                self.b.rt(&rt::global_set, operands, Hint::Any);
            }
            Variable::Class { name, .. } => {
                let namespace = self.namespace();
                let operands = vec![Operand::Value(namespace), self.name(name), Operand::Value(value)];
                self.b.rt(&rt::namespace_set, operands, Hint::Any);
            }
        }
    }

    fn assign_local(&mut self, local: LocalId, value: Value) {
        let slot = self.locals[local];
        match self.function.locals[local].storage {
            Storage::Register => {
                let old = self.b.get_nullable(slot);
                self.b.set(slot, value);
                self.b.drop(old);
            }
            Storage::Cell | Storage::Free(_) => {
                let cell = self.b.get(slot);
                self.b.rt(&rt::cell_set, vec![Operand::Value(cell), Operand::Value(value)], Hint::Any);
            }
        }
        self.mark_bound(local);
    }

    /// Unbinds a variable without asking whether it is bound: at the end of an `except` clause.
    pub(super) fn forget(&mut self, variable: &Variable) {
        let none = self.none();
        self.assign(variable, none);
        self.delete_variable(variable);
    }

    fn delete_variable(&mut self, variable: &Variable) {
        match variable {
            Variable::Local(local) => self.delete_local(*local),
            Variable::Global(name) => {
                let operands = vec![self.globals(), self.name(name)];
                self.b.rt(&rt::global_del, operands, Hint::Any);
            }
            Variable::Class { name, .. } => {
                let namespace = self.namespace();
                let operands = vec![Operand::Value(namespace), self.name(name)];
                self.b.rt(&rt::namespace_del, operands, Hint::Any);
            }
        }
    }

    fn delete_local(&mut self, local: LocalId) {
        let slot = self.locals[local];
        match self.function.locals[local].storage {
            Storage::Register => {
                let value = self.b.get_nullable(slot);
                self.or_unbound(value, local);
                self.b.drop_slot(slot);
            }
            Storage::Cell | Storage::Free(_) => {
                let cell = self.b.get(slot);
                let value = self.b.rt(&rt::cell_get, vec![Operand::Value(cell)], Hint::Any);
                self.or_unbound(value, local);
                let operands = vec![Operand::Value(cell), self.null()];
                self.b.rt(&rt::cell_set, operands, Hint::Any);
            }
        }
    }

    /// `del target`.
    pub(super) fn delete(&mut self, target: &Target) {
        self.at(target.span, |this| match &target.kind {
            TargetKind::Variable(variable) => this.delete_variable(variable),
            TargetKind::Attribute { object, name } => {
                let object = this.expr(object);
                let operands = vec![Operand::Value(object), this.name(name)];
                let place = this.place_of_name(target.span, target.span);
                this.at(place, |this| this.b.rt(&rt::attr_del, operands, Hint::Any));
            }
            TargetKind::Subscript { object, index } => {
                let object = this.expr(object);
                let index = this.expr(index);
                this.rt2(&rt::item_del, object, index);
            }
            TargetKind::Unpack(targets) => targets.iter().for_each(|target| this.delete(target)),
            TargetKind::Star(_) => crate::bug!("`del *x` was not refused"),
        });
    }

    /// Binds a target to a value.
    pub(super) fn store(&mut self, target: &Target, value: Value) {
        self.at(target.span, |this| match &target.kind {
            TargetKind::Variable(variable) => this.assign(variable, value),
            TargetKind::Attribute { object, name } => {
                let object = this.expr(object);
                this.store_attribute((object, target.span), name, value);
            }
            TargetKind::Subscript { object, index } => {
                let object = this.expr(object);
                if let Some(bounds) = this.slice_bounds(index) {
                    let operands = [object].into_iter().chain(bounds).chain([value]).map(Operand::Value).collect();
                    this.b.rt(&rt::slice_set, operands, Hint::Any);
                    return;
                }
                let index = this.expr(index);
                this.store_item(object, index, value);
            }
            TargetKind::Unpack(targets) => this.unpack(targets, value),
            TargetKind::Star(_) => crate::bug!("a starred target outside an unpacking"),
        });
    }

    fn store_attribute(&mut self, (object, span): (Value, Span), name: &Name, value: Value) {
        let operands = vec![Operand::Value(object), self.name(name), Operand::Value(value), self.cache()];
        let place = self.place_of_name(span, span);
        self.at(place, |this| this.b.rt(&rt::attr_set, operands, Hint::Any));
    }

    fn store_item(&mut self, object: Value, index: Value, value: Value) {
        let operands = [object, index, value].map(Operand::Value).to_vec();
        self.b.rt(&rt::item_set, operands, Hint::Any);
    }

    /// `target op= value`, the parts of the target evaluated once.
    pub(super) fn augmented(&mut self, target: &Target, op: BinaryOp, value: &Expr, hint: Hint) {
        let row = super::expr::inplace_row(op);
        match &target.kind {
            TargetKind::Variable(Variable::Local(local)) if op == BinaryOp::Add && self.may_grow(*local) => {
                self.grow((*local, target.span), value, row, hint);
            }
            TargetKind::Variable(variable) => {
                let old = self.at(target.span, |this| this.read(variable));
                let value = self.expr(value);
                let new = self.rt2(row, old, value);
                self.b.promise(new, hint);
                self.assign(variable, new);
            }
            TargetKind::Attribute { object, name } => {
                let object = self.expr(object);
                let operands = vec![Operand::Value(object), self.name(name), self.cache()];
                let place = self.place_of_name(target.span, target.span);
                let old = self.at(place, |this| this.b.rt(&rt::attr_get, operands, Hint::Any));
                self.b.promise(old, hint);
                let value = self.expr(value);
                let new = self.rt2(row, old, value);
                self.store_attribute((object, target.span), name, new);
            }
            TargetKind::Subscript { object, index } => {
                let object = self.expr(object);
                let index = self.expr(index);
                let old = self.at(target.span, |this| this.rt2(&rt::item_get, object, index));
                self.b.promise(old, hint);
                let value = self.expr(value);
                let new = self.rt2(row, old, value);
                self.at(target.span, |this| this.store_item(object, index, new));
            }
            TargetKind::Unpack(_) | TargetKind::Star(_) => crate::bug!("an augmented assignment to several targets"),
        }
    }
}

/// Ends a path that cannot go on.
pub(super) fn unreachable(b: &mut Builder) {
    b.terminate(Terminator::Unreachable);
}
