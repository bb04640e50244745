//! Subscripts: elements, slices of tuples, generic aliases.

use super::Evaluator;
use super::report::is_definite;
use crate::finding::Finding;
use crate::ty::{Literal, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Expr, ExprKind, IntValue, UnaryOp};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn subscript(&mut self, whole: &'a Expr, object: &'a Expr, index: &'a Expr) -> Type {
        let object_type = self.expr(object, None);
        if let Type::Class(of) = &object_type {
            return self.generic_alias(whole, of, index);
        }
        let index_type = self.expr(index, None);
        if let Some(place) = self.place_of_element(object, index)
            && let Some(fact) = self.env.as_ref().and_then(|env| env.get(&place))
        {
            return fact.ty.clone();
        }
        self.element(object, &object_type, index, &index_type, whole.span)
    }

    /// `list[int]` as a value.
    fn generic_alias(&mut self, whole: &'a Expr, of: &Type, index: &'a Expr) -> Type {
        let Type::Instance(instance) = of else { return Type::Unknown };
        let info = self.db.class_info(&instance.class);
        let on_metaclass = info.metaclass.is_some() && info.params.is_empty();
        if on_metaclass {
            let index_type = self.expr(index, None);
            let class = Type::Class(of.clone().into());
            return match self.db.attribute(&class, &"__getitem__".into()) {
                Some(getter) => self.db.call_silently(&getter.ty, &[index_type]),
                None => Type::Unknown,
            };
        }
        self.db.annotation(self.scope, whole).class_object()
    }

    /// What `object[index]` gives.
    pub(super) fn element(
        &mut self,
        object: &'a Expr,
        container: &Type,
        index: &'a Expr,
        index_type: &Type,
        span: Span,
    ) -> Type {
        let mut types = Vec::new();
        for member in container.members() {
            types.push(self.element_of_member(object, container, member, index, index_type, span));
        }
        Type::union(types)
    }

    fn element_of_member(
        &mut self,
        object: &'a Expr,
        whole: &Type,
        member: &Type,
        index: &'a Expr,
        index_type: &Type,
        span: Span,
    ) -> Type {
        if member.is_any() || *member == Type::Never {
            return if *member == Type::Any { Type::Any } else { Type::Unknown };
        }
        if let Type::Tuple(elements) = &self.db.as_tuple(member) {
            let certain =
                whole.members().len() == 1 && is_definite(member) && !matches!(object.kind, ExprKind::Attribute { .. });
            if let Some(ty) = self.tuple_element(elements, member, index, index_type, span, certain) {
                return ty;
            }
        }
        if let Some(instance) = self.db.typed_dict(member) {
            return self.typed_element(&instance, index, index_type);
        }
        if let Type::Union(indices) = index_type
            && !index_type.has_any()
        {
            let each = indices
                .iter()
                .map(|one| self.element_of_member(object, whole, member, index, one, span))
                .collect::<Vec<_>>();
            return Type::union(each);
        }
        let Some(getter) = self.db.attribute(member, &"__getitem__".into()) else {
            if !whole.has_any() {
                let certain = whole.members().len() == 1
                    && !member.is_object()
                    && !self.db.may_be_set(member, &"__getitem__".into())
                    && !self.is_receiver(object)
                    && !member.is_inferred()
                    && !self.is_opaque(object, member);
                let finding = if *member == Type::None && whole.is_optional() {
                    Finding::new(Code::OptionalAccess, span, format!("`{whole}` may be `None` here"))
                        .help("test it first: `if … is not None:`")
                } else {
                    Finding::new(Code::NotSubscriptable, span, format!("`{}` cannot be indexed", member.widen()))
                };
                self.report(finding.certain(certain && !matches!(member, Type::Callable(_) | Type::Class(_))));
            }
            return Type::Unknown;
        };
        if !self.accepts(&getter.ty, std::slice::from_ref(index_type)) {
            let certain = !whole.has_any()
                && !index_type.has_any()
                && whole.members().len() == 1
                && !whole.is_inferred()
                && !self.is_opaque(object, member);
            let message = format!("`{}` cannot be indexed by `{}`", member.widen(), index_type.widen());
            self.report(Finding::new(Code::NotSubscriptable, index.span, message).certain(certain));
            return Type::Unknown;
        }
        self.db.call_silently(&getter.ty, std::slice::from_ref(index_type))
    }

    fn tuple_element(
        &mut self,
        elements: &[Type],
        whole: &Type,
        index: &Expr,
        index_type: &Type,
        span: Span,
        certain: bool,
    ) -> Option<Type> {
        if let Some(at) = literal_index(index_type) {
            let length = i64::try_from(elements.len()).ok()?;
            let position = if at < 0 { at + length } else { at };
            return match usize::try_from(position).ok().and_then(|position| elements.get(position)) {
                Some(element) => Some(element.clone()),
                None => {
                    let message = format!("index {at} is out of range for `{whole}`");
                    self.report(Finding::new(Code::NotSubscriptable, span, message).certain(certain));
                    Some(Type::Unknown)
                }
            };
        }
        let ExprKind::Slice { lower, upper, step: None } = &index.kind else { return None };
        let bound = |part: &Option<Box<Expr>>, default: usize| match part {
            None => Some(default),
            Some(part) => match &part.kind {
                ExprKind::Int(IntValue::Small(value)) => Some(usize::try_from(*value).ok()?.min(elements.len())),
                ExprKind::Unary { op: UnaryOp::Neg, operand } => match &operand.kind {
                    ExprKind::Int(IntValue::Small(value)) => {
                        Some(elements.len().saturating_sub(usize::try_from(*value).ok()?))
                    }
                    _computed => None,
                },
                _computed => None,
            },
        };
        let (lower, upper) = (bound(lower, 0)?, bound(upper, elements.len())?);
        Some(Type::Tuple(elements.get(lower..upper).unwrap_or_default().into()))
    }
}

fn literal_index(ty: &Type) -> Option<i64> {
    match ty {
        Type::Literal(_, Literal::Int(value)) => Some(*value),
        _computed => None,
    }
}
