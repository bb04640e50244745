# `a.xs[i] -= e` and `XS[i] -= e` are about the list that was there first, and that dies when CPython lets it die.

from __future__ import annotations


class Noted:
    """Says when it dies, in a list of numbers where it does not belong."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        print("dies:", self.name)

    def __repr__(self) -> str:
        return self.name


class Body:
    pos: list[float]
    vel: list[float]
    mass: float

    def __init__(self, mass: float) -> None:
        self.pos = [1.0, 2.0]
        self.vel = [0.5, 0.25]
        self.mass = mass


XS: list[float] = [1.0, 2.0, 3.0]
YS: list[float] = [0.5, 0.25, 0.125]


def step(a: Body, b: Body, dt: float) -> float:
    dx = a.pos[0] - b.pos[0]
    dy = a.pos[1] - b.pos[-1]
    a.vel[0] -= dx * b.mass * dt
    a.vel[1] -= dy * b.mass * dt
    b.vel[0] += (dx + 1.0) * a.mass * dt
    b.vel[1] += dy * a.mass * dt
    for k in range(2):
        a.pos[k] += dt * a.vel[k]
        b.pos[k] = a.pos[k] + b.vel[k] * dt
    if a.pos[0] > 3.0 and len(b.vel) == 2:
        a.pos[0] = b.pos[1] if b.vel[0] > a.vel[1] else a.pos[1]
    return a.pos[0] + b.pos[1]


def steps(a: Body, b: Body, count: int) -> float:
    result = 0.0
    for i in range(count):
        result += step(a, b, 0.125)
    return result


def show(*bodies: Body) -> None:
    for body in bodies:
        print(body.pos, body.vel)


class Replacing(Body):
    """Its mass gives another body a new velocity."""

    other: Body
    count = 0

    @property
    def mass(self) -> float:
        Replacing.count += 1
        if Replacing.count % 2:
            self.other.vel = [10.0, 20.0, Noted(f"new{Replacing.count}")]
        print("mass given")
        return 2 if Replacing.count % 5 == 4 else 2.0

    @mass.setter
    def mass(self, value: float) -> None:
        pass


class Making(Body):
    """Has a new position each time."""

    made = 0

    @property
    def pos(self) -> list[float]:
        Making.made += 1
        return [float(Making.made), 2.0, Noted(f"made{Making.made}")]

    @pos.setter
    def pos(self, value: list[float]) -> None:
        pass


class Float(float):
    def __rmul__(self, other: float) -> float:
        global XS
        print("multiplied")
        XS = [7.0, 8.0, 9.0]
        return other * 2.0


def of_globals(count: int, factor: float) -> float:
    total = 0.0
    for i in range(count):
        for k in range(3):
            XS[k] -= YS[k] * factor * XS[0]
            YS[k] += XS[k - 1] * 0.5
            total += XS[k] + YS[k]
    return total


def replaced(count: int, bodies: list[Body]) -> float:
    total = 0.0
    for i in range(count):
        for b in bodies:
            XS[0] += b.mass * XS[1]
            total += XS[0]
    return total


def summed(xs: list[float], b: Body) -> float:
    return xs[0] + b.mass + xs[1]


def of_argument(count: int, bodies: list[Body]) -> float:
    total = 0.0
    for i in range(count):
        for b in bodies:
            total += summed(XS, b)
    return total


class Renewing(Body):
    """Its mass replaces a global list."""

    @property
    def mass(self) -> float:
        global XS
        XS = [1.0, 2.0, Noted("of global")]
        return 1.5

    @mass.setter
    def mass(self, value: float) -> None:
        pass


def attempt(function, *args) -> None:
    try:
        print(function(*args))
    except (TypeError, IndexError, AttributeError, NameError) as error:
        print(type(error).__name__, error)


def main() -> None:
    global XS
    a, b = Body(3.0), Body(1.0)
    print(steps(a, b, 5))
    show(a, b)
    print(steps(a, a, 5))
    b.pos = a.vel
    print(steps(a, b, 5))
    show(a, b)
    vars(a)["extra"] = 1
    print(steps(a, b, 5))
    a.pos = (1.0, 2.0)
    attempt(steps, a, b, 5)
    a.pos = [1, True]
    attempt(steps, a, b, 5)
    a.pos = [1.0]
    attempt(steps, a, b, 5)
    a.pos = None
    attempt(steps, a, b, 5)
    del a.pos
    attempt(steps, a, b, 5)
    c, d = Body(3.0), Replacing(1.0)
    d.other = c
    for i in range(4):
        print(steps(c, d, 2))
        show(c, d)
    e, f = Body(3.0), Making(1.0)
    attempt(steps, e, f, 3)
    attempt(steps, f, e, 3)
    show(e)
    print(of_globals(3, 0.25), XS, YS)
    attempt(of_globals, 2, Float(3.0))
    print(XS, YS)
    XS = [1.0, 2]
    attempt(of_globals, 2, 0.5)
    print(XS, YS)
    print(replaced(3, [Body(0.5), Body(0.25)]), XS)
    bodies = [Body(0.5), Renewing(0.25)]
    print(replaced(3, bodies), XS[:2])
    print(of_argument(3, bodies), XS[:2])
    bodies = None
    XS = [0.5, 0.5]
    print("end")
    del XS
    attempt(of_globals, 2, 0.5)


main()
