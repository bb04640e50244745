//! Which blocks lie on cycles: the strongly connected components of a body, found in one walk however long it is.

use crate::mir::{Block, Body};
use naja_frontend::hir::{Id as _, IdVec};
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

/// For each block that can come back to itself, the number of its cycles.
#[derive(Debug)]
pub struct Cycles(IdVec<Block, Option<usize>>);

impl Cycles {
    /// The cycles of what can be reached in `body`.
    #[must_use]
    pub fn new(body: &Body) -> Cycles {
        let mut graph: DiGraphMap<usize, ()> = DiGraphMap::new();
        for block in body.reverse_postorder() {
            graph.add_node(block.index());
            for next in body.successors(block) {
                graph.add_edge(block.index(), next.index(), ());
            }
        }
        let mut numbers: IdVec<Block, Option<usize>> = body.blocks.iter().map(|_| None).collect();
        for (number, component) in tarjan_scc(&graph).into_iter().enumerate() {
            let is_cycle = component.len() > 1 || graph.contains_edge(component[0], component[0]);
            for block in component.into_iter().filter(|_| is_cycle) {
                numbers[Block::from_index(block)] = Some(number);
            }
        }
        Cycles(numbers)
    }

    /// Two blocks have the same number if each can come to the other and back; `None` if `block` never comes back.
    #[must_use]
    pub fn of(&self, block: Block) -> Option<usize> {
        self.0[block]
    }
}
