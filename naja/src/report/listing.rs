//! The listing: each function with its lines, marked, and below them why; or one reason a line.

use super::{Counts, column, hottest, is_shown, sentence};
use naja_codegen::report::{Function, Level, Line, Module, Remark, Report};
use naja_frontend::source::{Sources, Span};
use std::fmt::Write as _;

/// The marks of lines, and their colours on a terminal.
fn mark(level: Level) -> (char, &'static str) {
    match level {
        Level::Fast => (' ', ""),
        Level::Rare => ('-', "\x1b[2m"),
        Level::Guarded => ('~', "\x1b[33m"),
        Level::Generic => ('!', "\x1b[1;31m"),
    }
}

const BOLD: &str = "\x1b[1m";

/// How many places are named at the top.
const FIRST: usize = 5;

/// How text is put on lines.
struct Printer<'a> {
    sources: &'a Sources,
    color: bool,
    out: String,
}

/// Every function, line by line.
pub(crate) fn full(report: &Report, sources: &Sources, color: bool) -> String {
    let mut printer = Printer { sources, color, out: String::new() };
    report.modules.iter().for_each(|module| printer.module(module));
    printer.legend();
    if report.modules.len() > 1 {
        printer.table(report);
    }
    printer.out
}

impl Printer<'_> {
    fn module(&mut self, module: &Module) {
        let path = self.sources.file(module.file).path.display().to_string();
        let counts = Counts::of(&module.functions);
        self.line(BOLD, &format!("{path}: {}", counts.shown()));
        self.first(module);
        self.out.push('\n');
        module
            .functions
            .iter()
            .filter(|function| is_shown(function))
            .for_each(|function| self.function(module, function));
    }

    /// The places that cost most.
    fn first(&mut self, module: &Module) {
        let hot: Vec<_> = hottest(module).into_iter().filter(|(line, _)| line.depth > 0).collect();
        for (line, remark) in hot.iter().take(FIRST) {
            let advice = sentence(&remark.advice.why, remark.advice.help.as_deref());
            let loops = if line.depth == 1 { "in a loop".to_owned() } else { format!("in {} loops", line.depth) };
            self.line("", &format!("  look at line {}, {loops}: {advice}", line.number));
        }
        if hot.len() > FIRST {
            self.line("", &format!("  and {} more in loops", hot.len() - FIRST));
        }
    }

    fn function(&mut self, module: &Module, function: &Function) {
        let versions = function.versions.join(", ");
        let Function { qualname, line, .. } = function;
        self.line(BOLD, &format!("{qualname}, line {line}: {}; versions: {versions}", Counts::of([function]).shown()));
        if let Some(advice) = &function.obstacle {
            self.line("", &format!("no fast version: {}", sentence(&advice.why, advice.help.as_deref())));
        }
        for line in &function.lines {
            self.source(module, line);
        }
        self.out.push('\n');
    }

    fn source(&mut self, module: &Module, line: &Line) {
        let (mark, color) = mark(line.level);
        let text = self.sources.file(module.file).line(line.number).to_owned();
        self.line(color, &format!("{mark} {:>5} | {text}", line.number));
        for remark in line.remarks.iter().filter(|remark| remark.level == Level::Generic) {
            self.remark(remark, color);
        }
        // A general line has worse to say.
        if line.level != Level::Generic && !line.remarks.is_empty() {
            let indent = " ".repeat(text.len() - text.trim_start().len());
            self.line(color, &format!("{:>7} | {indent}{}", "", self.tests(&line.remarks)));
        }
    }

    /// ``a.x`, `b.x` must be `float`; …``
    fn tests(&self, remarks: &[Remark]) -> String {
        let mut kinds: Vec<(&str, Vec<String>)> = vec![];
        for remark in remarks {
            // A statement goes without saying, and so does a part of what is named.
            let is_around = |it: &Remark| {
                it.advice.why == remark.advice.why && it.span != remark.span && contains(it.span, remark.span)
            };
            let place = self.sources.text(remark.span);
            let place =
                if place.contains("\n") || remark.level == Level::Rare { String::new() } else { format!("`{place}`") };
            if remarks.iter().any(is_around) {
                continue;
            }
            match kinds.iter_mut().find(|(why, _)| *why == remark.advice.why) {
                Some((_, places)) if places.contains(&place) => {}
                Some((_, places)) => places.push(place),
                None => kinds.push((&remark.advice.why, vec![place])),
            }
        }
        let kinds = kinds.iter().map(|(why, places)| format!("{} {why}", places.join(", ")).trim().to_owned());
        kinds.collect::<Vec<_>>().join("; ")
    }

    fn remark(&mut self, remark: &Remark, color: &str) {
        let (start, end) = (self.sources.start(remark.span), self.sources.end(remark.span));
        let column = column(self.sources, remark.span);
        let text = self.sources.text(remark.span).lines().next().unwrap_or_default().trim_end();
        let width =
            if start.line == end.line { self.sources.text(remark.span).chars().count() } else { text.chars().count() };
        let (before, carets) = (" ".repeat(column - 1), "^".repeat(width.max(1)));
        self.line(color, &format!("{:>7} | {before}{carets} {}", "", remark.advice.why));
        if let Some(help) = &remark.advice.help {
            self.line("", &format!("{:>7} | {before}{} help: {help}", "", " ".repeat(width.max(1))));
        }
    }

    fn legend(&mut self) {
        let marks = Level::ALL.map(|level| format!("`{}` {}", mark(level).0, level.name()));
        self.line("", &format!("marks: {}", marks.join(", ")));
    }

    fn table(&mut self, report: &Report) {
        let width =
            report.modules.iter().map(|module| module.name.chars().count()).max().unwrap_or(0).max("module".len());
        let mut row = |name: &str, numbers: [String; 6]| {
            let numbers: String = numbers.iter().map(|number| format!("{number:>9}")).collect();
            self.line("", &format!("{name:<width$}{numbers}"));
        };
        let [fast, rare, guarded, generic] = Level::ALL.map(|level| level.name().to_owned());
        row("module", ["lines".to_owned(), fast, rare, guarded, generic, "in loops".to_owned()]);
        let numbers = |counts: Counts| {
            let [fast, rare, guarded, generic] = counts.levels;
            [counts.sum(), fast, rare, guarded, generic, counts.hot].map(|number| number.to_string())
        };
        for module in &report.modules {
            row(&module.name, numbers(Counts::of(&module.functions)));
        }
        row("all", numbers(Counts::of(report.modules.iter().flat_map(|module| &module.functions))));
    }

    fn line(&mut self, color: &str, text: &str) {
        let text = text.trim_end();
        let _ = match self.color && !color.is_empty() {
            true => writeln!(self.out, "{color}{text}\x1b[0m"),
            false => writeln!(self.out, "{text}"),
        };
    }
}

/// Whether a place lies in another.
fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// `path:line:column: generic: why: help [code]`, the innermost loops first.
pub(crate) fn concise(report: &Report, sources: &Sources) -> String {
    let mut out = String::new();
    for module in &report.modules {
        let path = sources.file(module.file).path.display();
        for (line, remark) in hottest(module) {
            let advice = sentence(&remark.advice.why, remark.advice.help.as_deref());
            let (number, column) = (line.number, column(sources, remark.span));
            let _ = writeln!(out, "{path}:{number}:{column}: {}: {advice} [{}]", remark.level.name(), remark.code);
        }
    }
    out
}
