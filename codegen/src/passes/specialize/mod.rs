//! Rewrites a fast version by its plan: machine arithmetic, guards, direct calls.
//!
//! Walks the blocks in an order that meets definitions before uses, and keeps for each value of the boxed program what it
//! is in the fast one. A guard leaves in the state of the earliest block from which nothing but repeatable work leads
//! here, so that few states stay in use, and the generic version has few entries.

mod attribute;
mod call;
mod complex;
mod emit;
mod lent;
mod list;
mod method;

use crate::analysis::attribute::Access;
use crate::analysis::cycles::Cycles;
use crate::analysis::kinds::{self, Class, Context, Kind, Kinds};
use crate::analysis::liveness::Frames;
use crate::analysis::method::MethodCall;
use crate::analysis::plan::{self, Plan};
use crate::fault::Fault;
use crate::mir::{
    Block, Body, Cache, Const, GuardKind, Inst, InstKind, Kept, Operand, Signature, State, StateData, Target,
    Terminator, Value, Version,
};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What specialising a body has found out.
pub(super) struct Found {
    /// By loop head that is worth a version of its own, what each word of the frame is there.
    pub(super) heads: BTreeMap<Block, Vec<Kind>>,
    /// Whether anything is faster than in the general version.
    pub(super) gains: bool,
}

/// Specialises `body`; `states` are those of its blocks, `params` are what the parameters of its first entries are promised
/// to be; the others are reached from suspensions.
pub(super) fn run(
    body: &mut Body,
    states: &IdVec<Block, State>,
    params: &[Vec<Kind>],
    program: super::Context<'_>,
) -> Found {
    let definitions = definitions(body);
    let super::Context { pool, signatures, shapes, frames, function, .. } = program;
    let span = function.span;
    let cx = Context { pool, signatures, shapes, definitions: &definitions };
    let entry = body.entries[0].block;
    let kinds = Kinds::new(body, params, cx);
    let found = Found { heads: heads(body, states, &kinds, frames, cx), gains: gains(body, &kinds, cx) };
    let original = body.clone();
    let predecessors = original.predecessors();
    body.states = IdVec::new();
    let mut pass = Specializer {
        body,
        original: &original,
        kinds: &kinds,
        cx,
        signature: &function.signature,
        states,
        program,
        now: HashMap::new(),
        boxed: HashMap::new(),
        boxed_here: HashMap::new(),
        parts: HashMap::new(),
        sizes: HashMap::new(),
        globals: HashSet::new(),
        variables: HashMap::new(),
        pending: BTreeMap::new(),
        canonical: HashMap::new(),
        has_effect: HashMap::new(),
        predecessors: &predecessors,
        facts: vec![],
        facts_behind: HashMap::new(),
        lent: vec![],
        lent_behind: HashMap::new(),
        meetings: HashMap::new(),
        lookups: HashMap::new(),
        is_interrupted: false,
        out: vec![],
        block: entry,
        rewritten: entry,
        rare_side: None,
        span,
    };
    pass.run();
    // Where it is never suspended it cannot be resumed.
    body.entries.retain(|entry| kinds.is_reached(entry.block));
    // Nulls now stand for values that nobody reads.
    super::ssa::nullable_params(body);
    found
}

/// The heads of loops in which an int becomes a float, before `body` is specialised.
pub(super) fn mixed_heads(body: &Body, params: &[Vec<Kind>], program: super::Context<'_>) -> BTreeSet<Block> {
    let definitions = definitions(body);
    let super::Context { pool, signatures, shapes, .. } = program;
    let cx = Context { pool, signatures, shapes, definitions: &definitions };
    super::peel::mixed_heads(body, &Kinds::new(body, params, cx), cx)
}

fn gains(body: &Body, kinds: &Kinds, cx: Context<'_>) -> bool {
    let is_worth_it = |inst: &Inst| plan::of(body, inst, kinds, cx).is_worth_a_version();
    let reached = body.blocks.ids().filter(|block| kinds.is_reached(*block));
    reached.flat_map(|block| &body.blocks[block].insts).any(is_worth_it)
}

/// By loop head that is reached, the kind of each word of the frame that resumes there. Exits lose numbers that nothing
/// reads, so they are not asked for on the way back. Of a loop in a round that was peeled off the loop around it, there are two
/// heads, of which the frame resumes one: that in the round to come is asked for what it has.
fn heads(
    body: &Body,
    states: &IdVec<Block, State>,
    kinds: &Kinds,
    frames: &Frames,
    cx: Context<'_>,
) -> BTreeMap<Block, Vec<Kind>> {
    let gains = |inst: &Inst| plan::of(body, inst, kinds, cx).gains();
    let is_worth_it = |block: &Block| kinds.is_reached(*block) && body.blocks[*block].insts.iter().any(gains);
    let cycles = Cycles::new(body);
    let order = body.reverse_postorder();
    let worth_it: BTreeSet<usize> =
        order.iter().filter(|block| is_worth_it(block)).filter_map(|block| cycles.of(*block)).collect();
    let is_head = |block: &Block| {
        let data = &body.blocks[*block];
        let repeats = || cycles.of(*block).is_some_and(|cycle| worth_it.contains(&cycle));
        data.is_loop_header && data.origin == Some(*block) && kinds.is_reached(*block) && repeats()
    };
    let read = kinds::read_values(body);
    let words = |block: Block| {
        let values = body.states[states[block]].values.iter().zip(frames.read(block));
        let kind = |(value, is_read): (&Value, bool)| match kinds.get(*value) {
            kind if kind.is_unboxed() && !(is_read && read[*value]) => Kind::Junk,
            kind => kind.clone(),
        };
        values.map(kind).collect()
    };
    order.into_iter().filter(is_head).map(|block| (block, words(block))).collect()
}

fn definitions(body: &Body) -> IdVec<Value, Option<(Block, usize)>> {
    let mut definitions: IdVec<Value, Option<(Block, usize)>> = body.values.iter().map(|_| None).collect();
    for (block, data) in body.blocks.iter_enumerated() {
        for (index, inst) in data.insts.iter().enumerate() {
            if let Some(result) = inst.result {
                definitions[result] = Some((block, index));
            }
        }
    }
    definitions
}

struct Specializer<'a> {
    body: &'a mut Body,
    original: &'a Body,
    kinds: &'a Kinds,
    cx: Context<'a>,
    signature: &'a Signature,
    states: &'a IdVec<Block, State>,
    program: super::Context<'a>,
    /// What each value of the boxed program is now, if it is not itself.
    now: HashMap<Value, Value>,
    /// The boxed value that a machine value was taken out of, or is a constant of.
    boxed: HashMap<Value, Value>,
    /// Machine values that this block has boxed.
    boxed_here: HashMap<Value, Value>,
    /// The floats that complex numbers were made of.
    parts: HashMap<Value, (Value, Value)>,
    /// Absolute values, by the parts of the complex numbers.
    sizes: HashMap<Value, (Value, Value)>,
    /// Module variables that guards have found to be what they were when the program was compiled, and functions of folds.
    globals: HashSet<Value>,
    /// The caches of module variables, by their names.
    variables: HashMap<Const, Cache>,
    /// What the guards at the start of a block must establish.
    pending: BTreeMap<Block, Vec<(Value, Kind)>>,
    /// The block whose state exits of a block use.
    canonical: HashMap<Block, Block>,
    /// Whether a block, as rewritten, does something that must not be repeated.
    has_effect: HashMap<Block, bool>,
    predecessors: &'a IdVec<Block, Vec<Block>>,
    /// What is known here of objects whose attributes are accessed, the last used first.
    facts: Vec<attribute::Fact>,
    /// The same, behind each block.
    facts_behind: HashMap<Block, Vec<attribute::Fact>>,
    /// The temporaries that are lent here.
    lent: Vec<lent::Lent>,
    /// The same, behind each block.
    lent_behind: HashMap<Block, Vec<lent::Lent>>,
    /// What the blocks take in which the ways of an access meet.
    meetings: HashMap<Block, attribute::Meeting>,
    /// By what they were to find, the lookups of methods that are left to the calls.
    lookups: HashMap<Value, method::Lookup>,
    /// Whether a row may run between this block and the next that is not its last instruction.
    is_interrupted: bool,
    out: Vec<Inst>,
    block: Block,
    /// The block of the boxed program that is rewritten.
    rewritten: Block,
    /// Which side of the branch at the end of the block is left for instead of taken.
    rare_side: Option<bool>,
    span: Span,
}

impl Specializer<'_> {
    fn run(&mut self) {
        let order = self.original.reverse_postorder();
        let entry = self.original.entries[0].block;
        for (index, param) in self.original.blocks[entry].params.clone().into_iter().enumerate() {
            let kind = self.kinds.get(param).clone();
            let is_promise = match self.body.version {
                Version::Fast => kind == Kind::Object(Class::List) && !self.signature.takes_list(index),
                Version::Suspending => needs_guard(&kind),
                Version::Loop(_) | Version::Generic | Version::Master => false,
            };
            if is_promise {
                let next = self.original.successors(entry)[0];
                self.pending.entry(next).or_default().push((param, kind));
            }
        }
        for block in order {
            if self.kinds.is_reached(block) {
                self.choose_state(block);
                self.rewrite(block);
            } else {
                self.body.blocks[block].insts.clear();
                self.body.blocks[block].terminator = Terminator::Unreachable;
            }
        }
    }

    /// Takes over the state of the blocks before, if nothing in them has an effect.
    fn choose_state(&mut self, block: Block) {
        let predecessors = &self.predecessors[block];
        let mut before = None;
        let is_head = self.original.blocks[block].is_loop_header;
        for predecessor in predecessors.iter().filter(|predecessor| self.kinds.is_reached(**predecessor)) {
            let state = match self.has_effect.get(predecessor) {
                Some(false) => self.canonical.get(predecessor).copied(),
                _ => None,
            };
            before = match (before, state) {
                (None, Some(state)) => Some(Some(state)),
                (Some(Some(same)), Some(state)) if same == state => Some(Some(state)),
                _ => Some(None),
            };
        }
        let state = before.flatten().filter(|state| !is_head && self.is_resumable(*state)).unwrap_or(block);
        self.canonical.insert(block, state);
    }

    /// Whether the generic version can go on at the start of a block: the master has it.
    fn is_resumable(&self, block: Block) -> bool {
        self.original.blocks[block].origin.is_some()
    }

    /// The first block on the way from `block` that can be resumed at: edges that were given blocks lead to one.
    fn resumable(&self, mut block: Block) -> Block {
        while !self.is_resumable(block)
            && let Terminator::Jump(next) = &self.original.blocks[block].terminator
        {
            block = next.block;
        }
        block
    }

    /// Notes that the start of `block` must establish the kind of a value.
    fn establish_in(&mut self, block: Block, value: Value, kind: Kind) {
        let block = self.resumable(block);
        self.pending.entry(block).or_default().push((value, kind));
    }

    fn rewrite(&mut self, block: Block) {
        self.block = block;
        self.rewritten = block;
        self.boxed_here.clear();
        self.out = vec![];
        let entry = self.original.entries.iter().position(|entry| entry.block == block);
        self.is_interrupted = false;
        if entry != Some(0) {
            self.params(block);
        }
        if let Some(entry @ 1..) = entry {
            self.frame_words(entry);
        }
        self.begin_facts(block);
        for (value, kind) in self.pending.remove(&block).unwrap_or_default() {
            self.establish(value, &kind);
        }
        let insts = &self.original.blocks[block].insts;
        self.rare_side = match &self.original.blocks[block].terminator {
            Terminator::Branch { then, otherwise, .. } => plan::rare_side(self.original, then, otherwise),
            _ => None,
        };
        let mut terminator = self.original.blocks[block].terminator.clone();
        let mut has_effect = false;
        for inst in insts {
            self.span = inst.span;
            if self.two_ways(inst, &mut terminator) {
                self.is_interrupted = true;
                has_effect = true;
            } else if inst.kind.is_effect() {
                self.spare_unwind(inst, &mut terminator);
                // What the way out needs must be made before the effect, which stays last.
                self.convert_targets(&mut terminator);
                has_effect = true;
                self.inst(inst, &mut terminator);
            } else {
                self.inst(inst, &mut terminator);
            }
        }
        if !has_effect {
            self.convert_targets(&mut terminator);
        }
        if !self.is_interrupted {
            self.finish_terminator(&mut terminator);
        }
        if !self.lent.is_empty() && self.out.last().is_some_and(|inst| inst.kind.is_effect()) {
            self.end_lent(&mut terminator);
        }
        let ends_in_effect = self.out.last().is_some_and(|inst| inst.kind.is_effect());
        let has_effect = entry.is_some() || self.is_interrupted || (ends_in_effect && !Fault::RepeatedEffect.is_on());
        self.has_effect.insert(block, has_effect);
        self.facts_behind.insert(block, std::mem::take(&mut self.facts));
        self.lent_behind.insert(block, std::mem::take(&mut self.lent));
        self.body.blocks[block].insts = std::mem::take(&mut self.out);
        self.body.blocks[block].terminator = terminator;
    }

    /// What does not raise as planned has no way for exceptions. What that would hand on need not be what its block takes, which
    /// knows of the ways only that are taken.
    fn spare_unwind(&self, inst: &Inst, terminator: &mut Terminator) {
        if let Terminator::Check { ok, .. } = terminator
            && !plan::of(self.original, inst, self.kinds, self.cx).may_raise()
        {
            *terminator = Terminator::Jump(ok.clone());
        }
    }

    /// The parameters in their representations; what nobody reads is left out.
    fn params(&mut self, block: Block) {
        let mut params = vec![];
        for param in &self.original.blocks[block].params {
            match self.kinds.get(*param) {
                Kind::Junk | Kind::Null | Kind::Unreached => {}
                kind => {
                    let data = self.body.values[*param].clone();
                    let repr = kind.repr();
                    if repr == data.repr {
                        params.push(*param);
                    } else {
                        let value = self.body.value(repr, data.hint);
                        self.now.insert(*param, value);
                        params.push(value);
                    }
                }
            }
        }
        self.body.blocks[block].params = params;
    }

    /// How the words of the frame are kept that an entry takes.
    fn frame_words(&mut self, entry: usize) {
        let params = self.original.blocks[self.block].params.iter();
        let kept = params.map(|param| match self.kinds.get(*param) {
            Kind::Null | Kind::Unreached => Kept::Unset,
            Kind::Junk => Kept::Lost,
            Kind::Object(Class::List) => Kept::List,
            Kind::Object(Class::Complex) => Kept::Complex,
            kind => Kept::As(kind.repr()),
        });
        for (word, kept) in self.body.entries[entry].words.iter_mut().zip(kept) {
            word.kept = kept;
        }
    }

    /// The arguments of jumps in the representations that their blocks take. What only one side of a branch needs is made on
    /// that side.
    fn convert_targets(&mut self, terminator: &mut Terminator) {
        let is_branch = matches!(terminator, Terminator::Branch { .. });
        for target in terminator.targets_mut() {
            if plan::is_way_out(self.original, target.block) {
                *target = Target::plain(self.leave_by(target));
                continue;
            }
            if !self.kinds.is_reached(target.block) {
                target.args.clear();
                continue;
            }
            let (before, boxed) = (self.out.len(), self.boxed_here.clone());
            self.convert_args(target);
            if is_branch && self.out.len() > before {
                let made = self.out.split_off(before);
                let edge = self.body.block();
                self.body.blocks[edge].origin = None;
                self.body.blocks[edge].insts = made;
                self.body.blocks[edge].terminator = Terminator::Jump(std::mem::replace(target, Target::plain(edge)));
                self.boxed_here = boxed;
            }
        }
    }

    fn convert_args(&mut self, target: &mut Target) {
        let params = self.original.blocks[target.block].params.clone();
        let mut args = vec![];
        for (param, arg) in params.into_iter().zip(std::mem::take(&mut target.args)) {
            match self.kinds.get(param).clone() {
                Kind::Junk | Kind::Null | Kind::Unreached => {}
                kind => args.push(self.as_kind(arg, &kind)),
            }
        }
        target.args = args;
    }

    fn finish_terminator(&mut self, terminator: &mut Terminator) {
        match terminator {
            Terminator::Branch { test, then, otherwise } => match self.kinds.get(*test) {
                Kind::Bool(Some(true)) => *terminator = Terminator::Jump(then.clone()),
                Kind::Bool(Some(false)) => *terminator = Terminator::Jump(otherwise.clone()),
                // What only dead code makes cannot be here.
                Kind::Unreached => *terminator = Terminator::Unreachable,
                _ => {
                    let holds = self.current(*test);
                    match self.rare_side {
                        Some(is_then) => {
                            let usual = if is_then { otherwise.clone() } else { then.clone() };
                            self.guard_usual(holds, !is_then);
                            *terminator = Terminator::Jump(usual);
                        }
                        None => *test = holds,
                    }
                }
            },
            Terminator::Return(value) => {
                let kind = self.kinds.get(*value).clone();
                if kind == Kind::Unreached {
                    *terminator = Terminator::Unreachable;
                    return;
                }
                let repr = if kind.is_complex() { Repr::C128 } else { kind.repr() };
                *value = if repr == self.body.returns { self.as_repr(*value, repr) } else { self.as_boxed(*value) };
            }
            Terminator::Suspend { value, .. } => *value = self.as_boxed(*value),
            Terminator::Yield { .. } | Terminator::Pause { .. } | Terminator::Exit(_) | Terminator::Redispatch => {
                crate::bug!("a fast version with an end of a generic one")
            }
            Terminator::None
            | Terminator::Jump(_)
            | Terminator::Guard { .. }
            | Terminator::Check { .. }
            | Terminator::CallCheck { .. }
            | Terminator::Unwind
            | Terminator::Unreachable => {}
        }
    }

    /// Leaves unless a condition is what it usually is.
    fn guard_usual(&mut self, condition: Value, usual: bool) {
        let holds = if usual { condition } else { self.emit(Repr::Bool, InstKind::Not(condition)) };
        self.guard(holds, GuardKind::Usual);
    }

    fn inst(&mut self, inst: &Inst, terminator: &mut Terminator) {
        if let Terminator::Check { ok, unwind } = &self.original.blocks[self.rewritten].terminator
            && self.leave_lookup(inst, unwind)
        {
            *terminator = Terminator::Jump(ok.clone());
            return;
        }
        if self.is_left(inst) {
            return;
        }
        match plan::of(self.original, inst, self.kinds, self.cx) {
            Plan::Keep(kind) => self.keep(inst, &kind, terminator),
            Plan::Attribute(Access { kind, .. }) | Plan::Method(MethodCall { kind, .. }) => {
                self.keep(inst, &kind, terminator);
            }
            Plan::Construct(_) => self.keep(inst, &Kind::Object(Class::Any), terminator),
            Plan::Rare => self.rare(inst),
            Plan::Sent(kind) => self.sent(inst, &kind, terminator),
            Plan::ListAppend { list, value } => self.list_append(inst, list, value),
            Plan::ListPop { list, index, kind } => self.list_pop(inst, list, index, &kind, terminator),
            Plan::ListInsert { list, index, value } => self.list_insert(inst, list, index, value),
            Plan::Reversed(list) => self.list_reversed(inst, list),
            Plan::Slice(slice) => self.slice(inst, &slice),
            Plan::SetSlice(slice, value) => self.set_slice(inst, &slice, value),
            Plan::CallFast(function, returns, bound) => self.call_fast(inst, function, returns, &bound, terminator),
            plan => self.machine(inst, &plan),
        }
    }

    /// Rewrites the last instruction of a block to two ways that meet behind it, if that is its plan and can be done.
    fn two_ways(&mut self, inst: &Inst, terminator: &mut Terminator) -> bool {
        match plan::of(self.original, inst, self.kinds, self.cx) {
            Plan::Attribute(access) => self.attribute(inst, &access, terminator),
            Plan::Method(call) => self.method(inst, &call, terminator),
            Plan::Construct(call) => self.construct(inst, &call, terminator),
            _ => false,
        }
    }

    /// Operands as a row wants them: boxed, or as they are.
    fn as_wanted(&mut self, row: &naja_rt_abi::RtFn, operands: &mut [Operand]) {
        for (operand, param) in operands.iter_mut().zip(row.params) {
            let is_boxed =
                !matches!(param.slot.ty, naja_rt_abi::Ty::I64 | naja_rt_abi::Ty::F64 | naja_rt_abi::Ty::Bool);
            match operand {
                Operand::Value(value) if is_boxed => *value = self.as_boxed(*value),
                Operand::Value(value) => *value = self.current(*value),
                Operand::Array(values) => values.iter_mut().for_each(|value| *value = self.as_boxed(*value)),
                Operand::Imm(_)
                | Operand::Cache(_)
                | Operand::Desc(_)
                | Operand::Module
                | Operand::Frame
                | Operand::Record => {}
            }
        }
    }

    /// The instruction as it was, its operands boxed where it wants them so.
    fn keep(&mut self, inst: &Inst, kind: &Kind, terminator: &Terminator) {
        let mut kept = inst.clone();
        match &mut kept.kind {
            InstKind::Rt(row, operands) => self.as_wanted(row, operands),
            InstKind::Drop(value) | InstKind::Own(value) | InstKind::IsNull(value) => *value = self.as_boxed(*value),
            other => other.map_uses(|value| self.now.get(&value).copied().unwrap_or(value)),
        }
        let is_last = inst.kind.is_effect();
        let constant = matches!(inst.kind, InstKind::Boxed(_));
        self.out.push(kept);
        let Some(result) = inst.result else { return };
        if matches!(&inst.kind, InstKind::Rt(row, _) if row.name == "fold_function") {
            self.globals.insert(result);
        }
        if constant {
            self.constant(inst, kind);
        } else if self.body.repr(result) == Repr::Boxed && needs_guard(kind) && !self.is_known(inst, kind) {
            match terminator {
                Terminator::Check { ok, .. } if is_last => {
                    self.establish_in(ok.block, result, kind.clone());
                }
                Terminator::Jump(next) if is_last => {
                    self.establish_in(next.block, result, kind.clone());
                }
                _ => self.establish(result, kind),
            }
        }
    }

    /// Whether an instruction makes what its kind says, or takes it from where that is established.
    fn is_known(&self, inst: &Inst, kind: &Kind) -> bool {
        match &inst.kind {
            InstKind::Rt(row, _) => row.name == "list_new",
            InstKind::Own(source) => self.kinds.get(*source) == kind,
            _ => false,
        }
    }

    /// A number from the constant pool, as a machine number.
    fn constant(&mut self, inst: &Inst, kind: &Kind) {
        let Some(result) = inst.result else { return };
        let InstKind::Boxed(constant) = &inst.kind else { return };
        if let (crate::mir::PoolEntry::Imaginary(imag), Kind::C128) = (&self.cx.pool.entries()[*constant], kind) {
            let parts = [0.0, *imag].map(|part| self.emit(Repr::F64, InstKind::F64(part))).into();
            let value = self.complex(parts);
            self.now.insert(result, value);
            self.boxed.insert(value, result);
            return;
        }
        let number = match (&self.cx.pool.entries()[*constant], kind) {
            (crate::mir::PoolEntry::Int(value), Kind::I64) => InstKind::I64(*value),
            (crate::mir::PoolEntry::Float(value), Kind::F64) => InstKind::F64(*value),
            (crate::mir::PoolEntry::Bool(value), Kind::Bool(_)) => InstKind::Bool(*value),
            _ => return,
        };
        let value = self.emit(kind.repr(), number);
        self.now.insert(result, value);
        self.boxed.insert(value, result);
    }

    /// Leaves when the interpreter wants to run something, or somebody looks at the frame.
    fn rare(&mut self, inst: &Inst) {
        let Some(result) = inst.result else { return };
        self.out.push(inst.clone());
        let quiet = self.emit(Repr::Bool, InstKind::Not(result));
        self.guard(quiet, GuardKind::Quiet);
        let no = self.emit(Repr::Bool, InstKind::Bool(false));
        self.now.insert(result, no);
    }

    /// What a generator was resumed with: a value, since only the generic version has exceptions thrown into it. That
    /// also looks for signals then.
    fn sent(&mut self, inst: &Inst, kind: &Kind, terminator: &Terminator) {
        let pending = self.emit(Repr::Bool, InstKind::Rt(&rt::poll_pending, vec![]));
        let quiet = self.emit(Repr::Bool, InstKind::Not(pending));
        self.guard(quiet, GuardKind::Quiet);
        let kind_of_row = InstKind::Rt(&rt::generator_take, vec![Operand::Frame]);
        self.out.push(Inst { kind: kind_of_row, ..inst.clone() });
        if let (Some(result), Terminator::Jump(next)) = (inst.result, terminator)
            && needs_guard(kind)
        {
            self.establish_in(next.block, result, kind.clone());
        }
    }

    /// A block that leaves at the start of `resume`, where `result` is `boxed`.
    fn leave_with(&mut self, resume: Block, result: Value, boxed: Value) -> Block {
        let saved = std::mem::take(&mut self.out);
        let before = self.now.insert(result, boxed);
        let state = self.state(resume, &BTreeMap::new());
        match before {
            Some(value) => self.now.insert(result, value),
            None => self.now.remove(&result),
        };
        self.leave(state, saved)
    }

    /// A block that leaves at the start of the block that `target` jumps to, in the state of this jump.
    fn leave_by(&mut self, target: &Target) -> Block {
        let saved = std::mem::take(&mut self.out);
        let params = self.original.blocks[target.block].params.iter().copied();
        let state = self.state(target.block, &params.zip(target.args.iter().copied()).collect());
        self.leave(state, saved)
    }

    /// A block with what was emitted for its state, which it leaves in; goes on emitting behind `saved`.
    fn leave(&mut self, state: State, saved: Vec<Inst>) -> Block {
        let block = self.body.block();
        self.body.blocks[block].origin = None;
        self.body.blocks[block].insts = std::mem::replace(&mut self.out, saved);
        self.body.blocks[block].terminator = Terminator::Exit(state);
        block
    }

    /// Makes sure that a boxed value is of a kind, and takes the machine value out.
    fn establish(&mut self, value: Value, kind: &Kind) {
        let boxed = self.current(value);
        for test in kind.tests() {
            let holds = self.emit(Repr::Bool, InstKind::Rt(test, vec![Operand::Value(boxed)]));
            let why = if std::ptr::eq(*test, &raw const rt::int_fits) { GuardKind::Fits } else { GuardKind::Class };
            self.guard(holds, why);
        }
        if kind.is_unboxed() {
            let machine = super::unbox(boxed, kind.repr(), |repr, inst| self.emit(repr, inst));
            self.now.insert(value, machine);
            self.boxed.insert(machine, boxed);
        }
    }

    pub(super) fn guard(&mut self, holds: Value, why: GuardKind) {
        let is_forgotten = |(kind, fault): &(GuardKind, Fault)| *kind == why && fault.is_on();
        if FORGOTTEN.iter().any(is_forgotten) {
            return;
        }
        let exit = self.exit_state();
        let span = self.span;
        self.out.push(Inst { result: None, kind: InstKind::Guard { holds, exit, why }, span });
    }

    /// The state that an exit here leaves in.
    pub(super) fn exit_state(&mut self) -> State {
        let resume = self.canonical[&self.block];
        self.state(resume, &BTreeMap::new())
    }

    /// Notes in which state a copy may leave in `block`, which nothing but repeatable work leads to from `resume`.
    pub(super) fn may_leave(&mut self, block: Block, resume: Block) {
        let state = self.state(resume, &BTreeMap::new());
        self.body.blocks[block].leaves = Some(state);
    }

    /// The state of the start of a block, in terms of what its values are now; `args` are what its parameters would be.
    fn state(&mut self, resume: Block, args: &BTreeMap<Value, Value>) -> State {
        let original = self.original.states[self.states[resume]].clone();
        let (resume, values, kinds) = (original.resume, original.values, original.kinds);
        let read = self.program.frames.read(resume);
        let mut words = vec![];
        for ((value, repr), is_read) in values.into_iter().zip(&kinds).zip(read) {
            let value = args.get(&value).copied().unwrap_or(value);
            let kind = self.kinds.get(value);
            let is_number = self.body.repr(self.current(value)) != Repr::Boxed;
            let is_lost = *repr == Repr::Boxed
                && (matches!(kind, Kind::Junk | Kind::Null | Kind::Unreached) || (!is_read && is_number));
            let holds_nothing = matches!(kind, Kind::Junk | Kind::Unreached);
            words.push(match repr {
                _ if is_lost => self.null(),
                Repr::I64 if holds_nothing => self.emit(Repr::I64, InstKind::I64(0)),
                Repr::Boxed | Repr::I64 | Repr::F64 | Repr::C128 | Repr::Bool => self.current(value),
            });
        }
        if Fault::SwappedWords.is_on() && words.len() > 1 && kinds[0] == kinds[1] {
            words.swap(0, 1);
        }
        self.body.states.push(StateData::new(resume, words, kinds))
    }

    fn null(&mut self) -> Value {
        let value = self.emit(Repr::Boxed, InstKind::Null);
        self.body.values[value].nullable = true;
        value
    }

    /// What a value is now.
    pub(super) fn current(&self, value: Value) -> Value {
        self.now.get(&value).copied().unwrap_or(value)
    }

    /// Appends an instruction.
    pub(super) fn emit(&mut self, repr: Repr, kind: InstKind) -> Value {
        let value = self.body.value(repr, crate::mir::Hint::Any);
        self.out.push(Inst { result: Some(value), kind, span: self.span });
        value
    }
}

/// The faults that leave guards out.
const FORGOTTEN: [(GuardKind, Fault); 5] = [
    (GuardKind::Class, Fault::BelievedHint),
    (GuardKind::Fits, Fault::BelievedHint),
    (GuardKind::InBounds, Fault::OutOfBounds),
    (GuardKind::SameGlobal, Fault::StaleGlobal),
    (GuardKind::Quiet, Fault::NoPoll),
];

/// Whether a guard must establish a kind.
fn needs_guard(kind: &Kind) -> bool {
    kind.is_unboxed() || *kind == Kind::Object(Class::List)
}
