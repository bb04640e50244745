# `yield from` over a coroutine: in a generator under `types.coroutine`, and where it is refused.
# world: cpython
# interpreted: functions under `types.coroutine` get another code object
import collections.abc
import types


@types.coroutine
def pause(value: int):
    return (yield value)


async def job(n: int) -> int:
    total = 0
    for i in range(n):
        total += await pause(i)
    return total


@types.coroutine
def delegating(coroutine):
    result = yield from coroutine
    return result + 1


async def main() -> int:
    return await delegating(job(3)) + await delegating(delegating(job(2)))


def run(coroutine) -> None:
    given = None
    while True:
        try:
            print("given", given := coroutine.send(given))
        except StopIteration as end:
            return print("result", end.value)
        except RuntimeError as error:
            return print("failed", error)


async def throws() -> None:
    try:
        await pause(7)
    except KeyError as error:
        print("caught", repr(error))
        await pause(8)


run(main())
thrown = delegating(throws())
print(next(thrown), thrown.throw(KeyError("k")))
thrown.close()

def wrong(coroutine):
    yield from coroutine


def unpacked(coroutine):
    a, b = coroutine
    return a + b


def spread(coroutine):
    a, *b = coroutine
    return b


namespace: dict = {}
exec("""def wrong(coroutine):
    yield from coroutine
def unpacked(coroutine):
    a, b = coroutine
def spread(coroutine):
    a, *b = coroutine
def displayed(coroutine):
    return [1, *coroutine]
def loop(coroutine):
    for x in coroutine: pass
""", namespace)
interpreted = [namespace[name] for name in ("unpacked", "spread", "displayed", "loop")]
for use in (iter, list, dict, lambda c: [*c], lambda c: [x for x in c], lambda c: next(namespace["wrong"](c)),
            lambda c: next(wrong(c)), lambda c: print(*c), unpacked, spread, *interpreted):
    coroutine = job(1)
    try:
        print(use(coroutine))
    except TypeError as error:
        print(error)
    coroutine.close()
coroutine = job(1)
print(isinstance(coroutine, collections.abc.Iterable), hasattr(coroutine, "__iter__"), "__iter__" in dir(coroutine))
coroutine.close()
