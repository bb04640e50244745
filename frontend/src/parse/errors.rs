//! The parser's errors in CPython's words.
//!
//! The parser recovers and goes on, which shows several errors a run but also echoes of the first: of those on one line
//! only the first is kept. Brackets that do not match explain most of what follows them, and so replace it.

mod brackets;
mod indentation;
mod wording;

use super::{Ranged as _, ast, span};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{File, FileId};
use rustpython_ast::token::{Token, TokenKind, Tokens};
use rustpython_parser::{LexicalErrorType, ParseError, ParseErrorType, Parsed};
use rustpython_text_size::{TextRange, TextSize};
use wording::Wording;

/// An error in CPython's words.
#[derive(Debug)]
struct Found {
    range: TextRange,
    message: String,
    /// The tokenizer's errors come before those of the parser on the same line.
    is_lexical: bool,
    /// Most likely the indentation behind a header that was wrong.
    is_echo: bool,
}

/// Reports what the parser found; whether that was anything.
pub(super) fn report(id: FileId, file: &File, parsed: &Parsed<ast::ModModule>, diagnostics: &mut Diagnostics) -> bool {
    let found = found(file, parsed);
    for error in &found {
        diagnostics.error(Code::Syntax, span(id, error.range)).message(&error.message);
    }
    !found.is_empty()
}

fn found(file: &File, parsed: &Parsed<ast::ModModule>) -> Vec<Found> {
    let wording = Wording::new(file, parsed);
    let mut found: Vec<Found> = Vec::new();
    for error in parsed.errors().iter().filter(|error| !is_bare_raise(error, parsed)) {
        let is_lexical = match &error.error {
            ParseErrorType::Lexical(error) => *error != LexicalErrorType::Eof,
            other => matches!(other, ParseErrorType::FStringError(_)),
        };
        let is_echo = wording.is_about_indentation(error);
        let (range, message) = wording.of_error(error);
        found.push(Found { range, message, is_lexical, is_echo });
    }
    for error in parsed.unsupported_syntax_errors() {
        let message = wording.of_newer_syntax(error);
        found.push(Found { range: error.range(), message, is_lexical: false, is_echo: false });
    }
    found.sort_by_key(|error| (error.range.start(), !error.is_lexical));
    let mut is_first = true;
    found.retain(|error| std::mem::take(&mut is_first) || !error.is_echo);
    let line = |offset: TextSize| file.line_column(offset.into()).line;

    let end = found.iter().find(|error| error.is_lexical).map(|error| error.range.start());
    if let Some(problem) = brackets::check(file, parsed.tokens(), end, !found.is_empty()) {
        let start = problem.range.start();
        found.retain(|error| match problem.is_unclosed {
            true => error.range.start() < start,
            false => line(error.range.start()) < line(start),
        });
        found.push(Found { range: problem.range, message: problem.message, is_lexical: true, is_echo: false });
        found.sort_by_key(|error| error.range.start());
    }

    if let Some(problem) = indentation::check(file, parsed.tokens()) {
        found.retain(|error| line(error.range.start()) < line(problem.range.start()));
        found.push(problem);
    }

    let lexical: Vec<u32> =
        found.iter().filter(|error| error.is_lexical).map(|error| line(error.range.start())).collect();
    found.retain(|error| error.is_lexical || !lexical.contains(&line(error.range.start())));
    found.dedup_by_key(|error| line(error.range.start()));
    found
}

/// The parser misses an expression in `raise;`.
fn is_bare_raise(error: &ParseError, parsed: &Parsed<ast::ModModule>) -> bool {
    let start = error.location.start();
    let next = tokens_after(parsed.tokens(), start).first().map(Token::kind);
    let previous = tokens_before(parsed.tokens(), start).last().map(Token::kind);
    error.error == ParseErrorType::ExpectedExpression
        && next == Some(TokenKind::Semi)
        && previous == Some(TokenKind::Raise)
}

/// The tokens that end at `offset` or before. (The list's own method insists that no token is cut.)
fn tokens_before(tokens: &Tokens, offset: TextSize) -> &[Token] {
    &tokens[..tokens.partition_point(|token| token.end() <= offset)]
}

/// The tokens that begin at `offset` or behind it.
fn tokens_after(tokens: &Tokens, offset: TextSize) -> &[Token] {
    &tokens[tokens.partition_point(|token| token.start() < offset)..]
}
