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

with opened() as n:  # error: [N0204]
    print(n)
