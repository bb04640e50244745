# Frames of direct calls are there, with their lines, when a call beside the usual way looks.
# world: cpython
import sys
import traceback
import warnings


def chain(least: int) -> list[str]:
    frame = sys._getframe(1)
    found = []
    while frame is not None and len(found) < least:
        found.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return found


class Quiet:
    def value(self, n: int) -> int:
        return n + 1


class Loud(Quiet):
    def value(self, n: int) -> int:
        if n % 7 == 3:
            print(chain(6))
        return n + 2


class Warning_(Quiet):
    def value(self, n: int) -> int:
        warnings.warn(f"at {n}", UserWarning, stacklevel=3)
        return n


class Raising(Quiet):
    def value(self, n: int) -> int:
        raise ValueError(n)


def leaf(thing: Quiet, n: int) -> int:
    a = thing.value(n)
    b = thing.value(n + 1)
    return a + b


def middle(thing: Quiet, n: int) -> int:
    if n < 0:
        return 0
    total = leaf(thing, n)
    total += leaf(thing, n + 3)
    return total


def deep(thing: Quiet, n: int) -> int:
    if n == 0:
        return middle(thing, 3)
    return deep(thing, n - 1) + 1


def outer(thing: Quiet, count: int) -> int:
    total = 0
    for i in range(count):
        total += middle(thing, i)
    return total


def shown(error: BaseException) -> None:
    for frame, line in traceback.walk_tb(error.__traceback__):
        back = frame.f_back
        print(frame.f_code.co_name, line, back.f_code.co_name if back else None)


warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print("warned", message, lineno)
warnings.simplefilter("always")

for _ in range(3):
    print(outer(Quiet(), 50))
print(outer(Loud(), 12))
print(outer(Warning_(), 2))
print(deep(Loud(), 4), deep(Quiet(), 30))
for thing in [Raising(), Quiet(), Loud(), Raising()]:
    try:
        print(deep(thing, 2))
    except ValueError as error:
        print("error", error)
        shown(error)


class Seen(Quiet):
    frames = []

    def value(self, n: int) -> int:
        self.frames.append(sys._getframe(1))
        return n


seen = Seen()
print(outer(seen, 3))
print([frame.f_code.co_name for frame in seen.frames], len(set(map(id, seen.frames))))
del seen, Seen.frames


def limited(thing: Quiet, n: int) -> int:
    return limited(thing, n + 1) + thing.value(n)


for thing in [Quiet(), Loud()]:
    try:
        limited(thing, 0)
    except RecursionError as error:
        print(type(error).__name__, error)
print(chain(3))
