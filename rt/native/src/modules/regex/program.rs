//! Trees to instructions.

use super::parse::{Greed, Node, Parsed, Place, Set, UNBOUNDED};

/// What the machine does at one step. Addresses are indices of instructions.
#[derive(Debug, Clone)]
pub(super) enum Inst {
    Char(u32),
    Set(usize),
    Any {
        newline: bool,
    },
    Place(Place),
    /// Goes on at the first, or if that fails at the second.
    Split(usize, usize),
    Jump(usize),
    /// Notes the place in a slot.
    Save(usize),
    /// Repeats the one-character instruction behind it.
    Repeat {
        least: u32,
        most: u32,
        greed: Greed,
    },
    /// Notes where a round of a loop begins.
    RoundStart(usize),
    /// Fails if the round of the loop took nothing.
    RoundEnd(usize),
    Back {
        group: usize,
        ignore_case: bool,
    },
    /// Runs what follows up to its `Match` by itself, `back` characters before; then goes on at `next`.
    Look {
        next: usize,
        back: usize,
        negated: bool,
    },
    /// Runs what follows up to its `Match` by itself, and goes on at `next` where that ended.
    Atomic {
        next: usize,
    },
    /// Goes to the address if the group took no part.
    UnlessGroup(usize, usize),
    Match,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    pub(super) sets: Vec<Set>,
    /// How many slots it has: two for each group, the last group that ended, and the rounds of loops.
    pub(super) slots: usize,
    pub(super) groups: usize,
    /// The character that every match begins with, if there is one.
    pub(super) first: Option<u32>,
}

/// The instructions for a pattern.
pub(super) fn program(parsed: &Parsed) -> Program {
    let groups = parsed.groups;
    let program = Program { insts: Vec::new(), sets: Vec::new(), slots: 2 * groups + 3, groups, first: None };
    let mut compiler = Compiler { program };
    compiler.node(&parsed.node);
    compiler.push(Inst::Match);
    let mut program = compiler.program;
    let begin = program.insts.iter().find(|inst| !matches!(inst, Inst::Save(_)));
    if let Some(Inst::Char(code)) = begin {
        program.first = Some(*code);
    }
    program
}

/// How many characters a node takes, if that is always the same.
pub(super) fn width(node: &Node) -> Option<usize> {
    match node {
        Node::Empty | Node::Place(_) | Node::Look { .. } => Some(0),
        Node::Char(_) | Node::Set(_) | Node::Any { .. } => Some(1),
        Node::Sequence(nodes) => nodes.iter().map(width).sum(),
        Node::Either(nodes) => same(nodes.iter().map(width)),
        Node::Group(_, node) | Node::Atomic(node) => width(node),
        Node::Repeat { node, least, most, .. } if least == most => Some(width(node)? * *least as usize),
        Node::Repeat { .. } | Node::Back { .. } => None,
        Node::IfGroup { yes, no, .. } => same([width(yes), width(no)].into_iter()),
    }
}

fn same(mut all: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

struct Compiler {
    program: Program,
}

impl Compiler {
    fn push(&mut self, inst: Inst) -> usize {
        self.program.insts.push(inst);
        self.program.insts.len() - 1
    }

    fn here(&self) -> usize {
        self.program.insts.len()
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Char(code) => {
                self.push(Inst::Char(*code));
            }
            Node::Set(set) => {
                self.program.sets.push(set.clone());
                let index = self.program.sets.len() - 1;
                self.push(Inst::Set(index));
            }
            Node::Any { newline } => {
                self.push(Inst::Any { newline: *newline });
            }
            Node::Place(place) => {
                self.push(Inst::Place(*place));
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Either(nodes) => self.either(nodes),
            Node::Group(group, node) => {
                self.push(Inst::Save(2 * group));
                self.node(node);
                self.push(Inst::Save(2 * group + 1));
            }
            Node::Repeat { node, least, most, greed } => self.repeat(node, *least, *most, *greed),
            Node::Back { group, ignore_case } => {
                self.push(Inst::Back { group: *group, ignore_case: *ignore_case });
            }
            Node::Look { node, behind, negated } => {
                let back = if *behind { width(node).unwrap_or(0) } else { 0 };
                let at = self.push(Inst::Look { next: 0, back, negated: *negated });
                self.alone(node);
                let end = self.here();
                self.program.insts[at] = Inst::Look { next: end, back, negated: *negated };
            }
            Node::Atomic(node) => self.atomic(|this| this.node(node)),
            Node::IfGroup { group, yes, no } => {
                let test = self.push(Inst::UnlessGroup(*group, 0));
                self.node(yes);
                let jump = self.push(Inst::Jump(0));
                self.program.insts[test] = Inst::UnlessGroup(*group, self.here());
                self.node(no);
                self.program.insts[jump] = Inst::Jump(self.here());
            }
        }
    }

    fn alone(&mut self, node: &Node) {
        self.node(node);
        self.push(Inst::Match);
    }

    fn atomic(&mut self, inside: impl FnOnce(&mut Self)) {
        let at = self.push(Inst::Atomic { next: 0 });
        inside(self);
        self.push(Inst::Match);
        self.program.insts[at] = Inst::Atomic { next: self.here() };
    }

    fn either(&mut self, nodes: &[Node]) {
        let mut ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                self.node(node);
                break;
            }
            let split = self.push(Inst::Split(0, 0));
            self.node(node);
            ends.push(self.push(Inst::Jump(0)));
            self.program.insts[split] = Inst::Split(split + 1, self.here());
        }
        let here = self.here();
        ends.into_iter().for_each(|end| self.program.insts[end] = Inst::Jump(here));
    }

    fn repeat(&mut self, node: &Node, least: u32, most: u32, greed: Greed) {
        if matches!(node, Node::Char(_) | Node::Set(_) | Node::Any { .. }) {
            self.push(Inst::Repeat { least, most, greed });
            return self.node(node);
        }
        if greed == Greed::Possessive {
            return self.atomic(|this| this.repeat(node, least, most, Greed::Most));
        }
        (0..least).for_each(|_| self.node(node));
        if most == UNBOUNDED {
            return self.endless(node, greed);
        }
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.push(Inst::Split(0, 0)));
            self.node(node);
        }
        let here = self.here();
        splits.into_iter().for_each(|at| self.program.insts[at] = split(at + 1, here, greed));
    }

    fn endless(&mut self, node: &Node, greed: Greed) {
        let round = self.program.slots;
        self.program.slots += 1;
        let at = self.push(Inst::Split(0, 0));
        self.push(Inst::RoundStart(round));
        self.node(node);
        self.push(Inst::RoundEnd(round));
        self.push(Inst::Jump(at));
        self.program.insts[at] = split(at + 1, self.here(), greed);
    }
}

fn split(inside: usize, behind: usize, greed: Greed) -> Inst {
    if greed == Greed::Least { Inst::Split(behind, inside) } else { Inst::Split(inside, behind) }
}
