//! Objects that are only looked through: `a.b` in `a.b.x`, and in `a.b.x -= e` while `e` is computed.
//!
//! Python takes a reference to such a temporary. Nobody can tell as long as the attribute that it was read from keeps it alive,
//! and that it does until something runs that is unknown. So no reference is taken on the usual way, and the death of the
//! temporary, which then is none, leaves what is known of objects as it is.
//!
//! Such a temporary is two words: the *address* that was read, and its *keeper*, null on the usual way. A row called beside it may
//! run anything, so there the keeper becomes a reference, as Python would have it, and the address zero. Hence the invariant:
//! where the address is not zero nothing is kept. An attribute in line is found from the address only, so behind an access that has
//! found one the keeper is [forgotten](InstKind::Forget) where it is not needed any more. For lists, which are looked through
//! without finding out, the keeper itself is asked. What is at the temporary's place is not looked at again while it is kept: it
//! may be another object.

use super::Specializer;
use super::attribute::{Behind, Place};
use crate::analysis::attribute::Access;
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::liveness::Var;
use crate::analysis::plan::{self, Plan};
use crate::mir::{Block, Hint, Inst, InstKind, Operand, Target, Terminator, Value};
use crate::repr::Repr;
use naja_rt_abi::table as rt;

/// A temporary that is lent.
#[derive(Debug, Clone)]
pub(super) struct Lent {
    /// What it is in the boxed program.
    pub(super) value: Value,
    /// Where it was found.
    pub(super) place: Place,
    /// Its address, or zero where it is kept.
    pub(super) address: Value,
    /// The reference that keeps it; null where it is lent.
    pub(super) keeper: Value,
}

impl Specializer<'_> {
    /// Whether `result`, which an access gives to the block `start`, is only looked through, while a variable holds what it is
    /// found from and only rows beside the usual way run what is unknown.
    pub(super) fn lends(&self, result: Value, access: &Access, start: Block) -> bool {
        if !matches!(access.kind, Kind::Object(Class::Any | Class::List))
            || access.field.compact.is_some()
            || access.stored.is_some()
        {
            return false;
        }
        let root = self.place_of(access.object).root;
        let mut block = start;
        loop {
            let is_held = |(var, value): &(Var, Value)| matches!(var, Var::Slot(_)) && self.root(*value) == root;
            if self.predecessors[block].len() != 1 || !self.live_at(block).iter().any(is_held) {
                return false;
            }
            let data = &self.original.blocks[block];
            if !data.insts.iter().all(|inst| self.looks_through(inst, result, &data.terminator)) {
                return false;
            }
            let mut is_handed_on = false;
            data.terminator.visit_uses(|value| is_handed_on |= value == result);
            let is_live = |next: &Block| self.live_at(*next).iter().any(|(_, value)| *value == result);
            match &data.terminator {
                _ if is_handed_on => return false,
                Terminator::Check { ok: next, .. } | Terminator::Jump(next) if is_live(&next.block) => {
                    block = next.block
                }
                Terminator::Check { .. } => return true,
                _ => return false,
            }
        }
    }

    /// Whether an instruction at most looks through `lent`, and runs nothing unknown in its usual way.
    fn looks_through(&self, inst: &Inst, lent: Value, end: &Terminator) -> bool {
        let mut uses = false;
        inst.kind.visit_uses(|value| uses |= value == lent);
        match plan::of(self.original, inst, self.kinds, self.cx) {
            Plan::Attribute(access) => self.meeting_of(end).is_some() && access.stored != Some(lent),
            Plan::ListItem { list, index } => list == lent && index != lent || !uses,
            Plan::ListSet { list, value, .. } => {
                let is_lent = list == lent && value != lent && *self.kinds.get(lent) == Kind::Object(Class::List);
                is_lent && self.stores_number(list, value) && self.meeting_of(end).is_some()
            }
            plan => !uses && (!inst.kind.is_effect() || plan.is_repeatable()),
        }
    }

    /// How a value is lent here, if it is.
    pub(super) fn lent_as(&self, value: Value) -> Option<&Lent> {
        let value = self.origin(value);
        self.lent.iter().find(|lent| lent.value == value)
    }

    /// Where an object is found.
    pub(super) fn place_of(&self, object: Value) -> Place {
        match self.lent_as(object) {
            Some(lent) => lent.place.clone(),
            None => Place { root: self.root(object), links: vec![] },
        }
    }

    /// Of what is lent here, what is still needed at the start of a block.
    pub(super) fn still_lent(&self, block: Block) -> Vec<Lent> {
        if self.lent.is_empty() {
            return vec![];
        }
        let live = self.live_at(block);
        self.lent.iter().filter(|lent| live.iter().any(|(_, value)| *value == lent.value)).cloned().collect()
    }

    /// Begins a block where this is lent.
    pub(super) fn begin_lent(&mut self, lent: Vec<Lent>) {
        for Lent { value, place, address, keeper } in &lent {
            let operands = [place.root, *keeper, *address].map(Operand::Value).into();
            let hint = self.body.values[*value].hint.clone();
            let object = self.emit(Repr::Boxed, InstKind::Rt(&rt::lent_object, operands));
            self.body.values[object].hint = hint;
            self.now.insert(*value, object);
        }
        self.lent = lent;
    }

    /// New parameters for something lent.
    pub(super) fn lent_params(&mut self) -> (Value, Value) {
        let address = self.body.value(Repr::I64, Hint::Any);
        let keeper = self.body.value(Repr::Boxed, Hint::Any);
        self.body.values[keeper].nullable = true;
        (address, keeper)
    }

    /// References to what is lent, for a block beside the usual way.
    pub(super) fn keep_lent(&mut self, lent: &[Lent]) -> Vec<Value> {
        lent.iter().map(|lent| self.emit(Repr::Boxed, InstKind::Own(self.current(lent.value)))).collect()
    }

    /// Writes for the way on which these references keep what is lent.
    pub(super) fn while_kept<T>(&mut self, lent: &[Lent], keepers: &[Value], write: impl FnOnce(&mut Self) -> T) -> T {
        let kept = lent.iter().zip(keepers);
        let before: Vec<_> = kept.map(|(lent, keeper)| (lent.value, self.now.insert(lent.value, *keeper))).collect();
        let written = write(self);
        for (value, was) in before {
            was.map(|was| self.now.insert(value, was));
        }
        written
    }

    /// Whether nothing keeps what is not needed any more behind an access to `object`, though nothing was found in it: `test` and
    /// that.
    pub(super) fn and_unkept(&mut self, test: Value, object: Value, to: &Behind) -> Value {
        let object = self.origin(object);
        let done = self.lent.clone().into_iter().filter(|lent| lent.value != object && !to.has(lent));
        done.fold(test, |test, lent| {
            let unkept = self.emit(Repr::Bool, InstKind::IsNull(lent.keeper));
            let otherwise = self.emit(Repr::Bool, InstKind::Bool(false));
            self.emit(Repr::Bool, InstKind::Select { test, then: unkept, otherwise })
        })
    }

    /// Ends a block with the death of what is lent and was only needed for the store to a list that the block ends in.
    pub(super) fn end_lent(&mut self, terminator: &mut Terminator) {
        let Terminator::Jump(ok) = terminator.clone() else { return };
        let to = self.behind_store(&ok);
        let Some(done) = self.lent.iter().find(|lent| !to.has(lent)).cloned() else { return };
        self.is_interrupted = true;
        let then = self.aside(|this, _| Terminator::Jump(this.known(&to, vec![])));
        let otherwise = self.beside(|this, block| {
            this.may_leave(block, ok.block);
            this.canonical.insert(block, ok.block);
            let keepers = this.keep_lent(&to.lent);
            let found = this.aside(|this, _| {
                let args = this.while_kept(&to.lent, &keepers, |this| this.handed_on_again(&to, &keepers));
                Terminator::Jump(Target { block: ok.block, args })
            });
            let done = this.lent.clone().into_iter().filter(|lent| !to.has(lent));
            for lent in done {
                this.out.push(Inst { result: None, kind: InstKind::Keep(lent.keeper), span: this.span });
            }
            Terminator::Jump(Target::plain(found))
        });
        let parting = self.aside(|this, _| {
            let test = this.emit(Repr::Bool, InstKind::IsNull(done.keeper));
            let test = this.and_unkept(test, done.value, &to);
            Terminator::Branch { test, then: Target::plain(then), otherwise: Target::plain(otherwise) }
        });
        self.meet_facts(to, vec![]);
        *terminator = Terminator::Jump(Target::plain(parting));
    }

    /// On the usual way, nothing keeps what is lent: it is where it was found.
    pub(super) fn forget(&mut self, lent: &Lent) {
        self.out.push(Inst { result: None, kind: InstKind::Forget(lent.keeper), span: self.span });
    }
}
