//! `_regex`: what `re` needs beneath its Python: patterns compiled to a program, and the machine that runs it.
//!
//! [`parse`] reads a pattern as Python writes it into a tree, [`program`] makes instructions of it, [`machine`] runs them
//! with an explicit stack of places to go back to, so that no text makes the Rust stack grow.

mod machine;
mod parse;
mod program;

use crate::args::{Args, Def, function, method};
use crate::context::{Cx, Res};
use crate::dict::{self, Dict};
use crate::instance::payload;
use crate::int;
use crate::object::{Body, BodyKind, Chars, Kind, List, Own, Tuple, Value};
use machine::{How, Text};
use program::Program;

/// A compiled pattern.
pub(crate) struct Regex(Program);

impl Body for Regex {
    const KIND: Kind = <Regex as BodyKind>::OF;
}

/// Flags of `re`, by their numbers there.
mod flag {
    pub(super) const IGNORECASE: u32 = 2;
    pub(super) const MULTILINE: u32 = 8;
    pub(super) const DOTALL: u32 = 16;
    pub(super) const UNICODE: u32 = 32;
    pub(super) const VERBOSE: u32 = 64;
    pub(super) const ASCII: u32 = 256;
}

/// `compile(pattern, flags)`: `(regex, flags, groups, names)`, or `(message, position)` of what is wrong.
fn compile(cx: &Cx, args: &Args<'_>) -> Res {
    let pattern = payload(args.get(0));
    let flags = int::argument(cx, args.get(1))? as u32;
    let (codes, flags) = match (pattern.str(), crate::bytes::contents(pattern)) {
        (Some(text), _) => (text.chars().iter().collect::<Vec<u32>>(), flags),
        (None, Some(bytes)) => (bytes.iter().map(|byte| u32::from(*byte)).collect(), flags | flag::ASCII),
        (None, None) => return Err(cx.type_error("first argument must be string or compiled pattern")),
    };
    let parsed = match parse::parse(&codes, flags) {
        Ok(parsed) => parsed,
        Err(error) => {
            let position = error.position.map_or_else(Own::none, Own::len);
            return Ok(crate::operator::pair(crate::str::new(&error.message), position));
        }
    };
    let names = Dict::object();
    for (name, group) in &parsed.names {
        dict::set(cx, names.r().expect(), crate::str::new(name).r(), Own::len(*group))?;
    }
    let unicode = if pattern.str().is_some() && parsed.flags & flag::ASCII == 0 { flag::UNICODE } else { 0 };
    let bytes = if pattern.str().is_none() && flags & flag::ASCII != 0 { flag::ASCII } else { 0 };
    let (flags, groups) = (Own::int((parsed.flags & !bytes | unicode).into()), Own::len(parsed.groups));
    let regex = Own::new(Regex(program::program(&parsed)));
    Ok(Tuple::object([regex, flags, groups, names].into_iter()))
}

/// What is searched, as a machine takes it.
fn with_text<R>(cx: &Cx, value: Value<'_>, run: impl FnOnce(Text<'_>) -> R) -> Res<R> {
    let value = payload(value);
    if let Some(text) = value.str() {
        return Ok(run(match text.chars() {
            Chars::One(codes) => Text::One(codes),
            Chars::Two(codes) => Text::Two(codes),
            Chars::Four(codes) => Text::Four(codes),
        }));
    }
    match crate::bytes::contents(value) {
        Some(bytes) => Ok(run(Text::One(&bytes))),
        None => {
            let found = crate::class::type_name(cx, value);
            Err(cx.type_error(format!("expected string or bytes-like object, got '{found}'")))
        }
    }
}

/// Spans as a flat tuple, -1 for a group that took no part; the last group that ended comes last.
fn spans(found: &[usize]) -> Own {
    let number = |place: &usize| if *place == usize::MAX { Own::int(-1) } else { Own::len(*place) };
    Tuple::object(found.iter().map(number).collect::<Vec<_>>().into_iter())
}

/// The bounds of what is searched.
fn bounds(cx: &Cx, args: &Args<'_>, len: usize) -> Res<(usize, usize)> {
    let start = int::clamped(cx, args.get(2))?.clamp(0, len as i64) as usize;
    let end = int::clamped(cx, args.get(3))?.clamp(0, len as i64) as usize;
    Ok((start, end))
}

/// `find(string, pos, endpos, how)`: the spans of the first match or None.
fn find(cx: &Cx, args: &Args<'_>) -> Res {
    let program = &args.get(0).expect::<Regex>().0;
    let how = match int::argument(cx, args.get(4))? {
        0 => How::Match,
        1 => How::Fullmatch,
        _ => How::Search,
    };
    with_text(cx, args.get(1), |text| {
        let (start, end) = bounds(cx, args, text.len())?;
        let found = machine::find(program, text, start, end, how, false);
        Ok(found.map_or_else(Own::none, |found| spans(&found)))
    })?
}

/// `find_all(string, pos, endpos, limit)`: the spans of all matches, none overlapping another, at most `limit` if that is
/// not zero.
fn find_all(cx: &Cx, args: &Args<'_>) -> Res {
    let program = &args.get(0).expect::<Regex>().0;
    let limit = int::clamped(cx, args.get(4))?;
    with_text(cx, args.get(1), |text| {
        let (mut start, end) = bounds(cx, args, text.len())?;
        let (mut all, mut must_advance) = (Vec::new(), false);
        while limit == 0 || (all.len() as i64) < limit {
            let Some(found) = machine::find(program, text, start, end, How::Search, must_advance) else { break };
            must_advance = found[1] == found[0];
            start = found[1];
            all.push(spans(&found));
        }
        Ok(List::object(all))
    })?
}

/// Methods of a compiled pattern.
pub(crate) static METHODS: &[Def] =
    &[method("find", "self string pos endpos how", find), method("find_all", "self string pos endpos limit", find_all)];

/// The functions of `_regex`.
pub(super) static FUNCTIONS: &[Def] = &[function("compile", "pattern flags", compile)];
