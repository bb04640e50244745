//! Prints the inferred types (`naja emit types`): each function's signature, then the expressions in it that are no
//! literals, by place. And shows them one by one to whoever speaks of a place.

use crate::ty::Type;
use crate::types::Types;
use naja_frontend::hir::visit::{Visitor, walk};
use naja_frontend::hir::{
    Expr, ExprKind, FuncId, Function, FunctionKind, Hir, ParamKind, Target, TargetKind, Variable,
};
use naja_frontend::source::{Sources, Span};
use std::collections::BTreeMap;
use std::fmt;

/// The dump of one program, or of one function of it.
pub struct Dump<'a> {
    /// Where the source text of expressions comes from.
    pub sources: &'a Sources,
    /// What the types are about.
    pub hir: &'a Hir,
    /// The types.
    pub types: &'a Types,
    /// Only functions with this qualified name.
    pub function: Option<&'a str>,
}

impl fmt::Display for Dump<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, class) in self.hir.classes.iter_enumerated() {
            if self.function.is_none() {
                self.class(f, id, &class.name)?;
            }
        }
        for (id, function) in self.hir.functions.iter_enumerated() {
            if self
                .function
                .is_none_or(|wanted| wanted == function.qualname.as_str() || wanted == function.name.as_str())
            {
                self.function(f, id, function)?;
            }
        }
        Ok(())
    }
}

impl Dump<'_> {
    fn class(&self, f: &mut fmt::Formatter<'_>, id: naja_frontend::hir::ClassId, name: &str) -> fmt::Result {
        writeln!(f, "class {name}")?;
        for (attribute, variable) in &self.types.class(id).attributes {
            let how = if variable.declared { "" } else { "  # inferred" };
            writeln!(f, "    {attribute}: {}{how}", variable.ty)?;
        }
        Ok(())
    }

    fn function(&self, f: &mut fmt::Formatter<'_>, id: FuncId, function: &Function) -> fmt::Result {
        match function.kind {
            FunctionKind::Module | FunctionKind::Class(_) => writeln!(f, "{}:", function.qualname)?,
            FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => {
                let params: Vec<String> = function
                    .params
                    .iter()
                    .map(|param| {
                        let stars = match param.kind {
                            ParamKind::VarArgs => "*",
                            ParamKind::KwArgs => "**",
                            ParamKind::PositionalOnly | ParamKind::Normal | ParamKind::KeywordOnly => "",
                        };
                        format!("{stars}{}: {}", function.locals[param.local].name, self.types.local(id, param.local))
                    })
                    .collect();
                writeln!(f, "{}: ({}) -> {}", function.qualname, params.join(", "), self.types.returns(id))?;
            }
        }
        for local in function.locals.ids().skip(function.params.len()) {
            if function.locals[local].named {
                writeln!(f, "    {}: {}", function.locals[local].name, self.types.local(id, local))?;
            }
        }
        let mut lines = Vec::new();
        crate::walk::each_expr(self.hir, function, |expr| {
            if let Some(line) = self.expr(expr) {
                lines.push((expr.span, line));
            }
        });
        lines.sort();
        for (_, line) in lines {
            writeln!(f, "    {line}")?;
        }
        Ok(())
    }

    fn expr(&self, expr: &Expr) -> Option<String> {
        let ty = self.types.expr(expr.id);
        let plain = matches!(
            expr.kind,
            ExprKind::None
                | ExprKind::Bool(_)
                | ExprKind::Ellipsis
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Imaginary(_)
                | ExprKind::Str(_)
                | ExprKind::Bytes(_)
                | ExprKind::Variable(_)
        );
        if plain || *ty == Type::Unknown {
            return None;
        }
        let at = self.sources.start(expr.span);
        let text = self.sources.text(expr.span);
        let text = text.lines().next().unwrap_or_default();
        Some(format!("{}:{} `{text}`: {ty}", at.line, at.column))
    }
}

/// The types of expressions, and of variables that are assigned, as they are shown, by their places; `None` where nothing is
/// known.
#[must_use]
pub fn by_place(hir: &Hir, types: &Types) -> BTreeMap<Span, Option<String>> {
    let mut places = Places { hir, types, function: None, found: BTreeMap::new() };
    for (id, function) in hir.functions.iter_enumerated() {
        places.function = Some(id);
        walk(function, |id| &hir.functions[id], &mut places);
    }
    places.found
}

struct Places<'a> {
    hir: &'a Hir,
    types: &'a Types,
    function: Option<FuncId>,
    found: BTreeMap<Span, Option<String>>,
}

impl Places<'_> {
    fn add(&mut self, span: Span, ty: &Type) {
        let shown = match ty {
            Type::Literal(class, _) => class.name.to_string(),
            ty => ty.to_string(),
        };
        let is_known = match ty {
            Type::Union(members) => !members.iter().any(Type::is_any),
            ty => !ty.is_any(),
        };
        self.found.entry(span).or_insert_with(|| is_known.then_some(shown));
    }
}

impl Visitor for Places<'_> {
    fn expr(&mut self, expr: &Expr) {
        self.add(expr.span, self.types.expr(expr.id));
    }

    fn target(&mut self, target: &Target) {
        let Some(function) = self.function else { return };
        match &target.kind {
            TargetKind::Variable(Variable::Local(local)) => {
                self.add(target.span, self.types.local(function, *local));
            }
            TargetKind::Variable(Variable::Global(name)) => {
                self.add(target.span, self.types.global(self.hir.functions[function].module, name));
            }
            TargetKind::Variable(Variable::Class { .. })
            | TargetKind::Attribute { .. }
            | TargetKind::Subscript { .. }
            | TargetKind::Unpack(_)
            | TargetKind::Star(_) => {}
        }
    }
}
