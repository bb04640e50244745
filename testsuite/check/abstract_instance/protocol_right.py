from typing import Protocol


class Sized(Protocol):
    def size(self) -> int: ...


class Box:
    def size(self) -> int:
        return 3


def total(xs: list[Sized]) -> int:
    return sum(x.size() for x in xs)


print(total([Box(), Box()]))
