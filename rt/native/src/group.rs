//! Groups of exceptions: making them, taking them apart, and `except*`.

use crate::args::{Args, Def, function, method};
use crate::call;
use crate::class::{self, Type, is_subclass};
use crate::context::{Cx, Raised, Res};
use crate::descriptor::GetSetRow;
use crate::exception::{self, Exception};
use crate::object::{Kind, List, Own, Tuple, Value};
use crate::traceback::Traceback;
use crate::types::TypeId;

/// What a group was made of.
pub(crate) struct Group {
    message: Own,
    /// The tuple of its members.
    members: Own,
}

impl Group {
    pub(crate) fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.message.r());
        visit(self.members.r());
    }

    /// The tuple of its members.
    fn members(&self) -> &[Own] {
        self.members.r().expect::<Tuple>().items()
    }
}

/// The group that an exception is.
pub(crate) fn group_of(exc: Value<'_>) -> Option<&Group> {
    exc.get::<Exception>()?.group.as_deref()
}

/// The members of an exception that is a group.
pub(crate) fn members(exc: Value<'_>) -> Option<&[Own]> {
    group_of(exc).map(Group::members)
}

fn is_group(cx: &Cx, exc: Value<'_>) -> bool {
    exception::is_instance(cx, exc, TypeId::BaseExceptionGroup)
}

// Making groups

fn group_new(cx: &Cx, args: &Args<'_>) -> Res {
    let [message, given] = args.rest else {
        let count = args.rest.len();
        return Err(cx.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)")));
    };
    if crate::instance::payload(*message).str().is_none() {
        let found = class::type_name(cx, *message);
        return Err(cx.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {found}")));
    }
    let members = checked_members(cx, *given)?;
    let class = class_for(cx, args.get(0), &members)?;
    let group = Group { message: message.own(), members: Tuple::to_own(members) };
    Ok(exception::with_group(cx, class, args.rest.iter().map(|arg| arg.own()).collect(), group))
}

fn checked_members(cx: &Cx, given: Value<'_>) -> Res<Vec<Own>> {
    let bare = crate::instance::payload(given);
    let is_sequence = matches!(bare.kind(), Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Range | Kind::Deque))
        || class::custom(cx, bare, &cx.names.__getitem__).is_some();
    if !is_sequence {
        return Err(cx.type_error("second argument (exceptions) must be a sequence"));
    }
    let members = crate::iter::collect(cx, given)?;
    if members.is_empty() {
        return Err(cx.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(index) = members.iter().position(|member| member.r().kind() != Some(Kind::Exception)) {
        return Err(cx.value_error(format!("Item {index} of second argument (exceptions) is not an exception")));
    }
    Ok(members)
}

/// The class of a new group: what its members are decides between the two builtin ones.
fn class_for(cx: &Cx, wanted: Value<'_>, members: &[Own]) -> Res {
    if members.iter().all(|member| exception::is_instance(cx, member.r(), TypeId::Exception)) {
        let is_base = wanted.is(cx.ty(TypeId::BaseExceptionGroup));
        return Ok(if is_base { cx.ty(TypeId::ExceptionGroup).own() } else { wanted.own() });
    }
    if wanted.is(cx.ty(TypeId::ExceptionGroup)) {
        return Err(cx.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    }
    if is_subclass(wanted, cx.ty(TypeId::Exception)) {
        let name = wanted.expect::<Type>().name();
        return Err(cx.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
    }
    Ok(wanted.own())
}

/// A new group of a builtin class.
fn plain_group(cx: &Cx, message: Value<'_>, members: Vec<Own>) -> Res {
    let members = List::object(members);
    call::invoke(cx, cx.ty(TypeId::BaseExceptionGroup), &[message, members.r()], None)
}

// Taking groups apart

/// What says which exceptions are wanted.
enum Matcher<'a> {
    /// Those of a class, or of one in a tuple.
    Class(Value<'a>),
    /// Those for which a function says so.
    Function(Value<'a>),
    /// Those among these, groups apart.
    Leaves(&'a [Own]),
}

impl<'a> Matcher<'a> {
    /// What `split` and `subgroup` are given.
    fn of(cx: &Cx, value: Value<'a>) -> Res<Matcher<'a>> {
        let is_class = |value: Value<'_>| is_subclass(value, cx.ty(TypeId::BaseException));
        let classes = value.get::<Tuple>().map(Tuple::items);
        if is_class(value) || classes.is_some_and(|classes| classes.iter().all(|class| is_class(class.r()))) {
            return Ok(Matcher::Class(value));
        }
        if value.kind() == Some(Kind::Function) {
            return Ok(Matcher::Function(value));
        }
        Err(cx.type_error("expected a function, exception type or tuple of exception types"))
    }

    fn matches(&self, cx: &Cx, exc: Value<'_>) -> Res<bool> {
        match self {
            Matcher::Class(class) => exception::exc_match(cx, exc, *class),
            Matcher::Function(function) => {
                let answer = call::invoke(cx, *function, &[exc], None)?;
                crate::operator::truth(cx, answer.r())
            }
            Matcher::Leaves(leaves) => Ok(!is_group(cx, exc) && leaves.iter().any(|leaf| leaf.r().is(exc))),
        }
    }
}

/// The part of an exception that matches, and the rest.
fn split(cx: &Cx, exc: Value<'_>, matcher: &Matcher<'_>) -> Res<(Option<Own>, Option<Own>)> {
    if matcher.matches(cx, exc)? {
        return Ok((Some(exc.own()), None));
    }
    let Some(members) = members(exc) else { return Ok((None, Some(exc.own()))) };
    let (mut wanted, mut rest) = (Vec::new(), Vec::new());
    for member in members {
        let (yes, no) = cx.deeper(|| split(cx, member.r(), matcher))?;
        wanted.extend(yes);
        rest.extend(no);
    }
    Ok((derived(cx, exc, wanted)?, derived(cx, exc, rest)?))
}

/// A group like another with these members, if there are any: `derive` makes it.
fn derived(cx: &Cx, like: Value<'_>, members: Vec<Own>) -> Res<Option<Own>> {
    if members.is_empty() {
        return Ok(None);
    }
    let derive = crate::attribute::get(cx, like, cx.intern("derive").r())?;
    let made = call::invoke(cx, derive.r(), &[List::object(members).r()], None)?;
    if !is_group(cx, made.r()) {
        return Err(cx.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let (from, to) = (like.expect::<Exception>(), made.r().expect::<Exception>());
    to.cause.set(from.cause.get());
    to.context.set(from.context.get());
    to.suppress.set(from.suppress.get());
    drop(to.traceback.replace(from.traceback.read(Traceback::clone)));
    let notes = cx.intern("__notes__");
    if let Some(known) = from.attributes.get(notes.r()).filter(|known| known.r().kind() == Some(Kind::List)) {
        to.attributes.set(notes.r(), List::object(known.r().expect::<List>().to_vec()));
    }
    Ok(Some(made))
}

fn or_none(value: Option<Own>) -> Own {
    value.unwrap_or_else(Own::none)
}

// `except*`

/// Row `exc_split`.
pub(crate) fn exc_split(cx: &Cx, exc: Value<'_>, class: Value<'_>) -> Res {
    let matches = exception::exc_match(cx, exc, class)?;
    let classes = class.get::<Tuple>().map_or(vec![class], |classes| classes.items().iter().map(Own::r).collect());
    if classes.iter().any(|class| is_subclass(*class, cx.ty(TypeId::BaseExceptionGroup))) {
        return Err(cx.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
    }
    if matches && !is_group(cx, exc) {
        let wrapped = plain_group(cx, crate::str::new("").r(), vec![exc.own()])?;
        return Ok(crate::operator::pair(wrapped, Own::none()));
    }
    let (caught, rest) = split(cx, exc, &Matcher::Class(class))?;
    Ok(crate::operator::pair(or_none(caught), or_none(rest)))
}

/// Row `exc_regroup`: clauses that raised the caught group again give back its parts, in the shape the group had; what
/// they raised anew stands beside it.
pub(crate) fn exc_regroup(cx: &Cx, exc: Value<'_>, raised: &List) -> Res {
    let raised = raised.to_vec().into_iter().filter(|one| !one.r().is_none());
    if !is_group(cx, exc) {
        return Ok(or_none(raised.into_iter().next()));
    }
    let (old, mut new): (Vec<Own>, Vec<Own>) = raised.partition(|one| came_from(one.r(), exc));
    let mut leaves = Vec::new();
    old.iter().for_each(|part| collect_leaves(part.r(), &mut leaves));
    let rest = if leaves.is_empty() { None } else { split(cx, exc, &Matcher::Leaves(&leaves))?.0 };
    if new.is_empty() {
        return Ok(or_none(rest));
    }
    new.extend(rest);
    match <[Own; 1]>::try_from(new) {
        Ok([one]) => Ok(one),
        Err(several) => plain_group(cx, crate::str::new("").r(), several),
    }
}

/// Whether an exception is a part of the group `whole`, raised again as it was.
fn came_from(part: Value<'_>, whole: Value<'_>) -> bool {
    let (part, whole) = (part.expect::<Exception>(), whole.expect::<Exception>());
    let same = |a: Option<Own>, b: Option<Own>| match (a, b) {
        (Some(a), Some(b)) => a.r().is(b.r()),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let (here, there) = (part.traceback.read(Traceback::clone), whole.traceback.read(Traceback::clone));
    let passed_the_same = here.len() == there.len() && here.iter().zip(&there).all(|(a, b)| a.is(b));
    passed_the_same && same(part.cause.get(), whole.cause.get()) && same(part.context.get(), whole.context.get())
}

fn collect_leaves(exc: Value<'_>, leaves: &mut Vec<Own>) {
    match members(exc) {
        Some(members) => members.iter().for_each(|member| collect_leaves(member.r(), leaves)),
        None => leaves.push(exc.own()),
    }
}

// Methods

fn this<'a>(cx: &Cx, args: &Args<'a>) -> Res<&'a Group> {
    group_of(args.get(0)).ok_or_else(|| {
        let found = class::type_name(cx, args.get(0));
        cx.type_error(format!("a group of exceptions is required, not '{found}'"))
    })
}

fn group_str(cx: &Cx, args: &Args<'_>) -> Res {
    let group = this(cx, args)?;
    let (message, count) = (crate::repr::str_text(cx, group.message.r())?, group.members().len());
    Ok(crate::str::new(&format!("{message} ({count} sub-exception{})", crate::args::plural(count))))
}

/// Methods of `BaseExceptionGroup`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls *args **kwargs", group_new),
    method("__str__", "self", group_str),
    method("derive", "self excs", |cx, args| {
        call::invoke(cx, cx.ty(TypeId::BaseExceptionGroup), &[this(cx, args)?.message.r(), args.get(1)], None)
    }),
    method("split", "self condition", |cx, args| {
        let (wanted, rest) = split(cx, args.get(0), &Matcher::of(cx, args.get(1))?)?;
        Ok(crate::operator::pair(or_none(wanted), or_none(rest)))
    }),
    method("subgroup", "self condition", |cx, args| {
        Ok(or_none(split(cx, args.get(0), &Matcher::of(cx, args.get(1))?)?.0))
    }),
];

fn read_only(cx: &Cx) -> Res<()> {
    Err(cx.raise(TypeId::AttributeError, "readonly attribute"))
}

fn part(cx: &Cx, exc: Value<'_>, name: &str, part: fn(&Group) -> &Own) -> Res {
    let known = group_of(exc).map(|group| part(group).clone());
    known.ok_or_else(|| -> Raised { crate::attribute::missing(cx, exc, cx.intern(name).r()) })
}

/// Attributes of `BaseExceptionGroup`.
pub(crate) static GETSETS: &[GetSetRow] = &[
    GetSetRow::rw("message", |cx, v| part(cx, v, "message", |group| &group.message), |cx, _, _| read_only(cx)),
    GetSetRow::rw("exceptions", |cx, v| part(cx, v, "exceptions", |group| &group.members), |cx, _, _| read_only(cx)),
];
