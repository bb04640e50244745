//! MIR to MIR: makes the versions of each function and improves them.

mod generic;
mod refcount;
mod simplify;
mod ssa;

use crate::analysis::liveness::Frames;
use crate::mir::{Function, Mir};
use std::collections::BTreeSet;

/// Makes the versions of every function.
pub fn run(mir: &mut Mir) {
    for module in &mut mir.modules {
        for function in &mut module.functions {
            function.versions = versions(function);
        }
    }
}

fn versions(function: &mut Function) -> Vec<crate::mir::Body> {
    let frames = Frames::new(&function.master);
    let mut generic = generic::make(&function.master, &frames, &BTreeSet::new(), function.span);
    ssa::run(&mut generic, function.span);
    simplify::run(&mut generic);
    refcount::run(&mut generic, function.span);
    vec![generic]
}
