//! MIR to object code, through LLVM; and to LLVM's own text forms.

use crate::llvm::{self, LlvmContext, Options};
use crate::mir::{Mir, Module};
use crate::timings;
use inkwell::OptimizationLevel;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target as LlvmTarget, TargetMachine, TargetTriple,
};
use naja_frontend::hir::Name;
use std::sync::{Mutex, PoisonError};

/// What machine code is made for.
#[derive(Debug)]
pub struct Target {
    machine: TargetMachine,
    level: OptimizationLevel,
}

impl Target {
    /// The machine this compiler runs on, any model of its architecture; LLVM optimises as much as `level` says, from 0
    /// to 3.
    #[must_use]
    pub fn host(level: u8) -> Self {
        let level = match level {
            0 => OptimizationLevel::None,
            1 => OptimizationLevel::Less,
            2 => OptimizationLevel::Default,
            _ => OptimizationLevel::Aggressive,
        };
        Self::new(&TargetMachine::get_default_triple(), level)
    }

    /// As [`Target::host`], for code that is rather made quickly than fast.
    #[must_use]
    pub fn host_for_library() -> Self {
        Self::host(1)
    }

    fn new(triple: &TargetTriple, level: OptimizationLevel) -> Self {
        LlvmTarget::initialize_all(&InitializationConfig::default());
        let target = LlvmTarget::from_triple(triple)
            .unwrap_or_else(|error| crate::bug!("LLVM has no target for {triple:?}: {}", error.to_string()));
        let machine = target.create_target_machine(triple, "generic", "", level, RelocMode::PIC, CodeModel::Default);
        let machine = machine.unwrap_or_else(|| crate::bug!("LLVM makes no code for {triple:?}"));
        Target { machine, level }
    }
}

/// The object file of a program.
#[must_use]
pub fn emit(mir: &Mir, target: &Target, options: Options<'_>) -> Vec<u8> {
    let context = LlvmContext::create();
    let module = optimized(&context, mir, target, options);
    write(&module, target, FileType::Object)
}

/// The object files of an executable: one for each module, made side by side; `main` goes with the first.
#[must_use]
pub fn emit_program(mir: Mir, level: u8, options: Options<'_>) -> Vec<Vec<u8>> {
    let program: Vec<Name> = mir.modules.iter().map(|module| module.name.clone()).collect();
    let waiting: Vec<(usize, Module)> = mir.modules.into_iter().enumerate().rev().collect();
    let (waiting, done) = (Mutex::new(waiting), Mutex::new(vec![Vec::new(); program.len()]));
    let work = || {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some((index, module)) = next else { break };
            let target = if module.is_library { Target::host_for_library() } else { Target::host(level) };
            let program = if index == 0 { &program[..] } else { &[] };
            let object = emit(&Mir { modules: vec![module] }, &target, Options { program, ..options });
            done.lock().unwrap_or_else(PoisonError::into_inner)[index] = object;
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(program.len());
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The LLVM IR or assembly of a program.
#[must_use]
pub fn text(mir: &Mir, target: &Target, options: Options<'_>, assembly: bool) -> String {
    let context = LlvmContext::create();
    let module = optimized(&context, mir, target, options);
    if assembly {
        return String::from_utf8_lossy(&write(&module, target, FileType::Assembly)).into_owned();
    }
    module.print_to_string().to_string()
}

fn optimized<'ctx>(
    context: &'ctx LlvmContext,
    mir: &Mir,
    target: &Target,
    options: Options<'_>,
) -> llvm::Lowered<'ctx> {
    let module = timings::stage("to LLVM", || llvm::lower(context, mir, &target.machine, options));
    llvm::count(&module, "LLVM instructions,");
    timings::stage("LLVM's passes", || llvm::optimize(&module, &target.machine, options, target.level));
    llvm::count(&module, "optimised,");
    module
}

fn write(module: &llvm::Lowered<'_>, target: &Target, kind: FileType) -> Vec<u8> {
    let buffer = timings::stage("machine code", || target.machine.write_to_memory_buffer(module, kind));
    let buffer = buffer.unwrap_or_else(|error| crate::bug!("LLVM emits nothing: {}", error.to_string()));
    timings::count("bytes", "of objects", buffer.as_slice().len());
    buffer.as_slice().to_vec()
}
