//! What an activation owes to the thread: its place in the count of calls, and in the chain of frames.
//!
//! Versions that Python enters count in the thread, and link a frame record. Fast code passes the count along in a register
//! instead, and makes the thread's what it should be only while unknown code may look; so with frames: it passes the address of its
//! *activation* (`naja_rt_abi::layout::Activation`) to the fast code that it calls, and records are linked when
//! somebody may look, which in most calls nobody ever does. A fast version whose usual way runs unknown code again and
//! again does both at its beginning.
//!
//! An activation of fast code begins, and is counted, where it first may call anything: the end of a recursion pays nothing.

use super::function::Lowering;

use crate::analysis::cycles::Cycles;
use crate::analysis::dominators::Dominators;
use crate::analysis::ownership;
use crate::analysis::unknown;
use crate::mir::{Block, Body, InstKind, Terminator, Version};
use inkwell::values::{BasicValueEnum, IntValue, PointerValue};
use naja_frontend::source::Span;
use naja_rt_abi::layout::{Activation, FRAME_RECORD_SIZE, Site, flags};
use naja_rt_abi::table as rt;
use std::collections::BTreeSet;
use std::mem::offset_of;

/// How an activation counts towards the recursion limit.
#[derive(Clone, Copy)]
pub(super) enum Calls<'ctx> {
    /// Not at all: it calls nothing, and was not told of others.
    Uncounted,
    /// In the thread's count.
    Thread,
    /// In a register: how many calls before it the thread's count does not know of.
    Untold(IntValue<'ctx>),
    /// In the thread's count, which was told of so many calls that it did not know of.
    Told(IntValue<'ctx>),
}

/// How many calls the thread's count was told of for a while, if any.
#[must_use]
pub(super) struct Told<'ctx>(Option<IntValue<'ctx>>);

/// What an activation has of the chain of frames.
#[derive(Clone, Copy)]
pub(super) enum Frames<'ctx> {
    /// Nothing: it calls nothing, or there is no such chain.
    None,
    /// A frame record, in the chain from the beginning on.
    Linked(PointerValue<'ctx>),
    /// An activation with a record that is linked when somebody may look.
    Lazy(PointerValue<'ctx>),
}

impl<'ctx> Lowering<'_, 'ctx, '_> {
    /// Counts the call, and links a frame record in versions whose usual way runs unknown code. Fast versions are given how
    /// many calls are `untold`.
    pub(super) fn enter_activation(&mut self, untold: Option<IntValue<'ctx>>) {
        // What calls nothing is not counted, but an exit tells of those that are.
        self.calls = untold.map_or(Calls::Uncounted, Calls::Untold);
        let Some(begins_in) = begins_in(self.body) else { return };
        let Some(untold) = untold else {
            let status = self.rt(&rt::recursion_enter, &[]);
            self.return_if_refused(status, Self::give_frame_up);
            self.calls = Calls::Thread;
            self.push_record();
            return;
        };
        if !unknown::runs_usually(self.body) {
            self.make_activation();
            self.begun = begun(self.body, begins_in);
            self.begins_in = (!self.begun.is_empty()).then_some(begins_in);
            if self.begins_in.is_none() {
                self.begun = self.body.reverse_postorder().into_iter().collect();
                self.begin_activation(untold, self.body.entries[0].block);
            }
            return;
        }
        self.check_calls(untold, self.body.entries[0].block);
        let told = self.untold();
        self.fewer_calls_left(told);
        self.calls = Calls::Told(told);
        if let Some(callers) = self.callers {
            self.rt(&rt::callers_link, &[callers.into()]);
        }
        self.push_record();
    }

    fn begin_activation(&mut self, untold: IntValue<'ctx>, block: Block) {
        self.check_calls(untold, block);
        if let Frames::Lazy(activation) = self.frames {
            let callers = self.callers.unwrap_or_else(|| self.unit.types.ptr.const_null());
            let desc = self.desc();
            self.rt(&rt::activation_begin, &[activation.into(), callers.into(), desc.into()]);
        }
    }

    /// Begins the activation at the start of the block where that is due.
    pub(super) fn begin_in(&mut self, block: Block) {
        if self.begins_in == Some(block)
            && let Calls::Untold(untold) = self.calls
        {
            self.begin_activation(untold, block);
        }
    }

    /// At the start of `block`: refuses this call if no more are left.
    fn check_calls(&mut self, untold: IntValue<'ctx>, block: Block) {
        let status = self.rt(&rt::recursion_check, &[untold.into()]);
        let held = ownership::held_at(self.body, block);
        self.return_if_refused(status, |this| held.iter().for_each(|value| this.decref(*value)));
    }

    /// Returns with the exception if a call was refused, after `give_up` has given up what the call was given.
    fn return_if_refused(&mut self, status: Option<BasicValueEnum<'ctx>>, give_up: impl FnOnce(&mut Self)) {
        let status = status.unwrap_or_else(|| crate::bug!("no status")).into_int_value();
        let zero = self.unit.types.i32.const_zero();
        let failed = super::built(self.unit.builder.build_int_compare(inkwell::IntPredicate::SLT, status, zero, ""));
        let [overflow, enough] = ["overflow", "enough"].map(|name| self.new_block(name));
        let branch = super::built(self.unit.builder.build_conditional_branch(failed, overflow, enough));
        self.unlikely(branch);
        self.apart(overflow, |this| {
            this.mark_finished();
            give_up(this);
            this.return_raised();
        });
        self.unit.builder.position_at_end(enough);
    }

    /// Gives up the words of the frame that this version was to go on with.
    fn give_frame_up(&mut self) {
        let (size, masks) = super::data::owned_words(self.body);
        if masks.iter().all(|mask| *mask == 0) {
            return;
        }
        let asked = self.value.get_nth_param(2).expect("a version with a frame takes its entry").into_int_value();
        let asked = super::built(self.unit.builder.build_int_z_extend(asked, self.unit.types.i64, ""));
        let masks: Vec<_> = masks.iter().map(|mask| self.unit.types.i64.const_int(*mask, false)).collect();
        let masks = super::data::constant_global(self.unit, "masks", self.unit.types.i64.const_array(&masks).into());
        let size = self.unit.types.i64.const_int(size as u64, false);
        let words = self.frame_words();
        self.rt(&rt::frame_refused, &[words.into(), masks.into(), size.into(), asked.into()]);
    }

    /// Tells the thread's count of the calls that it does not know of, this one left out if it is over; behind unknown code they
    /// are to be taken back.
    fn tell(&mut self, untold: IntValue<'ctx>) -> Told<'ctx> {
        self.fewer_calls_left(untold);
        Told(Some(untold))
    }

    /// Behind `hand_activation_over`, for the generic version that goes on, and counts itself.
    pub(super) fn tell_of_callers(&mut self) -> Told<'ctx> {
        match self.calls {
            Calls::Untold(untold) => self.tell(untold),
            Calls::Told(told) => {
                let one = self.unit.types.i64.const_int(1, false);
                let untold = super::built(self.unit.builder.build_int_sub(told, one, ""));
                self.tell(untold)
            }
            Calls::Thread | Calls::Uncounted => Told(None),
        }
    }

    /// Before unknown code runs, called from `span` if that is known: its frame is in the chain, and the thread's count is right.
    pub(super) fn show(&mut self, span: Option<Span>) -> Told<'ctx> {
        if let Some(span) = span {
            self.note_place(span);
        }
        let Calls::Untold(_) = self.calls else { return Told(None) };
        self.link();
        let untold = self.untold();
        self.tell(untold)
    }

    /// Before an exception goes on from `span`: its frame is there, even if nobody looked yet.
    pub(super) fn note_and_link(&mut self, span: Span) {
        self.note_place(span);
        self.link();
    }

    /// Behind unknown code: the thread's count is as it was, but for what that code did to it.
    pub(super) fn take_back(&mut self, told: Told<'ctx>) {
        if let Told(Some(untold)) = told {
            self.more_calls_left(untold);
        }
    }

    fn fewer_calls_left(&mut self, by: IntValue<'ctx>) {
        let by = super::built(self.unit.builder.build_int_neg(by, ""));
        self.more_calls_left(by);
    }

    fn more_calls_left(&mut self, by: IntValue<'ctx>) {
        self.rt(&rt::recursion_shift, &[by.into()]);
    }

    /// Of how many calls the thread's count does not know, this one included.
    pub(super) fn untold(&mut self) -> IntValue<'ctx> {
        match self.calls {
            Calls::Untold(untold) => {
                let one = self.unit.types.i64.const_int(1, false);
                super::built(self.unit.builder.build_int_add(untold, one, "untold"))
            }
            Calls::Told(_) | Calls::Thread | Calls::Uncounted => self.unit.types.i64.const_zero(),
        }
    }

    /// Room on the stack for a frame record, behind so many words; nothing in a world without a chain of frames.
    fn room_for_record(&mut self, words: u64) -> Option<PointerValue<'ctx>> {
        if !self.unit.has_frames() {
            return None;
        }
        let facts = self.unit.code.and_then(|code| code.function(self.function.code))?;
        let record = facts.locals.len() as u64 + FRAME_RECORD_SIZE as u64 / 8;
        Some(self.stack_words(words + record))
    }

    fn push_record(&mut self) {
        self.frames = self.room_for_record(0).map_or(Frames::None, Frames::Linked);
        self.link_record();
    }

    /// A version that runs no unknown code, nor do those that it calls, has none: it would cost as much as a small function. It
    /// is missing from the chain of frames while one of them has left fast code and runs unknown code there.
    fn make_activation(&mut self) {
        if !unknown::runs_anywhere(self.body) && !unknown::calls(self.body, &self.unit.plan.unknown) {
            return;
        }
        let words = offset_of!(Activation, record) as u64 / 8;
        self.frames = self.room_for_record(words).map_or(Frames::None, Frames::Lazy);
    }

    /// The activation, if it is one that is linked when somebody may look, and has begun here.
    fn activation(&self) -> Option<PointerValue<'ctx>> {
        match self.frames {
            Frames::Lazy(activation) => self.begun.contains(&self.at).then_some(activation),
            Frames::None | Frames::Linked(_) => None,
        }
    }

    /// What fast code that is called is told of who calls it.
    pub(super) fn as_caller(&self) -> PointerValue<'ctx> {
        let null = self.unit.types.ptr.const_null();
        match self.frames {
            Frames::Lazy(activation) => activation,
            Frames::Linked(_) => null,
            Frames::None => self.callers.unwrap_or(null),
        }
    }

    /// The frame record if it is in the chain, else null.
    pub(super) fn record(&mut self) -> PointerValue<'ctx> {
        let null = self.unit.types.ptr.const_null();
        if let Frames::Linked(record) = self.frames {
            return record;
        }
        let Some(activation) = self.activation() else { return null };
        let record = self.rt(&rt::activation_record, &[activation.into()]);
        record.unwrap_or_else(|| crate::bug!("no record")).into_pointer_value()
    }

    /// Has the frames of this activation, as far as it has begun, and of its callers in the chain: before the place `site` is
    /// added to the traceback.
    pub(super) fn link_lazy(&mut self, site: PointerValue<'ctx>) {
        let activation = self.activation();
        if let Some(activation) = activation
            && !crate::fault::Fault::LostPlace.is_on()
        {
            let lasti = self.unit.byte(site, offset_of!(Site, lasti) as u64);
            let lasti = super::built(self.unit.builder.build_load(self.unit.types.i32, lasti, "")).into_int_value();
            let place = super::built(self.unit.builder.build_int_s_extend(lasti, self.unit.types.i64, ""));
            self.unit.store(self.unit.byte(activation, offset_of!(Activation, lasti) as u64), place);
        }
        self.link();
    }

    /// Links the activation, or the callers of one that has none or has not begun, where that is left to whoever looks.
    fn link(&mut self) {
        let shown = self.activation().or(self.callers);
        if let (Calls::Uncounted | Calls::Untold(_), Some(shown)) = (self.calls, shown) {
            self.rt(&rt::activation_link, &[shown.into()]);
        }
    }

    /// Tells the frame record, if this version has one, where it is.
    pub(super) fn note_place(&mut self, span: Span) {
        if crate::fault::Fault::LostPlace.is_on() {
            return;
        }
        let lasti = self.lasti(span);
        let place = self.unit.types.i64.const_int(i64::from(lasti).cast_unsigned(), true);
        match self.frames {
            Frames::Linked(record) if lasti >= 0 => {
                self.rt(&rt::frame_at, &[record.into(), place.into()]);
            }
            Frames::Lazy(activation) => {
                self.unit.store(self.unit.byte(activation, offset_of!(Activation, lasti) as u64), place);
            }
            Frames::Linked(_) | Frames::None => {}
        }
    }

    /// Links the frame record into the chain of frames.
    pub(super) fn link_record(&mut self) {
        let Frames::Linked(record) = self.frames else { return };
        let globals = self.unit.load_ptr(self.unit.statics.globals.as_pointer_value());
        let namespace = if self.function.signature.flags & flags::CLASS_BODY != 0 && self.frame.is_some() {
            let words = self.frame_words();
            self.unit.load_ptr(words)
        } else if self.function.signature.flags & flags::MODULE_BODY != 0 {
            globals
        } else {
            self.unit.types.ptr.const_null()
        };
        let desc = self.desc();
        let null = self.unit.types.ptr.const_null();
        self.rt(&rt::frame_push, &[record.into(), desc.into(), globals.into(), null.into(), namespace.into()]);
        if self.body.version != Version::Fast {
            self.rt(&rt::frame_take_over, &[record.into()]);
        }
    }

    /// What every way out does: unlinks the frame record, uncounts the call.
    pub(super) fn leave_activation(&mut self) {
        if let Some(activation) = self.activation() {
            self.rt(&rt::activation_end, &[activation.into()]);
        }
        self.leave_with(&rt::frame_pop);
    }

    /// As `leave_activation`, for another version to go on.
    pub(super) fn hand_activation_over(&mut self) {
        match (self.activation(), self.frames, self.callers) {
            (Some(activation), ..) => {
                self.rt(&rt::activation_hand_over, &[activation.into()]);
            }
            (None, Frames::None | Frames::Lazy(_), Some(callers)) => {
                self.rt(&rt::activation_link, &[callers.into()]);
            }
            (None, ..) => {}
        }
        self.leave_with(&rt::frame_hand_over);
    }

    fn leave_with(&mut self, unlink: &'static naja_rt_abi::RtFn) {
        if let Frames::Linked(record) = self.frames {
            self.rt(unlink, &[record.into()]);
        }
        match self.calls {
            Calls::Thread => {
                self.rt(&rt::recursion_leave, &[]);
            }
            Calls::Told(told) => self.more_calls_left(told),
            Calls::Untold(_) | Calls::Uncounted => {}
        }
    }

    /// Takes the frame record, if there is one in the chain, out for a version that links its own and comes back.
    pub(super) fn step_aside(&mut self) {
        if let Frames::Linked(record) = self.frames {
            self.rt(&rt::frame_hand_over, &[record.into()]);
        }
    }
}

/// The block that every call comes after, outside loops if there is any; `None` if the version calls nothing.
fn begins_in(body: &Body) -> Option<Block> {
    let calls = |block: &Block| body.blocks[*block].insts.iter().any(|inst| may_call(&inst.kind));
    let calling: Vec<Block> = body.reverse_postorder().into_iter().filter(calls).collect();
    let (first, others) = calling.split_first()?;
    let (dominators, cycles) = (Dominators::new(body), Cycles::new(body));
    let above = |mut block: Block, is_low: &dyn Fn(Block) -> bool| {
        while let Some(parent) = dominators.parent(block).filter(|_| is_low(block)) {
            block = parent;
        }
        block
    };
    let common = others.iter().fold(*first, |block, other| above(block, &|block| !dominators.dominates(block, *other)));
    Some(above(common, &|block| cycles.of(block).is_some()))
}

/// The blocks where an activation that begins in a block has begun; none if that is in a loop, or if there is a way out where it
/// may have begun or not.
fn begun(body: &Body, begins_in: Block) -> BTreeSet<Block> {
    if Cycles::new(body).of(begins_in).is_some() {
        return BTreeSet::new();
    }
    let dominators = Dominators::new(body);
    let (begun, open): (BTreeSet<Block>, BTreeSet<Block>) = std::iter::once(begins_in)
        .chain(body.reached_from(begins_in))
        .partition(|block| dominators.dominates(begins_in, *block));
    let may_leave = |block: &Block| {
        let data = &body.blocks[*block];
        let leaves = |kind: &InstKind| kind.exit().is_some() || matches!(kind, InstKind::Rt(row, _) if row.may_raise());
        data.insts.iter().any(|inst| leaves(&inst.kind))
            || matches!(data.terminator, Terminator::Return(_) | Terminator::Unwind | Terminator::Exit(_))
    };
    if open.iter().any(may_leave) { BTreeSet::new() } else { begun }
}

/// Whether an instruction may call unknown code, or a function that counts.
fn may_call(kind: &InstKind) -> bool {
    kind.boxed().is_some() || matches!(kind, InstKind::CallLoop { .. }) || unknown::runs(kind)
}
