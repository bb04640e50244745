//! Which blocks lie on every way to a block, and where ways meet.
//!
//! Dominators by Cooper, Harvey and Kennedy ("A Simple, Fast Dominance Algorithm", 2001), as petgraph implements it, over
//! the blocks and a root above the entries; frontiers as in the same paper.

use crate::mir::{Block, Body};
use naja_frontend::hir::{Id as _, IdVec};
use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};

/// The dominator tree of a body.
#[derive(Debug)]
pub struct Dominators {
    /// The immediate dominator: `None` for entries' roots and unreachable blocks.
    parents: IdVec<Block, Option<Block>>,
    /// The blocks that each dominates immediately.
    children: IdVec<Block, Vec<Block>>,
    /// The blocks without a dominator among blocks.
    roots: Vec<Block>,
    /// The position of each block in a preorder walk and one past the last block below it; 0, 0 if unreachable.
    ranges: IdVec<Block, (u32, u32)>,
}

impl Dominators {
    /// The tree of `body`.
    #[must_use]
    pub fn new(body: &Body) -> Self {
        let order = body.reverse_postorder();
        let count = body.blocks.len();
        let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(count + 1, count * 2);
        for _ in 0..=count {
            graph.add_node(());
        }
        let root = NodeIndex::new(count);
        for entry in &body.entries {
            graph.add_edge(root, node(entry.block), ());
        }
        for block in &order {
            for successor in body.successors(*block) {
                graph.add_edge(node(*block), node(successor), ());
            }
        }
        let tree = simple_fast(&graph, root);
        let mut parents: IdVec<Block, Option<Block>> = body.blocks.iter().map(|_| None).collect();
        let mut children: IdVec<Block, Vec<Block>> = body.blocks.iter().map(|_| vec![]).collect();
        let mut roots = vec![];
        for block in order {
            match tree.immediate_dominator(node(block)) {
                Some(parent) if parent != root => {
                    let parent = Block::from_index(parent.index());
                    parents[block] = Some(parent);
                    children[parent].push(block);
                }
                _ => roots.push(block),
            }
        }
        let mut this = Dominators { parents, children, roots, ranges: body.blocks.iter().map(|_| (0, 0)).collect() };
        this.number();
        this
    }

    fn number(&mut self) {
        let mut next = 1;
        let mut stack: Vec<(Block, usize)> = self.roots.iter().rev().map(|root| (*root, 0)).collect();
        while let Some((block, child)) = stack.pop() {
            if child == 0 {
                self.ranges[block].0 = next;
                next += 1;
            }
            match self.children[block].get(child) {
                Some(below) => {
                    stack.push((block, child + 1));
                    stack.push((*below, 0));
                }
                None => self.ranges[block].1 = next,
            }
        }
    }

    /// Whether every way to `block` leads through `dominator`.
    #[must_use]
    pub fn dominates(&self, dominator: Block, block: Block) -> bool {
        let (first, end) = self.ranges[dominator];
        let (position, _) = self.ranges[block];
        first <= position && position < end
    }

    /// Whether any way leads to `block`.
    #[must_use]
    pub fn is_reachable(&self, block: Block) -> bool {
        self.ranges[block].0 > 0
    }

    /// The closest block that dominates `block`.
    #[must_use]
    pub fn parent(&self, block: Block) -> Option<Block> {
        self.parents[block]
    }

    /// The blocks that `block` dominates immediately.
    #[must_use]
    pub fn children(&self, block: Block) -> &[Block] {
        &self.children[block]
    }

    /// The blocks that no block dominates: the entries, and where ways from several entries meet.
    #[must_use]
    pub fn roots(&self) -> &[Block] {
        &self.roots
    }

    /// For each block, those where its dominance ends: it dominates a predecessor, but not the block itself.
    #[must_use]
    pub fn frontiers(&self, body: &Body) -> IdVec<Block, Vec<Block>> {
        let predecessors = body.predecessors();
        let mut frontiers: IdVec<Block, Vec<Block>> = body.blocks.iter().map(|_| vec![]).collect();
        for block in body.reverse_postorder() {
            let meets = predecessors[block].len() > 1 || self.parents[block].is_none();
            if !meets {
                continue;
            }
            for predecessor in &predecessors[block] {
                let mut runner = Some(*predecessor);
                while runner != self.parents[block] {
                    let Some(at) = runner else { break };
                    if frontiers[at].last() != Some(&block) {
                        frontiers[at].push(block);
                    }
                    runner = self.parents[at];
                }
            }
        }
        frontiers
    }
}

fn node(block: Block) -> NodeIndex {
    NodeIndex::new(block.index())
}
