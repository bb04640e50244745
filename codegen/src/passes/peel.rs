//! Peels the first round off loops in which an int becomes a float, or a complex number.
//!
//! `total = 0` before a loop that adds floats: at its head an int and a float meet, and neither will do. After one round it
//! is a float for good. So the first round becomes a copy of the loop in front of it, where the variable is an int, and the
//! loop itself has a float only. Blocks of the copy stand for the same blocks of the master, so exits need nothing new.

use crate::analysis::dominators::Dominators;
use crate::analysis::kinds::{Class, Context, Kind, Kinds};
use crate::mir::{Block, Body, Target, Value};
use crate::repr::Repr;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most blocks that are copied for one function.
const MOST_BLOCKS: usize = 400;

/// The heads of loops in which a variable is an int on one way in, and a float or a complex number on another.
pub(super) fn mixed_heads(body: &Body, kinds: &Kinds, cx: Context<'_>) -> BTreeSet<Block> {
    let mut met: BTreeMap<Value, BTreeSet<Repr>> = BTreeMap::new();
    for block in body.reverse_postorder().into_iter().filter(|block| kinds.is_reached(*block)) {
        for target in kinds.taken(body, block, cx) {
            for (param, arg) in body.blocks[target.block].params.iter().zip(&target.args) {
                met.entry(*param).or_default().extend(number(kinds.get(*arg)));
            }
        }
    }
    let is_mixed =
        |param: &Value| met.get(param).is_some_and(|met| met.len() > 1) && kinds.get(*param).repr() == Repr::Boxed;
    let heads = body.blocks.iter_enumerated().filter(|(_, data)| data.is_loop_header);
    heads.filter(|(_, data)| data.params.iter().any(is_mixed)).map(|(block, _)| block).collect()
}

/// As what a number comes to a head.
fn number(kind: &Kind) -> Option<Repr> {
    match kind {
        Kind::I64 | Kind::F64 | Kind::C128 => Some(kind.repr()),
        Kind::Object(Class::Complex) => Some(Repr::C128),
        Kind::Unreached | Kind::Junk | Kind::Null | Kind::Bool(_) | Kind::Object(_) => None,
    }
}

/// Peels the loops at `heads`, in a body where whatever is used in other blocks than its own is in slots.
pub(super) fn run(body: &mut Body, heads: &BTreeSet<Block>) {
    let mut copied = 0;
    for head in heads {
        let inside = natural_loop(body, *head);
        copied += inside.len();
        if copied > MOST_BLOCKS {
            return;
        }
        peel(body, *head, &inside);
    }
}

/// The blocks of the loop at `head`: those that lead back to it without leaving what it dominates.
fn natural_loop(body: &Body, head: Block) -> BTreeSet<Block> {
    let dominators = Dominators::new(body);
    let predecessors = body.predecessors();
    let mut inside = BTreeSet::from([head]);
    let is_latch = |block: &Block| dominators.dominates(head, *block);
    let mut work: Vec<Block> = predecessors[head].iter().copied().filter(is_latch).collect();
    while let Some(block) = work.pop() {
        if inside.insert(block) {
            work.extend(&predecessors[block]);
        }
    }
    // What was put on an edge belongs to the block before.
    let edges = inside.iter().flat_map(|block| body.successors(*block));
    let edges: Vec<Block> = edges.filter(|block| body.blocks[*block].origin.is_none()).collect();
    inside.extend(edges);
    inside
}

fn peel(body: &mut Body, head: Block, inside: &BTreeSet<Block>) {
    let mut renamed = HashMap::new();
    let copies: BTreeMap<Block, Block> =
        inside.iter().map(|block| (*block, copy(body, *block, &mut renamed))).collect();
    for copy in copies.values() {
        rename(body, *copy, &renamed);
        retarget(body, *copy, |target| if target == head { head } else { *copies.get(&target).unwrap_or(&target) });
    }
    // The ways into the loop lead to the copy; those back to the head stay.
    let first = copies[&head];
    body.blocks[first].is_loop_header = false;
    for block in body.blocks.ids() {
        if !inside.contains(&block) && !copies.values().any(|copy| *copy == block) {
            retarget(body, block, |target| if target == head { first } else { target });
        }
    }
}

fn retarget(body: &mut Body, block: Block, to: impl Fn(Block) -> Block) {
    for Target { block: target, .. } in body.blocks[block].terminator.targets_mut() {
        *target = to(*target);
    }
}

/// A copy of a block, that defines values of its own.
fn copy(body: &mut Body, block: Block, renamed: &mut HashMap<Value, Value>) -> Block {
    let mut data = body.blocks[block].clone();
    for result in data.insts.iter_mut().filter_map(|inst| inst.result.as_mut()) {
        let fresh = body.values.push(body.values[*result].clone());
        renamed.insert(*result, fresh);
        *result = fresh;
    }
    body.blocks.push(data)
}

fn rename(body: &mut Body, block: Block, renamed: &HashMap<Value, Value>) {
    let name = |value: Value| renamed.get(&value).copied().unwrap_or(value);
    let data = &mut body.blocks[block];
    data.insts.iter_mut().for_each(|inst| inst.kind.map_uses(name));
    data.terminator.map_uses(name);
}
