//! `list[int]` and `int | str`: types with arguments, and unions.

use crate::class::{Type, is_subclass};
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::object::{Body, BodyKind, Kind, Own, Tuple, Value};
use crate::types::TypeId;

/// A type with arguments, or a union of its arguments.
pub(crate) struct Alias {
    /// The type; `None` for a union.
    pub(crate) origin: Option<Own>,
    /// The tuple of arguments.
    pub(crate) args: Own,
}

impl Body for Alias {
    const KIND: Kind = <Alias as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.origin.iter().for_each(|origin| visit(origin.r()));
        visit(self.args.r());
    }
}

/// Builtin types that take arguments.
const GENERIC: [TypeId; 11] = [
    TypeId::List,
    TypeId::Dict,
    TypeId::Tuple,
    TypeId::Set,
    TypeId::FrozenSet,
    TypeId::Type,
    TypeId::Enumerate,
    TypeId::Zip,
    TypeId::Map,
    TypeId::Filter,
    TypeId::Reversed,
];

impl Alias {
    pub(crate) fn type_id(&self) -> TypeId {
        if self.origin.is_some() { TypeId::GenericAlias } else { TypeId::UnionType }
    }

    /// The arguments.
    pub(crate) fn items(&self) -> &[Own] {
        self.args.r().expect::<Tuple>().items()
    }
}

/// `class[index]`, if the class takes arguments.
pub(crate) fn subscript(cx: &Cx, class: Value<'_>, index: Value<'_>) -> Option<Own> {
    if !GENERIC.iter().any(|id| is_subclass(class, cx.ty(*id))) {
        return None;
    }
    let args = if index.kind() == Some(Kind::Tuple) { index.own() } else { Tuple::of(&[index]) };
    Some(Own::new(Alias { origin: Some(class.own()), args }))
}

/// `a | b` of types; `None` if an operand is none.
pub(crate) fn union(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res<Option<Own>> {
    let is_type = |value: Value<'_>| value.is_none() || matches!(value.kind(), Some(Kind::Type | Kind::Alias));
    if !is_type(a) || !is_type(b) || (a.is_none() && b.is_none()) {
        return Ok(None);
    }
    let mut members: Vec<Own> = Vec::new();
    for operand in [a, b] {
        let parts = match operand.get::<Alias>() {
            Some(alias) if alias.origin.is_none() => alias.items().to_vec(),
            _ if operand.is_none() => vec![cx.ty(TypeId::NoneType).own()],
            _ => vec![operand.own()],
        };
        for part in parts {
            if !crate::sequence::contains_in(cx, &members, part.r())? {
                members.push(part);
            }
        }
    }
    if members.len() == 1 {
        return Ok(members.pop());
    }
    Ok(Some(Own::new(Alias { origin: None, args: Tuple::to_own(members) })))
}

/// Whether two aliases are equal; the order of a union does not matter.
pub(crate) fn equal(cx: &Cx, a: &Alias, b: &Alias) -> Res<bool> {
    match (&a.origin, &b.origin) {
        (Some(x), Some(y)) => Ok(x.r().is(y.r()) && crate::operator::equal(cx, a.args.r(), b.args.r())?),
        (None, None) if a.items().len() == b.items().len() => {
            for item in a.items() {
                if !crate::sequence::contains_in(cx, b.items(), item.r())? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// `repr(alias)`.
pub(crate) fn repr(cx: &Cx, alias: &Alias) -> Res<String> {
    let items = alias.items().iter().map(|item| item_repr(cx, item.r())).collect::<Res<Vec<_>>>()?;
    match &alias.origin {
        None => Ok(items.join(" | ")),
        Some(origin) => {
            let inner = if items.is_empty() { "()".to_owned() } else { items.join(", ") };
            Ok(format!("{}[{inner}]", item_repr(cx, origin.r())?))
        }
    }
}

fn item_repr(cx: &Cx, item: Value<'_>) -> Res<String> {
    if item.is(Value::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    if item.is(cx.ty(TypeId::NoneType)) {
        return Ok("None".to_owned());
    }
    let Some(class) = item.get::<Type>() else { return crate::repr::repr_text(cx, item) };
    Ok(format!("{}{}", crate::repr::module_prefix(cx, class), class.full_name()))
}

/// The class that an alias stands for as a base: its origin.
pub(crate) fn base(value: Value<'_>) -> Option<Own> {
    value.get::<Alias>()?.origin.clone()
}

/// Attributes of both kinds.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__origin__", |cx, value| {
        let origin = value.expect::<Alias>().origin.clone();
        origin.ok_or_else(|| crate::attribute::missing(cx, value, cx.intern("__origin__").r()))
    }),
    GetSetRow::ro("__args__", |_, value| Ok(value.expect::<Alias>().args.clone())),
];
