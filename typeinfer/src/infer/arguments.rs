//! Whether arguments fit the parameters that they go to, and what is said when they do not.

use super::Evaluator;
use super::call::{Arg, Site};
use super::matching::{Form, Misfit};
use super::report::{is_definite, mismatch_finding};
use crate::finding::Finding;
use crate::ty::{Binding, Callable, FuncRef, Param, Signature, Solution, Type, TypeVar, TypeVarKind, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::Name;
use naja_frontend::source::Span;
use std::sync::Arc;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn no_overload(&mut self, callable: &Callable, args: &[Arg<'a>], site: &Site<'_>) {
        let Some(span) = site.span else { return };
        let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone().unwrap_or(Type::Unknown)).collect();
        let shown: Vec<String> = types.iter().map(|ty| ty.widen().to_string()).collect();
        let trusted = callable.signatures.iter().all(|signature| self.db.is_trusted(signature));
        let opaque =
            |ty: &Type| ty.class().is_some_and(|class| class.unit != UnitId::PROGRAM && class.unit != UnitId::BUILTINS);
        let trusted = trusted && !types.iter().any(opaque);
        let certain = site.certain
            && trusted
            && !is_made_by_object(callable)
            && types.iter().all(|ty| is_definite(ty) && ty.members().len() == 1 && !ty.is_object());
        let message = format!("no form of `{}` takes ({})", callable.name, shown.join(", "));
        let mut finding = Finding::new(Code::ArgumentType, span, message).certain(certain);
        if callable.signatures.len() <= 4 {
            let forms: Vec<String> = callable.signatures.iter().map(|signature| format!("`{signature}`")).collect();
            finding = finding.help(format!("it takes {}", forms.join(" or ")));
        }
        self.report(finding);
    }

    pub(super) fn check_arguments(
        &mut self,
        callable: &Callable,
        signature: &Signature,
        pairs: &[(usize, usize)],
        args: &[Arg<'a>],
        solution: &Solution,
        site: &Site<'_>,
    ) {
        for (arg, index) in pairs {
            let param = &signature.params[*index];
            let wanted = self.wanted(param, solution);
            let ty = self.passed_type(&args[*arg]);
            if self.db.assignable(&ty, &wanted) {
                continue;
            }
            let Some(expr) = args[*arg].expr else { continue };
            let is_whole = matches!(args[*arg].form, Form::Positional | Form::Keyword(_));
            let (expr, ty, wanted) = if is_whole { self.culprit(expr, &ty, &wanted) } else { (expr, ty, wanted) };
            let place = callable.function.and_then(|function| self.param_span(function, &param.name));
            // A variable solved from several arguments, or from undeclared elements, is not certain.
            let any_solution = param.ty.close(&|_| false);
            let solved_loosely =
                wanted.is_inferred() || (param.ty.has_vars() && self.db.assignable(&ty, &any_solution));
            let spread = matches!(args[*arg].form, Form::Star(None) | Form::DoubleStar);
            let trusted = self.db.is_trusted(signature) && !(signature.stub.is_some() && is_loose(&wanted));
            // `Class.method(anything)`: what stands for `self` is a convention.
            let is_method = callable.function.is_some_and(|function| self.db.function(function).method_of.is_some());
            let is_receiver = *index == 0 && is_method && callable.binding == Binding::Function;
            let opaque =
                is_receiver || self.is_receiver(expr) || (signature.stub.is_some() && self.is_opaque(expr, &ty));
            let certain = site.certain
                && trusted
                && !spread
                && !opaque
                && self.certain_value(expr, &ty, &wanted)
                && !solved_loosely;
            let label = format!("`{}` is declared here", param.name);
            let finding =
                mismatch_finding(Code::ArgumentType, expr.span, &ty, &wanted).label(place, label).certain(certain);
            self.report(finding);
            return;
        }
        self.check_bounds(signature, pairs, args, solution);
    }

    /// What was found for a type variable must be what it is restricted to.
    fn check_bounds(&mut self, signature: &Signature, pairs: &[(usize, usize)], args: &[Arg<'a>], solution: &Solution) {
        for (arg, index) in pairs {
            let Some(expr) = args[*arg].expr else { continue };
            if let Some((var, found)) = self.broken_bound(&signature.params[*index].ty, solution) {
                let wanted = var.bound.clone().unwrap_or_else(|| Type::union(var.constraints.iter().cloned()));
                let message = format!("`{}` must stand for a `{wanted}`, found `{found}`", var.name);
                self.report(Finding::new(Code::ArgumentType, expr.span, message).certain(false));
                return;
            }
        }
    }

    /// A type variable in `param` that was found to stand for something which its bound or constraints rule out.
    pub(super) fn broken_bound(&mut self, param: &Type, solution: &Solution) -> Option<(Arc<TypeVar>, Type)> {
        let mut vars = Vec::new();
        param.each_var(&mut |var| vars.push(var.clone()));
        vars.into_iter().find_map(|var| {
            let found = solution.get(&var).filter(|found| !found.has_any())?.clone();
            let alternatives = match &found {
                Type::Var(own) if !own.constraints.is_empty() => own.constraints.clone(),
                one => vec![one.clone()],
            };
            let fits = alternatives.iter().all(|found| match (&var.bound, var.constraints.as_slice()) {
                (Some(bound), _) => self.db.assignable(found, bound),
                (None, []) => true,
                (None, constraints) => constraints.iter().any(|one| self.db.assignable(found, one)),
            });
            (!fits).then_some((var, found))
        })
    }

    pub(super) fn wanted(&mut self, param: &Param, solution: &Solution) -> Type {
        let wanted = param.ty.substitute(solution);
        // A variable stands for its bound as long as nothing else is known.
        match (&param.ty, &wanted) {
            (Type::Var(var), _) if var.kind == TypeVarKind::Type => match (&var.bound, var.constraints.as_slice()) {
                (Some(bound), _) => bound.clone(),
                (None, []) => wanted,
                (None, constraints) => Type::union(constraints.iter().cloned()),
            },
            _other => wanted,
        }
    }

    pub(super) fn param_span(&self, function: FuncRef, name: &Name) -> Option<Span> {
        if function.unit != UnitId::PROGRAM {
            return None;
        }
        let node = self.db.function(function);
        node.params.iter().find(|param| node.locals[param.local].name == *name).map(|param| param.span)
    }

    pub(super) fn misfit(&mut self, callable: &Callable, misfit: &Misfit, args: &[Arg<'a>], site: &Site<'_>) {
        let Some(span) = site.span else { return };
        let name = if callable.name.is_empty() { "this".to_owned() } else { format!("`{}`", callable.name) };
        let at = |at: &usize| args[*at].expr.map_or(span, |expr| expr.span);
        let (place, message) = match misfit {
            Misfit::TooMany { takes, given, at: index } => {
                let plural = if *takes == 1 { "" } else { "s" };
                (at(index), format!("{name} takes {takes} positional argument{plural}, found {given}"))
            }
            Misfit::Missing(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                (span, format!("{name} needs {}", names.join(", ")))
            }
            Misfit::UnknownKeyword { at: index, name: keyword } => {
                (at(index), format!("{name} has no parameter `{keyword}`"))
            }
            Misfit::Twice { at: index, name: keyword } => (at(index), format!("{name} gets `{keyword}` twice")),
        };
        let declared = callable.function.filter(|function| function.unit == UnitId::PROGRAM);
        let label = declared.map(|function| self.db.function(function).name_span);
        let finding = Finding::new(Code::ArgumentCount, place, message).label(label, "it is defined here");
        let trusted = callable.signatures.iter().all(|signature| self.db.is_trusted(signature));
        let named = !matches!(misfit, Misfit::Missing(names) if names.iter().any(|name| name.is_empty()));
        let assigned = self.db.assigned_attributes();
        let rebound = ["__code__", "__defaults__", "__kwdefaults__"].iter().any(|name| assigned.has(name));
        self.report(finding.certain(site.certain && trusted && named && !rebound && !is_made_by_object(callable)));
    }
}

/// `object.__init__` takes what the class's `__new__` takes, and the other way round.
fn is_made_by_object(callable: &Callable) -> bool {
    matches!(callable.name.as_str(), "__init__" | "__new__" | "__init_subclass__")
}

/// Types that stubs ask for where the library takes more: any truth value, any of several words.
fn is_loose(wanted: &Type) -> bool {
    wanted.members().iter().any(|member| member.is_builtin("bool") || matches!(member, Type::Literal(..)))
}

/// Stubs whose functions take no more than they say, on every platform.
const TRUSTED_STUBS: &[&str] = &[
    "bisect",
    "builtins",
    "cmath",
    "functools",
    "heapq",
    "itertools",
    "math",
    "operator",
    "random",
    "statistics",
    "string",
    "textwrap",
];

impl crate::db::Db<'_> {
    /// Whether arguments that do not fit a signature are certainly an error at run time.
    fn is_trusted(&self, signature: &Signature) -> bool {
        signature.stub.is_none_or(|unit| {
            let module = crate::ty::ModuleRef { unit, id: naja_frontend::hir::Id::from_index(0) };
            TRUSTED_STUBS.contains(&self.module_name(module).as_str())
        })
    }
}
