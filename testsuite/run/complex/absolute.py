# `abs` of complex numbers, and comparisons with it: near the border, of the very large and small, infinite and NaN.
inf = float("inf")
nan = float("nan")


def orders(z: complex, limit: float) -> str:
    out = ""
    out += "<" if abs(z) < limit else "."
    out += "l" if abs(z) <= limit else "."
    out += "=" if abs(z) == limit else "."
    out += "!" if abs(z) != limit else "."
    out += ">" if abs(z) > limit else "."
    out += "g" if abs(z) >= limit else "."
    out += "<" if limit < abs(z) else "."
    out += "l" if limit <= abs(z) else "."
    out += ">" if limit > abs(z) else "."
    return out


def order_int(z: complex, limit: int) -> str:
    return ("<" if abs(z) < limit else ".") + ("=" if abs(z) == limit else ".") + (">" if limit > abs(z) else ".")


def orders_of_two(z: complex, w: complex) -> str:
    return ("<" if abs(z) < abs(w) else ".") + ("=" if abs(z) == abs(w) else ".") + (">" if abs(z) > abs(w) else ".")


def tried(z: complex, limit: float) -> str:
    try:
        return orders(z, limit)
    except OverflowError as e:
        return str(e)


def around(x: float) -> list[float]:
    return [x - x * 2.0**-53, x, x + x * 2.0**-52]


for real, imag in ((3.0, 4.0), (0.6, 0.8), (1.2, 1.6), (5e-324, 0.0), (3e-200, 4e-200), (3e200, 4e200), (1e-3, 2.0), (1.0, 1.0)):
    for re in around(real):
        for im in around(imag) + [-imag]:
            z = complex(re, im)
            print(z, [tried(z, limit) for limit in around(abs(complex(real, imag)))], tried(z, 2.0), tried(z, abs(z)))

odd = [0.0, -0.0, 1.0, 1e160, 1.3e154, 1.7e308, 1e-170, 5e-324, inf, -inf, nan, -1.0]
for re in odd:
    for im in odd:
        print(re, im, [tried(complex(re, im), limit) for limit in odd])

for re in (3.0, 3.0000000000000004, 2.9999999999999996):
    print(order_int(complex(re, 4.0), 5), order_int(complex(re, 4.0), 2**60), order_int(complex(re, 4.0), -1))
    print(orders_of_two(complex(re, 4), 5j), orders_of_two(4 + 3j, complex(re, 4)))


def both(z: complex) -> tuple[float, bool]:
    size = abs(z)
    return size, size > 2.0


print(both(3 + 4j), both(1j), both(complex(inf, nan)))


def norm(z: complex) -> tuple[bool, float, float]:
    return z.real**2 + z.imag**2 > 4.0, z.real * z.real + z.imag * z.imag, (z * z.conjugate()).real


print(norm(3 + 4j), norm(1j), norm(-0.0j), norm(complex(inf, nan)))
