//! Parameters and results must be annotated.

use super::Rule;
use crate::types::Types;
use naja_frontend::diagnostic::{Code, Diagnostics};
use naja_frontend::hir::{FunctionKind, Hir, Id as _, ParamKind};

pub(super) const RULE: Rule = Rule {
    code: Code::MissingAnnotation,
    name: "missing_annotation",
    summary: "every parameter and result is annotated",
    check,
};

fn check(hir: &Hir, types: &Types, diagnostics: &mut Diagnostics) {
    for id in crate::symbols::live_functions(hir) {
        let function = &hir.functions[id];
        if function.kind != FunctionKind::Def {
            continue;
        }
        for (index, param) in function.params.iter().enumerate() {
            let by_name = matches!(function.name.as_str(), "__new__" | "__init_subclass__" | "__class_getitem__");
            let is_receiver =
                index == 0 && function.method_of.is_some() && (by_name || types.is_declared(id, param.local));
            if param.annotation.is_some() || is_receiver {
                continue;
            }
            let name = &function.locals[param.local].name;
            let stars = match param.kind {
                ParamKind::VarArgs => "*",
                ParamKind::KwArgs => "**",
                ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly => "",
            };
            let guess = types.local(id, naja_frontend::hir::LocalId::from_index(param.local.index())).known();
            let draft = diagnostics
                .error(Code::MissingAnnotation, param.span)
                .message(format!("parameter `{stars}{name}` of `{}` has no annotation", function.name));
            if guess.is_any() {
                draft.help(format!("annotate it: `{stars}{name}: …`"));
            } else {
                draft.help(format!("annotate it: `{stars}{name}: {guess}`"));
            }
        }
        let returns_by_itself =
            matches!(function.name.as_str(), "__init__" | "__init_subclass__") && !function.params.is_empty();
        if function.returns.is_none() && !(returns_by_itself && function.method_of.is_some()) {
            let guess = types.returns(id);
            let draft = diagnostics
                .error(Code::MissingAnnotation, function.name_span)
                .message(format!("the result of `{}` has no annotation", function.name));
            if guess.has_any() {
                draft.help("annotate it: `-> …`");
            } else {
                draft.help(format!("annotate it: `-> {guess}`"));
            }
        }
    }
}
