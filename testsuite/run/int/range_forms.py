# Ranges: steps, negative steps, empty, huge, reversed, len, index, in.
def collect(a: int, b: int, c: int) -> list[int]:
    return [i for i in range(a, b, c)]


for args in ((0, 10, 3), (10, 0, -3), (0, 10, -1), (5, 5, 1), (-5, 5, 4), (2**63 - 2, 2**63 + 2, 1), (-(2**63) + 1, -(2**63) - 2, -1)):
    print(args, collect(*args), len(range(*args)))
try:
    collect(0, 1, 0)
except ValueError as e:
    print(e)
r = range(0, 100, 7)
print(r, len(r), r[3], r[-1], 21 in r, 22 in r, "x" in r, r[2:5], list(reversed(r))[:3])
print(list(range(2**64, 2**64 + 3)), range(0) == range(5, 5))
try:
    r[15]
except IndexError as e:
    print(e)


def last_before_overflow(n: int) -> int:
    s = 0
    for i in range(2**63 - 3, 2**63 - 3 + n):
        s += i
    return s


print(last_before_overflow(6))
