# Numbers in slots are read and written as raw words of the object, with the row beside.
# emit: mir step.fast
class Cell:
    __slots__ = ("f", "i")
    f: float
    i: int


def step(c: Cell, d: float) -> float:
    # CHECK: compact_base
    # CHECK: compact_word
    # CHECK: ne.i64
    # CHECK: compact_get_apart
    # CHECK: compact_float
    # CHECK-NOT: box_f64
    # CHECK: compact_put_float
    # CHECK: box_f64
    # CHECK: compact_set_apart
    c.f = c.f + d
    return c.f
