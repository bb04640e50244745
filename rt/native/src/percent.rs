//! `template % values`.

use crate::class;
use crate::context::{Cx, Res};
use crate::dict::Dict;
use crate::format::{Spec, float_text};
use crate::int;
use crate::object::{Kind, Own, Str, Tuple, Value};
use crate::str::Builder;

/// Values still to be placed.
struct Values<'a> {
    cx: &'a Cx,
    all: Vec<Value<'a>>,
    next: usize,
    source: Value<'a>,
}

impl<'a> Values<'a> {
    fn take(&mut self) -> Res<Own> {
        let value =
            self.all.get(self.next).ok_or_else(|| self.cx.type_error("not enough arguments for format string"))?;
        self.next += 1;
        Ok(value.own())
    }

    fn named(&mut self, name: &[u32]) -> Res<Own> {
        let is_mapping = !matches!(self.source.kind(), Some(Kind::Tuple | Kind::Str) | None);
        if !is_mapping {
            return Err(self.cx.type_error("format requires a mapping"));
        }
        self.next = self.all.len();
        let key = crate::str::from_codes(name.iter().copied());
        crate::operator::item_get(self.cx, self.source, key.r())
    }

    /// `*`: a width or precision from the values.
    fn number(&mut self) -> Res<i64> {
        let value = self.take()?;
        int::to_i64(value.r()).ok_or_else(|| self.cx.type_error("* wants int"))
    }
}

/// `template % values`.
pub(crate) fn format(cx: &Cx, template: &Str, values: Value<'_>) -> Res {
    let all = match values.get::<Tuple>() {
        Some(tuple) => tuple.items().iter().map(Own::r).collect(),
        None => vec![values],
    };
    let mut values = Values { cx, all, next: 0, source: values };
    let codes: Vec<u32> = template.chars().iter().collect();
    let mut out = Builder::new();
    let mut at = 0;
    while at < codes.len() {
        if codes[at] != '%' as u32 {
            out.push(codes[at]);
            at += 1;
            continue;
        }
        at = conversion(cx, &codes, at + 1, &mut values, &mut out)?;
    }
    let unused = values.next < values.all.len();
    let is_mapping = values.source.get::<Dict>().is_some() || class::is_custom(values.source);
    if unused && !is_mapping && !matches!(values.source.kind(), Some(Kind::List)) {
        return Err(cx.type_error("not all arguments converted during string formatting"));
    }
    Ok(out.finish())
}

/// Handles one `%...`; returns where the text goes on.
fn conversion(cx: &Cx, codes: &[u32], start: usize, values: &mut Values<'_>, out: &mut Builder) -> Res<usize> {
    let peek = |at: usize| codes.get(at).and_then(|code| char::from_u32(*code));
    let mut at = start;
    let mut named = None;
    if peek(at) == Some('(') {
        let mut depth = 1;
        let mut end = at + 1;
        while end < codes.len() && depth > 0 {
            depth += match peek(end) {
                Some('(') => 1,
                Some(')') => -1,
                _ => 0,
            };
            end += 1;
        }
        if depth > 0 {
            return Err(cx.value_error("incomplete format key"));
        }
        named = Some(values.named(&codes[at + 1..end - 1])?);
        at = end;
    }
    let mut spec = Spec::default();
    let mut left = false;
    while let Some(flag) = peek(at).filter(|c| "-+ #0".contains(*c)) {
        match flag {
            '-' => left = true,
            '+' => spec.sign = Some('+'),
            ' ' => spec.sign = spec.sign.or(Some(' ')),
            '#' => spec.alternate = true,
            _ => spec.zero = true,
        }
        at += 1;
    }
    let number = |at: &mut usize, values: &mut Values<'_>| -> Res<Option<i64>> {
        if peek(*at) == Some('*') {
            *at += 1;
            return values.number().map(Some);
        }
        let begin = *at;
        let mut value = 0i64;
        while let Some(digit) = peek(*at).and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit.into());
            *at += 1;
        }
        Ok((*at > begin).then_some(value))
    };
    if let Some(width) = number(&mut at, values)? {
        left |= width < 0;
        spec.width = Some(width.unsigned_abs() as usize);
    }
    if peek(at) == Some('.') {
        at += 1;
        spec.precision = Some(number(&mut at, values)?.unwrap_or(0).max(0) as usize);
    }
    while peek(at).is_some_and(|c| "hlL".contains(c)) {
        at += 1;
    }
    let Some(kind) = peek(at) else { return Err(cx.value_error("incomplete format")) };
    if kind == '%' {
        out.push('%' as u32);
        return Ok(at + 1);
    }
    if left {
        spec.align = Some('<');
        spec.zero = false;
    }
    let value = match named {
        Some(value) => value,
        None if "diouxXeEfFgGcrsa".contains(kind) => values.take()?,
        None => Own::none(),
    };
    let shown = convert(cx, kind, value.r(), spec, at)?;
    out.push_value(shown.r().expect());
    Ok(at + 1)
}

fn convert(cx: &Cx, kind: char, value: Value<'_>, mut spec: Spec, at: usize) -> Res {
    match kind {
        'd' | 'i' | 'u' => {
            let number = whole(cx, value, kind, true)?;
            Ok(pad_int(&int::decimal(cx, int::number(number.r()).expect("an int"))?, "", &spec))
        }
        'x' | 'X' | 'o' => {
            let number = whole(cx, value, kind, false)?;
            let text = int::digits(int::number(number.r()).expect("an int"), if kind == 'o' { 8 } else { 16 });
            let prefix = match kind {
                _ if !spec.alternate => "",
                'o' => "0o",
                'x' => "0x",
                _ => "0X",
            };
            Ok(pad_int(&if kind == 'X' { text.to_uppercase() } else { text }, prefix, &spec))
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            spec.kind = Some(kind);
            let (negative, text) = float_text(crate::float::argument(cx, value)?, &spec);
            let sign = sign(negative, &spec);
            if text.starts_with(|c: char| !c.is_ascii_digit()) {
                spec.zero = false;
            }
            Ok(spec.pad_number(sign, "", &text))
        }
        'c' => {
            let text = match crate::instance::payload(value).str() {
                Some(text) if text.len() == 1 => text.value().own(),
                Some(_) => return Err(cx.type_error("%c requires int or char")),
                None => match int::to_i64(value) {
                    Some(code) => match u32::try_from(code).ok().filter(|code| *code < 0x11_0000) {
                        Some(code) => crate::str::from_code(code),
                        None => return Err(cx.overflow_error("%c arg not in range(0x110000)")),
                    },
                    None => return Err(cx.type_error("%c requires int or char")),
                },
            };
            Ok(pad_text(text.r().expect(), &spec))
        }
        's' | 'r' | 'a' => {
            let text = match kind {
                's' => crate::repr::str_of(cx, value)?,
                'r' => crate::repr::repr_of(cx, value)?,
                _ => crate::repr::ascii_of(cx, value)?,
            };
            let text = crate::instance::payload(text.r()).own();
            let chars = text.r().expect::<Str>().chars();
            match spec.precision.filter(|precision| *precision < chars.len()) {
                Some(precision) => Ok(pad_text(crate::str::from_chars(chars.slice(0, precision)).r().expect(), &spec)),
                None => Ok(pad_text(text.r().expect(), &spec)),
            }
        }
        other => {
            Err(cx.value_error(format!("unsupported format character '{other}' ({:#x}) at index {at}", other as u32)))
        }
    }
}

/// The int a value is, for the integer conversions.
fn whole(cx: &Cx, value: Value<'_>, kind: char, real: bool) -> Res {
    if int::is_int(value) {
        return Ok(crate::instance::payload(value).own());
    }
    if real && let Some(float) = crate::float::value(value) {
        return int::from_f64(cx, float);
    }
    if class::custom(cx, value, &cx.names.__index__).is_some() {
        return int::index(cx, value);
    }
    let found = class::type_name(cx, value);
    Err(cx.type_error(match real {
        true => format!("%{kind} format: a real number is required, not {found}"),
        false => format!("%{kind} format: an integer is required, not {found}"),
    }))
}

fn sign(negative: bool, spec: &Spec) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(_)) => " ",
        (false, None) => "",
    }
}

fn pad_int(text: &str, prefix: &str, spec: &Spec) -> Own {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let zeros = spec.precision.unwrap_or(0).saturating_sub(digits.len());
    spec.pad_number(sign(negative, spec), prefix, &format!("{}{digits}", "0".repeat(zeros)))
}

fn pad_text(text: &Str, spec: &Spec) -> Own {
    let missing = spec.width.unwrap_or(0).saturating_sub(text.len());
    let left = if spec.align == Some('<') { 0 } else { missing };
    let mut out = Builder::with_capacity(text.len() + missing);
    out.push_repeated(' ' as u32, left);
    out.push_value(text);
    out.push_repeated(' ' as u32, missing - left);
    out.finish()
}

/// `template % values` of bytes: through text of the same code points.
pub(crate) fn format_bytes(cx: &Cx, template: Value<'_>, values: Value<'_>) -> Res {
    let as_text = |bytes: &[u8]| Str::from_latin1(bytes);
    let convert = |value: Value<'_>| crate::bytes::contents(value).map_or_else(|| value.own(), |bytes| as_text(&bytes));
    let template = as_text(&crate::bytes::contents(template).unwrap_or_default());
    let values = match values.get::<Tuple>() {
        Some(tuple) => Tuple::to_own(tuple.items().iter().map(|item| convert(item.r())).collect()),
        None => convert(values),
    };
    let made = format(cx, template.r().expect(), values.r())?;
    let bytes = made.r().expect::<Str>().chars().iter().map(|code| code as u8).collect();
    Ok(crate::bytes::object(bytes))
}
