//! `naja run`: compiles a program into the cache and runs it: its own modules with the interpreter, or an executable. Or
//! runs its MIR as it is, to find out who broke it.

use crate::cache;
use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::Common;
use crate::python::Python;
use naja_codegen::passes;
use naja_typeinfer::Strictness;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `naja run`.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// The program.
    file: PathBuf,
    /// Runs an executable without CPython.
    #[arg(long)]
    native: bool,
    /// Interprets the mid-level IR over the native runtime, as it is after this pass.
    #[arg(long, hide = true, value_name = "PASS", num_args = 0..=1, default_missing_value = "refcount", require_equals = true)]
    interpret: Option<String>,
    /// Makes annotations law: type errors are build errors, and wrong arguments from untyped code TypeErrors.
    #[arg(long, conflicts_with = "interpret")]
    strict: bool,
    /// Its arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// What the interpreter runs: it finds the compiled modules, and runs the first as `__main__`.
const RUNNER: &str = include_str!("run.py");

impl RunArgs {
    fn strictness(&self) -> Option<Strictness> {
        self.strict.then_some(Strictness::Strict)
    }
}

pub(crate) fn run(args: &RunArgs) -> Result<ExitCode, Error> {
    if let Some(pass) = &args.interpret {
        return interpret(args, pass);
    }
    if args.native {
        return native(args);
    }
    let python = Python::find(args.common.python.as_deref())?;
    let job = Job { python: Some(&python), common: &args.common, strictness: args.strictness() };
    let modules = Modules::Program(args.file.clone());
    let folder = cache::entry(&job, &modules)?;
    if !cache::is_complete(&folder) {
        compile::extension_modules(&job, &modules, Some(&folder))?;
        cache::mark_complete(&folder)?;
    }
    let mut command = std::process::Command::new(&python.path);
    command.arg("-c").arg(RUNNER).arg(&folder).arg(&args.file).args(&args.args);
    let error = command.exec();
    Err(Error::Python(format!("cannot run `{}`: {error}", python.path.display())))
}

fn native(args: &RunArgs) -> Result<ExitCode, Error> {
    let job = Job { python: None, common: &args.common, strictness: args.strictness() };
    let modules = Modules::Program(args.file.clone());
    let folder = cache::entry(&job, &modules)?;
    let program = folder.join("program");
    if !cache::is_complete(&folder) {
        compile::executable(&job, &modules, &program)?;
        cache::mark_complete(&folder)?;
    }
    let error = std::process::Command::new(&program).arg0(&args.file).args(&args.args).exec();
    Err(Error::Usage(format!("cannot run `{}`: {error}", program.display())))
}

/// Only the optional passes up to `pass` run; those that every program needs always do.
fn interpret(args: &RunArgs, pass: &str) -> Result<ExitCode, Error> {
    let names = passes::names();
    let until = names.iter().copied().find(|name| *name == pass);
    if until.is_none() {
        return Err(Error::Usage(format!("there is no pass `{pass}`: {}", names.join(", "))));
    }
    let options = passes::Options { until, ..args.common.passes() };
    let job = Job { python: None, common: &args.common, strictness: None };
    let (mir, sources) = compile::to_interpret(&job, &Modules::Program(args.file.clone()), &options)?;
    let name = args.file.to_string_lossy().into_owned();
    let arguments: Vec<String> = std::iter::once(name).chain(args.args.iter().cloned()).collect();
    let status = naja_interpret::run(mir, sources, &arguments, options.stress_exits);
    Ok(ExitCode::from(u8::try_from(status & 0xFF).unwrap_or(u8::MAX)))
}
