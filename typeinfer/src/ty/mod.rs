//! What is known statically about a value: the types of the typing specification, in the few shapes the rest needs.
//!
//! A [`Type`] is cheap to clone and needs no context to be compared or printed: a class is named by where it is written
//! ([`ClassRef`]), whether in the program or in a stub. `Unknown` is what nobody declared and `Any` what somebody
//! declared; both are compatible with everything. A union may hold `Unknown`: "these, and maybe something else", which is
//! what an undeclared variable that is assigned in several places has.

mod overlap;
pub mod print;
pub mod relation;

use naja_frontend::hir::{ClassId, FuncId, ModuleId, Name, ParamKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which [`Hir`](naja_frontend::hir::Hir) an id belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub(crate) u32);

impl UnitId {
    /// The program that is compiled.
    pub const PROGRAM: UnitId = UnitId(0);
    /// Of type variables that stand for themselves in one call.
    pub(crate) const FRESH: UnitId = UnitId(u32::MAX);
    /// The stub of `builtins`.
    pub const BUILTINS: UnitId = UnitId(1);

    /// Whether it is a stub other than that of `builtins`.
    #[must_use]
    pub fn is_stub(self) -> bool {
        self.0 > Self::BUILTINS.0
    }
}

/// A class, of the program or of a stub.
#[derive(Debug, Clone)]
pub struct ClassRef {
    /// Where it is written.
    pub unit: UnitId,
    /// Which class statement.
    pub id: ClassId,
    /// Its name, for people.
    pub name: Name,
}

impl ClassRef {
    /// Its id, if the program itself defines it.
    #[must_use]
    pub fn in_program(&self) -> Option<ClassId> {
        (self.unit == UnitId::PROGRAM).then_some(self.id)
    }

    /// Whether it is the class `name` of `builtins`.
    #[must_use]
    pub fn is_builtin(&self, name: &str) -> bool {
        self.unit == UnitId::BUILTINS && self.name.as_str() == name
    }
}

impl PartialEq for ClassRef {
    fn eq(&self, other: &Self) -> bool {
        (self.unit, self.id) == (other.unit, other.id)
    }
}
impl Eq for ClassRef {}
impl PartialOrd for ClassRef {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for ClassRef {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.unit, self.id).cmp(&(other.unit, other.id))
    }
}

/// A function, of the program or of a stub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncRef {
    /// Where it is written.
    pub unit: UnitId,
    /// Which function.
    pub id: FuncId,
}

/// A module, of the program or of a stub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleRef {
    /// The program, or the stub itself.
    pub unit: UnitId,
    /// Which module of it.
    pub id: ModuleId,
}

/// A static type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Nothing is known and nothing was declared.
    Unknown,
    /// Declared to be anything.
    Any,
    /// No value: the expression does not return.
    Never,
    /// `None`.
    None,
    /// An instance of a class or of a class derived from it.
    Instance(Instance),
    /// `tuple[A, B]`: exactly these elements.
    Tuple(Arc<[Type]>),
    /// One value of a class.
    Literal(ClassRef, Literal),
    /// One of these: at least two, none a union.
    Union(Arc<[Type]>),
    /// A class object: `type[T]`, and the class itself.
    Class(Arc<Type>),
    /// Something whose calls have known signatures.
    Callable(Arc<Callable>),
    /// What `@property` makes, seen on the class.
    Property(Arc<Property>),
    /// A module object.
    Module(ModuleRef),
    /// A type variable, inside what it is a parameter of.
    Var(Arc<TypeVar>),
}

/// An instance of a class.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The class.
    pub class: ClassRef,
    /// Its type arguments; fewer than parameters mean `Unknown` for the rest.
    pub args: Arc<[Type]>,
    /// Whether the arguments were read off a display or a library call rather than declared by the program: then only
    /// strict mode holds the program to them. Does not take part in equality.
    pub inferred: bool,
    /// The `NewType` that it is besides: values of it are what the program says they are.
    pub brand: Option<Arc<Brand>>,
}

/// A `NewType`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// The scope that it is made in.
    pub scope: FuncRef,
    /// Its name.
    pub name: Name,
    /// The one that it is made of, if that is one too.
    pub base: Option<Arc<Brand>>,
}

impl Instance {
    /// An instance of a class whose type arguments are its own, or not known.
    #[must_use]
    pub fn bare(class: ClassRef) -> Instance {
        Instance { class, args: [].into(), inferred: false, brand: None }
    }

    /// Whether it is what `brand` makes, or made of that.
    #[must_use]
    pub fn is_branded(&self, brand: &Brand) -> bool {
        std::iter::successors(self.brand.as_ref(), |brand| brand.base.as_ref()).any(|own| **own == *brand)
    }
}

impl PartialEq for Instance {
    fn eq(&self, other: &Self) -> bool {
        self.class == other.class && self.args == other.args && self.brand == other.brand
    }
}
impl Eq for Instance {}

/// The value of a literal type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// An int.
    Int(i64),
    /// `True` or `False`.
    Bool(bool),
    /// A str.
    Str(Arc<str>),
    /// A bytes object.
    Bytes(Arc<[u8]>),
    /// A member of an enum.
    Member(Name),
}

/// A function, method or callable type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callable {
    /// For messages; empty for `Callable[...]`.
    pub name: Name,
    /// The function it is, if it is exactly one.
    pub function: Option<FuncRef>,
    /// How attribute access binds it.
    pub binding: Binding,
    /// One signature, or several with `@overload`.
    pub signatures: Vec<Signature>,
}

/// How attribute access through an instance binds a callable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// A `def`: becomes a method, the instance its first argument.
    Function,
    /// `@classmethod`: the class is its first argument.
    Class,
    /// `@staticmethod`, bound methods, `Callable[...]`: nothing is added.
    Static,
}

/// Parameters and result of one call form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The parameters, in the order of the HIR.
    pub params: Vec<Param>,
    /// What a call gives.
    pub returns: Type,
    /// The body whose inferred result stands for `returns` because none was declared.
    pub inferred: Option<FuncRef>,
    /// The stub that it comes from, if any: its containers are not promises of the program.
    pub stub: Option<UnitId>,
    /// `TypeGuard[T]` or `TypeIs[T]` of the first argument.
    pub guard: Option<Guard>,
}

/// What a true result of a type predicate proves of its argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The type.
    pub ty: Type,
    /// `TypeIs`: a false result proves the opposite.
    pub both_ways: bool,
}

/// One parameter of a [`Signature`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// Its name; empty in `Callable[[int], str]`.
    pub name: Name,
    /// How arguments reach it.
    pub kind: ParamKind,
    /// Its type; of `*args`, of each element.
    pub ty: Type,
    /// Whether it may be left out.
    pub has_default: bool,
}

/// What `@property` makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// The getter.
    pub get: Type,
    /// The setter.
    pub set: Option<Type>,
}

/// `TypeVar`, `ParamSpec` or `TypeVarTuple`.
#[derive(Debug, Clone)]
pub struct TypeVar {
    /// Its name.
    pub name: Name,
    /// Where it is made.
    pub unit: UnitId,
    /// Which of the three.
    pub kind: TypeVarKind,
    /// `bound=`.
    pub bound: Option<Type>,
    /// The types it is restricted to, if any.
    pub constraints: Vec<Type>,
    /// What it stands for when nothing solves it.
    pub default: Option<Type>,
    /// How the type arguments of two instances must be related.
    pub variance: Variance,
    /// Whether `bound` is what a test has shown of a value rather than what is declared. Does not take part in equality.
    pub is_narrowed: bool,
}

impl TypeVar {
    /// A variable like it that nothing else mentions.
    #[must_use]
    pub(crate) fn fresh(&self) -> Arc<TypeVar> {
        Arc::new(TypeVar { unit: UnitId::FRESH, ..self.clone() })
    }
}

impl PartialEq for TypeVar {
    fn eq(&self, other: &Self) -> bool {
        self.unit == other.unit && self.name == other.name
    }
}
impl Eq for TypeVar {}

/// Which kind of type parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeVarKind {
    /// One type.
    Type,
    /// The parameters of a callable.
    Params,
    /// Any number of types.
    Tuple,
    /// `Self`: the class a method is looked up on.
    SelfType,
}

/// How `C[A]` and `C[B]` are related when `A` is assignable to `B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variance {
    /// Not at all.
    Invariant,
    /// The same way.
    Covariant,
    /// The other way round.
    Contravariant,
}

/// What type variables stand for.
#[derive(Debug, Clone, Default)]
pub struct Solution {
    map: BTreeMap<(UnitId, Name), Type>,
}

impl Solution {
    /// The type that `var` stands for.
    #[must_use]
    pub fn get(&self, var: &TypeVar) -> Option<&Type> {
        self.map.get(&(var.unit, var.name.clone()))
    }

    /// Lets `var` stand for `ty`.
    pub fn set(&mut self, var: &TypeVar, ty: Type) {
        self.map.insert((var.unit, var.name.clone()), ty);
    }

    /// Whether nothing is solved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

impl Type {
    /// An instance of `class` with declared type arguments.
    #[must_use]
    pub fn instance(class: ClassRef, args: impl Into<Arc<[Type]>>) -> Type {
        Type::Instance(Instance { args: args.into(), ..Instance::bare(class) })
    }

    /// The type that `NewType` makes of it. What is no instance of a class stays what it is.
    #[must_use]
    pub(crate) fn branded(&self, scope: FuncRef, name: &Name) -> Type {
        let Type::Instance(instance) = self else { return self.clone() };
        let brand = Brand { scope, name: name.clone(), base: instance.brand.clone() };
        Type::Instance(Instance { brand: Some(Arc::new(brand)), ..instance.clone() })
    }

    /// The class object of instances of `self`.
    #[must_use]
    pub fn class_object(self) -> Type {
        Type::Class(Arc::new(self))
    }

    /// The union of `types`: flat, without repetitions, literals absorbed by their class, `Never` dropped.
    #[must_use]
    pub fn union(types: impl IntoIterator<Item = Type>) -> Type {
        let mut members: Vec<Type> = Vec::new();
        for ty in types {
            match ty {
                Type::Union(inner) => inner.iter().for_each(|member| add_member(&mut members, member.clone())),
                Type::Never => {}
                ty @ (Type::Unknown
                | Type::Any
                | Type::None
                | Type::Instance(_)
                | Type::Tuple(_)
                | Type::Literal(..)
                | Type::Class(_)
                | Type::Callable(_)
                | Type::Property(_)
                | Type::Module(_)
                | Type::Var(_)) => add_member(&mut members, ty),
            }
        }
        match members.len() {
            0 => Type::Never,
            1 => members.remove(0),
            _ => Type::Union(members.into()),
        }
    }

    /// The members of a union, or the type itself.
    #[must_use]
    pub fn members(&self) -> &[Type] {
        match self {
            Type::Union(members) => members,
            Type::Unknown
            | Type::Any
            | Type::Never
            | Type::None
            | Type::Instance(_)
            | Type::Tuple(_)
            | Type::Literal(..)
            | Type::Class(_)
            | Type::Callable(_)
            | Type::Property(_)
            | Type::Module(_)
            | Type::Var(_) => std::slice::from_ref(self),
        }
    }

    /// Applies `f` to every member and joins the results.
    #[must_use]
    pub fn map(&self, f: impl FnMut(&Type) -> Type) -> Type {
        Type::union(self.members().iter().map(f))
    }

    /// The members that `keep` holds for.
    #[must_use]
    pub fn filter(&self, mut keep: impl FnMut(&Type) -> bool) -> Type {
        self.map(|member| if keep(member) { member.clone() } else { Type::Never })
    }

    /// Whether a test has shown something of a type variable: two such types may be equal and yet say different things.
    #[must_use]
    pub(crate) fn is_narrowed(&self) -> bool {
        self.members().iter().any(|member| matches!(member, Type::Var(var) if var.is_narrowed))
    }

    /// `Unknown` or `Any`.
    #[must_use]
    pub fn is_any(&self) -> bool {
        matches!(self, Type::Unknown | Type::Any)
    }

    /// Whether it is `object`: what is only known to be that may be anything.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Type::Instance(instance) if instance.class.is_builtin("object"))
    }

    /// Whether some member is `Unknown` or `Any`, so that nothing is certainly wrong with it.
    #[must_use]
    pub fn has_any(&self) -> bool {
        self.members().iter().any(Type::is_any)
    }

    /// What is known, as a hint: `Unknown` members of a union left out.
    #[must_use]
    pub fn known(&self) -> Type {
        match self.filter(|member| !member.is_any()) {
            Type::Never if *self != Type::Never => Type::Unknown,
            known => known,
        }
    }

    /// The class of the values, when they are instances of one (a literal's class included; a tuple's is not named here).
    #[must_use]
    pub fn class(&self) -> Option<&ClassRef> {
        match self {
            Type::Instance(instance) => Some(&instance.class),
            Type::Literal(class, _) => Some(class),
            Type::Unknown
            | Type::Any
            | Type::Never
            | Type::None
            | Type::Tuple(_)
            | Type::Union(_)
            | Type::Class(_)
            | Type::Callable(_)
            | Type::Property(_)
            | Type::Module(_)
            | Type::Var(_) => None,
        }
    }

    /// Whether it is an instance (or literal) of the class `name` of `builtins`.
    #[must_use]
    pub fn is_builtin(&self, name: &str) -> bool {
        match self {
            Type::Tuple(_) => name == "tuple",
            Type::Union(members) => members.iter().all(|member| member.is_builtin(name)),
            _other => self.class().is_some_and(|class| class.is_builtin(name)),
        }
    }

    /// The type arguments of an instance.
    #[must_use]
    pub fn args(&self) -> &[Type] {
        match self {
            Type::Instance(instance) => &instance.args,
            Type::Tuple(elements) => elements,
            _other => &[],
        }
    }

    /// `T` of `T | None`.
    #[must_use]
    pub fn without_none(&self) -> Type {
        self.filter(|member| *member != Type::None)
    }

    /// Whether `None` is one of several members.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        matches!(self, Type::Union(members) if members.contains(&Type::None))
    }

    /// The class's type where this is a literal: what a variable that was assigned it may hold later.
    #[must_use]
    pub fn widen(&self) -> Type {
        match self {
            Type::Literal(class, _) => Type::instance(class.clone(), []),
            Type::Union(members) => Type::union(members.iter().map(Type::widen)),
            Type::Tuple(elements) => Type::Tuple(elements.iter().map(Type::widen).collect()),
            _other => self.clone(),
        }
    }

    /// Whether a part of it was read off a display or library call: see [`Instance::inferred`].
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        match self {
            Type::Instance(instance) => instance.inferred || instance.args.iter().any(Type::is_inferred),
            Type::Tuple(members) | Type::Union(members) => members.iter().any(Type::is_inferred),
            _other => false,
        }
    }

    /// Whether a part of it, however deep, is not known.
    #[must_use]
    pub fn has_unknown_part(&self) -> bool {
        match self {
            Type::Unknown => true,
            Type::Instance(instance) => instance.args.iter().any(Type::has_unknown_part),
            Type::Tuple(members) | Type::Union(members) => members.iter().any(Type::has_unknown_part),
            _other => false,
        }
    }

    /// The type of an element of an undeclared container: nothing promises that it stays that.
    #[must_use]
    pub fn element_of_inferred(&self) -> Type {
        self.map(|member| match member {
            Type::Instance(instance) => Type::Instance(Instance { inferred: true, ..instance.clone() }),
            other => other.clone(),
        })
    }

    /// The same type with every instance marked as inferred.
    #[must_use]
    pub fn soften(&self) -> Type {
        match self {
            Type::Instance(instance) if !instance.args.is_empty() => Type::Instance(Instance {
                args: instance.args.iter().map(|arg| soften_arg(&instance.class, arg)).collect(),
                inferred: true,
                ..instance.clone()
            }),
            Type::Tuple(members) => Type::Tuple(members.iter().map(Type::soften).collect()),
            Type::Union(members) => Type::Union(members.iter().map(Type::soften).collect()),
            _other => self.clone(),
        }
    }

    /// The type with its variables replaced by what they stand for; unsolved ones stay.
    #[must_use]
    pub fn substitute(&self, solution: &Solution) -> Type {
        if solution.is_empty() {
            return self.clone();
        }
        let all = |types: &[Type]| types.iter().map(|ty| ty.substitute(solution)).collect::<Arc<[Type]>>();
        match self {
            Type::Unknown | Type::Any | Type::Never | Type::None | Type::Literal(..) | Type::Module(_) => self.clone(),
            Type::Instance(instance) => Type::Instance(Instance { args: all(&instance.args), ..instance.clone() }),
            Type::Tuple(elements) => Type::Tuple(all(elements)),
            Type::Union(members) => Type::union(members.iter().map(|ty| ty.substitute(solution))),
            Type::Class(of) => Type::Class(Arc::new(of.substitute(solution))),
            Type::Callable(callable) => Type::Callable(Arc::new(callable.substitute(solution))),
            Type::Property(property) => Type::Property(Arc::new(Property {
                get: property.get.substitute(solution),
                set: property.set.as_ref().map(|set| set.substitute(solution)),
            })),
            Type::Var(var) => solution.get(var).cloned().unwrap_or_else(|| self.clone()),
        }
    }

    /// Calls `f` with every type variable inside.
    pub fn each_var(&self, f: &mut dyn FnMut(&Arc<TypeVar>)) {
        match self {
            Type::Unknown | Type::Any | Type::Never | Type::None | Type::Literal(..) | Type::Module(_) => {}
            Type::Instance(instance) => instance.args.iter().for_each(|ty| ty.each_var(f)),
            Type::Tuple(types) | Type::Union(types) => types.iter().for_each(|ty| ty.each_var(f)),
            Type::Class(of) => of.each_var(f),
            Type::Callable(callable) => {
                for signature in &callable.signatures {
                    signature.params.iter().for_each(|param| param.ty.each_var(f));
                    signature.returns.each_var(f);
                }
            }
            Type::Property(property) => {
                property.get.each_var(f);
                property.set.iter().for_each(|set| set.each_var(f));
            }
            Type::Var(var) => f(var),
        }
    }

    /// Whether a type variable is inside.
    #[must_use]
    pub fn has_vars(&self) -> bool {
        let mut found = false;
        self.each_var(&mut |_| found = true);
        found
    }

    /// Replaces the variables that nothing solved: by their default, else `Unknown`.
    #[must_use]
    pub fn close(&self, keep: &dyn Fn(&TypeVar) -> bool) -> Type {
        let mut solution = Solution::default();
        self.each_var(&mut |var| {
            if !keep(var) {
                solution.set(var, var.default.clone().unwrap_or(Type::Unknown));
            }
        });
        self.substitute(&solution)
    }
}

impl Callable {
    /// A callable that is not bound by attribute access.
    #[must_use]
    pub fn plain(signature: Signature) -> Type {
        Type::Callable(Arc::new(Callable {
            name: "".into(),
            function: None,
            binding: Binding::Static,
            signatures: vec![signature],
        }))
    }

    /// The signatures with type variables replaced.
    #[must_use]
    pub fn substitute(&self, solution: &Solution) -> Callable {
        Callable { signatures: self.signatures.iter().map(|s| s.substitute(solution)).collect(), ..self.clone() }
    }
}

impl Signature {
    /// `(...) -> returns`: takes anything.
    #[must_use]
    pub fn gradual(returns: Type) -> Signature {
        let any = |kind, name: &str| Param { name: name.into(), kind, ty: Type::Any, has_default: true };
        Signature {
            params: vec![any(ParamKind::VarArgs, "args"), any(ParamKind::KwArgs, "kwargs")],
            returns,
            inferred: None,
            stub: None,
            guard: None,
        }
    }

    /// Whether it is `(...)`.
    #[must_use]
    pub fn is_gradual(&self) -> bool {
        self.params.len() == 2
            && self.params[0].kind == ParamKind::VarArgs
            && self.params[1].kind == ParamKind::KwArgs
            && self.params.iter().all(|param| param.ty.is_any())
    }

    /// The signature with type variables replaced; a solved `ParamSpec` becomes the parameters it stands for.
    #[must_use]
    pub fn substitute(&self, solution: &Solution) -> Signature {
        let mut params = Vec::new();
        for param in &self.params {
            match solved_params(&param.ty, solution) {
                Some(solved) if param.kind == ParamKind::VarArgs => params.extend(solved),
                Some(_) => {}
                None => params.push(Param { ty: param.ty.substitute(solution), ..param.clone() }),
            }
        }
        let guard = self.guard.as_ref().map(|g| Guard { ty: g.ty.substitute(solution), both_ways: g.both_ways });
        Signature { params, returns: self.returns.substitute(solution), guard, ..self.clone() }
    }
}

/// `dict[str, None]` that the library made is there to be filled.
fn soften_arg(class: &ClassRef, arg: &Type) -> Type {
    let fillable = ["list", "dict", "set"].iter().any(|name| class.is_builtin(name));
    if fillable && *arg == Type::None { Type::union([Type::None, Type::Unknown]) } else { arg.soften() }
}

/// The parameters that a solved `ParamSpec` stands for.
fn solved_params(ty: &Type, solution: &Solution) -> Option<Vec<Param>> {
    let Type::Var(var) = ty else { return None };
    if var.kind != TypeVarKind::Params {
        return None;
    }
    match solution.get(var)? {
        Type::Callable(callable) => Some(callable.signatures.first()?.params.clone()),
        other if other.is_any() => Some(Signature::gradual(Type::Unknown).params),
        _other => None,
    }
}

/// Adds one member that is no union, keeping the invariants of [`Type::Union`].
fn add_member(members: &mut Vec<Type>, ty: Type) {
    if let Some(same) = members.iter_mut().find(|member| **member == ty) {
        // What only one of them has been shown to be is forgotten.
        let is_wider =
            matches!((&*same, &ty), (Type::Var(same), Type::Var(var)) if same.is_narrowed && !var.is_narrowed);
        if ty.is_inferred() || is_wider {
            *same = ty;
        }
        return;
    }
    if let Type::Literal(class, _) = &ty {
        let whole = |member: &Type| matches!(member, Type::Instance(i) if i.class == *class && i.brand.is_none());
        if members.iter().any(whole) {
            return;
        }
    }
    if let Type::Instance(instance) = &ty {
        let is_part = |class: &ClassRef| *class == instance.class && instance.brand.is_none();
        members.retain(|member| !matches!(member, Type::Literal(class, _) if is_part(class)));
        // `list[Unknown] | list[int]` is `list[int]`: an empty display says nothing of its own.
        let unknown_args = |args: &[Type]| !args.is_empty() && args.iter().all(|arg| *arg == Type::Unknown);
        for member in members.iter_mut() {
            let Type::Instance(other) = member else { continue };
            if other.class == instance.class && !instance.args.is_empty() {
                if unknown_args(&instance.args) && instance.inferred {
                    return;
                }
                if unknown_args(&other.args) && other.inferred {
                    *member = ty;
                    return;
                }
            }
        }
    }
    members.push(ty);
}
