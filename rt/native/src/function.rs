//! Functions, bound methods, cells; exits and polls.

use crate::attribute;
use crate::class;
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::dict::{self, Dict};
use crate::instance::{Attributes, Shape};
use crate::object::{Body, BodyKind, Exit, Kind, Own, Payload, Slot, Tuple, Value, WeakWord};
use core::sync::atomic::{AtomicU64, Ordering};
use naja_rt_abi::layout::FunctionDesc;

pub(crate) use crate::object::constant;

/// A function of the program. Compiled code reads the closure, so it comes first.
#[repr(C)]
pub(crate) struct Function {
    /// The tuple of cells, if any.
    pub(crate) closure: Slot,
    /// What codegen says about it.
    pub(crate) desc: &'static FunctionDesc,
    /// The dict of its module.
    pub(crate) globals: Own,
    pub(crate) name: Slot,
    pub(crate) qualname: Slot,
    /// The tuple of defaults.
    pub(crate) defaults: Slot,
    /// The dict of keyword-only defaults.
    pub(crate) kwdefaults: Slot,
    /// A dict, or a flat tuple of names and annotations.
    annotations: Slot,
    doc: Slot,
    module: Slot,
    /// Attributes that the program gave it.
    pub(crate) attributes: Payload<Attributes>,
}

impl Body for Function {
    const KIND: Kind = <Function as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        let slots = [&self.closure, &self.defaults, &self.kwdefaults, &self.annotations, &self.doc];
        slots.into_iter().for_each(|slot| slot.visit(visit));
        visit(self.globals.r());
        self.attributes.visit(visit);
    }
    fn clear(&self, out: &mut Vec<Own>) {
        // The closure stays: compiled code that still runs may read it.
        let slots = [&self.defaults, &self.kwdefaults, &self.annotations];
        out.extend(slots.into_iter().filter_map(Slot::take));
        self.attributes.clear(out);
    }
}

/// Row `function_new`.
pub(crate) fn function_new(
    cx: &Cx,
    desc: &'static FunctionDesc,
    globals: Value<'_>,
    closure: Option<Value<'_>>,
    defaults: Option<Value<'_>>,
    kwdefaults: Option<Value<'_>>,
    annotations: Option<Value<'_>>,
) -> Res {
    thread_local!(static ROOT: &'static Shape = Shape::root());
    let slot = |value: Option<Value<'_>>| Slot::new(value.map(Value::own));
    let doc = if desc.doc == u32::MAX { None } else { constant(desc, desc.doc) };
    Ok(Own::new(Function {
        closure: slot(closure),
        desc,
        globals: globals.own(),
        name: Slot::new(constant(desc, desc.name)),
        qualname: Slot::new(constant(desc, desc.qualname)),
        defaults: slot(defaults),
        kwdefaults: slot(kwdefaults),
        annotations: slot(annotations),
        doc: Slot::new(doc),
        module: Slot::new(dict::get_str(globals.expect(), cx.names.__name__.r())),
        attributes: Payload::new(Attributes::Shaped(ROOT.with(|root| *root), Vec::new())),
    }))
}

/// `__annotations__`: the flat tuple becomes a dict when it is asked for.
fn annotations(function: &Function) -> Own {
    if let Some(known) = function.annotations.get()
        && known.r().kind() == Some(Kind::Dict)
    {
        return known;
    }
    let dict = Dict::object();
    if let Some(flat) = function.annotations.get()
        && let Some(flat) = flat.r().get::<Tuple>()
    {
        for pair in flat.items().chunks_exact(2) {
            dict::set_str(dict.r().expect(), pair[0].r(), pair[1].clone());
        }
    }
    function.annotations.set(Some(dict.clone()));
    dict
}

fn some(slot: &Slot) -> Res {
    Ok(slot.get().unwrap_or_else(Own::none))
}

macro_rules! slot_attribute {
    ($name:literal, $field:ident) => {
        GetSetRow::rw(
            $name,
            |_, value| some(&value.expect::<Function>().$field),
            |_, value, new| {
                value.expect::<Function>().$field.set(new.map(Value::own));
                Ok(())
            },
        )
    };
}

/// Attributes of functions.
pub(crate) static GETSETS: &[GetSetRow] = &[
    slot_attribute!("__name__", name),
    slot_attribute!("__qualname__", qualname),
    slot_attribute!("__defaults__", defaults),
    slot_attribute!("__kwdefaults__", kwdefaults),
    slot_attribute!("__doc__", doc),
    slot_attribute!("__module__", module),
    GetSetRow::ro("__code__", |cx, value| Ok(crate::frame::Code::object(cx, value.expect::<Function>().desc))),
    GetSetRow::ro("__closure__", |_, value| some(&value.expect::<Function>().closure)),
    GetSetRow::ro("__globals__", |_, value| Ok(value.expect::<Function>().globals.clone())),
    GetSetRow::rw(
        "__annotations__",
        |_, value| Ok(annotations(value.expect())),
        |_, value, new| {
            value.expect::<Function>().annotations.set(new.map(Value::own));
            Ok(())
        },
    ),
];

/// A function bound to its first argument.
pub(crate) struct Method {
    pub(crate) function: Own,
    pub(crate) receiver: Own,
}

impl Method {
    pub(crate) fn object(function: Own, receiver: Own) -> Own {
        Own::new(Method { function, receiver })
    }
}

impl Body for Method {
    const KIND: Kind = <Method as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.function.r());
        visit(self.receiver.r());
    }
}

/// Attributes of bound methods; others are the function's.
pub(crate) static METHOD_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__func__", |_, value| Ok(value.expect::<Method>().function.clone())),
    GetSetRow::ro("__self__", |_, value| Ok(value.expect::<Method>().receiver.clone())),
    GetSetRow::ro("__name__", |cx, value| {
        attribute::get(cx, value.expect::<Method>().function.r(), cx.names.__name__.r())
    }),
    GetSetRow::ro("__qualname__", |cx, value| {
        attribute::get(cx, value.expect::<Method>().function.r(), cx.names.__qualname__.r())
    }),
    GetSetRow::ro("__doc__", |cx, value| {
        attribute::get(cx, value.expect::<Method>().function.r(), cx.names.__doc__.r())
    }),
    GetSetRow::ro("__module__", |cx, value| {
        attribute::get(cx, value.expect::<Method>().function.r(), cx.names.__module__.r())
    }),
];

/// Attributes of builtin functions.
pub(crate) static BUILTIN_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__name__", |_, value| Ok(crate::str::new(value.expect::<crate::call::Builtin>().def.name))),
    GetSetRow::ro("__qualname__", |_, value| {
        let builtin = value.expect::<crate::call::Builtin>();
        Ok(crate::str::new(&crate::repr::builtin_qualname(builtin)))
    }),
    GetSetRow::ro("__doc__", |_, _| Ok(Own::none())),
    GetSetRow::ro("__module__", |cx, value| {
        let builtin = value.expect::<crate::call::Builtin>();
        Ok(if builtin.owner.is_none() { cx.names.builtins.clone() } else { Own::none() })
    }),
    GetSetRow::ro("__self__", |_, value| {
        let builtin = value.expect::<crate::call::Builtin>();
        Ok(builtin.receiver.clone().unwrap_or_else(Own::none))
    }),
];

/// A variable that functions share.
#[repr(C)]
pub(crate) struct CellBody {
    pub(crate) value: Slot,
}

impl Body for CellBody {
    const KIND: Kind = <CellBody as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.value.visit(visit);
    }
    fn clear(&self, out: &mut Vec<Own>) {
        out.extend(self.value.take());
    }
}

/// Row `cell_new`.
pub(crate) fn cell_new(_cx: &Cx, value: Option<Value<'_>>) -> Res {
    Ok(Own::new(CellBody { value: Slot::new(value.map(Value::own)) }))
}

/// Attributes of cells.
pub(crate) static CELL_GETSETS: &[GetSetRow] = &[GetSetRow::rw(
    "cell_contents",
    |cx, value| value.expect::<CellBody>().value.get().ok_or_else(|| cx.value_error("Cell is empty")),
    |_, value, new| {
        value.expect::<CellBody>().value.set(new.map(Value::own));
        Ok(())
    },
)];

/// Row `exit`.
pub(crate) fn exit(cx: &Cx, exit: Exit<'_>) -> Res {
    crate::object::resume(cx, exit.desc.generic, &exit.frame(), exit.desc.entry)
}

/// Row `poll`.
pub(crate) fn poll(cx: &Cx) -> Res<()> {
    cx.head.poll.set(0);
    crate::object::cycles::collect_if_due(cx);
    check_interrupt(cx)
}

/// Raises KeyboardInterrupt if the user wants the program to stop.
pub(crate) fn check_interrupt(cx: &Cx) -> Res<()> {
    if crate::object::system::was_interrupted() {
        return Err(cx.raise_args(crate::types::TypeId::KeyboardInterrupt, vec![]));
    }
    Ok(())
}

/// Row `poll_stressed`.
pub(crate) fn poll_stressed(cx: &Cx) -> Res<()> {
    static POLLS: AtomicU64 = AtomicU64::new(0);
    cx.head.poll.set(0);
    if (POLLS.fetch_add(1, Ordering::Relaxed) + 1).is_power_of_two() {
        crate::object::cycles::collect(cx);
    }
    Ok(())
}

/// The name that messages give a callable.
pub(crate) fn display_name(cx: &Cx, callee: Value<'_>) -> String {
    let callee = callee.get::<Method>().map_or(callee, |method| method.function.r());
    match callee.kind() {
        Some(Kind::Function) => {
            let name = callee.expect::<Function>().qualname.get();
            let name = name.map_or_else(String::new, |name| crate::str::text_of(name.r()));
            let module = crate::attribute::get_or_none(cx, callee, cx.names.__module__.r()).ok().flatten();
            match module.filter(|module| module.r().str().is_some()) {
                Some(module) => format!("{}.{name}()", crate::str::text_of(module.r())),
                None => format!("{name}()"),
            }
        }
        Some(Kind::Builtin) => format!("{}()", callee.expect::<crate::call::Builtin>().def.name),
        Some(Kind::Type) => callee.expect::<class::Type>().full_name(),
        _ => format!("{} object", class::type_name(cx, callee)),
    }
}

/// Row `function_is_of`.
pub(crate) fn function_is_of(_cx: &Cx, object: Value<'_>, desc: &'static FunctionDesc) -> bool {
    object.get::<Function>().is_some_and(|function| core::ptr::eq(function.desc, desc))
}

/// The positional defaults of a function.
fn positional_defaults(function: Value<'_>) -> Option<Own> {
    function.expect::<Function>().defaults.get().filter(|defaults| !defaults.r().is_none())
}

/// Row `function_defaults`.
pub(crate) fn function_defaults(_cx: &Cx, function: Value<'_>) -> i64 {
    positional_defaults(function).map_or(0, |defaults| defaults.r().expect::<Tuple>().len() as i64)
}

/// Row `function_default`: compiled code has asked how many there are.
pub(crate) fn function_default(_cx: &Cx, function: Value<'_>, index: i64) -> Option<WeakWord> {
    let defaults = positional_defaults(function)?;
    let default = defaults.r().expect::<Tuple>().items().get(usize::try_from(index).ok()?)?;
    Some(WeakWord::new(default.r()))
}

/// Row `function_keyword_default`.
pub(crate) fn function_keyword_default(_cx: &Cx, function: Value<'_>, name: Value<'_>) -> Option<WeakWord> {
    let defaults = function.expect::<Function>().kwdefaults.get().filter(|defaults| !defaults.r().is_none())?;
    Some(WeakWord::new(dict::get_str(defaults.r().expect(), name)?.r()))
}
