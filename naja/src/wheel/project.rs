//! `pyproject.toml`: the metadata of a project (`[project]`, PEP 621) and what naja is to do with it (`[tool.naja]`).

use super::cannot_read;
use crate::error::Error;
use crate::python::Python;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The name of the file.
pub(super) const PYPROJECT: &str = "pyproject.toml";

/// A folder with a `pyproject.toml`.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder.
    pub folder: PathBuf,
    /// Its name, as written.
    pub name: String,
    /// Its version, in the normal form.
    pub version: String,
    /// All of `[project]`.
    pub metadata: pyproject_toml::Project,
    /// `[tool.naja]`.
    pub settings: Settings,
    /// The packages and modules that it consists of, relative to its folder: those that the settings name, or those of its name.
    pub packages: Vec<PathBuf>,
}

/// `[tool.naja]`.
#[derive(Debug, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Settings {
    /// The packages (folders) and modules (files), relative to the project's folder.
    pub packages: Vec<String>,
    /// Patterns of what is not shipped, by the paths that files have in the wheel.
    pub exclude: Vec<String>,
    /// Patterns of modules that are shipped and not compiled, likewise.
    pub interpreted: Vec<String>,
    /// Whether annotations are law.
    pub strict: bool,
    /// Whether the sources of compiled modules lie beside them.
    pub sources: bool,
    /// Patterns of what source distributions have besides, relative to the project's folder.
    pub sdist_include: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            packages: vec![],
            exclude: vec![],
            interpreted: vec![],
            strict: false,
            sources: true,
            sdist_include: vec![],
        }
    }
}

#[derive(Deserialize)]
struct Document {
    project: Option<pyproject_toml::Project>,
    tool: Option<Tool>,
}

#[derive(Deserialize)]
struct Tool {
    naja: Option<Settings>,
}

impl Project {
    /// Reads the project in `folder`; the interpreter `python` is asked for a version that stands in the sources.
    pub(crate) fn read(folder: &Path, python: Option<&Path>) -> Result<Project, Error> {
        let file = folder.join(PYPROJECT);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let what = "a wheel is built from a project; to compile modules alone, use `naja build --ext`";
                return Err(Error::Project(format!("`{}` has no {PYPROJECT}: {what}", folder.display())));
            }
            Err(error) => return Err(cannot_read(&file, &error)),
        };
        let document: Document = toml::from_str(&text).map_err(|error| cannot_read(&file, &error))?;
        let metadata = document.project.ok_or_else(|| {
            wrong("there is no `[project]` table: give it one, with at least a `name` and a `version`")
        })?;
        let settings = document.tool.and_then(|tool| tool.naja).unwrap_or_default();
        check_name(&metadata.name)?;
        check_dynamic(&metadata)?;
        let packages = packages(folder, &metadata.name, &settings)?;
        let version = version(&metadata, folder, &packages, python)?;
        Ok(Project { folder: folder.to_owned(), name: metadata.name.clone(), version, metadata, settings, packages })
    }

    /// The name as files and folders spell it.
    pub(crate) fn file_name(&self) -> String {
        let mut spelt = String::new();
        for part in self.name.split(['-', '_', '.']).filter(|part| !part.is_empty()) {
            if !spelt.is_empty() {
                spelt.push('_');
            }
            spelt.push_str(&part.to_ascii_lowercase());
        }
        spelt
    }

    /// `name-version`, as the names of archives begin.
    pub(crate) fn stem(&self) -> String {
        format!("{}-{}", self.file_name(), self.version.replace('-', "_"))
    }

    /// The name of the folder of metadata in a wheel.
    pub(crate) fn dist_info(&self) -> String {
        self.stem() + ".dist-info"
    }
}

/// An error in what `pyproject.toml` says.
pub(super) fn wrong(message: impl std::fmt::Display) -> Error {
    Error::Project(format!("{PYPROJECT}: {message}"))
}

fn check_name(name: &str) -> Result<(), Error> {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let ends = [name.as_bytes().first(), name.as_bytes().last()];
    if ends.iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric)) && name.as_bytes().iter().all(is_inner) {
        return Ok(());
    }
    Err(wrong(format!("`{name}` is not a name: use letters, digits, and `-`, `_` or `.` between them")))
}

/// Only the version can be found out.
fn check_dynamic(metadata: &pyproject_toml::Project) -> Result<(), Error> {
    let dynamic = metadata.dynamic.as_deref().unwrap_or_default();
    if let Some(field) = dynamic.iter().find(|field| *field != "version") {
        return Err(wrong(format!("naja finds out no `{field}`: only `version` may be in `dynamic`; write it down")));
    }
    match (&metadata.version, dynamic.is_empty()) {
        (Some(_), false) => Err(wrong("`version` is given, and `dynamic` too: take one away")),
        (None, true) => Err(wrong(
            "`[project]` has no `version`: give it one, or say `dynamic = [\"version\"]` and set `__version__` in the package",
        )),
        (Some(_), true) | (None, false) => Ok(()),
    }
}

/// Those that the settings name, or else the folder or the module of the project's name.
fn packages(folder: &Path, name: &str, settings: &Settings) -> Result<Vec<PathBuf>, Error> {
    if settings.packages.is_empty() {
        return found(folder, name).map(|package| vec![package]);
    }
    for package in &settings.packages {
        let path = folder.join(package);
        let is_module = path.is_file() && package.ends_with(".py");
        let is_below = Path::new(package).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !is_below || !(is_module || path.is_dir()) {
            return Err(wrong(format!(
                "`packages` of `[tool.naja]`: `{package}` is no folder or module of the project"
            )));
        }
    }
    Ok(settings.packages.iter().map(PathBuf::from).collect())
}

fn found(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let module = name.replace(['-', '.'], "_");
    let mut names = vec![module.clone()];
    names.extend(Some(module.to_lowercase()).filter(|lower| *lower != module));
    let candidates: Vec<PathBuf> = names
        .iter()
        .flat_map(|name| [format!("src/{name}"), name.clone(), format!("src/{name}.py"), format!("{name}.py")])
        .map(PathBuf::from)
        .collect();
    let is_there = |path: &&PathBuf| match path.extension() {
        Some(_) => folder.join(path).is_file(),
        None => folder.join(path).is_dir(),
    };
    candidates.iter().find(is_there).cloned().ok_or_else(|| {
        let tried: Vec<String> = candidates.iter().map(|path| format!("`{}`", path.display())).collect();
        wrong(format!(
            "found nothing to build, of {}: name it with `packages = [\"…\"]` in `[tool.naja]`",
            tried.join(", ")
        ))
    })
}

/// The version that is given, or that stands in the first package or module as `__version__`.
fn version(
    metadata: &pyproject_toml::Project,
    folder: &Path,
    packages: &[PathBuf],
    python: Option<&Path>,
) -> Result<String, Error> {
    if let Some(version) = &metadata.version {
        return Ok(version.to_string());
    }
    let package = packages.first().map(|package| folder.join(package)).unwrap_or_default();
    let file = if package.is_dir() { package.join("__init__.py") } else { package };
    let text = std::fs::read_to_string(&file).map_err(|error| cannot_read(&file, &error))?;
    let value = Python::find(python)?.version_in(&text)?.ok_or_else(|| {
        let missing = "has no line `__version__ = \"…\"`, where `dynamic = [\"version\"]` has naja look";
        Error::Project(format!("`{}` {missing}", file.display()))
    })?;
    let parsed: Result<pep440_rs::Version, _> = value.parse();
    parsed
        .map(|version| version.to_string())
        .map_err(|_| Error::Project(format!("`{}`: `{value}` is not a version (PEP 440)", file.display())))
}
