//! Global value numbering: removes what was computed already, and guards that hold already.
//!
//! Down the dominator tree, each pure computation gets the number of an equal one above it. A read is equal only if nothing
//! may have written its region since: each region has a version, which effects renew, and which is unknown where ways meet.
//! A guard, and a branch, teach that a condition holds below them. After Briggs, Cooper and Simpson ("Value Numbering",
//! 1997), with scoped tables.
//!
//! A reference that is given up may be the last one, and then Python code runs: such a place is an effect too.
//!
//! Two references to one object have the same number, so what is known of one is known of the other, but neither takes the
//! other's place: when objects die is not this pass's business. Only machine values are replaced.

use crate::analysis::dominators::Dominators;
use crate::analysis::liveness::{self, Lenders, LiveIn, Var};
use crate::analysis::ownership;
use crate::mir::{
    Block, Body, Cache, Const, FloatOp, Inst, InstKind, IntOp, Operand, Order, Part, State, Terminator, Value,
};
use crate::repr::Repr;
use naja_frontend::hir::{FuncId, IdVec};
use naja_rt_abi::{Effect, Mode, Region, RtFn};
use std::collections::{BTreeSet, HashMap};

/// Numbers the values of a version that is in SSA form.
pub(super) fn run(body: &mut Body) {
    let dominators = Dominators::new(body);
    let predecessors = body.predecessors();
    let deaths = Deaths::new(body);
    let mut pass = Pass {
        body,
        predecessors,
        deaths,
        numbers: HashMap::new(),
        known: Scoped::default(),
        truths: Scoped::default(),
        replaced: HashMap::new(),
        fresh: 0,
    };
    let mut stack: Vec<Step> =
        dominators.roots().iter().rev().map(|root| Step::Enter(*root, Versions::default())).collect();
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(block, versions) => {
                stack.push(Step::Leave(pass.known.mark(), pass.truths.mark()));
                let versions = pass.block(block, versions);
                stack.extend(dominators.children(block).iter().map(|child| Step::Enter(*child, versions)));
            }
            Step::Leave(known, truths) => {
                pass.known.leave(known);
                pass.truths.leave(truths);
            }
        }
    }
    let replaced = std::mem::take(&mut pass.replaced);
    super::simplify::substitute(body, &replaced);
}

/// The walk down the dominator tree and up again.
enum Step {
    /// A block, with the versions at the end of its dominator.
    Enter(Block, Versions),
    /// Forgets what was learned since.
    Leave(usize, usize),
}

/// A version of each region.
type Versions = [u32; Region::COUNT];

/// What a value is computed by, from which numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    op: Op,
    args: Vec<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Op {
    I64(i64),
    F64(u64),
    Bool(bool),
    Boxed(Const),
    Null,
    Globals,
    IsNull,
    Not,
    IntToFloat,
    FloatToInt,
    BoolToInt,
    Complex,
    Part(Part),
    Select,
    WrappingAdd,
    Int(IntOp),
    IntFits(IntOp),
    Float(FloatOp),
    IntCompare(Order),
    FloatCompare(Order),
    /// A row, its operands other than values, and the version of the region it reads.
    Row(&'static str, Vec<Extra>, u32),
}

/// An operand that is no value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Extra {
    Value,
    Imm(i64),
    Cache(Cache),
    Desc(FuncId),
    Module,
    Frame,
    Record,
}

struct Pass<'a> {
    body: &'a mut Body,
    predecessors: IdVec<Block, Vec<Block>>,
    deaths: Deaths,
    /// The number of a value: the first value known to be equal to it.
    numbers: HashMap<Value, Value>,
    known: Scoped<Key, Value>,
    /// Conditions whose truth is known, by number.
    truths: Scoped<Value, bool>,
    /// Machine values, and the equal ones that take their places.
    replaced: HashMap<Value, Value>,
    fresh: u32,
}

impl Pass<'_> {
    /// Numbers a block, whose dominator ended with `versions`; the versions at its own end.
    fn block(&mut self, block: Block, mut versions: Versions) -> Versions {
        match &self.predecessors[block][..] {
            &[only] => {
                self.learn_from_branch(only, block);
                if self.deaths.between(self.body, only, block) {
                    self.renew(&mut versions, |_| true);
                }
            }
            _ => self.renew(&mut versions, |_| true),
        }
        let deaths = self.deaths.at_instructions(self.body, block);
        let insts = std::mem::take(&mut self.body.blocks[block].insts);
        let mut kept = Vec::with_capacity(insts.len());
        for (inst, runs_python) in insts.into_iter().zip(deaths) {
            if !self.inst(&inst, &versions) {
                self.note_effect(&inst.kind, &mut versions);
                kept.push(inst);
            }
            if runs_python {
                self.renew(&mut versions, |_| true);
            }
        }
        self.body.blocks[block].insts = kept;
        let mut terminator = std::mem::replace(&mut self.body.blocks[block].terminator, Terminator::None);
        if let Terminator::Branch { test, then, otherwise } = &terminator
            && let Some(truth) = self.truths.get(&self.number(*test))
        {
            terminator = Terminator::Jump(if *truth { then.clone() } else { otherwise.clone() });
        }
        if let Terminator::Guard { holds, stay, .. } = &terminator
            && self.truths.get(&self.number(*holds)) == Some(&true)
        {
            terminator = Terminator::Jump(stay.clone());
        }
        self.body.blocks[block].terminator = terminator;
        versions
    }

    /// On one side of a branch its condition is known.
    fn learn_from_branch(&mut self, predecessor: Block, block: Block) {
        if let Terminator::Branch { test, then, otherwise } = &self.body.blocks[predecessor].terminator
            && then.block != otherwise.block
        {
            let truth = then.block == block;
            self.truths.insert(self.number(*test), truth);
        }
        // Nothing is known where a guard leaves to: one may leave though its condition holds.
        if let Terminator::Guard { holds, stay, leave } = &self.body.blocks[predecessor].terminator
            && stay.block == block
            && leave.block != block
        {
            self.truths.insert(self.number(*holds), true);
        }
    }

    /// Whether the instruction is needless: something above does the same.
    fn inst(&mut self, inst: &Inst, versions: &Versions) -> bool {
        match &inst.kind {
            InstKind::Guard { holds, .. } => {
                let condition = self.number(*holds);
                let holds_already = self.truths.get(&condition) == Some(&true);
                if !holds_already {
                    self.truths.insert(condition, true);
                }
                return holds_already;
            }
            InstKind::Own(value) => {
                if let Some(result) = inst.result {
                    let number = self.number(*value);
                    self.numbers.insert(result, number);
                }
                return false;
            }
            _ => {}
        }
        let (Some(result), Some(key)) = (inst.result, self.key(&inst.kind, versions)) else { return false };
        if let InstKind::Bool(value) = inst.kind {
            self.truths.insert(result, value);
        }
        let Some(first) = self.known.get(&key).copied() else {
            self.known.insert(key, result);
            return false;
        };
        self.numbers.insert(result, first);
        let replaces = self.body.repr(result) != Repr::Boxed;
        if replaces {
            self.replaced.insert(result, first);
        }
        replaces
    }

    fn number(&self, value: Value) -> Value {
        self.numbers.get(&value).copied().unwrap_or(value)
    }

    /// What is computed, if it can be equal to anything; a negation is known where what it negates is.
    fn key(&mut self, kind: &InstKind, versions: &Versions) -> Option<Key> {
        let mut args = vec![];
        kind.visit_uses(|value| args.push(value));
        args.iter_mut().for_each(|value| *value = self.number(*value));
        let op = match kind {
            InstKind::I64(value) => Op::I64(*value),
            InstKind::F64(value) => Op::F64(value.to_bits()),
            InstKind::Bool(value) => Op::Bool(*value),
            InstKind::Boxed(constant) => Op::Boxed(*constant),
            InstKind::Null => Op::Null,
            InstKind::Globals => Op::Globals,
            InstKind::IsNull(_) => Op::IsNull,
            InstKind::Not(_) => Op::Not,
            InstKind::IntToFloat(_) => Op::IntToFloat,
            InstKind::FloatToInt { .. } => Op::FloatToInt,
            InstKind::BoolToInt(_) => Op::BoolToInt,
            InstKind::Complex { .. } => Op::Complex,
            InstKind::Part(part, _) => Op::Part(*part),
            InstKind::Select { .. } => Op::Select,
            InstKind::WrappingAdd(..) => Op::WrappingAdd,
            InstKind::Int { op, .. } => Op::Int(*op),
            InstKind::IntFits { op, .. } => Op::IntFits(*op),
            InstKind::Float { op, .. } => Op::Float(*op),
            InstKind::IntCompare(order, ..) => Op::IntCompare(*order),
            InstKind::FloatCompare(order, ..) => Op::FloatCompare(*order),
            InstKind::Rt(row, operands) => {
                Op::Row(row.name, operands.iter().map(extra).collect::<Option<_>>()?, version(row, versions)?)
            }
            InstKind::SlotGet(_)
            | InstKind::SlotSet(..)
            | InstKind::FrameTake(_)
            | InstKind::Own(_)
            | InstKind::Drop(_)
            | InstKind::Keep(_)
            | InstKind::Forget(_)
            | InstKind::Incref(_)
            | InstKind::Decref(_)
            | InstKind::Move(_)
            | InstKind::CallFast { .. }
            | InstKind::CallGeneric { .. }
            | InstKind::CallLoop { .. }
            | InstKind::LoopLeft(_)
            | InstKind::LoopResult(_)
            | InstKind::Guard { .. } => return None,
        };
        Some(Key { op, args })
    }

    /// What an instruction may write has a new version behind it.
    fn note_effect(&mut self, kind: &InstKind, versions: &mut Versions) {
        let effect = match kind {
            InstKind::Rt(row, _) => row.effect,
            InstKind::Drop(_)
            | InstKind::CallFast { .. }
            | InstKind::CallGeneric { .. }
            | InstKind::CallLoop { .. } => Effect::Python,
            _ => Effect::Pure,
        };
        match effect {
            Effect::Pure | Effect::Reads(_) => {}
            Effect::Writes(region) => self.renew(versions, |other| region.covers(other)),
            Effect::Python => self.renew(versions, |_| true),
        }
    }

    fn renew(&mut self, versions: &mut Versions, which: impl Fn(Region) -> bool) {
        self.fresh += 1;
        for (region, version) in Region::ALL.into_iter().zip(versions) {
            if which(region) {
                *version = self.fresh;
            }
        }
    }
}

/// Where references are given up that may be the last ones.
struct Deaths {
    owned: IdVec<Value, bool>,
    lenders: Lenders,
    live: LiveIn,
}

impl Deaths {
    fn new(body: &Body) -> Deaths {
        let lenders = ownership::lenders(body);
        Deaths { owned: ownership::owned_values(body), live: liveness::live_in_with(body, &lenders), lenders }
    }

    /// Whether any happens on the way from a block to its successor: of what only other ways need, or of parameters.
    fn between(&self, body: &Body, from: Block, to: Block) -> bool {
        let owned = |var: &Var| matches!(var, Var::Value(value) if self.owned[*value]);
        let ends = liveness::live_out(body, from, &self.live)
            .into_iter()
            .any(|var| owned(&var) && !self.live[to].contains(&var));
        ends || body.blocks[to].params.iter().any(|param| self.owned[*param])
    }

    /// For each instruction of a block, whether any happens behind it.
    fn at_instructions(&self, body: &Body, block: Block) -> Vec<bool> {
        let data = &body.blocks[block];
        let mut live = BTreeSet::new();
        for var in liveness::live_out(body, block, &self.live) {
            if let Var::Value(value) = var {
                live.insert(value);
            }
        }
        data.terminator.visit_uses(|value| self.add(value, &mut live));
        self.add_state(body, data.terminator.exit(), &mut live);
        let mut deaths = vec![];
        for (index, inst) in data.insts.iter().enumerate().rev() {
            let mut uses = BTreeSet::new();
            inst.kind.visit_uses(|value| self.add(value, &mut uses));
            self.add_state(body, inst.kind.exit(), &mut uses);
            let ends = |value: &&Value| self.owned[**value] && !live.contains(value);
            let mut dying = uses.iter().chain(&inst.result).filter(ends);
            let forgets = matches!(inst.kind, InstKind::Forget(_));
            deaths.push(!forgets && dying.any(|value| !dies_unseen(&data.insts[..=index], *value)));
            inst.result.map(|result| live.remove(&result));
            live.extend(uses);
        }
        deaths.reverse();
        deaths
    }

    fn add(&self, value: Value, to: &mut BTreeSet<Value>) {
        to.insert(value);
        to.extend(self.lenders.get(&value).into_iter().flatten());
    }

    fn add_state(&self, body: &Body, state: Option<State>, to: &mut BTreeSet<Value>) {
        for value in state.iter().flat_map(|state| &body.states[*state].values) {
            self.add(*value, to);
        }
    }
}

/// Whether nobody can see a reference being given up at the end of these instructions: that of a new number, or one that was
/// taken from a value which is still held, since nothing happened meanwhile.
fn dies_unseen(insts: &[Inst], value: Value) -> bool {
    for inst in insts.iter().rev() {
        if inst.result == Some(value) {
            return match &inst.kind {
                InstKind::Own(_) => true,
                InstKind::Rt(row, _) => matches!(row.name, "box_i64" | "box_f64" | "box_complex"),
                _ => false,
            };
        }
        if inst.kind.is_effect() {
            return false;
        }
    }
    false
}

/// The version that a row's result belongs to; `None` for rows that are never equal: each new object is one of its own.
fn version(row: &RtFn, versions: &Versions) -> Option<u32> {
    if row.may_raise() || row.result.mode == Mode::Own {
        return None;
    }
    match row.effect {
        Effect::Pure => Some(0),
        Effect::Reads(region) => Some(versions[region as usize]),
        Effect::Writes(_) | Effect::Python => None,
    }
}

fn extra(operand: &Operand) -> Option<Extra> {
    Some(match operand {
        Operand::Value(_) => Extra::Value,
        Operand::Imm(value) => Extra::Imm(*value),
        Operand::Cache(cache) => Extra::Cache(*cache),
        Operand::Desc(function) => Extra::Desc(*function),
        Operand::Module => Extra::Module,
        Operand::Frame => Extra::Frame,
        Operand::Record => Extra::Record,
        Operand::Array(_) => return None,
    })
}

/// A map that can go back to an earlier state.
struct Scoped<K, V> {
    map: HashMap<K, V>,
    log: Vec<(K, Option<V>)>,
}

impl<K, V> Default for Scoped<K, V> {
    fn default() -> Self {
        Scoped { map: HashMap::new(), log: vec![] }
    }
}

impl<K: Clone + Eq + std::hash::Hash, V> Scoped<K, V> {
    fn get(&self, key: &K) -> Option<&V> {
        self.map.get(key)
    }

    fn insert(&mut self, key: K, value: V) {
        let before = self.map.insert(key.clone(), value);
        self.log.push((key, before));
    }

    fn mark(&self) -> usize {
        self.log.len()
    }

    fn leave(&mut self, mark: usize) {
        for (key, before) in self.log.drain(mark..).rev() {
            match before {
                Some(value) => self.map.insert(key, value),
                None => self.map.remove(&key),
            };
        }
    }
}
