//! Exits, and the ways in that they need.
//!
//! A state names a block of the master that the generic version goes on at. It is right at a place of a version if control
//! has passed the start of that block on every way to it, and nothing but repeatable work since: then the generic version
//! does what this one has done since, once more, and nobody can tell. Nor can it where control goes from the end of a block
//! to a block of the master: an exit on that way may name the latter, whatever happened before. The same holds of a copy of
//! an inlined function, and of the blocks of its master.

use super::{Checker, Place, Stage};
use crate::analysis::liveness::{Frames, Var};
use crate::mir::{Block, Body, Copy, InstKind, Kept, State, Terminator, Version};
use crate::repr::Repr;
use naja_frontend::hir::{FuncId, IdVec};
use std::collections::BTreeSet;

/// The states of a block are frames of the blocks they name.
pub(super) fn check_states(checker: &Checker<'_>, block: Block) {
    let data = &checker.body.blocks[block];
    for inst in &data.insts {
        if let Some(state) = inst.kind.exit() {
            check_state(checker, state, Place::Inst(block, inst));
        }
    }
    if let Some(state) = data.terminator.exit() {
        check_state(checker, state, Place::End(block));
    }
}

fn check_state(checker: &Checker<'_>, state: State, place: Place<'_>) {
    let data = &checker.body.states[state];
    let wanted = layout(checker, data.resume);
    if data.kinds != wanted || data.values.len() != wanted.len() {
        let text = format!("{state} has {:?}, a frame of {} holds {wanted:?}", data.kinds, data.resume);
        checker.fail(place, &text);
    }
    for (value, wanted) in data.values.iter().zip(&wanted) {
        let found = checker.body.repr(*value);
        // Numbers are boxed on the way.
        if *wanted != Repr::Boxed && found != *wanted && checker.claim.stage != Stage::Mixed {
            checker.fail(place, &format!("{value} is {found} where the frame of {} has {wanted}", data.resume));
        }
    }
    let is_counted = checker.claim.stage == Stage::Counted;
    if data.moved.len() != if is_counted { wanted.len() } else { 0 } {
        checker.fail(place, &format!("{state} does not say what becomes of its references"));
    }
}

/// The call from a copy hands over a frame of the function it calls.
pub(super) fn check_copy(checker: &Checker<'_>, (function, resume): (FuncId, Block), kinds: &[Repr], place: Place<'_>) {
    let callee = checker.claim.program.iter().find(|(callee, _)| callee.id == function);
    let Some((callee, frames)) = callee else { checker.fail(place, "a copy of a function of another module") };
    let wanted = layout_of(&callee.master, frames, resume);
    if kinds != wanted {
        checker.fail(place, &format!("{kinds:?}, where a frame of {resume} holds {wanted:?}"));
    }
}

/// The representations of the words of a frame that resumes at a block of the master.
fn layout(checker: &Checker<'_>, resume: Block) -> Vec<Repr> {
    layout_of(&checker.claim.function.master, checker.claim.frames, resume)
}

fn layout_of(master: &Body, frames: &Frames, resume: Block) -> Vec<Repr> {
    let repr = |(var, _): (Var, u32)| match var {
        Var::Slot(slot) => master.slots[slot].repr,
        Var::Value(value) => master.values[value].repr,
    };
    frames.layout(resume).into_iter().map(repr).collect()
}

/// The entries of a version that runs from a frame take that of the block they resume, each word once.
pub(super) fn check_entries(checker: &Checker<'_>) {
    match checker.body.version {
        Version::Generic => {}
        Version::Suspending => return check_words(checker),
        Version::Master | Version::Fast | Version::Loop(_) => return,
    }
    for entry in checker.body.entries.iter().skip(1) {
        let mut taken = [vec![], vec![]];
        for inst in &checker.body.blocks[entry.block].insts {
            if let (InstKind::FrameTake(word), Some(result)) = (&inst.kind, inst.result) {
                taken[usize::from(checker.body.repr(result) != Repr::Boxed)].push(*word as usize);
            }
        }
        let wanted = layout(checker, entry.resumes);
        let boxed = wanted.iter().filter(|repr| **repr == Repr::Boxed).count();
        let is_whole = |taken: &[usize], count: usize| taken.iter().copied().eq(0..count);
        if !is_whole(&taken[0], boxed) || !is_whole(&taken[1], wanted.len() - boxed) {
            checker.fail(Place::Start(entry.block), &format!("the frame of {} is not taken over", entry.resumes));
        }
    }
}

/// The words of the entries of a `Suspending` version are their parameters, and the frame of the block they resume.
fn check_words(checker: &Checker<'_>) {
    for (index, entry) in checker.body.entries.iter().enumerate() {
        let place = Place::Start(entry.block);
        let taken = entry.words.iter().filter_map(|word| match word.kept {
            Kept::Unset | Kept::Lost => None,
            Kept::As(repr) => Some(repr),
            Kept::List | Kept::Complex => Some(Repr::Boxed),
        });
        let params = checker.body.blocks[entry.block].params.iter().map(|param| checker.body.repr(*param));
        if !taken.eq(params) {
            checker.fail(place, "the words of the frame are not the parameters");
        }
        let frame: Vec<Repr> = entry.words.iter().map(|word| word.generic).collect();
        if index > 0 && frame != layout(checker, entry.resumes) {
            checker.fail(place, &format!("the words are not the frame of {}", entry.resumes));
        }
    }
}

/// A block of the master, or of that of a copy.
type Start = (Option<Copy>, Block);

/// The blocks that an exit may name at a place; `None` where no way was seen yet.
type Valid = Option<BTreeSet<Start>>;

/// No effect lies between the start of the block that a state names and the exit that names it.
pub(super) fn check_repeats(checker: &Checker<'_>) {
    let body = checker.body;
    match body.version {
        Version::Fast | Version::Loop(_) | Version::Suspending => {}
        Version::Master | Version::Generic => return,
    }
    let order = body.reverse_postorder();
    let mut valid: IdVec<Block, Valid> = body.blocks.iter().map(|_| None).collect();
    body.entries.iter().for_each(|entry| valid[entry.block] = Some(BTreeSet::new()));
    loop {
        let mut changed = false;
        for block in &order {
            let Some(ends) = walk(checker, *block, &valid, &mut |_, _, _| {}) else { continue };
            for (edge, target) in body.blocks[*block].terminator.targets().into_iter().enumerate() {
                if matches!(body.blocks[*block].terminator, Terminator::Suspend { .. }) {
                    continue;
                }
                let mut on_edge = ends[usize::from(body.blocks[*block].has_effect(edge))].clone();
                if body.blocks[target.block].origin.is_none() {
                    on_edge.extend(ahead(checker, *block, Some(edge)));
                }
                changed |= meet(&mut valid[target.block], on_edge);
            }
        }
        if !changed {
            break;
        }
    }
    for block in order {
        walk(checker, block, &valid, &mut |(copy, resume), place, valid| {
            if !valid.contains(&(copy, resume)) {
                checker.fail(place, &format!("to resume {resume} would repeat an effect"));
            }
        });
    }
}

/// Takes the blocks that are valid at the start of `block` to its end, if its effect has not happened and if it has; shows
/// each exit on the way.
fn walk<'a>(
    checker: &Checker<'a>,
    block: Block,
    valid: &IdVec<Block, Valid>,
    exit: &mut dyn FnMut(Start, Place<'a>, &BTreeSet<Start>),
) -> Option<[BTreeSet<Start>; 2]> {
    let mut valid = valid[block].clone()?;
    let data = &checker.body.blocks[block];
    let resumed = |state: State| (None, checker.body.states[state].resume);
    valid.extend(starts(checker.body, block).map(|start| (None, start)));
    valid.extend(data.inlined.iter().map(|(copy, start)| (Some(*copy), *start)));
    let mut before = None;
    for inst in &data.insts {
        if let Some(state) = inst.kind.exit() {
            exit(resumed(state), Place::Inst(block, inst), &valid);
        }
        if let InstKind::CallGeneric { copy, resume, .. } = inst.kind {
            exit((Some(copy), resume), Place::Inst(block, inst), &valid);
        }
        if inst.kind.is_effect() {
            before = Some(std::mem::take(&mut valid));
        }
    }
    if let Terminator::Exit(state) = data.terminator {
        valid.extend(ahead(checker, block, None));
        exit(resumed(state), Place::End(block), &valid);
    }
    Some([before.unwrap_or_else(|| valid.clone()), valid])
}

/// The blocks of the master whose starts the start of a block stands for.
fn starts(body: &Body, block: Block) -> impl Iterator<Item = Block> + '_ {
    let data = &body.blocks[block];
    data.origin.iter().chain(&data.joined).copied()
}

/// Where the master goes from the end of a block: on the way to this target, or to any.
fn ahead(checker: &Checker<'_>, block: Block, edge: Option<usize>) -> Vec<Start> {
    let master = &checker.claim.function.master;
    let edge = match (&checker.body.blocks[block].terminator, edge) {
        (Terminator::Jump(_), _) => None,
        // The master knows no boxed results: they go where results go.
        (Terminator::CallCheck { .. }, Some(edge)) => Some(edge.saturating_sub(1)),
        (_, edge) => edge,
    };
    let ways = |start: Block| {
        let targets = master.blocks[start].terminator.targets().into_iter().map(|target| target.block).enumerate();
        targets.filter(move |(index, _)| edge.is_none_or(|edge| edge == *index)).map(|(_, block)| block)
    };
    let starts = starts(checker.body, block).chain(checker.body.blocks[block].ends);
    starts.flat_map(ways).map(|block| (None, block)).collect()
}

/// Whether that changed anything.
fn meet(valid: &mut Valid, other: BTreeSet<Start>) -> bool {
    match valid {
        None => {
            *valid = Some(other);
            true
        }
        Some(set) => {
            let before = set.len();
            set.retain(|block| other.contains(block));
            set.len() != before
        }
    }
}

/// Every exit finds the entry it wants, and every call of a loop the version it calls.
pub(super) fn check_versions(checker: &Checker<'_>, versions: &[Body]) {
    let body = checker.body;
    let Some(generic) = versions.iter().find(|body| body.version == Version::Generic) else { return };
    if body.version == Version::Suspending {
        for entry in body.entries.iter().skip(1) {
            check_entry(checker, generic, entry.resumes, Place::Start(entry.block));
        }
    }
    for block in body.reverse_postorder() {
        let data = &body.blocks[block];
        for inst in &data.insts {
            let place = Place::Inst(block, inst);
            if let Some(state) = inst.kind.exit() {
                check_entry(checker, generic, body.states[state].resume, place);
            }
            if let InstKind::CallLoop { head, args } = &inst.kind {
                let callee = versions.iter().find(|body| body.version == Version::Loop(*head));
                let Some(callee) = callee else { checker.fail(place, "a loop without version") };
                let params = callee.blocks[callee.entries[0].block].params.iter().map(|param| callee.repr(*param));
                if !params.eq(args.iter().map(|arg| body.repr(*arg))) {
                    checker.fail(place, "the version of the loop takes other arguments");
                }
            }
        }
        if let Some(state) = data.terminator.exit() {
            check_entry(checker, generic, body.states[state].resume, Place::End(block));
        }
    }
}

fn check_entry(checker: &Checker<'_>, generic: &Body, resume: Block, place: Place<'_>) {
    if !generic.entries.iter().skip(1).any(|entry| entry.resumes == resume) {
        checker.fail(place, &format!("the generic version has no entry for {resume}"));
    }
}
