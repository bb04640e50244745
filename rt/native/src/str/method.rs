//! Methods of `str`.

use super::unicode::{is_digit, is_identifier_part, is_identifier_start};
use super::{Builder, equal, find, from_chars, is_printable, is_space, new, rfind, starts_with, text};
use crate::args::{Args, Def, function, method};
use crate::class;
use crate::context::{Cx, Res};
use crate::dict::{self, Dict};
use crate::instance::{payload, receiver};
use crate::int;
use crate::object::{List, Own, Str, Tuple, Value};
use crate::sequence::clamp;
use crate::types::TypeId;

fn this<'a>(cx: &Cx, args: &Args<'a>) -> Res<&'a Str> {
    receiver(cx, args.get(0), "method", "str")
}

/// An argument that must be a str.
fn str_argument<'a>(cx: &Cx, value: Value<'a>, function: &str) -> Res<&'a Str> {
    payload(value).str().ok_or_else(|| {
        let found = class::type_name(cx, value);
        cx.type_error(format!("{function} must be str, not {found}"))
    })
}

fn str_new(cx: &Cx, args: &Args<'_>) -> Res {
    let made = match (args.opt(1), args.opt(2).or(args.opt(3))) {
        (None, _) => new(""),
        (Some(object), None) => crate::repr::str_of(cx, object)?,
        (Some(object), Some(_)) => {
            let bytes = crate::bytes::contents(payload(object)).ok_or_else(|| {
                let found = class::type_name(cx, object);
                cx.type_error(format!("decoding to str: need a bytes-like object, {found} found"))
            })?;
            crate::bytes::decode(cx, &bytes, args.opt(2), args.opt(3))?
        }
    };
    let exact = if args.get(0).is(cx.ty(TypeId::Str)) { return Ok(made) } else { payload(made.r()).own() };
    Ok(class::wrap(cx, args.get(0), exact))
}

/// Maps each character to any number of others.
fn mapped(text: &Str, mut map: impl FnMut(usize, u32, &mut Builder)) -> Own {
    let mut out = Builder::with_capacity(text.len());
    text.chars().iter().enumerate().for_each(|(index, code)| map(index, code, &mut out));
    out.finish()
}

fn push_upper(code: u32, out: &mut Builder) {
    match char::from_u32(code) {
        Some(c) => c.to_uppercase().for_each(|c| out.push(c.into())),
        None => out.push(code),
    }
}

fn push_lower(code: u32, out: &mut Builder) {
    match char::from_u32(code) {
        Some(c) => c.to_lowercase().for_each(|c| out.push(c.into())),
        None => out.push(code),
    }
}

/// Lower case of a whole text: a final sigma has a form of its own.
fn lower(value: &Str) -> Own {
    match value.ascii() {
        Some(ascii) => new(&ascii.to_ascii_lowercase()),
        None if value.chars().iter().any(|code| code == 0x3A3) => new(&text(value).to_lowercase()),
        None => mapped(value, |_, code, out| push_lower(code, out)),
    }
}

fn upper(value: &Str) -> Own {
    match value.ascii() {
        Some(ascii) => new(&ascii.to_ascii_uppercase()),
        None => mapped(value, |_, code, out| push_upper(code, out)),
    }
}

fn is_cased(code: u32) -> bool {
    char::from_u32(code).is_some_and(|c| c.is_lowercase() || c.is_uppercase())
}

fn title(text: &Str) -> Own {
    let mut inside = false;
    mapped(text, |_, code, out| {
        if inside {
            push_lower(code, out)
        } else {
            push_upper(code, out)
        }
        inside = is_cased(code);
    })
}

fn swapcase(text: &Str) -> Own {
    mapped(text, |_, code, out| match char::from_u32(code) {
        Some(c) if c.is_uppercase() => push_lower(code, out),
        _ => push_upper(code, out),
    })
}

fn casefold(value: &Str) -> Own {
    new(&text(value).to_lowercase().replace('ß', "ss").replace('ς', "σ"))
}

/// Where in the text `find` and the like look.
fn bounds(cx: &Cx, args: &Args<'_>, len: usize) -> Res<(usize, usize)> {
    Ok((clamp(cx, args.opt(2), 0, len)?, clamp(cx, args.opt(3), len, len)?.min(len)))
}

fn position(cx: &Cx, args: &Args<'_>, last: bool) -> Res<Option<usize>> {
    let value = this(cx, args)?;
    let part = payload(args.get(1)).str().ok_or_else(|| {
        let found = class::type_name(cx, args.get(1));
        cx.type_error(format!("must be str, not {found}"))
    })?;
    let (start, stop) = bounds(cx, args, value.len())?;
    if start > stop {
        return Ok(None);
    }
    let hay = value.chars().slice(0, stop);
    Ok(if last { rfind(hay, part.chars(), start) } else { find(hay, part.chars(), start) })
}

fn find_method(cx: &Cx, args: &Args<'_>) -> Res {
    Ok(Own::int(position(cx, args, false)?.map_or(-1, |at| at as i64)))
}

fn rfind_method(cx: &Cx, args: &Args<'_>) -> Res {
    Ok(Own::int(position(cx, args, true)?.map_or(-1, |at| at as i64)))
}

fn index(cx: &Cx, args: &Args<'_>) -> Res {
    position(cx, args, false)?.map(Own::len).ok_or_else(|| cx.value_error("substring not found"))
}

fn rindex(cx: &Cx, args: &Args<'_>) -> Res {
    position(cx, args, true)?.map(Own::len).ok_or_else(|| cx.value_error("substring not found"))
}

fn count(cx: &Cx, args: &Args<'_>) -> Res {
    let value = this(cx, args)?;
    let part = str_argument(cx, args.get(1), "count() argument 1")?;
    let (start, stop) = bounds(cx, args, value.len())?;
    if start > stop {
        return Ok(Own::int(0));
    }
    if part.len() == 0 {
        return Ok(Own::len(stop - start + 1));
    }
    let (hay, mut at, mut count) = (value.chars().slice(0, stop), start, 0);
    while let Some(found) = find(hay, part.chars(), at) {
        count += 1;
        at = found + part.len();
    }
    Ok(Own::int(count))
}

/// `startswith` and `endswith`.
fn affix(cx: &Cx, args: &Args<'_>, name: &str, at_end: bool) -> Res {
    let value = this(cx, args)?;
    let (start, stop) = bounds(cx, args, value.len())?;
    let test = |part: &Str| {
        if start > stop || part.len() > stop - start {
            return false;
        }
        let at = if at_end { stop - part.len() } else { start };
        starts_with(value.chars(), part.chars(), at)
    };
    if let Some(parts) = args.get(1).get::<Tuple>() {
        for part in parts.items() {
            let Some(part) = part.r().str() else {
                let found = class::type_name(cx, part.r());
                return Err(cx.type_error(format!("tuple for {name} must only contain str, not {found}")));
            };
            if test(part) {
                return Ok(Own::bool(true));
            }
        }
        return Ok(Own::bool(false));
    }
    match payload(args.get(1)).str() {
        Some(part) => Ok(Own::bool(test(part))),
        None => {
            let found = class::type_name(cx, args.get(1));
            Err(cx.type_error(format!("{name} first arg must be str or a tuple of str, not {found}")))
        }
    }
}

/// The characters that `strip` removes.
fn strip(cx: &Cx, args: &Args<'_>, name: &str, left: bool, right: bool) -> Res {
    let value = this(cx, args)?;
    let set: Option<Vec<u32>> = match args.some(1) {
        None => None,
        Some(set) => match payload(set).str() {
            Some(set) => Some(set.chars().iter().collect()),
            None => return Err(cx.type_error(format!("{name} arg must be None or str"))),
        },
    };
    let strips = |code: u32| set.as_ref().map_or_else(|| is_space(code), |set| set.contains(&code));
    let chars = value.chars();
    let (mut start, mut end) = (0, chars.len());
    while left && start < end && strips(chars.at(start)) {
        start += 1;
    }
    while right && end > start && strips(chars.at(end - 1)) {
        end -= 1;
    }
    if start == 0 && end == chars.len() && args.get(0).str().is_some() {
        return Ok(args.get(0).own());
    }
    Ok(from_chars(chars.slice(start, end)))
}

fn separator<'a>(cx: &Cx, value: Option<Value<'a>>) -> Res<Option<&'a Str>> {
    let Some(value) = value else { return Ok(None) };
    match payload(value).str() {
        Some(separator) if separator.len() == 0 => Err(cx.value_error("empty separator")),
        Some(separator) => Ok(Some(separator)),
        None => {
            let found = class::type_name(cx, value);
            Err(cx.type_error(format!("must be str or None, not {found}")))
        }
    }
}

fn split(cx: &Cx, args: &Args<'_>) -> Res {
    let chars = this(cx, args)?.chars();
    let separator = separator(cx, args.some(1))?;
    let most = args.opt(2).map_or(Ok(-1), |most| int::argument(cx, most))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut at = 0;
    match separator {
        Some(separator) => {
            while parts.len() < most {
                let Some(found) = find(chars, separator.chars(), at) else { break };
                parts.push(from_chars(chars.slice(at, found)));
                at = found + separator.len();
            }
            parts.push(from_chars(chars.slice(at, chars.len())));
        }
        None => loop {
            while at < chars.len() && is_space(chars.at(at)) {
                at += 1;
            }
            if at == chars.len() {
                break;
            }
            let mut end = at;
            if parts.len() >= most {
                end = chars.len();
                parts.push(from_chars(chars.slice(at, end)));
                break;
            }
            while end < chars.len() && !is_space(chars.at(end)) {
                end += 1;
            }
            parts.push(from_chars(chars.slice(at, end)));
            at = end;
        },
    }
    Ok(List::object(parts))
}

fn rsplit(cx: &Cx, args: &Args<'_>) -> Res {
    let chars = this(cx, args)?.chars();
    let separator = separator(cx, args.some(1))?;
    let most = args.opt(2).map_or(Ok(-1), |most| int::argument(cx, most))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut end = chars.len();
    match separator {
        Some(separator) => {
            while parts.len() < most {
                let Some(found) = rfind(chars.slice(0, end), separator.chars(), 0) else { break };
                parts.push(from_chars(chars.slice(found + separator.len(), end)));
                end = found;
            }
            parts.push(from_chars(chars.slice(0, end)));
        }
        None => loop {
            while end > 0 && is_space(chars.at(end - 1)) {
                end -= 1;
            }
            if end == 0 {
                break;
            }
            let mut start = end;
            if parts.len() >= most {
                start = 0;
                parts.push(from_chars(chars.slice(start, end)));
                break;
            }
            while start > 0 && !is_space(chars.at(start - 1)) {
                start -= 1;
            }
            parts.push(from_chars(chars.slice(start, end)));
            end = start;
        },
    }
    parts.reverse();
    Ok(List::object(parts))
}

fn is_line_end(code: u32) -> bool {
    matches!(code, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

fn splitlines(cx: &Cx, args: &Args<'_>) -> Res {
    let chars = this(cx, args)?.chars();
    let keep = args.opt(1).map_or(Ok(false), |keep| crate::operator::truth(cx, keep))?;
    let mut lines = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let mut end = start;
        while end < chars.len() && !is_line_end(chars.at(end)) {
            end += 1;
        }
        let mut next = (end + 1).min(chars.len());
        if next < chars.len() && chars.at(end) == 0x0D && chars.at(next) == 0x0A {
            next += 1;
        }
        lines.push(from_chars(chars.slice(start, if keep { next } else { end })));
        start = next;
    }
    Ok(List::object(lines))
}

fn partition(cx: &Cx, args: &Args<'_>, last: bool) -> Res {
    let value = this(cx, args)?;
    let part = str_argument(cx, args.get(1), "must be str, not")?;
    if part.len() == 0 {
        return Err(cx.value_error("empty separator"));
    }
    let chars = value.chars();
    let found = if last { rfind(chars, part.chars(), 0) } else { find(chars, part.chars(), 0) };
    let whole = || from_chars(chars);
    let parts = match found {
        Some(at) => {
            [from_chars(chars.slice(0, at)), part.value().own(), from_chars(chars.slice(at + part.len(), chars.len()))]
        }
        None if last => [new(""), new(""), whole()],
        None => [whole(), new(""), new("")],
    };
    Ok(Tuple::object(parts.into_iter()))
}

fn join(cx: &Cx, args: &Args<'_>) -> Res {
    let value = this(cx, args)?;
    if !crate::iter::is_iterable(cx, args.get(1)) {
        return Err(cx.type_error("can only join an iterable"));
    }
    let items = crate::iter::collect(cx, args.get(1))?;
    let mut out = Builder::new();
    for (index, item) in items.iter().enumerate() {
        let Some(part) = payload(item.r()).str() else {
            let found = class::type_name(cx, item.r());
            return Err(cx.type_error(format!("sequence item {index}: expected str instance, {found} found")));
        };
        if index > 0 {
            out.push_value(value);
        }
        out.push_value(part);
    }
    Ok(out.finish())
}

fn replace(cx: &Cx, args: &Args<'_>) -> Res {
    let value = this(cx, args)?;
    let old = str_argument(cx, args.get(1), "replace() argument 1")?;
    let by = str_argument(cx, args.get(2), "replace() argument 2")?;
    let most = args.opt(3).map_or(Ok(-1), |most| int::argument(cx, most))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let chars = value.chars();
    let mut out = Builder::with_capacity(chars.len());
    let (mut at, mut done) = (0, 0);
    while done < most {
        if old.len() == 0 {
            if done > 0 {
                if at == chars.len() {
                    break;
                }
                out.push(chars.at(at));
                at += 1;
            }
            out.push_value(by);
        } else {
            let Some(found) = find(chars, old.chars(), at) else { break };
            out.push_chars(chars.slice(at, found));
            out.push_value(by);
            at = found + old.len();
        }
        done += 1;
    }
    if done == 0 && args.get(0).str().is_some() {
        return Ok(args.get(0).own());
    }
    out.push_chars(chars.slice(at, chars.len()));
    Ok(out.finish())
}

/// `center`, `ljust`, `rjust`: how much of the padding goes to the left.
fn pad(cx: &Cx, args: &Args<'_>, left: fn(usize, usize) -> usize) -> Res {
    let value = this(cx, args)?;
    let width = usize::try_from(int::argument(cx, args.get(1))?).unwrap_or(0);
    let fill = match args.opt(2) {
        None => 0x20,
        Some(fill) => match payload(fill).str() {
            Some(fill) if fill.len() == 1 => fill.chars().at(0),
            _ => return Err(cx.type_error("The fill character must be exactly one character long")),
        },
    };
    let missing = width.saturating_sub(value.len());
    let left = left(missing, width);
    let mut out = Builder::with_capacity(value.len() + missing);
    out.push_repeated(fill, left);
    out.push_value(value);
    out.push_repeated(fill, missing - left);
    Ok(out.finish())
}

fn zfill(cx: &Cx, args: &Args<'_>) -> Res {
    let chars = this(cx, args)?.chars();
    let width = usize::try_from(int::argument(cx, args.get(1))?).unwrap_or(0);
    let missing = width.saturating_sub(chars.len());
    let signed = chars.len() > 0 && matches!(chars.at(0), 0x2B | 0x2D);
    let mut out = Builder::with_capacity(chars.len() + missing);
    out.push_chars(chars.slice(0, usize::from(signed)));
    out.push_repeated(0x30, missing);
    out.push_chars(chars.slice(usize::from(signed), chars.len()));
    Ok(out.finish())
}

fn expandtabs(cx: &Cx, args: &Args<'_>) -> Res {
    let size = args.opt(1).map_or(Ok(8), |size| int::argument(cx, size))?;
    let size = usize::try_from(size).unwrap_or(0);
    let mut column = 0;
    Ok(mapped(this(cx, args)?, |_, code, out| match code {
        0x09 => {
            let spaces = if size == 0 { 0 } else { size - column % size };
            out.push_repeated(0x20, spaces);
            column += spaces;
        }
        0x0A | 0x0D => {
            out.push(code);
            column = 0;
        }
        _ => {
            out.push(code);
            column += 1;
        }
    }))
}

fn remove_affix(cx: &Cx, args: &Args<'_>, at_end: bool) -> Res {
    let chars = this(cx, args)?.chars();
    let part = str_argument(cx, args.get(1), "argument")?;
    let len = part.len();
    if len > chars.len() || len == 0 {
        return Ok(from_chars(chars));
    }
    let at = if at_end { chars.len() - len } else { 0 };
    Ok(match starts_with(chars, part.chars(), at) {
        true if at_end => from_chars(chars.slice(0, at)),
        true => from_chars(chars.slice(len, chars.len())),
        false => from_chars(chars),
    })
}

/// `isalpha` and the like: all characters, of which there must be one.
fn all(cx: &Cx, args: &Args<'_>, test: fn(char) -> bool) -> Res {
    let chars = this(cx, args)?.chars();
    Ok(Own::bool(chars.len() > 0 && chars.iter().all(|code| char::from_u32(code).is_some_and(test))))
}

/// `isupper` and `islower`: no character of the other case, and at least one of this.
fn cased(cx: &Cx, args: &Args<'_>, wanted: fn(char) -> bool, other: fn(char) -> bool) -> Res {
    let chars = this(cx, args)?.chars();
    let any = |test: fn(char) -> bool| chars.iter().any(|code| char::from_u32(code).is_some_and(test));
    Ok(Own::bool(any(wanted) && !any(other)))
}

fn istitle(cx: &Cx, args: &Args<'_>) -> Res {
    let (mut inside, mut any) = (false, false);
    for code in this(cx, args)?.chars().iter() {
        let c = char::from_u32(code).unwrap_or(' ');
        if c.is_uppercase() && inside || c.is_lowercase() && !inside {
            return Ok(Own::bool(false));
        }
        inside = is_cased(code);
        any |= inside;
    }
    Ok(Own::bool(any))
}

fn isidentifier(cx: &Cx, args: &Args<'_>) -> Res {
    let value = text(this(cx, args)?);
    let mut chars = value.chars();
    Ok(Own::bool(chars.next().is_some_and(is_identifier_start) && chars.all(is_identifier_part)))
}

fn encode(cx: &Cx, args: &Args<'_>) -> Res {
    crate::bytes::encode(cx, this(cx, args)?, args.opt(1), args.opt(2)).map(crate::bytes::object)
}

fn format(cx: &Cx, args: &Args<'_>) -> Res {
    let named = |cx: &Cx, name: Value<'_>| {
        let wanted = name.expect::<Str>();
        let found = args.keywords.iter().find(|(key, _)| key.str().is_some_and(|key| equal(key, wanted)));
        found.map(|(_, value)| value.own()).ok_or_else(|| cx.key_error(name))
    };
    crate::format::format_template(cx, this(cx, args)?, &crate::format::Fields { args: args.rest, named: &named })
}

fn format_map(cx: &Cx, args: &Args<'_>) -> Res {
    let mapping = args.get(1);
    let named = |cx: &Cx, name: Value<'_>| crate::operator::item_get(cx, mapping, name);
    crate::format::format_template(cx, this(cx, args)?, &crate::format::Fields { args: &[], named: &named })
}

fn maketrans(cx: &Cx, args: &Args<'_>) -> Res {
    let made = Dict::object();
    let table = made.r().expect::<Dict>();
    let Some(to) = args.opt(1) else {
        let Some(map) = args.get(0).get::<Dict>() else {
            return Err(cx.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (key, value) in map.entries() {
            let key = match key.r().str() {
                Some(key) if key.len() == 1 => Own::int(key.chars().at(0).into()),
                Some(_) => return Err(cx.value_error("string keys in translate table must be of length 1")),
                None => key,
            };
            dict::set(cx, table, key.r(), value)?;
        }
        return Ok(made);
    };
    let (from, to) = (str_argument(cx, args.get(0), "argument 1")?, str_argument(cx, to, "argument 2")?);
    if from.len() != to.len() {
        return Err(cx.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.chars().iter().zip(to.chars().iter()) {
        dict::set(cx, table, Own::int(from.into()).r(), Own::int(to.into()))?;
    }
    if let Some(dropped) = args.opt(2) {
        for code in str_argument(cx, dropped, "argument 3")?.chars().iter() {
            dict::set(cx, table, Own::int(code.into()).r(), Own::none())?;
        }
    }
    Ok(made)
}

fn translate(cx: &Cx, args: &Args<'_>) -> Res {
    let mut out = Builder::new();
    for code in this(cx, args)?.chars().iter() {
        match crate::operator::item_get(cx, args.get(1), Own::int(code.into()).r()) {
            Ok(to) if to.r().is_none() => {}
            Ok(to) => match (to.r().str(), int::to_i64(to.r())) {
                (Some(to), _) => out.push_value(to),
                (None, Some(to)) => out.push(to as u32),
                (None, None) => return Err(cx.type_error("character mapping must return integer, None or str")),
            },
            Err(raised) => match cx.catch(TypeId::LookupError) {
                Some(_) => out.push(code),
                None => return Err(raised),
            },
        }
    }
    Ok(out.finish())
}

fn capitalize(value: &Str) -> Own {
    mapped(value, |index, code, out| if index == 0 { push_upper(code, out) } else { push_lower(code, out) })
}

/// Methods of `str`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls / object? encoding? errors?", str_new),
    method("capitalize", "self", |cx, args| Ok(capitalize(this(cx, args)?))),
    method("casefold", "self", |cx, args| Ok(casefold(this(cx, args)?))),
    method("center", "self width fillchar?", |cx, args| {
        pad(cx, args, |missing, width| missing / 2 + (missing & width & 1))
    }),
    method("count", "self sub start? end?", count),
    method("encode", "self / encoding? errors?", encode),
    method("endswith", "self suffix start? end?", |cx, args| affix(cx, args, "endswith", true)),
    method("expandtabs", "self / tabsize?", expandtabs),
    method("find", "self sub start? end?", find_method),
    method("format", "self *args **kwargs", format),
    method("format_map", "self mapping", format_map),
    method("index", "self sub start? end?", index),
    method("isalnum", "self", |cx, args| all(cx, args, char::is_alphanumeric)),
    method("isalpha", "self", |cx, args| all(cx, args, char::is_alphabetic)),
    method("isascii", "self", |cx, args| Ok(Own::bool(this(cx, args)?.is_ascii()))),
    method("isdecimal", "self", |cx, args| all(cx, args, |c| super::decimal_value(c).is_some())),
    method("isdigit", "self", |cx, args| all(cx, args, is_digit)),
    method("isidentifier", "self", isidentifier),
    method("islower", "self", |cx, args| cased(cx, args, char::is_lowercase, char::is_uppercase)),
    method("isnumeric", "self", |cx, args| all(cx, args, char::is_numeric)),
    method("isprintable", "self", |cx, args| Ok(Own::bool(this(cx, args)?.chars().iter().all(is_printable)))),
    method("isspace", "self", |cx, args| all(cx, args, super::is_space_char)),
    method("istitle", "self", istitle),
    method("isupper", "self", |cx, args| cased(cx, args, char::is_uppercase, char::is_lowercase)),
    method("join", "self iterable", join),
    method("ljust", "self width fillchar?", |cx, args| pad(cx, args, |_, _| 0)),
    method("lower", "self", |cx, args| Ok(lower(this(cx, args)?))),
    method("lstrip", "self chars?", |cx, args| strip(cx, args, "lstrip", true, false)),
    function("maketrans", "x y? z?", maketrans),
    method("partition", "self sep", |cx, args| partition(cx, args, false)),
    method("removeprefix", "self prefix", |cx, args| remove_affix(cx, args, false)),
    method("removesuffix", "self suffix", |cx, args| remove_affix(cx, args, true)),
    method("replace", "self old new count?", replace),
    method("rfind", "self sub start? end?", rfind_method),
    method("rindex", "self sub start? end?", rindex),
    method("rjust", "self width fillchar?", |cx, args| pad(cx, args, |missing, _| missing)),
    method("rpartition", "self sep", |cx, args| partition(cx, args, true)),
    method("rsplit", "self / sep? maxsplit?", rsplit),
    method("rstrip", "self chars?", |cx, args| strip(cx, args, "rstrip", false, true)),
    method("split", "self / sep? maxsplit?", split),
    method("splitlines", "self / keepends?", splitlines),
    method("startswith", "self prefix start? end?", |cx, args| affix(cx, args, "startswith", false)),
    method("strip", "self chars?", |cx, args| strip(cx, args, "strip", true, true)),
    method("swapcase", "self", |cx, args| Ok(swapcase(this(cx, args)?))),
    method("title", "self", |cx, args| Ok(title(this(cx, args)?))),
    method("translate", "self table", translate),
    method("upper", "self", |cx, args| Ok(upper(this(cx, args)?))),
    method("zfill", "self width", zfill),
];
