//! Descriptors: what a class attribute becomes when it is read through an instance or the class.

use crate::args::{Def, Flavour, function, method};
use crate::attribute::takes_receiver;
use crate::call::{self, Builtin};
use crate::class::{self, is_subclass, lookup, lookup_after, type_of};
use crate::context::{Cx, Res};
use crate::function::Method;
use crate::instance::attributes;
use crate::object::{Body, BodyKind, Kind, Own, Slot, Value, WeakWord};
use crate::types::{TYPES, TypeId};

/// A row of a table of attributes that Rust computes.
#[allow(clippy::type_complexity, reason = "the two signatures stand where they are used")]
pub(crate) struct GetSetRow {
    pub(crate) name: &'static str,
    get: for<'a> fn(&'a Cx, Value<'a>) -> Res,
    set: Option<for<'a> fn(&'a Cx, Value<'a>, Option<Value<'a>>) -> Res<()>>,
}

impl GetSetRow {
    /// An attribute that can be read only.
    pub(crate) const fn ro(name: &'static str, get: for<'a> fn(&'a Cx, Value<'a>) -> Res) -> GetSetRow {
        GetSetRow { name, get, set: None }
    }

    /// An attribute that can be read, set and deleted.
    pub(crate) const fn rw(
        name: &'static str,
        get: for<'a> fn(&'a Cx, Value<'a>) -> Res,
        set: for<'a> fn(&'a Cx, Value<'a>, Option<Value<'a>>) -> Res<()>,
    ) -> GetSetRow {
        GetSetRow { name, get, set: Some(set) }
    }
}

/// The descriptor of a computed attribute.
pub(crate) struct GetSet {
    row: &'static GetSetRow,
    owner: TypeId,
}

impl GetSet {
    pub(crate) fn object(row: &'static GetSetRow, owner: TypeId) -> Own {
        Own::new(GetSet { row, owner })
    }
}

impl Body for GetSet {
    const KIND: Kind = <GetSet as BodyKind>::OF;
}

/// The descriptor of a slot that `__slots__` names, or of an item of a named tuple.
pub(crate) struct Member {
    name: Own,
    /// The class that it is for; null for any. It may be gone, so it is only compared.
    owner: WeakWord,
    /// Which item of a tuple it is.
    index: Option<usize>,
}

impl Member {
    /// The descriptor of a slot. It is a key of shapes, and so lives for ever.
    pub(crate) fn object(name: Own, owner: Value<'_>) -> Own {
        let made = Own::new(Member { name, owner: WeakWord::new(owner), index: None });
        made.r().immortalize();
        made
    }

    pub(crate) fn of_tuple(name: Own, index: usize) -> Own {
        Own::new(Member { name, owner: WeakWord::NULL, index: Some(index) })
    }

    /// The name, if it is of a slot.
    pub(crate) fn slot_name(&self) -> Option<Value<'_>> {
        self.index.is_none().then(|| self.name.r())
    }

    /// Refuses what is no instance of the descriptor's class.
    fn check(&self, cx: &Cx, receiver: Value<'_>) -> Res<()> {
        let class = type_of(cx, receiver);
        let ancestors = &class.expect::<class::Type>().ancestors;
        if self.owner == WeakWord::NULL || self.owner.is(class) || ancestors.iter().any(|base| self.owner.is(base.r()))
        {
            return Ok(());
        }
        let (name, class) = (crate::str::text_of(self.name.r()), class::type_name(cx, receiver));
        Err(cx.type_error(format!("descriptor '{name}' doesn't apply to a '{class}' object")))
    }

    /// What the descriptor `member` reads from an object.
    fn read(cx: &Cx, member: Value<'_>, receiver: Value<'_>) -> Res {
        let this = member.expect::<Member>();
        let known = match this.index {
            Some(index) => {
                let items = crate::instance::payload(receiver).get::<crate::object::Tuple>();
                items.and_then(|items| items.items().get(index).cloned())
            }
            None => attributes(receiver).and_then(|attributes| attributes.get(member)),
        };
        known.ok_or_else(|| crate::attribute::missing(cx, receiver, this.name.r()))
    }
}

impl Body for Member {
    const KIND: Kind = <Member as BodyKind>::OF;
}

/// `property`.
pub(crate) struct Property {
    get: Slot,
    set: Slot,
    delete: Slot,
    doc: Slot,
    name: Slot,
}

impl Body for Property {
    const KIND: Kind = <Property as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        [&self.get, &self.set, &self.delete, &self.doc].into_iter().for_each(|slot| slot.visit(visit));
    }
}

/// `staticmethod`.
pub(crate) struct StaticMethod(Slot);

/// `classmethod`.
pub(crate) struct ClassMethod(Slot);

macro_rules! wrapper {
    ($body:ident) => {
        impl $body {
            pub(crate) fn object(function: Own) -> Own {
                Own::new($body(Slot::new(Some(function))))
            }
            fn function(&self) -> Own {
                self.0.get().unwrap_or_else(Own::none)
            }
        }
        impl Body for $body {
            const KIND: Kind = <$body as BodyKind>::OF;
            fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
                self.0.visit(visit);
            }
        }
    };
}
wrapper!(StaticMethod);
wrapper!(ClassMethod);

/// `super(class, receiver)`.
pub(crate) struct Super {
    class: Own,
    receiver: Own,
    /// The class whose resolution order is followed.
    start: Own,
}

impl Body for Super {
    const KIND: Kind = <Super as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        [&self.class, &self.receiver, &self.start].into_iter().for_each(|part| visit(part.r()));
    }
}

/// Whether a class attribute comes before the instance's own of the same name.
pub(crate) fn is_data(cx: &Cx, found: Value<'_>) -> bool {
    match found.kind() {
        Some(Kind::Property | Kind::GetSet | Kind::Member) => true,
        Some(Kind::Instance) => {
            let class = type_of(cx, found);
            lookup(cx, class, cx.names.__set__.r()).is_some() || lookup(cx, class, cx.names.__delete__.r()).is_some()
        }
        _ => false,
    }
}

/// What reading the class attribute `found` gives: through `receiver`, or through the class itself.
pub(crate) fn bind(cx: &Cx, found: Own, receiver: Option<Value<'_>>, class: Value<'_>) -> Res {
    let value = found.r();
    match value.kind() {
        Some(Kind::Function) => Ok(match receiver {
            Some(receiver) => Method::object(found.clone(), receiver.own()),
            None => found,
        }),
        Some(Kind::Builtin) => Ok(bind_builtin(&found, receiver, class)),
        Some(Kind::ClassMethod) => {
            let function = value.expect::<ClassMethod>().function();
            if is_bound_by_itself(cx, function.r()) {
                return bind(cx, function, Some(class), type_of(cx, class));
            }
            Ok(Method::object(function, class.own()))
        }
        Some(Kind::StaticMethod) => Ok(value.expect::<StaticMethod>().function()),
        Some(Kind::Property) => match receiver {
            Some(receiver) => read_property(cx, value.expect(), receiver),
            None => Ok(found),
        },
        Some(Kind::GetSet) => match receiver {
            Some(receiver) => read_getset(cx, value.expect(), receiver),
            None => Ok(found),
        },
        Some(Kind::Member) => match receiver {
            Some(receiver) => Member::read(cx, value, receiver),
            None => Ok(found),
        },
        Some(Kind::Instance) => match lookup(cx, type_of(cx, value), cx.names.__get__.r()) {
            Some(get) => {
                let receiver = receiver.unwrap_or(Value::NONE);
                class::call_bound(cx, get, value, &[receiver, class])
            }
            None => Ok(found),
        },
        _ => Ok(found),
    }
}

/// Whether what a class method wraps is a descriptor that says itself what it becomes.
fn is_bound_by_itself(cx: &Cx, wrapped: Value<'_>) -> bool {
    match wrapped.kind() {
        Some(Kind::Property | Kind::StaticMethod | Kind::ClassMethod | Kind::GetSet | Kind::Member) => true,
        Some(Kind::Instance) => lookup(cx, type_of(cx, wrapped), cx.names.__get__.r()).is_some(),
        _ => false,
    }
}

fn bind_builtin(found: &Own, receiver: Option<Value<'_>>, class: Value<'_>) -> Own {
    let builtin = found.r().expect::<Builtin>();
    if builtin.receiver.is_some() {
        return found.clone();
    }
    match (builtin.def.flavour, receiver) {
        (Flavour::Method, Some(receiver)) => Builtin::object(builtin.def, builtin.owner, Some(receiver.own())),
        (Flavour::ClassMethod, _) => Builtin::object(builtin.def, builtin.owner, Some(class.own())),
        (Flavour::Function, _) | (Flavour::Method, None) => found.clone(),
    }
}

fn read_property(cx: &Cx, property: &Property, receiver: Value<'_>) -> Res {
    match property.get.get().filter(|get| !get.r().is_none()) {
        Some(get) => call::invoke(cx, get.r(), &[receiver], None),
        None => Err(no_accessor(cx, property, receiver, "getter")),
    }
}

fn no_accessor(cx: &Cx, property: &Property, receiver: Value<'_>, accessor: &str) -> crate::context::Raised {
    let class = class::class_of(cx, receiver).full_name();
    let message = match property.name.get() {
        Some(name) => format!("property '{}' of '{class}' object has no {accessor}", crate::str::text_of(name.r())),
        None => format!("property of '{class}' object has no {accessor}"),
    };
    cx.raise(TypeId::AttributeError, message)
}

fn read_getset(cx: &Cx, getset: &GetSet, receiver: Value<'_>) -> Res {
    let object = applicable(cx, getset, receiver)?;
    (getset.row.get)(cx, object)
}

/// The object the accessor is for: the instance itself or its payload.
fn applicable<'a>(cx: &Cx, getset: &GetSet, receiver: Value<'a>) -> Res<Value<'a>> {
    if getset.owner == TypeId::Object || !class::is_a(cx, receiver, getset.owner) {
        if getset.owner != TypeId::Object {
            let found = class::type_name(cx, receiver);
            let owner = TYPES[getset.owner as usize].name;
            let name = getset.row.name;
            return Err(
                cx.type_error(format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object"))
            );
        }
        return Ok(receiver);
    }
    Ok(crate::instance::payload(receiver))
}

/// Stores through a class attribute that takes stores: `None` if it does not.
pub(crate) fn store(cx: &Cx, found: Value<'_>, receiver: Value<'_>, value: Option<Value<'_>>) -> Option<Res<()>> {
    match found.kind()? {
        Kind::Property => Some(store_property(cx, found.expect(), receiver, value)),
        Kind::GetSet => {
            let getset = found.expect::<GetSet>();
            Some(match getset.row.set {
                Some(set) => applicable(cx, getset, receiver).and_then(|object| set(cx, object, value)),
                None => {
                    let owner = TYPES[getset.owner as usize].name;
                    let name = getset.row.name;
                    Err(cx.raise(
                        TypeId::AttributeError,
                        format!("attribute '{name}' of '{owner}' objects is not writable"),
                    ))
                }
            })
        }
        Kind::Member => {
            let member = found.expect::<Member>();
            if member.index.is_some() {
                return Some(Err(cx.raise(TypeId::AttributeError, "can't set attribute")));
            }
            let name = member.name.r();
            let attributes = attributes(receiver)?;
            Some(match value {
                Some(value) => {
                    attributes.set(found, value.own());
                    Ok(())
                }
                None => match attributes.remove(found) {
                    Some(_) => Ok(()),
                    None => Err(crate::attribute::missing(cx, receiver, name)),
                },
            })
        }
        Kind::Instance => {
            let class = type_of(cx, found);
            let set = lookup(cx, class, cx.names.__set__.r());
            let delete = lookup(cx, class, cx.names.__delete__.r());
            if set.is_none() && delete.is_none() {
                return None;
            }
            let (hook, name) = if value.is_some() { (set, "__set__") } else { (delete, "__delete__") };
            Some(match (hook, value) {
                (Some(hook), Some(value)) => class::call_bound(cx, hook, found, &[receiver, value]).map(drop),
                (Some(hook), None) => class::call_bound(cx, hook, found, &[receiver]).map(drop),
                (None, _) => Err(cx.raise(TypeId::AttributeError, name)),
            })
        }
        _ => None,
    }
}

fn store_property(cx: &Cx, property: &Property, receiver: Value<'_>, value: Option<Value<'_>>) -> Res<()> {
    let (accessor, name) = if value.is_some() { (&property.set, "setter") } else { (&property.delete, "deleter") };
    let Some(accessor) = accessor.get().filter(|accessor| !accessor.r().is_none()) else {
        return Err(no_accessor(cx, property, receiver, name));
    };
    let args: Vec<Value<'_>> = core::iter::once(receiver).chain(value).collect();
    call::invoke(cx, accessor.r(), &args, None).map(drop)
}

// Methods of the descriptor types

/// `descriptor.__get__(instance, owner)`.
fn get_method(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let (object, receiver) = (crate::instance::payload(args.get(0)).own(), args.some(1));
    let class = match (args.some(2), receiver) {
        (Some(class), _) => class,
        (None, Some(receiver)) => type_of(cx, receiver),
        (None, None) => return Err(cx.type_error("__get__(None, None) is invalid")),
    };
    if let (Some(receiver), Some(member)) = (receiver, object.r().get::<Member>()) {
        member.check(cx, receiver)?;
    }
    bind(cx, object, receiver, class)
}

/// `descriptor.__set__(instance, value)` and `descriptor.__delete__(instance)`.
fn store_method(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let object = crate::instance::payload(args.get(0));
    if let Some(member) = object.get::<Member>() {
        member.check(cx, args.get(1))?;
    }
    match store(cx, object, args.get(1), args.opt(2)) {
        Some(result) => result.map(|()| Own::none()),
        None => Err(crate::attribute::missing(cx, args.get(0), cx.names.__set__.r())),
    }
}

/// The methods of what takes stores.
pub(crate) static STORES: &[Def] = &[
    method("__get__", "self instance owner?", get_method),
    method("__set__", "self instance value", store_method),
    method("__delete__", "self instance", store_method),
];
/// The methods of what is bound when it is read.
pub(crate) static GETS: &[Def] = &[method("__get__", "self instance owner?", get_method)];

fn property_new(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let part = |index| Slot::new(args.some(index).map(Value::own));
    let doc = match (args.opt(4), args.some(1)) {
        (Some(doc), _) => Some(doc.own()),
        (None, Some(get)) => crate::attribute::find(cx, get, cx.names.__doc__.r())?,
        (None, None) => None,
    };
    let made = Property { get: part(1), set: part(2), delete: part(3), doc: Slot::new(doc), name: Slot::new(None) };
    Ok(class::wrap(cx, args.get(0), Own::new(made)))
}

/// A copy of a property with one accessor replaced.
fn with_accessor(value: Value<'_>, index: usize, accessor: Value<'_>) -> Own {
    let old = crate::instance::payload(value).expect::<Property>();
    let part = |k: usize, slot: &Slot| Slot::new(if k == index { Some(accessor.own()) } else { slot.get() });
    Own::new(Property {
        get: part(0, &old.get),
        set: part(1, &old.set),
        delete: part(2, &old.delete),
        doc: Slot::new(old.doc.get()),
        name: Slot::new(old.name.get()),
    })
}

/// Methods of `property`.
pub(crate) static PROPERTY_METHODS: &[Def] = &[
    function("__new__", "cls / fget? fset? fdel? doc?", property_new),
    method("getter", "self fget", |_, args| Ok(with_accessor(args.get(0), 0, args.get(1)))),
    method("setter", "self fset", |_, args| Ok(with_accessor(args.get(0), 1, args.get(1)))),
    method("deleter", "self fdel", |_, args| Ok(with_accessor(args.get(0), 2, args.get(1)))),
    method("__set_name__", "self owner name", |_, args| {
        crate::instance::payload(args.get(0)).expect::<Property>().name.set(Some(args.get(2).own()));
        Ok(Own::none())
    }),
];

/// Gives a property the name it has in its class, unless it has one.
pub(crate) fn name_property(value: Value<'_>, name: Value<'_>) {
    if let Some(property) = crate::instance::payload(value).get::<Property>()
        && !property.name.is_some()
    {
        property.name.set(Some(name.own()));
    }
}

/// Attributes of `property`.
pub(crate) static PROPERTY_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("fget", |_, v| Ok(v.expect::<Property>().get.get().unwrap_or_else(Own::none))),
    GetSetRow::ro("fset", |_, v| Ok(v.expect::<Property>().set.get().unwrap_or_else(Own::none))),
    GetSetRow::ro("fdel", |_, v| Ok(v.expect::<Property>().delete.get().unwrap_or_else(Own::none))),
    GetSetRow::rw(
        "__doc__",
        |_, v| Ok(v.expect::<Property>().doc.get().unwrap_or_else(Own::none)),
        |_, v, new| {
            v.expect::<Property>().doc.set(new.map(Value::own));
            Ok(())
        },
    ),
];

/// Methods of `staticmethod`.
pub(crate) static STATIC_METHODS: &[Def] = &[
    function("__new__", "cls function", |cx, args| {
        Ok(class::wrap(cx, args.get(0), StaticMethod::object(args.get(1).own())))
    }),
    method("__call__", "self *args **kwargs", |cx, args| {
        let function = crate::instance::payload(args.get(0)).expect::<StaticMethod>().function();
        call::with_keywords(cx, function.r(), args.rest, &args.keywords)
    }),
];

/// Methods of `classmethod`.
pub(crate) static CLASS_METHODS: &[Def] = &[function("__new__", "cls function", |cx, args| {
    Ok(class::wrap(cx, args.get(0), ClassMethod::object(args.get(1).own())))
})];

/// Attributes of `staticmethod`.
pub(crate) static STATIC_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__func__", |_, v| Ok(v.expect::<StaticMethod>().function())),
    GetSetRow::ro("__wrapped__", |_, v| Ok(v.expect::<StaticMethod>().function())),
    GetSetRow::ro("__name__", |cx, v| {
        crate::attribute::get(cx, v.expect::<StaticMethod>().function().r(), cx.names.__name__.r())
    }),
];

/// Attributes of `classmethod`.
pub(crate) static CLASS_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__func__", |_, v| Ok(v.expect::<ClassMethod>().function())),
    GetSetRow::ro("__wrapped__", |_, v| Ok(v.expect::<ClassMethod>().function())),
];

fn super_new(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let (Some(class), Some(receiver)) = (args.opt(1), args.opt(2)) else {
        return Err(cx.raise(TypeId::RuntimeError, "super(): no arguments"));
    };
    if class.kind() != Some(Kind::Type) {
        let found = class::type_name(cx, class);
        return Err(cx.type_error(format!("super() argument 1 must be a type, not {found}")));
    }
    let Some(start) = super_start(cx, class, receiver) else {
        return Err(cx.type_error("super(type, obj): obj must be an instance or subtype of type"));
    };
    Ok(Own::new(Super { class: class.own(), receiver: receiver.own(), start: start.own() }))
}

/// Methods of `super`.
pub(crate) static SUPER_METHODS: &[Def] = &[function("__new__", "cls type? obj?", super_new)];

/// The class in whose resolution order `super(class, receiver)` looks, if the receiver is one for the class: that itself
/// if it is a subclass, as in class methods.
pub(crate) fn super_start<'v>(cx: &'v Cx, class: Value<'_>, receiver: Value<'v>) -> Option<Value<'v>> {
    if receiver.kind() == Some(Kind::Type) && is_subclass(receiver, class) {
        return Some(receiver);
    }
    Some(type_of(cx, receiver)).filter(|start| is_subclass(*start, class))
}

/// What `super(class, receiver)` finds under a name.
pub(crate) struct Inherited<'v> {
    /// What a class has.
    pub(crate) value: Own,
    /// What it is read through; a class itself, for which that is not said, if `super` was given one.
    receiver: Option<Value<'v>>,
    start: Value<'v>,
}

impl Inherited<'_> {
    /// The attribute.
    pub(crate) fn bound(self, cx: &Cx) -> Res {
        bind(cx, self.value, self.receiver, self.start)
    }

    /// Whether it is a method that a call may be made of with the receiver as its first argument.
    pub(crate) fn takes_receiver(&self) -> bool {
        self.receiver.is_some() && takes_receiver(self.value.r())
    }
}

/// What `super(class, receiver)` finds behind `class` under an interned name.
pub(crate) fn inherited<'v>(
    cx: &'v Cx,
    class: Value<'_>,
    receiver: Value<'v>,
    name: Value<'_>,
) -> Option<Inherited<'v>> {
    let start = super_start(cx, class, receiver)?;
    let value = lookup_after(start, class, name)?;
    Some(Inherited { value, receiver: (!start.is(receiver)).then_some(receiver), start })
}

/// An attribute of a `super` object.
pub(crate) fn find_in_super(cx: &Cx, object: Value<'_>, name: Value<'_>) -> Res<Option<Own>> {
    let this = object.expect::<Super>();
    if name.is(cx.names.__class__.r()) {
        return Ok(Some(cx.ty(TypeId::Super).own()));
    }
    let Some(value) = lookup_after(this.start.r(), this.class.r(), name) else { return Ok(None) };
    let receiver = (!this.start.r().is(this.receiver.r())).then(|| this.receiver.r());
    Inherited { value, receiver, start: this.start.r() }.bound(cx).map(Some)
}
