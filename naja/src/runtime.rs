//! The runtime's parts that naja carries in itself.

/// The parts for executables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NativeRuntime {
    /// The object that every executable links.
    pub library: &'static [u8],
    /// The accessors as LLVM bitcode.
    pub accessors: &'static [u8],
}

/// The runtime of executables.
pub(crate) static NATIVE: NativeRuntime = NativeRuntime {
    library: include_bytes!(env!("NAJA_LIBRARY_NATIVE")),
    accessors: include_bytes!(env!("NAJA_BITCODE_NATIVE")),
};

/// The parts for one version of CPython.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Runtime {
    /// `(3, 12)`.
    pub version: (u8, u8),
    /// The object that every module links.
    pub library: &'static [u8],
    /// The accessors as LLVM bitcode.
    pub accessors: &'static [u8],
}

/// One row for each version that modules can be built for.
pub(crate) static RUNTIMES: [Runtime; 3] = [
    Runtime {
        version: (3, 11),
        library: include_bytes!(env!("NAJA_LIBRARY_3_11")),
        accessors: include_bytes!(env!("NAJA_BITCODE_3_11")),
    },
    Runtime {
        version: (3, 12),
        library: include_bytes!(env!("NAJA_LIBRARY_3_12")),
        accessors: include_bytes!(env!("NAJA_BITCODE_3_12")),
    },
    Runtime {
        version: (3, 13),
        library: include_bytes!(env!("NAJA_LIBRARY_3_13")),
        accessors: include_bytes!(env!("NAJA_BITCODE_3_13")),
    },
];
