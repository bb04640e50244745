//! Comprehensions, which stay inline, and generator expressions, which become functions.

use super::{Lower, generator_parameter};
use crate::hir::{
    Block, Clause, ComprehensionKind, Expr, ExprKind, FunctionKind, Param, ParamKind, Stmt, StmtKind, Variable,
};
use crate::parse::ast;
use crate::source::Span;

pub(super) const ASYNC_COMPREHENSION: &str = "asynchronous comprehension outside of an asynchronous function";

impl Lower<'_> {
    /// `element` is the key of a dict comprehension, `value` what is stored under it.
    pub(super) fn comprehension(
        &mut self,
        at: Span,
        kind: ComprehensionKind,
        clauses: &[ast::Comprehension],
        element: &ast::Expr,
        value: Option<&ast::Expr>,
    ) -> ExprKind {
        let first = self.expr(&clauses[0].iter);
        let scope = self.resolution.scope_at(at);
        let outer = self.context.comprehension.replace((kind, at));
        let comprehension = self.in_scope(scope, |lower| {
            let mut first = Some(first);
            let clauses = clauses
                .iter()
                .map(|clause| {
                    let iter = first.take().unwrap_or_else(|| lower.expr(&clause.iter));
                    lower.clause(clause, iter)
                })
                .collect();
            let element = Box::new(lower.expr(element));
            let value = value.map(|value| Box::new(lower.expr(value)));
            ExprKind::Comprehension { kind, clauses, element, value }
        });
        self.context.comprehension = outer;
        comprehension
    }

    fn clause(&mut self, clause: &ast::Comprehension, iter: Expr) -> Clause {
        self.check_async_clause(clause);
        let target = self.target(&clause.target);
        let conditions = clause.ifs.iter().map(|condition| self.expr(condition)).collect();
        Clause { target, iter, conditions, is_async: clause.is_async }
    }

    fn check_async_clause(&mut self, clause: &ast::Comprehension) {
        if !clause.is_async {
            return;
        }
        if self.context.kind == FunctionKind::GeneratorExpression {
            self.context.awaits = true;
        } else if let Some((_, at)) = self.context.comprehension.filter(|_| !self.context.is_async) {
            self.error(at, ASYNC_COMPREHENSION);
        }
    }

    /// `at` is the place in parentheses, which the call of `f(x for x in xs)` lends.
    pub(super) fn generator(&mut self, generator: &ast::ExprGenerator, at: Span) -> ExprKind {
        let clauses = &generator.generators;
        let qualname = self.qualname("<genexpr>", false);
        let inner = self.span(generator);
        let function = self.enter_function(inner, FunctionKind::GeneratorExpression, qualname, |lower| {
            lower.context.yields = true;
            let parameter = Variable::Local(generator_parameter());
            let first = lower.expr_of(ExprKind::Variable(parameter), lower.span(&clauses[0].iter));
            let body = lower.generator_loops(clauses, Some(first), &generator.elt, at);
            lower.close_function(body)
        });
        let first_line = self.line(at);
        let node = self.function_mut(function);
        node.name = "<genexpr>".into();
        node.params.push(Param {
            local: generator_parameter(),
            kind: ParamKind::Normal,
            annotation: None,
            default: None,
            span: inner,
        });
        node.span = at;
        node.name_span = Span { end: at.start, ..at };
        node.first_line = first_line;
        let iterable = Box::new(self.expr(&clauses[0].iter));
        ExprKind::Generator { function, iterable, is_async: clauses[0].is_async }
    }

    /// `for target in iter: if condition: …: yield element`; the loops are at the place of the whole expression, as in tracebacks.
    fn generator_loops(
        &mut self,
        clauses: &[ast::Comprehension],
        iter: Option<Expr>,
        element: &ast::Expr,
        at: Span,
    ) -> Block {
        let Some((clause, rest)) = clauses.split_first() else {
            let value = self.expr(element);
            let span = value.span;
            let value = self.expr_of(ExprKind::Yield(Some(Box::new(value))), span);
            return vec![Stmt { kind: StmtKind::Expr(value), span }];
        };
        let iter = iter.unwrap_or_else(|| self.expr(&clause.iter));
        let Clause { target, iter, conditions, is_async } = self.clause(clause, iter);
        let mut body = self.generator_loops(rest, None, element, at);
        for test in conditions.into_iter().rev() {
            let span = test.span;
            body = vec![Stmt { kind: StmtKind::If { test, body, orelse: Vec::new() }, span }];
        }
        vec![Stmt { kind: StmtKind::For { target, iter, body, orelse: Vec::new(), is_async }, span: at }]
    }
}
