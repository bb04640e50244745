# Between its suspensions a generator's numbers stay machine numbers: the entry behind the `yield` takes them as such.
# emit: mir cubes.fast
from typing import Iterator


def cubes(n: int, step: float) -> Iterator[float]:
    # CHECK: entry
    # CHECK: : i64,
    # CHECK: generator_take
    # CHECK: add.f64
    # CHECK: suspend
    # CHECK-NOT: box_i64
    i = 0
    while i < n:
        yield step
        i += 1
        step += 1.5
