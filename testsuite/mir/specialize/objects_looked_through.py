# What is looked through has an address and no reference; beside the usual way it is kept, and behind it that is forgotten.
# emit: mir step.fast
class Vec:
    x: float

    def __init__(self) -> None:
        self.x = 0.5


class Body:
    vel: Vec

    def __init__(self) -> None:
        self.vel = Vec()


def step(b: Body, d: float) -> float:
    # CHECK: shape_base(v0
    # CHECK: shape_object
    # CHECK: attr_get_apart
    # CHECK: lent_object
    # CHECK: shape_base_at(v0
    # CHECK: shape_box(
    # CHECK: own
    # CHECK: attr_get_apart
    # CHECK: shape_box_write
    # CHECK: attr_set_apart
    # CHECK: forget
    # CHECK-NOT: drop v
    b.vel.x += d
    return d
