//! What becomes of one instruction in a fast version, given the kinds of its operands.
//!
//! Pure: analysis and rewriting ask it alike, and so always agree.

#![allow(missing_docs, reason = "a variant's doc names its fields")]

use super::attribute::{self, Access};
use super::kinds::{Class, Context, Kind, Kinds};
use super::method::{self, Construction, MethodCall};
use crate::mir::{
    Block, Body, Bound, Const, FloatOp, Hint, Inst, InstKind, IntOp, Operand, Order, PoolEntry, Target, Terminator,
    Value,
};
use crate::repr::Repr;
use naja_frontend::hir::{FuncId, Name};
use naja_rt_abi::math::MathFunction;
use naja_rt_abi::{Ty, table as rt};

/// What becomes of an instruction.
#[derive(Debug, Clone)]
pub enum Plan {
    /// Stays. The result is of this kind, which a guard establishes if the instruction itself does not.
    Keep(Kind),
    /// The result is this value, in whatever representation.
    Alias(Value),
    /// A truth value that is known.
    Known(bool),
    /// Integer arithmetic.
    Int(IntOp, Value, Value),
    /// `/` of integers.
    IntDiv(Value, Value),
    /// Float arithmetic.
    Float(FloatOp, Value, Value),
    /// Comparison of integers.
    IntCompare(Order, Value, Value),
    /// Comparison of floats, or of a float and an integer.
    FloatCompare(Order, Value, Value),
    /// `bool` of a number.
    Truth(Value),
    /// `-x`.
    NegateInt(Value),
    /// `-x`.
    NegateFloat(Value),
    /// `~x`.
    Invert(Value),
    /// `abs(x)`.
    AbsInt(Value),
    /// `abs(x)`.
    AbsFloat(Value),
    /// `float(x)`.
    IntToFloat(Value),
    /// `int(x)`.
    FloatToInt(Value),
    /// `min(left, right)` or `max`: `right` if it is `order` to `left`.
    Extreme { order: Order, left: Value, right: Value },
    /// A function of `math`, if that is what is called.
    Math { callee: Value, function: MathFunction, args: Vec<Value> },
    /// `len` of a list.
    ListLen(Value),
    /// `len` of a str.
    StrLen(Value),
    /// `list[index]`.
    ListItem { list: Value, index: Value },
    /// `list[index] = value`.
    ListSet { list: Value, index: Value, value: Value },
    /// `list.append(value)`.
    ListAppend { list: Value, value: Value },
    /// `list.pop()`; the result is of this kind, which a guard establishes.
    ListPop { list: Value, kind: Kind },
    /// Unpacking of a tuple or a list, which is given back if it has so many items.
    Unpack { items: Value, count: i64, class: Class },
    /// Another row, which does the same for what is known of the operands.
    Row(&'static naja_rt_abi::RtFn),
    /// A global that is there.
    GlobalValue,
    /// An attribute that is a variable of a module.
    ModuleValue,
    /// A method that every list has.
    ListMethod,
    /// A known integer.
    Integer(i64),
    /// A global that is what it was when the program was compiled.
    Global(Class),
    /// A call of a fast version, what that returns, and what its parameters are given.
    CallFast(FuncId, Repr, Vec<Bound>),
    /// An attribute in line, or the row.
    Attribute(Access),
    /// A call of a method's fast version, or the row.
    Method(MethodCall),
    /// An instance made and initialised by a fast version, or the row.
    Construct(Construction),
    /// A truth value that is false unless something rare is going on, for which fast code leaves.
    Rare,
    /// What was sent into a generator, of this kind if a guard finds it so; fast code leaves if a poll is due.
    Sent(Kind),
    /// Nothing is left to do.
    Remove,
}

impl Plan {
    /// Whether the instruction it makes may raise.
    #[must_use]
    pub fn may_raise(&self) -> bool {
        matches!(
            self,
            Plan::Keep(_)
                | Plan::CallFast(..)
                | Plan::Attribute(_)
                | Plan::Method(_)
                | Plan::Construct(_)
                | Plan::ListAppend { .. }
        )
    }
}

/// Whether an exception that comes to `block` leaves the function there, whose frame object then shows its variables: each
/// way there is an exit of its own, since what meets in `block` are variables of many kinds.
#[must_use]
pub fn is_way_out(body: &Body, block: Block) -> bool {
    let data = &body.blocks[block];
    let shows =
        matches!(data.insts.last(), Some(Inst { kind: InstKind::Rt(row, _), .. }) if row.name == "frame_is_seen");
    let leads_out = |target: &Target| matches!(body.blocks[target.block].terminator, Terminator::Unwind);
    shows && matches!(&data.terminator, Terminator::Branch { otherwise, .. } if leads_out(otherwise))
}

/// Which side of a branch, if any, is left for instead of taken.
#[must_use]
pub fn rare_side(body: &Body, then: &Target, otherwise: &Target) -> Option<bool> {
    match (body.blocks[then.block].is_rare, body.blocks[otherwise.block].is_rare) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The plan for `inst`.
#[must_use]
pub fn of(body: &Body, inst: &Inst, kinds: &Kinds, cx: Context<'_>) -> Plan {
    let kind = |value: Value| kinds.get(value);
    match &inst.kind {
        InstKind::Boxed(constant) => Plan::Keep(match &cx.pool.entries()[*constant] {
            PoolEntry::Int(_) => Kind::I64,
            PoolEntry::Float(_) => Kind::F64,
            PoolEntry::Bool(value) => Kind::Bool(Some(*value)),
            PoolEntry::None => Kind::Object(Class::None),
            PoolEntry::Str(_) | PoolEntry::Name(_) => Kind::Object(Class::Str),
            _ => Kind::Object(Class::Any),
        }),
        InstKind::Null => Plan::Keep(Kind::Null),
        InstKind::I64(_) | InstKind::Int { .. } => Plan::Keep(Kind::I64),
        InstKind::F64(_) | InstKind::Float { .. } => Plan::Keep(Kind::F64),
        InstKind::Bool(value) => Plan::Known(*value),
        InstKind::Own(value) => match kind(*value) {
            Kind::Object(class) => keep_promised(body, inst, class.clone()),
            Kind::Unreached => Plan::Keep(Kind::Unreached),
            _ => Plan::Alias(*value),
        },
        InstKind::Drop(value) => match kind(*value) {
            Kind::Object(Class::None) | Kind::Junk | Kind::Null => Plan::Remove,
            kind if kind.is_unboxed() => Plan::Remove,
            _ => Plan::Keep(Kind::Null),
        },
        InstKind::IsNull(value) => match kind(*value) {
            Kind::Null => Plan::Known(true),
            Kind::Object(_) if body.values[*value].nullable => Plan::Keep(Kind::Bool(None)),
            Kind::Unreached => Plan::Keep(Kind::Unreached),
            _ => Plan::Known(false),
        },
        InstKind::Not(value) => match kind(*value) {
            Kind::Bool(Some(value)) => Plan::Known(!value),
            _ => Plan::Keep(Kind::Bool(None)),
        },
        InstKind::IntCompare(..) | InstKind::FloatCompare(..) => Plan::Keep(Kind::Bool(None)),
        InstKind::Rt(row, operands) => of_row(body, inst, row, operands, kinds, cx),
        _ => Plan::Keep(Kind::Object(Class::Any)),
    }
}

/// Stays, and is guarded to be what its hint promises.
fn keep_promised(body: &Body, inst: &Inst, class: Class) -> Plan {
    Plan::Keep(promised(body, inst, class))
}

/// What the hint of a result promises; an object of `class` without one.
fn promised(body: &Body, inst: &Inst, class: Class) -> Kind {
    let Some(result) = inst.result else { return Kind::Null };
    let data = &body.values[result];
    let promised = if data.nullable { None } else { Kind::promised(&data.hint) };
    promised.unwrap_or(Kind::Object(class))
}

fn of_row(
    body: &Body,
    inst: &Inst,
    row: &'static naja_rt_abi::RtFn,
    operands: &[Operand],
    kinds: &Kinds,
    cx: Context<'_>,
) -> Plan {
    let value = |index: usize| match operands.get(index) {
        Some(Operand::Value(value)) => Some(*value),
        _ => None,
    };
    let unreached = operands.iter().any(|operand| match operand {
        Operand::Value(value) => *kinds.get(*value) == Kind::Unreached,
        Operand::Array(values) => values.iter().any(|value| *kinds.get(*value) == Kind::Unreached),
        _ => false,
    });
    if unreached {
        return Plan::Keep(Kind::Unreached);
    }
    let special = match (row.name, value(0), value(1)) {
        ("poll_pending" | "frame_is_seen", _, _) => Some(Plan::Rare),
        ("generator_sent", _, _) => Some(Plan::Sent(promised(body, inst, Class::Any))),
        ("item_get", Some(list), Some(index)) => list_item(kinds, list, index),
        ("item_set", Some(list), Some(index)) => value(2).and_then(|value| list_set(kinds, list, index, value)),
        ("attr_get", _, _) => attribute::load(body, operands, kinds, cx, promised(body, inst, Class::Any)),
        ("attr_set", _, _) => attribute::store(body, operands, kinds, cx),
        ("global_get", _, _) => global(body, inst, operands, cx),
        ("call", Some(callee), _) => {
            call(body, operands, callee, kinds, cx).or_else(|| method::construction(body, operands, kinds, cx))
        }
        ("method_get", Some(receiver), Some(name)) => method_get(body, inst, receiver, name, kinds, cx),
        ("method_is_unbound", Some(method), _) => is_unbound(body, method, kinds, cx),
        ("call_method", Some(callee), _) => list_method(body, inst, operands, callee, kinds, cx)
            .or_else(|| math_method(body, operands, callee, kinds, cx))
            .or_else(|| method::call(body, inst, operands, kinds, cx)),
        (name, Some(left), Some(right)) if arithmetic(name).is_some() => {
            arithmetic(name).and_then(|op| binary(op, left, right, kinds))
        }
        ("compare" | "compare_truth", Some(left), Some(right)) => comparison(operands, left, right, kinds),
        ("unpack", Some(items), _) => unpack(body, operands, items, kinds),
        ("unpacked_item", Some(items), _) => match kinds.get(items) {
            Kind::Object(Class::List) => Some(Plan::Row(&rt::list_item)),
            Kind::Object(Class::Tuple) => Some(Plan::Row(&rt::tuple_item)),
            _ => None,
        },
        ("is_same", Some(left), Some(right)) => same(left, right, kinds),
        (name, Some(operand), _) => unary(name, operand, kinds),
        _ => None,
    };
    special.unwrap_or_else(|| match row.result.ty {
        Ty::I64 => Plan::Keep(Kind::I64),
        Ty::F64 => Plan::Keep(Kind::F64),
        Ty::Bool => Plan::Keep(Kind::Bool(None)),
        _ => keep_promised(body, inst, made_by(row.name, operands, cx)),
    })
}

/// The class of what some rows make.
fn made_by(row: &str, operands: &[Operand], cx: Context<'_>) -> Class {
    match (row, operands.first()) {
        ("list_new", _) => Class::List,
        ("str_concat", _) => Class::Str,
        ("function_new", Some(Operand::Desc(function))) if cx.signatures.contains_key(function) => {
            Class::Function(*function)
        }
        _ => Class::Any,
    }
}

/// An operator on numbers.
enum Arithmetic {
    Both(IntOp, FloatOp),
    Int(IntOp),
    Div,
    Pow,
}

fn arithmetic(row: &str) -> Option<Arithmetic> {
    let name = row.strip_prefix("binary_").or_else(|| row.strip_prefix("inplace_"))?;
    Some(match name {
        "add" => Arithmetic::Both(IntOp::Add, FloatOp::Add),
        "sub" => Arithmetic::Both(IntOp::Sub, FloatOp::Sub),
        "mul" => Arithmetic::Both(IntOp::Mul, FloatOp::Mul),
        "floordiv" => Arithmetic::Both(IntOp::FloorDiv, FloatOp::FloorDiv),
        "mod" => Arithmetic::Both(IntOp::Mod, FloatOp::Mod),
        "lshift" => Arithmetic::Int(IntOp::LShift),
        "rshift" => Arithmetic::Int(IntOp::RShift),
        "and" => Arithmetic::Int(IntOp::And),
        "or" => Arithmetic::Int(IntOp::Or),
        "xor" => Arithmetic::Int(IntOp::Xor),
        "truediv" => Arithmetic::Div,
        "pow" => Arithmetic::Pow,
        _ => return None,
    })
}

fn is_integer(kind: &Kind) -> bool {
    matches!(kind, Kind::I64 | Kind::Bool(_))
}

fn binary(op: Arithmetic, left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    let (a, b) = (kinds.get(left), kinds.get(right));
    if let (Kind::F64, Kind::Object(Class::Number)) | (Kind::Object(Class::Number), Kind::F64) = (a, b) {
        return match op {
            Arithmetic::Both(_, op) => Some(Plan::Float(op, left, right)),
            Arithmetic::Div => Some(Plan::Float(FloatOp::Div, left, right)),
            Arithmetic::Int(_) | Arithmetic::Pow => None,
        };
    }
    if !a.is_unboxed() || !b.is_unboxed() {
        return None;
    }
    let both_bool = matches!((a, b), (Kind::Bool(_), Kind::Bool(_)));
    match (op, is_integer(a) && is_integer(b)) {
        (Arithmetic::Both(op, _), true) => Some(Plan::Int(op, left, right)),
        (Arithmetic::Both(_, op), false) => Some(Plan::Float(op, left, right)),
        // `&`, `|` and `^` of two truth values give one.
        (Arithmetic::Int(IntOp::And | IntOp::Or | IntOp::Xor), true) if both_bool => None,
        (Arithmetic::Int(op), true) => Some(Plan::Int(op, left, right)),
        (Arithmetic::Div, true) => Some(Plan::IntDiv(left, right)),
        (Arithmetic::Div, false) => Some(Plan::Float(FloatOp::Div, left, right)),
        (Arithmetic::Pow, false) => Some(Plan::Float(FloatOp::Pow, left, right)),
        (Arithmetic::Int(_), false) | (Arithmetic::Pow, true) => None,
    }
}

fn unpack(body: &Body, operands: &[Operand], items: Value, kinds: &Kinds) -> Option<Plan> {
    let Some(Operand::Imm(count)) = operands.get(1) else { return None };
    let class = match (kinds.get(items), &body.values[items].hint) {
        (Kind::Object(Class::List), _) => Class::List,
        (Kind::Object(Class::Tuple), _) | (Kind::Object(Class::Any), Hint::Tuple(_)) => Class::Tuple,
        _ => return None,
    };
    Some(Plan::Unpack { items, count: *count, class })
}

fn comparison(operands: &[Operand], left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    let order = match operands.get(2) {
        Some(Operand::Imm(0)) => Order::Lt,
        Some(Operand::Imm(1)) => Order::Le,
        Some(Operand::Imm(2)) => Order::Eq,
        Some(Operand::Imm(3)) => Order::Ne,
        Some(Operand::Imm(4)) => Order::Gt,
        Some(Operand::Imm(5)) => Order::Ge,
        _ => return None,
    };
    let (a, b) = (kinds.get(left), kinds.get(right));
    if !a.is_unboxed() || !b.is_unboxed() {
        return None;
    }
    let integers = is_integer(a) && is_integer(b);
    Some(if integers { Plan::IntCompare(order, left, right) } else { Plan::FloatCompare(order, left, right) })
}

/// `is`: a number is never `None`, and never the null word.
fn same(left: Value, right: Value, kinds: &Kinds) -> Option<Plan> {
    match (kinds.get(left), kinds.get(right)) {
        (Kind::Object(Class::None), Kind::Object(Class::None)) => Some(Plan::Known(true)),
        (Kind::Object(Class::None), kind) | (kind, Kind::Object(Class::None)) => {
            let differs = kind.is_unboxed() || matches!(kind, Kind::Object(Class::List | Class::Str));
            differs.then_some(Plan::Known(false))
        }
        _ => None,
    }
}

fn unary(row: &str, operand: Value, kinds: &Kinds) -> Option<Plan> {
    let kind = kinds.get(operand);
    if let Kind::Object(class) = kind {
        return match (row, class) {
            ("is_list", Class::List) => Some(Plan::Known(true)),
            ("is_str", Class::Str) => Some(Plan::Known(true)),
            ("is_range_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "range")),
            ("is_enumerate_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "enumerate")),
            ("is_zip_type", Class::Builtin(name)) => Some(Plan::Known(name.as_str() == "zip")),
            ("is_int" | "is_float" | "is_bool", Class::List | Class::Str | Class::None) => Some(Plan::Known(false)),
            ("is_bool" | "is_list" | "is_str", Class::Number) => Some(Plan::Known(false)),
            ("truth", Class::None) => Some(Plan::Known(false)),
            _ => None,
        };
    }
    if !kind.is_unboxed() {
        return None;
    }
    match row {
        "box_i64" | "box_f64" | "box_bool" | "unbox_i64" | "unbox_f64" | "unbox_bool" => Some(Plan::Alias(operand)),
        "is_int" => Some(Plan::Known(*kind == Kind::I64)),
        "int_fits" => Some(Plan::Known(true)),
        "is_float" => Some(Plan::Known(*kind == Kind::F64)),
        "is_bool" => Some(Plan::Known(matches!(kind, Kind::Bool(_)))),
        "is_list" | "is_str" | "is_tuple" | "is_dict" | "is_set" | "is_range_type" => Some(Plan::Known(false)),
        "truth" => Some(match kind {
            Kind::Bool(Some(value)) => Plan::Known(*value),
            Kind::Bool(None) => Plan::Alias(operand),
            _ => Plan::Truth(operand),
        }),
        "unary_neg" if is_integer(kind) => Some(Plan::NegateInt(operand)),
        "unary_neg" => Some(Plan::NegateFloat(operand)),
        "unary_pos" if !matches!(kind, Kind::Bool(_)) => Some(Plan::Alias(operand)),
        "unary_invert" if *kind == Kind::I64 => Some(Plan::Invert(operand)),
        _ => None,
    }
}

fn list_item(kinds: &Kinds, list: Value, index: Value) -> Option<Plan> {
    let fits = *kinds.get(list) == Kind::Object(Class::List) && *kinds.get(index) == Kind::I64;
    fits.then_some(Plan::ListItem { list, index })
}

fn list_set(kinds: &Kinds, list: Value, index: Value, value: Value) -> Option<Plan> {
    let fits = *kinds.get(list) == Kind::Object(Class::List) && *kinds.get(index) == Kind::I64;
    fits.then_some(Plan::ListSet { list, index, value })
}

/// The methods of lists that calls are specialised for.
const LIST_METHODS: [&str; 2] = ["append", "pop"];

/// A method that need not be looked for.
fn method_get(body: &Body, inst: &Inst, receiver: Value, name: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let hint = inst.result.map(|result| &body.values[result].hint);
    if matches!(hint, Some(Hint::Math(_))) {
        return Some(Plan::ModuleValue);
    }
    let PoolEntry::Name(name) = constant(body, name, cx)? else { return None };
    let is_list = *kinds.get(receiver) == Kind::Object(Class::List);
    (is_list && LIST_METHODS.contains(&name.as_str())).then_some(Plan::ListMethod)
}

/// Whether a method that was not looked for takes its object.
fn is_unbound(body: &Body, method: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    match of(body, cx.definition(body, method)?, kinds, cx) {
        Plan::ModuleValue => Some(Plan::Integer(0)),
        Plan::ListMethod => Some(Plan::Integer(1)),
        _ => None,
    }
}

/// A call of a function of `math`.
fn math(callee: Value, function: MathFunction, args: &[Value], kinds: &Kinds) -> Option<Plan> {
    let fits = args.len() == function.params() && args.iter().all(|arg| kinds.get(*arg).is_unboxed());
    // Of an integer these are the integer.
    let is_rounding = matches!(function, MathFunction::Floor | MathFunction::Ceil | MathFunction::Trunc);
    let fits = fits && (!is_rounding || args.iter().all(|arg| *kinds.get(*arg) == Kind::F64));
    fits.then(|| Plan::Math { callee, function, args: args.to_vec() })
}

fn math_method(body: &Body, operands: &[Operand], callee: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
    let [_, Operand::Array(args), Operand::Value(names), _] = operands else { return None };
    let Hint::Math(function) = body.values[callee].hint else { return None };
    let Plan::ModuleValue = of(body, cx.definition(body, callee)?, kinds, cx) else { return None };
    if *kinds.get(*names) == Kind::Null { math(callee, function, &args[1..], kinds) } else { None }
}

/// A call of what `method_get` found in an exact list: its methods are those of the type, which cannot be changed.
fn list_method(
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
    let is_list = |value: &Value| *kinds.get(*value) == Kind::Object(Class::List);
    if row.name != "method_get" || !is_list(&receiver) || *kinds.get(*names) != Kind::Null {
        return None;
    }
    let PoolEntry::Name(name) = constant(body, name, cx)? else { return None };
    match (name.as_str(), &args[..]) {
        ("append", [list, value]) if is_list(list) => Some(Plan::ListAppend { list: *list, value: *value }),
        ("pop", [list]) if is_list(list) => Some(Plan::ListPop { list: *list, kind: promised(body, inst, Class::Any) }),
        _ => None,
    }
}

/// The builtins that calls are specialised for.
const BUILTINS: [&str; 9] = ["range", "enumerate", "zip", "len", "abs", "min", "max", "float", "int"];

fn global(body: &Body, inst: &Inst, operands: &[Operand], cx: Context<'_>) -> Option<Plan> {
    let result = inst.result?;
    if let Hint::Function(function) = &body.values[result].hint
        && cx.signatures.contains_key(function)
    {
        return Some(Plan::Global(Class::Function(*function)));
    }
    let Some(Operand::Value(name)) = operands.get(2) else { return None };
    let PoolEntry::Name(name) = constant(body, *name, cx)? else { return None };
    let is_known = BUILTINS.contains(&name.as_str()) && matches!(body.values[result].hint, Hint::Any);
    if is_known {
        return Some(Plan::Global(Class::Builtin(name.clone())));
    }
    // What has a type here is a variable of the module, or else a builtin that is rarely used.
    (body.values[result].hint != Hint::Any).then_some(Plan::GlobalValue)
}

fn call(body: &Body, operands: &[Operand], callee: Value, kinds: &Kinds, cx: Context<'_>) -> Option<Plan> {
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
fn constant<'a>(body: &Body, value: Value, cx: Context<'a>) -> Option<&'a PoolEntry> {
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
        ("abs", [value]) => match kinds.get(*value) {
            Kind::I64 => Some(Plan::AbsInt(*value)),
            Kind::F64 => Some(Plan::AbsFloat(*value)),
            _ => None,
        },
        ("float", [value]) => match kinds.get(*value) {
            Kind::I64 | Kind::Bool(_) => Some(Plan::IntToFloat(*value)),
            Kind::F64 => Some(Plan::Alias(*value)),
            _ => None,
        },
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
