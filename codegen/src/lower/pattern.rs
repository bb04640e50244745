//! `match`: each pattern is a chain of tests; names are bound when the whole pattern has matched.

use super::Lowering;
use crate::mir::{Block, Hint, Operand, PoolEntry, Value};
use naja_frontend::hir::{Case, Expr, Name, Pattern, PatternKind, Variable};
use naja_rt_abi::table as rt;

/// Names that a pattern binds if it matches.
type Bindings = Vec<(Variable, Value)>;

impl Lowering<'_, '_> {
    pub(super) fn match_(&mut self, subject: &Expr, cases: &[Case]) {
        let subject = self.expr(subject);
        let end = self.b.new_block();
        let before = self.bound.clone();
        let mut after: Option<std::collections::BTreeSet<_>> = None;
        for case in cases {
            let next = self.b.new_block();
            self.bound = before.clone();
            let mut bindings = vec![];
            self.pattern(&case.pattern, subject, next, &mut bindings);
            for (variable, value) in bindings {
                self.assign(&variable, value);
            }
            if let Some(guard) = &case.guard {
                let holds = self.b.new_block();
                self.condition(guard, holds, next);
                self.b.switch_to(holds);
            }
            self.block(&case.body);
            if !self.b.is_terminated() {
                self.b.jump(end);
                let bound = std::mem::take(&mut self.bound);
                after = Some(after.map_or(bound.clone(), |after| after.intersection(&bound).copied().collect()));
            }
            self.b.switch_to(next);
        }
        self.b.jump(end);
        self.bound = after.map_or(before.clone(), |after| after.intersection(&before).copied().collect());
        self.b.switch_to(end);
    }

    /// Goes on if `subject` matches, else to `fail`.
    fn pattern(&mut self, pattern: &Pattern, subject: Value, fail: Block, bindings: &mut Bindings) {
        self.at(pattern.span, |this| match &pattern.kind {
            PatternKind::Value(expr) => {
                let value = this.expr(expr);
                let operands = vec![
                    Operand::Value(subject),
                    Operand::Value(value),
                    Operand::Imm(super::expr::compare_code(crate::mir::Order::Eq)),
                ];
                let equal = this.b.rt(&rt::compare_truth, operands, Hint::Bool);
                this.or_fail(equal, fail);
            }
            PatternKind::Singleton(expr) => {
                let value = this.expr(expr);
                let same = this.rt2(&rt::is_same, subject, value);
                this.or_fail(same, fail);
            }
            PatternKind::Capture { pattern, target } => {
                if let Some(pattern) = pattern {
                    this.pattern(pattern, subject, fail, bindings);
                }
                bindings.extend(target.clone().map(|target| (target, subject)));
            }
            PatternKind::Sequence(patterns) => this.sequence_pattern(patterns, subject, fail, bindings),
            PatternKind::Star(_) => crate::bug!("a starred pattern outside a sequence"),
            PatternKind::Mapping { entries, rest } => {
                this.mapping_pattern(entries, rest.as_ref(), subject, fail, bindings);
            }
            PatternKind::Class { class, positional, keywords } => {
                this.class_pattern(class, positional, keywords, subject, fail, bindings);
            }
            PatternKind::Or(alternatives) => this.or_pattern(alternatives, subject, fail, bindings),
        });
    }

    fn or_fail(&mut self, holds: Value, fail: Block) {
        let next = self.b.new_block();
        self.b.branch(holds, next, fail);
        self.b.switch_to(next);
    }

    /// Goes on with what `value`, perhaps null, is; null fails.
    fn non_null_or_fail(&mut self, value: Value, fail: Block) -> Value {
        let is_null = self.b.is_null(value);
        let next = self.b.new_block();
        self.b.branch(is_null, fail, next);
        self.b.switch_to(next);
        self.b.own(value)
    }

    fn item(&mut self, tuple: Value, index: usize) -> Value {
        let index = i64::try_from(index).expect("a small index");
        self.b.rt(&rt::tuple_item, vec![Operand::Value(tuple), Operand::Imm(index)], Hint::Any)
    }

    fn sequence_pattern(&mut self, patterns: &[Pattern], subject: Value, fail: Block, bindings: &mut Bindings) {
        let star = patterns.iter().position(|pattern| matches!(pattern.kind, PatternKind::Star(_)));
        let count = |n: usize| Operand::Imm(i64::try_from(n).expect("a small count"));
        let names_rest = star.is_some_and(|star| !matches!(patterns[star].kind, PatternKind::Star(None)));
        let is_wildcard = |pattern: &Pattern| {
            matches!(pattern.kind, PatternKind::Star(None) | PatternKind::Capture { pattern: None, target: None })
        };
        if (star.is_some() && !names_rest) || patterns.iter().all(is_wildcard) {
            return self.indexed_pattern(patterns, star, subject, fail, bindings);
        }
        let (before, after) = match star {
            Some(star) => (count(star), count(patterns.len() - star - 1)),
            None => (count(patterns.len()), Operand::Imm(-1)),
        };
        let items = self.b.rt(&rt::match_sequence, vec![Operand::Value(subject), before, after], Hint::Any);
        let items = self.non_null_or_fail(items, fail);
        for (index, pattern) in patterns.iter().enumerate() {
            match &pattern.kind {
                PatternKind::Star(None) => {}
                PatternKind::Star(Some(target)) => {
                    let value = self.item(items, index);
                    bindings.push((target.clone(), value));
                }
                _ => {
                    let value = self.item(items, index);
                    self.pattern(pattern, value, fail, bindings);
                }
            }
        }
    }

    /// A sequence that is not iterated, because not all of its items are wanted.
    fn indexed_pattern(
        &mut self,
        patterns: &[Pattern],
        star: Option<usize>,
        subject: Value,
        fail: Block,
        bindings: &mut Bindings,
    ) {
        let number = |n: usize| i64::try_from(n).expect("a small count");
        let count = Operand::Imm(number(patterns.len()) - i64::from(star.is_some()));
        let operands = vec![Operand::Value(subject), count, Operand::Imm(i64::from(star.is_some()))];
        let fits = self.b.rt(&rt::match_sequence_len, operands, Hint::Bool);
        self.or_fail(fits, fail);
        for (index, pattern) in patterns.iter().enumerate() {
            if matches!(pattern.kind, PatternKind::Star(_) | PatternKind::Capture { pattern: None, target: None }) {
                continue;
            }
            let position = if star.is_some_and(|star| index > star) {
                let from_end = Operand::Imm(number(patterns.len() - index));
                self.b.rt(&rt::sequence_index, vec![Operand::Value(subject), from_end], Hint::Int)
            } else {
                self.constant(PoolEntry::Int(number(index)), Hint::Int)
            };
            let value = self.rt2(&rt::item_get, subject, position);
            self.pattern(pattern, value, fail, bindings);
        }
    }

    fn mapping_pattern(
        &mut self,
        entries: &[(Expr, Pattern)],
        rest: Option<&Variable>,
        subject: Value,
        fail: Block,
        bindings: &mut Bindings,
    ) {
        let keys: Vec<Value> = entries.iter().map(|(key, _)| self.expr(key)).collect();
        let keys = self.b.rt(&rt::tuple_new, vec![Operand::Array(keys)], Hint::TUPLE);
        let rest_wanted = Operand::Imm(i64::from(rest.is_some()));
        let operands = vec![Operand::Value(subject), Operand::Value(keys), rest_wanted];
        let values = self.b.rt(&rt::match_mapping, operands, Hint::Any);
        let values = self.non_null_or_fail(values, fail);
        for (index, (_, pattern)) in entries.iter().enumerate() {
            let value = self.item(values, index);
            self.pattern(pattern, value, fail, bindings);
        }
        if let Some(rest) = rest {
            let value = self.item(values, entries.len());
            bindings.push((rest.clone(), value));
        }
    }

    fn class_pattern(
        &mut self,
        class: &Expr,
        positional: &[Pattern],
        keywords: &[(Name, Pattern)],
        subject: Value,
        fail: Block,
        bindings: &mut Bindings,
    ) {
        let class = self.expr(class);
        let names =
            keywords.iter().map(|(name, _)| self.cx.pool.add(crate::mir::PoolEntry::Name(name.clone()))).collect();
        let names = self.constant(crate::mir::PoolEntry::Tuple(names), Hint::TUPLE);
        let count = Operand::Imm(i64::try_from(positional.len()).expect("a small count"));
        let operands = vec![Operand::Value(subject), Operand::Value(class), count, Operand::Value(names)];
        let values = self.b.rt(&rt::match_class, operands, Hint::Any);
        let values = self.non_null_or_fail(values, fail);
        for (index, pattern) in positional.iter().chain(keywords.iter().map(|(_, pattern)| pattern)).enumerate() {
            let value = self.item(values, index);
            self.pattern(pattern, value, fail, bindings);
        }
    }

    /// Alternatives bind the same names: each into temporaries, which are what is bound afterwards.
    fn or_pattern(&mut self, alternatives: &[Pattern], subject: Value, fail: Block, bindings: &mut Bindings) {
        let matched = self.b.new_block();
        let mut slots: Vec<(Variable, crate::mir::Slot)> = vec![];
        for (index, alternative) in alternatives.iter().enumerate() {
            let next = if index + 1 == alternatives.len() { fail } else { self.b.new_block() };
            let mut own = vec![];
            self.pattern(alternative, subject, next, &mut own);
            for (variable, value) in own {
                let known = slots.iter().find(|(known, _)| *known == variable).map(|(_, slot)| *slot);
                let slot = known.unwrap_or_else(|| {
                    let slot = self.b.temp("or");
                    slots.push((variable, slot));
                    slot
                });
                self.b.set(slot, value);
            }
            self.b.jump(matched);
            if index + 1 < alternatives.len() {
                self.b.switch_to(next);
            }
        }
        self.b.switch_to(matched);
        for (variable, slot) in slots {
            let value = self.b.get(slot);
            bindings.push((variable, value));
        }
    }
}
