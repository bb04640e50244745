//! Tracebacks: where an exception passed, and how CPython prints that.

use crate::args::Args;
use crate::class;
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::exception::Exception;
use crate::instance::attributes;
use crate::object::{Body, BodyKind, Kind, List, ListLike, Own, Tuple, Value, WeakWord};
use naja_rt_abi::layout::{FunctionDesc, Site};

/// A place an exception passed.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The function.
    pub(crate) desc: &'static FunctionDesc,
    /// The place in it.
    pub(crate) site: &'static Site,
}

impl Entry {
    /// Whether both are the same place.
    pub(crate) fn is(&self, other: &Entry) -> bool {
        core::ptr::eq(self.desc, other.desc) && core::ptr::eq(self.site, other.site)
    }

    /// Whether it is in what stands for a module that CPython has in C.
    fn is_hidden(&self) -> bool {
        crate::frame::path_of(self.desc).starts_with('<')
    }
}

/// `exc.__traceback__`: the places from one of them inwards.
pub(crate) struct TracebackObject(Traceback);

impl Body for TracebackObject {
    const KIND: Kind = <TracebackObject as BodyKind>::OF;
}

impl TracebackObject {
    /// The traceback of an exception, or None.
    pub(crate) fn of(exc: Value<'_>) -> Own {
        TracebackObject::object(exc.expect::<Exception>().traceback.read(Traceback::clone))
    }

    fn object(entries: Traceback) -> Own {
        if entries.is_empty() { Own::none() } else { Own::new(TracebackObject(entries)) }
    }

    pub(crate) fn entries(&self) -> Traceback {
        self.0.clone()
    }
}

/// `traceback_places(traceback)`: a tuple of tuples, outermost first, of the file, line, name, last line, columns, and the
/// text that shows the place.
pub(crate) fn places(cx: &Cx, args: &Args<'_>) -> Res {
    let Some(traceback) = args.get(0).get::<TracebackObject>() else {
        return if args.get(0).is_none() { Ok(Tuple::of(&[])) } else { Err(cx.type_error("a traceback is required")) };
    };
    let shown = traceback.0.iter().rev().filter(|entry| !entry.is_hidden());
    Ok(Tuple::object(
        shown
            .map(|entry| {
                let (site, mut text) = (entry.site, String::new());
                render_entry(entry, &mut text);
                let number = |number: u32| Own::int(number.into());
                Tuple::object(
                    [
                        crate::str::new(crate::frame::path_of(entry.desc)),
                        number(site.line),
                        crate::frame::name_of(entry.desc),
                        number(site.end_line),
                        number(site.column),
                        number(site.end_column),
                        crate::str::new(&text),
                    ]
                    .into_iter(),
                )
            })
            .collect::<Vec<_>>()
            .into_iter(),
    ))
}

/// Attributes of tracebacks.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("tb_lineno", |_, value| {
        let entries = &value.expect::<TracebackObject>().0;
        Ok(entries.last().map_or_else(Own::none, |entry| Own::int(entry.site.line.into())))
    }),
    GetSetRow::ro("tb_frame", |_, value| {
        let entries = &value.expect::<TracebackObject>().0;
        Ok(entries.last().map_or_else(Own::none, |entry| crate::frame::Frame::object(*entry)))
    }),
    GetSetRow::ro("tb_next", |_, value| {
        let entries = &value.expect::<TracebackObject>().0;
        Ok(TracebackObject::object(entries[..entries.len() - 1].to_vec()))
    }),
];

/// The places, innermost first.
pub(crate) type Traceback = Vec<Entry>;

/// More of the same line than this are counted, not shown.
const MOST_REPEATED: usize = 3;

/// Groups within groups beyond this depth are not shown, nor more members than this of one.
const DEEPEST_GROUP: usize = 10;
const WIDEST_GROUP: usize = 15;

/// An exception as CPython prints it when nothing catches it.
pub(crate) fn render(cx: &Cx, exc: Value<'_>) -> String {
    let mut renderer = Renderer::new(cx);
    renderer.chain(exc);
    renderer.out
}

/// An exception as [`render`] shows it, without those it came from if `chain` is false; without a value only its last line.
pub(crate) fn text(cx: &Cx, exc: Value<'_>, chain: Option<bool>) -> String {
    match chain {
        Some(true) => render(cx, exc),
        Some(false) => {
            let mut renderer = Renderer::new(cx);
            renderer.one(exc);
            renderer.out
        }
        None => last_line(cx, exc) + "\n",
    }
}

/// Exceptions as text: the members of groups stand indented behind a margin.
struct Renderer<'a> {
    cx: &'a Cx,
    out: String,
    /// What was shown.
    seen: Vec<WeakWord>,
    /// How deep in groups.
    depth: usize,
    /// Whether the last member of a group is being shown, below which nothing has closed the group yet.
    is_last: bool,
}

impl Renderer<'_> {
    fn new(cx: &Cx) -> Renderer<'_> {
        Renderer { cx, out: String::new(), seen: Vec::new(), depth: 0, is_last: false }
    }

    fn emit(&mut self, text: &str) {
        self.emit_behind('|', text);
    }

    fn emit_behind(&mut self, margin: char, text: &str) {
        for line in text.split_inclusive('\n') {
            if self.depth > 0 {
                self.indent();
                self.out.push(margin);
                self.out.push(' ');
            }
            self.out.push_str(line);
        }
    }

    fn indent(&mut self) {
        self.out.extend(core::iter::repeat_n(' ', 2 * self.depth));
    }

    fn chain(&mut self, exc: Value<'_>) {
        self.seen.push(WeakWord::new(exc));
        let body = exc.expect::<Exception>();
        let fresh = |other: &Own, seen: &[WeakWord]| !seen.iter().any(|known| known.is(other.r()));
        if let Some(cause) = body.cause.get() {
            if fresh(&cause, &self.seen) {
                self.chain(cause.r());
                self.emit("\nThe above exception was the direct cause of the following exception:\n\n");
            }
        } else if let Some(context) = body.context.get().filter(|_| !body.suppress.get())
            && fresh(&context, &self.seen)
        {
            self.chain(context.r());
            self.emit("\nDuring handling of the above exception, another exception occurred:\n\n");
        }
        self.one(exc);
    }

    fn one(&mut self, exc: Value<'_>) {
        match crate::group::members(exc) {
            Some(_) if self.depth > DEEPEST_GROUP => {
                self.emit(&format!("... (max_group_depth is {DEEPEST_GROUP})\n"));
            }
            Some(members) => self.group(exc, members),
            None => {
                self.places('|', "Traceback", exc);
                self.emit(&last_lines(self.cx, exc));
            }
        }
    }

    /// Where the exception passed, if anywhere.
    fn places(&mut self, margin: char, title: &str, exc: Value<'_>) {
        let entries = exc.expect::<Exception>().traceback.read(Traceback::clone);
        if !entries.is_empty() {
            self.emit_behind(margin, &format!("{title} (most recent call last):\n"));
            self.emit(&render_entries(&entries));
        }
    }

    fn group(&mut self, exc: Value<'_>, members: &[Own]) {
        let is_outermost = self.depth == 0;
        self.depth += usize::from(is_outermost);
        self.places(if is_outermost { '+' } else { '|' }, "Exception Group Traceback", exc);
        self.emit(&last_lines(self.cx, exc));
        self.is_last = false;
        let shown = members.len().min(WIDEST_GROUP + 1);
        for (index, member) in members.iter().take(shown).enumerate() {
            self.is_last = index + 1 == shown;
            self.indent();
            let corner = if index == 0 { "+-" } else { "  " };
            let title = if index < WIDEST_GROUP { (index + 1).to_string() } else { "...".to_owned() };
            self.out.push_str(&format!("{corner}+---------------- {title} ----------------\n"));
            self.depth += 1;
            if index < WIDEST_GROUP {
                self.chain(member.r());
            } else {
                let more = members.len() - WIDEST_GROUP;
                self.emit(&format!("and {more} more exception{}\n", crate::args::plural(more)));
            }
            if index + 1 == shown && self.is_last {
                self.indent();
                self.out.push_str("+------------------------------------\n");
                self.is_last = false;
            }
            self.depth -= 1;
        }
        self.depth -= usize::from(is_outermost);
    }
}

/// What an exception says, and its notes.
fn last_lines(cx: &Cx, exc: Value<'_>) -> String {
    let mut out = last_line(cx, exc) + "\n";
    let notes = attributes(exc).and_then(|attributes| attributes.get(cx.intern("__notes__").r()));
    if let Some(notes) = notes.as_ref().and_then(|notes| notes.r().get::<List>()) {
        let notes: Vec<String> = notes.read(|notes| notes.iter().map(|note| crate::str::text_of(note.r())).collect());
        for line in notes.iter().flat_map(|note| note.split('\n')) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn render_entries(entries: &[Entry]) -> String {
    let mut out = String::new();
    let mut repeated = 0;
    let mut previous: Option<&Entry> = None;
    for entry in entries.iter().rev() {
        let same =
            previous.is_some_and(|other| core::ptr::eq(other.desc, entry.desc) && other.site.line == entry.site.line);
        if !same {
            note_repeated(repeated, &mut out);
            repeated = 0;
        }
        repeated += 1;
        previous = Some(entry);
        if repeated <= MOST_REPEATED {
            render_entry(entry, &mut out);
        }
    }
    note_repeated(repeated, &mut out);
    out
}

fn note_repeated(repeated: usize, out: &mut String) {
    if repeated > MOST_REPEATED {
        let more = repeated - MOST_REPEATED;
        out.push_str(&format!("  [Previous line repeated {more} more time{}]\n", crate::args::plural(more)));
    }
}

fn render_entry(entry: &Entry, out: &mut String) {
    if entry.is_hidden() {
        return;
    }
    let (path, name) = (crate::frame::path_of(entry.desc), crate::frame::name_of(entry.desc));
    let name = crate::str::text_of(name.r());
    out.push_str(&format!("  File \"{path}\", line {}, in {name}\n", entry.site.line));
    let Ok(source) = std::fs::read_to_string(path) else { return };
    let Some(line) = source.lines().nth(entry.site.line.saturating_sub(1) as usize) else { return };
    let text = line.trim();
    if text.is_empty() {
        return;
    }
    out.push_str(&format!("    {text}\n"));
    if let Some(carets) = carets(entry.site, line) {
        out.push_str(&format!("    {carets}\n"));
    }
}

/// The line of `^` under the part of the source that raised: none if it is the whole line.
fn carets(site: &Site, line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let (start, line_end) = (site.column as usize, line.trim_end().len());
    let end = if site.end_line == site.line { site.end_column as usize } else { line_end };
    if start < indent || end <= start || end > line.len() || (start == indent && end >= line_end) {
        return None;
    }
    let width = |text: &str| text.chars().count();
    Some(format!("{}{}", " ".repeat(width(line.get(indent..start)?)), "^".repeat(width(line.get(start..end)?))))
}

/// `ValueError: message`.
pub(crate) fn last_line(cx: &Cx, exc: Value<'_>) -> String {
    let class = class::class_of(cx, exc);
    let mut name = class.full_name();
    let module = crate::dict::get_str(class.dict(), cx.names.__module__.r()).map(|name| crate::str::text_of(name.r()));
    if let Some(module) = module.filter(|module| module != "__main__" && module != "builtins") {
        name = format!("{module}.{name}");
    }
    let message = crate::repr::str_text(cx, exc);
    match message {
        Ok(message) if message.is_empty() => name,
        Ok(message) => format!("{name}: {message}"),
        Err(_) => {
            drop(cx.raised.take());
            format!("{name}: <exception str() failed>")
        }
    }
}
