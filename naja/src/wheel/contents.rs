//! Which files of a project are shipped, and which of them are compiled.
//!
//! Everything below the packages is shipped, data files and `.pyi` files too, but for caches, and what a build left beside the
//! sources. Compiled is what an import can name and has statements; a `__main__.py` is not, because `python -m` runs code
//! objects, which no extension module has to give.

use super::metadata::DistInfo;
use super::project::{Project, wrong};
use super::{cannot_read, project};
use crate::error::Error;
use glob::{MatchOptions, Pattern};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is compiled, and shipped beside the library if sources are.
    Compiled,
    /// It is Python that stays interpreted.
    Source,
    /// It is no Python.
    Data,
}

/// A file of a wheel.
#[derive(Debug)]
pub(super) struct File {
    /// Where it is.
    pub path: PathBuf,
    /// The folder that its import starts from, relative to the project's.
    pub root: PathBuf,
    /// Its path in the wheel, with slashes.
    pub target: String,
    /// What becomes of it.
    pub kind: Kind,
}

/// What a wheel consists of, sorted by the paths in it.
#[derive(Debug)]
pub(super) struct Contents {
    /// The files.
    pub files: Vec<File>,
}

impl Contents {
    /// The files of the wheel of `project`; something of it must be compiled.
    pub(super) fn of_wheel(project: &Project) -> Result<Contents, Error> {
        let exclude = Patterns::new("exclude", &project.settings.exclude)?;
        let interpreted = Patterns::new("interpreted", &project.settings.interpreted)?;
        let mut files = vec![];
        for package in &project.packages {
            let root = package.parent().unwrap_or(Path::new("")).to_owned();
            for path in below(&project.folder.join(package))? {
                let target = slashed(path.strip_prefix(project.folder.join(&root)).unwrap_or(&path))?;
                if !exclude.match_path(&target) {
                    let kind = kind(&path, &target, &interpreted)?;
                    files.push(File { path, root: root.clone(), target, kind });
                }
            }
        }
        files.sort_by(|a, b| a.target.cmp(&b.target));
        if let Some([first, _]) = files.array_windows().find(|[a, b]| a.target == b.target) {
            return Err(wrong(format!("`packages` of `[tool.naja]` name `{}` twice", first.target)));
        }
        if files.iter().all(|file| file.kind != Kind::Compiled) {
            return Err(wrong(
                "there is no module to compile: see `packages`, `exclude` and `interpreted` of `[tool.naja]`",
            ));
        }
        Ok(Contents { files })
    }

    /// The modules to compile, by the folder that imports start from.
    pub(super) fn compiled(&self) -> BTreeMap<&Path, Vec<PathBuf>> {
        let mut modules: BTreeMap<&Path, Vec<PathBuf>> = BTreeMap::new();
        for file in self.files.iter().filter(|file| file.kind == Kind::Compiled) {
            modules.entry(&file.root).or_default().push(file.path.clone());
        }
        modules
    }

    /// The folders that imports start from.
    pub(super) fn roots(&self) -> BTreeSet<&Path> {
        self.files.iter().map(|file| file.root.as_path()).collect()
    }
}

/// What a source distribution needs, relative to the project's folder.
pub(super) fn of_source_distribution(project: &Project, info: &DistInfo) -> Result<BTreeSet<PathBuf>, Error> {
    let mut paths: BTreeSet<PathBuf> = info.licences().map(PathBuf::from).collect();
    paths.insert(project::PYPROJECT.into());
    paths.extend(info.readme.clone());
    for file in Contents::of_wheel(project)?.files {
        paths.insert(file.path.strip_prefix(&project.folder).unwrap_or(&file.path).to_owned());
    }
    for pattern in &project.settings.sdist_include {
        paths.extend(matching(&project.folder, "sdist-include", pattern)?);
    }
    Ok(paths)
}

/// The files that a pattern relative to `folder` names, relative to it; there must be one.
pub(super) fn matching(folder: &Path, key: &str, pattern: &str) -> Result<Vec<PathBuf>, Error> {
    let whole = Path::new(&Pattern::escape(&folder.display().to_string())).join(pattern);
    let entries = glob::glob_with(&whole.display().to_string(), OPTIONS)
        .map_err(|error| wrong(format!("`{key}`: `{pattern}` is not a pattern: {error}")))?;
    let mut found = vec![];
    for entry in entries {
        let path = entry.map_err(|error| cannot_read(error.path(), error.error()))?;
        if path.is_file() {
            found.push(path.strip_prefix(folder).unwrap_or(&path).to_owned());
        }
    }
    if found.is_empty() {
        return Err(wrong(format!("`{key}`: no file matches `{pattern}`")));
    }
    Ok(found)
}

/// `*` stays within a folder, as in a shell.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// The patterns of one setting.
struct Patterns(Vec<Pattern>);

impl Patterns {
    fn new(key: &str, patterns: &[String]) -> Result<Patterns, Error> {
        let parse = |pattern: &String| {
            Pattern::new(pattern.trim_end_matches('/'))
                .map_err(|error| wrong(format!("`{key}` of `[tool.naja]`: `{pattern}` is not a pattern: {error}")))
        };
        patterns.iter().map(parse).collect::<Result<_, _>>().map(Patterns)
    }

    /// Whether one of them names the file or a folder that it is in.
    fn match_path(&self, path: &str) -> bool {
        Path::new(path).ancestors().any(|path| self.0.iter().any(|one| one.matches_path_with(path, OPTIONS)))
    }
}

/// The files of a package, or a module with its `.pyi` file.
pub(super) fn below(package: &Path) -> Result<Vec<PathBuf>, Error> {
    if package.is_file() {
        let stub = package.with_extension("pyi");
        return Ok([package.to_owned()].into_iter().chain(Some(stub).filter(|stub| stub.is_file())).collect());
    }
    let is_wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_hidden = name.starts_with('.') && (entry.file_type().is_dir() || name == ".DS_Store");
        entry.depth() == 0 || !(is_hidden || name == "__pycache__" || is_product(entry.path()))
    };
    let entries = walkdir::WalkDir::new(package).follow_links(true).sort_by_file_name();
    let mut files = vec![];
    for entry in entries.into_iter().filter_entry(is_wanted) {
        let entry = entry.map_err(|error| cannot_read(package, &error))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Whether this is bytecode, or the library of a module whose source lies beside it.
fn is_product(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let module = name.strip_suffix(".so").and_then(|name| name.split_once(".cpython-"));
    name.ends_with(".pyc") || module.is_some_and(|(module, _)| path.with_file_name(format!("{module}.py")).is_file())
}

fn kind(path: &Path, target: &str, interpreted: &Patterns) -> Result<Kind, Error> {
    let Some(dotted) = target.strip_suffix(".py") else { return Ok(Kind::Data) };
    let is_importable = dotted.split('/').all(naja_frontend::source::is_identifier);
    // A package comes before a module of its name.
    let is_hidden = path.with_extension("").join("__init__.py").is_file();
    let is_program = dotted.ends_with("__main__");
    if !is_importable || is_hidden || is_program || interpreted.match_path(target) {
        return Ok(Kind::Source);
    }
    let bytes = std::fs::read(path).map_err(|error| cannot_read(path, &error))?;
    let says_nothing = |line: &[u8]| line.trim_ascii().first().is_none_or(|byte| *byte == b'#');
    let is_empty = bytes.split(|byte| *byte == b'\n').all(says_nothing);
    Ok(if is_empty { Kind::Source } else { Kind::Compiled })
}

/// The path as archives spell it.
fn slashed(path: &Path) -> Result<String, Error> {
    let text = path.to_str().ok_or_else(|| Error::Project(format!("`{}` is not UTF-8", path.display())))?;
    Ok(text.to_owned())
}
