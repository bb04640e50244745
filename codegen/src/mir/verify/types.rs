//! Representations, and which words may be null.

use super::{Checker, Place, Stage};
use crate::mir::{Block, Inst, InstKind, Operand, Terminator, Value};
use crate::repr::Repr;
use naja_rt_abi::{Mode, RtFn, Slot as Word, Ty};

/// Checks a block.
pub(super) fn check(checker: &Checker<'_>, block: Block) {
    let data = &checker.body.blocks[block];
    for inst in &data.insts {
        let typing = Typing { checker, place: Place::Inst(block, inst) };
        typing.nullable(inst);
        if checker.claim.stage != Stage::Mixed {
            typing.inst(inst);
        }
    }
    Typing { checker, place: Place::End(block) }.terminator(&data.terminator);
}

struct Typing<'a> {
    checker: &'a Checker<'a>,
    place: Place<'a>,
}

impl Typing<'_> {
    fn want(&self, value: Value, wanted: Repr) {
        let found = self.checker.body.repr(value);
        if found != wanted {
            self.checker.fail(self.place, &format!("{value} is {found} where {wanted} is wanted"));
        }
    }

    fn all(&self, values: &[Value], wanted: Repr) {
        values.iter().for_each(|value| self.want(*value, wanted));
    }

    /// The operands and the result.
    fn inst(&self, inst: &Inst) {
        let body = self.checker.body;
        let result = match &inst.kind {
            InstKind::I64(_) => Some(Repr::I64),
            InstKind::F64(_) => Some(Repr::F64),
            InstKind::Bool(_) => Some(Repr::Bool),
            InstKind::Boxed(_) | InstKind::Null | InstKind::Globals => Some(Repr::Boxed),
            InstKind::SlotGet(slot) => Some(body.slots[*slot].repr),
            InstKind::SlotSet(slot, value) => {
                self.want(*value, body.slots[*slot].repr);
                None
            }
            // Compared with the layout of its entry.
            InstKind::FrameTake(_) => inst.result.map(|result| body.repr(result)),
            InstKind::Own(value) | InstKind::Move(value) => self.op(&[*value], Repr::Boxed, Repr::Boxed),
            InstKind::Drop(value)
            | InstKind::Keep(value)
            | InstKind::Forget(value)
            | InstKind::Incref(value)
            | InstKind::Decref(value) => {
                self.want(*value, Repr::Boxed);
                None
            }
            InstKind::Rt(row, operands) => self.row(row, operands),
            InstKind::CallFast { function, args, boxed } => {
                self.want(*boxed, Repr::Boxed);
                let Some(signature) = self.checker.claim.signatures.get(function) else {
                    self.checker.fail(self.place, "a function without fast version")
                };
                self.count(args.len(), signature.params.len());
                args.iter().zip(&signature.params).for_each(|(arg, repr)| self.want(*arg, *repr));
                Some(signature.returns)
            }
            InstKind::CallGeneric { function, resume, args, kinds, boxed, .. } => {
                self.want(*boxed, Repr::Boxed);
                self.count(args.len(), kinds.len());
                super::resume::check_copy(self.checker, (*function, *resume), kinds, self.place);
                // Numbers are boxed on the way.
                let raw = args.iter().zip(kinds).filter(|(_, wanted)| **wanted != Repr::Boxed);
                raw.for_each(|(arg, wanted)| self.want(*arg, *wanted));
                let signature = self.checker.claim.signatures.get(function);
                signature.map(|signature| signature.returns)
            }
            // Its arguments are compared with the version it calls when that exists.
            InstKind::CallLoop { .. } => Some(Repr::I64),
            InstKind::LoopLeft(word) => self.op(&[*word], Repr::I64, Repr::Bool),
            InstKind::LoopResult(word) => self.op(&[*word], Repr::I64, Repr::Boxed),
            InstKind::IsNull(value) => self.op(&[*value], Repr::Boxed, Repr::Bool),
            InstKind::Guard { holds, .. } => {
                self.want(*holds, Repr::Bool);
                None
            }
            InstKind::Int { left, right, .. } | InstKind::WrappingAdd(left, right) => {
                self.op(&[*left, *right], Repr::I64, Repr::I64)
            }
            InstKind::Float { left, right, .. } => self.op(&[*left, *right], Repr::F64, Repr::F64),
            InstKind::IntFits { left, right, .. } | InstKind::IntCompare(_, left, right) => {
                self.op(&[*left, *right], Repr::I64, Repr::Bool)
            }
            InstKind::FloatCompare(_, left, right) => self.op(&[*left, *right], Repr::F64, Repr::Bool),
            InstKind::Not(value) => self.op(&[*value], Repr::Bool, Repr::Bool),
            InstKind::Select { test, then, otherwise } => {
                self.want(*test, Repr::Bool);
                let repr = body.repr(*then);
                self.op(&[*otherwise], repr, repr)
            }
            InstKind::FloatToInt { value, .. } => self.op(&[*value], Repr::F64, Repr::I64),
            InstKind::IntToFloat(value) => self.op(&[*value], Repr::I64, Repr::F64),
            InstKind::BoolToInt(value) => self.op(&[*value], Repr::Bool, Repr::I64),
            InstKind::Complex { real, imag } => self.op(&[*real, *imag], Repr::F64, Repr::C128),
            InstKind::Part(_, value) => self.op(&[*value], Repr::C128, Repr::F64),
        };
        match (inst.result, result) {
            (Some(value), Some(repr)) => self.want(value, repr),
            (Some(value), None) => self.checker.fail(self.place, &format!("{value} names nothing")),
            (None, _) => {}
        }
    }

    fn op(&self, operands: &[Value], from: Repr, to: Repr) -> Option<Repr> {
        self.all(operands, from);
        Some(to)
    }

    fn count(&self, found: usize, wanted: usize) {
        if found != wanted {
            self.checker.fail(self.place, &format!("{found} operands where {wanted} are wanted"));
        }
    }

    /// The operands of a row; the representation of what it gives.
    fn row(&self, row: &'static RtFn, operands: &[Operand]) -> Option<Repr> {
        self.count(operands.len(), row.params.len());
        for (operand, param) in operands.iter().zip(row.params) {
            self.operand(operand, param.slot);
        }
        (row.result.ty != Ty::Unit).then(|| repr(row.result.ty))
    }

    fn operand(&self, operand: &Operand, wanted: Word) {
        let fits = match operand {
            Operand::Value(value) if !matches!(wanted.ty, Ty::Data | Ty::Array) => {
                self.want(*value, repr(wanted.ty));
                true
            }
            Operand::Array(values) => {
                self.all(values, Repr::Boxed);
                wanted.ty == Ty::Array
            }
            Operand::Value(_) => false,
            Operand::Imm(_) => matches!(wanted.ty, Ty::I64 | Ty::Bool),
            Operand::Cache(_) | Operand::Desc(_) | Operand::Module | Operand::Frame | Operand::Record => {
                wanted.ty == Ty::Data && wanted.mode == Mode::Plain
            }
        };
        if !fits {
            self.checker.fail(self.place, &format!("`{operand:?}` where {:?} is wanted", wanted.ty));
        }
    }

    fn terminator(&self, terminator: &Terminator) {
        let (body, stage) = (self.checker.body, self.checker.claim.stage);
        match terminator {
            Terminator::Branch { test, .. } if stage != Stage::Mixed => self.want(*test, Repr::Bool),
            Terminator::Guard { holds, .. } => self.want(*holds, Repr::Bool),
            // What the representation cannot hold is returned boxed, and the status says so.
            Terminator::Return(value) if body.repr(*value) != Repr::Boxed => self.want(*value, body.returns),
            Terminator::Yield { value, .. } | Terminator::Suspend { value, .. } => self.want(*value, Repr::Boxed),
            _ => {}
        }
        for target in terminator.targets() {
            for (param, arg) in body.blocks[target.block].params.iter().zip(&target.args) {
                if stage != Stage::Mixed {
                    self.want(*arg, body.repr(*param));
                }
                if body.values[*arg].nullable && !body.values[*param].nullable {
                    self.checker.fail(self.place, &format!("{arg} may be null, and {param} of {target} may not"));
                }
            }
        }
    }

    /// What may be null says so, and is counted with care then.
    fn nullable(&self, inst: &Inst) {
        let gives_null = match &inst.kind {
            InstKind::Null => true,
            InstKind::Rt(row, _) => row.result.ty == Ty::Nullable,
            _ => false,
        };
        if let Some(result) = inst.result
            && gives_null
            && !self.checker.body.values[result].nullable
        {
            self.checker.fail(self.place, "the result may be null and does not say so");
        }
    }
}

fn repr(ty: Ty) -> Repr {
    match ty {
        Ty::I64 => Repr::I64,
        Ty::F64 => Repr::F64,
        Ty::Bool | Ty::Unit => Repr::Bool,
        Ty::Object
        | Ty::Nullable
        | Ty::Int
        | Ty::Float
        | Ty::Str
        | Ty::List
        | Ty::Tuple
        | Ty::Dict
        | Ty::Set
        | Ty::Array
        | Ty::Data => Repr::Boxed,
    }
}
