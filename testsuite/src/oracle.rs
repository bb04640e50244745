//! CPython, which decides what is right.
//!
//! What a program does under one interpreter does not change, so its result is kept under the build folder, by the
//! content of the program and the interpreter's version.

use crate::process::{self, End, Finished};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The minor versions that naja compiles for, the first being the default of the tests.
pub const MINORS: [u32; 3] = [11, 12, 13];

/// One interpreter.
#[derive(Debug, Clone)]
pub struct Python {
    /// The program.
    pub path: PathBuf,
    /// 12 of 3.12.
    pub minor: u32,
    /// The whole of `sys.version`.
    version: String,
}

/// The interpreters found, and where their answers are kept.
#[derive(Debug)]
pub struct Oracle {
    /// One of each version, in the order of [`MINORS`].
    pub pythons: Vec<Python>,
    cache: PathBuf,
}

/// A program to ask about.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The file to run.
    pub file: &'a Path,
    /// Its command line.
    pub args: &'a [String],
    /// All text that its behaviour depends on.
    pub content: &'a str,
}

impl Oracle {
    /// Finds the interpreters: those in `NAJA_TEST_PYTHONS` (paths joined by `:`), or else of each version the first in
    /// pyenv or on PATH.
    #[must_use]
    pub fn find(cache: PathBuf) -> Oracle {
        let candidates = match std::env::var_os("NAJA_TEST_PYTHONS") {
            Some(paths) => std::env::split_paths(&paths).collect(),
            None => installed(),
        };
        let mut pythons: Vec<Python> = Vec::new();
        for python in candidates.iter().filter_map(|path| ask_version(path)) {
            if MINORS.contains(&python.minor) && pythons.iter().all(|known| known.minor != python.minor) {
                pythons.push(python);
            }
        }
        pythons.sort_by_key(|python| python.minor);
        Oracle { pythons, cache }
    }

    /// What `python` makes of the program.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn ask(&self, python: &Python, question: Question<'_>) -> Result<Finished, String> {
        let mut hasher = DefaultHasher::new();
        (&python.version, question.args, question.content, question.file.file_name()).hash(&mut hasher);
        let kept = self.cache.join(format!("{:016x}", hasher.finish()));
        if let Some(finished) = recall(&kept) {
            return Ok(finished);
        }
        let finished = process::run(Command::new(&python.path).arg(question.file).args(question.args))?;
        keep(&kept, &finished);
        Ok(finished)
    }
}

/// Paths worth trying; pyenv's own programs before its slow launchers on PATH.
fn installed() -> Vec<PathBuf> {
    let versions = std::env::home_dir().unwrap_or_default().join(".pyenv/versions");
    let mut candidates: Vec<PathBuf> = std::fs::read_dir(versions)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin/python"))
        .collect();
    candidates.sort();
    candidates.retain(|path| MINORS.iter().any(|minor| path.to_string_lossy().contains(&format!("/3.{minor}."))));
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    for folder in std::env::split_paths(&on_path) {
        candidates
            .extend(MINORS.iter().map(|minor| folder.join(format!("python3.{minor}"))).filter(|path| path.exists()));
        candidates.extend(Some(folder.join("python3")).filter(|path| path.exists()));
    }
    candidates
}

fn ask_version(path: &Path) -> Option<Python> {
    let script = "import sys; print(sys.executable, sys.version_info[1], sys.version.replace('\\n', ' '), sep='\\n')";
    let finished = process::run(Command::new(path).args(["-c", script])).ok()?;
    let text = String::from_utf8(finished.stdout).ok()?;
    let mut lines = text.lines();
    let (executable, minor, version) = (lines.next()?, lines.next()?, lines.next()?);
    Some(Python { path: executable.into(), minor: minor.parse().ok()?, version: version.to_owned() })
}

/// Reads a kept answer: the exit status, a line end, what was printed.
fn recall(path: &Path) -> Option<Finished> {
    let bytes = std::fs::read(path).ok()?;
    let split = bytes.iter().position(|&byte| byte == b'\n')?;
    let status = std::str::from_utf8(&bytes[..split]).ok()?.parse().ok()?;
    Some(Finished { end: End::Exit(status), stdout: bytes[split + 1..].to_vec(), stderr: Vec::new() })
}

/// Keeps an answer, if it is one: a program that was killed may do better the next time. Written beside its place and
/// moved there, because tests run at once.
fn keep(path: &Path, finished: &Finished) {
    let End::Exit(status) = finished.end else { return };
    let mut bytes = format!("{status}\n").into_bytes();
    bytes.extend(&finished.stdout);
    let Some(folder) = path.parent() else { return };
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| tempfile::NamedTempFile::new_in(folder))
        .and_then(|file| std::fs::write(file.path(), &bytes).map(|()| file));
    if let Ok(file) = written {
        // A cache that cannot be written costs time only.
        drop(file.persist(path));
    }
}
