//! What an executable cannot do, told where it stands before the program fails with it.
//!
//! Without CPython there are the program's own modules and those of the native runtime, and the builtins that it has. A
//! module that is not of the standard library either may be imported in the body of a `try` statement: that fails
//! natively as it may fail with CPython.

#![allow(clippy::wildcard_enum_match_arm, reason = "only imports and what contains them matter here")]

use naja_codegen::{NATIVE_MODULES, NOT_NATIVE_BUILTINS};
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::visit::{self, Visitor};
use naja_frontend::hir::{Expr, ExprKind, Function, Hir, ModuleId, Stmt, StmtKind, Target, TargetKind, Variable};
use naja_frontend::source::Span;
use naja_typeinfer::Stubs;
use std::collections::BTreeSet;

/// Reports what `hir` does that an executable cannot.
pub(crate) fn check(hir: &Hir, diagnostics: &mut Diagnostics) {
    let known = hir.modules.iter().map(|module| module.name.as_str()).chain(NATIVE_MODULES).collect();
    let mut bound = Bound::default();
    for (_, function) in hir.functions.iter_enumerated() {
        bound.module = Some(function.module);
        visit::walk(function, |id| &hir.functions[id], &mut bound);
    }
    for (_, function) in hir.functions.iter_enumerated() {
        if hir.modules[function.module].is_library {
            continue;
        }
        let mut uses = Uses { hir, function, known: &known, bound: &bound, tried: BTreeSet::new(), diagnostics };
        visit::walk(function, |id| &hir.functions[id], &mut uses);
    }
}

/// The module variables that are bound somewhere: they hide builtins.
#[derive(Debug, Default)]
struct Bound {
    module: Option<ModuleId>,
    names: BTreeSet<(ModuleId, String)>,
    /// Modules that may bind any name.
    any: BTreeSet<ModuleId>,
}

impl Bound {
    fn variable(&mut self, variable: &Variable) {
        if let (Variable::Global(name), Some(module)) = (variable, self.module) {
            self.names.insert((module, name.to_string()));
        }
    }
}

impl Visitor for Bound {
    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Def { target, .. } | StmtKind::Class { target, .. } | StmtKind::Import { target, .. } => {
                self.variable(target);
            }
            StmtKind::ImportFrom { names, .. } => names.iter().for_each(|name| self.variable(&name.target)),
            StmtKind::ImportStar { .. } => self.any.extend(self.module),
            _ => {}
        }
    }

    fn target(&mut self, target: &Target) {
        if let TargetKind::Variable(variable) = &target.kind {
            self.variable(variable);
        }
    }
}

struct Uses<'a> {
    hir: &'a Hir,
    function: &'a Function,
    known: &'a BTreeSet<&'a str>,
    bound: &'a Bound,
    /// Where the statements are that stand in the body of a `try`.
    tried: BTreeSet<(u32, u32)>,
    diagnostics: &'a mut Diagnostics,
}

impl Visitor for Uses<'_> {
    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Try { body, handlers, .. } if !handlers.is_empty() => {
                self.tried.extend(body.iter().map(|stmt| key(stmt.span)));
            }
            StmtKind::Import { module, .. } => self.module(module, stmt.span),
            StmtKind::ImportFrom { module, level, .. } | StmtKind::ImportStar { module, level } => {
                let name = self.absolute(module.as_deref(), *level);
                if name != "__future__" && !name.is_empty() {
                    self.module(&name, stmt.span);
                }
            }
            _ => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        let ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. }) = &expr.kind else { return };
        let module = self.function.module;
        let hidden = self.bound.any.contains(&module) || self.bound.names.contains(&(module, name.to_string()));
        if NOT_NATIVE_BUILTINS.contains(&name.as_str()) && !hidden {
            let text = format!("`{name}` is not in the native runtime yet");
            self.diagnostics.error(Code::Unsupported, expr.span).message(text);
        }
    }
}

impl Uses<'_> {
    fn module(&mut self, name: &str, span: Span) {
        if self.known.contains(name) || (name == "os.path" && self.known.contains("os")) {
            return;
        }
        let is_standard = Stubs::bundled().find(name).is_some();
        if !is_standard && self.tried.contains(&key(span)) {
            return;
        }
        let why = if is_standard { "is not in the native runtime yet" } else { "cannot be found" };
        self.diagnostics.error(Code::Unsupported, span).message(format!("module `{name}` {why}")).help(available());
    }

    /// The absolute name that a `from` import means.
    fn absolute(&self, name: Option<&str>, level: u32) -> String {
        if level == 0 {
            return name.unwrap_or_default().to_owned();
        }
        let module = &self.hir.modules[self.function.module];
        let mut parts: Vec<&str> = module.name.as_str().split('.').collect();
        let dropped = level as usize - usize::from(module.is_package);
        parts.truncate(parts.len().saturating_sub(dropped));
        parts.extend(name);
        parts.join(".")
    }
}

fn key(span: Span) -> (u32, u32) {
    (span.start, span.end)
}

/// What may be imported, beside modules of one's own.
fn available() -> String {
    let mut names: Vec<&str> = NATIVE_MODULES.into_iter().chain(crate::library::names()).collect();
    names.retain(|name| !name.starts_with('_'));
    names.sort_unstable();
    format!("an executable has its own modules and these: {}", names.join(", "))
}
