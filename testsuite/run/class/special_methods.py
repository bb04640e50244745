# Operators by special methods: reflected forms, NotImplemented, in-place fallbacks, order.
class Num:
    def __init__(self, v: int) -> None:
        self.v = v

    def __add__(self, o: object) -> object:
        print("add", end=" ")
        return Num(self.v + o.v) if isinstance(o, Num) else NotImplemented

    def __radd__(self, o: object) -> object:
        print("radd", end=" ")
        return Num(self.v + o) if isinstance(o, int) else NotImplemented

    def __iadd__(self, o: object) -> object:
        print("iadd", end=" ")
        if isinstance(o, str):
            return NotImplemented
        self.v += o if isinstance(o, int) else o.v
        return self

    def __lt__(self, o: object) -> bool:
        print("lt", end=" ")
        return self.v < o.v

    def __neg__(self) -> "Num":
        return Num(-self.v)

    def __getitem__(self, i: object) -> object:
        return i

    def __contains__(self, x: object) -> bool:
        return x == self.v

    def __call__(self, *args: int) -> int:
        return self.v + len(args)

    def __len__(self) -> int:
        return self.v

    def __repr__(self) -> str:
        return f"N{self.v}"


class Sub(Num):
    def __radd__(self, o: object) -> object:
        print("sub radd", end=" ")
        return "sub"


def add(a: object, b: object) -> object:
    return a + b


for a, b in ((Num(1), Num(2)), (Num(1), 2), (1, Num(2)), (1.5, Num(2)), (Num(1), Sub(2)), (Sub(1), Num(2)), (1, Sub(2))):
    try:
        print(add(a, b))
    except TypeError as e:
        print(e)
a = b = Num(1)
a += 5
print(a, b is a)
try:
    a += "x"
except TypeError as e:
    print(e)
print(Num(1) < Num(2), Num(1) > Num(2), -Num(3), Num(1)[1:2], Num(1)[1, 2], 5 in Num(5), Num(1)(1, 2), len(Num(3)), bool(Num(0)))
try:
    Num(1) <= Num(2)
except TypeError as e:
    print(e)
try:
    len(Num(-1))
except ValueError as e:
    print(e)
