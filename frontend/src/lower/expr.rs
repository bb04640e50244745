//! Expressions.

use super::{Lower, comprehension::ASYNC_COMPREHENSION};
use crate::hir::{
    Argument, BinaryOp, BoolOp, CompareOp, ComprehensionKind, Element, Expr, ExprKind, FunctionKind, UnaryOp,
};
use crate::parse::{Ranged, ast};
use crate::source::Span;

/// Builtins that see the variables of their caller.
const FRAME_READERS: [&str; 5] = ["locals", "exec", "eval", "vars", "dir"];

const BARE_YIELD: &str = "invalid syntax: a yield expression must be parenthesized here";

impl Lower<'_> {
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Expr {
        let span = self.span(expr);
        let outer = self.parent_start.replace(span.start);
        // The parser lets pass `yield or x`: with parentheses of its own, an operand begins behind its parent.
        if matches!(expr, ast::Expr::Yield(_) | ast::Expr::YieldFrom(_)) && outer == Some(span.start) {
            self.error(span, BARE_YIELD);
        }
        let kind = self.expr_kind(expr, span);
        self.parent_start = outer;
        self.expr_of(kind, span)
    }

    fn boxed(&mut self, expr: &ast::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn optional(&mut self, expr: Option<&ast::Expr>) -> Option<Box<Expr>> {
        expr.map(|expr| self.boxed(expr))
    }

    fn exprs(&mut self, exprs: &[ast::Expr]) -> Vec<Expr> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn expr_kind(&mut self, expr: &ast::Expr, span: Span) -> ExprKind {
        match expr {
            ast::Expr::NoneLiteral(_) => ExprKind::None,
            ast::Expr::BooleanLiteral(literal) => ExprKind::Bool(literal.value),
            ast::Expr::EllipsisLiteral(_) => ExprKind::Ellipsis,
            ast::Expr::NumberLiteral(literal) => self.number(literal),
            ast::Expr::StringLiteral(literal) => ExprKind::Str(self.str_value(literal)),
            ast::Expr::BytesLiteral(literal) => ExprKind::Bytes(literal.value.bytes().collect()),
            ast::Expr::FString(fstring) => ExprKind::FString(self.fstring(fstring)),
            ast::Expr::Name(name) if name.id == "__debug__" => ExprKind::Bool(true),
            ast::Expr::Name(name) => ExprKind::Variable(self.variable(&name.id)),
            ast::Expr::Attribute(node) => {
                ExprKind::Attribute { object: self.boxed(&node.value), name: self.mangle(&node.attr) }
            }
            ast::Expr::Subscript(node) => {
                ExprKind::Subscript { object: self.boxed(&node.value), index: self.boxed(&node.slice) }
            }
            ast::Expr::Slice(node) => ExprKind::Slice {
                lower: self.optional(node.lower.as_deref()),
                upper: self.optional(node.upper.as_deref()),
                step: self.optional(node.step.as_deref()),
            },
            ast::Expr::Call(call) => self.call(call),
            ast::Expr::UnaryOp(node) => ExprKind::Unary { op: unary_op(node.op), operand: self.boxed(&node.operand) },
            ast::Expr::BinOp(node) => {
                let left = self.boxed(&node.left);
                ExprKind::Binary { op: binary_op(node.op), left, right: self.boxed(&node.right) }
            }
            ast::Expr::Compare(node) => self.compare(node),
            ast::Expr::BoolOp(node) => ExprKind::BoolOp { op: bool_op(node.op), values: self.exprs(&node.values) },
            ast::Expr::If(node) => {
                let test = self.boxed(&node.test);
                let body = self.boxed(&node.body);
                ExprKind::Conditional { test, body, orelse: self.boxed(&node.orelse) }
            }
            ast::Expr::Named(node) => self.walrus(node),
            ast::Expr::Tuple(node) => {
                self.check_yield_elements(node);
                ExprKind::Tuple(self.elements(&node.elts))
            }
            ast::Expr::List(node) => ExprKind::List(self.elements(&node.elts)),
            ast::Expr::Set(node) => ExprKind::Set(self.elements(&node.elts)),
            ast::Expr::Dict(node) => {
                let item = |item: &ast::DictItem| {
                    let key = item.key.as_ref().map(|key| self.expr(key));
                    (key, self.expr(&item.value))
                };
                ExprKind::Dict(node.items.iter().map(item).collect())
            }
            ast::Expr::ListComp(node) => {
                self.comprehension(span, ComprehensionKind::List, &node.generators, &node.elt, None)
            }
            ast::Expr::SetComp(node) => {
                self.comprehension(span, ComprehensionKind::Set, &node.generators, &node.elt, None)
            }
            ast::Expr::DictComp(node) => {
                self.comprehension(span, ComprehensionKind::Dict, &node.generators, &node.key, Some(&node.value))
            }
            ast::Expr::Generator(node) => self.generator(node, span),
            ast::Expr::Lambda(node) => ExprKind::Lambda(self.lambda(node)),
            ast::Expr::Yield(node) => {
                self.check_yield(expr, "yield");
                ExprKind::Yield(self.optional(node.value.as_deref()))
            }
            ast::Expr::YieldFrom(node) => {
                self.check_yield(expr, "yield from");
                ExprKind::YieldFrom(self.boxed(&node.value))
            }
            ast::Expr::Await(node) => {
                self.check_postponed(node, "await expression");
                self.check_await(span);
                ExprKind::Await(self.boxed(&node.value))
            }
            ast::Expr::Starred(node) => {
                self.error(span, "can't use starred expression here");
                self.expr(&node.value).kind
            }
            ast::Expr::TString(_) => self.unsupported_expr(span, "a template string"),
            ast::Expr::IpyEscapeCommand(_) => self.unsupported_expr(span, "an IPython command"),
        }
    }

    fn unsupported_expr(&mut self, span: Span, construct: &'static str) -> ExprKind {
        self.unsupported(span, construct);
        ExprKind::Unsupported(construct)
    }

    fn call(&mut self, call: &ast::ExprCall) -> ExprKind {
        let callee = self.boxed(&call.func);
        if let ExprKind::Variable(variable) = &callee.kind {
            let reads_frame = FRAME_READERS.iter().any(|name| Self::is_builtin(variable, name));
            let is_super = Self::is_builtin(variable, "super") && call.arguments.is_empty();
            self.context.looks_at_frame |= reads_frame || is_super;
        }
        ExprKind::Call { callee, arguments: self.arguments(&call.arguments) }
    }

    /// In order of evaluation: `f(a=x(), *y())` calls y first.
    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) -> Vec<Argument> {
        let mut lowered = Vec::with_capacity(arguments.len());
        for argument in &arguments.args {
            lowered.push(match argument {
                ast::Expr::Starred(starred) => Argument::Star(self.expr(&starred.value)),
                // CPython's place of a lone generator expression takes in the parentheses of the call.
                ast::Expr::Generator(generator) if !generator.parenthesized => {
                    let span = self.span(arguments);
                    let kind = self.generator(generator, span);
                    Argument::Positional(self.expr_of(kind, span))
                }
                argument => Argument::Positional(self.expr(argument)),
            });
        }
        for keyword in &arguments.keywords {
            let value = self.expr(&keyword.value);
            lowered.push(match &keyword.arg {
                Some(name) => Argument::Keyword(name.as_str().into(), value),
                None => Argument::DoubleStar(value),
            });
        }
        lowered
    }

    fn compare(&mut self, node: &ast::ExprCompare) -> ExprKind {
        let left = self.boxed(&node.left);
        let rest = node.ops.iter().zip(&node.comparators).map(|(op, right)| (compare_op(*op), self.expr(right)));
        ExprKind::Compare { left, rest: rest.collect() }
    }

    fn walrus(&mut self, node: &ast::ExprNamed) -> ExprKind {
        self.check_postponed(node.range(), "named expression");
        let value = self.boxed(&node.value);
        match &*node.target {
            ast::Expr::Name(name) => ExprKind::Walrus { target: self.variable(&name.id), value },
            target => {
                let message = format!("cannot use assignment expressions with {}", describe(target));
                self.error(self.span(target), message);
                value.kind
            }
        }
    }

    /// The parser lets pass `x = a, yield`.
    fn check_yield_elements(&mut self, node: &ast::ExprTuple) {
        let follows_comma = |element: &&ast::Expr| self.file.text[..element.start().into()].trim_end().ends_with(',');
        let is_yield = |element: &&ast::Expr| matches!(element, ast::Expr::Yield(_) | ast::Expr::YieldFrom(_));
        let is_first_in_parentheses = |element: &&ast::Expr| {
            node.parenthesized
                && self.file.text[..element.start().into()].trim_end().len() == node.start().to_usize() + 1
        };
        let wrong = |element: &&ast::Expr| follows_comma(element) || is_first_in_parentheses(element);
        if let Some(element) = node.elts.iter().filter(is_yield).find(wrong) {
            self.error(self.span(element), BARE_YIELD);
        }
    }

    pub(super) fn elements(&mut self, elements: &[ast::Expr]) -> Vec<Element> {
        let element = |element: &ast::Expr| match element {
            ast::Expr::Starred(starred) => Element::Star(self.expr(&starred.value)),
            element => Element::One(self.expr(element)),
        };
        elements.iter().map(element).collect()
    }

    /// What is kept as text may not bind names or suspend.
    fn check_postponed(&mut self, at: impl Ranged, what: &str) {
        if self.context.in_postponed_annotation {
            self.error(self.span(at), format!("{what} cannot be used within an annotation"));
        }
    }

    fn check_yield(&mut self, node: &ast::Expr, keyword: &str) {
        let span = self.span(node);
        self.check_postponed(node, "yield expression");
        let within = match self.context.comprehension {
            Some((ComprehensionKind::List, _)) => Some("list comprehension"),
            Some((ComprehensionKind::Set, _)) => Some("set comprehension"),
            Some((ComprehensionKind::Dict, _)) => Some("dict comprehension"),
            None if self.context.kind == FunctionKind::GeneratorExpression => Some("generator expression"),
            None => None,
        };
        if let Some(within) = within {
            return self.error(span, format!("'yield' inside {within}"));
        }
        match self.context.kind {
            FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => {}
            FunctionKind::Module | FunctionKind::Class(_) => {
                return self.error(span, format!("'{keyword}' outside function"));
            }
        }
        if keyword == "yield from" && self.context.is_async {
            return self.error(span, "'yield from' inside async function");
        }
        self.context.yields = true;
    }

    fn check_await(&mut self, span: Span) {
        if let Some((_, at)) = self.context.comprehension
            && !self.context.is_async
            && self.context.kind != FunctionKind::GeneratorExpression
        {
            return self.error(at, ASYNC_COMPREHENSION);
        }
        match self.context.kind {
            FunctionKind::GeneratorExpression => self.context.awaits = true,
            FunctionKind::Def if self.context.is_async => {}
            FunctionKind::Def | FunctionKind::Lambda => self.error(span, "'await' outside async function"),
            FunctionKind::Module | FunctionKind::Class(_) => self.error(span, "'await' outside function"),
        }
    }

    /// The place of `node`.
    pub(super) fn place(&self, node: &impl Ranged) -> Span {
        crate::parse::span(self.id, node.range())
    }
}

/// What CPython's messages call a kind of expression.
pub(crate) fn describe(expr: &ast::Expr) -> &'static str {
    match expr {
        ast::Expr::Attribute(_) => "attribute",
        ast::Expr::Subscript(_) => "subscript",
        ast::Expr::Starred(_) => "starred",
        ast::Expr::Name(_) => "name",
        ast::Expr::List(_) => "list",
        ast::Expr::Tuple(_) => "tuple",
        ast::Expr::Lambda(_) => "lambda",
        ast::Expr::Call(_) => "function call",
        ast::Expr::BoolOp(_) | ast::Expr::BinOp(_) | ast::Expr::UnaryOp(_) => "expression",
        ast::Expr::Generator(_) => "generator expression",
        ast::Expr::Yield(_) | ast::Expr::YieldFrom(_) => "yield expression",
        ast::Expr::Await(_) => "await expression",
        ast::Expr::ListComp(_) => "list comprehension",
        ast::Expr::SetComp(_) => "set comprehension",
        ast::Expr::DictComp(_) => "dict comprehension",
        ast::Expr::Dict(_) => "dict literal",
        ast::Expr::Set(_) => "set display",
        ast::Expr::FString(_) => "f-string expression",
        ast::Expr::TString(_) => "t-string expression",
        ast::Expr::NumberLiteral(_) | ast::Expr::StringLiteral(_) | ast::Expr::BytesLiteral(_) => "literal",
        ast::Expr::BooleanLiteral(literal) if literal.value => "True",
        ast::Expr::BooleanLiteral(_) => "False",
        ast::Expr::NoneLiteral(_) => "None",
        ast::Expr::EllipsisLiteral(_) => "ellipsis",
        ast::Expr::Compare(_) => "comparison",
        ast::Expr::If(_) => "conditional expression",
        ast::Expr::Named(_) => "named expression",
        ast::Expr::Slice(_) => "slice",
        ast::Expr::IpyEscapeCommand(_) => "command",
    }
}

pub(super) fn binary_op(op: ast::Operator) -> BinaryOp {
    match op {
        ast::Operator::Add => BinaryOp::Add,
        ast::Operator::Sub => BinaryOp::Sub,
        ast::Operator::Mult => BinaryOp::Mul,
        ast::Operator::MatMult => BinaryOp::MatMul,
        ast::Operator::Div => BinaryOp::Div,
        ast::Operator::Mod => BinaryOp::Mod,
        ast::Operator::Pow => BinaryOp::Pow,
        ast::Operator::LShift => BinaryOp::LShift,
        ast::Operator::RShift => BinaryOp::RShift,
        ast::Operator::BitOr => BinaryOp::Or,
        ast::Operator::BitXor => BinaryOp::Xor,
        ast::Operator::BitAnd => BinaryOp::And,
        ast::Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn unary_op(op: ast::UnaryOp) -> UnaryOp {
    match op {
        ast::UnaryOp::Invert => UnaryOp::Invert,
        ast::UnaryOp::Not => UnaryOp::Not,
        ast::UnaryOp::UAdd => UnaryOp::Pos,
        ast::UnaryOp::USub => UnaryOp::Neg,
    }
}

fn bool_op(op: ast::BoolOp) -> BoolOp {
    match op {
        ast::BoolOp::And => BoolOp::And,
        ast::BoolOp::Or => BoolOp::Or,
    }
}

fn compare_op(op: ast::CmpOp) -> CompareOp {
    match op {
        ast::CmpOp::Eq => CompareOp::Eq,
        ast::CmpOp::NotEq => CompareOp::Ne,
        ast::CmpOp::Lt => CompareOp::Lt,
        ast::CmpOp::LtE => CompareOp::Le,
        ast::CmpOp::Gt => CompareOp::Gt,
        ast::CmpOp::GtE => CompareOp::Ge,
        ast::CmpOp::Is => CompareOp::Is,
        ast::CmpOp::IsNot => CompareOp::IsNot,
        ast::CmpOp::In => CompareOp::In,
        ast::CmpOp::NotIn => CompareOp::NotIn,
    }
}
