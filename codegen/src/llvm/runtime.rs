//! Declares rows of the runtime table on first use.

use super::types::Types;
use crate::World;
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::context::Context;
use inkwell::module::Module as LlvmModule;
use inkwell::types::{BasicMetadataTypeEnum, FunctionType};
use inkwell::values::FunctionValue;
use naja_rt_abi::{Place, Raises, RtFn, Ty};
use std::collections::HashMap;

/// The rows that a module has declared.
pub(super) struct Rows<'ctx> {
    world: World,
    declared: HashMap<&'static str, FunctionValue<'ctx>>,
}

impl<'ctx> Rows<'ctx> {
    pub(super) fn new(world: World) -> Self {
        Rows { world, declared: HashMap::new() }
    }

    /// Whether calls of `row` pass the context.
    pub(super) fn takes_context(&self, row: &RtFn) -> bool {
        !matches!(self.place(row), Place::Api(_))
    }

    fn place(&self, row: &RtFn) -> Place {
        match self.world {
            World::Cpython(..) => row.cpython,
            World::Native => row.native,
        }
    }

    fn symbol(&self, row: &RtFn) -> String {
        match (self.place(row), self.world) {
            (Place::Api(symbol), _) => symbol.to_owned(),
            (Place::Here | Place::Inline, World::Cpython(..)) => format!("naja_cpy_{}", row.name),
            (Place::Here | Place::Inline, World::Native) => format!("naja_{}", row.name),
            (Place::Absent, _) => crate::bug!("row `{}` does not exist in this world", row.name),
        }
    }

    pub(super) fn get(
        &mut self,
        context: &'ctx Context,
        llvm: &LlvmModule<'ctx>,
        types: &Types<'ctx>,
        row: &'static RtFn,
    ) -> FunctionValue<'ctx> {
        if let Some(function) = self.declared.get(row.name) {
            return *function;
        }
        let symbol = self.symbol(row);
        let function = llvm.get_function(&symbol).unwrap_or_else(|| {
            let function = llvm.add_function(&symbol, self.signature(types, row), None);
            let attribute = |name| context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), 0);
            function.add_attribute(AttributeLoc::Function, attribute("nounwind"));
            let is_rare = row.name.ends_with("_apart") || matches!(row.name, "exit" | "traceback_add");
            if matches!(row.raises, Raises::Always) || is_rare {
                function.add_attribute(AttributeLoc::Function, attribute("cold"));
            }
            function
        });
        self.declared.insert(row.name, function);
        function
    }

    fn signature(&self, types: &Types<'ctx>, row: &RtFn) -> FunctionType<'ctx> {
        let mut params: Vec<BasicMetadataTypeEnum<'ctx>> = vec![];
        if self.takes_context(row) {
            params.push(types.ptr.into());
        }
        for param in row.params {
            match param.slot.ty {
                Ty::I64 => params.push(types.i64.into()),
                Ty::F64 => params.push(types.f64.into()),
                Ty::Bool => params.push(types.i32.into()),
                Ty::Array => {
                    params.push(types.ptr.into());
                    params.push(types.i64.into());
                }
                _ => params.push(types.ptr.into()),
            }
        }
        match row.result.ty {
            Ty::I64 => types.i64.fn_type(&params, false),
            Ty::F64 => types.f64.fn_type(&params, false),
            Ty::Bool => types.i32.fn_type(&params, false),
            Ty::Unit if matches!(row.raises, Raises::Never | Raises::Always) => types.void.fn_type(&params, false),
            Ty::Unit => types.i32.fn_type(&params, false),
            _ => types.ptr.fn_type(&params, false),
        }
    }
}
