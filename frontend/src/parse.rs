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

/// An import: `(level, dotted module, name)`; the name is of a from-import and may be a submodule.
pub(crate) type Import = (u32, String, Option<String>);

/// What a file imports.
pub(crate) fn imports(id: FileId, text: &str) -> Vec<Import> {
    if depth::check(id, text).is_err() {
        return Vec::new();
    }
    crate::on_deep_stack(|| {
        let mut found = Imports(Vec::new());
        visitor::walk_body(&mut found, &parse_text(text).into_syntax().body);
        found.0
    })
}

/// A top-level statement.
pub(crate) struct Unit {
    /// Where it begins and ends.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The names that it binds if that is all it does.
    pub(crate) binds: Option<Vec<String>>,
    /// Whether it is `__all__`, which names things without needing them.
    pub(crate) is_list_of_names: bool,
    /// What it imports, at any depth.
    pub(crate) imports: Vec<Import>,
    /// Of a class, the methods that only their names lead to.
    pub(crate) methods: Vec<Unit>,
}

/// The top-level statements of a file.
pub(crate) fn units(id: FileId, text: &str) -> Vec<Unit> {
    if depth::check(id, text).is_err() {
        return Vec::new();
    }
    crate::on_deep_stack(|| parse_text(text).into_syntax().body.iter().map(unit).collect())
}

fn unit(stmt: &ast::Stmt) -> Unit {
    let mut imports = Imports(Vec::new());
    let mut methods = Vec::new();
    if let ast::Stmt::ClassDef(class) = stmt {
        let (named, others): (Vec<_>, Vec<_>) = class.body.iter().partition(|stmt| is_plain_method(stmt));
        methods = named.into_iter().map(unit).collect();
        others.into_iter().for_each(|stmt| visitor::Visitor::visit_stmt(&mut imports, stmt));
    } else {
        visitor::Visitor::visit_stmt(&mut imports, stmt);
    }
    let binds = binds(stmt).filter(|names| !names.iter().any(|name| name.starts_with("__")));
    Unit {
        start: stmt.start().into(),
        end: stmt.end().into(),
        is_list_of_names: binds_only(stmt, "__all__") || is_text(stmt),
        binds,
        imports: imports.0,
        methods,
    }
}

/// Whether a statement of a class only makes a method that nothing but its name leads to.
fn is_plain_method(stmt: &ast::Stmt) -> bool {
    matches!(stmt, ast::Stmt::FunctionDef(function) if !function.name.starts_with('_'))
}

/// The names that a statement binds, if it does nothing else that could be missed.
fn binds(stmt: &ast::Stmt) -> Option<Vec<String>> {
    match stmt {
        ast::Stmt::FunctionDef(function) => Some(vec![function.name.to_string()]),
        ast::Stmt::ClassDef(class) => Some(vec![class.name.to_string()]),
        ast::Stmt::Import(import) => {
            let first = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
            Some(
                import
                    .names
                    .iter()
                    .map(|alias| alias.asname.as_ref().map_or(first(&alias.name), ToString::to_string))
                    .collect(),
            )
        }
        ast::Stmt::ImportFrom(import) => {
            let names: Vec<String> =
                import.names.iter().map(|alias| alias.asname.as_ref().unwrap_or(&alias.name).to_string()).collect();
            (!names.iter().any(|name| name == "*")).then_some(names)
        }
        ast::Stmt::Assign(assign) => assign.targets.iter().map(name_of).collect(),
        ast::Stmt::AnnAssign(assign) => Some(vec![name_of(&assign.target)?]),
        _ => None,
    }
}

fn name_of(expr: &ast::Expr) -> Option<String> {
    if let ast::Expr::Name(name) = expr { Some(name.id.to_string()) } else { None }
}

fn binds_only(stmt: &ast::Stmt, name: &str) -> bool {
    binds(stmt).is_some_and(|names| names == [name])
}

/// Whether a statement is a docstring, or what only a main module does.
fn is_text(stmt: &ast::Stmt) -> bool {
    matches!(stmt, ast::Stmt::Expr(expr) if expr.value.is_string_literal_expr())
}

struct Imports(Vec<Import>);

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
