//! What the work at each place of a function is about, by its master: boxed, complete, and with the names of variables.

use super::Context;
use crate::analysis::cycles::Cycles;
use crate::analysis::dominators::Dominators;
use crate::mir::{Block, Body, Function, Hint, Inst, InstKind, Operand, Terminator, Value};
use naja_frontend::hir::{IdVec, Name};
use naja_frontend::source::Span;
use naja_rt_abi::work::Work;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of the places of a function.
pub(super) struct About<'a> {
    cx: Context<'a>,
    master: &'a Body,
    /// The instruction that makes each value.
    makers: HashMap<Value, &'a Inst>,
    unannotated: Vec<Name>,
    /// The places, without that of its name, which its entry and its end have.
    pub(super) places: BTreeMap<Span, Place<'a>>,
}

/// A place of the source.
#[derive(Default)]
pub(super) struct Place<'a> {
    /// In how many loops it is.
    pub(super) depth: u32,
    /// Whether only exceptions lead here, or from here on.
    pub(super) is_rare: bool,
    /// Whether a builtin iterable is told from others here, and counted through instead.
    pub(super) counts: bool,
    /// Whether a string may grow in place here, where an operator would make another.
    pub(super) grows: bool,
    /// The work done here.
    pub(super) work: Vec<(Work, &'a [Operand])>,
}

/// An operand as people know it.
pub(super) struct Subject {
    /// Where it stands; `None` if it is not written.
    pub(super) span: Option<Span>,
    /// How it is written.
    pub(super) text: Option<String>,
    /// Its static type, as it is shown; `None` if it is not known.
    pub(super) ty: Option<String>,
    /// What it is made by, if a runtime function makes it.
    pub(super) made_by: Option<Work>,
    /// Whether it is a parameter without annotation.
    pub(super) is_unannotated: bool,
    /// Whether it is a variable.
    pub(super) is_variable: bool,
}

impl Subject {
    /// Whether its type has machine code: if all operands are such, it is not the types that are slow.
    pub(super) fn is_machine(&self) -> bool {
        self.ty.as_deref().is_some_and(|ty| is_number(ty) || ty.starts_with("list["))
    }

    /// Whether it is of one of several types that each have machine code.
    pub(super) fn is_mixed(&self) -> bool {
        self.ty.as_deref().is_some_and(|ty| ty.contains(" | ") && ty.split(" | ").all(is_number))
    }
}

impl Place<'_> {
    /// Whether anything is done here that is worth telling.
    fn is_work(&self) -> bool {
        self.work.iter().any(|(work, _)| *work != Work::Upkeep)
    }

    /// Whether anything is done here that does not go away when values are known.
    pub(super) fn works(&self) -> bool {
        self.work.iter().any(|(work, _)| matches!(work, Work::Call | Work::Method | Work::Make | Work::Store))
    }
}

impl<'a> About<'a> {
    pub(super) fn new(function: &'a Function, unannotated: Vec<Name>, cx: Context<'a>) -> Self {
        let master = &function.master;
        let (depths, usual) = (depths(master), usual(master));
        let mut places: BTreeMap<Span, Place<'a>> = BTreeMap::new();
        let mut makers = HashMap::new();
        for block in master.reverse_postorder() {
            for inst in &master.blocks[block].insts {
                makers.extend(inst.result.map(|result| (result, inst)));
                if inst.span == function.span {
                    continue;
                }
                let place = places.entry(inst.span).or_insert(Place { is_rare: true, ..Place::default() });
                place.depth = place.depth.max(depths[block]);
                place.is_rare &= !usual.contains(&block);
                place.note(&inst.kind);
            }
        }
        // The head of a `try` statement does nothing.
        let stands = |span: &Span, place: &Place<'_>| {
            !place.is_rare || place.is_work() || !cx.sources.text(*span).contains('\n')
        };
        places.retain(|span, place| stands(span, place));
        About { cx, master, makers, unannotated, places }
    }

    /// Whether what is added at a place is text.
    pub(super) fn adds_text(&self, span: Span) -> bool {
        self.subjects(Work::Operator, span).first().and_then(|subject| subject.ty.as_deref()) == Some("str")
    }

    /// What the work of a kind at a place is done on.
    pub(super) fn subjects(&self, work: Work, span: Span) -> Vec<Subject> {
        let here = self.places.get(&span).into_iter().flat_map(|place| &place.work);
        let Some((_, operands)) = here.into_iter().find(|(other, _)| *other == work) else { return vec![] };
        let values = operands.iter().filter_map(|operand| match operand {
            Operand::Value(value) => Some(*value),
            _ => None,
        });
        let values: Vec<Value> = values.collect();
        // What is iterated over or tested may be at the place itself.
        let outside = (values.len() > 1).then_some(span);
        values.into_iter().map(|value| self.subject(self.receiver(work, value), outside)).collect()
    }

    /// The object whose method is called, for the method.
    fn receiver(&self, work: Work, value: Value) -> Value {
        match self.makers.get(&value).map(|inst| &inst.kind) {
            Some(InstKind::Rt(row, operands)) if work == Work::Method && row.name == "method_get" => {
                match operands.first() {
                    Some(Operand::Value(receiver)) => *receiver,
                    _ => value,
                }
            }
            _ => value,
        }
    }

    /// A value, as an expression outside of `place`.
    fn subject(&self, value: Value, place: Option<Span>) -> Subject {
        let maker = self.makers.get(&value);
        let is_written = |span: &Span| Some(*span) != place && self.cx.types.contains_key(span);
        let span = maker.map(|inst| inst.span).filter(is_written);
        let slot = match maker.map(|inst| &inst.kind) {
            Some(InstKind::SlotGet(slot)) => Some(&self.master.slots[*slot].name),
            _ => None,
        };
        let made_by = match self.origin(value).map(|inst| &inst.kind) {
            Some(InstKind::Rt(row, _)) => Some(Work::of(row)),
            _ => None,
        };
        let ty = span.and_then(|span| self.cx.types.get(&span)?.clone());
        Subject {
            span,
            text: span.map(|span| self.text(span)),
            ty: ty.or_else(|| shown(&self.master.values[value].hint).map(str::to_owned)),
            made_by,
            is_unannotated: slot.is_some_and(|slot| self.unannotated.contains(slot)),
            is_variable: slot.is_some(),
        }
    }

    /// What makes a value, or that of which it is another reference.
    fn origin(&self, value: Value) -> Option<&'a Inst> {
        let mut maker = *self.makers.get(&value)?;
        while let InstKind::Own(of) = &maker.kind {
            maker = self.makers.get(of)?;
        }
        Some(maker)
    }

    /// The static type of the expression at a place.
    pub(super) fn type_at(&self, span: Span) -> Option<&str> {
        self.cx.types.get(&span)?.as_deref()
    }

    /// How an expression is written, in short.
    fn text(&self, span: Span) -> String {
        const LONGEST: usize = 30;
        let text = self.cx.sources.text(span);
        let first = text.lines().next().unwrap_or_default();
        match first.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &first[..end]),
            None if first.len() < text.len() => format!("{first}…"),
            None => first.to_owned(),
        }
    }
}

impl<'a> Place<'a> {
    fn note(&mut self, kind: &'a InstKind) {
        match kind {
            InstKind::Rt(row, operands) => {
                self.counts |= matches!(
                    row.name,
                    "is_list" | "is_range_type" | "is_enumerate_type" | "is_zip_type" | "is_reversed_type"
                );
                self.grows |= row.name == "str_append";
                self.work.push((Work::of(row), operands));
            }
            InstKind::IntCompare(..) => self.counts = true,
            _ => {}
        }
    }
}

fn is_number(ty: &str) -> bool {
    matches!(ty, "int" | "float" | "bool" | "complex")
}

/// A promise as the type that it is of.
fn shown(hint: &Hint) -> Option<&'static str> {
    Some(match hint {
        Hint::None => "None",
        Hint::Int => "int",
        Hint::Float => "float",
        Hint::Complex => "complex",
        Hint::Bool => "bool",
        Hint::Str => "str",
        Hint::List(_) => "list",
        Hint::Dict(..) => "dict",
        Hint::Tuple(_) => "tuple",
        Hint::Any | Hint::Instance(_) | Hint::Function(_) | Hint::Module | Hint::Math(_) | Hint::Class(_) => {
            return None;
        }
    })
}

/// In how many loops each block is.
fn depths(body: &Body) -> IdVec<Block, u32> {
    let dominators = Dominators::new(body);
    let predecessors = body.predecessors();
    let mut depths: IdVec<Block, u32> = body.blocks.iter().map(|_| 0).collect();
    for head in body.blocks.ids().filter(|block| body.blocks[*block].is_loop_header) {
        let mut inside = BTreeSet::from([head]);
        let mut waiting: Vec<Block> =
            predecessors[head].iter().copied().filter(|block| dominators.dominates(head, *block)).collect();
        if waiting.is_empty() {
            continue;
        }
        while let Some(block) = waiting.pop() {
            if inside.insert(block) {
                waiting.extend(&predecessors[block]);
            }
        }
        inside.into_iter().for_each(|block| depths[block] += 1);
    }
    depths
}

/// The blocks that a master comes to without an exception, and from which it comes to an end without one, or back.
fn usual(master: &Body) -> BTreeSet<Block> {
    let mut usual = BTreeSet::new();
    let mut waiting: Vec<Block> = master.entries.iter().map(|entry| entry.block).collect();
    while let Some(block) = waiting.pop() {
        if usual.insert(block) {
            waiting.extend(without_exception(master, block));
        }
    }
    let cycles = Cycles::new(master);
    let ends = |block: &Block| matches!(master.blocks[*block].terminator, Terminator::Return(_));
    let mut ending: BTreeSet<Block> = BTreeSet::new();
    let mut waiting: Vec<Block> =
        usual.iter().copied().filter(|block| ends(block) || cycles.of(*block).is_some()).collect();
    let predecessors = master.predecessors();
    while let Some(block) = waiting.pop() {
        if ending.insert(block) {
            let before = predecessors[block].iter().copied();
            waiting.extend(before.filter(|before| without_exception(master, *before).contains(&block)));
        }
    }
    usual.intersection(&ending).copied().collect()
}

/// Where a block goes on if nothing is raised.
fn without_exception(master: &Body, block: Block) -> Vec<Block> {
    match &master.blocks[block].terminator {
        Terminator::Check { ok, .. } => vec![ok.block],
        _ => master.successors(block),
    }
}
