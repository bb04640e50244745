//! Class statements: what they must not derive from or override, and the order of a dataclass's fields.

use super::Evaluator;
use crate::class::ClassForm;
use crate::finding::Finding;
use crate::symbols::SiteKind;
use crate::ty::{ClassRef, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Argument, Expr, ExprKind, Name, StmtKind, TargetKind, Variable};

impl<'a> Evaluator<'_, 'a> {
    /// Looks at the statement of `class`, whose body has been inferred.
    pub(super) fn check_class(&mut self, class: &ClassRef, bases: &'a [Argument]) {
        for base in bases {
            if let Argument::Positional(expr) = base {
                self.check_base(expr);
            }
        }
        self.check_fields(class);
        self.check_overrides(class);
        self.check_attribute_overrides(class);
    }

    /// Some classes cannot be derived from.
    fn check_base(&mut self, expr: &'a Expr) {
        let Type::Class(of) = self.db_type(expr) else { return };
        let Some(class) = of.class().cloned() else { return };
        if self.db.class_info(&class).is_final {
            let finding =
                Finding::new(Code::Final, expr.span, format!("`{}` is final: nothing derives from it", class.name));
            self.report(finding.certain(false).help("leave out `@final`, or hold an instance instead of deriving"));
        }
        let form = self.db.class_info(&class).form;
        if form == ClassForm::Enum && class.in_program().is_some() && !self.db.values_of(&class).is_empty() {
            let message = format!("`{}` has members, and so cannot be derived from", class.name);
            let finding = Finding::new(Code::ClassDefinition, expr.span, message);
            self.report(finding.help("derive from an enum without members, or write a new one"));
        }
    }

    /// The fields of a dataclass: those with a default come last, and no default is shared.
    fn check_fields(&mut self, class: &ClassRef) {
        let info = self.db.class_info(class);
        let Some(options) = info.dataclass else { return };
        let body = self.db.class_body(class);
        let node = self.db.function(body);
        let own = self.db.fields(class, options.kw_only);
        let mut with_default =
            self.db.inherited_fields(class).iter().any(|field| is_ordered(field) && field.has_default);
        for stmt in &node.body {
            let StmtKind::AnnAssign { target, value, .. } = &stmt.kind else { continue };
            let TargetKind::Variable(Variable::Class { name, .. }) = &target.kind else { continue };
            let Some(field) = own.iter().find(|field| field.name == *name) else { continue };
            if options.init && is_ordered(field) {
                if with_default && !field.has_default {
                    let message = format!("`{name}` has no default, and stands behind a field that has one");
                    let help =
                        format!("move `{name}` up, give it a default, or make the fields keyword-only: `kw_only=True`");
                    self.report(Finding::new(Code::ClassDefinition, target.span, message).help(help));
                }
                with_default |= field.has_default;
            }
            if let Some(value) = value
                && let Some(factory) = shared_default(value)
            {
                let message = format!("all instances would share this `{factory}`");
                let help = format!("write `field(default_factory={factory})`");
                self.report(Finding::new(Code::ClassDefinition, value.span, message).help(help));
            }
        }
    }

    /// A class variable that a base declares keeps its type.
    fn check_attribute_overrides(&mut self, class: &ClassRef) {
        let info = self.db.class_info(class);
        if info.form != ClassForm::Plain || info.unknown_base {
            return;
        }
        let body = self.db.class_body(class);
        let symbols = self.db.symbols(body);
        for (name, sites) in &symbols.names {
            let Some(site) = sites.last() else { continue };
            let place = site.span;
            if !matches!(site.kind, SiteKind::Annotated { .. } | SiteKind::Value { .. }) || name.starts_with("__") {
                continue;
            }
            let Some((own, _)) = self.db.own_member(class, name, false) else { continue };
            for base in info.mro.iter().skip(1) {
                let Some((inherited, _)) = self.db.own_member(&base.class, name, false) else { continue };
                let is_variable = !matches!(inherited.ty, Type::Callable(_) | Type::Property(_));
                let base_info = self.db.class_info(&base.class);
                let wanted = inherited.ty.substitute(&base_info.solution(&base.args));
                if inherited.declared && is_variable && !self.db.assignable(&own.ty, &wanted) {
                    let message =
                        format!("`{name}` is a `{wanted}` in `{}`, and `{}` here", base.class.name, own.ty.widen());
                    let finding = Finding::new(Code::IncompatibleOverride, place, message)
                        .certain(false)
                        .help("give it another name, or a type that fits the base class's");
                    self.report(finding);
                }
                break;
            }
        }
    }

    /// A class that is called must not be abstract, nor a protocol.
    pub(super) fn check_instantiable(&mut self, callee: &'a Expr, class: &ClassRef) {
        if !self.names_class(callee, class) {
            return;
        }
        let info = self.db.class_info(class);
        if info.unknown_base || matches!(info.form, ClassForm::TypedDict | ClassForm::NamedTuple | ClassForm::Enum) {
            return;
        }
        if info.form == ClassForm::Protocol {
            let message = format!("`{}` is a protocol, which has no instances of its own", class.name);
            let help = "make an instance of a class that has the protocol's members";
            self.report(Finding::new(Code::AbstractInstance, callee.span, message).help(help));
            return;
        }
        let missing = self.db.abstract_members(class);
        if missing.is_empty() {
            return;
        }
        let shown: Vec<String> = missing.iter().map(|(name, _)| format!("`{name}`")).collect();
        let message = format!("`{}` is abstract: {} must be defined first", class.name, shown.join(", "));
        let certain = missing.iter().any(|(_, explicit)| *explicit) && !info.unknown_decorator;
        let finding = Finding::new(Code::AbstractInstance, callee.span, message)
            .certain(certain)
            .label(self.class_place(class), "the class")
            .help("define them here, or make an instance of a derived class that does");
        self.report(finding);
    }

    fn class_place(&self, class: &ClassRef) -> Option<naja_frontend::source::Span> {
        class.in_program().map(|id| self.db.program.classes[id].name_span)
    }

    /// Whether `callee` is the name of `class` itself, not of a variable that holds it or a derived one.
    fn names_class(&mut self, callee: &Expr, class: &ClassRef) -> bool {
        let is_name = matches!(callee.kind, ExprKind::Variable(_) | ExprKind::Attribute { .. });
        let ann = crate::annotation::Ann::from(callee);
        let meaning = if is_name { self.db.meaning(self.scope, &ann) } else { return false };
        matches!(meaning, crate::annotation::Meaning::Type(Type::Instance(named)) if named.class == *class)
    }
}

impl<'a> crate::db::Db<'a> {
    /// The members that `class` declares or inherits without defining them, and whether `@abstractmethod` says so.
    pub(crate) fn abstract_members(&mut self, class: &ClassRef) -> Vec<(Name, bool)> {
        let info = self.class_info(class);
        let is_abc = info.metaclass.as_ref().is_some_and(|meta| {
            let meta = meta.clone();
            self.library_class("abc", "ABCMeta").is_some_and(|abc| self.is_subclass(&meta, &abc))
        });
        let mut open: Vec<(Name, bool)> = Vec::new();
        if !is_abc {
            return open;
        }
        for base in info.mro.iter().rev() {
            let body = self.class_body(&base.class);
            let symbols = self.symbols(body);
            let is_protocol = self.class_info(&base.class).form == ClassForm::Protocol;
            for (name, sites) in &symbols.names {
                open.retain(|(other, _)| other != name);
                let abstractly = sites.iter().rev().find_map(|site| match &site.kind {
                    SiteKind::Def { function, decorators } => {
                        let explicit = decorators.iter().any(|decorator| self.is_abstract(body, decorator));
                        let function = &self.hir(body.unit).functions[*function];
                        let implicit = is_protocol
                            && base.class.in_program().is_some()
                            && crate::rules::is_placeholder(&function.body)
                            && function.returns.as_ref().is_some_and(|returns| !matches!(returns.kind, ExprKind::None));
                        (explicit || implicit).then_some(explicit)
                    }
                    _defined => None,
                });
                open.extend(abstractly.map(|explicit| (name.clone(), explicit)));
            }
        }
        open
    }

    fn is_abstract(&mut self, scope: crate::ty::FuncRef, decorator: &Expr) -> bool {
        self.called_name(scope, decorator).is_some_and(|name| name.starts_with("abstract"))
    }
}

/// Whether a field is a positional parameter of the constructor.
fn is_ordered(field: &crate::ty::Param) -> bool {
    field.kind == naja_frontend::hir::ParamKind::Normal && !field.name.is_empty()
}

/// `[]`, `{}` and the like: the class that makes a fresh one.
fn shared_default(value: &Expr) -> Option<&'static str> {
    use naja_frontend::hir::ComprehensionKind;
    match &value.kind {
        ExprKind::List(_) | ExprKind::Comprehension { kind: ComprehensionKind::List, .. } => Some("list"),
        ExprKind::Dict(_) | ExprKind::Comprehension { kind: ComprehensionKind::Dict, .. } => Some("dict"),
        ExprKind::Set(_) | ExprKind::Comprehension { kind: ComprehensionKind::Set, .. } => Some("set"),
        _fresh => None,
    }
}
