//! Whether something that does not fit is certainly wrong, or only by the letter of the annotations.

use super::Evaluator;
use crate::ty::{Type, UnitId};
use naja_frontend::hir::{Expr, ExprKind, Storage, Variable};

impl<'a> Evaluator<'_, 'a> {
    /// Whether the type of `expr` comes from a declaration, so that each member of a union may really occur.
    pub(super) fn is_declared(&mut self, expr: &'a Expr) -> bool {
        // Only reports depend on it.
        if self.db.silent > 0 {
            return false;
        }
        match &expr.kind {
            // What a closure captures may have been narrowed before it was made.
            ExprKind::Variable(Variable::Local(local)) => {
                !matches!(self.function.locals[*local].storage, Storage::Free(_))
                    && self.declared_local(*local).is_some()
            }
            ExprKind::Variable(Variable::Global(name)) => {
                let module = self.db.module_of(self.scope);
                let body = self.db.module_body(module);
                self.db.symbol(body, name).is_some_and(|symbol| symbol.declared)
            }
            ExprKind::Variable(Variable::Class { name, .. }) => {
                self.db.symbol(self.scope, name).is_some_and(|symbol| symbol.declared)
            }
            ExprKind::Attribute { object, name } => {
                let object_type = self.quiet(|this| this.expr(object, None));
                let members = object_type.members().to_vec();
                members.iter().all(|member| match self.db.attribute(member, name) {
                    Some(symbol) => symbol.declared && is_of_program(member),
                    None => true,
                })
            }
            ExprKind::Call { callee, .. } => match self.quiet(|this| this.expr(callee, None)) {
                Type::Callable(callable) => {
                    callable.signatures.iter().all(|s| s.stub.is_none() && s.inferred.is_none())
                }
                Type::Class(_) => true,
                _unknown => false,
            },
            ExprKind::Subscript { object, .. } => self.is_declared(object),
            ExprKind::Conditional { .. } | ExprKind::BoolOp { .. } => false,
            _literal => true,
        }
    }

    /// Whether a value is only described by a stub, which may say more or less than what is there at run time: an instance
    /// of a library class, or what a library object gave.
    pub(super) fn is_opaque(&mut self, expr: &'a Expr, ty: &Type) -> bool {
        let class = match ty {
            Type::Class(of) => of.class(),
            other => other.class(),
        };
        if class.is_some_and(|class| class.unit != UnitId::PROGRAM && class.unit != UnitId::BUILTINS) {
            return true;
        }
        if self.db.silent > 0 {
            return false;
        }
        match &expr.kind {
            ExprKind::Attribute { object, .. } => match self.quiet(|this| this.expr(object, None)) {
                Type::Instance(instance) => instance.class.unit != UnitId::PROGRAM,
                Type::Module(module) => module.unit != UnitId::PROGRAM,
                Type::Class(of) => of.class().is_some_and(|class| class.unit != UnitId::PROGRAM),
                _other => false,
            },
            _other => false,
        }
    }
}

/// Whether the attributes of `ty` are what the program itself declared: a stub's optional results are not.
fn is_of_program(ty: &Type) -> bool {
    match ty {
        Type::Instance(instance) => instance.class.unit == UnitId::PROGRAM,
        Type::Class(of) => is_of_program(of),
        Type::Module(module) => module.unit == UnitId::PROGRAM,
        _other => false,
    }
}
