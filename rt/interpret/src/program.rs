//! What codegen would emit as static data, made in memory that is never freed.

use naja_codegen::llvm;
use naja_codegen::mir::{Body, Function, Mir, Version};
use naja_frontend::hir::{FuncId, Id as _};
use naja_frontend::source::{Sources, Span};
use naja_rt_abi::layout::{CACHE_SIZE, ExitDesc, ExitTag, FunctionDesc, ModuleDesc, Site};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The address of a descriptor.
pub(crate) type ModuleAddress = *const ModuleDesc;

/// The program that this process runs.
pub(crate) struct Program {
    mir: Mir,
    sources: Sources,
    modules: Vec<Statics>,
    /// Where each function is: its module and its number there.
    functions: HashMap<FuncId, (usize, usize)>,
    sites: RefCell<HashMap<Span, &'static Site>>,
    stress_exits: Option<u32>,
    guards: Cell<u32>,
}

// SAFETY: one thread at a time runs Python code, and only that comes here.
unsafe impl Send for Program {}
// SAFETY: as above.
unsafe impl Sync for Program {}

/// The static data of a module.
struct Statics {
    desc: &'static ModuleDesc,
    functions: Vec<&'static FunctionDesc>,
    caches: *mut u8,
}

static PROGRAM: OnceLock<Program> = OnceLock::new();

/// The program.
pub(crate) fn the_program() -> &'static Program {
    PROGRAM.get().unwrap_or_else(|| naja_codegen::bug!("no program is installed"))
}

/// Makes `mir` the program of this process; gives the descriptors of its modules.
pub(crate) fn install(mir: Mir, sources: Sources, stress_exits: Option<u32>) -> Vec<ModuleAddress> {
    let mut functions = HashMap::new();
    let mut modules = vec![];
    for (index, module) in mir.modules.iter().enumerate() {
        functions.extend(module.functions.iter().enumerate().map(|(number, function)| (function.id, (index, number))));
        modules.push(statics(module));
    }
    let addresses = modules.iter().map(|statics| std::ptr::from_ref(statics.desc)).collect();
    let sites = RefCell::default();
    let program = Program { mir, sources, modules, functions, sites, stress_exits, guards: Cell::new(0) };
    if PROGRAM.set(program).is_err() {
        naja_codegen::bug!("a second program");
    }
    addresses
}

fn statics(module: &naja_codegen::mir::Module) -> Statics {
    let pool = bytes(llvm::pool_bytes(&module.pool));
    let consts = words(module.pool.entries().len());
    let globals = words(3);
    let name = bytes(module.name.to_string().into_bytes());
    let path = bytes(module.path.clone().into_bytes());
    let desc = Box::leak(Box::new(ModuleDesc {
        name: name.as_ptr(),
        name_len: name.len(),
        pool: pool.as_ptr(),
        pool_len: pool.len(),
        consts: consts.cast(),
        consts_len: module.pool.entries().len(),
        code: std::ptr::null(),
        code_len: 0,
        functions: std::ptr::null(),
        functions_len: module.functions.len(),
        globals: globals.cast(),
        builtins: globals.wrapping_add(1).cast(),
        state: globals.wrapping_add(2).cast(),
        path: path.as_ptr(),
        path_len: path.len(),
    }));
    let address = std::ptr::from_ref(desc);
    let numbered = module.functions.iter().enumerate();
    let functions: Vec<&'static FunctionDesc> =
        numbered.map(|(index, function)| &*Box::leak(Box::new(function_desc(address, index, function)))).collect();
    let table: Vec<*const FunctionDesc> = functions.iter().map(|desc| std::ptr::from_ref(*desc)).collect();
    desc.functions = Box::leak(table.into_boxed_slice()).as_ptr();
    Statics { desc, functions, caches: words(module.caches * CACHE_SIZE / 8).cast() }
}

fn function_desc(module: *const ModuleDesc, index: usize, function: &Function) -> FunctionDesc {
    let signature = &function.signature;
    let (frame_len, raw_len) = llvm::frame_size(function);
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let is_fast = function.versions.iter().any(|body| body.version == Version::Suspending);
    let kept = kept(function, u64::from(frame_len) + u64::from(raw_len));
    FunctionDesc {
        module,
        index: number(index),
        code_number: number(function.code),
        flags: signature.flags,
        positional_only: signature.positional_only,
        positional: signature.positional,
        keyword_only: signature.keyword_only,
        first_line: function.first_line,
        entry: crate::entry::entry as *const _,
        generic: crate::entry::generic as *const _,
        name: number(function.names[0].index()),
        qualname: number(function.names[1].index()),
        params: number(function.names[2].index()),
        frame_len,
        raw_len,
        locals_len: 0,
        free_len: 0,
        code: words(1).cast(),
        doc: function.doc.map_or(u32::MAX, |doc| number(doc.index())),
        shown_len: 0,
        shown: std::ptr::null(),
        fast: if is_fast { crate::entry::fast as *const _ } else { std::ptr::null() },
        kept: kept.as_ptr(),
        kept_len: kept.len(),
    }
}

/// What the frames of a generator hold that wait for its fast version.
fn kept(function: &Function, room: u64) -> &'static [ExitDesc] {
    let row = |(entry, tags): (u32, Vec<ExitTag>)| ExitDesc {
        generic: crate::entry::generic as *const _,
        entry,
        len: u32::try_from(tags.len()).unwrap_or(u32::MAX),
        tags: bytes(tags.into_iter().map(|tag| tag as u8).collect()).as_ptr(),
        room,
    };
    Box::leak(llvm::kept_words(function).into_iter().map(row).collect())
}

fn bytes(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

/// So many words, all zero.
fn words(count: usize) -> *mut u64 {
    Box::leak(vec![0; count].into_boxed_slice()).as_mut_ptr()
}

/// A function, and where it is.
#[derive(Clone, Copy)]
pub(crate) struct Code {
    pub(crate) function: &'static Function,
    pub(crate) desc: &'static FunctionDesc,
    statics: &'static Statics,
}

impl Program {
    pub(crate) fn code(&'static self, id: FuncId) -> Code {
        let (module, number) =
            *self.functions.get(&id).unwrap_or_else(|| naja_codegen::bug!("{id} is not in the program"));
        self.numbered(module, number)
    }

    /// The function of a descriptor of ours.
    pub(crate) fn code_of(&'static self, desc: *const FunctionDesc) -> Code {
        // SAFETY: the runtime has descriptors from us only.
        let (module, number) = unsafe { ((*desc).module, (*desc).index as usize) };
        let module = self.modules.iter().position(|statics| std::ptr::eq(statics.desc, module));
        let module = module.unwrap_or_else(|| naja_codegen::bug!("a descriptor of another program"));
        self.numbered(module, number)
    }

    fn numbered(&'static self, module: usize, number: usize) -> Code {
        let statics = &self.modules[module];
        Code { function: &self.mir.modules[module].functions[number], desc: statics.functions[number], statics }
    }

    /// The place of a span.
    pub(crate) fn site(&self, span: Span) -> *const Site {
        let mut sites = self.sites.borrow_mut();
        *sites.entry(span).or_insert_with(|| {
            let (start, end) = (self.sources.start(span), self.sources.end(span));
            let (line, column, end_line, end_column) = (start.line, start.column, end.line, end.column);
            Box::leak(Box::new(Site { line, column, end_line, end_column, lasti: -1 }))
        })
    }

    /// Whether a guard that holds is to fail all the same.
    pub(crate) fn fails(&self) -> bool {
        let Some(every) = self.stress_exits else { return false };
        self.guards.set((self.guards.get() + 1) % every.max(1));
        self.guards.get() == 0
    }
}

impl Code {
    /// A version of the function.
    pub(crate) fn version(&self, version: Version) -> Option<&'static Body> {
        self.function.versions.iter().find(|body| body.version == version)
    }

    pub(crate) fn generic(&self) -> &'static Body {
        self.version(Version::Generic)
            .unwrap_or_else(|| naja_codegen::bug!("{} has no generic version", self.function.qualname))
    }

    pub(crate) fn module(&self) -> *const ModuleDesc {
        self.statics.desc
    }

    /// The module's dictionary.
    pub(crate) fn globals(&self) -> u64 {
        // SAFETY: the descriptor names a word of ours.
        unsafe { self.statics.desc.globals.cast::<u64>().read() }
    }

    pub(crate) fn constant(&self, index: usize) -> u64 {
        // SAFETY: the pool has this entry.
        unsafe { self.statics.desc.consts.cast::<u64>().add(index).read() }
    }

    pub(crate) fn cache(&self, index: usize) -> *const u8 {
        self.statics.caches.wrapping_add(index * CACHE_SIZE)
    }
}
