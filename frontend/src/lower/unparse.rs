//! The text of postponed annotations, as CPython writes it.
pub(super) fn unparse(_: &crate::parse::ast::Expr) -> String {
    String::new()
}
