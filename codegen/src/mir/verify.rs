//! Proves the invariants of a version, after each pass in debug builds, and names the pass that broke one.
//!
//! Every use is dominated by its definition; targets pass one argument for each parameter, in its representation; what may
//! raise or has an effect is the last instruction of its block; states name blocks that the generic version can resume.

use super::{Block, Body, InstKind, State, Terminator, Value};
use crate::analysis::dominators::Dominators;
use naja_frontend::hir::{Id as _, IdVec};
use std::collections::BTreeSet;

/// Stops with a message that names `pass` unless `body` holds what is said above. `has_counts` after the refcount pass,
/// which puts releases behind effects.
///
/// # Panics
/// As a bug of the compiler.
pub fn check(body: &Body, function: &str, pass: &str, has_counts: bool) {
    let mut checker = Checker {
        body,
        dominators: Dominators::new(body),
        definitions: body.values.iter().map(|_| None).collect(),
        place: format!("{function}.{} after {pass}", body.version),
        has_counts,
        is_specialised: pass != "ssa",
    };
    checker.define();
    for block in body.reverse_postorder() {
        checker.block(block);
    }
}

struct Checker<'a> {
    body: &'a Body,
    dominators: Dominators,
    /// Where each value is defined: its block, and the index behind which it may be used.
    definitions: IdVec<Value, Option<(Block, usize)>>,
    place: String,
    has_counts: bool,
    is_specialised: bool,
}

impl Checker<'_> {
    fn fail(&self, what: &str) -> ! {
        crate::bug!("{}: {what}", self.place)
    }

    fn define(&mut self) {
        for block in self.body.reverse_postorder() {
            let data = &self.body.blocks[block];
            for param in &data.params {
                self.define_one(*param, block, 0);
            }
            for (index, inst) in data.insts.iter().enumerate() {
                if let Some(result) = inst.result {
                    self.define_one(result, block, index + 1);
                }
                if let InstKind::CallFast { boxed, .. } = &inst.kind {
                    self.define_one(*boxed, block, index + 1);
                }
            }
        }
    }

    fn define_one(&mut self, value: Value, block: Block, behind: usize) {
        let again = self.definitions[value].replace((block, behind)).is_some();
        // A call that returns a boxed value names it twice.
        if again && self.definitions[value] != Some((block, behind)) {
            self.fail(&format!("{value} is defined twice"));
        }
    }

    fn block(&self, block: Block) {
        let data = &self.body.blocks[block];
        for (index, inst) in data.insts.iter().enumerate() {
            inst.kind.visit_uses(|value| self.use_at(value, block, index));
            self.state(inst.kind.exit(), block, index);
            let is_last = index + 1 == data.insts.len();
            if inst.kind.is_effect() && !is_last && !self.has_counts {
                self.fail(&format!("`{}` is not the last of {block}", inst.kind));
            }
        }
        let end = data.insts.len();
        data.terminator.visit_uses(|value| self.use_at(value, block, end));
        self.state(data.terminator.exit(), block, end);
        self.targets(block, &data.terminator);
    }

    fn targets(&self, block: Block, terminator: &Terminator) {
        if matches!(terminator, Terminator::None) {
            self.fail(&format!("{block} has no end"));
        }
        for target in terminator.targets() {
            let params = &self.body.blocks[target.block].params;
            if params.len() != target.args.len() {
                self.fail(&format!("{block} passes {} arguments to {target}", target.args.len()));
            }
            for (param, arg) in params.iter().zip(&target.args) {
                // Machine parameters meet boxed variables until the version is specialised.
                if self.is_specialised && self.body.repr(*param) != self.body.repr(*arg) {
                    self.fail(&format!("{block} passes {arg} for {param}, in another representation"));
                }
            }
        }
    }

    fn state(&self, state: Option<State>, block: Block, index: usize) {
        let Some(state) = state else { return };
        let data = &self.body.states[state];
        let values: BTreeSet<Value> = data.values.iter().chain(&data.released).copied().collect();
        values.into_iter().for_each(|value| self.use_at(value, block, index));
    }

    fn use_at(&self, value: Value, block: Block, index: usize) {
        let Some((home, behind)) = self.definitions[value] else {
            self.fail(&format!("{value} is used in {block} and defined nowhere ({})", value.index()))
        };
        let is_before = if home == block { behind <= index } else { self.dominators.dominates(home, block) };
        if !is_before {
            self.fail(&format!("{value} of {home} is used in {block}, which that does not dominate"));
        }
    }
}
