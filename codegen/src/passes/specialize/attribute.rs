//! Attribute accesses in line, with the row beside them.
//!
//! An access asks whether the object has the shape that the module has learnt for its class, and then reads or writes the
//! attribute where it is. Where that is not so the row is called, which is right for every object, and both ways meet in
//! the block that follows the access: an odd object costs what it always did, and does not leave the version.
//!
//! What is found out about an object is handed on from access to access while no effect lies between: its *bases*, from
//! which its attributes and its compact slots are found, and the *boxes* of its floats, which are read and written without
//! asking again. The way of the row finds out again. Since the death of a temporary may run Python and is no instruction yet, nothing is handed
//! on while there is one, nor of an object that no variable holds.

use super::Specializer;
use crate::analysis::attribute::Access;
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::liveness::Var;
use crate::fault::Fault;
use crate::mir::{Block, Compact, Hint, Inst, InstKind, Operand, Order, Target, Terminator, Value};
use crate::repr::Repr;
use naja_rt_abi::{Mode, RtFn, layout::CompactSlot, table as rt};
use std::collections::BTreeSet;

/// Something that is known of an object: a machine integer.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    about: About,
    value: Value,
}

#[derive(Debug, Clone, PartialEq)]
struct About {
    object: Value,
    shape: Operand,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    /// What the places of attributes count from.
    Base,
    /// What those of compact slots count from.
    CompactBase,
    /// The box of the attribute with this number.
    Box(usize),
}

impl What {
    /// What the place it is found at counts from.
    fn base(self) -> What {
        match self {
            What::Base | What::Box(_) => What::Base,
            What::CompactBase => What::CompactBase,
        }
    }
}

/// What the two ways of an access bring to the block where they meet.
#[derive(Debug)]
pub(super) struct Meeting {
    params: Vec<Value>,
    facts: Vec<Fact>,
}

/// The most facts that are handed on.
const MOST: usize = 12;

impl Specializer<'_> {
    /// Takes over what is known at the start of a block: from the only block before, or from the ways that meet.
    pub(super) fn begin_facts(&mut self, block: Block) {
        if let Some(meeting) = self.meetings.remove(&block) {
            self.body.blocks[block].params.extend(meeting.params);
            self.facts = meeting.facts;
            return;
        }
        self.facts = match &self.predecessors[block][..] {
            [before] if !self.has_effect.get(before).copied().unwrap_or(true) => {
                self.facts_behind.get(before).cloned().unwrap_or_default()
            }
            _ => vec![],
        };
    }

    /// Rewrites an access to an attribute, the last instruction of its block, if it can be done in line.
    pub(super) fn attribute(&mut self, inst: &Inst, access: &Access, terminator: &mut Terminator) -> bool {
        let Some((ok, unwind)) = self.meeting_of(terminator) else { return false };
        // Complex numbers meet in their boxes.
        let is_complex = access.kind == Kind::C128;
        let access = if is_complex { &Access { kind: Kind::Object(Class::Any), ..access.clone() } } else { access };
        let (test, then) = match access.stored {
            Some(stored) => self.store(access, stored, &ok),
            None => self.load(access, &ok),
        };
        let miss = self.apart(inst, access, &ok, unwind);
        self.meet(inst, access, &ok);
        if let Some(result) = inst.result.filter(|_| is_complex) {
            self.establish_in(ok.block, result, Kind::C128);
        }
        *terminator = Terminator::Branch { test, then, otherwise: Target::plain(miss) };
        true
    }

    /// Where the ways of a checked instruction can meet, and where exceptions go.
    pub(super) fn meeting_of(&self, terminator: &Terminator) -> Option<(Target, Target)> {
        let Terminator::Check { ok, unwind } = terminator.clone() else { return None };
        let can_meet = self.is_resumable(ok.block) && self.predecessors[ok.block].len() == 1 && ok.args.is_empty();
        can_meet.then_some((ok, unwind))
    }

    /// Where an exception goes from here.
    pub(super) fn way_out(&mut self, unwind: &Target) -> Target {
        let mut out = Terminator::Jump(unwind.clone());
        self.convert_targets(&mut out);
        let Terminator::Jump(target) = out else { crate::bug!("a jump is one") };
        target
    }

    /// Whether the attribute is found, and where to go then.
    fn load(&mut self, access: &Access, ok: &Target) -> (Value, Target) {
        if let Some(compact) = access.field.compact {
            return self.load_compact(access, compact.slot, ok);
        }
        if access.kind == Kind::F64 {
            return self.load_float(access, ok);
        }
        let (test, unbox): (&'static RtFn, _) = match access.kind {
            Kind::I64 => (&rt::shape_has_int, Some(&rt::unbox_i64)),
            Kind::Bool(_) => (&rt::shape_has_bool, Some(&rt::unbox_bool)),
            Kind::F64 | Kind::C128 | Kind::Unreached | Kind::Junk | Kind::Null | Kind::Object(_) => {
                (&rt::shape_has, None)
            }
        };
        let place = self.place(access);
        let has = self.emit(Repr::Bool, InstKind::Rt(test, place.clone()));
        let hit = self.aside(|this, _| {
            let boxed = this.emit(Repr::Boxed, InstKind::Rt(&rt::shape_read, place));
            let value = match unbox {
                Some(row) => this.emit(access.kind.repr(), InstKind::Rt(row, vec![Operand::Value(boxed)])),
                None => this.emit(Repr::Boxed, InstKind::Own(boxed)),
            };
            Terminator::Jump(Target { block: ok.block, args: this.known(ok, Some(value)) })
        });
        (has, Target::plain(hit))
    }

    fn load_float(&mut self, access: &Access, ok: &Target) -> (Value, Target) {
        let number = self.number(access);
        let zero = self.emit(Repr::I64, InstKind::I64(0));
        let has = self.emit(Repr::Bool, InstKind::IntCompare(Order::Ne, number, zero));
        let hit = self.aside(|this, _| {
            let operands = vec![Operand::Value(this.root(access.object)), Operand::Value(number)];
            let value = this.emit(Repr::F64, InstKind::Rt(&rt::shape_box_read, operands));
            Terminator::Jump(Target { block: ok.block, args: this.known(ok, Some(value)) })
        });
        (has, Target::plain(hit))
    }

    fn load_compact(&mut self, access: &Access, slot: CompactSlot, ok: &Target) -> (Value, Target) {
        let mut operands = self.compact(access);
        operands.push(Operand::Imm(slot.raw.into()));
        let word = self.emit(Repr::I64, InstKind::Rt(&rt::compact_word, operands));
        let zero = self.emit(Repr::I64, InstKind::I64(0));
        let order = if Fault::UnaskedNumber.is_on() { Order::Ge } else { Order::Ne };
        let has = self.emit(Repr::Bool, InstKind::IntCompare(order, word, zero));
        let hit = self.aside(|this, _| {
            let row = if slot.is_float { &rt::compact_float } else { &rt::compact_int };
            let value = this.emit(access.kind.repr(), InstKind::Rt(row, vec![Operand::Value(word)]));
            Terminator::Jump(Target { block: ok.block, args: this.known(ok, Some(value)) })
        });
        (has, Target::plain(hit))
    }

    /// Whether the number was written, and where to go then.
    fn store(&mut self, access: &Access, stored: Value, ok: &Target) -> (Value, Target) {
        let value = Operand::Value(self.current(stored));
        let is_float = self.body.repr(self.current(stored)) == Repr::F64;
        let (row, operands) = if let Some(Compact { slot, .. }) = access.field.compact {
            let mut operands = self.compact(access);
            operands.extend([slot.slot, slot.raw].map(|distance| Operand::Imm(distance.into())));
            operands.push(value);
            (if slot.is_float { &rt::compact_put_float } else { &rt::compact_put_int }, operands)
        } else if is_float {
            let object = Operand::Value(self.root(access.object));
            (&rt::shape_box_write, vec![object, Operand::Value(self.number(access)), value])
        } else {
            let mut operands = self.place(access);
            operands.push(value);
            // The attribute may get another box.
            let number = self.about(access, What::Box(access.field.index));
            self.facts.retain(|fact| fact.about != number);
            (&rt::shape_put_int, operands)
        };
        let done = self.emit(Repr::Bool, InstKind::Rt(row, operands));
        (done, Target { block: ok.block, args: self.known(ok, None) })
    }

    /// The way of the row: the instruction as it was, then a guard for what it is to give, and the facts again.
    fn apart(&mut self, inst: &Inst, access: &Access, ok: &Target, unwind: Target) -> Block {
        let found = self.aside(|this, block| {
            // The row has had its effect: guards leave where the program goes on.
            this.canonical.insert(block, ok.block);
            let value = inst.result.map(|result| this.unboxed(result, &access.kind));
            let args = this.found_again(ok, value);
            Terminator::Jump(Target { block: ok.block, args })
        });
        let resume = self.canonical[&self.block];
        self.beside(|this, block| {
            this.may_leave(block, resume);
            let unwind = this.way_out(&unwind);
            // The reference that Python would take; what is in line needs none.
            let object = this.root(access.object);
            let object = Operand::Value(this.emit(Repr::Boxed, InstKind::Own(object)));
            let mut operands = vec![object, this.name(access)];
            operands.extend(access.stored.map(|stored| Operand::Value(this.as_boxed(stored))));
            let field = access.field;
            operands.extend([Operand::Cache(access.cache), Operand::Cache(field.shape)]);
            let is_store = access.stored.is_some();
            let row = if let Some(compact) = field.compact {
                operands.push(Operand::Value(this.emit(Repr::Boxed, InstKind::Boxed(compact.all))));
                if is_store { &rt::compact_set_apart } else { &rt::compact_get_apart }
            } else {
                operands.extend([field.count, field.index].map(|number| Operand::Imm(imm(number))));
                if is_store { &rt::attr_set_apart } else { &rt::attr_get_apart }
            };
            this.out.push(Inst { result: inst.result, kind: InstKind::Rt(row, operands), span: inst.span });
            Terminator::Check { ok: Target::plain(found), unwind }
        })
    }

    /// What a row gave, as the kind that is wanted; what it is elsewhere is forgotten again.
    pub(super) fn unboxed(&mut self, result: Value, kind: &Kind) -> Value {
        if !kind.is_unboxed() {
            return result;
        }
        self.establish(result, kind);
        let value = self.current(result);
        self.now.remove(&result);
        self.boxed.remove(&value);
        value
    }

    /// What the way of the row hands on: its result, and the facts as they are now.
    fn found_again(&mut self, ok: &Target, value: Option<Value>) -> Vec<Value> {
        let facts = self.handed_on(ok);
        let mut bases: Vec<(About, Value)> = vec![];
        for fact in facts.iter().filter(|fact| fact.about.what == fact.about.what.base()) {
            let base = self.base(&fact.about);
            bases.push((fact.about.clone(), base));
        }
        let mut args: Vec<Value> = value.into_iter().collect();
        for Fact { about, .. } in &facts {
            let of = About { what: about.what.base(), ..about.clone() };
            let base = bases.iter().find(|(about, _)| *about == of).map(|(_, base)| *base);
            args.push(match (about.what, base) {
                (What::Base | What::CompactBase, Some(base)) => base,
                (What::Box(index), Some(base)) => {
                    let operands = operands(about, base, index);
                    self.emit(Repr::I64, InstKind::Rt(&rt::shape_box, operands))
                }
                (_, None) => self.emit(Repr::I64, InstKind::I64(0)),
            });
        }
        args
    }

    /// The attribute's name, where it is rarely wanted.
    fn name(&mut self, access: &Access) -> Operand {
        Operand::Value(self.emit(Repr::Boxed, InstKind::Boxed(access.name)))
    }

    fn about(&self, access: &Access, what: What) -> About {
        About { object: self.root(access.object), shape: Operand::Cache(access.field.shape), what }
    }

    /// The base of an object that a fact is about.
    fn base(&mut self, about: &About) -> Value {
        let row = match about.what {
            What::Base | What::Box(_) => &rt::shape_base,
            What::CompactBase => &rt::compact_base,
        };
        let operands = vec![Operand::Value(about.object), about.shape.clone()];
        self.emit(Repr::I64, InstKind::Rt(row, operands))
    }

    /// The operands that name an attribute's place: the object, its base, the shape and the attribute.
    fn place(&mut self, access: &Access) -> Vec<Operand> {
        let about = self.about(access, What::Base);
        let base = self.fact(about.clone(), Self::base);
        operands(&about, base, access.field.index)
    }

    /// The operands that the rows for compact slots begin with.
    fn compact(&mut self, access: &Access) -> Vec<Operand> {
        let about = self.about(access, What::CompactBase);
        let base = self.fact(about.clone(), Self::base);
        vec![Operand::Value(about.object), Operand::Value(base)]
    }

    /// The box of a float attribute, or zero.
    fn number(&mut self, access: &Access) -> Value {
        let about = self.about(access, What::Box(access.field.index));
        self.fact(about, |this, _| {
            let place = this.place(access);
            this.emit(Repr::I64, InstKind::Rt(&rt::shape_box, place))
        })
    }

    /// What is known, or is now found out.
    fn fact(&mut self, about: About, find: impl FnOnce(&mut Self, &About) -> Value) -> Value {
        let known = self.facts.iter().position(|fact| fact.about == about);
        let fact = match known {
            Some(index) => self.facts.remove(index),
            None => {
                let value = find(self, &about);
                Fact { about, value }
            }
        };
        let value = fact.value;
        self.facts.insert(0, fact);
        self.facts.truncate(MOST);
        value
    }

    /// The value whose reference keeps an object alive: copies of a variable's value are that value.
    fn root(&self, value: Value) -> Value {
        let mut at = value;
        while let Some(inst) = self.cx.definition(self.original, at)
            && let InstKind::Own(inner) = &inst.kind
            && self.is_kept(*inner)
        {
            at = *inner;
        }
        self.current(at)
    }

    /// Whether a value comes with a reference, rather than being lent by another.
    fn is_kept(&self, value: Value) -> bool {
        match self.cx.definition(self.original, value).map(|inst| &inst.kind) {
            None | Some(InstKind::Own(_)) => true,
            Some(InstKind::Rt(row, _)) => row.result.mode == Mode::Own,
            Some(_) => false,
        }
    }

    /// A block of its own, written by `write`, which is told its name and says how it ends.
    pub(super) fn aside(&mut self, write: impl FnOnce(&mut Self, Block) -> Terminator) -> Block {
        let block = self.body.block();
        self.body.blocks[block].origin = None;
        let out = std::mem::take(&mut self.out);
        let here = std::mem::replace(&mut self.block, block);
        let numbered = self.boxed_here.clone();
        let terminator = write(self, block);
        self.boxed_here = numbered;
        self.block = here;
        // What is called here is called in the place of the block's last instruction.
        let ends = self.original.blocks[self.rewritten].origin;
        let data = &mut self.body.blocks[block];
        data.ends = ends.filter(|_| matches!(terminator, Terminator::Check { .. } | Terminator::CallCheck { .. }));
        data.insts = std::mem::replace(&mut self.out, out);
        data.terminator = terminator;
        block
    }

    /// The same for what is done beside the usual way.
    pub(super) fn beside(&mut self, write: impl FnOnce(&mut Self, Block) -> Terminator) -> Block {
        let block = self.aside(write);
        self.body.blocks[block].is_beside = true;
        block
    }

    /// What the way in line hands on: the result, and the facts as they are.
    fn known(&self, ok: &Target, value: Option<Value>) -> Vec<Value> {
        value.into_iter().chain(self.handed_on(ok).into_iter().map(|fact| fact.value)).collect()
    }

    /// The facts that hold behind an access, whatever temporaries do.
    fn handed_on(&self, ok: &Target) -> Vec<Fact> {
        let state = &self.original.states[self.states[ok.block]];
        let layout = self.program.frames.layout(state.resume);
        let mut held = BTreeSet::new();
        let mut temporaries = BTreeSet::new();
        for ((var, _), value) in layout.into_iter().zip(&state.values) {
            let may_die = matches!(self.kinds.get(*value), Kind::Object(Class::Any | Class::List));
            match var {
                Var::Slot(_) => held.insert(self.root(*value)),
                Var::Value(_) if may_die => temporaries.insert(self.root(*value)),
                Var::Value(_) => false,
            };
        }
        if !temporaries.is_subset(&held) {
            return vec![];
        }
        self.facts.iter().filter(|fact| held.contains(&fact.about.object)).cloned().collect()
    }

    /// Gives the block where both ways meet its parameters: the result, and the facts.
    fn meet(&mut self, inst: &Inst, access: &Access, ok: &Target) {
        let handed_on = self.handed_on(ok);
        let mut params: Vec<Value> =
            inst.result.map(|result| self.meeting_value(result, &access.kind, ok)).into_iter().collect();
        let mut facts = vec![];
        for fact in handed_on {
            let value = self.body.value(Repr::I64, Hint::Any);
            params.push(value);
            facts.push(Fact { value, ..fact });
        }
        self.meetings.insert(ok.block, Meeting { params, facts });
    }

    /// Gives the block where two ways meet the result that both bring, and nothing else.
    pub(super) fn meet_values(&mut self, result: Value, kind: Kind, ok: &Target) {
        let params = vec![self.meeting_value(result, &kind, ok)];
        self.meetings.insert(ok.block, Meeting { params, facts: vec![] });
    }

    fn meeting_value(&mut self, result: Value, kind: &Kind, ok: &Target) -> Value {
        let hint = self.body.values[result].hint.clone();
        let param = self.body.value(kind.repr(), hint);
        self.now.insert(result, param);
        if !kind.is_unboxed() && super::needs_guard(kind) {
            self.establish_in(ok.block, result, kind.clone());
        }
        param
    }
}

fn operands(about: &About, base: Value, index: usize) -> Vec<Operand> {
    vec![Operand::Value(about.object), Operand::Value(base), about.shape.clone(), Operand::Imm(imm(index))]
}

fn imm(value: usize) -> i64 {
    i64::try_from(value).unwrap_or_else(|_| crate::bug!("2^63 attributes"))
}
