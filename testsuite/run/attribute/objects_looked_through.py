# `a.b.x -= e` is about the object that was in `a.b` first, and that dies when CPython lets it die.

from __future__ import annotations

import weakref


class Vec:
    x: float
    y: float
    n: int
    on: bool

    def __init__(self, name: str, x: float, y: float) -> None:
        self.x = x
        self.y = y
        self.n = 1
        self.on = False
        self.name = name

    def __del__(self) -> None:
        print("dies:", self.name, self.x, self.y, self.n)


class Body:
    pos: Vec
    vel: Vec
    mass: float

    def __init__(self, name: str, mass: float) -> None:
        self.pos = Vec(name + ".pos", 1.0, 2.0)
        self.vel = Vec(name + ".vel", 0.5, 0.25)
        self.mass = mass


class System:
    first: Body
    second: Body

    def __init__(self, first: Body, second: Body) -> None:
        self.first = first
        self.second = second


def step(a: Body, b: Body, dt: float) -> float:
    dx = a.pos.x - b.pos.x
    dy = a.pos.y - b.pos.y
    a.vel.x -= dx * b.mass * dt
    a.vel.y -= dy * b.mass * dt
    b.vel.x += (dx + 1.0) * a.mass * dt
    b.vel.y += dy * a.mass * dt
    a.pos.x += dt * a.vel.x
    a.pos.y += dt * a.vel.y
    a.pos.n += 1
    a.pos.on = a.pos.x > b.pos.x
    return a.pos.x + b.pos.y


def steps(a: Body, b: Body, count: int) -> float:
    result = 0.0
    for i in range(count):
        result += step(a, b, 0.125)
    return result


def show(*bodies: Body) -> None:
    for body in bodies:
        print(body.pos.name, body.pos.x, body.pos.y, body.pos.n, body.pos.on, body.vel.name, body.vel.x, body.vel.y)


class Replacing(Body):
    """Its mass gives another body a new velocity, and perhaps itself a new position."""

    other: Body
    count = 0

    @property
    def mass(self) -> float:
        Replacing.count += 1
        other = self.other
        print("mass asked for")
        if Replacing.count % 2:
            other.vel = Vec(f"new{Replacing.count}", 10.0, 20.0)
        print("mass given")
        return 2 if Replacing.count % 5 == 4 else 2.0

    @mass.setter
    def mass(self, value: float) -> None:
        pass


def replacing() -> None:
    a, b = Body("a", 3.0), Replacing("b", 1.0)
    b.other = a
    for i in range(4):
        print(steps(a, b, 2))
        show(a, b)


class Failing(Body):
    @property
    def mass(self) -> float:
        self.other.vel = Vec("failed", 1.0, 1.0)
        raise ValueError("no mass")

    @mass.setter
    def mass(self, value: float) -> None:
        pass


def failing() -> None:
    a, b = Body("fa", 3.0), Failing("fb", 1.0)
    b.other = a
    for i in range(3):
        try:
            steps(a, b, 1)
        except ValueError as error:
            print(error, error.__traceback__.tb_next.tb_next.tb_lineno)
    show(a, b)


class Making(Body):
    """Has a new position each time."""

    made = 0

    @property
    def pos(self) -> Vec:
        Making.made += 1
        return Vec(f"made{Making.made}", float(Making.made), 2.0)

    @pos.setter
    def pos(self, value: Vec) -> None:
        pass


def making() -> None:
    a, b = Body("ma", 3.0), Making("mb", 1.0)
    print(steps(a, b, 3))
    print(steps(b, a, 3))
    show(a)


def of_systems(systems: list[System], count: int) -> float:
    result = 0.0
    for i in range(count):
        for system in systems:
            system.first.pos.x += system.second.vel.x * system.second.mass
            system.second.vel.x = system.first.pos.x - system.second.pos.y
            result += system.first.pos.x
            system.first.vel.n += system.second.vel.n
    return result


def nested() -> None:
    systems = [System(Body("s1", 1.0), Body("s2", 2.0)), System(Body("s3", 1.0), Body("s4", 2.0))]
    print(of_systems(systems, 5))
    systems[1].first = systems[0].second
    print(of_systems(systems, 5))
    watched = weakref.ref(systems[0].second.vel, lambda _: print("velocity is gone"))
    systems[0].second.vel = Vec("other", 1.0, 1.0)
    print(watched(), of_systems(systems, 3))
    vars(systems[0].first)["extra"] = 1
    print(of_systems(systems, 3))
    systems[0].first.__dict__ = dict(systems[0].first.__dict__)
    print(of_systems(systems, 3))
    del systems[1].second.vel.x
    try:
        of_systems(systems, 3)
    except AttributeError as error:
        print(error)
    systems[1].second.vel.x = 1
    print(of_systems(systems, 3))
    systems[1].second.vel = None
    try:
        of_systems(systems, 3)
    except AttributeError as error:
        print(error)
    del systems[1].second.vel
    try:
        of_systems(systems, 3)
    except AttributeError as error:
        print(error)


class Strange(Body):
    def __getattr__(self, name: str) -> object:
        print("looked for", name)
        return Vec("strange", 7.0, 8.0)


def strange() -> None:
    a, b = Body("xa", 3.0), Body("xb", 1.0)
    print(steps(a, b, 2))
    a.__class__ = Strange
    print(steps(a, b, 2))
    del a.vel
    print(steps(a, b, 2))
    a.__class__ = Body
    a.vel = Vec("again", 1.0, 1.0)
    print(steps(a, b, 2))
    Body.vel = property(lambda self: self.__dict__["vel"])
    print(steps(a, b, 1))
    del Body.vel
    print(steps(a, b, 2))
    Body.pos = Vec("of class", 5.0, 6.0)
    del a.pos
    print(steps(a, b, 2))
    show(a, b)
    Body.pos = None
    del Body.pos
    show(b)


def rebinding(a: Body, bodies: list[Body]) -> float:
    total = 0.0
    for b in bodies:
        a.vel.x += (a := b).mass
        total += a.vel.x * (a := bodies[0]).mass
        a.vel.y -= b.vel.y if b.mass > 1.0 else b.pos.y
    return total


def types() -> None:
    a, b = Body("ta", 3), Body("tb", 1.0)
    print(steps(a, b, 2))
    b.pos.x = 2
    print(steps(a, b, 2))
    b.pos.y = "word"
    try:
        steps(a, b, 2)
    except TypeError as error:
        print(error)
    b.pos.y = True
    a.pos.n = 2**62
    print(steps(a, b, 2), a.pos.n)
    a.pos.n *= 2
    print(steps(a, b, 2), a.pos.n)
    show(a, b)


def main() -> None:
    a, b = Body("0a", 3.0), Body("0b", 1.0)
    print(steps(a, b, 5))
    show(a, b)
    print(steps(a, a, 5))
    b.pos = a.vel
    print(steps(a, b, 5))
    show(a, b)
    replacing()
    failing()
    making()
    nested()
    strange()
    r, rs = Body("r", 1.0), [Body(f"r{i}", float(i)) for i in range(4)]
    print(rebinding(r, rs))
    r = rs = None
    types()


main()
