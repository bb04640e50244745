//! What became of each line of a program: fast, guarded or general, and why (`naja report`).
//!
//! Read off the MIR as it is compiled, so that it cannot tell anything but the truth: instructions and guards that are left in a
//! function's fast version behind all passes are the work that is left. What the work is about, and whether it is in a loop or
//! on a way that is rarely taken, is read off the master, in the instructions at the same place of the source ([`about`]);
//! the words are in the tables of [`reason`]. Of a function without a fast version, the general one is read.
//!
//! Instructions of inlined copies stand at places of other functions, and are told there. A line is what the worst work on it is.

mod about;
mod reason;

use crate::mir::{self, Body, Inst, InstKind, Mir, Version};
use crate::passes::obstacle;
use about::About;
use naja_frontend::hir::{FunctionKind, Hir, Name, ParamKind};
use naja_frontend::source::{FileId, Sources, Span};
use naja_rt_abi::work::Work;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a program.
#[derive(Debug)]
pub struct Report {
    /// Its own modules, in their order.
    pub modules: Vec<Module>,
}

/// What became of a module.
#[derive(Debug)]
pub struct Module {
    /// The dotted name.
    pub name: Name,
    /// Its source.
    pub file: FileId,
    /// Its functions, the body first.
    pub functions: Vec<Function>,
}

/// What became of a function.
#[derive(Debug)]
pub struct Function {
    /// `__qualname__`.
    pub qualname: Name,
    /// The line of its name.
    pub line: u32,
    /// The versions that it has, each kind once.
    pub versions: Vec<&'static str>,
    /// Why it has no fast version.
    pub obstacle: Option<Advice>,
    /// The lines with code of it. Of the body of a module or class, which runs once, those in loops.
    pub lines: Vec<Line>,
}

/// What became of a line.
#[derive(Debug)]
pub struct Line {
    /// One-based.
    pub number: u32,
    /// What the worst work on it is.
    pub level: Level,
    /// In how many loops of its function it is.
    pub depth: u32,
    /// Why it is no faster, by place.
    pub remarks: Vec<Remark>,
}

/// How fast work is, from the fastest to what costs most over a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Machine instructions, and direct calls.
    Fast,
    /// General code where that costs little: on ways that are rarely taken, such as those of exceptions.
    Rare,
    /// Machine instructions behind tests.
    Guarded,
    /// The runtime, on objects.
    Generic,
}

/// Why a line is not faster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The expression or statement.
    pub span: Span,
    /// The operand that is to blame.
    pub subject: Option<Span>,
    /// What the work is.
    pub level: Level,
    /// A word for the kind of reason, for programs.
    pub code: &'static str,
    /// The reason, and what to do about it.
    pub advice: Advice,
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Why it is so.
    pub why: String,
    /// What to do, if we know it.
    pub help: Option<String>,
}

impl Level {
    /// All, the fastest first.
    pub const ALL: [Level; 4] = [Level::Fast, Level::Rare, Level::Guarded, Level::Generic];

    /// As it is shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Fast => "fast",
            Level::Rare => "rare",
            Level::Guarded => "guarded",
            Level::Generic => "generic",
        }
    }
}

impl Function {
    /// How many of its lines are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.lines.iter().filter(|line| line.level == level).count()
    }
}

/// The static types of all expressions, as they are shown, by their places; `None` where nothing is known.
pub type Types = BTreeMap<Span, Option<String>>;

/// What the reasons are told in.
#[derive(Clone, Copy)]
struct Context<'a> {
    hir: &'a Hir,
    sources: &'a Sources,
    /// The static types of expressions, as they are shown.
    types: &'a Types,
}

/// Reports on a program behind all passes.
#[must_use]
pub fn report(mir: &Mir, hir: &Hir, sources: &Sources, types: &Types) -> Report {
    let cx = Context { hir, sources, types };
    let own = mir.modules.iter().filter(|module| !module.is_library);
    Report { modules: own.filter_map(|module| cx.module(module)).collect() }
}

impl Context<'_> {
    fn module(self, module: &mir::Module) -> Option<Module> {
        let file = module.functions.first()?.span.file;
        // A generator expression that is folded where it is made runs as its fold.
        let is_fold = |(index, function): &(usize, &mir::Function)| *index != function.code;
        let folded: BTreeSet<usize> =
            module.functions.iter().enumerate().filter(is_fold).map(|(_, function)| function.code).collect();
        let shown = module.functions.iter().enumerate().filter(|it| is_fold(it) || !folded.contains(&it.0));
        let mut functions: Vec<Function> = shown.map(|(_, function)| self.function(function)).collect();
        functions.sort_by_key(|function| function.line);
        Some(Module { name: module.name.clone(), file, functions })
    }

    fn function(self, function: &mir::Function) -> Function {
        let mut versions: Vec<&str> = vec![];
        for body in function.versions.iter().rev() {
            let kind = body.version.kind();
            if !versions.contains(&kind) {
                versions.push(kind);
            }
        }
        let is_fast = |body: &&Body| matches!(body.version, Version::Fast | Version::Suspending);
        let mut told: Vec<&Body> = function.versions.iter().filter(is_fast).collect();
        let obstacle = told.is_empty().then(|| self.obstacle(function));
        if told.is_empty() {
            told.extend(function.versions.first());
        }
        let lines = self.lines(function, &told);
        Function { qualname: function.qualname.clone(), line: self.line(function.span), versions, obstacle, lines }
    }

    /// Why a function has no fast version.
    fn obstacle(self, function: &mir::Function) -> Advice {
        let named: Vec<String> = self.unannotated(function).iter().map(|name| format!("`{name}`")).collect();
        match obstacle(function) {
            Some(obstacle) => reason::obstacle(obstacle),
            None => Advice {
                why: "nothing in it would be faster".to_owned(),
                help: (!named.is_empty()).then(|| format!("annotate {}", named.join(", "))),
            },
        }
    }

    /// The parameters that declare no type.
    fn unannotated(self, function: &mir::Function) -> Vec<Name> {
        let Some(data) = self.hir.functions.get(function.id).filter(|data| data.kind == FunctionKind::Def) else {
            return vec![];
        };
        let receivers = usize::from(data.method_of.is_some());
        let silent = data.params.iter().skip(receivers).filter(|param| {
            param.annotation.is_none() && !matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs)
        });
        silent.map(|param| data.locals[param.local].name.clone()).collect()
    }

    /// The lines of a function, as these versions of it have them.
    fn lines(self, function: &mir::Function, told: &[&Body]) -> Vec<Line> {
        let about = About::new(function, self.unannotated(function), self);
        let mut lines: BTreeMap<u32, Line> = BTreeMap::new();
        for (span, place) in &about.places {
            let number = self.line(*span);
            let line = lines.entry(number).or_insert(Line { number, level: Level::Rare, depth: 0, remarks: vec![] });
            line.depth = line.depth.max(place.depth);
            if !place.is_rare {
                line.level = Level::Fast;
            }
        }
        let is_general = told.iter().all(|body| body.version == Version::Generic);
        let left = if is_general { vec![] } else { self.left(&about, told) };
        for remark in left.into_iter().chain(told.iter().flat_map(|body| remarks_of(body, &about))) {
            let line = lines.get_mut(&self.line(remark.span));
            line.expect("every remark is about a place of the function").remarks.push(remark);
        }
        lines.values_mut().for_each(settle);
        let runs_once = obstacle(function) == Some(crate::passes::Obstacle::RunsOnce);
        lines.into_values().filter(|line| !runs_once || line.depth > 0).collect()
    }

    /// Work that none of these versions has, since they leave before.
    fn left(self, about: &About<'_>, told: &[&Body]) -> Vec<Remark> {
        let insts = told.iter().flat_map(|body| body.reverse_postorder().into_iter().map(|block| &body.blocks[block]));
        let has: BTreeSet<u32> = insts.flat_map(|block| &block.insts).map(|inst| self.line(inst.span)).collect();
        let works = about.places.iter().filter(|(span, place)| place.works() && !has.contains(&self.line(**span)));
        works.map(|(span, _)| reason::left(*span)).collect()
    }

    fn line(self, span: Span) -> u32 {
        self.sources.start(span).line
    }
}

/// What is to be told of a version.
fn remarks_of(body: &Body, about: &About<'_>) -> Vec<Remark> {
    let mut remarks = vec![];
    for block in body.reverse_postorder() {
        let data = &body.blocks[block];
        let is_beside = data.is_beside || data.is_rare;
        remarks.extend(data.insts.iter().filter_map(|inst| remark_of(inst, is_beside, body.version, about)));
    }
    remarks
}

/// What is to be told of an instruction; `is_beside` where it is not the usual way.
fn remark_of(inst: &Inst, is_beside: bool, version: Version, about: &About<'_>) -> Option<Remark> {
    let place = about.places.get(&inst.span)?;
    match &inst.kind {
        InstKind::Rt(row, _) if place.is_rare => reason::rare(Work::of(row), inst.span),
        _ if place.is_rare => None,
        InstKind::Rt(row, _) => {
            let work = Work::of(row);
            let is_general = version == Version::Generic;
            match work {
                // The general version has nothing but objects.
                Work::Box if is_beside || is_general => None,
                // Where a test of something else fails.
                Work::Exception => None,
                Work::Iteration if is_general && place.counts => reason::beside(work, inst.span),
                // There are two ways to add what may be strings.
                Work::Operator | Work::Text if place.grows && about.adds_text(inst.span) != (work == Work::Text) => {
                    None
                }
                work if is_beside => reason::beside(work, inst.span),
                work => reason::of_work(work, inst.span, about, is_general),
            }
        }
        InstKind::Guard { why, .. } => reason::of_guard(*why, inst.span, about),
        InstKind::Int { exit: Some(_), .. } | InstKind::FloatToInt { exit: Some(_), .. } => {
            reason::of_guard(mir::GuardKind::Fits, inst.span, about)
        }
        InstKind::Float { exit: Some(_), .. } => Some(reason::raises(inst.span)),
        _ => None,
    }
}

/// Puts the remarks of a line in order, each said once, and finds out what the line is by them.
fn settle(line: &mut Line) {
    let places = |holds: &dyn Fn(&Remark) -> bool| -> BTreeSet<Span> {
        line.remarks.iter().filter(|remark| holds(remark)).map(|remark| remark.span).collect()
    };
    let general = places(&|it| it.level == Level::Generic && it.code != reason::BOX);
    let unknown = places(&|it| it.code == reason::UNKNOWN);
    let in_line = places(&|it| it.code == reason::IN_LINE);
    line.remarks.retain(|it| match it.code {
        // What takes objects makes them of numbers: that is said already.
        reason::BOX => !general.contains(&it.span),
        // Nothing is known of what is made of unknown things.
        reason::UNKNOWN => it.subject.is_none_or(|subject| !unknown.contains(&subject)),
        // What is found in another way is tested there.
        reason::CLASS | reason::OVERFLOW => !in_line.contains(&it.span),
        _ => true,
    });
    line.remarks
        .sort_by_key(|remark| (remark.span.start, remark.span.end, std::cmp::Reverse(remark.level), remark.code));
    line.remarks.dedup_by(|it, before| it.code == before.code && (it.span == before.span || it.code == reason::RARE));
    let worst = line.remarks.iter().map(|remark| remark.level).max();
    line.level = worst.map_or(line.level, |worst| line.level.max(worst));
}
