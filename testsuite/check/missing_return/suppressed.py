# strict
from contextlib import suppress


def number(text: str) -> int:  # error: [N0303] "not every path returns a value: expected `int`"
    with suppress(ValueError):
        return int(text)


def search(xs: list[int]) -> int:  # error: [N0303] "not every path returns a value: expected `int`"
    for x in xs:
        if x > 0:
            return x


def parse(text: str) -> int:  # error: [N0303] "not every path returns a value: expected `int`"
    try:
        return int(text)
    except ValueError:
        print("no number")
