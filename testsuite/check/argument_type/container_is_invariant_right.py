from collections.abc import Mapping, Sequence

def total(xs: Sequence[float]) -> float:
    return sum(xs)

def lookup(table: Mapping[str, float]) -> float:
    return table["x"]

def run(ints: list[int], table: dict[str, int]) -> None:
    total(ints)
    lookup(table)
    fresh: list[float] = [1, 2, 3]
    total(fresh)
