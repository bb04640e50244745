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
pub struct BuildArgs {
    /// The files to compile.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Makes extension modules that CPython imports, instead of an executable.
    #[arg(long)]
    ext: bool,
    /// Where the result goes: a folder for extension modules [default: beside each source], a file for an executable.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Makes annotations law: type errors are build errors.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

pub fn run(args: &BuildArgs) -> Result<ExitCode, Error> {
    if !args.ext {
        return Err(Error::Usage("executables are not built yet: use `--ext` to make an extension module".into()));
    }
    let python = Python::find(args.common.python.as_deref())?;
    let job =
        Job { python: Some(&python), common: &args.common, strictness: strictness(args.strict, Severity::Warning) };
    for file in &args.files {
        let folder = match &args.output {
            Some(folder) => folder.clone(),
            None => file.parent().map(PathBuf::from).unwrap_or_default(),
        };
        compile::extension_modules(&job, &Modules::Files(vec![file.clone()]), &folder)?;
    }
    Ok(ExitCode::SUCCESS)
}
