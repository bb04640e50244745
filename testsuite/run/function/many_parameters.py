# Functions with many parameters and locals: more than registers, of all kinds at once.
def many(a: int, b: float, c: int, d: float, e: int, f: float, g: int, h: float, i: int, j: float, k: str, l: bool, m: int, n: float) -> float:
    r = a + b * c - d / e + f * g - h * i + j
    if l:
        r += len(k) * m
    return r - n


def locals_galore(n: int) -> list[object]:
    a, b, c, d, e, f, g, h = 1, 2.0, "3", [4], (5,), {6: 6}, None, True
    i, j, k, l, m, o, p, q = n, n * 1.5, str(n), [n], (n,), {n: n}, n > 0, n - 2**62
    for x in range(3):
        a, i, q = a + i, i + x, q - 2**62
        b, j = b * j, j + b
        c, k = c + k, k + c
        h, p = p, not h
    return [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, x]


print(many(1, 2.0, 3, 4.0, 5, 6.0, 7, 8.0, 9, 10.0, "eleven", True, 13, 14.0), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "", False, 2**64, 0))
print(many(*range(1, 11), k="ab", l=1, m=2.5, n=2**70))
print(locals_galore(2), locals_galore(-1), locals_galore(0.5)[-2])
try:
    many(1, 2.0, 3, 4.0, 0, 6.0, 7, 8.0, 9, 10.0, "x", True, 13, 14.0)
except ZeroDivisionError as err:
    print("ZeroDivisionError")
