# Decorators: order, replaced functions, state, factories.
log: list[str] = []


def tag(name: str) -> object:
    log.append("make " + name)

    def wrap(f: object) -> object:
        log.append("wrap " + name)

        def inner(*args: int) -> object:
            return name, f(*args)

        return inner

    return wrap


@tag("a")
@tag("b")
def f(x: int) -> int:
    return x + 1


def memoize(f: object) -> object:
    cache: dict[int, int] = {}

    def g(n: int) -> int:
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    return g


@memoize
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(f(1), log, fib(90), f.__name__)


def nothing(f: object) -> None:
    return None


@nothing
def gone() -> int:
    return 1


print(gone)
