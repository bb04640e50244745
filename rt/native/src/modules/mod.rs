//! Modules of the standard library that are written in Rust.

pub(crate) mod math;
pub(crate) mod os;
pub(crate) mod random;
pub(crate) mod regex;
pub(crate) mod sys;
mod time;

use crate::args::Def;
use crate::call::Builtin;
use crate::context::Cx;
use crate::dict;
use crate::module::{self, Module};
use crate::object::Own;
use crate::types::TypeId;

/// Constants of a module, by name.
type Constants = fn(&Cx) -> Vec<(&'static str, Own)>;

/// Makes the module of this name, if it is one of these.
pub(crate) fn make(cx: &Cx, name: &str) -> Option<Own> {
    let (functions, constants): (&'static [Def], Constants) = match name {
        "sys" => (sys::FUNCTIONS, sys::constants),
        "math" => (math::FUNCTIONS, math::constants),
        "_time" => (time::FUNCTIONS, time::constants),
        "_collections" => (&[], |cx| vec![("deque", cx.ty(TypeId::Deque).own())]),
        "_os" => (os::FUNCTIONS, |_| Vec::new()),
        "_random" => (&[], random::constants),
        "_weakref" => (crate::weak::FUNCTIONS, |cx| vec![("ref", cx.ty(TypeId::WeakRef).own())]),
        "_regex" => (regex::FUNCTIONS, |_| Vec::new()),
        "_runtime" => (crate::synthetic::FUNCTIONS, |_| Vec::new()),
        _ => return None,
    };
    let made = module::new(cx, name);
    let dict = made.r().expect::<Module>().dict.r().expect();
    for def in functions {
        dict::set_str(dict, cx.intern(def.name).r(), Builtin::object(def, None, None));
    }
    for (name, value) in constants(cx) {
        dict::set_str(dict, cx.intern(name).r(), value);
    }
    Some(made)
}
