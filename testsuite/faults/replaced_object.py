# `a.b.x -= e` writes to the object that was in `a.b` before `e` was computed.
# fault: replaced_object
class Vec:
    x: float

    def __init__(self, x: float) -> None:
        self.x = x


class Body:
    vel: Vec

    def __init__(self, vel: Vec) -> None:
        self.vel = vel


class Weight:
    mass: float

    def __init__(self, mass: float) -> None:
        self.mass = mass


class Renewing(Weight):
    @property
    def mass(self) -> float:
        body.vel = Vec(start * 20.0)
        return 2.0

    @mass.setter
    def mass(self, value: float) -> None:
        pass


def slow_down(a: Body, b: Weight) -> None:
    a.vel.x -= b.mass


start = 0.5 + len("ab")
body = Body(Vec(start))
for _ in range(3):
    slow_down(body, Weight(1.0))
vel = body.vel
slow_down(body, Renewing(1.0))
print(vel.x, body.vel.x)
