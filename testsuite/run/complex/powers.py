# `z ** n` for small constants and others: zeros, infinities, NaNs, overflow; in loops too.
inf = float("inf")
nan = float("nan")


def powers(z: complex) -> list:
    out: list = []
    for f in (first, second, third, fourth, fifth, inverse, root):
        try:
            out.append(f(z))
        except (OverflowError, ZeroDivisionError) as e:
            out.append(str(e))
    return out


def first(z: complex) -> complex:
    return z**1


def second(z: complex) -> complex:
    return z**2


def third(z: complex) -> complex:
    z **= 3
    return z


def fourth(z: complex) -> complex:
    return z**4


def fifth(z: complex) -> complex:
    return z**0


def inverse(z: complex) -> complex:
    return z**-1


def root(z: complex) -> bool:
    return abs((z**0.5) ** 2 - z) < 1e-9 * abs(z)


parts = [0.0, -0.0, 1.0, -2.5, 3e100, 1e160, -1e-200, 5e-324, inf, -inf, nan]
for re in parts:
    for im in parts:
        text = str(powers(complex(re, im)))
        print(complex(re, im), text)


def orbit(c: complex, n: int) -> object:
    z = 0j
    try:
        for _ in range(n):
            z = z**2 + c
    except OverflowError as e:
        return str(e), z
    return z


print(orbit(0.3j, 20), orbit(2j, 5), orbit(2j, 50), orbit(1, 30), orbit(-1, 30))
