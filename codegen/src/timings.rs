//! Where compile time goes: how long each stage takes, and how much it makes.
//!
//! Off unless the command calls [`start`], which says what clock to go by. Stages of threads that run side by side add up. A
//! stage is named where it is called; nothing but the report reads what is kept here.

use std::fmt::Write as _;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// What tells how much time has passed, and how much of it this thread has run.
pub type Clock = fn() -> [Duration; 2];

static CLOCK: OnceLock<Clock> = OnceLock::new();
static KEPT: Mutex<Kept> = Mutex::new(Kept { stages: vec![], sizes: vec![] });

/// What was measured so far, in the order of first appearance.
struct Kept {
    stages: Vec<(&'static str, [Duration; 2])>,
    /// What is counted, of what, and how many.
    sizes: Vec<(&'static str, String, usize)>,
}

/// Measures from now on.
pub fn start(clock: Clock) {
    // Whoever calls a second time gets what the first one asked for.
    let _ = CLOCK.set(clock);
}

/// Whether anything is measured.
#[must_use]
pub fn is_on() -> bool {
    CLOCK.get().is_some()
}

/// Does `work`, as part of a stage.
pub fn stage<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let Some(clock) = CLOCK.get() else { return work() };
    let start = clock();
    let result = work();
    let end = clock();
    let taken = [0, 1].map(|of| end[of].saturating_sub(start[of]));
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.stages.iter_mut().find(|(known, _)| *known == name) {
        Some((_, sum)) => *sum = [0, 1].map(|of| sum[of] + taken[of]),
        None => kept.stages.push((name, taken)),
    }
    result
}

/// Adds to a count: so many `what` in code of a kind.
pub fn count(what: &'static str, kind: &str, number: usize) {
    if !is_on() {
        return;
    }
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.sizes.iter_mut().find(|(known, of, _)| *known == what && of == kind) {
        Some((_, _, sum)) => *sum += number,
        None => kept.sizes.push((what, kind.to_owned(), number)),
    }
}

/// What was measured, as two tables.
#[must_use]
pub fn report() -> String {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text = format!("{:<28} {:>10} {:>10}\n", "stage", "ms", "CPU ms");
    let mut row = |name: &str, taken: [Duration; 2]| {
        let [passed, run] = taken.map(|time| time.as_secs_f64() * 1e3);
        let _ = writeln!(text, "{name:<28} {passed:>10.1} {run:>10.1}");
    };
    let mut all = [Duration::ZERO; 2];
    for (name, taken) in &kept.stages {
        row(name, *taken);
        // What is part of another stage is indented.
        if !name.starts_with(' ') {
            all = [0, 1].map(|of| all[of] + taken[of]);
        }
    }
    row("all", all);
    for (what, kind, number) in &kept.sizes {
        let _ = writeln!(text, "{:<28} {number:>10}", format!("{what} {kind}"));
    }
    text
}
