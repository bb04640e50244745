//! What a class statement declares: its bases in method resolution order, its type parameters, its attributes.

use crate::annotation::{Base, class_arguments};
use crate::db::{Db, Progress, Symbol, soften_undeclared};
use crate::symbols::{self, Site, SiteKind, Symbols, for_each_block};
use crate::ty::{ClassRef, FuncRef, Instance, Literal, Solution, Type, TypeVar, UnitId};
use naja_frontend::hir::{
    Argument, ClassId, Element, Expr, ExprKind, FuncId, Name, ParamKind, Stmt, StmtKind, StrValue, Variable,
};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// How often the type of an attribute is looked for while a method that sets it is still being inferred.
const MAX_ATTEMPTS: u32 = 16;

/// A class, its type arguments its own parameters.
#[derive(Debug)]
pub(crate) struct ClassInfo {
    pub(crate) class: ClassRef,
    pub(crate) params: Vec<Arc<TypeVar>>,
    /// Itself, then its bases as C3 orders them, their arguments in terms of `params`.
    pub(crate) mro: Vec<Instance>,
    /// Whether a base could not be found, so that any attribute may exist.
    pub(crate) unknown_base: bool,
    pub(crate) metaclass: Option<ClassRef>,
    pub(crate) form: ClassForm,
    pub(crate) dataclass: Option<Dataclass>,
    /// The elements, if it derives from `tuple[A, B]`.
    pub(crate) elements: Option<Arc<[Type]>>,
    /// Whether `@final` forbids to derive from it.
    pub(crate) is_final: bool,
    /// Whether `@total_ordering` or `@dataclass(order=True)` adds comparisons.
    pub(crate) orders: bool,
    /// Whether a decorator that is not known may have changed what calling the class takes.
    pub(crate) unknown_decorator: bool,
}

/// The forms of class that need a treatment of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClassForm {
    Plain,
    Protocol,
    Enum,
    NamedTuple,
    TypedDict,
}

/// The options of `@dataclass` that matter to types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dataclass {
    pub(crate) init: bool,
    pub(crate) kw_only: bool,
    pub(crate) frozen: bool,
    pub(crate) order: bool,
}

/// An attribute found in a class or one of its bases.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// As declared there, type parameters filled in, not bound yet.
    pub(crate) symbol: Symbol,
    pub(crate) owner: ClassRef,
    /// Whether it is set on instances rather than defined in the class body.
    pub(crate) on_instance: bool,
}

impl<'a> Db<'a> {
    /// The class statement of `class`.
    pub(crate) fn class_stmt(&mut self, class: &ClassRef) -> Option<&'a Stmt> {
        let unit = class.unit;
        if !self.class_stmts.contains_key(&unit) {
            let mut stmts: HashMap<ClassId, &'a Stmt> = HashMap::new();
            for function in self.hir(unit).functions.iter() {
                for_each_block(&function.body, &mut |stmt| {
                    if let StmtKind::Class { class, .. } = &stmt.kind {
                        stmts.insert(*class, stmt);
                    }
                });
            }
            self.class_stmts.insert(unit, stmts);
        }
        self.class_stmts.get(&unit)?.get(&class.id).copied()
    }

    /// The scope that a class statement stands in.
    fn scope_around(&self, class: &ClassRef) -> FuncRef {
        let body = self.class_body(class);
        FuncRef { unit: class.unit, id: self.function(body).parent.unwrap_or(body.id) }
    }

    /// What the statement of `class` declares.
    pub(crate) fn class_info(&mut self, class: &ClassRef) -> Rc<ClassInfo> {
        let key = (class.unit, class.id);
        match self.classes.get(&key) {
            Some(Progress::Done(info)) => return info.clone(),
            // `class int(Base[int])`: while its bases are looked at, a class has none.
            Some(Progress::Running) => return Rc::new(ClassInfo::bare(class)),
            None => {}
        }
        self.classes.insert(key, Progress::Running);
        self.declaring.push(self.class_body(class));
        let info = Rc::new(self.compute_class(class));
        self.declaring.pop();
        self.classes.insert(key, Progress::Done(info.clone()));
        info
    }

    fn compute_class(&mut self, class: &ClassRef) -> ClassInfo {
        let mut info = ClassInfo::bare(class);
        let Some(stmt) = self.class_stmt(class) else {
            info.unknown_base = true;
            return info;
        };
        let scope = self.scope_around(class);
        let mut bases = Vec::new();
        let mut declared_params = None;
        for argument in class_arguments(&stmt.kind) {
            match argument {
                Argument::Positional(expr) => match self.base(scope, expr) {
                    Base::Class(instance) => bases.push(instance),
                    Base::Tuple(instance, elements) => {
                        bases.push(instance);
                        info.elements = Some(elements);
                    }
                    Base::Parameters { vars, is_protocol } => {
                        if is_protocol {
                            info.form = ClassForm::Protocol;
                        }
                        if !vars.is_empty() {
                            declared_params = Some(vars);
                        }
                    }
                    Base::NamedTuple => {
                        info.form = ClassForm::NamedTuple;
                        bases.extend(self.library_base("typing", "NamedTuple"));
                    }
                    Base::TypedDict => {
                        info.form = ClassForm::TypedDict;
                        bases.extend(self.library_base("typing", "_TypedDict"));
                    }
                    Base::Unknown => info.unknown_base = true,
                },
                Argument::Keyword(name, value) if name.as_str() == "metaclass" => {
                    info.metaclass = match self.annotation(scope, value) {
                        Type::Instance(instance) => Some(instance.class),
                        _unknown => {
                            info.unknown_base = true;
                            None
                        }
                    };
                }
                Argument::Keyword(..) => {}
                Argument::Star(_) | Argument::DoubleStar(_) => info.unknown_base = true,
            }
        }
        if info.form == ClassForm::Protocol && info.metaclass.is_none() {
            info.metaclass = self.library_class("abc", "ABCMeta");
        }
        let body = self.class_body(class);
        let own = &self.function(body).type_params;
        if !own.is_empty() {
            declared_params = Some(own.iter().map(|param| self.declared_type_param(scope, param)).collect());
        }
        info.params = declared_params.unwrap_or_else(|| vars_of(&bases));
        self.inherit(&mut info, bases);
        if let StmtKind::Class { decorators, .. } = &stmt.kind {
            self.class_decorators(scope, decorators, &mut info);
        }
        info
    }

    fn library_base(&mut self, module: &str, name: &str) -> Option<Instance> {
        let class = self.library_class(module, name)?;
        Some(Instance::bare(class))
    }

    /// Orders the bases and takes over what they pass on.
    fn inherit(&mut self, info: &mut ClassInfo, mut bases: Vec<Instance>) {
        if bases.is_empty() && !info.class.is_builtin("object") {
            bases.extend(self.library_base("builtins", "object"));
        }
        let mut orders = Vec::new();
        for base in &bases {
            let base_info = self.class_info(&base.class);
            let solution = base_info.solution(&base.args);
            orders.push(base_info.mro.iter().map(|instance| instance.substitute(&solution)).collect::<Vec<_>>());
            info.unknown_base |= base_info.unknown_base;
            info.unknown_decorator |= base_info.unknown_decorator;
            info.orders |= base_info.orders;
            if info.metaclass.is_none() {
                info.metaclass = base_info.metaclass.clone();
            }
            let inherited = match base_info.form {
                ClassForm::Protocol | ClassForm::Plain => ClassForm::Plain,
                form @ (ClassForm::Enum | ClassForm::NamedTuple | ClassForm::TypedDict) => form,
            };
            if info.form == ClassForm::Plain {
                info.form = inherited;
            }
        }
        orders.push(bases);
        let args = info.params.iter().map(|var| Type::Var(var.clone())).collect();
        let me = Instance { args, ..Instance::bare(info.class.clone()) };
        info.mro = std::iter::once(me).chain(linearise(orders)).collect();
        let is_enum_meta = |class: &ClassRef| class.name.as_str() == "EnumMeta" || class.name.as_str() == "EnumType";
        if info.metaclass.as_ref().is_some_and(is_enum_meta) {
            info.form = ClassForm::Enum;
        }
    }

    fn class_decorators(&mut self, scope: FuncRef, decorators: &'a [Expr], info: &mut ClassInfo) {
        for decorator in decorators {
            let (callee, arguments) = match &decorator.kind {
                ExprKind::Call { callee, arguments } => (&**callee, arguments.as_slice()),
                _bare => (decorator, &[][..]),
            };
            let name = self.called_name(scope, callee);
            match name.as_ref().map(Name::as_str) {
                Some("dataclass") => {
                    let options = Dataclass::from_arguments(arguments);
                    info.orders |= options.order;
                    info.dataclass = Some(options);
                }
                Some("total_ordering") => info.orders = true,
                Some("final") => info.is_final = true,
                Some(
                    "runtime_checkable" | "unique" | "disjoint_base" | "type_check_only" | "deprecated" | "runtime"
                    | "verify",
                ) => {}
                Some(_) | None => info.unknown_decorator = true,
            }
        }
    }

    /// An instance of `class` as its own body sees it.
    pub(crate) fn self_instance(&mut self, class: &ClassRef) -> Type {
        let info = self.class_info(class);
        Type::Instance(info.mro[0].clone())
    }

    /// The same, with type parameters that a call is to settle.
    pub(crate) fn fresh_instance(&mut self, class: &ClassRef) -> Type {
        let mut fresh = Solution::default();
        for param in &self.class_info(class).params {
            if self.is_rigid(param) {
                fresh.set(param, Type::Var(param.fresh()));
            }
        }
        self.self_instance(class).substitute(&fresh)
    }

    /// `ty` seen as an instance of `class`, if it is one.
    pub(crate) fn view_as(&mut self, instance: &Instance, class: &ClassRef) -> Option<Instance> {
        if instance.class == *class {
            return Some(instance.clone());
        }
        let info = self.class_info(&instance.class);
        let base = info.mro.iter().find(|base| base.class == *class)?;
        let mut viewed = base.substitute(&info.solution(&instance.args));
        viewed.inferred = instance.inferred;
        Some(viewed)
    }

    /// Whether `class` derives from `base`.
    pub(crate) fn is_subclass(&mut self, class: &ClassRef, base: &ClassRef) -> bool {
        class == base || self.class_info(class).mro.iter().any(|instance| instance.class == *base)
    }

    /// The attribute `name` of instances of `instance`'s class, or of the class itself.
    pub(crate) fn find_member(&mut self, instance: &Instance, name: &Name, of_instance: bool) -> Option<Member> {
        let info = self.class_info(&instance.class);
        let solution = if instance.inferred {
            info.solution(&instance.args.iter().map(Type::element_of_inferred).collect::<Vec<_>>())
        } else {
            info.solution(&instance.args)
        };
        let mut undeclared = None;
        for base in &info.mro {
            let Some((symbol, on_instance)) = self.own_member(&base.class, name, of_instance) else { continue };
            let is_variable = !matches!(symbol.ty, Type::Callable(_) | Type::Property(_));
            if undeclared.is_some() && !(symbol.declared && is_variable) {
                continue;
            }
            let base_info = self.class_info(&base.class);
            let in_base = base.substitute(&solution);
            let ty = symbol.ty.substitute(&base_info.solution(&in_base.args));
            // What nobody declared may be something else in a derived class.
            let open = of_instance && !symbol.declared && self.is_overridden(&base.class, name);
            let ty = if open { Type::union([ty, Type::Unknown]) } else { ty };
            let declared = symbol.declared;
            let member = Member { symbol: Symbol { ty, declared }, owner: base.class.clone(), on_instance };
            if declared {
                return Some(member);
            }
            // A base may declare what this class only assigns.
            undeclared = Some(member);
        }
        undeclared
    }

    /// The attribute `name` that `class` itself declares, and whether only instances have it.
    pub(crate) fn own_member(&mut self, class: &ClassRef, name: &Name, of_instance: bool) -> Option<(Symbol, bool)> {
        let body = self.class_body(class);
        let in_body = self.symbol(body, name);
        if let Some(symbol) = &in_body
            && (symbol.declared || !of_instance)
        {
            return in_body.map(|symbol| (symbol, false));
        }
        if of_instance && let Some(id) = class.in_program() {
            let set = self.instance_attribute(id, name);
            return match (in_body, set) {
                (Some(in_body), Some(set)) if !set.declared => {
                    let ty = Type::union([in_body.ty, set.ty, Type::Unknown]);
                    Some((Symbol { ty, declared: false }, false))
                }
                (_, Some(set)) => Some((set, true)),
                (Some(in_body), None) => Some((in_body, false)),
                (None, None) => self.slots(class).contains(name).then(|| (Symbol::unknown(), true)),
            };
        }
        in_body.map(|symbol| (symbol, false))
    }

    /// What methods of the class set on `self`.
    pub(crate) fn receivers(&mut self, class: ClassId) -> Rc<Symbols<'a>> {
        if let Some(symbols) = self.receivers.get(&class) {
            return symbols.clone();
        }
        let mut merged = Symbols::default();
        if self.methods_of.is_empty() {
            for (id, function) in self.program.functions.iter_enumerated() {
                if let Some(class) = function.method_of {
                    self.methods_of.entry(class).or_default().push(id);
                }
            }
        }
        for id in self.methods_of.get(&class).into_iter().flatten().copied() {
            if let Some(receiver) = self.program.functions[id].params.first() {
                for (name, sites) in symbols::of_receiver(self.program, id, receiver.local).names {
                    merged.names.entry(name).or_default().extend(sites);
                }
            }
        }
        let merged = Rc::new(merged);
        self.receivers.insert(class, merged.clone());
        merged
    }

    /// The type of an attribute that methods set on `self`.
    fn instance_attribute(&mut self, class: ClassId, name: &Name) -> Option<Symbol> {
        let key = (class, name.clone());
        match self.attributes.get(&key) {
            Some(Progress::Done(symbol)) => return symbol.clone(),
            Some(Progress::Running) => return Some(Symbol::unknown()),
            None => {}
        }
        let receivers = self.receivers(class);
        let sites = receivers.names.get(name)?;
        self.attributes.insert(key.clone(), Progress::Running);
        let (symbol, complete) = self.attribute_of_sites(sites);
        // Asked while a method is under way, the answer may get better later; but it is not looked for again and again.
        let attempts = self.attempts.entry(key.clone()).or_default();
        *attempts += 1;
        if complete || *attempts > MAX_ATTEMPTS {
            self.attributes.insert(key, Progress::Done(Some(symbol.clone())));
        } else {
            self.attributes.remove(&key);
        }
        Some(symbol)
    }

    /// The join of the sites, and whether all the methods they are in have been inferred.
    fn attribute_of_sites(&mut self, sites: &[Site<'a>]) -> (Symbol, bool) {
        let mut types = Vec::new();
        let mut complete = true;
        if let Some(ty) = self.attribute_of_parameter(sites) {
            return (Symbol { ty, declared: true }, true);
        }
        let first_values = sites.iter().any(|site| matches!(site.kind, SiteKind::Value { .. }));
        for site in sites {
            let method = FuncRef { unit: UnitId::PROGRAM, id: site.function };
            // `self.n += 1` keeps what it was.
            if matches!(site.kind, SiteKind::Augmented) && first_values {
                continue;
            }
            if let SiteKind::Annotated { annotation, .. } = &site.kind {
                return (Symbol { ty: self.annotation(method, annotation), declared: true }, true);
            }
            let inferred = self.infer_body(method).is_some();
            complete &= inferred;
            types.push(match (&site.kind, self.targets.get(&site.span)) {
                (_, Some(ty)) if inferred => ty.widen(),
                (SiteKind::Value { value, path }, _) if path.is_empty() => self.evaluate(method, value).widen(),
                _not_yet => Type::Unknown,
            });
        }
        soften_undeclared(&mut types);
        (Symbol { ty: Type::union(types), declared: false }, complete)
    }

    /// Whether instances have no `__dict__`: every class but `object` names its slots, or is written in C.
    pub(crate) fn is_slotted(&mut self, instance: &Instance) -> bool {
        let info = self.class_info(&instance.class);
        const WITHOUT_DICT: &[&str] =
            &["bool", "bytes", "complex", "dict", "float", "int", "list", "object", "set", "str", "tuple"];
        !info.unknown_base
            && info.mro.iter().all(|base| {
                let body = self.class_body(&base.class);
                let names_slots = self.symbols(body).names.contains_key(&Name::from("__slots__"));
                names_slots || base.class.in_program().is_none()
            })
            && (instance.class.in_program().is_some()
                || WITHOUT_DICT.iter().any(|name| instance.class.is_builtin(name)))
    }

    /// Whether some other part of the program may give the object the attribute.
    pub(crate) fn may_be_set(&mut self, ty: &Type, name: &Name) -> bool {
        let class = match ty {
            Type::Class(of) => of.class(),
            other => other.class(),
        };
        let Some(class) = class.cloned() else { return false };
        // Stubs leave out what is private, also of what the program derives from them.
        let is_foreign = |base: &Instance| base.class.unit != UnitId::PROGRAM && !base.class.is_builtin("object");
        let is_private = name.starts_with('_') && !name.starts_with("__");
        let private_in_stub = is_private && self.class_info(&class).mro.iter().any(is_foreign);
        private_in_stub || self.assigned_attributes().may_set(name, &class, self) || self.subclass_has(&class, name)
    }

    /// The classes of the program that derive from `class`, itself left out.
    pub(crate) fn derived_classes(&mut self, class: &ClassRef) -> Rc<Vec<ClassRef>> {
        let key = (class.unit, class.id);
        if let Some(derived) = self.derived.get(&key) {
            return derived.clone();
        }
        let all: Vec<ClassRef> = self.program.classes.ids().map(|id| self.class_ref(UnitId::PROGRAM, id)).collect();
        let derived: Vec<ClassRef> =
            all.into_iter().filter(|other| other != class && self.is_subclass(other, class)).collect();
        let derived = Rc::new(derived);
        self.derived.insert(key, derived.clone());
        derived
    }

    /// Whether the attribute exists on another platform or version, or in a derived class of the program.
    fn subclass_has(&mut self, class: &ClassRef, name: &Name) -> bool {
        for base in &self.class_info(class).mro {
            let body = self.class_body(&base.class);
            if self.symbols(body).dead.contains(name) {
                return true;
            }
        }
        self.derived_classes(class).iter().any(|other| {
            let info = self.class_info(other);
            info.unknown_base
                || info.mro.iter().any(|base| {
                    let body = self.class_body(&base.class);
                    self.symbols(body).names.contains_key(name)
                        || base.class.in_program().is_some_and(|id| self.receivers(id).names.contains_key(name))
                })
        })
    }

    /// Whether a derived class of the program gives the attribute a value of its own.
    pub(crate) fn is_overridden(&mut self, class: &ClassRef, name: &Name) -> bool {
        self.derived_classes(class).iter().any(|derived| {
            let body = self.class_body(derived);
            self.symbols(body).names.contains_key(name)
        })
    }

    /// `self.x = x`, and nothing else, with an annotated parameter `x`: as good as an annotation.
    fn attribute_of_parameter(&mut self, sites: &[Site<'a>]) -> Option<Type> {
        let [Site { kind: SiteKind::Value { value, path }, function, .. }] = sites else { return None };
        let ExprKind::Variable(Variable::Local(local)) = &value.kind else { return None };
        let node = &self.program.functions[*function];
        let param = node.params.iter().find(|param| param.local == *local).filter(|_| path.is_empty())?;
        let annotation = param.annotation.as_ref()?;
        let plain = matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly);
        let assigned_again = self
            .symbols(FuncRef { unit: UnitId::PROGRAM, id: *function })
            .names
            .contains_key(&node.locals[*local].name);
        let is_none_default = matches!(&param.default, Some(Expr { kind: ExprKind::None, .. }));
        let scope = FuncRef { unit: UnitId::PROGRAM, id: node.parent? };
        let ty = self.annotation(scope, annotation);
        let fits_default = !is_none_default || self.assignable(&Type::None, &ty);
        (plain && !assigned_again && fits_default).then_some(ty)
    }

    /// The names in `__slots__`.
    pub(crate) fn slots(&mut self, class: &ClassRef) -> Vec<Name> {
        let body = self.class_body(class);
        let symbols = self.symbols(body);
        let Some(sites) = symbols.names.get(&Name::from("__slots__")) else { return Vec::new() };
        let elements = sites.iter().filter_map(|site| match &site.kind {
            SiteKind::Value { value, .. } => Some(*value),
            SiteKind::Annotated { value, .. } => *value,
            _other => None,
        });
        let mangled = |name: Name| {
            let is_private = name.starts_with("__") && !name.ends_with("__");
            if is_private { format!("_{}{name}", class.name.trim_start_matches('_')).into() } else { name }
        };
        elements.flat_map(slot_names).map(mangled).collect()
    }

    /// Whether the class body of an enum binds `name` to a member.
    pub(crate) fn enum_member(&mut self, class: &ClassRef, name: &Name) -> Option<Type> {
        if self.class_info(class).form != ClassForm::Enum || name.starts_with("__") || &**name == "_value_" {
            return None;
        }
        let body = self.class_body(class);
        let symbols = self.symbols(body);
        let sites = symbols.names.get(name)?;
        let is_value = |site: &Site<'_>| match &site.kind {
            SiteKind::Value { .. } => true,
            // In a stub, `RED: int` declares a member.
            SiteKind::Annotated { value, .. } => value.is_some() || class.unit != UnitId::PROGRAM,
            _other => false,
        };
        sites.iter().all(is_value).then(|| Type::Literal(class.clone(), Literal::Member(name.clone())))
    }

    /// The functions that the body of a program's class defines, by name.
    pub(crate) fn methods(&mut self, class: &ClassRef) -> Vec<(Name, FuncId)> {
        let body = self.class_body(class);
        let symbols = self.symbols(body);
        let last_def = |sites: &Vec<Site<'_>>| match &sites.last()?.kind {
            SiteKind::Def { function, .. } => Some(*function),
            _other => None,
        };
        symbols.names.iter().filter_map(|(name, sites)| Some((name.clone(), last_def(sites)?))).collect()
    }
}

impl ClassInfo {
    fn bare(class: &ClassRef) -> ClassInfo {
        let me = Instance::bare(class.clone());
        ClassInfo {
            class: class.clone(),
            params: Vec::new(),
            mro: vec![me],
            unknown_base: false,
            metaclass: None,
            form: ClassForm::Plain,
            dataclass: None,
            elements: None,
            is_final: false,
            orders: false,
            unknown_decorator: false,
        }
    }

    /// What the parameters stand for in an instance with `args`; missing ones are unknown.
    pub(crate) fn solution(&self, args: &[Type]) -> Solution {
        let mut solution = Solution::default();
        for (index, param) in self.params.iter().enumerate() {
            let missing = || param.default.clone().unwrap_or(Type::Unknown);
            solution.set(param, args.get(index).cloned().unwrap_or_else(missing));
        }
        solution
    }
}

impl Instance {
    /// The instance with type variables replaced.
    pub(crate) fn substitute(&self, solution: &Solution) -> Instance {
        let args = self.args.iter().map(|arg| arg.substitute(solution)).collect();
        Instance { args, ..self.clone() }
    }
}

impl Dataclass {
    fn from_arguments(arguments: &[Argument]) -> Dataclass {
        let option = |wanted: &str, default: bool| {
            arguments
                .iter()
                .find_map(|argument| match argument {
                    Argument::Keyword(name, value) if name.as_str() == wanted => match &value.kind {
                        ExprKind::Bool(value) => Some(*value),
                        _computed => None,
                    },
                    _other => None,
                })
                .unwrap_or(default)
        };
        Dataclass {
            init: option("init", true),
            kw_only: option("kw_only", false),
            frozen: option("frozen", false),
            order: option("order", false),
        }
    }
}

/// The variables in the arguments of the bases, in order of appearance.
fn vars_of(bases: &[Instance]) -> Vec<Arc<TypeVar>> {
    let mut vars = Vec::new();
    for arg in bases.iter().flat_map(|base| base.args.iter()) {
        arg.each_var(&mut |var| {
            if !vars.contains(var) {
                vars.push(var.clone());
            }
        });
    }
    vars
}

/// C3; where the orders contradict each other (an error at run time), the first come first.
fn linearise(mut orders: Vec<Vec<Instance>>) -> Vec<Instance> {
    let mut merged: Vec<Instance> = Vec::new();
    loop {
        orders.retain(|order| !order.is_empty());
        let in_a_tail =
            |class: &ClassRef| orders.iter().any(|order| order[1..].iter().any(|next| next.class == *class));
        let Some(first) = orders.first() else { return merged };
        let next =
            orders.iter().map(|order| &order[0]).find(|head| !in_a_tail(&head.class)).unwrap_or(&first[0]).clone();
        for order in &mut orders {
            order.retain(|instance| instance.class != next.class);
        }
        merged.push(next);
    }
}

fn slot_names(value: &Expr) -> Vec<Name> {
    let text = |expr: &Expr| match &expr.kind {
        ExprKind::Str(StrValue::Text(text)) => Some(Name::from(&**text)),
        _other => None,
    };
    match &value.kind {
        ExprKind::Tuple(elements) | ExprKind::List(elements) => elements
            .iter()
            .filter_map(|element| match element {
                Element::One(expr) => text(expr),
                Element::Star(_) => None,
            })
            .collect(),
        _one => text(value).into_iter().collect(),
    }
}
