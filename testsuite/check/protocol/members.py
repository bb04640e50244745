# strict
from typing import Protocol


class Named(Protocol):
    name: str


class Shape(Protocol):
    def area(self, scale: float) -> float: ...


class Fixed:
    @property
    def name(self) -> str:
        return "fixed"


class Text:
    def area(self, scale: float) -> str:
        return ""


class Few:
    def area(self) -> float:
        return 0.0


def show(named: Named) -> None:
    print(named.name)


def draw(shape: Shape) -> None:
    print(shape.area(2.0))


show(Fixed())  # error: [N0203] "expected `Named`, found `Fixed`"
draw(Text())  # error: [N0203] "expected `Shape`, found `Text`"
draw(Few())  # error: [N0203] "expected `Shape`, found `Few`"
draw(3)  # error: [N0203] "expected `Shape`, found `int`"
