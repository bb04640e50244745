//! What strict modules demand of values from untyped code: see `naja_rt_abi::law`.

use crate::class;
use crate::context::{Cx, Res};
use crate::dict::Dict;
use crate::object::{Kind, Own, Str, Tuple, Value};
use crate::str::text;
use crate::types::TypeId;
use naja_rt_abi::law::BUILTINS;

/// TypeError unless a value is what a law demands.
pub(crate) fn law_check(cx: &Cx, globals: Value<'_>, what: &Str, value: Value<'_>, law: &Tuple) -> Res<()> {
    let [shown, demands @ ..] = law.items() else { return Ok(()) };
    for demand in demands {
        if holds(cx, globals, value, demand.r())? {
            return Ok(());
        }
    }
    let (what, shown) = (text(what), crate::str::text_of(shown.r()));
    let found = if value.is_none() { "None".to_owned() } else { class::type_name(cx, value) };
    Err(cx.type_error(format!("{what} must be {shown}, not {found}")))
}

/// The same, for each element of the tuple of a `*args`, or each value of the dict of a `**kwargs`.
pub(crate) fn law_check_each(cx: &Cx, globals: Value<'_>, what: &Str, values: Value<'_>, law: &Tuple) -> Res<()> {
    let values: Vec<Own> = match values.get::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => values.expect::<Dict>().entries().into_iter().map(|(_, value)| value).collect(),
    };
    values.iter().try_for_each(|value| law_check(cx, globals, what, value.r(), law))
}

fn holds(cx: &Cx, globals: Value<'_>, value: Value<'_>, demand: Value<'_>) -> Res<bool> {
    let Some(name) = demand.get::<Str>() else {
        let index = crate::int::to_i64(demand).and_then(|index| usize::try_from(index).ok());
        let class = index.and_then(|index| builtin(BUILTINS.get(index)?));
        return Ok(class.is_some_and(|class| class::is_a(cx, value, class)));
    };
    // What is no class, or not there yet, has all instances.
    match globals.expect::<Dict>().find_str(name.value()) {
        Some((_, class)) if class.r().kind() == Some(Kind::Type) => {
            crate::builtins::check_class(cx, value, class.r(), "isinstance")
        }
        _ => Ok(true),
    }
}

fn builtin(class: &str) -> Option<TypeId> {
    Some(match class {
        "NoneType" => TypeId::NoneType,
        "int" => TypeId::Int,
        "float" => TypeId::Float,
        "complex" => TypeId::Complex,
        "bool" => TypeId::Bool,
        "str" => TypeId::Str,
        "bytes" => TypeId::Bytes,
        "list" => TypeId::List,
        "dict" => TypeId::Dict,
        "set" => TypeId::Set,
        "frozenset" => TypeId::FrozenSet,
        "tuple" => TypeId::Tuple,
        _ => return None,
    })
}
