# strict
from enum import Enum
from typing import Literal, assert_never


class Color(Enum):
    RED = 1
    GREEN = 2


def code(color: Color) -> int:
    if color is Color.RED:
        return 1
    else:
        assert_never(color)  # error: [N0203] "expected `Never`, found `Color`"


def word(x: Literal["a", "b"]) -> int:  # error: [N0303] "not every path returns a value: expected `int`"
    match x:
        case "a":
            return 1
