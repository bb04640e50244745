import functools
from collections.abc import Iterator
from contextlib import contextmanager

@contextmanager
def opened(name: str) -> Iterator[int]:
    yield 1

def plain(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner

@plain
def anything(n):
    return n

@functools.lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)

with opened("a") as n:
    reveal_type(n)  # revealed: int
anything(1)
reveal_type(fib(3))  # revealed: int
