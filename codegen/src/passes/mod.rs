//! MIR to MIR.
