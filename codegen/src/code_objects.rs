//! What the target interpreter's own compiler made of a module: code objects, and facts about them.
//!
//! In the `cpython` world a compiled function is a real function with its real code object. The interpreter makes them
//! when naja compiles (`naja/src/python.rs`); here is what codegen needs of them.

use std::collections::HashMap;

/// The code objects of a module.
#[derive(Debug, Default)]
pub struct CodeObjects {
    /// A marshalled list of code objects, in the order of the module's functions.
    pub marshalled: Vec<u8>,
    /// Facts about each; `None` for a function that the interpreter has no code object of.
    pub functions: Vec<Option<CodeFacts>>,
}

/// Facts about a code object.
#[derive(Debug, Default)]
pub struct CodeFacts {
    /// The names of the words behind a frame record, `co_nlocalsplus` of them: locals, cells, free variables.
    pub locals: Vec<String>,
    /// How many of them, the last, are free variables.
    pub free: u32,
    /// Byte offsets of the first instruction at each position: line and column of the start, of the end.
    pub positions: HashMap<(u32, u32, u32, u32), i32>,
    /// Byte offsets of the first instruction on each line.
    pub lines: HashMap<u32, i32>,
}

impl CodeObjects {
    /// The facts about function number `index` of the module.
    #[must_use]
    pub fn function(&self, index: usize) -> Option<&CodeFacts> {
        self.functions.get(index).and_then(Option::as_ref)
    }
}

impl CodeFacts {
    /// The byte offset of an instruction for a place: exactly there, or else on its line; -1 if there is none.
    #[must_use]
    pub fn lasti(&self, position: (u32, u32, u32, u32)) -> i32 {
        let exact = self.positions.get(&position);
        exact.or_else(|| self.lines.get(&position.0)).copied().unwrap_or(-1)
    }
}
