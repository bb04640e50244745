# strict
def run() -> None:
    xs = [1, 2]
    xs[0] = "a"  # error: [N0210] "expected `int`, found `str`"
    names = "a b".split()
    names[0] = 1  # error: [N0210]
    total(xs)  # error: [N0203] "expected `list[float]`"

def total(xs: list[float]) -> float:
    return sum(xs)
