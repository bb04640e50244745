//! Where values from untyped code come in, in a strict module: what they must be is checked there, or they are refused.
//!
//! These are the entries of functions, which check their arguments, and the places where a value that nothing is known of
//! is assigned to what declares a type, or returned.

use super::Lowering;
use crate::mir::{Demand, Hint, Law, LawCheck, Operand, PoolEntry, Value};
use naja_frontend::hir::{Expr, ParamKind, Target, TargetKind, Variable};
use naja_rt_abi::law::BUILTINS;
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    /// What the entry demands of each parameter.
    pub(super) fn laws(&mut self) -> Vec<Option<LawCheck>> {
        let function = self.function;
        let mut laws = vec![];
        for param in &function.params {
            let law = self.cx.hints.param_law(self.id, param);
            let place = format!("{}() argument '{}'", function.qualname, function.locals[param.local].name);
            let is_each = matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs);
            laws.push(law.map(|law| self.law_check(&law, place, is_each)));
        }
        laws
    }

    fn law_check(&mut self, law: &Law, place: String, is_each: bool) -> LawCheck {
        let mut items = vec![self.cx.pool.add(PoolEntry::Str(law.shown.clone()))];
        for demand in &law.one_of {
            let entry = match demand {
                Demand::Builtin(name) => {
                    let index = BUILTINS.iter().position(|known| known == name);
                    PoolEntry::Int(index.and_then(|index| i64::try_from(index).ok()).unwrap_or(-1))
                }
                Demand::Class(name) => PoolEntry::Name(name.clone()),
            };
            items.push(self.cx.pool.add(entry));
        }
        let law_constant = self.cx.pool.add(PoolEntry::Tuple(items));
        let place = self.cx.pool.add(PoolEntry::Str(place));
        LawCheck { law: law_constant, place, is_each, quick: law.quick(), allows_none: law.allows_none() }
    }

    /// Checks what is assigned to `target`, if nothing is known of it but what is declared.
    pub(super) fn check_target(&mut self, target: &Target, expr: &Expr, value: Value) {
        let Some(law) = self.cx.hints.target_law(self.id, target, expr) else { return };
        let name = match &target.kind {
            TargetKind::Variable(Variable::Local(local)) => &self.function.locals[*local].name,
            TargetKind::Variable(Variable::Global(name)) | TargetKind::Attribute { name, .. } => name,
            TargetKind::Variable(Variable::Class { .. })
            | TargetKind::Subscript { .. }
            | TargetKind::Unpack(_)
            | TargetKind::Star(_) => return,
        };
        let place = format!("'{name}'");
        self.check(&law, place, value);
    }

    /// The same, for what is returned.
    pub(super) fn check_result(&mut self, expr: &Expr, value: Value) {
        if let Some(law) = self.cx.hints.return_law(self.id, expr) {
            let place = format!("result of {}()", self.function.qualname);
            self.check(&law, place, value);
        }
    }

    fn check(&mut self, law: &Law, place: String, value: Value) {
        let check = self.law_check(law, place, false);
        let globals = self.globals();
        let place = Operand::Value(self.b.boxed(check.place, Hint::Str));
        let law = Operand::Value(self.b.boxed(check.law, Hint::Any));
        self.b.rt(&rt::law_check, vec![globals, place, Operand::Value(value), law], Hint::Any);
    }
}
