//! What a condition teaches about the places it tests: truthiness, `is None`, comparison with literals, `isinstance`.

use crate::db::Db;
use crate::flow::Env;
use crate::infer::Evaluator;
use crate::ty::{Literal, Type};
use naja_frontend::hir::{Argument, BoolOp, CompareOp, Element, Expr, ExprKind, StrValue, UnaryOp, Variable};

impl<'a> Evaluator<'_, 'a> {
    /// Evaluates `test`; gives what holds where it is true and where it is false.
    pub(crate) fn condition(&mut self, test: &'a Expr) -> (Option<Env>, Option<Env>) {
        match &test.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                let (holds, fails) = self.condition(operand);
                let bool = self.db.builtin("bool", []);
                self.db.record(self.scope.unit, test.id, &bool);
                (fails, holds)
            }
            ExprKind::BoolOp { op, values } => {
                let mut decided = None;
                for value in values {
                    let (holds, fails) = self.condition(value);
                    let (goes_on, stops) = match op {
                        BoolOp::And => (holds, fails),
                        BoolOp::Or => (fails, holds),
                    };
                    decided = self.join(decided, stops);
                    self.set_env(goes_on);
                    if !self.reachable() {
                        break;
                    }
                }
                let last = self.take_env();
                match op {
                    BoolOp::And => (last, decided),
                    BoolOp::Or => (decided, last),
                }
            }
            _simple => {
                self.expr(test, None);
                let (mut holds, mut fails) = (self.env_clone(), self.take_env());
                self.learn(test, &mut holds, true);
                self.learn(test, &mut fails, false);
                (holds, fails)
            }
        }
    }

    /// `a and b`, `a or b` as a value.
    pub(crate) fn bool_op(&mut self, expr: &'a Expr, expected: Option<&Type>) -> Type {
        let ExprKind::BoolOp { op, values } = &expr.kind else { return Type::Unknown };
        let mut result = Vec::new();
        let mut decided = None;
        for (index, value) in values.iter().enumerate() {
            if index + 1 == values.len() {
                result.push(self.expr(value, expected));
                break;
            }
            // The value is evaluated for its type, and as a condition for what it teaches.
            let ty = self.quiet(|this| this.expr(value, expected));
            let (holds, fails) = self.condition(value);
            let (goes_on, stops, kept) = match op {
                BoolOp::And => (holds, fails, self.db.truthy(&ty, false)),
                BoolOp::Or => (fails, holds, self.db.truthy(&ty, true)),
            };
            result.push(kept);
            decided = self.join(decided, stops);
            self.set_env(goes_on);
            if !self.reachable() {
                break;
            }
        }
        let last = self.take_env();
        let after = self.join(decided, last);
        self.set_env(after);
        Type::union(result)
    }

    /// Adds to `env` what it means that `test` is `outcome`; takes it away if that cannot be.
    fn learn(&mut self, test: &'a Expr, env: &mut Option<Env>, outcome: bool) {
        match &test.kind {
            ExprKind::Bool(value) if *value != outcome => *env = None,
            ExprKind::Compare { left, rest } => {
                if let [(op, right)] = rest.as_slice() {
                    self.learn_comparison(left, *op, right, env, outcome);
                }
            }
            ExprKind::Call { callee, arguments } => self.learn_call(callee, arguments, env, outcome),
            ExprKind::Variable(_)
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Walrus { .. } => {
                self.narrow_place(test, env, |db, ty| db.truthy(ty, outcome));
            }
            _teaches_nothing => {}
        }
    }

    /// Replaces the type of the place that `expr` names by `f` of it.
    fn narrow_place(&mut self, expr: &'a Expr, env: &mut Option<Env>, f: impl FnOnce(&mut Db<'a>, &Type) -> Type) {
        let Some(place) = self.place(expr) else { return };
        let Some(facts) = env else { return };
        let current = match facts.get(&place) {
            Some(fact) => fact.ty.clone(),
            None => {
                self.set_env(Some(facts.clone()));
                let ty = self.quiet(|this| this.expr(expr, None));
                self.take_env();
                ty
            }
        };
        let narrowed = f(self.db, &current);
        if narrowed == Type::Never && current != Type::Never {
            // What was only inferred does not make code unreachable.
            *env = None;
        } else if narrowed != current || narrowed.is_narrowed() {
            facts.narrow(place, narrowed);
        }
    }

    fn learn_comparison(
        &mut self,
        left: &'a Expr,
        op: CompareOp,
        right: &'a Expr,
        env: &mut Option<Env>,
        outcome: bool,
    ) {
        let equal = match op {
            CompareOp::Eq | CompareOp::Is | CompareOp::In => outcome,
            CompareOp::Ne | CompareOp::IsNot | CompareOp::NotIn => !outcome,
            CompareOp::Lt | CompareOp::Le | CompareOp::Gt | CompareOp::Ge => return,
        };
        if let CompareOp::In | CompareOp::NotIn = op {
            return self.learn_membership(left, right, env, equal);
        }
        // `type(x) is C`.
        if let ExprKind::Call { callee, arguments } = &left.kind
            && is_builtin_name(callee, "type")
            && let [Argument::Positional(object)] = arguments.as_slice()
        {
            let class = self.quiet_in(env, right);
            if let (Type::Class(of), true) = (&class, equal) {
                self.narrow_place(object, env, |db, ty| db.narrow_to(ty, of));
            }
            return;
        }
        for (place, value) in [(left, right), (right, left)] {
            let is_none = matches!(value.kind, ExprKind::None);
            let value = match self.quiet_in(env, value) {
                // An undeclared variable that was only seen to be `None` may be something else.
                Type::None if !is_none => continue,
                // An enum with one member is a sentinel.
                Type::Instance(instance) => match self.db.values_of(&instance.class).as_slice() {
                    [only] => only.clone(),
                    _several => Type::Instance(instance),
                },
                value => value,
            };
            let is_identity = matches!(op, CompareOp::Is | CompareOp::IsNot);
            let single =
                matches!(value, Type::None | Type::Literal(..)) || (is_identity && matches!(value, Type::Class(_)));
            if single {
                self.narrow_place(place, env, |db, ty| {
                    if equal { db.narrow_to_value(ty, &value) } else { db.exclude_value(ty, &value) }
                });
                if env.is_none() {
                    return;
                }
                self.narrow_owner(place, &value, equal, env);
            }
        }
    }

    /// `x.kind == "a"` tells which of several classes `x` is, if their `kind`s differ.
    fn narrow_owner(&mut self, place: &'a Expr, value: &Type, equal: bool, env: &mut Option<Env>) {
        let (ExprKind::Attribute { object, .. } | ExprKind::Subscript { object, .. }) = &place.kind else { return };
        let part_of = |db: &mut Db<'a>, member: &Type| match &place.kind {
            ExprKind::Attribute { name, .. } => db.attribute(member, name).map(|symbol| symbol.ty),
            ExprKind::Subscript { index, .. } => {
                let ExprKind::Str(StrValue::Text(key)) = &index.kind else { return None };
                let instance = db.typed_dict(member)?;
                db.typed_keys(&instance).into_iter().find(|typed| typed.name.as_str() == &**key).map(|typed| typed.ty)
            }
            _whole => None,
        };
        self.narrow_place(object, env, |db, ty| {
            if ty.members().len() == 1 {
                return ty.clone();
            }
            ty.filter(|member| {
                let Some(part) = part_of(db, member) else { return true };
                // Only what is declared to be one of some values tells.
                let tells = part.members().iter().all(|part| matches!(part, Type::Literal(..) | Type::None));
                let left = if equal { db.narrow_to_value(&part, value) } else { db.exclude_value(&part, value) };
                !tells || left != Type::Never
            })
        });
    }

    /// `x in (1, 2)`, `x in [None, "a"]`.
    fn learn_membership(&mut self, left: &'a Expr, right: &'a Expr, env: &mut Option<Env>, inside: bool) {
        let (ExprKind::Tuple(elements) | ExprKind::List(elements) | ExprKind::Set(elements)) = &right.kind else {
            return;
        };
        let mut values = Vec::new();
        for element in elements {
            let Element::One(value) = element else { return };
            match self.quiet_in(env, value) {
                ty @ (Type::Literal(..) | Type::None) => values.push(ty),
                _computed => return,
            }
        }
        self.narrow_place(left, env, |db, ty| {
            if inside {
                let narrowed: Vec<Type> = values.iter().map(|value| db.narrow_to_value(ty, value)).collect();
                Type::union(narrowed)
            } else {
                values.iter().fold(ty.clone(), |left, value| db.exclude_value(&left, value))
            }
        });
    }

    fn learn_call(&mut self, callee: &'a Expr, arguments: &'a [Argument], env: &mut Option<Env>, outcome: bool) {
        let Some(Argument::Positional(object)) = arguments.first() else { return };
        if let [_, Argument::Positional(class)] = arguments
            && (is_builtin_name(callee, "isinstance") || is_builtin_name(callee, "issubclass"))
        {
            let of_class = is_builtin_name(callee, "issubclass");
            let class = self.quiet_in(env, class);
            let Some(wanted) = self.class_info_type(&class, class_expr(arguments)) else {
                self.narrow_place(object, env, |_, ty| Type::union([ty.clone(), Type::Unknown]));
                return;
            };
            let wanted = if of_class { wanted.map(|ty| ty.clone().class_object()) } else { wanted };
            self.narrow_place(
                object,
                env,
                |db, ty| if outcome { db.narrow_to(ty, &wanted) } else { db.exclude(ty, &wanted) },
            );
            return;
        }
        if is_builtin_name(callee, "callable") {
            self.narrow_place(object, env, |db, ty| {
                ty.map(|member| {
                    let is_callable = db.attribute(member, &"__call__".into()).is_some();
                    let certainly = is_callable && !member.is_any() && !matches!(member, Type::Var(_));
                    match outcome {
                        true if is_callable => member.clone(),
                        // Something, whose calls take and give anything.
                        true if is_object(member) => Type::Any,
                        false if !certainly => member.clone(),
                        _impossible => Type::Never,
                    }
                })
            });
            return;
        }
        if is_builtin_name(callee, "hasattr") && outcome {
            self.narrow_place(object, env, |_, ty| Type::union([ty.clone(), Type::Unknown]));
            return;
        }
        if is_builtin_name(callee, "bool") {
            self.learn(object, env, outcome);
            return;
        }
        let Type::Callable(callable) = self.quiet_in(env, callee) else { return };
        if let [signature] = callable.signatures.as_slice()
            && let Some(guard) = signature.guard.clone()
        {
            self.narrow_place(object, env, |db, ty| match (outcome, guard.both_ways) {
                (true, true) => db.narrow_to(ty, &guard.ty),
                (true, false) => guard.ty.clone(),
                (false, true) => db.exclude(ty, &guard.ty),
                (false, false) => ty.clone(),
            });
        }
    }

    /// The instances that the second argument of `isinstance` stands for; `None` if it cannot be told.
    fn class_info_type(&mut self, class: &Type, expr: Option<&'a Expr>) -> Option<Type> {
        if let Some(Expr { kind: ExprKind::Tuple(elements), .. }) = expr {
            let mut types = Vec::new();
            for element in elements {
                let Element::One(element) = element else { return None };
                let ty = self.quiet(|this| this.expr(element, None));
                types.push(self.class_info_type(&ty, Some(element))?);
            }
            return Some(Type::union(types));
        }
        // `int | None`.
        if let Some(Expr { kind: ExprKind::Binary { left, right, .. }, .. }) = expr {
            let (left_type, right_type) =
                (self.quiet(|this| this.expr(left, None)), self.quiet(|this| this.expr(right, None)));
            return Some(Type::union([
                self.class_info_type(&left_type, Some(left))?,
                self.class_info_type(&right_type, Some(right))?,
            ]));
        }
        match class {
            Type::Class(of) if !of.is_any() => Some(self.db.with_any_arguments(&of.close(&|_| false))),
            Type::Tuple(classes) => {
                let types: Option<Vec<Type>> =
                    classes.to_vec().iter().map(|class| self.class_info_type(class, None)).collect();
                types.map(Type::union)
            }
            Type::None if expr.is_some() => Some(Type::None),
            _unknown => None,
        }
    }

    fn quiet_in(&mut self, env: &Option<Env>, expr: &'a Expr) -> Type {
        let saved = self.take_env();
        self.set_env(env.clone());
        let ty = self.quiet(|this| this.expr(expr, None));
        self.set_env(saved);
        ty
    }
}

impl Db<'_> {
    /// `list` as `list[Any]`: a test of the class says nothing of the elements, and nothing can.
    fn with_any_arguments(&mut self, ty: &Type) -> Type {
        match ty {
            Type::Instance(instance) if instance.args.is_empty() => {
                let count = self.class_info(&instance.class).params.len();
                Type::instance(instance.class.clone(), vec![Type::Any; count])
            }
            other => other.clone(),
        }
    }

    /// What is left of `ty` when its truth is `outcome`.
    pub(crate) fn truthy(&mut self, ty: &Type, outcome: bool) -> Type {
        let members = ty.members().to_vec();
        Type::union(
            members
                .into_iter()
                .map(|member| match &member {
                    Type::None => {
                        if outcome {
                            Type::Never
                        } else {
                            member
                        }
                    }
                    Type::Literal(class, literal) => {
                        let truth = match literal {
                            Literal::Int(value) => *value != 0,
                            Literal::Bool(value) => *value,
                            Literal::Str(text) => !text.is_empty(),
                            Literal::Bytes(bytes) => !bytes.is_empty(),
                            Literal::Member(_) => {
                                let own = self.find_member(
                                    &crate::ty::Instance::bare(class.clone()),
                                    &"__bool__".into(),
                                    true,
                                );
                                if own.is_some() {
                                    return member;
                                }
                                true
                            }
                        };
                        if truth == outcome { member } else { Type::Never }
                    }
                    Type::Tuple(elements) => {
                        if elements.is_empty() == outcome {
                            Type::Never
                        } else {
                            member
                        }
                    }
                    Type::Instance(instance) if instance.class.is_builtin("bool") => {
                        Type::Literal(instance.class.clone(), Literal::Bool(outcome))
                    }
                    Type::Instance(instance) => {
                        let can_be_false = outcome
                            || instance.class.in_program().is_none()
                            || self.class_info(&instance.class).unknown_base
                            || self.may_be_false(instance);
                        if can_be_false { member } else { Type::Never }
                    }
                    Type::Callable(_) | Type::Module(_) => {
                        if outcome {
                            member
                        } else {
                            Type::Never
                        }
                    }
                    _either => member,
                })
                .collect::<Vec<_>>(),
        )
    }

    fn may_be_false(&mut self, instance: &crate::ty::Instance) -> bool {
        // A derived class may define either; only the class itself is looked at, as hints are allowed to.
        ["__bool__", "__len__"].iter().any(|name| self.find_member(instance, &(*name).into(), true).is_some())
    }

    /// What is left of `ty` when the value is, or equals, the one value of type `value`.
    pub(crate) fn narrow_to_value(&mut self, ty: &Type, value: &Type) -> Type {
        let members = ty.members().to_vec();
        Type::union(
            members
                .into_iter()
                .map(|member| match (&member, value) {
                    (_, Type::None) => {
                        if member == Type::None {
                            member
                        } else if member.is_any() || is_object(&member) {
                            Type::None
                        } else {
                            Type::Never
                        }
                    }
                    (Type::Literal(..), Type::Literal(..)) if member != *value && same_kind(&member, value) => {
                        Type::Never
                    }
                    (Type::None, Type::Literal(..)) => Type::Never,
                    (Type::Instance(instance), Type::Literal(class, literal)) if instance.class == *class => {
                        // A comparison tells the value, but not more than what is declared is worth remembering.
                        if matches!(literal, Literal::Bool(_) | Literal::Member(_)) { value.clone() } else { member }
                    }
                    _other => member,
                })
                .collect::<Vec<_>>(),
        )
    }

    /// What is left of `ty` when the value is not the one value of type `value`.
    pub(crate) fn exclude_value(&mut self, ty: &Type, value: &Type) -> Type {
        match value {
            Type::None => ty.filter(|member| *member != Type::None),
            _literal => self.exclude(ty, value),
        }
    }
}

fn is_object(ty: &Type) -> bool {
    matches!(ty, Type::Instance(instance) if instance.class.is_builtin("object")) || matches!(ty, Type::Var(_))
}

/// Whether two literals can only be equal if they are the same: `1 == True`, so not every two.
fn same_kind(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Literal(_, Literal::Str(_)), Type::Literal(_, Literal::Str(_)))
        | (Type::Literal(_, Literal::Int(_)), Type::Literal(_, Literal::Int(_)))
        | (Type::Literal(_, Literal::Bool(_)), Type::Literal(_, Literal::Bool(_)))
        | (Type::Literal(_, Literal::Bytes(_)), Type::Literal(_, Literal::Bytes(_))) => true,
        (Type::Literal(left, Literal::Member(_)), Type::Literal(right, Literal::Member(_))) => left == right,
        _mixed => false,
    }
}

fn is_builtin_name(callee: &Expr, wanted: &str) -> bool {
    matches!(&callee.kind, ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. }) if name.as_str() == wanted)
}

fn class_expr(arguments: &[Argument]) -> Option<&Expr> {
    match arguments.get(1) {
        Some(Argument::Positional(expr)) => Some(expr),
        _other => None,
    }
}
