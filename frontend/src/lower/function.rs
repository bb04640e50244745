//! `def`, lambda, their parameters, and qualified names.

use super::collect::{lazy_parts, lazy_span, opens_scopes};
use super::{Context, Lower, class_of};
use crate::hir::{
    Element, Expr, ExprKind, FuncId, Function, FunctionKind, Id as _, IntValue, Lazy, LocalId, Name, Param, ParamKind,
    Stmt, StmtKind, TypeParam, TypeParamKind, Variable,
};
use crate::parse::ast;
use crate::resolve::ScopeId;
use crate::source::Span;

impl Lower<'_> {
    pub(super) fn def(&mut self, def: &ast::StmtFunctionDef) -> StmtKind {
        let decorators: Vec<_> = def.decorator_list.iter().map(|decorator| self.expr(&decorator.expression)).collect();
        let scope = self.scope_of(def.type_params.as_deref());
        let type_params = self.type_params(def.type_params.as_deref());
        let params = self.parameters(&def.parameters, scope);
        let returns = def.returns.as_ref().map(|annotation| self.in_scope(scope, |lower| lower.annotation(annotation)));
        let span = self.span(def);
        let first_line = self.line(decorators.first().map_or(Span { start: self.def_start(def), ..span }, |d| d.span));
        let qualname = self.qualname(&def.name, true);
        let method_of = class_of(self.context.kind);

        let id = self.enter_function(span, FunctionKind::Def, qualname, |lower| {
            lower.context.is_async = def.is_async;
            let (docstring, statements) = lower.split_docstring(&def.body);
            let body = lower.block(statements);
            Function { docstring, ..lower.close_function(body) }
        });
        let function = self.function_mut(id);
        function.name = def.name.as_str().into();
        function.method_of = method_of;
        function.type_params = type_params;
        function.params = params;
        function.returns = returns;
        function.span = span;
        function.first_line = first_line;
        function.name_span = crate::parse::span(span.file, def.name.range);
        StmtKind::Def { function: id, decorators, target: self.variable(&def.name) }
    }

    /// `[T: bound = default, *Ts, **P]`.
    pub(super) fn type_params(&mut self, params: Option<&ast::TypeParams>) -> Vec<TypeParam> {
        let scope = self.scope_of(params);
        let params = params.map_or(&[][..], |params| params.type_params.as_slice());
        params.iter().map(|param| self.type_param(param, scope)).collect()
    }

    /// The scope of type parameters, if there are any; else the current one.
    pub(super) fn scope_of(&self, params: Option<&ast::TypeParams>) -> ScopeId {
        params.map_or(self.scope, |params| self.resolution.scope_at(self.span(params)))
    }

    fn type_param(&mut self, param: &ast::TypeParam, scope: ScopeId) -> TypeParam {
        let kind = match param {
            ast::TypeParam::TypeVar(_) => TypeParamKind::Type,
            ast::TypeParam::ParamSpec(_) => TypeParamKind::Params,
            ast::TypeParam::TypeVarTuple(_) => TypeParamKind::Tuple,
        };
        let name: Name = param.name().as_str().into();
        let [bound, default] = lazy_parts(param).map(|part| {
            part.map(|part| self.lazy(&name, part, lazy_span(self.id, param, part), self.line(self.span(part)), scope))
        });
        let Variable::Local(local) = self.resolution.variable(scope, &name) else {
            unreachable!("the collector bound it in the function around")
        };
        TypeParam { name, kind, local, bound, default, span: self.span(param) }
    }

    /// What is evaluated lazily, by the function of the node at `at`; `scope` is where it is written.
    pub(super) fn lazy(&mut self, name: &Name, expr: &ast::Expr, at: Span, first_line: u32, scope: ScopeId) -> Lazy {
        let meaning = self.meaning(expr, scope);
        let qualname = self.qualname(name, false);
        let id = self.enter_function(at, FunctionKind::Lambda, qualname, |lower| {
            let value = lower.unpacked_once(expr);
            let span = value.span;
            lower.close_function(vec![Stmt { kind: StmtKind::Return(Some(value)), span }])
        });
        let function = self.function_mut(id);
        function.name = name.clone();
        function.span = at;
        function.first_line = first_line;
        function.name_span = Span { end: at.start, ..at };
        Lazy { expr: meaning, function: id }
    }

    /// What something lazy means where it is written. What has functions in it can be lowered only once, and means nothing
    /// to the checker; that it is a tuple is kept, for it makes constraints of a bound.
    fn meaning(&mut self, expr: &ast::Expr, scope: ScopeId) -> Expr {
        if !opens_scopes(expr) {
            return self.in_scope(scope, |lower| lower.unpacked_once(expr));
        }
        let kind = if expr.is_tuple_expr() { ExprKind::Tuple(vec![]) } else { ExprKind::Unsupported("a function") };
        self.expr_of(kind, self.span(expr))
    }

    /// An expression; of `*items` the only item.
    fn unpacked_once(&mut self, expr: &ast::Expr) -> Expr {
        let ast::Expr::Starred(starred) = expr else { return self.expr(expr) };
        let span = self.span(expr);
        let items = Element::Star(self.expr(&starred.value));
        let tuple = Box::new(self.expr_of(ExprKind::Tuple(vec![items]), span));
        let first = Box::new(self.expr_of(ExprKind::Int(IntValue::Small(0)), span));
        self.expr_of(ExprKind::Subscript { object: tuple, index: first }, span)
    }

    /// Where `def` or `async` stands, behind the decorators.
    fn def_start(&self, def: &ast::StmtFunctionDef) -> u32 {
        let name = u32::from(def.name.range.start());
        let keyword = if def.is_async { "async" } else { "def" };
        let after = def.decorator_list.last().map_or(def.range.start(), |decorator| decorator.range.end());
        let text = &self.file.text[after.into()..name as usize];
        u32::from(after) + u32::try_from(text.rfind(keyword).unwrap_or(0)).expect("within the file")
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> FuncId {
        let params =
            lambda.parameters.as_ref().map(|parameters| self.parameters(parameters, self.scope)).unwrap_or_default();
        let span = self.span(lambda);
        let qualname = self.qualname("<lambda>", false);
        let id = self.enter_function(span, FunctionKind::Lambda, qualname, |lower| {
            let value = lower.expr(&lambda.body);
            let span = value.span;
            lower.close_function(vec![Stmt { kind: StmtKind::Return(Some(value)), span }])
        });
        let first_line = self.line(span);
        let function = self.function_mut(id);
        function.name = "<lambda>".into();
        function.params = params;
        function.span = span;
        function.first_line = first_line;
        function.name_span = Span { end: span.start + 6, ..span };
        id
    }

    /// Lowers the function of the node at `span` in a context of its own.
    pub(super) fn enter_function(
        &mut self,
        span: Span,
        kind: FunctionKind,
        qualname: Name,
        lower: impl FnOnce(&mut Self) -> Function,
    ) -> FuncId {
        let scope = self.resolution.scope_at(span);
        let id = self.function_of(scope);
        let parent = self.context.function;
        let context = Context { qualname, ..Context::new(id, kind, Some(parent)) };
        let outer = std::mem::replace(&mut self.context, context);
        let function = self.in_scope(scope, lower);
        self.context = outer;
        self.define(id, function);
        id
    }

    pub(super) fn function_mut(&mut self, id: FuncId) -> &mut Function {
        self.functions[id.index() - self.first_function].as_mut().expect("was just defined")
    }

    /// `__qualname__` of a function or class that is written here. A name that is declared `global` starts anew.
    pub(super) fn qualname(&self, name: &str, is_binding: bool) -> Name {
        if is_binding && self.resolution.is_declared_global(self.scope, name) {
            return name.into();
        }
        let outer = &self.context.qualname;
        match self.context.kind {
            FunctionKind::Module => name.into(),
            FunctionKind::Class(_) | FunctionKind::GeneratorExpression => format!("{outer}.{name}").into(),
            FunctionKind::Def | FunctionKind::Lambda => format!("{outer}.<locals>.{name}").into(),
        }
    }

    /// Defaults belong to the scope around, which is the current one; annotations to `scope`, that of type parameters if
    /// there are any.
    fn parameters(&mut self, parameters: &ast::Parameters, scope: ScopeId) -> Vec<Param> {
        let groups = [
            (&parameters.posonlyargs, ParamKind::PositionalOnly),
            (&parameters.args, ParamKind::Normal),
            (&parameters.kwonlyargs, ParamKind::KeywordOnly),
        ];
        let mut params = Vec::new();
        for (group, kind) in groups {
            for parameter in group {
                let default = parameter.default.as_ref().map(|default| self.expr(default));
                self.parameter(&mut params, &parameter.parameter, kind, default, scope);
            }
        }
        for (parameter, kind) in [(&parameters.vararg, ParamKind::VarArgs), (&parameters.kwarg, ParamKind::KwArgs)] {
            if let Some(parameter) = parameter {
                self.parameter(&mut params, parameter, kind, None, scope);
            }
        }
        params
    }

    fn parameter(
        &mut self,
        params: &mut Vec<Param>,
        parameter: &ast::Parameter,
        kind: ParamKind,
        default: Option<Expr>,
        scope: ScopeId,
    ) {
        let annotation =
            parameter.annotation.as_ref().map(|annotation| self.in_scope(scope, |lower| lower.annotation(annotation)));
        let local = LocalId::from_index(params.len());
        params.push(Param { local, kind, annotation, default, span: self.span(parameter) });
    }

    /// An annotation; if annotations are postponed, its text is kept too.
    pub(super) fn annotation(&mut self, annotation: &ast::Expr) -> Expr {
        let outer = std::mem::replace(&mut self.context.in_postponed_annotation, self.future_annotations);
        let expr = self.unpacked_once(annotation);
        self.context.in_postponed_annotation = outer;
        if self.future_annotations {
            self.annotation_texts.insert(expr.id, super::unparse::unparse(annotation, &self.file.text).into());
        }
        expr
    }

    /// Whether `variable` is the builtin `name`, unless the module redefines it.
    pub(super) fn is_builtin(variable: &Variable, name: &str) -> bool {
        match variable {
            Variable::Global(global) => global.as_str() == name,
            Variable::Class { name: found, outer } => outer.is_none() && found.as_str() == name,
            Variable::Local(_) => false,
        }
    }
}
