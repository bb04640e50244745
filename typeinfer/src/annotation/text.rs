//! Reads the annotation in a string: `"list[Node] | None"`.

use super::Ann;
use naja_frontend::hir::Name;

/// The annotation that `text` spells, or `None` if it is nothing that a type can be.
pub(super) fn parse(text: &str) -> Option<Ann> {
    let mut parser = Parser { rest: text.trim_ascii(), depth: 0 };
    let ann = parser.union()?;
    parser.skip_space();
    parser.rest.is_empty().then_some(ann)
}

struct Parser<'t> {
    rest: &'t str,
    depth: u32,
}

impl Parser<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip_space();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// `a | b`.
    fn union(&mut self) -> Option<Ann> {
        self.depth += 1;
        if self.depth > 50 {
            return None;
        }
        let mut left = self.postfix()?;
        while self.eat("|") {
            left = Ann::Or(Box::new(left), Box::new(self.postfix()?));
        }
        self.depth -= 1;
        Some(left)
    }

    /// `a.b[c, d]`.
    fn postfix(&mut self) -> Option<Ann> {
        let mut ann = self.atom()?;
        loop {
            if self.rest.starts_with('.') && !self.rest.starts_with("...") {
                self.eat(".");
                ann = Ann::Attribute(Box::new(ann), self.name()?);
            } else if self.eat("[") {
                ann = Ann::Subscript(Box::new(ann), self.list("]")?);
            } else {
                return Some(ann);
            }
        }
    }

    fn atom(&mut self) -> Option<Ann> {
        if self.eat("...") {
            return Some(Ann::Ellipsis);
        }
        if self.eat("[") {
            return Some(Ann::List(self.list("]")?));
        }
        if self.eat("(") {
            let inner = self.list(")")?;
            return match <[Ann; 1]>::try_from(inner) {
                Ok([one]) => Some(one),
                Err(_several) => Some(Ann::List(Vec::new())),
            };
        }
        if self.eat("*") {
            return Some(Ann::Star(Box::new(self.postfix()?)));
        }
        match self.rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let (text, rest) = self.rest[1..].split_once(quote)?;
                self.rest = rest;
                let text = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
                Some(Ann::Text(text.into()))
            }
            '-' | '0'..='9' => self.number(),
            _name => self.name().map(|name| match name.as_str() {
                "None" => Ann::None,
                "True" => Ann::Bool(true),
                "False" => Ann::Bool(false),
                _other => Ann::Name(name),
            }),
        }
    }

    fn number(&mut self) -> Option<Ann> {
        let end = self.rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(self.rest.len(), |at| at + 1);
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.parse().ok().map(Ann::Int)
    }

    fn name(&mut self) -> Option<Name> {
        self.skip_space();
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then(|| name.into())
    }

    /// Comma-separated annotations up to `close`.
    fn list(&mut self, close: &str) -> Option<Vec<Ann>> {
        let mut items = Vec::new();
        while !self.eat(close) {
            items.push(self.union()?);
            if !self.eat(",") && !self.rest.trim_start().starts_with(close) {
                return None;
            }
        }
        Some(items)
    }
}
