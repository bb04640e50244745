//! Builds a master: appends instructions at a cursor, and begins a new block after each effect.

use super::{
    Block, Body, Const, FloatOp, Hint, Inst, InstKind, Operand, Slot, SlotData, Target, Terminator, Value, Version,
};
use crate::fault::Fault;
use crate::repr::Repr;
use naja_frontend::hir::{Id as _, Name};
use naja_frontend::source::Span;
use naja_rt_abi::{Mode, Raises, RtFn, Ty};

/// A body under construction and the place where the next instruction goes.
#[derive(Debug)]
pub struct Builder {
    /// The body.
    pub body: Body,
    /// Where an exception goes.
    pub unwind: Block,
    /// The source of the next instruction.
    pub span: Span,
    block: Block,
}

impl Builder {
    /// A master with its entry block, and a block that leaves it with the raised exception.
    #[must_use]
    pub fn new(span: Span) -> Self {
        let mut body = Body::new(Version::Master);
        let entry = body.block();
        let unwind = body.block();
        body.blocks[unwind].terminator = Terminator::Unwind;
        body.entries.push(super::Entry::new(entry, entry));
        Builder { body, unwind, span, block: entry }
    }

    /// A new block, not yet reached.
    pub fn new_block(&mut self) -> Block {
        self.body.block()
    }

    /// Goes on in `block`.
    pub fn switch_to(&mut self, block: Block) {
        self.block = block;
    }

    /// The block of the cursor.
    #[must_use]
    pub fn block(&self) -> Block {
        self.block
    }

    /// Whether the block of the cursor has ended: what follows cannot be reached.
    #[must_use]
    pub fn is_terminated(&self) -> bool {
        !matches!(self.body.blocks[self.block].terminator, Terminator::None)
    }

    /// Ends the block. Code after a `return` ends a block that has ended: it goes to a block that nothing reaches.
    pub fn terminate(&mut self, terminator: Terminator) {
        if self.is_terminated() {
            let unreached = self.new_block();
            self.switch_to(unreached);
        }
        self.body.blocks[self.block].terminator = terminator;
    }

    /// Ends the block with a jump.
    pub fn jump(&mut self, block: Block) {
        self.terminate(Terminator::Jump(Target::plain(block)));
    }

    /// Ends the block with a branch.
    pub fn branch(&mut self, test: Value, then: Block, otherwise: Block) {
        self.terminate(Terminator::Branch { test, then: Target::plain(then), otherwise: Target::plain(otherwise) });
    }

    /// Goes on in a new block: here a version can be resumed.
    pub fn boundary(&mut self) {
        let next = self.new_block();
        self.jump(next);
        self.switch_to(next);
    }

    fn push(&mut self, result: Option<Value>, kind: InstKind) {
        if self.is_terminated() {
            let unreached = self.new_block();
            self.switch_to(unreached);
        }
        self.body.blocks[self.block].insts.push(Inst { result, kind, span: self.span });
    }

    fn define(&mut self, repr: Repr, hint: Hint, kind: InstKind) -> Value {
        let value = self.body.value(repr, hint);
        self.push(Some(value), kind);
        value
    }

    /// A machine integer.
    pub fn i64(&mut self, value: i64) -> Value {
        self.define(Repr::I64, Hint::Int, InstKind::I64(value))
    }

    /// A constant of the pool.
    pub fn boxed(&mut self, constant: Const, hint: Hint) -> Value {
        self.define(Repr::Boxed, hint, InstKind::Boxed(constant))
    }

    /// The null word.
    pub fn null(&mut self) -> Value {
        let value = self.define(Repr::Boxed, Hint::Any, InstKind::Null);
        self.body.values[value].nullable = true;
        value
    }

    /// The module's dictionary.
    pub fn globals(&mut self) -> Value {
        self.define(Repr::Boxed, Hint::Any, InstKind::Globals)
    }

    /// A word of the frame.
    pub fn frame_take(&mut self, word: u32, hint: Hint) -> Value {
        self.define(Repr::Boxed, hint, InstKind::FrameTake(word))
    }

    /// A new variable.
    pub fn slot(&mut self, name: impl Into<Name>, repr: Repr, hint: Hint) -> Slot {
        self.body.slots.push(SlotData { name: name.into(), repr, hint })
    }

    /// A new boxed variable of lowering's own, named `.prefix`.
    pub fn temp(&mut self, prefix: &str) -> Slot {
        let name = format!(".{prefix}{}", self.body.slots.next_id().index());
        self.slot(name, Repr::Boxed, Hint::Any)
    }

    /// Reads a variable that is bound.
    pub fn get(&mut self, slot: Slot) -> Value {
        let data = &self.body.slots[slot];
        let (repr, hint) = (data.repr, data.hint.clone());
        self.define(repr, hint, InstKind::SlotGet(slot))
    }

    /// Reads a variable that may be unset: null then.
    pub fn get_nullable(&mut self, slot: Slot) -> Value {
        let value = self.get(slot);
        self.body.values[value].nullable = true;
        value
    }

    /// Writes a variable; what it held before lives on if anything else uses it.
    pub fn set(&mut self, slot: Slot, value: Value) {
        self.push(None, InstKind::SlotSet(slot, value));
    }

    /// Unsets a variable.
    pub fn unset(&mut self, slot: Slot) {
        let null = self.null();
        self.set(slot, null);
    }

    /// The value may die here.
    pub fn drop(&mut self, value: Value) {
        if !Fault::EarlyDeath.is_on() {
            self.push(None, InstKind::Drop(value));
        }
        self.boundary();
    }

    /// Unsets a variable; what it held may die.
    pub fn drop_slot(&mut self, slot: Slot) {
        let old = self.get_nullable(slot);
        self.unset(slot);
        self.drop(old);
    }

    /// Takes a reference to a borrowed value.
    pub fn own(&mut self, value: Value) -> Value {
        let hint = self.body.values[value].hint.clone();
        self.define(Repr::Boxed, hint, InstKind::Own(value))
    }

    /// Whether a word is null.
    pub fn is_null(&mut self, value: Value) -> Value {
        self.define(Repr::Bool, Hint::Bool, InstKind::IsNull(value))
    }

    /// Truth value `not`.
    pub fn not(&mut self, value: Value) -> Value {
        self.define(Repr::Bool, Hint::Bool, InstKind::Not(value))
    }

    /// Machine arithmetic that cannot overflow here.
    pub fn int(&mut self, op: super::IntOp, left: Value, right: Value) -> Value {
        self.define(Repr::I64, Hint::Int, InstKind::Int { op, left, right, exit: None })
    }

    /// Machine comparison.
    pub fn int_compare(&mut self, order: super::Order, left: Value, right: Value) -> Value {
        self.define(Repr::Bool, Hint::Bool, InstKind::IntCompare(order, left, right))
    }

    /// Whether machine arithmetic has a result that fits.
    pub fn int_fits(&mut self, op: super::IntOp, left: Value, right: Value) -> Value {
        self.define(Repr::Bool, Hint::Bool, InstKind::IntFits { op, left, right })
    }

    /// A machine integer as a float.
    pub fn int_to_float(&mut self, value: Value) -> Value {
        self.define(Repr::F64, Hint::Float, InstKind::IntToFloat(value))
    }

    /// A truth value as 0 or 1.
    pub fn bool_to_int(&mut self, value: Value) -> Value {
        self.define(Repr::I64, Hint::Int, InstKind::BoolToInt(value))
    }

    /// A machine float.
    pub fn f64(&mut self, value: f64) -> Value {
        self.define(Repr::F64, Hint::Float, InstKind::F64(value))
    }

    /// Float arithmetic for which Python cannot raise.
    pub fn float(&mut self, op: FloatOp, left: Value, right: Value) -> Value {
        self.define(Repr::F64, Hint::Float, InstKind::Float { op, left, right, exit: None })
    }

    /// Float comparison.
    pub fn float_compare(&mut self, order: super::Order, left: Value, right: Value) -> Value {
        self.define(Repr::Bool, Hint::Bool, InstKind::FloatCompare(order, left, right))
    }

    /// One of two machine values.
    pub fn select(&mut self, test: Value, then: Value, otherwise: Value) -> Value {
        let data = self.body.values[then].clone();
        self.define(data.repr, data.hint, InstKind::Select { test, then, otherwise })
    }

    /// Calls a row of the runtime table; an exception goes to [`Self::unwind`]. The result of a row without one is
    /// not to be used.
    pub fn rt(&mut self, row: &'static RtFn, operands: Vec<Operand>, hint: Hint) -> Value {
        let repr = match row.result.ty {
            Ty::I64 => Repr::I64,
            Ty::F64 => Repr::F64,
            Ty::Bool | Ty::Unit => Repr::Bool,
            _ => Repr::Boxed,
        };
        let kind = InstKind::Rt(row, operands);
        let ends = kind.is_effect();
        let value = self.body.value(repr, hint);
        self.body.values[value].nullable = row.result.ty == Ty::Nullable;
        self.push((row.result.ty != Ty::Unit).then_some(value), kind);
        if row.raises == Raises::Always {
            self.raise_edge();
        } else if row.may_raise() {
            let ok = self.new_block();
            self.terminate(Terminator::Check { ok: Target::plain(ok), unwind: Target::plain(self.unwind) });
            self.switch_to(ok);
        } else if ends {
            self.boundary();
        }
        if row.result.mode == Mode::Borrow && repr == Repr::Boxed { self.own(value) } else { value }
    }

    /// The last instruction raises: goes to the handler only.
    fn raise_edge(&mut self) {
        let unreachable = self.new_block();
        self.terminate(Terminator::Check { ok: Target::plain(unreachable), unwind: Target::plain(self.unwind) });
        self.switch_to(unreachable);
        self.terminate(Terminator::Unreachable);
    }

    /// Says what the static types promise of `value`.
    pub fn promise(&mut self, value: Value, hint: Hint) {
        if hint != Hint::Any {
            self.body.values[value].hint = hint;
        }
    }
}
