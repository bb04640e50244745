//! Whether two types contradict each other: what makes a mismatch certain rather than only possible.
//!
//! A value that is declared to be an `Animal` may well be the `Dog` that is wanted, and a `list[int]` does no harm where a
//! `list[float]` is declared: strict mode reports both, the ordinary check neither. Only types that share no value are
//! certainly wrong.

use super::{Callable, ClassRef, Instance, Signature, Type, UnitId};
use crate::class::ClassForm;
use crate::db::Db;

impl Db<'_> {
    /// Whether no value is both a `found` and a `wanted`, as far as their declarations tell.
    pub(crate) fn disjoint(&mut self, found: &Type, wanted: &Type) -> bool {
        if found.is_any() || wanted.is_any() || found.is_object() || wanted.is_object() || self.depth > 80 {
            return false;
        }
        self.depth += 1;
        let disjoint = self.disjoint_shapes(found, wanted);
        self.depth -= 1;
        disjoint
    }

    fn disjoint_shapes(&mut self, found: &Type, wanted: &Type) -> bool {
        match (found, wanted) {
            (Type::Union(members), _) => members.iter().all(|member| self.disjoint(member, wanted)),
            (_, Type::Union(members)) => members.iter().all(|member| self.disjoint(found, member)),
            (Type::Var(_) | Type::Never | Type::Property(_), _) | (_, Type::Var(_) | Type::Property(_)) => false,
            (Type::Instance(found), Type::Literal(wanted, _)) => !self.is_subclass(wanted, &found.class),
            (Type::Class(found), Type::Class(wanted)) => self.disjoint(found, wanted),
            (Type::Tuple(found), Type::Tuple(wanted)) => {
                found.len() != wanted.len() || found.iter().zip(wanted.iter()).any(|(f, w)| self.disjoint(f, w))
            }
            (Type::Instance(open), Type::Tuple(elements)) | (Type::Tuple(elements), Type::Instance(open)) => {
                self.tuples_disjoint(elements, open)
            }
            (Type::Instance(found), Type::Instance(wanted)) => self.instances_disjoint(found, wanted),
            (Type::Callable(found), Type::Callable(wanted)) => self.callables_disjoint(found, wanted),
            // What a stub calls an instance may be used as a class: `types.GenericAlias`.
            (Type::Instance(found), Type::Class(_)) if found.class.unit != UnitId::PROGRAM => {
                found.class.unit == UnitId::BUILTINS
            }
            (found, Type::Instance(wanted)) if self.class_info(&wanted.class).form == ClassForm::Protocol => {
                !self.assignable(found, &Type::Instance(wanted.clone())) && self.lacks_a_member(found, wanted)
            }
            (_, _) => !self.assignable(found, wanted),
        }
    }

    /// What is passed, or what comes back, does not fit.
    fn callables_disjoint(&mut self, found: &Callable, wanted: &Callable) -> bool {
        if let ([has], [wants]) = (found.signatures.as_slice(), wanted.signatures.as_slice())
            && has.inferred.is_none()
            && wants.returns != Type::None
            && self.disjoint(&has.returns, &wants.returns)
        {
            return true;
        }
        let (found, wanted) = (with_any_result(found), with_any_result(wanted));
        !self.assignable(&found, &wanted)
    }

    /// A tuple of known length, and `tuple[T, ...]` or something that is no tuple at all.
    fn tuples_disjoint(&mut self, elements: &[Type], open: &Instance) -> bool {
        let whole = self.builtin("tuple", [Type::union(elements.iter().cloned())]);
        let Type::Instance(whole) = whole else { return false };
        match self.view_as(&whole, &open.class) {
            Some(_) => {
                let Some(wanted) = open.args.first() else { return false };
                elements.iter().any(|element| self.disjoint(element, wanted))
            }
            // A class derived from `tuple` may be meant.
            None => !self.is_subclass(&open.class, &whole.class) && self.instances_disjoint(&whole, open),
        }
    }

    fn instances_disjoint(&mut self, found: &Instance, wanted: &Instance) -> bool {
        if self.assignable(&Type::Instance(found.clone()), &Type::Instance(wanted.clone())) {
            return false;
        }
        // Works alike, and was long taken to be the same.
        if wanted.class.is_builtin("bytes") && found.class.is_builtin("bytearray") {
            return false;
        }
        let same = self.view_as(found, &wanted.class).map(|viewed| (viewed, wanted.clone()));
        let derived = same.or_else(|| self.view_as(wanted, &found.class).map(|viewed| (found.clone(), viewed)));
        if let Some((found, wanted)) = derived {
            return found.args.iter().zip(wanted.args.iter()).any(|(found, wanted)| {
                // Where `int` stands for `float`, either may be declared.
                !self.assignable(wanted, found) && self.disjoint(found, wanted)
            });
        }
        if found.class.unit.is_stub() && wanted.class.unit.is_stub() {
            return false;
        }
        match self.class_info(&wanted.class).form {
            ClassForm::Protocol => self.lacks_a_member(&Type::Instance(found.clone()), wanted),
            ClassForm::Plain | ClassForm::Enum | ClassForm::NamedTuple | ClassForm::TypedDict => {
                !self.share_a_class(&found.class, &wanted.class)
            }
        }
    }

    /// Whether something that the protocol `wanted` asks for is not there, in derived classes neither.
    fn lacks_a_member(&mut self, found: &Type, wanted: &Instance) -> bool {
        let derived = found.class().map(|class| self.derived_classes(&class.clone()));
        self.protocol_members(&wanted.class).iter().any(|name| {
            let lacks = |db: &mut Self, ty: &Type| db.attribute(ty, name).is_none_or(|has| has.ty == Type::None);
            lacks(self, found)
                && derived.iter().flat_map(|derived| derived.iter()).all(|class| {
                    let instance = self.self_instance(class);
                    lacks(self, &instance)
                })
        })
    }

    /// Whether a class of the program derives from both.
    fn share_a_class(&mut self, a: &ClassRef, b: &ClassRef) -> bool {
        self.derived_classes(a).iter().any(|class| self.is_subclass(class, b))
    }
}

/// The callable with a result of any type.
fn with_any_result(callable: &Callable) -> Type {
    let open = |signature: &Signature| Signature { returns: Type::Any, ..signature.clone() };
    let signatures = callable.signatures.iter().map(open).collect();
    Type::Callable(std::sync::Arc::new(Callable { signatures, ..callable.clone() }))
}
