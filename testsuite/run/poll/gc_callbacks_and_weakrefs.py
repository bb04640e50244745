# Python code that runs from the collector in the middle of a loop: callbacks, __del__, weakref callbacks.
# world: cpython
import gc
import weakref

collections = 0
dead = 0


def on_gc(phase: str, info: dict[str, int]) -> None:
    global collections
    if phase == "stop":
        collections += 1


class Cycle:
    def __init__(self) -> None:
        self.self = self


def on_death(r: object) -> None:
    global dead
    dead += 1


def make(n: int, refs: list[object]) -> int:
    seen_change = 0
    last = dead
    for i in range(n):
        c = Cycle()
        refs.append(weakref.ref(c, on_death))
        if dead != last:
            seen_change += 1
            last = dead
    return seen_change


gc.callbacks.append(on_gc)
refs: list[object] = []
changes = make(30_000, refs)
print(changes > 0, collections > 0)
gc.collect()
gc.callbacks.remove(on_gc)
print(dead >= 29_999, sum(r() is not None for r in refs) <= 1)
