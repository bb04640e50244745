//! MIR to LLVM IR: the only files that name inkwell, with `object.rs`.
//!
//! Nothing is decided here: representations, references and exits are as MIR has them. A module becomes one LLVM module:
//! for each function its versions and an entry, and static data that the runtime reads (`data.rs`).

mod activation;
mod data;
mod entry;
mod function;
mod guard;
mod inst;
mod memory;
mod optimize;
mod runtime;
mod shared;
mod types;

use crate::World;
use crate::analysis::unknown;
use crate::code_objects::CodeObjects;
use crate::mir::{Body, Function, Mir, Module, Version};
use crate::timings;
use inkwell::OptimizationLevel;
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::builder::{Builder, BuilderError};
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::targets::TargetMachine;
use inkwell::values::{FunctionValue, GlobalValue};
use naja_frontend::hir::{FuncId, Name};
use naja_frontend::source::Sources;
use runtime::Rows;
use std::collections::{BTreeSet, HashMap};
use types::Types;

pub use data::{encode as pool_bytes, frame_size, kept_words};
pub use entry::init_symbol;
pub use inkwell::context::Context as LlvmContext;
pub use inkwell::module::Module as Lowered;

/// What lowering needs besides the MIR.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What the code runs in.
    pub world: World,
    /// The sources, for places.
    pub sources: &'a Sources,
    /// The code objects of each module, in the order of the MIR; empty in the native world.
    pub code: &'a [CodeObjects],
    /// The accessors of the world as bitcode; without it they are called.
    pub accessors: Option<&'a [u8]>,
    /// Each N-th test of a guard fails.
    pub stress_exits: Option<u32>,
    /// Every poll runs Python.
    pub stress_polls: bool,
    /// The names of the modules of the executable whose `main` goes with this module; nothing for others.
    pub program: &'a [Name],
}

/// Lowers a program.
#[must_use]
pub fn lower<'ctx>(
    context: &'ctx Context,
    mir: &Mir,
    machine: &TargetMachine,
    options: Options<'_>,
) -> LlvmModule<'ctx> {
    let llvm = context.create_module(mir.modules[0].name.as_str());
    llvm.set_triple(&machine.get_triple());
    llvm.set_data_layout(&machine.get_target_data().get_data_layout());
    for (index, module) in mir.modules.iter().enumerate() {
        Unit::new(context, &llvm, module, options.code.get(index), options).lower();
    }
    if !options.program.is_empty() {
        entry::program_main(context, &llvm, options.program);
    }
    llvm
}

/// Counts instructions by the version of the function that they are in, where that is asked for.
pub fn count(llvm: &LlvmModule<'_>, what: &'static str) {
    if !timings::is_on() {
        return;
    }
    for function in llvm.get_functions() {
        let name = function.get_name().to_string_lossy();
        let kinds = ["entry", "generic", "fast", "loop"];
        let kind = name.split('.').find_map(|part| kinds.into_iter().find(|kind| *kind == part)).unwrap_or("others");
        let number = function.get_basic_block_iter().map(|block| block.get_instructions().count()).sum();
        timings::count(what, kind, number);
    }
}

/// Links the accessors in and runs LLVM's passes.
pub fn optimize(llvm: &LlvmModule<'_>, machine: &TargetMachine, options: Options<'_>, level: OptimizationLevel) {
    optimize::run(llvm, machine, options, level);
}

/// The lowering of one module.
struct Unit<'ctx, 'a> {
    context: &'ctx Context,
    llvm: &'a LlvmModule<'ctx>,
    builder: Builder<'ctx>,
    types: Types<'ctx>,
    module: &'a Module,
    code: Option<&'a CodeObjects>,
    options: Options<'a>,
    rows: Rows<'ctx>,
    statics: Statics<'ctx>,
    functions: HashMap<(FuncId, VersionKey), FunctionValue<'ctx>>,
    descs: HashMap<FuncId, GlobalValue<'ctx>>,
    /// The functions whose fast versions may run unknown code, by themselves or through those they call.
    unknown: BTreeSet<FuncId>,
    /// How many boxed and raw words the frames of each function have.
    frame_sizes: HashMap<FuncId, (u32, u32)>,
}

/// Static data of a module that code refers to.
struct Statics<'ctx> {
    desc: GlobalValue<'ctx>,
    consts: GlobalValue<'ctx>,
    caches: GlobalValue<'ctx>,
    globals: GlobalValue<'ctx>,
}

/// [`Version`] as a key, and the entry besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum VersionKey {
    Entry,
    Generic,
    Fast,
    Loop(usize),
}

impl From<Version> for VersionKey {
    fn from(version: Version) -> Self {
        match version {
            Version::Master => crate::bug!("a master does not run"),
            Version::Generic => VersionKey::Generic,
            Version::Fast | Version::Suspending => VersionKey::Fast,
            Version::Loop(block) => VersionKey::Loop(crate::mir::print::number(block)),
        }
    }
}

impl<'ctx, 'a> Unit<'ctx, 'a> {
    fn new(
        context: &'ctx Context,
        llvm: &'a LlvmModule<'ctx>,
        module: &'a Module,
        code: Option<&'a CodeObjects>,
        options: Options<'a>,
    ) -> Self {
        let types = Types::new(context);
        let statics = data::declare(context, llvm, module);
        let versions = module.functions.iter();
        let versions = versions.flat_map(|function| function.versions.iter().map(|body| (function.id, body)));
        Unit {
            context,
            llvm,
            builder: context.create_builder(),
            types,
            module,
            code,
            options,
            rows: Rows::new(options.world),
            statics,
            functions: HashMap::new(),
            descs: HashMap::new(),
            unknown: unknown::or_call(versions, unknown::runs_anywhere),
            frame_sizes: module.functions.iter().map(|function| (function.id, frame_size(function))).collect(),
        }
    }

    /// Lowers the module.
    fn lower(mut self) {
        for function in &self.module.functions {
            self.declare(function);
        }
        for function in &self.module.functions {
            for body in &function.versions {
                function::lower(&mut self, function, body);
            }
            entry::lower(&mut self, function);
        }
        data::define(&mut self);
    }

    fn declare(&mut self, function: &Function) {
        let desc = data::declare_function(self, function);
        self.descs.insert(function.id, desc);
        let entry = self.add_function(function, "entry", self.types.entry);
        self.functions.insert((function.id, VersionKey::Entry), entry);
        for body in &function.versions {
            let ty = function::signature(self, body);
            let value = self.add_function(function, &body.version.to_string(), ty);
            if function::runs_once(function) {
                self.mark(value, &["noinline", "optnone"]);
            }
            self.functions.insert((function.id, body.version.into()), value);
        }
    }

    fn add_function(
        &self,
        function: &Function,
        version: &str,
        ty: inkwell::types::FunctionType<'ctx>,
    ) -> FunctionValue<'ctx> {
        let name = format!("{}.{}.{version}", self.module.name, function.qualname);
        self.llvm.add_function(&name, ty, Some(Linkage::Internal))
    }

    /// Whether activations are in a chain of frames.
    fn has_frames(&self) -> bool {
        matches!(self.options.world, World::Cpython(..))
    }

    fn mark(&self, function: FunctionValue<'ctx>, attributes: &[&str]) {
        for name in attributes {
            function.add_attribute(AttributeLoc::Function, self.attribute(name));
        }
    }

    fn attribute(&self, name: &str) -> Attribute {
        self.context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), 0)
    }

    /// How many boxed and raw words the frames of a function have.
    fn frame_size(&self, function: FuncId) -> (u32, u32) {
        *self.frame_sizes.get(&function).unwrap_or_else(|| crate::bug!("{function} is of another module"))
    }

    fn version(&self, function: FuncId, key: VersionKey) -> FunctionValue<'ctx> {
        *self.functions.get(&(function, key)).unwrap_or_else(|| crate::bug!("{function} has no such version: {key:?}"))
    }

    fn row(&mut self, row: &'static naja_rt_abi::RtFn) -> FunctionValue<'ctx> {
        self.rows.get(self.context, self.llvm, &self.types, row)
    }

    fn generic(function: &Function) -> &Body {
        function.versions.first().unwrap_or_else(|| crate::bug!("{} has no generic version", function.qualname))
    }
}

/// What the builder made: it refuses only what would be our bug.
fn built<T>(result: Result<T, BuilderError>) -> T {
    result.unwrap_or_else(|error| crate::bug!("LLVM's builder: {error}"))
}
