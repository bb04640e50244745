//! `naja report`.

use crate::compile::{self, Job, Modules};
use crate::error::Error;
use crate::options::{Common, OutputFormat, strictness};
use crate::python::Python;
use crate::report;
use naja_frontend::diagnostic::Severity;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `naja report`.
#[derive(Debug, clap::Args)]
#[command(after_help = MEANING)]
pub(crate) struct ReportArgs {
    /// The file, or the folder with the modules, to report on.
    path: PathBuf,
    /// Only this function, by its qualified name.
    #[arg(long, value_name = "NAME")]
    function: Option<String>,
    /// Writes a page with the sources to this file, instead of printing.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// As for an executable, not for an extension module.
    #[arg(long)]
    native: bool,
    /// As with `naja build --strict`.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    common: Common,
}

const MEANING: &str = "Nothing is run or built. Each line is what the worst work on it is:
  fast     machine instructions, and direct calls of compiled functions
  guarded  machine instructions behind tests: where one fails, the general version goes on
  rare     general code where it costs little: raising and handling exceptions, ways that types rule out
  generic  work of the runtime on objects; the reason says what to annotate

Examples:
  naja report area.py                               each function, line by line
  naja report --function total area.py              one function
  naja report --output-format concise pkg           what is generic, innermost loops first, for editors
  naja report --html report.html pkg                a page with the sources, coloured

The page docs/fast.md says how to make code fast with it.";

pub(crate) fn run(args: &ReportArgs) -> Result<ExitCode, Error> {
    let python = if args.native { None } else { Some(Python::find(args.common.python.as_deref())?) };
    let strictness = args.strict.then(|| strictness(true, Severity::Error)).flatten();
    let job = Job { python: python.as_ref(), common: &args.common, strictness };
    let (mut found, sources) = compile::report(&job, &Modules::Files(vec![args.path.clone()]))?;
    if let Some(name) = &args.function {
        for module in &mut found.modules {
            module.functions.retain(|function| function.qualname.as_str() == name);
        }
        found.modules.retain(|module| !module.functions.is_empty());
        if found.modules.is_empty() {
            return Err(Error::Usage(format!("there is no function `{name}` in `{}`", args.path.display())));
        }
    }
    if let Some(path) = &args.html {
        let page = report::html(&found, &sources);
        std::fs::write(path, page).map_err(|source| Error::Write { path: path.clone(), source })?;
        return Ok(ExitCode::SUCCESS);
    }
    let terminal = std::io::stdout().is_terminal();
    let text = match args.common.output_format {
        Some(OutputFormat::Full) => report::full(&found, &sources, terminal),
        None if terminal => report::full(&found, &sources, true),
        Some(OutputFormat::Concise) | None => report::concise(&found, &sources),
        Some(OutputFormat::Json) => report::json(&found, &sources),
    };
    print!("{text}");
    Ok(ExitCode::SUCCESS)
}
