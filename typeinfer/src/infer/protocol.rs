//! What `for`, `await` and `dir()` see of a value: its elements, its result, its attributes.

use crate::db::Db;
use crate::ty::Type;
use naja_frontend::hir::Name;

impl Db<'_> {
    /// What `await` of a value of this type gives.
    pub(crate) fn awaited(&mut self, ty: &Type) -> Type {
        let Some(awaitable) = self.library_class("typing", "Awaitable") else { return Type::Unknown };
        ty.members()
            .to_vec()
            .iter()
            .map(|member| {
                if *member == Type::Any {
                    return Type::Any;
                }
                let viewed = self.nominal(member).and_then(|instance| self.view_as(&instance, &awaitable));
                viewed.and_then(|viewed| viewed.args.first().cloned()).unwrap_or(Type::Unknown)
            })
            .reduce(|a, b| Type::union([a, b]))
            .unwrap_or(Type::Unknown)
    }

    /// What iterating a value of this type gives; `None` if some member certainly cannot be iterated.
    pub(crate) fn iterate(&mut self, ty: &Type) -> Option<Type> {
        let mut elements = Vec::new();
        for member in ty.members() {
            elements.push(self.iterate_member(member)?);
        }
        Some(Type::union(elements))
    }

    fn iterate_member(&mut self, member: &Type) -> Option<Type> {
        match member {
            Type::Any => return Some(Type::Any),
            Type::Unknown | Type::Never => return Some(Type::Unknown),
            Type::Tuple(elements) => return Some(Type::union(elements.iter().map(Type::widen))),
            Type::Class(of) => {
                if let Type::Instance(instance) = &**of
                    && self.class_info(&instance.class).form == crate::class::ClassForm::Enum
                {
                    return Some((**of).clone());
                }
            }
            _object => {}
        }
        let nominal = self.nominal(member)?;
        if let Some(iterable) = self.library_class("typing", "Iterable")
            && let Some(viewed) = self.view_as(&nominal, &iterable)
        {
            let element = viewed.args.first().cloned().unwrap_or(Type::Unknown);
            return Some(if viewed.inferred { element.element_of_inferred() } else { element });
        }
        if let Some(iter) = self.attribute(member, &"__iter__".into()) {
            let iterator = self.call_silently(&iter.ty, &[]);
            return Some(match self.attribute(&iterator, &"__next__".into()) {
                Some(next) => self.call_silently(&next.ty, &[]),
                None => Type::Unknown,
            });
        }
        let getter = self.attribute(member, &"__getitem__".into())?;
        let index = self.builtin("int", []);
        Some(self.call_silently(&getter.ty, &[index]))
    }

    /// The attributes that values of this type are known to have.
    pub(crate) fn attribute_names(&mut self, ty: &Type) -> Vec<Name> {
        let instance = match ty {
            Type::Class(of) => self.nominal(of),
            Type::Module(module) => {
                let body = self.module_body(*module);
                return self.symbols(body).names.keys().cloned().collect();
            }
            other => self.nominal(other),
        };
        let Some(instance) = instance else { return Vec::new() };
        let mut names = Vec::new();
        for base in &self.class_info(&instance.class).mro {
            let body = self.class_body(&base.class);
            names.extend(self.symbols(body).names.keys().cloned());
            if let Some(id) = base.class.in_program() {
                names.extend(self.receivers(id).names.keys().cloned());
            }
        }
        names
    }
}
