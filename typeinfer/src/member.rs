//! What `object.name` is: found along the method resolution order and bound as descriptors bind.

use crate::class::{ClassForm, Member};
use crate::db::{Db, Symbol};
use crate::infer::Evaluator;
use crate::ty::{Binding, Callable, Instance, Literal, Signature, Solution, Type, UnitId};
use naja_frontend::hir::{Name, ParamKind};
use std::sync::Arc;

impl Db<'_> {
    /// The attribute `name` of a value of type `ty`, which is no union; `None` if there certainly is none.
    pub(crate) fn attribute(&mut self, ty: &Type, name: &Name) -> Option<Symbol> {
        let symbol = |ty| Some(Symbol { ty, declared: true });
        match ty {
            Type::Unknown | Type::Any | Type::Never => Some(Symbol { ty: ty.clone(), declared: *ty == Type::Any }),
            Type::Module(module) => self.module_symbol(*module, name).or_else(|| {
                let module_type = self.nominal(ty)?;
                let member = self.find_member(&module_type, name, true)?;
                Some(self.bind_member(&member, ty))
            }),
            Type::Class(of) => self.class_attribute(of, name),
            Type::Union(members) => {
                let found: Option<Vec<Symbol>> = members.iter().map(|member| self.attribute(member, name)).collect();
                symbol(Type::union(found?.into_iter().map(|symbol| symbol.ty)))
            }
            Type::Callable(_) if name.as_str() == "__call__" => symbol(ty.clone()),
            Type::Callable(_) => {
                // Functions have a `__dict__`; methods forward to theirs.
                let function = self.nominal(ty)?;
                Some(self.instance_attribute_of(&function, ty, name).unwrap_or_else(Symbol::unknown))
            }
            Type::Var(var) if var.bound.is_some() => self.attribute(&var.bound.clone().unwrap_or(Type::Unknown), name),
            Type::Var(var) if !var.constraints.is_empty() => {
                self.attribute(&Type::union(var.constraints.iter().cloned()), name)
            }
            Type::Var(var) => {
                let object = self.builtin("object", []);
                let open = || (!self.is_rigid(var)).then(Symbol::unknown);
                let open = open();
                self.attribute(&object, name).or(open)
            }
            Type::Literal(class, Literal::Member(member)) if matches!(name.as_str(), "value" | "_value_") => {
                let body = self.class_body(class);
                self.symbol(body, member)
            }
            Type::Literal(..) | Type::Instance(_) | Type::Tuple(_) | Type::None | Type::Property(_) => {
                let instance = self.nominal(ty)?;
                self.instance_attribute_of(&instance, ty, name)
            }
        }
    }

    /// The attribute of an instance; `receiver` is its type as precisely as it is known.
    fn instance_attribute_of(&mut self, instance: &Instance, receiver: &Type, name: &Name) -> Option<Symbol> {
        match name.as_str() {
            "__class__" => return Some(Symbol { ty: Type::Instance(instance.clone()).class_object(), declared: true }),
            "__dict__" | "__annotations__" => {
                let str = self.builtin("str", []);
                return Some(Symbol { ty: self.builtin("dict", [str, Type::Any]), declared: false });
            }
            "__doc__" | "__slots__" | "__weakref__" => return Some(Symbol { ty: Type::Any, declared: false }),
            _ordinary => {}
        }
        let info = self.class_info(&instance.class);
        if name.as_str() == "__dataclass_fields__" && info.dataclass.is_some() {
            return Some(Symbol::unknown());
        }
        if info.form == ClassForm::Enum && matches!(name.as_str(), "value" | "_value_") {
            let values = self.values_of(&instance.class);
            let types: Vec<Type> =
                values.iter().filter_map(|value| self.attribute(value, name)).map(|symbol| symbol.ty).collect();
            let ty = if types.is_empty() { Type::Unknown } else { Type::union(types) };
            return Some(Symbol { ty, declared: false });
        }
        if info.form == ClassForm::TypedDict && matches!(name.as_str(), "get" | "setdefault" | "pop" | "update") {
            return Some(Symbol::unknown());
        }
        let orders = info.orders && matches!(name.as_str(), "__lt__" | "__le__" | "__gt__" | "__ge__");
        if let Some(member) = self.find_member(instance, name, true)
            && !(orders && member.owner.is_builtin("object"))
        {
            let symbol = self.bind_member(&member, receiver);
            // Decorators and metaclasses put other things in the place of what the body binds.
            let replaced = info.unknown_decorator
                || (!member.on_instance && info.metaclass.as_ref().is_some_and(|meta| meta.in_program().is_some()));
            return Some(if replaced && !symbol.declared { Symbol::unknown() } else { symbol });
        }
        if info.unknown_base || info.unknown_decorator || orders {
            return Some(Symbol::unknown());
        }
        for hook in ["__getattr__", "__getattribute__"] {
            if let Some(member) = self.find_member(instance, &hook.into(), true)
                && !member.owner.is_builtin("object")
            {
                if self.assigned_attributes().has(name) {
                    return Some(Symbol::unknown());
                }
                let getter = self.bind_member(&member, receiver).ty;
                return Some(Symbol { ty: self.result_of(&getter), declared: false });
            }
        }
        // A metaclass, a class decorator or `setattr` may add more than can be seen.
        let changes_itself = info.metaclass.as_ref().is_some_and(|class| class.in_program().is_some());
        changes_itself.then(Symbol::unknown)
    }

    /// The attribute `name` of the class object of `of`.
    fn class_attribute(&mut self, of: &Type, name: &Name) -> Option<Symbol> {
        if let Type::Union(members) = of {
            let types: Option<Vec<Symbol>> = members.iter().map(|member| self.class_attribute(member, name)).collect();
            return Some(Symbol { ty: Type::union(types?.into_iter().map(|symbol| symbol.ty)), declared: false });
        }
        let receiver = of.clone().class_object();
        let Some(instance) = self.nominal(of) else { return Some(Symbol::unknown()) };
        if let Some(member) = self.enum_member(&instance.class, name) {
            return Some(Symbol { ty: member, declared: true });
        }
        match name.as_str() {
            "__name__" | "__qualname__" | "__module__" => {
                return Some(Symbol { ty: self.builtin("str", []), declared: true });
            }
            "__dict__" | "__doc__" | "__mro__" | "__bases__" | "__annotations__" | "__slots__" => {
                return Some(Symbol::unknown());
            }
            _ordinary => {}
        }
        let info = self.class_info(&instance.class);
        let metaclass = self.nominal(&receiver);
        if let Some(member) = self.find_member(&instance, name, false) {
            let is_objects = member.owner.is_builtin("object");
            let on_meta = metaclass.as_ref().filter(|_| is_objects).and_then(|meta| self.find_member(meta, name, true));
            let only_on_meta =
                on_meta.is_some_and(|member| !member.owner.is_builtin("object") && !name.starts_with("__new"));
            if info.unknown_decorator && !member.symbol.declared {
                return Some(Symbol::unknown());
            }
            if !only_on_meta
                || matches!(
                    name.as_str(),
                    "__setattr__"
                        | "__init__"
                        | "__hash__"
                        | "__str__"
                        | "__repr__"
                        | "__dir__"
                        | "__sizeof__"
                        | "__getattribute__"
                )
            {
                return Some(self.bind_class_member(&member, of));
            }
        }
        if let Some(metaclass) = metaclass
            && let Some(member) = self.find_member(&metaclass, name, true)
        {
            return Some(self.bind_member(&member, &receiver));
        }
        let set_by_methods = info
            .mro
            .iter()
            .any(|base| base.class.in_program().is_some_and(|id| self.receivers(id).names.contains_key(name)));
        let may_exist = info.unknown_base
            || info.unknown_decorator
            || set_by_methods
            || info.metaclass.as_ref().is_some_and(|meta| meta.in_program().is_some())
            || (instance.class.in_program().is_none() && info.form != ClassForm::Plain);
        may_exist.then(Symbol::unknown)
    }

    /// A member seen through an instance.
    fn bind_member(&mut self, member: &Member, receiver: &Type) -> Symbol {
        let declared = member.symbol.declared;
        if member.on_instance {
            let ty = self.with_self(&member.symbol.ty, receiver);
            return Symbol { ty, declared };
        }
        let members: Vec<Type> = member.symbol.ty.members().to_vec();
        let plain_alias = declared || member.owner.unit != UnitId::PROGRAM;
        let bound: Vec<Type> = members.iter().map(|ty| self.bind_one(ty, receiver, plain_alias)).collect();
        Symbol { ty: Type::union(bound), declared }
    }

    fn bind_one(&mut self, ty: &Type, receiver: &Type, declared: bool) -> Type {
        match ty {
            Type::Callable(callable) => match callable.binding {
                // A function written in C is no descriptor: `convert = time.localtime` in a class body.
                Binding::Function if !declared && is_foreign(callable) => ty.clone(),
                Binding::Function => self.bind(callable, receiver),
                Binding::Class => self.bind(callable, &self.clone_class_of(receiver)),
                Binding::Static => self.with_self(ty, receiver),
            },
            Type::Property(property) => {
                let get = match &property.get {
                    Type::Callable(get) => self.bind(get, receiver),
                    other => other.clone(),
                };
                self.result_of(&get)
            }
            // `x = property(get)`: what `get` gives is not followed.
            Type::Instance(instance) if instance.class.is_builtin("property") => Type::Unknown,
            Type::Instance(instance) => {
                self.descriptor(instance, receiver).unwrap_or_else(|| self.with_self(ty, receiver))
            }
            _plain => self.with_self(ty, receiver),
        }
    }

    /// The setter of a property, bound to the object.
    pub(crate) fn bind_setter(&mut self, property: &crate::ty::Property, receiver: &Type) -> Option<Type> {
        match property.set.as_ref()? {
            Type::Callable(set) => Some(self.bind(set, receiver)),
            _unknown => None,
        }
    }

    /// What a descriptor object gives when read through `receiver`.
    fn descriptor(&mut self, instance: &Instance, receiver: &Type) -> Option<Type> {
        if instance.class.in_program().is_none() && instance.class.unit == crate::ty::UnitId::BUILTINS {
            return None;
        }
        let Some(getter) = self.find_member(instance, &"__get__".into(), true) else {
            // With `__set__` alone, reading gives what that left in the object.
            return self.find_member(instance, &"__set__".into(), true).map(|_| Type::Unknown);
        };
        let getter = self.bind_member(&getter, &Type::Instance(instance.clone())).ty;
        let owner = self.clone_class_of(receiver);
        Some(self.call_silently(&getter, &[receiver.clone(), owner]))
    }

    fn clone_class_of(&self, receiver: &Type) -> Type {
        receiver.widen().class_object()
    }

    /// A member seen through the class object.
    fn bind_class_member(&mut self, member: &Member, of: &Type) -> Symbol {
        let declared = member.symbol.declared;
        let ty = match &member.symbol.ty {
            Type::Callable(callable) if callable.binding == Binding::Class => {
                self.bind(callable, &of.clone().class_object())
            }
            // `object.__new__(cls)` makes an instance of what is passed.
            Type::Callable(callable) if callable.name.as_str() == "__new__" => member.symbol.ty.clone(),
            Type::Callable(_) => self.with_self(&member.symbol.ty, of),
            Type::Instance(instance) => match self.descriptor_on_class(instance, of) {
                Some(ty) => ty,
                None => self.with_self(&member.symbol.ty, of),
            },
            _plain => self.with_self(&member.symbol.ty, of),
        };
        Symbol { ty, declared }
    }

    fn descriptor_on_class(&mut self, instance: &Instance, of: &Type) -> Option<Type> {
        if instance.class.unit == crate::ty::UnitId::BUILTINS {
            return None;
        }
        let getter = self.find_member(instance, &"__get__".into(), true)?;
        let getter = self.bind_member(&getter, &Type::Instance(instance.clone())).ty;
        Some(self.call_silently(&getter, &[Type::None, of.clone().class_object()]))
    }

    /// `Self` replaced by the receiver.
    fn with_self(&mut self, ty: &Type, receiver: &Type) -> Type {
        let mut solution = Solution::default();
        solution.set(&crate::annotation::self_var(), receiver.widen());
        ty.substitute(&solution)
    }

    /// The callable with its first parameter bound to `receiver`.
    pub(crate) fn bind(&mut self, callable: &Callable, receiver: &Type) -> Type {
        let receiver = receiver.widen();
        let me = match &receiver {
            Type::Class(of) => (**of).clone(),
            instance => instance.clone(),
        };
        let mut signatures: Vec<Signature> = Vec::new();
        for signature in &callable.signatures {
            let mut solution = Solution::default();
            let Some(first) = signature.params.first() else { continue };
            let takes = matches!(first.kind, ParamKind::PositionalOnly | ParamKind::Normal);
            if takes {
                let several = callable.signatures.len() > 1;
                self.solve(&first.ty, &receiver, &mut solution);
                let wants = first.ty.substitute(&solution);
                if several && !receiver.has_vars() && !self.assignable(&receiver, &wants) {
                    continue;
                }
            }
            solution.set(&crate::annotation::self_var(), me.clone());
            let mut bound = signature.substitute(&solution);
            if takes && !bound.params.is_empty() {
                bound.params.remove(0);
            }
            signatures.push(bound);
        }
        if signatures.is_empty() {
            return Type::Unknown;
        }
        Type::Callable(Arc::new(Callable { signatures, binding: Binding::Static, ..callable.clone() }))
    }

    /// What a callable gives, whatever it is called with.
    fn result_of(&mut self, callee: &Type) -> Type {
        match callee {
            Type::Callable(callable) => {
                let results: Vec<Type> = callable
                    .signatures
                    .iter()
                    .map(|signature| match signature.inferred {
                        Some(function) => self.inferred_result(function),
                        None => signature.returns.clone(),
                    })
                    .collect();
                Type::union(results)
            }
            _unknown => Type::Unknown,
        }
    }

    /// The result of calling `callee` with arguments of these types; nothing is reported.
    pub(crate) fn call_silently(&mut self, callee: &Type, args: &[Type]) -> Type {
        if self.depth > 50 {
            return Type::Unknown;
        }
        self.depth += 1;
        self.silent += 1;
        let scope = self.module_body(crate::ty::ModuleRef {
            unit: crate::ty::UnitId::BUILTINS,
            id: naja_frontend::hir::Id::from_index(0),
        });
        let ty = Evaluator::without_flow(self, scope).call_with_types(callee, args);
        self.silent -= 1;
        self.depth -= 1;
        ty
    }
}

/// Whether a callable is a function of the library, which may be written in C.
fn is_foreign(callable: &Callable) -> bool {
    callable.function.is_some_and(|function| function.unit != UnitId::PROGRAM)
}
