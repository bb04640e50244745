//! `str()`, `repr()`, `ascii()` and `format()` of any object.

use crate::call::Builtin;
use crate::class::{self, is_custom};
use crate::context::{Cx, Res};
use crate::deque::Deque;
use crate::dict::{Dict, View};
use crate::function::{Function, Method};
use crate::instance::payload;
use crate::object::{Kind, List, Own, Str, Tuple, Value, WeakWord};
use crate::str::Builder;
use crate::types::{TYPES, TypeId};

/// Row `str_of`.
pub(crate) fn str_of(cx: &Cx, a: Value<'_>) -> Res {
    if a.kind() == Some(Kind::Str) {
        return Ok(a.own());
    }
    if is_custom(a)
        && let Some(found) = class::custom(cx, a, &cx.names.__str__)
        && !class::is_builtin_named(found.r(), TypeId::Object)
    {
        return expect_str(cx, class::call_bound(cx, found, a, &[])?, "__str__");
    }
    repr_of(cx, a)
}

/// Row `repr_of`.
pub(crate) fn repr_of(cx: &Cx, a: Value<'_>) -> Res {
    let hook = if is_custom(a) || a.kind() == Some(Kind::Type) {
        class::lookup(cx, class::type_of(cx, a), cx.names.__repr__.r())
    } else {
        None
    };
    match hook {
        Some(found) if found.r().kind() != Some(Kind::Builtin) => {
            expect_str(cx, cx.deeper(|| class::call_bound(cx, found, a, &[]))?, "__repr__")
        }
        _ => builtin_repr(cx, a),
    }
}

fn expect_str(cx: &Cx, result: Own, method: &str) -> Res {
    if payload(result.r()).str().is_some() {
        return Ok(result);
    }
    let found = class::type_name(cx, result.r());
    Err(cx.type_error(match method {
        "__format__" => format!("__format__ must return a str, not {found}"),
        _ => format!("{method} returned non-string (type {found})"),
    }))
}

/// Row `ascii_of`.
pub(crate) fn ascii_of(cx: &Cx, a: Value<'_>) -> Res {
    let shown = repr_of(cx, a)?;
    let mut out = Builder::new();
    for code in payload(shown.r()).expect::<Str>().chars().iter() {
        if code < 128 { out.push(code) } else { push_escape(&mut out, code) }
    }
    Ok(out.finish())
}

/// Row `format_value`.
pub(crate) fn format_value(cx: &Cx, a: Value<'_>, spec: Value<'_>) -> Res {
    if is_custom(a)
        && let Some(found) = class::custom(cx, a, &cx.names.__format__)
        && found.r().kind() != Some(Kind::Builtin)
    {
        return expect_str(cx, class::call_bound(cx, found, a, &[spec])?, "__format__");
    }
    if spec.str().is_some_and(|spec| spec.len() == 0) {
        return str_of(cx, a);
    }
    crate::format::format_builtin(cx, a, spec)
}

/// `repr()` as Rust text.
pub(crate) fn repr_text(cx: &Cx, a: Value<'_>) -> Res<String> {
    Ok(crate::str::text_of(payload(repr_of(cx, a)?.r())))
}

/// `str()` as Rust text.
pub(crate) fn str_text(cx: &Cx, a: Value<'_>) -> Res<String> {
    Ok(crate::str::text_of(payload(str_of(cx, a)?.r())))
}

/// `repr()` as the builtin types have it.
pub(crate) fn builtin_repr(cx: &Cx, object: Value<'_>) -> Res {
    let a = payload(object);
    if let Some(number) = crate::int::number(a) {
        return Ok(match a.bool() {
            Some(truth) => crate::str::new(if truth { "True" } else { "False" }),
            None => crate::str::new(&crate::int::decimal(cx, number)?),
        });
    }
    if let Some(float) = a.float() {
        return Ok(crate::str::new(&crate::float::repr(float)));
    }
    match a.kind() {
        Some(Kind::Str) => Ok(repr_of_str(a.expect())),
        Some(Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::DictView | Kind::Deque) => {
            nested(cx, object, a)
        }
        Some(Kind::Exception) => crate::exception::repr_of(cx, a),
        Some(Kind::Complex) => Ok(crate::str::new(&crate::complex::repr(crate::complex::value(a).unwrap_or_default()))),
        Some(Kind::Bytes | Kind::ByteArray) => Ok(crate::bytes::repr(a)),
        Some(Kind::Range | Kind::LongRange) => {
            let [start, stop, step] = crate::long_range::parts(a);
            let is_plain = step.r().small_int() == Some(1);
            let step = if is_plain { String::new() } else { format!(", {}", repr_text(cx, step.r())?) };
            let (start, stop) = (repr_text(cx, start.r())?, repr_text(cx, stop.r())?);
            Ok(crate::str::new(&format!("range({start}, {stop}{step})")))
        }
        Some(Kind::Slice) => {
            let slice = a.expect::<crate::range::Slice>();
            let part = |value: &Own| repr_text(cx, value.r());
            let (start, stop, step) = (part(&slice.start)?, part(&slice.stop)?, part(&slice.step)?);
            Ok(crate::str::new(&format!("slice({start}, {stop}, {step})")))
        }
        _ => Ok(crate::str::new(&describe(cx, a)?)),
    }
}

/// The names of things that are shown in angle brackets, and constants.
fn describe(cx: &Cx, a: Value<'_>) -> Res<String> {
    let address = a.address();
    Ok(match a.kind() {
        None if a.is_none() => "None".to_owned(),
        None if a.is(Value::ELLIPSIS) => "Ellipsis".to_owned(),
        None => "NotImplemented".to_owned(),
        Some(Kind::Type) => {
            let class = a.expect::<class::Type>();
            format!("<class '{}{}'>", module_prefix(cx, class), class.full_name())
        }
        Some(Kind::Function) => format!("<function {} at {address:#x}>", name_of(&a.expect::<Function>().qualname)),
        Some(Kind::Method) => {
            let method = a.expect::<Method>();
            let name = match method.function.r().get::<Function>() {
                Some(function) => name_of(&function.qualname),
                None => method.function.r().get::<Builtin>().map_or_else(|| "?".to_owned(), builtin_qualname),
            };
            format!("<bound method {name} of {}>", repr_text(cx, method.receiver.r())?)
        }
        Some(Kind::Builtin) => describe_builtin(cx, a),
        Some(Kind::WeakRef) => crate::weak::describe(cx, a),
        Some(Kind::Module) => {
            let module = a.expect::<crate::module::Module>();
            let name = crate::module::name_of(cx, module);
            match crate::dict::get_str(module.dict.r().expect(), cx.names.__file__.r()) {
                Some(file) => format!("<module '{name}' from {}>", repr_text(cx, file.r())?),
                None => format!("<module '{name}' (built-in)>"),
            }
        }
        Some(Kind::Generator) => {
            let generator = a.expect::<crate::generator::Generator>();
            let kind = TYPES[generator.type_id() as usize].name;
            format!("<{kind} object {} at {address:#x}>", generator.qualname())
        }
        Some(Kind::Alias) => crate::alias::repr(cx, a.expect())?,
        Some(Kind::File) => crate::modules::sys::describe(a),
        Some(_) => {
            let class = class::class_of(cx, a);
            format!("<{}{} object at {address:#x}>", module_prefix(cx, class), class.full_name())
        }
    })
}

fn describe_builtin(cx: &Cx, a: Value<'_>) -> String {
    let builtin = a.expect::<Builtin>();
    match (&builtin.receiver, builtin.owner) {
        (Some(receiver), _) => {
            let class = class::type_name(cx, receiver.r());
            format!("<built-in method {} of {class} object at {:#x}>", builtin.def.name, receiver.r().address())
        }
        (None, Some(owner)) => format!("<method '{}' of '{}' objects>", builtin.def.name, TYPES[owner as usize].name),
        (None, None) => format!("<built-in function {}>", builtin.def.name),
    }
}

fn name_of(slot: &crate::object::Slot) -> String {
    slot.get().map_or_else(|| "?".to_owned(), |name| crate::str::text_of(name.r()))
}

pub(crate) fn module_prefix(cx: &Cx, class: &class::Type) -> String {
    match crate::dict::get_str(class.dict(), cx.names.__module__.r()) {
        Some(module) if !module.r().is(cx.names.builtins.r()) && module.r().str().is_some() => {
            format!("{}.", crate::str::text_of(module.r()))
        }
        _ => String::new(),
    }
}

/// `__qualname__` of a builtin function.
pub(crate) fn builtin_qualname(builtin: &Builtin) -> String {
    match builtin.owner {
        Some(owner) => format!("{}.{}", TYPES[owner as usize].name, builtin.def.name),
        None => builtin.def.name.to_owned(),
    }
}

/// The default `repr()` of an instance.
pub(crate) fn default_repr(cx: &Cx, a: Value<'_>) -> String {
    let class = class::class_of(cx, a);
    format!("<{}{} object at {:#x}>", module_prefix(cx, class), class.full_name(), a.address())
}

/// The repr of a container, which may contain itself.
fn nested(cx: &Cx, object: Value<'_>, a: Value<'_>) -> Res {
    if cx.showing.read(|showing| showing.iter().any(|shown| shown.is(a))) {
        return Ok(crate::str::new(match a.kind() {
            Some(Kind::List | Kind::Deque) => "[...]",
            Some(Kind::Tuple) => "(...)",
            Some(Kind::Dict) => "{...}",
            _ => return Ok(crate::str::new(&format!("{}(...)", class::type_name(cx, object)))),
        }));
    }
    cx.showing.write(|showing| showing.push(WeakWord::new(a)));
    let result = cx.deeper(|| repr_of_container(cx, object, a));
    cx.showing.write(|showing| showing.pop());
    result
}

fn repr_of_container(cx: &Cx, object: Value<'_>, a: Value<'_>) -> Res {
    let mut out = Builder::new();
    match a.kind() {
        Some(Kind::List) => {
            out.push_str("[");
            let list = a.expect::<List>();
            let mut index = 0;
            while let Some(item) = list.item(index) {
                push_item(cx, &mut out, index, item.r())?;
                index += 1;
            }
            out.push_str("]");
        }
        Some(Kind::Deque) => {
            let deque = a.expect::<Deque>();
            out.push_str(&format!("{}([", class::type_name(cx, object)));
            let mut index = 0;
            while let Some(item) = crate::sequence::Indexed::at(deque, index) {
                push_item(cx, &mut out, index, item.r())?;
                index += 1;
            }
            out.push_str(&format!("]{}", crate::deque::ending(deque)));
        }
        Some(Kind::Tuple) => {
            let items = a.expect::<Tuple>().items();
            out.push_str("(");
            for (index, item) in items.iter().enumerate() {
                push_item(cx, &mut out, index, item.r())?;
            }
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Some(Kind::Dict) => {
            out.push_str("{");
            for (index, (key, value)) in a.expect::<Dict>().entries().into_iter().enumerate() {
                push_item(cx, &mut out, index, key.r())?;
                out.push_str(": ");
                out.push_value(payload(repr_of(cx, value.r())?.r()).expect());
            }
            out.push_str("}");
        }
        Some(Kind::DictView) => {
            let view = a.expect::<View>();
            out.push_str(&format!("{}([", TYPES[view.type_id() as usize].name));
            for (index, item) in view.items().into_iter().enumerate() {
                push_item(cx, &mut out, index, item.r())?;
            }
            out.push_str("])");
        }
        _ => {
            let items = crate::set::table(a).expect("a set").all();
            let name = class::type_name(cx, object);
            let bare = object.kind() == Some(Kind::Set);
            if items.is_empty() {
                return Ok(crate::str::new(&format!("{name}()")));
            }
            out.push_str(&if bare { "{".to_owned() } else { format!("{name}({{") });
            for (index, item) in items.iter().enumerate() {
                push_item(cx, &mut out, index, item.r())?;
            }
            out.push_str(if bare { "}" } else { "})" });
        }
    }
    Ok(out.finish())
}

fn push_item(cx: &Cx, out: &mut Builder, index: usize, item: Value<'_>) -> Res<()> {
    if index > 0 {
        out.push_str(", ");
    }
    out.push_value(payload(repr_of(cx, item)?.r()).expect());
    Ok(())
}

fn push_escape(out: &mut Builder, code: u32) {
    out.push_str(&match code {
        0..=0xFF => format!("\\x{code:02x}"),
        0x100..=0xFFFF => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    });
}

fn repr_of_str(text: &Str) -> Own {
    let has = |wanted: char| text.chars().iter().any(|code| code == wanted as u32);
    let quote = if has('\'') && !has('"') { '"' } else { '\'' } as u32;
    let mut out = Builder::with_capacity(text.len() + 2);
    out.push(quote);
    for code in text.chars().iter() {
        match code {
            0x5C => out.push_str("\\\\"),
            0x0A => out.push_str("\\n"),
            0x0D => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            _ if code == quote => {
                out.push(0x5C);
                out.push(code);
            }
            0x20..=0x7E => out.push(code),
            _ if crate::str::is_printable(code) => out.push(code),
            _ => push_escape(&mut out, code),
        }
    }
    out.push(quote);
    out.finish()
}
