//! Names: what reading a variable gives, here and from elsewhere.

use super::Evaluator;
use super::report::similar_name;
use crate::finding::Finding;
use crate::flow::{Bound, Place};
use crate::ty::{FuncRef, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{FunctionKind, Id as _, LocalId, Name, Storage, Variable};
use naja_frontend::source::Span;

impl<'a> Evaluator<'_, 'a> {
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
        let captured = (self.scope, local);
        let (mut function, mut local, mut scope) = (self.function, local, self.scope);
        while let (Storage::Free(outer), Some(parent)) = (function.locals[local].storage, function.parent) {
            scope = FuncRef { unit: scope.unit, id: parent };
            (function, local) = (self.db.function(scope), outer);
        }
        if scope == self.scope {
            return Type::Unknown;
        }
        let inferred = self.db.infer_body(scope);
        if let (Some(_), Some(ty)) = (&inferred, self.db.captured.get(&captured)) {
            return ty.clone();
        }
        match inferred {
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
        if self.db.type_param(self.scope, name).is_some() {
            return Type::Any;
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
}
