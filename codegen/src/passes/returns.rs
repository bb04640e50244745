//! Gives each way that ends a function an end of its own.
//!
//! Lowering makes one end, where all `return`s meet. In fast code that is a test or two, the deaths of variables, and the
//! return. With a copy for each way, a way that calls nothing (the end of a recursion, a result that is known at once) owes
//! nothing to an activation that only the other ways begin (`llvm/activation.rs`).

use crate::mir::{Block, Body, State, Terminator, Value};
use std::collections::HashMap;

/// The most instructions that are copied for a way.
const MOST: usize = 8;

/// The most ways that are given an end.
const MOST_WAYS: usize = 6;

/// Copies the ends of a fast version.
pub(super) fn run(body: &mut Body) {
    let predecessors = body.predecessors();
    for block in body.reverse_postorder() {
        let ways = &predecessors[block];
        if (2..=MOST_WAYS).contains(&ways.len())
            && !body.entries.iter().any(|entry| entry.block == block)
            && let Some(end) = end_from(body, block)
        {
            for way in &ways[1..] {
                let copy = copied(body, &end);
                for target in body.blocks[*way].terminator.targets_mut() {
                    if target.block == block {
                        target.block = copy;
                    }
                }
            }
        }
    }
}

/// The blocks that lead from here to a return and nowhere else, if they are few and small.
fn end_from(body: &Body, first: Block) -> Option<Vec<Block>> {
    let mut end = vec![];
    let (mut at, mut size) = (first, 0);
    loop {
        let data = &body.blocks[at];
        size += data.insts.len();
        if data.is_loop_header || size > MOST || end.contains(&at) {
            return None;
        }
        end.push(at);
        match &data.terminator {
            Terminator::Jump(next) => at = next.block,
            Terminator::Return(_) => return Some(end),
            _ => return None,
        }
    }
}

/// A copy of the blocks of an end; the first of it.
fn copied(body: &mut Body, end: &[Block]) -> Block {
    let copies: Vec<Block> = end.iter().map(|_| body.block()).collect();
    let mut values: HashMap<Value, Value> = HashMap::new();
    for (index, (block, copy)) in end.iter().zip(&copies).enumerate() {
        let mut data = body.blocks[*block].clone();
        let defined = data.params.iter_mut().chain(data.insts.iter_mut().filter_map(|inst| inst.result.as_mut()));
        for value in defined {
            let new = body.values.push(body.values[*value].clone());
            values.insert(*value, new);
            *value = new;
        }
        let renamed = |value: Value| values.get(&value).copied().unwrap_or(value);
        for inst in &mut data.insts {
            inst.kind.map_uses(renamed);
            if let Some(exit) = inst.kind.exit_mut() {
                *exit = state(&mut body.states, *exit, renamed);
            }
        }
        data.leaves = data.leaves.map(|exit| state(&mut body.states, exit, renamed));
        data.terminator.map_uses(renamed);
        if let Terminator::Jump(next) = &mut data.terminator {
            next.block = copies[index + 1];
        }
        body.blocks[*copy] = data;
    }
    copies[0]
}

fn state(
    states: &mut naja_frontend::hir::IdVec<State, crate::mir::StateData>,
    exit: State,
    renamed: impl Fn(Value) -> Value,
) -> State {
    let mut data = states[exit].clone();
    data.values.iter_mut().for_each(|value| *value = renamed(*value));
    states.push(data)
}
