//! AST to HIR: sugar is removed, names get their meaning, and CPython's rules on where a statement may stand are checked.
//!
//! Two walks over a module: [`collect`] reports its names to the resolver, then [`Lower`] builds the tree. Functions and
//! classes are numbered by the first walk, outer before inner; the second fills their slots.

#![expect(clippy::wildcard_enum_match_arm, reason = "most of the enums are the parser's, which has forms we have not")]

mod class;
mod collect;
mod comprehension;
mod expr;
mod function;
mod future;
mod literal;
mod pattern;
mod stmt;
mod target;
mod unparse;

pub(crate) use expr::describe;

use crate::diagnostic::{Code, Diagnostics};
use crate::hir::{
    Block, Class, ClassId, ComprehensionKind, Expr, ExprId, ExprKind, Flavour, FuncId, Function, FunctionKind, Hir,
    Id as _, LocalId, Module, ModuleId, Name, StrValue, Variable,
};
use crate::parse::{self, Ranged, ast, span};
use crate::resolve::{Resolution, ScopeId};
use crate::source::{File, FileId, Span};
use rustpython_text_size::TextSize;
use std::collections::BTreeMap;

/// Appends the module of `file` to `hir`.
pub(crate) fn module(id: FileId, file: &File, parsed: &parse::Module, hir: &mut Hir, diagnostics: &mut Diagnostics) {
    let body = parsed.body.as_slice();
    let whole = Span { file: id, start: 0, end: u32::try_from(file.text.len()).expect("files are below 4 GiB") };
    let future_annotations = future::has_annotations(body);
    let (resolution, problems) = collect::collect(id, whole, future_annotations, body).finish();
    for problem in problems {
        diagnostics.error(Code::Syntax, problem.span).message(problem.message);
    }
    let first_function = hir.functions.len();
    let mut lower = Lower {
        id,
        file,
        module: hir.modules.next_id(),
        scope: resolution.module(),
        functions: (0..resolution.function_count()).map(|_| None).collect(),
        classes: Vec::new(),
        first_function,
        first_class: hir.classes.len(),
        expr_count: hir.expr_count,
        context: Context::new(FuncId::from_index(first_function), FunctionKind::Module, None),
        parent_start: None,
        annotation_texts: BTreeMap::new(),
        future_annotations,
        futures_end: future::end(body),
        resolution,
        diagnostics,
    };
    let (docstring, statements) = lower.split_docstring(body);
    lower.check_futures(statements);
    let block = lower.block(statements);
    let function = Function {
        name: "<module>".into(),
        qualname: "<module>".into(),
        docstring,
        span: whole,
        name_span: Span { end: 0, ..whole },
        first_line: 1,
        ..lower.close_function(block)
    };
    lower.functions[0] = Some(function);
    lower.install(parsed.type_ignores.clone(), hir);
}

/// What depends on the function that is being lowered.
struct Context {
    function: FuncId,
    kind: FunctionKind,
    parent: Option<FuncId>,
    /// `co_qualname`; empty for a module.
    qualname: Name,
    is_async: bool,
    /// It suspends: `yield` was seen.
    yields: bool,
    /// It awaits, which matters in a generator expression.
    awaits: bool,
    looks_at_frame: bool,
    /// Inside an annotation that is kept as text.
    in_postponed_annotation: bool,
    /// Inside an `except*` clause.
    in_except_star: bool,
    /// The innermost comprehension around.
    comprehension: Option<(ComprehensionKind, Span)>,
    /// The innermost block that `break` and `continue` care about.
    jump: Jump,
    /// How many loops, `with` and `try` blocks we are in.
    blocks: usize,
    /// Where values are returned: an error if this turns out to be an asynchronous generator.
    returned_values: Vec<Span>,
}

/// Where `break` and `continue` would go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Jump {
    /// Nowhere: not in a loop.
    Nowhere,
    /// To the innermost loop.
    Loop,
    /// Out of an `except*` clause, which is not allowed.
    ExceptStar,
}

impl Context {
    fn new(function: FuncId, kind: FunctionKind, parent: Option<FuncId>) -> Self {
        Context {
            function,
            kind,
            parent,
            qualname: "".into(),
            is_async: false,
            yields: false,
            awaits: false,
            looks_at_frame: false,
            in_postponed_annotation: false,
            in_except_star: false,
            comprehension: None,
            jump: Jump::Nowhere,
            blocks: 0,
            returned_values: Vec::new(),
        }
    }

    fn flavour(&self) -> Flavour {
        match (self.is_async || self.awaits, self.yields) {
            (false, false) => Flavour::Plain,
            (false, true) => Flavour::Generator,
            (true, false) => Flavour::Coroutine,
            (true, true) => Flavour::AsyncGenerator,
        }
    }
}

/// The second walk over one module.
struct Lower<'a> {
    id: FileId,
    file: &'a File,
    module: ModuleId,
    resolution: Resolution,
    scope: ScopeId,
    context: Context,
    /// Where the expression around the current one begins.
    parent_start: Option<u32>,
    /// The slots of the module's functions.
    functions: Vec<Option<Function>>,
    classes: Vec<Option<Class>>,
    first_function: usize,
    first_class: usize,
    expr_count: usize,
    future_annotations: bool,
    /// Where `__future__` imports may no longer stand.
    futures_end: TextSize,
    annotation_texts: BTreeMap<ExprId, Name>,
    diagnostics: &'a mut Diagnostics,
}

impl Lower<'_> {
    fn install(self, type_ignores: Vec<u32>, hir: &mut Hir) {
        let body = FuncId::from_index(self.first_function);
        for function in self.functions {
            hir.functions.push(function.expect("each scope was lowered"));
        }
        for class in self.classes {
            hir.classes.push(class.expect("each class was lowered"));
        }
        hir.expr_count = self.expr_count;
        hir.modules.push(Module {
            name: self.file.module.clone(),
            file: self.id,
            body,
            is_package: self.file.is_package,
            is_library: self.file.is_library,
            future_annotations: self.future_annotations,
            annotation_texts: self.annotation_texts,
            type_ignores,
        });
    }

    /// The function that `scope` is, numbered in the whole program.
    fn function_of(&self, scope: ScopeId) -> FuncId {
        FuncId::from_index(self.first_function + self.resolution.function_of(scope).index())
    }

    /// Ends the current function: all that its context knows. The caller fills in the rest.
    fn close_function(&mut self, body: Block) -> Function {
        let nowhere = Span { file: self.id, start: 0, end: 0 };
        let flavour = self.context.flavour();
        if flavour == Flavour::AsyncGenerator {
            for span in std::mem::take(&mut self.context.returned_values) {
                self.error(span, "'return' with value in async generator");
            }
        }
        let index = self.context.function.index() - self.first_function;
        Function {
            name: "".into(),
            qualname: self.context.qualname.clone(),
            kind: self.context.kind,
            module: self.module,
            parent: self.context.parent,
            method_of: None,
            type_params: Vec::new(),
            params: Vec::new(),
            returns: None,
            locals: self.resolution.take_locals(FuncId::from_index(index)),
            body,
            flavour,
            docstring: None,
            span: nowhere,
            name_span: nowhere,
            first_line: 1,
            looks_at_frame: self.context.looks_at_frame,
        }
    }

    /// Fills the slot of a function.
    fn define(&mut self, id: FuncId, function: Function) {
        self.functions[id.index() - self.first_function] = Some(function);
    }

    /// Lowers with `scope` as the current scope.
    fn in_scope<T>(&mut self, scope: ScopeId, lower: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.scope, scope);
        let result = lower(self);
        self.scope = outer;
        result
    }

    fn span(&self, node: impl Ranged) -> Span {
        span(self.id, node.range())
    }

    fn line(&self, span: Span) -> u32 {
        self.file.line_column(span.start).line
    }

    fn variable(&self, name: &str) -> Variable {
        self.resolution.variable(self.scope, name)
    }

    fn mangle(&self, name: &str) -> Name {
        self.resolution.mangle(self.scope, name)
    }

    fn expr_of(&mut self, kind: ExprKind, span: Span) -> Expr {
        let id = ExprId::from_index(self.expr_count);
        self.expr_count += 1;
        Expr { id, kind, span }
    }

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.error(Code::Syntax, span).message(message);
    }

    fn unsupported(&mut self, span: Span, construct: &str) {
        self.diagnostics.error(Code::Unsupported, span).message(format!("{construct} cannot be compiled yet"));
    }

    /// A leading string literal, and what follows it.
    fn split_docstring<'b>(&mut self, body: &'b [ast::Stmt]) -> (Option<StrValue>, &'b [ast::Stmt]) {
        if let Some((ast::Stmt::Expr(first), rest)) = body.split_first()
            && let ast::Expr::StringLiteral(literal) = &*first.value
        {
            (Some(self.str_value(literal)), rest)
        } else {
            (None, body)
        }
    }
}

/// The parameter `.0` of a generator expression.
fn generator_parameter() -> LocalId {
    LocalId::from_index(0)
}

/// The class of a method, if the function is one.
fn class_of(kind: FunctionKind) -> Option<ClassId> {
    match kind {
        FunctionKind::Class(class) => Some(class),
        FunctionKind::Module | FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => None,
    }
}
