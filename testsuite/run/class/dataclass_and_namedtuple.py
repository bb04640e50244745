# Classes made by the standard library's machinery around annotated bodies.
# world: cpython
import dataclasses
import enum
import typing
from collections import namedtuple


@dataclasses.dataclass
class Point:
    x: int
    y: int = 5
    tags: list[str] = dataclasses.field(default_factory=list)

    def norm1(self) -> int:
        return abs(self.x) + abs(self.y)


@dataclasses.dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


class Pair(typing.NamedTuple):
    left: int
    right: float = 0.5

    def swap(self) -> "Pair":
        return Pair(self.right, self.left)


class Color(enum.Enum):
    RED = 1
    GREEN = 2

    def next(self) -> "Color":
        return Color.GREEN if self is Color.RED else Color.RED


Old = namedtuple("Old", "a b")


def total(points: list[Point]) -> int:
    s = 0
    for p in points:
        s += p.norm1()
        p.x += 1
    return s


ps = [Point(1), Point(-2, 3), Point(0.5, 2**64, ["t"])]
print(total(ps), total(ps), ps, Point(1) == Point(1), Point(1).tags is Point(1).tags)
print(sorted([Version(1, 2), Version(0, 9), Version(1)]), {Version(1): "v"}[Version(1, 0)], dataclasses.asdict(ps[1]))
try:
    Version(1).major = 2
except dataclasses.FrozenInstanceError as e:
    print(e)
print(Pair(1), Pair(1, 2).swap(), Pair(3)[0], Old(1, 2)._replace(b=3), [c.next().name for c in Color], Color(1), Color["GREEN"].value)
print(dataclasses.replace(Point(1), y=9), [f.name for f in dataclasses.fields(Point)])
