//! The LLVM types that code is made of.

use crate::repr::Repr;
use inkwell::AddressSpace;
use inkwell::context::Context;
use inkwell::types::{BasicTypeEnum, FloatType, FunctionType, IntType, PointerType, StructType, VoidType};

/// Types that are used everywhere.
pub(super) struct Types<'ctx> {
    pub(super) ptr: PointerType<'ctx>,
    pub(super) bool: IntType<'ctx>,
    pub(super) i8: IntType<'ctx>,
    pub(super) i32: IntType<'ctx>,
    pub(super) i64: IntType<'ctx>,
    pub(super) f64: FloatType<'ctx>,
    /// The parts of a complex number. Where it can be two values it is: see `Lowering::parts`.
    pub(super) c128: StructType<'ctx>,
    pub(super) void: VoidType<'ctx>,
    /// `(callable, args, nargs, names) -> result`.
    pub(super) entry: FunctionType<'ctx>,
    /// `(cx, frame, entry) -> result`.
    pub(super) generic: FunctionType<'ctx>,
}

impl<'ctx> Types<'ctx> {
    pub(super) fn new(context: &'ctx Context) -> Self {
        let ptr = context.ptr_type(AddressSpace::default());
        let i32 = context.i32_type();
        let i64 = context.i64_type();
        Types {
            ptr,
            bool: context.bool_type(),
            i8: context.i8_type(),
            i32,
            i64,
            f64: context.f64_type(),
            c128: context.struct_type(&[context.f64_type().into(), context.f64_type().into()], false),
            void: context.void_type(),
            entry: ptr.fn_type(&[ptr.into(), ptr.into(), i64.into(), ptr.into()], false),
            generic: ptr.fn_type(&[ptr.into(), ptr.into(), i32.into()], false),
        }
    }

    /// The type of a value.
    pub(super) fn repr(&self, repr: Repr) -> BasicTypeEnum<'ctx> {
        match repr {
            Repr::Boxed => self.ptr.into(),
            Repr::I64 => self.i64.into(),
            Repr::F64 => self.f64.into(),
            Repr::C128 => self.c128.into(),
            Repr::Bool => self.bool.into(),
        }
    }

    /// What a fast version returns: a pointer, null for an exception; or a word, or two, and a status.
    pub(super) fn result(&self, context: &'ctx Context, repr: Repr) -> BasicTypeEnum<'ctx> {
        match repr {
            Repr::Boxed => self.ptr.into(),
            Repr::I64 | Repr::Bool => self.pair(context, self.i64.into()).into(),
            Repr::F64 => self.pair(context, self.f64.into()).into(),
            Repr::C128 => {
                let (f64, i64) = (self.f64.into(), self.i64.into());
                context.struct_type(&[f64, f64, i64], false).into()
            }
        }
    }

    fn pair(&self, context: &'ctx Context, word: BasicTypeEnum<'ctx>) -> StructType<'ctx> {
        context.struct_type(&[word, self.i64.into()], false)
    }
}

/// The status of a fast version: the word is the value.
pub(super) const STATUS_VALUE: u64 = 0;
/// The word is a boxed value, which the representation cannot hold.
pub(super) const STATUS_BOXED: u64 = 1;
/// An exception is raised.
pub(super) const STATUS_RAISED: u64 = 2;
