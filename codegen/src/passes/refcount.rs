//! Turns lifetimes into reference counts.
//!
//! Runs last, so no earlier pass needs to know about references. Every owned value is released behind its last use, and a
//! `drop` is nothing but a use: it keeps a variable's value alive until CPython lets it go. A use that takes ownership (a
//! parameter of a block, a result, a frame's word) is given the value's own reference if it is the last, else a new one.
//! The parameters of a fast version are borrowed: its caller keeps them alive.
//!
//! Afterwards every reference is explicit: `own` takes one, `decref` gives one up; `drop` is gone.

use crate::analysis::liveness::{self, Lenders, LiveIn, Var};
use crate::analysis::ownership::{lenders, owned_values};
use crate::fault::Fault;
use crate::mir::{Block, Body, Inst, InstKind, Operand, State, Target, Terminator, Value};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use naja_rt_abi::Mode;
use std::collections::{BTreeSet, HashMap};

/// Makes references explicit.
pub(super) fn run(body: &mut Body, span: Span) {
    let owned = owned_values(body);
    let lenders = if Fault::DeadLender.is_on() { Lenders::new() } else { lenders(body) };
    let live = liveness::live_in_with(body, &lenders);
    let order = body.reverse_postorder();
    let mut pass = Pass { body, owned, lenders, live, span, releases: HashMap::new() };
    for block in order {
        pass.block(block);
    }
}

struct Pass<'a> {
    body: &'a mut Body,
    owned: IdVec<Value, bool>,
    /// What keeps each borrowed value alive: a use of the one is a use of the other.
    lenders: Lenders,
    live: LiveIn,
    span: Span,
    /// Blocks that release values on an edge and go on: by the values and where they go.
    releases: HashMap<(Vec<Value>, Target), Block>,
}

impl Pass<'_> {
    fn block(&mut self, block: Block) {
        let insts = std::mem::take(&mut self.body.blocks[block].insts);
        let terminator = self.body.blocks[block].terminator.clone();
        let (after, at_start) = self.live_behind(block, &insts);
        let mut kept = Vec::with_capacity(insts.len());
        // A parameter that nothing uses is released at once.
        for param in self.body.blocks[block].params.clone() {
            if self.owned[param] && !at_start.contains(&param) {
                kept.push(self.decref(param, self.span));
            }
        }
        let checked = matches!(terminator, Terminator::Check { .. } | Terminator::CallCheck { .. });
        let count = insts.len();
        for (index, (inst, behind)) in insts.into_iter().zip(after).enumerate() {
            let is_checked = checked && index + 1 == count;
            self.inst(inst, &behind, is_checked, &mut kept);
        }
        let terminator = self.terminator(terminator, &mut kept);
        self.body.blocks[block].insts = kept;
        self.body.blocks[block].terminator = terminator;
    }

    /// The owned values that are live behind each instruction, as far as it has to do with them, and at the start: an exit
    /// has to do with all, others with what they use and make. A block that makes a long list holds all its items.
    fn live_behind(&self, block: Block, insts: &[Inst]) -> (Vec<BTreeSet<Value>>, BTreeSet<Value>) {
        let terminator = &self.body.blocks[block].terminator;
        let mut live: BTreeSet<Value> = self.owned_of(liveness::live_out(self.body, block, &self.live));
        live.extend(self.uses_of_end(terminator));
        let mut behind = vec![];
        for inst in insts.iter().rev() {
            let mut concerned = self.uses(&inst.kind);
            concerned.extend(inst.result);
            concerned.extend(inst.kind.boxed());
            concerned.retain(|value| live.contains(value));
            behind.push(if inst.kind.exit().is_some() { live.clone() } else { concerned });
            self.step_back(inst, &mut live);
        }
        behind.reverse();
        (behind, live)
    }

    fn step_back(&self, inst: &Inst, live: &mut BTreeSet<Value>) {
        inst.result.map(|result| live.remove(&result));
        if let Some(boxed) = inst.kind.boxed() {
            live.remove(&boxed);
        }
        live.extend(self.uses(&inst.kind));
    }

    /// What an instruction uses, its state and lenders included.
    fn uses(&self, kind: &InstKind) -> BTreeSet<Value> {
        let mut uses = BTreeSet::new();
        kind.visit_uses(|value| self.use_of(value, &mut uses));
        for value in kind.exit().iter().flat_map(|state| &self.body.states[*state].values) {
            self.use_of(*value, &mut uses);
        }
        uses
    }

    /// The same for the end of a block.
    fn uses_of_end(&self, terminator: &Terminator) -> BTreeSet<Value> {
        let mut uses = BTreeSet::new();
        terminator.visit_uses(|value| self.use_of(value, &mut uses));
        for value in terminator.exit().iter().flat_map(|state| &self.body.states[*state].values) {
            self.use_of(*value, &mut uses);
        }
        uses
    }

    fn use_of(&self, value: Value, uses: &mut BTreeSet<Value>) {
        uses.insert(value);
        uses.extend(self.lenders.get(&value).into_iter().flatten());
    }

    fn owned_of(&self, vars: BTreeSet<Var>) -> BTreeSet<Value> {
        let value = |var| match var {
            Var::Value(value) if self.owned[value] => Some(value),
            Var::Value(_) | Var::Slot(_) => None,
        };
        vars.into_iter().filter_map(value).collect()
    }

    /// Keeps an instruction, with the references it needs before and releases behind. Releases behind an instruction
    /// that is checked happen on the edges.
    fn inst(&mut self, inst: Inst, behind: &BTreeSet<Value>, is_checked: bool, kept: &mut Vec<Inst>) {
        let span = inst.span;
        let mut inst = inst;
        let uses = self.uses(&inst.kind);
        if let Some(state) = inst.kind.exit() {
            let alive = uses.iter().chain(behind).filter(|value| Some(**value) != inst.result && self.owned[**value]);
            let alive = alive.copied().collect();
            let own = self.own_state(state, &alive);
            if let Some(exit) = inst.kind.exit_mut() {
                *exit = own;
            }
        }
        let mut dying: Vec<Value> =
            uses.into_iter().filter(|value| self.owned[*value] && !behind.contains(value)).collect();
        match &inst.kind {
            InstKind::Drop(_) | InstKind::Keep(_) => {}
            InstKind::Forget(value) => {
                // Where it is needed on, it is given up later.
                if dying.contains(value) {
                    dying.retain(|dead| dead != value);
                    kept.push(inst);
                }
            }
            InstKind::Own(value) => {
                // The last use of an owned value hands its reference over.
                let moves = dying.contains(value);
                dying.retain(|dead| dead != value);
                let result = inst.result.unwrap_or_else(|| crate::bug!("`own` without result"));
                if !behind.contains(&result) {
                    if moves {
                        kept.push(self.decref(*value, span));
                    }
                } else if moves || Fault::MissingIncref.is_on() {
                    kept.push(Inst { kind: InstKind::Move(*value), ..inst });
                } else {
                    kept.push(inst);
                }
            }
            InstKind::Rt(..) | InstKind::CallLoop { .. } | InstKind::CallGeneric { .. } => {
                let consumed = self.consumed(&inst.kind);
                for value in &consumed {
                    let is_last = dying.contains(value);
                    dying.retain(|dead| dead != value);
                    if !is_last {
                        kept.push(self.incref(*value, span));
                    }
                }
                self.keep(inst, behind, is_checked, kept);
            }
            _ => self.keep(inst, behind, is_checked, kept),
        }
        if is_checked {
            return;
        }
        for value in dying {
            kept.push(self.decref(value, span));
        }
    }

    /// Keeps an instruction; a result that nothing uses is released at once.
    fn keep(&mut self, inst: Inst, behind: &BTreeSet<Value>, is_checked: bool, kept: &mut Vec<Inst>) {
        let result = inst.result;
        let span = inst.span;
        kept.push(inst);
        if let Some(result) = result
            && self.owned[result]
            && !behind.contains(&result)
            && !is_checked
        {
            kept.push(self.decref(result, span));
        }
    }

    fn terminator(&mut self, mut terminator: Terminator, kept: &mut Vec<Inst>) -> Terminator {
        let span = kept.last().map_or(self.span, |inst| inst.span);
        // What is alive here, and so must be handed on or released on each way out.
        let mut alive = self.alive_at_end(kept, &terminator);
        match &mut terminator {
            Terminator::Return(value) => {
                let value = *value;
                if !alive.remove(&value) && self.body.repr(value) == Repr::Boxed {
                    kept.push(self.incref(value, span));
                }
                for dead in alive {
                    kept.push(self.decref(dead, span));
                }
            }
            Terminator::Yield { value, state, .. } => {
                // What a variable keeps too needs a second reference: `yield (x := [1])`.
                let stays = state.is_some_and(|state| self.body.states[state].values.contains(value));
                if (stays || !alive.remove(value)) && self.body.repr(*value) == Repr::Boxed {
                    kept.push(self.incref(*value, span));
                }
                *state = state.map(|state| self.own_state(state, &alive));
            }
            Terminator::Suspend { value, frame, .. } => {
                for kept_word in std::iter::once(value).chain(&mut frame.args) {
                    if !alive.remove(kept_word) && self.body.repr(*kept_word) == Repr::Boxed {
                        kept.push(self.incref(*kept_word, span));
                    }
                }
                for dead in alive {
                    kept.push(self.decref(dead, span));
                }
            }
            Terminator::Exit(state) => *state = self.own_state(*state, &alive),
            Terminator::Pause { state, .. } => *state = state.map(|state| self.own_state(state, &alive)),
            Terminator::Unwind | Terminator::Redispatch | Terminator::Unreachable | Terminator::None => {
                if matches!(terminator, Terminator::Unwind | Terminator::Redispatch) {
                    for dead in alive {
                        kept.push(self.decref(dead, span));
                    }
                }
            }
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Guard { .. }
            | Terminator::Check { .. }
            | Terminator::CallCheck { .. } => {
                self.edges(&mut terminator, &alive, kept);
            }
        }
        terminator
    }

    /// A copy of `state` for one exit, where `alive` are the values held there: each word's reference moves once.
    fn own_state(&mut self, state: State, alive: &BTreeSet<Value>) -> State {
        let mut data = self.body.states[state].clone();
        let mut left = alive.clone();
        data.moved = data.values.iter().map(|value| left.remove(value)).collect();
        data.released = left.into_iter().collect();
        self.body.states.push(data)
    }

    /// The owned values that the block still holds at its end.
    fn alive_at_end(&self, kept: &[Inst], terminator: &Terminator) -> BTreeSet<Value> {
        let mut alive: BTreeSet<Value> =
            self.uses_of_end(terminator).into_iter().filter(|value| self.owned[*value]).collect();
        for target in terminator.targets() {
            let params = &self.body.blocks[target.block].params;
            let through = self.owned_of(self.live[target.block].clone());
            alive.extend(through.into_iter().filter(|value| !params.contains(value)));
        }
        if matches!(terminator, Terminator::Check { .. } | Terminator::CallCheck { .. })
            && let Some(last) = kept.last()
        {
            // Its operands were not released yet, and its result exists on one edge only.
            let consumed = self.consumed(&last.kind);
            let held = self.uses(&last.kind).into_iter();
            alive.extend(held.filter(|value| self.owned[*value] && !consumed.contains(value)));
        }
        alive
    }

    fn edges(&mut self, terminator: &mut Terminator, alive: &BTreeSet<Value>, kept: &[Inst]) {
        let results = checked_results(terminator, kept);
        let span = kept.last().map_or(self.span, |inst| inst.span);
        for (index, target) in terminator.targets_mut().into_iter().enumerate() {
            let mut alive = alive.clone();
            for (edge, value) in &results {
                if !self.owned[*value] {
                    continue;
                }
                if *edge == index {
                    alive.insert(*value);
                } else {
                    alive.remove(value);
                }
            }
            self.edge(target, alive, span);
        }
    }

    /// Hands on what `target` takes and needs, and releases the rest, in a block on the edge if there is any work.
    fn edge(&mut self, target: &mut Target, mut alive: BTreeSet<Value>, span: Span) {
        let needed = self.owned_of(self.live[target.block].clone());
        let mut work = vec![];
        let params = self.body.blocks[target.block].params.clone();
        let mut moved: BTreeSet<Value> = BTreeSet::new();
        for (param, arg) in params.iter().zip(&target.args) {
            if !self.owned[*param] {
                continue;
            }
            let is_last = alive.contains(arg) && !needed.contains(arg) && moved.insert(*arg);
            if !is_last {
                work.push(self.incref(*arg, span));
            }
        }
        alive.retain(|value| !needed.contains(value) && !moved.contains(value));
        let released: Vec<Value> = alive.into_iter().collect();
        if work.is_empty() && released.is_empty() {
            return;
        }
        let key = (released.clone(), target.clone());
        if work.is_empty()
            && let Some(block) = self.releases.get(&key)
        {
            *target = Target::plain(*block);
            return;
        }
        let is_plain = work.is_empty();
        let times = usize::from(!Fault::MissingDecref.is_on()) + usize::from(Fault::ExtraDecref.is_on());
        work.extend(released.iter().flat_map(|value| (0..times).map(|_| self.decref(*value, span))));
        let block = self.body.block();
        self.body.blocks[block].origin = None;
        self.body.blocks[block].insts = work;
        self.body.blocks[block].terminator = Terminator::Jump(std::mem::replace(target, Target::plain(block)));
        self.live.push(BTreeSet::new());
        if is_plain {
            self.releases.insert(key, block);
        }
    }

    /// The values that a call takes over.
    fn consumed(&self, kind: &InstKind) -> Vec<Value> {
        match kind {
            InstKind::Rt(row, operands) => {
                let taken = |(param, operand): (&naja_rt_abi::Param, &Operand)| match operand {
                    Operand::Value(value) if param.slot.mode == Mode::Consume => Some(*value),
                    _ => None,
                };
                row.params.iter().zip(operands).filter_map(taken).collect()
            }
            InstKind::CallLoop { args, .. } | InstKind::CallGeneric { args, .. } => {
                args.iter().copied().filter(|arg| self.body.repr(*arg) == Repr::Boxed).collect()
            }
            _ => vec![],
        }
    }

    fn decref(&self, value: Value, span: Span) -> Inst {
        Inst { result: None, kind: InstKind::Decref(value), span }
    }

    fn incref(&self, value: Value, span: Span) -> Inst {
        Inst { result: None, kind: InstKind::Incref(value), span }
    }
}

/// On which edge each result of a checked instruction exists.
fn checked_results(terminator: &Terminator, kept: &[Inst]) -> Vec<(usize, Value)> {
    let Some(last) = kept.last() else { return vec![] };
    match terminator {
        Terminator::Check { .. } => last.result.map(|result| (0, result)).into_iter().collect(),
        Terminator::CallCheck { .. } => {
            let mut results: Vec<_> = last.result.map(|result| (0, result)).into_iter().collect();
            results.extend(last.kind.boxed().map(|boxed| (1, boxed)));
            results
        }
        _ => vec![],
    }
}
