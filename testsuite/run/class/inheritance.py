# One-level inheritance: overriding, super(), base attributes, isinstance dispatch.
class Shape:
    def __init__(self, name: str) -> None:
        self.name = name

    def area(self) -> float:
        return 0

    def describe(self) -> str:
        return f"{self.name}: {self.area()}"


class Square(Shape):
    def __init__(self, side: float) -> None:
        super().__init__("square")
        self.side = side

    def area(self) -> float:
        return self.side * self.side


class Circle(Shape):
    def __init__(self, r: float) -> None:
        Shape.__init__(self, "circle")
        self.r = r

    def area(self) -> float:
        return 3 * self.r * self.r

    def describe(self) -> str:
        return "round " + super().describe()


def total(shapes: list[Shape]) -> float:
    s = 0
    for shape in shapes:
        s += shape.area()
    return s


shapes = [Shape("none"), Square(2), Circle(1.5), Square(0.5), Circle(2**40)]
print([s.describe() for s in shapes], total(shapes), total([]), total(shapes[:2] * 100))
print([isinstance(s, Shape) for s in shapes], isinstance(shapes[1], Circle), issubclass(Square, Shape), Square.__mro__[1].__name__, type(shapes[1]) is Square)
print(Square.__bases__ == (Shape,), Square(1).__class__.__name__)


class Duck:
    def area(self) -> str:
        return 0.25


print(total([Duck(), Square(1)]))
