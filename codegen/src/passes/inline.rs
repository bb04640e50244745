//! Copies small fast versions into those that call them.
//!
//! What is copied is the *usual way* of the callee: the blocks in which it neither leaves nor runs Python code. Where it would, the
//! copy goes to a block beside it that makes a real call, with the three ways out that the replaced call had, so that the
//! caller stays in fast code:
//!
//! - As long as the copy has done nothing that must not be repeated, the callee's fast version is called, from its beginning
//!   ([`Way::Again`]).
//! - Behind an effect the callee's generic version goes on in the callee's own frame state ([`Way::Resume`]).
//!
//! So no code of the copy can raise, look at frames or count calls, and a traceback, a warning or a frame never has to know
//! of it: whatever runs Python code is a call from the place of the call that was replaced.
//!
//! Callees come before their callers, and bring what was copied into them. A function that calls itself is copied into
//! itself once, another circle of calls where it is first met. Arguments are kept alive to the end of the copy, as a call keeps them.

use crate::fault::Fault;
use crate::mir::{
    Block, Body, FloatOp, Function, Hint, Inst, InstKind, Operand, Order, State, StateData, Target, Terminator, Value,
    Version,
};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;
use naja_frontend::source::Span;
use naja_rt_abi::Effect;
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{BTreeMap, HashMap};

/// The most instructions that are copied for a call.
const MOST: usize = 64;

/// The most instructions that a version may gain.
const MOST_GAINED: usize = 800;

/// Inlines calls in the fast versions of each function of a module.
pub(super) fn run(functions: &[&Function], bodies: &mut [Vec<Body>]) {
    let numbers: BTreeMap<FuncId, usize> =
        functions.iter().enumerate().map(|(number, function)| (function.id, number)).collect();
    let mut callees: BTreeMap<FuncId, Callee> = BTreeMap::new();
    for number in callees_first(bodies, &numbers) {
        let id = functions[number].id;
        // As it is, for itself, and then with what was copied into it, unless that made it too large.
        callees.extend(Callee::among(id, &bodies[number]));
        for body in &mut bodies[number] {
            into(body, &callees);
        }
        callees.extend(Callee::among(id, &bodies[number]));
    }
}

/// The functions in an order that meets callees before callers, but in circles of calls.
fn callees_first(bodies: &[Vec<Body>], numbers: &BTreeMap<FuncId, usize>) -> Vec<usize> {
    let mut calls: DiGraphMap<usize, ()> = DiGraphMap::new();
    for (caller, versions) in bodies.iter().enumerate() {
        calls.add_node(caller);
        for inst in versions.iter().flat_map(|body| body.blocks.iter()).flat_map(|block| &block.insts) {
            if let InstKind::CallFast { function, .. } = &inst.kind
                && let Some(callee) = numbers.get(function)
            {
                calls.add_edge(caller, *callee, ());
            }
        }
    }
    tarjan_scc(&calls).into_iter().flatten().collect()
}

/// Inlines the calls of a body.
fn into(body: &mut Body, callees: &BTreeMap<FuncId, Callee>) {
    let mut gained = 0;
    for block in body.reverse_postorder() {
        let Some(Inst { kind: InstKind::CallFast { function, .. }, .. }) = body.blocks[block].insts.last() else {
            continue;
        };
        if let Some(callee) = callees.get(function)
            && gained + callee.size <= MOST_GAINED
        {
            gained += callee.size;
            Copy::new(body, block, callee).run();
        }
    }
    // What a copy gives may be null as far as its own words say.
    super::ssa::nullable_params(body);
}

/// What becomes of a block of a callee.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    /// It is copied.
    Usual,
    /// The fast version is called instead.
    Again,
    /// The generic version goes on instead.
    Resume(State),
}

/// A fast version that can be copied.
struct Callee {
    id: FuncId,
    body: Body,
    /// The blocks that the usual way comes by, a block before those it goes to; and whether anything was done before.
    ways: Vec<(Block, Way, bool)>,
    size: usize,
}

impl Callee {
    /// The fast version among those of a function, if it can be copied.
    fn among(id: FuncId, versions: &[Body]) -> Option<(FuncId, Callee)> {
        let fast = versions.iter().find(|body| body.version == Version::Fast)?;
        Some((id, Callee::of(id, fast)?))
    }

    /// The fast version of a function, unless it is too large, has loops, or has no usual way.
    fn of(id: FuncId, body: &Body) -> Option<Callee> {
        let mut ways = vec![];
        // Whether the blocks that the usual way comes to are reached with nothing done.
        let mut is_clean: BTreeMap<Block, bool> = BTreeMap::from([(body.entries[0].block, true)]);
        let (mut size, mut returns) = (0, false);
        for block in body.reverse_postorder() {
            let Some(clean) = is_clean.get(&block).copied() else { continue };
            let data = &body.blocks[block];
            let way = way(body, block, clean)?;
            ways.push((block, way, clean));
            if way != Way::Usual {
                continue;
            }
            size += data.insts.len();
            returns |= matches!(data.terminator, Terminator::Return(_));
            for (edge, target) in data.terminator.targets().into_iter().enumerate() {
                let stays_clean = clean && !does(body, block, edge);
                is_clean.entry(target.block).and_modify(|clean| *clean &= stays_clean).or_insert(stays_clean);
            }
        }
        let callee = Callee { id, body: body.clone(), ways, size };
        (returns && size <= MOST).then_some(callee)
    }
}

/// What becomes of a block that is reached with nothing done if it is `clean`; `None` if the callee cannot be copied.
fn way(body: &Body, block: Block, clean: bool) -> Option<Way> {
    let data = &body.blocks[block];
    if data.is_loop_header || data.insts.iter().any(|inst| wants_activation(&inst.kind)) {
        return None;
    }
    let leaves = match data.terminator {
        Terminator::Exit(state) => Some(state),
        _ => data.leaves,
    };
    let is_usual = !data.insts.iter().any(|inst| runs_python(&inst.kind))
        && match data.terminator {
            Terminator::Jump(_) | Terminator::Branch { .. } | Terminator::Guard { .. } | Terminator::Unreachable => {
                true
            }
            Terminator::Return(value) => body.repr(value) == body.returns,
            _ => false,
        };
    match leaves {
        _ if is_usual => Some(Way::Usual),
        _ if clean => Some(Way::Again),
        Some(state) => Some(Way::Resume(state)),
        None => None,
    }
}

/// Whether an instruction may run Python code or raise.
fn runs_python(kind: &InstKind) -> bool {
    match kind {
        InstKind::Rt(row, _) => row.may_raise() || row.effect == Effect::Python,
        kind => kind.boxed().is_some() || matches!(kind, InstKind::CallLoop { .. }),
    }
}

/// Whether an instruction is about the activation it stands in.
fn wants_activation(kind: &InstKind) -> bool {
    let is_own = |operand: &Operand| matches!(operand, Operand::Record | Operand::Frame);
    matches!(kind, InstKind::Rt(row, operands) if operands.iter().any(is_own) && !asks_if_seen(row))
}

/// Whether a row asks if anybody looks at the frame: nobody can at that of a copy.
fn asks_if_seen(row: &naja_rt_abi::RtFn) -> bool {
    row.name == "frame_is_seen"
}

/// Whether a block does something that must not be repeated on the way to a target. A parameter that is dropped lives on in
/// the caller.
fn does(body: &Body, block: Block, edge: usize) -> bool {
    let data = &body.blocks[block];
    let params = &body.blocks[body.entries[0].block].params;
    let lives_on =
        matches!(data.insts.last(), Some(Inst { kind: InstKind::Drop(value), .. }) if params.contains(value));
    data.has_effect(edge) && !lives_on
}

/// A copy of a callee in the place of a call.
struct Copy<'a> {
    body: &'a mut Body,
    callee: &'a Callee,
    call: Call,
    /// Where the value goes that the copy, or a call beside it, gives.
    done: Block,
    /// The same for a boxed value that the representation cannot hold.
    boxed: Option<Block>,
    values: HashMap<Value, Value>,
    blocks: HashMap<Block, Block>,
    again: Option<Block>,
    resumed: Vec<(StateData, Block)>,
}

/// A call that is replaced.
struct Call {
    args: Vec<Value>,
    result: Value,
    span: Span,
    unwind: Target,
    /// The block of the master whose end the call stood for.
    ends: Option<Block>,
}

impl<'a> Copy<'a> {
    /// Takes the call away from the end of `block`, and makes the blocks where its ways out meet.
    fn new(body: &'a mut Body, block: Block, callee: &'a Callee) -> Self {
        let data = &mut body.blocks[block];
        let inst = data.insts.pop();
        let terminator = std::mem::replace(&mut data.terminator, Terminator::None);
        let ends = data.ends.or(data.origin);
        let Some(Inst { result: Some(result), kind: InstKind::CallFast { args, boxed, .. }, span }) = inst else {
            crate::bug!("a direct call without result")
        };
        let (ok, other, unwind) = match terminator {
            Terminator::Check { ok, unwind } => (ok, None, unwind),
            Terminator::CallCheck { ok, boxed, unwind } => (ok, Some(boxed), unwind),
            other => crate::bug!("a direct call before {other:?}"),
        };
        let call = Call { args, result, span, unwind, ends };
        let boxed = other.map(|target| meeting(body, &call, boxed, target));
        let done = meeting(body, &call, result, ok);
        let keep = |arg: &Value| Inst { result: None, kind: InstKind::Keep(*arg), span };
        let kept: Vec<Inst> = call.args.iter().filter(|arg| body.repr(**arg) == Repr::Boxed).map(keep).collect();
        body.blocks[done].insts = kept;
        let entry = callee.body.entries[0].block;
        let first = body.block();
        body.blocks[first].origin = None;
        body.blocks[block].terminator = Terminator::Jump(Target::plain(first));
        let values = callee.body.blocks[entry].params.iter().copied().zip(call.args.iter().copied()).collect();
        let blocks = HashMap::from([(entry, first)]);
        Copy { body, callee, call, done, boxed, values, blocks, again: None, resumed: vec![] }
    }

    fn run(mut self) {
        let callee = self.callee;
        let entry = callee.body.entries[0].block;
        for (block, way, _) in &callee.ways {
            if *block != entry {
                let copy = self.new_block();
                self.blocks.insert(*block, copy);
            }
            if *way == Way::Usual && *block != entry {
                let params: Vec<Value> =
                    callee.body.blocks[*block].params.iter().map(|param| self.define(*param)).collect();
                let copy = self.blocks[block];
                self.body.blocks[copy].params = params;
            }
        }
        for (block, way, clean) in &callee.ways {
            match way {
                Way::Usual => self.usual(*block, *clean),
                Way::Again => {
                    let again = self.again();
                    self.jump_from(*block, again);
                }
                Way::Resume(state) => self.resume_from(*block, *state),
            }
        }
    }

    fn new_block(&mut self) -> Block {
        let block = self.body.block();
        self.body.blocks[block].origin = None;
        block
    }

    /// A new value for one that the callee defines.
    fn define(&mut self, value: Value) -> Value {
        let new = self.body.values.push(self.callee.body.values[value].clone());
        self.values.insert(value, new);
        new
    }

    fn value(&self, value: Value) -> Value {
        *self.values.get(&value).unwrap_or_else(|| crate::bug!("{value} of an inlined function is not defined"))
    }

    fn emit(&mut self, at: Block, repr: Repr, kind: InstKind, span: Span) -> Value {
        let value = self.body.value(repr, Hint::Any);
        self.body.blocks[at].insts.push(Inst { result: Some(value), kind, span });
        value
    }

    /// Copies a block of the usual way.
    fn usual(&mut self, block: Block, clean: bool) {
        let callee = self.callee;
        let data = &callee.body.blocks[block];
        let mut at = self.blocks[&block];
        self.body.blocks[at].inlined.extend(data.origin.map(|origin| (self.done, origin)));
        for inst in &data.insts {
            match inst.kind.exit() {
                Some(state) => {
                    let leave = if clean { self.again() } else { self.resume(state) };
                    at = self.tested(at, inst, leave);
                }
                None => self.inst(at, inst, inst.kind.clone()),
            }
        }
        let terminator = match &data.terminator {
            Terminator::Return(value) => Terminator::Jump(Target { block: self.done, args: vec![self.value(*value)] }),
            other => {
                let mut copy = other.clone();
                copy.map_uses(|value| self.value(value));
                for target in copy.targets_mut() {
                    target.block = self.blocks[&target.block];
                    // A block beside the usual way takes nothing.
                    target.args.truncate(self.body.blocks[target.block].params.len());
                }
                copy
            }
        };
        self.body.blocks[at].terminator = terminator;
    }

    /// Copies an instruction, as this kind of instruction.
    fn inst(&mut self, at: Block, inst: &Inst, mut kind: InstKind) {
        let params = &self.callee.body.blocks[self.callee.body.entries[0].block].params;
        match &kind {
            InstKind::Rt(row, _) if asks_if_seen(row) => kind = InstKind::Bool(false),
            // The caller holds it.
            InstKind::Drop(value) if params.contains(value) => kind = InstKind::Keep(*value),
            _ => {}
        }
        kind.map_uses(|value| self.value(value));
        let result = inst.result.map(|result| self.define(result));
        self.body.blocks[at].insts.push(Inst { result, kind, span: inst.span });
    }

    /// Copies an instruction that may leave, with a test in its place; where the copy goes on.
    fn tested(&mut self, at: Block, inst: &Inst, leave: Block) -> Block {
        let (kind, span) = (inst.kind.clone(), inst.span);
        match kind {
            InstKind::Guard { holds, .. } => self.guard(at, self.value(holds), leave),
            InstKind::Int { op, left, right, .. } => {
                let fits = InstKind::IntFits { op, left: self.value(left), right: self.value(right) };
                let fits = self.emit(at, Repr::Bool, fits, span);
                let next = self.guard(at, fits, leave);
                self.inst(next, inst, InstKind::Int { op, left, right, exit: None });
                next
            }
            InstKind::Float { op: op @ FloatOp::Pow, left, right, .. } => {
                self.inst(at, inst, InstKind::Float { op, left, right, exit: None });
                let power =
                    inst.result.map_or_else(|| crate::bug!("a power without result"), |result| self.value(result));
                let finite = self.is_below(at, power, f64::INFINITY, span);
                self.guard(at, finite, leave)
            }
            InstKind::Float { op, left, right, .. } => {
                let zero = self.emit(at, Repr::F64, InstKind::F64(0.0), span);
                let nonzero = InstKind::FloatCompare(Order::Ne, self.value(right), zero);
                let nonzero = self.emit(at, Repr::Bool, nonzero, span);
                let next = self.guard(at, nonzero, leave);
                self.inst(next, inst, InstKind::Float { op, left, right, exit: None });
                next
            }
            InstKind::FloatToInt { value, .. } => {
                let fits = self.is_below(at, self.value(value), InstKind::TOO_LARGE, span);
                let next = self.guard(at, fits, leave);
                self.inst(next, inst, InstKind::FloatToInt { value, exit: None });
                next
            }
            other => crate::bug!("`{other}` does not leave"),
        }
    }

    /// Whether a float is smaller in size than `limit`: false for a NaN.
    fn is_below(&mut self, at: Block, value: Value, limit: f64, span: Span) -> Value {
        let size = InstKind::Float { op: FloatOp::Abs, left: value, right: value, exit: None };
        let size = self.emit(at, Repr::F64, size, span);
        let limit = self.emit(at, Repr::F64, InstKind::F64(limit), span);
        self.emit(at, Repr::Bool, InstKind::FloatCompare(Order::Lt, size, limit), span)
    }

    /// Ends a block with a guard; where it goes on if that holds.
    fn guard(&mut self, at: Block, holds: Value, leave: Block) -> Block {
        let next = self.new_block();
        let (stay, leave) = (Target::plain(next), Target::plain(leave));
        self.body.blocks[at].terminator = Terminator::Guard { holds, stay, leave };
        next
    }

    fn jump_from(&mut self, block: Block, to: Block) {
        let copy = self.blocks[&block];
        self.body.blocks[copy].terminator = Terminator::Jump(Target::plain(to));
    }

    /// A block that calls the fast version after all.
    fn again(&mut self) -> Block {
        if let Some(block) = self.again {
            return block;
        }
        let block = self.new_block();
        let (function, mut args) = (self.callee.id, self.call.args.clone());
        if Fault::SwappedAgain.is_on() {
            args.reverse();
        }
        self.call(block, |boxed| InstKind::CallFast { function, args, boxed });
        self.again = Some(block);
        block
    }

    /// A block that goes on in the generic version, in a state of the callee.
    fn resume(&mut self, state: State) -> Block {
        let mut data = self.callee.body.states[state].clone();
        data.values.iter_mut().for_each(|value| *value = self.value(*value));
        if let Some((_, block)) = self.resumed.iter().find(|(known, _)| *known == data) {
            return *block;
        }
        let block = self.new_block();
        self.resume_in(block, &data);
        self.resumed.push((data, block));
        block
    }

    /// The same for a block that is not copied: what its state is made of is.
    fn resume_from(&mut self, block: Block, state: State) {
        let at = self.blocks[&block];
        let callee = self.callee;
        for inst in callee.body.blocks[block].insts.iter().take_while(|inst| !inst.kind.is_effect()) {
            if inst.kind.exit().is_none() {
                self.inst(at, inst, inst.kind.clone());
            }
        }
        let mut data = callee.body.states[state].clone();
        data.values.iter_mut().for_each(|value| *value = self.value(*value));
        self.resume_in(at, &data);
    }

    fn resume_in(&mut self, block: Block, state: &StateData) {
        let (function, copy, resume) = (self.callee.id, self.done, state.resume);
        let (mut args, kinds) = (state.values.clone(), state.kinds.clone());
        if Fault::SwappedResume.is_on() {
            args.reverse();
        }
        self.call(block, |boxed| InstKind::CallGeneric { function, copy, resume, args, kinds, boxed });
    }

    /// Ends a block with a call that goes where the replaced one went.
    fn call(&mut self, block: Block, kind: impl FnOnce(Value) -> InstKind) {
        let data = self.body.values[self.call.result].clone();
        let result = self.body.values.push(data);
        let boxed = self.body.value(Repr::Boxed, Hint::Any);
        let unwind = self.call.unwind.clone();
        let ok = Target { block: self.done, args: vec![result] };
        let end = &mut self.body.blocks[block];
        (end.ends, end.is_beside) = (self.call.ends, true);
        end.insts.push(Inst { result: Some(result), kind: kind(boxed), span: self.call.span });
        end.terminator = match self.boxed {
            Some(other) => Terminator::CallCheck { ok, boxed: Target { block: other, args: vec![boxed] }, unwind },
            None => Terminator::Check { ok, unwind },
        };
    }
}

/// A block that takes what a call gave, in the place of `value`, and goes on to `target`.
fn meeting(body: &mut Body, call: &Call, value: Value, target: Target) -> Block {
    let param = body.values.push(body.values[value].clone());
    let block = body.block();
    let data = &mut body.blocks[block];
    (data.origin, data.ends, data.params) = (None, call.ends, vec![param]);
    data.terminator = Terminator::Jump(target);
    super::simplify::substitute(body, &HashMap::from([(value, param)]));
    block
}
