from typing import Protocol

class Shape(Protocol):
    def area(self) -> float: ...

class Square:
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side ** 2

class Line:
    def length(self) -> float:
        return 1.0

def show(shape: Shape) -> None:
    print(shape.area())

show(Square(2))
show(Line())  # error: [N0203] "expected `Shape`, found `Line`"
