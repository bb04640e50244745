//! The module `builtins`, the methods of `object`, and which attributes each builtin type has.

use crate::args::{Args, Def, class_method, function, method};
use crate::attribute;
use crate::call;
use crate::class::{self, is_subclass, type_of};
use crate::context::{Cx, Raised, Res};
use crate::descriptor::{self, GetSetRow};
use crate::dict::{self, Dict};
use crate::instance::{attributes, payload};
use crate::object::{Kind, List, Own, Tuple, Value};
use crate::operator::{self, Op};
use crate::types::{TYPES, TypeId};
use crate::{exception, int, iter};

type Attributes = (&'static [Def], &'static [GetSetRow], &'static str);

const ORDER: &str = "__lt__ __le__ __eq__ __ne__ __gt__ __ge__ __hash__ __repr__ __format__ ";
const NUMBER: &str = "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ ";

macro_rules! joined {
    ($($part:expr),*) => {{
        const PARTS: &[&str] = &[$($part),*];
        const LEN: usize = { let (mut n, mut k) = (0, 0); while k < PARTS.len() { n += PARTS[k].len(); k += 1; } n };
        const BYTES: [u8; LEN] = {
            let (mut out, mut at, mut k) = ([0; LEN], 0, 0);
            while k < PARTS.len() {
                let (part, mut i) = (PARTS[k].as_bytes(), 0);
                while i < part.len() { out[at] = part[i]; at += 1; i += 1; }
                k += 1;
            }
            out
        };
        match core::str::from_utf8(&BYTES) { Ok(text) => text, Err(_) => panic!("parts are ASCII") }
    }};
}

static INT_OPERATORS: &str = joined!(
    ORDER,
    NUMBER,
    "__floordiv__ __rfloordiv__ __mod__ __rmod__ __divmod__ __rdivmod__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __or__ __ror__ __xor__ __rxor__ __invert__"
);
static FLOAT_OPERATORS: &str =
    joined!(ORDER, NUMBER, "__floordiv__ __rfloordiv__ __mod__ __rmod__ __divmod__ __rdivmod__");
static COMPLEX_OPERATORS: &str = joined!("__eq__ __ne__ __hash__ __repr__ __format__ ", NUMBER);
static STR_OPERATORS: &str =
    joined!(ORDER, "__str__ __add__ __mul__ __rmul__ __mod__ __len__ __contains__ __getitem__ __iter__");
static BYTES_OPERATORS: &str =
    joined!(ORDER, "__add__ __mul__ __rmul__ __mod__ __len__ __contains__ __getitem__ __iter__");
static TUPLE_OPERATORS: &str = joined!(ORDER, "__add__ __mul__ __rmul__ __len__ __contains__ __getitem__ __iter__");
const MUTABLE: &str = "__lt__ __le__ __eq__ __ne__ __gt__ __ge__ __repr__ !hash __len__ __contains__ __iter__ ";
static LIST_OPERATORS: &str =
    joined!(MUTABLE, "__add__ __iadd__ __mul__ __rmul__ __imul__ __getitem__ __setitem__ __delitem__");
const SETS: &str = "__and__ __rand__ __or__ __ror__ __sub__ __rsub__ __xor__ __rxor__ __len__ __contains__ __iter__ ";
static SET_OPERATORS: &str = joined!(MUTABLE, SETS, "__iand__ __ior__ __isub__ __ixor__");
static FROZENSET_OPERATORS: &str = joined!(ORDER, SETS);

/// Methods, computed attributes and special methods of a builtin type.
pub(crate) fn attributes_of(id: TypeId) -> Attributes {
    let iterator = (iter::METHODS, &[][..], "");
    match id {
        TypeId::Object => (OBJECT_METHODS, OBJECT_GETSETS, ""),
        TypeId::Type => (class::METHODS, class::GETSETS, "__repr__"),
        TypeId::Int => (int::METHODS, int::GETSETS, INT_OPERATORS),
        TypeId::Bool => (int::BOOL_METHODS, &[], "__repr__ __and__ __rand__ __or__ __ror__ __xor__ __rxor__"),
        TypeId::Float => (crate::float::METHODS, crate::float::GETSETS, FLOAT_OPERATORS),
        TypeId::Complex => (crate::complex::METHODS, crate::complex::GETSETS, COMPLEX_OPERATORS),
        TypeId::Str => (crate::str::METHODS, &[], STR_OPERATORS),
        TypeId::Bytes => (crate::bytes::METHODS, &[], BYTES_OPERATORS),
        TypeId::ByteArray => (crate::bytes::ARRAY_METHODS, &[], LIST_OPERATORS),
        TypeId::List => (crate::list::METHODS, &[], LIST_OPERATORS),
        TypeId::Tuple => (crate::tuple::METHODS, &[], TUPLE_OPERATORS),
        TypeId::Dict => (
            dict::METHODS,
            &[],
            "__eq__ __ne__ __repr__ !hash __len__ __contains__ __getitem__ __setitem__ __delitem__ __iter__ __or__ __ror__ __ior__",
        ),
        TypeId::Set => (crate::set::METHODS, &[], SET_OPERATORS),
        TypeId::FrozenSet => (crate::set::FROZEN_METHODS, &[], FROZENSET_OPERATORS),
        TypeId::Range => (
            crate::range::METHODS,
            crate::range::GETSETS,
            "__eq__ __ne__ __hash__ __repr__ __len__ __contains__ __getitem__ __iter__ __bool__",
        ),
        TypeId::Slice => (crate::range::SLICE_METHODS, crate::range::SLICE_GETSETS, "__eq__ __ne__ __repr__"),
        TypeId::NoneType | TypeId::Ellipsis | TypeId::NotImplemented => (&[], &[], "__repr__ __bool__ __hash__"),
        TypeId::Function => (FUNCTION_METHODS, crate::function::GETSETS, "__repr__"),
        TypeId::Builtin | TypeId::MethodDescriptor | TypeId::ClassMethodDescriptor => {
            (FUNCTION_METHODS, crate::function::BUILTIN_GETSETS, "__repr__ __eq__ __ne__")
        }
        TypeId::Method => (METHOD_METHODS, crate::function::METHOD_GETSETS, "__repr__ __eq__ __ne__ __hash__"),
        TypeId::Cell => (&[], crate::function::CELL_GETSETS, ""),
        TypeId::Property => (descriptor::PROPERTY_METHODS, descriptor::PROPERTY_GETSETS, ""),
        TypeId::StaticMethod => (descriptor::STATIC_METHODS, descriptor::STATIC_GETSETS, ""),
        TypeId::ClassMethod => (descriptor::CLASS_METHODS, descriptor::CLASS_GETSETS, ""),
        TypeId::Super => (descriptor::SUPER_METHODS, &[], ""),
        TypeId::Module => (&[], crate::module::GETSETS, "__repr__"),
        TypeId::Generator | TypeId::Coroutine | TypeId::AsyncGenerator => {
            (crate::generator::METHODS, crate::generator::GETSETS, "__repr__")
        }
        TypeId::Enumerate => (iter::ENUMERATE, &[], ""),
        TypeId::Zip => (iter::ZIP, &[], ""),
        TypeId::Map => (iter::MAP, &[], ""),
        TypeId::Filter => (iter::FILTER, &[], ""),
        TypeId::Reversed => (iter::REVERSED, &[], ""),
        TypeId::DictKeys | TypeId::DictItems => (
            dict::VIEW_METHODS,
            &[],
            "__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __repr__ __len__ __contains__ __iter__ __and__ __or__ __sub__ __xor__",
        ),
        TypeId::DictValues => (dict::VIEW_METHODS, &[], "__repr__ __len__ __contains__ __iter__"),
        TypeId::GenericAlias => {
            (crate::alias::METHODS, crate::alias::GETSETS, "__repr__ __eq__ __ne__ __hash__ __or__ __ror__ __getitem__")
        }
        TypeId::UnionType => (&[], crate::alias::GETSETS, "__repr__ __eq__ __ne__ __hash__ __or__ __ror__"),
        TypeId::Deque => (
            crate::deque::METHODS,
            crate::deque::GETSETS,
            "__lt__ __le__ __eq__ __ne__ __gt__ __ge__ __repr__ !hash __len__ __contains__ __iter__ __getitem__ __setitem__ __delitem__ __add__ __iadd__ __mul__ __rmul__",
        ),
        TypeId::Random => (crate::modules::random::METHODS, &[], ""),
        TypeId::Traceback => (&[], crate::traceback::GETSETS, ""),
        TypeId::Code => (&[], crate::frame::CODE_GETSETS, ""),
        TypeId::WeakRef => (crate::weak::METHODS, crate::weak::GETSETS, "__repr__ __eq__ __ne__ __hash__"),
        TypeId::Frame => (&[], crate::frame::FRAME_GETSETS, ""),
        TypeId::Regex => (crate::modules::regex::METHODS, &[], ""),
        TypeId::File => (crate::modules::sys::FILE_METHODS, crate::modules::sys::FILE_GETSETS, "__repr__"),
        TypeId::BaseException => (exception::METHODS, exception::GETSETS, ""),
        TypeId::BaseExceptionGroup => (crate::group::METHODS, crate::group::GETSETS, ""),
        _ if TYPES[id as usize].kind == Kind::Iter => iterator,
        _ => (&[], &[], ""),
    }
}

/// The methods of descriptors that a builtin type has.
pub(crate) fn descriptor_methods(id: TypeId) -> &'static [Def] {
    match id {
        TypeId::Property | TypeId::GetSet | TypeId::Member => descriptor::STORES,
        TypeId::Function
        | TypeId::Builtin
        | TypeId::MethodDescriptor
        | TypeId::ClassMethodDescriptor
        | TypeId::Method
        | TypeId::StaticMethod
        | TypeId::ClassMethod => descriptor::GETS,
        _ => &[],
    }
}

/// Fills the module `builtins`.
pub(crate) fn fill(cx: &Cx) {
    let dict = crate::module::builtins(cx);
    for row in TYPES {
        let hidden = matches!(TYPES[row.id as usize].kind, Kind::Iter | Kind::DictView)
            && !matches!(row.id, TypeId::Enumerate | TypeId::Zip | TypeId::Map | TypeId::Filter | TypeId::Reversed);
        let internal = matches!(
            row.id,
            TypeId::NoneType
                | TypeId::Ellipsis
                | TypeId::NotImplemented
                | TypeId::Function
                | TypeId::Builtin
                | TypeId::MethodDescriptor
                | TypeId::ClassMethodDescriptor
                | TypeId::Method
                | TypeId::Cell
                | TypeId::GetSet
                | TypeId::Member
                | TypeId::Module
                | TypeId::Generator
                | TypeId::Coroutine
                | TypeId::AsyncGenerator
                | TypeId::File
                | TypeId::Deque
                | TypeId::Random
                | TypeId::Regex
                | TypeId::Traceback
                | TypeId::Code
                | TypeId::Frame
                | TypeId::WeakRef
                | TypeId::GenericAlias
                | TypeId::UnionType
        );
        if !hidden && !internal {
            dict::set_str(dict, cx.intern(row.name).r(), cx.ty(row.id).own());
        }
    }
    for def in FUNCTIONS {
        dict::set_str(dict, cx.intern(def.name).r(), call::Builtin::object(def, None, None));
    }
    let constants = [
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("Ellipsis", Value::ELLIPSIS),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("__debug__", Value::TRUE),
        ("EnvironmentError", cx.ty(TypeId::OSError)),
        ("IOError", cx.ty(TypeId::OSError)),
    ];
    for (name, value) in constants {
        dict::set_str(dict, cx.intern(name).r(), value.own());
    }
}

// `object`

fn object_new(cx: &Cx, args: &Args<'_>) -> Res {
    let class = args.get(0);
    if class.kind() != Some(Kind::Type) {
        let found = class::type_name(cx, class);
        return Err(cx.type_error(format!("object.__new__(X): X is not a type object ({found})")));
    }
    let excess = !args.rest.is_empty() || !args.keywords.is_empty();
    if excess {
        let overrides = |name: &Own| {
            class::lookup(cx, class, name.r()).is_some_and(|f| !class::is_builtin_named(f.r(), TypeId::Object))
        };
        if overrides(&cx.names.__new__) {
            return Err(cx.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if !overrides(&cx.names.__init__) {
            let name = class.expect::<class::Type>().name();
            return Err(cx.type_error(format!("{name}() takes no arguments")));
        }
    }
    class::new_plain(cx, class)
}

fn object_init(cx: &Cx, args: &Args<'_>) -> Res {
    let class = type_of(cx, args.get(0));
    let new = class::lookup(cx, class, cx.names.__new__.r());
    let plain_new = new.is_none_or(|new| class::is_builtin_named(new.r(), TypeId::Object));
    if plain_new && (!args.rest.is_empty() || !args.keywords.is_empty()) {
        return Err(cx.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    Ok(Own::none())
}

fn compare_identity(_cx: &Cx, args: &Args<'_>) -> Res {
    Ok(if args.get(0).is(args.get(1)) { Own::bool(true) } else { Value::NOT_IMPLEMENTED.own() })
}

fn object_ne(cx: &Cx, args: &Args<'_>) -> Res {
    match class::special(cx, args.get(0), &cx.names.__eq__, &[args.get(1)]) {
        Some(result) => {
            let result = result?;
            if result.r().is(Value::NOT_IMPLEMENTED) {
                Ok(result)
            } else {
                operator::truth(cx, result.r()).map(|same| Own::bool(!same))
            }
        }
        None => Ok(Value::NOT_IMPLEMENTED.own()),
    }
}

fn interned(cx: &Cx, name: Value<'_>) -> Res {
    attribute::name_argument(cx, name, "getattr")
}

/// Methods of `object`.
static OBJECT_METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", object_new),
    method("__init__", "self *args **kwargs", object_init),
    method("__repr__", "self", |cx, args| Ok(crate::str::new(&crate::repr::default_repr(cx, args.get(0))))),
    method("__str__", "self", |cx, args| crate::repr::repr_of(cx, args.get(0))),
    method("__format__", "self spec", |cx, args| match args.get(1).str() {
        Some(spec) if spec.len() == 0 => crate::repr::str_of(cx, args.get(0)),
        _ => {
            let found = class::type_name(cx, args.get(0));
            Err(cx.type_error(format!("unsupported format string passed to {found}.__format__")))
        }
    }),
    method("__eq__", "self other", compare_identity),
    method("__ne__", "self other", object_ne),
    method("__hash__", "self", |_, args| Ok(Own::int(crate::hash::identity(args.get(0))))),
    method("__getattribute__", "self name", |cx, args| {
        let name = interned(cx, args.get(1))?;
        let found = attribute::find_plainly(cx, args.get(0), name.r())?;
        found.ok_or_else(|| attribute::missing(cx, args.get(0), name.r()))
    }),
    method("__setattr__", "self name value", |cx, args| {
        let name = interned(cx, args.get(1))?;
        attribute::set_plainly(cx, args.get(0), name.r(), Some(args.get(2))).map(|()| Own::none())
    }),
    method("__delattr__", "self name", |cx, args| {
        let name = interned(cx, args.get(1))?;
        attribute::set_plainly(cx, args.get(0), name.r(), None).map(|()| Own::none())
    }),
    method("__dir__", "self", |cx, args| Ok(List::object(attribute::dir(cx, args.get(0))))),
    class_method("__init_subclass__", "cls **kwargs", |cx, args| match args.keywords.is_empty() {
        true => Ok(Own::none()),
        false => {
            let name = args.get(0).expect::<class::Type>().name();
            Err(cx.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
        }
    }),
    class_method("__subclasshook__", "cls subclass", |_, _| Ok(Value::NOT_IMPLEMENTED.own())),
];

fn own_dict(cx: &Cx, value: Value<'_>) -> Res {
    match attributes(value).filter(|_| class::class_of(cx, value).open) {
        Some(attributes) => Ok(attributes.to_dict()),
        None => Err(attribute::missing(cx, value, cx.names.__dict__.r())),
    }
}

/// `object.__class__ = class`: for plain objects of classes with the same layout.
fn set_class(cx: &Cx, value: Value<'_>, new: Option<Value<'_>>) -> Res<()> {
    let Some(new) = new else { return Err(cx.type_error("can't delete __class__ attribute")) };
    let Some(class) = new.get::<class::Type>() else {
        let found = class::type_name(cx, new);
        return Err(cx.type_error(format!("__class__ must be set to a class, not '{found}' object")));
    };
    let Some(instance) = value.get::<crate::instance::Instance>().filter(|_| class.id.is_none()) else {
        return Err(cx.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    };
    let old = class::class_of(cx, value);
    if old.solid != class.solid || old.open != class.open {
        let message = format!("__class__ assignment: '{}' object layout differs from '{}'", class.name(), old.name());
        return Err(cx.type_error(message));
    }
    let slot_of = |key: Own| {
        let name = key.r().get::<descriptor::Member>().and_then(descriptor::Member::slot_name);
        let other = name.and_then(|name| class::lookup(cx, new, name));
        other.filter(|other| other.r().kind() == Some(Kind::Member)).unwrap_or(key)
    };
    instance.attributes.reshape(class.shape(), slot_of);
    instance.class.replace(new.own());
    Ok(())
}

static OBJECT_GETSETS: &[GetSetRow] = &[
    GetSetRow::rw("__class__", |cx, value| Ok(type_of(cx, value).own()), set_class),
    GetSetRow::rw("__dict__", own_dict, |cx, value, new| match (attributes(value), new) {
        (Some(attributes), Some(new)) if new.kind() == Some(Kind::Dict) => {
            attributes.set_dict(new.own());
            Ok(())
        }
        _ => Err(cx.type_error("__dict__ must be set to a dictionary")),
    }),
];

static FUNCTION_METHODS: &[Def] = &[method("__call__", "self *args **kwargs", call_method)];

static METHOD_METHODS: &[Def] = &[
    function("__new__", "cls function instance /", method_new),
    method("__call__", "self *args **kwargs", call_method),
];

fn call_method(cx: &Cx, args: &Args<'_>) -> Res {
    call::with_keywords(cx, args.get(0), args.rest, &args.keywords)
}

/// `types.MethodType(function, instance)`.
fn method_new(cx: &Cx, args: &Args<'_>) -> Res {
    let (callee, receiver) = (args.get(1), args.get(2));
    if !call::is_callable(cx, callee) {
        return Err(cx.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(cx.type_error("instance must not be None"));
    }
    Ok(crate::function::Method::object(callee.own(), receiver.own()))
}

// Functions

fn print(cx: &Cx, args: &Args<'_>) -> Res {
    let text = |index: usize, default: &str, name: &str| -> Res {
        match args.some(index) {
            None => Ok(crate::str::new(default)),
            Some(value) if payload(value).str().is_some() => Ok(payload(value).own()),
            Some(value) => {
                let found = class::type_name(cx, value);
                Err(cx.type_error(format!("{name} must be None or a string, not {found}")))
            }
        }
    };
    let (separator, end) = (text(0, " ", "sep")?, text(1, "\n", "end")?);
    let file = match args.some(2) {
        Some(file) => file.own(),
        None => crate::modules::sys::current(cx, &cx.names.stdout)?,
    };
    if file.r().is_none() {
        return Ok(Own::none());
    }
    for (index, value) in args.rest.iter().enumerate() {
        if index > 0 {
            crate::modules::sys::write(cx, file.r(), separator.r())?;
        }
        let shown = crate::repr::str_of(cx, *value)?;
        crate::modules::sys::write(cx, file.r(), shown.r())?;
    }
    crate::modules::sys::write(cx, file.r(), end.r())?;
    if args.opt(3).map_or(Ok(false), |flush| operator::truth(cx, flush))? {
        crate::modules::sys::flush(cx, file.r())?;
    }
    Ok(Own::none())
}

fn extreme(cx: &Cx, args: &Args<'_>, name: &str, op: i64) -> Res {
    let (key, default) = (args.some(0), args.opt(1));
    let items = match args.rest {
        [] => return Err(cx.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [one] => iter::collect(cx, *one)?,
        many if default.is_none() => many.iter().map(|value| value.own()).collect(),
        _ => {
            return Err(
                cx.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments"))
            );
        }
    };
    let mut best: Option<(Own, Own)> = None;
    for item in items {
        let rank = match key {
            Some(key) => call::invoke(cx, key, &[item.r()], None)?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, known)) => operator::compare_truth(cx, rank.r(), known.r(), op)?,
        };
        if better {
            best = Some((item, rank));
        }
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.own()),
        (None, None) => Err(cx.value_error(format!("{name}() arg is an empty sequence"))),
    }
}

fn sum(cx: &Cx, args: &Args<'_>) -> Res {
    let mut total = args.opt(1).map_or_else(|| Own::int(0), Value::own);
    for (kind, message) in [
        (Kind::Str, "sum() can't sum strings [use ''.join(seq) instead]"),
        (Kind::Bytes, "sum() can't sum bytes [use b''.join(seq) instead]"),
    ] {
        if total.r().kind() == Some(kind) {
            return Err(cx.type_error(message));
        }
    }
    let iterator = iter::iter(cx, args.get(0))?;
    while let Some(item) = iter::iter_next(cx, iterator.r())? {
        total = operator::binary_add(cx, total.r(), item.r())?;
    }
    Ok(total)
}

fn any(cx: &Cx, args: &Args<'_>, wanted: bool) -> Res {
    let iterator = iter::iter(cx, args.get(0))?;
    while let Some(item) = iter::iter_next(cx, iterator.r())? {
        if operator::truth(cx, item.r())? == wanted {
            return Ok(Own::bool(wanted));
        }
    }
    Ok(Own::bool(!wanted))
}

fn sorted(cx: &Cx, args: &Args<'_>) -> Res {
    let items = iter::collect(cx, args.get(0))?;
    let reverse = args.opt(2).map_or(Ok(false), |reverse| operator::truth(cx, reverse))?;
    crate::list::sorted(cx, items, args.some(1), reverse).map(List::object)
}

/// `exit()` and `quit()`.
fn exit(cx: &Cx, args: &Args<'_>) -> Res {
    let code = args.opt(0).map_or_else(Own::none, Value::own);
    Err(cx.raise_args(TypeId::SystemExit, vec![code]))
}

/// `isinstance` and `issubclass`: a class, or a tuple of what may stand there.
pub(crate) fn check_class(cx: &Cx, subject: Value<'_>, class: Value<'_>, function: &str) -> Res<bool> {
    if let Some(classes) = class.get::<Tuple>() {
        for class in classes.items() {
            if check_class(cx, subject, class.r(), function)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(alias) = class.get::<crate::alias::Alias>().filter(|alias| alias.origin.is_none()) {
        for class in alias.items() {
            if check_class(cx, subject, class.r(), function)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if class.kind() == Some(Kind::Alias) {
        return Err(cx.type_error(format!("{function}() argument 2 cannot be a parameterized generic")));
    }
    let instance = function == "isinstance";
    if instance && type_of(cx, subject).is(class) {
        return Ok(true);
    }
    let hook = if instance { &cx.names.__instancecheck__ } else { &cx.names.__subclasscheck__ };
    if let Some(found) = class::lookup(cx, type_of(cx, class), hook.r())
        && !class::is_builtin_named(found.r(), TypeId::Type)
    {
        let result = class::call_bound(cx, found, class, &[subject])?;
        return operator::truth(cx, result.r());
    }
    if class.kind() != Some(Kind::Type) {
        let what =
            if instance { "a type, a tuple of types, or a union" } else { "a class, a tuple of classes, or a union" };
        return Err(cx.type_error(format!("{function}() arg 2 must be {what}")));
    }
    if !instance {
        return Ok(is_subclass(subject, class));
    }
    if is_subclass(type_of(cx, subject), class) {
        return Ok(true);
    }
    // An object may claim another class.
    if !class::is_custom(subject) {
        return Ok(false);
    }
    let claimed = attribute::get_or_none(cx, subject, cx.names.__class__.r())?;
    Ok(claimed.is_some_and(|claimed| is_subclass(claimed.r(), class)))
}

fn issubclass(cx: &Cx, args: &Args<'_>) -> Res {
    if args.get(0).kind() != Some(Kind::Type) {
        return Err(cx.type_error("issubclass() arg 1 must be a class"));
    }
    check_class(cx, args.get(0), args.get(1), "issubclass").map(Own::bool)
}

fn getattr(cx: &Cx, args: &Args<'_>) -> Res {
    let name = attribute::name_argument(cx, args.get(1), "getattr")?;
    match args.opt(2) {
        None => attribute::get(cx, args.get(0), name.r()),
        Some(default) => {
            let found = attribute::get_or_none(cx, args.get(0), name.r())?;
            Ok(found.unwrap_or_else(|| default.own()))
        }
    }
}

fn next(cx: &Cx, args: &Args<'_>) -> Res {
    cx.returned.set(None);
    match iter::iter_next(cx, args.get(0))? {
        Some(item) => Ok(item),
        None => match args.opt(1) {
            Some(default) => Ok(default.own()),
            None => Err(crate::generator::stop_iteration(cx, cx.returned.take().unwrap_or_else(Own::none))),
        },
    }
}

fn iter_function(cx: &Cx, args: &Args<'_>) -> Res {
    match args.opt(1) {
        None => iter::iter(cx, args.get(0)),
        Some(sentinel) if call::is_callable(cx, args.get(0)) => Ok(iter::until(args.get(0), sentinel)),
        Some(_) => Err(cx.type_error("iter(v, w): v must be callable")),
    }
}

fn chr(cx: &Cx, args: &Args<'_>) -> Res {
    let code = int::clamped(cx, args.get(0))?;
    match u32::try_from(code).ok().filter(|code| *code < 0x11_0000) {
        Some(code) => Ok(crate::str::from_code(code)),
        None => Err(cx.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(cx: &Cx, args: &Args<'_>) -> Res {
    let value = payload(args.get(0));
    let len = match (value.str(), crate::bytes::contents(value)) {
        (Some(text), _) if text.len() == 1 => return Ok(Own::int(text.chars().at(0).into())),
        (None, Some(bytes)) if bytes.len() == 1 => return Ok(Own::int(bytes[0].into())),
        (Some(text), _) => text.len(),
        (None, Some(bytes)) => bytes.len(),
        (None, None) => {
            let found = class::type_name(cx, args.get(0));
            return Err(cx.type_error(format!("ord() expected string of length 1, but {found} found")));
        }
    };
    Err(cx.type_error(format!("ord() expected a character, but string of length {len} found")))
}

fn pow(cx: &Cx, args: &Args<'_>) -> Res {
    let Some(modulus) = args.some(2) else { return operator::binary_pow(cx, args.get(0), args.get(1)) };
    match (int::number(args.get(0)), int::number(args.get(1)), int::number(modulus)) {
        (Some(a), Some(b), Some(m)) => int::pow_mod(cx, a, b, m),
        _ => Err(cx.type_error("pow() 3rd argument not allowed unless all arguments are integers")),
    }
}

fn round(cx: &Cx, args: &Args<'_>) -> Res {
    let value = args.get(0);
    let given: Vec<Value<'_>> = args.some(1).into_iter().collect();
    match class::special(cx, value, &cx.names.__round__, &given) {
        Some(result) => result,
        None => {
            let found = class::type_name(cx, value);
            Err(cx.type_error(format!("type {found} doesn't define __round__ method")))
        }
    }
}

fn in_base(cx: &Cx, args: &Args<'_>, radix: u32, prefix: &str) -> Res {
    let value = int::index(cx, args.get(0))?;
    let text = int::digits(int::number(value.r()).expect("`index` gives an int"), radix);
    let shown = match text.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{text}"),
    };
    Ok(crate::str::new(&shown))
}

fn input(cx: &Cx, args: &Args<'_>) -> Res {
    if let Some(prompt) = args.opt(0) {
        let out = crate::modules::sys::current(cx, &cx.names.stdout)?;
        let shown = crate::repr::str_of(cx, prompt)?;
        crate::modules::sys::write(cx, out.r(), shown.r())?;
    }
    cx.flush();
    match crate::modules::sys::read_line() {
        Some(line) => Ok(crate::str::new(line.strip_suffix('\n').unwrap_or(&line))),
        None => Err(cx.raise(TypeId::EOFError, "EOF when reading a line")),
    }
}

fn vars(cx: &Cx, args: &Args<'_>) -> Res {
    match attribute::find(cx, args.get(0), cx.names.__dict__.r()) {
        Ok(Some(dict)) => Ok(dict),
        Ok(None) => Err(cx.type_error("vars() argument must have __dict__ attribute")),
        Err(Raised) => match cx.catch(TypeId::AttributeError) {
            Some(_) => Err(cx.type_error("vars() argument must have __dict__ attribute")),
            None => Err(Raised),
        },
    }
}

fn import(cx: &Cx, args: &Args<'_>) -> Res {
    let Some(name) = args.get(0).str() else {
        return Err(cx.type_error("__import__() argument 1 must be str"));
    };
    let empty = Dict::object();
    let globals = args.some(1).map_or_else(|| empty.clone(), Value::own);
    let level = args.opt(4).map_or(Ok(0), |level| int::argument(cx, level))?;
    crate::module::import(cx, globals.r(), name, args.opt(3).unwrap_or(Value::NONE), level)
}

/// The functions of `builtins`.
static FUNCTIONS: &[Def] = &[
    function("abs", "x", |cx, args| operator::abs(cx, args.get(0))),
    function("all", "iterable", |cx, args| any(cx, args, false)),
    function("any", "iterable", |cx, args| any(cx, args, true)),
    function("ascii", "object", |cx, args| crate::repr::ascii_of(cx, args.get(0))),
    function("bin", "number", |cx, args| in_base(cx, args, 2, "0b")),
    function("callable", "object", |cx, args| Ok(Own::bool(call::is_callable(cx, args.get(0))))),
    function("chr", "i", chr),
    function("delattr", "object name", |cx, args| {
        let name = attribute::name_argument(cx, args.get(1), "delattr")?;
        attribute::set(cx, args.get(0), name.r(), None).map(|()| Own::none())
    }),
    function("dir", "object", |cx, args| Ok(List::object(attribute::dir(cx, args.get(0))))),
    function("divmod", "x y", |cx, args| operator::binary(cx, Op::DivMod, args.get(0), args.get(1))),
    function("exit", "code?", exit),
    function("format", "value spec?", |cx, args| {
        let empty = crate::str::new("");
        crate::repr::format_value(cx, args.get(0), args.opt(1).unwrap_or(empty.r()))
    }),
    function("getattr", "object name default?", getattr),
    function("globals", "/", |cx, _| Ok(cx.globals.get().unwrap_or_else(Own::none))),
    function("hasattr", "object name", |cx, args| {
        let name = attribute::name_argument(cx, args.get(1), "hasattr")?;
        Ok(Own::bool(attribute::get_or_none(cx, args.get(0), name.r())?.is_some()))
    }),
    function("hash", "object", |cx, args| crate::hash::hash(cx, args.get(0)).map(Own::int)),
    function("hex", "number", |cx, args| in_base(cx, args, 16, "0x")),
    function("id", "object", |_, args| Ok(Own::int(args.get(0).address() as i64))),
    function("input", "prompt?", input),
    function("isinstance", "object class", |cx, args| {
        check_class(cx, args.get(0), args.get(1), "isinstance").map(Own::bool)
    }),
    function("issubclass", "class other", issubclass),
    function("iter", "object sentinel?", iter_function),
    function("len", "object", |cx, args| operator::len(cx, args.get(0)).map(Own::len)),
    function("max", "*args key? default?", |cx, args| extreme(cx, args, "max", 4)),
    function("min", "*args key? default?", |cx, args| extreme(cx, args, "min", 0)),
    function("next", "iterator default?", next),
    function("oct", "number", |cx, args| in_base(cx, args, 8, "0o")),
    function("open", "*args **kwargs", |cx, args| {
        let open = crate::module::attribute_of(cx, "io", "open")?;
        call::with_keywords(cx, open.r(), args.rest, &args.keywords)
    }),
    function("ord", "c", ord),
    function("pow", "/ base exp mod?", pow),
    function("print", "*args sep? end? file? flush?", print),
    function("quit", "code?", exit),
    function("repr", "object", |cx, args| crate::repr::repr_of(cx, args.get(0))),
    function("round", "/ number ndigits?", round),
    function("setattr", "object name value", |cx, args| {
        let name = attribute::name_argument(cx, args.get(1), "setattr")?;
        attribute::set(cx, args.get(0), name.r(), Some(args.get(2))).map(|()| Own::none())
    }),
    function("sorted", "iterable * key? reverse?", sorted),
    function("sum", "iterable / start?", sum),
    function("vars", "object", vars),
    function("__import__", "/ name globals? locals? fromlist? level?", import),
];
