//! The standard library's signatures: typeshed's stubs, parsed when a program first imports the module.
//!
//! `build.rs` packs the texts; a stub goes through the same front end as a program, so that its HIR is read by the same
//! code. Parsed stubs are kept for the life of the process.

use crate::ty::{ModuleRef, UnitId};
use naja_frontend::diagnostic::Diagnostics;
use naja_frontend::hir::{Hir, Id as _, ModuleId};
use naja_frontend::source::{File, Sources};
use std::sync::{LazyLock, OnceLock};

/// Module name, whether it is a package, text; sorted by name.
static TEXTS: &[(&str, bool, &str)] = &include!(concat!(env!("OUT_DIR"), "/stubs.in"));

/// A table of stubs, each lowered at most once.
#[derive(Debug)]
pub struct Stubs {
    /// Parallel to [`TEXTS`].
    units: Vec<OnceLock<Hir>>,
    builtins: usize,
}

impl Stubs {
    /// The stubs that come with the compiler.
    #[must_use]
    pub fn bundled() -> &'static Stubs {
        static STUBS: LazyLock<Stubs> = LazyLock::new(|| Stubs {
            units: TEXTS.iter().map(|_| OnceLock::new()).collect(),
            builtins: position("builtins").expect("typeshed has builtins"),
        });
        &STUBS
    }

    /// The stub of the module `name`, if there is one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ModuleRef> {
        let index = position(name)?;
        let unit = if index == self.builtins { UnitId::BUILTINS } else { UnitId(u32::try_from(index).ok()? + 2) };
        Some(ModuleRef { unit, id: ModuleId::from_index(0) })
    }

    /// The HIR of a stub.
    #[must_use]
    pub fn hir(&self, unit: UnitId) -> &Hir {
        let index = if unit == UnitId::BUILTINS { self.builtins } else { unit.0 as usize - 2 };
        self.units[index].get_or_init(|| lower(index))
    }
}

fn position(name: &str) -> Option<usize> {
    TEXTS.binary_search_by(|(module, ..)| (*module).cmp(name)).ok()
}

fn lower(index: usize) -> Hir {
    let (name, is_package, text) = TEXTS[index];
    let mut sources = Sources::default();
    sources.add(File::new(format!("{name}.pyi").into(), name.into(), is_package, text.to_owned()));
    // Stubs may say things that a program may not; what cannot be lowered is simply not known.
    naja_frontend::lower(&sources, &mut Diagnostics::default())
}
