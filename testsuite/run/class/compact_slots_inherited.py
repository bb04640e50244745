# Numbers in slots of bases: with and without slots of their own, mixins, other layouts, slots of the same name.
# world: cpython
import copy
import pickle


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def step(self, d: float) -> float:
        self.x += d
        self.y -= d
        return self.x * self.y


class Empty(Point):
    __slots__ = ()


class Deep(Empty):
    __slots__ = ("z", "count")
    z: float
    count: int

    def __init__(self, x: float, y: float, z: float) -> None:
        super().__init__(x, y)
        self.z = z
        self.count = 0

    def step(self, d: float) -> float:
        self.count += 1
        self.z += super().step(d)
        return self.z + self.x


class Loose(Deep):
    extra: float

    def __init__(self) -> None:
        Deep.__init__(self, 1.0, 2.0, 3.0)
        self.extra = 0.5

    def step(self, d: float) -> float:
        self.extra += self.x + self.count
        return super().step(d) + self.extra


class Kept:
    __slots__ = ()

    def __getstate__(self):
        return "kept"

    def __setstate__(self, state):
        print("state", state)


class Mixed(Point, Kept):
    __slots__ = ("x", "w")
    x: int
    w: float

    def __init__(self, x: int, w: float) -> None:
        Point.x.__set__(self, w)
        self.x = x
        self.w = w
        self.y = 0.0


class Own(Kept, Point):
    __slots__ = ()

    def __getstate__(self):
        return [super().__getstate__(), object.__getstate__(self)]


class Asks(Point):
    __slots__ = ()

    def __getstate__(self):
        return super().__getstate__()


class Child(Point):
    __slots__ = ("x",)

    def __init__(self, x: str, y: float) -> None:
        self.x = x
        self.y = y


def run(p: Point, n: int) -> float:
    total = 0.0
    for _ in range(n):
        p.x = p.x * 0.5 + 1.0
        total += p.step(0.25)
    return total


def deep(p: Deep, n: int) -> float:
    total = 0.0
    for _ in range(n):
        total += p.z + p.x + p.count
        p.z = total * 0.5
        p.count += 2
    return total


def mixed(p: Mixed, n: int) -> float:
    for _ in range(n):
        p.x += 1
        p.w += p.x + p.y
        p.y += 0.5
    return p.w


def show(p: Point) -> None:
    state = getattr(p, "__dict__", None)
    print(type(p).__name__, p.x, p.y, getattr(p, "z", None), getattr(p, "count", None), state)


objects = [Point(1.0, 2.0), Empty(1.5, 2.5), Deep(1.0, 2.0, 3.0), Loose(), Point(0.5, 0.25)]
for p in [*objects, *objects[::-1], *objects]:
    print(run(p, 7))
    show(p)
for d in (objects[2], objects[3], objects[2]):
    print(deep(d, 5))
    show(d)
m = Mixed(3, 1.5)
print(m.x, Point.x.__get__(m), mixed(m, 5), m.x, m.y, m.w, Point.x.__get__(m), Mixed.x is Point.x)
print(m.__getstate__(), Mixed.__getstate__ is Kept.__getstate__, Mixed.__getstate__(m))
for p in [*objects, m, Own(1.0, 2.0), Asks(1.0, 2.0)]:
    print(type(p).__name__, p.__getstate__())
    for make in (copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))):
        other = make(p)
        if not isinstance(p, Kept):
            show(other)
            print(run(other, 2))
c = Child("a", 1.0)
print(c.x, c.y)
try:
    run(c, 2)
except TypeError as e:
    print(type(e).__name__)
print(Point.x.__set__(c, 1.5), Point.x.__get__(c), c.x)
e = objects[1]
e.__class__ = Point
show(e)
print(run(e, 3))
e.__class__ = Empty
show(e)
print(run(e, 3))
exec("""class Interpreted(Point):
    __slots__ = ("q", "__dict__")
    def __init__(self):
        super().__init__(0.5, 1.5)
        self.q = 1.0
        self.other = 2.0
""")
i = Interpreted()
print(run(i, 3), i.q, i.other, vars(i), run(copy.copy(i), 3))
show(i)
for bases in ((Deep, Mixed), (Point, int), (Point, Kept)):
    try:
        print(type("Both", bases, {"__slots__": ()}).__name__)
    except TypeError as e:
        print(e)
