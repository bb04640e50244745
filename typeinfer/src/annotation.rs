//! From an annotation to the type it means.
//!
//! An annotation is an expression or a string that holds one. Both become the small tree [`Ann`], whose names are looked
//! up where the annotation stands and followed through imports and aliases to what they mean. What is no type, or cannot
//! be found, is `Unknown`.

mod text;

use crate::db::{Db, Progress};
use crate::symbols::{Site, SiteKind};
use crate::ty::{
    Callable, ClassRef, FuncRef, Guard, Instance, Literal, ModuleRef, Param, Signature, Solution, Type, TypeVar,
    TypeVarKind, Variance,
};
use naja_frontend::hir::{
    Argument, BinaryOp, Element, Expr, ExprKind, FunctionKind, IntValue, Lazy, Name, ParamKind, StmtKind, Storage,
    StrValue, TypeParam, TypeParamKind, UnaryOp, Variable,
};
use std::sync::Arc;

/// An annotation, from an expression or a string.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ann {
    /// A name found by scope rules.
    Name(Name),
    /// A variable that the front end resolved.
    Variable(Variable),
    Attribute(Box<Ann>, Name),
    Subscript(Box<Ann>, Vec<Ann>),
    Or(Box<Ann>, Box<Ann>),
    None,
    Ellipsis,
    List(Vec<Ann>),
    Text(Arc<str>),
    Int(i64),
    Bool(bool),
    Bytes(Arc<[u8]>),
    Star(Box<Ann>),
    /// Something that is no type.
    Bad,
}

/// What a name in an annotation means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    Type(Type),
    /// A generic alias: its type, with variables to be filled in.
    Alias(Type),
    Module(ModuleRef),
    /// One of [`SPECIAL`].
    Special(&'static str),
    /// Known to be no type: a function or a module.
    NoType(&'static str),
    Unknown,
}

/// The names of `typing` (and where it says so, elsewhere) that are not what their stub says.
const SPECIAL: &[&str] = &[
    "Annotated",
    "Any",
    "Callable",
    "ClassVar",
    "Concatenate",
    "Final",
    "Generic",
    "Literal",
    "LiteralString",
    "NamedTuple",
    "Never",
    "NoReturn",
    "NotRequired",
    "Optional",
    "Protocol",
    "ReadOnly",
    "Required",
    "Self",
    "Tuple",
    "Type",
    "TypeAlias",
    "TypeGuard",
    "TypeIs",
    "TypedDict",
    "Union",
    "Unpack",
];

/// The names of `typing` that are other names of classes: alias, module, class.
const ALIASES: &[(&str, &str, &str)] = &[
    ("ChainMap", "collections", "ChainMap"),
    ("Counter", "collections", "Counter"),
    ("DefaultDict", "collections", "defaultdict"),
    ("Deque", "collections", "deque"),
    ("Dict", "builtins", "dict"),
    ("FrozenSet", "builtins", "frozenset"),
    ("List", "builtins", "list"),
    ("OrderedDict", "collections", "OrderedDict"),
    ("Set", "builtins", "set"),
];

/// What stands in a class statement's parentheses.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Base {
    Class(Instance),
    /// `tuple[A, B]`, and its elements.
    Tuple(Instance, Arc<[Type]>),
    /// `Generic[T]` or `Protocol[T]`: the order of the type parameters.
    Parameters {
        vars: Vec<Arc<TypeVar>>,
        is_protocol: bool,
    },
    NamedTuple,
    TypedDict,
    Unknown,
}

impl<'a> Db<'a> {
    /// The type that `annotation`, standing in `scope`, means.
    pub(crate) fn annotation(&mut self, scope: FuncRef, annotation: &Expr) -> Type {
        let ann = Ann::from(annotation);
        self.ann(scope, &ann)
    }

    /// Why `annotation` is certainly no type, if so.
    pub(crate) fn invalid_annotation(&mut self, scope: FuncRef, annotation: &Expr) -> Option<String> {
        match Ann::from(annotation) {
            Ann::Bad | Ann::Int(_) | Ann::Bool(_) | Ann::Bytes(_) => Some("this is a value, not a type".into()),
            Ann::List(_) => Some("a list is no type".into()),
            ann @ (Ann::Name(_) | Ann::Variable(_) | Ann::Attribute(..)) => match self.meaning(scope, &ann) {
                Meaning::NoType(what) => Some(format!("this is a {what}, not a type")),
                Meaning::Type(_) | Meaning::Alias(_) | Meaning::Module(_) | Meaning::Special(_) | Meaning::Unknown => {
                    None
                }
            },
            Ann::Subscript(..) | Ann::Or(..) | Ann::None | Ann::Ellipsis | Ann::Text(_) | Ann::Star(_) => None,
        }
    }

    /// The generic class that `annotation` names without saying of what: its elements would be anything.
    pub(crate) fn bare_generic(&mut self, scope: FuncRef, annotation: &Expr) -> Option<Name> {
        let ann = Ann::from(annotation);
        self.bare_generic_in(scope, &ann)
    }

    fn bare_generic_in(&mut self, scope: FuncRef, ann: &Ann) -> Option<Name> {
        match ann {
            Ann::Name(_) | Ann::Variable(_) | Ann::Attribute(..) => match self.meaning(scope, ann) {
                Meaning::Type(Type::Instance(instance)) if instance.args.is_empty() => {
                    let info = self.class_info(&instance.class);
                    let needs = !info.params.is_empty() && info.params.iter().all(|param| param.default.is_none());
                    (needs && !instance.class.is_builtin("type")).then(|| instance.class.name.clone())
                }
                Meaning::Special(name @ ("Callable" | "Tuple")) => Some(name.into()),
                _complete => None,
            },
            Ann::Subscript(head, args) => {
                let is_literal = self.meaning(scope, head) == Meaning::Special("Literal");
                let is_annotated = self.meaning(scope, head) == Meaning::Special("Annotated");
                let count = if is_literal {
                    0
                } else if is_annotated {
                    1
                } else {
                    args.len()
                };
                args.iter().take(count).find_map(|arg| self.bare_generic_in(scope, arg))
            }
            Ann::Or(left, right) => self.bare_generic_in(scope, left).or_else(|| self.bare_generic_in(scope, right)),
            Ann::List(types) => types.iter().find_map(|ty| self.bare_generic_in(scope, ty)),
            Ann::Text(text) => text::parse(text).and_then(|inner| self.bare_generic_in(scope, &inner)),
            Ann::Star(inner) => self.bare_generic_in(scope, inner),
            Ann::None | Ann::Ellipsis | Ann::Int(_) | Ann::Bool(_) | Ann::Bytes(_) | Ann::Bad => None,
        }
    }

    /// Whether the annotation is `TypeAlias`.
    pub(crate) fn is_alias_annotation(&mut self, scope: FuncRef, annotation: &Expr) -> bool {
        self.meaning(scope, &Ann::from(annotation)) == Meaning::Special("TypeAlias")
    }

    /// Whether the annotation is `name` or `name[...]`, for one of the special names.
    pub(crate) fn is_special(&mut self, scope: FuncRef, annotation: &Expr, name: &str) -> bool {
        let ann = match Ann::from(annotation) {
            Ann::Subscript(head, _) => *head,
            ann => ann,
        };
        matches!(self.meaning(scope, &ann), Meaning::Special(special) if special == name)
    }

    /// What a base class expression contributes.
    pub(crate) fn base(&mut self, scope: FuncRef, expr: &Expr) -> Base {
        let ann = Ann::from(expr);
        let (head, args) = match &ann {
            Ann::Subscript(head, args) => ((**head).clone(), args.as_slice()),
            _plain => (ann.clone(), &[][..]),
        };
        match self.meaning(scope, &head) {
            Meaning::Special(name @ ("Generic" | "Protocol")) => {
                let mut vars = Vec::new();
                for arg in args {
                    self.ann(scope, arg).each_var(&mut |var| vars.push(var.clone()));
                }
                Base::Parameters { vars, is_protocol: name == "Protocol" }
            }
            Meaning::Special("NamedTuple") => Base::NamedTuple,
            Meaning::Special("TypedDict") => Base::TypedDict,
            Meaning::Special("Any") => Base::Unknown,
            Meaning::Type(_)
            | Meaning::Alias(_)
            | Meaning::Module(_)
            | Meaning::Special(_)
            | Meaning::NoType(_)
            | Meaning::Unknown => match self.ann(scope, &ann) {
                Type::Instance(instance) => Base::Class(instance),
                Type::Tuple(elements) => {
                    match self.library("builtins", "tuple", [Type::union(elements.iter().cloned())]) {
                        Type::Instance(instance) => Base::Tuple(instance, elements),
                        _no_tuple => Base::Unknown,
                    }
                }
                _no_class => Base::Unknown,
            },
        }
    }

    /// The type that `ann` means in `scope`.
    pub(crate) fn ann(&mut self, scope: FuncRef, ann: &Ann) -> Type {
        match ann {
            Ann::Name(_) | Ann::Variable(_) | Ann::Attribute(..) => match self.meaning(scope, ann) {
                Meaning::Type(ty) | Meaning::Alias(ty) => {
                    ty.close(&|var| matches!(ty, Type::Var(_)) && var.kind != TypeVarKind::Tuple)
                }
                Meaning::Special(name) => self.bare_special(name),
                Meaning::Module(_) | Meaning::NoType(_) | Meaning::Unknown => Type::Unknown,
            },
            Ann::Subscript(head, args) => self.subscript(scope, head, args),
            Ann::Or(left, right) => Type::union([self.ann(scope, left), self.ann(scope, right)]),
            Ann::None => Type::None,
            Ann::Text(text) => match text::parse(text) {
                Some(inner) => self.ann(scope, &inner),
                None => Type::Unknown,
            },
            Ann::Star(_) | Ann::Ellipsis | Ann::List(_) | Ann::Int(_) | Ann::Bool(_) | Ann::Bytes(_) | Ann::Bad => {
                Type::Unknown
            }
        }
    }

    fn bare_special(&mut self, name: &str) -> Type {
        match name {
            "Any" => Type::Any,
            "Never" | "NoReturn" => Type::Never,
            "LiteralString" => self.declared_builtin("str"),
            "Tuple" => self.declared_builtin("tuple"),
            "Type" => Type::Any.class_object(),
            "Callable" => Callable::plain(Signature::gradual(Type::Unknown)),
            "Self" => Type::Var(Arc::new(self_var())),
            _needs_arguments => Type::Unknown,
        }
    }

    fn declared_builtin(&mut self, name: &str) -> Type {
        self.builtin_class(name).map_or(Type::Unknown, |class| Type::instance(class, []))
    }

    fn subscript(&mut self, scope: FuncRef, head: &Ann, args: &[Ann]) -> Type {
        match self.meaning(scope, head) {
            Meaning::Special(name) => self.special(scope, name, args),
            Meaning::Type(Type::Instance(instance)) => self.specialise(scope, &instance.class, args),
            Meaning::Type(Type::Class(_)) => self.type_of(scope, args),
            Meaning::Alias(ty) | Meaning::Type(ty) => {
                let mut vars: Vec<Arc<TypeVar>> = Vec::new();
                ty.each_var(&mut |var| {
                    if !vars.contains(var) {
                        vars.push(var.clone());
                    }
                });
                self.apply(scope, &ty, &vars, args)
            }
            Meaning::Module(_) | Meaning::NoType(_) | Meaning::Unknown => Type::Unknown,
        }
    }

    /// A generic alias with its variables filled in.
    fn apply(&mut self, scope: FuncRef, ty: &Type, vars: &[Arc<TypeVar>], args: &[Ann]) -> Type {
        let mut solution = Solution::default();
        let types = self.type_arguments(scope, vars, args);
        for (var, ty) in vars.iter().zip(types) {
            solution.set(var, ty);
        }
        ty.substitute(&solution)
    }

    /// `C[args]`.
    fn specialise(&mut self, scope: FuncRef, class: &ClassRef, args: &[Ann]) -> Type {
        if class.is_builtin("tuple") {
            return self.tuple(scope, args);
        }
        if class.is_builtin("type") {
            return self.type_of(scope, args);
        }
        if class.unit.is_stub() && class.name.as_str() == "InitVar" {
            return args.first().map_or(Type::Unknown, |arg| self.ann(scope, arg));
        }
        let params = self.class_info(class).params.clone();
        let types = self.type_arguments(scope, &params, args);
        Type::instance(class.clone(), types)
    }

    fn type_of(&mut self, scope: FuncRef, args: &[Ann]) -> Type {
        args.first().map_or(Type::Any, |arg| self.ann(scope, arg)).class_object()
    }

    /// The types for `params`; a `ParamSpec` takes a list, or all if it is alone.
    fn type_arguments(&mut self, scope: FuncRef, params: &[Arc<TypeVar>], args: &[Ann]) -> Vec<Type> {
        if let [only] = params
            && only.kind == TypeVarKind::Params
            && !matches!(args, [Ann::List(_) | Ann::Ellipsis | Ann::Name(_) | Ann::Variable(_)])
        {
            return vec![self.parameter_list(scope, &Ann::List(args.to_vec()))];
        }
        if params.iter().any(|param| param.kind == TypeVarKind::Tuple) {
            return vec![Type::Unknown; params.len()];
        }
        let mut types = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            let is_params = params.get(index).is_some_and(|param| param.kind == TypeVarKind::Params);
            types.push(if is_params { self.parameter_list(scope, arg) } else { self.ann(scope, arg) });
        }
        for param in params.iter().skip(types.len()) {
            types.push(param.default.clone().unwrap_or(Type::Unknown));
        }
        types
    }

    /// `[int, str]`, `...` or `P` where a `ParamSpec` is wanted.
    fn parameter_list(&mut self, scope: FuncRef, ann: &Ann) -> Type {
        match ann {
            Ann::List(_) | Ann::Ellipsis => self.callable(scope, ann, Type::Unknown),
            _variable => match self.ann(scope, ann) {
                var @ Type::Var(_) => var,
                _no_var => Type::Unknown,
            },
        }
    }

    fn tuple(&mut self, scope: FuncRef, args: &[Ann]) -> Type {
        match args {
            [element, Ann::Ellipsis] => {
                let element = self.ann(scope, element);
                self.builtin_class("tuple").map_or(Type::Unknown, |class| Type::instance(class, [element]))
            }
            _fixed if args.iter().any(|arg| self.is_unpacked(scope, arg)) => self.declared_builtin("tuple"),
            [Ann::List(empty)] if empty.is_empty() => Type::Tuple([].into()),
            elements => Type::Tuple(elements.iter().map(|arg| self.ann(scope, arg)).collect()),
        }
    }

    fn special(&mut self, scope: FuncRef, name: &str, args: &[Ann]) -> Type {
        let first = |db: &mut Self| args.first().map_or(Type::Unknown, |arg| db.ann(scope, arg));
        match name {
            "Annotated" | "ClassVar" | "Final" | "NotRequired" | "ReadOnly" | "Required" => first(self),
            "Optional" => Type::union([first(self), Type::None]),
            "Union" => Type::union(args.iter().map(|arg| self.ann(scope, arg)).collect::<Vec<_>>()),
            "Tuple" => self.tuple(scope, args),
            "Type" => self.type_of(scope, args),
            "Literal" => Type::union(args.iter().map(|arg| self.literal(scope, arg)).collect::<Vec<_>>()),
            "Callable" => match args {
                [params, returns] => {
                    let returns = self.ann(scope, returns);
                    self.callable(scope, params, returns)
                }
                _malformed => Callable::plain(Signature::gradual(Type::Unknown)),
            },
            "TypeGuard" | "TypeIs" => self.declared_builtin("bool"),
            _no_arguments => Type::Unknown,
        }
    }

    /// `TypeGuard[T]` or `TypeIs[T]` as a return annotation.
    pub(crate) fn guard(&mut self, scope: FuncRef, returns: &Expr) -> Option<Guard> {
        let Ann::Subscript(head, args) = Ann::from(returns) else { return None };
        let Meaning::Special(name @ ("TypeGuard" | "TypeIs")) = self.meaning(scope, &head) else { return None };
        Some(Guard { ty: self.ann(scope, args.first()?), both_ways: name == "TypeIs" })
    }

    /// `Callable[params, returns]`.
    fn callable(&mut self, scope: FuncRef, params: &Ann, returns: Type) -> Type {
        let positional = |ty| Param { name: "".into(), kind: ParamKind::PositionalOnly, ty, has_default: false };
        let rest_of = |var: Type| {
            [(ParamKind::VarArgs, "args"), (ParamKind::KwArgs, "kwargs")].map(|(kind, name)| Param {
                name: name.into(),
                kind,
                ty: var.clone(),
                has_default: true,
            })
        };
        let gradual = Signature::gradual(returns);
        let params: Vec<Param> = match params {
            // `Callable[[*Ts], R]`: any number of any arguments.
            Ann::List(types) if types.iter().any(|ann| self.is_unpacked(scope, ann)) => gradual.params.clone(),
            Ann::List(types) => types.iter().map(|ann| positional(self.ann(scope, ann))).collect(),
            Ann::Subscript(_, parts) => {
                // `Concatenate[A, B, P]`.
                let mut types: Vec<Type> = parts.iter().map(|part| self.ann(scope, part)).collect();
                let rest = types.pop().unwrap_or(Type::Unknown);
                types.into_iter().map(positional).chain(rest_of(rest)).collect()
            }
            Ann::Name(_) | Ann::Variable(_) | Ann::Attribute(..) => match self.ann(scope, params) {
                var @ Type::Var(_) => rest_of(var).into(),
                _no_var => gradual.params.clone(),
            },
            _ellipsis => gradual.params.clone(),
        };
        Callable::plain(Signature { params, ..gradual })
    }

    fn is_unpacked(&mut self, scope: FuncRef, ann: &Ann) -> bool {
        match ann {
            Ann::Star(_) => true,
            Ann::Subscript(head, _) => self.meaning(scope, head) == Meaning::Special("Unpack"),
            _one => false,
        }
    }

    /// One argument of `Literal[...]`.
    fn literal(&mut self, scope: FuncRef, ann: &Ann) -> Type {
        let (class, literal) = match ann {
            Ann::None => return Type::None,
            Ann::Int(value) => ("int", Literal::Int(*value)),
            Ann::Bool(value) => ("bool", Literal::Bool(*value)),
            Ann::Text(text) => ("str", Literal::Str(text.clone())),
            Ann::Bytes(bytes) => ("bytes", Literal::Bytes(bytes.clone())),
            Ann::Attribute(object, member) => {
                return match self.ann(scope, object) {
                    Type::Instance(instance) => Type::Literal(instance.class, Literal::Member(member.clone())),
                    _no_enum => Type::Unknown,
                };
            }
            _alias => return self.ann(scope, ann),
        };
        self.builtin_class(class).map_or(Type::Unknown, |class| Type::Literal(class, literal))
    }

    /// What a name or dotted name means.
    pub(crate) fn meaning(&mut self, scope: FuncRef, ann: &Ann) -> Meaning {
        match ann {
            Ann::Name(name) => self.lexical_meaning(scope, name),
            Ann::Variable(variable) => self.variable_meaning(scope, variable),
            Ann::Attribute(object, name) => match self.meaning(scope, object) {
                Meaning::Module(module) => self.global_meaning(module, name),
                Meaning::Type(Type::Instance(instance)) => {
                    let body = self.class_body(&instance.class);
                    self.scope_meaning(body, name).unwrap_or(Meaning::Unknown)
                }
                // `P.args`, `P.kwargs`.
                Meaning::Type(Type::Var(var)) if var.kind == TypeVarKind::Params => Meaning::Type(Type::Var(var)),
                _other => Meaning::Unknown,
            },
            Ann::Text(text) => text::parse(text).map_or(Meaning::Unknown, |inner| self.meaning(scope, &inner)),
            _other => Meaning::Type(self.ann(scope, ann)),
        }
    }

    /// The type parameter `name` of what is being declared, or of a function or class around `scope`.
    pub(crate) fn type_param(&mut self, scope: FuncRef, name: &Name) -> Option<Arc<TypeVar>> {
        self.type_param_where(scope, |param| param.name == *name)
    }

    fn type_param_where(&mut self, scope: FuncRef, is_it: impl Fn(&TypeParam) -> bool) -> Option<Arc<TypeVar>> {
        if let Some(param) = self.alias_params.iter().rev().find(|param| is_it(param)).copied() {
            return Some(self.declared_type_param(scope, param));
        }
        let mut here = self.declaring.last().copied().into_iter().chain([scope]).collect::<Vec<_>>();
        while let Some(around) = here.pop() {
            let function = self.function(around);
            if let Some(param) = function.type_params.iter().find(|param| is_it(param)) {
                let scope = FuncRef { unit: around.unit, id: function.parent.unwrap_or(around.id) };
                return Some(self.declared_type_param(scope, param));
            }
            here.extend(function.parent.map(|id| FuncRef { unit: around.unit, id }));
        }
        None
    }

    pub(crate) fn declared_type_param(&mut self, scope: FuncRef, param: &TypeParam) -> Arc<TypeVar> {
        let kind = match param.kind {
            TypeParamKind::Type => TypeVarKind::Type,
            TypeParamKind::Params => TypeVarKind::Params,
            TypeParamKind::Tuple => TypeVarKind::Tuple,
        };
        let (bound, constraints) = match &param.bound {
            Some(Lazy { expr: Expr { kind: ExprKind::Tuple(elements), .. }, .. }) => {
                let constraint = |element: &Element| self.ann(scope, &Ann::from(element));
                (None, elements.iter().map(constraint).collect())
            }
            Some(bound) => (Some(self.annotation(scope, &bound.expr)), Vec::new()),
            None => (None, Vec::new()),
        };
        let default = param.default.as_ref().map(|default| self.annotation(scope, &default.expr));
        let variance = Variance::Covariant;
        let (name, unit) = (param.name.clone(), scope.unit);
        Arc::new(TypeVar { name, unit, kind, bound, constraints, default, variance, is_narrowed: false })
    }

    fn variable_meaning(&mut self, scope: FuncRef, variable: &Variable) -> Meaning {
        let module = self.module_of(scope);
        if let Variable::Global(name) | Variable::Class { name, outer: None } = variable
            && let Some(var) = self.type_param(scope, name)
        {
            return Meaning::Type(Type::Var(var));
        }
        match variable {
            Variable::Global(name) => self.global_meaning(module, name),
            Variable::Class { name, outer } => match self.scope_meaning(scope, name) {
                Some(meaning) => meaning,
                None => match outer {
                    Some(local) => self.variable_meaning(scope, &Variable::Local(*local)),
                    None => self.global_meaning(module, name),
                },
            },
            Variable::Local(local) => {
                let here = scope;
                let (mut scope, mut local) = (scope, *local);
                loop {
                    let function = self.function(scope);
                    let Some(variable) = function.locals.get(local) else { return Meaning::Unknown };
                    match (variable.storage, function.parent) {
                        (Storage::Free(outer), Some(parent)) => {
                            local = outer;
                            scope.id = parent;
                        }
                        _here => {
                            let name = variable.name.clone();
                            let is_it = |param: &TypeParam| param.name == name && param.local == local;
                            if let Some(var) = self.type_param_where(here, is_it) {
                                return Meaning::Type(Type::Var(var));
                            }
                            return self.scope_meaning(scope, &name).unwrap_or(Meaning::Unknown);
                        }
                    }
                }
            }
        }
    }

    /// A name in a string annotation: the scopes around, then the module, then builtins.
    fn lexical_meaning(&mut self, scope: FuncRef, name: &Name) -> Meaning {
        let mut here = Some(scope.id);
        while let Some(id) = here {
            let body = FuncRef { unit: scope.unit, id };
            let function = self.function(body);
            if function.kind != FunctionKind::Module
                && let Some(meaning) = self.scope_meaning(body, name)
            {
                return meaning;
            }
            here = function.parent;
        }
        if let Some(var) = self.type_param(scope, name) {
            return Meaning::Type(Type::Var(var));
        }
        let module = self.module_of(scope);
        self.global_meaning(module, name)
    }

    fn global_meaning(&mut self, module: ModuleRef, name: &Name) -> Meaning {
        if let Some((body, name)) = self.definition(module, name) {
            if let Some(class) = self.capitalised_class(body, &name) {
                return Meaning::Type(Type::instance(class, []));
            }
            if let Some(special) = self.special_name(body, &name) {
                return Meaning::Special(special);
            }
            return self.scope_meaning(body, &name).unwrap_or(Meaning::Unknown);
        }
        let body = self.module_body(module);
        let symbols = self.symbols(body);
        if let Some(sites) = symbols.names.get(name) {
            // An import that leads to a module, or nowhere.
            return match sites.last().map(|site| &site.kind) {
                Some(SiteKind::ImportFrom { module, level, name }) => {
                    match self.imported_name(body, *module, *level, name).ty {
                        Type::Module(module) => Meaning::Module(module),
                        _unknown => Meaning::Unknown,
                    }
                }
                _other => Meaning::Unknown,
            };
        }
        if let Some(submodule) = self.find_module(module.unit, &format!("{}.{name}", self.module_name(module))) {
            return Meaning::Module(submodule);
        }
        match self.stubs.find("builtins") {
            Some(builtins) if builtins != module => self.global_meaning(builtins, name),
            _none => Meaning::Unknown,
        }
    }

    /// `typing.List` and the like: other names of classes.
    fn capitalised_class(&mut self, body: FuncRef, name: &Name) -> Option<ClassRef> {
        let module = self.module_name(self.module_of(body));
        let row = ALIASES.iter().find(|(alias, ..)| *alias == name.as_str())?;
        matches!(module.as_str(), "typing" | "typing_extensions").then(|| self.library_class(row.1, row.2)).flatten()
    }

    fn special_name(&self, body: FuncRef, name: &Name) -> Option<&'static str> {
        let module = self.module_name(self.module_of(body));
        matches!(module.as_str(), "typing" | "typing_extensions")
            .then(|| SPECIAL.iter().find(|special| **special == name.as_str()).copied())
            .flatten()
    }

    /// What `name`, bound in the body `scope`, means.
    fn scope_meaning(&mut self, scope: FuncRef, name: &Name) -> Option<Meaning> {
        let key = (scope, name.clone());
        match self.meanings.get(&key) {
            Some(Progress::Done(meaning)) => return meaning.clone(),
            // An alias that mentions itself: what is that deep down is not followed.
            Some(Progress::Running) => return Some(Meaning::Type(Type::Any)),
            None => {}
        }
        let symbols = self.symbols(scope);
        let sites = symbols.names.get(name)?;
        self.meanings.insert(key.clone(), Progress::Running);
        let meaning = self.site_meaning(scope, name, sites);
        self.meanings.insert(key, Progress::Done(Some(meaning.clone())));
        Some(meaning)
    }

    fn site_meaning(&mut self, scope: FuncRef, name: &Name, sites: &[Site<'a>]) -> Meaning {
        let declaration = sites.iter().rev().find(|site| matches!(site.kind, SiteKind::Class { .. }));
        let Some(site) = declaration.or(sites.last()) else { return Meaning::Unknown };
        match &site.kind {
            SiteKind::Class { class, .. } => {
                let class = self.class_ref(scope.unit, *class);
                Meaning::Type(Type::instance(class, []))
            }
            SiteKind::Annotated { annotation, value: Some(value) } if self.is_alias_annotation(scope, annotation) => {
                self.alias(scope, value)
            }
            SiteKind::Value { value, path } if path.is_empty() && sites.len() == 1 => {
                self.value_meaning(scope, name, value)
            }
            SiteKind::Def { .. } if sites.iter().all(|site| matches!(site.kind, SiteKind::Def { .. })) => {
                Meaning::NoType("function")
            }
            SiteKind::Import { module, is_alias } => {
                let bound = if *is_alias { module.as_str() } else { module.split('.').next().unwrap_or_default() };
                self.find_module(scope.unit, bound).map_or(Meaning::Unknown, Meaning::Module)
            }
            SiteKind::ImportFrom { module, level, name } => {
                let here = self.module_of(scope);
                match self.relative_module(here, *module, *level) {
                    Some(from) if from != here => self.global_meaning(from, name),
                    _nowhere => Meaning::Unknown,
                }
            }
            SiteKind::Def { .. }
            | SiteKind::Annotated { .. }
            | SiteKind::Value { .. }
            | SiteKind::Augmented
            | SiteKind::Other => Meaning::Unknown,
        }
    }

    fn alias(&mut self, scope: FuncRef, value: &Expr) -> Meaning {
        let ann = Ann::from(value);
        match &ann {
            Ann::Name(_) | Ann::Variable(_) | Ann::Attribute(..) => self.meaning(scope, &ann),
            _written_out => Meaning::Alias(self.ann(scope, &ann)),
        }
    }

    /// The meaning of `name = value`: a type variable, a new type, or an alias.
    fn value_meaning(&mut self, scope: FuncRef, name: &Name, value: &'a Expr) -> Meaning {
        if let ExprKind::TypeAlias { params, value, .. } = &value.kind {
            let outer = self.alias_params.len();
            self.alias_params.extend(params);
            let meaning = self.alias(scope, &value.expr);
            self.alias_params.truncate(outer);
            return meaning;
        }
        let ExprKind::Call { callee, arguments } = &value.kind else { return self.alias(scope, value) };
        let Some(made_by) = self.called_name(scope, callee) else { return Meaning::Unknown };
        let kind = match made_by.as_str() {
            "TypeVar" => TypeVarKind::Type,
            "ParamSpec" => TypeVarKind::Params,
            "TypeVarTuple" => TypeVarKind::Tuple,
            "NewType" => {
                return match arguments.get(1) {
                    Some(Argument::Positional(base)) => {
                        let base = self.annotation(scope, base);
                        Meaning::Type(base.branded(scope, name))
                    }
                    _malformed => Meaning::Unknown,
                };
            }
            _other => return Meaning::Unknown,
        };
        Meaning::Type(Type::Var(Arc::new(self.type_var(scope, name, kind, arguments))))
    }

    /// The name, in its own module, of what `callee` is, when that is a library's.
    pub(crate) fn called_name(&mut self, scope: FuncRef, callee: &Expr) -> Option<Name> {
        let (module, name) = match &callee.kind {
            ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. }) => (self.module_of(scope), name),
            ExprKind::Attribute { object, name } => match self.meaning(scope, &Ann::from(&**object)) {
                Meaning::Module(module) => (module, name),
                _other => return None,
            },
            _other => return None,
        };
        let (body, name) = self.definition(module, name)?;
        (body.unit != crate::ty::UnitId::PROGRAM).then_some(name)
    }

    fn type_var(&mut self, scope: FuncRef, name: &Name, kind: TypeVarKind, arguments: &[Argument]) -> TypeVar {
        let mut var = TypeVar {
            name: name.clone(),
            unit: scope.unit,
            kind,
            bound: None,
            constraints: Vec::new(),
            default: None,
            variance: Variance::Invariant,
            is_narrowed: false,
        };
        for (index, argument) in arguments.iter().enumerate() {
            match argument {
                Argument::Positional(constraint) if index > 0 => {
                    var.constraints.push(self.annotation(scope, constraint))
                }
                Argument::Keyword(keyword, value) => match keyword.as_str() {
                    "bound" => var.bound = Some(self.annotation(scope, value)),
                    "default" => var.default = Some(self.annotation(scope, value)),
                    "covariant" if matches!(value.kind, ExprKind::Bool(true)) => var.variance = Variance::Covariant,
                    "contravariant" if matches!(value.kind, ExprKind::Bool(true)) => {
                        var.variance = Variance::Contravariant
                    }
                    "infer_variance" => var.variance = Variance::Covariant,
                    _other => {}
                },
                Argument::Positional(_) | Argument::Star(_) | Argument::DoubleStar(_) => {}
            }
        }
        var
    }
}

/// The variable that `Self` is.
pub(crate) fn self_var() -> TypeVar {
    TypeVar {
        name: "Self".into(),
        unit: crate::ty::UnitId::BUILTINS,
        kind: TypeVarKind::SelfType,
        bound: None,
        constraints: Vec::new(),
        default: None,
        variance: Variance::Covariant,
        is_narrowed: false,
    }
}

impl From<&Expr> for Ann {
    fn from(expr: &Expr) -> Ann {
        match &expr.kind {
            ExprKind::None => Ann::None,
            ExprKind::Ellipsis => Ann::Ellipsis,
            ExprKind::Bool(value) => Ann::Bool(*value),
            ExprKind::Int(IntValue::Small(value)) => Ann::Int(*value),
            ExprKind::Str(StrValue::Text(text)) => Ann::Text(text.clone()),
            ExprKind::Bytes(bytes) => Ann::Bytes(bytes.as_slice().into()),
            ExprKind::Variable(variable) => Ann::Variable(variable.clone()),
            ExprKind::Attribute { object, name } => Ann::Attribute(Box::new(Ann::from(&**object)), name.clone()),
            ExprKind::Subscript { object, index } => {
                let args = match &index.kind {
                    ExprKind::Tuple(elements) if elements.is_empty() => vec![Ann::List(Vec::new())],
                    ExprKind::Tuple(elements) => elements.iter().map(Ann::from).collect(),
                    _one => vec![Ann::from(&**index)],
                };
                Ann::Subscript(Box::new(Ann::from(&**object)), args)
            }
            ExprKind::Binary { op: BinaryOp::Or, left, right } => {
                Ann::Or(Box::new(Ann::from(&**left)), Box::new(Ann::from(&**right)))
            }
            ExprKind::Unary { op: UnaryOp::Neg, operand } => match &operand.kind {
                ExprKind::Int(IntValue::Small(value)) => Ann::Int(value.wrapping_neg()),
                _other => Ann::Bad,
            },
            ExprKind::List(elements) => Ann::List(elements.iter().map(Ann::from).collect()),
            _no_type => Ann::Bad,
        }
    }
}

impl From<&Element> for Ann {
    fn from(element: &Element) -> Ann {
        match element {
            Element::One(expr) => Ann::from(expr),
            Element::Star(expr) => Ann::Star(Box::new(Ann::from(expr))),
        }
    }
}

/// The bases and keywords of a class statement.
pub(crate) fn class_arguments(stmt: &StmtKind) -> &[Argument] {
    match stmt {
        StmtKind::Class { bases, .. } => bases,
        _other => &[],
    }
}
