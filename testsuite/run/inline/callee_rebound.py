# A callee that is rebound in the middle of a loop, by the loop and by what it calls, is no longer the one that was inlined.
def double(x: int) -> int:
    return x * 2


def triple(x: int) -> int:
    return x * 3


def rebind(to: object) -> None:
    global double
    double = to


def run(n: int) -> list[int]:
    global double
    found = []
    for i in range(n):
        found.append(double(i))
        if i == 3:
            double = triple
        if i == 6:
            rebind(lambda x: -x)
        if i == 9:
            del double
            rebind(str)
    return found


class Shape:
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side * self.side


def areas(s: Shape, n: int) -> list[object]:
    found: list[object] = []
    for i in range(n):
        found.append(s.area())
        if i == 2:
            Shape.area = lambda self: "other"
        if i == 4:
            s.area = lambda: "own"
        if i == 6:
            del s.area
            del Shape.area
            Shape.area = lambda self: self.side
    return found


print(run(12))
print(areas(Shape(3.0), 9))
