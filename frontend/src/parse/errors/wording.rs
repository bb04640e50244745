//! What CPython says, for what the parser says.

use super::{tokens_after, tokens_before};
use crate::lower::describe;
use crate::parse::{Ranged as _, ast, visitor};
use crate::source::File;
use rustpython_ast::token::{Token, TokenKind, Tokens};
use rustpython_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, Parsed, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind,
};
use rustpython_text_size::{TextRange, TextSize};
use visitor::Visitor;

/// The parser's free-form messages, by their beginning. Those that are not here are forms of `invalid syntax`.
const MESSAGES: &[(&str, &str)] = &[
    ("'/' parameter must appear before '*'", "/ must be ahead of *"),
    ("Boolean 'not' expression cannot be used here", "'not' after an operator must be parenthesized"),
    ("Bytes literal cannot be mixed", "cannot mix bytes and nonbytes literals"),
    ("Cannot have both 'except' and 'except*'", "cannot have both 'except' and 'except*' on the same 'try'"),
    ("Expected `except` or `finally` after `try`", "expected 'except' or 'finally' block"),
    ("Expected one or more exception types", "expected one or more exception types"),
    (
        "Invalid decimal integer literal",
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
    ),
    ("Invalid decimal literal", "invalid decimal literal"),
    ("Keyword-only parameter separator not allowed after '*'", "* argument may appear only once"),
    ("Multiple exception types must be parenthesized", "multiple exception types must be parenthesized"),
    ("Only one '**' parameter", "arguments cannot follow var-keyword argument"),
    ("Only one '*'", "* argument may appear only once"),
    ("Only one '/' separator", "/ may appear only once"),
    ("Only single target (not list)", "only single target (not list) can be annotated"),
    ("Only single target (not tuple)", "only single target (not tuple) can be annotated"),
    ("Position-only parameter separator not allowed as first", "at least one argument must precede /"),
    ("Positional patterns cannot follow keyword patterns", "positional patterns follow keyword patterns"),
    ("Trailing comma not allowed", "trailing comma not allowed without surrounding parentheses"),
];

/// Statements that used to be, before they became functions.
const FORMER_STATEMENTS: [&str; 2] = ["print", "exec"];

/// What errors are worded from.
pub(super) struct Wording<'a> {
    file: &'a File,
    module: &'a ast::ModModule,
    tokens: &'a Tokens,
}

impl<'a> Wording<'a> {
    pub(super) fn new(file: &'a File, parsed: &'a Parsed<ast::ModModule>) -> Self {
        Wording { file, module: parsed.syntax(), tokens: parsed.tokens() }
    }

    /// The place and the words for an error.
    pub(super) fn of_error(&self, error: &ParseError) -> (TextRange, String) {
        let range = error.location;
        let plain = |text: &str| (range, text.to_owned());
        match &error.error {
            ParseErrorType::Lexical(error) => self.of_lexical(error, range),
            ParseErrorType::FStringError(error) => (range, self.of_fstring(error, range)),
            ParseErrorType::OtherError(text) => self.of_other(text, range),
            ParseErrorType::ExpectedToken { expected, found } => self.of_expected(*expected, *found, range),
            ParseErrorType::InvalidAssignmentTarget => self.of_assignment(range),
            ParseErrorType::InvalidNamedAssignmentTarget => {
                (range, format!("cannot use assignment expressions with {}", self.describe(range)))
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => plain("illegal target for annotation"),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                (range, format!("'{}' is an illegal expression for augmented assignment", self.describe(range)))
            }
            ParseErrorType::InvalidDeleteTarget => (range, format!("cannot delete {}", self.describe(range))),
            ParseErrorType::EmptyImportNames => plain("Expected one or more names after 'import'"),
            ParseErrorType::UnparenthesizedGeneratorExpression => plain("Generator expression must be parenthesized"),
            ParseErrorType::InvalidStarredExpressionUsage => self.of_starred(range),
            ParseErrorType::ParamAfterVarKeywordParam => plain("arguments cannot follow var-keyword argument"),
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                plain("parameter without a default follows parameter with a default")
            }
            ParseErrorType::VarParameterWithDefault => {
                let star = tokens_before(self.tokens, range.start()).iter().rev().find(|token| is_star(token.kind()));
                let kind =
                    if star.is_some_and(|token| token.kind() == TokenKind::Star) { "positional" } else { "keyword" };
                (range, format!("var-{kind} argument cannot have default value"))
            }
            ParseErrorType::DuplicateKeywordArgumentError(name) => {
                (range, format!("keyword argument repeated: {name}"))
            }
            ParseErrorType::PositionalAfterKeywordArgument => plain("positional argument follows keyword argument"),
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                plain("positional argument follows keyword argument unpacking")
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                plain("iterable argument unpacking follows keyword argument unpacking")
            }
            ParseErrorType::IterableUnpackingInComprehension => {
                plain("iterable unpacking cannot be used in comprehension")
            }
            ParseErrorType::ExpectedKeywordParam => plain("named arguments must follow bare *"),
            ParseErrorType::ExpectedRealNumber => plain("real number required in complex literal"),
            ParseErrorType::ExpectedImaginaryNumber => plain("imaginary number required in complex literal"),
            ParseErrorType::UnexpectedIndentation => plain("unexpected indent"),
            ParseErrorType::SimpleStatementsOnSameLine | ParseErrorType::SimpleAndCompoundStatementOnSameLine => {
                self.of_trailing(range, &error.error)
            }
            ParseErrorType::ExpectedExpression => self.of_missing_expression(range, &error.error),
            ParseErrorType::EmptySlice
            | ParseErrorType::EmptyGlobalNames
            | ParseErrorType::EmptyNonlocalNames
            | ParseErrorType::EmptyDeleteTargets
            | ParseErrorType::EmptyTypeParams
            | ParseErrorType::UnparenthesizedNamedExpression
            | ParseErrorType::UnparenthesizedTupleExpression
            | ParseErrorType::InvalidLambdaExpressionUsage
            | ParseErrorType::InvalidYieldExpressionUsage
            | ParseErrorType::InvalidStarPatternUsage
            | ParseErrorType::UnexpectedTokenAfterAsync(_)
            | ParseErrorType::UnexpectedIpythonEscapeCommand
            | ParseErrorType::UnexpectedExpressionToken
            | ParseErrorType::TStringError(_) => (range, invalid(&error.error)),
        }
    }

    /// An indented block or its end where none is expected.
    pub(super) fn is_about_indentation(&self, error: &ParseError) -> bool {
        let at = self.token_at(error.location.start()).map(Token::kind);
        error.error == ParseErrorType::UnexpectedIndentation
            || (matches!(error.error, ParseErrorType::OtherError(_)) && at == Some(TokenKind::Dedent))
    }

    /// Syntax that only later versions of Python have.
    pub(super) fn of_newer_syntax(&self, error: &UnsupportedSyntaxError) -> String {
        match error.kind {
            UnsupportedSyntaxErrorKind::ParenthesizedKeywordArgumentName => {
                "expression cannot contain assignment, perhaps you meant \"==\"?".into()
            }
            UnsupportedSyntaxErrorKind::IterableUnpackingInListComprehension => {
                "iterable unpacking cannot be used in comprehension".into()
            }
            _ => self.of_other(&error.to_string(), error.range()).1,
        }
    }

    fn of_other(&self, text: &str, range: TextRange) -> (TextRange, String) {
        if let Some((_, message)) = MESSAGES.iter().find(|(start, _)| text.starts_with(start)) {
            return (range, (*message).into());
        }
        if let Some(after) = text.strip_prefix("Expected an indented block after ") {
            return (range, self.of_missing_block(after, range));
        }
        let source = &self.file.text[range];
        let next = tokens_after(self.tokens, range.end())
            .iter()
            .find(|token| !token.kind().is_trivia())
            .map(|token| token.kind());
        if text.starts_with("Expected a parameter name") && next == Some(TokenKind::Equal) {
            let message = match source {
                "True" | "False" | "None" => format!("cannot assign to {source}"),
                _ => "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
            };
            return (range, message);
        }
        if text.contains("ParseIntError") {
            let kind = match source.get(1..2) {
                Some("x" | "X") => "hexadecimal",
                Some("o" | "O") => "octal",
                _ => "binary",
            };
            return (range, format!("invalid {kind} literal"));
        }
        self.of_trailing(range, &text)
    }

    /// `after` names what the block belongs to: `` `if` statement``.
    fn of_missing_block(&self, after: &str, range: TextRange) -> String {
        let owner = after.replace('`', "'").replace(" clause", " statement").replace(" block", " statement");
        let owner = owner.replace("'class' definition", "class definition");
        let before = tokens_before(self.tokens, range.start());
        let colon = before.iter().rposition(|token| token.kind() == TokenKind::Colon).unwrap_or(0);
        let header = before[..colon].iter().rposition(|token| ends_line(token.kind())).map_or(0, |end| end + 1);
        let start = before.get(header).map_or(TextSize::new(0), Token::start);
        format!("expected an indented block after {owner} on line {}", self.line(start))
    }

    fn of_expected(&self, expected: TokenKind, found: TokenKind, range: TextRange) -> (TextRange, String) {
        let detail = ParseErrorType::ExpectedToken { expected, found };
        match expected {
            TokenKind::Colon if found == TokenKind::Equal => self.of_condition_assignment(range),
            TokenKind::Colon
                if matches!(found, TokenKind::Newline | TokenKind::EndOfFile) || self.demands_colon(range) =>
            {
                (range, "expected ':'".into())
            }
            TokenKind::Lpar => (range, "expected '('".into()),
            TokenKind::Else => {
                let start = self.expression_before(range.start()).map_or(range.start(), |left| left.start());
                (TextRange::new(start.min(range.start()), range.end()), "expected 'else' after 'if' expression".into())
            }
            TokenKind::In => (range, "'in' expected after for-loop variables".into()),
            _ => self.of_trailing(range, &detail),
        }
    }

    /// Statements that can only go on with a colon.
    fn demands_colon(&self, range: TextRange) -> bool {
        matches!(
            self.statement_start(range.start()).map(Token::kind),
            Some(TokenKind::Def | TokenKind::Else | TokenKind::Try | TokenKind::Finally)
        )
    }

    /// `if x = 1:`.
    fn of_condition_assignment(&self, range: TextRange) -> (TextRange, String) {
        let Some(left) = self.expression_before(range.start()) else { return (range, "invalid syntax".into()) };
        let message = match self.describe(left) {
            "name" => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".into(),
            other => format!("cannot assign to {other} here. Maybe you meant '==' instead of '='?"),
        };
        (left.cover(range), message)
    }

    /// Something stands behind a statement or expression that should have ended.
    fn of_trailing(&self, range: TextRange, detail: &dyn std::fmt::Display) -> (TextRange, String) {
        let first = self.statement_start(range.start());
        let word = first.map_or("", |token| &self.file.text[token.range()]);
        let previous = self.previous(range.start());
        let follows_first = first.map(Token::range) == previous.map(Token::range);
        if let Some(first) = first {
            let whole = TextRange::new(first.start(), range.end().max(first.end()));
            if FORMER_STATEMENTS.contains(&word) && follows_first {
                let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                return (whole, message);
            }
            if word == "import" && self.file.text[range.start().into()..].starts_with("from ") {
                return (whole, "Did you mean to use 'from ... import ...' instead?".into());
            }
        }
        if self.is_in_brackets(range.start())
            && self.token_at(range.start()).is_some_and(|token| begins_expression(token.kind()))
            && let Some(left) = self.expression_before(range.start())
        {
            return (left.cover(range), "invalid syntax. Perhaps you forgot a comma?".into());
        }
        (range, invalid(detail))
    }

    fn of_missing_expression(&self, range: TextRange, detail: &ParseErrorType) -> (TextRange, String) {
        let mut before =
            tokens_before(self.tokens, range.start()).iter().rev().filter(|token| !token.kind().is_trivia());
        let opens_field = before.next().is_some_and(|token| token.kind() == TokenKind::Lbrace)
            && before.next().is_some_and(|token| {
                matches!(token.kind(), TokenKind::FStringStart | TokenKind::FStringMiddle | TokenKind::Rbrace)
            });
        let next = self.file.text[range.start().into()..].chars().next();
        match next {
            Some(char @ ('}' | '!' | ':' | '=')) if opens_field => {
                (range, format!("f-string: valid expression required before '{char}'"))
            }
            _ => self.of_trailing(range, detail),
        }
    }

    fn of_assignment(&self, range: TextRange) -> (TextRange, String) {
        let Some(target) = self.expression_at(range) else { return (range, "invalid syntax".into()) };
        let is_parenthesized = self.previous(range.start()).is_some_and(|token| token.kind() == TokenKind::Lpar);
        if matches!(target, ast::Expr::Yield(_) | ast::Expr::YieldFrom(_)) && !is_parenthesized {
            return (range, "assignment to yield expression not possible".into());
        }
        let what = describe(target);
        if self.may_be_comparison(target) {
            return (range, format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"));
        }
        (range, format!("cannot assign to {what}"))
    }

    /// Whether `target` is all that stands left of the statement's only `=`, or the last of a bare tuple there.
    fn may_be_comparison(&self, target: &ast::Expr) -> bool {
        let is_operand = !matches!(
            target,
            ast::Expr::List(_)
                | ast::Expr::Tuple(_)
                | ast::Expr::Generator(_)
                | ast::Expr::BooleanLiteral(_)
                | ast::Expr::NoneLiteral(_)
                | ast::Expr::Compare(_)
                | ast::Expr::BoolOp(_)
                | ast::Expr::Lambda(_)
                | ast::Expr::If(_)
                | ast::Expr::Named(_)
        );
        let mut find = FindAssignment { target: target.range(), is_only: false };
        find.visit_body(&self.module.body);
        is_operand && find.is_only
    }

    fn of_starred(&self, range: TextRange) -> (TextRange, String) {
        let previous = self.previous(range.start()).map(Token::kind);
        let next = tokens_after(self.tokens, range.end())
            .iter()
            .find(|token| !token.kind().is_trivia())
            .map(|token| token.kind());
        let message = match (previous, next) {
            (Some(TokenKind::Lpar), Some(TokenKind::Rpar)) => "cannot use starred expression here".into(),
            (Some(TokenKind::Colon), _) if self.innermost_bracket(range.start()) == Some(TokenKind::Lbrace) => {
                "cannot use a starred expression in a dictionary value".into()
            }
            _ => invalid(&ParseErrorType::InvalidStarredExpressionUsage),
        };
        (range, message)
    }

    fn of_lexical(&self, error: &LexicalErrorType, range: TextRange) -> (TextRange, String) {
        let message = match error {
            LexicalErrorType::UnclosedStringError => self.unterminated("", range),
            LexicalErrorType::FStringError(error) => self.of_fstring(error, range),
            LexicalErrorType::IndentationError => "unindent does not match any outer indentation level".into(),
            LexicalErrorType::UnrecognizedToken { tok } if tok.is_ascii_graphic() => invalid(error),
            LexicalErrorType::UnrecognizedToken { tok } if !is_printable(*tok) => {
                format!("invalid non-printable character U+{:04X}", u32::from(*tok))
            }
            LexicalErrorType::UnrecognizedToken { tok } => {
                format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
            }
            LexicalErrorType::InvalidByteLiteral => {
                let literal = self.tokens.iter().find(|token| token.range().contains_range(range));
                let range = literal.map_or(range, |token| token.range());
                return (range, "bytes can only contain ASCII literal characters".into());
            }
            LexicalErrorType::LineContinuationError => "unexpected character after line continuation character".into(),
            LexicalErrorType::Eof => "unexpected EOF while parsing".into(),
            LexicalErrorType::OtherError(text) => return self.of_other(text, range),
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => "(unicode error) malformed escape in string literal".into(),
            LexicalErrorType::StringError | LexicalErrorType::TStringError(_) => invalid(error),
        };
        (range, message)
    }

    fn of_fstring(&self, error: &InterpolatedStringErrorType, range: TextRange) -> String {
        match error {
            InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'".into(),
            InterpolatedStringErrorType::InvalidConversionFlag => {
                let flag = &self.file.text[range];
                format!("f-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'")
            }
            InterpolatedStringErrorType::SingleRbrace => "f-string: single '}' is not allowed".into(),
            InterpolatedStringErrorType::UnterminatedString
            | InterpolatedStringErrorType::UnterminatedTripleQuotedString => self.unterminated("f-", range),
            InterpolatedStringErrorType::LambdaWithoutParentheses => {
                "f-string: lambda expressions are not allowed without parentheses".into()
            }
            InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
                "f-string: conversion type must come right after the exclamation mark".into()
            }
            InterpolatedStringErrorType::NewlineInFormatSpec => {
                "f-string: newlines are not allowed in format specifiers for single quoted f-strings".into()
            }
        }
    }

    fn unterminated(&self, prefix: &str, range: TextRange) -> String {
        let text = self.file.text[range.start().into()..].trim_start_matches(|char: char| char.is_ascii_alphabetic());
        if text.starts_with("'''") || text.starts_with("\"\"\"") {
            let last = self.line(TextSize::of(self.file.text.trim_end_matches('\n')));
            return format!("unterminated triple-quoted {prefix}string literal (detected at line {last})");
        }
        format!("unterminated {prefix}string literal (detected at line {})", self.line(range.start()))
    }

    fn line(&self, offset: TextSize) -> u32 {
        self.file.line_column(offset.into()).line
    }

    fn token_at(&self, offset: TextSize) -> Option<&'a Token> {
        tokens_after(self.tokens, offset).first().filter(|token| token.start() == offset)
    }

    /// The token before `offset` on the same logical line.
    fn previous(&self, offset: TextSize) -> Option<&'a Token> {
        tokens_before(self.tokens, offset).iter().rev().find(|token| !token.kind().is_trivia())
    }

    /// The first token of the statement that `offset` is in.
    fn statement_start(&self, offset: TextSize) -> Option<&'a Token> {
        let before = tokens_before(self.tokens, offset);
        let start = before.iter().rposition(|token| ends_statement(token.kind())).map_or(0, |end| end + 1);
        before[start..].iter().find(|token| !token.kind().is_trivia())
    }

    fn innermost_bracket(&self, offset: TextSize) -> Option<TokenKind> {
        let mut open = Vec::new();
        for token in tokens_before(self.tokens, offset) {
            match token.kind() {
                kind @ (TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace) => open.push(kind),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => drop(open.pop()),
                _ => {}
            }
        }
        open.pop()
    }

    fn is_in_brackets(&self, offset: TextSize) -> bool {
        self.innermost_bracket(offset).is_some()
    }

    /// The largest expression that ends right before `offset`.
    fn expression_before(&self, offset: TextSize) -> Option<TextRange> {
        let end = self.previous(offset)?.end();
        let mut find = FindEnding { end, found: None };
        find.visit_body(&self.module.body);
        find.found
    }

    fn expression_at(&self, range: TextRange) -> Option<&'a ast::Expr> {
        let mut find = FindExact { range, found: None };
        find.visit_body(&self.module.body);
        find.found
    }

    fn describe(&self, range: TextRange) -> &'static str {
        self.expression_at(range).map_or("expression", describe)
    }
}

/// `invalid syntax`, and what the parser would have liked.
fn invalid(detail: &(impl std::fmt::Display + ?Sized)) -> String {
    let detail = detail.to_string();
    let mut chars = detail.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    let rest: String = first.into_iter().chain(chars).collect();
    format!("invalid syntax: {rest}")
}

/// Seen from behind a letter, so that combining marks count.
fn is_printable(char: char) -> bool {
    format!("a{char}").escape_debug().nth(1) == Some(char)
}

fn is_star(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Star | TokenKind::DoubleStar)
}

fn ends_line(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Newline | TokenKind::NonLogicalNewline | TokenKind::Indent | TokenKind::Dedent)
}

fn ends_statement(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi)
}

fn begins_expression(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Ellipsis
    )
}

/// Finds the expression with a range.
struct FindExact<'a> {
    range: TextRange,
    found: Option<&'a ast::Expr>,
}

impl<'a> Visitor<'a> for FindExact<'a> {
    fn visit_expr(&mut self, expr: &'a ast::Expr) {
        if expr.range() == self.range {
            self.found = self.found.or(Some(expr));
        } else if expr.range().contains_range(self.range) {
            visitor::walk_expr(self, expr);
        }
    }
}

/// Finds the outermost expression with an end.
struct FindEnding {
    end: TextSize,
    found: Option<TextRange>,
}

impl<'a> Visitor<'a> for FindEnding {
    fn visit_expr(&mut self, expr: &'a ast::Expr) {
        if expr.range().end() == self.end && !expr.range().is_empty() {
            self.found = self.found.or(Some(expr.range()));
        } else {
            visitor::walk_expr(self, expr);
        }
    }
}

/// Finds whether a range ends the only target of an assignment.
struct FindAssignment {
    target: TextRange,
    is_only: bool,
}

impl<'a> Visitor<'a> for FindAssignment {
    fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
        if let ast::Stmt::Assign(assign) = stmt
            && let [target] = assign.targets.as_slice()
        {
            let last = match target {
                ast::Expr::Tuple(tuple) if !tuple.parenthesized => tuple.elts.last().unwrap_or(target),
                target => target,
            };
            self.is_only |= last.range() == self.target;
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _: &'a ast::Expr) {}
}
