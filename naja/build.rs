//! Builds the runtime's parts that naja carries in itself: see `rt/build/lib.rs`.

#![allow(clippy::print_stdout, reason = "a build script talks to cargo on standard output")]

use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../rt/build/lib.rs"]
mod runtime;

/// The variable by which LLVM is found where it is not on PATH, and the version.
const PREFIX: &str = "LLVM_SYS_221_PREFIX";
const LLVM: &str = "22";

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-env-changed={PREFIX}");
    if !has_llvm() {
        println!(
            "cargo::error=LLVM {LLVM} with its headers is needed to build naja: `./setup` installs it where there is apt-get \
             (Debian: llvm-{LLVM}-dev libpolly-{LLVM}-dev libzstd-dev lld-{LLVM}; Fedora: llvm-devel lld); \
             if it is not on PATH as `llvm-config-{LLVM}`, {PREFIX} names its folder"
        );
        return Ok(());
    }
    let rt = Path::new("../rt");
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| std::io::Error::other("cargo sets OUT_DIR"))?;
    for folder in ["abi/src", "inline/src", "cpython", "native", "build"] {
        println!("cargo::rerun-if-changed={}", rt.join(folder).display());
    }
    let rt = rt.canonicalize()?;
    for part in runtime::build(&rt, Path::new(&out))? {
        let suffix = part.version.replace('.', "_").to_uppercase();
        println!("cargo::rustc-env=NAJA_LIBRARY_{suffix}={}", part.library.display());
        println!("cargo::rustc-env=NAJA_BITCODE_{suffix}={}", part.bitcode.display());
    }
    Ok(())
}

/// Whether llvm-sys will find LLVM: by the names that it tries too. It says less about what to do.
fn has_llvm() -> bool {
    let folder = std::env::var_os(PREFIX).map(|prefix| PathBuf::from(prefix).join("bin")).unwrap_or_default();
    let names = [
        format!("llvm-config-{LLVM}"),
        format!("llvm-config{LLVM}"),
        format!("llvm{LLVM}-config"),
        "llvm-config".into(),
    ];
    names.iter().any(|name| {
        let answer = Command::new(folder.join(name)).arg("--version").output();
        answer.is_ok_and(|answer| answer.stdout.starts_with(format!("{LLVM}.").as_bytes()))
    })
}
