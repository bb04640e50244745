//! What the static types promise, in the terms of MIR: the only file of this crate that reads types.
//!
//! A promise is a *hint*, which a guard must make true. In a strict module a declared type is *law* besides: where a value of
//! unknown type comes to a place that declares one, the value is checked ([`Law`]) and else refused. What a law proves is
//! little, since a subclass fulfils it too; so a law replaces a guard only where the check tests for the exact class on the
//! way.

use crate::World;
use crate::mir::{Demand, Fields, Hint, Law, Layout};
use naja_frontend::hir::{
    Argument, ClassId, Expr, ExprId, ExprKind, Flavour, FuncId, FunctionKind, Hir, LocalId, ModuleId, Name, Param,
    ParamKind, Target, TargetKind, Variable,
};
use naja_rt_abi::law::BUILTINS;
use naja_rt_abi::math::MathFunction;
use naja_typeinfer::Types;
use naja_typeinfer::ty::{Literal, Type, UnitId};

/// The promises of a program's static types.
#[derive(Debug)]
pub struct Hints<'a> {
    hir: &'a Hir,
    types: &'a Types,
    is_law: bool,
}

impl<'a> Hints<'a> {
    /// The promises about `hir`; what is declared in the program's own modules may be law.
    #[must_use]
    pub fn new(hir: &'a Hir, types: &'a Types, is_law: bool) -> Self {
        Hints { hir, types, is_law }
    }

    /// Of an expression's value.
    #[must_use]
    pub fn expr(&self, expr: ExprId) -> Hint {
        hint(self.types.expr(expr))
    }

    /// Of a variable, wherever it is bound.
    #[must_use]
    pub fn local(&self, function: FuncId, local: LocalId) -> Hint {
        hint(self.types.local(function, local))
    }

    /// Of a parameter.
    #[must_use]
    pub fn param(&self, function: FuncId, param: &Param) -> Hint {
        self.local(function, param.local)
    }

    /// What the entry of a function demands of a parameter; of `*args` and `**kwargs`, of each of them.
    #[must_use]
    pub fn param_law(&self, function: FuncId, param: &Param) -> Option<Law> {
        param.annotation.as_ref()?;
        let ty = self.types.local(function, param.local).known();
        match param.kind {
            ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly => self.law(function, &ty),
            ParamKind::VarArgs => self.law(function, ty.args().first()?),
            ParamKind::KwArgs => self.law(function, ty.args().get(1)?),
        }
    }

    /// What is demanded of a value that nothing is known of when it is assigned to `target`.
    #[must_use]
    pub fn target_law(&self, function: FuncId, target: &Target, value: &Expr) -> Option<Law> {
        if !self.is_dynamic(value) {
            return None;
        }
        let ty = match &target.kind {
            TargetKind::Variable(Variable::Local(local)) => {
                self.types.is_declared(function, *local).then(|| self.types.local(function, *local))?
            }
            TargetKind::Variable(Variable::Global(name)) => {
                self.types.declared_global(self.hir.functions[function].module, name)?
            }
            TargetKind::Attribute { object, name } => {
                let class = self.types.class_of(self.types.expr(object.id))?;
                &self.types.attribute(class, name).filter(|attribute| attribute.declared)?.ty
            }
            TargetKind::Variable(Variable::Class { .. })
            | TargetKind::Subscript { .. }
            | TargetKind::Unpack(_)
            | TargetKind::Star(_) => return None,
        };
        self.law(function, ty)
    }

    /// What is demanded of a value that nothing is known of when it is returned.
    #[must_use]
    pub fn return_law(&self, function: FuncId, value: &Expr) -> Option<Law> {
        let data = &self.hir.functions[function];
        let is_declared = data.flavour == Flavour::Plain && data.returns.is_some();
        (is_declared && self.is_dynamic(value)).then(|| self.law(function, self.types.returns(function)))?
    }

    /// Whether the arguments of a call may be handed to a function of the program as they are: in a strict module, those
    /// that nothing is known of must go through its entry.
    #[must_use]
    pub fn are_lawful(&self, function: FuncId, arguments: &[Argument]) -> bool {
        let is_dynamic = |argument: &Argument| match argument {
            Argument::Positional(value) | Argument::Keyword(_, value) => self.is_dynamic(value),
            Argument::Star(_) | Argument::DoubleStar(_) => true,
        };
        !self.is_strict(function) || !arguments.iter().any(is_dynamic)
    }

    fn is_dynamic(&self, value: &Expr) -> bool {
        self.types.expr(value.id).has_any()
    }

    fn is_strict(&self, function: FuncId) -> bool {
        self.is_law && !self.hir.modules[self.hir.functions[function].module].is_library
    }

    /// A type as law in the module of `function`.
    fn law(&self, function: FuncId, ty: &Type) -> Option<Law> {
        let module = self.hir.functions[function].module;
        let mut one_of = vec![];
        let is_law = self.is_strict(function) && self.demands(module, ty, &mut one_of);
        is_law.then(|| Law { shown: shown(ty), one_of })
    }

    /// Adds the classes that values of a type are instances of; whether `isinstance` can tell.
    fn demands(&self, module: ModuleId, ty: &Type, out: &mut Vec<Demand>) -> bool {
        let mut add = |classes: &[&'static str]| {
            let new = classes.iter().map(|class| Demand::Builtin(class)).filter(|class| !out.contains(class));
            out.extend(new.collect::<Vec<_>>());
            true
        };
        match ty {
            Type::None => add(&["NoneType"]),
            Type::Tuple(_) => add(&["tuple"]),
            Type::Union(members) => members.iter().all(|member| self.demands(module, member, out)),
            Type::Var(var) => match (&var.bound, &var.constraints[..]) {
                (Some(bound), _) => self.demands(module, bound, out),
                (None, []) => false,
                (None, constraints) => constraints.iter().all(|member| self.demands(module, member, out)),
            },
            Type::Instance(_) | Type::Literal(..) => {
                let Some(class) = ty.class() else { return false };
                // As the typing specification promotes them.
                let promoted: &[&str] = match class.name.as_str() {
                    _ if !class.is_builtin(&class.name) => &[],
                    "float" => &["float", "int"],
                    "complex" => &["complex", "float", "int"],
                    name => match BUILTINS.iter().position(|known| *known == name) {
                        Some(index) => &BUILTINS[index..=index],
                        None => &[],
                    },
                };
                match class.in_program().filter(|class| self.is_global_class(module, *class)) {
                    Some(class) => out.push(Demand::Class(self.hir.classes[class].name.clone())),
                    None => return !promoted.is_empty() && add(promoted),
                }
                true
            }
            Type::Unknown
            | Type::Any
            | Type::Never
            | Type::Class(_)
            | Type::Callable(_)
            | Type::Property(_)
            | Type::Module(_) => false,
        }
    }

    /// Whether a class is a variable of the module, and `isinstance` tells its instances.
    fn is_global_class(&self, module: ModuleId, class: ClassId) -> bool {
        let data = &self.hir.classes[class];
        let around = self.hir.functions[data.body].parent.map(|parent| self.hir.functions[parent].kind);
        data.module == module && around == Some(FunctionKind::Module) && self.types.class(class).is_nominal
    }

    /// Where instances of a class have the numbers in its slots and its bases', and the names of those that it adds itself.
    /// Slots that are added to attributes of other kinds, or to bases that are not known, are not counted.
    #[must_use]
    pub fn layout(&self, class: ClassId, world: World) -> (Layout, Vec<Name>) {
        let mut layout = Layout::OBJECT;
        let classes = self.types.class(class).bases.iter().rev().chain(std::iter::once(&class));
        let mut own = vec![];
        for part in classes {
            let data = self.types.class(*part);
            let is_seen_early = *part != class && data.methods.contains_key(&Name::from("__init_subclass__"));
            let is_plain = data.is_plain && !is_seen_early;
            let Some(slots) = data.slots.as_ref().filter(|slots| is_plain && !has(slots, "__dict__")) else {
                return (layout, vec![]);
            };
            let is_float = |name: &Name| match hint(&data.attributes.get(name)?.ty) {
                Hint::Float => Some(true),
                Hint::Int => Some(false),
                _ => None,
            };
            // From 3.12 on, references to weak references stand before the object.
            let has_weakref = has(slots, "__weakref__") && world == World::Cpython(3, 11);
            let before = layout.compact.clone();
            layout.extend(&slots.iter().cloned().collect(), is_float, has_weakref);
            own =
                layout.compact.keys().filter(|name| before.get(*name) != layout.compact.get(*name)).cloned().collect();
        }
        (layout, own)
    }

    /// The attributes of the instances of each class of the program, inherited ones included.
    #[must_use]
    pub fn fields(&self, world: World) -> Fields {
        let names = |class: ClassId| {
            let data = self.types.class(class);
            let bases = data.bases.iter().flat_map(|base| self.types.class(*base).attributes.keys());
            let mut names: Vec<_> = data.attributes.keys().chain(bases).cloned().collect();
            names.sort();
            names.dedup();
            let compact = self.layout(class, world).0.compact;
            (class, names.into_iter().map(|name| (name.clone(), compact.get(&name).copied())).collect())
        };
        self.hir.classes.ids().map(names).collect()
    }

    /// Of the result of a function.
    #[must_use]
    pub fn returns(&self, function: FuncId) -> Hint {
        hint(self.types.returns(function))
    }

    /// The function of the program that a variable holds, as far as the types know: a global one bound by its `def` alone,
    /// or a local one.
    #[must_use]
    pub fn function(&self, expr: &Expr) -> Option<FuncId> {
        let ExprKind::Variable(variable) = &expr.kind else { return None };
        let Type::Callable(callable) = self.types.expr(expr.id) else { return None };
        let function = callable.function.filter(|function| function.unit == UnitId::PROGRAM)?.id;
        let data = self.hir.functions.get(function)?;
        let is_global = data.parent.is_some_and(|parent| self.hir.functions[parent].parent.is_none());
        let fits = match variable {
            Variable::Global(name) => is_global && data.name == *name && data.method_of.is_none(),
            Variable::Local(_) => data.method_of.is_none(),
            Variable::Class { .. } => false,
        };
        fits.then_some(function)
    }

    /// The method of the program that an attribute of an object is, if it has not been replaced.
    #[must_use]
    pub fn method(&self, object: &Expr, name: &Name) -> Option<FuncId> {
        self.types.method(self.types.class_of(self.types.expr(object.id))?, name)
    }

    /// The function of `math` that an expression is, if it is not that of another module of the same name.
    #[must_use]
    pub fn math(&self, expr: &Expr) -> Option<MathFunction> {
        let Type::Callable(callable) = self.types.expr(expr.id) else { return None };
        callable.function.filter(|function| function.unit != UnitId::PROGRAM)?;
        let is_global = match &expr.kind {
            ExprKind::Variable(Variable::Global(_)) => true,
            ExprKind::Attribute { object, .. } => matches!(self.types.expr(object.id), Type::Module(_)),
            _ => false,
        };
        let function = MathFunction::named(callable.name.as_str()).filter(|_| is_global)?;
        // `cmath` has functions of the same names.
        let is_real =
            callable.signatures.iter().any(|signature| matches!(hint(&signature.returns), Hint::Float | Hint::Int));
        is_real.then_some(function)
    }

    /// The `__init__` of the class of the program that an expression is, if it is written as its name.
    #[must_use]
    pub fn init(&self, expr: &Expr) -> Option<FuncId> {
        let ExprKind::Variable(Variable::Global(_)) = &expr.kind else { return None };
        let Type::Class(instance) = self.types.expr(expr.id) else { return None };
        self.types.method(self.types.class_of(instance)?, &Name::from("__init__"))
    }

    /// Of the items that a loop over `iter` binds.
    #[must_use]
    pub fn element(&self, iter: &Expr) -> Hint {
        if let ExprKind::Call { callee, arguments } = &iter.kind
            && let ExprKind::Variable(Variable::Global(name)) = &callee.kind
            && arguments.iter().all(|argument| matches!(argument, Argument::Positional(_)))
        {
            match (name.as_str(), &arguments[..]) {
                ("range", _) => return Hint::Int,
                ("reversed", [Argument::Positional(of)]) => return self.element(of),
                _ => {}
            }
        }
        match hint(self.types.expr(iter.id)) {
            Hint::List(element) => *element,
            _ => Hint::Any,
        }
    }

    /// Of what an augmented assignment to `target` finds and leaves there.
    #[must_use]
    pub fn target(&self, function: FuncId, target: &Target) -> Hint {
        match &target.kind {
            TargetKind::Variable(Variable::Local(local)) => self.local(function, *local),
            TargetKind::Subscript { object, .. } => match self.expr(object.id) {
                Hint::List(element) => *element,
                Hint::Dict(_, value) => *value,
                _ => Hint::Any,
            },
            TargetKind::Attribute { object, name } => {
                let class = self.types.class_of(self.types.expr(object.id));
                let attribute = class.and_then(|class| self.types.attribute(class, name));
                attribute.map_or(Hint::Any, |attribute| hint(&attribute.ty))
            }
            TargetKind::Variable(_) | TargetKind::Unpack(_) | TargetKind::Star(_) => Hint::Any,
        }
    }
}

/// A type as a promise: exact classes only, since a guard tests for those.
fn hint(ty: &Type) -> Hint {
    let ty = ty.known();
    match &ty {
        Type::None => Hint::None,
        Type::Module(_) => Hint::Module,
        Type::Literal(_, Literal::Int(_)) => Hint::Int,
        Type::Literal(_, Literal::Bool(_)) => Hint::Bool,
        Type::Literal(_, Literal::Str(_)) => Hint::Str,
        Type::Tuple(elements) => Hint::Tuple(elements.iter().map(hint).collect()),
        Type::Union(members) => members.iter().map(hint).reduce(either).unwrap_or_default(),
        Type::Instance(instance) => {
            let argument = |index: usize| Box::new(ty.args().get(index).map_or(Hint::Any, hint));
            match () {
                () if ty.is_builtin("int") => Hint::Int,
                () if ty.is_builtin("float") => Hint::Float,
                () if ty.is_builtin("complex") => Hint::Complex,
                () if ty.is_builtin("bool") => Hint::Bool,
                () if ty.is_builtin("str") => Hint::Str,
                () if ty.is_builtin("list") => Hint::List(argument(0)),
                () if ty.is_builtin("dict") => Hint::Dict(argument(0), argument(1)),
                () if ty.is_builtin("tuple") => Hint::TUPLE,
                () => instance.class.in_program().map_or(Hint::Any, Hint::Instance),
            }
        }
        _ => Hint::Any,
    }
}

fn has(slots: &[Name], name: &str) -> bool {
    slots.iter().any(|slot| slot.as_str() == name)
}

/// A type as it is shown to callers, who do not know the names of type variables.
fn shown(ty: &Type) -> String {
    match ty {
        Type::Var(var) if var.bound.is_some() || !var.constraints.is_empty() => {
            Type::union(var.bound.iter().chain(&var.constraints).cloned()).to_string()
        }
        ty => ty.to_string(),
    }
}

/// What holds of both.
fn either(left: Hint, right: Hint) -> Hint {
    if left == right { left } else { Hint::Any }
}
