//! Attribute accesses in line, with the row beside them.
//!
//! An access asks whether the object has the shape that the module has learnt for its class, and then reads or writes the
//! attribute where it is. Where that is not so the row is called, which is right for every object, and both ways meet in
//! the block that follows the access: an odd object costs what it always did, and does not leave the version.
//!
//! What is found out about an object is handed on from access to access while no effect lies between: its *bases*, from
//! which its attributes and its compact slots are found, the *boxes* of its floats, which are read and written without
//! asking again, and the *objects* in its attributes, of which the same is known in turn: `a.b.x` is about the object at the
//! [`Place`] `a.b`. The way of the row finds out again. Since the death of a temporary may run Python and is no instruction yet,
//! nothing is handed on while there is one, but those that are [lent](super::lent), nor of an object that no variable leads to.

use super::Specializer;
use super::lent::Lent;
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
    place: Place,
    shape: Operand,
    what: What,
}

/// Where an object is found: a value, or by attributes from there, each with the shape of the object that has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) root: Value,
    pub(super) links: Vec<(Operand, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    /// What the places of attributes count from.
    Base,
    /// What those of compact slots count from.
    CompactBase,
    /// The box of the attribute with this number.
    Box(usize),
    /// The address of the object in the attribute with this number, or zero.
    Object(usize),
}

impl About {
    /// What the object at a place is, as a fact about that which has it in an attribute.
    fn link(place: &Place) -> Option<About> {
        let mut links = place.links.clone();
        let (shape, index) = links.pop()?;
        Some(About { place: Place { root: place.root, links }, shape, what: What::Object(index) })
    }

    /// The place of the object that this is the address of.
    fn inner(&self) -> Option<Place> {
        let What::Object(index) = self.what else { return None };
        let mut place = self.place.clone();
        place.links.push((self.shape.clone(), index));
        Some(place)
    }
}

/// What the two ways of an access bring to the block where they meet.
#[derive(Debug)]
pub(super) struct Meeting {
    params: Vec<Value>,
    facts: Vec<Fact>,
    lent: Vec<Lent>,
}

/// The block behind an access, and what both ways of it bring there.
pub(super) struct Behind {
    ok: Target,
    /// What was lent before and still is.
    pub(super) lent: Vec<Lent>,
    /// The place of the result if that is lent.
    lends: Option<Place>,
    /// All temporaries that are lent there.
    temporaries: Vec<Value>,
    /// Their places.
    places: Vec<Place>,
}

impl Behind {
    /// Whether something is lent there.
    pub(super) fn has(&self, lent: &Lent) -> bool {
        self.temporaries.contains(&lent.value)
    }
}

/// The most facts that are handed on.
const MOST: usize = 12;

impl Specializer<'_> {
    /// Takes over what is known at the start of a block: from the only block before, or from the ways that meet.
    pub(super) fn begin_facts(&mut self, block: Block) {
        if let Some(meeting) = self.meetings.remove(&block) {
            self.body.blocks[block].params.extend(meeting.params);
            self.facts = meeting.facts;
            self.begin_lent(meeting.lent);
            return;
        }
        self.lent = match &self.predecessors[block][..] {
            [before] => self.lent_behind.get(before).cloned().unwrap_or_default(),
            _ => vec![],
        };
        let lent_before = self.lent.len();
        // Exits may go back to where it is needed.
        self.lent = self.still_lent(self.canonical[&block]);
        self.facts = match &self.predecessors[block][..] {
            [before] if !self.has_effect.get(before).copied().unwrap_or(true) && self.lent.len() == lent_before => {
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
        let to = self.behind(inst, access, &ok);
        let (test, then) = match access.stored {
            Some(stored) => self.store(access, stored, &to),
            None if to.lends.is_some() => self.lend(access, &to),
            None => self.load(access, &to),
        };
        let test = self.and_unkept(test, access.object, &to);
        let miss = self.apart(inst, access, &to, unwind);
        let params = match inst.result {
            Some(result) if to.lends.is_none() => vec![self.meeting_value(result, &access.kind, &to.ok)],
            Some(result) => self.establish_lent(result, &access.kind, &to.ok),
            None => vec![],
        };
        self.meet_facts(to, params);
        if let Some(result) = inst.result.filter(|_| is_complex) {
            self.establish_in(ok.block, result, Kind::C128);
        }
        *terminator = Terminator::Branch { test, then, otherwise: Target::plain(miss) };
        true
    }

    fn behind(&self, inst: &Inst, access: &Access, ok: &Target) -> Behind {
        let lent = self.still_lent(ok.block);
        let result = inst.result.filter(|result| self.lends(*result, access, ok.block));
        let lends = result.map(|_| self.place_in(access));
        let temporaries = result.into_iter().chain(lent.iter().map(|lent| lent.value)).collect();
        let places = lends.iter().chain(lent.iter().map(|lent| &lent.place)).cloned().collect();
        Behind { ok: ok.clone(), lent, lends, temporaries, places }
    }

    /// The block behind a store to a list.
    pub(super) fn behind_store(&self, ok: &Target) -> Behind {
        let lent = self.still_lent(ok.block);
        let temporaries = lent.iter().map(|lent| lent.value).collect();
        let places = lent.iter().map(|lent| lent.place.clone()).collect();
        Behind { ok: ok.clone(), lent, lends: None, temporaries, places }
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
    fn load(&mut self, access: &Access, to: &Behind) -> (Value, Target) {
        if let Some(compact) = access.field.compact {
            return self.load_compact(access, compact.slot, to);
        }
        if access.kind == Kind::F64 {
            return self.load_float(access, to);
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
            Terminator::Jump(this.known(to, vec![value]))
        });
        (has, Target::plain(hit))
    }

    /// The same for an object that is only looked through: its address, and no reference.
    fn lend(&mut self, access: &Access, to: &Behind) -> (Value, Target) {
        let address = self.object_in(access);
        let zero = self.emit(Repr::I64, InstKind::I64(0));
        let has = self.emit(Repr::Bool, InstKind::IntCompare(Order::Ne, address, zero));
        let hit = self.aside(|this, _| {
            let keeper = this.null();
            Terminator::Jump(this.known(to, vec![address, keeper]))
        });
        (has, Target::plain(hit))
    }

    fn load_float(&mut self, access: &Access, to: &Behind) -> (Value, Target) {
        let number = self.number(access);
        let zero = self.emit(Repr::I64, InstKind::I64(0));
        let has = self.emit(Repr::Bool, InstKind::IntCompare(Order::Ne, number, zero));
        let hit = self.aside(|this, _| {
            let operands = vec![Operand::Value(this.root(access.object)), Operand::Value(number)];
            let value = this.emit(Repr::F64, InstKind::Rt(&rt::shape_box_read, operands));
            Terminator::Jump(this.known(to, vec![value]))
        });
        (has, Target::plain(hit))
    }

    fn load_compact(&mut self, access: &Access, slot: CompactSlot, to: &Behind) -> (Value, Target) {
        let mut operands = self.compact(access);
        operands.push(Operand::Imm(slot.raw.into()));
        let word = self.emit(Repr::I64, InstKind::Rt(&rt::compact_word, operands));
        let zero = self.emit(Repr::I64, InstKind::I64(0));
        let order = if Fault::UnaskedNumber.is_on() { Order::Ge } else { Order::Ne };
        let has = self.emit(Repr::Bool, InstKind::IntCompare(order, word, zero));
        let hit = self.aside(|this, _| {
            let row = if slot.is_float { &rt::compact_float } else { &rt::compact_int };
            let value = this.emit(access.kind.repr(), InstKind::Rt(row, vec![Operand::Value(word)]));
            Terminator::Jump(this.known(to, vec![value]))
        });
        (has, Target::plain(hit))
    }

    /// Whether the number was written, and where to go then.
    fn store(&mut self, access: &Access, stored: Value, to: &Behind) -> (Value, Target) {
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
        if self.lent.is_empty() {
            return (done, self.known(to, vec![]));
        }
        let hit = self.aside(|this, _| Terminator::Jump(this.known(to, vec![])));
        (done, Target::plain(hit))
    }

    /// The way of the row: the instruction as it was, then a guard for what it is to give, and the facts again.
    fn apart(&mut self, inst: &Inst, access: &Access, to: &Behind, unwind: Target) -> Block {
        let resume = self.canonical[&self.block];
        self.beside(|this, block| {
            this.may_leave(block, resume);
            let unwind = this.way_out(&unwind);
            let keepers = this.keep_lent(&to.lent);
            let found = this.aside(|this, block| {
                // The row has had its effect: guards leave where the program goes on.
                this.canonical.insert(block, to.ok.block);
                let args = this.while_kept(&to.lent, &keepers, |this| this.found_again(inst, access, to, &keepers));
                Terminator::Jump(Target { block: to.ok.block, args })
            });
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

    /// What the way of the row hands on: its result, what is lent, which is kept there, and the facts as they are now.
    fn found_again(&mut self, inst: &Inst, access: &Access, to: &Behind, keepers: &[Value]) -> Vec<Value> {
        let mut args = vec![];
        match inst.result {
            Some(result) if to.lends.is_some() => args.extend([self.zero(), result]),
            Some(result) => args.push(self.unboxed(result, &access.kind)),
            None => {}
        }
        args.extend(self.handed_on_again(to, keepers));
        args
    }

    /// The rest of it.
    pub(super) fn handed_on_again(&mut self, to: &Behind, keepers: &[Value]) -> Vec<Value> {
        let mut args: Vec<Value> = keepers.iter().flat_map(|keeper| [self.zero(), *keeper]).collect();
        let mut again = vec![];
        for Fact { about, .. } in self.handed_on(to) {
            args.push(self.find_again(&about, &to.places, &mut again));
        }
        args
    }

    /// A fact, found out from its root on. Of what is kept, nothing is known to be where it was found.
    fn find_again(&mut self, about: &About, kept: &[Place], again: &mut Vec<Fact>) -> Value {
        if let Some(fact) = again.iter().find(|fact| fact.about == *about) {
            return fact.value;
        }
        let value = match about.what {
            What::Object(_)
                if about.inner().is_some_and(|place| kept.contains(&place)) && !Fault::ReplacedObject.is_on() =>
            {
                self.zero()
            }
            What::Base | What::CompactBase => {
                let address = About::link(&about.place).map(|link| self.find_again(&link, kept, again));
                self.base(about, address)
            }
            What::Box(index) | What::Object(index) => {
                let base = self.find_again(&About { what: What::Base, ..about.clone() }, kept, again);
                let row = if matches!(about.what, What::Box(_)) { &rt::shape_box } else { &rt::shape_object };
                self.emit(Repr::I64, InstKind::Rt(row, operands(about.place.root, about, base, index)))
            }
        };
        again.push(Fact { about: about.clone(), value });
        value
    }

    fn zero(&mut self) -> Value {
        self.emit(Repr::I64, InstKind::I64(0))
    }

    /// The attribute's name, where it is rarely wanted.
    fn name(&mut self, access: &Access) -> Operand {
        Operand::Value(self.emit(Repr::Boxed, InstKind::Boxed(access.name)))
    }

    fn about(&self, access: &Access, what: What) -> About {
        About { place: self.place_of(access.object), shape: Operand::Cache(access.field.shape), what }
    }

    /// The place that an object has in an attribute.
    pub(super) fn place_in(&self, access: &Access) -> Place {
        let mut place = self.place_of(access.object);
        place.links.push((Operand::Cache(access.field.shape), access.field.index));
        place
    }

    /// The base of an object that a fact is about, by its address if it is not the root itself.
    fn base(&mut self, about: &About, address: Option<Value>) -> Value {
        let mut operands = vec![Operand::Value(about.place.root)];
        operands.extend(address.map(Operand::Value));
        operands.push(about.shape.clone());
        let row = match (about.what, address) {
            (What::Base | What::Box(_) | What::Object(_), None) => &rt::shape_base,
            (What::Base | What::Box(_) | What::Object(_), Some(_)) => &rt::shape_base_at,
            (What::CompactBase, None) => &rt::compact_base,
            (What::CompactBase, Some(_)) => &rt::compact_base_at,
        };
        self.emit(Repr::I64, InstKind::Rt(row, operands))
    }

    /// The same, of the object of an access, which is lent if it is not a root.
    fn base_of(&mut self, access: &Access, what: What) -> Value {
        let about = self.about(access, what);
        let address = self.lent_as(access.object).map(|lent| lent.address);
        self.fact(about, |this, about| this.base(about, address))
    }

    /// The operands that name an attribute's place: the object, its base, the shape and the attribute.
    fn place(&mut self, access: &Access) -> Vec<Operand> {
        let base = self.base_of(access, What::Base);
        operands(self.root(access.object), &self.about(access, What::Base), base, access.field.index)
    }

    /// The operands that the rows for compact slots begin with.
    fn compact(&mut self, access: &Access) -> Vec<Operand> {
        let base = self.base_of(access, What::CompactBase);
        vec![Operand::Value(self.root(access.object)), Operand::Value(base)]
    }

    /// The box of a float attribute, or zero.
    fn number(&mut self, access: &Access) -> Value {
        self.found_in(access, What::Box(access.field.index), &rt::shape_box)
    }

    /// The address of an object in an attribute, or zero.
    fn object_in(&mut self, access: &Access) -> Value {
        self.found_in(access, What::Object(access.field.index), &rt::shape_object)
    }

    fn found_in(&mut self, access: &Access, what: What, row: &'static RtFn) -> Value {
        let about = self.about(access, what);
        self.fact(about, |this, _| {
            let place = this.place(access);
            this.emit(Repr::I64, InstKind::Rt(row, place))
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
    pub(super) fn root(&self, value: Value) -> Value {
        self.current(self.origin(value))
    }

    /// The same in the original program.
    pub(super) fn origin(&self, value: Value) -> Value {
        let mut at = value;
        while let Some(inst) = self.cx.definition(self.original, at)
            && let InstKind::Own(inner) = &inst.kind
            && self.is_kept(*inner)
        {
            at = *inner;
        }
        at
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

    /// What the way in line hands on: what the access gives, what is lent, and the facts as they are.
    pub(super) fn known(&mut self, to: &Behind, given: Vec<Value>) -> Target {
        for lent in self.lent.clone().iter().filter(|lent| !to.has(lent)) {
            self.forget(lent);
        }
        let mut args = given;
        args.extend(to.lent.iter().flat_map(|lent| [lent.address, lent.keeper]));
        args.extend(self.handed_on(to).into_iter().map(|fact| fact.value));
        Target { block: to.ok.block, args }
    }

    /// The facts that hold behind an access, whatever temporaries do. What is lent brings its address itself.
    fn handed_on(&self, to: &Behind) -> Vec<Fact> {
        let mut held = BTreeSet::new();
        let mut temporaries = BTreeSet::new();
        for (var, value) in self.live_at(to.ok.block) {
            let may_die = matches!(self.kinds.get(value), Kind::Object(Class::Any | Class::List));
            match var {
                Var::Slot(_) => held.insert(self.root(value)),
                Var::Value(_) if may_die && !to.temporaries.contains(&value) => temporaries.insert(self.root(value)),
                Var::Value(_) => false,
            };
        }
        if !temporaries.is_subset(&held) {
            return vec![];
        }
        let is_lent = |fact: &Fact| fact.about.inner().is_some_and(|place| to.places.contains(&place));
        let facts = self.facts.iter().filter(|fact| held.contains(&fact.about.place.root) && !is_lent(fact));
        facts.cloned().collect()
    }

    /// The variables and temporaries of the program that are live at the start of a block.
    pub(super) fn live_at(&self, block: Block) -> Vec<(Var, Value)> {
        let state = &self.original.states[self.states[block]];
        let layout = self.program.frames.layout(state.resume);
        layout.into_iter().map(|(var, _)| var).zip(state.values.iter().copied()).collect()
    }

    /// Gives the block where both ways meet its parameters: these, what is lent, and the facts.
    pub(super) fn meet_facts(&mut self, to: Behind, mut params: Vec<Value>) {
        let facts = self.handed_on(&to);
        let mut lent = vec![];
        for (value, place) in to.temporaries.into_iter().zip(to.places) {
            let (address, keeper) = self.lent_params();
            params.extend([address, keeper]);
            lent.push(Lent { value, place, address, keeper });
        }
        let mut meeting = Meeting { params, facts: vec![], lent };
        for Fact { about, .. } in facts {
            let value = self.body.value(Repr::I64, Hint::Any);
            meeting.params.push(value);
            meeting.facts.push(Fact { about, value });
        }
        for lent in &meeting.lent {
            meeting.facts.extend(About::link(&lent.place).map(|about| Fact { about, value: lent.address }));
        }
        self.meetings.insert(to.ok.block, meeting);
    }

    /// Gives the block where two ways meet the result that both bring, and nothing else.
    pub(super) fn meet_values(&mut self, result: Value, kind: Kind, ok: &Target) {
        let params = vec![self.meeting_value(result, &kind, ok)];
        self.meetings.insert(ok.block, Meeting { params, facts: vec![], lent: vec![] });
    }

    fn meeting_value(&mut self, result: Value, kind: &Kind, ok: &Target) -> Value {
        let hint = self.body.values[result].hint.clone();
        let param = self.body.value(kind.repr(), hint);
        self.now.insert(result, param);
        if !kind.is_unboxed() {
            self.establish_lent(result, kind, ok);
        }
        param
    }

    /// Notes what the block behind an access must establish of its result, which is no parameter if it is lent.
    fn establish_lent(&mut self, result: Value, kind: &Kind, ok: &Target) -> Vec<Value> {
        if super::needs_guard(kind) {
            self.establish_in(ok.block, result, kind.clone());
        }
        vec![]
    }
}

fn operands(object: Value, about: &About, base: Value, index: usize) -> Vec<Operand> {
    vec![Operand::Value(object), Operand::Value(base), about.shape.clone(), Operand::Imm(imm(index))]
}

fn imm(value: usize) -> i64 {
    i64::try_from(value).unwrap_or_else(|_| crate::bug!("2^63 attributes"))
}
