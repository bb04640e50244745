//! Prints the HIR of the given files: what `naja emit hir` shows.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use naja_frontend::diagnostic::Diagnostics;
use naja_frontend::source::Sources;

fn main() -> Result<(), naja_frontend::source::Error> {
    let paths: Vec<_> = std::env::args_os().skip(1).map(std::path::PathBuf::from).collect();
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::load(&paths, &mut diagnostics)?;
    let hir = naja_frontend::lower(&sources, &mut diagnostics);
    print!("{}", hir.print(&sources));
    for diagnostic in diagnostics.sorted() {
        let place = sources.start(diagnostic.span);
        eprintln!("{}:{}: {}", place.line, place.column, diagnostic.message);
    }
    Ok(())
}
