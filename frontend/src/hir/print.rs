//! Prints the HIR (`naja emit hir`).
