//! Instructions and terminators.
//!
//! Only the last instruction of a block may have an effect that a resumed version must not repeat, or raise: a block that
//! ends in [`Terminator::Check`] asks whether its last instruction raised. Hence resuming at the start of any block is
//! always possible, and a guard may name the state of the block it stands in.

#![allow(missing_docs, reason = "a variant's doc names its fields")]

use super::{Block, Cache, Const, Copy, Slot, State, Value};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;
use naja_frontend::source::Span;
use naja_rt_abi::RtFn;

/// An instruction: what it computes, and the source it stands for.
#[derive(Debug, Clone)]
pub struct Inst {
    /// The value it defines.
    pub result: Option<Value>,
    /// What it does.
    pub kind: InstKind,
    /// The expression or statement: where an exception it raises is seen to come from.
    pub span: Span,
}

/// The kinds of instruction.
#[derive(Debug, Clone)]
pub enum InstKind {
    /// A machine integer.
    I64(i64),
    /// A machine float.
    F64(f64),
    /// A machine truth value.
    Bool(bool),
    /// An entry of the constant pool; the module keeps it alive.
    Boxed(Const),
    /// The null word: an unset variable, an absent argument.
    Null,
    /// The dictionary of the module; the module keeps it alive.
    Globals,
    /// Reads a variable (before SSA construction).
    SlotGet(Slot),
    /// Writes a variable (before SSA construction).
    SlotSet(Slot, Value),
    /// A word of the frame this version was resumed with, in the area of its representation: taken over.
    FrameTake(u32),
    /// A new reference to a borrowed value.
    Own(Value),
    /// Where CPython lets a reference go: the value lives at least until here. Runs Python if it is the last one.
    Drop(Value),
    /// The value lives at least until here, and nothing else happens.
    Keep(Value),
    /// A nullable value is null here: there is no reference to give up.
    Forget(Value),
    /// Takes a reference (after the refcount pass).
    Incref(Value),
    /// Gives a reference up (after the refcount pass).
    Decref(Value),
    /// The same word under another name, reference and all (after the refcount pass).
    Move(Value),
    /// A function of the runtime table.
    Rt(&'static RtFn, Vec<Operand>),
    /// A compiled function's fast version, called directly. `boxed` is defined instead of the result on the boxed edge
    /// of [`Terminator::CallCheck`].
    CallFast { function: FuncId, args: Vec<Value>, boxed: Value },
    /// From a copy of an inlined function: its generic version goes on at a block of its master, in a frame with these
    /// words, which it takes over; `kinds` are what the frame wants of each. The result is that of a `CallFast`.
    CallGeneric { function: FuncId, copy: Copy, resume: Block, args: Vec<Value>, kinds: Vec<Repr>, boxed: Value },
    /// From a generic version: the fast version of a loop, on what is live at its head. Takes its arguments over; the
    /// result is a word for the two instructions below.
    CallLoop { head: Block, args: Vec<Value> },
    /// Whether a `CallLoop` left for this version again, at the entry that the frame names.
    LoopLeft(Value),
    /// The result that a `CallLoop` ran the function to.
    LoopResult(Value),
    /// Whether a word is null.
    IsNull(Value),
    /// Leaves for the generic version, in `exit`, unless the truth value holds.
    Guard { holds: Value, exit: State, why: GuardKind },
    /// Integer arithmetic; leaves in `exit` when the result does not fit or Python would raise.
    Int { op: IntOp, left: Value, right: Value, exit: Option<State> },
    /// Whether integer arithmetic has a result that fits: what an exit of [`InstKind::Int`] asks.
    IntFits { op: IntOp, left: Value, right: Value },
    /// Float arithmetic: IEEE, except that `exit` is taken where Python would raise.
    Float { op: FloatOp, left: Value, right: Value, exit: Option<State> },
    /// Integer addition modulo 2**64.
    WrappingAdd(Value, Value),
    /// Integer comparison.
    IntCompare(Order, Value, Value),
    /// Float comparison: false if either is a NaN, except `Ne`.
    FloatCompare(Order, Value, Value),
    /// Truth value `not`.
    Not(Value),
    /// One of two values.
    Select { test: Value, then: Value, otherwise: Value },
    /// A float without its fraction; leaves when that does not fit.
    FloatToInt { value: Value, exit: Option<State> },
    /// An integer as a float; exact below 2**53, else correctly rounded.
    IntToFloat(Value),
    /// A truth value as 0 or 1.
    BoolToInt(Value),
    /// A complex number of two floats.
    Complex { real: Value, imag: Value },
    /// One of the floats of a complex number.
    Part(Part, Value),
}

/// An argument of a runtime function.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A value.
    Value(Value),
    /// Values in an array on the stack.
    Array(Vec<Value>),
    /// An integer known at compile time.
    Imm(i64),
    /// A static inline cache.
    Cache(Cache),
    /// The descriptor of a function.
    Desc(FuncId),
    /// The descriptor of the module.
    Module,
    /// The frame this version was resumed with.
    Frame,
    /// The frame record of this activation; null if the version has none.
    Record,
}

/// What a guard establishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuardKind {
    /// The class a hint promised.
    Class,
    /// An exact `int` that fits 64 bits.
    Fits,
    /// A subscript within its sequence.
    InBounds,
    /// A variable that is bound.
    Bound,
    /// A global or builtin that is still what it was when the program was compiled.
    SameGlobal,
    /// No signal, thread switch or collection is due, and nobody holds the frame.
    Quiet,
    /// The usual side of a branch.
    Usual,
}

/// A part of a complex number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `z.real`.
    Real,
    /// `z.imag`.
    Imag,
}

/// Integer operators; with Python's rounding of `//` and `%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IntOp {
    /// `+`.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `//`.
    FloorDiv,
    /// `%`.
    Mod,
    /// `<<`.
    LShift,
    /// `>>`.
    RShift,
    /// `&`.
    And,
    /// `|`.
    Or,
    /// `^`.
    Xor,
}

/// Float operators; with Python's rounding of `//` and `%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FloatOp {
    /// `+`.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `/`.
    Div,
    /// `//`.
    FloorDiv,
    /// `%`.
    Mod,
    /// `**`, for finite results of positive bases; leaves otherwise.
    Pow,
    /// `abs(left)`.
    Abs,
    /// The square root of `left`, which is not negative.
    Sqrt,
}

/// Comparisons of machine values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `==`.
    Eq,
    /// `!=`.
    Ne,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
    /// `<` of integers taken as unsigned: `0 <= left < right` in one test, if `right` is not negative.
    Below,
}

/// A jump to a block, with the values of its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// Where to.
    pub block: Block,
    /// One for each parameter.
    pub args: Vec<Value>,
}

/// How a block ends.
#[derive(Debug, Clone)]
pub enum Terminator {
    /// Not built yet.
    None,
    /// Goes on there.
    Jump(Target),
    /// Goes on in one of two places.
    Branch { test: Value, then: Target, otherwise: Target },
    /// An exit in inlined code: goes on in `stay` if the truth value holds, else in `leave`, which is right in any case.
    Guard { holds: Value, stay: Target, leave: Target },
    /// Goes on in `ok` unless the last instruction raised; its result is defined in `ok` only.
    Check { ok: Target, unwind: Target },
    /// After a call of a version: `ok` has the raw result, `boxed` the boxed one, `unwind` none.
    CallCheck { ok: Target, boxed: Target, unwind: Target },
    /// Returns a value, owned by the caller then.
    Return(Value),
    /// Suspends a generator with this value, in the place `span`; it resumes in `resume` with what was sent.
    Yield { value: Value, resume: Block, state: Option<State>, span: Span },
    /// The same in the fast version of a generator: its frame keeps the arguments of `frame`, an entry, which has them as
    /// parameters when it is resumed.
    Suspend { value: Value, frame: Target, span: Span },
    /// At the head of a loop in the generic version of a generator: fills the frame as if to suspend, and has whoever
    /// resumed it look whether the fast version can go on from there.
    Pause { resume: Block, state: Option<State> },
    /// Leaves the function with the raised exception.
    Unwind,
    /// Goes on in the generic version.
    Exit(State),
    /// Goes on at the entry that the frame names.
    Redispatch,
    /// Cannot be reached: the instruction before does not return.
    Unreachable,
}

impl Order {
    /// What holds between `right` and `left` where this holds between `left` and `right`.
    #[must_use]
    pub fn swapped(self) -> Order {
        match self {
            Order::Lt => Order::Gt,
            Order::Le => Order::Ge,
            Order::Eq => Order::Eq,
            Order::Ne => Order::Ne,
            Order::Gt => Order::Lt,
            Order::Ge => Order::Le,
            Order::Below => crate::bug!("this order has no name the other way round"),
        }
    }
}

impl Target {
    /// A jump without arguments.
    #[must_use]
    pub fn plain(block: Block) -> Self {
        Target { block, args: vec![] }
    }
}

impl InstKind {
    /// Whether an exception that it raises comes from its place in the source: else it had its traceback before, or is
    /// raised on behalf of the caller.
    #[must_use]
    pub fn has_place(&self) -> bool {
        match self {
            InstKind::Rt(row, _) => {
                !matches!(row.name, "reraise" | "generator_stopped" | "raise_empty")
                    && !row.name.starts_with("outside_")
            }
            kind => !matches!(kind, InstKind::CallLoop { .. }),
        }
    }

    /// 2**63: what floats are below in size that fit when [`InstKind::FloatToInt`] takes their fractions away.
    pub const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

    /// Calls `f` with every value it uses.
    pub fn visit_uses(&self, mut f: impl FnMut(Value)) {
        self.clone().map_uses(|value| {
            f(value);
            value
        });
    }

    /// Replaces every value it uses. Frame states are visited apart: see [`super::Body`].
    pub fn map_uses(&mut self, mut f: impl FnMut(Value) -> Value) {
        match self {
            InstKind::I64(_)
            | InstKind::F64(_)
            | InstKind::Bool(_)
            | InstKind::Boxed(_)
            | InstKind::Null
            | InstKind::Globals
            | InstKind::SlotGet(_)
            | InstKind::FrameTake(_) => {}
            InstKind::SlotSet(_, value)
            | InstKind::Own(value)
            | InstKind::Drop(value)
            | InstKind::Keep(value)
            | InstKind::Forget(value)
            | InstKind::Incref(value)
            | InstKind::Decref(value)
            | InstKind::Move(value)
            | InstKind::LoopLeft(value)
            | InstKind::LoopResult(value)
            | InstKind::IsNull(value)
            | InstKind::Not(value)
            | InstKind::IntToFloat(value)
            | InstKind::BoolToInt(value)
            | InstKind::Part(_, value)
            | InstKind::FloatToInt { value, .. }
            | InstKind::Guard { holds: value, .. } => *value = f(*value),
            InstKind::Int { left, right, .. }
            | InstKind::IntFits { left, right, .. }
            | InstKind::Float { left, right, .. }
            | InstKind::Complex { real: left, imag: right }
            | InstKind::WrappingAdd(left, right)
            | InstKind::IntCompare(_, left, right)
            | InstKind::FloatCompare(_, left, right) => {
                *left = f(*left);
                *right = f(*right);
            }
            InstKind::Select { test, then, otherwise } => {
                for value in [test, then, otherwise] {
                    *value = f(*value);
                }
            }
            InstKind::CallFast { args, .. } | InstKind::CallGeneric { args, .. } | InstKind::CallLoop { args, .. } => {
                args.iter_mut().for_each(|value| *value = f(*value))
            }
            InstKind::Rt(_, operands) => {
                for operand in operands {
                    match operand {
                        Operand::Value(value) => *value = f(*value),
                        Operand::Array(values) => values.iter_mut().for_each(|value| *value = f(*value)),
                        Operand::Imm(_)
                        | Operand::Cache(_)
                        | Operand::Desc(_)
                        | Operand::Module
                        | Operand::Frame
                        | Operand::Record => {}
                    }
                }
            }
        }
    }

    /// Whether its result is an object without a reference, which belongs to what it was read from.
    #[must_use]
    pub fn lends(&self) -> bool {
        matches!(self, InstKind::Rt(row, _) if row.result.mode == naja_rt_abi::Mode::Borrow)
    }

    /// For a call of a version: what is defined instead of its result on the boxed edge of [`Terminator::CallCheck`].
    #[must_use]
    pub fn boxed(&self) -> Option<Value> {
        match self {
            InstKind::CallFast { boxed, .. } | InstKind::CallGeneric { boxed, .. } => Some(*boxed),
            _ => None,
        }
    }

    /// The state it may leave in.
    #[must_use]
    pub fn exit(&self) -> Option<State> {
        match self {
            InstKind::Guard { exit, .. } => Some(*exit),
            InstKind::Int { exit, .. } | InstKind::Float { exit, .. } | InstKind::FloatToInt { exit, .. } => *exit,
            _ => None,
        }
    }

    /// The state it may leave in, to change.
    pub fn exit_mut(&mut self) -> Option<&mut State> {
        match self {
            InstKind::Guard { exit, .. } => Some(exit),
            InstKind::Int { exit, .. } | InstKind::Float { exit, .. } | InstKind::FloatToInt { exit, .. } => {
                exit.as_mut()
            }
            _ => None,
        }
    }

    /// Whether it must not be repeated, and so must be the last of its block.
    #[must_use]
    pub fn is_effect(&self) -> bool {
        match self {
            InstKind::Rt(row, _) => {
                row.may_raise() || matches!(row.effect, naja_rt_abi::Effect::Python | naja_rt_abi::Effect::Writes(_))
            }
            InstKind::Drop(_)
            | InstKind::CallFast { .. }
            | InstKind::CallGeneric { .. }
            | InstKind::CallLoop { .. } => true,
            _ => false,
        }
    }

    /// Whether it may be removed when its result is not used.
    #[must_use]
    pub fn is_removable(&self) -> bool {
        match self {
            InstKind::Rt(row, _) => {
                !row.may_raise() && matches!(row.effect, naja_rt_abi::Effect::Pure | naja_rt_abi::Effect::Reads(_))
            }
            InstKind::SlotSet(..)
            | InstKind::FrameTake(_)
            | InstKind::Drop(_)
            | InstKind::Keep(_)
            | InstKind::Forget(_)
            | InstKind::Incref(_)
            | InstKind::Decref(_)
            | InstKind::CallFast { .. }
            | InstKind::CallGeneric { .. }
            | InstKind::CallLoop { .. }
            | InstKind::LoopResult(_)
            | InstKind::Guard { .. } => false,
            // An exit where Python would raise is wanted even if nobody wants the result.
            InstKind::Int { op, exit: Some(_), .. } => {
                !matches!(op, IntOp::FloorDiv | IntOp::Mod | IntOp::LShift | IntOp::RShift)
            }
            InstKind::Float { exit: Some(_), .. } | InstKind::FloatToInt { exit: Some(_), .. } => false,
            _ => true,
        }
    }
}

impl Terminator {
    /// The blocks it may go to, at once or when it is resumed.
    #[must_use]
    pub fn targets(&self) -> Vec<&Target> {
        match self {
            Terminator::Jump(target) | Terminator::Suspend { frame: target, .. } => vec![target],
            Terminator::Branch { then, otherwise, .. } => vec![then, otherwise],
            Terminator::Guard { stay, leave, .. } => vec![stay, leave],
            Terminator::Check { ok, unwind } => vec![ok, unwind],
            Terminator::CallCheck { ok, boxed, unwind } => vec![ok, boxed, unwind],
            Terminator::None
            | Terminator::Return(_)
            | Terminator::Yield { .. }
            | Terminator::Pause { .. }
            | Terminator::Unwind
            | Terminator::Exit(_)
            | Terminator::Redispatch
            | Terminator::Unreachable => vec![],
        }
    }

    /// The blocks it may go to, to change.
    pub fn targets_mut(&mut self) -> Vec<&mut Target> {
        match self {
            Terminator::Jump(target) | Terminator::Suspend { frame: target, .. } => vec![target],
            Terminator::Branch { then, otherwise, .. } => vec![then, otherwise],
            Terminator::Guard { stay, leave, .. } => vec![stay, leave],
            Terminator::Check { ok, unwind } => vec![ok, unwind],
            Terminator::CallCheck { ok, boxed, unwind } => vec![ok, boxed, unwind],
            Terminator::None
            | Terminator::Return(_)
            | Terminator::Yield { .. }
            | Terminator::Pause { .. }
            | Terminator::Unwind
            | Terminator::Exit(_)
            | Terminator::Redispatch
            | Terminator::Unreachable => vec![],
        }
    }

    /// Replaces every value it uses, arguments of targets included.
    pub fn map_uses(&mut self, mut f: impl FnMut(Value) -> Value) {
        if let Terminator::Branch { test: value, .. }
        | Terminator::Guard { holds: value, .. }
        | Terminator::Return(value)
        | Terminator::Yield { value, .. }
        | Terminator::Suspend { value, .. } = self
        {
            *value = f(*value);
        }
        for target in self.targets_mut() {
            target.args.iter_mut().for_each(|value| *value = f(*value));
        }
    }

    /// Calls `f` with every value it uses, arguments of targets included.
    pub fn visit_uses(&self, mut f: impl FnMut(Value)) {
        self.clone().map_uses(|value| {
            f(value);
            value
        });
    }

    /// The state it leaves in.
    #[must_use]
    pub fn exit(&self) -> Option<State> {
        match self {
            Terminator::Exit(state) => Some(*state),
            Terminator::Yield { state, .. } | Terminator::Pause { state, .. } => *state,
            _ => None,
        }
    }
}
