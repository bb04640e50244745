# A generator on machine values leaves for the general version in the middle, and comes back.
from typing import Generator, Iterator


def powers(base: int, n: int) -> Iterator[int]:
    value = 1
    i = 0
    while i < n:
        yield value
        value *= base
        i += 1
    yield -value


print(list(powers(3, 5)), list(powers(10, 23))[17:])
print(list(powers(2.5, 4)), list(powers(2, True)), list(powers(True, 2)))


def there_and_back(n: int) -> Iterator[int]:
    x = 2**62
    for i in range(n):
        x += x
        yield x
        x //= 4
        yield x


print(list(there_and_back(4)))


def elements(xs: list[int]) -> Iterator[int]:
    total = 0
    for i in range(len(xs)):
        total += xs[i]
        yield total


print(list(elements([1, 2, 3])), list(elements([1, 0.5, 3, 2**70, 4, -(2**70), 5])))


def meets_text(xs: list[int]) -> Iterator[int]:
    total = 0
    for x in xs:
        try:
            total += x
        except TypeError as error:
            yield -1
            print("refused", error)
        yield total


print(list(meets_text([1, "two", 3, None, 5])))


def average() -> Generator[float, float, str]:
    total = 0.0
    count = 0
    while count < 8:
        x = yield total / max(count, 1)
        total += x
        count += 1
    return f"{total} of {count}"


def feed(values: list[object]) -> None:
    g = average()
    print(next(g), end=" ")
    try:
        for value in values:
            print(g.send(value), end=" ")
    except (StopIteration, TypeError) as error:
        print(type(error).__name__, error)
    else:
        print()


feed([1.0, 2.0, 3.0])
feed([1.0, 2, True, 2**70, 0.5])
feed([1.0, "two", 3.0])
feed([float(i) for i in range(8)])
feed([1.0, None])


def parts(n: int, d: int) -> Iterator[int]:
    while True:
        yield n // d
        d -= 1


for row in parts(10, 2), parts(-7, 3):
    try:
        for item in row:
            print(item, end=" ")
    except ZeroDivisionError as error:
        print(error)
    print(list(row))


def unbound(n: int) -> Iterator[int]:
    for i in range(n):
        if i == 2:
            late = i * i
        yield i
    yield late


print(list(unbound(3)))
try:
    print(list(unbound(2)))
except UnboundLocalError as error:
    print(error)


def deleted(n: int) -> Iterator[int]:
    x = n
    yield x
    del x
    yield n
    try:
        yield x
    except UnboundLocalError:
        x = n + 0.5
    yield x


print(list(deleted(1)))


def truths(n: int) -> Iterator[bool]:
    flag = False
    for i in range(n):
        flag = not flag
        yield flag
        i += 2**62
        i += 2**62
        yield flag, i


print(list(truths(2)))
