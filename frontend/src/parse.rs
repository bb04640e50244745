//! The only door to the parser.
//!
//! The parser's AST changes shape between its releases: only this file, the files below it and [`crate::lower`] name it.

#![expect(clippy::wildcard_enum_match_arm, reason = "the enums are the parser's")]

mod depth;
mod errors;

pub(crate) use depth::STACK_SIZE;

use crate::diagnostic::Diagnostics;
use crate::source::{File, FileId, Span};
use rustpython_parser::{Mode, ParseOptions, Parsed};
use rustpython_text_size::TextRange;

pub(crate) use rustpython_ast as ast;
pub(crate) use rustpython_ast::visitor;
pub(crate) use rustpython_text_size::Ranged;

/// The syntax that is accepted: the newest that the supported interpreters share a reference for.
const VERSION: ast::PythonVersion = ast::PythonVersion { major: 3, minor: 13 };

/// What is in a file.
pub(crate) struct Module {
    /// The statements.
    pub(crate) body: Vec<ast::Stmt>,
    /// The lines with a `# type: ignore` comment.
    pub(crate) type_ignores: Vec<u32>,
}

/// Parses a file. Every error is reported; `None` if there was one.
pub(crate) fn parse(id: FileId, file: &File, diagnostics: &mut Diagnostics) -> Option<Module> {
    if let Err(too_deep) = depth::check(id, &file.text) {
        too_deep.report(diagnostics);
        return None;
    }
    let parsed = parse_text(&file.text);
    if errors::report(id, file, &parsed, diagnostics) {
        return None;
    }
    let comments = parsed.tokens().iter().filter(|token| token.kind().is_comment());
    let ignores = comments.filter(|token| is_type_ignore(&file.text[token.range()]));
    let type_ignores = ignores.map(|token| file.line_column(token.start().into()).line).collect();
    Some(Module { body: parsed.into_syntax().body, type_ignores })
}

/// `# type: ignore`, perhaps with codes in brackets or a comment behind it.
fn is_type_ignore(comment: &str) -> bool {
    let directive = comment.trim_start_matches('#').trim_start().strip_prefix("type:").map(str::trim_start);
    let rest = directive.and_then(|directive| directive.strip_prefix("ignore"));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', ' ', '\t', '#']))
}

fn parse_text(text: &str) -> Parsed<ast::ModModule> {
    let options = ParseOptions::from(Mode::Module).with_target_version(VERSION);
    rustpython_parser::parse_unchecked(text, options).try_into_module().expect("the mode is `Module`")
}

/// What a file imports: `(level, dotted module, name)`; the name is of a from-import and may be a submodule.
pub(crate) fn imports(id: FileId, text: &str) -> Vec<(u32, String, Option<String>)> {
    if depth::check(id, text).is_err() {
        return Vec::new();
    }
    crate::on_deep_stack(|| {
        let mut found = Imports(Vec::new());
        visitor::walk_body(&mut found, &parse_text(text).into_syntax().body);
        found.0
    })
}

struct Imports(Vec<(u32, String, Option<String>)>);

impl<'a> visitor::Visitor<'a> for Imports {
    fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
        if let ast::Stmt::Import(import) = stmt {
            self.0.extend(import.names.iter().map(|alias| (0, alias.name.to_string(), None)));
        } else if let ast::Stmt::ImportFrom(import) = stmt {
            let module = import.module.as_ref().map(ToString::to_string).unwrap_or_default();
            let names = import.names.iter().map(|alias| Some(alias.name.to_string()));
            self.0.extend(names.map(|name| (import.level, module.clone(), name)));
        } else {
            visitor::walk_stmt(self, stmt);
        }
    }

    // An import is a statement: no expression holds one.
    fn visit_expr(&mut self, _: &'a ast::Expr) {}
}

/// The parser's range as a span of `file`.
pub(crate) fn span(file: FileId, range: TextRange) -> Span {
    Span { file, start: range.start().into(), end: range.end().into() }
}
