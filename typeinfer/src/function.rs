//! The type of a `def`: its signature, or what its decorators make of it.

use crate::annotation::self_var;
use crate::db::{Db, Progress};
use crate::infer::Evaluator;
use crate::symbols::{Site, SiteKind};
use crate::ty::{Binding, Callable, FuncRef, Instance, Param, Property, Signature, Type, UnitId};
use naja_frontend::hir::{Expr, ExprKind, Flavour, FuncId, Function, Name, ParamKind};
use std::sync::Arc;

/// What a decorator does to the type of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decorator {
    Overload,
    Static,
    Class,
    Property,
    /// `@cached_property`: read like a property, kept like an attribute.
    Cached,
    Setter,
    Deleter,
    /// The type stays.
    Nothing,
    /// It is called with the function.
    Call,
}

impl<'a> Db<'a> {
    /// The type of a name that `sites` define, the last of which is a `def`.
    pub(crate) fn defined(&mut self, scope: FuncRef, sites: &[Site<'a>]) -> Type {
        let mut overloads = Vec::new();
        let mut ty = Type::Unknown;
        for site in sites {
            let SiteKind::Def { function, decorators } = &site.kind else { continue };
            let function = FuncRef { unit: scope.unit, id: *function };
            let kinds: Vec<Decorator> = decorators.iter().map(|d| self.decorator(scope, d)).collect();
            if kinds.contains(&Decorator::Overload) {
                let one = self.decorated(scope, function, decorators, &kinds);
                if let Type::Callable(callable) = &one {
                    overloads.extend(callable.signatures.iter().cloned());
                    ty = one;
                }
            } else if kinds.contains(&Decorator::Setter) {
                let setter = self.function_type(function);
                if let Type::Property(property) = &ty {
                    ty = Type::Property(Arc::new(Property { get: property.get.clone(), set: Some(setter) }));
                }
            } else if !kinds.contains(&Decorator::Deleter) && (overloads.is_empty() || scope.unit == UnitId::PROGRAM) {
                let implementation = self.decorated(scope, function, decorators, &kinds);
                if overloads.is_empty() || !matches!(implementation, Type::Callable(_)) {
                    ty = implementation;
                }
            }
        }
        match ty {
            Type::Callable(callable) if !overloads.is_empty() => {
                Type::Callable(Arc::new(Callable { signatures: overloads, function: None, ..(*callable).clone() }))
            }
            ty => ty,
        }
    }

    /// The type that the statement `def`, with its decorators, binds.
    pub(crate) fn decorated_def(&mut self, scope: FuncRef, function: FuncId, decorators: &'a [Expr]) -> Type {
        let kinds: Vec<Decorator> = decorators.iter().map(|d| self.decorator(scope, d)).collect();
        self.decorated(scope, FuncRef { unit: scope.unit, id: function }, decorators, &kinds)
    }

    fn decorated(&mut self, scope: FuncRef, function: FuncRef, decorators: &'a [Expr], kinds: &[Decorator]) -> Type {
        let mut ty = self.function_type(function);
        for (decorator, kind) in decorators.iter().zip(kinds).rev() {
            ty = match (kind, ty) {
                (Decorator::Static, Type::Callable(callable)) => rebind(&callable, Binding::Static),
                (Decorator::Class, Type::Callable(callable)) => rebind(&callable, Binding::Class),
                (Decorator::Property, ty) => Type::Property(Arc::new(Property { get: ty, set: None })),
                (Decorator::Cached, ty) => Type::Property(Arc::new(Property { get: ty, set: Some(Type::Unknown) })),
                (Decorator::Call, ty) => {
                    let before = ty.clone();
                    as_method(&before, self.call_decorator(scope, decorator, ty))
                }
                (Decorator::Overload | Decorator::Nothing | Decorator::Setter | Decorator::Deleter, ty)
                | (Decorator::Static | Decorator::Class, ty) => ty,
            };
        }
        ty
    }

    fn decorator(&mut self, scope: FuncRef, decorator: &Expr) -> Decorator {
        let callee = match &decorator.kind {
            ExprKind::Call { callee, .. } => callee,
            ExprKind::Attribute { name, .. } if name.as_str() == "setter" => return Decorator::Setter,
            ExprKind::Attribute { name, .. } if matches!(name.as_str(), "getter" | "deleter") => {
                return Decorator::Deleter;
            }
            _bare => decorator,
        };
        let builtin = match &callee.kind {
            ExprKind::Variable(variable) => self.plain_builtin(scope, variable),
            _other => None,
        };
        let Some(name) = builtin.or_else(|| self.called_name(scope, callee)) else { return Decorator::Call };
        match name.as_str() {
            "overload" => Decorator::Overload,
            "staticmethod" => Decorator::Static,
            "classmethod" | "abstractclassmethod" => Decorator::Class,
            "property" | "_magic_enum_attr" | "abstractproperty" | "DynamicClassAttribute" => Decorator::Property,
            "cached_property" => Decorator::Cached,
            "abstractmethod"
            | "final"
            | "override"
            | "type_check_only"
            | "deprecated"
            | "runtime_checkable"
            | "dataclass_transform"
            | "coroutine"
            | "unique"
            | "recursive_repr" => Decorator::Nothing,
            _other => Decorator::Call,
        }
    }

    /// The name of a variable that nothing but builtins defines.
    fn plain_builtin(&mut self, scope: FuncRef, variable: &naja_frontend::hir::Variable) -> Option<Name> {
        let (naja_frontend::hir::Variable::Global(name) | naja_frontend::hir::Variable::Class { name, outer: None }) =
            variable
        else {
            return None;
        };
        let module = self.module_of(scope);
        let body = self.module_body(module);
        let is_builtins = body.unit == UnitId::BUILTINS;
        (is_builtins || !self.symbols(body).names.contains_key(name)).then(|| name.clone())
    }

    fn call_decorator(&mut self, scope: FuncRef, decorator: &'a Expr, function: Type) -> Type {
        if self.depth > 50 {
            return Type::Unknown;
        }
        self.depth += 1;
        self.silent += 1;
        let mut evaluator = Evaluator::without_flow(self, scope);
        let callee = evaluator.expr(decorator, None);
        let ty = evaluator.call_with_types(&callee, &[function]);
        self.silent -= 1;
        self.depth -= 1;
        // What an unannotated decorator was seen to give need not be all that it gives.
        let declared =
            !matches!(&callee, Type::Callable(callee) if callee.signatures.iter().any(|s| s.inferred.is_some()));
        if declared { ty } else { Type::union([ty, Type::Unknown]) }
    }

    /// The type of a function without its decorators.
    pub(crate) fn function_type(&mut self, function: FuncRef) -> Type {
        match self.functions.get(&function) {
            Some(Progress::Done(ty)) => return ty.clone(),
            Some(Progress::Running) => return Type::Unknown,
            None => {}
        }
        self.functions.insert(function, Progress::Running);
        self.declaring.push(function);
        let signature = self.signature(function);
        self.declaring.pop();
        let node = self.function(function);
        let binding = match node.name.as_str() {
            "__new__" if node.method_of.is_some() => Binding::Static,
            "__init_subclass__" | "__class_getitem__" if node.method_of.is_some() => Binding::Class,
            _ordinary => Binding::Function,
        };
        let name = node.name.clone();
        let ty =
            Type::Callable(Arc::new(Callable { name, function: Some(function), binding, signatures: vec![signature] }));
        self.functions.insert(function, Progress::Done(ty.clone()));
        ty
    }

    fn signature(&mut self, function: FuncRef) -> Signature {
        let node = self.function(function);
        let scope = FuncRef { unit: function.unit, id: node.parent.unwrap_or(function.id) };
        let mut params = Vec::new();
        for (index, param) in node.params.iter().enumerate() {
            match self.unpacked_keywords(scope, param) {
                Some(dict) => params.extend(self.typed_dict_constructor(&dict).params),
                None => params.push(self.param(function, scope, node, index)),
            }
        }
        let declared = node.returns.as_ref().map(|returns| self.annotation(scope, returns));
        let guard = node.returns.as_ref().and_then(|returns| self.guard(scope, returns));
        let in_program = function.unit == UnitId::PROGRAM;
        let inferred = (declared.is_none() && in_program).then_some(function);
        let returns = match (declared, node.flavour) {
            (Some(ty), Flavour::Coroutine) => self.coroutine(ty),
            (declared, Flavour::Plain | Flavour::Generator | Flavour::AsyncGenerator | Flavour::Coroutine) => {
                declared.unwrap_or_else(|| known_method_result(self, node))
            }
        };
        Signature { params, returns, inferred, stub: (!in_program).then_some(function.unit), guard }
    }

    /// `**kwargs: Unpack[Options]`: the `TypedDict` that says which keywords there are.
    pub(crate) fn unpacked_keywords(&mut self, scope: FuncRef, param: &naja_frontend::hir::Param) -> Option<Instance> {
        let annotation = param.annotation.as_ref().filter(|_| param.kind == ParamKind::KwArgs)?;
        let ExprKind::Subscript { index, .. } = &annotation.kind else { return None };
        if !self.is_special(scope, annotation, "Unpack") {
            return None;
        }
        let dict = self.annotation(scope, index);
        self.typed_dict(&dict)
    }

    /// What calling an `async def` gives.
    pub(crate) fn coroutine(&mut self, result: Type) -> Type {
        match self.library_class("types", "CoroutineType") {
            Some(class) => Type::instance(class, [Type::Any, Type::Any, result]),
            None => Type::Unknown,
        }
    }

    fn param(&mut self, function: FuncRef, scope: FuncRef, node: &'a Function, index: usize) -> Param {
        let param = &node.params[index];
        let ty = match (&param.annotation, &param.default) {
            (Some(annotation), default) => {
                let declared = self.annotation(scope, annotation);
                let is_none = matches!(default, Some(Expr { kind: ExprKind::None, .. }));
                if is_none && !self.assignable(&Type::None, &declared) {
                    // `x: int = None`: what the program says of `x` is not to be relied on.
                    Type::union([declared, Type::None, Type::Unknown])
                } else {
                    declared
                }
            }
            (None, _) if index == 0 && node.method_of.is_some() && takes_receiver(param.kind) => {
                self.receiver_type(function, node)
            }
            (None, Some(default)) if function.unit == UnitId::PROGRAM => {
                let default = self.evaluate(scope, default).widen();
                Type::union([default, Type::Unknown])
            }
            (None, _) => Type::Unknown,
        };
        // In stubs written before PEP 570, `__x` is positional-only.
        let name = node.locals[param.local].name.clone();
        let dunder = name.starts_with("__") && !name.ends_with("__");
        let kind = if dunder && param.kind == ParamKind::Normal { ParamKind::PositionalOnly } else { param.kind };
        Param { name, kind, ty, has_default: param.default.is_some() }
    }

    /// The type of `self` or `cls` where it is not annotated.
    fn receiver_type(&mut self, function: FuncRef, node: &Function) -> Type {
        let me = Type::Var(Arc::new(self_var()));
        match self.method_binding(function, node) {
            Binding::Function => me,
            Binding::Class => me.class_object(),
            Binding::Static if node.name.as_str() == "__new__" => me.class_object(),
            Binding::Static => Type::Unknown,
        }
    }

    /// How the method `node` is bound, by its name and decorators.
    pub(crate) fn method_binding(&mut self, function: FuncRef, node: &Function) -> Binding {
        match node.name.as_str() {
            "__new__" => return Binding::Static,
            "__init_subclass__" | "__class_getitem__" => return Binding::Class,
            _ordinary => {}
        }
        let Some(parent) = node.parent else { return Binding::Function };
        let body = FuncRef { unit: function.unit, id: parent };
        let symbols = self.symbols(body);
        let sites = symbols.names.get(&node.name).map_or(&[][..], Vec::as_slice);
        for site in sites {
            if let SiteKind::Def { function: id, decorators } = &site.kind
                && *id == function.id
            {
                for decorator in *decorators {
                    match self.decorator(body, decorator) {
                        Decorator::Static => return Binding::Static,
                        Decorator::Class => return Binding::Class,
                        Decorator::Overload
                        | Decorator::Property
                        | Decorator::Cached
                        | Decorator::Setter
                        | Decorator::Deleter
                        | Decorator::Nothing
                        | Decorator::Call => {}
                    }
                }
            }
        }
        Binding::Function
    }
}

fn rebind(callable: &Callable, binding: Binding) -> Type {
    Type::Callable(Arc::new(Callable { binding, ..callable.clone() }))
}

/// What a decorator makes of a function is bound as the function was.
fn as_method(before: &Type, after: Type) -> Type {
    match (before, &after) {
        (Type::Callable(before), Type::Callable(made)) if made.function.is_none() => {
            Type::Callable(Arc::new(Callable {
                name: before.name.clone(),
                binding: before.binding,
                ..(**made).clone()
            }))
        }
        _other => after,
    }
}

fn takes_receiver(kind: ParamKind) -> bool {
    matches!(kind, ParamKind::PositionalOnly | ParamKind::Normal)
}

/// `__init__` gives `None` whether it says so or not.
fn known_method_result(_db: &mut Db<'_>, node: &Function) -> Type {
    match node.name.as_str() {
        "__init__" if node.method_of.is_some() => Type::None,
        _inferred => Type::Unknown,
    }
}
