//! The spine: from sources to artifacts, one line for each stage.

use crate::error::Error;
use crate::library::{Library, is_carried};
use crate::native;
use crate::options::Common;
use crate::python::Python;
use crate::runtime::NATIVE;
use naja_codegen::code_objects::CodeObjects;
use naja_codegen::hints::Hints;
use naja_codegen::report::{Report, report as report_on};
use naja_codegen::{World, link, llvm, mir, object, passes, timings};
use naja_frontend::diagnostic::Diagnostics;
use naja_frontend::hir::Hir;
use naja_frontend::render;
use naja_frontend::source::{File, Sources};
use naja_frontend::unsupported::Abilities;
use naja_typeinfer::{Strictness, Stubs, Types};
use rustix::time::{ClockId, clock_gettime};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is to be done, whatever the modules are.
#[derive(Debug)]
pub(crate) struct Job<'a> {
    /// The interpreter to build for.
    pub python: Option<&'a Python>,
    /// What every command has.
    pub common: &'a Common,
    /// How strictly types are checked; `None` for not at all.
    pub strictness: Option<Strictness>,
}

/// Which modules are compiled together.
#[derive(Debug)]
pub(crate) enum Modules {
    /// These files.
    Files(Vec<PathBuf>),
    /// These files, named and shown as what lies below a folder that imports start from.
    Below(PathBuf, Vec<PathBuf>),
    /// The file that a program starts with, alone.
    Main(PathBuf),
    /// A program: the file and its own modules that it imports.
    Program(PathBuf),
}

/// A stage whose result can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Stage {
    /// Names resolved, sugar gone.
    Hir,
    /// Static types.
    Types,
    /// The mid-level IR, before or after passes.
    Mir,
    /// LLVM IR, optimised.
    Llvm,
    /// Assembly.
    Asm,
}

impl Modules {
    fn load(&self, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        Ok(match self {
            Modules::Files(files) => Sources::load(files, diagnostics)?,
            Modules::Below(root, files) => Sources::load_below(root, files, diagnostics)?,
            Modules::Main(file) => Sources::load_main(file, diagnostics)?,
            Modules::Program(entry) => Sources::load_program(entry, diagnostics)?,
        })
    }

    /// With the library, for an executable.
    fn load_whole(&self, job: &Job<'_>, diagnostics: &mut Diagnostics) -> Result<Sources, Error> {
        let library = Library::new(job.common.python.as_deref());
        match self {
            Modules::Files(_) | Modules::Below(..) | Modules::Main(_) => self.load(diagnostics),
            Modules::Program(entry) => Ok(Sources::load_program_with(entry, &|name| library.find(name), diagnostics)?),
        }
    }

    /// The sources, for their content; errors in them are reported when they are compiled.
    pub(crate) fn load_quietly(&self) -> Result<Sources, Error> {
        self.load(&mut Diagnostics::default())
    }
}

/// Compiles modules to extension modules: in `folder`, as `pkg/mod.<suffix>`, or beside each source.
pub(crate) fn extension_modules(job: &Job<'_>, modules: &Modules, folder: Option<&Path>) -> Result<(), Error> {
    timed(job, || make_extension_modules(job, modules, folder))
}

fn make_extension_modules(job: &Job<'_>, modules: &Modules, folder: Option<&Path>) -> Result<(), Error> {
    let python = job.python.ok_or_else(|| Error::Usage("extension modules need an interpreter".into()))?;
    let mut diagnostics = Diagnostics::default();
    let sources = timings::stage("load", || modules.load(&mut diagnostics))?; // the only stage that reads Python files
    let result = compilable(job, &sources, &mut diagnostics); //          text -> Hir, checked
    show(job, &sources, &diagnostics);
    let (hir, types) = result?; //                                        from here on, a failure is our bug or the machine's
    let code = timings::stage("code objects", || python.code_objects(&hir, &sources))?;
    let mut mir = lower(job, &hir, &types, &sources, &code); //           -> Mir: boxed, obviously right
    timings::stage("passes", || passes::run(&mut mir, &job.common.passes())); // Mir -> Mir: fast
    let options = llvm::Options {
        world: world(job),
        code: &code,
        accessors: Some(python.runtime.accessors),
        ..native_options(job, &sources)
    };
    let objects = object::emit(&mir, job.common.debugging.optimize, options); // -> .o
    for (index, (module, objects)) in mir.modules.iter().zip(&objects).enumerate() {
        let output = artifact(&sources, &hir, index, &python.suffix, folder);
        let library = python.runtime.library;
        timings::stage("link", || link::extension(objects, library, &module.name, &output))?; // -> .so
    }
    Ok(())
}

/// Compiles a program to an executable that needs no CPython.
pub(crate) fn executable(job: &Job<'_>, modules: &Modules, output: &Path) -> Result<(), Error> {
    timed(job, || make_executable(job, modules, output))
}

fn make_executable(job: &Job<'_>, modules: &Modules, output: &Path) -> Result<(), Error> {
    let mut diagnostics = Diagnostics::default();
    let sources = timings::stage("load", || modules.load_whole(job, &mut diagnostics))?;
    let result = native_front(job, &sources, &mut diagnostics);
    show(job, &sources, &diagnostics);
    let (hir, types) = result?;
    let mut mir = lower(job, &hir, &types, &sources, &[]);
    timings::stage("passes", || passes::run(&mut mir, &job.common.passes()));
    let level = job.common.debugging.optimize;
    let objects = object::emit(&mir, level, native_options(job, &sources));
    timings::stage("link", || link::executable(&objects.concat(), NATIVE.library, output))?;
    Ok(())
}

/// Compiles, and says how long that took if that is asked for.
fn timed(job: &Job<'_>, work: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
    if !job.common.timings {
        return work();
    }
    timings::start(|| {
        [ClockId::Monotonic, ClockId::ThreadCPUTime].map(|clock| {
            let now = clock_gettime(clock);
            Duration::new(now.tv_sec.cast_unsigned(), u32::try_from(now.tv_nsec).unwrap_or_default())
        })
    });
    let result = work();
    eprint!("{}", timings::report());
    result
}

/// A program's MIR, to be interpreted.
pub(crate) fn to_interpret(
    job: &Job<'_>,
    modules: &Modules,
    options: &passes::Options,
) -> Result<(mir::Mir, Sources), Error> {
    let mut diagnostics = Diagnostics::default();
    let sources = modules.load_whole(job, &mut diagnostics)?;
    let result = native_front(job, &sources, &mut diagnostics);
    show(job, &sources, &diagnostics);
    let (hir, types) = result?;
    let mut mir = lower(job, &hir, &types, &sources, &[]);
    passes::run(&mut mir, options);
    Ok((mir, sources))
}

/// As [`compilable`], and stops at what executables cannot do.
fn native_front(job: &Job<'_>, sources: &Sources, diagnostics: &mut Diagnostics) -> Result<(Hir, Types), Error> {
    let front = compilable(job, sources, diagnostics)?;
    native::check(&front.0, diagnostics);
    diagnostics.stop_on_errors()?;
    Ok(front)
}

fn native_options<'a>(job: &Job<'_>, sources: &'a Sources) -> llvm::Options<'a> {
    let debugging = &job.common.debugging;
    llvm::Options {
        world: World::Native,
        sources,
        code: &[],
        accessors: Some(NATIVE.accessors),
        stress_exits: debugging.stress_exits,
        stress_polls: debugging.stress_polls,
        program: &[],
    }
}

/// Checks types.
pub(crate) fn check(job: &Job<'_>, modules: &Modules) -> Result<(), Error> {
    let mut diagnostics = Diagnostics::default();
    let sources = modules.load(&mut diagnostics)?;
    let result = front(job, &sources, &mut diagnostics);
    show(job, &sources, &diagnostics);
    result.map(|_| ())
}

/// What becomes of each line of the modules, if they are compiled.
pub(crate) fn report(job: &Job<'_>, modules: &Modules) -> Result<(Report, Sources), Error> {
    let mut diagnostics = Diagnostics::default();
    let sources = modules.load(&mut diagnostics)?;
    let result = compilable(job, &sources, &mut diagnostics);
    show(job, &sources, &diagnostics);
    let (hir, types) = result?;
    let code = job.python.map_or(Ok(vec![]), |python| python.code_objects(&hir, &sources))?;
    let mut mir = lower(job, &hir, &types, &sources, &code);
    passes::run(&mut mir, &job.common.passes());
    let types = naja_typeinfer::print::by_place(&hir, &types);
    Ok((report_on(&mir, &hir, &sources, &types), sources))
}

/// What a stage has, as text.
pub(crate) fn emit(
    job: &Job<'_>,
    modules: &Modules,
    stage: Stage,
    function: Option<&str>,
    after: Option<&str>,
) -> Result<String, Error> {
    let mut diagnostics = Diagnostics::default();
    let sources = modules.load(&mut diagnostics)?;
    let result = match stage {
        Stage::Hir | Stage::Types => front(job, &sources, &mut diagnostics),
        Stage::Mir | Stage::Llvm | Stage::Asm => compilable(job, &sources, &mut diagnostics),
    };
    show(job, &sources, &diagnostics);
    let (hir, types) = result?;
    match stage {
        Stage::Hir => return Ok(hir.print(&sources).to_string()),
        Stage::Types => {
            return Ok(
                naja_typeinfer::print::Dump { sources: &sources, hir: &hir, types: &types, function }.to_string()
            );
        }
        Stage::Mir | Stage::Llvm | Stage::Asm => {}
    }
    let code = job.python.map_or(Ok(vec![]), |python| python.code_objects(&hir, &sources))?;
    let mut mir = lower(job, &hir, &types, &sources, &code);
    let mut options = job.common.passes();
    options.until = after.and_then(|after| passes::names().into_iter().find(|name| *name == after)).or(options.until);
    let stopped = passes::run_until(&mut mir, &options, after);
    if let (Some(after), false) = (after, stopped) {
        return Err(Error::Usage(format!("there is no pass `{after}`: {}", passes::names().join(", "))));
    }
    if stage == Stage::Mir {
        return Ok(print_mir(&mir, &sources, function, after));
    }
    let mut options = native_options(job, &sources);
    if let Some(python) = job.python {
        options =
            llvm::Options { world: world(job), code: &code, accessors: Some(python.runtime.accessors), ..options };
    }
    Ok(object::text(&mir, job.common.debugging.optimize, options, stage == Stage::Asm))
}

fn print_mir(mir: &mir::Mir, sources: &Sources, function: Option<&str>, after: Option<&str>) -> String {
    let mut text = String::new();
    for module in &mir.modules {
        for item in &module.functions {
            let masters = if after == Some("lower") { vec![&item.master] } else { vec![] };
            for body in masters.into_iter().chain(&item.versions) {
                let version = format!("{}.{}", item.qualname, body.version);
                if function.is_none_or(|wanted| wanted == item.qualname.as_str() || wanted == version) {
                    let _ = writeln!(text, "{}", mir::print::Dump { function: item, body, sources });
                }
            }
        }
    }
    text
}

/// Text to HIR and types, and the checks; stops on errors.
fn front(job: &Job<'_>, sources: &Sources, diagnostics: &mut Diagnostics) -> Result<(Hir, Types), Error> {
    let hir = timings::stage("to HIR", || naja_frontend::lower(sources, diagnostics));
    diagnostics.stop_on_errors()?;
    let types = timings::stage("types", || naja_typeinfer::infer(&hir, Stubs::bundled()));
    if let Some(strictness) = job.strictness {
        timings::stage("check", || naja_typeinfer::check(&hir, &types, sources, strictness, diagnostics));
        diagnostics.stop_on_errors()?;
    }
    Ok((hir, types))
}

/// As [`front`], and stops at what cannot be compiled yet.
fn compilable(job: &Job<'_>, sources: &Sources, diagnostics: &mut Diagnostics) -> Result<(Hir, Types), Error> {
    let (hir, types) = front(job, sources, diagnostics)?;
    let world = world(job);
    let type_params = matches!(world, World::Cpython(major, minor) if (major, minor) >= (3, 12));
    let abilities = Abilities { asynchronous: world != World::Native, type_params };
    naja_frontend::unsupported::report(&hir, abilities, diagnostics);
    diagnostics.stop_on_errors()?;
    Ok((hir, types))
}

fn lower(job: &Job<'_>, hir: &Hir, types: &Types, sources: &Sources, code: &[CodeObjects]) -> mir::Mir {
    let is_law = job.strictness == Some(Strictness::Strict);
    let hints = Hints::new(hir, types, is_law);
    timings::stage("to MIR", || naja_codegen::lower::lower(hir, &hints, sources, world(job), code))
}

fn world(job: &Job<'_>) -> World {
    job.python.map_or(World::Native, |python| World::Cpython(python.runtime.version.0, python.runtime.version.1))
}

/// Shows what was reported, on standard error.
fn show(job: &Job<'_>, sources: &Sources, diagnostics: &Diagnostics) {
    let text = render::render(&diagnostics.sorted(), sources, job.common.format());
    eprint!("{text}");
}

/// Where module number `index` goes: `folder/pkg/mod.<suffix>`, or beside its source.
fn artifact(sources: &Sources, hir: &Hir, index: usize, suffix: &str, folder: Option<&Path>) -> PathBuf {
    let Some(module) = hir.modules.iter().nth(index) else { return PathBuf::new() };
    let file = sources.file(module.file);
    let mut path = match folder {
        Some(folder) => folder.join(module.name.as_str().split('.').collect::<PathBuf>()),
        None if file.is_package => file.path.parent().map(PathBuf::from).unwrap_or_default(),
        None => file.path.with_extension(""),
    };
    if file.is_package {
        path.push("__init__");
    }
    path.as_mut_os_string().push(suffix);
    path
}

/// The path of a source as tracebacks show it: of a program as it was given, of what is imported from the root on.
pub(crate) fn shown_path(file: &File) -> PathBuf {
    if file.module.as_str() == "__main__" || is_carried(&file.path) {
        return file.path.clone();
    }
    let absolute = || std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone());
    file.shown.clone().unwrap_or_else(absolute)
}
