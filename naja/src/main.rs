//! The `naja` command: one arm for each subcommand.

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "this is the command: it talks to people")]

mod cache;
mod command;
mod compile;
mod error;
mod library;
mod native;
mod options;
mod python;
mod report;
mod runtime;
mod wheel;

use clap::Parser as _;
use command::Command;
use naja_codegen::fault;
use std::process::ExitCode;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let work = || naja_frontend::on_deep_stack(|| command(options::Cli::parse().command));
    match std::panic::catch_unwind(work) {
        Ok(code) => code,
        Err(panic) => report_bug(panic.as_ref()),
    }
}

fn command(command: Command) -> ExitCode {
    let result = seed_fault().and_then(|()| match command {
        Command::Build(args) => command::build::run(&args),
        Command::Check(args) => command::check::run(&args),
        Command::Run(args) => command::run::run(&args),
        Command::Report(args) => command::report::run(&args),
        Command::Explain(args) => command::explain::run(&args),
        Command::Emit(args) => command::emit::run(&args),
    });
    result.unwrap_or_else(|error| {
        if !matches!(error, error::Error::Reported) {
            eprintln!("naja: error: {error}");
        }
        ExitCode::from(error.status())
    })
}

/// Makes the compiler wrong on purpose where `NAJA_FAULT` asks for it; release builds are not asked.
fn seed_fault() -> Result<(), error::Error> {
    let asked = std::env::var("NAJA_FAULT").ok().filter(|_| cfg!(debug_assertions));
    match asked {
        Some(name) if !fault::seed(&name) => Err(error::Error::Usage(format!("there is no fault `{name}`"))),
        _ => Ok(()),
    }
}

/// Exit status 101: the compiler itself is wrong.
fn report_bug(panic: &(dyn std::any::Any + Send)) -> ExitCode {
    let message = panic
        .downcast_ref::<naja_codegen::Bug>()
        .map(|bug| bug.0.clone())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "no message".to_owned());
    eprintln!("naja: internal error: {message}");
    eprintln!("This is a bug in naja {}, not in your program. Please report it.", env!("CARGO_PKG_VERSION"));
    ExitCode::from(101)
}
