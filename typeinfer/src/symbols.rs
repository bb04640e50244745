//! Which statements bind the names of a scope: the declarations behind module variables, class attributes and locals.
//!
//! Not flow-sensitive: it answers what a name may mean when read from elsewhere. Branches that the target version or
//! platform rules out are not looked at.

use naja_frontend::hir::{
    Argument, Block, ClassId, CompareOp, Element, Expr, ExprKind, FuncId, Function, FunctionKind, Hir, IntValue,
    LocalId, ModuleId, Name, Pattern, PatternKind, Stmt, StmtKind, StrValue, Target, TargetKind, UnaryOp, Variable,
};
use naja_frontend::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The Python version that types are looked up for.
pub(crate) const TARGET_VERSION: [i64; 2] = [3, 13];

/// One statement that binds a name.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    pub(crate) kind: SiteKind<'a>,
    pub(crate) span: Span,
    /// The body that it stands in.
    pub(crate) function: FuncId,
}

/// What a [`Site`] binds its name to.
#[derive(Debug, Clone)]
pub(crate) enum SiteKind<'a> {
    Def {
        function: FuncId,
        decorators: &'a [Expr],
    },
    Class {
        class: ClassId,
    },
    Import {
        module: &'a Name,
        is_alias: bool,
    },
    ImportFrom {
        module: Option<&'a Name>,
        level: u32,
        name: &'a Name,
    },
    Annotated {
        annotation: &'a Expr,
        value: Option<&'a Expr>,
    },
    /// A part of a value: `path` says which.
    Value {
        value: &'a Expr,
        path: Vec<Step>,
    },
    /// `+=`: the same variable, perhaps another type.
    Augmented,
    /// `except … as`, a capture of `match`, and other things not worth following.
    Other,
}

/// One step from the value of an assignment to what a target gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// An item of it (`for`).
    Iterate,
    /// The result of its `__enter__`.
    Enter,
    /// Element `index` of `count`.
    Element { index: usize, count: usize },
    /// `*rest`.
    Rest,
}

/// The names of one scope.
#[derive(Debug, Default)]
pub(crate) struct Symbols<'a> {
    pub(crate) names: BTreeMap<Name, Vec<Site<'a>>>,
    /// Names that only branches for another version or platform bind.
    pub(crate) dead: BTreeSet<Name>,
    /// The names in `__all__`, if it is just one list of them.
    pub(crate) exports: Option<BTreeSet<Name>>,
    /// `from m import *`.
    pub(crate) stars: Vec<(Option<&'a Name>, u32)>,
}

/// The names of a module: what its body binds, and its functions through `global`.
pub(crate) fn of_module(hir: &Hir, module: ModuleId) -> Symbols<'_> {
    let mut symbols = Symbols::default();
    for (id, function) in hir.functions.iter_enumerated() {
        if function.module == module {
            let mut global = |variable: &Variable| match variable {
                Variable::Global(name) => Some(name.clone()),
                Variable::Local(_) | Variable::Class { .. } => None,
            };
            Collector { function: id, symbols: &mut symbols, name_of: &mut global }.block(&function.body);
        }
    }
    symbols.exports = exports(hir, module, &symbols);
    let body = &hir.functions[hir.modules[module].body].body;
    symbols.dead = dead_names(hir.modules[module].body, body);
    symbols
}

/// The names that `__all__ = [...]` lists, when nothing else changes it.
fn exports(hir: &Hir, module: ModuleId, symbols: &Symbols<'_>) -> Option<BTreeSet<Name>> {
    let [site] = symbols.names.get(&Name::from("__all__"))?.as_slice() else { return None };
    let mut mentions = 0;
    let body = &hir.functions[hir.modules[module].body];
    crate::walk::each_expr(hir, body, |expr| {
        let is_all = matches!(&expr.kind, ExprKind::Variable(Variable::Global(name)) if name.as_str() == "__all__");
        mentions += usize::from(is_all);
    });
    let SiteKind::Value { value, .. } = &site.kind else { return None };
    let (ExprKind::List(elements) | ExprKind::Tuple(elements)) = &value.kind else { return None };
    let text = |element: &Element| match element {
        Element::One(Expr { kind: ExprKind::Str(StrValue::Text(text)), .. }) => Some(Name::from(&**text)),
        _computed => None,
    };
    if mentions == 0 { elements.iter().map(text).collect() } else { None }
}

/// The names that a class body or function binds itself.
pub(crate) fn of_body(hir: &Hir, id: FuncId) -> Symbols<'_> {
    let mut symbols = Symbols::default();
    let function: &Function = &hir.functions[id];
    let is_class = matches!(function.kind, FunctionKind::Class(_));
    let mut own = |variable: &Variable| match variable {
        Variable::Class { name, .. } if is_class => Some(name.clone()),
        Variable::Local(local) => Some(function.locals[*local].name.clone()),
        Variable::Class { .. } | Variable::Global(_) => None,
    };
    Collector { function: id, symbols: &mut symbols, name_of: &mut own }.block(&function.body);
    symbols.dead = dead_names(id, &function.body);
    symbols
}

/// The module and class names that branches for another version or platform bind.
fn dead_names(id: FuncId, body: &Block) -> BTreeSet<Name> {
    let mut dead = BTreeSet::new();
    for_each_dead(body, &mut |block| {
        let mut symbols = Symbols::default();
        let mut any = |variable: &Variable| match variable {
            Variable::Global(name) | Variable::Class { name, .. } => Some(name.clone()),
            Variable::Local(_) => None,
        };
        Collector { function: id, symbols: &mut symbols, name_of: &mut any }.block(block);
        dead.extend(symbols.names.into_keys());
    });
    dead
}

/// The attributes that a method sets on its first parameter `receiver`.
pub(crate) fn of_receiver(hir: &Hir, id: FuncId, receiver: LocalId) -> Symbols<'_> {
    let mut symbols = Symbols::default();
    let mut nothing = |_: &Variable| None;
    let mut collector = Collector { function: id, symbols: &mut symbols, name_of: &mut nothing };
    each_target(&hir.functions[id].body, &mut |target, kind| {
        if let TargetKind::Attribute { object, name } = &target.kind
            && object.kind.is_local(receiver)
        {
            collector.add(name.clone(), target.span, kind);
        }
    });
    symbols
}

/// Questions about an expression that need no types.
pub(crate) trait ExprExt {
    /// Whether it is the variable `local`.
    fn is_local(&self, local: LocalId) -> bool;
}

impl ExprExt for ExprKind {
    fn is_local(&self, local: LocalId) -> bool {
        matches!(self, ExprKind::Variable(Variable::Local(other)) if *other == local)
    }
}

struct Collector<'a, 's> {
    function: FuncId,
    symbols: &'s mut Symbols<'a>,
    name_of: &'s mut dyn FnMut(&Variable) -> Option<Name>,
}

impl<'a> Collector<'a, '_> {
    fn add(&mut self, name: Name, span: Span, kind: SiteKind<'a>) {
        self.symbols.names.entry(name).or_default().push(Site { kind, span, function: self.function });
    }

    fn bind(&mut self, variable: &'a Variable, span: Span, kind: SiteKind<'a>) {
        if let Some(name) = (self.name_of)(variable) {
            self.add(name, span, kind);
        }
    }

    fn block(&mut self, block: &'a Block) {
        each_target(block, &mut |target, kind| {
            if let TargetKind::Variable(variable) = &target.kind {
                self.bind(variable, target.span, kind);
            }
        });
        each_binding(block, &mut |binding| match binding {
            Binds::Name(variable, span, kind) => self.bind(variable, span, kind),
            Binds::Star(module, level) => self.symbols.stars.push((module, level)),
        });
    }
}

/// A binding that is no [`Target`].
enum Binds<'a> {
    Name(&'a Variable, Span, SiteKind<'a>),
    Star(Option<&'a Name>, u32),
}

/// Calls `f` for every target in `block` (not in inner functions), also inside unpackings, with what it is assigned.
fn each_target<'a>(block: &'a Block, f: &mut dyn FnMut(&'a Target, SiteKind<'a>)) {
    for_each_block(block, &mut |stmt| match &stmt.kind {
        StmtKind::Assign { targets, value } => {
            targets.iter().for_each(|target| unpack(target, value, &mut Vec::new(), f));
        }
        StmtKind::AnnAssign { target, annotation, value, simple: _ } => {
            f(target, SiteKind::Annotated { annotation, value: value.as_ref() });
        }
        StmtKind::AugAssign { target, .. } => f(target, SiteKind::Augmented),
        StmtKind::For { target, iter, .. } => unpack(target, iter, &mut vec![Step::Iterate], f),
        StmtKind::With { context, target: Some(target), .. } => unpack(target, context, &mut vec![Step::Enter], f),
        _no_target => {}
    });
}

fn unpack<'a>(target: &'a Target, value: &'a Expr, path: &mut Vec<Step>, f: &mut dyn FnMut(&'a Target, SiteKind<'a>)) {
    match &target.kind {
        TargetKind::Unpack(targets) => {
            for (index, target) in targets.iter().enumerate() {
                path.push(Step::Element { index, count: targets.len() });
                unpack(target, value, path, f);
                path.pop();
            }
        }
        TargetKind::Star(inner) => {
            path.push(Step::Rest);
            unpack(inner, value, path, f);
            path.pop();
        }
        TargetKind::Variable(_) | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } => {
            f(target, SiteKind::Value { value, path: path.clone() });
        }
    }
}

/// Calls `f` for every other binding in `block`.
fn each_binding<'a>(block: &'a Block, f: &mut dyn FnMut(Binds<'a>)) {
    for_each_block(block, &mut |stmt| match &stmt.kind {
        StmtKind::Def { function, decorators, target } => {
            f(Binds::Name(target, stmt.span, SiteKind::Def { function: *function, decorators }));
        }
        StmtKind::Class { class, target, .. } => {
            f(Binds::Name(target, stmt.span, SiteKind::Class { class: *class }));
        }
        StmtKind::Import { module, target, is_alias } => {
            f(Binds::Name(target, stmt.span, SiteKind::Import { module, is_alias: *is_alias }));
        }
        StmtKind::ImportFrom { module, level, names } => {
            for name in names {
                let kind = SiteKind::ImportFrom { module: module.as_ref(), level: *level, name: &name.name };
                f(Binds::Name(&name.target, name.span, kind));
            }
        }
        StmtKind::ImportStar { module, level } => f(Binds::Star(module.as_ref(), *level)),
        StmtKind::Try { handlers, .. } => {
            for handler in handlers {
                if let Some(target) = &handler.target {
                    f(Binds::Name(target, handler.span, SiteKind::Other));
                }
            }
        }
        StmtKind::Match { cases, .. } => {
            for case in cases {
                each_capture(&case.pattern, &mut |target, span| f(Binds::Name(target, span, SiteKind::Other)));
            }
        }
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => each_walrus(test, f),
        StmtKind::Expr(value) | StmtKind::Assign { value, .. } => each_walrus(value, f),
        _binds_nothing => {}
    });
}

/// Every variable that a pattern captures.
pub(crate) fn each_capture<'a>(pattern: &'a Pattern, f: &mut dyn FnMut(&'a Variable, Span)) {
    match &pattern.kind {
        PatternKind::Value(_) | PatternKind::Singleton(_) => {}
        PatternKind::Capture { pattern: inner, target } => {
            inner.iter().for_each(|inner| each_capture(inner, f));
            target.iter().for_each(|target| f(target, pattern.span));
        }
        PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => patterns.iter().for_each(|p| each_capture(p, f)),
        PatternKind::Star(target) => target.iter().for_each(|target| f(target, pattern.span)),
        PatternKind::Mapping { entries, rest } => {
            entries.iter().for_each(|(_, p)| each_capture(p, f));
            rest.iter().for_each(|target| f(target, pattern.span));
        }
        PatternKind::Class { positional, keywords, .. } => {
            positional.iter().for_each(|p| each_capture(p, f));
            keywords.iter().for_each(|(_, p)| each_capture(p, f));
        }
    }
}

/// The `:=` of a condition, where they nearly always stand.
fn each_walrus<'a>(expr: &'a Expr, f: &mut dyn FnMut(Binds<'a>)) {
    match &expr.kind {
        ExprKind::Walrus { target, value } => {
            f(Binds::Name(target, expr.span, SiteKind::Value { value, path: Vec::new() }));
            each_walrus(value, f);
        }
        ExprKind::Compare { left, rest } => {
            each_walrus(left, f);
            rest.iter().for_each(|(_, right)| each_walrus(right, f));
        }
        ExprKind::BoolOp { values, .. } => values.iter().for_each(|value| each_walrus(value, f)),
        ExprKind::Unary { operand, .. } => each_walrus(operand, f),
        _elsewhere => {}
    }
}

/// Calls `f` for every statement of a body that can run on the target, outer before inner.
pub(crate) fn for_each_block<'a>(block: &'a Block, f: &mut dyn FnMut(&'a Stmt)) {
    for stmt in block {
        f(stmt);
        match &stmt.kind {
            StmtKind::If { test, body, orelse } => match static_test(test) {
                Some(true) => for_each_block(body, f),
                Some(false) => for_each_block(orelse, f),
                None => {
                    for_each_block(body, f);
                    for_each_block(orelse, f);
                }
            },
            StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
                for_each_block(body, f);
                for_each_block(orelse, f);
            }
            StmtKind::Try { body, handlers, orelse, finally, .. } => {
                for_each_block(body, f);
                handlers.iter().for_each(|handler| for_each_block(&handler.body, f));
                for_each_block(orelse, f);
                for_each_block(finally, f);
            }
            StmtKind::With { body, .. } => for_each_block(body, f),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|case| for_each_block(&case.body, f)),
            _no_block => {}
        }
    }
}

/// Calls `f` for the branches that cannot run on the target.
fn for_each_dead<'a>(block: &'a Block, f: &mut dyn FnMut(&'a Block)) {
    for_each_block(block, &mut |stmt| {
        if let StmtKind::If { test, body, orelse } = &stmt.kind {
            match static_test(test) {
                Some(true) => f(orelse),
                Some(false) => f(body),
                None => {}
            }
        }
    });
}

/// The functions and classes whose definitions can run on the target, from those of the module bodies on.
pub(crate) fn live_functions(hir: &Hir) -> Vec<FuncId> {
    let mut live: Vec<FuncId> = hir.modules.iter().map(|module| module.body).collect();
    let mut next = 0;
    while next < live.len() {
        for_each_block(&hir.functions[live[next]].body, &mut |stmt| match &stmt.kind {
            StmtKind::Def { function, .. } => live.push(*function),
            StmtKind::Class { class, .. } => live.push(hir.classes[*class].body),
            _defines_nothing => {}
        });
        next += 1;
    }
    live.sort();
    live
}

/// Attributes that objects are given from outside their own methods.
#[derive(Debug, Default)]
pub(crate) struct AssignedAttributes {
    names: BTreeSet<Name>,
    /// Modules that call `setattr` with a computed name.
    computed: BTreeSet<ModuleId>,
}

impl AssignedAttributes {
    /// Whether the program assigns an attribute `name` on anything but `self`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(&Name::from(name))
    }

    /// Whether an object of `class` may be given the attribute `name`.
    pub(crate) fn may_set(&self, name: &Name, class: &crate::ty::ClassRef, db: &crate::db::Db<'_>) -> bool {
        let in_module = class.in_program().is_some_and(|id| self.computed.contains(&db.program.classes[id].module));
        in_module || self.names.contains(name)
    }
}

/// Every attribute that the program assigns on something else than `self`, or names in a call as `setattr` does.
pub(crate) fn assigned_attributes(hir: &Hir) -> AssignedAttributes {
    let mut assigned = AssignedAttributes::default();
    for function in hir.functions.iter() {
        let receiver = function.params.first().filter(|_| function.method_of.is_some()).map(|param| param.local);
        each_target(&function.body, &mut |target, _| {
            if let TargetKind::Attribute { object, name } = &target.kind
                && !receiver.is_some_and(|receiver| object.kind.is_local(receiver))
            {
                assigned.names.insert(name.clone());
            }
        });
        crate::walk::each_expr(hir, function, |expr| {
            let ExprKind::Call { callee, arguments } = &expr.kind else { return };
            // `setattr(x, "name", …)`, `object.__setattr__(…)`, and functions that do it for others.
            if let Some(Argument::Positional(Expr { kind: ExprKind::Str(StrValue::Text(name)), .. })) = arguments.get(1)
            {
                assigned.names.insert((&**name).into());
            } else if matches!(&callee.kind, ExprKind::Variable(Variable::Global(name)) if name.as_str() == "setattr") {
                assigned.computed.insert(function.module);
            }
        });
    }
    assigned
}

/// Whether a condition is decided by the target: `sys.version_info >= (3, 9)`, `sys.platform == "win32"`, `TYPE_CHECKING`.
pub(crate) fn static_test(test: &Expr) -> Option<bool> {
    match &test.kind {
        ExprKind::Bool(value) => Some(*value),
        ExprKind::Variable(Variable::Global(name) | Variable::Class { name, .. })
        | ExprKind::Attribute { name, .. }
            if &**name == "TYPE_CHECKING" =>
        {
            Some(true)
        }
        ExprKind::Unary { op: UnaryOp::Not, operand } => static_test(operand).map(|value| !value),
        ExprKind::BoolOp { op, values } => {
            let all_decided: Option<Vec<bool>> = values.iter().map(static_test).collect();
            let stops = *op == naja_frontend::hir::BoolOp::Or;
            if values.iter().any(|value| static_test(value) == Some(stops)) {
                Some(stops)
            } else {
                all_decided.map(|_| !stops)
            }
        }
        ExprKind::Compare { left, rest } => {
            let [(op, right)] = rest.as_slice() else { return None };
            static_comparison(left, *op, right)
        }
        _at_run_time => None,
    }
}

fn static_comparison(left: &Expr, op: CompareOp, right: &Expr) -> Option<bool> {
    let attribute = |expr: &Expr, wanted: &str| match &expr.kind {
        ExprKind::Attribute { object, name } => {
            &**name == wanted
                && matches!(&object.kind, ExprKind::Variable(Variable::Global(module) | Variable::Class { name: module, .. }) if &**module == "sys")
        }
        _other => false,
    };
    let order = if attribute(left, "version_info") {
        let ExprKind::Tuple(elements) = &right.kind else { return None };
        let numbers: Option<Vec<i64>> = elements.iter().map(small_int).collect();
        TARGET_VERSION.as_slice().cmp(&numbers?)
    } else if attribute(left, "platform") {
        let ExprKind::Str(StrValue::Text(text)) = &right.kind else { return None };
        "linux".cmp(text)
    } else {
        return None;
    };
    match op {
        CompareOp::Eq => Some(order.is_eq()),
        CompareOp::Ne => Some(order.is_ne()),
        CompareOp::Lt => Some(order.is_lt()),
        CompareOp::Le => Some(order.is_le()),
        CompareOp::Gt => Some(order.is_gt()),
        CompareOp::Ge => Some(order.is_ge()),
        CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn => None,
    }
}

fn small_int(element: &naja_frontend::hir::Element) -> Option<i64> {
    match element {
        naja_frontend::hir::Element::One(Expr { kind: ExprKind::Int(IntValue::Small(value)), .. }) => Some(*value),
        _other => None,
    }
}
