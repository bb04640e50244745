# Generators that wait with machine values, from outside: frames, running, re-entry, cycles, weak references, threads.
# world: cpython
import gc
import sys
import threading
import weakref
from typing import Iterator


def walk(n: int, step: float, xs: list[int]) -> Iterator[int]:
    i = 0
    x = 1.0
    big = True
    while i < n:
        yield i
        i += 1
        x *= step
        big = x > 2.0
    xs = None
    yield -1


g = walk(3, 1.5, [1, 2])
print(g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_running)
for item in g:
    frame = g.gi_frame
    print(item, frame.f_locals, frame.f_lineno, g.gi_running, g.gi_suspended if hasattr(g, "gi_suspended") else None)
    print(g.gi_frame is frame)
print(g.gi_frame)


def looks(n: int) -> Iterator[object]:
    for i in range(n):
        frame = sys._getframe()
        yield i, frame.f_code.co_name, me[0].gi_running, frame.f_back.f_code.co_name


me = []


def consume() -> None:
    me.append(looks(2))
    print(list(me[0]))


consume()


def again(n: int) -> Iterator[int]:
    while n > 0:
        try:
            next(holder[0])
        except ValueError as error:
            print(error)
        yield n
        n -= 1


holder = []
holder.append(again(2))
print(list(holder[0]))
holder.clear()


class Probe:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name)


def holds(n: int, probe: Probe) -> Iterator[int]:
    me = None
    x = 0.25
    while n > 0:
        me = yield n
        n -= 1
        x += n
    yield x


gc.collect()
g = holds(3, Probe("argument"))
next(g)
print(gc.is_tracked(g), len([x for x in gc.get_referents(g) if isinstance(x, Probe)]))
del g
print("gone")
g = holds(3, Probe("in a cycle"))
next(g)
g.send(g)
seen = weakref.ref(g)
del g
print(seen() is not None)
gc.collect()
print(seen())
g = holds(1, Probe("at the end"))
print(list(g))
print("finished")
del g


def lists(xs: list[int]) -> Iterator[int]:
    for i in range(len(xs)):
        yield xs[i]


xs = [1, 2]
xs.append(lists(xs))
next(xs[2])
seen = weakref.ref(xs[2])
del xs
gc.collect()
print(seen())


def count(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


g = count(100_000)
next(g)
totals = []
threads = [threading.Thread(target=lambda: totals.append(sum(next(g) for _ in range(50)))) for _ in range(4)]
for thread in threads:
    thread.start()
    thread.join()
print(totals)
namespace = {"g": g}
exec("s = 0\nfor x in g:\n    s += x\n    if x > 300: break\nt = next(g)", namespace)
print(namespace["s"], namespace["t"])
print([next(g), *zip(range(2), g), sum(x for _, x in zip(range(3), g)), max(g)])
print(sys.getrefcount(g) < 5, next(g, "end"))


def depth(n: int) -> Iterator[int]:
    if n > 0:
        yield n
        yield from depth(n - 1)


print(sum(depth(100)))
try:
    print(sum(depth(1_000_000)))
except RecursionError as error:
    print("too deep", type(error).__name__)
