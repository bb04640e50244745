//! Builds the runtime's parts that naja carries in itself: see `rt/build/lib.rs`.

#![allow(clippy::print_stdout, reason = "a build script talks to cargo on standard output")]

use std::path::Path;

#[path = "../rt/build/lib.rs"]
mod runtime;

fn main() -> std::io::Result<()> {
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
