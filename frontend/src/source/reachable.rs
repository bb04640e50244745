//! Which parts of the library a program can reach, by name.
//!
//! A library file falls into its top-level statements, and a class of it into its methods. Those that only bind names, `def`, `class`, `import` and
//! assignments, are needed if one of the names occurs in something that is needed: in the program, or in a needed
//! part of the library, as a name, an attribute or a word of a string. All other statements are needed. Names stand for
//! whatever has them, in any module: that keeps too much now and then, and drops only what nobody can name.
//!
//! What is not needed is blanked out, so that lines stay where they are.

use super::{FileId, Sources};
use crate::parse::Unit;
use std::collections::BTreeSet;

/// Builtins that modules of the library implement.
const IMPLIED: [(&str, &str); 1] = [("open", "io")];

/// Names that the runtime itself looks up in any object.
const OF_THE_RUNTIME: [&str; 10] =
    ["close", "copy", "flush", "items", "keys", "send", "throw", "update", "values", "write"];

/// Names that occur, and the parts of library files that wait for theirs to occur.
pub(super) struct Reachable {
    names: BTreeSet<String>,
    waiting: Vec<(FileId, Unit)>,
}

impl Reachable {
    /// What is needed without any program.
    pub(super) fn new() -> Self {
        Reachable { names: OF_THE_RUNTIME.map(str::to_owned).into(), waiting: Vec::new() }
    }

    /// The modules that names which occur need without importing them.
    pub(super) fn implied(&self) -> Vec<String> {
        IMPLIED.iter().filter(|(name, _)| self.names.contains(*name)).map(|(_, module)| (*module).to_owned()).collect()
    }

    /// Notes the names in a file of the program.
    pub(super) fn program(&mut self, text: &str) {
        self.note(text);
    }

    /// Adds a library file; its parts wait.
    pub(super) fn library(&mut self, id: FileId, text: &str) {
        self.waiting.extend(crate::parse::units(id, text).into_iter().map(|unit| (id, unit)));
    }

    /// A part that is needed now, if there is one more: the file and the imports in it.
    pub(super) fn next(&mut self, sources: &Sources) -> Option<(FileId, Vec<crate::parse::Import>)> {
        let is_needed =
            |unit: &Unit| unit.binds.as_ref().is_none_or(|names| names.iter().any(|name| self.names.contains(name)));
        let index = self.waiting.iter().position(|(_, unit)| is_needed(unit))?;
        let (id, unit) = self.waiting.remove(index);
        if !unit.is_list_of_names {
            // The methods of a class wait for their own names.
            let text = &sources.file(id).text;
            let ends = unit.methods.iter().map(|method| method.end);
            let starts = unit.methods.iter().map(|method| method.start);
            for (start, end) in [unit.start].into_iter().chain(ends).zip(starts.chain([unit.end])) {
                self.note(&text[start..end]);
            }
        }
        self.waiting.extend(unit.methods.into_iter().map(|method| (id, method)));
        Some((id, unit.imports))
    }

    /// Blanks out what still waits.
    pub(super) fn prune(self, sources: &mut Sources) {
        for (id, unit) in self.waiting {
            let file = &mut sources.files[id];
            // A class may need a statement in the place of its last method.
            let mut blank: String =
                file.text[unit.start..unit.end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            if !blank[..4].contains('\n') {
                blank.replace_range(..4, "pass");
            }
            file.text.replace_range(unit.start..unit.end, &blank);
        }
    }

    fn note(&mut self, text: &str) {
        let is_word = |char: char| char == '_' || char.is_alphanumeric();
        for word in text.split(|char| !is_word(char)).filter(|word| !word.is_empty()) {
            if !self.names.contains(word) {
                self.names.insert(word.to_owned());
            }
        }
    }
}
