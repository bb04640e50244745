//! Statements: how they change what is known, and where control goes.

use super::report::mismatch_finding;
use super::{Evaluator, Loop};
use crate::finding::Finding;
use crate::flow::{Env, Place, Root};
use crate::symbols::{Site, SiteKind, Step, static_test};
use crate::ty::{FuncRef, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{
    Argument, BinaryOp, Block, Case, ClassId, Expr, ExprKind, Flavour, FuncId, FunctionKind, Handler, Name, Stmt,
    StmtKind, Storage, Target, Variable,
};
use naja_frontend::source::Span;

/// How often a loop's body is looked at again before what still changes is given up.
const LOOP_LIMIT: usize = 5;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn block(&mut self, block: &'a Block) {
        for stmt in block {
            if self.env.is_none() {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.may_raise();
        match &stmt.kind {
            StmtKind::Expr(expr) => {
                let ty = self.expr(expr, None);
                let is_call = matches!(expr.kind, ExprKind::Call { .. } | ExprKind::Await(_));
                if ty == Type::Never && is_call {
                    self.env = None;
                }
                self.check_unused(expr, &ty);
            }
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AnnAssign { target, annotation, value, .. } => self.annotated(target, annotation, value.as_ref()),
            StmtKind::AugAssign { target, op, value } => self.augmented(stmt, target, *op, value),
            StmtKind::Delete(target) => self.delete(target),
            StmtKind::Return(value) => self.return_(stmt.span, value.as_ref()),
            StmtKind::Raise { exc, cause } => {
                if let Some(exc) = exc {
                    self.raised_value(exc);
                }
                if let Some(cause) = cause
                    && !matches!(cause.kind, ExprKind::None)
                {
                    self.raised_value(cause);
                }
                self.may_raise();
                self.env = None;
            }
            StmtKind::Assert { test, message } => {
                let (holds, fails) = self.condition(test);
                self.env = fails;
                if self.env.is_some() {
                    message.iter().for_each(|message| drop(self.expr(message, None)));
                }
                self.env = holds;
            }
            StmtKind::If { test, body, orelse } => self.if_(test, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_(test, body, orelse),
            StmtKind::For { target, iter, body, orelse, is_async } => self.for_(target, iter, body, orelse, *is_async),
            StmtKind::Break => {
                if let (Some(around), Some(env)) = (self.loops.last_mut(), self.env.take()) {
                    around.breaks.push(env);
                }
            }
            StmtKind::Continue => {
                if let (Some(around), Some(env)) = (self.loops.last_mut(), self.env.take()) {
                    around.continues.push(env);
                }
            }
            StmtKind::Try { body, handlers, orelse, finally, is_star } => {
                self.try_(body, handlers, *is_star, orelse, finally);
            }
            StmtKind::With { context, target, body, is_async } => self.with(context, target.as_ref(), body, *is_async),
            StmtKind::Def { function, decorators, target } => self.def(*function, decorators, target),
            StmtKind::Class { class, decorators, bases, target } => self.class(*class, decorators, bases, target),
            StmtKind::Import { module, target, is_alias } => self.import(module, target, *is_alias),
            StmtKind::ImportFrom { module, level, names } => {
                for name in names {
                    let symbol = self.db.imported_name(self.scope, module.as_ref(), *level, &name.name);
                    self.bind(&name.target, symbol.ty);
                }
            }
            StmtKind::ImportStar { .. } => {}
            StmtKind::Match { subject, cases } => self.match_(subject, cases),
        }
    }

    /// A coroutine that a statement makes and drops does not run.
    fn check_unused(&mut self, expr: &'a Expr, ty: &Type) {
        let is_coroutine = ty.class().is_some_and(|class| class.name.as_str() == "CoroutineType");
        if is_coroutine && matches!(expr.kind, ExprKind::Call { .. }) {
            let message = "this makes a coroutine that nothing awaits, so its body does not run";
            self.report(
                Finding::new(Code::UnusedCoroutine, expr.span, message).certain(false).help("await it: `await …`"),
            );
        }
    }

    fn if_(&mut self, test: &'a Expr, body: &'a Block, orelse: &'a Block) {
        let (mut holds, mut fails) = self.condition(test);
        match static_test(test) {
            Some(true) => fails = None,
            Some(false) => holds = None,
            None => {}
        }
        self.env = holds;
        self.block(body);
        let after_body = std::mem::replace(&mut self.env, fails);
        self.block(orelse);
        let after_orelse = self.env.take();
        self.env = self.join(after_body, after_orelse);
    }

    fn while_(&mut self, test: &'a Expr, body: &'a Block, orelse: &'a Block) {
        let never_ends = matches!(test.kind, ExprKind::Bool(true)) || static_test(test) == Some(true) || is_one(test);
        self.looping(orelse, |this| {
            let (holds, fails) = this.condition(test);
            this.env = holds;
            this.block(body);
            if never_ends { None } else { fails }
        });
    }

    fn for_(&mut self, target: &'a Target, iter: &'a Expr, body: &'a Block, orelse: &'a Block, is_async: bool) {
        let iterable = self.expr(iter, None);
        // A generator expression runs over its parameter, which is an iterator already.
        let element = if is_async { self.async_element(&iterable) } else { self.element_of(&iterable, iter) };
        self.looping(orelse, |this| {
            let exhausted = this.env.clone();
            this.assign_target(target, &element, iter);
            this.block(body);
            exhausted
        });
    }

    /// Runs one turn of a loop until the facts at its head no longer change. `turn` starts at the head and returns what
    /// holds where the loop ends without `break`.
    fn looping(&mut self, orelse: &'a Block, mut turn: impl FnMut(&mut Self) -> Option<Env>) {
        let mut head = self.env.clone();
        let mut ended = None;
        for round in 0..=LOOP_LIMIT {
            let findings = self.db.findings.len();
            self.loops.push(Loop::default());
            self.env = head.clone();
            let exhausted = turn(self);
            let around = self.loops.pop().unwrap_or_default();
            let mut back = self.env.take();
            for env in around.continues {
                back = self.join(back, Some(env));
            }
            let next = self.join(head.clone(), back);
            ended = Some((exhausted, around.breaks));
            if next == head || round == LOOP_LIMIT {
                break;
            }
            self.db.findings.truncate(findings);
            head = match (next, &head) {
                (Some(next), Some(before)) if round + 2 >= LOOP_LIMIT => Some(next.give_up(before)),
                (next, _) => next,
            };
        }
        let (exhausted, breaks) = ended.unwrap_or_default();
        self.env = exhausted;
        self.block(orelse);
        let after = self.env.take();
        let broken = self.join_all(breaks);
        self.env = self.join(after, broken);
    }

    fn try_(&mut self, body: &'a Block, handlers: &'a [Handler], is_star: bool, orelse: &'a Block, finally: &'a Block) {
        let has_finally = !finally.is_empty();
        if has_finally {
            self.raised.push(self.env.clone());
        }
        self.raised.push(self.env.clone());
        let findings = self.db.findings.len();
        self.block(body);
        if handlers.iter().any(expects_type_errors) {
            // The program is prepared for what would be wrong here.
            self.db.findings[findings..].iter_mut().for_each(|finding| finding.certain = false);
        }
        let raised = self.raised.pop().flatten();
        self.block(orelse);
        let mut after = self.env.take();
        for handler in handlers {
            self.env = raised.clone();
            self.handler(handler, is_star);
            let handled = self.env.take();
            after = self.join(after, handled);
        }
        self.env = after;
        if has_finally {
            let anywhere = self.raised.pop().flatten();
            self.finally(finally, anywhere);
        }
    }

    /// The block runs on every way out; only after the normal one does control go on.
    fn finally(&mut self, finally: &'a Block, anywhere: Option<Env>) {
        let normal = self.env.take();
        let findings = self.db.findings.len();
        self.env = self.join(anywhere, normal.clone());
        self.block(finally);
        let completes = self.env.is_some();
        self.env = None;
        if normal.is_some() && completes {
            let kept = self.db.findings.split_off(findings);
            self.env = normal;
            self.block(finally);
            self.db.findings.truncate(findings);
            self.db.findings.extend(kept);
        }
    }

    fn handler(&mut self, handler: &'a Handler, is_star: bool) {
        let caught = match &handler.class {
            Some(class) => {
                let ty = self.expr(class, None);
                self.check_catchable(class, &ty);
                self.caught(&ty)
            }
            None => self.db.builtin("BaseException", []),
        };
        let caught = if is_star { self.db.builtin("BaseExceptionGroup", [caught]) } else { caught };
        if let Some(target) = &handler.target {
            self.bind(target, caught);
        }
        self.block(&handler.body);
        if let (Some(target), Some(_)) = (&handler.target, &self.env) {
            let place = Place::root(self.root_of(target));
            if let Some(env) = &mut self.env {
                env.delete(&place);
            }
        }
    }

    /// `except` takes classes of exceptions, one or a tuple of them.
    fn check_catchable(&mut self, class: &'a Expr, ty: &Type) {
        let exceptions = self.db.builtin("BaseException", []);
        let parts = match ty {
            Type::Tuple(classes) => classes.to_vec(),
            one => vec![one.clone()],
        };
        for part in parts {
            let wrong = match &part {
                Type::Class(of) => self.db.disjoint(of, &exceptions),
                Type::Literal(..) | Type::None => true,
                _unknown => false,
            };
            if wrong {
                let message = format!("`{}` is no class of exceptions", part.widen());
                let help = "name classes derived from `BaseException`";
                self.report(Finding::new(Code::AssignmentType, class.span, message).help(help));
            }
        }
    }

    /// The instances that an `except` expression of this type catches.
    fn caught(&mut self, ty: &Type) -> Type {
        match ty {
            Type::Class(of) => (**of).clone(),
            Type::Tuple(classes) => {
                Type::union(classes.to_vec().iter().map(|class| self.caught(class)).collect::<Vec<_>>())
            }
            Type::Union(members) => Type::union(members.to_vec().iter().map(|ty| self.caught(ty)).collect::<Vec<_>>()),
            Type::Instance(instance) if instance.class.is_builtin("tuple") => {
                let element = instance.args.first().cloned().unwrap_or(Type::Unknown);
                if element == *ty { Type::Unknown } else { self.caught(&element) }
            }
            _unknown => Type::Unknown,
        }
    }

    /// `raise` takes an exception, or a class of them.
    fn raised_value(&mut self, exc: &'a Expr) {
        let ty = self.expr(exc, None);
        let exceptions = self.db.builtin("BaseException", []);
        let made = match &ty {
            Type::Class(of) => (**of).clone(),
            value => value.clone(),
        };
        let wrong = matches!(made, Type::Instance(_) | Type::Literal(..) | Type::None | Type::Tuple(_))
            && self.db.disjoint(&made, &exceptions);
        if wrong {
            let certain = !self.is_receiver(exc) && !ty.is_inferred();
            self.report(
                Finding::new(Code::AssignmentType, exc.span, format!("`{}` is not an exception", ty.widen()))
                    .certain(certain)
                    .help("raise an instance of a class derived from `Exception`"),
            );
        }
    }

    fn with(&mut self, context: &'a Expr, target: Option<&'a Target>, body: &'a Block, is_async: bool) {
        let manager = self.expr(context, None);
        let entered = if is_async {
            match self.db.attribute(&manager, &"__aenter__".into()) {
                Some(enter) => {
                    let awaitable = self.db.call_silently(&enter.ty, &[]);
                    self.db.awaited(&awaitable)
                }
                None => Type::Unknown,
            }
        } else {
            if manager.members().iter().all(|member| self.db.attribute(member, &"__enter__".into()).is_none()) {
                let certain = !self.is_receiver(context) && !manager.is_object() && !self.is_opaque(context, &manager);
                self.report(
                    Finding::new(
                        Code::UnknownAttribute,
                        context.span,
                        format!("`{manager}` is not a context manager: it has no `__enter__`"),
                    )
                    .certain(certain),
                );
            }
            let members = manager.members().to_vec();
            Type::union(members.iter().map(|member| self.db.step(member, Step::Enter)).collect::<Vec<_>>())
        };
        if let Some(target) = target {
            self.assign_target(target, &entered, context);
        }
        let suppresses = self.suppresses(&manager);
        if suppresses {
            self.raised.push(self.env.clone());
        }
        self.block(body);
        if suppresses {
            let raised = self.raised.pop().flatten();
            let after = self.env.take();
            self.env = self.join(after, raised);
        }
    }

    /// Whether leaving the context manager may end an exception: its `__exit__` is declared to give `bool`.
    fn suppresses(&mut self, manager: &Type) -> bool {
        let exit = ["__exit__", "__aexit__"].iter().find_map(|name| self.db.attribute(manager, &(*name).into()));
        match exit.map(|exit| exit.ty) {
            Some(Type::Callable(exit)) => exit.signatures.iter().any(|signature| signature.returns.is_builtin("bool")),
            _unknown => false,
        }
    }

    fn def(&mut self, function: FuncId, decorators: &'a [Expr], target: &'a Variable) {
        decorators.iter().for_each(|decorator| drop(self.expr(decorator, None)));
        let node = &self.db.hir(self.scope.unit).functions[function];
        self.db.declaring.push(FuncRef { unit: self.scope.unit, id: function });
        for param in &node.params {
            if let Some(default) = &param.default {
                let declared = param.annotation.as_ref().map(|annotation| self.checked_annotation(annotation));
                let ty = self.expr(default, declared.as_ref());
                if let Some(declared) = &declared
                    && !matches!(default.kind, ExprKind::Ellipsis)
                    && !self.db.assignable(&ty, declared)
                {
                    // `x: int = None` is common.
                    if ty == Type::None {
                        self.report(mismatch_finding(Code::AssignmentType, default.span, &ty, declared).certain(false));
                        continue;
                    }
                    self.mismatch(
                        Code::AssignmentType,
                        default,
                        &ty,
                        declared,
                        "the default",
                        param.annotation.as_ref(),
                    );
                }
            } else if let Some(annotation) = &param.annotation {
                self.checked_annotation(annotation);
            }
        }
        node.returns.iter().for_each(|returns| drop(self.checked_annotation(returns)));
        self.db.declaring.pop();
        self.keep_captured(function);
        // Overloads and properties are made of several statements: the name stands for all of them.
        let name = node.name.clone();
        let is_decorated =
            |site: &Site<'_>| matches!(&site.kind, SiteKind::Def { decorators, .. } if !decorators.is_empty());
        let symbols = self.db.symbols(self.scope);
        let sites = symbols.names.get(&name).map_or(&[][..], Vec::as_slice);
        let whole =
            if sites.len() > 1 && sites.iter().any(is_decorated) { self.db.symbol(self.scope, &name) } else { None };
        let ty = match whole {
            Some(symbol) => symbol.ty,
            None => self.db.decorated_def(self.scope, function, decorators),
        };
        self.bind(target, ty);
    }

    /// Keeps what is known of the variables that an inner function captures, as far as it stays true.
    fn keep_captured(&mut self, function: FuncId) {
        let inner = FuncRef { unit: self.scope.unit, id: function };
        let node = self.db.function(inner);
        let symbols = self.db.symbols(self.scope);
        for (id, local) in node.locals.iter_enumerated() {
            let Storage::Free(outer) = local.storage else { continue };
            let place = Place::root(Root::Local(outer));
            let Some(fact) = self.env.as_ref().and_then(|env| env.get(&place)).cloned() else { continue };
            let sites = symbols.names.get(&local.name).map_or(&[][..], Vec::as_slice);
            let is_final = self.loops.is_empty() && sites.iter().all(|site| site.span.start < node.name_span.start);
            if is_final {
                self.db.captured.insert((inner, id), fact.ty);
            }
        }
    }

    fn class(&mut self, class: ClassId, decorators: &'a [Expr], bases: &'a [Argument], target: &'a Variable) {
        decorators.iter().for_each(|decorator| drop(self.expr(decorator, None)));
        let class_body = self.db.class_body(&self.db.class_ref(self.scope.unit, class));
        self.db.declaring.push(class_body);
        for argument in bases {
            match argument {
                Argument::Positional(expr)
                | Argument::Star(expr)
                | Argument::Keyword(_, expr)
                | Argument::DoubleStar(expr) => {
                    self.expr(expr, None);
                }
            }
        }
        self.db.declaring.pop();
        let class = self.db.class_ref(self.scope.unit, class);
        let body = self.db.class_body(&class);
        // The class body runs here and now, but its own evaluator keeps its names apart.
        self.db.infer_body(FuncRef { unit: self.scope.unit, id: body.id });
        self.check_class(&class, bases);
        self.bind(target, Type::instance(class, []).class_object());
    }

    fn import(&mut self, module: &Name, target: &'a Variable, is_alias: bool) {
        let bound = if is_alias { module.as_str() } else { module.split('.').next().unwrap_or_default() };
        let ty = self.db.find_module(self.scope.unit, bound).map_or(Type::Any, Type::Module);
        self.bind(target, ty);
    }

    fn return_(&mut self, span: Span, value: Option<&'a Expr>) {
        let expected = self.expected_return.clone();
        let ty = match value {
            Some(value) => self.expr(value, expected.as_ref()),
            None => Type::None,
        };
        // What is wanted of a lambda's result is a hint; whether it fits is seen where the lambda is passed.
        if let Some(expected) = &expected
            && self.function.kind != FunctionKind::Lambda
            && !self.db.assignable(&ty, expected)
        {
            let annotation = self.function.returns.as_ref();
            match value {
                Some(value) => self.mismatch(Code::ReturnType, value, &ty, expected, "the result", annotation),
                None => self.report(
                    Finding::new(Code::ReturnType, span, format!("expected `{expected}`, found `None`"))
                        .label(annotation.map(|annotation| annotation.span), "declared here")
                        .help("return a value, or declare the result as optional"),
                ),
            }
        }
        self.returns.push(ty);
        self.may_raise();
        self.env = None;
    }

    /// A function that declares a result must not fall off its end.
    pub(super) fn check_end_of_body(&mut self) {
        let Some(expected) = self.expected_return.clone() else { return };
        let generator = matches!(self.function.flavour, Flavour::Generator | Flavour::AsyncGenerator);
        if generator || self.function.kind != FunctionKind::Def || self.db.assignable(&Type::None, &expected) {
            return;
        }
        if crate::rules::is_placeholder(&self.function.body) {
            return;
        }
        let annotation = self.function.returns.as_ref().map(|returns| returns.span);
        let what = if expected == Type::Never {
            "this function is declared never to return, but may"
        } else {
            "not every path returns a value"
        };
        // Whether what is called at the end returns is often not known.
        let certain = expected != Type::Never && !self.may_end_in_raise(&self.function.body);
        self.report(
            Finding::new(Code::MissingReturn, self.function.name_span, format!("{what}: expected `{expected}`"))
                .certain(certain)
                .label(annotation, "declared here")
                .help("return a value on every path, or raise at the end"),
        );
    }

    /// Whether some way to the end of a block ends in a call that perhaps never returns.
    fn may_end_in_raise(&mut self, block: &'a Block) -> bool {
        let Some(last) = block.last() else { return false };
        match &last.kind {
            StmtKind::Expr(Expr { kind: ExprKind::Call { callee, .. }, .. }) => {
                match self.quiet(|this| this.expr(callee, None)) {
                    Type::Callable(callable) => {
                        callable.signatures.iter().any(|signature| signature.inferred.is_some())
                    }
                    ty => ty.has_any(),
                }
            }
            StmtKind::If { body, orelse, .. } => self.may_end_in_raise(body) || self.may_end_in_raise(orelse),
            StmtKind::While { orelse, .. } | StmtKind::For { orelse, .. } => self.may_end_in_raise(orelse),
            StmtKind::With { body, .. } => self.may_end_in_raise(body),
            StmtKind::Try { body, handlers, orelse, finally, .. } => {
                let ends = if orelse.is_empty() { body } else { orelse };
                self.may_end_in_raise(finally)
                    || self.may_end_in_raise(ends)
                    || handlers.iter().any(|handler| self.may_end_in_raise(&handler.body))
            }
            StmtKind::Match { cases, .. } => cases.iter().any(|case| self.may_end_in_raise(&case.body)),
            StmtKind::Expr(_)
            | StmtKind::Assign { .. }
            | StmtKind::AnnAssign { .. }
            | StmtKind::AugAssign { .. }
            | StmtKind::Delete(_)
            | StmtKind::Return(_)
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Def { .. }
            | StmtKind::Class { .. }
            | StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::ImportStar { .. } => false,
        }
    }

    fn match_(&mut self, subject: &'a Expr, cases: &'a [Case]) {
        let mut left = self.expr(subject, None);
        let place = self.place(subject);
        let mut after = None;
        for case in cases {
            let before = self.env.clone();
            if before.is_none() {
                break;
            }
            let (matched, rest) = self.pattern(&case.pattern, &left);
            if let (Some(place), Some(env)) = (&place, &mut self.env) {
                env.narrow(place.clone(), matched.clone());
            }
            if matched == Type::Never {
                self.env = None;
            }
            let mut fails_guard = None;
            if let (Some(guard), true) = (&case.guard, self.env.is_some()) {
                let (holds, fails) = self.condition(guard);
                self.env = holds;
                fails_guard = fails;
            }
            self.block(&case.body);
            let ended = self.env.take();
            after = self.join(after, ended);
            if case.guard.is_none() {
                left = rest;
            }
            self.env = if left == Type::Never { fails_guard } else { before };
            if let (Some(place), Some(env)) = (&place, &mut self.env) {
                env.narrow(place.clone(), left.clone());
            }
        }
        let fell_through = self.env.take();
        self.env = self.join(after, fell_through);
    }

    /// What `x op= y` assigns.
    fn augmented(&mut self, stmt: &'a Stmt, target: &'a Target, op: BinaryOp, value: &'a Expr) {
        let current = self.read_target(target);
        let right = self.expr(value, None);
        let ty = self.binary(&current, op, &right, stmt.span, true);
        self.assign_evaluated(target, &ty, value);
    }
}

/// Whether a handler catches what a wrong attribute, operand or name raises.
fn expects_type_errors(handler: &Handler) -> bool {
    fn catches(class: &Expr) -> bool {
        match &class.kind {
            ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. }) => matches!(
                name.as_str(),
                "AttributeError"
                    | "TypeError"
                    | "NameError"
                    | "UnboundLocalError"
                    | "Exception"
                    | "BaseException"
                    | "ImportError"
            ),
            ExprKind::Tuple(elements) => elements.iter().any(|element| match element {
                naja_frontend::hir::Element::One(class) | naja_frontend::hir::Element::Star(class) => catches(class),
            }),
            _other => false,
        }
    }
    handler.class.as_ref().is_none_or(catches)
}

fn is_one(test: &Expr) -> bool {
    matches!(&test.kind, ExprKind::Int(naja_frontend::hir::IntValue::Small(value)) if *value != 0)
}
