//! Temporaries that need no reference of their own.
//!
//! Reading a variable takes a new reference, as CPython does. Where the value is held anyway, and nothing that the
//! reference is for can count references or keep it, the variable's own one will do. When the object dies does not change:
//! it lives until the last use of either. What may count them beside the usual way takes the reference there.

use crate::mir::{Block, Body, Inst, InstKind, Operand, Value};
use crate::repr::Repr;
use naja_frontend::hir::{FuncId, IdVec};
use naja_rt_abi::{Effect, Mode};
use std::collections::{BTreeSet, HashMap};

/// Replaces references that are only looked through by what they were taken from. Only calls of the functions `unknown` run
/// unknown code in their usual way.
pub(super) fn run(body: &mut Body, unknown: &BTreeSet<FuncId>) {
    let usual: Vec<Block> =
        body.reverse_postorder().into_iter().filter(|block| !body.blocks[*block].is_beside).collect();
    let kept = kept_values(body, &usual, unknown);
    let lent = lent_values(body);
    let mut replaced = HashMap::new();
    for block in usual {
        body.blocks[block].insts.retain(|inst| match (&inst.kind, inst.result) {
            (InstKind::Own(value), Some(result)) if !kept[result] && !lent[*value] => {
                replaced.insert(result, *value);
                false
            }
            _ => true,
        });
    }
    own_beside(body, &replaced, unknown);
    super::simplify::substitute(body, &replaced);
}

/// Takes references anew in the blocks beside the usual way that keep what was replaced.
fn own_beside(body: &mut Body, replaced: &HashMap<Value, Value>, unknown: &BTreeSet<FuncId>) {
    for block in body.reverse_postorder() {
        if !body.blocks[block].is_beside {
            continue;
        }
        let kept = kept_values(body, &[block], unknown);
        let mut used = BTreeSet::new();
        body.blocks[block].insts.iter().for_each(|inst| {
            inst.kind.visit_uses(|value| {
                used.extend((kept[value] && replaced.contains_key(&value)).then_some(value));
            });
        });
        let mut owned = HashMap::new();
        for value in used {
            let own = body.values.push(body.values[value].clone());
            owned.insert(value, own);
        }
        let data = &mut body.blocks[block];
        let Some(span) = data.insts.first().map(|inst| inst.span) else { continue };
        for inst in &mut data.insts {
            inst.kind.map_uses(|value| owned.get(&value).copied().unwrap_or(value));
        }
        let own = |(value, own): (Value, Value)| Inst { result: Some(own), kind: InstKind::Own(value), span };
        let mut insts: Vec<Inst> = owned.into_iter().map(own).collect();
        insts.sort_by_key(|inst| inst.result);
        data.insts.splice(..0, insts);
    }
}

/// The values of which something in these blocks may count the references, or keep one.
fn kept_values(body: &Body, blocks: &[Block], unknown: &BTreeSet<FuncId>) -> IdVec<Value, bool> {
    let mut kept: IdVec<Value, bool> = body.values.iter().map(|_| false).collect();
    for block in blocks {
        let data = &body.blocks[*block];
        for inst in &data.insts {
            match &inst.kind {
                InstKind::IsNull(_) | InstKind::Own(_) | InstKind::Keep(_) => {}
                InstKind::CallFast { function, .. } if !unknown.contains(function) => {}
                InstKind::Rt(row, operands) if row.effect != Effect::Python => {
                    for (operand, param) in operands.iter().zip(row.params) {
                        match operand {
                            Operand::Value(value) => kept[*value] |= param.slot.mode != Mode::Borrow,
                            Operand::Array(values) => values.iter().for_each(|value| kept[*value] = true),
                            Operand::Imm(_)
                            | Operand::Cache(_)
                            | Operand::Desc(_)
                            | Operand::Module
                            | Operand::Frame
                            | Operand::Record => {}
                        }
                    }
                }
                kind => kind.visit_uses(|value| kept[value] = true),
            }
        }
        data.terminator.visit_uses(|value| kept[value] = true);
    }
    kept
}

/// The values that belong to what they were read from, which may give them up at any write, and those that are no objects.
fn lent_values(body: &Body) -> IdVec<Value, bool> {
    let mut lent: IdVec<Value, bool> = body.values.iter().map(|data| data.repr != Repr::Boxed).collect();
    for block in body.reverse_postorder() {
        for inst in &body.blocks[block].insts {
            if let (InstKind::Rt(row, _), Some(result)) = (&inst.kind, inst.result) {
                lent[result] |= row.result.mode == Mode::Borrow;
            }
        }
    }
    lent
}
