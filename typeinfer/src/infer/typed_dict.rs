//! `TypedDict`: dicts whose keys are declared, and which of them must be there.

use super::Evaluator;
use super::report::similar_name;
use crate::class::ClassForm;
use crate::finding::Finding;
use crate::ty::{ClassRef, Instance, Literal, Param, Signature, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Argument, Expr, ExprKind, Name, ParamKind, StmtKind, TargetKind, Variable};
use naja_frontend::source::Span;

/// A declared key.
#[derive(Debug, Clone)]
pub(crate) struct TypedKey {
    pub(crate) name: Name,
    pub(crate) ty: Type,
    pub(crate) required: bool,
}

impl crate::db::Db<'_> {
    /// The instance, if `ty` is a `TypedDict` whose keys are known.
    pub(crate) fn typed_dict(&mut self, ty: &Type) -> Option<Instance> {
        let Type::Instance(instance) = ty else { return None };
        let info = self.class_info(&instance.class);
        (info.form == ClassForm::TypedDict && !info.unknown_base).then(|| instance.clone())
    }

    /// The keys of a `TypedDict`, those of its bases first.
    pub(crate) fn typed_keys(&mut self, instance: &Instance) -> Vec<TypedKey> {
        let info = self.class_info(&instance.class);
        let solution = info.solution(&instance.args);
        let mut keys: Vec<TypedKey> = Vec::new();
        for base in info.mro.iter().rev() {
            if base.class.name.as_str() == "_TypedDict" || self.class_info(&base.class).form != ClassForm::TypedDict {
                continue;
            }
            let base_solution = self.class_info(&base.class).solution(&base.substitute(&solution).args);
            for key in self.own_keys(&base.class) {
                let key = TypedKey { ty: key.ty.substitute(&base_solution), ..key };
                match keys.iter_mut().find(|known| known.name == key.name) {
                    Some(known) => *known = key,
                    None => keys.push(key),
                }
            }
        }
        keys
    }

    fn own_keys(&mut self, class: &ClassRef) -> Vec<TypedKey> {
        let total = self.class_stmt(class).is_none_or(|stmt| {
            !crate::annotation::class_arguments(&stmt.kind).iter().any(|argument| {
                matches!(argument, Argument::Keyword(name, value)
                    if name.as_str() == "total" && matches!(value.kind, ExprKind::Bool(false)))
            })
        });
        let body = self.class_body(class);
        let node = self.function(body);
        let mut keys = Vec::new();
        for stmt in &node.body {
            let StmtKind::AnnAssign { target, annotation, .. } = &stmt.kind else { continue };
            let TargetKind::Variable(Variable::Class { name, .. }) = &target.kind else { continue };
            let required = if self.is_special(body, annotation, "Required") {
                true
            } else {
                total && !self.is_special(body, annotation, "NotRequired")
            };
            keys.push(TypedKey { name: name.clone(), ty: self.annotation(body, annotation), required });
        }
        keys
    }

    /// What calling a `TypedDict` class with keywords takes.
    pub(crate) fn typed_dict_constructor(&mut self, instance: &Instance) -> Signature {
        let param = |key: TypedKey| Param {
            name: key.name,
            kind: ParamKind::KeywordOnly,
            ty: key.ty,
            has_default: !key.required,
        };
        let params = self.typed_keys(instance).into_iter().map(param).collect();
        let returns = Type::Instance(instance.clone());
        Signature { params, returns, inferred: None, stub: None, guard: None }
    }

    /// Whether a `TypedDict` has all the keys of another, just as that declares them.
    pub(crate) fn typed_dict_assignable(&mut self, from: &Instance, to: &Instance) -> bool {
        let has = self.typed_keys(from);
        self.typed_keys(to).iter().all(|wanted| {
            has.iter().find(|key| key.name == wanted.name).is_some_and(|key| {
                key.required == wanted.required
                    && self.assignable(&key.ty, &wanted.ty)
                    && self.assignable(&wanted.ty, &key.ty)
            })
        })
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// A dict display where a `TypedDict` is wanted.
    pub(super) fn typed_dict_display(
        &mut self,
        entries: &'a [(Option<Expr>, Expr)],
        span: Span,
        expected: &Type,
    ) -> Option<Type> {
        let instance = expected.members().iter().find_map(|member| self.db.typed_dict(member))?;
        let keys = self.db.typed_keys(&instance);
        let mut given: Vec<Name> = Vec::new();
        let mut open = false;
        for (key, value) in entries {
            let Some(key_expr) = key else {
                open = true;
                self.expr(value, None);
                continue;
            };
            let wanted = match self.expr(key_expr, None) {
                Type::Literal(_, Literal::Str(text)) => {
                    let name = Name::from(&*text);
                    given.push(name.clone());
                    let declared = keys.iter().find(|key| key.name == name).map(|key| key.ty.clone());
                    if declared.is_none() {
                        self.unknown_key(&instance, &name, key_expr.span, true);
                    }
                    declared
                }
                _computed => {
                    open = true;
                    None
                }
            };
            let ty = self.expr(value, wanted.as_ref());
            if let Some(wanted) = &wanted
                && !self.db.assignable(&ty, wanted)
            {
                self.mismatch(Code::ElementType, value, &ty, wanted, "the key", None);
            }
        }
        let missing: Vec<String> = keys
            .iter()
            .filter(|key| key.required && !given.contains(&key.name))
            .map(|key| format!("`{}`", key.name))
            .collect();
        if !missing.is_empty() && !open {
            let message = format!("`{}` needs the key {}", instance.class.name, missing.join(", "));
            let finding = Finding::new(Code::TypedDictKey, span, message);
            self.report(finding.help("add it, or declare it `NotRequired[…]`"));
        }
        Some(Type::Instance(instance))
    }

    fn unknown_key(&mut self, instance: &Instance, key: &Name, span: Span, certain: bool) {
        let class = &instance.class.name;
        let names: Vec<Name> = self.db.typed_keys(instance).into_iter().map(|key| key.name).collect();
        let finding = Finding::new(Code::TypedDictKey, span, format!("`{class}` has no key `{key}`"));
        let finding = match similar_name(key, names.iter()) {
            Some(similar) => finding.help(format!("did you mean `{similar}`?")),
            None => finding.help(format!("declare it in `{class}`: `{key}: …`")),
        };
        self.report(finding.certain(certain));
    }

    /// `movie["title"]`.
    pub(super) fn typed_element(&mut self, instance: &Instance, index: &Expr, index_type: &Type) -> Type {
        let Type::Literal(_, Literal::Str(key)) = index_type else { return Type::Unknown };
        let key = Name::from(&**key);
        match self.db.typed_keys(instance).into_iter().find(|declared| declared.name == key) {
            Some(declared) => declared.ty,
            None => {
                self.unknown_key(instance, &key, index.span, false);
                Type::Unknown
            }
        }
    }

    /// `movie["year"] = value`.
    pub(super) fn store_typed_element(
        &mut self,
        instance: &Instance,
        index: &Expr,
        index_type: &Type,
        ty: &Type,
        value: &'a Expr,
    ) {
        let Type::Literal(_, Literal::Str(key)) = index_type else { return };
        let key = Name::from(&**key);
        match self.db.typed_keys(instance).into_iter().find(|declared| declared.name == key) {
            Some(declared) if self.db.assignable(ty, &declared.ty) => {}
            Some(declared) => self.mismatch(Code::ElementType, value, ty, &declared.ty, "the key", None),
            None => self.unknown_key(instance, &key, index.span, false),
        }
    }

    /// `del movie["year"]`.
    pub(super) fn delete_typed_element(&mut self, instance: &Instance, index: &Expr, index_type: &Type) {
        let Type::Literal(_, Literal::Str(key)) = index_type else { return };
        let key = Name::from(&**key);
        match self.db.typed_keys(instance).into_iter().find(|declared| declared.name == key) {
            Some(declared) if declared.required => {
                let message = format!("`{}` must keep its key `{key}`", instance.class.name);
                let finding = Finding::new(Code::TypedDictKey, index.span, message).certain(false);
                self.report(finding.help(format!("declare it `NotRequired[{}]`", declared.ty)));
            }
            Some(_) => {}
            None => self.unknown_key(instance, &key, index.span, false),
        }
    }

    /// `movie.get("year")`, with or without a default.
    pub(super) fn typed_get(&mut self, callee: &'a Expr, arguments: &'a [Argument]) -> Option<Type> {
        let ExprKind::Attribute { object, name } = &callee.kind else { return None };
        let [Argument::Positional(key), default @ ..] = arguments else { return None };
        let ExprKind::Str(naja_frontend::hir::StrValue::Text(text)) = &key.kind else { return None };
        if name.as_str() != "get" || default.len() > 1 {
            return None;
        }
        let object_type = self.quiet(|this| this.expr(object, None));
        let instance = self.db.typed_dict(&object_type)?;
        let declared = self.db.typed_keys(&instance).into_iter().find(|key| key.name.as_str() == &**text)?;
        self.expr(callee, None);
        self.expr(key, None);
        let default = match default.first() {
            // `movie.get("cast", {})`: whatever keys are asked for, none is there.
            Some(Argument::Positional(default)) if matches!(&default.kind, ExprKind::Dict(entries) if entries.is_empty()) =>
            {
                self.expr(default, None);
                Type::Never
            }
            Some(Argument::Positional(default)) => self.expr(default, Some(&declared.ty)).widen(),
            Some(_) => return None,
            None if declared.required => Type::Never,
            None => Type::None,
        };
        Some(Type::union([declared.ty, default]))
    }
}
