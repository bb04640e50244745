//! Why some functions have no fast version, whatever they do.

use crate::mir::{Body, Function, InstKind};
use naja_rt_abi::layout::flags;

/// What keeps a function from having a fast version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It is the body of a module or class.
    RunsOnce,
    /// It is a coroutine or an asynchronous generator: what these do is wait.
    Awaits,
    /// It calls `locals()` or the like, which see variables that nothing else reads: fast code would lose them.
    LooksAtLocals,
    /// Its frame states would be too many words.
    TooLong,
}

/// The most words that the frame states of a fast version have together.
const MOST_WORDS: usize = 400_000;

/// What keeps this function from having a fast version, if anything does.
#[must_use]
pub fn obstacle(function: &Function) -> Option<Obstacle> {
    let is = |kind: u32| function.signature.flags & kind != 0;
    let obstacles = [
        (is(flags::CLASS_BODY | flags::MODULE_BODY), Obstacle::RunsOnce),
        (is(flags::COROUTINE), Obstacle::Awaits),
        (looks_at_locals(&function.master), Obstacle::LooksAtLocals),
        (!is_short(&function.master), Obstacle::TooLong),
    ];
    obstacles.into_iter().find(|(holds, _)| *holds).map(|(_, obstacle)| obstacle)
}

fn looks_at_locals(master: &Body) -> bool {
    let mut insts = master.blocks.iter().flat_map(|block| &block.insts);
    insts.any(|inst| matches!(&inst.kind, InstKind::Rt(row, _) if row.name == "frame_locals_clear"))
}

/// Whether a function is short enough for fast versions: each of their blocks has a state with what is live there, and
/// variables live to the end of the function, so that states grow with its square.
fn is_short(master: &Body) -> bool {
    master.blocks.len() * master.slots.len() <= MOST_WORDS
}
