# __slots__: fixed attributes, unset slots, overflow in a slot, subclass with a dict.
class P:
    __slots__ = ("x", "y")
    x: int
    y: float

    def __init__(self, x: int, y: float) -> None:
        self.x = x
        self.y = y


class Q(P):
    pass


def grow(p: P, n: int) -> tuple[int, float]:
    for _ in range(n):
        p.x += p.x
        p.y *= 0.5
    return p.x, p.y


print(grow(P(1, 1.0), 10), grow(P(1, 1), 70), grow(P(0.5, 2**70), 2), grow(P("a", 0), 2))
p = P(1, 2)
try:
    p.z = 1
except AttributeError as e:
    print(type(e).__name__)
del p.x
try:
    grow(p, 1)
except AttributeError as e:
    print(e)
p.x = None
print(p.x, hasattr(p, "__dict__"))
q = Q(1, 2)
q.z = 3
print(grow(q, 2), vars(q), P.x.__get__(q), type(P.x).__name__)
