//! `super()`, and attributes of it, for which no super object is made.
//!
//! `super().name` finds an attribute behind the class in the resolution order of the object's type. Two rows do that: the
//! *call* of `super` gives nothing where the name means the builtin and the object is an instance of the class, and then the
//! *attribute* is looked for by class and object. Where the call gives an object, it is an attribute of that.

use super::Lowering;
use crate::mir::{Hint, Operand, PoolEntry, Value};
use naja_frontend::hir::visit::{self, Visitor};
use naja_frontend::hir::{
    Argument, Expr, ExprKind, Hir, LocalId, ModuleId, Name, ParamKind, Stmt, StmtKind, Target, TargetKind, Variable,
};
use naja_frontend::source::Span;
use naja_rt_abi::table as rt;

/// Whether the statements of a module name `super`, or its functions bind it.
pub(super) fn names_super(hir: &Hir, module: ModuleId) -> bool {
    let mut named = Named { is_body: true, found: false };
    for (id, function) in hir.functions.iter_enumerated().filter(|(_, function)| function.module == module) {
        named.is_body = id == hir.modules[module].body;
        visit::walk(function, |id| &hir.functions[id], &mut named);
    }
    named.found
}

struct Named {
    /// Whether it is the module's body that is walked.
    is_body: bool,
    found: bool,
}

impl Named {
    fn bind(&mut self, variable: &Variable) {
        self.found |= is_super_variable(variable);
    }
}

impl Visitor for Named {
    fn expr(&mut self, expr: &Expr) {
        self.found |= self.is_body && is_super(expr);
    }

    fn target(&mut self, target: &Target) {
        if let TargetKind::Variable(variable) = &target.kind {
            self.bind(variable);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Def { target, .. } | StmtKind::Class { target, .. } | StmtKind::Import { target, .. } => {
                self.bind(target);
            }
            StmtKind::ImportFrom { names, .. } => names.iter().for_each(|name| self.bind(&name.target)),
            StmtKind::Expr(_)
            | StmtKind::Assign { .. }
            | StmtKind::AnnAssign { .. }
            | StmtKind::AugAssign { .. }
            | StmtKind::Delete(_)
            | StmtKind::Return(_)
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::With { .. }
            | StmtKind::Try { .. }
            | StmtKind::ImportStar { .. }
            | StmtKind::Match { .. } => {}
        }
    }
}

/// What an attribute of `super()` is looked for by.
pub(super) struct Inherited {
    /// What the call of `super` gave, null if it made no object.
    made: Value,
    class: Value,
    /// The object that methods found take as their first argument.
    pub(super) object: Value,
    cache: Operand,
}

impl Lowering<'_, '_> {
    /// `super()`: with the class and the first argument spelled out, since the frame it would look at is not there.
    pub(super) fn implicit_super(&mut self, callee: &Expr) -> Value {
        let callee = self.expr(callee);
        let (class, object) = self.implied(Self::read_nullable);
        let operands = [callee, class, object].map(Operand::Value).to_vec();
        self.b.rt(&rt::super_new, operands, Hint::Any)
    }

    /// Whether this is a `super()` that means a class and an object.
    pub(super) fn is_implicit_super(&self, callee: &Expr, arguments: &[Argument]) -> bool {
        is_super(callee) && arguments.is_empty() && self.class_cell().is_some()
    }

    /// The call in `super().name`, if `object` is one, for an attribute at `span`.
    pub(super) fn inherited(&mut self, object: &Expr, name: &Name, span: Span) -> Option<Inherited> {
        let ExprKind::Call { callee, arguments } = &object.kind else { return None };
        let is_spelled_out = matches!(arguments[..], [Argument::Positional(_), Argument::Positional(_)]);
        let is_known = is_super(callee) && is_spelled_out || self.is_implicit_super(callee, arguments);
        // `super().__class__` is the class of the super object.
        if !is_known || name.as_str() == "__class__" {
            return None;
        }
        // From 3.12 on, one instruction does both, unless the module itself says `super`: then the call is where the
        // attribute is, and what `super()` means are variables like others.
        let is_one = self.since(3, 12) && !self.cx.names_super;
        let place = if is_one { span } else { object.span };
        let (callee, class, object) = self.at(object.span, |this| {
            let callee = this.expr(callee);
            let (class, object) = match &arguments[..] {
                [Argument::Positional(class), Argument::Positional(object)] => (this.expr(class), this.expr(object)),
                _ if is_one => this.implied(Self::read_local),
                _ => this.implied(Self::read_nullable),
            };
            (callee, class, object)
        });
        let cache = self.cache();
        let mut operands = [callee, class, object].map(Operand::Value).to_vec();
        operands.extend([Operand::Imm(i64::from(is_spelled_out)), cache.clone()]);
        let made = self.at(place, |this| this.b.rt(&rt::super_begin, operands, Hint::Any));
        Some(Inherited { made, class, object, cache })
    }

    /// `super().name`.
    pub(super) fn inherited_attribute(&mut self, inherited: &Inherited, name: &Name) -> Value {
        let operands = self.sought(inherited, name);
        self.b.rt(&rt::super_attr, operands, Hint::Any)
    }

    /// What `super().name(...)` calls, as `method_get` gives it.
    pub(super) fn inherited_method(&mut self, inherited: &Inherited, name: &Name) -> Value {
        let operands = self.sought(inherited, name);
        self.b.rt(&rt::super_method, operands, Hint::Any)
    }

    fn sought(&mut self, inherited: &Inherited, name: &Name) -> Vec<Operand> {
        let [made, class, object] = [inherited.made, inherited.class, inherited.object].map(Operand::Value);
        vec![made, class, object, self.name(name), inherited.cache.clone()]
    }

    /// The class and the object that `super()` means.
    fn implied(&mut self, read: impl Fn(&mut Self, LocalId) -> Value) -> (Value, Value) {
        let Some(class) = self.class_cell() else { crate::bug!("`super()` without a class cell") };
        let class = read(self, class);
        let Some(first) = self.function.params.first().map(|param| param.local) else {
            crate::bug!("`super()` without a first argument")
        };
        // Before CPython 3.12 a comprehension is a function of its own, whose first argument is an iterator: of no class
        // with methods in Python, so any other object without one does as well.
        let object = if self.is_inner() { self.constant(PoolEntry::Ellipsis, Hint::Any) } else { read(self, first) };
        (class, object)
    }

    fn class_cell(&self) -> Option<LocalId> {
        // As CPython counts arguments: what `*args` takes is none.
        self.function.params.first().filter(|param| is_positional(param.kind))?;
        self.function.locals.ids().find(|local| self.function.locals[*local].name == Name::from("__class__"))
    }
}

fn is_positional(kind: ParamKind) -> bool {
    match kind {
        ParamKind::PositionalOnly | ParamKind::Normal => true,
        ParamKind::KeywordOnly | ParamKind::VarArgs | ParamKind::KwArgs => false,
    }
}

fn is_super(callee: &Expr) -> bool {
    matches!(&callee.kind, ExprKind::Variable(variable) if is_super_variable(variable))
}

fn is_super_variable(variable: &Variable) -> bool {
    matches!(variable, Variable::Global(name) if name.as_str() == "super")
}
