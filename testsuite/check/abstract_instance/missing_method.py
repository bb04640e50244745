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


Shape()  # error: [N0214] "`Shape` is abstract: `area`, `name` must be defined first"
Square()  # error: [N0214] "`Square` is abstract: `name` must be defined first"
