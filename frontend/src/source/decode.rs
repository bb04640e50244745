//! Bytes to text: PEP 263.
//!
//! A byte order mark means UTF-8; else a coding cookie in the first two lines names the encoding; else it is UTF-8. Line
//! ends become `\n`, as CPython's tokenizer has them.

/// Text, or what could be made of it and the first thing that is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) error: Option<DecodeError>,
}

/// Why bytes are not text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DecodeError {
    /// In the text: the place where it goes wrong.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    Windows1252,
}

/// Aliases as `codecs.lookup` has them, lower case, `_` written `-`.
const ENCODINGS: &[(Encoding, &[&str])] = &[
    (Encoding::Utf8, &["utf-8", "utf8", "u8", "utf", "utf8-ucs2", "utf8-ucs4", "cp65001", "utf-8-sig"]),
    (Encoding::Ascii, &["ascii", "us-ascii", "646", "ansi-x3.4-1968", "iso646-us", "iso-ir-6", "us"]),
    (
        Encoding::Latin1,
        &[
            "latin-1",
            "latin1",
            "latin",
            "l1",
            "iso-8859-1",
            "iso-latin-1",
            "iso8859-1",
            "8859",
            "cp819",
            "iso-ir-100",
            "ibm819",
        ],
    ),
    (Encoding::Windows1252, &["cp1252", "windows-1252", "1252"]),
];

/// What cp1252 has at 0x80 to 0x9F; U+FFFD where it has nothing.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// Decodes a source file.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (bytes, has_mark) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let cookie = cookie(bytes);
    let encoding = match &cookie {
        None => Some(Encoding::Utf8),
        Some(cookie) => lookup(&cookie.name),
    };
    let mut decoded = match encoding {
        // Behind a mark, CPython takes one spelling of UTF-8 only.
        _ if has_mark && cookie.as_ref().is_some_and(|cookie| !normal(&cookie.name).starts_with("utf-8")) => {
            refuse(bytes, cookie.as_ref(), "encoding problem: {} with BOM")
        }
        Some(Encoding::Utf8) => utf8(bytes, cookie.is_some()),
        Some(encoding) => eight_bit(bytes, encoding),
        None => refuse(bytes, cookie.as_ref(), "unknown encoding: {}"),
    };
    if decoded.error.is_none() {
        decoded.text = universal_newlines(decoded.text);
        decoded.error = refused_character(&decoded.text);
    }
    decoded
}

/// A null byte anywhere, or a second byte order mark.
fn refused_character(text: &str) -> Option<DecodeError> {
    let (start, length, message) = match text.find('\0') {
        Some(start) => (start, 1, "source code cannot contain null bytes"),
        None if text.starts_with('\u{feff}') => (0, 3, "invalid non-printable character U+FEFF"),
        None => return None,
    };
    Some(DecodeError { start, end: start + length, message: message.into(), help: None })
}

struct Cookie {
    name: String,
    /// Where the name stands.
    start: usize,
}

/// `# -*- coding: NAME -*-` in the first two lines; the second counts only if the first is blank or a comment.
fn cookie(bytes: &[u8]) -> Option<Cookie> {
    let mut start = 0;
    for _ in 0..2 {
        let rest = &bytes[start..];
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = &rest[..length];
        let blank = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        match line.get(blank) {
            None => {}
            Some(b'#') => {
                if let Some((offset, name)) = cookie_name(line) {
                    return Some(Cookie { name, start: start + offset });
                }
            }
            Some(_) => return None,
        }
        let end = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
        start = (start + length + end).min(bytes.len());
    }
    None
}

/// The name behind `coding:` or `coding=`, and where it begins.
fn cookie_name(line: &[u8]) -> Option<(usize, String)> {
    const KEY: &[u8] = b"coding";
    for at in 0..line.len().saturating_sub(KEY.len()) {
        if !line[at..].starts_with(KEY) || !matches!(line[at + KEY.len()], b':' | b'=') {
            continue;
        }
        let value = at + KEY.len() + 1;
        let start = value + line[value..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let name: String = line[start..].iter().take_while(is_part).map(|byte| char::from(*byte)).collect();
        if !name.is_empty() {
            return Some((start, name));
        }
    }
    None
}

fn normal(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

fn lookup(name: &str) -> Option<Encoding> {
    let name = normal(name);
    // As CPython has it, `utf-8-anything` and `latin-1-unix` are accepted.
    let matches = |alias: &&str| name == **alias || (alias.contains('-') && name.starts_with(&format!("{alias}-")));
    ENCODINGS.iter().find(|(_, aliases)| aliases.iter().any(matches)).map(|(encoding, _)| *encoding)
}

fn utf8(bytes: &[u8], is_declared: bool) -> Decoded {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded { text: text.into(), error: None },
        Err(error) => error,
    };
    let start = error.valid_up_to();
    let byte = bytes[start];
    let message = if is_declared {
        format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {start}: invalid data")
    } else {
        format!("non-UTF-8 code starting with '\\x{byte:02x}', but no encoding declared")
    };
    let help = (!is_declared).then_some("declare the encoding in the first line, as in `# -*- coding: latin-1 -*-`");
    let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
    let text = String::from_utf8_lossy(bytes).into_owned();
    Decoded { text, error: Some(DecodeError { start, end, message, help }) }
}

/// Encodings with one byte a character.
fn eight_bit(bytes: &[u8], encoding: Encoding) -> Decoded {
    let (name, map): (_, fn(u8) -> char) = match encoding {
        Encoding::Ascii => ("ascii", |byte| if byte.is_ascii() { byte.into() } else { char::REPLACEMENT_CHARACTER }),
        Encoding::Windows1252 => ("cp1252", |byte| match byte {
            0x80..0xA0 => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => byte.into(),
        }),
        Encoding::Latin1 | Encoding::Utf8 => ("latin-1", char::from),
    };
    let text: String = bytes.iter().map(|byte| map(*byte)).collect();
    let error = text.find(char::REPLACEMENT_CHARACTER).map(|start| {
        let position = text[..start].chars().count();
        DecodeError {
            start,
            end: start + char::REPLACEMENT_CHARACTER.len_utf8(),
            message: format!("'{name}' codec can't decode byte 0x{:02x} in position {position}", bytes[position]),
            help: None,
        }
    });
    Decoded { text, error }
}

fn refuse(bytes: &[u8], cookie: Option<&Cookie>, message: &str) -> Decoded {
    let cookie = cookie.expect("only a cookie names another encoding");
    // All up to the name is ASCII or a comment in an unknown encoding: show it as well as may be.
    let start = String::from_utf8_lossy(&bytes[..cookie.start]).len();
    let error = DecodeError {
        start,
        end: start + cookie.name.len(),
        message: message.replace("{}", &cookie.name),
        help: Some("save the file as UTF-8; also known are ascii, latin-1 and cp1252"),
    };
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), error: Some(error) }
}

fn universal_newlines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let decoded = decode(bytes);
        match expected {
            Ok(text) => assert_eq!((decoded.text.as_str(), decoded.error), (text, None)),
            Err(message) => assert_eq!(decoded.error.expect("an error").message, message),
        }
    }

    #[test]
    fn decodes() {
        check(b"x = 1\r\ny\rz\n", Ok("x = 1\ny\nz\n"));
        check("é".as_bytes(), Ok("é"));
        check("\u{feff}é".as_bytes(), Ok("é"));
        check(b"# -*- coding: latin-1 -*-\n\xe9", Ok("# -*- coding: latin-1 -*-\né"));
        check(
            b"#!/bin/python\n# vim: set fileencoding=ISO-8859-1 :\n\xe9",
            Ok("#!/bin/python\n# vim: set fileencoding=ISO-8859-1 :\né"),
        );
        check(b"# coding=cp1252\n\x80", Ok("# coding=cp1252\n€"));
        check("# coding: utf_8\né".as_bytes(), Ok("# coding: utf_8\né"));
        check("pass\n# coding: koi8-r\né".as_bytes(), Ok("pass\n# coding: koi8-r\né"));
        check("\n\n# coding: koi8-r\né".as_bytes(), Ok("\n\n# coding: koi8-r\né"));
    }

    #[test]
    fn refuses() {
        check(b"x = '\xe9'\n", Err("non-UTF-8 code starting with '\\xe9', but no encoding declared"));
        check(b"# coding: koi8-r\n", Err("unknown encoding: koi8-r"));
        check(b"\xef\xbb\xbf# coding: latin-1\n", Err("encoding problem: latin-1 with BOM"));
        check(b"\xef\xbb\xbf# coding: utf8\n", Err("encoding problem: utf8 with BOM"));
        check(b"# coding: ascii\n\xe9", Err("'ascii' codec can't decode byte 0xe9 in position 16"));
        check(b"# coding: cp1252\n\x81", Err("'cp1252' codec can't decode byte 0x81 in position 17"));
        check("\u{feff}\u{feff}x".as_bytes(), Err("invalid non-printable character U+FEFF"));
        check(b"x\0", Err("source code cannot contain null bytes"));
    }
}
