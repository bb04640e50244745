//! Guards, checked arithmetic, and exits to the generic version.

use super::function::Lowering;
use super::types::{STATUS_BOXED, STATUS_RAISED, STATUS_VALUE};
use super::{VersionKey, built};
use crate::fault::Fault;
use crate::mir::{Function, Inst, InstKind, IntOp, State, Value, Version};
use crate::repr::Repr;
use inkwell::intrinsics::Intrinsic;
use inkwell::values::{
    BasicMetadataValueEnum, BasicValueEnum, FloatValue, InstructionValue, IntValue, PointerValue, ValueKind,
};
use inkwell::{FloatPredicate, IntPredicate};
use naja_frontend::hir::FuncId;
use naja_rt_abi::layout::ExitTag;
use naja_rt_abi::{RtFn, table as rt};

impl<'ctx> Lowering<'_, 'ctx, '_> {
    /// Goes on if `holds`, else leaves in `state`.
    pub(super) fn guard(&mut self, holds: IntValue<'ctx>, state: State) {
        let holds = self.stressed(holds);
        let leave = self.exit_edge(self.cursor(), state);
        let stay = self.new_block("stay");
        let branch = built(self.unit.builder.build_conditional_branch(holds, stay, leave));
        self.likely(branch);
        self.unit.builder.position_at_end(stay);
    }

    /// Under `--stress-exits=N`, each N-th test of any guard fails.
    pub(super) fn stressed(&mut self, holds: IntValue<'ctx>) -> IntValue<'ctx> {
        let Some(every) = self.unit.options.stress_exits else { return holds };
        let spared = self.counted("naja.guards", every.max(1));
        built(self.unit.builder.build_and(holds, spared, ""))
    }

    /// Under `--stress-polls`, a loop goes back into fast code each second time it could: fast code leaves at its first
    /// poll for the head of the loop, so each time would be for ever.
    pub(super) fn every_second(&mut self) -> IntValue<'ctx> {
        self.counted("naja.heads", 2)
    }

    /// Counts in a static of this name; false each time a multiple of `every` is reached.
    fn counted(&mut self, name: &str, every: u32) -> IntValue<'ctx> {
        let i64 = self.unit.types.i64;
        let counter = self.unit.llvm.get_global(name).unwrap_or_else(|| {
            let counter = self.unit.llvm.add_global(i64, None, name);
            counter.set_linkage(inkwell::module::Linkage::Internal);
            counter.set_initializer(&i64.const_zero());
            counter
        });
        let address = counter.as_pointer_value();
        let builder = &self.unit.builder;
        let count = built(builder.build_load(i64, address, "")).into_int_value();
        let next = built(builder.build_int_add(count, i64.const_int(1, false), ""));
        built(builder.build_store(address, next));
        let every = i64.const_int(u64::from(every), false);
        let rest = built(builder.build_int_unsigned_rem(next, every, ""));
        built(builder.build_int_compare(IntPredicate::NE, rest, i64.const_zero(), ""))
    }

    /// Says that the first way of a branch is the usual one.
    pub(super) fn likely(&self, branch: InstructionValue<'ctx>) {
        self.weigh(branch, 1 << 20, 1);
    }

    /// Says that the second way of a branch is the usual one.
    pub(super) fn unlikely(&self, branch: InstructionValue<'ctx>) {
        self.weigh(branch, 1, 1 << 20);
    }

    fn weigh(&self, branch: InstructionValue<'ctx>, first: u64, second: u64) {
        let context = self.unit.context;
        let weight = |weight: u64| self.unit.types.i32.const_int(weight, false).into();
        let node =
            context.metadata_node(&[context.metadata_string("branch_weights").into(), weight(first), weight(second)]);
        let kind = context.get_kind_id("prof");
        branch.set_metadata(node, kind).unwrap_or_else(|error| crate::bug!("branch weights: {error}"));
    }

    /// Fills the frame that the generic version goes on from, and tells the caller so by returning that frame.
    pub(super) fn leave_frame(&mut self, desc: PointerValue<'ctx>, words: PointerValue<'ctx>) {
        let frame = self.frame.unwrap_or_else(|| crate::bug!("{} has no frame", self.name()));
        let status = self.rt(&rt::exit_frame, &[frame.into(), desc.into(), words.into()]);
        let status = status.unwrap_or_else(|| crate::bug!("no status")).into_int_value();
        let zero = self.unit.types.i32.const_zero();
        let failed = built(self.unit.builder.build_int_compare(IntPredicate::SLT, status, zero, ""));
        let null = self.unit.types.ptr.const_null();
        let result = built(self.unit.builder.build_select(failed, null, frame, ""));
        built(self.unit.builder.build_return(Some(&result)));
    }

    /// Calls the version of a loop. It links a record of its own, so this activation's is out of the chain meanwhile.
    pub(super) fn call_loop(&mut self, head: crate::mir::Block, args: &[Value]) -> IntValue<'ctx> {
        let callee = self.version_of(self.function.id, VersionKey::Loop(crate::mir::print::number(head)));
        let frame = self.frame.unwrap_or_else(|| crate::bug!("{} has no frame", self.name()));
        let mut all: Vec<BasicMetadataValueEnum<'ctx>> = vec![self.cx.into(), frame.into(), self.untold().into()];
        all.extend(args.iter().map(|arg| BasicMetadataValueEnum::from(self.get(*arg))));
        self.step_aside();
        let call = built(self.unit.builder.build_call(callee, &all, ""));
        let ValueKind::Basic(result) = call.try_as_basic_value() else { crate::bug!("a loop's version returns") };
        self.link_record();
        let result = result.into_pointer_value();
        self.failed = Some(built(self.unit.builder.build_is_null(result, "")));
        built(self.unit.builder.build_ptr_to_int(result, self.unit.types.i64, ""))
    }

    /// The value of which these are the parts.
    pub(super) fn complex(&self, parts: [BasicValueEnum<'ctx>; 2]) -> BasicValueEnum<'ctx> {
        let mut value = self.unit.types.c128.get_undef();
        for (index, part) in (0..).zip(parts) {
            value = built(self.unit.builder.build_insert_value(value, part, index, "")).into_struct_value();
        }
        value.into()
    }

    /// The parts of a complex number; another value by itself.
    pub(super) fn parts(&self, value: BasicValueEnum<'ctx>) -> Vec<BasicValueEnum<'ctx>> {
        match value {
            BasicValueEnum::StructValue(complex) => {
                [0, 1].map(|index| built(self.unit.builder.build_extract_value(complex, index, ""))).to_vec()
            }
            value => vec![value],
        }
    }

    /// The object for a complex number.
    fn boxed_complex(&mut self, value: BasicValueEnum<'ctx>) -> BasicValueEnum<'ctx> {
        let parts: Vec<_> = self.parts(value).into_iter().map(BasicMetadataValueEnum::from).collect();
        self.rt(&rt::box_complex, &parts).unwrap_or_else(|| crate::bug!("a box is a value"))
    }

    /// What is to be done with each word of a frame: of its boxed area, which is so long, then of the raw one.
    pub(super) fn tags(&self, boxed_len: u32, values: &[Value], kinds: &[Repr], moved: &[bool]) -> Vec<ExitTag> {
        let mut tags = vec![ExitTag::Unset; boxed_len as usize];
        let mut next = 0;
        for (index, value) in values.iter().enumerate() {
            let tag = match (kinds[index], self.body.repr(*value)) {
                (Repr::Boxed, Repr::Boxed) if self.is_null(*value) => ExitTag::Unset,
                (Repr::Boxed, Repr::Boxed) if moved[index] => ExitTag::Owned,
                (Repr::Boxed, Repr::Boxed) => ExitTag::Borrowed,
                (Repr::Boxed, Repr::I64) => ExitTag::I64,
                (Repr::Boxed, Repr::F64) => ExitTag::F64,
                (Repr::Boxed, Repr::C128) => ExitTag::Owned,
                (Repr::Boxed, Repr::Bool) if Fault::UntrueTruth.is_on() => ExitTag::I64,
                (Repr::Boxed, Repr::Bool) => ExitTag::Bool,
                (Repr::I64 | Repr::F64 | Repr::C128 | Repr::Bool, _) => ExitTag::Raw,
            };
            if tag == ExitTag::Raw {
                tags.push(tag);
            } else {
                tags[next] = tag;
                next += 1;
            }
        }
        tags
    }

    /// Stores the words of a frame where its tags say that there are any.
    pub(super) fn fill(&mut self, words: PointerValue<'ctx>, boxed_len: u32, values: &[Value], kinds: &[Repr]) {
        let mut next = [0, u64::from(boxed_len)];
        for (value, kind) in values.iter().zip(kinds) {
            let place = &mut next[usize::from(*kind != Repr::Boxed)];
            *place += 1;
            if !self.is_null(*value) {
                let llvm = self.get(*value);
                let is_complex = self.body.repr(*value) == Repr::C128;
                let word = if is_complex { self.boxed_complex(llvm) } else { self.widened(llvm) };
                self.unit.store(self.unit.word(words, *place - 1), word);
            }
        }
    }

    fn is_null(&self, value: Value) -> bool {
        matches!(self.get(value), BasicValueEnum::PointerValue(pointer) if pointer.is_null())
    }

    /// A truth value as a whole word.
    pub(super) fn widened(&self, value: BasicValueEnum<'ctx>) -> BasicValueEnum<'ctx> {
        match value {
            BasicValueEnum::IntValue(int) if int.get_type() == self.unit.types.bool => {
                built(self.unit.builder.build_int_z_extend(int, self.unit.types.i64, "")).into()
            }
            other => other,
        }
    }

    /// Returns a boxed result, null for an exception, as this version returns: unboxed if it fits.
    pub(super) fn return_boxed(&mut self, boxed: PointerValue<'ctx>) {
        let returns = self.body.returns;
        if returns == Repr::Boxed
            || matches!(self.body.version, Version::Generic | Version::Suspending | Version::Master)
        {
            built(self.unit.builder.build_return(Some(&boxed)));
            return;
        }
        let [raised, given, fits, other] = ["raised", "given", "fits", "other"].map(|name| self.new_block(name));
        let is_null = built(self.unit.builder.build_is_null(boxed, ""));
        built(self.unit.builder.build_conditional_branch(is_null, raised, given));
        self.unit.builder.position_at_end(raised);
        self.return_raised();
        self.unit.builder.position_at_end(given);
        self.branch_if_fits(boxed, returns, fits, other);
        self.unit.builder.position_at_end(fits);
        let word = self.unboxed(boxed, returns);
        self.return_pair(Some(word), self.unit.types.i64.const_int(STATUS_VALUE, false));
        self.unit.builder.position_at_end(other);
        self.return_pair(Some(boxed.into()), self.unit.types.i64.const_int(STATUS_BOXED, false));
    }

    /// The word of a boxed value that `repr` can hold, whose reference is given up.
    fn unboxed(&mut self, boxed: PointerValue<'ctx>, repr: Repr) -> BasicValueEnum<'ctx> {
        let part = |row: &&'static RtFn| self.rt(row, &[boxed.into()]);
        let parts: Option<Vec<_>> = repr.unbox().iter().map(part).collect();
        let parts = parts.unwrap_or_else(|| crate::bug!("unboxing gives a value"));
        self.rt(&rt::decref, &[boxed.into()]);
        let word = match parts[..] {
            [word] => word,
            [real, imag] => self.complex([real, imag]),
            _ => crate::bug!("a boxed value needs no unboxing"),
        };
        match word {
            BasicValueEnum::IntValue(int) if int.get_type() == self.unit.types.i32 => {
                built(self.unit.builder.build_int_z_extend(int, self.unit.types.i64, "")).into()
            }
            word => word,
        }
    }

    /// Goes to `fits` if `boxed` can be held as `repr`, else to `other`.
    fn branch_if_fits(
        &mut self,
        boxed: PointerValue<'ctx>,
        repr: Repr,
        fits: inkwell::basic_block::BasicBlock<'ctx>,
        other: inkwell::basic_block::BasicBlock<'ctx>,
    ) {
        for test in repr.tests() {
            let truth = self.rt(test, &[boxed.into()]).unwrap_or_else(|| crate::bug!("a test answers"));
            let zero = self.unit.types.i32.const_zero();
            let holds = built(self.unit.builder.build_int_compare(IntPredicate::NE, truth.into_int_value(), zero, ""));
            let next = self.new_block("holds");
            built(self.unit.builder.build_conditional_branch(holds, next, other));
            self.unit.builder.position_at_end(next);
        }
        built(self.unit.builder.build_unconditional_branch(fits));
    }

    /// Calls a fast version; sets the status for the check at the end of the block.
    pub(super) fn call_fast(
        &mut self,
        function: FuncId,
        args: &[Value],
        boxed: Value,
        inst: &Inst,
    ) -> BasicValueEnum<'ctx> {
        self.note_place(inst.span);
        let callee = self.version_of(function, VersionKey::Fast);
        let mut all: Vec<BasicMetadataValueEnum<'ctx>> = vec![self.cx.into(), self.untold().into()];
        if self.unit.has_frames() {
            all.push(self.as_caller().into());
        }
        all.extend(args.iter().map(|arg| BasicMetadataValueEnum::from(self.get(*arg))));
        let call = built(self.unit.builder.build_call(callee, &all, ""));
        let ValueKind::Basic(result) = call.try_as_basic_value() else { crate::bug!("a fast version returns") };
        if let BasicValueEnum::PointerValue(pointer) = result {
            self.set(boxed, pointer);
            self.failed = Some(built(self.unit.builder.build_is_null(pointer, "")));
            return pointer.into();
        }
        let pair = result.into_struct_value();
        let word = built(self.unit.builder.build_extract_value(pair, 0, ""));
        let last = pair.get_type().count_fields() - 1;
        let status = built(self.unit.builder.build_extract_value(pair, last, "")).into_int_value();
        self.status = Some(status);
        let bits = match word {
            BasicValueEnum::FloatValue(float) => {
                built(self.unit.builder.build_bit_cast(float, self.unit.types.i64, "")).into_int_value()
            }
            other => other.into_int_value(),
        };
        let pointer = built(self.unit.builder.build_int_to_ptr(bits, self.unit.types.ptr, ""));
        self.set(boxed, pointer);
        match inst.result.map(|result| self.body.repr(result)) {
            Some(Repr::Bool) => {
                built(self.unit.builder.build_int_truncate(word.into_int_value(), self.unit.types.bool, "")).into()
            }
            Some(Repr::C128) => {
                let imag = built(self.unit.builder.build_extract_value(pair, 1, ""));
                self.complex([word, imag])
            }
            _ => word,
        }
    }

    /// Runs the generic version of a function that was inlined here from a block of its master on; as a call of its fast
    /// version, sets the status for the check at the end of the block.
    pub(super) fn call_generic(
        &mut self,
        (function, resume): (FuncId, crate::mir::Block),
        args: &[Value],
        kinds: &[Repr],
        boxed: Value,
        inst: &Inst,
    ) -> BasicValueEnum<'ctx> {
        let callee = &self.unit.module.functions[self.unit.plan.position(function)];
        let size = self.unit.frame_size(function);
        let words = self.stack_words(u64::from(size.0 + size.1));
        self.fill(words, size.0, args, kinds);
        let tags = self.tags(size.0, args, kinds, &vec![true; args.len()]);
        let generic = self.version_of(function, VersionKey::Generic).as_global_value().as_pointer_value();
        let desc = super::data::exit(self.unit, generic, generic_entry(callee, resume), &tags, size);
        let told = self.show(Some(inst.span));
        let result = self.rt(&rt::exit, &[desc.into(), words.into()]);
        self.take_back(told);
        let pointer = result.unwrap_or_else(|| crate::bug!("an exit returns")).into_pointer_value();
        self.set(boxed, pointer);
        let is_null = built(self.unit.builder.build_is_null(pointer, ""));
        match inst.result.map_or(Repr::Boxed, |result| self.body.repr(result)) {
            Repr::Boxed => {
                self.failed = Some(is_null);
                pointer.into()
            }
            repr => self.status_of(pointer, is_null, repr),
        }
    }

    /// The word of a boxed result if `repr` can hold it; sets the status.
    fn status_of(&mut self, boxed: PointerValue<'ctx>, is_null: IntValue<'ctx>, repr: Repr) -> BasicValueEnum<'ctx> {
        let [raised, given, fits, other, join] =
            ["raised", "given", "fits", "other", "join"].map(|name| self.new_block(name));
        built(self.unit.builder.build_conditional_branch(is_null, raised, given));
        self.unit.builder.position_at_end(given);
        self.branch_if_fits(boxed, repr, fits, other);
        self.unit.builder.position_at_end(fits);
        let word = self.unboxed(boxed, repr);
        let word = match (repr, word) {
            (Repr::Bool, BasicValueEnum::IntValue(int)) => {
                built(self.unit.builder.build_int_truncate(int, self.unit.types.bool, "")).into()
            }
            (_, word) => word,
        };
        let fits = self.unit.builder.get_insert_block().unwrap_or(fits);
        let ways = [raised, other, fits];
        for way in ways {
            self.unit.builder.position_at_end(way);
            built(self.unit.builder.build_unconditional_branch(join));
        }
        self.unit.builder.position_at_end(join);
        let i64 = self.unit.types.i64;
        let status = built(self.unit.builder.build_phi(i64, "status"));
        let result = built(self.unit.builder.build_phi(self.unit.types.repr(repr), ""));
        let nothing = self.unit.types.repr(repr).const_zero();
        let statuses = [STATUS_RAISED, STATUS_BOXED, STATUS_VALUE].map(|status| i64.const_int(status, false));
        for (way, (code, word)) in ways.into_iter().zip(statuses.iter().zip([nothing, nothing, word])) {
            status.add_incoming(&[(code, way)]);
            result.add_incoming(&[(&word, way)]);
        }
        self.status = Some(status.as_basic_value().into_int_value());
        result.as_basic_value()
    }

    pub(super) fn intrinsic(
        &mut self,
        name: &str,
        args: &[BasicMetadataValueEnum<'ctx>],
        ty: inkwell::types::BasicTypeEnum<'ctx>,
    ) -> BasicValueEnum<'ctx> {
        let intrinsic = Intrinsic::find(name).unwrap_or_else(|| crate::bug!("LLVM has no {name}"));
        let function =
            intrinsic.get_declaration(self.unit.llvm, &[ty]).unwrap_or_else(|| crate::bug!("{name} of that type"));
        match built(self.unit.builder.build_call(function, args, "")).try_as_basic_value() {
            ValueKind::Basic(value) => value,
            ValueKind::Instruction(_) => crate::bug!("{name} gives a value"),
        }
    }

    /// Whether integer arithmetic has a result that fits.
    pub(super) fn int_fits(&mut self, op: IntOp, left: Value, right: Value) -> IntValue<'ctx> {
        let (first, second) = (self.get(left).into_int_value(), self.get(right).into_int_value());
        match op {
            IntOp::Add | IntOp::Sub | IntOp::Mul => {
                let name = match op {
                    IntOp::Add => "llvm.sadd.with.overflow",
                    IntOp::Sub => "llvm.ssub.with.overflow",
                    _ => "llvm.smul.with.overflow",
                };
                let pair = self.intrinsic(name, &[first.into(), second.into()], self.unit.types.i64.into());
                let pair = pair.into_struct_value();
                self.tested.insert((op, left, right), (self.at, pair));
                let overflow = built(self.unit.builder.build_extract_value(pair, 1, "")).into_int_value();
                built(self.unit.builder.build_not(overflow, ""))
            }
            IntOp::FloorDiv | IntOp::Mod => self.division_fits(first, second),
            IntOp::LShift => self.shift_fits(first, second),
            IntOp::RShift => self.compare(IntPredicate::SGE, second, self.int_const(0)),
            IntOp::And | IntOp::Or | IntOp::Xor => self.unit.types.bool.const_int(1, false),
        }
    }

    /// Addition and the like that fits: a test of it has the result, where there was one.
    pub(super) fn fitting(&mut self, op: IntOp, left: Value, right: Value) -> IntValue<'ctx> {
        if let Some((home, pair)) = self.tested.get(&(op, left, right))
            && self.dominators.dominates(*home, self.at)
        {
            return built(self.unit.builder.build_extract_value(*pair, 0, "")).into_int_value();
        }
        let (left, right) = (self.get(left).into_int_value(), self.get(right).into_int_value());
        let builder = &self.unit.builder;
        built(match op {
            IntOp::Add => builder.build_int_nsw_add(left, right, ""),
            IntOp::Sub => builder.build_int_nsw_sub(left, right, ""),
            _ => builder.build_int_nsw_mul(left, right, ""),
        })
    }

    fn int_const(&self, value: i64) -> IntValue<'ctx> {
        self.unit.types.i64.const_int(value.cast_unsigned(), true)
    }

    fn compare(&self, predicate: IntPredicate, left: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        built(self.unit.builder.build_int_compare(predicate, left, right, ""))
    }

    /// Whether the divisor is not zero, and this not the one quotient that does not fit.
    fn division_fits(&self, left: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        let nonzero = self.compare(IntPredicate::NE, right, self.int_const(0));
        let not_min = self.compare(IntPredicate::NE, left, self.int_const(i64::MIN));
        let not_minus_one = self.compare(IntPredicate::NE, right, self.int_const(-1));
        let fits = built(self.unit.builder.build_or(not_min, not_minus_one, ""));
        built(self.unit.builder.build_and(nonzero, fits, ""))
    }

    /// Whether shifting to the left loses nothing.
    fn shift_fits(&self, left: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        // As unsigned: a negative count, for which Python raises, is large.
        let small = self.compare(IntPredicate::ULT, right, self.int_const(63));
        let shifted = built(self.unit.builder.build_left_shift(left, right, ""));
        let back = built(self.unit.builder.build_right_shift(shifted, right, true, ""));
        let same = self.compare(IntPredicate::EQ, back, left);
        // A shift by too much has no value that might be looked at.
        let no = self.unit.types.bool.const_zero();
        built(self.unit.builder.build_select(small, same, no, "")).into_int_value()
    }

    /// Whether the signs of a remainder and its divisor differ, the remainder not being zero: then Python rounds down.
    fn rounds_down(&self, remainder: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        let signs = built(self.unit.builder.build_xor(remainder, right, ""));
        let differ = self.compare(IntPredicate::SLT, signs, self.int_const(0));
        let nonzero = self.compare(IntPredicate::NE, remainder, self.int_const(0));
        built(self.unit.builder.build_and(differ, nonzero, ""))
    }

    pub(super) fn floor_div(&mut self, left: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        let quotient = built(self.unit.builder.build_int_signed_div(left, right, ""));
        let remainder = built(self.unit.builder.build_int_signed_rem(left, right, ""));
        if Fault::RoundsToZero.is_on() {
            return quotient;
        }
        let down = self.rounds_down(remainder, right);
        let correction = built(self.unit.builder.build_int_s_extend(down, self.unit.types.i64, ""));
        built(self.unit.builder.build_int_add(quotient, correction, ""))
    }

    pub(super) fn floor_mod(&mut self, left: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        let remainder = built(self.unit.builder.build_int_signed_rem(left, right, ""));
        let down = self.rounds_down(remainder, right);
        let correction = built(self.unit.builder.build_select(down, right, self.int_const(0), "")).into_int_value();
        built(self.unit.builder.build_int_add(remainder, correction, ""))
    }

    pub(super) fn shift_right(&mut self, left: IntValue<'ctx>, right: IntValue<'ctx>) -> IntValue<'ctx> {
        let most = self.int_const(63);
        let is_large = self.compare(IntPredicate::SGT, right, most);
        let count = built(self.unit.builder.build_select(is_large, most, right, "")).into_int_value();
        built(self.unit.builder.build_right_shift(left, count, true, ""))
    }

    /// Leaves where Python raises ZeroDivisionError.
    pub(super) fn guard_nonzero(&mut self, divisor: FloatValue<'ctx>, exit: Option<State>) {
        let Some(exit) = exit else { return };
        let zero = self.unit.types.f64.const_float(0.0);
        let nonzero = built(self.unit.builder.build_float_compare(FloatPredicate::UNE, divisor, zero, ""));
        self.guard(nonzero, exit);
    }

    /// `left ** right` by the C library; leaves where Python does more than call it.
    pub(super) fn float_pow(
        &mut self,
        left: FloatValue<'ctx>,
        right: FloatValue<'ctx>,
        exit: Option<State>,
    ) -> BasicValueEnum<'ctx> {
        let result = self.rt(&rt::f64_pow, &[left.into(), right.into()]).unwrap_or_else(|| crate::bug!("no power"));
        if let Some(exit) = exit {
            let finite = self.is_below(result.into_float_value(), f64::INFINITY);
            self.guard(finite, exit);
        }
        result
    }

    pub(super) fn float_abs(&mut self, value: FloatValue<'ctx>) -> BasicValueEnum<'ctx> {
        self.intrinsic("llvm.fabs", &[value.into()], self.unit.types.f64.into())
    }

    /// Whether a float is smaller in size than `limit`: false for a NaN.
    fn is_below(&mut self, value: FloatValue<'ctx>, limit: f64) -> IntValue<'ctx> {
        let size = self.float_abs(value).into_float_value();
        let limit = self.unit.types.f64.const_float(limit);
        built(self.unit.builder.build_float_compare(FloatPredicate::OLT, size, limit, ""))
    }

    /// `int(value)`: leaves when it does not fit.
    pub(super) fn float_to_int(&mut self, value: FloatValue<'ctx>, exit: Option<State>) -> IntValue<'ctx> {
        if let Some(exit) = exit {
            let fits = self.is_below(value, InstKind::TOO_LARGE);
            self.guard(fits, exit);
        }
        built(self.unit.builder.build_float_to_signed_int(value, self.unit.types.i64, ""))
    }
}

/// The number of the entry of a function's generic version that resumes a block of its master.
pub(super) fn generic_entry(function: &Function, resume: crate::mir::Block) -> u32 {
    let generic = super::Unit::generic(function);
    let entry = generic.entries.iter().skip(1).position(|entry| entry.resumes == resume);
    let entry = entry.unwrap_or_else(|| crate::bug!("{} cannot be resumed at {resume}", function.qualname));
    let entry = if Fault::WrongEntry.is_on() { generic.entries.len() - 2 - entry } else { entry };
    u32::try_from(entry + 1).unwrap_or_else(|_| crate::bug!("2^32 entries"))
}
