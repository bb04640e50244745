//! Links the accessors in, so that they inline, and runs LLVM's passes.

use super::Options;
use inkwell::OptimizationLevel;
use inkwell::attributes::AttributeLoc;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;

pub(super) fn run(llvm: &LlvmModule<'_>, machine: &TargetMachine, options: Options<'_>, level: OptimizationLevel) {
    // What is exported so far is what the world calls by name; the accessors are for this module alone.
    let descriptors = llvm
        .get_globals()
        .filter(|global| global.get_linkage() == Linkage::External && global.get_initializer().is_some())
        .map(|global| global.get_name().to_string_lossy().into_owned());
    let exported: Vec<String> = llvm
        .get_functions()
        .filter(|function| function.get_linkage() == Linkage::External && function.count_basic_blocks() > 0)
        .map(|function| function.get_name().to_string_lossy().into_owned())
        .chain(descriptors)
        .map(|name| format!("preserve-gv={name}"))
        .collect();
    if let Some(accessors) = options.accessors {
        link(llvm, accessors);
    }
    if let Err(message) = llvm.verify() {
        crate::bug!("LLVM does not accept the module: {}", message.to_string());
    }
    let level = match level {
        OptimizationLevel::None => "O0",
        OptimizationLevel::Less => "O1",
        OptimizationLevel::Default => "O2",
        OptimizationLevel::Aggressive => "O3",
    };
    let passes = format!("internalize<{}>,default<{level}>", exported.join(";"));
    let result = llvm.run_passes(&passes, machine, PassBuilderOptions::create());
    result.unwrap_or_else(|error| crate::bug!("LLVM's passes: {}", error.to_string()));
}

/// Links the accessors that the module uses.
fn link(llvm: &LlvmModule<'_>, bitcode: &[u8]) {
    let buffer = MemoryBuffer::create_from_memory_range_copy(bitcode, "accessors");
    let accessors = LlvmModule::parse_bitcode_from_buffer(&buffer, llvm.get_context())
        .unwrap_or_else(|error| crate::bug!("the accessors are no bitcode: {}", error.to_string()));
    accessors.set_triple(&llvm.get_triple());
    accessors.set_data_layout(&llvm.get_data_layout());
    for function in accessors.get_functions() {
        // rustc's features would forbid inlining into functions of another target.
        for attribute in ["target-cpu", "target-features", "probe-stack"] {
            function.remove_string_attribute(AttributeLoc::Function, attribute);
        }
    }
    llvm.link_in_module(accessors).unwrap_or_else(|error| crate::bug!("linking the accessors: {}", error.to_string()));
}
