# __int__, __index__, __float__ and __trunc__-less objects where numbers are wanted.
class I:
    def __init__(self, v: int) -> None:
        self.v = v

    def __index__(self) -> int:
        print("index", end=" ")
        return self.v


class F:
    def __float__(self) -> float:
        print("float", end=" ")
        return 2.5


class N:
    def __int__(self) -> int:
        print("int", end=" ")
        return 7


xs = [10, 20, 30]


def at(i: int) -> int:
    return xs[i]


print(at(I(1)), xs[I(0) : I(2)], list(range(I(3))), int(I(5)), hex(I(255)), float(F()), float(I(2)), int(N()), [0] * I(2), "ab" * I(2))
for f in (lambda: at(N()), lambda: range(F()), lambda: int(F()), lambda: [][I("x")], lambda: 1 + I(1), lambda: float(N())):
    try:
        f()
    except TypeError as e:
        print(type(e).__name__)
