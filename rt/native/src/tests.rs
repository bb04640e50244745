//! The differential test: expressions evaluated through the rows of the table, and by CPython.
//!
//! `operations.txt` has one expression on each line. What `python3` says about it (the `repr` of its value, or its
//! exception) is what the rows must say. Without a `python3` there is nothing to compare with, and the test passes.

use crate::context::{Cx, Raised, Res};
use crate::object::{Cache, List, Own, Str, Value};
use crate::types::TypeId;
use crate::{attribute, class, container, iter, operator, repr, rows};
use rustpython_ast::{BoolOp, CmpOp, Expr, Number, Operator, UnaryOp};
use std::io::Write;
use std::process::{Command, Stdio};

/// Evaluates each line of its input.
const ORACLE: &str = r#"
import sys, math, warnings
warnings.simplefilter("ignore")
for line in sys.stdin.read().split("\n"):
    try:
        print(ascii(repr(eval(line, {"math": math, "sys": sys}))))
    except Exception as exc:
        print(ascii(type(exc).__name__ + ": " + str(exc)))
"#;

fn oracle(lines: &str) -> Option<Vec<String>> {
    let mut python =
        Command::new("python3").args(["-c", ORACLE]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    python.stdin.take()?.write_all(lines.as_bytes()).ok()?;
    let output = python.wait_with_output().ok()?;
    Some(String::from_utf8(output.stdout).ok()?.lines().map(str::to_owned).collect())
}

#[test]
fn operations_agree_with_cpython() {
    let _alone = alone();
    let lines = include_str!("operations.txt").trim_end();
    let Some(expected) = oracle(lines) else { return };
    let cx = Cx::new();
    let mut wrong = Vec::new();
    for (line, expected) in lines.lines().zip(&expected) {
        let found = shown(cx, line);
        if found != *expected {
            wrong.push(format!("{line}\n    expected {expected}\n    found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

/// What the rows say about an expression, as the oracle writes it.
fn shown(cx: &Cx, line: &str) -> String {
    let value = match rustpython_parser::parse_expression(line) {
        Ok(parsed) => eval(cx, &parsed.into_syntax().body),
        Err(error) => return format!("{error}"),
    };
    let text = value.and_then(|value| repr::repr_of(cx, value.r())).or_else(|Raised| {
        let exc = cx.raised.take().expect("what fails raises");
        let message = repr::str_text(cx, exc.r())?;
        Ok(crate::str::new(&format!("{}: {message}", class::type_name(cx, exc.r()))))
    });
    text.and_then(|text| repr::ascii_of(cx, text.r()))
        .map_or_else(|Raised| "?".to_owned(), |text| crate::str::text_of(text.r()))
}

fn eval(cx: &Cx, expr: &Expr) -> Res {
    match expr {
        Expr::NoneLiteral(_) => Ok(Own::none()),
        Expr::EllipsisLiteral(_) => Ok(Value::ELLIPSIS.own()),
        Expr::BooleanLiteral(literal) => Ok(Own::bool(literal.value)),
        Expr::StringLiteral(literal) => Ok(crate::str::new(literal.value.to_str())),
        Expr::BytesLiteral(literal) => Ok(crate::bytes::object(literal.value.bytes().collect())),
        Expr::NumberLiteral(literal) => Ok(match &literal.value {
            Number::Int(int) => match int.as_i64() {
                Some(small) => Own::int(small),
                None => crate::int::parse_decimal(&int.to_string()),
            },
            Number::Float(float) => Own::float(*float),
            Number::Complex { real, imag } => crate::complex::object(*real, *imag),
        }),
        Expr::Name(name) => global(cx, name.id.as_str()),
        Expr::Tuple(tuple) => with_all(cx, &tuple.elts, container::tuple_new),
        Expr::List(list) => with_all(cx, &list.elts, container::list_new),
        Expr::Set(set) => with_all(cx, &set.elts, container::set_new),
        Expr::Dict(dict) => {
            let mut items = Vec::new();
            for item in &dict.items {
                items.push(eval(cx, item.key.as_ref().expect("no unpacking in the table"))?);
                items.push(eval(cx, &item.value)?);
            }
            container::dict_new(cx, &items.iter().map(Own::r).collect::<Vec<_>>())
        }
        Expr::UnaryOp(unary) => {
            let operand = eval(cx, &unary.operand)?;
            match unary.op {
                UnaryOp::Invert => operator::unary_invert(cx, operand.r()),
                UnaryOp::Not => operator::truth(cx, operand.r()).map(|truth| Own::bool(!truth)),
                UnaryOp::UAdd => operator::unary_pos(cx, operand.r()),
                UnaryOp::USub => operator::unary_neg(cx, operand.r()),
            }
        }
        Expr::BinOp(binary) => {
            let (a, b) = (eval(cx, &binary.left)?, eval(cx, &binary.right)?);
            row_of(binary.op)(cx, a.r(), b.r())
        }
        Expr::BoolOp(chain) => {
            let mut value = Own::none();
            for part in &chain.values {
                value = eval(cx, part)?;
                if operator::truth(cx, value.r())? == (chain.op == BoolOp::Or) {
                    break;
                }
            }
            Ok(value)
        }
        Expr::Compare(chain) => {
            let a = eval(cx, &chain.left)?;
            let b = eval(cx, &chain.comparators[0])?;
            compare(cx, chain.ops[0], a.r(), b.r())
        }
        Expr::If(branch) => {
            let test = eval(cx, &branch.test)?;
            if operator::truth(cx, test.r())? { eval(cx, &branch.body) } else { eval(cx, &branch.orelse) }
        }
        Expr::Attribute(access) => {
            let object = eval(cx, &access.value)?;
            attribute::get(cx, object.r(), cx.intern(access.attr.as_str()).r())
        }
        Expr::Subscript(access) => {
            let (object, index) = (eval(cx, &access.value)?, eval(cx, &access.slice)?);
            operator::item_get(cx, object.r(), index.r())
        }
        Expr::Slice(slice) => {
            let part = |part: &Option<Box<Expr>>| part.as_ref().map_or(Ok(Own::none()), |part| eval(cx, part));
            let (lower, upper, step) = (part(&slice.lower)?, part(&slice.upper)?, part(&slice.step)?);
            crate::slice::slice_new(cx, lower.r(), upper.r(), step.r())
        }
        Expr::Call(call) => eval_call(cx, call),
        other => panic!("the table has an expression that the test does not know: {other:?}"),
    }
}

fn with_all(cx: &Cx, parts: &[Expr], make: fn(&Cx, &[Value<'_>]) -> Res) -> Res {
    let values = parts.iter().map(|part| eval(cx, part)).collect::<Res<Vec<_>>>()?;
    make(cx, &values.iter().map(Own::r).collect::<Vec<_>>())
}

fn global(cx: &Cx, name: &str) -> Res {
    if ["math", "sys"].contains(&name) {
        let globals = crate::dict::Dict::object();
        return rows::import(cx, globals.r(), cx.intern(name).r().expect::<Str>(), Value::NONE, 0);
    }
    let found = crate::dict::get_str(crate::module::builtins(cx), cx.intern(name).r());
    found.ok_or_else(|| cx.raise(TypeId::NameError, format!("name '{name}' is not defined")))
}

fn eval_call(cx: &Cx, call: &rustpython_ast::ExprCall) -> Res {
    let mut args = Vec::new();
    let receiver = match &*call.func {
        Expr::Attribute(access) => Some((eval(cx, &access.value)?, cx.intern(access.attr.as_str()))),
        _ => None,
    };
    let callee = if receiver.is_none() { eval(cx, &call.func)? } else { Own::none() };
    args.extend(receiver.iter().map(|(object, _)| object.clone()));
    for arg in &call.arguments.args {
        match arg {
            Expr::Starred(star) => args.extend(iter::collect(cx, eval(cx, &star.value)?.r())?),
            arg => args.push(eval(cx, arg)?),
        }
    }
    let mut names = Vec::new();
    for keyword in &call.arguments.keywords {
        names.push(cx.intern(keyword.arg.as_ref().expect("no unpacking in the table").as_str()));
        args.push(eval(cx, &keyword.value)?);
    }
    let names = crate::object::Tuple::to_own(names);
    let names = Some(names.r()).filter(|_| !call.arguments.keywords.is_empty());
    let args: Vec<Value<'_>> = args.iter().map(Own::r).collect();
    match receiver {
        Some((_, name)) => {
            let method = rows::method_get(cx, args[0], name.r().expect(), &Cache::default())?;
            rows::call_method(cx, method.r(), &args, names, cx.method_is_unbound.get())
        }
        None => rows::call(cx, callee.r(), &args, names),
    }
}

fn compare(cx: &Cx, op: CmpOp, a: Value<'_>, b: Value<'_>) -> Res {
    match op {
        CmpOp::Lt => operator::compare(cx, a, b, 0),
        CmpOp::LtE => operator::compare(cx, a, b, 1),
        CmpOp::Eq => operator::compare(cx, a, b, 2),
        CmpOp::NotEq => operator::compare(cx, a, b, 3),
        CmpOp::Gt => operator::compare(cx, a, b, 4),
        CmpOp::GtE => operator::compare(cx, a, b, 5),
        CmpOp::Is => Ok(Own::bool(a.is(b))),
        CmpOp::IsNot => Ok(Own::bool(!a.is(b))),
        CmpOp::In => operator::contains(cx, b, a).map(Own::bool),
        CmpOp::NotIn => operator::contains(cx, b, a).map(|found| Own::bool(!found)),
    }
}

fn row_of(op: Operator) -> fn(&Cx, Value<'_>, Value<'_>) -> Res {
    match op {
        Operator::Add => operator::binary_add,
        Operator::Sub => operator::binary_sub,
        Operator::Mult => operator::binary_mul,
        Operator::MatMult => operator::binary_matmul,
        Operator::Div => operator::binary_truediv,
        Operator::Mod => operator::binary_mod,
        Operator::Pow => operator::binary_pow,
        Operator::LShift => operator::binary_lshift,
        Operator::RShift => operator::binary_rshift,
        Operator::BitOr => operator::binary_or,
        Operator::BitXor => operator::binary_xor,
        Operator::BitAnd => operator::binary_and,
        Operator::FloorDiv => operator::binary_floordiv,
    }
}

/// Lists are what `sorted` and others give: that they can be dropped deeply is worth its own test.
#[test]
fn a_deep_list_dies_without_using_up_the_stack() {
    let _alone = alone();
    let mut list = List::object(Vec::new());
    for _ in 0..1_000_000 {
        list = List::object(vec![list]);
    }
    drop(list);
}

#[test]
fn what_is_said_to_be_there_is_there() {
    let _alone = alone();
    let cx = Cx::new();
    for name in naja_rt_abi::NATIVE_MODULES {
        assert!(name == "builtins" || crate::modules::make(cx, name).is_some(), "there is no module {name}");
    }
    for name in naja_rt_abi::NOT_NATIVE_BUILTINS {
        let found = crate::dict::get_str(crate::module::builtins(cx), cx.intern(name).r());
        assert!(found.is_none(), "there is a builtin {name}");
    }
}

/// The runtime is for one thread at a time, and tests run on several.
fn alone() -> std::sync::MutexGuard<'static, ()> {
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
