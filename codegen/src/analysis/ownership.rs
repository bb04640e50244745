//! Which values come with references, and what keeps the others alive.

use super::liveness::{self, Lenders, Var};
use crate::mir::{Block, Body, InstKind, Value, Version};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_rt_abi::Mode;

/// What borrowed results were taken from, in turn until something that is held.
#[must_use]
pub fn lenders(body: &Body) -> Lenders {
    let mut lenders = Lenders::new();
    for block in body.reverse_postorder() {
        for inst in &body.blocks[block].insts {
            if let (InstKind::Rt(row, _), Some(result)) = (&inst.kind, inst.result)
                && row.result.mode == Mode::Borrow
            {
                let mut from = vec![];
                inst.kind.visit_uses(|value| {
                    from.push(value);
                    from.extend(lenders.get(&value).into_iter().flatten());
                });
                lenders.insert(result, from);
            }
        }
    }
    lenders
}

/// The values whose definition comes with a reference.
#[must_use]
pub fn owned_values(body: &Body) -> IdVec<Value, bool> {
    let mut owned: IdVec<Value, bool> = body.values.iter().map(|_| false).collect();
    let borrowed_params: &[Value] = match body.version {
        Version::Fast => &body.blocks[body.entries[0].block].params,
        // The caller of a loop's version hands its references over, and so does a frame.
        Version::Loop(_) | Version::Suspending | Version::Master | Version::Generic => &[],
    };
    for block in body.reverse_postorder() {
        let data = &body.blocks[block];
        for param in &data.params {
            owned[*param] = body.repr(*param) == Repr::Boxed && !borrowed_params.contains(param);
        }
        for inst in &data.insts {
            let Some(result) = inst.result else { continue };
            owned[result] = match &inst.kind {
                InstKind::Rt(row, _) => row.result.mode == Mode::Own,
                InstKind::FrameTake(_) | InstKind::Own(_) | InstKind::Move(_) | InstKind::LoopResult(_) => {
                    body.repr(result) == Repr::Boxed
                }
                InstKind::CallFast { boxed, .. } | InstKind::CallGeneric { boxed, .. } => {
                    owned[*boxed] = true;
                    body.repr(result) == Repr::Boxed
                }
                _ => false,
            };
        }
    }
    owned
}

/// The values that a body, its references counted, holds one of each to at the start of `block`, its parameters included: each
/// is given up on every way from there.
#[must_use]
pub fn held_at(body: &Body, block: Block) -> Vec<Value> {
    let owned = owned_values(body);
    let live = liveness::live_in(body);
    let values = live[block].iter().filter_map(|var| if let Var::Value(value) = var { Some(*value) } else { None });
    values.chain(body.blocks[block].params.iter().copied()).filter(|value| owned[*value]).collect()
}
