//! What may not be assigned: finals, properties without a setter, frozen fields, class variables through instances.

use super::Evaluator;
use crate::class::ClassForm;
use crate::finding::Finding;
use crate::symbols::{Site, SiteKind};
use crate::ty::{ClassRef, FuncRef, Type, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Expr, Name, Target, TargetKind, Variable};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
    /// Reports an assignment to `target` that nothing allows.
    pub(super) fn check_assignable(&mut self, target: &'a Target) {
        match &target.kind {
            TargetKind::Variable(variable) => self.check_final_variable(target, variable),
            TargetKind::Attribute { object, name } => {
                let object_type = self.db_type(object);
                for member in object_type.members() {
                    self.check_attribute_assignable(target, object, member, name, !object_type.has_any());
                }
            }
            TargetKind::Subscript { .. } | TargetKind::Unpack(_) | TargetKind::Star(_) => {}
        }
    }

    fn check_final_variable(&mut self, target: &Target, variable: &Variable) {
        let (scope, name) = match variable {
            Variable::Local(local) => (self.scope, self.function.locals[*local].name.clone()),
            Variable::Global(name) => {
                let module = self.db.module_of(self.scope);
                (self.db.module_body(module), name.clone())
            }
            Variable::Class { name, .. } => (self.scope, name.clone()),
        };
        if let Some(declared) = self.db.final_site(scope, &name)
            && declared != target.span
        {
            self.final_again(target, &name, declared);
        }
    }

    fn final_again(&mut self, target: &Target, name: &Name, declared: Span) {
        let finding = Finding::new(Code::Final, target.span, format!("`{name}` is final: it is assigned once"))
            .certain(false)
            .label(Some(declared), "declared here")
            .help("use another name, or leave out `Final`");
        self.report(finding);
    }

    fn check_attribute_assignable(
        &mut self,
        target: &'a Target,
        object: &'a Expr,
        member: &Type,
        name: &Name,
        is_known: bool,
    ) {
        if let Type::Class(of) = member {
            let class = of.class().cloned();
            if class.is_some_and(|class| self.db.enum_member(&class, name).is_some()) {
                self.read_only(target, format!("`{name}` is a member of the enum `{of}`"), "members are fixed", true);
            }
            return;
        }
        let Some(instance) = self.db.nominal(member).filter(|instance| instance.class.unit == UnitId::PROGRAM) else {
            return;
        };
        let certain = is_known && !self.is_receiver(object);
        if self.check_final_attribute(target, object, &instance.class, name) {
            return;
        }
        let Some(found) = self.db.find_member(&instance, name, true) else { return };
        let owner = self.db.class_info(&found.owner);
        let class = &instance.class.name;
        match &found.symbol.ty {
            Type::Property(property) if property.set.is_none() => {
                let message = format!("property `{name}` of `{class}` has no setter");
                self.read_only(target, message, &format!("define one with `@{name}.setter`"), certain);
            }
            _variable if owner.dataclass.is_some_and(|options| options.frozen) && !found.on_instance => {
                let help = "make a changed copy: `dataclasses.replace(…)`";
                self.read_only(target, format!("`{class}` is frozen: `{name}` keeps its value"), help, certain);
            }
            _field if owner.form == ClassForm::NamedTuple && !found.on_instance => {
                let help = "make a changed copy: `…._replace(…)`";
                self.read_only(target, format!("`{class}` is a tuple: `{name}` keeps its value"), help, certain);
            }
            _variable if self.db.is_class_variable(&found.owner, name) => {
                let message = format!("`{name}` is a class variable of `{class}`, assigned through an instance");
                self.read_only(target, message, &format!("assign to the class: `{}.{name}`", found.owner.name), false);
            }
            _variable => {}
        }
    }

    /// `Final` in a class is assigned in its body or, without a value there, in `__init__`.
    fn check_final_attribute(&mut self, target: &Target, object: &Expr, class: &ClassRef, name: &Name) -> bool {
        let Some((declared, has_value)) = self.db.final_attribute(class, name) else { return false };
        let initialises = self.is_receiver(object) && self.function.name.as_str() == "__init__" && !has_value;
        if declared != target.span && !initialises {
            self.final_again(target, name, declared);
        }
        true
    }

    fn read_only(&mut self, target: &Target, message: String, help: &str, certain: bool) {
        self.report(Finding::new(Code::ReadOnly, target.span, message).certain(certain).help(help));
    }
}

impl<'a> crate::db::Db<'a> {
    /// Where `name` is declared `Final` in a scope.
    fn final_site(&mut self, scope: FuncRef, name: &Name) -> Option<Span> {
        let symbols = self.symbols(scope);
        let sites = symbols.names.get(name)?;
        self.final_among(scope, sites).map(|(span, _)| span)
    }

    /// Where an attribute is declared `Final`, and whether with a value.
    fn final_attribute(&mut self, class: &ClassRef, name: &Name) -> Option<(Span, bool)> {
        for base in &self.class_info(class).mro {
            let body = self.class_body(&base.class);
            let symbols = self.symbols(body);
            if let Some(found) = symbols.names.get(name).and_then(|sites| self.final_among(body, sites)) {
                return Some(found);
            }
            let Some(id) = base.class.in_program() else { continue };
            let receivers = self.receivers(id);
            if let Some(found) = receivers.names.get(name).and_then(|sites| self.final_among(body, sites)) {
                return Some(found);
            }
        }
        None
    }

    fn final_among(&mut self, scope: FuncRef, sites: &[Site<'a>]) -> Option<(Span, bool)> {
        sites.iter().find_map(|site| match &site.kind {
            SiteKind::Annotated { annotation, value } => {
                self.is_special(scope, annotation, "Final").then_some((site.span, value.is_some()))
            }
            _other => None,
        })
    }

    fn is_class_variable(&mut self, class: &ClassRef, name: &Name) -> bool {
        let body = self.class_body(class);
        let symbols = self.symbols(body);
        let sites = symbols.names.get(name).map_or(&[][..], Vec::as_slice);
        sites.iter().any(|site| match &site.kind {
            SiteKind::Annotated { annotation, .. } => self.is_special(body, annotation, "ClassVar"),
            _other => false,
        })
    }
}
