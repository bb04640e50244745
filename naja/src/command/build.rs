//! `naja build`.

use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::{Common, strictness};
use crate::python::Python;
use naja_frontend::diagnostic::Severity;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `naja build`.
#[derive(Debug, clap::Args)]
pub(crate) struct BuildArgs {
    /// The program, or the modules to compile.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Makes extension modules that CPython imports, instead of an executable.
    #[arg(long)]
    ext: bool,
    /// Where the result goes: a folder for extension modules [default: beside each source], a file for an executable
    /// [default: the name of the program].
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Makes annotations law: type errors are build errors.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &BuildArgs) -> Result<ExitCode, Error> {
    if !args.ext {
        return executable(args);
    }
    let python = Python::find(args.common.python.as_deref())?;
    let job =
        Job { python: Some(&python), common: &args.common, strictness: strictness(args.strict, Severity::Warning) };
    for file in &args.files {
        compile::extension_modules(&job, &Modules::Files(vec![file.clone()]), args.output.as_deref())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the program that the only file, or the folder with a `__main__.py`, is.
fn executable(args: &BuildArgs) -> Result<ExitCode, Error> {
    let [file] = &args.files[..] else {
        return Err(Error::Usage("an executable is built from one file: what it imports is found".into()));
    };
    let job = Job { python: None, common: &args.common, strictness: strictness(args.strict, Severity::Warning) };
    let output = args.output.clone().or_else(|| file.file_stem().map(PathBuf::from));
    let output = output.ok_or_else(|| Error::Usage("name the executable with `-o`".into()))?;
    if output.is_dir() {
        return Err(Error::Usage(format!("`{}` is a folder: name the executable with `-o`", output.display())));
    }
    compile::executable(&job, &Modules::Program(file.clone()), &output)?;
    Ok(ExitCode::SUCCESS)
}
