# -x, ~x, abs and not, around zero and at the edge of i64.
def unary(x: int) -> tuple[int, int, int, bool, int]:
    return -x, ~x, +x, not x, abs(x)


for x in (0, 1, -1, 2**63 - 1, -(2**63), -(2**63) - 1, 2**63):
    print(unary(x))
print((-True, +False, not True, abs(True)))


def alternate(n: int) -> int:
    x = -(2**63)
    for _ in range(n):
        x = -x
    return x


print(alternate(1), alternate(2), alternate(7))
