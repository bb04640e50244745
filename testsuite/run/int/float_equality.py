# int and float compare exactly, also where float(int) would round.
def same(a: int, b: float) -> bool:
    return a == b


def less(a: int, b: float) -> bool:
    return a < b


for a in (2**53, 2**53 + 1, 2**53 + 2, 2**63 - 1, 2**63, 2**1023, 10**400, -(10**400)):
    for b in (float(2**53), 9223372036854775807.0, float("inf"), float("-inf"), float("nan"), 1e308):
        print(same(a, b), less(a, b), b < a, a != b, end=" ")
    print()
print(hash(2**61 - 1), hash(2**61), hash(2.0**61), hash(-1), hash(-2), hash(1.0) == hash(1) == hash(True))
