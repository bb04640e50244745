# NaN differs from everything.
# fault: ordered_nan
def differs(a: float, b: float) -> bool:
    return a != b


nan = float("nan")
print(differs(nan, nan), differs(nan, 1.0), differs(1.0, 1.0), differs(1.0, 2.0))
