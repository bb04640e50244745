//! Calls that mean more than their signature says: `reveal_type`, `cast`, `super`, the makers of types.

use super::Evaluator;
use crate::finding::Finding;
use crate::ty::{Binding, Instance, Type, UnitId};
use naja_frontend::diagnostic::Code;
use naja_frontend::hir::{Argument, Expr, ExprKind, Variable};

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
            "namedtuple" | "NamedTuple" | "TypedDict" | "NewType" | "TypeVar" | "ParamSpec" => {
                self.expr(callee, None);
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                Some(Type::Unknown)
            }
            "Enum" | "IntEnum" | "StrEnum" | "Flag" if arguments.len() > 1 => {
                self.expr(callee, None);
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                Some(Type::Unknown)
            }
            "field" => {
                self.expr(callee, None);
                arguments.iter().for_each(|argument| drop(self.argument_value(argument)));
                Some(Type::Unknown)
            }
            _ordinary => None,
        }
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
        let Some(next) = info.mro.get(1).filter(|_| info.mro.len() <= 3 || is_single(&info.mro)).cloned() else {
            return Type::Unknown;
        };
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

/// Whether an order is that of single inheritance, as far as it shows.
fn is_single(mro: &[Instance]) -> bool {
    mro.iter().all(|base| {
        base.class.in_program().is_some() || base.class.is_builtin("object") || base.class.unit == UnitId::BUILTINS
    })
}
