//! An attribute that a class declares must be set by `__init__`.

use super::Rule;
use crate::types::Types;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::{
    Block, ClassId, Expr, ExprKind, FuncId, Hir, LocalId, Name, StmtKind, Target, TargetKind, Variable,
};

pub(super) const RULE: Rule = Rule {
    code: Code::UninitialisedAttribute,
    name: "uninitialised_attribute",
    summary: "every declared attribute is set by `__init__` or has a value in the class",
    check,
};

fn check(hir: &Hir, types: &Types, diagnostics: &mut Diagnostics) {
    for (id, class) in hir.classes.iter_enumerated() {
        let info = types.class(id);
        // Dataclasses and the like set their fields themselves.
        if info.is_dataclass || !info.is_plain {
            continue;
        }
        for stmt in &hir.functions[class.body].body {
            let StmtKind::AnnAssign { target, annotation, value: None, .. } = &stmt.kind else { continue };
            let TargetKind::Variable(Variable::Class { name, .. }) = &target.kind else { continue };
            if is_class_variable(annotation) || is_set(hir, types, id, name) {
                continue;
            }
            diagnostics
                .error(Code::UninitialisedAttribute, target.span)
                .message(format!("no path through `__init__` sets `{name}`"))
                .help(format!("set `self.{name}` in `__init__`, or give it a value here"));
        }
    }
}

fn is_class_variable(annotation: &Expr) -> bool {
    match &annotation.kind {
        ExprKind::Subscript { object, .. } => is_class_variable(object),
        ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. })
        | ExprKind::Attribute { name, .. } => name.as_str() == "ClassVar",
        _other => false,
    }
}

/// Whether `__init__`, of the class or of one it derives from, or a method that it calls on `self`, sets the attribute.
fn is_set(hir: &Hir, types: &Types, class: ClassId, name: &Name) -> bool {
    let mut seen = Vec::new();
    let inits = types
        .class(class)
        .bases
        .iter()
        .chain([&class])
        .filter_map(|class| types.class(*class).methods.get(&Name::from("__init__")));
    inits.copied().collect::<Vec<_>>().into_iter().any(|init| sets(hir, types, class, init, name, &mut seen))
}

fn sets(hir: &Hir, types: &Types, class: ClassId, method: FuncId, name: &Name, seen: &mut Vec<FuncId>) -> bool {
    if seen.contains(&method) {
        return false;
    }
    seen.push(method);
    let function = &hir.functions[method];
    let Some(receiver) = function.params.first().map(|param| param.local) else { return false };
    if assigns(&function.body, receiver, name) {
        return true;
    }
    let mut called = Vec::new();
    crate::walk::each_expr(hir, function, |expr| {
        if let ExprKind::Call { callee, .. } = &expr.kind
            && let ExprKind::Attribute { object, name } = &callee.kind
            && is_receiver(object, receiver)
        {
            called.extend(types.method(class, name));
        }
    });
    called.into_iter().any(|method| sets(hir, types, class, method, name, seen))
}

fn is_receiver(object: &Expr, receiver: LocalId) -> bool {
    matches!(&object.kind, ExprKind::Variable(Variable::Local(local)) if *local == receiver)
}

fn assigns(body: &Block, receiver: LocalId, name: &Name) -> bool {
    let mut found = false;
    crate::symbols::for_each_block(body, &mut |stmt| {
        let targets: Vec<&Target> = match &stmt.kind {
            StmtKind::Assign { targets, .. } => targets.iter().collect(),
            StmtKind::AnnAssign { target, value: Some(_), .. } | StmtKind::For { target, .. } => vec![target],
            StmtKind::With { target: Some(target), .. } => vec![target],
            _assigns_nothing => Vec::new(),
        };
        found |= targets.iter().any(|target| target_sets(target, receiver, name));
    });
    found
}

fn target_sets(target: &Target, receiver: LocalId, name: &Name) -> bool {
    match &target.kind {
        TargetKind::Attribute { object, name: set } => set == name && is_receiver(object, receiver),
        TargetKind::Unpack(targets) => targets.iter().any(|target| target_sets(target, receiver, name)),
        TargetKind::Star(inner) => target_sets(inner, receiver, name),
        TargetKind::Variable(_) | TargetKind::Subscript { .. } => false,
    }
}
