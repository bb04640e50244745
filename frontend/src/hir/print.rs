//! The HIR as text, for `naja emit hir`.
//!
//! One statement a line, its source line at the right. How a name is written says what it means: `x` a local, `&x` a local
//! that lives in a cell, `@x` a global, `.x` a name of the class body. Locals that share a name carry their number: `x.3`.

use super::{
    Argument, Block, BoolOp, Clause, ComprehensionKind, Conversion, Element, Expr, ExprKind, FStringPart, Flavour,
    FuncId, Function, FunctionKind, Handler, Hir, IntValue, LocalId, ModuleId, Param, ParamKind, Pattern, PatternKind,
    Stmt, StmtKind, Storage, StrValue, Target, TargetKind, UnaryOp, Variable,
};
use crate::source::{Sources, Span};
use std::fmt::{self, Write as _};

/// The column of the line numbers.
const LINE_COLUMN: usize = 88;

/// A module, or one function of it, ready to be shown.
pub struct Printed<'a> {
    hir: &'a Hir,
    sources: &'a Sources,
    functions: Vec<FuncId>,
}

impl Hir {
    /// Every function of every module.
    #[must_use]
    pub fn print<'a>(&'a self, sources: &'a Sources) -> Printed<'a> {
        Printed { hir: self, sources, functions: self.functions.ids().collect() }
    }

    /// Every function of one module.
    #[must_use]
    pub fn print_module<'a>(&'a self, sources: &'a Sources, module: ModuleId) -> Printed<'a> {
        let functions = self.functions.iter_enumerated().filter(|(_, function)| function.module == module);
        Printed { hir: self, sources, functions: functions.map(|(id, _)| id).collect() }
    }

    /// One function, without those written in it.
    #[must_use]
    pub fn print_function<'a>(&'a self, sources: &'a Sources, function: FuncId) -> Printed<'a> {
        Printed { hir: self, sources, functions: vec![function] }
    }
}

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, id) in self.functions.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            let function = &self.hir.functions[*id];
            let printer = Printer { hir: self.hir, sources: self.sources, function, out: String::new() };
            f.write_str(&printer.print(*id))?;
        }
        Ok(())
    }
}

struct Printer<'a> {
    hir: &'a Hir,
    sources: &'a Sources,
    function: &'a Function,
    out: String,
}

impl Printer<'_> {
    fn print(mut self, id: FuncId) -> String {
        let function = self.function;
        let name = self.function_name(id);
        let params = list(&function.params, |param| self.param(param));
        let returns = function.returns.as_ref().map(|returns| format!(" -> {}", self.outside(returns)));
        let flavour = match function.flavour {
            Flavour::Plain => "",
            Flavour::Generator => "generator ",
            Flavour::Coroutine => "coroutine ",
            Flavour::AsyncGenerator => "async generator ",
        };
        let header = format!("{flavour}{id} {name}({params}){}", returns.unwrap_or_default());
        let module = &self.hir.modules[function.module].name;
        self.line_at(0, &header, &format!("{module}:{}", function.first_line));
        self.cells();
        if let Some(docstring) = &function.docstring {
            self.line_at(1, &string(docstring), "");
        }
        self.block(1, &function.body);
        self.out
    }

    fn function_name(&self, id: FuncId) -> String {
        let function = &self.hir.functions[id];
        match function.kind {
            FunctionKind::Class(_) => format!("class {}", function.qualname),
            FunctionKind::Module => self.hir.modules[function.module].name.to_string(),
            FunctionKind::Def | FunctionKind::Lambda | FunctionKind::GeneratorExpression => {
                function.qualname.to_string()
            }
        }
    }

    /// The parts of a signature that belong to the scope around.
    fn outside(&self, expr: &Expr) -> String {
        match self.function.parent {
            Some(parent) => {
                let function = &self.hir.functions[parent];
                Printer { hir: self.hir, sources: self.sources, function, out: String::new() }.expr(expr)
            }
            None => self.expr(expr),
        }
    }

    fn param(&self, param: &Param) -> String {
        let mark = match param.kind {
            ParamKind::PositionalOnly => "/",
            ParamKind::Normal => "",
            ParamKind::KeywordOnly => "kw ",
            ParamKind::VarArgs => "*",
            ParamKind::KwArgs => "**",
        };
        let mut text = format!("{mark}{}", self.local(param.local));
        if let Some(annotation) = &param.annotation {
            text += &format!(": {}", self.outside(annotation));
        }
        if let Some(default) = &param.default {
            text += &format!(" = {}", self.outside(default));
        }
        text
    }

    fn cells(&mut self) {
        let mut cells = Vec::new();
        for (id, local) in self.function.locals.iter_enumerated() {
            match local.storage {
                Storage::Register => {}
                Storage::Cell => cells.push(format!("{} cell", self.local(id))),
                Storage::Free(outer) => cells.push(format!("{} free ({outer} outside)", self.local(id))),
            }
        }
        if !cells.is_empty() {
            self.line_at(1, &format!("where {}", cells.join(", ")), "");
        }
    }

    fn line_at(&mut self, depth: usize, text: &str, line: &str) {
        let indented = format!("{}{text}", "    ".repeat(depth));
        if line.is_empty() {
            self.out += &indented;
        } else {
            write!(self.out, "{indented:<LINE_COLUMN$} ; {line}").expect("strings take all");
        }
        self.out.push('\n');
    }

    fn line(&mut self, depth: usize, text: &str, span: Span) {
        let line = self.sources.start(span).line.to_string();
        self.line_at(depth, text, &line);
    }

    fn block(&mut self, depth: usize, block: &Block) {
        for stmt in block {
            self.stmt(depth, stmt);
        }
        if block.is_empty() {
            self.line_at(depth, "pass", "");
        }
    }

    fn clause(&mut self, depth: usize, keyword: &str, block: &Block) {
        if !block.is_empty() {
            self.line_at(depth, keyword, "");
            self.block(depth + 1, block);
        }
    }

    fn stmt(&mut self, depth: usize, stmt: &Stmt) {
        let header = self.header(&stmt.kind);
        self.line(depth, &header, stmt.span);
        match &stmt.kind {
            StmtKind::If { body, orelse, .. }
            | StmtKind::While { body, orelse, .. }
            | StmtKind::For { body, orelse, .. } => {
                self.block(depth + 1, body);
                self.clause(depth, "else:", orelse);
            }
            StmtKind::With { body, .. } => self.block(depth + 1, body),
            StmtKind::Try { body, handlers, orelse, finally, is_star } => {
                self.block(depth + 1, body);
                for handler in handlers {
                    self.handler(depth, handler, *is_star);
                }
                self.clause(depth, "else:", orelse);
                self.clause(depth, "finally:", finally);
            }
            StmtKind::Match { cases, .. } => {
                for case in cases {
                    let guard = case.guard.as_ref().map(|guard| format!(" if {}", self.expr(guard)));
                    let header = format!("case {}{}:", self.pattern(&case.pattern), guard.unwrap_or_default());
                    self.line(depth + 1, &header, case.pattern.span);
                    self.block(depth + 2, &case.body);
                }
            }
            StmtKind::Expr(_)
            | StmtKind::Assign { .. }
            | StmtKind::AnnAssign { .. }
            | StmtKind::AugAssign { .. }
            | StmtKind::Delete(_)
            | StmtKind::Return(_)
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Def { .. }
            | StmtKind::Class { .. }
            | StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::ImportStar { .. } => {}
        }
    }

    fn handler(&mut self, depth: usize, handler: &Handler, is_star: bool) {
        let mut header = String::from(if is_star { "except*" } else { "except" });
        if let Some(class) = &handler.class {
            header += &format!(" {}", self.expr(class));
        }
        if let Some(target) = &handler.target {
            header += &format!(" as {}", self.variable(target));
        }
        self.line(depth, &format!("{header}:"), handler.span);
        self.block(depth + 1, &handler.body);
    }

    /// The first line of a statement.
    fn header(&self, stmt: &StmtKind) -> String {
        match stmt {
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Assign { targets, value } => {
                let targets: String = targets.iter().map(|target| format!("{} = ", self.target(target))).collect();
                format!("{targets}{}", self.expr(value))
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let target = self.target(target);
                let target = if *simple { target } else { format!("({target})") };
                let value = value.as_ref().map(|value| format!(" = {}", self.expr(value)));
                format!("{target}: {}{}", self.expr(annotation), value.unwrap_or_default())
            }
            StmtKind::AugAssign { target, op, value } => {
                format!("{} {}= {}", self.target(target), op.symbol(), self.expr(value))
            }
            StmtKind::Delete(target) => format!("del {}", self.target(target)),
            StmtKind::Return(value) => format!("return{}", self.behind(" ", value.as_ref())),
            StmtKind::Raise { exc, cause } => {
                format!("raise{}{}", self.behind(" ", exc.as_ref()), self.behind(" from ", cause.as_ref()))
            }
            StmtKind::Assert { test, message } => {
                format!("assert {}{}", self.expr(test), self.behind(", ", message.as_ref()))
            }
            StmtKind::If { test, .. } => format!("if {}:", self.expr(test)),
            StmtKind::While { test, .. } => format!("while {}:", self.expr(test)),
            StmtKind::For { target, iter, is_async, .. } => {
                format!("{}for {} in {}:", asynchronous(*is_async), self.target(target), self.expr(iter))
            }
            StmtKind::Break => "break".into(),
            StmtKind::Continue => "continue".into(),
            StmtKind::Try { .. } => "try:".into(),
            StmtKind::With { context, target, is_async, .. } => {
                let target = target.as_ref().map(|target| format!(" as {}", self.target(target)));
                format!("{}with {}{}:", asynchronous(*is_async), self.expr(context), target.unwrap_or_default())
            }
            StmtKind::Def { function, decorators, target } => {
                let decorators = self.decorators(decorators);
                format!("{} = {decorators}def {function} {}", self.variable(target), self.function_name(*function))
            }
            StmtKind::Class { class, decorators, bases, target } => {
                let body = self.hir.classes[*class].body;
                let decorators = self.decorators(decorators);
                let bases = list(bases, |base| self.argument(base));
                format!("{} = {decorators}{} {class} {body}({bases})", self.variable(target), self.function_name(body))
            }
            StmtKind::Import { module, target, is_alias } => {
                let what = if *is_alias { "submodule" } else { "top" };
                format!("{} = import {module} ({what})", self.variable(target))
            }
            StmtKind::ImportFrom { module, level, names } => {
                let names = list(names, |name| format!("{} = {}", self.variable(&name.target), name.name));
                format!("from {} import {names}", from(module.as_deref(), *level))
            }
            StmtKind::ImportStar { module, level } => format!("from {} import *", from(module.as_deref(), *level)),
            StmtKind::Match { subject, .. } => format!("match {}:", self.expr(subject)),
        }
    }

    fn decorators(&self, decorators: &[Expr]) -> String {
        decorators.iter().map(|decorator| format!("@{} ", self.atom(decorator))).collect()
    }

    fn behind(&self, separator: &str, expr: Option<&Expr>) -> String {
        expr.map(|expr| format!("{separator}{}", self.expr(expr))).unwrap_or_default()
    }

    fn local(&self, id: LocalId) -> String {
        let local = &self.function.locals[id];
        let mark = match local.storage {
            Storage::Register => "",
            Storage::Cell | Storage::Free(_) => "&",
        };
        let shared = self.function.locals.iter().filter(|other| other.name == local.name).count() > 1;
        let number = if shared { format!(".{}", super::Id::index(id)) } else { String::new() };
        format!("{mark}{}{number}", local.name)
    }

    fn variable(&self, variable: &Variable) -> String {
        match variable {
            Variable::Local(id) => self.local(*id),
            Variable::Global(name) => format!("@{name}"),
            Variable::Class { name, outer: None } => format!(".{name}"),
            Variable::Class { name, outer: Some(outer) } => format!(".{name}|{}", self.local(*outer)),
        }
    }

    fn target(&self, target: &Target) -> String {
        match &target.kind {
            TargetKind::Variable(variable) => self.variable(variable),
            TargetKind::Attribute { object, name } => format!("{}.{name}", self.atom(object)),
            TargetKind::Subscript { object, index } => format!("{}[{}]", self.atom(object), self.expr(index)),
            TargetKind::Unpack(targets) => format!("[{}]", list(targets, |target| self.target(target))),
            TargetKind::Star(target) => format!("*{}", self.target(target)),
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        match &pattern.kind {
            PatternKind::Value(value) => format!("== {}", self.expr(value)),
            PatternKind::Singleton(value) => format!("is {}", self.expr(value)),
            PatternKind::Capture { pattern, target } => {
                let target = target.as_ref().map_or("_".into(), |target| self.variable(target));
                match pattern {
                    Some(pattern) => format!("({}) as {target}", self.pattern(pattern)),
                    None => target,
                }
            }
            PatternKind::Sequence(patterns) => format!("[{}]", list(patterns, |pattern| self.pattern(pattern))),
            PatternKind::Star(target) => {
                format!("*{}", target.as_ref().map_or("_".into(), |target| self.variable(target)))
            }
            PatternKind::Mapping { entries, rest } => {
                let mut parts: Vec<_> = entries
                    .iter()
                    .map(|(key, pattern)| format!("{}: {}", self.expr(key), self.pattern(pattern)))
                    .collect();
                parts.extend(rest.as_ref().map(|rest| format!("**{}", self.variable(rest))));
                format!("{{{}}}", parts.join(", "))
            }
            PatternKind::Class { class, positional, keywords } => {
                let mut parts: Vec<_> = positional.iter().map(|pattern| self.pattern(pattern)).collect();
                parts.extend(keywords.iter().map(|(name, pattern)| format!("{name}={}", self.pattern(pattern))));
                format!("{}({})", self.atom(class), parts.join(", "))
            }
            PatternKind::Or(patterns) => {
                patterns.iter().map(|pattern| self.pattern(pattern)).collect::<Vec<_>>().join(" | ")
            }
        }
    }

    /// With parentheses if it needs them as an operand.
    fn atom(&self, expr: &Expr) -> String {
        let text = self.expr(expr);
        match expr.kind {
            ExprKind::Unary { .. }
            | ExprKind::Binary { .. }
            | ExprKind::Compare { .. }
            | ExprKind::BoolOp { .. }
            | ExprKind::Conditional { .. }
            | ExprKind::Walrus { .. }
            | ExprKind::Lambda(_)
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Await(_) => format!("({text})"),
            ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Ellipsis
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Imaginary(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::FString(_)
            | ExprKind::Variable(_)
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Slice { .. }
            | ExprKind::Call { .. }
            | ExprKind::Tuple(_)
            | ExprKind::List(_)
            | ExprKind::Set(_)
            | ExprKind::Dict(_)
            | ExprKind::Comprehension { .. }
            | ExprKind::Generator { .. }
            | ExprKind::TypeAlias { .. }
            | ExprKind::Unsupported(_) => text,
        }
    }

    fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::None => "None".into(),
            ExprKind::Bool(true) => "True".into(),
            ExprKind::Bool(false) => "False".into(),
            ExprKind::Ellipsis => "...".into(),
            ExprKind::Int(IntValue::Small(value)) => value.to_string(),
            ExprKind::Int(IntValue::Big(digits)) => digits.clone(),
            ExprKind::Float(value) => format!("{value:?}"),
            ExprKind::Imaginary(value) => format!("{value:?}j"),
            ExprKind::Str(value) => string(value),
            ExprKind::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
            ExprKind::FString(parts) => format!("f\"{}\"", self.fstring(parts)),
            ExprKind::Variable(variable) => self.variable(variable),
            ExprKind::Attribute { object, name } => format!("{}.{name}", self.atom(object)),
            ExprKind::Subscript { object, index } => format!("{}[{}]", self.atom(object), self.expr(index)),
            ExprKind::Slice { lower, upper, step } => {
                let part = |part: &Option<Box<Expr>>| part.as_ref().map(|part| self.atom(part)).unwrap_or_default();
                let step = step.as_ref().map(|step| format!(":{}", self.atom(step))).unwrap_or_default();
                format!("{}:{}{step}", part(lower), part(upper))
            }
            ExprKind::Call { callee, arguments } => {
                format!("{}({})", self.atom(callee), list(arguments, |argument| self.argument(argument)))
            }
            ExprKind::Unary { op, operand } => {
                let op = match op {
                    UnaryOp::Neg => "-",
                    UnaryOp::Pos => "+",
                    UnaryOp::Invert => "~",
                    UnaryOp::Not => "not ",
                };
                format!("{op}{}", self.atom(operand))
            }
            ExprKind::Binary { op, left, right } => {
                format!("{} {} {}", self.atom(left), op.symbol(), self.atom(right))
            }
            ExprKind::Compare { left, rest } => {
                let rest: String =
                    rest.iter().map(|(op, right)| format!(" {} {}", op.symbol(), self.atom(right))).collect();
                format!("{}{rest}", self.atom(left))
            }
            ExprKind::BoolOp { op, values } => {
                let op = match op {
                    BoolOp::And => " and ",
                    BoolOp::Or => " or ",
                };
                values.iter().map(|value| self.atom(value)).collect::<Vec<_>>().join(op)
            }
            ExprKind::Conditional { test, body, orelse } => {
                format!("{} if {} else {}", self.atom(body), self.atom(test), self.atom(orelse))
            }
            ExprKind::Walrus { target, value } => format!("{} := {}", self.variable(target), self.expr(value)),
            ExprKind::Tuple(elements) if elements.len() == 1 => format!("({},)", self.elements(elements)),
            ExprKind::Tuple(elements) => format!("({})", self.elements(elements)),
            ExprKind::List(elements) => format!("[{}]", self.elements(elements)),
            ExprKind::Set(elements) => format!("{{{}}}", self.elements(elements)),
            ExprKind::Dict(items) => format!(
                "{{{}}}",
                list(items, |(key, value)| match key {
                    Some(key) => format!("{}: {}", self.expr(key), self.expr(value)),
                    None => format!("**{}", self.atom(value)),
                })
            ),
            ExprKind::Comprehension { kind, clauses, element, value } => {
                let (open, close) = match kind {
                    ComprehensionKind::List => ("[", "]"),
                    ComprehensionKind::Set | ComprehensionKind::Dict => ("{", "}"),
                };
                let value = value.as_ref().map(|value| format!(": {}", self.expr(value))).unwrap_or_default();
                let clauses: String = clauses.iter().map(|clause| self.comprehension_clause(clause)).collect();
                format!("{open}{}{value}{clauses}{close}", self.expr(element))
            }
            ExprKind::Generator { function, iterable, .. } => format!("{function}.generator({})", self.expr(iterable)),
            ExprKind::Lambda(function) => format!("lambda {function}"),
            ExprKind::Yield(value) => format!("yield{}", self.behind(" ", value.as_deref())),
            ExprKind::YieldFrom(value) => format!("yield from {}", self.expr(value)),
            ExprKind::Await(value) => format!("await {}", self.atom(value)),
            ExprKind::TypeAlias { value, .. } => format!("<type {}>", self.expr(&value.expr)),
            ExprKind::Unsupported(what) => format!("<{what}>"),
        }
    }

    fn elements(&self, elements: &[Element]) -> String {
        list(elements, |element| match element {
            Element::One(expr) => self.expr(expr),
            Element::Star(expr) => format!("*{}", self.atom(expr)),
        })
    }

    fn argument(&self, argument: &Argument) -> String {
        match argument {
            Argument::Positional(expr) => self.expr(expr),
            Argument::Star(expr) => format!("*{}", self.atom(expr)),
            Argument::Keyword(name, expr) => format!("{name}={}", self.expr(expr)),
            Argument::DoubleStar(expr) => format!("**{}", self.atom(expr)),
        }
    }

    fn comprehension_clause(&self, clause: &Clause) -> String {
        let conditions: String = clause.conditions.iter().map(|test| format!(" if {}", self.expr(test))).collect();
        let keyword = asynchronous(clause.is_async);
        format!(" {keyword}for {} in {}{conditions}", self.target(&clause.target), self.expr(&clause.iter))
    }

    fn fstring(&self, parts: &[FStringPart]) -> String {
        let part = |part: &FStringPart| match part {
            FStringPart::Literal(value) => {
                let text = string(value).replace('{', "{{").replace('}', "}}");
                text[1..text.len() - 1].to_owned()
            }
            FStringPart::Field { value, conversion, spec } => {
                let conversion = match conversion {
                    None => "",
                    Some(Conversion::Str) => "!s",
                    Some(Conversion::Repr) => "!r",
                    Some(Conversion::Ascii) => "!a",
                };
                let spec = if spec.is_empty() { String::new() } else { format!(":{}", self.fstring(spec)) };
                format!("{{{}{conversion}{spec}}}", self.expr(value))
            }
        };
        parts.iter().map(part).collect()
    }
}

fn list<T>(items: &[T], print: impl Fn(&T) -> String) -> String {
    items.iter().map(print).collect::<Vec<_>>().join(", ")
}

fn asynchronous(is_async: bool) -> &'static str {
    if is_async { "async " } else { "" }
}

fn from(module: Option<&str>, level: u32) -> String {
    format!("{}{}", ".".repeat(level as usize), module.unwrap_or_default())
}

fn string(value: &StrValue) -> String {
    match value {
        StrValue::Text(text) => format!("{text:?}"),
        StrValue::Surrogates(points) => {
            let shown: String = points
                .iter()
                .map(|point| match char::from_u32(*point) {
                    Some(char) => char.escape_debug().to_string(),
                    None => format!("\\u{point:04x}"),
                })
                .collect();
            format!("\"{shown}\"")
        }
    }
}
