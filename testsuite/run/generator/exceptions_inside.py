# Exceptions leaving a generator end it; StopIteration inside becomes RuntimeError.
def bad(n: int) -> object:
    for i in range(n):
        yield 10 // (2 - i)


def leak() -> object:
    yield 1
    raise StopIteration("x")


def collect(g: object) -> tuple[list[int], str]:
    out = []
    err = "none"
    try:
        for x in g:
            out.append(x)
    except (ZeroDivisionError, RuntimeError) as e:
        err = type(e).__name__
    return out, err


print(collect(bad(2)), collect(bad(5)), collect(leak()))
g = bad(5)
print(collect(g), list(g))


def running() -> object:
    yield next(me)


me = running()
try:
    next(me)
except ValueError as e:
    print(e)


def handled() -> object:
    for i in range(4):
        try:
            if i % 2:
                raise KeyError(i)
            yield i
        except KeyError as e:
            yield e
        finally:
            yield "f"


print([repr(x) for x in handled()])
