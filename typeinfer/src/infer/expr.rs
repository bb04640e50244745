//! Expressions: names, attributes, elements, and the small forms.

use super::Evaluator;
use super::report::similar_name;
use crate::db::Db;
use crate::finding::Finding;
use crate::flow::{Bound, Key, Place};
use crate::ty::{FuncRef, Literal, Type, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{
    Expr, ExprKind, FStringPart, FunctionKind, Id as _, IntValue, LocalId, Name, Storage, StrValue, UnaryOp, Variable,
};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
    /// The type of `expr`, where a value of type `expected` is wanted if that is known.
    pub(crate) fn expr(&mut self, expr: &'a Expr, expected: Option<&Type>) -> Type {
        if self.db.depth > 200 {
            return Type::Unknown;
        }
        self.db.depth += 1;
        let ty = self.expr_kind(expr, expected);
        self.db.depth -= 1;
        self.db.record(self.scope.unit, expr.id, &ty);
        self.latest.insert(expr.id, ty.clone());
        ty
    }

    fn expr_kind(&mut self, expr: &'a Expr, expected: Option<&Type>) -> Type {
        match &expr.kind {
            ExprKind::None => Type::None,
            ExprKind::Bool(value) => self.literal("bool", Literal::Bool(*value)),
            ExprKind::Ellipsis => self.db.library("types", "EllipsisType", []),
            ExprKind::Int(IntValue::Small(value)) => self.literal("int", Literal::Int(*value)),
            ExprKind::Int(IntValue::Big(_)) => self.db.builtin("int", []),
            ExprKind::Float(_) => self.db.builtin("float", []),
            ExprKind::Imaginary(_) => self.db.builtin("complex", []),
            ExprKind::Str(StrValue::Text(text)) => self.literal("str", Literal::Str(text.clone())),
            ExprKind::Str(StrValue::Surrogates(_)) => self.db.builtin("str", []),
            ExprKind::Bytes(bytes) => self.literal("bytes", Literal::Bytes(bytes.as_slice().into())),
            ExprKind::FString(parts) => {
                self.f_string(parts);
                self.db.builtin("str", [])
            }
            ExprKind::Variable(variable) => self.variable(variable, expr.span),
            ExprKind::Attribute { object, name } => {
                let object_type = self.expr(object, None);
                self.attribute_of(object, &object_type, name, expr.span)
            }
            ExprKind::Subscript { object, index } => self.subscript(expr, object, index),
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step].into_iter().flatten() {
                    self.expr(part, None);
                }
                let part = Type::union([self.db.builtin("int", []), Type::None]);
                self.db.builtin("slice", [part.clone(), part.clone(), part])
            }
            ExprKind::Call { callee, arguments } => self.call_expr(expr, callee, arguments, expected),
            ExprKind::Unary { op: UnaryOp::Not, .. } => {
                let (holds, fails) = self.condition(expr);
                self.env = self.join(holds, fails);
                self.db.builtin("bool", [])
            }
            ExprKind::Unary { op, operand } => {
                let ty = self.expr(operand, None);
                self.unary(*op, &ty, expr.span)
            }
            ExprKind::Binary { op, left, right } => {
                let left_type = self.expr(left, None);
                // `[None] * n` and `a or []` take what is wanted from the other side.
                let right_type = self.expr(right, None);
                let declared = self.is_declared(left) && self.is_declared(right);
                self.binary(&left_type, *op, &right_type, expr.span, false, declared)
            }
            ExprKind::Compare { left, rest } => {
                let mut previous = (&**left, self.expr(left, None));
                let mut results = Vec::new();
                for (op, right) in rest {
                    let right_type = self.expr(right, None);
                    results.push(self.compare(&previous.1, *op, &right_type, expr.span));
                    previous = (right, right_type);
                }
                Type::union(results)
            }
            ExprKind::BoolOp { .. } => self.bool_op(expr, expected),
            ExprKind::Conditional { test, body, orelse } => {
                let (holds, fails) = self.condition(test);
                self.env = holds;
                let body_type = if self.env.is_some() { self.expr(body, expected) } else { Type::Never };
                let after_body = std::mem::replace(&mut self.env, fails);
                let orelse_type = if self.env.is_some() { self.expr(orelse, expected) } else { Type::Never };
                let after_orelse = self.env.take();
                self.env = self.join(after_body, after_orelse);
                Type::union([body_type, orelse_type])
            }
            ExprKind::Walrus { target, value } => {
                let ty = self.expr(value, expected);
                self.bind(target, ty.widen());
                ty
            }
            ExprKind::Tuple(elements) => self.tuple(elements, expected),
            ExprKind::List(elements) => self.sequence("list", elements, expected),
            ExprKind::Set(elements) => self.sequence("set", elements, expected),
            ExprKind::Dict(entries) => self.dict(entries, expected),
            ExprKind::Comprehension { kind, clauses, element, value } => {
                self.comprehension(*kind, clauses, element, value.as_deref(), expected)
            }
            ExprKind::Generator { function, iterable, is_async } => {
                self.generator(*function, iterable, *is_async, expected)
            }
            ExprKind::Lambda(function) => self.lambda(*function, expected),
            ExprKind::Yield(value) => {
                let expected = self.expected_yield.clone();
                let ty = value.as_ref().map_or(Type::None, |value| self.expr(value, expected.as_ref()));
                if let (Some(expected), Some(value)) = (&expected, value)
                    && !self.db.assignable(&ty, expected)
                {
                    let annotation = self.function.returns.as_ref();
                    self.mismatch(Code::ReturnType, value, &ty, expected, "the yielded value", annotation);
                }
                self.yields.push(ty);
                Type::Unknown
            }
            ExprKind::YieldFrom(value) => {
                let ty = self.expr(value, None);
                let element = self.element_of(&ty, value);
                self.yields.push(element);
                let generator = self.db.library_class("typing", "Generator");
                match (self.db.nominal(&ty), generator) {
                    (Some(instance), Some(generator)) => {
                        let viewed = self.db.view_as(&instance, &generator);
                        viewed.and_then(|viewed| viewed.args.get(2).cloned()).unwrap_or(Type::Unknown)
                    }
                    _unknown => Type::Unknown,
                }
            }
            ExprKind::Await(value) => {
                let ty = self.expr(value, None);
                self.db.awaited(&ty)
            }
            ExprKind::Unsupported(_) => Type::Unknown,
        }
    }

    fn literal(&mut self, class: &str, literal: Literal) -> Type {
        self.db.builtin_class(class).map_or(Type::Unknown, |class| Type::Literal(class, literal))
    }

    fn f_string(&mut self, parts: &'a [FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Literal(_) => {}
                FStringPart::Field { value, spec, .. } => {
                    self.expr(value, None);
                    self.f_string(spec);
                }
            }
        }
    }

    /// What reading a variable gives.
    pub(super) fn variable(&mut self, variable: &Variable, span: Span) -> Type {
        let place = Place::root(self.root_of(variable));
        let fact = self.env.as_ref().and_then(|env| env.get(&place)).cloned();
        if let Some(fact) = fact {
            if fact.bound == Bound::Maybe {
                self.maybe_unbound(variable, span, false);
            }
            return fact.ty;
        }
        match variable {
            Variable::Local(local) => self.local_without_fact(*local, variable, span),
            Variable::Global(name) => self.global(name, variable, span),
            Variable::Class { name, outer } => {
                // Read before this class binds it: the enclosing function's, or the module's.
                if !self.flow
                    && let Some(symbol) = self.db.symbol(self.scope, name)
                {
                    return symbol.ty;
                }
                match outer {
                    Some(local) => self.outer_variable(*local),
                    None => self.global(name, &Variable::Global(name.clone()), span),
                }
            }
        }
    }

    fn local_without_fact(&mut self, local: LocalId, variable: &Variable, span: Span) -> Type {
        if let Some(ty) = self.captured.get(&local) {
            return ty.clone();
        }
        match self.function.locals[local].storage {
            Storage::Register if self.flow => {
                self.maybe_unbound(variable, span, true);
                Type::Unknown
            }
            Storage::Register | Storage::Cell => self.declared.get(&local).cloned().unwrap_or(Type::Unknown),
            Storage::Free(_) => self.outer_variable(local),
        }
    }

    /// A variable of a function around, by what it is assigned there.
    pub(super) fn outer_variable(&mut self, local: LocalId) -> Type {
        if let Some(ty) = self.captured.get(&local) {
            return ty.clone();
        }
        let (mut function, mut local, mut scope) = (self.function, local, self.scope);
        while let (Storage::Free(outer), Some(parent)) = (function.locals[local].storage, function.parent) {
            scope = FuncRef { unit: scope.unit, id: parent };
            (function, local) = (self.db.function(scope), outer);
        }
        if scope == self.scope {
            return Type::Unknown;
        }
        match self.db.infer_body(scope) {
            // It may change between the definition and the call, and another closure may assign it.
            Some(result) if result.declared[local.index()] => result.locals[local.index()].clone(),
            Some(result) => match &result.locals[local.index()] {
                ty @ Type::Union(_) => Type::union([ty.clone(), Type::Unknown]),
                Type::None => Type::union([Type::None, Type::Unknown]),
                ty => ty.clone(),
            },
            None => {
                let name = function.locals[local].name.clone();
                // A function or class defined around, while the body around is still being looked at.
                match self.db.symbol(scope, &name) {
                    Some(symbol) if symbol.declared => symbol.ty,
                    _unknown => Type::Unknown,
                }
            }
        }
    }

    fn global(&mut self, name: &Name, variable: &Variable, span: Span) -> Type {
        let module = self.db.module_of(self.scope);
        let body = self.db.module_body(module);
        let symbols = self.db.symbols(body);
        let in_module_flow = self.flow && self.function.kind == FunctionKind::Module;
        if let Some(sites) = symbols.names.get(name) {
            let bound_elsewhere = sites.iter().any(|site| site.function != body.id);
            let builtin = self.builtin_symbol(name);
            if in_module_flow && !bound_elsewhere && symbols.stars.is_empty() {
                // Nothing has bound it yet on this path: a builtin of that name is what it means until then.
                match builtin {
                    Some(ty) => return ty,
                    None => self.maybe_unbound(variable, span, true),
                }
                return Type::Unknown;
            }
            return self.db.symbol(body, name).map_or(Type::Unknown, |symbol| symbol.ty);
        }
        if !symbols.stars.is_empty() {
            return self.db.module_symbol(module, name).map_or(Type::Unknown, |symbol| symbol.ty);
        }
        if let Some(ty) = self.builtin_symbol(name) {
            return ty;
        }
        if let Some(symbol) = self.db.module_symbol(module, name)
            && name.starts_with("__")
        {
            return symbol.ty;
        }
        if symbols.dead.contains(name) {
            return Type::Unknown;
        }
        if !self.is_magic(name) && !symbols.names.contains_key(&Name::from("__getattr__")) {
            let similar = similar_name(name, symbols.names.keys().chain(self.visible_locals().iter()));
            let mut finding = Finding::new(Code::UnknownName, span, format!("nothing is called `{name}` here"));
            if let Some(similar) = similar {
                finding = finding.help(format!("did you mean `{similar}`?"));
            }
            let dynamic = self.db.has_dynamic_globals(module);
            self.report(finding.certain(!dynamic));
        }
        Type::Unknown
    }

    fn visible_locals(&self) -> Vec<Name> {
        self.function.locals.iter().filter(|local| local.named).map(|local| local.name.clone()).collect()
    }

    fn is_magic(&self, name: &str) -> bool {
        let anywhere = [
            "__name__",
            "__file__",
            "__doc__",
            "__class__",
            "__builtins__",
            "__spec__",
            "__path__",
            "__loader__",
            "__package__",
            "__annotations__",
            "__dict__",
            "__cached__",
            "__debug__",
            "__module__",
            "__qualname__",
            "reveal_type",
            "reveal_locals",
            "WindowsError",
            "exit",
            "quit",
            "copyright",
            "credits",
            "license",
        ];
        anywhere.contains(&name)
    }

    pub(super) fn builtin_symbol(&mut self, name: &Name) -> Option<Type> {
        if name.as_str() == "__debug__" {
            return Some(self.db.builtin("bool", []));
        }
        let builtins = self.db.stubs.find("builtins")?;
        let body = self.db.module_body(builtins);
        let private = name.starts_with('_') && !name.starts_with("__");
        let symbols = self.db.symbols(body);
        let imported = symbols.names.get(name)?.iter().all(|site| {
            matches!(site.kind, crate::symbols::SiteKind::ImportFrom { .. } | crate::symbols::SiteKind::Import { .. })
        });
        if private || imported || name.as_str() == "reveal_type" {
            None
        } else {
            self.db.symbol(body, name).map(|symbol| symbol.ty)
        }
    }

    fn maybe_unbound(&mut self, variable: &Variable, span: Span, certainly: bool) {
        let name = match variable {
            Variable::Local(local) if !self.function.locals[*local].named => return,
            Variable::Local(local) => self.function.locals[*local].name.clone(),
            Variable::Global(name) | Variable::Class { name, .. } => name.clone(),
        };
        if !self.flow || name.starts_with("__") {
            return;
        }
        let message =
            if certainly { format!("`{name}` has no value here") } else { format!("`{name}` may have no value here") };
        self.report(
            Finding::new(Code::PossiblyUnbound, span, message)
                .certain(certainly)
                .help("assign it on every path before it is used"),
        );
    }

    /// What `object.name` gives, by what is known at this point or what is declared.
    pub(super) fn attribute_of(&mut self, object: &'a Expr, object_type: &Type, name: &Name, span: Span) -> Type {
        let place = self.place(object).map(|place| place.then(Key::Attribute(name.clone())));
        let fact =
            place.and_then(|place| self.env.as_ref().and_then(|env| env.get(&place)).map(|fact| fact.ty.clone()));
        if let Some(ty) = fact {
            return ty;
        }
        let mut types = Vec::new();
        for member in object_type.members() {
            match self.db.attribute(member, name) {
                Some(symbol) => types.push(symbol.ty),
                None => self.missing_attribute(object, object_type, member, name, span),
            }
        }
        if types.is_empty() { Type::Unknown } else { Type::union(types) }
    }

    fn missing_attribute(&mut self, object: &'a Expr, whole: &Type, member: &Type, name: &Name, span: Span) {
        if whole.has_any() {
            return;
        }
        let certain = (whole.members().len() == 1 || self.is_declared(object))
            && !self.is_receiver(object)
            && !self.is_opaque(object, member)
            && !member.is_inferred()
            && !member.is_builtin("type")
            && !self.db.may_be_set(member, name);
        if *member == Type::None && whole.is_optional() {
            let finding = Finding::new(
                Code::OptionalAccess,
                span,
                format!("`{whole}` may be `None` here, which has no attribute `{name}`"),
            )
            .help("test it first: `if … is not None:`");
            self.report(finding.certain(certain));
            return;
        }
        self.unknown_attribute(span, whole, member, name, certain);
    }

    pub(super) fn unknown_attribute(&mut self, span: Span, whole: &Type, member: &Type, name: &Name, certain: bool) {
        let shown = match member {
            Type::Module(module) => format!("module `{}`", self.db.module_name(*module)),
            Type::Class(of) => format!("class `{of}`"),
            other => format!("`{}`", other.widen()),
        };
        let of_union = if whole.members().len() > 1 { format!(" (a part of `{whole}`)") } else { String::new() };
        let mut finding =
            Finding::new(Code::UnknownAttribute, span, format!("{shown} has no attribute `{name}`{of_union}"));
        let known = self.db.attribute_names(member);
        if let Some(similar) = similar_name(name, known.iter()) {
            finding = finding.help(format!("did you mean `{similar}`?"));
        }
        // Modules and classes grow attributes while the program runs.
        self.report(finding.certain(certain && !matches!(member, Type::Module(_))));
    }

    /// Whether `expr` is `self` or `cls`: a derived class may add what this one lacks.
    pub(crate) fn is_receiver(&self, expr: &Expr) -> bool {
        let ExprKind::Variable(Variable::Local(local)) = &expr.kind else { return false };
        let (mut function, mut local) = (self.function, *local);
        while let (Storage::Free(outer), Some(parent)) = (function.locals[local].storage, function.parent) {
            function = &self.db.hir(self.scope.unit).functions[parent];
            local = outer;
        }
        function.method_of.is_some() && function.params.first().is_some_and(|param| param.local == local)
    }

    fn subscript(&mut self, whole: &'a Expr, object: &'a Expr, index: &'a Expr) -> Type {
        let object_type = self.expr(object, None);
        if let Type::Class(of) = &object_type {
            return self.generic_alias(whole, of, index);
        }
        let index_type = self.expr(index, None);
        if let Some(place) = self.place_of_element(object, index)
            && let Some(fact) = self.env.as_ref().and_then(|env| env.get(&place))
        {
            return fact.ty.clone();
        }
        self.element(object, &object_type, index, &index_type, whole.span)
    }

    /// `list[int]` as a value.
    fn generic_alias(&mut self, whole: &'a Expr, of: &Type, index: &'a Expr) -> Type {
        let Type::Instance(instance) = of else { return Type::Unknown };
        let info = self.db.class_info(&instance.class);
        let on_metaclass = info.metaclass.is_some() && info.params.is_empty();
        if on_metaclass {
            let index_type = self.expr(index, None);
            let class = Type::Class(of.clone().into());
            return match self.db.attribute(&class, &"__getitem__".into()) {
                Some(getter) => self.db.call_silently(&getter.ty, &[index_type]),
                None => Type::Unknown,
            };
        }
        self.db.annotation(self.scope, whole).class_object()
    }

    /// What `object[index]` gives.
    pub(super) fn element(
        &mut self,
        object: &'a Expr,
        container: &Type,
        index: &'a Expr,
        index_type: &Type,
        span: Span,
    ) -> Type {
        let mut types = Vec::new();
        for member in container.members() {
            types.push(self.element_of_member(object, container, member, index, index_type, span));
        }
        Type::union(types)
    }

    fn element_of_member(
        &mut self,
        object: &'a Expr,
        whole: &Type,
        member: &Type,
        index: &'a Expr,
        index_type: &Type,
        span: Span,
    ) -> Type {
        if member.is_any() || *member == Type::Never {
            return Type::Unknown;
        }
        if let Type::Tuple(elements) = member {
            let certain = !matches!(object.kind, ExprKind::Attribute { .. });
            if let Some(ty) = self.tuple_element(elements, member, index, index_type, span, certain) {
                return ty;
            }
        }
        if let Some(instance) = self.db.nominal(member)
            && self.db.class_info(&instance.class).form == crate::class::ClassForm::TypedDict
        {
            return match index_type {
                Type::Literal(_, Literal::Str(key)) => self
                    .db
                    .find_member(&instance, &(&**key).into(), true)
                    .map_or(Type::Unknown, |found| found.symbol.ty),
                _computed => Type::Unknown,
            };
        }
        if let (Type::Instance(instance), Some(at)) = (member, literal_index(index_type))
            && let Some(ty) = self.db.named_tuple_element(&instance.class, at)
        {
            return ty;
        }
        let Some(getter) = self.db.attribute(member, &"__getitem__".into()) else {
            if !whole.has_any() {
                let certain = (whole.members().len() == 1 || self.is_declared(object))
                    && !self.is_receiver(object)
                    && !member.is_inferred()
                    && !self.is_opaque(object, member);
                let finding = if *member == Type::None && whole.is_optional() {
                    Finding::new(Code::OptionalAccess, span, format!("`{whole}` may be `None` here"))
                        .help("test it first: `if … is not None:`")
                } else {
                    Finding::new(Code::NotSubscriptable, span, format!("`{}` cannot be indexed", member.widen()))
                };
                self.report(finding.certain(certain && !matches!(member, Type::Callable(_) | Type::Class(_))));
            }
            return Type::Unknown;
        };
        if !self.accepts(&getter.ty, std::slice::from_ref(index_type)) {
            let certain =
                !whole.has_any() && !index_type.has_any() && whole.members().len() == 1 && !whole.is_inferred();
            let message = format!("`{}` cannot be indexed by `{}`", member.widen(), index_type.widen());
            self.report(Finding::new(Code::NotSubscriptable, index.span, message).certain(certain));
            return Type::Unknown;
        }
        self.db.call_silently(&getter.ty, std::slice::from_ref(index_type))
    }

    fn tuple_element(
        &mut self,
        elements: &[Type],
        whole: &Type,
        index: &Expr,
        index_type: &Type,
        span: Span,
        certain: bool,
    ) -> Option<Type> {
        if let Some(at) = literal_index(index_type) {
            let length = i64::try_from(elements.len()).ok()?;
            let position = if at < 0 { at + length } else { at };
            return match usize::try_from(position).ok().and_then(|position| elements.get(position)) {
                Some(element) => Some(element.clone()),
                None => {
                    let message = format!("index {at} is out of range for `{whole}`");
                    self.report(Finding::new(Code::NotSubscriptable, span, message).certain(certain));
                    Some(Type::Unknown)
                }
            };
        }
        let ExprKind::Slice { lower, upper, step: None } = &index.kind else { return None };
        let bound = |part: &Option<Box<Expr>>, default: usize| match part {
            None => Some(default),
            Some(part) => match &part.kind {
                ExprKind::Int(IntValue::Small(value)) => Some(usize::try_from(*value).ok()?.min(elements.len())),
                ExprKind::Unary { op: UnaryOp::Neg, operand } => match &operand.kind {
                    ExprKind::Int(IntValue::Small(value)) => {
                        Some(elements.len().saturating_sub(usize::try_from(*value).ok()?))
                    }
                    _computed => None,
                },
                _computed => None,
            },
        };
        let (lower, upper) = (bound(lower, 0)?, bound(upper, elements.len())?);
        Some(Type::Tuple(elements.get(lower..upper).unwrap_or_default().into()))
    }

    /// The place that an expression names, if it is one that can be narrowed.
    pub(crate) fn place(&self, expr: &Expr) -> Option<Place> {
        match &expr.kind {
            ExprKind::Variable(variable) => Some(Place::root(self.root_of(variable))),
            ExprKind::Attribute { object, name } => Some(self.place(object)?.then(Key::Attribute(name.clone()))),
            ExprKind::Subscript { object, index } => self.place_of_element(object, index),
            ExprKind::Walrus { target, .. } => Some(Place::root(self.root_of(target))),
            _no_place => None,
        }
    }

    pub(super) fn place_of_element(&self, object: &Expr, index: &Expr) -> Option<Place> {
        let key = match &index.kind {
            ExprKind::Int(IntValue::Small(value)) => Literal::Int(*value),
            ExprKind::Str(StrValue::Text(text)) => Literal::Str(text.clone()),
            _computed => return None,
        };
        Some(self.place(object)?.then(Key::Index(key)))
    }

    /// The type that was recorded for, or is found for, an expression that has just been evaluated.
    pub(super) fn db_type(&mut self, expr: &'a Expr) -> Type {
        match self.latest.get(&expr.id) {
            Some(ty) => ty.clone(),
            None => self.quiet(|this| this.expr(expr, None)),
        }
    }

    /// Evaluates without recording or reporting.
    pub(crate) fn quiet<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.db.silent += 1;
        let env = self.env.clone();
        let result = work(self);
        self.env = env;
        self.db.silent -= 1;
        result
    }

    /// Whether the type of `expr` comes from a declaration, so that each member of a union may really occur.
    pub(super) fn is_declared(&mut self, expr: &'a Expr) -> bool {
        // Only reports depend on it.
        if self.db.silent > 0 {
            return false;
        }
        match &expr.kind {
            // What a closure captures may have been narrowed before it was made.
            ExprKind::Variable(Variable::Local(local)) => {
                !matches!(self.function.locals[*local].storage, Storage::Free(_))
                    && self.declared_local(*local).is_some()
            }
            ExprKind::Variable(Variable::Global(name)) => {
                let module = self.db.module_of(self.scope);
                let body = self.db.module_body(module);
                self.db.symbol(body, name).is_some_and(|symbol| symbol.declared)
            }
            ExprKind::Variable(Variable::Class { name, .. }) => {
                self.db.symbol(self.scope, name).is_some_and(|symbol| symbol.declared)
            }
            ExprKind::Attribute { object, name } => {
                let object_type = self.quiet(|this| this.expr(object, None));
                let members = object_type.members().to_vec();
                members.iter().all(|member| match self.db.attribute(member, name) {
                    Some(symbol) => symbol.declared && self.is_of_program(member),
                    None => true,
                })
            }
            ExprKind::Call { callee, .. } => match self.quiet(|this| this.expr(callee, None)) {
                Type::Callable(callable) => {
                    callable.signatures.iter().all(|s| s.stub.is_none() && s.inferred.is_none())
                }
                Type::Class(_) => true,
                _unknown => false,
            },
            ExprKind::Subscript { object, .. } => self.is_declared(object),
            ExprKind::Conditional { .. } | ExprKind::BoolOp { .. } => false,
            _literal => true,
        }
    }

    /// Whether a value is only described by a stub, which may say more or less than what is there at run time: an instance
    /// of a library class, or what a library object gave.
    pub(super) fn is_opaque(&mut self, expr: &'a Expr, ty: &Type) -> bool {
        let class = match ty {
            Type::Class(of) => of.class(),
            other => other.class(),
        };
        if class.is_some_and(|class| class.unit != UnitId::PROGRAM && class.unit != UnitId::BUILTINS) {
            return true;
        }
        if self.db.silent > 0 {
            return false;
        }
        match &expr.kind {
            ExprKind::Attribute { object, .. } => match self.quiet(|this| this.expr(object, None)) {
                Type::Instance(instance) => instance.class.unit != UnitId::PROGRAM,
                Type::Module(module) => module.unit != UnitId::PROGRAM,
                Type::Class(of) => of.class().is_some_and(|class| class.unit != UnitId::PROGRAM),
                _other => false,
            },
            _other => false,
        }
    }

    /// Whether the attributes of `ty` are what the program itself declared: a stub's optional results are not.
    fn is_of_program(&self, ty: &Type) -> bool {
        match ty {
            Type::Instance(instance) => instance.class.unit == UnitId::PROGRAM,
            Type::Class(of) => self.is_of_program(of),
            Type::Module(module) => module.unit == UnitId::PROGRAM,
            _other => false,
        }
    }

    /// The type that an annotation means; reports what is certainly no type.
    pub(super) fn checked_annotation(&mut self, annotation: &'a Expr) -> Type {
        if self.db.silent == 0
            && let Some(problem) = self.db.invalid_annotation(self.scope, annotation)
        {
            self.report(Finding::new(Code::InvalidAnnotation, annotation.span, problem));
        }
        self.db.annotation(self.scope, annotation)
    }
}

fn literal_index(ty: &Type) -> Option<i64> {
    match ty {
        Type::Literal(_, Literal::Int(value)) => Some(*value),
        _computed => None,
    }
}

impl Db<'_> {
    /// What `await` of a value of this type gives.
    pub(crate) fn awaited(&mut self, ty: &Type) -> Type {
        let Some(awaitable) = self.library_class("typing", "Awaitable") else { return Type::Unknown };
        ty.members()
            .to_vec()
            .iter()
            .map(|member| {
                let viewed = self.nominal(member).and_then(|instance| self.view_as(&instance, &awaitable));
                viewed.and_then(|viewed| viewed.args.first().cloned()).unwrap_or(Type::Unknown)
            })
            .reduce(|a, b| Type::union([a, b]))
            .unwrap_or(Type::Unknown)
    }

    /// What iterating a value of this type gives; `None` if some member certainly cannot be iterated.
    pub(crate) fn iterate(&mut self, ty: &Type) -> Option<Type> {
        let mut elements = Vec::new();
        for member in ty.members() {
            elements.push(self.iterate_member(member)?);
        }
        Some(Type::union(elements))
    }

    fn iterate_member(&mut self, member: &Type) -> Option<Type> {
        match member {
            Type::Unknown | Type::Any | Type::Never => return Some(Type::Unknown),
            Type::Tuple(elements) => return Some(Type::union(elements.iter().map(Type::widen))),
            Type::Class(of) => {
                if let Type::Instance(instance) = &**of
                    && self.class_info(&instance.class).form == crate::class::ClassForm::Enum
                {
                    return Some((**of).clone());
                }
            }
            _object => {}
        }
        let nominal = self.nominal(member)?;
        if let Some(iterable) = self.library_class("typing", "Iterable")
            && let Some(viewed) = self.view_as(&nominal, &iterable)
        {
            let element = viewed.args.first().cloned().unwrap_or(Type::Unknown);
            return Some(if viewed.inferred { element.element_of_inferred() } else { element });
        }
        if let Some(iter) = self.attribute(member, &"__iter__".into()) {
            let iterator = self.call_silently(&iter.ty, &[]);
            return Some(match self.attribute(&iterator, &"__next__".into()) {
                Some(next) => self.call_silently(&next.ty, &[]),
                None => Type::Unknown,
            });
        }
        let getter = self.attribute(member, &"__getitem__".into())?;
        let index = self.builtin("int", []);
        Some(self.call_silently(&getter.ty, &[index]))
    }

    /// The attributes that values of this type are known to have.
    pub(crate) fn attribute_names(&mut self, ty: &Type) -> Vec<Name> {
        let instance = match ty {
            Type::Class(of) => self.nominal(of),
            Type::Module(module) => {
                let body = self.module_body(*module);
                return self.symbols(body).names.keys().cloned().collect();
            }
            other => self.nominal(other),
        };
        let Some(instance) = instance else { return Vec::new() };
        let mut names = Vec::new();
        for base in &self.class_info(&instance.class).mro {
            let body = self.class_body(&base.class);
            names.extend(self.symbols(body).names.keys().cloned());
            if let Some(id) = base.class.in_program() {
                names.extend(self.receivers(id).names.keys().cloned());
            }
        }
        names
    }
}
