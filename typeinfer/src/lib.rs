//! Static types: inferred for the compiler as hints, and checked for the programmer.
//!
//! [`infer`] runs every body of the program on types ([`infer`](mod@infer)), asking for declarations as it meets them
//! ([`db`]), the library's from typeshed's stubs ([`stubs`]). What does not fit is met on the way and kept in [`Types`];
//! [`check`] decides what of it to tell, and adds the rules of strict mode ([`rules`]).
//!
//! Invariants: nothing here reads files or fails; what cannot be understood is `Unknown`, which fits everywhere.

#![forbid(unsafe_code)]
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "most questions about a type concern one or two of its shapes, whatever others are added"
)]

mod annotation;
mod class;
mod db;
mod finding;
mod flow;
mod function;
mod infer;
mod member;
mod narrow;
pub mod print;
pub mod rules;
pub mod stubs;
mod symbols;
pub mod ty;
mod types;
mod walk;

pub use stubs::Stubs;
pub use types::{ClassTypes, FunctionTypes, Types, VariableType};

use db::{Db, Progress};
use naja_frontend::diagnostic::{Diagnostics, Severity};
use naja_frontend::hir::{Flavour, Hir, ModuleId, Name};
use naja_frontend::source::{Sources, Span};
use std::collections::BTreeMap;
use ty::{FuncRef, Type, UnitId};

/// How strictly annotations are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// They are hints: what is certainly wrong by them is told with this severity.
    Hints(Severity),
    /// They are law: everything must be annotated, and right.
    Strict,
}

/// Infers the type of every expression, variable and function of the program.
///
/// Works on a thread of its own, with a stack for the deepest nesting that the front end accepts.
#[must_use]
pub fn infer(hir: &Hir, stubs: &Stubs) -> Types {
    naja_frontend::on_deep_stack(|| {
        let mut db = Db::new(hir, stubs);
        // Lambdas and generator expressions are inferred where they stand.
        for id in symbols::live_functions(hir) {
            db.infer_body(FuncRef { unit: UnitId::PROGRAM, id });
        }
        collect(db)
    })
}

/// Reports what does not fit, as far as `strictness` asks. Lines that say `# type: ignore` are left alone.
pub fn check(hir: &Hir, types: &Types, sources: &Sources, strictness: Strictness, diagnostics: &mut Diagnostics) {
    let severity = match strictness {
        Strictness::Hints(severity) => severity,
        Strictness::Strict => Severity::Error,
    };
    for finding in &types.findings {
        let is_note = finding.code == naja_frontend::diagnostic::Code::RevealedType;
        let is_told = finding.certain || strictness == Strictness::Strict;
        if !is_note && (!is_told || is_ignored(hir, sources, finding.span)) {
            continue;
        }
        let severity = if is_note { Severity::Note } else { severity };
        let mut draft = diagnostics.draft(finding.code, severity, finding.span).message(finding.message.clone());
        for label in &finding.labels {
            draft = draft.label(label.span, label.text.clone());
        }
        if let Some(help) = &finding.help {
            draft.help(help.clone());
        }
    }
    if strictness == Strictness::Strict {
        let mut found = Diagnostics::default();
        for rule in rules::RULES {
            (rule.check)(hir, types, &mut found);
        }
        found.retain(|diagnostic| !is_ignored(hir, sources, diagnostic.span));
        diagnostics.append(found);
    }
    diagnostics.retain(|diagnostic| !sources.file(diagnostic.span.file).is_library);
}

/// Whether a `# type: ignore` comment stands on the first or last line of `span`, or alone at the top of the file.
fn is_ignored(hir: &Hir, sources: &Sources, span: Span) -> bool {
    let Some(module) = hir.modules.iter().find(|module| module.file == span.file) else { return false };
    let lines = [1, sources.start(span).line, sources.end(span).line];
    module.type_ignores.iter().any(|line| lines.contains(line))
}

/// Copies the answers that the compiler needs out of the database.
fn collect(mut db: Db<'_>) -> Types {
    let hir = db.program;
    let functions = hir.functions.ids().map(|id| function_types(&mut db, id)).collect();
    let classes = hir.classes.ids().map(|id| class_types(&mut db, id)).collect();
    let mut globals = BTreeMap::new();
    for module in hir.modules.ids() {
        module_globals(&mut db, module, &mut globals);
    }
    Types { exprs: db.exprs, functions, classes, globals, findings: db.findings }
}

fn function_types(db: &mut Db<'_>, id: naja_frontend::hir::FuncId) -> FunctionTypes {
    let function = FuncRef { unit: UnitId::PROGRAM, id };
    let node = db.function(function);
    let Some(Progress::Done(result)) = db.bodies.get(&function).cloned() else {
        return FunctionTypes { locals: vec![VariableType::default(); node.locals.len()], ..FunctionTypes::default() };
    };
    // What a call gives: of a generator or coroutine, the object.
    let returns = match db.function_type(function) {
        _ if node.flavour == Flavour::Plain => result.returns.clone(),
        Type::Callable(callable) if callable.signatures[0].inferred.is_none() => callable.signatures[0].returns.clone(),
        _inferred => db.inferred_result(function),
    };
    let locals = result.locals.iter().zip(&result.declared);
    FunctionTypes {
        locals: locals.map(|(ty, declared)| VariableType { ty: ty.clone(), declared: *declared }).collect(),
        assigned: result.assigned.clone(),
        returns: VariableType { ty: returns, declared: node.returns.is_some() },
        yields: (node.flavour != Flavour::Plain).then(|| result.yields.clone()),
    }
}

fn class_types(db: &mut Db<'_>, id: naja_frontend::hir::ClassId) -> ClassTypes {
    let class = db.class_ref(UnitId::PROGRAM, id);
    let info = db.class_info(&class);
    let others = &info.mro[1..];
    let is_plain = !info.unknown_base
        && info.metaclass.is_none()
        && others.iter().all(|base| base.class.in_program().is_some() || base.class.is_builtin("object"));
    let body = db.class_body(&class);
    let mut names: Vec<Name> = db.receivers(id).names.keys().cloned().collect();
    let annotated: Vec<Name> = db
        .symbols(body)
        .names
        .iter()
        .filter(|(_, sites)| sites.iter().any(|site| matches!(site.kind, symbols::SiteKind::Annotated { .. })))
        .map(|(name, _)| name.clone())
        .collect();
    names.extend(annotated);
    let slots = db.slots(&class);
    names.extend(slots.iter().cloned());
    let mut attributes = BTreeMap::new();
    for name in names {
        if let Some((symbol, _)) = db.own_member(&class, &name, true) {
            attributes.insert(name, VariableType { ty: symbol.ty.known(), declared: symbol.declared });
        }
    }
    let has_slots = db.symbols(body).names.contains_key(&Name::from("__slots__"));
    ClassTypes {
        bases: others.iter().filter_map(|base| base.class.in_program()).collect(),
        is_plain,
        attributes,
        methods: db.methods(&class).into_iter().collect(),
        slots: has_slots.then_some(slots),
        is_dataclass: info.dataclass.is_some(),
        is_nominal: !info.unknown_decorator
            && !matches!(info.form, class::ClassForm::Protocol | class::ClassForm::TypedDict),
    }
}

fn module_globals(db: &mut Db<'_>, module: ModuleId, globals: &mut BTreeMap<(ModuleId, Name), VariableType>) {
    let body = db.module_body(ty::ModuleRef { unit: UnitId::PROGRAM, id: module });
    let names: Vec<Name> = db.symbols(body).names.keys().cloned().collect();
    for name in names {
        let symbol = db.symbol(body, &name);
        let (ty, declared) = symbol.map_or((Type::Unknown, false), |symbol| (symbol.ty, symbol.declared));
        globals.insert((module, name), VariableType { ty, declared });
    }
}
