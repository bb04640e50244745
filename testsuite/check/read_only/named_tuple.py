from typing import NamedTuple


class Pair(NamedTuple):
    left: int
    right: str = ""


pair = Pair(1)
pair.left = 2  # error: [N0216] "`Pair` is a tuple: `left` keeps its value"
a, b, c = pair  # error: [N0212] "expected 3 values to unpack, found 2 in `tuple[int, str]`"
