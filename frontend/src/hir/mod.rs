//! The high-level IR: Python with every name resolved and the surface sugar gone.
//!
//! A tree of structured statements and expressions. What a name means is decided ([`Variable`]); scopes, decorators,
//! defaults and comprehensions are explicit; every node has a [`Span`], every expression an [`ExprId`] that side tables
//! (the static types) are indexed by. Nothing of the parser's AST is visible here.
//!
//! Invariants: a [`LocalId`] is used only inside the function that owns it; a comprehension's variables are locals of
//! the function around it, under their own ids (as PEP 709 has it), while a generator expression is a function of its own.

#![allow(missing_docs, reason = "a variant's doc names its fields")]

mod ids;
pub mod print;
pub mod visit;

pub use ids::{ClassId, ExprId, FuncId, Id, IdVec, LocalId, ModuleId};

use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// An identifier or dotted module name, NFKC-normalised, private names already mangled (not, as in CPython, the names of
/// keyword arguments and of attributes in class patterns).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Name(text.into())
    }
}
impl From<String> for Name {
    fn from(text: String) -> Self {
        Name(text.into())
    }
}
impl std::ops::Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A whole program: the modules that are compiled together.
#[derive(Debug, Default)]
pub struct Hir {
    /// The modules, the entry first.
    pub modules: IdVec<ModuleId, Module>,
    /// Every function, outer before inner, in source order.
    pub functions: IdVec<FuncId, Function>,
    /// Every class statement, in source order.
    pub classes: IdVec<ClassId, Class>,
    /// How many [`ExprId`]s there are: all are below this.
    pub expr_count: usize,
}

/// One source file.
#[derive(Debug)]
pub struct Module {
    /// The dotted name it is imported by.
    pub name: Name,
    /// Its text.
    pub file: FileId,
    /// Its statements, as a function without parameters.
    pub body: FuncId,
    /// Whether it is the `__init__` of a package.
    pub is_package: bool,
    /// Whether it is of the library, not of the program.
    pub is_library: bool,
    /// Whether `from __future__ import annotations` is in force.
    pub future_annotations: bool,
    /// If it is: by annotation, the text that `__annotations__` records instead of a value.
    pub annotation_texts: BTreeMap<ExprId, Name>,
    /// The one-based lines with a `# type: ignore` comment, where the checker is silent; on line 1, in the whole file.
    pub type_ignores: Vec<u32>,
}

/// A code object in the making.
#[derive(Debug)]
pub struct Function {
    /// `__name__`; `<module>`, `<lambda>`, `<genexpr>` where CPython says so, the class's name for a class body.
    pub name: Name,
    /// `__qualname__`, as CPython 3.12 and later have it (3.11 adds a `<listcomp>` or the like, where we have none).
    pub qualname: Name,
    /// What it was written as.
    pub kind: FunctionKind,
    /// The module it is in.
    pub module: ModuleId,
    /// The function it is written in: `None` for a module body.
    pub parent: Option<FuncId>,
    /// The class whose body directly holds this `def`.
    pub method_of: Option<ClassId>,
    /// The type parameters: of a class body, those of the class.
    pub type_params: Vec<TypeParam>,
    /// The parameters, in the order of `co_varnames`: positional-only, normal, keyword-only, `*args`, `**kwargs`.
    pub params: Vec<Param>,
    /// The return annotation; evaluated, if at all, in the scope around.
    pub returns: Option<Expr>,
    /// Parameters first, then the other variables in order of appearance, then the free ones in the order of
    /// `co_freevars`.
    pub locals: IdVec<LocalId, Local>,
    /// The statements.
    pub body: Block,
    /// Plain, or one of the suspendable kinds.
    pub flavour: Flavour,
    /// `co_consts[0]` of a def, `__doc__` of a module or class.
    pub docstring: Option<StrValue>,
    /// The whole statement or expression.
    pub span: Span,
    /// The name in a `def`; the keyword of a lambda.
    pub name_span: Span,
    /// `co_firstlineno`, one-based: the first decorator's line if there is one.
    pub first_line: u32,
    /// What the body calls that looks into frames: `locals`, `exec`, `eval`, `vars`, `dir`, `super` without arguments.
    pub looks_at_frame: bool,
}

/// What a [`Function`] was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// The top level of a file.
    Module,
    /// The body of a class statement.
    Class(ClassId),
    /// `def` or `async def`.
    Def,
    /// `lambda`.
    Lambda,
    /// `(x for x in xs)`: one parameter `.0`, the iterator of the first clause. The body is the outermost
    /// loop, which runs over `.0` without calling `iter` (or `aiter`) on it.
    GeneratorExpression,
}

/// Whether a call runs the body or makes an object that will.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Runs at the call.
    Plain,
    /// Has `yield`.
    Generator,
    /// `async def` without `yield`.
    Coroutine,
    /// `async def` with `yield`.
    AsyncGenerator,
}

/// One parameter.
#[derive(Debug)]
pub struct Param {
    /// The variable it binds.
    pub local: LocalId,
    /// How arguments reach it.
    pub kind: ParamKind,
    /// Evaluated in the scope around, unless annotations are postponed.
    pub annotation: Option<Expr>,
    /// Evaluated in the scope around when the `def` runs.
    pub default: Option<Expr>,
    /// The name and its annotation.
    pub span: Span,
}

/// A type parameter of a `def`, `class` or `type` statement: `[T: int, *Ts, **P]`.
#[derive(Debug)]
pub struct TypeParam {
    /// As written.
    pub name: Name,
    /// Which of the three.
    pub kind: TypeParamKind,
    /// What it is bound to: a variable of the function around.
    pub local: LocalId,
    /// `T: bound`; a tuple of several restricts it to those.
    pub bound: Option<Lazy>,
    /// `T = default`.
    pub default: Option<Lazy>,
    /// Where it stands.
    pub span: Span,
}

/// What is evaluated when somebody asks for it: the bound or default of a type parameter, or the value of an alias.
#[derive(Debug)]
pub struct Lazy {
    /// What it means as an annotation, its names being those of the scope around.
    pub expr: Expr,
    /// The function without parameters that evaluates it.
    pub function: FuncId,
}

/// Which kind of type parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeParamKind {
    /// `T`.
    Type,
    /// `**P`.
    Params,
    /// `*Ts`.
    Tuple,
}

/// How arguments reach a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    /// Before `/`.
    PositionalOnly,
    /// By position or by name.
    Normal,
    /// After `*`.
    KeywordOnly,
    /// `*args`.
    VarArgs,
    /// `**kwargs`.
    KwArgs,
}

/// A variable of one function.
#[derive(Debug)]
pub struct Local {
    /// As written; comprehension variables and temporaries may repeat a name.
    pub name: Name,
    /// Where its value lives.
    pub storage: Storage,
    /// Whether the program can name it (false for temporaries that lowering made).
    pub named: bool,
    /// Where it was first bound.
    pub span: Span,
}

/// Where a local's value lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// Seen by this function only.
    Register,
    /// A cell of this function, captured by an inner one.
    Cell,
    /// A cell of an outer function: this local of the *parent* function (itself `Cell` or `Free`).
    Free(LocalId),
}

/// A class statement.
#[derive(Debug)]
pub struct Class {
    /// `__name__`.
    pub name: Name,
    /// The module it is in.
    pub module: ModuleId,
    /// Its body, of kind [`FunctionKind::Class`].
    pub body: FuncId,
    /// If it has type parameters: the variable of the function around for their tuple, which the body stores.
    pub type_params: Option<LocalId>,
    /// The whole statement.
    pub span: Span,
    /// The name in it.
    pub name_span: Span,
}

/// A sequence of statements.
pub type Block = Vec<Stmt>;

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of statement.
#[derive(Debug)]
pub enum StmtKind {
    /// An expression for its effects.
    Expr(Expr),
    /// `a = b = value`: the value once, the targets from left to right.
    Assign { targets: Vec<Target>, value: Expr },
    /// `target: annotation = value`. `simple` is false for `(x): int`, attributes and elements, which are not recorded in
    /// `__annotations__`.
    ///
    /// In order: the value and the assignment (without a value, the parts of an attribute or element are evaluated for
    /// nothing), then the annotation: only in a module or class body, and if annotations are postponed not at all; a
    /// simple target's is recorded.
    AnnAssign { target: Target, annotation: Expr, value: Option<Expr>, simple: bool },
    /// `target op= value`; the target is a variable, attribute or element, and its parts are evaluated once.
    AugAssign { target: Target, op: BinaryOp, value: Expr },
    /// `del a`, one target each.
    Delete(Target),
    /// `return value`.
    Return(Option<Expr>),
    /// `raise exc from cause`.
    Raise { exc: Option<Expr>, cause: Option<Expr> },
    /// `assert test, message`.
    Assert { test: Expr, message: Option<Expr> },
    /// `if`; `elif` is an `if` in `orelse`.
    If { test: Expr, body: Block, orelse: Block },
    /// `while`.
    While { test: Expr, body: Block, orelse: Block },
    /// `for`.
    For { target: Target, iter: Expr, body: Block, orelse: Block, is_async: bool },
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `try`.
    Try { body: Block, handlers: Vec<Handler>, orelse: Block, finally: Block, is_star: bool },
    /// `with`, one item each: `with a, b:` is two of these, with the same span.
    With { context: Expr, target: Option<Target>, body: Block, is_async: bool },
    /// `def`, including its decorators (outermost first): binds `target`.
    Def { function: FuncId, decorators: Vec<Expr>, target: Variable },
    /// `class`, including its decorators (outermost first): binds `target`.
    Class { class: ClassId, decorators: Vec<Expr>, bases: Vec<Argument>, target: Variable },
    /// `import a.b.c` binds `a`; `import a.b.c as d` binds the submodule itself.
    Import { module: Name, target: Variable, is_alias: bool },
    /// `from ..module import name as target`; `level` counts the dots. `module` is evaluated once for the statement.
    ImportFrom { module: Option<Name>, level: u32, names: Vec<ImportedName> },
    /// `from module import *`.
    ImportStar { module: Option<Name>, level: u32 },
    /// `match`.
    Match { subject: Expr, cases: Vec<Case> },
}

/// One `name as target` of a from-import.
#[derive(Debug)]
pub struct ImportedName {
    /// The attribute or submodule.
    pub name: Name,
    /// What it binds.
    pub target: Variable,
    /// Where it stands.
    pub span: Span,
}

/// One `except` clause.
#[derive(Debug)]
pub struct Handler {
    /// The exceptions it catches: all, if `None`.
    pub class: Option<Expr>,
    /// `as name`: unbound again when the clause ends.
    pub target: Option<Variable>,
    /// The statements.
    pub body: Block,
    /// The whole clause.
    pub span: Span,
}

/// One `case` of a `match`.
#[derive(Debug)]
pub struct Case {
    /// What the subject must look like.
    pub pattern: Pattern,
    /// `if` behind the pattern.
    pub guard: Option<Expr>,
    /// The statements.
    pub body: Block,
}

/// A pattern of a `case`.
#[derive(Debug)]
pub struct Pattern {
    /// Its shape.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of pattern.
#[derive(Debug)]
pub enum PatternKind {
    /// A literal or dotted name, compared with `==`.
    Value(Expr),
    /// `None`, `True` or `False`, compared with `is`.
    Singleton(Expr),
    /// `_`, `name`, or `pattern as name`.
    Capture { pattern: Option<Box<Pattern>>, target: Option<Variable> },
    /// `[a, *rest]`; at most one element is a `Star`.
    Sequence(Vec<Pattern>),
    /// `*rest` or `*_` in a sequence.
    Star(Option<Variable>),
    /// `{key: pattern, **rest}`.
    Mapping { entries: Vec<(Expr, Pattern)>, rest: Option<Variable> },
    /// `Class(a, b, name=c)`.
    Class { class: Expr, positional: Vec<Pattern>, keywords: Vec<(Name, Pattern)> },
    /// `a | b`.
    Or(Vec<Pattern>),
}

/// What an assignment, `for`, `with` or `del` binds.
#[derive(Debug)]
pub struct Target {
    /// Its form.
    pub kind: TargetKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of a target.
#[derive(Debug)]
pub enum TargetKind {
    /// `name`.
    Variable(Variable),
    /// `object.name`.
    Attribute { object: Expr, name: Name },
    /// `object[index]`.
    Subscript { object: Expr, index: Expr },
    /// `a, b, *c`; at most one is a `Star`.
    Unpack(Vec<Target>),
    /// `*rest`, inside an `Unpack`.
    Star(Box<Target>),
}

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variable {
    /// A variable of this function; [`Local::storage`] says where it lives.
    Local(LocalId),
    /// A module variable, or a builtin if the module has none of that name when it is read.
    Global(Name),
    /// A name in a class body: in the class's namespace; when read and not there, the enclosing function's variable
    /// `outer`, or else the module's or builtins'.
    Class { name: Name, outer: Option<LocalId> },
}

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// Its index in side tables.
    pub id: ExprId,
    /// Its form.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expression.
#[derive(Debug)]
pub enum ExprKind {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An integer literal.
    Int(IntValue),
    /// A float literal.
    Float(f64),
    /// An imaginary literal: this many `j`.
    Imaginary(f64),
    /// A string literal, adjacent parts joined.
    Str(StrValue),
    /// A bytes literal.
    Bytes(Vec<u8>),
    /// `f"..."`, literal parts joined.
    FString(Vec<FStringPart>),
    /// A name.
    Variable(Variable),
    /// `object.name`.
    Attribute { object: Box<Expr>, name: Name },
    /// `object[index]`.
    Subscript { object: Box<Expr>, index: Box<Expr> },
    /// `lower:upper:step`, in a subscript.
    Slice { lower: Option<Box<Expr>>, upper: Option<Box<Expr>>, step: Option<Box<Expr>> },
    /// `callee(arguments)`.
    Call { callee: Box<Expr>, arguments: Vec<Argument> },
    /// `-x`, `+x`, `~x`, `not x`.
    Unary { op: UnaryOp, operand: Box<Expr> },
    /// `a + b`.
    Binary { op: BinaryOp, left: Box<Expr>, right: Box<Expr> },
    /// `a < b <= c`: each operand evaluated once, left to right, stopping at the first false.
    Compare { left: Box<Expr>, rest: Vec<(CompareOp, Expr)> },
    /// `a and b and c`, `a or b`: at least two.
    BoolOp { op: BoolOp, values: Vec<Expr> },
    /// `body if test else orelse`.
    Conditional { test: Box<Expr>, body: Box<Expr>, orelse: Box<Expr> },
    /// `target := value`.
    Walrus { target: Variable, value: Box<Expr> },
    /// `(a, *b)`.
    Tuple(Vec<Element>),
    /// `[a, *b]`.
    List(Vec<Element>),
    /// `{a, *b}`.
    Set(Vec<Element>),
    /// `{k: v, **d}`: the key is `None` for `**d`.
    Dict(Vec<(Option<Expr>, Expr)>),
    /// `[… for …]`, `{… for …}`, inline in this function. Its variables start unbound, and in new cells, each time.
    Comprehension { kind: ComprehensionKind, clauses: Vec<Clause>, element: Box<Expr>, value: Option<Box<Expr>> },
    /// `(… for …)`: `function` applied to `iter(iterable)`, or to `aiter(iterable)` if the first clause `is_async`.
    Generator { function: FuncId, iterable: Box<Expr>, is_async: bool },
    /// `lambda`.
    Lambda(FuncId),
    /// `yield value`.
    Yield(Option<Box<Expr>>),
    /// `yield from value`.
    YieldFrom(Box<Expr>),
    /// `await value`.
    Await(Box<Expr>),
    /// What `type X[T] = value` makes. The compiler refuses it yet.
    TypeAlias { name: Name, params: Vec<TypeParam>, value: Box<Lazy> },
    /// A form that later versions of the HIR will spell out.
    Unsupported(&'static str),
}

/// What a comprehension builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComprehensionKind {
    /// `[...]`.
    List,
    /// `{...}`.
    Set,
    /// `{k: v ...}`: `element` is the key.
    Dict,
}

/// `for target in iter if conditions` of a comprehension or generator expression.
#[derive(Debug)]
pub struct Clause {
    /// What each item binds.
    pub target: Target,
    /// Where the items come from. In a generator expression's first clause this is its parameter `.0`.
    pub iter: Expr,
    /// All must hold, tested left to right.
    pub conditions: Vec<Expr>,
    /// `async for`.
    pub is_async: bool,
}

/// An element of a display, perhaps unpacked.
#[derive(Debug)]
pub enum Element {
    /// `a`.
    One(Expr),
    /// `*a`.
    Star(Expr),
}

/// An argument of a call or class statement. They come in order of evaluation: positional ones, `*a` among them, before
/// `name=a` and `**a`.
#[derive(Debug)]
pub enum Argument {
    /// `a`.
    Positional(Expr),
    /// `*a`.
    Star(Expr),
    /// `name=a`.
    Keyword(Name, Expr),
    /// `**a`.
    DoubleStar(Expr),
}

/// A part of an f-string.
#[derive(Debug)]
pub enum FStringPart {
    /// Text between replacement fields, escapes resolved.
    Literal(StrValue),
    /// `{value!conversion:spec}`; the text of `{value=}` is a `Literal` before it.
    Field { value: Expr, conversion: Option<Conversion>, spec: Vec<FStringPart> },
}

/// `!s`, `!r`, `!a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}

/// An integer literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntValue {
    /// One that fits.
    Small(i64),
    /// Decimal digits of one that does not.
    Big(String),
}

/// The text of a string literal: code points, since Python's strings may hold lone surrogates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StrValue {
    /// Without surrogates.
    Text(Arc<str>),
    /// With surrogates: all code points.
    Surrogates(Arc<[u32]>),
}

/// `and`, `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoolOp {
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// Unary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`.
    Neg,
    /// `+`.
    Pos,
    /// `~`.
    Invert,
    /// `not`.
    Not,
}

/// Binary operators; the in-place forms use the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `@`.
    MatMul,
    /// `/`.
    Div,
    /// `//`.
    FloorDiv,
    /// `%`.
    Mod,
    /// `**`.
    Pow,
    /// `<<`.
    LShift,
    /// `>>`.
    RShift,
    /// `&`.
    And,
    /// `|`.
    Or,
    /// `^`.
    Xor,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `==`.
    Eq,
    /// `!=`.
    Ne,
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `in`.
    In,
    /// `not in`.
    NotIn,
}

impl BinaryOp {
    /// As written: `+`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::MatMul => "@",
            BinaryOp::Div => "/",
            BinaryOp::FloorDiv => "//",
            BinaryOp::Mod => "%",
            BinaryOp::Pow => "**",
            BinaryOp::LShift => "<<",
            BinaryOp::RShift => ">>",
            BinaryOp::And => "&",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
        }
    }

    /// The method that implements it: `add` for `__add__`, `__radd__` and `__iadd__`.
    #[must_use]
    pub fn method(self) -> &'static str {
        match self {
            BinaryOp::Add => "add",
            BinaryOp::Sub => "sub",
            BinaryOp::Mul => "mul",
            BinaryOp::MatMul => "matmul",
            BinaryOp::Div => "truediv",
            BinaryOp::FloorDiv => "floordiv",
            BinaryOp::Mod => "mod",
            BinaryOp::Pow => "pow",
            BinaryOp::LShift => "lshift",
            BinaryOp::RShift => "rshift",
            BinaryOp::And => "and",
            BinaryOp::Or => "or",
            BinaryOp::Xor => "xor",
        }
    }
}

impl CompareOp {
    /// As written: `<=`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
            CompareOp::Is => "is",
            CompareOp::IsNot => "is not",
            CompareOp::In => "in",
            CompareOp::NotIn => "not in",
        }
    }
}
