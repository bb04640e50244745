//! `# CHECK:` lines: facts about a dump, without writing down all of it.
//!
//! `CHECK` lines must occur in this order, each in a line of its own. `CHECK-NOT` must not occur between the `CHECK`
//! before it and the one behind it (or the start, or the end). `{{…}}` is a regular expression; blanks match any run of
//! blanks.

use regex::Regex;

/// One comment.
#[derive(Debug)]
struct Directive {
    pattern: Regex,
    forbidden: bool,
    text: String,
}

/// Whether `text` has any `CHECK` line.
#[must_use]
pub fn has_directives(text: &str) -> bool {
    text.contains("# CHECK: ") || text.contains("# CHECK-NOT: ")
}

/// Holds `dump` against the `CHECK` lines of `text`.
///
/// # Errors
/// The line that is missing or forbidden, or a pattern that is no regular expression.
pub fn check(text: &str, dump: &str) -> Result<(), String> {
    let lines: Vec<&str> = dump.lines().collect();
    let mut at = 0;
    let mut forbidden: Vec<Directive> = Vec::new();
    for directive in directives(text)? {
        if directive.forbidden {
            forbidden.push(directive);
            continue;
        }
        let Some(offset) = lines[at..].iter().position(|line| directive.pattern.is_match(line)) else {
            return Err(format!("not found: `{}`\nin what follows line {at}:\n{dump}", directive.text));
        };
        absent(&forbidden, &lines[at..at + offset])?;
        forbidden.clear();
        at += offset + 1;
    }
    absent(&forbidden, &lines[at..])
}

fn absent(forbidden: &[Directive], lines: &[&str]) -> Result<(), String> {
    for directive in forbidden {
        if let Some(line) = lines.iter().find(|line| directive.pattern.is_match(line)) {
            return Err(format!("must not occur: `{}`\nbut does: {line}", directive.text));
        }
    }
    Ok(())
}

fn directives(text: &str) -> Result<Vec<Directive>, String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let (rest, forbidden) = match (line.split_once("# CHECK: "), line.split_once("# CHECK-NOT: ")) {
            (Some((_, rest)), _) => (rest, false),
            (None, Some((_, rest))) => (rest, true),
            (None, None) => continue,
        };
        let text = rest.trim().to_owned();
        found.push(Directive { pattern: pattern(&text)?, forbidden, text });
    }
    Ok(found)
}

/// Plain text with `{{regex}}` parts, as one regular expression.
fn pattern(text: &str) -> Result<Regex, String> {
    let mut source = String::new();
    let mut rest = text;
    while let Some((plain, (inner, after))) = rest.split_once("{{").and_then(|(a, b)| Some((a, b.split_once("}}")?))) {
        source += &escaped(plain);
        source += &format!("(?:{inner})");
        rest = after;
    }
    source += &escaped(rest);
    Regex::new(&source).map_err(|error| format!("`{text}`: {error}"))
}

fn escaped(plain: &str) -> String {
    let words: Vec<String> = plain.split_whitespace().map(regex::escape).collect();
    let blank = |found: bool| if found { r"\s+" } else { "" };
    let starts = plain.starts_with(char::is_whitespace);
    let ends = !words.is_empty() && plain.ends_with(char::is_whitespace);
    format!("{}{}{}", blank(starts), words.join(r"\s+"), blank(ends))
}

#[cfg(test)]
mod tests {
    const DUMP: &str =
        "fn f {\n    v1: i64 = add.i64 v0, v0   guard no_overflow\n    v2: boxed = box v1\n    return v2\n}\n";

    fn check(directives: &str, passes: bool) {
        assert_eq!(super::check(directives, DUMP).is_ok(), passes, "{directives}");
    }

    #[test]
    fn found_in_order() {
        check("x  # CHECK: add.i64 v0, v0 guard\n# CHECK: return v{{[0-9]+}}", true);
        check("# CHECK: return\n# CHECK: add.i64", false);
        check("# CHECK: add.i64\n# CHECK: add.i64", false);
        check("# CHECK: = {{add|sub}}.i64", true);
    }

    #[test]
    fn forbidden_between_its_neighbours() {
        check("# CHECK-NOT: box v1", false);
        check("# CHECK-NOT: unbox", true);
        check("# CHECK: box v1\n# CHECK-NOT: box v1\n# CHECK: return", true);
        check("# CHECK-NOT: box v1\n# CHECK: return", false);
    }

    #[test]
    fn a_broken_pattern_fails() {
        check("# CHECK: {{(}}", false);
    }
}
