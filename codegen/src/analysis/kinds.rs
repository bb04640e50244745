//! What each value of a body is, if the promises of the static types hold: the plan of a fast version.
//!
//! Optimistic, sparse and conditional, after Wegman and Zadeck ("Constant Propagation with Conditional Branches", 1991):
//! everything is unreached until shown otherwise, and branches on known conditions lead one way. The kind of an operation
//! follows from those of its operands ([`super::plan`]); the kind of what comes from outside is what its hint promises,
//! which a guard must then establish.

use super::plan::{self, Plan};
use crate::mir::{Block, Body, FastSignature, FuncSignatures, Hint, InstKind, Pool, Shapes, Target, Terminator, Value};
use crate::repr::Repr;
use naja_frontend::hir::{FuncId, IdVec, Name};
use naja_rt_abi::math::MathFunction;
use naja_rt_abi::{RtFn, table as rt};

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// No reachable instruction defines it.
    Unreached,
    /// Nothing reads it, and its death cannot be seen.
    Junk,
    /// The null word.
    Null,
    /// A machine integer.
    I64,
    /// A machine float.
    F64,
    /// A complex number in machine floats.
    C128,
    /// A machine truth value, perhaps a known one.
    Bool(Option<bool>),
    /// A boxed value.
    Object(Class),
}

/// What is known of a boxed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Class {
    /// Nothing.
    Any,
    /// Is `None`.
    None,
    /// An exact `int` or `float`: where both meet.
    Number,
    /// An exact `complex` in its box: where the frame of a generator kept it. Meets [`Kind::C128`] unboxed.
    Complex,
    /// An exact `int`, `float` or `complex`: where they meet.
    Scalar,
    /// An exact `list`.
    List,
    /// An exact `tuple`.
    Tuple,
    /// An exact `str`.
    Str,
    /// The function object of this function of the program.
    Function(FuncId),
    /// The genuine builtin of this name.
    Builtin(Name),
}

impl Kind {
    /// The representation that a value of this kind has in a fast version.
    #[must_use]
    pub fn repr(&self) -> Repr {
        match self {
            Kind::I64 => Repr::I64,
            Kind::F64 => Repr::F64,
            Kind::C128 => Repr::C128,
            Kind::Bool(_) => Repr::Bool,
            Kind::Unreached | Kind::Junk | Kind::Null | Kind::Object(_) => Repr::Boxed,
        }
    }

    /// The rows that say, all of them, whether a word is of this kind; none where no guard is needed.
    #[must_use]
    pub fn tests(&self) -> &'static [&'static RtFn] {
        static LIST: [&RtFn; 1] = [&rt::is_list];
        match self {
            Kind::Object(Class::List) => &LIST,
            Kind::Object(Class::Complex) => Repr::C128.tests(),
            kind => kind.repr().tests(),
        }
    }

    /// What a fast version returns as `repr`, where `hint` is promised of the result.
    #[must_use]
    pub fn returned(repr: Repr, hint: &Hint) -> Kind {
        match repr {
            Repr::I64 => Kind::I64,
            Repr::F64 => Kind::F64,
            Repr::C128 => Kind::C128,
            Repr::Bool => Kind::Bool(None),
            Repr::Boxed => Kind::promised(hint).filter(|kind| !kind.is_unboxed()).unwrap_or(Kind::Object(Class::Any)),
        }
    }

    /// Whether it is a machine value.
    #[must_use]
    pub fn is_unboxed(&self) -> bool {
        matches!(self, Kind::I64 | Kind::F64 | Kind::C128 | Kind::Bool(_))
    }

    /// Whether it is a machine value that stands for a real number.
    #[must_use]
    pub fn is_real(&self) -> bool {
        matches!(self, Kind::I64 | Kind::F64 | Kind::Bool(_))
    }

    /// Whether it is an `int` or `float`.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Kind::I64 | Kind::F64 | Kind::Object(Class::Number))
    }

    /// Whether it is a `complex`.
    #[must_use]
    pub fn is_complex(&self) -> bool {
        matches!(self, Kind::C128 | Kind::Object(Class::Complex))
    }

    /// Whether it is an `int`, `float` or `complex`.
    #[must_use]
    pub fn is_scalar(&self) -> bool {
        self.is_number() || self.is_complex() || *self == Kind::Object(Class::Scalar)
    }

    /// What a guard makes of a value that this is promised of; `None` if no guard is worth it.
    #[must_use]
    pub fn promised(hint: &Hint) -> Option<Kind> {
        match hint {
            Hint::Int => Some(Kind::I64),
            Hint::Float => Some(Kind::F64),
            Hint::Complex => Some(Kind::C128),
            Hint::Bool => Some(Kind::Bool(None)),
            Hint::List(_) => Some(Kind::Object(Class::List)),
            Hint::Any
            | Hint::None
            | Hint::Str
            | Hint::Dict(..)
            | Hint::Tuple(_)
            | Hint::Instance(_)
            | Hint::Function(_)
            | Hint::Module
            | Hint::Math(_)
            | Hint::Class(_) => None,
        }
    }

    /// What is known of it when a function is resumed whose frame has kept it.
    #[must_use]
    pub fn in_frame(self) -> Kind {
        match self {
            Kind::Unreached | Kind::Junk | Kind::Null | Kind::I64 | Kind::F64 | Kind::Object(Class::List) => self,
            Kind::Bool(_) => Kind::Bool(None),
            Kind::C128 | Kind::Object(Class::Complex) => Kind::Object(Class::Complex),
            Kind::Object(_) => Kind::Object(Class::Any),
        }
    }

    fn join(&self, other: &Kind) -> Kind {
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Kind::Unreached, kind) | (kind, Kind::Unreached) => kind.clone(),
            (Kind::Bool(_), Kind::Bool(_)) => Kind::Bool(None),
            (a, b) if a.is_number() && b.is_number() => Kind::Object(Class::Number),
            (a, b) if a.is_complex() && b.is_complex() => Kind::C128,
            (a, b) if a.is_scalar() && b.is_scalar() => Kind::Object(Class::Scalar),
            _ => Kind::Object(Class::Any),
        }
    }

    /// The join for a value that nothing reads: machine values and null need not be kept at all.
    fn join_unread(&self, other: &Kind) -> Kind {
        let is_junk = |kind: &Kind| matches!(kind, Kind::Junk | Kind::Null) || kind.is_unboxed();
        match (self, other) {
            (Kind::Unreached, kind) | (kind, Kind::Unreached) if is_junk(kind) => Kind::Junk,
            (a, b) if is_junk(a) && is_junk(b) => Kind::Junk,
            (Kind::Unreached, kind) | (kind, Kind::Unreached) => kind.clone(),
            _ => Kind::Object(Class::Any),
        }
    }
}

impl FastSignature {
    /// Whether a value of this kind may be passed as the parameter of this index.
    #[must_use]
    pub fn takes(&self, param: usize, kind: &Kind) -> bool {
        match self.params[param] {
            Repr::Boxed => !self.lists[param] || *kind == Kind::Object(Class::List),
            Repr::C128 => kind.is_complex(),
            repr => kind.repr() == repr,
        }
    }
}

/// The kinds of a body's values, and what is reached.
#[derive(Debug)]
pub struct Kinds {
    kinds: IdVec<Value, Kind>,
    reached: IdVec<Block, bool>,
}

/// What planning looks at besides the body.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The constants of the module.
    pub pool: &'a Pool,
    /// The functions whose fast versions may be called.
    pub signatures: &'a FuncSignatures,
    /// The attributes that are looked for in line.
    pub shapes: &'a Shapes,
    /// By value, where it is defined: block and index.
    pub definitions: &'a IdVec<Value, Option<(Block, usize)>>,
}

impl Kinds {
    /// The kind of a value.
    #[must_use]
    pub fn get(&self, value: Value) -> &Kind {
        self.kinds.get(value).unwrap_or(&Kind::Object(Class::Any))
    }

    /// Whether a block is reached if the promises hold.
    #[must_use]
    pub fn is_reached(&self, block: Block) -> bool {
        self.reached.get(block).copied().unwrap_or(false)
    }

    /// The kinds of a fast version before it is specialised; `params` are those of its first entries. Suspensions lead to the
    /// others.
    #[must_use]
    pub fn new(body: &Body, params: &[Vec<Kind>], cx: Context<'_>) -> Kinds {
        let mut this = Kinds {
            kinds: body.values.iter().map(|_| Kind::Unreached).collect(),
            reached: body.blocks.iter().map(|_| false).collect(),
        };
        for (entry, params) in body.entries.iter().zip(params) {
            this.reached[entry.block] = true;
            for (param, kind) in body.blocks[entry.block].params.iter().zip(params) {
                this.kinds[*param] = kind.clone();
            }
        }
        let read = read_values(body);
        let order = body.reverse_postorder();
        loop {
            let mut changed = false;
            for block in &order {
                changed |= this.block(body, *block, &read, cx);
            }
            if !changed {
                return this;
            }
        }
    }

    fn block(&mut self, body: &Body, block: Block, read: &IdVec<Value, bool>, cx: Context<'_>) -> bool {
        if !self.reached[block] {
            return false;
        }
        let mut changed = false;
        for inst in &body.blocks[block].insts {
            let plan = plan::of(body, inst, self, cx);
            if let Some(result) = inst.result {
                let kind = plan.kind(self, body, inst);
                changed |= self.update(result, kind);
            }
            if let Some(boxed) = inst.kind.boxed() {
                changed |= self.update(boxed, Kind::Object(Class::Any));
            }
        }
        let suspends = matches!(body.blocks[block].terminator, Terminator::Suspend { .. });
        for target in self.taken(body, block, cx) {
            changed |= !std::mem::replace(&mut self.reached[target.block], true);
            for (param, arg) in body.blocks[target.block].params.iter().zip(&target.args) {
                let arg = self.kinds[*arg].clone();
                let arg = if suspends { arg.in_frame() } else { arg };
                let joined =
                    if read[*param] { self.kinds[*param].join(&arg) } else { self.kinds[*param].join_unread(&arg) };
                changed |= self.update(*param, joined);
            }
        }
        changed
    }

    fn update(&mut self, value: Value, kind: Kind) -> bool {
        let changed = self.kinds[value] != kind;
        if changed {
            self.kinds[value] = kind;
        }
        changed
    }

    /// The targets that the end of a block may go to.
    #[must_use]
    pub fn taken(&self, body: &Body, block: Block, cx: Context<'_>) -> Vec<Target> {
        let mut targets = self.possible(body, block, cx);
        targets.retain(|target| !plan::is_way_out(body, target.block));
        targets
    }

    fn possible(&self, body: &Body, block: Block, cx: Context<'_>) -> Vec<Target> {
        let data = &body.blocks[block];
        match &data.terminator {
            Terminator::Branch { test, then, otherwise } => match self.get(*test) {
                Kind::Bool(Some(true)) => vec![then.clone()],
                Kind::Bool(Some(false)) => vec![otherwise.clone()],
                Kind::Unreached => vec![],
                _ => match plan::rare_side(body, then, otherwise) {
                    Some(true) => vec![otherwise.clone()],
                    Some(false) => vec![then.clone()],
                    None => vec![then.clone(), otherwise.clone()],
                },
            },
            Terminator::Check { ok, unwind } => {
                let last = data.insts.last().map(|inst| plan::of(body, inst, self, cx));
                let may_raise = last.is_none_or(|plan| plan.may_raise());
                if may_raise { vec![ok.clone(), unwind.clone()] } else { vec![ok.clone()] }
            }
            terminator => terminator.targets().into_iter().cloned().collect(),
        }
    }
}

/// The values that something reads, other than where they may die: directly, or as an argument of a parameter that is
/// read.
#[must_use]
pub fn read_values(body: &Body) -> IdVec<Value, bool> {
    let mut read: IdVec<Value, bool> = body.values.iter().map(|_| false).collect();
    let order = body.reverse_postorder();
    for block in &order {
        let data = &body.blocks[*block];
        for inst in &data.insts {
            if !is_silent(&inst.kind) {
                inst.kind.visit_uses(|value| read[value] = true);
            }
        }
        if let Terminator::Branch { test: value, .. }
        | Terminator::Return(value)
        | Terminator::Yield { value, .. }
        | Terminator::Suspend { value, .. } = &data.terminator
        {
            read[*value] = true;
        }
        // Whoever asks for the frame of a suspended generator sees its variables.
        if let Terminator::Suspend { frame, .. } = &data.terminator {
            frame.args.iter().for_each(|arg| read[*arg] = true);
            body.blocks[frame.block].params.iter().for_each(|param| read[*param] = true);
        }
    }
    loop {
        let mut changed = false;
        for block in &order {
            for target in body.blocks[*block].terminator.targets() {
                for (param, arg) in body.blocks[target.block].params.iter().zip(&target.args) {
                    if read[*param] && !read[*arg] {
                        read[*arg] = true;
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            return read;
        }
    }
}

/// Whether an instruction's uses are no reads: deaths, and what is shown of variables to those who look at frames, which
/// fast code leaves for.
fn is_silent(kind: &InstKind) -> bool {
    match kind {
        InstKind::Drop(_) => true,
        InstKind::Rt(row, _) => row.name == "frame_locals",
        _ => false,
    }
}

impl Plan {
    /// The kind of the result.
    #[must_use]
    pub fn kind(&self, kinds: &Kinds, body: &Body, inst: &crate::mir::Inst) -> Kind {
        match self {
            Plan::Keep(kind) | Plan::Sent(kind) => kind.clone(),
            Plan::Alias(value) => kinds.get(*value).clone(),
            Plan::Known(value) => Kind::Bool(Some(*value)),
            Plan::Rare => Kind::Bool(Some(false)),
            Plan::IntCompare(..) | Plan::FloatCompare(..) | Plan::ComplexEqual { .. } | Plan::Truth(_) => {
                Kind::Bool(None)
            }
            Plan::Int(..)
            | Plan::Invert(_)
            | Plan::NegateInt(_)
            | Plan::AbsInt(_)
            | Plan::FloatToInt(_)
            | Plan::ListLen(_)
            | Plan::StrLen(_) => Kind::I64,
            Plan::Float(..)
            | Plan::IntDiv(..)
            | Plan::NegateFloat(_)
            | Plan::AbsFloat(_)
            | Plan::AbsComplex(_)
            | Plan::Part(..)
            | Plan::IntToFloat(_) => Kind::F64,
            Plan::Complex(..)
            | Plan::ComplexPower(..)
            | Plan::NegateComplex(_)
            | Plan::Conjugate(_)
            | Plan::MakeComplex(..) => Kind::C128,
            Plan::Extreme { left, .. } => kinds.get(*left).clone(),
            Plan::ListAppend { .. } | Plan::ListInsert { .. } => Kind::Object(Class::None),
            Plan::Slice(slice) => Kind::Object(slice.class.clone()),
            Plan::ListPop { kind, .. } => kind.clone(),
            Plan::ListItem { .. } | Plan::GlobalValue => {
                let hint = inst.result.map(|result| body.values[result].hint.clone()).unwrap_or_default();
                Kind::promised(&hint).unwrap_or(Kind::Object(Class::Any))
            }
            Plan::Unpack { class, .. } => Kind::Object(class.clone()),
            Plan::Attribute(access) => access.kind.clone(),
            Plan::Method(call) => call.kind.clone(),
            Plan::Math { function, .. } => match function {
                MathFunction::Floor | MathFunction::Ceil | MathFunction::Trunc => Kind::I64,
                _ => Kind::F64,
            },
            Plan::Integer(_) => Kind::I64,
            Plan::Construct(_) | Plan::Row(_) | Plan::Reversed(_) | Plan::ModuleValue | Plan::TypeMethod(_) => {
                Kind::Object(Class::Any)
            }
            Plan::ListSet { .. } | Plan::SetSlice(..) | Plan::Remove => Kind::Null,
            Plan::Global(class) => Kind::Object(class.clone()),
            Plan::CallFast(_, returns, _) => {
                let hint = inst.result.map(|result| body.values[result].hint.clone()).unwrap_or_default();
                Kind::returned(*returns, &hint)
            }
        }
    }
}
