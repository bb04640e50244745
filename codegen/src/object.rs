//! MIR to object code, through LLVM; and to LLVM's own text forms.
//!
//! The parts of all modules are made side by side, by as many threads as the machine runs at once; which of them makes a part
//! does not change it.

use crate::llvm::{self, Job, LlvmContext, Options, Plan};
use crate::mir::Mir;
use crate::timings;
use inkwell::OptimizationLevel;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target as LlvmTarget, TargetMachine, TargetTriple,
};
use naja_frontend::hir::Name;
use std::sync::{Mutex, PoisonError};

/// The object files of one module.
pub type Objects = Vec<Vec<u8>>;

/// How much stack a thread has that makes parts: LLVM walks long chains of values by calling itself.
const STACK_SIZE: usize = 256 << 20;

/// The object files of each module; LLVM optimises as much as `level` says, from 0 to 3.
///
/// In the native world the first module's have the `main` of an executable of all of them.
#[must_use]
pub fn emit(mir: &Mir, level: u8, options: Options<'_>) -> Vec<Objects> {
    each_part(mir, level, options, FileType::Object)
}

/// The assembly of a program, part by part; or the LLVM IR.
#[must_use]
pub fn text(mir: &Mir, level: u8, options: Options<'_>, assembly: bool) -> String {
    if assembly {
        let parts = each_part(mir, level, options, FileType::Assembly).concat().concat();
        return String::from_utf8_lossy(&parts).into_owned();
    }
    let mut text = String::new();
    for (index, module) in mir.modules.iter().enumerate() {
        let plan = Plan::new(module, level);
        for part in 0..plan.len() {
            let job = Job { module, index, plan: &plan, part };
            let context = LlvmContext::create();
            let module = optimized(&context, job, &host(job.machine_level()), options);
            text.push_str(&module.print_to_string().to_string());
        }
    }
    text
}

/// The machine that this compiler runs on, any model of its architecture.
fn host(level: OptimizationLevel) -> TargetMachine {
    machine(&TargetMachine::get_default_triple(), level)
}

fn machine(triple: &TargetTriple, level: OptimizationLevel) -> TargetMachine {
    LlvmTarget::initialize_all(&InitializationConfig::default());
    let target = LlvmTarget::from_triple(triple)
        .unwrap_or_else(|error| crate::bug!("LLVM has no target for {triple:?}: {}", error.to_string()));
    let machine = target.create_target_machine(triple, "generic", "", level, RelocMode::PIC, CodeModel::Default);
    machine.unwrap_or_else(|| crate::bug!("LLVM makes no code for {triple:?}"))
}

fn each_part(mir: &Mir, level: u8, options: Options<'_>, kind: FileType) -> Vec<Objects> {
    let program: Vec<Name> = mir.modules.iter().map(|module| module.name.clone()).collect();
    let plans: Vec<Plan> = timings::stage("parts", || mir.modules.iter().map(|it| Plan::new(it, level)).collect());
    let jobs = mir.modules.iter().zip(&plans).enumerate();
    let jobs = jobs.flat_map(|(index, (module, plan))| {
        plan.by_cost().into_iter().map(move |part| Job { module, index, plan, part })
    });
    // Taken from the end.
    let jobs: Vec<Job<'_>> = jobs.rev().collect();
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(jobs.len());
    let done: Vec<Objects> = plans.iter().map(|plan| vec![vec![]; plan.len()]).collect();
    let (waiting, done) = (Mutex::new(jobs), Mutex::new(done));
    let work = || {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(job) = next else { break };
            let has_main = (job.index, job.part) == (0, 0) && options.world == crate::World::Native;
            let program = if has_main { &program[..] } else { &[] };
            let bytes = make(job, Options { program, ..options }, kind);
            done.lock().unwrap_or_else(PoisonError::into_inner)[job.index][job.part] = bytes;
        }
    };
    std::thread::scope(|scope| {
        let thread = || std::thread::Builder::new().name("back end".into()).stack_size(STACK_SIZE);
        let threads: Vec<_> = (0..workers).map(|_| thread().spawn_scoped(scope, work)).collect();
        for thread in threads {
            let thread = thread.unwrap_or_else(|error| crate::bug!("the system starts no thread: {error}"));
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn make(job: Job<'_>, options: Options<'_>, kind: FileType) -> Vec<u8> {
    let context = LlvmContext::create();
    let machine = host(job.machine_level());
    let module = optimized(&context, job, &machine, options);
    let buffer = timings::stage("machine code", || machine.write_to_memory_buffer(&module, kind));
    let buffer = buffer.unwrap_or_else(|error| crate::bug!("LLVM emits nothing: {}", error.to_string()));
    timings::count("bytes", "of objects", buffer.as_slice().len());
    buffer.as_slice().to_vec()
}

fn optimized<'ctx>(
    context: &'ctx LlvmContext,
    job: Job<'_>,
    machine: &TargetMachine,
    options: Options<'_>,
) -> llvm::Lowered<'ctx> {
    let module = timings::stage("to LLVM", || llvm::lower(context, job, machine, options));
    llvm::count(&module, "LLVM instructions,");
    timings::stage("LLVM's passes", || llvm::optimize(&module, job, machine, options));
    llvm::count(&module, "optimised,");
    module
}
