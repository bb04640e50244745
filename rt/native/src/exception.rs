//! Exceptions: objects, raising, catching, and their methods.

use crate::args::{Def, function, method};
use crate::call;
use crate::class::{self, is_subclass, type_of};
use crate::context::{Cx, Raised, Res};
use crate::descriptor::GetSetRow;
use crate::group::Group;
use crate::instance::{Attributes, attributes};
use crate::object::{Body, BodyKind, Kind, List, Own, Payload, Slot, Str, Tuple, Value, WeakWord};
use crate::traceback::{Entry, Traceback, TracebackObject};
use crate::types::TypeId;
use core::cell::Cell;
use naja_rt_abi::layout::{FunctionDesc, Site};

/// An exception.
pub(crate) struct Exception {
    pub(crate) class: Own,
    /// The tuple `args`.
    pub(crate) args: Slot,
    pub(crate) cause: Slot,
    pub(crate) context: Slot,
    /// `__suppress_context__`.
    pub(crate) suppress: Cell<bool>,
    /// Where it passed, innermost first.
    pub(crate) traceback: Payload<Traceback>,
    pub(crate) attributes: Payload<Attributes>,
    /// What it was made of, if it is a group.
    pub(crate) group: Option<Box<Group>>,
}

impl Body for Exception {
    const KIND: Kind = <Exception as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.class.r());
        [&self.args, &self.cause, &self.context].into_iter().for_each(|slot| slot.visit(visit));
        self.attributes.visit(visit);
        self.group.iter().for_each(|group| group.visit(visit));
    }
    fn clear(&self, out: &mut Vec<Own>) {
        out.extend([&self.args, &self.cause, &self.context].into_iter().filter_map(Slot::take));
        self.attributes.clear(out);
    }
}

/// A new exception of a class, without running Python.
pub(crate) fn new(cx: &Cx, class: Own, args: Vec<Own>) -> Own {
    make(cx, class, args, None)
}

/// A new group of exceptions.
pub(crate) fn with_group(cx: &Cx, class: Own, args: Vec<Own>, group: Group) -> Own {
    make(cx, class, args, Some(Box::new(group)))
}

fn make(cx: &Cx, class: Own, args: Vec<Own>, group: Option<Box<Group>>) -> Own {
    let shape = class.r().expect::<class::Type>().shape();
    let exc = Own::new(Exception {
        args: Slot::new(Some(Tuple::object(args.into_iter()))),
        cause: Slot::new(None),
        context: Slot::new(None),
        suppress: Cell::new(false),
        traceback: Payload::new(Traceback::new()),
        attributes: Payload::new(Attributes::Shaped(shape, Vec::new())),
        group,
        class,
    });
    set_special_attributes(cx, exc.r());
    exc
}

/// The attributes that some classes make from their arguments.
fn set_special_attributes(cx: &Cx, exc: Value<'_>) {
    let body = exc.expect::<Exception>();
    let args = args_of(exc);
    let arg = |index: usize| args.get(index).cloned().unwrap_or_else(Own::none);
    let set = |name: &str, value: Own| body.attributes.set(cx.intern(name).r(), value);
    if is_instance(cx, exc, TypeId::StopIteration) {
        set("value", arg(0));
    } else if is_instance(cx, exc, TypeId::SystemExit) {
        set("code", if args.len() > 1 { Tuple::object(args.into_iter()) } else { arg(0) });
    } else if is_instance(cx, exc, TypeId::OSError) && (2..=5).contains(&args.len()) {
        set("errno", arg(0));
        set("strerror", arg(1));
        set("filename", arg(2));
        body.args.set(Some(Tuple::object(args[..2].iter().cloned())));
    } else if is_instance(cx, exc, TypeId::ImportError) {
        set("msg", if args.len() == 1 { arg(0) } else { Own::none() });
        set("name", Own::none());
        set("path", Own::none());
    }
}

/// `exc.args`.
pub(crate) fn args_of(exc: Value<'_>) -> Vec<Own> {
    let args = exc.expect::<Exception>().args.get();
    args.map_or_else(Vec::new, |args| args.r().get::<Tuple>().map_or_else(Vec::new, |args| args.items().to_vec()))
}

/// Whether a value is an exception of a builtin class or one below it.
pub(crate) fn is_instance(cx: &Cx, exc: Value<'_>, class: TypeId) -> bool {
    exc.get::<Exception>().is_some_and(|body| is_subclass(body.class.r(), cx.ty(class)))
}

/// The result that StopIteration carries.
pub(crate) fn stop_value(exc: Value<'_>) -> Own {
    args_of(exc).into_iter().next().unwrap_or_else(Own::none)
}

/// Makes `exc` the raised exception, with the handled one as its context.
pub(crate) fn set_raised(cx: &Cx, exc: Own) -> Raised {
    if let Some(handled) = cx.handled.get()
        && !handled.r().is(exc.r())
    {
        break_context_cycle(handled.r(), exc.r());
        exc.r().expect::<Exception>().context.set(Some(handled));
    }
    cx.raised.set(Some(exc));
    Raised
}

/// Takes `exc` out of the chain of contexts that begins at `start`.
fn break_context_cycle(start: Value<'_>, exc: Value<'_>) {
    let mut current = start.own();
    for _ in 0..10_000 {
        let Some(next) = current.r().expect::<Exception>().context.get() else { return };
        if next.r().is(exc) {
            current.r().expect::<Exception>().context.set(None);
            return;
        }
        current = next;
    }
}

/// Makes an exception the raised one again, as it is.
pub(crate) fn restore(cx: &Cx, exc: Own) {
    cx.raised.set(Some(exc));
}

/// The exception that `raise value` raises: the value or an instance of it.
pub(crate) fn instance_of(cx: &Cx, value: Value<'_>) -> Res {
    if value.kind() == Some(Kind::Exception) {
        return Ok(value.own());
    }
    if value.kind() == Some(Kind::Type) && is_subclass(value, cx.ty(TypeId::BaseException)) {
        let made = call::invoke(cx, value, &[], None)?;
        if made.r().kind() != Some(Kind::Exception) {
            let (class, found) = (value.expect::<class::Type>().name(), class::type_name(cx, made.r()));
            return Err(cx.type_error(format!(
                "calling {class} should have returned an instance of BaseException, not {found}"
            )));
        }
        return Ok(made);
    }
    Err(cx.type_error("exceptions must derive from BaseException"))
}

/// Row `raise`.
pub(crate) fn raise(cx: &Cx, exc: Option<Value<'_>>, cause: Option<Value<'_>>) -> Raised {
    let Some(exc) = exc else {
        return match cx.handled.get() {
            Some(handled) => {
                cx.reraised.set(WeakWord::new(handled.r()));
                restore(cx, handled);
                Raised
            }
            None => cx.raise(TypeId::RuntimeError, "No active exception to reraise"),
        };
    };
    match prepare(cx, exc, cause) {
        Ok(exc) => set_raised(cx, exc),
        Err(Raised) => Raised,
    }
}

fn prepare(cx: &Cx, exc: Value<'_>, cause: Option<Value<'_>>) -> Res {
    let exc = instance_of(cx, exc)?;
    if let Some(cause) = cause {
        let body = exc.r().expect::<Exception>();
        let cause = match cause {
            cause if cause.is_none() => None,
            cause if cause.kind() == Some(Kind::Exception) || cause.kind() == Some(Kind::Type) => {
                Some(instance_of(cx, cause)?)
            }
            _ => return Err(cx.type_error("exception causes must derive from BaseException")),
        };
        body.cause.set(cause);
        body.suppress.set(true);
    }
    Ok(exc)
}

/// Row `reraise`. Frames are those of tracebacks, which stay where they are.
pub(crate) fn reraise(cx: &Cx, exc: Value<'_>, _back: i64) -> Raised {
    restore(cx, exc.own());
    Raised
}

/// Row `traceback_add`.
pub(crate) fn traceback_add(
    cx: &Cx,
    desc: &'static FunctionDesc,
    site: Option<&'static Site>,
    _globals: Value<'_>,
    _record: Option<&'static Site>,
) {
    let reraised = cx.reraised.replace(WeakWord::NULL);
    if let (Some(exc), Some(site)) = (cx.raised.get(), site)
        && !reraised.is(exc.r())
    {
        exc.r().expect::<Exception>().traceback.write(|traceback| traceback.push(Entry { desc, site }));
    }
}

/// Row `exc_fetch`.
pub(crate) fn exc_fetch(cx: &Cx) -> Own {
    cx.reraised.set(WeakWord::NULL);
    cx.raised.take().unwrap_or_else(|| {
        new(cx, cx.ty(TypeId::SystemError).own(), vec![crate::str::new("error return without exception set")])
    })
}

/// Row `exc_enter`.
pub(crate) fn exc_enter(cx: &Cx, exc: Value<'_>) -> Option<Own> {
    cx.handled.replace(Some(exc.own()))
}

/// Row `exc_leave`.
pub(crate) fn exc_leave(cx: &Cx, previous: Option<Value<'_>>) {
    cx.handled.set(previous.map(Value::own));
}

/// Row `exc_match`.
pub(crate) fn exc_match(cx: &Cx, exc: Value<'_>, class: Value<'_>) -> Res<bool> {
    if let Some(classes) = class.get::<Tuple>() {
        for class in classes.items() {
            check_class(cx, class.r())?;
        }
        return Ok(classes.items().iter().any(|class| is_subclass(type_of(cx, exc), class.r())));
    }
    check_class(cx, class)?;
    Ok(is_subclass(type_of(cx, exc), class))
}

fn check_class(cx: &Cx, class: Value<'_>) -> Res<()> {
    if class.kind() == Some(Kind::Type) && is_subclass(class, cx.ty(TypeId::BaseException)) {
        return Ok(());
    }
    Err(cx.type_error("catching classes that do not inherit from BaseException is not allowed"))
}

/// Row `raise_unbound`.
pub(crate) fn raise_unbound(cx: &Cx, name: &Str, free: i64) -> Raised {
    let text = crate::str::text(name);
    if free != 0 {
        return cx.raise(
            TypeId::NameError,
            format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope"),
        );
    }
    cx.raise(
        TypeId::UnboundLocalError,
        format!("cannot access local variable '{text}' where it is not associated with a value"),
    )
}

/// Row `raise_assertion`.
pub(crate) fn raise_assertion(cx: &Cx, message: Option<Value<'_>>) -> Raised {
    cx.raise_args(TypeId::AssertionError, message.map(Value::own).into_iter().collect())
}

/// Row `exc_unraisable`.
pub(crate) fn exc_unraisable(cx: &Cx, context: Option<Value<'_>>) {
    let Some(exc) = cx.raised.take() else { return };
    let what = context.and_then(|context| crate::repr::repr_text(cx, context).ok());
    drop(cx.raised.take());
    cx.flush();
    let mut text = match what {
        Some(what) => format!("Exception ignored in: {what}\n"),
        None => "Exception ignored\n".to_owned(),
    };
    text.push_str(&crate::traceback::render(cx, exc.r()));
    crate::modules::sys::write_stderr(&text);
}

// Methods

fn this<'a>(args: &crate::args::Args<'a>) -> &'a Exception {
    args.get(0).expect::<Exception>()
}

fn init(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let body = this(args);
    body.args.set(Some(Tuple::of(args.rest)));
    set_special_attributes(cx, args.get(0));
    set_keywords(cx, args.get(0), &args.keywords)
}

/// Keywords that some classes take.
fn set_keywords(cx: &Cx, exc: Value<'_>, keywords: &[(Value<'_>, Value<'_>)]) -> Res {
    for (key, value) in keywords {
        let name = crate::str::text_of(*key);
        let known: &[&str] = if is_instance(cx, exc, TypeId::ImportError) {
            &["name", "path", "name_from"]
        } else if is_instance(cx, exc, TypeId::AttributeError) {
            &["name", "obj"]
        } else if is_instance(cx, exc, TypeId::NameError) {
            &["name"]
        } else {
            &[]
        };
        if !known.contains(&name.as_str()) {
            let class = class::type_name(cx, exc);
            return Err(cx.type_error(format!("{class}() takes no keyword arguments")));
        }
        exc.expect::<Exception>().attributes.set(cx.interned(key.expect()).r(), value.own());
    }
    Ok(Own::none())
}

fn exception_new(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let given = args.rest.iter().map(|arg| arg.own()).collect();
    let mut class = args.get(0);
    if class.is(cx.ty(TypeId::OSError))
        && args.rest.len() >= 2
        && let Some(errno) = crate::int::to_i64(args.rest[0])
    {
        class = cx.ty(os_error(errno));
    }
    Ok(new(cx, class.own(), given))
}

/// The class that an error number has, by Linux's numbers.
pub(crate) fn os_error(errno: i64) -> TypeId {
    match errno {
        1 | 13 => TypeId::PermissionError,
        2 => TypeId::FileNotFoundError,
        3 => TypeId::ProcessLookupError,
        4 => TypeId::InterruptedError,
        10 => TypeId::ChildProcessError,
        11 | 114 | 115 => TypeId::BlockingIOError,
        17 => TypeId::FileExistsError,
        20 => TypeId::NotADirectoryError,
        21 => TypeId::IsADirectoryError,
        32 | 108 => TypeId::BrokenPipeError,
        103 => TypeId::ConnectionAbortedError,
        104 => TypeId::ConnectionResetError,
        110 => TypeId::TimeoutError,
        111 => TypeId::ConnectionRefusedError,
        _ => TypeId::OSError,
    }
}

/// `str(exc)`.
pub(crate) fn str_of(cx: &Cx, exc: Value<'_>) -> Res {
    let args = args_of(exc);
    if is_instance(cx, exc, TypeId::OSError)
        && let Some(errno) = attribute(cx, exc, "errno").filter(|errno| !errno.r().is_none())
    {
        let strerror = attribute(cx, exc, "strerror").unwrap_or_else(Own::none);
        let (errno, strerror) = (crate::repr::str_text(cx, errno.r())?, crate::repr::str_text(cx, strerror.r())?);
        let filename = match attribute(cx, exc, "filename").filter(|name| !name.r().is_none()) {
            Some(name) => format!(": {}", crate::repr::repr_text(cx, name.r())?),
            None => String::new(),
        };
        return Ok(crate::str::new(&format!("[Errno {errno}] {strerror}{filename}")));
    }
    match args.as_slice() {
        [] => Ok(crate::str::new("")),
        [key] if is_instance(cx, exc, TypeId::KeyError) => crate::repr::repr_of(cx, key.r()),
        [one] => crate::repr::str_of(cx, one.r()),
        _ => {
            let all = Tuple::object(args.into_iter());
            crate::repr::repr_of(cx, all.r())
        }
    }
}

fn attribute(cx: &Cx, exc: Value<'_>, name: &str) -> Option<Own> {
    attributes(exc)?.get(cx.intern(name).r())
}

/// `repr(exc)`.
pub(crate) fn repr_of(cx: &Cx, exc: Value<'_>) -> Res {
    let name = class::type_name(cx, exc);
    let args = args_of(exc);
    let shown = match args.as_slice() {
        [one] => format!("({})", crate::repr::repr_text(cx, one.r())?),
        _ => crate::repr::repr_text(cx, Tuple::object(args.into_iter()).r())?,
    };
    Ok(crate::str::new(&format!("{name}{shown}")))
}

fn add_note(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    let (body, name) = (this(args), cx.intern("__notes__"));
    let notes = body.attributes.get(name.r()).unwrap_or_else(|| List::object(Vec::new()));
    if let Some(list) = notes.r().get::<List>() {
        list.push(args.get(1).own());
    }
    body.attributes.set(name.r(), notes);
    Ok(Own::none())
}

/// `exc.__traceback__ = traceback`.
fn set_traceback(cx: &Cx, exc: Value<'_>, new: Value<'_>) -> Res<()> {
    let entries = match new.get::<TracebackObject>() {
        Some(traceback) => traceback.entries(),
        None if new.is_none() => Traceback::new(),
        None => return Err(cx.type_error("__traceback__ must be a traceback or None")),
    };
    drop(exc.expect::<Exception>().traceback.replace(entries));
    Ok(())
}

fn with_traceback(cx: &Cx, args: &crate::args::Args<'_>) -> Res {
    set_traceback(cx, args.get(0), args.get(1))?;
    Ok(args.get(0).own())
}

/// Methods of `BaseException`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", exception_new),
    method("__init__", "self *args **kwargs", init),
    method("__str__", "self", |cx, args| str_of(cx, args.get(0))),
    method("__repr__", "self", |cx, args| repr_of(cx, args.get(0))),
    method("add_note", "self note", add_note),
    method("with_traceback", "self tb", with_traceback),
];

fn or_none(slot: &Slot) -> Res {
    Ok(slot.get().unwrap_or_else(Own::none))
}

fn some(value: Option<Value<'_>>) -> Option<Own> {
    value.filter(|value| !value.is_none()).map(Value::own)
}

/// Attributes of `BaseException`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::rw(
        "args",
        |_, v| or_none(&v.expect::<Exception>().args),
        |cx, v, new| {
            let items = new.map_or_else(|| Ok(Vec::new()), |new| crate::iter::collect(cx, new))?;
            v.expect::<Exception>().args.set(Some(Tuple::object(items.into_iter())));
            Ok(())
        },
    ),
    GetSetRow::rw(
        "__cause__",
        |_, v| or_none(&v.expect::<Exception>().cause),
        |_, v, new| {
            let body = v.expect::<Exception>();
            body.cause.set(some(new));
            body.suppress.set(true);
            Ok(())
        },
    ),
    GetSetRow::rw(
        "__context__",
        |_, v| or_none(&v.expect::<Exception>().context),
        |_, v, new| {
            v.expect::<Exception>().context.set(some(new));
            Ok(())
        },
    ),
    GetSetRow::rw(
        "__suppress_context__",
        |_, v| Ok(Own::bool(v.expect::<Exception>().suppress.get())),
        |cx, v, new| {
            let truth = new.map_or(Ok(false), |new| crate::operator::truth(cx, new))?;
            v.expect::<Exception>().suppress.set(truth);
            Ok(())
        },
    ),
    GetSetRow::rw(
        "__traceback__",
        |_, v| Ok(TracebackObject::of(v)),
        |cx, v, new| set_traceback(cx, v, new.unwrap_or(Value::NONE)),
    ),
];
