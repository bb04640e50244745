//! Builds the runtime's parts that are not linked into the compiler: the `cpython` libraries and the inlined rows.
//!
//! For each version of CPython there is a static library, and a file of LLVM bitcode that codegen links into modules.
//! Neither needs an interpreter: pyo3-ffi reads `rt/cpython/config/<version>.txt`, and layouts are in `rt/inline`.
//! A plain module, so that build scripts and tests can include it by path. The commands it runs are, for 3.12:
//!
//! ```text
//! PYO3_CONFIG_FILE=rt/cpython/config/3.12.txt cargo build --release --lib --locked \
//!     --manifest-path rt/cpython/Cargo.toml --features py312 --target-dir OUT/cpython-3.12
//! rustc --crate-name naja_rt_abi rt/abi/src/lib.rs --crate-type rlib --edition 2024 -O -C panic=abort \
//!     --emit link=OUT/libnaja_rt_abi.rlib
//! rustc --crate-name naja_rt_inline rt/inline/src/lib.rs --crate-type rlib --edition 2024 -O -C panic=abort \
//!     -C codegen-units=1 --cfg 'feature="world_cpython"' --cfg 'feature="py312"' \
//!     --extern naja_rt_abi=OUT/libnaja_rt_abi.rlib --emit llvm-bc=OUT/inline-3.12.bc
//! ```

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The versions of CPython that modules can be built for.
pub(crate) const VERSIONS: [&str; 3] = ["3.11", "3.12", "3.13"];

/// The parts for one version of CPython.
#[derive(Debug)]
pub(crate) struct Runtime {
    /// `3.12`.
    pub(crate) version: &'static str,
    /// The static library that every module links.
    pub(crate) library: PathBuf,
    /// The inlined rows as LLVM bitcode.
    pub(crate) bitcode: PathBuf,
}

/// Builds everything into `out_dir`; `rt` is the folder that this file's folder is in.
///
/// # Errors
/// When a command cannot be run, or fails; what it said is then on standard error.
pub(crate) fn build(rt: &Path, out_dir: &Path) -> io::Result<Vec<Runtime>> {
    let abi = out_dir.join("libnaja_rt_abi.rlib");
    let output = join("link=", &abi);
    run(rustc(rt, "naja_rt_abi", "abi/src/lib.rs").arg("--emit").arg(output))?;
    VERSIONS.into_iter().map(|version| build_version(rt, out_dir, &abi, version)).collect()
}

fn build_version(rt: &Path, out_dir: &Path, abi: &Path, version: &'static str) -> io::Result<Runtime> {
    let feature = format!("py{}", version.replace('.', ""));
    let target = out_dir.join(format!("cpython-{version}"));
    let mut cargo = Command::new(tool("CARGO", "cargo"));
    cargo.args(["build", "--release", "--lib", "--locked", "--features", &feature]);
    cargo.arg("--manifest-path").arg(rt.join("cpython/Cargo.toml")).arg("--target-dir").arg(&target);
    cargo.env("PYO3_CONFIG_FILE", rt.join(format!("cpython/config/{version}.txt")));
    // Not inherited from the build that runs us: its flags are not for this library.
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET");
    run(&mut cargo)?;

    let bitcode = out_dir.join(format!("inline-{version}.bc"));
    let mut inline = rustc(rt, "naja_rt_inline", "inline/src/lib.rs");
    inline.args(["-C", "codegen-units=1", "--cfg", "feature=\"world_cpython\""]);
    inline.arg("--cfg").arg(format!("feature=\"{feature}\""));
    inline.arg("--extern").arg(join("naja_rt_abi=", abi)).arg("--emit").arg(join("llvm-bc=", &bitcode));
    run(&mut inline)?;
    Ok(Runtime { version, library: target.join("release/libnaja_rt_cpython.a"), bitcode })
}

/// A compilation of one of the dependency-free crates.
fn rustc(rt: &Path, name: &str, source: &str) -> Command {
    let mut command = Command::new(tool("RUSTC", "rustc"));
    command.args(["--crate-name", name, "--crate-type", "rlib", "--edition", "2024", "-O", "-C", "panic=abort"]);
    command.arg(rt.join(source));
    command
}

fn join(prefix: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(prefix);
    joined.push(path);
    joined
}

/// The tool that cargo tells build scripts to use.
fn tool(variable: &str, name: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| name.into())
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?}: {status}"))) }
}
