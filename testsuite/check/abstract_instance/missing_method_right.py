# strict
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    @property
    @abstractmethod
    def name(self) -> str: ...


class Square(Shape):
    def area(self) -> float:
        return 4.0

    @property
    def name(self) -> str:
        return "square"


def make(shape: type[Shape]) -> Shape:
    return shape()


print(Square().area(), make(Square).name)
