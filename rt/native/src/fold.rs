//! Folds: generator expressions that are consumed where they are made. See the table's file of the same name.

use crate::context::{Cx, Raised, Res};
use crate::module::is_genuine;
use crate::object::{Cache, Own, Str, Value};
use crate::operator;
use crate::types::TypeId;
use naja_rt_abi::layout::{FunctionDesc, Site};

/// Row `is_builtin`.
pub(crate) fn is_builtin(_cx: &Cx, a: Value<'_>, name: &Str) -> bool {
    is_genuine(a, name)
}

/// Row `fold_function`.
pub(crate) fn fold_function(cx: &Cx, desc: &'static FunctionDesc, globals: Value<'_>, _cache: &Cache) -> Own {
    crate::function::function_new(cx, desc, globals, None, None, None, None).expect("making a function does not fail")
}

/// Row `outside_add`.
pub(crate) fn outside_add(cx: &Cx, a: Value<'_>, b: Value<'_>, _record: Option<&'static Site>) -> Res {
    operator::binary_add(cx, a, b)
}

/// Row `outside_truth`.
pub(crate) fn outside_truth(cx: &Cx, a: Value<'_>, _record: Option<&'static Site>) -> Res<bool> {
    operator::truth(cx, a)
}

/// Row `outside_compare`.
pub(crate) fn outside_compare(
    cx: &Cx,
    a: Value<'_>,
    b: Value<'_>,
    op: i64,
    _record: Option<&'static Site>,
) -> Res<bool> {
    operator::compare_truth(cx, a, b, op)
}

/// Row `outside_set_add`.
pub(crate) fn outside_set_add(cx: &Cx, set: Value<'_>, item: Value<'_>, _record: Option<&'static Site>) -> Res<()> {
    crate::container::set_add(cx, set, item)
}

/// Row `raise_empty`.
pub(crate) fn raise_empty(cx: &Cx, name: &Str) -> Raised {
    cx.value_error(format!("{}() arg is an empty sequence", crate::str::text_of(name.value())))
}

/// Row `is_int_instance`.
pub(crate) fn is_int_instance(cx: &Cx, a: Value<'_>) -> bool {
    crate::class::is_subclass(crate::class::type_of(cx, a), cx.ty(TypeId::Int))
}

/// Row `generator_stopped`.
pub(crate) fn generator_stopped(cx: &Cx) -> Raised {
    crate::generator::convert_stop(cx, "generator")
}
