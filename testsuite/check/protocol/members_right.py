# strict
from typing import Protocol


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Shape(Protocol):
    def area(self, scale: float) -> float: ...


class Fixed:
    @property
    def name(self) -> str:
        return "fixed"


class Loose:
    def __init__(self) -> None:
        self.name = "loose"

    def area(self, scale: float, offset: int = 0) -> int:
        return offset


def show(named: Named) -> None:
    print(named.name)


def draw(shape: Shape) -> None:
    print(shape.area(2.0))


show(Fixed())
show(Loose())
draw(Loose())
