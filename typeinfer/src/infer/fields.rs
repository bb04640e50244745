//! Dataclasses and named tuples: their fields, and the constructors that are made from them.

use crate::class::ClassForm;
use crate::ty::{ClassRef, Instance, Param, Signature, Type, UnitId};
use naja_frontend::hir::{Argument, Expr, ExprKind, Name, ParamKind, Variable};

impl crate::db::Db<'_> {
    /// The constructor that `@dataclass` or `NamedTuple` makes.
    pub(super) fn synthesised_constructor(&mut self, me: &Instance) -> Option<Signature> {
        let info = self.class_info(&me.class);
        let maker = info.mro.iter().find_map(|base| {
            let base_info = self.class_info(&base.class);
            let own = base_info.dataclass.filter(|options| options.init).is_some()
                || (base_info.form == ClassForm::NamedTuple && base.class.unit == UnitId::PROGRAM);
            let body = self.class_body(&base.class);
            let writes_own = self.symbols(body).names.contains_key(&Name::from("__init__"))
                || self.symbols(body).names.contains_key(&Name::from("__new__"));
            (own || writes_own).then_some((own && !writes_own, base_info))
        })?;
        if !maker.0 {
            return None;
        }
        let mut params: Vec<Param> = Vec::new();
        for base in info.mro.iter().rev() {
            let base_info = self.class_info(&base.class);
            if base_info.dataclass.is_none() && base_info.form != ClassForm::NamedTuple {
                continue;
            }
            if base_info.form == ClassForm::NamedTuple && base.class.unit != UnitId::PROGRAM {
                continue;
            }
            let kw_only = base_info.dataclass.is_some_and(|options| options.kw_only);
            let solution = info.solution(&me.args);
            let base_solution = base_info.solution(&base.substitute(&solution).args);
            for field in self.fields(&base.class, kw_only) {
                let field = Param { ty: field.ty.substitute(&base_solution), ..field };
                match params.iter_mut().find(|param| param.name == field.name) {
                    Some(known) => *known = field,
                    None => params.push(field),
                }
            }
        }
        let (keyword_only, mut ordered): (Vec<Param>, Vec<Param>) =
            params.into_iter().partition(|param| param.kind == ParamKind::KeywordOnly);
        ordered.extend(keyword_only);
        ordered.retain(|param| !param.name.is_empty());
        Some(Signature {
            params: ordered,
            returns: Type::Instance(me.clone()),
            inferred: None,
            stub: None,
            guard: None,
        })
    }

    /// The fields that a dataclass takes over from its bases.
    pub(super) fn inherited_fields(&mut self, class: &ClassRef) -> Vec<Param> {
        let info = self.class_info(class);
        let mut fields = Vec::new();
        for base in info.mro.iter().skip(1) {
            if let Some(options) = self.class_info(&base.class).dataclass {
                fields.extend(self.fields(&base.class, options.kw_only));
            }
        }
        fields
    }

    /// The fields that a dataclass or named tuple declares itself.
    pub(crate) fn fields(&mut self, class: &ClassRef, mut kw_only: bool) -> Vec<Param> {
        let body = self.class_body(class);
        let node = self.function(body);
        let mut fields = Vec::new();
        for stmt in &node.body {
            let naja_frontend::hir::StmtKind::AnnAssign { target, annotation, value, .. } = &stmt.kind else {
                continue;
            };
            let naja_frontend::hir::TargetKind::Variable(Variable::Class { name, .. }) = &target.kind else { continue };
            if self.is_special(body, annotation, "ClassVar") {
                continue;
            }
            if is_named(annotation, "KW_ONLY") {
                kw_only = true;
                continue;
            }
            let ty = self.annotation(body, annotation);
            let mut param = Param {
                name: name.clone(),
                kind: if kw_only { ParamKind::KeywordOnly } else { ParamKind::Normal },
                ty,
                has_default: value.is_some(),
            };
            if let Some(Expr { kind: ExprKind::Call { callee, arguments }, .. }) = value
                && is_named(callee, "field")
            {
                field_options(arguments, &mut param);
            }
            fields.push(param);
        }
        fields
    }

    /// An instance of a `NamedTuple` class of the program as the tuple that it is; everything else as it was.
    pub(crate) fn as_tuple(&mut self, ty: &Type) -> Type {
        ty.map(|member| match member {
            Type::Instance(instance) => self.named_tuple(instance).unwrap_or_else(|| member.clone()),
            other => other.clone(),
        })
    }

    fn named_tuple(&mut self, instance: &Instance) -> Option<Type> {
        let info = self.class_info(&instance.class);
        if let Some(elements) = &info.elements {
            return Some(Type::Tuple(elements.clone()));
        }
        if info.form != ClassForm::NamedTuple || info.unknown_base {
            return None;
        }
        // The class that declares the fields may be a base.
        let declares = info.mro.iter().find(|base| {
            base.class.unit == UnitId::PROGRAM
                && self.class_info(&base.class).mro[1..].iter().any(is_named_tuple)
                && !self.fields(&base.class, false).is_empty()
        })?;
        let fields = self.fields(&declares.class, false);
        Some(Type::Tuple(fields.into_iter().map(|field| field.ty).collect()))
    }
}

/// `field(default=…, default_factory=…, init=False, kw_only=True)`.
fn field_options(arguments: &[Argument], param: &mut Param) {
    param.has_default = false;
    for argument in arguments {
        let Argument::Keyword(name, value) = argument else { continue };
        match (name.as_str(), &value.kind) {
            ("default" | "default_factory", _) => param.has_default = true,
            // Not a parameter at all.
            ("init", ExprKind::Bool(false)) => param.name = "".into(),
            ("kw_only", ExprKind::Bool(true)) => param.kind = ParamKind::KeywordOnly,
            _other => {}
        }
    }
}

fn is_named_tuple(base: &Instance) -> bool {
    base.class.name.as_str() == "NamedTuple"
}

fn is_named(expr: &Expr, wanted: &str) -> bool {
    match &expr.kind {
        ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. })
        | ExprKind::Attribute { name, .. } => name.as_str() == wanted,
        ExprKind::Subscript { object, .. } => is_named(object, wanted),
        _other => false,
    }
}
