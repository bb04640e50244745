//! `from __future__ import …`.

use super::Lower;
use crate::parse::{Ranged as _, ast};
use rustpython_text_size::TextSize;

/// The features that ever were. All but `annotations` are part of the language by now, or a joke.
const FEATURES: [&str; 10] = [
    "absolute_import",
    "annotations",
    "barry_as_FLUFL",
    "division",
    "generator_stop",
    "generators",
    "nested_scopes",
    "print_function",
    "unicode_literals",
    "with_statement",
];

/// Whether annotations are kept as text.
pub(super) fn has_annotations(body: &[ast::Stmt]) -> bool {
    let mut names = body.iter().filter_map(future_import).flat_map(|import| &import.names);
    names.any(|alias| alias.name.as_str() == "annotations")
}

fn future_import(stmt: &ast::Stmt) -> Option<&ast::StmtImportFrom> {
    let import = stmt.as_import_from_stmt()?;
    (import.level == 0 && import.module.as_deref() == Some("__future__")).then_some(import)
}

impl Lower<'_> {
    /// Such imports come first in a module, behind its docstring. `body` is what follows that.
    pub(super) fn check_futures(&mut self, body: &[ast::Stmt]) {
        for import in body.iter().map_while(future_import) {
            for alias in &import.names {
                match alias.name.as_str() {
                    "braces" => self.error(self.span(import), "not a chance"),
                    name if FEATURES.contains(&name) => {}
                    name => self.error(self.span(import), format!("future feature {name} is not defined")),
                }
            }
        }
    }

    /// A `__future__` import that lowering meets anywhere but in the beginning.
    pub(super) fn check_late_future(&mut self, import: &ast::StmtImportFrom) {
        let is_late = import.range.start() >= self.futures_end;
        if is_late && import.level == 0 && import.module.as_deref() == Some("__future__") {
            self.error(self.span(import), "from __future__ imports must occur at the beginning of the file");
        }
    }
}

/// Where the module's own imports of features end.
pub(super) fn end(body: &[ast::Stmt]) -> TextSize {
    let is_docstring = |stmt: &ast::Stmt| stmt.as_expr_stmt().is_some_and(|stmt| stmt.value.is_string_literal_expr());
    let skipped = usize::from(body.first().is_some_and(is_docstring));
    let last = body[skipped..].iter().map_while(future_import).last();
    last.map_or_else(Default::default, |import| import.range().end())
}
