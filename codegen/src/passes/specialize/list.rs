//! Exact lists: elements, and methods that every exact list has.

use super::Specializer;
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::slice::{Bound, Slice};
use crate::mir::{GuardKind, Hint, Inst, InstKind, IntOp, Operand, Order, Terminator, Value};
use crate::repr::Repr;
use naja_rt_abi::{RtFn, table as rt};

impl Specializer<'_> {
    /// The index of an element, negative ones counted from the end; leaves when there is none.
    fn position(&mut self, list: Value, index: Value) -> Value {
        let len = self.emit(Repr::I64, InstKind::Rt(&rt::list_len, vec![Operand::Value(list)]));
        let sign = self.emit(Repr::I64, InstKind::I64(63));
        let negative = self.unchecked(IntOp::RShift, index, sign);
        let offset = self.unchecked(IntOp::And, len, negative);
        let position = self.emit(Repr::I64, InstKind::WrappingAdd(index, offset));
        let in_bounds = self.emit(Repr::Bool, InstKind::IntCompare(Order::Below, position, len));
        self.guard(in_bounds, GuardKind::InBounds);
        position
    }

    pub(super) fn list_item(&mut self, inst: &Inst, list: Value, index: Value) {
        let Some(result) = inst.result else { return };
        let (list, index) = (self.current(list), self.current(index));
        let position = self.position(list, index);
        let operands = vec![Operand::Value(list), Operand::Value(position)];
        let kind = self.kinds.get(result).clone();
        let item = self.emit(Repr::Boxed, InstKind::Rt(&rt::list_item, operands));
        self.hold_lent(inst, result, item, &kind);
    }

    pub(super) fn list_set(&mut self, list: Value, index: Value, value: Value) {
        let (list, index) = (self.current(list), self.current(index));
        let position = self.position(list, index);
        let now = self.current(value);
        if let Some(store) = store_of(self.body.repr(now)).filter(|_| holds_numbers(&self.body.values[list].hint)) {
            let parts = self.words_of(value);
            return self.list_store(store, list, position, parts);
        }
        let value = self.as_boxed(value);
        let operands = vec![Operand::Value(list), Operand::Value(position), Operand::Value(value)];
        self.emit(Repr::Boxed, InstKind::Rt(&rt::list_replace, operands));
    }

    /// Whether a value will be stored as a machine value.
    pub(super) fn stores_number(&self, list: Value, value: Value) -> bool {
        store_of(self.kinds.get(value).repr()).is_some() && holds_numbers(&self.original.values[list].hint)
    }

    /// Stores a machine value where the old one dies unseen, so that nothing but this element changes.
    fn list_store(&mut self, store: &'static naja_rt_abi::RtFn, list: Value, position: Value, parts: Vec<Operand>) {
        let operands = vec![Operand::Value(list), Operand::Value(position)];
        let old = self.emit(Repr::Boxed, InstKind::Rt(&rt::list_item, operands));
        let unseen = self.emit(Repr::Bool, InstKind::Rt(&rt::dies_unseen, vec![Operand::Value(old)]));
        self.guard(unseen, GuardKind::Class);
        let operands = [Operand::Value(list), Operand::Value(position)].into_iter().chain(parts).collect();
        self.out.push(Inst { result: None, kind: InstKind::Rt(store, operands), span: self.span });
    }

    /// A tuple or list with so many items; leaves for anything else.
    pub(super) fn unpack(&mut self, inst: &Inst, items: Value, count: i64, class: &Class) {
        let object = self.current(items);
        let operands = || vec![Operand::Value(object)];
        if *class == Class::Tuple && *self.kinds.get(items) != Kind::Object(Class::Tuple) {
            let is_tuple = self.emit(Repr::Bool, InstKind::Rt(&rt::is_tuple, operands()));
            self.guard(is_tuple, GuardKind::Class);
        }
        let row = if *class == Class::Tuple { &rt::tuple_len } else { &rt::list_len };
        let len = self.emit(Repr::I64, InstKind::Rt(row, operands()));
        let count = self.emit(Repr::I64, InstKind::I64(count));
        let fits = self.emit(Repr::Bool, InstKind::IntCompare(Order::Eq, len, count));
        self.guard(fits, GuardKind::InBounds);
        self.out.push(Inst { result: inst.result, kind: InstKind::Own(object), span: inst.span });
    }

    /// `list.append(value)`.
    pub(super) fn list_append(&mut self, inst: &Inst, list: Value, value: Value) {
        let (list, value) = (self.current(list), self.as_boxed(value));
        self.gives_none(inst);
        self.push_row(inst, None, &rt::list_append, &[list, value]);
    }

    /// `reversed(list)`.
    pub(super) fn list_reversed(&mut self, inst: &Inst, list: Value) {
        let list = self.current(list);
        self.push_row(inst, inst.result, &rt::list_reversed, &[list]);
    }

    /// `list.insert(index, value)`.
    pub(super) fn list_insert(&mut self, inst: &Inst, list: Value, index: Value, value: Value) {
        let (list, index, value) = (self.current(list), self.current(index), self.as_boxed(value));
        self.gives_none(inst);
        self.push_row(inst, None, &rt::list_insert, &[list, index, value]);
    }

    /// The result is `None`.
    fn gives_none(&mut self, inst: &Inst) {
        let none = self.emit(Repr::Boxed, InstKind::Rt(&rt::none, vec![]));
        if let Some(result) = inst.result {
            self.out.push(Inst { result: Some(result), kind: InstKind::Own(none), span: inst.span });
        }
    }

    fn push_row(&mut self, inst: &Inst, result: Option<Value>, row: &'static RtFn, operands: &[Value]) {
        let operands = operands.iter().copied().map(Operand::Value).collect();
        self.out.push(Inst { result, kind: InstKind::Rt(row, operands), span: inst.span });
    }

    /// `list.pop()`, or of an index; leaves when there is nothing.
    pub(super) fn list_pop(
        &mut self,
        inst: &Inst,
        list: Value,
        index: Option<Value>,
        kind: &Kind,
        terminator: &Terminator,
    ) {
        let list = self.current(list);
        if let Some(index) = index {
            let index = self.current(index);
            let position = self.position(list, index);
            self.push_row(inst, inst.result, &rt::list_take, &[list, position]);
        } else {
            let len = self.emit(Repr::I64, InstKind::Rt(&rt::list_len, vec![Operand::Value(list)]));
            let zero = self.emit(Repr::I64, InstKind::I64(0));
            let has_some = self.emit(Repr::Bool, InstKind::IntCompare(Order::Gt, len, zero));
            self.guard(has_some, GuardKind::InBounds);
            self.push_row(inst, inst.result, &rt::list_pop, &[list]);
        }
        if let (Some(result), Terminator::Jump(next)) = (inst.result, terminator)
            && super::needs_guard(kind)
        {
            self.establish_in(next.block, result, kind.clone());
        }
    }

    /// A part of an exact sequence.
    pub(super) fn slice(&mut self, inst: &Inst, slice: &Slice) {
        let [object, start, stop] = self.slice_words(slice);
        let step = self.emit(Repr::I64, InstKind::I64(slice.step));
        self.push_row(inst, inst.result, slice.row, &[object, start, stop, step]);
    }

    /// `list[start:stop] = value`.
    pub(super) fn set_slice(&mut self, inst: &Inst, slice: &Slice, value: Value) {
        let [object, start, stop] = self.slice_words(slice);
        let value = self.as_boxed(value);
        self.push_row(inst, None, slice.row, &[object, start, stop, value]);
    }

    fn slice_words(&mut self, slice: &Slice) -> [Value; 3] {
        let [start, stop] = slice.bounds.map(|bound| match bound {
            Bound::Missing(beyond) => self.emit(Repr::I64, InstKind::I64(beyond)),
            Bound::At(index) => self.current(index),
        });
        [self.as_boxed(slice.object), start, stop]
    }
}

/// The row that stores a machine value.
fn store_of(repr: Repr) -> Option<&'static naja_rt_abi::RtFn> {
    match repr {
        Repr::I64 => Some(&rt::list_store_i64),
        Repr::F64 => Some(&rt::list_store_f64),
        Repr::Bool => Some(&rt::list_store_bool),
        Repr::C128 => Some(&rt::list_store_complex),
        Repr::Boxed => None,
    }
}

/// Whether a list is promised to have numbers as elements.
fn holds_numbers(hint: &Hint) -> bool {
    matches!(hint, Hint::List(element) if matches!(**element, Hint::Int | Hint::Float | Hint::Complex | Hint::Bool))
}
