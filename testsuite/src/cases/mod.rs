//! The tests, by the folder of their files.
//!
//! | folder | a test is | and passes if |
//! |---|---|---|
//! | `run/` | a program | it prints and exits as under CPython, in every world and mode |
//! | `ext/` | a folder with a `main.py` | that prints the same whether the modules beside it are compiled or not |
//! | `hir/ types/ mir/<pass>/ llvm/` | a program | its dump has what the comments say |
//! | `check/` | a program | `naja check` reports what the comments say, and nothing else |
//! | `report/` | a program | `naja report` marks each line as the comments say |
//! | (none) | a wrong input of the table in [`bad_input`] | it gets a clear answer |
//! | `packages/` | a module of the standard library | its own tests end as they do when it is interpreted |
//! | `projects/` | a project with a `pyproject.toml` | its distributions are as its files say, and work where they are installed |
//! | `cpython/` | a file of CPython's own tests of the language | they end, compiled, as they do interpreted |
//! | `fuzz/` | some programs that a grammar makes by chance | they print and raise as under CPython |
//! | `run/`, as `leaks/` | a sampled program | running it again and again needs no more memory than interpreted |
//! | `faults/` | a program | a compiler with the named fault fails it, and a whole one does not |

mod bad_input;
mod dump;
mod ext;
mod faults;
mod interpreted;
mod packages;
mod projects;
mod remarks;
mod reported;
mod run;

use crate::{Context, Verdict};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

/// One test.
pub struct Case {
    /// `run/int/shifts@3.12-boxed`: the file, and under what.
    pub name: String,
    /// Runs it.
    pub run: Box<dyn FnOnce() -> Verdict + Send>,
}

/// Lists the tests of one folder.
type Folder = fn(&Arc<Context>) -> Vec<Case>;

/// Every test of this context.
#[must_use]
pub fn all(context: &Arc<Context>) -> Vec<Case> {
    const FOLDERS: [Folder; 10] = [
        run::cases,
        interpreted::cases,
        ext::cases,
        dump::cases,
        remarks::cases,
        reported::cases,
        faults::cases,
        bad_input::cases,
        packages::cases,
        projects::cases,
    ];
    FOLDERS.iter().flat_map(|cases| cases(context)).collect()
}

/// A case that calls `judge` with the context.
fn case(context: &Arc<Context>, name: String, judge: impl FnOnce(&Context) -> Verdict + Send + 'static) -> Case {
    let context = Arc::clone(context);
    Case { name, run: Box::new(move || judge(&context)) }
}

/// The name of a test: the file without its ending, and under what it is run.
fn name(folder: &str, file: &Path, under: &str) -> String {
    let stem = file.with_extension("");
    let at = if under.is_empty() { "" } else { "@" };
    format!("{folder}/{}{at}{under}", stem.display())
}

/// Whether a test is among the few that are run even where not all are: the same ones every time.
fn is_sampled(name: &str) -> bool {
    const ONE_IN: u64 = 8;
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish().is_multiple_of(ONE_IN)
}
