# Dataclasses, enumerations and the names of typing.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, InitVar, KW_ONLY, is_dataclass
from typing import ClassVar, List, Optional, NamedTuple, Generic, TypeVar, Protocol, runtime_checkable, Union, Dict, Callable, Any, Tuple, Literal, TypedDict, get_type_hints, Iterable, Sequence
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
import copy
@dataclass
class P:
    x: int
    y: int = 5
    tags: list = field(default_factory=list)
    kind: ClassVar[str] = "p"
    def norm(self): return self.x + self.y
p = P(1); print(p, p.norm(), p == P(1), p != P(2), P(1, tags=[1]), P.kind)
try: P()
except TypeError as e: print(e)
try: P(1, 2, [], 4)
except TypeError as e: print(e)
try: P(1, z=3)
except TypeError as e: print(e)
print(asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(p)], is_dataclass(P))
@dataclass(frozen=True, order=True)
class Q:
    a: int
    b: str = field(compare=False, default="z")
q = Q(1)
try: q.a = 3
except FrozenInstanceError as e: print(type(e).__name__, e)
print(q, hash(q) == hash(Q(1)), sorted([Q(3), Q(1), Q(2)]), Q(1) < Q(2), {Q(1): 1}[Q(1)])
@dataclass
class R(P):
    z: float = 0.5
    scale: InitVar[int] = 2
    def __post_init__(self, scale): self.z *= scale
print(R(1, 2, z=3.0, scale=4), R(1))
@dataclass
class K:
    _: KW_ONLY
    a: int
    b: int = field(repr=False, default=3)
print(K(a=1), P.__doc__, K.__match_args__, P.__match_args__)
@dataclass(slots=True)
class S:
    x: int
    y: int = 2
s = S(1); print(s, s.y)
try: s.q = 3
except AttributeError as e: print(type(e).__name__)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e: print(type(e).__name__)
match p:
    case P(x, y): print("match", x, y)
class Color(Enum):
    RED = 1
    GREEN = "g"
    BLUE = 3
    ALIAS = 1
    @property
    def nice(self): return self.name.title()
    @classmethod
    def default(cls): return cls.RED
print(Color.RED, repr(Color.GREEN), Color.RED.value, Color.RED.name, Color.RED.nice, list(Color), Color(1), Color["GREEN"], Color.ALIAS is Color.RED, Color.default(), len(Color), Color.RED in Color, isinstance(Color.RED, Color), {Color.RED: 1})
try: Color(99)
except ValueError as e: print(e)
try: Color["X"]
except KeyError as e: print(e)
try: Color.RED = 3
except AttributeError as e: print(e)
class N(IntEnum):
    A = 1
    B = 2
print(N.A + 1, N.A < N.B, repr(N.A), str(N.A), f"{N.B}", N(2), sorted([N.B, N.A]), N.A == 1, [10, 20, 30][N.A])
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.RW, Perm.R in Perm.RW, ~Perm.R, Perm(0), bool(Perm.R & Perm.W), list(Perm.RW), list(Perm))
class IF(IntFlag):
    A = 1
    B = 2
print(IF.A | IF.B, repr(IF.A | IF.B), IF.A + 1, repr(IF(3) & IF.A), repr(IF(8)))
class SE(StrEnum):
    UP = auto()
    DOWN = "d"
print(SE.UP, repr(SE.DOWN), SE.UP == "up", SE("d"), SE.UP.upper(), f"{SE.UP:>5}")
class Planet(Enum):
    EARTH = (5.9, 6.3)
    MARS = (0.6, 3.3)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    def g(self): return self.mass / self.radius
print(Planet.EARTH.mass, Planet.MARS, repr(Planet.MARS), round(Planet.EARTH.g(), 3), [p.name for p in Planet], Color.__members__.keys())
Animal = Enum("Animal", "CAT DOG"); print(list(Animal), Animal.CAT.value)
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
for c in Color:
    match c:
        case Color.RED: print("red!")
        case _: print("other", c.name)
class NT(NamedTuple):
    x: int
    y: int = 3
    def total(self): return self.x + self.y
n = NT(1); print(n, n.total(), NT._fields, n._replace(y=9), NT.__annotations__, n == (1, 3))
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self): self.items: list[T] = []
    def push(self, v: T) -> None: self.items.append(v)
st = Stack[int](); st.push(3); print(st.items, Stack[int], T, List[int], Optional[int], Union[int, str], Dict[str, List[int]], Callable[[int], str], Callable[..., int], Tuple[int, ...], Literal[1, "a"], Any)
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(3, HasLen))
class Shape(Protocol):
    def area(self) -> float: ...
class Sq:
    def area(self): return 4.0
class Sq2(Shape):
    def area(self): return 5.0
print(Sq2().area())
class TD(TypedDict, total=False):
    a: int
    b: str
print(TD(a=1), TD.__annotations__)
print(get_type_hints(NT), Iterable[int], Sequence)
class Node(Generic[T]):
    pass
class Sub(Node[int]): pass
print(Sub.__mro__, Sub.__orig_bases__)
c2 = copy.deepcopy(P(1, 2, [[1]])); print(c2); c3 = copy.copy(p); print(c3 is p, c3 == p, c3.tags is p.tags)
print(copy.deepcopy({"a": [1, {2}], "b": (1, [2])}), copy.deepcopy(Color.RED) is Color.RED)
