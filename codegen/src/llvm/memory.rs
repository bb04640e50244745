//! Addresses: the only unsafe operations of inkwell's builder that lowering needs.

#![allow(unsafe_code, reason = "inkwell's `build_gep` trusts its caller with the element type")]

use super::{Unit, built};
use inkwell::values::{BasicValueEnum, IntValue, PointerValue};

impl<'ctx> Unit<'ctx, '_> {
    /// The address of word `index` behind `base`.
    pub(super) fn word(&self, base: PointerValue<'ctx>, index: u64) -> PointerValue<'ctx> {
        self.word_at(base, self.types.i64.const_int(index, false))
    }

    /// The address of word `index` behind `base`.
    pub(super) fn word_at(&self, base: PointerValue<'ctx>, index: IntValue<'ctx>) -> PointerValue<'ctx> {
        // SAFETY: every pointer that lowering indexes is the start of an array of words that is longer than `index`: a
        // frame, a stack array or a table of constants whose length was computed from the same list.
        built(unsafe { self.builder.build_gep(self.types.ptr, base, &[index], "") })
    }

    /// The address `bytes` behind `base`.
    pub(super) fn byte(&self, base: PointerValue<'ctx>, bytes: u64) -> PointerValue<'ctx> {
        let index = self.types.i64.const_int(bytes, false);
        // SAFETY: as in `word_at`; the layouts are those of `naja_rt_abi::layout`.
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
