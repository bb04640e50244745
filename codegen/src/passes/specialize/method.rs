//! Calls of methods and classes: the fast version directly, with the row beside it.
//!
//! As for attributes, the row is called where what is called is not what the types say, and both ways meet in the block
//! that follows.
//!
//! Python looks for the method before it evaluates the arguments. Where these are nothing but machine arithmetic, it makes no
//! difference when it is found, nor that it is, if a glance at the object's type shows which it would be: then only that glance is
//! taken in its place, and the method itself is looked for beside the call ([`Lookup`]).

use super::Specializer;
use crate::analysis::kinds::Kind;
use crate::analysis::method::{Construction, MethodCall};
use crate::analysis::plan::{self, Plan};
use crate::mir::{Block, Hint, Inst, InstKind, Operand, Target, Terminator, Value};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;
use naja_rt_abi::table as rt;

/// The lookup of a method that is left to the call.
#[derive(Debug)]
pub(super) struct Lookup {
    inst: Inst,
    unwind: Target,
    /// Whether the method was seen to be the one that the types say.
    ready: Value,
}

impl Specializer<'_> {
    /// Leaves a `method_get` at the end of its block to the call, if only machine arithmetic is between them.
    pub(super) fn leave_lookup(&mut self, inst: &Inst, unwind: &Target) -> bool {
        let (Some(method), InstKind::Rt(row, operands)) = (inst.result, &inst.kind) else { return false };
        let [Operand::Value(object), _, Operand::Cache(cache)] = operands[..] else { return false };
        // An exit between here and the call goes on before the lookup: the state of this block must serve for those behind it.
        let is_entry = self.original.entries.iter().any(|entry| entry.block == self.rewritten);
        if row.name != "method_get" || is_entry || !self.is_resumable(self.canonical[&self.block]) {
            return false;
        }
        let Some(call) = self.call_behind(method) else { return false };
        let object = Operand::Value(self.as_boxed(object));
        let known = Operand::Cache(self.program.new_cache());
        let operands = vec![object, Operand::Desc(call.function), Operand::Cache(cache), known];
        let ready = self.emit(Repr::Bool, InstKind::Rt(&rt::method_ready, operands));
        self.lookups.insert(method, Lookup { inst: inst.clone(), unwind: unwind.clone(), ready });
        true
    }

    /// Whether an instruction is about a method whose lookup is left to the call.
    pub(super) fn is_left(&self, inst: &Inst) -> bool {
        let InstKind::Rt(row, operands) = &inst.kind else { return false };
        let asked = |operand: &Operand| matches!(operand, Operand::Value(method) if self.lookups.contains_key(method));
        row.name == "method_is_unbound" && operands.iter().any(asked)
    }

    /// The call of a method that this block has looked for, if on the way there is nothing but what can be repeated.
    fn call_behind(&self, method: Value) -> Option<MethodCall> {
        let mut block = self.rewritten;
        loop {
            let next = match &self.original.blocks[block].terminator {
                Terminator::Check { ok: next, .. } | Terminator::Jump(next) => next,
                _ => return None,
            };
            block = next.block;
            let data = &self.original.blocks[block];
            if self.predecessors[block].len() != 1 || data.is_loop_header || !next.args.is_empty() {
                return None;
            }
            for inst in &data.insts {
                match plan::of(self.original, inst, self.kinds, self.cx) {
                    Plan::Method(call) if call.method == method && self.meeting_of(&data.terminator).is_some() => {
                        return Some(call);
                    }
                    plan if inst.kind.is_effect() && !plan.is_repeatable() => return None,
                    _ => {}
                }
            }
        }
    }

    /// Rewrites a call of a method, the last instruction of its block, if its fast version can be called.
    pub(super) fn method(&mut self, inst: &Inst, call: &MethodCall, terminator: &mut Terminator) -> bool {
        let (Some(result), Some((ok, unwind))) = (inst.result, self.meeting_of(terminator)) else { return false };
        let lookup = self.lookups.remove(&call.method);
        let is_known = lookup.as_ref().map_or_else(|| self.is_method(call), |lookup| lookup.ready);
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
        let slow = match lookup {
            Some(lookup) => self.look_up(inst, call, lookup, &ok, &unwind),
            None => self.row_apart(inst, &call.kind, &ok, &unwind),
        };
        self.meet_values(result, call.kind.clone(), &ok);
        *terminator = Terminator::Branch { test: is_known, then: Target::plain(fast), otherwise: Target::plain(slow) };
        true
    }

    /// Whether what was found is the method that the types say.
    fn is_method(&mut self, call: &MethodCall) -> Value {
        let method = Operand::Value(self.as_boxed(call.method));
        let unbound = Operand::Value(self.current(call.unbound));
        let operands = vec![method, unbound, Operand::Desc(call.function), Operand::Cache(call.cache)];
        self.emit(Repr::Bool, InstKind::Rt(&rt::method_is, operands))
    }

    /// The lookup that was left, and the call behind it.
    fn look_up(&mut self, inst: &Inst, call: &MethodCall, lookup: Lookup, ok: &Target, unwind: &Target) -> Block {
        let resume = self.canonical[&self.block];
        self.beside(|this, block| {
            this.may_leave(block, resume);
            let called = this.beside(|this, block| {
                // Nothing leaves between the lookup and the call.
                this.canonical.insert(block, ok.block);
                let operands = vec![Operand::Value(call.method)];
                let kind = InstKind::Rt(&rt::method_is_unbound, operands);
                this.out.push(Inst { result: Some(call.unbound), kind, span: inst.span });
                Terminator::Jump(Target::plain(this.row_beside(inst, &call.kind, ok, unwind, None)))
            });
            let unwind = this.way_out(&lookup.unwind);
            this.as_it_was(&lookup.inst);
            Terminator::Check { ok: Target::plain(called), unwind }
        })
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
        let cache = Operand::Cache(self.program.new_cache());
        let operands = vec![Operand::Value(self.as_boxed(call.class)), Operand::Desc(call.init), cache];
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
        args.iter().zip(params).map(|(arg, repr)| self.as_repr(*arg, *repr)).collect()
    }

    /// The row as it was, and a guard for what it is to give.
    fn row_apart(&mut self, inst: &Inst, kind: &Kind, ok: &Target, unwind: &Target) -> Block {
        let resume = self.canonical[&self.block];
        self.row_beside(inst, kind, ok, unwind, Some(resume))
    }

    /// The same, where a copy may leave for what `resume` resumes.
    fn row_beside(&mut self, inst: &Inst, kind: &Kind, ok: &Target, unwind: &Target, resume: Option<Block>) -> Block {
        let Some(result) = inst.result else { crate::bug!("a call without result") };
        let given = self.aside(|this, block| {
            this.canonical.insert(block, ok.block);
            let value = this.unboxed(result, kind);
            Terminator::Jump(Target { block: ok.block, args: vec![value] })
        });
        self.beside(|this, block| {
            if let Some(resume) = resume {
                this.may_leave(block, resume);
            }
            let unwind = this.way_out(unwind);
            this.as_it_was(inst);
            Terminator::Check { ok: Target::plain(given), unwind }
        })
    }

    /// Appends the row of `inst`, its operands as it wants them.
    fn as_it_was(&mut self, inst: &Inst) {
        let mut kept = inst.clone();
        let InstKind::Rt(row, operands) = &mut kept.kind else { crate::bug!("a call that is no row") };
        self.as_wanted(row, operands);
        self.out.push(kept);
    }
}
