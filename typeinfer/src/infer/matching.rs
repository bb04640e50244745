//! Which argument goes to which parameter.

use crate::ty::{Param, Signature, Type};
use naja_frontend::hir::{Name, ParamKind};

/// How an argument is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    Positional,
    Keyword(Name),
    /// `*a`: its length if that is known.
    Star(Option<usize>),
    DoubleStar,
}

/// Why arguments do not fit the parameters.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Misfit {
    TooMany { takes: usize, given: usize, at: usize },
    Missing(Vec<Name>),
    UnknownKeyword { at: usize, name: Name },
    Twice { at: usize, name: Name },
}

/// Pairs of an argument's and a parameter's index.
pub(super) type Pairs = Vec<(usize, usize)>;

/// Matches arguments to the parameters of `signature` as a call does.
pub(super) fn match_arguments(signature: &Signature, forms: &[Form]) -> Result<Pairs, Misfit> {
    let params = &signature.params;
    let find = |kind| params.iter().position(|param| param.kind == kind);
    let (var_args, kw_args) = (find(ParamKind::VarArgs), find(ParamKind::KwArgs));
    let positional: Vec<usize> = (0..params.len()).filter(|index| is_positional(&params[*index])).collect();
    let mut pairs = Pairs::new();
    let mut filled = vec![false; params.len()];
    let mut open_ended = false;
    let mut next = 0;
    for (at, form) in forms.iter().enumerate() {
        let count = match form {
            Form::Positional => 1,
            Form::Star(Some(length)) => *length,
            Form::Star(None) => {
                open_ended = true;
                for index in positional.iter().skip(next) {
                    pairs.push((at, *index));
                }
                pairs.extend(var_args.map(|index| (at, index)));
                continue;
            }
            Form::Keyword(_) | Form::DoubleStar => continue,
        };
        for _ in 0..count {
            match positional.get(next) {
                Some(index) => {
                    filled[*index] = true;
                    pairs.push((at, *index));
                    next += 1;
                }
                None if open_ended => {}
                None => match var_args {
                    Some(index) => pairs.push((at, index)),
                    None => {
                        let given = forms.iter().filter(|form| matches!(form, Form::Positional)).count();
                        return Err(Misfit::TooMany { takes: positional.len(), given, at });
                    }
                },
            }
        }
    }
    let mut spread = false;
    for (at, form) in forms.iter().enumerate() {
        match form {
            Form::Keyword(name) => {
                let takes_name = |param: &Param| {
                    matches!(param.kind, ParamKind::Normal | ParamKind::KeywordOnly) && param.name == *name
                };
                match params.iter().position(takes_name) {
                    Some(index) if filled[index] => return Err(Misfit::Twice { at, name: name.clone() }),
                    Some(index) => {
                        filled[index] = true;
                        pairs.push((at, index));
                    }
                    None => match kw_args {
                        Some(index) => pairs.push((at, index)),
                        None => return Err(Misfit::UnknownKeyword { at, name: name.clone() }),
                    },
                }
            }
            Form::DoubleStar => {
                spread = true;
                pairs.extend(kw_args.map(|index| (at, index)));
            }
            Form::Positional | Form::Star(_) => {}
        }
    }
    let may_be_filled = |param: &Param| match param.kind {
        ParamKind::PositionalOnly => open_ended,
        ParamKind::Normal => open_ended || spread,
        ParamKind::KeywordOnly => spread,
        ParamKind::VarArgs | ParamKind::KwArgs => true,
    };
    let missing: Vec<Name> = params
        .iter()
        .zip(&filled)
        .filter(|(param, filled)| !**filled && !param.has_default && !may_be_filled(param))
        .map(|(param, _)| param.name.clone())
        .collect();
    if missing.is_empty() { Ok(pairs) } else { Err(Misfit::Missing(missing)) }
}

/// The type that an argument of this form gives to one parameter; `element` says what iterating gives.
pub(super) fn passed(form: &Form, ty: &Type, element: impl FnOnce(&Type) -> Type) -> Type {
    match form {
        Form::Positional | Form::Keyword(_) => ty.clone(),
        Form::Star(_) => element(ty),
        Form::DoubleStar => match ty {
            Type::Instance(dict) if dict.class.is_builtin("dict") => dict.args.get(1).cloned().unwrap_or(Type::Unknown),
            _unknown => Type::Unknown,
        },
    }
}

fn is_positional(param: &Param) -> bool {
    matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Normal)
}
