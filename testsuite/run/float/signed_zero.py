# Negative zero survives arithmetic, comparison, min/max, branches and formatting.
def arith(x: float, y: float) -> list[float]:
    return [x + y, x - y, x * y, -x, abs(x), x % 3.0, x // 3.0]


for x in (0.0, -0.0):
    for y in (0.0, -0.0):
        print(x, y, arith(x, y), x == y, x < y)
print(max(0.0, -0.0), max(-0.0, 0.0), min(0.0, -0.0), min(-0.0, 0.0))
print(0 * -1.0, 0 - 0.0, -0.0 + 0, 0.0 * -1, -0.0 - 0, sum([-0.0]) == 0)
print(str(-0.0), repr(-0.0), f"{-0.0}", int(-0.0), bool(-0.0), round(-0.4), round(-0.4, 0))


def negate_sum(n: int) -> float:
    s = -0.0
    for i in range(n):
        s = s * 1.0
    return s


print(negate_sum(5), 0.0 if negate_sum(1) else -0.0)
