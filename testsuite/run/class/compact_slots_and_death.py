# What numbers take the place of dies at once, and cycles through slots of numbers are collected.
# world: cpython
import gc
import weakref


class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("dies", self.name)


class Cell:
    __slots__ = ("f", "i", "o", "__weakref__")
    f: float
    i: int
    o: object

    def __init__(self, f: float, i: int) -> None:
        self.f = f
        self.i = i

    def __del__(self) -> None:
        f = getattr(self, "f", None)
        print("cell dies", f if isinstance(f, float) else type(f).__name__)


class Curious:
    def __init__(self, cell: Cell) -> None:
        self.cell = cell

    def __del__(self) -> None:
        print("curious", self.cell.f)
        self.cell.f = 9.5


def overwrite(c: Cell, f: float, i: int) -> None:
    c.f = f
    c.i = i
    print("written", c.f, c.i)


def renew(n: int) -> float:
    c = Cell(0.0, 0)
    total = 0.0
    for k in range(n):
        c = Cell(c.f + 0.5, k)
        total += c.f
    return total


c = Cell(1.0, 1)
c.f = Loud("f")
c.i = Loud("i")
overwrite(c, 2.0, 2)
c.f = Loud("g")
c.f = None
c.f = Curious(c)
overwrite(c, 3.0, 3)
print(c.f)
c.f = Loud("left")
del c
print(renew(4))

gc.disable()
c = Cell(4.0, 4)
c.f = c
c.i = Loud("in cycle")
seen = weakref.ref(c)
del c
print(seen() is None, gc.collect() > 0, seen() is None)
c = Cell(5.0, 5)
c.o = [c]
seen = weakref.ref(c, lambda _: print("gone"))
print(Cell in gc.get_referents(c), c.o in gc.get_referents(c))
del c
print(gc.collect() > 0, seen() is None)
before = len(gc.get_objects())
for k in range(1000):
    c = Cell(k * 0.5, k)
    c.f += 1.0
    c.o = k
    c.f = "text" if k % 3 else 0.5
    c.__class__.f.__set__(c, 1.5)
    c.__class__.__del__ = lambda self: None
del c
print(len(gc.get_objects()) - before < 10)
for _ in range(50):
    class Local:
        __slots__ = ("x",)
        x: float

    thing = Local()
    thing.x = 1.5
    last = weakref.ref(Local)
    del Local, thing
print(gc.collect() > 0, last() is None)
