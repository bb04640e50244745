//! The standard library of executables: where the modules come from that a program imports and does not bring itself.
//!
//! A module is written in Rust and part of the runtime (`NATIVE_MODULES`), or it is one of [`CARRIED`]: our own Python, for
//! what CPython has in C or makes with `exec`; or one of [`OF_THE_INTERPRETER`]: pure Python in CPython's own library, read
//! from the interpreter that `--python` names. Only what is imported is compiled.

use crate::python::Python;
use naja_frontend::source::LibraryFile;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

macro_rules! carried {
    ($($module:literal $file:literal)*) => {
        &[$(Carried { module: $module, file: $file, text: include_str!(concat!("../../rt/native/lib/", $file)) }),*]
    };
}

/// A module whose text is in this command.
struct Carried {
    module: &'static str,
    file: &'static str,
    text: &'static str,
}

/// By name, sorted.
static CARRIED: &[Carried] = carried! {
    "__future__" "__future__.py"
    "_collections_abc" "_collections_abc.py"
    "_sha2" "_sha2.py"
    "_sha512" "_sha512.py"
    "abc" "abc.py"
    "atexit" "atexit.py"
    "codecs" "codecs.py"
    "collections" "collections/__init__.py"
    "collections.abc" "collections/abc.py"
    "contextlib" "contextlib.py"
    "copy" "copy.py"
    "dataclasses" "dataclasses.py"
    "enum" "enum.py"
    "functools" "functools.py"
    "gettext" "gettext.py"
    "io" "io.py"
    "itertools" "itertools.py"
    "keyword" "keyword.py"
    "os" "os.py"
    "posixpath" "posixpath.py"
    "re" "re.py"
    "reprlib" "reprlib.py"
    "shutil" "shutil.py"
    "string" "string.py"
    "statistics" "statistics.py"
    "time" "time.py"
    "traceback" "traceback.py"
    "types" "types.py"
    "typing" "typing.py"
    "warnings" "warnings.py"
    "weakref" "weakref.py"
};

/// Modules of CPython's library that compile and work as they are; sorted.
static OF_THE_INTERPRETER: &[&str] = &[
    "argparse",
    "bisect",
    "colorsys",
    "datetime",
    "heapq",
    "json",
    "json.decoder",
    "json.encoder",
    "json.scanner",
    "operator",
    "random",
    "textwrap",
];

/// The library for one build.
pub(crate) struct Library<'a> {
    python: Option<&'a Path>,
    folder: OnceCell<Option<PathBuf>>,
}

impl<'a> Library<'a> {
    /// With the modules of this interpreter.
    pub(crate) fn new(python: Option<&'a Path>) -> Library<'a> {
        Library { python, folder: OnceCell::new() }
    }

    /// The module of this dotted name.
    pub(crate) fn find(&self, name: &str) -> Option<LibraryFile> {
        if let Some(carried) = CARRIED.iter().find(|carried| carried.module == name) {
            return Some(LibraryFile {
                path: format!("<{}>", carried.file).into(),
                is_package: carried.file.ends_with("__init__.py"),
                text: Some(carried.text.to_owned()),
            });
        }
        OF_THE_INTERPRETER.binary_search(&name).ok()?;
        let base = self.folder()?.join(name.replace('.', "/"));
        let package = base.join("__init__.py");
        let is_package = package.is_file();
        let path = if is_package { package } else { base.with_extension("py") };
        path.is_file().then_some(LibraryFile { path, is_package, text: None })
    }

    /// Where the interpreter has its library: it is asked once, when the first module is wanted.
    fn folder(&self) -> Option<&Path> {
        self.folder.get_or_init(|| Python::find(self.python).ok().map(|python| python.library)).as_deref()
    }
}

/// The modules that every build has, for messages.
pub(crate) fn names() -> Vec<&'static str> {
    let carried = CARRIED.iter().map(|carried| carried.module);
    let mut names: Vec<&str> = carried.chain(OF_THE_INTERPRETER.iter().copied()).collect();
    names.retain(|name| !name.starts_with('_'));
    names
}

/// Whether this is the path of a module that is carried: there is no such file, and tracebacks do not show it.
pub(crate) fn is_carried(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().starts_with(b"<")
}
