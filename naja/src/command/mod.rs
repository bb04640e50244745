//! The subcommands, one file each.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod emit;
pub(crate) mod explain;
pub(crate) mod report;
pub(crate) mod run;

/// A subcommand and its arguments.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Compiles a program to an executable, or modules to extension modules.
    Build(build::BuildArgs),
    /// Checks types without compiling.
    Check(check::CheckArgs),
    /// Runs a program, its own modules compiled.
    Run(run::RunArgs),
    /// Says what became of each function and line: fast, guarded or generic, and why.
    Report(report::ReportArgs),
    /// Says what the code of an error means.
    Explain(explain::ExplainArgs),
    /// Shows what a stage of the compiler makes of a file.
    Emit(emit::EmitArgs),
}
