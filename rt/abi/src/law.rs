//! Laws: what strict modules demand of values that come from untyped code, as they tell it to the runtimes.
//!
//! A law is a constant tuple. Its first element is the type for people, `int | None` say. The others are classes, and a
//! value must be an instance of one of them, as `isinstance` says: an int is an index into [`BUILTINS`], a string the name
//! that the module has given to a class of its own.

/// The builtin classes that laws may name.
pub static BUILTINS: [&str; 12] =
    ["NoneType", "int", "float", "complex", "bool", "str", "bytes", "list", "dict", "set", "frozenset", "tuple"];
