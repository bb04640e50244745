//! Calls: which signature is meant, whether the arguments fit it, and what comes back.

use super::Evaluator;
use super::matching::{Form, Misfit, match_arguments, passed};
use super::report::mismatch_finding;
use crate::class::ClassForm;
use crate::finding::Finding;
use crate::ty::{
    Binding, Callable, ClassRef, FuncRef, Instance, Param, Signature, Solution, Type, TypeVarKind, UnitId,
};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Argument, Expr, ExprKind, Name, Variable};
use naja_frontend::source::Span;
use std::sync::Arc;

/// An argument, evaluated as far as it has been.
struct Arg<'a> {
    form: Form,
    expr: Option<&'a Expr>,
    ty: Option<Type>,
}

/// What is called, for messages.
struct Site<'t> {
    span: Option<Span>,
    expected: Option<&'t Type>,
    /// Whether everything about the callee is declared by the program or a stub.
    certain: bool,
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
        let certain =
            (callee_type.members().len() == 1 || self.is_declared(callee)) && self.is_fixed(callee, &callee_type);
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
            (ExprKind::Attribute { object, .. }, _) => !self.db_type(object).is_inferred() && !self.is_receiver(object),
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
    fn evaluate_rest(&mut self, args: &mut [Arg<'a>]) {
        for arg in args {
            if let (None, Some(expr)) = (&arg.ty, arg.expr) {
                arg.ty = Some(self.expr(expr, None));
            }
        }
    }

    fn call(&mut self, callee: &Type, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        let mut results = Vec::new();
        for member in callee.members() {
            results.push(self.call_member(callee, member, args, site));
        }
        self.evaluate_rest(args);
        Type::union(results)
    }

    fn call_member(&mut self, whole: &Type, member: &Type, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        match member {
            Type::Unknown | Type::Any | Type::Property(_) => Type::Unknown,
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
        self.report(finding.certain(site.certain));
    }

    fn call_callable(&mut self, callable: &Callable, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
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
                Some(first) if first.returns != signature.returns => return Type::Unknown,
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
        let at = args.iter().position(|arg| matches!(&arg.ty, Some(Type::Union(_))))?;
        let members = args[at].ty.as_ref()?.members().to_vec();
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
    fn fits(&mut self, signature: &Signature, args: &[Arg<'a>]) -> bool {
        let forms: Vec<Form> = args.iter().map(|arg| arg.form.clone()).collect();
        let Ok(pairs) = match_arguments(signature, &forms) else { return false };
        let mut solution = Solution::default();
        let types: Vec<(usize, Type)> =
            pairs.iter().map(|(at, index)| (*index, self.passed_type(&args[*at]))).collect();
        for (index, ty) in &types {
            self.db.solve(&signature.params[*index].ty, ty, &mut solution);
        }
        types.iter().zip(&pairs).all(|((index, ty), (at, _))| {
            let wanted = self.wanted(&signature.params[*index], &solution);
            self.db.assignable(ty, &wanted) || self.adapts(args[*at].expr, &wanted)
        })
    }

    /// Whether a display or lambda takes another type where that is wanted of it.
    fn adapts(&mut self, expr: Option<&'a Expr>, wanted: &Type) -> bool {
        let Some(expr) = expr.filter(|expr| is_contextual(expr)) else { return false };
        let ty = self.quiet(|this| this.expr(expr, Some(wanted)));
        self.db.assignable(&ty, wanted)
    }

    fn passed_type(&mut self, arg: &Arg<'a>) -> Type {
        let ty = arg.ty.clone().unwrap_or(Type::Unknown);
        passed(&arg.form, &ty, |ty| self.db.iterate(ty).unwrap_or(Type::Unknown))
    }

    fn no_overload(&mut self, callable: &Callable, args: &[Arg<'a>], site: &Site<'_>) {
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
            && types.iter().all(|ty| self.certain_mismatch(ty) && ty.members().len() == 1);
        let message = format!("no form of `{}` takes ({})", callable.name, shown.join(", "));
        let mut finding = Finding::new(Code::ArgumentType, span, message).certain(certain);
        if callable.signatures.len() <= 4 {
            let forms: Vec<String> = callable.signatures.iter().map(|signature| format!("`{signature}`")).collect();
            finding = finding.help(format!("it takes {}", forms.join(" or ")));
        }
        self.report(finding);
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

    fn check_arguments(
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
            let place = callable.function.and_then(|function| self.param_span(function, &param.name));
            // A variable solved from several arguments, or from undeclared elements, is not certain.
            let any_solution = param.ty.close(&|_| false);
            let solved_loosely =
                wanted.is_inferred() || (param.ty.has_vars() && self.db.assignable(&ty, &any_solution));
            let spread = matches!(args[*arg].form, Form::Star(None));
            let trusted = self.db.is_trusted(signature) && !(signature.stub.is_some() && is_loose(&wanted));
            let opaque = self.is_receiver(expr) || (signature.stub.is_some() && self.is_opaque(expr, &ty));
            let certain = site.certain
                && trusted
                && !spread
                && !opaque
                && self.certain_value(expr, &ty)
                && !solved_loosely
                && self.whole_misfit(&ty, &wanted, expr);
            let label = format!("`{}` is declared here", param.name);
            let finding =
                mismatch_finding(Code::ArgumentType, expr.span, &ty, &wanted).label(place, label).certain(certain);
            self.report(finding);
        }
    }

    /// Whether no part of a union fits, or the union is declared to be one.
    fn whole_misfit(&mut self, ty: &Type, wanted: &Type, expr: &'a Expr) -> bool {
        let members = ty.members().to_vec();
        members.iter().all(|member| !self.db.assignable(member, wanted)) || self.is_declared(expr)
    }

    fn wanted(&mut self, param: &Param, solution: &Solution) -> Type {
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

    fn param_span(&self, function: FuncRef, name: &Name) -> Option<Span> {
        if function.unit != UnitId::PROGRAM {
            return None;
        }
        let node = self.db.function(function);
        node.params.iter().find(|param| node.locals[param.local].name == *name).map(|param| param.span)
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
        let returns = returns.close(&|var| is_generic_callable || in_scope.iter().any(|own| **own == *var));
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

    fn misfit(&mut self, callable: &Callable, misfit: &Misfit, args: &[Arg<'a>], site: &Site<'_>) {
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
        self.report(finding.certain(site.certain && trusted && named && !is_made_by_object(callable)));
    }

    /// Calls a class.
    fn construct(&mut self, of: &Type, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        let Type::Instance(instance) = of else {
            return match of {
                Type::Union(members) => {
                    let made: Vec<Type> = members.iter().map(|member| self.construct(member, args, site)).collect();
                    Type::union(made)
                }
                Type::Var(_) => of.clone(),
                Type::Tuple(_) => of.clone(),
                Type::Any => Type::Any,
                _unknown => Type::Unknown,
            };
        };
        let info = self.db.class_info(&instance.class);
        if instance.class.is_builtin("type") {
            return self.type_call(args);
        }
        if info.form == ClassForm::Enum {
            return if args.len() == 1 { of.clone() } else { Type::Unknown };
        }
        if info.form == ClassForm::TypedDict {
            return of.clone();
        }
        let generic = instance.args.is_empty() && !info.params.is_empty();
        let me = if generic { self.db.self_instance(&instance.class) } else { of.clone() };
        let Type::Instance(me_instance) = &me else { return Type::Unknown };
        let Some(callable) = self.constructor(me_instance, &me) else {
            self.evaluate_rest(args);
            return of.close(&|_| false);
        };
        let made = self.call_callable(&callable, args, site);
        match made {
            Type::Instance(made) if generic => Type::Instance(Instance { inferred: true, ..made }),
            Type::Unknown => of.close(&|_| false),
            made => made,
        }
    }

    /// `type(x)`, or `type(name, bases, namespace)`.
    fn type_call(&mut self, args: &mut [Arg<'a>]) -> Type {
        self.evaluate_rest(args);
        match args {
            [Arg { ty: Some(ty), form: Form::Positional, .. }] if !ty.has_any() => {
                ty.widen().map(|member| member.clone().class_object())
            }
            _made_here => Type::Unknown,
        }
    }

    /// What calling a class takes, as a callable that gives the instance; `None` if that is not known.
    fn constructor(&mut self, me: &Instance, me_type: &Type) -> Option<Callable> {
        let info = self.db.class_info(&me.class);
        let meta_call = info.metaclass.as_ref().filter(|meta| meta.unit == UnitId::PROGRAM).is_some();
        if info.unknown_base || info.unknown_decorator || meta_call {
            return None;
        }
        if let Some(signature) = self.db.synthesised_constructor(me) {
            return Some(Callable {
                name: me.class.name.clone(),
                function: None,
                binding: Binding::Static,
                signatures: vec![signature],
            });
        }
        let init = self.db.find_member(me, &"__init__".into(), true);
        let new = self.db.find_member(me, &"__new__".into(), true);
        let depth = |owner: &ClassRef| info.mro.iter().position(|base| base.class == *owner).unwrap_or(usize::MAX);
        let (init_depth, new_depth) = (
            init.as_ref().map_or(usize::MAX, |m| depth(&m.owner)),
            new.as_ref().map_or(usize::MAX, |m| depth(&m.owner)),
        );
        let uses_new = new_depth < init_depth;
        let member = if uses_new { new } else { init }?;
        let Type::Callable(callable) = &member.symbol.ty else { return None };
        let own_self = |signature: &Signature| match signature.params.first().map(|param| &param.ty) {
            Some(Type::Instance(annotated)) if annotated.class == me.class => Some(Type::Instance(annotated.clone())),
            _plain => None,
        };
        let explicit: Vec<Option<Type>> = callable.signatures.iter().map(own_self).collect();
        let receiver = if uses_new { me_type.clone().class_object() } else { me_type.clone() };
        let Type::Callable(bound) = self.db.bind(callable, &receiver) else { return None };
        let mut bound = (*bound).clone();
        bound.name = me.class.name.clone();
        let kept_all = bound.signatures.len() == explicit.len();
        for (at, signature) in bound.signatures.iter_mut().enumerate() {
            if !uses_new {
                let annotated = explicit.get(at).cloned().flatten().filter(|_| kept_all);
                signature.returns = annotated.unwrap_or_else(|| me_type.clone());
                signature.inferred = None;
            } else if signature.inferred.take().is_some() || signature.returns.is_any() {
                signature.returns = me_type.clone();
            }
        }
        Some(bound)
    }

    /// Calls that mean more than their signature says.
    fn special_call(&mut self, callee: &'a Expr, arguments: &'a [Argument]) -> Option<Type> {
        let name = match &callee.kind {
            ExprKind::Variable(Variable::Global(name) | Variable::Class { name, outer: None }) => name,
            ExprKind::Attribute { name, .. } => name,
            _computed => return None,
        };
        match name.as_str() {
            "reveal_type" => {
                let [Argument::Positional(value)] = arguments else { return None };
                let ty = self.expr(value, None);
                self.report(Finding::new(Code::RevealedType, value.span, format!("{ty}")));
                return Some(ty);
            }
            "super" => {
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                return Some(self.super_call(arguments));
            }
            _library => {}
        }
        let from_library = self.db.called_name(self.scope, callee)?;
        match from_library.as_str() {
            "cast" => {
                let [Argument::Positional(ty), Argument::Positional(value)] = arguments else { return None };
                self.expr(callee, None);
                self.expr(value, None);
                Some(self.db.annotation(self.scope, ty))
            }
            "namedtuple" | "NamedTuple" | "TypedDict" | "NewType" | "TypeVar" | "ParamSpec" => {
                self.expr(callee, None);
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                Some(Type::Unknown)
            }
            "Enum" | "IntEnum" | "StrEnum" | "Flag" if arguments.len() > 1 => {
                self.expr(callee, None);
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                Some(Type::Unknown)
            }
            "field" => {
                self.expr(callee, None);
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                Some(Type::Unknown)
            }
            _ordinary => None,
        }
    }

    fn argument_value(&mut self, argument: &'a Argument) -> Type {
        match argument {
            Argument::Positional(expr)
            | Argument::Star(expr)
            | Argument::Keyword(_, expr)
            | Argument::DoubleStar(expr) => self.expr(expr, None),
        }
    }

    /// `super()`: an instance of the next class in the order, if there is just one base.
    fn super_call(&mut self, arguments: &[Argument]) -> Type {
        let Some(class) = self.enclosing_class().filter(|_| arguments.is_empty()) else { return Type::Unknown };
        let info = self.db.class_info(&class);
        if info.unknown_base {
            return Type::Unknown;
        }
        // With several bases the next class depends on the object's own class.
        let Some(next) = info.mro.get(1).filter(|_| info.mro.len() <= 3 || is_single(&info.mro)).cloned() else {
            return Type::Unknown;
        };
        if next.class.is_builtin("object") && class.in_program().is_some() {
            return Type::Unknown;
        }
        match self.receiver_binding() {
            Some(Binding::Class | Binding::Static) => Type::Instance(next).class_object(),
            Some(Binding::Function) => Type::Instance(next),
            None => Type::Unknown,
        }
    }
}

/// Whether an order is that of single inheritance, as far as it shows.
fn is_single(mro: &[Instance]) -> bool {
    mro.iter().all(|base| {
        base.class.in_program().is_some() || base.class.is_builtin("object") || base.class.unit == UnitId::BUILTINS
    })
}

/// `object.__init__` takes what the class's `__new__` takes, and the other way round.
fn is_made_by_object(callable: &Callable) -> bool {
    matches!(callable.name.as_str(), "__init__" | "__new__" | "__init_subclass__")
}

/// Types that stubs ask for where the library takes more: any truth value, any of several words.
fn is_loose(wanted: &Type) -> bool {
    wanted.members().iter().any(|member| member.is_builtin("bool") || matches!(member, Type::Literal(..)))
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
