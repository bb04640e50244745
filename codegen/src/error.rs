//! What the outside world does to codegen.

use std::path::PathBuf;

/// Why no artifact was made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no linker.
    #[error("no linker was found: install `lld` or a C compiler")]
    NoLinker,
    /// There is no C compiler.
    #[error("no C compiler was found to link an executable with: install `cc`")]
    NoCompiler,
    /// The linker cannot be started.
    #[error("cannot start `{linker}`: {source}")]
    Start {
        /// The linker.
        linker: String,
        /// Why.
        source: std::io::Error,
    },
    /// The linker failed.
    #[error("cannot link `{output}`: `{linker}` exited with {status}\n{message}")]
    Link {
        /// What was to be made.
        output: PathBuf,
        /// The linker.
        linker: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// What it said.
        message: String,
    },
}
