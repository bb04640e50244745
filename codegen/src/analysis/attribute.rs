//! Which attribute accesses become accesses in line: those of objects that the static types say are instances of a class
//! of the program, to attributes they know of; of numbers in slots, those that give or take such a number. Nothing is taken
//! for granted: what is not found is found by the row.

use super::kinds::{Context, Kind, Kinds};
use super::plan::Plan;
use crate::mir::{Body, Cache, Compact, Const, Field, Hint, Inst, InstKind, Operand, PoolEntry, Value};
use crate::repr::Repr;

/// An access in line to an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// The object.
    pub object: Value,
    /// The attribute.
    pub field: Field,
    /// Its name.
    pub name: Const,
    /// The cache of the row.
    pub cache: Cache,
    /// The value that is stored; `None` in a load.
    pub stored: Option<Value>,
    /// What the result is: the null word for a store.
    pub kind: Kind,
}

/// Whether a value of a kind may be in a slot that keeps such numbers.
fn fits(kind: &Kind, compact: Option<Compact>) -> bool {
    compact.is_none_or(|compact| *kind == if compact.slot.is_float { Kind::F64 } else { Kind::I64 })
}

/// The plan for a load that without it would give a value of `kind`.
pub(super) fn load(body: &Body, operands: &[Operand], kinds: &Kinds, cx: Context<'_>, kind: Kind) -> Option<Plan> {
    access(body, operands, kinds, cx, None, kind).map(Plan::Attribute)
}

/// The plan for a store: of numbers, which are written into their boxes.
pub(super) fn store(body: &Body, operands: &[Operand], kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let Some(Operand::Value(stored)) = operands.get(2) else { return None };
    let is_number = matches!(kinds.get(*stored), Kind::I64 | Kind::F64);
    access(body, operands, kinds, cx, Some(*stored), Kind::Null).filter(|_| is_number).map(Plan::Attribute)
}

fn access(
    body: &Body,
    operands: &[Operand],
    kinds: &Kinds,
    cx: Context<'_>,
    stored: Option<Value>,
    kind: Kind,
) -> Option<Access> {
    let [Operand::Value(object), Operand::Value(name), .., Operand::Cache(cache)] = operands else { return None };
    let Hint::Instance(class) = body.values[*object].hint else { return None };
    let InstKind::Boxed(constant) = cx.definition(body, *name)?.kind else { return None };
    let PoolEntry::Name(name) = &cx.pool.entries()[constant] else { return None };
    let is_boxed = kinds.get(*object).repr() == Repr::Boxed && body.repr(*object) == Repr::Boxed;
    let field = cx.shapes.field(class, name)?;
    let moved = stored.map_or(&kind, |stored| kinds.get(stored));
    (is_boxed && fits(moved, field.compact)).then(|| Access {
        object: *object,
        field,
        name: constant,
        cache: *cache,
        stored,
        kind: kind.clone(),
    })
}

impl Context<'_> {
    /// The instruction that defines a value.
    #[must_use]
    pub fn definition(self, body: &Body, value: Value) -> Option<&Inst> {
        let (block, index) = self.definitions.get(value).copied().flatten()?;
        body.blocks[block].insts.get(index)
    }
}
