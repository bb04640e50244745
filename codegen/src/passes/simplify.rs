//! Cleans up: folds what is known, forwards copies, removes what nothing uses or reaches, joins straight lines.
//!
//! Everything here is also done by LLVM; it is done before because later passes and exits pay for what is left.

use crate::analysis::liveness::{self, Var};
use crate::analysis::unknown;
use crate::fault::Fault;
use crate::mir::{Block, Body, InstKind, IntOp, Order, StateData, Terminator, Value};
use crate::repr::Repr;
use naja_frontend::hir::{Id as _, IdVec};
use std::collections::{BTreeSet, HashMap};

/// Repeats its steps until nothing changes.
pub(super) fn run(body: &mut Body) {
    loop {
        let mut changed = fold(body);
        changed |= drop_params(body);
        changed |= thread_jumps(body);
        changed |= join_blocks(body);
        changed |= remove_unused(body);
        changed |= merge_exits(body);
        if !changed {
            break;
        }
    }
    clear_unreachable(body);
}

/// What is known of a value at compile time.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    Null,
    NotNull,
    I64(i64),
    Bool(bool),
}

fn fold(body: &mut Body) -> bool {
    let mut known: HashMap<Value, Known> = HashMap::new();
    let mut changed = false;
    for block in body.reverse_postorder() {
        let mut insts = std::mem::take(&mut body.blocks[block].insts);
        insts.retain_mut(|inst| {
            let fact = fold_inst(&inst.kind, &known, body);
            if let (Some(result), Some(fact)) = (inst.result, fact) {
                known.insert(result, fact);
                let constant = match fact {
                    Known::Bool(value) if !matches!(inst.kind, InstKind::Bool(_)) => Some(InstKind::Bool(value)),
                    Known::I64(value) if !matches!(inst.kind, InstKind::I64(_)) => Some(InstKind::I64(value)),
                    Known::Null | Known::NotNull | Known::I64(_) | Known::Bool(_) => None,
                };
                if let Some(constant) = constant.filter(|_| inst.kind.is_removable()) {
                    inst.kind = constant;
                    changed = true;
                }
            }
            let is_noop =
                matches!(inst.kind, InstKind::Drop(value) | InstKind::Keep(value) | InstKind::Forget(value) if !may_die(body, value, &known));
            changed |= is_noop;
            !is_noop
        });
        body.blocks[block].insts = insts;
        if let Terminator::Branch { test, then, otherwise } = &body.blocks[block].terminator
            && let Some(Known::Bool(value)) = known.get(test)
        {
            body.blocks[block].terminator = Terminator::Jump(if *value { then.clone() } else { otherwise.clone() });
            changed = true;
        }
        if let Terminator::Guard { holds, stay, leave } = &body.blocks[block].terminator
            && (known.get(holds) == Some(&Known::Bool(true)) || stay == leave)
        {
            body.blocks[block].terminator = Terminator::Jump(stay.clone());
            changed = true;
        }
    }
    changed
}

/// Whether dropping `value` may do anything.
fn may_die(body: &Body, value: Value, known: &HashMap<Value, Known>) -> bool {
    body.repr(value) == Repr::Boxed && known.get(&value) != Some(&Known::Null)
}

fn fold_inst(kind: &InstKind, known: &HashMap<Value, Known>, body: &Body) -> Option<Known> {
    match kind {
        InstKind::Null => Some(Known::Null),
        InstKind::I64(value) => Some(Known::I64(*value)),
        InstKind::Bool(value) => Some(Known::Bool(*value)),
        InstKind::IsNull(value) => match known.get(value) {
            Some(Known::Null) => Some(Known::Bool(true)),
            Some(_) => Some(Known::Bool(false)),
            None => (!body.values[*value].nullable || Fault::UnsetRead.is_on()).then_some(Known::Bool(false)),
        },
        InstKind::Not(value) => match known.get(value) {
            Some(Known::Bool(value)) => Some(Known::Bool(!value)),
            _ => None,
        },
        InstKind::IntCompare(order, left, right) => match (known.get(left), known.get(right)) {
            (Some(Known::I64(left)), Some(Known::I64(right))) if *order != Order::Below => {
                Some(Known::Bool(order.holds(left, right)))
            }
            _ => None,
        },
        InstKind::Int { op, left, right, .. } => fold_int(*op, *known.get(left)?, *known.get(right)?),
        InstKind::IntFits { op, left, right } => {
            fold_int(*op, *known.get(left)?, *known.get(right)?).map(|_| Known::Bool(true))
        }
        InstKind::WrappingAdd(left, right) => match (known.get(left), known.get(right)) {
            (Some(Known::I64(left)), Some(Known::I64(right))) => Some(Known::I64(left.wrapping_add(*right))),
            _ => None,
        },
        InstKind::Boxed(_) | InstKind::Own(_) => Some(Known::NotNull),
        _ => None,
    }
}

/// Arithmetic that fits and does not raise.
fn fold_int(op: IntOp, left: Known, right: Known) -> Option<Known> {
    let (Known::I64(left), Known::I64(right)) = (left, right) else { return None };
    let value = match op {
        IntOp::Add => left.checked_add(right),
        IntOp::Sub => left.checked_sub(right),
        IntOp::Mul => left.checked_mul(right),
        IntOp::And => Some(left & right),
        IntOp::Or => Some(left | right),
        IntOp::Xor => Some(left ^ right),
        IntOp::RShift if (0..64).contains(&right) => Some(left >> right),
        IntOp::RShift | IntOp::LShift | IntOp::FloorDiv | IntOp::Mod => None,
    };
    value.map(Known::I64)
}

impl Order {
    /// Whether it holds between two values.
    #[must_use]
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Order::Lt => left < right,
            Order::Le => left <= right,
            Order::Eq => left == right,
            Order::Ne => left != right,
            Order::Gt => left > right,
            Order::Ge => left >= right,
            Order::Below => crate::bug!("an unsigned comparison of signed values"),
        }
    }
}

/// Removes parameters that always have the same value.
fn drop_params(body: &mut Body) -> bool {
    let order = body.reverse_postorder();
    let replaced = constant_params(body, &order);
    if replaced.is_empty() {
        return false;
    }
    let kept: IdVec<Block, Vec<bool>> = body
        .blocks
        .iter()
        .map(|data| data.params.iter().map(|param| !replaced.contains_key(param)).collect())
        .collect();
    for block in order {
        retain_by(&mut body.blocks[block].params, &kept[block]);
        for target in body.blocks[block].terminator.targets_mut() {
            retain_by(&mut target.args, &kept[target.block]);
        }
    }
    substitute(body, &replaced);
    true
}

/// The parameters whose arguments are all one value, or the parameter itself.
fn constant_params(body: &Body, order: &[Block]) -> HashMap<Value, Value> {
    let mut args: IdVec<Block, Vec<Vec<Value>>> =
        body.blocks.iter().map(|data| data.params.iter().map(|_| vec![]).collect()).collect();
    for block in order {
        for target in body.blocks[*block].terminator.targets() {
            for (list, arg) in args[target.block].iter_mut().zip(&target.args) {
                list.push(*arg);
            }
        }
    }
    let mut replaced: HashMap<Value, Value> = HashMap::new();
    // The parameters of entries come from outside.
    let entries = entries(body);
    for block in order.iter().filter(|block| !entries.contains(block)) {
        for (param, args) in body.blocks[*block].params.iter().zip(&args[*block]) {
            let mut others = args.iter().map(|arg| resolve(&replaced, *arg)).filter(|arg| arg != param);
            if let Some(first) = others.next()
                && others.all(|other| other == first)
            {
                replaced.insert(*param, first);
            }
        }
    }
    replaced
}

fn entries(body: &Body) -> BTreeSet<Block> {
    body.entries.iter().map(|entry| entry.block).collect()
}

fn resolve(replaced: &HashMap<Value, Value>, value: Value) -> Value {
    let mut at = value;
    while let Some(next) = replaced.get(&at) {
        at = *next;
    }
    at
}

fn retain_by<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    items.retain(|_| kept.next().copied().unwrap_or(true));
}

/// Replaces uses of values, in frame states too.
pub(super) fn substitute(body: &mut Body, replaced: &HashMap<Value, Value>) {
    for block in body.blocks.ids() {
        let data = &mut body.blocks[block];
        for inst in &mut data.insts {
            inst.kind.map_uses(|value| resolve(replaced, value));
        }
        data.terminator.map_uses(|value| resolve(replaced, value));
    }
    for state in body.states.ids() {
        for value in &mut body.states[state].values {
            *value = resolve(replaced, *value);
        }
    }
}

/// Jumps to blocks that only jump go where those go.
fn thread_jumps(body: &mut Body) -> bool {
    let mut forward: HashMap<Block, Block> = HashMap::new();
    let entries = entries(body);
    for (block, data) in body.blocks.iter_enumerated() {
        if let Terminator::Jump(target) = &data.terminator
            && data.insts.is_empty()
            && data.params.is_empty()
            && target.args.is_empty()
            && target.block != block
            && !data.is_loop_header
            && !entries.contains(&block)
        {
            forward.insert(block, target.block);
        }
    }
    let predecessors = body.predecessors();
    let mut changed = false;
    for block in body.reverse_postorder() {
        if let Some(next) = forward.get(&block)
            && predecessors[*next] == [block]
        {
            stand_for(body, *next, block);
        }
        for target in body.blocks[block].terminator.targets_mut() {
            let mut steps = 0;
            while let Some(next) = forward.get(&target.block)
                && steps < forward.len()
            {
                target.block = *next;
                steps += 1;
                changed = true;
            }
        }
    }
    changed
}

/// The start of `block` stands for that of `other` too, which every way to it, or from it, comes by.
fn stand_for(body: &mut Body, block: Block, other: Block) {
    let data = &body.blocks[other];
    let starts: Vec<Block> = data.origin.into_iter().chain(data.joined.iter().copied()).collect();
    let inlined = data.inlined.clone();
    body.blocks[block].joined.extend(starts);
    body.blocks[block].inlined.extend(inlined);
}

/// Joins a block to its only predecessor, if that only jumps to it and does not end in an effect.
fn join_blocks(body: &mut Body) -> bool {
    let predecessors = body.predecessors();
    let entries = entries(body);
    let mut replaced = HashMap::new();
    let mut changed = false;
    for block in body.reverse_postorder() {
        while let Terminator::Jump(target) = &body.blocks[block].terminator {
            let next = target.block;
            let ends_in_effect = body.blocks[block].insts.last().is_some_and(|inst| inst.kind.is_effect());
            if predecessors[next].len() != 1 || next == block || ends_in_effect || entries.contains(&next) {
                break;
            }
            let args = target.args.clone();
            let params = std::mem::take(&mut body.blocks[next].params);
            replaced.extend(params.into_iter().zip(args));
            let insts = std::mem::take(&mut body.blocks[next].insts);
            body.blocks[block].insts.extend(insts);
            body.blocks[block].terminator = std::mem::replace(&mut body.blocks[next].terminator, Terminator::None);
            body.blocks[block].ends = body.blocks[next].ends;
            stand_for(body, block, next);
            changed = true;
        }
    }
    substitute(body, &replaced);
    changed
}

/// Removes instructions and parameters whose results nothing uses.
fn remove_unused(body: &mut Body) -> bool {
    let live = liveness::live_in(body);
    let mut changed = false;
    for block in body.reverse_postorder() {
        let mut used: BTreeSet<Value> = BTreeSet::new();
        let note = |var: Var, used: &mut BTreeSet<Value>| {
            if let Var::Value(value) = var {
                used.insert(value);
            }
        };
        liveness::live_out(body, block, &live).into_iter().for_each(|var| note(var, &mut used));
        body.blocks[block].terminator.visit_uses(|value| {
            used.insert(value);
        });
        if let Some(state) = body.blocks[block].terminator.exit() {
            used.extend(&body.states[state].values);
        }
        let mut insts = std::mem::take(&mut body.blocks[block].insts);
        let before = insts.len();
        let mut kept = Vec::with_capacity(before);
        while let Some(inst) = insts.pop() {
            let is_used = inst.result.is_none_or(|result| used.contains(&result));
            if is_used || !inst.kind.is_removable() {
                inst.kind.visit_uses(|value| {
                    used.insert(value);
                });
                if let Some(state) = inst.kind.exit() {
                    used.extend(&body.states[state].values);
                }
                kept.push(inst);
            }
        }
        kept.reverse();
        changed |= kept.len() != before;
        body.blocks[block].insts = kept;
    }
    changed
}

/// Makes one of blocks that do nothing but leave in the same state: most places that raise have such a way out.
fn merge_exits(body: &mut Body) -> bool {
    let mut first: HashMap<(Vec<Option<Block>>, StateData), Block> = HashMap::new();
    let mut merged: HashMap<Block, Block> = HashMap::new();
    let predecessors = body.predecessors();
    // Behind calls, so that no activation has begun on one way there and not on another.
    let calls = |block: &Block| {
        body.blocks[*block].insts.last().is_some_and(|inst| unknown::runs(&inst.kind) || inst.kind.boxed().is_some())
    };
    for block in body.reverse_postorder() {
        if predecessors[block].iter().all(calls)
            && let Some(key) = exit_of(body, block)
        {
            let same = *first.entry(key).or_insert(block);
            if same != block {
                merged.insert(block, same);
            }
        }
    }
    for block in body.blocks.ids() {
        for target in body.blocks[block].terminator.targets_mut() {
            target.block = merged.get(&target.block).copied().unwrap_or(target.block);
        }
    }
    !merged.is_empty()
}

/// If a block only leaves: the blocks of the master that it stands for, and the state, null by whatever name being one value.
fn exit_of(body: &Body, block: Block) -> Option<(Vec<Option<Block>>, StateData)> {
    let data = &body.blocks[block];
    let Terminator::Exit(state) = data.terminator else { return None };
    let only_nulls = data.insts.iter().all(|inst| matches!(inst.kind, InstKind::Null));
    let is_plain = data.params.is_empty() && data.inlined.is_empty() && data.leaves.is_none();
    if !only_nulls || !is_plain || entries(body).contains(&block) {
        return None;
    }
    let nulls: Vec<Value> = data.insts.iter().filter_map(|inst| inst.result).collect();
    let mut state = body.states[state].clone();
    // The state itself has no value of this name.
    let null = Value::from_index(body.values.len());
    state.values.iter_mut().filter(|value| nulls.contains(value)).for_each(|value| *value = null);
    let starts = [data.origin, data.ends].into_iter().chain(data.joined.iter().copied().map(Some));
    Some((starts.collect(), state))
}

fn clear_unreachable(body: &mut Body) {
    let reachable: BTreeSet<Block> = body.reverse_postorder().into_iter().collect();
    for block in body.blocks.ids() {
        if !reachable.contains(&block) {
            let data = &mut body.blocks[block];
            data.params.clear();
            data.insts.clear();
            data.terminator = Terminator::None;
        }
    }
}
