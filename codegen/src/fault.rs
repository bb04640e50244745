//! Seeded faults: what is wrong with the compiler on purpose, so that the tests can show that they notice.
//!
//! A fault is a row here and one line where it does harm; `NAJA_FAULT=name` switches it on, in debug builds of the command
//! only. Each is caught by a program of `testsuite/faults`. The proofs on MIR are off while there is one, unless `--verify`
//! asks for them, so that it is the program that catches it.

use std::sync::OnceLock;

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// A way to be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Fault {
            $($(#[$doc])* $variant,)*
        }

        /// Every fault, by the name that switches it on.
        pub static FAULTS: &[(&str, Fault)] = &[$(($name, Fault::$variant)),*];
    };
}

faults! {
    /// Fast code believes a hint.
    BelievedHint = "believed_hint";
    /// Two variables change places when fast code leaves.
    SwappedWords = "swapped_words";
    /// Fast code leaves for a place before an effect that has happened.
    RepeatedEffect = "repeated_effect";
    /// Fast code goes on at the wrong entry of the generic version.
    WrongEntry = "wrong_entry";
    /// A truth value becomes an int when fast code leaves.
    UntrueTruth = "untrue_truth";
    /// A number that a suspended generator keeps is taken for a truth value.
    MistakenWord = "mistaken_word";
    /// Sums wrap.
    Overflow = "overflow";
    /// Indices are not compared with lengths.
    OutOfBounds = "out_of_bounds";
    /// Entries take what is declared a list for one.
    Unlisted = "unlisted";
    /// A global function is what it was when the program was compiled.
    StaleGlobal = "stale_global";
    /// All attributes of a module share one inline cache.
    SharedCache = "shared_cache";
    /// A compact slot is read without asking whether a number is there.
    UnaskedNumber = "unasked_number";
    /// Fast loops do not poll.
    NoPoll = "no_poll";
    /// The way back into a fast loop is not guarded.
    UntestedLoop = "untested_loop";
    /// A boxed result of a direct call is taken for a machine value.
    IgnoredStatus = "ignored_status";
    /// The arguments of a call that was inlined change places when it is made after all.
    SwappedAgain = "swapped_again";
    /// The variables of an inlined function change places when the copy leaves.
    SwappedResume = "swapped_resume";
    /// A result is returned without a reference.
    MissingIncref = "missing_incref";
    /// What dies on the way to another block is not released.
    MissingDecref = "missing_decref";
    /// What dies on the way to another block is released twice.
    ExtraDecref = "extra_decref";
    /// Variables die at their last use.
    EarlyDeath = "early_death";
    /// What was an attribute before a row ran is taken for what is there now.
    ReplacedObject = "replaced_object";
    /// What a borrowed value was taken from dies before it is used.
    DeadLender = "dead_lender";
    /// Unset variables are read.
    UnsetRead = "unset_read";
    /// What is handled when an `except` begins is still handled behind it.
    HandledForever = "handled_forever";
    /// Tracebacks show the line of the `def`.
    WrongLine = "wrong_line";
    /// Frames do not say where they are.
    LostPlace = "lost_place";
    /// `//` rounds to zero.
    RoundsToZero = "rounds_to_zero";
    /// `-x` loses the sign of zero.
    UnsignedZero = "unsigned_zero";
    /// `!=` is false for NaN.
    OrderedNan = "ordered_nan";
}

static SEEDED: OnceLock<Fault> = OnceLock::new();

/// Switches the fault of this name on, once for the process; whether there is one.
pub fn seed(name: &str) -> bool {
    let found = FAULTS.iter().find(|(known, _)| *known == name);
    found.is_some_and(|(_, fault)| SEEDED.set(*fault).is_ok())
}

/// The fault that is on.
#[must_use]
pub fn seeded() -> Option<Fault> {
    SEEDED.get().copied()
}

impl Fault {
    /// Whether it is on; release builds have none.
    #[must_use]
    pub fn is_on(self) -> bool {
        cfg!(debug_assertions) && seeded() == Some(self)
    }
}
