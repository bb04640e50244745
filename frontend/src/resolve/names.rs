//! Private name mangling.

use crate::hir::Name;

/// The name that `name` stands for inside `class`: `__x` becomes `_Class__x`.
///
/// Dotted names, names that end in `__`, and names in a class called `_`, `__`, … stay as they are.
pub(crate) fn mangle(class: Option<&Name>, name: &str) -> Name {
    let class = class.map_or("", |class| class.trim_start_matches('_'));
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        Name::from(name)
    } else {
        Name::from(format!("_{class}{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::mangle;
    use crate::hir::Name;

    fn check(class: &str, name: &str, expected: &str) {
        assert_eq!(mangle(Some(&Name::from(class)), name).as_str(), expected);
    }

    #[test]
    fn mangles_private_names_only() {
        check("C", "__x", "_C__x");
        check("__C", "__x", "_C__x");
        check("C", "_x", "_x");
        check("C", "__x__", "__x__");
        check("C", "__a.b", "__a.b");
        check("___", "__x", "__x");
        assert_eq!(mangle(None, "__x").as_str(), "__x");
    }
}
