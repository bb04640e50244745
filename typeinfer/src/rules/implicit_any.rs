//! A variable or attribute whose type is not known must be declared.

use super::Rule;
use crate::ty::Type;
use crate::types::Types;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::{Block, FuncId, FunctionKind, Hir, Name, StmtKind, Storage, Target, TargetKind, Variable};
use naja_frontend::source::Span;
use std::collections::BTreeSet;

pub(super) const RULE: Rule =
    Rule { code: Code::ImplicitAny, name: "implicit_any", summary: "every variable has a known type", check };

fn check(hir: &Hir, types: &Types, diagnostics: &mut Diagnostics) {
    for id in crate::symbols::live_functions(hir) {
        let function = &hir.functions[id];
        match function.kind {
            FunctionKind::Def => {
                locals(hir, types, id, diagnostics);
                attributes(hir, types, id, diagnostics);
            }
            FunctionKind::Module => globals(hir, types, id, diagnostics),
            FunctionKind::Class(_) | FunctionKind::Lambda | FunctionKind::GeneratorExpression => {}
        }
    }
}

fn locals(hir: &Hir, types: &Types, id: FuncId, diagnostics: &mut Diagnostics) {
    let function = &hir.functions[id];
    let defined = defined(&function.body);
    for (local, variable) in function.locals.iter_enumerated().skip(function.params.len()) {
        // What only unreachable code assigns has no type to speak of.
        let is_own = types.is_assigned(id, local)
            && !matches!(variable.storage, Storage::Free(_))
            && !defined.contains(&&Variable::Local(local));
        if variable.named && is_own && !types.is_declared(id, local) && is_implicit(types.local(id, local)) {
            report(diagnostics, variable.span, &variable.name);
        }
    }
}

/// Module variables, at their first assignment.
fn globals(hir: &Hir, types: &Types, id: FuncId, diagnostics: &mut Diagnostics) {
    let function = &hir.functions[id];
    let mut told = BTreeSet::new();
    each_assigned(&function.body, &mut |target| {
        let TargetKind::Variable(Variable::Global(name)) = &target.kind else { return };
        let implicit = is_empty_container(types.global(function.module, name));
        if implicit && told.insert(name.clone()) {
            report(diagnostics, target.span, name);
        }
    });
}

/// `self.x = []`, where nothing says what it holds.
fn attributes(hir: &Hir, types: &Types, id: FuncId, diagnostics: &mut Diagnostics) {
    let function = &hir.functions[id];
    let (Some(class), Some(receiver)) = (function.method_of, function.params.first()) else { return };
    let mut told = BTreeSet::new();
    each_assigned(&function.body, &mut |target| {
        let TargetKind::Attribute { object, name } = &target.kind else { return };
        if !crate::symbols::ExprExt::is_local(&object.kind, receiver.local) {
            return;
        }
        let Some(attribute) = types.attribute(class, name) else { return };
        if !attribute.declared && is_empty_container(&attribute.ty) && told.insert(name.clone()) {
            diagnostics
                .error(Code::ImplicitAny, target.span)
                .message(format!("the type of `self.{name}` is not known"))
                .help(format!("declare it: `self.{name}: … = …`"));
        }
    });
}

fn report(diagnostics: &mut Diagnostics, span: Span, name: &Name) {
    diagnostics
        .error(Code::ImplicitAny, span)
        .message(format!("the type of `{name}` is not known"))
        .help(format!("declare it: `{name}: …`"));
}

/// Calls `f` for each target of a plain assignment.
fn each_assigned<'a>(body: &'a Block, f: &mut dyn FnMut(&'a Target)) {
    crate::symbols::for_each_block(body, &mut |stmt| {
        if let StmtKind::Assign { targets, .. } = &stmt.kind {
            targets.iter().for_each(&mut *f);
        }
    });
}

/// The variables that `def` and `class` bind: what decorators make of them is said at the decorators.
fn defined(body: &Block) -> Vec<&Variable> {
    let mut defined = Vec::new();
    crate::symbols::for_each_block(body, &mut |stmt| {
        if let StmtKind::Def { target, .. } | StmtKind::Class { target, .. } = &stmt.kind {
            defined.push(target);
        }
    });
    defined
}

/// A container of whose elements nothing is known.
fn is_empty_container(ty: &Type) -> bool {
    match ty.known() {
        Type::Instance(instance) => {
            instance.inferred && !instance.args.is_empty() && instance.args.iter().all(|arg| *arg == Type::Unknown)
        }
        _other => false,
    }
}

/// Whether a type was nowhere declared, in whole or in part.
fn is_implicit(ty: &Type) -> bool {
    match ty {
        Type::Unknown => true,
        Type::Instance(instance) => instance.args.iter().any(is_implicit),
        Type::Tuple(types) | Type::Union(types) => types.iter().any(is_implicit),
        _known => false,
    }
}
