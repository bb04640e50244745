//! Modules, their variables, and importing them.

use crate::call;
use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::descriptor::GetSetRow;
use crate::dict::{self, Dict};
use crate::function::Function;
use crate::object::{
    Body, BodyKind, Cache, Kind, Own, Str, Tuple, Value, WeakWord, bytes_at, module_body, module_name, module_path,
    set_constants, set_globals,
};
use crate::types::TypeId;
use naja_rt_abi::constant::Tag;
use naja_rt_abi::layout::{FunctionDesc, MethodsOf, ModuleDesc};
use naja_rt_abi::math::MathFunction;

/// A module.
pub(crate) struct Module {
    /// Its variables.
    pub(crate) dict: Own,
}

impl Body for Module {
    const KIND: Kind = <Module as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.dict.r());
    }
}

/// A new module with this name.
pub(crate) fn new(cx: &Cx, name: &str) -> Own {
    let dict = Dict::object();
    let body = dict.r().expect::<Dict>();
    dict::set_str(body, cx.names.__name__.r(), crate::str::new(name));
    for name in [&cx.names.__doc__, &cx.names.__package__, &cx.names.__loader__, &cx.names.__spec__] {
        dict::set_str(body, name.r(), Own::none());
    }
    Own::new(Module { dict })
}

/// Makes `sys.modules` and the module `builtins`.
pub(crate) fn start(cx: &Cx) {
    let modules = Dict::object();
    let builtins = new(cx, "builtins");
    let dict = builtins.r().expect::<Module>().dict.clone();
    dict::set_str(modules.r().expect(), cx.names.builtins.r(), builtins);
    dict.r().immortalize();
    cx.builtins.set(dict).expect("the context starts once");
    cx.modules.set(modules).expect("the context starts once");
    crate::builtins::fill(cx);
}

/// The dict of the module `builtins`.
pub(crate) fn builtins(cx: &Cx) -> &Dict {
    cx.builtins.get().expect("the context has started").r().expect()
}

/// `sys.modules`.
pub(crate) fn modules(cx: &Cx) -> &Dict {
    cx.modules.get().expect("the context has started").r().expect()
}

/// The module's name for messages.
pub(crate) fn name_of(cx: &Cx, module: &Module) -> String {
    dict::get_str(module.dict.r().expect(), cx.names.__name__.r())
        .map_or_else(|| "?".to_owned(), |n| crate::str::text_of(n.r()))
}

/// An attribute of a module object.
pub(crate) fn find_attribute(cx: &Cx, module: &Module, name: Value<'_>) -> Res<Option<Own>> {
    let dict = module.dict.r().expect::<Dict>();
    if let Some(value) = dict::get_str(dict, name) {
        return Ok(Some(value));
    }
    if name.is(cx.names.__dict__.r()) {
        return Ok(Some(module.dict.clone()));
    }
    if name.is(cx.names.__class__.r()) {
        return Ok(Some(cx.ty(TypeId::Module).own()));
    }
    match dict::get_str(dict, cx.names.__getattr__.r()) {
        Some(hook) => call::invoke(cx, hook.r(), &[name], None).map(Some),
        None => Ok(None),
    }
}

/// Sets or deletes an attribute of a module object.
pub(crate) fn set_attribute(cx: &Cx, object: Value<'_>, name: Value<'_>, value: Option<Value<'_>>) -> Res<()> {
    let dict = object.expect::<Module>().dict.r().expect::<Dict>();
    let old = match value {
        Some(value) => dict::replace_str(dict, name, value.own()),
        None => Some(dict::remove_str(dict, name).ok_or_else(|| crate::attribute::missing(cx, object, name))?),
    };
    drop(old);
    Ok(())
}

/// Attributes of modules.
pub(crate) static GETSETS: &[GetSetRow] = &[];

// Variables

/// Bit of a cache's key: the variable is a builtin.
const BUILTIN: usize = 1;

/// Row `global_get`.
pub(crate) fn global_get(
    cx: &Cx,
    _desc: Option<&'static ModuleDesc>,
    globals: Value<'_>,
    name: &Str,
    cache: &Cache,
) -> Res {
    let globals = globals.expect::<Dict>();
    let builtins = builtins(cx);
    let name = name.value();
    if cache.key.get() & BUILTIN == 0 {
        if let Some(value) = globals.entry_if(cache.index.get(), name) {
            return Ok(value);
        }
    } else if cache.epoch.get() == globals.version()
        && let Some(value) = builtins.entry_if(cache.index.get(), name)
    {
        return Ok(value);
    }
    for (dict, key) in [(globals, 0), (builtins, BUILTIN)] {
        if let Some((index, value)) = dict.find_str(name) {
            cache.key.set(key);
            cache.epoch.set(globals.version());
            cache.index.set(index);
            return Ok(value);
        }
    }
    Err(name_error(cx, name))
}

/// Row `global_function`.
pub(crate) fn global_function(
    _cx: &Cx,
    globals: Value<'_>,
    name: &Str,
    function: &'static FunctionDesc,
    cache: &Cache,
) -> Option<WeakWord> {
    let globals = globals.expect::<Dict>();
    let known = globals.entry_if(cache.index.get(), name.value());
    let found = known.or_else(|| {
        let (index, found) = globals.find_str(name.value())?;
        cache.index.set(index);
        Some(found)
    })?;
    let is_same = found.r().get::<Function>().is_some_and(|found| core::ptr::eq(found.desc, function));
    is_same.then(|| WeakWord::new(found.r()))
}

/// Row `global_value`.
pub(crate) fn global_value(_cx: &Cx, globals: Value<'_>, name: &Str, cache: &Cache) -> Option<WeakWord> {
    let globals = globals.expect::<Dict>();
    let found = globals.entry_if(cache.index.get(), name.value()).or_else(|| {
        let (index, found) = globals.find_str(name.value())?;
        cache.index.set(index);
        Some(found)
    })?;
    Some(WeakWord::new(found.r()))
}

/// Row `module_value`.
pub(crate) fn module_value(cx: &Cx, module: Value<'_>, name: &Str, cache: &Cache) -> Option<WeakWord> {
    global_value(cx, module.get::<Module>()?.dict.r(), name, cache)
}

/// Row `math_is`.
pub(crate) fn math_is(_cx: &Cx, function: Value<'_>, number: i64, _cache: &Cache) -> bool {
    let builtin = function.get::<call::Builtin>();
    MathFunction::at(number).zip(builtin).is_some_and(|(expected, found)| {
        crate::modules::math::FUNCTIONS.iter().any(|def| core::ptr::eq(def, found.def) && def.name == expected.name())
    })
}

/// Row `is_enumerate_type`.
pub(crate) fn is_enumerate_type(cx: &Cx, a: Value<'_>) -> bool {
    a.is(cx.ty(TypeId::Enumerate))
}

/// Row `is_zip_type`.
pub(crate) fn is_zip_type(cx: &Cx, a: Value<'_>) -> bool {
    a.is(cx.ty(TypeId::Zip))
}

/// Row `is_reversed_type`.
pub(crate) fn is_reversed_type(cx: &Cx, a: Value<'_>) -> bool {
    a.is(cx.ty(TypeId::Reversed))
}

/// Row `type_method`.
pub(crate) fn type_method(cx: &Cx, of: i64, name: &Str, _cache: &Cache) -> Own {
    let class = if of == MethodsOf::List as i64 { TypeId::List } else { TypeId::Complex };
    class::lookup(cx, cx.ty(class), name.value()).expect("codegen asks for what every instance has")
}

/// Row `global_builtin`.
pub(crate) fn global_builtin(
    cx: &Cx,
    _desc: Option<&'static ModuleDesc>,
    globals: Value<'_>,
    name: &Str,
    cache: &Cache,
) -> Option<WeakWord> {
    let (globals, builtins) = (globals.expect::<Dict>(), builtins(cx));
    let unhidden = cache.key.get() & BUILTIN != 0 && cache.epoch.get() == globals.version();
    if !unhidden && globals.find_str(name.value()).is_some() {
        return None;
    }
    cache.key.set(BUILTIN);
    cache.epoch.set(globals.version());
    let known = builtins.entry_if(cache.index.get(), name.value());
    let found = known.or_else(|| {
        let (index, found) = builtins.find_str(name.value())?;
        cache.index.set(index);
        Some(found)
    })?;
    is_genuine(found.r(), name).then(|| WeakWord::new(found.r()))
}

/// Whether a value is what the module `builtins` has under this name at the start.
pub(crate) fn is_genuine(value: Value<'_>, name: &Str) -> bool {
    match value.kind() {
        Some(Kind::Builtin) => {
            let builtin = value.expect::<call::Builtin>();
            builtin.owner.is_none() && crate::str::is(name, builtin.def.name)
        }
        Some(Kind::Type) => {
            let class = value.expect::<class::Type>();
            class.id.is_some_and(|id| crate::str::is(name, crate::types::TYPES[id as usize].name))
        }
        _ => false,
    }
}

#[cold]
fn name_error(cx: &Cx, name: Value<'_>) -> Raised {
    let message = crate::str::new(&format!("name '{}' is not defined", crate::str::text_of(name)));
    let exc = crate::exception::new(cx, cx.ty(TypeId::NameError).own(), vec![message]);
    if let Some(attributes) = crate::instance::attributes(exc.r()) {
        attributes.set(cx.names.name.r(), name.own());
    }
    crate::exception::set_raised(cx, exc)
}

/// Row `globals_note`.
pub(crate) fn globals_note(cx: &Cx, globals: Value<'_>) {
    cx.globals.set(Some(globals.own()));
}

/// Row `global_set`.
pub(crate) fn global_set(_cx: &Cx, globals: Value<'_>, name: &Str, value: Value<'_>) -> Res<()> {
    drop(dict::replace_str(globals.expect(), name.value(), value.own()));
    Ok(())
}

/// Row `global_del`.
pub(crate) fn global_del(cx: &Cx, globals: Value<'_>, name: &Str) -> Res<()> {
    match dict::remove_str(globals.expect(), name.value()) {
        Some(_) => Ok(()),
        None => Err(name_error(cx, name.value())),
    }
}

/// Row `namespace_get`.
pub(crate) fn namespace_get(cx: &Cx, namespace: Value<'_>, name: &Str) -> Res<Option<Own>> {
    if let Some(dict) = namespace.get::<Dict>() {
        return Ok(dict::get_str(dict, name.value()));
    }
    match crate::operator::item_get(cx, namespace, name.value()) {
        Ok(value) => Ok(Some(value)),
        Err(Raised) => cx.catch(TypeId::KeyError).map(|_| None).ok_or(Raised),
    }
}

/// Row `namespace_set`.
pub(crate) fn namespace_set(cx: &Cx, namespace: Value<'_>, name: &Str, value: Value<'_>) -> Res<()> {
    match namespace.get::<Dict>() {
        Some(dict) => {
            drop(dict::replace_str(dict, name.value(), value.own()));
            Ok(())
        }
        None => crate::operator::item_set(cx, namespace, name.value(), value),
    }
}

/// Row `namespace_del`.
pub(crate) fn namespace_del(cx: &Cx, namespace: Value<'_>, name: &Str) -> Res<()> {
    let deleted = match namespace.get::<Dict>() {
        Some(dict) => dict::remove_str(dict, name.value()).is_some(),
        None => match crate::operator::item_del(cx, namespace, name.value()) {
            Ok(()) => true,
            Err(Raised) if cx.catch(TypeId::KeyError).is_some() => false,
            Err(Raised) => return Err(Raised),
        },
    };
    if deleted { Ok(()) } else { Err(name_error(cx, name.value())) }
}

// Importing

/// Row `import`.
pub(crate) fn import(cx: &Cx, globals: Value<'_>, name: &Str, fromlist: Value<'_>, level: i64) -> Res {
    let name = absolute_name(cx, globals.expect(), &crate::str::text(name), level)?;
    let mut module = Own::none();
    for end in name.match_indices('.').map(|(at, _)| at).chain([name.len()]) {
        let child = load(cx, &name[..end])?;
        if let Some((_, last)) = name[..end].rsplit_once('.')
            && let Some(parent) = module.r().get::<Module>()
        {
            dict::set_str(parent.dict.r().expect(), cx.intern(last).r(), child.clone());
        }
        module = child;
    }
    let from = crate::operator::truth(cx, fromlist)?;
    if !from && level == 0 {
        let top = name.split('.').next().unwrap_or(&name);
        return load(cx, top);
    }
    if from {
        import_submodules(cx, &name, module.r(), fromlist)?;
    }
    Ok(module)
}

/// `from package import submodule`: imports what the package does not have yet, if there is such a module.
fn import_submodules(cx: &Cx, name: &str, module: Value<'_>, fromlist: Value<'_>) -> Res<()> {
    let Some(body) = module.get::<Module>() else { return Ok(()) };
    for wanted in fromlist.get::<Tuple>().into_iter().flat_map(Tuple::items) {
        let Some(wanted) = wanted.r().str() else { continue };
        let full = format!("{name}.{}", crate::str::text(wanted));
        let known = dict::get_str(body.dict.r().expect(), wanted.value()).is_some();
        if !known && cx.program.read(|program| program.contains_key(&full)) {
            let child = load(cx, &full)?;
            dict::set_str(body.dict.r().expect(), cx.interned(wanted).r(), child);
        }
    }
    Ok(())
}

fn absolute_name(cx: &Cx, globals: &Dict, name: &str, level: i64) -> Res<String> {
    if level == 0 {
        return Ok(name.to_owned());
    }
    let text = |key: &Own| {
        dict::get_str(globals, key.r()).filter(|v| v.r().str().is_some()).map(|v| crate::str::text_of(v.r()))
    };
    let package = text(&cx.names.__package__).or_else(|| {
        let name = text(&cx.names.__name__)?;
        if dict::get_str(globals, cx.names.__path__.r()).is_some() {
            return Some(name);
        }
        Some(name.rsplit_once('.').map_or_else(String::new, |(package, _)| package.to_owned()))
    });
    let mut package = package.unwrap_or_default();
    if package.is_empty() {
        return Err(cx.raise(TypeId::ImportError, "attempted relative import with no known parent package"));
    }
    for _ in 1..level {
        match package.rsplit_once('.') {
            Some((parent, _)) => package = parent.to_owned(),
            None => return Err(cx.raise(TypeId::ImportError, "attempted relative import beyond top-level package")),
        }
    }
    Ok(if name.is_empty() { package } else { format!("{package}.{name}") })
}

/// The module of this absolute name, run if it is imported for the first time.
fn load(cx: &Cx, name: &str) -> Res {
    if let Some(known) = dict::get_str(modules(cx), cx.intern(name).r()) {
        return Ok(known);
    }
    if let Some(desc) = cx.program.read(|program| program.get(name).copied()) {
        return run(cx, desc, name);
    }
    if let Some(module) = crate::modules::make(cx, name) {
        dict::set_str(modules(cx), cx.intern(name).r(), module.clone());
        return Ok(module);
    }
    let message = match name.rsplit_once('.') {
        Some((parent, _)) if !is_package(cx, parent) => {
            format!("No module named '{name}'; '{parent}' is not a package")
        }
        _ => format!("No module named '{name}'"),
    };
    let exc = crate::exception::new(cx, cx.ty(TypeId::ModuleNotFoundError).own(), vec![crate::str::new(&message)]);
    if let Some(attributes) = crate::instance::attributes(exc.r()) {
        attributes.set(cx.names.name.r(), crate::str::new(name));
    }
    Err(crate::exception::set_raised(cx, exc))
}

/// What the module of this name, imported now if it was not before, has under a name.
pub(crate) fn attribute_of(cx: &Cx, module: &str, name: &str) -> Res {
    let module = load(cx, module)?;
    crate::attribute::get(cx, module.r(), cx.intern(name).r())
}

fn is_package(cx: &Cx, name: &str) -> bool {
    dict::get_str(modules(cx), cx.intern(name).r())
        .as_ref()
        .and_then(|module| module.r().get::<Module>())
        .is_some_and(|module| dict::get_str(module.dict.r().expect(), cx.names.__path__.r()).is_some())
}

/// Makes a module of the program and runs its body.
pub(crate) fn run(cx: &Cx, desc: &'static ModuleDesc, name: &str) -> Res {
    let module = new(cx, name);
    let globals = module.r().expect::<Module>().dict.clone();
    let dict = globals.r().expect::<Dict>();
    let path = module_path(desc);
    dict::set_str(dict, cx.names.__file__.r(), crate::str::new(path));
    let builtins = cx.builtins.get().expect("the context has started");
    dict::set_str(dict, cx.names.__builtins__.r(), builtins.clone());
    if std::path::Path::new(path).file_stem().is_some_and(|stem| stem == "__init__") {
        let parent = std::path::Path::new(path).parent().map_or_else(String::new, |p| p.display().to_string());
        dict::set_str(dict, cx.names.__path__.r(), cx.str_list([parent].into_iter()));
        dict::set_str(dict, cx.names.__package__.r(), crate::str::new(name));
    }
    set_constants(desc, constants(cx, bytes_at(desc.pool, desc.pool_len)));
    set_globals(desc, &globals, builtins);
    let key = cx.intern(name);
    dict::set_str(modules(cx), key.r(), module.clone());
    let Some(body) = module_body(desc) else { return Ok(module) };
    if let Some(doc) = crate::function::constant(body, body.doc) {
        dict::set_str(dict, cx.names.__doc__.r(), doc);
    }
    let function = crate::function::function_new(cx, body, globals.r(), None, None, None, None)?;
    match call::invoke(cx, function.r(), &[], None) {
        // What is there now: a module may replace itself in `sys.modules`.
        Ok(_) => Ok(dict::get_str(modules(cx), key.r()).unwrap_or(module)),
        Err(Raised) => {
            if name != "__main__" {
                drop(dict::remove_str(modules(cx), key.r()));
            }
            Err(Raised)
        }
    }
}

/// Gives the variables of the main module up at the end of the program, if that may run finalisers: private ones first.
pub(crate) fn finish(cx: &Cx) {
    if !class::has_finalizers() {
        return;
    }
    let Some(main) = dict::get_str(modules(cx), cx.intern("__main__").r()) else { return };
    let Some(main) = main.r().get::<Module>() else { return };
    let dict = main.dict.r().expect::<Dict>();
    let is_private = |name: &str| name.starts_with('_') && !name.starts_with("__");
    for private in [true, false] {
        for (name, value) in dict.entries() {
            drop(value);
            let Some(text) = name.r().str().map(crate::str::text) else { continue };
            if is_private(&text) == private && text != "__builtins__" {
                drop(dict::replace_str(dict, name.r(), Own::none()));
            }
        }
    }
}

/// Row `import_from`.
pub(crate) fn import_from(cx: &Cx, module: Value<'_>, name: &Str) -> Res {
    let name = cx.interned(name);
    if let Some(value) = crate::attribute::get_or_none(cx, module, name.r())? {
        return Ok(value);
    }
    let text = crate::str::text_of(name.r());
    let from = module.get::<Module>().map_or_else(|| class::type_name(cx, module), |module| name_of(cx, module));
    if let Some(known) = dict::get_str(modules(cx), cx.intern(&format!("{from}.{text}")).r()) {
        return Ok(known);
    }
    let file = match module.get::<Module>() {
        Some(body) => dict::get_str(body.dict.r().expect(), cx.names.__file__.r()),
        None => None,
    };
    let place = file.map_or_else(|| "unknown location".to_owned(), |file| crate::str::text_of(file.r()));
    Err(cx.raise(TypeId::ImportError, format!("cannot import name '{text}' from '{from}' ({place})")))
}

/// Row `import_star`.
pub(crate) fn import_star(cx: &Cx, module: Value<'_>, globals: Value<'_>) -> Res<()> {
    let Some(body) = module.get::<Module>() else { return Ok(()) };
    let dict = body.dict.r().expect::<Dict>();
    let names: Vec<Own> = match dict::get_str(dict, cx.names.__all__.r()) {
        Some(all) => crate::iter::collect(cx, all.r())?,
        None => dict
            .entries()
            .into_iter()
            .map(|(name, _)| name)
            .filter(|n| !crate::str::text_of(n.r()).starts_with('_'))
            .collect(),
    };
    for name in names {
        let Some(text) = name.r().str() else {
            return Err(cx.type_error("__all__ must be a sequence of str"));
        };
        let value = match crate::attribute::get_or_none(cx, module, cx.interned(text).r())? {
            Some(value) => value,
            // Of the library only what the program names is there.
            None if is_of_library(cx, body) => continue,
            None => return Err(crate::attribute::missing(cx, module, cx.interned(text).r())),
        };
        drop(dict::replace_str(globals.expect(), text.value(), value));
    }
    Ok(())
}

/// Whether a module came with the compiler.
fn is_of_library(cx: &Cx, module: &Module) -> bool {
    let file = dict::get_str(module.dict.r().expect(), cx.names.__file__.r());
    file.is_some_and(|file| crate::str::text_of(file.r()).starts_with('<'))
}

/// Builds the constants of a pool.
pub(crate) fn constants(cx: &Cx, pool: &[u8]) -> Vec<Own> {
    let mut reader = Pool { cx, bytes: pool, made: Vec::new() };
    while !reader.bytes.is_empty() {
        let constant = reader.constant();
        reader.made.push(constant);
    }
    reader.made
}

/// Reads a pool; codegen wrote it, so what does not fit is a bug of codegen's.
struct Pool<'a> {
    cx: &'a Cx,
    bytes: &'a [u8],
    made: Vec<Own>,
}

impl<'a> Pool<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        taken
    }

    fn number<const N: usize>(&mut self) -> [u8; N] {
        self.take(N).try_into().expect("`take` gives as many bytes as it was asked for")
    }

    fn count(&mut self) -> usize {
        u32::from_le_bytes(self.number()) as usize
    }

    fn text(&mut self) -> &'a str {
        let len = self.count();
        core::str::from_utf8(self.take(len)).expect("the text of a pool is UTF-8")
    }

    fn constant(&mut self) -> Own {
        let tag = Tag::from_byte(self.take(1)[0]).expect("every entry of a pool begins with a tag");
        match tag {
            Tag::Int => Own::int(i64::from_le_bytes(self.number())),
            Tag::BigInt => crate::int::parse_decimal(self.text()),
            Tag::Float => Own::float(f64::from_le_bytes(self.number())),
            Tag::Imaginary => crate::complex::object(0.0, f64::from_le_bytes(self.number())),
            Tag::Str => crate::str::new(self.text()),
            Tag::Name => self.cx.intern(self.text()),
            Tag::CodePoints => {
                let count = self.count();
                let codes: Vec<u32> = (0..count).map(|_| self.count() as u32).collect();
                crate::str::from_codes(codes.into_iter())
            }
            Tag::Bytes => {
                let len = self.count();
                crate::bytes::object(self.take(len).to_vec())
            }
            Tag::Tuple => {
                let count = self.count();
                let indices: Vec<usize> = (0..count).map(|_| self.count()).collect();
                let items: Vec<Own> = indices.into_iter().map(|index| self.made[index].clone()).collect();
                Tuple::object(items.into_iter())
            }
            Tag::Ellipsis => Value::ELLIPSIS.own(),
            Tag::None => Own::none(),
            Tag::True => Own::bool(true),
            Tag::False => Own::bool(false),
        }
    }
}

/// Registers the modules of the program.
pub(crate) fn register(cx: &Cx, program: &[&'static ModuleDesc]) {
    for module in program {
        cx.program.write(|known| known.insert(module_name(module).to_owned(), module));
    }
}
