# What is declared complex and is something else at run time: int, float, bool, a subclass, a class of its own.
class Sub(complex):
    def __add__(self, other: object) -> str:
        return "Sub.__add__"

    def __abs__(self) -> str:
        return "Sub.__abs__"

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = complex.__hash__


class Own:
    real = "real"
    imag = "imag"

    def __mul__(self, other: object) -> str:
        return "Own.__mul__"

    def __rmul__(self, other: object) -> str:
        return "Own.__rmul__"

    def __radd__(self, other: object) -> str:
        return "Own.__radd__"

    def __abs__(self) -> float:
        return 7.0

    def conjugate(self) -> str:
        return "Own.conjugate"


def use(z: complex, w: complex) -> list:
    out: list = []
    for f in (add, mul, size, parts, equal, small, quotient):
        try:
            out.append(f(z, w))
        except (TypeError, ZeroDivisionError, AttributeError, OverflowError) as e:
            out.append(type(e).__name__)
    return out


def add(z: complex, w: complex) -> complex:
    return z + w


def mul(z: complex, w: complex) -> complex:
    return z * w


def size(z: complex, w: complex) -> float:
    return abs(z)


def parts(z: complex, w: complex) -> tuple:
    return z.real, w.imag, z.conjugate()


def equal(z: complex, w: complex) -> bool:
    return z == w


def small(z: complex, w: complex) -> bool:
    return abs(z) < 2.0


def quotient(z: complex, w: complex) -> complex:
    return z / w


values: list = [1 + 2j, 3, 2.5, True, Sub(1, 1), Own(), "text", 10**30, None]
for z in values:
    for w in values:
        print([v if not isinstance(v, Own) else "Own" for v in use(z, w)])


def ordered(z: complex, w: complex) -> str:
    try:
        return str(z < w)
    except TypeError as e:
        return str(e)


print(ordered(1j, 2j), ordered(1, 2), ordered(1j, 2))


def loop(zs: list[complex]) -> complex:
    total = 0j
    for z in zs:
        total = total + z * 2
    return total


print(loop([1j, 2j, 3]), loop([1j, 2.5, True]), loop([1, 2]), loop([1j] * 300 + [2] + [1j] * 300))


def powers(z: complex, w: complex) -> list:
    out: list = []
    for exponent in (2, 0, -1, 0.5, 1j, True):
        try:
            out.append((z**exponent, (z**2 + w).real))
        except (ZeroDivisionError, OverflowError) as e:
            out.append(str(e))
    return out


print(powers(1 + 2j, 1j), powers(0j, 1j), powers(1e200 + 1j, 2))
