//! Words for what does not fit, and whether it is certain.

use super::Evaluator;
use crate::finding::Finding;
use crate::ty::Type;
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{ComprehensionKind, Element, Expr, ExprKind, Name};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
    /// Reports a value that does not fit what is declared.
    pub(super) fn mismatch(
        &mut self,
        code: Code,
        value: &'a Expr,
        found: &Type,
        expected: &Type,
        what: &str,
        annotation: Option<&Expr>,
    ) {
        let (value, found, expected) = self.culprit(value, found, expected);
        let certain = self.certain_value(value, &found, &expected);
        let finding = mismatch_finding(code, value.span, &found, &expected)
            .label(annotation.map(|annotation| annotation.span), format!("{what} is declared here"))
            .certain(certain);
        self.report(finding);
    }

    /// Whether a value of type `found` certainly does not fit where a `wanted` is.
    pub(super) fn certain_mismatch(&mut self, found: &Type, wanted: &Type) -> bool {
        is_definite(found) && self.db.disjoint(found, wanted)
    }

    /// The same for the value of an expression: what a display holds is there to be seen.
    pub(super) fn certain_value(&mut self, value: &Expr, found: &Type, wanted: &Type) -> bool {
        // `self` is only by convention what it is taken for.
        if self.is_receiver(value) {
            return false;
        }
        if is_display(value) {
            !found.has_unknown_part() && !found.has_any() && self.db.disjoint(found, wanted)
        } else {
            self.certain_mismatch(found, wanted)
        }
    }

    /// The part of `value` that does not fit, and what is wanted of it: an element of a display, a branch of a conditional.
    pub(super) fn culprit(&mut self, value: &'a Expr, found: &Type, wanted: &Type) -> (&'a Expr, Type, Type) {
        for (part, wanted) in self.parts(value, wanted) {
            let found = self.db_type(part);
            if !self.db.assignable(&found, &wanted) {
                return self.culprit(part, &found, &wanted);
            }
        }
        (value, found.clone(), wanted.clone())
    }

    /// The expressions whose values `value` is made of, with what `wanted` asks of each.
    fn parts(&mut self, value: &'a Expr, wanted: &Type) -> Vec<(&'a Expr, Type)> {
        let each = |elements: &'a [Element], wants: Vec<Type>| {
            let pairs = elements.iter().zip(wants).filter_map(|(element, wanted)| match element {
                Element::One(expr) => Some((expr, wanted)),
                Element::Star(_) => None,
            });
            pairs.collect()
        };
        match &value.kind {
            ExprKind::List(elements) | ExprKind::Set(elements) => {
                let class = if matches!(value.kind, ExprKind::List(_)) { "list" } else { "set" };
                self.wanted_element(class, wanted).map_or(Vec::new(), |one| each(elements, vec![one; elements.len()]))
            }
            ExprKind::Tuple(elements) if !elements.iter().any(|element| matches!(element, Element::Star(_))) => {
                self.wanted_tuple(wanted, elements.len()).map_or(Vec::new(), |wants| each(elements, wants))
            }
            ExprKind::Dict(entries) => {
                let wants = self.wanted_args("dict", wanted).unwrap_or_default();
                let [key, value] = wants.as_slice() else { return Vec::new() };
                let pair = |(k, v): &'a (Option<Expr>, Expr)| Some([(k.as_ref()?, key.clone()), (v, value.clone())]);
                entries.iter().filter_map(pair).flatten().collect()
            }
            ExprKind::Comprehension { kind, element, value: None, .. } => {
                let class = if *kind == ComprehensionKind::List { "list" } else { "set" };
                self.wanted_element(class, wanted).map_or(Vec::new(), |wanted| vec![(&**element, wanted)])
            }
            ExprKind::Conditional { body, orelse, .. } => {
                vec![(&**body, wanted.clone()), (&**orelse, wanted.clone())]
            }
            _whole => Vec::new(),
        }
    }

    pub(super) fn not_iterable(&mut self, ty: &Type, expr: &'a Expr) {
        if ty.has_any() {
            return;
        }
        let certain = ty.members().len() == 1
            && !self.is_receiver(expr)
            && !ty.is_object()
            && !self.db.may_be_set(ty, &"__iter__".into())
            && !matches!(ty, Type::Class(_))
            && !ty.is_builtin("type")
            && !ty
                .members()
                .iter()
                .any(|member| (member.is_inferred() && member.args().is_empty()) || self.is_opaque(expr, member));
        let finding = if ty.is_optional() {
            Finding::new(
                Code::OptionalAccess,
                expr.span,
                format!("`{ty}` may be `None` here, which cannot be iterated"),
            )
            .help("test it first: `if … is not None:`")
        } else {
            Finding::new(Code::NotIterable, expr.span, format!("`{}` cannot be iterated", ty.widen()))
        };
        self.report(finding.certain(certain));
    }
}

fn is_display(value: &Expr) -> bool {
    matches!(
        value.kind,
        ExprKind::List(_) | ExprKind::Set(_) | ExprKind::Dict(_) | ExprKind::Tuple(_) | ExprKind::Comprehension { .. }
    )
}

/// Whether all of a type was declared, or written out.
pub(super) fn is_definite(ty: &Type) -> bool {
    !ty.is_inferred() && !ty.has_any() && !ty.has_unknown_part()
}

pub(super) fn mismatch_finding(code: Code, span: Span, found: &Type, expected: &Type) -> Finding {
    let shown = if expected.members().iter().any(|member| matches!(member, Type::Literal(..))) {
        found.clone()
    } else {
        found.widen()
    };
    let finding = Finding::new(code, span, format!("expected `{expected}`, found `{shown}`"));
    match help_for(&shown, expected) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// What to do about a value of the wrong type, where that is known.
fn help_for(found: &Type, expected: &Type) -> Option<String> {
    if found.is_optional() && !expected.is_optional() {
        return Some("test for `None` first, or allow it: `… | None`".into());
    }
    if *found == Type::None {
        return Some(format!("if `None` is meant, declare it: `{expected} | None`"));
    }
    if let (Type::Instance(found), Type::Instance(expected)) = (found, expected)
        && found.class == expected.class
        && !found.args.is_empty()
    {
        let read_only = match found.class.name.as_str() {
            "list" => "Sequence",
            "dict" => "Mapping",
            _other => return Some("the type arguments must be the same, since elements may be replaced".into()),
        };
        return Some(format!(
            "`{}` may be changed through either name; if it is only read, declare `{read_only}`",
            found.class.name
        ));
    }
    let converts = ["int", "float", "str"].iter().any(|name| expected.is_builtin(name));
    let from = ["int", "float", "str", "bool"].iter().any(|name| found.is_builtin(name));
    (converts && from && !matches!(expected, Type::Literal(..) | Type::Union(_)))
        .then(|| format!("convert it: `{expected}(…)`"))
}

/// The name among `known` that `name` is most likely a slip of.
pub(super) fn similar_name<'n>(name: &str, known: impl Iterator<Item = &'n Name>) -> Option<Name> {
    let limit = match name.len() {
        0..=2 => return None,
        3..=5 => 1,
        _long => 2,
    };
    known
        .filter(|candidate| candidate.as_str() != name && candidate.len().abs_diff(name.len()) <= limit)
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, candidate)| (*distance, (*candidate).clone()))
        .map(|(_, candidate)| candidate.clone())
}

fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
