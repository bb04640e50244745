# What a generator keeps as machine numbers is boxed again when an exception is thrown in.
# fault: mistaken_word
from typing import Iterator


def count(n: int) -> Iterator[int]:
    i = 7
    while i < n:
        try:
            yield i
        except ValueError:
            yield -i
        i += 1


g = count(10)
print(next(g), next(g), g.throw(ValueError), list(g))
