//! Checks or dumps the types of Python files: `cargo run --example check -- [--strict] [--types] FILE…`.

#![allow(clippy::print_stdout, reason = "this is a command")]

use naja_frontend::diagnostic::{Diagnostics, Severity};
use naja_frontend::render::{Format, render};
use naja_frontend::source::Sources;
use naja_typeinfer::{Strictness, Stubs, check, infer, print::Dump};

fn main() {
    let (mut strictness, mut dump) = (Strictness::Hints(Severity::Error), false);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--strict" => strictness = Strictness::Strict,
            "--types" => dump = true,
            file => {
                let started = std::time::Instant::now();
                let mut diagnostics = Diagnostics::default();
                let sources = match Sources::load_program(file.as_ref(), &mut diagnostics) {
                    Ok(sources) => sources,
                    Err(error) => {
                        println!("{file}: {error}");
                        continue;
                    }
                };
                let hir = naja_frontend::lower(&sources, &mut diagnostics);
                let types = infer(&hir, Stubs::bundled());
                check(&hir, &types, &sources, strictness, &mut diagnostics);
                if dump {
                    print!("{}", Dump { sources: &sources, hir: &hir, types: &types, function: None });
                }
                print!("{}", render(&diagnostics.sorted(), &sources, Format::Concise));
                println!("{file}: {} errors, {:?}", diagnostics.count(Severity::Error), started.elapsed());
            }
        }
    }
}
