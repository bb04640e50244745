//! `naja check`.

use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::{Common, strictness};
use naja_frontend::diagnostic::Severity;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `naja check`.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// The files to check.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Makes annotations law: everything is annotated, and right. Without it, only what is certain is reported.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode, Error> {
    let job = Job { python: None, common: &args.common, strictness: strictness(args.strict, Severity::Error) };
    compile::check(&job, &Modules::Files(args.files.clone()))?;
    Ok(ExitCode::SUCCESS)
}
