//! Turns variables into values: SSA construction with pruned block parameters.
//!
//! After Cytron, Ferrante, Rosen, Wegman and Zadeck ("Efficiently Computing Static Single Assignment Form", 1991): a
//! parameter where definitions meet and the variable is live, then renaming down the dominator tree. A variable that no
//! definition reaches is null or zero.

use crate::analysis::dominators::Dominators;
use crate::analysis::liveness::{self, LiveIn, Var};
use crate::mir::{Block, Body, Inst, InstKind, Slot, Value, ValueData};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use std::collections::{BTreeMap, HashMap};

/// Replaces every slot.
pub(super) fn run(body: &mut Body, span: Span) {
    let live = liveness::live_in(body);
    let dominators = Dominators::new(body);
    let params = place_params(body, &dominators, &live);
    let nullable = nullable_slots(body, &live);
    let mut renamer = Renamer { body, params, nullable, replaced: HashMap::new(), span };
    renamer.run(&dominators);
    renamer.finish();
}

/// The slots that are given a parameter in each block, in order.
type Params = IdVec<Block, Vec<(Slot, Value)>>;

fn place_params(body: &mut Body, dominators: &Dominators, live: &LiveIn) -> Params {
    let frontiers = dominators.frontiers(body);
    let mut definitions: BTreeMap<Slot, Vec<Block>> = BTreeMap::new();
    for block in body.reverse_postorder() {
        for inst in &body.blocks[block].insts {
            if let InstKind::SlotSet(slot, _) = inst.kind {
                definitions.entry(slot).or_default().push(block);
            }
        }
    }
    let entries: Vec<Block> = body.entries.iter().map(|entry| entry.block).collect();
    let mut params: Params = body.blocks.iter().map(|_| vec![]).collect();
    for (slot, mut work) in definitions {
        work.extend(&entries);
        let mut placed = std::collections::BTreeSet::new();
        while let Some(block) = work.pop() {
            for meet in &frontiers[block] {
                if live[*meet].contains(&Var::Slot(slot)) && placed.insert(*meet) {
                    work.push(*meet);
                }
            }
        }
        for block in placed {
            let data = &body.slots[slot];
            let data = ValueData { repr: data.repr, hint: data.hint.clone(), nullable: false };
            let value = body.values.push(data);
            body.blocks[block].params.push(value);
            params[block].push((slot, value));
        }
    }
    params
}

/// Slots that may hold null: some write to them may, or some path reads them before any write.
pub(super) fn nullable_slots(body: &Body, live: &LiveIn) -> IdVec<Slot, bool> {
    let mut nullable: IdVec<Slot, bool> = body.slots.iter().map(|_| false).collect();
    for var in body.entries.iter().flat_map(|entry| &live[entry.block]) {
        if let Var::Slot(slot) = var {
            nullable[*slot] = body.slots[*slot].repr == Repr::Boxed;
        }
    }
    for block in body.reverse_postorder() {
        for inst in &body.blocks[block].insts {
            if let InstKind::SlotSet(slot, value) = inst.kind {
                nullable[slot] |= body.values[value].nullable;
            }
        }
    }
    nullable
}

struct Renamer<'a> {
    body: &'a mut Body,
    params: Params,
    nullable: IdVec<Slot, bool>,
    /// What reads of slots are replaced by.
    replaced: HashMap<Value, Value>,
    span: Span,
}

/// The value of each slot at a point of the dominator tree.
type Current = HashMap<Slot, Value>;

impl Renamer<'_> {
    fn run(&mut self, dominators: &Dominators) {
        let mut stack: Vec<(Block, Current)> =
            dominators.roots().iter().rev().map(|root| (*root, Current::new())).collect();
        while let Some((block, mut current)) = stack.pop() {
            self.block(block, &mut current);
            let children = dominators.children(block);
            if let Some((last, others)) = children.split_last() {
                stack.extend(others.iter().map(|child| (*child, current.clone())));
                stack.push((*last, current));
            }
        }
    }

    fn block(&mut self, block: Block, current: &mut Current) {
        current.extend(self.params[block].iter().copied());
        let insts = std::mem::take(&mut self.body.blocks[block].insts);
        let mut kept: Vec<Inst> = Vec::with_capacity(insts.len());
        for mut inst in insts {
            match inst.kind {
                InstKind::SlotGet(slot) => {
                    let result = inst.result.unwrap_or_else(|| crate::bug!("a read without result"));
                    let value = self.current(slot, current, &mut kept);
                    if self.nullable[slot] && !self.body.values[result].nullable {
                        // Where the program knows that the variable is bound.
                        kept.push(Inst { kind: InstKind::Own(value), ..inst });
                    } else {
                        self.replaced.insert(result, value);
                    }
                }
                InstKind::SlotSet(slot, value) => {
                    let value = self.resolve(value);
                    current.insert(slot, value);
                }
                _ => {
                    inst.kind.map_uses(|value| self.resolve(value));
                    kept.push(inst);
                }
            }
        }
        self.terminator(block, current, &mut kept);
        self.body.blocks[block].insts = kept;
    }

    fn terminator(&mut self, block: Block, current: &mut Current, kept: &mut Vec<Inst>) {
        let mut terminator = std::mem::replace(&mut self.body.blocks[block].terminator, crate::mir::Terminator::None);
        terminator.map_uses(|value| self.resolve(value));
        let mut undefined = vec![];
        for target in terminator.targets_mut() {
            for (slot, _) in self.params[target.block].clone() {
                let value = self.current(slot, current, &mut undefined);
                target.args.push(value);
            }
        }
        // An instruction that may raise stays the last one.
        let end = kept.iter().rposition(|inst| inst.kind.is_effect()).filter(|last| last + 1 == kept.len());
        let at = end.unwrap_or(kept.len());
        kept.splice(at..at, undefined);
        self.body.blocks[block].terminator = terminator;
    }

    /// The value of a slot; null or zero, made here, where no definition reaches.
    fn current(&mut self, slot: Slot, current: &mut Current, insts: &mut Vec<Inst>) -> Value {
        if let Some(value) = current.get(&slot) {
            return *value;
        }
        let repr = self.body.slots[slot].repr;
        let value = self.body.value(repr, crate::mir::Hint::Any);
        self.body.values[value].nullable = repr == Repr::Boxed;
        let kind = if repr == Repr::Boxed { InstKind::Null } else { InstKind::I64(0) };
        insts.push(Inst { result: Some(value), kind, span: self.span });
        current.insert(slot, value);
        value
    }

    fn resolve(&self, value: Value) -> Value {
        self.replaced.get(&value).copied().unwrap_or(value)
    }

    /// Uses in frame states, and which parameters may be null.
    fn finish(self) {
        for state in self.body.states.ids() {
            let mut values = std::mem::take(&mut self.body.states[state].values);
            values.iter_mut().for_each(|value| *value = self.resolve(*value));
            self.body.states[state].values = values;
        }
        // Reads in blocks renamed before their definition cannot be: a definition dominates its reads.
        nullable_params(self.body);
    }
}

/// A parameter may be null if any argument may: to the fixpoint.
pub(super) fn nullable_params(body: &mut Body) {
    let order = body.reverse_postorder();
    loop {
        let mut changed = false;
        for block in &order {
            let terminator = body.blocks[*block].terminator.clone();
            for target in terminator.targets() {
                let params = body.blocks[target.block].params.clone();
                for (param, arg) in params.into_iter().zip(&target.args) {
                    if body.values[*arg].nullable && !body.values[param].nullable {
                        body.values[param].nullable = true;
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            return;
        }
    }
}
