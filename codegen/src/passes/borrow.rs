//! Temporaries that need no reference of their own.
//!
//! Reading a variable takes a new reference, as CPython does. Where the value is held anyway, and nothing that the
//! reference is for can count references or keep it, the variable's own one will do. When the object dies does not change:
//! it lives until the last use of either. What may count them beside the usual way takes the reference there.
//!
//! A value that belongs to what it was read from, as that of a global variable does, is held until that may be overwritten: its
//! own reference will do where no effect lies between the reading and the last use.

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
    let loans = Loans::new(body);
    let mut replaced = HashMap::new();
    for block in usual {
        body.blocks[block].insts.retain(|inst| match (&inst.kind, inst.result) {
            (InstKind::Own(value), Some(result))
                if !kept[result] && (!lent[*value] || loans.is_undisturbed(*value, result)) =>
            {
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
                InstKind::IsNull(_) | InstKind::Own(_) | InstKind::Keep(_) | InstKind::Forget(_) => {}
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

/// What was read and belongs to where it was read from, and where it is used.
struct Loans {
    /// Where each was read, if what it was read from can be overwritten.
    homes: HashMap<Value, Block>,
    /// The blocks that use each value, or what was lent by it.
    used_in: HashMap<Value, BTreeSet<Block>>,
    /// The only block before each, if no effect ends that.
    before: HashMap<Block, Block>,
    /// What is passed to functions, which may overwrite anything before they are done with it.
    passed: BTreeSet<Value>,
}

impl Loans {
    fn new(body: &Body) -> Loans {
        let lenders = crate::analysis::ownership::lenders(body);
        let predecessors = body.predecessors();
        let mut loans =
            Loans { homes: HashMap::new(), used_in: HashMap::new(), before: HashMap::new(), passed: BTreeSet::new() };
        for block in body.reverse_postorder() {
            let data = &body.blocks[block];
            if let &[before] = &predecessors[block][..]
                && !body.blocks[before].insts.iter().any(|inst| inst.kind.is_effect())
            {
                loans.before.insert(block, before);
            }
            let mut used = |value: Value| {
                for value in lenders.get(&value).into_iter().flatten().chain(&[value]) {
                    loans.used_in.entry(*value).or_default().insert(block);
                }
            };
            let exits = data.insts.iter().filter_map(|inst| inst.kind.exit());
            exits
                .chain(data.terminator.exit())
                .flat_map(|state| &body.states[state].values)
                .for_each(|value| used(*value));
            data.insts.iter().for_each(|inst| inst.kind.visit_uses(&mut used));
            data.terminator.visit_uses(&mut used);
            for inst in &data.insts {
                if let InstKind::CallFast { args, .. } = &inst.kind {
                    loans.passed.extend(args);
                }
                if let (InstKind::Rt(row, _), Some(result)) = (&inst.kind, inst.result)
                    && row.result.mode == Mode::Borrow
                    && matches!(row.effect, Effect::Reads(_))
                {
                    loans.homes.insert(result, block);
                }
            }
        }
        loans
    }

    /// Whether no effect lies between the reading of a value and the uses of the reference `owned` that was taken from it.
    fn is_undisturbed(&self, value: Value, owned: Value) -> bool {
        let Some(home) = self.homes.get(&value).filter(|_| !self.passed.contains(&owned)) else { return false };
        let comes_from_home = |mut block: Block| {
            while block != *home {
                match self.before.get(&block) {
                    Some(before) => block = *before,
                    None => return false,
                }
            }
            true
        };
        self.used_in.get(&owned).into_iter().flatten().all(|block| comes_from_home(*block))
    }
}
