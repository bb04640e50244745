# Awaitables of an asynchronous generator that is already running, asked again; and those that nobody awaited.
# world: cpython
# interpreted: functions under `types.coroutine` get another code object
# python: >=3.13
import gc
import types
import warnings


class Wanted(Exception):
    pass


@types.coroutine
def pause(value: int):
    return (yield value)


async def items():
    while True:
        try:
            await pause(1)
        except Wanted:
            pass
    yield


def attempt(what: str, f, *args: object) -> None:
    try:
        print(what, f(*args))
    except BaseException as error:
        print(what, type(error).__name__, error)


def refused(name: str, *args: object) -> None:
    generator = items()
    running = generator.asend(None)
    running.send(None)
    for first in ("send", "throw"):
        other = getattr(generator, name)(*args)
        argument = {"send": None, "throw": Wanted}[first]
        attempt(f"{name} {first}", getattr(other, first), argument)
        attempt("send again", other.send, None)
        attempt("throw again", other.throw, Wanted)
        attempt("close", other.close)
    attempt("goes on", running.send, None)


refused("asend", 1)
refused("athrow", Wanted)
refused("aclose")
refused("__anext__")


async def plain():
    yield 1


def forgotten(name: str, *args: object) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        generator = plain()
        getattr(generator, name)(*args)
        gc.collect()
        awaited = generator.asend(None)
        try:
            awaited.send(None)
        except StopIteration as end:
            print(end.value)
        del awaited
        closed = generator.aclose()
        closed.close()
        del closed
    print(name, [(warning.category.__name__, str(warning.message)) for warning in caught])


forgotten("asend", None)
forgotten("athrow", Wanted)
forgotten("aclose")
forgotten("__anext__")
