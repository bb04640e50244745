//! Makes the fast version of a function: the master, specialised to what its annotations and inferred types promise.
//!
//! Parameters that are promised to be numbers arrive as machine numbers; what else is promised is made sure of by guards,
//! which leave for the generic version ([`super::specialize`]). Each block of the master can be resumed at, so each has a
//! frame state, written down before SSA construction turns variables into values.

use super::specialize::Found;
use super::{Context, specialize};
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::liveness::{Frames, Var};
use crate::mir::verify::Stage;
use crate::mir::{
    Binding, Block, Body, BoundParam, FastSignature, Hint, Inst, InstKind, Signature, Slot, StateData, Value, Version,
};
use crate::repr::Repr;
use naja_frontend::hir::{Id as _, IdVec};
use naja_frontend::source::Span;
use naja_rt_abi::layout::flags;
use std::collections::BTreeMap;

/// How the fast version of a function is called; `None` if it has none.
pub(super) fn signature(signature: &Signature) -> Option<FastSignature> {
    let excluded = flags::ASYNC_GENERATOR | flags::CLASS_BODY | flags::MODULE_BODY;
    if signature.flags & excluded != 0 {
        return None;
    }
    let mut params: Vec<Repr> = signature.params.iter().map(repr).collect();
    let mut lists: Vec<bool> = (0..params.len()).map(|param| signature.takes_list(param)).collect();
    params.extend(signature.closure.then_some(Repr::Boxed));
    lists.extend(signature.closure.then_some(false));
    Some(FastSignature { params, lists, returns: repr(&signature.returns), binding: binding(signature) })
}

fn binding(signature: &Signature) -> Option<Binding> {
    if signature.flags & (flags::VAR_ARGS | flags::KW_ARGS) != 0 {
        return None;
    }
    let described = signature.names.iter().zip(&signature.params).zip(&signature.defaults);
    let params = described.map(|((name, hint), has_default)| BoundParam {
        name: name.clone(),
        hint: hint.clone(),
        has_default: *has_default,
    });
    Some(Binding {
        positional_only: signature.positional_only as usize,
        positional: signature.positional as usize,
        params: params.collect(),
    })
}

fn repr(hint: &Hint) -> Repr {
    Kind::promised(hint).map_or(Repr::Boxed, |kind| kind.repr())
}

/// The fast version of a function, and what was found out about it.
pub(super) fn make(cx: Context<'_>, signature: &FastSignature) -> (Body, Found) {
    let function = cx.function;
    let mut body = Body { version: Version::Fast, returns: signature.returns, ..function.master.clone() };
    let entry = body.entries[0].block;
    take_params(&mut body, entry, signature);
    let unpeeled = body.clone();
    let mut states = in_ssa_form(&mut body, &BTreeMap::new(), cx);
    let mut params = kinds_of_params(&body);
    let mixed = specialize::mixed_heads(&body, &params, cx);
    if !mixed.is_empty() {
        body = unpeeled;
        let temporaries = super::generic::temporaries(&body.blocks.ids().collect(), cx.frames);
        let demoted = super::generic::demote(&mut body, temporaries, function.span);
        super::peel::run(&mut body, &mixed);
        states = in_ssa_form(&mut body, &demoted, cx);
        params = kinds_of_params(&body);
    }
    let found = specialize::run(&mut body, &states, &params, cx);
    cx.verify(&body, "specialize", Stage::Typed);
    (body, found)
}

/// Brings a body into SSA form; the states of its blocks.
pub(super) fn in_ssa_form(
    body: &mut Body,
    demoted: &BTreeMap<Value, Slot>,
    cx: Context<'_>,
) -> IdVec<Block, crate::mir::State> {
    let span = cx.function.span;
    let states = record_states(body, cx.frames, demoted, span);
    super::ssa::run(body, span);
    cx.verify(body, "ssa", Stage::Mixed);
    states
}

/// What the parameters of the entry are promised to be.
fn kinds_of_params(body: &Body) -> [Vec<Kind>; 1] {
    let params = &body.blocks[body.entries[0].block].params;
    [params.iter().map(|param| kind_of_param(body, *param)).collect()]
}

fn kind_of_param(body: &Body, param: Value) -> Kind {
    match body.repr(param) {
        Repr::I64 => Kind::I64,
        Repr::F64 => Kind::F64,
        Repr::C128 => Kind::C128,
        Repr::Bool => Kind::Bool(None),
        Repr::Boxed => Kind::promised(&body.values[param].hint)
            .filter(|kind| !kind.is_unboxed())
            .unwrap_or(Kind::Object(Class::Any)),
    }
}

/// The words that the entry took from a frame become parameters.
fn take_params(body: &mut Body, entry: Block, signature: &FastSignature) {
    let insts = std::mem::take(&mut body.blocks[entry].insts);
    let mut params = vec![];
    for inst in insts {
        match (&inst.kind, inst.result) {
            (InstKind::FrameTake(word), Some(result)) => {
                debug_assert_eq!(*word as usize, params.len(), "parameters are taken in order");
                body.values[result].repr = signature.params[params.len()];
                params.push(result);
            }
            _ => body.blocks[entry].insts.push(inst),
        }
    }
    body.blocks[entry].params = params;
}

/// Reads at the start of each block what a frame that resumes there holds. The states' values are in [`Body::states`]
/// while SSA construction runs, which renames them.
pub(super) fn record_states(
    body: &mut Body,
    frames: &Frames,
    demoted: &BTreeMap<Value, Slot>,
    span: Span,
) -> IdVec<Block, crate::mir::State> {
    // Blocks that were added to the master's have no state of their own.
    let blocks: Vec<Block> = body.blocks.ids().collect();
    blocks.into_iter().map(|block| record_state(body, block, frames, demoted, span)).collect()
}

fn record_state(
    body: &mut Body,
    block: Block,
    frames: &Frames,
    demoted: &BTreeMap<Value, Slot>,
    span: Span,
) -> crate::mir::State {
    let mut values = vec![];
    let mut kinds = vec![];
    let mut reads = vec![];
    // A copy of a block resumes where the block itself does.
    let origin = body.blocks[block].origin.unwrap_or(block);
    for (var, _) in frames.layout(origin) {
        let slot = match var {
            Var::Value(value) => demoted.get(&value).copied(),
            Var::Slot(slot) => Some(slot),
        };
        let (value, repr) = match (var, slot) {
            (Var::Value(value), None) => (value, body.repr(value)),
            (Var::Slot(slot), _) | (Var::Value(_), Some(slot)) => {
                let data = body.slots[slot].clone();
                let value = body.value(data.repr, data.hint);
                body.values[value].nullable = data.repr == Repr::Boxed;
                reads.push(Inst { result: Some(value), kind: InstKind::SlotGet(slot), span });
                (value, data.repr)
            }
        };
        values.push(value);
        kinds.push(repr);
    }
    // An entry has no state: what it takes is not in variables yet.
    if body.entries.iter().all(|entry| entry.block != block) {
        body.blocks[block].insts.splice(0..0, reads);
    } else {
        values.clear();
        kinds.clear();
    }
    debug_assert!(block.index() < body.blocks.len());
    body.states.push(StateData::new(origin, values, kinds))
}
