//! Patterns to trees.

use super::flag;

/// What is wrong with a pattern, in `re`'s words.
#[derive(Debug)]
pub(super) struct Error {
    pub(super) message: String,
    pub(super) position: Option<usize>,
}

/// A kind of character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Digit,
    Space,
    Word,
}

/// One part of a set.
#[derive(Debug, Clone)]
pub(super) enum Member {
    Range(u32, u32),
    Class(Class, bool),
}

/// Which characters one place takes.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) members: Vec<Member>,
    pub(super) negated: bool,
    pub(super) ignore_case: bool,
    pub(super) ascii: bool,
}

/// A condition on a place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    /// The end, or before a newline that is the end.
    LastLineEnd,
    WordEdge {
        ascii: bool,
    },
    NoWordEdge {
        ascii: bool,
    },
}

/// How a repetition chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Greed {
    Most,
    Least,
    /// The most, and never less.
    Possessive,
}

/// A part of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Empty,
    /// One character: exactly this.
    Char(u32),
    Set(Set),
    /// Any character, a newline only if told.
    Any {
        newline: bool,
    },
    Place(Place),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Group(usize, Box<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: u32,
        greed: Greed,
    },
    Back {
        group: usize,
        ignore_case: bool,
    },
    Look {
        node: Box<Node>,
        behind: bool,
        negated: bool,
    },
    Atomic(Box<Node>),
    IfGroup {
        group: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

/// A pattern, read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) flags: u32,
    /// How many groups there are.
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
}

/// Repetitions without an upper bound.
pub(super) const UNBOUNDED: u32 = u32::MAX;

type Parse<T> = Result<T, Error>;

/// Reads a pattern.
pub(super) fn parse(codes: &[u32], flags: u32) -> Parse<Parsed> {
    let mut parser = Parser { codes, at: 0, flags, groups: 0, names: Vec::new(), open: Vec::new(), depth: 0 };
    let node = parser.alternatives()?;
    if parser.at < codes.len() {
        return Err(parser.error("unbalanced parenthesis", parser.at));
    }
    Ok(Parsed { node, flags: parser.flags, groups: parser.groups, names: parser.names })
}

struct Parser<'a> {
    codes: &'a [u32],
    at: usize,
    flags: u32,
    groups: usize,
    names: Vec<(String, usize)>,
    /// Groups that are not closed yet.
    open: Vec<usize>,
    depth: u32,
}

/// Deeper nesting of groups is refused: reading and translating go down with it.
const DEEPEST: u32 = 500;

impl Parser<'_> {
    fn error(&self, message: impl Into<String>, position: usize) -> Error {
        Error { message: message.into(), position: Some(position) }
    }

    fn peek(&self) -> Option<char> {
        self.codes.get(self.at).map(|code| char::from_u32(*code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let is = self.peek() == Some(wanted);
        self.at += usize::from(is);
        is
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn alternatives(&mut self) -> Parse<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("the pattern is nested too deeply", self.at));
        }
        let mut all = vec![self.sequence()?];
        while self.take_if('|') {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Either(all) })
    }

    fn sequence(&mut self) -> Parse<Node> {
        let mut nodes = Vec::new();
        while let Some(next) = self.peek() {
            if next == '|' || next == ')' {
                break;
            }
            if self.has(flag::VERBOSE) && self.skip_blank(next) {
                continue;
            }
            let start = self.at;
            let node = self.atom()?;
            let node = self.repeated(node, start)?;
            if !matches!(node, Node::Empty) {
                nodes.push(node);
            }
        }
        Ok(match nodes.len() {
            0 => Node::Empty,
            1 => nodes.remove(0),
            _ => Node::Sequence(nodes),
        })
    }

    fn skip_blank(&mut self, next: char) -> bool {
        if next.is_ascii_whitespace() || next == '\x0b' {
            self.at += 1;
            return true;
        }
        if next != '#' {
            return false;
        }
        while self.take().is_some_and(|code| code != '\n') {}
        true
    }

    /// What a repetition behind `node` makes of it.
    fn repeated(&mut self, node: Node, start: usize) -> Parse<Node> {
        let mut node = node;
        let mut done = false;
        loop {
            if self.has(flag::VERBOSE) {
                while self.peek().is_some_and(|next| self.skip_blank(next)) {}
            }
            let at = self.at;
            let Some((least, most)) = self.repetition()? else { return Ok(node) };
            if done {
                return Err(self.error("multiple repeat", at));
            }
            if matches!(node, Node::Empty | Node::Place(_)) && start == at {
                return Err(self.error("nothing to repeat", at));
            }
            if matches!(node, Node::Place(Place::TextStart | Place::LineStart)) {
                return Err(self.error("nothing to repeat", at));
            }
            let greed = if self.take_if('?') {
                Greed::Least
            } else if self.take_if('+') {
                Greed::Possessive
            } else {
                Greed::Most
            };
            node = Node::Repeat { node: Box::new(node), least, most, greed };
            done = true;
        }
    }

    /// `*`, `+`, `?` or `{m,n}`, if one stands here.
    fn repetition(&mut self) -> Parse<Option<(u32, u32)>> {
        let start = self.at;
        let bounds = match self.peek() {
            Some('*') => (0, UNBOUNDED),
            Some('+') => (1, UNBOUNDED),
            Some('?') => (0, 1),
            Some('{') => return self.counted(start),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(bounds))
    }

    fn counted(&mut self, start: usize) -> Parse<Option<(u32, u32)>> {
        self.at += 1;
        let least = self.number();
        let most = if self.take_if(',') { self.number().map_or(Some(UNBOUNDED), Some) } else { least };
        let comma_only = least.is_none() && most == Some(UNBOUNDED) && self.codes[self.at - 1] == u32::from(',');
        let is_one = self.take_if('}') && (least.is_some() || comma_only || most.is_some_and(|most| most != UNBOUNDED));
        if !is_one {
            // No repetition after all: the brace is a character.
            self.at = start;
            return Ok(None);
        }
        let (least, most) = (least.unwrap_or(0), most.unwrap_or(UNBOUNDED));
        if most < least {
            return Err(self.error("min repeat greater than max repeat", start + 1));
        }
        Ok(Some((least, most)))
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        let mut value = 0u32;
        while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit);
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    fn atom(&mut self) -> Parse<Node> {
        let start = self.at;
        let Some(next) = self.take() else { return Ok(Node::Empty) };
        match next {
            '.' => Ok(Node::Any { newline: self.has(flag::DOTALL) }),
            '^' => Ok(Node::Place(if self.has(flag::MULTILINE) { Place::LineStart } else { Place::TextStart })),
            '$' => Ok(Node::Place(if self.has(flag::MULTILINE) { Place::LineEnd } else { Place::LastLineEnd })),
            '(' => self.group(start),
            '[' => self.set(start),
            '\\' => self.escape(start),
            '*' | '+' | '?' => Err(self.error("nothing to repeat", start)),
            _ => {
                if next == '{' {
                    self.at = start;
                    if self.repetition()?.is_some() {
                        return Err(self.error("nothing to repeat", start));
                    }
                    self.at = start + 1;
                }
                Ok(self.literal(self.codes[start]))
            }
        }
    }

    fn literal(&self, code: u32) -> Node {
        if self.has(flag::IGNORECASE) && super::machine::has_case(code) {
            return Node::Set(self.new_set(vec![Member::Range(code, code)], false));
        }
        Node::Char(code)
    }

    fn new_set(&self, members: Vec<Member>, negated: bool) -> Set {
        Set { members, negated, ignore_case: self.has(flag::IGNORECASE), ascii: self.has(flag::ASCII) }
    }

    fn class(&self, class: Class, negated: bool) -> Node {
        Node::Set(self.new_set(vec![Member::Class(class, negated)], false))
    }

    fn escape(&mut self, start: usize) -> Parse<Node> {
        let Some(next) = self.take() else { return Err(self.error("bad escape (end of pattern)", start)) };
        let ascii = self.has(flag::ASCII);
        Ok(match next {
            'A' => Node::Place(Place::TextStart),
            'Z' => Node::Place(Place::TextEnd),
            'b' => Node::Place(Place::WordEdge { ascii }),
            'B' => Node::Place(Place::NoWordEdge { ascii }),
            '1'..='9' => {
                self.at -= 1;
                return self.back_reference(start);
            }
            _ => match class_of(next) {
                Some((class, negated)) => self.class(class, negated),
                None => {
                    self.at -= 1;
                    let code = self.character_escape(start)?;
                    self.literal(code)
                }
            },
        })
    }

    fn back_reference(&mut self, start: usize) -> Parse<Node> {
        let digits: Vec<u32> =
            self.codes[self.at..].iter().map_while(|code| char::from_u32(*code)?.to_digit(10)).take(3).collect();
        // Three octal digits are a character.
        if let [a @ 0..=3, b @ 0..=7, c @ 0..=7] = digits[..] {
            self.at += 3;
            return Ok(self.literal(a * 64 + b * 8 + c));
        }
        let used = digits.len().min(2);
        let group = digits[..used].iter().fold(0, |value, digit| value * 10 + *digit as usize);
        self.at += used;
        self.reference(group, start + 1)
    }

    fn reference(&self, group: usize, position: usize) -> Parse<Node> {
        if group > self.groups {
            return Err(self.error(format!("invalid group reference {group}"), position));
        }
        if self.open.contains(&group) {
            return Err(self.error("cannot refer to an open group", position - 1));
        }
        Ok(Node::Back { group, ignore_case: self.has(flag::IGNORECASE) })
    }

    /// The character that an escape means, in a set or outside.
    fn character_escape(&mut self, start: usize) -> Parse<u32> {
        let Some(next) = self.take() else { return Err(self.error("bad escape (end of pattern)", start)) };
        Ok(match next {
            'n' => 10,
            't' => 9,
            'r' => 13,
            'f' => 12,
            'v' => 11,
            'a' => 7,
            'x' => self.hexadecimal(start, 2)?,
            'u' => self.hexadecimal(start, 4)?,
            'U' => self.hexadecimal(start, 8)?,
            '0'..='7' => {
                let mut value = next.to_digit(8).unwrap_or(0);
                for _ in 0..2 {
                    let Some(digit) = self.peek().and_then(|next| next.to_digit(8)) else { break };
                    value = value * 8 + digit;
                    self.at += 1;
                }
                value
            }
            _ if next.is_ascii_alphanumeric() => return Err(self.error(format!("bad escape \\{next}"), start)),
            _ => self.codes[self.at - 1],
        })
    }

    fn hexadecimal(&mut self, start: usize, count: usize) -> Parse<u32> {
        let mut value = 0;
        for _ in 0..count {
            let Some(digit) = self.peek().and_then(|next| next.to_digit(16)) else {
                let text: String = self.codes[start..self.at].iter().filter_map(|code| char::from_u32(*code)).collect();
                return Err(self.error(format!("incomplete escape {text}"), start));
            };
            value = value * 16 + digit;
            self.at += 1;
        }
        Ok(value)
    }

    fn set(&mut self, start: usize) -> Parse<Node> {
        let negated = self.take_if('^');
        let mut members = Vec::new();
        let first = self.at;
        loop {
            let unterminated = self.error("unterminated character set", start);
            let item = self.at;
            let Some(next) = self.take() else { return Err(unterminated) };
            if next == ']' && item > first {
                break;
            }
            let low = self.set_member(next, item)?;
            if self.peek() == Some('-') && self.codes.get(self.at + 1).is_some_and(|code| *code != u32::from(']')) {
                self.at += 1;
                let begin = self.at;
                let Some(next) = self.take() else { return Err(unterminated) };
                let high = self.set_member(next, begin)?;
                let (Member::Range(a, _), Member::Range(b, _)) = (&low, &high) else {
                    return Err(self.bad_range(item));
                };
                if b < a {
                    return Err(self.bad_range(item));
                }
                members.push(Member::Range(*a, *b));
            } else {
                members.push(low);
            }
        }
        if let ([Member::Range(a, b)], false) = (&members[..], negated)
            && a == b
        {
            return Ok(self.literal(*a));
        }
        Ok(Node::Set(self.new_set(members, negated)))
    }

    fn bad_range(&self, start: usize) -> Error {
        let text: String = self.codes[start..self.at].iter().filter_map(|code| char::from_u32(*code)).collect();
        self.error(format!("bad character range {text}"), start)
    }

    fn set_member(&mut self, next: char, start: usize) -> Parse<Member> {
        let mut code = self.codes[start];
        if next == '\\' {
            match self.peek().and_then(class_of) {
                Some((class, negated)) => {
                    self.at += 1;
                    return Ok(Member::Class(class, negated));
                }
                None if self.take_if('b') => code = 8,
                None => code = self.character_escape(start)?,
            }
        }
        Ok(Member::Range(code, code))
    }

    fn group(&mut self, start: usize) -> Parse<Node> {
        if !self.take_if('?') {
            return self.capture(start, None);
        }
        let Some(kind) = self.take() else { return Err(self.error("unexpected end of pattern", self.at)) };
        match kind {
            ':' => self.inside(start),
            '>' => Ok(Node::Atomic(Box::new(self.inside(start)?))),
            '=' | '!' => self.look(start, false, kind == '!'),
            '#' => {
                while let Some(next) = self.take() {
                    if next == ')' {
                        return Ok(Node::Empty);
                    }
                }
                Err(self.error("missing ), unterminated comment", start))
            }
            'P' => self.named(start),
            '<' => match self.take() {
                Some('=') => self.look(start, true, false),
                Some('!') => self.look(start, true, true),
                Some(other) => Err(self.error(format!("unknown extension ?<{other}"), start + 1)),
                None => Err(self.error("unexpected end of pattern", self.at)),
            },
            '(' => self.conditional(start),
            _ => {
                self.at -= 1;
                self.inline_flags(start)
            }
        }
    }

    fn look(&mut self, start: usize, behind: bool, negated: bool) -> Parse<Node> {
        let node = self.inside(start)?;
        if behind && super::program::width(&node).is_none() {
            return Err(Error { message: "look-behind requires fixed-width pattern".to_owned(), position: None });
        }
        Ok(Node::Look { node: Box::new(node), behind, negated })
    }

    fn named(&mut self, start: usize) -> Parse<Node> {
        match self.take() {
            Some('<') => {
                let at = self.at;
                let name = self.name('>', "group name")?;
                if let Some((_, known)) = self.names.iter().find(|(known, _)| *known == name) {
                    let message =
                        format!("redefinition of group name '{name}' as group {}; was group {known}", self.groups + 1);
                    return Err(self.error(message, at));
                }
                self.capture(start, Some(name))
            }
            Some('=') => {
                let at = self.at;
                let name = self.name(')', "group name")?;
                match self.names.iter().find(|(known, _)| *known == name) {
                    Some((_, group)) => self.reference(*group, at),
                    None => Err(self.error(format!("unknown group name '{name}'"), at)),
                }
            }
            Some(other) => Err(self.error(format!("unknown extension ?P{other}"), start + 1)),
            None => Err(self.error("unexpected end of pattern", self.at)),
        }
    }

    fn name(&mut self, end: char, what: &str) -> Parse<String> {
        let start = self.at;
        let mut name = String::new();
        loop {
            match self.take() {
                Some(next) if next == end => break,
                Some(next) => name.push(next),
                None if name.is_empty() => return Err(self.error(format!("missing {what}"), start)),
                None => return Err(self.error(format!("missing {end}, unterminated name"), start)),
            }
        }
        if name.is_empty() {
            return Err(self.error(format!("missing {what}"), start));
        }
        let mut chars = name.chars();
        let is_word = |next: char| next == '_' || next.is_alphanumeric();
        if !chars.next().is_some_and(|first| is_word(first) && !first.is_numeric()) || !chars.all(is_word) {
            return Err(self.error(format!("bad character in group name '{name}'"), start));
        }
        Ok(name)
    }

    fn capture(&mut self, start: usize, name: Option<String>) -> Parse<Node> {
        self.groups += 1;
        let group = self.groups;
        self.names.extend(name.map(|name| (name, group)));
        self.open.push(group);
        let node = self.inside(start)?;
        self.open.pop();
        Ok(Node::Group(group, Box::new(node)))
    }

    /// Up to the closing parenthesis; flags set inside end there.
    fn inside(&mut self, start: usize) -> Parse<Node> {
        let flags = self.flags;
        let node = self.alternatives()?;
        if !self.take_if(')') {
            return Err(self.error("missing ), unterminated subpattern", start));
        }
        self.flags = flags;
        Ok(node)
    }

    fn conditional(&mut self, start: usize) -> Parse<Node> {
        let at = self.at;
        let group = match self.number() {
            Some(number) if self.take_if(')') => number as usize,
            _ => {
                self.at = at;
                let name = self.name(')', "group name")?;
                match self.names.iter().find(|(known, _)| *known == name) {
                    Some((_, group)) => *group,
                    None => return Err(self.error(format!("unknown group name '{name}'"), at)),
                }
            }
        };
        if group == 0 || group > self.groups {
            return Err(self.error(format!("invalid group reference {group}"), at));
        }
        let yes = self.sequence()?;
        let no = if self.take_if('|') { self.sequence()? } else { Node::Empty };
        if self.peek() == Some('|') {
            return Err(self.error("conditional backref with more than two branches", self.at));
        }
        if !self.take_if(')') {
            return Err(self.error("missing ), unterminated subpattern", start));
        }
        Ok(Node::IfGroup { group, yes: Box::new(yes), no: Box::new(no) })
    }

    /// `(?i)` and `(?i-s:…)`.
    fn inline_flags(&mut self, start: usize) -> Parse<Node> {
        let (mut on, mut off, mut minus) = (0, 0, false);
        loop {
            let Some(next) = self.take() else { return Err(self.error("missing -, : or )", self.at)) };
            let one = match next {
                'i' => flag::IGNORECASE,
                'm' => flag::MULTILINE,
                's' => flag::DOTALL,
                'x' => flag::VERBOSE,
                'a' => flag::ASCII,
                'u' | 'L' => 0,
                '-' if !minus => {
                    minus = true;
                    continue;
                }
                ')' if !minus => {
                    if start != 0 {
                        return Err(self.error("global flags not at the start of the expression", start));
                    }
                    self.flags |= on;
                    return Ok(Node::Empty);
                }
                ':' => break,
                _ if next.is_alphabetic() && (on | off != 0 || minus) => {
                    return Err(self.error("unknown flag", self.at - 1));
                }
                _ => return Err(self.error(format!("unknown extension ?{next}"), start + 1)),
            };
            if minus { off |= one } else { on |= one }
        }
        let flags = self.flags;
        self.flags = (flags | on) & !off;
        let node = self.alternatives()?;
        if !self.take_if(')') {
            return Err(self.error("missing ), unterminated subpattern", start));
        }
        self.flags = flags;
        Ok(node)
    }
}

fn class_of(letter: char) -> Option<(Class, bool)> {
    Some(match letter {
        'd' => (Class::Digit, false),
        'D' => (Class::Digit, true),
        's' => (Class::Space, false),
        'S' => (Class::Space, true),
        'w' => (Class::Word, false),
        'W' => (Class::Word, true),
        _ => return None,
    })
}
