//! Addresses: the only unsafe operations of inkwell's builder that lowering needs.

#![allow(unsafe_code, reason = "inkwell's `build_gep` trusts its caller with the element type")]

use super::{Unit, built};
use inkwell::values::{BasicValueEnum, PointerValue};

impl<'ctx> Unit<'ctx, '_> {
    /// The address of word `index` behind `base`.
    pub(super) fn word(&self, base: PointerValue<'ctx>, index: u64) -> PointerValue<'ctx> {
        // As LLVM would have it: what is in its own form need not be rewritten.
        self.byte(base, index * 8)
    }

    /// The address `bytes` behind `base`.
    pub(super) fn byte(&self, base: PointerValue<'ctx>, bytes: u64) -> PointerValue<'ctx> {
        let index = self.types.i64.const_int(bytes, false);
        // SAFETY: every pointer that lowering goes on from is the start of an array of words that is longer: a frame, a
        // stack array or a table of constants whose length was computed from the same list; or of one of the layouts of
        // `naja_rt_abi::layout`.
        built(unsafe { self.builder.build_gep(self.types.i8, base, &[index], "") })
    }

    /// Loads a pointer.
    pub(super) fn load_ptr(&self, address: PointerValue<'ctx>) -> PointerValue<'ctx> {
        built(self.builder.build_load(self.types.ptr, address, "")).into_pointer_value()
    }

    /// Stores a value.
    pub(super) fn store(&self, address: PointerValue<'ctx>, value: impl Into<BasicValueEnum<'ctx>>) {
        built(self.builder.build_store(address, value.into()));
    }
}
