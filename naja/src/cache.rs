//! Compiled programs, found again by the content of everything that went into them.

use crate::compile::{Job, Modules, shown_path};
use crate::error::Error;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::MetadataExt as _;
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
    let folder = root().join(hex(&hash.finalize()[..16]));
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

/// The file of an entry that says what else was written, and what is in it.
const COMPLETE: &str = "complete";

/// Whether everything was written and is as it was: an entry of a build that was cut short, or one that was damaged since,
/// is made again.
pub(crate) fn is_complete(folder: &Path) -> bool {
    let Ok(list) = std::fs::read_to_string(folder.join(COMPLETE)) else { return false };
    let is_whole = |line: &str| {
        let (digest, file) = line.split_once(' ').unwrap_or_default();
        std::fs::read(folder.join(file)).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == digest)
    };
    !list.is_empty() && list.ends_with('\n') && list.lines().all(is_whole)
}

/// Says that everything was written.
pub(crate) fn mark_complete(folder: &Path) -> Result<(), Error> {
    let mut list = String::new();
    for file in files(folder)? {
        let bytes = std::fs::read(&file).map_err(|source| Error::Write { path: file.clone(), source })?;
        let name = file.strip_prefix(folder).unwrap_or(&file);
        let _ = writeln!(list, "{} {}", hex(&Sha256::digest(&bytes)), name.display());
    }
    write_whole(&folder.join(COMPLETE), list.as_bytes())
}

/// The artifacts in a folder and those below it, in their order; what a build in progress has there is not among them.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let cannot = |source| Error::Write { path: folder.to_owned(), source };
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder).map_err(cannot)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(cannot)?.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        !name.starts_with(TEMPORARY) && name != COMPLETE
    });
    paths.sort();
    let mut files = vec![];
    for path in paths {
        if path.is_dir() { files.extend(self::files(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

/// How the names begin of what is written before it is whole.
const TEMPORARY: &str = ".naja-";

/// Writes a file that appears under its name at once or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let cannot = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(cannot)?;
    file.write_all(bytes).map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// What is remembered of a program that was asked about itself; it is asked again when its file was changed. What is no
/// machine code is asked each time: it may start this program today and that one tomorrow.
pub(crate) fn remember(program: &Path, ask: impl FnOnce() -> Result<Vec<u8>, Error>) -> Result<Vec<u8>, Error> {
    let Some(note) = note_of(program) else { return ask() };
    if let Ok(known) = std::fs::read(&note) {
        return Ok(known);
    }
    let answer = ask()?;
    // Where nothing can be written it is asked again next time.
    let _ = std::fs::create_dir_all(root().join(NOTES)).map(|()| write_whole(&note, &answer));
    Ok(answer)
}

/// The folder for what is remembered of interpreters.
const NOTES: &str = "interpreters";

fn note_of(program: &Path) -> Option<PathBuf> {
    let file = if program.components().count() > 1 {
        program.to_owned()
    } else {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|file| file.is_file())?
    };
    let mut start = [0; 4];
    std::fs::File::open(&file).and_then(|mut file| file.read_exact(&mut start)).ok()?;
    let data = std::fs::metadata(&file).ok()?;
    let facts = format!(
        "{:?} {:?} {} {} {}",
        std::path::absolute(&file).ok()?,
        data.modified().ok()?,
        data.len(),
        data.dev(),
        data.ino()
    );
    let key = hex(&Sha256::digest(format!("{} {} {facts}", env!("CARGO_PKG_VERSION"), build_id())));
    (start == *b"\x7fELF").then(|| root().join(NOTES).join(key))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_complete, mark_complete};
    use std::path::Path;

    /// Whether an entry of two files is complete behind `damage`.
    fn check(damage: impl FnOnce(&Path), expected: bool) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        std::fs::create_dir(folder.path().join("pkg")).expect("and one in it");
        for file in ["__main__.so", "pkg/mod.so"] {
            std::fs::write(folder.path().join(file), "code").expect("and files");
        }
        assert!(!is_complete(folder.path()), "an interrupted build");
        mark_complete(folder.path()).expect("it can be marked");
        damage(folder.path());
        assert_eq!(is_complete(folder.path()), expected);
    }

    #[test]
    fn notices_damage() {
        check(|_| (), true);
        // What another build has begun to write there is not part of it.
        check(|folder| std::fs::write(folder.join(".naja-1"), "x").expect("written"), true);
        check(|folder| std::fs::write(folder.join("pkg/mod.so"), "").expect("truncated"), false);
        check(|folder| std::fs::write(folder.join("__main__.so"), "c0de").expect("changed"), false);
        check(|folder| std::fs::remove_file(folder.join("__main__.so")).expect("removed"), false);
        check(|folder| std::fs::write(folder.join("complete"), "").expect("emptied"), false);
    }
}
