import copy
import pickle

import physics
import vectors
from physics import Body
from vectors import Vec


class Named(Body):
    def __init__(self, name, *args):
        super().__init__(*args)
        self.name = name


class Tight(Vec):
    __slots__ = ("z",)

    def dot(self, other):
        return super().dot(other) + self.z


a, b, c = Body(1.0, 2.0, 3.0), Named("b", 0.5, 0.25, 2.0), Body(1, 2, 4)
t = Tight(1.0, 2.0)
t.z = 5
for n in (3, 1, 4):
    print(physics.run([a, b, c, a], n), a.x, a.y, b.x, b.hits, c.x, c.y, vars(b))
    print(vectors.total([a, b, Vec(0.0, 1.0), t, c]), t.x, a.x, b.x)
b.x = "x"
b.hits = 2**70
try:
    physics.run([a, b], 1)
except TypeError as e:
    print(type(e).__name__, a.hits, b.hits)
b.x = -0.0
print(physics.run([b], 2), b.hits - 2**70, Body.x is Vec.x, Vec.x, Body.mass)
for p in (a, b, t):
    for other in (copy.copy(p), copy.deepcopy(p), pickle.loads(pickle.dumps(p))):
        print(type(other).__name__, other.x == p.x, other.y == p.y, other.dot(p), getattr(other, "__dict__", None))
for _ in range(100):
    a.x += 0.5
    t.x = t.x * 0.5 + a.y
    t.z, a.hits = a.hits, t.z
print(a.x, t.x, t.z, a.hits)
del a.x
print(hasattr(a, "x"), hasattr(a, "y"))
