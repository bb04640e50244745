//! `class`.

use super::Lower;
use crate::hir::{Class, ClassId, FuncId, Function, FunctionKind, Id as _, Name, StmtKind, Variable};
use crate::parse::{ast, span};
use crate::resolve::TYPE_PARAMS;
use crate::source::Span;

impl Lower<'_> {
    pub(super) fn class(&mut self, class: &ast::StmtClassDef) -> StmtKind {
        let decorators: Vec<_> =
            class.decorator_list.iter().map(|decorator| self.expr(&decorator.expression)).collect();
        let whole = self.span(class);
        let name_span = span(whole.file, class.name.range);
        let first_line = self.line(decorators.first().map_or(name_span, |decorator| decorator.span));
        let name = Name::from(class.name.as_str());

        let scope = self.scope_of(class.type_params.as_deref());
        let type_params = self.type_params(class.type_params.as_deref());
        let tuple = match self.resolution.variable(scope, TYPE_PARAMS) {
            Variable::Local(local) if !type_params.is_empty() => Some(local),
            Variable::Local(_) | Variable::Global(_) | Variable::Class { .. } => None,
        };
        let id = ClassId::from_index(self.first_class + self.classes.len());
        self.classes.push(None);
        let body = self.class_body(class, id, whole);
        let function = self.function_mut(body);
        function.name = name.clone();
        function.type_params = type_params;
        function.span = whole;
        function.name_span = name_span;
        function.first_line = first_line;
        self.classes[id.index() - self.first_class] =
            Some(Class { name, module: self.module, body, type_params: tuple, span: whole, name_span });

        self.check_bases(class);
        let arguments = class.arguments.as_ref();
        let bases = arguments.map(|arguments| self.in_scope(scope, |lower| lower.arguments(arguments)));
        let bases = bases.unwrap_or_default();
        StmtKind::Class { class: id, decorators, bases, target: self.variable(&class.name) }
    }

    fn class_body(&mut self, class: &ast::StmtClassDef, id: ClassId, whole: Span) -> FuncId {
        let qualname = self.qualname(&class.name, true);
        self.enter_function(whole, FunctionKind::Class(id), qualname, |lower| {
            let (docstring, statements) = lower.split_docstring(&class.body);
            let body = lower.block(statements);
            Function { docstring, ..lower.close_function(body) }
        })
    }

    /// A lone generator expression stands without parentheses in calls only.
    fn check_bases(&mut self, class: &ast::StmtClassDef) {
        let bases = class.arguments.iter().flat_map(|arguments| &arguments.args);
        for generator in bases.filter_map(|base| base.as_generator_expr()) {
            if !generator.parenthesized {
                self.error(self.span(generator), "invalid syntax: a generator expression must be parenthesized here");
            }
        }
    }
}
