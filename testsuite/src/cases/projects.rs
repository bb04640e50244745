//! `projects/`: wheels, source distributions and editable installations, made by the hooks that installers call.

use super::packages::script;
use super::{Case, case};
use crate::Context;
use std::sync::Arc;

/// What else `projects/run.py` tries, and whether one CPython is enough for it.
const OTHERS: [(&str, bool); 3] = [("folder", true), ("hook", false), ("refused", true)];

/// One case for each project and CPython.
pub(super) fn cases(context: &Arc<Context>) -> Vec<Case> {
    if context.compiler.is_none() {
        return vec![];
    }
    let pythons: Vec<u32> = context.oracle.pythons.iter().map(|python| python.minor).collect();
    let mut cases = vec![];
    let others =
        OTHERS.map(|(name, any)| (name.to_owned(), &pythons[..if any { pythons.len().min(1) } else { pythons.len() }]));
    for (project, pythons) in projects(context).into_iter().map(|name| (name, &pythons[..])).chain(others) {
        for python in pythons.iter().copied() {
            let name = format!("projects/{project}@3.{python}");
            let project = project.clone();
            let judge = move |context: &Context| script(context, python, "projects/run.py", &[&project]);
            cases.push(case(context, name, judge));
        }
    }
    cases
}

/// The names of the folders with a `pyproject.toml`.
fn projects(context: &Context) -> Vec<String> {
    let entries = std::fs::read_dir(context.root.join("projects")).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().join("pyproject.toml").exists());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
