//! Operators: arithmetic on numbers by a table, everything else through the methods that implement it.

use super::Evaluator;
use crate::finding::Finding;
use crate::ty::{Literal, Type, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{BinaryOp, CompareOp, Name, UnaryOp};
use naja_frontend::source::Span;

impl Evaluator<'_, '_> {
    /// What `left op right` gives; `in_place` for `op=`.
    pub(super) fn binary(&mut self, left: &Type, op: BinaryOp, right: &Type, span: Span, in_place: bool) -> Type {
        let results =
            self.each_pair(left, op.symbol(), right, span, |this, l, r| this.binary_members(l, op, r, in_place));
        Type::union(results.into_iter().map(|ty| ty.unwrap_or(Type::Unknown)))
    }

    /// What `apply` gives for each member of `left` with each of `right`; reports those that it does not support.
    fn each_pair(
        &mut self,
        left: &Type,
        symbol: &str,
        right: &Type,
        span: Span,
        mut apply: impl FnMut(&mut Self, &Type, &Type) -> Option<Type>,
    ) -> Vec<Option<Type>> {
        let pairs: Vec<(&Type, &Type)> =
            left.members().iter().flat_map(|l| right.members().iter().map(move |r| (l, r))).collect();
        let results: Vec<Option<Type>> = pairs.iter().map(|(l, r)| apply(self, l, r)).collect();
        let never_works = results.iter().all(Option::is_none);
        for (pair, result) in pairs.iter().zip(&results) {
            if result.is_none() {
                self.unsupported(left, symbol, right, *pair, span, never_works);
            }
        }
        results
    }

    fn binary_members(&mut self, left: &Type, op: BinaryOp, right: &Type, in_place: bool) -> Option<Type> {
        if left.is_any() || right.is_any() || *left == Type::Never || *right == Type::Never {
            let declared = *left == Type::Any || *right == Type::Any;
            return Some(if declared { Type::Any } else { Type::Unknown });
        }
        if let Some(constraints) = self.constraints_of(left, right) {
            // The same type on both sides, whichever it is.
            let results: Option<Vec<Type>> = constraints
                .iter()
                .map(|(l, r, var)| {
                    let result = self.binary_members(l, op, r, in_place)?;
                    Some(if result == *l || result == *r { var.clone() } else { result })
                })
                .collect();
            return results.map(Type::union);
        }
        if let Some(name) = number_result(left, op, right) {
            return Some(self.db.builtin(name, []));
        }
        if let (BinaryOp::Add, Type::Tuple(left), Type::Tuple(right)) = (op, left, right) {
            return Some(Type::Tuple(left.iter().chain(right.iter()).cloned().collect()));
        }
        // `X | None` as a value, in a type alias or `isinstance`.
        if op == BinaryOp::Or && is_type_form(left) && is_type_form(right) {
            return Some(Type::Unknown);
        }
        let method = op.method();
        if in_place {
            let name: Name = format!("__i{method}__").into();
            let own = left.class().is_some_and(|class| class.unit == UnitId::PROGRAM);
            match self.operator_method(left, &name, right) {
                Some(ty) => return Some(ty),
                // The program's own method is what is called, whatever it takes.
                None if own && self.db.attribute(left, &name).is_some() => return None,
                None => {}
            }
        }
        if let Some(ty) = self.operator_method(left, &format!("__{method}__").into(), right) {
            return Some(ty);
        }
        self.operator_method(right, &format!("__r{method}__").into(), left)
    }

    /// For each type that a restricted type variable may stand for: both operands, and the variable.
    fn constraints_of(&self, left: &Type, right: &Type) -> Option<Vec<(Type, Type, Type)>> {
        let ((Type::Var(var), _) | (_, Type::Var(var))) = (left, right) else { return None };
        if var.constraints.is_empty() {
            return None;
        }
        let is_var = |ty: &Type| matches!(ty, Type::Var(other) if other == var);
        let with = |ty: &Type, constraint: &Type| if is_var(ty) { constraint.clone() } else { ty.clone() };
        let each = var.constraints.iter();
        Some(each.map(|one| (with(left, one), with(right, one), Type::Var(var.clone()))).collect())
    }

    /// `object.method(argument)`, if it has the method and that takes the argument.
    fn operator_method(&mut self, object: &Type, method: &Name, argument: &Type) -> Option<Type> {
        let function = self.db.attribute(object, method)?;
        if function.ty == Type::None || !self.accepts(&function.ty, std::slice::from_ref(argument)) {
            return None;
        }
        Some(self.db.call_silently(&function.ty, std::slice::from_ref(argument)))
    }

    fn unsupported(
        &mut self,
        left: &Type,
        symbol: &str,
        right: &Type,
        failed: (&Type, &Type),
        span: Span,
        never_works: bool,
    ) {
        if left.has_any() || right.has_any() {
            return;
        }
        let none = (*failed.0 == Type::None && left.is_optional()) || (*failed.1 == Type::None && right.is_optional());
        // `+` of two lists of undeclared elements is no error.
        let opaque = |ty: &Type| {
            ty.is_inferred()
                || ty.is_object()
                || ty.class().is_some_and(|class| class.unit != UnitId::PROGRAM && class.unit != UnitId::BUILTINS)
        };
        let derived = [failed.0, failed.1].iter().any(|ty| {
            ty.class().is_some_and(|class| {
                !self.db.derived_classes(&class.clone()).is_empty() && class.unit == UnitId::PROGRAM
            })
        });
        let certain = never_works && !derived && !opaque(failed.0) && !opaque(failed.1);
        let finding = if none {
            let optional = if *failed.0 == Type::None { left } else { right };
            Finding::new(
                Code::OptionalAccess,
                span,
                format!("`{optional}` may be `None` here, which does not support `{symbol}`"),
            )
            .help("test it first: `if … is not None:`")
        } else {
            let message = format!("`{}` {symbol} `{}` is not supported", failed.0.widen(), failed.1.widen());
            let finding = Finding::new(Code::UnsupportedOperand, span, message);
            match (failed.0.is_builtin("str"), failed.1.is_builtin("str")) {
                (true, false) | (false, true) if symbol == "+" => {
                    finding.help("convert the other with `str(…)`, or use an f-string")
                }
                _other => finding,
            }
        };
        self.report(finding.certain(certain));
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: &Type, span: Span) -> Type {
        let method = match op {
            UnaryOp::Neg => "__neg__",
            UnaryOp::Pos => "__pos__",
            UnaryOp::Invert => "__invert__",
            UnaryOp::Not => return self.db.builtin("bool", []),
        };
        let mut results = Vec::new();
        for member in operand.members() {
            if let (UnaryOp::Neg, Type::Literal(class, Literal::Int(value))) = (op, member) {
                results.push(Type::Literal(class.clone(), Literal::Int(value.wrapping_neg())));
                continue;
            }
            match self.db.attribute(member, &method.into()) {
                Some(function) => results.push(self.db.call_silently(&function.ty, &[])),
                None => {
                    let symbol = match op {
                        UnaryOp::Neg => "-",
                        UnaryOp::Pos => "+",
                        UnaryOp::Invert => "~",
                        UnaryOp::Not => "not",
                    };
                    if !operand.has_any() {
                        let message = format!("`{symbol}` is not supported by `{}`", member.widen());
                        let certain = operand.members().len() == 1 && !member.is_object();
                        self.report(Finding::new(Code::UnsupportedOperand, span, message).certain(certain));
                    }
                    results.push(Type::Unknown);
                }
            }
        }
        Type::union(results)
    }

    pub(super) fn compare(&mut self, left: &Type, op: CompareOp, right: &Type, span: Span) -> Type {
        let bool = self.db.builtin("bool", []);
        let (method, reflected) = match op {
            CompareOp::Is | CompareOp::IsNot => return bool,
            CompareOp::In | CompareOp::NotIn => {
                self.check_containment(right, span);
                return bool;
            }
            CompareOp::Eq | CompareOp::Ne => {
                let method = if op == CompareOp::Eq { "__eq__" } else { "__ne__" };
                return self.equality(left, method, right).unwrap_or(bool);
            }
            CompareOp::Lt => ("__lt__", "__gt__"),
            CompareOp::Le => ("__le__", "__ge__"),
            CompareOp::Gt => ("__gt__", "__lt__"),
            CompareOp::Ge => ("__ge__", "__le__"),
        };
        let results = self.each_pair(left, op.symbol(), right, span, |this, l, r| {
            if l.is_any() || r.is_any() || *l == Type::Never || *r == Type::Never {
                return Some(if l.is_any() && *l != Type::Any { Type::Unknown } else { Type::Any });
            }
            let numbers = rank(l).is_some_and(|rank| rank < 3) && rank(r).is_some_and(|rank| rank < 3);
            let ordered = this.ordered_by_decorator(l, r) || this.ordered_by_decorator(r, l);
            if numbers || ordered {
                return Some(this.db.builtin("bool", []));
            }
            match (this.is_ordered(l), this.is_ordered(r)) {
                (true, true) => return None,
                (true, false) => return this.operator_method(r, &reflected.into(), l),
                (false, true) => return this.operator_method(l, &method.into(), r),
                (false, false) => {}
            }
            this.operator_method(l, &method.into(), r).or_else(|| this.operator_method(r, &reflected.into(), l))
        });
        Type::union(results.into_iter().map(|ty| ty.unwrap_or(bool.clone())))
    }

    /// Whether a decorator adds comparisons to the class.
    fn is_ordered(&mut self, ty: &Type) -> bool {
        matches!(ty, Type::Instance(instance) if self.db.class_info(&instance.class).orders)
    }

    /// Whether a comparison that `@dataclass(order=True)` or `@total_ordering` adds to the class of `left` takes `right`.
    fn ordered_by_decorator(&mut self, left: &Type, right: &Type) -> bool {
        let Type::Instance(instance) = left else { return false };
        if !self.is_ordered(left) {
            return false;
        }
        let written = ["__lt__", "__le__", "__gt__", "__ge__"].into_iter().find_map(|name| {
            let found = self.db.find_member(instance, &name.into(), true)?;
            (!found.owner.is_builtin("object")).then(|| Name::from(name))
        });
        match written {
            Some(name) => self.operator_method(left, &name, right).is_some(),
            None => self.db.assignable(right, left),
        }
    }

    /// `==` gives what `__eq__` gives, which need not be a `bool`.
    fn equality(&mut self, left: &Type, method: &str, right: &Type) -> Option<Type> {
        let [left] = left.members() else { return left.has_any().then_some(Type::Unknown) };
        if left.is_any() {
            return Some(Type::Unknown);
        }
        let Type::Instance(instance) = left else { return None };
        let member = self.db.find_member(instance, &method.into(), true)?;
        if member.owner.unit == crate::ty::UnitId::BUILTINS {
            return None;
        }
        let function = self.db.attribute(left, &method.into())?;
        Some(self.db.call_silently(&function.ty, std::slice::from_ref(right)))
    }

    fn check_containment(&mut self, container: &Type, span: Span) {
        if container.has_any() {
            return;
        }
        for member in container.members().to_vec() {
            let has =
                self.db.attribute(&member, &"__contains__".into()).is_some() || self.db.iterate(&member).is_some();
            if !has {
                let may_be = member.is_object() || self.db.may_be_set(&member, &"__contains__".into());
                let certain = container.members().len() == 1 && !may_be;
                let finding = if member == Type::None && container.is_optional() {
                    Finding::new(
                        Code::OptionalAccess,
                        span,
                        format!("`{container}` may be `None` here, which does not support `in`"),
                    )
                    .help("test it first: `if … is not None:`")
                } else {
                    Finding::new(
                        Code::UnsupportedOperand,
                        span,
                        format!("`in` is not supported by `{}`", member.widen()),
                    )
                };
                self.report(finding.certain(certain));
            }
        }
    }
}

/// The place of a number type in `bool < int < float < complex`.
fn rank(ty: &Type) -> Option<usize> {
    ["bool", "int", "float", "complex"].iter().position(|name| match ty {
        Type::Literal(class, Literal::Int(_) | Literal::Bool(_)) => class.is_builtin(name),
        Type::Instance(instance) => instance.class.is_builtin(name),
        _no_number => false,
    })
}

/// The class of an arithmetic result of two numbers, where it does not depend on their values.
fn number_result(left: &Type, op: BinaryOp, right: &Type) -> Option<&'static str> {
    let higher = rank(left)?.max(rank(right)?);
    match (op, higher) {
        (BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul, 0 | 1) => Some("int"),
        (BinaryOp::FloorDiv | BinaryOp::Mod, 0 | 1) => Some("int"),
        (BinaryOp::LShift | BinaryOp::RShift, 0 | 1) => Some("int"),
        (BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, 1) => Some("int"),
        (BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, 0) => Some("bool"),
        (BinaryOp::Div, 0..=2) => Some("float"),
        (BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::FloorDiv | BinaryOp::Mod, 2) => Some("float"),
        (BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div, 3) => Some("complex"),
        (BinaryOp::Pow, 0 | 1) => match right {
            Type::Literal(_, Literal::Int(value)) => Some(if *value >= 0 { "int" } else { "float" }),
            _unknown_sign => None,
        },
        _other => None,
    }
}

fn is_type_form(ty: &Type) -> bool {
    matches!(ty, Type::Class(_) | Type::None | Type::Literal(_, Literal::Str(_)))
}
