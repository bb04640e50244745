//! Links the accessors in, so that they inline, and runs LLVM's passes.

use super::Options;
use super::part::{Inlined, Means};
use inkwell::attributes::AttributeLoc;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;
use inkwell::values::{AsValueRef as _, FunctionValue, GlobalValue};
use std::collections::HashSet;

pub(super) fn run(llvm: &LlvmModule<'_>, means: Means, machine: &TargetMachine, options: Options<'_>) {
    match (options.accessors, means.inlined) {
        (Some(accessors), Inlined::Any | Inlined::Tiny) => link(llvm, accessors, means.inlined),
        (None, _) | (_, Inlined::None) => {}
    }
    if let Err(message) = llvm.verify() {
        crate::bug!("LLVM does not accept the module: {}", message.to_string());
    }
    let result = llvm.run_passes(means.passes, machine, PassBuilderOptions::create());
    result.unwrap_or_else(|error| crate::bug!("LLVM's passes: {}", error.to_string()));
}

/// Links the accessors. Those that stay calls are the part's own where any may be inlined, so that LLVM knows what they do;
/// else the runtime's.
fn link(llvm: &LlvmModule<'_>, bitcode: &[u8], inlined: Inlined) {
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
    let is_defined = |function: &FunctionValue<'_>| function.count_basic_blocks() > 0;
    let is_visible = |global: &GlobalValue<'_>| {
        global.get_linkage() == Linkage::External && global.get_initializer().is_some()
    };
    let ours: HashSet<_> = llvm.get_functions().filter(is_defined).map(|function| function.as_value_ref()).collect();
    let our_globals: HashSet<_> = llvm.get_globals().filter(is_visible).map(|global| global.as_value_ref()).collect();
    llvm.link_in_module(accessors).unwrap_or_else(|error| crate::bug!("linking the accessors: {}", error.to_string()));
    for function in llvm.get_functions().filter(is_defined) {
        if function.get_linkage() == Linkage::External && !ours.contains(&function.as_value_ref()) {
            let is_row = function.get_name().to_bytes().starts_with(b"naja_");
            let stays = inlined == Inlined::Tiny && is_row;
            function.set_linkage(if stays { Linkage::AvailableExternally } else { Linkage::Internal });
        }
    }
    for global in llvm.get_globals().filter(is_visible) {
        if !our_globals.contains(&global.as_value_ref()) {
            global.set_linkage(Linkage::Internal);
        }
    }
}
