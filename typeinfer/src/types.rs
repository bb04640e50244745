//! The result of inference: the static type of every expression, variable, function and class.
//!
//! Hints for the compiler: nothing here is proved. A wrong annotation makes a type here wrong, and the code that is
//! compiled from it must still be right.

use crate::finding::Finding;
use crate::ty::Type;
use naja_frontend::hir::{ClassId, ExprId, FuncId, Id as _, IdVec, LocalId, ModuleId, Name};
use std::collections::BTreeMap;

/// Static types by the ids of the HIR they were inferred from.
#[derive(Debug)]
pub struct Types {
    pub(crate) exprs: Vec<Type>,
    pub(crate) functions: IdVec<FuncId, FunctionTypes>,
    pub(crate) classes: IdVec<ClassId, ClassTypes>,
    pub(crate) globals: BTreeMap<(ModuleId, Name), VariableType>,
    pub(crate) findings: Vec<Finding>,
}

/// The types of one function.
#[derive(Debug, Clone, Default)]
pub struct FunctionTypes {
    pub(crate) locals: Vec<VariableType>,
    /// Which of them code that can be reached assigns.
    pub(crate) assigned: Vec<bool>,
    pub(crate) returns: VariableType,
    pub(crate) yields: Option<Type>,
}

/// The type of a variable, attribute or result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableType {
    /// Declared, or the join of what is assigned.
    pub ty: Type,
    /// Whether the program declares it, rather than that it was inferred.
    pub declared: bool,
}

impl Default for VariableType {
    fn default() -> Self {
        VariableType { ty: Type::Unknown, declared: false }
    }
}

/// What is known of a class of the program.
#[derive(Debug, Clone, Default)]
pub struct ClassTypes {
    /// The classes it derives from, in method resolution order, itself left out, as far as the program defines them.
    pub bases: Vec<ClassId>,
    /// Whether all its bases are `object` or classes of the program that are themselves like that.
    pub is_plain: bool,
    /// Its own attributes: annotated in the body, set on `self` by a method, or named in `__slots__`.
    pub attributes: BTreeMap<Name, VariableType>,
    /// The functions that its body defines, by name, whatever their decorators.
    pub methods: BTreeMap<Name, FuncId>,
    /// `__slots__`, if the body assigns names to it.
    pub slots: Option<Vec<Name>>,
    /// Whether it is made by `@dataclass`.
    pub is_dataclass: bool,
    /// Whether `isinstance` tells its instances: it is no protocol and no `TypedDict`, and no decorator may have put something
    /// else in its place.
    pub is_nominal: bool,
}

impl Types {
    /// The type of an expression.
    #[must_use]
    pub fn expr(&self, id: ExprId) -> &Type {
        self.exprs.get(id.index()).unwrap_or(&Type::Unknown)
    }

    /// The type of a local: declared, or the join of all that it is assigned.
    #[must_use]
    pub fn local(&self, function: FuncId, local: LocalId) -> &Type {
        let variable = self.functions.get(function).and_then(|types| types.locals.get(local.index()));
        variable.map_or(&Type::Unknown, |variable| &variable.ty)
    }

    /// Whether a local's type is declared.
    #[must_use]
    pub fn is_declared(&self, function: FuncId, local: LocalId) -> bool {
        let variable = self.functions.get(function).and_then(|types| types.locals.get(local.index()));
        variable.is_some_and(|variable| variable.declared)
    }

    /// Whether code that can be reached gives the local a value.
    pub(crate) fn is_assigned(&self, function: FuncId, local: LocalId) -> bool {
        self.functions
            .get(function)
            .and_then(|types| types.assigned.get(local.index()))
            .is_some_and(|assigned| *assigned)
    }

    /// What a call of a function gives, declared or inferred: of a generator or coroutine, the object.
    #[must_use]
    pub fn returns(&self, function: FuncId) -> &Type {
        self.functions.get(function).map_or(&Type::Unknown, |types| &types.returns.ty)
    }

    /// What a generator yields.
    #[must_use]
    pub fn yields(&self, function: FuncId) -> Option<&Type> {
        self.functions.get(function)?.yields.as_ref()
    }

    /// The type of a module variable.
    #[must_use]
    pub fn global(&self, module: ModuleId, name: &Name) -> &Type {
        self.globals.get(&(module, name.clone())).map_or(&Type::Unknown, |variable| &variable.ty)
    }

    /// The type that is declared for a module variable.
    #[must_use]
    pub fn declared_global(&self, module: ModuleId, name: &Name) -> Option<&Type> {
        let variable = self.globals.get(&(module, name.clone())).filter(|variable| variable.declared);
        variable.map(|variable| &variable.ty)
    }

    /// What is known of a class.
    #[must_use]
    pub fn class(&self, class: ClassId) -> &ClassTypes {
        &self.classes[class]
    }

    /// The class of the program that values of type `ty` are instances of (or of a class derived from it), if it is one.
    #[must_use]
    pub fn class_of(&self, ty: &Type) -> Option<ClassId> {
        ty.known().class().and_then(crate::ty::ClassRef::in_program)
    }

    /// The attribute `name` of instances of `class`, its own or inherited from a class of the program.
    #[must_use]
    pub fn attribute(&self, class: ClassId, name: &Name) -> Option<&VariableType> {
        self.lookup(class, |class| class.attributes.get(name))
    }

    /// The method `name` of instances of `class`, its own or inherited from a class of the program.
    #[must_use]
    pub fn method(&self, class: ClassId, name: &Name) -> Option<FuncId> {
        self.lookup(class, |class| class.methods.get(name)).copied()
    }

    fn lookup<'t, T>(&'t self, class: ClassId, find: impl Fn(&'t ClassTypes) -> Option<&'t T>) -> Option<&'t T> {
        let own = self.classes.get(class)?;
        find(own).or_else(|| own.bases.iter().find_map(|base| find(self.classes.get(*base)?)))
    }
}
