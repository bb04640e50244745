//! What becomes of calls of functions, builtins and methods of lists, and of looking up what is called.

use super::kinds::{Class, Context, Kind, Kinds};
use super::plan::{self, Plan};
use crate::lower::has_fold;
use crate::mir::{Body, Bound, Const, Hint, Inst, InstKind, Operand, Order, PoolEntry, Value};
use naja_frontend::hir::{FuncId, Name};
use naja_rt_abi::layout::MethodsOf;
use naja_rt_abi::math::MathFunction;

/// The methods of lists.
const LIST_METHODS: [&str; 11] =
    ["append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort"];

/// A method that need not be looked for.
pub(super) fn method_get(
    body: &Body,
    inst: &Inst,
    receiver: Value,
    name: Value,
    kinds: &Kinds,
    cx: Context<'_>,
) -> Option<Plan> {
    let hint = inst.result.map(|result| &body.values[result].hint);
    if matches!(hint, Some(Hint::Math(_))) {
        return Some(Plan::ModuleValue);
    }
    let PoolEntry::Name(name) = constant(body, name, cx)? else { return None };
    let of = methods_of(kinds.get(receiver))?;
    let is_known = match of {
        MethodsOf::List => LIST_METHODS.contains(&name.as_str()),
        MethodsOf::Complex => name.as_str() == "conjugate",
    };
    is_known.then_some(Plan::TypeMethod(of))
}

/// The type whose methods an exact instance has.
fn methods_of(kind: &Kind) -> Option<MethodsOf> {
    match kind {
        Kind::Object(Class::List) => Some(MethodsOf::List),
        kind if kind.is_complex() => Some(MethodsOf::Complex),
        _ => None,
    }
}

/// Whether a method that was not looked for takes its object.
pub(super) fn is_unbound(body: &Body, method: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    match plan::of(body, cx.definition(body, method)?, kinds, cx) {
        Plan::ModuleValue => Some(Plan::Integer(0)),
        Plan::TypeMethod(_) => Some(Plan::Integer(1)),
        _ => None,
    }
}

/// A call of a function of `math`.
fn math(callee: Value, function: MathFunction, args: &[Value], kinds: &Kinds) -> Option<Plan> {
    let fits = args.len() == function.params() && args.iter().all(|arg| kinds.get(*arg).is_real());
    // Of an integer these are the integer.
    let is_rounding = matches!(function, MathFunction::Floor | MathFunction::Ceil | MathFunction::Trunc);
    let fits = fits && (!is_rounding || args.iter().all(|arg| *kinds.get(*arg) == Kind::F64));
    fits.then(|| Plan::Math { callee, function, args: args.to_vec() })
}

/// The same of what `method_get` found in a module.
pub(super) fn math_method(
    body: &Body,
    operands: &[Operand],
    callee: Value,
    kinds: &Kinds,
    cx: Context<'_>,
) -> Option<Plan> {
    let [_, Operand::Array(args), Operand::Value(names), _] = operands else { return None };
    let Hint::Math(function) = body.values[callee].hint else { return None };
    let Plan::ModuleValue = plan::of(body, cx.definition(body, callee)?, kinds, cx) else { return None };
    if *kinds.get(*names) == Kind::Null { math(callee, function, &args[1..], kinds) } else { None }
}

/// A call of what `method_get` found in an exact list or complex number: its methods are those of the type, which cannot be
/// changed.
pub(super) fn type_method(
    body: &Body,
    inst: &Inst,
    operands: &[Operand],
    method: Value,
    kinds: &Kinds,
    cx: Context<'_>,
) -> Option<Plan> {
    let (Some(Operand::Array(args)), Some(Operand::Value(names))) = (operands.get(1), operands.get(2)) else {
        return None;
    };
    let InstKind::Rt(row, found) = &cx.definition(body, method)?.kind else { return None };
    let [Operand::Value(receiver), Operand::Value(name), _] = found[..] else { return None };
    let of = methods_of(kinds.get(receiver))?;
    let is_same = |value: &Value| methods_of(kinds.get(*value)) == Some(of);
    let is_int = |value: &Value| *kinds.get(*value) == Kind::I64;
    if row.name != "method_get" || *kinds.get(*names) != Kind::Null {
        return None;
    }
    let PoolEntry::Name(name) = constant(body, name, cx)? else { return None };
    match (of, name.as_str(), &args[..]) {
        (MethodsOf::Complex, "conjugate", [number]) if is_same(number) => Some(Plan::Conjugate(*number)),
        (MethodsOf::List, "append", [list, value]) if is_same(list) => {
            Some(Plan::ListAppend { list: *list, value: *value })
        }
        (MethodsOf::List, "pop", [list]) if is_same(list) => {
            Some(Plan::ListPop { list: *list, index: None, kind: plan::promised(body, inst, Class::Any) })
        }
        (MethodsOf::List, "pop", [list, index]) if is_same(list) && is_int(index) => {
            Some(Plan::ListPop { list: *list, index: Some(*index), kind: plan::promised(body, inst, Class::Any) })
        }
        (MethodsOf::List, "insert", [list, index, value]) if is_same(list) && is_int(index) => {
            Some(Plan::ListInsert { list: *list, index: *index, value: *value })
        }
        _ => None,
    }
}

/// The builtins that calls are specialised for.
const BUILTINS: [&str; 11] =
    ["range", "enumerate", "zip", "reversed", "len", "abs", "min", "max", "float", "int", "complex"];

/// The plan for a `global_get`.
pub(super) fn global(body: &Body, inst: &Inst, operands: &[Operand], cx: Context<'_>) -> Option<Plan> {
    let result = inst.result?;
    if let Hint::Function(function) = &body.values[result].hint
        && cx.signatures.contains_key(function)
    {
        return Some(Plan::Global(Class::Function(*function)));
    }
    let Some(Operand::Value(name)) = operands.get(2) else { return None };
    let PoolEntry::Name(name) = constant(body, *name, cx)? else { return None };
    let is_known =
        (BUILTINS.contains(&name.as_str()) || has_fold(name.as_str())) && matches!(body.values[result].hint, Hint::Any);
    if is_known {
        return Some(Plan::Global(Class::Builtin(name.clone())));
    }
    // What has a type here is a variable of the module, or else a builtin that is rarely used.
    (body.values[result].hint != Hint::Any).then_some(Plan::GlobalValue)
}

/// Whether an object is the genuine builtin of a name.
pub(super) fn is_builtin(body: &Body, object: Value, name: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let Kind::Object(Class::Builtin(found)) = kinds.get(object) else { return None };
    let PoolEntry::Name(name) = constant(body, name, cx)? else { return None };
    Some(Plan::Known(found == name))
}

/// The plan for a `call` of a function or builtin.
pub(super) fn call(body: &Body, operands: &[Operand], callee: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let Some(Operand::Array(args)) = operands.get(1) else { return None };
    let Some(Operand::Value(names)) = operands.get(2) else { return None };
    let names = match kinds.get(*names) {
        Kind::Null => vec![],
        _ => names_of(body, *names, cx)?,
    };
    match (kinds.get(callee), &body.values[callee].hint) {
        (Kind::Object(Class::Function(function)), _) | (Kind::Object(Class::Any), Hint::Function(function)) => {
            call_function(*function, args, &names, kinds, cx)
        }
        (Kind::Object(Class::Any), Hint::Math(function)) if names.is_empty() => math(callee, *function, args, kinds),
        (Kind::Object(Class::Builtin(name)), _) if names.is_empty() => call_builtin(name.as_str(), args, kinds),
        _ => None,
    }
}

/// The names of the last arguments of a call.
fn names_of(body: &Body, tuple: Value, cx: Context<'_>) -> Option<Vec<Name>> {
    let PoolEntry::Tuple(names) = constant(body, tuple, cx)? else { return None };
    let name = |name: &Const| match &cx.pool.entries()[*name] {
        PoolEntry::Name(name) => Some(name.clone()),
        _ => None,
    };
    names.iter().map(name).collect()
}

/// The constant that a value is, if it is one.
pub(super) fn constant<'a>(body: &Body, value: Value, cx: Context<'a>) -> Option<&'a PoolEntry> {
    let (block, index) = cx.definitions[value]?;
    match &body.blocks[block].insts.get(index)?.kind {
        InstKind::Boxed(constant) => Some(&cx.pool.entries()[*constant]),
        _ => None,
    }
}

fn call_function(function: FuncId, args: &[Value], names: &[Name], kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let signature = cx.signatures.get(&function)?;
    let bound = signature.binding.as_ref()?.bind(args.len(), names)?;
    let fits = |(param, bound): (usize, &Bound)| match bound {
        Bound::Argument(index) => signature.takes(param, kinds.get(args[*index])),
        Bound::Default(..) | Bound::KeywordDefault(_) => !signature.lists[param],
    };
    let all_fit = bound.iter().enumerate().all(fits);
    all_fit.then_some(Plan::CallFast(function, signature.returns, bound))
}

fn call_builtin(name: &str, args: &[Value], kinds: &Kinds) -> Option<Plan> {
    match (name, args) {
        ("len", [object]) => match kinds.get(*object) {
            Kind::Object(Class::List) => Some(Plan::ListLen(*object)),
            Kind::Object(Class::Str) => Some(Plan::StrLen(*object)),
            _ => None,
        },
        ("reversed", [list]) if *kinds.get(*list) == Kind::Object(Class::List) => Some(Plan::Reversed(*list)),
        ("abs", [value]) => match kinds.get(*value) {
            Kind::I64 => Some(Plan::AbsInt(*value)),
            Kind::F64 => Some(Plan::AbsFloat(*value)),
            kind if kind.is_complex() => Some(Plan::AbsComplex(*value)),
            _ => None,
        },
        ("float", [value]) => match kinds.get(*value) {
            Kind::I64 | Kind::Bool(_) => Some(Plan::IntToFloat(*value)),
            Kind::F64 => Some(Plan::Alias(*value)),
            _ => None,
        },
        ("complex", [value]) if kinds.get(*value).is_complex() => Some(Plan::Alias(*value)),
        ("complex", [real]) if kinds.get(*real).is_real() => Some(Plan::MakeComplex(*real, None)),
        ("complex", [real, imag]) if [real, imag].into_iter().all(|part| kinds.get(*part).is_real()) => {
            Some(Plan::MakeComplex(*real, Some(*imag)))
        }
        ("int", [value]) => match kinds.get(*value) {
            Kind::I64 => Some(Plan::Alias(*value)),
            Kind::F64 => Some(Plan::FloatToInt(*value)),
            _ => None,
        },
        ("min" | "max", [left, right]) => {
            let (a, b) = (kinds.get(*left), kinds.get(*right));
            let order = if name == "min" { Order::Lt } else { Order::Gt };
            (a == b && matches!(a, Kind::I64 | Kind::F64)).then_some(Plan::Extreme {
                order,
                left: *left,
                right: *right,
            })
        }
        _ => None,
    }
}
