//! Patterns of `match` that take a subject apart.

use crate::attribute;
use crate::call;
use crate::class::{self, Type, is_subclass, type_of};
use crate::context::{Cx, Res};
use crate::dict::{self, Dict};
use crate::object::{List, Own, Tuple, Value};
use crate::types::TypeId;

/// As what patterns take the instances of a class apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Collection {
    Neither,
    Sequence,
    Mapping,
}

impl Collection {
    /// What instances of a builtin type are.
    pub(crate) fn of_builtin(id: TypeId) -> Collection {
        match id {
            TypeId::List | TypeId::Tuple | TypeId::Range | TypeId::Deque => Collection::Sequence,
            TypeId::Dict => Collection::Mapping,
            _ => Collection::Neither,
        }
    }

    /// What instances of a class with these bases are.
    pub(crate) fn inherited(bases: &[Own]) -> Collection {
        let mut all = bases.iter().map(|base| base.r().expect::<Type>().collection.get());
        all.find(|one| *one != Collection::Neither).unwrap_or(Collection::Neither)
    }
}

/// `match_like(class, other)`: patterns take instances of `class` apart as those of `other`, if they do so at all.
pub(crate) fn match_like(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let (Some(class), Some(other)) = (args.get(0).get::<Type>(), args.get(1).get::<Type>()) else {
        return Err(cx.type_error("classes are required"));
    };
    if other.collection.get() != Collection::Neither {
        set_collection(class, other.collection.get());
    }
    Ok(Own::none())
}

fn set_collection(class: &Type, collection: Collection) {
    if class.id.is_none() && class.collection.replace(collection) != collection {
        class.subclasses().iter().for_each(|class| set_collection(class.r().expect(), collection));
    }
}

fn collection(cx: &Cx, subject: Value<'_>) -> Collection {
    type_of(cx, subject).expect::<Type>().collection.get()
}

/// Row `match_sequence_len`.
pub(crate) fn match_sequence_len(cx: &Cx, subject: Value<'_>, count: i64, star: i64) -> Res<bool> {
    if collection(cx, subject) != Collection::Sequence {
        return Ok(false);
    }
    if star != 0 && count == 0 {
        return Ok(true);
    }
    let len = crate::operator::len(cx, subject)? as i64;
    Ok(if star == 0 { len == count } else { len >= count })
}

/// Row `sequence_index`.
pub(crate) fn sequence_index(cx: &Cx, subject: Value<'_>, from_end: i64) -> Res {
    Ok(Own::int(crate::operator::len(cx, subject)? as i64 - from_end))
}

/// Row `match_sequence`.
pub(crate) fn match_sequence(cx: &Cx, subject: Value<'_>, before: i64, after: i64) -> Res<Option<Own>> {
    if collection(cx, subject) != Collection::Sequence {
        return Ok(None);
    }
    let len = crate::operator::len(cx, subject)? as i64;
    let fits = if after < 0 { len == before } else { len >= before + after };
    if !fits {
        return Ok(None);
    }
    if after < 0 {
        crate::container::unpack_tuple(cx, subject, before).map(Some)
    } else {
        crate::container::unpack_star(cx, subject, before, after).map(Some)
    }
}

/// Row `match_mapping`.
pub(crate) fn match_mapping(cx: &Cx, subject: Value<'_>, keys: &Tuple, rest: i64) -> Res<Option<Own>> {
    if collection(cx, subject) != Collection::Mapping
        || (keys.len() > 0 && crate::operator::len(cx, subject)? < keys.len())
    {
        return Ok(None);
    }
    let get = if keys.len() > 0 { Some(attribute::get(cx, subject, cx.intern("get").r())?) } else { None };
    // An object of our own, which no mapping holds.
    let missing = List::object(Vec::new());
    let mut values = Vec::with_capacity(keys.len() + 1);
    for (index, key) in keys.items().iter().enumerate() {
        if crate::sequence::contains_in(cx, &keys.items()[..index], key.r())? {
            let shown = crate::repr::repr_text(cx, key.r())?;
            return Err(cx.value_error(format!("mapping pattern checks duplicate key ({shown})")));
        }
        let get = get.as_ref().map_or(Value::NONE, Own::r);
        let value = call::invoke(cx, get, &[key.r(), missing.r()], None)?;
        if value.r().is(missing.r()) {
            return Ok(None);
        }
        values.push(value);
    }
    if rest != 0 {
        let others = Dict::object();
        dict::update(cx, others.r().expect(), subject)?;
        for key in keys.items() {
            dict::delete(cx, others.r().expect(), key.r())?;
        }
        values.push(others);
    }
    Ok(Some(Tuple::to_own(values)))
}

/// Row `match_class`.
pub(crate) fn match_class(
    cx: &Cx,
    subject: Value<'_>,
    class: Value<'_>,
    count: i64,
    names: &Tuple,
) -> Res<Option<Own>> {
    if class.get::<Type>().is_none() {
        return Err(cx.type_error("called match pattern must be a class"));
    }
    if !crate::builtins::check_class(cx, subject, class, "isinstance")? {
        return Ok(None);
    }
    let Some(positional) = positional_names(cx, class, count as usize)? else {
        let mut values = vec![subject.own()];
        return Ok(match attributes(cx, subject, names.items())? {
            Some(named) => {
                values.extend(named);
                Some(Tuple::to_own(values))
            }
            None => None,
        });
    };
    let all: Vec<Own> = positional.into_iter().chain(names.items().iter().cloned()).collect();
    for (index, name) in all.iter().enumerate() {
        if all[..index].iter().any(|other| other.r().is(name.r())) {
            let (class, name) = (class.expect::<Type>().name(), crate::str::text_of(name.r()));
            return Err(cx.type_error(format!("{class}() got multiple sub-patterns for attribute '{name}'")));
        }
    }
    Ok(attributes(cx, subject, &all)?.map(Tuple::to_own))
}

/// The attributes that positional subpatterns look at; `None` if the one there is looks at the subject itself.
fn positional_names(cx: &Cx, class: Value<'_>, count: usize) -> Res<Option<Vec<Own>>> {
    const THEMSELVES: [TypeId; 10] = [
        TypeId::Int,
        TypeId::Float,
        TypeId::Str,
        TypeId::Bytes,
        TypeId::ByteArray,
        TypeId::List,
        TypeId::Tuple,
        TypeId::Dict,
        TypeId::Set,
        TypeId::FrozenSet,
    ];
    if count == 0 {
        return Ok(Some(Vec::new()));
    }
    let known = attribute::get_or_none(cx, class, cx.names.__match_args__.r())?;
    let name = class.expect::<Type>().name();
    let most = match &known {
        Some(known) => match known.r().get::<Tuple>() {
            Some(known) => known.len(),
            None => {
                let found = class::type_name(cx, known.r());
                return Err(cx.type_error(format!("{name}.__match_args__ must be a tuple (got {found})")));
            }
        },
        None if THEMSELVES.iter().any(|id| is_subclass(class, cx.ty(*id))) => 1,
        None => 0,
    };
    if count > most {
        let plural = crate::args::plural(most);
        return Err(cx.type_error(format!("{name}() accepts {most} positional sub-pattern{plural} ({count} given)")));
    }
    let Some(known) = known else { return Ok(None) };
    let mut names = Vec::with_capacity(count);
    for item in &known.r().expect::<Tuple>().items()[..count] {
        let Some(text) = item.r().str() else {
            let found = class::type_name(cx, item.r());
            return Err(cx.type_error(format!("__match_args__ elements must be strings (got {found})")));
        };
        names.push(cx.interned(text));
    }
    Ok(Some(names))
}

fn attributes(cx: &Cx, subject: Value<'_>, names: &[Own]) -> Res<Option<Vec<Own>>> {
    let mut values = Vec::with_capacity(names.len());
    for name in names {
        match attribute::get_or_none(cx, subject, cx.interned(name.r().expect()).r())? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}
