//! What the compiler cannot translate yet: reported before code is made, so that nothing is ever compiled wrongly.

#![allow(clippy::wildcard_enum_match_arm, reason = "a refusal is about the few kinds it names; all others compile")]

use crate::diagnostic::{Code, Diagnostics};
use crate::hir::visit::{self, Visitor};
use crate::hir::{Argument, Expr, ExprKind, Flavour, Hir, Variable};
use crate::source::Span;

/// What is there in some worlds only.
#[derive(Debug, Clone, Copy)]
pub struct Abilities {
    /// Asynchronous functions.
    pub asynchronous: bool,
    /// Type parameters and `type` statements.
    pub type_params: bool,
}

/// Reports every construct of `hir` that cannot be compiled yet as an error.
pub fn report(hir: &Hir, abilities: Abilities, diagnostics: &mut Diagnostics) {
    let mut found = Unsupported { diagnostics, abilities, comprehensions: Vec::new() };
    for function in hir.functions.iter() {
        let suspends = matches!(function.flavour, Flavour::Coroutine | Flavour::AsyncGenerator);
        if suspends && !abilities.asynchronous {
            found.error(function.name_span, "an asynchronous function");
        }
        if let Some(param) = function.type_params.first().filter(|_| !abilities.type_params) {
            found.error(param.span, "a type parameter list");
        }
        visit::walk(function, |id| &hir.functions[id], &mut found);
        found.comprehensions.clear();
    }
}

struct Unsupported<'a> {
    diagnostics: &'a mut Diagnostics,
    abilities: Abilities,
    /// The comprehensions of the function, and what the first clause of each runs over, which is evaluated outside.
    comprehensions: Vec<(Span, Option<Span>)>,
}

impl Unsupported<'_> {
    fn error(&mut self, span: Span, construct: &str) {
        self.diagnostics.error(Code::Unsupported, span).message(format!("{construct} cannot be compiled yet"));
    }
}

impl Visitor for Unsupported<'_> {
    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::TypeAlias { .. } = &expr.kind
            && !self.abilities.type_params
        {
            self.error(expr.span, "a type alias statement");
        }
        if let ExprKind::Comprehension { clauses, .. } = &expr.kind {
            self.comprehensions.push((expr.span, clauses.first().map(|clause| clause.iter.span)));
        }
        // Before CPython 3.12 a comprehension is a function of its own, with variables of its own. With namespaces of
        // their own, which are hardly ever `None` there, `eval` and `exec` do not look.
        if let ExprKind::Call { callee, arguments } = &expr.kind
            && arguments.len() < 2
            && looks_at_locals(callee, arguments)
        {
            let inside = |outer: Span| outer.start <= expr.span.start && expr.span.end <= outer.end;
            if self.comprehensions.iter().any(|(whole, first)| inside(*whole) && !first.is_some_and(inside)) {
                self.error(expr.span, "a look at the local variables in a comprehension");
            }
        }
    }
}

/// Whether a call may look at the variables of its caller: of `locals()` and the like.
#[must_use]
pub fn looks_at_locals(callee: &Expr, arguments: &[Argument]) -> bool {
    let ExprKind::Variable(Variable::Global(name)) = &callee.kind else { return false };
    let unknown = arguments.iter().any(|argument| matches!(argument, Argument::Star(_) | Argument::DoubleStar(_)));
    match name.as_str() {
        "locals" | "vars" | "dir" => arguments.is_empty() || unknown,
        // A namespace may be given as `None`.
        "eval" | "exec" => true,
        _ => false,
    }
}
