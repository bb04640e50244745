//! What strict modules demand of values that come from untyped code.

use super::Const;
use naja_frontend::hir::Name;
use naja_rt_abi::{RtFn, table as rt};

/// A declared type as law: a value must be an instance of one of its classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// The type, for people.
    pub shown: String,
    /// The classes.
    pub one_of: Vec<Demand>,
}

/// A class that a law names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// A builtin class, by its name in [`naja_rt_abi::law::BUILTINS`].
    Builtin(&'static str),
    /// What a variable of the module holds.
    Class(Name),
}

/// A law for one place: constants for the rows that check it.
#[derive(Debug, Clone)]
pub struct LawCheck {
    /// The law, as the runtimes read it.
    pub law: Const,
    /// The place, for people: `area() argument 'w'`.
    pub place: Const,
    /// Whether it is about what a `*args` or `**kwargs` collects.
    pub is_each: bool,
    /// Each says of usual values, without a call, that they fulfil it.
    pub quick: Vec<&'static RtFn>,
    /// Whether `None` does.
    pub allows_none: bool,
}

impl Law {
    /// The rows that know exact instances of its classes.
    #[must_use]
    pub fn quick(&self) -> Vec<&'static RtFn> {
        self.one_of.iter().filter_map(Demand::row).collect()
    }

    /// Whether `None` fulfils it.
    #[must_use]
    pub fn allows_none(&self) -> bool {
        self.one_of.contains(&Demand::Builtin("NoneType"))
    }
}

impl Demand {
    fn row(&self) -> Option<&'static RtFn> {
        Some(match self {
            Demand::Builtin("int") => &rt::is_int,
            Demand::Builtin("float") => &rt::is_float,
            Demand::Builtin("complex") => &rt::is_complex,
            Demand::Builtin("bool") => &rt::is_bool,
            Demand::Builtin("str") => &rt::is_str,
            Demand::Builtin("list") => &rt::is_list,
            Demand::Builtin("tuple") => &rt::is_tuple,
            Demand::Builtin("dict") => &rt::is_dict,
            Demand::Builtin("set") => &rt::is_set,
            Demand::Builtin(_) | Demand::Class(_) => return None,
        })
    }
}
