//! Direct calls of fast versions.
//!
//! Arguments are bound to parameters when the program is compiled; defaults are read from the function object when it is
//! called, so that a function whose defaults were replaced needs no care.

use super::Specializer;
use crate::analysis::kinds::Kind;
use crate::mir::{
    Bound, BoundParam, GuardKind, Hint, Inst, InstKind, Operand, Order, PoolEntry, Target, Terminator, Value,
};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;
use naja_rt_abi::table as rt;

impl Specializer<'_> {
    /// A call of the fast version of `function`, whose parameters are given what is `bound`.
    pub(super) fn call_fast(
        &mut self,
        inst: &Inst,
        function: FuncId,
        returns: Repr,
        bound: &[Bound],
        terminator: &mut Terminator,
    ) {
        let (Some(result), InstKind::Rt(_, operands)) = (inst.result, &inst.kind) else { return };
        let [Operand::Value(callee), Operand::Array(args), _] = &operands[..] else {
            crate::bug!("`call` with other operands")
        };
        let callee = self.callee(*callee, function);
        let args = self.words(callee, function, bound, args);
        let hint = self.body.values[result].hint.clone();
        let boxed = self.body.value(Repr::Boxed, hint);
        let value = if returns == Repr::Boxed { result } else { self.body.value(returns, Hint::Any) };
        let kind = InstKind::CallFast { function, args, boxed };
        self.out.push(Inst { result: Some(value), kind, span: inst.span });
        let Terminator::Check { ok, unwind } = terminator.clone() else { crate::bug!("a call that is not checked") };
        let kind = self.kinds.get(result).clone();
        if returns == Repr::Boxed {
            if super::needs_guard(&kind) {
                self.establish_in(ok.block, result, kind);
            }
            return;
        }
        let leave = self.leave_with(self.resumable(ok.block), result, boxed);
        self.now.insert(result, value);
        *terminator = Terminator::CallCheck { ok, boxed: Target::plain(leave), unwind };
    }

    /// The function object; leaves unless it is one of `function`. What a guard on a module variable gave is.
    fn callee(&mut self, callee: Value, function: FuncId) -> Value {
        let object = self.current(callee);
        if !self.globals.contains(&callee) {
            let operands = vec![Operand::Value(object), Operand::Desc(function)];
            let holds = self.emit(Repr::Bool, InstKind::Rt(&rt::function_is_of, operands));
            self.guard(holds, GuardKind::Class);
        }
        object
    }

    /// What the parameters are given, and the closure.
    fn words(&mut self, callee: Value, function: FuncId, bound: &[Bound], args: &[Value]) -> Vec<Value> {
        let signature = &self.cx.signatures[&function];
        let Some(binding) = &signature.binding else { crate::bug!("a call of a function that its entry binds") };
        let params = binding.params.iter().zip(&signature.params);
        let mut words = vec![];
        for (bound, (param, repr)) in bound.iter().zip(params) {
            words.push(match bound {
                Bound::Argument(index) => self.as_repr(args[*index], *repr),
                Bound::Default(index, count) => self.default(callee, *index, *count, param),
                Bound::KeywordDefault(_) => self.keyword_default(callee, param),
            });
        }
        if signature.params.len() > words.len() {
            let operands = vec![Operand::Value(callee)];
            words.push(self.emit(Repr::Boxed, InstKind::Rt(&rt::function_closure, operands)));
        }
        words
    }

    /// The default of a positional parameter; leaves when the function has another number of them now.
    fn default(&mut self, callee: Value, index: usize, count: usize, param: &BoundParam) -> Value {
        let number = |number: usize| InstKind::I64(i64::try_from(number).expect("fewer than 2^63 parameters"));
        let expected = self.emit(Repr::I64, number(count));
        let found = self.emit(Repr::I64, InstKind::Rt(&rt::function_defaults, vec![Operand::Value(callee)]));
        let same = self.emit(Repr::Bool, InstKind::IntCompare(Order::Eq, found, expected));
        self.guard(same, GuardKind::Usual);
        let index = self.emit(Repr::I64, number(index));
        let operands = vec![Operand::Value(callee), Operand::Value(index)];
        let lent = self.emit(Repr::Boxed, InstKind::Rt(&rt::function_default, operands));
        self.lent(lent, &param.hint)
    }

    /// The default of a keyword-only parameter; leaves when the function has none now.
    fn keyword_default(&mut self, callee: Value, param: &BoundParam) -> Value {
        let Some(name) = self.cx.pool.find(&PoolEntry::Name(param.name.clone())) else {
            crate::bug!("the name of a parameter is no constant")
        };
        let name = self.emit(Repr::Boxed, InstKind::Boxed(name));
        let operands = vec![Operand::Value(callee), Operand::Value(name)];
        let lent = self.emit(Repr::Boxed, InstKind::Rt(&rt::function_keyword_default, operands));
        self.body.values[lent].nullable = true;
        let is_null = self.emit(Repr::Bool, InstKind::IsNull(lent));
        let found = self.emit(Repr::Bool, InstKind::Not(is_null));
        self.guard(found, GuardKind::Bound);
        self.lent(lent, &param.hint)
    }

    /// A value that belongs to something else, as a parameter of this hint takes it.
    fn lent(&mut self, lent: Value, hint: &Hint) -> Value {
        match Kind::promised(hint).filter(Kind::is_unboxed) {
            Some(kind) => {
                self.establish(lent, &kind);
                let machine = self.current(lent);
                self.boxed.remove(&machine);
                machine
            }
            None => self.emit(Repr::Boxed, InstKind::Own(lent)),
        }
    }
}
