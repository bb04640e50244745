//! Functions of the runtime that Python can call: their declaration, and how arguments find their parameters.
//!
//! A signature is a line of names: `x` must be given, `x?` may be; all are positional-only up to a `/`, keyword-only after
//! a `*`; `*x` takes the other positional arguments and `**x` the other keywords. So `sum` is `iterable / start?`.

use crate::context::{Cx, Res};
use crate::object::{Str, Tuple, Value};
use crate::types::TypeId;

/// The implementation of a builtin function.
pub(crate) type Fun = for<'a> fn(&'a Cx, &Args<'a>) -> Res;

/// A row of a method table.
pub(crate) struct Def {
    pub(crate) name: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) flavour: Flavour,
    pub(crate) fun: Fun,
}

/// What reading a builtin from a class gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flavour {
    /// Itself.
    Function,
    /// A method bound to the instance.
    Method,
    /// A method bound to the class.
    ClassMethod,
}

/// A function, or a static method.
pub(crate) const fn function(name: &'static str, signature: &'static str, fun: Fun) -> Def {
    Def { name, signature, flavour: Flavour::Function, fun }
}

/// A method; its first parameter is the instance.
pub(crate) const fn method(name: &'static str, signature: &'static str, fun: Fun) -> Def {
    Def { name, signature, flavour: Flavour::Method, fun }
}

/// A class method; its first parameter is the class.
pub(crate) const fn class_method(name: &'static str, signature: &'static str, fun: Fun) -> Def {
    Def { name, signature, flavour: Flavour::ClassMethod, fun }
}

/// How many parameters a builtin may have, beside `*args` and `**kwargs`.
const MOST: usize = 8;

/// The arguments of a call, each at its parameter.
pub(crate) struct Args<'a> {
    slots: [Option<Value<'a>>; MOST],
    /// What `*args` took.
    pub(crate) rest: &'a [Value<'a>],
    /// What `**kwargs` took.
    pub(crate) keywords: Vec<(Value<'a>, Value<'a>)>,
}

impl<'a> Args<'a> {
    /// A required argument.
    #[inline]
    pub(crate) fn get(&self, index: usize) -> Value<'a> {
        self.slots[index].expect("the signature requires it")
    }

    /// An optional argument.
    #[inline]
    pub(crate) fn opt(&self, index: usize) -> Option<Value<'a>> {
        self.slots[index]
    }

    /// An optional argument for which None stands for its absence.
    pub(crate) fn some(&self, index: usize) -> Option<Value<'a>> {
        self.slots[index].filter(|value| !value.is_none())
    }
}

/// A signature, read.
#[derive(Debug)]
pub(crate) struct Signature {
    names: Vec<&'static str>,
    positional_only: usize,
    positional: usize,
    required: u32,
    var_args: bool,
    keywords: bool,
}

impl Signature {
    pub(crate) fn parse(text: &'static str) -> Signature {
        let mut signature = Signature {
            names: Vec::new(),
            positional_only: usize::MAX,
            positional: usize::MAX,
            required: 0,
            var_args: false,
            keywords: false,
        };
        for token in text.split_ascii_whitespace() {
            let count = signature.names.len();
            if token == "/" {
                signature.positional_only = count;
            } else if token.starts_with("**") {
                signature.keywords = true;
            } else if let Some(name) = token.strip_prefix('*') {
                signature.var_args = !name.is_empty();
                signature.positional = count;
            } else if let Some(name) = token.strip_suffix('?') {
                signature.names.push(name);
            } else {
                signature.required |= 1 << count;
                signature.names.push(token);
            }
        }
        let count = signature.names.len();
        signature.positional = signature.positional.min(count);
        signature.positional_only = signature.positional_only.min(signature.positional);
        assert!(count <= MOST, "a builtin has too many parameters");
        signature
    }

    /// The names, for `__text_signature__` and the like.
    fn only_positional(&self) -> bool {
        self.positional_only == self.names.len() && !self.keywords
    }
}

/// Puts the arguments of a call at their parameters. `args` ends with the values of the keywords `names`.
#[inline]
pub(crate) fn place<'a>(
    cx: &'a Cx,
    def: &Def,
    signature: &Signature,
    owner: Option<TypeId>,
    args: &'a [Value<'a>],
    names: Option<&'a Tuple>,
) -> Res<Args<'a>> {
    let keyword_count = names.map_or(0, Tuple::len);
    let (given, keyword_values) = args.split_at(args.len() - keyword_count);
    let mut placed = Args { slots: [None; MOST], rest: &[], keywords: Vec::new() };
    let direct = given.len().min(signature.positional);
    for (slot, value) in placed.slots.iter_mut().zip(&given[..direct]) {
        *slot = Some(*value);
    }
    let call = Call { cx, def, signature, owner };
    if given.len() > signature.positional {
        if !signature.var_args {
            return Err(call.wrong_count(given.len()));
        }
        placed.rest = &given[direct..];
    }
    for (name, value) in names.into_iter().flat_map(Tuple::items).zip(keyword_values) {
        call.place_keyword(&mut placed, name.r(), *value)?;
    }
    let missing = (0..signature.names.len()).find(|&k| signature.required >> k & 1 != 0 && placed.slots[k].is_none());
    match missing {
        None => Ok(placed),
        Some(index) => Err(call.missing(index, given.len())),
    }
}

struct Call<'a, 'b> {
    cx: &'a Cx,
    def: &'b Def,
    signature: &'b Signature,
    owner: Option<TypeId>,
}

impl<'a> Call<'a, '_> {
    fn place_keyword(&self, placed: &mut Args<'a>, name: Value<'a>, value: Value<'a>) -> Res<()> {
        let text = crate::str::text(name.expect::<Str>());
        let found = self.signature.names.iter().position(|known| *known == text);
        match found.filter(|index| *index >= self.signature.positional_only) {
            Some(index) if placed.slots[index].is_none() => placed.slots[index] = Some(value),
            Some(index) => {
                return Err(self.cx.type_error(format!(
                    "argument for {}() given by name ('{text}') and position ({})",
                    self.def.name,
                    index + 1
                )));
            }
            None if self.signature.keywords => placed.keywords.push((name, value)),
            None if self.signature.only_positional() => {
                return Err(self.cx.type_error(format!("{}() takes no keyword arguments", self.full_name())));
            }
            None => {
                let name = if self.def.name == "sorted" { "sort" } else { self.short_name() };
                return Err(self.cx.type_error(format!("'{text}' is an invalid keyword argument for {name}()")));
            }
        }
        Ok(())
    }

    fn full_name(&self) -> String {
        match self.owner {
            Some(owner) => format!("{}.{}", crate::types::TYPES[owner as usize].name, self.def.name),
            None => self.def.name.to_owned(),
        }
    }

    /// The name, or the class's for its constructor.
    fn short_name(&self) -> &str {
        match self.owner {
            Some(owner) if self.def.name == "__new__" => crate::types::TYPES[owner as usize].name,
            _ => self.def.name,
        }
    }

    /// Parameters beside the instance.
    fn hidden(&self) -> usize {
        usize::from(self.def.flavour != Flavour::Function || self.def.name == "__new__")
    }

    #[cold]
    fn wrong_count(&self, given: usize) -> crate::context::Raised {
        let hidden = self.hidden().min(given);
        let (given, most) = (given - hidden, self.signature.positional - hidden);
        let least = self.signature.required.count_ones() as usize;
        let least = least.saturating_sub(hidden);
        let name = self.short_name();
        if most == 0 && !self.signature.only_positional() {
            return self.cx.type_error(format!("{name}() takes no positional arguments"));
        }
        let message = match (least, most) {
            (0, 0) => format!("{}() takes no arguments ({given} given)", self.full_name()),
            (1, 1) => format!("{}() takes exactly one argument ({given} given)", self.full_name()),
            _ if !self.signature.only_positional() => {
                let bound = if least == most { "exactly" } else { "at most" };
                format!("{name}() takes {bound} {most} argument{} ({given} given)", plural(most))
            }
            _ if least == most => format!("{name} expected {most} argument{}, got {given}", plural(most)),
            _ if given < least => format!("{name} expected at least {least} argument{}, got {given}", plural(least)),
            _ => format!("{name} expected at most {most} argument{}, got {given}", plural(most)),
        };
        self.cx.type_error(message)
    }

    #[cold]
    fn missing(&self, index: usize, given: usize) -> crate::context::Raised {
        if index < self.hidden() {
            let name = self.def.name;
            return self.cx.type_error(format!("unbound method {}() needs an argument", name));
        }
        if self.signature.only_positional() {
            return self.wrong_count(given);
        }
        let position = index + 1 - self.hidden();
        self.cx.type_error(format!(
            "{}() missing required argument '{}' (pos {position})",
            self.short_name(),
            self.signature.names[index]
        ))
    }
}

/// The plural's `s`.
pub(crate) fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
