//! What the static types promise, in the terms of MIR: the only file of this crate that reads types.

use crate::mir::{Fields, Hint};
use naja_frontend::hir::{
    Argument, ClassId, Expr, ExprId, ExprKind, FuncId, Hir, LocalId, Name, Param, Target, TargetKind, Variable,
};
use naja_rt_abi::math::MathFunction;
use naja_typeinfer::Types;
use naja_typeinfer::ty::{Literal, Type, UnitId};

/// The promises of a program's static types.
#[derive(Debug)]
pub struct Hints<'a> {
    hir: &'a Hir,
    types: &'a Types,
}

impl<'a> Hints<'a> {
    /// The promises about `hir`.
    #[must_use]
    pub fn new(hir: &'a Hir, types: &'a Types) -> Self {
        Hints { hir, types }
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

    /// The attributes of the instances of each class of the program, inherited ones included.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let names = |class: ClassId| {
            let data = self.types.class(class);
            let bases = data.bases.iter().flat_map(|base| self.types.class(*base).attributes.keys());
            let mut names: Vec<_> = data.attributes.keys().chain(bases).cloned().collect();
            names.sort();
            names.dedup();
            (class, names)
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
        let is_real = callable.signatures.iter().any(|signature| matches!(hint(&signature.returns), Hint::Float | Hint::Int));
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
            && name.as_str() == "range"
            && arguments.iter().all(|argument| matches!(argument, Argument::Positional(_)))
        {
            return Hint::Int;
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
                () if ty.is_builtin("bool") => Hint::Bool,
                () if ty.is_builtin("str") => Hint::Str,
                () if ty.is_builtin("list") => Hint::List(argument(0)),
                () if ty.is_builtin("dict") => Hint::Dict(argument(0), argument(1)),
                () if ty.is_builtin("tuple") => Hint::Tuple(vec![]),
                () => instance.class.in_program().map_or(Hint::Any, Hint::Instance),
            }
        }
        _ => Hint::Any,
    }
}

/// What holds of both.
fn either(left: Hint, right: Hint) -> Hint {
    if left == right { left } else { Hint::Any }
}
