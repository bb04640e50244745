//! Numbers, strings and f-strings.

use super::Lower;
use crate::hir::{Conversion, ExprKind, FStringPart, IntValue, StrValue};
use crate::parse::{Ranged as _, ast};

/// CPython's default limit on decimal digits in a literal.
const MAX_DECIMAL_DIGITS: usize = 4300;

impl Lower<'_> {
    pub(super) fn number(&mut self, literal: &ast::ExprNumberLiteral) -> ExprKind {
        match &literal.value {
            ast::Number::Int(int) => ExprKind::Int(self.int(int, literal)),
            ast::Number::Float(value) => ExprKind::Float(*value),
            ast::Number::Complex { imag, .. } => ExprKind::Imaginary(*imag),
        }
    }

    fn int(&mut self, int: &ast::Int, literal: &ast::ExprNumberLiteral) -> IntValue {
        if let Some(small) = int.as_i64() {
            return IntValue::Small(small);
        }
        let digits = decimal(int);
        if digits.len() > MAX_DECIMAL_DIGITS && !int.to_string().starts_with('0') {
            let message = format!(
                "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} digits",
                digits.len()
            );
            self.error(self.span(literal), message);
        }
        IntValue::Big(digits)
    }

    pub(super) fn str_value(&self, literal: &ast::ExprStringLiteral) -> StrValue {
        let mut text = Text::default();
        for part in &literal.value {
            text.push_literal(part, &self.file.text);
        }
        text.finish()
    }

    pub(super) fn fstring(&mut self, fstring: &ast::ExprFString) -> Vec<FStringPart> {
        let mut parts = Parts::default();
        for part in &fstring.value {
            match part {
                ast::FStringPart::Literal(literal) => parts.text.push_literal(literal, &self.file.text),
                ast::FStringPart::FString(fstring) => {
                    self.elements_of(&mut parts, &fstring.elements, fstring.flags.prefix().is_raw());
                }
            }
        }
        parts.finish()
    }

    fn elements_of(&mut self, parts: &mut Parts, elements: &ast::InterpolatedStringElements, is_raw: bool) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    let raw = &self.file.text[literal.range];
                    parts.text.push(&literal.value, raw, is_raw, true);
                }
                ast::InterpolatedStringElement::Interpolation(field) => self.field(parts, field, is_raw),
            }
        }
    }

    fn field(&mut self, parts: &mut Parts, field: &ast::InterpolatedElement, is_raw: bool) {
        let mut conversion = match field.conversion {
            ast::ConversionFlag::None => None,
            ast::ConversionFlag::Str => Some(Conversion::Str),
            ast::ConversionFlag::Ascii => Some(Conversion::Ascii),
            ast::ConversionFlag::Repr => Some(Conversion::Repr),
        };
        if let Some(debug) = &field.debug_text {
            let text = debug_text(debug, &self.file.text[field.expression.range()]);
            parts.text.push(&text, &text, true, false);
            if conversion.is_none() && field.format_spec.is_none() {
                conversion = Some(Conversion::Repr);
            }
        }
        let value = self.expr(&field.expression);
        let mut spec = Parts::default();
        if let Some(format) = &field.format_spec {
            self.elements_of(&mut spec, &format.elements, is_raw);
        }
        parts.end_text();
        parts.parts.push(FStringPart::Field { value, conversion, spec: spec.finish() });
    }
}

/// The parts of an f-string so far, and the literal text behind them.
#[derive(Default)]
struct Parts {
    parts: Vec<FStringPart>,
    text: Text,
}

impl Parts {
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.text.is_empty() {
            self.parts.push(FStringPart::Literal(text.finish()));
        }
    }

    fn finish(mut self) -> Vec<FStringPart> {
        self.end_text();
        self.parts
    }
}

/// The text of adjacent literals. The parser turns escapes that name lone surrogates into U+FFFD: a second text, made
/// when the first such escape is met, has them as they were written.
#[derive(Default)]
struct Text {
    text: String,
    points: Option<Vec<u32>>,
}

impl Text {
    fn push_literal(&mut self, literal: &ast::StringLiteral, source: &str) {
        let raw = &source[literal.content_range()];
        self.push(&literal.value, raw, literal.flags.prefix().is_raw(), false);
    }

    /// `value` is what the parser made of `raw`.
    fn push(&mut self, value: &str, raw: &str, is_raw: bool, is_interpolated: bool) {
        let suspicious = !is_raw && value.contains(char::REPLACEMENT_CHARACTER);
        let surrogates = if suspicious { reread_surrogates(value, raw, is_interpolated) } else { None };
        if surrogates.is_some() && self.points.is_none() {
            self.points = Some(self.text.chars().map(u32::from).collect());
        }
        if let Some(points) = &mut self.points {
            points.extend(surrogates.unwrap_or_else(|| value.chars().map(u32::from).collect()));
        }
        self.text.push_str(value);
    }

    fn finish(self) -> StrValue {
        match self.points {
            Some(points) => StrValue::Surrogates(points.into()),
            None => StrValue::Text(self.text.into()),
        }
    }
}

/// The code points of `value` with the surrogates that `raw` names, if it names any.
fn reread_surrogates(value: &str, raw: &str, is_interpolated: bool) -> Option<Vec<u32>> {
    let mut found = false;
    let mut points = Vec::new();
    let mut chars = value.chars();
    let mut rest = raw;
    while !rest.is_empty() {
        let (unit, tail) = rest.split_at(unit_length(rest, is_interpolated));
        rest = tail;
        if unit == "\\\n" {
            continue;
        }
        let decoded = chars.next()?;
        let escape = unit.strip_prefix("\\u").or_else(|| unit.strip_prefix("\\U"));
        let surrogate = escape
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .filter(|point| (0xD800..0xE000).contains(point));
        found |= surrogate.is_some();
        points.push(surrogate.unwrap_or(u32::from(decoded)));
    }
    found.then_some(points)
}

/// How many bytes at the start of `raw`, which is not empty, stand for one character (or for none: a joined line).
fn unit_length(raw: &str, is_interpolated: bool) -> usize {
    let bytes = raw.as_bytes();
    match bytes {
        [b'\\', b'u', ..] => raw.len().min(6),
        [b'\\', b'U', ..] => raw.len().min(10),
        [b'\\', b'x', ..] => raw.len().min(4),
        [b'\\', b'N', b'{', ..] => raw.find('}').map_or(raw.len(), |end| end + 1),
        [b'\\', b'0'..=b'7', ..] => {
            1 + bytes[1..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count()
        }
        [b'\\', b'\n' | b'\\' | b'\'' | b'"' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v', ..] => 2,
        [b'{', b'{', ..] | [b'}', b'}', ..] if is_interpolated => 2,
        _ => raw.chars().next().map_or(1, char::len_utf8),
    }
}

/// What `{expression=}` shows before the value: as it is written, but without comments.
pub(super) fn debug_text(debug: &ast::DebugText, expression: &str) -> String {
    let source = format!("{}{expression}{}", debug.leading, debug.trailing);
    let mut text = String::new();
    let mut quote = None;
    let mut chars = source.chars();
    while let Some(char) = chars.next() {
        match (char, quote) {
            ('#', None) => text.extend(chars.by_ref().find(|char| *char == '\n')),
            ('\'' | '"', None) => {
                quote = Some(char);
                text.push(char);
            }
            _ => {
                quote = quote.filter(|quote| *quote != char);
                text.push(char);
            }
        }
    }
    text
}

/// The decimal digits of a literal.
pub(super) fn decimal(int: &ast::Int) -> String {
    if let Some(small) = int.as_u64() {
        return small.to_string();
    }
    // The parser keeps large numbers as they are written.
    let token = int.to_string().replace('_', "");
    match token.as_bytes() {
        [b'0', b'x' | b'X', ..] => decimal_digits(&token[2..], 16),
        [b'0', b'o' | b'O', ..] => decimal_digits(&token[2..], 8),
        [b'0', b'b' | b'B', ..] => decimal_digits(&token[2..], 2),
        _ => token.trim_start_matches('0').to_owned(),
    }
}

/// The code points of one string literal in the file whose text is `source`.
pub(super) fn literal_points(literal: &ast::StringLiteral, source: &str) -> Vec<u32> {
    let mut text = Text::default();
    text.push_literal(literal, source);
    match text.finish() {
        StrValue::Text(text) => text.chars().map(u32::from).collect(),
        StrValue::Surrogates(points) => points.to_vec(),
    }
}

/// Digits of a power-of-two radix as decimal digits.
fn decimal_digits(digits: &str, radix: u32) -> String {
    const CHUNK: u64 = 1_000_000_000;
    // Little-endian, base 10^9.
    let mut chunks: Vec<u64> = vec![0];
    for digit in digits.chars() {
        let mut carry = u64::from(digit.to_digit(radix).expect("the lexer checked the digits"));
        for chunk in &mut chunks {
            let value = *chunk * u64::from(radix) + carry;
            *chunk = value % CHUNK;
            carry = value / CHUNK;
        }
        if carry > 0 {
            chunks.push(carry);
        }
    }
    let mut text = chunks.last().expect("never empty").to_string();
    for chunk in chunks.iter().rev().skip(1) {
        text.push_str(&format!("{chunk:09}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{decimal_digits, reread_surrogates};

    #[test]
    fn converts_radixes() {
        let check = |digits: &str, radix, expected: &str| assert_eq!(decimal_digits(digits, radix), expected);
        check("ffffffffffffffff", 16, "18446744073709551615");
        check("10000000000000000", 16, "18446744073709551616");
        check("7777777777777777777777", 8, "73786976294838206463");
        check(&format!("1{}", "0".repeat(100)), 2, "1267650600228229401496703205376");
    }

    #[test]
    fn rereads_surrogates() {
        let check = |value: &str, raw: &str, expected: Option<Vec<u32>>| {
            assert_eq!(reread_surrogates(value, raw, true), expected, "{raw}");
        };
        check("a\u{fffd}b", r"a\ud800b", Some(vec![0x61, 0xd800, 0x62]));
        check("\u{fffd}", "\u{fffd}", None);
        check("{\u{fffd}\n", r"{{\U0000dfff\n", Some(vec![0x7b, 0xdfff, 0x0a]));
        check("\\q\u{fffd}", "\\q\\\n\\uDC00", Some(vec![0x5c, 0x71, 0xdc00]));
    }
}
