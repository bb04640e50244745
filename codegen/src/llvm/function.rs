//! One version of a function: blocks, phis, the way in and the ways out.

use super::activation::{Calls, Frames};
use super::shared::{Shared, cold_blocks};
use super::types::{STATUS_BOXED, STATUS_RAISED, STATUS_VALUE};
use super::{Unit, VersionKey, built};
use crate::analysis::dominators::Dominators;
use crate::fault::Fault;
use crate::mir::{Block, Body, FrameWord, Function, InstKind, IntOp, Kept, Target, Terminator, Value, Version};
use crate::repr::Repr;
use inkwell::basic_block::BasicBlock;
use inkwell::types::{BasicMetadataTypeEnum, BasicType, FunctionType};
use inkwell::values::{BasicValueEnum, FunctionValue, InstructionValue, IntValue, PhiValue, PointerValue, StructValue};
use naja_frontend::hir::IdVec;
use naja_frontend::source::Span;
use naja_rt_abi::layout::{Frame, flags};
use naja_rt_abi::table as rt;
use std::collections::{BTreeSet, HashMap};
use std::mem::offset_of;

/// The LLVM type of a version.
pub(super) fn signature<'ctx>(unit: &Unit<'ctx, '_>, body: &Body) -> FunctionType<'ctx> {
    match body.version {
        Version::Master | Version::Generic | Version::Suspending => unit.types.generic,
        Version::Fast | Version::Loop(_) => {
            let mut params: Vec<BasicMetadataTypeEnum<'ctx>> = vec![unit.types.ptr.into()];
            if matches!(body.version, Version::Loop(_)) {
                params.push(unit.types.ptr.into());
            }
            params.push(unit.types.i64.into());
            if body.version == Version::Fast && unit.has_frames() {
                params.push(unit.types.ptr.into());
            }
            let entry = body.entries[0].block;
            params.extend(
                body.blocks[entry]
                    .params
                    .iter()
                    .map(|param| BasicMetadataTypeEnum::from(unit.types.repr(body.repr(*param)))),
            );
            unit.types.result(unit.context, body.returns).fn_type(&params, false)
        }
    }
}

/// The most entries that each read the words of the frame by themselves.
const MOST_SEPARATE: usize = 4;

/// Lowers a version.
pub(super) fn lower<'ctx>(unit: &mut Unit<'ctx, '_>, function: &Function, body: &Body) {
    let value = unit.version(function.id, body.version.into());
    let llvm_entry = unit.context.append_basic_block(value, "entry");
    let mut lowering = Lowering {
        function,
        body,
        value,
        cx: value.get_nth_param(0).expect("a version takes the context").into_pointer_value(),
        frame: None,
        callers: None,
        frames: Frames::None,
        exit_area: None,
        dispatch: None,
        is_cold: false,
        cold: cold_blocks(body),
        shared: Shared::default(),
        taken: HashMap::new(),
        calls: Calls::Uncounted,
        begins_in: None,
        begun: BTreeSet::new(),
        values: body.values.iter().map(|_| None).collect(),
        blocks: body.blocks.iter().map(|_| None).collect(),
        phis: body.blocks.iter().map(|_| vec![]).collect(),
        failed: None,
        status: None,
        tested: HashMap::new(),
        dominators: Dominators::new(body),
        at: body.entries[0].block,
        unit,
    };
    lowering.unit.builder.position_at_end(llvm_entry);
    lowering.blocks_and_phis();
    lowering.way_in();
    for block in body.reverse_postorder() {
        lowering.block(block);
    }
    lowering.finish();
}

/// The lowering of one version.
pub(super) struct Lowering<'u, 'ctx, 'a> {
    pub(super) unit: &'u mut Unit<'ctx, 'a>,
    pub(super) function: &'u Function,
    pub(super) body: &'u Body,
    pub(super) value: FunctionValue<'ctx>,
    pub(super) cx: PointerValue<'ctx>,
    /// The frame of a generic version.
    pub(super) frame: Option<PointerValue<'ctx>>,
    /// The words of the exit that is taken.
    pub(super) exit_area: Option<PointerValue<'ctx>>,
    /// Where a generic version chooses its entry, and the number it chooses by.
    dispatch: Option<(BasicBlock<'ctx>, PhiValue<'ctx>)>,
    /// The activation that called this one, or null: see [`Frames`]. Fast versions are told.
    pub(super) callers: Option<PointerValue<'ctx>>,
    pub(super) frames: Frames<'ctx>,
    /// Whether what is lowered runs only when something was raised, or left for.
    pub(super) is_cold: bool,
    /// The blocks for which that is so.
    cold: IdVec<Block, bool>,
    pub(super) shared: Shared<'ctx>,
    /// The words of the frame that an exit or a suspension resumes.
    taken: HashMap<(u32, Repr), BasicValueEnum<'ctx>>,
    pub(super) calls: Calls<'ctx>,
    /// The block at the start of which the activation begins, if not on the way in.
    pub(super) begins_in: Option<Block>,
    /// The blocks in which an activation has begun that is linked when somebody may look.
    pub(super) begun: BTreeSet<Block>,
    values: IdVec<Value, Option<BasicValueEnum<'ctx>>>,
    blocks: IdVec<Block, Option<BasicBlock<'ctx>>>,
    /// Of each block's parameters, those of a complex number for each part.
    phis: IdVec<Block, Vec<PhiValue<'ctx>>>,
    /// Whether the last instruction raised.
    pub(super) failed: Option<IntValue<'ctx>>,
    /// The status of the last direct call.
    pub(super) status: Option<IntValue<'ctx>>,
    /// Arithmetic that was tested, with whether it fits, and the block where that was.
    pub(super) tested: HashMap<(IntOp, Value, Value), (Block, StructValue<'ctx>)>,
    pub(super) dominators: Dominators,
    /// The block that is lowered.
    pub(super) at: Block,
}

impl<'ctx> Lowering<'_, 'ctx, '_> {
    /// The LLVM value of a value.
    pub(super) fn get(&self, value: Value) -> BasicValueEnum<'ctx> {
        self.values[value].unwrap_or_else(|| crate::bug!("{value} is used before it is defined in {}", self.name()))
    }

    pub(super) fn set(&mut self, value: Value, llvm: impl Into<BasicValueEnum<'ctx>>) {
        self.values[value] = Some(llvm.into());
    }

    pub(super) fn name(&self) -> String {
        format!("{}.{}", self.function.qualname, self.body.version)
    }

    pub(super) fn new_block(&self, name: &str) -> BasicBlock<'ctx> {
        self.unit.context.append_basic_block(self.value, name)
    }

    fn llvm_block(&self, block: Block) -> BasicBlock<'ctx> {
        self.blocks[block].unwrap_or_else(|| crate::bug!("{block} was not reached in {}", self.name()))
    }

    fn blocks_and_phis(&mut self) {
        // The parameters of entries come from outside.
        let body = self.body;
        let is_entry = |block: Block| match body.version {
            Version::Fast | Version::Loop(_) | Version::Suspending => {
                body.entries.iter().any(|entry| entry.block == block)
            }
            Version::Master | Version::Generic => false,
        };
        for block in self.body.reverse_postorder() {
            let llvm = self.new_block(&block.to_string());
            self.blocks[block] = Some(llvm);
            if is_entry(block) {
                continue;
            }
            self.unit.builder.position_at_end(llvm);
            let mut complex = vec![];
            for param in &self.body.blocks[block].params {
                let repr = self.body.repr(*param);
                if repr == Repr::C128 {
                    let parts = [(); 2].map(|()| self.phi(block, Repr::F64));
                    complex.push((*param, parts));
                } else {
                    self.values[*param] = Some(self.phi(block, repr));
                }
            }
            for (param, parts) in complex {
                self.values[param] = Some(self.complex(parts));
            }
        }
    }

    fn phi(&mut self, block: Block, repr: Repr) -> BasicValueEnum<'ctx> {
        let phi = built(self.unit.builder.build_phi(self.unit.types.repr(repr), ""));
        self.phis[block].push(phi);
        phi.as_basic_value()
    }

    /// What happens before the first block: the count of calls, the frame record, the choice of an entry.
    fn way_in(&mut self) {
        let entry = self.value.get_first_basic_block().expect("appended first");
        self.unit.builder.position_at_end(entry);
        match self.body.version {
            Version::Fast | Version::Loop(_) => {
                let block = self.body.entries[0].block;
                // The version of a loop takes the frame of its caller before the count of calls, others who called behind it.
                let mut taken = 1;
                let mut take = || {
                    taken += 1;
                    self.value.get_nth_param(taken - 1)
                };
                if matches!(self.body.version, Version::Loop(_)) {
                    self.frame = take().map(BasicValueEnum::into_pointer_value);
                }
                let untold = take().map(BasicValueEnum::into_int_value);
                if self.body.version == Version::Fast && self.unit.has_frames() {
                    self.callers = take().map(BasicValueEnum::into_pointer_value);
                }
                for (index, param) in self.body.blocks[block].params.iter().enumerate() {
                    let index = u32::try_from(index).unwrap_or_else(|_| crate::bug!("2^32 parameters"));
                    self.values[*param] = self.value.get_nth_param(index + taken);
                }
                self.enter_activation(untold);
                built(self.unit.builder.build_unconditional_branch(self.llvm_block(block)));
            }
            Version::Master | Version::Generic | Version::Suspending => {
                self.frame = self.value.get_nth_param(1).map(BasicValueEnum::into_pointer_value);
                self.enter_activation(None);
                self.dispatch();
            }
        }
    }

    /// Goes to the entry that was asked for, by the caller or by a loop's version that left.
    fn dispatch(&mut self) {
        let asked = self.value.get_nth_param(2).expect("a generic version takes its entry").into_int_value();
        let here = self.unit.builder.get_insert_block().unwrap_or_else(|| crate::bug!("no cursor"));
        let dispatch = self.new_block("dispatch");
        built(self.unit.builder.build_unconditional_branch(dispatch));
        self.unit.builder.position_at_end(dispatch);
        let phi = built(self.unit.builder.build_phi(self.unit.types.i32, "entry"));
        phi.add_incoming(&[(&asked, here)]);
        self.dispatch = Some((dispatch, phi));
        let number = phi.as_basic_value().into_int_value();
        let first = self.llvm_block(self.body.entries[0].block);
        if self.body.version == Version::Generic && self.body.entries.len() > MOST_SEPARATE {
            let resuming = self.new_block("resuming");
            let is_call = built(self.unit.builder.build_int_compare(
                inkwell::IntPredicate::EQ,
                number,
                self.unit.types.i32.const_zero(),
                "",
            ));
            built(self.unit.builder.build_conditional_branch(is_call, first, resuming));
            self.unit.builder.position_at_end(resuming);
            self.take_all();
        }
        let cases: Vec<_> = self
            .body
            .entries
            .iter()
            .enumerate()
            .skip(1)
            .map(|(index, entry)| (self.unit.types.i32.const_int(index as u64, false), self.llvm_block(entry.block)))
            .collect();
        let otherwise = if self.taken.is_empty() { first } else { self.new_block("nowhere") };
        built(self.unit.builder.build_switch(number, otherwise, &cases));
        if otherwise != first {
            self.unit.builder.position_at_end(otherwise);
            built(self.unit.builder.build_unreachable());
        }
    }

    /// Reads the words of the frame that entries take, once for all: what a frame does not have, its entry does not use.
    fn take_all(&mut self) {
        for entry in &self.body.entries[1..] {
            for inst in &self.body.blocks[entry.block].insts {
                if let (InstKind::FrameTake(word), Some(result)) = (&inst.kind, inst.result) {
                    let repr = self.body.repr(result);
                    if !self.taken.contains_key(&(*word, repr)) {
                        let value = self.read_word(*word, repr);
                        self.taken.insert((*word, repr), value);
                    }
                }
            }
        }
    }

    /// A word of the frame, for an entry.
    pub(super) fn take(&mut self, word: u32, repr: Repr) -> BasicValueEnum<'ctx> {
        match self.taken.get(&(word, repr)) {
            Some(value) if self.at != self.body.entries[0].block => *value,
            _ => self.read_word(word, repr),
        }
    }

    fn read_word(&mut self, word: u32, repr: Repr) -> BasicValueEnum<'ctx> {
        let offset = if repr == Repr::Boxed { 0 } else { self.unit.frame_size(self.function.id).0 };
        let address = self.unit.word(self.frame_words(), u64::from(word + offset));
        built(self.unit.builder.build_load(self.unit.types.repr(repr), address, ""))
    }

    /// An array of words in the entry block's stack frame.
    pub(super) fn stack_words(&self, words: u64) -> PointerValue<'ctx> {
        let builder = self.unit.context.create_builder();
        let entry = self.value.get_first_basic_block().expect("appended first");
        match entry.get_first_instruction() {
            Some(first) => builder.position_before(&first),
            None => builder.position_at_end(entry),
        }
        let words = u32::try_from(words).unwrap_or_else(|_| crate::bug!("a stack array of 2^32 words"));
        let array = built(builder.build_alloca(self.unit.types.ptr.array_type(words), ""));
        if let Some(inst) = array.as_instruction() {
            inst.set_alignment(16).unwrap_or_else(|error| crate::bug!("alignment of a stack array: {error}"));
        }
        array
    }

    /// The descriptor of the function being lowered.
    pub(super) fn desc(&self) -> PointerValue<'ctx> {
        self.unit.desc(self.function.id).as_pointer_value()
    }

    /// The words of the frame.
    pub(super) fn frame_words(&self) -> PointerValue<'ctx> {
        let frame = self.frame.unwrap_or_else(|| crate::bug!("{} has no frame", self.name()));
        self.unit.byte(frame, offset_of!(Frame, words) as u64)
    }

    /// Tells the object that owns the frame of a generator that it is done.
    pub(super) fn mark_finished(&mut self) {
        if self.function.signature.flags & flags::ASYNC_GENERATOR != 0
            && let Some(frame) = self.frame
        {
            let finished = self.unit.types.i32.const_int(u64::from(Frame::FINISHED), false);
            self.unit.store(self.unit.byte(frame, offset_of!(Frame, entry) as u64), finished);
        }
    }

    fn block(&mut self, block: Block) {
        self.unit.builder.position_at_end(self.llvm_block(block));
        let data = &self.body.blocks[block];
        self.at = block;
        self.is_cold = self.cold[block];
        self.failed = None;
        if self.body.version == Version::Suspending {
            self.take_words(block);
        }
        self.begin_in(block);
        let mut span = self.function.span;
        for inst in &data.insts {
            span = inst.span;
            self.inst(inst);
        }
        let skips_traceback = data.insts.last().is_some_and(|inst| !inst.kind.has_place());
        self.terminator(&data.terminator, span, skips_traceback);
    }

    fn terminator(&mut self, terminator: &Terminator, span: Span, skips_traceback: bool) {
        match terminator {
            Terminator::None => crate::bug!("a block of {} has no end", self.name()),
            Terminator::Jump(target) => self.go_to(target),
            Terminator::Branch { test, then, otherwise } => {
                let test = self.get(*test).into_int_value();
                let branch = self.two_ways(test, then, otherwise);
                match [then, otherwise].map(|way| self.body.blocks[way.block].is_beside) {
                    [false, true] => self.likely(branch),
                    [true, false] => self.unlikely(branch),
                    [false, false] | [true, true] => {}
                }
            }
            Terminator::Guard { holds, stay, leave } => {
                let holds = self.get(*holds).into_int_value();
                let holds = self.stressed(holds);
                let branch = self.two_ways(holds, stay, leave);
                self.likely(branch);
            }
            Terminator::Check { ok, unwind } => self.check(ok, unwind, span, skips_traceback),
            Terminator::CallCheck { ok, boxed, unwind } => self.call_check(ok, boxed, unwind, span),
            Terminator::Return(value) => self.return_value(*value),
            Terminator::Yield { value, resume, state, span } => {
                let state = state.unwrap_or_else(|| crate::bug!("a suspension without state"));
                self.suspend(*value, *resume, state, *span);
            }
            Terminator::Pause { resume, state } => {
                let state = state.unwrap_or_else(|| crate::bug!("a pause without state"));
                self.pause(*resume, state);
            }
            Terminator::Suspend { value, frame, span } => self.suspend_fast(*value, frame, *span),
            Terminator::Unwind => self.unwind(),
            Terminator::Exit(state) => self.exit(*state),
            Terminator::Redispatch => self.redispatch(),
            Terminator::Unreachable => {
                built(self.unit.builder.build_unreachable());
            }
        }
    }

    fn redispatch(&mut self) {
        let (Some((dispatch, phi)), Some(frame)) = (self.dispatch, self.frame) else {
            crate::bug!("{} cannot choose an entry again", self.name())
        };
        let address = self.unit.byte(frame, offset_of!(Frame, entry) as u64);
        let entry = built(self.unit.builder.build_load(self.unit.types.i32, address, ""));
        let here = self.unit.builder.get_insert_block().unwrap_or_else(|| crate::bug!("no cursor"));
        phi.add_incoming(&[(&entry, here)]);
        built(self.unit.builder.build_unconditional_branch(dispatch));
    }

    /// Jumps.
    pub(super) fn go_to(&mut self, target: &Target) {
        self.feed(target);
        built(self.unit.builder.build_unconditional_branch(self.llvm_block(target.block)));
    }

    /// Passes the arguments of a jump from the block of the cursor.
    fn feed(&mut self, target: &Target) {
        let Some(from) = self.unit.builder.get_insert_block() else { crate::bug!("no cursor") };
        let parts = target.args.iter().flat_map(|arg| self.parts(self.get(*arg)));
        for (phi, part) in self.phis[target.block].iter().zip(parts) {
            phi.add_incoming(&[(&part, from)]);
        }
    }

    fn two_ways(&mut self, test: IntValue<'ctx>, then: &Target, otherwise: &Target) -> InstructionValue<'ctx> {
        let then_block = if then.block == otherwise.block { self.edge(then) } else { self.llvm_block(then.block) };
        if then.block != otherwise.block {
            self.feed(then);
        }
        self.feed(otherwise);
        built(self.unit.builder.build_conditional_branch(test, then_block, self.llvm_block(otherwise.block)))
    }

    /// A block of its own for an edge, so that it has phi inputs of its own.
    fn edge(&mut self, target: &Target) -> BasicBlock<'ctx> {
        let here = self.unit.builder.get_insert_block().unwrap_or_else(|| crate::bug!("no cursor"));
        let edge = self.new_block("edge");
        self.unit.builder.position_at_end(edge);
        self.feed(target);
        built(self.unit.builder.build_unconditional_branch(self.llvm_block(target.block)));
        self.unit.builder.position_at_end(here);
        edge
    }

    fn check(&mut self, ok: &Target, unwind: &Target, span: Span, skips_traceback: bool) {
        let failed = self.failed.take().unwrap_or_else(|| crate::bug!("nothing to check in {}", self.name()));
        let raised = self.raised_edge(self.cursor(), unwind, span, skips_traceback);
        self.feed(ok);
        let branch = built(self.unit.builder.build_conditional_branch(failed, raised, self.llvm_block(ok.block)));
        self.unlikely(branch);
    }

    fn call_check(&mut self, ok: &Target, boxed: &Target, unwind: &Target, span: Span) {
        let status = self.status.take().unwrap_or_else(|| crate::bug!("no status to check"));
        let [other, good] = [self.new_block("other"), self.edge(ok)];
        let raised = self.raised_edge(other, unwind, span, false);
        let zero = self.unit.types.i64.const_int(STATUS_VALUE, false);
        let status = if Fault::IgnoredStatus.is_on() { zero } else { status };
        let is_value = built(self.unit.builder.build_int_compare(inkwell::IntPredicate::EQ, status, zero, ""));
        let branch = built(self.unit.builder.build_conditional_branch(is_value, good, other));
        self.likely(branch);
        self.unit.builder.position_at_end(other);
        let boxed_status = self.unit.types.i64.const_int(STATUS_BOXED, false);
        let is_boxed = built(self.unit.builder.build_int_compare(inkwell::IntPredicate::EQ, status, boxed_status, ""));
        self.feed(boxed);
        built(self.unit.builder.build_conditional_branch(is_boxed, self.llvm_block(boxed.block), raised));
    }

    /// The static place of a span, with the instruction of the code object it belongs to.
    pub(super) fn site(&self, span: Span) -> PointerValue<'ctx> {
        super::data::site(self.unit, span, self.lasti(span))
    }

    /// The byte offset of the instruction that a span belongs to, or -1.
    pub(super) fn lasti(&self, span: Span) -> i32 {
        let facts = self.unit.code.and_then(|code| code.function(self.function.code));
        let start = self.unit.options.sources.start(span);
        let end = self.unit.options.sources.end(span);
        facts.map_or(-1, |facts| facts.lasti((start.line, start.column, end.line, end.column)))
    }

    /// Returns a value of a representation, the activation being ended.
    pub(super) fn return_with(&mut self, result: BasicValueEnum<'ctx>, repr: Repr) {
        match (self.body.version, self.body.returns) {
            (Version::Master | Version::Generic | Version::Suspending, _) | (_, Repr::Boxed) => {
                built(self.unit.builder.build_return(Some(&result)));
            }
            (Version::Fast | Version::Loop(_), returns) => {
                let status = if repr == returns { STATUS_VALUE } else { STATUS_BOXED };
                self.return_pair(Some(result), self.unit.types.i64.const_int(status, false));
            }
        }
    }

    /// Returns a word, boxed or not, and a status.
    pub(super) fn return_pair(&mut self, word: Option<BasicValueEnum<'ctx>>, status: IntValue<'ctx>) {
        let ty = self.unit.types.result(self.unit.context, self.body.returns).into_struct_type();
        let mut pair = ty.get_undef();
        let words = word.map(|word| self.parts(word)).unwrap_or_default();
        for (index, word) in (0..).zip(words) {
            let word = self.as_word(word);
            pair = built(self.unit.builder.build_insert_value(pair, word, index, "")).into_struct_value();
        }
        let last = ty.count_fields() - 1;
        pair = built(self.unit.builder.build_insert_value(pair, status, last, "")).into_struct_value();
        built(self.unit.builder.build_return(Some(&pair)));
    }

    /// A value as the word of a result pair.
    fn as_word(&self, value: BasicValueEnum<'ctx>) -> BasicValueEnum<'ctx> {
        let types = &self.unit.types;
        let builder = &self.unit.builder;
        let float = matches!(self.body.returns, Repr::F64 | Repr::C128);
        match value {
            BasicValueEnum::PointerValue(pointer) => {
                let int = built(builder.build_ptr_to_int(pointer, types.i64, ""));
                if float { built(builder.build_bit_cast(int, types.f64, "")) } else { int.into() }
            }
            BasicValueEnum::IntValue(int) if int.get_type() == types.bool => {
                built(builder.build_int_z_extend(int, types.i64, "")).into()
            }
            other => other,
        }
    }

    /// Returns with the raised exception.
    pub(super) fn return_raised(&mut self) {
        match (self.body.version, self.body.returns) {
            (Version::Master | Version::Generic | Version::Suspending, _) | (_, Repr::Boxed) => {
                built(self.unit.builder.build_return(Some(&self.unit.types.ptr.const_null())));
            }
            (Version::Fast | Version::Loop(_), _) => {
                self.return_pair(None, self.unit.types.i64.const_int(STATUS_RAISED, false));
            }
        }
    }

    /// Stores the frame and hands a value out.
    fn suspend(&mut self, value: Value, resume: Block, state: crate::mir::State, span: Span) {
        let frame = self.frame.unwrap_or_else(|| crate::bug!("a suspension without a frame"));
        self.store_frame(state);
        self.hand_out(frame, self.number_of(resume), value, span);
    }

    /// The entry of a generic version that resumes a block.
    fn number_of(&self, resume: Block) -> u64 {
        let number = self.body.entries.iter().position(|entry| entry.resumes == resume && entry.block != resume);
        number.unwrap_or_else(|| crate::bug!("nothing resumes {resume}")) as u64
    }

    /// Stores the frame and returns it.
    fn pause(&mut self, resume: Block, state: crate::mir::State) {
        let frame = self.frame.unwrap_or_else(|| crate::bug!("a pause without a frame"));
        self.store_frame(state);
        let entry = self.unit.types.i32.const_int(self.number_of(resume), false);
        self.unit.store(self.unit.byte(frame, offset_of!(Frame, entry) as u64), entry);
        self.leave_activation();
        built(self.unit.builder.build_return(Some(&frame)));
    }

    /// Returns a value from a frame that is full and waits for an entry.
    fn hand_out(&mut self, frame: PointerValue<'ctx>, entry: u64, value: Value, span: Span) {
        let entry = self.unit.types.i32.const_int(entry, false);
        self.unit.store(self.unit.byte(frame, offset_of!(Frame, entry) as u64), entry);
        let lasti = self.unit.types.i64.const_int(i64::from(self.lasti(span)).cast_unsigned(), true);
        self.unit.store(self.unit.byte(frame, offset_of!(Frame, lasti) as u64), lasti);
        let result = self.get(value);
        self.leave_activation();
        built(self.unit.builder.build_return(Some(&result)));
    }

    /// Stores the words of a fast version's entry and hands a value out.
    fn suspend_fast(&mut self, value: Value, target: &Target, span: Span) {
        let frame = self.frame.unwrap_or_else(|| crate::bug!("a suspension without a frame"));
        let entry = self.body.entries.iter().position(|entry| entry.block == target.block);
        let entry = entry.unwrap_or_else(|| crate::bug!("{} is no entry", target.block));
        let mut args = target.args.iter();
        for (address, word) in self.places(&self.body.entries[entry].words) {
            let value = match word.kept {
                Kept::Unset | Kept::Lost => self.unit.types.ptr.const_null().into(),
                Kept::As(_) | Kept::List | Kept::Complex => {
                    args.next().map_or_else(|| crate::bug!("too few words"), |arg| self.get(*arg))
                }
            };
            let value = self.widened(value);
            self.unit.store(address, value);
        }
        self.hand_out(frame, u64::from(Frame::FAST) | entry as u64, value, span);
    }

    /// The parameters of an entry of a fast version that runs from a frame.
    fn take_words(&mut self, block: Block) {
        let Some(entry) = self.body.entries.iter().find(|entry| entry.block == block) else { return };
        let mut params = self.body.blocks[block].params.iter();
        for (address, word) in self.places(&entry.words) {
            if !word.kept.is_set() {
                continue;
            }
            let param = *params.next().unwrap_or_else(|| crate::bug!("too many words"));
            let ty = self.unit.types.repr(self.body.repr(param));
            let value = built(self.unit.builder.build_load(ty, address, ""));
            self.set(param, value);
        }
    }

    /// Where each word of a frame is: the boxed area, then the raw one.
    fn places(&self, words: &[FrameWord]) -> Vec<(PointerValue<'ctx>, FrameWord)> {
        let (boxed_len, _) = self.unit.frame_size(self.function.id);
        let start = self.frame_words();
        let mut next = [0, u64::from(boxed_len)];
        let place = |word: &FrameWord| {
            let area = usize::from(word.generic != Repr::Boxed);
            next[area] += 1;
            (self.unit.word(start, next[area] - 1), *word)
        };
        words.iter().map(place).collect()
    }

    fn store_frame(&mut self, state: crate::mir::State) {
        let words = self.frame_words();
        let (boxed_len, _) = self.unit.frame_size(self.function.id);
        let data = &self.body.states[state];
        let mut next = [0, u64::from(boxed_len)];
        for (index, value) in data.values.iter().enumerate() {
            let llvm = self.get(*value);
            let area = usize::from(data.kinds[index] != Repr::Boxed);
            if area == 0 && !data.moved[index] {
                self.rt(&rt::incref_nullable, &[llvm.into()]);
            }
            self.unit.store(self.unit.word(words, next[area]), llvm);
            next[area] += 1;
        }
        for word in next[0]..u64::from(boxed_len) {
            self.unit.store(self.unit.word(words, word), self.unit.types.ptr.const_null());
        }
        for value in data.released.clone() {
            self.decref(value);
        }
    }

    pub(super) fn version_of(&self, function: naja_frontend::hir::FuncId, key: VersionKey) -> FunctionValue<'ctx> {
        self.unit.version(function, key)
    }
}
