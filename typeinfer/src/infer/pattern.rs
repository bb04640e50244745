//! `case` patterns: what they bind, and what matching or not matching says about the subject.

use super::Evaluator;
use crate::class::ClassForm;
use crate::ty::{Literal, Type};
use naja_frontend::hir::{Name, Pattern, PatternKind, Variable};

impl<'a> Evaluator<'_, 'a> {
    /// Binds the captures of `pattern` against a subject of type `subject`; gives the subject's type where it matched and
    /// where it did not.
    pub(super) fn pattern(&mut self, pattern: &'a Pattern, subject: &Type) -> (Type, Type) {
        match &pattern.kind {
            PatternKind::Value(value) => {
                let ty = self.expr(value, None);
                let is_literal = matches!(ty, Type::Literal(..));
                let matched = if is_literal { self.db.narrow_to_value(subject, &ty) } else { subject.clone() };
                let rest = if is_literal { self.db.exclude(subject, &ty) } else { subject.clone() };
                (matched, rest)
            }
            PatternKind::Singleton(value) => {
                let ty = self.expr(value, None);
                (self.db.narrow_to_value(subject, &ty), self.db.exclude(subject, &ty))
            }
            PatternKind::Capture { pattern: inner, target } => {
                let (matched, rest) = match inner {
                    Some(inner) => self.pattern(inner, subject),
                    None => (subject.clone(), Type::Never),
                };
                self.capture(target.as_ref(), matched.widen());
                (matched, rest)
            }
            PatternKind::Sequence(patterns) => self.sequence_pattern(patterns, subject),
            PatternKind::Star(target) => {
                self.capture(target.as_ref(), subject.clone());
                (subject.clone(), Type::Never)
            }
            PatternKind::Mapping { entries, rest } => {
                let matched = subject.filter(|member| !is_no_mapping(member));
                for (key, value) in entries {
                    let key = self.expr(key, None);
                    let part = self.value_at(&matched, &key);
                    self.pattern(value, &part);
                }
                let parts = [0, 1].map(|at| self.mapping_part(&matched, at));
                let remaining = self.db.builtin("dict", parts);
                self.capture(rest.as_ref(), remaining);
                (matched, subject.clone())
            }
            PatternKind::Class { class, positional, keywords } => {
                let class_type = self.expr(class, None);
                self.class_pattern(&class_type, positional, keywords, subject)
            }
            PatternKind::Or(patterns) => {
                let mut matched = Vec::new();
                let mut left = subject.clone();
                for pattern in patterns {
                    let (this, rest) = self.pattern(pattern, &left);
                    matched.push(this);
                    left = rest;
                }
                (Type::union(matched), left)
            }
        }
    }

    fn capture(&mut self, target: Option<&'a Variable>, ty: Type) {
        if let Some(target) = target {
            self.bind(target, ty);
        }
    }

    /// What a mapping of type `subject` holds at a key.
    fn value_at(&mut self, subject: &Type, key: &Type) -> Type {
        let by_key = subject.members().to_vec().into_iter().map(|member| {
            let Some(instance) = self.db.nominal(&member) else { return self.mapping_part(&member, 1) };
            match key {
                Type::Literal(_, Literal::Str(name))
                    if self.db.class_info(&instance.class).form == ClassForm::TypedDict =>
                {
                    let found = self.db.find_member(&instance, &(&**name).into(), true);
                    found.map_or(Type::Unknown, |found| found.symbol.ty)
                }
                _any => self.mapping_part(&member, 1),
            }
        });
        let parts: Vec<Type> = by_key.collect();
        Type::union(parts)
    }

    /// The keys (0) or values (1) of a mapping.
    fn mapping_part(&mut self, subject: &Type, at: usize) -> Type {
        let Some(mapping) = self.db.library_class("typing", "Mapping") else { return Type::Unknown };
        let parts: Vec<Type> = subject
            .members()
            .to_vec()
            .iter()
            .map(|member| {
                if member.is_object() {
                    return member.clone();
                }
                let viewed = self.db.nominal(member).and_then(|instance| self.db.view_as(&instance, &mapping));
                viewed.and_then(|viewed| viewed.args.get(at).cloned()).unwrap_or(Type::Unknown)
            })
            .collect();
        Type::union(parts)
    }

    fn sequence_pattern(&mut self, patterns: &'a [Pattern], subject: &Type) -> (Type, Type) {
        let star = patterns.iter().position(|pattern| matches!(pattern.kind, PatternKind::Star(_)));
        let fits = |length: usize| if star.is_some() { length + 1 >= patterns.len() } else { length == patterns.len() };
        let subject = &self.db.as_tuple(subject);
        let matched = subject.filter(|member| match member {
            Type::Tuple(elements) => fits(elements.len()),
            Type::None | Type::Literal(..) => false,
            other => !NO_SEQUENCES.iter().any(|name| other.is_builtin(name)),
        });
        let mut always = vec![true; patterns.len()];
        for (index, pattern) in patterns.iter().enumerate() {
            let parts: Vec<Type> = matched
                .members()
                .to_vec()
                .iter()
                .map(|member| match (member, star) {
                    (Type::Tuple(elements), None) => elements[index].clone(),
                    (Type::Tuple(elements), Some(star)) if index < star => elements[index].clone(),
                    (member, _) if member.is_object() => member.clone(),
                    (member, _) => self.db.iterate(member).unwrap_or(Type::Unknown),
                })
                .collect();
            let part = Type::union(parts);
            if star == Some(index) {
                let list = self.db.builtin("list", [part]);
                self.pattern(pattern, &list);
            } else {
                let (_, rest) = self.pattern(pattern, &part);
                always[index] = rest == Type::Never;
            }
        }
        let irrefutable = always.iter().all(|always| *always);
        let rest =
            subject.filter(|member| !(irrefutable && matches!(member, Type::Tuple(elements) if fits(elements.len()))));
        (matched, rest)
    }

    fn class_pattern(
        &mut self,
        class: &Type,
        positional: &'a [Pattern],
        keywords: &'a [(Name, Pattern)],
        subject: &Type,
    ) -> (Type, Type) {
        let Type::Class(of) = class else {
            positional
                .iter()
                .chain(keywords.iter().map(|(_, pattern)| pattern))
                .for_each(|pattern| drop(self.pattern(pattern, &Type::Unknown)));
            return (subject.clone(), subject.clone());
        };
        let matched = self.db.narrow_to(subject, of);
        let mut always = true;
        let names = self.match_args(of, positional.len());
        let parts =
            positional.iter().zip(names).chain(keywords.iter().map(|(name, pattern)| (pattern, Some(name.clone()))));
        for (pattern, name) in parts {
            let part = match &name {
                // `int(x)` captures the whole.
                None => matched.clone(),
                Some(name) => self.db.attribute(&matched, name).map_or(Type::Unknown, |symbol| symbol.ty),
            };
            let (_, rest) = self.pattern(pattern, &part);
            always &= rest == Type::Never;
        }
        let rest = if always { self.db.exclude(subject, of) } else { subject.clone() };
        (matched, rest)
    }

    /// The attributes that positional sub-patterns of a class look at; `None` for the subject itself.
    fn match_args(&mut self, of: &Type, count: usize) -> Vec<Option<Name>> {
        let unknown = || vec![Some(Name::from("__match_args__ is not known")); count];
        let Type::Instance(instance) = of else { return unknown() };
        let whole = ["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"];
        if whole.iter().any(|name| instance.class.is_builtin(name)) {
            return vec![None; count];
        }
        let info = self.db.class_info(&instance.class);
        if info.dataclass.is_some() || info.form == crate::class::ClassForm::NamedTuple {
            let fields = self.db.fields(&instance.class, false);
            if fields.len() >= count {
                return fields.into_iter().take(count).map(|field| Some(field.name)).collect();
            }
        }
        let declared = self.db.find_member(instance, &"__match_args__".into(), false);
        match declared.map(|member| member.symbol.ty) {
            Some(Type::Tuple(_)) | Some(_) | None => unknown(),
        }
    }
}

/// Classes whose instances sequence patterns do not match.
const NO_SEQUENCES: &[&str] =
    &["bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "set", "str"];

/// What is certainly no mapping.
fn is_no_mapping(ty: &Type) -> bool {
    let plain = ["int", "float", "str", "bytes", "list", "bool", "set"].iter().any(|name| ty.is_builtin(name));
    plain || matches!(ty, Type::None | Type::Tuple(_))
}
