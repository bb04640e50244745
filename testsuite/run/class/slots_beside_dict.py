# Slots of classes whose instances have a `__dict__` too: they are no part of it, whatever becomes of it.
import copy


class Base:
    __slots__ = ("x", "y")

    def __init__(self, x: int) -> None:
        self.x = x


class Open(Base):
    pass


class Again(Open):
    __slots__ = ("x",)


class Twin(Base):
    pass


def read(p: Base, n: int) -> int:
    total = 0
    for _ in range(n):
        total += p.x
    return total


o = Open(3)
o.extra = 4
print(vars(o), o.x, dir(o)[-3:], read(o, 3))
o.__dict__["x"] = "hidden"
print(o.x, vars(o), read(o, 2))
del o.x
try:
    print(o.x)
except AttributeError as error:
    print(error, vars(o))
o.x = 5
o.__dict__ = {"new": 1}
print(o.x, o.new, vars(o), hasattr(o, "extra"), hasattr(o, "y"))
o.__class__ = Twin
print(type(o).__name__, o.x, vars(o))
again = Again(1)
Base.x.__set__(again, 10)
print(again.x, Base.x.__get__(again), vars(again))
other = copy.copy(again)
other.x = 2
other.note = "copied"
print(again.x, other.x, vars(again), vars(other))
b = Base(7)
b.y = 8
del b.x
b.x = b.y
print(b.x, read(b, 2), hasattr(b, "__dict__"))


class _Private(Base):
    __slots__ = ("__hidden", "__shown__")

    def __init__(self) -> None:
        super().__init__(1)
        self.__hidden = 2
        self.__shown__ = 3

    def total(self) -> int:
        return self.x + self.__hidden + self.__shown__


print(_Private().total(), [name for name in dir(_Private) if "hid" in name or "show" in name])
