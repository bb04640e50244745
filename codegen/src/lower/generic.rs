//! Type parameters and `type` statements (PEP 695).
//!
//! CPython makes them in functions that nobody sees. Here they are made in place, in variables of the function around, and
//! what is evaluated lazily (bounds, defaults, values of aliases) is a function without parameters. The interpreter itself
//! makes the objects: the runtime has it run the statement with calls of those functions where the expressions were.

use super::Lowering;
use crate::mir::{Hint, Operand, PoolEntry, Value};
use naja_frontend::hir::{Expr, ExprKind, FuncId, Lazy, LocalId, Name, Storage, TypeParam, TypeParamKind, Variable};
use naja_rt_abi::table as rt;
use std::fmt::Write as _;

/// A `def make(…):` in the making, whose parameters are the functions that evaluate something.
struct Maker<'a> {
    lazies: Vec<&'a Lazy>,
}

impl<'a> Maker<'a> {
    /// `[T: f(), *Ts, **P = g()]`.
    fn list(&mut self, params: &'a [TypeParam]) -> String {
        let params: Vec<String> = params.iter().map(|param| self.param(param)).collect();
        if params.is_empty() { String::new() } else { format!("[{}]", params.join(", ")) }
    }

    fn param(&mut self, param: &'a TypeParam) -> String {
        let stars = match param.kind {
            TypeParamKind::Type => "",
            TypeParamKind::Tuple => "*",
            TypeParamKind::Params => "**",
        };
        let mut text = format!("{stars}{}", param.name);
        if let Some(bound) = &param.bound {
            let call = self.call(bound);
            // That a tuple is written here says that these are constraints.
            let is_tuple = matches!(&bound.expr, Expr { kind: ExprKind::Tuple(_), .. });
            let bound = if is_tuple { format!("(*{call},)") } else { call };
            write!(text, ": {bound}").expect("strings take everything");
        }
        if let Some(default) = &param.default {
            let call = self.call(default);
            write!(text, " = {call}").expect("strings take everything");
        }
        text
    }

    fn call(&mut self, lazy: &'a Lazy) -> String {
        self.lazies.push(lazy);
        format!("{}()", parameter(self.lazies.len() - 1))
    }

    fn head(&self) -> String {
        let names: Vec<String> = (0..self.lazies.len()).map(parameter).collect();
        format!("def make({}):", names.join(", "))
    }
}

/// A name that no program uses.
fn parameter(index: usize) -> String {
    format!("naja_evaluates_{index}")
}

impl Lowering<'_, '_> {
    /// Makes type parameters and binds them; returns their tuple.
    pub(super) fn type_params(&mut self, params: &[TypeParam]) -> Value {
        let mut maker = Maker { lazies: vec![] };
        let list = maker.list(params);
        // The functions capture variables that are bound afterwards.
        params.iter().for_each(|param| self.begin_local(param.local));
        let text = format!("{}\n def made{list}(): pass\n return made.__type_params__", maker.head());
        let tuple = self.make(text, &maker.lazies);
        self.bind_items(params, tuple);
        tuple
    }

    /// As [`Self::type_params`], for a class whose body finds the tuple in `local`; returns `Generic` of them.
    pub(super) fn class_type_params(&mut self, body: FuncId, local: LocalId) -> Value {
        let params = &self.cx.hir.functions[body].type_params;
        let tuple = self.type_params(params);
        self.begin_local(local);
        self.assign(&Variable::Local(local), tuple);
        let text = "def make(params):\n from typing import Generic, TypeVarTuple\n \
                    items = [[*param] if isinstance(param, TypeVarTuple) else [param] for param in params]\n \
                    return Generic[*[one for some in items for one in some]]";
        self.made_of(text.to_owned(), vec![tuple])
    }

    pub(super) fn type_alias(&mut self, name: &Name, params: &[TypeParam], value: &Lazy) -> Value {
        let mut maker = Maker { lazies: vec![] };
        let list = maker.list(params);
        let value = maker.call(value);
        let text = format!("{}\n type {name}{list} = {value}\n return {name}", maker.head());
        params.iter().for_each(|param| self.begin_local(param.local));
        let alias = self.make(text, &maker.lazies);
        if !params.is_empty() {
            let operands = vec![Operand::Value(alias), self.name(&Name::from("__type_params__")), self.cache()];
            let tuple = self.b.rt(&rt::attr_get, operands, Hint::TUPLE);
            self.bind_items(params, tuple);
        }
        alias
    }

    /// `value.__type_params__ = tuple`.
    pub(super) fn set_type_params(&mut self, value: Value, tuple: Value) {
        let name = self.name(&Name::from("__type_params__"));
        let operands = vec![Operand::Value(value), name, Operand::Value(tuple), self.cache()];
        self.b.rt(&rt::attr_set, operands, Hint::Any);
    }

    /// What a class body does first with its type parameters, and for what is evaluated lazily in it.
    pub(super) fn generic_preamble(&mut self) {
        if let Some(local) = self.free_local(".type_params").filter(|_| !self.function.type_params.is_empty()) {
            let tuple = self.read(&Variable::Local(local));
            self.set_in_namespace("__type_params__", tuple);
        }
        if let Some(local) = self.own_cell("__classdict__") {
            let namespace = self.namespace();
            self.assign(&Variable::Local(local), namespace);
        }
    }

    /// What is evaluated lazily in a class body reads the names of the class.
    pub(super) fn lazy_preamble(&mut self) {
        if let Some(local) = self.free_local("__classdict__") {
            let namespace = self.read(&Variable::Local(local));
            let slot = self.b.temp("namespace");
            self.b.set(slot, namespace);
            self.namespace = Some(slot);
        }
    }

    fn free_local(&self, name: &str) -> Option<LocalId> {
        let locals = &self.function.locals;
        locals.ids().find(|id| matches!(locals[*id].storage, Storage::Free(_)) && locals[*id].name.as_str() == name)
    }

    fn make(&mut self, text: String, lazies: &[&Lazy]) -> Value {
        let functions = lazies.iter().map(|lazy| self.function_object(lazy.function)).collect();
        self.made_of(text, functions)
    }

    fn made_of(&mut self, text: String, args: Vec<Value>) -> Value {
        let text = self.constant(PoolEntry::Str(text), Hint::Str);
        let args = self.b.rt(&rt::tuple_new, vec![Operand::Array(args)], Hint::TUPLE);
        let operands = vec![Operand::Value(text), Operand::Value(args), self.globals()];
        self.b.rt(&rt::make_generic, operands, Hint::Any)
    }

    fn bind_items(&mut self, params: &[TypeParam], tuple: Value) {
        for (index, param) in params.iter().enumerate() {
            let index = i64::try_from(index).expect("a small count");
            let operands = vec![Operand::Value(tuple), Operand::Imm(index)];
            let item = self.b.rt(&rt::tuple_item, operands, Hint::Any);
            self.assign(&Variable::Local(param.local), item);
        }
    }

    /// What inner functions capture gets a new cell each time.
    fn begin_local(&mut self, local: LocalId) {
        if self.function.locals[local].storage == Storage::Cell {
            self.new_cell(local, false);
        }
    }
}
