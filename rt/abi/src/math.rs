//! Functions of the module `math` that compiled code computes by itself: those of floats that CPython asks the C library
//! for, besides a few that processors know.

/// Declares the functions by their names in `math`.
macro_rules! functions {
    ($($variant:ident $name:literal $params:literal,)*) => {
        /// A function of `math`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is the function of its name")]
        pub enum MathFunction { $($variant,)* }

        impl MathFunction {
            /// All of them; each is at its number.
            pub const ALL: &'static [MathFunction] = &[$(MathFunction::$variant,)*];

            /// Its name in `math`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(MathFunction::$variant => $name,)* }
            }

            /// How many arguments compiled code takes it with.
            #[must_use]
            pub fn params(self) -> usize {
                match self { $(MathFunction::$variant => $params,)* }
            }
        }
    };
}

functions! {
    Sqrt "sqrt" 1,
    Fabs "fabs" 1,
    Floor "floor" 1,
    Ceil "ceil" 1,
    Trunc "trunc" 1,
    Sin "sin" 1,
    Cos "cos" 1,
    Tan "tan" 1,
    Asin "asin" 1,
    Acos "acos" 1,
    Atan "atan" 1,
    Sinh "sinh" 1,
    Cosh "cosh" 1,
    Tanh "tanh" 1,
    Exp "exp" 1,
    Log "log" 1,
    Log2 "log2" 1,
    Log10 "log10" 1,
    Atan2 "atan2" 2,
}

impl MathFunction {
    /// The function of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<MathFunction> {
        MathFunction::ALL.iter().copied().find(|function| function.name() == name)
    }

    /// The function of this number.
    #[must_use]
    pub fn at(number: i64) -> Option<MathFunction> {
        MathFunction::ALL.get(usize::try_from(number).ok()?).copied()
    }
}
