//! Brackets that do not match.

use crate::parse::Ranged as _;
use crate::source::File;
use rustpython_ast::token::{TokenKind, Tokens};
use rustpython_text_size::{TextRange, TextSize};

/// The first bracket that is wrong.
pub(super) struct Problem {
    pub(super) range: TextRange,
    pub(super) message: String,
    /// It stays open to the end of the file.
    pub(super) is_unclosed: bool,
    /// The bracket that a wrong one should have closed.
    pub(super) opened: Option<TextRange>,
}

/// Matches the brackets before `end`. One that stays open is a problem only if the file was read to its end.
pub(super) fn check(file: &File, tokens: &Tokens, end: Option<TextSize>) -> Option<Problem> {
    let mut open = Vec::new();
    for token in tokens.iter().take_while(|token| end.is_none_or(|end| token.start() < end)) {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open.push((token.kind(), token.range())),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => match open.pop() {
                Some((opening, _)) if closing(opening) == token.kind() => {}
                opening => return Some(wrong_closing(file, token.kind(), token.range(), opening)),
            },
            _ => {}
        }
    }
    let (kind, range) = open.pop().filter(|_| end.is_none())?;
    Some(Problem { range, message: format!("'{}' was never closed", symbol(kind)), is_unclosed: true, opened: None })
}

fn wrong_closing(file: &File, kind: TokenKind, range: TextRange, opening: Option<(TokenKind, TextRange)>) -> Problem {
    let message = match opening {
        None => format!("unmatched '{}'", symbol(kind)),
        Some((opening, at)) => {
            let line = |range: TextRange| file.line_column(range.start().into()).line;
            let where_opened = match line(at) {
                opened if opened == line(range) => String::new(),
                opened => format!(" on line {opened}"),
            };
            let (kind, opening) = (symbol(kind), symbol(opening));
            format!("closing parenthesis '{kind}' does not match opening parenthesis '{opening}'{where_opened}")
        }
    };
    Problem { range, message, is_unclosed: false, opened: opening.map(|(_, at)| at) }
}

fn closing(opening: TokenKind) -> TokenKind {
    match opening {
        TokenKind::Lpar => TokenKind::Rpar,
        TokenKind::Lsqb => TokenKind::Rsqb,
        _ => TokenKind::Rbrace,
    }
}

fn symbol(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Lpar => "(",
        TokenKind::Rpar => ")",
        TokenKind::Lsqb => "[",
        TokenKind::Rsqb => "]",
        TokenKind::Lbrace => "{",
        _ => "}",
    }
}
