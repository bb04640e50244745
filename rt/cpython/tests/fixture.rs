//! Builds the runtime for every version of CPython, links the hand-compiled module `fixture/` with it, and has each
//! interpreter that is installed import the module and compare it with its interpreted source.
//!
//! An interpreter is looked for as `NAJA_PYTHON_3_12`, or else as `python3.12` on the path and in pyenv's folder.

#[path = "../../build/lib.rs"]
mod runtime;

use runtime::Runtime;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

/// The runtime, built once for all tests.
fn built() -> &'static [Runtime] {
    static BUILT: OnceLock<Vec<Runtime>> = OnceLock::new();
    let rt = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("rt/cpython is in rt");
    BUILT.get_or_init(|| runtime::build(rt, Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("the runtime builds"))
}

#[test]
fn compiled_modules_behave_as_interpreted_ones() {
    let found: Vec<_> = built().iter().filter_map(|part| Some((part, find_python(part.version)?))).collect();
    assert!(!found.is_empty(), "no interpreter to test with was found");
    for (part, python) in found {
        check(part, &python);
    }
}

/// Bitcode is copied into every module: it may need nothing but the C API and the rare halves of its own rows.
#[test]
fn inlined_rows_need_only_the_runtime() {
    for part in built() {
        let Ok(listed) = Command::new("llvm-nm-22").arg("--undefined-only").arg(&part.bitcode).output() else { return };
        assert!(listed.status.success());
        for line in String::from_utf8_lossy(&listed.stdout).lines() {
            let symbol = line.split_whitespace().last().unwrap_or_default();
            let known = ["Py", "_Py", "naja_cpy_"].iter().any(|prefix| symbol.starts_with(prefix));
            assert!(known, "{} needs `{symbol}`", part.bitcode.display());
        }
    }
}

/// Compiles, links and runs the fixture for one version: with the inlined rows called, and with them inlined.
fn check(part: &Runtime, python: &Path) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fixture-{}", part.version));
    fs::create_dir_all(&dir).expect("the folder is ours");
    run(Command::new(python).arg(fixture.join("codes.py")).arg(fixture.join("source.py")).arg(dir.join("codes.h")));

    link(&fixture, &dir.join("called"), &fixture.join("fixture.c"), part);
    check_import(&fixture, &dir.join("called"), python);
    if let Some(object) = inlined(&fixture, &dir, &part.bitcode) {
        link(&fixture, &dir.join("inlined"), &object, part);
        check_import(&fixture, &dir.join("inlined"), python);
    }
}

/// Links `dir/fixture.so` from C or an object.
fn link(fixture: &Path, dir: &Path, input: &Path, part: &Runtime) {
    fs::create_dir_all(dir).expect("the folder is ours");
    let (exports, library) = (dir.join("exports.map"), dir.join("fixture.so"));
    fs::write(&exports, "{ global: PyInit_*; local: *; };\n").expect("the folder is ours");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O1", "-Wl,--gc-sections"]).arg("-I").arg(dir.join("..")).arg("-I").arg(fixture);
    cc.arg(input).arg(&part.library).arg(format!("-Wl,--version-script={}", exports.display()));
    run(cc.arg("-o").arg(&library));
    let bytes = fs::read(&library).expect("it was just linked");
    let panics = bytes.windows(10).any(|bytes| bytes == b"panicking\0" || bytes == b"rust_panic");
    assert!(!panics, "something in the runtime panics, and so links the standard library");
}

fn check_import(fixture: &Path, dir: &Path, python: &Path) {
    run(Command::new(python).arg(fixture.join("check.py")).arg(fixture).arg(dir).env("PYTHONFAULTHANDLER", "1"));
}

/// The fixture as codegen builds modules: linked with the bitcode before it is optimised. `None` without LLVM's tools.
fn inlined(fixture: &Path, dir: &Path, bitcode: &Path) -> Option<PathBuf> {
    Command::new("clang-22").arg("--version").output().ok()?;
    let [compiled, linked, optimised, object] =
        ["fixture.bc", "linked.bc", "optimised.bc", "fixture.o"].map(|name| dir.join(name));
    let mut clang = Command::new("clang-22");
    clang.args(["-O1", "-fPIC", "-c", "-emit-llvm", "-w"]).arg("-I").arg(dir).arg("-I").arg(fixture);
    run(clang.arg(fixture.join("fixture.c")).arg("-o").arg(&compiled));
    run(Command::new("llvm-link-22").arg(&compiled).arg(bitcode).arg("-o").arg(&linked));
    let mut opt = Command::new("opt-22");
    opt.args(["-passes=internalize,default<O3>", "-internalize-public-api-list=PyInit_fixture"]);
    run(opt.arg(&linked).arg("-o").arg(&optimised));
    let mut llc = Command::new("llc-22");
    llc.args(["-O3", "-filetype=obj", "-relocation-model=pic"]);
    run(llc.arg(&optimised).arg("-o").arg(&object));
    Some(object)
}

fn run(command: &mut Command) {
    let status = command.status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}

fn find_python(version: &str) -> Option<PathBuf> {
    if let Some(given) = env::var_os(format!("NAJA_PYTHON_{}", version.replace('.', "_"))) {
        return Some(given.into());
    }
    let name = format!("python{version}");
    let pyenv = env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv/versions"));
    let installed = pyenv.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let from_pyenv = installed.map(|entry| entry.path().join("bin").join(&name));
    let from_path =
        env::split_paths(&env::var_os("PATH").unwrap_or_default()).map(|folder| folder.join(&name)).collect::<Vec<_>>();
    from_pyenv.chain(from_path).find(|path| path.is_file())
}
