//! One activation: the instructions of a version, block by block.

use crate::arithmetic;
use crate::entry::{HEAD, address, new_frame};
use crate::program::{Code, Program, the_program};
use crate::rows::{self, Word};
use naja_codegen::bug;
use naja_codegen::mir::{
    Block, Body, FloatOp, FrameWord, Inst, InstKind, Operand, Order, State, Target, Terminator, Value, Version,
};
use naja_codegen::repr::Repr;
use naja_frontend::hir::{FuncId, Id as _};
use naja_frontend::source::Span;
use naja_rt_abi::layout::{Frame, flags};
use naja_rt_abi::{Effect, Raises, RtFn, Ty, table as rt};

/// How a version ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome {
    /// With a result in the representation that the version returns.
    Value(u64),
    /// With a boxed result that this representation cannot hold.
    Boxed(u64),
    /// With an exception.
    Raised,
    /// The version of a loop has filled its caller's frame.
    Left,
}

/// Runs a fast version.
pub(crate) fn run_fast(code: Code, cx: u64, args: &[u64]) -> Outcome {
    let body = code.version(Version::Fast);
    let body = body.unwrap_or_else(|| bug!("{} has no fast version", code.function.qualname));
    Activation::new(code, body, cx, std::ptr::null_mut()).run(body.entries[0].block, args)
}

/// Runs a generic version from a frame; the result is owned, null for an exception.
pub(crate) fn run_generic(code: Code, cx: u64, frame: *mut Frame, entry: u32) -> u64 {
    let body = code.generic();
    let block = body.entries[entry as usize].block;
    match Activation::new(code, body, cx, frame).run(block, &[]) {
        Outcome::Value(word) | Outcome::Boxed(word) => word,
        Outcome::Raised => 0,
        // It pauses.
        Outcome::Left => address(frame),
    }
}

/// Runs the fast version of a generator from a frame; the result is as of `run_generic`, or the frame if it has left.
pub(crate) fn run_suspending(code: Code, cx: u64, frame: *mut Frame, entry: u32) -> u64 {
    let body = code.version(Version::Suspending);
    let body = body.unwrap_or_else(|| bug!("{} has no fast version", code.function.qualname));
    let entry = &body.entries[entry as usize];
    let words = entry.words.iter().zip(places(code, frame, &entry.words)).filter(|(word, _)| word.kept.is_set());
    // SAFETY: a frame of the function has these words.
    let args: Vec<u64> = words.map(|(_, place)| unsafe { place.read() }).collect();
    match Activation::new(code, body, cx, frame).run(entry.block, &args) {
        Outcome::Value(word) | Outcome::Boxed(word) => word,
        Outcome::Raised => 0,
        Outcome::Left => address(frame),
    }
}

/// Where each word of a frame is: the boxed area, then the raw one.
fn places(code: Code, frame: *mut Frame, words: &[FrameWord]) -> Vec<*mut u64> {
    let mut next = [0, code.desc.frame_len as usize];
    let place = |word: &FrameWord| {
        let area = usize::from(word.generic != Repr::Boxed);
        next[area] += 1;
        frame.cast::<u64>().wrapping_add(HEAD + next[area] - 1)
    };
    words.iter().map(place).collect()
}

/// What a generic version returned, as one returns that holds results in `repr`.
fn returned(cx: u64, result: u64, repr: Repr) -> Outcome {
    if result == 0 {
        return Outcome::Raised;
    }
    match (repr, unboxed(cx, result, repr)) {
        (Repr::Boxed, _) => Outcome::Value(result),
        (_, None) => Outcome::Boxed(result),
        (_, Some(value)) => {
            rows::call(&rt::decref, &[Word::Int(cx), Word::Int(result)]);
            Outcome::Value(value)
        }
    }
}

/// The machine value of a boxed one, if the representation can hold it.
pub(crate) fn unboxed(cx: u64, word: u64, repr: Repr) -> Option<u64> {
    let words = [Word::Int(cx), Word::Int(word)];
    let fits = repr.tests().iter().all(|test| rows::call(test, &words) != 0);
    let part = |row: &&'static RtFn| rows::call(row, &words);
    fits.then(|| match repr.unbox() {
        [] => word,
        [row] => part(row),
        [real, imag, ..] => arithmetic::complex([part(real), part(imag)]),
    })
}

/// A new reference to the object for a machine value.
pub(crate) fn boxed(cx: u64, word: u64, repr: Repr) -> u64 {
    match repr {
        Repr::Boxed => word,
        Repr::C128 => {
            let [real, imag] = arithmetic::parts(word).map(|part| Word::Float(f64::from_bits(part)));
            rows::call(&rt::box_complex, &[Word::Int(cx), real, imag])
        }
        Repr::I64 => rows::call(&rt::box_i64, &[Word::Int(cx), Word::Int(word)]),
        Repr::F64 => rows::call(&rt::box_f64, &[Word::Int(cx), Word::Float(f64::from_bits(word))]),
        // The truth values live for ever.
        Repr::Bool => rows::call(&rt::box_bool, &[Word::Int(cx), Word::Int(word)]),
    }
}

/// What the last instruction of a block did, for the check behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Status {
    Fine,
    Boxed,
    Raised,
}

struct Activation {
    program: &'static Program,
    code: Code,
    body: &'static Body,
    cx: u64,
    /// The frame of a generic version, or of the caller of a loop's.
    frame: *mut Frame,
    values: Vec<u64>,
    status: Status,
}

impl Activation {
    fn new(code: Code, body: &'static Body, cx: u64, frame: *mut Frame) -> Activation {
        let values = vec![0; body.values.len()];
        Activation { program: the_program(), code, body, cx, frame, values, status: Status::Fine }
    }

    fn run(mut self, start: Block, args: &[u64]) -> Outcome {
        let counts = self.body.blocks.iter().flat_map(|block| &block.insts).any(|inst| may_call(&inst.kind));
        if counts && self.row(&rt::recursion_enter, &[]).cast_signed() < 0 {
            self.mark_finished();
            return Outcome::Raised;
        }
        self.set_params(start, args);
        let outcome = self.blocks(start);
        if counts {
            self.row(&rt::recursion_leave, &[]);
        }
        // An exit goes on in the generic version when this activation is over.
        match outcome {
            End::Is(outcome) => outcome,
            End::Exits(mut frame, entry) => {
                let result = run_generic(self.code, self.cx, frame.as_mut_ptr().cast(), entry);
                returned(self.cx, result, self.body.returns)
            }
        }
    }

    fn blocks(&mut self, mut block: Block) -> End {
        let body = self.body;
        loop {
            let data = &body.blocks[block];
            self.status = Status::Fine;
            for inst in &data.insts {
                if let Err(end) = self.inst(inst) {
                    return end;
                }
            }
            let target = match self.terminator(&data.terminator, data.insts.last()) {
                Next::Target(target) => target,
                Next::Entry(entry) => {
                    block = body.entries[entry as usize].block;
                    continue;
                }
                Next::End(end) => return end,
            };
            let args: Vec<u64> = target.args.iter().map(|arg| self.get(*arg)).collect();
            self.set_params(target.block, &args);
            block = target.block;
        }
    }

    fn set_params(&mut self, block: Block, args: &[u64]) {
        let body = self.body;
        body.blocks[block].params.iter().zip(args).for_each(|(param, arg)| self.set(*param, *arg));
    }

    fn get(&self, value: Value) -> u64 {
        self.values[value.index()]
    }

    fn set(&mut self, value: Value, word: u64) {
        self.values[value.index()] = word;
    }

    fn f64(&self, value: Value) -> f64 {
        f64::from_bits(self.get(value))
    }

    fn i64(&self, value: Value) -> i64 {
        self.get(value).cast_signed()
    }

    fn row(&self, row: &'static RtFn, words: &[Word]) -> u64 {
        let words: Vec<Word> = std::iter::once(&Word::Int(self.cx)).chain(words).copied().collect();
        rows::call(row, &words)
    }

    /// Runs an instruction; an error is the way out that it takes.
    fn inst(&mut self, inst: &'static Inst) -> Result<(), End> {
        let word = match &inst.kind {
            InstKind::I64(value) => value.cast_unsigned(),
            InstKind::F64(value) => value.to_bits(),
            InstKind::Bool(value) => u64::from(*value),
            InstKind::Boxed(constant) => self.code.constant(constant.index()),
            InstKind::Null => 0,
            InstKind::Globals => self.code.globals(),
            InstKind::SlotGet(_) | InstKind::SlotSet(..) | InstKind::Drop(_) | InstKind::Keep(_) => {
                bug!("`{}` is left", inst.kind)
            }
            InstKind::FrameTake(word) => self.frame_word(*word, inst.result),
            InstKind::Own(value) => {
                self.row(&rt::incref, &[Word::Int(self.get(*value))]);
                self.get(*value)
            }
            InstKind::Move(value) => self.get(*value),
            InstKind::Forget(_) => 0,
            InstKind::Incref(value) => self.count(*value, &rt::incref, &rt::incref_nullable),
            InstKind::Decref(value) => self.count(*value, &rt::decref, &rt::decref_nullable),
            InstKind::Rt(row, operands) => self.call_row(row, operands),
            InstKind::CallFast { function, args, boxed } => self.call_fast(*function, args, *boxed),
            InstKind::CallGeneric { function, copy: _, resume, args, kinds, boxed } => {
                let code = self.program.code(*function);
                let returns = inst.result.map_or(Repr::Boxed, |result| self.body.repr(result));
                let result = self.resume(code, *resume, args, kinds);
                self.called(returned(self.cx, result, returns), *boxed)
            }
            InstKind::CallLoop { head, args } => self.call_loop(*head, args),
            InstKind::LoopLeft(word) => u64::from(self.get(*word) == address(self.frame)),
            InstKind::LoopResult(word) => self.get(*word),
            InstKind::IsNull(value) => u64::from(self.get(*value) == 0),
            InstKind::Guard { holds, exit, .. } => {
                self.guard(self.get(*holds) != 0, Some(*exit))?;
                return Ok(());
            }
            InstKind::Int { op, left, right, exit } => {
                let result = arithmetic::int(*op, self.i64(*left), self.i64(*right));
                self.checked(result, *exit)?.cast_unsigned()
            }
            InstKind::IntFits { op, left, right } => {
                u64::from(arithmetic::int(*op, self.i64(*left), self.i64(*right)).is_some())
            }
            InstKind::Float { op, left, right, exit } => self.float(*op, *left, *right, *exit)?,
            InstKind::WrappingAdd(left, right) => self.get(*left).wrapping_add(self.get(*right)),
            InstKind::IntCompare(order, left, right) => {
                u64::from(arithmetic::compare_ints(*order, self.i64(*left), self.i64(*right)))
            }
            InstKind::FloatCompare(order, left, right) => self.compare_floats(*order, *left, *right),
            InstKind::Not(value) => self.get(*value) ^ 1,
            InstKind::Select { test, then, otherwise } => {
                self.get(if self.get(*test) != 0 { *then } else { *otherwise })
            }
            InstKind::FloatToInt { value, exit } => {
                let result = arithmetic::truncate(self.f64(*value));
                self.checked(result, *exit)?.cast_unsigned()
            }
            InstKind::IntToFloat(value) => (self.i64(*value) as f64).to_bits(),
            InstKind::BoolToInt(value) => self.get(*value),
            InstKind::Complex { real, imag } => arithmetic::complex([self.get(*real), self.get(*imag)]),
            InstKind::Part(part, value) => arithmetic::parts(self.get(*value))[*part as usize],
        };
        if let Some(result) = inst.result {
            self.set(result, word);
        }
        Ok(())
    }

    fn count(&self, value: Value, row: &'static RtFn, nullable: &'static RtFn) -> u64 {
        let row = if self.body.values[value].nullable { nullable } else { row };
        self.row(row, &[Word::Int(self.get(value))])
    }

    /// Goes on if `holds`, else leaves.
    fn guard(&mut self, holds: bool, exit: Option<State>) -> Result<(), End> {
        match exit {
            Some(state) if !holds || self.program.fails() => Err(self.exit(state)),
            None if !holds => bug!("a condition that was proved does not hold in {}", self.code.function.qualname),
            _ => Ok(()),
        }
    }

    fn checked(&mut self, result: Option<i64>, exit: Option<State>) -> Result<i64, End> {
        self.guard(result.is_some(), exit)?;
        Ok(result.unwrap_or_default())
    }

    fn float(&mut self, op: FloatOp, left: Value, right: Value, exit: Option<State>) -> Result<u64, End> {
        let (left, right) = (self.f64(left), self.f64(right));
        let by_row = |this: &Self, row| this.row(row, &[Word::Float(left), Word::Float(right)]);
        if matches!(op, FloatOp::Div | FloatOp::FloorDiv | FloatOp::Mod) {
            self.guard(right != 0.0, exit)?;
        }
        Ok(match op {
            FloatOp::Add => (left + right).to_bits(),
            FloatOp::Sub => (left - right).to_bits(),
            FloatOp::Mul => (left * right).to_bits(),
            FloatOp::Div => (left / right).to_bits(),
            FloatOp::FloorDiv => by_row(self, &rt::f64_floordiv),
            FloatOp::Mod => by_row(self, &rt::f64_mod),
            FloatOp::Pow => {
                let power = by_row(self, &rt::f64_pow);
                // Inlined, it is tested behind.
                if exit.is_some() {
                    self.guard(f64::from_bits(power).is_finite(), exit)?;
                }
                power
            }
            FloatOp::Abs => left.abs().to_bits(),
            FloatOp::Sqrt => left.sqrt().to_bits(),
        })
    }

    fn compare_floats(&self, order: Order, left: Value, right: Value) -> u64 {
        u64::from(order.holds(&self.f64(left), &self.f64(right)))
    }

    fn call_row(&mut self, row: &'static RtFn, operands: &[Operand]) -> u64 {
        let mut arrays = vec![];
        let mut words = vec![];
        for (operand, param) in operands.iter().zip(row.params) {
            match operand {
                Operand::Value(value) if param.slot.ty == Ty::F64 => words.push(Word::Float(self.f64(*value))),
                Operand::Value(value) => words.push(Word::Int(self.get(*value))),
                Operand::Array(values) => {
                    // A word in front, which a callee may use to put a receiver there.
                    let array: Vec<u64> =
                        std::iter::once(0).chain(values.iter().map(|value| self.get(*value))).collect();
                    words.push(Word::Int(address(array.as_ptr().wrapping_add(1))));
                    words.push(Word::Int(values.len() as u64));
                    arrays.push(array);
                }
                Operand::Imm(value) => words.push(Word::Int(value.cast_unsigned())),
                Operand::Cache(cache) => words.push(Word::Int(address(self.code.cache(cache.index())))),
                Operand::Desc(function) => words.push(Word::Int(address(self.program.code(*function).desc))),
                Operand::Module => words.push(Word::Int(address(self.code.module()))),
                Operand::Frame => words.push(Word::Int(address(self.frame))),
                Operand::Record => words.push(Word::Int(0)),
            }
        }
        let result = self.row(row, &words);
        self.note_failure(row, result);
        if row.result.ty == Ty::Bool { u64::from(result != 0) } else { result }
    }

    fn note_failure(&mut self, row: &'static RtFn, result: u64) {
        let is_set = |this: &Self| this.row(&rt::exc_is_set, &[]) != 0;
        let failed = match row.raises {
            Raises::Never => false,
            Raises::Always => true,
            Raises::Null => result == 0,
            Raises::NullIfSet => result == 0 && is_set(self),
            Raises::MinusOne => result.cast_signed() < 0,
            Raises::MinusOneIfSet => result.cast_signed() < 0 && is_set(self),
        };
        self.status = if failed { Status::Raised } else { Status::Fine };
    }

    fn call_fast(&mut self, function: FuncId, args: &[Value], boxed: Value) -> u64 {
        let args: Vec<u64> = args.iter().map(|arg| self.get(*arg)).collect();
        self.called(run_fast(self.program.code(function), self.cx, &args), boxed)
    }

    /// Notes what a call of a version gave.
    fn called(&mut self, outcome: Outcome, boxed: Value) -> u64 {
        let (status, word) = match outcome {
            Outcome::Value(word) => (Status::Fine, word),
            Outcome::Boxed(word) => (Status::Boxed, word),
            Outcome::Raised | Outcome::Left => (Status::Raised, 0),
        };
        self.status = status;
        self.set(boxed, word);
        word
    }

    /// Runs the generic version of an inlined function, from a frame with these words.
    fn resume(&self, code: Code, resume: Block, args: &[Value], kinds: &[Repr]) -> u64 {
        let boxed_len = code.desc.frame_len as usize;
        let mut frame = new_frame(code, boxed_len + code.desc.raw_len as usize);
        let mut next = [HEAD, HEAD + boxed_len];
        for (arg, wanted) in args.iter().zip(kinds) {
            let area = usize::from(*wanted != Repr::Boxed);
            let word = self.get(*arg);
            frame[next[area]] = if area == 0 { boxed(self.cx, word, self.body.repr(*arg)) } else { word };
            next[area] += 1;
        }
        run_generic(code, self.cx, frame.as_mut_ptr().cast(), entry_at(code, resume))
    }

    /// The result, or the address of the frame if the version has left.
    fn call_loop(&mut self, head: Block, args: &[Value]) -> u64 {
        let body = self.code.version(Version::Loop(head)).unwrap_or_else(|| bug!("a loop without version"));
        let args: Vec<u64> = args.iter().map(|arg| self.get(*arg)).collect();
        let activation = Activation::new(self.code, body, self.cx, self.frame);
        let outcome = activation.run(body.entries[0].block, &args);
        self.status = if matches!(outcome, Outcome::Raised) { Status::Raised } else { Status::Fine };
        match outcome {
            Outcome::Value(word) | Outcome::Boxed(word) => word,
            Outcome::Left => address(self.frame),
            Outcome::Raised => 0,
        }
    }

    fn terminator(&mut self, terminator: &'static Terminator, last: Option<&'static Inst>) -> Next {
        match terminator {
            Terminator::Jump(target) => Next::Target(target),
            Terminator::Branch { test, then, otherwise } => {
                Next::Target(if self.get(*test) != 0 { then } else { otherwise })
            }
            Terminator::Guard { holds, stay, leave } => {
                let stays = self.get(*holds) != 0 && !self.program.fails();
                Next::Target(if stays { stay } else { leave })
            }
            Terminator::Check { ok, unwind } => self.check(ok, None, unwind, last),
            Terminator::CallCheck { ok, boxed, unwind } => self.check(ok, Some(boxed), unwind, last),
            Terminator::Return(value) => {
                self.mark_finished();
                let is_boxed = self.body.repr(*value) != self.body.returns;
                let word = self.get(*value);
                Next::End(End::Is(if is_boxed { Outcome::Boxed(word) } else { Outcome::Value(word) }))
            }
            Terminator::Yield { value, resume, state, .. } => {
                let state = state.unwrap_or_else(|| bug!("a suspension without state"));
                self.suspend(*resume, state);
                Next::End(End::Is(Outcome::Value(self.get(*value))))
            }
            Terminator::Pause { resume, state } => {
                let state = state.unwrap_or_else(|| bug!("a pause without state"));
                self.suspend(*resume, state);
                Next::End(End::Is(Outcome::Left))
            }
            Terminator::Suspend { value, frame, .. } => {
                self.suspend_fast(frame);
                Next::End(End::Is(Outcome::Value(self.get(*value))))
            }
            Terminator::Unwind => {
                self.mark_finished();
                Next::End(End::Is(Outcome::Raised))
            }
            Terminator::Exit(state) => Next::End(self.exit(*state)),
            // SAFETY: the version of the loop that was called has filled the frame.
            Terminator::Redispatch => Next::Entry(unsafe { (*self.frame).entry }),
            Terminator::None | Terminator::Unreachable => {
                bug!("the unreachable was reached in {}.{}", self.code.function.qualname, self.body.version)
            }
        }
    }

    fn check(
        &self,
        ok: &'static Target,
        boxed: Option<&'static Target>,
        unwind: &'static Target,
        last: Option<&'static Inst>,
    ) -> Next {
        match (self.status, boxed) {
            (Status::Fine, _) => Next::Target(ok),
            (Status::Boxed, Some(boxed)) => Next::Target(boxed),
            (Status::Boxed, None) => bug!("a boxed result that nobody asks for"),
            (Status::Raised, _) => {
                if let Some(inst) = last
                    && inst.kind.has_place()
                {
                    self.add_place(inst.span);
                }
                Next::Target(unwind)
            }
        }
    }

    /// Adds a place to the traceback.
    fn add_place(&self, span: Span) {
        let words = [address(self.code.desc), address(self.program.site(span)), self.code.globals(), 0];
        self.row(&rt::traceback_add, &words.map(Word::Int));
    }

    fn is_generator(&self) -> bool {
        self.code.function.signature.flags & flags::ASYNC_GENERATOR != 0
    }

    /// Tells the object that owns the frame of a generator that it is done.
    fn mark_finished(&self) {
        if self.is_generator() && !self.frame.is_null() {
            // SAFETY: the frame lives while the function runs.
            unsafe { (*self.frame).entry = Frame::FINISHED };
        }
    }

    fn frame_word(&self, word: u32, result: Option<Value>) -> u64 {
        let is_boxed = result.is_some_and(|result| self.body.repr(result) == Repr::Boxed);
        let offset = if is_boxed { 0 } else { self.code.desc.frame_len };
        // SAFETY: a frame of the function has this word.
        unsafe { self.frame.cast::<u64>().add(HEAD + (word + offset) as usize).read() }
    }

    /// The words of a frame that resumes in `state`, with references of their own; releases what is not in it.
    fn frame_words(&self, state: State) -> Vec<u64> {
        let data = &self.body.states[state];
        let boxed_len = self.code.desc.frame_len as usize;
        let mut words = vec![0; boxed_len + self.code.desc.raw_len as usize];
        let mut next = [0, boxed_len];
        for (index, value) in data.values.iter().enumerate() {
            let (wanted, found) = (data.kinds[index], self.body.repr(*value));
            let word = self.get(*value);
            if wanted == Repr::Boxed && found == Repr::Boxed && !data.moved[index] {
                self.row(&rt::incref_nullable, &[Word::Int(word)]);
            }
            let area = usize::from(wanted != Repr::Boxed);
            words[next[area]] = if wanted == Repr::Boxed { boxed(self.cx, word, found) } else { word };
            next[area] += 1;
        }
        for value in &data.released {
            self.count(*value, &rt::decref, &rt::decref_nullable);
        }
        words
    }

    /// Leaves for the generic version: with a frame of its own, or in that of the generic version that called this loop.
    fn exit(&self, state: State) -> End {
        let resume = self.body.states[state].resume;
        let entry = entry_at(self.code, resume);
        let words = self.frame_words(state);
        match self.body.version {
            Version::Loop(_) | Version::Suspending => {
                self.store(&words, entry);
                return End::Is(Outcome::Left);
            }
            Version::Fast | Version::Generic | Version::Master => {}
        }
        let mut frame = new_frame(self.code, words.len());
        frame[HEAD..].copy_from_slice(&words);
        End::Exits(frame, entry)
    }

    fn suspend(&self, resume: Block, state: State) {
        let is_wanted = |entry: &naja_codegen::mir::Entry| entry.resumes == resume && entry.block != resume;
        let entry = self.body.entries.iter().position(is_wanted).unwrap_or_else(|| bug!("nothing resumes {resume}"));
        let words = self.frame_words(state);
        self.store(&words, u32::try_from(entry).unwrap_or_else(|_| bug!("2^32 entries")));
        // SAFETY: the frame lives while the function runs.
        unsafe { (*self.frame).lasti = -1 };
    }

    fn suspend_fast(&self, target: &Target) {
        let number = self.body.entries.iter().position(|entry| entry.block == target.block);
        let number = number.unwrap_or_else(|| bug!("{} is no entry", target.block));
        let words = &self.body.entries[number].words;
        let mut args = target.args.iter();
        for (word, place) in words.iter().zip(places(self.code, self.frame, words)) {
            let value = if word.kept.is_set() { args.next() } else { None };
            // SAFETY: a frame of the function has these words, and owns none of them while it runs.
            unsafe { place.write(value.map_or(0, |value| self.get(*value))) };
        }
        let number = u32::try_from(number).unwrap_or_else(|_| bug!("2^32 entries"));
        // SAFETY: the frame lives while the function runs.
        unsafe { (*self.frame).entry = Frame::FAST | number };
        // SAFETY: as above.
        unsafe { (*self.frame).lasti = -1 };
    }

    fn store(&self, words: &[u64], entry: u32) {
        for (index, word) in words.iter().enumerate() {
            // SAFETY: a frame of the function has so many words, and owns none of them while it runs.
            unsafe { self.frame.cast::<u64>().add(HEAD + index).write(*word) };
        }
        // SAFETY: as above.
        unsafe { (*self.frame).entry = entry };
    }
}

/// The number of the entry of a generic version that resumes a block of its master.
fn entry_at(code: Code, resume: Block) -> u32 {
    let entry = code.generic().entries.iter().skip(1).position(|entry| entry.resumes == resume);
    let entry = entry.unwrap_or_else(|| bug!("{} cannot be resumed at {resume}", code.function.qualname));
    u32::try_from(entry + 1).unwrap_or_else(|_| bug!("2^32 entries"))
}

/// Where control goes behind a block.
enum Next {
    Target(&'static Target),
    Entry(u32),
    End(End),
}

/// The end of an activation.
enum End {
    Is(Outcome),
    /// The generic version goes on from this frame, at this entry.
    Exits(Vec<u64>, u32),
}

/// Whether an instruction may call unknown code, or a function that counts.
fn may_call(kind: &InstKind) -> bool {
    match kind {
        InstKind::CallFast { .. } | InstKind::CallGeneric { .. } | InstKind::CallLoop { .. } => true,
        InstKind::Rt(row, _) => {
            row.effect == Effect::Python && !matches!(row.name, "raise_unbound" | "reraise" | "poll")
        }
        _ => false,
    }
}
