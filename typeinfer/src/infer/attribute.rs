//! Reading attributes, and what is said of those that are not there.

use super::Evaluator;
use super::report::similar_name;
use crate::finding::Finding;
use crate::flow::Key;
use crate::ty::Type;
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Expr, ExprKind, Name, Storage, Variable};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
    /// What `object.name` gives, by what is known at this point or what is declared.
    pub(super) fn attribute_of(&mut self, object: &'a Expr, object_type: &Type, name: &Name, span: Span) -> Type {
        let place = self.place(object).map(|place| place.then(Key::Attribute(name.clone())));
        let fact =
            place.and_then(|place| self.env.as_ref().and_then(|env| env.get(&place)).map(|fact| fact.ty.clone()));
        if let Some(ty) = fact {
            return ty;
        }
        let mut types = Vec::new();
        let mut lacking = Vec::new();
        for member in object_type.members() {
            match self.db.attribute(member, name) {
                Some(symbol) => types.push(symbol.ty),
                None => lacking.push(member),
            }
        }
        for member in lacking {
            self.missing_attribute(object, object_type, member, name, span, types.is_empty());
        }
        if types.is_empty() { Type::Unknown } else { Type::union(types) }
    }

    fn missing_attribute(
        &mut self,
        object: &'a Expr,
        whole: &Type,
        member: &Type,
        name: &Name,
        span: Span,
        all_lack_it: bool,
    ) {
        if whole.has_any() {
            return;
        }
        let certain = all_lack_it
            && !member.is_object()
            && !self.is_receiver(object)
            && !self.is_opaque(object, member)
            && !member.is_inferred()
            && !member.is_builtin("type")
            && !self.db.may_be_set(member, name);
        if *member == Type::None && whole.is_optional() {
            let finding = Finding::new(
                Code::OptionalAccess,
                span,
                format!("`{whole}` may be `None` here, which has no attribute `{name}`"),
            )
            .help("test it first: `if … is not None:`");
            self.report(finding.certain(false));
            return;
        }
        self.unknown_attribute(span, whole, member, name, certain);
    }

    pub(super) fn unknown_attribute(&mut self, span: Span, whole: &Type, member: &Type, name: &Name, certain: bool) {
        let shown = match member {
            Type::Module(module) => format!("module `{}`", self.db.module_name(*module)),
            Type::Class(of) => format!("class `{of}`"),
            other => format!("`{}`", other.widen()),
        };
        let of_union = if whole.members().len() > 1 { format!(" (a part of `{whole}`)") } else { String::new() };
        let mut finding =
            Finding::new(Code::UnknownAttribute, span, format!("{shown} has no attribute `{name}`{of_union}"));
        let known = self.db.attribute_names(member);
        if let Some(similar) = similar_name(name, known.iter()) {
            finding = finding.help(format!("did you mean `{similar}`?"));
        }
        // Modules and classes grow attributes while the program runs.
        self.report(finding.certain(certain && !matches!(member, Type::Module(_))));
    }

    /// Whether `expr` is `self` or `cls`: a derived class may add what this one lacks.
    pub(crate) fn is_receiver(&self, expr: &Expr) -> bool {
        let ExprKind::Variable(Variable::Local(local)) = &expr.kind else { return false };
        let (mut function, mut local) = (self.function, *local);
        while let (Storage::Free(outer), Some(parent)) = (function.locals[local].storage, function.parent) {
            function = &self.db.hir(self.scope.unit).functions[parent];
            local = outer;
        }
        function.method_of.is_some() && function.params.first().is_some_and(|param| param.local == local)
    }
}
