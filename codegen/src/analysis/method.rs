//! Which calls go to the fast version of a method: those that the static types say are of one method of the program, and
//! of the classes whose instances one `__init__` of the program initialises. What is called is tested all the same.

use super::kinds::{Class, Context, Kind, Kinds};
use super::plan::Plan;
use crate::mir::{Body, Cache, FastSignature, Hint, Inst, InstKind, Operand, Value};
use crate::repr::Repr;
use naja_frontend::hir::FuncId;

/// A call of a method that is perhaps `function`.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodCall {
    /// What the types say is called.
    pub function: FuncId,
    /// What is called.
    pub method: Value,
    /// Whether that takes the object as its first argument.
    pub unbound: Value,
    /// The cache that it was found by.
    pub cache: Cache,
    /// The object and the arguments.
    pub args: Vec<Value>,
    /// What the fast version returns.
    pub returns: Repr,
    /// What the result is.
    pub kind: Kind,
}

/// A call of a class whose instances are perhaps initialised by `init`.
#[derive(Debug, Clone, PartialEq)]
pub struct Construction {
    /// What the types say initialises instances.
    pub init: FuncId,
    /// The class.
    pub class: Value,
    /// The arguments, without the instance.
    pub args: Vec<Value>,
}

/// The plan for a `call_method`.
pub(super) fn call(body: &Body, inst: &Inst, operands: &[Operand], kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let [Operand::Value(method), Operand::Array(args), Operand::Value(names), Operand::Value(unbound)] = operands
    else {
        return None;
    };
    let Hint::Function(function) = body.values[*method].hint else { return None };
    let InstKind::Rt(row, found) = &cx.definition(body, *method)?.kind else { return None };
    let Some(Operand::Cache(cache)) = found.last() else { return None };
    let fits = matches!(row.name, "method_get" | "super_method")
        && *kinds.get(*names) == Kind::Null
        && takes(function, args, kinds, cx)?;
    let returns = cx.signatures.get(&function)?.returns;
    let hint = inst.result.map(|result| body.values[result].hint.clone()).unwrap_or_default();
    let kind = Kind::returned(returns, &hint);
    let (method, unbound, cache, args) = (*method, *unbound, *cache, args.clone());
    fits.then_some(Plan::Method(MethodCall { function, method, unbound, cache, args, returns, kind }))
}

/// The plan for a `call` of a class.
pub(super) fn construction(body: &Body, operands: &[Operand], kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let [Operand::Value(class), Operand::Array(args), Operand::Value(names)] = operands else { return None };
    let Hint::Class(init) = body.values[*class].hint else { return None };
    let signature = cx.signatures.get(&init)?;
    let first = signature.params.first()?;
    let fits = *kinds.get(*names) == Kind::Null
        && *kinds.get(*class) == Kind::Object(Class::Any)
        && *first == Repr::Boxed
        && signature.returns == Repr::Boxed
        && is_positional(signature)
        && all_fit(signature, 1, args, kinds)
        && cx.shapes.are_in_line();
    fits.then(|| Plan::Construct(Construction { init, class: *class, args: args.clone() }))
}

/// Whether a fast version takes these arguments as they are.
fn takes(function: FuncId, args: &[Value], kinds: &Kinds, cx: Context<'_>) -> Option<bool> {
    let signature = cx.signatures.get(&function)?;
    Some(is_positional(signature) && all_fit(signature, 0, args, kinds) && cx.shapes.are_in_line())
}

/// Whether each word that a fast version takes is a positional parameter.
fn is_positional(signature: &FastSignature) -> bool {
    signature.binding.as_ref().is_some_and(|binding| binding.positional == signature.params.len())
}

/// Whether a fast version takes these arguments for its parameters from `first` on.
fn all_fit(signature: &FastSignature, first: usize, args: &[Value], kinds: &Kinds) -> bool {
    let fits = |(index, arg): (usize, &Value)| signature.takes(first + index, kinds.get(*arg));
    args.len() + first == signature.params.len() && args.iter().enumerate().all(fits)
}
