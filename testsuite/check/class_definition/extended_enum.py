from enum import Enum


class Color(Enum):
    RED = 1


class More(Color):  # error: [N0219] "`Color` has members, and so cannot be derived from"
    BLUE = 2
