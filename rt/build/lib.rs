//! Builds the runtime's parts that are not linked into the compiler: the libraries of both worlds and the inlined rows.
//!
//! For each version of CPython, and for executables, there is an object file, and a file of LLVM bitcode that codegen
//! links into modules.
//! Neither needs an interpreter: pyo3-ffi reads `rt/cpython/config/<version>.txt`, and layouts are in `rt/inline`.
//! A plain module, so that build scripts can include it by path. The commands it runs are, for 3.12:
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

/// The parts for one version of CPython, or for executables.
#[derive(Debug)]
pub(crate) struct Runtime {
    /// `3.12`, or `native`.
    pub(crate) version: &'static str,
    /// The object file that every module or executable links.
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
    let mut all = vec![build_native(rt, out_dir, &abi)?];
    for version in VERSIONS {
        all.push(build_version(rt, out_dir, &abi, version)?);
    }
    Ok(all)
}

/// The runtime of executables: everything that a program may call, in one object whose sections the linker chooses from.
fn build_native(rt: &Path, out_dir: &Path, abi: &Path) -> io::Result<Runtime> {
    let target = out_dir.join("native");
    let mut cargo = cargo("rustc", &rt.join("native"), &target);
    cargo.args(["--crate-type", "staticlib"]);
    for (setting, value) in [("PANIC", "abort"), ("OPT_LEVEL", "3"), ("CODEGEN_UNITS", "1"), ("DEBUG", "false")] {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    run(&mut cargo)?;
    let bitcode = out_dir.join("inline-native.bc");
    run(&mut inline(rt, abi, "world_native", &bitcode))?;
    let (archive, library) = (target.join("release/libnaja_rt_native.a"), out_dir.join("runtime-native.o"));
    let bytes = std::fs::read(&archive)?;
    let mut lld = relocatable(out_dir, DISCARD_NATIVE, &library)?;
    for symbol in symbols(&bytes).into_iter().filter(|symbol| symbol.starts_with("naja_")) {
        lld.arg("-u").arg(symbol);
    }
    run(lld.arg(&archive))?;
    Ok(Runtime { version: "native", library, bitcode })
}

fn build_version(rt: &Path, out_dir: &Path, abi: &Path, version: &'static str) -> io::Result<Runtime> {
    let feature = format!("py{}", version.replace('.', ""));
    let target = out_dir.join(format!("cpython-{version}"));
    let mut cargo = cargo("build", &rt.join("cpython"), &target);
    cargo.args(["--features", &feature]);
    cargo.env("PYO3_CONFIG_FILE", rt.join(format!("cpython/config/{version}.txt")));
    run(&mut cargo)?;

    let bitcode = out_dir.join(format!("inline-{version}.bc"));
    run(inline(rt, abi, "world_cpython", &bitcode).arg("--cfg").arg(format!("feature=\"{feature}\"")))?;
    let library = out_dir.join(format!("runtime-{version}.o"));
    prelink(out_dir, &target.join("release/libnaja_rt_cpython.a"), &library)?;
    Ok(Runtime { version, library, bitcode })
}

/// Sections that a module has no use for.
const DISCARD: &str = "SECTIONS { /DISCARD/ : { *(.llvmbc) *(.llvmcmd) *(.eh_frame) *(.comment) *(.debug*) } }";

/// Sections that an executable has no use for.
const DISCARD_NATIVE: &str = "SECTIONS { /DISCARD/ : { *(.llvmbc) *(.llvmcmd) *(.comment) *(.debug*) } }";

/// Makes one object of an archive: what the exported functions need, and nothing of the standard library.
///
/// pyo3-ffi links `std`, whose panic handler would drag an unwinder and 20 MB into every module. The symbol it is called
/// by is defined as our own handler before the archive is searched, so none of it is ever loaded.
fn prelink(out_dir: &Path, archive: &Path, object: &Path) -> io::Result<()> {
    let bytes = std::fs::read(archive)?;
    let mut lld = relocatable(out_dir, DISCARD, object)?;
    for symbol in symbols(&bytes) {
        if symbol.starts_with("naja_cpy_") {
            lld.arg("-u").arg(symbol);
        } else if symbol.starts_with("_RN") && symbol.ends_with("rust_begin_unwind") {
            lld.arg(format!("--defsym={symbol}=naja_cpy_panic"));
        }
    }
    run(lld.arg(archive))
}

/// A link that makes one object of the sections that symbols need, without those that `script` discards.
///
/// Groups are dissolved: GNU ld does not read a file in which a group has lost all its members.
fn relocatable(out_dir: &Path, script: &str, object: &Path) -> io::Result<Command> {
    let path = out_dir.join("discard.ld");
    std::fs::write(&path, script)?;
    let mut lld = Command::new(linker()?);
    lld.args(["-flavor", "gnu", "-r", "--gc-sections", "--force-group-allocation", "-T"])
        .arg(path)
        .arg("-o")
        .arg(object);
    Ok(lld)
}

/// The names in an archive's index: an offset for each symbol, big-endian, then the names, each with a null byte behind.
fn symbols(archive: &[u8]) -> Vec<&str> {
    // The global header, then the header of the index, whose size stands at its end in decimal.
    let size = archive.get(56..66).and_then(|digits| std::str::from_utf8(digits).ok()?.trim().parse::<usize>().ok());
    let index = size.and_then(|size| archive.get(68..68 + size)).unwrap_or_default();
    let count = index.first_chunk::<4>().map_or(0, |count| u32::from_be_bytes(*count) as usize);
    let names = index.get(4 + 4 * count..).unwrap_or_default();
    names.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok()).collect()
}

/// The linker that comes with the toolchain.
fn linker() -> io::Result<PathBuf> {
    let output = Command::new(tool("RUSTC", "rustc")).args(["--print", "target-libdir"]).output()?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    Ok(folder.parent().unwrap_or(&folder).join("bin/rust-lld"))
}

/// A build (`build` or `rustc`) of the library in `folder` into `target`.
fn cargo(subcommand: &str, folder: &Path, target: &Path) -> Command {
    let mut cargo = Command::new(tool("CARGO", "cargo"));
    cargo.args([subcommand, "--release", "--lib", "--locked"]);
    cargo.arg("--manifest-path").arg(folder.join("Cargo.toml")).arg("--target-dir").arg(target);
    // Not inherited from the build that runs us: its flags are not for this library.
    cargo
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    cargo
}

/// The compilation of the inlined rows of a world to bitcode.
fn inline(rt: &Path, abi: &Path, world: &str, bitcode: &Path) -> Command {
    let mut command = rustc(rt, "naja_rt_inline", "inline/src/lib.rs");
    command.args(["-C", "codegen-units=1", "--cfg"]).arg(format!("feature=\"{world}\""));
    command.arg("--extern").arg(join("naja_rt_abi=", abi)).arg("--emit").arg(join("llvm-bc=", bitcode));
    command
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
