//! Strings that the runtime looks things up by, interned once.

use crate::api::{Obj, ffi};
use crate::global::Global;

macro_rules! names {
    ($($name:ident = $text:literal;)*) => {
        /// A string known to the runtime.
        #[derive(Debug, Clone, Copy)]
        pub(crate) enum Known { $($name,)* }

        const TEXTS: &[&core::ffi::CStr] = &[$($text),*];
        static TABLE: [Global<Obj>; TEXTS.len()] = [$(Global::new({ let _ = Known::$name; core::ptr::null_mut() })),*];
    };
}

names! {
    Aenter = c"__aenter__";
    Aexit = c"__aexit__";
    Annotations = c"__annotations__";
    Build = c"__build_class__";
    Builtins = c"__builtins__";
    Class = c"__class__";
    ClassGetitem = c"__class_getitem__";
    Close = c"close";
    Doc = c"__doc__";
    Enter = c"__enter__";
    Exit = c"__exit__";
    FirstLine = c"__firstlineno__";
    Get = c"get";
    Import = c"__import__";
    Getstate = c"__getstate__";
    Init = c"__init__";
    InitSubclass = c"__init_subclass__";
    MatchArgs = c"__match_args__";
    Metaclass = c"metaclass";
    Module = c"__module__";
    MroEntries = c"__mro_entries__";
    Name = c"__name__";
    NameOf = c"name";
    New = c"__new__";
    OrigBases = c"__orig_bases__";
    Prepare = c"__prepare__";
    Qualname = c"__qualname__";
    SetName = c"__set_name__";
    Throw = c"throw";
    WarnUnawaited = c"_warn_unawaited_coroutine";
}

/// Makes the strings: once, at the first import.
pub(crate) unsafe fn init() -> i32 {
    for (text, slot) in TEXTS.iter().zip(&TABLE) {
        if slot.get().is_null() {
            let string = ffi::PyUnicode_InternFromString(text.as_ptr());
            if string.is_null() {
                return -1;
            }
            slot.set(string);
        }
    }
    0
}

impl Known {
    /// The interned string, borrowed.
    pub(crate) unsafe fn get(self) -> Obj {
        // An enum value is below the table's length by construction.
        TABLE.get_unchecked(self as usize).get()
    }
}
