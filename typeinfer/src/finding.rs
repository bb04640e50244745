//! Something wrong that inference met: kept until the checker decides what to tell.

use naja_frontend::diagnostic::{Code, Label};
use naja_frontend::source::Span;

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) labels: Vec<Label>,
    pub(crate) help: Option<String>,
    /// Whether it follows from what the program declares, rather than from what was read off its assignments: only then is
    /// it told when types are hints.
    pub(crate) certain: bool,
}

impl Finding {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Finding {
        Finding { code, span, message: message.into(), labels: Vec::new(), help: None, certain: true }
    }

    pub(crate) fn certain(mut self, certain: bool) -> Finding {
        self.certain = certain;
        self
    }

    pub(crate) fn help(mut self, text: impl Into<String>) -> Finding {
        self.help = Some(text.into());
        self
    }

    pub(crate) fn label(mut self, span: Option<Span>, text: impl Into<String>) -> Finding {
        self.labels.extend(span.map(|span| Label { span, text: text.into() }));
        self
    }
}
