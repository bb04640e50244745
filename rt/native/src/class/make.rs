//! Making classes: what a class statement and `type(name, bases, namespace)` do, with the method resolution order.

use super::{Type, is_custom, is_subclass, lookup_after, note_finalizer, special, type_name, type_of};
use crate::call;
use crate::context::{Cx, Res};
use crate::descriptor::{self, ClassMethod, Member, StaticMethod};
use crate::dict::{self, Dict};
use crate::object::{Kind, Own, Slot, Tuple, Value, WeakWord};
use crate::pattern::Collection;
use crate::types::TypeId;
use core::cell::{Cell, OnceCell};
use naja_rt_abi::layout::FunctionDesc;

/// Row `class_new`.
pub(crate) fn class_new(cx: &Cx, body: Value<'_>, name: Value<'_>, bases: &Tuple, keywords: Option<Value<'_>>) -> Res {
    let written = bases.items().to_vec();
    let resolved = resolve_bases(cx, &written)?;
    let mut keywords: Vec<(Own, Own)> = keywords.map_or_else(Vec::new, |dict| dict.expect::<Dict>().entries());
    let meta = keywords
        .iter()
        .position(|(key, _)| key.r().str().is_some_and(|key| crate::str::is(key, "metaclass")))
        .map(|index| keywords.remove(index).1);
    let meta = winner(cx, meta, &resolved)?;
    let namespace = prepare(cx, meta.r(), name, &resolved, &keywords)?;
    let cell = call::invoke(cx, body, &[namespace.r()], None)?;
    if resolved.iter().zip(&written).any(|(a, b)| !a.r().is(b.r())) || resolved.len() != written.len() {
        crate::operator::item_set(
            cx,
            namespace.r(),
            cx.intern("__orig_bases__").r(),
            Tuple::object(written.into_iter()).r(),
        )?;
    }
    let bases = Tuple::object(resolved.into_iter());
    let class = call_with_keywords(cx, meta.r(), &[name, bases.r(), namespace.r()], &keywords)?;
    if let Some(cell) = cell.r().get::<crate::function::CellBody>()
        && !cell.value.is_some()
    {
        cell.value.set(Some(class.clone()));
    }
    Ok(class)
}

/// Row `class_begin`.
pub(crate) fn class_begin(cx: &Cx, namespace: Value<'_>, desc: &'static FunctionDesc, globals: Value<'_>) -> Res<()> {
    let names = &cx.names;
    let set = |name: &Own, value: Option<Own>| match value {
        Some(value) => crate::module::namespace_set(cx, namespace, name.r().expect(), value.r()),
        None => Ok(()),
    };
    set(&names.__module__, dict::get_str(globals.expect(), names.__name__.r()))?;
    set(&names.__qualname__, crate::function::constant(desc, desc.qualname))?;
    set(&names.__doc__, crate::function::constant(desc, desc.doc))
}

fn call_with_keywords(cx: &Cx, callee: Value<'_>, args: &[Value<'_>], keywords: &[(Own, Own)]) -> Res {
    let mut all = args.to_vec();
    all.extend(keywords.iter().map(|(_, value)| value.r()));
    let names = Tuple::object(keywords.iter().map(|(key, _)| key.clone()));
    call::invoke(cx, callee, &all, (!keywords.is_empty()).then(|| names.r().expect()))
}

fn resolve_bases(cx: &Cx, written: &[Own]) -> Res<Vec<Own>> {
    let mut bases = Vec::with_capacity(written.len());
    for base in written {
        if let Some(origin) = crate::alias::base(base.r()) {
            bases.push(origin);
        } else if base.r().get::<Type>().is_none()
            && let Some(entries) = crate::attribute::find(cx, base.r(), cx.names.__mro_entries__.r())?
        {
            let all = Tuple::object(written.iter().cloned());
            let entries = call::invoke(cx, entries.r(), &[all.r()], None)?;
            let Some(entries) = entries.r().get::<Tuple>() else {
                return Err(cx.type_error("__mro_entries__ must return a tuple"));
            };
            bases.extend(entries.items().iter().cloned());
        } else {
            bases.push(base.clone());
        }
    }
    Ok(bases)
}

/// The most derived of the metaclasses.
fn winner(cx: &Cx, explicit: Option<Own>, bases: &[Own]) -> Res {
    let mut winner = match explicit {
        Some(meta) if meta.r().get::<Type>().is_none() => return Ok(meta),
        Some(meta) => meta,
        None => bases.first().map_or_else(|| cx.ty(TypeId::Type).own(), |base| type_of(cx, base.r()).own()),
    };
    for base in bases {
        let meta = type_of(cx, base.r());
        if is_subclass(winner.r(), meta) {
            continue;
        }
        if !is_subclass(meta, winner.r()) {
            return Err(cx.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        winner = meta.own();
    }
    Ok(winner)
}

fn prepare(cx: &Cx, meta: Value<'_>, name: Value<'_>, bases: &[Own], keywords: &[(Own, Own)]) -> Res {
    if meta.is(cx.ty(TypeId::Type)) {
        return Ok(Dict::object());
    }
    match crate::attribute::find(cx, meta, cx.names.__prepare__.r())? {
        None => Ok(Dict::object()),
        Some(prepare) => {
            let bases = Tuple::object(bases.iter().cloned());
            call_with_keywords(cx, prepare.r(), &[name, bases.r()], keywords)
        }
    }
}

/// `type.__new__(meta, name, bases, namespace, **keywords)`.
pub(super) fn make(
    cx: &Cx,
    meta: Value<'_>,
    name: Value<'_>,
    bases: &[Own],
    space: &Dict,
    keywords: &[(Value<'_>, Value<'_>)],
) -> Res {
    let object = [cx.ty(TypeId::Object).own()];
    let bases = if bases.is_empty() { &object[..] } else { bases };
    let meta = winner(cx, Some(meta.own()), bases)?;
    for base in bases {
        check_base(cx, base.r())?;
    }
    let ancestors = linearize(cx, bases)?;
    let solid = solid_base(cx, bases)?;
    let dict = space.copy();
    let names = &cx.names;
    let slots = read_slots(cx, name, dict.r().expect(), bases)?;
    let qualname = dict::remove_str(dict.r().expect(), names.__qualname__.r()).unwrap_or_else(|| name.own());
    let cell = dict::remove_str(dict.r().expect(), names.__classcell__.r());
    let class = Own::new(Type {
        name: Slot::new(Some(name.own())),
        qualname: Slot::new(Some(qualname)),
        id: None,
        solid,
        bases: Tuple::object(bases.iter().cloned()),
        ancestors,
        dict,
        meta: (!meta.r().is(cx.ty(TypeId::Type))).then_some(meta),
        open: slots.open,
        watchable: slots.watchable && !matches!(solid, TypeId::Int | TypeId::Tuple | TypeId::Bytes),
        collection: Cell::new(Collection::inherited(bases)),
        shape: OnceCell::new(),
        subclasses: crate::object::Payload::new(Vec::new()),
    });
    for base in bases {
        base.r().expect::<Type>().subclasses.write(|all| all.push(WeakWord::new(class.r())));
    }
    let body = class.r().expect::<Type>();
    adjust_namespace(cx, body.dict());
    for slot in slots.names {
        dict::set_str(body.dict(), slot.r(), Member::object(slot.clone(), class.r()));
    }
    if let Some(cell) = cell.as_ref().and_then(|cell| cell.r().get::<crate::function::CellBody>()) {
        cell.value.set(Some(class.clone()));
    }
    set_names(cx, class.r())?;
    init_subclass(cx, class.r(), keywords)?;
    Ok(class)
}

fn check_base(cx: &Cx, base: Value<'_>) -> Res<()> {
    let Some(class) = base.get::<Type>() else {
        return Err(cx.type_error("bases must be types"));
    };
    let is_final = matches!(
        class.id,
        Some(
            TypeId::Bool
                | TypeId::NoneType
                | TypeId::Ellipsis
                | TypeId::NotImplemented
                | TypeId::Function
                | TypeId::Builtin
                | TypeId::Method
                | TypeId::Range
                | TypeId::Slice
                | TypeId::Generator
                | TypeId::Cell
                | TypeId::WeakRef
        )
    );
    if is_final {
        return Err(cx.type_error(format!("type '{}' is not an acceptable base type", class.name())));
    }
    Ok(())
}

fn solid_base(cx: &Cx, bases: &[Own]) -> Res<TypeId> {
    let mut solid = TypeId::Object;
    for base in bases {
        let other = base.r().expect::<Type>().solid;
        if solid == TypeId::Object || is_subclass(cx.ty(other), cx.ty(solid)) {
            solid = other;
        } else if other != TypeId::Object && !is_subclass(cx.ty(solid), cx.ty(other)) {
            return Err(cx.type_error("multiple bases have instance lay-out conflict"));
        }
    }
    Ok(solid)
}

/// The C3 order of the bases and their ancestors.
fn linearize(cx: &Cx, bases: &[Own]) -> Res<Vec<Own>> {
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|other| other.r().is(base.r())) {
            let name = base.r().expect::<Type>().name();
            return Err(cx.type_error(format!("duplicate base class {name}")));
        }
    }
    let mut rows: Vec<Vec<Own>> = bases
        .iter()
        .map(|base| core::iter::once(base.clone()).chain(base.r().expect::<Type>().ancestors.iter().cloned()).collect())
        .collect();
    rows.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        rows.retain(|row| !row.is_empty());
        if rows.is_empty() {
            return Ok(order);
        }
        let in_a_tail = |class: &Own| rows.iter().any(|row| row[1..].iter().any(|other| other.r().is(class.r())));
        let Some(next) = rows.iter().map(|row| row[0].clone()).find(|class| !in_a_tail(class)) else {
            let mut names: Vec<String> = Vec::new();
            for row in &rows {
                let name = row[0].r().expect::<Type>().name();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            return Err(cx.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for row in &mut rows {
            if row[0].r().is(next.r()) {
                row.remove(0);
            }
        }
        order.push(next);
    }
}

/// What `__slots__` says.
struct SlotsOfClass {
    names: Vec<Own>,
    /// Whether instances may have other attributes.
    open: bool,
    /// Whether there may be weak references to them.
    watchable: bool,
}

fn read_slots(cx: &Cx, class: Value<'_>, dict: &Dict, bases: &[Own]) -> Res<SlotsOfClass> {
    let Some(slots) = dict::get_str(dict, cx.names.__slots__.r()) else {
        return Ok(SlotsOfClass { names: Vec::new(), open: true, watchable: true });
    };
    let names = if slots.r().str().is_some() { vec![slots] } else { crate::iter::collect(cx, slots.r())? };
    let mut open = bases.iter().any(|base| base.r().expect::<Type>().open);
    let mut watchable = bases.iter().any(|base| base.r().expect::<Type>().watchable);
    let mut found = Vec::new();
    for name in names {
        let Some(text) = name.r().str() else {
            let found = type_name(cx, name.r());
            return Err(cx.type_error(format!("__slots__ items must be strings, not '{found}'")));
        };
        let name = cx.interned(text);
        if name.r().is(cx.names.__dict__.r()) {
            open = true;
        } else if dict::get_str(dict, name.r()).is_some() {
            let text = crate::str::text(text).into_owned();
            return Err(cx.value_error(format!("'{text}' in __slots__ conflicts with class variable")));
        } else if name.r().is(cx.names.__weakref__.r()) {
            watchable = true;
        } else {
            found.push(private_name(cx, class, &name));
        }
    }
    Ok(SlotsOfClass { names: found, open, watchable })
}

/// The name that `__name` has in a class, which `__slots__` need not know.
fn private_name(cx: &Cx, class: Value<'_>, name: &Own) -> Own {
    let (class, text) = (crate::str::text_of(class), crate::str::text_of(name.r()));
    let class = class.trim_start_matches('_');
    let is_private = text.starts_with("__") && !text.ends_with("__") && !class.is_empty();
    if is_private { cx.intern(&format!("_{class}{text}")) } else { name.clone() }
}

/// What `type` itself changes in a namespace.
fn adjust_namespace(cx: &Cx, dict: &Dict) {
    let names = &cx.names;
    if let Some(new) = dict::get_str(dict, names.__new__.r()).filter(|new| new.r().kind() == Some(Kind::Function)) {
        dict::set_str(dict, names.__new__.r(), StaticMethod::object(new));
    }
    for name in [&names.__init_subclass__, &names.__class_getitem__] {
        if let Some(found) = dict::get_str(dict, name.r()).filter(|found| found.r().kind() == Some(Kind::Function)) {
            dict::set_str(dict, name.r(), ClassMethod::object(found));
        }
    }
    if dict::get_str(dict, names.__eq__.r()).is_some() && dict::get_str(dict, names.__hash__.r()).is_none() {
        dict::set_str(dict, names.__hash__.r(), Own::none());
    }
    if dict::get_str(dict, names.__doc__.r()).is_none() {
        dict::set_str(dict, names.__doc__.r(), Own::none());
    }
    if dict::get_str(dict, names.__del__.r()).is_some() {
        note_finalizer();
    }
}

fn set_names(cx: &Cx, class: Value<'_>) -> Res<()> {
    for (name, value) in class.expect::<Type>().dict().entries() {
        descriptor::name_property(value.r(), name.r());
        if is_custom(value.r())
            && let Some(result) = special(cx, value.r(), &cx.names.__set_name__, &[class, name.r()])
        {
            result?;
        }
    }
    Ok(())
}

fn init_subclass(cx: &Cx, class: Value<'_>, keywords: &[(Value<'_>, Value<'_>)]) -> Res<()> {
    let Some(found) = lookup_after(class, class, cx.names.__init_subclass__.r()) else { return Ok(()) };
    let bound = descriptor::bind(cx, found, None, class)?;
    let keywords: Vec<(Own, Own)> = keywords.iter().map(|(key, value)| (key.own(), value.own())).collect();
    call_with_keywords(cx, bound.r(), &[], &keywords).map(drop)
}
