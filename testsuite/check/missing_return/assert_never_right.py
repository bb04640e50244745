# strict
from enum import Enum
from typing import Literal, assert_never


class Color(Enum):
    RED = 1
    GREEN = 2


def code(color: Color) -> int:
    if color is Color.RED:
        return 1
    elif color is Color.GREEN:
        return 2
    else:
        assert_never(color)


def word(x: Literal["a", "b"]) -> int:
    match x:
        case "a":
            return 1
        case "b":
            return 2
