//! The entities of a body: small indices that print as in the dumps (`v3`, `b1`, `slot2`, `state0`).

naja_frontend::id_type! {
    /// A value in SSA form: defined once.
    Value = "v";
    /// A basic block.
    Block = "b";
    /// A variable before SSA construction.
    Slot = "slot";
    /// A frame state of a fast version.
    State = "state";
    /// An inline cache: static zeroed data of a module.
    Cache = "cache";
    /// An entry of a module's constant pool.
    Const = "const";
}
