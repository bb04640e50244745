# A float passed where int is declared: every operation is float from there on.
def poly(x: int, n: int) -> int:
    s = 0
    for i in range(n):
        s = s * x + i
    return s


def bits(x: int) -> int:
    return x & 0xFF


def index(xs: list[int], i: int) -> int:
    return xs[i]


print(poly(2, 5), poly(2.0, 5), poly(0.5, 5), poly(2.0, 0), poly(True, 4), poly(2.0, 1))
for f, args in ((poly, (2, 2.0)), (bits, (1.0,)), (index, ([1, 2], 1.0)), (poly, (None, 3)), (poly, ("a", 1)), (poly, ("a", 2))):
    try:
        print(f(*args))
    except TypeError as e:
        print(type(e).__name__)
print([poly(x, 3) for x in [1, 2.5, 3, -0.0, 2**40, float("inf")]])
