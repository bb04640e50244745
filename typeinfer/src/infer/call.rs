//! Calls: which signature is meant, whether the arguments fit it, and what comes back.

use super::Evaluator;
use super::matching::{Form, match_arguments, passed};
use crate::finding::Finding;
use crate::ty::{Callable, Signature, Solution, Type, TypeVar};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Argument, Expr, ExprKind, Variable};
use naja_frontend::source::Span;
use std::sync::Arc;

/// An argument, evaluated as far as it has been.
pub(super) struct Arg<'a> {
    pub(super) form: Form,
    pub(super) expr: Option<&'a Expr>,
    pub(super) ty: Option<Type>,
}

/// What is called, for messages.
pub(super) struct Site<'t> {
    pub(super) span: Option<Span>,
    pub(super) expected: Option<&'t Type>,
    /// Whether everything about the callee is declared by the program or a stub.
    pub(super) certain: bool,
}

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn call_expr(
        &mut self,
        expr: &'a Expr,
        callee: &'a Expr,
        arguments: &'a [Argument],
        expected: Option<&Type>,
    ) -> Type {
        if let Some(ty) = self.special_call(callee, arguments) {
            return ty;
        }
        let callee_type = self.expr(callee, None);
        let mut args = self.arguments(arguments);
        let certain = callee_type.members().len() == 1 && self.is_fixed(callee, &callee_type);
        if let Type::Class(of) = &callee_type
            && let Some(class) = of.class().cloned()
        {
            self.check_instantiable(callee, &class);
        }
        let site = Site { span: Some(expr.span), expected, certain };
        let ty = self.call(&callee_type, &mut args, &site);
        let ty = self.with_default(callee, &args, ty);
        self.forget_none_parts();
        self.after_call(callee, &args);
        ty
    }

    /// Whether what is called is what its static type says: not the constructor of a class that may be a derived one, nor
    /// a method of a container whose elements nobody declared.
    fn is_fixed(&mut self, callee: &'a Expr, ty: &Type) -> bool {
        match (&callee.kind, ty) {
            (ExprKind::Variable(Variable::Global(_) | Variable::Class { .. }), _) => true,
            (ExprKind::Variable(Variable::Local(_)), _) if self.is_receiver(callee) => false,
            (ExprKind::Attribute { object, .. }, Type::Class(_)) => matches!(self.db_type(object), Type::Module(_)),
            (ExprKind::Attribute { object, name }, _) => {
                let object_type = self.db_type(object);
                let overridden = object_type.class().is_some_and(|class| self.db.is_overridden(&class.clone(), name));
                !overridden && !object_type.is_inferred() && !self.is_receiver(object)
            }
            (_, Type::Class(_)) => false,
            _declared => true,
        }
    }

    /// Calls with arguments of known types, as operators and decorators do.
    pub(crate) fn call_with_types(&mut self, callee: &Type, types: &[Type]) -> Type {
        let mut args: Vec<Arg<'a>> =
            types.iter().map(|ty| Arg { form: Form::Positional, expr: None, ty: Some(ty.clone()) }).collect();
        self.call(callee, &mut args, &Site { span: None, expected: None, certain: true })
    }

    /// Whether `callee` takes arguments of these types.
    pub(super) fn accepts(&mut self, callee: &Type, types: &[Type]) -> bool {
        let Type::Callable(callable) = callee else { return true };
        callable.signatures.iter().any(|signature| {
            let forms = vec![Form::Positional; types.len()];
            let Ok(pairs) = match_arguments(signature, &forms) else { return false };
            let mut solution = Solution::default();
            for (at, index) in &pairs {
                self.db.solve(&signature.params[*index].ty, &types[*at], &mut solution);
            }
            pairs.iter().all(|(at, index)| {
                let wanted = signature.params[*index].ty.substitute(&solution);
                self.db.assignable(&types[*at], &wanted)
            })
        })
    }

    /// `d.get(k, default)` of a dict whose values are not known yet gives, as far as can be told, the default.
    fn with_default(&mut self, callee: &'a Expr, args: &[Arg<'a>], ty: Type) -> Type {
        if let ExprKind::Attribute { object, name } = &callee.kind
            && matches!(name.as_str(), "get" | "setdefault" | "pop")
            && let [_, Arg { ty: Some(default), .. }] = args
            && ty.is_any()
            && let Type::Instance(dict) = self.db_type(object)
            && dict.inferred
            && dict.class.is_builtin("dict")
        {
            return Type::union([default.widen(), Type::Unknown]);
        }
        ty
    }

    /// What was called may have set an attribute that was `None`.
    fn forget_none_parts(&mut self) {
        if let Some(env) = self.take_env() {
            self.set_env(Some(env.without_none_parts()));
        }
    }

    /// `xs.append(x)` on a list of undeclared elements says what they are.
    fn after_call(&mut self, callee: &'a Expr, args: &[Arg<'a>]) {
        if let ExprKind::Attribute { object, name } = &callee.kind {
            let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone().unwrap_or(Type::Unknown)).collect();
            self.widen_open(object, name, &types);
        }
    }

    fn arguments(&mut self, arguments: &'a [Argument]) -> Vec<Arg<'a>> {
        let mut args = Vec::new();
        for argument in arguments {
            args.push(match argument {
                Argument::Positional(expr) => Arg { form: Form::Positional, expr: Some(expr), ty: None },
                Argument::Keyword(name, expr) => Arg { form: Form::Keyword(name.clone()), expr: Some(expr), ty: None },
                Argument::Star(expr) => {
                    let ty = self.expr(expr, None);
                    let length = match &ty {
                        Type::Tuple(elements) => Some(elements.len()),
                        _unknown => None,
                    };
                    if length.is_none() {
                        self.element_of(&ty, expr);
                    }
                    Arg { form: Form::Star(length), expr: Some(expr), ty: Some(ty) }
                }
                Argument::DoubleStar(expr) => {
                    let ty = self.expr(expr, None);
                    Arg { form: Form::DoubleStar, expr: Some(expr), ty: Some(ty) }
                }
            });
        }
        args
    }

    /// Evaluates what no parameter asked for.
    pub(super) fn evaluate_rest(&mut self, args: &mut [Arg<'a>]) {
        for arg in args {
            if let (None, Some(expr)) = (&arg.ty, arg.expr) {
                arg.ty = Some(self.expr(expr, None));
            }
        }
    }

    pub(super) fn call(&mut self, callee: &Type, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        let mut results = Vec::new();
        for member in callee.members() {
            results.push(self.call_member(callee, member, args, site));
        }
        self.evaluate_rest(args);
        Type::union(results)
    }

    fn call_member(&mut self, whole: &Type, member: &Type, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        match member {
            Type::Any => Type::Any,
            Type::Unknown | Type::Property(_) => Type::Unknown,
            Type::Never => Type::Never,
            Type::Var(var) if var.bound.is_some() => {
                let bound = var.bound.clone().unwrap_or(Type::Unknown);
                self.call(&bound, args, site)
            }
            Type::Callable(callable) => self.call_callable(callable, args, site),
            Type::Class(of) => self.construct(of, args, site),
            Type::Instance(_)
            | Type::Var(_)
            | Type::None
            | Type::Literal(..)
            | Type::Tuple(_)
            | Type::Module(_)
            | Type::Union(_) => match self.db.attribute(member, &"__call__".into()) {
                Some(call) => match &call.ty {
                    Type::Callable(callable) => self.call_callable(callable, args, site),
                    _unknown => Type::Unknown,
                },
                None => {
                    self.not_callable(whole, member, site);
                    Type::Unknown
                }
            },
        }
    }

    fn not_callable(&mut self, whole: &Type, member: &Type, site: &Site<'_>) {
        let Some(span) = site.span else { return };
        if whole.has_any() {
            return;
        }
        let finding = if *member == Type::None && whole.is_optional() {
            Finding::new(Code::OptionalAccess, span, format!("`{whole}` may be `None` here, which cannot be called"))
                .help("test it first: `if … is not None:`")
        } else {
            Finding::new(Code::NotCallable, span, format!("`{}` cannot be called", member.widen()))
        };
        let may_be = member.is_object() || self.db.may_be_set(member, &"__call__".into());
        self.report(finding.certain(site.certain && !may_be));
    }

    /// The callable with type parameters of its own: a generic function that calls itself gives them another meaning.
    fn freshened(&mut self, callable: &Callable) -> Option<Callable> {
        let function = callable.function.filter(|_| !self.db.rigid.is_empty())?;
        let of_class = self.db.function(function).method_of.map(|id| self.db.class_ref(function.unit, id));
        let of_class = of_class.map(|class| self.db.class_info(&class).params.clone()).unwrap_or_default();
        let mut fresh = Solution::default();
        self.db.function_type(function).each_var(&mut |var| {
            if self.db.is_rigid(var) && !of_class.contains(var) {
                fresh.set(var, Type::Var(var.fresh()));
            }
        });
        (!fresh.is_empty()).then(|| callable.substitute(&fresh))
    }

    pub(super) fn call_callable(&mut self, callable: &Callable, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        let fresh = self.freshened(callable);
        let callable = fresh.as_ref().unwrap_or(callable);
        if let [signature] = callable.signatures.as_slice() {
            return self.call_signature(callable, signature, args, site, true).unwrap_or(Type::Unknown);
        }
        self.evaluate_rest(args);
        let unsure = args.iter().any(|arg| arg.ty.as_ref().is_some_and(Type::has_any));
        let mut chosen: Option<&Signature> = None;
        for signature in &callable.signatures {
            if !self.fits(signature, args) {
                continue;
            }
            match chosen {
                None => chosen = Some(signature),
                // Which form is meant depends on what is not known.
                Some(first) if first.returns != signature.returns => {
                    let unknown =
                        args.iter().any(|arg| arg.ty.as_ref().is_some_and(|ty| ty.members().contains(&Type::Unknown)));
                    return if unknown { Type::Unknown } else { Type::Any };
                }
                Some(_) => {}
            }
            if !unsure {
                break;
            }
        }
        match chosen {
            Some(signature) => self.call_signature(callable, signature, args, site, false).unwrap_or(Type::Unknown),
            None => {
                if let Some(ty) = self.call_by_members(callable, args) {
                    return ty;
                }
                self.no_overload(callable, args, site);
                Type::union(callable.signatures.iter().map(|signature| signature.returns.close(&|_| false)))
            }
        }
    }

    /// Calls with each member of a union argument on its own, if every one of them has a signature.
    fn call_by_members(&mut self, callable: &Callable, args: &[Arg<'a>]) -> Option<Type> {
        let alternatives = |ty: &Type| match ty {
            Type::Var(var) => var.constraints.clone(),
            Type::Union(members) => members.to_vec(),
            _one => Vec::new(),
        };
        let parts = args.iter().map(|arg| arg.ty.as_ref().map(alternatives).unwrap_or_default());
        let (at, members) = parts.enumerate().find(|(_, members)| !members.is_empty())?;
        let mut results = Vec::new();
        for member in members {
            let mut types: Vec<Arg<'a>> =
                args.iter().map(|arg| Arg { form: arg.form.clone(), expr: None, ty: arg.ty.clone() }).collect();
            types[at].ty = Some(member);
            let signature = callable.signatures.iter().find(|signature| self.fits(signature, &types))?;
            let quiet = Site { span: None, expected: None, certain: false };
            results.push(self.call_signature(callable, signature, &mut types, &quiet, false)?);
        }
        Some(Type::union(results))
    }

    /// Whether evaluated arguments fit one of several signatures.
    pub(super) fn fits(&mut self, signature: &Signature, args: &[Arg<'a>]) -> bool {
        let forms: Vec<Form> = args.iter().map(|arg| arg.form.clone()).collect();
        let Ok(pairs) = match_arguments(signature, &forms) else { return false };
        let mut solution = Solution::default();
        let types: Vec<(usize, Type)> =
            pairs.iter().map(|(at, index)| (*index, self.passed_type(&args[*at]))).collect();
        for (index, ty) in &types {
            self.db.solve(&signature.params[*index].ty, ty, &mut solution);
        }
        let fits = types.iter().zip(&pairs).all(|((index, ty), (at, _))| {
            let wanted = self.wanted(&signature.params[*index], &solution);
            self.db.assignable(ty, &wanted) || self.adapts(args[*at].expr, &wanted)
        });
        fits && pairs.iter().all(|(_, index)| self.broken_bound(&signature.params[*index].ty, &solution).is_none())
    }

    /// Whether a display or lambda takes another type where that is wanted of it.
    fn adapts(&mut self, expr: Option<&'a Expr>, wanted: &Type) -> bool {
        let Some(expr) = expr.filter(|expr| is_contextual(expr)) else { return false };
        let ty = self.quiet(|this| this.expr(expr, Some(wanted)));
        self.db.assignable(&ty, wanted)
    }

    pub(super) fn passed_type(&mut self, arg: &Arg<'a>) -> Type {
        let ty = arg.ty.clone().unwrap_or(Type::Unknown);
        passed(&arg.form, &ty, |ty| self.db.iterate(ty).unwrap_or(Type::Unknown))
    }

    /// Calls one signature; `None` if the arguments cannot be matched to its parameters.
    fn call_signature(
        &mut self,
        callable: &Callable,
        signature: &Signature,
        args: &mut [Arg<'a>],
        site: &Site<'_>,
        report: bool,
    ) -> Option<Type> {
        let forms: Vec<Form> = args.iter().map(|arg| arg.form.clone()).collect();
        let pairs = match match_arguments(signature, &forms) {
            Ok(pairs) => pairs,
            Err(misfit) => {
                self.evaluate_rest(args);
                self.misfit(callable, &misfit, args, site);
                return Some(self.result(signature, &Solution::default()));
            }
        };
        let mut solution = Solution::default();
        self.seed(signature, site.expected, &mut solution);
        let seeded = solution.clone();
        // What other arguments say is known before a lambda is looked at.
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|at| {
            let is_lambda = args[pairs[*at].0].expr.is_some_and(|expr| matches!(expr.kind, ExprKind::Lambda(_)));
            is_lambda || signature.params[pairs[*at].1].ty.members().iter().any(|ty| matches!(ty, Type::Callable(_)))
        });
        for at in order {
            let (arg, index) = pairs[at];
            let param = &signature.params[index].ty;
            let contextual = args[arg].expr.filter(|expr| is_contextual(expr));
            if let (Some(expr), Form::Positional | Form::Keyword(_)) = (args[arg].expr, &args[arg].form)
                && (args[arg].ty.is_none() || contextual.is_some())
            {
                let wanted = param.substitute(&solution);
                args[arg].ty = Some(self.expr(expr, Some(&wanted)));
            }
            let ty = self.passed_type(&args[arg]);
            self.db.solve(param, &ty, &mut solution);
        }
        if !seeded.is_empty() && !self.all_fit(signature, &pairs, args, &seeded) {
            // What was wanted of the result does not go with the arguments: they decide.
            solution = Solution::default();
            for (arg, index) in &pairs {
                let ty = self.passed_type(&args[*arg]);
                self.db.solve(&signature.params[*index].ty, &ty, &mut solution);
            }
        }
        if report {
            self.check_arguments(callable, signature, &pairs, args, &solution, site);
        }
        Some(self.result(signature, &solution))
    }

    fn all_fit(
        &mut self,
        signature: &Signature,
        pairs: &[(usize, usize)],
        args: &[Arg<'a>],
        solution: &Solution,
    ) -> bool {
        pairs.iter().all(|(arg, index)| {
            let wanted = signature.params[*index].ty.substitute(solution);
            let ty = self.passed_type(&args[*arg]);
            self.db.assignable(&ty, &wanted)
        })
    }

    /// Lets the wanted type decide the type arguments of a generic result: `x: list[float] = list(ints)`.
    fn seed(&mut self, signature: &Signature, expected: Option<&Type>, solution: &mut Solution) {
        let (Some(expected), Type::Instance(returns)) = (expected, &signature.returns) else { return };
        if !signature.returns.has_vars() || expected.has_any() {
            return;
        }
        for member in expected.members() {
            if let Type::Instance(wanted) = member
                && !wanted.args.iter().any(|arg| arg.has_any() || arg.has_vars())
                && let Some(viewed) = self.db.view_as(returns, &wanted.class)
            {
                for (param, arg) in viewed.args.iter().zip(wanted.args.iter()) {
                    match param {
                        Type::Var(var) => solution.set(var, arg.clone()),
                        other => self.db.solve(other, arg, solution),
                    }
                }
            }
        }
    }

    /// What a call of `signature` gives.
    fn result(&mut self, signature: &Signature, solution: &Solution) -> Type {
        if let Some(function) = signature.inferred {
            return self.db.inferred_result(function);
        }
        let in_scope: Vec<Arc<crate::ty::TypeVar>> = self.own_vars();
        let returns = signature.returns.substitute(solution);
        // A decorator factory: its callable is solved when that is called.
        let is_generic_callable = matches!(returns, Type::Callable(_));
        let keeps = |var: &TypeVar| self.db.is_rigid(var) || in_scope.iter().any(|own| **own == *var);
        let returns = returns.close(&|var| is_generic_callable || keeps(var));
        if signature.stub.is_some() { returns.soften() } else { returns }
    }

    /// The type variables of the function and class that this body is in: they stay as they are.
    fn own_vars(&mut self) -> Vec<Arc<crate::ty::TypeVar>> {
        let mut vars = Vec::new();
        for ty in self.declared.values() {
            ty.each_var(&mut |var| vars.push(var.clone()));
        }
        vars
    }
}

/// Whether what is wanted of an expression changes its type.
fn is_contextual(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::List(_)
            | ExprKind::Set(_)
            | ExprKind::Dict(_)
            | ExprKind::Tuple(_)
            | ExprKind::Lambda(_)
            | ExprKind::Comprehension { .. }
            | ExprKind::Conditional { .. }
            | ExprKind::Generator { .. }
    )
}
