//! Instances of classes: attributes in slots that a shape names.
//!
//! All instances of a class that were given the same attributes in the same order share a [`Shape`], so a place in
//! compiled code finds an attribute by comparing one address. An instance whose `__dict__` was asked for, or that lost
//! an attribute, keeps its attributes in a dict from then on. An instance of a class that derives from a builtin type
//! has an object of that type inside: its payload.
//!
//! What names an attribute, its *key*, is an interned str, or the descriptor of a slot, whose value is no part of
//! `__dict__`. Keys live for ever.

use crate::context::{Cx, Res};
use crate::dict::{self, Dict};
use crate::object::{Body, BodyKind, ClassSlot, Kind, Own, Payload, Value, WeakWord};

/// Which attributes an instance has, in order.
pub(crate) struct Shape {
    keys: Vec<WeakWord>,
    next: Payload<Vec<(WeakWord, &'static Shape)>>,
}

/// More attributes than this go into a dict.
const MOST_PLACES: usize = 64;

impl Shape {
    /// The shape without attributes, for a new class. Shapes are never freed.
    pub(crate) fn root() -> &'static Shape {
        Box::leak(Box::new(Shape { keys: Vec::new(), next: Payload::new(Vec::new()) }))
    }

    /// Where the attribute is.
    #[inline]
    pub(crate) fn find(&self, key: Value<'_>) -> Option<usize> {
        self.keys.iter().position(|known| known.is(key))
    }

    /// The shape with one more attribute.
    fn with(&'static self, key: Value<'_>) -> &'static Shape {
        let known = self.next.read(|next| next.iter().find(|(known, _)| known.is(key)).map(|(_, shape)| *shape));
        known.unwrap_or_else(|| {
            let mut keys = self.keys.clone();
            keys.push(WeakWord::new(key));
            let shape: &'static Shape = Box::leak(Box::new(Shape { keys, next: Payload::new(Vec::new()) }));
            self.next.write(|next| next.push((WeakWord::new(key), shape)));
            shape
        })
    }

    /// What tells this shape from others.
    pub(crate) fn address(&self) -> usize {
        core::ptr::from_ref(self).addr()
    }
}

/// The attributes of an object.
pub(crate) enum Attributes {
    /// Values in the order of the shape's keys.
    Shaped(&'static Shape, Vec<Own>),
    /// A dict that Python may know of, and the slots.
    Dict(Own, Slots),
}

/// Values of slots, by their keys.
type Slots = Vec<(Own, Own)>;

/// Whether a key is the descriptor of a slot.
fn is_slot(key: Value<'_>) -> bool {
    key.kind() == Some(Kind::Member)
}

/// A key that was stored.
fn upgrade(key: WeakWord) -> Own {
    key.upgrade().expect("keys live for ever")
}

/// An instance of a class.
pub(crate) struct Instance {
    /// Its class.
    pub(crate) class: ClassSlot,
    /// Its attributes.
    pub(crate) attributes: Payload<Attributes>,
    /// What it has of the builtin type that its class derives from.
    pub(crate) payload: Option<Own>,
}

impl Instance {
    pub(crate) fn object(class: Value<'_>, payload: Option<Own>) -> Own {
        let shape = class.expect::<crate::class::Type>().shape();
        let attributes = Payload::new(Attributes::Shaped(shape, Vec::new()));
        Own::new(Instance { class: ClassSlot::new(class.own()), attributes, payload })
    }
}

impl Body for Instance {
    const KIND: Kind = <Instance as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        visit(self.class.r());
        self.attributes.visit(visit);
        self.payload.iter().for_each(|payload| visit(payload.r()));
    }
    fn clear(&self, out: &mut Vec<Own>) {
        self.attributes.clear(out);
    }
}

impl Payload<Attributes> {
    pub(crate) fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.read(|attributes| match attributes {
            Attributes::Shaped(_, values) => values.iter().for_each(|value| visit(value.r())),
            Attributes::Dict(dict, slots) => {
                visit(dict.r());
                slots.iter().for_each(|(_, value)| visit(value.r()));
            }
        });
    }

    pub(crate) fn clear(&self, out: &mut Vec<Own>) {
        self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) => {
                out.append(values);
                // The shape must not promise what is gone: an empty root of nobody's.
                *shape = Shape::root();
            }
            Attributes::Dict(dict, slots) => {
                out.push(dict.clone());
                out.extend(slots.drain(..).map(|(_, value)| value));
            }
        });
    }

    /// The shape, unless the attributes are in a dict.
    #[inline]
    pub(crate) fn shape(&self) -> Option<&'static Shape> {
        self.read(|attributes| match attributes {
            Attributes::Shaped(shape, _) => Some(*shape),
            Attributes::Dict(..) => None,
        })
    }

    /// The value in a place, if the shape has this address.
    #[inline]
    pub(crate) fn place(&self, shape_address: usize, index: usize) -> Option<Own> {
        self.read(|attributes| match attributes {
            Attributes::Shaped(shape, values) if shape.address() == shape_address => values.get(index).cloned(),
            Attributes::Shaped(..) | Attributes::Dict(..) => None,
        })
    }

    /// Replaces the value in a place, if the shape has this address: returns the old value, or gives the new one back.
    #[inline]
    pub(crate) fn set_place(&self, shape_address: usize, index: usize, value: Own) -> Result<Own, Own> {
        self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) if shape.address() == shape_address && index < values.len() => {
                Ok(core::mem::replace(&mut values[index], value))
            }
            Attributes::Shaped(..) | Attributes::Dict(..) => Err(value),
        })
    }

    fn dict(&self) -> Option<Own> {
        self.read(|attributes| match attributes {
            Attributes::Shaped(..) => None,
            Attributes::Dict(dict, _) => Some(dict.clone()),
        })
    }

    /// The attribute of this key.
    pub(crate) fn get(&self, key: Value<'_>) -> Option<Own> {
        let found = self.read(|attributes| match attributes {
            Attributes::Shaped(shape, values) => Ok(shape.find(key).map(|index| values[index].clone())),
            Attributes::Dict(_, slots) if is_slot(key) => {
                Ok(slots.iter().find(|(slot, _)| slot.r().is(key)).map(|(_, value)| value.clone()))
            }
            Attributes::Dict(dict, _) => Err(dict.clone()),
        });
        found.unwrap_or_else(|dict| dict::get_str(dict.r().expect(), key))
    }

    /// Sets the attribute of this key.
    pub(crate) fn set(&self, key: Value<'_>, value: Own) {
        let mut value = Some(value);
        let old = self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) => match shape.find(key) {
                Some(index) => value.take().map(|value| core::mem::replace(&mut values[index], value)),
                None if values.len() < MOST_PLACES => {
                    values.extend(value.take());
                    *shape = shape.with(key);
                    None
                }
                None => None,
            },
            Attributes::Dict(..) => None,
        });
        drop(old);
        if let Some(value) = value {
            self.set_beside_shape(key, value);
        }
    }

    /// Sets the attribute of this key where a dict is the truth, from now on at least.
    fn set_beside_shape(&self, key: Value<'_>, value: Own) {
        let dict = self.to_dict();
        if !is_slot(key) {
            return dict::set_str(dict.r().expect(), key, value);
        }
        let old = self.write_slots(|slots| match slots.iter_mut().find(|(slot, _)| slot.r().is(key)) {
            Some((_, known)) => Some(core::mem::replace(known, value)),
            None => {
                slots.push((key.own(), value));
                None
            }
        });
        drop(old);
    }

    fn write_slots<R>(&self, write: impl FnOnce(&mut Slots) -> R) -> R {
        self.write(|attributes| match attributes {
            Attributes::Dict(_, slots) => write(slots),
            Attributes::Shaped(..) => write(&mut Vec::new()),
        })
    }

    /// Removes the attribute of this key.
    pub(crate) fn remove(&self, key: Value<'_>) -> Option<Own> {
        self.get(key)?;
        let dict = self.to_dict();
        if !is_slot(key) {
            return dict::remove_str(dict.r().expect(), key);
        }
        self.write_slots(|slots| {
            let index = slots.iter().position(|(slot, _)| slot.r().is(key))?;
            Some(slots.remove(index).1)
        })
    }

    /// `__dict__`: from now on the truth.
    pub(crate) fn to_dict(&self) -> Own {
        if let Some(dict) = self.dict() {
            return dict;
        }
        let dict = Dict::object();
        if let Attributes::Shaped(shape, values) = self.replace(Attributes::Dict(dict.clone(), Vec::new())) {
            for (key, value) in shape.keys.iter().map(|key| upgrade(*key)).zip(values) {
                if is_slot(key.r()) {
                    self.write_slots(|slots| slots.push((key, value)));
                } else {
                    dict::set_str(dict.r().expect(), key.r(), value);
                }
            }
        }
        dict
    }

    /// Names and values of what is in `__dict__`, in order.
    pub(crate) fn entries(&self) -> Vec<(Own, Own)> {
        match self.dict() {
            Some(dict) => dict.r().expect::<Dict>().entries(),
            None => self.read(|attributes| match attributes {
                Attributes::Shaped(shape, values) => {
                    let keys = shape.keys.iter().map(|key| upgrade(*key));
                    keys.zip(values.iter().cloned()).filter(|(key, _)| !is_slot(key.r())).collect()
                }
                Attributes::Dict(..) => Vec::new(),
            }),
        }
    }

    /// As it is, for an object that changes its class: under the root of the other class's shapes, its slots under the
    /// keys that `key_of` says they have there.
    pub(crate) fn reshape(&self, root: &'static Shape, key_of: impl Fn(Own) -> Own) {
        let (keys, values) = self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) => {
                let old = core::mem::replace(shape, root);
                (old.keys.clone(), core::mem::take(values))
            }
            Attributes::Dict(_, slots) => {
                slots.iter_mut().for_each(|(key, _)| *key = key_of(key.clone()));
                (Vec::new(), Vec::new())
            }
        });
        for (key, value) in keys.into_iter().map(upgrade).zip(values) {
            let key = if is_slot(key.r()) { key_of(key) } else { key };
            self.set(key.r(), value);
        }
    }

    /// `object.__dict__ = dict`.
    pub(crate) fn set_dict(&self, dict: Own) {
        let old = self.to_dict();
        self.write(|attributes| match attributes {
            Attributes::Dict(known, _) => *known = dict,
            Attributes::Shaped(..) => {}
        });
        drop(old);
    }
}

/// The attributes of an object that has any of its own.
pub(crate) fn attributes(value: Value<'_>) -> Option<&Payload<Attributes>> {
    match value.kind()? {
        Kind::Instance => Some(&value.expect::<Instance>().attributes),
        Kind::Exception => Some(&value.expect::<crate::exception::Exception>().attributes),
        Kind::Function => Some(&value.expect::<crate::function::Function>().attributes),
        _ => None,
    }
}

/// The object of a builtin type that a value is or has inside.
#[inline]
pub(crate) fn payload(value: Value<'_>) -> Value<'_> {
    match value.get::<Instance>() {
        Some(Instance { payload: Some(payload), .. }) => payload.r(),
        _ => value,
    }
}

/// The body of a method's instance, or the TypeError of a method called on something else.
pub(crate) fn receiver<'a, T: Body>(cx: &Cx, value: Value<'a>, method: &str, class: &str) -> Res<&'a T> {
    payload(value).get::<T>().ok_or_else(|| {
        cx.type_error(format!(
            "descriptor '{method}' for '{class}' objects doesn't apply to a '{}' object",
            crate::class::type_name(cx, value)
        ))
    })
}
