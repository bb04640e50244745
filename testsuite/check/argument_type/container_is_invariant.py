# strict
def double(xs: list[float]) -> None:
    for i in range(len(xs)):
        xs[i] *= 2.0

def run(ints: list[int], table: dict[str, int]) -> None:
    double(ints)  # error: [N0203] "expected `list[float]`, found `list[int]`"
    store(table)  # error: [N0203]

def store(table: dict[str, float]) -> None:
    table["x"] = 1.5
