//! `naja emit`: the pipeline, stopped after a stage, and what it has then.

use crate::compile::{self, Job, Modules, Stage};
use crate::error::Error;
use crate::options::{Common, strictness};
use crate::python::Python;
use naja_frontend::diagnostic::Severity;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `naja emit`.
#[derive(Debug, clap::Args)]
pub(crate) struct EmitArgs {
    /// The stage.
    #[arg(value_enum)]
    stage: Stage,
    /// The file to compile.
    file: PathBuf,
    /// Only this function, by its qualified name; with `.fast`, only that version.
    #[arg(long, value_name = "NAME")]
    function: Option<String>,
    /// MIR as it is after this pass.
    #[arg(long, value_name = "PASS")]
    after: Option<String>,
    /// As for an executable, not for an extension module.
    #[arg(long)]
    native: bool,
    /// As with `naja build --strict`.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &EmitArgs) -> Result<ExitCode, Error> {
    let python = if args.native { None } else { Some(Python::find(args.common.python.as_deref())?) };
    let strictness = args.strict.then(|| strictness(true, Severity::Error)).flatten();
    let job = Job { python: python.as_ref(), common: &args.common, strictness };
    let modules = Modules::Files(vec![args.file.clone()]);
    let text = compile::emit(&job, &modules, args.stage, args.function.as_deref(), args.after.as_deref())?;
    print!("{text}");
    Ok(ExitCode::SUCCESS)
}
