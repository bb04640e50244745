# strict
import sys
from contextlib import suppress
from typing import NoReturn


def fail(text: str) -> NoReturn:
    raise SystemExit(text)


def number(text: str) -> int:
    with suppress(ValueError):
        return int(text)
    return 0


def read(path: str) -> str:
    with open(path) as file:
        return file.read()


def search(xs: list[int]) -> int:
    while True:
        for x in xs:
            if x > 0:
                return x


def parse(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        fail("no number")


def leave() -> int:
    sys.exit(1)
