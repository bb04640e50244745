//! MIR to MIR: makes the versions of each function and improves them.

mod borrow;
mod fast;
mod generic;
mod inline;
mod number;
mod obstacle;
mod peel;
mod reentry;
mod refcount;
mod returns;
mod simplify;
mod specialize;
mod ssa;
mod suspending;

use crate::analysis::liveness::Frames;
use crate::analysis::unknown;
use crate::fault;
use crate::mir::verify::{self, Claim, Stage};
use crate::mir::{Block, Body, Cache, FuncSignatures, Function, InstKind, Mir, Operand, Pool, Shapes, Value};
use crate::repr::Repr;
use crate::timings;
use naja_frontend::hir::{FuncId, Id as _};
use naja_rt_abi::RtFn;
pub use obstacle::{Obstacle, obstacle};
use reentry::Heads;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What runs, and how it is tried.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether passes run that a right program does not need.
    pub optional: bool,
    /// The last of the passes that a right program does not need; those that it needs run all the same.
    pub until: Option<&'static str>,
    /// Guards fail each time this number of tests has passed.
    pub stress_exits: Option<u32>,
    /// Every poll runs Python.
    pub stress_polls: bool,
    /// Whether the invariants of MIR are proved after each pass, as they always are in debug builds.
    pub verify: bool,
    /// Whether generic versions go back to fast code at the heads of loops.
    pub loops: bool,
}

/// The names of the passes, in their order.
#[must_use]
pub fn names() -> Vec<&'static str> {
    NAMES.to_vec()
}

const NAMES: [&str; 8] = ["lower", "ssa", "simplify", "specialize", "inline", "borrow", "number", "refcount"];

/// The place of a pass in their order; the last for others.
fn place(pass: &str) -> usize {
    NAMES.iter().position(|name| *name == pass).unwrap_or(NAMES.len() - 1)
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
        timings::count("functions", "in all", module.functions.len());
        // The library has no annotations that could make it fast, but makes much to compile.
        let signatures = if module.is_library { FuncSignatures::new() } else { signatures(&module.functions, options) };
        let shapes = Shapes::new(module);
        let caches = Cell::new(module.caches);
        let frames: Vec<Frames> = module.functions.iter().map(|function| Frames::new(&function.master)).collect();
        let program: Vec<(&Function, &Frames)> = module.functions.iter().zip(&frames).collect();
        let contexts = module.functions.iter().zip(&frames).map(|(function, frames)| Context {
            function,
            program: &program,
            caches: &caches,
            frames,
            signatures: &signatures,
            shapes: &shapes,
            pool: &module.pool,
            until: place(options.until.unwrap_or_default()),
            loops: options.loops,
            generators: options.optional && !module.is_library,
            verify: options.verify || (cfg!(debug_assertions) && fault::seeded().is_none()),
        });
        let versions = versions(&contexts.collect::<Vec<_>>(), last);
        for (function, versions) in module.functions.iter_mut().zip(versions) {
            function.versions = versions;
        }
        module.caches = caches.get();
    }
    true
}

/// A pass over one body, which is told which functions usually run unknown code when they are called.
type Pass = fn(&mut Body, &BTreeSet<FuncId>);

/// The passes on a fast version: the last pass that wants each, its name, what it does.
const FAST: [(&str, &str, Pass); 5] = [
    ("borrow", "simplify", |body, _| simplify::run(body)),
    ("borrow", "borrow", borrow::run),
    ("number", "number", |body, _| number::run(body)),
    ("refcount", "returns", |body, _| returns::run(body)),
    ("refcount", "simplify", |body, _| simplify::run(body)),
];

/// How the fast versions are called, of the functions that get one.
fn signatures(functions: &[Function], options: &Options) -> FuncSignatures {
    if !options.optional || place(options.until.unwrap_or_default()) < place("specialize") {
        return FuncSignatures::new();
    }
    let able = functions.iter().filter(|function| obstacle(function).is_none());
    able.filter_map(|function| Some((function.id, fast::signature(&function.signature)?))).collect()
}

/// A function, and what making its versions looks at besides.
#[derive(Clone, Copy)]
struct Context<'a> {
    function: &'a Function,
    frames: &'a Frames,
    /// The functions of the module, with the layouts of their frames.
    program: &'a [(&'a Function, &'a Frames)],
    signatures: &'a FuncSignatures,
    shapes: &'a Shapes,
    /// How many inline caches the module has.
    caches: &'a Cell<usize>,
    pool: &'a Pool,
    /// The place of the last optional pass.
    until: usize,
    loops: bool,
    /// Whether generators have fast versions.
    generators: bool,
    verify: bool,
}

/// The versions of each function of a module.
fn versions(contexts: &[Context<'_>], last: Option<&str>) -> Vec<Vec<Body>> {
    let mut fast: Vec<Specialized> = contexts.iter().map(|cx| specialized(*cx)).collect();
    drop_worthless(contexts, &mut fast);
    let (fast, heads): (Vec<(Vec<Body>, _)>, Vec<Heads>) =
        fast.into_iter().map(|it| ((it.bodies, it.suspending), it.heads)).unzip();
    let (mut fast, suspending): (Vec<Vec<Body>>, Vec<_>) = fast.into_iter().unzip();
    if contexts.first().is_some_and(|cx| cx.has("inline")) {
        let functions: Vec<&Function> = contexts.iter().map(|cx| cx.function).collect();
        timings::stage("  inline", || inline::run(&functions, &mut fast));
        for (cx, body) in contexts.iter().zip(&fast).flat_map(|(cx, bodies)| bodies.iter().map(move |body| (cx, body)))
        {
            cx.verify(body, "inline", Stage::Typed);
        }
    }
    let made = contexts.iter().zip(&fast);
    let made = made.flat_map(|(cx, bodies)| bodies.iter().map(|body| (cx.function.id, body)));
    let unknown = unknown::or_call(made, unknown::runs_usually);
    let mut pauses: Vec<Vec<Block>> = vec![];
    for ((cx, bodies), suspending) in contexts.iter().zip(&mut fast).zip(suspending) {
        let (body, heads) = suspending.unzip();
        bodies.extend(body);
        timings::stage("  improve", || bodies.iter_mut().for_each(|body| cx.improve(body, &unknown)));
        pauses.push(heads.unwrap_or_default());
    }
    let mut places: BTreeMap<FuncId, BTreeSet<Block>> = BTreeMap::new();
    for (id, block) in contexts.iter().zip(&fast).flat_map(resumed) {
        places.entry(id).or_default().insert(block);
    }
    contexts
        .iter()
        .zip(fast)
        .zip(heads.iter().zip(&pauses))
        .map(|((cx, fast), (heads, pauses))| with_generic(*cx, fast, (heads, pauses), &places, last))
        .collect()
}

/// The fast versions of a function.
#[derive(Default)]
struct Specialized {
    bodies: Vec<Body>,
    /// The heads of its loops that have one.
    heads: Heads,
    /// Whether anything in them is faster than in the general version.
    gains: bool,
    /// That of a generator, and the heads of loops where its general version pauses.
    suspending: Option<(Body, Vec<Block>)>,
}

/// Makes the fast versions of a function.
fn specialized(cx: Context<'_>) -> Specialized {
    cx.verify(&cx.function.master, "lower", Stage::Slots);
    let suspending = cx.is_fast_generator().then(|| suspending::make(cx));
    let Some(signature) = cx.signatures.get(&cx.function.id) else {
        return Specialized { suspending, ..Specialized::default() };
    };
    let (body, found) = timings::stage("  fast", || fast::make(cx, signature));
    let heads = if cx.loops { reentry::choose(found.heads) } else { Heads::new() };
    let loops = heads.iter().map(|(head, kinds)| timings::stage("  loops", || reentry::make(cx, *head, kinds)));
    Specialized { bodies: std::iter::once(body).chain(loops).collect(), heads, gains: found.gains, suspending }
}

/// Drops the versions in which nothing is faster, unless they are called directly: callers gain by that.
fn drop_worthless(contexts: &[Context<'_>], fast: &mut [Specialized]) {
    loop {
        let bodies = fast.iter().flat_map(|it| it.bodies.iter().chain(it.suspending.iter().map(|(body, _)| body)));
        let insts = bodies.flat_map(|body| body.blocks.iter()).flat_map(|block| &block.insts);
        let called: BTreeSet<FuncId> = insts
            .filter_map(|inst| match inst.kind {
                InstKind::CallFast { function, .. } => Some(function),
                _ => None,
            })
            .collect();
        let mut dropped = false;
        for (cx, it) in contexts.iter().zip(&mut *fast) {
            if !it.gains && !it.bodies.is_empty() && !called.contains(&cx.function.id) {
                *it = Specialized { suspending: it.suspending.take(), ..Specialized::default() };
                dropped = true;
            }
        }
        if !dropped {
            return;
        }
    }
}

/// All versions of a function, with references.
fn with_generic(
    cx: Context<'_>,
    fast: Vec<Body>,
    (heads, pauses): (&Heads, &[Block]),
    resumed: &BTreeMap<FuncId, BTreeSet<Block>>,
    last: Option<&str>,
) -> Vec<Body> {
    let function = cx.function;
    let resumed = resumed.get(&function.id).cloned().unwrap_or_default();
    let mut generic = timings::stage("  generic", || generic::make(cx, &resumed, heads, pauses));
    timings::stage("  ssa", || ssa::run(&mut generic, function.span));
    cx.verify(&generic, "ssa", Stage::Typed);
    if last != Some("ssa") {
        timings::stage("  simplify", || cx.simplify(&mut generic));
    }
    let mut versions = vec![generic];
    versions.extend(fast);
    if last.is_none_or(|last| last == "refcount") {
        for body in &mut versions {
            timings::stage("  refcount", || refcount::run(body, function.span));
            cx.verify(body, "refcount", Stage::Counted);
            count(body);
        }
        if cx.verify {
            verify::check_versions(&versions, cx.claim("refcount", Stage::Counted));
        }
    }
    versions
}

impl<'a> Context<'a> {
    fn claim(self, pass: &'a str, stage: Stage) -> Claim<'a> {
        let Context { function, frames, signatures, program, .. } = self;
        Claim { function, frames, signatures, program, pass, stage }
    }

    /// Whether the function is a generator with a fast version.
    fn is_fast_generator(self) -> bool {
        self.generators
            && self.has("specialize")
            && suspending::is_generator(&self.function.signature)
            && obstacle(self.function).is_none()
    }

    /// What is done to a generic version.
    fn simplify(self, body: &mut Body) {
        if self.has("simplify") {
            self.step(body, "simplify", simplify::run);
        }
    }

    /// What is done to a fast one.
    fn improve(self, body: &mut Body, unknown: &BTreeSet<FuncId>) {
        for (wanted_by, pass, run) in FAST {
            if self.has(wanted_by) {
                self.step(body, pass, |body| run(body, unknown));
            }
        }
    }

    fn step(self, body: &mut Body, pass: &str, run: impl FnOnce(&mut Body)) {
        run(body);
        self.verify(body, pass, Stage::Typed);
    }

    /// An inline cache for a site that the master does not have.
    fn new_cache(self) -> Cache {
        let index = self.caches.get();
        self.caches.set(index + 1);
        Cache::from_index(index)
    }

    /// Whether passes go as far as to this one.
    fn has(self, pass: &str) -> bool {
        place(pass) <= self.until
    }

    /// Proves the invariants of a body behind a pass.
    fn verify(self, body: &Body, pass: &str, stage: Stage) {
        if self.verify {
            verify::check(body, self.claim(pass, stage));
        }
    }
}

/// Counts what a version is made of.
fn count(body: &Body) {
    if timings::is_on() {
        let blocks = body.reverse_postorder();
        timings::count("MIR blocks,", body.version.kind(), blocks.len());
        let instructions = blocks.iter().map(|block| body.blocks[*block].insts.len()).sum();
        timings::count("MIR instructions,", body.version.kind(), instructions);
    }
}

/// Takes the machine value out of a box that has been tested.
fn unbox(boxed: Value, repr: Repr, mut emit: impl FnMut(Repr, InstKind) -> Value) -> Value {
    let part = if repr == Repr::C128 { Repr::F64 } else { repr };
    let row = |row: &&'static RtFn| emit(part, InstKind::Rt(row, vec![Operand::Value(boxed)]));
    let parts: Vec<Value> = repr.unbox().iter().map(row).collect();
    match parts[..] {
        [] => boxed,
        [value] => value,
        [real, imag, ..] => emit(repr, InstKind::Complex { real, imag }),
    }
}

/// The functions, and the blocks of their masters, that exits of fast versions go on at.
fn resumed((cx, bodies): (&Context<'_>, &Vec<Body>)) -> Vec<(FuncId, Block)> {
    let mut resumed = vec![];
    for body in bodies {
        for block in body.reverse_postorder() {
            let data = &body.blocks[block];
            let exits = data.insts.iter().filter_map(|inst| inst.kind.exit()).chain(data.terminator.exit());
            resumed.extend(exits.map(|exit| (cx.function.id, body.states[exit].resume)));
            resumed.extend(data.insts.iter().filter_map(|inst| match inst.kind {
                InstKind::CallGeneric { function, resume, .. } => Some((function, resume)),
                _ => None,
            }));
        }
    }
    resumed
}
