# Arithmetic of complex numbers with each other, floats, ints and bools: infinities, NaNs and signed zeros as CPython has them.
import math

inf = float("inf")
nan = float("nan")


def shown(z: object) -> str:
    # The sign of a NaN is not Python's business.
    if isinstance(z, complex):
        return f"({part(z.real)} {part(z.imag)})"
    return repr(z)


def part(x: float) -> str:
    return "nan" if x != x else repr(x) if x else "-0" if math.copysign(1.0, x) < 0 else "0"


def with_complex(a: complex, b: complex) -> list[object]:
    return [a + b, a - b, a * b, a == b, a != b, -a, +a, bool(a), a.real, b.imag]


def divided(a: complex, b: complex) -> object:
    try:
        return a / b
    except ZeroDivisionError as e:
        return str(e)


def with_float(a: complex, b: float) -> list[object]:
    return [a + b, b + a, a - b, b - a, a * b, b * a, a == b, b == a, a != b, b != a]


def divided_float(a: complex, b: float) -> list[object]:
    try:
        return [a / b, b / a]
    except ZeroDivisionError as e:
        return [str(e)]


def with_int(a: complex, b: int) -> list[object]:
    return [a + b, b + a, a - b, b - a, a * b, b * a, a == b, b == a, a != b, b != a]


def divided_int(a: complex, b: int) -> list[object]:
    try:
        return [a / b, b / a]
    except ZeroDivisionError as e:
        return [str(e)]


def with_bool(a: complex, b: bool) -> list[object]:
    return [a + b, b + a, a - b, b - a, a * b, b * a, a == b, b != a]


def size(z: complex) -> object:
    try:
        return abs(z)
    except OverflowError as e:
        return str(e)


def in_place(z: complex, a: complex, x: float, n: int) -> complex:
    z += a
    z *= x
    z -= n
    z += x
    z *= a
    z -= True
    return z


parts = [0.0, -0.0, 1.0, -2.5, 3e200, -1e-200, 1.7e308, 5e-324, inf, -inf, nan]
numbers = [complex(re, im) for re in parts for im in parts]
digest: dict[str, int] = {}
for a in numbers:
    print(shown(a), shown(-a), shown(+a), bool(a), shown(size(a)))
    for b in numbers[::3]:
        text = " ".join(shown(v) for v in with_complex(a, b)) + shown(divided(a, b)) + shown(divided(b, a))
        digest[text] = digest.get(text, 0) + 1
    for x in parts:
        text = " ".join(shown(v) for v in with_float(a, x) + divided_float(a, x))
        digest[text] = digest.get(text, 0) + 1
    for n in (0, 1, -3, 2**53 + 1, 2**62, 2**70):
        text = " ".join(shown(v) for v in with_int(a, n) + divided_int(a, n))
        digest[text] = digest.get(text, 0) + 1
    text = " ".join(shown(v) for v in with_bool(a, True) + with_bool(a, False))
    digest[text] = digest.get(text, 0) + 1
total = 0
for text in digest:
    h = 0
    for c in text:
        h = (h * 31 + ord(c)) % 1000003
    total = (total * 7 + h) % 1000000007
    if h % 40 == 0:
        print(text)
print(len(digest), total)
print(in_place(1 + 2j, 0.5 - 1j, 2.0, 3), in_place(-0.0j, 0j, -0.0, 0))
for z in (complex(2**53, 0), complex(1, 0), complex(0, 1), complex(2.0**62, 0)):
    for n in (2**53, 2**53 + 1, 1, 0, 2**62, 2**62 + 1):
        print(z == n, n == z, z != n)


def too_large(z: complex, n: int) -> object:
    try:
        return z + n
    except OverflowError as e:
        return str(e)


print(too_large(1j, 10**400), too_large(1j, 10**300))
