//! Finds and reads the files of a program: the only stage that reads Python files.

use super::decode::decode;
use super::reachable::Reachable;
use super::{File, FileId, Sources, Span};
use crate::diagnostic::{Code, Diagnostics};
use crate::hir::Name;
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

/// What the outside world does to us.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that is not there or cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// As given, or found.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file whose offsets do not fit 32 bits.
    #[error("`{}` is larger than 4 GiB", path.display())]
    TooLarge {
        /// As given, or found.
        path: PathBuf,
    },
    /// A name that no `import` statement can spell.
    #[error("`{}` cannot be imported: `{name}` is not a module name", path.display())]
    ModuleName {
        /// As given.
        path: PathBuf,
        /// Its dotted name would be.
        name: String,
    },
    /// A folder that holds nothing to compile.
    #[error("`{}` has no Python files in it", path.display())]
    NoModules {
        /// As given.
        path: PathBuf,
    },
    /// A folder that cannot be run.
    #[error("cannot run `{}`: it has no `__main__.py`", path.display())]
    NoMain {
        /// As given.
        path: PathBuf,
    },
}

/// A module of the library that a program is compiled with.
#[derive(Debug)]
pub struct LibraryFile {
    /// As tracebacks show it.
    pub path: PathBuf,
    /// Whether it is a package's `__init__.py`.
    pub is_package: bool,
    /// Its text; `None` if it is to be read from the path.
    pub text: Option<String>,
}

/// Modules that are loaded before a program's folder is searched: a file of that name is never imported.
const ALREADY_LOADED: &[&str] = &[
    "_abc",
    "_codecs",
    "_collections_abc",
    "_frozen_importlib",
    "_frozen_importlib_external",
    "_imp",
    "_io",
    "_signal",
    "_sitebuiltins",
    "_stat",
    "_thread",
    "_warnings",
    "_weakref",
    "abc",
    "builtins",
    "codecs",
    "encodings",
    "genericpath",
    "io",
    "marshal",
    "ntpath",
    "os",
    "posix",
    "posixpath",
    "site",
    "stat",
    "sys",
    "time",
    "winreg",
    "zipimport",
];

impl Sources {
    /// Reads the given files and, recursively, the Python files of the given folders, named as an import from the folder
    /// around their outermost package would name them. A file that cannot be decoded is reported.
    ///
    /// # Errors
    /// When a file cannot be read or its name cannot be imported, or a folder has no Python files.
    pub fn load(paths: &[impl AsRef<Path>], diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        let mut sources = Sources::default();
        for path in paths.iter().map(AsRef::as_ref) {
            if path.is_dir() {
                let mut files = Vec::new();
                python_files(path, &mut files)?;
                if files.is_empty() {
                    return Err(Error::NoModules { path: path.to_owned() });
                }
                let root = import_root(path);
                for file in files {
                    sources.load_module(&file, &root, diagnostics)?;
                }
            } else {
                let root = root_of(absolute(path).parent().unwrap_or(Path::new("/")));
                sources.load_module(path, &root, diagnostics)?;
            }
        }
        Ok(sources)
    }

    /// Reads the given files, and the Python files of the given folders, named as an import from the folder `root` would name
    /// them; what is compiled of them shows their paths below that folder, wherever it lies.
    ///
    /// # Errors
    /// When a file cannot be read or its name cannot be imported.
    pub fn load_below(root: &Path, paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        let mut sources = Sources::default();
        let root = absolute(root);
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                python_files(path, &mut files)?;
            } else {
                files.push(path.clone());
            }
        }
        for file in &files {
            let id = sources.load_module(file, &root, diagnostics)?;
            sources.files[id].shown = absolute(file).strip_prefix(&root).ok().map(PathBuf::from);
        }
        Ok(sources)
    }

    /// Reads one file as the program that is run, without the modules that it imports.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load_main(file: &Path, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        let mut sources = Sources::default();
        sources.read(file, "__main__".into(), false, diagnostics)?;
        Ok(sources)
    }

    /// Reads the program that `python entry` would run: the entry, as the module `__main__`, and the modules beside it
    /// that it imports, directly or not. What is not found there is left to the interpreter.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn load_program(entry: &Path, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        Sources::load_program_with(entry, &|_| None, diagnostics)
    }

    /// As [`Sources::load_program`], and what is not found beside the entry is looked for in `library`, by its dotted name.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn load_program_with(
        entry: &Path,
        library: &dyn Fn(&str) -> Option<LibraryFile>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Sources, Error> {
        let is_folder = entry.is_dir();
        let file = if is_folder { entry.join("__main__.py") } else { entry.to_owned() };
        if is_folder && !file.exists() {
            return Err(Error::NoMain { path: entry.to_owned() });
        }
        let root = file.parent().unwrap_or(Path::new("")).to_owned();
        let mut sources = Sources::default();
        let mut loaded = BTreeSet::new();
        let mut reachable = Reachable::new();
        let mut queue = VecDeque::from([sources.read(&file, "__main__".into(), false, diagnostics)?]);
        loop {
            // Files of the program are needed as they are; of the library, one part after another.
            let imported = if let Some(id) = queue.pop_front() {
                let text = &sources.file(id).text;
                reachable.program(text);
                sources.modules_of(id, crate::parse::imports(id, text))
            } else if let Some((id, imports)) = reachable.next(&sources) {
                sources.modules_of(id, imports)
            } else {
                let implied = reachable.implied();
                if implied.iter().all(|module| loaded.contains(module)) {
                    break;
                }
                implied
            };
            for module in imported {
                if !loaded.insert(module.clone()) {
                    continue;
                }
                let hidden = ALREADY_LOADED.contains(&module.as_str());
                if let Some((path, is_package)) = find(&root, &module).filter(|_| !hidden) {
                    queue.push_back(sources.read(&path, module.as_str().into(), is_package, diagnostics)?);
                } else if let Some(found) = library(&module) {
                    let id = sources.read_library(found, module.as_str().into(), diagnostics)?;
                    reachable.library(id, &sources.file(id).text);
                }
            }
        }
        reachable.prune(&mut sources);
        Ok(sources)
    }

    fn load_module(&mut self, path: &Path, root: &Path, diagnostics: &mut Diagnostics) -> Result<FileId, Error> {
        let absolute = absolute(path);
        let relative = absolute.strip_prefix(root).unwrap_or(path);
        let mut parts: Vec<_> =
            relative.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let is_package = path.ends_with(INIT) && parts.len() > 1;
        if is_package {
            parts.pop();
        }
        let name = parts.join(".");
        if !parts.iter().all(|part| is_identifier(part)) {
            return Err(Error::ModuleName { path: path.to_owned(), name });
        }
        self.read(path, name.into(), is_package, diagnostics)
    }

    fn read_library(
        &mut self,
        found: LibraryFile,
        module: Name,
        diagnostics: &mut Diagnostics,
    ) -> Result<FileId, Error> {
        let id = match found.text {
            Some(text) => self.add(File::new(found.path, module, found.is_package, text)),
            None => self.read(&found.path, module, found.is_package, diagnostics)?,
        };
        self.files[id].is_library = true;
        Ok(id)
    }

    fn read(
        &mut self,
        path: &Path,
        module: Name,
        is_package: bool,
        diagnostics: &mut Diagnostics,
    ) -> Result<FileId, Error> {
        let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let decoded = decode(&bytes);
        if u32::try_from(decoded.text.len()).is_err() {
            return Err(Error::TooLarge { path: path.to_owned() });
        }
        let mut file = File::new(path.to_owned(), module, is_package, decoded.text);
        file.is_decoded = decoded.error.is_none();
        let id = self.add(file);
        if let Some(error) = decoded.error {
            let offset = |index| u32::try_from(index).expect("the text is below 4 GiB");
            let span = Span { file: id, start: offset(error.start), end: offset(error.end) };
            let draft = diagnostics.error(Code::Encoding, span).message(error.message);
            if let Some(help) = error.help {
                draft.help(help);
            }
        }
        Ok(id)
    }

    /// The modules that imports in a file may load, packages before what is in them.
    fn modules_of(&self, id: FileId, imports: Vec<crate::parse::Import>) -> Vec<String> {
        let file = self.file(id);
        let mut modules = Vec::new();
        for (level, module, name) in imports {
            let Some(base) = file.absolute(level, &module) else { continue };
            let full = match &name {
                Some(name) if base.is_empty() => name.clone(),
                Some(name) => format!("{base}.{name}"),
                None => base,
            };
            let ends = full.match_indices('.').map(|(end, _)| end).chain([full.len()]);
            modules.extend(ends.map(|end| full[..end].to_owned()));
        }
        modules
    }
}

impl File {
    /// The absolute name of `module`, imported here with `level` leading dots; `None` if that is beyond the top.
    fn absolute(&self, level: u32, module: &str) -> Option<String> {
        if level == 0 {
            return Some(module.to_owned());
        }
        let mut package: Vec<&str> = self.module.split('.').collect();
        if !self.is_package {
            package.pop();
        }
        let keep = (package.len() + 1).checked_sub(level as usize).filter(|keep| *keep > 0)?;
        package.truncate(keep);
        package.extend(Some(module).filter(|module| !module.is_empty()));
        Some(package.join("."))
    }
}

const INIT: &str = "__init__.py";

/// Seen from the root of the file system, so that `.` has a parent.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The folder that the modules in `folder` are imported from: itself, or the one around its outermost package.
#[must_use]
pub fn import_root(folder: &Path) -> PathBuf {
    let folder = absolute(folder);
    if folder.join(INIT).exists() { root_of(&folder) } else { folder }
}

/// The folder that the package of `folder`, an absolute path, is imported from.
fn root_of(folder: &Path) -> PathBuf {
    let mut root = folder;
    while root.join(INIT).exists() {
        match root.parent() {
            Some(parent) => root = parent,
            None => break,
        }
    }
    root.to_owned()
}

/// The Python files of a folder and its packages, sorted; not those that no import can name.
fn python_files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder).map_err(failed)?.collect();
    let mut entries: Vec<_> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    // A package's own file comes before its modules.
    entries.sort_by_key(|path| (!path.ends_with(INIT), path.is_dir(), path.clone()));
    for path in entries {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if !is_identifier(&stem) || stem == "__pycache__" {
            continue;
        }
        if path.is_dir() {
            python_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
    Ok(())
}

/// The file of a dotted module name below `root`, and whether it is a package.
fn find(root: &Path, module: &str) -> Option<(PathBuf, bool)> {
    let base = root.join(module.split('.').collect::<PathBuf>());
    let package = base.join(INIT);
    if package.is_file() {
        return Some((package, true));
    }
    let mut file = base.into_os_string();
    file.push(".py");
    let file = PathBuf::from(file);
    file.is_file().then_some((file, false))
}

/// Whether an `import` statement can spell this part of a module's name.
#[must_use]
pub fn is_identifier(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && chars.all(|char| char == '_' || char.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Error, Sources};
    use crate::diagnostic::{Code, Diagnostics};
    use std::fs;
    use std::path::Path;

    /// Writes files (path and text) into a new folder, loads, and lists `module (package)` in order.
    fn check(files: &[(&str, &str)], load: impl FnOnce(&Path) -> Result<Sources, Error>, expected: &[&str]) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("is in the folder")).expect("can create folders");
            fs::write(path, text).expect("can write");
        }
        let names: Vec<String> = match load(folder.path()) {
            Ok(sources) => sources
                .iter()
                .map(|(_, file)| format!("{}{}", file.module, if file.is_package { " (package)" } else { "" }))
                .collect(),
            Err(error) => vec![error.to_string().replace(&format!("{}/", folder.path().display()), "")],
        };
        assert_eq!(names, expected);
    }

    fn program(entry: &'static str) -> impl FnOnce(&Path) -> Result<Sources, Error> {
        move |root| Sources::load_program(&root.join(entry), &mut Diagnostics::default())
    }

    #[test]
    fn follows_imports_beside_the_entry() {
        let files = [
            ("app.py", "import sys, helper, json\nfrom pkg import mod as m, value\nimport pkg.deep.leaf\n"),
            ("helper.py", "def f():\n    import late\n"),
            ("late.py", ""),
            ("sys.py", ""),
            ("unused.py", ""),
            ("pkg/__init__.py", "from .other import *\n"),
            ("pkg/mod.py", "from . import sibling\nfrom ..beyond import x\n"),
            ("pkg/other.py", ""),
            ("pkg/sibling.py", ""),
            ("pkg/deep/leaf.py", "from ..mod import y\n"),
        ];
        let expected =
            ["__main__", "helper", "pkg (package)", "pkg.mod", "pkg.deep.leaf", "late", "pkg.other", "pkg.sibling"];
        check(&files, program("app.py"), &expected);
    }

    #[test]
    fn runs_a_folder_with_main() {
        check(&[("app/__main__.py", "import a"), ("app/a.py", "")], program("app"), &["__main__", "a"]);
        check(&[("app/a.py", "")], program("app"), &["cannot run `app`: it has no `__main__.py`"]);
    }

    #[test]
    fn names_modules_from_the_root_of_their_package() {
        let files =
            [("src/p/__init__.py", ""), ("src/p/a.py", ""), ("src/p/q/__init__.py", ""), ("src/p/q/b-c.py", "")];
        let load = |paths: &'static [&'static str]| {
            move |root: &Path| {
                let paths: Vec<_> = paths.iter().map(|path| root.join(path)).collect();
                Sources::load(&paths, &mut Diagnostics::default())
            }
        };
        check(&files, load(&["src/p"]), &["p (package)", "p.a", "p.q (package)"]);
        check(&files, load(&["src"]), &["p (package)", "p.a", "p.q (package)"]);
        check(&files, load(&["src/p/a.py"]), &["p.a"]);
        check(
            &files,
            load(&["src/p/q/b-c.py"]),
            &["`src/p/q/b-c.py` cannot be imported: `p.q.b-c` is not a module name"],
        );
        check(&files, load(&["none.py"]), &["cannot read `none.py`: No such file or directory (os error 2)"]);
    }

    #[test]
    fn reports_what_is_not_text() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.py");
        fs::write(&path, b"x = 1\ny = '\xe9' )\n").expect("can write");
        let mut diagnostics = Diagnostics::default();
        let sources = Sources::load(&[&path], &mut diagnostics).expect("the file is there");
        let hir = crate::lower(&sources, &mut diagnostics);
        let shown: Vec<_> =
            diagnostics.sorted().iter().map(|item| (item.code, sources.start(item.span).line)).collect();
        assert_eq!(shown, [(Code::Encoding, 2)]);
        assert!(hir.modules.is_empty());
    }
}
