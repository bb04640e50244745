//! What is known at one point of a body: the types of its variables, and of the attributes and elements that tests or
//! assignments told something about.

use crate::ty::{Literal, Type};
use naja_frontend::hir::{LocalId, Name};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The variable that a [`Place`] starts at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Root {
    Local(LocalId),
    Global(Name),
    Class(Name),
}

/// A step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Attribute(Name),
    Index(Literal),
}

/// `x`, `x.a`, `x.a[0]`: something whose type can be narrowed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) root: Root,
    pub(crate) path: Vec<Key>,
}

impl Place {
    pub(crate) fn root(root: Root) -> Place {
        Place { root, path: Vec::new() }
    }

    pub(crate) fn then(&self, key: Key) -> Place {
        let mut path = self.path.clone();
        path.push(key);
        Place { root: self.root.clone(), path }
    }
}

/// Whether a variable has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Yes,
    /// On some paths only.
    Maybe,
}

/// What is known of a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    pub(crate) ty: Type,
    pub(crate) bound: Bound,
}

/// The facts at one point. A variable without a fact has no value there.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Env {
    facts: Rc<BTreeMap<Place, Fact>>,
}

impl Env {
    pub(crate) fn get(&self, place: &Place) -> Option<&Fact> {
        self.facts.get(place)
    }

    /// Learns the type of `place` without changing its value.
    pub(crate) fn narrow(&mut self, place: Place, ty: Type) {
        let bound = self.get(&place).map_or(Bound::Yes, |fact| fact.bound);
        Rc::make_mut(&mut self.facts).insert(place, Fact { ty, bound });
    }

    /// `place` gets a new value: what was known of its parts is void.
    pub(crate) fn assign(&mut self, place: Place, ty: Type) {
        self.forget_parts(&place);
        Rc::make_mut(&mut self.facts).insert(place, Fact { ty, bound: Bound::Yes });
    }

    /// `place` loses its value.
    pub(crate) fn delete(&mut self, place: &Place) {
        self.forget_parts(place);
        Rc::make_mut(&mut self.facts).remove(place);
    }

    /// The facts without those that say that an attribute or element is `None`.
    pub(crate) fn without_none_parts(mut self) -> Env {
        let is_none = |place: &Place, fact: &Fact| !place.path.is_empty() && fact.ty == Type::None;
        if self.facts.iter().any(|(place, fact)| is_none(place, fact)) {
            Rc::make_mut(&mut self.facts).retain(|place, fact| !is_none(place, fact));
        }
        self
    }

    fn forget_parts(&mut self, place: &Place) {
        let is_part = |other: &Place| {
            other.root == place.root && other.path.len() > place.path.len() && other.path.starts_with(&place.path)
        };
        if self.facts.keys().any(is_part) {
            Rc::make_mut(&mut self.facts).retain(|other, _| !is_part(other));
        }
    }

    /// What holds where two paths meet. `tracked` says which roots always have a fact when they have a value.
    pub(crate) fn join(&self, other: &Env, tracked: &dyn Fn(&Root) -> bool) -> Env {
        if Rc::ptr_eq(&self.facts, &other.facts) {
            return self.clone();
        }
        let mut facts = BTreeMap::new();
        for (place, fact) in self.facts.iter() {
            match other.get(place) {
                Some(same) if same == fact && !fact.ty.is_narrowed() => {
                    facts.insert(place.clone(), fact.clone());
                }
                Some(theirs) => {
                    let bound = if theirs.bound == Bound::Maybe { Bound::Maybe } else { fact.bound };
                    let ty = Type::union([fact.ty.clone(), theirs.ty.clone()]);
                    facts.insert(place.clone(), Fact { ty, bound });
                }
                None => maybe(&mut facts, place, fact, tracked),
            }
        }
        for (place, fact) in other.facts.iter() {
            if self.get(place).is_none() {
                maybe(&mut facts, place, fact, tracked);
            }
        }
        Env { facts: Rc::new(facts) }
    }

    /// The facts whose type is not the same in `other` become unknown: the way out of a loop that does not settle.
    pub(crate) fn give_up(&self, other: &Env) -> Env {
        let facts = self.facts.iter().map(|(place, fact)| {
            let same = other.get(place).is_some_and(|theirs| theirs.ty == fact.ty);
            let ty = if same { fact.ty.clone() } else { Type::Unknown };
            (place.clone(), Fact { ty, bound: fact.bound })
        });
        Env { facts: Rc::new(facts.collect()) }
    }
}

/// A fact that only one of two paths has.
fn maybe(facts: &mut BTreeMap<Place, Fact>, place: &Place, fact: &Fact, tracked: &dyn Fn(&Root) -> bool) {
    if place.path.is_empty() && tracked(&place.root) {
        facts.insert(place.clone(), Fact { ty: fact.ty.clone(), bound: Bound::Maybe });
    }
}
