//! Temporaries that need no reference of their own.
//!
//! Reading a variable takes a new reference, as CPython does. Where the value is held anyway, and nothing that the
//! reference is for can count references or keep it, the variable's own one will do. When the object dies does not change:
//! it lives until the last use of either.

use crate::mir::{Body, InstKind, Operand, Value};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_rt_abi::{Effect, Mode};
use std::collections::HashMap;

/// Replaces references that are only looked through by what they were taken from.
pub(super) fn run(body: &mut Body) {
    let kept = kept_values(body);
    let lent = lent_values(body);
    let mut replaced = HashMap::new();
    for block in body.reverse_postorder() {
        body.blocks[block].insts.retain(|inst| match (&inst.kind, inst.result) {
            (InstKind::Own(value), Some(result)) if !kept[result] && !lent[*value] => {
                replaced.insert(result, *value);
                false
            }
            _ => true,
        });
    }
    super::simplify::substitute(body, &replaced);
}

/// The values of which something may count the references, or keep one.
fn kept_values(body: &Body) -> IdVec<Value, bool> {
    let mut kept: IdVec<Value, bool> = body.values.iter().map(|_| false).collect();
    for block in body.reverse_postorder() {
        let data = &body.blocks[block];
        for inst in &data.insts {
            match &inst.kind {
                InstKind::IsNull(_) | InstKind::Keep(_) => {}
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
