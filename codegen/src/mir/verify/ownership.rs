//! References: walks every way through a body with the number of references that it holds of each value.
//!
//! A value whose definition comes with a reference may be used while one is held. A borrowed value may be used while what
//! it was taken from is held, and, if that can change, until the next effect. On every way out nothing is held any more.

use super::{Checker, Place};
use crate::mir::{Block, Body, Inst, InstKind, Operand, State, Terminator, Value, Version};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_rt_abi::{Effect, Mode};
use std::collections::BTreeMap;

/// The references held of each value, where there are any.
type Held = BTreeMap<Value, u32>;

/// Checks a body after the refcount pass.
pub(super) fn check(checker: &Checker<'_>) {
    let body = checker.body;
    let mut owned: IdVec<Value, bool> = body.values.iter().map(|_| false).collect();
    let mut lent: IdVec<Value, Option<Loan>> = body.values.iter().map(|_| None).collect();
    let order = body.reverse_postorder();
    for block in &order {
        let data = &body.blocks[*block];
        boxed_params(body, *block).for_each(|param| owned[param] = true);
        for inst in &data.insts {
            given(body, inst).into_iter().for_each(|(value, _)| owned[value] = true);
            if let (Some(result), Some(loan)) = (inst.result, loan(body, *block, inst)) {
                lent[result] = Some(loan);
            }
        }
    }
    let mut walk = Walk { checker, owned, lent, held: body.blocks.iter().map(|_| None).collect() };
    for entry in &body.entries {
        walk.held[entry.block] = Some(boxed_params(body, entry.block).map(|param| (param, 1)).collect());
    }
    for block in order {
        walk.block(block);
    }
}

/// What a borrowed value is taken from.
struct Loan {
    lenders: Vec<Value>,
    /// The block that it may be used in, and behind which without an effect, if what it is taken from can change.
    only_in: Option<Block>,
}

fn loan(body: &Body, block: Block, inst: &Inst) -> Option<Loan> {
    let InstKind::Rt(row, operands) = &inst.kind else { return None };
    if row.result.mode != Mode::Borrow {
        return None;
    }
    let lender = |operand: &Operand| match operand {
        Operand::Value(value) if body.repr(*value) == Repr::Boxed => Some(*value),
        _ => None,
    };
    let only_in = matches!(row.effect, Effect::Reads(_)).then_some(block);
    Some(Loan { lenders: operands.iter().filter_map(lender).collect(), only_in })
}

/// The parameters of a block that come with a reference: those of a fast version are its caller's.
fn boxed_params(body: &Body, block: Block) -> impl Iterator<Item = Value> {
    let is_borrowed = body.version == Version::Fast && body.entries[0].block == block;
    let params = &body.blocks[block].params;
    params.iter().copied().filter(move |param| !is_borrowed && body.repr(*param) == Repr::Boxed)
}

/// The values that an instruction gives with a reference, and on which edge if it is checked.
fn given(body: &Body, inst: &Inst) -> Vec<(Value, usize)> {
    let gives = match &inst.kind {
        InstKind::Rt(row, _) => row.result.mode == Mode::Own,
        InstKind::FrameTake(_)
        | InstKind::Own(_)
        | InstKind::Move(_)
        | InstKind::LoopResult(_)
        | InstKind::CallFast { .. }
        | InstKind::CallGeneric { .. } => true,
        _ => false,
    };
    let is_boxed = |value: &Value| gives && body.repr(*value) == Repr::Boxed;
    let mut given: Vec<_> = inst.result.into_iter().filter(is_boxed).map(|result| (result, 0)).collect();
    if let Some(boxed) = inst.kind.boxed()
        && inst.result != Some(boxed)
    {
        given.push((boxed, 1));
    }
    given
}

struct Walk<'a> {
    checker: &'a Checker<'a>,
    /// Whether a value's definition comes with a reference.
    owned: IdVec<Value, bool>,
    lent: IdVec<Value, Option<Loan>>,
    /// What is held at the start of each block that a way was found to.
    held: IdVec<Block, Option<Held>>,
}

impl Walk<'_> {
    fn block(&mut self, block: Block) {
        let body = self.checker.body;
        let data = &body.blocks[block];
        let Some(mut held) = self.held[block].clone() else { return };
        let is_checked = matches!(data.terminator, Terminator::Check { .. } | Terminator::CallCheck { .. });
        let mut late = vec![];
        for (index, inst) in data.insts.iter().enumerate() {
            let place = Place::Inst(block, inst);
            inst.kind.visit_uses(|value| self.alive(value, &held, block, place));
            if let Some(state) = inst.kind.exit() {
                self.leave(state, held.clone(), block, place);
            }
            self.taken(inst, &mut held, place);
            let given = given(body, inst);
            if is_checked && index + 1 == data.insts.len() {
                late = given;
                // What a check without a boxed edge is behind gives nothing but its result.
                if matches!(data.terminator, Terminator::Check { .. }) {
                    late.retain(|(_, edge)| *edge == 0);
                }
            } else {
                given.into_iter().for_each(|(value, _)| *held.entry(value).or_default() += 1);
            }
        }
        self.terminator(block, &data.terminator, held, &late);
    }

    /// Uses want what keeps the value alive.
    fn alive(&self, value: Value, held: &Held, block: Block, place: Place<'_>) {
        if self.owned[value] && !held.contains_key(&value) {
            self.checker.fail(place, &format!("{value} is used after it was given up"));
        }
        let Some(loan) = &self.lent[value] else { return };
        if loan.only_in.is_some_and(|home| !self.is_undisturbed(home, block)) {
            self.checker.fail(place, &format!("{value} is borrowed, and may be gone by now"));
        }
        loan.lenders.iter().for_each(|lender| self.alive(*lender, held, block, place));
    }

    /// Whether every way to `block` comes from `home` without an effect.
    fn is_undisturbed(&self, home: Block, block: Block) -> bool {
        let mut at = block;
        while at != home {
            let [before] = &self.checker.predecessors[at][..] else { return false };
            at = *before;
            if self.checker.body.blocks[at].insts.iter().any(|inst| inst.kind.is_effect()) {
                return false;
            }
        }
        true
    }

    fn take(&self, value: Value, held: &mut Held, place: Place<'_>) {
        match held.get_mut(&value) {
            Some(count) if *count > 1 => *count -= 1,
            Some(_) => {
                held.remove(&value);
            }
            None => self.checker.fail(place, &format!("no reference to {value} is held to be given up")),
        }
    }

    /// The references that an instruction takes over.
    fn taken(&self, inst: &Inst, held: &mut Held, place: Place<'_>) {
        match &inst.kind {
            InstKind::Incref(value) => *held.entry(*value).or_default() += 1,
            InstKind::Decref(value) | InstKind::Forget(value) | InstKind::Move(value) => self.take(*value, held, place),
            InstKind::CallLoop { args, .. } | InstKind::CallGeneric { args, .. } => {
                let boxed = args.iter().filter(|arg| self.checker.body.repr(**arg) == Repr::Boxed);
                boxed.for_each(|arg| self.take(*arg, held, place));
            }
            InstKind::Rt(row, operands) => {
                for (operand, param) in operands.iter().zip(row.params) {
                    if let (Operand::Value(value), Mode::Consume) = (operand, param.slot.mode) {
                        self.take(*value, held, place);
                    }
                }
            }
            _ => {}
        }
    }

    /// An exit: moves what its state moves, releases what it releases, and borrows the rest.
    fn leave(&self, state: State, mut held: Held, block: Block, place: Place<'_>) {
        let data = &self.checker.body.states[state];
        data.values.iter().for_each(|value| self.alive(*value, &held, block, place));
        let moved = data.values.iter().zip(&data.moved).filter(|(_, moved)| **moved).map(|(value, _)| value);
        for value in moved.chain(&data.released) {
            self.take(*value, &mut held, place);
        }
        self.nothing_held(&held, place);
    }

    fn nothing_held(&self, held: &Held, place: Place<'_>) {
        if let Some((value, count)) = held.first_key_value() {
            self.checker.fail(place, &format!("{value} is never given up ({count} of its references)"));
        }
    }

    fn terminator(&mut self, block: Block, terminator: &Terminator, mut held: Held, late: &[(Value, usize)]) {
        let place = Place::End(block);
        match terminator {
            Terminator::Return(value) => {
                if self.checker.body.repr(*value) == Repr::Boxed {
                    self.take(*value, &mut held, place);
                }
                self.nothing_held(&held, place);
            }
            Terminator::Yield { value, state, .. } => {
                self.take(*value, &mut held, place);
                if let Some(state) = state {
                    self.leave(*state, held, block, place);
                }
            }
            Terminator::Suspend { value, frame, .. } => {
                self.take(*value, &mut held, place);
                for arg in frame.args.iter().filter(|arg| self.checker.body.repr(**arg) == Repr::Boxed) {
                    self.take(*arg, &mut held, place);
                }
                self.nothing_held(&held, place);
            }
            Terminator::Exit(state) | Terminator::Pause { state: Some(state), .. } => {
                self.leave(*state, held, block, place);
            }
            Terminator::Pause { state: None, .. } => self.checker.fail(place, "a pause without state"),
            Terminator::Unwind | Terminator::Redispatch => self.nothing_held(&held, place),
            Terminator::Unreachable | Terminator::None => {}
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Guard { .. }
            | Terminator::Check { .. }
            | Terminator::CallCheck { .. } => {
                for (edge, target) in terminator.targets().into_iter().enumerate() {
                    let mut held = held.clone();
                    late.iter().filter(|(_, only)| *only == edge).for_each(|(value, _)| {
                        held.insert(*value, 1);
                    });
                    self.edge(block, target.block, &target.args, held);
                }
            }
        }
    }

    fn edge(&mut self, from: Block, to: Block, args: &[Value], mut held: Held) {
        let (body, place) = (self.checker.body, Place::End(from));
        let params = &body.blocks[to].params;
        for (param, arg) in params.iter().zip(args) {
            if self.owned[*param] {
                self.take(*arg, &mut held, place);
            }
        }
        for param in params.iter().filter(|param| self.owned[**param]) {
            if held.insert(*param, 1).is_some() {
                self.checker.fail(place, &format!("{param} of {to} is set while it is held"));
            }
        }
        match &self.held[to] {
            None => self.held[to] = Some(held),
            Some(before) if *before == held => {}
            Some(before) => {
                let differs = |value: &&Value| before.get(value) != held.get(value);
                let value = before.keys().chain(held.keys()).find(differs);
                let value = value.map_or(String::new(), ToString::to_string);
                self.checker.fail(place, &format!("{value} is held on some ways to {to} only"));
            }
        }
    }
}
