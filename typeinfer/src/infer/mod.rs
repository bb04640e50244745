//! Infers the types in one body by running it on types: statements in order, branches apart and joined, loops until
//! nothing changes.

mod arguments;
mod attribute;
mod call;
mod certainty;
mod construct;
mod definition;
mod display;
mod expr;
mod fields;
mod matching;
mod name;
mod operator;
mod overrides;
mod pattern;
mod protocol;
mod readonly;
mod report;
mod special;
mod stmt;
mod subscript;
mod target;
mod typed_dict;

use crate::db::{Db, Progress};
use crate::finding::Finding;
use crate::flow::{Env, Place, Root};
use crate::symbols::{SiteKind, Step};
use crate::ty::{Binding, ClassRef, FuncRef, Type, TypeVar, UnitId};
use naja_frontend::hir::{Expr, ExprId, Flavour, Function, FunctionKind, Id as _, LocalId, ParamKind, Storage};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

/// What inference found out about a body.
#[derive(Debug, Clone)]
pub(crate) struct BodyResult {
    /// Of each local: its declared type, or the join of what it is assigned.
    pub(crate) locals: Vec<Type>,
    /// Which of them are declared.
    pub(crate) declared: Vec<bool>,
    /// Which of them are assigned where control comes.
    pub(crate) assigned: Vec<bool>,
    /// The join of what is returned; `None` for falling off the end included.
    pub(crate) returns: Type,
    /// The join of what is yielded.
    pub(crate) yields: Type,
}

/// The loop around a statement.
#[derive(Debug, Default)]
struct Loop {
    breaks: Vec<Env>,
    continues: Vec<Env>,
}

/// Runs one body, or a single expression, on types.
pub(crate) struct Evaluator<'d, 'a> {
    pub(crate) db: &'d mut Db<'a>,
    pub(crate) scope: FuncRef,
    function: &'a Function,
    /// What is known here; `None` where control does not come.
    env: Option<Env>,
    /// Whether `env` is to be believed about variables without a fact.
    flow: bool,
    /// `self` or `cls`.
    receiver: Option<LocalId>,
    /// The last type of each expression that this evaluator met, whether recorded or not.
    latest: HashMap<ExprId, Type>,
    /// Declared types of locals.
    declared: BTreeMap<LocalId, Type>,
    /// Types of captured variables where the surrounding flow is at hand: lambdas and generator expressions.
    captured: BTreeMap<LocalId, Type>,
    assigned: Vec<Vec<Type>>,
    loops: Vec<Loop>,
    /// For each `try` around: what may hold when an exception leaves its body.
    raised: Vec<Option<Env>>,
    returns: Vec<Type>,
    yields: Vec<Type>,
    /// What `return` must give: declared, and for coroutines and generators unwrapped.
    expected_return: Option<Type>,
    expected_yield: Option<Type>,
    /// What `yield` gives back, as far as it is declared.
    expected_send: Option<Type>,
}

impl<'a> Db<'a> {
    /// Infers a body of the program; `None` while that is under way.
    pub(crate) fn infer_body(&mut self, function: FuncRef) -> Option<Rc<BodyResult>> {
        match self.bodies.get(&function) {
            Some(Progress::Done(result)) => return Some(result.clone()),
            Some(Progress::Running) => return None,
            None => {}
        }
        let node = self.function(function);
        // A closure needs its surroundings first; a lambda or generator expression is inferred where it stands.
        let parent = node.parent.map(|id| FuncRef { unit: function.unit, id });
        let captures = node.locals.iter().any(|local| matches!(local.storage, Storage::Free(_)));
        let parent_runs = parent.is_some_and(|parent| matches!(self.bodies.get(&parent), Some(Progress::Running)));
        if self.depth > 40 || (captures && parent_runs) {
            return None;
        }
        self.bodies.insert(function, Progress::Running);
        let rigid = self.parameters_around(function);
        let rigid = std::mem::replace(&mut self.rigid, rigid);
        let silent = std::mem::take(&mut self.silent);
        self.depth += 1;
        self.running.push((function, Type::Never, false));
        let result = Rc::new(self.run_to_fixpoint(function));
        self.running.pop();
        self.depth -= 1;
        self.silent = silent;
        self.rigid = rigid;
        self.bodies.insert(function, Progress::Done(result.clone()));
        Some(result)
    }

    /// The type parameters of a function, of those around it, and of their classes.
    fn parameters_around(&mut self, function: FuncRef) -> Vec<Arc<TypeVar>> {
        let mut vars = Vec::new();
        let mut here = Some(function.id);
        while let Some(id) = here {
            let around = FuncRef { unit: function.unit, id };
            let node = self.function(around);
            if node.kind == FunctionKind::Def {
                self.function_type(around).each_var(&mut |var| vars.push(var.clone()));
            }
            if let FunctionKind::Class(id) = node.kind {
                let class = self.class_ref(function.unit, id);
                vars.extend(self.class_info(&class).params.iter().cloned());
            }
            here = node.parent;
        }
        vars
    }

    /// Runs a body; again, if it calls itself, until what that gives is what it was taken to give.
    fn run_to_fixpoint(&mut self, function: FuncRef) -> BodyResult {
        const ROUNDS: usize = 3;
        for _ in 0..ROUNDS {
            let findings = self.findings.len();
            let result = Evaluator::for_body(self, function).run();
            let Some((_, assumed, used)) = self.running.last_mut() else { return result };
            if !*used || *assumed == result.returns {
                return result;
            }
            *assumed = result.returns.clone();
            self.findings.truncate(findings);
        }
        if let Some((_, assumed, _)) = self.running.last_mut() {
            *assumed = Type::Unknown;
        }
        Evaluator::for_body(self, function).run()
    }

    /// What a call of a function without a return annotation gives.
    pub(crate) fn inferred_result(&mut self, function: FuncRef) -> Type {
        if function.unit != UnitId::PROGRAM {
            return Type::Unknown;
        }
        let node = self.function(function);
        let is_stub_like = crate::rules::is_placeholder(&node.body) && node.method_of.is_some();
        let Some(result) = self.infer_body(function) else {
            return match self.running.last_mut() {
                Some((running, assumed, used)) if *running == function && node.flavour == Flavour::Plain => {
                    *used = true;
                    assumed.clone()
                }
                _through_others => Type::Unknown,
            };
        };
        // A method that does nothing is there to be overridden.
        if is_stub_like {
            return Type::Unknown;
        }
        match node.flavour {
            Flavour::Plain => {
                // A derived class may give something else, and nothing declared says that it must not.
                if node.method_of.is_some() {
                    Type::union([result.returns.clone(), Type::Unknown])
                } else {
                    result.returns.clone()
                }
            }
            Flavour::Generator => {
                self.library("typing", "Generator", [result.yields.clone(), Type::Any, result.returns.clone()])
            }
            Flavour::Coroutine => self.coroutine(result.returns.clone()),
            Flavour::AsyncGenerator => self.library("typing", "AsyncGenerator", [result.yields.clone(), Type::Any]),
        }
    }

    /// The part of a value that `step` leads to.
    pub(crate) fn step(&mut self, ty: &Type, step: Step) -> Type {
        match step {
            Step::Iterate => self.iterate(ty).unwrap_or(Type::Unknown),
            Step::Enter => match self.attribute(ty, &"__enter__".into()) {
                Some(enter) => self.call_silently(&enter.ty, &[]),
                None => Type::Unknown,
            },
            Step::Element { index, count } => match ty {
                Type::Tuple(elements) if elements.len() == count => elements[index].clone(),
                _sequence => self.iterate(ty).unwrap_or(Type::Unknown),
            },
            Step::Rest => {
                let element = self.iterate(ty).unwrap_or(Type::Unknown);
                self.builtin("list", [element])
            }
        }
    }
}

impl<'d, 'a> Evaluator<'d, 'a> {
    /// For expressions that are looked at by declarations alone.
    pub(crate) fn without_flow(db: &'d mut Db<'a>, scope: FuncRef) -> Self {
        let mut evaluator = Self::new(db, scope);
        evaluator.declare_params();
        evaluator
    }

    fn new(db: &'d mut Db<'a>, scope: FuncRef) -> Self {
        let function = db.function(scope);
        Evaluator {
            db,
            scope,
            function,
            env: Some(Env::default()),
            flow: false,
            receiver: None,
            latest: HashMap::new(),
            declared: BTreeMap::new(),
            captured: BTreeMap::new(),
            assigned: vec![Vec::new(); function.locals.len()],
            loops: Vec::new(),
            raised: Vec::new(),
            returns: Vec::new(),
            yields: Vec::new(),
            expected_return: None,
            expected_yield: None,
            expected_send: None,
        }
    }

    fn for_body(db: &'d mut Db<'a>, scope: FuncRef) -> Self {
        let mut evaluator = Self::new(db, scope);
        evaluator.flow = true;
        evaluator.declare_params();
        evaluator.declare_locals();
        evaluator.declare_result();
        evaluator
    }

    /// Parameters have their declared types from the start.
    fn declare_params(&mut self) {
        if self.function.params.is_empty() {
            return;
        }
        let Type::Callable(callable) = self.db.function_type(self.scope) else { return };
        let params = callable.signatures[0].params.clone();
        for (index, (node, param)) in self.function.params.iter().zip(params).enumerate() {
            let mut ty = match node.kind {
                ParamKind::KwArgs if self.unpacked_keywords(node).is_some() => {
                    self.unpacked_keywords(node).map_or(Type::Unknown, Type::Instance)
                }
                ParamKind::VarArgs => match self.db.builtin_class("tuple") {
                    Some(class) => Type::instance(class, [param.ty]),
                    None => Type::Unknown,
                },
                ParamKind::KwArgs => match (self.db.builtin_class("dict"), self.db.builtin_class("str")) {
                    (Some(dict), Some(str)) => Type::instance(dict, [Type::instance(str, []), param.ty]),
                    _no_builtins => Type::Unknown,
                },
                ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly => param.ty,
            };
            if let Some(class) = self.enclosing_class() {
                let me = self.db.self_instance(&class);
                let mut solution = crate::ty::Solution::default();
                solution.set(&crate::annotation::self_var(), me);
                ty = ty.substitute(&solution);
            }
            let is_receiver = index == 0 && self.function.method_of.is_some();
            if is_receiver && self.receiver_binding() != Some(Binding::Static) {
                self.receiver = Some(node.local);
            }
            if node.annotation.is_some() || (is_receiver && ty != Type::Unknown) {
                self.declared.insert(node.local, ty.clone());
            }
            self.assign_only(node.local, ty.clone());
            if let Some(env) = &mut self.env {
                env.assign(Place::root(Root::Local(node.local)), ty);
            }
        }
    }

    fn unpacked_keywords(&mut self, param: &naja_frontend::hir::Param) -> Option<crate::ty::Instance> {
        let around = FuncRef { unit: self.scope.unit, id: self.function.parent? };
        self.db.unpacked_keywords(around, param)
    }

    /// `x: T` anywhere in the body declares `x` for all of it.
    fn declare_locals(&mut self) {
        let symbols = self.db.symbols(self.scope);
        if matches!(self.function.kind, FunctionKind::Module | FunctionKind::Class(_)) {
            return;
        }
        for (id, local) in self.function.locals.iter_enumerated() {
            let Some(sites) = symbols.names.get(&local.name) else { continue };
            for site in sites {
                if let SiteKind::Annotated { annotation, value } = &site.kind
                    && local.named
                    && !self.declared.contains_key(&id)
                {
                    let ty = self.db.annotation(self.scope, annotation);
                    let bare_final = ty == Type::Unknown && value.is_some();
                    if !bare_final {
                        self.declared.insert(id, ty);
                    }
                }
            }
        }
    }

    fn declare_result(&mut self) {
        let Some(returns) = &self.function.returns else { return };
        let around = FuncRef { unit: self.scope.unit, id: self.function.parent.unwrap_or(self.scope.id) };
        self.db.declaring.push(self.scope);
        let declared = self.db.annotation(around, returns);
        self.db.declaring.pop();
        match self.function.flavour {
            Flavour::Plain | Flavour::Coroutine => self.expected_return = Some(declared),
            Flavour::Generator | Flavour::AsyncGenerator => {
                let args = declared.args();
                let name = declared.class().map(|class| class.name.clone());
                self.expected_yield = args.first().cloned();
                let is_generator =
                    name.as_ref().is_some_and(|name| matches!(name.as_str(), "Generator" | "AsyncGenerator"));
                self.expected_send = args.get(1).filter(|_| is_generator).cloned();
                if name.is_some_and(|name| name.as_str() == "Generator") {
                    self.expected_return = args.get(2).cloned();
                }
            }
        }
    }

    /// The class whose method this is, or in whose method it is written.
    pub(crate) fn enclosing_class(&self) -> Option<ClassRef> {
        let mut function = self.function;
        loop {
            if let Some(id) = function.method_of {
                return Some(self.db.class_ref(self.scope.unit, id));
            }
            let parent = function.parent?;
            function = &self.db.hir(self.scope.unit).functions[parent];
        }
    }

    /// Whether `self` or `cls` is what the first parameter is.
    fn receiver_binding(&mut self) -> Option<Binding> {
        self.function.method_of?;
        Some(self.db.method_binding(self.scope, self.function))
    }

    /// So far `local` holds nothing but a `ty`.
    fn assign_only(&mut self, local: LocalId, ty: Type) {
        if let Some(assigned) = self.assigned.get_mut(local.index()) {
            *assigned = vec![ty];
        }
    }

    fn receiver_is_annotated(&self) -> bool {
        self.function.params.first().is_some_and(|param| param.annotation.is_some())
    }

    fn run(mut self) -> BodyResult {
        self.block(&self.function.body);
        let falls_off = self.env.is_some();
        if falls_off {
            if self.function.flavour != Flavour::Plain || self.function.kind != FunctionKind::Lambda {
                self.returns.push(Type::None);
            }
            self.check_end_of_body();
        }
        let returns = match &self.expected_return {
            Some(declared) if self.function.returns.is_some() && self.function.flavour != Flavour::Generator => {
                declared.clone()
            }
            _inferred => Type::union(self.returns.iter().map(Type::widen)),
        };
        let mut declared = vec![false; self.function.locals.len()];
        let locals: Vec<Type> = self
            .function
            .locals
            .ids()
            .map(|id| match self.declared.get(&id) {
                Some(ty) => {
                    declared[id.index()] = true;
                    ty.clone()
                }
                None => match Type::union(self.assigned[id.index()].iter().map(Type::widen)) {
                    // Captured: by what it is in the function around.
                    Type::Never if matches!(self.function.locals[id].storage, Storage::Free(_)) => {
                        self.outer_variable(id)
                    }
                    Type::Never => Type::Unknown,
                    ty => ty,
                },
            })
            .collect();
        let assigned = self.assigned.iter().map(|types| !types.is_empty()).collect();
        BodyResult { locals, declared, assigned, returns, yields: Type::union(self.yields.iter().map(Type::widen)) }
    }

    pub(crate) fn set_env(&mut self, env: Option<Env>) {
        self.env = env;
    }

    pub(crate) fn take_env(&mut self) -> Option<Env> {
        self.env.take()
    }

    pub(crate) fn env_clone(&self) -> Option<Env> {
        self.env.clone()
    }

    /// Whether control comes here.
    pub(crate) fn reachable(&self) -> bool {
        self.env.is_some()
    }

    /// Notes that something does not fit, unless this evaluation only answers a question.
    pub(crate) fn report(&mut self, finding: Finding) {
        // What is looked at twice, as `finally` blocks are, reports twice in a row.
        const LOOK_BACK: usize = 50;
        let is_told = || self.db.findings.iter().rev().take(LOOK_BACK).any(|told| *told == finding);
        if self.db.silent == 0 && self.scope.unit == UnitId::PROGRAM && !is_told() {
            self.db.findings.push(finding);
        }
    }

    /// Roots that have a fact whenever they have a value.
    fn tracked(&self) -> impl Fn(&Root) -> bool + use<> {
        let is_module = self.function.kind == FunctionKind::Module;
        let is_free = |local: &naja_frontend::hir::Local| matches!(local.storage, Storage::Free(_));
        let free: Vec<bool> = self.function.locals.iter().map(is_free).collect();
        move |root: &Root| match root {
            Root::Local(local) => !free.get(local.index()).copied().unwrap_or(false),
            Root::Class(_) => true,
            Root::Global(_) => is_module,
        }
    }

    pub(crate) fn join(&self, a: Option<Env>, b: Option<Env>) -> Option<Env> {
        match (a, b) {
            (Some(a), Some(b)) => Some(a.join(&b, &self.tracked())),
            (one, None) | (None, one) => one,
        }
    }

    fn join_all(&self, envs: impl IntoIterator<Item = Env>) -> Option<Env> {
        envs.into_iter().fold(None, |joined, env| self.join(joined, Some(env)))
    }

    /// What holds now may hold when an exception leaves the `try` bodies around.
    fn may_raise(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let Some(env) = self.env.clone() else { return };
        let tracked = self.tracked();
        for raised in &mut self.raised {
            *raised = Some(match raised.take() {
                Some(before) => before.join(&env, &tracked),
                None => env.clone(),
            });
        }
    }

    /// The element type of an iterable; reports at `expr` if it is none.
    fn element_of(&mut self, ty: &Type, expr: &'a Expr) -> Type {
        match self.db.iterate(ty) {
            Some(element) => element,
            None => {
                self.not_iterable(ty, expr);
                self.db.iterate(&ty.without_none()).filter(|_| ty.is_optional()).unwrap_or(Type::Unknown)
            }
        }
    }
}
