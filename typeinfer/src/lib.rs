//! typeinfer
