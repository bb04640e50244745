//! The whole standard library through the front end, compared with CPython: code objects with their variables and lines,
//! the places of statements, and every expression with its place and value.
//!
//! Takes a minute, so it runs only when asked for:
//! `PYTHON=python3.13 cargo test -p naja-frontend --test stdlib -- --ignored`. `STDLIB` names other folders to read (with
//! `:` between) than the interpreter's own library. The interpreter must inline comprehensions: 3.12 or newer.

use naja_frontend::diagnostic::{Code, Diagnostics, Severity};
use naja_frontend::hir::visit::{Visitor, walk};
use naja_frontend::hir::{
    BinaryOp, BoolOp, CompareOp, ComprehensionKind, Expr, ExprKind, FStringPart, Flavour, FuncId, Function,
    FunctionKind, Hir, IntValue, LocalId, ParamKind, Stmt, StmtKind, Storage, StrValue, Target, TargetKind, UnaryOp,
    Variable,
};
use naja_frontend::source::{Sources, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
#[ignore = "reads a whole standard library"]
fn the_standard_library_means_what_cpython_says() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let folders = std::env::var("STDLIB").unwrap_or_else(|_| standard_library(&python));
    let mut files = Vec::new();
    for folder in folders.split(':') {
        python_files(Path::new(folder), &mut files);
    }
    assert!(files.len() > 100, "no standard library in {folders}");

    let facts = oracle(&python, &files);
    let mut report = String::new();
    let mut different = 0;
    for (path, block) in blocks(&facts) {
        let differences = compare(path, &block);
        different += usize::from(!differences.is_empty());
        report += &differences;
    }
    assert!(different == 0, "{different} of {} files differ:\n{report}", files.len());
}

fn standard_library(python: &str) -> String {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'), end='')";
    let output = Command::new(python).args(["-c", script]).output().expect("the interpreter runs");
    String::from_utf8(output.stdout).expect("a path")
}

/// Without tests (some of which are not Python on purpose) and what is installed beside the library.
fn python_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !matches!(&*name, "test" | "tests" | "site-packages" | "__pycache__") {
                python_files(&path, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "py") && !name.contains('-') {
            files.push(path);
        }
    }
}

fn oracle(python: &str, files: &[PathBuf]) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the interpreter runs");
    let list: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    child.stdin.take().expect("is piped").write_all(list.as_bytes()).expect("the oracle reads");
    let output = child.wait_with_output().expect("the oracle ends");
    assert!(output.status.success(), "the oracle failed");
    String::from_utf8(output.stdout).expect("the oracle writes text")
}

fn blocks(facts: &str) -> Vec<(&Path, Vec<&str>)> {
    let mut blocks: Vec<(&Path, Vec<&str>)> = Vec::new();
    for line in facts.lines() {
        match line.strip_prefix("file ") {
            Some(path) => blocks.push((Path::new(path), Vec::new())),
            None => blocks.last_mut().expect("begins with a file").1.push(line),
        }
    }
    blocks
}

/// The lines that only one side has.
fn compare(path: &Path, expected: &[&str]) -> String {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::load(&[path], &mut diagnostics).expect("the file was just listed");
    let hir = naja_frontend::lower(&sources, &mut diagnostics);
    let mut report = String::new();
    if let [error] = expected
        && error.starts_with("error|")
    {
        let is_refused = diagnostics.stop_on_errors().is_err();
        return if is_refused { report } else { format!("{}: CPython only: {error}\n", path.display()) };
    }
    let errors: Vec<_> = diagnostics.sorted().into_iter().filter(|item| item.severity == Severity::Error).collect();
    if !errors.is_empty() {
        for error in errors {
            if error.code != Code::Unsupported {
                let line = sources.start(error.span).line;
                writeln!(report, "{}:{line}: {}", path.display(), error.message).expect("strings take all");
            }
        }
        return report;
    }
    let mut found = facts(&hir, &sources);
    let (dead, expected): (Vec<&str>, Vec<&str>) = expected.iter().partition(|line| line.starts_with("dead|"));
    found.retain(|line| !dead.iter().any(|block| is_code_in(line, block)));
    let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
    found.iter().for_each(|line| *ours.entry(line.as_str()).or_insert(0) += 1);
    expected.iter().for_each(|line| *theirs.entry(*line).or_insert(0) += 1);
    for (line, count) in &theirs {
        if ours.get(line) != Some(count) {
            writeln!(report, "{}: CPython only: {line}", path.display()).expect("strings take all");
        }
    }
    for (line, count) in &ours {
        if theirs.get(line) != Some(count) {
            writeln!(report, "{}: ours only: {line}", path.display()).expect("strings take all");
        }
    }
    report + &compare_order(path, &found, &expected)
}

/// Whether a `code|…` line begins in a `dead|…` block.
fn is_code_in(line: &str, block: &str) -> bool {
    let fields = |line: &str| line.split('|').skip(1).map(|field| field.parse().unwrap_or(0)).collect::<Vec<u32>>();
    line.starts_with("code|") && (fields(block)[0]..=fields(block)[1]).contains(&fields(line)[1])
}

/// Code objects of the same name and first line must come in the same order.
fn compare_order(path: &Path, found: &[String], expected: &[&str]) -> String {
    let group = |lines: &mut dyn Iterator<Item = &str>| {
        let mut groups: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for line in lines.filter(|line| line.starts_with("code|")) {
            let fields: Vec<_> = line.split('|').collect();
            let name = fields[1].rsplit('.').next().expect("split yields at least one").to_owned();
            groups.entry((name, fields[2].to_owned())).or_default().push(line.to_owned());
        }
        groups
    };
    let ours = group(&mut found.iter().map(String::as_str));
    let theirs = group(&mut expected.iter().copied());
    let wrong = theirs.iter().filter(|(key, lines)| ours.get(*key).is_some_and(|ours| ours != *lines));
    wrong.map(|((name, line), _)| format!("{}: order of {name} in line {line}\n", path.display())).collect()
}

fn facts(hir: &Hir, sources: &Sources) -> Vec<String> {
    let mut facts = Vec::new();
    for function in hir.functions.iter() {
        facts.push(code(hir, function));
        let mut expressions = Expressions { function, sources, facts: Vec::new() };
        walk(function, |id| &hir.functions[id], &mut expressions);
        facts.append(&mut expressions.facts);
    }
    facts
}

fn code(hir: &Hir, function: &Function) -> String {
    let flavour = match function.flavour {
        Flavour::Plain => "Plain",
        Flavour::Generator => "Generator",
        Flavour::Coroutine => "Coroutine",
        Flavour::AsyncGenerator => "AsyncGenerator",
    };
    let count = |kinds: &[ParamKind]| function.params.iter().filter(|param| kinds.contains(&param.kind)).count();
    let params: Vec<_> = function.params.iter().map(|param| function.locals[param.local].name.to_string()).collect();
    let mut others: Vec<String> = Vec::new();
    let (mut cells, mut free) = (Vec::new(), Vec::new());
    for (id, local) in function.locals.iter_enumerated() {
        match local.storage {
            Storage::Register if naja_frontend::hir::Id::index(id) < params.len() => {}
            Storage::Register => others.push(local.name.to_string()),
            Storage::Cell => cells.push(local.name.to_string()),
            Storage::Free(outer) => {
                let parent = &hir.functions[function.parent.expect("a free variable has a function around")];
                assert_eq!(parent.locals[outer].name, local.name);
                free.push(local.name.to_string());
            }
        }
    }
    for list in [&mut others, &mut cells] {
        list.sort();
        list.dedup();
    }
    let is_optimized = !matches!(function.kind, FunctionKind::Module | FunctionKind::Class(_));
    others.retain(|name| is_optimized && !cells.contains(name) && !params.contains(name));
    let fields = [
        function.qualname.to_string(),
        function.first_line.to_string(),
        flavour.to_owned(),
        count(&[ParamKind::PositionalOnly]).to_string(),
        count(&[ParamKind::PositionalOnly, ParamKind::Normal]).to_string(),
        count(&[ParamKind::KeywordOnly]).to_string(),
        params.join(","),
        others.join(","),
        cells.join(","),
        free.join(","),
    ];
    format!("code|{}", fields.join("|"))
}

struct Expressions<'a> {
    function: &'a Function,
    sources: &'a Sources,
    facts: Vec<String>,
}

impl Expressions<'_> {
    fn show(&mut self, kind: &str, span: Span, payload: impl AsRef<str>) {
        self.facts.push(format!("expr|{kind}|{}|{}", self.place(span), payload.as_ref()));
    }

    fn place(&self, span: Span) -> String {
        let (start, end) = (self.sources.start(span), self.sources.end(span));
        format!("{}:{}|{}:{}", start.line, start.column, end.line, end.column)
    }

    fn is_generator_expression(&self) -> bool {
        self.function.kind == FunctionKind::GeneratorExpression
    }

    fn name(&self, variable: &Variable) -> String {
        match variable {
            Variable::Local(id) => quote(&self.function.locals[*id].name),
            Variable::Global(name) | Variable::Class { name, .. } => quote(name),
        }
    }

    fn is_generator_parameter(&self, expr: &Expr) -> bool {
        let first: LocalId = naja_frontend::hir::Id::from_index(0);
        self.is_generator_expression() && matches!(&expr.kind, ExprKind::Variable(Variable::Local(id)) if *id == first)
    }
}

impl Visitor for Expressions<'_> {
    fn stmt(&mut self, stmt: &Stmt) {
        let kind = match &stmt.kind {
            StmtKind::Expr(value) if matches!(value.kind, ExprKind::Yield(_)) && self.is_generator_expression() => {
                return;
            }
            StmtKind::If { .. } | StmtKind::For { .. } if self.is_generator_expression() => return,
            StmtKind::Return(_) if self.function.kind == FunctionKind::Lambda => return,
            StmtKind::Expr(_) => "Expr",
            StmtKind::Assign { .. } => "Assign",
            StmtKind::AnnAssign { .. } => "AnnAssign",
            StmtKind::AugAssign { .. } => "AugAssign",
            StmtKind::Return(_) => "Return",
            StmtKind::Raise { .. } => "Raise",
            StmtKind::Assert { .. } => "Assert",
            StmtKind::If { .. } => "If",
            StmtKind::While { .. } => "While",
            StmtKind::For { .. } => "For",
            StmtKind::Break => "Break",
            StmtKind::Continue => "Continue",
            StmtKind::Try { is_star: false, .. } => "Try",
            StmtKind::Try { is_star: true, .. } => "TryStar",
            StmtKind::Match { .. } => "Match",
            StmtKind::Delete(_)
            | StmtKind::With { .. }
            | StmtKind::Def { .. }
            | StmtKind::Class { .. }
            | StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::ImportStar { .. } => return,
        };
        self.facts.push(format!("stmt|{kind}|{}", self.place(stmt.span)));
    }

    fn target(&mut self, target: &Target) {
        match &target.kind {
            TargetKind::Variable(variable) => self.show("Target", target.span, self.name(variable)),
            TargetKind::Attribute { name, .. } => self.show("Attribute", target.span, quote(name)),
            TargetKind::Subscript { .. } => self.show("Subscript", target.span, ""),
            TargetKind::Unpack(_) => self.show("Unpack", target.span, ""),
            TargetKind::Star(_) => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        if self.is_generator_parameter(expr) {
            return;
        }
        let (kind, payload) = match &expr.kind {
            ExprKind::None => ("None", String::new()),
            ExprKind::Bool(true) => ("True", String::new()),
            ExprKind::Bool(false) => ("False", String::new()),
            ExprKind::Ellipsis => ("Ellipsis", String::new()),
            ExprKind::Int(IntValue::Small(value)) => ("Int", format!("{value:#x}")),
            ExprKind::Int(IntValue::Big(digits)) => ("Int", hexadecimal(digits)),
            ExprKind::Float(value) => ("Float", hexadecimal_float(*value)),
            ExprKind::Imaginary(value) => ("Imaginary", hexadecimal_float(*value)),
            ExprKind::Str(value) => ("Str", quote_value(value)),
            ExprKind::Bytes(bytes) => ("Bytes", bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
            ExprKind::FString(parts) => ("JoinedStr", literals(parts).join("|")),
            ExprKind::Variable(variable) => ("Name", self.name(variable)),
            ExprKind::Attribute { name, .. } => ("Attribute", quote(name)),
            ExprKind::Subscript { .. } => ("Subscript", String::new()),
            ExprKind::Slice { .. } => ("Slice", String::new()),
            ExprKind::Call { .. } => ("Call", String::new()),
            ExprKind::Unary { op, .. } => ("UnaryOp", unary(*op).into()),
            ExprKind::Binary { op, .. } => ("BinOp", binary(*op).into()),
            ExprKind::Compare { rest, .. } => {
                ("Compare", rest.iter().map(|(op, _)| comparison(*op)).collect::<Vec<_>>().join(","))
            }
            ExprKind::BoolOp { op: BoolOp::And, .. } => ("BoolOp", "And".into()),
            ExprKind::BoolOp { op: BoolOp::Or, .. } => ("BoolOp", "Or".into()),
            ExprKind::Conditional { .. } => ("IfExp", String::new()),
            ExprKind::Walrus { target, .. } => ("NamedExpr", self.name(target)),
            ExprKind::Tuple(_) => ("Tuple", String::new()),
            ExprKind::List(_) => ("List", String::new()),
            ExprKind::Set(_) => ("Set", String::new()),
            ExprKind::Dict(_) => ("Dict", String::new()),
            ExprKind::Comprehension { kind: ComprehensionKind::List, .. } => ("ListComp", String::new()),
            ExprKind::Comprehension { kind: ComprehensionKind::Set, .. } => ("SetComp", String::new()),
            ExprKind::Comprehension { kind: ComprehensionKind::Dict, .. } => ("DictComp", String::new()),
            ExprKind::Generator { .. } => ("GeneratorExp", String::new()),
            ExprKind::Lambda(_) => ("Lambda", String::new()),
            ExprKind::Yield(_) if self.is_generator_expression() => return,
            ExprKind::Yield(_) => ("Yield", String::new()),
            ExprKind::YieldFrom(_) => ("YieldFrom", String::new()),
            ExprKind::Await(_) => ("Await", String::new()),
            ExprKind::TypeAlias { .. } => ("TypeAlias", String::new()),
            ExprKind::Unsupported(what) => (*what, String::new()),
        };
        self.show(kind, expr.span, payload);
    }
}

fn literals(parts: &[FStringPart]) -> Vec<String> {
    let literal = |part: &FStringPart| match part {
        FStringPart::Literal(value) => Some(quote_value(value)),
        FStringPart::Field { .. } => None,
    };
    parts.iter().filter_map(literal).collect()
}

fn quote(text: &str) -> String {
    text.chars().map(|char| quote_point(char.into())).collect()
}

fn quote_value(value: &StrValue) -> String {
    match value {
        StrValue::Text(text) => quote(text),
        StrValue::Surrogates(points) => points.iter().map(|point| quote_point(*point)).collect(),
    }
}

fn quote_point(point: u32) -> String {
    match char::from_u32(point) {
        Some(char @ ('!'..='[' | ']'..='{' | '}' | '~')) => char.into(),
        _ => format!("\\{point:x}."),
    }
}

/// Decimal digits as Python's `hex` shows them.
fn hexadecimal(digits: &str) -> String {
    let mut bytes = vec![0_u8];
    for digit in digits.bytes() {
        let mut carry = u32::from(digit - b'0');
        for byte in &mut bytes {
            let value = u32::from(*byte) * 10 + carry;
            *byte = value.to_le_bytes()[0];
            carry = value >> 8;
        }
        if carry > 0 {
            bytes.push(carry.to_le_bytes()[0]);
        }
    }
    let text: String = bytes.iter().rev().map(|byte| format!("{byte:02x}")).collect();
    format!("0x{}", text.trim_start_matches('0'))
}

/// As Python's `float.hex` shows it.
fn hexadecimal_float(value: f64) -> String {
    let bits = value.to_bits();
    let (exponent, mantissa) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
    match exponent {
        0x7ff => "inf".into(),
        0 if mantissa == 0 => "0x0.0p+0".into(),
        0 => format!("0x0.{mantissa:013x}p-1022"),
        _ => format!("0x1.{mantissa:013x}p{:+}", i64::try_from(exponent).expect("11 bits") - 1023),
    }
}

fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Neg => "USub",
        UnaryOp::Pos => "UAdd",
        UnaryOp::Invert => "Invert",
        UnaryOp::Not => "Not",
    }
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "Add",
        BinaryOp::Sub => "Sub",
        BinaryOp::Mul => "Mult",
        BinaryOp::MatMul => "MatMult",
        BinaryOp::Div => "Div",
        BinaryOp::FloorDiv => "FloorDiv",
        BinaryOp::Mod => "Mod",
        BinaryOp::Pow => "Pow",
        BinaryOp::LShift => "LShift",
        BinaryOp::RShift => "RShift",
        BinaryOp::And => "BitAnd",
        BinaryOp::Or => "BitOr",
        BinaryOp::Xor => "BitXor",
    }
}

fn comparison(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "Eq",
        CompareOp::Ne => "NotEq",
        CompareOp::Lt => "Lt",
        CompareOp::Le => "LtE",
        CompareOp::Gt => "Gt",
        CompareOp::Ge => "GtE",
        CompareOp::Is => "Is",
        CompareOp::IsNot => "IsNot",
        CompareOp::In => "In",
        CompareOp::NotIn => "NotIn",
    }
}

#[test]
fn functions_come_outer_before_inner() {
    let mut sources = Sources::default();
    let text = "f(x for x in [lambda: y for y in (z for z in [])])\ndef g(a=lambda: 1): return lambda: 2\n";
    sources.add(naja_frontend::source::File::new("a.py".into(), "a".into(), false, text.into()));
    let hir = naja_frontend::lower(&sources, &mut Diagnostics::default());
    let names: Vec<_> = hir.functions.iter().map(|function| function.qualname.to_string()).collect();
    assert_eq!(names, ["<module>", "<genexpr>", "<genexpr>", "<lambda>", "<lambda>", "g", "g.<locals>.<lambda>"]);
    let parents: Vec<Option<FuncId>> = hir.functions.iter().map(|function| function.parent).collect();
    assert!(
        parents
            .iter()
            .enumerate()
            .skip(1)
            .all(|(id, parent)| { parent.is_some_and(|parent| naja_frontend::hir::Id::index(parent) < id) })
    );
}
