//! Runs a compiled pattern: goes on as long as it can, and else back to the last place where there was a choice.

use super::parse::{Class, Greed, Member, Place, Set, UNBOUNDED};
use super::program::{Inst, Program};

/// What is searched.
#[derive(Clone, Copy)]
pub(super) enum Text<'a> {
    One(&'a [u8]),
    Two(&'a [u16]),
    Four(&'a [u32]),
}

/// Where a match must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// At the start.
    Match,
    /// From the start to the end.
    Fullmatch,
    /// Anywhere.
    Search,
}

/// No place.
const NOWHERE: usize = usize::MAX;

impl Text<'_> {
    pub(super) fn len(self) -> usize {
        match self {
            Text::One(codes) => codes.len(),
            Text::Two(codes) => codes.len(),
            Text::Four(codes) => codes.len(),
        }
    }

    #[inline]
    fn at(self, index: usize) -> u32 {
        match self {
            Text::One(codes) => codes[index].into(),
            Text::Two(codes) => codes[index].into(),
            Text::Four(codes) => codes[index],
        }
    }
}

/// The slots of the first match between `start` and `end`: two for each group, then the last group that ended.
pub(super) fn find(
    program: &Program,
    text: Text<'_>,
    start: usize,
    end: usize,
    how: How,
    must_advance: bool,
) -> Option<Vec<usize>> {
    let mut machine = Machine {
        program,
        text,
        end,
        slots: vec![NOWHERE; program.slots],
        back: Vec::new(),
        full: how == How::Fullmatch,
        not_empty_at: if must_advance { start } else { NOWHERE },
    };
    let mut at = start;
    while at <= end {
        if let (Some(first), How::Search) = (program.first, how) {
            at = (at..end).find(|at| text.at(*at) == first)?;
        }
        machine.slots.fill(NOWHERE);
        machine.back.clear();
        machine.slots[0] = at;
        if let Some(stop) = machine.run(0, at, true) {
            machine.slots[1] = stop;
            let mut found = machine.slots;
            found.truncate(2 * program.groups + 3);
            return Some(found);
        }
        if how != How::Search {
            return None;
        }
        at += 1;
    }
    None
}

/// A place to go back to.
enum Back {
    /// An instruction and a place in the text.
    Go(usize, usize),
    /// A slot as it was.
    Slot(usize, usize),
    /// One character fewer, down to the first of the places, and on at the instruction.
    Fewer(usize, usize, usize),
    /// One character more, up to so many, of the instruction before.
    More(usize, usize, u32),
}

struct Machine<'a> {
    program: &'a Program,
    text: Text<'a>,
    end: usize,
    slots: Vec<usize>,
    back: Vec<Back>,
    full: bool,
    /// Where an empty match does not count.
    not_empty_at: usize,
}

impl Machine<'_> {
    fn set(&mut self, slot: usize, value: usize) {
        self.back.push(Back::Slot(slot, self.slots[slot]));
        self.slots[slot] = value;
    }

    /// Runs from an instruction up to a `Match`: where that is. What was to go back to before stays.
    fn run(&mut self, start: usize, from: usize, whole: bool) -> Option<usize> {
        let floor = self.back.len();
        let (mut pc, mut at) = (start, from);
        loop {
            match self.step(pc, at) {
                Step::To(next, place) => (pc, at) = (next, place),
                Step::Matched => {
                    let refused = whole && ((self.full && at != self.end) || (at == from && from == self.not_empty_at));
                    if !refused {
                        return Some(at);
                    }
                    (pc, at) = self.go_back(floor)?;
                }
                Step::Failed => (pc, at) = self.go_back(floor)?,
            }
        }
    }

    /// The last choice that is left, above a floor.
    fn go_back(&mut self, floor: usize) -> Option<(usize, usize)> {
        while self.back.len() > floor {
            match self.back.pop()? {
                Back::Go(pc, at) => return Some((pc, at)),
                Back::Slot(slot, value) => self.slots[slot] = value,
                Back::Fewer(pc, least, at) => {
                    if at - 1 > least {
                        self.back.push(Back::Fewer(pc, least, at - 1));
                    }
                    return Some((pc, at - 1));
                }
                Back::More(pc, at, left) => {
                    if left > 0 && at < self.end && self.takes(pc - 1, at) {
                        if left > 1 {
                            let left = if left == UNBOUNDED { left } else { left - 1 };
                            self.back.push(Back::More(pc, at + 1, left));
                        }
                        return Some((pc, at + 1));
                    }
                }
            }
        }
        None
    }

    fn step(&mut self, pc: usize, at: usize) -> Step {
        match &self.program.insts[pc] {
            Inst::Char(_) | Inst::Set(_) | Inst::Any { .. } => {
                if at < self.end && self.takes(pc, at) {
                    Step::To(pc + 1, at + 1)
                } else {
                    Step::Failed
                }
            }
            Inst::Place(place) => {
                if self.is_at(*place, at) {
                    Step::To(pc + 1, at)
                } else {
                    Step::Failed
                }
            }
            Inst::Split(first, second) => {
                self.back.push(Back::Go(*second, at));
                Step::To(*first, at)
            }
            Inst::Jump(next) => Step::To(*next, at),
            Inst::Save(slot) => {
                let slot = *slot;
                self.set(slot, at);
                if slot % 2 == 1 {
                    self.set(2 * self.program.groups + 2, slot / 2);
                }
                Step::To(pc + 1, at)
            }
            Inst::Repeat { least, most, greed } => self.repeat(pc + 1, at, *least, *most, *greed),
            Inst::RoundStart(slot) => {
                self.set(*slot, at);
                Step::To(pc + 1, at)
            }
            // A round that took nothing leaves the loop.
            Inst::RoundEnd(slot) => Step::To(if self.slots[*slot] == at { pc + 2 } else { pc + 1 }, at),
            Inst::Back { group, ignore_case } => self.again(pc, at, *group, *ignore_case),
            Inst::Look { next, back, negated } => self.look(pc, at, *next, *back, *negated),
            Inst::Atomic { next } => {
                let next = *next;
                let floor = self.back.len();
                match self.run(pc + 1, at, false) {
                    Some(stop) => {
                        self.forget_choices(floor);
                        Step::To(next, stop)
                    }
                    None => Step::Failed,
                }
            }
            Inst::UnlessGroup(group, other) => {
                let took_part = self.slots[2 * group + 1] != NOWHERE;
                Step::To(if took_part { pc + 1 } else { *other }, at)
            }
            Inst::Match => Step::Matched,
        }
    }

    /// Leaves of what is above the floor only how slots were.
    fn forget_choices(&mut self, floor: usize) {
        let above = self.back.split_off(floor);
        self.back.extend(above.into_iter().filter(|back| matches!(back, Back::Slot(..))));
    }

    fn repeat(&mut self, pc: usize, at: usize, least: u32, most: u32, greed: Greed) -> Step {
        let room = self.end - at;
        if (least as usize) > room {
            return Step::Failed;
        }
        let most_here = if most == UNBOUNDED { room } else { room.min(most as usize) };
        let wanted = if greed == Greed::Least { least as usize } else { most_here };
        let mut count = 0;
        while count < wanted && self.takes(pc, at + count) {
            count += 1;
        }
        if count < least as usize {
            return Step::Failed;
        }
        let (next, stop, floor) = (pc + 1, at + count, at + least as usize);
        match greed {
            Greed::Most if stop > floor => self.back.push(Back::Fewer(next, floor, stop)),
            Greed::Least if most > least => {
                let left = if most == UNBOUNDED { most } else { most - least };
                self.back.push(Back::More(next, stop, left));
            }
            Greed::Most | Greed::Least | Greed::Possessive => {}
        }
        Step::To(next, stop)
    }

    fn again(&self, pc: usize, at: usize, group: usize, ignore_case: bool) -> Step {
        let (start, stop) = (self.slots[2 * group], self.slots[2 * group + 1]);
        if start == NOWHERE || stop == NOWHERE || at + (stop - start) > self.end {
            return Step::Failed;
        }
        let same = (0..stop - start).all(|offset| {
            let (a, b) = (self.text.at(start + offset), self.text.at(at + offset));
            a == b || (ignore_case && lower(a) == lower(b))
        });
        if same { Step::To(pc + 1, at + (stop - start)) } else { Step::Failed }
    }

    fn look(&mut self, pc: usize, at: usize, next: usize, back: usize, negated: bool) -> Step {
        let floor = self.back.len();
        let found = at.checked_sub(back).and_then(|from| self.run(pc + 1, from, false));
        match found {
            Some(_) if negated => {
                // Slots go back to what they were: the groups inside took no part.
                while self.back.len() > floor {
                    if let Some(Back::Slot(slot, value)) = self.back.pop() {
                        self.slots[slot] = value;
                    }
                }
                Step::Failed
            }
            Some(_) => {
                self.forget_choices(floor);
                Step::To(next, at)
            }
            None if negated => Step::To(next, at),
            None => Step::Failed,
        }
    }

    /// Whether a one-character instruction takes the character at a place.
    #[inline]
    fn takes(&self, pc: usize, at: usize) -> bool {
        let code = self.text.at(at);
        match &self.program.insts[pc] {
            Inst::Char(wanted) => code == *wanted,
            Inst::Any { newline } => *newline || code != 10,
            Inst::Set(index) => contains(&self.program.sets[*index], code),
            _ => false,
        }
    }

    fn is_word(&self, at: usize, ascii: bool) -> bool {
        at < self.end && is_of(Class::Word, self.text.at(at), ascii)
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        match place {
            Place::TextStart => at == 0,
            Place::TextEnd => at == self.end,
            Place::LineStart => at == 0 || self.text.at(at - 1) == 10,
            Place::LineEnd => at == self.end || self.text.at(at) == 10,
            Place::LastLineEnd => at == self.end || (at + 1 == self.end && self.text.at(at) == 10),
            Place::WordEdge { ascii } => self.is_edge(at, ascii),
            Place::NoWordEdge { ascii } => self.end > 0 && !self.is_edge(at, ascii),
        }
    }

    fn is_edge(&self, at: usize, ascii: bool) -> bool {
        let before = at > 0 && self.is_word(at - 1, ascii);
        before != self.is_word(at, ascii)
    }
}

enum Step {
    To(usize, usize),
    Matched,
    Failed,
}

fn contains(set: &Set, code: u32) -> bool {
    let one = |code: u32| {
        set.members.iter().any(|member| match member {
            Member::Range(low, high) => *low <= code && code <= *high,
            Member::Class(class, negated) => is_of(*class, code, set.ascii) != *negated,
        })
    };
    let found = one(code) || (set.ignore_case && has_case(code) && (one(lower(code)) || one(upper(code))));
    found != set.negated
}

fn is_of(class: Class, code: u32, ascii: bool) -> bool {
    let Some(char) = char::from_u32(code) else { return false };
    if char.is_ascii() {
        return match class {
            Class::Digit => char.is_ascii_digit(),
            Class::Space => matches!(char, ' ' | '\t'..='\r') || (!ascii && matches!(char, '\x1c'..='\x1f')),
            Class::Word => char.is_ascii_alphanumeric() || char == '_',
        };
    }
    !ascii
        && match class {
            Class::Digit => crate::str::decimal_value(char).is_some(),
            Class::Space => char.is_whitespace(),
            Class::Word => char.is_alphanumeric(),
        }
}

/// Whether a character has another form in the other case.
pub(super) fn has_case(code: u32) -> bool {
    lower(code) != code || upper(code) != code
}

fn lower(code: u32) -> u32 {
    single(code, |char| {
        let mut all = char.to_lowercase();
        (all.next(), all.next())
    })
}

fn upper(code: u32) -> u32 {
    single(code, |char| {
        let mut all = char.to_uppercase();
        (all.next(), all.next())
    })
}

/// What a mapping makes of a character, if it is one character again.
fn single(code: u32, map: impl FnOnce(char) -> (Option<char>, Option<char>)) -> u32 {
    match char::from_u32(code).map(map) {
        Some((Some(one), None)) => one.into(),
        _ => code,
    }
}
