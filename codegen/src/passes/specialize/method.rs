//! Calls of methods and classes: the fast version directly, with the row beside it.
//!
//! As for attributes, the row is called where what is called is not what the types say, and both ways meet in the block
//! that follows.

use super::Specializer;
use crate::analysis::kinds::Kind;
use crate::analysis::method::{Construction, MethodCall};
use crate::mir::{Block, Hint, Inst, InstKind, Operand, Target, Terminator, Value};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;
use naja_rt_abi::table as rt;

impl Specializer<'_> {
    /// Rewrites a call of a method, the last instruction of its block, if its fast version can be called.
    pub(super) fn method(&mut self, inst: &Inst, call: &MethodCall, terminator: &mut Terminator) -> bool {
        let (Some(result), Some((ok, unwind))) = (inst.result, self.meeting_of(terminator)) else { return false };
        let method = Operand::Value(self.as_boxed(call.method));
        let unbound = Operand::Value(self.current(call.unbound));
        let operands = vec![method, unbound, Operand::Desc(call.function), Operand::Cache(call.cache)];
        let is_known = self.emit(Repr::Bool, InstKind::Rt(&rt::method_is, operands));
        let fast = self.aside(|this, _| {
            let unwind = this.way_out(&unwind);
            let boxed = this.body.value(Repr::Boxed, Hint::Any);
            let value = if call.returns == Repr::Boxed { boxed } else { this.body.value(call.returns, Hint::Any) };
            let returned = this.aside(|_, _| Terminator::Jump(Target { block: ok.block, args: vec![value] }));
            this.fast_call(inst, call.function, &call.args, value, boxed);
            if call.returns == Repr::Boxed {
                return Terminator::Check { ok: Target::plain(returned), unwind };
            }
            let leave = this.leave_with(ok.block, result, boxed);
            Terminator::CallCheck { ok: Target::plain(returned), boxed: Target::plain(leave), unwind }
        });
        let slow = self.row_apart(inst, &call.kind, &ok, &unwind);
        self.meet_values(result, call.kind.clone(), &ok);
        *terminator = Terminator::Branch { test: is_known, then: Target::plain(fast), otherwise: Target::plain(slow) };
        true
    }

    /// Rewrites a call of a class, the last instruction of its block, if the fast version of `__init__` can be called.
    pub(super) fn construct(&mut self, inst: &Inst, call: &Construction, terminator: &mut Terminator) -> bool {
        let (Some(result), Some((ok, unwind))) = (inst.result, self.meeting_of(terminator)) else { return false };
        let kind = Kind::Object(crate::analysis::kinds::Class::Any);
        let instance = self.body.value(Repr::Boxed, self.body.values[result].hint.clone());
        self.body.values[instance].nullable = true;
        let slow = self.row_apart(inst, &kind, &ok, &unwind);
        let fast = self.initialise(inst, call, instance, &ok, &unwind);
        let made = self.aside(|this, _| {
            let is_null = this.emit(Repr::Bool, InstKind::IsNull(instance));
            Terminator::Branch { test: is_null, then: Target::plain(slow), otherwise: Target::plain(fast) }
        });
        let unwind = self.way_out(&unwind);
        let operands = vec![Operand::Value(self.as_boxed(call.class)), Operand::Desc(call.init)];
        self.out.push(Inst {
            result: Some(instance),
            kind: InstKind::Rt(&rt::instance_new, operands),
            span: inst.span,
        });
        self.meet_values(result, kind, &ok);
        *terminator = Terminator::Check { ok: Target::plain(made), unwind };
        true
    }

    /// Calls `__init__` of a new instance, and goes on with the instance unless it returned something.
    fn initialise(&mut self, inst: &Inst, call: &Construction, instance: Value, ok: &Target, unwind: &Target) -> Block {
        self.aside(|this, _| {
            let returned = this.body.value(Repr::Boxed, Hint::Any);
            let wrong = this.aside(|this, _| {
                let nowhere = this.aside(|_, _| Terminator::Unreachable);
                let unwind = this.way_out(unwind);
                let operands = vec![Operand::Value(returned)];
                this.out.push(Inst { result: None, kind: InstKind::Rt(&rt::init_returned, operands), span: inst.span });
                Terminator::Check { ok: Target::plain(nowhere), unwind }
            });
            let done = this.aside(|this, _| {
                let none = this.emit(Repr::Boxed, InstKind::Rt(&rt::none, vec![]));
                let operands = vec![Operand::Value(returned), Operand::Value(none)];
                let is_none = this.emit(Repr::Bool, InstKind::Rt(&rt::is_same, operands));
                let then = Target { block: ok.block, args: vec![instance] };
                Terminator::Branch { test: is_none, then, otherwise: Target::plain(wrong) }
            });
            let unwind = this.way_out(unwind);
            let mut passed = vec![instance];
            passed.extend(this.passed(call.init, 1, &call.args));
            let kind = InstKind::CallFast { function: call.init, args: passed, boxed: returned };
            this.out.push(Inst { result: Some(returned), kind, span: inst.span });
            Terminator::Check { ok: Target::plain(done), unwind }
        })
    }

    fn fast_call(&mut self, inst: &Inst, function: FuncId, args: &[Value], value: Value, boxed: Value) {
        let args = self.passed(function, 0, args);
        let kind = InstKind::CallFast { function, args, boxed };
        self.out.push(Inst { result: Some(value), kind, span: inst.span });
    }

    /// Arguments as a fast version takes them, for its parameters from `first` on.
    fn passed(&mut self, function: FuncId, first: usize, args: &[Value]) -> Vec<Value> {
        let params = self.cx.signatures[&function].params[first..].iter();
        args.iter()
            .zip(params)
            .map(|(arg, repr)| if *repr == Repr::Boxed { self.as_boxed(*arg) } else { self.current(*arg) })
            .collect()
    }

    /// The row as it was, and a guard for what it is to give.
    fn row_apart(&mut self, inst: &Inst, kind: &Kind, ok: &Target, unwind: &Target) -> Block {
        let Some(result) = inst.result else { crate::bug!("a call without result") };
        let given = self.aside(|this, block| {
            this.canonical.insert(block, ok.block);
            let value = this.unboxed(result, kind);
            Terminator::Jump(Target { block: ok.block, args: vec![value] })
        });
        let resume = self.canonical[&self.block];
        self.aside(|this, block| {
            this.may_leave(block, resume);
            let unwind = this.way_out(unwind);
            let mut kept = inst.clone();
            let InstKind::Rt(_, operands) = &mut kept.kind else { crate::bug!("a call that is no row") };
            for operand in operands {
                match operand {
                    Operand::Value(value) if this.original.values[*value].repr == Repr::Boxed => {
                        *value = this.as_boxed(*value);
                    }
                    Operand::Value(value) => *value = this.current(*value),
                    Operand::Array(values) => values.iter_mut().for_each(|value| *value = this.as_boxed(*value)),
                    Operand::Imm(_)
                    | Operand::Cache(_)
                    | Operand::Desc(_)
                    | Operand::Module
                    | Operand::Frame
                    | Operand::Record => {}
                }
            }
            this.out.push(kept);
            Terminator::Check { ok: Target::plain(given), unwind }
        })
    }
}
