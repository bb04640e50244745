//! `hir/`, `types/`, `mir/<pass>/`, `llvm/`: what `naja emit` prints.

use super::run::compiler_of;
use super::{Case, case, name};
use crate::compiler;
use crate::expect::{Emit, Header, bless, expected_dump};
use crate::{Context, Verdict, check, python_files, read};
use std::path::Path;
use std::sync::Arc;

/// The folders, which are the stages.
const STAGES: [&str; 5] = ["hir", "types", "mir", "llvm", "asm"];

/// One case for each file.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return Vec::new();
    }
    let mut cases = Vec::new();
    for stage in STAGES {
        let root = context.root.join(stage);
        for file in python_files(&root) {
            let path = root.join(&file);
            cases.push(case(context, name(stage, &file, ""), move |context| dumped(context, &path, stage)));
        }
    }
    cases
}

fn dumped(context: &Context, path: &Path, stage: &str) -> Verdict {
    let text = read(path)?;
    let ordinary = Emit { stage: stage.to_owned(), function: None, after: None };
    let header = Header::parse(&text)?;
    let emit = header.emit.unwrap_or(ordinary);
    let mut command = compiler_of(context)?.command("emit");
    command.arg(&emit.stage).arg(path).args(header.strict.then_some("--strict"));
    for (option, value) in [("--function", &emit.function), ("--after", &emit.after)] {
        command.args(value.iter().flat_map(|value| [option, value]));
    }
    let finished = compiler::succeed(&mut command)?;
    let dump = String::from_utf8_lossy(&finished.stdout);
    let expected = expected_dump(&text);
    match expected {
        Some(expected) if expected != dump && context.bless => bless(path, &dump)?,
        Some(expected) if expected != dump => return Err(format!("the dump differs; BLESS=1 accepts it:\n{dump}")),
        None if !check::has_directives(&text) => return Err("neither CHECK lines nor an `# expect:` block".to_owned()),
        Some(_) | None => {}
    }
    check::check(&text, &dump)
}
