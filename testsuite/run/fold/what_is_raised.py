# Exceptions in a generator expression that is consumed at once: what is caught.


def stop(x):
    raise StopIteration(x)


class Odd:
    def __add__(self, other):
        raise StopIteration("add")

    __radd__ = __add__

    def __bool__(self):
        raise KeyError("bool")


def stopped():
    return sum(stop(x) for x in [1, 2])


def added(xs):
    return sum(x for x in xs)


def divided(xs: list[int]) -> float:
    return sum(1 / x for x in xs)


def truth(xs):
    return any(x for x in xs)


def not_iterable():
    return all(x for x in 3)


for function, args in [
    (stopped, ()),
    (added, (["a"],)),
    (added, ([1, Odd()],)),
    (divided, ([2, 0],)),
    (truth, ([0, Odd()],)),
    (not_iterable, ()),
]:
    try:
        print(function(*args))
    except Exception as exc:
        print(type(exc).__name__, exc, type(exc.__cause__).__name__, exc.__cause__)
