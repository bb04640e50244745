from datetime import timedelta

class Vec:
    def __init__(self, x: float) -> None:
        self.x = x

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x)

    def __rmul__(self, k: float) -> "Vec":
        return Vec(self.x * k)

def run(n: int, s: str, xs: list[int]) -> None:
    str(n) + s
    s * n
    n < 2.5
    -n
    xs + [1]
    s += "x"
    1 in xs
    reveal_type(Vec(1) + Vec(2))  # revealed: Vec
    reveal_type(2.0 * Vec(1))  # revealed: Vec
    timedelta(1) * 2
    "%s" % n
    n & 1 | 2
    n == s
