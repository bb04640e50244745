# strict
from dataclasses import dataclass
from functools import total_ordering


@dataclass
class Point:
    x: int


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


Point(1) < Point(2)  # error: [N0206] "`Point` < `Point` is not supported"
Version(1) < 2  # error: [N0206] "`Version` < `int` is not supported"
Grade(1) >= 2  # error: [N0206] "`Grade` >= `int` is not supported"
bag = Bag()
bag += 3  # error: [N0206] "`Bag` + `int` is not supported"
