//! `def`, `lambda` and `class`, and what a module or class body does before its first statement.

use super::Lowering;
use crate::mir::{Hint, Operand, PoolEntry, Value, pairs};
use naja_frontend::hir::{
    Argument, ClassId, Expr, FuncId, Function, FunctionKind, LocalId, Name, ParamKind, Stmt, StmtKind, Storage,
    TargetKind, Variable,
};
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    pub(super) fn def(&mut self, function: FuncId, decorators: &[Expr], target: &Variable) {
        let decorators: Vec<Value> = decorators.iter().map(|decorator| self.expr(decorator)).collect();
        let value = self.function_object(function);
        let value = self.decorate(&decorators, value);
        self.assign(target, value);
    }

    /// Applies decorators, the innermost, which is the last, first.
    fn decorate(&mut self, decorators: &[Value], mut value: Value) -> Value {
        for decorator in decorators.iter().rev() {
            let names = self.null();
            let operands = vec![Operand::Value(*decorator), Operand::Array(vec![value]), names];
            value = self.b.rt(&rt::call, operands, Hint::Any);
        }
        value
    }

    /// A new function object, with its defaults, annotations and closure.
    pub(super) fn function_object(&mut self, id: FuncId) -> Value {
        let function = &self.cx.hir.functions[id];
        let defaults = self.defaults(function);
        let kwdefaults = self.keyword_defaults(function);
        let is_generic = function.kind == FunctionKind::Def && !function.type_params.is_empty();
        let type_params = is_generic.then(|| self.type_params(&function.type_params));
        let annotations = self.annotations(function);
        let closure = self.closure(function);
        let operands = vec![Operand::Desc(id), self.globals(), closure, defaults, kwdefaults, annotations];
        let value = self.b.rt(&rt::function_new, operands, Hint::Any);
        self.b.promise(value, Hint::Function(id));
        if let Some(type_params) = type_params {
            self.set_type_params(value, type_params);
        }
        value
    }

    fn defaults(&mut self, function: &Function) -> Operand {
        let mut values = vec![];
        for param in &function.params {
            if let (ParamKind::PositionalOnly | ParamKind::Normal, Some(default)) = (param.kind, &param.default) {
                values.push(self.expr(default));
            }
        }
        if values.is_empty() {
            return self.null();
        }
        Operand::Value(self.b.rt(&rt::tuple_new, vec![Operand::Array(values)], Hint::TUPLE))
    }

    fn keyword_defaults(&mut self, function: &Function) -> Operand {
        let mut items = vec![];
        for param in &function.params {
            if let (ParamKind::KeywordOnly, Some(default)) = (param.kind, &param.default) {
                let name = function.locals[param.local].name.clone();
                items.push(self.constant(PoolEntry::Name(name), Hint::Str));
                items.push(self.expr(default));
            }
        }
        if items.is_empty() {
            return self.null();
        }
        Operand::Value(self.b.rt(&rt::dict_new, vec![Operand::Array(items)], Hint::Any))
    }

    /// Names and annotations in turn, as a tuple: CPython makes the dict when it is asked for.
    fn annotations(&mut self, function: &Function) -> Operand {
        let mut items = vec![];
        let mut params: Vec<_> = function.params.iter().collect();
        params.sort_by_key(|param| annotation_rank(param.kind));
        for param in params {
            if let Some(annotation) = &param.annotation {
                let name = function.locals[param.local].name.clone();
                items.push(self.constant(PoolEntry::Name(name), Hint::Str));
                items.push(self.annotation(annotation));
            }
        }
        if let Some(annotation) = &function.returns {
            items.push(self.constant(PoolEntry::Name(Name::from("return")), Hint::Str));
            items.push(self.annotation(annotation));
        }
        if items.is_empty() {
            return self.null();
        }
        Operand::Value(self.b.rt(&rt::tuple_new, vec![Operand::Array(items)], Hint::TUPLE))
    }

    /// What an annotation is at run time: its value, or its text when annotations are postponed.
    pub(super) fn annotation(&mut self, annotation: &Expr) -> Value {
        let module = &self.cx.hir.modules[self.cx.module];
        if module.future_annotations {
            let written = || self.cx.sources.text(annotation.span).to_owned();
            let text = module.annotation_texts.get(&annotation.id).map_or_else(written, ToString::to_string);
            return self.constant(PoolEntry::Str(text), Hint::Str);
        }
        self.expr(annotation)
    }

    /// The cells that `function` captures from this one, as a tuple.
    fn closure(&mut self, function: &Function) -> Operand {
        let mut cells = vec![];
        for local in super::free_locals(function) {
            let Storage::Free(outer) = function.locals[local].storage else {
                crate::bug!("a free local that is not free")
            };
            cells.push(self.b.get(self.locals[outer]));
        }
        if cells.is_empty() {
            return self.null();
        }
        Operand::Value(self.b.rt(&rt::tuple_new, vec![Operand::Array(cells)], Hint::TUPLE))
    }

    pub(super) fn class(&mut self, class: ClassId, decorators: &[Expr], bases: &[Argument], target: &Variable) {
        let decorators: Vec<Value> = decorators.iter().map(|decorator| self.expr(decorator)).collect();
        let slots = self.number_slots(class);
        let class = &self.cx.hir.classes[class];
        let generic = class.type_params.map(|local| self.class_type_params(class.body, local));
        let body = self.function_object(class.body);
        let elements = self.bases(bases, generic);
        let keywords = self.keywords(body, bases);
        let mut operands = vec![Operand::Value(body), self.name(&class.name), Operand::Value(elements), keywords];
        let row = if slots.is_some() { &rt::class_new_compact } else { &rt::class_new };
        operands.extend(slots);
        let value = self.b.rt(row, operands, Hint::Any);
        let value = self.decorate(&decorators, value);
        self.assign(target, value);
    }

    /// The slots that may keep numbers unboxed, in a world that has such classes.
    fn number_slots(&mut self, class: ClassId) -> Option<Operand> {
        if self.cx.world == crate::World::Native {
            return None;
        }
        let (layout, own) = self.cx.hints.layout(class, self.cx.world);
        if own.is_empty() {
            return None;
        }
        let example = |name| match layout.compact[name].is_float {
            true => PoolEntry::Float(0.0),
            false => PoolEntry::Int(0),
        };
        let slots = pairs(own.iter().map(|name| (name, example(name))), &mut self.cx.pool);
        Some(Operand::Value(self.b.boxed(slots, Hint::TUPLE)))
    }

    /// The bases as a tuple; `generic` is `Generic[…]` of a class with type parameters.
    fn bases(&mut self, bases: &[Argument], generic: Option<Value>) -> Value {
        if bases.iter().any(|base| matches!(base, Argument::Star(_))) {
            let list = self.b.rt(&rt::list_new, vec![Operand::Array(vec![])], Hint::Any);
            for base in bases {
                let (row, expr) = match base {
                    Argument::Positional(expr) => (&rt::list_append, expr),
                    Argument::Star(expr) => (&rt::list_extend, expr),
                    Argument::Keyword(..) | Argument::DoubleStar(_) => continue,
                };
                let value = self.expr(expr);
                self.rt2(row, list, value);
            }
            if let Some(generic) = generic {
                self.rt2(&rt::list_append, list, generic);
            }
            return self.b.rt(&rt::list_to_tuple, vec![Operand::Value(list)], Hint::TUPLE);
        }
        let mut values = vec![];
        for base in bases {
            if let Argument::Positional(expr) = base {
                values.push(self.expr(expr));
            }
        }
        values.extend(generic);
        self.b.rt(&rt::tuple_new, vec![Operand::Array(values)], Hint::TUPLE)
    }

    /// What a body does first: `__module__`, `__qualname__`, `__doc__`, `__annotations__`.
    pub(super) fn preamble(&mut self) {
        match self.function.kind {
            FunctionKind::Module => {
                if let Some(doc) = &self.function.docstring {
                    let doc = self.str_constant(doc);
                    let value = self.b.boxed(doc, Hint::Str);
                    self.assign(&Variable::Global(Name::from("__doc__")), value);
                }
                if annotates(&self.function.body) {
                    let globals = self.b.globals();
                    self.b.rt(&rt::annotations_setup, vec![Operand::Value(globals)], Hint::Any);
                }
            }
            FunctionKind::Class(_) => self.class_preamble(),
            FunctionKind::Lambda => self.lazy_preamble(),
            FunctionKind::Def | FunctionKind::GeneratorExpression => {}
        }
    }

    fn class_preamble(&mut self) {
        let namespace = self.namespace();
        let operands = vec![Operand::Value(namespace), Operand::Desc(self.id), self.globals()];
        self.b.rt(&rt::class_begin, operands, Hint::Any);
        self.generic_preamble();
        if annotates(&self.function.body) {
            let namespace = self.namespace();
            self.b.rt(&rt::annotations_setup, vec![Operand::Value(namespace)], Hint::Any);
        }
    }

    /// What a body returns where it ends: a class body its `__class__` cell, which it hands to the metaclass too.
    pub(super) fn class_epilogue(&mut self) -> Value {
        if !matches!(self.function.kind, FunctionKind::Class(_)) {
            return self.none();
        }
        if self.since(3, 13) {
            let empty = self.b.rt(&rt::tuple_new, vec![Operand::Array(vec![])], Hint::TUPLE);
            self.set_in_namespace("__static_attributes__", empty);
        }
        if let Some(cell) = self.own_cell("__classdict__") {
            let value = self.b.get(self.locals[cell]);
            self.set_in_namespace("__classdictcell__", value);
        }
        if let Some(cell) = self.own_cell("__class__") {
            let value = self.b.get(self.locals[cell]);
            self.set_in_namespace("__classcell__", value);
            return value;
        }
        self.none()
    }

    /// The variable of this name that lives in a cell of this function.
    pub(super) fn own_cell(&self, name: &str) -> Option<LocalId> {
        let locals = &self.function.locals;
        locals.ids().find(|local| locals[*local].storage == Storage::Cell && locals[*local].name.as_str() == name)
    }

    pub(super) fn set_in_namespace(&mut self, name: &str, value: Value) {
        self.assign(&Variable::Class { name: Name::from(name), outer: None }, value);
    }

    /// The `__annotations__` of the module or class being lowered.
    pub(super) fn read_annotations(&mut self) -> Value {
        let name = Name::from("__annotations__");
        let variable = match self.namespace {
            Some(_) => Variable::Class { name, outer: None },
            None => Variable::Global(name),
        };
        self.read(&variable)
    }

    /// Whether the target is CPython of at least this version; the native world follows 3.13.
    pub(super) fn since(&self, major: u8, minor: u8) -> bool {
        match self.cx.world {
            crate::World::Cpython(has_major, has_minor) => (has_major, has_minor) >= (major, minor),
            crate::World::Native => (major, minor) <= (3, 13),
        }
    }

    pub(super) fn generator_expression(&mut self, function: FuncId, iterable: &Expr, is_async: bool) -> Value {
        let iterable = self.expr(iterable);
        let row = if is_async { &rt::async_iter } else { &rt::iter };
        let iterator = self.b.rt(row, vec![Operand::Value(iterable)], Hint::Any);
        let callee = self.function_object(function);
        let names = self.null();
        let operands = vec![Operand::Value(callee), Operand::Array(vec![iterator]), names];
        self.b.rt(&rt::call, operands, Hint::Any)
    }
}

/// In which order CPython evaluates the annotations of parameters.
fn annotation_rank(kind: ParamKind) -> u32 {
    match kind {
        ParamKind::Normal => 0,
        ParamKind::PositionalOnly => 1,
        ParamKind::VarArgs => 2,
        ParamKind::KeywordOnly => 3,
        ParamKind::KwArgs => 4,
    }
}

/// Whether a body records annotations of variables, at any depth but not in inner scopes.
fn annotates(block: &[Stmt]) -> bool {
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { target, simple, .. } => *simple && matches!(target.kind, TargetKind::Variable(_)),
        StmtKind::If { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::For { body, orelse, .. } => annotates(body) || annotates(orelse),
        StmtKind::With { body, .. } => annotates(body),
        StmtKind::Match { cases, .. } => cases.iter().any(|case| annotates(&case.body)),
        StmtKind::Try { body, handlers, orelse, finally, .. } => {
            [body, orelse, finally].into_iter().any(|block| annotates(block))
                || handlers.iter().any(|handler| annotates(&handler.body))
        }
        StmtKind::Expr(_)
        | StmtKind::Assign { .. }
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
    })
}
