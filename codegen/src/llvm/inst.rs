//! Instructions.

use super::built;
use super::function::Lowering;
use crate::fault::Fault;
use crate::mir::{FloatOp, Inst, InstKind, IntOp, Operand, Order, Value};
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::values::{BasicMetadataValueEnum, BasicValueEnum, IntValue, ValueKind};
use inkwell::{FloatPredicate, IntPredicate};
use naja_frontend::source::Span;
use naja_rt_abi::{Raises, RtFn, Ty, layout::CACHE_SIZE, table as rt};

/// Accessors that are no larger than a call.
const TINY: [&str; 3] = ["frame_at", "recursion_shift", "incref"];

impl<'ctx> Lowering<'_, 'ctx, '_> {
    pub(super) fn inst(&mut self, inst: &Inst) {
        let result = self.value_of(inst);
        if let (Some(value), Some(llvm)) = (inst.result, result) {
            self.set(value, llvm);
        }
    }

    fn value_of(&mut self, inst: &Inst) -> Option<BasicValueEnum<'ctx>> {
        let types = &self.unit.types;
        match &inst.kind {
            InstKind::I64(value) => Some(types.i64.const_int(value.cast_unsigned(), true).into()),
            InstKind::F64(value) => Some(types.f64.const_float(*value).into()),
            InstKind::Bool(value) => Some(types.bool.const_int(u64::from(*value), false).into()),
            InstKind::Boxed(constant) => {
                let index = naja_frontend::hir::Id::index(*constant) as u64;
                let address = self.unit.word(self.unit.statics.consts.as_pointer_value(), index);
                Some(self.unit.load_ptr(address).into())
            }
            InstKind::Null => Some(types.ptr.const_null().into()),
            InstKind::Globals => Some(self.unit.load_ptr(self.unit.statics.globals.as_pointer_value()).into()),
            InstKind::SlotGet(_) | InstKind::SlotSet(..) | InstKind::Drop(_) | InstKind::Keep(_) => {
                crate::bug!("`{}` is left in {}", inst.kind, self.name())
            }
            InstKind::FrameTake(word) => {
                let result = inst.result.unwrap_or_else(|| crate::bug!("a frame word without name"));
                Some(self.take(*word, self.body.repr(result)))
            }
            InstKind::Own(value) => {
                let llvm = self.get(*value);
                self.rt(&rt::incref, &[llvm.into()]);
                Some(llvm)
            }
            InstKind::Move(value) => Some(self.get(*value)),
            InstKind::Forget(_) => None,
            InstKind::Incref(value) => {
                let row = if self.body.values[*value].nullable { &rt::incref_nullable } else { &rt::incref };
                self.rt(row, &[self.get(*value).into()]);
                None
            }
            InstKind::Decref(value) => {
                self.decref(*value);
                None
            }
            InstKind::Rt(row, operands) => self.call_row(row, operands, inst),
            InstKind::CallFast { function, args, boxed } => Some(self.call_fast(*function, args, *boxed, inst)),
            InstKind::CallGeneric { function, copy: _, resume, args, kinds, boxed } => {
                Some(self.call_generic((*function, *resume), args, kinds, *boxed, inst))
            }
            InstKind::CallLoop { head, args } => Some(self.call_loop(*head, args).into()),
            InstKind::LoopLeft(word) => {
                let frame = self.frame.unwrap_or_else(|| crate::bug!("{} has no frame", self.name()));
                let frame = built(self.unit.builder.build_ptr_to_int(frame, self.unit.types.i64, ""));
                let word = self.get(*word).into_int_value();
                Some(built(self.unit.builder.build_int_compare(IntPredicate::EQ, word, frame, "")).into())
            }
            InstKind::LoopResult(word) => {
                let word = self.get(*word).into_int_value();
                Some(built(self.unit.builder.build_int_to_ptr(word, self.unit.types.ptr, "")).into())
            }
            InstKind::IsNull(value) => {
                let pointer = self.get(*value).into_pointer_value();
                Some(built(self.unit.builder.build_is_null(pointer, "")).into())
            }
            InstKind::Guard { holds, exit, .. } => {
                let holds = self.get(*holds).into_int_value();
                self.guard(holds, *exit);
                None
            }
            InstKind::Int { op, left, right, exit } => Some(self.int(*op, *left, *right, *exit).into()),
            InstKind::IntFits { op, left, right } => Some(self.int_fits(*op, *left, *right).into()),
            InstKind::Float { op, left, right, exit } => Some(self.float(*op, *left, *right, *exit)),
            InstKind::WrappingAdd(left, right) => {
                let (left, right) = (self.get(*left).into_int_value(), self.get(*right).into_int_value());
                Some(built(self.unit.builder.build_int_add(left, right, "")).into())
            }
            InstKind::IntCompare(order, left, right) => Some(self.int_compare(*order, *left, *right).into()),
            InstKind::FloatCompare(order, left, right) => Some(self.float_compare(*order, *left, *right).into()),
            InstKind::Not(value) => {
                Some(built(self.unit.builder.build_not(self.get(*value).into_int_value(), "")).into())
            }
            InstKind::Select { test, then, otherwise } => {
                let test = self.get(*test).into_int_value();
                let (then, otherwise) = (self.get(*then), self.get(*otherwise));
                Some(built(self.unit.builder.build_select(test, then, otherwise, "")))
            }
            InstKind::FloatToInt { value, exit } => {
                let float = self.get(*value).into_float_value();
                Some(self.float_to_int(float, *exit).into())
            }
            InstKind::IntToFloat(value) => {
                let int = self.get(*value).into_int_value();
                Some(built(self.unit.builder.build_signed_int_to_float(int, self.unit.types.f64, "")).into())
            }
            InstKind::BoolToInt(value) => {
                let bool = self.get(*value).into_int_value();
                Some(built(self.unit.builder.build_int_z_extend(bool, self.unit.types.i64, "")).into())
            }
            InstKind::Complex { real, imag } => Some(self.complex([self.get(*real), self.get(*imag)])),
            InstKind::Part(part, value) => {
                let parts = self.parts(self.get(*value));
                parts.get(*part as usize).copied()
            }
        }
    }

    pub(super) fn decref(&mut self, value: Value) {
        let row = if self.body.values[value].nullable { &rt::decref_nullable } else { &rt::decref };
        let llvm = self.get(value);
        self.rt(row, &[llvm.into()]);
    }

    /// Calls a row with LLVM values, the context put in front where it is taken.
    pub(super) fn rt(
        &mut self,
        row: &'static RtFn,
        args: &[BasicMetadataValueEnum<'ctx>],
    ) -> Option<BasicValueEnum<'ctx>> {
        let function = self.unit.row(row);
        let mut all = vec![];
        if self.unit.rows.takes_context(row) {
            all.push(self.cx.into());
        }
        all.extend(args);
        let call = built(self.unit.builder.build_call(function, &all, ""));
        if !self.unit.inlines || (self.is_cold && !TINY.contains(&row.name)) {
            let kind = Attribute::get_named_enum_kind_id("noinline");
            call.add_attribute(AttributeLoc::Function, self.unit.context.create_enum_attribute(kind, 0));
        }
        match call.try_as_basic_value() {
            ValueKind::Basic(value) => Some(value),
            ValueKind::Instruction(_) => None,
        }
    }

    fn call_row(&mut self, row: &'static RtFn, operands: &[Operand], inst: &Inst) -> Option<BasicValueEnum<'ctx>> {
        let row = match row.name {
            "exc_leave" if Fault::HandledForever.is_on() => return None,
            "poll_pending" if self.unit.options.stress_polls => {
                return Some(self.unit.types.bool.const_all_ones().into());
            }
            "loop_due" if self.unit.options.stress_polls => return Some(self.every_second().into()),
            "poll" if self.unit.options.stress_polls => &rt::poll_stressed,
            _ => row,
        };
        let runs_python = crate::analysis::unknown::runs(&inst.kind);
        // First, since an operand may be the record that this links.
        let told = runs_python.then(|| self.show(place_of(row, inst)));
        if row.name == "reraise" {
            self.note_and_link(inst.span);
        }
        let mut args = vec![];
        for (operand, param) in operands.iter().zip(row.params) {
            self.operand(operand, param.slot.ty, &mut args);
        }
        let result = self.rt(row, &args);
        if let Some(told) = told {
            self.take_back(told);
        }
        self.note_failure(row, result);
        match (row.result.ty, result) {
            (Ty::Bool, Some(value)) => {
                let zero = self.unit.types.i32.const_zero();
                let truth = self.unit.builder.build_int_compare(IntPredicate::NE, value.into_int_value(), zero, "");
                Some(built(truth).into())
            }
            (Ty::Unit, _) => None,
            (_, value) => value,
        }
    }

    fn operand(&mut self, operand: &Operand, ty: Ty, args: &mut Vec<BasicMetadataValueEnum<'ctx>>) {
        let types = &self.unit.types;
        match operand {
            Operand::Value(value) => {
                let llvm = self.get(*value);
                if ty == Ty::Bool {
                    let bool = llvm.into_int_value();
                    args.push(built(self.unit.builder.build_int_z_extend(bool, types.i32, "")).into());
                } else {
                    args.push(llvm.into());
                }
            }
            Operand::Array(values) => {
                // A word in front, which a callee may use to put a receiver there.
                let array = self.stack_words(values.len() as u64 + 1);
                for (index, value) in values.iter().enumerate() {
                    let llvm = self.get(*value);
                    self.unit.store(self.unit.word(array, index as u64 + 1), llvm);
                }
                args.push(self.unit.word(array, 1).into());
                args.push(self.unit.types.i64.const_int(values.len() as u64, false).into());
            }
            Operand::Imm(value) if ty == Ty::Bool => {
                args.push(types.i32.const_int(value.cast_unsigned(), true).into());
            }
            Operand::Imm(value) => args.push(types.i64.const_int(value.cast_unsigned(), true).into()),
            Operand::Cache(cache) => {
                let index = if Fault::SharedCache.is_on() { 0 } else { naja_frontend::hir::Id::index(*cache) };
                let offset = index * CACHE_SIZE;
                args.push(self.unit.byte(self.unit.statics.caches.as_pointer_value(), offset as u64).into());
            }
            Operand::Desc(function) => args.push(self.unit.desc(*function).as_pointer_value().into()),
            Operand::Module => args.push(self.unit.statics.desc.as_pointer_value().into()),
            Operand::Record => args.push(self.record().into()),
            Operand::Frame => {
                args.push(self.frame.unwrap_or_else(|| crate::bug!("{} has no frame", self.name())).into());
            }
        }
    }

    /// Remembers whether a row failed, for the check at the end of the block.
    fn note_failure(&mut self, row: &'static RtFn, result: Option<BasicValueEnum<'ctx>>) {
        let types = &self.unit.types;
        let is_null = |this: &Self| {
            let pointer = result.unwrap_or_else(|| crate::bug!("row `{}` gave nothing", row.name)).into_pointer_value();
            built(this.unit.builder.build_is_null(pointer, ""))
        };
        self.failed = match row.raises {
            Raises::Never => None,
            Raises::Null => Some(is_null(self)),
            Raises::Always => Some(types.bool.const_int(1, false)),
            Raises::NullIfSet => {
                let null = is_null(self);
                Some(self.and_exception_is_set(null))
            }
            Raises::MinusOne | Raises::MinusOneIfSet => {
                let int = result.unwrap_or_else(|| crate::bug!("row `{}` gave nothing", row.name)).into_int_value();
                let zero = int.get_type().const_zero();
                let negative = built(self.unit.builder.build_int_compare(IntPredicate::SLT, int, zero, ""));
                let ambiguous = row.raises == Raises::MinusOneIfSet;
                Some(if ambiguous { self.and_exception_is_set(negative) } else { negative })
            }
        };
    }

    /// `suspicious`, and an exception is raised: asked only if it is.
    fn and_exception_is_set(&mut self, suspicious: IntValue<'ctx>) -> IntValue<'ctx> {
        let here = self.unit.builder.get_insert_block().unwrap_or_else(|| crate::bug!("no cursor"));
        let [ask, join] = ["ask", "join"].map(|name| self.new_block(name));
        built(self.unit.builder.build_conditional_branch(suspicious, ask, join));
        self.unit.builder.position_at_end(ask);
        let set = self.rt(&rt::exc_is_set, &[]).unwrap_or_else(|| crate::bug!("no answer")).into_int_value();
        let zero = self.unit.types.i32.const_zero();
        let set = built(self.unit.builder.build_int_compare(IntPredicate::NE, set, zero, ""));
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(join);
        let phi = built(self.unit.builder.build_phi(self.unit.types.bool, ""));
        let no = self.unit.types.bool.const_zero();
        phi.add_incoming(&[(&no, here), (&set, ask)]);
        phi.as_basic_value().into_int_value()
    }

    fn int_compare(&mut self, order: Order, left: Value, right: Value) -> IntValue<'ctx> {
        let predicate = match order {
            Order::Lt => IntPredicate::SLT,
            Order::Le => IntPredicate::SLE,
            Order::Eq => IntPredicate::EQ,
            Order::Ne => IntPredicate::NE,
            Order::Gt => IntPredicate::SGT,
            Order::Ge => IntPredicate::SGE,
            Order::Below => IntPredicate::ULT,
        };
        let (left, right) = (self.get(left).into_int_value(), self.get(right).into_int_value());
        built(self.unit.builder.build_int_compare(predicate, left, right, ""))
    }

    fn float_compare(&mut self, order: Order, left: Value, right: Value) -> IntValue<'ctx> {
        let predicate = match order {
            Order::Lt => FloatPredicate::OLT,
            Order::Le => FloatPredicate::OLE,
            Order::Eq => FloatPredicate::OEQ,
            Order::Ne if Fault::OrderedNan.is_on() => FloatPredicate::ONE,
            Order::Ne => FloatPredicate::UNE,
            Order::Gt => FloatPredicate::OGT,
            Order::Ge => FloatPredicate::OGE,
            Order::Below => crate::bug!("floats have a sign"),
        };
        let (left, right) = (self.get(left).into_float_value(), self.get(right).into_float_value());
        built(self.unit.builder.build_float_compare(predicate, left, right, ""))
    }

    fn int(&mut self, op: IntOp, left: Value, right: Value, exit: Option<crate::mir::State>) -> IntValue<'ctx> {
        if let Some(exit) = exit {
            let fits = self.int_fits(op, left, right);
            self.guard(fits, exit);
        }
        let (first, second) = (self.get(left).into_int_value(), self.get(right).into_int_value());
        match op {
            IntOp::Add | IntOp::Sub | IntOp::Mul => self.fitting(op, left, right),
            IntOp::And => built(self.unit.builder.build_and(first, second, "")),
            IntOp::Or => built(self.unit.builder.build_or(first, second, "")),
            IntOp::Xor => built(self.unit.builder.build_xor(first, second, "")),
            IntOp::FloorDiv => self.floor_div(first, second),
            IntOp::Mod => self.floor_mod(first, second),
            IntOp::LShift => built(self.unit.builder.build_left_shift(first, second, "")),
            IntOp::RShift => self.shift_right(first, second),
        }
    }

    fn float(
        &mut self,
        op: FloatOp,
        left: Value,
        right: Value,
        exit: Option<crate::mir::State>,
    ) -> BasicValueEnum<'ctx> {
        let (left, right) = (self.get(left).into_float_value(), self.get(right).into_float_value());
        let builder = &self.unit.builder;
        match op {
            FloatOp::Add => built(builder.build_float_add(left, right, "")).into(),
            FloatOp::Sub => built(builder.build_float_sub(left, right, "")).into(),
            FloatOp::Mul => built(builder.build_float_mul(left, right, "")).into(),
            FloatOp::Div => {
                self.guard_nonzero(right, exit);
                built(self.unit.builder.build_float_div(left, right, "")).into()
            }
            FloatOp::FloorDiv => {
                self.guard_nonzero(right, exit);
                self.rt(&rt::f64_floordiv, &[left.into(), right.into()]).unwrap_or_else(|| crate::bug!("no quotient"))
            }
            FloatOp::Mod => {
                self.guard_nonzero(right, exit);
                self.rt(&rt::f64_mod, &[left.into(), right.into()]).unwrap_or_else(|| crate::bug!("no remainder"))
            }
            FloatOp::Pow => self.float_pow(left, right, exit),
            FloatOp::Abs => self.float_abs(left),
            FloatOp::Sqrt => self.intrinsic("llvm.sqrt", &[left.into()], self.unit.types.f64.into()),
        }
    }
}

/// Where the frame is while a row runs unknown code; `None` if it stays where it is, as when an exception is over.
fn place_of(row: &RtFn, inst: &Inst) -> Option<Span> {
    (row.name != "exc_leave").then_some(inst.span)
}
