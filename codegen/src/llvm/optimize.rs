//! Links the accessors in, so that they inline, and runs LLVM's passes.

use super::Options;
use inkwell::OptimizationLevel;
use inkwell::attributes::AttributeLoc;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;

pub(super) fn run(llvm: &LlvmModule<'_>, machine: &TargetMachine, options: Options<'_>, level: OptimizationLevel) {
    if let Some(accessors) = options.accessors {
        link(llvm, accessors);
    }
    if let Err(message) = llvm.verify() {
        crate::bug!("LLVM does not accept the module: {}", message.to_string());
    }
    let passes = match level {
        OptimizationLevel::None => "default<O0>",
        OptimizationLevel::Less => "default<O1>",
        OptimizationLevel::Default => "default<O2>",
        OptimizationLevel::Aggressive => "default<O3>",
    };
    let result = llvm.run_passes(passes, machine, PassBuilderOptions::create());
    result.unwrap_or_else(|error| crate::bug!("LLVM's passes: {}", error.to_string()));
}

/// Links the accessors that the module uses.
fn link(llvm: &LlvmModule<'_>, bitcode: &[u8]) {
    let buffer = MemoryBuffer::create_from_memory_range_copy(bitcode, "accessors");
    let accessors = LlvmModule::parse_bitcode_from_buffer(&buffer, llvm.get_context())
        .unwrap_or_else(|error| crate::bug!("the accessors are no bitcode: {}", error.to_string()));
    accessors.set_triple(&llvm.get_triple());
    accessors.set_data_layout(&llvm.get_data_layout());
    let mut defined = vec![];
    for function in accessors.get_functions() {
        // rustc's features would forbid inlining into functions of another target.
        for attribute in ["target-cpu", "target-features", "probe-stack"] {
            function.remove_string_attribute(AttributeLoc::Function, attribute);
        }
        if function.count_basic_blocks() > 0 {
            defined.push(function.get_name().to_owned());
        }
    }
    llvm.link_in_module(accessors).unwrap_or_else(|error| crate::bug!("linking the accessors: {}", error.to_string()));
    for name in defined {
        if let Some(function) = name.to_str().ok().and_then(|name| llvm.get_function(name)) {
            function.set_linkage(Linkage::Internal);
        }
    }
}
