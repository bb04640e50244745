//! MIR to MIR: makes the versions of each function and improves them.

mod borrow;
mod fast;
mod generic;
mod number;
mod peel;
mod reentry;
mod refcount;
mod simplify;
mod specialize;
mod ssa;

use crate::analysis::liveness::Frames;
use crate::mir::{self, Block, Body, FuncSignatures, Function, Mir, Pool};
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
    /// Whether generic versions go back to fast code at the heads of loops.
    pub loops: bool,
}

/// The names of the passes, in their order.
#[must_use]
pub fn names() -> Vec<&'static str> {
    vec!["lower", "ssa", "simplify", "specialize", "refcount"]
}

/// Makes the versions of every function.
pub fn run(mir: &mut Mir, options: &Options) {
    run_until(mir, options, None);
}

/// Makes the versions, up to and with a pass; whether there is such a pass.
pub fn run_until(mir: &mut Mir, options: &Options, last: Option<&str>) -> bool {
    if last.is_some_and(|last| !names().contains(&last)) {
        return false;
    }
    if last == Some("lower") {
        return true;
    }
    for module in &mut mir.modules {
        let signatures = signatures(&module.functions, options);
        let shapes = mir::Shapes::new(module);
        for index in 0..module.functions.len() {
            let cx = Context { signatures: &signatures, shapes: &shapes, pool: &module.pool, loops: options.loops };
            let versions = versions(&module.functions[index], cx, &mut module.caches, last);
            module.functions[index].versions = versions;
        }
    }
    true
}

/// How the fast versions are called, of the functions that get one.
fn signatures(functions: &[Function], options: &Options) -> FuncSignatures {
    if !options.optional {
        return FuncSignatures::new();
    }
    let shown = functions.iter().filter(|function| !looks_at_locals(&function.master));
    shown.filter_map(|function| Some((function.id, fast::signature(&function.signature)?))).collect()
}

/// Whether a function calls `locals()` or the like, which see variables that nothing else reads: fast code would lose them.
fn looks_at_locals(master: &Body) -> bool {
    let mut insts = master.blocks.iter().flat_map(|block| &block.insts);
    insts.any(|inst| matches!(&inst.kind, mir::InstKind::Rt(row, _) if row.name == "frame_locals_clear"))
}

/// What making versions looks at besides the function.
#[derive(Clone, Copy)]
struct Context<'a> {
    signatures: &'a FuncSignatures,
    shapes: &'a mir::Shapes,
    pool: &'a Pool,
    loops: bool,
}

fn versions(function: &Function, cx: Context<'_>, caches: &mut usize, last: Option<&str>) -> Vec<Body> {
    let frames = Frames::new(&function.master);
    let stop = |pass: &str| last == Some(pass);
    let mut fast = vec![];
    let mut heads = reentry::Heads::new();
    if let Some(signature) = cx.signatures.get(&function.id)
        && !stop("ssa")
        && !stop("simplify")
    {
        let (body, found) = fast::make(function, &frames, signature, cx);
        fast.push(body);
        if cx.loops {
            heads = reentry::choose(found);
        }
        let make = |(head, kinds): (&Block, &Vec<crate::analysis::kinds::Kind>)| {
            reentry::make(function, &frames, *head, kinds, cx)
        };
        fast.extend(heads.iter().map(make));
    }
    let resumes: BTreeSet<Block> = fast.iter().flat_map(resumed).collect();
    let mut generic = generic::make(&function.master, &frames, &resumes, &heads, caches, function.span);
    ssa::run(&mut generic, function.span);
    if !stop("ssa") {
        simplify::run(&mut generic);
    }
    let mut versions = vec![generic];
    versions.extend(fast);
    if !stop("ssa") && !stop("simplify") && !stop("specialize") {
        for body in &mut versions {
            verify(body, function, "simplify");
            refcount::run(body, function.span);
            if cfg!(debug_assertions) {
                mir::verify::check(body, function.qualname.as_str(), "refcount", true);
            }
        }
    }
    versions
}

/// The passes on a specialised version.
fn improve(body: &mut Body, function: &Function) {
    simplify::run(body);
    verify(body, function, "simplify");
    borrow::run(body);
    verify(body, function, "borrow");
    number::run(body);
    verify(body, function, "number");
    simplify::run(body);
    verify(body, function, "simplify");
}

/// Proves the invariants of a version in debug builds.
fn verify(body: &Body, function: &Function, pass: &str) {
    if cfg!(debug_assertions) {
        mir::verify::check(body, function.qualname.as_str(), pass, false);
    }
}

/// The blocks of the master that exits of a version go on at.
fn resumed(body: &Body) -> BTreeSet<Block> {
    let mut resumed = BTreeSet::new();
    for block in body.reverse_postorder() {
        let data = &body.blocks[block];
        let exits = data.insts.iter().filter_map(|inst| inst.kind.exit()).chain(data.terminator.exit());
        resumed.extend(exits.map(|exit| body.states[exit].resume));
    }
    resumed
}
