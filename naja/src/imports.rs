//! What an executable would import: without CPython, that is the program's own modules and those of the native runtime.
//!
//! Anything else is told where it stands, before the program fails with it. A module that is not of the standard library
//! either may be imported in the body of a `try` statement: that fails natively as it may fail with CPython.

use naja_codegen::NATIVE_MODULES;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::visit::{self, Visitor};
use naja_frontend::hir::{Function, Hir, Stmt, StmtKind};
use naja_frontend::source::Span;
use naja_typeinfer::Stubs;
use std::collections::BTreeSet;

/// Reports the imports of `hir` that an executable cannot do.
pub fn check(hir: &Hir, diagnostics: &mut Diagnostics) {
    let known = hir.modules.iter().map(|module| module.name.as_str()).chain(NATIVE_MODULES).collect();
    for (_, function) in hir.functions.iter_enumerated() {
        let mut imports = Imports { hir, function, known: &known, tried: BTreeSet::new(), diagnostics };
        visit::walk(function, |id| &hir.functions[id], &mut imports);
    }
}

struct Imports<'a> {
    hir: &'a Hir,
    function: &'a Function,
    known: &'a BTreeSet<&'a str>,
    /// Where the statements are that stand in the body of a `try`.
    tried: BTreeSet<(u32, u32)>,
    diagnostics: &'a mut Diagnostics,
}

impl Visitor for Imports<'_> {
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
}

impl Imports<'_> {
    fn module(&mut self, name: &str, span: Span) {
        if self.known.contains(name) {
            return;
        }
        let is_standard = Stubs::bundled().find(name).is_some();
        if !is_standard && self.tried.contains(&key(span)) {
            return;
        }
        let why = if is_standard { "is not in the native runtime yet" } else { "cannot be found" };
        self.diagnostics
            .error(Code::Unsupported, span)
            .message(format!("module `{name}` {why}"))
            .help("an executable has its own modules and these: ".to_owned() + &NATIVE_MODULES.join(", "));
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
