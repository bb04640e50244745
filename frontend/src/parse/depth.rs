//! How deep a text nests, measured on its tokens, so that no recursive walk over its tree can overflow the stack.
//!
//! Brackets and indentation have CPython's limits. Operators are counted between commas: an upper bound of the depth of
//! the tree they make, whichever way they associate.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Span};
use rustpython_ast::token::TokenKind;
use rustpython_parser::{Mode, lexer};

const MAX_BRACKETS: usize = 200;
const MAX_INDENTATION: usize = 100;
/// Operators of one expression, and `elif`s of one statement. CPython 3.12 gives up near 3,000.
const MAX_STEPS: usize = 6_000;

/// The stack on which texts within the limits can be walked.
pub(crate) const STACK_SIZE: usize = 256 << 20;

/// Where the text nests too deeply, and how.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooDeep {
    span: Span,
    what: &'static str,
}

impl TooDeep {
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        diagnostics.error(Code::TooDeep, self.span).message(self.what);
    }
}

/// Whether the text is within the limits.
pub(super) fn check(file: FileId, text: &str) -> Result<(), TooDeep> {
    let Some(what) = excess(text) else { return Ok(()) };
    // The lexer keeps its positions to itself: look for the first line that is one too many.
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).chain([text.len()]).collect();
    let line = ends.partition_point(|end| excess(&text[..*end]).is_none());
    let start = if line == 0 { 0 } else { ends[line - 1] + 1 };
    let offset = |index: usize| u32::try_from(index).expect("files are below 4 GiB");
    Err(TooDeep { span: Span { file, start: offset(start), end: offset(ends[line]) }, what })
}

/// Which limit the text exceeds.
fn excess(text: &str) -> Option<&'static str> {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut depth = Depth::new();
    loop {
        let token = lexer.next_token();
        if token == TokenKind::EndOfFile {
            return None;
        }
        depth.step(token);
        if depth.brackets.len() > MAX_BRACKETS {
            return Some("too many nested parentheses");
        }
        if depth.blocks.len() > MAX_INDENTATION {
            return Some("too many levels of indentation");
        }
        if depth.total > MAX_STEPS {
            return Some("the nesting is too deep");
        }
    }
}

struct Depth {
    /// Operators since the last comma: of the statement, then of each open bracket.
    brackets: Vec<usize>,
    /// `elif`s of the last `if` of each open block.
    blocks: Vec<usize>,
    /// The sum of both.
    total: usize,
    at_statement: bool,
}

impl Depth {
    fn new() -> Self {
        Depth { brackets: vec![0], blocks: vec![0], total: 0, at_statement: true }
    }

    fn step(&mut self, token: TokenKind) {
        let at_statement = std::mem::replace(&mut self.at_statement, false);
        match token {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => self.brackets.push(0),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                self.reset();
                if self.brackets.len() > 1 {
                    self.brackets.pop();
                }
                // What follows may be applied to it: `f()()`.
                self.count();
            }
            TokenKind::Comma => self.reset(),
            TokenKind::Newline | TokenKind::Semi => {
                while self.brackets.len() > 1 {
                    self.reset();
                    self.brackets.pop();
                }
                self.reset();
                self.at_statement = true;
            }
            TokenKind::Comment | TokenKind::NonLogicalNewline => self.at_statement = at_statement,
            TokenKind::Indent => {
                self.blocks.push(0);
                self.at_statement = true;
            }
            TokenKind::Dedent => {
                self.end_chain();
                if self.blocks.len() > 1 {
                    self.blocks.pop();
                }
                self.at_statement = true;
            }
            TokenKind::If if at_statement => self.end_chain(),
            TokenKind::Elif => {
                *self.blocks.last_mut().expect("never empty") += 1;
                self.total += 1;
            }
            TokenKind::If
            | TokenKind::Lambda
            | TokenKind::Not
            | TokenKind::Await
            | TokenKind::Yield
            | TokenKind::For => {
                self.count();
            }
            // These make no deep tree, however many there are.
            TokenKind::And | TokenKind::Or | TokenKind::Equal => {}
            token if token.is_operator() => self.count(),
            _ => {}
        }
    }

    fn count(&mut self) {
        *self.brackets.last_mut().expect("never empty") += 1;
        self.total += 1;
    }

    fn reset(&mut self) {
        self.total -= std::mem::take(self.brackets.last_mut().expect("never empty"));
    }

    fn end_chain(&mut self) {
        self.total -= std::mem::take(self.blocks.last_mut().expect("never empty"));
    }
}

#[cfg(test)]
mod tests {
    use super::excess;

    fn check(text: String, expected: Option<&str>) {
        assert_eq!(excess(&text), expected, "{}…", &text[..text.len().min(30)]);
    }

    #[test]
    fn counts_brackets() {
        check(format!("{}{}", "(".repeat(199), ")".repeat(199)), None);
        check(format!("{}{}", "(".repeat(10_000), ")".repeat(10_000)), Some("too many nested parentheses"));
        check(format!("x = [{}]", "(1),".repeat(10_000)), None);
    }

    #[test]
    fn counts_indentation() {
        let nested = |depth: usize| (0..depth).map(|level| format!("{}if x:\n", " ".repeat(level))).collect::<String>();
        check(nested(90) + &" ".repeat(90) + "pass\n", None);
        check(nested(200) + &" ".repeat(200) + "pass\n", Some("too many levels of indentation"));
    }

    #[test]
    fn counts_operators() {
        check(format!("x{}", " + x".repeat(2_900)), None);
        check(format!("{}x", "- ".repeat(10_000)), Some("the nesting is too deep"));
        check(format!("x{}", "()".repeat(10_000)), Some("the nesting is too deep"));
        check("x = a + b\n".repeat(10_000), None);
        check(format!("f({})", "-1, ".repeat(10_000)), None);
    }

    #[test]
    fn counts_elif_chains() {
        check(format!("if x: pass\n{}", "elif x: pass\n".repeat(2_900)), None);
        check(format!("if x: pass\n{}", "elif x: pass\n".repeat(10_000)), Some("the nesting is too deep"));
        check("if x: pass\nelif x: pass\n".repeat(10_000), None);
    }
}
