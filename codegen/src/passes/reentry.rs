//! The way back from a generic version into fast code: at the head of a loop.
//!
//! One odd element must not cost the rest of a run. Now and then, with growing distance, the head of a loop in the generic
//! version looks whether its variables are what the fast version would have there, and if so calls the fast version *of
//! that loop*: the function from this head on. What that returns is the function's result; when it leaves, it fills the
//! frame of the generic version that called it, which goes on at the entry named there. So the stack does not grow.

use super::{Context, specialize};
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::liveness::{Frames, Var};
use crate::fault::Fault;
use crate::mir::verify::Stage;
use crate::mir::{Block, Body, Cache, Entry, Inst, InstKind, Operand, Slot, Target, Terminator, Value, Version};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;
use std::collections::BTreeMap;

/// By loop head, what the fast version has there: one kind for each word of the frame.
pub(super) type Heads = BTreeMap<Block, Vec<Kind>>;

/// The most loops of a function that can be entered again: each is a copy of what follows it.
const MOST: usize = 6;

/// The heads that get a version of their own, of those that are worth it.
pub(super) fn choose(heads: Heads) -> Heads {
    heads.into_iter().take(MOST).collect()
}

/// How a variable is handed to the version of a loop.
enum Pass {
    /// Not at all: it is null, or a number that nobody reads again.
    Dropped,
    /// As it is.
    Same,
    /// As a machine value.
    Unboxed,
}

fn pass(kind: &Kind, repr: Repr) -> Pass {
    match kind {
        _ if repr != Repr::Boxed => Pass::Same,
        Kind::Junk | Kind::Null => Pass::Dropped,
        Kind::I64 | Kind::F64 | Kind::C128 | Kind::Bool(_) => Pass::Unboxed,
        Kind::Object(Class::Complex) => Pass::Unboxed,
        Kind::Unreached | Kind::Object(_) => Pass::Same,
    }
}

/// The kind that a variable has in the version, once the head, or the runtime, has tested it.
pub(super) fn tested(kind: &Kind, repr: Repr) -> Kind {
    match kind {
        _ if repr == Repr::I64 => Kind::I64,
        _ if repr == Repr::Bool => Kind::Bool(None),
        Kind::Bool(_) => Kind::Bool(None),
        Kind::I64 | Kind::F64 | Kind::C128 | Kind::Object(Class::List) => kind.clone(),
        // It is unboxed when it is tested.
        Kind::Object(Class::Complex) => Kind::C128,
        Kind::Unreached | Kind::Junk | Kind::Null | Kind::Object(_) => Kind::Object(Class::Any),
    }
}

/// The fast version of the loop at `head`.
pub(super) fn make(cx: Context<'_>, head: Block, kinds: &[Kind]) -> Body {
    let Context { function, frames, .. } = cx;
    let span = function.span;
    let mut body = Body { version: Version::Loop(head), returns: Repr::Boxed, ..function.master.clone() };
    let layout = frames.layout(head);
    let temporaries =
        layout.iter().filter_map(|(var, _)| if let Var::Value(value) = var { Some(*value) } else { None });
    let demoted = super::generic::demote(&mut body, temporaries.collect(), span);
    let nullable = super::generic::nullable(&function.master);
    let entry = body.block();
    body.blocks[entry].origin = None;
    let mut params = vec![];
    for ((var, _), kind) in layout.iter().zip(kinds) {
        let slot = super::generic::slot_of(*var, &demoted);
        let data = body.slots[slot].clone();
        let value = match pass(kind, data.repr) {
            Pass::Dropped => {
                let null = body.value(Repr::Boxed, crate::mir::Hint::Any);
                body.values[null].nullable = true;
                body.blocks[entry].insts.push(Inst { result: Some(null), kind: InstKind::Null, span });
                null
            }
            Pass::Same | Pass::Unboxed => {
                let kind = tested(kind, data.repr);
                let param = body.value(kind.repr(), data.hint);
                let may_be_null = super::generic::is_nullable(&body, *var, &nullable);
                body.values[param].nullable = kind == Kind::Object(Class::Any) && may_be_null;
                body.blocks[entry].params.push(param);
                params.push(kind);
                param
            }
        };
        body.blocks[entry].insts.push(Inst { result: None, kind: InstKind::SlotSet(slot, value), span });
    }
    body.blocks[entry].terminator = Terminator::Jump(Target::plain(head));
    body.entries = vec![Entry::new(entry, head)];
    let states = super::fast::record_states(&mut body, frames, &demoted, span);
    super::ssa::run(&mut body, span);
    cx.verify(&body, "ssa", Stage::Mixed);
    specialize::run(&mut body, &states, &[params], cx);
    cx.verify(&body, "specialize", Stage::Typed);
    body
}

/// Where a generic version is made: what its heads need.
pub(super) struct Place<'a> {
    pub(super) frames: &'a Frames,
    pub(super) demoted: &'a BTreeMap<Value, Slot>,
    pub(super) nullable: &'a IdVec<Slot, bool>,
    pub(super) span: Span,
}

/// Puts the test in front of the head of a loop in a generic version that is not yet in SSA form.
pub(super) fn insert(body: &mut Body, head: Block, kinds: &[Kind], cache: Cache, place: &Place<'_>) {
    let test = body.block();
    redirect(body, head, test);
    let mut builder = Cursor { body, block: test, head, place };
    let due = builder.rt(Repr::Bool, &rt::loop_due, vec![Operand::Cache(cache)]);
    builder.go_on_if(due);
    let layout = place.frames.layout(head);
    let slots: Vec<(Var, Slot)> =
        layout.into_iter().map(|(var, _)| (var, super::generic::slot_of(var, place.demoted))).collect();
    for ((_, slot), kind) in slots.iter().zip(kinds) {
        builder.test(*slot, kind);
    }
    let mut args = vec![];
    for ((var, slot), kind) in slots.iter().zip(kinds) {
        args.extend(builder.argument(*var, *slot, kind));
    }
    builder.call(args);
}

/// Puts a pause in front of the head of a loop in the generic version of a generator, where the runtime does the tests; not
/// while somebody holds the frame object, which belongs to this activation.
pub(super) fn insert_pause(body: &mut Body, head: Block, cache: Cache, is_shown: bool, place: &Place<'_>) {
    let test = body.block();
    redirect(body, head, test);
    let mut builder = Cursor { body, block: test, head, place };
    let due = builder.rt(Repr::Bool, &rt::loop_due, vec![Operand::Cache(cache)]);
    builder.go_on_if(due);
    if is_shown {
        let is_seen = builder.rt(Repr::Bool, &rt::frame_is_seen, vec![Operand::Record]);
        let quiet = builder.emit(Repr::Bool, InstKind::Not(is_seen));
        builder.go_on_if(quiet);
    }
    let block = builder.block;
    let Place { frames, demoted, nullable, span } = *place;
    let state = Some(super::generic::save(body, block, head, frames, demoted, nullable, span));
    body.blocks[block].terminator = Terminator::Pause { resume: head, state };
}

/// Everything that goes to `head` goes to `test` instead.
fn redirect(body: &mut Body, head: Block, test: Block) {
    for block in body.blocks.ids() {
        body.blocks[block].origin = body.blocks[block].origin.filter(|_| block != test);
        for target in body.blocks[block].terminator.targets_mut() {
            if target.block == head {
                target.block = test;
            }
        }
    }
}

struct Cursor<'a, 'p> {
    body: &'a mut Body,
    block: Block,
    head: Block,
    place: &'p Place<'p>,
}

impl Cursor<'_, '_> {
    fn emit(&mut self, repr: Repr, kind: InstKind) -> Value {
        let value = self.body.value(repr, crate::mir::Hint::Any);
        let span = self.place.span;
        self.body.blocks[self.block].insts.push(Inst { result: Some(value), kind, span });
        value
    }

    fn rt(&mut self, repr: Repr, row: &'static naja_rt_abi::RtFn, operands: Vec<Operand>) -> Value {
        let value = self.emit(repr, InstKind::Rt(row, operands));
        if InstKind::Rt(row, vec![]).is_effect() {
            let next = self.body.block();
            self.body.blocks[self.block].terminator = Terminator::Jump(Target::plain(next));
            self.block = next;
        }
        value
    }

    fn get(&mut self, slot: Slot) -> Value {
        let value = self.emit(self.body.slots[slot].repr, InstKind::SlotGet(slot));
        self.body.values[value].nullable = self.body.repr(value) == Repr::Boxed;
        value
    }

    /// Goes on in a new block if `holds`, else in the loop.
    fn go_on_if(&mut self, holds: Value) {
        let next = self.body.block();
        self.branch(holds, next, self.head);
        self.block = next;
    }

    fn branch(&mut self, test: Value, then: Block, otherwise: Block) {
        let (then, otherwise) = (Target::plain(then), Target::plain(otherwise));
        self.body.blocks[self.block].terminator = Terminator::Branch { test, then, otherwise };
    }

    /// Stays in the loop unless a variable is what the fast version has there.
    fn test(&mut self, slot: Slot, kind: &Kind) {
        if self.body.slots[slot].repr != Repr::Boxed || Fault::UntestedLoop.is_on() {
            return;
        }
        match kind {
            Kind::Null => return self.test_null(slot),
            Kind::Junk => return self.test_junk(slot),
            Kind::I64 | Kind::F64 | Kind::C128 | Kind::Bool(_) | Kind::Unreached | Kind::Object(_) => {}
        }
        let tests = kind.tests();
        if tests.is_empty() {
            return;
        }
        let value = self.get(slot);
        let is_null = self.emit(Repr::Bool, InstKind::IsNull(value));
        let bound = self.emit(Repr::Bool, InstKind::Not(is_null));
        self.go_on_if(bound);
        for test in tests {
            let holds = self.rt(Repr::Bool, test, vec![Operand::Value(value)]);
            self.go_on_if(holds);
        }
    }

    fn test_null(&mut self, slot: Slot) {
        let value = self.get(slot);
        let is_null = self.emit(Repr::Bool, InstKind::IsNull(value));
        self.go_on_if(is_null);
    }

    /// What is handed over as null must not be missed: null or a number.
    fn test_junk(&mut self, slot: Slot) {
        let done = self.body.block();
        let value = self.get(slot);
        let is_null = self.emit(Repr::Bool, InstKind::IsNull(value));
        let bound = self.body.block();
        self.branch(is_null, done, bound);
        self.block = bound;
        for test in [&rt::is_int, &rt::is_float, &rt::is_complex] {
            let holds = self.rt(Repr::Bool, test, vec![Operand::Value(value)]);
            let next = self.body.block();
            self.branch(holds, done, next);
            self.block = next;
        }
        let holds = self.rt(Repr::Bool, &rt::is_bool, vec![Operand::Value(value)]);
        self.branch(holds, done, self.head);
        self.block = done;
    }

    fn argument(&mut self, var: Var, slot: Slot, kind: &Kind) -> Option<Value> {
        let repr = self.body.slots[slot].repr;
        match pass(kind, repr) {
            Pass::Dropped => None,
            Pass::Same => {
                let value = self.get(slot);
                let may_be_null = super::generic::is_nullable(self.body, var, self.place.nullable);
                self.body.values[value].nullable = repr == Repr::Boxed && may_be_null;
                Some(value)
            }
            Pass::Unboxed => {
                let value = self.get(slot);
                let repr = tested(kind, Repr::Boxed).repr();
                Some(super::unbox(value, repr, |repr, inst| self.emit(repr, inst)))
            }
        }
    }

    fn call(&mut self, args: Vec<Value>) {
        let [done, unwind, left, finished] = std::array::from_fn(|_| self.body.block());
        let word = self.emit(Repr::I64, InstKind::CallLoop { head: self.head, args });
        self.body.blocks[self.block].terminator =
            Terminator::Check { ok: Target::plain(done), unwind: Target::plain(unwind) };
        self.body.blocks[unwind].terminator = Terminator::Unwind;
        self.block = done;
        let has_left = self.emit(Repr::Bool, InstKind::LoopLeft(word));
        self.branch(has_left, left, finished);
        self.body.blocks[left].terminator = Terminator::Redispatch;
        self.block = finished;
        let result = self.emit(Repr::Boxed, InstKind::LoopResult(word));
        self.body.blocks[finished].terminator = Terminator::Return(result);
    }
}
