# Loops over complex numbers that begin as ints or floats, leave in the middle, and come back.
def escape(c: complex, limit: int) -> int:
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


def escape_int(c: complex, limit: int) -> tuple:
    z = 0
    n = 0
    while abs(z) <= 2 and n < limit:
        z = z * z + c
        n += 1
    return n, z


def escape_float(c: complex, limit: int) -> tuple:
    z = 0.0
    n = 0
    while n < limit:
        if abs(z) >= 2:
            break
        z = z**2 + c
        n += 1
    return n, z


def fixed(c: complex) -> bool:
    z = c
    for _ in range(30):
        z = z * z + c
    return abs(z) < 2


def parts(c: complex, limit: int) -> int:
    z = c
    for i in range(limit):
        if z.real * z.real + z.imag * z.imag > 4.0:
            return i
        z = complex(z.real * z.real - z.imag * z.imag + c.real, 2 * z.real * z.imag + c.imag)
    return limit


def safely(c: complex) -> object:
    try:
        return fixed(c)
    except OverflowError as e:
        return str(e)


for y in range(-6, 7):
    row = ""
    for x in range(-10, 4):
        c = complex(x / 5, y / 5)
        n = escape(c, 40)
        row += chr(48 + n % 64)
        if n != parts(c, 40) + 1 and not (n == 40 and parts(c, 40) >= 39):
            row += "!"
        m, z = escape_int(c, 40)
        k, w = escape_float(c, 12)
        row += f" {m} {k} {safely(c)}"
    print(row)
print(escape_int(0.25, 5), escape_int(1, 5), escape_int(0.1 + 0.2j, 0), escape_float(0, 0), escape_float(1j, 3))


def change(n: int) -> list:
    z = 1
    out: list = []
    for i in range(n):
        if i == 3:
            z = z * 1.5
        if i == 6:
            z = z + 1j
        if i == 9:
            z = abs(z)
        if i == 12:
            z = z - 2j
        out.append(z)
        z = z * 2
    return out


print(change(15))


def odd_element(items: list, n: int) -> complex:
    z = 0j
    for k in range(n):
        for item in items:
            z = z * 0.5 + item
    return z


print(odd_element([1j, 2 + 0j, 3.5], 50), odd_element([1j, 2 + 0j, 3.5, 10**25], 50), odd_element([1j] * 400 + [1] + [2j] * 400, 3))


def orbit(c: complex, n: int) -> complex:
    z: complex = 0
    for i in range(n):
        z = z * z + c
    return z


print(orbit(0.25, 10), orbit(-1, 5), orbit(0.1j, 0), orbit(0.1j, 20))


def newton(z: complex, n: int) -> complex:
    for _ in range(n):
        z = z - (z * z * z - 1) / (3 * z * z)
    return z


print(newton(1 + 1j, 20), newton(-2j, 3), newton(0.5, 4))
try:
    newton(0j, 1)
except ZeroDivisionError as e:
    print(e)
