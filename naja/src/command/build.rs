//! `naja build`.

use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::{Common, strictness};
use crate::python::Python;
use crate::wheel::{self, Project};
use naja_frontend::diagnostic::Severity;
use naja_frontend::source::import_root;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `naja build`.
#[derive(Debug, clap::Args)]
pub(crate) struct BuildArgs {
    /// The program; the modules to compile, or folders of them, whose other files are put beside the results; or the folder of
    /// the project [default: this one].
    #[arg(required_unless_present_any = ["wheel", "sdist", "editable", "dist_info"])]
    files: Vec<PathBuf>,
    #[command(flatten)]
    artifact: Artifact,
    /// Where the result goes: a folder for extension modules [default: beside each source] and distributions [default:
    /// `dist`], a file for an executable [default: the name of the program].
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// The folder that imports start from [default: the one around the outermost folder with an `__init__.py`].
    #[arg(long, value_name = "FOLDER", requires = "ext")]
    root: Option<PathBuf>,
    /// Compiles the file as the program that the interpreter runs.
    #[arg(long, hide = true, requires = "ext", conflicts_with = "root")]
    main: bool,
    /// Makes annotations law: type errors are build errors.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

/// What is built, if it is no executable.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct Artifact {
    /// Makes extension modules that CPython imports, instead of an executable.
    #[arg(long)]
    ext: bool,
    /// Makes a wheel of the project whose `pyproject.toml` is in the folder.
    #[arg(long)]
    wheel: bool,
    /// Makes a source distribution of the project.
    #[arg(long)]
    sdist: bool,
    /// Makes a wheel that installs the project as it lies in its folder.
    #[arg(long, hide = true)]
    editable: bool,
    /// Writes what the wheel of the project will say of itself.
    #[arg(long, hide = true)]
    dist_info: bool,
}

pub(crate) fn run(args: &BuildArgs) -> Result<ExitCode, Error> {
    let artifact = &args.artifact;
    if artifact.ext {
        extension_modules(args)?;
    } else if artifact.wheel || artifact.sdist || artifact.editable || artifact.dist_info {
        println!("{}", distribution(args)?.display());
    } else {
        executable(args)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds each file, and what is in each folder.
fn extension_modules(args: &BuildArgs) -> Result<(), Error> {
    let python = Python::find(args.common.python.as_deref())?;
    let job =
        Job { python: Some(&python), common: &args.common, strictness: strictness(args.strict, Severity::Warning) };
    for file in &args.files {
        let modules = match &args.root {
            Some(root) => Modules::Below(root.clone(), vec![file.clone()]),
            None if args.main => Modules::Main(file.clone()),
            None => Modules::Files(vec![file.clone()]),
        };
        compile::extension_modules(&job, &modules, args.output.as_deref())?;
        if let Some(output) = args.output.as_deref().filter(|_| file.is_dir()) {
            let root = args.root.clone().unwrap_or_else(|| import_root(file));
            wheel::copy_data(file, &root, output)?;
        }
    }
    Ok(())
}

/// Builds what is asked for of a project, and says where it is.
fn distribution(args: &BuildArgs) -> Result<PathBuf, Error> {
    let folder = match &args.files[..] {
        [] => Path::new("."),
        [folder] => folder,
        [_, ..] => return Err(Error::Usage("one project is built at a time: name its folder".into())),
    };
    let python = args.common.python.as_deref();
    let project = Project::read(folder, python)?;
    let output = args.output.as_deref().unwrap_or(Path::new("dist"));
    if args.artifact.sdist {
        wheel::source_distribution(&project, output)
    } else if args.artifact.editable {
        wheel::editable(&project, args.strict, output)
    } else if args.artifact.dist_info {
        wheel::dist_info(&project, &Python::find(python)?, output)
    } else {
        wheel::wheel(&project, &Python::find(python)?, &args.common, args.strict, output)
    }
}

/// Builds the program that the only file, or the folder with a `__main__.py`, is.
fn executable(args: &BuildArgs) -> Result<(), Error> {
    let [file] = &args.files[..] else {
        return Err(Error::Usage("an executable is built from one file: what it imports is found".into()));
    };
    let job = Job { python: None, common: &args.common, strictness: strictness(args.strict, Severity::Warning) };
    let output = args.output.clone().or_else(|| file.file_stem().map(PathBuf::from));
    let output = output.ok_or_else(|| Error::Usage("name the executable with `-o`".into()))?;
    if output.is_dir() {
        return Err(Error::Usage(format!("`{}` is a folder: name the executable with `-o`", output.display())));
    }
    compile::executable(&job, &Modules::Program(file.clone()), &output)
}
