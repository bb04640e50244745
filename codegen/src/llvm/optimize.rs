//! Links the accessors in, so that they inline, and runs LLVM's passes.

use super::Options;
use super::part::Means;
use inkwell::attributes::AttributeLoc;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;

pub(super) fn run(
    llvm: &LlvmModule<'_>,
    (means, has_floats): (Means, bool),
    machine: &TargetMachine,
    options: Options<'_>,
) {
    // What is visible so far is what the world and other parts refer to by name; the accessors are for this part alone.
    let globals = llvm
        .get_globals()
        .filter(|global| global.get_linkage() == Linkage::External && global.get_initializer().is_some())
        .map(|global| global.get_name().to_string_lossy().into_owned());
    let visible: Vec<String> = llvm
        .get_functions()
        .filter(|function| function.get_linkage() == Linkage::External && function.count_basic_blocks() > 0)
        .map(|function| function.get_name().to_string_lossy().into_owned())
        .chain(globals)
        .map(|name| format!("preserve-gv={name}"))
        .collect();
    if let Some(accessors) = options.accessors.filter(|_| means.inlines) {
        link(llvm, accessors);
    }
    if let Err(message) = llvm.verify() {
        crate::bug!("LLVM does not accept the module: {}", message.to_string());
    }
    let passes = format!("internalize<{}>,{}", visible.join(";"), means.passes);
    let settings = PassBuilderOptions::create();
    // Without floats there is little to do side by side, and finding that out takes a sixth of the time.
    settings.set_loop_slp_vectorization(has_floats);
    let result = llvm.run_passes(&passes, machine, settings);
    result.unwrap_or_else(|error| crate::bug!("LLVM's passes: {}", error.to_string()));
}

/// Links the accessors that the part uses.
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
