//! Several targets at once.
//!
//! What is unpacked cannot be named by the program if it is a display beside its targets: `a, b = b, a` makes no tuple.

use super::Lowering;
use crate::mir::{Hint, Operand, Value};
use naja_frontend::hir::{Element, Expr, ExprKind, Target, TargetKind};
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    /// `target = value`.
    pub(super) fn assign_to(&mut self, target: &Target, value: &Expr) {
        if let Some((local, read, added)) = self.grown(target, value) {
            let hint = self.cx.hints.expr(value.id);
            return self.at(value.span, |this| this.grow((local, read), added, &rt::binary_add, hint));
        }
        let mut pairs = vec![];
        pair(target, value, &mut pairs);
        let values: Vec<Value> = pairs.iter().map(|(_, value)| self.expr(value)).collect();
        for ((target, expr), value) in pairs.into_iter().zip(values) {
            self.check_target(target, expr, value);
            self.store(target, value);
        }
    }

    /// Binds targets, one of which may have a star, to the items of a value.
    pub(super) fn unpack(&mut self, targets: &[Target], value: Value) {
        let star = targets.iter().position(|target| matches!(target.kind, TargetKind::Star(_)));
        let count = |targets: &[Target]| Operand::Imm(i64::try_from(targets.len()).expect("a small count"));
        let items = match star {
            None => self.b.rt(&rt::unpack, vec![Operand::Value(value), count(targets)], Hint::Any),
            Some(star) => {
                let operands = vec![Operand::Value(value), count(&targets[..star]), count(&targets[star + 1..])];
                self.b.rt(&rt::unpack_star, operands, Hint::Any)
            }
        };
        let hints = match self.b.body.values[value].hint.clone() {
            _ if star.is_some() => vec![],
            Hint::List(element) => vec![*element; targets.len()],
            Hint::Tuple(elements) => elements,
            _ => vec![],
        };
        let mut values = vec![];
        for index in 0..targets.len() {
            let operands = vec![Operand::Value(items), Operand::Imm(i64::try_from(index).expect("a small count"))];
            let item = self.b.rt(&rt::unpacked_item, operands, Hint::Any);
            let item = self.b.own(item);
            self.b.promise(item, hints.get(index).cloned().unwrap_or_default());
            values.push(item);
        }
        for (target, value) in targets.iter().zip(values) {
            match &target.kind {
                TargetKind::Star(target) => self.store(target, value),
                TargetKind::Variable(_)
                | TargetKind::Attribute { .. }
                | TargetKind::Subscript { .. }
                | TargetKind::Unpack(_) => self.store(target, value),
            }
        }
    }
}

/// The targets that take a value of their own, with what they take, in order of evaluation.
fn pair<'a>(target: &'a Target, value: &'a Expr, pairs: &mut Vec<(&'a Target, &'a Expr)>) {
    if let (TargetKind::Unpack(targets), ExprKind::Tuple(elements) | ExprKind::List(elements)) =
        (&target.kind, &value.kind)
        && targets.len() == elements.len()
        && targets.iter().all(|target| !matches!(target.kind, TargetKind::Star(_)))
        && let Some(values) = elements.iter().map(plain).collect::<Option<Vec<_>>>()
    {
        targets.iter().zip(values).for_each(|(target, value)| pair(target, value, pairs));
    } else {
        pairs.push((target, value));
    }
}

/// An element without star.
fn plain(element: &Element) -> Option<&Expr> {
    match element {
        Element::One(expr) => Some(expr),
        Element::Star(_) => None,
    }
}
