//! Calls of classes: which constructor is meant, and what it takes.

use super::Evaluator;
use super::call::{Arg, Site};
use super::matching::Form;
use crate::class::ClassForm;
use crate::ty::{Binding, Callable, ClassRef, Instance, Signature, Type, UnitId};

impl<'a> Evaluator<'_, 'a> {
    /// Calls a class.
    pub(super) fn construct(&mut self, of: &Type, args: &mut [Arg<'a>], site: &Site<'_>) -> Type {
        let Type::Instance(instance) = of else {
            return match of {
                Type::Union(members) => {
                    let made: Vec<Type> = members.iter().map(|member| self.construct(member, args, site)).collect();
                    Type::union(made)
                }
                Type::Var(_) => of.clone(),
                Type::Tuple(_) => of.clone(),
                Type::Any => Type::Any,
                _unknown => Type::Unknown,
            };
        };
        let info = self.db.class_info(&instance.class);
        if instance.class.is_builtin("type") {
            return self.type_call(args);
        }
        if info.form == ClassForm::Enum {
            return if args.len() == 1 { of.clone() } else { Type::Unknown };
        }
        if info.form == ClassForm::TypedDict {
            let by_keywords = args.iter().all(|arg| matches!(arg.form, Form::Keyword(_)));
            if by_keywords && !info.unknown_base && !args.is_empty() {
                let signature = self.db.typed_dict_constructor(instance);
                let name = instance.class.name.clone();
                let maker = Callable { name, function: None, binding: Binding::Static, signatures: vec![signature] };
                self.call_callable(&maker, args, site);
            }
            return of.clone();
        }
        let generic = instance.args.is_empty() && !info.params.is_empty();
        let me = if generic { self.db.fresh_instance(&instance.class) } else { of.clone() };
        let Type::Instance(me_instance) = &me else { return Type::Unknown };
        let Some(callable) = self.constructor(me_instance, &me) else {
            self.evaluate_rest(args);
            return of.close(&|_| false);
        };
        let made = self.call_callable(&callable, args, site);
        match made {
            Type::Instance(made) if generic => Type::Instance(Instance { inferred: true, ..made }),
            Type::Unknown => of.close(&|_| false),
            made => made,
        }
    }

    /// `type(x)`, or `type(name, bases, namespace)`.
    pub(super) fn type_call(&mut self, args: &mut [Arg<'a>]) -> Type {
        self.evaluate_rest(args);
        match args {
            [Arg { ty: Some(ty), form: Form::Positional, .. }] if !ty.has_any() => {
                let class_of = |member: &Type| match member {
                    // `type(())` is `tuple`, of whatever length.
                    Type::Tuple(_) => self.db.builtin("tuple", []).class_object(),
                    other => other.clone().class_object(),
                };
                ty.widen().map(class_of)
            }
            _made_here => Type::Unknown,
        }
    }

    /// What calling a class takes, as a callable that gives the instance; `None` if that is not known.
    pub(super) fn constructor(&mut self, me: &Instance, me_type: &Type) -> Option<Callable> {
        let info = self.db.class_info(&me.class);
        let meta_call = info.metaclass.as_ref().filter(|meta| meta.unit == UnitId::PROGRAM).is_some();
        if info.unknown_base || info.unknown_decorator || meta_call {
            return None;
        }
        if let Some(signature) = self.db.synthesised_constructor(me) {
            return Some(Callable {
                name: me.class.name.clone(),
                function: None,
                binding: Binding::Static,
                signatures: vec![signature],
            });
        }
        let init = self.db.find_member(me, &"__init__".into(), true);
        let new = self.db.find_member(me, &"__new__".into(), true);
        let depth = |owner: &ClassRef| info.mro.iter().position(|base| base.class == *owner).unwrap_or(usize::MAX);
        let (init_depth, new_depth) = (
            init.as_ref().map_or(usize::MAX, |m| depth(&m.owner)),
            new.as_ref().map_or(usize::MAX, |m| depth(&m.owner)),
        );
        let uses_new = new_depth < init_depth;
        let member = if uses_new { new } else { init }?;
        let Type::Callable(callable) = &member.symbol.ty else { return None };
        let own_self = |signature: &Signature| match signature.params.first().map(|param| &param.ty) {
            Some(Type::Instance(annotated)) if annotated.class == me.class => Some(Type::Instance(annotated.clone())),
            _plain => None,
        };
        let explicit: Vec<Option<Type>> = callable.signatures.iter().map(own_self).collect();
        let receiver = if uses_new { me_type.clone().class_object() } else { me_type.clone() };
        let Type::Callable(bound) = self.db.bind(callable, &receiver) else { return None };
        let mut bound = (*bound).clone();
        bound.name = me.class.name.clone();
        let kept_all = bound.signatures.len() == explicit.len();
        for (at, signature) in bound.signatures.iter_mut().enumerate() {
            if !uses_new {
                let annotated = explicit.get(at).cloned().flatten().filter(|_| kept_all);
                signature.returns = annotated.unwrap_or_else(|| me_type.clone());
                signature.inferred = None;
            } else if signature.inferred.take().is_some() || signature.returns.is_any() {
                signature.returns = me_type.clone();
            }
        }
        Some(bound)
    }
}
