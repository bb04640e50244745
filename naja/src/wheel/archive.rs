//! The archives: wheels, which are zip files with a `RECORD`, and source distributions, which are tar files.

use super::metadata::DistInfo;
use super::project::Project;
use super::{cannot_read, cannot_write};
use crate::error::Error;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// A wheel being written.
pub(super) struct Wheel {
    stem: String,
    dist_info: String,
    tag: String,
    zip: zip::ZipWriter<Cursor<Vec<u8>>>,
    record: String,
}

/// What `WHEEL` says.
pub(super) fn wheel_file(tag: &str) -> String {
    let is_pure = tag == super::PURE;
    let version = env!("CARGO_PKG_VERSION");
    format!("Wheel-Version: 1.0\nGenerator: naja {version}\nRoot-Is-Purelib: {is_pure}\nTag: {tag}\n")
}

impl Wheel {
    /// An empty wheel of `project`.
    pub(super) fn new(project: &Project, tag: &str) -> Wheel {
        Wheel {
            stem: project.stem(),
            dist_info: project.dist_info(),
            tag: tag.to_owned(),
            zip: zip::ZipWriter::new(Cursor::new(vec![])),
            record: String::new(),
        }
    }

    /// Adds a file of the disk.
    pub(super) fn add_file(&mut self, name: &str, path: &Path) -> Result<(), Error> {
        let bytes = std::fs::read(path).map_err(|error| cannot_read(path, &error))?;
        self.add(name, &bytes)
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        let _ = writeln!(self.record, "{},sha256={digest},{}", quoted(name), bytes.len());
        self.write(name, bytes)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let mode = if name.ends_with(".so") { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip_time()?)
            .unix_permissions(mode);
        let cannot =
            |error: &dyn std::fmt::Display| Error::Project(format!("cannot write `{name}` into the wheel: {error}"));
        self.zip.start_file(name, options).map_err(|error| cannot(&error))?;
        self.zip.write_all(bytes).map_err(|error| cannot(&error))
    }

    /// Adds what the distribution says of itself, and the `RECORD`, and writes the wheel into `folder`.
    pub(super) fn finish(mut self, info: &DistInfo, folder: &Path) -> Result<PathBuf, Error> {
        let dist_info = self.dist_info.clone();
        for (path, bytes) in info.files(&wheel_file(&self.tag)) {
            self.add(&format!("{dist_info}/{path}"), &bytes)?;
        }
        let name = format!("{dist_info}/RECORD");
        let record = format!("{}{},,\n", self.record, quoted(&name));
        self.write(&name, record.as_bytes())?;
        let path = folder.join(format!("{}-{}.whl", self.stem, self.tag));
        let bytes =
            self.zip.finish().map_err(|error| Error::Project(format!("cannot write `{}`: {error}", path.display())))?;
        write(&path, &bytes.into_inner())?;
        Ok(path)
    }
}

/// A field of a CSV file.
fn quoted(field: &str) -> String {
    if field.contains([',', '"']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

/// Writes the source distribution of `project`: the files at `paths`, relative to its folder.
pub(super) fn source_distribution(
    project: &Project,
    info: &DistInfo,
    paths: &BTreeSet<PathBuf>,
    folder: &Path,
) -> Result<PathBuf, Error> {
    let output = folder.join(format!("{}.tar.gz", project.stem()));
    let cannot = |error| cannot_write(&output, error);
    let packer = flate2::GzBuilder::new().mtime(0).write(vec![], flate2::Compression::best());
    let mut tar = tar::Builder::new(packer);
    let mut add = |path: &Path, bytes: &[u8], mode: u32| {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(mode);
        header.set_mtime(epoch()?);
        tar.append_data(&mut header, Path::new(&project.stem()).join(path), bytes).map_err(cannot)
    };
    for path in paths {
        let file = project.folder.join(path);
        let bytes = std::fs::read(&file).map_err(|error| cannot_read(&file, &error))?;
        add(path, &bytes, mode(&file))?;
    }
    add(Path::new("PKG-INFO"), info.metadata.as_bytes(), 0o644)?;
    let bytes = tar.into_inner().and_then(flate2::write::GzEncoder::finish).map_err(cannot)?;
    write(&output, &bytes)?;
    Ok(output)
}

/// The permissions of a file, of which only that it can be run matters.
fn mode(file: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    let is_program = std::fs::metadata(file).is_ok_and(|data| data.permissions().mode() & 0o100 != 0);
    if is_program { 0o755 } else { 0o644 }
}

/// The time of everything in archives, in seconds since 1970: `SOURCE_DATE_EPOCH`, or the earliest that zip files can say.
fn epoch() -> Result<u64, Error> {
    const EARLIEST: u64 = 315_532_800; // 1980-01-01
    let Some(given) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(EARLIEST) };
    let seconds = given.to_str().and_then(|text| text.parse::<u64>().ok());
    let seconds = seconds.ok_or_else(|| Error::Usage("SOURCE_DATE_EPOCH is not a number of seconds".into()))?;
    Ok(seconds.max(EARLIEST))
}

fn zip_time() -> Result<zip::DateTime, Error> {
    let late = || Error::Usage("SOURCE_DATE_EPOCH is later than zip files can say".into());
    let time = i64::try_from(epoch()?).ok().and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok());
    zip::DateTime::try_from(time.map(|time| time::PrimitiveDateTime::new(time.date(), time.time())).ok_or_else(late)?)
        .map_err(|_| late())
}

/// Writes a file that appears under its name at once or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = |error| cannot_write(path, error);
    std::fs::create_dir_all(folder).map_err(cannot)?;
    let mut file =
        tempfile::Builder::new().prefix(".naja-").permissions(readable()).tempfile_in(folder).map_err(cannot)?;
    file.write_all(bytes).map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// What a file has that others may read.
fn readable() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o644)
}
