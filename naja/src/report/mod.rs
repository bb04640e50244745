//! A report as people and programs read it: a listing, lines for editors, JSON, a page.

mod html;
mod json;
mod listing;
#[cfg(test)]
mod tests;

pub(crate) use html::html;
pub(crate) use json::json;
pub(crate) use listing::{concise, full};

use naja_codegen::report::{Function, Level, Line, Module, Remark};
use naja_frontend::source::{Sources, Span};

/// How many lines are of each level, in the order of [`Level::ALL`], and how many general ones are in loops.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    levels: [usize; Level::ALL.len()],
    hot: usize,
}

impl Counts {
    fn of<'a>(functions: impl IntoIterator<Item = &'a Function>) -> Counts {
        let mut counts = Counts::default();
        for function in functions {
            for (count, level) in counts.levels.iter_mut().zip(Level::ALL) {
                *count += function.count(level);
            }
            counts.hot += function.lines.iter().filter(|line| line.level == Level::Generic && line.depth > 0).count();
        }
        counts
    }

    fn sum(self) -> usize {
        self.levels.iter().sum()
    }

    /// `12 lines: 9 fast, 3 generic`.
    fn shown(self) -> String {
        let parts = Level::ALL.iter().zip(self.levels).filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts.map(|(level, count)| format!("{count} {}", level.name())).collect();
        match self.sum() {
            0 => "no lines that run more than once".to_owned(),
            1 => format!("1 line: {}", parts.join(", ")),
            lines => format!("{lines} lines: {}", parts.join(", ")),
        }
    }
}

/// Whether there is anything to say of a function: the body of a module or class without loops says nothing.
fn is_shown(function: &Function) -> bool {
    !function.lines.is_empty()
}

/// The general remarks of a module, those in the innermost loops first.
fn hottest(module: &Module) -> Vec<(&Line, &Remark)> {
    let lines = module.functions.iter().flat_map(|function| &function.lines);
    let remarks = lines.flat_map(|line| line.remarks.iter().map(move |remark| (line, remark)));
    let mut found: Vec<_> = remarks.filter(|(_, remark)| remark.level == Level::Generic).collect();
    found.sort_by_key(|(line, remark)| (std::cmp::Reverse(line.depth), remark.span));
    found
}

/// The reason, and what to do.
fn sentence(why: &str, help: Option<&str>) -> String {
    help.map_or_else(|| why.to_owned(), |help| format!("{why}: {help}"))
}

/// The one-based column, in characters.
fn column(sources: &Sources, span: Span) -> usize {
    let start = sources.start(span);
    let line = sources.file(span.file).line(start.line);
    line[..(start.column as usize).min(line.len())].chars().count() + 1
}
