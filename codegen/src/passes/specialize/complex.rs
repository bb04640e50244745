//! Complex numbers: arithmetic on their two floats, as CPython does it.
//!
//! An operand that is no complex number becomes one first, so that `2.0 * z` is a whole product: signed zeros, infinities
//! and NaNs come out of it as they do there. Nothing of this is left to LLVM, to which a complex number is a pair.

use super::Specializer;
use crate::analysis::kinds::{Class, Kind};
use crate::analysis::plan::ComplexOp;
use crate::mir::{FloatOp, GuardKind, InstKind, Operand, Order, Part, Value};
use crate::repr::Repr;
use naja_rt_abi::table as rt;

/// The real and the imaginary part.
type Parts = (Value, Value);

impl Specializer<'_> {
    /// A complex number of two floats.
    pub(super) fn complex(&mut self, (real, imag): Parts) -> Value {
        let value = self.emit(Repr::C128, InstKind::Complex { real, imag });
        self.parts.insert(value, (real, imag));
        value
    }

    /// An exact complex number as a machine value.
    pub(super) fn as_c128(&mut self, value: Value) -> Value {
        let now = self.current(value);
        if self.body.repr(now) == Repr::C128 {
            return now;
        }
        let parts = self.parts_of(value);
        self.complex(parts)
    }

    /// The parts of a number; leaves if it may be complex and is not.
    pub(super) fn parts_of(&mut self, value: Value) -> Parts {
        let now = self.current(value);
        match (self.body.repr(now), self.kinds.get(value)) {
            (Repr::C128, _) => match self.parts.get(&now) {
                Some(parts) => *parts,
                None => [Part::Real, Part::Imag].map(|part| self.emit(Repr::F64, InstKind::Part(part, now))).into(),
            },
            (Repr::Boxed, Kind::Object(Class::Complex)) => self.parts_of_box(now),
            (Repr::Boxed, Kind::Object(Class::Scalar)) => {
                let operands = vec![Operand::Value(now)];
                let is_complex = self.emit(Repr::Bool, InstKind::Rt(&rt::is_complex, operands));
                self.guard(is_complex, GuardKind::Class);
                self.parts_of_box(now)
            }
            (Repr::Boxed | Repr::I64 | Repr::F64 | Repr::Bool, _) => (self.as_f64(value), self.float_const(0.0)),
        }
    }

    fn parts_of_box(&mut self, boxed: Value) -> Parts {
        [&rt::complex_real, &rt::complex_imag]
            .map(|row| self.emit(Repr::F64, InstKind::Rt(row, vec![Operand::Value(boxed)])))
            .into()
    }

    fn float_const(&mut self, value: f64) -> Value {
        self.emit(Repr::F64, InstKind::F64(value))
    }

    fn op(&mut self, op: FloatOp, left: Value, right: Value) -> Value {
        self.emit(Repr::F64, InstKind::Float { op, left, right, exit: None })
    }

    fn float_compare(&mut self, order: Order, left: Value, right: Value) -> Value {
        self.emit(Repr::Bool, InstKind::FloatCompare(order, left, right))
    }

    fn select(&mut self, test: Value, then: Value, otherwise: Value) -> Value {
        self.emit(self.body.repr(then), InstKind::Select { test, then, otherwise })
    }

    /// `left and right`.
    fn both(&mut self, left: Value, right: Value) -> Value {
        let no = self.emit(Repr::Bool, InstKind::Bool(false));
        self.select(left, right, no)
    }

    /// `left or right`.
    fn either(&mut self, left: Value, right: Value) -> Value {
        let yes = self.emit(Repr::Bool, InstKind::Bool(true));
        self.select(left, yes, right)
    }

    /// `z.real` or `z.imag`.
    pub(super) fn part(&mut self, part: Part, value: Value) -> Value {
        let (real, imag) = self.parts_of(value);
        match part {
            Part::Real => real,
            Part::Imag => imag,
        }
    }

    /// `complex(real, imag)`.
    pub(super) fn make_complex(&mut self, real: Value, imag: Option<Value>) -> Value {
        let real = self.as_f64(real);
        let imag = match imag {
            Some(imag) => self.as_f64(imag),
            None => self.float_const(0.0),
        };
        self.complex((real, imag))
    }

    /// `-z`.
    pub(super) fn negate_complex(&mut self, value: Value) -> Value {
        let (real, imag) = self.parts_of(value);
        let zero = self.float_const(-0.0);
        let parts = [real, imag].map(|part| self.op(FloatOp::Sub, zero, part)).into();
        self.complex(parts)
    }

    /// `z.conjugate()`.
    pub(super) fn conjugate(&mut self, value: Value) -> Value {
        let (real, imag) = self.parts_of(value);
        let zero = self.float_const(-0.0);
        let imag = self.op(FloatOp::Sub, zero, imag);
        self.complex((real, imag))
    }

    pub(super) fn complex_arithmetic(&mut self, op: ComplexOp, left: Value, right: Value) -> Value {
        let (a, b) = (self.parts_of(left), self.parts_of(right));
        let parts = match op {
            ComplexOp::Add => (self.op(FloatOp::Add, a.0, b.0), self.op(FloatOp::Add, a.1, b.1)),
            ComplexOp::Sub => (self.op(FloatOp::Sub, a.0, b.0), self.op(FloatOp::Sub, a.1, b.1)),
            ComplexOp::Mul => self.product(a, b),
            ComplexOp::Div => self.quotient(a, b),
        };
        self.complex(parts)
    }

    fn product(&mut self, a: Parts, b: Parts) -> Parts {
        let [rr, ii, ri, ir] =
            [(a.0, b.0), (a.1, b.1), (a.0, b.1), (a.1, b.0)].map(|(x, y)| self.op(FloatOp::Mul, x, y));
        (self.op(FloatOp::Sub, rr, ii), self.op(FloatOp::Add, ri, ir))
    }

    /// `base ** exponent`, by squares. Leaves where Python raises: a part of the result is infinite.
    pub(super) fn complex_power(&mut self, base: Value, exponent: u32) -> Value {
        let mut square = self.parts_of(base);
        // Python begins with 1, which changes zeros, infinities and NaNs.
        let mut power = (self.float_const(1.0), self.float_const(0.0));
        for bit in 0..=exponent.ilog2() {
            if bit > 0 {
                square = self.product(square, square);
            }
            if exponent >> bit & 1 == 1 {
                power = self.product(power, square);
            }
        }
        let infinite = self.float_const(f64::INFINITY);
        for part in [power.0, power.1] {
            let size = self.op(FloatOp::Abs, part, part);
            let is_finite = self.float_compare(Order::Ne, size, infinite);
            self.guard(is_finite, GuardKind::Fits);
        }
        self.complex(power)
    }

    /// `a / b`, by Smith's method: both are divided by the larger part of `b`. Leaves if `b` is zero.
    fn quotient(&mut self, a: Parts, b: Parts) -> Parts {
        let sizes: Parts = [b.0, b.1].map(|part| self.op(FloatOp::Abs, part, part)).into();
        let by_real = self.float_compare(Order::Ge, sizes.0, sizes.1);
        let (large, small) = (self.select(by_real, b.0, b.1), self.select(by_real, b.1, b.0));
        let zero = self.float_const(0.0);
        let nonzero = self.float_compare(Order::Ne, large, zero);
        self.guard(nonzero, GuardKind::Usual);
        let ratio = self.op(FloatOp::Div, small, large);
        let scaled = self.op(FloatOp::Mul, small, ratio);
        let divisor = self.op(FloatOp::Add, large, scaled);
        let (first, second) = (self.select(by_real, a.0, a.1), self.select(by_real, a.1, a.0));
        let scaled = self.op(FloatOp::Mul, second, ratio);
        let real = self.op(FloatOp::Add, first, scaled);
        // Zeros have the sign of the difference that Python takes.
        let scaled = self.op(FloatOp::Mul, first, ratio);
        let (minus, plus) = (self.op(FloatOp::Sub, second, scaled), self.op(FloatOp::Sub, scaled, second));
        let imag = self.select(by_real, minus, plus);
        (self.op(FloatOp::Div, real, divisor), self.op(FloatOp::Div, imag, divisor))
    }

    /// `left == right`, or `!=`.
    pub(super) fn complex_equal(&mut self, is_equal: bool, left: Value, right: Value) -> Value {
        let (a, b) = (self.exact_parts(left), self.exact_parts(right));
        let real = self.float_compare(Order::Eq, a.0, b.0);
        let imag = self.float_compare(Order::Eq, a.1, b.1);
        let equal = self.both(real, imag);
        if is_equal { equal } else { self.emit(Repr::Bool, InstKind::Not(equal)) }
    }

    /// The parts of a number; leaves for integers that floats cannot hold.
    fn exact_parts(&mut self, value: Value) -> Parts {
        if self.kinds.get(value).is_complex() {
            return self.parts_of(value);
        }
        (self.as_exact_f64(value), self.float_const(0.0))
    }

    /// `bool(z)`.
    pub(super) fn complex_truth(&mut self, value: Value) -> Value {
        let (real, imag) = self.parts_of(value);
        let zero = self.float_const(0.0);
        let (real, imag) = (self.float_compare(Order::Ne, real, zero), self.float_compare(Order::Ne, imag, zero));
        self.either(real, imag)
    }

    /// `abs(z)`. Leaves where the result may be too large: a finite number of which the squares are.
    pub(super) fn abs_complex(&mut self, value: Value) -> Value {
        let (real, imag) = self.parts_of(value);
        let squares: Parts = [real, imag].map(|part| self.op(FloatOp::Mul, part, part)).into();
        let sum = self.op(FloatOp::Add, squares.0, squares.1);
        let infinite = self.float_const(f64::INFINITY);
        let is_small = self.float_compare(Order::Lt, sum, infinite);
        // Zero for finite numbers, NaN for others.
        let nothings: Parts = [real, imag].map(|part| self.op(FloatOp::Sub, part, part)).into();
        let nothing = self.op(FloatOp::Add, nothings.0, nothings.1);
        let is_infinite = self.float_compare(Order::Ne, nothing, nothing);
        let fits = self.either(is_small, is_infinite);
        self.guard(fits, GuardKind::Fits);
        let size = self.emit(Repr::F64, InstKind::Rt(&rt::f64_hypot, vec![Operand::Value(real), Operand::Value(imag)]));
        self.sizes.insert(size, (real, imag));
        size
    }

    /// A comparison of floats. That of an absolute value rarely needs it.
    pub(super) fn compare_floats(&mut self, order: Order, left: Value, right: Value) -> Value {
        let (left, right) = (self.as_exact_f64(left), self.as_exact_f64(right));
        let (order, parts, limit) = match (self.sizes.get(&left), self.sizes.get(&right)) {
            (Some(parts), _) => (order, *parts, right),
            (None, Some(parts)) => (order.swapped(), *parts, left),
            (None, None) => return self.float_compare(order, left, right),
        };
        let operands = [parts.0, parts.1, limit].map(Operand::Value).to_vec();
        let beyond = self.emit(Repr::F64, InstKind::Rt(&rt::f64_hypot_beyond, operands));
        let zero = self.float_const(0.0);
        self.float_compare(order, beyond, zero)
    }
}
