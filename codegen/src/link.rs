//! Object files to artifacts, with a linker found on the machine.
//!
//! The result appears under its name at once or not at all: it is linked beside it and renamed.

use crate::Error;
use naja_frontend::hir::Name;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Linkers, the best first: LLVM's own, then the C compiler, which knows one.
const LINKERS: [(&str, Flavor); 5] =
    [("ld.lld-22", Flavor::Ld), ("ld.lld", Flavor::Ld), ("cc", Flavor::Cc), ("gcc", Flavor::Cc), ("clang", Flavor::Cc)];

/// Where the C compilers begin in [`LINKERS`].
const FIRST_COMPILER: usize = 2;

/// How a linker is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavor {
    /// Directly.
    Ld,
    /// Through a C compiler, its own options behind `-Wl,`.
    Cc,
}

/// Links an extension module of `name`.
///
/// # Errors
/// When there is no linker, it fails, or a file cannot be written.
pub fn extension(objects: &[Vec<u8>], library: &[u8], name: &Name, output: &Path) -> Result<(), Error> {
    let work = work_folder(output)?;
    let path = |name: &str| work.path().join(name);
    let symbol = crate::llvm::init_symbol(name.rsplit('.').next().unwrap_or_default());
    let objects = write_objects(objects, work.path())?;
    write(&path("runtime.o"), library)?;
    write(&path("exports"), format!("{{ global: {symbol}; local: *; }};").as_bytes())?;
    let result = path("result.so");
    let mut script = OsString::from("--version-script=");
    script.push(path("exports"));
    let command = |linker: &str, flavor: Flavor| {
        let mut command = Command::new(linker);
        command.arg("-shared").arg("-o").arg(&result).args(&objects).arg(path("runtime.o"));
        for option in ["--gc-sections".into(), "--strip-debug".into(), "--build-id=none".into(), script.clone()] {
            command.arg(if flavor == Flavor::Cc { behind("-Wl,", &option) } else { option });
        }
        command
    };
    run(&LINKERS, command, output)?.ok_or(Error::NoLinker)?;
    rename(&result, output)
}

/// Links an executable: the C compiler knows where the system's start files and libraries are.
///
/// # Errors
/// When there is no C compiler, it fails, or a file cannot be written.
pub fn executable(objects: &[Vec<u8>], library: &[u8], output: &Path) -> Result<(), Error> {
    let work = work_folder(output)?;
    let path = |name: &str| work.path().join(name);
    let objects = write_objects(objects, work.path())?;
    write(&path("runtime.o"), library)?;
    let result = path("result");
    let command = |linker: &str, _: Flavor| {
        let mut command = Command::new(linker);
        command.arg("-o").arg(&result).args(&objects).arg(path("runtime.o"));
        command.args(["-Wl,--gc-sections", "-Wl,--build-id=none", "-s", "-static-libgcc", "-lm", "-lpthread", "-ldl"]);
        command
    };
    run(&LINKERS[FIRST_COMPILER..], command, output)?.ok_or(Error::NoCompiler)?;
    rename(&result, output)
}

/// Writes object files into a folder.
fn write_objects(objects: &[Vec<u8>], folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let name = |index: usize| folder.join(format!("part{index}.o"));
    let written = objects.iter().enumerate().map(|(index, object)| write(&name(index), object).map(|()| name(index)));
    written.collect()
}

/// A folder beside `output`, for what is linked and what comes of it.
fn work_folder(output: &Path) -> Result<tempfile::TempDir, Error> {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|source| write_error(output, source))?;
    tempfile::Builder::new().prefix(".naja-").tempdir_in(folder).map_err(|source| write_error(output, source))
}

/// Runs the first of the linkers that is there; `None` if none is.
fn run(
    linkers: &[(&str, Flavor)],
    command: impl Fn(&str, Flavor) -> Command,
    output: &Path,
) -> Result<Option<()>, Error> {
    for (linker, flavor) in linkers {
        match command(linker, *flavor).output() {
            Ok(done) if done.status.success() => return Ok(Some(())),
            Ok(done) => {
                return Err(Error::Link {
                    output: output.to_owned(),
                    linker: (*linker).to_owned(),
                    status: done.status,
                    message: String::from_utf8_lossy(&done.stderr).into_owned(),
                });
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(Error::Start { linker: (*linker).to_owned(), source }),
        }
    }
    Ok(None)
}

fn rename(result: &Path, output: &Path) -> Result<(), Error> {
    std::fs::rename(result, output).map_err(|source| write_error(output, source))
}

fn behind(prefix: &str, option: &OsString) -> OsString {
    let mut joined = OsString::from(prefix);
    joined.push(option);
    joined
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|source| write_error(path, source))
}

fn write_error(path: &Path, source: std::io::Error) -> Error {
    Error::Write { path: PathBuf::from(path), source }
}
