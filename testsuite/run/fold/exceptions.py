# Exceptions in a generator expression that is consumed at once: tracebacks, StopIteration, and what is whose.
# world: cpython

import sys
import traceback


def stop(x):
    raise StopIteration(x)


def callers(x):
    frame = sys._getframe(1)
    print([frame.f_code.co_name, frame.f_back.f_code.co_name])
    return x


class Odd:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        callers(0)
        raise StopIteration(self.name)

    def __radd__(self, other):
        print(sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno)
        return self

    def __bool__(self):
        print(sys._getframe(1).f_code.co_name)
        raise ValueError(self.name)


class Iterable:
    def __iter__(self):
        print("iter", sys._getframe(1).f_code.co_name)
        return self

    def __next__(self):
        print("next", sys._getframe(1).f_code.co_name)
        raise KeyError("next")


def stopped():
    return sum(stop(x) for x in [1, 2])


def unsupported(xs):
    return sum(x for x in xs)


def divided(xs: list[int]) -> float:
    return sum(1 / x for x in xs)


def truth(xs):
    return any(x for x in xs)


def not_iterable():
    return all(x for x in 3)


def inside():
    return sum(callers(x) for x in [1, 2] if callers(x) > 1)


def unbound():
    if not callers:
        k = 1
    return sum(k for x in [callers(1)])


def over(xs):
    return all(x for x in xs)


def unpacked(xs):
    return sum(a * b for a, b in xs)


for function, args in [
    (stopped, ()),
    (unsupported, (["a"],)),
    (unsupported, ([1, 2, Odd("sum"), 3],)),
    (divided, ([1, 0],)),
    (truth, ([Odd("any")],)),
    (not_iterable, ()),
    (inside, ()),
    (unbound, ()),
    (over, (Iterable(),)),
    (unpacked, ([(1, 2), (3,)],)),
]:
    try:
        print(function(*args))
    except Exception as exc:
        while exc is not None:
            print(type(exc).__name__, exc, repr(exc.__context__), exc.__suppress_context__)
            for entry in traceback.extract_tb(exc.__traceback__):
                print("   ", entry.name, entry.lineno, entry.line)
            exc = exc.__cause__


def closing():
    try:
        yield 1
        yield 0
    finally:
        print("closed")


try:
    sum(1 / x for x in closing())
except ZeroDivisionError as exc:
    frame = exc.__traceback__.tb_next.tb_frame
    print(frame.f_code.co_name, frame.f_locals["x"], type(frame.f_locals[".0"]).__name__)
    del frame
    print("caught")
print("after")

try:
    sum(1 / x for x in [4, 0] for y in [x])
except ZeroDivisionError as exc:
    frame = exc.__traceback__.tb_next.tb_frame
    print({name: value for name, value in frame.f_locals.items() if name != ".0"})
