//! The compiler under test, and the ways to run it.

use crate::oracle::Python;
use crate::process::{self, End, Finished};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program `naja`.
#[derive(Debug)]
pub struct Compiler {
    path: PathBuf,
    /// The working directory of every run: whatever is cached there is shared by all tests.
    scratch: PathBuf,
}

/// A set of options under which nothing may change.
#[derive(Debug, Clone, Copy)]
pub struct Mode {
    /// As shown in a test's name.
    pub name: &'static str,
    /// What is added to the command line.
    pub flags: &'static [&'static str],
}

/// Optional passes on; off; and on with guards that fail without cause, often or now and then, and Python code run
/// wherever it could run.
pub const MODES: [Mode; 4] = [
    Mode { name: "fast", flags: &[] },
    Mode { name: "boxed", flags: &["--passes", "none"] },
    Mode { name: "stress", flags: &["--stress-exits", "--stress-polls"] },
    Mode { name: "stress7", flags: &["--stress-exits=7", "--stress-polls"] },
];

impl Mode {
    /// Whether guards fail without cause.
    #[must_use]
    pub fn is_stressed(self) -> bool {
        self.name.starts_with("stress")
    }
}

impl Compiler {
    /// Finds the compiler: `NAJA`, or else the workspace's, built first so that a stale one is never tested. `None` if
    /// the workspace has none.
    ///
    /// # Errors
    /// When it does not build.
    pub fn find(workspace: &Path, scratch: PathBuf) -> Result<Option<Compiler>, String> {
        std::fs::create_dir_all(&scratch).map_err(|error| format!("cannot make `{}`: {error}", scratch.display()))?;
        if let Some(path) = std::env::var_os("NAJA") {
            return Ok(Some(Compiler { path: path.into(), scratch }));
        }
        if !workspace.join("naja/Cargo.toml").exists() {
            return Ok(None);
        }
        let path = build(workspace)?;
        Ok(Some(Compiler { path, scratch }))
    }

    /// `naja run` under `python`, perhaps with one more flag.
    #[must_use]
    pub fn run(&self, file: &Path, args: &[String], python: &Python, mode: Mode, flag: Option<&str>) -> Command {
        let mut command = self.command("run");
        command.args(mode.flags).args(flag).arg("--python").arg(&python.path).arg(file).args(args);
        command
    }

    /// `naja build --ext` into `folder`.
    #[must_use]
    pub fn build_extension(&self, file: &Path, folder: &Path, python: &Python, mode: Mode) -> Command {
        let mut command = self.command("build");
        command.args(mode.flags).arg("--python").arg(&python.path).arg("--ext").arg(file).arg("-o").arg(folder);
        command
    }

    /// `naja build --ext` to where the sources lie.
    #[must_use]
    pub fn build_extensions_beside(&self, files: &[PathBuf], python: &Python) -> Command {
        let mut command = self.command("build");
        command.arg("--python").arg(&python.path).arg("--ext").args(files);
        command
    }

    /// `naja build` to the program `executable`; `python` is where the standard library comes from.
    #[must_use]
    pub fn build_executable(&self, file: &Path, executable: &Path, python: &Python, mode: Mode) -> Command {
        let mut command = self.command("build");
        command.args(mode.flags).arg("--python").arg(&python.path).arg(file).arg("-o").arg(executable);
        command
    }

    /// A Python program that is told by `--naja` and `--python` what to test.
    #[must_use]
    pub fn script(&self, python: &Python, script: &Path) -> Command {
        let mut command = Command::new(&python.path);
        command.current_dir(&self.scratch).arg(script).arg("--naja").arg(&self.path).arg("--python").arg(&python.path);
        command
    }

    /// `naja SUBCOMMAND`, in the scratch folder.
    #[must_use]
    pub fn command(&self, subcommand: &str) -> Command {
        let mut command = self.bare();
        command.arg(subcommand);
        command
    }

    /// `naja` without arguments, in the scratch folder and with a cache of its own.
    #[must_use]
    pub fn bare(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.current_dir(&self.scratch).env("NAJA_CACHE", self.scratch.join("cache"));
        command
    }

    /// A new empty folder that goes away with the value.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder(&self) -> Result<tempfile::TempDir, String> {
        tempfile::tempdir_in(&self.scratch).map_err(|error| format!("cannot make a folder: {error}"))
    }
}

/// Builds the workspace's compiler in the profile and build folder that this test was built in, and says where it is.
fn build(workspace: &Path) -> Result<PathBuf, String> {
    let here = std::env::current_exe().map_err(|error| error.to_string())?;
    // target/debug/deps/suite-0123456789abcdef
    let profile = here.ancestors().nth(2).ok_or("the test does not lie in a build folder")?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace).args(["build", "--quiet", "--package", "naja", "--bin", "naja"]);
    if let Some(target) = profile.parent() {
        cargo.arg("--target-dir").arg(target);
    }
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    match cargo.status() {
        Ok(status) if status.success() => Ok(profile.join("naja")),
        Ok(status) => Err(format!("the compiler does not build: {status}")),
        Err(error) => Err(format!("cannot run cargo: {error}")),
    }
}

/// Runs a command that must succeed.
///
/// # Errors
/// What it said if it does not.
pub fn succeed(command: &mut Command) -> Result<Finished, String> {
    let finished = process::run(command)?;
    if finished.end == End::Exit(0) {
        return Ok(finished);
    }
    Err(format!("{}: {}\n{}", finished.end, process::shown(command), tail(&finished.stderr)))
}

/// The last lines of what a program complained about.
#[must_use]
pub fn tail(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(25)..].join("\n")
}
