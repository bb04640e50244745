//! How types relate: what may be assigned where, what a type variable stands for, what is left after a test.
//!
//! Where the specification leaves room, or a type variable is involved that could not be solved, the answer is the
//! lenient one: an error that is reported must be one.

use super::{Callable, ClassRef, Instance, Literal, Param, Signature, Solution, Type, TypeVar, TypeVarKind, Variance};
use crate::class::ClassForm;
use crate::db::Db;
use naja_frontend::hir::{Name, ParamKind};
use std::sync::Arc;

impl Db<'_> {
    /// Whether a value of type `from` may be assigned to a variable of type `to`.
    pub(crate) fn assignable(&mut self, from: &Type, to: &Type) -> bool {
        if from == to || from.is_any() || to.is_any() || self.depth > 80 {
            return true;
        }
        self.depth += 1;
        let fits = self.assignable_shapes(from, to);
        self.depth -= 1;
        fits
    }

    fn assignable_shapes(&mut self, from: &Type, to: &Type) -> bool {
        match (from, to) {
            (Type::Never | Type::Property(_), _) | (_, Type::Property(_)) => true,
            (_, Type::Var(var)) if !self.is_rigid(var) => true,
            (Type::Union(members), _) => from.has_any() || members.iter().all(|member| self.assignable(member, to)),
            (Type::Var(_), Type::Union(members)) if members.contains(from) => true,
            (Type::Var(var), Type::Var(_)) if !self.is_rigid(var) => true,
            (Type::Var(var), _) => self.var_assignable(var, to),
            (_, Type::Var(_)) => false,
            (_, Type::Union(members)) => {
                to.has_any()
                    || members.iter().any(|member| self.assignable(from, member))
                    || self.exhausts(from, members)
            }
            (_, Type::Instance(instance)) if instance.class.is_builtin("object") => true,
            (Type::Literal(..), Type::Literal(..)) => false,
            (Type::Literal(class, _), _) => self.assignable(&Type::instance(class.clone(), []), to),
            (Type::Tuple(from), Type::Tuple(to)) => {
                from.len() == to.len() && from.iter().zip(to.iter()).all(|(from, to)| self.assignable(from, to))
            }
            // `tuple[int, ...]` has no known length; its elements must fit.
            (Type::Instance(from), Type::Tuple(to)) => match self.tuple_element(from) {
                Some(element) => to.iter().all(|to| self.assignable(&element, to)),
                None => false,
            },
            (Type::Class(from), Type::Class(to)) => self.assignable(from, to),
            (Type::Class(_), Type::Callable(_)) => true,
            (Type::Class(_), Type::Instance(to)) => {
                to.class.is_builtin("type") || self.is_protocol(&to.class) || self.is_metaclass(&to.class)
            }
            (Type::Instance(from), Type::Class(_)) => from.class.is_builtin("type") || self.is_metaclass(&from.class),
            (Type::Callable(from), Type::Callable(to)) => self.callable_assignable(from, to),
            (Type::Callable(_), Type::Instance(to)) => self.callable_is_instance(from, to),
            (Type::Instance(_), Type::Callable(to)) => match self.attribute(from, &"__call__".into()) {
                Some(call) => match &call.ty {
                    Type::Callable(from) => self.callable_assignable(from, to),
                    _other => true,
                },
                None => false,
            },
            (Type::Module(_), Type::Instance(to)) => {
                to.class.name.as_str() == "ModuleType" || self.is_protocol(&to.class)
            }
            (Type::Instance(from), Type::Instance(to)) => self.instance_assignable(from, to),
            (Type::None, Type::Instance(to)) => {
                to.class.name.as_str() == "NoneType" || (self.is_protocol(&to.class) && self.fits_protocol(from, to))
            }
            (Type::Tuple(elements), Type::Instance(to)) => {
                let Type::Instance(whole) = self.builtin("tuple", [Type::union(elements.iter().cloned())]) else {
                    return true;
                };
                self.instance_assignable(&whole, to)
            }
            _unrelated => false,
        }
    }

    /// Whether the literals among `members` are all the values of `from`: `bool`, or an enum.
    fn exhausts(&mut self, from: &Type, members: &[Type]) -> bool {
        let Type::Instance(instance) = from else { return false };
        let values = self.values_of(&instance.class);
        !values.is_empty() && values.iter().all(|value| members.contains(value))
    }

    /// Every value of `bool` or of an enum.
    pub(crate) fn values_of(&mut self, class: &ClassRef) -> Vec<Type> {
        if class.is_builtin("bool") {
            return [true, false].map(|value| Type::Literal(class.clone(), Literal::Bool(value))).into();
        }
        if self.class_info(class).form != ClassForm::Enum {
            return Vec::new();
        }
        let body = self.class_body(class);
        let names: Vec<Name> = self.symbols(body).names.keys().cloned().collect();
        names.iter().filter_map(|name| self.enum_member(class, name)).collect()
    }

    fn var_assignable(&mut self, var: &TypeVar, to: &Type) -> bool {
        match (&var.bound, var.constraints.as_slice()) {
            (Some(bound), _) => self.assignable(bound, to),
            (None, []) if !self.is_rigid(var) => true,
            (None, []) => {
                let object = self.builtin("object", []);
                self.assignable(&object, to)
            }
            (None, constraints) => constraints.iter().all(|constraint| self.assignable(constraint, to)),
        }
    }

    /// Whether `var` is a parameter of a function or class that is being inferred: then it is one type that nobody knows,
    /// rather than one that a call will settle.
    pub(crate) fn is_rigid(&self, var: &TypeVar) -> bool {
        var.kind == TypeVarKind::Type && self.rigid.iter().any(|rigid| **rigid == *var)
    }

    fn is_protocol(&mut self, class: &ClassRef) -> bool {
        self.class_info(class).form == ClassForm::Protocol
    }

    fn is_metaclass(&mut self, class: &ClassRef) -> bool {
        self.class_info(class).mro.iter().any(|base| base.class.is_builtin("type"))
    }

    /// `int` is acceptable as `float`, and both as `complex`; so is what derives from them.
    fn promotes(&mut self, from: &ClassRef, to: &ClassRef) -> bool {
        let smaller: &[&str] = match () {
            () if to.is_builtin("float") => &["int"],
            () if to.is_builtin("complex") => &["int", "float"],
            () => return false,
        };
        let is_smaller = |base: &Instance| smaller.iter().any(|name| base.class.is_builtin(name));
        self.class_info(from).mro.iter().any(is_smaller)
    }

    /// The element type of `tuple[T, ...]` or of a class derived from it.
    fn tuple_element(&mut self, instance: &Instance) -> Option<Type> {
        let tuple = self.builtin_class("tuple")?;
        let viewed = self.view_as(instance, &tuple)?;
        Some(viewed.args.first().cloned().unwrap_or(Type::Unknown))
    }

    fn instance_assignable(&mut self, from: &Instance, to: &Instance) -> bool {
        if to.brand.as_ref().is_some_and(|brand| !from.is_branded(brand)) {
            return false;
        }
        if self.promotes(&from.class, &to.class) {
            return true;
        }
        if let Some(viewed) = self.view_as(from, &to.class) {
            return self.arguments_fit(&viewed, to);
        }
        let from_info = self.class_info(&from.class);
        // A program may bring its own version of a library class: of that there is no telling.
        let own_version = |base: &Instance| base.class.in_program().is_some() && base.class.name == to.class.name;
        if from_info.unknown_base || (to.class.in_program().is_none() && from_info.mro.iter().any(own_version)) {
            return true;
        }
        let ty = Type::Instance(from.clone());
        match self.class_info(&to.class).form {
            ClassForm::Protocol => self.fits_protocol(&ty, to),
            ClassForm::TypedDict => match from_info.form {
                ClassForm::TypedDict => self.typed_dict_assignable(from, to),
                // What it was filled with later is not known.
                _dict => from.class.is_builtin("dict") && from.inferred && from.args.iter().all(Type::has_any),
            },
            ClassForm::Plain | ClassForm::Enum | ClassForm::NamedTuple => false,
        }
    }

    /// Whether the type arguments of two instances of one class are related as its parameters' variance asks.
    fn arguments_fit(&mut self, from: &Instance, to: &Instance) -> bool {
        let params = self.class_info(&to.class).params.clone();
        params.iter().zip(from.args.iter().zip(to.args.iter())).all(|(param, (from, to))| {
            if param.kind != TypeVarKind::Type {
                return true;
            }
            match param.variance {
                Variance::Covariant => self.assignable(from, to),
                Variance::Contravariant => self.assignable(to, from),
                Variance::Invariant => self.assignable(from, to) && self.assignable(to, from),
            }
        })
    }

    /// Whether `from` has every member of the protocol `to`.
    fn fits_protocol(&mut self, from: &Type, to: &Instance) -> bool {
        let target = Type::Instance(to.clone());
        let question = (from.clone(), target.clone());
        if self.protocols.contains(&question) || self.protocols.len() > 12 {
            return true;
        }
        self.protocols.push(question);
        let members = self.protocol_members(&to.class);
        // Sequences of before there were iterators.
        if to.class.name.as_str() == "Iterable" && self.attribute(from, &"__getitem__".into()).is_some() {
            self.protocols.pop();
            return true;
        }
        let fits = members.iter().all(|name| {
            let Some(has) = self.attribute(from, name) else { return false };
            if self.is_settable(&target, name) && !self.is_settable(from, name) {
                return false;
            }
            match self.attribute(&target, name) {
                // A method must not be set to `None`, as `__hash__` is for lists.
                Some(wants) => has.ty != Type::None && self.assignable(&has.ty, &wants.ty),
                None => true,
            }
        });
        self.protocols.pop();
        fits
    }

    /// Whether the attribute can be assigned: it is no property without a setter, nor a field of a tuple or frozen class.
    fn is_settable(&mut self, ty: &Type, name: &Name) -> bool {
        let Type::Instance(instance) = ty else { return true };
        let Some(found) = self.find_member(instance, name, true) else { return true };
        let owner = self.class_info(&found.owner);
        let is_frozen = owner.dataclass.is_some_and(|options| options.frozen) || owner.form == ClassForm::NamedTuple;
        match &found.symbol.ty {
            Type::Property(property) => property.set.is_some(),
            Type::Callable(_) => false,
            _variable => !is_frozen || found.on_instance,
        }
    }

    /// The names that an implementation of the protocol must have.
    pub(crate) fn protocol_members(&mut self, class: &ClassRef) -> Vec<Name> {
        let info = self.class_info(class);
        let mut names = Vec::new();
        for base in &info.mro {
            if self.is_protocol(&base.class) {
                let body = self.class_body(&base.class);
                names.extend(self.symbols(body).names.keys().filter(|name| is_protocol_member(name)).cloned());
            }
        }
        names
    }

    fn callable_is_instance(&mut self, from: &Type, to: &Instance) -> bool {
        if self.is_protocol(&to.class) {
            return self.fits_protocol(from, to);
        }
        matches!(
            to.class.name.as_str(),
            "FunctionType" | "MethodType" | "BuiltinFunctionType" | "staticmethod" | "classmethod"
        )
    }

    fn callable_assignable(&mut self, from: &Callable, to: &Callable) -> bool {
        to.signatures.iter().all(|to| from.signatures.iter().any(|from| self.signature_assignable(from, to)))
    }

    fn signature_assignable(&mut self, from: &Signature, to: &Signature) -> bool {
        let returns = if from.inferred.is_some() { &Type::Unknown } else { &from.returns };
        if to.returns != Type::None && !self.assignable(returns, &to.returns) {
            return false;
        }
        if from.is_gradual() || to.is_gradual() || has_params_var(from) || has_params_var(to) {
            return true;
        }
        let takes = |params: &[Param], kind| params.iter().any(|param| param.kind == kind);
        let from_positional: Vec<&Param> = from.params.iter().filter(|param| is_positional(param)).collect();
        let to_positional: Vec<&Param> = to.params.iter().filter(|param| is_positional(param)).collect();
        if to_positional.len() > from_positional.len() && !takes(&from.params, ParamKind::VarArgs) {
            return false;
        }
        let required = from_positional.iter().filter(|param| !param.has_default).count();
        let filled_otherwise = takes(&to.params, ParamKind::VarArgs)
            || takes(&to.params, ParamKind::KeywordOnly)
            || takes(&to.params, ParamKind::KwArgs);
        if required > to_positional.len() && !filled_otherwise {
            return false;
        }
        let needs_keyword = from.params.iter().any(|p| p.kind == ParamKind::KeywordOnly && !p.has_default);
        if needs_keyword && !takes(&to.params, ParamKind::KeywordOnly) && !takes(&to.params, ParamKind::KwArgs) {
            return false;
        }
        let takes_keywords = to.params.iter().filter(|param| param.kind == ParamKind::KeywordOnly).all(|wanted| {
            let by_name = |param: &&Param| {
                matches!(param.kind, ParamKind::KeywordOnly | ParamKind::Normal) && param.name == wanted.name
            };
            let rest = |param: &&Param| param.kind == ParamKind::KwArgs;
            match from.params.iter().find(by_name).or_else(|| from.params.iter().find(rest)) {
                Some(param) => self.assignable(&wanted.ty, &param.ty),
                None => false,
            }
        });
        takes_keywords && from_positional.iter().zip(&to_positional).all(|(from, to)| self.assignable(&to.ty, &from.ty))
    }

    /// Extends `solution` so that, as far as possible, `arg` is assignable to `param`.
    pub(crate) fn solve(&mut self, param: &Type, arg: &Type, solution: &mut Solution) {
        if self.depth > 80 || !param.has_vars() {
            return;
        }
        self.depth += 1;
        self.solve_shapes(param, arg, solution);
        self.depth -= 1;
    }

    fn solve_shapes(&mut self, param: &Type, arg: &Type, solution: &mut Solution) {
        match (param, arg) {
            (Type::Var(var), _) => self.solve_var(var, arg, solution),
            (Type::Union(members), _) => self.solve_union(members, arg, solution),
            (Type::Callable(param), _) => self.solve_callable(param, arg, solution),
            (_, Type::Union(members)) => members.iter().for_each(|member| self.solve(param, member, solution)),
            (Type::Class(param), Type::Class(arg)) => self.solve(param, arg, solution),
            (Type::Tuple(params), Type::Tuple(args)) if params.len() == args.len() => {
                params.iter().zip(args.iter()).for_each(|(param, arg)| self.solve(param, arg, solution));
            }
            (Type::Tuple(params), Type::Instance(arg)) => {
                if let Some(element) = self.tuple_element(arg) {
                    params.iter().for_each(|param| self.solve(param, &element, solution));
                }
            }
            (Type::Instance(param), _) if arg.is_any() => {
                param.args.iter().for_each(|param| self.solve(param, arg, solution));
            }
            (Type::Instance(param), _) => self.solve_instance(param, arg, solution),
            _nothing_to_learn => {}
        }
    }

    fn solve_var(&mut self, var: &Arc<TypeVar>, arg: &Type, solution: &mut Solution) {
        if *arg == Type::Var(var.clone()) {
            return;
        }
        let arg = if var.bound.as_ref().is_some_and(|bound| matches!(bound, Type::Literal(..))) {
            arg.clone()
        } else {
            arg.widen()
        };
        let solved = match solution.get(var).cloned() {
            None => self.constrained(var, arg),
            Some(Type::Unknown) => arg,
            Some(known) if arg == Type::Unknown || self.assignable(&arg, &known) => known,
            Some(known) if self.assignable(&known, &arg) => arg,
            Some(known) => Type::union([known, arg]),
        };
        solution.set(var, solved);
    }

    /// The first constraint of `var` that `arg` fits, or `arg`.
    fn constrained(&mut self, var: &TypeVar, arg: Type) -> Type {
        if arg.is_any() {
            return arg;
        }
        var.constraints.iter().find(|constraint| self.assignable(&arg, constraint)).cloned().unwrap_or(arg)
    }

    /// Members of `arg` that fit a part of the union without variables are taken by it; the rest is for the variables.
    fn solve_union(&mut self, members: &[Type], arg: &Type, solution: &mut Solution) {
        for arg in arg.members() {
            let taken = members
                .iter()
                .any(|member| !matches!(member, Type::Var(_)) && !arg.is_any() && self.assignable(arg, member));
            for member in members {
                let is_var = matches!(member, Type::Var(_));
                if !(is_var && taken) {
                    self.solve(member, arg, solution);
                }
            }
        }
    }

    fn solve_instance(&mut self, param: &Instance, arg: &Type, solution: &mut Solution) {
        let Some(arg_instance) = self.nominal(arg) else { return };
        if let Some(viewed) = self.view_as(&arg_instance, &param.class) {
            param.args.iter().zip(viewed.args.iter()).for_each(|(param, arg)| self.solve(param, arg, solution));
        } else if self.is_protocol(&param.class) {
            let target = Type::Instance(param.clone());
            let question = (arg.clone(), target.clone());
            if self.protocols.contains(&question) || self.protocols.len() > 12 {
                return;
            }
            self.protocols.push(question);
            for name in self.protocol_members(&param.class) {
                if let (Some(wants), Some(has)) = (self.attribute(&target, &name), self.attribute(arg, &name)) {
                    self.solve(&wants.ty, &has.ty, solution);
                }
            }
            self.protocols.pop();
        }
    }

    fn solve_callable(&mut self, param: &Callable, arg: &Type, solution: &mut Solution) {
        let Some(wants) = param.signatures.first() else { return };
        let Some(has) = self.signature_for(arg, wants) else { return };
        let returns = match has.inferred {
            Some(function) => self.inferred_result(function),
            None => has.returns.clone(),
        };
        if let Some(at) = wants.params.iter().position(|param| is_params_var(&param.ty)) {
            let Type::Var(var) = &wants.params[at].ty else { return };
            let rest = Signature { params: has.params.iter().skip(at).cloned().collect(), ..has.clone() };
            if solution.get(var).is_none() {
                solution.set(var, Callable::plain(rest));
            }
        }
        let pairs =
            wants.params.iter().filter(|p| is_positional(p)).zip(has.params.iter().filter(|p| is_positional(p)));
        for (wants, has) in pairs {
            if has.ty != Type::Unknown {
                let unsolved = matches!(&wants.ty, Type::Var(var) if solution.get(var).is_none());
                if unsolved {
                    self.solve(&wants.ty, &has.ty, solution);
                }
            }
        }
        self.solve(&wants.returns, &returns, solution);
    }

    /// The signature of `callee` that is used where `wants` is expected.
    fn signature_for(&mut self, callee: &Type, wants: &Signature) -> Option<Signature> {
        let signatures = match callee {
            Type::Callable(callable) => callable.signatures.clone(),
            Type::Class(of) => {
                let made = of.close(&|_| false);
                return Some(Signature::gradual(made));
            }
            Type::Instance(_) => match self.attribute(callee, &"__call__".into())?.ty {
                Type::Callable(callable) => callable.signatures.clone(),
                _unknown => return None,
            },
            other if other.is_any() => return Some(Signature::gradual(other.clone())),
            _not_callable => return None,
        };
        let count = wants.params.iter().filter(|param| is_positional(param)).count();
        let takes = |signature: &Signature| {
            signature.params.iter().any(|param| param.kind == ParamKind::VarArgs)
                || signature.params.iter().filter(|param| is_positional(param)).count() >= count
        };
        let mut fitting = signatures.iter().filter(|signature| takes(signature));
        let passes = |db: &mut Self, signature: &Signature| {
            let pairs = wants.params.iter().filter(|p| is_positional(p)).zip(&signature.params);
            pairs.into_iter().all(|(wants, has)| db.assignable(&wants.ty, &has.ty))
        };
        let chosen = fitting
            .find(|signature| passes(self, signature))
            .or(signatures.iter().find(|s| takes(s)))
            .or(signatures.first())?;
        let own_vars = |var: &TypeVar| var.kind == TypeVarKind::SelfType;
        let close = |ty: &Type| ty.close(&own_vars);
        Some(Signature {
            params: chosen.params.iter().map(|param| Param { ty: close(&param.ty), ..param.clone() }).collect(),
            returns: close(&chosen.returns),
            ..chosen.clone()
        })
    }

    /// `ty` as an instance of the class that it has at run time.
    pub(crate) fn nominal(&mut self, ty: &Type) -> Option<Instance> {
        let instance = |ty: Type| match ty {
            Type::Instance(instance) => Some(instance),
            _unknown => None,
        };
        match ty {
            Type::Instance(instance) => Some(instance.clone()),
            Type::Literal(class, _) => Some(Instance::bare(class.clone())),
            Type::Tuple(elements) => instance(self.builtin("tuple", [Type::union(elements.iter().cloned())])),
            Type::None => instance(self.library("types", "NoneType", [])),
            Type::Class(of) => {
                let metaclass = match &**of {
                    Type::Instance(of) => self.class_info(&of.class).metaclass.clone(),
                    _unknown => None,
                };
                match metaclass {
                    Some(class) => Some(Instance::bare(class)),
                    None => instance(self.builtin("type", [])),
                }
            }
            Type::Callable(_) => instance(self.library("types", "FunctionType", [])),
            Type::Property(_) => instance(self.builtin("property", [])),
            Type::Module(_) => instance(self.library("types", "ModuleType", [])),
            Type::Var(var) => match &var.bound {
                Some(bound) => self.nominal(&bound.clone()),
                None => None,
            },
            Type::Unknown | Type::Any | Type::Never | Type::Union(_) => None,
        }
    }

    /// What is left of `ty` when the value is known to be a `to`.
    pub(crate) fn narrow_to(&mut self, ty: &Type, to: &Type) -> Type {
        Type::union(
            ty.members()
                .to_vec()
                .iter()
                .map(|member| {
                    Type::union(to.members().iter().map(|to| self.narrow_member(member, to)).collect::<Vec<_>>())
                })
                .collect::<Vec<_>>(),
        )
    }

    fn narrow_member(&mut self, member: &Type, to: &Type) -> Type {
        if member.is_any() || to.is_any() {
            return if to.is_any() { member.clone() } else { to.clone() };
        }
        if let (Type::Instance(member), Type::Instance(to)) = (member, to)
            && self.promotes(&member.class, &to.class)
        {
            return Type::Never;
        }
        if self.assignable(member, to) && !matches!(member, Type::Var(_)) {
            return member.clone();
        }
        if let (Type::Instance(from), Type::Instance(to)) = (member, to) {
            // `isinstance(x, float)` of a declared `float` does not make an `int` of it.
            if self.view_as(to, &from.class).is_some() {
                return self.specialise_to(from, to);
            }
            return if self.may_share_subclass(&from.class, &to.class) {
                Type::Instance(to.clone())
            } else {
                Type::Never
            };
        }
        match member {
            // It stays the one type that nobody knows.
            Type::Var(var) if var.kind == TypeVarKind::Type && !matches!(to, Type::Var(_)) => {
                let bound = match &var.bound {
                    Some(bound) => self.narrow_to(bound, to),
                    None => to.clone(),
                };
                let shown = TypeVar { bound: Some(bound), constraints: vec![], is_narrowed: true, ..(**var).clone() };
                Type::Var(Arc::new(shown))
            }
            Type::Var(_) => to.clone(),
            _other if self.assignable(to, member) => to.clone(),
            _other => Type::Never,
        }
    }

    /// `list[Unknown]` narrowed from `Sequence[int]` is `list[int]`.
    fn specialise_to(&mut self, from: &Instance, to: &Instance) -> Type {
        let Type::Instance(generic) = self.self_instance(&to.class) else { return Type::Instance(to.clone()) };
        if generic.args.is_empty() || !(to.args.is_empty() || to.args.iter().all(Type::is_any)) {
            return Type::Instance(to.clone());
        }
        let Some(viewed) = self.view_as(&generic, &from.class) else { return Type::Instance(to.clone()) };
        let mut solution = Solution::default();
        for (param, arg) in viewed.args.iter().zip(from.args.iter()) {
            self.solve(param, arg, &mut solution);
        }
        Type::Instance(generic).substitute(&solution).close(&|_| false)
    }

    /// Whether some class could derive from both: not if both have an instance layout of their own.
    fn may_share_subclass(&mut self, a: &ClassRef, b: &ClassRef) -> bool {
        let solid = [
            "int",
            "float",
            "complex",
            "str",
            "bytes",
            "bytearray",
            "list",
            "dict",
            "set",
            "frozenset",
            "tuple",
            "bool",
        ];
        let mut is_solid = |class: &ClassRef| {
            self.class_info(class).mro.iter().any(|base| solid.iter().any(|name| base.class.is_builtin(name)))
        };
        !(is_solid(a) && is_solid(b))
    }

    /// What is left of `ty` when the value is known not to be a `from`.
    pub(crate) fn exclude(&mut self, ty: &Type, from: &Type) -> Type {
        let mut left = Vec::new();
        for member in ty.members() {
            let parts = match member {
                Type::Instance(instance) => self.values_of(&instance.class),
                _other => Vec::new(),
            };
            let excludes_a_part = parts.iter().any(|part| from.members().contains(part));
            let parts = if excludes_a_part { parts } else { vec![member.clone()] };
            for part in parts {
                let gone =
                    !part.is_any() && from.members().iter().any(|from| !from.is_any() && self.covers(from, &part));
                if !gone {
                    left.push(part);
                }
            }
        }
        Type::union(left)
    }

    /// Whether every `part` is certainly an instance of `whole` at run time: no promotion, no protocol.
    fn covers(&mut self, whole: &Type, part: &Type) -> bool {
        match (whole, part) {
            (Type::Instance(whole), Type::Instance(part)) => self.is_subclass(&part.class, &whole.class),
            (Type::Instance(whole), Type::Literal(part, _)) => self.is_subclass(part, &whole.class),
            (Type::Instance(whole), Type::Tuple(_)) => whole.class.is_builtin("tuple"),
            (Type::Class(_) | Type::Literal(..) | Type::None | Type::Callable(_), _) => whole == part,
            _not_certain => false,
        }
    }
}

fn is_positional(param: &Param) -> bool {
    matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Normal)
}

fn is_params_var(ty: &Type) -> bool {
    matches!(ty, Type::Var(var) if var.kind == TypeVarKind::Params)
}

fn has_params_var(signature: &Signature) -> bool {
    signature.params.iter().any(|param| is_params_var(&param.ty))
}

fn is_protocol_member(name: &str) -> bool {
    !matches!(
        name,
        "__slots__"
            | "__doc__"
            | "__module__"
            | "__init__"
            | "__new__"
            | "__class_getitem__"
            | "__abstractmethods__"
            | "__dict__"
            | "__weakref__"
            | "__match_args__"
            | "__init_subclass__"
            | "__subclasshook__"
    )
}

#[cfg(test)]
mod tests;
