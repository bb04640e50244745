//! Packs typeshed's standard library stubs into the crate: one table of module names and texts.
//!
//! The stubs come from the package `ty_vendored`, which is used here only, so that nothing of it ends up in the compiler.
//! Docstrings and comments are left out: they are half of the text and say nothing about types.

use ruff_db::vendored::{FileType, VendoredFileSystem, VendoredPath};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut stubs = BTreeMap::new();
    collect(ty_vendored::file_system(), VendoredPath::new("stdlib"), "", &mut stubs);
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    let mut table = String::from("[\n");
    for (module, stub) in &stubs {
        let file = out.join(format!("{module}.pyi"));
        std::fs::write(&file, strip_docs(&stub.text)).expect("OUT_DIR is writable");
        let path = file.to_str().expect("OUT_DIR is UTF-8");
        writeln!(table, "    ({module:?}, {}, include_str!({path:?})),", stub.is_package).expect("writing to a string");
    }
    table.push_str("]\n");
    std::fs::write(out.join("stubs.in"), table).expect("OUT_DIR is writable");
}

struct Stub {
    is_package: bool,
    text: String,
}

/// Adds every stub under `folder` by its dotted module name.
fn collect(files: &VendoredFileSystem, folder: &VendoredPath, prefix: &str, stubs: &mut BTreeMap<String, Stub>) {
    for entry in files.read_directory(folder) {
        let path = entry.path();
        let name = path.file_name().expect("an entry has a name");
        match entry.file_type() {
            FileType::Directory => collect(files, path, &format!("{prefix}{name}."), stubs),
            FileType::File => {
                let Some(stem) = name.strip_suffix(".pyi") else { continue };
                let is_package = stem == "__init__";
                let module =
                    if is_package { prefix.trim_end_matches('.').to_owned() } else { format!("{prefix}{stem}") };
                let text = files.read_to_string(path).expect("a listed file can be read");
                stubs.insert(module, Stub { is_package, text });
            }
        }
    }
}

/// The text with each docstring replaced by `...` and whole-line comments dropped.
fn strip_docs(text: &str) -> String {
    let mut stripped = String::with_capacity(text.len() / 2);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let docstring = code.strip_prefix('r').unwrap_or(code);
        if let Some(rest) = docstring.strip_prefix("\"\"\"") {
            if !rest.contains("\"\"\"") {
                lines.by_ref().take_while(|line| !line.contains("\"\"\"")).for_each(drop);
            }
            stripped.push_str(&line[..line.len() - code.len()]);
            stripped.push_str("...\n");
        } else if !code.is_empty() && !code.starts_with('#') {
            stripped.push_str(line);
            stripped.push('\n');
        }
    }
    stripped
}
