//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use crate::class;
use crate::context::{Cx, Raised, Res};
use crate::int::{self, Number};
use crate::object::{Own, Str, Value};
use crate::str::Builder;

/// A format specification.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spec {
    pub(crate) fill: Option<u32>,
    pub(crate) align: Option<char>,
    pub(crate) sign: Option<char>,
    no_negative_zero: bool,
    pub(crate) alternate: bool,
    pub(crate) zero: bool,
    pub(crate) width: Option<usize>,
    grouping: Option<char>,
    pub(crate) precision: Option<usize>,
    pub(crate) kind: Option<char>,
}

/// `format(value, spec)` of a builtin type.
pub(crate) fn format_builtin(cx: &Cx, value: Value<'_>, spec: Value<'_>) -> Res {
    let Some(text) = crate::instance::payload(spec).str() else {
        let found = class::type_name(cx, spec);
        return Err(cx.type_error(format!("format() argument 2 must be str, not {found}")));
    };
    if text.len() == 0 {
        return crate::repr::str_of(cx, value);
    }
    let bare = crate::instance::payload(value);
    let shown = || class::type_name(cx, value);
    if let Some(number) = int::number(bare) {
        return format_int(cx, number, &Spec::parse(cx, text, &shown())?, &shown());
    }
    if let Some(float) = bare.float() {
        return format_float(cx, float, &Spec::parse(cx, text, &shown())?, &shown());
    }
    if let Some(string) = bare.str() {
        return format_str(cx, string, &Spec::parse(cx, text, &shown())?);
    }
    if let Some((real, imaginary)) = crate::complex::value(bare) {
        return format_complex(cx, real, imaginary, &Spec::parse(cx, text, &shown())?);
    }
    let found = shown();
    Err(cx.type_error(format!("unsupported format string passed to {found}.__format__")))
}

impl Spec {
    fn parse(cx: &Cx, text: &Str, class: &str) -> Res<Spec> {
        let chars: Vec<u32> = text.chars().iter().collect();
        let (mut spec, mut at) = (Spec::default(), 0);
        let is_align = |code: Option<&u32>| code.and_then(|code| char::from_u32(*code)).filter(|c| "<>=^".contains(*c));
        if let Some(align) = is_align(chars.get(1)) {
            (spec.fill, spec.align, at) = (Some(chars[0]), Some(align), 2);
        } else if let Some(align) = is_align(chars.first()) {
            (spec.align, at) = (Some(align), 1);
        }
        let peek = |at: usize| chars.get(at).and_then(|code| char::from_u32(*code));
        if let Some(sign) = peek(at).filter(|c| "+- ".contains(*c)) {
            spec.sign = Some(sign);
            at += 1;
        }
        let mut flag = |wanted: char| {
            let found = peek(at) == Some(wanted);
            at += usize::from(found);
            found
        };
        spec.no_negative_zero = flag('z');
        spec.alternate = flag('#');
        if spec.fill.is_none() && flag('0') {
            spec.zero = true;
        }
        let number = |at: &mut usize| -> Res<Option<usize>> {
            let start = *at;
            let mut value: usize = 0;
            while let Some(digit) = peek(*at).and_then(|c| c.to_digit(10)) {
                value = value.saturating_mul(10).saturating_add(digit as usize);
                *at += 1;
            }
            if value > i64::MAX as usize / 2 {
                return Err(cx.value_error("Too many decimal digits in format string"));
            }
            Ok((*at > start).then_some(value))
        };
        spec.width = number(&mut at)?;
        while let Some(grouping) = peek(at).filter(|c| ",_".contains(*c)) {
            if let Some(known) = spec.grouping {
                let message = if known == grouping {
                    format!("Cannot specify '{grouping}' with '{known}'.")
                } else {
                    "Cannot specify both ',' and '_'.".to_owned()
                };
                return Err(cx.value_error(message));
            }
            spec.grouping = Some(grouping);
            at += 1;
        }
        if peek(at) == Some('.') {
            at += 1;
            spec.precision = number(&mut at)?;
            if spec.precision.is_none() {
                return Err(cx.value_error("Format specifier missing precision"));
            }
        }
        if at + 1 == chars.len() {
            spec.kind = peek(at);
            at += 1;
        }
        if at < chars.len() {
            let text = crate::str::text(text);
            return Err(cx.value_error(format!("Invalid format specifier '{text}' for object of type '{class}'")));
        }
        Ok(spec)
    }

    fn unknown(&self, cx: &Cx, class: &str) -> Raised {
        let kind = self.kind.unwrap_or(' ');
        cx.value_error(format!("Unknown format code '{kind}' for object of type '{class}'"))
    }

    /// Pads a number: the sign stands before the padding with `=` and zeros.
    pub(crate) fn pad_number(&self, sign: &str, prefix: &str, body: &str) -> Own {
        let zero = self.zero && self.align.is_none();
        let align = self.align.unwrap_or(if zero { '=' } else { '>' });
        let fill = self.fill.unwrap_or(if self.zero { '0' as u32 } else { ' ' as u32 });
        let len = sign.len() + prefix.len() + body.chars().count();
        let missing = self.width.unwrap_or(0).saturating_sub(len);
        let (left, middle, right) = match align {
            '<' => (0, 0, missing),
            '^' => (missing / 2, 0, missing - missing / 2),
            '=' => (0, missing, 0),
            _ => (missing, 0, 0),
        };
        let mut out = Builder::with_capacity(len + missing);
        out.push_repeated(fill, left);
        out.push_str(sign);
        out.push_str(prefix);
        out.push_repeated(fill, middle);
        out.push_str(body);
        out.push_repeated(fill, right);
        out.finish()
    }

    fn sign_of(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            (false, _) => "",
        }
    }

    /// Digits with separators, widened with zeros first if zeros fill the field.
    fn group(&self, digits: &str, rest_len: usize, every: usize) -> String {
        let zero_filled =
            (self.zero && self.align.is_none()) || (self.fill == Some('0' as u32) && self.align == Some('='));
        let Some(separator) = self.grouping else { return digits.to_owned() };
        let mut digits = digits.to_owned();
        if zero_filled {
            let room = self.width.unwrap_or(0).saturating_sub(rest_len);
            while grouped_len(digits.len() + 1, every) <= room || (grouped_len(digits.len(), every) < room) {
                digits.insert(0, '0');
                if grouped_len(digits.len(), every) >= room {
                    break;
                }
            }
        }
        let mut out = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(every) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }
}

fn grouped_len(digits: usize, every: usize) -> usize {
    digits + digits.saturating_sub(1) / every
}

fn format_int(cx: &Cx, number: Number<'_>, spec: &Spec, class: &str) -> Res {
    let kind = spec.kind.unwrap_or('d');
    let (radix, prefix) = match kind {
        'd' | 'n' => (10, ""),
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        'c' => return format_char(cx, number, spec),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            return format_float(cx, int::to_f64(cx, number)?, spec, class);
        }
        _ => return Err(spec.unknown(cx, class)),
    };
    if spec.precision.is_some() {
        return Err(cx.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(cx.value_error("Negative zero coercion (z) not allowed in format specifier with integer"));
    }
    if let Some(',') = spec.grouping
        && radix != 10
    {
        return Err(cx.value_error(format!("Cannot specify ',' with '{kind}'.")));
    }
    let text = if radix == 10 { int::decimal(cx, number)? } else { int::digits(number, radix) };
    let text = if kind == 'X' { text.to_uppercase() } else { text };
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.as_str()), |digits| (true, digits));
    let (sign, prefix) = (spec.sign_of(negative), if spec.alternate { prefix } else { "" });
    let digits = spec.group(digits, sign.len() + prefix.len(), if radix == 10 { 3 } else { 4 });
    Ok(spec.pad_number(sign, prefix, &digits))
}

fn format_char(cx: &Cx, number: Number<'_>, spec: &Spec) -> Res {
    if spec.sign.is_some() {
        return Err(cx.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    let code = match number {
        Number::Small(code) => u32::try_from(code).ok().filter(|code| *code < 0x11_0000),
        Number::Big(_) => None,
    };
    let code = code.ok_or_else(|| cx.overflow_error("%c arg not in range(0x110000)"))?;
    let text = crate::str::from_code(code);
    let spec = Spec { align: spec.align.or(Some('<')), kind: None, ..spec.clone() };
    Ok(pad_str(&spec, text.r().expect()))
}

fn format_str(cx: &Cx, text: &Str, spec: &Spec) -> Res {
    if spec.kind.is_some_and(|kind| kind != 's') {
        return Err(spec.unknown(cx, "str"));
    }
    if spec.sign.is_some() {
        return Err(cx.value_error("Sign not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(cx.value_error("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Some('=') {
        return Err(cx.value_error("'=' alignment not allowed in string format specifier"));
    }
    if let Some(grouping) = spec.grouping {
        return Err(cx.value_error(format!("Cannot specify '{grouping}' with 's'.")));
    }
    match spec.precision {
        Some(precision) if precision < text.len() => {
            let cut = crate::str::from_chars(text.chars().slice(0, precision));
            Ok(pad_str(spec, cut.r().expect()))
        }
        _ => Ok(pad_str(spec, text)),
    }
}

fn pad_str(spec: &Spec, text: &Str) -> Own {
    let missing = spec.width.unwrap_or(0).saturating_sub(text.len());
    let fill = spec.fill.unwrap_or(if spec.zero { '0' as u32 } else { ' ' as u32 });
    let left = match spec.align {
        Some('>') => missing,
        Some('^') => missing / 2,
        _ => 0,
    };
    let mut out = Builder::with_capacity(text.len() + missing);
    out.push_repeated(fill, left);
    out.push_value(text);
    out.push_repeated(fill, missing - left);
    out.finish()
}

fn format_float(cx: &Cx, value: f64, spec: &Spec, class: &str) -> Res {
    if spec.kind.is_some_and(|kind| !"eEfFgGn%".contains(kind)) {
        return Err(spec.unknown(cx, class));
    }
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(cx.value_error("precision too big"));
    }
    let (mut negative, text) = float_text(value, spec);
    if spec.no_negative_zero && negative && !text.chars().any(|c| ('1'..='9').contains(&c)) && value.is_finite() {
        negative = false;
    }
    let sign = spec.sign_of(negative);
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (whole, rest) = text.split_at(split);
    let grouped = if whole.is_empty() { String::new() } else { spec.group(whole, sign.len() + rest.len(), 3) };
    Ok(spec.pad_number(sign, "", &format!("{grouped}{rest}")))
}

/// Whether a number is negative, and its text without the sign.
pub(crate) fn float_text(value: f64, spec: &Spec) -> (bool, String) {
    let negative = value.is_sign_negative() && !value.is_nan();
    let upper = spec.kind.is_some_and(char::is_uppercase);
    let value = value.abs();
    let mut text = match (crate::float::special(value), spec.kind) {
        (Some(text), kind) => format!("{text}{}", if kind == Some('%') { "%" } else { "" }),
        (None, None) => match spec.precision {
            None => crate::float::repr(value),
            Some(precision) => general(value, precision.max(1), spec.alternate, true),
        },
        (None, Some('e' | 'E')) => scientific(value, spec.precision.unwrap_or(6), spec.alternate),
        (None, Some('f' | 'F')) => fixed(value, spec.precision.unwrap_or(6), spec.alternate),
        (None, Some('%')) => format!("{}%", fixed(value * 100.0, spec.precision.unwrap_or(6), spec.alternate)),
        (None, Some(_)) => general(value, spec.precision.unwrap_or(6).max(1), spec.alternate, false),
    };
    if upper {
        text = text.to_uppercase();
    }
    (negative, text)
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$}");
    if alternate && precision == 0 { format!("{text}.") } else { text }
}

fn scientific(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let point = if alternate && precision == 0 { "." } else { "" };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}{point}e{sign}{:02}", exponent.abs())
}

/// `g`: so many significant digits, in the shorter form; `bare` is the form without a type, which shows a point.
fn general(value: f64, precision: usize, alternate: bool, bare: bool) -> String {
    let text = format!("{value:.*e}", precision - 1);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits = mantissa.replace('.', "");
    if !alternate {
        let kept = digits.trim_end_matches('0').len().max(1);
        digits.truncate(kept);
    }
    let most = precision as i32 - i32::from(bare);
    let mut out = String::new();
    if (-4..most.max(i32::from(!bare))).contains(&exponent) {
        crate::float::place_point(&mut out, &digits, exponent);
        if (alternate || bare) && !out.contains('.') {
            out.push_str(if bare { ".0" } else { "." });
        }
    } else {
        crate::float::push_scientific(&mut out, &digits, exponent);
    }
    out
}

fn format_complex(cx: &Cx, real: f64, imaginary: f64, spec: &Spec) -> Res {
    if spec.zero || spec.align == Some('=') {
        return Err(cx.value_error("Zero padding is not allowed in complex format specifier"));
    }
    let bare = spec.kind.is_none() && spec.precision.is_none();
    if bare {
        let text = crate::str::new(&crate::complex::repr((real, imaginary)));
        return Ok(pad_str(&Spec { align: spec.align.or(Some('>')), ..spec.clone() }, text.r().expect()));
    }
    let (negative, text) = float_text(real, spec);
    let (negative_imaginary, imaginary) = float_text(imaginary, spec);
    let sign = if negative_imaginary { "-" } else { "+" };
    Ok(spec.pad_number(spec.sign_of(negative), "", &format!("{text}{sign}{imaginary}j")))
}

// `str.format`

/// Where `str.format` takes its values from.
pub(crate) struct Fields<'a> {
    pub(crate) args: &'a [Value<'a>],
    /// The mapping of names.
    pub(crate) named: &'a dyn Fn(&Cx, Value<'_>) -> Res,
}

/// `template.format(...)`.
pub(crate) fn format_template(cx: &Cx, template: &Str, fields: &Fields<'_>) -> Res {
    let codes: Vec<u32> = template.chars().iter().collect();
    let mut out = Builder::new();
    let mut next = Some(0);
    expand(cx, &codes, fields, &mut next, 2, &mut out)?;
    Ok(out.finish())
}

fn expand(
    cx: &Cx,
    codes: &[u32],
    fields: &Fields<'_>,
    next: &mut Option<usize>,
    depth: u32,
    out: &mut Builder,
) -> Res<()> {
    const OPEN: u32 = '{' as u32;
    const CLOSE: u32 = '}' as u32;
    if depth == 0 {
        return Err(cx.value_error("Max string recursion exceeded"));
    }
    let mut at = 0;
    while at < codes.len() {
        let code = codes[at];
        let twice = codes.get(at + 1) == Some(&code);
        match code {
            OPEN | CLOSE if twice => {
                out.push(code);
                at += 2;
            }
            CLOSE => return Err(cx.value_error("Single '}' encountered in format string")),
            OPEN => {
                let end = field_end(codes, at + 1);
                let Some(end) = end else {
                    let message = if at + 1 == codes.len() {
                        "Single '{' encountered in format string"
                    } else {
                        "expected '}' before end of string"
                    };
                    return Err(cx.value_error(message));
                };
                replace_field(cx, &codes[at + 1..end], fields, next, depth, out)?;
                at = end + 1;
            }
            _ => {
                out.push(code);
                at += 1;
            }
        }
    }
    Ok(())
}

/// The `}` that ends a field: braces nest.
fn field_end(codes: &[u32], start: usize) -> Option<usize> {
    let mut depth = 1;
    for (at, code) in codes.iter().enumerate().skip(start) {
        match char::from_u32(*code) {
            Some('{') => depth += 1,
            Some('}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn replace_field(
    cx: &Cx,
    field: &[u32],
    fields: &Fields<'_>,
    next: &mut Option<usize>,
    depth: u32,
    out: &mut Builder,
) -> Res<()> {
    let mut brackets = 0;
    let split = field.iter().position(|code| {
        match char::from_u32(*code) {
            Some('[') => brackets += 1,
            Some(']') => brackets -= 1,
            _ => {}
        }
        brackets == 0 && (*code == '!' as u32 || *code == ':' as u32)
    });
    let name: String = field[..split.unwrap_or(field.len())].iter().filter_map(|code| char::from_u32(*code)).collect();
    let mut rest = &field[split.unwrap_or(field.len())..];
    let mut value = field_value(cx, &name, fields, next)?;
    if rest.first() == Some(&('!' as u32)) {
        value = match rest.get(1).and_then(|code| char::from_u32(*code)) {
            Some('s') => crate::repr::str_of(cx, value.r())?,
            Some('r') => crate::repr::repr_of(cx, value.r())?,
            Some('a') => crate::repr::ascii_of(cx, value.r())?,
            Some(other) => {
                return Err(cx.value_error(format!("Unknown conversion specifier '{other}'")));
            }
            None => return Err(cx.value_error("end of string while looking for conversion specifier")),
        };
        rest = &rest[2..];
    }
    let spec = match rest.split_first() {
        None => crate::str::new(""),
        Some((colon, spec)) if *colon == ':' as u32 => {
            let mut inner = Builder::new();
            expand(cx, spec, fields, next, depth - 1, &mut inner)?;
            inner.finish()
        }
        Some(_) => return Err(cx.value_error("expected ':' after conversion specifier")),
    };
    let shown = crate::repr::format_value(cx, value.r(), spec.r())?;
    out.push_value(crate::instance::payload(shown.r()).expect());
    Ok(())
}

/// The value of `name.attribute[index]`.
fn field_value(cx: &Cx, name: &str, fields: &Fields<'_>, next: &mut Option<usize>) -> Res {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let mut value = first_value(cx, first, fields, next)?;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            if end == 0 {
                return Err(cx.value_error("Empty attribute in format string"));
            }
            value = crate::attribute::get(cx, value.r(), cx.intern(&after[..end]).r())?;
            rest = &after[end..];
        } else {
            let Some(close) = rest.find(']') else { return Err(cx.value_error("Missing ']' in format string")) };
            let key = &rest[1..close];
            let key = key.parse::<i64>().map_or_else(|_| crate::str::new(key), Own::int);
            value = crate::operator::item_get(cx, value.r(), key.r())?;
            rest = &rest[close + 1..];
        }
    }
    Ok(value)
}

fn first_value(cx: &Cx, first: &str, fields: &Fields<'_>, next: &mut Option<usize>) -> Res {
    let index = if first.is_empty() {
        let Some(index) = *next else {
            return Err(cx.value_error("cannot switch from manual field specification to automatic field numbering"));
        };
        *next = Some(index + 1);
        index
    } else if let Ok(index) = first.parse::<usize>() {
        if next.is_some_and(|next| next > 0) {
            return Err(cx.value_error("cannot switch from automatic field numbering to manual field specification"));
        }
        *next = None;
        index
    } else {
        return (fields.named)(cx, crate::str::new(first).r());
    };
    fields
        .args
        .get(index)
        .map(|value| value.own())
        .ok_or_else(|| cx.index_error(format!("Replacement index {index} out of range for positional args tuple")))
}
