//! The command line.

use crate::command::Command;
use clap::{Args, Parser, ValueEnum};
use naja_codegen::passes;
use naja_frontend::diagnostic::Severity;
use naja_frontend::render::Format;
use naja_typeinfer::Strictness;
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// An ahead-of-time optimizing compiler for Python: exact like CPython, fast like C.
#[derive(Debug, Parser)]
#[command(name = "naja", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  naja build --ext area.py        makes area.cpython-…so, which `import area` finds before area.py
  naja build app.py -o app         makes an executable that needs no CPython
  naja build --wheel               makes a wheel of the project in this folder
  naja run app.py ARGS…           runs a program, its own modules compiled
  naja check --strict app.py      checks types; annotations are law
  naja report area.py             says which lines are fast, and why others are not
  naja emit mir area.py           shows what the compiler makes of it";

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// With the source and carets.
    Full,
    /// `path:line:col: error: message [code]`.
    Concise,
    /// One JSON object a line.
    Json,
}

/// Options of every command that reads Python.
#[derive(Debug, Clone, Args)]
pub(crate) struct Common {
    /// How diagnostics are shown [default: full on a terminal, else concise].
    #[arg(long, value_enum, global = true)]
    pub output_format: Option<OutputFormat>,
    /// The interpreter to compile for: a path or a command [default: `$NAJA_PYTHON`, the active virtual environment's, or `python3`].
    #[arg(long, value_name = "PATH", global = true)]
    pub python: Option<PathBuf>,
    /// Says on standard error how long each stage of compiling took, and how much it made.
    #[arg(long, global = true)]
    pub timings: bool,
    #[command(flatten)]
    pub debugging: Debugging,
}

/// Options for finding faults of the compiler.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options for debugging the compiler")]
pub(crate) struct Debugging {
    /// Which optional passes run.
    #[arg(long, value_enum, default_value = "all", global = true)]
    pub passes: PassSet,
    /// How much LLVM optimises; 0 compiles ten times as fast.
    #[arg(long, value_name = "LEVEL", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=3), global = true)]
    pub optimize: u8,
    /// Lets every guard fail now and then: each N-th time it is tested.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", require_equals = true, global = true)]
    pub stress_exits: Option<u32>,
    /// Runs Python at every poll, and goes back into fast loops at every second chance.
    #[arg(long, global = true)]
    pub stress_polls: bool,
    /// Proves the invariants of the mid-level IR after each pass, as debug builds always do.
    #[arg(long, hide = true, global = true)]
    pub verify: bool,
}

/// Which optional passes run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PassSet {
    /// Only what is needed for a right program.
    None,
    /// Everything.
    All,
}

/// How strictly types are checked: as law, or what is certainly wrong is told with `severity`.
pub(crate) fn strictness(strict: bool, severity: Severity) -> Option<Strictness> {
    Some(if strict { Strictness::Strict } else { Strictness::Hints(severity) })
}

impl Common {
    /// The format that diagnostics are rendered in.
    pub(crate) fn format(&self) -> Format {
        let terminal = std::io::stderr().is_terminal();
        match self.output_format {
            Some(OutputFormat::Full) => Format::Full { color: terminal },
            None if terminal => Format::Full { color: true },
            Some(OutputFormat::Concise) | None => Format::Concise,
            Some(OutputFormat::Json) => Format::Json,
        }
    }

    /// The options of the passes.
    pub(crate) fn passes(&self) -> passes::Options {
        passes::Options {
            optional: self.debugging.passes == PassSet::All,
            until: None,
            stress_exits: self.debugging.stress_exits,
            stress_polls: self.debugging.stress_polls,
            verify: self.debugging.verify,
            loops: true,
        }
    }
}
