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
    /// The bracket that a wrong one should have closed.
    opened: Option<TextRange>,
}

impl Found {
    fn new(range: TextRange, message: impl Into<String>) -> Self {
        Found { range, message: message.into(), is_lexical: false, is_echo: false, opened: None }
    }

    fn lexical(range: TextRange, message: impl Into<String>) -> Self {
        Found { is_lexical: true, ..Found::new(range, message) }
    }
}

/// Reports what the parser found; whether that was anything.
pub(super) fn report(id: FileId, file: &File, parsed: &Parsed<ast::ModModule>, diagnostics: &mut Diagnostics) -> bool {
    let found = found(file, parsed);
    for error in &found {
        let draft = diagnostics.error(Code::Syntax, span(id, error.range)).message(&error.message);
        if let Some(opened) = error.opened {
            draft.label(span(id, opened), "opened here");
        }
    }
    !found.is_empty()
}

fn found(file: &File, parsed: &Parsed<ast::ModModule>) -> Vec<Found> {
    let mut found = translate(file, parsed);
    let mut is_first = true;
    found.retain(|error| std::mem::take(&mut is_first) || !error.is_echo);
    explain_by_brackets(file, parsed.tokens(), &mut found);
    explain_by_indentation(file, parsed.tokens(), &mut found);
    keep_one_a_line(file, &mut found);
    found
}

/// All that the parser reports, in order of place.
fn translate(file: &File, parsed: &Parsed<ast::ModModule>) -> Vec<Found> {
    let wording = Wording::new(file, parsed);
    let mut found: Vec<Found> = Vec::new();
    for error in parsed.errors().iter().filter(|error| !is_bare_raise(error, parsed)) {
        let is_lexical = match &error.error {
            ParseErrorType::Lexical(error) => *error != LexicalErrorType::Eof,
            other => matches!(other, ParseErrorType::FStringError(_)),
        };
        let is_echo = wording.is_about_indentation(error);
        let (range, message) = wording.of_error(error);
        found.push(Found { is_lexical, is_echo, ..Found::new(range, message) });
    }
    for error in parsed.unsupported_syntax_errors() {
        found.push(Found::new(error.range(), wording.of_newer_syntax(error)));
    }
    found.sort_by_key(|error| (error.range.start(), !error.is_lexical));
    found
}

/// A bracket that does not match is the reason for what goes wrong behind it.
fn explain_by_brackets(file: &File, tokens: &Tokens, found: &mut Vec<Found>) {
    if found.is_empty() {
        return;
    }
    let end = found.iter().find(|error| error.is_lexical).map(|error| error.range.start());
    let Some(problem) = brackets::check(file, tokens, end) else { return };
    let start = problem.range.start();
    found.retain(|error| match problem.is_unclosed {
        true => error.range.start() < start,
        false => line(file, error) < file.line_column(start.into()).line,
    });
    found.push(Found { opened: problem.opened, ..Found::lexical(problem.range, problem.message) });
}

fn explain_by_indentation(file: &File, tokens: &Tokens, found: &mut Vec<Found>) {
    if let Some(problem) = indentation::check(file, tokens) {
        found.retain(|error| line(file, error) < line(file, &problem));
        found.push(problem);
    }
}

/// The tokenizer's error, or else the first.
fn keep_one_a_line(file: &File, found: &mut Vec<Found>) {
    found.sort_by_key(|error| (line(file, error), !error.is_lexical, error.range.start()));
    found.dedup_by_key(|error| line(file, error));
}

fn line(file: &File, error: &Found) -> u32 {
    file.line_column(error.range.start().into()).line
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
