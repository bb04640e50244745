class Vec:
    __slots__ = ("x", "y")
    x: float
    y: float

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def dot(self, other: "Vec") -> float:
        return self.x * other.x + self.y * other.y


def total(vs: list[Vec]) -> float:
    result = 0.0
    for v in vs:
        result += v.dot(v)
        v.x += 1.0
    return result
