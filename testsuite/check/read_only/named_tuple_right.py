from typing import NamedTuple


class Pair(NamedTuple):
    left: int
    right: str = ""


pair = Pair(1)._replace(left=2)
a, b = pair
print(a.bit_length(), b.upper(), pair[0] + 1, pair[-1].upper())
