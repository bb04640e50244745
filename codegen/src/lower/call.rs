//! Calls: plain ones by vectorcall, method calls without a bound method, the rest with a tuple and a dict.

use super::Lowering;
use crate::mir::{Const, Hint, Operand, PoolEntry, Value};
use naja_frontend::hir::{Argument, Expr, ExprKind, Name, Variable};
use naja_frontend::source::Span;
use naja_frontend::unsupported::looks_at_locals;
use naja_rt_abi::table as rt;

impl Lowering<'_, '_> {
    pub(super) fn call(&mut self, callee: &Expr, arguments: &[Argument]) -> Value {
        if self.is_implicit_super(callee, arguments) {
            return self.implicit_super(callee);
        }
        if let Some(value) = self.fold_call(callee, arguments) {
            return value;
        }
        if is_plain(arguments) {
            return self.plain_call(callee, arguments);
        }
        let looks = looks_at_locals(callee, arguments);
        let callee = self.expr(callee);
        let (args, kwargs) = self.unpacked(callee, arguments);
        let operands = vec![Operand::Value(callee), Operand::Value(args), kwargs];
        let call = |this: &mut Self| this.b.rt(&rt::call_unpacked, operands, Hint::Any);
        if looks { self.showing_locals(call) } else { call(self) }
    }

    fn plain_call(&mut self, callee: &Expr, arguments: &[Argument]) -> Value {
        if let ExprKind::Attribute { object, name } = &callee.kind {
            let (receiver, method) = self.method_of(object, name, callee.span);
            let is_lawful = self.cx.hints.are_lawful(self.id, arguments);
            if let Some(function) = self.cx.hints.method(object, name).filter(|_| is_lawful) {
                self.b.promise(method, Hint::Function(function));
            } else if let Some(function) = self.cx.hints.math(callee) {
                self.b.promise(method, Hint::Math(function));
            }
            let unbound = self.b.rt(&rt::method_is_unbound, vec![Operand::Value(method)], Hint::Int);
            let (mut args, names) = self.plain_arguments(arguments);
            args.insert(0, receiver);
            let operands = vec![Operand::Value(method), Operand::Array(args), names, Operand::Value(unbound)];
            let place = self.place_of_name(self.b.span, callee.span);
            return self.at(place, |this| this.b.rt(&rt::call_method, operands, Hint::Any));
        }
        if self.cx.world == crate::World::Native && is_builtin_named(callee, "globals") {
            let globals = self.globals();
            self.b.rt(&rt::globals_note, vec![globals], Hint::Any);
        }
        let function = self.cx.hints.function(callee).map(Hint::Function);
        let is_lawful = self.cx.hints.are_lawful(self.id, arguments);
        let hint = function
            .or_else(|| self.cx.hints.init(callee).map(Hint::Class))
            .filter(|_| is_lawful)
            .or_else(|| self.cx.hints.math(callee).map(Hint::Math));
        let looks = looks_at_locals(callee, arguments);
        let callee = self.expr(callee);
        if let Some(hint) = hint {
            self.b.promise(callee, hint);
        }
        let (args, names) = self.plain_arguments(arguments);
        let operands = vec![Operand::Value(callee), Operand::Array(args), names];
        let call = |this: &mut Self| this.b.rt(&rt::call, operands, Hint::Any);
        if looks { self.showing_locals(call) } else { call(self) }
    }

    /// The object and the method of `object.name(...)`, written at `span`.
    fn method_of(&mut self, object: &Expr, name: &Name, span: Span) -> (Value, Value) {
        let place = self.place_of_name(span, span);
        if let Some(inherited) = self.inherited(object, name, span) {
            let method = self.at(place, |this| this.inherited_method(&inherited, name));
            return (inherited.object, method);
        }
        let receiver = self.receiver(object);
        let operands = vec![Operand::Value(receiver), self.name(name), self.cache()];
        (receiver, self.at(place, |this| this.b.rt(&rt::method_get, operands, Hint::Any)))
    }

    /// What an attribute is taken of. `type(x)` there is what `x` really is an instance of, not what that stands in for:
    /// the methods of the interpreter's own generators know nothing of ours. A tuple of no names says so to the runtime.
    pub(super) fn receiver(&mut self, object: &Expr) -> Value {
        match &object.kind {
            ExprKind::Call { callee, arguments }
                if self.cx.world != crate::World::Native
                    && is_builtin_named(callee, "type")
                    && matches!(arguments[..], [Argument::Positional(_)]) =>
            {
                let callee = self.expr(callee);
                let (args, _) = self.plain_arguments(arguments);
                let no_names = Operand::Value(self.constant(PoolEntry::Tuple(vec![]), Hint::TUPLE));
                let operands = vec![Operand::Value(callee), Operand::Array(args), no_names];
                self.at(object.span, |this| this.b.rt(&rt::call, operands, Hint::Any))
            }
            _ => self.expr(object),
        }
    }

    /// The values of the arguments, and the tuple of the names of the last ones.
    fn plain_arguments(&mut self, arguments: &[Argument]) -> (Vec<Value>, Operand) {
        let mut values = vec![];
        let mut names: Vec<Const> = vec![];
        for argument in arguments {
            match argument {
                Argument::Positional(expr) => values.push(self.expr(expr)),
                Argument::Keyword(name, expr) => {
                    values.push(self.expr(expr));
                    names.push(self.cx.pool.add(PoolEntry::Name(name.clone())));
                }
                Argument::Star(_) | Argument::DoubleStar(_) => crate::bug!("an unpacked argument in a plain call"),
            }
        }
        let names = if names.is_empty() {
            self.null()
        } else {
            Operand::Value(self.constant(PoolEntry::Tuple(names), Hint::TUPLE))
        };
        (values, names)
    }

    /// The positional arguments as a tuple, or what `*` stands before if that is the only one; and the keywords as a dict
    /// or null. Positional ones are evaluated first, wherever they stand, as CPython does.
    fn unpacked(&mut self, callee: Value, arguments: &[Argument]) -> (Value, Operand) {
        let is_positional = |argument: &&Argument| matches!(argument, Argument::Positional(_) | Argument::Star(_));
        let mut positional = arguments.iter().filter(is_positional);
        if let (Some(Argument::Star(only)), None) = (positional.next(), positional.next()) {
            let args = self.expr(only);
            return (args, self.keywords(callee, arguments));
        }
        let list = self.b.rt(&rt::list_new, vec![Operand::Array(vec![])], Hint::Any);
        for argument in arguments {
            let (row, expr) = match argument {
                Argument::Positional(expr) => (&rt::list_append, expr),
                Argument::Star(expr) => (&rt::list_extend, expr),
                Argument::Keyword(..) | Argument::DoubleStar(_) => continue,
            };
            let value = self.expr(expr);
            self.rt2(row, list, value);
        }
        let args = self.b.rt(&rt::list_to_tuple, vec![Operand::Value(list)], Hint::TUPLE);
        let keywords = self.keywords(callee, arguments);
        (args, keywords)
    }

    /// The keyword arguments as a dict, or null when there are none.
    pub(super) fn keywords(&mut self, callee: Value, arguments: &[Argument]) -> Operand {
        if arguments.iter().all(|argument| matches!(argument, Argument::Positional(_) | Argument::Star(_))) {
            return self.null();
        }
        let dict = self.new_dict();
        // Keywords behind a `**` are a dict of their own first, for a name that both have is an error.
        let (mut group, mut merged) = (dict, false);
        for argument in arguments {
            match argument {
                Argument::Keyword(name, expr) => {
                    if merged && group == dict {
                        group = self.new_dict();
                    }
                    let value = self.expr(expr);
                    let operands = vec![Operand::Value(group), self.name(name), Operand::Value(value)];
                    self.b.rt(&rt::dict_set, operands, Hint::Any);
                }
                Argument::DoubleStar(expr) => {
                    self.merge_group(dict, &mut group, callee);
                    let value = self.expr(expr);
                    self.merge_keywords(dict, value, callee);
                    merged = true;
                }
                Argument::Positional(_) | Argument::Star(_) => {}
            }
        }
        self.merge_group(dict, &mut group, callee);
        Operand::Value(dict)
    }

    /// Empties the group of keywords into the dict of all, if it is another one.
    fn merge_group(&mut self, dict: Value, group: &mut Value, callee: Value) {
        if *group != dict {
            self.merge_keywords(dict, *group, callee);
            *group = dict;
        }
    }

    fn merge_keywords(&mut self, dict: Value, items: Value, callee: Value) {
        let operands = [dict, items, callee].map(Operand::Value).to_vec();
        self.b.rt(&rt::dict_merge, operands, Hint::Any);
    }

    fn new_dict(&mut self) -> Value {
        self.b.rt(&rt::dict_new, vec![Operand::Array(vec![])], Hint::Any)
    }
}

/// Whether it is written as this builtin; it may be hidden by a variable of the module.
fn is_builtin_named(callee: &Expr, builtin: &str) -> bool {
    matches!(&callee.kind, ExprKind::Variable(Variable::Global(name)) if name.as_str() == builtin)
}

fn is_plain(arguments: &[Argument]) -> bool {
    let first_keyword = arguments.iter().position(|argument| matches!(argument, Argument::Keyword(..)));
    arguments.iter().enumerate().all(|(index, argument)| match argument {
        Argument::Positional(_) => first_keyword.is_none_or(|first| index < first),
        Argument::Keyword(..) => true,
        Argument::Star(_) | Argument::DoubleStar(_) => false,
    })
}
