# Every kind of arithmetic that leaves, inlined: quotients, remainders, shifts, powers, conversions, and subscripts.
def div(a: int, b: int) -> int:
    return a // b


def mod(a: int, b: int) -> int:
    return a % b


def true_div(a: float, b: float) -> float:
    return a / b


def floor(a: float, b: float) -> float:
    return a // b


def rest(a: float, b: float) -> float:
    return a % b


def power(a: float, b: float) -> float:
    return a**b


def left(a: int, b: int) -> int:
    return a << b


def right(a: int, b: int) -> int:
    return a >> b


def cut(x: float) -> int:
    return int(x)


def size(a: int) -> int:
    return abs(a) - -a


def at(xs: list[float], i: int) -> float:
    return xs[i]


def ints(a: int, b: int) -> None:
    for k in range(6):
        try:
            if k == 0:
                print(div(a, b), end=" ")
            elif k == 1:
                print(mod(a, b), end=" ")
            elif k == 2:
                print(left(a, b), end=" ")
            elif k == 3:
                print(right(a, b), end=" ")
            elif k == 4:
                print(size(a), end=" ")
            else:
                print(at([0.5, 1.5], b), end=" ")
        except (ArithmeticError, ValueError, IndexError) as e:
            print(type(e).__name__, end=" ")
    print()


def floats(a: float, b: float) -> None:
    for k in range(5):
        try:
            if k == 0:
                print(true_div(a, b), end=" ")
            elif k == 1:
                print(floor(a, b), end=" ")
            elif k == 2:
                print(rest(a, b), end=" ")
            elif k == 3:
                print(power(a, b), end=" ")
            else:
                print(cut(a), end=" ")
        except (ArithmeticError, ValueError) as e:
            print(type(e).__name__, end=" ")
    print()


for x, y in ((7, 2), (-7, 2), (7, -2), (5, 0), (-(2**63), -1), (2**62, 1), (1, 63), (1, 70), (3, 200), (-1, -5)):
    ints(x, y)
for p, q in ((7.5, 2.0), (-7.5, 2.0), (1.0, 0.0), (-8.0, 1 / 3), (1e300, 2.0), (1e19, 1.0), (float("inf"), 1.0)):
    floats(p, q)
floats(float("nan"), 1.0)
