//! Assignment: to variables, attributes, elements, and several at once.

use super::Evaluator;
use super::report::mismatch_finding;
use crate::class::ClassForm;
use crate::finding::Finding;
use crate::flow::{Key, Place, Root};
use crate::symbols::Step;
use crate::ty::{FuncRef, Literal, Type, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{
    Argument, Expr, ExprKind, FunctionKind, Id as _, Name, Storage, Target, TargetKind, Variable,
};

impl<'a> Evaluator<'_, 'a> {
    /// `a = b = value`.
    pub(super) fn assign(&mut self, targets: &'a [Target], value: &'a Expr) {
        if let [target] = targets
            && let TargetKind::Unpack(parts) = &target.kind
            && let ExprKind::Tuple(elements) = &value.kind
            && parts.len() == elements.len()
        {
            let wants: Vec<Type> =
                parts.iter().map(|part| self.declared_target(part).unwrap_or(Type::Unknown)).collect();
            let ty = self.expr(value, Some(&Type::Tuple(wants.into())));
            self.assign_target(target, &ty, value);
            return;
        }
        let expected = targets.first().and_then(|target| self.declared_target(target));
        let ty = self.expr(value, expected.as_ref());
        for target in targets {
            self.assign_target(target, &ty, value);
        }
    }

    /// `target: annotation = value`.
    pub(super) fn annotated(&mut self, target: &'a Target, annotation: &'a Expr, value: Option<&'a Expr>) {
        let declared = self.checked_annotation(annotation);
        let Some(value) = value else {
            if let TargetKind::Attribute { object, .. } = &target.kind {
                self.expr(object, None);
            }
            return;
        };
        let is_alias = self.db.is_alias_annotation(self.scope, annotation);
        let ty = self.expr(value, (!is_alias && !declared.is_any()).then_some(&declared));
        // In a stub-like class body, `...` stands for a value.
        let is_placeholder = matches!(value.kind, ExprKind::Ellipsis);
        if !is_alias && !is_placeholder && !self.db.assignable(&ty, &declared) && !self.is_field_call(value) {
            // `x: int = None` is common, and means what it says only under `--strict`.
            if ty == Type::None {
                self.report(mismatch_finding(Code::AssignmentType, value.span, &ty, &declared).certain(false));
            } else {
                self.mismatch(Code::AssignmentType, value, &ty, &declared, "the variable", Some(annotation));
            }
        }
        if !is_alias && matches!(self.function.kind, FunctionKind::Class(_)) {
            self.check_field_default(value, &declared, annotation);
        }
        let ty = if declared == Type::Unknown { ty } else { self.on_assignment(&declared, &ty) };
        self.store(target, &ty, Some(&declared), value);
    }

    /// `field(default=…)` and `field(default_factory=…)` give the field its value.
    fn check_field_default(&mut self, value: &'a Expr, declared: &Type, annotation: &'a Expr) {
        let ExprKind::Call { callee, arguments } = &value.kind else { return };
        if self.db.called_name(self.scope, callee).is_none_or(|name| name.as_str() != "field") {
            return;
        }
        for argument in arguments {
            let Argument::Keyword(name, given) = argument else { continue };
            let ty = match name.as_str() {
                "default" => self.quiet(|this| this.expr(given, Some(declared))),
                "default_factory" => {
                    let factory = self.quiet(|this| this.expr(given, None));
                    // `list` makes a list of whatever is wanted.
                    self.db.call_silently(&factory, &[])
                }
                _option => continue,
            };
            if !self.db.assignable(&ty, declared) {
                self.mismatch(Code::AssignmentType, given, &ty, declared, "the field", Some(annotation));
            }
        }
    }

    /// `field(...)`, `Field(...)` and the like describe a value rather than being one.
    fn is_field_call(&self, value: &Expr) -> bool {
        matches!(self.function.kind, FunctionKind::Class(_)) && matches!(value.kind, ExprKind::Call { .. })
    }

    /// Assigns a value of type `ty` that `value` gave.
    pub(super) fn assign_target(&mut self, target: &'a Target, ty: &Type, value: &'a Expr) {
        match &target.kind {
            TargetKind::Unpack(targets) => self.unpack(target, targets, ty, value),
            TargetKind::Star(inner) => self.assign_target(inner, ty, value),
            TargetKind::Variable(_) | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } => {
                if let TargetKind::Attribute { object, .. } | TargetKind::Subscript { object, .. } = &target.kind {
                    self.expr(object, None);
                }
                if let TargetKind::Subscript { index, .. } = &target.kind {
                    self.expr(index, None);
                }
                self.assign_evaluated(target, ty, value);
            }
        }
    }

    /// The same, where the parts of the target have been evaluated.
    pub(super) fn assign_evaluated(&mut self, target: &'a Target, ty: &Type, value: &'a Expr) {
        let declared = self.declared_target(target);
        let is_element = matches!(target.kind, TargetKind::Subscript { .. });
        let is_property =
            matches!(&target.kind, TargetKind::Attribute { object, name } if self.is_property(object, name));
        let ty = match &declared {
            Some(declared) if !is_element => {
                if !self.db.assignable(ty, declared) {
                    let of_library = match &target.kind {
                        TargetKind::Attribute { object, name } => self.is_declared_by_library(object, name),
                        _other => false,
                    };
                    let (place, ty, declared) = match &target.kind {
                        // A part of what is unpacked has no expression of its own.
                        _ if self.db_type(value) != *ty => (value, ty.clone(), declared.clone()),
                        _whole => self.culprit(value, ty, declared),
                    };
                    let certain = self.certain_value(place, &ty, &declared) && !of_library;
                    self.report(mismatch_finding(Code::AssignmentType, place.span, &ty, &declared).certain(certain));
                }
                if is_property {
                    return;
                }
                if ty.is_any() && self.was_none(target) {
                    Type::union([declared.filter(|member| *member != Type::None), ty.clone()])
                } else {
                    self.on_assignment(declared, ty)
                }
            }
            Some(_) => ty.widen(),
            None if is_declared_literal(value) => ty.clone(),
            None => ty.widen(),
        };
        self.store(target, &ty, declared.as_ref(), value);
    }

    /// Whether what `target` holds was perhaps found to be `None`, for which it gets something that is not. Of attributes
    /// that is forgotten by whatever may change them.
    fn was_none(&self, target: &Target) -> bool {
        match &target.kind {
            TargetKind::Variable(variable) => {
                let fact = self.env.as_ref().and_then(|env| env.get(&Place::root(self.root_of(variable))));
                fact.is_some_and(|fact| fact.ty == Type::None)
            }
            TargetKind::Attribute { .. } => true,
            TargetKind::Subscript { .. } | TargetKind::Unpack(_) | TargetKind::Star(_) => false,
        }
    }

    /// Whether a stub declares the attribute: it may say less than the library takes.
    fn is_declared_by_library(&mut self, object: &'a Expr, name: &Name) -> bool {
        let object_type = self.db_type(object);
        let Some(instance) = self.db.nominal(&object_type) else { return false };
        self.db.find_member(&instance, name, true).is_some_and(|found| found.owner.unit != UnitId::PROGRAM)
    }

    /// Whether reading or assigning an attribute that holds such an object is up to the object.
    fn is_descriptor(&mut self, instance: &crate::ty::Instance) -> bool {
        ["__get__", "__set__"].iter().any(|name| self.db.find_member(instance, &(*name).into(), true).is_some())
    }

    /// Whether assigning the attribute calls a setter, which may keep something else than it is given.
    fn is_property(&mut self, object: &'a Expr, name: &Name) -> bool {
        let object_type = self.db_type(object);
        let Some(instance) = self.db.nominal(&object_type) else { return false };
        let found = self.db.find_member(&instance, name, true);
        found.is_some_and(|found| matches!(found.symbol.ty, Type::Property(_)))
    }

    /// The type of a declared variable after `ty` was assigned to it.
    fn on_assignment(&mut self, declared: &Type, ty: &Type) -> Type {
        if *declared == Type::Any {
            return Type::Any;
        }
        if ty.members().contains(&Type::Unknown) {
            return Type::union([declared.clone(), Type::Unknown]);
        }
        if *ty == Type::Any {
            return declared.clone();
        }
        if matches!(declared, Type::Callable(_)) {
            return declared.clone();
        }
        let declared_members = declared.members().to_vec();
        let narrowed = Type::union(
            ty.members()
                .to_vec()
                .iter()
                .map(|part| {
                    if part.is_any() {
                        return part.clone();
                    }
                    let accepting = declared_members.iter().find(|member| self.db.assignable(part, member));
                    match accepting {
                        // `list[int]` declared: its elements are what the declaration says.
                        Some(member) if !part.args().is_empty() && !matches!(part, Type::Tuple(_)) => {
                            if self.generic_of(part) == self.generic_of(member) || member.is_any() {
                                member.clone()
                            } else {
                                part.clone()
                            }
                        }
                        Some(member @ Type::Literal(..)) => member.clone(),
                        Some(member) if member.is_any() => part.widen(),
                        Some(Type::Tuple(elements)) => Type::Tuple(elements.clone()),
                        Some(_) => part.widen(),
                        // What was reported is not followed further.
                        None => Type::union([declared.clone(), Type::Unknown]),
                    }
                })
                .collect::<Vec<_>>(),
        );
        if narrowed == Type::Never { declared.clone() } else { narrowed }
    }

    fn generic_of(&self, ty: &Type) -> Option<crate::ty::ClassRef> {
        ty.class().cloned()
    }

    fn unpack(&mut self, whole: &Target, targets: &'a [Target], ty: &Type, value: &'a Expr) {
        let ty = &self.db.as_tuple(ty);
        let star = targets.iter().position(|target| matches!(target.kind, TargetKind::Star(_)));
        self.check_unpack(whole, targets.len(), star.is_some(), ty, value);
        for (index, target) in targets.iter().enumerate() {
            let members = ty.members().to_vec();
            let parts: Vec<Type> = members
                .iter()
                .map(|member| match (member, star) {
                    (Type::Tuple(elements), Some(star)) if elements.len() + 1 >= targets.len() => {
                        let taken = elements.len() + 1 - targets.len();
                        match index.cmp(&star) {
                            std::cmp::Ordering::Less => elements[index].clone(),
                            std::cmp::Ordering::Greater => elements[index + taken - 1].clone(),
                            std::cmp::Ordering::Equal => {
                                let rest = Type::union(elements[star..star + taken].iter().map(Type::widen));
                                self.db.builtin("list", [rest])
                            }
                        }
                    }
                    (member, Some(star)) if star == index => self.db.step(member, Step::Rest),
                    (member, _) => self.db.step(member, Step::Element { index, count: targets.len() }),
                })
                .collect();
            self.assign_target(target, &Type::union(parts), value);
        }
    }

    fn check_unpack(&mut self, whole: &Target, count: usize, has_star: bool, ty: &Type, value: &'a Expr) {
        for member in ty.members() {
            match member {
                Type::Tuple(elements) if (!has_star && elements.len() != count) || elements.len() + 1 < count => {
                    let message = format!("expected {count} values to unpack, found {} in `{member}`", elements.len());
                    self.report(Finding::new(Code::UnpackCount, whole.span, message).certain(ty.members().len() == 1));
                }
                _unknown_length => {
                    if self.db.iterate(member).is_none() {
                        self.not_iterable(ty, value);
                        return;
                    }
                }
            }
        }
    }

    /// Records an assignment and changes what is known.
    fn store(&mut self, target: &'a Target, ty: &Type, declared: Option<&Type>, value: &'a Expr) {
        if self.db.silent == 0 && self.scope.unit == crate::ty::UnitId::PROGRAM {
            // In a loop the last round has seen everything.
            self.db.targets.insert(target.span, ty.clone());
        }
        self.check_assignable(target);
        match &target.kind {
            TargetKind::Variable(variable) => self.bind(variable, ty.clone()),
            TargetKind::Attribute { object, name } => {
                let object_type = self.db_type(object);
                self.check_attribute_store(target, &object_type, name, declared);
                if let Some(place) = self.place(object) {
                    self.set_place(place.then(Key::Attribute(name.clone())), ty.clone());
                }
            }
            TargetKind::Subscript { object, index } => {
                self.store_element(target, object, index, ty, value);
            }
            TargetKind::Unpack(_) | TargetKind::Star(_) => {}
        }
    }

    /// `object[index] = value`.
    fn store_element(&mut self, target: &'a Target, object: &'a Expr, index: &'a Expr, ty: &Type, value: &'a Expr) {
        let container = self.db_type(object);
        let index_type = self.db_type(index);
        for member in container.members().to_vec() {
            if member.is_any() {
                continue;
            }
            if let Some(instance) = self.db.typed_dict(&member) {
                self.store_typed_element(&instance, index, &index_type, ty, value);
                continue;
            }
            let Some(setter) = self.db.attribute(&member, &"__setitem__".into()) else {
                self.no_item_assignment(target, &container, &member, object);
                continue;
            };
            if !self.accepts(&setter.ty, &[index_type.clone(), ty.clone()]) {
                let wants = self.element_expected(&setter.ty);
                let wants_key = self.key_expected(&setter.ty);
                let certain = !member.is_inferred()
                    && container.members().len() == 1
                    && (wants.as_ref().is_some_and(|wants| self.certain_mismatch(ty, wants))
                        || wants_key.is_some_and(|wants| self.certain_mismatch(&index_type, &wants)))
                    && !self.is_opaque(object, &member);
                let message = match wants {
                    Some(wants) if !self.db.assignable(ty, &wants) => format!("expected `{wants}`, found `{ty}`"),
                    _key => format!("`{member}` takes no element `{ty}` at `{index_type}`"),
                };
                self.report(Finding::new(Code::ElementType, value.span, message).certain(certain));
            }
        }
        self.widen_open(object, "__setitem__", &[index_type, ty.clone()]);
        // Other classes may give back something else than they were given.
        if container.members().iter().all(|member| self.keeps_elements(member))
            && let Some(place) = self.place_of_element(object, index)
        {
            self.set_place(place, ty.clone());
        }
    }

    /// Whether reading an element gives what was last assigned to it.
    fn keeps_elements(&mut self, container: &Type) -> bool {
        container.class().is_some_and(|class| {
            let is_library = class.unit == UnitId::BUILTINS || class.unit.is_stub();
            let form = self.db.class_info(&class.clone()).form;
            let kind = ["list", "dict"].iter().any(|name| {
                self.db.builtin_class(name).is_some_and(|builtin| self.db.is_subclass(&class.clone(), &builtin))
            });
            form == ClassForm::TypedDict || (is_library && kind)
        })
    }

    /// The type of a key, where there is only one form of assignment.
    fn key_expected(&self, setter: &Type) -> Option<Type> {
        match setter {
            Type::Callable(callable) if callable.signatures.len() == 1 => {
                callable.signatures[0].params.first().map(|param| param.ty.clone())
            }
            _unknown => None,
        }
    }

    fn element_expected(&self, setter: &Type) -> Option<Type> {
        match setter {
            Type::Callable(callable) => callable.signatures.first()?.params.get(1).map(|param| param.ty.clone()),
            _unknown => None,
        }
    }

    fn no_item_assignment(&mut self, target: &Target, container: &Type, member: &Type, object: &'a Expr) {
        let certain = container.members().len() == 1
            && !member.is_object()
            && !self.is_receiver(object)
            && !self.is_opaque(object, member);
        let finding = if *member == Type::None {
            Finding::new(Code::OptionalAccess, target.span, format!("`{container}` may be `None` here"))
                .help("test it first: `if … is not None:`")
        } else {
            Finding::new(Code::NotSubscriptable, target.span, format!("`{member}` does not support item assignment"))
        };
        self.report(finding.certain(certain));
    }

    fn check_attribute_store(&mut self, target: &Target, object: &Type, name: &Name, declared: Option<&Type>) {
        if declared.is_some() || object.has_any() {
            return;
        }
        for member in object.members().to_vec() {
            if self.lacks_slot(&member, name) {
                let certain = object.members().len() == 1;
                let message = format!("`{member}` has no slot `{name}`");
                let finding = Finding::new(Code::UnknownAttribute, target.span, message);
                self.report(finding.certain(certain).help(format!("add `{name}` to `__slots__`")));
                continue;
            }
            let found = self.db.attribute(&member, name);
            let can_set = self.db.attribute(&member, &"__setattr__".into()).is_some_and(|set| match &set.ty {
                Type::Callable(set) => {
                    set.function.is_some_and(|function| function.unit != crate::ty::UnitId::BUILTINS)
                }
                _other => true,
            });
            if found.is_none() && !can_set && !matches!(member, Type::Class(_) | Type::Callable(_) | Type::Module(_)) {
                // Without `__slots__`, an instance takes any attribute.
                let slots = self.db.nominal(&member).is_some_and(|instance| self.db.is_slotted(&instance));
                let certain = object.members().len() == 1 && slots;
                self.unknown_attribute(target.span, object, &member, name, certain);
            }
        }
    }

    /// Whether only methods that would fail give instances the attribute: it is no slot.
    fn lacks_slot(&mut self, member: &Type, name: &Name) -> bool {
        let Type::Instance(instance) = member else { return false };
        if instance.class.unit != UnitId::PROGRAM || !self.db.is_slotted(instance) {
            return false;
        }
        let derived = self.db.derived_classes(&instance.class);
        if derived.iter().any(|class| {
            let instance = self.db.self_instance(class);
            matches!(&instance, Type::Instance(instance) if !self.db.is_slotted(instance))
        }) {
            return false;
        }
        let info = self.db.class_info(&instance.class);
        let is_slot = info.mro.iter().any(|base| {
            let body = self.db.class_body(&base.class);
            let names = self.db.slots(&base.class);
            // `__slots__` that cannot be read names anything.
            let unread = base.class.unit == UnitId::PROGRAM && names.is_empty();
            unread || names.contains(name) || self.db.symbols(body).names.contains_key(name)
        });
        let is_set_by_methods = info
            .mro
            .iter()
            .any(|base| base.class.in_program().is_some_and(|id| self.db.receivers(id).names.contains_key(name)));
        !is_slot && is_set_by_methods
    }

    /// The declared type of what a target assigns to, if it has one.
    pub(super) fn declared_target(&mut self, target: &'a Target) -> Option<Type> {
        match &target.kind {
            TargetKind::Variable(variable) => self.declared_variable(variable),
            TargetKind::Attribute { object, name } => {
                let object = self.quiet(|this| this.expr(object, None));
                let [member] = object.members() else { return None };
                if member.is_any() || name.as_str() == "__class__" {
                    return None;
                }
                let instance = self.db.nominal(member)?;
                let found = match member {
                    Type::Class(_) | Type::Module(_) => return None,
                    _instance => self.db.find_member(&instance, name, true)?,
                };
                match &found.symbol.ty {
                    // What the setter's parameter is declared to be.
                    Type::Property(property) => match self.db.bind_setter(property, member)? {
                        Type::Callable(set) => set.signatures.first()?.params.first().map(|param| param.ty.clone()),
                        _unknown => None,
                    },
                    Type::Callable(_) => None,
                    // A descriptor takes what its `__set__` takes.
                    Type::Instance(of) if self.is_descriptor(of) => None,
                    ty if found.symbol.declared => Some(ty.clone()),
                    _inferred => None,
                }
            }
            TargetKind::Subscript { object, index } => {
                let container = self.quiet(|this| this.expr(object, None));
                let [member] = container.members() else { return None };
                if let Some(instance) = self.db.typed_dict(member) {
                    let Type::Literal(_, Literal::Str(key)) = self.quiet(|this| this.expr(index, None)) else {
                        return None;
                    };
                    let mut keys = self.db.typed_keys(&instance).into_iter();
                    return keys.find(|declared| declared.name.as_str() == &*key).map(|declared| declared.ty);
                }
                let setter = self.db.attribute(member, &"__setitem__".into())?;
                let Type::Callable(setter) = &setter.ty else { return None };
                let [signature] = setter.signatures.as_slice() else {
                    return setter.signatures.first()?.params.get(1).map(|param| param.ty.clone());
                };
                signature.params.get(1).map(|param| param.ty.clone())
            }
            TargetKind::Unpack(_) | TargetKind::Star(_) => None,
        }
    }

    fn declared_variable(&mut self, variable: &Variable) -> Option<Type> {
        match variable {
            Variable::Local(local) => self.declared_local(*local),
            Variable::Global(name) => {
                let module = self.db.module_of(self.scope);
                let body = self.db.module_body(module);
                self.annotated_symbol_type(body, name)
            }
            Variable::Class { name, .. } => self.annotated_symbol_type(self.scope, name),
        }
    }

    fn annotated_symbol_type(&mut self, scope: FuncRef, name: &Name) -> Option<Type> {
        let symbols = self.db.symbols(scope);
        let sites = symbols.names.get(name)?;
        let annotated = sites.iter().any(|site| matches!(site.kind, crate::symbols::SiteKind::Annotated { .. }));
        if !annotated {
            return None;
        }
        self.db.symbol(scope, name).map(|symbol| symbol.ty)
    }

    /// The declared type of a local, here or in the function that owns it.
    pub(super) fn declared_local(&mut self, local: naja_frontend::hir::LocalId) -> Option<Type> {
        if self.receiver == Some(local) && !self.receiver_is_annotated() {
            return None;
        }
        if let Some(ty) = self.declared.get(&local) {
            return Some(ty.clone());
        }
        match (self.function.locals[local].storage, self.function.parent) {
            (Storage::Free(outer), Some(parent)) if self.captured.is_empty() => {
                let parent = FuncRef { unit: self.scope.unit, id: parent };
                let result = self.db.infer_body(parent)?;
                result.declared[outer.index()].then(|| result.locals[outer.index()].clone())
            }
            _own => None,
        }
    }

    /// Gives a variable a value.
    pub(super) fn bind(&mut self, variable: &Variable, ty: Type) {
        if let Variable::Local(local) = variable {
            let assigned = &mut self.assigned[local.index()];
            if !assigned.contains(&ty) {
                assigned.push(ty.clone());
            }
        }
        let place = Place::root(self.root_of(variable));
        self.set_place(place, ty);
    }

    fn set_place(&mut self, place: Place, ty: Type) {
        if let Some(env) = &mut self.env {
            env.assign(place, ty);
        }
    }

    pub(super) fn root_of(&self, variable: &Variable) -> Root {
        match variable {
            Variable::Local(local) => Root::Local(*local),
            Variable::Global(name) => Root::Global(name.clone()),
            Variable::Class { name, .. } => Root::Class(name.clone()),
        }
    }

    /// The value that an augmented assignment starts from; evaluates the parts of the target.
    pub(super) fn read_target(&mut self, target: &'a Target) -> Type {
        match &target.kind {
            TargetKind::Variable(variable) => self.variable(variable, target.span),
            TargetKind::Attribute { object, name } => {
                let object_type = self.expr(object, None);
                self.attribute_of(object, &object_type, name, target.span)
            }
            TargetKind::Subscript { object, index } => {
                let object_type = self.expr(object, None);
                let index_type = self.expr(index, None);
                self.element(object, &object_type, index, &index_type, target.span)
            }
            TargetKind::Unpack(_) | TargetKind::Star(_) => Type::Unknown,
        }
    }

    pub(super) fn delete(&mut self, target: &'a Target) {
        match &target.kind {
            TargetKind::Variable(variable) => {
                self.variable(variable, target.span);
                let place = Place::root(self.root_of(variable));
                if let Some(env) = &mut self.env {
                    env.delete(&place);
                }
            }
            TargetKind::Attribute { object, .. } => drop(self.expr(object, None)),
            TargetKind::Subscript { object, index } => {
                let object_type = self.expr(object, None);
                let index_type = self.expr(index, None);
                if let Some(instance) = self.db.typed_dict(&object_type) {
                    self.delete_typed_element(&instance, index, &index_type);
                }
            }
            TargetKind::Unpack(targets) => targets.iter().for_each(|target| self.delete(target)),
            TargetKind::Star(inner) => self.delete(inner),
        }
    }

    /// A method call or element assignment on a variable that holds a container of undeclared elements adds to what the
    /// elements may be: `xs = []` followed by `xs.append(1)` makes `list[int]`.
    pub(super) fn widen_open(&mut self, object: &'a Expr, method: &str, args: &[Type]) {
        let Some(place) = self.place(object) else { return };
        if !place.path.is_empty() {
            return;
        }
        let Some(Type::Instance(instance)) =
            self.env.as_ref().and_then(|env| env.get(&place)).map(|fact| fact.ty.clone())
        else {
            return;
        };
        let is_declared = match &place.root {
            Root::Local(local) => self.declared.contains_key(local),
            Root::Global(_) | Root::Class(_) => self.is_declared(object),
        };
        if !instance.inferred || is_declared || instance.class.unit != crate::ty::UnitId::BUILTINS {
            return;
        }
        let added: Vec<Type> = match (instance.class.name.as_str(), method, args) {
            ("list" | "set", "append" | "add", [element]) | ("list", "insert" | "__setitem__", [_, element]) => {
                let slice = args.first().is_some_and(|index| index.is_builtin("slice"));
                if method == "__setitem__" && slice {
                    return;
                }
                vec![element.widen()]
            }
            ("list" | "set", "extend" | "update", [iterable]) => {
                vec![self.db.iterate(iterable).unwrap_or(Type::Unknown).widen()]
            }
            ("dict", "__setitem__" | "setdefault", [key, value]) => vec![key.widen(), value.widen()],
            _other => return,
        };
        let args: Vec<Type> = added
            .into_iter()
            .enumerate()
            .map(|(at, new)| (at, if new.is_any() { new } else { new.known() }))
            .map(|(at, new)| match instance.args.get(at) {
                None | Some(Type::Unknown) => new,
                Some(known) if self.db.assignable(&new, known) && !new.is_any() => known.clone(),
                Some(known) => Type::union([known.clone(), new]),
            })
            .collect();
        let widened = Type::Instance(crate::ty::Instance { args: args.into(), ..instance });
        if let Root::Local(local) = &place.root {
            let assigned = &mut self.assigned[local.index()];
            if !assigned.contains(&widened) {
                assigned.push(widened.clone());
            }
        }
        if let Some(env) = &mut self.env {
            env.narrow(place, widened);
        }
    }
}

/// Whether an expression of literal type has it from a declaration, rather than being a literal itself.
fn is_declared_literal(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Variable(_) | ExprKind::Attribute { .. } | ExprKind::Call { .. } | ExprKind::Subscript { .. } => true,
        ExprKind::Conditional { body, orelse, .. } => {
            let side = |side: &Expr| matches!(side.kind, ExprKind::None) || is_declared_literal(side);
            side(body) && side(orelse)
        }
        _literal => false,
    }
}
