//! How Python gets in: the vectorcall function of each Python function, and the module's init function or `main`.
//!
//! An entry puts the arguments in their places, tries the fast version if they are what its parameters hold, and runs
//! the generic version otherwise. A generator's entry makes the generator. In a strict module, arguments that are not what
//! the parameters declare are refused before: a TypeError.

use super::types::{STATUS_BOXED, STATUS_VALUE, Types};
use super::{Unit, VersionKey, built};
use crate::World;
use crate::fault::Fault;
use crate::mir::{Body, Function, LawCheck, Version};
use crate::repr::Repr;
use inkwell::IntPredicate;
use inkwell::attributes::AttributeLoc;
use inkwell::basic_block::BasicBlock;
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::values::{BasicMetadataValueEnum, BasicValueEnum, FunctionValue, IntValue, PointerValue, ValueKind};
use naja_rt_abi::layout::{Frame, flags};
use naja_rt_abi::{RtFn, table as rt};
use std::mem::offset_of;

/// Lowers the entry of a function.
pub(super) fn lower(unit: &mut Unit<'_, '_>, function: &Function) {
    let value = unit.version(function.id, VersionKey::Entry);
    let block = unit.context.append_basic_block(value, "entry");
    unit.builder.position_at_end(block);
    let param = |index| value.get_nth_param(index).unwrap_or_else(|| crate::bug!("an entry has four parameters"));
    let mut entry = Entry {
        function,
        value,
        callable: param(0).into_pointer_value(),
        args: param(1).into_pointer_value(),
        nargs: param(2).into_int_value(),
        names: param(3).into_pointer_value(),
        cx: unit.types.ptr.const_null(),
        unit,
    };
    entry.lower();
}

struct Entry<'u, 'ctx, 'a> {
    unit: &'u mut Unit<'ctx, 'a>,
    function: &'u Function,
    value: FunctionValue<'ctx>,
    callable: PointerValue<'ctx>,
    args: PointerValue<'ctx>,
    nargs: IntValue<'ctx>,
    names: PointerValue<'ctx>,
    cx: PointerValue<'ctx>,
}

impl<'ctx> Entry<'_, 'ctx, '_> {
    fn lower(&mut self) {
        self.context();
        self.check_original();
        let count = self.function.signature.words() as u64;
        let is_simple = self.function.signature.flags & (flags::VAR_ARGS | flags::KW_ARGS) == 0
            && self.function.signature.keyword_only == 0;
        let [bind, direct] = ["bind", "direct"].map(|name| self.block(name));
        if is_simple {
            // The flag that says that the word before the arguments may be used is no part of the count.
            let mask = self.unit.types.i64.const_int(u64::MAX >> 1, false);
            let nargs = built(self.unit.builder.build_and(self.nargs, mask, ""));
            let expected = self.unit.types.i64.const_int(count, false);
            let same = built(self.unit.builder.build_int_compare(IntPredicate::EQ, nargs, expected, ""));
            let unnamed = built(self.unit.builder.build_is_null(self.names, ""));
            let fits = built(self.unit.builder.build_and(same, unnamed, ""));
            built(self.unit.builder.build_conditional_branch(fits, direct, bind));
            self.unit.builder.position_at_end(direct);
            let result = self.run(self.args);
            built(self.unit.builder.build_return(Some(&result)));
        } else {
            built(self.unit.builder.build_unconditional_branch(bind));
            self.unit.builder.position_at_end(direct);
            built(self.unit.builder.build_unreachable());
        }
        self.unit.builder.position_at_end(bind);
        self.bind(count, is_simple);
    }

    fn context(&mut self) {
        let name = match self.unit.options.world {
            World::Cpython(..) => "naja_cpy_context",
            World::Native => "naja_context",
        };
        let ty = self.unit.types.ptr.fn_type(&[], false);
        let function = self.unit.llvm.get_function(name).unwrap_or_else(|| self.unit.llvm.add_function(name, ty, None));
        let call = built(self.unit.builder.build_call(function, &[], ""));
        if let ValueKind::Basic(value) = call.try_as_basic_value() {
            self.cx = value.into_pointer_value();
        }
    }

    /// A function whose code was replaced, or of another instance of the module, is interpreted.
    fn check_original(&mut self) {
        if self.unit.options.world == World::Native {
            return;
        }
        let desc = self.desc();
        let original = self.rt_value(&rt::function_is_original, &[self.callable.into(), desc.into()]);
        let is_original = self.is_true(original.into_int_value());
        let [compiled, interpreted] = ["compiled", "interpreted"].map(|name| self.block(name));
        built(self.unit.builder.build_conditional_branch(is_original, compiled, interpreted));
        self.unit.builder.position_at_end(interpreted);
        let args = [self.callable.into(), self.args.into(), self.nargs.into(), self.names.into()];
        let result = self.rt(&rt::call_interpreted, &args);
        built(self.unit.builder.build_return(Some(&result)));
        self.unit.builder.position_at_end(compiled);
    }

    /// The way that all calls can take: the runtime puts the arguments in their places. If the entry can be called with
    /// them as they are then, it is, so that there is but one way to run the function in it.
    fn bind(&mut self, count: u64, is_simple: bool) {
        let words = self.stack_words(count.max(1));
        let desc = self.desc();
        let args =
            [self.callable.into(), desc.into(), self.args.into(), self.nargs.into(), self.names.into(), words.into()];
        let status = self.rt_value(&rt::bind, &args).into_int_value();
        let zero = self.unit.types.i32.const_zero();
        let failed = built(self.unit.builder.build_int_compare(IntPredicate::SLT, status, zero, ""));
        let [raised, bound] = ["raised", "bound"].map(|name| self.block(name));
        built(self.unit.builder.build_conditional_branch(failed, raised, bound));
        self.unit.builder.position_at_end(raised);
        built(self.unit.builder.build_return(Some(&self.unit.types.ptr.const_null())));
        self.unit.builder.position_at_end(bound);
        let result = if is_simple { self.call_itself(words, count) } else { self.run(words) };
        for index in 0..count {
            let word = self.unit.load_ptr(self.unit.word(words, index));
            self.rt_unit(&rt::decref_nullable, &[word.into()]);
        }
        built(self.unit.builder.build_return(Some(&result)));
    }

    fn call_itself(&mut self, words: PointerValue<'ctx>, count: u64) -> PointerValue<'ctx> {
        let count = self.unit.types.i64.const_int(count, false);
        let null = self.unit.types.ptr.const_null();
        let args = [self.callable.into(), words.into(), count.into(), null.into()];
        let call = built(self.unit.builder.build_call(self.value, &args, ""));
        call.add_attribute(AttributeLoc::Function, self.unit.attribute("noinline"));
        match call.try_as_basic_value() {
            ValueKind::Basic(value) => value.into_pointer_value(),
            ValueKind::Instruction(_) => crate::bug!("an entry returns"),
        }
    }

    /// Runs the function on `words`, one borrowed word for each parameter, if they are what is demanded of them; the result
    /// is owned, null for an exception.
    fn run(&mut self, words: PointerValue<'ctx>) -> PointerValue<'ctx> {
        if self.function.signature.laws.iter().all(Option::is_none) {
            return self.run_lawful(words);
        }
        let [refused, join] = ["refused", "answered"].map(|name| self.block(name));
        for (index, law) in (0..).zip(&self.function.signature.laws) {
            if let Some(law) = law {
                let word = self.unit.load_ptr(self.unit.word(words, index));
                self.check_law(law, word, refused);
            }
        }
        let result = self.run_lawful(words);
        let lawful = self.cursor();
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(refused);
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(join);
        let phi = built(self.unit.builder.build_phi(self.unit.types.ptr, ""));
        phi.add_incoming(&[(&result, lawful), (&self.unit.types.ptr.const_null(), refused)]);
        phi.as_basic_value().into_pointer_value()
    }

    /// Goes to `refused`, an exception raised, unless a word is what is demanded of it.
    fn check_law(&mut self, law: &LawCheck, word: PointerValue<'ctx>, refused: BasicBlock<'ctx>) {
        let fulfilled = self.block("fulfilled");
        if !law.is_each {
            self.pass_usual(law, word, fulfilled);
        }
        let constants = self.unit.statics.consts.as_pointer_value();
        let [place, demanded] = [law.place, law.law].map(|constant| {
            let address = self.unit.word(constants, naja_frontend::hir::Id::index(constant) as u64);
            self.unit.load_ptr(address)
        });
        let globals = self.unit.load_ptr(self.unit.statics.globals.as_pointer_value());
        let row = if law.is_each { &rt::law_check_each } else { &rt::law_check };
        let status = self.rt_value(row, &[globals.into(), place.into(), word.into(), demanded.into()]);
        let zero = self.unit.types.i32.const_zero();
        let failed = built(self.unit.builder.build_int_compare(IntPredicate::SLT, status.into_int_value(), zero, ""));
        built(self.unit.builder.build_conditional_branch(failed, refused, fulfilled));
        self.unit.builder.position_at_end(fulfilled);
    }

    /// Goes to `fulfilled` with the usual words, on with the others.
    fn pass_usual(&mut self, law: &LawCheck, word: PointerValue<'ctx>, fulfilled: BasicBlock<'ctx>) {
        let mut tests: Vec<IntValue<'ctx>> = vec![];
        if law.allows_none {
            let none = self.rt(&rt::none, &[]);
            tests.push(self.rt_value(&rt::is_same, &[word.into(), none.into()]).into_int_value());
        }
        for row in &law.quick {
            tests.push(self.rt_value(row, &[word.into()]).into_int_value());
        }
        for truth in tests {
            let holds = self.is_true(truth);
            let next = self.block("unusual");
            built(self.unit.builder.build_conditional_branch(holds, fulfilled, next));
            self.unit.builder.position_at_end(next);
        }
    }

    /// Runs the function.
    fn run_lawful(&mut self, words: PointerValue<'ctx>) -> PointerValue<'ctx> {
        if self.function.signature.flags & flags::ASYNC_GENERATOR != 0 {
            return self.make_generator(words);
        }
        let fast = self.function.versions.iter().find(|body| body.version == Version::Fast);
        let Some(fast) = fast else { return self.run_generic(words) };
        let [generic, join] = ["generic", "join"].map(|name| self.block(name));
        let result = self.run_fast(fast, words, generic);
        let from_fast = self.cursor();
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(generic);
        let other = self.run_generic(words);
        let from_generic = self.cursor();
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(join);
        let phi = built(self.unit.builder.build_phi(self.unit.types.ptr, ""));
        phi.add_incoming(&[(&result, from_fast), (&other, from_generic)]);
        phi.as_basic_value().into_pointer_value()
    }

    /// Calls the fast version if the words are what its parameters hold, or goes to `other`.
    ///
    /// Fast versions borrow their parameters. Callers in C may borrow them too, from something that the call changes, so
    /// that they are held here.
    fn run_fast(&mut self, fast: &Body, words: PointerValue<'ctx>, other: BasicBlock<'ctx>) -> PointerValue<'ctx> {
        let untold = self.unit.types.i64.const_zero();
        let mut args: Vec<BasicMetadataValueEnum<'ctx>> = vec![self.cx.into(), untold.into()];
        if self.unit.has_frames() {
            // Whoever calls an entry is in the chain of frames.
            args.push(self.unit.types.ptr.const_null().into());
        }
        let params = fast.blocks[fast.entries[0].block].params.clone();
        let mut held = vec![];
        for (index, param) in params.iter().enumerate() {
            let word = if index < self.function.signature.words() {
                self.unit.load_ptr(self.unit.word(words, index as u64))
            } else {
                self.closure()
            };
            held.extend((fast.repr(*param) == Repr::Boxed).then_some(word));
            args.push(self.unboxed(word, fast.repr(*param), other).into());
            if self.function.signature.takes_list(index) && !Fault::Unlisted.is_on() {
                self.test(&rt::is_list, word, other);
            }
        }
        for word in &held {
            self.rt_unit(&rt::incref_nullable, &[(*word).into()]);
        }
        let callee = self.unit.version(self.function.id, VersionKey::Fast);
        let call = built(self.unit.builder.build_call(callee, &args, ""));
        let ValueKind::Basic(result) = call.try_as_basic_value() else { crate::bug!("a fast version returns") };
        let boxed = match result {
            BasicValueEnum::PointerValue(pointer) => pointer,
            pair => self.boxed_result(pair.into_struct_value(), fast.returns),
        };
        for word in held {
            self.rt_unit(&rt::decref_nullable, &[word.into()]);
        }
        boxed
    }

    /// The machine value of a word, or goes to `other`.
    fn unboxed(&mut self, word: PointerValue<'ctx>, repr: Repr, other: BasicBlock<'ctx>) -> BasicValueEnum<'ctx> {
        if repr == Repr::Boxed {
            return word.into();
        }
        for test in repr.tests() {
            self.test(test, word, other);
        }
        let parts: Vec<_> = repr.unbox().iter().map(|row| self.rt_value(row, &[word.into()])).collect();
        match parts[..] {
            [truth] if repr == Repr::Bool => self.is_true(truth.into_int_value()).into(),
            [value] => value,
            _ => {
                let mut value = self.unit.types.c128.get_undef();
                for (index, part) in (0..).zip(parts) {
                    value = built(self.unit.builder.build_insert_value(value, part, index, "")).into_struct_value();
                }
                value.into()
            }
        }
    }

    /// Goes to `other` unless a test holds of a word.
    fn test(&mut self, test: &'static RtFn, word: PointerValue<'ctx>, other: BasicBlock<'ctx>) {
        let truth = self.rt_value(test, &[word.into()]);
        let holds = self.is_true(truth.into_int_value());
        let next = self.block("holds");
        built(self.unit.builder.build_conditional_branch(holds, next, other));
        self.unit.builder.position_at_end(next);
    }

    fn boxed_result(&mut self, pair: inkwell::values::StructValue<'ctx>, repr: Repr) -> PointerValue<'ctx> {
        let word = built(self.unit.builder.build_extract_value(pair, 0, ""));
        let last = pair.get_type().count_fields() - 1;
        let status = built(self.unit.builder.build_extract_value(pair, last, "")).into_int_value();
        let [value, other, boxed, join] = ["value", "other", "boxed", "boxed_join"].map(|name| self.block(name));
        let is = |this: &Self, number: u64| {
            let number = this.unit.types.i64.const_int(number, false);
            built(this.unit.builder.build_int_compare(IntPredicate::EQ, status, number, ""))
        };
        let is_value = is(self, STATUS_VALUE);
        built(self.unit.builder.build_conditional_branch(is_value, value, other));
        self.unit.builder.position_at_end(value);
        let made = self.boxed(pair, word, repr);
        let from_value = self.cursor();
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(other);
        let is_boxed = is(self, STATUS_BOXED);
        built(self.unit.builder.build_conditional_branch(is_boxed, boxed, join));
        self.unit.builder.position_at_end(boxed);
        let bits = built(self.unit.builder.build_bit_cast(word, self.unit.types.i64, "")).into_int_value();
        let given = built(self.unit.builder.build_int_to_ptr(bits, self.unit.types.ptr, ""));
        built(self.unit.builder.build_unconditional_branch(join));
        self.unit.builder.position_at_end(join);
        let phi = built(self.unit.builder.build_phi(self.unit.types.ptr, ""));
        let null = self.unit.types.ptr.const_null();
        phi.add_incoming(&[(&made, from_value), (&null, other), (&given, boxed)]);
        phi.as_basic_value().into_pointer_value()
    }

    /// The object for a result, of which this is the first word.
    fn boxed(
        &mut self,
        pair: inkwell::values::StructValue<'ctx>,
        word: BasicValueEnum<'ctx>,
        repr: Repr,
    ) -> PointerValue<'ctx> {
        match repr {
            Repr::C128 => {
                let imag = built(self.unit.builder.build_extract_value(pair, 1, ""));
                self.rt(&rt::box_complex, &[word.into(), imag.into()])
            }
            Repr::I64 => self.rt(&rt::box_i64, &[word.into()]),
            Repr::F64 => self.rt(&rt::box_f64, &[word.into()]),
            Repr::Bool => {
                let int = built(self.unit.builder.build_int_truncate(word.into_int_value(), self.unit.types.i32, ""));
                let bool = self.rt(&rt::box_bool, &[int.into()]);
                self.rt_unit(&rt::incref, &[bool.into()]);
                bool
            }
            Repr::Boxed => word.into_pointer_value(),
        }
    }

    fn run_generic(&mut self, words: PointerValue<'ctx>) -> PointerValue<'ctx> {
        let (boxed, raw) = self.unit.frame_size(self.function.id);
        let header = offset_of!(Frame, words) as u64;
        let frame = self.stack_words(header / 8 + u64::from(boxed + raw));
        let target = self.unit.byte(frame, header);
        let count = self.function.signature.words() as u64;
        for index in 0..count {
            let word = self.unit.load_ptr(self.unit.word(words, index));
            self.rt_unit(&rt::incref_nullable, &[word.into()]);
            self.unit.store(self.unit.word(target, index), word);
        }
        if self.function.signature.closure {
            let closure = self.closure();
            self.rt_unit(&rt::incref, &[closure.into()]);
            self.unit.store(self.unit.word(target, count), closure);
        }
        let generic = self.unit.version(self.function.id, VersionKey::Generic);
        let zero = self.unit.types.i32.const_zero();
        let call = built(self.unit.builder.build_call(generic, &[self.cx.into(), frame.into(), zero.into()], ""));
        match call.try_as_basic_value() {
            ValueKind::Basic(value) => value.into_pointer_value(),
            ValueKind::Instruction(_) => crate::bug!("a generic version returns"),
        }
    }

    fn make_generator(&mut self, words: PointerValue<'ctx>) -> PointerValue<'ctx> {
        let count = self.function.signature.words() as u64;
        let total = count + u64::from(self.function.signature.closure);
        let owned = self.stack_words(total.max(1));
        for index in 0..count {
            let word = self.unit.load_ptr(self.unit.word(words, index));
            self.rt_unit(&rt::incref_nullable, &[word.into()]);
            self.unit.store(self.unit.word(owned, index), word);
        }
        if self.function.signature.closure {
            let closure = self.closure();
            self.rt_unit(&rt::incref, &[closure.into()]);
            self.unit.store(self.unit.word(owned, count), closure);
        }
        let desc = self.desc();
        let total = self.unit.types.i64.const_int(total, false);
        self.rt(&rt::generator_new, &[self.callable.into(), desc.into(), owned.into(), total.into()])
    }

    fn closure(&mut self) -> PointerValue<'ctx> {
        self.rt(&rt::function_closure, &[self.callable.into()])
    }

    fn desc(&self) -> PointerValue<'ctx> {
        self.unit.desc(self.function.id).as_pointer_value()
    }

    fn block(&self, name: &str) -> BasicBlock<'ctx> {
        self.unit.context.append_basic_block(self.value, name)
    }

    fn cursor(&self) -> BasicBlock<'ctx> {
        self.unit.builder.get_insert_block().unwrap_or_else(|| crate::bug!("no cursor"))
    }

    fn stack_words(&self, words: u64) -> PointerValue<'ctx> {
        let words = u32::try_from(words).unwrap_or_else(|_| crate::bug!("a stack array of 2^32 words"));
        built(self.unit.builder.build_alloca(self.unit.types.ptr.array_type(words), ""))
    }

    fn is_true(&self, truth: IntValue<'ctx>) -> IntValue<'ctx> {
        let zero = truth.get_type().const_zero();
        built(self.unit.builder.build_int_compare(IntPredicate::NE, truth, zero, ""))
    }

    fn call_row(&mut self, row: &'static RtFn, args: &[BasicMetadataValueEnum<'ctx>]) -> Option<BasicValueEnum<'ctx>> {
        let function = self.unit.row(row);
        let mut all = vec![];
        if self.unit.rows.takes_context(row) {
            all.push(self.cx.into());
        }
        all.extend(args);
        match built(self.unit.builder.build_call(function, &all, "")).try_as_basic_value() {
            ValueKind::Basic(value) => Some(value),
            ValueKind::Instruction(_) => None,
        }
    }

    fn rt_value(&mut self, row: &'static RtFn, args: &[BasicMetadataValueEnum<'ctx>]) -> BasicValueEnum<'ctx> {
        self.call_row(row, args).unwrap_or_else(|| crate::bug!("row `{}` gives nothing", row.name))
    }

    fn rt(&mut self, row: &'static RtFn, args: &[BasicMetadataValueEnum<'ctx>]) -> PointerValue<'ctx> {
        self.rt_value(row, args).into_pointer_value()
    }

    fn rt_unit(&mut self, row: &'static RtFn, args: &[BasicMetadataValueEnum<'ctx>]) {
        self.call_row(row, args);
    }
}

/// `PyInit_<name>`: hands the descriptor to the runtime.
pub(super) fn module_init(unit: &mut Unit<'_, '_>) {
    let base = unit.module.name.rsplit('.').next().unwrap_or_default();
    let ty = unit.types.ptr.fn_type(&[], false);
    let init = unit.llvm.add_function(&init_symbol(base), ty, Some(Linkage::External));
    let block = unit.context.append_basic_block(init, "entry");
    unit.builder.position_at_end(block);
    let runtime_ty = unit.types.ptr.fn_type(&[unit.types.ptr.into()], false);
    let name = "naja_cpy_module_init";
    let runtime = unit.llvm.get_function(name).unwrap_or_else(|| unit.llvm.add_function(name, runtime_ty, None));
    let call = built(unit.builder.build_call(runtime, &[unit.statics.desc.as_pointer_value().into()], ""));
    match call.try_as_basic_value() {
        ValueKind::Basic(value) => {
            built(unit.builder.build_return(Some(&value)));
        }
        ValueKind::Instruction(_) => crate::bug!("the init function returns a module"),
    }
}

/// The C function `main` of an executable: hands the descriptors of its modules, here and in other objects, to the runtime.
pub(super) fn program_main<'ctx>(
    context: &'ctx Context,
    llvm: &LlvmModule<'ctx>,
    program: &[naja_frontend::hir::Name],
) {
    let types = Types::new(context);
    let desc = |module: &naja_frontend::hir::Name| {
        let name = super::data::desc_name(module);
        let known = llvm.get_global(&name);
        known.unwrap_or_else(|| llvm.add_global(types.ptr, None, &name)).as_pointer_value()
    };
    let descs: Vec<PointerValue<'ctx>> = program.iter().map(desc).collect();
    let modules = llvm.add_global(types.ptr.array_type(descs.len() as u32), None, "modules");
    modules.set_linkage(Linkage::Internal);
    modules.set_constant(true);
    modules.set_initializer(&types.ptr.const_array(&descs));
    let main = llvm.add_function("main", types.i32.fn_type(&[types.i32.into(), types.ptr.into()], false), None);
    let builder = context.create_builder();
    builder.position_at_end(context.append_basic_block(main, "entry"));
    let runtime = [types.ptr.into(), types.i64.into(), types.i32.into(), types.ptr.into()];
    let runtime = llvm.add_function("naja_main", types.i32.fn_type(&runtime, false), None);
    let param = |index| main.get_nth_param(index).unwrap_or_else(|| crate::bug!("`main` has two parameters"));
    let count = types.i64.const_int(descs.len() as u64, false);
    let args = [modules.as_pointer_value().into(), count.into(), param(0).into(), param(1).into()];
    match built(builder.build_call(runtime, &args, "")).try_as_basic_value() {
        ValueKind::Basic(status) => {
            built(builder.build_return(Some(&status)));
        }
        ValueKind::Instruction(_) => crate::bug!("`naja_main` returns a status"),
    }
}

/// The symbol that CPython looks for: PEP 489 spells names that are not ASCII in punycode.
#[must_use]
pub fn init_symbol(base: &str) -> String {
    if base.is_ascii() {
        return format!("PyInit_{base}");
    }
    crate::bug!("the name of a module is not ASCII: {base}")
}
