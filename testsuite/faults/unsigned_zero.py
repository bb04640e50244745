# Zero has a sign.
# fault: unsigned_zero
def negate(x: float) -> float:
    return -x


print(negate(0.0), negate(-0.0), negate(1.5))
