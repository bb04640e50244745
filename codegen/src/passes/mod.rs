//! MIR to MIR: makes the versions of each function and improves them.

mod generic;
mod refcount;
mod simplify;
mod ssa;

use crate::analysis::liveness::Frames;
use crate::mir::{Function, Mir};
use std::collections::BTreeSet;

/// What runs, and how it is tried.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether passes run that a right program does not need.
    pub optional: bool,
    /// Guards fail each time this number of tests has passed.
    pub stress_exits: Option<u32>,
    /// Every poll runs Python.
    pub stress_polls: bool,
}

/// The names of the passes, in their order.
#[must_use]
pub fn names() -> Vec<&'static str> {
    vec!["lower", "ssa", "simplify", "refcount"]
}

/// Makes the versions of every function.
pub fn run(mir: &mut Mir, options: &Options) {
    run_until(mir, options, None);
}

/// Makes the versions, up to and with a pass; whether there is such a pass.
pub fn run_until(mir: &mut Mir, options: &Options, last: Option<&str>) -> bool {
    let _ = options;
    if last.is_some_and(|last| !names().contains(&last)) {
        return false;
    }
    if last == Some("lower") {
        return true;
    }
    for module in &mut mir.modules {
        for function in &mut module.functions {
            function.versions = versions(function, last);
        }
    }
    true
}

fn versions(function: &mut Function, last: Option<&str>) -> Vec<crate::mir::Body> {
    let frames = Frames::new(&function.master);
    let mut generic = generic::make(&function.master, &frames, &BTreeSet::new(), function.span);
    ssa::run(&mut generic, function.span);
    if last != Some("ssa") {
        simplify::run(&mut generic);
        if last != Some("simplify") {
            refcount::run(&mut generic, function.span);
        }
    }
    vec![generic]
}
