//! `str`: making, comparing, searching. Methods are in `method.rs`.

pub(crate) mod method;
mod unicode;

pub(crate) use method::METHODS;
pub(crate) use unicode::{decimal_value, digit_value, is_printable, is_space, is_space_char};

use crate::context::{Cx, Res};
use crate::object::{Chars, Own, Str, Value};
use crate::sequence::Picked;

/// A new str of this text.
pub(crate) fn new(text: &str) -> Own {
    if text.is_ascii() {
        return Str::from_latin1(text.as_bytes());
    }
    let mut out = Builder::new();
    out.push_str(text);
    out.finish()
}

/// A str of one character.
pub(crate) fn from_code(code: u32) -> Own {
    let mut out = Builder::new();
    out.push(code);
    out.finish()
}

/// The text as Rust has it; lone surrogates become U+FFFD.
pub(crate) fn text(value: &Str) -> std::borrow::Cow<'_, str> {
    match value.ascii() {
        Some(text) => text.into(),
        None => value.chars().iter().map(|code| char::from_u32(code).unwrap_or('\u{FFFD}')).collect::<String>().into(),
    }
}

/// The text of a value that is a str, or the repr of what it is.
pub(crate) fn text_of(value: Value<'_>) -> String {
    value.str().map_or_else(|| "?".to_owned(), |value| text(value).into_owned())
}

/// Builds a str of the least width.
pub(crate) enum Builder {
    /// All below 256.
    One(Vec<u8>),
    /// At least one above 255.
    Two(Vec<u16>),
    /// At least one above 65535.
    Four(Vec<u32>),
}

impl Builder {
    pub(crate) fn new() -> Builder {
        Builder::One(Vec::new())
    }

    pub(crate) fn with_capacity(len: usize) -> Builder {
        Builder::One(Vec::with_capacity(len))
    }

    /// Adds a code point.
    #[inline]
    pub(crate) fn push(&mut self, code: u32) {
        self.widen(code);
        match self {
            Builder::One(units) => units.push(code as u8),
            Builder::Two(units) => units.push(code as u16),
            Builder::Four(units) => units.push(code),
        }
    }

    /// Makes room for characters up to `code`.
    #[inline]
    fn widen(&mut self, code: u32) {
        match self {
            Builder::One(units) if code > 0xFFFF => {
                *self = Builder::Four(units.iter().map(|unit| u32::from(*unit)).collect());
            }
            Builder::One(units) if code > 0xFF => {
                *self = Builder::Two(units.iter().map(|unit| u16::from(*unit)).collect());
            }
            Builder::Two(units) if code > 0xFFFF => {
                *self = Builder::Four(units.iter().map(|unit| u32::from(*unit)).collect());
            }
            Builder::One(_) | Builder::Two(_) | Builder::Four(_) => {}
        }
    }

    pub(crate) fn push_str(&mut self, text: &str) {
        match self {
            Builder::One(units) if text.is_ascii() => units.extend_from_slice(text.as_bytes()),
            _ => text.chars().for_each(|c| self.push(c.into())),
        }
    }

    pub(crate) fn push_chars(&mut self, chars: Chars<'_>) {
        match (&mut *self, chars) {
            (Builder::One(units), Chars::One(more)) => units.extend_from_slice(more),
            (Builder::Two(units), Chars::Two(more)) => units.extend_from_slice(more),
            (Builder::Two(units), Chars::One(more)) => units.extend(more.iter().map(|unit| u16::from(*unit))),
            (Builder::Four(units), _) => units.extend(chars.iter()),
            _ => {
                self.widen(chars.iter().max().unwrap_or(0));
                chars.iter().for_each(|code| self.push(code));
            }
        }
    }

    pub(crate) fn push_value(&mut self, value: &Str) {
        self.push_chars(value.chars());
    }

    pub(crate) fn push_repeated(&mut self, code: u32, count: usize) {
        (0..count).for_each(|_| self.push(code));
    }

    pub(crate) fn finish(self) -> Own {
        match self {
            Builder::One(units) => Str::from_latin1(&units),
            Builder::Two(units) => Str::from_wide(&units),
            Builder::Four(units) => Str::from_full(&units),
        }
    }
}

/// A new str of characters that may need less width than they have.
pub(crate) fn from_chars(chars: Chars<'_>) -> Own {
    let mut out = Builder::with_capacity(chars.len());
    out.push_chars(chars);
    out.finish()
}

/// A new str of code points.
pub(crate) fn from_codes(codes: impl Iterator<Item = u32>) -> Own {
    let mut out = Builder::new();
    codes.for_each(|code| out.push(code));
    out.finish()
}

/// The part of a text that a slice picks.
pub(crate) fn part(text: &Str, picked: Picked) -> Own {
    let chars = text.chars();
    if picked.step == 1 {
        let start = picked.start as usize;
        return from_chars(chars.slice(start, start + picked.count));
    }
    from_codes(picked.indices().map(|at| chars.at(at)))
}

/// The hash of a text; never 0 or -1.
pub(crate) fn chars_hash(chars: Chars<'_>) -> u64 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = chars.len() as u64 ^ 0x51_7C_C1_B7_27_22_0A_95;
    let mut mix = |word: u64| {
        hash = (hash ^ word).wrapping_mul(MULTIPLIER);
        hash ^= hash >> 29;
    };
    match chars {
        Chars::One(bytes) => bytes.chunks(8).for_each(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            mix(u64::from_le_bytes(word));
        }),
        Chars::Two(_) | Chars::Four(_) => chars.iter().for_each(|code| mix(code.into())),
    }
    hash ^= hash >> 32;
    if hash == 0 || hash == u64::MAX { 1 } else { hash }
}

/// Whether two strings have the same text.
#[inline]
pub(crate) fn equal(a: &Str, b: &Str) -> bool {
    core::ptr::eq(a, b) || (a.len() == b.len() && a.chars() == b.chars())
}

/// Whether a str has exactly this ASCII text.
pub(crate) fn is(a: &Str, text: &str) -> bool {
    a.ascii() == Some(text)
}

/// Compares by code points.
pub(crate) fn compare(a: &Str, b: &Str) -> core::cmp::Ordering {
    match (a.chars(), b.chars()) {
        (Chars::One(a), Chars::One(b)) => a.cmp(b),
        (a, b) => a.iter().cmp(b.iter()),
    }
}

/// Where `needle` first occurs in `hay` from `start` on.
pub(crate) fn find(hay: Chars<'_>, needle: Chars<'_>, start: usize) -> Option<usize> {
    if start > hay.len() || needle.len() > hay.len() - start {
        return None;
    }
    match (hay, needle) {
        (Chars::One(hay), Chars::One(needle)) => crate::bytes::find(hay, needle, start),
        (Chars::Two(hay), Chars::Two(needle)) => find_units(hay, needle, start),
        (Chars::Four(hay), Chars::Four(needle)) => find_units(hay, needle, start),
        (_, needle) => {
            let last = hay.len() - needle.len();
            (start..=last).find(|&at| starts_with(hay, needle, at))
        }
    }
}

fn find_units<T: PartialEq>(hay: &[T], needle: &[T], start: usize) -> Option<usize> {
    if needle.is_empty() {
        return Some(start);
    }
    hay[start..].windows(needle.len()).position(|window| window == needle).map(|at| at + start)
}

/// Where `needle` last occurs in `hay` at or after `start`.
pub(crate) fn rfind(hay: Chars<'_>, needle: Chars<'_>, start: usize) -> Option<usize> {
    if start > hay.len() || needle.len() > hay.len() - start {
        return None;
    }
    (start..=hay.len() - needle.len()).rev().find(|&at| starts_with(hay, needle, at))
}

/// Whether `needle` stands in `hay` at `at`.
pub(crate) fn starts_with(hay: Chars<'_>, needle: Chars<'_>, at: usize) -> bool {
    at + needle.len() <= hay.len()
        && match (hay, needle) {
            (Chars::One(hay), Chars::One(needle)) => hay[at..at + needle.len()] == *needle,
            _ => (0..needle.len()).all(|k| hay.at(at + k) == needle.at(k)),
        }
}

/// `a + b`.
pub(crate) fn concat(a: &Str, b: &Str) -> Own {
    if a.len() == 0 {
        return b.value().own();
    }
    if b.len() == 0 {
        return a.value().own();
    }
    let mut out = Builder::with_capacity(a.len() + b.len());
    out.push_value(a);
    out.push_value(b);
    out.finish()
}

/// `a * count`.
pub(crate) fn repeat(cx: &Cx, a: &Str, count: i64) -> Res {
    let count = usize::try_from(count).unwrap_or(0);
    if count == 1 {
        return Ok(a.value().own());
    }
    let size = match a.chars() {
        Chars::One(_) => 1,
        Chars::Two(_) => 2,
        Chars::Four(_) => 4,
    };
    let len = a.len().checked_mul(count).and_then(|len| len.checked_mul(size));
    if !len.is_some_and(crate::object::has_room) {
        return Err(cx.raise_args(crate::types::TypeId::MemoryError, vec![]));
    }
    Ok(match a.chars() {
        Chars::One(units) => Str::from_latin1(&units.repeat(count)),
        Chars::Two(units) if count > 0 => Str::from_wide(&units.repeat(count)),
        Chars::Four(units) if count > 0 => Str::from_full(&units.repeat(count)),
        Chars::Two(_) | Chars::Four(_) => Str::from_latin1(&[]),
    })
}
