//! The parts that a module is compiled in, and how hard LLVM tries with each.
//!
//! LLVM's time and memory grow faster than what it is given at once, and what it is given belongs to one thread. So a module
//! becomes several modules of LLVM, made side by side: versions that lie together and are worth the same [`Effort`]. A version
//! that one part alone refers to is internal to it; others are hidden symbols, which the linker binds directly.
//!
//! How a module is parted depends on nothing but the module: the same sources make the same bytes on every machine.

use super::VersionKey;
use super::data::frame_size;
use crate::analysis::unknown;
use crate::mir::{Body, Function, InstKind, Module, Version};
use crate::repr::Repr;
use inkwell::OptimizationLevel;
use naja_frontend::hir::FuncId;
use naja_rt_abi::layout::flags;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How hard LLVM tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effort {
    /// As hard as the command line says.
    Full,
    /// Modules of the library, of which much is compiled and little matters for speed.
    Library,
    /// What runs beside fast code, where that left, and what is long: each pass once. What breaks its hints runs here all the
    /// time.
    Light,
    /// What runs once, and what is too long for anything else.
    Least,
}

/// What an effort comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means {
    /// LLVM's passes.
    pub(super) passes: &'static str,
    /// How hard its code generator tries.
    pub(super) machine: OptimizationLevel,
    /// Whether accessors of the bitcode are inlined; else the runtime's are called.
    pub(super) inlines: bool,
    /// The most instructions of MIR that a part has, unless one version alone has more.
    most: usize,
}

/// The most instructions of a version that all passes are for: the time of some grows faster than its length.
const LONG: usize = 8_000;

/// The most instructions of a version that any passes are for: register allocation and the like take time that grows with
/// blocks times values.
const LONGEST: usize = 16_000;

impl Effort {
    /// What it comes to at an optimisation level from 0 to 3.
    pub(super) fn means(self, level: u8) -> Means {
        let full = |passes, machine| Means { passes, machine, inlines: true, most: 8_000 };
        match (self, level) {
            (Effort::Full, 0 | 1) => full("default<O1>", OptimizationLevel::Less),
            (Effort::Full, 2) => full("default<O2>", OptimizationLevel::Default),
            (Effort::Full, _) => full("default<O3>", OptimizationLevel::Aggressive),
            (Effort::Library, _) => {
                Means { passes: "default<O1>", machine: OptimizationLevel::Less, inlines: false, most: 16_000 }
            }
            (Effort::Light, _) => Means {
                passes: "cgscc(inline),function(sroa,early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>,gvn,simplifycfg),globaldce",
                machine: OptimizationLevel::Default,
                inlines: true,
                most: 32_000,
            },
            (Effort::Least, _) => {
                Means { passes: "globaldce", machine: OptimizationLevel::None, inlines: false, most: 64_000 }
            }
        }
    }

    /// What a version is worth.
    fn of(module: &Module, function: &Function, body: &Body, level: u8) -> Effort {
        let length = length(body);
        let is_fast = function.versions.len() > 1;
        let runs_once = function.signature.flags & (flags::CLASS_BODY | flags::MODULE_BODY) != 0;
        if level == 0 || runs_once || length > LONGEST {
            Effort::Least
        } else if module.is_library {
            Effort::Library
        } else if length > LONG || is_fast && body.version == Version::Generic {
            Effort::Light
        } else {
            Effort::Full
        }
    }
}

/// How many instructions a version has, ends of blocks included.
fn length(body: &Body) -> usize {
    body.blocks.iter().map(|block| 1 + block.insts.len()).sum()
}

fn has_floats(body: &Body) -> bool {
    body.values.iter().any(|value| matches!(value.repr, Repr::F64 | Repr::C128))
}

/// A part.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) effort: Effort,
    /// What it defines, by the position of the function in the module.
    pub(super) members: Vec<(usize, VersionKey)>,
    /// Whether there are machine floats in it.
    pub(super) has_floats: bool,
    length: usize,
}

/// How a module is parted, and what all parts have to know of all functions.
#[derive(Debug)]
pub struct Plan {
    pub(super) parts: Vec<Part>,
    /// What is referred to from other parts.
    shared: BTreeSet<(FuncId, VersionKey)>,
    /// The positions of the functions in the module.
    positions: HashMap<FuncId, usize>,
    /// How many boxed and raw words the frames of each function have.
    pub(super) frame_sizes: HashMap<FuncId, (u32, u32)>,
    /// The functions whose fast versions may run unknown code, by themselves or through those they call.
    pub(super) unknown: BTreeSet<FuncId>,
    pub(super) level: u8,
}

impl Plan {
    /// Parts a module, of which LLVM optimises what is worth it as much as `level` says, from 0 to 3.
    #[must_use]
    pub fn new(module: &Module, level: u8) -> Plan {
        let parts = parts(module, level);
        let versions = module.functions.iter();
        let versions = versions.flat_map(|function| function.versions.iter().map(|body| (function.id, body)));
        Plan {
            shared: shared(module, &parts),
            parts,
            positions: module.functions.iter().enumerate().map(|(index, function)| (function.id, index)).collect(),
            frame_sizes: module.functions.iter().map(|function| (function.id, frame_size(function))).collect(),
            unknown: unknown::or_call(versions, unknown::runs_anywhere),
            level,
        }
    }

    /// The numbers of the parts, those that take longest first.
    #[must_use]
    pub fn by_cost(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.parts.len()).collect();
        numbers.sort_by_key(|number| (self.parts[*number].effort, std::cmp::Reverse(self.parts[*number].length)));
        numbers
    }

    /// How many parts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is nothing to compile, which is never so: a module has a body.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether other parts refer to a version.
    pub(super) fn is_shared(&self, function: FuncId, key: VersionKey) -> bool {
        self.shared.contains(&(function, key))
    }

    /// Where a function stands in the module.
    pub(super) fn position(&self, function: FuncId) -> usize {
        *self.positions.get(&function).unwrap_or_else(|| crate::bug!("{function} is of another module"))
    }
}

/// Versions of one effort fill one part after the other, in the order of the module. An entry lies with the version that it
/// usually calls.
fn parts(module: &Module, level: u8) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    let mut open: BTreeMap<Effort, usize> = BTreeMap::new();
    let mut add = |effort: Effort, member: (usize, VersionKey), body: Option<&Body>| {
        let length = body.map_or(0, length);
        let most = effort.means(level).most;
        let fits = |part: &Part| part.length + length <= most;
        let number = open.get(&effort).copied().filter(|number| fits(&parts[*number])).unwrap_or_else(|| {
            parts.push(Part { effort, members: vec![], has_floats: false, length: 0 });
            open.insert(effort, parts.len() - 1);
            parts.len() - 1
        });
        parts[number].members.push(member);
        parts[number].length += length;
        parts[number].has_floats |= body.is_some_and(has_floats);
    };
    for (position, function) in module.functions.iter().enumerate() {
        let efforts = function.versions.iter().map(|body| Effort::of(module, function, body, level));
        let efforts: Vec<Effort> = efforts.collect();
        for (body, effort) in function.versions.iter().zip(&efforts) {
            add(*effort, (position, body.version.into()), Some(body));
        }
        let called = efforts.get(1).or(efforts.first()).copied().unwrap_or(Effort::Least);
        add(called, (position, VersionKey::Entry), None);
    }
    parts
}

/// What is referred to from another part than its own.
fn shared(module: &Module, parts: &[Part]) -> BTreeSet<(FuncId, VersionKey)> {
    let mut homes: BTreeMap<(FuncId, VersionKey), usize> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        homes.extend(part.members.iter().map(|(position, key)| ((module.functions[*position].id, *key), number)));
    }
    let mut shared = BTreeSet::new();
    for (number, part) in parts.iter().enumerate() {
        for (position, key) in &part.members {
            let referred = referred(&module.functions[*position], *key);
            shared.extend(referred.into_iter().filter(|key| homes.get(key).is_some_and(|home| *home != number)));
        }
    }
    shared
}

/// What the code of a version refers to; that of an entry includes the descriptor of the function.
fn referred(function: &Function, key: VersionKey) -> Vec<(FuncId, VersionKey)> {
    let mut referred = vec![(function.id, VersionKey::Generic)];
    if key == VersionKey::Entry {
        referred.push((function.id, VersionKey::Fast));
    }
    let bodies = function.versions.iter().filter(|body| VersionKey::from(body.version) == key);
    for inst in bodies.flat_map(|body| body.blocks.iter()).flat_map(|block| &block.insts) {
        match &inst.kind {
            InstKind::CallFast { function, .. } => referred.push((*function, VersionKey::Fast)),
            InstKind::CallGeneric { function, .. } => referred.push((*function, VersionKey::Generic)),
            InstKind::CallLoop { head, .. } => referred.push((function.id, Version::Loop(*head).into())),
            _ => {}
        }
    }
    referred
}
