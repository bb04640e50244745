# strict
from typing import Generator, Iterator


def count() -> Iterator[int]:
    yield "one"  # error: [N0202] "expected `int`, found `str`"


def talk() -> Generator[int, str, bool]:
    heard = yield 1
    heard.bit_length()  # error: [N0205] "`str` has no attribute `bit_length`"
    return "done"  # error: [N0202] "expected `bool`, found `str`"


def through() -> Iterator[str]:
    yield from count()  # error: [N0202] "expected `str`, found `int`"
