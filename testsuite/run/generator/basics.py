# Generators: laziness, state between yields, return values, exhaustion.
log: list[str] = []


def count(n: int) -> object:
    log.append("start")
    for i in range(n):
        log.append(f"y{i}")
        yield i
    log.append("end")
    return n * 10


g = count(2)
print(log, next(g), log, next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value, log)
try:
    next(g)
except StopIteration as e:
    print(e.value)
print(list(count(3)), sum(count(4)), next(count(0), "none"), list(zip(count(2), "abc")))


def evens(xs: object) -> object:
    for x in xs:
        if x % 2 == 0:
            yield x


def squares(xs: object) -> object:
    for x in xs:
        yield x * x


print(list(squares(evens(range(10)))), sum(squares(evens([1, 2, 2.0, 4.5, 2**40, True]))))
print(max(squares([1, -3, 2])), sorted(squares([3, 1])), 4 in squares([1, 2, 3]), [*squares((1, 2))])
a, b, *c = squares(range(5))
print(a, b, c, type(g).__name__, g.__name__, iter(g) is g)
