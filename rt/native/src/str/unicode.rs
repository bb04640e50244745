//! What kind of character a code point is.

/// `str.isspace` of one character.
pub(crate) fn is_space(code: u32) -> bool {
    matches!(code, 0x1C..=0x1F) || char::from_u32(code).is_some_and(char::is_whitespace)
}

/// As `is_space`.
pub(crate) fn is_space_char(c: char) -> bool {
    is_space(c.into())
}

/// Whether `repr` shows the character as it is.
pub(crate) fn is_printable(code: u32) -> bool {
    if code == 0x20 {
        return true;
    }
    let Some(c) = char::from_u32(code) else { return false };
    !is_space(code) && (c == '\'' || c == '"' || c == '\\' || c.escape_debug().count() == 1 || c.is_alphanumeric())
}

/// Where the digits of each script begin.
const ZEROS: [u32; 37] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
    0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The value of a decimal digit.
pub(crate) fn decimal_value(c: char) -> Option<u32> {
    let code = u32::from(c);
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

/// The value of a digit of `int(text, base)`.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    c.to_digit(36).or_else(|| decimal_value(c))
}

/// Superscript digits count as digits too.
pub(crate) fn is_digit(c: char) -> bool {
    decimal_value(c).is_some()
        || matches!(c, '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2080}'..='\u{2089}')
}

/// May begin an identifier.
pub(crate) fn is_identifier_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// May go on an identifier.
pub(crate) fn is_identifier_part(c: char) -> bool {
    is_identifier_start(c) || decimal_value(c).is_some()
}
