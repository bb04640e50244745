# strict
from typing import Generator, Iterator


def count() -> Iterator[int]:
    yield 1
    yield from [2, 3]


def talk() -> Generator[int, str, bool]:
    heard = yield 1
    print(heard.upper())
    return True


def through() -> Generator[int, str, str]:
    ok = yield from talk()
    return "yes" if ok else "no"
