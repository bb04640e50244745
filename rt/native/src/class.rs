//! Classes: looking names up, calling a class; `make` makes them.

mod make;

use crate::args::{Args, Def, Flavour, function, method};
use crate::call::{self, Builtin};
use crate::context::{Cx, Lookup, Raised, Res};
use crate::descriptor::{self, GetSet, GetSetRow};
use crate::dict::{self, Dict};
use crate::instance::{Instance, Shape};
use crate::object::{Body, BodyKind, Kind, Own, Slot, Tuple, Value, WeakWord};
use crate::pattern::Collection;
use crate::types::{TYPES, TypeId};
use core::cell::{Cell, OnceCell};

use make::make;
pub(crate) use make::{class_begin, class_new};

/// A class.
pub(crate) struct Type {
    /// `__name__`.
    pub(crate) name: Slot,
    /// `__qualname__`.
    pub(crate) qualname: Slot,
    /// Which builtin type it is.
    pub(crate) id: Option<TypeId>,
    /// The builtin type that fixes what its instances are: `object` for plain classes.
    pub(crate) solid: TypeId,
    /// Its direct bases.
    pub(crate) bases: Own,
    /// The resolution order after the class itself.
    pub(crate) ancestors: Vec<Own>,
    /// Its attributes.
    pub(crate) dict: Own,
    /// Its class: `None` for `type`.
    pub(crate) meta: Option<Own>,
    /// Whether its instances may have any attribute.
    pub(crate) open: bool,
    /// Whether there can be weak references to its instances.
    pub(crate) watchable: bool,
    /// As what patterns take its instances apart.
    pub(crate) collection: Cell<Collection>,
    shape: OnceCell<&'static Shape>,
    subclasses: crate::object::Payload<Vec<WeakWord>>,
}

impl Body for Type {
    const KIND: Kind = <Type as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.bases.r());
        self.ancestors.iter().for_each(|class| visit(class.r()));
        visit(self.dict.r());
        self.meta.iter().for_each(|meta| visit(meta.r()));
    }
    fn clear(&self, out: &mut Vec<Own>) {
        if let Some(cx) = Cx::current() {
            changed(cx);
        }
        self.dict.r().expect::<Dict>().clear(out);
    }
}

impl Type {
    /// The shape of new instances.
    pub(crate) fn shape(&self) -> &'static Shape {
        self.shape.get_or_init(Shape::root)
    }

    pub(crate) fn dict(&self) -> &Dict {
        self.dict.r().expect()
    }

    pub(crate) fn name(&self) -> String {
        self.name.get().map_or_else(String::new, |name| crate::str::text_of(name.r()))
    }

    pub(crate) fn full_name(&self) -> String {
        self.qualname.get().map_or_else(String::new, |name| crate::str::text_of(name.r()))
    }

    pub(crate) fn subclasses(&self) -> Vec<Own> {
        self.subclasses.read(|all| all.iter().filter_map(|class| class.upgrade()).collect())
    }
}

impl Drop for Type {
    fn drop(&mut self) {
        if let Some(cx) = Cx::current() {
            changed(cx);
        }
        for base in self.bases.r().get::<Tuple>().into_iter().flat_map(Tuple::items) {
            // A weak word is the address of the object, which the body knows as its own.
            let this = core::ptr::from_ref(self).addr();
            let base = base.r().expect::<Type>();
            base.subclasses.write(|all| all.retain(|class| !class.is_body(this)));
        }
    }
}

/// Forgets what was looked up: a class changed.
pub(crate) fn changed(cx: &Cx) {
    cx.epoch.set(cx.epoch.get() + 1);
}

/// The class of a value.
#[inline]
pub(crate) fn type_of<'a>(cx: &'a Cx, value: Value<'a>) -> Value<'a> {
    let Some(kind) = value.kind() else { return cx.ty(immediate_type(value)) };
    match kind {
        Kind::Instance => value.expect::<Instance>().class.r(),
        Kind::Exception => value.expect::<crate::exception::Exception>().class.r(),
        Kind::Type => match &value.expect::<Type>().meta {
            Some(meta) => meta.r(),
            None => cx.ty(TypeId::Type),
        },
        Kind::Iter => cx.ty(value.expect::<crate::iter::Iter>().type_id()),
        Kind::DictView => cx.ty(value.expect::<dict::View>().type_id()),
        Kind::Generator => cx.ty(value.expect::<crate::generator::Generator>().type_id()),
        Kind::Builtin => cx.ty(value.expect::<Builtin>().type_id()),
        Kind::Alias => cx.ty(value.expect::<crate::alias::Alias>().type_id()),
        Kind::Int => cx.ty(TypeId::Int),
        Kind::Float => cx.ty(TypeId::Float),
        Kind::Str => cx.ty(TypeId::Str),
        Kind::List => cx.ty(TypeId::List),
        Kind::Tuple => cx.ty(TypeId::Tuple),
        Kind::Dict => cx.ty(TypeId::Dict),
        Kind::Set => cx.ty(TypeId::Set),
        Kind::Cell => cx.ty(TypeId::Cell),
        Kind::Function => cx.ty(TypeId::Function),
        Kind::FrozenSet => cx.ty(TypeId::FrozenSet),
        Kind::Bytes => cx.ty(TypeId::Bytes),
        Kind::Range | Kind::LongRange => cx.ty(TypeId::Range),
        Kind::Slice => cx.ty(TypeId::Slice),
        Kind::Method => cx.ty(TypeId::Method),
        Kind::Property => cx.ty(TypeId::Property),
        Kind::StaticMethod => cx.ty(TypeId::StaticMethod),
        Kind::ClassMethod => cx.ty(TypeId::ClassMethod),
        Kind::Super => cx.ty(TypeId::Super),
        Kind::GetSet => cx.ty(TypeId::GetSet),
        Kind::Module => cx.ty(TypeId::Module),
        Kind::File => cx.ty(TypeId::File),
        Kind::Member => cx.ty(TypeId::Member),
        Kind::ByteArray => cx.ty(TypeId::ByteArray),
        Kind::Complex => cx.ty(TypeId::Complex),
        Kind::Deque => cx.ty(TypeId::Deque),
        Kind::Random => cx.ty(TypeId::Random),
        Kind::Regex => cx.ty(TypeId::Regex),
        Kind::Traceback => cx.ty(TypeId::Traceback),
        Kind::Code => cx.ty(TypeId::Code),
        Kind::WeakRef => cx.ty(TypeId::WeakRef),
        Kind::Frame => cx.ty(TypeId::Frame),
    }
}

fn immediate_type(value: Value<'_>) -> TypeId {
    if value.small_int().is_some() {
        TypeId::Int
    } else if value.float().is_some() {
        TypeId::Float
    } else if value.bool().is_some() {
        TypeId::Bool
    } else if value.is_none() {
        TypeId::NoneType
    } else if value.is(Value::ELLIPSIS) {
        TypeId::Ellipsis
    } else {
        TypeId::NotImplemented
    }
}

/// The body of the class of a value.
pub(crate) fn class_of<'a>(cx: &'a Cx, value: Value<'a>) -> &'a Type {
    type_of(cx, value).expect()
}

/// `type(value).__name__`.
pub(crate) fn type_name(cx: &Cx, value: Value<'_>) -> String {
    class_of(cx, value).name()
}

/// What a class and its ancestors have under an interned name.
#[inline]
pub(crate) fn lookup(cx: &Cx, class: Value<'_>, name: Value<'_>) -> Option<Own> {
    let place = &cx.lookups[(class.address() >> 4 ^ name.address() >> 3) % 1024];
    let known = place.get();
    let epoch = cx.epoch.get();
    if known.class.is(class) && known.name.is(name) && known.epoch == epoch {
        return known.found.upgrade();
    }
    let found = lookup_slowly(class, name);
    let word = found.as_ref().map_or(WeakWord::NULL, |found| WeakWord::new(found.r()));
    place.set(Lookup { class: WeakWord::new(class), name: WeakWord::new(name), epoch, found: word });
    found
}

fn lookup_slowly(class: Value<'_>, name: Value<'_>) -> Option<Own> {
    let class = class.expect::<Type>();
    dict::get_str(class.dict(), name)
        .or_else(|| class.ancestors.iter().find_map(|base| dict::get_str(base.r().expect::<Type>().dict(), name)))
}

/// What the classes after `after` in the resolution order of `class` have under an interned name.
pub(crate) fn lookup_after(class: Value<'_>, after: Value<'_>, name: Value<'_>) -> Option<Own> {
    let rest = &class.expect::<Type>().ancestors;
    let start = if class.is(after) { 0 } else { rest.iter().position(|base| base.r().is(after))? + 1 };
    rest[start..].iter().find_map(|base| dict::get_str(base.r().expect::<Type>().dict(), name))
}

/// Whether `class` is `base` or derives from it.
#[inline]
pub(crate) fn is_subclass(class: Value<'_>, base: Value<'_>) -> bool {
    class.is(base) || class.get::<Type>().is_some_and(|class| class.ancestors.iter().any(|other| other.r().is(base)))
}

/// Whether a value is an instance of a builtin type or of a class below it.
pub(crate) fn is_a(cx: &Cx, value: Value<'_>, id: TypeId) -> bool {
    is_subclass(type_of(cx, value), cx.ty(id))
}

/// Whether a class attribute is what this builtin type provides.
pub(crate) fn is_builtin_named(found: Value<'_>, owner: TypeId) -> bool {
    found.get::<Builtin>().is_some_and(|builtin| builtin.owner == Some(owner))
}

/// Calls what a class has as a method of `receiver`.
pub(crate) fn call_bound(cx: &Cx, found: Own, receiver: Value<'_>, args: &[Value<'_>]) -> Res {
    match found.r().kind() {
        Some(Kind::Function) => call::prepended(cx, found.r(), receiver, args, None),
        Some(Kind::Builtin) if found.r().expect::<Builtin>().def.flavour == Flavour::Method => {
            call::prepended(cx, found.r(), receiver, args, None)
        }
        _ => {
            let bound = descriptor::bind(cx, found, Some(receiver), type_of(cx, receiver))?;
            call::invoke(cx, bound.r(), args, None)
        }
    }
}

/// Calls a special method of the receiver's class, if it has it.
pub(crate) fn special(cx: &Cx, receiver: Value<'_>, name: &Own, args: &[Value<'_>]) -> Option<Res> {
    let found = lookup(cx, type_of(cx, receiver), name.r())?;
    Some(call_bound(cx, found, receiver, args))
}

/// Whether operations on this value must look for special methods: it is of a class of the program.
#[inline]
pub(crate) fn is_custom(value: Value<'_>) -> bool {
    matches!(value.kind(), Some(Kind::Instance | Kind::Exception))
}

/// The special method of a custom value.
pub(crate) fn custom(cx: &Cx, value: Value<'_>, name: &Own) -> Option<Own> {
    if is_custom(value) { lookup(cx, type_of(cx, value), name.r()) } else { None }
}

// Builtin types

/// The builtin types, without their attributes.
pub(crate) fn builtin_types(cx: &Cx) -> Vec<Own> {
    let mut types: Vec<Own> = Vec::with_capacity(TYPES.len());
    for row in TYPES {
        let is_object = row.id == TypeId::Object;
        let mut bases: Vec<Own> = (!is_object).then(|| types[row.base as usize].clone()).into_iter().collect();
        let mut ancestors = bases.clone();
        ancestors.extend(bases.iter().flat_map(|base| base.r().expect::<Type>().ancestors.clone()));
        if row.id == TypeId::ExceptionGroup {
            let second = types[TypeId::Exception as usize].clone();
            ancestors.insert(1, second.clone());
            bases.push(second);
        }
        let name = cx.intern(row.name);
        let solid = if row.kind == Kind::Exception {
            TypeId::BaseException
        } else if row.id == TypeId::Bool {
            TypeId::Int
        } else {
            row.id
        };
        let class = Own::new(Type {
            name: Slot::new(Some(name.clone())),
            qualname: Slot::new(Some(name)),
            id: Some(row.id),
            solid,
            bases: Tuple::object(bases.into_iter()),
            ancestors,
            dict: Dict::object(),
            meta: None,
            open: matches!(row.id, TypeId::Function | TypeId::Module) || row.kind == Kind::Exception,
            watchable: false,
            collection: Cell::new(Collection::of_builtin(row.id)),
            shape: OnceCell::new(),
            subclasses: crate::object::Payload::new(Vec::new()),
        });
        class.r().immortalize();
        types.push(class);
    }
    types
}

/// Gives the builtin types their methods.
pub(crate) fn fill_builtin_types(cx: &Cx) {
    for row in TYPES {
        let class = cx.ty(row.id).expect::<Type>();
        let (methods, getsets, operators) = crate::builtins::attributes_of(row.id);
        for def in methods
            .iter()
            .chain(crate::builtins::descriptor_methods(row.id))
            .chain(crate::operator::dunder_methods(operators))
        {
            let name = cx.intern(def.name);
            dict::set_str(class.dict(), name.r(), Builtin::object(def, Some(row.id), None));
        }
        for getset in getsets {
            let name = cx.intern(getset.name);
            dict::set_str(class.dict(), name.r(), GetSet::object(getset, row.id));
        }
        if let Some(module) = module_of(row.id) {
            dict::set_str(class.dict(), cx.names.__module__.r(), cx.intern(module));
        }
        if operators.contains("!hash") {
            dict::set_str(class.dict(), cx.names.__hash__.r(), Own::none());
        }
        if row.id != TypeId::Object {
            for base in class.bases.r().expect::<Tuple>().items() {
                base.r().expect::<Type>().subclasses.write(|all| all.push(WeakWord::new(cx.ty(row.id))));
            }
        }
    }
}

/// The module of a type that is no builtin.
fn module_of(id: TypeId) -> Option<&'static str> {
    match id {
        TypeId::Deque => Some("collections"),
        TypeId::Random => Some("_random"),
        TypeId::File => Some("_io"),
        TypeId::GenericAlias | TypeId::UnionType => Some("types"),
        TypeId::WeakRef => Some("weakref"),
        _ => None,
    }
}

// Finalisers

struct Flag(Cell<bool>);
#[allow(unsafe_code, reason = "one thread at a time runs")]
// SAFETY: one thread at a time runs.
unsafe impl Sync for Flag {}
impl Flag {
    fn set(&self, value: bool) {
        self.0.set(value);
    }
}

/// Whether any class ever had a `__del__`.
static FINALIZERS: Flag = Flag(Cell::new(false));

/// Notes that some class has a finaliser.
pub(crate) fn note_finalizer() {
    FINALIZERS.set(true);
}

/// Whether some class has a finaliser.
pub(crate) fn has_finalizers() -> bool {
    FINALIZERS.0.get()
}

/// Runs the finaliser of an object that dies.
pub(crate) fn finalize(value: Value<'_>) {
    let Some(cx) = Cx::current() else { return };
    if value.kind() == Some(Kind::Generator) {
        return crate::generator::finalize(cx, value);
    }
    if !FINALIZERS.0.get() || !value.mark_finalized() {
        return;
    }
    let Some(found) = lookup(cx, type_of(cx, value), cx.names.__del__.r()) else { return };
    let raised = cx.raised.take();
    let function = found.clone();
    if call_bound(cx, found, value, &[]).is_err() {
        crate::exception::exc_unraisable(cx, Some(function.r()));
    }
    cx.raised.set(raised);
}

// Calling classes

/// `class(*args)`.
pub(crate) fn call_class(cx: &Cx, class: Value<'_>, args: &[Value<'_>], names: Option<&Tuple>) -> Res {
    let body = class.expect::<Type>();
    if class.is(cx.ty(TypeId::Type)) && args.len() == 1 && names.is_none() {
        return Ok(type_of(cx, args[0]).own());
    }
    if let Some(meta) = &body.meta
        && let Some(found) = lookup(cx, meta.r(), cx.names.__call__.r())
        && !is_builtin_named(found.r(), TypeId::Type)
    {
        return call::prepended(cx, found.r(), class, args, names);
    }
    instantiate(cx, class, args, names)
}

fn instantiate(cx: &Cx, class: Value<'_>, args: &[Value<'_>], names: Option<&Tuple>) -> Res {
    let new = lookup(cx, class, cx.names.__new__.r());
    let init = lookup(cx, class, cx.names.__init__.r());
    let plain_new = new.as_ref().is_none_or(|new| is_builtin_named(new.r(), TypeId::Object));
    let plain_init = init.as_ref().is_none_or(|init| is_builtin_named(init.r(), TypeId::Object));
    let instance = if plain_new {
        if plain_init && !args.is_empty() {
            let name = class.expect::<Type>().name();
            return Err(cx.type_error(format!("{name}() takes no arguments")));
        }
        new_plain(cx, class)?
    } else {
        let new = new.expect("a class without `__new__` has object's");
        let new = descriptor::bind(cx, new, None, class)?;
        call::prepended(cx, new.r(), class, args, names)?
    };
    if !plain_init && is_subclass(type_of(cx, instance.r()), class) {
        let init = init.expect("a class without `__init__` has object's");
        let result = match init.r().kind() {
            Some(Kind::Function | Kind::Builtin) => call::prepended(cx, init.r(), instance.r(), args, names)?,
            _ => {
                let bound = descriptor::bind(cx, init, Some(instance.r()), class)?;
                call::invoke(cx, bound.r(), args, names)?
            }
        };
        if !result.r().is_none() {
            let found = type_name(cx, result.r());
            return Err(cx.type_error(format!("__init__() should return None, not '{found}'")));
        }
    }
    Ok(instance)
}

/// A new instance of a class that lays out no builtin type's data.
pub(crate) fn new_plain(cx: &Cx, class: Value<'_>) -> Res {
    let body = class.expect::<Type>();
    if let Some(missing) = abstract_methods(cx, body)? {
        return Err(missing);
    }
    match body.solid {
        TypeId::Object => Ok(Instance::object(class, None)),
        solid => {
            let name = TYPES[solid as usize].name;
            Err(cx.type_error(format!("object.__new__({0}) is not safe, use {name}.__new__()", body.name())))
        }
    }
}

fn abstract_methods(cx: &Cx, class: &Type) -> Res<Option<Raised>> {
    let Some(names) = dict::get_str(class.dict(), cx.names.__abstractmethods__.r()) else { return Ok(None) };
    let mut names: Vec<String> =
        crate::iter::collect(cx, names.r())?.iter().map(|name| crate::str::text_of(name.r())).collect();
    if names.is_empty() {
        return Ok(None);
    }
    names.sort();
    let (plural, list) = (crate::args::plural(names.len()), names.join("', '"));
    let name = class.name();
    Ok(Some(cx.type_error(format!(
        "Can't instantiate abstract class {name} without an implementation for abstract method{plural} '{list}'"
    ))))
}

/// Wraps what a builtin type's `__new__` made, if the class is one that derives from it.
pub(crate) fn wrap(cx: &Cx, class: Value<'_>, made: Own) -> Own {
    if class.is(type_of(cx, made.r())) { made } else { Instance::object(class, Some(made)) }
}

// Methods of `type`

fn this<'a>(cx: &Cx, args: &Args<'a>) -> Res<&'a Type> {
    args.get(0).get::<Type>().ok_or_else(|| {
        cx.type_error(format!("descriptor requires a 'type' object but received a '{}'", type_name(cx, args.get(0))))
    })
}

/// `type(name, bases, dict)`.
fn type_new(cx: &Cx, args: &Args<'_>) -> Res {
    let meta = args.get(0);
    let given = args.rest.len();
    if given == 1 && meta.is(cx.ty(TypeId::Type)) {
        return Ok(type_of(cx, args.rest[0]).own());
    }
    let [name, bases, space] = args.rest else {
        return Err(cx.type_error("type() takes 1 or 3 arguments"));
    };
    if name.str().is_none() {
        let found = type_name(cx, *name);
        return Err(cx.type_error(format!("type.__new__() argument 1 must be str, not {found}")));
    }
    let Some(bases) = bases.get::<Tuple>() else {
        let found = type_name(cx, *bases);
        return Err(cx.type_error(format!("type.__new__() argument 2 must be tuple, not {found}")));
    };
    let Some(space) = crate::instance::payload(*space).get::<Dict>() else {
        let found = type_name(cx, *space);
        return Err(cx.type_error(format!("type.__new__() argument 3 must be dict, not {found}")));
    };
    make(cx, meta, *name, bases.items(), space, &args.keywords)
}

fn type_call(cx: &Cx, args: &Args<'_>) -> Res {
    let (names, values): (Vec<Value<'_>>, Vec<Value<'_>>) = args.keywords.iter().copied().unzip();
    let names = Tuple::of(&names);
    let mut all = args.rest.to_vec();
    all.extend(values);
    instantiate(cx, args.get(0), &all, Some(names.r().expect()))
}

fn mro(cx: &Cx, args: &Args<'_>) -> Res {
    let class = this(cx, args)?;
    Ok(crate::object::List::object(
        core::iter::once(args.get(0).own()).chain(class.ancestors.iter().cloned()).collect(),
    ))
}

/// Methods of `type`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", type_new),
    method("__init__", "self *args **kwargs", |_, _| Ok(Own::none())),
    method("__call__", "self *args **kwargs", type_call),
    method("mro", "self", mro),
    method("__subclasses__", "self", |cx, args| Ok(crate::object::List::object(this(cx, args)?.subclasses()))),
    method("__instancecheck__", "self instance", |cx, args| {
        Ok(Own::bool(is_subclass(type_of(cx, args.get(1)), args.get(0))))
    }),
    method("__subclasscheck__", "self subclass", |_, args| Ok(Own::bool(is_subclass(args.get(1), args.get(0))))),
];

/// Sets an attribute of a class that its dict keeps.
fn set_in_dict(cx: &Cx, class: Value<'_>, name: Value<'_>, new: Option<Value<'_>>) -> Res<()> {
    let body = class.expect::<Type>();
    if body.id.is_some() || new.is_none() {
        let (name, class) = (crate::str::text_of(name), body.name());
        return Err(cx.type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")));
    }
    changed(cx);
    drop(dict::replace_str(body.dict(), name, new.map_or_else(Own::none, Value::own)));
    Ok(())
}

/// Attributes of `type`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::rw(
        "__name__",
        |_, value| Ok(value.expect::<Type>().name.get().unwrap_or_else(Own::none)),
        |_, value, new| {
            value.expect::<Type>().name.set(new.map(Value::own));
            Ok(())
        },
    ),
    GetSetRow::rw(
        "__qualname__",
        |_, value| Ok(value.expect::<Type>().qualname.get().unwrap_or_else(Own::none)),
        |_, value, new| {
            value.expect::<Type>().qualname.set(new.map(Value::own));
            Ok(())
        },
    ),
    GetSetRow::rw(
        "__module__",
        |cx, value| {
            let class = value.expect::<Type>();
            let known = dict::get_str(class.dict(), cx.names.__module__.r());
            Ok(known.unwrap_or_else(|| cx.names.builtins.clone()))
        },
        |cx, value, new| set_in_dict(cx, value, cx.names.__module__.r(), new),
    ),
    GetSetRow::ro("__bases__", |_, value| Ok(value.expect::<Type>().bases.clone())),
    GetSetRow::ro("__base__", |_, value| {
        let bases = value.expect::<Type>().bases.clone();
        Ok(bases.r().expect::<Tuple>().items().first().cloned().unwrap_or_else(Own::none))
    }),
    GetSetRow::ro("__mro__", |_, value| {
        let all: Vec<Own> =
            core::iter::once(value.own()).chain(value.expect::<Type>().ancestors.iter().cloned()).collect();
        Ok(Tuple::object(all.into_iter()))
    }),
    // A copy: what is written to it must not reach the class behind the caches' back.
    GetSetRow::ro("__dict__", |_, value| Ok(value.expect::<Type>().dict().copy())),
    GetSetRow::rw(
        "__doc__",
        |cx, value| {
            let known = dict::get_str(value.expect::<Type>().dict(), cx.names.__doc__.r());
            Ok(known.unwrap_or_else(Own::none))
        },
        |cx, value, new| set_in_dict(cx, value, cx.names.__doc__.r(), new),
    ),
];
