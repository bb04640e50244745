//! Methods that override others must take what those take and give what those give.

use super::Evaluator;
use crate::finding::Finding;
use crate::symbols::SiteKind;
use crate::ty::{Binding, Callable, ClassRef, FuncRef, Param, Signature, Solution, Type, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{FuncId, Name, ParamKind};

impl Evaluator<'_, '_> {
    /// Compares the methods of `class` with those that they override.
    pub(super) fn check_overrides(&mut self, class: &ClassRef) {
        for (name, function) in self.db.methods(class) {
            // Constructors are called for one class only.
            let own =
                matches!(name.as_str(), "__init__" | "__new__" | "__post_init__" | "__init_subclass__" | "__hash__");
            if !is_private(&name) {
                self.check_final_method(class, &name, function);
            }
            if !own && !is_private(&name) && self.is_annotated(function) {
                self.check_override(class, &name, function);
            }
        }
    }

    /// A method that a base declares `@final` is not overridden.
    fn check_final_method(&mut self, class: &ClassRef, name: &Name, function: FuncId) {
        for base in self.db.class_info(class).mro.iter().skip(1) {
            let body = self.db.class_body(&base.class);
            let symbols = self.db.symbols(body);
            let Some(site) = symbols.names.get(name).and_then(|sites| sites.last()) else { continue };
            let SiteKind::Def { decorators, .. } = &site.kind else { return };
            let is_final = decorators
                .iter()
                .any(|decorator| self.db.called_name(body, decorator).is_some_and(|name| name.as_str() == "final"));
            if is_final {
                let node = &self.db.hir(self.scope.unit).functions[function];
                let message = format!("`{name}` is final in `{}`: it is not overridden", base.class.name);
                self.report(
                    Finding::new(Code::Final, node.name_span, message).certain(false).help("give it another name"),
                );
            }
            return;
        }
    }

    fn is_annotated(&self, function: FuncId) -> bool {
        let node = &self.db.hir(self.scope.unit).functions[function];
        node.returns.is_some() || node.params.iter().any(|param| param.annotation.is_some())
    }

    fn check_override(&mut self, class: &ClassRef, name: &Name, function: FuncId) {
        let info = self.db.class_info(class);
        let Some((own, _)) = self.db.own_member(class, name, false) else { return };
        for base in info.mro.iter().skip(1) {
            let Some((inherited, _)) = self.db.own_member(&base.class, name, false) else { continue };
            if let (Type::Callable(own), Type::Callable(inherited)) = (&own.ty, &inherited.ty)
                && let ([own_signature], [inherited_signature]) =
                    (own.signatures.as_slice(), inherited.signatures.as_slice())
                && own.binding == inherited.binding
            {
                let base_info = self.db.class_info(&base.class);
                let mut solution = base_info.solution(&base.args);
                solution.set(&crate::annotation::self_var(), Type::instance(class.clone(), []));
                let inherited_signature = inherited_signature.substitute(&solution);
                let own_signature = own_signature.substitute(&only_self(class));
                if let Some(problem) =
                    self.override_problem(own, &own_signature, &inherited_signature, base_info.class.name.as_str())
                {
                    self.report_override(function, inherited, problem, base.class.unit == UnitId::PROGRAM);
                }
            }
            return;
        }
    }

    fn report_override(&mut self, function: FuncId, inherited: &Callable, problem: String, certain: bool) {
        let node = &self.db.hir(self.scope.unit).functions[function];
        let base_span = inherited
            .function
            .filter(|function| function.unit == UnitId::PROGRAM)
            .map(|function: FuncRef| self.db.function(function).name_span);
        let finding = Finding::new(Code::IncompatibleOverride, node.name_span, problem)
            .label(base_span, "the method that it overrides")
            .certain(certain);
        self.report(finding);
    }

    /// Why a call that the inherited method takes, or its result, does not fit the overriding one.
    fn override_problem(
        &mut self,
        callable: &Callable,
        own: &Signature,
        inherited: &Signature,
        base: &str,
    ) -> Option<String> {
        let name = &callable.name;
        let skip = usize::from(callable.binding != Binding::Static);
        let own_params: Vec<&Param> = own.params.iter().skip(skip).collect();
        let inherited_params: Vec<&Param> = inherited.params.iter().skip(skip).collect();
        let takes = |kind| own_params.iter().any(|param| param.kind == kind);
        let positional = |params: &[&Param]| params.iter().filter(|param| is_positional(param)).count();
        let too_few = positional(&own_params) < positional(&inherited_params) && !takes(ParamKind::VarArgs);
        let mut extra = own_params.iter().filter(|param| is_positional(param)).skip(positional(&inherited_params));
        let spread = inherited_params.iter().any(|param| param.kind == ParamKind::VarArgs);
        let demands_more = !spread && extra.any(|param| !param.has_default);
        let loses_keyword = inherited_params.iter().any(|param| {
            param.kind == ParamKind::KeywordOnly
                && !takes(ParamKind::KwArgs)
                && !own_params.iter().any(|own| own.name == param.name)
        });
        if too_few || demands_more || loses_keyword {
            return Some(format!("`{name}` must take the arguments that `{base}.{name}` takes"));
        }
        let own_positional: Vec<&&Param> = own_params.iter().filter(|param| is_positional(param)).collect();
        for (own, inherited) in own_positional.iter().zip(inherited_params.iter().filter(|param| is_positional(param)))
        {
            if !inherited.ty.has_vars() && !self.db.assignable(&inherited.ty, &own.ty) {
                return Some(format!(
                    "parameter `{}` of `{name}` must take `{}`, as in `{base}`",
                    own.name, inherited.ty
                ));
            }
        }
        let declares_both = own.inferred.is_none() && inherited.inferred.is_none();
        let fits =
            !declares_both || inherited.returns.has_vars() || self.db.assignable(&own.returns, &inherited.returns);
        (!fits).then(|| format!("the result of `{name}` must be a `{}`, as in `{base}`", inherited.returns))
    }
}

/// `Self` is the class whose methods are compared.
fn only_self(class: &ClassRef) -> Solution {
    let mut solution = Solution::default();
    solution.set(&crate::annotation::self_var(), Type::instance(class.clone(), []));
    solution
}

/// `__name` in a class is mangled, and overrides nothing.
fn is_private(name: &str) -> bool {
    name.starts_with("__") && !name.ends_with("__")
}

fn is_positional(param: &Param) -> bool {
    matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Normal)
}
