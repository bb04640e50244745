//! Which blocks lie on every way to a block, and where ways meet.
//!
//! Dominators by Georgiadis ("Linear-Time Algorithms for Dominators and Related Problems", 2005), the algorithm called
//! Semi-NCA, over the blocks and a root above the entries: module bodies are long, and most of their blocks lead to one and
//! the same, where exceptions go. Frontiers by Cooper, Harvey and Kennedy ("A Simple, Fast Dominance Algorithm", 2001).

use crate::mir::{Block, Body};
use naja_frontend::hir::IdVec;

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
        let mut parents: IdVec<Block, Option<Block>> = body.blocks.iter().map(|_| None).collect();
        let mut children: IdVec<Block, Vec<Block>> = body.blocks.iter().map(|_| vec![]).collect();
        let mut roots = vec![];
        let immediate = Search::new(body).immediate_dominators();
        for block in order {
            parents[block] = immediate[block];
            match immediate[block] {
                Some(parent) => children[parent].push(block),
                None => roots.push(block),
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
                    if frontiers[at].last() == Some(&block) {
                        // And so for all above it.
                        break;
                    }
                    frontiers[at].push(block);
                    runner = self.parents[at];
                }
            }
        }
        frontiers
    }
}

/// A depth-first search from a root above the entries, by the numbers of its preorder: the root's is 0.
struct Search {
    /// The block of each number; of the root none.
    blocks: Vec<Option<Block>>,
    /// The number that each was reached from.
    parents: Vec<usize>,
    /// The numbers that lead to each.
    predecessors: Vec<Vec<usize>>,
    count: usize,
}

impl Search {
    fn new(body: &Body) -> Search {
        let mut numbers: IdVec<Block, usize> = body.blocks.iter().map(|_| 0).collect();
        let mut search =
            Search { blocks: vec![None], parents: vec![0], predecessors: vec![vec![]], count: body.blocks.len() };
        let mut waiting: Vec<(Block, usize)> = body.entries.iter().rev().map(|entry| (entry.block, 0)).collect();
        while let Some((block, from)) = waiting.pop() {
            if numbers[block] == 0 {
                numbers[block] = search.blocks.len();
                search.blocks.push(Some(block));
                search.parents.push(from);
                search.predecessors.push(vec![]);
                waiting.extend(body.successors(block).into_iter().rev().map(|next| (next, numbers[block])));
            }
            search.predecessors[numbers[block]].push(from);
        }
        search
    }

    /// The immediate dominator of each block: `None` under the root, and of those not reached.
    fn immediate_dominators(&self) -> IdVec<Block, Option<Block>> {
        let semi = self.semidominators();
        let mut dominators = self.parents.clone();
        for number in 1..dominators.len() {
            while dominators[number] > semi[number] {
                dominators[number] = dominators[dominators[number]];
            }
        }
        let mut blocks: IdVec<Block, Option<Block>> = (0..self.count).map(|_| None).collect();
        for (number, block) in self.blocks.iter().enumerate() {
            if let Some(block) = block {
                blocks[*block] = self.blocks[dominators[number]];
            }
        }
        blocks
    }

    /// For each number the least from which a way leads to it that otherwise comes by greater ones only.
    fn semidominators(&self) -> Vec<usize> {
        let mut semi: Vec<usize> = (0..self.blocks.len()).collect();
        // The best of those on the compressed path above each, and where the path goes on.
        let (mut best, mut above) = (semi.clone(), self.parents.clone());
        for number in (1..self.blocks.len()).rev() {
            for from in &self.predecessors[number] {
                compress(*from, number, &semi, &mut best, &mut above);
                let found = if *from > number { semi[best[*from]] } else { *from };
                semi[number] = semi[number].min(found);
            }
        }
        semi
    }
}

/// Shortens the path from `from` upwards through what was visited, the numbers greater than `last`, to one step.
fn compress(from: usize, last: usize, semi: &[usize], best: &mut [usize], above: &mut [usize]) {
    let mut path = vec![];
    let mut at = from;
    while at > last && above[at] > last {
        path.push(at);
        at = above[at];
    }
    for at in path.into_iter().rev() {
        let next = above[at];
        if semi[best[next]] < semi[best[at]] {
            best[at] = best[next];
        }
        above[at] = above[next];
    }
}

#[cfg(test)]
mod tests {
    use super::Dominators;
    use crate::mir::{Block, Body, Entry, Target, Terminator, Version};
    use crate::repr::Repr;
    use naja_frontend::hir::Id as _;
    use std::collections::BTreeSet;

    /// A body of so many blocks, each with two ways on that follow from `seed`; a second entry in the middle.
    fn tangle(count: usize, mut seed: u64) -> Body {
        let mut body = Body::new(Version::Generic);
        let test = body.value(Repr::Bool, crate::mir::Hint::Any);
        let blocks: Vec<Block> = (0..count).map(|_| body.block()).collect();
        for block in &blocks {
            let mut next = || {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                Target::plain(Block::from_index((seed >> 33) as usize % count))
            };
            body.blocks[*block].terminator = Terminator::Branch { test, then: next(), otherwise: next() };
        }
        body.entries = [0, count / 2].map(|entry| Entry::new(blocks[entry], blocks[entry])).to_vec();
        body
    }

    /// What can be reached without coming by `without`.
    fn reached(body: &Body, without: Option<Block>) -> BTreeSet<Block> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<Block> = body.entries.iter().map(|entry| entry.block).collect();
        while let Some(block) = waiting.pop() {
            if Some(block) != without && seen.insert(block) {
                waiting.extend(body.successors(block));
            }
        }
        seen
    }

    #[test]
    fn a_dominator_is_what_no_way_avoids() {
        for (count, seed) in (2..40).flat_map(|count| (0..20).map(move |seed| (count, seed))) {
            let body = tangle(count, seed);
            let dominators = Dominators::new(&body);
            let all = reached(&body, None);
            for block in body.blocks.ids() {
                assert_eq!(dominators.is_reachable(block), all.contains(&block));
            }
            for without in &all {
                let others = reached(&body, Some(*without));
                for block in &all {
                    let is_avoided = others.contains(block);
                    assert_eq!(
                        dominators.dominates(*without, *block),
                        !is_avoided,
                        "{without} {block} of {count}, {seed}"
                    );
                }
            }
        }
    }
}
