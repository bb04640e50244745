# Exceptions thrown into generators that wait with machine values: handlers, `finally` and results see them boxed again.
from typing import Generator, Iterator


def counter(n: int, step: float) -> Generator[int, object, str]:
    i = 0
    x = 0.5
    even = True
    try:
        while i < n:
            try:
                yield i
            except ValueError as error:
                print("handled", error, i, x, even)
                yield -i
            i += 1
            x += step
            even = not even
    except KeyError as error:
        print("left", error, i, x, even)
        return f"{i} {x} {even}"
    finally:
        print("finally", i, x, even, n, step)
    return "done"


def finish(g: Generator[int, object, str]) -> None:
    try:
        print([next(g) for _ in range(100)])
    except StopIteration as stop:
        print("result", stop.value)
    except RuntimeError as error:
        print(error, error.__cause__)


g = counter(4, 1.5)
print(next(g), next(g), g.throw(ValueError("one")), next(g), g.throw(ValueError("two")))
finish(g)
g = counter(4, 0.25)
print(next(g), next(g))
try:
    g.throw(KeyError("key"))
except StopIteration as stop:
    print(stop.value)
print(list(g))
g = counter(4, 0.25)
print(next(g), next(g), next(g))
try:
    g.throw(OSError("through"))
except OSError as error:
    print("through", error, error.__traceback__.tb_next.tb_lineno)
finish(g)
g = counter(4, 0.25)
print(next(g), next(g))
g.close()
finish(g)
g = counter(4, 0.25)
g.close()
finish(g)
g = counter(4, 0.25)
try:
    g.throw(ValueError("not started"))
except ValueError as error:
    print(error)
finish(g)


def stubborn(n: int) -> Iterator[int]:
    while True:
        try:
            yield n
        except GeneratorExit:
            n += 1
        if n > 7:
            return


g = stubborn(5)
print(next(g))
for _ in range(2):
    try:
        g.close()
        print("closed")
    except RuntimeError as error:
        print(error)
g.close()
print(list(g))


def half(n: int) -> Iterator[int]:
    for i in range(n):
        try:
            yield i
        finally:
            print("leaves", i)


for x in half(5):
    if x == 2:
        break
del x
print("behind the loop")


def outer(n: int) -> Generator[int, int, int]:
    total = 0
    while total < n:
        total += yield from inner(total)
        yield total
    return total


def inner(start: int) -> Generator[int, int, int]:
    got = 0
    for i in range(2):
        try:
            sent = yield start + i
            if sent is not None:
                got += sent
        except ValueError:
            got += 100
    return got + 1


g = outer(300)
print(next(g), g.send(5), g.send(6), next(g), g.throw(ValueError), g.throw(ValueError("again")), next(g))
try:
    while True:
        print(g.throw(ValueError), end=" ")
except ValueError:
    print("unhandled")
g = outer(3)
try:
    while True:
        print(next(g), end=" ")
except StopIteration as stop:
    print("returned", stop.value)
g = outer(10)
print(next(g))
g.close()
print(list(g))


def raises_stop(n: int) -> Iterator[int]:
    yield n
    n += 1
    raise StopIteration(n)


try:
    print(list(raises_stop(1)))
except RuntimeError as error:
    print(error, repr(error.__cause__))
