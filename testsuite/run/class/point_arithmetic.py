# A class of two floats in a hot loop, with ints and subclasses passed in.
class Vec:
    x: float
    y: float

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, o: "Vec") -> "Vec":
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k)

    def __eq__(self, o: object) -> bool:
        return isinstance(o, Vec) and self.x == o.x and self.y == o.y

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.x}, {self.y})"

    def norm2(self) -> float:
        return self.x * self.x + self.y * self.y


class Loud(Vec):
    def __add__(self, o: Vec) -> Vec:
        return Loud(self.x - o.x, 0)


def walk(start: Vec, step: Vec, n: int) -> Vec:
    p = start
    for _ in range(n):
        p = p + step * 0.5
    return p


print(walk(Vec(0.0, 0.0), Vec(1.0, 2.0), 10), walk(Vec(0, 0), Vec(1, 2), 3), walk(Loud(1, 1), Vec(1, 1), 2))
print(Vec(1, 2) == Vec(1.0, 2.0), Vec(1, 2) != Vec(1, 3), Vec(1, 2) == 5, Vec(3, 4).norm2(), Vec(2**40, 2**40).norm2())
for bad in (5, None, "v"):
    try:
        walk(Vec(0, 0), bad, 1)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__)
