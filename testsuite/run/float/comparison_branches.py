# Branches on float comparisons, chained, with ints mixed in.
def classify(x: float) -> str:
    if x < 0:
        return "negative"
    elif 0 <= x < 1:
        return "unit"
    elif x == 1:
        return "one"
    elif not x > 100:
        return "small"
    return "big"


print([classify(x) for x in (-1.0, -0.0, 0.0, 0.5, 1.0, 1, 50, 100, 100.5, float("inf"), float("nan"), 2**80, -(2**80))])


def clamp(x: float, lo: float, hi: float) -> float:
    return lo if x < lo else hi if x > hi else x


print(clamp(5, 0.0, 1.0), clamp(-1.0, 0, 1), clamp(0.5, 0, 1), clamp(0, 0.0, 1), clamp(float("nan"), 0, 1))
