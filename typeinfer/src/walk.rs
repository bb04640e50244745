//! Every expression of a body, without those of inner functions.

use naja_frontend::hir::visit::{Visitor, walk};
use naja_frontend::hir::{Expr, Function, Hir};

/// Calls `f` for each expression written in the body of `function`.
pub(crate) fn each_expr(hir: &Hir, function: &Function, f: impl FnMut(&Expr)) {
    walk(function, |id| &hir.functions[id], &mut EachExpr(f));
}

struct EachExpr<F>(F);

impl<F: FnMut(&Expr)> Visitor for EachExpr<F> {
    fn expr(&mut self, expr: &Expr) {
        self.0(expr);
    }
}
