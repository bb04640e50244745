//! Folds: generator expressions that are consumed where they are made, as in `sum(x * y for x, y in pairs)`.
//!
//! Beside the generator, whose code is as ever, such an expression gets a *fold*: a plain function that runs the same loops in
//! a frame of the same code object, and hands each item to an accumulator instead of suspending ([`super::accumulate`]).
//! The call asks whether the builtin is the genuine one, and else makes the generator after all.
//!
//! A fold takes no iterator where an index or a counter will do: its words are what [`super::items`] keeps of the first
//! loop, then the cells that it captures, then the values of some of these. A variable has one value while the fold runs if
//! nothing captures it but generator expressions, none of which binds it: no function is there that could, and the
//! function whose variable it is waits for the fold.

use super::accumulate::{Accumulator, Kept, accumulator};
use super::items::{Items, Many, Source, Step, builtin_call, known_step, positional, range_arguments};
use super::{Lowering, free_locals};
use crate::hints::Hints;
use crate::mir::{Block, Hint, Operand, PoolEntry, Signature, Slot, Value};
use crate::repr::Repr;
use naja_frontend::hir::visit::{self, Visitor};
use naja_frontend::hir::{
    Argument, Expr, ExprKind, Flavour, FuncId, FunctionKind, Hir, Id as _, IntValue, LocalId, ModuleId, Name, Stmt,
    StmtKind, Storage, Target, TargetKind, Variable,
};
use naja_rt_abi::RtFn;
use naja_rt_abi::table as rt;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a fold where it is called.
#[derive(Clone)]
pub(super) struct Fold {
    accumulator: &'static Accumulator,
    given: Given,
    captured: Vec<Captured>,
    /// What `sum` begins with.
    pub(super) start: Option<Start>,
    /// What is promised of the items.
    pub(super) item: Hint,
    /// The words, by name.
    params: Vec<(Name, Hint)>,
}

/// What `sum` is told to begin with: only what needs no test.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    Int(i64),
    Float(f64),
}

/// What a fold is given to run over.
#[derive(Clone)]
enum Given {
    /// An exact list or an iterator, with this promised of what it is made of and of the items. A list only if
    /// its own death cannot be seen, which in a fold comes late.
    One { hint: Hint, element: Hint, may_be_list: bool },
    /// The counters of a range; the step, if it is known.
    Range(Option<i64>),
    /// What `enumerate` and `zip` are given: exact lists, with this promised of them and of their items.
    Many { parts: Vec<(Hint, Hint)>, is_counted: bool, is_zip: bool },
}

/// A variable of an outer function.
#[derive(Clone)]
struct Captured {
    local: LocalId,
    /// If it has one value while the fold runs: what is promised of that.
    value: Option<Hint>,
}

/// A fold that is being lowered.
pub(super) struct Folding {
    words: Vec<Slot>,
    source: Option<Source>,
    accumulator: &'static Accumulator,
    kept: Kept,
    /// The values of captured variables.
    constants: BTreeMap<LocalId, Slot>,
    /// Where exceptions leave that the consumer raises, not the generator expression.
    leave: Block,
}

/// A call that may be one of a fold.
struct Site<'e> {
    name: &'e Name,
    accumulator: &'static Accumulator,
    generator: &'e Expr,
    function: FuncId,
    iterable: &'e Expr,
    start: Option<(Start, &'e Argument)>,
}

/// The function of the fold of a generator expression.
pub(super) fn id(hir: &Hir, generator: FuncId) -> FuncId {
    FuncId::from_index(hir.functions.ids().count() + generator.index())
}

/// What a module's functions capture.
#[derive(Default)]
pub(super) struct Captures {
    /// Variables that something captures which could bind them, by function.
    unsteady: BTreeSet<(FuncId, LocalId)>,
    /// The generator expressions that calls may fold.
    folded: BTreeSet<FuncId>,
}

/// Looks through the functions of a module.
pub(super) fn captures(hir: &Hir, module: ModuleId) -> Captures {
    let mut found = Captures::default();
    for (id, function) in hir.functions.iter_enumerated().filter(|(_, function)| function.module == module) {
        let mut written = Written { hir, folded: &mut found.folded, bound: BTreeSet::new() };
        visit::walk(function, |id| &hir.functions[id], &mut written);
        let bound = written.bound;
        for (local, data) in function.locals.iter_enumerated() {
            if matches!(data.storage, Storage::Free(_))
                && (function.kind != FunctionKind::GeneratorExpression || bound.contains(&local))
            {
                found.unsteady.insert(owner(hir, id, local));
            }
        }
    }
    found
}

/// The variable that a local is, in the function whose it is.
fn owner(hir: &Hir, function: FuncId, local: LocalId) -> (FuncId, LocalId) {
    let data = &hir.functions[function];
    match (data.locals[local].storage, data.parent) {
        (Storage::Free(outer), Some(parent)) => owner(hir, parent, outer),
        _ => (function, local),
    }
}

/// The folds that a function calls, and the locals that it binds.
struct Written<'h> {
    hir: &'h Hir,
    folded: &'h mut BTreeSet<FuncId>,
    bound: BTreeSet<LocalId>,
}

impl Visitor for Written<'_> {
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Walrus { target: Variable::Local(local), .. } => {
                self.bound.insert(*local);
            }
            ExprKind::Call { callee, arguments } => {
                self.folded.extend(site(self.hir, callee, arguments).map(|site| site.function));
            }
            _ => {}
        }
    }

    fn target(&mut self, target: &Target) {
        if let TargetKind::Variable(Variable::Local(local)) = &target.kind {
            self.bound.insert(*local);
        }
    }
}

/// A call of what may be a builtin with a generator expression that has no business with frames.
fn site<'e>(hir: &Hir, callee: &'e Expr, arguments: &'e [Argument]) -> Option<Site<'e>> {
    let ExprKind::Variable(Variable::Global(name)) = &callee.kind else { return None };
    let accumulator = accumulator(name)?;
    let (Argument::Positional(generator), others) = arguments.split_first()? else { return None };
    let ExprKind::Generator { function, iterable, is_async: false } = &generator.kind else { return None };
    let data = &hir.functions[*function];
    let start = match others {
        [] => None,
        [start @ Argument::Positional(value)] if accumulator.takes_start => Some((literal(value)?, start)),
        [start @ Argument::Keyword(name, value)] if accumulator.takes_start && name.as_str() == "start" => {
            Some((literal(value)?, start))
        }
        _ => return None,
    };
    let is_plain = data.flavour == Flavour::Generator && !data.looks_at_frame;
    is_plain.then_some(Site { name, accumulator, generator, function: *function, iterable, start })
}

fn literal(value: &Expr) -> Option<Start> {
    match &value.kind {
        ExprKind::Int(IntValue::Small(value)) => Some(Start::Int(*value)),
        ExprKind::Float(value) => Some(Start::Float(*value)),
        _ => None,
    }
}

/// What the loops of a generator expression hand out.
fn element(body: &[Stmt]) -> Option<&Expr> {
    match &body.first()?.kind {
        StmtKind::For { body, .. } | StmtKind::If { body, .. } => element(body),
        StmtKind::Expr(Expr { kind: ExprKind::Yield(Some(value)), .. }) => Some(value),
        _ => None,
    }
}

impl Given {
    /// What is given for `iterable`; `None` if a fold has nothing to gain.
    fn of(iterable: &Expr, hints: &Hints<'_>) -> Option<Given> {
        if let Some(arguments) = range_arguments(iterable) {
            return Some(Given::Range(known_step(arguments)));
        }
        let (is_counted, inner) = match builtin_call(iterable, "enumerate") {
            Some((_, [Argument::Positional(inner)])) => (true, inner),
            _ => (false, iterable),
        };
        let zipped = builtin_call(inner, "zip");
        if !is_counted && zipped.is_none() {
            let (hint, element) = (list_hint(iterable, hints), hints.element(iterable));
            return Some(Given::One { hint, element, may_be_list: dies_unseen(iterable, hints) });
        }
        let parts: Vec<&Expr> =
            zipped.map_or_else(|| vec![inner], |(_, arguments)| arguments.iter().map(positional).collect());
        let described = parts.iter().map(|part| (list_hint(part, hints), hints.element(part))).collect();
        let all = parts.iter().all(|part| dies_unseen(part, hints));
        all.then_some(Given::Many { parts: described, is_counted, is_zip: zipped.is_some() })
    }

    /// The words that it takes.
    fn params(&self) -> Vec<(Name, Hint)> {
        let named = |name: &str, hint: &Hint| (Name::from(name), hint.clone());
        match self {
            Given::One { hint, .. } => vec![named(".items", hint)],
            Given::Range(step) => {
                let names = if step.is_some() { &[".next", ".stop"][..] } else { &[".next", ".stop", ".step"] };
                names.iter().map(|name| named(name, &Hint::Int)).collect()
            }
            Given::Many { parts, .. } => parts.iter().map(|(hint, _)| named(".items", hint)).collect(),
        }
    }
}

/// A list is all that is worth a guard.
fn list_hint(iterable: &Expr, hints: &Hints<'_>) -> Hint {
    match hints.expr(iterable.id) {
        hint @ Hint::List(_) => hint,
        _ => Hint::Any,
    }
}

/// Whether it cannot be seen when a list that an expression gives dies: something else has it, or its items are such.
fn dies_unseen(iterable: &Expr, hints: &Hints<'_>) -> bool {
    matches!(iterable.kind, ExprKind::Variable(_))
        || matches!(hints.element(iterable), Hint::Int | Hint::Float | Hint::Bool | Hint::Str)
}

impl Fold {
    /// How it is called.
    pub(super) fn signature(&self) -> Signature {
        let count = u32::try_from(self.params.len()).unwrap_or_else(|_| crate::bug!("2^32 captured variables"));
        Signature {
            flags: 0,
            positional_only: count,
            positional: count,
            keyword_only: 0,
            params: self.params.iter().map(|(_, hint)| hint.clone()).collect(),
            names: self.params.iter().map(|(name, _)| name.clone()).collect(),
            defaults: self.params.iter().map(|_| false).collect(),
            closure: false,
            returns: (self.accumulator.returns)(&self.item, self.start),
            laws: self.params.iter().map(|_| None).collect(),
        }
    }
}

// The call.
impl Lowering<'_, '_> {
    /// The value of a call that folds a generator expression, if it does.
    pub(super) fn fold_call(&mut self, callee: &Expr, arguments: &[Argument]) -> Option<Value> {
        let site = site(self.cx.hir, callee, arguments)?;
        // The generator of a fold is there for what is rare.
        let is_rare = self.folding.is_none() && self.cx.captures.folded.contains(&self.id);
        if is_rare || self.cx.hir.modules[self.cx.module].is_library {
            return None;
        }
        let fold = self.fold_at(&site)?;
        let [genuine, other, generator, done] = std::array::from_fn(|_| self.b.new_block());
        let [result, iterator] = ["result", "iterator"].map(|name| self.b.temp(name));
        let callee = self.expr(callee);
        let operands = vec![Operand::Value(callee), self.name(site.name)];
        let is_builtin = self.b.rt(&rt::is_builtin, operands, Hint::Bool);
        self.b.body.blocks[other].is_rare = true;
        self.b.branch(is_builtin, genuine, other);
        let before = self.bound.clone();

        self.b.switch_to(genuine);
        self.bound_or(&fold, site.function, other);
        let at = site.generator.span;
        let mut words = self.at(at, |this| this.given_words(site.iterable, &fold.given, (iterator, generator)));
        words.extend(self.captured_words(&fold, site.function));
        let value = self.call_fold(&fold, site.function, words);
        self.b.set(result, value);
        self.b.jump(done);

        let after = std::mem::replace(&mut self.bound, before);
        self.b.switch_to(other);
        self.at(at, |this| {
            let iterable = this.expr(site.iterable);
            let value = this.b.rt(&rt::iter, vec![Operand::Value(iterable)], Hint::Any);
            this.b.set(iterator, value);
        });
        self.b.jump(generator);
        self.meet_bound(&after);

        self.b.switch_to(generator);
        let value = self.consume(callee, &site, iterator);
        self.b.set(result, value);
        self.b.jump(done);
        self.b.switch_to(done);
        self.cx.folds.insert(site.function, fold);
        let value = self.b.get(result);
        self.b.unset(result);
        Some(value)
    }

    fn fold_at(&self, site: &Site<'_>) -> Option<Fold> {
        let (hints, function) = (self.cx.hints, &self.cx.hir.functions[site.function]);
        let given = Given::of(site.iterable, hints)?;
        let captured = free_locals(function).into_iter().map(|local| self.captured(site.function, local));
        let captured: Vec<Captured> = captured.collect();
        let item = element(&function.body).map(|value| hints.expr(value.id)).unwrap_or_default();
        let name = |captured: &Captured| function.locals[captured.local].name.clone();
        let mut params = given.params();
        params.extend(captured.iter().map(|captured| (name(captured), Hint::Any)));
        params.extend(captured.iter().filter_map(|captured| Some((name(captured), captured.value.clone()?))));
        let start = site.start.map(|(start, _)| start);
        Some(Fold { accumulator: site.accumulator, given, captured, start, item, params })
    }

    fn captured(&self, generator: FuncId, local: LocalId) -> Captured {
        let (id, variable) = owner(self.cx.hir, generator, local);
        let outer = outer(self.cx.hir, generator, local);
        let is_here = id == self.id || self.constant_slot(outer).is_some();
        let is_steady = is_here && !self.cx.captures.unsteady.contains(&(id, variable));
        Captured { local, value: is_steady.then(|| self.cx.hints.local(id, variable)) }
    }

    /// Goes to `other` if a variable whose value is handed over has none.
    fn bound_or(&mut self, fold: &Fold, generator: FuncId, other: Block) {
        for captured in fold.captured.iter().filter(|captured| captured.value.is_some()) {
            let local = outer(self.cx.hir, generator, captured.local);
            if self.constant_slot(local).is_none() {
                let value = self.read_nullable(local);
                let bound = self.b.new_block();
                let is_null = self.b.is_null(value);
                self.b.branch(is_null, other, bound);
                self.b.switch_to(bound);
            }
        }
    }

    fn captured_words(&mut self, fold: &Fold, generator: FuncId) -> Vec<Value> {
        let mut words = vec![];
        for captured in &fold.captured {
            let local = outer(self.cx.hir, generator, captured.local);
            words.push(self.b.get(self.locals[local]));
        }
        for captured in &fold.captured {
            if let Some(hint) = &captured.value {
                let value = self.read(&Variable::Local(outer(self.cx.hir, generator, captured.local)));
                self.b.promise(value, hint.clone());
                words.push(value);
            }
        }
        words
    }

    fn call_fold(&mut self, fold: &Fold, generator: FuncId, words: Vec<Value>) -> Value {
        let id = id(self.cx.hir, generator);
        let operands = vec![Operand::Desc(id), self.globals(), self.cache()];
        let function = self.b.rt(&rt::fold_function, operands, Hint::Function(id));
        let operands = vec![Operand::Value(function), Operand::Array(words), self.null()];
        self.b.rt(&rt::call, operands, (fold.accumulator.returns)(&fold.item, fold.start))
    }

    /// Makes the generator of what `iterator` gives, and calls the consumer with it.
    fn consume(&mut self, callee: Value, site: &Site<'_>, iterator: Slot) -> Value {
        let generator = self.at(site.generator.span, |this| {
            let iterator = this.b.get(iterator);
            let function = this.function_object(site.function);
            let operands = vec![Operand::Value(function), Operand::Array(vec![iterator]), this.null()];
            this.b.rt(&rt::call, operands, Hint::Any)
        });
        let mut args = vec![generator];
        let mut names = self.null();
        if let Some((_, start)) = site.start {
            args.push(self.expr(positional(start)));
            if let Argument::Keyword(name, _) = start {
                let name = self.cx.pool.add(PoolEntry::Name(name.clone()));
                names = Operand::Value(self.constant(PoolEntry::Tuple(vec![name]), Hint::TUPLE));
            }
        }
        self.b.rt(&rt::call, vec![Operand::Value(callee), Operand::Array(args), names], Hint::Any)
    }

    /// Evaluates what the first loop runs over: the words for it. Where there are none, sets `iterator` and goes to `generator`.
    fn given_words(&mut self, iterable: &Expr, given: &Given, other: (Slot, Block)) -> Vec<Value> {
        match given {
            Given::One { may_be_list, .. } => {
                let value = self.expr(iterable);
                vec![self.list_or_iterator(value, *may_be_list)]
            }
            Given::Range(_) => self.range_words(iterable, other),
            Given::Many { is_counted, is_zip, .. } => self.many_words(iterable, *is_counted, *is_zip, other),
        }
    }

    fn list_or_iterator(&mut self, value: Value, may_be_list: bool) -> Value {
        if !may_be_list {
            return self.b.rt(&rt::iter, vec![Operand::Value(value)], Hint::Any);
        }
        let word = self.b.temp("items");
        let [list, other, ready] = std::array::from_fn(|_| self.b.new_block());
        let is_list = self.b.rt(&rt::is_list, vec![Operand::Value(value)], Hint::Bool);
        self.b.branch(is_list, list, other);
        self.b.switch_to(list);
        self.b.set(word, value);
        self.b.jump(ready);
        self.b.switch_to(other);
        let iterator = self.b.rt(&rt::iter, vec![Operand::Value(value)], Hint::Any);
        self.b.set(word, iterator);
        self.b.jump(ready);
        self.b.switch_to(ready);
        let value = self.b.get(word);
        self.b.unset(word);
        value
    }

    fn range_words(&mut self, iterable: &Expr, (iterator, generator): (Slot, Block)) -> Vec<Value> {
        let ExprKind::Call { callee, arguments } = &iterable.kind else { crate::bug!("a range that is no call") };
        let (callee, args) = self.at(iterable.span, |this| {
            let callee = this.expr(callee);
            (callee, arguments.iter().map(|argument| this.expr(positional(argument))).collect::<Vec<_>>())
        });
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        self.b.body.blocks[other].is_rare = true;
        let is_range = self.b.rt(&rt::is_range_type, vec![Operand::Value(callee)], Hint::Bool);
        self.else_to(is_range, other);
        let [next, stop] = [".next", ".stop"].map(|name| self.b.slot(name, Repr::I64, Hint::Int));
        let step = self.counted_range(&args, arguments, next, stop, other);
        self.b.jump(ready);
        self.b.switch_to(other);
        self.at(iterable.span, |this| this.make_iterator(&[callee], args, iterator));
        self.b.jump(generator);
        self.b.switch_to(ready);
        let step = match step {
            Step::Known(_) => None,
            Step::Slot(slot) => Some(slot),
        };
        let counters = [next, stop].into_iter().chain(step);
        let boxed = |this: &mut Self, slot: Slot| {
            let value = this.b.get(slot);
            this.b.rt(&rt::box_i64, vec![Operand::Value(value)], Hint::Int)
        };
        counters.map(|slot| boxed(self, slot)).collect()
    }

    fn many_words(
        &mut self,
        iterable: &Expr,
        is_counted: bool,
        is_zip: bool,
        (iterator, generator): (Slot, Block),
    ) -> Vec<Value> {
        let mut callees: Vec<(Value, &'static RtFn)> = vec![];
        let mut parts = vec![iterable];
        for (is_there, row) in [(is_counted, &rt::is_enumerate_type), (is_zip, &rt::is_zip_type)] {
            if let (true, [Expr { kind: ExprKind::Call { callee, arguments }, .. }]) = (is_there, &parts[..]) {
                callees.push((self.expr(callee), row));
                parts = arguments.iter().map(positional).collect();
            }
        }
        let values: Vec<Value> = parts.iter().map(|part| self.expr(part)).collect();
        let [other, ready] = [self.b.new_block(), self.b.new_block()];
        let tests = callees.iter().copied().chain(values.iter().map(|value| (*value, &rt::is_list)));
        for (value, row) in tests.collect::<Vec<_>>() {
            let holds = self.b.rt(row, vec![Operand::Value(value)], Hint::Bool);
            self.else_to(holds, other);
        }
        self.b.jump(ready);
        self.b.switch_to(other);
        let callees: Vec<Value> = callees.iter().map(|(callee, _)| *callee).collect();
        self.at(iterable.span, |this| this.make_iterator(&callees, values.clone(), iterator));
        self.b.jump(generator);
        self.b.switch_to(ready);
        values
    }
}

/// The local of the function around that a free local is.
fn outer(hir: &Hir, function: FuncId, local: LocalId) -> LocalId {
    match hir.functions[function].locals[local].storage {
        Storage::Free(outer) => outer,
        Storage::Register | Storage::Cell => crate::bug!("a captured local that is not free"),
    }
}

// The function.
impl Lowering<'_, '_> {
    /// The value of a captured variable, if that is handed over.
    pub(super) fn constant_slot(&self, local: LocalId) -> Option<Slot> {
        self.folding.as_ref()?.constants.get(&local).copied()
    }

    /// Takes the frame's words.
    pub(super) fn take_words(&mut self, fold: &Fold) {
        let taken: Vec<Value> =
            (0..).zip(&fold.params).map(|(word, (_, hint))| self.b.frame_take(word, hint.clone())).collect();
        let (given, captured) = taken.split_at(fold.given.params().len());
        let (cells, values) = captured.split_at(fold.captured.len());
        let mut words = vec![];
        for (value, (name, hint)) in given.iter().zip(&fold.params) {
            let is_counter = matches!(fold.given, Given::Range(_));
            let (repr, value) = if is_counter {
                (Repr::I64, self.b.rt(&rt::unbox_i64, vec![Operand::Value(*value)], Hint::Int))
            } else {
                (Repr::Boxed, *value)
            };
            let slot = self.b.slot(name.clone(), repr, hint.clone());
            self.b.set(slot, value);
            words.push(slot);
        }
        for (captured, cell) in fold.captured.iter().zip(cells) {
            self.b.set(self.locals[captured.local], *cell);
        }
        let mut constants = BTreeMap::new();
        let steady = fold.captured.iter().filter_map(|captured| Some((captured.local, captured.value.clone()?)));
        for ((local, hint), value) in steady.zip(values) {
            let slot = self.b.slot(self.function.locals[local].name.clone(), Repr::Boxed, hint);
            self.b.set(slot, *value);
            constants.insert(local, slot);
        }
        let (accumulator, leave) = (fold.accumulator, self.b.unwind);
        self.folding = Some(Folding { words, source: None, accumulator, kept: Kept::Nothing, constants, leave });
    }

    /// Lowers the loops, between the beginning of the accumulator and its end.
    pub(super) fn fold_body(&mut self, fold: &Fold) {
        let leave = self.b.unwind;
        let source = self.source_of_words(fold);
        let kept = (fold.accumulator.begin)(self, fold);
        let Some(folding) = &mut self.folding else { crate::bug!("a fold without words") };
        (folding.source, folding.kept, folding.leave) = (Some(source), kept.clone(), leave);
        let stopped = self.b.new_block();
        self.b.unwind = stopped;
        let function = self.function;
        self.block(&function.body);
        self.b.unwind = leave;
        let result = (fold.accumulator.end)(self, &kept);
        self.b.set(self.result, result);
        self.b.jump(self.end);
        self.b.switch_to(stopped);
        self.b.rt(&rt::generator_stopped, vec![], Hint::Any);
    }

    /// The state of the first loop.
    fn source_of_words(&mut self, fold: &Fold) -> Source {
        let words = self.folding.as_ref().map(|folding| folding.words.clone()).unwrap_or_default();
        match &fold.given {
            Given::One { element, .. } => Source::One(self.items_of_word(words[0], element)),
            Given::Range(step) => {
                let step = step.map_or_else(|| Step::Slot(words[2]), Step::Known);
                let range = Some((words[0], words[1], step));
                Source::One(Items { range, hint: Hint::Int, ..Items::of(self.unset_temp()) })
            }
            Given::Many { parts, is_counted, is_zip } => {
                let parts = words.iter().zip(parts).map(|(word, (_, element))| Items {
                    list: Some((*word, self.zero())),
                    hint: element.clone(),
                    ..Items::of(self.unset_temp())
                });
                let parts = parts.collect();
                let counter = is_counted.then(|| self.zero());
                Source::Many(Many { counter, parts, is_zip: *is_zip, whole: self.unset_temp() })
            }
        }
    }

    /// The state of a loop over a word that is a list or an iterator; the frame shows the latter.
    fn items_of_word(&mut self, word: Slot, element: &Hint) -> Items {
        let (iterator, list, index) = (self.unset_temp(), self.unset_temp(), self.zero());
        let [counted, other, ready] = std::array::from_fn(|_| self.b.new_block());
        let value = self.b.get(word);
        let is_list = self.b.rt(&rt::is_list, vec![Operand::Value(value)], Hint::Bool);
        self.b.branch(is_list, counted, other);
        self.b.switch_to(counted);
        self.b.set(list, value);
        self.b.jump(ready);
        self.b.switch_to(other);
        self.b.set(iterator, value);
        self.b.set(self.locals[self.function.params[0].local], value);
        self.b.jump(ready);
        self.b.switch_to(ready);
        Items { list: Some((list, index)), hint: element.clone(), ..Items::of(iterator) }
    }

    fn unset_temp(&mut self) -> Slot {
        let slot = self.b.temp("unset");
        self.b.unset(slot);
        slot
    }

    fn zero(&mut self) -> Slot {
        let slot = self.b.slot(".index", Repr::I64, Hint::Int);
        let zero = self.b.i64(0);
        self.b.set(slot, zero);
        slot
    }

    /// What the first loop of a fold runs over.
    pub(super) fn given_source(&mut self, iter: &Expr) -> Option<Source> {
        let is_given = self.is_given_iterator(iter);
        self.folding.as_mut().filter(|_| is_given)?.source.take()
    }

    /// Hands an item to the accumulator. What goes wrong there is none of the generator expression's business.
    pub(super) fn fold_step(&mut self, value: &Expr) -> Value {
        let item = self.expr(value);
        let Some(Folding { accumulator, kept, leave, .. }) = &self.folding else { crate::bug!("an item of no fold") };
        let (step, kept, leave) = (accumulator.step, kept.clone(), *leave);
        let outer = std::mem::replace(&mut self.b.unwind, leave);
        step(self, &kept, item);
        self.b.unwind = outer;
        self.none()
    }
}
