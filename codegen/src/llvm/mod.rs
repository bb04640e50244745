//! MIR to LLVM IR: the only files that name inkwell, with `object.rs`.
//!
//! Nothing is decided here: representations, references and exits are as MIR has them. A module becomes some LLVM modules
//! (`part.rs`): for each function its versions and an entry, and static data that the runtime reads (`data.rs`).

mod activation;
mod data;
mod entry;
mod function;
mod guard;
mod inst;
mod memory;
mod optimize;
mod part;
mod runtime;
mod shared;
mod types;

use crate::World;
use crate::code_objects::CodeObjects;
use crate::mir::{Body, Function, Module, Version};
use crate::timings;
use inkwell::GlobalVisibility;
use inkwell::attributes::Attribute;
use inkwell::builder::{Builder, BuilderError};
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::targets::TargetMachine;
use inkwell::values::{FunctionValue, GlobalValue};
use naja_frontend::hir::{FuncId, Name};
use naja_frontend::source::Sources;
use part::Part;
use runtime::Rows;
use std::cell::RefCell;
use std::collections::HashMap;
use types::Types;

pub use data::{encode as pool_bytes, frame_size, kept_words};
pub use entry::init_symbol;
pub use inkwell::context::Context as LlvmContext;
pub use inkwell::module::Module as Lowered;
pub use part::Plan;

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
    /// The names of the modules of the executable whose `main` goes with this part; nothing for others.
    pub program: &'a [Name],
}

/// A part of a module, to be compiled.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The module.
    pub module: &'a Module,
    /// Its number in the program.
    pub index: usize,
    /// How the module is parted.
    pub plan: &'a Plan,
    /// The number of the part. The first has the module's data.
    pub part: usize,
}

impl<'a> Job<'a> {
    fn part(&self) -> &'a Part {
        &self.plan.parts[self.part]
    }

    /// How hard LLVM's code generator tries.
    #[must_use]
    pub fn machine_level(&self) -> inkwell::OptimizationLevel {
        self.part().effort.means(self.plan.level).machine
    }
}

/// Lowers a part of a module.
#[must_use]
pub fn lower<'ctx>(
    context: &'ctx Context,
    job: Job<'_>,
    machine: &TargetMachine,
    options: Options<'_>,
) -> LlvmModule<'ctx> {
    let llvm = context.create_module(job.module.name.as_str());
    llvm.set_triple(&machine.get_triple());
    llvm.set_data_layout(&machine.get_target_data().get_data_layout());
    Unit::new(context, &llvm, job, options).lower();
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
pub fn optimize(llvm: &LlvmModule<'_>, job: Job<'_>, machine: &TargetMachine, options: Options<'_>) {
    let part = job.part();
    optimize::run(llvm, (part.effort.means(job.plan.level), part.has_floats), machine, options);
}

/// The lowering of one part of a module.
struct Unit<'ctx, 'a> {
    context: &'ctx Context,
    llvm: &'a LlvmModule<'ctx>,
    builder: Builder<'ctx>,
    types: Types<'ctx>,
    module: &'a Module,
    plan: &'a Plan,
    part: &'a Part,
    /// Whether this part has the module's data.
    is_first: bool,
    /// Whether accessors may be inlined.
    inlines: bool,
    code: Option<&'a CodeObjects>,
    options: Options<'a>,
    rows: Rows<'ctx>,
    statics: Statics<'ctx>,
    /// What is declared so far.
    functions: RefCell<HashMap<(FuncId, VersionKey), FunctionValue<'ctx>>>,
    descs: RefCell<HashMap<FuncId, GlobalValue<'ctx>>>,
}

/// Static data of a module that code refers to.
struct Statics<'ctx> {
    desc: GlobalValue<'ctx>,
    consts: GlobalValue<'ctx>,
    caches: GlobalValue<'ctx>,
    globals: GlobalValue<'ctx>,
}

/// [`Version`] as a key, and the entry besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    fn new(context: &'ctx Context, llvm: &'a LlvmModule<'ctx>, job: Job<'a>, options: Options<'a>) -> Self {
        let Job { module, plan, .. } = job;
        Unit {
            context,
            llvm,
            builder: context.create_builder(),
            types: Types::new(context),
            module,
            plan,
            part: job.part(),
            is_first: job.part == 0,
            inlines: job.part().effort.means(plan.level).inlines,
            code: options.code.get(job.index),
            options,
            rows: Rows::new(options.world),
            statics: data::declare(context, llvm, module, (job.part == 0, plan.len() > 1)),
            functions: RefCell::default(),
            descs: RefCell::default(),
        }
    }

    /// Lowers the part.
    fn lower(mut self) {
        for (position, key) in &self.part.members {
            let function = &self.module.functions[*position];
            match function.versions.iter().find(|body| VersionKey::from(body.version) == *key) {
                Some(body) => function::lower(&mut self, function, body),
                None => {
                    entry::lower(&mut self, function);
                    data::define_function(&mut self, *position, function);
                }
            }
        }
        if self.is_first {
            data::define_module(&mut self);
        }
    }

    /// A version, declared.
    fn version(&self, function: FuncId, key: VersionKey) -> FunctionValue<'ctx> {
        if let Some(known) = self.functions.borrow().get(&(function, key)) {
            return *known;
        }
        let position = self.plan.position(function);
        let item = &self.module.functions[position];
        let (version, ty) = if key == VersionKey::Entry {
            ("entry".to_owned(), self.types.entry)
        } else {
            let body = item.versions.iter().find(|body| VersionKey::from(body.version) == key);
            let body = body.unwrap_or_else(|| crate::bug!("{function} has no such version: {key:?}"));
            (body.version.to_string(), function::signature(self, body))
        };
        let value = if self.plan.is_shared(function, key) {
            let value = self.llvm.add_function(&self.symbol(position, &version), ty, None);
            value.as_global_value().set_visibility(GlobalVisibility::Hidden);
            value
        } else {
            let name = format!("{}.{}.{version}", self.module.name, item.qualname);
            self.llvm.add_function(&name, ty, Some(Linkage::Internal))
        };
        self.functions.borrow_mut().insert((function, key), value);
        value
    }

    /// The descriptor of a function, declared.
    fn desc(&self, function: FuncId) -> GlobalValue<'ctx> {
        let make = || data::declare_function(self, self.plan.position(function));
        *self.descs.borrow_mut().entry(function).or_insert_with(make)
    }

    /// The symbol of what belongs to a function, for other parts: functions may have the same name. Nothing stands in it
    /// that separates the names of passes.
    fn symbol(&self, position: usize, what: &str) -> String {
        let name = format!("{}.{position}.{}.{what}", self.module.name, self.module.functions[position].qualname);
        name.replace(|letter: char| !letter.is_alphanumeric() && letter != '.', "_")
    }

    /// Whether activations are in a chain of frames.
    fn has_frames(&self) -> bool {
        matches!(self.options.world, World::Cpython(..))
    }

    fn attribute(&self, name: &str) -> Attribute {
        self.context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), 0)
    }

    /// How many boxed and raw words the frames of a function have.
    fn frame_size(&self, function: FuncId) -> (u32, u32) {
        *self.plan.frame_sizes.get(&function).unwrap_or_else(|| crate::bug!("{function} is of another module"))
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
