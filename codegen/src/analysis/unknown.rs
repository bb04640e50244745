//! Which code runs unknown code: Python that may look at frames, count references, change what it can reach.

use super::cycles::Cycles;
use crate::mir::{Block, Body, InstKind, Terminator, Version};
use naja_frontend::hir::FuncId;
use naja_rt_abi::Effect;
use std::collections::BTreeSet;

/// Whether an instruction runs unknown code by itself.
#[must_use]
pub fn runs(kind: &InstKind) -> bool {
    match kind {
        InstKind::Rt(row, _) => row.effect == Effect::Python && !matches!(row.name, "raise_unbound" | "reraise"),
        _ => false,
    }
}

/// Whether a version runs unknown code where it does so each time: not beside its usual way, and not on a way that only
/// leaves.
#[must_use]
pub fn runs_usually(body: &Body) -> bool {
    let runs = |block: &Block| body.blocks[*block].insts.iter().any(|inst| runs(&inst.kind));
    let running: Vec<Block> = body.reverse_postorder().into_iter().filter(runs).collect();
    if running.is_empty() {
        return false;
    }
    let (returning, cycles) = (returning(body), Cycles::new(body));
    let is_usual = |block: &Block| returning.contains(block) || cycles.of(*block).is_some();
    running.iter().any(|block| !body.blocks[*block].is_beside && is_usual(block))
}

/// The blocks from which a return can be reached.
fn returning(body: &Body) -> BTreeSet<Block> {
    let predecessors = body.predecessors();
    let ends = |block: &Block| matches!(body.blocks[*block].terminator, Terminator::Return(_));
    let mut waiting: Vec<Block> = body.reverse_postorder().into_iter().filter(ends).collect();
    let mut returning = BTreeSet::new();
    while let Some(block) = waiting.pop() {
        if returning.insert(block) {
            waiting.extend(&predecessors[block]);
        }
    }
    returning
}

/// The functions among these versions whose fast versions are as asked, or call others that are.
#[must_use]
pub fn or_call<'a>(
    versions: impl Iterator<Item = (FuncId, &'a Body)>,
    is_as_asked: impl Fn(&Body) -> bool,
) -> BTreeSet<FuncId> {
    let (mut found, mut others): (Vec<_>, Vec<_>) =
        versions.filter(|(_, body)| body.version == Version::Fast).partition(|(_, body)| is_as_asked(body));
    let mut functions = BTreeSet::new();
    while !found.is_empty() {
        functions.extend(found.iter().map(|(function, _)| *function));
        (found, others) = others.into_iter().partition(|(_, body)| calls(body, &functions));
    }
    functions
}

/// Whether a version runs unknown code anywhere.
#[must_use]
pub fn runs_anywhere(body: &Body) -> bool {
    body.blocks.iter().flat_map(|block| &block.insts).any(|inst| runs(&inst.kind))
}

/// Whether a version calls one of these functions.
#[must_use]
pub fn calls(body: &Body, functions: &BTreeSet<FuncId>) -> bool {
    body.blocks.iter().flat_map(|block| &block.insts).any(|inst| match &inst.kind {
        InstKind::CallFast { function, .. } | InstKind::CallGeneric { function, .. } => functions.contains(function),
        _ => false,
    })
}
