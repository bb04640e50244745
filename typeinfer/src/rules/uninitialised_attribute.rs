//! An attribute that a class declares must be set on every path through `__init__`.
//!
//! [`Paths`] walks a method in order and knows which attributes of the receiver every path has set so far. A path that
//! raises asks for nothing; a call of another method of the receiver counts as if its body stood there.

use super::Rule;
use crate::types::Types;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::{
    Block, ClassId, Expr, ExprKind, FuncId, Hir, LocalId, Name, Stmt, StmtKind, Target, TargetKind, Variable,
};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: Code::UninitialisedAttribute,
    name: "uninitialised_attribute",
    summary: "every declared attribute is set by `__init__` or has a value in the class",
    check,
};

fn check(hir: &Hir, types: &Types, diagnostics: &mut Diagnostics) {
    for (id, class) in hir.classes.iter_enumerated() {
        let info = types.class(id);
        // Dataclasses and the like set their fields themselves.
        if info.is_dataclass || !info.is_plain {
            continue;
        }
        let set = set_by_init(hir, types, id);
        for stmt in &hir.functions[class.body].body {
            let StmtKind::AnnAssign { target, annotation, value: None, .. } = &stmt.kind else { continue };
            let TargetKind::Variable(Variable::Class { name, .. }) = &target.kind else { continue };
            if is_class_variable(annotation) || set.always.contains(name) || is_set_by_factory(hir, class.body, name) {
                continue;
            }
            let message = if set.sometimes.contains(name) {
                format!("not every path through `__init__` sets `{name}`")
            } else {
                format!("no path through `__init__` sets `{name}`")
            };
            diagnostics
                .error(Code::UninitialisedAttribute, target.span)
                .message(message)
                .help(format!("set `self.{name}` in `__init__`, or give it a value here"));
        }
    }
}

/// Whether a method sets the attribute on another object than its first parameter, as class methods that make one do, or
/// when the class is made.
fn is_set_by_factory(hir: &Hir, body: FuncId, name: &Name) -> bool {
    let methods = hir.functions.iter().filter(|function| function.parent == Some(body));
    methods.into_iter().any(|method| {
        let makes_class = method.name.as_str() == "__set_name__";
        let receiver = method.params.first().map(|param| param.local).filter(|_| !makes_class);
        let mut found = false;
        crate::symbols::for_each_block(&method.body, &mut |stmt| {
            let targets: &[Target] = match &stmt.kind {
                StmtKind::Assign { targets, .. } => targets,
                _other => &[],
            };
            found |= targets.iter().any(|target| match &target.kind {
                TargetKind::Attribute { object, name: set } => {
                    set == name && !receiver.is_some_and(|receiver| is_receiver(object, receiver))
                }
                _other => false,
            });
        });
        found
    })
}

fn is_class_variable(annotation: &Expr) -> bool {
    match &annotation.kind {
        ExprKind::Subscript { object, .. } => is_class_variable(object),
        ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. })
        | ExprKind::Attribute { name, .. } => name.as_str() == "ClassVar",
        _other => false,
    }
}

/// The attributes that an instance has when it is made.
#[derive(Default)]
struct Set {
    always: BTreeSet<Name>,
    sometimes: BTreeSet<Name>,
}

/// What `__init__` sets, the class's own or the one that it inherits.
fn set_by_init(hir: &Hir, types: &Types, class: ClassId) -> Set {
    let mut paths = Paths { hir, types, class, sometimes: BTreeSet::new(), running: Vec::new() };
    let inits = types.class(class).bases.iter().filter_map(|base| init_of(types, *base));
    let always = match init_of(types, class).or(inits.clone().next()) {
        Some(init) => paths.method(init),
        None => BTreeSet::new(),
    };
    Set { always, sometimes: paths.sometimes }
}

fn init_of(types: &Types, class: ClassId) -> Option<FuncId> {
    types.class(class).methods.get(&Name::from("__init__")).copied()
}

struct Paths<'a> {
    hir: &'a Hir,
    types: &'a Types,
    class: ClassId,
    /// What some path sets.
    sometimes: BTreeSet<Name>,
    /// The methods under way: one that calls itself adds nothing.
    running: Vec<FuncId>,
}

/// What is set where a block ends; `None` where no path comes.
type Reached = Option<BTreeSet<Name>>;

/// One body on its way.
struct Walk {
    receiver: LocalId,
    /// What was set at each `return`.
    returns: Vec<BTreeSet<Name>>,
    /// For each loop around, what was set at each `break`.
    breaks: Vec<Vec<BTreeSet<Name>>>,
}

fn join(a: Reached, b: Reached) -> Reached {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.intersection(&b).cloned().collect()),
        (one, None) | (None, one) => one,
    }
}

impl Paths<'_> {
    /// What every path through `method` sets on its first parameter.
    fn method(&mut self, method: FuncId) -> BTreeSet<Name> {
        let function = &self.hir.functions[method];
        let Some(receiver) = function.params.first().map(|param| param.local) else { return BTreeSet::new() };
        if self.running.contains(&method) || self.running.len() > 20 {
            return BTreeSet::new();
        }
        self.running.push(method);
        let mut walk = Walk { receiver, returns: Vec::new(), breaks: Vec::new() };
        let end = self.block(&function.body, Some(BTreeSet::new()), &mut walk);
        self.running.pop();
        let ended = walk.returns.into_iter().fold(end, |joined, set| join(joined, Some(set)));
        // A method that always raises makes no instance.
        ended.unwrap_or_else(|| self.sometimes.clone())
    }

    fn block(&mut self, block: &Block, mut set: Reached, walk: &mut Walk) -> Reached {
        for stmt in block {
            set = self.stmt(stmt, set?, walk);
        }
        set
    }

    fn stmt(&mut self, stmt: &Stmt, mut set: BTreeSet<Name>, walk: &mut Walk) -> Reached {
        self.calls(stmt, &mut set, walk.receiver);
        match &stmt.kind {
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|target| self.target(target, &mut set, walk)),
            StmtKind::AnnAssign { target, value: Some(_), .. } | StmtKind::AugAssign { target, .. } => {
                self.target(target, &mut set, walk);
            }
            StmtKind::Return(_) => {
                walk.returns.push(set);
                return None;
            }
            StmtKind::Raise { .. } | StmtKind::Continue => return None,
            StmtKind::Break => {
                if let Some(breaks) = walk.breaks.last_mut() {
                    breaks.push(set);
                }
                return None;
            }
            StmtKind::If { test, body, orelse } => {
                let (holds, fails) = match crate::symbols::static_test(test) {
                    Some(true) => (Some(set), None),
                    Some(false) => (None, Some(set)),
                    None => (Some(set.clone()), Some(set)),
                };
                let holds = self.block(body, holds, walk);
                let fails = self.block(orelse, fails, walk);
                return join(holds, fails);
            }
            StmtKind::While { test, body, orelse } => {
                let never_ends = matches!(test.kind, ExprKind::Bool(true));
                return self.looping(body, orelse, set, never_ends, None, walk);
            }
            StmtKind::For { target, body, orelse, .. } => {
                return self.looping(body, orelse, set, false, Some(target), walk);
            }
            StmtKind::Try { body, handlers, orelse, finally, .. } => {
                let before = set.clone();
                let done = self.block(body, Some(set), walk);
                let mut after = self.block(orelse, done, walk);
                for handler in handlers {
                    // The exception may come before the first statement has run.
                    let handled = self.block(&handler.body, Some(before.clone()), walk);
                    after = join(after, handled);
                }
                let always = self.block(finally, Some(before), walk)?;
                return after.map(|after| after.union(&always).cloned().collect());
            }
            StmtKind::With { target, body, .. } => {
                target.iter().for_each(|target| self.target(target, &mut set, walk));
                return self.block(body, Some(set), walk);
            }
            StmtKind::Match { cases, .. } => {
                let mut after = None;
                let mut exhausted = false;
                for case in cases {
                    let ended = self.block(&case.body, Some(set.clone()), walk);
                    after = join(after, ended);
                    exhausted |= case.guard.is_none() && is_wildcard(&case.pattern);
                }
                return if exhausted { after } else { join(after, Some(set)) };
            }
            StmtKind::Expr(_)
            | StmtKind::AnnAssign { value: None, .. }
            | StmtKind::Delete(_)
            | StmtKind::Assert { .. }
            | StmtKind::Def { .. }
            | StmtKind::Class { .. }
            | StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::ImportStar { .. } => {}
        }
        Some(set)
    }

    fn looping(
        &mut self,
        body: &Block,
        orelse: &Block,
        set: BTreeSet<Name>,
        never_ends: bool,
        target: Option<&Target>,
        walk: &mut Walk,
    ) -> Reached {
        walk.breaks.push(Vec::new());
        let mut turn = set.clone();
        target.iter().for_each(|target| self.target(target, &mut turn, walk));
        self.block(body, Some(turn), walk);
        let breaks = walk.breaks.pop().unwrap_or_default();
        let ended = if never_ends { None } else { Some(set) };
        let ended = self.block(orelse, ended, walk);
        breaks.into_iter().fold(ended, |joined, set| join(joined, Some(set)))
    }

    fn target(&mut self, target: &Target, set: &mut BTreeSet<Name>, walk: &Walk) {
        match &target.kind {
            TargetKind::Attribute { object, name } if is_receiver(object, walk.receiver) => {
                self.sometimes.insert(name.clone());
                set.insert(name.clone());
            }
            TargetKind::Unpack(targets) => targets.iter().for_each(|target| self.target(target, set, walk)),
            TargetKind::Star(inner) => self.target(inner, set, walk),
            TargetKind::Attribute { .. } | TargetKind::Variable(_) | TargetKind::Subscript { .. } => {}
        }
    }

    /// `self.setup()`, `super().__init__()`, `Base.__init__(self)`: what those set.
    fn calls(&mut self, stmt: &Stmt, set: &mut BTreeSet<Name>, receiver: LocalId) {
        let value = match &stmt.kind {
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) | StmtKind::Assign { value, .. } => value,
            StmtKind::AnnAssign { value: Some(value), .. } => value,
            _no_call => return,
        };
        let ExprKind::Call { callee, .. } = &value.kind else { return };
        let ExprKind::Attribute { object, name } = &callee.kind else { return };
        let method = if is_receiver(object, receiver) {
            self.types.method(self.class, name)
        } else if is_super(object) || matches!(object.kind, ExprKind::Variable(_)) {
            let owner = self.running.last().and_then(|running| self.hir.functions[*running].method_of);
            let bases = owner.map_or(&[][..], |owner| self.types.class(owner).bases.as_slice());
            bases.iter().find_map(|base| self.types.class(*base).methods.get(name)).copied()
        } else {
            None
        };
        if let Some(method) = method {
            set.extend(self.method(method));
        }
    }
}

fn is_receiver(object: &Expr, receiver: LocalId) -> bool {
    matches!(&object.kind, ExprKind::Variable(Variable::Local(local)) if *local == receiver)
}

fn is_super(object: &Expr) -> bool {
    matches!(&object.kind, ExprKind::Call { callee, .. }
        if matches!(&callee.kind, ExprKind::Variable(Variable::Global(name)) if name.as_str() == "super"))
}

fn is_wildcard(pattern: &naja_frontend::hir::Pattern) -> bool {
    matches!(&pattern.kind, naja_frontend::hir::PatternKind::Capture { pattern: None, .. })
}
