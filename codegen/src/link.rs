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
pub fn extension(object: &[u8], library: &[u8], name: &Name, output: &Path) -> Result<(), Error> {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|source| write_error(folder, source))?;
    let work = tempfile::Builder::new().prefix(".naja-").tempdir_in(folder).map_err(|e| write_error(folder, e))?;
    let path = |name: &str| work.path().join(name);
    let symbol = crate::llvm::init_symbol(name.rsplit('.').next().unwrap_or_default());
    write(&path("module.o"), object)?;
    write(&path("runtime.o"), library)?;
    write(&path("exports"), format!("{{ global: {symbol}; local: *; }};").as_bytes())?;
    let result = path("result.so");
    run(&path("module.o"), &path("runtime.o"), &path("exports"), &result, output)?;
    std::fs::rename(&result, output).map_err(|source| write_error(output, source))
}

fn run(object: &Path, library: &Path, exports: &Path, result: &Path, output: &Path) -> Result<(), Error> {
    for (linker, flavor) in LINKERS {
        let mut command = Command::new(linker);
        command.arg("-shared").arg("-o").arg(result).arg(object).arg(library);
        let mut script = OsString::from("--version-script=");
        script.push(exports);
        for option in ["--gc-sections".into(), "--strip-debug".into(), "--build-id=none".into(), script] {
            command.arg(if flavor == Flavor::Cc { behind("-Wl,", &option) } else { option });
        }
        match command.output() {
            Ok(done) if done.status.success() => return Ok(()),
            Ok(done) => {
                return Err(Error::Link {
                    output: output.to_owned(),
                    linker: linker.to_owned(),
                    status: done.status,
                    message: String::from_utf8_lossy(&done.stderr).into_owned(),
                });
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(Error::Start { linker: linker.to_owned(), source }),
        }
    }
    Err(Error::NoLinker)
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
