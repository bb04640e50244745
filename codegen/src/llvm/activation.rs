//! What an activation owes to the thread: its place in the count of calls, and in the chain of frames.
//!
//! Versions that Python enters count in the thread. Fast code passes the count along in a register instead, and makes the
//! thread's what it should be only while unknown code may look. Of a version that runs no unknown code, the call is
//! counted where it first may call anything: the end of a recursion pays nothing.

use super::function::Lowering;
use crate::World;
use crate::analysis::dominators::Dominators;
use crate::mir::{Block, Body, Function, InstKind, Version};
use inkwell::values::{BasicValueEnum, IntValue};
use naja_frontend::hir::FuncId;
use naja_rt_abi::layout::{FRAME_RECORD_SIZE, flags};
use naja_rt_abi::table as rt;
use std::collections::BTreeSet;

/// How an activation counts towards the recursion limit.
#[derive(Clone, Copy)]
pub(super) enum Calls<'ctx> {
    /// Not at all: it calls nothing.
    Uncounted,
    /// In the thread's count.
    Thread,
    /// In a register: how many calls were left to its caller. If it may run unknown code, the thread's count is one less
    /// meanwhile, and by `ahead` more than that when the activation ends; that code may set the limit, so then the
    /// thread's count is the one to go by.
    Register { given: IntValue<'ctx>, ahead: Option<IntValue<'ctx>> },
}

impl<'ctx> Lowering<'_, 'ctx, '_> {
    /// Counts the call, where the caller has `given` many left if not in the thread's count, and links a frame record, in
    /// versions that may run unknown code.
    pub(super) fn enter_activation(&mut self, given: Option<IntValue<'ctx>>) {
        let runs_python = may_run_unknown_code(self.body, &self.unit.unknown);
        let Some(counted_in) = counted_in(self.body) else { return };
        let Some(given) = given else {
            let status = self.rt(&rt::recursion_enter, &[]);
            self.return_if_refused(status);
            self.calls = Calls::Thread;
            self.push_record_if(runs_python);
            return;
        };
        if !runs_python {
            self.calls = Calls::Register { given, ahead: None };
            self.counted_in = Some(counted_in);
            return;
        }
        self.check_calls(given);
        let before = self.thread_calls_left();
        let one = self.unit.types.i64.const_int(1, false);
        let left = super::built(self.unit.builder.build_int_sub(given, one, "left"));
        self.rt(&rt::recursion_set, &[left.into()]);
        let ahead = super::built(self.unit.builder.build_int_sub(before, left, "ahead"));
        self.calls = Calls::Register { given, ahead: Some(ahead) };
        self.push_record_if(runs_python);
    }

    /// Counts the call at the start of the block where that is due.
    pub(super) fn count_in(&mut self, block: Block) {
        if self.counted_in == Some(block)
            && let Calls::Register { given, .. } = self.calls
        {
            self.check_calls(given);
        }
    }

    fn check_calls(&mut self, given: IntValue<'ctx>) {
        let status = self.rt(&rt::recursion_check, &[given.into()]);
        self.return_if_refused(status);
    }

    /// Returns with the exception if a call was refused.
    fn return_if_refused(&mut self, status: Option<BasicValueEnum<'ctx>>) {
        let status = status.unwrap_or_else(|| crate::bug!("no status")).into_int_value();
        let zero = self.unit.types.i32.const_zero();
        let failed = super::built(self.unit.builder.build_int_compare(inkwell::IntPredicate::SLT, status, zero, ""));
        let [overflow, enough] = ["overflow", "enough"].map(|name| self.new_block(name));
        let branch = super::built(self.unit.builder.build_conditional_branch(failed, overflow, enough));
        self.unlikely(branch);
        self.unit.builder.position_at_end(overflow);
        self.mark_finished();
        self.return_raised();
        self.unit.builder.position_at_end(enough);
    }

    /// Behind `hand_activation_over`: sets the thread's count to what it is for another version that goes on; by how much it is
    /// to be shifted again behind that, if it is.
    pub(super) fn tell_calls_left(&mut self) -> Option<IntValue<'ctx>> {
        let Calls::Register { given, ahead } = self.calls else { return None };
        let back = match ahead {
            Some(ahead) => {
                let one = self.unit.types.i64.const_int(1, false);
                super::built(self.unit.builder.build_int_sub(ahead, one, "back"))
            }
            None => {
                let before = self.thread_calls_left();
                super::built(self.unit.builder.build_int_sub(before, given, "back"))
            }
        };
        let there = super::built(self.unit.builder.build_int_neg(back, ""));
        self.shift_calls_left(there);
        Some(back)
    }

    /// Adds to the thread's count.
    pub(super) fn shift_calls_left(&mut self, by: IntValue<'ctx>) {
        let now = self.thread_calls_left();
        let then = super::built(self.unit.builder.build_int_add(now, by, ""));
        self.rt(&rt::recursion_set, &[then.into()]);
    }

    /// How many calls are left to what this version calls.
    pub(super) fn calls_left(&mut self) -> IntValue<'ctx> {
        match self.calls {
            Calls::Register { given, ahead: None } => {
                let one = self.unit.types.i64.const_int(1, false);
                super::built(self.unit.builder.build_int_sub(given, one, "left"))
            }
            Calls::Register { ahead: Some(_), .. } | Calls::Thread | Calls::Uncounted => self.thread_calls_left(),
        }
    }

    fn thread_calls_left(&mut self) -> IntValue<'ctx> {
        let left = self.rt(&rt::recursion_left, &[]);
        left.unwrap_or_else(|| crate::bug!("no count")).into_int_value()
    }

    fn push_record_if(&mut self, runs_python: bool) {
        if !runs_python || !matches!(self.unit.options.world, World::Cpython(..)) {
            return;
        }
        let index = self.unit.module.functions.iter().position(|function| function.id == self.function.id);
        let facts = index.and_then(|index| self.unit.code.and_then(|code| code.function(index)));
        let Some(facts) = facts else { return };
        let words = facts.locals.len() as u64 + FRAME_RECORD_SIZE as u64 / 8;
        let record = self.stack_words(words);
        self.record = Some(record);
        self.link_record();
    }

    /// Links the frame record into the chain of frames.
    pub(super) fn link_record(&mut self) {
        let Some(record) = self.record else { return };
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
        self.leave_with(&rt::frame_pop);
    }

    /// As `leave_activation`, for another version to go on.
    pub(super) fn hand_activation_over(&mut self) {
        self.leave_with(&rt::frame_hand_over);
    }

    fn leave_with(&mut self, unlink: &'static naja_rt_abi::RtFn) {
        if let Some(record) = self.record {
            self.rt(unlink, &[record.into()]);
        }
        match self.calls {
            Calls::Thread => {
                self.rt(&rt::recursion_leave, &[]);
            }
            Calls::Register { ahead: Some(ahead), .. } => self.shift_calls_left(ahead),
            Calls::Register { ahead: None, .. } | Calls::Uncounted => {}
        }
    }
}

/// The block that every call comes after, outside loops if there is any; `None` if the version calls nothing.
fn counted_in(body: &Body) -> Option<Block> {
    let calls = |block: &Block| body.blocks[*block].insts.iter().any(|inst| may_call(&inst.kind));
    let calling: Vec<Block> = body.reverse_postorder().into_iter().filter(calls).collect();
    let (first, others) = calling.split_first()?;
    let dominators = Dominators::new(body);
    let mut block = *first;
    while let Some(parent) = dominators.parent(block)
        && (body.reached_from(block).contains(&block)
            || !others.iter().all(|other| dominators.dominates(block, *other)))
    {
        block = parent;
    }
    Some(block)
}

/// The functions of a module whose fast versions may run unknown code, by themselves or through those they call.
pub(super) fn run_unknown_code(module: &crate::mir::Module) -> BTreeSet<FuncId> {
    let mut unknown = BTreeSet::new();
    loop {
        let fast = |function: &'_ Function| function.versions.iter().position(|body| body.version == Version::Fast);
        let found: Vec<FuncId> = module
            .functions
            .iter()
            .filter(|function| !unknown.contains(&function.id))
            .filter(|function| {
                fast(function).is_some_and(|index| may_run_unknown_code(&function.versions[index], &unknown))
            })
            .map(|function| function.id)
            .collect();
        if found.is_empty() {
            return unknown;
        }
        unknown.extend(found);
    }
}

/// Whether a version may run unknown code: then its frame must be in the chain of frames.
fn may_run_unknown_code(body: &Body, unknown: &BTreeSet<FuncId>) -> bool {
    body.blocks.iter().flat_map(|block| &block.insts).any(|inst| match &inst.kind {
        InstKind::CallFast { function, .. } | InstKind::CallGeneric { function, .. } => unknown.contains(function),
        kind => runs_python(kind),
    })
}

/// Whether an instruction may call unknown code, or a function that counts.
fn may_call(kind: &InstKind) -> bool {
    kind.boxed().is_some() || matches!(kind, InstKind::CallLoop { .. }) || runs_python(kind)
}

fn runs_python(kind: &InstKind) -> bool {
    match kind {
        InstKind::Rt(row, _) => {
            row.effect == naja_rt_abi::Effect::Python && !matches!(row.name, "raise_unbound" | "reraise")
        }
        _ => false,
    }
}
