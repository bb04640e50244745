//! Expressions: names, attributes, elements, and the small forms.

use super::Evaluator;
use super::report::mismatch_finding;
use crate::db::Db;
use crate::finding::Finding;
use crate::flow::{Key, Place};
use crate::ty::{Literal, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Expr, ExprKind, FStringPart, IntValue, StrValue, UnaryOp};

impl<'a> Evaluator<'_, 'a> {
    /// The type of `expr`, where a value of type `expected` is wanted if that is known.
    pub(crate) fn expr(&mut self, expr: &'a Expr, expected: Option<&Type>) -> Type {
        if self.db.depth > 200 {
            return Type::Unknown;
        }
        self.db.depth += 1;
        let ty = self.expr_kind(expr, expected);
        self.db.depth -= 1;
        self.db.record(self.scope.unit, expr.id, &ty);
        self.latest.insert(expr.id, ty.clone());
        ty
    }

    fn expr_kind(&mut self, expr: &'a Expr, expected: Option<&Type>) -> Type {
        match &expr.kind {
            ExprKind::None => Type::None,
            ExprKind::Bool(value) => self.literal("bool", Literal::Bool(*value)),
            ExprKind::Ellipsis => self.db.library("types", "EllipsisType", []),
            ExprKind::Int(IntValue::Small(value)) => self.literal("int", Literal::Int(*value)),
            ExprKind::Int(IntValue::Big(_)) => self.db.builtin("int", []),
            ExprKind::Float(_) => self.db.builtin("float", []),
            ExprKind::Imaginary(_) => self.db.builtin("complex", []),
            ExprKind::Str(StrValue::Text(text)) => self.literal("str", Literal::Str(text.clone())),
            ExprKind::Str(StrValue::Surrogates(_)) => self.db.builtin("str", []),
            ExprKind::Bytes(bytes) => self.literal("bytes", Literal::Bytes(bytes.as_slice().into())),
            ExprKind::FString(parts) => {
                self.f_string(parts);
                self.db.builtin("str", [])
            }
            ExprKind::Variable(variable) => self.variable(variable, expr.span),
            ExprKind::Attribute { object, name } => {
                let object_type = self.expr(object, None);
                self.attribute_of(object, &object_type, name, expr.span)
            }
            ExprKind::Subscript { object, index } => self.subscript(expr, object, index),
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step].into_iter().flatten() {
                    self.expr(part, None);
                }
                let part = Type::union([self.db.builtin("int", []), Type::None]);
                self.db.builtin("slice", [part.clone(), part.clone(), part])
            }
            ExprKind::Call { callee, arguments } => self.call_expr(expr, callee, arguments, expected),
            ExprKind::Unary { op: UnaryOp::Not, .. } => {
                let (holds, fails) = self.condition(expr);
                self.env = self.join(holds, fails);
                self.db.builtin("bool", [])
            }
            ExprKind::Unary { op, operand } => {
                let ty = self.expr(operand, None);
                self.unary(*op, &ty, expr.span)
            }
            ExprKind::Binary { op, left, right } => {
                let left_type = self.expr(left, None);
                // `[None] * n` and `a or []` take what is wanted from the other side.
                let right_type = self.expr(right, None);
                self.binary(&left_type, *op, &right_type, expr.span, false)
            }
            ExprKind::Compare { left, rest } => {
                let mut previous = (&**left, self.expr(left, None));
                let mut results = Vec::new();
                for (op, right) in rest {
                    let right_type = self.expr(right, None);
                    results.push(self.compare(&previous.1, *op, &right_type, expr.span));
                    previous = (right, right_type);
                }
                Type::union(results)
            }
            ExprKind::BoolOp { .. } => self.bool_op(expr, expected),
            ExprKind::Conditional { test, body, orelse } => {
                let (holds, fails) = self.condition(test);
                self.env = holds;
                let body_type = if self.env.is_some() { self.expr(body, expected) } else { Type::Never };
                let after_body = std::mem::replace(&mut self.env, fails);
                let orelse_type = if self.env.is_some() { self.expr(orelse, expected) } else { Type::Never };
                let after_orelse = self.env.take();
                self.env = self.join(after_body, after_orelse);
                Type::union([body_type, orelse_type])
            }
            ExprKind::Walrus { target, value } => {
                let ty = self.expr(value, expected);
                self.bind(target, ty.widen());
                ty
            }
            ExprKind::Tuple(elements) => self.tuple(elements, expected),
            ExprKind::List(elements) => self.sequence("list", elements, expected),
            ExprKind::Set(elements) => self.sequence("set", elements, expected),
            ExprKind::Dict(entries) => self.dict(entries, expr.span, expected),
            ExprKind::Comprehension { kind, clauses, element, value } => {
                self.comprehension(*kind, clauses, element, value.as_deref(), expected)
            }
            ExprKind::Generator { function, iterable, is_async } => {
                self.generator(*function, iterable, *is_async, expected)
            }
            ExprKind::Lambda(function) => self.lambda(*function, expected),
            ExprKind::Yield(value) => {
                let expected = self.expected_yield.clone();
                let ty = value.as_ref().map_or(Type::None, |value| self.expr(value, expected.as_ref()));
                if let (Some(expected), Some(value)) = (&expected, value)
                    && !self.db.assignable(&ty, expected)
                {
                    let annotation = self.function.returns.as_ref();
                    self.mismatch(Code::ReturnType, value, &ty, expected, "the yielded value", annotation);
                }
                self.yields.push(ty);
                self.expected_send.clone().unwrap_or(Type::Unknown)
            }
            ExprKind::YieldFrom(value) => {
                let ty = self.expr(value, None);
                let element = self.element_of(&ty, value);
                if let Some(expected) = self.expected_yield.clone()
                    && !self.db.assignable(&element, &expected)
                {
                    let certain = self.certain_mismatch(&element, &expected);
                    let finding = mismatch_finding(Code::ReturnType, value.span, &element, &expected).certain(certain);
                    self.report(finding);
                }
                self.yields.push(element);
                let generator = self.db.library_class("typing", "Generator");
                match (self.db.nominal(&ty), generator) {
                    (Some(instance), Some(generator)) => {
                        let viewed = self.db.view_as(&instance, &generator);
                        viewed.and_then(|viewed| viewed.args.get(2).cloned()).unwrap_or(Type::Unknown)
                    }
                    _unknown => Type::Unknown,
                }
            }
            ExprKind::Await(value) => {
                let ty = self.expr(value, None);
                self.check_awaitable(value, &ty);
                self.db.awaited(&ty)
            }
            ExprKind::TypeAlias { .. } => Type::Any,
            ExprKind::Unsupported(_) => Type::Unknown,
        }
    }

    fn check_awaitable(&mut self, value: &'a Expr, ty: &Type) {
        let awaits = |db: &mut Db<'a>, member: &Type| db.attribute(member, &"__await__".into()).is_some();
        if ty.has_any() || ty.members().iter().all(|member| awaits(self.db, member)) {
            return;
        }
        let finding = Finding::new(Code::NotAwaitable, value.span, format!("`{}` cannot be awaited", ty.widen()))
            .help("await what an `async def` gives, or leave `await` out")
            .certain(
                ty.members().len() == 1 && !ty.is_object() && !self.is_opaque(value, ty) && !self.is_receiver(value),
            );
        self.report(finding);
    }

    fn literal(&mut self, class: &str, literal: Literal) -> Type {
        self.db.builtin_class(class).map_or(Type::Unknown, |class| Type::Literal(class, literal))
    }

    fn f_string(&mut self, parts: &'a [FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Literal(_) => {}
                FStringPart::Field { value, spec, .. } => {
                    self.expr(value, None);
                    self.f_string(spec);
                }
            }
        }
    }

    /// The place that an expression names, if it is one that can be narrowed.
    pub(crate) fn place(&self, expr: &Expr) -> Option<Place> {
        match &expr.kind {
            ExprKind::Variable(variable) => Some(Place::root(self.root_of(variable))),
            ExprKind::Attribute { object, name } => Some(self.place(object)?.then(Key::Attribute(name.clone()))),
            ExprKind::Subscript { object, index } => self.place_of_element(object, index),
            ExprKind::Walrus { target, .. } => Some(Place::root(self.root_of(target))),
            _no_place => None,
        }
    }

    pub(super) fn place_of_element(&self, object: &Expr, index: &Expr) -> Option<Place> {
        let key = match &index.kind {
            ExprKind::Int(IntValue::Small(value)) => Literal::Int(*value),
            ExprKind::Unary { op: UnaryOp::Neg, operand } => match &operand.kind {
                ExprKind::Int(IntValue::Small(value)) => Literal::Int(value.wrapping_neg()),
                _computed => return None,
            },
            ExprKind::Str(StrValue::Text(text)) => Literal::Str(text.clone()),
            _computed => return None,
        };
        Some(self.place(object)?.then(Key::Index(key)))
    }

    /// The type that was recorded for, or is found for, an expression that has just been evaluated.
    pub(super) fn db_type(&mut self, expr: &'a Expr) -> Type {
        match self.latest.get(&expr.id) {
            Some(ty) => ty.clone(),
            None => self.quiet(|this| this.expr(expr, None)),
        }
    }

    /// Evaluates without recording or reporting.
    pub(crate) fn quiet<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.db.silent += 1;
        let env = self.env.clone();
        let result = work(self);
        self.env = env;
        self.db.silent -= 1;
        result
    }

    /// The type that an annotation means; reports what is certainly no type.
    pub(super) fn checked_annotation(&mut self, annotation: &'a Expr) -> Type {
        if self.db.silent == 0
            && let Some(problem) = self.db.invalid_annotation(self.scope, annotation)
        {
            // `x: arg("help")`: libraries give meaning to what is no type.
            let is_literal = matches!(annotation.kind, ExprKind::Int(_) | ExprKind::Bool(_) | ExprKind::List(_));
            let is_name = matches!(annotation.kind, ExprKind::Variable(_) | ExprKind::Attribute { .. });
            let finding = Finding::new(Code::InvalidAnnotation, annotation.span, problem)
                .help("annotate with a class, or with a form of `typing`");
            self.report(finding.certain(is_literal || is_name));
        }
        if self.db.silent == 0
            && let Some(class) = self.db.bare_generic(self.scope, annotation)
        {
            let message = format!("`{class}` says nothing of its type arguments");
            let finding = Finding::new(Code::ImplicitAny, annotation.span, message).certain(false);
            self.report(finding.help(format!("write them: `{class}[…]`")));
        }
        self.db.annotation(self.scope, annotation)
    }
}
