//! Distributions of a project: wheels with compiled modules, source distributions, and what installers ask for before.
//!
//! A project is a folder with a `pyproject.toml` ([`project`]). It decides which files there are and which of them are compiled
//! ([`contents`]), and what is said of them ([`metadata`]); the rest is archives ([`archive`]). The build backend that installers
//! call, `naja/python/naja/build.py`, is this command: whatever is asked for, one function of this file makes it.
//!
//! The same sources, compiler and interpreter make the same bytes: members are sorted, their time is `SOURCE_DATE_EPOCH` or a
//! fixed one, and libraries show paths below the folder that imports start from, never where they were built.

mod archive;
mod contents;
mod metadata;
mod project;

use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::{Common, strictness};
use crate::python::Python;
use archive::Wheel;
use contents::{Contents, Kind};
use metadata::DistInfo;
use naja_frontend::diagnostic::Severity;
pub(crate) use project::Project;
use std::path::{Path, PathBuf};

/// The tag of a wheel that has nothing compiled in it.
const PURE: &str = "py3-none-any";

/// Builds the wheel of `project` into `folder`, its modules compiled for `python`, and says where it is.
pub(crate) fn wheel(
    project: &Project,
    python: &Python,
    common: &Common,
    strict: bool,
    folder: &Path,
) -> Result<PathBuf, Error> {
    let contents = Contents::of_wheel(project)?;
    let info = DistInfo::new(project)?;
    let strictness = strictness(strict || project.settings.strict, Severity::Warning);
    let job = Job { python: Some(python), common, strictness };
    let built = tempfile::tempdir().map_err(|error| cannot_write(&std::env::temp_dir(), error))?;
    let mut wheel = Wheel::new(project, &python.tag);
    for (root, modules) in contents.compiled() {
        let below = Modules::Below(project.folder.join(root), modules);
        compile::extension_modules(&job, &below, Some(built.path())).map_err(explain)?;
    }
    for file in &contents.files {
        match file.kind {
            Kind::Data | Kind::Source => wheel.add_file(&file.target, &file.path)?,
            Kind::Compiled => {
                let library = file.target.trim_end_matches(".py").to_owned() + &python.suffix;
                wheel.add_file(&library, &built.path().join(&library))?;
                if project.settings.sources {
                    wheel.add_file(&file.target, &file.path)?;
                }
            }
        }
    }
    wheel.finish(&info, folder)
}

/// Builds a wheel that installs `project` as it lies in its folder: changes of its sources take effect.
///
/// It has nothing but a `.pth` file, which adds the folders that imports start from, and a module that lets naja's import hook
/// compile what is imported from there, where naja is installed.
pub(crate) fn editable(project: &Project, strict: bool, folder: &Path) -> Result<PathBuf, Error> {
    let contents = Contents::of_wheel(project)?;
    let info = DistInfo::new(project)?;
    let mut wheel = Wheel::new(project, PURE);
    let below = |path: &Path| {
        let path = project.folder.join(path);
        let path = std::path::absolute(&path).unwrap_or(path);
        path.components().collect::<PathBuf>().display().to_string()
    };
    let roots: Vec<String> = contents.roots().into_iter().map(below).collect();
    let packages: Vec<String> = project.packages.iter().map(|package| below(package)).collect();
    let module = format!("_editable_{}", project.file_name());
    let list = serde_json::to_string(&packages).map_err(|error| Error::Project(error.to_string()))?;
    let strict = if strict || project.settings.strict { "True" } else { "False" };
    let text = format!(
        "\"\"\"Has naja compile the modules of {name} when they are imported, where naja is installed.\"\"\"\n\n\
         try:\n    from naja.hook import install\nexcept ImportError:\n    pass\nelse:\n    \
         install({list}, strict={strict})\n",
        name = project.name,
    );
    wheel.add(&format!("{module}.py"), text.as_bytes())?;
    let lines = format!("{}\nimport {module}\n", roots.join("\n"));
    wheel.add(&format!("{module}.pth"), lines.as_bytes())?;
    wheel.finish(&info, folder)
}

/// Writes the `.dist-info` folder that the wheel of `project` will have into `folder`, and says where it is.
pub(crate) fn dist_info(project: &Project, python: &Python, folder: &Path) -> Result<PathBuf, Error> {
    let info = DistInfo::new(project)?;
    let name = project.dist_info();
    for (path, bytes) in info.files(&archive::wheel_file(&python.tag)) {
        let path = folder.join(&name).join(path);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(|error| cannot_write(parent, error))?;
        std::fs::write(&path, bytes).map_err(|error| cannot_write(&path, error))?;
    }
    Ok(folder.join(name))
}

/// Builds the source distribution of `project` into `folder`, and says where it is.
pub(crate) fn source_distribution(project: &Project, folder: &Path) -> Result<PathBuf, Error> {
    let info = DistInfo::new(project)?;
    let paths = contents::of_source_distribution(project, &info)?;
    archive::source_distribution(project, &info, &paths, folder)
}

/// Puts the files of `folder` that are no Python to where they lie below `root`, but in `output`: libraries find them there.
pub(crate) fn copy_data(folder: &Path, root: &Path, output: &Path) -> Result<(), Error> {
    let root = std::path::absolute(root).map_err(|error| cannot_read(root, &error))?;
    for file in contents::below(folder)? {
        let absolute = std::path::absolute(&file).map_err(|error| cannot_read(&file, &error))?;
        let target = output.join(absolute.strip_prefix(&root).unwrap_or(&file));
        let is_there = target.canonicalize().is_ok_and(|target| file.canonicalize().is_ok_and(|file| file == target));
        if file.extension().is_some_and(|ending| ending == "py") || is_there {
            continue;
        }
        let parent = target.parent().unwrap_or(output);
        std::fs::create_dir_all(parent).map_err(|error| cannot_write(parent, error))?;
        std::fs::copy(&file, &target).map_err(|error| cannot_write(&target, error))?;
    }
    Ok(())
}

/// What to do about a module that is not compiled.
fn explain(error: Error) -> Error {
    if matches!(error, Error::Reported) {
        eprintln!(
            "naja: help: what is shipped but not compiled is named by `interpreted` in `[tool.naja]` of pyproject.toml"
        );
    }
    error
}

fn cannot_write(path: &Path, source: std::io::Error) -> Error {
    Error::Write { path: path.to_owned(), source }
}

fn cannot_read(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Project(format!("cannot read `{}`: {error}", path.display()))
}
