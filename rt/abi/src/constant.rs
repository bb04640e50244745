//! The constants of a module as bytes: codegen writes them, the runtime builds the objects once at import.
//!
//! A pool is a sequence of entries, each a tag byte and its payload; numbers are little-endian. Entry `k` becomes element
//! `k` of the module's constant array. A tuple names earlier entries.

/// What an entry is; the tag byte is the discriminant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Tag {
    /// `i64`.
    Int = 1,
    /// `u32` length and that many ASCII decimal digits, perhaps after a `-`.
    BigInt = 2,
    /// `f64` bits.
    Float = 3,
    /// `f64` bits of the imaginary part; the real part is zero.
    Imaginary = 4,
    /// `u32` length and that many bytes of UTF-8.
    Str = 5,
    /// As `Str`, and interned: names of attributes, variables and keywords.
    Name = 6,
    /// `u32` count and that many `u32` code points: a string with lone surrogates.
    CodePoints = 7,
    /// `u32` length and that many bytes.
    Bytes = 8,
    /// `u32` count and that many `u32` entry indices.
    Tuple = 9,
    /// `...`.
    Ellipsis = 10,
    /// `None`.
    None = 11,
    /// `True`.
    True = 12,
    /// `False`.
    False = 13,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Tag; 13] = [
        Tag::Int,
        Tag::BigInt,
        Tag::Float,
        Tag::Imaginary,
        Tag::Str,
        Tag::Name,
        Tag::CodePoints,
        Tag::Bytes,
        Tag::Tuple,
        Tag::Ellipsis,
        Tag::None,
        Tag::True,
        Tag::False,
    ];

    /// The tag of a byte.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Tag> {
        Tag::ALL.into_iter().find(|tag| *tag as u8 == byte)
    }
}
