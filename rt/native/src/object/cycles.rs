//! The cycle collector: finds objects that only refer to each other.
//!
//! It counts, for each object, the references that other objects hold to it; one with more references than that is
//! reachable from outside, and so is what it refers to. The rest is garbage: its finalisers run, and if nothing came
//! back to life, it is cleared. Everything happens at a poll, never inside an allocation.

use super::{Body, Object, Value, alloc, release};
use crate::context::Cx;
use crate::inline::{Header, Word};
use std::collections::{HashMap, HashSet};

/// How many more objects than at the last collection start the next one.
pub(crate) const FIRST_THRESHOLD: usize = 100_000;

/// Collects if enough objects were made since the last time.
pub(crate) fn collect_if_due(cx: &Cx) {
    if release::allocations() >= cx.threshold.get() {
        collect(cx);
    }
}

/// Collects; returns how many objects were garbage.
pub(crate) fn collect(cx: &Cx) -> usize {
    let (garbage, living) = find_garbage();
    let count = garbage.len();
    empty_weak_references(&garbage);
    for object in &garbage {
        crate::class::finalize(object.r());
    }
    // A finaliser may have stored a reference somewhere: then this garbage is looked at again next time.
    let untouched = garbage.iter().zip(&refs_of(&garbage)).all(|(object, expected)| object.r().refs() == *expected);
    if untouched {
        let mut parts = Vec::new();
        for object in &garbage {
            let word = object.r().word();
            let kind = object.r().kind().expect("garbage is made of objects");
            // SAFETY: the kind tells the type of the living object.
            unsafe { with_body_of!(kind, clear(Clear { word, out: &mut parts })) };
        }
        drop(parts);
    }
    drop(garbage);
    release::reset_allocations();
    cx.threshold.set(FIRST_THRESHOLD.max(living / 2));
    count
}

/// Weak references to garbage find nothing from now on.
fn empty_weak_references(garbage: &[super::Own]) {
    let watched: Vec<&super::Own> = garbage.iter().filter(|object| object.r().is_watched()).collect();
    if watched.is_empty() {
        return;
    }
    let all: HashSet<usize> = garbage.iter().map(|object| object.r().address()).collect();
    for object in watched {
        crate::weak::died(object.r(), &|reference| all.contains(&reference.address()));
    }
}

/// The references each piece of garbage has when only garbage, and our own list, refer to it.
fn refs_of(garbage: &[super::Own]) -> Vec<u32> {
    let mut counts: HashMap<usize, u32> = garbage.iter().map(|object| (object.r().address(), 1)).collect();
    for object in garbage {
        visit(object.r(), &mut |part| {
            if let Some(count) = counts.get_mut(&part.address()) {
                *count += 1;
            }
        });
    }
    garbage.iter().map(|object| counts[&object.r().address()]).collect()
}

fn find_garbage() -> (Vec<super::Own>, usize) {
    // How many references to an object come from other objects.
    let mut inner: HashMap<usize, u32> = HashMap::new();
    let mut all: Vec<*mut Header> = Vec::new();
    alloc::for_each(|object| all.push(object));
    for &object in &all {
        // SAFETY: the allocator gives living objects.
        let value = unsafe { Value::from_word(object) }.expect("an object's address is not null");
        visit(value, &mut |part| *inner.entry(part.address()).or_default() += 1);
    }
    let mut reached: HashMap<usize, bool> = HashMap::with_capacity(all.len());
    let mut queue: Vec<*mut Header> = Vec::new();
    for &object in &all {
        // SAFETY: as above.
        let value = unsafe { Value::from_word(object) }.expect("an object's address is not null");
        let outside = value.refs() > inner.get(&value.address()).copied().unwrap_or(0);
        reached.insert(value.address(), outside);
        if outside {
            queue.push(object);
        }
    }
    while let Some(object) = queue.pop() {
        // SAFETY: as above.
        let value = unsafe { Value::from_word(object) }.expect("an object's address is not null");
        visit(value, &mut |part| {
            if let Some(mark) = reached.get_mut(&part.address()).filter(|mark| !**mark) {
                *mark = true;
                queue.push(part.word());
            }
        });
    }
    let garbage: Vec<super::Own> = all
        .iter()
        // SAFETY: as above.
        .filter_map(|object| unsafe { Value::from_word(*object) })
        .filter(|value| !reached[&value.address()])
        .map(Value::own)
        .collect();
    let living = all.len() - garbage.len();
    (garbage, living)
}

fn visit(value: Value<'_>, found: &mut dyn FnMut(Value<'_>)) {
    let kind = value.kind().expect("only objects are visited");
    let mut only_objects = |part: Value<'_>| {
        if part.kind().is_some() {
            found(part);
        }
    };
    let argument = Visit { word: value.word(), found: &mut only_objects };
    // SAFETY: the kind tells the type of the living object.
    unsafe { with_body_of!(kind, visit_body(argument)) }
}

struct Visit<'a> {
    word: Word,
    found: &'a mut dyn FnMut(Value<'_>),
}

unsafe fn visit_body<T: Body>(visit: Visit<'_>) {
    // SAFETY: the caller chose the type by the kind.
    unsafe { &(*visit.word.cast::<Object<T>>()).body }.visit(visit.found);
}

struct Clear<'a> {
    word: Word,
    out: &'a mut Vec<super::Own>,
}

unsafe fn clear<T: Body>(clear: Clear<'_>) {
    // SAFETY: the caller chose the type by the kind.
    unsafe { &(*clear.word.cast::<Object<T>>()).body }.clear(clear.out);
}
