//! Displays, comprehensions, lambdas and generator expressions: what is wanted of them decides their element types.

use super::Evaluator;
use crate::flow::{Place, Root};
use crate::ty::{Callable, FuncRef, Instance, Param, Signature, Type};
use naja_frontend::hir::{Clause, ComprehensionKind, Element, Expr, FuncId, ParamKind, Storage};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn tuple(&mut self, elements: &'a [Element], expected: Option<&Type>) -> Type {
        let has_star = elements.iter().any(|element| matches!(element, Element::Star(_)));
        let wanted = expected.and_then(|expected| self.wanted_tuple(expected, elements.len()));
        let mut types = Vec::new();
        let mut open = false;
        for (index, element) in elements.iter().enumerate() {
            match element {
                Element::One(expr) => {
                    let wanted = wanted.as_ref().and_then(|wanted| wanted.get(index)).filter(|_| !has_star);
                    types.push(self.expr(expr, wanted));
                }
                Element::Star(expr) => match self.expr(expr, None) {
                    Type::Tuple(inner) => types.extend(inner.iter().cloned()),
                    ty => {
                        open = true;
                        types.push(self.element_of(&ty, expr));
                    }
                },
            }
        }
        if open {
            return self.db.builtin("tuple", [Type::union(types.iter().map(Type::widen))]);
        }
        Type::Tuple(types.into())
    }

    /// What a tuple display's elements should be.
    pub(super) fn wanted_tuple(&mut self, expected: &Type, count: usize) -> Option<Vec<Type>> {
        for member in expected.members() {
            match member {
                Type::Tuple(elements) if elements.len() == count => return Some(elements.to_vec()),
                Type::Instance(_) => {
                    if let Some(element) = self.wanted_element("tuple", member) {
                        return Some(vec![element; count]);
                    }
                }
                _other => {}
            }
        }
        None
    }

    /// The type arguments that make `class[...]` fit `expected`.
    pub(super) fn wanted_args(&mut self, class: &str, expected: &Type) -> Option<Vec<Type>> {
        let class = self.db.builtin_class(class)?;
        let generic = self.db.self_instance(&class);
        let Type::Instance(generic_instance) = &generic else { return None };
        for member in expected.members() {
            let Type::Instance(wanted) = member else { continue };
            let Some(viewed) = self.db.view_as(generic_instance, &wanted.class) else { continue };
            if wanted.args.is_empty() {
                continue;
            }
            let mut solution = crate::ty::Solution::default();
            for (param, arg) in viewed.args.iter().zip(wanted.args.iter()) {
                // The wanted type itself, not its widened form: `list[Literal["a"]]`.
                match param {
                    Type::Var(var) => solution.set(var, arg.clone()),
                    other => self.db.solve(other, arg, &mut solution),
                }
            }
            let args: Vec<Type> =
                generic_instance.args.iter().map(|arg| arg.substitute(&solution).close(&|_| false)).collect();
            return Some(args);
        }
        None
    }

    pub(super) fn wanted_element(&mut self, class: &str, expected: &Type) -> Option<Type> {
        self.wanted_args(class, expected)?.into_iter().next()
    }

    /// The type of a display's elements: the wanted one if all fit it, else their join.
    fn agreed(&mut self, found: Vec<Type>, wanted: Option<&Type>) -> (Type, bool) {
        if let Some(wanted) = wanted
            && !wanted.is_any()
            && !wanted.has_vars()
            && found.iter().all(|ty| self.db.assignable(ty, wanted))
        {
            return (wanted.clone(), true);
        }
        let joined = match Type::union(found.iter().map(Type::widen)) {
            Type::Never => Type::Unknown,
            // `[None] * n` and `[None, None]` are there to be filled.
            Type::None => Type::union([Type::None, Type::Unknown]),
            joined => joined,
        };
        (joined, false)
    }

    fn container(&mut self, class: &str, parts: Vec<(Type, bool)>) -> Type {
        let agreed = parts.iter().all(|(_, agreed)| *agreed);
        let args: Vec<Type> = parts.into_iter().map(|(ty, _)| ty).collect();
        match self.db.builtin_class(class) {
            Some(class) => Type::Instance(Instance { args: args.into(), inferred: !agreed, ..Instance::bare(class) }),
            None => Type::Unknown,
        }
    }

    /// `[...]` and `{...}`.
    pub(super) fn sequence(&mut self, class: &str, elements: &'a [Element], expected: Option<&Type>) -> Type {
        let wanted = expected.and_then(|expected| self.wanted_element(class, expected));
        let mut found = Vec::new();
        for element in elements {
            match element {
                Element::One(expr) => found.push(self.expr(expr, wanted.as_ref())),
                Element::Star(expr) => {
                    let ty = self.expr(expr, None);
                    found.push(self.element_of(&ty, expr));
                }
            }
        }
        let part = self.agreed(found, wanted.as_ref());
        self.container(class, vec![part])
    }

    /// `{k: v}`.
    pub(super) fn dict(&mut self, entries: &'a [(Option<Expr>, Expr)], span: Span, expected: Option<&Type>) -> Type {
        if let Some(typed) = expected.and_then(|expected| self.typed_dict_display(entries, span, expected)) {
            return typed;
        }
        let wanted = expected.and_then(|expected| self.wanted_args("dict", expected));
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        for (key, value) in entries {
            match key {
                Some(key) => {
                    keys.push(self.expr(key, wanted.as_ref().and_then(|wanted| wanted.first())));
                    values.push(self.expr(value, wanted.as_ref().and_then(|wanted| wanted.get(1))));
                }
                None => {
                    let mapping = self.expr(value, expected);
                    let viewed = self.db.library_class("typing", "Mapping").and_then(|class| {
                        let instance = self.db.nominal(&mapping)?;
                        self.db.view_as(&instance, &class)
                    });
                    let args = viewed.map(|viewed| viewed.args.to_vec()).unwrap_or_default();
                    keys.push(args.first().cloned().unwrap_or(Type::Unknown));
                    values.push(args.get(1).cloned().unwrap_or(Type::Unknown));
                }
            }
        }
        let key = self.agreed(keys, wanted.as_ref().and_then(|wanted| wanted.first()));
        let value = self.agreed(values, wanted.as_ref().and_then(|wanted| wanted.get(1)));
        self.container("dict", vec![key, value])
    }

    pub(super) fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        clauses: &'a [Clause],
        element: &'a Expr,
        value: Option<&'a Expr>,
        expected: Option<&Type>,
    ) -> Type {
        let class = match kind {
            ComprehensionKind::List => "list",
            ComprehensionKind::Set => "set",
            ComprehensionKind::Dict => "dict",
        };
        let wanted = expected.and_then(|expected| self.wanted_args(class, expected)).unwrap_or_default();
        let before = self.env.clone();
        self.clauses(clauses);
        let mut parts = Vec::new();
        let reachable = self.env.is_some();
        for (index, part) in [Some(element), value].into_iter().flatten().enumerate() {
            let ty = if reachable { self.expr(part, wanted.get(index)) } else { Type::Unknown };
            parts.push(self.agreed(vec![ty], wanted.get(index)));
        }
        // What the conditions proved does not hold outside; what a `:=` bound is rare enough to be forgotten to `Maybe`.
        let inside = self.env.take();
        self.env = match (before, inside) {
            (Some(before), Some(inside)) => Some(before.join(&inside, &self.tracked())),
            (before, _) => before,
        };
        self.container(class, parts)
    }

    fn clauses(&mut self, clauses: &'a [Clause]) {
        for clause in clauses {
            if self.env.is_none() {
                return;
            }
            let iterable = self.expr(&clause.iter, None);
            let element =
                if clause.is_async { self.async_element(&iterable) } else { self.element_of(&iterable, &clause.iter) };
            self.assign_target(&clause.target, &element, &clause.iter);
            for condition in &clause.conditions {
                if self.env.is_some() {
                    let (holds, _) = self.condition(condition);
                    self.env = holds;
                }
            }
        }
    }

    /// What `async for` gives.
    pub(super) fn async_element(&mut self, iterable: &Type) -> Type {
        let Some(class) = self.db.library_class("typing", "AsyncIterable") else { return Type::Unknown };
        let viewed = self.db.nominal(iterable).and_then(|instance| self.db.view_as(&instance, &class));
        viewed.and_then(|viewed| viewed.args.first().cloned()).unwrap_or(Type::Unknown)
    }

    /// The types of the variables that an inner function captures, as they are here.
    fn captures(&mut self, function: FuncId) -> Vec<(naja_frontend::hir::LocalId, Type)> {
        let node = &self.db.hir(self.scope.unit).functions[function];
        let mut captured = Vec::new();
        for (id, local) in node.locals.iter_enumerated() {
            if let Storage::Free(outer) = local.storage {
                let place = Place::root(Root::Local(outer));
                let fact = self.env.as_ref().and_then(|env| env.get(&place)).map(|fact| fact.ty.clone());
                let inherited = self.captured.get(&outer).cloned();
                captured.push((id, fact.or(inherited).unwrap_or(Type::Unknown)));
            }
        }
        captured
    }

    /// `(… for …)`.
    pub(super) fn generator(
        &mut self,
        function: FuncId,
        iterable: &'a Expr,
        is_async: bool,
        expected: Option<&Type>,
    ) -> Type {
        let source = self.expr(iterable, None);
        let element = if is_async { self.async_element(&source) } else { self.element_of(&source, iterable) };
        let wanted = expected.and_then(|expected| match expected.members() {
            [Type::Instance(instance)] => instance.args.first().cloned(),
            _other => None,
        });
        let module = if is_async { "AsyncIterator" } else { "Iterator" };
        let source = self.db.library("typing", module, [element]);
        let captured = self.captures(function);
        let scope = FuncRef { unit: self.scope.unit, id: function };
        let mut inner = Evaluator::for_body(self.db, scope);
        inner.captured.extend(captured);
        inner.expected_yield = None;
        if let Some(parameter) = inner.function.params.first().map(|param| param.local) {
            if let Some(env) = &mut inner.env {
                env.assign(Place::root(Root::Local(parameter)), source.clone());
            }
            inner.assign_only(parameter, source);
        }
        let result = inner.run();
        let yields = match wanted {
            Some(wanted) if !wanted.has_vars() && !wanted.is_any() && self.db.assignable(&result.yields, &wanted) => {
                wanted
            }
            _other => {
                if result.yields == Type::Never {
                    Type::Unknown
                } else {
                    result.yields.clone()
                }
            }
        };
        self.keep(scope, result);
        if is_async {
            self.db.library("typing", "AsyncGenerator", [yields, Type::None])
        } else {
            self.db.library("typing", "Generator", [yields, Type::None, Type::None])
        }
    }

    /// `lambda`: its parameters get the types that the wanted callable passes.
    pub(super) fn lambda(&mut self, function: FuncId, expected: Option<&Type>) -> Type {
        let scope = FuncRef { unit: self.scope.unit, id: function };
        let node = self.db.function(scope);
        for param in &node.params {
            param.default.iter().for_each(|default| drop(self.expr(default, None)));
        }
        let wanted = expected.and_then(|expected| {
            expected.members().iter().find_map(|member| match member {
                Type::Callable(callable) => callable.signatures.first().cloned(),
                _other => None,
            })
        });
        let captured = self.captures(function);
        let mut inner = Evaluator::for_body(self.db, scope);
        inner.captured.extend(captured);
        let mut params = Vec::new();
        for (index, param) in node.params.iter().enumerate() {
            let passed =
                wanted.as_ref().and_then(|wanted| wanted.params.get(index)).map(|param| param.ty.close(&|_| false));
            let ty = match (passed, param.kind) {
                (Some(ty), ParamKind::PositionalOnly | ParamKind::Normal) if param.default.is_none() => ty,
                _unknown => Type::Unknown,
            };
            if let (false, Some(env)) = (ty == Type::Unknown, &mut inner.env) {
                env.assign(Place::root(Root::Local(param.local)), ty.clone());
                inner.assign_only(param.local, ty.clone());
            }
            let name = node.locals[param.local].name.clone();
            params.push(Param { name, kind: param.kind, ty, has_default: param.default.is_some() });
        }
        inner.expected_return =
            wanted.as_ref().map(|wanted| wanted.returns.clone()).filter(|ty| !ty.has_vars() && !ty.is_any());
        let result = inner.run();
        let returns = result.returns.clone();
        self.keep(scope, result);
        Callable::plain(Signature { params, returns, inferred: None, stub: None, guard: None })
    }

    /// Keeps what was found out about an inner body, unless this was only a question.
    fn keep(&mut self, scope: FuncRef, result: super::BodyResult) {
        if self.db.silent == 0 {
            self.db.bodies.insert(scope, crate::db::Progress::Done(std::rc::Rc::new(result)));
        }
    }
}
