//! Statements.

use super::{Jump, Lower, expr::binary_op};
use crate::hir::{Block, ExprKind, FunctionKind, Handler, ImportedName, Name, Stmt, StmtKind, Target};
use crate::parse::{Ranged as _, ast};
use crate::source::Span;

impl Lower<'_> {
    /// `type X[T] = value`, as an assignment of what it makes.
    fn type_alias(&mut self, alias: &ast::StmtTypeAlias, span: Span) -> StmtKind {
        let scope = self.scope_of(alias.type_params.as_deref());
        let params = self.type_params(alias.type_params.as_deref());
        let name: Name = alias.name.as_name_expr().map_or("", |name| name.id.as_str()).into();
        let value = Box::new(self.lazy(&name, &alias.value, span, self.line(span), scope));
        let value = self.expr_of(ExprKind::TypeAlias { name, params, value }, span);
        StmtKind::Assign { targets: vec![self.target(&alias.name)], value }
    }

    pub(super) fn block(&mut self, statements: &[ast::Stmt]) -> Block {
        let mut block = Vec::with_capacity(statements.len());
        for stmt in statements {
            self.stmt(stmt, &mut block);
        }
        block
    }

    /// Lowers with another idea of where `break` and `continue` go.
    fn block_with_jump(&mut self, statements: &[ast::Stmt], jump: Jump) -> Block {
        let outer = std::mem::replace(&mut self.context.jump, jump);
        let block = self.block(statements);
        self.context.jump = outer;
        block
    }

    /// Lowers what is in one more loop, `with` or `try` block. CPython's frames have room for so many.
    fn nested<T>(&mut self, span: Span, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.context.blocks += 1;
        if self.context.blocks == MAX_BLOCKS + 1 {
            self.error(span, "too many statically nested blocks");
        }
        let lowered = lower(self);
        self.context.blocks -= 1;
        lowered
    }

    fn loop_body(&mut self, statements: &[ast::Stmt], span: Span) -> Block {
        self.nested(span, |lower| lower.block_with_jump(statements, Jump::Loop))
    }

    fn stmt(&mut self, stmt: &ast::Stmt, block: &mut Block) {
        let span = self.span(stmt);
        let kind = match stmt {
            ast::Stmt::Expr(stmt) => StmtKind::Expr(self.expr(&stmt.value)),
            ast::Stmt::Assign(stmt) => self.assign(stmt),
            ast::Stmt::AugAssign(stmt) => self.aug_assign(stmt),
            ast::Stmt::AnnAssign(stmt) => self.ann_assign(stmt),
            ast::Stmt::Delete(stmt) => {
                return stmt.targets.iter().for_each(|target| self.delete(target, block));
            }
            ast::Stmt::Return(stmt) => self.return_statement(stmt, span),
            ast::Stmt::Raise(stmt) => StmtKind::Raise {
                // In `raise;` the parser sees an expression that is not there.
                exc: stmt.exc.as_ref().filter(|exc| !exc.range().is_empty()).map(|exc| self.expr(exc)),
                cause: stmt.cause.as_ref().map(|cause| self.expr(cause)),
            },
            ast::Stmt::Assert(stmt) => {
                let test = self.expr(&stmt.test);
                StmtKind::Assert { test, message: stmt.msg.as_ref().map(|message| self.expr(message)) }
            }
            ast::Stmt::If(stmt) => {
                let test = self.expr(&stmt.test);
                let body = self.block(&stmt.body);
                StmtKind::If { test, body, orelse: self.elif_chain(&stmt.elif_else_clauses, span.end) }
            }
            ast::Stmt::While(stmt) => {
                let test = self.expr(&stmt.test);
                let body = self.loop_body(&stmt.body, span);
                StmtKind::While { test, body, orelse: self.block(&stmt.orelse) }
            }
            ast::Stmt::For(stmt) => self.for_statement(stmt, span),
            ast::Stmt::Break(_) => {
                self.check_jump(span, "'break' outside loop");
                StmtKind::Break
            }
            ast::Stmt::Continue(_) => {
                self.check_jump(span, "'continue' not properly in loop");
                StmtKind::Continue
            }
            ast::Stmt::Try(stmt) => self.nested(span, |lower| lower.try_statement(stmt)),
            ast::Stmt::With(stmt) => {
                self.check_async(stmt.is_async, span, "'async with' outside async function");
                return block.extend(self.with_items(&stmt.items, stmt, span));
            }
            ast::Stmt::Match(stmt) => self.match_statement(stmt),
            ast::Stmt::FunctionDef(def) => self.def(def),
            ast::Stmt::ClassDef(class) => self.class(class),
            ast::Stmt::Import(stmt) => return self.import(stmt, span, block),
            ast::Stmt::ImportFrom(stmt) => self.import_from(stmt),
            ast::Stmt::TypeAlias(alias) => self.type_alias(alias, span),
            ast::Stmt::IpyEscapeCommand(_) => return self.unsupported(span, "an IPython command"),
            ast::Stmt::Global(_) | ast::Stmt::Nonlocal(_) | ast::Stmt::Pass(_) => return,
        };
        block.push(Stmt { kind, span });
    }

    fn assign(&mut self, stmt: &ast::StmtAssign) -> StmtKind {
        let value = self.expr(&stmt.value);
        StmtKind::Assign { targets: stmt.targets.iter().map(|target| self.target(target)).collect(), value }
    }

    fn aug_assign(&mut self, stmt: &ast::StmtAugAssign) -> StmtKind {
        let target = self.simple_target(&stmt.target);
        StmtKind::AugAssign { target, op: binary_op(stmt.op), value: self.expr(&stmt.value) }
    }

    fn ann_assign(&mut self, stmt: &ast::StmtAnnAssign) -> StmtKind {
        let value = stmt.value.as_ref().map(|value| self.expr(value));
        let target = self.simple_target(&stmt.target);
        StmtKind::AnnAssign { target, annotation: self.annotation(&stmt.annotation), value, simple: stmt.simple }
    }

    fn simple_target(&mut self, target: &ast::Expr) -> Target {
        Target { kind: self.place_target(target, "assign to"), span: self.span(target) }
    }

    fn return_statement(&mut self, stmt: &ast::StmtReturn, span: Span) -> StmtKind {
        if self.context.in_except_star {
            self.error(span, EXCEPT_STAR);
        }
        match self.context.kind {
            FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => {}
            FunctionKind::Module | FunctionKind::Class(_) => self.error(span, "'return' outside function"),
        }
        if stmt.value.is_some() && self.context.is_async {
            self.context.returned_values.push(span);
        }
        StmtKind::Return(stmt.value.as_ref().map(|value| self.expr(value)))
    }

    /// Each `elif` ends where the whole statement does, as in CPython's AST.
    fn elif_chain(&mut self, clauses: &[ast::ElifElseClause], end: u32) -> Block {
        let Some((clause, rest)) = clauses.split_first() else { return Vec::new() };
        let Some(test) = &clause.test else { return self.block(&clause.body) };
        let span = Span { end, ..self.span(clause) };
        let test = self.expr(test);
        let body = self.block(&clause.body);
        let orelse = self.elif_chain(rest, end);
        vec![Stmt { kind: StmtKind::If { test, body, orelse }, span }]
    }

    fn for_statement(&mut self, stmt: &ast::StmtFor, span: Span) -> StmtKind {
        self.check_async(stmt.is_async, span, "'async for' outside async function");
        let iter = self.expr(&stmt.iter);
        let target = self.target(&stmt.target);
        let body = self.loop_body(&stmt.body, span);
        StmtKind::For { target, iter, body, orelse: self.block(&stmt.orelse), is_async: stmt.is_async }
    }

    fn check_async(&mut self, is_async: bool, span: Span, message: &str) {
        if is_async && !self.context.is_async {
            self.error(span, message);
        }
    }

    fn check_jump(&mut self, span: Span, message: &str) {
        match self.context.jump {
            Jump::Loop => {}
            Jump::ExceptStar => self.error(span, EXCEPT_STAR),
            Jump::Nowhere => self.error(span, message),
        }
    }

    fn try_statement(&mut self, stmt: &ast::StmtTry) -> StmtKind {
        let body = self.block(&stmt.body);
        let orelse = self.block(&stmt.orelse);
        let mut handlers = Vec::with_capacity(stmt.handlers.len());
        for (index, handler) in stmt.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && index + 1 < stmt.handlers.len() {
                self.error(self.span(handler), "default 'except:' must be last");
            }
            handlers.push(self.handler(handler, stmt.is_star));
        }
        StmtKind::Try { body, handlers, orelse, finally: self.block(&stmt.finalbody), is_star: stmt.is_star }
    }

    fn handler(&mut self, handler: &ast::ExceptHandlerExceptHandler, is_star: bool) -> Handler {
        let class = handler.type_.as_ref().map(|class| self.expr(class));
        let target = handler.name.as_ref().map(|name| self.variable(name));
        let jump = if is_star { Jump::ExceptStar } else { self.context.jump };
        let outer = self.context.in_except_star;
        self.context.in_except_star |= is_star;
        let body = self.block_with_jump(&handler.body, jump);
        self.context.in_except_star = outer;
        Handler { class, target, body, span: self.span(handler) }
    }

    /// `with a, b:` is `with a:` around `with b:`.
    fn with_items(&mut self, items: &[ast::WithItem], stmt: &ast::StmtWith, span: Span) -> Block {
        let Some((item, rest)) = items.split_first() else { return self.block(&stmt.body) };
        let context = self.expr(&item.context_expr);
        let target = item.optional_vars.as_ref().map(|target| self.target(target));
        let body = self.nested(span, |lower| lower.with_items(rest, stmt, span));
        vec![Stmt { kind: StmtKind::With { context, target, body, is_async: stmt.is_async }, span }]
    }

    fn import(&mut self, stmt: &ast::StmtImport, span: Span, block: &mut Block) {
        for alias in &stmt.names {
            let module = self.mangle(&alias.name);
            let top = alias.name.split('.').next().expect("split yields at least one");
            let target = self.variable(alias.asname.as_ref().map_or(top, |name| name.as_str()));
            block.push(Stmt { kind: StmtKind::Import { module, target, is_alias: alias.asname.is_some() }, span });
        }
    }

    fn import_from(&mut self, stmt: &ast::StmtImportFrom) -> StmtKind {
        self.check_late_future(stmt);
        let module = stmt.module.as_ref().map(|module| Name::from(module.as_str()));
        if stmt.names.iter().any(|alias| alias.name.as_str() == "*") {
            return StmtKind::ImportStar { module, level: stmt.level };
        }
        let names = stmt.names.iter().map(|alias| ImportedName {
            name: alias.name.as_str().into(),
            target: self.variable(alias.asname.as_ref().unwrap_or(&alias.name)),
            span: self.span(alias),
        });
        StmtKind::ImportFrom { module, level: stmt.level, names: names.collect() }
    }
}

const MAX_BLOCKS: usize = 20;
const EXCEPT_STAR: &str = "'break', 'continue' and 'return' cannot appear in an except* block";
