from vectors import Vec


class Body(Vec):
    __slots__ = ("mass", "hits")

    def __init__(self, x: float, y: float, mass: float) -> None:
        super().__init__(x, y)
        self.mass = mass
        self.hits = 0

    def push(self, v: Vec) -> None:
        self.x += v.x / self.mass
        self.y += v.y / self.mass
        self.hits += 1


def run(bodies: list[Body], n: int) -> float:
    v = Vec(0.5, 0.25)
    energy = 0.0
    for _ in range(n):
        for body in bodies:
            body.push(v)
            energy += body.dot(v) * body.mass
    return energy
