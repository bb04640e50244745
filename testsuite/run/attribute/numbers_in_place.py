# Numbers written into attributes never change what else refers to the old number.
class Cell:
    f: float
    i: int
    b: bool

    def __init__(self) -> None:
        self.f = 0.5
        self.i = 1000
        self.b = False


def spin(c: Cell, n: int) -> list[object]:
    seen: list[object] = []
    for k in range(n):
        seen.append(c.f)
        seen.append(c.i)
        c.f += 1.25
        c.i += 100_000_007 * k
        c.b = not c.b
    return seen


def swap(a: Cell, b: Cell, n: int) -> None:
    for _ in range(n):
        a.f, b.f = b.f, a.f
        a.i, b.i = b.i, a.i
        a.f += 1.0
        b.i -= 1


def sizes(c: Cell, values: list[int]) -> list[int]:
    out = []
    for value in values:
        c.i = value
        out.append(c.i)
        c.i = -value
        out.append(c.i)
    return out


def share(a: Cell, b: Cell, n: int) -> None:
    for _ in range(n):
        b.f = a.f
        b.i = a.i
        a.f *= 3.0
        a.i *= 3


c, d = Cell(), Cell()
print(spin(c, 5), c.f, c.i, c.b)
held = [c.f, c.i, vars(c)]
spin(c, 3)
print(held[:2], sorted(held[2].items()))
swap(c, d, 5)
print(c.f, c.i, d.f, d.i)
edges = [0, 1, 5, 256, 257, 2**30 - 1, 2**30, 2**31, 2**60 - 1, 2**60, 2**62, 2**63 - 1, 300, 2**59, -(2**63), 7]
print(sizes(c, edges) == [sign * e for e in edges for sign in (1, -1)])
print(sizes(c, edges[::-1]) == [sign * e for e in edges[::-1] for sign in (1, -1)])
share(c, d, 3)
print(c.f, c.i, d.f, d.i)
e = Cell()
e.__dict__["f"] = d.f
share(d, e, 2)
print(d.f, d.i, e.f, e.i)
constant = 1000
f = Cell()
f.i = constant
f.i += 0
f.i += 234
print(constant, f.i, Cell().i)
x = Cell()
before = x.f
x.f += 1.0
print(before, x.f, {**vars(x)})
