# strict
from dataclasses import dataclass
from functools import total_ordering


@dataclass(order=True)
class Version:
    major: int


@total_ordering
class Grade:
    def __init__(self, points: int) -> None:
        self.points = points

    def __lt__(self, other: "Grade") -> bool:
        return self.points < other.points


class Bag:
    def __iadd__(self, item: str) -> "Bag":
        return self


print(Version(1) < Version(2), Grade(1) >= Grade(2), max(Grade(1), Grade(2)).points, sorted([Version(1)]))
bag = Bag()
bag += "a"
