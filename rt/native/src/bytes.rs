//! `bytes` and `bytearray`.

use crate::args::{Args, Def, class_method, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::instance::payload;
use crate::int;
use crate::object::{Body, BodyKind, Kind, List, Own, Payload, Str, Value};
use crate::sequence::{self, Index, clamp};
use crate::types::TypeId;

/// Bytes that do not change.
pub(crate) struct Bytes(pub(crate) Box<[u8]>);

/// Bytes that change.
pub(crate) struct ByteArray(Payload<Vec<u8>>);

impl Body for Bytes {
    const KIND: Kind = <Bytes as BodyKind>::OF;
}

impl Body for ByteArray {
    const KIND: Kind = <ByteArray as BodyKind>::OF;
}

/// A new bytes object.
pub(crate) fn object(bytes: Vec<u8>) -> Own {
    Own::new(Bytes(bytes.into()))
}

/// A new object of the kind of another.
fn like(value: Value<'_>, bytes: Vec<u8>) -> Own {
    match payload(value).kind() {
        Some(Kind::ByteArray) => Own::new(ByteArray(Payload::new(bytes))),
        _ => object(bytes),
    }
}

/// The bytes of a bytes or bytearray.
pub(crate) fn contents(value: Value<'_>) -> Option<Vec<u8>> {
    match value.get::<Bytes>() {
        Some(bytes) => Some(bytes.0.to_vec()),
        None => value.get::<ByteArray>().map(|bytes| bytes.0.read(Vec::clone)),
    }
}

pub(crate) fn byte_at(value: Value<'_>, index: usize) -> Option<u8> {
    match value.get::<Bytes>() {
        Some(bytes) => bytes.0.get(index).copied(),
        None => value.get::<ByteArray>()?.0.read(|bytes| bytes.get(index).copied()),
    }
}

/// Where `needle` first occurs from `start` on.
pub(crate) fn find(hay: &[u8], needle: &[u8], start: usize) -> Option<usize> {
    let Some((first, rest)) = needle.split_first() else { return Some(start) };
    let mut at = start;
    let last = hay.len().checked_sub(needle.len())?;
    while at <= last {
        at += hay[at..=last].iter().position(|byte| byte == first)?;
        if hay[at + 1..].starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
    None
}

pub(crate) fn concat(a: Value<'_>, b: Value<'_>) -> Option<Own> {
    let mut bytes = contents(a)?;
    bytes.extend(contents(b)?);
    Some(like(a, bytes))
}

pub(crate) fn repeat(cx: &Cx, a: Value<'_>, count: i64) -> Res {
    let (bytes, count) = (contents(a).unwrap_or_default(), usize::try_from(count).unwrap_or(0));
    match bytes.len().checked_mul(count).filter(|len| crate::object::has_room(*len)) {
        Some(_) => Ok(like(a, bytes.repeat(count))),
        None => Err(cx.raise_args(crate::types::TypeId::MemoryError, vec![])),
    }
}

pub(crate) fn extend(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res<()> {
    let more = convert(cx, b)?;
    a.expect::<ByteArray>().0.write(|bytes| bytes.extend(more));
    Ok(())
}

pub(crate) fn item(cx: &Cx, object: Value<'_>, key: Value<'_>) -> Res {
    let bytes = contents(object).unwrap_or_default();
    match sequence::index(cx, key, "byte")? {
        Index::At(at) => sequence::position(at, bytes.len())
            .map(|at| Own::int(bytes[at].into()))
            .ok_or_else(|| cx.index_error("index out of range")),
        Index::Slice(slice) => {
            let picked = sequence::pick(cx, slice, bytes.len())?;
            Ok(like(object, picked.indices().map(|at| bytes[at]).collect()))
        }
    }
}

pub(crate) fn set_item(cx: &Cx, object: Value<'_>, key: Value<'_>, value: Value<'_>) -> Res<()> {
    let body = &object.expect::<ByteArray>().0;
    match sequence::index(cx, key, "bytearray")? {
        Index::At(at) => {
            let byte = byte(cx, value, "byte")?;
            let Some(at) = sequence::position(at, body.read(Vec::len)) else {
                return Err(cx.index_error("bytearray index out of range"));
            };
            body.write(|bytes| bytes[at] = byte);
        }
        Index::Slice(slice) => {
            let new = convert(cx, value)?;
            let picked = sequence::pick(cx, slice, body.read(Vec::len))?;
            if picked.step != 1 {
                return Err(cx.value_error("attempt to assign bytes to an extended slice"));
            }
            let start = picked.start as usize;
            body.write(|bytes| drop(bytes.splice(start..start + picked.count, new)));
        }
    }
    Ok(())
}

fn byte(cx: &Cx, value: Value<'_>, what: &str) -> Res<u8> {
    u8::try_from(int::clamped(cx, value)?).map_err(|_| {
        cx.value_error(match what {
            "bytes" => "bytes must be in range(0, 256)",
            _ => "byte must be in range(0, 256)",
        })
    })
}

pub(crate) fn contains(cx: &Cx, container: Value<'_>, item: Value<'_>) -> Res<bool> {
    let bytes = contents(container).unwrap_or_default();
    if let Some(part) = contents(payload(item)) {
        return Ok(find(&bytes, &part, 0).is_some());
    }
    if !int::is_int(item) {
        let found = class::type_name(cx, item);
        return Err(cx.type_error(format!("a bytes-like object is required, not '{found}'")));
    }
    Ok(bytes.contains(&byte(cx, item, "byte")?))
}

/// The bytes an object stands for: bytes-like, or an iterable of ints.
pub(crate) fn convert(cx: &Cx, value: Value<'_>) -> Res<Vec<u8>> {
    if let Some(bytes) = contents(payload(value)) {
        return Ok(bytes);
    }
    if payload(value).str().is_some() {
        return Err(cx.type_error("string argument without an encoding"));
    }
    if !crate::iter::is_iterable(cx, value) {
        let found = class::type_name(cx, value);
        return Err(cx.type_error(format!("cannot convert '{found}' object to bytes")));
    }
    crate::iter::collect(cx, value)?.iter().map(|item| byte(cx, item.r(), "bytes")).collect()
}

/// `repr(bytes)`.
pub(crate) fn repr(value: Value<'_>) -> Own {
    let bytes = contents(value).unwrap_or_default();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if char::from(byte) == quote => {
                out.push('\\');
                out.push(quote);
            }
            0x20..=0x7E => out.push(byte.into()),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    crate::str::new(&if value.kind() == Some(Kind::ByteArray) { format!("bytearray({out})") } else { out })
}

/// A known encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

fn encoding(cx: &Cx, name: Option<Value<'_>>) -> Res<Encoding> {
    let Some(name) = name else { return Ok(Encoding::Utf8) };
    let name = crate::str::text_of(name);
    match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "utf-8" | "utf8" | "u8" => Ok(Encoding::Utf8),
        "ascii" | "us-ascii" => Ok(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "l1" => Ok(Encoding::Latin1),
        _ => Err(cx.raise(TypeId::LookupError, format!("unknown encoding: {name}"))),
    }
}

fn mode(errors: Option<Value<'_>>) -> String {
    errors.map_or_else(|| "strict".to_owned(), crate::str::text_of)
}

/// `str.encode`.
pub(crate) fn encode(cx: &Cx, text: &Str, name: Option<Value<'_>>, errors: Option<Value<'_>>) -> Res<Vec<u8>> {
    let encoding = encoding(cx, name)?;
    let mode = mode(errors);
    let mut out = Vec::with_capacity(text.len());
    for (at, code) in text.chars().iter().enumerate() {
        let fits = match encoding {
            Encoding::Utf8 => char::from_u32(code).is_some(),
            Encoding::Ascii => code < 128,
            Encoding::Latin1 => code < 256,
        };
        if fits {
            match (encoding, char::from_u32(code)) {
                (Encoding::Utf8, Some(c)) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                _ => out.push(code as u8),
            }
            continue;
        }
        match mode.as_str() {
            "ignore" => {}
            "replace" => out.push(b'?'),
            "backslashreplace" => out.extend_from_slice(escape(code).as_bytes()),
            "xmlcharrefreplace" => out.extend_from_slice(format!("&#{code};").as_bytes()),
            _ => return Err(cannot_encode(cx, encoding, code, at)),
        }
    }
    Ok(out)
}

fn escape(code: u32) -> String {
    match code {
        0..=0xFF => format!("\\x{code:02x}"),
        0x100..=0xFFFF => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

fn cannot_encode(cx: &Cx, encoding: Encoding, code: u32, at: usize) -> crate::context::Raised {
    let (name, reason) = match encoding {
        Encoding::Utf8 => ("utf-8", "surrogates not allowed"),
        Encoding::Ascii => ("ascii", "ordinal not in range(128)"),
        Encoding::Latin1 => ("latin-1", "ordinal not in range(256)"),
    };
    let shown = escape(code);
    let message = format!("'{name}' codec can't encode character '{shown}' in position {at}: {reason}");
    unicode_error(cx, TypeId::UnicodeEncodeError, &message, &Failure { name, start: at, end: at + 1, reason })
}

/// What is wrong with a text, for the attributes of the error.
struct Failure {
    name: &'static str,
    start: usize,
    end: usize,
    reason: &'static str,
}

fn unicode_error(cx: &Cx, class: TypeId, message: &str, failure: &Failure) -> crate::context::Raised {
    let exc = crate::exception::new(cx, cx.ty(class).own(), vec![crate::str::new(message)]);
    if let Some(attributes) = crate::instance::attributes(exc.r()) {
        let (encoding, reason) = (crate::str::new(failure.name), crate::str::new(failure.reason));
        let (start, end) = (Own::int(failure.start as i64), Own::int(failure.end as i64));
        for (name, value) in [("encoding", encoding), ("start", start), ("end", end), ("reason", reason)] {
            attributes.set(cx.intern(name).r(), value);
        }
    }
    crate::exception::set_raised(cx, exc)
}

/// `bytes.decode`.
pub(crate) fn decode(cx: &Cx, bytes: &[u8], name: Option<Value<'_>>, errors: Option<Value<'_>>) -> Res {
    let (encoding, mode) = (encoding(cx, name)?, mode(errors));
    if encoding == Encoding::Latin1 || bytes.is_ascii() {
        return Ok(Str::from_latin1(bytes));
    }
    let mut out = crate::str::Builder::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let (valid, bad) = match encoding {
            Encoding::Ascii => {
                let valid = rest.iter().take_while(|byte| byte.is_ascii()).count();
                (valid, (valid < rest.len()).then_some(1))
            }
            _ => match core::str::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(error) => {
                    let valid = error.valid_up_to();
                    (valid, Some(error.error_len().unwrap_or(rest.len() - valid)))
                }
            },
        };
        out.push_str(&String::from_utf8_lossy(&rest[..valid]));
        let Some(bad) = bad else { return Ok(out.finish()) };
        let at = bytes.len() - rest.len() + valid;
        match mode.as_str() {
            "ignore" => {}
            "replace" => out.push(0xFFFD),
            "backslashreplace" => {
                rest[valid..valid + bad].iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}")))
            }
            "surrogateescape" => rest[valid..valid + bad].iter().for_each(|byte| out.push(0xDC00 + u32::from(*byte))),
            _ => return Err(cannot_decode(cx, encoding, bytes, at, bad)),
        }
        rest = &rest[valid + bad..];
    }
}

fn cannot_decode(cx: &Cx, encoding: Encoding, bytes: &[u8], at: usize, bad: usize) -> crate::context::Raised {
    let byte = bytes[at];
    if encoding == Encoding::Ascii {
        let message =
            format!("'ascii' codec can't decode byte {byte:#04x} in position {at}: ordinal not in range(128)");
        let failure = Failure { name: "ascii", start: at, end: at + 1, reason: "ordinal not in range(128)" };
        return unicode_error(cx, TypeId::UnicodeDecodeError, &message, &failure);
    }
    let reason = match byte {
        0x80..=0xC1 | 0xF5..=0xFF => "invalid start byte",
        _ if at + bad == bytes.len() && core::str::from_utf8(&bytes[at..]).is_err_and(|e| e.error_len().is_none()) => {
            "unexpected end of data"
        }
        _ => "invalid continuation byte",
    };
    let message = if bad > 1 {
        format!("'utf-8' codec can't decode bytes in position {at}-{}: {reason}", at + bad - 1)
    } else {
        format!("'utf-8' codec can't decode byte {byte:#04x} in position {at}: {reason}")
    };
    let failure = Failure { name: "utf-8", start: at, end: at + bad.max(1), reason };
    unicode_error(cx, TypeId::UnicodeDecodeError, &message, &failure)
}

// Methods

fn this(cx: &Cx, args: &Args<'_>) -> Res<Vec<u8>> {
    contents(payload(args.get(0))).ok_or_else(|| {
        let found = class::type_name(cx, args.get(0));
        cx.type_error(format!("descriptor requires a 'bytes' object but received a '{found}'"))
    })
}

fn arguments(cx: &Cx, args: &Args<'_>) -> Res<Vec<u8>> {
    match (args.opt(1), args.opt(2)) {
        (None, _) => Ok(Vec::new()),
        (Some(source), Some(_)) => match payload(source).str() {
            Some(text) => encode(cx, text, args.opt(2), args.opt(3)),
            None => Err(cx.type_error("encoding without a string argument")),
        },
        (Some(source), None) if int::is_int(source) => match usize::try_from(int::argument(cx, source)?) {
            Ok(count) => Ok(vec![0; count]),
            Err(_) => Err(cx.value_error("negative count")),
        },
        (Some(source), None) => match class::special(cx, source, &cx.names.__bytes__, &[]) {
            Some(result) => convert(cx, result?.r()),
            None => convert(cx, source),
        },
    }
}

fn split(cx: &Cx, args: &Args<'_>) -> Res {
    let bytes = this(cx, args)?;
    let most = args.opt(2).map_or(Ok(-1), |most| int::argument(cx, most))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut parts: Vec<Vec<u8>> = Vec::new();
    match args.some(1) {
        Some(separator) => {
            let separator = convert(cx, separator)?;
            if separator.is_empty() {
                return Err(cx.value_error("empty separator"));
            }
            let mut at = 0;
            while parts.len() < most {
                let Some(found) = find(&bytes, &separator, at) else { break };
                parts.push(bytes[at..found].to_vec());
                at = found + separator.len();
            }
            parts.push(bytes[at..].to_vec());
        }
        None => {
            let mut rest = bytes.trim_ascii_start();
            while !rest.is_empty() {
                if parts.len() >= most {
                    parts.push(rest.trim_ascii_end().to_vec());
                    break;
                }
                let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
                parts.push(rest[..end].to_vec());
                rest = rest[end..].trim_ascii_start();
            }
        }
    }
    Ok(List::object(parts.into_iter().map(|part| like(args.get(0), part)).collect()))
}

fn strip(cx: &Cx, args: &Args<'_>, left: bool, right: bool) -> Res {
    let bytes = this(cx, args)?;
    let set = args.some(1).map_or(Ok(b" \t\n\r\x0b\x0c".to_vec()), |set| convert(cx, set))?;
    let start = if left { bytes.iter().take_while(|byte| set.contains(byte)).count() } else { 0 };
    let rest = &bytes[start..];
    let kept =
        if right { rest.iter().rposition(|byte| !set.contains(byte)).map_or(0, |at| at + 1) } else { rest.len() };
    Ok(like(args.get(0), rest[..kept].to_vec()))
}

fn position(cx: &Cx, args: &Args<'_>, last: bool) -> Res<Option<usize>> {
    let bytes = this(cx, args)?;
    let part = if int::is_int(args.get(1)) { vec![byte(cx, args.get(1), "byte")?] } else { convert(cx, args.get(1))? };
    let start = clamp(cx, args.opt(2), 0, bytes.len())?;
    let stop = clamp(cx, args.opt(3), bytes.len(), bytes.len())?.min(bytes.len());
    if start > stop {
        return Ok(None);
    }
    let hay = &bytes[..stop];
    Ok(if last { (start..=stop).rev().find(|at| hay[*at..].starts_with(&part)) } else { find(hay, &part, start) })
}

fn replace(cx: &Cx, args: &Args<'_>) -> Res {
    let (bytes, old, by) = (this(cx, args)?, convert(cx, args.get(1))?, convert(cx, args.get(2))?);
    let text = Str::from_latin1(&bytes);
    let parts = [text.r(), Str::from_latin1(&old).r(), Str::from_latin1(&by).r()].map(Value::own);
    let replace = crate::attribute::get(cx, parts[0].r(), cx.intern("replace").r())?;
    let mut given = vec![parts[1].r(), parts[2].r()];
    given.extend(args.opt(3));
    let made = crate::call::invoke(cx, replace.r(), &given, None)?;
    Ok(like(args.get(0), made.r().expect::<Str>().chars().iter().map(|code| code as u8).collect()))
}

fn join(cx: &Cx, args: &Args<'_>) -> Res {
    let separator = this(cx, args)?;
    let mut parts = Vec::new();
    for (index, item) in crate::iter::collect(cx, args.get(1))?.iter().enumerate() {
        parts.push(contents(payload(item.r())).ok_or_else(|| {
            let found = class::type_name(cx, item.r());
            cx.type_error(format!("sequence item {index}: expected a bytes-like object, {found} found"))
        })?);
    }
    Ok(like(args.get(0), parts.join(&separator[..])))
}

fn affix(cx: &Cx, args: &Args<'_>, at_end: bool) -> Res {
    let bytes = this(cx, args)?;
    let test = |part: &[u8]| if at_end { bytes.ends_with(part) } else { bytes.starts_with(part) };
    match args.get(1).get::<crate::object::Tuple>() {
        Some(parts) => {
            for part in parts.items() {
                if test(&convert(cx, part.r())?) {
                    return Ok(Own::bool(true));
                }
            }
            Ok(Own::bool(false))
        }
        None => Ok(Own::bool(test(&convert(cx, args.get(1))?))),
    }
}

fn from_hex(cx: &Cx, args: &Args<'_>) -> Res {
    let text = crate::str::text_of(args.get(1));
    let digits: Vec<char> = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    for (index, pair) in digits.chunks(2).enumerate() {
        let byte = match pair {
            [high, low] => high.to_digit(16).zip(low.to_digit(16)).map(|(high, low)| (high * 16 + low) as u8),
            _ => None,
        };
        let at = index * 2;
        bytes.push(byte.ok_or_else(|| {
            cx.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"))
        })?);
    }
    Ok(object(bytes))
}

macro_rules! common {
    ($($extra:expr),* $(,)?) => {
        &[
            $($extra,)*
            method("decode", "self / encoding? errors?", |cx, args| {
                decode(cx, &this(cx, args)?, args.opt(1), args.opt(2))
            }),
            method("hex", "self", |cx, args| {
                Ok(crate::str::new(&this(cx, args)?.iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
            }),
            class_method("fromhex", "cls string", from_hex),
            method("split", "self / sep? maxsplit?", split),
            method("strip", "self bytes?", |cx, args| strip(cx, args, true, true)),
            method("lstrip", "self bytes?", |cx, args| strip(cx, args, true, false)),
            method("rstrip", "self bytes?", |cx, args| strip(cx, args, false, true)),
            method("find", "self sub start? end?", |cx, args| {
                Ok(Own::int(position(cx, args, false)?.map_or(-1, |at| at as i64)))
            }),
            method("rfind", "self sub start? end?", |cx, args| {
                Ok(Own::int(position(cx, args, true)?.map_or(-1, |at| at as i64)))
            }),
            method("index", "self sub start? end?", |cx, args| {
                position(cx, args, false)?.map(Own::len).ok_or_else(|| cx.value_error("subsection not found"))
            }),
            method("count", "self sub", |cx, args| {
                let (bytes, part) = (this(cx, args)?, convert(cx, args.get(1))?);
                let (mut at, mut count) = (0, 0);
                while let Some(found) = find(&bytes, &part, at).filter(|_| !part.is_empty()) {
                    count += 1;
                    at = found + part.len();
                }
                Ok(Own::int(count))
            }),
            method("replace", "self old new count?", replace),
            method("join", "self iterable", join),
            method("startswith", "self prefix", |cx, args| affix(cx, args, false)),
            method("endswith", "self suffix", |cx, args| affix(cx, args, true)),
            method("upper", "self", |cx, args| Ok(like(args.get(0), this(cx, args)?.to_ascii_uppercase()))),
            method("lower", "self", |cx, args| Ok(like(args.get(0), this(cx, args)?.to_ascii_lowercase()))),
        ]
    };
}

/// Methods of `bytes`.
pub(crate) static METHODS: &[Def] = common!(function("__new__", "cls / source? encoding? errors?", |cx, args| {
    Ok(class::wrap(cx, args.get(0), object(arguments(cx, args)?)))
}));

/// Methods of `bytearray`.
pub(crate) static ARRAY_METHODS: &[Def] = common!(
    function("__new__", "cls / source? encoding? errors?", |cx, args| {
        Ok(class::wrap(cx, args.get(0), Own::new(ByteArray(Payload::new(arguments(cx, args)?)))))
    }),
    method("append", "self item", |cx, args| {
        let byte = byte(cx, args.get(1), "byte")?;
        payload(args.get(0)).expect::<ByteArray>().0.write(|bytes| bytes.push(byte));
        Ok(Own::none())
    }),
    method("extend", "self items", |cx, args| extend(cx, payload(args.get(0)), args.get(1)).map(|()| Own::none())),
    method("pop", "self index?", |cx, args| {
        let at = args.opt(1).map_or(Ok(-1), |at| int::argument(cx, at))?;
        let body = &payload(args.get(0)).expect::<ByteArray>().0;
        match sequence::position(at, body.read(Vec::len)) {
            Some(at) => Ok(Own::int(body.write(|bytes| bytes.remove(at)).into())),
            None => Err(cx.index_error("pop from empty bytearray")),
        }
    }),
    method("clear", "self", |_, args| {
        drop(payload(args.get(0)).expect::<ByteArray>().0.take());
        Ok(Own::none())
    }),
);
