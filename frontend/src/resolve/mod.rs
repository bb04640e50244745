//! Decides what each name means: CPython's symbol table rules.
//!
//! The walk over a module ([`crate::lower`]) reports scopes and mentions of names to a [`Builder`], in the order in which
//! CPython compiles them; [`Builder::finish`] then gives every (scope, name) its [`Variable`] and every function its
//! locals. Nothing here knows the AST.
//!
//! Invariants: the functions' free variables are exactly CPython's `co_freevars`, since compiled functions share their
//! closures with the interpreter's code objects; a comprehension's variables belong to the function around it.

mod names;
mod scope;
#[cfg(test)]
mod tests;

use names::mangle;
pub(crate) use scope::{Declared, ScopeId, ScopeKind};
use scope::{Scope, Symbol};

use crate::hir::{FuncId, Id as _, IdVec, Local, LocalId, Name, Storage, Variable};
use crate::source::Span;
use std::collections::{BTreeSet, HashMap, HashSet};

/// An error that CPython's symbol table reports.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) span: Span,
    pub(crate) message: String,
}

/// How a mention binds a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// An assignment, import, `def`, `except … as`, …
    Assigned,
    /// `x: annotation`, with or without a value.
    Annotated,
    /// A parameter.
    Parameter,
    /// The variable of a comprehension's or generator expression's clause.
    Iteration,
}

/// Collects scopes and mentions.
#[derive(Debug)]
pub(crate) struct Builder {
    scopes: IdVec<ScopeId, Scope>,
    current: ScopeId,
    at: HashMap<Span, ScopeId>,
    functions: usize,
    order: usize,
    problems: Vec<Problem>,
}

impl Builder {
    /// Begins with the module's own scope.
    pub(crate) fn new(module: Span) -> Self {
        let mut scopes = IdVec::new();
        let current = scopes.push(Scope::new(ScopeKind::Module, None, module, FuncId::from_index(0), None));
        Builder { scopes, current, at: HashMap::new(), functions: 1, order: 0, problems: Vec::new() }
    }

    /// Opens the scope of the node at `span`. For a class, `class_name` is its name.
    pub(crate) fn enter(&mut self, kind: ScopeKind, span: Span, class_name: Option<&str>) {
        let function = if kind.is_inline() {
            self.scopes[self.current].function
        } else {
            self.functions += 1;
            FuncId::from_index(self.functions - 1)
        };
        let class_name = class_name.map(Name::from).or_else(|| self.scopes[self.current].class_name.clone());
        let scope = self.scopes.push(Scope::new(kind, Some(self.current), span, function, class_name));
        self.at.insert(span, scope);
        self.current = scope;
    }

    /// Closes the scope opened last.
    pub(crate) fn leave(&mut self) {
        self.current = self.scopes[self.current].parent.expect("the module's scope stays open");
    }

    /// What the current scope is.
    pub(crate) fn kind(&self) -> ScopeKind {
        self.scopes[self.current].kind
    }

    /// Whether what is made here is called in sight of a class's names: CPython captures its namespace then.
    pub(crate) fn sees_class(&self) -> bool {
        class_in_sight(&self.scopes, Some(self.current))
    }

    /// Reports a problem found while walking.
    pub(crate) fn problem(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem { span, message: message.into() });
    }

    /// The name is read.
    pub(crate) fn read(&mut self, name: &str, span: Span) {
        self.mention(name, span).used = true;
    }

    /// The name is bound or unbound.
    pub(crate) fn bind(&mut self, name: &str, span: Span, how: Binding) {
        let symbol = self.mention(name, span);
        if !symbol.bound {
            symbol.span = span;
        }
        let (repeated, outside) = (symbol.parameter, symbol.binds_outside);
        symbol.bound = true;
        symbol.annotated |= how == Binding::Annotated;
        symbol.parameter |= how == Binding::Parameter;
        symbol.iterates |= how == Binding::Iteration;
        match how {
            Binding::Parameter if repeated => {
                self.problem(span, format!("duplicate argument '{name}' in function definition"));
            }
            Binding::Iteration if outside => self
                .problem(span, format!("comprehension inner loop cannot rebind assignment expression target '{name}'")),
            Binding::Annotated => self.check_annotated(name, span),
            Binding::Assigned | Binding::Parameter | Binding::Iteration => {}
        }
    }

    fn check_annotated(&mut self, name: &str, span: Span) {
        let module = self.kind() == ScopeKind::Module;
        let declared = self.mention(name, span).declared.map(|(declared, _)| declared);
        match declared {
            Some(Declared::Global) if module => {}
            Some(declared) => {
                self.problem(span, format!("annotated name '{name}' can't be {}", declared.keyword()));
            }
            None => {}
        }
    }

    /// `global name` or `nonlocal name`.
    pub(crate) fn declare(&mut self, name: &str, span: Span, declared: Declared) {
        let keyword = declared.keyword();
        if declared == Declared::Nonlocal && self.kind() == ScopeKind::Module {
            return self.problem(span, "nonlocal declaration not allowed at module level");
        }
        let symbol = self.mention(name, span);
        if let Some((other, first)) = symbol.declared
            && other != declared
        {
            return self.problem(first, format!("name '{name}' is nonlocal and global"));
        }
        let message = match symbol.declared {
            _ if symbol.parameter => Some(format!("name '{name}' is parameter and {keyword}")),
            _ if symbol.used => Some(format!("name '{name}' is used prior to {keyword} declaration")),
            _ if symbol.annotated => Some(format!("annotated name '{name}' can't be {keyword}")),
            _ if symbol.bound => Some(format!("name '{name}' is assigned to before {keyword} declaration")),
            Some(_) | None => None,
        };
        symbol.declared = Some((declared, span));
        if let Some(message) = message {
            self.problem(span, message);
        }
    }

    /// `name := …`: inside comprehensions, binds in the function around them.
    pub(crate) fn bind_walrus(&mut self, name: &str, span: Span) {
        let home = self.current;
        while self.kind() == ScopeKind::Comprehension || self.is_generator_expression() {
            let symbol = self.mention(name, span);
            symbol.binds_outside = true;
            if symbol.iterates {
                let message = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                self.problem(span, message);
            }
            self.leave();
        }
        if home != self.current && self.kind() == ScopeKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            self.problem(span, message);
        } else {
            self.bind(name, span, Binding::Assigned);
        }
        self.current = home;
    }

    /// The implicit parameter of a generator expression tells it from a `def`.
    fn is_generator_expression(&self) -> bool {
        self.scopes[self.current].symbols.first().is_some_and(|symbol| symbol.name.as_str() == GENERATOR_PARAMETER)
    }

    fn mention(&mut self, name: &str, span: Span) -> &mut Symbol {
        let scope = &mut self.scopes[self.current];
        let name = mangle(scope.class_name.as_ref(), name);
        scope.mention(name, span, &mut self.order)
    }

    /// Resolves every name.
    pub(crate) fn finish(self) -> (Resolution, Vec<Problem>) {
        let Builder { scopes, at, functions, mut problems, .. } = self;
        let captures = Captures::find(&scopes, functions, &mut problems);
        let (locals, ids) = captures.locals(&scopes, functions);
        (Resolution { scopes, at, locals, ids }, problems)
    }
}

/// The parameter of a generator expression's function: CPython's name for it.
pub(crate) const GENERATOR_PARAMETER: &str = ".0";

/// The cell of the class being defined.
pub(crate) const CLASS_CELL: &str = "__class__";

/// The namespace of the class being defined, for what is evaluated lazily in it.
pub(crate) const CLASS_NAMESPACE: &str = "__classdict__";

/// The tuple of a class's type parameters, which its body stores.
pub(crate) const TYPE_PARAMS: &str = ".type_params";

/// A variable: the scope that owns it, and its name there.
type Owned = (ScopeId, Name);

/// Which variables functions capture from functions around them.
struct Captures {
    /// By function: the captured variables, in the order of `co_freevars`.
    free: Vec<BTreeSet<(Name, ScopeId)>>,
    /// The variables that live in cells.
    cells: HashSet<Owned>,
}

impl Captures {
    fn find(scopes: &IdVec<ScopeId, Scope>, functions: usize, problems: &mut Vec<Problem>) -> Self {
        let mut captures = Captures { free: vec![BTreeSet::new(); functions], cells: HashSet::new() };
        for (id, scope) in scopes.iter_enumerated() {
            for symbol in &scope.symbols {
                captures.add_symbol(scopes, id, symbol, problems);
            }
        }
        captures
    }

    fn add_symbol(
        &mut self,
        scopes: &IdVec<ScopeId, Scope>,
        scope: ScopeId,
        symbol: &Symbol,
        problems: &mut Vec<Problem>,
    ) {
        let nonlocal = matches!(symbol.declared, Some((Declared::Nonlocal, _)));
        if (symbol.declared.is_some() && !nonlocal) || scopes[scope].owns(&symbol.name) {
            return;
        }
        match owner(scopes, scopes[scope].parent, &symbol.name) {
            Some(owner) => self.capture(scopes, scope, owner, &symbol.name),
            None if nonlocal => {
                let span = symbol.declared.expect("is nonlocal").1;
                problems.push(Problem { span, message: format!("no binding for nonlocal '{}' found", symbol.name) });
            }
            None => {}
        }
    }

    /// Makes `name` of `owner` free in every function from `scope`'s up to, but without, `owner`'s.
    fn capture(&mut self, scopes: &IdVec<ScopeId, Scope>, scope: ScopeId, owner: ScopeId, name: &Name) {
        let mut scope = scope;
        while scopes[scope].function != scopes[owner].function {
            self.free[scopes[scope].function.index()].insert((name.clone(), owner));
            self.cells.insert((owner, name.clone()));
            scope = scopes[scope].parent.expect("the owner is further out");
        }
    }

    /// The locals of every function: parameters and other variables in order of appearance, then the free ones by name.
    fn locals(&self, scopes: &IdVec<ScopeId, Scope>, functions: usize) -> (Vec<IdVec<LocalId, Local>>, LocalIds) {
        let mut tables = Tables {
            parents: vec![0; functions],
            lists: (0..functions).map(|_| IdVec::new()).collect(),
            ids: LocalIds::new(),
        };
        let mut owned: Vec<Vec<(ScopeId, &Symbol)>> = vec![Vec::new(); functions];
        for (id, scope) in scopes.iter_enumerated() {
            let function = scope.function.index();
            if let Some(parent) = scope.parent
                && !scope.kind.is_inline()
            {
                tables.parents[function] = scopes[parent].function.index();
            }
            if scope.kind.is_captured() {
                owned[function].extend(scope.symbols.iter().filter(|s| scope.owns(&s.name)).map(|s| (id, s)));
            }
            for name in [CLASS_CELL, CLASS_NAMESPACE] {
                let cell = (id, Name::from(name));
                if scope.kind == ScopeKind::Class && self.cells.contains(&cell) {
                    tables.add(function, cell, Storage::Cell, false, scope.span);
                }
            }
        }
        for (function, mut symbols) in owned.into_iter().enumerate() {
            symbols.sort_by_key(|(_, symbol)| symbol.order);
            for (scope, symbol) in symbols {
                let variable = (scope, symbol.name.clone());
                let storage = if self.cells.contains(&variable) { Storage::Cell } else { Storage::Register };
                let named = ![GENERATOR_PARAMETER, TYPE_PARAMS].contains(&symbol.name.as_str());
                tables.add(function, variable, storage, named, symbol.span);
            }
            for (name, owner) in &self.free[function] {
                tables.add_free(function, (*owner, name.clone()));
            }
        }
        (tables.lists, tables.ids)
    }
}

/// The locals of every function, in the making; functions are indexed by their order in the module.
struct Tables {
    parents: Vec<usize>,
    lists: Vec<IdVec<LocalId, Local>>,
    ids: LocalIds,
}

impl Tables {
    fn add(&mut self, function: usize, (owner, name): Owned, storage: Storage, named: bool, span: Span) {
        let id = self.lists[function].push(Local { name: name.clone(), storage, named, span });
        self.ids.insert((function, owner, name), id);
    }

    /// The outer function, which comes first, already has the variable.
    fn add_free(&mut self, function: usize, (owner, name): Owned) {
        let parent = self.parents[function];
        let outer = self.ids[&(parent, owner, name.clone())];
        let Local { named, span, .. } = self.lists[parent][outer];
        self.add(function, (owner, name), Storage::Free(outer), named, span);
    }
}

/// The local that stands for a variable inside a function.
type LocalIds = HashMap<(usize, ScopeId, Name), LocalId>;

/// The scope, from `scope` outwards, whose variable `name` means there: `None` if it is global.
fn owner(scopes: &IdVec<ScopeId, Scope>, scope: Option<ScopeId>, name: &Name) -> Option<ScopeId> {
    let mut next = scope;
    while let Some(id) = next {
        let scope = &scopes[id];
        match scope.kind {
            ScopeKind::Module => return None,
            ScopeKind::Class if [CLASS_CELL, CLASS_NAMESPACE].contains(&name.as_str()) => return Some(id),
            kind if kind.is_captured() && scope.owns(name) => return Some(id),
            kind if kind.is_captured() && scope.declares_global(name) => return None,
            ScopeKind::Class
            | ScopeKind::Function
            | ScopeKind::Comprehension
            | ScopeKind::TypeParams
            | ScopeKind::Lazy => {}
        }
        next = scope.parent;
    }
    None
}

/// Whether the next scope from `scope` outwards that is not of type parameters is a class.
fn class_in_sight(scopes: &IdVec<ScopeId, Scope>, scope: Option<ScopeId>) -> bool {
    let mut next = scope;
    while let Some(scope) = next.map(|id| &scopes[id]) {
        match scope.kind {
            ScopeKind::TypeParams => next = scope.parent,
            ScopeKind::Class => return true,
            ScopeKind::Module | ScopeKind::Function | ScopeKind::Comprehension | ScopeKind::Lazy => return false,
        }
    }
    false
}

/// What every name of a module means.
#[derive(Debug)]
pub(crate) struct Resolution {
    scopes: IdVec<ScopeId, Scope>,
    at: HashMap<Span, ScopeId>,
    locals: Vec<IdVec<LocalId, Local>>,
    ids: LocalIds,
}

impl Resolution {
    /// The scope of the module itself.
    pub(crate) fn module(&self) -> ScopeId {
        ScopeId::from_index(0)
    }

    /// How many functions the module has, its body included.
    pub(crate) fn function_count(&self) -> usize {
        self.locals.len()
    }

    /// The scope that the node at `span` opens.
    pub(crate) fn scope_at(&self, span: Span) -> ScopeId {
        self.at[&span]
    }

    /// The function that `scope` is or belongs to, counted from the module's first.
    pub(crate) fn function_of(&self, scope: ScopeId) -> FuncId {
        self.scopes[scope].function
    }

    /// The locals of a function; they can be taken once.
    pub(crate) fn take_locals(&mut self, function: FuncId) -> IdVec<LocalId, Local> {
        std::mem::take(&mut self.locals[function.index()])
    }

    /// `name` as it is called inside `scope`'s class.
    pub(crate) fn mangle(&self, scope: ScopeId, name: &str) -> Name {
        mangle(self.scopes[scope].class_name.as_ref(), name)
    }

    /// Whether `name` is declared `global` in `scope`.
    pub(crate) fn is_declared_global(&self, scope: ScopeId, name: &str) -> bool {
        self.scopes[scope].declares_global(&self.mangle(scope, name))
    }

    /// What `name` means in `scope`.
    ///
    /// A name that only postponed annotations mention was not captured: it counts as global if it is further out.
    pub(crate) fn variable(&self, scope: ScopeId, name: &str) -> Variable {
        let name = self.mangle(scope, name);
        let here = &self.scopes[scope];
        if here.declares_global(&name) {
            return Variable::Global(name);
        }
        let owns = here.owns(&name);
        let local = |owner| self.ids.get(&(here.function.index(), owner, name.clone())).copied();
        match here.kind {
            ScopeKind::Module => Variable::Global(name),
            ScopeKind::Class if owns => Variable::Class { name, outer: None },
            ScopeKind::Class => {
                let outer = owner(&self.scopes, here.parent, &name).and_then(local);
                match outer {
                    Some(local) if here.get(&name).is_some_and(|symbol| symbol.declared.is_some()) => {
                        Variable::Local(local)
                    }
                    _ => Variable::Class { name, outer },
                }
            }
            ScopeKind::TypeParams if !owns => self.variable(here.parent.expect("it is part of another"), &name),
            ScopeKind::Lazy if class_in_sight(&self.scopes, here.parent) => {
                match owner(&self.scopes, Some(scope), &name) {
                    Some(owner) if self.scopes[owner].kind == ScopeKind::TypeParams => {
                        local(owner).map_or(Variable::Global(name), Variable::Local)
                    }
                    found => {
                        let outer = found.and_then(local);
                        Variable::Class { name, outer }
                    }
                }
            }
            ScopeKind::Function | ScopeKind::Comprehension | ScopeKind::TypeParams | ScopeKind::Lazy => {
                match owner(&self.scopes, Some(scope), &name).and_then(local) {
                    Some(local) => Variable::Local(local),
                    None => Variable::Global(name),
                }
            }
        }
    }
}
