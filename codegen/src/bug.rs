//! Failures that are our own.

/// Stops the compiler with a message that says that this is a bug of naja; the command turns it into exit status 101.
#[macro_export]
macro_rules! bug {
    ($($message:tt)*) => {
        std::panic::panic_any($crate::Bug(format!($($message)*)))
    };
}

/// The payload of the panic that [`bug!`] raises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bug(pub String);
