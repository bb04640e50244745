# A method that is looked for beside its call is the one that Python would have found before the arguments.
# world: cpython
# interpreted: replaced code is interpreted
from typing import Any


class Base:
    def step(self, n: int) -> int:
        return n + 1

    def twice(self, n: int) -> int:
        return self.step(n) + self.step(n * 2 - 1)


class Other(Base):
    def step(self, n: int) -> int:
        return n - 1


class Callable:
    def __call__(self, *args: Any) -> int:
        return len(args) * 100


class Hooked(Base):
    def __getattribute__(self, name: str) -> Any:
        if name == "step":
            print("looked for", name)
        return super().__getattribute__(name)


class Missing:
    def __getattr__(self, name: str) -> Any:
        print("missing", name)
        if name == "step":
            return lambda n: n * 3
        raise AttributeError(name)


class Slotted:
    __slots__ = ("step",)


def run(base: Base, n: int) -> int:
    total = 0
    for i in range(n):
        total += base.step(i * 2)
        total += base.twice(i)
    return total


def one(base: Base, n: int) -> int:
    return base.step(n - 1)


base = Base()
print(run(base, 30), run(Other(), 30), run(base, 3))
shadowed = Base()
print(run(shadowed, 20))
shadowed.step = lambda n: -n
print(run(shadowed, 20), one(shadowed, 5))
del shadowed.step
print(run(shadowed, 20), one(shadowed, 5))
shadowed.step = Callable()
print(one(shadowed, 5))
print(run(Hooked(), 2))
print(one(Missing(), 4))
slotted = Slotted()
try:
    one(slotted, 1)
except AttributeError as error:
    print(error)
slotted.step = len
try:
    one(slotted, 1)
except TypeError as error:
    print(error)
try:
    one(None, 1)
except AttributeError as error:
    print(error)
Base.step = lambda self, n: n * 1000
print(run(base, 5), one(base, 3), run(Other(), 5))
Base.step = Callable()
print(one(base, 3))
Base.step = staticmethod(lambda n: n + 7)
print(one(base, 3))
del Base.step
try:
    one(base, 1)
except AttributeError as error:
    print(error)


def step(self: Base, n: int) -> int:
    return n + 5


Base.step = step
print(run(base, 5), one(base, 3))
step.__code__ = (lambda self, n: n + 6).__code__
print(run(base, 5), one(base, 3))
step.__defaults__ = (1,)
print(run(base, 5), one(base, 3))
big = 2**62
print(one(base, big), one(base, -big * 4), one(base, big * 8))
