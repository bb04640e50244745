//! What the static types promise, in the terms of MIR: the only file of this crate that reads types.

use crate::mir::Hint;
use naja_frontend::hir::{Expr, ExprId, ExprKind, FuncId, Hir, LocalId, Name, Param, Target, Variable};

/// The promises of a program's static types.
#[derive(Debug)]
pub struct Hints<'a> {
    hir: &'a Hir,
}

impl<'a> Hints<'a> {
    /// The promises about `hir`.
    #[must_use]
    pub fn new(hir: &'a Hir) -> Self {
        Hints { hir }
    }

    /// Of an expression's value.
    #[must_use]
    pub fn expr(&self, _expr: ExprId) -> Hint {
        Hint::Any
    }

    /// Of a variable, wherever it is bound.
    #[must_use]
    pub fn local(&self, function: FuncId, local: LocalId) -> Hint {
        let params = &self.hir.functions[function].params;
        params.iter().find(|param| param.local == local).map_or(Hint::Any, |param| self.param(function, param))
    }

    /// Of a parameter.
    #[must_use]
    pub fn param(&self, _function: FuncId, param: &Param) -> Hint {
        param.annotation.as_ref().map_or(Hint::Any, annotation)
    }

    /// Of the result of a function.
    #[must_use]
    pub fn returns(&self, function: FuncId) -> Hint {
        self.hir.functions[function].returns.as_ref().map_or(Hint::Any, annotation)
    }

    /// Of the items that a loop over `iter` binds.
    #[must_use]
    pub fn element(&self, _iter: &Expr) -> Hint {
        Hint::Any
    }

    /// Of what an augmented assignment to `target` leaves there.
    #[must_use]
    pub fn target(&self, _function: FuncId, _target: &Target) -> Hint {
        Hint::Any
    }
}

fn annotation(expr: &Expr) -> Hint {
    match &expr.kind {
        ExprKind::Variable(Variable::Global(name)) => named(name),
        ExprKind::None => Hint::None,
        ExprKind::Subscript { object, index } => match (&object.kind, annotation(index)) {
            (ExprKind::Variable(Variable::Global(name)), element) if name.as_str() == "list" => {
                Hint::List(Box::new(element))
            }
            _ => Hint::Any,
        },
        _ => Hint::Any,
    }
}

fn named(name: &Name) -> Hint {
    match name.as_str() {
        "int" => Hint::Int,
        "float" => Hint::Float,
        "bool" => Hint::Bool,
        "str" => Hint::Str,
        _ => Hint::Any,
    }
}
