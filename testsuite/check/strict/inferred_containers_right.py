# strict
def run() -> None:
    xs: list[float] = [1, 2]
    xs[0] = 3
    names = "a b".split()
    names[0] = "c"
    total(xs)
    total([1, 2])

def total(xs: list[float]) -> float:
    return sum(xs)
