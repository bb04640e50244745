//! Scopes and the names mentioned in them, as the walk over a module finds them.

use crate::hir::{FuncId, Name};
use crate::source::Span;
use std::collections::HashMap;

crate::id_type! {
    /// A scope of one module; a parent's id is below its children's.
    #[expect(unreachable_pub, reason = "the macro declares public ids; this one stays in the crate")]
    ScopeId = "scope";
}

/// What opens a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    /// The top level of a file.
    Module,
    /// A class body.
    Class,
    /// A `def`, lambda or generator expression.
    Function,
    /// A list, set or dict comprehension: a scope of its own, but part of the function around it.
    Comprehension,
    /// The type parameters of a `def`, `class` or `type` statement: a scope of its own too, and part of the function or
    /// class body around it, whose names it sees.
    TypeParams,
    /// A bound, default or alias: a function that is called when somebody asks, and sees the names of a class around it.
    Lazy,
}

impl ScopeKind {
    /// Whether it is part of the function around it.
    pub(crate) fn is_inline(self) -> bool {
        match self {
            ScopeKind::Comprehension | ScopeKind::TypeParams => true,
            ScopeKind::Module | ScopeKind::Class | ScopeKind::Function | ScopeKind::Lazy => false,
        }
    }

    /// Whether inner functions can capture its variables.
    pub(crate) fn is_captured(self) -> bool {
        match self {
            ScopeKind::Comprehension | ScopeKind::TypeParams | ScopeKind::Function | ScopeKind::Lazy => true,
            ScopeKind::Module | ScopeKind::Class => false,
        }
    }
}

/// `global` or `nonlocal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared {
    /// `global`.
    Global,
    /// `nonlocal`.
    Nonlocal,
}

impl Declared {
    /// The keyword.
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Declared::Global => "global",
            Declared::Nonlocal => "nonlocal",
        }
    }
}

/// One name in one scope, and everything that the scope does with it.
#[derive(Debug)]
pub(crate) struct Symbol {
    /// Mangled.
    pub(crate) name: Name,
    /// Its first mention; its first binding once there is one.
    pub(crate) span: Span,
    /// Position among all first mentions of the module: the order of a function's locals.
    pub(crate) order: usize,
    /// Something in the scope binds it.
    pub(crate) bound: bool,
    /// It is a parameter.
    pub(crate) parameter: bool,
    /// It is read.
    pub(crate) used: bool,
    /// It has an annotation.
    pub(crate) annotated: bool,
    /// It is the variable of a comprehension's clause.
    pub(crate) iterates: bool,
    /// It is declared, here.
    pub(crate) declared: Option<(Declared, Span)>,
    /// A `:=` in this comprehension binds it in the function around.
    pub(crate) binds_outside: bool,
}

/// A region of a module in which each name has one meaning.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    /// The node that opens it.
    pub(crate) span: Span,
    /// The function it is or belongs to, counted from the module's first.
    pub(crate) function: FuncId,
    /// The class whose private names are mangled here.
    pub(crate) class_name: Option<Name>,
    pub(crate) symbols: Vec<Symbol>,
    by_name: HashMap<Name, usize>,
}

impl Scope {
    pub(crate) fn new(
        kind: ScopeKind,
        parent: Option<ScopeId>,
        span: Span,
        function: FuncId,
        class_name: Option<Name>,
    ) -> Self {
        Scope { kind, parent, span, function, class_name, symbols: Vec::new(), by_name: HashMap::new() }
    }

    /// The symbol of `name`, if the scope mentions it.
    pub(crate) fn get(&self, name: &Name) -> Option<&Symbol> {
        self.by_name.get(name).map(|index| &self.symbols[*index])
    }

    /// The symbol of `name`, made now if this is its first mention.
    pub(crate) fn mention(&mut self, name: Name, span: Span, order: &mut usize) -> &mut Symbol {
        let index = *self.by_name.entry(name.clone()).or_insert(self.symbols.len());
        if index == self.symbols.len() {
            *order += 1;
            self.symbols.push(Symbol {
                name,
                span,
                order: *order,
                bound: false,
                parameter: false,
                used: false,
                annotated: false,
                iterates: false,
                declared: None,
                binds_outside: false,
            });
        }
        &mut self.symbols[index]
    }

    /// Whether `name` is a variable of this very scope.
    pub(crate) fn owns(&self, name: &Name) -> bool {
        self.get(name).is_some_and(|symbol| symbol.bound && symbol.declared.is_none())
    }

    /// Whether `name` is declared `global` here.
    pub(crate) fn declares_global(&self, name: &Name) -> bool {
        self.get(name).is_some_and(|symbol| matches!(symbol.declared, Some((Declared::Global, _))))
    }
}
