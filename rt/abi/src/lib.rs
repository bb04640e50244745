//! rt/abi
