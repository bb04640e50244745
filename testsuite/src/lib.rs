//! What the tests are and how each is judged; `tests/suite.rs` only lists them to the test harness.
//!
//! A test is a Python file; the folder it is in says what is looked at (see [`cases`]). Comments in the file say what is
//! expected ([`expect`]), except in `run/`, where CPython is the oracle ([`oracle`]) and nothing needs to be written
//! down. [`tidy`] checks the repository itself.
//!
//! Nothing here depends on the compiler's crates: the compiler is a program that is run, as users run it.

pub mod cases;
pub mod check;
pub mod compiler;
pub mod expect;
pub mod oracle;
pub mod process;
pub mod tidy;

use compiler::Compiler;
use oracle::Oracle;
use std::path::{Path, PathBuf};

/// How a test ends: an error is the text to show.
pub type Verdict = Result<(), String>;

/// What every test may use.
#[derive(Debug)]
pub struct Context {
    /// The `testsuite` folder.
    pub root: PathBuf,
    /// CPython, in all versions found.
    pub oracle: Oracle,
    /// The compiler, once there is one.
    pub compiler: Option<Compiler>,
    /// Every configuration of every test (`NAJA_TEST_FULL`), or a sample of those beyond the first CPython.
    pub full: bool,
    /// Rewrite the expectations that are whole dumps (`BLESS`).
    pub bless: bool,
}

/// The Python files below `folder`, sorted, relative to it; none if it does not exist.
#[must_use]
pub fn python_files(folder: &Path) -> Vec<PathBuf> {
    files_below(folder).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "py")).collect()
}

/// Every file below `folder`, sorted, relative to it, without build products and hidden folders.
#[must_use]
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(current) = pending.pop() {
        for entry in std::fs::read_dir(&current).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let skipped = name == "target" || name == "__pycache__" || name.as_encoded_bytes().starts_with(b".");
            match path.is_dir() {
                true if !skipped => pending.push(path),
                true => {}
                false => files.push(path.strip_prefix(folder).unwrap_or(&path).to_path_buf()),
            }
        }
    }
    files.sort();
    files
}

/// Reads a test file.
///
/// # Errors
/// When it cannot be read or is not UTF-8.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}
