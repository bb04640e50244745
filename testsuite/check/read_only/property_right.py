# strict
class Circle:
    def __init__(self, radius: float) -> None:
        self._radius = radius

    @property
    def radius(self) -> float:
        return self._radius

    @radius.setter
    def radius(self, value: float) -> None:
        self._radius = value

    @property
    def area(self) -> float:
        return 3.14 * self._radius**2


circle = Circle(1)
circle.radius = 3
circle.radius += 0.5
print(circle.area + 1)
