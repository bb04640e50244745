# close: GeneratorExit at the yield, finally blocks, ignoring it, closing unstarted and finished ones.
log: list[str] = []


def g(name: str) -> object:
    try:
        log.append(name + " start")
        yield 1
        yield 2
    except GeneratorExit:
        log.append(name + " exit")
        raise
    finally:
        log.append(name + " finally")


a = g("a")
next(a)
a.close()
a.close()
print(log, next(a, "over"))
log.clear()
b = g("b")
b.close()
print(log, list(b))


def stubborn() -> object:
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)


def raising() -> object:
    try:
        yield 1
    finally:
        raise KeyError("in finally")


r = raising()
next(r)
try:
    r.close()
except KeyError as e:
    print(e)


def first(n: int) -> int:
    for x in g("loop"):
        if x == n:
            break
    return x


log.clear()
print(first(1), first(9))
log.sort()
print(log)
