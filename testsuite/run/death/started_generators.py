# What starts a generator is a reference to None like any other, which CPython 3.11 counts.
# world: cpython
import sys


def numbers():
    yield 1
    yield 2


async def waits():
    await Steps()


class Steps:
    def __await__(self):
        yield 1
        yield 2


def growth(act) -> int:
    before = sys.getrefcount(None)
    for _ in range(1000):
        act()
    return sys.getrefcount(None) - before


def start():
    next(numbers())


def finish():
    list(numbers())


def await_once():
    coroutine = waits()
    coroutine.send(None)
    coroutine.close()


for act in start, finish, await_once:
    growth(act)
    print(act.__name__, growth(act) < 100)
