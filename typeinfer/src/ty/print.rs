//! Prints a type as a person would annotate it.

use super::{Callable, Instance, Literal, Signature, Type, TypeVarKind};
use naja_frontend::hir::ParamKind;
use std::fmt;

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unknown => f.write_str("Unknown"),
            Type::Any => f.write_str("Any"),
            Type::Never => f.write_str("Never"),
            Type::None => f.write_str("None"),
            Type::Instance(instance) => instance.fmt(f),
            Type::Tuple(elements) if elements.is_empty() => f.write_str("tuple[()]"),
            Type::Tuple(elements) => list(f, "tuple[", elements, "]"),
            Type::Literal(class, Literal::Member(name)) => write!(f, "Literal[{}.{name}]", class.name),
            Type::Literal(_, literal) => write!(f, "Literal[{literal}]"),
            Type::Union(members) => union(f, members),
            Type::Class(of) => write!(f, "type[{of}]"),
            Type::Callable(callable) => callable.fmt(f),
            Type::Property(property) => match &property.get {
                Type::Callable(get) if get.signatures.len() == 1 => {
                    write!(f, "property[{}]", get.signatures[0].returns)
                }
                _other => f.write_str("property"),
            },
            Type::Module(_) => f.write_str("ModuleType"),
            Type::Var(var) => f.write_str(&var.name),
        }
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(brand) = &self.brand {
            return f.write_str(&brand.name);
        }
        f.write_str(&self.class.name)?;
        if self.class.is_builtin("tuple") {
            return write!(f, "[{}, ...]", self.args.first().unwrap_or(&Type::Unknown));
        }
        if self.args.is_empty() { Ok(()) } else { list(f, "[", &self.args, "]") }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Int(value) => write!(f, "{value}"),
            Literal::Bool(true) => f.write_str("True"),
            Literal::Bool(false) => f.write_str("False"),
            Literal::Str(text) => write!(f, "\"{}\"", text.escape_debug()),
            Literal::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
            Literal::Member(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Callable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.signatures.as_slice() {
            [one] => one.fmt(f),
            several => {
                f.write_str("Overload[")?;
                separated(f, several)?;
                f.write_str("]")
            }
        }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_gradual() {
            return write!(f, "(...) -> {}", self.returns);
        }
        f.write_str("(")?;
        let mut keyword_only = false;
        for (index, param) in self.params.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            if param.kind == ParamKind::KeywordOnly && !keyword_only {
                keyword_only = true;
                if !self.params.iter().any(|param| param.kind == ParamKind::VarArgs) {
                    f.write_str("*, ")?;
                }
            }
            match param.kind {
                ParamKind::VarArgs => write!(f, "*{}: ", param.name)?,
                ParamKind::KwArgs => write!(f, "**{}: ", param.name)?,
                ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly if param.name.is_empty() => {}
                ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly => {
                    write!(f, "{}: ", param.name)?
                }
            }
            match (&param.ty, param.kind) {
                (Type::Var(var), ParamKind::VarArgs) if var.kind == TypeVarKind::Params => {
                    write!(f, "{}.args", var.name)?
                }
                (Type::Var(var), ParamKind::KwArgs) if var.kind == TypeVarKind::Params => {
                    write!(f, "{}.kwargs", var.name)?
                }
                (ty, _) => write!(f, "{ty}")?,
            }
            if param.has_default && !matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs) {
                f.write_str(" = ...")?;
            }
        }
        write!(f, ") -> {}", self.returns)
    }
}

/// `int | None`; callables in parentheses, several literals of one class in one `Literal[...]`.
fn union(f: &mut fmt::Formatter<'_>, members: &[Type]) -> fmt::Result {
    let literals: Vec<String> = members
        .iter()
        .filter_map(|member| match member {
            Type::Literal(class, Literal::Member(name)) => Some(format!("{}.{name}", class.name)),
            Type::Literal(_, literal) => Some(literal.to_string()),
            _other => None,
        })
        .collect();
    let mut parts = Vec::new();
    for member in members {
        match member {
            Type::Literal(..) => {
                if !parts.iter().any(|part: &String| part.starts_with("Literal[")) {
                    parts.push(format!("Literal[{}]", literals.join(", ")));
                }
            }
            Type::Callable(_) => parts.push(format!("({member})")),
            _other => parts.push(member.to_string()),
        }
    }
    f.write_str(&parts.join(" | "))
}

fn list(f: &mut fmt::Formatter<'_>, open: &str, types: &[Type], close: &str) -> fmt::Result {
    f.write_str(open)?;
    separated(f, types)?;
    f.write_str(close)
}

fn separated(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}
