//! What code and frame objects say without CPython: names, places and parameters.
//!
//! There is no bytecode, and variables live in registers: a frame is a picture of a place that an exception passed.

use crate::context::{Cx, Res};
use crate::descriptor::GetSetRow;
use crate::object::{Body, BodyKind, Kind, Own, Tuple, Value, constant, module_of, module_path};
use crate::traceback::Entry;
use naja_rt_abi::layout::FunctionDesc;

/// `function.__code__`.
pub(crate) struct Code(&'static FunctionDesc);

impl Body for Code {
    const KIND: Kind = <Code as BodyKind>::OF;
}

impl Code {
    /// The one code object of a function.
    pub(crate) fn object(cx: &Cx, desc: &'static FunctionDesc) -> Own {
        cx.codes.write(|codes| {
            let made = codes.entry(core::ptr::from_ref(desc).addr()).or_insert_with(|| Own::new(Code(desc)));
            made.clone()
        })
    }
}

/// The name of the function of a descriptor: that of a module's body is made up, as CPython's is.
pub(crate) fn name_of(desc: &FunctionDesc) -> Own {
    constant(desc, desc.name).unwrap_or_else(|| crate::str::new("<module>"))
}

/// The path of the source.
pub(crate) fn path_of(desc: &FunctionDesc) -> &'static str {
    let module = module_of(desc);
    if module.path_len == 0 { "<string>" } else { module_path(module) }
}

macro_rules! number {
    ($name:literal, $field:ident) => {
        GetSetRow::ro($name, |_, value| Ok(Own::int(value.expect::<Code>().0.$field.into())))
    };
}

/// Attributes of code objects.
pub(crate) static CODE_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("co_name", |_, value| Ok(name_of(value.expect::<Code>().0))),
    GetSetRow::ro("co_qualname", |_, value| {
        let desc = value.expect::<Code>().0;
        Ok(constant(desc, desc.qualname).unwrap_or_else(|| name_of(desc)))
    }),
    GetSetRow::ro("co_filename", |_, value| Ok(crate::str::new(path_of(value.expect::<Code>().0)))),
    // Of its variables the parameters, which come first.
    GetSetRow::ro("co_varnames", |_, value| {
        let desc = value.expect::<Code>().0;
        Ok(constant(desc, desc.params).unwrap_or_else(|| Tuple::of(&[])))
    }),
    number!("co_argcount", positional),
    number!("co_posonlyargcount", positional_only),
    number!("co_kwonlyargcount", keyword_only),
    number!("co_firstlineno", first_line),
];

/// `traceback.tb_frame`.
pub(crate) struct Frame(Entry);

impl Body for Frame {
    const KIND: Kind = <Frame as BodyKind>::OF;
}

impl Frame {
    pub(crate) fn object(entry: Entry) -> Own {
        Own::new(Frame(entry))
    }
}

fn line(_: &Cx, value: Value<'_>) -> Res {
    Ok(Own::int(value.expect::<Frame>().0.site.line.into()))
}

/// Attributes of frames.
pub(crate) static FRAME_GETSETS: &[GetSetRow] = &[
    GetSetRow::ro("f_code", |cx, value| Ok(Code::object(cx, value.expect::<Frame>().0.desc))),
    GetSetRow::ro("f_lineno", line),
];
