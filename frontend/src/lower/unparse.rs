//! The text of postponed annotations, exactly as CPython records it in `__annotations__`.
//!
//! Every expression is written for a place that takes at least a [`Level`]; one that binds more loosely gets parentheses.

use super::literal::{debug_text, decimal, literal_points};
use crate::parse::ast;
use ast::Expr;

/// How tightly an expression binds, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    const ALL: [Level; 16] = [
        Level::Tuple,
        Level::Test,
        Level::Or,
        Level::And,
        Level::Not,
        Level::Compare,
        Level::BitOr,
        Level::BitXor,
        Level::BitAnd,
        Level::Shift,
        Level::Sum,
        Level::Term,
        Level::Factor,
        Level::Power,
        Level::Await,
        Level::Atom,
    ];

    fn tighter(self) -> Level {
        Level::ALL[(self as usize + 1).min(Level::ALL.len() - 1)]
    }
}

/// The canonical text of an annotation in the file whose text is `source`.
pub(super) fn unparse(annotation: &Expr, source: &str) -> String {
    Unparser { source }.expr(annotation, Level::Test)
}

struct Unparser<'a> {
    source: &'a str,
}

impl Unparser<'_> {
    fn expr(&self, expr: &Expr, level: Level) -> String {
        let (own, text) = self.bare(expr);
        if own < level { format!("({text})") } else { text }
    }

    /// The text without parentheses, and how tightly it binds.
    fn bare(&self, expr: &Expr) -> (Level, String) {
        match expr {
            Expr::BoolOp(node) => {
                let level = if node.op == ast::BoolOp::And { Level::And } else { Level::Or };
                let values: Vec<_> = node.values.iter().map(|value| self.expr(value, level.tighter())).collect();
                (level, values.join(&format!(" {} ", node.op)))
            }
            Expr::BinOp(node) => {
                let level = operator_level(node.op);
                let is_power = node.op == ast::Operator::Pow;
                let (left, right) = if is_power { (level.tighter(), level) } else { (level, level.tighter()) };
                (level, format!("{} {} {}", self.expr(&node.left, left), node.op, self.expr(&node.right, right)))
            }
            Expr::UnaryOp(node) => {
                let is_not = node.op == ast::UnaryOp::Not;
                let (level, space) = if is_not { (Level::Not, " ") } else { (Level::Factor, "") };
                (level, format!("{}{space}{}", node.op.as_str(), self.expr(&node.operand, level)))
            }
            Expr::Lambda(node) => (Level::Test, self.lambda(node)),
            Expr::If(node) => {
                let body = self.expr(&node.body, Level::Or);
                let test = self.expr(&node.test, Level::Or);
                (Level::Test, format!("{body} if {test} else {}", self.expr(&node.orelse, Level::Test)))
            }
            Expr::Named(node) => {
                let target = self.expr(&node.target, Level::Atom);
                (Level::Tuple, format!("{target} := {}", self.expr(&node.value, Level::Atom)))
            }
            Expr::Compare(node) => {
                let operand = |expr: &Expr| self.expr(expr, Level::BitOr);
                let rest = node.ops.iter().zip(&node.comparators);
                let rest: String = rest.map(|(op, right)| format!(" {op} {}", operand(right))).collect();
                (Level::Compare, operand(&node.left) + &rest)
            }
            Expr::Await(node) => (Level::Await, format!("await {}", self.expr(&node.value, Level::Atom))),
            Expr::Tuple(node) if node.elts.is_empty() => (Level::Atom, "()".into()),
            Expr::Tuple(node) if node.elts.len() == 1 => (Level::Tuple, self.list(&node.elts) + ","),
            Expr::Tuple(node) => (Level::Tuple, self.list(&node.elts)),
            other => (Level::Atom, self.atom(other)),
        }
    }

    fn atom(&self, expr: &Expr) -> String {
        match expr {
            Expr::Name(node) => node.id.to_string(),
            Expr::NoneLiteral(_) => "None".into(),
            Expr::BooleanLiteral(node) => if node.value { "True" } else { "False" }.into(),
            Expr::EllipsisLiteral(_) => "...".into(),
            Expr::NumberLiteral(node) => number(&node.value),
            Expr::StringLiteral(node) => {
                let prefix = if node.value.is_unicode() { "u" } else { "" };
                let points = node.value.iter().flat_map(|part| literal_points(part, self.source)).collect::<Vec<_>>();
                format!("{prefix}{}", quote(&points))
            }
            Expr::BytesLiteral(node) => bytes(&node.value.bytes().collect::<Vec<_>>()),
            Expr::FString(node) => {
                let mut body = Vec::new();
                for part in &node.value {
                    match part {
                        ast::FStringPart::Literal(literal) => {
                            body.extend(literal_points(literal, self.source).into_iter().flat_map(double_brace));
                        }
                        ast::FStringPart::FString(part) => self.fields(&part.elements, &mut body),
                    }
                }
                format!("f{}", quote(&body))
            }
            Expr::Attribute(node) => {
                let space = if node.value.is_number_literal_expr() && is_int(&node.value) { " " } else { "" };
                format!("{}{space}.{}", self.expr(&node.value, Level::Atom), node.attr)
            }
            Expr::Subscript(node) => {
                format!("{}[{}]", self.expr(&node.value, Level::Atom), self.expr(&node.slice, Level::Tuple))
            }
            Expr::Slice(node) => {
                let part = |part: &Option<Box<Expr>>| part.as_ref().map(|part| self.expr(part, Level::Test));
                let step = part(&node.step).map(|step| format!(":{step}")).unwrap_or_default();
                format!("{}:{}{step}", part(&node.lower).unwrap_or_default(), part(&node.upper).unwrap_or_default())
            }
            Expr::Starred(node) => format!("*{}", self.expr(&node.value, Level::BitOr)),
            Expr::Call(node) => self.call(node),
            Expr::List(node) => format!("[{}]", self.list(&node.elts)),
            Expr::Set(node) => format!("{{{}}}", self.list(&node.elts)),
            Expr::Dict(node) => {
                let item = |item: &ast::DictItem| match &item.key {
                    Some(key) => format!("{}: {}", self.expr(key, Level::Test), self.expr(&item.value, Level::Test)),
                    None => format!("**{}", self.expr(&item.value, Level::BitOr)),
                };
                format!("{{{}}}", node.items.iter().map(item).collect::<Vec<_>>().join(", "))
            }
            Expr::ListComp(node) => format!("[{}]", self.comprehension(&node.elt, &node.generators)),
            Expr::SetComp(node) => format!("{{{}}}", self.comprehension(&node.elt, &node.generators)),
            Expr::Generator(node) => format!("({})", self.comprehension(&node.elt, &node.generators)),
            Expr::DictComp(node) => {
                let key = self.expr(&node.key, Level::Test);
                format!("{{{key}: {}}}", self.comprehension(&node.value, &node.generators))
            }
            Expr::Yield(node) => match &node.value {
                Some(value) => format!("(yield {})", self.expr(value, Level::Tuple)),
                None => "(yield)".into(),
            },
            Expr::YieldFrom(node) => format!("(yield from {})", self.expr(&node.value, Level::Test)),
            // Refused elsewhere, or handled by `bare`.
            _ => String::new(),
        }
    }

    fn list(&self, elements: &[Expr]) -> String {
        elements.iter().map(|element| self.expr(element, Level::Test)).collect::<Vec<_>>().join(", ")
    }

    fn call(&self, call: &ast::ExprCall) -> String {
        let callee = self.expr(&call.func, Level::Atom);
        let arguments = &call.arguments;
        if let ([generator @ Expr::Generator(_)], []) = (&*arguments.args, &*arguments.keywords) {
            return callee + &self.atom(generator);
        }
        let mut parts: Vec<_> = arguments.args.iter().map(|argument| self.expr(argument, Level::Test)).collect();
        for keyword in &arguments.keywords {
            let value = self.expr(&keyword.value, Level::Test);
            parts.push(keyword.arg.as_ref().map_or_else(|| format!("**{value}"), |name| format!("{name}={value}")));
        }
        format!("{callee}({})", parts.join(", "))
    }

    fn comprehension(&self, element: &Expr, clauses: &[ast::Comprehension]) -> String {
        let mut text = self.expr(element, Level::Test);
        for clause in clauses {
            text += if clause.is_async { " async for " } else { " for " };
            text += &format!("{} in {}", self.expr(&clause.target, Level::Tuple), self.expr(&clause.iter, Level::Or));
            for condition in &clause.ifs {
                text += &format!(" if {}", self.expr(condition, Level::Or));
            }
        }
        text
    }

    fn lambda(&self, lambda: &ast::ExprLambda) -> String {
        let Some(parameters) = &lambda.parameters else {
            return format!("lambda: {}", self.expr(&lambda.body, Level::Test));
        };
        let parameter = |parameter: &ast::ParameterWithDefault| {
            let default = parameter.default.as_ref().map(|default| format!("={}", self.expr(default, Level::Test)));
            format!("{}{}", parameter.name(), default.unwrap_or_default())
        };
        let mut parts: Vec<String> = parameters.posonlyargs.iter().map(parameter).collect();
        if !parts.is_empty() {
            parts.push("/".into());
        }
        parts.extend(parameters.args.iter().map(parameter));
        // CPython forgets the space if nothing comes before the star.
        let space = if parts.is_empty() { "" } else { " " };
        match &parameters.vararg {
            Some(star) => parts.push(format!("*{}", star.name)),
            None if !parameters.kwonlyargs.is_empty() => parts.push("*".into()),
            None => {}
        }
        parts.extend(parameters.kwonlyargs.iter().map(parameter));
        parts.extend(parameters.kwarg.iter().map(|star| format!("**{}", star.name)));
        format!("lambda{space}{}: {}", parts.join(", "), self.expr(&lambda.body, Level::Test))
    }

    /// The inside of an f-string or of a format specification.
    fn fields(&self, elements: &ast::InterpolatedStringElements, body: &mut Vec<u32>) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    body.extend(literal.value.chars().map(u32::from).flat_map(double_brace));
                }
                ast::InterpolatedStringElement::Interpolation(field) => self.field(field, body),
            }
        }
    }

    fn field(&self, field: &ast::InterpolatedElement, body: &mut Vec<u32>) {
        let mut push = |text: &str| body.extend(text.chars().map(u32::from));
        let mut conversion = field.conversion.to_char();
        if let Some(debug) = &field.debug_text {
            let range = crate::parse::Ranged::range(&*field.expression);
            push(&debug_text(debug, &self.source[range]));
            if conversion.is_none() && field.format_spec.is_none() {
                conversion = Some('r');
            }
        }
        let value = self.expr(&field.expression, Level::Or);
        push(if value.starts_with('{') { "{ " } else { "{" });
        push(&value);
        if let Some(conversion) = conversion {
            push(&format!("!{conversion}"));
        }
        if let Some(format) = &field.format_spec {
            push(":");
            self.fields(&format.elements, body);
        }
        body.push(u32::from('}'));
    }
}

fn operator_level(op: ast::Operator) -> Level {
    match op {
        ast::Operator::BitOr => Level::BitOr,
        ast::Operator::BitXor => Level::BitXor,
        ast::Operator::BitAnd => Level::BitAnd,
        ast::Operator::LShift | ast::Operator::RShift => Level::Shift,
        ast::Operator::Add | ast::Operator::Sub => Level::Sum,
        ast::Operator::Mult
        | ast::Operator::MatMult
        | ast::Operator::Div
        | ast::Operator::Mod
        | ast::Operator::FloorDiv => Level::Term,
        ast::Operator::Pow => Level::Power,
    }
}

fn is_int(expr: &Expr) -> bool {
    matches!(expr, Expr::NumberLiteral(node) if matches!(node.value, ast::Number::Int(_)))
}

fn double_brace(point: u32) -> impl Iterator<Item = u32> {
    let is_brace = point == u32::from('{') || point == u32::from('}');
    std::iter::repeat_n(point, if is_brace { 2 } else { 1 })
}

fn number(value: &ast::Number) -> String {
    match value {
        ast::Number::Int(int) => decimal(int),
        ast::Number::Float(value) => float(*value),
        ast::Number::Complex { imag, .. } => {
            let text = float(*imag);
            format!("{}j", text.strip_suffix(".0").unwrap_or(&text))
        }
    }
}

/// `repr` of a literal; infinity in a form that can be read back.
fn float(value: f64) -> String {
    if value.is_infinite() {
        return "1e309".into();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').expect("scientific notation has an exponent");
    let exponent: i32 = exponent.parse().expect("the exponent is a number");
    if (-4..16).contains(&exponent) {
        let text = value.to_string();
        if text.contains('.') { text } else { text + ".0" }
    } else {
        format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
    }
}

/// `repr` of a string given as code points.
fn quote(points: &[u32]) -> String {
    let has = |char: char| points.contains(&u32::from(char));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut text = String::from(quote);
    for point in points {
        match char::from_u32(*point) {
            Some(char) if char == quote || char == '\\' => text.extend(['\\', char]),
            Some('\n') => text += "\\n",
            Some('\r') => text += "\\r",
            Some('\t') => text += "\\t",
            Some(char) if is_printable(char) => text.push(char),
            Some(_) | None if *point < 0x100 => text += &format!("\\x{point:02x}"),
            Some(_) | None if *point < 0x10000 => text += &format!("\\u{point:04x}"),
            Some(_) | None => text += &format!("\\U{point:08x}"),
        }
    }
    text.push(quote);
    text
}

fn is_printable(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_graphic() || char == ' ';
    }
    // Escaped behind another character, so that combining marks count as printable.
    !char.is_whitespace() && format!("a{char}").escape_debug().nth(1) == Some(char)
}

/// `repr` of bytes.
fn bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut text = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\n' => text += "\\n",
            b'\r' => text += "\\r",
            b'\t' => text += "\\t",
            b'\\' => text += "\\\\",
            byte if char::from(*byte) == quote => text.extend(['\\', quote]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text += &format!("\\x{byte:02x}"),
        }
    }
    text.push(quote);
    text
}

#[cfg(test)]
mod tests {
    use super::{float, quote};
    use crate::diagnostic::Diagnostics;
    use crate::source::{File, Sources};

    /// Compares with what CPython 3.13 records; most annotations come back as they are.
    fn check(annotation: &str, expected: &str) {
        let mut sources = Sources::default();
        let text = format!("from __future__ import annotations\nx: {annotation}\n");
        sources.add(File::new("a.py".into(), "a".into(), false, text));
        let hir = crate::lower(&sources, &mut Diagnostics::default());
        let texts: Vec<_> = hir.modules.iter().flat_map(|module| module.annotation_texts.values()).collect();
        let texts: Vec<_> = texts.iter().map(|text| text.as_str()).collect();
        assert_eq!(texts, [expected], "{annotation}");
    }

    #[test]
    fn canonical_text_is_kept() {
        for text in [
            "a.b[c, d]",
            "a[b,]",
            "a[b:c, ::2]",
            "(a, b)",
            "()",
            "[a, *b]",
            "{1: 2, **x}",
            "-1 ** 2",
            "(-1) ** 2",
            "2 ** (-1)",
            "a + b * c",
            "(a + b) * c",
            "a - (b - c)",
            "a < b <= c is not d not in e",
            "(a < b) < c",
            "not (a or b)",
            "(a if b else c) if d else e",
            "a if b else c if d else e",
            "f(x, *y, k=1, **z)",
            "f(x for x in y)",
            "[x for x in y if z if w]",
            "{x: y for x, z in w}",
            "f'{a!r:>{w}} {{}} {b!r}'",
            "x[lambda: 1]",
            "lambda x, /, y=1, *a, k, **kw: 0",
            "lambda*, a: 1",
            "1 .real",
            "1.5.real",
            "(lambda: x)()",
            "a[(b, c), d]",
            "(a ** b) ** c",
            "a ** b ** c",
            "a and (b and c)",
            "\"it's\"",
            "u'x'",
            "b'\\xff\"'",
            "'\\ud800'",
            "'é\\n'",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn the_rest_is_made_canonical() {
        check("a[(b,)]", "a[b,]");
        check("'a' \"b\"", "'ab'");
        check("0xFF_FFFF_FFFF_FFFF_FFFF", "4722366482869645213695");
        check("f'{b=} {c=:x}' 'd'", "f'b={b!r} c={c:x}d'");
        check("f'{ {1:2} }'", "f'{ {1: 2}}'");
        check("f(a=1,*b)", "f(*b, a=1)");
        check("not  a in b", "not a in b");
    }

    #[test]
    fn floats_and_strings_are_shown_as_by_repr() {
        let shown = [1.0, 1e16, 1e-5, 1e-4, 123456789012345680.0, 0.1, f64::INFINITY, 1e5].map(float);
        assert_eq!(shown, ["1.0", "1e+16", "1e-05", "0.0001", "1.2345678901234568e+17", "0.1", "1e309", "100000.0"]);
        assert_eq!(quote(&[0x301, 0x7f, 0xa0, 0x200b, 0x1f600, 0xe000]), "'\u{301}\\x7f\\xa0\\u200b\u{1f600}\\ue000'");
    }
}
