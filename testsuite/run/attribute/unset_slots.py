# Slots: set, unset, deleted, inherited, of a class that shares a base; values of every kind.
class Point:
    __slots__ = ("x", "y", "tag")

    def __init__(self, x: float, y: int) -> None:
        self.x = x
        self.y = y

    def step(self, dt: float) -> float:
        self.x += dt
        self.y += 3
        return self.x * self.y


class Named(Point):
    __slots__ = ("name",)
    name: str

    def __init__(self, x: float, y: int, name: str) -> None:
        super().__init__(x, y)
        self.name = name


class Loose(Point):
    extra: float

    def __init__(self) -> None:
        self.extra = 1.0
        self.x = 2.0
        self.y = 2**40


def run(p: Point, n: int) -> float:
    total = 0.0
    for _ in range(n):
        p.x = p.x * 0.5 + 1.0
        total += p.step(0.25)
    return total


def loose(p: Loose, n: int) -> float:
    for _ in range(n):
        p.extra += p.x
        p.x += 1.0
    return p.extra


a, b, c = Point(1.0, 2), Named(3.0, 4, "b"), Loose()
for p in (a, b, c, a, c, b):
    print(run(p, 5), p.x, p.y)
print(loose(c, 4), vars(c), b.name)
for p in (a, b, c):
    try:
        print(p.tag)
    except AttributeError as e:
        print(e)
    p.tag = p.x
    del p.x
    try:
        run(p, 2)
    except AttributeError as e:
        print(e)
    p.x = p.tag
    print(run(p, 3))
a.x = 7
a.y = 0.5
print(run(a, 3), a.x, a.y)
a.y = 2**70
print(run(a, 2), a.y)
