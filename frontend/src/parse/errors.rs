//! The parser's errors in CPython's words.

use super::{Ranged as _, ast, span};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{File, FileId};
use rustpython_parser::Parsed;

/// Reports what the parser found; whether that was anything.
pub(super) fn report(id: FileId, file: &File, parsed: &Parsed<ast::ModModule>, diagnostics: &mut Diagnostics) -> bool {
    let _ = file;
    for error in parsed.errors() {
        diagnostics.error(Code::Syntax, span(id, error.location)).message(error.error.to_string());
    }
    for error in parsed.unsupported_syntax_errors() {
        diagnostics.error(Code::Syntax, span(id, error.range())).message(error.to_string());
    }
    !parsed.has_valid_syntax() || parsed.has_syntax_errors()
}
