//! Instances of classes: attributes in slots that a shape names.
//!
//! All instances of a class that were given the same attributes in the same order share a [`Shape`], so a place in
//! compiled code finds an attribute by comparing one address. An instance whose `__dict__` was asked for, or that lost
//! an attribute, keeps its attributes in a dict from then on. An instance of a class that derives from a builtin type
//! has an object of that type inside: its payload.

use crate::context::{Cx, Res};
use crate::dict::{self, Dict};
use crate::object::{Body, BodyKind, ClassSlot, Kind, Own, Payload, Value, WeakWord};

/// Which attributes an instance has, in order.
pub(crate) struct Shape {
    names: Vec<WeakWord>,
    next: Payload<Vec<(WeakWord, &'static Shape)>>,
}

/// More attributes than this go into a dict.
const MOST_SLOTS: usize = 64;

impl Shape {
    /// The shape without attributes, for a new class. Shapes are never freed.
    pub(crate) fn root() -> &'static Shape {
        Box::leak(Box::new(Shape { names: Vec::new(), next: Payload::new(Vec::new()) }))
    }

    /// Where the attribute is.
    #[inline]
    pub(crate) fn find(&self, name: Value<'_>) -> Option<usize> {
        self.names.iter().position(|known| known.is(name))
    }

    /// The shape with one more attribute.
    fn with(&'static self, name: Value<'_>) -> &'static Shape {
        let known = self.next.read(|next| next.iter().find(|(known, _)| known.is(name)).map(|(_, shape)| *shape));
        known.unwrap_or_else(|| {
            let mut names = self.names.clone();
            names.push(WeakWord::new(name));
            let shape: &'static Shape = Box::leak(Box::new(Shape { names, next: Payload::new(Vec::new()) }));
            self.next.write(|next| next.push((WeakWord::new(name), shape)));
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
    /// Values in the order of the shape's names.
    Shaped(&'static Shape, Vec<Own>),
    /// A dict that Python may know of.
    Dict(Own),
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
            Attributes::Dict(dict) => visit(dict.r()),
        });
    }

    pub(crate) fn clear(&self, out: &mut Vec<Own>) {
        self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) => {
                out.append(values);
                // The shape must not promise what is gone: an empty root of nobody's.
                *shape = Shape::root();
            }
            Attributes::Dict(dict) => out.push(dict.clone()),
        });
    }

    /// The shape, unless the attributes are in a dict.
    #[inline]
    pub(crate) fn shape(&self) -> Option<&'static Shape> {
        self.read(|attributes| match attributes {
            Attributes::Shaped(shape, _) => Some(*shape),
            Attributes::Dict(_) => None,
        })
    }

    /// The value in a slot, if the shape has this address.
    #[inline]
    pub(crate) fn slot(&self, shape_address: usize, index: usize) -> Option<Own> {
        self.read(|attributes| match attributes {
            Attributes::Shaped(shape, values) if shape.address() == shape_address => values.get(index).cloned(),
            Attributes::Shaped(..) | Attributes::Dict(_) => None,
        })
    }

    /// Replaces the value in a slot, if the shape has this address: returns the old value, or gives the new one back.
    #[inline]
    pub(crate) fn set_slot(&self, shape_address: usize, index: usize, value: Own) -> Result<Own, Own> {
        self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) if shape.address() == shape_address && index < values.len() => {
                Ok(core::mem::replace(&mut values[index], value))
            }
            Attributes::Shaped(..) | Attributes::Dict(_) => Err(value),
        })
    }

    fn dict(&self) -> Option<Own> {
        self.read(|attributes| match attributes {
            Attributes::Shaped(..) => None,
            Attributes::Dict(dict) => Some(dict.clone()),
        })
    }

    /// The attribute of this interned name.
    pub(crate) fn get(&self, name: Value<'_>) -> Option<Own> {
        let found = self.read(|attributes| match attributes {
            Attributes::Shaped(shape, values) => Ok(shape.find(name).map(|index| values[index].clone())),
            Attributes::Dict(dict) => Err(dict.clone()),
        });
        found.unwrap_or_else(|dict| dict::get_str(dict.r().expect(), name))
    }

    /// Sets the attribute of this interned name.
    pub(crate) fn set(&self, name: Value<'_>, value: Own) {
        let mut value = Some(value);
        let done = self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) => match shape.find(name) {
                Some(index) => Some(value.take().map(|value| core::mem::replace(&mut values[index], value))),
                None if values.len() < MOST_SLOTS => {
                    values.extend(value.take());
                    *shape = shape.with(name);
                    Some(None)
                }
                None => None,
            },
            Attributes::Dict(_) => None,
        });
        drop(done);
        if let Some(value) = value {
            dict::set_str(self.to_dict().r().expect(), name, value);
        }
    }

    /// Removes the attribute of this interned name.
    pub(crate) fn remove(&self, name: Value<'_>) -> Option<Own> {
        self.get(name)?;
        dict::remove_str(self.to_dict().r().expect(), name)
    }

    /// `__dict__`: from now on the truth.
    pub(crate) fn to_dict(&self) -> Own {
        if let Some(dict) = self.dict() {
            return dict;
        }
        let dict = Dict::object();
        let old = self.replace(Attributes::Dict(dict.clone()));
        if let Attributes::Shaped(shape, values) = old {
            for (name, value) in shape.names.iter().zip(values) {
                let name = name.upgrade().expect("interned names live for ever");
                dict::set_str(dict.r().expect(), name.r(), value);
            }
        }
        dict
    }

    /// Names and values, in order.
    pub(crate) fn entries(&self) -> Vec<(Own, Own)> {
        match self.dict() {
            Some(dict) => dict.r().expect::<Dict>().entries(),
            None => self.read(|attributes| match attributes {
                Attributes::Shaped(shape, values) => {
                    shape.names.iter().zip(values).filter_map(|(n, v)| Some((n.upgrade()?, v.clone()))).collect()
                }
                Attributes::Dict(_) => Vec::new(),
            }),
        }
    }

    /// As it is, under the root of another class's shapes: for an object that changes its class.
    pub(crate) fn reshape(&self, root: &'static Shape) {
        let (names, values) = self.write(|attributes| match attributes {
            Attributes::Shaped(shape, values) => {
                let old = core::mem::replace(shape, root);
                (old.names.clone(), core::mem::take(values))
            }
            Attributes::Dict(_) => (Vec::new(), Vec::new()),
        });
        for (name, value) in names.into_iter().zip(values) {
            let name = name.upgrade().expect("interned names live for ever");
            self.set(name.r(), value);
        }
    }

    /// `object.__dict__ = dict`.
    pub(crate) fn set_dict(&self, dict: Own) {
        drop(self.replace(Attributes::Dict(dict)));
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
