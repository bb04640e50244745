//! Patterns of `match`.

use super::Lower;
use crate::diagnostic::Severity;
use crate::hir::{Case, Expr, ExprKind, Pattern, PatternKind, StmtKind};
use crate::parse::{Ranged as _, ast};
use crate::source::Span;
use std::collections::BTreeMap;

impl Lower<'_> {
    pub(super) fn match_statement(&mut self, stmt: &ast::StmtMatch) -> StmtKind {
        let subject = self.expr(&stmt.subject);
        let last = stmt.cases.len() - 1;
        let mut cases = Vec::with_capacity(stmt.cases.len());
        for (index, case) in stmt.cases.iter().enumerate() {
            let errors = self.diagnostics.count(Severity::Error);
            self.check_bindings(&case.pattern, &mut BTreeMap::new());
            let is_sound = self.diagnostics.count(Severity::Error) == errors;
            if is_sound && index < last && case.guard.is_none() {
                self.check_refutable(&case.pattern);
            }
            let pattern = self.pattern(&case.pattern);
            let guard = case.guard.as_ref().map(|guard| self.expr(guard));
            cases.push(Case { pattern, guard, body: self.block(&case.body) });
        }
        StmtKind::Match { subject, cases }
    }

    fn pattern(&mut self, pattern: &ast::Pattern) -> Pattern {
        let span = self.span(pattern);
        let kind = match pattern {
            ast::Pattern::MatchValue(node) => PatternKind::Value(self.expr(&node.value)),
            ast::Pattern::MatchSingleton(node) => PatternKind::Singleton(self.singleton(node.value, span)),
            ast::Pattern::MatchSequence(node) => self.sequence(node),
            ast::Pattern::MatchMapping(node) => self.mapping(node),
            ast::Pattern::MatchClass(node) => self.class_pattern(node),
            ast::Pattern::MatchStar(node) => PatternKind::Star(node.name.as_ref().map(|name| self.variable(name))),
            ast::Pattern::MatchAs(node) => PatternKind::Capture {
                pattern: node.pattern.as_ref().map(|pattern| Box::new(self.pattern(pattern))),
                target: node.name.as_ref().map(|name| self.variable(name)),
            },
            ast::Pattern::MatchOr(node) => PatternKind::Or(self.patterns(&node.patterns)),
        };
        Pattern { kind, span }
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Vec<Pattern> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn singleton(&mut self, value: ast::Singleton, span: Span) -> Expr {
        let kind = match value {
            ast::Singleton::None => ExprKind::None,
            ast::Singleton::True => ExprKind::Bool(true),
            ast::Singleton::False => ExprKind::Bool(false),
        };
        self.expr_of(kind, span)
    }

    fn sequence(&mut self, node: &ast::PatternMatchSequence) -> PatternKind {
        if node.patterns.iter().filter(|pattern| pattern.is_match_star()).count() > 1 {
            self.error(self.span(node), "multiple starred names in sequence pattern");
        }
        PatternKind::Sequence(self.patterns(&node.patterns))
    }

    fn mapping(&mut self, node: &ast::PatternMatchMapping) -> PatternKind {
        self.check_keys(node);
        let entries =
            node.keys.iter().zip(&node.patterns).map(|(key, pattern)| (self.expr(key), self.pattern(pattern)));
        let entries = entries.collect();
        PatternKind::Mapping { entries, rest: node.rest.as_ref().map(|name| self.variable(name)) }
    }

    /// The same literal twice never matches.
    fn check_keys(&mut self, node: &ast::PatternMatchMapping) {
        let text = |key: &ast::Expr| &self.file.text[key.range()];
        let literals: Vec<_> = node.keys.iter().filter(|key| !key.is_attribute_expr()).map(text).collect();
        let repeated = literals.iter().enumerate().find(|(index, text)| literals[..*index].contains(text));
        if let Some((_, text)) = repeated {
            self.error(self.span(node), format!("mapping pattern checks duplicate key ({text})"));
        }
    }

    fn class_pattern(&mut self, node: &ast::PatternMatchClass) -> PatternKind {
        let class = self.expr(&node.cls);
        let positional = self.patterns(&node.arguments.patterns);
        let mut keywords = Vec::new();
        for keyword in &node.arguments.keywords {
            let name = keyword.attr.as_str();
            if keywords.iter().any(|(seen, _): &(crate::hir::Name, Pattern)| seen.as_str() == name) {
                self.error(self.span(keyword), format!("attribute name repeated in class pattern: {name}"));
            }
            keywords.push((name.into(), self.pattern(&keyword.pattern)));
        }
        PatternKind::Class { class, positional, keywords }
    }

    /// A pattern that always matches hides the cases behind it.
    fn check_refutable(&mut self, pattern: &ast::Pattern) {
        match pattern {
            ast::Pattern::MatchAs(node) => match (&node.pattern, &node.name) {
                (Some(inner), _) => self.check_refutable(inner),
                (None, Some(name)) => {
                    let message = format!("name capture '{name}' makes remaining patterns unreachable");
                    self.error(self.span(pattern), message);
                }
                (None, None) => self.error(self.span(pattern), "wildcard makes remaining patterns unreachable"),
            },
            ast::Pattern::MatchOr(node) => node.patterns.iter().for_each(|pattern| self.check_refutable(pattern)),
            ast::Pattern::MatchValue(_)
            | ast::Pattern::MatchSingleton(_)
            | ast::Pattern::MatchSequence(_)
            | ast::Pattern::MatchMapping(_)
            | ast::Pattern::MatchClass(_)
            | ast::Pattern::MatchStar(_) => {}
        }
    }

    /// Each name is bound once, and alternatives bind the same names. `bound` collects what the pattern binds.
    fn check_bindings(&mut self, pattern: &ast::Pattern, bound: &mut BTreeMap<String, Span>) {
        let name = match pattern {
            ast::Pattern::MatchValue(_) | ast::Pattern::MatchSingleton(_) => &None,
            ast::Pattern::MatchSequence(node) => {
                node.patterns.iter().for_each(|pattern| self.check_bindings(pattern, bound));
                &None
            }
            ast::Pattern::MatchMapping(node) => {
                node.patterns.iter().for_each(|pattern| self.check_bindings(pattern, bound));
                &node.rest
            }
            ast::Pattern::MatchClass(node) => {
                node.arguments.patterns.iter().for_each(|pattern| self.check_bindings(pattern, bound));
                node.arguments.keywords.iter().for_each(|keyword| self.check_bindings(&keyword.pattern, bound));
                &None
            }
            ast::Pattern::MatchStar(node) => &node.name,
            ast::Pattern::MatchAs(node) => {
                node.pattern.iter().for_each(|pattern| self.check_bindings(pattern, bound));
                &node.name
            }
            ast::Pattern::MatchOr(node) => {
                self.check_alternatives(node, bound);
                &None
            }
        };
        if let Some(name) = name
            && name.as_str() == "_"
        {
            self.error(self.place(name), "cannot use '_' as a target");
        }
        if let Some(name) = name
            && bound.insert(name.to_string(), self.place(name)).is_some()
        {
            self.error(self.span(pattern), format!("multiple assignments to name '{name}' in pattern"));
        }
    }

    fn check_alternatives(&mut self, node: &ast::PatternMatchOr, bound: &mut BTreeMap<String, Span>) {
        let mut sets = Vec::new();
        for (index, alternative) in node.patterns.iter().enumerate() {
            let mut set = BTreeMap::new();
            self.check_bindings(alternative, &mut set);
            sets.push(set);
            if index + 1 < node.patterns.len() {
                self.check_refutable(alternative);
            }
        }
        let first = sets.swap_remove(0);
        if sets.iter().any(|set| !set.keys().eq(first.keys())) {
            self.error(self.span(node), "alternative patterns bind different names");
        }
        for (name, span) in first {
            if bound.insert(name.clone(), span).is_some() {
                self.error(span, format!("multiple assignments to name '{name}' in pattern"));
            }
        }
    }
}
