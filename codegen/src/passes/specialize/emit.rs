//! The instructions of each plan.

use super::Specializer;
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::plan::Plan;
use crate::fault::Fault;
use crate::mir::{Cache, FloatOp, GuardKind, Inst, InstKind, IntOp, Operand, Order, Value};
use crate::repr::Repr;
use naja_rt_abi::RtFn;
use naja_rt_abi::layout::MethodsOf;
use naja_rt_abi::math::MathFunction;
use naja_rt_abi::table as rt;

impl Specializer<'_> {
    /// Emits a plan that leaves nothing of the instruction itself.
    pub(super) fn machine(&mut self, inst: &Inst, plan: &Plan) {
        let value = match plan {
            Plan::Alias(value) => self.current(*value),
            Plan::Known(value) => self.emit(Repr::Bool, InstKind::Bool(*value)),
            Plan::Int(op, left, right) => self.int(*op, *left, *right),
            Plan::IntDiv(left, right) => self.int_div(*left, *right),
            Plan::Float(op, left, right) => self.float(*op, *left, *right),
            Plan::IntCompare(order, left, right) => {
                let (left, right) = (self.as_i64(*left), self.as_i64(*right));
                self.emit(Repr::Bool, InstKind::IntCompare(*order, left, right))
            }
            Plan::FloatCompare(order, left, right) => self.compare_floats(*order, *left, *right),
            Plan::Complex(op, left, right) => self.complex_arithmetic(*op, *left, *right),
            Plan::ComplexPower(base, exponent) => self.complex_power(*base, *exponent),
            Plan::ComplexEqual { is_equal, left, right } => self.complex_equal(*is_equal, *left, *right),
            Plan::NegateComplex(value) => self.negate_complex(*value),
            Plan::Conjugate(value) => self.conjugate(*value),
            Plan::AbsComplex(value) => self.abs_complex(*value),
            Plan::Part(part, value) => self.part(*part, *value),
            Plan::MakeComplex(real, imag) => self.make_complex(*real, *imag),
            Plan::Truth(value) => self.truth(*value),
            Plan::NegateInt(value) => {
                let zero = self.emit(Repr::I64, InstKind::I64(0));
                let value = self.as_i64(*value);
                self.checked(IntOp::Sub, zero, value)
            }
            Plan::NegateFloat(value) => {
                // The sign of zero is right: -0.0 - 0.0 is -0.0.
                let zero = if Fault::UnsignedZero.is_on() { 0.0 } else { -0.0 };
                let zero = self.emit(Repr::F64, InstKind::F64(zero));
                let value = self.current(*value);
                self.emit(Repr::F64, InstKind::Float { op: FloatOp::Sub, left: zero, right: value, exit: None })
            }
            Plan::Invert(value) => {
                let ones = self.emit(Repr::I64, InstKind::I64(-1));
                let value = self.current(*value);
                self.unchecked(IntOp::Xor, value, ones)
            }
            Plan::AbsInt(value) => self.abs_int(*value),
            Plan::AbsFloat(value) => {
                let value = self.current(*value);
                self.emit(Repr::F64, InstKind::Float { op: FloatOp::Abs, left: value, right: value, exit: None })
            }
            Plan::IntToFloat(value) => {
                let value = self.as_i64(*value);
                self.emit(Repr::F64, InstKind::IntToFloat(value))
            }
            Plan::FloatToInt(value) => {
                let value = self.current(*value);
                self.float_to_int(value)
            }
            Plan::Extreme { order, left, right } => self.extreme(*order, *left, *right),
            Plan::Math { callee, function, args } => self.math(*callee, *function, args),
            Plan::Integer(value) => self.emit(Repr::I64, InstKind::I64(*value)),
            Plan::ListLen(list) => self.row(&rt::list_len, *list),
            Plan::StrLen(text) => self.row(&rt::str_len, *text),
            Plan::ListItem { list, index } => return self.list_item(inst, *list, *index),
            Plan::ListSet { list, index, value } => return self.list_set(*list, *index, *value),
            Plan::Global(class) => return self.global(inst, class),
            Plan::GlobalValue => return self.lent_value(inst, &rt::global_value, 1),
            Plan::ModuleValue => return self.lent_value(inst, &rt::module_value, 0),
            Plan::TypeMethod(of) => return self.type_method(inst, *of),
            Plan::Unpack { items, count, class } => return self.unpack(inst, *items, *count, class),
            Plan::Row(row) => return self.other_row(inst, row),
            Plan::Remove => return,
            Plan::Keep(_)
            | Plan::Reversed(_)
            | Plan::ListAppend { .. }
            | Plan::ListPop { .. }
            | Plan::ListInsert { .. }
            | Plan::Slice(_)
            | Plan::SetSlice(..)
            | Plan::CallFast(..)
            | Plan::Attribute(_)
            | Plan::Method(_)
            | Plan::Construct(_)
            | Plan::Sent(_)
            | Plan::Rare => {
                crate::bug!("a plan that is not emitted here")
            }
        };
        if let Some(result) = inst.result {
            self.now.insert(result, value);
        }
    }

    fn other_row(&mut self, inst: &Inst, row: &'static naja_rt_abi::RtFn) {
        let InstKind::Rt(_, operands) = &inst.kind else { return };
        let mut other = Inst { kind: InstKind::Rt(row, operands.clone()), ..inst.clone() };
        other.kind.map_uses(|value| self.current(value));
        self.out.push(other);
    }

    fn row(&mut self, row: &'static naja_rt_abi::RtFn, object: Value) -> Value {
        let object = self.current(object);
        self.emit(Repr::I64, InstKind::Rt(row, vec![Operand::Value(object)]))
    }

    /// The boxed form of a value: what it was taken out of, or a new box.
    pub(super) fn as_boxed(&mut self, value: Value) -> Value {
        let now = self.current(value);
        let Some(row) = self.body.repr(now).boxing() else {
            // Parameters that hold nothing are left out, so a null is made where one is asked for.
            let holds_nothing = matches!(self.kinds.get(value), Kind::Junk | Kind::Null | Kind::Unreached);
            return if holds_nothing { self.null() } else { now };
        };
        if let Some(boxed) = self.boxed.get(&now).or_else(|| self.boxed_here.get(&now)) {
            return *boxed;
        }
        let parts = self.words_of(value);
        let mut boxed = self.emit(Repr::Boxed, InstKind::Rt(row, parts));
        if self.body.repr(now) == Repr::Bool {
            boxed = self.emit(Repr::Boxed, InstKind::Own(boxed));
        }
        self.boxed_here.insert(now, boxed);
        boxed
    }

    /// A machine value as rows take it: a complex number in two words.
    pub(super) fn words_of(&mut self, value: Value) -> Vec<Operand> {
        let now = self.current(value);
        match self.body.repr(now) {
            Repr::C128 => {
                let (real, imag) = self.parts_of(value);
                vec![Operand::Value(real), Operand::Value(imag)]
            }
            Repr::Boxed | Repr::I64 | Repr::F64 | Repr::Bool => vec![Operand::Value(now)],
        }
    }

    /// A value in the representation of a kind.
    pub(super) fn as_kind(&mut self, value: Value, kind: &Kind) -> Value {
        self.as_repr(value, kind.repr())
    }

    /// A value that is known to have it in this representation.
    pub(super) fn as_repr(&mut self, value: Value, repr: Repr) -> Value {
        match repr {
            Repr::Boxed => self.as_boxed(value),
            Repr::I64 => self.as_i64(value),
            Repr::C128 => self.as_c128(value),
            Repr::F64 | Repr::Bool => self.current(value),
        }
    }

    /// An integer, perhaps of a truth value.
    pub(super) fn as_i64(&mut self, value: Value) -> Value {
        let now = self.current(value);
        match self.body.repr(now) {
            Repr::Bool => self.emit(Repr::I64, InstKind::BoolToInt(now)),
            Repr::I64 | Repr::F64 | Repr::C128 | Repr::Boxed => now,
        }
    }

    /// A float, perhaps of an integer, rounded as Python rounds it.
    pub(super) fn as_f64(&mut self, value: Value) -> Value {
        let now = self.as_i64(value);
        match self.body.repr(now) {
            Repr::I64 => self.emit(Repr::F64, InstKind::IntToFloat(now)),
            Repr::Boxed => {
                let operands = || vec![Operand::Value(now)];
                let fits = self.emit(Repr::Bool, InstKind::Rt(&rt::number_fits, operands()));
                self.guard(fits, GuardKind::Fits);
                self.emit(Repr::F64, InstKind::Rt(&rt::number_as_f64, operands()))
            }
            Repr::F64 | Repr::C128 | Repr::Bool => now,
        }
    }

    /// A float equal to the value: integers that floats cannot hold leave.
    pub(super) fn as_exact_f64(&mut self, value: Value) -> Value {
        let now = self.as_i64(value);
        if self.body.repr(now) == Repr::I64 {
            self.guard_exact(now);
        }
        self.as_f64(value)
    }

    /// Leaves unless an integer is at most 2**53 in size.
    fn guard_exact(&mut self, value: Value) {
        const LIMIT: i64 = 1 << 53;
        let half = self.emit(Repr::I64, InstKind::I64(LIMIT));
        let whole = self.emit(Repr::I64, InstKind::I64(2 * LIMIT + 1));
        // May wrap for integers near the end of the range, which then are not below the limit either.
        let moved = self.emit(Repr::I64, InstKind::WrappingAdd(value, half));
        let holds = self.emit(Repr::Bool, InstKind::IntCompare(Order::Below, moved, whole));
        self.guard(holds, GuardKind::Fits);
    }

    fn checked(&mut self, op: IntOp, left: Value, right: Value) -> Value {
        let exit = Some(self.exit_state()).filter(|_| op != IntOp::Add || !Fault::Overflow.is_on());
        self.emit(Repr::I64, InstKind::Int { op, left, right, exit })
    }

    pub(super) fn unchecked(&mut self, op: IntOp, left: Value, right: Value) -> Value {
        self.emit(Repr::I64, InstKind::Int { op, left, right, exit: None })
    }

    fn int(&mut self, op: IntOp, left: Value, right: Value) -> Value {
        let (left, right) = (self.as_i64(left), self.as_i64(right));
        match op {
            IntOp::And | IntOp::Or | IntOp::Xor => self.unchecked(op, left, right),
            IntOp::Add | IntOp::Sub | IntOp::Mul | IntOp::FloorDiv | IntOp::Mod | IntOp::LShift | IntOp::RShift => {
                self.checked(op, left, right)
            }
        }
    }

    /// `/` of integers: the quotient of the floats is the rounded one if both are exact.
    fn int_div(&mut self, left: Value, right: Value) -> Value {
        let (left, right) = (self.as_exact_f64(left), self.as_exact_f64(right));
        let exit = Some(self.exit_state());
        self.emit(Repr::F64, InstKind::Float { op: FloatOp::Div, left, right, exit })
    }

    fn float(&mut self, op: FloatOp, left: Value, right: Value) -> Value {
        let (left, right) = (self.as_f64(left), self.as_f64(right));
        let exit = match op {
            FloatOp::Add | FloatOp::Sub | FloatOp::Mul | FloatOp::Abs | FloatOp::Sqrt => None,
            FloatOp::Div | FloatOp::FloorDiv | FloatOp::Mod | FloatOp::Pow => Some(self.exit_state()),
        };
        self.emit(Repr::F64, InstKind::Float { op, left, right, exit })
    }

    fn truth(&mut self, value: Value) -> Value {
        let now = self.current(value);
        if self.kinds.get(value).is_complex() {
            return self.complex_truth(value);
        }
        match self.body.repr(now) {
            Repr::I64 => {
                let zero = self.emit(Repr::I64, InstKind::I64(0));
                self.emit(Repr::Bool, InstKind::IntCompare(Order::Ne, now, zero))
            }
            Repr::F64 => {
                let zero = self.emit(Repr::F64, InstKind::F64(0.0));
                self.emit(Repr::Bool, InstKind::FloatCompare(Order::Ne, now, zero))
            }
            Repr::C128 | Repr::Bool | Repr::Boxed => now,
        }
    }

    fn abs_int(&mut self, value: Value) -> Value {
        let value = self.current(value);
        let zero = self.emit(Repr::I64, InstKind::I64(0));
        let negated = self.checked(IntOp::Sub, zero, value);
        let negative = self.emit(Repr::Bool, InstKind::IntCompare(Order::Lt, value, zero));
        self.emit(Repr::I64, InstKind::Select { test: negative, then: negated, otherwise: value })
    }

    fn extreme(&mut self, order: Order, left: Value, right: Value) -> Value {
        let (left, right) = (self.current(left), self.current(right));
        let repr = self.body.repr(left);
        let test = match repr {
            Repr::F64 => InstKind::FloatCompare(order, right, left),
            Repr::I64 | Repr::C128 | Repr::Bool | Repr::Boxed => InstKind::IntCompare(order, right, left),
        };
        let test = self.emit(Repr::Bool, test);
        self.emit(repr, InstKind::Select { test, then: right, otherwise: left })
    }

    /// A function of `math`; leaves unless it is the genuine one, and where Python raises or does more than call the C
    /// library.
    fn math(&mut self, callee: Value, function: MathFunction, args: &[Value]) -> Value {
        let number = Operand::Imm(function as i64);
        let operands =
            vec![Operand::Value(self.current(callee)), number.clone(), Operand::Cache(self.program.new_cache())];
        let genuine = self.emit(Repr::Bool, InstKind::Rt(&rt::math_is, operands));
        self.guard(genuine, GuardKind::SameGlobal);
        let args: Vec<Value> = args.iter().map(|arg| self.as_f64(*arg)).collect();
        let (first, last) = (args[0], args[args.len() - 1]);
        let unary = |op: FloatOp| InstKind::Float { op, left: first, right: first, exit: None };
        match function {
            MathFunction::Fabs => self.emit(Repr::F64, unary(FloatOp::Abs)),
            MathFunction::Sqrt => {
                let zero = self.emit(Repr::F64, InstKind::F64(0.0));
                let negative = self.emit(Repr::Bool, InstKind::FloatCompare(Order::Lt, first, zero));
                self.guard_usual(negative, false);
                self.emit(Repr::F64, unary(FloatOp::Sqrt))
            }
            MathFunction::Trunc => self.float_to_int(first),
            _ => {
                let operands = vec![number, Operand::Value(first), Operand::Value(last)];
                let result = self.emit(Repr::F64, InstKind::Rt(&rt::math_call, operands));
                if matches!(function, MathFunction::Floor | MathFunction::Ceil) {
                    return self.float_to_int(result);
                }
                let size = InstKind::Float { op: FloatOp::Abs, left: result, right: result, exit: None };
                let size = self.emit(Repr::F64, size);
                let infinite = self.emit(Repr::F64, InstKind::F64(f64::INFINITY));
                let finite = self.emit(Repr::Bool, InstKind::FloatCompare(Order::Lt, size, infinite));
                self.guard(finite, GuardKind::Fits);
                result
            }
        }
    }

    fn float_to_int(&mut self, value: Value) -> Value {
        let exit = Some(self.exit_state());
        self.emit(Repr::I64, InstKind::FloatToInt { value, exit })
    }

    /// A variable, found by a row whose operands begin at the one of this number; leaves if it is not there.
    fn lent_value(&mut self, inst: &Inst, row: &'static naja_rt_abi::RtFn, first: usize) {
        let Some(result) = inst.result else { return };
        let InstKind::Rt(_, operands) = &inst.kind else { return };
        let mut operands: Vec<Operand> = operands[first..first + 2].to_vec();
        for operand in &mut operands {
            if let Operand::Value(value) = operand {
                *value = self.current(*value);
            }
        }
        operands.push(Operand::Cache(self.cache_of(row, &operands)));
        let found = self.emit(Repr::Boxed, InstKind::Rt(row, operands));
        self.body.values[found].nullable = true;
        let is_null = self.emit(Repr::Bool, InstKind::IsNull(found));
        self.guard_usual(is_null, false);
        let kind = self.kinds.get(result).clone();
        self.hold_lent(inst, result, found, &kind);
    }

    /// The cache of a row that looks for a variable: for module variables one for each name, so that looking again is seen to be
    /// that.
    fn cache_of(&mut self, row: &'static RtFn, operands: &[Operand]) -> Cache {
        let name = match operands {
            [Operand::Value(_), Operand::Value(name)] if row.name == "global_value" => *name,
            _ => return self.program.new_cache(),
        };
        let constant = match self.cx.definition(self.original, name).map(|inst| &inst.kind) {
            Some(InstKind::Boxed(constant)) => *constant,
            _ => return self.program.new_cache(),
        };
        *self.variables.entry(constant).or_insert_with(|| self.program.new_cache())
    }

    /// What something else owns, as the result of an instruction: a machine value, or a reference of our own.
    pub(super) fn hold_lent(&mut self, inst: &Inst, result: Value, lent: Value, kind: &Kind) {
        if kind.is_unboxed() {
            self.now.insert(result, lent);
            self.establish(result, kind);
            // It is not ours to use again.
            let machine = self.current(result);
            self.boxed.remove(&machine);
            return;
        }
        self.out.push(Inst { result: Some(result), kind: InstKind::Own(lent), span: inst.span });
        if super::needs_guard(kind) {
            self.establish(result, kind);
        }
    }

    /// A method that every instance of a type has, for those who look at the frame.
    fn type_method(&mut self, inst: &Inst, of: MethodsOf) {
        let InstKind::Rt(_, operands) = &inst.kind else { return };
        let [_, Operand::Value(name), _] = operands[..] else { crate::bug!("`method_get` with other operands") };
        let (of, name) = (Operand::Imm(of as i64), Operand::Value(self.current(name)));
        let operands = vec![of, name, Operand::Cache(self.program.new_cache())];
        self.out.push(Inst { result: inst.result, kind: InstKind::Rt(&rt::type_method, operands), span: inst.span });
    }

    fn global(&mut self, inst: &Inst, class: &Class) {
        let Some(result) = inst.result else { return };
        let InstKind::Rt(_, operands) = &inst.kind else { return };
        let [module, Operand::Value(globals), Operand::Value(name), cache] = &operands[..] else {
            crate::bug!("`global_get` with other operands")
        };
        let (globals, name) = (Operand::Value(self.current(*globals)), Operand::Value(self.current(*name)));
        let kind = match class {
            Class::Function(function) => {
                let operands = vec![globals, name, Operand::Desc(*function), Operand::Cache(self.program.new_cache())];
                InstKind::Rt(&rt::global_function, operands)
            }
            Class::Any
            | Class::None
            | Class::Number
            | Class::Complex
            | Class::Scalar
            | Class::List
            | Class::Tuple
            | Class::Str
            | Class::Builtin(_) => {
                InstKind::Rt(&rt::global_builtin, vec![module.clone(), globals, name, cache.clone()])
            }
        };
        let found = self.emit(Repr::Boxed, kind);
        self.body.values[found].nullable = true;
        let is_null = self.emit(Repr::Bool, InstKind::IsNull(found));
        let same = self.emit(Repr::Bool, InstKind::Not(is_null));
        self.guard(same, GuardKind::SameGlobal);
        self.globals.insert(result);
        self.out.push(Inst { result: Some(result), kind: InstKind::Own(found), span: inst.span });
    }
}
