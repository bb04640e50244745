from enum import Enum


class Color(Enum):
    RED = 1


Color.RED = 2  # error: [N0216] "`RED` is a member of the enum `Color`"
