//! The mid-level IR: one Python function in several versions, over explicit representations.
//!
//! Lowering makes the **master** of each function: boxed, obviously right, its variables in [`Slot`]s. The versions that
//! run are made from it: `generic` can be entered at every block that an exit names, `fast` takes and returns machine
//! values and leaves for `generic` where a guard fails. A version is in SSA form with block parameters.
//!
//! Invariants, proved by [`verify`]: every use is dominated by its definition; representations agree; an effect is the
//! last instruction of its block; a frame state holds exactly what is live at its resume point in the master.

mod builder;
mod entity;
mod inst;
mod law;
pub mod print;
mod shape;
pub mod verify;

pub use builder::Builder;
pub use entity::{Block, Cache, Const, Slot, State, Value};
pub use inst::{FloatOp, GuardKind, Inst, InstKind, IntOp, Operand, Order, Part, Target, Terminator};
pub use law::{Demand, Law, LawCheck};
pub use shape::{Compact, Field, Fields, Layout, Shapes, pairs};

use crate::repr::Repr;
use naja_frontend::hir::{ClassId, FuncId, IdVec, Name};
use naja_frontend::source::Span;
use naja_rt_abi::math::MathFunction;
use std::collections::BTreeSet;

/// The modules that become one library or executable.
#[derive(Debug)]
pub struct Mir {
    /// The modules, the entry first.
    pub modules: Vec<Module>,
}

/// A module.
#[derive(Debug)]
pub struct Module {
    /// The dotted name.
    pub name: Name,
    /// The path of the source, as tracebacks show it.
    pub path: String,
    /// Whether it is of the library: then its code is rather small than fast where that matters little.
    pub is_library: bool,
    /// Its functions, the body first; in the order of the HIR, and then folds.
    pub functions: Vec<Function>,
    /// Its constants.
    pub pool: Pool,
    /// The attributes that code may look for in line; none in a world where it cannot.
    pub fields: Fields,
    /// Number of inline caches.
    pub caches: usize,
}

/// A Python function and its versions.
#[derive(Debug)]
pub struct Function {
    /// Its identity in the whole program.
    pub id: FuncId,
    /// The number of its code object among those of the module, which are in the order of the HIR's functions; a fold has
    /// that of its generator expression.
    pub code: usize,
    /// `__name__`.
    pub name: Name,
    /// `__qualname__`.
    pub qualname: Name,
    /// How it is called.
    pub signature: Signature,
    /// Where the name stands.
    pub span: Span,
    /// `co_firstlineno`.
    pub first_line: u32,
    /// The docstring's constant.
    pub doc: Option<Const>,
    /// The variables that its frames show, one for each of `co_nlocalsplus`; empty if they show none.
    pub frame_locals: Vec<Option<FrameLocal>>,
    /// Constants of `__name__` and `__qualname__`, and of the tuple of parameter names.
    pub names: [Const; 3],
    /// What lowering made.
    pub master: Body,
    /// What runs, `generic` first.
    pub versions: Vec<Body>,
}

/// A variable that a frame shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameLocal {
    /// Where it is.
    pub slot: Slot,
    /// Whether the slot holds a cell with the value.
    pub is_cell: bool,
}

/// How a function is called.
#[derive(Debug, Clone)]
pub struct Signature {
    /// Bits of [`naja_rt_abi::layout::flags`].
    pub flags: u32,
    /// Positional-only parameters.
    pub positional_only: u32,
    /// Positional parameters, positional-only ones included.
    pub positional: u32,
    /// Keyword-only parameters.
    pub keyword_only: u32,
    /// What the annotations promise of each parameter, in the order of words.
    pub params: Vec<Hint>,
    /// The name of each.
    pub names: Vec<Name>,
    /// Whether each has a default.
    pub defaults: Vec<bool>,
    /// Whether a word with the closure follows the parameters.
    pub closure: bool,
    /// What the annotations promise of the result.
    pub returns: Hint,
    /// What the entry demands of each parameter, in a strict module.
    pub laws: Vec<Option<LawCheck>>,
}

impl Signature {
    /// Whether the fast version is called with an exact list for this parameter, and with nothing else: in a strict module
    /// the entry and direct callers make sure of it.
    #[must_use]
    pub fn takes_list(&self, param: usize) -> bool {
        let is_law = self.laws.get(param).is_some_and(|law| law.as_ref().is_some_and(|law| !law.is_each));
        is_law && matches!(self.params[param], Hint::List(_))
    }

    /// How many words an entry puts in the frame before the closure: the parameters, or a class body's namespace.
    #[must_use]
    pub fn words(&self) -> usize {
        let is_class_body = self.flags & naja_rt_abi::layout::flags::CLASS_BODY != 0;
        self.params.len() + usize::from(is_class_body)
    }
}

/// How a fast version is called: decided before any exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FastSignature {
    /// The representation of each word: the parameters, then the closure if there is one.
    pub params: Vec<Repr>,
    /// The words that are exact lists: see [`Signature::takes_list`].
    pub lists: Vec<bool>,
    /// Of the result.
    pub returns: Repr,
    /// How compiled code binds arguments to the parameters; `None` for functions with `*args` or `**kwargs`, which only
    /// their entry binds.
    pub binding: Option<Binding>,
}

/// How arguments are bound to parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Positional-only parameters.
    pub positional_only: usize,
    /// Positional parameters, positional-only ones included; keyword-only ones follow.
    pub positional: usize,
    /// The parameters.
    pub params: Vec<BoundParam>,
}

/// A parameter that arguments are bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundParam {
    /// Its name.
    pub name: Name,
    /// What is promised of it, and so of its default.
    pub hint: Hint,
    /// Whether it has a default.
    pub has_default: bool,
}

/// What a parameter of a direct call is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// An argument, by its index.
    Argument(usize),
    /// The positional default of this index, out of so many.
    Default(usize, usize),
    /// The default of a keyword-only parameter.
    KeywordDefault(Name),
}

impl Binding {
    /// What each parameter is given in a call with so many arguments, the last of which have names; `None` if Python would
    /// raise.
    #[must_use]
    pub fn bind(&self, count: usize, names: &[Name]) -> Option<Vec<Bound>> {
        let given = count.checked_sub(names.len()).filter(|given| *given <= self.positional)?;
        let mut bound: Vec<Option<Bound>> = (0..self.params.len()).map(|_| None).collect();
        for (index, place) in bound.iter_mut().enumerate().take(given) {
            *place = Some(Bound::Argument(index));
        }
        for (index, name) in names.iter().enumerate() {
            let param = self.params.iter().position(|param| param.name == *name)?;
            let is_free = param >= self.positional_only && bound[param].is_none();
            bound[param] = is_free.then_some(Bound::Argument(given + index));
            bound[param].as_ref()?;
        }
        let defaults = self.params[..self.positional].iter().filter(|param| param.has_default).count();
        let first = self.positional - defaults;
        let missing = |(index, bound): (usize, Option<Bound>)| match bound {
            Some(bound) => Some(bound),
            None if !self.params[index].has_default => None,
            None if index < self.positional => Some(Bound::Default(index - first, defaults)),
            None => Some(Bound::KeywordDefault(self.params[index].name.clone())),
        };
        bound.into_iter().enumerate().map(missing).collect()
    }
}

/// The functions that have a fast version which may be called directly.
pub type FuncSignatures = std::collections::BTreeMap<FuncId, FastSignature>;

/// What the static types promise of a value. A promise, not a fact: a guard makes it one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Hint {
    /// Nothing.
    #[default]
    Any,
    /// `None`.
    None,
    /// An exact `int`.
    Int,
    /// An exact `float`.
    Float,
    /// An exact `complex`.
    Complex,
    /// A `bool`.
    Bool,
    /// An exact `str`.
    Str,
    /// An exact `list` with such elements.
    List(Box<Hint>),
    /// An exact `dict` with such keys and values.
    Dict(Box<Hint>, Box<Hint>),
    /// An exact `tuple` with such elements, or any if there are none here.
    Tuple(Vec<Hint>),
    /// An instance of a class of the program.
    Instance(ClassId),
    /// A function of the program.
    Function(FuncId),
    /// A module object.
    Module,
    /// A function of `math`.
    Math(MathFunction),
    /// A class of the program whose instances are initialised by this function.
    Class(FuncId),
}

impl Hint {
    /// An exact `tuple`, of which no more is promised.
    pub const TUPLE: Hint = Hint::Tuple(vec![]);
}

/// Which version a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// What lowering made; does not run.
    Master,
    /// Runs from a frame; always right.
    Generic,
    /// Called with machine values.
    Fast,
    /// `Fast` from the head of a loop, a block of the master, on.
    Loop(Block),
    /// What `Fast` is to functions that suspend: runs from a frame, in which it keeps machine values.
    Suspending,
}

impl Version {
    /// What all versions of this kind are called.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Version::Master => "master",
            Version::Generic => "generic",
            Version::Fast | Version::Suspending => "fast",
            Version::Loop(_) => "loop",
        }
    }
}

/// The code of one version.
#[derive(Debug, Clone)]
pub struct Body {
    /// Which version.
    pub version: Version,
    /// Every value.
    pub values: IdVec<Value, ValueData>,
    /// Every block; those not reachable from the entries are dead.
    pub blocks: IdVec<Block, BlockData>,
    /// The variables.
    pub slots: IdVec<Slot, SlotData>,
    /// The frame states that exits name.
    pub states: IdVec<State, StateData>,
    /// Where it begins. The parameters of element 0 of a fast version are those of the function; the other entries of a
    /// generic version are resume points, with the frame layout of their block of the master. Those of a `Suspending`
    /// version are where it was suspended; their parameters come from the frame.
    pub entries: Vec<Entry>,
    /// The representation of the result.
    pub returns: Repr,
}

/// A way into a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it goes.
    pub block: Block,
    /// The block of the master that it resumes.
    pub resumes: Block,
    /// Of a `Suspending` version: the words of the frame. The parameters of `block` are those that are set.
    pub words: Vec<FrameWord>,
}

impl Entry {
    /// An entry that knows what it takes from a frame, or takes nothing.
    #[must_use]
    pub fn new(block: Block, resumes: Block) -> Self {
        Entry { block, resumes, words: vec![] }
    }
}

/// A word of a frame that waits for a `Suspending` version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameWord {
    /// What the generic version has there.
    pub generic: Repr,
    /// What this one has.
    pub kept: Kept,
}

/// How a `Suspending` version keeps a word of its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Not at all: it is null, an unset variable, or zero, a loop's state that is not in use.
    Unset,
    /// Not at all: it is that, or a number that nobody reads again.
    Lost,
    /// In a representation.
    As(Repr),
    /// As an exact list.
    List,
    /// As an exact complex number: two machine floats are more than a word.
    Complex,
}

impl Kept {
    /// Whether the frame holds anything for it: then it is a parameter of the entry.
    #[must_use]
    pub fn is_set(self) -> bool {
        match self {
            Kept::Unset | Kept::Lost => false,
            Kept::As(_) | Kept::List | Kept::Complex => true,
        }
    }
}

/// What is known of a value.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueData {
    /// Its representation.
    pub repr: Repr,
    /// What the static types promise.
    pub hint: Hint,
    /// Whether it may be the null word.
    pub nullable: bool,
}

/// A block.
#[derive(Debug, Clone)]
pub struct BlockData {
    /// Its parameters.
    pub params: Vec<Value>,
    /// Its instructions.
    pub insts: Vec<Inst>,
    /// Its end.
    pub terminator: Terminator,
    /// The block of the master it was made from.
    pub origin: Option<Block>,
    /// Other blocks of the master whose start the start of this one stands for: simplified away, or joined to it.
    pub joined: Vec<Block>,
    /// The block of the master whose end the end of this one stands for, if the two do not begin alike.
    pub ends: Option<Block>,
    /// The blocks of inlined masters whose starts the start of this one stands for, each with the copy it is part of.
    pub inlined: Vec<(Copy, Block)>,
    /// Where this is beside the usual way: the state that a copy may leave in here instead.
    pub leaves: Option<State>,
    /// Whether this is beside the usual way: a row is called here where what fast code knows does not hold.
    pub is_beside: bool,
    /// Whether a loop of the source begins here.
    pub is_loop_header: bool,
    /// Whether fast versions leave rather than go here: what happens here would spoil what they know.
    pub is_rare: bool,
}

/// A variable before SSA construction.
#[derive(Debug, Clone)]
pub struct SlotData {
    /// Its name in dumps.
    pub name: Name,
    /// Its representation: boxed, or the machine integers of a loop's own state.
    pub repr: Repr,
    /// What the static types promise.
    pub hint: Hint,
}

/// A copy of a function in a body: named by the block where its ways meet.
pub type Copy = Block;

/// A frame state: what the generic version needs to go on at the start of a block of the master.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StateData {
    /// The block of the master.
    pub resume: Block,
    /// The frame's words: what is live there, in the order of [`crate::analysis::liveness::Frames`].
    pub values: Vec<Value>,
    /// The representation that the frame wants of each: a machine number for a boxed word is boxed by the exit.
    pub kinds: Vec<Repr>,
    /// For each word, whether its reference moves into the frame, or the frame takes one of its own. Set by the refcount
    /// pass, which gives each exit a state of its own.
    pub moved: Vec<bool>,
    /// What is held there besides, and is released when the version is left. Set by the refcount pass.
    pub released: Vec<Value>,
}

impl StateData {
    /// A state before the refcount pass.
    #[must_use]
    pub fn new(resume: Block, values: Vec<Value>, kinds: Vec<Repr>) -> Self {
        StateData { resume, values, kinds, moved: vec![], released: vec![] }
    }
}

/// The constants of a module, in the order of their first use.
#[derive(Debug, Default)]
pub struct Pool {
    entries: IdVec<Const, PoolEntry>,
    index: std::collections::HashMap<PoolKey, Const>,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum PoolEntry {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An int that fits.
    Int(i64),
    /// Decimal digits of one that does not.
    BigInt(String),
    /// A float.
    Float(f64),
    /// An imaginary number.
    Imaginary(f64),
    /// A string.
    Str(String),
    /// A string that is interned.
    Name(Name),
    /// A string with lone surrogates.
    CodePoints(Vec<u32>),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A tuple of constants.
    Tuple(Vec<Const>),
}

/// [`PoolEntry`] with floats by their bits: `0.0` and `-0.0` are two constants, `nan` is one.
#[derive(Debug, PartialEq, Eq, Hash)]
struct PoolKey(String);

impl PoolKey {
    fn of(entry: &PoolEntry) -> PoolKey {
        PoolKey(match entry {
            PoolEntry::Float(value) => format!("Float {:x}", value.to_bits()),
            PoolEntry::Imaginary(value) => format!("Imaginary {:x}", value.to_bits()),
            other => format!("{other:?}"),
        })
    }
}

impl Pool {
    /// The index of `entry`, added if it is new.
    pub fn add(&mut self, entry: PoolEntry) -> Const {
        let key = PoolKey::of(&entry);
        if let Some(id) = self.index.get(&key) {
            return *id;
        }
        let id = self.entries.push(entry);
        self.index.insert(key, id);
        id
    }

    /// The index of `entry`, if it is there.
    #[must_use]
    pub fn find(&self, entry: &PoolEntry) -> Option<Const> {
        self.index.get(&PoolKey::of(entry)).copied()
    }

    /// The entries in order.
    #[must_use]
    pub fn entries(&self) -> &IdVec<Const, PoolEntry> {
        &self.entries
    }
}

/// Rows that write only if they answer yes.
const WRITE_OR_NOT: [&str; 4] = ["shape_box_write", "shape_put_int", "compact_put_float", "compact_put_int"];

impl BlockData {
    /// Whether an effect at the end of the block has happened on the way to its target of this number.
    #[must_use]
    pub fn has_effect(&self, edge: usize) -> bool {
        let Some(effect) = self.insts.iter().rfind(|inst| inst.kind.is_effect()) else { return false };
        let writes_or_not = matches!(&effect.kind, InstKind::Rt(row, _) if WRITE_OR_NOT.contains(&row.name));
        let is_asked = matches!(self.terminator, Terminator::Branch { test, .. } if Some(test) == effect.result);
        edge == 0 || !(writes_or_not && is_asked)
    }
}

impl Body {
    /// An empty body.
    #[must_use]
    pub fn new(version: Version) -> Self {
        Body {
            version,
            values: IdVec::new(),
            blocks: IdVec::new(),
            slots: IdVec::new(),
            states: IdVec::new(),
            entries: Vec::new(),
            returns: Repr::Boxed,
        }
    }

    /// A new value.
    pub fn value(&mut self, repr: Repr, hint: Hint) -> Value {
        self.values.push(ValueData { repr, hint, nullable: false })
    }

    /// A new block without instructions.
    pub fn block(&mut self) -> Block {
        let id = self.blocks.next_id();
        self.blocks.push(BlockData {
            params: vec![],
            insts: vec![],
            terminator: Terminator::None,
            origin: Some(id),
            joined: vec![],
            ends: None,
            inlined: vec![],
            leaves: None,
            is_beside: false,
            is_loop_header: false,
            is_rare: false,
        })
    }

    /// The representation of a value.
    #[must_use]
    pub fn repr(&self, value: Value) -> Repr {
        self.values[value].repr
    }

    /// The blocks that control may come to behind the end of `block`: with it, if it is in a loop.
    #[must_use]
    pub fn reached_from(&self, block: Block) -> BTreeSet<Block> {
        let mut seen = BTreeSet::new();
        let mut waiting = self.successors(block);
        while let Some(next) = waiting.pop() {
            if seen.insert(next) {
                waiting.extend(self.successors(next));
            }
        }
        seen
    }

    /// The blocks that can be reached, in reverse postorder: a block comes before those it dominates.
    #[must_use]
    pub fn reverse_postorder(&self) -> Vec<Block> {
        let mut seen: IdVec<Block, bool> = self.blocks.iter().map(|_| false).collect();
        let mut order = Vec::new();
        for entry in self.entries.iter().rev() {
            self.postorder_from(entry.block, &mut seen, &mut order);
        }
        order.reverse();
        order
    }

    fn postorder_from(&self, root: Block, seen: &mut IdVec<Block, bool>, order: &mut Vec<Block>) {
        if std::mem::replace(&mut seen[root], true) {
            return;
        }
        let mut stack = vec![(root, self.successors(root), 0)];
        while let Some((block, successors, next)) = stack.last_mut() {
            if let Some(successor) = successors.get(*next).copied() {
                *next += 1;
                if !std::mem::replace(&mut seen[successor], true) {
                    stack.push((successor, self.successors(successor), 0));
                }
            } else {
                order.push(*block);
                stack.pop();
            }
        }
    }

    /// The blocks that control may go to from `block`. The resume block of a `yield` counts only in the master: a version
    /// reaches it through an entry.
    #[must_use]
    pub fn successors(&self, block: Block) -> Vec<Block> {
        match &self.blocks[block].terminator {
            Terminator::Yield { resume, .. } if self.version == Version::Master => vec![*resume],
            Terminator::Suspend { .. } => vec![],
            terminator => terminator.targets().into_iter().map(|target| target.block).collect(),
        }
    }

    /// The predecessors of every block, from reachable blocks only; one entry for each edge.
    #[must_use]
    pub fn predecessors(&self) -> IdVec<Block, Vec<Block>> {
        let mut predecessors: IdVec<Block, Vec<Block>> = self.blocks.iter().map(|_| vec![]).collect();
        for block in self.reverse_postorder() {
            for successor in self.successors(block) {
                predecessors[successor].push(block);
            }
        }
        predecessors
    }
}
