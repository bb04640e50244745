//! Shapes: the classes whose instances' attributes fast code looks for in line, and their numbers.

use super::{Body, Cache, Const, Hint, InstKind, Module, Operand, Pool, PoolEntry};
use naja_frontend::hir::{ClassId, Id as _, Name};
use naja_rt_abi::layout::{CACHE_SIZE, CompactSlot, FARTHEST, SHAPE_HEAD_SIZE};
use std::collections::{BTreeMap, BTreeSet};

/// The attributes that the static types know of the instances of each class.
pub type Fields = BTreeMap<ClassId, Vec<(Name, Option<CompactSlot>)>>;

/// Where the interpreter puts the slots of instances, and naja their raw words.
#[derive(Debug, Clone)]
pub struct Layout {
    size: u32,
    /// The slots of numbers.
    pub compact: BTreeMap<Name, CompactSlot>,
}

impl Layout {
    /// Of instances of `object`.
    pub const OBJECT: Layout = Layout { size: 2 * WORD, compact: BTreeMap::new() };

    /// Adds the slots of a class; `is_float` says of those for numbers whether they are for floats. In some versions, where
    /// `has_weakref`, a word for weak references follows.
    pub fn extend(&mut self, slots: &BTreeSet<Name>, is_float: impl Fn(&Name) -> Option<bool>, has_weakref: bool) {
        let names = || slots.iter().filter(|name| name.as_str() != "__weakref__");
        let first = self.size;
        self.size += WORD * (names().map(|_| 1).sum::<u32>() + u32::from(has_weakref));
        for (slot, name) in (first..).step_by(WORD as usize).zip(names()) {
            // A base may have a slot of this name.
            self.compact.remove(name);
            if let Some(is_float) = is_float(name)
                && self.size <= FARTHEST - WORD
            {
                self.compact.insert(name.clone(), CompactSlot { slot, raw: self.size, is_float });
                self.size += WORD;
            }
        }
    }
}

const WORD: u32 = 8;

/// The shapes of a module.
#[derive(Debug, Default)]
pub struct Shapes {
    shapes: BTreeMap<ClassId, Shape>,
    are_in_line: bool,
}

#[derive(Debug)]
struct Shape {
    memory: Cache,
    names: Vec<(Name, Option<CompactSlot>)>,
    /// What [`Compact::all`] is, if there are such slots.
    compact: Option<Const>,
}

/// An attribute of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The memory of the shape.
    pub shape: Cache,
    /// How many attributes it has.
    pub count: usize,
    /// Which of them this is.
    pub index: usize,
    /// The slot that it is perhaps in, as a number.
    pub compact: Option<Compact>,
}

/// A compact slot of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compact {
    /// Where it is.
    pub slot: CompactSlot,
    /// The constant that says so of all compact slots of the shape: pairs of a name and a code.
    pub all: Const,
}

impl Shapes {
    /// Shapes for the classes whose attributes the functions of `module` use, in new cache memory.
    #[must_use]
    pub fn new(module: &mut Module) -> Self {
        let mut used = BTreeSet::new();
        for function in &module.functions {
            note_used(&function.master, &mut used);
        }
        let mut shapes = BTreeMap::new();
        for (class, names) in module.fields.iter().filter(|(class, names)| used.contains(class) && !names.is_empty()) {
            let memory = Cache::from_index(module.caches);
            let size = SHAPE_HEAD_SIZE + names.len() * size_of::<u32>();
            module.caches += size.div_ceil(CACHE_SIZE);
            let codes: Vec<_> = names.iter().filter_map(|(name, slot)| Some((name, (*slot)?.code()))).collect();
            let codes = codes.into_iter().map(|(name, code)| (name, PoolEntry::Int(code)));
            let compact = (codes.len() > 0).then(|| pairs(codes, &mut module.pool));
            shapes.insert(*class, Shape { memory, names: names.clone(), compact });
        }
        Shapes { shapes, are_in_line: !module.fields.is_empty() }
    }

    /// Whether there are classes, in a world that has the rows for them.
    #[must_use]
    pub fn are_in_line(&self) -> bool {
        self.are_in_line
    }

    /// The attribute `name` of instances of `class`.
    #[must_use]
    pub fn field(&self, class: ClassId, name: &Name) -> Option<Field> {
        let shape = self.shapes.get(&class)?;
        let index = shape.names.iter().position(|(field, _)| field == name)?;
        let Shape { memory, names, compact } = shape;
        let compact = names[index].1.zip(*compact).map(|(slot, all)| Compact { slot, all });
        Some(Field { shape: *memory, count: names.len(), index, compact })
    }
}

/// A constant tuple of names and what belongs to them in turn.
pub fn pairs<'a>(items: impl Iterator<Item = (&'a Name, PoolEntry)>, pool: &mut Pool) -> Const {
    let mut parts = vec![];
    for (name, entry) in items {
        parts.extend([pool.add(PoolEntry::Name(name.clone())), pool.add(entry)]);
    }
    pool.add(PoolEntry::Tuple(parts))
}

/// The classes whose instances' attributes a master reads or writes.
fn note_used(body: &Body, used: &mut BTreeSet<ClassId>) {
    for inst in body.blocks.iter().flat_map(|block| &block.insts) {
        if let InstKind::Rt(row, operands) = &inst.kind
            && matches!(row.name, "attr_get" | "attr_set")
            && let Some(Operand::Value(object)) = operands.first()
            && let Hint::Instance(class) = body.values[*object].hint
        {
            used.insert(class);
        }
    }
}
