//! The rules of strict mode: what must be declared so that the compiler can rely on it.

mod implicit_any;
mod missing_annotation;
mod uninitialised_attribute;

use crate::types::Types;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::{Block, ExprKind, Hir, StmtKind};

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// What its errors carry.
    pub code: Code,
    /// Its name, as in `testsuite/check/<name>`.
    pub name: &'static str,
    /// One line on what it asks for.
    pub summary: &'static str,
    /// Reports what breaks it.
    pub check: fn(&Hir, &Types, &mut Diagnostics),
}

/// Every rule, in the order of codes.
pub static RULES: &[Rule] = &[missing_annotation::RULE, implicit_any::RULE, uninitialised_attribute::RULE];

/// Whether a body only stands for one: `...`, `pass`, a docstring, or `raise NotImplementedError`.
pub(crate) fn is_placeholder(body: &Block) -> bool {
    body.iter().all(|stmt| match &stmt.kind {
        StmtKind::Expr(expr) => matches!(expr.kind, ExprKind::Ellipsis | ExprKind::Str(_)),
        StmtKind::Raise { exc: Some(exc), .. } => is_not_implemented(exc),
        StmtKind::Return(Some(value)) => {
            matches!(&value.kind, ExprKind::Variable(naja_frontend::hir::Variable::Global(name)) if name.as_str() == "NotImplemented")
        }
        _does_something => false,
    })
}

fn is_not_implemented(exc: &naja_frontend::hir::Expr) -> bool {
    let callee = match &exc.kind {
        ExprKind::Call { callee, .. } => callee,
        _bare => exc,
    };
    matches!(&callee.kind, ExprKind::Variable(naja_frontend::hir::Variable::Global(name)) if name.as_str() == "NotImplementedError")
}
