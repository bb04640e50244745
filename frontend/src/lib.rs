//! Text to HIR: decoding, parsing, the checks of CPython's compiler, name resolution, and the removal of sugar.

#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod hir;
mod lower;
mod parse;
pub mod render;
mod resolve;
pub mod source;
pub mod unsupported;

use diagnostic::Diagnostics;
use hir::Hir;
use source::Sources;

/// Lowers every file of `sources`. Errors are reported, and the files that have them may be missing from the result.
///
/// Works on a thread of its own, with a stack for the deepest nesting that is accepted.
#[must_use]
pub fn lower(sources: &Sources, diagnostics: &mut Diagnostics) -> Hir {
    on_deep_stack(|| {
        let mut hir = Hir::default();
        for (id, file) in sources.iter() {
            if file.is_decoded()
                && let Some(module) = parse::parse(id, file, diagnostics)
            {
                lower::module(id, file, &module, &mut hir, diagnostics);
            }
        }
        hir
    })
}

/// Runs `work` where walking the deepest tree that [`lower`] makes does not overflow the stack.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("front end".into()).stack_size(parse::STACK_SIZE);
        let running = thread.spawn_scoped(scope, work).expect("the system can start a thread");
        running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
