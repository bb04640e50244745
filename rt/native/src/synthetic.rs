//! Functions made while the program runs, with the parameters that it asks for and a body in Rust.
//!
//! What CPython makes from source text with `exec` — `__init__` of a dataclass, `__new__` of a named tuple — is a function
//! with parameters of its own here too: it is bound, shown and complained about like one of the program. Its closure
//! holds what the body works by, its plan.

use crate::args::{Args, Def, function};
use crate::attribute;
use crate::call;
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::function::Function;
use crate::instance::payload;
use crate::int;
use crate::object::{Own, Synthetic, Tuple, Value, synthetic_desc};
use crate::types::TypeId;

/// `__new__` of a named tuple: the class, then the items.
struct NewTuple;

impl Synthetic for NewTuple {
    fn run(cx: &Cx, _: Value<'_>, args: &[Value<'_>]) -> Res {
        let [class, items @ ..] = args else { return Err(cx.type_error("__new__() needs a class")) };
        if !class::is_subclass(*class, cx.ty(TypeId::Tuple)) {
            return Err(cx.type_error("tuple.__new__(X): X is not a subtype of tuple"));
        }
        Ok(class::wrap(cx, *class, Tuple::of(items)))
    }
}

/// `__init__` of a dataclass: the instance, then the parameters of its fields.
///
/// The plan is `(fields, frozen, missing, passed)`: of each field the name, which argument it takes (-1 for none) and
/// what makes its default value; whether attributes are set behind `__setattr__`'s back; what stands for an argument
/// that was not given and has a factory; and the arguments that `__post_init__` is called with, or None for no call.
struct InitFields;

impl Synthetic for InitFields {
    fn run(cx: &Cx, function: Value<'_>, args: &[Value<'_>]) -> Res {
        let plan = function.expect::<Function>().closure.get();
        let plan = plan.as_ref().and_then(|plan| plan.r().get::<Tuple>()).map(Tuple::items);
        let Some([fields, frozen, missing, passed]) = plan else { return Err(Raised) };
        for field in fields.r().get::<Tuple>().into_iter().flat_map(Tuple::items) {
            let Some([name, place, factory]) = field.r().get::<Tuple>().map(Tuple::items) else { return Err(Raised) };
            let given = place.r().small_int().and_then(|place| args.get(usize::try_from(place).ok()?));
            let value = match given {
                Some(given) if !given.is(missing.r()) => given.own(),
                _ => call::invoke(cx, factory.r(), &[], None)?,
            };
            if frozen.r().is(Value::TRUE) {
                attribute::set_plainly(cx, args[0], name.r(), Some(value.r()))?;
            } else {
                attribute::set(cx, args[0], name.r(), Some(value.r()))?;
            }
        }
        if let Some(passed) = passed.r().get::<Tuple>() {
            let places = passed.items().iter().filter_map(|place| place.r().small_int());
            let passed: Vec<Value<'_>> = places.map(|place| args[place as usize]).collect();
            let method = attribute::get(cx, args[0], cx.intern("__post_init__").r())?;
            call::invoke(cx, method.r(), &passed, None)?;
        }
        Ok(Own::none())
    }
}

/// `make_function(kind, name, qualname, parameters, positional, defaults, kwdefaults, plan)`.
fn make_function(cx: &Cx, args: &Args<'_>) -> Res {
    let [kind, name, qualname, parameters, positional, defaults, kwdefaults, plan] = args.rest else {
        return Err(cx.type_error("make_function() takes 8 arguments"));
    };
    let Some(parameters) = parameters.get::<Tuple>() else { return Err(cx.type_error("parameters must be a tuple")) };
    let names: Vec<Own> = parameters.items().iter().filter_map(|name| Some(cx.interned(name.r().str()?))).collect();
    let positional = int::argument(cx, *positional)? as usize;
    let parameters = Tuple::object(names.into_iter());
    let desc = match crate::str::text_of(*kind).as_str() {
        "tuple" => synthetic_desc::<NewTuple>(name.own(), qualname.own(), parameters, positional),
        _ => synthetic_desc::<InitFields>(name.own(), qualname.own(), parameters, positional),
    };
    let some = |value: &Value<'_>| (!value.is_none()).then(|| value.own());
    let (plan, defaults, kwdefaults) = (some(plan), some(defaults), some(kwdefaults));
    let module = crate::dict::Dict::object();
    crate::function::function_new(
        cx,
        desc,
        module.r(),
        plan.as_ref().map(Own::r),
        defaults.as_ref().map(Own::r),
        kwdefaults.as_ref().map(Own::r),
        None,
    )
}

/// `tuple_item(index, name)`: the descriptor of an item of a named tuple.
fn tuple_item(cx: &Cx, args: &Args<'_>) -> Res {
    let index = int::argument(cx, args.get(0))?;
    Ok(crate::descriptor::Member::of_tuple(args.get(1).own(), index as usize))
}

/// `bare(object)`: the object of a builtin type that an instance has inside.
fn bare(_cx: &Cx, args: &Args<'_>) -> Res {
    Ok(payload(args.get(0)).own())
}

/// The functions of `_runtime`.
pub(crate) static FUNCTIONS: &[Def] = &[
    function("make_function", "*args", make_function),
    function("tuple_item", "index name", tuple_item),
    function("bare", "object", bare),
    function("at_exit", "function", |cx, args| {
        cx.at_exit.set(Some(args.get(0).own()));
        Ok(Own::none())
    }),
    function("match_like", "class other", crate::pattern::match_like),
    function("traceback_places", "traceback", crate::traceback::places),
    function("format_exception", "exception chain", |cx, args| {
        if args.get(0).kind() != Some(crate::object::Kind::Exception) {
            return Err(cx.type_error("an exception is required"));
        }
        let chain = args.some(1).map(|chain| crate::operator::truth(cx, chain)).transpose()?;
        Ok(crate::str::new(&crate::traceback::text(cx, args.get(0), chain)))
    }),
];
