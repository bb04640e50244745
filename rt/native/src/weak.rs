//! Weak references: `weakref.ref`.
//!
//! An object that has any is marked in its header; which they are is in the table `Cx::watchers`. An object that dies
//! takes its entry out, empties the references and calls their callbacks; a reference that dies leaves the table. So a
//! reference in the table lives, and what one refers to lives, or waits for its release without references.

use crate::args::{Args, Def, function, method};
use crate::call;
use crate::class::{self, Type};
use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::object::{Body, BodyKind, Kind, List, Own, Slot, Value, WeakWord};
use core::cell::Cell;

/// `weakref.ref(object, callback)`.
pub(crate) struct WeakRef {
    /// The object; null when it is gone.
    target: Cell<WeakWord>,
    callback: Slot,
    hash: Cell<Option<i64>>,
}

impl Body for WeakRef {
    const KIND: Kind = <WeakRef as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.callback.visit(visit);
    }
    fn clear(&self, out: &mut Vec<Own>) {
        out.extend(self.callback.take());
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        let Some(cx) = Cx::current() else { return };
        let Some(address) = self.target.get().address() else { return };
        let this = core::ptr::from_ref(self).addr();
        cx.watchers.write(|watchers| {
            if let Some(all) = watchers.get_mut(&address) {
                all.retain(|one| !one.is_body(this));
            }
        });
    }
}

impl WeakRef {
    /// The object, if it is still there.
    pub(crate) fn target(&self) -> Option<Own> {
        living(self.target.get())
    }
}

/// What the table or a reference knows; none if it is only waiting for its release.
fn living(word: WeakWord) -> Option<Own> {
    word.upgrade_unless_dying()
}

/// Whether there can be weak references to an object.
fn is_watchable(cx: &Cx, object: Value<'_>) -> bool {
    match object.kind() {
        Some(Kind::Instance | Kind::Exception) => class::type_of(cx, object).expect::<Type>().watchable,
        Some(
            Kind::Function
            | Kind::Method
            | Kind::Builtin
            | Kind::Type
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Generator
            | Kind::Module
            | Kind::Deque
            | Kind::Alias
            | Kind::Code
            | Kind::File,
        ) => true,
        _ => false,
    }
}

fn ref_new(cx: &Cx, args: &Args<'_>) -> Res {
    let (object, callback) = (args.get(1), args.some(2));
    if !is_watchable(cx, object) {
        let class = class::type_name(cx, object);
        return Err(cx.type_error(format!("cannot create weak reference to '{class}' object")));
    }
    if callback.is_none()
        && let Some(known) =
            watchers(cx, object).into_iter().find(|known| !known.r().expect::<WeakRef>().callback.is_some())
    {
        return Ok(known);
    }
    let target = Cell::new(WeakWord::new(object));
    let made = Own::new(WeakRef { target, callback: Slot::new(callback.map(Value::own)), hash: Cell::new(None) });
    object.mark_watched();
    cx.watchers.write(|watchers| watchers.entry(object.address()).or_default().push(WeakWord::new(made.r())));
    Ok(made)
}

/// The references to an object.
fn watchers(cx: &Cx, object: Value<'_>) -> Vec<Own> {
    let known = cx.watchers.read(|watchers| watchers.get(&object.address()).cloned().unwrap_or_default());
    known.into_iter().filter_map(living).collect()
}

/// Empties the references to a marked object that dies, and calls their callbacks, the newest first; not of those
/// that die with it.
pub(crate) fn died(object: Value<'_>, dies_too: &dyn Fn(Value<'_>) -> bool) {
    let Some(cx) = Cx::current() else { return };
    let all = cx.watchers.write(|watchers| watchers.remove(&object.address())).unwrap_or_default();
    let all: Vec<Own> = all.into_iter().rev().filter_map(living).collect();
    for one in &all {
        one.r().expect::<WeakRef>().target.set(WeakWord::NULL);
    }
    let raised = cx.raised.take();
    for one in all.iter().filter(|one| !dies_too(one.r())) {
        let Some(callback) = one.r().expect::<WeakRef>().callback.take().filter(|callback| !callback.r().is_none())
        else {
            continue;
        };
        if call::invoke(cx, callback.r(), &[one.r()], None).is_err() {
            crate::exception::exc_unraisable(cx, Some(callback.r()));
        }
    }
    cx.raised.set(raised);
}

/// `hash(reference)`: that of the object, which is remembered.
pub(crate) fn hash(cx: &Cx, this: &WeakRef) -> Res<i64> {
    if let Some(known) = this.hash.get() {
        return Ok(known);
    }
    let Some(target) = this.target() else { return Err(cx.type_error("weak object has gone away")) };
    let hash = crate::hash::hash(cx, target.r())?;
    this.hash.set(Some(hash));
    Ok(hash)
}

/// Whether two references are equal: by their objects, while these live.
pub(crate) fn equal(cx: &Cx, a: Value<'_>, b: Value<'_>) -> Res<bool> {
    match (a.expect::<WeakRef>().target(), b.expect::<WeakRef>().target()) {
        (Some(a), Some(b)) => crate::operator::equal(cx, a.r(), b.r()),
        _ => Ok(a.is(b)),
    }
}

/// `repr(reference)`.
pub(crate) fn describe(cx: &Cx, value: Value<'_>) -> String {
    let address = value.address();
    match value.expect::<WeakRef>().target() {
        None => format!("<weakref at {address:#x}; dead>"),
        Some(target) => {
            let (class, at) = (class::type_name(cx, target.r()), target.r().address());
            format!("<weakref at {address:#x}; to '{class}' at {at:#x}>")
        }
    }
}

/// Methods of `weakref.ref`.
pub(crate) static METHODS: &[Def] = &[
    function("__new__", "cls object callback? /", ref_new),
    method("__call__", "self", |_, args| Ok(args.get(0).expect::<WeakRef>().target().unwrap_or_else(Own::none))),
];

/// Attributes of `weakref.ref`.
pub(crate) static GETSETS: &[GetSetRow] =
    &[GetSetRow::ro("__callback__", |_, value| Ok(value.expect::<WeakRef>().callback.get().unwrap_or_else(Own::none)))];

/// Functions of `_weakref`.
pub(crate) static FUNCTIONS: &[Def] = &[
    function("getweakrefcount", "object", |cx, args| Ok(Own::len(watchers(cx, args.get(0)).len()))),
    function("getweakrefs", "object", |cx, args| Ok(List::object(watchers(cx, args.get(0))))),
];
