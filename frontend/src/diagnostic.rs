//! What the compiler tells its user: errors, warnings and notes with a code and a place.
//!
//! Every code is one row of `codes!`; codes are never reused. N01xx names and syntax, N02xx types, N03xx strict rules,
//! N04xx not supported yet. A stage that meets an error reports it and goes on, so that one run shows all.

use crate::source::Span;
use std::fmt;

/// Declares [`Code`]: one row per code.
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $number:literal;)*) => {
        /// The identity of a kind of diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// As shown: `N0203`.
            #[must_use]
            pub fn number(self) -> &'static str {
                match self { $(Code::$name => $number,)* }
            }

            /// One line on what it means.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),*).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// The text is not Python.
    Syntax = "N0101";
    /// The file cannot be decoded.
    Encoding = "N0102";
    /// The nesting is deeper than the compiler follows.
    TooDeep = "N0103";
    /// A name that nothing binds.
    UnknownName = "N0110";
    /// A name that may not be bound yet when it is read.
    PossiblyUnbound = "N0111";
    /// An import that cannot be found.
    UnknownModule = "N0112";
    /// A value of the wrong type is assigned.
    AssignmentType = "N0201";
    /// A value of the wrong type is returned.
    ReturnType = "N0202";
    /// An argument has the wrong type.
    ArgumentType = "N0203";
    /// The arguments of a call do not fit the parameters.
    ArgumentCount = "N0204";
    /// An attribute that the type does not have.
    UnknownAttribute = "N0205";
    /// An operator that the operands do not support.
    UnsupportedOperand = "N0206";
    /// A value that cannot be called.
    NotCallable = "N0207";
    /// A value that cannot be indexed.
    NotSubscriptable = "N0208";
    /// A value that cannot be iterated.
    NotIterable = "N0209";
    /// An element of the wrong type.
    ElementType = "N0210";
    /// An annotation that is no type.
    InvalidAnnotation = "N0211";
    /// Unpacking into the wrong number of targets.
    UnpackCount = "N0212";
    /// An override that does not fit the method it overrides.
    IncompatibleOverride = "N0213";
    /// A class is called that is abstract or a protocol.
    AbstractInstance = "N0214";
    /// Something final is assigned again, overridden or derived from.
    Final = "N0215";
    /// An attribute that cannot be assigned.
    ReadOnly = "N0216";
    /// A key that a `TypedDict` lacks or must have.
    TypedDictKey = "N0217";
    /// A value that cannot be awaited.
    NotAwaitable = "N0218";
    /// A class statement that contradicts itself or its bases.
    ClassDefinition = "N0219";
    /// A coroutine that is never awaited.
    UnusedCoroutine = "N0220";
    /// `reveal_type` shows a type.
    RevealedType = "N0290";
    /// A parameter or return type without annotation.
    MissingAnnotation = "N0301";
    /// A value of unknown type is used.
    ImplicitAny = "N0302";
    /// A path leaves the function without returning the declared type.
    MissingReturn = "N0303";
    /// An attribute that no path through `__init__` sets.
    UninitialisedAttribute = "N0304";
    /// `None` where the type does not allow it.
    OptionalAccess = "N0305";
    /// A construct that this version does not compile yet.
    Unsupported = "N0401";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information.
    Note,
    /// Certain to be wrong, but CPython would run it.
    Warning,
    /// Stops the build.
    Error,
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The main place.
    pub span: Span,
    /// Lower case, no full stop, code in backticks.
    pub message: String,
    /// Other places.
    pub labels: Vec<Label>,
    /// What to do next, if we know it.
    pub help: Option<String>,
}

/// The sink that stages report to.
#[derive(Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

/// Returned by [`Diagnostics::stop_on_errors`]: the errors are in the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("errors were reported")]
pub struct Stopped;

impl Diagnostics {
    /// Starts an error; finish it with [`Draft`]'s methods.
    pub fn error(&mut self, code: Code, span: Span) -> Draft<'_> {
        self.draft(code, Severity::Error, span)
    }

    /// Starts a warning.
    pub fn warning(&mut self, code: Code, span: Span) -> Draft<'_> {
        self.draft(code, Severity::Warning, span)
    }

    /// Starts a note.
    pub fn note(&mut self, code: Code, span: Span) -> Draft<'_> {
        self.draft(code, Severity::Note, span)
    }

    /// Starts a diagnostic of the given severity.
    pub fn draft(&mut self, code: Code, severity: Severity, span: Span) -> Draft<'_> {
        self.items.push(Diagnostic { code, severity, span, message: String::new(), labels: Vec::new(), help: None });
        Draft { diagnostic: self.items.last_mut().expect("just pushed") }
    }

    /// What was reported, by file and place.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut items: Vec<_> = self.items.iter().collect();
        items.sort_by_key(|item| (item.span, std::cmp::Reverse(item.severity), item.code));
        items
    }

    /// Adds what `other` has.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.items.append(&mut other.items);
    }

    /// Forgets what does not fulfil `keep`.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.items.retain(keep);
    }

    /// How many were reported with this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.severity == severity).count()
    }

    /// Ends the pipeline here if an error was reported.
    ///
    /// # Errors
    /// [`Stopped`] when at least one error is in the sink.
    pub fn stop_on_errors(&self) -> Result<(), Stopped> {
        if self.count(Severity::Error) > 0 { Err(Stopped) } else { Ok(()) }
    }
}

/// A diagnostic under construction.
#[derive(Debug)]
pub struct Draft<'a> {
    diagnostic: &'a mut Diagnostic,
}

impl Draft<'_> {
    /// Sets the message.
    pub fn message(self, text: impl Into<String>) -> Self {
        self.diagnostic.message = text.into();
        self
    }

    /// Adds a second place.
    pub fn label(self, span: Span, text: impl Into<String>) -> Self {
        self.diagnostic.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do next.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.diagnostic.help = Some(text.into());
        self
    }
}
