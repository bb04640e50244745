//! Reports a module's scopes and names to the resolver.
//!
//! Walks in the order in which CPython compiles, so that functions are numbered as its code objects are nested, and the
//! locals come in the order of its `co_varnames`.

use crate::parse::{Ranged, ast, span, visitor};
use crate::resolve::{
    Binding, Builder, CLASS_CELL, CLASS_NAMESPACE, Declared, GENERATOR_PARAMETER, ScopeKind, TYPE_PARAMS,
};
use crate::source::{FileId, Span};
use ast::{Expr, Pattern, Stmt};
use visitor::Visitor;

/// Walks the statements of a module.
pub(super) fn collect(file: FileId, module: Span, future_annotations: bool, body: &[Stmt]) -> Builder {
    let mut collector = Collector {
        file,
        builder: Builder::new(module),
        future_annotations,
        postponed: false,
        comprehension_iterables: 0,
    };
    collector.visit_body(body);
    collector.builder
}

struct Collector {
    file: FileId,
    builder: Builder,
    future_annotations: bool,
    /// Inside an annotation that is never evaluated: reads there capture nothing.
    postponed: bool,
    /// How many iterables of comprehensions we are inside.
    comprehension_iterables: u32,
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::AugAssign(assign) => {
                // `x += 1` reads x, too.
                if let Expr::Name(name) = &*assign.target {
                    self.read(&name.id, name.range);
                }
                self.visit_expr(&assign.target);
                self.visit_expr(&assign.value);
            }
            Stmt::AnnAssign(assign) => self.annotated_assignment(assign),
            Stmt::If(stmt) => {
                self.visit_expr(&stmt.test);
                self.visit_body(&stmt.body);
                for clause in &stmt.elif_else_clauses {
                    if let Some(test) = &clause.test {
                        self.visit_expr(test);
                    }
                    self.visit_body(&clause.body);
                }
            }
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let bound = match &alias.asname {
                        Some(name) => name.as_str(),
                        None => alias.name.split('.').next().expect("split yields at least one"),
                    };
                    self.bind(bound, alias.range);
                }
            }
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Global(stmt) => self.declare(&stmt.names, stmt.range, Declared::Global),
            Stmt::Nonlocal(stmt) => self.declare(&stmt.names, stmt.range, Declared::Nonlocal),
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                self.type_params(alias.type_params.as_deref());
                self.lazy(&alias.value, self.span(alias));
                self.leave_type_params(alias.type_params.as_deref());
            }
            Stmt::Return(_)
            | Stmt::Delete(_)
            | Stmt::Assign(_)
            | Stmt::For(_)
            | Stmt::While(_)
            | Stmt::With(_)
            | Stmt::Match(_)
            | Stmt::Raise(_)
            | Stmt::Assert(_)
            | Stmt::Expr(_)
            | Stmt::Pass(_)
            | Stmt::Break(_)
            | Stmt::Continue(_)
            | Stmt::IpyEscapeCommand(_) => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if name.ctx.is_load() => self.read(&name.id, name.range),
            Expr::Name(name) if name.ctx.is_del() => {
                let span = self.span(name);
                self.check_debug(&name.id, span, "delete");
                self.builder.bind(&name.id, span, Binding::Assigned);
            }
            Expr::Name(name) => self.bind(&name.id, name.range),
            Expr::Attribute(attribute) if !attribute.ctx.is_load() => {
                let verb = if attribute.ctx.is_del() { "delete" } else { "assign to" };
                self.check_debug(&attribute.attr, self.span(attribute), verb);
                visitor::walk_expr(self, expr);
            }
            Expr::Named(walrus) => self.walrus(walrus),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(comp) => self.comprehension(expr, &comp.generators, &[&*comp.elt]),
            Expr::SetComp(comp) => self.comprehension(expr, &comp.generators, &[&*comp.elt]),
            Expr::DictComp(comp) => self.comprehension(expr, &comp.generators, &[&*comp.key, &*comp.value]),
            Expr::Generator(generator) => self.generator(generator),
            // Refused by lowering.
            Expr::TString(_) => {}
            Expr::BoolOp(_)
            | Expr::BinOp(_)
            | Expr::UnaryOp(_)
            | Expr::If(_)
            | Expr::Dict(_)
            | Expr::Set(_)
            | Expr::Await(_)
            | Expr::Yield(_)
            | Expr::YieldFrom(_)
            | Expr::Compare(_)
            | Expr::Call(_)
            | Expr::FString(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::Attribute(_)
            | Expr::Subscript(_)
            | Expr::Starred(_)
            | Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Slice(_)
            | Expr::IpyEscapeCommand(_) => visitor::walk_expr(self, expr),
        }
    }

    fn visit_annotation(&mut self, annotation: &'a Expr) {
        let outer = std::mem::replace(&mut self.postponed, self.future_annotations);
        self.visit_expr(annotation);
        self.postponed = outer;
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        if let Some(class) = &handler.type_ {
            self.visit_expr(class);
        }
        if let Some(name) = &handler.name {
            self.bind(name, name.range);
        }
        self.visit_body(&handler.body);
    }

    fn visit_keyword(&mut self, keyword: &'a ast::Keyword) {
        if let Some(name) = &keyword.arg {
            self.check_debug(name, self.span(keyword), "assign to");
        }
        self.visit_expr(&keyword.value);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let names = match pattern {
            Pattern::MatchAs(pattern) => &pattern.name,
            Pattern::MatchStar(pattern) => &pattern.name,
            Pattern::MatchMapping(pattern) => &pattern.rest,
            Pattern::MatchValue(_)
            | Pattern::MatchSingleton(_)
            | Pattern::MatchSequence(_)
            | Pattern::MatchClass(_)
            | Pattern::MatchOr(_) => &None,
        };
        visitor::walk_pattern(self, pattern);
        if let Some(name) = names {
            self.bind(name, name.range);
        }
    }
}

impl Collector {
    fn span(&self, node: impl Ranged) -> Span {
        span(self.file, node.range())
    }

    fn read(&mut self, name: &str, at: impl Ranged) {
        if self.postponed {
            return;
        }
        let span = self.span(at);
        self.builder.read(name, span);
        let in_function =
            matches!(self.builder.kind(), ScopeKind::Function | ScopeKind::Comprehension | ScopeKind::Lazy);
        if name == "super" && in_function {
            self.builder.read(CLASS_CELL, span);
        }
    }

    fn bind(&mut self, name: &str, at: impl Ranged) {
        self.bind_as(name, at, Binding::Assigned);
    }

    fn bind_as(&mut self, name: &str, at: impl Ranged, how: Binding) {
        let span = self.span(at);
        self.check_debug(name, span, "assign to");
        self.builder.bind(name, span, how);
    }

    /// `__debug__` is a constant.
    fn check_debug(&mut self, name: &str, span: Span, verb: &str) {
        if name == "__debug__" {
            self.builder.problem(span, format!("cannot {verb} __debug__"));
        }
    }

    fn declare(&mut self, names: &[ast::Identifier], at: impl Ranged, declared: Declared) {
        let span = self.span(at);
        for name in names {
            self.builder.declare(name, span, declared);
        }
    }

    /// Opens the scope of type parameters, if there are any.
    fn type_params(&mut self, params: Option<&ast::TypeParams>) {
        let Some(params) = params else { return };
        self.builder.enter(ScopeKind::TypeParams, self.span(params), None);
        for param in &params.type_params {
            let name = param.name();
            self.bind(name, name.range);
            let [bound, default] = lazy_parts(param);
            for part in [bound, default].into_iter().flatten() {
                self.lazy(part, lazy_span(self.file, param, part));
            }
        }
    }

    fn leave_type_params(&mut self, params: Option<&ast::TypeParams>) {
        if params.is_some() {
            self.builder.leave();
        }
    }

    /// What is evaluated when somebody asks for it.
    fn lazy(&mut self, expr: &Expr, at: Span) {
        let sees_class = self.builder.sees_class();
        self.builder.enter(ScopeKind::Lazy, at, None);
        if sees_class {
            self.builder.read(CLASS_NAMESPACE, at);
        }
        self.visit_expr(expr);
        self.builder.leave();
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.type_params(def.type_params.as_deref());
        self.annotations(&def.parameters, def.returns.as_deref());
        self.builder.enter(ScopeKind::Function, self.span(def), None);
        self.parameters(&def.parameters);
        self.visit_body(&def.body);
        self.builder.leave();
        self.leave_type_params(def.type_params.as_deref());
        self.bind(&def.name, def.name.range);
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.type_params(class.type_params.as_deref());
        if let Some(params) = &class.type_params {
            self.bind(TYPE_PARAMS, params.range);
        }
        self.builder.enter(ScopeKind::Class, self.span(class), Some(&class.name));
        if let Some(params) = &class.type_params {
            self.read(TYPE_PARAMS, params.range);
        }
        self.visit_body(&class.body);
        self.builder.leave();
        if let Some(arguments) = &class.arguments {
            self.visit_arguments(arguments);
        }
        self.leave_type_params(class.type_params.as_deref());
        self.bind(&class.name, class.name.range);
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda) {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters);
        }
        self.builder.enter(ScopeKind::Function, self.span(lambda), None);
        if let Some(parameters) = &lambda.parameters {
            self.parameters(parameters);
        }
        self.visit_expr(&lambda.body);
        self.builder.leave();
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for default in parameters.iter_non_variadic_params().filter_map(|parameter| parameter.default.as_deref()) {
            self.visit_expr(default);
        }
    }

    fn annotations(&mut self, parameters: &ast::Parameters, returns: Option<&Expr>) {
        for annotation in parameters.iter().filter_map(|parameter| parameter.annotation()).chain(returns) {
            self.visit_annotation(annotation);
        }
    }

    /// In the order of `co_varnames`.
    fn parameters(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.bind_as(parameter.name(), &parameter.parameter, Binding::Parameter);
        }
        for parameter in [&parameters.vararg, &parameters.kwarg].into_iter().flatten() {
            self.bind_as(&parameter.name, &**parameter, Binding::Parameter);
        }
    }

    fn annotated_assignment(&mut self, assign: &ast::StmtAnnAssign) {
        if let Some(value) = &assign.value {
            self.visit_expr(value);
        }
        match &*assign.target {
            Expr::Name(name) if assign.simple => self.bind_as(&name.id, name.range, Binding::Annotated),
            // `(x): int` alone does not even make x a variable of this scope.
            Expr::Name(_) if assign.value.is_none() => {}
            target => self.visit_expr(target),
        }
        self.visit_annotation(&assign.annotation);
    }

    /// `else` is compiled before the handlers.
    fn try_statement(&mut self, stmt: &ast::StmtTry) {
        self.visit_body(&stmt.body);
        self.visit_body(&stmt.orelse);
        for handler in &stmt.handlers {
            self.visit_except_handler(handler);
        }
        self.visit_body(&stmt.finalbody);
    }

    fn import_from(&mut self, import: &ast::StmtImportFrom) {
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                if self.builder.kind() != ScopeKind::Module {
                    self.builder.problem(self.span(alias), "import * only allowed at module level");
                }
            } else {
                self.bind(alias.asname.as_ref().unwrap_or(&alias.name), alias.range);
            }
        }
    }

    fn walrus(&mut self, walrus: &ast::ExprNamed) {
        self.visit_expr(&walrus.value);
        let Expr::Name(target) = &*walrus.target else { return };
        let span = self.span(target);
        if self.comprehension_iterables > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return self.builder.problem(self.span(walrus), message);
        }
        self.check_debug(&target.id, span, "assign to");
        self.builder.bind_walrus(&target.id, span);
    }

    /// The first iterable belongs to the scope around, and comes first when the comprehension is inlined.
    fn comprehension(&mut self, expr: &Expr, clauses: &[ast::Comprehension], elements: &[&Expr]) {
        self.iterable(&clauses[0].iter);
        self.builder.enter(ScopeKind::Comprehension, self.span(expr), None);
        self.clauses(clauses, elements);
        self.builder.leave();
    }

    /// The first iterable belongs to the scope around, but is compiled after the function.
    fn generator(&mut self, generator: &ast::ExprGenerator) {
        let span = self.span(generator);
        self.builder.enter(ScopeKind::Function, span, None);
        self.builder.bind(GENERATOR_PARAMETER, span, Binding::Parameter);
        self.clauses(&generator.generators, &[&*generator.elt]);
        self.builder.leave();
        self.iterable(&generator.generators[0].iter);
    }

    fn clauses(&mut self, clauses: &[ast::Comprehension], elements: &[&Expr]) {
        for (index, clause) in clauses.iter().enumerate() {
            if index > 0 {
                self.iterable(&clause.iter);
            }
            self.iteration_target(&clause.target);
            for condition in &clause.ifs {
                self.visit_expr(condition);
            }
        }
        for element in elements {
            self.visit_expr(element);
        }
    }

    fn iterable(&mut self, expr: &Expr) {
        self.comprehension_iterables += 1;
        self.visit_expr(expr);
        self.comprehension_iterables -= 1;
    }

    fn iteration_target(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => self.bind_as(&name.id, name.range, Binding::Iteration),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.iteration_target(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.iteration_target(target)),
            Expr::Starred(starred) => self.iteration_target(&starred.value),
            other => self.visit_expr(other),
        }
    }
}

/// The bound and the default of a type parameter.
pub(super) fn lazy_parts(param: &ast::TypeParam) -> [Option<&Expr>; 2] {
    match param {
        ast::TypeParam::TypeVar(var) => [var.bound.as_deref(), var.default.as_deref()],
        ast::TypeParam::ParamSpec(var) => [None, var.default.as_deref()],
        ast::TypeParam::TypeVarTuple(var) => [None, var.default.as_deref()],
    }
}

/// The node that the function of a bound or default is known by: it begins with the parameter, unlike other scopes.
pub(super) fn lazy_span(file: FileId, param: &ast::TypeParam, part: &Expr) -> Span {
    Span { start: span(file, param.range()).start, ..span(file, part.range()) }
}

/// Whether an expression has lambdas, comprehensions or the like in it.
pub(super) fn opens_scopes(expr: &Expr) -> bool {
    struct Scopes(bool);
    impl<'a> Visitor<'a> for Scopes {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= expr.is_lambda_expr()
                || expr.is_generator_expr()
                || expr.is_list_comp_expr()
                || expr.is_set_comp_expr()
                || expr.is_dict_comp_expr();
            if !self.0 {
                visitor::walk_expr(self, expr);
            }
        }
    }
    let mut found = Scopes(false);
    found.visit_expr(expr);
    found.0
}
