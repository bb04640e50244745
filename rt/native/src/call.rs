//! Calls: of any callable, and the binding of arguments to the parameters of a compiled function.

use crate::args::{self, Args, Def, Flavour, Signature, plural};
use crate::attribute::{self, Callee};
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::dict::{self, Dict};
use crate::function::{Function, Method};
use crate::object::{Body, BodyKind, Bound, Cache, Kind, Own, Str, Tuple, Value, call_entry};
use crate::types::TypeId;
use naja_rt_abi::layout::{FunctionDesc, flags};

/// A function of the runtime as an object.
pub(crate) struct Builtin {
    /// Its row.
    pub(crate) def: &'static Def,
    signature: &'static Signature,
    /// The type whose table it is in.
    pub(crate) owner: Option<TypeId>,
    /// What it is bound to.
    pub(crate) receiver: Option<Own>,
}

impl Builtin {
    pub(crate) fn object(def: &'static Def, owner: Option<TypeId>, receiver: Option<Own>) -> Own {
        Own::new(Builtin { def, signature: signature(def), owner, receiver })
    }

    pub(crate) fn type_id(&self) -> TypeId {
        match self.def.flavour {
            _ if self.receiver.is_some() || self.owner.is_none() => TypeId::Builtin,
            Flavour::Function => TypeId::Builtin,
            Flavour::Method => TypeId::MethodDescriptor,
            Flavour::ClassMethod => TypeId::ClassMethodDescriptor,
        }
    }
}

impl Body for Builtin {
    const KIND: Kind = <Builtin as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.receiver.iter().for_each(|receiver| visit(receiver.r()));
    }
}

/// The signature of a row, read once.
fn signature(def: &'static Def) -> &'static Signature {
    use std::collections::HashMap;
    use std::sync::{LazyLock, Mutex};
    static KNOWN: LazyLock<Mutex<HashMap<usize, &'static Signature>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().expect("nothing panics while it is held");
    known.entry(core::ptr::from_ref(def).addr()).or_insert_with(|| Box::leak(Box::new(Signature::parse(def.signature))))
}

/// Row `call`.
pub(crate) fn call(cx: &Cx, callee: Value<'_>, args: &[Value<'_>], names: Option<Value<'_>>) -> Res {
    invoke(cx, callee, args, names.map(Value::expect))
}

/// Row `method_get`.
pub(crate) fn method_get(cx: &Cx, object: Value<'_>, name: &Str, cache: &Cache) -> Res {
    let (callee, is_unbound) = match attribute::method(cx, object, name.value(), cache)? {
        Callee::WithReceiver(function) => (function, 1),
        Callee::Bound(callee) => (callee, 0),
    };
    cx.method_is_unbound.set(is_unbound);
    Ok(callee)
}

/// Row `call_method`.
pub(crate) fn call_method(
    cx: &Cx,
    method: Value<'_>,
    args: &[Value<'_>],
    names: Option<Value<'_>>,
    unbound: i64,
) -> Res {
    let args = if unbound == 1 { args } else { &args[1..] };
    invoke(cx, method, args, names.map(Value::expect))
}

/// Row `call_unpacked`.
pub(crate) fn call_unpacked(cx: &Cx, callee: Value<'_>, args: Value<'_>, kwargs: Option<Value<'_>>) -> Res {
    let args = crate::iter::collect(cx, args).map_err(|Raised| star_error(cx, callee, args))?;
    let mut all: Vec<Value<'_>> = args.iter().map(Own::r).collect();
    let entries = kwargs.map_or_else(Vec::new, |dict| dict.expect::<Dict>().entries());
    if entries.is_empty() {
        return invoke(cx, callee, &all, None);
    }
    if entries.iter().any(|(key, _)| key.r().str().is_none()) {
        return Err(cx.type_error("keywords must be strings"));
    }
    let names = Tuple::object(entries.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>().into_iter());
    all.extend(entries.iter().map(|(_, value)| value.r()));
    invoke(cx, callee, &all, Some(names.r().expect()))
}

/// The TypeError of `callee(*args)` with something that cannot be iterated over.
fn star_error(cx: &Cx, callee: Value<'_>, args: Value<'_>) -> Raised {
    if crate::iter::is_iterable(cx, args) {
        return Raised;
    }
    drop(cx.raised.take());
    let (name, found) = (crate::function::display_name(cx, callee), class::type_name(cx, args));
    cx.type_error(format!("{name} argument after * must be an iterable, not {found}"))
}

/// Calls with keywords given as pairs.
pub(crate) fn with_keywords(
    cx: &Cx,
    callee: Value<'_>,
    args: &[Value<'_>],
    keywords: &[(Value<'_>, Value<'_>)],
) -> Res {
    if keywords.is_empty() {
        return invoke(cx, callee, args, None);
    }
    let names = Tuple::object(keywords.iter().map(|(key, _)| key.own()));
    let all: Vec<Value<'_>> = args.iter().copied().chain(keywords.iter().map(|(_, value)| *value)).collect();
    invoke(cx, callee, &all, Some(names.r().expect()))
}

/// `callee(*args)`: `args` ends with the values of the keywords `names`.
#[inline]
pub(crate) fn invoke(cx: &Cx, callee: Value<'_>, args: &[Value<'_>], names: Option<&Tuple>) -> Res {
    match callee.kind() {
        Some(Kind::Function) => {
            let names = names.map(Tuple::value);
            call_entry(callee, callee.expect::<Function>().desc, args, names)
        }
        Some(Kind::Builtin) => call_builtin(cx, callee.expect(), args, names),
        Some(Kind::Method) => {
            let method = callee.expect::<Method>();
            prepended(cx, method.function.r(), method.receiver.r(), args, names)
        }
        Some(Kind::Type) => class::call_class(cx, callee, args, names),
        Some(Kind::StaticMethod) => {
            let function = attribute::get(cx, callee, cx.intern("__func__").r())?;
            invoke(cx, function.r(), args, names)
        }
        Some(Kind::WeakRef) if args.is_empty() => {
            Ok(callee.expect::<crate::weak::WeakRef>().target().unwrap_or_else(Own::none))
        }
        Some(Kind::Alias) if let Some(origin) = crate::alias::base(callee) => invoke(cx, origin.r(), args, names),
        Some(Kind::Instance) => match class::lookup(cx, class::type_of(cx, callee), cx.names.__call__.r()) {
            Some(found) if found.r().kind() == Some(Kind::Function) => prepended(cx, found.r(), callee, args, names),
            Some(found) => {
                let bound = crate::descriptor::bind(cx, found, Some(callee), class::type_of(cx, callee))?;
                cx.deeper(|| invoke(cx, bound.r(), args, names))
            }
            None => Err(not_callable(cx, callee)),
        },
        _ => Err(not_callable(cx, callee)),
    }
}

#[cold]
fn not_callable(cx: &Cx, callee: Value<'_>) -> Raised {
    cx.type_error(format!("'{}' object is not callable", class::type_name(cx, callee)))
}

/// Calls with one more argument in front.
pub(crate) fn prepended(
    cx: &Cx,
    callee: Value<'_>,
    first: Value<'_>,
    args: &[Value<'_>],
    names: Option<&Tuple>,
) -> Res {
    const SMALL: usize = 6;
    if args.len() < SMALL {
        let mut all = [first; SMALL];
        all[1..=args.len()].copy_from_slice(args);
        return invoke(cx, callee, &all[..=args.len()], names);
    }
    let all: Vec<Value<'_>> = core::iter::once(first).chain(args.iter().copied()).collect();
    invoke(cx, callee, &all, names)
}

fn call_builtin(cx: &Cx, builtin: &Builtin, args: &[Value<'_>], names: Option<&Tuple>) -> Res {
    match &builtin.receiver {
        None => {
            check_receiver(cx, builtin, args)?;
            let placed = args::place(cx, builtin.def, builtin.signature, builtin.owner, args, names)?;
            (builtin.def.fun)(cx, &placed)
        }
        Some(receiver) => {
            let all: Vec<Value<'_>> = core::iter::once(receiver.r()).chain(args.iter().copied()).collect();
            let placed: Args<'_> = args::place(cx, builtin.def, builtin.signature, builtin.owner, &all, names)?;
            (builtin.def.fun)(cx, &placed)
        }
    }
}

/// A method of a builtin type is called on an instance of it: methods rely on that.
fn check_receiver(cx: &Cx, builtin: &Builtin, args: &[Value<'_>]) -> Res<()> {
    let (Flavour::Method, Some(owner), Some(receiver)) = (builtin.def.flavour, builtin.owner, args.first()) else {
        return Ok(());
    };
    if class::is_a(cx, *receiver, owner) {
        return Ok(());
    }
    let (name, found) = (builtin.def.name, class::type_name(cx, *receiver));
    let owner = crate::types::TYPES[owner as usize].name;
    Err(cx.type_error(if name.starts_with("__") {
        format!("descriptor '{name}' requires a '{owner}' object but received a '{found}'")
    } else {
        format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object")
    }))
}

/// Whether `callable(value)`.
pub(crate) fn is_callable(cx: &Cx, value: Value<'_>) -> bool {
    match value.kind() {
        Some(Kind::Function | Kind::Builtin | Kind::Method | Kind::Type | Kind::StaticMethod) => true,
        Some(Kind::Instance) => class::lookup(cx, class::type_of(cx, value), cx.names.__call__.r()).is_some(),
        _ => false,
    }
}

// Binding

/// Row `bind`.
pub(crate) fn bind(
    cx: &Cx,
    function: Value<'_>,
    desc: &FunctionDesc,
    args: Bound,
    nargs: i64,
    names: Option<Value<'_>>,
    out: Bound,
) -> Res<()> {
    let names = names.map(Value::expect::<Tuple>);
    let given = nargs as usize;
    let values = args.values(given + names.map_or(0, Tuple::len));
    let mut binding = Binding {
        cx,
        function: function.expect(),
        desc,
        places: vec![None; (desc.positional + desc.keyword_only) as usize],
        extra: Vec::new(),
    };
    let (given, keyword_values) = values.split_at(given);
    binding.positional(given);
    for (name, value) in names.into_iter().flat_map(Tuple::items).zip(keyword_values) {
        binding.keyword(name.r(), *value)?;
    }
    binding.check_count(given.len())?;
    binding.defaults(given.len())?;
    binding.finish(given, out);
    Ok(())
}

struct Binding<'a> {
    cx: &'a Cx,
    function: &'a Function,
    desc: &'a FunctionDesc,
    /// Positional, then keyword-only.
    places: Vec<Option<Own>>,
    /// For `**kwargs`.
    extra: Vec<(Own, Own)>,
}

impl Binding<'_> {
    fn has(&self, flag: u32) -> bool {
        self.desc.flags & flag != 0
    }

    fn positional_count(&self) -> usize {
        self.desc.positional as usize
    }

    fn name(&self) -> String {
        self.function.qualname.get().map_or_else(String::new, |name| crate::str::text_of(name.r()))
    }

    fn parameter(&self, index: usize) -> String {
        self.parameter_object(index).map_or_else(String::new, |name| crate::str::text_of(name.r()))
    }

    fn parameter_object(&self, index: usize) -> Option<Own> {
        let params = crate::function::constant(self.desc, self.desc.params)?;
        params.r().get::<Tuple>()?.items().get(index).cloned()
    }

    fn positional(&mut self, given: &[Value<'_>]) {
        for (place, value) in self.places[..self.desc.positional as usize].iter_mut().zip(given) {
            *place = Some(value.own());
        }
    }

    fn find(&self, name: &Str) -> Option<usize> {
        let params = crate::function::constant(self.desc, self.desc.params)?;
        let params = params.r().get::<Tuple>()?;
        let named = &params.items()[..self.places.len().min(params.len())];
        named
            .iter()
            .position(|param| param.r().is(name.value()))
            .or_else(|| named.iter().position(|param| param.r().str().is_some_and(|p| crate::str::equal(p, name))))
    }

    fn keyword(&mut self, name: Value<'_>, value: Value<'_>) -> Res<()> {
        let Some(text) = name.str() else {
            return Err(self.cx.type_error("keywords must be strings"));
        };
        match self.find(text) {
            Some(index) if index >= self.desc.positional_only as usize => {
                if self.places[index].is_some() {
                    let message =
                        format!("{}() got multiple values for argument '{}'", self.name(), crate::str::text(text));
                    return Err(self.cx.type_error(message));
                }
                self.places[index] = Some(value.own());
            }
            _ if self.has(flags::KW_ARGS) => self.extra.push((name.own(), value.own())),
            Some(_) => {
                let message = format!(
                    "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                    self.name(),
                    crate::str::text(text)
                );
                return Err(self.cx.type_error(message));
            }
            None => {
                let message =
                    format!("{}() got an unexpected keyword argument '{}'", self.name(), crate::str::text(text));
                return Err(self.cx.type_error(message));
            }
        }
        Ok(())
    }

    fn check_count(&self, given: usize) -> Res<()> {
        let most = self.positional_count();
        if given <= most || self.has(flags::VAR_ARGS) {
            return Ok(());
        }
        let defaults = self.default_tuple().map_or(0, |defaults| defaults.r().expect::<Tuple>().len());
        let (takes, plural_of) = match defaults {
            0 => (most.to_string(), most),
            _ => (format!("from {} to {most}", most - defaults), most),
        };
        let keyword_only = self.places[most..].iter().flatten().count();
        let (were, name) = (if given == 1 && keyword_only == 0 { "was" } else { "were" }, self.name());
        let with_keywords = match keyword_only {
            0 => String::new(),
            n => format!(" positional argument{} (and {n} keyword-only argument{})", plural(given), plural(n)),
        };
        Err(self.cx.type_error(format!(
            "{name}() takes {takes} positional argument{} but {given}{with_keywords} {were} given",
            plural(plural_of)
        )))
    }

    fn default_tuple(&self) -> Option<Own> {
        self.function.defaults.get().filter(|defaults| !defaults.r().is_none())
    }

    fn defaults(&mut self, _given: usize) -> Res<()> {
        let most = self.positional_count();
        let defaults = self.default_tuple();
        let defaults = defaults.as_ref().map_or(&[][..], |defaults| defaults.r().expect::<Tuple>().items());
        let first = most.saturating_sub(defaults.len());
        for (index, place) in self.places[..most].iter_mut().enumerate() {
            if place.is_none() && index >= first {
                *place = Some(defaults[defaults.len() - (most - index)].clone());
            }
        }
        self.require("positional", 0, most)?;
        if let Some(defaults) = self.function.kwdefaults.get().filter(|d| !d.r().is_none()) {
            for index in most..self.places.len() {
                if self.places[index].is_none()
                    && let Some(name) = self.parameter_object(index)
                {
                    self.places[index] = dict::get_str(defaults.r().expect(), name.r());
                }
            }
        }
        self.require("keyword-only", most, self.places.len())
    }

    fn require(&self, kind: &str, start: usize, end: usize) -> Res<()> {
        let missing: Vec<String> = (start..end)
            .filter(|index| self.places[*index].is_none())
            .map(|index| format!("'{}'", self.parameter(index)))
            .collect();
        let list = match missing.as_slice() {
            [] => return Ok(()),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        };
        let (name, count) = (self.name(), missing.len());
        Err(self.cx.type_error(format!("{name}() missing {count} required {kind} argument{}: {list}", plural(count))))
    }

    fn finish(self, given: &[Value<'_>], out: Bound) {
        let mut next = self.places.len();
        let (var_args, kw_args) = (self.has(flags::VAR_ARGS), self.has(flags::KW_ARGS));
        let most = self.positional_count();
        for (index, place) in self.places.into_iter().enumerate() {
            out.put(index, place);
        }
        if var_args {
            let rest = if given.len() > most { &given[most..] } else { &[] };
            out.put(next, Some(Tuple::of(rest)));
            next += 1;
        }
        if kw_args {
            let dict = Dict::object();
            for (name, value) in self.extra {
                dict::set_str(dict.r().expect(), name.r(), value);
            }
            out.put(next, Some(dict));
        }
    }
}
