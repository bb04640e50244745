//! Shapes: the classes whose instances' attributes fast code looks for in line, and their numbers.

use super::{Body, Cache, Hint, InstKind, Module, Operand, Pool, PoolEntry};
use naja_frontend::hir::{ClassId, Id as _, Name};
use naja_rt_abi::layout::{CACHE_SIZE, SHAPE_HEAD_SIZE};
use std::collections::{BTreeMap, BTreeSet};

/// The attributes that the static types know of the instances of each class, and which of them are numbers in slots.
pub type Fields = BTreeMap<ClassId, Vec<(Name, Option<Number>)>>;

/// What a compact slot keeps unboxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// An `int` of 64 bits.
    Int,
    /// A `float`.
    Float,
}

impl Number {
    /// The slots that a class adds, as a constant of the row `class_new_compact`; `None` if there are none.
    #[must_use]
    pub fn constant(slots: &[(Name, Number)], pool: &mut Pool) -> Option<PoolEntry> {
        let mut items = vec![];
        for (name, number) in slots {
            items.push(pool.add(PoolEntry::Name(name.clone())));
            items.push(pool.add(match number {
                Number::Int => PoolEntry::Int(0),
                Number::Float => PoolEntry::Float(0.0),
            }));
        }
        (!items.is_empty()).then_some(PoolEntry::Tuple(items))
    }
}

/// The shapes of a module.
#[derive(Debug, Default)]
pub struct Shapes {
    shapes: BTreeMap<ClassId, Shape>,
    are_in_line: bool,
}

#[derive(Debug)]
struct Shape {
    memory: Cache,
    names: Vec<(Name, Option<Number>)>,
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
    /// The number that it is, in a slot that is perhaps compact.
    pub number: Option<Number>,
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
            shapes.insert(*class, Shape { memory, names: names.clone() });
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
        Some(Field { shape: shape.memory, count: shape.names.len(), index, number: shape.names[index].1 })
    }
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
