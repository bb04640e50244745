//! Prints MIR (`naja emit mir`): one instruction a line, representations always shown, the source line at the right.

use super::{Block, Body, Function, Inst, InstKind, Operand, Target, Terminator, Value, Version};
use naja_frontend::hir::Id as _;
use naja_frontend::source::{Sources, Span};
use std::fmt::{self, Write as _};

/// A body of a function, to be shown with the lines of its sources.
pub struct Dump<'a> {
    /// The function, for its name.
    pub function: &'a Function,
    /// Which of its bodies.
    pub body: &'a Body,
    /// Where spans point.
    pub sources: &'a Sources,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Version::Master => f.write_str("master"),
            Version::Generic => f.write_str("generic"),
            Version::Fast => f.write_str("fast"),
            Version::Loop(block) => write!(f, "loop.{block}"),
            Version::Suspending => f.write_str("fast"),
        }
    }
}

impl fmt::Display for Dump<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Dump { function, body, sources } = self;
        let entry = body.entries[0].block;
        write!(f, "fn {}.{}(", function.qualname, body.version)?;
        list(f, &body.blocks[entry].params, |f, value| write!(f, "{value}: {}", body.repr(*value)))?;
        let start = sources.start(function.span);
        let path = sources.file(function.span.file).path.display();
        writeln!(f, ") -> {} {{    ; {path}:{}", body.returns, start.line)?;
        for slot in body.slots.ids().filter(|_| body.version == Version::Master) {
            writeln!(f, "    {slot} = `{}`: {}", body.slots[slot].name, body.slots[slot].repr)?;
        }
        for entry in body.entries.iter().skip(1) {
            writeln!(f, "    entry {} resumes {}", entry.block, entry.resumes)?;
        }
        for block in body.reverse_postorder() {
            self.block(f, block)?;
        }
        for state in body.states.ids() {
            let data = &body.states[state];
            write!(f, "    {state}: resume {} (", data.resume)?;
            list(f, &data.values, |f, value| write!(f, "{value}"))?;
            writeln!(f, ")")?;
        }
        writeln!(f, "}}")
    }
}

impl Dump<'_> {
    fn block(&self, f: &mut fmt::Formatter<'_>, block: Block) -> fmt::Result {
        let data = &self.body.blocks[block];
        write!(f, "{block}")?;
        if !data.params.is_empty() {
            write!(f, "(")?;
            list(f, &data.params, |f, value| write!(f, "{value}: {}", self.body.repr(*value)))?;
            write!(f, ")")?;
        }
        writeln!(f, ":{}", if data.is_loop_header { "    ; loop" } else { "" })?;
        for inst in &data.insts {
            let mut line = String::from("    ");
            self.inst(&mut line, inst)?;
            writeln!(f, "{line:<64}; {}", self.line(inst.span))?;
        }
        writeln!(f, "    {}", terminator(&data.terminator)?)
    }

    fn line(&self, span: Span) -> String {
        let start = self.sources.start(span);
        let text = self.sources.text(span);
        let first = text.lines().next().unwrap_or("");
        let shown: String = first.chars().take(40).collect();
        format!("{}: {shown}", start.line)
    }

    fn inst(&self, out: &mut String, inst: &Inst) -> fmt::Result {
        if let Some(result) = inst.result {
            write!(out, "{result}: {} = ", self.body.repr(result))?;
        }
        write!(out, "{}", inst.kind)
    }
}

impl fmt::Display for InstKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InstKind::I64(value) => write!(f, "const {value}"),
            InstKind::F64(value) => write!(f, "const {value:?}"),
            InstKind::Bool(value) => write!(f, "const {value}"),
            InstKind::Boxed(constant) => write!(f, "{constant}"),
            InstKind::Null => write!(f, "null"),
            InstKind::Globals => write!(f, "globals"),
            InstKind::SlotGet(slot) => write!(f, "get {slot}"),
            InstKind::SlotSet(slot, value) => write!(f, "set {slot}, {value}"),
            InstKind::FrameTake(word) => write!(f, "take frame[{word}]"),
            InstKind::Own(value) => write!(f, "own {value}"),
            InstKind::Drop(value) => write!(f, "drop {value}"),
            InstKind::Keep(value) => write!(f, "keep {value}"),
            InstKind::Forget(value) => write!(f, "forget {value}"),
            InstKind::Incref(value) => write!(f, "incref {value}"),
            InstKind::Move(value) => write!(f, "move {value}"),
            InstKind::Decref(value) => write!(f, "decref {value}"),
            InstKind::Rt(row, operands) => {
                write!(f, "call rt {}(", row.name)?;
                list(f, operands, |f, operand| write!(f, "{operand}"))?;
                write!(f, ")")
            }
            InstKind::CallFast { function, args, boxed } => {
                write!(f, "call {function}.fast(")?;
                list(f, args, |f, value| write!(f, "{value}"))?;
                write!(f, ") or {boxed}")
            }
            InstKind::CallGeneric { function, copy: _, resume, args, kinds: _, boxed } => {
                write!(f, "call {function}.generic at {resume}(")?;
                list(f, args, |f, value| write!(f, "{value}"))?;
                write!(f, ") or {boxed}")
            }
            InstKind::CallLoop { head, args } => {
                write!(f, "call loop.{head}(")?;
                list(f, args, |f, value| write!(f, "{value}"))?;
                write!(f, ")")
            }
            InstKind::LoopLeft(value) => write!(f, "loop_left {value}"),
            InstKind::LoopResult(value) => write!(f, "loop_result {value}"),
            InstKind::IsNull(value) => write!(f, "is_null {value}"),
            InstKind::Guard { holds, exit, why } => write!(f, "guard {why} {holds} else exit {exit}"),
            InstKind::Int { op, left, right, exit } => {
                write!(f, "{}.i64 {left}, {right}", format!("{op:?}").to_lowercase())?;
                exit.map_or(Ok(()), |exit| write!(f, " guard no_overflow else exit {exit}"))
            }
            InstKind::IntFits { op, left, right } => {
                write!(f, "{}.i64 fits {left}, {right}", format!("{op:?}").to_lowercase())
            }
            InstKind::Float { op, left, right, exit } => {
                write!(f, "{}.f64 {left}, {right}", format!("{op:?}").to_lowercase())?;
                exit.map_or(Ok(()), |exit| write!(f, " guard no_error else exit {exit}"))
            }
            InstKind::IntCompare(order, left, right) => {
                write!(f, "{}.i64 {left}, {right}", format!("{order:?}").to_lowercase())
            }
            InstKind::FloatCompare(order, left, right) => {
                write!(f, "{}.f64 {left}, {right}", format!("{order:?}").to_lowercase())
            }
            InstKind::Select { test, then, otherwise } => write!(f, "select {test}, {then}, {otherwise}"),
            InstKind::FloatToInt { value, exit } => {
                write!(f, "float_to_int {value}")?;
                exit.map_or(Ok(()), |exit| write!(f, " guard fits else exit {exit}"))
            }
            InstKind::WrappingAdd(left, right) => write!(f, "wrapping_add.i64 {left}, {right}"),
            InstKind::Not(value) => write!(f, "not {value}"),
            InstKind::IntToFloat(value) => write!(f, "int_to_float {value}"),
            InstKind::BoolToInt(value) => write!(f, "bool_to_int {value}"),
            InstKind::Complex { real, imag } => write!(f, "complex {real}, {imag}"),
            InstKind::Part(part, value) => write!(f, "{} {value}", format!("{part:?}").to_lowercase()),
        }
    }
}

impl fmt::Display for super::GuardKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            super::GuardKind::Class => "same_class",
            super::GuardKind::Fits => "fits",
            super::GuardKind::InBounds => "in_bounds",
            super::GuardKind::Bound => "bound",
            super::GuardKind::SameGlobal => "same_global",
            super::GuardKind::Quiet => "quiet",
            super::GuardKind::Usual => "usual",
        })
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Value(value) => write!(f, "{value}"),
            Operand::Array(values) => {
                write!(f, "[")?;
                list(f, values, |f, value| write!(f, "{value}"))?;
                write!(f, "]")
            }
            Operand::Imm(value) => write!(f, "{value}"),
            Operand::Cache(cache) => write!(f, "{cache}"),
            Operand::Desc(function) => write!(f, "{function}"),
            Operand::Module => write!(f, "module"),
            Operand::Frame => write!(f, "frame"),
            Operand::Record => write!(f, "record"),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.block)?;
        if self.args.is_empty() {
            return Ok(());
        }
        write!(f, "(")?;
        list(f, &self.args, |f, value| write!(f, "{value}"))?;
        write!(f, ")")
    }
}

fn terminator(terminator: &Terminator) -> Result<String, fmt::Error> {
    let mut out = String::new();
    match terminator {
        Terminator::None => write!(out, "none")?,
        Terminator::Jump(target) => write!(out, "jump {target}")?,
        Terminator::Branch { test, then, otherwise } => write!(out, "branch {test}, {then}, {otherwise}")?,
        Terminator::Guard { holds, stay, leave } => write!(out, "guard {holds}, {stay} else {leave}")?,
        Terminator::Check { ok, unwind } => write!(out, "check {ok} unwind {unwind}")?,
        Terminator::CallCheck { ok, boxed, unwind } => write!(out, "check {ok} boxed {boxed} unwind {unwind}")?,
        Terminator::Return(value) => write!(out, "return {value}")?,
        Terminator::Yield { value, resume, state, span: _ } => {
            write!(out, "yield {value} resume {resume}")?;
            if let Some(state) = state {
                write!(out, " {state}")?;
            }
        }
        Terminator::Suspend { value, frame, span: _ } => write!(out, "suspend {value} frame {frame}")?,
        Terminator::Pause { resume, state } => {
            write!(out, "pause resume {resume}")?;
            if let Some(state) = state {
                write!(out, " {state}")?;
            }
        }
        Terminator::Unwind => write!(out, "unwind")?,
        Terminator::Exit(state) => write!(out, "exit {state}")?,
        Terminator::Redispatch => write!(out, "redispatch")?,
        Terminator::Unreachable => write!(out, "unreachable")?,
    }
    Ok(out)
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    mut show: impl FnMut(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        show(f, item)?;
    }
    Ok(())
}

/// The values of a list, for messages.
#[must_use]
pub fn values(values: &[Value]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The number in a block's name.
#[must_use]
pub fn number(block: Block) -> usize {
    block.index()
}
