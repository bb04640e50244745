//! Makes the generic version: the master, enterable wherever an exit or a suspension resumes.
//!
//! Each entry takes the words of its frame and goes on in the block it resumes. A temporary that a frame holds becomes a
//! variable first, so that SSA construction, which follows, finds its definitions: the original and those of the entries.

use super::Context;
use super::reentry::{self, Heads};
use crate::analysis::liveness::{self, Frames, Var};
use crate::mir::{Block, Body, Entry, Inst, InstKind, Slot, SlotData, StateData, Terminator, Value, Version};
use naja_frontend::hir::{Id as _, IdVec, Name};
use naja_frontend::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The generic version of a function with entries for the blocks in `resumes`, and for those behind its suspensions.
pub(super) fn make(cx: Context<'_>, resumes: &BTreeSet<Block>, heads: &Heads, pauses: &[Block]) -> Body {
    let Context { function, frames, .. } = cx;
    let (master, span) = (&function.master, function.span);
    let mut body = Body { version: Version::Generic, ..master.clone() };
    let nullable = nullable(master);
    let mut resumes = resumes.clone();
    resumes.extend(yields(master).into_iter().map(|(_, resume)| resume));
    resumes.extend(pauses);
    let held = resumes.iter().chain(heads.keys()).copied().collect();
    let demoted = demote(&mut body, temporaries(&held, frames), span);
    for (block, resume) in yields(master) {
        let state = save(&mut body, block, resume, frames, &demoted, &nullable, span);
        if let Terminator::Yield { state: slot, .. } = &mut body.blocks[block].terminator {
            *slot = Some(state);
        }
    }
    for resume in resumes {
        let block = enter(&mut body, resume, frames, &demoted, &nullable, span);
        body.entries.push(Entry::new(block, resume));
    }
    let place = reentry::Place { frames, demoted: &demoted, nullable: &nullable, span };
    for (head, kinds) in heads {
        reentry::insert(&mut body, *head, kinds, cx.new_cache(), &place);
    }
    for head in pauses {
        reentry::insert_pause(&mut body, *head, cx.new_cache(), !function.frame_locals.is_empty(), &place);
    }
    body
}

/// The slots that may hold null where they are live.
pub(super) fn nullable(master: &Body) -> IdVec<Slot, bool> {
    super::ssa::nullable_slots(master, &liveness::live_in(master))
}

/// The blocks that suspend, and where each is resumed.
pub(super) fn yields(master: &Body) -> Vec<(Block, Block)> {
    let suspension = |block: Block| match master.blocks[block].terminator {
        Terminator::Yield { resume, .. } => Some((block, resume)),
        _ => None,
    };
    master.reverse_postorder().into_iter().filter_map(suspension).collect()
}

pub(super) fn temporaries(resumes: &BTreeSet<Block>, frames: &Frames) -> BTreeSet<Value> {
    let layouts = resumes.iter().flat_map(|block| frames.layout(*block));
    layouts.filter_map(|(var, _)| if let Var::Value(value) = var { Some(value) } else { None }).collect()
}

/// Gives each of `values` a slot: written behind its definition, read before each use in another block.
pub(super) fn demote(body: &mut Body, values: BTreeSet<Value>, span: Span) -> BTreeMap<Value, Slot> {
    let mut slots = BTreeMap::new();
    for value in values {
        let data = body.values[value].clone();
        let name = Name::from(format!(".{value}"));
        slots.insert(value, body.slots.push(SlotData { name, repr: data.repr, hint: data.hint }));
    }
    if slots.is_empty() {
        return slots;
    }
    for block in body.blocks.ids() {
        read_slots(body, block, &slots, span);
    }
    for block in body.blocks.ids() {
        write_slots(body, block, &slots, span);
    }
    slots
}

fn read_slots(body: &mut Body, block: Block, slots: &BTreeMap<Value, Slot>, span: Span) {
    let insts = std::mem::take(&mut body.blocks[block].insts);
    let defined: BTreeSet<Value> = insts.iter().filter_map(|inst| inst.result).collect();
    let mut kept = Vec::with_capacity(insts.len());
    let mut local: BTreeMap<Value, Value> = BTreeMap::new();
    let mut read = |body: &mut Body, kept: &mut Vec<Inst>, value: Value, span: Span| match slots.get(&value) {
        Some(slot) if !defined.contains(&value) => *local.entry(value).or_insert_with(|| {
            let mut data = body.values[value].clone();
            // A value that only dies here may have been lost on the way: see `enter`.
            data.nullable |= data.repr == crate::repr::Repr::Boxed;
            let result = body.values.push(data);
            kept.push(Inst { result: Some(result), kind: InstKind::SlotGet(*slot), span });
            result
        }),
        _ => value,
    };
    for mut inst in insts {
        let span = inst.span;
        inst.kind.map_uses(|value| read(body, &mut kept, value, span));
        kept.push(inst);
    }
    let mut terminator = body.blocks[block].terminator.clone();
    let mut late = vec![];
    terminator.map_uses(|value| read(body, &mut late, value, span));
    // Before an instruction that must stay last.
    let at = if kept.last().is_some_and(|inst| inst.kind.is_effect()) { kept.len() - 1 } else { kept.len() };
    kept.splice(at..at, late);
    body.blocks[block].insts = kept;
    body.blocks[block].terminator = terminator;
}

fn write_slots(body: &mut Body, block: Block, slots: &BTreeMap<Value, Slot>, span: Span) {
    let last = body.blocks[block].insts.last().and_then(|inst| inst.result);
    let mut at = 0;
    while at < body.blocks[block].insts.len() {
        let inst = &body.blocks[block].insts[at];
        if let Some(value) = inst.result
            && let Some(slot) = slots.get(&value)
        {
            let write = Inst { result: None, kind: InstKind::SlotSet(*slot, value), span };
            let behind_check = Some(value) == last && inst.kind.is_effect();
            if behind_check {
                write_behind(body, block, write);
            } else {
                body.blocks[block].insts.insert(at + 1, write);
                at += 1;
            }
        }
        at += 1;
    }
}

/// Puts a write on the way that an instruction takes when it does not raise: the block there may itself be entered.
fn write_behind(body: &mut Body, block: Block, write: Inst) {
    let edge = body.block();
    body.blocks[edge].origin = None;
    body.blocks[edge].insts.push(write);
    let mut terminator = body.blocks[block].terminator.clone();
    if let Some(ok) = terminator.targets_mut().into_iter().next() {
        body.blocks[edge].terminator = Terminator::Jump(std::mem::replace(ok, crate::mir::Target::plain(edge)));
    }
    body.blocks[block].terminator = terminator;
}

/// Reads at the end of `block` what the frame of `resume` holds.
pub(super) fn save(
    body: &mut Body,
    block: Block,
    resume: Block,
    frames: &Frames,
    demoted: &BTreeMap<Value, Slot>,
    nullable: &IdVec<Slot, bool>,
    span: Span,
) -> crate::mir::State {
    let (mut values, mut kinds) = (vec![], vec![]);
    for (var, _) in frames.layout(resume) {
        let slot = slot_of(var, demoted);
        let data = body.slots[slot].clone();
        let value = body.value(data.repr, data.hint);
        body.values[value].nullable = is_nullable(body, var, nullable);
        body.blocks[block].insts.push(Inst { result: Some(value), kind: InstKind::SlotGet(slot), span });
        values.push(value);
        kinds.push(data.repr);
    }
    body.states.push(StateData::new(resume, values, kinds))
}

/// A block that takes the frame of `resume` and goes on there.
fn enter(
    body: &mut Body,
    resume: Block,
    frames: &Frames,
    demoted: &BTreeMap<Value, Slot>,
    nullable: &IdVec<Slot, bool>,
    span: Span,
) -> Block {
    let block = body.block();
    body.blocks[block].origin = None;
    for (var, word) in frames.layout(resume) {
        let slot = slot_of(var, demoted);
        let data = body.slots[slot].clone();
        let value = body.value(data.repr, data.hint);
        // An exit hands null over for a number that nobody reads again.
        let may_be_lost = data.repr == crate::repr::Repr::Boxed;
        body.values[value].nullable = may_be_lost || is_nullable(body, var, nullable);
        body.blocks[block].insts.push(Inst { result: Some(value), kind: InstKind::FrameTake(word), span });
        body.blocks[block].insts.push(Inst { result: None, kind: InstKind::SlotSet(slot, value), span });
    }
    body.blocks[block].terminator = Terminator::Jump(crate::mir::Target::plain(resume));
    block
}

pub(super) fn is_nullable(body: &Body, var: Var, nullable: &IdVec<Slot, bool>) -> bool {
    match var {
        Var::Slot(slot) => nullable[slot],
        Var::Value(value) => body.values[value].nullable,
    }
}

pub(super) fn slot_of(var: Var, demoted: &BTreeMap<Value, Slot>) -> Slot {
    match var {
        Var::Slot(slot) => slot,
        Var::Value(value) => {
            *demoted.get(&value).unwrap_or_else(|| crate::bug!("{value} has no slot, {}", value.index()))
        }
    }
}
