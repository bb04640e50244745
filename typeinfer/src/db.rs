//! What the declarations of the program and of the stubs say, asked for by name and computed on demand.
//!
//! Every answer is kept. A question that comes up again while it is being answered (a global whose value calls a
//! function that reads it) is answered `Unknown`, so that asking always ends.

use crate::annotation::Meaning;
use crate::class::ClassInfo;
use crate::finding::Finding;
use crate::infer::{BodyResult, Evaluator};
use crate::stubs::Stubs;
use crate::symbols::{self, AssignedAttributes, Site, SiteKind, Symbols};
use crate::ty::{ClassRef, FuncRef, ModuleRef, Type, TypeVar, UnitId};
use naja_frontend::hir::{
    ClassId, Expr, ExprId, ExprKind, FuncId, Function, FunctionKind, Hir, Id as _, LocalId, Name, Stmt, TypeParam,
    Variable,
};
use naja_frontend::source::Span;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

/// An answer, or the mark that it is being computed.
#[derive(Debug, Clone)]
pub(crate) enum Progress<T> {
    Running,
    Done(T),
}

/// What a name of a module or class means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Symbol {
    pub(crate) ty: Type,
    /// Whether an annotation, `def`, `class` or import says so.
    pub(crate) declared: bool,
}

impl Symbol {
    pub(crate) fn unknown() -> Symbol {
        Symbol { ty: Type::Unknown, declared: false }
    }
    /// Of a module that is not checked along: nothing here can say what it is.
    fn foreign() -> Symbol {
        Symbol::declared(Type::Any)
    }
    fn declared(ty: Type) -> Symbol {
        Symbol { ty, declared: true }
    }
}

/// The declarations, and the answers so far.
pub(crate) struct Db<'a> {
    pub(crate) program: &'a Hir,
    pub(crate) stubs: &'a Stubs,
    modules: BTreeMap<Name, ModuleRef>,
    symbols: HashMap<FuncRef, Rc<Symbols<'a>>>,
    symbol_types: HashMap<(FuncRef, Name), Progress<Option<Symbol>>>,
    pub(crate) meanings: HashMap<(FuncRef, Name), Progress<Option<Meaning>>>,
    pub(crate) classes: HashMap<(UnitId, ClassId), Progress<Rc<ClassInfo>>>,
    pub(crate) class_stmts: HashMap<UnitId, HashMap<ClassId, &'a Stmt>>,
    pub(crate) attributes: HashMap<(ClassId, Name), Progress<Option<Symbol>>>,
    /// The functions written directly in each class of the program; filled when first asked for.
    pub(crate) methods_of: HashMap<ClassId, Vec<FuncId>>,
    /// How often each attribute was looked for in vain.
    pub(crate) attempts: HashMap<(ClassId, Name), u32>,
    pub(crate) receivers: HashMap<ClassId, Rc<Symbols<'a>>>,
    /// The classes of the program that derive from each class.
    pub(crate) derived: HashMap<(UnitId, ClassId), Rc<Vec<ClassRef>>>,
    pub(crate) functions: HashMap<FuncRef, Progress<Type>>,
    pub(crate) bodies: HashMap<FuncRef, Progress<Rc<BodyResult>>>,
    /// What a variable that an inner function captures was known to be when that was defined, if nothing assigns it later.
    pub(crate) captured: HashMap<(FuncRef, LocalId), Type>,
    /// The bodies under way, what a call of itself is taken to give, and whether that was asked for.
    pub(crate) running: Vec<(FuncRef, Type, bool)>,
    assigned_attributes: Option<Rc<AssignedAttributes>>,
    dynamic_globals: HashMap<ModuleRef, bool>,
    /// The type of each expression of the program.
    pub(crate) exprs: Vec<Type>,
    /// What a target was assigned, by its place.
    pub(crate) targets: BTreeMap<Span, Type>,
    pub(crate) findings: Vec<Finding>,
    /// The functions and class bodies whose signature or bases are being looked at.
    pub(crate) declaring: Vec<FuncRef>,
    /// The type parameters of the `type` statements that are being looked at.
    pub(crate) alias_params: Vec<&'a TypeParam>,
    /// The type parameters of the functions and classes around the body under way.
    pub(crate) rigid: Vec<Arc<TypeVar>>,
    /// Above zero while evaluating for a question rather than to record and report.
    pub(crate) silent: u32,
    /// Pairs of a type and a protocol that are being compared: assumed to fit.
    pub(crate) protocols: Vec<(Type, Type)>,
    /// How deep evaluation is nested: beyond a bound everything is `Unknown`.
    pub(crate) depth: u32,
}

impl<'a> Db<'a> {
    pub(crate) fn new(program: &'a Hir, stubs: &'a Stubs) -> Self {
        let modules = program
            .modules
            .iter_enumerated()
            // What a module of the library is, its stub says best.
            .filter(|(_, module)| !module.is_library || stubs.find(&module.name).is_none())
            .map(|(id, module)| (module.name.clone(), ModuleRef { unit: UnitId::PROGRAM, id }))
            .collect();
        Db {
            program,
            stubs,
            modules,
            symbols: HashMap::new(),
            symbol_types: HashMap::new(),
            meanings: HashMap::new(),
            classes: HashMap::new(),
            class_stmts: HashMap::new(),
            attributes: HashMap::new(),
            methods_of: HashMap::new(),
            attempts: HashMap::new(),
            receivers: HashMap::new(),
            derived: HashMap::new(),
            functions: HashMap::new(),
            bodies: HashMap::new(),
            captured: HashMap::new(),
            running: Vec::new(),
            assigned_attributes: None,
            dynamic_globals: HashMap::new(),
            exprs: vec![Type::Unknown; program.expr_count],
            targets: BTreeMap::new(),
            findings: Vec::new(),
            declaring: Vec::new(),
            alias_params: Vec::new(),
            rigid: Vec::new(),
            silent: 0,
            protocols: Vec::new(),
            depth: 0,
        }
    }

    pub(crate) fn hir(&self, unit: UnitId) -> &'a Hir {
        if unit == UnitId::PROGRAM { self.program } else { self.stubs.hir(unit) }
    }

    pub(crate) fn function(&self, function: FuncRef) -> &'a Function {
        &self.hir(function.unit).functions[function.id]
    }

    /// The module that a function is written in.
    pub(crate) fn module_of(&self, function: FuncRef) -> ModuleRef {
        ModuleRef { unit: function.unit, id: self.function(function).module }
    }

    /// The body of a module.
    pub(crate) fn module_body(&self, module: ModuleRef) -> FuncRef {
        FuncRef { unit: module.unit, id: self.hir(module.unit).modules[module.id].body }
    }

    pub(crate) fn module_name(&self, module: ModuleRef) -> &'a Name {
        &self.hir(module.unit).modules[module.id].name
    }

    pub(crate) fn class_ref(&self, unit: UnitId, id: ClassId) -> ClassRef {
        ClassRef { unit, id, name: self.hir(unit).classes[id].name.clone() }
    }

    pub(crate) fn class_body(&self, class: &ClassRef) -> FuncRef {
        FuncRef { unit: class.unit, id: self.hir(class.unit).classes[class.id].body }
    }

    /// The module that an import of `name` in `unit` means. A stub means stubs, even if the program has such a module.
    pub(crate) fn find_module(&self, unit: UnitId, name: &str) -> Option<ModuleRef> {
        let in_program = (unit == UnitId::PROGRAM).then(|| self.modules.get(&Name::from(name)).copied()).flatten();
        in_program.or_else(|| self.stubs.find(name))
    }

    /// The module that `from .module import …` in `from` means.
    pub(crate) fn relative_module(&self, from: ModuleRef, module: Option<&Name>, level: u32) -> Option<ModuleRef> {
        let name = self.absolute_name(from, module, level)?;
        self.find_module(from.unit, &name)
    }

    /// The absolute form of a relative module name.
    pub(crate) fn absolute_name(&self, from: ModuleRef, module: Option<&Name>, level: u32) -> Option<String> {
        if level == 0 {
            return module.map(|name| name.to_string());
        }
        let here = &self.hir(from.unit).modules[from.id];
        let mut parts: Vec<&str> = here.name.split('.').collect();
        let up = level as usize - usize::from(here.is_package);
        parts.truncate(parts.len().checked_sub(up)?);
        parts.extend(module.map(|name| name.as_str()));
        Some(parts.join("."))
    }

    /// The names that a module, class body or function binds.
    pub(crate) fn symbols(&mut self, scope: FuncRef) -> Rc<Symbols<'a>> {
        if let Some(symbols) = self.symbols.get(&scope) {
            return symbols.clone();
        }
        let hir = self.hir(scope.unit);
        let function = &hir.functions[scope.id];
        let symbols = Rc::new(match function.kind {
            FunctionKind::Module => symbols::of_module(hir, function.module),
            FunctionKind::Class(_) | FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => {
                symbols::of_body(hir, scope.id)
            }
        });
        self.symbols.insert(scope, symbols.clone());
        symbols
    }

    /// What `name` means as an attribute of a module.
    pub(crate) fn module_symbol(&mut self, module: ModuleRef, name: &Name) -> Option<Symbol> {
        let body = self.module_body(module);
        if let Some(symbol) = self.symbol(body, name) {
            return Some(symbol);
        }
        let symbols = self.symbols(body);
        // The last one wins.
        for (star, level) in symbols.stars.iter().rev() {
            let Some(from) = self.relative_module(module, *star, *level) else { return Some(Symbol::unknown()) };
            if from != module
                && let Some(symbol) = self.exported(from, name)
            {
                return Some(symbol);
            }
        }
        let submodule = format!("{}.{name}", self.module_name(module));
        if let Some(found) = self.find_module(module.unit, &submodule) {
            return Some(Symbol::declared(Type::Module(found)));
        }
        match name.as_str() {
            "__name__" | "__file__" | "__doc__" | "__package__" | "__qualname__" => {
                Some(Symbol { ty: self.builtin("str", []), declared: false })
            }
            "__dict__" | "__spec__" | "__loader__" | "__path__" | "__builtins__" | "__annotations__" | "__cached__"
            | "__debug__" | "__class__" => Some(Symbol::unknown()),
            // Elsewhere, or in another version, it is there.
            _undefined if symbols.dead.contains(name) => Some(Symbol::foreign()),
            _undefined => symbols.names.contains_key(&Name::from("__getattr__")).then(Symbol::unknown),
        }
    }

    /// What `from module import *` brings under `name`.
    fn exported(&mut self, module: ModuleRef, name: &Name) -> Option<Symbol> {
        let body = self.module_body(module);
        match &self.symbols(body).exports {
            Some(names) if !names.contains(name) => return None,
            None if name.starts_with('_') && module.unit == UnitId::PROGRAM => return None,
            _listed => {}
        }
        if self.depth > 40 {
            return Some(Symbol::unknown());
        }
        self.depth += 1;
        let symbol = self.module_symbol(module, name);
        self.depth -= 1;
        symbol
    }

    /// What `name` means in the scope whose body is `scope`, by its declarations there.
    pub(crate) fn symbol(&mut self, scope: FuncRef, name: &Name) -> Option<Symbol> {
        let key = (scope, name.clone());
        match self.symbol_types.get(&key) {
            Some(Progress::Done(symbol)) => return symbol.clone(),
            Some(Progress::Running) => return Some(Symbol::unknown()),
            None => {}
        }
        let symbols = self.symbols(scope);
        let sites = symbols.names.get(name)?;
        if self.depth > 60 {
            return Some(Symbol::unknown());
        }
        self.symbol_types.insert(key.clone(), Progress::Running);
        self.depth += 1;
        let symbol = self.compute_symbol(scope, sites);
        self.depth -= 1;
        self.symbol_types.insert(key, Progress::Done(Some(symbol.clone())));
        Some(symbol)
    }

    fn compute_symbol(&mut self, scope: FuncRef, sites: &[Site<'a>]) -> Symbol {
        if let Some(annotated) = sites.iter().find_map(annotation_of) {
            return self.annotated_symbol(scope, annotated);
        }
        if let Some(site) = sites.iter().rev().find(|site| is_declaration(site)) {
            let symbol = self.declaration(scope, sites, site);
            // `method = classmethod(method)`, `json = None`: it is not only what was declared.
            let assigned_too = sites.iter().any(|site| matches!(site.kind, SiteKind::Value { .. }));
            if assigned_too && scope.unit == UnitId::PROGRAM {
                return Symbol { ty: Type::union([symbol.ty, Type::Unknown]), declared: false };
            }
            return if scope.unit == UnitId::PROGRAM { self.or_others(scope, sites, symbol) } else { symbol };
        }
        let mut types: Vec<Type> = sites.iter().map(|site| self.site_type(scope, site)).collect();
        if types.iter().any(|ty| ty.class().is_some_and(|class| class.name.as_str() == "_Alias")) {
            return Symbol::unknown();
        }
        soften_undeclared(&mut types);
        Symbol { ty: Type::union(types), declared: false }
    }

    /// What one of the sites that declare a name makes it.
    fn declaration(&mut self, scope: FuncRef, sites: &[Site<'a>], site: &Site<'a>) -> Symbol {
        match &site.kind {
            SiteKind::Def { .. } => Symbol::declared(self.defined(scope, sites)),
            SiteKind::Class { class, .. } => self.class_symbol(scope, *class),
            SiteKind::Import { module, is_alias } => self.imported(scope, module, *is_alias),
            SiteKind::ImportFrom { module, level, name } => self.imported_name(scope, *module, *level, name),
            SiteKind::Annotated { .. } | SiteKind::Value { .. } | SiteKind::Augmented | SiteKind::Other => {
                Symbol::unknown()
            }
        }
    }

    /// A symbol, or what its other declarations make it: a class where an import fails, say.
    fn or_others(&mut self, scope: FuncRef, sites: &[Site<'a>], symbol: Symbol) -> Symbol {
        let is_other = |site: &&Site<'a>| is_declaration(site) && !matches!(site.kind, SiteKind::Def { .. });
        let others: Vec<Type> =
            sites.iter().filter(is_other).map(|site| self.declaration(scope, sites, site).ty).collect();
        if others.iter().all(|ty| *ty == symbol.ty) {
            return symbol;
        }
        Symbol { ty: Type::union(others.into_iter().chain([symbol.ty])), declared: false }
    }

    fn annotated_symbol(&mut self, scope: FuncRef, annotated: (&'a Expr, Option<&'a Expr>)) -> Symbol {
        let (annotation, value) = annotated;
        if self.is_alias_annotation(scope, annotation)
            && let Some(value) = value
        {
            return Symbol::declared(self.annotation(scope, value).class_object());
        }
        let ty = self.annotation(scope, annotation);
        // `Union`, `List` and the like are made of things that have no type of their own.
        if ty.class().is_some_and(|class| matches!(class.name.as_str(), "_SpecialForm" | "_Alias")) {
            return Symbol::unknown();
        }
        match (ty, value) {
            // `x: Final = 3` and `x: ClassVar = 3` leave the type to the value.
            (Type::Unknown, Some(value)) if self.leaves_type_to_value(scope, annotation) => {
                let ty = self.evaluate(scope, value).widen();
                Symbol::declared(ty)
            }
            // What a stub says of a module's variables is rarely exact.
            (ty, _) if scope.unit.is_stub() && self.function(scope).kind == FunctionKind::Module => {
                Symbol::declared(ty.soften())
            }
            (ty, _) => Symbol::declared(ty),
        }
    }

    /// Whether an annotation is `Final` or `ClassVar` alone.
    pub(crate) fn leaves_type_to_value(&mut self, scope: FuncRef, annotation: &Expr) -> bool {
        let bare = !matches!(annotation.kind, ExprKind::Subscript { .. });
        bare && ["Final", "ClassVar"].iter().any(|name| self.is_special(scope, annotation, name))
    }

    /// The type of one undeclared assignment, without looking at the flow around it.
    fn site_type(&mut self, scope: FuncRef, site: &Site<'a>) -> Type {
        match &site.kind {
            SiteKind::Value { value, path } if site.function == scope.id => {
                let mut ty = self.evaluate(scope, value);
                for step in path {
                    ty = self.step(&ty, *step);
                }
                ty.widen()
            }
            SiteKind::Value { .. }
            | SiteKind::Augmented
            | SiteKind::Other
            | SiteKind::Def { .. }
            | SiteKind::Class { .. }
            | SiteKind::Import { .. }
            | SiteKind::ImportFrom { .. }
            | SiteKind::Annotated { .. } => Type::Unknown,
        }
    }

    /// The type of `value` by declarations alone.
    pub(crate) fn evaluate(&mut self, scope: FuncRef, value: &'a Expr) -> Type {
        if self.depth > 50 {
            return Type::Unknown;
        }
        self.depth += 1;
        self.silent += 1;
        let ty = Evaluator::without_flow(self, scope).expr(value, None);
        self.silent -= 1;
        self.depth -= 1;
        ty
    }

    fn class_symbol(&self, scope: FuncRef, class: ClassId) -> Symbol {
        // A decorator that gives something else than the class is rare, and not known to be one.
        let class = self.class_ref(scope.unit, class);
        Symbol::declared(Type::instance(class, []).class_object())
    }

    fn imported(&mut self, scope: FuncRef, module: &Name, is_alias: bool) -> Symbol {
        let bound = if is_alias { module.as_str() } else { module.split('.').next().unwrap_or_default() };
        self.find_module(scope.unit, bound).map_or(Symbol::foreign(), |found| Symbol::declared(Type::Module(found)))
    }

    pub(crate) fn imported_name(&mut self, scope: FuncRef, module: Option<&Name>, level: u32, name: &Name) -> Symbol {
        let here = self.module_of(scope);
        let Some(from) = self.relative_module(here, module, level) else { return Symbol::foreign() };
        if from == here {
            let submodule = format!("{}.{name}", self.module_name(from));
            return self
                .find_module(from.unit, &submodule)
                .map_or(Symbol::foreign(), |m| Symbol::declared(Type::Module(m)));
        }
        self.module_symbol(from, name).unwrap_or_else(Symbol::foreign)
    }

    /// The sites that bind `name` where `from module import name` leads in the end, and the scope they are in.
    pub(crate) fn definition(&mut self, module: ModuleRef, name: &Name) -> Option<(FuncRef, Name)> {
        let (mut module, mut name) = (module, name.clone());
        for _ in 0..20 {
            let body = self.module_body(module);
            let symbols = self.symbols(body);
            let Some(sites) = symbols.names.get(&name) else {
                let through = symbols.stars.iter().find_map(|(star, level)| {
                    let from = self.relative_module(module, *star, *level)?;
                    let from_body = self.module_body(from);
                    self.symbols(from_body).names.contains_key(&name).then_some(from)
                });
                module = through?;
                continue;
            };
            match &sites.last()?.kind {
                SiteKind::ImportFrom { module: from, level, name: imported } => {
                    module = self.relative_module(module, *from, *level)?;
                    name = (*imported).clone();
                }
                SiteKind::Def { .. }
                | SiteKind::Class { .. }
                | SiteKind::Import { .. }
                | SiteKind::Annotated { .. }
                | SiteKind::Value { .. }
                | SiteKind::Augmented
                | SiteKind::Other => return Some((body, name)),
            }
        }
        None
    }

    /// The class `name` of `builtins`.
    pub(crate) fn builtin_class(&mut self, name: &str) -> Option<ClassRef> {
        self.library_class("builtins", name)
    }

    /// The class `name` of a stub.
    pub(crate) fn library_class(&mut self, module: &str, name: &str) -> Option<ClassRef> {
        let module = self.stubs.find(module)?;
        match self.module_symbol(module, &name.into())?.ty {
            Type::Class(of) => of.class().cloned(),
            _other => None,
        }
    }

    /// An instance of a builtin class, its arguments read off the program.
    pub(crate) fn builtin(&mut self, name: &str, args: impl Into<std::sync::Arc<[Type]>>) -> Type {
        self.library("builtins", name, args)
    }

    /// An instance of a library class.
    pub(crate) fn library(&mut self, module: &str, name: &str, args: impl Into<std::sync::Arc<[Type]>>) -> Type {
        match self.library_class(module, name) {
            Some(class) => {
                let args = args.into();
                let inferred = !args.is_empty();
                Type::Instance(crate::ty::Instance { args, inferred, ..crate::ty::Instance::bare(class) })
            }
            None => Type::Unknown,
        }
    }

    /// Every attribute name that the program assigns on something, or passes to `setattr`.
    pub(crate) fn assigned_attributes(&mut self) -> Rc<AssignedAttributes> {
        let program = self.program;
        self.assigned_attributes.get_or_insert_with(|| Rc::new(symbols::assigned_attributes(program))).clone()
    }

    /// Whether a module may bind names in ways that cannot be seen.
    pub(crate) fn has_dynamic_globals(&mut self, module: ModuleRef) -> bool {
        let hir = self.hir(module.unit);
        *self.dynamic_globals.entry(module).or_insert_with(|| {
            hir.functions.iter().filter(|function| function.module == module.id).any(|function| {
                let mut dynamic = false;
                crate::walk::each_expr(hir, function, |expr| dynamic |= binds_unseen(expr));
                dynamic
            })
        })
    }

    /// Notes the type of an expression of the program.
    pub(crate) fn record(&mut self, unit: UnitId, id: ExprId, ty: &Type) {
        if unit == UnitId::PROGRAM && self.silent == 0 {
            self.exprs[id.index()] = ty.clone();
        }
    }
}

fn annotation_of<'a>(site: &Site<'a>) -> Option<(&'a Expr, Option<&'a Expr>)> {
    match &site.kind {
        SiteKind::Annotated { annotation, value } => Some((annotation, *value)),
        _other => None,
    }
}

/// `globals()`, `exec`, `vars()`, `Enum._convert_`.
fn binds_unseen(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(Variable::Global(name)) => matches!(name.as_str(), "globals" | "exec" | "vars"),
        ExprKind::Attribute { name, .. } => matches!(name.as_str(), "_convert_" | "modules" | "global_enum"),
        _other => false,
    }
}

fn is_declaration(site: &Site<'_>) -> bool {
    matches!(
        site.kind,
        SiteKind::Def { .. } | SiteKind::Class { .. } | SiteKind::Import { .. } | SiteKind::ImportFrom { .. }
    )
}

/// An undeclared variable that is assigned in several places, or only `None`, may hold more than what was seen.
pub(crate) fn soften_undeclared(types: &mut Vec<Type>) {
    types.dedup();
    if types.len() > 1 || types.iter().all(|ty| *ty == Type::None) {
        types.push(Type::Unknown);
    }
}
