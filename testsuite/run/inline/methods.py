# Methods that are inlined, called on objects of every kind: subclasses, odd attributes, missing ones, properties.
class Vec:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def dot(self, other: "Vec") -> float:
        return self.x * other.x + self.y * other.y

    def length2(self) -> float:
        return self.dot(self)

    def set(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def scaled(self, by: float) -> "Vec":
        return Vec(self.x * by, self.y * by)


class Sub(Vec):
    def length2(self) -> float:
        return -self.dot(self)


class Lazy(Vec):
    @property
    def y(self) -> float:
        print("y", end=" ")
        return self.x + 1.0

    @y.setter
    def y(self, value: float) -> None:
        print("set", value, end=" ")


class Own(Vec):
    __slots__ = ()

    def __getattr__(self, name: str) -> float:
        print("missing", name, end=" ")
        return 10.0


def run(vs: list[Vec], b: Vec) -> float:
    total = 0.0
    for v in vs:
        total += v.dot(b)
        total += v.length2()
        v.set(v.x + 1.0, 2.0)
        b = v.scaled(0.5)
    return total


a = Vec(1.0, 2.0)
b = Vec(0.5, 0.25)
print(run([a, b, a, b], a))
print(run([a, Sub(1.0, 1.0), b, Sub(2.0, 3.0)], b))
print(run([Lazy(1.0, 2.0), a, b], a))
gone = Own(1.0, 2.0)
del gone.x
print(run([gone, a], b))
odd = Vec(1, 2)
print(run([odd, a, odd], b), type(odd.x), odd.y)
try:
    run([Vec("a", 2.0)], b)
except TypeError as e:
    print(e)
try:
    broken = Vec(1.0, 2.0)
    del broken.y
    run([a, broken], b)
except AttributeError as e:
    print(e)
