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
circle.area = 3.0  # error: [N0216] "property `area` of `Circle` has no setter"
circle.radius = "2"  # error: [N0201] "expected `float`, found `str`"
circle.area()  # error: [N0207] "`float` cannot be called"
