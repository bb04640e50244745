from typing import Protocol

class Shape(Protocol):
    def area(self) -> float: ...

class Square:
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side ** 2

class Dot:
    def area(self) -> int:
        return 0

def show(shape: Shape) -> None:
    print(shape.area())

for shape in (Square(2), Dot()):
    show(shape)
