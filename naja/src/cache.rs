//! Compiled programs, found again by the content of everything that went into them.

use crate::compile::{Job, Modules, shown_path};
use crate::error::Error;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

/// The folder for what `job` makes of `modules`; it exists when this returns.
pub(crate) fn entry(job: &Job<'_>, modules: &Modules) -> Result<PathBuf, Error> {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(build_id().as_bytes());
    let fault = naja_codegen::fault::seeded();
    add(format!("{:?} {fault:?} {:?}", job.common.debugging, job.strictness).as_bytes());
    if let Some(python) = job.python {
        add(python.path.as_os_str().as_encoded_bytes());
        add(python.suffix.as_bytes());
    }
    let sources = modules.load_quietly()?;
    for (_, file) in sources.iter() {
        add(shown_path(file).as_os_str().as_encoded_bytes());
        add(file.text.as_bytes());
    }
    let key: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let folder = root().join(key);
    std::fs::create_dir_all(&folder).map_err(|source| Error::Write { path: folder.clone(), source })?;
    Ok(folder)
}

/// What tells one build of naja from another: the time and size of its executable.
fn build_id() -> String {
    let facts = std::env::current_exe().and_then(std::fs::metadata).and_then(|data| Ok((data.modified()?, data.len())));
    facts.map_or_else(|_| String::new(), |facts| format!("{facts:?}"))
}

/// `$NAJA_CACHE`, or the user's cache folder.
fn root() -> PathBuf {
    if let Some(folder) = std::env::var_os("NAJA_CACHE") {
        return folder.into();
    }
    let user = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    user.or_else(home).unwrap_or_else(std::env::temp_dir).join("naja")
}

/// Whether everything was written: a build that was cut short leaves an entry that is made again.
pub(crate) fn is_complete(folder: &Path) -> bool {
    folder.join("complete").exists()
}

/// Says that everything was written.
pub(crate) fn mark_complete(folder: &Path) -> Result<(), Error> {
    let path = folder.join("complete");
    std::fs::write(&path, "").map_err(|source| Error::Write { path, source })
}
