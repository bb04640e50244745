//! Proves the invariants of a body, after each pass in debug builds and where `--verify` asks, and names what broke one.
//!
//! - Every use is dominated by its definition; what may raise or has an effect is the last instruction of its block, and
//!   its result exists on the way without exception only.
//! - Operands, results and arguments of blocks are in the representations that are wanted there ([`types`]).
//! - What an exit hands over is the frame that the generic version expects, and nothing that must not be repeated lies
//!   between the place where the generic version goes on and the exit ([`resume`]).
//! - After the refcount pass each reference is given up, moved or returned exactly once on each way ([`ownership`]).
//!
//! What holds depends on how far a body has come: see [`Stage`].

mod ownership;
mod resume;
#[cfg(test)]
mod tests;
mod types;

use super::{Block, Body, FuncSignatures, Function, Inst, InstKind, Terminator, Value};
use crate::analysis::dominators::Dominators;
use crate::analysis::liveness::Frames;
use naja_frontend::hir::{Id as _, IdVec};

/// How far a body has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Variables are slots.
    Slots,
    /// Variables are values; where machine parameters meet them, representations may differ yet.
    Mixed,
    /// Each value is used in its representation; references are not counted yet.
    Typed,
    /// References are explicit.
    Counted,
}

/// What a body is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The function it belongs to.
    pub function: &'a Function,
    /// The layouts of the function's frames.
    pub frames: &'a Frames,
    /// How fast versions are called.
    pub signatures: &'a FuncSignatures,
    /// The functions of the module, with the layouts of their frames.
    pub program: &'a [(&'a Function, &'a Frames)],
    /// The pass that has just run.
    pub pass: &'a str,
    /// How far the body should have come.
    pub stage: Stage,
}

/// Stops, with a message that names function, version, pass and instruction, unless `body` is what it is claimed to be.
///
/// # Panics
/// As a bug of the compiler.
pub fn check(body: &Body, claim: Claim<'_>) {
    let mut checker = Checker {
        body,
        claim,
        dominators: Dominators::new(body),
        definitions: body.values.iter().map(|_| None).collect(),
        predecessors: body.predecessors(),
    };
    checker.define();
    for block in body.reverse_postorder() {
        checker.block(block);
        types::check(&checker, block);
        resume::check_states(&checker, block);
    }
    resume::check_entries(&checker);
    resume::check_repeats(&checker);
    if claim.stage == Stage::Counted {
        ownership::check(&checker);
    }
}

/// Stops unless the versions of a function fit together: exits find their entries, loops are called as they are.
///
/// # Panics
/// As a bug of the compiler.
pub fn check_versions(versions: &[Body], claim: Claim<'_>) {
    for body in versions {
        let checker = Checker {
            body,
            claim,
            dominators: Dominators::new(body),
            definitions: IdVec::new(),
            predecessors: IdVec::new(),
        };
        resume::check_versions(&checker, versions);
    }
}

/// Where a value comes from.
#[derive(Clone, Copy)]
struct Definition {
    block: Block,
    /// The number of instructions in front of which it does not exist.
    behind: usize,
    /// For the result of an instruction that is checked at the end of the block: the target on the way to which it
    /// exists.
    edge: Option<usize>,
}

struct Checker<'a> {
    body: &'a Body,
    claim: Claim<'a>,
    dominators: Dominators,
    definitions: IdVec<Value, Option<Definition>>,
    predecessors: IdVec<Block, Vec<Block>>,
}

/// A place of a body, for messages.
#[derive(Clone, Copy)]
enum Place<'a> {
    Start(Block),
    Inst(Block, &'a Inst),
    End(Block),
}

impl Checker<'_> {
    fn fail(&self, place: Place<'_>, what: &str) -> ! {
        let Claim { function, pass, .. } = self.claim;
        let name = format!("{}.{} after {pass}", function.qualname, self.body.version);
        match place {
            Place::Start(block) => crate::bug!("{name}: at the start of {block}: {what}"),
            Place::Inst(block, inst) => crate::bug!("{name}: at `{}` of {block}: {what}", inst.kind),
            Place::End(block) => crate::bug!("{name}: at the end of {block}: {what}"),
        }
    }

    fn define(&mut self) {
        for block in self.body.reverse_postorder() {
            let data = &self.body.blocks[block];
            for param in &data.params {
                self.define_one(*param, Definition { block, behind: 0, edge: None }, Place::Start(block));
            }
            let is_checked = matches!(data.terminator, Terminator::Check { .. } | Terminator::CallCheck { .. });
            for (index, inst) in data.insts.iter().enumerate() {
                let ends = is_checked && index + 1 == data.insts.len();
                let place = Place::Inst(block, inst);
                if let Some(result) = inst.result {
                    self.define_one(result, Definition { block, behind: index + 1, edge: ends.then_some(0) }, place);
                }
                if let Some(boxed) = inst.kind.boxed()
                    && inst.result != Some(boxed)
                {
                    self.define_one(boxed, Definition { block, behind: index + 1, edge: ends.then_some(1) }, place);
                }
            }
        }
    }

    fn define_one(&mut self, value: Value, definition: Definition, place: Place<'_>) {
        if self.definitions[value].replace(definition).is_some() {
            self.fail(place, &format!("{value} is defined twice"));
        }
    }

    fn block(&self, block: Block) {
        let data = &self.body.blocks[block];
        for (index, inst) in data.insts.iter().enumerate() {
            let place = Place::Inst(block, inst);
            inst.kind.visit_uses(|value| self.use_at(value, block, index, place));
            self.state_uses(inst.kind.exit(), block, index, place);
            let is_last = index + 1 == data.insts.len();
            // References are given up behind effects.
            if inst.kind.is_effect() && !is_last && self.claim.stage != Stage::Counted {
                self.fail(place, "an effect that is not the last of its block");
            }
        }
        let (end, place) = (data.insts.len(), Place::End(block));
        self.state_uses(data.terminator.exit(), block, end, place);
        self.terminator(block, &data.terminator, data.insts.last());
    }

    fn terminator(&self, block: Block, terminator: &Terminator, last: Option<&Inst>) {
        let (place, end) = (Place::End(block), self.body.blocks[block].insts.len());
        if let Terminator::Branch { test: value, .. }
        | Terminator::Guard { holds: value, .. }
        | Terminator::Return(value)
        | Terminator::Yield { value, .. }
        | Terminator::Suspend { value, .. } = terminator
        {
            self.use_at(*value, block, end, place);
        }
        for (edge, target) in terminator.targets().into_iter().enumerate() {
            if target.args.len() != self.body.blocks[target.block].params.len() {
                self.fail(place, &format!("{} arguments for {target}", target.args.len()));
            }
            for arg in &target.args {
                let on_edge = self.definitions[*arg].is_some_and(|definition| {
                    definition.block == block && definition.edge.is_some_and(|only| only == edge)
                });
                if !on_edge {
                    self.use_at(*arg, block, end, place);
                }
            }
        }
        let raises = |kind: &InstKind| match kind {
            InstKind::Rt(row, _) => row.may_raise(),
            kind => kind.boxed().is_some() || matches!(kind, InstKind::CallLoop { .. }),
        };
        match terminator {
            Terminator::None => self.fail(place, "it has no end"),
            Terminator::Check { .. } if !last.is_some_and(|inst| raises(&inst.kind)) => {
                self.fail(place, "a check behind nothing that may raise");
            }
            Terminator::CallCheck { .. } if last.is_none_or(|inst| inst.kind.boxed().is_none()) => {
                self.fail(place, "a check of a call behind no call");
            }
            _ => {}
        }
    }

    fn state_uses(&self, state: Option<super::State>, block: Block, index: usize, place: Place<'_>) {
        let Some(state) = state else { return };
        let data = &self.body.states[state];
        data.values.iter().chain(&data.released).for_each(|value| self.use_at(*value, block, index, place));
    }

    fn use_at(&self, value: Value, block: Block, index: usize, place: Place<'_>) {
        let Some(definition) = self.definitions[value] else {
            self.fail(place, &format!("{value} (number {}) is defined nowhere", value.index()))
        };
        let home = definition.block;
        let exists = match definition.edge {
            Some(edge) => self.edge_dominates(home, edge, block),
            None if home == block => definition.behind <= index,
            None => self.dominators.dominates(home, block),
        };
        if !exists {
            self.fail(place, &format!("{value} of {home} does not exist on every way here"));
        }
    }

    /// Whether every way to `block` takes this edge.
    fn edge_dominates(&self, from: Block, edge: usize, block: Block) -> bool {
        let targets = self.body.blocks[from].terminator.targets();
        let Some(to) = targets.get(edge).map(|target| target.block) else { return false };
        let enters = |way: &&Block| **way == from || !self.dominators.dominates(to, **way);
        self.dominators.dominates(to, block) && self.predecessors[to].iter().filter(enters).count() == 1
    }
}
