//! Diagnostics as text for people, for editors, and for programs.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{FileId, LineColumn, Sources, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source lines; in colour only when asked for.
    Full {
        /// Whether the output understands ANSI colours.
        color: bool,
    },
    /// `path:line:column: error: message [code]`, one line each.
    Concise,
    /// One JSON object a line.
    Json,
}

/// Shows the diagnostics in the order given. Lines and columns are one-based; columns count characters.
#[must_use]
pub fn render(diagnostics: &[&Diagnostic], sources: &Sources, format: Format) -> String {
    let show = |diagnostic: &&Diagnostic| match format {
        Format::Full { color } => full(diagnostic, sources, color),
        Format::Concise => concise(diagnostic, sources),
        Format::Json => json(diagnostic, sources),
    };
    diagnostics.iter().map(show).collect()
}

fn full(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let title = level(diagnostic.severity).primary_title(&diagnostic.message).id(diagnostic.code.number());
    let mut group = Group::with_title(title);
    for file in files(diagnostic) {
        group = group.element(snippet(diagnostic, sources, file));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n\n"
}

/// The files that a diagnostic points into, its own first.
fn files(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files = vec![diagnostic.span.file];
    for label in &diagnostic.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    id: FileId,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.file(id);
    let range = |span: Span| span.start as usize..span.end as usize;
    let labels = diagnostic.labels.iter().filter(|label| label.span.file == id);
    let primary = (diagnostic.span.file == id).then(|| AnnotationKind::Primary.span(range(diagnostic.span)));
    Snippet::source(file.text.as_str())
        .path(file.path.to_string_lossy())
        .annotations(primary)
        .annotations(labels.map(|label| AnnotationKind::Context.span(range(label.span)).label(&label.text)))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn concise(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let path = sources.file(diagnostic.span.file).path.display();
    let (line, column) = shown(sources, diagnostic.span.file, sources.start(diagnostic.span));
    let Diagnostic { severity, message, code, .. } = diagnostic;
    format!("{path}:{line}:{column}: {}: {message} [{code}]\n", word(*severity))
}

/// The one-based line, and the one-based column in characters.
fn shown(sources: &Sources, file: FileId, place: LineColumn) -> (u32, usize) {
    let line = sources.file(file).line(place.line);
    let column = (place.column as usize).min(line.len());
    (place.line, line[..column].chars().count() + 1)
}

fn json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let label = |Label { span, text }: &Label| format!("{{{},\"text\":{}}}", json_place(sources, *span), quote(text));
    let labels: Vec<_> = diagnostic.labels.iter().map(label).collect();
    format!(
        "{{\"code\":{},\"severity\":{},{},\"message\":{},\"labels\":[{}],\"help\":{}}}\n",
        quote(diagnostic.code.number()),
        quote(word(diagnostic.severity)),
        json_place(sources, diagnostic.span),
        quote(&diagnostic.message),
        labels.join(","),
        diagnostic.help.as_deref().map_or("null".into(), quote),
    )
}

fn json_place(sources: &Sources, span: Span) -> String {
    let path = sources.file(span.file).path.to_string_lossy();
    let (line, column) = shown(sources, span.file, sources.start(span));
    let (end_line, end_column) = shown(sources, span.file, sources.end(span));
    format!(
        "\"path\":{},\"line\":{line},\"column\":{column},\"end_line\":{end_line},\"end_column\":{end_column}",
        quote(&path)
    )
}

/// A JSON string.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            control if control < ' ' => quoted += &format!("\\u{:04x}", u32::from(control)),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::{Format, render};
    use crate::diagnostic::{Code, Diagnostics};
    use crate::source::{File, Sources, Span};

    fn check(format: Format, expected: &str) {
        let mut sources = Sources::default();
        let text = "é = f(1)\ndef f(x): pass\n";
        let file = sources.add(File::new("dir/a.py".into(), "a".into(), false, text.into()));
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error(Code::ArgumentType, Span { file, start: 7, end: 8 })
            .message("expected `str`, found \"1\"")
            .label(Span { file, start: 16, end: 17 }, "declared here")
            .help("convert it");
        assert_eq!(render(&diagnostics.sorted(), &sources, format), expected);
    }

    #[test]
    fn shows_source_lines() {
        let expected = "\
error[N0203]: expected `str`, found \"1\"
 --> dir/a.py:1:7
  |
1 | é = f(1)
  |       ^
2 | def f(x): pass
  |       - declared here
  |
  = help: convert it

";
        check(Format::Full { color: false }, expected);
    }

    #[test]
    fn is_concise() {
        check(Format::Concise, "dir/a.py:1:7: error: expected `str`, found \"1\" [N0203]\n");
    }

    #[test]
    fn writes_json() {
        let expected = concat!(
            r#"{"code":"N0203","severity":"error","path":"dir/a.py","line":1,"column":7,"end_line":1,"end_column":8,"#,
            r#""message":"expected `str`, found \"1\"","labels":[{"path":"dir/a.py","line":2,"column":7,"end_line":2,"#,
            r#""end_column":8,"text":"declared here"}],"help":"convert it"}"#,
            "\n"
        );
        check(Format::Json, expected);
    }
}
