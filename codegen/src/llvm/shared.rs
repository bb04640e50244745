//! Ways out of a version, written once for all that take them.
//!
//! How long LLVM takes depends on how many instructions it is given, and most of a version are its ways out: each guard may
//! leave, each call may raise. So what they have in common stands in one block. A place that raises only says which it is, on its
//! way to the block that adds it to the traceback; an exit stores its words and says which descriptor tells what they are.

use super::activation::{Calls, Frames};
use super::function::Lowering;
use super::{VersionKey, built};
use crate::fault::Fault;
use crate::mir::{Block, Body, State, StateData, Target, Terminator, Value, Version};
use crate::repr::Repr;
use inkwell::basic_block::BasicBlock;
use inkwell::types::BasicType;
use inkwell::values::{BasicValueEnum, PhiValue, PointerValue};
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A block, and what those that go there say.
type Said<'ctx> = (BasicBlock<'ctx>, PhiValue<'ctx>);

/// Whether an activation that does not begin on the way in has begun: ways out where it has owe more than others.
type HasBegun = bool;

/// The most places that raise for a block: LLVM looks for each among all.
const MOST: u32 = 200;

/// The blocks that ways out of a version share.
#[derive(Default)]
pub(super) struct Shared<'ctx> {
    /// By where an exception goes on: adds a place to the traceback.
    raised: HashMap<(HasBegun, Target), Said<'ctx>>,
    /// What is to be done with the words of a state.
    descs: HashMap<StateData, PointerValue<'ctx>>,
    /// Releases what a state holds besides.
    releasing: HashMap<(HasBegun, StateData), BasicBlock<'ctx>>,
    /// Stores the words of states.
    storing: HashMap<(HasBegun, Vec<BasicValueEnum<'ctx>>), Said<'ctx>>,
    /// Hands the words over that a descriptor describes; with a block of the body from which exits go there.
    leaving: BTreeMap<HasBegun, (Said<'ctx>, Block)>,
    /// The objects that belong to what they were read from, once somebody asks.
    lent: Option<BTreeSet<Value>>,
    /// Returns with the raised exception.
    unwinding: HashMap<HasBegun, BasicBlock<'ctx>>,
    /// By its representation: returns a value.
    returning: HashMap<(HasBegun, Repr), Said<'ctx>>,
}

/// The blocks to which exceptions alone lead, and what is beside the usual way.
pub(super) fn cold_blocks(body: &Body) -> IdVec<Block, bool> {
    let mut is_cold: IdVec<Block, bool> = body.blocks.iter().map(|_| true).collect();
    let mut waiting: Vec<Block> = body.entries.iter().map(|entry| entry.block).collect();
    while let Some(block) = waiting.pop() {
        if body.blocks[block].is_beside || !std::mem::replace(&mut is_cold[block], false) {
            continue;
        }
        match &body.blocks[block].terminator {
            Terminator::Check { ok, .. } => waiting.push(ok.block),
            Terminator::CallCheck { ok, boxed, .. } => waiting.extend([ok.block, boxed.block]),
            Terminator::None
            | Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Guard { .. }
            | Terminator::Return(_)
            | Terminator::Yield { .. }
            | Terminator::Pause { .. }
            | Terminator::Suspend { .. }
            | Terminator::Unwind
            | Terminator::Exit(_)
            | Terminator::Redispatch
            | Terminator::Unreachable => waiting.extend(body.successors(block)),
        }
    }
    is_cold
}

impl<'ctx> Lowering<'_, 'ctx, '_> {
    /// The block of the cursor.
    pub(super) fn cursor(&self) -> BasicBlock<'ctx> {
        self.unit.builder.get_insert_block().unwrap_or_else(|| crate::bug!("no cursor"))
    }

    /// Does `work` with the cursor in `block`, where speed does not matter.
    pub(super) fn apart<T>(&mut self, block: BasicBlock<'ctx>, work: impl FnOnce(&mut Self) -> T) -> T {
        let here = self.cursor();
        let was_cold = std::mem::replace(&mut self.is_cold, true);
        self.unit.builder.position_at_end(block);
        let result = work(self);
        self.unit.builder.position_at_end(here);
        self.is_cold = was_cold;
        result
    }

    fn has_begun(&self) -> HasBegun {
        self.begun.contains(&self.at)
    }

    /// A block that adds the place of `from`, which goes there, to the traceback and goes to `unwind`.
    pub(super) fn raised_edge(
        &mut self,
        from: BasicBlock<'ctx>,
        unwind: &Target,
        span: Span,
        skips_traceback: bool,
    ) -> BasicBlock<'ctx> {
        if skips_traceback {
            let block = self.new_block("raised");
            self.apart(block, |this| this.go_to(unwind));
            return block;
        }
        let (block, site) = match self.shared.raised.get(&(self.has_begun(), unwind.clone())) {
            Some(said) if said.1.count_incoming() < MOST => *said,
            _ => self.add_place_and_go_to(unwind),
        };
        let place = self.site(if Fault::WrongLine.is_on() { self.function.span } else { span });
        site.add_incoming(&[(&place, from)]);
        block
    }

    fn add_place_and_go_to(&mut self, unwind: &Target) -> Said<'ctx> {
        let block = self.new_block("raised");
        let site = self.apart(block, |this| {
            let site = built(this.unit.builder.build_phi(this.unit.types.ptr, "site"));
            let globals = this.unit.load_ptr(this.unit.statics.globals.as_pointer_value());
            this.link_lazy(site.as_basic_value().into_pointer_value());
            let record = this.record();
            let args = [this.desc().into(), site.as_basic_value().into(), globals.into(), record.into()];
            this.rt(&rt::traceback_add, &args);
            this.go_to(unwind);
            site
        });
        self.shared.raised.insert((self.has_begun(), unwind.clone()), (block, site));
        (block, site)
    }

    /// Leaves for the generic version: hands the frame's words over and returns what it returns.
    pub(super) fn exit(&mut self, state: State) {
        let block = self.exit_edge(self.cursor(), state);
        built(self.unit.builder.build_unconditional_branch(block));
    }

    /// The block that leaves in `state`, for `from` to go there. What is to be released stands before the block that all exits
    /// with the same words share.
    pub(super) fn exit_edge(&mut self, from: BasicBlock<'ctx>, state: State) -> BasicBlock<'ctx> {
        let data = &self.body.states[state];
        if data.released.is_empty() {
            return self.leave_in(from, data);
        }
        let key = (self.has_begun(), data.clone());
        if let Some(block) = self.shared.releasing.get(&key) {
            return *block;
        }
        let block = self.new_block("exit");
        self.apart(block, |this| {
            let mut data = data.clone();
            // What is released may be what keeps a word alive.
            for (value, moved) in data.values.iter().zip(&mut data.moved) {
                if !*moved && this.is_lent(*value) {
                    *moved = true;
                    this.rt(&rt::incref_nullable, &[this.get(*value).into()]);
                }
            }
            for value in &data.released {
                this.decref(*value);
            }
            let next = this.leave_in(this.cursor(), &data);
            built(this.unit.builder.build_unconditional_branch(next));
        });
        self.shared.releasing.insert(key, block);
        block
    }

    /// Whether an object belongs to what it was read from.
    fn is_lent(&mut self, value: Value) -> bool {
        let body = self.body;
        let lent = self.shared.lent.get_or_insert_with(|| {
            let insts = body.blocks.iter().flat_map(|block| &block.insts);
            insts.filter(|inst| inst.kind.lends()).filter_map(|inst| inst.result).collect()
        });
        lent.contains(&value)
    }

    /// The block that stores the words of a state, told by `from` what to do with each.
    fn leave_in(&mut self, from: BasicBlock<'ctx>, data: &StateData) -> BasicBlock<'ctx> {
        let size = self.unit.frame_size(self.function.id);
        let desc = match self.shared.descs.get(data) {
            Some(desc) => *desc,
            None => {
                let generic = self.version_of(self.function.id, VersionKey::Generic);
                let entry = super::guard::generic_entry(self.function, data.resume);
                let tags = self.tags(size.0, &data.values, &data.kinds, &data.moved);
                let generic = generic.as_global_value().as_pointer_value();
                *self
                    .shared
                    .descs
                    .entry(data.clone())
                    .or_insert(super::data::exit(self.unit, generic, entry, &tags, size))
            }
        };
        let words = data.values.iter().map(|value| self.get(*value)).collect();
        let words = (self.has_begun(), words);
        let (block, descs) = match self.shared.storing.get(&words) {
            Some(said) => *said,
            None => {
                let said = self.store_words(data);
                *self.shared.storing.entry(words).or_insert(said)
            }
        };
        descs.add_incoming(&[(&desc, from)]);
        block
    }

    fn store_words(&mut self, data: &StateData) -> Said<'ctx> {
        let block = self.new_block("storing");
        let desc = self.apart(block, |this| {
            let desc = built(this.unit.builder.build_phi(this.unit.types.ptr, "exit"));
            let area = this.exit_area();
            this.fill(area, this.unit.frame_size(this.function.id).0, &data.values, &data.kinds);
            let (leaving, descs) = match this.shared.leaving.get(&this.has_begun()) {
                Some((said, _)) => *said,
                None => {
                    let block = this.new_block("leaving");
                    let phi = this.apart(block, |this| built(this.unit.builder.build_phi(this.unit.types.ptr, "exit")));
                    this.shared.leaving.insert(this.has_begun(), ((block, phi), this.at));
                    (block, phi)
                }
            };
            descs.add_incoming(&[(&desc.as_basic_value(), this.cursor())]);
            built(this.unit.builder.build_unconditional_branch(leaving));
            desc
        });
        (block, desc)
    }

    /// Where the words of exits are put: one exit at a time needs it.
    fn exit_area(&mut self) -> PointerValue<'ctx> {
        let size = self.unit.frame_size(self.function.id);
        let words = self.exit_area.unwrap_or_else(|| self.stack_words(u64::from(size.0 + size.1)));
        self.exit_area = Some(words);
        words
    }

    /// The end of exits, behind all else: LLVM asks time and again whether the words are ever read, of their uses first of the
    /// last that was made.
    pub(super) fn finish(&mut self) {
        let Some(words) = self.exit_area else { return };
        for ((block, desc), at) in std::mem::take(&mut self.shared.leaving).into_values() {
            self.at = at;
            self.apart(block, |this| {
                let desc = desc.as_basic_value().into_pointer_value();
                this.hand_activation_over();
                match this.body.version {
                    Version::Loop(_) | Version::Suspending => this.leave_frame(desc, words),
                    Version::Fast | Version::Generic | Version::Master => this.leave_for_generic(desc, words),
                }
            });
        }
    }

    /// The generic version counts on from the register.
    fn leave_for_generic(&mut self, desc: PointerValue<'ctx>, words: PointerValue<'ctx>) {
        let told = self.tell_of_callers();
        let result = self.rt(&rt::exit, &[desc.into(), words.into()]);
        self.take_back(told);
        self.return_boxed(result.unwrap_or_else(|| crate::bug!("an exit returns")).into_pointer_value());
    }

    /// Returns with the raised exception.
    pub(super) fn unwind(&mut self) {
        let block = match self.shared.unwinding.get(&self.has_begun()) {
            Some(block) => *block,
            None => {
                let block = self.new_block("unwinding");
                self.apart(block, |this| {
                    this.mark_finished();
                    this.leave_activation();
                    this.return_raised();
                });
                self.shared.unwinding.insert(self.has_begun(), block);
                block
            }
        };
        built(self.unit.builder.build_unconditional_branch(block));
    }

    /// Returns a value; through a block of all returns if the activation has to end.
    pub(super) fn return_value(&mut self, value: Value) {
        let llvm = self.get(value);
        let repr = self.body.repr(value);
        let is_counted = matches!(self.calls, Calls::Thread | Calls::Told(_));
        if !is_counted && !self.has_begun() && !matches!(self.frames, Frames::Linked(_)) {
            self.mark_finished();
            return self.return_with(llvm, repr);
        }
        let (block, results) = match self.shared.returning.get(&(self.has_begun(), repr)) {
            Some(said) => *said,
            None => {
                let block = self.new_block("returning");
                let here = self.cursor();
                self.unit.builder.position_at_end(block);
                let result = built(self.unit.builder.build_phi(llvm.get_type().as_basic_type_enum(), "result"));
                self.mark_finished();
                self.leave_activation();
                self.return_with(result.as_basic_value(), repr);
                self.unit.builder.position_at_end(here);
                self.shared.returning.insert((self.has_begun(), repr), (block, result));
                (block, result)
            }
        };
        results.add_incoming(&[(&llvm, self.cursor())]);
        built(self.unit.builder.build_unconditional_branch(block));
    }
}
