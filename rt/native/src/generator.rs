//! Generators and coroutines: a compiled function that stands still, and the protocol to go on.

use crate::args::{Def, method};
use crate::attribute;
use crate::call;
use crate::context::{Cx, Raised, Res};
use crate::descriptor::GetSetRow;
use crate::exception;
use crate::function::Function;
use crate::object::{Body, BodyKind, Bound, Frame, Kind, Own, OwnFrame, Slot, Value, resume_suspended};
use crate::types::TypeId;
use naja_rt_abi::layout::{self, FunctionDesc, flags};

/// A generator, coroutine or asynchronous generator.
pub(crate) struct Generator {
    desc: &'static FunctionDesc,
    function: Own,
    frame: OwnFrame,
    name: Slot,
    qualname: Slot,
    /// The exception that was being handled where it stands.
    handled: Slot,
}

impl Body for Generator {
    const KIND: Kind = <Generator as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.function.r());
        self.handled.visit(visit);
        if !self.is_running() && !self.is_finished() {
            self.frame.visit(self.desc, visit);
        }
    }
    fn clear(&self, out: &mut Vec<Own>) {
        out.extend(self.abandon());
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        drop(self.abandon());
    }
}

impl Generator {
    pub(crate) fn type_id(&self) -> TypeId {
        match self.desc.flags & flags::ASYNC_GENERATOR {
            flags::COROUTINE => TypeId::Coroutine,
            flags::ASYNC_GENERATOR => TypeId::AsyncGenerator,
            _ => TypeId::Generator,
        }
    }

    fn is_running(&self) -> bool {
        self.frame.entry() == layout::Frame::RUNNING
    }

    fn is_finished(&self) -> bool {
        self.frame.entry() == layout::Frame::FINISHED
    }

    /// Forgets the words of a frame that will not go on.
    fn abandon(&self) -> Vec<Own> {
        if self.is_running() || self.is_finished() {
            return Vec::new();
        }
        self.frame.abandon(self.desc)
    }

    /// The function's name as the object shows it.
    pub(crate) fn qualname(&self) -> String {
        self.qualname.get().map_or_else(String::new, |name| crate::str::text_of(name.r()))
    }
}

/// Row `generator_new`.
pub(crate) fn generator_new(
    _cx: &Cx,
    function: Value<'_>,
    desc: &'static FunctionDesc,
    args: Bound,
    nargs: i64,
) -> Res {
    let frame = OwnFrame::new((desc.frame_len + desc.raw_len) as usize, Some(desc));
    for (index, arg) in args.take(nargs as usize).into_iter().enumerate() {
        frame.put(index, arg);
    }
    let body = function.expect::<Function>();
    Ok(Own::new(Generator {
        desc,
        function: function.own(),
        frame,
        name: Slot::new(body.name.get()),
        qualname: Slot::new(body.qualname.get()),
        handled: Slot::new(None),
    }))
}

/// Row `generator_sent`.
pub(crate) fn generator_sent(_cx: &Cx, frame: Frame<'_>) -> Res {
    frame.take_sent().ok_or(Raised)
}

/// What a step of a generator came to.
pub(crate) enum Step {
    /// It yielded.
    Yielded(Own),
    /// It returned.
    Returned(Own),
}

/// Goes on with a value sent in, or with the raised exception thrown in.
fn step(cx: &Cx, generator: &Generator, sent: Option<Own>) -> Res<Step> {
    if generator.is_running() {
        let kind = crate::types::TYPES[generator.type_id() as usize].name;
        drop(cx.raised.take());
        return Err(cx.value_error(format!("{kind} already executing")));
    }
    let throws = sent.is_none();
    generator.frame.send(sent);
    // Inside, the exception handled where it stood is the handled one again; one handled by the caller shows through.
    let outside = cx.handled.get();
    if generator.handled.is_some() {
        cx.handled.set(generator.handled.take());
    }
    let result = cx.deeper(|| resume_suspended(cx, generator.desc, &generator.frame, throws));
    let inside = cx.handled.replace(outside.clone());
    if generator.is_running() {
        generator.frame.set_entry(layout::Frame::FINISHED);
    }
    let same = match (&inside, &outside) {
        (Some(inside), Some(outside)) => inside.r().is(outside.r()),
        (None, _) => true,
        (Some(_), None) => false,
    };
    if !generator.is_finished() && !same {
        generator.handled.set(inside);
    }
    match result {
        Ok(value) if generator.is_finished() => Ok(Step::Returned(value)),
        Ok(value) => Ok(Step::Yielded(value)),
        Err(Raised) => Err(convert_stop(cx, crate::types::TYPES[generator.type_id() as usize].name)),
    }
}

/// A StopIteration that leaves the body of a generator, or of another `kind` of it, is a RuntimeError.
pub(crate) fn convert_stop(cx: &Cx, kind: &str) -> Raised {
    let Some(stop) = cx.catch(TypeId::StopIteration) else { return Raised };
    let exc = exception::new(
        cx,
        cx.ty(TypeId::RuntimeError).own(),
        vec![crate::str::new(&format!("{kind} raised StopIteration"))],
    );
    let body = exc.r().expect::<exception::Exception>();
    body.cause.set(Some(stop.clone()));
    body.context.set(Some(stop));
    body.suppress.set(true);
    exception::set_raised(cx, exc)
}

/// `next(generator)`: the value, or `None` when it returned.
pub(crate) fn next(cx: &Cx, generator: Value<'_>) -> Res<Option<Own>> {
    match send(cx, generator, Value::NONE)? {
        Step::Yielded(value) => Ok(Some(value)),
        Step::Returned(value) => {
            cx.returned.set(Some(value));
            Ok(None)
        }
    }
}

/// `generator.send(value)`.
pub(crate) fn send(cx: &Cx, generator: Value<'_>, value: Value<'_>) -> Res<Step> {
    let body = generator.expect::<Generator>();
    if body.is_finished() {
        if body.type_id() == TypeId::Coroutine {
            return Err(cx.raise(TypeId::RuntimeError, "cannot reuse already awaited coroutine"));
        }
        return Ok(Step::Returned(Own::none()));
    }
    if body.frame.entry() == 0 && !value.is_none() {
        let kind = crate::types::TYPES[body.type_id() as usize].name;
        return Err(cx.type_error(format!("can't send non-None value to a just-started {kind}")));
    }
    let _alive = generator.own();
    step(cx, body, Some(value.own()))
}

/// Throws the raised exception into the generator.
fn throw(cx: &Cx, generator: Value<'_>) -> Res<Step> {
    let body = generator.expect::<Generator>();
    let _alive = generator.own();
    if body.is_finished() {
        return Err(Raised);
    }
    if body.frame.entry() == 0 {
        drop(body.abandon());
        return Err(Raised);
    }
    step(cx, body, None)
}

/// `generator.close()`.
fn close(cx: &Cx, generator: Value<'_>) -> Res {
    let body = generator.expect::<Generator>();
    if body.is_finished() || body.frame.entry() == 0 {
        drop(body.abandon());
        return Ok(Own::none());
    }
    cx.raise_args(TypeId::GeneratorExit, vec![]);
    match throw(cx, generator) {
        Ok(Step::Yielded(_)) => {
            let kind = crate::types::TYPES[body.type_id() as usize].name;
            Err(cx.raise(TypeId::RuntimeError, format!("{kind} ignored GeneratorExit")))
        }
        Ok(Step::Returned(_)) => Ok(Own::none()),
        Err(Raised) => match cx.catch(TypeId::GeneratorExit).or_else(|| cx.catch(TypeId::StopIteration)) {
            Some(_) => Ok(Own::none()),
            None => Err(Raised),
        },
    }
}

/// What happens to a generator that dies while it stands still: it is closed.
pub(crate) fn finalize(cx: &Cx, generator: Value<'_>) {
    let body = generator.expect::<Generator>();
    if body.is_finished() || body.is_running() || body.frame.entry() == 0 {
        return;
    }
    let raised = cx.raised.take();
    if close(cx, generator).is_err() {
        exception::exc_unraisable(cx, Some(generator));
    }
    cx.raised.set(raised);
}

fn stopped(cx: &Cx, step: Step) -> Res {
    match step {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(stop_iteration(cx, value)),
    }
}

/// StopIteration with a generator's result.
pub(crate) fn stop_iteration(cx: &Cx, value: Own) -> Raised {
    let args = if value.r().is_none() { vec![] } else { vec![value] };
    cx.raise_args(TypeId::StopIteration, args)
}

/// Makes the arguments of `throw` the raised exception.
fn raise_arguments(cx: &Cx, args: &crate::args::Args<'_>) -> Res<()> {
    let (kind, value) = (args.get(1), args.some(2));
    let exc = match value {
        None => exception::instance_of(cx, kind)?,
        Some(value) if value.kind() == Some(Kind::Exception) => value.own(),
        Some(value) => call::invoke(cx, kind, &[value], None)?,
    };
    exception::set_raised(cx, exc);
    Ok(())
}

/// Row `yield_from_iter`.
pub(crate) fn yield_from_iter(cx: &Cx, _desc: &'static FunctionDesc, object: Value<'_>) -> Res {
    if object.kind() == Some(Kind::Generator) { Ok(object.own()) } else { crate::iter::iter(cx, object) }
}

/// Row `yield_from`.
pub(crate) fn yield_from(cx: &Cx, frame: Frame<'_>, iterator: Value<'_>, value: Value<'_>) -> Res<Option<Own>> {
    frame.set_delegate(Some(iterator));
    let result = if iterator.kind() == Some(Kind::Generator) {
        send(cx, iterator, value)
    } else if value.is_none() {
        cx.returned.set(None);
        crate::iter::iter_next(cx, iterator).map(|item| match item {
            Some(item) => Step::Yielded(item),
            None => Step::Returned(cx.returned.take().unwrap_or_else(Own::none)),
        })
    } else {
        from_stop(
            cx,
            attribute::get(cx, iterator, cx.names.send.r()).and_then(|send| call::invoke(cx, send.r(), &[value], None)),
        )
    };
    delegated(cx, &frame, result)
}

/// Row `yield_from_throw`.
pub(crate) fn yield_from_throw(cx: &Cx, frame: Frame<'_>, iterator: Value<'_>) -> Res<Option<Own>> {
    let is_exit = cx.raised.get().is_some_and(|exc| exception::is_instance(cx, exc.r(), TypeId::GeneratorExit));
    let result = if is_exit {
        close_delegate(cx, iterator).and(Err(Raised))
    } else if iterator.kind() == Some(Kind::Generator) {
        throw(cx, iterator)
    } else {
        let exc = cx.raised.take().unwrap_or_else(Own::none);
        match attribute::get_or_none(cx, iterator, cx.names.throw.r())? {
            Some(throw) => from_stop(cx, call::invoke(cx, throw.r(), &[exc.r()], None)),
            None => {
                exception::restore(cx, exc);
                Err(Raised)
            }
        }
    };
    delegated(cx, &frame, result)
}

/// Closes what `yield from` waits for, keeping the raised GeneratorExit.
fn close_delegate(cx: &Cx, iterator: Value<'_>) -> Res<()> {
    let raised = cx.raised.take();
    if iterator.kind() == Some(Kind::Generator) {
        close(cx, iterator)?;
    } else if let Some(close) = attribute::get_or_none(cx, iterator, cx.names.close.r())? {
        call::invoke(cx, close.r(), &[], None)?;
    }
    cx.raised.set(raised);
    Ok(())
}

fn from_stop(cx: &Cx, result: Res) -> Res<Step> {
    match result {
        Ok(value) => Ok(Step::Yielded(value)),
        Err(Raised) => match cx.catch(TypeId::StopIteration) {
            Some(stop) => Ok(Step::Returned(exception::stop_value(stop.r()))),
            None => Err(Raised),
        },
    }
}

fn delegated(cx: &Cx, frame: &Frame<'_>, result: Res<Step>) -> Res<Option<Own>> {
    match result {
        Ok(Step::Yielded(value)) => Ok(Some(value)),
        Ok(Step::Returned(value)) => {
            frame.set_delegate(None);
            cx.returned.set(Some(value));
            Ok(None)
        }
        Err(Raised) => {
            frame.set_delegate(None);
            Err(Raised)
        }
    }
}

/// Row `generator_result`.
pub(crate) fn generator_result(cx: &Cx) -> Res {
    Ok(cx.returned.take().unwrap_or_else(Own::none))
}

/// Methods of generators.
pub(crate) static METHODS: &[Def] = &[
    method("__iter__", "self", |_, args| Ok(args.get(0).own())),
    method("__next__", "self", |cx, args| stopped(cx, send(cx, args.get(0), Value::NONE)?)),
    method("send", "self value", |cx, args| stopped(cx, send(cx, args.get(0), args.get(1))?)),
    method("throw", "self type value? traceback?", |cx, args| {
        raise_arguments(cx, args)?;
        stopped(cx, throw(cx, args.get(0))?)
    }),
    method("close", "self", |cx, args| close(cx, args.get(0))),
];

/// Attributes of generators.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("__name__", |_, v| Ok(v.expect::<Generator>().name.get().unwrap_or_else(Own::none))),
    GetSetRow::ro("__qualname__", |_, v| Ok(v.expect::<Generator>().qualname.get().unwrap_or_else(Own::none))),
    GetSetRow::ro("gi_running", |_, v| Ok(Own::bool(v.expect::<Generator>().is_running()))),
    GetSetRow::ro("gi_yieldfrom", |_, v| {
        let body = v.expect::<Generator>();
        let delegate = if body.is_running() { None } else { body.frame.delegate() };
        Ok(delegate.unwrap_or_else(Own::none))
    }),
];

/// Whether a value is a coroutine.
pub(crate) fn is_coroutine(value: Value<'_>) -> bool {
    value.get::<Generator>().is_some_and(|body| body.type_id() == TypeId::Coroutine)
}
