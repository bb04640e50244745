# A slot for floats is asked whether there is one.
# fault: unasked_number
class Cell:
    __slots__ = ("f",)
    f: float

    def __init__(self, f: float) -> None:
        self.f = f


def twice(c: Cell) -> float:
    return c.f + c.f


c = Cell(1.5)
print(twice(c), twice(c))
c.f = 3
print(twice(c))
