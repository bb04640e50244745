//! Attributes: reading, setting and deleting them on any object.

use crate::call;
use crate::class::{self, Type, is_custom, lookup, type_of};
use crate::context::{Cx, Raised, Res};
use crate::descriptor::{self, Member, bind, is_data};
use crate::dict;
use crate::function::Method;
use crate::instance::{Instance, attributes};
use crate::object::{Cache, Kind, Own, Str, Value};
use crate::types::TypeId;

/// Row `attr_get`.
pub(crate) fn attr_get(cx: &Cx, object: Value<'_>, name: &Str, cache: &Cache) -> Res {
    if let Some(instance) = object.get::<Instance>()
        && cache.epoch.get() == cx.epoch.get()
        && let Some(value) = instance.attributes.place(cache.key.get(), cache.index.get())
    {
        return Ok(value);
    }
    let name = cx.interned(name);
    let value = get(cx, object, name.r())?;
    remember_place(cx, object, name.r(), cache);
    Ok(value)
}

/// Remembers where an instance has an attribute, if its class does not come first. A slot is what the class says.
fn remember_place(cx: &Cx, object: Value<'_>, name: Value<'_>, cache: &Cache) {
    let Some(instance) = object.get::<Instance>() else { return };
    let Some(shape) = instance.attributes.shape() else { return };
    let class = instance.class.r();
    let key = match lookup(cx, class, name) {
        Some(found) if found.r().get::<Member>().is_some_and(|member| member.slot_name().is_some()) => found,
        Some(found) if is_data(cx, found.r()) => return,
        _ => name.own(),
    };
    let Some(index) = shape.find(key.r()) else { return };
    let hooked =
        |hook: &Own| lookup(cx, class, hook.r()).is_some_and(|f| !class::is_builtin_named(f.r(), TypeId::Object));
    if !hooked(&cx.names.__getattribute__) && !hooked(&cx.names.__setattr__) {
        cache.key.set(shape.address());
        cache.epoch.set(cx.epoch.get());
        cache.index.set(index);
    }
}

/// Row `attr_set`.
pub(crate) fn attr_set(cx: &Cx, object: Value<'_>, name: &Str, value: Value<'_>, cache: &Cache) -> Res<()> {
    if let Some(instance) = object.get::<Instance>()
        && cache.epoch.get() == cx.epoch.get()
        && instance.attributes.set_place(cache.key.get(), cache.index.get(), value.own()).is_ok()
    {
        return Ok(());
    }
    let name = cx.interned(name);
    set(cx, object, name.r(), Some(value))?;
    remember_place(cx, object, name.r(), cache);
    Ok(())
}

/// Row `attr_del`.
pub(crate) fn attr_del(cx: &Cx, object: Value<'_>, name: &Str) -> Res<()> {
    let name = cx.interned(name);
    set(cx, object, name.r(), None)
}

/// `object.name`, for an interned name.
pub(crate) fn get(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Res {
    match find(cx, object, name)? {
        Some(value) => Ok(value),
        None => Err(missing(cx, object, name)),
    }
}

/// `object.name`; `None` if it has no such attribute.
pub(crate) fn find(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Res<Option<Own>> {
    if !is_custom(object) && object.kind() != Some(Kind::Type) {
        return find_plainly(cx, object, name);
    }
    let class = type_of(cx, object);
    let hook = lookup(cx, class, cx.names.__getattribute__.r());
    let result = match hook {
        Some(hook) if !is_inherited_hook(hook.r()) => match class::call_bound(cx, hook, object, &[name]) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) => Err(Raised),
        },
        _ => find_plainly(cx, object, name),
    };
    if matches!(result, Ok(Some(_))) {
        return result;
    }
    let Some(fallback) = lookup(cx, class, cx.names.__getattr__.r()) else {
        return absorb(cx, result);
    };
    if absorb(cx, result)?.is_none() {
        return class::call_bound(cx, fallback, object, &[name]).map(Some);
    }
    Ok(None)
}

fn is_inherited_hook(hook: Value<'_>) -> bool {
    class::is_builtin_named(hook, TypeId::Object)
}

/// AttributeError counts as nothing found.
fn absorb(cx: &Cx, result: Res<Option<Own>>) -> Res<Option<Own>> {
    result.or_else(|Raised| match cx.catch(TypeId::AttributeError) {
        Some(_) => Ok(None),
        None => Err(Raised),
    })
}

/// As `find`, but an AttributeError raised on the way is kept to be raised again.
pub(crate) fn get_or_none(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Res<Option<Own>> {
    absorb(cx, find(cx, object, name))
}

/// What `object.__getattribute__` does.
pub(crate) fn find_plainly(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Res<Option<Own>> {
    match object.kind() {
        Some(Kind::Type) => return find_in_class(cx, object, name),
        Some(Kind::Module) => return crate::module::find_attribute(cx, object.expect(), name),
        Some(Kind::Super) => return descriptor::find_in_super(cx, object, name),
        Some(Kind::Alias) if let Some(owner) = attributes_owner(object, name) => return find(cx, owner.r(), name),
        _ => {}
    }
    let class = type_of(cx, object);
    let in_class = lookup(cx, class, name);
    match in_class {
        Some(found) if is_data(cx, found.r()) => bind(cx, found, Some(object), class).map(Some),
        in_class => match attributes(object).and_then(|attributes| attributes.get(name)) {
            Some(value) => Ok(Some(value)),
            None => match (in_class, attributes_owner(object, name)) {
                (Some(found), _) => bind(cx, found, Some(object), class).map(Some),
                (None, Some(owner)) => find(cx, owner.r(), name),
                (None, None) => Ok(None),
            },
        },
    }
}

/// What has the attributes that an object has not itself: the class of an alias, the function of a method.
fn attributes_owner(object: Value<'_>, name: Value<'_>) -> Option<Own> {
    match object.get::<Method>() {
        Some(method) => Some(method.function.clone()),
        None => crate::alias::attribute_owner(object, name),
    }
}

fn find_in_class(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Res<Option<Own>> {
    let meta = type_of(cx, object);
    let in_meta = lookup(cx, meta, name);
    if let Some(found) = &in_meta
        && is_data(cx, found.r())
    {
        return bind(cx, found.clone(), Some(object), meta).map(Some);
    }
    if let Some(found) = lookup(cx, object, name) {
        return bind(cx, found, None, object).map(Some);
    }
    in_meta.map(|found| bind(cx, found, Some(object), meta)).transpose()
}

/// Sets or, without a value, deletes an attribute with an interned name.
pub(crate) fn set(cx: &Cx, object: Value<'_>, name: Value<'_>, value: Option<Value<'_>>) -> Res<()> {
    if is_custom(object) || object.kind() == Some(Kind::Type) {
        let (hook, args) = match &value {
            Some(value) => (&cx.names.__setattr__, &[name, *value][..]),
            None => (&cx.names.__delattr__, &[name][..]),
        };
        if let Some(hook) = lookup(cx, type_of(cx, object), hook.r())
            && !is_inherited_hook(hook.r())
        {
            return class::call_bound(cx, hook, object, args).map(drop);
        }
    }
    set_plainly(cx, object, name, value)
}

/// What `object.__setattr__` and `object.__delattr__` do.
pub(crate) fn set_plainly(cx: &Cx, object: Value<'_>, name: Value<'_>, value: Option<Value<'_>>) -> Res<()> {
    let class = type_of(cx, object);
    let in_class = lookup(cx, class, name);
    if let Some(found) = &in_class
        && let Some(result) = descriptor::store(cx, found.r(), object, value)
    {
        return result;
    }
    match object.kind() {
        Some(Kind::Type) => return set_in_class(cx, object, name, value),
        Some(Kind::Module) => return crate::module::set_attribute(cx, object, name, value),
        _ => {}
    }
    let Some(attributes) = attributes(object).filter(|_| class.expect::<Type>().open) else {
        return Err(read_only(cx, object, name, in_class.is_some()));
    };
    match value {
        Some(value) => attributes.set(name, value.own()),
        None => match attributes.remove(name) {
            Some(old) => drop(old),
            None => return Err(missing(cx, object, name)),
        },
    }
    Ok(())
}

fn set_in_class(cx: &Cx, object: Value<'_>, name: Value<'_>, value: Option<Value<'_>>) -> Res<()> {
    let class = object.expect::<Type>();
    if class.id.is_some() {
        let (name, class) = (crate::str::text_of(name), class.name());
        return Err(cx.type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")));
    }
    class::changed(cx);
    if name.is(cx.names.__del__.r()) {
        class::note_finalizer();
    }
    let old = match value {
        Some(value) => dict::replace_str(class.dict(), name, value.own()),
        None => match dict::remove_str(class.dict(), name) {
            Some(old) => Some(old),
            None => return Err(missing(cx, object, name)),
        },
    };
    drop(old);
    Ok(())
}

fn read_only(cx: &Cx, object: Value<'_>, name: Value<'_>, known: bool) -> Raised {
    let (class, text) = (class::type_name(cx, object), crate::str::text_of(name));
    let message = if known {
        format!("'{class}' object attribute '{text}' is read-only")
    } else {
        format!("'{class}' object has no attribute '{text}'")
    };
    raise(cx, object, name, &message)
}

/// The AttributeError of an attribute that is not there.
#[cold]
pub(crate) fn missing(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Raised {
    if let Some(owner) = attributes_owner(object, name) {
        return missing(cx, owner.r(), name);
    }
    let text = crate::str::text_of(name);
    let message = match object.kind() {
        Some(Kind::Type) => format!("type object '{}' has no attribute '{text}'", object.expect::<Type>().name()),
        Some(Kind::Module) => {
            let module = crate::module::name_of(cx, object.expect());
            format!("module '{module}' has no attribute '{text}'")
        }
        _ => format!("'{}' object has no attribute '{text}'", class::type_name(cx, object)),
    };
    raise(cx, object, name, &message)
}

/// AttributeError that knows its object and name.
fn raise(cx: &Cx, object: Value<'_>, name: Value<'_>, message: &str) -> Raised {
    let exc = crate::exception::new(cx, cx.ty(TypeId::AttributeError).own(), vec![crate::str::new(message)]);
    if let Some(attributes) = attributes(exc.r()) {
        attributes.set(cx.names.name.r(), name.own());
        attributes.set(cx.names.obj.r(), object.own());
    }
    crate::exception::set_raised(cx, exc)
}

/// What `args[0].name(…)` calls: a function that takes the receiver first, or a bound callable that does not.
pub(crate) enum Callee {
    /// `args` is as it must be.
    WithReceiver(Own),
    /// The receiver is not passed.
    Bound(Own),
}

/// Finds what a method call calls, without a bound method between where that can be seen by nobody.
pub(crate) fn method(cx: &Cx, receiver: Value<'_>, name: Value<'_>, cache: &Cache) -> Res<Callee> {
    let key = method_key(receiver);
    if key != 0
        && cache.key.get() == key
        && cache.epoch.get() == cx.epoch.get()
        && let Some(function) = cache.value().upgrade()
    {
        return Ok(Callee::WithReceiver(function));
    }
    let name = cx.interned(name.expect::<Str>());
    let name = name.r();
    let class = type_of(cx, receiver);
    if !matches!(receiver.kind(), Some(Kind::Type | Kind::Module | Kind::Super))
        && let Some(found) = lookup(cx, class, name)
        && takes_receiver(found.r())
        && attributes(receiver).is_none_or(|attributes| attributes.get(name).is_none())
        && !has_hook(cx, receiver, class)
    {
        if key != 0 {
            cache.key.set(key);
            cache.epoch.set(cx.epoch.get());
            cache.set_value(found.r());
        }
        return Ok(Callee::WithReceiver(found));
    }
    get(cx, receiver, name).map(Callee::Bound)
}

fn has_hook(cx: &Cx, receiver: Value<'_>, class: Value<'_>) -> bool {
    is_custom(receiver)
        && lookup(cx, class, cx.names.__getattribute__.r()).is_some_and(|hook| !is_inherited_hook(hook.r()))
}

/// What a cached method depends on, beside the epoch: the shape of an instance, the kind of a builtin; 0 for neither.
fn method_key(receiver: Value<'_>) -> usize {
    match receiver.kind() {
        Some(Kind::Instance) => receiver.expect::<Instance>().attributes.shape().map_or(0, |shape| shape.address()),
        Some(Kind::Str | Kind::List | Kind::Dict | Kind::Set | Kind::Bytes | Kind::Tuple) => {
            receiver.kind().map_or(0, |kind| kind as usize)
        }
        _ => 0,
    }
}

/// Whether a class attribute is a function that takes the object it is called on as its first argument.
pub(crate) fn takes_receiver(found: Value<'_>) -> bool {
    match found.kind() {
        Some(Kind::Function) => true,
        Some(Kind::Builtin) => {
            let builtin = found.expect::<call::Builtin>();
            builtin.def.flavour == crate::args::Flavour::Method && builtin.receiver.is_none()
        }
        _ => false,
    }
}

/// The attribute a str value names, for `getattr` and the like.
pub(crate) fn name_argument(cx: &Cx, name: Value<'_>, function: &str) -> Res {
    match crate::instance::payload(name).str() {
        Some(name) => Ok(cx.interned(name)),
        None => {
            let found = class::type_name(cx, name);
            Err(match function {
                "getattr" | "hasattr" => cx.type_error(format!("attribute name must be string, not '{found}'")),
                _ => cx.type_error(format!("attribute name must be string, not '{found}'")),
            })
        }
    }
}

/// `dir(object)`: names, sorted.
pub(crate) fn dir(cx: &Cx, object: Value<'_>) -> Vec<Own> {
    let mut names: Vec<Own> = Vec::new();
    let mut add = |entries: Vec<(Own, Own)>| names.extend(entries.into_iter().map(|(name, _)| name));
    if let Some(module) = object.get::<crate::module::Module>() {
        add(module.dict.r().expect::<dict::Dict>().entries());
    } else {
        if let Some(attributes) = attributes(object) {
            add(attributes.entries());
        }
        let class = if object.kind() == Some(Kind::Type) { object } else { type_of(cx, object) }.expect::<Type>();
        add(class.dict().entries());
        class.ancestors.iter().for_each(|base| add(base.r().expect::<Type>().dict().entries()));
    }
    names.retain(|name| name.r().str().is_some());
    names.sort_by(|a, b| crate::str::compare(a.r().expect(), b.r().expect()));
    names.dedup_by(|a, b| crate::str::equal(a.r().expect(), b.r().expect()));
    names
}
