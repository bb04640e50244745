# Fast code on compact slots, where an odd value, class or descriptor comes along and goes again.
class Vec:
    __slots__ = ("x", "y", "n")
    x: float
    y: float
    n: int

    def __init__(self, x: float, y: float, n: int = 0) -> None:
        self.x = x
        self.y = y
        self.n = n

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y, self.n + other.n)

    def scaled(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k, self.n)

    def dot(self, other: "Vec") -> float:
        return self.x * other.x + self.y * other.y


class Odd:
    def __init__(self) -> None:
        self.x = 1
        self.y = 2.5
        self.n = 2**70

    @property
    def z(self) -> float:
        return 1.0


def sums(vs: list[Vec]) -> list[float]:
    out: list[float] = []
    for v in vs:
        total = 0.0
        for k in range(3):
            v.x = v.x + 1.0
            total += v.x * v.y + v.n
            v.y, v.n = total, v.n + k
        out.append(total)
    return out


def swap(a: Vec, b: Vec, n: int) -> None:
    for _ in range(n):
        a.x, b.x = b.x, a.x
        a.y, a.x = a.x, a.y
        a.n, b.n = b.n + 1, a.n - 1


def grow(v: Vec, n: int) -> int:
    for _ in range(n):
        v.n *= 1000
        v.n += 7
    return v.n


def lost(v: Vec, n: int) -> float:
    total = 0.0
    for k in range(n):
        total += v.x
        if k == n - 2:
            del v.x
    return total


def hold(v: Vec, n: int) -> list[object]:
    seen: list[object] = []
    for k in range(n):
        seen.append(v.x)
        seen.append(v.n)
        v.x += 1.5
        v.n += 1000
    return seen


def show(vs: list[Vec]) -> None:
    print([(v.x, v.y, v.n) for v in vs])


def chain(n: int) -> float:
    a, b = Vec(0.0, 0.0), Vec(1.0, 2.0, 3)
    total = 0.0
    for _ in range(n):
        a = (a + b).scaled(0.5)
        total += a.dot(b) + a.n
    return total


vs = [Vec(float(k), 0.5, k) for k in range(4)]
vs[1].x = 3
vs[2].n = 2**64
vs[3].y = -0.0
vs.append(Odd())
vs.append(vs[0])
print(sums(vs))
show(vs)
print(sums(vs[:1] * 3), sums(vs))
show(vs)
swap(vs[0], vs[3], 5)
swap(vs[0], vs[0], 3)
swap(vs[1], vs[4], 2)
show(vs)
print(grow(Vec(0.0, 0.0, 1), 30), grow(Vec(0.0, 0.0, -1), 5), grow(vs[4], 2))
v = Vec(0.5, 1.5, 1)
for again in range(2):
    try:
        print(lost(v, 5))
    except AttributeError as e:
        print(e)
    v.x = 2.5
print(hold(v, 4), v.x, v.n)
print(chain(10))
try:
    print(sums([v, Vec(1.0, 2.0), object()]))
except AttributeError as e:
    print(e)

# The class changes while fast code knows it.
original = Vec.x
Vec.x = property(lambda self: 100.0, lambda self, value: print("set", value))
print(sums([v, Vec(7.0, 1.0)]), v.x)
Vec.x = original
print(sums([v]), v.x)
Vec.x = Vec.n
print(v.x, v.n, sums([v]), v.x, v.n)
Vec.x = original
print(sums([v]), v.x, v.n)
Vec.__setattr__ = lambda self, name, value: object.__setattr__(self, name, value * 2)
print(sums([v]), v.x, v.y, v.n)
del Vec.__setattr__
Vec.__getattribute__ = lambda self, name: 3 if name == "n" else object.__getattribute__(self, name)
print(sums([v]), v.x, v.y, v.n)
del Vec.__getattribute__
print(sums([v]), v.x, v.y, v.n, chain(10))
old = Vec.__init__
Vec.__init__ = lambda self, x, y, n=0: old(self, x + 1.0, y, n)
print(chain(5))
Vec.__init__ = old
Vec.__new__ = lambda cls, *args: object.__new__(cls)
print(chain(5))
