# Frames of suspended generators: lines, variables, identity; inspect looks at them.
# world: cpython
import inspect
from collections.abc import Iterator


def steps(first, *rest, **named):
    total = first
    got = yield total
    for item in rest:
        total += item
        got = yield (
            total,
            got,
        )
    inner = lambda: (total, first)
    yield inner
    del got
    yield "last"


def annotated(n: int) -> Iterator[int]:
    square = n * n
    for i in range(n):
        square += i
        yield square


def show(generator):
    frame = generator.gi_frame
    variables = sorted(inspect.getgeneratorlocals(generator).items())
    print(frame.f_lineno - frame.f_code.co_firstlineno, variables, frame.f_back)
    print(inspect.getgeneratorstate(generator), frame is generator.gi_frame, frame.f_code is generator.gi_code)


generator = steps(1, 2, 3, key="word")
show(generator)
next(generator)
show(generator)
kept = generator.gi_frame
generator.send("sent")
show(generator)
print(kept is generator.gi_frame, kept.f_locals["got"], kept.f_locals["total"])
next(generator)
show(generator)
inner = next(generator)
print(sorted(inspect.getgeneratorlocals(generator)), inner())
next(generator)
print(sorted(generator.gi_frame.f_locals))
print(next(generator, "end"), generator.gi_frame, inspect.getgeneratorlocals(generator))

numbers = annotated(3)
for _ in range(3):
    show(numbers)
    next(numbers)
print(numbers.gi_frame.f_locals)


def outer(n):
    def generate():
        count = n
        while count:
            count -= 1
            yield count + n

    return generate()


closed = outer(2)
show(closed)
next(closed)
show(closed)


async def coroutine(x):
    y = x + 1
    await pause(y)


class pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


awaiting = coroutine(3)
print(inspect.getcoroutinelocals(awaiting) == {"x": 3}, awaiting.send(None))
print(inspect.getcoroutinelocals(awaiting))
print(awaiting.cr_frame.f_lineno - awaiting.cr_code.co_firstlineno, inspect.getcoroutinestate(awaiting))
awaiting.close()
print(awaiting.cr_frame)
