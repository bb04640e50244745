//! What may still be used at the start of each block, and so what a frame must hold to resume there.

use crate::mir::{Block, Body, Inst, InstKind, Slot, State, Terminator, Value};
use naja_frontend::hir::IdVec;
use std::collections::{BTreeSet, HashMap};

/// Something that holds a value across blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Var {
    /// A variable before SSA construction.
    Slot(Slot),
    /// A value.
    Value(Value),
}

/// The live variables at the start of each block; a block's own parameters are not among them.
pub type LiveIn = IdVec<Block, BTreeSet<Var>>;

/// What must live as long as each value does, besides itself.
pub type Lenders = HashMap<Value, Vec<Value>>;

/// Backward dataflow to the fixpoint.
#[must_use]
pub fn live_in(body: &Body) -> LiveIn {
    live_in_with(body, &Lenders::new())
}

/// The same, where a use of a value is one of its lenders too.
#[must_use]
pub fn live_in_with(body: &Body, lenders: &Lenders) -> LiveIn {
    let mut live: LiveIn = body.blocks.iter().map(|_| BTreeSet::new()).collect();
    let predecessors = body.predecessors();
    let mut order = body.reverse_postorder();
    let mut queued: IdVec<Block, bool> = body.blocks.iter().map(|_| true).collect();
    // Taken from the end: postorder, so that most blocks are final when first visited.
    while let Some(block) = order.pop() {
        queued[block] = false;
        let at_start = before_block(body, block, &live, lenders);
        if at_start != live[block] {
            live[block] = at_start;
            for predecessor in &predecessors[block] {
                if !std::mem::replace(&mut queued[*predecessor], true) {
                    order.push(*predecessor);
                }
            }
        }
    }
    live
}

/// What is live behind the terminator of `block`.
#[must_use]
pub fn live_out(body: &Body, block: Block, live: &LiveIn) -> BTreeSet<Var> {
    let mut set = BTreeSet::new();
    for successor in body.successors(block) {
        set.extend(live[successor].iter().copied());
        for param in &body.blocks[successor].params {
            set.remove(&Var::Value(*param));
        }
    }
    set
}

fn before_block(body: &Body, block: Block, live: &LiveIn, lenders: &Lenders) -> BTreeSet<Var> {
    let mut set = live_out(body, block, live);
    let data = &body.blocks[block];
    let add = |value: Value, set: &mut BTreeSet<Var>| {
        set.insert(Var::Value(value));
        set.extend(lenders.get(&value).into_iter().flatten().map(|lender| Var::Value(*lender)));
    };
    data.terminator.visit_uses(|value| add(value, &mut set));
    let add_state = |state: Option<State>, set: &mut BTreeSet<Var>| {
        state.iter().flat_map(|state| &body.states[*state].values).for_each(|value| add(*value, set));
    };
    add_state(data.terminator.exit(), &mut set);
    for inst in data.insts.iter().rev() {
        inst.result.map(|result| set.remove(&Var::Value(result)));
        if let Some(boxed) = inst.kind.boxed() {
            set.remove(&Var::Value(boxed));
        }
        match &inst.kind {
            InstKind::SlotGet(slot) => {
                set.insert(Var::Slot(*slot));
            }
            InstKind::SlotSet(slot, value) => {
                set.remove(&Var::Slot(*slot));
                add(*value, &mut set);
            }
            kind => kind.visit_uses(|value| add(value, &mut set)),
        }
        add_state(inst.kind.exit(), &mut set);
    }
    for param in &data.params {
        set.remove(&Var::Value(*param));
    }
    set
}

/// The frame layouts of a master: for each block, which variable each word of a frame holds that resumes there.
///
/// Boxed words come first, in an area that is as long in every frame of the function; raw words follow it.
#[derive(Debug)]
pub struct Frames {
    live: LiveIn,
    /// As `live`, but a variable that only dies is not live.
    read: LiveIn,
    raw: BTreeSet<Var>,
}

impl Frames {
    /// The layouts of `master`.
    #[must_use]
    pub fn new(master: &Body) -> Self {
        let is_raw = |repr| repr != crate::repr::Repr::Boxed;
        let slots = master.slots.ids().filter(|slot| is_raw(master.slots[*slot].repr)).map(Var::Slot);
        let values = master.values.ids().filter(|value| is_raw(master.values[*value].repr)).map(Var::Value);
        let live = live_in(master);
        let read = live_in(&without_drops(master, &live));
        Frames { live, read, raw: slots.chain(values).collect() }
    }

    /// For each word of the layout of `block`, whether something may read it, other than let it die.
    #[must_use]
    pub fn read(&self, block: Block) -> Vec<bool> {
        let vars = self.live.get(block).into_iter().flatten();
        vars.map(|var| self.read[block].contains(var)).collect()
    }

    /// What a frame holds that resumes at the start of `block`: each variable, and its word in the boxed or raw area.
    #[must_use]
    pub fn layout(&self, block: Block) -> Vec<(Var, u32)> {
        let mut next = [0, 0];
        let place = |var: &Var| {
            let area = usize::from(self.raw.contains(var));
            next[area] += 1;
            (*var, next[area] - 1)
        };
        self.live.get(block).into_iter().flatten().map(place).collect()
    }
}

/// The body without the instructions that let values die, and what they alone use. A suspension reads all variables, since
/// it may be asked for its frame.
fn without_drops(body: &Body, live: &LiveIn) -> Body {
    let mut body = body.clone();
    let mut used: BTreeSet<Value> = BTreeSet::new();
    for data in body.blocks.iter_mut() {
        data.insts.retain(|inst| !matches!(inst.kind, InstKind::Drop(_)));
        data.insts.iter().for_each(|inst| {
            inst.kind.visit_uses(|value| {
                used.insert(value);
            })
        });
        data.terminator.visit_uses(|value| {
            used.insert(value);
        });
    }
    for data in body.blocks.iter_mut() {
        let is_read = |inst: &Inst| {
            !matches!(inst.kind, InstKind::SlotGet(_)) || inst.result.is_some_and(|result| used.contains(&result))
        };
        data.insts.retain(is_read);
        if let Terminator::Yield { resume, span, .. } = data.terminator {
            let slots =
                live[resume].iter().filter_map(|var| if let Var::Slot(slot) = var { Some(*slot) } else { None });
            data.insts.extend(slots.map(|slot| Inst { result: None, kind: InstKind::SlotGet(slot), span }));
        }
    }
    body
}
