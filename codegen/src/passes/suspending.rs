//! Makes the fast version of a function that suspends.
//!
//! It runs from a frame, as the generic version does, and can be resumed behind each of its suspensions. Between them its
//! variables are machine values where they can be, and so they are in the frame: each word is kept in the representation
//! that its variable has in all suspensions that wait there ([`crate::analysis::kinds`] takes a suspension for a jump).
//! [`Entry::words`] says which, so that the runtime can give the frame the form that the generic version wants: to throw
//! an exception in, or to look at the variables. An exit does the same: the generic version goes on from the frame.
//!
//! The heads of loops are entries too: there the generic version pauses now and then, and the runtime looks whether the words
//! of the frame are what this version has there.

use super::reentry::{self, Heads};
use super::{Context, fast, generic, specialize};
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::liveness::{Frames, Var};
use crate::mir::verify::Stage;
use crate::mir::{
    Block, Body, Entry, FrameWord, Inst, InstKind, Kept, Signature, Slot, Target, Terminator, Value, Version,
};
use crate::repr::Repr;
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use naja_rt_abi::layout::flags;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a function is a generator, the kind of function that is worth it: what coroutines do is await.
pub(super) fn is_generator(signature: &Signature) -> bool {
    signature.flags & flags::ASYNC_GENERATOR == flags::GENERATOR
}

/// The fast version of a generator, and the heads of loops among its entries.
pub(super) fn make(cx: Context<'_>) -> (Body, Vec<Block>) {
    let (body, found) = attempt(cx, &Heads::new());
    let heads = if cx.loops { reentry::choose(found) } else { Heads::new() };
    if heads.is_empty() {
        return (body, vec![]);
    }
    (attempt(cx, &heads).0, heads.into_keys().collect())
}

/// The version with entries for these heads, where it has these kinds; what it has at all heads.
fn attempt(cx: Context<'_>, heads: &Heads) -> (Body, Heads) {
    let Context { function, frames, .. } = cx;
    let mut body = Body { version: Version::Suspending, returns: Repr::Boxed, ..function.master.clone() };
    take_params(&mut body);
    let yields = generic::yields(&function.master);
    let resumed: BTreeSet<Block> = yields.iter().map(|(_, resume)| *resume).chain(heads.keys().copied()).collect();
    let mut cursor = Cursor {
        frames,
        demoted: generic::demote(&mut body, generic::temporaries(&resumed, frames), function.span),
        nullable: generic::nullable(&function.master),
        span: function.span,
        body: &mut body,
    };
    for head in heads.keys() {
        cursor.enter(*head);
    }
    for (block, resume) in yields {
        cursor.suspend(block, resume);
    }
    let demoted = std::mem::take(&mut cursor.demoted);
    let states = fast::in_ssa_form(&mut body, &demoted, cx);
    let params = &body.blocks[body.entries[0].block].params;
    let mut params = vec![params.iter().map(|param| promised(&body, *param)).collect()];
    for (entry, kinds) in body.entries.iter().skip(1).zip(heads.values()) {
        params.push(entry.words.iter().zip(kinds).map(|(word, kind)| at_head(kind, word.generic)).collect());
    }
    let found = specialize::run(&mut body, &states, &params, cx);
    cx.verify(&body, "specialize", Stage::Typed);
    (body, found.heads)
}

/// The kind of a variable that the runtime found fit at the head of a loop.
fn at_head(kind: &Kind, repr: Repr) -> Kind {
    match kind {
        Kind::Junk | Kind::Null => kind.clone(),
        Kind::C128 | Kind::Object(Class::Complex) => Kind::C128.in_frame(),
        Kind::Unreached | Kind::I64 | Kind::F64 | Kind::Bool(_) | Kind::Object(_) => reentry::tested(kind, repr),
    }
}

/// The words that the first entry takes from the frame become its parameters.
fn take_params(body: &mut Body) {
    let entry = body.entries[0].block;
    let (taken, others): (Vec<Inst>, Vec<Inst>) = std::mem::take(&mut body.blocks[entry].insts)
        .into_iter()
        .partition(|inst| matches!(inst.kind, InstKind::FrameTake(_)));
    body.blocks[entry].insts = others;
    body.blocks[entry].params = taken.iter().filter_map(|inst| inst.result).collect();
    body.entries[0].words = taken.iter().map(|_| word(Repr::Boxed)).collect();
}

/// A word that is kept as the generic version keeps it.
fn word(repr: Repr) -> FrameWord {
    FrameWord { generic: repr, kept: Kept::As(repr) }
}

/// What a parameter becomes behind the entry, which takes it boxed.
fn promised(body: &Body, param: Value) -> Kind {
    let data = &body.values[param];
    let promised = if data.nullable { None } else { Kind::promised(&data.hint) };
    promised.unwrap_or(Kind::Object(Class::Any))
}

struct Cursor<'a> {
    body: &'a mut Body,
    frames: &'a Frames,
    demoted: BTreeMap<Value, Slot>,
    nullable: IdVec<Slot, bool>,
    span: Span,
}

impl Cursor<'_> {
    /// Turns the `yield` at the end of `block` into a suspension, with an entry of its own.
    fn suspend(&mut self, block: Block, resume: Block) {
        let Terminator::Yield { value, span, .. } = self.body.blocks[block].terminator else {
            crate::bug!("{block} does not yield")
        };
        let entry = self.enter(resume);
        let mut args = vec![];
        for (var, slot) in self.variables(resume) {
            let value = self.word_of(var, slot);
            let kind = InstKind::SlotGet(slot);
            self.body.blocks[block].insts.push(Inst { result: Some(value), kind, span: self.span });
            args.push(value);
        }
        self.body.blocks[block].terminator = Terminator::Suspend { value, frame: Target { block: entry, args }, span };
    }

    /// A block that is given the words of the frame of `resume`, and goes on there.
    fn enter(&mut self, resume: Block) -> Block {
        let block = self.body.block();
        self.body.blocks[block].origin = None;
        let mut entry = Entry::new(block, resume);
        for (var, slot) in self.variables(resume) {
            let value = self.word_of(var, slot);
            entry.words.push(word(self.body.repr(value)));
            self.body.blocks[block].params.push(value);
            let kind = InstKind::SlotSet(slot, value);
            self.body.blocks[block].insts.push(Inst { result: None, kind, span: self.span });
        }
        self.body.blocks[block].terminator = Terminator::Jump(Target::plain(resume));
        self.body.entries.push(entry);
        block
    }

    /// What a frame holds that resumes at a block, and where that is now.
    fn variables(&self, resume: Block) -> Vec<(Var, Slot)> {
        let layout = self.frames.layout(resume).into_iter();
        layout.map(|(var, _)| (var, generic::slot_of(var, &self.demoted))).collect()
    }

    fn word_of(&mut self, var: Var, slot: Slot) -> Value {
        let data = self.body.slots[slot].clone();
        let value = self.body.value(data.repr, data.hint);
        self.body.values[value].nullable = generic::is_nullable(self.body, var, &self.nullable);
        value
    }
}
