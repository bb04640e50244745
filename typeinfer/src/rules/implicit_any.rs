//! A variable whose type is not known must be declared.

use super::Rule;
use crate::ty::Type;
use crate::types::Types;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::{FunctionKind, Hir};

pub(super) const RULE: Rule =
    Rule { code: Code::ImplicitAny, name: "implicit_any", summary: "every variable has a known type", check };

fn check(hir: &Hir, types: &Types, diagnostics: &mut Diagnostics) {
    for (id, function) in hir.functions.iter_enumerated() {
        if function.kind != FunctionKind::Def {
            continue;
        }
        for (local, variable) in function.locals.iter_enumerated().skip(function.params.len()) {
            let is_own = !matches!(variable.storage, naja_frontend::hir::Storage::Free(_));
            let implicit =
                variable.named && is_own && !types.is_declared(id, local) && is_implicit(types.local(id, local));
            if implicit {
                diagnostics
                    .error(Code::ImplicitAny, variable.span)
                    .message(format!("the type of `{}` is not known", variable.name))
                    .help(format!("declare it: `{}: …`", variable.name));
            }
        }
    }
}

/// Whether a type was nowhere declared, in whole or in part.
fn is_implicit(ty: &Type) -> bool {
    match ty {
        Type::Unknown => true,
        Type::Instance(instance) => instance.args.iter().any(is_implicit),
        Type::Tuple(types) | Type::Union(types) => types.iter().any(is_implicit),
        _known => false,
    }
}
