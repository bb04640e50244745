//! `list[int]` and `int | str`: types with arguments, and unions.

use crate::args::{Args, Def, function, method};
use crate::attribute;
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
const GENERIC: [TypeId; 12] = [
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
    TypeId::BaseExceptionGroup,
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

/// The hash of an alias; equal ones have the same.
pub(crate) fn hash(cx: &Cx, alias: &Alias) -> Res<i64> {
    if let Some(origin) = &alias.origin {
        return Ok(crate::hash::hash(cx, origin.r())? ^ crate::hash::hash(cx, alias.args.r())?);
    }
    let mut sum = 0;
    for member in alias.items() {
        sum ^= crate::hash::hash(cx, member.r())?;
    }
    Ok(sum)
}

/// The type variables among the arguments, and those of the arguments.
fn parameters(cx: &Cx, alias: &Alias) -> Res<Vec<Own>> {
    let mut found: Vec<Own> = Vec::new();
    for item in alias.items() {
        let inner = if is_variable(cx, item.r())? { vec![item.clone()] } else { parameters_of(cx, item.r())? };
        for variable in inner {
            if !found.iter().any(|known| known.r().is(variable.r())) {
                found.push(variable);
            }
        }
    }
    Ok(found)
}

fn is_variable(cx: &Cx, item: Value<'_>) -> Res<bool> {
    let is_instance = item.kind() == Some(Kind::Instance);
    Ok(is_instance && attribute::get_or_none(cx, item, cx.intern("__typing_subst__").r())?.is_some())
}

/// The `__parameters__` of an argument that is no class.
fn parameters_of(cx: &Cx, item: Value<'_>) -> Res<Vec<Own>> {
    if item.kind() == Some(Kind::Type) {
        return Ok(Vec::new());
    }
    let known = attribute::get_or_none(cx, item, cx.intern("__parameters__").r())?;
    let known = known.as_ref().and_then(|known| known.r().get::<Tuple>());
    Ok(known.map_or_else(Vec::new, |known| known.items().to_vec()))
}

/// `alias[index]`: the type variables replaced.
pub(crate) fn item(cx: &Cx, alias: &Alias, index: Value<'_>) -> Res {
    let parameters = parameters(cx, alias)?;
    let given = index.get::<Tuple>().map_or_else(|| vec![index.own()], |given| given.items().to_vec());
    if parameters.is_empty() {
        return Err(cx.type_error(format!("{} is not a generic class", repr(cx, alias)?)));
    }
    if parameters.len() != given.len() {
        let few = if given.len() < parameters.len() { "few" } else { "many" };
        let (shown, actual, expected) = (repr(cx, alias)?, given.len(), parameters.len());
        return Err(cx.type_error(format!("Too {few} arguments for {shown}; actual {actual}, expected {expected}")));
    }
    let replacement = |variable: Value<'_>| {
        let index = parameters.iter().position(|known| known.r().is(variable));
        index.map_or_else(|| variable.own(), |index| given[index].clone())
    };
    let mut args = Vec::with_capacity(alias.items().len());
    for item in alias.items() {
        let inner = parameters_of(cx, item.r())?;
        args.push(if inner.is_empty() {
            replacement(item.r())
        } else {
            let inner = Tuple::object(inner.iter().map(|variable| replacement(variable.r())));
            crate::operator::item_get(cx, item.r(), inner.r())?
        });
    }
    Ok(Own::new(Alias { origin: alias.origin.clone(), args: Tuple::to_own(args) }))
}

/// Whether an attribute is the alias's own; what is not is its origin's.
fn is_own(name: &str) -> bool {
    matches!(name, "__class__" | "__origin__" | "__args__" | "__parameters__" | "__mro_entries__")
}

/// The class whose attribute is meant by an attribute of an alias, if not its own.
pub(crate) fn attribute_owner(value: Value<'_>, name: Value<'_>) -> Option<Own> {
    base(value).filter(|_| !is_own(&crate::str::text_of(name)))
}

fn alias_new(_cx: &Cx, args: &Args<'_>) -> Res {
    let given = args.get(2);
    let items = if given.kind() == Some(Kind::Tuple) { given.own() } else { Tuple::of(&[given]) };
    Ok(Own::new(Alias { origin: Some(args.get(1).own()), args: items }))
}

/// Methods of aliases with an origin.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls origin args /", alias_new),
    method("__mro_entries__", "self bases", |_, args| {
        let origin = base(args.get(0)).unwrap_or_else(Own::none);
        Ok(Tuple::object([origin].into_iter()))
    }),
];

/// The class that an alias stands for as a base: its origin.
pub(crate) fn base(value: Value<'_>) -> Option<Own> {
    value.get::<Alias>()?.origin.clone()
}

/// Attributes of both kinds.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__origin__", |cx, value| {
        let origin = value.expect::<Alias>().origin.clone();
        origin.ok_or_else(|| attribute::missing(cx, value, cx.intern("__origin__").r()))
    }),
    GetSetRow::ro("__args__", |_, value| Ok(value.expect::<Alias>().args.clone())),
    GetSetRow::ro("__parameters__", |cx, value| Ok(Tuple::to_own(parameters(cx, value.expect())?))),
];
