//! Walks over the HIR.

use super::{
    Argument, Block, Clause, Element, Expr, ExprKind, FStringPart, Function, Pattern, PatternKind, Stmt, StmtKind,
    Target, TargetKind,
};

/// What a [`walk`] meets. A node is met before what it holds; what does not concern the visitor it leaves out.
pub trait Visitor {
    /// A statement.
    fn stmt(&mut self, _: &Stmt) {}
    /// An expression.
    fn expr(&mut self, _: &Expr) {}
    /// What an assignment, loop, `with`, `del` or comprehension binds.
    fn target(&mut self, _: &Target) {}
    /// A pattern.
    fn pattern(&mut self, _: &Pattern) {}
}

/// Visits all that is written in the body of `function`, and the signatures, decorators and bases of what is defined there;
/// the bodies of inner functions are visited on their own.
///
/// `functions` finds the inner functions.
pub fn walk<'a>(function: &'a Function, functions: impl Fn(super::FuncId) -> &'a Function, visitor: &mut impl Visitor) {
    Walk { functions: &functions, visitor }.block(&function.body);
}

struct Walk<'a, 'v, V> {
    functions: &'v dyn Fn(super::FuncId) -> &'a Function,
    visitor: &'v mut V,
}

impl<V: Visitor> Walk<'_, '_, V> {
    fn block(&mut self, block: &Block) {
        block.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn signature(&mut self, function: super::FuncId) {
        let function = (self.functions)(function);
        for param in &function.params {
            param.default.iter().chain(&param.annotation).for_each(|expr| self.expr(expr));
        }
        function.returns.iter().for_each(|expr| self.expr(expr));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        self.visitor.stmt(stmt);
        match &stmt.kind {
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AnnAssign { target, annotation, value, simple: _ } => {
                value.iter().for_each(|value| self.expr(value));
                self.target(target);
                self.expr(annotation);
            }
            StmtKind::AugAssign { target, op: _, value } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::Delete(target) => self.target(target),
            StmtKind::Return(value) => value.iter().for_each(|value| self.expr(value)),
            StmtKind::Raise { exc, cause } => exc.iter().chain(cause).for_each(|expr| self.expr(expr)),
            StmtKind::Assert { test, message } => {
                self.expr(test);
                message.iter().for_each(|message| self.expr(message));
            }
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::For { target, iter, body, orelse, is_async: _ } => {
                self.expr(iter);
                self.target(target);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::Try { body, handlers, orelse, finally, is_star: _ } => {
                self.block(body);
                for handler in handlers {
                    handler.class.iter().for_each(|class| self.expr(class));
                    self.block(&handler.body);
                }
                self.block(orelse);
                self.block(finally);
            }
            StmtKind::With { context, target, body, is_async: _ } => {
                self.expr(context);
                target.iter().for_each(|target| self.target(target));
                self.block(body);
            }
            StmtKind::Def { function, decorators, target: _ } => {
                decorators.iter().for_each(|decorator| self.expr(decorator));
                self.signature(*function);
            }
            StmtKind::Class { class: _, decorators, bases, target: _ } => {
                decorators.iter().for_each(|decorator| self.expr(decorator));
                bases.iter().for_each(|base| self.argument(base));
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    case.guard.iter().for_each(|guard| self.expr(guard));
                    self.block(&case.body);
                }
            }
            StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::ImportStar { .. } => {}
        }
    }

    fn target(&mut self, target: &Target) {
        self.visitor.target(target);
        match &target.kind {
            TargetKind::Variable(_) => {}
            TargetKind::Attribute { object, name: _ } => self.expr(object),
            TargetKind::Subscript { object, index } => {
                self.expr(object);
                self.expr(index);
            }
            TargetKind::Unpack(targets) => targets.iter().for_each(|target| self.target(target)),
            TargetKind::Star(target) => self.target(target),
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        self.visitor.pattern(pattern);
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => self.expr(value),
            PatternKind::Capture { pattern, target: _ } => pattern.iter().for_each(|pattern| self.pattern(pattern)),
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter().for_each(|pattern| self.pattern(pattern));
            }
            PatternKind::Star(_) => {}
            PatternKind::Mapping { entries, rest: _ } => {
                for (key, pattern) in entries {
                    self.expr(key);
                    self.pattern(pattern);
                }
            }
            PatternKind::Class { class, positional, keywords } => {
                self.expr(class);
                positional.iter().for_each(|pattern| self.pattern(pattern));
                keywords.iter().for_each(|(_, pattern)| self.pattern(pattern));
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        self.visitor.expr(expr);
        match &expr.kind {
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Ellipsis
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Imaginary(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Variable(_)
            | ExprKind::TypeAlias { .. }
            | ExprKind::Unsupported(_) => {}
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Attribute { object, name: _ } => self.expr(object),
            ExprKind::Subscript { object, index } => {
                self.expr(object);
                self.expr(index);
            }
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().for_each(|part| self.expr(part));
            }
            ExprKind::Call { callee, arguments } => {
                self.expr(callee);
                arguments.iter().for_each(|argument| self.argument(argument));
            }
            ExprKind::Unary { op: _, operand } => self.expr(operand),
            ExprKind::Binary { op: _, left, right } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                rest.iter().for_each(|(_, right)| self.expr(right));
            }
            ExprKind::BoolOp { op: _, values } => values.iter().for_each(|value| self.expr(value)),
            ExprKind::Conditional { test, body, orelse } => {
                [test, body, orelse].into_iter().for_each(|part| self.expr(part));
            }
            ExprKind::Walrus { target: _, value } => self.expr(value),
            ExprKind::Tuple(elements) | ExprKind::List(elements) | ExprKind::Set(elements) => {
                for Element::One(expr) | Element::Star(expr) in elements {
                    self.expr(expr);
                }
            }
            ExprKind::Dict(items) => {
                for (key, value) in items {
                    key.iter().for_each(|key| self.expr(key));
                    self.expr(value);
                }
            }
            ExprKind::Comprehension { kind: _, clauses, element, value } => {
                clauses.iter().for_each(|clause| self.clause(clause));
                self.expr(element);
                value.iter().for_each(|value| self.expr(value));
            }
            ExprKind::Generator { function: _, iterable, is_async: _ } => self.expr(iterable),
            ExprKind::Lambda(function) => self.signature(*function),
            ExprKind::Yield(value) => value.iter().for_each(|value| self.expr(value)),
            ExprKind::YieldFrom(value) | ExprKind::Await(value) => self.expr(value),
        }
    }

    fn clause(&mut self, clause: &Clause) {
        self.expr(&clause.iter);
        self.target(&clause.target);
        clause.conditions.iter().for_each(|condition| self.expr(condition));
    }

    fn argument(&mut self, argument: &Argument) {
        match argument {
            Argument::Positional(expr)
            | Argument::Star(expr)
            | Argument::Keyword(_, expr)
            | Argument::DoubleStar(expr) => self.expr(expr),
        }
    }

    fn fstring(&mut self, parts: &[FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Literal(_) => {}
                FStringPart::Field { value, conversion: _, spec } => {
                    self.expr(value);
                    self.fstring(spec);
                }
            }
        }
    }
}
