//! Calls that mean more than their signature says: `reveal_type`, `cast`, `super`, the makers of types.

use super::Evaluator;
use crate::finding::Finding;
use crate::ty::{Binding, Callable, Param, Signature, Type};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Argument, Expr, ExprKind, Name, ParamKind, StrValue, Variable};

impl<'a> Evaluator<'_, 'a> {
    /// Calls that mean more than their signature says.
    pub(super) fn special_call(&mut self, callee: &'a Expr, arguments: &'a [Argument]) -> Option<Type> {
        let name = match &callee.kind {
            ExprKind::Variable(Variable::Global(name) | Variable::Class { name, outer: None }) => name,
            ExprKind::Attribute { name, .. } => name,
            _computed => return None,
        };
        match name.as_str() {
            "reveal_type" => {
                let [Argument::Positional(value)] = arguments else { return None };
                let ty = self.expr(value, None);
                self.report(Finding::new(Code::RevealedType, value.span, format!("{ty}")));
                return Some(ty);
            }
            "get" => {
                if let Some(ty) = self.typed_get(callee, arguments) {
                    return Some(ty);
                }
            }
            "super" => {
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                return Some(self.super_call(arguments));
            }
            _library => {}
        }
        let from_library = self.db.called_name(self.scope, callee)?;
        match from_library.as_str() {
            "cast" => {
                let [Argument::Positional(ty), Argument::Positional(value)] = arguments else { return None };
                self.expr(callee, None);
                self.expr(value, None);
                Some(self.db.annotation(self.scope, ty))
            }
            // Classes and variables that are made by a call: what they are like is not followed.
            "NewType" => {
                self.opaque_call(callee, arguments);
                let [Argument::Positional(named), Argument::Positional(base)] = arguments else {
                    return Some(Type::Any);
                };
                let base = self.db.annotation(self.scope, base);
                let made = match &named.kind {
                    ExprKind::Str(StrValue::Text(name)) => base.branded(self.scope, &Name::from(&**name)),
                    _computed => base.clone(),
                };
                let name = Name::from("item");
                let item = Param { name, kind: ParamKind::PositionalOnly, ty: base.clone(), has_default: false };
                Some(Callable::plain(Signature { params: vec![item], ..Signature::gradual(made) }))
            }
            "namedtuple" | "NamedTuple" | "TypedDict" | "TypeVar" | "ParamSpec" | "TypeVarTuple" | "field" => {
                Some(self.opaque_call(callee, arguments))
            }
            "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag" if arguments.len() > 1 => {
                Some(self.opaque_call(callee, arguments))
            }
            _ordinary => None,
        }
    }

    /// Evaluates a call for its parts only.
    fn opaque_call(&mut self, callee: &'a Expr, arguments: &'a [Argument]) -> Type {
        self.expr(callee, None);
        arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
        Type::Any
    }

    pub(super) fn argument_value(&mut self, argument: &'a Argument) -> Type {
        match argument {
            Argument::Positional(expr)
            | Argument::Star(expr)
            | Argument::Keyword(_, expr)
            | Argument::DoubleStar(expr) => self.expr(expr, None),
        }
    }

    /// `super()`: an instance of the next class in the order, if there is just one base.
    pub(super) fn super_call(&mut self, arguments: &[Argument]) -> Type {
        let Some(class) = self.enclosing_class().filter(|_| arguments.is_empty()) else { return Type::Unknown };
        let info = self.db.class_info(&class);
        if info.unknown_base {
            return Type::Unknown;
        }
        // With several bases the next class depends on the object's own class.
        let is_linear = (0..info.mro.len()).all(|at| {
            let order = self.db.class_info(&info.mro[at].class).mro.len();
            order == info.mro.len() - at
        });
        let Some(next) = info.mro.get(1).filter(|_| is_linear).cloned() else { return Type::Unknown };
        if next.class.is_builtin("object") && class.in_program().is_some() {
            return Type::Unknown;
        }
        match self.receiver_binding() {
            Some(Binding::Class | Binding::Static) => Type::Instance(next).class_object(),
            Some(Binding::Function) => Type::Instance(next),
            None => Type::Unknown,
        }
    }
}
