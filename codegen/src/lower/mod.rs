//! HIR to MIR: for each function its master, boxed and obviously right.
//!
//! Nothing here decides on speed. Every operation is the runtime function that does what Python says; the exceptions are
//! loops over `range` and `list`, whose iterator the program cannot name, and which are therefore lowered to counters
//! in every version alike. An expression's value is a temporary, released after its last use; a variable lives until it
//! is rebound, deleted or its scope ends, which `drop` marks.
//!
//! Frame words at entry: the parameters (a class body: its namespace), then the closure if there is one.

mod accumulate;
mod assign;
mod backwards;
mod call;
mod comprehension;
mod definition;
mod exception;
mod expr;
mod fold;
mod frame;
mod generic;
mod grow;
mod inherited;
mod items;
mod law;
mod loops;
mod pattern;
mod stmt;
mod suspend;
mod unpack;

use crate::World;
use crate::code_objects::CodeObjects;
use crate::hints::Hints;
use crate::mir::{
    self, Block, Builder, Cache, Const, FrameLocal, Function, Hint, Operand, Pool, PoolEntry, Signature, Slot, Value,
};
use crate::repr::Repr;
use naja_frontend::hir::{self, Flavour, FuncId, FunctionKind, Hir, Id as _, IdVec, LocalId, Name, ParamKind, Storage};
use naja_frontend::source::{Sources, Span};
use naja_rt_abi::layout::flags;
use naja_rt_abi::table as rt;
use std::collections::{BTreeMap, BTreeSet};

pub use accumulate::has_fold;

/// Lowers a program; `code` has the code objects of its modules, if there are any in this world.
#[must_use]
pub fn lower(hir: &Hir, hints: &Hints<'_>, sources: &Sources, world: World, code: &[CodeObjects]) -> mir::Mir {
    let cx = |id: hir::ModuleId| ModuleCx {
        hir,
        hints,
        sources,
        world,
        code: code.get(id.index()),
        module: id,
        pool: Pool::default(),
        caches: 0,
        captures: fold::captures(hir, id),
        names_super: inherited::names_super(hir, id),
        folds: BTreeMap::new(),
    };
    mir::Mir { modules: hir.modules.ids().map(|id| module(cx(id))).collect() }
}

fn module(mut cx: ModuleCx<'_>) -> mir::Module {
    let id = cx.module;
    let data = &cx.hir.modules[id];
    let sources = cx.sources;
    let own = cx.hir.functions.iter_enumerated().filter(|(_, function)| function.module == id);
    let numbers: BTreeMap<FuncId, usize> = own.enumerate().map(|(number, (func, _))| (func, number)).collect();
    let mut functions: Vec<Function> =
        numbers.iter().map(|(func, number)| Lowering::function(&mut cx, *number, *func, None)).collect();
    // Folds may have folds in them.
    let mut folded = BTreeSet::new();
    while let Some((func, fold)) = cx.folds.iter().find(|(func, _)| !folded.contains(*func)) {
        let (func, fold) = (*func, fold.clone());
        folded.insert(func);
        functions.push(Lowering::function(&mut cx, numbers[&func], func, Some(fold)));
    }
    mir::Module {
        name: data.name.clone(),
        path: shown_path(sources.file(data.file)),
        is_library: data.is_library,
        functions,
        pool: cx.pool,
        fields: if cx.world == World::Native { mir::Fields::new() } else { cx.hints.fields(cx.world) },
        caches: cx.caches,
    }
}

/// The path of a source as tracebacks show it: from the root on, unless it is no path.
fn shown_path(file: &naja_frontend::source::File) -> String {
    let path = file.shown.as_ref().unwrap_or(&file.path);
    let is_known = file.shown.is_some() || path.to_string_lossy().starts_with('<');
    let absolute = if is_known { None } else { std::path::absolute(path).ok() };
    absolute.as_ref().unwrap_or(path).display().to_string()
}

/// What the functions of a module share.
struct ModuleCx<'a> {
    hir: &'a Hir,
    hints: &'a Hints<'a>,
    sources: &'a Sources,
    world: World,
    code: Option<&'a CodeObjects>,
    module: hir::ModuleId,
    pool: Pool,
    caches: usize,
    captures: fold::Captures,
    /// Whether its statements name `super`, or its functions bind it.
    names_super: bool,
    /// What is known of the folds that are called, by generator expression.
    folds: BTreeMap<FuncId, fold::Fold>,
}

/// A construct around the cursor that a jump out of it must respect.
#[derive(Clone)]
enum Scope {
    /// A loop: where `break` and `continue` go, and the iterators that end with it.
    Loop { end: Block, next: Block, iterators: Vec<Slot> },
    /// The statements of an `except` clause, or of a `finally` that runs for an exception: the handled exception before.
    Handling { previous: Slot },
    /// The statements of a `finally`, which may run for an exception, `exc`, or for none: null.
    PerhapsHandling { exc: Slot, previous: Slot },
    /// A `try` with `finally`.
    Finally(exception::Finally),
}

/// The lowering of one function.
struct Lowering<'a, 'm> {
    cx: &'m mut ModuleCx<'a>,
    id: FuncId,
    function: &'a hir::Function,
    b: Builder,
    /// The slot of each local: its value, or its cell.
    locals: IdVec<LocalId, Slot>,
    /// The locals that stand behind a frame record, in its order; `None` for one that is not there in this function.
    frame_locals: Vec<Option<LocalId>>,
    /// Locals that every path to the cursor has bound. Never holds one that is unbound anywhere in the function.
    bound: BTreeSet<LocalId>,
    /// Locals that a `del` or the end of an `except` clause unbinds somewhere.
    unstable: BTreeSet<LocalId>,
    /// The namespace of a class body.
    namespace: Option<Slot>,
    /// Of a fold: what it takes its items from, and its state.
    folding: Option<fold::Folding>,
    scopes: Vec<Scope>,
    /// The variables of comprehensions.
    inner: BTreeSet<LocalId>,
    /// How many clauses of comprehensions are around the cursor.
    comprehensions: usize,
    result: Slot,
    end: Block,
}

impl<'a, 'm> Lowering<'a, 'm> {
    /// Function number `index` of the module; of a generator expression, the fold.
    fn function(cx: &'m mut ModuleCx<'a>, index: usize, id: FuncId, fold: Option<fold::Fold>) -> Function {
        let function = &cx.hir.functions[id];
        let mut b = Builder::new(function.name_span);
        let result = b.temp("result");
        let end = b.new_block();
        let mut unstable = BTreeSet::new();
        stmt::unbound_anywhere(&function.body, &mut unstable);
        let inner = frame::comprehension_variables(cx.hir, function);
        let mut this = Lowering {
            cx,
            id,
            function,
            b,
            locals: IdVec::new(),
            frame_locals: vec![],
            bound: BTreeSet::new(),
            unstable,
            namespace: None,
            folding: None,
            scopes: vec![],
            inner,
            comprehensions: 0,
            result,
            end,
        };
        let signature = match &fold {
            Some(fold) => fold.signature(),
            None => this.signature(),
        };
        this.frame_locals = this.locals_of_frame(index);
        this.prologue(fold.as_ref());
        this.b.unwind = this.b.new_block();
        match &fold {
            Some(fold) => this.fold_body(fold),
            None => this.block(&function.body),
        }
        this.epilogue(signature.returns.clone());
        this.unwinding();
        let doc = function.docstring.as_ref().map(|text| this.str_constant(text));
        let names = this.names();
        let shown = |local: LocalId| FrameLocal {
            slot: this.locals[local],
            is_cell: function.locals[local].storage != Storage::Register,
        };
        let frame_locals = this.frame_locals.iter().map(|local| local.map(shown)).collect();
        Function {
            id: if fold.is_some() { fold::id(this.cx.hir, id) } else { id },
            code: index,
            name: function.name.clone(),
            qualname: function.qualname.clone(),
            signature,
            span: function.name_span,
            first_line: function.first_line,
            doc,
            frame_locals,
            names,
            master: this.b.body,
            versions: vec![],
        }
    }

    fn signature(&mut self) -> Signature {
        let laws = self.laws();
        let count = |kinds: &[ParamKind]| {
            let params = self.function.params.iter().filter(|param| kinds.contains(&param.kind));
            u32::try_from(params.count()).expect("fewer than 2^32 parameters")
        };
        let flag = |holds: bool, flag: u32| if holds { flag } else { 0 };
        let suspends = match self.function.flavour {
            Flavour::Plain => 0,
            Flavour::Generator => flags::GENERATOR,
            Flavour::Coroutine => flags::COROUTINE,
            Flavour::AsyncGenerator => flags::ASYNC_GENERATOR,
        };
        let kind = match self.function.kind {
            FunctionKind::Module => flags::MODULE_BODY,
            FunctionKind::Class(_) => flags::CLASS_BODY,
            FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => 0,
        };
        Signature {
            flags: suspends
                | kind
                | flag(count(&[ParamKind::VarArgs]) > 0, flags::VAR_ARGS)
                | flag(count(&[ParamKind::KwArgs]) > 0, flags::KW_ARGS),
            positional_only: count(&[ParamKind::PositionalOnly]),
            positional: count(&[ParamKind::PositionalOnly, ParamKind::Normal]),
            keyword_only: count(&[ParamKind::KeywordOnly]),
            params: self.function.params.iter().map(|param| self.cx.hints.param(self.id, param)).collect(),
            names: self.function.params.iter().map(|param| self.function.locals[param.local].name.clone()).collect(),
            defaults: self.function.params.iter().map(|param| param.default.is_some()).collect(),
            closure: !self.free_locals().is_empty(),
            returns: self.cx.hints.returns(self.id),
            laws,
        }
    }

    /// The locals that come from outer functions, in the order of the closure: sorted by name, as in `co_freevars`.
    fn free_locals(&self) -> Vec<LocalId> {
        free_locals(self.function)
    }

    fn names(&mut self) -> [Const; 3] {
        let params: Vec<Const> = self
            .function
            .params
            .iter()
            .map(|param| self.cx.pool.add(PoolEntry::Name(self.function.locals[param.local].name.clone())))
            .collect();
        [
            self.cx.pool.add(PoolEntry::Name(self.function.name.clone())),
            self.cx.pool.add(PoolEntry::Name(self.function.qualname.clone())),
            self.cx.pool.add(PoolEntry::Tuple(params)),
        ]
    }

    /// Takes the frame's words: parameters and closure become variables.
    fn prologue(&mut self, fold: Option<&fold::Fold>) {
        for (id, local) in self.function.locals.iter_enumerated() {
            // What is promised of a variable in a cell is no promise of the cell.
            let hint = match local.storage {
                Storage::Register => self.cx.hints.local(self.id, id),
                Storage::Cell | Storage::Free(_) => Hint::Any,
            };
            self.locals.push(self.b.slot(local.name.clone(), Repr::Boxed, hint));
        }
        let mut word = 0;
        if matches!(self.function.kind, FunctionKind::Class(_)) {
            let slot = self.b.temp("namespace");
            let value = self.b.frame_take(word, Hint::Any);
            self.b.set(slot, value);
            self.namespace = Some(slot);
            word += 1;
        }
        let params = match fold {
            Some(fold) => {
                self.take_words(fold);
                vec![]
            }
            None => self.take_params(word),
        };
        // The entry ends here: what follows can be resumed.
        self.b.boundary();
        for (local, data) in self.function.locals.iter_enumerated() {
            match data.storage {
                Storage::Cell => self.new_cell(local, params.contains(&local)),
                Storage::Register if !params.contains(&local) => self.b.unset(self.locals[local]),
                Storage::Register | Storage::Free(_) => {}
            }
        }
        self.preamble();
    }

    /// Takes the parameters, from this word on, and the closure; which locals are parameters.
    fn take_params(&mut self, mut word: u32) -> Vec<LocalId> {
        let params: Vec<LocalId> = self.function.params.iter().map(|param| param.local).collect();
        let mut values = vec![];
        for param in &self.function.params {
            values.push(self.b.frame_take(word, self.cx.hints.param(self.id, param)));
            word += 1;
        }
        let closure = (!self.free_locals().is_empty()).then(|| self.b.frame_take(word, Hint::TUPLE));
        for (local, value) in params.iter().zip(&values) {
            self.b.set(self.locals[*local], *value);
        }
        self.bound.extend(params.iter().filter(|local| !self.unstable.contains(local)));
        for (index, local) in self.free_locals().into_iter().enumerate() {
            let closure = closure.expect("there are free locals");
            let index = i64::try_from(index).expect("a small count");
            let operands = vec![Operand::Value(closure), Operand::Imm(index)];
            let cell = self.b.rt(&rt::tuple_item, operands, Hint::Any);
            self.b.set(self.locals[local], cell);
        }
        params
    }

    fn new_cell(&mut self, local: LocalId, is_param: bool) {
        let slot = self.locals[local];
        let value = if is_param { self.b.get_nullable(slot) } else { self.b.null() };
        let cell = self.b.rt(&rt::cell_new, vec![Operand::Value(value)], Hint::Any);
        self.b.set(slot, cell);
    }

    /// Ends the scope: the variables die in CPython's order, then the result is returned.
    fn epilogue(&mut self, returns: Hint) {
        if !self.b.is_terminated() {
            let value = self.class_epilogue();
            self.b.set(self.result, value);
            self.b.jump(self.end);
        }
        self.b.switch_to(self.end);
        self.leave_frame();
        for local in self.function.locals.ids() {
            self.b.drop_slot(self.locals[local]);
        }
        let result = self.b.get(self.result);
        self.b.promise(result, returns);
        self.b.terminate(mir::Terminator::Return(result));
    }

    /// Where exceptions leave the function: with their traceback they keep its frame, and that keeps the variables.
    fn unwinding(&mut self) {
        let block = self.b.unwind;
        self.b.switch_to(block);
        self.leave_frame();
        self.b.terminate(mir::Terminator::Unwind);
    }

    // Constants and small helpers.

    fn constant(&mut self, entry: PoolEntry, hint: Hint) -> Value {
        let constant = self.cx.pool.add(entry);
        self.b.boxed(constant, hint)
    }

    fn none(&mut self) -> Value {
        self.constant(PoolEntry::None, Hint::None)
    }

    fn name(&mut self, name: &Name) -> Operand {
        Operand::Value(self.constant(PoolEntry::Name(name.clone()), Hint::Str))
    }

    fn name_of(&mut self, name: &str) -> Operand {
        self.name(&Name::from(name))
    }

    fn str_constant(&mut self, text: &hir::StrValue) -> Const {
        self.cx.pool.add(match text {
            hir::StrValue::Text(text) if is_interned(text) => PoolEntry::Name(Name::from(&**text)),
            hir::StrValue::Text(text) => PoolEntry::Str(text.to_string()),
            hir::StrValue::Surrogates(points) => PoolEntry::CodePoints(points.to_vec()),
        })
    }

    fn cache(&mut self) -> Operand {
        let cache = Cache::from_index(self.cx.caches);
        self.cx.caches += 1;
        Operand::Cache(cache)
    }

    fn globals(&mut self) -> Operand {
        Operand::Value(self.b.globals())
    }

    fn null(&mut self) -> Operand {
        Operand::Value(self.b.null())
    }

    /// Runs `lower` with `span` as the place of its instructions.
    fn at<T>(&mut self, span: Span, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.b.span, span);
        let result = lower(self);
        self.b.span = before;
        result
    }

    /// Where the interpreter has an expression at `span` that uses the attribute which another, at its beginning, ends in: from the
    /// attribute's name on, if that is on another line than the beginning.
    fn place_of_name(&self, span: Span, attribute: Span) -> Span {
        let sources = self.cx.sources;
        if sources.start(span).line == sources.end(attribute).line {
            return span;
        }
        let text = sources.text(attribute);
        let name = text.char_indices().rev().take_while(|(_, char)| char.is_alphanumeric() || *char == '_').last();
        let before = name.map_or(0, |(index, _)| u32::try_from(index).expect("files are below 4 GiB"));
        Span { start: attribute.start + before, ..span }
    }

    fn mark_bound(&mut self, local: LocalId) {
        if !self.unstable.contains(&local) {
            self.bound.insert(local);
        }
    }

    /// Keeps only what both `bound` sets hold: after paths meet.
    fn meet_bound(&mut self, other: &BTreeSet<LocalId>) {
        self.bound = self.bound.intersection(other).copied().collect();
    }
}

/// Whether the interpreter interns a constant: what could be a name is compared by identity here and there.
fn is_interned(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The locals of `function` that come from outer functions, in the order of the closure: sorted by name, as in
/// `co_freevars`.
fn free_locals(function: &hir::Function) -> Vec<LocalId> {
    let mut free: Vec<LocalId> =
        function.locals.ids().filter(|local| matches!(function.locals[*local].storage, Storage::Free(_))).collect();
    free.sort_by(|a, b| function.locals[*a].name.cmp(&function.locals[*b].name));
    free
}
