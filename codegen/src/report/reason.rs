//! The words: a row for each kind of work and of guard.

use super::about::{About, Subject};
use super::{Advice, Level, Remark};
use crate::mir::GuardKind;
use crate::passes::Obstacle;
use naja_frontend::source::Span;
use naja_rt_abi::work::Work;

/// The code of remarks on numbers that become objects.
pub(super) const BOX: &str = "box";
/// On what only exceptions lead to, or leads only to exceptions.
pub(super) const RARE: &str = "rare";
/// On work that is done by the runtime only where it cannot be done in line.
pub(super) const IN_LINE: &str = "in-line";
/// On operands of unknown type.
pub(super) const UNKNOWN: &str = "unknown-type";
/// On tests of classes.
pub(super) const CLASS: &str = "class";
/// On tests of integers.
pub(super) const OVERFLOW: &str = "overflow";

/// How a kind of work is told.
struct Row {
    level: Level,
    code: &'static str,
    /// How many of its operands must be known for it to be done without the runtime.
    asks: usize,
    /// How many of them are shown.
    shows: Shows,
    /// Why it is not faster, `{}` for what is shown.
    why: &'static str,
    /// What to do where something else wants to know what it gives.
    unknown: &'static str,
}

/// What of the operands is shown.
enum Shows {
    /// Nothing.
    None,
    /// How the first is written.
    Text,
    /// The type of the first.
    Type,
    /// The types of the first two.
    Types,
}

/// The row of a kind of work; `None` if there is nothing to tell.
#[rustfmt::skip]
fn row(work: Work) -> Option<Row> {
    use Level::{Generic, Guarded, Rare};
    use Shows::{None as Nothing, Text, Type, Types};
    let (level, code, asks, shows, why, unknown) = match work {
        Work::Operator => (Generic, "operator", 2, Types, "no machine code for this operator of {}", "assign it to an annotated variable"),
        Work::Membership => (Generic, "membership", 1, Type, "`in` asks {} through the runtime", ""),
        Work::Attribute => (Generic, "attribute", 1, Type, "attribute of {}: looked for when it runs", "annotate the attribute in its class"),
        Work::Subscript => (Generic, "subscript", 2, Type, "subscript of {}: done by the runtime", "annotate the container with its elements, as in `list[float]`"),
        Work::Call => (Generic, "call", 0, Text, "call of {} through Python's protocol", "annotate what the called function returns"),
        Work::Method => (Generic, "method", 1, Type, "method of {}: called through the runtime", "assign it to an annotated variable"),
        Work::Iteration => (Generic, "iteration", 1, Type, "items of {}: from an iterator", "annotate the container with its elements, as in `list[float]`"),
        Work::Unpack => (Generic, "unpacking", 1, Type, "{}: taken apart by the runtime", "annotate what is taken apart, as in `tuple[int, float]`"),
        Work::Container => (Generic, "container", 0, Type, "{}: changed by the runtime", ""),
        Work::Make => (Generic, "object", 0, Nothing, "makes an object", ""),
        Work::Box => (Generic, BOX, 0, Nothing, "a machine number becomes an object", ""),
        Work::Text => (Generic, "text", 0, Nothing, "text is made by the runtime", ""),
        Work::Variable => (Guarded, "variable", 0, Nothing, "looked up as a variable of a module or closure", "annotate the variable where it is bound"),
        Work::Store => (Generic, "store", 0, Nothing, "variable of a module or class, kept in a dictionary", ""),
        Work::Import => (Generic, "import", 0, Nothing, "import", "annotate the variable that it is assigned to"),
        Work::Exception => (Rare, "exception", 0, Nothing, "exceptions are raised and caught by the runtime", ""),
        Work::Context => (Generic, "context", 0, Type, "`with` calls methods of {}", ""),
        Work::Await => (Generic, "await", 0, Nothing, "waits through the runtime", "assign it to an annotated variable"),
        Work::Match => (Generic, "pattern", 1, Type, "pattern tried on {} by the runtime", "assign it to an annotated variable"),
        Work::Law => (Guarded, "boundary", 0, Nothing, "value of unknown type: checked at the boundary", ""),
        Work::Upkeep => return None,
    };
    Some(Row { level, code, asks, shows, why, unknown })
}

/// What is to be told of work that the runtime does.
pub(super) fn of_work(work: Work, span: Span, about: &About<'_>, is_general: bool) -> Option<Remark> {
    let row = row(work)?;
    let subjects = about.subjects(work, span);
    let asked = &subjects[..row.asks.min(subjects.len())];
    let is_known = !asked.is_empty() && asked.iter().all(Subject::is_machine);
    let shared = asked.iter().find(|subject| subject.made_by == Some(Work::Variable)).filter(|_| is_known);
    let unknown = asked.iter().find(|subject| subject.ty.is_none());
    let named = unknown.and_then(|subject| Some((subject, subject.text.as_deref()?)));
    let (code, advice) = match named {
        Some((subject, text)) => (UNKNOWN, unknown_type(subject, text)),
        None if is_known && is_general => ("general", advice("the general version works on objects", None)),
        None if shared.is_some() => {
            ("shared", advice(SHARED, Some("work on a local variable, and assign it at the end")))
        }
        None => (row.code, known(&row, &subjects)),
    };
    let subject = named.and_then(|(subject, _)| subject.span);
    Some(Remark { span, subject, level: row.level, code, advice })
}

/// Why what closures share is slow.
const SHARED: &str = "an object, as all that functions share";

fn unknown_type(subject: &Subject, text: &str) -> Advice {
    let why = format!("the type of {} is not known", quoted(text));
    let made_by = subject.made_by.and_then(row).map(|row| row.unknown).filter(|help| !help.is_empty());
    let help = match (subject.is_unannotated, subject.is_variable) {
        (true, _) => Some(format!("annotate the parameter `{text}`")),
        (false, true) => Some(format!("declare the type of `{text}`")),
        (false, false) => made_by.map(str::to_owned),
    };
    Advice { why, help }
}

fn known(row: &Row, subjects: &[Subject]) -> Advice {
    let types = |count: usize| {
        let types = subjects.iter().take(count);
        let types = types.map(|subject| subject.ty.as_deref().map_or("an object of unknown type".to_owned(), quoted));
        types.collect::<Vec<_>>().join(" and ")
    };
    let shown = match row.shows {
        Shows::None => String::new(),
        Shows::Text => {
            let text = subjects.first().and_then(|subject| subject.text.as_deref());
            text.map_or("an object".to_owned(), quoted)
        }
        Shows::Type => types(1),
        Shows::Types => types(2),
    };
    let mut mixed = subjects.iter().take(row.asks).filter(|subject| subject.is_mixed());
    let help = mixed.find_map(|subject| Some(format!("let `{}` have one type", subject.text.as_deref()?)));
    let shown = if shown.is_empty() { "objects" } else { &shown };
    Advice { why: row.why.replace("{}", shown), help }
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

/// What is to be told of work that the runtime does only where what fast code knows does not hold.
pub(super) fn beside(work: Work, span: Span) -> Option<Remark> {
    let row = row(work)?;
    let why = match work {
        Work::Iteration => "counted through if it is a builtin that allows it, else by an iterator",
        _ => "done in line, else by the runtime",
    };
    Some(tested(span, row.level.min(Level::Guarded), IN_LINE, why.to_owned()))
}

/// What is to be told of a guard; nothing of those that each loop and call has.
pub(super) fn of_guard(kind: GuardKind, span: Span, about: &About<'_>) -> Option<Remark> {
    let (code, why) = match kind {
        GuardKind::Class => match about.type_at(span) {
            Some(ty) => (CLASS, format!("must be {}", quoted(ty))),
            None => (CLASS, "must be what the types say".to_owned()),
        },
        GuardKind::Fits => (OVERFLOW, "must fit 64 bits".to_owned()),
        GuardKind::InBounds => ("bounds", "must be within bounds".to_owned()),
        GuardKind::Bound => ("bound", "must be bound".to_owned()),
        GuardKind::SameGlobal => ("global", "must be unchanged".to_owned()),
        GuardKind::Usual => ("usual", "must be as usual".to_owned()),
        GuardKind::Quiet => return None,
    };
    Some(tested(span, Level::Guarded, code, why))
}

/// What is to be told of float arithmetic that raises.
pub(super) fn raises(span: Span) -> Remark {
    tested(span, Level::Guarded, "raises", "must not raise".to_owned())
}

/// What is to be told of work on the way of an exception.
pub(super) fn rare(work: Work, span: Span) -> Option<Remark> {
    row(work).map(|_| tested(span, Level::Rare, RARE, "raises an exception or handles one".to_owned()))
}

/// What is to be told of work before which fast code leaves.
pub(super) fn left(span: Span) -> Remark {
    tested(span, Level::Rare, "left", "not reached by fast code, which leaves before".to_owned())
}

fn tested(span: Span, level: Level, code: &'static str, why: String) -> Remark {
    Remark { span, subject: None, level, code, advice: Advice { why, help: None } }
}

/// Why a function has no fast version.
pub(super) fn obstacle(obstacle: Obstacle) -> Advice {
    let (why, help) = match obstacle {
        Obstacle::RunsOnce => ("runs once", Some("move its loops into functions")),
        Obstacle::Awaits => ("it waits for others", Some("compute in functions that do not await")),
        Obstacle::LooksAtLocals => (
            "it may look at its variables by name",
            Some("call `locals()`, `eval()` and the like in functions of their own"),
        ),
        Obstacle::TooLong => ("it is too long", Some("split it")),
    };
    advice(why, help)
}

fn advice(why: &str, help: Option<&str>) -> Advice {
    Advice { why: why.to_owned(), help: help.map(str::to_owned) }
}
