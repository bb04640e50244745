//! `naja check`.

use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::Common;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `naja check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// The files to check.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Makes annotations law.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

pub fn run(args: &CheckArgs) -> Result<ExitCode, Error> {
    let job = Job { python: None, common: &args.common, strict: args.strict };
    compile::check(&job, &Modules::Files(args.files.clone()))?;
    Ok(ExitCode::SUCCESS)
}
