//! Expressions: each to one boxed value; as a condition, to a branch.

use super::Lowering;
use super::suspend::AwaitPlace;
use crate::mir::{Block, Hint, Operand, Order, PoolEntry, Slot, Value};
use naja_frontend::hir::{
    BinaryOp, BoolOp, CompareOp, Conversion, Element, Expr, ExprKind, FStringPart, IntValue, Name, UnaryOp,
};
use naja_frontend::source::Span;
use naja_rt_abi::{RtFn, table as rt};

impl Lowering<'_, '_> {
    /// The value of an expression.
    pub(super) fn expr(&mut self, expr: &Expr) -> Value {
        let hint = self.cx.hints.expr(expr.id);
        let value = self.at(expr.span, |this| this.expr_kind(expr));
        self.b.promise(value, hint);
        value
    }

    fn expr_kind(&mut self, expr: &Expr) -> Value {
        match &expr.kind {
            ExprKind::None => self.none(),
            ExprKind::Bool(value) => self.constant(PoolEntry::Bool(*value), Hint::Bool),
            ExprKind::Ellipsis => self.constant(PoolEntry::Ellipsis, Hint::Any),
            ExprKind::Int(IntValue::Small(value)) => self.constant(PoolEntry::Int(*value), Hint::Int),
            ExprKind::Int(IntValue::Big(digits)) => self.constant(PoolEntry::BigInt(digits.clone()), Hint::Any),
            ExprKind::Float(value) => self.constant(PoolEntry::Float(*value), Hint::Float),
            ExprKind::Imaginary(value) => self.constant(PoolEntry::Imaginary(*value), Hint::Complex),
            ExprKind::Str(text) => {
                let constant = self.str_constant(text);
                self.b.boxed(constant, Hint::Str)
            }
            ExprKind::Bytes(bytes) => self.constant(PoolEntry::Bytes(bytes.clone()), Hint::Any),
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Variable(variable) => self.read(variable),
            ExprKind::Attribute { object, name } => self.attribute(object, name, expr.span),
            ExprKind::Subscript { object, index } => {
                let object = self.expr(object);
                if let Some(bounds) = self.slice_bounds(index) {
                    let operands = [object].into_iter().chain(bounds).map(Operand::Value).collect();
                    return self.b.rt(&rt::slice_get, operands, Hint::Any);
                }
                let index = self.expr(index);
                self.rt2(&rt::item_get, object, index)
            }
            ExprKind::Slice { .. } => self.slice(expr),
            ExprKind::Call { callee, arguments } => self.call(callee, arguments),
            ExprKind::Unary { op, operand } => self.unary(*op, operand),
            ExprKind::Binary { op, left, right } => {
                let left = self.expr(left);
                let right = self.expr(right);
                self.rt2(binary_row(*op), left, right)
            }
            ExprKind::Compare { left, rest } => self.compare(left, rest),
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values),
            ExprKind::Conditional { test, body, orelse } => self.conditional(test, body, orelse),
            ExprKind::Walrus { target, value } => {
                let value = self.expr(value);
                self.assign(target, value);
                value
            }
            ExprKind::Tuple(elements) => self.tuple(elements),
            ExprKind::List(elements) => self.list(elements),
            ExprKind::Set(elements) => self.set(elements),
            ExprKind::Dict(entries) => self.dict(entries),
            ExprKind::Comprehension { kind, clauses, element, value } => {
                self.comprehension(*kind, clauses, element, value.as_deref())
            }
            ExprKind::Generator { function, iterable, is_async } => {
                self.generator_expression(*function, iterable, *is_async)
            }
            ExprKind::Lambda(function) => self.function_object(*function),
            ExprKind::Yield(Some(value)) if self.folding.is_some() => self.fold_step(value),
            ExprKind::Yield(value) => self.yield_(value.as_deref()),
            ExprKind::YieldFrom(value) => self.yield_from(value),
            ExprKind::Await(value) => {
                let value = self.expr(value);
                self.await_(value, AwaitPlace::Elsewhere)
            }
            ExprKind::TypeAlias { name, params, value } => self.type_alias(name, params, value),
            ExprKind::Unsupported(what) => crate::bug!("{what} was not refused"),
        }
    }

    fn attribute(&mut self, object: &Expr, name: &Name, span: Span) -> Value {
        let place = self.place_of_name(span, span);
        if let Some(inherited) = self.inherited(object, name, span) {
            return self.at(place, |this| this.inherited_attribute(&inherited, name));
        }
        let object = self.receiver(object);
        let operands = vec![Operand::Value(object), self.name(name), self.cache()];
        self.at(place, |this| this.b.rt(&rt::attr_get, operands, Hint::Any))
    }

    pub(super) fn rt2(&mut self, row: &'static RtFn, left: Value, right: Value) -> Value {
        self.b.rt(row, vec![Operand::Value(left), Operand::Value(right)], Hint::Any)
    }

    /// The parts of a subscript that is a slice.
    pub(super) fn slice_bounds(&mut self, index: &Expr) -> Option<[Value; 3]> {
        let ExprKind::Slice { lower, upper, step } = &index.kind else { return None };
        Some([lower, upper, step].map(|part| match part {
            Some(part) => self.expr(part),
            None => self.none(),
        }))
    }

    fn slice(&mut self, slice: &Expr) -> Value {
        let Some(bounds) = self.slice_bounds(slice) else { crate::bug!("a slice without bounds") };
        self.b.rt(&rt::slice_new, bounds.map(Operand::Value).to_vec(), Hint::Any)
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr) -> Value {
        let row = match op {
            UnaryOp::Neg => &rt::unary_neg,
            UnaryOp::Pos => &rt::unary_pos,
            UnaryOp::Invert => &rt::unary_invert,
            UnaryOp::Not => {
                let truth = self.truth(operand);
                let not = self.b.not(truth);
                return self.box_bool(not);
            }
        };
        let operand = self.expr(operand);
        self.b.rt(row, vec![Operand::Value(operand)], Hint::Any)
    }

    /// `bool(expr)` as a machine truth value.
    fn truth(&mut self, expr: &Expr) -> Value {
        if let ExprKind::Compare { left, rest } = &expr.kind
            && let [(op, right)] = &rest[..]
        {
            let left = self.expr(left);
            let right = self.expr(right);
            return self.at(expr.span, |this| this.compare_truth(left, *op, right));
        }
        let value = self.expr(expr);
        self.at(expr.span, |this| this.b.rt(&rt::truth, vec![Operand::Value(value)], Hint::Bool))
    }

    fn box_bool(&mut self, truth: Value) -> Value {
        self.b.rt(&rt::box_bool, vec![Operand::Value(truth)], Hint::Bool)
    }

    /// One comparison as an object.
    fn compare_one(&mut self, left: Value, op: CompareOp, right: Value) -> Value {
        match order(op) {
            Some(order) => {
                let operands = vec![Operand::Value(left), Operand::Value(right), Operand::Imm(compare_code(order))];
                self.b.rt(&rt::compare, operands, Hint::Any)
            }
            None => {
                let truth = self.compare_truth(left, op, right);
                self.box_bool(truth)
            }
        }
    }

    /// One comparison as a machine truth value.
    fn compare_truth(&mut self, left: Value, op: CompareOp, right: Value) -> Value {
        if let Some(order) = order(op) {
            let operands = vec![Operand::Value(left), Operand::Value(right), Operand::Imm(compare_code(order))];
            return self.b.rt(&rt::compare_truth, operands, Hint::Bool);
        }
        let (row, first, second) = match op {
            CompareOp::In | CompareOp::NotIn => (&rt::contains, right, left),
            _ => (&rt::is_same, left, right),
        };
        let truth = self.rt2(row, first, second);
        if matches!(op, CompareOp::NotIn | CompareOp::IsNot) { self.b.not(truth) } else { truth }
    }

    /// `a < b < c` as an object: the first false comparison, or the last.
    fn compare(&mut self, left: &Expr, rest: &[(CompareOp, Expr)]) -> Value {
        let mut left = self.expr(left);
        let Some(((last_op, last), firsts)) = rest.split_last() else { crate::bug!("a comparison without operator") };
        if firsts.is_empty() {
            let right = self.expr(last);
            return self.compare_one(left, *last_op, right);
        }
        let result = self.b.temp("compare");
        let end = self.b.new_block();
        for (op, right) in firsts {
            let right = self.expr(right);
            let value = self.compare_one(left, *op, right);
            self.b.set(result, value);
            let truth = self.b.rt(&rt::truth, vec![Operand::Value(value)], Hint::Bool);
            let next = self.b.new_block();
            self.b.branch(truth, next, end);
            self.b.switch_to(next);
            left = right;
        }
        let right = self.expr(last);
        let value = self.compare_one(left, *last_op, right);
        self.finish(result, value, end)
    }

    /// Sets the result of an expression with several paths, and goes on at its end.
    pub(super) fn finish(&mut self, result: Slot, value: Value, end: Block) -> Value {
        self.b.set(result, value);
        self.b.jump(end);
        self.b.switch_to(end);
        self.b.get(result)
    }

    fn bool_op(&mut self, op: BoolOp, values: &[Expr]) -> Value {
        let Some((last, firsts)) = values.split_last() else { crate::bug!("`and` without operands") };
        let result = self.b.temp("bool");
        let end = self.b.new_block();
        let before = self.bound.clone();
        for value in firsts {
            let value = self.expr(value);
            self.b.set(result, value);
            let truth = self.b.rt(&rt::truth, vec![Operand::Value(value)], Hint::Bool);
            let next = self.b.new_block();
            match op {
                BoolOp::And => self.b.branch(truth, next, end),
                BoolOp::Or => self.b.branch(truth, end, next),
            }
            self.b.switch_to(next);
        }
        let value = self.expr(last);
        // Walrus targets of the operands that may not run are not certainly bound.
        self.bound = before;
        self.finish(result, value, end)
    }

    fn conditional(&mut self, test: &Expr, body: &Expr, orelse: &Expr) -> Value {
        let result = self.b.temp("if");
        let [then, otherwise, end] = [self.b.new_block(), self.b.new_block(), self.b.new_block()];
        self.condition(test, then, otherwise);
        let before = self.bound.clone();
        self.b.switch_to(then);
        let value = self.expr(body);
        self.b.set(result, value);
        self.b.jump(end);
        let after_then = std::mem::replace(&mut self.bound, before);
        self.b.switch_to(otherwise);
        let value = self.expr(orelse);
        self.meet_bound(&after_then);
        self.finish(result, value, end)
    }

    /// Goes to `then` if the expression is true, else to `otherwise`.
    pub(super) fn condition(&mut self, expr: &Expr, then: Block, otherwise: Block) {
        match &expr.kind {
            ExprKind::Bool(value) => self.b.jump(if *value { then } else { otherwise }),
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.condition(operand, otherwise, then),
            ExprKind::BoolOp { op, values } => self.bool_condition(*op, values, then, otherwise),
            ExprKind::Compare { left, rest } if rest.len() > 1 => {
                self.chain_condition(expr, left, rest, then, otherwise)
            }
            _ => {
                let truth = self.truth(expr);
                self.at(expr.span, |this| this.b.branch(truth, then, otherwise));
            }
        }
    }

    fn bool_condition(&mut self, op: BoolOp, values: &[Expr], then: Block, otherwise: Block) {
        let Some((last, firsts)) = values.split_last() else { crate::bug!("`and` without operands") };
        let before = self.bound.clone();
        for value in firsts {
            let next = self.b.new_block();
            match op {
                BoolOp::And => self.condition(value, next, otherwise),
                BoolOp::Or => self.condition(value, then, next),
            }
            self.b.switch_to(next);
        }
        self.condition(last, then, otherwise);
        self.bound = before;
    }

    fn chain_condition(&mut self, expr: &Expr, left: &Expr, rest: &[(CompareOp, Expr)], then: Block, otherwise: Block) {
        let mut left = self.expr(left);
        for (index, (op, right)) in rest.iter().enumerate() {
            let right = self.expr(right);
            let truth = self.at(expr.span, |this| this.compare_truth(left, *op, right));
            let next = if index + 1 == rest.len() { then } else { self.b.new_block() };
            self.b.branch(truth, next, otherwise);
            self.b.switch_to(next);
            left = right;
        }
    }

    fn fstring(&mut self, parts: &[FStringPart]) -> Value {
        let mut values = vec![];
        for part in parts {
            values.push(match part {
                FStringPart::Literal(text) => {
                    let constant = self.str_constant(text);
                    self.b.boxed(constant, Hint::Str)
                }
                FStringPart::Field { value, conversion, spec } => self.field(value, *conversion, spec),
            });
        }
        match values[..] {
            [] => self.constant(PoolEntry::Str(String::new()), Hint::Str),
            [single] => single,
            _ => self.b.rt(&rt::str_concat, vec![Operand::Array(values)], Hint::Str),
        }
    }

    fn field(&mut self, value: &Expr, conversion: Option<Conversion>, spec: &[FStringPart]) -> Value {
        let mut value = self.expr(value);
        if let Some(conversion) = conversion {
            let row = match conversion {
                Conversion::Str => &rt::str_of,
                Conversion::Repr => &rt::repr_of,
                Conversion::Ascii => &rt::ascii_of,
            };
            value = self.b.rt(row, vec![Operand::Value(value)], Hint::Str);
        }
        let spec = self.fstring(spec);
        self.rt2(&rt::format_value, value, spec)
    }

    /// The values of elements without `*`.
    pub(super) fn plain_elements(&mut self, elements: &[Element]) -> Option<Vec<Value>> {
        if elements.iter().any(|element| matches!(element, Element::Star(_))) {
            return None;
        }
        let one = |element: &Element| match element {
            Element::One(expr) | Element::Star(expr) => self.expr(expr),
        };
        Some(elements.iter().map(one).collect())
    }

    fn tuple(&mut self, elements: &[Element]) -> Value {
        match self.plain_elements(elements) {
            Some(values) => self.b.rt(&rt::tuple_new, vec![Operand::Array(values)], Hint::TUPLE),
            None => {
                let list = self.starred_list(elements);
                self.b.rt(&rt::list_to_tuple, vec![Operand::Value(list)], Hint::TUPLE)
            }
        }
    }

    fn list(&mut self, elements: &[Element]) -> Value {
        match self.plain_elements(elements) {
            Some(values) => self.b.rt(&rt::list_new, vec![Operand::Array(values)], Hint::Any),
            None => self.starred_list(elements),
        }
    }

    /// A new list with all elements, `*` unpacked.
    pub(super) fn starred_list(&mut self, elements: &[Element]) -> Value {
        let list = self.b.rt(&rt::list_new, vec![Operand::Array(vec![])], Hint::Any);
        for element in elements {
            match element {
                Element::One(expr) => {
                    let value = self.expr(expr);
                    self.rt2(&rt::list_append, list, value);
                }
                Element::Star(expr) => {
                    let value = self.expr(expr);
                    self.rt2(&rt::list_extend, list, value);
                }
            }
        }
        list
    }

    fn set(&mut self, elements: &[Element]) -> Value {
        if let Some(values) = self.plain_elements(elements) {
            return self.b.rt(&rt::set_new, vec![Operand::Array(values)], Hint::Any);
        }
        let set = self.b.rt(&rt::set_new, vec![Operand::Array(vec![])], Hint::Any);
        for element in elements {
            let (row, expr) = match element {
                Element::One(expr) => (&rt::set_add, expr),
                Element::Star(expr) => (&rt::set_update, expr),
            };
            let value = self.expr(expr);
            self.rt2(row, set, value);
        }
        set
    }

    fn dict(&mut self, entries: &[(Option<Expr>, Expr)]) -> Value {
        if entries.iter().all(|(key, _)| key.is_some()) {
            let mut items = vec![];
            for (key, value) in entries {
                items.extend(key.as_ref().map(|key| self.expr(key)));
                items.push(self.expr(value));
            }
            return self.b.rt(&rt::dict_new, vec![Operand::Array(items)], Hint::Any);
        }
        let dict = self.b.rt(&rt::dict_new, vec![Operand::Array(vec![])], Hint::Any);
        for (key, value) in entries {
            let key = key.as_ref().map(|key| self.expr(key));
            let value = self.expr(value);
            match key {
                Some(key) => {
                    let operands = vec![Operand::Value(dict), Operand::Value(key), Operand::Value(value)];
                    self.b.rt(&rt::dict_set, operands, Hint::Any)
                }
                None => self.rt2(&rt::dict_update, dict, value),
            };
        }
        dict
    }
}

fn order(op: CompareOp) -> Option<Order> {
    match op {
        CompareOp::Lt => Some(Order::Lt),
        CompareOp::Le => Some(Order::Le),
        CompareOp::Eq => Some(Order::Eq),
        CompareOp::Ne => Some(Order::Ne),
        CompareOp::Gt => Some(Order::Gt),
        CompareOp::Ge => Some(Order::Ge),
        CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn => None,
    }
}

/// How the table counts the comparisons.
pub(crate) fn compare_code(order: Order) -> i64 {
    match order {
        Order::Lt => 0,
        Order::Le => 1,
        Order::Eq => 2,
        Order::Ne => 3,
        Order::Gt => 4,
        Order::Ge => 5,
        Order::Below => crate::bug!("Python has no unsigned comparison"),
    }
}

fn binary_row(op: BinaryOp) -> &'static RtFn {
    match op {
        BinaryOp::Add => &rt::binary_add,
        BinaryOp::Sub => &rt::binary_sub,
        BinaryOp::Mul => &rt::binary_mul,
        BinaryOp::MatMul => &rt::binary_matmul,
        BinaryOp::Div => &rt::binary_truediv,
        BinaryOp::FloorDiv => &rt::binary_floordiv,
        BinaryOp::Mod => &rt::binary_mod,
        BinaryOp::Pow => &rt::binary_pow,
        BinaryOp::LShift => &rt::binary_lshift,
        BinaryOp::RShift => &rt::binary_rshift,
        BinaryOp::And => &rt::binary_and,
        BinaryOp::Or => &rt::binary_or,
        BinaryOp::Xor => &rt::binary_xor,
    }
}

/// The row of `left op= right`.
pub(super) fn inplace_row(op: BinaryOp) -> &'static RtFn {
    match op {
        BinaryOp::Add => &rt::inplace_add,
        BinaryOp::Sub => &rt::inplace_sub,
        BinaryOp::Mul => &rt::inplace_mul,
        BinaryOp::MatMul => &rt::inplace_matmul,
        BinaryOp::Div => &rt::inplace_truediv,
        BinaryOp::FloorDiv => &rt::inplace_floordiv,
        BinaryOp::Mod => &rt::inplace_mod,
        BinaryOp::Pow => &rt::inplace_pow,
        BinaryOp::LShift => &rt::inplace_lshift,
        BinaryOp::RShift => &rt::inplace_rshift,
        BinaryOp::And => &rt::inplace_and,
        BinaryOp::Or => &rt::inplace_or,
        BinaryOp::Xor => &rt::inplace_xor,
    }
}
