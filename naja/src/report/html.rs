//! The report as a page that needs nothing else: the sources, coloured; a click on a line says why.

use super::{Counts, is_shown, sentence};
use naja_codegen::report::{Function, Level, Line, Module, Report};
use naja_frontend::source::Sources;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = "
body { font: 14px/1.5 sans-serif; margin: 2em; color: #222; background: #fff }
pre, summary, .line { font: 13px/1.5 monospace; white-space: pre; margin: 0 }
summary { cursor: pointer; list-style: none } summary::-webkit-details-marker { display: none }
h2 { margin: 2em 0 .3em } ul { margin: 0 0 .4em 6em; white-space: normal } table { border-collapse: collapse }
td, th { padding: .1em .8em; text-align: right } td:first-child, th:first-child { text-align: left }
.rare { background: #eee } .guarded { background: #fff3c4 } .generic { background: #ffd0c8 } .hot { background: #ff9a8a }
.n { color: #888 } .note { color: #555 }
";

/// The page.
pub(crate) fn html(report: &Report, sources: &Sources) -> String {
    let title = report.modules.first().map_or("nothing", |module| module.name.as_str());
    let mut page = Page { sources, out: String::new() };
    page.put(&format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{}: naja report</title>\n<style>{STYLE}</style>\n",
        escaped(title)
    ));
    page.put(
        "<p>What became of each line: fast, <span class=\"rare\">rare</span>, <span class=\"guarded\">guarded</span>, \
         <span class=\"generic\">generic</span>, <span class=\"hot\">generic in a loop</span>. A click on a coloured line says why.</p>\n",
    );
    page.table(report);
    report.modules.iter().for_each(|module| page.module(module));
    page.put("</html>\n");
    page.out
}

struct Page<'a> {
    sources: &'a Sources,
    out: String,
}

impl Page<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn table(&mut self, report: &Report) {
        self.put("<table>\n<tr><th>module<th>lines");
        Level::ALL.iter().for_each(|level| self.put(&format!("<th>{}", level.name())));
        self.put("<th>generic in loops\n");
        for module in &report.modules {
            let counts = Counts::of(&module.functions);
            let name = escaped(&module.name);
            let _ = write!(self.out, "<tr><td><a href=\"#{name}\">{name}</a><td>{}", counts.sum());
            counts.levels.iter().for_each(|count| self.put(&format!("<td>{count}")));
            let _ = writeln!(self.out, "<td>{}", counts.hot);
        }
        self.put("</table>\n");
    }

    fn module(&mut self, module: &Module) {
        let file = self.sources.file(module.file);
        let name = escaped(&module.name);
        let _ = writeln!(self.out, "<h2 id=\"{name}\">{}</h2>", escaped(&file.path.to_string_lossy()));
        let lines = lines(module);
        let shown = module.functions.iter().filter(|function| is_shown(function));
        let functions: BTreeMap<u32, &Function> = shown.map(|it| (it.line, it)).collect();
        let end = u32::try_from(file.text.len()).expect("files are below 4 GiB");
        for number in 1..=file.line_column(end).line {
            let text = file.line(number);
            let head = functions.get(&number).filter(|_| !lines.contains_key(&number));
            match (lines.get(&number), head) {
                (Some(lines), _) => self.line(number, text, lines),
                (None, Some(function)) => self.head(number, text, function),
                (None, None) => self.plain(number, text),
            }
        }
    }

    fn plain(&mut self, number: u32, text: &str) {
        let _ = writeln!(self.out, "<div class=\"line\">{}</div>", numbered(number, text));
    }

    /// The line where a function begins.
    fn head(&mut self, number: u32, text: &str, function: &Function) {
        let mut notes = vec![format!("{}; versions: {}", Counts::of([function]).shown(), function.versions.join(", "))];
        notes.extend(
            function.obstacle.iter().map(|it| format!("no fast version: {}", sentence(&it.why, it.help.as_deref()))),
        );
        self.details("line", &numbered(number, text), &notes);
    }

    fn line(&mut self, number: u32, text: &str, lines: &[&Line]) {
        let level = lines.iter().map(|line| line.level).max().unwrap_or(Level::Fast);
        let is_hot = lines.iter().any(|line| line.level == Level::Generic && line.depth > 0);
        let class = if is_hot { "hot" } else { level.name() };
        let mut notes: Vec<String> = vec![];
        for remark in lines.iter().flat_map(|line| &line.remarks) {
            let place = self.sources.text(remark.span).lines().next().unwrap_or_default();
            let note = format!("`{place}`: {}", sentence(&remark.advice.why, remark.advice.help.as_deref()));
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        match notes.is_empty() {
            true => self.plain(number, text),
            false => self.details(class, &numbered(number, text), &notes),
        }
    }

    fn details(&mut self, class: &str, line: &str, notes: &[String]) {
        let _ = write!(self.out, "<details><summary class=\"{class}\">{line}</summary><ul class=\"note\">");
        notes.iter().for_each(|note| self.put(&format!("<li>{}", escaped(note))));
        self.put("</ul></details>\n");
    }
}

/// What is known of each line: of several functions, where one is in the line of another.
fn lines(module: &Module) -> BTreeMap<u32, Vec<&Line>> {
    let mut lines: BTreeMap<u32, Vec<&Line>> = BTreeMap::new();
    for line in module.functions.iter().flat_map(|function| &function.lines) {
        lines.entry(line.number).or_default().push(line);
    }
    lines
}

fn numbered(number: u32, text: &str) -> String {
    format!("<span class=\"n\">{number:>5} </span>{}", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
