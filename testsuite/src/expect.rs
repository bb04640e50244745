//! The grammar of the comments in test files.
//!
//! The comment block that opens a file has a title line, then one `# key: value` line for each thing that differs from
//! the ordinary (see [`Header`]). Further down, `# CHECK: …`, `# CHECK-NOT: …`, and a closing `# expect:` block speak
//! of a dump; `# error: …`, `# warning: …` and `# revealed: …` at the end of a line speak of that line, or of the next
//! one if they stand alone.

use std::path::Path;

/// Where a program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// In a CPython process.
    CPython,
    /// As an executable of its own.
    Native,
}

/// What the comments at the top of a file say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// `# world: cpython` or `native`: only there.
    pub world: Option<World>,
    /// `# python: >=3.12`: the least minor version; zero for all.
    pub python: u32,
    /// `# args: a b`: the command line.
    pub args: Vec<String>,
    /// `# exits: 1`: the exit status that CPython ends with.
    pub exits: i32,
    /// `# emit: mir total.fast, after unbox`: what to dump.
    pub emit: Option<Emit>,
    /// `# strict`: with `--strict`.
    pub strict: bool,
    /// `# interpreted: why`: CPython may interpret frames of this file.
    pub interpreted: Option<String>,
    /// `# fault: name`: this program catches that seeded fault.
    pub fault: Option<String>,
    /// `# proved`: and so do the proofs on MIR.
    pub proved: bool,
    /// `# non-ascii: why`: the file is not plain ASCII.
    pub non_ascii: Option<String>,
}

/// `# emit:` — the arguments of `naja emit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emit {
    /// `hir`, `types`, `mir`, `llvm` or `asm`.
    pub stage: String,
    /// Only this function.
    pub function: Option<String>,
    /// As it is after this pass.
    pub after: Option<String>,
}

impl Header {
    /// Reads the comments at the top of `text`.
    ///
    /// # Errors
    /// An unknown key or a value that is not understood: a typing error would silently weaken the test.
    pub fn parse(text: &str) -> Result<Header, String> {
        let mut header = Header::default();
        for (index, line) in text.lines().take_while(|line| line.starts_with('#')).enumerate() {
            let line = line.trim_start_matches('#').trim();
            let (key, value) = line.split_once(": ").unwrap_or((line, ""));
            if !header.set(key, value.trim())? && index > 0 && is_key(line) {
                return Err(format!("line {}: unknown key `{key}`", index + 1));
            }
        }
        Ok(header)
    }

    /// Sets one key; false if there is no such key.
    fn set(&mut self, key: &str, value: &str) -> Result<bool, String> {
        match key {
            "world" => self.world = Some(world(value)?),
            "python" => self.python = least_minor(value)?,
            "args" => self.args = value.split_whitespace().map(str::to_owned).collect(),
            "exits" => self.exits = value.parse().map_err(|_| format!("`{value}` is no exit status"))?,
            "emit" => self.emit = Some(emit(value)?),
            "strict" => self.strict = true,
            "interpreted" => self.interpreted = Some(value.to_owned()),
            "fault" => self.fault = Some(value.to_owned()),
            "proved" => self.proved = true,
            "non-ascii" => self.non_ascii = Some(value.to_owned()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether the program is for this world.
    #[must_use]
    pub fn is_for(&self, world: World) -> bool {
        self.world.is_none_or(|only| only == world)
    }
}

/// Whether a line looks like `key: value` rather than prose.
fn is_key(line: &str) -> bool {
    line.split_once(": ")
        .is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
}

fn world(value: &str) -> Result<World, String> {
    match value {
        "cpython" => Ok(World::CPython),
        "native" => Ok(World::Native),
        _ => Err(format!("`{value}` is no world")),
    }
}

fn least_minor(value: &str) -> Result<u32, String> {
    value
        .strip_prefix(">=3.")
        .and_then(|minor| minor.parse().ok())
        .ok_or_else(|| format!("`{value}` is not of the form `>=3.12`"))
}

fn emit(value: &str) -> Result<Emit, String> {
    let (what, after) = match value.split_once(", after ") {
        Some((what, pass)) => (what, Some(pass.trim().to_owned())),
        None => (value, None),
    };
    let mut words = what.split_whitespace().map(str::to_owned);
    let stage = words.next().ok_or("`emit` names no stage")?;
    let function = words.next();
    match words.next() {
        Some(word) => Err(format!("`{word}` behind `emit` is not understood")),
        None => Ok(Emit { stage, function, after }),
    }
}

/// What a `# error:` comment and its kin demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line it speaks of, one-based.
    pub line: usize,
    /// `error`, `warning` or `note`, as the compiler says it.
    pub severity: &'static str,
    /// The code in brackets.
    pub code: Option<String>,
    /// A part of the message.
    pub message: Option<String>,
}

/// The remarks that `text` expects.
///
/// # Errors
/// A remark that says nothing.
pub fn remarks(text: &str) -> Result<Vec<Remark>, String> {
    const KINDS: [(&str, &str); 3] = [("# error: ", "error"), ("# warning: ", "warning"), ("# revealed: ", "note")];
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let before = line.find("# error: ").or(line.find("# warning: ")).or(line.find("# revealed: "));
        let alone = before.is_some_and(|at| line[..at].trim().is_empty());
        for (marker, severity) in KINDS {
            for value in line.split(marker).skip(1) {
                // Another remark may follow on the same line.
                let value =
                    KINDS.iter().filter_map(|(next, _)| value.find(next)).min().map_or(value, |at| &value[..at]);
                let (code, message) = match severity {
                    "note" => (Some("N0290".to_owned()), Some(value.trim().to_owned())),
                    _ => code_and_message(value.trim()),
                };
                if code.is_none() && message.is_none() {
                    return Err(format!("line {}: neither a [code] nor a \"message\"", index + 1));
                }
                found.push(Remark { line: if alone { index + 2 } else { index + 1 }, severity, code, message });
            }
        }
    }
    Ok(found)
}

/// `[N0203] "part"`, either of them optional.
pub(crate) fn code_and_message(value: &str) -> (Option<String>, Option<String>) {
    let (code, rest) = match value.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((code, rest)) => (Some(code.to_owned()), rest.trim()),
        None => (None, value),
    };
    let message = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(str::to_owned);
    (code, message)
}

/// The lines of the closing `# expect:` block, without their `# `.
#[must_use]
pub fn expected_dump(text: &str) -> Option<String> {
    let (_, block) = text.split_once("\n# expect:\n")?;
    Some(
        block
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line.trim_start_matches('#')).to_owned() + "\n")
            .collect(),
    )
}

/// Replaces the closing `# expect:` block in the file.
///
/// # Errors
/// When the file cannot be read or written.
pub fn bless(path: &Path, dump: &str) -> Result<(), String> {
    let text = crate::read(path)?;
    let program = text.split_once("\n# expect:\n").map_or(text.as_str(), |(program, _)| program);
    let block: String = dump.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect();
    let blessed = format!("{program}\n# expect:\n{block}");
    std::fs::write(path, blessed).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Emit, Header, Remark, World, expected_dump, remarks};

    fn check(text: &str, expected: Header) {
        assert_eq!(Header::parse(text), Ok(expected));
    }

    #[test]
    fn keys() {
        check("# Title: not a key.\nx = 1\n# args: late\n", Header::default());
        check("# T\n# world: cpython\n", Header { world: Some(World::CPython), ..Header::default() });
        check(
            "# T\n# python: >=3.12\n# args: a  b\n",
            Header { python: 12, args: vec!["a".into(), "b".into()], ..Header::default() },
        );
        check("# strict\n", Header { strict: true, ..Header::default() });
        let emit = Emit { stage: "mir".into(), function: Some("total.fast".into()), after: Some("unbox".into()) };
        check("# emit: mir total.fast, after unbox\n", Header { emit: Some(emit), ..Header::default() });
    }

    #[test]
    fn mistakes_are_not_overlooked() {
        for text in ["# T\n# wordl: cpython\n", "# T\n# world: jvm\n", "# T\n# python: 3.12\n", "# emit: mir a b\n"] {
            assert!(Header::parse(text).is_err(), "{text}");
        }
        assert!(remarks("x = 1  # error: nothing quoted\n").is_err());
    }

    #[test]
    fn remarks_speak_of_their_line_or_the_next() {
        let found =
            remarks("f(1)  # error: [N0203] \"found `int`\"\n# error: \"never closed\"\n(\nx  # revealed: int\n")
                .unwrap();
        let remark = |line, severity, code: Option<&str>, message: Option<&str>| Remark {
            line,
            severity,
            code: code.map(str::to_owned),
            message: message.map(str::to_owned),
        };
        assert_eq!(
            found,
            [
                remark(1, "error", Some("N0203"), Some("found `int`")),
                remark(3, "error", None, Some("never closed")),
                remark(4, "note", Some("N0290"), Some("int")),
            ]
        );
    }

    #[test]
    fn several_remarks_share_a_line() {
        let found = remarks("f(1)  # error: [N0203] \"one\" # error: [N0204]  # revealed: int\n").unwrap();
        let all: Vec<_> = found.iter().map(|remark| (remark.line, remark.code.as_deref())).collect();
        assert_eq!(all, [(1, Some("N0203")), (1, Some("N0204")), (1, Some("N0290"))]);
        assert_eq!(found[0].message.as_deref(), Some("one"));
    }

    #[test]
    fn the_closing_block() {
        assert_eq!(expected_dump("x = 1\n\n# expect:\n# a\n#   b\n#\n"), Some("a\n  b\n\n".into()));
        assert_eq!(expected_dump("x = 1\n"), None);
    }
}
