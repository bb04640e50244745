//! What the outside world does to the command.

use std::path::PathBuf;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The diagnostics say it.
    #[error("errors were reported")]
    Reported,
    /// A source cannot be read.
    #[error(transparent)]
    Source(#[from] naja_frontend::source::Error),
    /// Emitting or linking failed.
    #[error(transparent)]
    Codegen(#[from] naja_codegen::Error),
    /// The interpreter is missing, or not one that naja builds for.
    #[error("{0}")]
    Python(String),
    /// A project cannot be built as its `pyproject.toml` and its files are.
    #[error("{0}")]
    Project(String),
    /// The command line asks for what cannot be.
    #[error("{0}")]
    Usage(String),
    /// A file of ours cannot be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    /// The exit status: 1 for errors of the user's program or machine, 2 for wrong usage.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Error::Usage(_) => 2,
            Error::Reported
            | Error::Source(_)
            | Error::Codegen(_)
            | Error::Python(_)
            | Error::Project(_)
            | Error::Write { .. } => 1,
        }
    }
}

impl From<naja_frontend::diagnostic::Stopped> for Error {
    fn from(_: naja_frontend::diagnostic::Stopped) -> Self {
        Error::Reported
    }
}
