# What calls that are refused for their depth were given dies with them: arguments, closures, words of loops and generators.
# world: cpython
import gc
import sys
from collections.abc import Callable, Iterator


class Token:
    pass


def plain(token):
    return plain(Token())


def annotated(token: Token, n: int) -> int:
    return annotated(Token(), n + 1) + 1


def many(a, b=None, *rest, c=None, **named):
    return many(Token(), Token(), Token(), c=Token(), d=Token())


class Holder:
    def __init__(self, token: Token) -> None:
        self.token = token

    def method(self, token: Token) -> int:
        return Holder(token).method(Token()) + 1

    def __eq__(self, other: object) -> bool:
        return Holder(Token()) == Holder(Token())


def closure(token: Token) -> int:
    def inner(n: int) -> int:
        if token is None:
            return n
        return closure(Token()) + inner(n + 1)

    return inner(0)


def itself(token: Token) -> int:
    def go(n: int, seen: Token) -> int:
        return go(n + 1, Token())

    return go(0, token)


def looped(token: Token, n: int) -> int:
    total = 0
    for i in range(n):
        kept = [token, Token()]
        total += looped(kept[1], n) + i
    return total


def held(token: Token, odd: object) -> int:
    first = Holder(token)
    second = first.token
    if odd is None:
        return 1
    return held(second, Holder(Token())) + len([first])


def wrong(token: int, n: int) -> int:
    n = n + 1
    return wrong(Token(), n)


def stepped(token: Token) -> Iterator[Token]:
    yield token
    yield from stepped(Token())


def summed(token: Token, n: int) -> Iterator[int]:
    for i in range(n):
        yield i
        for j in summed(Token(), n + 1):
            yield i + j


async def awaited(token: Token) -> None:
    await awaited(Token())


def drive() -> None:
    awaited(Token()).send(None)


def attempt(name: str, call: Callable[[], object]) -> None:
    try:
        call()
        print(name, "ended")
    except RecursionError:
        pass
    gc.collect()
    print(name, sum(type(found) is Token for found in gc.get_objects()))


sys.setrecursionlimit(300)
for _ in range(2):
    attempt("plain", lambda: plain(Token()))
    attempt("annotated", lambda: annotated(Token(), 0))
    attempt("many", lambda: many(Token()))
    attempt("method", lambda: Holder(Token()).method(Token()))
    attempt("eq", lambda: Holder(Token()) == 1)
    attempt("closure", lambda: closure(Token()))
    attempt("itself", lambda: itself(Token()))
    attempt("looped", lambda: looped(Token(), 3))
    attempt("held", lambda: held(Token(), Token()))
    attempt("wrong", lambda: wrong(Token(), 1))
    attempt("stepped", lambda: list(stepped(Token())))
    attempt("summed", lambda: list(summed(Token(), 1)))
    attempt("awaited", drive)
