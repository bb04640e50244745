//! Strings in memory: code points of one width, the least that fits all of them.

use super::{Body, BodyKind, Kind, Object, Own, Value, alloc, new_header};
use crate::inline::WIDTH;
use core::cell::Cell;
use core::ptr::NonNull;

/// A str; its characters follow it in memory.
#[repr(C)]
pub(crate) struct Str {
    len: usize,
    /// 0 until it is computed.
    hash: Cell<u64>,
}

/// The characters of a str.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chars<'a> {
    /// All below 256.
    One(&'a [u8]),
    /// All below 65536, at least one above 255.
    Two(&'a [u16]),
    /// At least one above 65535.
    Four(&'a [u32]),
}

/// Bit of `aux`: all characters are ASCII.
pub(crate) const ASCII: u16 = 8;
/// Bit of `aux`: it is the one str of this text that stands for the name.
pub(crate) const INTERNED: u16 = 16;

impl Body for Str {
    const KIND: Kind = <Str as BodyKind>::OF;
}

impl Str {
    fn header(&self) -> &crate::inline::Header {
        // SAFETY: a `Str` exists only as the body of an `Object<Str>`.
        unsafe {
            &(*core::ptr::from_ref(self).byte_sub(core::mem::offset_of!(Object<Str>, body)).cast::<Object<Str>>())
                .header
        }
    }

    /// The number of code points.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The characters.
    #[inline]
    pub(crate) fn chars(&self) -> Chars<'_> {
        // SAFETY: the characters follow the head.
        let data = unsafe { core::ptr::from_ref(self).add(1) };
        // SAFETY: `len` characters of this width follow, and never change.
        unsafe {
            match self.header().aux.get() & WIDTH {
                1 => Chars::One(core::slice::from_raw_parts(data.cast(), self.len)),
                2 => Chars::Two(core::slice::from_raw_parts(data.cast(), self.len)),
                _ => Chars::Four(core::slice::from_raw_parts(data.cast(), self.len)),
            }
        }
    }

    /// The text, if all of it is ASCII.
    #[inline]
    pub(crate) fn ascii(&self) -> Option<&str> {
        match self.chars() {
            // SAFETY: ASCII is UTF-8.
            Chars::One(bytes) if self.is_ascii() => Some(unsafe { core::str::from_utf8_unchecked(bytes) }),
            Chars::One(_) | Chars::Two(_) | Chars::Four(_) => None,
        }
    }

    #[inline]
    pub(crate) fn is_ascii(&self) -> bool {
        self.header().aux.get() & ASCII != 0
    }

    pub(crate) fn is_interned(&self) -> bool {
        self.header().aux.get() & INTERNED != 0
    }

    pub(crate) fn set_interned(&self) {
        let aux = &self.header().aux;
        aux.set(aux.get() | INTERNED);
    }

    /// The hash, computed once by `compute`, which never returns 0.
    #[inline]
    pub(crate) fn hash_or(&self, compute: impl FnOnce(Chars<'_>) -> u64) -> u64 {
        if self.hash.get() == 0 {
            self.hash.set(compute(self.chars()));
        }
        self.hash.get()
    }

    /// The object this is the body of.
    pub(crate) fn value(&self) -> Value<'_> {
        // SAFETY: a `Str` exists only as the body of an object.
        unsafe { Value::from_word(core::ptr::from_ref(self.header()).cast_mut()) }.expect("a reference is not null")
    }

    /// A new str of characters below 256.
    pub(crate) fn from_latin1(bytes: &[u8]) -> Own {
        let ascii = if bytes.is_ascii() { ASCII } else { 0 };
        Str::allocate(bytes, 1 | ascii)
    }

    /// A new str of characters that are not all below 256.
    pub(crate) fn from_wide(units: &[u16]) -> Own {
        Str::allocate(units, 2)
    }

    /// A new str of characters that are not all below 65536.
    pub(crate) fn from_full(units: &[u32]) -> Own {
        Str::allocate(units, 4)
    }

    fn allocate<T: Copy>(units: &[T], aux: u16) -> Own {
        let memory = alloc::allocate(Str::size(units.len(), size_of::<T>()), Kind::Str as u8);
        let object = memory.cast::<Object<Str>>();
        let body = Str { len: units.len(), hash: Cell::new(0) };
        // SAFETY: the memory has room for the head and the characters.
        unsafe { object.write(Object { header: new_header(Kind::Str, aux), body }) };
        // SAFETY: the characters follow the head.
        let data = unsafe { object.add(1) }.cast::<T>();
        // SAFETY: there is room for all of them, and new memory does not overlap old.
        unsafe { data.copy_from_nonoverlapping(units.as_ptr(), units.len()) };
        Own(NonNull::new(memory).expect("the allocator never returns null"))
    }

    /// `text + more`; a `text` that nobody else holds grows where it is.
    pub(crate) fn append(text: Own, more: &Str) -> Own {
        let old = text.r().expect::<Str>();
        let width = usize::from(old.header().aux.get() & WIDTH);
        let fits = width == usize::from(more.header().aux.get() & WIDTH) && more.len > 0;
        if text.r().refs() != 1 || old.is_interned() || old.len == 0 || !fits || core::ptr::eq(old, more) {
            return crate::str::concat(old, more);
        }
        let (len, is_ascii) = (old.len, more.is_ascii());
        let (before, after) = (Str::size(len, width), Str::size(len + more.len, width));
        let memory = text.into_word();
        // SAFETY: the only reference is given up, and the object has this size.
        let memory = unsafe { alloc::resize(memory, before, after, Kind::Str as u8) };
        let object = memory.cast::<Object<Str>>();
        // SAFETY: the head has moved with the memory, which nobody else knows.
        let (header, body) = unsafe { (&(*object).header, &mut (*object).body) };
        body.len = len + more.len;
        body.hash.set(0);
        if !is_ascii {
            header.aux.set(header.aux.get() & !ASCII);
        }
        // SAFETY: the characters follow the head; there is room for the new ones behind the old ones, and `more` is another
        // object.
        unsafe {
            let source = core::ptr::from_ref(more).add(1).cast::<u8>();
            let end = object.add(1).cast::<u8>().add(len * width);
            end.copy_from_nonoverlapping(source, more.len * width);
        }
        Own(NonNull::new(memory).expect("the allocator never returns null"))
    }

    pub(super) fn size(len: usize, width: usize) -> usize {
        size_of::<Object<Str>>() + len * width
    }

    pub(super) fn size_of_this(&self) -> usize {
        Str::size(self.len, usize::from(self.header().aux.get() & WIDTH))
    }
}

impl<'a> Chars<'a> {
    #[inline]
    pub(crate) fn len(self) -> usize {
        match self {
            Chars::One(units) => units.len(),
            Chars::Two(units) => units.len(),
            Chars::Four(units) => units.len(),
        }
    }

    /// The code point at an index below the length.
    #[inline]
    pub(crate) fn at(self, index: usize) -> u32 {
        match self {
            Chars::One(units) => u32::from(units[index]),
            Chars::Two(units) => u32::from(units[index]),
            Chars::Four(units) => units[index],
        }
    }

    /// The characters from `start` to before `end`.
    pub(crate) fn slice(self, start: usize, end: usize) -> Chars<'a> {
        match self {
            Chars::One(units) => Chars::One(&units[start..end]),
            Chars::Two(units) => Chars::Two(&units[start..end]),
            Chars::Four(units) => Chars::Four(&units[start..end]),
        }
    }

    /// The code points in order.
    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + 'a {
        (0..self.len()).map(move |index| self.at(index))
    }
}
