//! Tracebacks: where an exception passed, and how CPython prints that.

use crate::class;
use crate::context::Cx;
use crate::descriptor::GetSetRow;
use crate::exception::Exception;
use crate::instance::attributes;
use crate::object::{Body, BodyKind, Kind, List, ListLike, Own, Value, WeakWord, module_of, module_path};
use naja_rt_abi::layout::{FunctionDesc, Site};

/// A place an exception passed.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The function.
    pub(crate) desc: &'static FunctionDesc,
    /// The place in it.
    pub(crate) site: &'static Site,
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

/// Attributes of tracebacks.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("tb_lineno", |_, value| {
        let entries = &value.expect::<TracebackObject>().0;
        Ok(entries.last().map_or_else(Own::none, |entry| Own::int(entry.site.line.into())))
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

/// An exception as CPython prints it when nothing catches it.
pub(crate) fn render(cx: &Cx, exc: Value<'_>) -> String {
    let mut out = String::new();
    render_chain(cx, exc, &mut Vec::new(), &mut out);
    out
}

fn render_chain(cx: &Cx, exc: Value<'_>, seen: &mut Vec<WeakWord>, out: &mut String) {
    seen.push(WeakWord::new(exc));
    let body = exc.expect::<Exception>();
    let fresh = |other: &Own, seen: &[WeakWord]| !seen.iter().any(|known| known.is(other.r()));
    if let Some(cause) = body.cause.get() {
        if fresh(&cause, seen) {
            render_chain(cx, cause.r(), seen, out);
            out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
        }
    } else if let Some(context) = body.context.get().filter(|_| !body.suppress.get())
        && fresh(&context, seen)
    {
        render_chain(cx, context.r(), seen, out);
        out.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
    }
    render_one(cx, exc, out);
}

/// An exception as [`render`] shows it, without those it came from if `chain` is false; without a value only its last line.
pub(crate) fn text(cx: &Cx, exc: Value<'_>, chain: Option<bool>) -> String {
    match chain {
        Some(true) => render(cx, exc),
        Some(false) => {
            let mut out = String::new();
            render_one(cx, exc, &mut out);
            out
        }
        None => last_line(cx, exc) + "\n",
    }
}

fn render_one(cx: &Cx, exc: Value<'_>, out: &mut String) {
    let entries = exc.expect::<Exception>().traceback.read(Traceback::clone);
    if !entries.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
        render_entries(&entries, out);
    }
    out.push_str(&last_line(cx, exc));
    out.push('\n');
    let notes = attributes(exc).and_then(|attributes| attributes.get(cx.intern("__notes__").r()));
    if let Some(notes) = notes.as_ref().and_then(|notes| notes.r().get::<List>()) {
        let notes: Vec<String> = notes.read(|notes| notes.iter().map(|note| crate::str::text_of(note.r())).collect());
        for line in notes.iter().flat_map(|note| note.split('\n')) {
            out.push_str(line);
            out.push('\n');
        }
    }
}

fn render_entries(entries: &[Entry], out: &mut String) {
    let mut repeated = 0;
    let mut previous: Option<&Entry> = None;
    for entry in entries.iter().rev() {
        let same =
            previous.is_some_and(|other| core::ptr::eq(other.desc, entry.desc) && other.site.line == entry.site.line);
        if !same {
            note_repeated(repeated, out);
            repeated = 0;
        }
        repeated += 1;
        previous = Some(entry);
        if repeated <= MOST_REPEATED {
            render_entry(entry, out);
        }
    }
    note_repeated(repeated, out);
}

fn note_repeated(repeated: usize, out: &mut String) {
    if repeated > MOST_REPEATED {
        let more = repeated - MOST_REPEATED;
        out.push_str(&format!("  [Previous line repeated {more} more time{}]\n", crate::args::plural(more)));
    }
}

fn render_entry(entry: &Entry, out: &mut String) {
    let path = module_path(module_of(entry.desc));
    // What stands for a module that CPython has in C.
    if path.starts_with('<') {
        return;
    }
    let name = crate::function::constant(entry.desc, entry.desc.name);
    let name = name.map_or_else(|| "<module>".to_owned(), |name| crate::str::text_of(name.r()));
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
